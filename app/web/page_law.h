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
 * page_law_shown(law): the expression whose articles are loaded, or NULL.
 */
const struct expression *page_law_shown(const struct record *law);

/**
 * page_law_provenance(req, v, law, expression, text): the box for ${expression}, or for the words
 * about the law while there is none; with the notice of a digest.
 */
void page_law_provenance(struct req *req, struct view *v, const struct record *law,
    const struct expression *expression, const struct text *text);

/**
 * page_law_query(req, language): "", "?text=ru", "?at=2019-01-01" or both: what stays in addresses
 * within the law.
 */
const char *page_law_query(struct req *req, const char *language);

/**
 * page_law_parallel(req, resp, tags): the law in several languages side by side.
 */
MUSTCHECK enum err page_law_parallel(
    struct req *req, struct resp *resp, const struct strings *tags);

#endif
