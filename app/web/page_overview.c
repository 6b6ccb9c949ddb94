/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Home, the pages of a country and of a subject, about, site map: what there is, counted, and the
 * way to it. */
#include <inttypes.h>
#include <string.h>

#include "locale/format.h"
#include "locale/message.h"
#include "web/page_results.h"
#include "web/pages.h"

enum { HITS_RECENT = 6, HITS_KIND = 5 };

/* A query without words for all works, counting facets and asking for no hit. */
static struct search_query
everything(const struct req *req)
{
	struct search_query query = { .q = "",
		.locale = locale_tag(req->locale),
		.chain = req->chain,
		.nchain = req->nchain,
		.sort = SORT_DATE,
		.facets = true };

	return (query);
}

/* How often ${id} was counted. */
static uint32_t
count_of(const struct search_result *result, enum search_facet facet, const char *id)
{
	size_t i;

	for (i = 0; i < result->nfacets[facet]; i++)
		if (strcmp(result->facets[facet][i].id, id) == 0)
			return (result->facets[facet][i].count);
	return (0);
}

static void
counted(struct req *req, struct view *item, const char *label, const char *href, uint32_t count)
{
	view_text(item, "COUNTED_LABEL", label);
	view_text(item, "COUNTED_HREF", href);
	view_text(item, "COUNTED_COUNT", format_number(req->locale, req->arena, count));
}

static void
fill_kinds(struct req *req, struct view *v, const struct search_result *result)
{
	int kind;

	for (kind = 0; kind < KIND_COUNT; kind++) {
		const char *id = kind_id((enum kind)kind);
		struct view *item = view_item(v, "COUNTED_KIND");

		counted(req, item, page_kinds(req, (enum kind)kind),
		    page_href(req, "/%s", kind_plural((enum kind)kind)),
		    count_of(result, FACET_KIND, id));
		view_text(item, "COUNTED_ABOUT",
		    msg(req->locale, arena_printf(req->arena, "kind_about.%s", id)));
	}
}

static void
fill_places(struct req *req, struct view *v, const struct search_result *result)
{
	size_t i;

	for (i = 0; i < result->nfacets[FACET_JURISDICTION]; i++) {
		const struct search_count *count = &result->facets[FACET_JURISDICTION][i];

		counted(req, view_item(v, "COUNTED_PLACE"),
		    format_jurisdiction(req->locale, req->arena, count->id),
		    page_href(req, "/jurisdictions/%s", page_escape(req->arena, count->id)),
		    count->count);
	}
}

static void
fill_subjects(struct req *req, struct view *v, const struct search_result *result)
{
	int subject;

	for (subject = 0; subject < SUBJECT_COUNT; subject++) {
		const char *id = vocab_id(VOCAB_SUBJECT, subject);
		uint32_t count = count_of(result, FACET_SUBJECT, id);

		if (count > 0)
			counted(req, view_item(v, "COUNTED_SUBJECT"),
			    page_label(req, VOCAB_SUBJECT, subject),
			    page_href(req, "/subjects/%s", id), count);
	}
}

/*
 * The index, and the counts of all that ${facet} and ${id} select (NULL: of everything);
 * ${*ret_done} if the reader has the page already.
 */
static enum err
overview(struct req *req, struct resp *resp, enum search_facet facet, const char *id,
    const char *path, struct search_index **ret_index, struct search_result *ret_result,
    bool *ret_done)
{
	struct search_query query = everything(req);
	enum err err;

	if ((err = req_search(req, ret_index)) != ERR_OK)
		return (err);
	*ret_done = resp_not_modified(req, resp,
	    page_etag(
		req, arena_printf(req->arena, "%s %" PRIu64, path, search_revision(*ret_index))));
	if (*ret_done)
		return (ERR_OK);
	if (id != NULL)
		query.filter[facet] = (struct strings){ &id, 1 };
	return (search_run(*ret_index, req->arena, &query, ret_result));
}

enum err
page_home(struct req *req, struct resp *resp)
{
	/* Not events: their dates lie ahead and would fill the list. */
	static const char *const news[] = { "guide", "listing" };
	struct search_query query = everything(req);
	struct search_result result, recent;
	struct search_index *index;
	struct view *v, *hits;
	bool done;
	size_t i;
	enum err err;

	if ((err = overview(req, resp, FACET_KIND, NULL, "/", &index, &result, &done)) != ERR_OK ||
	    done)
		return (err);
	query.facets = false;
	query.limit = HITS_RECENT;
	query.filter[FACET_KIND].n = sizeof(news) / sizeof(news[0]);
	query.filter[FACET_KIND].v =
	    arena_array(req->arena, const char *, query.filter[FACET_KIND].n);
	memcpy(query.filter[FACET_KIND].v, news, sizeof(news));
	if ((err = search_run(index, req->arena, &query, &recent)) != ERR_OK)
		return (err);

	v = page_view(req, msg(req->locale, "site.name"), "/");
	fill_kinds(req, v, &result);
	fill_places(req, v, &result);
	fill_subjects(req, v, &result);
	if (recent.nhits > 0) {
		hits = view_item(v, "HITS");
		for (i = 0; i < recent.nhits; i++)
			page_results_hit(req, hits, &recent.hits[i], true);
	}
	page_atom(v, msg(req->locale, "list.feed"),
	    arena_printf(req->arena, "/feeds/%s/search.atom", locale_tag(req->locale)));
	return (page_send(req, resp, v, "home.html"));
}

