/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Owns the reading of compiled bundles.  ICU's own reader follows the offsets in a .res unchecked:
 * of damaged files every second one killed the process in a trial.  This one knows tables and
 * strings, which is all that ours hold, checks each step, and keeps nothing of the file.  Layout:
 * ICU's uresdata.h, format versions 2 and 3.
 */
#include "locale/bundle.h"

#include <errno.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"

enum {
	FILE_MAX = 4 << 20,
	ENTRIES_MAX = 20000,
	DEPTH_MAX = 8,
	TEXT_MAX = 16384,
	STEPS_MAX = 40000
};
enum { TYPE_STRING = 0, TYPE_TABLE = 2, TYPE_TABLE32 = 4, TYPE_TABLE16 = 5, TYPE_STRING_V2 = 6 };
enum {
	INDEX_LENGTH,
	INDEX_KEYS_TOP,
	INDEX_RESOURCES_TOP,
	INDEX_BUNDLE_TOP,
	INDEX_MAX_TABLE,
	INDEX_ATTRIBUTES,
	INDEX_16BIT_TOP
};
enum { ATTRIBUTE_NO_FALLBACK = 1 };

struct reader {
	struct arena *arena;
	const unsigned char *root; /* where offsets count from: just after the file's header */
	size_t size;		   /* readable bytes from there */
	size_t units;		   /* byte offset of the 16-bit units, where the keys end */
	size_t units_top;
	struct bundle_entry *v;
	size_t n, cap;
	size_t steps; /* items of tables looked at: tables may share others, so a small file many */
	char *why;
};

static bool __attribute__((format(printf, 2, 3))) bad(struct reader *r, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	vsnprintf(r->why, BUNDLE_WHY_MAX, fmt, ap);
	va_end(ap);
	return (false);
}

/* The unsigned value at byte offset ${at}; callers have checked the bounds with has(). */
static uint32_t
get16(const struct reader *r, size_t at)
{
	uint16_t v;

	memcpy(&v, r->root + at, sizeof(v));
	return (v);
}

static uint32_t
get32(const struct reader *r, size_t at)
{
	uint32_t v;

	memcpy(&v, r->root + at, sizeof(v));
	return (v);
}

static bool
has(const struct reader *r, size_t at, size_t size)
{
	return (at <= r->size && size <= r->size - at);
}

/* Append ${key} to the path, whose first ${len} bytes stand. */
static bool
path_push(struct reader *r, char *path, size_t len, uint32_t key, size_t *ret_len)
{
	const char *s = (const char *)r->root + key;
	size_t n;

	if (key >= r->units)
		return (bad(r, "a key lies outside the table of keys"));
	n = strnlen(s, r->units - key);
	if (n == 0 || n == r->units - key || len + n + 2 > BUNDLE_KEY_MAX)
		return (bad(r, "a key below \"%.*s\" is empty or too long", (int)len, path));
	for (size_t i = 0; i < n; i++) {
		if (s[i] <= ' ' || s[i] > '~' || s[i] == '.')
			return (
			    bad(r, "a key below \"%.*s\" has a strange character", (int)len, path));
	}
	if (len > 0)
		path[len++] = '.';
	memcpy(path + len, s, n + 1);
	*ret_len = len + n;
	return (true);
}

/* Take the text of ${n} UTF-16 units at byte offset ${at}. */
static bool
take_string(struct reader *r, const char *path, size_t at, size_t n)
{
	char *text, *out;

	if (n > TEXT_MAX || !has(r, at, n * 2))
		return (bad(r, "the text of \"%s\" is too long or cut off", path));
	if (r->n == r->cap)
		return (bad(r, "more than %d texts", ENTRIES_MAX));
	out = text = arena_alloc(r->arena, n * 3 + 1);
	for (size_t i = 0; i < n; i++) {
		uint32_t c = get16(r, at + i * 2);

		if (c >= 0xD800 && c < 0xDC00 && i + 1 < n) {
			uint32_t trail = get16(r, at + ++i * 2);

			if (trail < 0xDC00 || trail > 0xDFFF)
				return (bad(r, "the text of \"%s\" is not well-formed", path));
			c = 0x10000 + ((c - 0xD800) << 10) + (trail - 0xDC00);
		}
		if (c == 0 || (c >= 0xD800 && c <= 0xDFFF))
			return (bad(r, "the text of \"%s\" is not well-formed", path));
		out += utf8_put(c, out);
	}
	r->v[r->n++] = (struct bundle_entry){ arena_strdup(r->arena, path), text };
	return (true);
}

