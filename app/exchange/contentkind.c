/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Owns the fields of each kind; one function a kind, in the order of the table in
 * schema/content/README.md. */
#include "exchange/contentkind.h"

#include <string.h>

#include "domain/eid.h"
#include "domain/slug.h"
#include "exchange/contentoffering.h"
#include "locale/locale.h"

#define ONLY FIELDS_ONLY

/* The slug of another entry. */
static const char *
slug(const struct object *o, const char *name)
{
	const char *s = fields_need(o, name);

	if (s != NULL && !slug_valid(s))
		fields_refuse(
		    o->f, "“%s.%s” is “%.80s”, which can't be a slug.", o->place, name, s);
	return (s);
}

static struct citation *
citations(const struct object *o, size_t *ret_n)
{
	size_t i, n = fields_count(o, "citations");
	struct citation *all = arena_array(o->f->arena, struct citation, n);
	struct object c;

	for (i = 0; i < n; i++) {
		c = fields_item(o, "citations", i);
		ONLY(&c, "law", "eid");
		all[i].law = slug(&c, "law");
		all[i].eid = fields_text(&c, "eid");
	}
	*ret_n = n;
	return (all);
}

static void
take_relations(const struct object *o, struct law *law)
{
	struct object r;
	size_t i;

	law->nrelations = fields_count(o, "relations");
	law->relations = arena_array(o->f->arena, struct relation, law->nrelations);
	for (i = 0; i < law->nrelations; i++) {
		r = fields_item(o, "relations", i);
		ONLY(&r, "type", "eid", "target", "target_eid", "date");
		law->relations[i].type =
		    (enum relation_type)fields_id(&r, "type", VOCAB_RELATION_TYPE, -1);
		law->relations[i].eid = fields_text(&r, "eid");
		law->relations[i].target = slug(&r, "target");
		law->relations[i].target_eid = fields_text(&r, "target_eid");
		law->relations[i].date = fields_date(&r, "date");
	}
}

static void
take_expression(const struct object *o, struct expression *x)
{
	struct object a;
	size_t i;

	ONLY(o, "language", "version_date", "valid_from", "valid_to", "provenance", "legal_value",
	    "translator", "source_url", "source_language", "source_version", "digest", "articles");
	if ((x->language = fields_language(o, "language")) == NULL)
		fields_refuse(o->f, "“%s.language” is missing.", o->place);
	x->version_date = fields_date(o, "version_date");
	x->valid_from = fields_date(o, "valid_from");
	x->valid_to = fields_date(o, "valid_to");
	if (x->valid_from != NULL && x->valid_to != NULL && strcmp(x->valid_from, x->valid_to) >= 0)
		fields_refuse(o->f, "“%s” ends before it begins.", o->place);
	x->provenance =
	    (enum provenance)fields_id(o, "provenance", VOCAB_PROVENANCE, PROVENANCE_STAFF);
	x->legal_value =
	    (enum legal_value)fields_id(o, "legal_value", VOCAB_LEGAL_VALUE, LEGAL_UNOFFICIAL);
	x->translator = fields_text(o, "translator");
	x->source_url = fields_url(o, "source_url");
	x->source_language = fields_language(o, "source_language");
	x->source_version = fields_date(o, "source_version");
	if (x->source_version != NULL && x->source_language == NULL)
		fields_refuse(o->f,
		    "“%s.source_language” is missing, though there is a version of it.", o->place);
	x->digest = fields_bool(o, "digest");
	x->narticles = fields_count(o, "articles");
	x->articles = arena_array(o->f->arena, struct article, x->narticles);
	for (i = 0; i < x->narticles && o->f->problem == NULL; i++) {
		a = fields_item(o, "articles", i);
		ONLY(&a, "number", "heading", "chapter", "body", "source_id");
		x->articles[i].number = fields_text(&a, "number");
		x->articles[i].heading = fields_text(&a, "heading");
		x->articles[i].chapter = fields_text(&a, "chapter");
		x->articles[i].body = fields_need(&a, "body");
		x->articles[i].source_id = fields_text(&a, "source_id");
	}
	if (o->f->problem == NULL)
		eid_assign(o->f->arena, x->articles, x->narticles);
}

static bool
same(const char *a, const char *b)
{
	return (a == b || (a != NULL && b != NULL && strcmp(a, b) == 0));
}

