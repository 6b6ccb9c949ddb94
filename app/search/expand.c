/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Owns the finding of terms in queries and the choice of their names in other languages. */
#include "search/expand.h"

#include <string.h>

#include "search/fold.h"
#include "search/label.h"
#include "search/layout.h"

enum {
	TERMS_MAX = 8,
	DOCS_MAX = EXPAND_DOCS,
	SPAN_MAX = 12,
	LANGUAGES_MAX = 24,
	EXPANSIONS_MAX = 128
};

/* A run of words that is a label. */
struct span {
	const char *from; /* as typed */
	char key[LABEL_KEY];
	size_t nkey;
	struct work_data works[DOCS_MAX]; /* concepts with that label */
	size_t nworks;
	struct expand_named docs; /* theirs */
};

static int
add_doc(void *ctx, uint32_t doc)
{
	struct expand_named *d = ctx;

	d->v[d->n++] = doc;
	return (d->n == DOCS_MAX);
}

static size_t
key_of(const struct query *q, size_t from, size_t n, size_t language, char *key)
{
	size_t size = 0, m;

	for (size_t i = from; i < from + n; i++) {
		m = strlen(q->words[i].units[language]);
		if (size + m + 1 > LABEL_KEY)
			return (0);
		if (size > 0)
			key[size++] = ' ';
		memcpy(key + size, q->words[i].units[language], m);
		size += m;
	}
	return (size);
}

/* The longest label that begins at word ${at}; returns its number of words. */
static size_t
longest(const struct search_index *index, const struct query *q, size_t at, struct span *s)
{
	size_t most = q->nwords - at < SPAN_MAX ? q->nwords - at : SPAN_MAX;

	for (size_t i = 0; i < most; i++)
		if (q->words[at + i].minus)
			most = i;
	for (size_t n = most; n > 0; n--) {
		for (size_t l = 0; l < q->nlanguages; l++) {
			s->nkey = key_of(q, at, n, l, s->key);
			if (s->nkey > 0 && index_label(index, s->key, s->nkey))
				return (n);
		}
	}
	return (0);
}

/* Whether it is so called letter for letter, not just by the stem. */
static bool
spelt(const struct work_data *w, const char *from)
{
	char want[LABEL_KEY], have[LABEL_KEY];
	size_t size = fold_string(from, strlen(from), want, sizeof(want));

	for (size_t i = 0; i < w->nlabels; i++)
		if (fold_string(w->labels[i].text, strlen(w->labels[i].text), have, sizeof(have)) ==
			size &&
		    memcmp(want, have, size) == 0)
			return (true);
	return (false);
}

/* Patent and patentee may have one stem: if one of them is what was typed, the other is not meant.
 */
static void
keep_spelt(struct span *s)
{
	bool is[DOCS_MAX], any = false;
	size_t n = 0;

	for (size_t i = 0; i < s->nworks; i++) {
		is[i] = spelt(&s->works[i], s->from);
		any = any || is[i];
	}
	for (size_t i = 0; any && i < s->nworks; i++) {
		if (!is[i])
			continue;
		s->works[n] = s->works[i];
		s->docs.v[n++] = s->docs.v[i];
	}
	if (any)
		s->nworks = s->docs.n = n;
}

static enum err
find_works(struct search_index *index, struct query *q, struct span *s)
{
	char term[LABEL_KEY + 1];
	enum err err;

	term[0] = PREFIX_LABEL;
	memcpy(term + 1, s->key, s->nkey);
	if ((err = xdb_each_posting(index->db, term, s->nkey + 1, add_doc, &s->docs)) != ERR_OK)
		return (err);
	for (size_t i = 0; i < s->docs.n; i++)
		if ((err = index_work(index, q->arena, s->docs.v[i], &s->works[s->nworks++])) !=
		    ERR_OK)
			return (err);
	keep_spelt(s);
	return (ERR_OK);
}

static enum err
find_spans(struct search_index *index, struct query *q, struct span *spans, size_t *ret_n,
    struct expand_named *ret_named)
{
	size_t n = 0, step;
	enum err err;

	for (size_t i = 0; i < q->nwords && n < TERMS_MAX; i += step == 0 ? 1 : step) {
		struct span *s = &spans[n];

		memset(s, 0, sizeof(*s));
		if ((step = longest(index, q, i, s)) == 0)
			continue;
		s->from = arena_strndup(
		    q->arena, q->words[i].typed, q->words[i + step - 1].end - q->words[i].start);
		if ((err = find_works(index, q, s)) != ERR_OK)
			return (err);
		if (step == q->nwords)
			*ret_named = s->docs;
		n++;
	}
	*ret_n = n;
	return (ERR_OK);
}

static bool
switched_off(const struct search_query *sq, const char *to)
{
	for (size_t i = 0; i < sq->expand_off.n; i++)
		if (strcmp(sq->expand_off.v[i], to) == 0)
			return (true);
	return (false);
}

