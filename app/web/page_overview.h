/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What there is, counted and listed, on pages that lead to the rest. */
#ifndef WEB_PAGE_OVERVIEW_H
#define WEB_PAGE_OVERVIEW_H

#include "web/req.h"

/**
 * page_overview_counts(req, resp, facet, id, path, ret_index, ret_result, ret_done):
 * The index, and the counts of all that has ${id} in ${facet} (NULL: of everything).
 * ${*ret_done}: the reader has the page at ${path} already and 304 has been answered; the result is
 * then not set.
 * page_overview_count(result, facet, id): how often ${id} was counted.
 */
MUSTCHECK enum err page_overview_counts(struct req *req, struct resp *resp, enum search_facet facet,
    const char *id, const char *path, struct search_index **ret_index,
    struct search_result *ret_result, bool *ret_done);
uint32_t page_overview_count(
    const struct search_result *result, enum search_facet facet, const char *id);

/**
 * page_overview_places, _subjects(req, v, result): the counted ways to them.
 */
void page_overview_places(struct req *req, struct view *v, const struct search_result *result);
void page_overview_subjects(struct req *req, struct view *v, const struct search_result *result);

/**
 * page_overview_list(req, v, index, facet, id, kind, count): LIST of the newest entries of ${kind}
 * with ${id} in ${facet}, of which there are ${count}, and the way to all; nothing if there is
 * none.
 */
MUSTCHECK enum err page_overview_list(struct req *req, struct view *v, struct search_index *index,
    enum search_facet facet, const char *id, enum kind kind, uint32_t count);

#endif
