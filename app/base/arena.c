/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Owns the blocks behind arenas: a list of chunks, bump allocation inside the newest. */
#include "base/arena.h"

#include <stdalign.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/log.h"

enum { BLOCK_MIN = 16 * 1024, BLOCK_KEEP = 256 * 1024 };

struct block {
	struct block *next;
	size_t size; /* usable bytes behind this header */
	size_t used;
	alignas(max_align_t) unsigned char data[];
};

struct arena {
	struct block *head;
	size_t held;
};

static struct block *
block_new(struct arena *a, size_t need)
{
	struct block *b;
	size_t size;

	size = a->head == NULL ? BLOCK_MIN : a->head->size * 2;
	if (size > BLOCK_KEEP)
		size = BLOCK_KEEP;
	if (size < need)
		size = need;
	if (size > SIZE_MAX - sizeof(*b) || (b = malloc(sizeof(*b) + size)) == NULL)
		log_die("out of memory");
	b->next = a->head;
	b->size = size;
	b->used = 0;
	a->head = b;
	a->held += size;
	return (b);
}

struct arena *
arena_new(void)
{
	struct arena *a;

	if ((a = calloc(1, sizeof(*a))) == NULL)
		log_die("out of memory");
	return (a);
}

void
arena_reset(struct arena *a)
{
	struct block *b, *keep = NULL, *next;

	for (b = a->head; b != NULL; b = next) {
		next = b->next;
		if (keep == NULL && b->size <= BLOCK_KEEP) {
			keep = b;
			continue;
		}
		a->held -= b->size;
		free(b);
	}
	if (keep != NULL) {
		keep->next = NULL;
		keep->used = 0;
	}
	a->head = keep;
}

void
arena_free(struct arena *a)
{
	struct block *b, *next;

	if (a == NULL)
		return;
	for (b = a->head; b != NULL; b = next) {
		next = b->next;
		free(b);
	}
	free(a);
}

static size_t
aligned(size_t size)
{
	if (size > SIZE_MAX - alignof(max_align_t))
		log_die("out of memory");
	return ((size + alignof(max_align_t) - 1) & ~(alignof(max_align_t) - 1));
}

void *
arena_alloc(struct arena *a, size_t size)
{
	struct block *b = a->head;
	void *p;

	size = aligned(size);
	if (b == NULL || b->size - b->used < size)
		b = block_new(a, size);
	p = b->data + b->used;
	b->used += size;
	memset(p, 0, size);
	return (p);
}

void *
arena_calloc(struct arena *a, size_t n, size_t size)
{
	if (size != 0 && n > SIZE_MAX / size)
		log_die("out of memory");
	return (arena_alloc(a, n * size));
}

char *
arena_strndup(struct arena *a, const char *s, size_t n)
{
	char *p;

	p = arena_alloc(a, n + 1);
	memcpy(p, s, n);
	p[n] = '\0';
	return (p);
}

char *
arena_strdup(struct arena *a, const char *s)
{
	return (s == NULL ? NULL : arena_strndup(a, s, strlen(s)));
}

char *
arena_vprintf(struct arena *a, const char *fmt, va_list ap)
{
	struct block *b = a->head;
	size_t room = b == NULL ? 0 : b->size - b->used;
	va_list again;
	char *p;
	int n;

	/* Into what is left of the block; it nearly always suffices. */
	va_copy(again, ap);
	n = vsnprintf(room == 0 ? NULL : (char *)b->data + b->used, room, fmt, again);
	va_end(again);
	if (n < 0)
		log_die("bad format");
	if (aligned((size_t)n + 1) <= room) {
		p = (char *)b->data + b->used;
		b->used += aligned((size_t)n + 1);
		return (p);
	}
	p = arena_alloc(a, (size_t)n + 1);
	vsnprintf(p, (size_t)n + 1, fmt, ap);
	return (p);
}

char *
arena_printf(struct arena *a, const char *fmt, ...)
{
	va_list ap;
	char *p;

	va_start(ap, fmt);
	p = arena_vprintf(a, fmt, ap);
	va_end(ap);
	return (p);
}

size_t
arena_size(const struct arena *a)
{
	return (a->held);
}
