/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The publication log: what was published, corrected, withdrawn, merged and repealed, latest first.
 * The rows are store/publication.h's.
 */
#include "web/page_log.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/date.h"
#include "domain/slug.h"
#include "locale/format.h"
#include "locale/message.h"
#include "render/atom.h"
#include "render/json.h"
#include "store/publication.h"
#include "web/api.h"
#include "web/api_params.h"
#include "web/hit.h"
#include "web/page_record.h"
#include "web/pages.h"
#include "web/service.h"

enum { ROWS = 50, DAY = 10 /* "YYYY-MM-DD" */ };

/* --- words -------------------------------------------------------------------------------------
 */

static const char *
action_label(const struct req *req, const struct publication *p)
{
	return (msg(req->locale, arena_printf(req->arena, "log.%s", publication_id(p->action))));
}

/* "zh-Hans 2020-10-17, ru" in the reader's words. */
static const char *
texts_label(const struct req *req, const char *note)
{
	char *rest = arena_strdup(req->arena, note), *one;
	const char **items = arena_array(req->arena, const char *, strlen(note) / 2 + 1);
	size_t n = 0;

	while ((one = strsep(&rest, ",")) != NULL) {
		char *date;

		one += strspn(one, " ");
		if ((date = strchr(one, ' ')) != NULL)
			*date++ = '\0';
		if (*one == '\0')
			continue;
		items[n] = format_language(req->locale, req->arena, one);
		if (date != NULL && date_valid(date))
			items[n] = arena_printf(req->arena, "%s (%s)", items[n],
			    format_date(req->locale, req->arena, date, DATE_MEDIUM));
		n++;
	}
	return (format_list(req->locale, req->arena, items, n));
}

/* What happened beside the action, NULL: nothing; a slug stays one. */
static const char *
note_label(const struct req *req, const struct publication *p)
{
	if (p->note == NULL)
		return (NULL);
	if (p->action == PUBLICATION_PUBLISH || p->action == PUBLICATION_CORRECT)
		return (texts_label(req, p->note));
	return (p->note);
}

static const struct text *
title_of(const struct req *req, const struct publication *p)
{
	static const struct text none = { .language = "und", .title = "" };
	const struct text *t;
	bool ignored;

	t = record_text(p->entry, req->chain, req->nchain, &ignored);
	return (t != NULL ? t : &none);
}

/* --- which rows --------------------------------------------------------------------------------
 */

