/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Owns the binary forms of parameters and results: text, bigint, boolean and arrays of text. */
#include <endian.h>
#include <string.h>

#include "base/log.h"
#include "store/conn.h"

enum { OID_TEXT = 25 };

static void
param_add(struct params *p, const char *value, size_t length, int format)
{
	if (p->n == PARAMS_MAX)
		log_die("a statement has too many parameters");
	p->value[p->n] = value;
	p->length[p->n] = (int)length;
	p->format[p->n++] = format;
}

void
param_text(struct params *p, const char *s)
{
	param_add(p, s, 0, 0);
}

void
param_int(struct params *p, struct arena *arena, int64_t v)
{
	param_add(p, arena_printf(arena, "%lld", (long long)v), 0, 0);
}

void
param_bytes(struct params *p, const void *data, size_t n)
{
	param_add(p, data, n, 1);
}

static char *
put32(char *p, uint32_t v)
{
	v = htobe32(v);
	memcpy(p, &v, sizeof(v));
	return (p + sizeof(v));
}

void
param_texts(struct params *p, struct arena *arena, const char *const *v, size_t n)
{
	size_t size = 5 * 4;
	char *start, *to;
	bool nulls = false;

	for (size_t i = 0; i < n; i++) {
		size += 4 + (v[i] != NULL ? strlen(v[i]) : 0);
		nulls = nulls || v[i] == NULL;
	}
	start = to = arena_alloc(arena, size);
	to = put32(to, n > 0 ? 1 : 0);
	to = put32(to, nulls);
	to = put32(to, OID_TEXT);
	if (n > 0) {
		to = put32(to, (uint32_t)n);
		to = put32(to, 1);
	}
	for (size_t i = 0; i < n; i++) {
		size_t len = v[i] != NULL ? strlen(v[i]) : 0;

		to = put32(to, v[i] != NULL ? (uint32_t)len : UINT32_MAX);
		if (len > 0)
			memcpy(to, v[i], len);
		to += len;
	}
	param_add(p, start, (size_t)(to - start), 1);
}

void
param_ints(struct params *p, struct arena *arena, const int64_t *v, size_t n)
{
	struct buf b = { 0 };

	buf_char(&b, '{');
	for (size_t i = 0; i < n; i++)
		buf_printf(&b, i > 0 ? ",%lld" : "%lld", (long long)v[i]);
	buf_char(&b, '}');
	param_add(p, arena_strdup(arena, buf_cstr(&b)), 0, 0);
	buf_free(&b);
}

char *
row_bytes(struct arena *arena, const PGresult *res, int row, int col)
{
	size_t n = (size_t)PQgetlength(res, row, col);
	char *copy = arena_alloc(arena, n + 1);

	memcpy(copy, PQgetvalue(res, row, col), n);
	return (copy);
}

char *
row_text(struct arena *arena, const PGresult *res, int row, int col)
{
	if (PQgetisnull(res, row, col))
		return (NULL);
	return (
	    arena_strndup(arena, PQgetvalue(res, row, col), (size_t)PQgetlength(res, row, col)));
}

int64_t
row_int(const PGresult *res, int row, int col)
{
	uint64_t v;

	if (PQgetisnull(res, row, col) || PQgetlength(res, row, col) != sizeof(v))
		return (0);
	memcpy(&v, PQgetvalue(res, row, col), sizeof(v));
	return ((int64_t)be64toh(v));
}

bool
row_bool(const PGresult *res, int row, int col)
{
	return (!PQgetisnull(res, row, col) && PQgetlength(res, row, col) == 1 &&
		PQgetvalue(res, row, col)[0] != 0);
}

static uint32_t
get32(struct array *a)
{
	uint32_t v;

	if (a->end - a->p < (ptrdiff_t)sizeof(v)) {
		a->p = a->end;
		return (0);
	}
	memcpy(&v, a->p, sizeof(v));
	a->p += sizeof(v);
	return (be32toh(v));
}

struct array
row_array(const PGresult *res, int row, int col)
{
	struct array a = { 0 };
	uint32_t dimensions;

	if (PQgetisnull(res, row, col))
		return (a);
	a.p = PQgetvalue(res, row, col);
	a.end = a.p + PQgetlength(res, row, col);
	dimensions = get32(&a);
	(void)get32(&a); /* whether there are nulls */
	(void)get32(&a); /* type of the elements */
	if (dimensions == 0)
		return (a);
	a.rows = get32(&a);
	(void)get32(&a); /* lower bound */
	a.columns = 1;
	if (dimensions > 1) {
		a.columns = get32(&a);
		(void)get32(&a);
	}
	return (a);
}

char *
array_next(struct arena *arena, struct array *a)
{
	uint32_t len;
	char *s;

	if (a->p == a->end)
		return (NULL);
	len = get32(a);
	if (len == UINT32_MAX || (ptrdiff_t)len > a->end - a->p)
		return (NULL);
	s = arena_strndup(arena, a->p, len);
	a->p += len;
	return (s);
}