/* A string among the 16-bit units: its length stands in front or, if short, its end is a NUL. */
static bool
take_string16(struct reader *r, const char *path, uint32_t offset)
{
	size_t at = r->units + (size_t)offset * 2, n = 0;
	uint32_t first;

	if (at + 2 > r->units_top)
		return (bad(r, "the text of \"%s\" lies outside the file", path));
	first = get16(r, at);
	if (first < 0xDC00 || first > 0xDFFF) {
		while (at + n * 2 + 2 <= r->units_top && get16(r, at + n * 2) != 0)
			n++;
		return (take_string(r, path, at, n));
	}
	if (first < 0xDFEF)
		return (take_string(r, path, at + 2, first & 0x3FF));
	if (at + 6 > r->units_top || first == 0xDFFF)
		return (bad(r, "the text of \"%s\" is too long or cut off", path));
	return (take_string(r, path, at + 4, ((first - 0xDFEF) << 16) | get16(r, at + 2)));
}

static bool take(struct reader *r, char *path, size_t len, uint32_t resource, int depth);

/* The three forms of a table differ in the width of its count, its keys and its items. */
static bool
take_table(struct reader *r, char *path, size_t len, uint32_t resource, int depth)
{
	uint32_t type = resource >> 28, offset = resource & 0x0FFFFFFF;
	size_t at = type == TYPE_TABLE16 ? r->units + (size_t)offset * 2 : (size_t)offset * 4;
	size_t wide = type == TYPE_TABLE32 ? 4 : 2, item = type == TYPE_TABLE16 ? 2 : 4;
	size_t count, keys, items;

	if (depth > DEPTH_MAX)
		return (bad(r, "tables are nested too deeply"));
	if (offset == 0 && type != TYPE_TABLE16)
		return (true);
	if (!has(r, at, 4))
		return (bad(r, "the table \"%.*s\" lies outside the file", (int)len, path));
	count = wide == 4 ? get32(r, at) : get16(r, at);
	keys = at + wide;
	if ((r->steps += count) > STEPS_MAX)
		return (bad(r, "more than %d items of tables", STEPS_MAX));
	if (count > ENTRIES_MAX || !has(r, keys, count * (wide + item)))
		return (bad(r, "the table \"%.*s\" is cut off", (int)len, path));
	items = keys + count * wide;
	if (type == TYPE_TABLE && count % 2 == 0)
		items += 2;
	if (!has(r, items, count * item))
		return (bad(r, "the table \"%.*s\" is cut off", (int)len, path));
	for (size_t i = 0; i < count; i++) {
		uint32_t key = wide == 4 ? get32(r, keys + i * 4) : get16(r, keys + i * 2);
		uint32_t child = item == 4
				     ? get32(r, items + i * 4)
				     : ((uint32_t)TYPE_STRING_V2 << 28) | get16(r, items + i * 2);
		size_t end = len;

		if (!path_push(r, path, len, key, &end) || !take(r, path, end, child, depth + 1))
			return (false);
	}
	return (true);
}

static bool
take(struct reader *r, char *path, size_t len, uint32_t resource, int depth)
{
	size_t at = (size_t)(resource & 0x0FFFFFFF) * 4;

	switch (resource >> 28) {
	case TYPE_STRING_V2:
		return (take_string16(r, path, resource & 0x0FFFFFFF));
	case TYPE_STRING:
		if (at == 0)
			return (take_string(r, path, 0, 0));
		if (!has(r, at, 4))
			return (bad(r, "the text of \"%s\" lies outside the file", path));
		return (take_string(r, path, at + 4, get32(r, at)));
	case TYPE_TABLE:
	case TYPE_TABLE32:
	case TYPE_TABLE16:
		return (take_table(r, path, len, resource, depth));
	default:
		return (bad(r, "\"%s\" is neither a text nor a table", path));
	}
}

