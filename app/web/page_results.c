/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Hits, facets and pagers as templates want them.  All of it comes from the index; nothing here
 * needs PostgreSQL. */
#include <stdlib.h>
#include <string.h>

#include "locale/format.h"
#include "locale/message.h"
#include "render/markup.h"
#include "web/page_results.h"
#include "web/pages.h"
#include "web/value_near.h"

enum { FACET_SHOWN = 8, FACET_MAX = 60 };

static struct markup
highlighted(struct req *req, const char *text, const struct search_range *ranges, size_t n)
{
	uint32_t(*pairs)[2] = arena_calloc(req->arena, n, sizeof(*pairs));
	size_t i;

	for (i = 0; i < n; i++) {
		pairs[i][0] = ranges[i].start;
		pairs[i][1] = ranges[i].end;
	}
	return (markup_highlight(req->arena, text, (const uint32_t(*)[2])pairs, n));
}

/* Whether anything but the title is shown. */
static bool
shows_text(const struct search_hit *hit)
{
	return (hit->eid != NULL || (hit->snippet != NULL && hit->snippet[0] != '\0'));
}

const char *
page_results_href(struct req *req, const struct search_hit *hit)
{
	const char *text = "";

	/* What is shown of the hit is what the page shows.  Where the title is in that language
	 * too, the page chooses it by itself. */
	if (shows_text(hit) && !page_speaks(req, hit->language) &&
	    strcmp(hit->language, hit->title_language) != 0)
		text = arena_printf(req->arena, "?text=%s", page_escape(req->arena, hit->language));
	if (hit->kind == KIND_LAW && hit->eid != NULL)
		return (page_href(
		    req, "/laws/%s/%s%s", hit->slug, page_escape(req->arena, hit->eid), text));
	return (page_href(req, "/%s/%s%s", kind_plural(hit->kind), hit->slug, text));
}

const char *
page_results_places(struct req *req, const struct strings *ids)
{
	const char **names = arena_array(req->arena, const char *, ids->n);
	size_t i;

	for (i = 0; i < ids->n; i++)
		names[i] = format_jurisdiction(req->locale, req->arena, ids->v[i]);
	return (format_list(req->locale, req->arena, names, ids->n));
}

/* Of the other kinds the index only knows the day when we published them, which tells the reader
 * nothing. */
static bool
is_dated(enum kind kind)
{
	return (kind == KIND_LAW || kind == KIND_GUIDE || kind == KIND_EVENT ||
		kind == KIND_LISTING || kind == KIND_FACT);
}

struct view *
page_results_hit(struct req *req, struct view *v, const struct search_hit *hit, bool with_kind)
{
	struct view *item = view_item(v, "HIT");

	view_text(item, "HREF", page_results_href(req, hit));
	page_words(item, "TITLE", hit->title, hit->title_language);
	if (with_kind)
		view_text(view_item(item, "KIND"), "KIND_LABEL", page_kind(req, hit->kind));
	if (hit->jurisdictions.n > 0)
		view_text(view_item(item, "PLACE"), "PLACE_LABEL",
		    page_results_places(req, &hit->jurisdictions));
	if (is_dated(hit->kind) && hit->date != NULL) {
		struct view *date = view_item(item, "DATE");

		view_text(date, "DATE_VALUE", hit->date);
		view_text(date, "DATE_LABEL",
		    format_date(req->locale, req->arena, hit->date, DATE_MEDIUM));
	}
	if (hit->eid != NULL) {
		struct view *at = view_item(item, "AT");

		view_text(at, "AT_LANG", hit->language);
		view_text(at, "AT_DIR", language_dir(hit->language));
		if (hit->article != NULL)
			view_text(at, "AT_NUMBER",
			    page_article_label(
				req, &hit->jurisdictions, hit->article, hit->language));
		view_markup(at, "AT_HEADING",
		    highlighted(
			req, hit->heading, hit->heading_highlights, hit->nheading_highlights));
	}
	if (hit->snippet != NULL && hit->snippet[0] != '\0') {
		struct view *snippet = view_item(item, "SNIPPET");

		view_text(snippet, "SNIPPET_LANG", hit->language);
		view_text(snippet, "SNIPPET_DIR", language_dir(hit->language));
		view_markup(snippet, "SNIPPET_TEXT",
		    highlighted(req, hit->snippet, hit->highlights, hit->nhighlights));
	}
	if (shows_text(hit) && !page_speaks(req, hit->language))
		view_text(view_item(item, "OTHER"), "OTHER_LABEL",
		    format_language(req->locale, req->arena, hit->language));
	if (hit->kind == KIND_LAW && (hit->status == LAW_REPEALED || hit->status == LAW_NOT_YET))
		view_text(view_item(item, "FORCE"), "FORCE_LABEL",
		    page_label(req, VOCAB_LAW_STATUS, (int)hit->status));
	if (hit->sample)
		view_show(item, "SAMPLE");
	if (hit->provenance != PROVENANCE_STAFF)
		view_text(view_item(item, "PROV"), "PROV_LABEL",
		    page_label(req, VOCAB_PROVENANCE, (int)hit->provenance));
	if (hit->eid != NULL && hit->more_in_work > 0) {
		struct view *more = view_item(item, "MORE");

		view_text(more, "MORE_LABEL",
		    msg_format(req->locale, req->arena, "search.more_in_work",
			MSG_INT("count", hit->more_in_work)));
		view_text(more, "MORE_HREF", page_href(req, "/laws/%s", hit->slug));
	}
	return (item);
}

