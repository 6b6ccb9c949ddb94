/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The table of contents of a law as a tree. */
#ifndef WEB_PAGE_CONTENTS_H
#define WEB_PAGE_CONTENTS_H

#include "domain/part.h"
#include "web/page_law.h"

struct page_contents {
	size_t from, to;	   /* the articles that are on the page */
	const struct parts *parts; /* of a law that is read part by part: where the others are */
	bool choose;		   /* with a box to tick for each, instead of links */
};

/**
 * page_contents(req, v, page, contents): CONTENTS of ${v}: divisions that open and close, with
 * their articles.  Those on the page are linked within it.
 */
void page_contents(struct req *req, struct view *v, const struct law_page *page,
    const struct page_contents *contents);

#endif
