/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The search page and the lists of each kind: a list is a search without words in one kind. */
#include <inttypes.h>
#include <string.h>

#include "locale/message.h"
#include "web/page_query.h"
#include "web/page_results.h"
#include "web/pages.h"

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
    struct search_result *ret_result, bool *ret_done)
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
	return (ERR_OK);
}

/* The rest of both pages. */
static enum err
send(struct req *req, struct resp *resp, const struct page_query *query,
    const struct search_result *result, const char *title, const char *feed_title)
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
		if (query->kind == KIND_EVENT)
			view_text(view_item(v, "CALENDAR"), "CALENDAR_HREF",
			    page_href(req, "%s.ics%s", query->base,
				page_query_string(req, query, &first)));
	} else {
		view_show(v, "SEARCH");
	}
	page_results_fill(req, v, query, result);
	return (page_send(req, resp, v, "results.html"));
}

enum err
page_search(struct req *req, struct resp *resp)
{
	struct page_query query;
	struct search_result result;
	bool done;
	enum err err;
	const char *title;

	if ((err = page_query_read(req, resp, NULL, &query)) != ERR_OK ||
	    (err = run(req, resp, &query, &result, &done)) != ERR_OK || done)
		return (err);
	title = query.search.q[0] == '\0'
		    ? msg(req->locale, "search.title")
		    : msg_format(req->locale, req->arena, "search.title_query",
			  MSG_TEXT("query", query.search.q));
	return (send(req, resp, &query, &result, title, msg(req->locale, "search.feed")));
}

enum err
page_list(struct req *req, struct resp *resp)
{
	struct page_query query;
	struct search_result result;
	enum kind kind;
	bool done;
	enum err err;

	if (!kind_from_plural(req_path(req, "plural"), &kind))
		return (ERR_NOTFOUND);
	if ((err = page_query_read(req, resp, &kind, &query)) != ERR_OK ||
	    (err = run(req, resp, &query, &result, &done)) != ERR_OK || done)
		return (err);
	return (
	    send(req, resp, &query, &result, page_kinds(req, kind), msg(req->locale, "list.feed")));
}
