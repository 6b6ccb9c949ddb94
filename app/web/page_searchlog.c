/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What is kept of searches, for those who search to see. */
#include <string.h>

#include "locale/format.h"
#include "locale/message.h"
#include "store/searchlog.h"
#include "web/pages.h"

enum { DAYS = 30, LEAST = 3, SHOWN = 30 };

static const char *
language(struct req *req, const char *locale)
{
	return (format_language(req->locale, req->arena, locale));
}

static void
fill_languages(
    struct req *req, struct view *v, const struct searchlog_language *languages, size_t n)
{
	struct view *table = n == 0 ? NULL : view_item(v, "LANGUAGES");

	for (size_t i = 0; i < n; i++) {
		struct view *row = view_item(table, "LANGUAGE");

		view_text(row, "LANGUAGE_LABEL", language(req, languages[i].locale));
		view_text(row, "LANGUAGE_SEARCHES",
		    format_number(req->locale, req->arena, languages[i].searches));
		view_text(row, "LANGUAGE_EMPTY",
		    format_number(req->locale, req->arena, languages[i].empty));
		view_text(row, "LANGUAGE_CLICKS",
		    format_number(req->locale, req->arena, languages[i].clicks));
	}
}

static void
fill_queries(struct req *req, struct view *v, const struct searchlog_query *queries, size_t n)
{
	struct view *table = n == 0 ? NULL : view_item(v, "QUERIES");

	for (size_t i = 0; i < n; i++) {
		struct view *row = view_item(table, "ASKED");

		view_text(row, "ASKED_QUERY", queries[i].query);
		view_printf(row, "ASKED_HREF", "/%s/search?q=%s", queries[i].locale,
		    page_escape(req->arena, queries[i].query));
		view_text(row, "ASKED_LANGUAGE", language(req, queries[i].locale));
		view_text(row, "ASKED_SEARCHES",
		    format_number(req->locale, req->arena, queries[i].searches));
		view_text(
		    row, "ASKED_HITS", format_number(req->locale, req->arena, queries[i].hits));
	}
}

enum err
page_search_log(struct req *req, struct resp *resp)
{
	struct searchlog_language *languages = NULL;
	struct searchlog_query *queries = NULL;
	size_t nlanguages = 0, nqueries = 0;
	int days = req->app->config.log_days;
	struct view *v;
	enum err err;

	if ((err = searchlog_languages(req->db, req->arena, DAYS, &languages, &nlanguages)) !=
		ERR_OK ||
	    (err = searchlog_top(req->db, req->arena, DAYS, LEAST, SHOWN, &queries, &nqueries)) !=
		ERR_OK)
		return (err);
	v = page_view(req, msg(req->locale, "search_log.title"), "/about/search-log");
	page_crumb(v, msg(req->locale, "about.title"), page_href(req, "/about"));
	page_crumb(v, msg(req->locale, "search_log.title"), NULL);
	if (days == 0) {
		view_show(v, "OFF");
	} else {
		view_text(view_item(v, "ON"), "KEPT_DAYS",
		    msg_format(req->locale, req->arena, "search_log.days", MSG_INT("count", days)));
		view_text(v, "RECENT",
		    msg_format(
			req->locale, req->arena, "search_log.recent", MSG_INT("count", DAYS)));
		view_text(v, "OFTEN",
		    msg_format(
			req->locale, req->arena, "search_log.often", MSG_INT("count", LEAST)));
	}
	fill_languages(req, v, languages, nlanguages);
	fill_queries(req, v, queries, nqueries);
	return (page_send(req, resp, v, "search_log.html"));
}
