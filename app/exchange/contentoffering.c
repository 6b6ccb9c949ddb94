/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Owns the fields of profiles and listings, in the order of the table in schema/content/README.md.
 */
#include "exchange/contentoffering.h"

#include <stdlib.h>
#include <string.h>

#include "domain/account.h"
#include "domain/offering.h"
#include "locale/format.h"
#include "locale/locale.h"

#define ONLY FIELDS_ONLY

static void
take_licence(const struct object *o, struct licence *l)
{
	ONLY(o, "office", "country", "number", "valid_from", "valid_to");
	l->office = fields_need(o, "office");
	l->country = fields_country(o, "country");
	l->number = fields_text(o, "number");
	l->valid_from = fields_date(o, "valid_from");
	l->valid_to = fields_date(o, "valid_to");
	if (l->valid_from != NULL && l->valid_to != NULL && strcmp(l->valid_to, l->valid_from) < 0)
		fields_refuse(o->f, "“%s” ends before it begins.", o->place);
}

static void
take_office(const struct object *o, struct office *office)
{
	ONLY(o, "city", "country", "address");
	office->city = fields_need(o, "city");
	office->country = fields_country(o, "country");
	office->address = fields_text(o, "address");
}

static void
take_served(const struct object *o, struct served *s)
{
	ONLY(o, "jurisdiction", "partner");
	s->jurisdiction = fields_need(o, "jurisdiction");
	s->partner = fields_bool(o, "partner");
}

static void
take_offering(const struct object *o, struct offering *f)
{
	ONLY(o, "service", "subjects", "fee", "fee_from", "fee_to", "currency", "response_days",
	    "deliverables", "language");
	f->service = (enum service)fields_id(o, "service", VOCAB_SERVICE, -1);
	f->subjects = (enum subject *)fields_ids(o, "subjects", VOCAB_SUBJECT, &f->nsubjects);
	f->fee = (enum fee_model)fields_id(o, "fee", VOCAB_FEE_MODEL, FEE_ON_REQUEST);
	f->fee_from = fields_int(o, "fee_from", 1, OFFERING_FEE_MAX);
	f->fee_to = fields_int(o, "fee_to", 1, OFFERING_FEE_MAX);
	f->currency = fields_text(o, "currency");
	f->response_days = fields_int(o, "response_days", 1, OFFERING_RESPONSE_MAX);
	f->deliverables = fields_text(o, "deliverables");
	f->language = fields_language(o, "language");
	if (f->currency != NULL && !format_currency_known(f->currency))
		fields_refuse(o->f, "“%s.currency” is “%.20s”, which is no currency of ISO 4217.",
		    o->place, f->currency);
	if (f->currency == NULL && (f->fee_from != 0 || f->fee_to != 0))
		fields_refuse(o->f, "“%s.currency” is missing, though there is a fee.", o->place);
	if (f->fee_from != 0 && f->fee_to != 0 && f->fee_to < f->fee_from)
		fields_refuse(o->f, "“%s.fee_to” is less than “fee_from”.", o->place);
	if (f->deliverables != NULL && f->language == NULL)
		fields_refuse(
		    o->f, "“%s.language” is missing, though there are deliverables.", o->place);
}

void
contentoffering_provider(const struct object *o, struct record *r)
{
	struct provider *p = r->provider = arena_alloc(o->f->arena, sizeof(*p));
	struct object inner;

	ONLY(o, "city", "country", "website", "email", "languages", "services", "types", "conflict",
	    "consents", "credit", "confirmed", "licences", "offices", "served", "offerings");
	p->city = fields_text(o, "city");
	p->country = fields_country(o, "country");
	p->website = fields_url(o, "website");
	p->email = fields_text(o, "email");
	if (p->email != NULL && !account_email_valid(p->email))
		fields_refuse(
		    o->f, "“%s.email” is “%.80s”, which is no mail address.", o->place, p->email);
	p->languages = fields_languages(o, "languages");
	p->services = (enum service *)fields_ids(o, "services", VOCAB_SERVICE, &p->nservices);
	p->types = (enum provider_type *)fields_ids(o, "types", VOCAB_PROVIDER_TYPE, &p->ntypes);
	p->conflict = (enum conflict)fields_id(o, "conflict", VOCAB_CONFLICT, CONFLICT_UNSAID);
	p->consents = (enum consent *)fields_ids(o, "consents", VOCAB_CONSENT, &p->nconsents);
	p->credit = (enum credit)fields_id(o, "credit", VOCAB_CREDIT, CREDIT_NONE);
	p->confirmed = fields_date(o, "confirmed");

	p->nlicences = fields_count(o, "licences");
	p->licences = arena_array(o->f->arena, struct licence, p->nlicences);
	for (size_t i = 0; i < p->nlicences; i++) {
		inner = fields_item(o, "licences", i);
		take_licence(&inner, &p->licences[i]);
	}
	p->noffices = fields_count(o, "offices");
	p->offices = arena_array(o->f->arena, struct office, p->noffices);
	for (size_t i = 0; i < p->noffices; i++) {
		inner = fields_item(o, "offices", i);
		take_office(&inner, &p->offices[i]);
	}
	p->nserved = fields_count(o, "served");
	p->served = arena_array(o->f->arena, struct served, p->nserved);
	for (size_t i = 0; i < p->nserved && o->f->problem == NULL; i++) {
		inner = fields_item(o, "served", i);
		take_served(&inner, &p->served[i]);
		for (size_t k = 0; k < i && o->f->problem == NULL; k++)
			if (strcmp(p->served[k].jurisdiction, p->served[i].jurisdiction) == 0)
				fields_refuse(o->f, "“%s” stands twice.", inner.place);
	}
	p->nofferings = fields_count(o, "offerings");
	p->offerings = arena_array(o->f->arena, struct offering, p->nofferings);
	for (size_t i = 0; i < p->nofferings && o->f->problem == NULL; i++) {
		inner = fields_item(o, "offerings", i);
		take_offering(&inner, &p->offerings[i]);
	}
}