/* Where the browser tells, by itself or by portal.js, that the hit was opened: the link stays as
 * it is. */
static void
ping(struct req *req, struct view *item, const struct page_query *query,
    const struct search_hit *hit, size_t rank)
{
	const char *target = arena_printf(req->arena, "%s/%s%s%s", kind_plural(hit->kind),
	    hit->slug, hit->eid == NULL ? "" : "/", hit->eid == NULL ? "" : hit->eid);

	if (query->search.q[0] == '\0' || req->app->config.log_days == 0)
		return;
	view_text(view_item(item, "PING"), "PING_HREF",
	    page_href(req, "/search/click?q=%s&to=%s&n=%zu",
		page_escape(req->arena, query->search.q), page_escape(req->arena, target), rank));
}

unsigned int
page_results_pages(const struct page_query *query, const struct search_result *result)
{
	size_t pages = (result->total + query->search.limit - 1) / query->search.limit;

	if (pages > PAGE_QUERY_LAST)
		pages = PAGE_QUERY_LAST;
	return (pages == 0 ? 1 : (unsigned int)pages);
}

static void
fill_count(struct req *req, struct view *v, const struct page_query *query,
    const struct search_result *result)
{
	const char *key =
	    query->is_list && query->search.q[0] == '\0' ? "list.entries" : "search.results";

	if (!result->total_is_exact)
		view_text(v, "COUNT",
		    msg_format(req->locale, req->arena, "search.results_more",
			MSG_INT("count", result->total)));
	else
		view_text(v, "COUNT",
		    msg_format(req->locale, req->arena, key, MSG_INT("count", result->total)));
	if (query->search.q[0] != '\0' && result->total_articles > result->total)
		view_text(view_item(v, "ARTICLES"), "ARTICLES_LABEL",
		    msg_format(req->locale, req->arena, "search.articles",
			MSG_INT("count", result->total_articles)));
}

static void
fill_pager(struct req *req, struct view *v, const struct page_query *query,
    const struct search_result *result)
{
	unsigned int pages = page_results_pages(query, result);
	struct page_change change = { 0 };
	struct view *pager;

	if (pages < 2)
		return;
	pager = view_item(v, "PAGER");
	view_text(pager, "POSITION",
	    msg_format(req->locale, req->arena, "page.position", MSG_INT("page", query->page),
		MSG_INT("pages", pages)));
	if (query->page > 1) {
		change.page = query->page - 1;
		view_text(view_item(pager, "PREVIOUS"), "PREVIOUS_HREF",
		    page_query_href(req, query, &change));
	}
	if (query->page < pages) {
		change.page = query->page + 1;
		view_text(
		    view_item(pager, "NEXT"), "NEXT_HREF", page_query_href(req, query, &change));
	}
}

/* A filter that is on: its name, and the address of the page without it. */
static void
chip(struct req *req, struct view *v, const char *label, const char *href)
{
	struct view *item = view_item(v, "CHIP");

	view_text(item, "CHIP_LABEL", label);
	view_text(item, "CHIP_HREF", href);
	view_text(item, "CHIP_REMOVE",
	    msg_format(req->locale, req->arena, "search.remove", MSG_TEXT("name", label)));
}

