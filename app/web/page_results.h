/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Filling the part of a page that shows hits: search, lists, and the short lists on overview pages.
 */
#ifndef WEB_PAGE_RESULTS_H
#define WEB_PAGE_RESULTS_H

#include "web/page_nothing.h"
#include "web/page_query.h"
#include "web/req.h"

/**
 * page_results_href(req, hit): the page that shows what matched: the article if it was one, in the
 * language that matched.  page_results_places(req, ids): the names of jurisdictions.
 */
const char *page_results_href(struct req *req, const struct search_hit *hit);
const char *page_results_places(struct req *req, const struct strings *ids);

/**
 * page_results_hit(req, v, hit, with_kind): one more {{#HIT}} of ${v}, which is returned;
 * ${with_kind}: say what kind it is.
 */
struct view *page_results_hit(
    struct req *req, struct view *v, const struct search_hit *hit, bool with_kind);

/**
 * page_results_problem(req, problem): what is wrong with a sign of the query, as a sentence.
 */
const char *page_results_problem(const struct req *req, const struct search_problem *problem);

/**
 * page_results_fill(req, v, query, result, nothing): counts, hits, pager, facets, filters and
 * choices of results.html; ${nothing}: what is offered where there are no hits.
 */
void page_results_fill(struct req *req, struct view *v, const struct page_query *query,
    const struct search_result *result, const struct page_nothing *nothing);

/**
 * page_results_pages(query, result): how many pages there are, at least 1.
 */
unsigned int page_results_pages(const struct page_query *query, const struct search_result *result);

#endif
