/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Parameters of search and list pages, read and written. */
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "locale/message.h"
#include "web/page_query.h"
#include "web/pages.h"

static const char *const sorts[] = { "relevance", "date", "title" };
enum { HITS_SEARCH = 10, HITS_LIST = 20 };

static enum err
bad_value(struct req *req, struct resp *resp, const char *name, const char *value)
{
	resp->problem_detail = msg_format(req->locale, req->arena, "problem.bad_value",
	    MSG_TEXT("name", name), MSG_TEXT("value", value));
	return (ERR_INPUT);
}

/* An absent or empty parameter leaves ${*ret} alone. */
static enum err
read_number(struct req *req, struct resp *resp, const char *name, int min, int max, int *ret)
{
	const char *s = req_query(req, name);

	if (s == NULL || s[0] == '\0')
		return (ERR_OK);
	if (s[strspn(s, "0123456789")] != '\0' || strlen(s) > 6 || atoi(s) < min) {
		resp->problem_detail = msg_format(req->locale, req->arena, "problem.bad_number",
		    MSG_TEXT("name", name), MSG_INT("min", min), MSG_INT("max", max));
		return (ERR_INPUT);
	}
	*ret = atoi(s);
	return (ERR_OK);
}

/* The values of a repeated parameter, each once and none empty. */
static struct strings
read_values(struct req *req, const char *name)
{
	struct strings all = req_query_all(req, name), out = { NULL, 0 };
	size_t i, j;

	out.v = arena_array(req->arena, const char *, all.n);
	for (i = 0; i < all.n && out.n < PAGE_QUERY_FILTERS; i++) {
		for (j = 0; j < out.n && strcmp(out.v[j], all.v[i]) != 0; j++)
			;
		if (j == out.n && all.v[i][0] != '\0')
			out.v[out.n++] = all.v[i];
	}
	return (out);
}

/* Values of closed sets are checked; those that data may extend are not. */
static bool
known_value(enum search_facet facet, const char *value)
{
	enum kind kind;
	int ignored;

	switch (facet) {
	case FACET_KIND:
		return (kind_from_id(value, &kind));
	case FACET_SUBJECT:
		return (vocab_value(VOCAB_SUBJECT, value, &ignored));
	case FACET_STATUS:
		return (vocab_value(VOCAB_LAW_STATUS, value, &ignored));
	case FACET_TYPE:
		return (vocab_value(VOCAB_LAW_TYPE, value, &ignored));
	case FACET_SERVICE:
		return (vocab_value(VOCAB_SERVICE, value, &ignored));
	case FACET_DIRECTION:
		return (vocab_value(VOCAB_DIRECTION, value, &ignored));
	case FACET_WANTED:
		return (vocab_value(VOCAB_WANTED, value, &ignored));
	case FACET_IP_STATUS:
		return (vocab_value(VOCAB_IP_STATUS, value, &ignored));
	case FACET_PROVIDER_TYPE:
		return (vocab_value(VOCAB_PROVIDER_TYPE, value, &ignored));
	case FACET_YEAR:
		return (strspn(value, "0123456789") == strlen(value) && strlen(value) <= 4);
	case FACET_JURISDICTION:
	case FACET_LANGUAGE:
	case FACET_IPC:
	case FACET_COUNT:
		break;
	}
	return (true);
}

static enum err
read_filters(struct req *req, struct resp *resp, struct page_query *query)
{
	int facet;
	size_t i;

	for (facet = 0; facet < FACET_COUNT; facet++) {
		const char *name = search_facet_name((enum search_facet)facet);
		struct strings *values = &query->search.filter[facet];

		if (facet == FACET_KIND && query->is_list) {
			values->v = arena_array(req->arena, const char *, 1);
			values->v[0] = kind_id(query->kind);
			values->n = 1;
			continue;
		}
		*values = read_values(req, name);
		for (i = 0; i < values->n; i++)
			if (!known_value((enum search_facet)facet, values->v[i]))
				return (bad_value(req, resp, name, values->v[i]));
	}
	return (ERR_OK);
}

static enum err
read_choices(struct req *req, struct resp *resp, struct page_query *query)
{
	const char *sort = req_query(req, "sort"), *group = req_query(req, "group");
	const char *expand = req_query(req, "expand");
	size_t i;

	if (sort != NULL && sort[0] != '\0') {
		for (i = 0; i < sizeof(sorts) / sizeof(sorts[0]) && strcmp(sorts[i], sort) != 0;
		     i++)
			;
		if (i == sizeof(sorts) / sizeof(sorts[0]))
			return (bad_value(req, resp, "sort", sort));
		query->search.sort = (enum search_sort)i;
	}
	if (group != NULL && group[0] != '\0') {
		if (strcmp(group, "none") == 0)
			query->search.group = GROUP_NONE;
		else if (strcmp(group, "work") != 0)
			return (bad_value(req, resp, "group", group));
	}
	if (expand != NULL && expand[0] != '\0') {
		if (strcmp(expand, "off") == 0)
			query->search.expand = false;
		else if (strcmp(expand, "on") != 0)
			return (bad_value(req, resp, "expand", expand));
	}
	query->search.expand_off = read_values(req, "expand_off");
	return (ERR_OK);
}

/* Without words laws, guides and events are news; the other kinds are looked up by name. */
static enum search_sort
default_sort(const struct page_query *query)
{
	if (query->search.q[0] != '\0')
		return (SORT_RELEVANCE);
	if (query->is_list && query->kind != KIND_LAW && query->kind != KIND_GUIDE &&
	    query->kind != KIND_EVENT && query->kind != KIND_LISTING)
		return (SORT_TITLE);
	return (SORT_DATE);
}

