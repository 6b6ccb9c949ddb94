/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Owns how articles end and how they come by their ids.  Does not recognise anything: readers do.
 */
#include "exchange/lawtext.h"

#include <string.h>

#include "domain/division.h"
#include "domain/eid.h"
#include "exchange/clean.h"
#include "exchange/idmap.h"

void
lawtext_begin(struct lawtext *t, struct arena *arena)
{
	*t = (struct lawtext){ .arena = arena };
}

void
lawtext_free(struct lawtext *t)
{
	buf_free(&t->body);
}

void
lawtext_end(struct lawtext *t)
{
	struct article *a;

	if (!t->in_article)
		return;
	t->in_article = false;
	a = &t->articles[t->narticles - 1];
	a->body = clean_text(t->arena, buf_cstr(&t->body), t->body.len);
	buf_clear(&t->body);
	if (*a->body != '\0')
		return;
	/* What stands for the text of a repealed article is often nothing but its heading. */
	a->body = a->heading;
	a->heading = NULL;
	if (a->body == NULL) {
		t->narticles--;
		t->ndropped++;
	}
}

void
lawtext_open(struct lawtext *t, enum division_type type, const char *eid, const char *number,
    const char *heading)
{
	struct division *grown;

	lawtext_end(t);
	if (t->ndivisions == t->division_room) {
		t->division_room = t->division_room == 0 ? 16 : t->division_room * 2;
		grown = arena_array(t->arena, struct division, t->division_room);
		if (t->ndivisions > 0)
			memcpy(grown, t->divisions, t->ndivisions * sizeof(*grown));
		t->divisions = grown;
	}
	t->divisions[t->ndivisions++] = (struct division){
		.type = type,
		.eid = clean_some(t->arena, eid),
		.number = clean_some(t->arena, number),
		.heading = clean_some(t->arena, heading),
		.parent = t->depth > 0 ? t->open[t->depth - 1] : 0,
	};
	if (t->depth == LAWTEXT_DEPTH)
		t->depth--;
	t->rank[t->depth] = 0;
	t->open[t->depth++] = t->ndivisions;
	t->annex = type == DIVISION_ANNEX;
}

void
lawtext_close(struct lawtext *t)
{
	lawtext_end(t);
	if (t->depth > 0)
		t->depth--;
}

void
lawtext_division(
    struct lawtext *t, enum division_type type, int rank, const char *number, const char *heading)
{
	lawtext_end(t);
	while (t->depth > 0 && t->rank[t->depth - 1] >= rank)
		t->depth--;
	lawtext_open(t, type, NULL, number, heading);
	t->rank[t->depth - 1] = rank;
}

bool
lawtext_heading(struct lawtext *t, const char *heading)
{
	struct division *d;

	if (t->in_article || t->depth == 0 || t->open[t->depth - 1] != t->ndivisions ||
	    (t->narticles > 0 && t->articles[t->narticles - 1].division == t->ndivisions))
		return (false);
	d = &t->divisions[t->ndivisions - 1];
	if (d->heading != NULL)
		return (false);
	d->heading = clean_some(t->arena, heading);
	return (true);
}

void
lawtext_article(struct lawtext *t, enum article_type type, const char *eid, const char *number,
    const char *heading)
{
	struct article *grown;

	lawtext_end(t);
	if (t->narticles == t->article_room) {
		t->article_room = t->article_room == 0 ? 64 : t->article_room * 2;
		grown = arena_array(t->arena, struct article, t->article_room);
		if (t->narticles > 0)
			memcpy(grown, t->articles, t->narticles * sizeof(*grown));
		t->articles = grown;
	}
	t->articles[t->narticles++] = (struct article){
		.type = type,
		.eid = clean_some(t->arena, eid),
		.number = clean_some(t->arena, number),
		.heading = clean_some(t->arena, heading),
		.division = t->depth > 0 ? t->open[t->depth - 1] : 0,
	};
	t->in_article = true;
	t->lines = 0;
}

void
lawtext_paragraph(struct lawtext *t, const char *s, size_t n)
{
	while (n > 0 && (*s == ' ' || *s == '\t' || *s == '\n' || *s == '\r')) {
		s++;
		n--;
	}
	while (n > 0 && strchr(" \t\n\r", s[n - 1]) != NULL)
		n--;
	if (n > 0)
		lawtext_line(t, s, n);
}

void
lawtext_line(struct lawtext *t, const char *s, size_t n)
{
	if (!t->in_article)
		lawtext_article(t,
		    t->annex				 ? ARTICLE_ANNEX
		    : t->narticles == 0 && t->depth == 0 ? ARTICLE_PREAMBLE
							 : ARTICLE_OTHER,
		    NULL, NULL, NULL);
	if (t->lines++ > 0)
		buf_char(&t->body, '\n');
	buf_add(&t->body, s, n);
}

/* Divisions without a text in or below them go, as those of a table of contents. */
static void
drop_empty(struct lawtext *t)
{
	size_t *moved = arena_array(t->arena, size_t, t->ndivisions + 1), n = 0;
	bool *holds = arena_array(t->arena, bool, t->ndivisions + 1);

	for (size_t i = 0; i < t->narticles; i++)
		holds[t->articles[i].division] = true;
	for (size_t i = t->ndivisions; i > 0; i--)
		holds[t->divisions[i - 1].parent] |= holds[i];
	for (size_t i = 1; i <= t->ndivisions; i++) {
		if (!holds[i])
			continue;
		moved[i] = ++n;
		t->divisions[n - 1] = t->divisions[i - 1];
		t->divisions[n - 1].parent = moved[t->divisions[n - 1].parent];
	}
	t->ndivisions = n;
	for (size_t i = 0; i < t->narticles; i++)
		t->articles[i].division = moved[t->articles[i].division];
}

/* Ids that were given come first, others must not take them. */
static void
set_eids(struct lawtext *t)
{
	const char **given = arena_array(t->arena, const char *, t->narticles), *eid;
	struct idmap taken = { 0 };

	for (size_t i = 0; i < t->narticles; i++)
		given[i] = t->articles[i].eid;
	eid_assign(t->arena, t->articles, t->narticles);
	for (size_t i = 0; i < t->narticles; i++) {
		if (given[i] != NULL && eid_valid(given[i]) && idmap_put(&taken, given[i], i))
			t->articles[i].eid = given[i];
		else
			given[i] = NULL;
	}
	for (size_t i = 0; i < t->narticles; i++) {
		eid = t->articles[i].eid;
		/* Doubling, so that no file can make the search long. */
		for (unsigned k = 2; given[i] == NULL && !idmap_put(&taken, eid, i);
		     k = k < 1u << 20 ? k * 2 : k + 1)
			eid = arena_printf(t->arena, "%s_%u", t->articles[i].eid, k);
		t->articles[i].eid = eid;
	}
	idmap_free(&taken);
}

void
lawtext_finish(struct lawtext *t, const char *source_id, struct expression *x)
{
	lawtext_end(t);
	if (!t->keep_empty)
		drop_empty(t);
	set_eids(t);
	for (size_t i = 0; i < t->narticles && source_id != NULL; i++) {
		if (t->articles[i].source_id == NULL)
			t->articles[i].source_id =
			    arena_printf(t->arena, "%s:%s", source_id, t->articles[i].eid);
	}
	x->divisions = t->divisions;
	x->ndivisions = t->ndivisions;
	x->articles = t->articles;
	x->narticles = t->narticles;
	division_eids(t->arena, x);
	division_chapters(t->arena, x);
	lawtext_free(t);
}
