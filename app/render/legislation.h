/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Laws as linked data: schema.org/Legislation, for search engines and whoever harvests pages. */
#ifndef RENDER_LEGISLATION_H
#define RENDER_LEGISLATION_H

#include "base/arena.h"
#include "domain/record.h"
#include "locale/locale.h"
#include "render/view.h"

/* What a page knows beside the record. */
struct legislation {
	const char *base; /* scheme and host of the portal, no final slash */
	const struct locale *locale;
	const char *site;	       /* its name */
	const char *address;	       /* of the page, absolute */
	const struct expression *text; /* that the page shows, or NULL */
	enum law_status status;	       /* on the day that the page shows */
};

/**
 * legislation_markup(arena, law, words, what): the law that a page shows, with ${words} of it in
 * the reader's language: what it is, where and since when it applies, what it does to other laws,
 * its languages and files, and its articles, if they are loaded and not too many for a page.  The
 * content of <script type="application/ld+json">.
 *
 * legislation_article_markup(arena, law, words, what, article): one article as a part of it.
 */
struct markup legislation_markup(struct arena *arena, const struct record *law,
    const struct text *words, const struct legislation *what);
struct markup legislation_article_markup(struct arena *arena, const struct record *law,
    const struct text *words, const struct legislation *what, const struct article *article);

#endif
