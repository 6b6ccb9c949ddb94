/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The signs of a query: quotes, minus, OR, parentheses, prefix*, field:value.  Knows nothing of
 * words.  Inside search/ only.
 */
#ifndef SEARCH_SYNTAX_H
#define SEARCH_SYNTAX_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "search/search.h"

enum syntax_op {
	SYNTAX_WORDS,
	SYNTAX_PHRASE,
	SYNTAX_PREFIX, /* without the star */
	SYNTAX_FIELD,
	SYNTAX_AND,
	SYNTAX_OR,
	SYNTAX_NOT /* of its one kid; only within AND */
};

enum syntax_field {
	FIELD_TITLE,
	FIELD_ARTICLE,
	FIELD_NUMBER, /* of a law */
	FIELD_JURISDICTION,
	FIELD_LANGUAGE,
	FIELD_KIND,
	FIELD_YEAR,
	FIELD_SUBJECT,
	FIELD_STATUS, /* of a law */
	FIELD_COUNT
};

struct syntax {
	enum syntax_op op;
	uint32_t start, end; /* bytes of the words, or of the value */
	enum syntax_field field;
	bool quoted; /* the value was */
	struct syntax **kids;
	size_t nkids;
};

/* What was found wrong, in bytes of the query. */
struct syntax_problems {
	struct search_problem *v; /* in the arena */
	size_t n, room;
};

/**
 * syntax_parse(arena, text, size, problems): NULL if there is nothing but signs.  What cannot be
 * taken as a sign is taken as words, and told in ${problems}, so that there always is an answer.
 */
struct syntax *syntax_parse(
    struct arena *arena, const char *text, size_t size, struct syntax_problems *problems);

/**
 * syntax_problem(arena, problems, code, start, end, other): tell one more, as long as there are
 * few.
 */
void syntax_problem(struct arena *arena, struct syntax_problems *problems,
    enum search_problem_code code, uint32_t start, uint32_t end, const char *other);

#endif
