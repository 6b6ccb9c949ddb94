/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * What concerns an article and stands beside it: laws that amend, repeal or implement it,
 * interpretations, key facts, and whether its translation has fallen behind.
 */
#ifndef WEB_PAGE_BESIDE_H
#define WEB_PAGE_BESIDE_H

#include "domain/record.h"
#include "store/entry.h"
#include "web/page_law.h"

struct page_beside;

/**
 * page_beside_load(req, page, texts, n, eid, ret_beside): for the law, or with ${eid} one article
 * of it; outdated articles are looked for in the ${n} ${texts}.  One round trip, and one for each
 * text whose source has changed.  ERR_DB.
 */
MUSTCHECK enum err page_beside_load(struct req *req, const struct law_page *page,
    struct expression *const *texts, size_t n, const char *eid, struct page_beside **ret_beside);

/**
 * page_beside_article(req, v, beside, text, eid): BESIDE and OUTDATED of ${v}, for the article in
 * the text of that number; what others say of it stands beside text 0 only. page_beside_law(req, v,
 * beside): RELATIONS of ${v}: related laws, guides and facts, those of the law as a whole first.
 * page_beside_stamp(beside): for the ETag: changes when any of it does.
 */
void page_beside_article(struct req *req, struct view *v, const struct page_beside *beside,
    size_t text, const char *eid);
void page_beside_law(struct req *req, struct view *v, const struct page_beside *beside);
const char *page_beside_stamp(const struct page_beside *beside);

#endif
