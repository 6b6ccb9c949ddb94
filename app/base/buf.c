/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Owns growth of byte buffers. */
#include "base/buf.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/log.h"

char *
buf_reserve(struct buf *b, size_t n)
{
	size_t cap;
	char *p;

	if (n > SIZE_MAX / 2 - b->len)
		log_die("out of memory");
	if (b->len + n + 1 > b->cap) {
		for (cap = b->cap < 256 ? 256 : b->cap; cap < b->len + n + 1; cap *= 2)
			;
		if ((p = realloc(b->data, cap)) == NULL)
			log_die("out of memory");
		b->data = p;
		b->cap = cap;
	}
	return (b->data + b->len);
}

void
buf_add(struct buf *b, const void *p, size_t n)
{
	/* Templates add many short pieces. */
	if (n >= b->cap || b->len >= b->cap - n)
		(void)buf_reserve(b, n);
	if (n != 0)
		memcpy(b->data + b->len, p, n);
	b->len += n;
	b->data[b->len] = '\0';
}

void
buf_str(struct buf *b, const char *s)
{
	buf_add(b, s, strlen(s));
}

void
buf_char(struct buf *b, char c)
{
	buf_add(b, &c, 1);
}

void
buf_printf(struct buf *b, const char *fmt, ...)
{
	va_list ap;
	char *at;
	int n;

	/* Into the room that there is; it nearly always suffices. */
	at = buf_reserve(b, 0);
	va_start(ap, fmt);
	n = vsnprintf(at, b->cap - b->len, fmt, ap);
	va_end(ap);
	if (n < 0)
		log_die("bad format");
	if ((size_t)n >= b->cap - b->len) {
		at = buf_reserve(b, (size_t)n);
		va_start(ap, fmt);
		vsnprintf(at, (size_t)n + 1, fmt, ap);
		va_end(ap);
	}
	b->len += (size_t)n;
}

const char *
buf_cstr(const struct buf *b)
{
	return (b->data == NULL ? "" : b->data);
}

void
buf_clear(struct buf *b)
{
	b->len = 0;
	if (b->data != NULL)
		b->data[0] = '\0';
}

void
buf_free(struct buf *b)
{
	free(b->data);
	memset(b, 0, sizeof(*b));
}
