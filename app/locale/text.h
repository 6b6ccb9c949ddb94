/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What ICU knows of texts: normal form, words, graphemes. */
#ifndef LOCALE_TEXT_H
#define LOCALE_TEXT_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"

/**
 * text_nfc(arena, s, n, ret_size): ${n} bytes of valid UTF-8 in NFC; ${s} itself when it was so
 * already.
 */
const char *text_nfc(struct arena *arena, const char *s, size_t n, size_t *ret_size);

/**
 * text_clean(arena, s): what a form field or an import becomes: NFC; CR LF to LF; control
 * characters but tab and line feed removed; unbalanced or isolated bidirectional controls removed;
 * ends trimmed.
 */
const char *text_clean(struct arena *arena, const char *s);

/**
 * text_isolate(arena, s, dir): ${s} for standing inside a sentence whose direction is ${dir} ("ltr"
 * or "rtl"): between U+2068 and U+2069 if something in it runs the other way, else ${s} itself.
 */
const char *text_isolate(struct arena *arena, const char *s, const char *dir);

/* A word of a text, in bytes. */
struct text_word {
	size_t start, end;
};

/**
 * text_words(s, v, room): where people see words in valid UTF-8, by ICU's dictionaries in scripts
 * without spaces; at most ${room} go into ${v}.  Returns how many.  Not for searching: a text and a
 * query may be cut differently.
 */
size_t text_words(const char *s, struct text_word *v, size_t room);

#endif
