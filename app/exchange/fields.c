/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Owns the sentences about fields of JSON documents.  Knows no kind of entry. */
#include "exchange/fields.h"

#include <stdarg.h>
#include <string.h>

#include "base/date.h"
#include "domain/nearest.h"
#include "exchange/check.h"
#include "exchange/clean.h"
#include "locale/locale.h"

void
fields_refuse(struct fields *f, const char *fmt, ...)
{
	va_list ap;

	if (f->problem != NULL)
		return;
	va_start(ap, fmt);
	f->problem = arena_vprintf(f->arena, fmt, ap);
	va_end(ap);
}

/* How a field is called in a sentence: “law.status”. */
static const char *
place(const struct object *o, const char *name)
{
	return (*o->place == '\0' ? name : arena_printf(o->f->arena, "%s.%s", o->place, name));
}

static const json_t *
get(const struct object *o, const char *name)
{
	const json_t *v;

	if (o->json == NULL || o->f->problem != NULL)
		return (NULL);
	v = json_object_get(o->json, name);
	return (v == NULL || json_is_null(v) ? NULL : v);
}

/* "; did you mean “x”?", or all of them where none is near and there are few. */
static const char *
hint(struct arena *a, const char *word, const char *const *known, size_t n)
{
	const char *near = nearest_word(word, known, n);

	if (near == NULL)
		return (".");
	return (arena_printf(a, "; did you mean “%s”?", near));
}

void
fields_only(const struct object *o, const char *const *known, size_t n)
{
	void *it;
	const char *name;
	size_t i;

	if (o->json == NULL || o->f->problem != NULL)
		return;
	/* jansson's iterator is not const, though it changes nothing. */
	for (it = json_object_iter((json_t *)(uintptr_t)o->json); it != NULL;
	     it = json_object_iter_next((json_t *)(uintptr_t)o->json, it)) {
		name = json_object_iter_key(it);
		for (i = 0; i < n && strcmp(known[i], name) != 0; i++)
			continue;
		if (i == n) {
			fields_refuse(o->f, "there is no field “%.60s”%s", place(o, name),
			    hint(o->f->arena, name, known, n));
			return;
		}
	}
}

struct object
fields_object(const struct object *o, const char *name)
{
	struct object inner = { o->f, get(o, name), place(o, name) };

	if (inner.json != NULL && !json_is_object(inner.json)) {
		fields_refuse(o->f, "“%s” must be an object.", inner.place);
		inner.json = NULL;
	}
	return (inner);
}

size_t
fields_count(const struct object *o, const char *name)
{
	const json_t *v = get(o, name);

	if (v == NULL)
		return (0);
	if (!json_is_array(v)) {
		fields_refuse(o->f, "“%s” must be a list.", place(o, name));
		return (0);
	}
	return (json_array_size(v));
}

struct object
fields_item(const struct object *o, const char *name, size_t i)
{
	struct object item = { o->f, json_array_get(get(o, name), i),
		arena_printf(o->f->arena, "%s[%zu]", place(o, name), i + 1) };

	if (item.json != NULL && !json_is_object(item.json)) {
		fields_refuse(o->f, "“%s” must be an object.", item.place);
		item.json = NULL;
	}
	return (item);
}

/* A string value, cleaned. */
static const char *
clean(const struct object *o, const json_t *v, const char *name)
{
	const char *s;

	if (!json_is_string(v)) {
		fields_refuse(o->f, "“%s” must be a string.", place(o, name));
		return (NULL);
	}
	s = clean_text(o->f->arena, json_string_value(v), json_string_length(v));
	if (*s == '\0') {
		fields_refuse(o->f, "“%s” is empty; leave out what is not known.", place(o, name));
		return (NULL);
	}
	return (s);
}

const char *
fields_text(const struct object *o, const char *name)
{
	const json_t *v = get(o, name);

	return (v == NULL ? NULL : clean(o, v, name));
}

const char *
fields_need(const struct object *o, const char *name)
{
	const char *s = fields_text(o, name);

	if (s == NULL)
		fields_refuse(o->f, "“%s” is missing.", place(o, name));
	return (s);
}

bool
fields_bool(const struct object *o, const char *name)
{
	const json_t *v = get(o, name);

	if (v != NULL && !json_is_boolean(v))
		fields_refuse(o->f, "“%s” must be true or false.", place(o, name));
	return (json_is_true(v));
}

