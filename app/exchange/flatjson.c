/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Owns the grammar.  What is not asked for is checked and passed over. */
#include "exchange/flatjson.h"

#include <stdint.h>
#include <string.h>

#include "base/utf8.h"

enum { DEPTH_MAX = 32 };

struct parser {
	struct arena *arena;
	const char *p, *end;
	const char *problem;
};

static bool pass_value(struct parser *j, int depth);

static bool
wrong(struct parser *j, const char *problem)
{
	if (j->problem == NULL)
		j->problem = problem;
	return (false);
}

static void
pass_space(struct parser *j)
{
	while (j->p < j->end && (*j->p == ' ' || *j->p == '\t' || *j->p == '\n' || *j->p == '\r'))
		j->p++;
}

/* Pass over ${c}, with space around it. */
static bool
take(struct parser *j, char c)
{
	pass_space(j);
	if (j->p == j->end || *j->p != c)
		return (false);
	j->p++;
	pass_space(j);
	return (true);
}

static bool
take_hex(struct parser *j, uint32_t *ret_c)
{
	uint32_t c = 0;
	char h;
	int i;

	if (j->end - j->p < 4)
		return (wrong(j, "an escape is cut off"));
	for (i = 0; i < 4; i++) {
		h = *j->p++;
		if (h >= '0' && h <= '9')
			c = c << 4 | (uint32_t)(h - '0');
		else if ((h | 0x20) >= 'a' && (h | 0x20) <= 'f')
			c = c << 4 | (uint32_t)((h | 0x20) - 'a' + 10);
		else
			return (wrong(j, "an escape has other digits than 0-9 and a-f"));
	}
	*ret_c = c;
	return (true);
}

/* What follows a backslash, as UTF-8 at ${*out}, which is moved behind it. */
static bool
take_escape(struct parser *j, char **out)
{
	static const char from[] = "\"\\/bfnrt", to[] = "\"\\/\b\f\n\r\t";
	const char *simple;
	uint32_t c, low;

	if (j->p == j->end)
		return (wrong(j, "a string does not end"));
	if (*j->p != 'u') {
		if (*j->p == '\0' || (simple = strchr(from, *j->p)) == NULL)
			return (wrong(j, "there is no such escape"));
		*(*out)++ = to[simple - from];
		j->p++;
		return (true);
	}
	j->p++;
	if (!take_hex(j, &c))
		return (false);
	if (c >= 0xD800 && c <= 0xDBFF) {
		if (j->end - j->p < 2 || j->p[0] != '\\' || j->p[1] != 'u')
			return (wrong(j, "half a surrogate pair stands alone"));
		j->p += 2;
		if (!take_hex(j, &low))
			return (false);
		if (low < 0xDC00 || low > 0xDFFF)
			return (wrong(j, "half a surrogate pair stands alone"));
		c = 0x10000 + ((c - 0xD800) << 10) + (low - 0xDC00);
	}
	if (c == 0)
		return (wrong(j, "a string holds NUL"));
	if (c >= 0xDC00 && c <= 0xDFFF)
		return (wrong(j, "half a surrogate pair stands alone"));
	*out += utf8_put(c, *out);
	return (true);
}

/* Bytes of a string's beginning that stand for themselves. */
static size_t
plain(const struct parser *j)
{
	const char *p = j->p;

	while (p < j->end && *p != '"' && *p != '\\' && (unsigned char)*p >= 0x20)
		p++;
	return ((size_t)(p - j->p));
}

/* A string, its quote passed already.  Escapes never grow, so what is left of the text is room
 * enough. */
static bool
take_string(struct parser *j, const char **ret, size_t *ret_size)
{
	const char *close;
	char *out, *start;
	size_t n = plain(j);

	/* Without escapes, which is the rule, the string is as long as it stands there. */
	if (j->p + n < j->end && j->p[n] == '"') {
		*ret = arena_strndup(j->arena, j->p, n);
		*ret_size = n;
		j->p += n + 1;
		return (true);
	}
	for (close = j->p + n; close < j->end && *close != '"'; close++)
		close += *close == '\\';
	if (close >= j->end)
		return (wrong(j, "a string does not end"));
	out = start = arena_alloc(j->arena, (size_t)(close - j->p) + 1);
	for (;;) {
		n = plain(j);
		memcpy(out, j->p, n);
		out += n;
		j->p += n;
		if (*j->p == '"')
			break;
		if (*j->p != '\\')
			return (wrong(j, "a string holds a control character"));
		j->p++;
		if (!take_escape(j, &out))
			return (false);
	}
	j->p++;
	*out = '\0';
	*ret = start;
	*ret_size = (size_t)(out - start);
	return (true);
}

/* The name of a field and the colon behind it. */
static bool
take_name(struct parser *j, const char **ret)
{
	size_t size;

	pass_space(j);
	if (j->p == j->end || *j->p != '"')
		return (wrong(j, "a name is missing"));
	j->p++;
	return (take_string(j, ret, &size) && (take(j, ':') || wrong(j, "a colon is missing")));
}

static size_t
pass_digits(struct parser *j)
{
	const char *start = j->p;

	while (j->p < j->end && *j->p >= '0' && *j->p <= '9')
		j->p++;
	return ((size_t)(j->p - start));
}

