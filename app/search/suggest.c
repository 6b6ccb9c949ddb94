/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Owns the help while typing: titles and terms that begin like what was typed. */
#include <string.h>

#include "search/fold.h"
#include "search/index.h"
#include "search/layout.h"
#include "search/names.h"
#include "search/suggest.h"

/* LOOK: candidates for each suggestion, so that those in the reader's language come first. */
enum { LOOK = 4, PREFIXES_MAX = 100, PREFIX_BYTES = 100 };

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

static bool
sounds_like(const char *text, const char *key)
{
	char latin[READING_TERM];
	size_t n = names_latin(text, latin, sizeof(latin));

	return (n == strlen(key) && memcmp(latin, key, n) == 0);
}

/* "pt-BR" speaks "pt". */
static bool
speaks(const char *locale, const char *language)
{
	size_t n = strlen(language);

	return (strncmp(locale, language, n) == 0 && (locale[n] == '\0' || locale[n] == '-'));
}

/*
 * The title or label as it is written whose term ${term} is, in the reader's locale where several
 * fold alike; ${*ret_own}: it is in the reader's language.
 */
static const char *
written(const struct work_data *w, const char *term, const char *locale, bool *ret_own)
{
	bool (*is)(const char *, const char *) = *term == PREFIX_TITLE ? folds_to : sounds_like;
	const char *text = NULL, *key = term + 1;
	bool own = false;

	for (size_t i = 0; i < w->ntexts && !own; i++) {
		if (w->texts[i].title == NULL || !is(w->texts[i].title, key))
			continue;
		own = speaks(locale, w->texts[i].language);
		if (text == NULL || own)
			text = w->texts[i].title;
	}
	for (size_t i = 0; i < w->nlabels && !own; i++) {
		if (!is(w->labels[i].text, key))
			continue;
		own = speaks(locale, w->labels[i].language);
		if (text == NULL || own)
			text = w->labels[i].text;
	}
	*ret_own = own;
	return (text);
}

/* Terms behind ${prefix} that begin like ${text}, until ${c} is full. */
static enum err
collect(
    struct search_index *index, char prefix, const char *text, bool spaces, struct candidates *c)
{
	char folded[PREFIX_BYTES + 1];
	size_t size, n = 1;

	folded[0] = prefix;
	size = fold_string(text, strlen(text), folded + 1, PREFIX_BYTES);
	for (size_t i = 1; i <= size; i++)
		if (spaces || folded[i] != ' ')
			folded[n++] = folded[i];
	if (n == 1 || c->n == c->max)
		return (ERR_OK);
	return (xdb_each_term(index->db, folded, n, add_key, c));
}

static bool
among(const char *text, const char *const *texts, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (strcmp(texts[i], text) == 0)
			return (true);
	return (false);
}

static enum err
suggest(struct search_index *index, struct arena *arena, const char *locale, const char *prefix,
    size_t limit, const char ***ret, size_t *ret_n)
{
	struct candidates c = { .arena = arena, .max = limit * LOOK };
	struct work_data work;
	const char **own, **others, *text;
	size_t n = 0, m = 0;
	uint32_t doc;
	bool mine;
	enum err err;

	own = arena_array(arena, const char *, limit);
	others = arena_array(arena, const char *, limit);
	c.keys = arena_array(arena, const char *, c.max);
	/* What is spelt so, then what is typed so by those who type it in Latin letters. */
	if ((err = collect(index, PREFIX_TITLE, prefix, true, &c)) != ERR_OK ||
	    (err = collect(index, PREFIX_READING, prefix, false, &c)) != ERR_OK)
		return (err);
	for (size_t i = 0; i < c.n && n < limit; i++) {
		doc = 0;
		err = xdb_each_posting(index->db, c.keys[i], strlen(c.keys[i]), first_doc, &doc);
		if (err != ERR_OK || (err = index_work(index, arena, doc, &work)) != ERR_OK)
			return (err);
		text = written(&work, c.keys[i], locale, &mine);
		if (text == NULL || among(text, own, n) || among(text, others, m))
			continue;
		if (mine)
			own[n++] = text;
		else if (m < limit)
			others[m++] = text;
	}
	for (size_t i = 0; i < m && n < limit; i++)
		own[n++] = others[i];
	*ret = own;
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

enum err
suggest_by_sound(struct search_index *index, struct arena *arena, const char *locale,
    const char *text, const char **ret)
{
	char term[READING_TERM + 2] = { PREFIX_READING };
	size_t n = names_latin(text, term + 1, READING_TERM);
	const char *other;
	struct work_data work;
	uint32_t doc = 0;
	bool own;
	enum err err;

	*ret = NULL;
	/* One that fills the term may go on. */
	if (n == 0 || n == READING_TERM)
		return (ERR_OK);
	if ((err = xdb_each_posting(index->db, term, n + 1, first_doc, &doc)) != ERR_OK ||
	    doc == 0 || (err = index_work(index, arena, doc, &work)) != ERR_OK)
		return (err);
	other = written(&work, term, locale, &own);
	if (other != NULL && strcmp(other, text) != 0)
		*ret = other;
	return (ERR_OK);
}
