/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Error pages: one sentence, the way on, and for an address that leads nowhere what was probably
 * meant by it.
 */
#include <string.h>

#include "base/utf8.h"
#include "locale/message.h"
#include "web/page_results.h"
#include "web/pages.h"

enum { MEANT_HITS = 3, MEANT_CHARS = 80 };

/* Errors whose words the bundles have; others are told as the nearest of them. */
static int
told_as(int status)
{
	static const int known[] = { 400, 403, 404, 405, 410, 413, 414, 415, 429, 500, 503 };
	size_t i;

	for (i = 0; i < sizeof(known) / sizeof(known[0]); i++)
		if (known[i] == status)
			return (status);
	return (status >= 500 ? 500 : 400);
}

/*
 * The words in the last part of the address, or "" : of "/en/laws/patent-law-of-brazil.html" those
 * of the law's name.
 */
static const char *
words_of_path(const struct req *req)
{
	static const char *const endings[] = { ".html", ".htm", ".php", ".aspx", ".xml" };
	const char *last;
	char *words, *p;
	size_t i, n;

	if (req->path == NULL || (last = strrchr(req->path, '/')) == NULL)
		return ("");
	words = arena_strdup(req->arena, last + 1);
	n = strlen(words);
	for (i = 0; i < sizeof(endings) / sizeof(endings[0]); i++) {
		size_t end = strlen(endings[i]);

		if (n > end && strcmp(words + n - end, endings[i]) == 0)
			words[n - end] = '\0';
	}
	for (p = words; *p != '\0'; p++)
		if (strchr("-_+.", *p) != NULL)
			*p = ' ';
	return (utf8_count(words, strlen(words)) > MEANT_CHARS ? "" : words);
}

/* The search box asks for what was in the address; what that finds first is shown at once. */
static void
fill_meant(struct req *req, struct view *v)
{
	const char *words = words_of_path(req);
	struct search_query query = { .q = words,
		.locale = locale_tag(req->locale),
		.chain = req->chain,
		.nchain = req->nchain,
		.sort = SORT_RELEVANCE,
		.limit = MEANT_HITS };
	struct search_result result;
	struct search_index *index;
	struct view *list;
	size_t i;

	if (words[0] == '\0')
		return;
	view_text(v, "QUERY", words);
	if (req_search(req, &index) != ERR_OK ||
	    search_run(index, req->arena, &query, &result) != ERR_OK || result.nhits == 0)
		return;
	list = view_item(v, "MEANT");
	for (i = 0; i < result.nhits; i++)
		page_results_hit(req, list, &result.hits[i], true);
}

void
page_error(struct req *req, struct resp *resp, int status)
{
	const char *title =
	    msg(req->locale, arena_printf(req->arena, "error.%d.title", told_as(status)));
	const char *text =
	    msg(req->locale, arena_printf(req->arena, "error.%d.text", told_as(status)));
	const char *detail = resp->problem_detail != NULL ? resp->problem_detail
			     : resp->problem != NULL	  ? msg(req->locale, resp->problem)
							  : NULL;
	struct view *v;

	resp->status = status;
	resp->etag = NULL;
	buf_clear(&resp->body);
	if (req->app->templates != NULL) {
		v = page_view(req, title, NULL);
		view_text(v, "TEXT", detail != NULL ? detail : text);
		view_int(v, "STATUS", status);
		if (status == 404)
			fill_meant(req, v);
		view_text(v, "REQUEST",
		    msg_format(req->locale, req->arena, "error.request",
			MSG_TEXT("id", req->id != NULL ? req->id : "-")));
		if (page_send(req, resp, v, "error.html") == ERR_OK)
			return;
	}
	resp_type(resp, "text/plain; charset=utf-8");
	resp->content_language = locale_tag(req->locale);
	buf_printf(&resp->body, "%d %s\n%s\n", status, title, detail != NULL ? detail : text);
}
