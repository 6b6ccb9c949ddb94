/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Owns whether a text has what was quoted: the index knows no order of words, so the text is read.
 */
#include "search/phrase.h"

#include <string.h>

#include "search/words.h"

enum { UNITS_MAX = 1 << 14 };

/* The words of a text, as hashes, and which words of the query it has. */
struct reading {
	struct query *q;
	const char *language;
	uint64_t *units;
	size_t n;
	bool has[QUERY_WORDS];
};

static uint64_t
unit_hash(const char *p, size_t n)
{
	uint64_t h = 14695981039346656037ULL;

	for (size_t i = 0; i < n; i++)
		h = (h ^ (unsigned char)p[i]) * 0x100000001b3ULL;
	return (h | 1);
}

static int
read_unit(void *ctx, const struct word *w)
{
	struct reading *r = ctx;
	const char *p = w->npair > 0 ? w->pair : w->full;
	size_t n = w->npair > 0 ? w->npair : w->nfull, m = 0;
	char stem[WORD_MAX];

	if (r->n == UNITS_MAX)
		return (1);
	r->units[r->n++] = unit_hash(w->full, w->nfull);
	if (r->q->root->op != SYNTAX_AND && r->q->root->op != SYNTAX_OR)
		return (0);
	if (w->unit == WORD_LETTERS)
		m = words_stem(r->language, w, stem);
	for (size_t i = 0; i < r->q->nwords; i++) {
		const struct query_word *x = &r->q->words[i];

		if (r->has[i] || !x->inside)
			continue;
		r->has[i] = x->nexact == n && memcmp(x->exact, p, n) == 0;
		if (x->prefix && n > x->nexact && memcmp(x->exact, p, x->nexact) == 0)
			r->has[i] = true;
		for (size_t s = 0; s < x->nstems && !x->quoted; s++)
			if (m == x->stems[s].size && memcmp(stem, x->stems[s].term, m) == 0)
				r->has[i] = true;
	}
	return (0);
}

static bool
phrase_stands(const struct reading *r, const struct query_part *part)
{
	uint64_t want[QUERY_WORDS];
	size_t n = part->to - part->from, j;

	for (size_t i = 0; i < n; i++)
		want[i] = unit_hash(
		    r->q->words[part->from + i].unit_full, r->q->words[part->from + i].nunit_full);
	for (size_t i = 0; i + n <= r->n; i++) {
		for (j = 0; j < n && r->units[i + j] == want[j]; j++)
			;
		if (j == n)
			return (true);
	}
	return (false);
}

/* Whatever is no phrase was seen to by the index, but within OR, where another may have matched. */
static bool
part_holds(const struct reading *r, const struct query_part *part)
{
	switch (part->op) {
	case SYNTAX_PHRASE:
		if (part->to - part->from > 1)
			return (phrase_stands(r, part));
		/* fallthrough */
	case SYNTAX_WORDS:
	case SYNTAX_PREFIX:
		for (size_t i = part->from; i < part->to; i++)
			if (r->q->words[i].inside && r->q->words[i].nexact > 0 &&
			    !r->q->words[i].small && !r->has[i])
				return (false);
		return (true);
	case SYNTAX_FIELD:
		return (true);
	case SYNTAX_NOT:
		return (part->kids[0]->op != SYNTAX_PHRASE || !part_holds(r, part->kids[0]));
	case SYNTAX_AND:
	case SYNTAX_OR:
		for (size_t i = 0; i < part->nkids; i++)
			if (part_holds(r, part->kids[i]) == (part->op == SYNTAX_OR))
				return (part->op == SYNTAX_OR);
		return (part->op == SYNTAX_AND);
	}
	return (true);
}

bool
phrase_holds(struct query *q, const char *language, const char *const *texts, size_t n)
{
	struct reading r = { .q = q, .language = language };

	r.units = arena_array(q->arena, uint64_t, UNITS_MAX);
	for (size_t i = 0; i < n; i++) {
		if (texts[i] == NULL)
			continue;
		words_each(texts[i], strlen(texts[i]), read_unit, &r);
		/* Nothing goes on from one text into the next. */
		if (r.n < UNITS_MAX)
			r.units[r.n++] = 0;
	}
	return (part_holds(&r, q->root));
}
