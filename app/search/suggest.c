/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Owns the help while typing: titles and terms that begin like what was typed. */
#include <string.h>

#include "search/fold.h"
#include "search/index.h"
#include "search/layout.h"

enum { PREFIXES_MAX = 400, PREFIX_BYTES = 100 };

struct candidates {
	struct arena *arena;
	const char **keys;
	size_t n, max;
};

static int
add_key(void *ctx, const char *term, size_t size, uint32_t frequency)
{
	struct candidates *c = ctx;

	(void)frequency;
	c->keys[c->n++] = arena_strndup(c->arena, term, size);
	return (c->n == c->max);
}

static int
first_doc(void *ctx, uint32_t doc)
{
	*(uint32_t *)ctx = doc;
	return (1);
}

static bool
folds_to(const char *text, const char *key)
{
	char folded[TITLE_TERM];
	size_t n = fold_string(text, strlen(text), folded, sizeof(folded));

	return (n == strlen(key) && memcmp(folded, key, n) == 0);
}

/* The title or label as it is written, in the reader's locale where several fold alike. */
static const char *
written(const struct work_data *w, const char *key, const char *locale)
{
	const char *text = NULL;

	for (size_t i = 0; i < w->ntexts; i++)
		if (w->texts[i].title != NULL && folds_to(w->texts[i].title, key) &&
		    (text == NULL || strcmp(w->texts[i].language, locale) == 0))
			text = w->texts[i].title;
	for (size_t i = 0; i < w->nlabels; i++)
		if (folds_to(w->labels[i].text, key) &&
		    (text == NULL || strcmp(w->labels[i].language, locale) == 0))
			text = w->labels[i].text;
	return (text);
}

static enum err
suggest(struct search_index *index, struct arena *arena, const char *locale, const char *prefix,
    size_t limit, const char ***ret, size_t *ret_n)
{
	struct candidates c = { .arena = arena, .max = limit };
	char folded[PREFIX_BYTES + 1];
	struct work_data work;
	const char **out;
	size_t n = 0, size;
	uint32_t doc;
	enum err err;

	folded[0] = PREFIX_TITLE;
	size = fold_string(prefix, strlen(prefix), folded + 1, PREFIX_BYTES);
	out = arena_array(arena, const char *, limit);
	c.keys = arena_array(arena, const char *, limit);
	if (size > 0 && limit > 0 &&
	    (err = xdb_each_term(index->db, folded, size + 1, add_key, &c)) != ERR_OK)
		return (err);
	for (size_t i = 0; i < c.n; i++) {
		doc = 0;
		err = xdb_each_posting(index->db, c.keys[i], strlen(c.keys[i]), first_doc, &doc);
		if (err != ERR_OK || (err = index_work(index, arena, doc, &work)) != ERR_OK)
			return (err);
		if ((out[n] = written(&work, c.keys[i] + 1, locale)) != NULL)
			n++;
	}
	*ret = out;
	*ret_n = n;
	return (ERR_OK);
}

enum err
search_suggest(struct search_index *index, struct arena *arena, const char *locale,
    const char *prefix, size_t limit, const char ***ret, size_t *ret_n)
{
	enum err err = ERR_INDEX;

	if (limit > PREFIXES_MAX)
		limit = PREFIXES_MAX;
	for (int tries = 0; tries < 3; tries++) {
		if (index->db == NULL)
			return (ERR_INDEX);
		if ((err = suggest(index, arena, locale, prefix, limit, ret, ret_n)) == ERR_OK)
			return (ERR_OK);
		if (index_reload(index) != ERR_OK)
			return (ERR_INDEX);
	}
	return (ERR_INDEX);
}
