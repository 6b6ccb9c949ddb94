/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What the pages of a law have in common: which expression is read, and the box that says what it
 * is. */
#ifndef WEB_PAGE_LAW_H
#define WEB_PAGE_LAW_H

#include "domain/record.h"
#include "store/entry.h"
#include "web/req.h"

/**
 * page_law_want(req, resp, language, ret_want): what is asked of the store: ${*language}, or (NULL)
 * the reader's languages, on the day that ?at= names.  ERR_INPUT with a sentence for a date that is
 * none.
 */
MUSTCHECK enum err page_law_want(
    struct req *req, struct resp *resp, const char *const *language, struct entry_want *ret_want);

/**
 * page_law_parallel(req, resp, tags): the law in several languages side by side.
 */
MUSTCHECK enum err page_law_parallel(
    struct req *req, struct resp *resp, const struct strings *tags);

#endif
