/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Owns what gives a language away: its small words, its letters, and where the reader comes from.
 */
#include "search/guess.h"

#include "base/utf8.h"

struct guess {
	const char *latin; /* language that its small words or letters give away */
	bool accents;
	bool arabic, persian; /* letters of that script; of that language alone */
};

static bool
persian_letters(const char *word, size_t n)
{
	size_t i = 0, step;
	uint32_t c;

	for (; i < n && (step = utf8_next(word + i, n - i, &c)) > 0; i += step)
		if (c == 0x67E || c == 0x686 || c == 0x698 || c == 0x6A9 || c == 0x6AF ||
		    c == 0x6CC)
			return (true);
	return (false);
}

static int
guess_word(void *ctx, const struct word *w)
{
	/* Words that only one of the languages has. */
	static const struct {
		const char *language, *words;
	} small[] = {
		{ "en", "the of and for to is are what how which who when does with by from an" },
		{ "pt",
		    "do da dos das para por em que os um uma ou como qual quais quando pelo pela" },
		{ "id",
		    "yang dan untuk dengan dari apa bagaimana di ke pada atas tidak dalam oleh" },
	};
	struct guess *g = ctx;

	if (w->script == SCRIPT_ARABIC) {
		g->arabic = true;
		g->persian = g->persian || persian_letters(w->light, w->nlight);
	}
	if (w->script != SCRIPT_LATIN || g->latin != NULL)
		return (0);
	for (size_t i = 0; i < sizeof(small) / sizeof(small[0]); i++) {
		if (words_among(w->light, w->nlight, small[i].words)) {
			g->latin = small[i].language;
			return (0);
		}
	}
	if (w->nlight != w->nfull)
		g->accents = true;
	return (0);
}

static void
add_language(struct query *q, const char *language)
{
	for (size_t i = 0; i < q->nlanguages; i++)
		if (words_tagged(q->languages[i], language))
			return;
	if (q->nlanguages < QUERY_LANGUAGES)
		q->languages[q->nlanguages++] = language;
}

/*
 * words_stem takes the commonest language of a script where the one named has another script, so
 * one list serves queries of several scripts.
 */
void
guess_languages(struct query *q, const char *text, size_t size, const char *locale)
{
	static const char *const latin[] = { "en", "pt", "id" };
	struct guess g = { NULL, false, false, false };
	bool latin_locale = false;

	words_each(text, size, guess_word, &g);
	for (size_t i = 0; i < sizeof(latin) / sizeof(latin[0]); i++)
		if (locale != NULL && words_tagged(locale, latin[i]))
			latin_locale = true;
	/* Without letters of its own a Persian word may pass for an Arabic one: try both. */
	if (g.persian || (g.arabic && (locale == NULL || !words_tagged(locale, "ar"))))
		add_language(q, "fa");
	if (g.latin == NULL && g.accents)
		g.latin = "pt";
	if (g.latin != NULL)
		add_language(q, g.latin);
	else if (latin_locale)
		add_language(q, locale);
	if (locale != NULL && !latin_locale)
		add_language(q, locale);
	if (g.latin == NULL) {
		add_language(q, "en");
		if (!latin_locale)
			add_language(q, "pt");
	}
}