static void
take_expressions(const struct object *o, struct record *r)
{
	struct expression *x;
	struct object inner;
	size_t i, j;

	r->law->nexpressions = fields_count(o, "expressions");
	r->law->expressions = x = arena_array(o->f->arena, struct expression, r->law->nexpressions);
	for (i = 0; i < r->law->nexpressions && o->f->problem == NULL; i++) {
		inner = fields_item(o, "expressions", i);
		take_expression(&inner, &x[i]);
		x[i].source = r->source;
		x[i].source_id = r->source_id;
		for (j = 0; j < i && o->f->problem == NULL; j++) {
			if (strcmp(x[i].language, x[j].language) == 0 &&
			    same(x[i].version_date, x[j].version_date))
				fields_refuse(o->f,
				    "“%s” has the language and version date of another expression.",
				    inner.place);
		}
	}
}

static void
take_law(const struct object *o, struct record *r)
{
	struct law *law = r->law = arena_alloc(o->f->arena, sizeof(*law));

	ONLY(o, "type", "status", "number", "original_language", "original_title", "issuer",
	    "date_enacted", "date_in_force", "date_amended", "date_repealed", "source_url",
	    "work_key", "relations", "expressions");
	law->type = (enum law_type)fields_id(o, "type", VOCAB_LAW_TYPE, -1);
	law->status = (enum law_status)fields_id(o, "status", VOCAB_LAW_STATUS, LAW_UNKNOWN);
	law->number = fields_text(o, "number");
	law->original_language = fields_language(o, "original_language");
	law->original_title = fields_text(o, "original_title");
	law->issuer = fields_text(o, "issuer");
	law->date_enacted = fields_date(o, "date_enacted");
	law->date_in_force = fields_date(o, "date_in_force");
	law->date_amended = fields_date(o, "date_amended");
	law->date_repealed = fields_date(o, "date_repealed");
	law->source_url = fields_url(o, "source_url");
	law->work_key = fields_text(o, "work_key");
	take_relations(o, law);
	take_expressions(o, r);
}

static void
take_guide(const struct object *o, struct record *r)
{
	struct guide *g = r->guide = arena_alloc(o->f->arena, sizeof(*g));

	ONLY(o, "type", "date", "citations");
	g->type = (enum guide_type)fields_id(o, "type", VOCAB_GUIDE_TYPE, -1);
	g->date = fields_date(o, "date");
	g->citations = citations(o, &g->ncitations);
}

static void
take_event(const struct object *o, struct record *r)
{
	struct event *e = r->event = arena_alloc(o->f->arena, sizeof(*e));

	ONLY(o, "type", "starts", "ends", "city", "country", "url", "online", "recurrence");
	e->type = (enum event_type)fields_id(o, "type", VOCAB_EVENT_TYPE, -1);
	e->starts = fields_date(o, "starts");
	e->ends = fields_date(o, "ends");
	if (e->starts == NULL && e->ends != NULL)
		fields_refuse(o->f, "“%s.starts” is missing, though it ends on a day.", o->place);
	if (e->starts != NULL && e->ends != NULL && strcmp(e->ends, e->starts) < 0)
		fields_refuse(o->f, "“%s” ends before it starts.", o->place);
	e->city = fields_text(o, "city");
	e->country = fields_country(o, "country");
	e->url = fields_url(o, "url");
	e->online = fields_bool(o, "online");
	e->recurrence = fields_word(o, "recurrence");
	if (e->recurrence != NULL && strcmp(e->recurrence, "yearly") != 0)
		fields_refuse(o->f, "“%s.recurrence” can only be “yearly”.", o->place);
}

static void
take_resource(const struct object *o, struct record *r)
{
	struct resource *s = r->resource = arena_alloc(o->f->arena, sizeof(*s));

	ONLY(o, "type", "cost", "url", "query_pattern", "languages");
	s->type = (enum resource_type)fields_id(o, "type", VOCAB_RESOURCE_TYPE, -1);
	s->cost = (enum cost)fields_id(o, "cost", VOCAB_COST, COST_FREE);
	if ((s->url = fields_url(o, "url")) == NULL)
		fields_refuse(o->f, "“%s.url” is missing.", o->place);
	s->query_pattern = fields_url(o, "query_pattern");
	if (s->query_pattern != NULL && strstr(s->query_pattern, "{q}") == NULL)
		fields_refuse(
		    o->f, "“%s.query_pattern” has no {q} where the query goes.", o->place);
	s->languages = fields_languages(o, "languages");
}

