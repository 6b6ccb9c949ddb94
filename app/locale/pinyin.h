/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Chinese names and readings made ready for ICU's order by pinyin, and pinyin cut into syllables.
 */
#ifndef LOCALE_PINYIN_H
#define LOCALE_PINYIN_H

#include <stdbool.h>

#include "base/buf.h"

/**
 * pinyin_names(out, text): append ${text} with every name that ICU misreads replaced by characters
 * that sound right; for comparing only.
 */
void pinyin_names(struct buf *out, const char *text);

/**
 * pinyin_reading(out, reading): append pinyin, its syllables divided by nothing, spaces or
 * apostrophes, as one Chinese character a syllable, so that it sorts among Chinese text.  False,
 * with nothing appended, if it is over 255 UTF-16 units.
 */
bool pinyin_reading(struct buf *out, const char *reading);

/**
 * pinyin_split(latin, ends, room): cut lower-case pinyin without tones into syllables; where each
 * ends, in bytes, goes into ${ends}.  Returns how many there are, 0 if it is no pinyin or more than
 * ${room}.
 */
size_t pinyin_split(const char *latin, size_t *ends, size_t room);

#endif
