/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * What the detail pages of all kinds say in the same way: which language version is shown and why,
 * where it comes from and what it is worth, countries, subjects, legal basis, and rows of details.
 */
#ifndef WEB_PAGE_RECORD_H
#define WEB_PAGE_RECORD_H

#include "domain/record.h"
#include "store/entry.h"
#include "web/req.h"

/**
 * page_record_load(req, resp, kind, want, ret_record): the published entry that the address names,
 * ${want} as in store/entry.h.  ERR_MOVED when a redirect to its new slug has been answered: the
 * handler then returns ERR_OK. page_record_moved(req, resp, record, rest): answer that redirect,
 * with ${rest} ("/art_1") after the slug.
 */
MUSTCHECK enum err page_record_load(struct req *req, struct resp *resp, enum kind kind,
    const struct entry_want *want, struct record **ret_record);
void page_record_moved(
    struct req *req, struct resp *resp, const struct record *record, const char *rest);

/**
 * page_record_today(req): the UTC day as "YYYY-MM-DD".
 */
const char *page_record_today(struct req *req);

/**
 * page_record_fallback(req, v, wanted, shown): a notice that the text is in ${shown} because there
 * is none in
 * ${wanted}, the language asked for by name, or (NULL) in the reader's.
 * page_record_provenance(req, v, p): the box that says who made a text and what it is worth in law;
 * returns its view.
 */
void page_record_fallback(struct req *req, struct view *v, const char *wanted, const char *shown);
struct page_provenance {
	enum provenance provenance;
	int legal; /* enum legal_value, or -1 */
	const char *translator, *source_language, *source_version, *source_url;
};
struct view *page_record_provenance(
    struct req *req, struct view *v, const struct page_provenance *p);

/**
 * page_record_meta(req, v, record): chips of countries and subjects, dates of checking and change,
 * the notice of a sample.
 */
void page_record_meta(struct req *req, struct view *v, const struct record *record);

/**
 * page_record_language(req, v, href, language, note, here): one more language version to choose.
 */
void page_record_language(struct req *req, struct view *v, const char *href, const char *language,
    const char *note, bool here);

/**
 * page_record_row(req, v, key, text): a row of details; nothing when ${text} is NULL or "".
 * page_record_row_link(req, v, key, href, text), page_record_row_words(..., language).
 */
void page_record_row(struct req *req, struct view *v, const char *key, const char *text);
void page_record_row_words(
    struct req *req, struct view *v, const char *key, const char *text, const char *language);
void page_record_row_link(
    struct req *req, struct view *v, const char *key, const char *href, const char *text);
void page_record_row_date(struct req *req, struct view *v, const char *key, const char *date);

/**
 * page_record_citations(req, v, key, citations, n): the articles that something rests on, under the
 * heading ${key} and the titles of their laws. page_record_cited(req, law, eid):
 * a label for an article of ${law} that was not loaded: "art_11" is "Article 11"; NULL where the
 * eId says less. page_record_law(req, slug, ret_law): the title of a law as this reader sees it,
 * and the law without its texts, or NULL if it is not there.
 */
void page_record_citations(
    struct req *req, struct view *v, const char *key, const struct citation *citations, size_t n);
const char *page_record_cited(struct req *req, const struct record *law, const char *eid);
const struct text *page_record_law(
    struct req *req, const char *slug, const struct record **ret_law);

#endif
