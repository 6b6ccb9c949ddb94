/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Text of any script in the letters that people abroad type for it. */
#ifndef LOCALE_LATIN_H
#define LOCALE_LATIN_H

#include "base/buf.h"

/**
 * latin_simplified(out, text): append ${text} with traditional Chinese characters simplified.
 *
 * latin_name(out, text): append ${text} in lower-case Latin letters without accents: Russian as
 * passports have it, Chinese in pinyin without tones (readings as in pinyin_names) with a space
 * between the syllables, other scripts as ICU romanises them.  What is neither letter, digit nor
 * space is left out.  For comparing names, not for showing.
 *
 * Both keep what they need per thread; neither fails: what ICU cannot do stays as it is.
 */
void latin_simplified(struct buf *out, const char *text);
void latin_name(struct buf *out, const char *text);

#endif
