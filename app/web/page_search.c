/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The search page and the lists of each kind: a list is a search without words in one kind. */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "locale/message.h"
#include "web/notebook.h"
#include "web/page_query.h"
#include "web/page_results.h"
#include "web/pages.h"

enum { SUGGESTIONS = 30 };

static enum err
too_far(struct req *req, struct resp *resp, const struct page_query *query,
    const struct search_result *result)
{
	resp->problem_detail = msg_format(req->locale, req->arena, "page.too_far",
	    MSG_INT("page", query->page), MSG_INT("pages", page_results_pages(query, result)));
	return (ERR_NOTFOUND);
}

/* Run ${query}; ${*ret_done} if there is nothing left to do because the reader has the page
 * already. */
static enum err
run(struct req *req, struct resp *resp, const struct page_query *query,
    struct search_result *ret_result, const struct page_nothing **ret_nothing, bool *ret_done)
{
	struct search_index *index;
	enum err err;

	if ((err = req_search(req, &index)) != ERR_OK)
		return (err);
	*ret_done = resp_not_modified(req, resp,
	    page_etag(req, arena_printf(req->arena, "%s%s %" PRIu64, query->base,
			       page_query_string(req, query, NULL), search_revision(index))));
	if (*ret_done)
		return (ERR_OK);
	if ((err = search_run(index, req->arena, &query->search, ret_result)) != ERR_OK)
		return (err);
	if (ret_result->nhits == 0 && query->page > 1)
		return (too_far(req, resp, query, ret_result));
	*ret_nothing = ret_result->nhits == 0 ? page_nothing_find(req, index, query) : NULL;
	/* A further page or a filter is no further search, and what a filter hides is no gap. */
	if (query->page == 1 && !query->is_list && !page_query_filtered(query))
		notebook_search(req, "page", query->search.q, ret_result);
	return (ERR_OK);
}

/* The rest of both pages. */
static enum err
send(struct req *req, struct resp *resp, const struct page_query *query,
    const struct search_result *result, const struct page_nothing *nothing, const char *title,
    const char *feed_title)
{
	const char *string = page_query_string(req, query, NULL);
	struct page_change first = { 0 };
	struct view *v =
	    page_view(req, title, arena_printf(req->arena, "%s%s", query->base, string));
	struct view *list;

	page_crumb(v, query->is_list ? title : msg(req->locale, "search.title"), NULL);
	page_atom(v, feed_title,
	    arena_printf(req->arena, "/feeds/%s%s.atom%s", locale_tag(req->locale), query->base,
		page_query_string(req, query, &first)));
	/* Each choice of filters and each further page would be one more page to find for others.
	 */
	if (page_query_filtered(query) || query->page > 1 || result->nhits == 0 ||
	    (query->is_list && query->search.q[0] != '\0'))
		view_show(v, "NOINDEX");
	if (query->is_list) {
		list = view_item(v, "LIST");
		view_text(list, "LIST_LEAD",
		    msg(req->locale,
			arena_printf(req->arena, "kind_about.%s", kind_id(query->kind))));
		view_text(list, "AZ_HREF", page_href(req, "%s/az/0", query->base));
		if (query->kind == KIND_TERM)
			view_text(view_item(list, "GLOSSARY"), "GLOSSARY_QUERY", query->search.q);
		if (query->kind == KIND_EVENT)
			view_text(view_item(v, "CALENDAR"), "CALENDAR_HREF",
			    page_href(req, "%s.ics%s", query->base,
				page_query_string(req, query, &first)));
	} else {
		view_show(v, "SEARCH");
	}
	page_results_fill(req, v, query, result, nothing);
	page_follow(req, v, arena_printf(req->arena, "%s%s", query->base + 1, string));
	return (page_send(req, resp, v, "results.html"));
}

/* An address or the number of a law goes straight to it. */
static const char *
target_path(struct req *req, const struct search_target *t)
{
	const char *path = arena_printf(
	    req->arena, "/%s/%s/%s", locale_tag(req->locale), kind_plural(t->kind), t->slug);

	return (t->eid == NULL ? path : arena_printf(req->arena, "%s/%s", path, t->eid));
}