static void
fill_chips(struct req *req, struct view *v, const struct page_query *query)
{
	struct page_query without = *query;
	int facet;
	size_t i;

	for (facet = query->is_list ? FACET_KIND + 1 : FACET_KIND; facet < FACET_COUNT; facet++) {
		const struct strings *values = &query->search.filter[facet];

		for (i = 0; i < values->n; i++) {
			struct page_change change = { .facet = (enum search_facet)facet,
				.remove = values->v[i] };

			chip(req, v, page_facet_label(req, (enum search_facet)facet, values->v[i]),
			    page_query_href(req, query, &change));
		}
	}
	if (query->search.year_from > 0 || query->search.year_to > 0) {
		struct page_change first = { 0 };

		without.search.year_from = without.search.year_to = 0;
		chip(req, v,
		    query->search.year_to == 0
			? arena_printf(req->arena, "%d –", query->search.year_from)
		    : query->search.year_from == 0
			? arena_printf(req->arena, "– %d", query->search.year_to)
			: arena_printf(req->arena, "%d – %d", query->search.year_from,
			      query->search.year_to),
		    page_query_href(req, &without, &first));
	}
	if (page_query_filtered(query)) {
		struct page_change clear = { .clear = true };

		view_text(view_item(v, "CLEAR"), "CLEAR_HREF", page_query_href(req, query, &clear));
	}
}

static int
later_year(const void *a, const void *b)
{
	return (strcmp(((const struct search_count *)b)->id, ((const struct search_count *)a)->id));
}

static void
facet_value(struct req *req, struct view *list, const struct page_query *query,
    enum search_facet facet, const struct search_count *count)
{
	struct view *item = view_item(list, "VALUE");
	struct page_change change = { .facet = facet };

	view_text(item, "VALUE_LABEL", page_facet_label(req, facet, count->id));
	view_text(item, "VALUE_COUNT", format_number(req->locale, req->arena, count->count));
	if (page_query_has(query, facet, count->id)) {
		change.remove = count->id;
		view_show(item, "VALUE_ON");
	} else {
		change.add = count->id;
	}
	view_text(item, "VALUE_HREF", page_query_href(req, query, &change));
}

/* The counted values, most at most, and whatever is chosen though nothing has it. */
static struct search_count *
values_of(struct req *req, const struct page_query *query, const struct search_result *result,
    enum search_facet facet, size_t *ret_n)
{
	const struct strings *chosen = &query->search.filter[facet];
	size_t n = result->nfacets[facet] < FACET_MAX ? result->nfacets[facet] : FACET_MAX, i, j;
	struct search_count *v = arena_array(req->arena, struct search_count, n + chosen->n);

	for (i = 0; i < n; i++)
		v[i] = result->facets[facet][i];
	for (i = 0; i < chosen->n; i++) {
		for (j = 0; j < n && strcmp(v[j].id, chosen->v[i]) != 0; j++)
			;
		if (j < n)
			continue;
		v[n].id = chosen->v[i];
		v[n].count = 0;
		for (j = 0; j < result->nfacets[facet]; j++)
			if (strcmp(result->facets[facet][j].id, chosen->v[i]) == 0)
				v[n] = result->facets[facet][j];
		n++;
	}
	*ret_n = n;
	return (v);
}

static void
fill_facets(struct req *req, struct view *v, const struct page_query *query,
    const struct search_result *result)
{
	static const char *const keys[FACET_COUNT] = { "facet.kind", "facet.jurisdiction",
		"facet.subject", "facet.language", "facet.year", "facet.status", "facet.type",
		"facet.service", "facet.ipc", "facet.direction", "facet.wanted", "facet.ip_status",
		"facet.provider_type" };
	int facet;
	size_t i;

	for (facet = query->is_list ? FACET_KIND + 1 : FACET_KIND; facet < FACET_COUNT; facet++) {
		struct search_count *counts;
		struct view *group, *part;
		size_t n;

		counts = values_of(req, query, result, (enum search_facet)facet, &n);

		/* A facet of one value, which is no filter, cuts nothing. */
		if (n == 0 ||
		    (n == 1 && !page_query_has(query, (enum search_facet)facet, counts[0].id)))
			continue;
		if (facet == FACET_YEAR)
			qsort(counts, n, sizeof(*counts), later_year);
		group = view_item(v, "FACET");
		view_text(group, "FACET_ID", search_facet_name((enum search_facet)facet));
		view_text(group, "FACET_LABEL", msg(req->locale, keys[facet]));
		part = view_item(group, "FIRST");
		for (i = 0; i < n; i++) {
			if (i == FACET_SHOWN)
				part = view_item(group, "REST");
			facet_value(req, part, query, (enum search_facet)facet, &counts[i]);
		}
	}
}

