/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * What a search or list page was asked for, and the addresses of its neighbours: another page, one
 * filter more or less.  Pages and feeds read the same parameters; unknown ones are ignored and
 * stand in no address made here.
 */
#ifndef WEB_PAGE_QUERY_H
#define WEB_PAGE_QUERY_H

#include "web/req.h"

enum {
	PAGE_QUERY_CHARS = 300, /* code points of q */
	PAGE_QUERY_LAST = 500,	/* highest page */
	PAGE_QUERY_FILTERS = 40 /* values of one filter */
};

struct page_query {
	const char *base; /* "/search" or "/laws": below /{locale} */
	bool is_list;	  /* of the one kind in search.filter[FACET_KIND] */
	enum kind kind;
	enum search_sort default_sort;
	unsigned int page; /* from 1 */
	struct search_query search;
};

/* What is different in another address; all but ${remove} and ${add} go back to page 1 by
 * themselves. */
struct page_change {
	enum search_facet facet;
	const char *add, *remove; /* a value of ${facet} */
	const char *off;	  /* an expansion to switch off */
	bool clear;		  /* no filters, years or expansions switched off */
	const enum search_sort *sort;
	const enum search_group *group;
	const bool *expand;
	const char *q;
	unsigned int page; /* 0: the first */
};

/**
 * page_query_read(req, resp, kind, ret_query): read the request's parameters for the search page
 * (${kind} NULL) or a list.  ERR_INPUT or ERR_NOTFOUND (a page beyond the last possible one), with
 * resp->problem_detail saying what is wrong.
 */
MUSTCHECK enum err page_query_read(
    struct req *req, struct resp *resp, const enum kind *kind, struct page_query *ret_query);

/**
 * page_query_string(req, query, change): "" or "?q=…": the canonical query of ${query} after
 * ${change} (NULL: none). page_query_href(req, query, change): the whole local address.
 */
const char *page_query_string(
    const struct req *req, const struct page_query *query, const struct page_change *change);
const char *page_query_href(
    const struct req *req, const struct page_query *query, const struct page_change *change);

/**
 * page_query_has(query, facet, id): whether this filter is on.  page_query_filtered(query): whether
 * any is.
 */
bool page_query_has(const struct page_query *query, enum search_facet facet, const char *id);
bool page_query_filtered(const struct page_query *query);

#endif
