/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The small closed sets of the content model, each an enum with its ids.  An id is what stands in
 * files, columns, addresses, API and index; the label of id X of set S is the bundles' message
 * "S.X".
 */
#ifndef DOMAIN_VOCAB_H
#define DOMAIN_VOCAB_H

#include <stdbool.h>
#include <stddef.h>

/* Editorial state of an entry and of each of its language versions. */
enum state { STATE_DRAFT, STATE_REVIEW, STATE_PUBLISHED, STATE_WITHDRAWN, STATE_COUNT };

/* Who made a text. */
enum provenance {
	PROVENANCE_OFFICIAL,   /* the legislator's or gazette's own text */
	PROVENANCE_GOVERNMENT, /* a translation by an authority */
	PROVENANCE_WIPO,
	PROVENANCE_STAFF, /* people of this portal, or an organisation's own words */
	PROVENANCE_MACHINE,
	PROVENANCE_COUNT
};

/* What a text is worth in law (ELI: legal_value). */
enum legal_value { LEGAL_AUTHORITATIVE, LEGAL_OFFICIAL, LEGAL_UNOFFICIAL, LEGAL_COUNT };

enum law_type {
	LAW_LAW,	/* act of a parliament, code, decree-law */
	LAW_REGULATION, /* of a government, to carry out a law */
	LAW_RULE,	/* of an office or ministry */
	LAW_TREATY,
	LAW_POLICY,
	LAW_NOTICE,
	LAW_TYPE_COUNT
};

enum law_status {
	LAW_IN_FORCE,
	LAW_NOT_YET,
	LAW_REPEALED,
	LAW_UNKNOWN, /* the source does not say */
	LAW_STATUS_COUNT
};

enum subject {
	SUBJECT_PATENTS,
	SUBJECT_UTILITY_MODELS,
	SUBJECT_DESIGNS,
	SUBJECT_TRADE_MARKS,
	SUBJECT_GEOGRAPHICAL_INDICATIONS,
	SUBJECT_COPYRIGHT,
	SUBJECT_SOFTWARE,
	SUBJECT_TRADE_SECRETS,
	SUBJECT_LAYOUT_DESIGNS,
	SUBJECT_PLANT_VARIETIES,
	SUBJECT_COMPETITION,
	SUBJECT_CUSTOMS,
	SUBJECT_CONTRACTS, /* contracts and transfer */
	SUBJECT_ENFORCEMENT,
	SUBJECT_COUNT
};

enum service {
	SERVICE_AGENCY,
	SERVICE_ANALYSIS,
	SERVICE_TRANSFER,
	SERVICE_RISK,
	SERVICE_LEGAL,
	SERVICE_SEARCH,
	SERVICE_VALUATION,
	SERVICE_TRADING,
	SERVICE_FINANCE,
	SERVICE_TRAINING,
	SERVICE_NOTARY,
	SERVICE_ARBITRATION,
	SERVICE_COUNT
};

enum guide_type {
	GUIDE_INTERPRETATION,
	GUIDE_BRIEFING,
	GUIDE_HOWTO,
	GUIDE_WARNING,
	GUIDE_NEWS,
	GUIDE_PROFILE, /* a jurisdiction at a glance */
	GUIDE_TYPE_COUNT
};
enum direction { DIRECTION_OFFER, DIRECTION_REQUEST, DIRECTION_COUNT };
enum resource_type {
	RESOURCE_OFFICE,
	RESOURCE_REGISTER,
	RESOURCE_GAZETTE,
	RESOURCE_DATABASE,
	RESOURCE_SERVICE_POINT, /* TISC and the like */
	RESOURCE_TYPE_COUNT
};
enum cost { COST_FREE, COST_PARTLY, COST_PAID, COST_COUNT };
enum event_type {
	EVENT_CONFERENCE,
	EVENT_TRAINING,
	EVENT_COMPETITION,
	EVENT_EXHIBITION,
	EVENT_MEETING,
	EVENT_TYPE_COUNT
};
enum term_status { TERM_PREFERRED, TERM_ADMITTED, TERM_DEPRECATED, TERM_STATUS_COUNT };
enum relation_type {
	RELATION_AMENDS,
	RELATION_REPEALS,
	RELATION_IMPLEMENTS,
	RELATION_INTERPRETS,
	RELATION_CITES,
	RELATION_TRANSLATES,
	RELATION_TYPE_COUNT
};
/* Containers of articles, after the elements of Akoma Ntoso, from the outermost in. */
enum division_type {
	DIVISION_BOOK,
	DIVISION_PART,
	DIVISION_TITLE,
	DIVISION_CHAPTER,
	DIVISION_SECTION,
	DIVISION_SUBSECTION,
	DIVISION_ANNEX, /* attachment, schedule */
	DIVISION_OTHER, /* Akoma Ntoso: hcontainer */
	DIVISION_TYPE_COUNT
};
enum article_type {
	ARTICLE_ARTICLE,
	ARTICLE_PREAMBLE,
	ARTICLE_ANNEX, /* text of an attachment or schedule without articles of its own */
	ARTICLE_OTHER, /* conclusions, signatures, unnumbered text */
	ARTICLE_TYPE_COUNT
};

