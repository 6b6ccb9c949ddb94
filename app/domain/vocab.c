/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Owns the ids of the closed sets. */
#include "domain/vocab.h"

#include <string.h>

#include "domain/account.h"

static const char *const state[] = { "draft", "review", "published", "withdrawn" };
static const char *const provenance[] = { "official", "government", "wipo", "staff", "machine" };
static const char *const legal_value[] = { "authoritative", "official", "unofficial" };
static const char *const law_type[] = { "law", "regulation", "rule", "treaty", "policy", "notice" };
static const char *const law_status[] = { "in_force", "not_yet", "repealed", "unknown" };
static const char *const subject[] = { "patents", "utility-models", "designs", "trade-marks",
	"geographical-indications", "copyright", "software", "trade-secrets", "layout-designs",
	"plant-varieties", "competition", "customs", "contracts", "enforcement" };
static const char *const service[] = { "agency", "analysis", "transfer", "risk", "legal", "search",
	"valuation", "trading", "finance", "training", "notary", "arbitration" };
static const char *const guide_type[] = { "interpretation", "briefing", "howto", "warning", "news",
	"profile" };
static const char *const direction[] = { "offer", "request" };
static const char *const resource_type[] = { "office", "register", "gazette", "database",
	"service_point" };
static const char *const cost[] = { "free", "partly", "paid" };
static const char *const event_type[] = { "conference", "training", "competition", "exhibition",
	"meeting" };
static const char *const term_status[] = { "preferred", "admitted", "deprecated" };
static const char *const relation_type[] = { "amends", "repeals", "implements", "interprets",
	"cites", "translates" };
static const char *const division_type[] = { "book", "part", "title", "chapter", "section",
	"subsection", "annex", "other" };
static const char *const reservation[] = { "disputes", "refusal_18", "fees", "no_extension",
	"no_licences", "no_remuneration", "act_1978", "act_1991" };
static const char *const article_type[] = { "article", "preamble", "annex", "other" };
static const char *const account_role[] = { "user", "staff" };
static const char *const member_role[] = { "member", "editor", "admin" };
static const char *const organisation_type[] = { "agency", "enterprise", "institute" };
static const char *const organisation_size[] = { "micro", "small", "medium", "large" };
static const char *const provider_type[] = { "agency", "law_firm", "transfer", "valuation",
	"search", "finance", "notary", "arbitration", "training", "tisc" };
static const char *const fee_model[] = { "hourly", "fixed", "staged", "success", "subscription",
	"free", "on_request" };
static const char *const conflict[] = { "unsaid", "always", "on_request" };
static const char *const consent[] = { "contact", "referral" };
static const char *const credit[] = { "none", "a_plus", "a", "b", "c", "d" };
static const char *const wanted[] = { "licence", "assignment", "equity", "joint", "pledge" };
static const char *const ip_status[] = { "applied", "granted", "registered", "opposed", "lapsed",
	"secret" };

