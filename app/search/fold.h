/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * What each character counts as in a search: its class, its script, and the two spellings under
 * which words are compared.  Inside search/ only.
 */
#ifndef SEARCH_FOLD_H
#define SEARCH_FOLD_H

#include <stddef.h>
#include <stdint.h>

enum fold_class {
	FOLD_OTHER,  /* divides words */
	FOLD_LETTER, /* letters and the marks that belong to them */
	FOLD_DIGIT,
	FOLD_IDEO,  /* scripts written without spaces: each character is a unit of its own */
	FOLD_IGNORE /* joiners, tatweel and other marks that change nothing */
};

enum fold_script {
	SCRIPT_OTHER,
	SCRIPT_LATIN,
	SCRIPT_CYRILLIC,
	SCRIPT_ARABIC,
	SCRIPT_DEVANAGARI,
	SCRIPT_ETHIOPIC,
	SCRIPT_IDEO
};

struct fold {
	uint8_t class;	/* enum fold_class */
	uint8_t script; /* enum fold_script */
	uint8_t nlight, nfull;
	uint32_t light, full; /* where they begin in fold_text */
};

/* Pages of 256 characters, made as they are met, and the spellings they point into. */
extern struct fold *fold_pages[0x1100];
extern const char *fold_text;
const struct fold *fold_fill(uint32_t c);

/**
 * fold_get(c): the entry of code point ${c}.
 * fold_light(f), fold_full(f): f->nlight and f->nfull bytes of UTF-8, borrowed until the next
 * fold_get.  Light is lower case with compatibility forms, digits and Chinese characters unified;
 * accents stay, for the stemmers. Full also drops the accents and unites the letters that people
 * mix up.
 */
static inline const struct fold *
fold_get(uint32_t c)
{
	const struct fold *page = c < 0x110000 ? fold_pages[c >> 8] : NULL;

	return (page != NULL ? &page[c & 0xff] : fold_fill(c));
}

static inline const char *
fold_light(const struct fold *f)
{
	return (fold_text + f->light);
}

static inline const char *
fold_full(const struct fold *f)
{
	return (fold_text + f->full);
}

/**
 * fold_string(text, size, out, room): write the full folding of the letters, digits and ideographs
 * of ${text}, each run of anything else as one space, at most ${room} bytes cut at a character.
 * Returns the bytes written.  For comparing whole titles.
 */
size_t fold_string(const char *text, size_t size, char *out, size_t room);

#endif
