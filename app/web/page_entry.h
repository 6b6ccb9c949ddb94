/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The page of an entry before there is one. */
#ifndef WEB_PAGE_ENTRY_H
#define WEB_PAGE_ENTRY_H

#include "domain/record.h"
#include "web/req.h"

/**
 * page_entry_preview(req, resp, record, back): the page that readers would see of ${record} (a
 * profile or listing), with a note that says so and leads ${back} (below /{locale}); the page's own
 * address is ${back} with "/preview".
 */
MUSTCHECK enum err page_entry_preview(
    struct req *req, struct resp *resp, const struct record *record, const char *back);

#endif
