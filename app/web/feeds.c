/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Atom feeds of lists and searches, and the site map for robots.  Both come from the index alone;
 * the XML is render/atom.h's.
 */
#include <string.h>

#include "base/date.h"
#include "locale/message.h"
#include "render/atom.h"
#include "web/hit.h"
#include "web/page_query.h"
#include "web/pages.h"
#include "web/path.h"
#include "web/service.h"

enum {
	PART_MAX = 10000
}; /* as many as one search gives; with ten locales still a legal sitemap part each */

static void
feed_entry(const struct req *req, const struct search_hit *hit, struct atom_entry *e)
{
	const char *notice = hit->sample ? "entry.sample" : NULL;

	e->url = hit_url(req, hit);
	/* Without the locale, so that a reader of two feeds sees an entry once. */
	e->id = arena_printf(req->arena, "%s/%s/%s%s%s", req->app->config.base_url,
	    kind_plural(hit->kind), hit->slug, hit->eid == NULL ? "" : "#",
	    hit->eid == NULL ? "" : hit->eid);
	e->title = hit->title;
	e->summary = hit->snippet;
	e->language = hit->title_language;
	e->dir = language_dir(hit->title_language);
	e->summary_language = hit->language;
	e->summary_dir = language_dir(hit->language);
	e->published = hit->date;
	e->updated = hit->date == NULL ? date_today(req->arena) : hit->date;
	e->category = kind_id(hit->kind);
	e->category_label = page_kind(req, hit->kind);
	e->rights = notice != NULL && msg_has(req->locale, notice)
			? msg(req->locale, notice)
			: page_label(req, VOCAB_PROVENANCE, (int)hit->provenance);
}

static enum err
feed(struct req *req, struct resp *resp, const enum kind *kind)
{
	const char *base = req->app->config.base_url, *name, *key = "feed.title", *self;
	struct search_result result;
	struct search_index *index;
	struct atom_entry *entries;
	struct atom_feed f = { 0 };
	struct page_query query;
	enum err err;
	size_t i;

	if ((err = page_query_read(req, resp, kind, &query)) != ERR_OK)
		return (err);
	if ((err = req_search(req, &index)) != ERR_OK)
		return (err);
	query.search.facets = false;
	query.search.snippets = true;
	if (req_query(req, "sort") == NULL)
		query.search.sort = SORT_DATE;
	if ((err = search_run(index, req->arena, &query.search, &result)) != ERR_OK)
		return (err);

	entries = arena_array(req->arena, struct atom_entry, result.nhits);
	for (i = 0; i < result.nhits; i++) {
		feed_entry(req, &result.hits[i], &entries[i]);
		if (f.updated == NULL || strcmp(entries[i].updated, f.updated) > 0)
			f.updated = entries[i].updated;
	}
	name = kind != NULL ? page_kinds(req, *kind) : msg(req->locale, "search.title");
	if (query.search.q != NULL && *query.search.q != '\0') {
		key = "feed.search";
		name = query.search.q;
	}
	self = arena_printf(req->arena, "%s%s", base, path_encode(req->arena, req->path));
	f.self = arena_printf(req->arena, "%s%s", self, page_query_string(req, &query, NULL));
	f.id = f.self;
	f.alternate = arena_printf(req->arena, "%s%s", base, page_query_href(req, &query, NULL));
	f.title = msg_format(req->locale, req->arena, key, MSG_TEXT("name", name),
	    MSG_TEXT("query", name), MSG_TEXT("site", msg(req->locale, "site.name")));
	f.language = locale_tag(req->locale);
	f.dir = locale_dir(req->locale);
	f.author = msg(req->locale, "site.name");
	if (f.updated == NULL)
		f.updated = date_today(req->arena);
	if (query.search.offset + result.nhits < result.total && query.page < PAGE_QUERY_LAST &&
	    result.nhits > 0)
		f.next = arena_printf(req->arena, "%s%s", self,
		    page_query_string(
			req, &query, &(struct page_change){ .page = query.page + 1 }));
	f.entries = entries;
	f.nentries = result.nhits;
	atom_feed(&resp->body, &f);
	resp_type(resp, "application/atom+xml; charset=utf-8");
	resp->content_language = f.language;
	return (ERR_OK);
}

enum err
feed_search(struct req *req, struct resp *resp)
{
	return (feed(req, resp, NULL));
}

enum err
feed_list(struct req *req, struct resp *resp)
{
	enum kind kind;

	if (!kind_from_plural(req_path(req, "plural"), &kind))
		return (ERR_NOTFOUND);
	return (feed(req, resp, &kind));
}

/* --- site map
 * -----------------------------------------------------------------------------------*/

/* All entries of ${kind} (of one jurisdiction unless NULL), counted or listed. */
static enum err
entries_of(struct req *req, enum kind kind, const char *jurisdiction, size_t limit, bool facets,
    struct search_result *ret_result)
{
	const char **kinds = arena_array(req->arena, const char *, 1);
	struct search_query query = {
		.locale = locale_tag(req->locale),
		.chain = req->chain,
		.nchain = req->nchain,
		.sort = SORT_DATE,
		.group = GROUP_WORK,
		.facets = facets,
		.limit = limit,
	};
	struct search_index *index;
	enum err err;

	if ((err = req_search(req, &index)) != ERR_OK)
		return (err);
	kinds[0] = kind_id(kind);
	query.filter[FACET_KIND] = (struct strings){ kinds, 1 };
	if (jurisdiction != NULL) {
		kinds = arena_array(req->arena, const char *, 1);
		kinds[0] = jurisdiction;
		query.filter[FACET_JURISDICTION] = (struct strings){ kinds, 1 };
	}
	return (search_run(index, req->arena, &query, ret_result));
}