static void
choice(struct view *v, const char *label, const char *href, bool here)
{
	struct view *item = view_item(v, "SORT");

	view_text(item, "SORT_LABEL", label);
	view_text(item, "SORT_HREF", href);
	if (here)
		view_show(item, "SORT_HERE");
}

static void
fill_choices(struct req *req, struct view *v, const struct page_query *query,
    const struct search_result *result)
{
	static const char *const keys[] = { "search.sort_relevance", "search.sort_date",
		"search.sort_title" };
	bool words = query->search.q[0] != '\0';
	enum search_sort sort;

	for (sort = words ? SORT_RELEVANCE : SORT_DATE; sort <= SORT_TITLE; sort++) {
		struct page_change change = { .sort = &sort };

		choice(v, msg(req->locale, keys[sort]), page_query_href(req, query, &change),
		    sort == query->search.sort);
	}
	if (words &&
	    (query->search.group == GROUP_NONE || result->total_articles > result->total)) {
		enum search_group other =
		    query->search.group == GROUP_NONE ? GROUP_WORK : GROUP_NONE;
		struct page_change change = { .group = &other };
		struct view *item = view_item(v, "GROUP");

		view_text(item, "GROUP_HREF", page_query_href(req, query, &change));
		view_text(item, "GROUP_LABEL",
		    msg(req->locale,
			other == GROUP_NONE ? "search.show_articles" : "search.group_laws"));
	}
}

/* "Also searched": each expansion with its switch, and one switch for all. */
static void
fill_expansions(struct req *req, struct view *v, const struct page_query *query,
    const struct search_result *result)
{
	struct view *also, *from = NULL;
	size_t i, j, n;

	if (!query->search.expand) {
		bool on = true;
		struct page_change change = { .expand = &on };

		if (query->search.q[0] != '\0')
			view_text(view_item(v, "EXPAND_ON"), "EXPAND_ON_HREF",
			    page_query_href(req, query, &change));
		return;
	}
	if (result->nexpansions == 0)
		return;
	also = view_item(v, "ALSO");
	if (query->search.expand_off.n > 0)
		view_show(also, "ALSO_OPEN");
	/* One name a language of the first word tells what is meant. */
	for (i = 0; i < result->nexpansions &&
		    strcmp(result->expansions[i].from, result->expansions[0].from) == 0;
	     i++)
		if (i == 0 ||
		    strcmp(result->expansions[i].language, result->expansions[i - 1].language) != 0)
			page_words(view_item(also, "ALSO_FIRST"), "ALSO_FIRST",
			    result->expansions[i].to, result->expansions[i].language);
	for (i = 0; i < result->nexpansions; i++) {
		const struct search_expansion *e = &result->expansions[i];
		struct page_change change = { 0 };
		struct view *item;

		if (i == 0 || strcmp(e->from, e[-1].from) != 0) {
			from = view_item(also, "FROM");
			view_text(from, "FROM_WORDS", e->from);
		}
		item = view_item(from, "EXPANSION");

		page_words(item, "EXPANSION", e->to, e->language);
		if (e->off) {
			/* The same address without this one among those that are off. */
			struct page_query without = *query;
			struct strings *off = &without.search.expand_off;

			off->v = arena_array(req->arena, const char *, query->search.expand_off.n);
			for (j = n = 0; j < query->search.expand_off.n; j++)
				if (strcmp(query->search.expand_off.v[j], e->to) != 0)
					off->v[n++] = query->search.expand_off.v[j];
			off->n = n;
			view_show(item, "EXPANSION_OFF");
			view_text(item, "EXPANSION_HREF", page_query_href(req, &without, &change));
			view_text(item, "EXPANSION_DO",
			    msg_format(req->locale, req->arena, "search.expansion_on",
				MSG_TEXT("term", e->to)));
		} else {
			change.off = e->to;
			view_text(item, "EXPANSION_HREF", page_query_href(req, query, &change));
			view_text(item, "EXPANSION_DO",
			    msg_format(req->locale, req->arena, "search.expansion_off",
				MSG_TEXT("term", e->to)));
		}
	}
	{
		bool off = false;
		struct page_change change = { .expand = &off };

		view_text(also, "EXPAND_OFF_HREF", page_query_href(req, query, &change));
	}
}

/* What the form that asks for years carries along. */
static void
hidden(struct view *v, const char *name, const char *value)
{
	struct view *item = view_item(v, "HIDDEN");

	view_text(item, "HIDDEN_NAME", name);
	view_text(item, "HIDDEN_VALUE", value);
}

