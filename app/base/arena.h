/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Memory that lives and dies together: one arena a request, a document or a batch.
 * Allocation never fails: out of memory is logged and ends the process, which its supervisor starts
 * again.
 */
#ifndef BASE_ARENA_H
#define BASE_ARENA_H

#include <stdarg.h>
#include <stddef.h>

struct arena;

/**
 * arena_new(), arena_reset(a), arena_free(a):
 * Make an empty arena; forget all that was allocated from it but keep (a bounded part of) its
 * blocks for the next round; give everything back.  arena_free(NULL) is fine.
 */
struct arena *arena_new(void);
void arena_reset(struct arena *a);
void arena_free(struct arena *a);

/**
 * arena_alloc(a, size):
 * ${size} zeroed bytes aligned for any type; a valid pointer even for size 0.
 */
void *arena_alloc(struct arena *a, size_t size) __attribute__((returns_nonnull, malloc));

/**
 * arena_array(a, type, n): ${n} zeroed elements of ${type}; the product is checked.
 */
#define arena_array(a, type, n) ((type *)arena_calloc((a), (n), sizeof(type)))
void *arena_calloc(struct arena *a, size_t n, size_t size) __attribute__((returns_nonnull, malloc));

/**
 * arena_strdup(a, s), arena_strndup(a, s, n), arena_printf(a, fmt, ...):
 * NUL-terminated copies.  arena_strdup(a, NULL) is NULL.
 */
char *arena_strdup(struct arena *a, const char *s);
char *arena_strndup(struct arena *a, const char *s, size_t n) __attribute__((returns_nonnull));
char *arena_printf(struct arena *a, const char *fmt, ...)
    __attribute__((returns_nonnull, format(printf, 2, 3)));
char *arena_vprintf(struct arena *a, const char *fmt, va_list ap)
    __attribute__((returns_nonnull, format(printf, 2, 0)));

/**
 * arena_size(a): bytes held from the operating system, for bounds and figures.
 */
size_t arena_size(const struct arena *a);

#endif
