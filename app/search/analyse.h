/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The one function that cuts text into index terms, for documents and queries alike. */
#ifndef SEARCH_ANALYSE_H
#define SEARCH_ANALYSE_H

#include <stddef.h>
#include <stdint.h>

enum token_class {
	TOKEN_EXACT, /* a word as it is spelt, or an ideograph that no other follows */
	TOKEN_STEM,
	TOKEN_GRAM, /* two ideographs */
	TOKEN_PART, /* an ideograph with which a TOKEN_GRAM begins: not indexed by itself */
	TOKEN_NUMBER,
	TOKEN_WHOLE /* a legal number, whole.h, whose parts come as well: behind PREFIX_WHOLE */
};

struct token {
	const char *term; /* normalised, without field prefix; valid during the call */
	size_t size;	  /* bytes */
	enum token_class class;
	uint32_t position;   /* counts words from 1 */
	uint32_t start, end; /* bytes in the text given */
};

/**
 * analyse(language, text, size, fn, ctx):
 * Cut ${size} bytes of valid UTF-8 in ${language} (BCP 47; NULL: guess by script) and call fn for
 * each token.
 */
void analyse(const char *language, const char *text, size_t size,
    void (*fn)(void *ctx, const struct token *token), void *ctx);

#endif
