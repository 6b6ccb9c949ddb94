/* SPDX-License-Identifier: GPL-2.0-or-later */
/* From the reader's words to what the index is asked.  Inside search/ only. */
#ifndef SEARCH_QUERY_H
#define SEARCH_QUERY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "search/number.h"
#include "search/search.h"
#include "search/syntax.h"
#include "search/words.h"
#include "search/xdb.h"

enum { QUERY_WORDS = 64, QUERY_BYTES = 2000, QUERY_LANGUAGES = 4, QUERY_CROWDS = 32 };

/* One word of the query with what stands for it in the index. */
struct query_word {
	enum word_unit unit;
	enum fold_script script;
	const char
	    *exact; /* folded; for ideographs the pair with the one before, or the one alone */
	size_t nexact;
	struct {
		const char *term; /* behind PREFIX_STEM */
		size_t size;
		const char *language;
	} stems[QUERY_LANGUAGES]; /* distinct */
	size_t nstems;
	const char *units[QUERY_LANGUAGES]; /* as label.h writes them, by language */
	const char *typed;
	size_t ntyped;
	uint32_t start, end;
	const char *unit_full; /* folded; of an ideograph, itself alone */
	size_t nunit_full;
	bool run; /* an ideograph right after another */
	bool minus, quoted, prefix;
	bool inside;	   /* of OR, where it is not simply wanted */
	const char *year;  /* 1996 of a law 9.279/96, or NULL */
	bool small;	   /* says nothing by itself; left out where other words are wanted */
	const char *whole; /* key of the legal number that begins here, whole.h, or NULL */
	bool piece;	   /* of such a number, and nothing but that; small, too */
};

/* Terms that snippets mark, open addressing. */
struct query_needles {
	const char **v;
	uint32_t *size;
	size_t n, mask;
	uint64_t stem_begins[4], begins[4]; /* bits by how stems, and others, begin */
};

/* What the signs join. */
struct query_part {
	enum syntax_op op;
	size_t from, to;      /* words; of words, a phrase or a prefix */
	struct xquery *field; /* what must be true, without weight */
	enum syntax_field of;
	struct query_part **kids;
	size_t nkids;
};

struct query {
	struct query_word words[QUERY_WORDS];
	size_t nwords;
	const char *languages[QUERY_LANGUAGES]; /* whose stems are tried */
	size_t nlanguages;
	bool question;			  /* in whole sentences: its words are not all wanted */
	bool strict;			  /* has signs, that mean what they say */
	bool wholes, loose;		  /* has legal numbers, whole.h; which may be missing */
	bool stems_only;		  /* spellings count nothing where there are stems */
	const char *crowds[QUERY_CROWDS]; /* languages that terms are rare or common in */
	size_t ncrowds;
	struct query_needles needles;
	struct query_part *root; /* NULL: nothing but signs */
	bool phrases; /* of several words: the text must be read to see whether they hold */
	int year_from, year_to; /* 0: open */
	const char *slug, *eid; /* of an address that was typed in, or NULL */
	enum kind kind;
	struct number number; /* of a law, if it was typed in */
	const char
	    *articles[2]; /* ids, one of which the article beside the number may have; NULL */
	struct syntax_problems problems;
	struct arena *arena;
};

/**
 * query_parse(arena, text, locale, query): cut ${text}; never fails.  nwords 0: nothing in it can
 * be searched.
 */
void query_parse(
    struct arena *arena, const char *text, const char *locale, struct query *ret_query);

/**
 * query_limit(q, tree): ${tree} within the fields and legal numbers and without what is left out;
 * the fields alone if it is NULL.  Phrases are left to phrase.h.
 */
struct xquery *query_limit(struct query *q, struct xquery *tree);

/**
 * query_all(q), query_any(q): the tree that wants all words, or that wants any and ranks by how
 * many; NULL if there is nothing to want.  query_any is NULL where it would be the same.
 */
struct xquery *query_all(struct query *q);
struct xquery *query_any(struct query *q);

/**
 * query_label(q, db, language, label): the tree that wants the words of ${label} by their stems:
 * all of up to three; of more, any of the half that the fewest texts in ${db} have, the more of all
 * the better.  They are marked in snippets too.  NULL if it has none.
 */
struct xquery *query_label(
    struct query *q, struct xdb *db, const char *language, const char *label);

/**
 * query_entry(q, entry): the tree that finds what belongs to ${entry}.
 */
struct xquery *query_entry(struct query *q, int64_t entry);

/**
 * query_tree(arena, op, kids, n): a node over ${n} kids, NULLs left out; the kid itself if one is
 * left, NULL if none. query_scale(arena, kid, factor).
 */
struct xquery *query_tree(struct arena *arena, enum xquery_op op, struct xquery **kids, size_t n);
struct xquery *query_scale(struct arena *arena, struct xquery *kid, double factor);

/**
 * query_may_stem(q, language, w), query_may_be(q, term, size): false if surely no stem of ${w} in a
 * text in
 * ${language}, or no spelling ${term}, is looked for; spares the work of finding out.
 */
bool query_may_stem(const struct query *q, const char *language, const struct word *w);
bool query_may_be(const struct query *q, const char *term, size_t size);

/**
 * query_needle(q, prefix, term, size): whether ${term} behind ${prefix} (0: none) is one that the
 * query looks for.
 */
bool query_needle(const struct query *q, char prefix, const char *term, size_t size);

/* What a spelling or a stem counts beside the other, tried on judged questions. */
#define QUERY_EXACT 0.5

/* And a legal number beside a word: who writes one means it. */
#define QUERY_WHOLE 2.0

#endif
