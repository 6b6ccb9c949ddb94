/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What a provider or a listing says of itself.  The rules are domain/offering.h's, the words the
 * bundle's, the markup offering.html's. */
#include "web/page_offering.h"

#include <inttypes.h>
#include <string.h>

#include "domain/offering.h"
#include "locale/format.h"
#include "locale/message.h"
#include "web/page_record.h"
#include "web/pages.h"

static const char *
labels(struct req *req, enum vocab set, const int *values, size_t n)
{
	const char **names = arena_array(req->arena, const char *, n);

	for (size_t i = 0; i < n; i++)
		names[i] = page_label(req, set, values[i]);
	return (format_list(req->locale, req->arena, names, n));
}

static const char *
languages(struct req *req, const struct strings *tags)
{
	const char **names = arena_array(req->arena, const char *, tags->n);

	for (size_t i = 0; i < tags->n; i++)
		names[i] = format_language(req->locale, req->arena, tags->v[i]);
	return (format_list(req->locale, req->arena, names, tags->n));
}

static const char *
country(struct req *req, const char *id)
{
	return (id == NULL ? NULL : format_jurisdiction(req->locale, req->arena, id));
}

static void
notice(struct req *req, struct view *v, const char *key)
{
	view_text(view_item(v, "OVER"), "OVER_TEXT", msg(req->locale, key));
}

/* --- providers ---------------------------------------------------------------------------------
 */

static const char *
fee_range(struct req *req, const struct offering *o)
{
	const char *from = o->fee_from == 0
			       ? NULL
			       : format_money(req->locale, req->arena, o->fee_from, o->currency);
	const char *to =
	    o->fee_to == 0 ? NULL : format_money(req->locale, req->arena, o->fee_to, o->currency);

	if (from != NULL && to != NULL)
		return (msg_format(req->locale, req->arena, "offering.fee_range",
		    MSG_TEXT("from", from), MSG_TEXT("to", to)));
	if (from != NULL)
		return (msg_format(
		    req->locale, req->arena, "offering.fee_from", MSG_TEXT("from", from)));
	return (to == NULL
		    ? NULL
		    : msg_format(req->locale, req->arena, "offering.fee_to", MSG_TEXT("to", to)));
}

static void
fill_offerings(struct req *req, struct view *v, const struct provider *p)
{
	struct view *table, *row;

	if (p->nofferings == 0)
		return;
	table = view_item(v, "OFFERINGS");
	for (size_t i = 0; i < p->nofferings; i++) {
		const struct offering *o = &p->offerings[i];
		const char *range = fee_range(req, o);

		row = view_item(table, "OFFERING");
		view_text(row, "OFFERING_SERVICE", page_label(req, VOCAB_SERVICE, (int)o->service));
		view_text(row, "OFFERING_RIGHTS",
		    labels(req, VOCAB_SUBJECT, (const int *)o->subjects, o->nsubjects));
		view_text(row, "OFFERING_FEE", page_label(req, VOCAB_FEE_MODEL, (int)o->fee));
		if (range != NULL)
			view_text(view_item(row, "OFFERING_RANGE"), "OFFERING_RANGE_TEXT", range);
		if (o->response_days > 0)
			view_text(row, "OFFERING_RESPONSE",
			    msg_format(req->locale, req->arena, "offering.response_days",
				MSG_INT("days", o->response_days)));
		if (o->deliverables != NULL)
			page_words(row, "OFFERING_GETS", o->deliverables,
			    o->language != NULL ? o->language : locale_tag(req->locale));
	}
}