/* For each kind that has something here, its first entries and the way to all of them. */
static enum err
fill_lists(struct req *req, struct view *v, struct search_index *index, enum search_facet facet,
    const char *id, const struct search_result *counts)
{
	int kind;
	size_t i;

	for (kind = 0; kind < KIND_COUNT; kind++) {
		const char *name = kind_id((enum kind)kind);
		uint32_t count = count_of(counts, FACET_KIND, name);
		struct search_query query = everything(req);
		struct search_result result;
		struct view *list;
		enum err err;

		if (count == 0)
			continue;
		query.facets = false;
		query.limit = HITS_KIND;
		query.filter[facet] = (struct strings){ &id, 1 };
		query.filter[FACET_KIND] = (struct strings){ &name, 1 };
		if ((err = search_run(index, req->arena, &query, &result)) != ERR_OK)
			return (err);
		list = view_item(v, "LIST");
		counted(req, list, page_kinds(req, (enum kind)kind),
		    page_href(req, "/%s?%s=%s", kind_plural((enum kind)kind),
			search_facet_name(facet), page_escape(req->arena, id)),
		    count);
		for (i = 0; i < result.nhits; i++)
			page_results_hit(req, list, &result.hits[i], false);
		if (count > result.nhits)
			view_show(list, "LIST_MORE");
	}
	return (ERR_OK);
}

/* The page of one value of ${facet}: a country, a subject. */
static enum err
value_page(struct req *req, struct resp *resp, enum search_facet facet, const char *id,
    const char *title, const char *label, const char *section, const char *section_path)
{
	const char *path =
	    arena_printf(req->arena, "%s/%s", section_path, page_escape(req->arena, id));
	struct search_result counts;
	struct search_index *index;
	struct view *v;
	bool done;
	enum err err;

	if ((err = overview(req, resp, facet, id, path, &index, &counts, &done)) != ERR_OK || done)
		return (err);
	if (counts.total == 0)
		return (ERR_NOTFOUND);
	v = page_view(req, title, path);
	page_crumb(v, section, page_href(req, "/sitemap"));
	page_crumb(v, label, NULL);
	view_text(v, "LEAD",
	    msg_format(req->locale, req->arena,
		facet == FACET_SUBJECT ? "subjects.lead" : "jurisdictions.lead",
		MSG_TEXT("name", label)));
	if ((err = fill_lists(req, v, index, facet, id, &counts)) != ERR_OK)
		return (err);
	if (facet == FACET_SUBJECT)
		fill_places(req, v, &counts);
	else
		fill_subjects(req, v, &counts);
	page_atom(v, msg(req->locale, "list.feed"),
	    arena_printf(req->arena, "/feeds/%s/search.atom?%s=%s", locale_tag(req->locale),
		search_facet_name(facet), page_escape(req->arena, id)));
	return (page_send(req, resp, v, "overview.html"));
}

enum err
page_jurisdiction(struct req *req, struct resp *resp)
{
	const char *id = req_path(req, "id"), *name;

	if (id[strspn(id, "ABCDEFGHIJKLMNOPQRSTUVWXYZ")] != '\0')
		return (ERR_NOTFOUND);
	name = format_jurisdiction(req->locale, req->arena, id);
	return (value_page(req, resp, FACET_JURISDICTION, id,
	    msg_format(req->locale, req->arena, "jurisdictions.of", MSG_TEXT("name", name)), name,
	    msg(req->locale, "jurisdictions.title"), "/jurisdictions"));
}

enum err
page_subject(struct req *req, struct resp *resp)
{
	const char *id = req_path(req, "id"), *name;
	int subject;

	if (!vocab_value(VOCAB_SUBJECT, id, &subject))
		return (ERR_NOTFOUND);
	name = page_label(req, VOCAB_SUBJECT, subject);
	return (value_page(req, resp, FACET_SUBJECT, id, name, name,
	    msg(req->locale, "subjects.title"), "/subjects"));
}

enum err
page_about(struct req *req, struct resp *resp)
{
	const char *title = msg(req->locale, "about.title");
	struct view *v;

	if (resp_not_modified(req, resp, page_etag(req, "/about")))
		return (ERR_OK);
	v = page_view(req, title, "/about");
	page_crumb(v, title, NULL);
	return (page_send(req, resp, v, "about.html"));
}

enum err
page_sitemap(struct req *req, struct resp *resp)
{
	const char *title = msg(req->locale, "sitemap.title");
	struct search_result result;
	struct search_index *index;
	struct view *v;
	bool done;
	enum err err;

	if ((err = overview(req, resp, FACET_KIND, NULL, "/sitemap", &index, &result, &done)) !=
		ERR_OK ||
	    done)
		return (err);
	v = page_view(req, title, "/sitemap");
	page_crumb(v, title, NULL);
	fill_kinds(req, v, &result);
	fill_places(req, v, &result);
	fill_subjects(req, v, &result);
	return (page_send(req, resp, v, "sitemap.html"));
}
