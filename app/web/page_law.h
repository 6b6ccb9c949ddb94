/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * What the pages of a law have in common: what is asked for, which text is read, its addresses, and
 * the boxes that say what it is.  page_law.c is the page of a law and of one article,
 * page_parallel.c several languages side by side, page_diff.c two versions compared, page_print.c
 * what is printed.
 */
#ifndef WEB_PAGE_LAW_H
#define WEB_PAGE_LAW_H

#include "domain/record.h"
#include "render/view.h"
#include "store/entry.h"
#include "web/req.h"

/* A law of more articles than LAW_LARGE opens part by part. */
enum { LAW_LARGE = 300, LAW_LANGUAGES_MAX = 4 };

/* The parameters of an address within a law; NULL: not there. */
struct law_address {
	const char *eid;
	const char *text; /* languages with commas between */
	const char *at;
	const char *part; /* eId of a division or of an article */
	const char *diff;
	const char *print;
};

/**
 * page_law_path(req, slug, address): "/laws/{slug}/{eid}?text=…&at=…", the canonical spelling.
 * page_law_href(req, slug, address): the same below the page's locale.
 */
const char *page_law_path(
    const struct req *req, const char *slug, const struct law_address *address);
const char *page_law_href(
    const struct req *req, const char *slug, const struct law_address *address);

/* What a reader asks of a law. */
struct law_ask {
	struct strings languages; /* of ?text=, at most LAW_LANGUAGES_MAX; each once */
	const char *text;	  /* the same as in an address, or NULL */
	const char *at;
	const char *part;
	const char *diff;
	const char *print; /* "" asks for the choice */
};

/**
 * page_law_ask(req, resp, ret_ask): read the parameters.  ERR_INPUT with a sentence for a date that
 * is none.
 */
MUSTCHECK enum err page_law_ask(struct req *req, struct resp *resp, struct law_ask *ret_ask);

/**
 * page_law_want(req, resp, language, ret_want): what is asked of the store: ${*language}, or (NULL)
 * the reader's languages, on the day that ?at= names.  ERR_INPUT with a sentence for a date that is
 * none.
 */
MUSTCHECK enum err page_law_want(
    struct req *req, struct resp *resp, const char *const *language, struct entry_want *ret_want);

/* A law and what is read of it. */
struct law_page {
	const struct record *record;
	const struct law *law;	  /* of the record */
	const struct text *title; /* for this reader */
	struct expression *shown; /* a copy whose articles may be loaded; NULL: there is no text */
	struct law_ask ask;
};

/**
 * page_law_load(req, resp, ask, ret_page): the law that the address names, without articles, and
 * the expression for the reader: the first of ask.languages, else by the reader's languages, on the
 * day of ask.at.  ERR_MOVED when a redirect has been answered. page_law_text(req, law, language,
 * at): the expression in that very language on that day (NULL: today), or NULL.
 */
MUSTCHECK enum err page_law_load(
    struct req *req, struct resp *resp, const struct law_ask *ask, struct law_page *ret_page);
const struct expression *page_law_text(
    struct req *req, const struct law *law, const char *language, const char *at);

/**
 * page_law_etag(req, page, what): for a page that shows ${what} of the law today.
 * page_law_frame(req, page, title, address): the view of such a page with crumbs to the law;
 * ${title} NULL: it is that of the law itself, else the last crumb is ${title}.
 */
const char *page_law_etag(struct req *req, const struct law_page *page, const char *what);
struct view *page_law_frame(struct req *req, const struct law_page *page, const char *title,
    const struct law_address *address);

/**
 * page_law_label(req, law, article, language): how it is called: its number, "Preamble", or its
 * heading.
 */
const char *page_law_label(const struct req *req, const struct record *law,
    const struct article *article, const char *language);

/**
 * page_law_begins(x, article, above): the number of the next division, outermost first, that begins
 * with ${article}, 0: none is left.  ${*above} is 0 before the first article of a page, and kept.
 */
size_t page_law_begins(const struct expression *x, const struct article *article, size_t *above);

/* --- boxes (page_law_side.c) ---------------------------------------------------------------------
 */

/**
 * page_law_standing(req, v, page, eid): whether the law is in force and why, what became of the
 * article ${eid} (NULL: none), and which day is looked at.
 * page_law_details(req, v, page): rows of details.
 * page_law_linked_data(req, page, article, address): schema.org/Legislation for the page of
 * ${address}, of the law or (not NULL) of one article of it; for search engines.
 * page_law_exports(req, v, page): the ways to the text that is shown for programs and paper.
 */
void page_law_standing(
    struct req *req, struct view *v, const struct law_page *page, const char *eid);
void page_law_details(struct req *req, struct view *v, const struct law_page *page);
struct markup page_law_linked_data(struct req *req, const struct law_page *page,
    const struct article *article, const struct law_address *address);
void page_law_exports(struct req *req, struct view *v, const struct law_page *page);

/**
 * page_law_provenance(req, v, page): who made the text that is shown and what it is worth; where
 * only another may be cited, the way to it, for ${eid} or (NULL) the whole. page_law_versions(req,
 * v, page, eid): the language versions with the way to reading side by side, the versions by date
 * with the way to comparing them, and the choice of a day. page_law_citation(req, v, page, title,
 * address): what a reader copies to cite it.
 */
void page_law_provenance(
    struct req *req, struct view *v, const struct law_page *page, const char *eid);
void page_law_versions(
    struct req *req, struct view *v, const struct law_page *page, const char *eid);
void page_law_citation(struct req *req, struct view *v, const struct law_page *page,
    const char *title, const struct law_address *address);

/* --- other pages of a law ------------------------------------------------------------------------
 */

MUSTCHECK enum err page_law_parallel(struct req *req, struct resp *resp, const struct law_ask *ask);
MUSTCHECK enum err page_law_diff(
    struct req *req, struct resp *resp, const struct law_ask *ask, const char *eid);
MUSTCHECK enum err page_law_print(struct req *req, struct resp *resp, const struct law_ask *ask);
MUSTCHECK enum err page_law_article_parallel(
    struct req *req, struct resp *resp, const struct law_ask *ask, const char *eid);

#endif