static void
fill_licences(struct req *req, struct view *v, const struct provider *p)
{
	const char *today = page_record_today(req);
	struct view *table, *row;

	if (p->nlicences == 0)
		return;
	table = view_item(v, "LICENCES");
	for (size_t i = 0; i < p->nlicences; i++) {
		const struct licence *l = &p->licences[i];

		row = view_item(table, "LICENCE");
		view_text(row, "LICENCE_OFFICE", l->office);
		view_text(row, "LICENCE_COUNTRY", country(req, l->country));
		view_text(row, "LICENCE_NUMBER", l->number);
		if (l->valid_from != NULL)
			view_text(view_item(row, "LICENCE_TIME"), "LICENCE_TIME_TEXT",
			    page_dated(req, "offering.valid_from", l->valid_from));
		view_text(view_item(row, "LICENCE_TIME"), "LICENCE_TIME_TEXT",
		    l->valid_to != NULL ? page_dated(req, "offering.valid_to", l->valid_to)
					: msg(req->locale, "offering.valid_open"));
		if (l->valid_to != NULL && strcmp(l->valid_to, today) < 0)
			view_show(row, "LICENCE_OVER");
	}
}

static void
fill_offices(struct req *req, struct view *v, const struct provider *p)
{
	struct view *list, *item;

	if (p->noffices > 0) {
		list = view_item(v, "OFFICES");
		for (size_t i = 0; i < p->noffices; i++) {
			item = view_item(list, "OFFICE");
			view_text(item, "OFFICE_CITY", p->offices[i].city);
			view_text(item, "OFFICE_COUNTRY", country(req, p->offices[i].country));
			view_text(item, "OFFICE_ADDRESS", p->offices[i].address);
		}
	}
	if (p->nserved > 0) {
		list = view_item(v, "SERVED");
		for (size_t i = 0; i < p->nserved; i++) {
			item = view_item(list, "PLACE_SERVED");
			view_text(item, "SERVED_LABEL", country(req, p->served[i].jurisdiction));
			view_text(item, "SERVED_HOW",
			    msg(req->locale,
				p->served[i].partner ? "offering.partner" : "offering.direct"));
		}
	}
}

void
page_offering_provider(struct req *req, struct view *v, const struct record *record)
{
	const struct provider *p = record->provider;

	page_record_row(req, v, "offering.types",
	    labels(req, VOCAB_PROVIDER_TYPE, (const int *)p->types, p->ntypes));
	page_record_row(req, v, "provider.services",
	    labels(req, VOCAB_SERVICE, (const int *)p->services, p->nservices));
	page_record_row(req, v, "provider.city", p->city);
	page_record_row(req, v, "provider.country", country(req, p->country));
	page_record_row(req, v, "provider.languages", languages(req, &p->languages));
	if (p->conflict != CONFLICT_UNSAID)
		page_record_row(
		    req, v, "offering.conflict", page_label(req, VOCAB_CONFLICT, (int)p->conflict));
	if (p->credit != CREDIT_NONE) {
		page_record_row(
		    req, v, "offering.credit", page_label(req, VOCAB_CREDIT, (int)p->credit));
		view_text(
		    view_item(v, "DAY"), "DAY_TEXT", msg(req->locale, "offering.credit_note"));
	}
	page_record_row_link(req, v, "provider.website", p->website, p->website);
	if (p->website != NULL)
		view_text(view_item(v, "VISIT"), "VISIT_HREF", p->website);
	if (p->email != NULL)
		view_text(view_item(v, "EMAIL"), "EMAIL_ADDRESS", p->email);
	if (p->confirmed != NULL)
		view_text(view_item(v, "DAY"), "DAY_TEXT",
		    page_dated(req, "offering.confirmed", p->confirmed));
	if (offering_age_profile(req->arena, offering_last(record->verified, p->confirmed),
		page_record_today(req)) >= AGE_DEMOTED)
		notice(req, v, "offering.stale");
	fill_offerings(req, v, p);
	fill_licences(req, v, p);
	fill_offices(req, v, p);
}

/* --- listings ----------------------------------------------------------------------------------
 */

const char *
page_offering_office(struct req *req, const char *code)
{
	const char *key = arena_printf(req->arena, "offering.office_%s", code);

	return (msg_has(req->locale, key) ? msg(req->locale, key)
					  : format_jurisdiction(req->locale, req->arena, code));
}

static void
section(struct req *req, struct view *v, const char *key, const char *text, const char *language)
{
	struct view *part;

	if (text == NULL)
		return;
	part = view_item(v, "SECTION");
	view_text(part, "SECTION_TITLE", msg(req->locale, key));
	page_words(part, "SECTION", text, language);
}

