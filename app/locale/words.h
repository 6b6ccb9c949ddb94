/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The words of one bundle, parsed and checked, and what a locale is made of.  Private to locale/.
 */
#ifndef LOCALE_WORDS_H
#define LOCALE_WORDS_H

#include <stdint.h>

#include "locale/bundle.h"
#include "locale/icu.h"
#include "locale/locale.h"

struct word {
	const char *key;
	const char *text;
	bool is_pattern;	     /* has braces */
	bool is_plain;		     /* and in them nothing but names of arguments */
	struct icu_message *message; /* NULL unless a pattern */
	struct icu_args args;
};

struct words {
	struct word *v; /* sorted by key */
	size_t n;
	uint32_t *slots; /* where keys stand in v by their hash, counted from 1; 0: nobody */
	size_t nslots;	 /* a power of two */
};

struct formats; /* format.c's: opened when first needed */

struct locale {
	char tag[32]; /* BCP 47: "pt-BR" */
	char icu[64]; /* ICU's name with the Gregorian calendar: "pt_BR@calendar=gregorian" */
	const char *dir;
	const char *native_name;
	struct words words;
	const struct locale *en; /* NULL in en itself */
	struct formats *formats;
};

typedef void words_report_fn(void *ctx, const char *tag, const char *key, const char *why);

/**
 * words_new(arena, tag, bundle, ret_words, report, ctx): parse each pattern of ${bundle}.  Returns
 * how many are not acceptable, each told to ${report}; these stay without a message.  words_free
 * gives the messages back. words_differ(en, w, tag, report, ctx): tell, and count, the arguments
 * that differ from en's. words_find(w, key): NULL if there is no such key.
 */
size_t words_new(struct arena *arena, const char *tag, const struct bundle *bundle,
    struct words *ret_words, words_report_fn *report, void *ctx);
void words_free(struct words *w);
size_t words_differ(const struct words *en, const struct words *w, const char *tag,
    words_report_fn *report, void *ctx);
const struct word *words_find(const struct words *w, const char *key);

/**
 * words_incomplete(en, w, tag, report, ctx): tell, and count, what a translator still has to do:
 * missing and surplus keys, texts that are English still.
 */
size_t words_incomplete(const struct words *en, const struct words *w, const char *tag,
    words_report_fn *report, void *ctx);

/**
 * formats_new(arena, icu) takes nothing but memory; formats_free closes what was opened.
 */
struct formats *formats_new(struct arena *arena, const char *icu);
void formats_free(struct formats *f);

/**
 * locale_file_tag(path, tag, size): the BCP 47 tag of the bundle file ".../pt_BR.res"; false if the
 * name is none.
 */
bool locale_file_tag(const char *path, char *tag, size_t size);

#endif