enum err
page_search(struct req *req, struct resp *resp)
{
	struct page_query query;
	struct search_result result;
	const struct page_nothing *nothing = NULL;
	bool done;
	enum err err;
	const char *title;

	if ((err = page_query_read(req, resp, NULL, &query)) != ERR_OK ||
	    (err = run(req, resp, &query, &result, &nothing, &done)) != ERR_OK || done)
		return (err);
	if (result.target != NULL && query.page == 1 && !page_query_filtered(&query)) {
		resp_redirect(req, resp, 303, target_path(req, result.target));
		return (ERR_OK);
	}
	title = query.search.q[0] == '\0'
		    ? msg(req->locale, "search.title")
		    : msg_format(req->locale, req->arena, "search.title_query",
			  MSG_TEXT("query", query.search.q));
	return (send(req, resp, &query, &result, nothing, title, msg(req->locale, "search.feed")));
}

enum err
page_list(struct req *req, struct resp *resp)
{
	struct page_query query;
	struct search_result result;
	const struct page_nothing *nothing = NULL;
	enum kind kind;
	bool done;
	enum err err;

	if (!kind_from_plural(req_path(req, "plural"), &kind))
		return (ERR_NOTFOUND);
	if ((err = page_query_read(req, resp, &kind, &query)) != ERR_OK ||
	    (err = run(req, resp, &query, &result, &nothing, &done)) != ERR_OK || done)
		return (err);
	return (send(req, resp, &query, &result, nothing, page_kinds(req, kind),
	    msg(req->locale, "list.feed")));
}

enum err
page_search_click(struct req *req, struct resp *resp)
{
	const char *q = req_query(req, "q"), *to = req_query(req, "to"), *n = req_query(req, "n");

	resp->status = 204;
	/* Only from our own pages; there is nothing to gain for others but noise in the log. */
	if (req->origin == NULL || strcmp(req->origin, req->app->config.base_url) != 0)
		return (ERR_FORBIDDEN);
	if (q == NULL || to == NULL || n == NULL || n[strspn(n, "0123456789")] != '\0' ||
	    strlen(n) > 5 || utf8_count(q, strlen(q)) > PAGE_QUERY_CHARS)
		return (ERR_INPUT);
	notebook_click(req, q, to, strtol(n, NULL, 10));
	return (ERR_OK);
}

enum err
page_suggest(struct req *req, struct resp *resp)
{
	const char *q = req_query(req, "q") == NULL ? "" : req_query(req, "q"), **words;
	struct search_index *index;
	struct view *v, *item;
	size_t n, i;
	enum err err;

	if ((err = req_search(req, &index)) != ERR_OK ||
	    (err = search_suggest(
		 index, req->arena, locale_tag(req->locale), q, SUGGESTIONS, &words, &n)) != ERR_OK)
		return (err);
	v = page_view(req,
	    q[0] == '\0' ? msg(req->locale, "search.suggestions")
			 : msg_format(req->locale, req->arena, "search.suggestions_for",
			       MSG_TEXT("query", q)),
	    "/search/suggest");
	page_crumb(v, msg(req->locale, "search.title"), page_href(req, "/search"));
	page_crumb(v, msg(req->locale, "search.suggestions"), NULL);
	view_show(v, "NOINDEX");
	if (n == 0)
		view_show(v, "NONE");
	for (i = 0; i < n; i++) {
		item = view_item(v, "WORD");
		view_text(item, "WORD_LABEL", words[i]);
		view_text(item, "WORD_HREF",
		    page_href(req, "/search?q=%s", page_escape(req->arena, words[i])));
	}
	if (q[0] != '\0') {
		item = view_item(v, "ASKED");
		view_text(item, "ASKED_LABEL",
		    msg_format(
			req->locale, req->arena, "search.title_query", MSG_TEXT("query", q)));
		view_text(
		    item, "ASKED_HREF", page_href(req, "/search?q=%s", page_escape(req->arena, q)));
	}
	return (page_send(req, resp, v, "suggest.html"));
}