static bool
jurisdiction_valid(const char *s)
{
	static const char capitals[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";

	return (strcmp(s, "INT") == 0 || (strlen(s) == 2 && strspn(s, capitals) == 2));
}

/* Pages and feeds leave alone what they do not know. */
static struct publication_want
wanted(const struct req *req)
{
	struct publication_want want = { .kind = KIND_COUNT, .limit = ROWS + 1 };
	const char *kind = req_query(req, "kind"), *place = req_query(req, "jurisdiction");
	const char *before = req_query(req, "before");

	if (kind != NULL)
		(void)kind_from_id(kind, &want.kind);
	if (place != NULL && jurisdiction_valid(place))
		want.jurisdiction = place;
	if (before != NULL && strspn(before, "0123456789") == strlen(before) && strlen(before) < 18)
		want.before = strtoll(before, NULL, 10);
	return (want);
}

static const char *
add(const struct req *req, const char *query, const char *name, const char *value)
{
	return (arena_printf(req->arena, "%s%c%s=%s", query, query[0] == '\0' ? '?' : '&', name,
	    page_escape(req->arena, value)));
}

/* The canonical query of ${want}. */
static const char *
query_of(const struct req *req, const struct publication_want *want)
{
	const char *query = "";

	if (want->kind != KIND_COUNT)
		query = add(req, query, "kind", kind_id(want->kind));
	if (want->jurisdiction != NULL)
		query = add(req, query, "jurisdiction", want->jurisdiction);
	if (want->before > 0)
		query =
		    add(req, query, "before", arena_printf(req->arena, "%" PRId64, want->before));
	return (query);
}

/* --- the page ----------------------------------------------------------------------------------
 */

static void
choice(struct req *req, struct view *v, const char *section, const char *label,
    const struct publication_want *want, bool here)
{
	struct view *item = view_item(v, section);

	view_text(item, "CHOICE_LABEL", label);
	view_text(item, "CHOICE_HREF", page_href(req, "/log%s", query_of(req, want)));
	if (here)
		view_show(item, "CHOICE_HERE");
}

/* Countries come from the index; without it the page goes on without this filter. */
static void
fill_places(struct req *req, struct view *v, const struct publication_want *now)
{
	struct search_query query = { .q = "",
		.locale = locale_tag(req->locale),
		.chain = req->chain,
		.nchain = req->nchain,
		.sort = SORT_DATE,
		.facets = true };
	struct publication_want want = { .kind = now->kind };
	struct search_result result;
	struct search_index *index;

	if (req_search(req, &index) != ERR_OK ||
	    search_run(index, req->arena, &query, &result) != ERR_OK)
		return;
	choice(req, v, "PLACE", msg(req->locale, "log.all"), &want, now->jurisdiction == NULL);
	for (size_t i = 0; i < result.nfacets[FACET_JURISDICTION]; i++) {
		want.jurisdiction = result.facets[FACET_JURISDICTION][i].id;
		choice(req, v, "PLACE",
		    format_jurisdiction(req->locale, req->arena, want.jurisdiction), &want,
		    now->jurisdiction != NULL && strcmp(now->jurisdiction, want.jurisdiction) == 0);
	}
}

static void
fill_filters(struct req *req, struct view *v, const struct publication_want *now)
{
	struct publication_want want = { .kind = KIND_COUNT, .jurisdiction = now->jurisdiction };

	choice(req, v, "KIND", msg(req->locale, "log.all"), &want, now->kind == KIND_COUNT);
	for (int kind = 0; kind < KIND_COUNT; kind++) {
		want.kind = (enum kind)kind;
		choice(req, v, "KIND", page_kinds(req, want.kind), &want, now->kind == want.kind);
	}
	fill_places(req, v, now);
}

/* A merge and a repeal name another law. */
static void
fill_other(struct req *req, struct view *row, const char *slug)
{
	const struct record *law;
	const struct text *title = page_record_law(req, slug, &law);
	struct view *item;

	if (title == NULL) {
		view_text(view_item(row, "NOTE"), "NOTE_TEXT", slug);
		return;
	}
	item = view_item(row, "OTHER");
	page_words(item, "OTHER", title->title, title->language);
	view_text(item, "OTHER_HREF", page_href(req, "/laws/%s", slug));
}

static void
fill_row(struct req *req, struct view *day, const struct publication *p)
{
	struct view *row = view_item(day, "ROW"), *item;
	const struct text *title = title_of(req, p);
	const char *note;

	view_text(row, "ACTION_ID", publication_id(p->action));
	view_text(row, "ACTION_LABEL", action_label(req, p));
	view_text(row, "KIND_LABEL", page_kind(req, p->entry->kind));
	item = view_item(row, p->readable ? "READABLE" : "GONE");
	page_words(item, "TITLE", title->title, title->language);
	view_text(item, "TITLE_HREF",
	    page_href(req, "/%s/%s", kind_plural(p->entry->kind), p->entry->slug));
	if (p->note != NULL &&
	    (p->action == PUBLICATION_MERGE || p->action == PUBLICATION_REPEAL) &&
	    slug_valid(p->note))
		fill_other(req, row, p->note);
	else if ((note = note_label(req, p)) != NULL)
		view_text(view_item(row, "NOTE"), "NOTE_TEXT", note);
}

static void
fill_rows(struct req *req, struct view *v, const struct publication *rows, size_t n)
{
	struct view *day = NULL;

	for (size_t i = 0; i < n; i++) {
		if (i == 0 || strncmp(rows[i].time, rows[i - 1].time, DAY) != 0) {
			const char *date = arena_strndup(req->arena, rows[i].time, DAY);

			day = view_item(v, "DAY");
			view_text(day, "DAY_DATE", date);
			view_text(
			    day, "DAY_TEXT", format_date(req->locale, req->arena, date, DATE_LONG));
		}
		fill_row(req, day, &rows[i]);
	}
	if (n == 0)
		view_show(v, "NOTHING");
}

static const char *
feed_title(const struct req *req)
{
	return (msg_format(req->locale, req->arena, "feed.title",
	    MSG_TEXT("name", msg(req->locale, "log.title")),
	    MSG_TEXT("site", msg(req->locale, "site.name"))));
}

enum err
page_log(struct req *req, struct resp *resp)
{
	struct publication_want want = wanted(req), next, feed = want;
	const char *title = msg(req->locale, "log.title");
	struct publication *rows;
	struct view *v;
	enum err err;
	size_t n;

	if ((err = publication_page(req->db, req->arena, &want, &rows, &n)) != ERR_OK)
		return (err);
	if (resp_not_modified(req, resp,
		page_etag(req, arena_printf(req->arena, "/log%s %" PRId64, query_of(req, &want),
				   n > 0 ? rows[0].id : 0))))
		return (ERR_OK);
	v = page_view(req, title, arena_printf(req->arena, "/log%s", query_of(req, &want)));
	page_crumb(v, title, NULL);
	view_text(v, "DESCRIPTION", msg(req->locale, "log.lead"));
	feed.before = 0;
	page_atom(v, feed_title(req),
	    arena_printf(
		req->arena, "/feeds/%s/log.atom%s", locale_tag(req->locale), query_of(req, &feed)));
	fill_filters(req, v, &want);
	fill_rows(req, v, rows, n > ROWS ? ROWS : n);
	if (n > ROWS) {
		next = want;
		next.before = rows[ROWS - 1].id;
		view_text(view_item(v, "EARLIER"), "EARLIER_HREF",
		    page_href(req, "/log%s", query_of(req, &next)));
	}
	return (page_send(req, resp, v, "log.html"));
}

/* --- the feed ----------------------------------------------------------------------------------
 */

static void
feed_entry(const struct req *req, const struct publication *p, struct atom_entry *e)
{
	const char *base = req->app->config.base_url, *note = note_label(req, p);
	const struct text *title = title_of(req, p);

	e->id = arena_printf(req->arena, "%s/log/%" PRId64, base, p->id);
	e->title = title->title;
	e->language = title->language;
	e->dir = language_dir(title->language);
	e->summary = note == NULL ? action_label(req, p)
				  : arena_printf(req->arena, "%s: %s", action_label(req, p), note);
	e->summary_language = locale_tag(req->locale);
	e->summary_dir = locale_dir(req->locale);
	e->url = p->readable
		     ? arena_printf(req->arena, "%s%s", base,
			   page_href(req, "/%s/%s", kind_plural(p->entry->kind), p->entry->slug))
		     : arena_printf(req->arena, "%s%s", base, page_href(req, "/log"));
	e->updated = p->time;
	e->category = kind_id(p->entry->kind);
	e->category_label = page_kind(req, p->entry->kind);
}

enum err
feed_log(struct req *req, struct resp *resp)
{
	const char *base = req->app->config.base_url, *self;
	struct publication_want want = wanted(req), next;
	struct atom_entry *entries;
	struct atom_feed f = { 0 };
	struct publication *rows;
	enum err err;
	size_t n;

	if ((err = publication_page(req->db, req->arena, &want, &rows, &n)) != ERR_OK)
		return (err);
	self = arena_printf(req->arena, "%s/feeds/%s/log.atom", base, locale_tag(req->locale));
	if (n > ROWS) {
		n = ROWS;
		next = want;
		next.before = rows[ROWS - 1].id;
		f.next = arena_printf(req->arena, "%s%s", self, query_of(req, &next));
	}
	entries = arena_array(req->arena, struct atom_entry, n);
	for (size_t i = 0; i < n; i++)
		feed_entry(req, &rows[i], &entries[i]);
	f.self = arena_printf(req->arena, "%s%s", self, query_of(req, &want));
	f.id = f.self;
	f.alternate =
	    arena_printf(req->arena, "%s%s", base, page_href(req, "/log%s", query_of(req, &want)));
	f.title = feed_title(req);
	f.subtitle = msg(req->locale, "log.lead");
	f.language = locale_tag(req->locale);
	f.dir = locale_dir(req->locale);
	f.author = msg(req->locale, "site.name");
	f.updated = n > 0 ? rows[0].time : date_today(req->arena);
	f.entries = entries;
	f.nentries = n;
	atom_feed(&resp->body, &f);
	resp_type(resp, "application/atom+xml; charset=utf-8");
	resp->content_language = f.language;
	return (ERR_OK);
}

/* --- the API -----------------------------------------------------------------------------------
 */

static json_t *
row_json(const struct req *req, const struct publication *p)
{
	json_t *json = json_object(), *titles = json_array(), *places = json_array();
	const struct text *title = title_of(req, p);

	for (size_t i = 0; i < p->entry->ntexts; i++)
		json_array_append_new(
		    titles, json_pack("{s:s,s:s}", "language", p->entry->texts[i].language, "title",
				p->entry->texts[i].title));
	for (size_t i = 0; i < p->entry->jurisdictions.n; i++)
		json_array_append_new(places, json_string(p->entry->jurisdictions.v[i]));
	json_object_set_new(json, "id", json_integer(p->id));
	json_object_set_new(json, "time", json_string(p->time));
	json_object_set_new(json, "action", json_string(publication_id(p->action)));
	json_object_set_new(json, "kind", json_string(kind_id(p->entry->kind)));
	json_object_set_new(json, "slug", json_string(p->entry->slug));
	json_object_set_new(json, "url",
	    p->readable ? json_string(hit_entry_url(req, p->entry->kind, p->entry->slug))
			: json_null());
	json_object_set_new(json, "revision", json_integer(p->entry->revision));
	json_object_set_new(json, "language", json_string(title->language));
	json_object_set_new(json, "title", json_string(title->title));
	json_object_set_new(json, "titles", titles);
	json_object_set_new(json, "jurisdictions", places);
	json_object_set_new(json, "note", json_text(p->note));
	return (json);
}

enum err
api_log(struct req *req, struct resp *resp)
{
	struct publication_want want = { .kind = KIND_COUNT };
	struct search_query filters = { 0 };
	json_t *json, *array = json_array();
	const char *before, *next = NULL;
	struct publication *rows;
	enum err err;
	int limit = 20;
	size_t n;

	if ((err = api_params_check(req, resp, &api_params_log)) != ERR_OK ||
	    (err = api_params_filters(req, resp, &filters)) != ERR_OK ||
	    (err = api_params_number(req, resp, "limit", 1, 100, &limit)) != ERR_OK)
		goto done;
	if (filters.filter[FACET_KIND].n > 0)
		(void)kind_from_id(filters.filter[FACET_KIND].v[0], &want.kind);
	if (filters.filter[FACET_JURISDICTION].n > 0)
		want.jurisdiction = filters.filter[FACET_JURISDICTION].v[0];
	before = req_query(req, "cursor");
	if (before != NULL && (*before == '\0' || strlen(before) > 17 ||
				  strspn(before, "0123456789") != strlen(before))) {
		resp->problem = "problem.bad_cursor";
		err = ERR_INPUT;
		goto done;
	}
	want.before = before == NULL ? 0 : strtoll(before, NULL, 10);
	want.limit = (size_t)limit + 1;
	if ((err = publication_page(req->db, req->arena, &want, &rows, &n)) != ERR_OK)
		goto done;
	if (n > (size_t)limit) {
		n = (size_t)limit;
		next = arena_printf(req->arena, "%" PRId64, rows[n - 1].id);
	}
	for (size_t i = 0; i < n; i++)
		json_array_append_new(array, row_json(req, &rows[i]));
	json = json_object();
	json_object_set(json, "entries", array);
	json_object_set_new(json, "next", json_text(next));
	json_into(&resp->body, json);
	json_decref(json);
	resp_type(resp, "application/json");
	resp->content_language = locale_tag(req->locale);
done:
	json_decref(array);
	return (err);
}

/* --- what is gone ------------------------------------------------------------------------------
 */

static const char *
capture(const struct req *req, const char *name)
{
	for (size_t i = 0; i < req->ncaptures; i++) {
		if (strcmp(req->captures[i].name, name) == 0)
			return (req->captures[i].value);
	}
	return (NULL);
}

void
page_log_gone(struct req *req, struct resp *resp)
{
	struct publication_want want = { .kind = KIND_LAW, .limit = 1 };
	const char *plural = capture(req, "plural");
	struct publication *row;
	const char *title;
	size_t n;

	/* An address with {slug} and no {plural} is that of a law. */
	if ((want.slug = capture(req, "slug")) == NULL || !slug_valid(want.slug) ||
	    (plural != NULL && !kind_from_plural(plural, &want.kind)) ||
	    publication_page(req->db, req->arena, &want, &row, &n) != ERR_OK || n == 0 ||
	    row->readable || row->action != PUBLICATION_WITHDRAW)
		return;
	title = title_of(req, row)->title;
	resp->status = 410;
	resp->problem_detail =
	    row->note == NULL
		? msg_format(req->locale, req->arena, "log.gone", MSG_TEXT("title", title),
		      MSG_TEXT("when", format_date(req->locale, req->arena, row->time, DATE_LONG)))
		: msg_format(req->locale, req->arena, "log.gone_because", MSG_TEXT("title", title),
		      MSG_TEXT("when", format_date(req->locale, req->arena, row->time, DATE_LONG)),
		      MSG_TEXT("reason", row->note));
}
