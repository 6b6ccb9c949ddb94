/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Any bytes as a file of articles, and flat JSON objects beside what jansson makes of them. */
#include <jansson.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "base/utf8.h"
#include "domain/slug.h"
#include "exchange/flatjson.h"
#include "exchange/reader.h"
#include "locale/locale.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
need(bool holds)
{
	if (!holds)
		abort();
}

static enum err
take(void *ctx, struct arena *arena, struct record *r)
{
	const struct expression *x;

	(void)ctx;
	need(r->kind == KIND_LAW && slug_valid(r->slug) && r->source_id != NULL && r->ntexts > 0);
	for (size_t i = 0; i < r->ntexts; i++)
		need(language_tag_valid(r->texts[i].language) && *r->texts[i].title != '\0' &&
		     utf8_valid(r->texts[i].title, strlen(r->texts[i].title)));
	for (size_t i = 0; i < r->law->nexpressions; i++) {
		x = &r->law->expressions[i];
		need(x->narticles > 0);
		for (size_t j = 0; j < x->narticles; j++)
			need(x->articles[j].eid != NULL && *x->articles[j].body != '\0');
	}
	arena_free(arena);
	return (ERR_OK);
}

static void
hear(void *ctx, const char *file, long line, const char *reason, bool refused)
{
	(void)ctx;
	(void)refused;
	need(file != NULL && line >= 0 && *reason != '\0');
}

/* Deeper and wider than a line of a collection ever is, jansson takes more. */
static bool
beyond(const json_t *v, int depth)
{
	json_t *inner;
	const char *name;
	size_t i;

	if (depth > 30)
		return (true);
	if (json_is_object(v) && json_object_size(v) > FLATJSON_FIELDS)
		return (true);
	json_array_foreach((json_t *)(uintptr_t)v, i, inner)
	{
		if (beyond(inner, depth + 1))
			return (true);
	}
	json_object_foreach((json_t *)(uintptr_t)v, name, inner)
	{
		if (beyond(inner, depth + 1))
			return (true);
	}
	return (false);
}

static void
compare(const char *text, size_t n)
{
	json_t *want = json_loadb(text, n, JSON_REJECT_DUPLICATES, NULL), *v;
	struct arena *arena = arena_new();
	struct flatjson o;
	bool taken = flatjson_parse(arena, text, n, &o);

	/* jansson also refuses numbers that no double holds and looks for names twice at every
	 * depth. */
	if (json_is_object(want) && !beyond(want, 0)) {
		need(taken && o.n == json_object_size(want));
		for (size_t i = 0; i < o.n; i++) {
			v = json_object_get(want, o.fields[i].name);
			need(v != NULL && json_is_string(v) == (o.fields[i].value != NULL));
			if (json_is_string(v))
				need(strcmp(json_string_value(v), o.fields[i].value) == 0);
		}
	} else if (want != NULL && !json_is_object(want)) {
		need(!taken);
	}
	arena_free(arena);
	json_decref(want);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const struct reader_sink sink = { NULL, take, hear, NULL, NULL, NULL };
	int fd = memfd_create("articles", 0);
	char path[64];

	if (size > 0 && utf8_valid((const char *)data, size))
		compare((const char *)data, size);
	need(fd != -1 && write(fd, data, size) == (ssize_t)size);
	snprintf(path, sizeof(path), "/proc/self/fd/%d", fd);
	need(reader_find("jsonl")->read(path, &sink) == ERR_OK);
	close(fd);
	return (0);
}
