/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * What can be followed, and its one spelling: the address of a page below the locale, "laws/
 * cn-patent-law", "laws/cn-patent-law/art_11", "jurisdictions/BR", "subjects/patents", "search?q=…"
 * or a list with its filters, "listings?ipc=A".  Equal things have equal spellings, so that nobody
 * follows one twice.
 */
#ifndef DOMAIN_FOLLOW_H
#define DOMAIN_FOLLOW_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/err.h"
#include "domain/kind.h"

enum follow_type {
	FOLLOW_LAW,
	FOLLOW_ARTICLE,
	FOLLOW_JURISDICTION,
	FOLLOW_SUBJECT,
	FOLLOW_SEARCH, /* also a list, with or without filters */
};

enum {
	FOLLOW_SPELLING_MAX = 1500, /* bytes */
	FOLLOW_VALUES_MAX = 60,	    /* of all parameters of a search */
	FOLLOW_VALUE_MAX = 300,	    /* code points of one */
	FOLLOW_EACH_MAX = 200,	    /* things that one account follows */
};

/* How often somebody is told; off: kept, but silent. */
enum follow_rhythm { FOLLOW_DAILY, FOLLOW_WEEKLY, FOLLOW_OFF, FOLLOW_RHYTHM_COUNT };

struct follow_value {
	const char *name, *value;
};

struct follow_target {
	enum follow_type type;
	const char *slug, *eid; /* laws, articles */
	const char *id;		/* jurisdictions, subjects */
	bool is_list;		/* of the one kind */
	enum kind kind;
	struct follow_value *values; /* "q" and filters, sorted by name and value, each once */
	size_t nvalues;
};

/**
 * follow_parse(arena, what, ret_target): ${what} is an address below the locale, with or without a
 * slash before it; parameters that do not narrow what is found (page, sort …) are left out.
 * ERR_INPUT: there is nothing to follow at that address; ERR_TOOBIG: it is over a limit.
 * follow_spelling(arena, target): its one spelling, percent-encoded, without a slash before it.
 */
MUSTCHECK enum err follow_parse(
    struct arena *arena, const char *what, struct follow_target *ret_target);
const char *follow_spelling(struct arena *arena, const struct follow_target *target);

/**
 * follow_value(target, name): the first value of ${name}, or NULL.
 * follow_rhythm_id(rhythm): "daily"; follow_rhythm_from_id(id, ret): false if it is none or NULL.
 */
const char *follow_value(const struct follow_target *target, const char *name);
const char *follow_rhythm_id(enum follow_rhythm rhythm);
bool follow_rhythm_from_id(const char *id, enum follow_rhythm *ret_rhythm);

#endif
