/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The pages: one handler a page, and the frame around all of them.  page_*.c fill templates;
 * nothing here knows Kore.
 */
#ifndef WEB_PAGES_H
#define WEB_PAGES_H

#include "domain/kind.h"
#include "domain/record.h"
#include "domain/vocab.h"
#include "web/req.h"

/**
 * page_view(req, title, path): a view with what the frame needs: title, language, direction,
 * navigation, canonical address and hreflang alternates of ${path} (below /{locale},
 * percent-encoded, with the canonical query, "/" for home), language switcher, search box.  ${path}
 * NULL: a page without an address of its own (errors). page_send(req, resp, view, template_name):
 * render it, set type and Content-Language, and give the view back, also on failure.  Between the
 * two nothing may fail.
 */
struct view *page_view(struct req *req, const char *title, const char *path);
MUSTCHECK enum err page_send(
    struct req *req, struct resp *resp, struct view *v, const char *template_name);

/**
 * page_crumb(req, v, label, href): one more step of the breadcrumbs after "Home"; ${href} NULL for
 * the page itself. page_atom(v, title, href): the Atom feed of what the page lists. page_words(v,
 * "TITLE", text, language): fills TITLE, TITLE_LANG and TITLE_DIR.
 *
 * page_follow(req, v, what): the link to follow ${what}, an address below the locale without a
 * slash before it (domain/follow.h); none where there is nothing to follow.
 */
void page_crumb(struct view *v, const char *label, const char *href);
void page_atom(struct view *v, const char *title, const char *href);
void page_follow(const struct req *req, struct view *v, const char *what);
void page_words(struct view *v, const char *marker, const char *text, const char *language);

/**
 * page_href(req, fmt, ...): "/{locale}" and the formatted rest, whose parts are percent-encoded
 * already. page_escape(arena, s): ${s} percent-encoded as one path segment or query value; NULL
 * gives "".
 */
const char *page_href(const struct req *req, const char *fmt, ...)
    __attribute__((format(printf, 2, 3)));
const char *page_escape(struct arena *arena, const char *s);

/**
 * page_query_url(req, pattern, q): the address in another site that searches it for ${q}; {q} in
 * the pattern is where the words go.  NULL if there is none in it.
 */
const char *page_query_url(const struct req *req, const char *pattern, const char *q);

/**
 * page_etag(req, what): an ETag for a page that shows ${what} (ids and revisions) in the reader's
 * languages with the templates and words that are loaded now.
 */
const char *page_etag(const struct req *req, const char *what);

/**
 * Labels in the reader's language; an id that the bundles do not know comes back as it is.
 * page_speaks(req, language): whether a text in ${language} is in the language of the page.
 */
const char *page_kind(const struct req *req, enum kind kind);  /* "Law" */
const char *page_kinds(const struct req *req, enum kind kind); /* "Laws" */
const char *page_label(const struct req *req, enum vocab set, int value);
const char *page_facet_label(const struct req *req, enum search_facet facet, const char *id);
bool page_speaks(const struct req *req, const char *language);

/**
 * page_article_label(req, places, number, language): "Article 11", or what the laws of these
 * jurisdictions call it ("Section 11"), for an article whose printed number is only "11", in the
 * words of ${language} (NULL: the page's), for standing beside a text in it; a NULL ${number} is a
 * preamble.
 */
const char *page_article_label(
    const struct req *req, const struct strings *places, const char *number, const char *language);

/**
 * page_dated(req, key, date): the message ${key} with ${date} ("YYYY-MM-DD…") as its argument
 * {when}.
 */
const char *page_dated(const struct req *req, const char *key, const char *date);

/**
 * page_error(req, resp, status): the error page in the reader's language (400 403 404 405 410 413
 * 414 415 429 500 503); never fails: without templates it answers a plain sentence.
 */
void page_error(struct req *req, struct resp *resp, int status);

handler_fn page_log;	/* /{locale}/log */
handler_fn page_home;	/* /{locale}/ */
handler_fn page_search; /* /{locale}/search */
handler_fn page_list;	/* /{locale}/{plural} */
handler_fn page_az;	/* /{locale}/{plural}/az/{bucket} */
handler_fn page_entry;	/* /{locale}/{plural}/{slug}, every kind but laws */
handler_fn page_law;	/* /{locale}/laws/{slug} */
/* The text of a law for programs and paper, below /{locale} and /api/v1 alike. */
handler_fn law_export_akn;   /* laws/{slug}.xml */
handler_fn law_export_text;  /* laws/{slug}.txt */
handler_fn term_export_tbx;  /* terms.tbx */
handler_fn term_export_skos; /* terms.rdf */

handler_fn page_article;      /* /{locale}/laws/{slug}/{eid} */
handler_fn page_jurisdiction; /* /{locale}/jurisdictions/{id} */
handler_fn page_subject;      /* /{locale}/subjects/{id} */
handler_fn page_compare;      /* /{locale}/compare */
handler_fn page_styleguide;   /* /{locale}/styleguide */
handler_fn page_about;
handler_fn page_sitemap; /* /{locale}/sitemap, for people */

handler_fn page_search_click; /* POST /{locale}/search/click: a hit was opened */
handler_fn page_suggest;      /* /{locale}/search/suggest: what begins like the words typed */
handler_fn page_search_log;   /* /{locale}/about/search-log: what is kept of searches */

#endif
