/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What the pages of providers and listings show besides what every entry has: offering.html. */
#ifndef WEB_PAGE_OFFERING_H
#define WEB_PAGE_OFFERING_H

#include "web/req.h"

/**
 * page_offering_provider(req, v, record), page_offering_listing(req, v, record, language): fill the
 * details, tables and notices of a profile or a listing; of a listing's words those in ${language},
 * that of the title shown, else the first.
 * page_offering_office(req, code): the name of an office by its code.
 */
void page_offering_provider(struct req *req, struct view *v, const struct record *record);
void page_offering_listing(
    struct req *req, struct view *v, const struct record *record, const char *language);
const char *page_offering_office(struct req *req, const char *code);

#endif
