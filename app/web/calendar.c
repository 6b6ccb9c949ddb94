/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The events of a list as a calendar file.  The index says which they are, as for the list and with
 * its filters; what a calendar needs besides comes from PostgreSQL in one round trip.
 */
#include <string.h>

#include "locale/format.h"
#include "locale/message.h"
#include "render/ical.h"
#include "store/entry.h"
#include "web/hit.h"
#include "web/page_query.h"
#include "web/pages.h"
#include "web/path.h"
#include "web/service.h"

enum { EVENTS_MAX = 1000 };

/* The words of the entry; that it is a sample; that it comes again, which is said and not
 * calculated, since the days of most editions are announced anew; where to read on. */
static const char *
description(struct req *req, const struct record *r, const struct text *text)
{
	const char *const parts[] = {
		r->sample ? msg(req->locale, "entry.sample") : NULL,
		text->summary,
		r->event->online ? msg(req->locale, "event.online") : NULL,
		r->event->recurrence != NULL ? msg(req->locale, "event.yearly") : NULL,
		r->event->url,
	};
	const char *all = NULL;
	size_t i;

	for (i = 0; i < sizeof(parts) / sizeof(parts[0]); i++) {
		if (parts[i] != NULL)
			all = all == NULL ? parts[i]
					  : arena_printf(req->arena, "%s\n%s", all, parts[i]);
	}
	return (all);
}

static const char *
place(struct req *req, const struct event *event)
{
	const char *country = event->country == NULL
				  ? NULL
				  : format_jurisdiction(req->locale, req->arena, event->country);

	if (event->city != NULL && country != NULL)
		return (arena_printf(req->arena, "%s, %s", event->city, country));
	return (event->city != NULL ? event->city : country);
}

static bool
fill(struct req *req, const struct record *r, struct ical_event *e)
{
	const char *host = strstr(req->app->config.base_url, "://");
	const struct text *text;
	bool fallback;

	/* NULL: withdrawn since the index was written. */
	if (r == NULL || r->event->starts == NULL || r->updated == NULL ||
	    (text = record_text(r, req->chain, req->nchain, &fallback)) == NULL)
		return (false);
	/* Without the locale and the slug: neither makes another event of it. */
	e->uid = arena_printf(req->arena, "event-%lld@%s", (long long)r->id.v,
	    host == NULL ? "portal" : host + strlen("://"));
	e->updated = r->updated;
	e->starts = r->event->starts;
	e->ends = r->event->ends;
	e->title = text->title;
	e->language = text->language;
	e->description = description(req, r, text);
	/* In a fallback our own sentences stand beside words of another language. */
	e->description_language = fallback ? NULL : text->language;
	e->place = place(req, r->event);
	e->category = page_label(req, VOCAB_EVENT_TYPE, (int)r->event->type);
	e->url = hit_entry_url(req, KIND_EVENT, r->slug);
	return (true);
}

enum err
calendar_events(struct req *req, struct resp *resp)
{
	const enum kind kind = KIND_EVENT;
	struct ical_calendar calendar = { 0 };
	struct search_result result;
	struct search_index *index;
	struct page_query query;
	struct ical_event *events;
	struct record **records;
	const char **slugs;
	enum err err;
	size_t i;

	if ((err = page_query_read(req, resp, &kind, &query)) != ERR_OK ||
	    (err = req_search(req, &index)) != ERR_OK)
		return (err);
	query.search.facets = false;
	query.search.offset = 0;
	query.search.limit = EVENTS_MAX;
	if ((err = search_run(index, req->arena, &query.search, &result)) != ERR_OK)
		return (err);
	slugs = arena_array(req->arena, const char *, result.nhits);
	for (i = 0; i < result.nhits; i++)
		slugs[i] = result.hits[i].slug;
	if ((err = entry_by_slugs(
		 req->db, req->arena, KIND_EVENT, slugs, result.nhits, &records)) != ERR_OK)
		return (err);
	events = arena_array(req->arena, struct ical_event, result.nhits);
	for (i = 0; i < result.nhits; i++)
		calendar.nevents += fill(req, records[i], &events[calendar.nevents]);
	calendar.events = events;
	calendar.name = msg_format(req->locale, req->arena, "site.title",
	    MSG_TEXT("page", page_kinds(req, KIND_EVENT)),
	    MSG_TEXT("site", msg(req->locale, "site.name")));
	calendar.language = locale_tag(req->locale);
	calendar.self = arena_printf(req->arena, "%s%s%s", req->app->config.base_url,
	    path_encode(req->arena, req->path),
	    page_query_string(req, &query, &(struct page_change){ 0 }));
	ical_calendar(&resp->body, &calendar);
	resp_type(resp, "text/calendar; charset=utf-8");
	resp->content_language = calendar.language;
	return (ERR_OK);
}
