/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Legal numbers that mean nothing in pieces: an article ("第十一条", "Art. 11", "المادة ١١"), a
 * title of a code ("35 U.S.C."), a symbol of the patent classification ("G06F 16/33").  However it
 * is spelt, in whatever language, the same number has the same key.  Inside search/ only.
 */
#ifndef SEARCH_WHOLE_H
#define SEARCH_WHOLE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "search/words.h"

enum { WHOLE_KEY = 48 };

struct whole {
	const char *key; /* "art 11", "35 usc", "g06f16/33"; valid during the call */
	size_t size;
	uint32_t start, end; /* bytes in the text */
};

/* What has been read of a text; to be given to whole_begin, whole_word and whole_end only. */
struct whole_scan {
	const char *text;
	size_t size;
	void (*fn)(void *ctx, const struct whole *whole);
	void *ctx;
	struct {
		char word[48];
		size_t n;
		uint32_t start, end;
		bool number; /* of at most three digits */
	} before;
	char article[WHOLE_KEY], symbol[WHOLE_KEY];
	size_t narticle, nsymbol; /* 0: none was begun */
	uint32_t article_start, article_end, symbol_start, symbol_end;
};

/**
 * whole_begin(s, text, size, fn, ctx), whole_word(s, w), whole_end(s): call ${fn} for each of the
 * numbers in ${size} bytes of UTF-8, whose words_each words are given one by one.  ${fn} comes
 * within the word that begins a number, or within one after its end.
 */
void whole_begin(struct whole_scan *s, const char *text, size_t size,
    void (*fn)(void *ctx, const struct whole *whole), void *ctx);
void whole_word(struct whole_scan *s, const struct word *w);
void whole_end(struct whole_scan *s);

/**
 * whole_article(eid, key): the key of an article by its id (art_11-1), into ${key} of WHOLE_KEY
 * bytes; its length, 0 if it is no numbered article.
 */
size_t whole_article(const char *eid, char *key);

#endif
