/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Texts as runs of words that can be compared: a word is a run of letters, digits and marks, one
 * ideograph or kana, one mark of punctuation, a run of blanks, or a line feed.  No Unicode data and
 * no dictionary: what is compared must be cut alike everywhere, not well.
 */
#ifndef DOMAIN_TOKEN_H
#define DOMAIN_TOKEN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"

struct token {
	const char *text; /* borrowed */
	size_t size;	  /* bytes */
	uint32_t word;	  /* the same number for the same word, from 0; all blanks are one word */
	uint32_t letters; /* code points, 0 for blanks */
};

struct token_text {
	struct token *v; /* together the whole text */
	size_t n;
};

struct tokens;

/**
 * tokens_new(arena): a set of words; it and all that is cut with it live in ${arena}.
 * tokens_cut(words, text): ${text} (UTF-8; NULL is "") cut into words that are counted in ${words}.
 * tokens_words(words): how many there are.
 */
struct tokens *tokens_new(struct arena *arena);
struct token_text tokens_cut(struct tokens *words, const char *text);
size_t tokens_words(const struct tokens *words);

/**
 * token_letter(c): whether a word goes on with the code point ${c}; false for an ideograph, which
 * is a word by itself.
 */
bool token_letter(uint32_t c);

#endif
