/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * One JSON object (RFC 8259) whose interesting values are strings and lists of strings, taken apart
 * in one pass.  For collections of hundreds of thousands of lines, where building trees costs more
 * than everything else.
 */
#ifndef EXCHANGE_FLATJSON_H
#define EXCHANGE_FLATJSON_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"

enum { FLATJSON_FIELDS = 64 };

/* A piece of the text that was parsed, borrowed from it. */
struct flatjson_piece {
	const char *text;
	size_t size;
};

struct flatjson_field {
	const char *name;
	const char *value; /* of a string, unescaped; NULL for everything else */
	size_t size;	   /* bytes of value */
	bool is_null;
	const char **items; /* of a list: its strings, NULL for members of other types; NULL for all
			       but lists */
	struct flatjson_piece *objects; /* beside items, for members that are objects; NULL if none
					   is */
	size_t nitems;
};

struct flatjson {
	struct flatjson_field fields[FLATJSON_FIELDS];
	size_t n;
	const char *problem; /* what is wrong, a phrase, where flatjson_parse answers false */
};

/**
 * flatjson_parse(arena, text, n, ret):
 * Take the ${n} bytes of valid UTF-8 ${text} apart; all strings live in ${arena} and end in NUL.
 * False, with only ret->problem set, for anything but one well-formed object, a name that stands
 * twice, a NUL character, nesting over 32 levels or more than FLATJSON_FIELDS fields.
 */
bool flatjson_parse(struct arena *arena, const char *text, size_t n, struct flatjson *ret);

/**
 * flatjson_field(o, name): the field of that name, or NULL.
 * flatjson_string(o, name): its text; NULL if it is absent or no string.
 */
const struct flatjson_field *flatjson_field(const struct flatjson *o, const char *name);
const char *flatjson_string(const struct flatjson *o, const char *name);

#endif
