/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The one shape of an entry with all that belongs to it.  Readers of foreign formats make it, the
 * store keeps and loads it, the indexer reads it, pages and exports show it.  Everything hangs in
 * one arena; texts are valid NFC UTF-8; dates are "YYYY-MM-DD" (proleptic Gregorian) or NULL for
 * not known; an absent text is NULL, never "".
 */
#ifndef DOMAIN_RECORD_H
#define DOMAIN_RECORD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "domain/kind.h"
#include "domain/vocab.h"

struct entry_id {
	int64_t v;
};
struct expression_id {
	int64_t v;
};

struct strings {
	const char **v;
	size_t n;
};

/* One language version of an entry's own words. */
struct text {
	const char *language; /* BCP 47: en zh-Hans zh-Hant ru pt hi ar fa id am … */
	const char *title;
	const char *summary; /* plain text */
	const char *body;    /* Markdown; not for laws */
	const char *reading; /* pinyin and the like, for sorting and names */
	enum provenance provenance;
	const char *translator;
	const char
	    *source_language; /* what it was translated from, with the source's revision then */
	int64_t source_revision;
	enum state state;
};

/* A container of articles: part, chapter, section … */
struct division {
	enum division_type type;
	const char *eid;     /* "chp_2__sec_1"; made by domain/division.h */
	const char *number;  /* as printed: "第二章", "TÍTULO I"; NULL: none */
	const char *heading; /* NULL: none */
	size_t parent; /* its number among the expression's divisions, from 1 and below its own;
			  0: none */
};

struct article {
	enum article_type type;
	const char *eid;    /* Akoma Ntoso: "art_11"; made by domain/eid.h */
	const char *number; /* as printed: "11", "第十一条", "Art. 5º-A"; NULL for a preamble */
	const char *heading;
	size_t division;     /* number of the innermost division that holds it, from 1; 0: none */
	const char *chapter; /* path of headings above it, " / " between; derived from the
				divisions, or what they are made of (domain/division.h) */
	const char *body;    /* plain text, paragraphs divided by line feeds; paragraph n of it has
				the eId "art_11__para_n" */
	const char *source_id;
};

/* One language at one date of a law's text. */
struct expression {
	struct expression_id id;
	const char *language;
	const char
	    *version_date; /* date of the version; with the language it names the expression */
	const char *valid_from;
	const char *valid_to; /* last day + 1; NULL while it applies */
	/* These two are not said but follow from the version dates (domain/standing.h); by the
	 * store. */
	bool chained_from, chained_to;
	enum provenance provenance;
	enum legal_value legal_value;
	const char *translator;
	const char *source_url;
	const char *source; /* collection and identifier there */
	const char *source_id;
	/* Of a translation: the expression it was made from, as its maker names it (a language and
	 * a version date, NULL: not said) and as the store pinned it (0: not there). */
	const char *source_language;
	const char *source_version;
	struct expression_id source_expression;
	bool digest;		    /* key articles restated in our words, not the text itself */
	struct division *divisions; /* in document order, each after its parent */
	size_t ndivisions;
	struct article *articles; /* in document order; those that were loaded */
	size_t narticles;
	size_t stored; /* articles in the store, loaded or not; by the store */
};

struct relation {
	enum relation_type type;
	const char *eid;	/* article here, or NULL for the whole */
	const char *target;	/* slug of a law */
	const char *target_eid; /* article there, or NULL for the whole */
	const char *date;	/* since when it has effect */
};

/* An article that something rests on. */
struct citation {
	const char *law; /* slug */
	const char *eid; /* NULL: the law as a whole */
};

struct law {
	enum law_type type;
	enum law_status status;
	const char *number; /* official: "Lei nº 9.279/1996" */
	const char *original_language;
	const char *original_title;
	const char *issuer; /* in the original language */
	const char *date_enacted;
	const char *date_in_force;
	const char *date_amended; /* latest amendment */
	const char *date_repealed;
	const char *source_url; /* official */
	/* Names the work apart from its versions ("CN 中华人民共和国专利法"): what is imported with
	 * the same key and another version date is a version of the same work, with the same date a
	 * duplicate.  NULL: only source and source_id name it. */
	const char *work_key;
	bool partial; /* imports: the expressions are not all there are, the store keeps others */
	struct relation *relations;
	size_t nrelations;
	/* Published laws that amend or repeal this one: .target and .eid are the other law and its
	 * article, .target_eid the article here; by the store. */
	struct relation *incoming;
	size_t nincoming;
	struct expression *expressions;
	size_t nexpressions;
};

struct guide {
	enum guide_type type;
	const char *date; /* of the state of law it describes */
	struct citation *citations;
	size_t ncitations;
};

/* A licence to practise. */
struct licence {
	const char *office; /* that issued it, as it calls itself */
	const char *country;
	const char *number;
	const char *valid_from;
	const char *valid_to; /* last day; NULL: without end */
};

struct office {
	const char *city;
	const char *country; /* ISO 3166-1 alpha-2 */
	const char *address; /* NULL: not said */
};

/* Where a provider acts. */
struct served {
	const char *jurisdiction;
	bool partner; /* not itself but through partners there */
};

struct offering {
	enum service service;
	enum subject *subjects; /* rights concerned */
	size_t nsubjects;
	enum fee_model fee;
	/* Range in whole units of the currency, 0: not said. */
	int64_t fee_from, fee_to;
	const char *currency;	  /* ISO 4217; NULL: no range */
	int response_days;	  /* until a first answer, 0: not said */
	const char *deliverables; /* what the customer gets, with samples */
	const char *language;	  /* of that */
};