static bool
pass_number(struct parser *j)
{
	size_t n;

	if (*j->p == '-')
		j->p++;
	n = pass_digits(j);
	if (n == 0 || (n > 1 && j->p[-(ptrdiff_t)n] == '0'))
		return (wrong(j, "a value is no JSON"));
	if (j->p < j->end && *j->p == '.') {
		j->p++;
		if (pass_digits(j) == 0)
			return (wrong(j, "a number ends in its point"));
	}
	if (j->p < j->end && (*j->p | 0x20) == 'e') {
		j->p++;
		if (j->p < j->end && (*j->p == '+' || *j->p == '-'))
			j->p++;
		if (pass_digits(j) == 0)
			return (wrong(j, "a number has an empty exponent"));
	}
	return (true);
}

static bool
pass_word(struct parser *j, const char *word)
{
	size_t n = strlen(word);

	if ((size_t)(j->end - j->p) < n || memcmp(j->p, word, n) != 0)
		return (wrong(j, "a value is no JSON"));
	j->p += n;
	return (true);
}

/* An object or list that nobody asked for, its bracket passed already. */
static bool
pass_inside(struct parser *j, char close, int depth)
{
	const char *s;

	if (depth > DEPTH_MAX)
		return (wrong(j, "it is nested too deeply"));
	if (take(j, close))
		return (true);
	do {
		if (close == '}' && !take_name(j, &s))
			return (false);
		if (!pass_value(j, depth))
			return (false);
	} while (take(j, ','));
	return (take(j, close) || wrong(j, "a comma or a closing bracket is missing"));
}

static bool
pass_value(struct parser *j, int depth)
{
	const char *s;
	size_t n;

	pass_space(j);
	if (j->p == j->end)
		return (wrong(j, "it ends too early"));
	switch (*j->p) {
	case '"':
		j->p++;
		return (take_string(j, &s, &n));
	case '{':
		j->p++;
		return (pass_inside(j, '}', depth + 1));
	case '[':
		j->p++;
		return (pass_inside(j, ']', depth + 1));
	case 't':
		return (pass_word(j, "true"));
	case 'f':
		return (pass_word(j, "false"));
	case 'n':
		return (pass_word(j, "null"));
	default:
		return (pass_number(j));
	}
}

/* Room for twice as many members of a list. */
static void
grow_list(struct parser *j, struct flatjson_field *f, size_t *room)
{
	const char **items = arena_array(j->arena, const char *, *room * 2);
	struct flatjson_piece *objects;

	memcpy(items, f->items, *room * sizeof(*items));
	f->items = items;
	if (f->objects != NULL) {
		objects = arena_array(j->arena, struct flatjson_piece, *room * 2);
		memcpy(objects, f->objects, *room * sizeof(*objects));
		f->objects = objects;
	}
	*room *= 2;
}

/* A list, its bracket passed already. */
static bool
take_list(struct parser *j, struct flatjson_field *f)
{
	size_t size, room = 8;
	const char *start;

	f->items = arena_array(j->arena, const char *, room);
	if (take(j, ']'))
		return (true);
	do {
		if (f->nitems == room)
			grow_list(j, f, &room);
		pass_space(j);
		start = j->p;
		if (j->p < j->end && *j->p == '"') {
			j->p++;
			if (!take_string(j, &f->items[f->nitems++], &size))
				return (false);
		} else {
			if (!pass_value(j, 1))
				return (false);
			if (*start == '{' && f->objects == NULL)
				f->objects = arena_array(j->arena, struct flatjson_piece, room);
			if (*start == '{')
				f->objects[f->nitems] =
				    (struct flatjson_piece){ start, (size_t)(j->p - start) };
			f->items[f->nitems++] = NULL;
		}
	} while (take(j, ','));
	return (take(j, ']') || wrong(j, "a comma or a closing bracket is missing"));
}

static bool
take_value(struct parser *j, struct flatjson_field *f)
{
	if (j->p < j->end && *j->p == '"') {
		j->p++;
		return (take_string(j, &f->value, &f->size));
	}
	if (j->p < j->end && *j->p == '[') {
		j->p++;
		return (take_list(j, f));
	}
	f->is_null = j->p < j->end && *j->p == 'n';
	return (pass_value(j, 0));
}

static bool
take_object(struct parser *j, struct flatjson *o)
{
	struct flatjson_field *f;

	if (!take(j, '{'))
		return (wrong(j, "it is no object"));
	if (!take(j, '}')) {
		do {
			if (o->n == FLATJSON_FIELDS)
				return (wrong(j, "it has too many fields"));
			f = &o->fields[o->n];
			*f = (struct flatjson_field){ 0 };
			if (!take_name(j, &f->name))
				return (false);
			if (flatjson_field(o, f->name) != NULL)
				return (wrong(j, "a name stands twice"));
			if (!take_value(j, f))
				return (false);
			o->n++;
		} while (take(j, ','));
		if (!take(j, '}'))
			return (wrong(j, "a comma or a closing bracket is missing"));
	}
	pass_space(j);
	return (j->p == j->end || wrong(j, "something follows the object"));
}

bool
flatjson_parse(struct arena *arena, const char *text, size_t n, struct flatjson *ret)
{
	struct parser j = { arena, text, text + n, NULL };

	ret->n = 0;
	ret->problem = NULL;
	if (take_object(&j, ret))
		return (true);
	ret->problem = j.problem;
	return (false);
}

const struct flatjson_field *
flatjson_field(const struct flatjson *o, const char *name)
{
	size_t i;

	for (i = 0; i < o->n; i++) {
		if (strcmp(o->fields[i].name, name) == 0)
			return (&o->fields[i]);
	}
	return (NULL);
}

const char *
flatjson_string(const struct flatjson *o, const char *name)
{
	const struct flatjson_field *f = flatjson_field(o, name);

	return (f == NULL ? NULL : f->value);
}
