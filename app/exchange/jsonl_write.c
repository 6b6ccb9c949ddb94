/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Owns the writing of law collections; what the members mean stands in jsonl.c. */
#include "exchange/jsonl_write.h"

#include <jansson.h>
#include <string.h>

#include "base/log.h"

static int
add(const char *p, size_t n, void *ctx)
{
	buf_add(ctx, p, n);
	return (0);
}

static void
put_line(struct buf *out, json_t *json)
{
	if (json_dump_callback(json, add, out, JSON_COMPACT) != 0)
		log_die("jsonl: cannot be written");
	buf_char(out, '\n');
	json_decref(json);
}

static void
put(json_t *json, const char *name, const char *text)
{
	if (text != NULL)
		json_object_set_new(json, name, json_string(text));
}

/* Collections use the two-letter code for the usual script. */
static const char *
language(const char *tag)
{
	return (strcmp(tag, "zh-Hans") == 0 ? "zh" : tag);
}

static const char *
law_id(const struct record *law)
{
	return (law->source_id != NULL ? law->source_id : law->slug);
}

static const struct expression *
in_language(const struct law *law, const char *tag, const char *day)
{
	const struct expression *x;
	bool other;

	x = record_expression(law, &tag, 1, day, false, &other);
	return (x != NULL && strcmp(x->language, tag) == 0 && !x->digest ? x : NULL);
}

static const char *
title_in(const struct record *law, const char *tag)
{
	for (size_t i = 0; i < law->ntexts; i++) {
		if (law->texts[i].state == STATE_PUBLISHED &&
		    strcmp(law->texts[i].language, tag) == 0)
			return (law->texts[i].title);
	}
	return (law->law->original_title != NULL ? law->law->original_title : law->slug);
}

static const char *
country(const struct record *law)
{
	return (law->jurisdictions.n > 0 && strcmp(law->jurisdictions.v[0], "INT") != 0
		    ? law->jurisdictions.v[0]
		    : NULL);
}

static void
write_articles(struct buf *out, struct arena *arena, const struct record *law,
    const struct expression *x, bool several)
{
	const char *title = title_in(law, x->language);

	for (size_t i = 0; i < x->narticles; i++) {
		const struct article *a = &x->articles[i];
		const char *id = a->source_id;
		json_t *json = json_object();

		if (id == NULL)
			id = arena_printf(arena, "%s:%zu%s%s", law_id(law), i, several ? ":" : "",
			    several ? language(x->language) : "");
		put(json, "id", id);
		put(json, "law_id", law_id(law));
		put(json, "lang", language(x->language));
		put(json, "country", country(law));
		put(json, "title", title);
		put(json, "article", a->number != NULL ? a->number : "");
		put(json, "heading", a->heading);
		put(json, "chapter", a->chapter);
		put(json, "body", a->body);
		put_line(out, json);
	}
}

static void
write_law(
    struct buf *out, struct arena *arena, const struct record *law, const struct expression *first)
{
	const struct law *l = law->law;
	const char *version = first != NULL ? first->version_date : NULL;
	const char *tag = l->original_language;
	json_t *json = json_object();

	if (tag == NULL && first != NULL)
		tag = first->language;
	if (tag == NULL && law->ntexts > 0)
		tag = law->texts[0].language;
	put(json, "id", law_id(law));
	if (tag != NULL) {
		put(json, "lang", language(tag));
		put(json, "title", title_in(law, tag));
	}
	put(json, "country", country(law));
	put(json, "number", l->number);
	put(json, "url", l->source_url);
	put(json, "status", vocab_id(VOCAB_LAW_STATUS, (int)l->status));
	put(json, "date", l->date_enacted);
	/* The date of a version is that in the name of its file. */
	if (version != NULL)
		put(json, "path", arena_printf(arena, "%s(%s)", law->slug, version));
	put_line(out, json);
}

void
jsonl_write(struct buf *laws, struct buf *articles, struct arena *arena, const struct record *law,
    const char *day)
{
	const struct law *l = law->law;
	const struct expression **shown =
	    arena_array(arena, const struct expression *, l->nexpressions + 1);
	size_t n = 0, i, j;

	if (l->original_language != NULL)
		shown[0] = in_language(l, l->original_language, day);
	n = shown[0] != NULL;
	for (i = 0; i < l->nexpressions; i++) {
		const char *tag = l->expressions[i].language;

		for (j = 0; j < n && strcmp(shown[j]->language, tag) != 0; j++)
			;
		if (j == n && (shown[n] = in_language(l, tag, day)) != NULL)
			n++;
	}
	write_law(laws, arena, law, n > 0 ? shown[0] : NULL);
	for (i = 0; i < n; i++)
		write_articles(articles, arena, law, shown[i], n > 1);
}
