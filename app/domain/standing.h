/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * How a law stands on a day, and why: from its dates, those of its texts, what its source says, and
 * the laws that amend or repeal it.  Nothing is stored of it, so that a date which passes needs no
 * import.
 */
#ifndef DOMAIN_STANDING_H
#define DOMAIN_STANDING_H

#include "domain/record.h"

enum standing_reason {
	STANDING_NOTHING,	/* nothing tells: LAW_UNKNOWN */
	STANDING_SAID,		/* the law's source says so, without a date */
	STANDING_DATE_IN_FORCE, /* .date: of entry into force */
	STANDING_DATE_ENACTED,	/* .date: not even enacted */
	STANDING_TEXT_BEGINS,	/* .date: since when a text applies */
	STANDING_TEXT_ENDS,	/* .date: since when no text applies */
	STANDING_DATE_REPEALED, /* .date: of repeal */
	STANDING_REPEALED_BY,	/* .law did it, on .date if that is known */
};

struct standing {
	enum law_status status;
	enum standing_reason reason;
	const char *date; /* NULL: not known */
	const char *law;  /* slug of the law that did it, NULL: not known */
	/* In force, but no longer as it was enacted; the latest amendment by that day. */
	bool amended;
	const char *amended_date; /* NULL: not known */
	const char *amended_by;	  /* slug, NULL: not known */
};

/**
 * standing_of(law, day): how ${law}, as the store loads it, stands on ${day} ("YYYY-MM-DD").  What
 * a date says goes before what the source says.  Texts point into ${law}.
 */
struct standing standing_of(const struct law *law, const char *day);

/**
 * standing_article(law, eid, day, ret_standing): whether the article ${eid} alone was amended or
 * repealed by another law until ${day}: the latest such relation, NULL: none.
 */
const struct relation *standing_article(const struct law *law, const char *eid, const char *day);

/**
 * standing_chain(law): fill in .valid_from and .valid_to of the expressions of ${law} where they
 * are not said: a version applies from its date (the first from the law's entry into force, if that
 * is later), and ends where the next one of its language begins.  Digests and texts have chains of
 * their own.  The store does this with every law it loads.
 */
void standing_chain(struct law *law);

/**
 * standing_current(law, x, day): whether ${x} is one of the texts that a search on ${day} should
 * find: it applies then, or it is still to come and no other text of its language applies.
 */
bool standing_current(const struct law *law, const struct expression *x, const char *day);

/**
 * standing_source(law, x, day): the expression of ${law} that the translation ${x} should follow on
 * ${day}: the text in the language it was made from (not said: the original's) that applies then;
 * NULL if there is none.
 */
const struct expression *standing_source(
    const struct law *law, const struct expression *x, const char *day);

#endif
