/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Owns how a question reaches texts in other languages: which of its words are names of terms or
 * stand in the lexicon, and what is looked for in their place.
 *
 * The words become groups, each a concept of the term base or a word of the lexicon.  In each other
 * language a group is as good as its best name there, and groups add up.
 */
#include "search/expand.h"

#include <math.h>
#include <string.h>

#include "search/fold.h"
#include "search/label.h"
#include "search/layout.h"
#include "search/lexicon.h"

enum {
	GROUPS_MAX = 24,
	DOCS_MAX = EXPAND_DOCS,
	SPAN_MAX = 12,	/* words of a name */
	WORD_IDEOS = 5, /* ideographs of a word of the lexicon */
	TRIED_MAX = 6,	/* languages that words are taken for */
	SENSES_MAX = 40,
	LANGUAGES_MAX = 24,
	EXPANSIONS_MAX = 200
};

/* One of the names of a group in another language. */
struct sense {
	const char *language, *text;
	const char *slug; /* of the term; NULL: by the lexicon */
	double weight;
};

struct group {
	size_t at, n;	  /* words of the query */
	const char *from; /* as typed */
	struct work_data works[DOCS_MAX];
	size_t nworks;
	struct expand_named docs;
	struct sense senses[SENSES_MAX];
	size_t nsenses;
};

/* The words of the query as keys of labels have them, in each language that they may be of. */
struct cut {
	struct query *q;
	const char *tried[TRIED_MAX];
	size_t ntried;
	const char *units[QUERY_WORDS][TRIED_MAX];
	bool ideo[QUERY_WORDS];
	size_t n;
};

/* --- words -------------------------------------------------------------------------------------
 */

static void
try_language(struct cut *c, const char *language)
{
	size_t n = strcspn(language, "-");

	for (size_t i = 0; i < c->ntried; i++)
		if (strncmp(c->tried[i], language, n) == 0 && c->tried[i][n] == '\0')
			return;
	if (c->ntried < TRIED_MAX)
		c->tried[c->ntried++] = arena_strndup(c->q->arena, language, n);
}

static int
scripts(void *ctx, const struct word *w)
{
	struct cut *c = ctx;

	if (w->script == SCRIPT_LATIN) {
		try_language(c, "en");
		try_language(c, "pt");
		try_language(c, "id");
	} else if (w->script == SCRIPT_ARABIC) {
		try_language(c, "ar");
		try_language(c, "fa");
	}
	return (0);
}

static int
unit(void *ctx, const struct word *w)
{
	struct cut *c = ctx;
	char stem[WORD_MAX];
	size_t n;

	if (c->n == c->q->nwords)
		return (1);
	/* Names of fields and signs are no words of the query. */
	if (c->q->words[c->n].start != w->start)
		return (0);
	for (size_t l = 0; l < c->ntried; l++) {
		n = words_stem(c->tried[l], w, stem);
		c->units[c->n][l] =
		    arena_strndup(c->q->arena, n == 0 ? w->full : stem, n == 0 ? w->nfull : n);
	}
	c->ideo[c->n++] = w->unit == WORD_IDEO;
	return (0);
}

static void
cut(struct cut *c, struct query *q, const struct search_query *sq)
{
	memset(c, 0, sizeof(*c));
	c->q = q;
	if (sq->locale != NULL)
		try_language(c, sq->locale);
	words_each(sq->q, strlen(sq->q), scripts, c);
	if (c->ntried == 0)
		try_language(c, "en");
	words_each(sq->q, strlen(sq->q), unit, c);
}

static size_t
key_of(const struct cut *c, size_t from, size_t n, size_t language, char *key)
{
	size_t size = 0, m;

	for (size_t i = from; i < from + n; i++) {
		m = strlen(c->units[i][language]);
		if (size + m + 1 > LABEL_KEY)
			return (0);
		if (size > 0)
			key[size++] = ' ';
		memcpy(key + size, c->units[i][language], m);
		size += m;
	}
	return (size);
}

/* --- terms -------------------------------------------------------------------------------------
 */