static void
take_texts(const struct object *o, struct listing *l)
{
	const struct object texts = fields_object(o, "texts");
	const char *tag;
	json_t *value;

	if (texts.json == NULL)
		return;
	l->texts = arena_array(o->f->arena, struct listing_text, json_object_size(texts.json));
	json_object_foreach((json_t *)(uintptr_t)texts.json, tag, value)
	{
		struct listing_text *t = &l->texts[l->ntexts++];
		struct object inner;

		if (!language_tag_valid(tag)) {
			fields_refuse(o->f,
			    "“%s.texts.%.40s”: that is no language tag such as en, zh-Hans or pt.",
			    o->place, tag);
			return;
		}
		inner = fields_object(&texts, tag);
		ONLY(&inner, "problem", "solution", "advantages", "terms");
		t->language = arena_strdup(o->f->arena, tag);
		t->problem = fields_text(&inner, "problem");
		t->solution = fields_text(&inner, "solution");
		t->advantages = fields_text(&inner, "advantages");
		t->terms = fields_text(&inner, "terms");
	}
}

static void
take_right(const struct object *o, struct ip_right *r)
{
	ONLY(o, "subject", "number", "office", "status", "owner", "url", "checked");
	r->subject = (enum subject)fields_id(o, "subject", VOCAB_SUBJECT, SUBJECT_PATENTS);
	r->number = fields_text(o, "number");
	r->office = fields_text(o, "office");
	if (r->office != NULL && !offering_office(r->office))
		fields_refuse(o->f,
		    "“%s.office” is “%.20s”, not the two capital letters of an office.", o->place,
		    r->office);
	r->status = (enum ip_status)fields_id(o, "status", VOCAB_IP_STATUS, -1);
	r->owner = fields_text(o, "owner");
	r->url = fields_url(o, "url");
	r->checked = fields_date(o, "checked");
}

static void
take_attachment(const struct object *o, struct attachment *a)
{
	ONLY(o, "file", "name", "type", "size", "sha256");
	a->file = fields_int(o, "file", 1, INT32_MAX);
	a->name = fields_need(o, "name");
	a->type = fields_need(o, "type");
	a->size = fields_int(o, "size", 1, INT32_MAX);
	a->sha256 = fields_need(o, "sha256");
}

void
contentoffering_listing(const struct object *o, struct record *r)
{
	struct listing *l = r->listing = arena_alloc(o->f->arena, sizeof(*l));
	struct object inner;

	ONLY(o, "direction", "trl", "ipc", "country", "expires", "anonymous", "publisher", "wanted",
	    "texts", "rights", "attachments");
	l->direction = (enum direction)fields_id(o, "direction", VOCAB_DIRECTION, -1);
	l->trl = fields_int(o, "trl", 1, 9);
	l->ipc = fields_strings(o, "ipc", offering_ipc, "an IPC symbol such as G06F 16/33 or G06F");
	l->country = fields_country(o, "country");
	l->expires = fields_date(o, "expires");
	l->anonymous = fields_bool(o, "anonymous");
	l->publisher = fields_text(o, "publisher");
	if (l->anonymous && l->publisher != NULL)
		fields_refuse(
		    o->f, "“%s.publisher” stands there, though it is anonymous.", o->place);
	l->wanted = (enum wanted *)fields_ids(o, "wanted", VOCAB_WANTED, &l->nwanted);
	take_texts(o, l);
	l->nrights = fields_count(o, "rights");
	l->rights = arena_array(o->f->arena, struct ip_right, l->nrights);
	for (size_t i = 0; i < l->nrights && o->f->problem == NULL; i++) {
		inner = fields_item(o, "rights", i);
		take_right(&inner, &l->rights[i]);
		if (l->anonymous && (l->rights[i].number != NULL || l->rights[i].owner != NULL ||
					l->rights[i].url != NULL))
			fields_refuse(
			    o->f, "“%s” says whose it is, though it is anonymous.", inner.place);
	}
	l->nattachments = fields_count(o, "attachments");
	l->attachments = arena_array(o->f->arena, struct attachment, l->nattachments);
	for (size_t i = 0; i < l->nattachments && o->f->problem == NULL; i++) {
		inner = fields_item(o, "attachments", i);
		take_attachment(&inner, &l->attachments[i]);
	}
}
