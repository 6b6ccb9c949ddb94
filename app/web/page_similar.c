/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Owns the list of what is like an entry or an article. */
#include "web/page_similar.h"

#include "web/page_results.h"
#include "web/pages.h"

enum { SIMILAR = 5 };

void
page_similar(struct req *req, struct view *v, enum kind kind, struct entry_id entry,
    const char *language, const char *title, const char *text)
{
	struct search_like what = { .language = language,
		.title = title,
		.text = text,
		.entry = entry.v,
		.kind = &kind,
		.chain = req->chain,
		.nchain = req->nchain,
		.limit = SIMILAR };
	struct search_index *index;
	struct search_hit *hits;
	struct view *list;
	size_t n, i;

	if (req_search(req, &index) != ERR_OK ||
	    search_similar(index, req->arena, &what, &hits, &n) != ERR_OK || n == 0)
		return;
	list = view_item(v, "SIMILAR");
	for (i = 0; i < n; i++) {
		const struct search_hit *hit = &hits[i];
		struct view *item = view_item(list, "LIKE");

		view_text(item, "LIKE_HREF", page_results_href(req, hit));
		page_words(item, "LIKE_TITLE", hit->title, hit->title_language);
		if (hit->jurisdictions.n > 0)
			view_text(view_item(item, "LIKE_PLACES"), "LIKE_PLACE",
			    page_results_places(req, &hit->jurisdictions));
		if (hit->eid != NULL)
			page_words(view_item(item, "LIKE_AT"), "LIKE_WORDS",
			    arena_printf(req->arena, "%s %s",
				page_article_label(
				    req, &hit->jurisdictions, hit->article, hit->language),
				hit->heading == NULL ? "" : hit->heading),
			    hit->language);
	}
}