/* Notes the expansion, once where two languages spell it alike: it is switched off as one. */
static void
note(struct search_result *r, const struct span *s, const struct work_label *l, const char *slug,
    bool off)
{
	for (size_t i = 0; i < r->nexpansions; i++)
		if (strcmp(r->expansions[i].to, l->text) == 0)
			return;
	if (r->nexpansions == EXPANSIONS_MAX)
		return;
	r->expansions[r->nexpansions++] =
	    (struct search_expansion){ s->from, l->text, l->language, slug, off };
}

static bool
holds(const char *key, size_t size, const char *part, size_t n)
{
	for (size_t at = 0; n > 0 && at + n <= size; at++)
		if (memcmp(key + at, part, n) == 0 && (at == 0 || key[at - 1] == ' ') &&
		    (at + n == size || key[at + n] == ' '))
			return (true);
	return (false);
}

/*
 * Whether all that has the name ${l} of ${w} is found by what was typed or by a shorter name in
 * that language: letters patent by patent.  Looking for it too would only favour texts about
 * letters.
 */
static bool
found_anyway(const struct span *s, const struct work_data *w, const struct work_label *l)
{
	char key[LABEL_KEY], other[LABEL_KEY];
	size_t size = label_key(l->language, l->text, strlen(l->text), key), n;
	size_t primary = strcspn(l->language, "-");

	if (holds(key, size, s->key, s->nkey))
		return (true);
	for (const struct work_label *o = w->labels; o < w->labels + w->nlabels; o++) {
		if (o == l || o->status == TERM_DEPRECATED ||
		    strcspn(o->language, "-") != primary ||
		    memcmp(o->language, l->language, primary) != 0)
			continue;
		n = label_key(o->language, o->text, strlen(o->text), other);
		if (holds(key, size, other, n) && (n < size || o < l))
			return (true);
	}
	return (false);
}

/* One of the names of the span in ${language}. */
static struct xquery *
names(struct query *q, const struct search_query *sq, const struct span *s, const char *language,
    struct search_result *r)
{
	struct xquery *kids[DOCS_MAX * 8];
	size_t n = 0;
	bool off;

	for (size_t i = 0; i < s->nworks; i++) {
		const struct work_data *w = &s->works[i];

		for (size_t j = 0; j < w->nlabels && n < sizeof(kids) / sizeof(kids[0]); j++) {
			const struct work_label *l = &w->labels[j];

			if (l->status == TERM_DEPRECATED || strcmp(l->language, language) != 0)
				continue;
			if (found_anyway(s, w, l))
				continue;
			off = switched_off(sq, l->text);
			note(r, s, l, w->slug, off);
			if (!off)
				kids[n++] = query_label(q, l->language, l->text);
		}
	}
	/* Names that contain each other must not add up. */
	return (query_tree(q->arena, XQ_BEST, kids, n));
}

static size_t
all_languages(const struct span *spans, size_t n, const char **out)
{
	size_t count = 0, k;

	for (size_t i = 0; i < n; i++)
		for (size_t j = 0; j < spans[i].nworks; j++)
			for (size_t l = 0; l < spans[i].works[j].nlabels; l++) {
				const char *tag = spans[i].works[j].labels[l].language;

				for (k = 0; k < count && strcmp(out[k], tag) != 0; k++)
					;
				if (k == count && count < LANGUAGES_MAX)
					out[count++] = tag;
			}
	return (count);
}

/* Entries whose title is the whole query. */
static enum err
find_titles(struct search_index *index, const char *q, struct expand_named *named)
{
	char term[TITLE_TERM + 1];
	size_t size;

	term[0] = PREFIX_TITLE;
	size = fold_string(q, strlen(q), term + 1, TITLE_TERM);
	if (size == 0 || named->n == DOCS_MAX)
		return (ERR_OK);
	return (xdb_each_posting(index->db, term, size + 1, add_doc, named));
}

enum err
expand_query(struct search_index *index, struct query *q, const struct search_query *sq,
    struct xquery **ret_tree, struct expand_named *ret_named, struct search_result *result)
{
	const char *languages[LANGUAGES_MAX];
	struct xquery *by_language[LANGUAGES_MAX], *parts[TERMS_MAX];
	struct span *spans;
	size_t n = 0, nlanguages;
	enum err err;

	*ret_tree = NULL;
	ret_named->n = 0;
	spans = arena_array(q->arena, struct span, TERMS_MAX);
	if (index->labels.n > 0 && (err = find_spans(index, q, spans, &n, ret_named)) != ERR_OK)
		return (err);
	if ((err = find_titles(index, sq->q, ret_named)) != ERR_OK || n == 0 || !sq->expand)
		return (err);
	result->expansions = arena_array(q->arena, struct search_expansion, EXPANSIONS_MAX);
	nlanguages = all_languages(spans, n, languages);
	for (size_t l = 0; l < nlanguages; l++) {
		for (size_t i = 0; i < n; i++)
			parts[i] = names(q, sq, &spans[i], languages[l], result);
		by_language[l] = query_tree(q->arena, XQ_AND, parts, n);
	}
	*ret_tree = query_tree(q->arena, XQ_BEST, by_language, nlanguages);
	return (ERR_OK);
}
