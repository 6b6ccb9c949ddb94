/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * What of ICU has no usable C interface: messages with named arguments, alphabetic indexes, locale
 * matching, and normalisation of UTF-8.  Private to locale/.  No function lets an exception out.
 */
#ifndef LOCALE_ICU_H
#define LOCALE_ICU_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

#include "base/arena.h"
#include "locale/message.h"

enum { ICU_ARGS_MAX = 16, ICU_NAME_MAX = 48, ICU_PATTERN_MAX = 8192 };

enum icu_kind { ICU_TEXT, ICU_NUMBER, ICU_DATE };

struct icu_arg {
	char name[ICU_NAME_MAX];
	enum icu_kind kind;
};

struct icu_args {
	struct icu_arg v[ICU_ARGS_MAX];
	size_t n;
};

/**
 * icu_message_new(tag, pattern, ret_args, why, why_size):
 * Parse ${pattern} for the language of ${tag} and say which arguments it takes.  Only named
 * arguments, of no type, number (integer, percent), date and time (short to full), plural,
 * selectordinal and select are accepted; every plural category of the language must be there. NULL,
 * with one sentence in ${why}, if the pattern is not acceptable.  Free with icu_message_free; NULL
 * is fine there.
 */
struct icu_message;
struct icu_message *icu_message_new(
    const char *tag, const char *pattern, struct icu_args *ret_args, char *why, size_t why_size);
void icu_message_free(struct icu_message *m);

/**
 * icu_message_format(m, arena, args, n): the text, or NULL if ${args} do not fit the pattern.
 */
const char *icu_message_format(
    const struct icu_message *m, struct arena *arena, const struct msg_arg *args, size_t n);

/**
 * icu_matcher_new(tags, n): a matcher over the locales that there are; NULL if ICU has no memory or
 * data for it. icu_matcher_best(m, desired, n): index of the best of them for the tags ${desired},
 * best first; -1 if none fits.
 */
struct icu_matcher;
struct icu_matcher *icu_matcher_new(const char *const *tags, size_t n);
void icu_matcher_free(struct icu_matcher *m);
int icu_matcher_best(const struct icu_matcher *m, const char *const *desired, size_t n);

/**
 * icu_alphabet_new(tag): the alphabetic index of ${tag}, Latin letters added; NULL if ICU has none.
 * icu_alphabet_bucket, icu_alphabet_label, icu_alphabet_size: as in collate.h.
 */
struct icu_alphabet;
struct icu_alphabet *icu_alphabet_new(const char *tag);
void icu_alphabet_free(struct icu_alphabet *a);
uint32_t icu_alphabet_bucket(const struct icu_alphabet *a, const char *text);
const char *icu_alphabet_label(const struct icu_alphabet *a, struct arena *arena, uint32_t bucket);
uint32_t icu_alphabet_size(const struct icu_alphabet *a);

/**
 * icu_nfc(arena, s, n, ret_size): as text_nfc.
 */
const char *icu_nfc(struct arena *arena, const char *s, size_t n, size_t *ret_size);

#ifdef __cplusplus
}
#endif

#endif