#define COUNT(a) (sizeof(a) / sizeof((a)[0]))
_Static_assert(COUNT(state) == STATE_COUNT, "state");
_Static_assert(COUNT(provenance) == PROVENANCE_COUNT, "provenance");
_Static_assert(COUNT(legal_value) == LEGAL_COUNT, "legal_value");
_Static_assert(COUNT(law_type) == LAW_TYPE_COUNT, "law_type");
_Static_assert(COUNT(law_status) == LAW_STATUS_COUNT, "law_status");
_Static_assert(COUNT(subject) == SUBJECT_COUNT, "subject");
_Static_assert(COUNT(service) == SERVICE_COUNT, "service");
_Static_assert(COUNT(guide_type) == GUIDE_TYPE_COUNT, "guide_type");
_Static_assert(COUNT(direction) == DIRECTION_COUNT, "direction");
_Static_assert(COUNT(resource_type) == RESOURCE_TYPE_COUNT, "resource_type");
_Static_assert(COUNT(cost) == COST_COUNT, "cost");
_Static_assert(COUNT(event_type) == EVENT_TYPE_COUNT, "event_type");
_Static_assert(COUNT(term_status) == TERM_STATUS_COUNT, "term_status");
_Static_assert(COUNT(relation_type) == RELATION_TYPE_COUNT, "relation_type");
_Static_assert(COUNT(division_type) == DIVISION_TYPE_COUNT, "division_type");
_Static_assert(COUNT(reservation) == RESERVATION_COUNT, "reservation");
_Static_assert(COUNT(article_type) == ARTICLE_TYPE_COUNT, "article_type");
_Static_assert(COUNT(account_role) == ACCOUNT_ROLE_COUNT, "account_role");
_Static_assert(COUNT(member_role) == MEMBER_ROLE_COUNT, "member_role");
_Static_assert(COUNT(organisation_type) == ORGANISATION_TYPE_COUNT, "organisation_type");
_Static_assert(COUNT(organisation_size) == ORGANISATION_SIZE_COUNT, "organisation_size");
_Static_assert(COUNT(provider_type) == PROVIDER_TYPE_COUNT, "provider_type");
_Static_assert(COUNT(fee_model) == FEE_MODEL_COUNT, "fee_model");
_Static_assert(COUNT(conflict) == CONFLICT_COUNT, "conflict");
_Static_assert(COUNT(consent) == CONSENT_COUNT, "consent");
_Static_assert(COUNT(credit) == CREDIT_COUNT, "credit");
_Static_assert(COUNT(wanted) == WANTED_COUNT, "wanted");
_Static_assert(COUNT(ip_status) == IP_STATUS_COUNT, "ip_status");

#define SET(a)                                                                                     \
	{                                                                                          \
#a, a, COUNT(a)                                                                    \
	}
static const struct {
	const char *name;
	const char *const *ids;
	size_t n;
} sets[] = {
	[VOCAB_STATE] = SET(state),
	[VOCAB_PROVENANCE] = SET(provenance),
	[VOCAB_LEGAL_VALUE] = SET(legal_value),
	[VOCAB_LAW_TYPE] = SET(law_type),
	[VOCAB_LAW_STATUS] = SET(law_status),
	[VOCAB_SUBJECT] = SET(subject),
	[VOCAB_SERVICE] = SET(service),
	[VOCAB_GUIDE_TYPE] = SET(guide_type),
	[VOCAB_DIRECTION] = SET(direction),
	[VOCAB_RESOURCE_TYPE] = SET(resource_type),
	[VOCAB_COST] = SET(cost),
	[VOCAB_EVENT_TYPE] = SET(event_type),
	[VOCAB_TERM_STATUS] = SET(term_status),
	[VOCAB_RELATION_TYPE] = SET(relation_type),
	[VOCAB_DIVISION_TYPE] = SET(division_type),
	[VOCAB_ARTICLE_TYPE] = SET(article_type),
	[VOCAB_RESERVATION] = SET(reservation),
	[VOCAB_ACCOUNT_ROLE] = SET(account_role),
	[VOCAB_MEMBER_ROLE] = SET(member_role),
	[VOCAB_ORGANISATION_TYPE] = SET(organisation_type),
	[VOCAB_ORGANISATION_SIZE] = SET(organisation_size),
	[VOCAB_PROVIDER_TYPE] = SET(provider_type),
	[VOCAB_FEE_MODEL] = SET(fee_model),
	[VOCAB_CONFLICT] = SET(conflict),
	[VOCAB_CONSENT] = SET(consent),
	[VOCAB_CREDIT] = SET(credit),
	[VOCAB_WANTED] = SET(wanted),
	[VOCAB_IP_STATUS] = SET(ip_status),
};
_Static_assert(COUNT(sets) == VOCAB_COUNT, "every set is listed");

const char *
vocab_name(enum vocab set)
{
	return (sets[set].name);
}

size_t
vocab_size(enum vocab set)
{
	return (sets[set].n);
}

const char *
vocab_id(enum vocab set, int value)
{
	return (sets[set].ids[value]);
}

bool
vocab_value(enum vocab set, const char *id, int *ret_value)
{
	if (id == NULL)
		return (false);
	for (size_t i = 0; i < sets[set].n; i++) {
		if (strcmp(sets[set].ids[i], id) == 0) {
			*ret_value = (int)i;
			return (true);
		}
	}
	return (false);
}
