/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Owns the names of members; values of closed sets are their ids. */
#include "render/record_json.h"

#include "locale/locale.h"
#include "render/json.h"
#include "render/offering_json.h"

static void
put(json_t *json, const char *name, const char *text)
{
	json_object_set_new(json, name, json_text(text));
}

static void
put_id(json_t *json, const char *name, enum vocab set, int value)
{
	json_object_set_new(json, name, json_string(vocab_id(set, value)));
}

static void
put_strings(json_t *json, const char *name, const struct strings *strings)
{
	json_t *array = json_array();
	size_t i;

	for (i = 0; i < strings->n; i++)
		json_array_append_new(array, json_text(strings->v[i]));
	json_object_set_new(json, name, array);
}

static void
put_citations(json_t *json, const struct citation *citations, size_t n)
{
	json_t *array = json_array(), *one;
	size_t i;

	for (i = 0; i < n; i++) {
		one = json_object();
		put(one, "law", citations[i].law);
		put(one, "eId", citations[i].eid);
		json_array_append_new(array, one);
	}
	json_object_set_new(json, "citations", array);
}

json_t *
record_json_text(const struct text *t)
{
	json_t *json = json_object();

	put(json, "language", t->language);
	put(json, "dir", language_dir(t->language));
	put(json, "title", t->title);
	put(json, "summary", t->summary);
	put(json, "body", t->body);
	put(json, "reading", t->reading);
	put_id(json, "provenance", VOCAB_PROVENANCE, (int)t->provenance);
	put(json, "translator", t->translator);
	put(json, "source_language", t->source_language);
	return (json);
}

json_t *
record_json_division(const struct division *d, const struct expression *x)
{
	json_t *json = json_object();

	put_id(json, "type", VOCAB_DIVISION_TYPE, (int)d->type);
	put(json, "eId", d->eid);
	put(json, "number", d->number);
	put(json, "heading", d->heading);
	put(json, "parent", d->parent > 0 ? x->divisions[d->parent - 1].eid : NULL);
	return (json);
}

json_t *
record_json_article(const struct article *a, const struct expression *x)
{
	json_t *json = json_object();

	put_id(json, "type", VOCAB_ARTICLE_TYPE, (int)a->type);
	put(json, "eId", a->eid);
	put(json, "number", a->number);
	put(json, "heading", a->heading);
	put(json, "division",
	    a->division > 0 && a->division <= x->ndivisions ? x->divisions[a->division - 1].eid
							    : NULL);
	put(json, "chapter", a->chapter);
	put(json, "body", a->body);
	put(json, "source_id", a->source_id);
	return (json);
}

json_t *
record_json_expression(const struct expression *x)
{
	json_t *json = json_object();

	put(json, "language", x->language);
	put(json, "dir", language_dir(x->language));
	put(json, "version_date", x->version_date);
	put(json, "valid_from", x->valid_from);
	put(json, "valid_to", x->valid_to);
	put_id(json, "provenance", VOCAB_PROVENANCE, (int)x->provenance);
	put_id(json, "legal_value", VOCAB_LEGAL_VALUE, (int)x->legal_value);
	put(json, "translator", x->translator);
	put(json, "source_language", x->source_language);
	put(json, "source_version", x->source_version);
	put(json, "source", x->source);
	put(json, "source_id", x->source_id);
	put(json, "source_url", x->source_url);
	json_object_set_new(json, "digest", json_boolean(x->digest));
	json_object_set_new(
	    json, "articles", json_integer((json_int_t)(x->stored > 0 ? x->stored : x->narticles)));
	return (json);
}

json_t *
record_json_body(const struct expression *x)
{
	json_t *json = record_json_expression(x), *divisions = json_array(),
	       *articles = json_array();

	for (size_t i = 0; i < x->ndivisions; i++)
		json_array_append_new(divisions, record_json_division(&x->divisions[i], x));
	for (size_t i = 0; i < x->narticles; i++)
		json_array_append_new(articles, record_json_article(&x->articles[i], x));
	json_object_set_new(json, "divisions", divisions);
	json_object_set_new(json, "articles", articles);
	return (json);
}

static void
put_fact(json_t *json, const struct fact *f)
{
	json_t *reservations = json_array();
	size_t i;

	put(json, "question", f->question);
	put(json, "value", f->value);
	put(json, "as_of", f->as_of);
	put(json, "signed", f->signed_on);
	put(json, "since", f->since);
	for (i = 0; i < f->nreservations; i++)
		json_array_append_new(reservations,
		    json_string(vocab_id(VOCAB_RESERVATION, (int)f->reservations[i])));
	json_object_set_new(json, "reservations", reservations);
	put_citations(json, f->citations, f->ncitations);
}

