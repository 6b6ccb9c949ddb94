/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Citations inside texts of laws become links where the target is known: domain/cite.h finds them,
 * one look-up answers for all of a page. */
#ifndef WEB_PAGE_LINKS_H
#define WEB_PAGE_LINKS_H

#include "domain/record.h"
#include "render/markup.h"
#include "web/req.h"

struct page_links;

/**
 * page_links_new(req, law, query): for texts of ${law}; ${query} ("?text=ru" or "") goes along to
 * its other articles. page_links_article(l, article, here): an article of the law that can be a
 * target, ${here}: which stands on the page itself under its eId. page_links_read(l, body,
 * language): find the citations in ${body}; returns its number for page_links_markup.
 */
struct page_links *page_links_new(struct req *req, const struct record *law, const char *query);
void page_links_article(struct page_links *l, const char *eid, bool here);
size_t page_links_read(struct page_links *l, const char *body, const char *language);

/**
 * page_links_resolve(l, expression): look up what is not known: laws by their names, and articles
 * of
 * ${expression} (NULL: those told are all).  At most two round trips.  Texts are shown without
 * links that could not be looked up, so nothing fails. page_links_markup(l, number, eid): the text
 * as paragraphs, with ids if ${eid} is not NULL.
 */
void page_links_resolve(struct page_links *l, const struct expression *expression);
struct markup page_links_markup(const struct page_links *l, size_t number, const char *eid);

#endif