/* Reservations and declarations with which a state is bound by a treaty, and which of its acts. */
enum reservation {
	RESERVATION_DISPUTES,	  /* the International Court of Justice: Paris 28(2), PCT 64(5) */
	RESERVATION_REFUSAL_18,	  /* eighteen months to refuse: Madrid Protocol 5(2)(b) */
	RESERVATION_FEES,	  /* individual fees: Madrid Protocol 8(7)(a), Hague 7(2) */
	RESERVATION_NO_EXTENSION, /* of registrations made before: Madrid Protocol 14(5) */
	RESERVATION_NO_LICENCES,  /* recorded internationally: Madrid rule 20bis(6) */
	RESERVATION_NO_REMUNERATION, /* for broadcasting phonograms: WPPT 15(3) */
	RESERVATION_ACT_1978,	     /* UPOV Convention */
	RESERVATION_ACT_1991,
	RESERVATION_COUNT
};

/* What a provider is; one may be several. */
enum provider_type {
	PROVIDER_AGENCY, /* patent and trade mark agency */
	PROVIDER_LAW_FIRM,
	PROVIDER_TRANSFER, /* technology-transfer office */
	PROVIDER_VALUATION,
	PROVIDER_SEARCH, /* search and analysis */
	PROVIDER_FINANCE,
	PROVIDER_NOTARY,
	PROVIDER_ARBITRATION,
	PROVIDER_TRAINING,
	PROVIDER_TISC, /* technology and innovation support centre (WIPO) */
	PROVIDER_TYPE_COUNT
};
enum fee_model {
	FEE_HOURLY,
	FEE_FIXED,
	FEE_STAGED, /* an amount for each stage of the work */
	FEE_SUCCESS,
	FEE_SUBSCRIPTION,
	FEE_FREE,
	FEE_ON_REQUEST,
	FEE_MODEL_COUNT
};
/* When a provider looks for conflicts of interest. */
enum conflict { CONFLICT_UNSAID, CONFLICT_ALWAYS, CONFLICT_ON_REQUEST, CONFLICT_COUNT };
/* What a provider agreed to. */
enum consent {
	CONSENT_CONTACT,  /* that its address is shown to everybody */
	CONSENT_REFERRAL, /* that staff pass inquiries on to it */
	CONSENT_COUNT
};
/* Credit classes of Chinese IP agencies, given by staff. */
enum credit { CREDIT_NONE, CREDIT_A_PLUS, CREDIT_A, CREDIT_B, CREDIT_C, CREDIT_D, CREDIT_COUNT };
/* What a listing looks for. */
enum wanted {
	WANTED_LICENCE,
	WANTED_ASSIGNMENT,
	WANTED_EQUITY,
	WANTED_JOINT, /* development */
	WANTED_PLEDGE,
	WANTED_COUNT
};
/* Legal status of a right that a listing rests on. */
enum ip_status {
	IP_APPLIED,
	IP_GRANTED,
	IP_REGISTERED,
	IP_OPPOSED, /* or its nullity is asked for */
	IP_LAPSED,
	IP_SECRET, /* know-how that is kept secret */
	IP_STATUS_COUNT
};

/* Names of the sets, and of their bundle tables. */
enum vocab {
	VOCAB_STATE,
	VOCAB_PROVENANCE,
	VOCAB_LEGAL_VALUE,
	VOCAB_LAW_TYPE,
	VOCAB_LAW_STATUS,
	VOCAB_SUBJECT,
	VOCAB_SERVICE,
	VOCAB_GUIDE_TYPE,
	VOCAB_DIRECTION,
	VOCAB_RESOURCE_TYPE,
	VOCAB_COST,
	VOCAB_EVENT_TYPE,
	VOCAB_TERM_STATUS,
	VOCAB_RELATION_TYPE,
	VOCAB_DIVISION_TYPE,
	VOCAB_ARTICLE_TYPE,
	VOCAB_RESERVATION,
	VOCAB_ACCOUNT_ROLE, /* domain/account.h */
	VOCAB_MEMBER_ROLE,
	VOCAB_ORGANISATION_TYPE,
	VOCAB_ORGANISATION_SIZE,
	VOCAB_PROVIDER_TYPE,
	VOCAB_FEE_MODEL,
	VOCAB_CONFLICT,
	VOCAB_CONSENT,
	VOCAB_CREDIT,
	VOCAB_WANTED,
	VOCAB_IP_STATUS,
	VOCAB_COUNT
};

/**
 * vocab_name(set): "law_status", the table in the bundles whose keys are the set's ids.
 * vocab_size(set): how many members it has.
 * vocab_id(set, value): "in_force"; ${value} must be a member.
 * vocab_value(set, id, ret_value): false, ${*ret_value} untouched, if ${id} is NULL or no member.
 */
const char *vocab_name(enum vocab set);
size_t vocab_size(enum vocab set);
const char *vocab_id(enum vocab set, int value);
bool vocab_value(enum vocab set, const char *id, int *ret_value);

#endif
