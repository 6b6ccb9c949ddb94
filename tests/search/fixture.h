/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A small index in a temporary folder, and records made in one line, for the tests of search/. */
#ifndef TESTS_SEARCH_FIXTURE_H
#define TESTS_SEARCH_FIXTURE_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "search/search.h"
#include "search/writer.h"

static const char *const fixture_locales[] = { "en", "zh-Hans", "ru", "pt-BR", "hi", "ar" };

struct fixture {
	char dir[64];
	char path[96];
	struct arena *arena;
	struct search_writer *writer;
	struct search_index *index;
	int64_t next, outbox;
};

static inline int
fixture_setup(void **state)
{
	struct fixture *f = calloc(1, sizeof(*f));

	assert_non_null(f);
	(void)snprintf(f->dir, sizeof(f->dir), "/tmp/portal-search-XXXXXX");
	assert_non_null(mkdtemp(f->dir));
	(void)snprintf(f->path, sizeof(f->path), "%s/index", f->dir);
	f->arena = arena_new();
	f->next = 1;
	assert_int_equal(search_writer_open(f->path, true, fixture_locales, 6, &f->writer), ERR_OK);
	*state = f;
	return (0);
}

static inline int
fixture_teardown(void **state)
{
	struct fixture *f = *state;
	char command[128];

	search_close(f->index);
	search_writer_close(f->writer);
	arena_free(f->arena);
	(void)snprintf(command, sizeof(command), "rm -rf '%s'", f->dir);
	assert_int_equal(system(command), 0);
	free(f);
	return (0);
}

static inline struct strings
fixture_strings(struct fixture *f, const char *list)
{
	struct strings s = { arena_array(f->arena, const char *, 16), 0 };
	char *p = arena_strdup(f->arena, list), *word;

	while ((word = strsep(&p, " ")) != NULL)
		if (*word != '\0')
			s.v[s.n++] = word;
	return (s);
}

/* An entry of ${kind} without texts. */
static inline struct record *
fixture_record(struct fixture *f, enum kind kind, const char *jurisdictions)
{
	struct record *r = arena_alloc(f->arena, sizeof(*r));

	r->id.v = f->next++;
	r->kind = kind;
	r->slug = arena_printf(f->arena, "entry-%d", (int)r->id.v);
	r->state = STATE_PUBLISHED;
	r->revision = 1;
	r->jurisdictions = fixture_strings(f, jurisdictions);
	r->published = "2024-05-06T07:08:09Z";
	r->published_day = "2024-05-06";
	r->texts = arena_array(f->arena, struct text, 16);
	switch (kind) {
	case KIND_LAW:
		r->law = arena_alloc(f->arena, sizeof(*r->law));
		r->law->expressions = arena_array(f->arena, struct expression, 8);
		break;
	case KIND_TERM:
		r->term = arena_alloc(f->arena, sizeof(*r->term));
		r->term->labels = arena_array(f->arena, struct term_label, 32);
		break;
	case KIND_PROVIDER:
		r->provider = arena_alloc(f->arena, sizeof(*r->provider));
		break;
	case KIND_LISTING:
		r->listing = arena_alloc(f->arena, sizeof(*r->listing));
		break;
	case KIND_GUIDE:
		r->guide = arena_alloc(f->arena, sizeof(*r->guide));
		break;
	case KIND_EVENT:
		r->event = arena_alloc(f->arena, sizeof(*r->event));
		break;
	case KIND_RESOURCE:
		r->resource = arena_alloc(f->arena, sizeof(*r->resource));
		break;
	default:
		r->fact = arena_alloc(f->arena, sizeof(*r->fact));
		break;
	}
	return (r);
}

static inline struct text *
fixture_text(struct record *r, const char *language, const char *title, const char *body)
{
	struct text *t = &r->texts[r->ntexts++];

	t->language = language;
	t->title = title;
	t->body = body;
	t->state = STATE_PUBLISHED;
	t->provenance = PROVENANCE_STAFF;
	return (t);
}

static inline struct expression *
fixture_expression(struct fixture *f, struct record *r, const char *language)
{
	struct expression *e = &r->law->expressions[r->law->nexpressions++];

	e->id.v = r->id.v * 100 + (int64_t)r->law->nexpressions;
	e->language = language;
	e->provenance = PROVENANCE_OFFICIAL;
	e->articles = arena_array(f->arena, struct article, 32);
	return (e);
}

static inline struct article *
fixture_article(struct fixture *f, struct expression *e, const char *heading, const char *body)
{
	struct article *a = &e->articles[e->narticles++];

	a->eid = arena_printf(f->arena, "art_%d", (int)e->narticles);
	a->number = arena_printf(f->arena, "%d", (int)e->narticles);
	a->heading = heading;
	a->body = body;
	a->source_id = arena_printf(f->arena, "x:%d:%d", (int)e->id.v, (int)e->narticles);
	return (a);
}

static inline void
fixture_put(struct fixture *f, const struct record *r)
{
	assert_int_equal(search_writer_put(f->writer, r), ERR_OK);
}

static inline void
fixture_commit(struct fixture *f)
{
	assert_int_equal(search_writer_commit(f->writer, ++f->outbox), ERR_OK);
	if (f->index == NULL)
		assert_int_equal(search_open(f->path, &f->index), ERR_OK);
	else
		assert_int_equal(search_refresh(f->index), ERR_OK);
}

static inline struct search_query
fixture_query(const char *q, const char *const *locale)
{
	return ((struct search_query){ .q = q,
	    .locale = *locale,
	    .chain = locale,
	    .nchain = 1,
	    .group = GROUP_WORK,
	    .expand = true,
	    .facets = true,
	    .snippets = true,
	    .limit = 20 });
}

static inline struct search_result
fixture_run(struct fixture *f, const struct search_query *query)
{
	struct search_result result;

	assert_int_equal(search_run(f->index, f->arena, query, &result), ERR_OK);
	return (result);
}

static inline struct search_result
fixture_search(struct fixture *f, const char *q, const char *locale)
{
	struct search_query query = fixture_query(q, &locale);

	return (fixture_run(f, &query));
}

/* Count of ${id} in a facet, 0 if it is not listed. */
static inline uint32_t
fixture_count(const struct search_result *r, enum search_facet facet, const char *id)
{
	for (size_t i = 0; i < r->nfacets[facet]; i++)
		if (strcmp(r->facets[facet][i].id, id) == 0)
			return (r->facets[facet][i].count);
	return (0);
}

#endif
