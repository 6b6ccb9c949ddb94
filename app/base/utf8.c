/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Owns the decoding of UTF-8. */
#include "base/utf8.h"

#include <string.h>

size_t
utf8_next(const char *p, size_t n, uint32_t *ret_c)
{
	const unsigned char *s = (const unsigned char *)p;
	unsigned char low = 0x80, high = 0xBF;
	size_t i, len;
	uint32_t c;

	if (n == 0)
		return (0);
	if (s[0] < 0x80) {
		*ret_c = s[0];
		return (1);
	}
	if (s[0] >= 0xC2 && s[0] <= 0xDF) {
		len = 2;
		c = s[0] & 0x1F;
	} else if (s[0] >= 0xE0 && s[0] <= 0xEF) {
		len = 3;
		c = s[0] & 0x0F;
		if (s[0] == 0xE0)
			low = 0xA0;
		else if (s[0] == 0xED)
			high = 0x9F;
	} else if (s[0] >= 0xF0 && s[0] <= 0xF4) {
		len = 4;
		c = s[0] & 0x07;
		if (s[0] == 0xF0)
			low = 0x90;
		else if (s[0] == 0xF4)
			high = 0x8F;
	} else {
		return (0);
	}
	if (n < len)
		return (0);
	for (i = 1; i < len; i++) {
		if (s[i] < low || s[i] > high)
			return (0);
		low = 0x80;
		high = 0xBF;
		c = c << 6 | (s[i] & 0x3F);
	}
	*ret_c = c;
	return (len);
}

bool
utf8_valid(const char *p, size_t n)
{
	uint64_t eight;
	uint32_t c;
	size_t len;

	while (n > 0) {
		if (n >= 8) {
			memcpy(&eight, p, 8);
			if ((eight & UINT64_C(0x8080808080808080)) == 0) {
				p += 8;
				n -= 8;
				continue;
			}
		}
		if ((len = utf8_next(p, n, &c)) == 0)
			return (false);
		p += len;
		n -= len;
	}
	return (true);
}

size_t
utf8_count(const char *p, size_t n)
{
	size_t count = 0, len;
	uint32_t c;

	for (; n > 0; count++) {
		if ((len = utf8_next(p, n, &c)) == 0)
			len = 1;
		p += len;
		n -= len;
	}
	return (count);
}

size_t
utf8_cut(const char *p, size_t n, size_t max)
{
	size_t at = 0, len;
	uint32_t c;

	for (; max > 0 && at < n; max--) {
		if ((len = utf8_next(p + at, n - at, &c)) == 0)
			len = 1;
		at += len;
	}
	return (at);
}

size_t
utf8_put(uint32_t c, char *out)
{
	if (c < 0x80) {
		out[0] = (char)c;
		return (1);
	}
	if (c < 0x800) {
		out[0] = (char)(0xC0 | c >> 6);
		out[1] = (char)(0x80 | (c & 0x3F));
		return (2);
	}
	if (c < 0x10000) {
		if (c >= 0xD800 && c <= 0xDFFF)
			return (0);
		out[0] = (char)(0xE0 | c >> 12);
		out[1] = (char)(0x80 | (c >> 6 & 0x3F));
		out[2] = (char)(0x80 | (c & 0x3F));
		return (3);
	}
	if (c > 0x10FFFF)
		return (0);
	out[0] = (char)(0xF0 | c >> 18);
	out[1] = (char)(0x80 | (c >> 12 & 0x3F));
	out[2] = (char)(0x80 | (c >> 6 & 0x3F));
	out[3] = (char)(0x80 | (c & 0x3F));
	return (4);
}
