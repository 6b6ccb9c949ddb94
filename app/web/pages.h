/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The pages: one handler a page, and the frame around all of them.  page_*.c fill templates; nothing here knows Kore.
 */
#ifndef WEB_PAGES_H
#define WEB_PAGES_H

#include "web/req.h"

/**
 * page_view(req, title, path): a view with what the frame needs: title, language, direction, navigation, canonical
 * address and hreflang alternates of ${path} (below /{locale}, with the canonical query, "" for home), language
 * switcher, search box.
 * page_send(req, resp, view, template_name): render it into the frame (layout.html) and set type and Content-Language.
 */
struct view *page_view(struct req *req, const char *title, const char *path);
MUSTCHECK enum err page_send(struct req *req, struct resp *resp, struct view *v, const char *template_name);

/**
 * page_error(req, resp, status): the error page in the reader's language (400 403 404 405 413 414 415 429 500 503);
 * never fails: without templates it answers a plain sentence.
 */
void page_error(struct req *req, struct resp *resp, int status);

handler_fn page_home;	 /* /{locale}/ */
handler_fn page_search;	 /* /{locale}/search */
handler_fn page_list;	 /* /{locale}/{plural} */
handler_fn page_az;	 /* /{locale}/{plural}/az/{bucket} */
handler_fn page_entry;	 /* /{locale}/{plural}/{slug}, every kind but laws */
handler_fn page_law;	 /* /{locale}/laws/{slug} */
handler_fn page_article; /* /{locale}/laws/{slug}/{eid} */
handler_fn page_jurisdiction; /* /{locale}/jurisdictions/{id} */
handler_fn page_subject;	 /* /{locale}/subjects/{id} */
handler_fn page_about;
handler_fn page_sitemap; /* /{locale}/sitemap, for people */

#endif
