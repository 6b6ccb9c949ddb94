/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Which articles of a law are on a page: all of them, or one part of a large law. */
#ifndef WEB_PAGE_READING_H
#define WEB_PAGE_READING_H

#include "domain/part.h"
#include "web/page_law.h"

struct page_reading {
	struct parts parts; /* of a law that is read part by part */
	struct part part;   /* what is on the page: articles [from, to) of page->shown */
	size_t at;	    /* its number among the parts; parts.n: it is none of them */
	bool cut;
};

/**
 * page_reading_load(req, page, others, n, ret_reading): load the articles of page->shown, all of
 * them or, for ?part= and for large laws, all without bodies but those that are read; and of ${n}
 * other expressions the same articles.  ERR_NOTFOUND for a part that there is not; ERR_DB.
 * page_reading_fill(req, v, page, reading): which part is read, and the ways to the next ones and
 * to the whole.
 */
MUSTCHECK enum err page_reading_load(struct req *req, const struct law_page *page,
    struct expression *const *others, size_t n, struct page_reading *ret_reading);
void page_reading_fill(struct req *req, struct view *v, const struct law_page *page,
    const struct page_reading *reading);

#endif