int
fields_int(const struct object *o, const char *name, int low, int high)
{
	const json_t *v = get(o, name);

	if (v == NULL)
		return (0);
	if (!json_is_integer(v) || json_integer_value(v) < low || json_integer_value(v) > high) {
		fields_refuse(
		    o->f, "“%s” must be a number from %d to %d.", place(o, name), low, high);
		return (0);
	}
	return ((int)json_integer_value(v));
}

/* A text that ${valid} accepts; NULL if absent or refused. */
static const char *
formed(const struct object *o, const char *name, bool (*valid)(const char *), const char *what)
{
	const char *s = fields_text(o, name);

	if (s != NULL && !valid(s)) {
		fields_refuse(o->f, "“%s” is “%.80s”, which is not %s.", place(o, name), s, what);
		return (NULL);
	}
	return (s);
}

const char *
fields_date(const struct object *o, const char *name)
{
	return (formed(o, name, date_valid, "a day that exists, written YYYY-MM-DD"));
}

const char *
fields_url(const struct object *o, const char *name)
{
	return (formed(o, name, check_url, "an address that begins with https:// or http://"));
}

const char *
fields_word(const struct object *o, const char *name)
{
	return (formed(o, name, check_word, "made of a-z, 0-9 and single hyphens"));
}

static bool
country(const char *s)
{
	return (s[0] >= 'A' && s[0] <= 'Z' && s[1] >= 'A' && s[1] <= 'Z' && s[2] == '\0');
}

const char *
fields_country(const struct object *o, const char *name)
{
	return (formed(o, name, country, "a country code of two capital letters"));
}

const char *
fields_language(const struct object *o, const char *name)
{
	return (formed(o, name, language_tag_valid, "a language tag such as en, zh-Hans or pt"));
}

/* The member of ${set} called ${id}; -1, refused, if there is none. */
static int
member(const struct object *o, const char *name, enum vocab set, const char *id)
{
	const char **known;
	size_t i, n = vocab_size(set);
	int value;

	if (vocab_value(set, id, &value))
		return (value);
	known = arena_array(o->f->arena, const char *, n);
	for (i = 0; i < n; i++)
		known[i] = vocab_id(set, (int)i);
	fields_refuse(
	    o->f, "“%s” can't be “%.60s”%s", place(o, name), id, hint(o->f->arena, id, known, n));
	return (-1);
}

int
fields_id(const struct object *o, const char *name, enum vocab set, int absent)
{
	const char *id = absent == -1 ? fields_need(o, name) : fields_text(o, name);
	int value;

	if (id == NULL)
		return (absent == -1 ? 0 : absent);
	value = member(o, name, set, id);
	return (value == -1 ? 0 : value);
}

struct strings
fields_strings(
    const struct object *o, const char *name, bool (*valid)(const char *), const char *what)
{
	size_t i, j, n = fields_count(o, name);
	const json_t *list = get(o, name);
	struct strings all = { arena_array(o->f->arena, const char *, n), 0 };
	const char *s;

	for (i = 0; i < n; i++) {
		if ((s = clean(o, json_array_get(list, i), name)) == NULL)
			return (all);
		if (valid != NULL && !valid(s)) {
			fields_refuse(
			    o->f, "“%s” has “%.80s”, which is not %s.", place(o, name), s, what);
			return (all);
		}
		for (j = 0; j < all.n; j++) {
			if (strcmp(all.v[j], s) == 0) {
				fields_refuse(o->f, "“%s” has “%.80s” twice.", place(o, name), s);
				return (all);
			}
		}
		all.v[all.n++] = s;
	}
	return (all);
}

int *
fields_ids(const struct object *o, const char *name, enum vocab set, size_t *ret_n)
{
	struct strings ids = fields_strings(o, name, NULL, NULL);
	int *values = arena_array(o->f->arena, int, ids.n);
	size_t i;

	for (i = 0; i < ids.n; i++)
		values[i] = member(o, name, set, ids.v[i]);
	*ret_n = ids.n;
	return (values);
}

struct strings
fields_languages(const struct object *o, const char *name)
{
	return (fields_strings(
	    o, name, language_tag_valid, "a language tag such as en, zh-Hans or pt"));
}
