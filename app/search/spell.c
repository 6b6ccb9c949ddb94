/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Owns what the reader may have meant by words that no text has. */
#include "search/spell.h"

#include <stdbool.h>
#include <string.h>

#include "base/buf.h"
#include "search/layout.h"
#include "search/suggest.h"
#include "search/words.h"

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

/* Chinese that was typed by its sound and came out in other characters. */
static const char *
by_sound(struct search_index *index, struct arena *arena, const char *locale,
    const struct query *query, const char *q)
{
	const char *other = NULL;

	for (size_t i = 0; i < query->nwords; i++)
		if (query->words[i].unit != WORD_IDEO)
			return (NULL);
	if (query->nwords < 2 || suggest_by_sound(index, arena, locale, q, &other) != ERR_OK)
		return (NULL);
	return (other);
}

const char *
spell_suggest(struct search_index *index, struct arena *arena, const char *locale,
    const struct query *query, const char *q)
{
	struct buf out = { 0 }, word = { 0 };
	size_t at = 0;
	const char *suggestion = by_sound(index, arena, locale, query, q);
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
		buf_add(&out, word.data, word.len);
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
