/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Cutting text into words, the same way in every language, and reducing them to stems.  analyse.h
 * makes index terms of them, snippets look for them.  Inside search/ only.
 */
#ifndef SEARCH_WORDS_H
#define SEARCH_WORDS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "search/fold.h"

enum {
	WORD_MAX = 96
}; /* bytes of a word's spelling; the rest is cut off alike in texts and queries */

enum word_unit {
	WORD_LETTERS,
	WORD_NUMBER, /* only digits, thousands signs taken out */
	WORD_IDEO    /* one character of a script without spaces */
};

struct word {
	enum word_unit unit;
	enum fold_script script;
	const char *light; /* spelling for stemmers, and with all folded; see fold.h; valid during
			      the call */
	size_t nlight;
	const char *full;
	size_t nfull;
	const char *pair; /* an ideograph with the one right before it; npair 0: it begins a run */
	size_t npair;
	uint32_t position;   /* from 1 */
	uint32_t start, end; /* bytes in the text */
	uint32_t pair_start;
	int last; /* no ideograph follows this one */
};

/**
 * words_each(text, size, fn, ctx): call ${fn} for each word of ${size} bytes of UTF-8 in order,
 * until it returns nonzero.  What is ill-formed divides words.
 */
void words_each(
    const char *text, size_t size, int (*fn)(void *ctx, const struct word *word), void *ctx);

/**
 * words_grammar(p, n): whether the one ideograph of ${n} bytes says nothing by itself: it asks,
 * joins or points.  words_first(p, n): bytes of the first character of ${n} bytes of UTF-8.
 */
bool words_grammar(const char *p, size_t n);
size_t words_first(const char *p, size_t n);

/**
 * words_among(word, n, list): whether the ${n} bytes of ${word} are one of those in ${list}, which
 * stand with a space between.  words_tagged(tag, language): whether ${tag} is that language, of
 * whatever script or region.
 */
bool words_among(const char *word, size_t n, const char *list);
bool words_tagged(const char *tag, const char *language);

/**
 * words_stem(language, word, out): the stem of ${word} under the rules of ${language} where they
 * fit its script, else of its script's commonest language, fully folded, into ${out} (WORD_MAX
 * bytes).  Returns its length, 0 if there are no such rules.
 */
size_t words_stem(const char *language, const struct word *word, char *out);

/**
 * words_language(language, script): primary subtag of the language by whose rules words of
 * ${script} are taken in a text of ${language}; ${language} itself for scripts without rules, "zh"
 * for ideographs.
 */
const char *words_language(const char *language, enum fold_script script);

#endif