/* A kind with more entries than one part may hold is divided by jurisdiction. */
static enum err
index_parts(struct req *req, enum kind kind, struct buf *urls)
{
	const char *base = req->app->config.base_url, *plural = kind_plural(kind), *tag, *url;
	struct search_result result;
	enum err err;
	size_t i, j, parts;

	if ((err = entries_of(req, kind, NULL, 0, true, &result)) != ERR_OK)
		return (err);
	if (result.total == 0)
		return (ERR_OK);
	parts = result.total > PART_MAX ? result.nfacets[FACET_JURISDICTION] : 1;
	for (i = 0; i < locales_count(req->app->locales); i++) {
		tag = locale_tag(locales_at(req->app->locales, i));
		for (j = 0; j < parts; j++) {
			url = result.total > PART_MAX
				  ? arena_printf(req->arena, "%s/sitemap/%s/%s/%s.xml", base, tag,
					plural, result.facets[FACET_JURISDICTION][j].id)
				  : arena_printf(
					req->arena, "%s/sitemap/%s/%s.xml", base, tag, plural);
			buf_add(urls, &url, sizeof(url));
		}
	}
	return (ERR_OK);
}

enum err
sitemap_index(struct req *req, struct resp *resp)
{
	struct buf urls = { 0 };
	const char *url;
	enum err err = ERR_OK;
	enum kind kind;
	size_t i;

	for (i = 0; i < locales_count(req->app->locales); i++) {
		url = arena_printf(req->arena, "%s/sitemap/%s/pages.xml", req->app->config.base_url,
		    locale_tag(locales_at(req->app->locales, i)));
		buf_add(&urls, &url, sizeof(url));
	}
	for (kind = 0; kind < KIND_COUNT && err == ERR_OK; kind++)
		err = index_parts(req, kind, &urls);
	if (err == ERR_OK) {
		atom_sitemap_index(&resp->body, (const char *const *)(const void *)urls.data,
		    urls.len / sizeof(url));
		resp_type(resp, "application/xml");
	}
	buf_free(&urls);
	return (err);
}

/* One page, ${rest} below the locale, with its alternates in every locale. */
static void
site_page(struct req *req, struct atom_page *page, const char *rest, const char *updated)
{
	struct atom_alternate *alternates;
	size_t i, n = locales_count(req->app->locales);

	alternates = arena_array(req->arena, struct atom_alternate, n);
	for (i = 0; i < n; i++) {
		alternates[i].hreflang = locale_tag(locales_at(req->app->locales, i));
		alternates[i].url = arena_printf(req->arena, "%s/%s/%s", req->app->config.base_url,
		    alternates[i].hreflang, rest);
	}
	page->url = arena_printf(
	    req->arena, "%s/%s/%s", req->app->config.base_url, locale_tag(req->locale), rest);
	page->updated = updated;
	page->alternates = alternates;
	page->nalternates = n;
}

enum err
sitemap_pages(struct req *req, struct resp *resp)
{
	static const char *const fixed[] = { "", "search", "compare", "about", "sitemap", "log" };
	struct search_result laws;
	struct atom_page *pages;
	enum kind kind;
	size_t n = 0, i;
	enum err err;

	if ((err = entries_of(req, KIND_LAW, NULL, 0, true, &laws)) != ERR_OK)
		return (err);
	pages = arena_array(req->arena, struct atom_page,
	    sizeof(fixed) / sizeof(fixed[0]) + KIND_COUNT + SUBJECT_COUNT +
		laws.nfacets[FACET_JURISDICTION]);
	for (i = 0; i < sizeof(fixed) / sizeof(fixed[0]); i++)
		site_page(req, &pages[n++], fixed[i], NULL);
	for (kind = 0; kind < KIND_COUNT; kind++)
		site_page(req, &pages[n++], kind_plural(kind), NULL);
	for (i = 0; i < SUBJECT_COUNT; i++)
		site_page(req, &pages[n++],
		    arena_printf(req->arena, "subjects/%s", vocab_id(VOCAB_SUBJECT, (int)i)), NULL);
	for (i = 0; i < laws.nfacets[FACET_JURISDICTION]; i++)
		site_page(req, &pages[n++],
		    arena_printf(
			req->arena, "jurisdictions/%s", laws.facets[FACET_JURISDICTION][i].id),
		    NULL);
	atom_sitemap(&resp->body, pages, n);
	resp_type(resp, "application/xml");
	return (ERR_OK);
}

enum err
sitemap_entries(struct req *req, struct resp *resp)
{
	const char *jurisdiction = NULL;
	struct search_result result;
	struct atom_page *pages;
	enum kind kind;
	enum err err;
	size_t i;

	if (!kind_from_plural(req_path(req, "plural"), &kind))
		return (ERR_NOTFOUND);
	if (req->ncaptures == 3)
		jurisdiction = req_path(req, "jurisdiction");
	if ((err = entries_of(req, kind, jurisdiction, PART_MAX, false, &result)) != ERR_OK)
		return (err);
	if (result.nhits == 0)
		return (ERR_NOTFOUND);
	pages = arena_array(req->arena, struct atom_page, result.nhits);
	for (i = 0; i < result.nhits; i++)
		site_page(req, &pages[i],
		    arena_printf(req->arena, "%s/%s", kind_plural(kind), result.hits[i].slug),
		    NULL);
	atom_sitemap(&resp->body, pages, result.nhits);
	resp_type(resp, "application/xml");
	return (ERR_OK);
}