static void
fill_year_form(struct req *req, struct view *v, const struct page_query *query)
{
	static const char *const sorts[] = { "relevance", "date", "title" };
	struct view *form = view_item(v, "YEARS");
	int facet;
	size_t i;

	view_text(form, "YEARS_ACTION", page_href(req, "%s", query->base));
	if (query->search.year_from > 0)
		view_int(form, "YEAR_FROM", query->search.year_from);
	if (query->search.year_to > 0)
		view_int(form, "YEAR_TO", query->search.year_to);
	if (query->search.q[0] != '\0')
		hidden(form, "q", query->search.q);
	for (facet = query->is_list ? FACET_KIND + 1 : FACET_KIND; facet < FACET_COUNT; facet++)
		for (i = 0; i < query->search.filter[facet].n; i++)
			hidden(form, search_facet_name((enum search_facet)facet),
			    query->search.filter[facet].v[i]);
	if (query->search.sort != query->default_sort)
		hidden(form, "sort", sorts[query->search.sort]);
	if (query->search.group == GROUP_NONE)
		hidden(form, "group", "none");
	if (!query->search.expand)
		hidden(form, "expand", "off");
	for (i = 0; i < query->search.expand_off.n; i++)
		hidden(form, "expand_off", query->search.expand_off.v[i]);
}

const char *
page_results_problem(const struct req *req, const struct search_problem *problem)
{
	return (msg_format(req->locale, req->arena,
	    arena_printf(req->arena, "search.problem.%s", search_problem_id(problem->code)),
	    MSG_TEXT("text", problem->text),
	    MSG_TEXT("other", problem->other != NULL ? problem->other : "")));
}

static void
fill_problem(struct req *req, struct view *v, const struct page_query *query,
    const struct search_problem *problem)
{
	struct value_near near[VALUE_NEAR_MOST];
	const size_t n = value_near(req, query->search.q, problem, near);
	struct view *item = view_item(v, "PROBLEM"), *values, *value;

	view_text(item, "PROBLEM_TEXT", page_results_problem(req, problem));
	if (n == 0)
		return;
	values = view_item(item, "NEAR");
	for (size_t i = 0; i < n; i++) {
		struct page_change change = { .q = near[i].q };

		value = view_item(values, "NEAR_VALUE");
		view_text(value, "NEAR_LABEL", near[i].name);
		view_text(value, "NEAR_HREF", page_query_href(req, query, &change));
	}
}

void
page_results_fill(struct req *req, struct view *v, const struct page_query *query,
    const struct search_result *result, const struct page_nothing *nothing)
{
	size_t i;

	fill_count(req, v, query, result);
	if (result->nhits > 0) {
		struct view *hits = view_item(v, "HITS");

		for (i = 0; i < result->nhits; i++)
			ping(req, page_results_hit(req, hits, &result->hits[i], !query->is_list),
			    query, &result->hits[i], query->search.offset + i + 1);
		fill_choices(req, v, query, result);
		fill_pager(req, v, query, result);
	} else {
		struct view *none = view_item(v, "NONE");

		view_text(none, "NONE_TEXT",
		    query->search.q[0] != '\0'
			? msg_format(req->locale, req->arena, "search.none",
			      MSG_TEXT("query", query->search.q))
			: msg(req->locale,
			      page_query_filtered(query) ? "list.none_filtered" : "list.none"));
		if (query->search.q[0] != '\0')
			view_show(none, "NONE_HINT");
		page_nothing_fill(req, none, query, nothing);
	}
	if (result->some_words && result->nhits > 0)
		view_show(v, "SOME_WORDS");
	for (i = 0; i < result->nproblems; i++)
		fill_problem(req, v, query, &result->problems[i]);
	if (result->suggestion != NULL) {
		struct page_change change = { .q = result->suggestion };
		struct view *item = view_item(v, "SUGGESTION");

		view_text(item, "SUGGESTION_HREF", page_query_href(req, query, &change));
		view_text(item, "SUGGESTION_LABEL",
		    msg_format(req->locale, req->arena, "search.suggestion",
			MSG_TEXT("query", result->suggestion)));
	}
	fill_expansions(req, v, query, result);
	fill_chips(req, v, query);
	if (result->nhits > 0 || page_query_filtered(query)) {
		struct view *side = view_item(v, "SIDE");

		fill_facets(req, side, query, result);
		fill_year_form(req, side, query);
	}
}
