/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Owns the names of members of profiles and listings; they are those that exchange/ reads. */
#include "render/offering_json.h"

#include "render/json.h"

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

/* 0: not said. */
static void
put_number(json_t *json, const char *name, int64_t n)
{
	json_object_set_new(json, name, n == 0 ? json_null() : json_integer(n));
}

static void
put_ids(json_t *json, const char *name, enum vocab set, const int *values, size_t n)
{
	json_t *array = json_array();

	for (size_t i = 0; i < n; i++)
		json_array_append_new(array, json_string(vocab_id(set, values[i])));
	json_object_set_new(json, name, array);
}

static void
put_strings(json_t *json, const char *name, const struct strings *strings)
{
	json_t *array = json_array();

	for (size_t i = 0; i < strings->n; i++)
		json_array_append_new(array, json_text(strings->v[i]));
	json_object_set_new(json, name, array);
}

static json_t *
licence_json(const struct licence *l)
{
	json_t *json = json_object();

	put(json, "office", l->office);
	put(json, "country", l->country);
	put(json, "number", l->number);
	put(json, "valid_from", l->valid_from);
	put(json, "valid_to", l->valid_to);
	return (json);
}

static json_t *
office_json(const struct office *o)
{
	json_t *json = json_object();

	put(json, "city", o->city);
	put(json, "country", o->country);
	put(json, "address", o->address);
	return (json);
}

static json_t *
served_json(const struct served *s)
{
	json_t *json = json_object();

	put(json, "jurisdiction", s->jurisdiction);
	json_object_set_new(json, "partner", json_boolean(s->partner));
	return (json);
}

static json_t *
one_offering_json(const struct offering *o)
{
	json_t *json = json_object();

	put_id(json, "service", VOCAB_SERVICE, (int)o->service);
	put_ids(json, "subjects", VOCAB_SUBJECT, (const int *)o->subjects, o->nsubjects);
	put_id(json, "fee", VOCAB_FEE_MODEL, (int)o->fee);
	put_number(json, "fee_from", o->fee_from);
	put_number(json, "fee_to", o->fee_to);
	put(json, "currency", o->currency);
	put_number(json, "response_days", o->response_days);
	put(json, "deliverables", o->deliverables);
	put(json, "language", o->language);
	return (json);
}

json_t *
offering_json_provider(const struct provider *p)
{
	json_t *json = json_object(), *array;

	put(json, "city", p->city);
	put(json, "country", p->country);
	put(json, "website", p->website);
	put(json, "email", p->email);
	put_strings(json, "languages", &p->languages);
	put_ids(json, "services", VOCAB_SERVICE, (const int *)p->services, p->nservices);
	put_ids(json, "types", VOCAB_PROVIDER_TYPE, (const int *)p->types, p->ntypes);
	put_id(json, "conflict", VOCAB_CONFLICT, (int)p->conflict);
	put_ids(json, "consents", VOCAB_CONSENT, (const int *)p->consents, p->nconsents);
	put_id(json, "credit", VOCAB_CREDIT, (int)p->credit);
	put(json, "confirmed", p->confirmed);
	array = json_array();
	for (size_t i = 0; i < p->nlicences; i++)
		json_array_append_new(array, licence_json(&p->licences[i]));
	json_object_set_new(json, "licences", array);
	array = json_array();
	for (size_t i = 0; i < p->noffices; i++)
		json_array_append_new(array, office_json(&p->offices[i]));
	json_object_set_new(json, "offices", array);
	array = json_array();
	for (size_t i = 0; i < p->nserved; i++)
		json_array_append_new(array, served_json(&p->served[i]));
	json_object_set_new(json, "served", array);
	array = json_array();
	for (size_t i = 0; i < p->nofferings; i++)
		json_array_append_new(array, one_offering_json(&p->offerings[i]));
	json_object_set_new(json, "offerings", array);
	return (json);
}

