/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The short list of what is like the thing that a page shows. */
#ifndef WEB_PAGE_SIMILAR_H
#define WEB_PAGE_SIMILAR_H

#include "web/req.h"

/**
 * page_similar(req, v, kind, entry, language, title, text): fills similar.html with what of
 * ${kind} is like ${title} and ${text} (either may be NULL) of ${entry}; nothing while the index is
 * away.
 */
void page_similar(struct req *req, struct view *v, enum kind kind, struct entry_id entry,
    const char *language, const char *title, const char *text);

#endif
