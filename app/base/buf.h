/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A growing byte buffer, doubled when full and always NUL-terminated.  Out of memory ends the
 * process. */
#ifndef BASE_BUF_H
#define BASE_BUF_H

#include <stdarg.h>
#include <stddef.h>

/* A zeroed struct buf is an empty buffer.  data may be NULL only while nothing was ever added. */
struct buf {
	char *data;
	size_t len; /* bytes, without the terminating NUL */
	size_t cap;
};

void buf_add(struct buf *b, const void *p, size_t n);
void buf_str(struct buf *b, const char *s);
void buf_char(struct buf *b, char c);
void buf_printf(struct buf *b, const char *fmt, ...) __attribute__((format(printf, 2, 3)));

/**
 * buf_reserve(b, n): room for ${n} more bytes; returns where they go.  The caller then adds to
 * b->len.
 */
char *buf_reserve(struct buf *b, size_t n);

/**
 * buf_cstr(b): the content as a C string, "" if empty; borrowed until the next change.
 */
const char *buf_cstr(const struct buf *b);

/**
 * buf_clear(b) empties and keeps the memory; buf_free(b) gives it back and leaves an empty buffer.
 */
void buf_clear(struct buf *b);
void buf_free(struct buf *b);

#endif