enum err
page_query_read(
    struct req *req, struct resp *resp, const enum kind *kind, struct page_query *ret_query)
{
	struct page_query query = { 0 };
	const char *q = req_query(req, "q");
	int page = 1;
	enum err err;

	query.is_list = kind != NULL;
	query.kind = kind != NULL ? *kind : KIND_LAW;
	query.base = kind == NULL ? "/search" : arena_printf(req->arena, "/%s", kind_plural(*kind));
	query.search.q = q != NULL ? q : "";
	query.search.q += strspn(query.search.q, " \t\r\n");
	query.search.locale = locale_tag(req->locale);
	query.search.chain = req->chain;
	query.search.nchain = req->nchain;
	query.search.expand = true;
	query.search.facets = true;
	query.search.snippets = true;
	query.search.sort = query.default_sort = default_sort(&query);

	if (utf8_count(query.search.q, strlen(query.search.q)) > PAGE_QUERY_CHARS) {
		resp->problem_detail = msg_format(
		    req->locale, req->arena, "search.too_long", MSG_INT("max", PAGE_QUERY_CHARS));
		return (ERR_INPUT);
	}
	if ((err = read_number(req, resp, "page", 1, PAGE_QUERY_LAST, &page)) != ERR_OK ||
	    (err = read_number(req, resp, "year_from", 1, 9999, &query.search.year_from)) !=
		ERR_OK ||
	    (err = read_number(req, resp, "year_to", 1, 9999, &query.search.year_to)) != ERR_OK ||
	    (err = read_filters(req, resp, &query)) != ERR_OK ||
	    (err = read_choices(req, resp, &query)) != ERR_OK)
		return (err);
	if (page > PAGE_QUERY_LAST) {
		resp->problem_detail = msg_format(req->locale, req->arena, "problem.page_too_far",
		    MSG_INT("max", PAGE_QUERY_LAST));
		return (ERR_NOTFOUND);
	}
	query.page = (unsigned int)page;
	query.search.limit = query.is_list ? HITS_LIST : HITS_SEARCH;
	query.search.offset = (query.page - 1) * query.search.limit;
	*ret_query = query;
	return (ERR_OK);
}

static void
add(const struct req *req, struct buf *out, const char *name, const char *value)
{
	buf_printf(out, "%c%s=%s", out->len == 0 ? '?' : '&', name, page_escape(req->arena, value));
}

static void
add_filters(const struct req *req, struct buf *out, const struct page_query *query,
    const struct page_change *change)
{
	int facet;
	size_t i;

	for (facet = query->is_list ? FACET_KIND + 1 : FACET_KIND; facet < FACET_COUNT; facet++) {
		const char *name = search_facet_name((enum search_facet)facet);
		const struct strings *values = &query->search.filter[facet];
		bool mine = (int)change->facet == facet;

		for (i = 0; i < values->n; i++)
			if (!mine || change->remove == NULL ||
			    strcmp(change->remove, values->v[i]) != 0)
				add(req, out, name, values->v[i]);
		if (mine && change->add != NULL)
			add(req, out, name, change->add);
	}
	if (query->search.year_from > 0)
		buf_printf(
		    out, "%cyear_from=%d", out->len == 0 ? '?' : '&', query->search.year_from);
	if (query->search.year_to > 0)
		buf_printf(out, "%cyear_to=%d", out->len == 0 ? '?' : '&', query->search.year_to);
	for (i = 0; i < query->search.expand_off.n; i++)
		add(req, out, "expand_off", query->search.expand_off.v[i]);
	if (change->off != NULL)
		add(req, out, "expand_off", change->off);
}

const char *
page_query_string(
    const struct req *req, const struct page_query *query, const struct page_change *change)
{
	static const struct page_change same = { 0 };
	struct buf out = { 0 };
	enum search_sort sort;
	enum search_group group;
	bool expand;
	unsigned int page;
	const char *q;

	page = change == NULL ? query->page : change->page;
	if (change == NULL)
		change = &same;
	q = change->q != NULL ? change->q : query->search.q;
	sort = change->sort != NULL ? *change->sort : query->search.sort;
	group = change->group != NULL ? *change->group : query->search.group;
	expand = change->expand != NULL ? *change->expand : query->search.expand;

	if (q[0] != '\0')
		add(req, &out, "q", q);
	if (!change->clear)
		add_filters(req, &out, query, change);
	if (sort != query->default_sort)
		add(req, &out, "sort", sorts[sort]);
	if (group == GROUP_NONE)
		add(req, &out, "group", "none");
	if (!expand)
		add(req, &out, "expand", "off");
	if (page > 1)
		buf_printf(&out, "%cpage=%u", out.len == 0 ? '?' : '&', page);
	q = arena_strdup(req->arena, buf_cstr(&out));
	buf_free(&out);
	return (q);
}

const char *
page_query_href(
    const struct req *req, const struct page_query *query, const struct page_change *change)
{
	return (page_href(req, "%s%s", query->base, page_query_string(req, query, change)));
}

bool
page_query_has(const struct page_query *query, enum search_facet facet, const char *id)
{
	size_t i;

	for (i = 0; i < query->search.filter[facet].n; i++)
		if (strcmp(query->search.filter[facet].v[i], id) == 0)
			return (true);
	return (false);
}

bool
page_query_filtered(const struct page_query *query)
{
	int facet;

	for (facet = query->is_list ? FACET_KIND + 1 : FACET_KIND; facet < FACET_COUNT; facet++)
		if (query->search.filter[facet].n > 0)
			return (true);
	return (query->search.year_from > 0 || query->search.year_to > 0);
}