static int
by_key(const void *a, const void *b)
{
	return (
	    strcmp(((const struct bundle_entry *)a)->key, ((const struct bundle_entry *)b)->key));
}

/* The file's header and the index at the front of its data. */
static bool
open_data(struct reader *r, const unsigned char *file, size_t size)
{
	static const union {
		uint16_t word;
		unsigned char low;
	} one = { 1 };
	uint16_t header;
	size_t indexes;

	if (size < 32 || file[2] != 0xDA || file[3] != 0x27 || memcmp(file + 12, "ResB", 4) != 0)
		return (bad(r, "not a compiled bundle"));
	if (file[8] != (one.low ? 0 : 1) || file[9] != 0 || file[10] != 2)
		return (bad(r, "compiled for another kind of machine"));
	if (file[16] != 2 && file[16] != 3)
		return (bad(r, "unknown version of the format"));
	memcpy(&header, file, sizeof(header));
	if (header < 24 || header % 4 != 0 || header > size)
		return (bad(r, "not a compiled bundle"));
	r->root = file + header;
	r->size = size - header;
	if (!has(r, 0, 4 * 9))
		return (bad(r, "the file is cut off"));
	indexes = get32(r, 4 + 4 * INDEX_LENGTH);
	if ((indexes & 0xFF) <= INDEX_16BIT_TOP || indexes >> 8 != 0 ||
	    (get32(r, 4 + 4 * INDEX_ATTRIBUTES) & ~(uint32_t)ATTRIBUTE_NO_FALLBACK) != 0)
		return (bad(r, "a bundle with a pool, which ours never are"));
	r->units = (size_t)get32(r, 4 + 4 * INDEX_KEYS_TOP) * 4;
	r->units_top = (size_t)get32(r, 4 + 4 * INDEX_16BIT_TOP) * 4;
	if (r->units > r->units_top || r->units_top > r->size ||
	    (size_t)get32(r, 4 + 4 * INDEX_BUNDLE_TOP) * 4 > r->size)
		return (bad(r, "the file is cut off"));
	return (true);
}

enum err
bundle_read(struct arena *arena, const char *path, struct bundle *ret_bundle, char *why)
{
	struct reader r = { .arena = arena, .why = why, .cap = ENTRIES_MAX };
	char key[BUNDLE_KEY_MAX] = "";
	unsigned char *file;
	enum err err = ERR_CORRUPT;
	FILE *f;
	size_t size;

	if ((f = fopen(path, "rb")) == NULL) {
		bad(&r, "cannot be opened: %s", strerror(errno));
		return (ERR_IO);
	}
	file = malloc(FILE_MAX);
	r.v = calloc(ENTRIES_MAX, sizeof(*r.v));
	if (file == NULL || r.v == NULL) {
		bad(&r, "out of memory");
		goto done;
	}
	size = fread(file, 1, FILE_MAX, f);
	if (ferror(f)) {
		bad(&r, "cannot be read: %s", strerror(errno));
		err = ERR_IO;
		goto done;
	}
	if (size == FILE_MAX) {
		bad(&r, "larger than %d bytes", FILE_MAX);
		goto done;
	}
	if (!open_data(&r, file, size) || !take(&r, key, 0, get32(&r, 0), 0))
		goto done;
	qsort(r.v, r.n, sizeof(*r.v), by_key);
	for (size_t i = 1; i < r.n; i++) {
		if (strcmp(r.v[i - 1].key, r.v[i].key) == 0) {
			bad(&r, "the key \"%s\" stands twice", r.v[i].key);
			goto done;
		}
	}
	ret_bundle->v = arena_array(arena, struct bundle_entry, r.n);
	if (r.n > 0)
		memcpy(ret_bundle->v, r.v, r.n * sizeof(*r.v));
	ret_bundle->n = r.n;
	err = ERR_OK;
done:
	free(r.v);
	free(file);
	fclose(f);
	return (err);
}