struct provider {
	const char *city;
	const char *country; /* jurisdiction id of the seat */
	const char *website;
	const char *email;	  /* only where the provider agreed that everybody sees it */
	struct strings languages; /* spoken, BCP 47 */
	enum service *services;	  /* those of its offerings, or alone */
	size_t nservices;
	enum provider_type *types;
	size_t ntypes;
	enum conflict conflict;
	enum consent *consents;
	size_t nconsents;
	enum credit credit;
	const char *confirmed; /* day when it last said that all of this is right */
	struct licence *licences;
	size_t nlicences;
	struct office *offices;
	size_t noffices;
	struct served *served;
	size_t nserved;
	struct offering *offerings;
	size_t nofferings;
};

/* What a listing says in one language, besides title and summary. */
struct listing_text {
	const char *language;
	const char *problem;
	const char *solution;
	const char *advantages; /* with figures */
	const char *terms;
};

/* A right that a listing rests on. */
struct ip_right {
	enum subject subject;
	const char *number; /* of application or grant; NULL in anonymous listings */
	const char *office; /* country code, or EA, EP, WO */
	enum ip_status status;
	const char *owner;   /* NULL: not said, or anonymous */
	const char *url;     /* of it in the register */
	const char *checked; /* day when staff looked it up there */
};

struct attachment {
	int64_t file; /* in the store */
	const char *name;
	const char *type; /* media type, found by content */
	int64_t size;	  /* bytes */
	const char *sha256;
};

struct listing {
	enum direction direction;
	int trl;	    /* 1 to 9, 0: not said */
	struct strings ipc; /* "G06F 16/33" or a prefix of it */
	const char *country;
	const char *expires;
	bool anonymous;
	const char *publisher; /* name of the organisation; NULL: anonymous, or not said */
	enum wanted *wanted;
	size_t nwanted;
	struct listing_text *texts;
	size_t ntexts;
	struct ip_right *rights;
	size_t nrights;
	struct attachment *attachments;
	size_t nattachments;
};

struct event {
	enum event_type type;
	const char *starts; /* date, first and last day */
	const char *ends;
	const char *city;
	const char *country;
	const char *url;
	bool online;
	const char *recurrence; /* NULL or "yearly" */
};

struct resource {
	enum resource_type type;
	enum cost cost;
	const char *url;
	const char *query_pattern; /* with {q} where the escaped query goes, or NULL */
	struct strings languages;
};

struct term_label {
	const char *language;
	const char *text;
	enum term_status status;
	const char *note;
};

struct term {
	struct term_label *labels;
	size_t nlabels;
	struct citation *citations;
	size_t ncitations;
};

struct fact {
	const char
	    *question; /* id of the question: "patent-term"; label "question.ID" in the bundles */
	const char
	    *value; /* language-free where there is one: "20", "yes", "no"; NULL: see the text */
	const char *as_of;
	/* Of a treaty that the jurisdiction is asked about: days of signature and of entry into
	 * force for it, and on what terms. */
	const char *signed_on;
	const char *since;
	enum reservation *reservations;
	size_t nreservations;
	struct citation *citations;
	size_t ncitations;
};

struct record {
	struct entry_id id; /* 0 before it is stored */
	enum kind kind;
	const char *slug; /* domain/slug.h */
	enum state state;
	int64_t revision;   /* counts changes, from 1 */
	const char *source; /* name of the collection it came from; with source_id the import key */
	const char *source_id;
	struct strings
	    same_as; /* "source source_id" of other collections that hold the same work */
	struct strings jurisdictions; /* ISO 3166-1 alpha-2 or "INT" */
	enum subject *subjects;
	size_t nsubjects;
	bool sample; /* made up to show how such an entry looks; said wherever it is shown */
	const char *verified;	   /* date when somebody last checked it against its source */
	const char *published;	   /* UTC timestamps "YYYY-MM-DDTHH:MM:SSZ", by the store */
	const char *published_day; /* the day of it */
	const char *updated;
	struct text *texts;
	size_t ntexts;
	union {
		struct law *law;
		struct guide *guide;
		struct provider *provider;
		struct listing *listing;
		struct event *event;
		struct resource *resource;
		struct term *term;
		struct fact *fact;
	};
};

/**
 * record_text(r, chain, nchain, ret_fallback):
 * The published (in a draft: any) language version that a reader of ${chain} sees:
 * domain/fallback.h over the entry's texts, then the law's original language, then the first.  NULL
 * only if it has no such text at all, which the store refuses to keep.
 * ${*ret_fallback} says whether it is another language than the reader's own.
 */
const struct text *record_text(
    const struct record *r, const char *const *chain, size_t nchain, bool *ret_fallback);

/**
 * record_expression(law, chain, nchain, day, exact, ret_fallback):
 * The expression that a reader of ${chain} sees on ${day} ("YYYY-MM-DD"): of each language the
 * version that applies then, the text itself before a digest, the later before the earlier; of
 * these the language that domain/fallback.h chooses.  If none applies on that day, NULL with
 * ${exact}; without it the choice is among all, so that a law which is not yet in force can be
 * read.  NULL if there is no expression.
 */
const struct expression *record_expression(const struct law *law, const char *const *chain,
    size_t nchain, const char *day, bool exact, bool *ret_fallback);

/**
 * record_version(law, language, date): the expression in exactly ${language} whose version date is
 * ${date}, else the one that applies on that day, the text itself before a digest; NULL if there is
 * none.
 */
const struct expression *record_version(
    const struct law *law, const char *language, const char *date);

/**
 * record_date(r): the date by which lists sort it and the year facet counts it: the law's enactment
 * and the event's start, NULL if not known (the day we published it would be a false year); the
 * guide's date and a fact's as_of, else and for all other kinds the day of publication; NULL if
 * none is known.
 */
const char *record_date(const struct record *r);

#endif