static int
add_doc(void *ctx, uint32_t doc)
{
	struct expand_named *d = ctx;

	for (size_t i = 0; i < d->n; i++)
		if (d->v[i] == doc)
			return (0);
	d->v[d->n++] = doc;
	return (d->n == DOCS_MAX);
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
keep_spelt(struct group *g)
{
	bool is[DOCS_MAX], any = false;
	size_t n = 0;

	for (size_t i = 0; i < g->nworks; i++) {
		is[i] = spelt(&g->works[i], g->from);
		any = any || is[i];
	}
	for (size_t i = 0; any && i < g->nworks; i++) {
		if (!is[i])
			continue;
		g->works[n] = g->works[i];
		g->docs.v[n++] = g->docs.v[i];
	}
	if (any)
		g->nworks = g->docs.n = n;
}

static bool
is_label(const struct search_index *index, const struct cut *c, size_t at, size_t n)
{
	char key[LABEL_KEY];
	size_t size;

	for (size_t l = 0; l < c->ntried; l++)
		if ((size = key_of(c, at, n, l, key)) > 0 && index_label(index, key, size))
			return (true);
	return (false);
}

static enum err
find_works(struct search_index *index, const struct cut *c, struct group *g)
{
	char term[LABEL_KEY + 1];
	size_t size;
	enum err err;

	term[0] = PREFIX_LABEL;
	for (size_t l = 0; l < c->ntried && g->docs.n < DOCS_MAX; l++) {
		if ((size = key_of(c, g->at, g->n, l, term + 1)) == 0 ||
		    !index_label(index, term + 1, size))
			continue;
		err = xdb_each_posting(index->db, term, size + 1, add_doc, &g->docs);
		if (err != ERR_OK)
			return (err);
	}
	for (size_t i = 0; i < g->docs.n; i++)
		if ((err = index_work(index, c->q->arena, g->docs.v[i], &g->works[g->nworks++])) !=
		    ERR_OK)
			return (err);
	keep_spelt(g);
	return (ERR_OK);
}

static struct group *
new_group(struct query *q, struct group *groups, size_t *n, size_t at, size_t words)
{
	struct group *g = &groups[(*n)++];

	memset(g, 0, sizeof(*g));
	g->at = at;
	g->n = words;
	g->from = arena_strndup(
	    q->arena, q->words[at].typed, q->words[at + words - 1].end - q->words[at].start);
	return (g);
}

/*
 * Cuts the words into names so that as much as possible is covered by as few as possible: of words
 * that overlap, 专利权|利 or 专利|权利, the whole decides.  ${step[i]} is the length of the name at
 * word i, 0 where none begins.
 */
static void
cover(const struct search_index *index, const struct cut *c, size_t *step)
{
	size_t best[QUERY_WORDS + 1] = { 0 }, take[QUERY_WORDS] = { 0 };

	for (size_t i = c->n; i-- > 0;) {
		best[i] = best[i + 1];
		for (size_t n = 1; n <= SPAN_MAX && i + n <= c->n; n++) {
			if (c->q->words[i + n - 1].minus)
				break;
			if (n * n + best[i + n] > best[i] && is_label(index, c, i, n)) {
				best[i] = n * n + best[i + n];
				take[i] = n;
			}
		}
	}
	memset(step, 0, c->n * sizeof(*step));
	for (size_t i = 0; i < c->n; i += take[i] == 0 ? 1 : take[i])
		step[i] = take[i];
}

/* --- names in other languages ------------------------------------------------------------------
 */

static bool
holds(const char *key, size_t size, const char *part, size_t n)
{
	for (size_t at = 0; n > 0 && at + n <= size; at++)
		if (memcmp(key + at, part, n) == 0 && (at == 0 || key[at - 1] == ' ') &&
		    (at + n == size || key[at + n] == ' '))
			return (true);
	return (false);
}

static bool
same_language(const char *a, const char *b)
{
	size_t n = strcspn(a, "-");

	return (strcspn(b, "-") == n && memcmp(a, b, n) == 0);
}

/* The key of a name, once for all that it is compared with. */
struct keyed {
	const struct work_label *label;
	const char *key;
	size_t size;
};

static struct keyed *
key_all(struct arena *arena, const struct work_data *w)
{
	struct keyed *all = arena_array(arena, struct keyed, w->nlabels);
	char key[LABEL_KEY];

	for (size_t i = 0; i < w->nlabels; i++) {
		const struct work_label *l = &w->labels[i];
		size_t size = label_key(l->language, l->text, strlen(l->text), key);

		all[i] = (struct keyed){ l, arena_strndup(arena, key, size), size };
	}
	return (all);
}

/*
 * Whether all that has the name ${k}, one of ${n}, is found by what was typed or by a shorter name
 * in that language: letters patent by patent.  Looking for it too would only favour texts about
 * letters.
 */
static bool
found_anyway(
    const char *typed, size_t ntyped, const struct keyed *all, size_t n, const struct keyed *k)
{
	if (holds(k->key, k->size, typed, ntyped))
		return (true);
	for (const struct keyed *o = all; o < all + n; o++) {
		if (o == k || o->label->status == TERM_DEPRECATED ||
		    !same_language(o->label->language, k->label->language))
			continue;
		if (holds(k->key, k->size, o->key, o->size) && (o->size < k->size || o < k))
			return (true);
	}
	return (false);
}

static void
add_sense(struct group *g, const char *language, const char *text, const char *slug, double weight)
{
	for (size_t i = 0; i < g->nsenses; i++)
		if (strcmp(g->senses[i].text, text) == 0 &&
		    same_language(g->senses[i].language, language))
			return;
	if (g->nsenses < SENSES_MAX)
		g->senses[g->nsenses++] = (struct sense){ language, text, slug, weight };
}

static void
term_senses(const struct cut *c, struct group *g)
{
	char key[LABEL_KEY];

	for (size_t i = 0; i < g->nworks; i++) {
		const struct work_data *w = &g->works[i];
		const struct keyed *all = key_all(c->q->arena, w);

		for (size_t j = 0; j < w->nlabels; j++) {
			const struct work_label *l = &w->labels[j];
			bool typed = false;

			if (l->status == TERM_DEPRECATED)
				continue;
			for (size_t t = 0; t < c->ntried && !typed; t++) {
				size_t size = key_of(c, g->at, g->n, t, key);

				typed =
				    size > 0 && found_anyway(key, size, all, w->nlabels, &all[j]);
			}
			if (!typed)
				add_sense(g, l->language, l->text, w->slug, 1);
		}
	}
}

static void
lexicon_senses(const struct search_index *index, const struct cut *c, struct group *g)
{
	struct lexicon_sense found[SENSES_MAX];
	char key[LABEL_KEY];
	size_t size, n;

	for (size_t t = 0; t < c->ntried; t++) {
		const char *language = words_language(c->tried[t], c->q->words[g->at].script);

		size = key_of(c, g->at, g->n, t, key);
		n = lexicon_find(&index->lexicon, language, key, size, found, SENSES_MAX);
		for (size_t i = 0; i < n; i++)
			add_sense(g,
			    arena_strndup(c->q->arena, found[i].language, found[i].nlanguage),
			    arena_strndup(c->q->arena, found[i].text, found[i].ntext), NULL,
			    sqrt(found[i].weight));
	}
}

/* The longest word of the lexicon that begins at ${at}, among ${most} ideographs or one word. */
static size_t
longest_word(const struct search_index *index, const struct cut *c, size_t at, size_t most)
{
	struct lexicon_sense one;
	char key[LABEL_KEY];

	if (!c->ideo[at])
		return (1);
	if (most > WORD_IDEOS)
		most = WORD_IDEOS;
	for (size_t n = most; n > 1; n--) {
		size_t size = key_of(c, at, n, 0, key);

		if (lexicon_find(&index->lexicon, "zh", key, size, &one, 1) > 0)
			return (n);
	}
	return (1);
}

static size_t
run_length(const struct cut *c, const size_t *step, size_t at)
{
	size_t n = 1;

	while (at + n < c->n && step[at + n] == 0 && c->ideo[at + n] && c->q->words[at + n].run)
		n++;
	return (n);
}

static enum err
find_groups(struct search_index *index, const struct search_query *sq, const struct cut *c,
    struct group *groups, size_t *ret_n, struct expand_named *ret_named)
{
	size_t step[QUERY_WORDS], n = 0, words;
	struct group *g;
	enum err err;

	cover(index, c, step);
	for (size_t i = 0; i < c->n && n < GROUPS_MAX; i += words) {
		words = step[i];
		if (words > 0) {
			g = new_group(c->q, groups, &n, i, words);
			if ((err = find_works(index, c, g)) != ERR_OK)
				return (err);
			if (words == c->n)
				*ret_named = g->docs;
			if (sq->expand)
				term_senses(c, g);
			continue;
		}
		words = longest_word(index, c, i, run_length(c, step, i));
		if (c->q->words[i].minus || c->q->words[i].small)
			continue;
		g = new_group(c->q, groups, &n, i, words);
		lexicon_senses(index, c, g);
	}
	*ret_n = n;
	return (ERR_OK);
}

/* --- what is looked for ------------------------------------------------------------------------
 */

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
note(struct search_result *r, const struct group *g, const struct sense *s, bool off)
{
	for (size_t i = 0; i < r->nexpansions; i++)
		if (strcmp(r->expansions[i].to, s->text) == 0)
			return;
	if (r->nexpansions == EXPANSIONS_MAX)
		return;
	r->expansions[r->nexpansions++] =
	    (struct search_expansion){ g->from, s->text, s->language, s->slug, off };
}

/* All of them, in the order of the question's words. */
static void
note_all(
    const struct search_query *sq, const struct group *groups, size_t n, struct search_result *r)
{
	for (size_t i = 0; i < n; i++)
		for (size_t j = 0; j < groups[i].nsenses; j++)
			note(r, &groups[i], &groups[i].senses[j],
			    switched_off(sq, groups[i].senses[j].text));
}

/* One of the names of the group in ${language}. */
static struct xquery *
names(struct query *q, struct xdb *db, const struct search_query *sq, const struct group *g,
    const char *language)
{
	struct xquery *kids[SENSES_MAX];
	size_t n = 0;

	for (size_t i = 0; i < g->nsenses; i++) {
		const struct sense *s = &g->senses[i];

		if (same_language(s->language, language) && !switched_off(sq, s->text))
			kids[n++] = query_scale(
			    q->arena, query_label(q, db, s->language, s->text), s->weight);
	}
	/* Names that contain each other must not add up. */
	return (query_tree(q->arena, XQ_BEST, kids, n));
}

static size_t
all_languages(const struct group *groups, size_t n, const char **out)
{
	size_t count = 0, k;

	for (size_t i = 0; i < n; i++)
		for (size_t j = 0; j < groups[i].nsenses; j++) {
			const char *tag = groups[i].senses[j].language;

			for (k = 0; k < count && !same_language(out[k], tag); k++)
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
	struct xquery *by_language[LANGUAGES_MAX], *parts[GROUPS_MAX];
	struct cut *c = arena_alloc(q->arena, sizeof(*c));
	struct group *groups;
	size_t n = 0, nlanguages;
	enum err err;

	*ret_tree = NULL;
	ret_named->n = 0;
	groups = arena_array(q->arena, struct group, GROUPS_MAX + 1);
	cut(c, q, sq);
	if ((err = find_groups(index, sq, c, groups, &n, ret_named)) != ERR_OK)
		return (err);
	if ((err = find_titles(index, sq->q, ret_named)) != ERR_OK || n == 0 || !sq->expand)
		return (err);
	result->expansions = arena_array(q->arena, struct search_expansion, EXPANSIONS_MAX);
	note_all(sq, groups, n, result);
	nlanguages = all_languages(groups, n, languages);
	for (size_t l = 0; l < nlanguages; l++) {
		for (size_t i = 0; i < n; i++)
			parts[i] = names(q, index->db, sq, &groups[i], languages[l]);
		by_language[l] = query_tree(q->arena, XQ_OR, parts, n);
	}
	*ret_tree = query_tree(q->arena, XQ_OR, by_language, nlanguages);
	return (ERR_OK);
}