static void
fill_sections(struct req *req, struct view *v, const struct listing *l, const char *language)
{
	const struct listing_text *t = l->ntexts > 0 ? &l->texts[0] : NULL;

	for (size_t i = 0; i < l->ntexts; i++)
		if (strcmp(l->texts[i].language, language) == 0)
			t = &l->texts[i];
	if (t == NULL)
		return;
	section(req, v, "offering.problem", t->problem, t->language);
	section(req, v, "offering.solution", t->solution, t->language);
	section(req, v, "offering.advantages", t->advantages, t->language);
	section(req, v, "offering.terms", t->terms, t->language);
}

static void
fill_rights(struct req *req, struct view *v, const struct listing *l)
{
	struct view *table, *row;

	if (l->nrights == 0)
		return;
	table = view_item(v, "RIGHTS");
	for (size_t i = 0; i < l->nrights; i++) {
		const struct ip_right *r = &l->rights[i];

		row = view_item(table, "RIGHT");
		view_text(row, "RIGHT_KIND", page_label(req, VOCAB_SUBJECT, (int)r->subject));
		view_text(row, "RIGHT_NUMBER", r->number);
		if (r->office != NULL)
			view_text(row, "RIGHT_OFFICE", page_offering_office(req, r->office));
		view_text(row, "RIGHT_STATUS", page_label(req, VOCAB_IP_STATUS, (int)r->status));
		view_text(row, "RIGHT_OWNER", r->owner);
		if (r->url != NULL)
			view_text(view_item(row, "RIGHT_LINK"), "RIGHT_HREF", r->url);
		view_text(row, "RIGHT_CHECKED",
		    r->checked != NULL ? page_dated(req, "offering.ip_checked", r->checked)
				       : msg(req->locale, "offering.ip_unchecked"));
	}
}

static void
fill_files(struct req *req, struct view *v, const struct listing *l)
{
	struct view *list, *item;

	if (l->nattachments == 0)
		return;
	list = view_item(v, "FILES");
	for (size_t i = 0; i < l->nattachments; i++) {
		const struct attachment *a = &l->attachments[i];

		item = view_item(list, "FILE");
		/* What is not public yet is for those who are signed in. */
		if (req->account != NULL)
			view_text(
			    item, "FILE_HREF", page_href(req, "/account/files/%" PRId64, a->file));
		else
			view_printf(item, "FILE_HREF", "/files/%" PRId64, a->file);
		view_text(item, "FILE_NAME", a->name);
		view_text(item, "FILE_SIZE",
		    msg_format(req->locale, req->arena, "offering.kilobytes",
			MSG_INT("size", (a->size + 1023) / 1024)));
	}
}

void
page_offering_listing(
    struct req *req, struct view *v, const struct record *record, const char *language)
{
	const struct listing *l = record->listing;

	page_record_row(
	    req, v, "listing.direction", page_label(req, VOCAB_DIRECTION, (int)l->direction));
	page_record_row(req, v, "offering.wanted",
	    labels(req, VOCAB_WANTED, (const int *)l->wanted, l->nwanted));
	if (l->trl > 0)
		page_record_row(req, v, "listing.trl",
		    msg_format(
			req->locale, req->arena, "listing.trl_value", MSG_INT("level", l->trl)));
	page_record_row(
	    req, v, "listing.ipc", format_list(req->locale, req->arena, l->ipc.v, l->ipc.n));
	page_record_row(req, v, "listing.country", country(req, l->country));
	page_record_row(req, v, "offering.publisher", l->publisher);
	page_record_row_date(req, v, "listing.expires", l->expires);
	if (l->expires != NULL && strcmp(l->expires, page_record_today(req)) < 0)
		notice(req, v, "listing.expired");
	if (l->anonymous)
		view_text(view_item(v, "DAY"), "DAY_TEXT", msg(req->locale, "offering.anonymous"));
	fill_sections(req, v, l, language);
	fill_rights(req, v, l);
	fill_files(req, v, l);
}
