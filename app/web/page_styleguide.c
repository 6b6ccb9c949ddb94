/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Every part that pages are made of, once in each direction of writing; the parts are in
 * components.html. */
#include <inttypes.h>

#include "locale/format.h"
#include "locale/message.h"
#include "web/page_overview.h"
#include "web/pages.h"

/* The chart and its table: how many entries there are of each kind. */
static void
fill_chart(struct req *req, struct view *v, const struct search_result *counts)
{
	uint32_t most = 1, n;
	struct view *bar;
	int kind;

	for (kind = 0; kind < KIND_COUNT; kind++) {
		n = page_overview_count(counts, FACET_KIND, kind_id((enum kind)kind));
		if (n > most)
			most = n;
	}
	for (kind = 0; kind < KIND_COUNT; kind++) {
		n = page_overview_count(counts, FACET_KIND, kind_id((enum kind)kind));
		bar = view_item(v, "BAR");
		view_text(bar, "BAR_LABEL", page_kinds(req, (enum kind)kind));
		view_int(bar, "BAR_VALUE", n);
		view_int(bar, "BAR_MOST", most);
		view_text(bar, "BAR_NUMBER", format_number(req->locale, req->arena, n));
	}
}

static void
fill_labels(struct req *req, struct view *v)
{
	struct view *item;
	int i;

	for (i = 0; i < PROVENANCE_COUNT; i++) {
		item = view_item(v, "LABEL");
		view_text(item, "LABEL_ID", vocab_id(VOCAB_PROVENANCE, i));
		view_text(item, "LABEL_WORDS", page_label(req, VOCAB_PROVENANCE, i));
	}
	for (i = 0; i < LAW_STATUS_COUNT; i++) {
		item = view_item(v, "LABEL");
		view_text(item, "LABEL_ID", vocab_id(VOCAB_LAW_STATUS, i));
		view_text(item, "LABEL_WORDS", page_label(req, VOCAB_LAW_STATUS, i));
	}
}

enum err
page_styleguide(struct req *req, struct resp *resp)
{
	static const char *const directions[] = { "ltr", "rtl" };
	const char *title = msg(req->locale, "styleguide.title");
	struct search_result counts;
	struct search_index *index;
	struct view *v, *part;
	bool done;
	size_t i;
	enum err err;

	if ((err = page_overview_counts(
		 req, resp, FACET_KIND, NULL, "/styleguide", &index, &counts, &done)) != ERR_OK ||
	    done)
		return (err);
	v = page_view(req, title, "/styleguide");
	page_crumb(v, msg(req->locale, "sitemap.title"), page_href(req, "/sitemap"));
	page_crumb(v, title, NULL);
	view_show(v, "NOINDEX");
	view_text(v, "POSITION",
	    msg_format(
		req->locale, req->arena, "page.position", MSG_INT("page", 2), MSG_INT("pages", 3)));
	for (i = 0; i < sizeof(directions) / sizeof(directions[0]); i++) {
		part = view_item(v, "DIRECTION");
		view_text(part, "SIDE", directions[i]);
		view_text(part, "SIDE_NAME",
		    msg(req->locale, arena_printf(req->arena, "styleguide.%s", directions[i])));
		fill_chart(req, part, &counts);
		fill_labels(req, part);
	}
	return (page_send(req, resp, v, "styleguide.html"));
}
