/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * How well an agency fits what an enterprise looks for, and how well an offer and a request fit
 * each other.  Every point is earned by a reason, and the reasons say what was compared: nothing is
 * told that the records do not hold.
 */
#ifndef DOMAIN_MATCH_H
#define DOMAIN_MATCH_H

#include "base/arena.h"
#include "domain/record.h"

enum match_why {
	/* agencies */
	MATCH_LANGUAGE,	   /* id: speaks it */
	MATCH_DIRECT,	   /* id: acts in the jurisdiction itself */
	MATCH_PARTNER,	   /* id: through partners there */
	MATCH_SERVICE,	   /* value: enum service */
	MATCH_RIGHT,	   /* value: enum subject */
	MATCH_NO_LANGUAGE, /* what was asked for and is not said of it; no points */
	MATCH_NO_JURISDICTION,
	MATCH_NO_SERVICE,
	MATCH_NO_RIGHT,
	MATCH_CREDIT,	/* value: enum credit, by staff; orders equals */
	MATCH_VERIFIED, /* id: the day; orders equals */
	MATCH_RESPONSE, /* value: days until a first answer; orders equals */
	/* listings */
	MATCH_CLASS, /* id: the common part of two IPC symbols; value: its level, enum ipc_level */
	MATCH_TERM,  /* id and other: the same thing in the words of each */
	MATCH_STAGE, /* value and number: readiness offered, and wanted */
	MATCH_COUNTRY, /* id: in both */
	MATCH_FORM,    /* value: enum wanted, in both */
	MATCH_WHY_COUNT
};

/* How deep two symbols of the International Patent Classification agree. */
enum ipc_level { IPC_NONE, IPC_CLASS, IPC_SUBCLASS, IPC_GROUP, IPC_SUBGROUP };

struct match_reason {
	enum match_why why;
	const char *id, *other;
	int value, number;
	int points; /* of 100 */
};

enum { MATCH_REASONS_MAX = 40, MATCH_TERMS_MAX = 6 };

struct match {
	int percent; /* 0 to 100 */
	struct match_reason *reasons;
	size_t n;
};

/* What an enterprise looks for; what is empty was not asked. */
struct match_need {
	struct strings languages, jurisdictions;
	enum service *services;
	size_t nservices;
	enum subject *rights;
	size_t nrights;
};

/**
 * match_agency(arena, need, provider, ret): how well the ${provider} (a record of that kind) fits.
 * Of each thing that was asked the share that it covers counts: jurisdictions 35, languages 25,
 * services 25, rights 15, stretched to 100 over what was asked; through partners counts 60 %.
 */
void match_agency(struct arena *arena, const struct match_need *need, const struct record *provider,
    struct match *ret);

/* A thing that two listings name, each in its words. */
struct match_term {
	const char *here, *there;
	double weight; /* 1: a term of the term base; below: a word, the rarer the heavier */
};

/**
 * match_listing(arena, here, there, terms, n, ret): how well two listings, one offer and one
 * request, fit.  Classes give up to 40, terms up to 30, stage, countries and form 10 each.  Without
 * a common class or several terms they do not fit, whatever else agrees: one word in common is
 * chance.
 */
void match_listing(struct arena *arena, const struct record *here, const struct record *there,
    const struct match_term *terms, size_t n, struct match *ret);

/**
 * match_ipc(arena, a, b, ret_common): how deep two symbols agree; ${*ret_common} is the common part
 * as it is usually written, untouched for IPC_NONE.  Blanks do not count: "G06F16/33" is "G06F
 * 16/33".
 */
enum ipc_level match_ipc(
    struct arena *arena, const char *a, const char *b, const char **ret_common);

/**
 * match_order(a, b): negative if ${a} comes first: percent, then what orders equals.
 */
int match_order(const struct match *a, const struct match *b);

const char *match_why_id(enum match_why why);

#endif
