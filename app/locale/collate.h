/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Order of titles as a reader of a locale expects it, and the alphabet of its A-Z. */
#ifndef LOCALE_COLLATE_H
#define LOCALE_COLLATE_H

#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"

/**
 * collate_key(arena, tag, text, reading, max, ret_size):
 * The sort key (bytes that compare with memcmp) of ${text} for locale ${tag}, at most ${max} bytes.
 * A tag may ask for another order, as BCP 47 writes it ("zh-Hans-u-co-stroke").  In the order of
 * pinyin ${reading} takes the place of Chinese text where given, and a built-in table corrects what
 * ICU misreads (厦门, 长沙 …), in traditional characters too; elsewhere a reading counts if it is
 * in the locale's own script.  In Arabic the article before a title does not count.  Collators are
 * kept per tag and thread.
 */
const char *collate_key(struct arena *arena, const char *tag, const char *text, const char *reading,
    size_t max, size_t *ret_size);

/**
 * collate_other(tag): the second order that readers of ${tag} may ask for, as a tag: strokes for
 * "zh-Hans", pinyin for "zh-Hant"; NULL where there is one order.
 */
const char *collate_other(const char *tag);

/**
 * alphabet_bucket(tag, text, reading): number of the A-Z bucket of ${text} in ICU's AlphabeticIndex
 * for ${tag} with Latin added for non-Latin locales; alphabet_label(arena, tag, bucket): its label;
 * alphabet_size(tag): how many there are, underflow, inflow and overflow included.  The readings
 * are applied as in collate_key.
 */
uint32_t alphabet_bucket(const char *tag, const char *text, const char *reading);
const char *alphabet_label(struct arena *arena, const char *tag, uint32_t bucket);
uint32_t alphabet_size(const char *tag);

#endif
