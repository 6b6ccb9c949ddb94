/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * One entry as JSON: the whole record with every language version of its own words; of a law's text
 * the expressions there are, and the articles of the one that the reader gets (or asked for with
 * language= and at=).
 */
#include "store/entry.h"

#include <string.h>

#include "domain/fallback.h"
#include "render/json.h"
#include "web/api.h"
#include "web/api_params.h"
#include "web/hit.h"

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

static json_t *
text_json(const struct text *t)
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

static json_t *
article_json(const struct article *a)
{
	json_t *json = json_object();

	put(json, "eId", a->eid);
	put(json, "number", a->number);
	put(json, "heading", a->heading);
	put(json, "chapter", a->chapter);
	put(json, "body", a->body);
	put(json, "source_id", a->source_id);
	return (json);
}

static json_t *
expression_json(const struct expression *x)
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
	put(json, "source", x->source);
	put(json, "source_id", x->source_id);
	put(json, "source_url", x->source_url);
	json_object_set_new(json, "digest", json_boolean(x->digest));
	json_object_set_new(json, "articles", json_integer((json_int_t)x->narticles));
	return (json);
}

/* The expression whose articles the store has loaded: the only one with bodies. */
static const struct expression *
loaded(const struct law *law)
{
	size_t i;

	for (i = 0; i < law->nexpressions; i++) {
		if (law->expressions[i].narticles > 0 && law->expressions[i].articles != NULL)
			return (&law->expressions[i]);
	}
	return (NULL);
}

static void
put_law(json_t *json, const struct law *law)
{
	const struct expression *shown = loaded(law);
	json_t *array = json_array(), *one;
	size_t i;

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
	for (i = 0; i < law->nrelations; i++) {
		one = json_object();
		put_id(one, "type", VOCAB_RELATION_TYPE, (int)law->relations[i].type);
		put(one, "law", law->relations[i].target);
		put(one, "eId", law->relations[i].target_eid);
		put(one, "date", law->relations[i].date);
		json_array_append_new(array, one);
	}
	json_object_set_new(json, "relations", array);
	array = json_array();
	for (i = 0; i < law->nexpressions; i++)
		json_array_append_new(array, expression_json(&law->expressions[i]));
	json_object_set_new(json, "expressions", array);
	if (shown == NULL)
		return;
	array = json_array();
	for (i = 0; i < shown->narticles; i++)
		json_array_append_new(array, article_json(&shown->articles[i]));
	one = expression_json(shown);
	json_object_set_new(one, "articles", array);
	json_object_set_new(json, "text", one);
}

static void
put_provider(json_t *json, const struct provider *p)
{
	json_t *services = json_array();
	size_t i;

	put(json, "city", p->city);
	put(json, "country", p->country);
	put(json, "website", p->website);
	put(json, "email", p->email);
	put_strings(json, "languages", &p->languages);
	for (i = 0; i < p->nservices; i++)
		json_array_append_new(
		    services, json_string(vocab_id(VOCAB_SERVICE, (int)p->services[i])));
	json_object_set_new(json, "services", services);
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
	json_t *json = json_object();

	switch (r->kind) {
	case KIND_LAW:
		put_law(json, r->law);
		break;
	case KIND_GUIDE:
		put_id(json, "type", VOCAB_GUIDE_TYPE, (int)r->guide->type);
		put(json, "date", r->guide->date);
		put_citations(json, r->guide->citations, r->guide->ncitations);
		break;
	case KIND_PROVIDER:
		put_provider(json, r->provider);
		break;
	case KIND_LISTING:
		put_id(json, "direction", VOCAB_DIRECTION, (int)r->listing->direction);
		json_object_set_new(json, "trl",
		    r->listing->trl == 0 ? json_null() : json_integer(r->listing->trl));
		put_strings(json, "ipc", &r->listing->ipc);
		put(json, "country", r->listing->country);
		put(json, "expires", r->listing->expires);
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
		put(json, "question", r->fact->question);
		put(json, "value", r->fact->value);
		put(json, "as_of", r->fact->as_of);
		put_citations(json, r->fact->citations, r->fact->ncitations);
		break;
	case KIND_COUNT:
		break;
	}
	return (json);
}

static json_t *
entry_json(const struct req *req, const struct record *r)
{
	json_t *json = json_object(), *array = json_array();
	const struct text *shown;
	bool fallback = false;
	size_t i;

	put(json, "kind", kind_id(r->kind));
	put(json, "slug", r->slug);
	put(json, "url", hit_entry_url(req, r->kind, r->slug));
	json_object_set_new(json, "revision", json_integer(r->revision));
	put(json, "source", r->source);
	put(json, "source_id", r->source_id);
	put_strings(json, "same_as", &r->same_as);
	put_strings(json, "jurisdictions", &r->jurisdictions);
	for (i = 0; i < r->nsubjects; i++)
		json_array_append_new(
		    array, json_string(vocab_id(VOCAB_SUBJECT, (int)r->subjects[i])));
	json_object_set_new(json, "subjects", array);
	json_object_set_new(json, "sample", json_boolean(r->sample));
	put(json, "verified", r->verified);
	put(json, "published", r->published);
	put(json, "updated", r->updated);
	/* Which version a reader of this locale is shown, and whether for want of their own. */
	shown = record_text(r, req->chain, req->nchain, &fallback);
	put(json, "language", shown == NULL ? NULL : shown->language);
	json_object_set_new(json, "fallback", json_boolean(fallback));
	put(json, "title", shown == NULL ? NULL : shown->title);
	array = json_array();
	for (i = 0; i < r->ntexts; i++)
		json_array_append_new(array, text_json(&r->texts[i]));
	json_object_set_new(json, "texts", array);
	json_object_set_new(json, kind_id(r->kind), kind_json(r));
	return (json);
}

enum err
api_entry(struct req *req, struct resp *resp)
{
	const char *language = req_query(req, "language"), **wanted;
	struct entry_want want = { .languages = req->chain, .nlanguages = req->nchain };
	struct record *record = NULL;
	enum kind kind;
	enum err err;
	json_t *json;

	if (!kind_from_plural(req_path(req, "plural"), &kind))
		return (ERR_NOTFOUND);
	if ((err = api_params_check(req, resp, &api_params_entry)) != ERR_OK ||
	    (err = api_params_date(req, resp, "at", &want.at)) != ERR_OK)
		return (err);
	if (language != NULL && !language_tag_valid(language))
		return (api_params_bad(req, resp, "language", language, NULL, 0));
	if (language != NULL) {
		wanted = arena_array(req->arena, const char *, req->nchain + 1);
		wanted[0] = language;
		memcpy(wanted + 1, req->chain, req->nchain * sizeof(*wanted));
		req->chain = wanted;
		want.languages = wanted;
		want.nlanguages = ++req->nchain;
	}
	err = entry_by_slug(req->db, req->arena, kind, req_path(req, "slug"), &want, &record);
	if (err == ERR_MOVED) {
		resp_redirect(req, resp, 301,
		    arena_printf(
			req->arena, "/api/v1/%s/%s", kind_plural(record->kind), record->slug));
		return (ERR_OK);
	}
	if (err != ERR_OK)
		return (err);
	json = entry_json(req, record);
	json_into(&resp->body, json);
	json_decref(json);
	resp_type(resp, "application/json");
	resp->content_language = locale_tag(req->locale);
	return (ERR_OK);
}
