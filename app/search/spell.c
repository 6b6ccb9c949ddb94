/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Owns what the reader may have meant by words that no text has. */
#include "search/spell.h"

#include <stdbool.h>
#include <string.h>

#include "base/buf.h"
#include "search/layout.h"
#include "search/suggest.h"
#include "search/words.h"

enum { DOCS_MAX = 16 }; /* in whose titles a word is looked for as it is written */

/* Whether some text has the word, or another form of it. */
static bool
known(const struct search_index *index, const struct query_word *w, const char *exact)
{
	char stem[WORD_MAX + 1] = { PREFIX_STEM };

	if (xdb_frequency(index->db, exact, w->nexact) > 0)
		return (true);
	for (size_t i = 0; i < w->nstems; i++) {
		memcpy(stem + 1, w->stems[i].term, w->stems[i].size);
		if (xdb_frequency(index->db, stem, w->stems[i].size + 1) > 0)
			return (true);
	}
	return (false);
}

/* Whether no text has one of the pairs of ideographs. */
static bool
strange(const struct search_index *index, const struct query *query)
{
	for (size_t i = 0; i < query->nwords; i++)
		if (query->words[i].run && query->words[i].nexact > 0 &&
		    xdb_frequency(index->db, query->words[i].exact, query->words[i].nexact) == 0)
			return (true);
	return (false);
}

/* Chinese that was typed by its sound and came out in other characters. */
static const char *
by_sound(struct search_index *index, struct arena *arena, const char *locale,
    const struct query *query, const char *q, bool few)
{
	const char *other = NULL;

	for (size_t i = 0; i < query->nwords; i++)
		if (query->words[i].unit != WORD_IDEO)
			return (NULL);
	if (query->nwords < 2 || !(few || strange(index, query)) ||
	    suggest_by_sound(index, arena, locale, q, &other) != ERR_OK)
		return (NULL);
	return (other);
}

struct spelt {
	const struct buf *folded;
	struct buf *out;
};

static int
same_word(void *ctx, const struct word *w)
{
	struct spelt *s = ctx;

	if (w->nfull != s->folded->len || memcmp(w->full, s->folded->data, w->nfull) != 0)
		return (0);
	buf_add(s->out, w->light, w->nlight);
	return (1);
}

struct docs {
	uint32_t v[DOCS_MAX];
	size_t n;
};

static int
note_doc(void *ctx, uint32_t doc)
{
	struct docs *d = ctx;

	d->v[d->n++] = doc;
	return (d->n == DOCS_MAX);
}

/*
 * The index spells words without accents and unites letters that people mix up; readers see the
 * word as a title or a name has it, in small letters.
 */
static void
write_out(
    struct search_index *index, struct arena *arena, const struct buf *folded, struct buf *out)
{
	struct spelt s = { folded, out };
	const size_t before = out->len;
	const struct columns *c = &index->columns;
	struct docs docs = { { 0 }, 0 };
	struct work_data work;
	enum err err;

	err = xdb_each_posting(index->db, folded->data, folded->len, note_doc, &docs);
	for (size_t i = 0; err == ERR_OK && i < docs.n && out->len == before; i++) {
		if (docs.v[i] >= c->ndocs || c->docs[docs.v[i]].work == NO_WORK)
			continue;
		err = index_work(index, arena, c->works[c->docs[docs.v[i]].work].doc, &work);
		for (size_t t = 0; err == ERR_OK && t < work.ntexts && out->len == before; t++)
			if (work.texts[t].title != NULL)
				words_each(work.texts[t].title, strlen(work.texts[t].title),
				    same_word, &s);
		for (size_t l = 0; err == ERR_OK && l < work.nlabels && out->len == before; l++)
			words_each(work.labels[l].text, strlen(work.labels[l].text), same_word, &s);
	}
	if (out->len == before)
		buf_add(out, folded->data, folded->len);
}

const char *
spell_suggest(struct search_index *index, struct arena *arena, const char *locale,
    const struct query *query, const char *q, bool few)
{
	struct buf out = { 0 }, word = { 0 };
	size_t at = 0;
	const char *suggestion = by_sound(index, arena, locale, query, q, few);
	bool other = false;

	if (suggestion != NULL)
		return (suggestion);
	for (size_t i = 0; i < query->nwords; i++) {
		const struct query_word *w = &query->words[i];
		char exact[WORD_MAX + 1];

		if (w->unit != WORD_LETTERS || w->nexact == 0 || w->nexact > WORD_MAX)
			continue;
		memcpy(exact, w->exact, w->nexact);
		exact[w->nexact] = '\0';
		buf_clear(&word);
		if (known(index, w, exact) || xdb_spelling(index->db, exact, &word) != ERR_OK ||
		    word.len == 0)
			continue;
		buf_add(&out, q + at, w->start - at);
		write_out(index, arena, &word, &out);
		at = w->end;
		other = true;
	}
	if (other) {
		buf_str(&out, q + at);
		suggestion = arena_strndup(arena, out.data, out.len);
	}
	buf_free(&word);
	buf_free(&out);
	return (suggestion);
}
