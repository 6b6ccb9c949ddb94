/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Owns how words and numbers of a citation are read, wherever in a text.  What they mean is
 * cite.c's. */
#include "domain/citescan.h"

#include <string.h>

#include "base/utf8.h"
#include "domain/token.h"

static uint32_t
lower(uint32_t c)
{
	if ((c >= 'A' && c <= 'Z') || (c >= 0xC0 && c <= 0xDE && c != 0xD7) ||
	    (c >= 0x410 && c <= 0x42F))
		return (c + 32);
	return (c == 0x401 ? 0x451 : c);
}

/* The code point at ${at}; 0 at the end. */
uint32_t
citescan_code(const char *s, size_t n, size_t at, size_t *ret_len)
{
	uint32_t c = 0;

	*ret_len = at < n ? utf8_next(s + at, n - at, &c) : 0;
	if (*ret_len == 0 && at < n)
		*ret_len = 1;
	return (c);
}

bool
citescan_letter(const char *s, size_t n, size_t at)
{
	size_t len;
	uint32_t c = citescan_code(s, n, at, &len);

	return (len > 0 && token_letter(c));
}

size_t
citescan_back(const char *s, size_t at)
{
	do
		at--;
	while (at > 0 && ((unsigned char)s[at] & 0xC0) == 0x80);
	return (at);
}

/* A word begins at ${at}: no letter or hyphen before it. */
bool
citescan_begins(const char *s, size_t n, size_t at)
{
	if (at == 0)
		return (true);
	at = citescan_back(s, at);
	return (s[at] != '-' && !citescan_letter(s, n, at));
}

size_t
citescan_blanks(const char *s, size_t n, size_t at)
{
	size_t len;
	uint32_t c;

	while ((c = citescan_code(s, n, at, &len)) == ' ' || c == '\t' || c == 0xA0 ||
	       c == 0x202F || c == 0x3000 || c == 0x200E || c == 0x200F)
		at += len;
	return (at);
}

bool
citescan_digit(uint32_t c)
{
	return ((c >= '0' && c <= '9') || (c >= 0x660 && c <= 0x669) ||
		(c >= 0x6F0 && c <= 0x6F9) || (c >= 0x966 && c <= 0x96F));
}

/* The end of ${word} at ${at} in any case, or 0; a blank in it stands for any blanks. */
size_t
citescan_word(const char *s, size_t n, size_t at, const char *word)
{
	size_t size = strlen(word), w = 0, len, wlen;
	uint32_t c, want;

	while (w < size) {
		want = citescan_code(word, size, w, &wlen);
		w += wlen;
		if (want == ' ') {
			size_t after = citescan_blanks(s, n, at);

			if (after == at)
				return (0);
			at = after;
			continue;
		}
		c = citescan_code(s, n, at, &len);
		if (len == 0 || lower(c) != want)
			return (0);
		at += len;
	}
	/* A word that ends in a letter must not go on; Arabic "and" stands right before a number.
	 */
	if (size > 0 && citescan_letter(s, n, at) &&
	    !citescan_digit(citescan_code(s, n, at, &len)) &&
	    citescan_letter(word, size, citescan_back(word, size)))
		return (0);
	return (at);
}

size_t
citescan_any(const char *s, size_t n, size_t at, const char *const *words)
{
	size_t end;

	for (; words != NULL && *words != NULL; words++) {
		if ((end = citescan_word(s, n, at, *words)) != 0)
			return (end);
	}
	return (0);
}

/* End of a number like 84, 5º-A, 1.228, 1225.1, 36B, ١٢ at ${at}, or 0. */
size_t
citescan_number(const char *s, size_t n, size_t at)
{
	size_t len, start = at, after;
	uint32_t c;

	while (citescan_digit(citescan_code(s, n, at, &len)))
		at += len;
	if (at == start)
		return (0);
	while (at + 1 < n && s[at] == '.' && citescan_digit(citescan_code(s, n, at + 1, &len))) {
		for (at++; citescan_digit(citescan_code(s, n, at, &len)); at += len)
			;
	}
	c = citescan_code(s, n, at, &len);
	if (c == 0xBA || c == 0xB0 || c == 0xAA || (c == 'o' && !citescan_letter(s, n, at + 1)))
		at += len;
	if (at < n && s[at] == '-' && at + 1 < n &&
	    ((s[at + 1] >= 'A' && s[at + 1] <= 'Z') || (s[at + 1] >= '0' && s[at + 1] <= '9')))
		at++;
	for (after = at; after < n && after < at + 3 && s[after] >= 'A' && s[after] <= 'Z'; after++)
		;
	if (!citescan_letter(s, n, after))
		return (after);
	return (citescan_letter(s, n, at) ? 0 : at);
}

size_t
citescan_literal(const char *s, size_t n, size_t at, const char *word)
{
	size_t size = strlen(word);

	return (size <= n - at && memcmp(s + at, word, size) == 0 ? at + size : 0);
}
