/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What a librarian would offer where a search found nothing. */
#ifndef WEB_PAGE_NOTHING_H
#define WEB_PAGE_NOTHING_H

#include "web/page_query.h"

struct page_nothing;

/**
 * page_nothing_find(req, index, query): what else could be tried for ${query}: other searches that
 * find something, sources elsewhere.  Costs some searches without hits; what fails is left out.
 * page_nothing_fill(req, v, query, nothing): show it.
 */
const struct page_nothing *page_nothing_find(
    struct req *req, struct search_index *index, const struct page_query *query);
void page_nothing_fill(struct req *req, struct view *v, const struct page_query *query,
    const struct page_nothing *nothing);

#endif