/* The title of the term in each language is its preferred label there. */
static void
title_from_label(const struct object *o, struct record *r, const struct term_label *label)
{
	size_t i;

	for (i = 0; i < r->ntexts; i++) {
		if (strcmp(r->texts[i].language, label->language) != 0)
			continue;
		if (r->texts[i].title == NULL)
			r->texts[i].title = label->text;
		else if (strcmp(r->texts[i].title, label->text) != 0)
			fields_refuse(o->f, "there are two titles in %s: “%.60s” and “%.60s”.",
			    label->language, r->texts[i].title, label->text);
		return;
	}
	r->texts[r->ntexts++] = (struct text){
		.language = label->language, .title = label->text, .provenance = PROVENANCE_STAFF
	};
}

static void
take_term(const struct object *o, struct record *r)
{
	struct term *t = r->term = arena_alloc(o->f->arena, sizeof(*t));
	struct object l;
	struct text *texts;
	size_t i, j;

	ONLY(o, "labels", "citations");
	t->nlabels = fields_count(o, "labels");
	t->labels = arena_array(o->f->arena, struct term_label, t->nlabels);
	for (i = 0; i < t->nlabels && o->f->problem == NULL; i++) {
		l = fields_item(o, "labels", i);
		ONLY(&l, "language", "text", "status", "note");
		if ((t->labels[i].language = fields_language(&l, "language")) == NULL)
			fields_refuse(o->f, "“%s.language” is missing.", l.place);
		t->labels[i].text = fields_need(&l, "text");
		t->labels[i].status =
		    (enum term_status)fields_id(&l, "status", VOCAB_TERM_STATUS, TERM_PREFERRED);
		t->labels[i].note = fields_text(&l, "note");
		for (j = 0; j < i && o->f->problem == NULL; j++) {
			if (strcmp(t->labels[i].language, t->labels[j].language) == 0 &&
			    strcmp(t->labels[i].text, t->labels[j].text) == 0)
				fields_refuse(o->f, "“%s” stands twice.", l.place);
		}
	}
	t->citations = citations(o, &t->ncitations);
	if (t->nlabels == 0)
		fields_refuse(o->f, "“%s.labels” is missing.", o->place);
	if (o->f->problem != NULL)
		return;
	texts = arena_array(o->f->arena, struct text, r->ntexts + t->nlabels);
	if (r->ntexts > 0)
		memcpy(texts, r->texts, r->ntexts * sizeof(*texts));
	r->texts = texts;
	for (i = 0; i < t->nlabels; i++) {
		if (t->labels[i].status == TERM_PREFERRED)
			title_from_label(o, r, &t->labels[i]);
	}
	for (i = 0; i < r->ntexts; i++) {
		if (r->texts[i].title == NULL)
			fields_refuse(
			    o->f, "there is no preferred label in %s.", r->texts[i].language);
	}
}

static void
take_fact(const struct object *o, struct record *r)
{
	struct fact *f = r->fact = arena_alloc(o->f->arena, sizeof(*f));

	ONLY(o, "question", "value", "as_of", "signed", "since", "reservations", "citations");
	if ((f->question = fields_word(o, "question")) == NULL)
		fields_refuse(o->f, "“%s.question” is missing.", o->place);
	f->value = fields_text(o, "value");
	f->as_of = fields_date(o, "as_of");
	f->signed_on = fields_date(o, "signed");
	f->since = fields_date(o, "since");
	f->reservations =
	    (enum reservation *)fields_ids(o, "reservations", VOCAB_RESERVATION, &f->nreservations);
	f->citations = citations(o, &f->ncitations);
}

static void (*const takers[])(const struct object *, struct record *) = {
	[KIND_LAW] = take_law,
	[KIND_GUIDE] = take_guide,
	[KIND_PROVIDER] = contentoffering_provider,
	[KIND_LISTING] = contentoffering_listing,
	[KIND_EVENT] = take_event,
	[KIND_RESOURCE] = take_resource,
	[KIND_TERM] = take_term,
	[KIND_FACT] = take_fact,
};
_Static_assert(sizeof(takers) / sizeof(takers[0]) == KIND_COUNT, "every kind has its fields");

void
contentkind_take(const struct object *o, struct record *record)
{
	const struct object inner = fields_object(o, kind_id(record->kind));

	if (inner.json == NULL)
		fields_refuse(o->f, "the object “%s” is missing.", kind_id(record->kind));
	takers[record->kind](&inner, record);
}