static void
put_law(json_t *json, const struct law *law)
{
	json_t *array = json_array(), *one;

	put_id(json, "type", VOCAB_LAW_TYPE, (int)law->type);
	put_id(json, "status", VOCAB_LAW_STATUS, (int)law->status);
	put(json, "number", law->number);
	put(json, "original_language", law->original_language);
	put(json, "original_title", law->original_title);
	put(json, "issuer", law->issuer);
	put(json, "date_enacted", law->date_enacted);
	put(json, "date_in_force", law->date_in_force);
	put(json, "date_amended", law->date_amended);
	put(json, "date_repealed", law->date_repealed);
	put(json, "source_url", law->source_url);
	for (size_t i = 0; i < law->nrelations; i++) {
		const struct relation *r = &law->relations[i];

		one = json_object();
		put_id(one, "type", VOCAB_RELATION_TYPE, (int)r->type);
		put(one, "from_eId", r->eid);
		put(one, "law", r->target);
		put(one, "eId", r->target_eid);
		put(one, "date", r->date);
		json_array_append_new(array, one);
	}
	json_object_set_new(json, "relations", array);
	array = json_array();
	for (size_t i = 0; i < law->nexpressions; i++)
		json_array_append_new(array, record_json_expression(&law->expressions[i]));
	json_object_set_new(json, "expressions", array);
}

static void
put_term(json_t *json, const struct term *t)
{
	json_t *labels = json_array(), *one;
	size_t i;

	for (i = 0; i < t->nlabels; i++) {
		one = json_object();
		put(one, "language", t->labels[i].language);
		put(one, "dir", language_dir(t->labels[i].language));
		put(one, "text", t->labels[i].text);
		put_id(one, "status", VOCAB_TERM_STATUS, (int)t->labels[i].status);
		put(one, "note", t->labels[i].note);
		json_array_append_new(labels, one);
	}
	json_object_set_new(json, "labels", labels);
	put_citations(json, t->citations, t->ncitations);
}

static json_t *
kind_json(const struct record *r)
{
	json_t *json;

	if (r->kind == KIND_PROVIDER)
		return (offering_json_provider(r->provider));
	if (r->kind == KIND_LISTING)
		return (offering_json_listing(r->listing));
	json = json_object();
	switch (r->kind) {
	case KIND_LAW:
		put_law(json, r->law);
		break;
	case KIND_GUIDE:
		put_id(json, "type", VOCAB_GUIDE_TYPE, (int)r->guide->type);
		put(json, "date", r->guide->date);
		put_citations(json, r->guide->citations, r->guide->ncitations);
		break;
	case KIND_EVENT:
		put_id(json, "type", VOCAB_EVENT_TYPE, (int)r->event->type);
		put(json, "starts", r->event->starts);
		put(json, "ends", r->event->ends);
		put(json, "city", r->event->city);
		put(json, "country", r->event->country);
		put(json, "url", r->event->url);
		json_object_set_new(json, "online", json_boolean(r->event->online));
		put(json, "recurrence", r->event->recurrence);
		break;
	case KIND_RESOURCE:
		put_id(json, "type", VOCAB_RESOURCE_TYPE, (int)r->resource->type);
		put_id(json, "cost", VOCAB_COST, (int)r->resource->cost);
		put(json, "url", r->resource->url);
		put(json, "query_pattern", r->resource->query_pattern);
		put_strings(json, "languages", &r->resource->languages);
		break;
	case KIND_TERM:
		put_term(json, r->term);
		break;
	case KIND_FACT:
		put_fact(json, r->fact);
		break;
	case KIND_PROVIDER:
	case KIND_LISTING:
	case KIND_COUNT:
		break;
	}
	return (json);
}

json_t *
record_json(const struct record *r)
{
	json_t *json = json_object(), *array = json_array();

	put(json, "kind", kind_id(r->kind));
	put(json, "slug", r->slug);
	json_object_set_new(json, "revision", json_integer(r->revision));
	put(json, "source", r->source);
	put(json, "source_id", r->source_id);
	put_strings(json, "same_as", &r->same_as);
	put_strings(json, "jurisdictions", &r->jurisdictions);
	for (size_t i = 0; i < r->nsubjects; i++)
		json_array_append_new(
		    array, json_string(vocab_id(VOCAB_SUBJECT, (int)r->subjects[i])));
	json_object_set_new(json, "subjects", array);
	json_object_set_new(json, "sample", json_boolean(r->sample));
	put(json, "verified", r->verified);
	put(json, "published", r->published);
	put(json, "updated", r->updated);
	array = json_array();
	for (size_t i = 0; i < r->ntexts; i++) {
		/* Words that wait beside a published entry are not for others. */
		if (r->state != STATE_PUBLISHED || r->texts[i].state == STATE_PUBLISHED)
			json_array_append_new(array, record_json_text(&r->texts[i]));
	}
	json_object_set_new(json, "texts", array);
	json_object_set_new(json, kind_id(r->kind), kind_json(r));
	return (json);
}