static json_t *
text_json(const struct listing_text *t)
{
	json_t *json = json_object();

	put(json, "problem", t->problem);
	put(json, "solution", t->solution);
	put(json, "advantages", t->advantages);
	put(json, "terms", t->terms);
	return (json);
}

static json_t *
right_json(const struct ip_right *r)
{
	json_t *json = json_object();

	put_id(json, "subject", VOCAB_SUBJECT, (int)r->subject);
	put(json, "number", r->number);
	put(json, "office", r->office);
	put_id(json, "status", VOCAB_IP_STATUS, (int)r->status);
	put(json, "owner", r->owner);
	put(json, "url", r->url);
	put(json, "checked", r->checked);
	return (json);
}

static json_t *
attachment_json(const struct attachment *a)
{
	json_t *json = json_object();

	json_object_set_new(json, "file", json_integer(a->file));
	put(json, "name", a->name);
	put(json, "type", a->type);
	json_object_set_new(json, "size", json_integer(a->size));
	put(json, "sha256", a->sha256);
	return (json);
}

json_t *
offering_json_listing(const struct listing *l)
{
	json_t *json = json_object(), *inner;

	put_id(json, "direction", VOCAB_DIRECTION, (int)l->direction);
	put_number(json, "trl", l->trl);
	put_strings(json, "ipc", &l->ipc);
	put(json, "country", l->country);
	put(json, "expires", l->expires);
	json_object_set_new(json, "anonymous", json_boolean(l->anonymous));
	put(json, "publisher", l->publisher);
	put_ids(json, "wanted", VOCAB_WANTED, (const int *)l->wanted, l->nwanted);
	inner = json_object();
	for (size_t i = 0; i < l->ntexts; i++)
		json_object_set_new(inner, l->texts[i].language, text_json(&l->texts[i]));
	json_object_set_new(json, "texts", inner);
	inner = json_array();
	for (size_t i = 0; i < l->nrights; i++)
		json_array_append_new(inner, right_json(&l->rights[i]));
	json_object_set_new(json, "rights", inner);
	inner = json_array();
	for (size_t i = 0; i < l->nattachments; i++)
		json_array_append_new(inner, attachment_json(&l->attachments[i]));
	json_object_set_new(json, "attachments", inner);
	return (json);
}

/* Only what is there: the format refuses what is empty. */
static void
put_said(json_t *json, const char *name, const char *text)
{
	if (text != NULL)
		put(json, name, text);
}

json_t *
offering_json_file(const struct record *r)
{
	json_t *json = json_object(), *texts = json_object(), *inner;

	put(json, "slug", r->slug);
	put_said(json, "source", r->source);
	put_said(json, "source_id", r->source_id);
	put_strings(json, "jurisdictions", &r->jurisdictions);
	put_ids(json, "subjects", VOCAB_SUBJECT, (const int *)r->subjects, r->nsubjects);
	put_said(json, "verified", r->verified);
	json_object_set_new(json, "sample", json_boolean(r->sample));
	for (size_t i = 0; i < r->ntexts; i++) {
		const struct text *t = &r->texts[i];

		if (t->state != STATE_PUBLISHED)
			continue;
		inner = json_object();
		put(inner, "title", t->title);
		put_said(inner, "summary", t->summary);
		put_said(inner, "body", t->body);
		put_said(inner, "reading", t->reading);
		put_said(inner, "translator", t->translator);
		put_said(inner, "source_language", t->source_language);
		put_id(inner, "provenance", VOCAB_PROVENANCE, (int)t->provenance);
		json_object_set_new(texts, t->language, inner);
	}
	json_object_set_new(json, "texts", texts);
	inner = r->kind == KIND_PROVIDER ? offering_json_provider(r->provider)
					 : offering_json_listing(r->listing);
	(void)json_object_del(inner, "attachments");
	json_object_set_new(json, kind_id(r->kind), inner);
	return (json);
}
