/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Home, about, site map: what there is, counted, and the way to it. */
#include <inttypes.h>
#include <string.h>

#include "locale/format.h"
#include "locale/message.h"
#include "web/page_overview.h"
#include "web/page_results.h"
#include "web/pages.h"

enum { HITS_RECENT = 6, HITS_KIND = 5, EXAMPLES = 4 };

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

uint32_t
page_overview_count(const struct search_result *result, enum search_facet facet, const char *id)
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
show_kinds(struct req *req, struct view *v, const struct search_result *result)
{
	int kind;

	for (kind = 0; kind < KIND_COUNT; kind++) {
		const char *id = kind_id((enum kind)kind);
		struct view *item = view_item(v, "COUNTED_KIND");

		counted(req, item, page_kinds(req, (enum kind)kind),
		    page_href(req, "/%s", kind_plural((enum kind)kind)),
		    page_overview_count(result, FACET_KIND, id));
		view_text(item, "COUNTED_ABOUT",
		    msg(req->locale, arena_printf(req->arena, "kind_about.%s", id)));
	}
}

void
page_overview_places(struct req *req, struct view *v, const struct search_result *result)
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

void
page_overview_subjects(struct req *req, struct view *v, const struct search_result *result)
{
	int subject;

	for (subject = 0; subject < SUBJECT_COUNT; subject++) {
		const char *id = vocab_id(VOCAB_SUBJECT, subject);
		uint32_t count = page_overview_count(result, FACET_SUBJECT, id);

		if (count > 0)
			counted(req, view_item(v, "COUNTED_SUBJECT"),
			    page_label(req, VOCAB_SUBJECT, subject),
			    page_href(req, "/subjects/%s", id), count);
	}
}

enum err
page_overview_counts(struct req *req, struct resp *resp, enum search_facet facet, const char *id,
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

/* Searches that find something, in the reader's language. */
static void
fill_examples(struct req *req, struct view *v)
{
	int i;

	for (i = 1; i <= EXAMPLES; i++) {
		const char *words =
		    msg(req->locale, arena_printf(req->arena, "home.example_%d", i));
		struct view *item = view_item(v, "EXAMPLE");

		view_text(item, "EXAMPLE_WORDS", words);
		view_text(item, "EXAMPLE_HREF",
		    page_href(req, "/search?q=%s", page_escape(req->arena, words)));
	}
}

enum err
page_home(struct req *req, struct resp *resp)
{
	/* Not events, whose dates lie ahead, nor what has no date but that of its loading. */
	static const char *const news[] = { "guide", "law" };
	struct search_query query = everything(req);
	struct search_result result, recent;
	struct search_index *index;
	struct view *v, *hits;
	bool done;
	size_t i;
	enum err err;

	if ((err = page_overview_counts(
		 req, resp, FACET_KIND, NULL, "/", &index, &result, &done)) != ERR_OK ||
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
	fill_examples(req, v);
	show_kinds(req, v, &result);
	page_overview_places(req, v, &result);
	page_overview_subjects(req, v, &result);
	if (recent.nhits > 0) {
		hits = view_item(v, "HITS");
		for (i = 0; i < recent.nhits; i++)
			page_results_hit(req, hits, &recent.hits[i], true);
	}
	page_atom(v, msg(req->locale, "list.feed"),
	    arena_printf(req->arena, "/feeds/%s/search.atom", locale_tag(req->locale)));
	return (page_send(req, resp, v, "home.html"));
}

enum err
page_overview_list(struct req *req, struct view *v, struct search_index *index,
    enum search_facet facet, const char *id, enum kind kind, uint32_t count)
{
	const char *name = kind_id(kind);
	struct search_query query = everything(req);
	struct search_result result;
	struct view *list;
	size_t i;
	enum err err;

	if (count == 0)
		return (ERR_OK);
	query.facets = false;
	query.limit = HITS_KIND;
	query.filter[facet] = (struct strings){ &id, 1 };
	query.filter[FACET_KIND] = (struct strings){ &name, 1 };
	if ((err = search_run(index, req->arena, &query, &result)) != ERR_OK)
		return (err);
	list = view_item(v, "LIST");
	counted(req, list, page_kinds(req, kind),
	    page_href(req, "/%s?%s=%s", kind_plural(kind), search_facet_name(facet),
		page_escape(req->arena, id)),
	    count);
	for (i = 0; i < result.nhits; i++)
		page_results_hit(req, list, &result.hits[i], false);
	if (count > result.nhits)
		view_show(list, "LIST_MORE");
	return (ERR_OK);
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

	if ((err = page_overview_counts(
		 req, resp, FACET_KIND, NULL, "/sitemap", &index, &result, &done)) != ERR_OK ||
	    done)
		return (err);
	v = page_view(req, title, "/sitemap");
	page_crumb(v, title, NULL);
	show_kinds(req, v, &result);
	page_overview_places(req, v, &result);
	page_overview_subjects(req, v, &result);
	return (page_send(req, resp, v, "sitemap.html"));
}
