/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Owns the cleaning and cutting of texts by Unicode's rules. */
#include "locale/text.h"

#include <stdint.h>
#include <string.h>

#include <unicode/ubrk.h>
#include <unicode/uchar.h>
#include <unicode/utext.h>

#include "base/utf8.h"
#include "locale/icu.h"

const char *
text_nfc(struct arena *arena, const char *s, size_t n, size_t *ret_size)
{
	/* Everything below U+0300 is in NFC, and U+0300 begins with byte 0xCC. */
	for (size_t i = 0; i < n; i++) {
		if ((unsigned char)s[i] >= 0xCC)
			return (icu_nfc(arena, s, n, ret_size));
	}
	*ret_size = n;
	return (s);
}

enum { BIDI_DEPTH = 16 };

/* Code points of a text on their way to being clean; REMOVED marks those that go. */
#define REMOVED UINT32_MAX

struct open {
	size_t at[BIDI_DEPTH];
	size_t n;
};

static bool
is_isolate(uint32_t c)
{
	return (c >= 0x2066 && c <= 0x2068);
}

static bool
is_embedding(uint32_t c)
{
	return (c == 0x202A || c == 0x202B || c == 0x202D || c == 0x202E);
}

static void
close_all(uint32_t *v, struct open *o)
{
	while (o->n > 0)
		v[o->at[--o->n]] = REMOVED;
}

/* A control that opens must be closed, innermost first, in its own line. */
static void
balance(uint32_t *v, size_t i, struct open *o)
{
	uint32_t c = v[i];

	if (c == '\n') {
		close_all(v, o);
	} else if (is_isolate(c) || is_embedding(c)) {
		if (o->n < BIDI_DEPTH)
			o->at[o->n++] = i;
		else
			v[i] = REMOVED;
	} else if (c == 0x2069 || c == 0x202C) {
		bool fits = o->n > 0 && is_isolate(v[o->at[o->n - 1]]) == (c == 0x2069);

		if (fits)
			o->n--;
		else
			v[i] = REMOVED;
	}
}

static bool
is_unwanted(uint32_t c)
{
	return ((c < 0x20 && c != '\t' && c != '\n') || (c >= 0x7F && c < 0xA0) || c == 0xFEFF ||
		(c & 0xFFFE) == 0xFFFE || (c >= 0xFDD0 && c <= 0xFDEF));
}

/* Line ends made LF, ill-formed bytes made U+FFFD; returns how many code points there are. */
static size_t
decode(const char *s, size_t size, uint32_t *v)
{
	size_t n = 0;

	for (size_t i = 0; i < size;) {
		uint32_t c = 0xFFFD;
		size_t len = utf8_next(s + i, size - i, &c);

		i += len > 0 ? len : 1;
		if (c == '\r') {
			c = '\n';
			if (i < size && s[i] == '\n')
				i++;
		}
		v[n++] = c;
	}
	return (n);
}

const char *
text_clean(struct arena *arena, const char *s)
{
	size_t size = strlen(s), n, start = 0, clean;
	uint32_t *v = arena_array(arena, uint32_t, size);
	char *out = arena_alloc(arena, size * 3 + 1), *p = out;
	struct open open = { .n = 0 };
	const char *nfc;

	n = decode(s, size, v);
	for (size_t i = 0; i < n; i++) {
		if (is_unwanted(v[i]))
			v[i] = REMOVED;
		else
			balance(v, i, &open);
	}
	close_all(v, &open);
	while (start < n && (v[start] == REMOVED || u_isUWhiteSpace((UChar32)v[start])))
		start++;
	while (n > start && (v[n - 1] == REMOVED || u_isUWhiteSpace((UChar32)v[n - 1])))
		n--;
	for (size_t i = start; i < n; i++) {
		if (v[i] != REMOVED)
			p += utf8_put(v[i], p);
	}
	nfc = text_nfc(arena, out, (size_t)(p - out), &clean);
	return (nfc == out ? out : arena_strndup(arena, nfc, clean));
}

size_t
text_words(const char *s, struct text_word *v, size_t room)
{
	UErrorCode status = U_ZERO_ERROR;
	UText utf8 = UTEXT_INITIALIZER;
	UBreakIterator *words = ubrk_open(UBRK_WORD, "", NULL, 0, &status);
	size_t n = 0;
	int32_t start, end;

	utext_openUTF8(&utf8, s, -1, &status);
	if (U_SUCCESS(status))
		ubrk_setUText(words, &utf8, &status);
	if (U_SUCCESS(status)) {
		start = ubrk_first(words);
		for (end = ubrk_next(words); end != UBRK_DONE && n < room;
		     start = end, end = ubrk_next(words))
			if (ubrk_getRuleStatus(words) >= UBRK_WORD_NONE_LIMIT)
				v[n++] = (struct text_word){ (size_t)start, (size_t)end };
	}
	utext_close(&utf8);
	ubrk_close(words);
	return (n);
}

const char *
text_isolate(struct arena *arena, const char *s, const char *dir)
{
	bool rtl = strcmp(dir, "rtl") == 0;
	size_t n = strlen(s), size;
	uint32_t c;

	for (size_t i = 0; i < n; i += size) {
		if ((size = utf8_next(s + i, n - i, &c)) == 0)
			break;
		switch (u_charDirection((UChar32)c)) {
		case U_LEFT_TO_RIGHT:
			if (rtl)
				return (arena_printf(arena, "\u2068%s\u2069", s));
			break;
		case U_RIGHT_TO_LEFT:
		case U_RIGHT_TO_LEFT_ARABIC:
			if (!rtl)
				return (arena_printf(arena, "\u2068%s\u2069", s));
			break;
		default:
			break;
		}
	}
	return (s);
}
