/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Owns the packed form of numbers and strings in values and documents. */
#include "search/layout.h"

#include <string.h>

void
pack_uint(struct buf *b, uint64_t n)
{
	for (; n >= 0x80; n >>= 7)
		buf_char(b, (char)(n | 0x80));
	buf_char(b, (char)n);
}

void
pack_bytes(struct buf *b, const char *s, size_t size)
{
	pack_uint(b, size + 1);
	buf_add(b, s, size);
}

void
pack_str(struct buf *b, const char *s)
{
	if (s == NULL)
		pack_uint(b, 0);
	else
		pack_bytes(b, s, strlen(s));
}

uint64_t
unpack_uint(struct unpack *u)
{
	uint64_t n = 0;

	for (unsigned shift = 0; shift < 64; shift += 7) {
		if (u->p == u->end)
			break;
		n |= (uint64_t)(*u->p & 0x7f) << shift;
		if ((*u->p++ & 0x80) == 0)
			return (n);
	}
	u->bad = true;
	return (0);
}

const char *
unpack_bytes(struct unpack *u, size_t *ret_size)
{
	uint64_t n = unpack_uint(u);
	const unsigned char *p = u->p;

	*ret_size = 0;
	if (n == 0)
		return (NULL);
	if (n - 1 > (uint64_t)(u->end - u->p)) {
		u->bad = true;
		u->p = u->end;
		return (NULL);
	}
	u->p += n - 1;
	*ret_size = n - 1;
	return ((const char *)p);
}

const char *
unpack_str(struct unpack *u, struct arena *arena)
{
	size_t n;
	const char *s = unpack_bytes(u, &n);

	return (s == NULL ? NULL : arena_strndup(arena, s, n));
}
