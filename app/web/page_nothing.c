/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Owns what is tried after a search found nothing. */
#include "web/page_nothing.h"

#include <string.h>

#include "locale/message.h"
#include "locale/text.h"
#include "web/pages.h"

enum { WORDS = 6, SOURCES = 5 };

struct page_nothing {
	struct {
		const char *without, *q; /* the word that is left out, what is left */
		uint32_t total;
	} fewer[WORDS];
	size_t nfewer;
	uint32_t unfiltered; /* what the same words find without filters */
	uint32_t languages;  /* and in other languages, where those were kept out */
	struct search_source *sources;
	size_t nsources;
};

/* How many ${query} would find. */
static uint32_t
count(struct req *req, struct search_index *index, const struct search_query *query)
{
	struct search_query counted = *query;
	struct search_result result;

	counted.facets = counted.snippets = false;
	counted.offset = counted.limit = 0;
	if (search_run(index, req->arena, &counted, &result) != ERR_OK)
		return (0);
	return (result.total);
}

/* The same words without one of them. */
static void
try_fewer(struct req *req, struct search_index *index, const struct page_query *query,
    struct page_nothing *nothing)
{
	struct search_query fewer = query->search;
	struct text_word words[WORDS + 1];
	const char *q = query->search.q;
	size_t n = text_words(q, words, WORDS + 1), i;
	uint32_t total;

	if (n < 2 || n > WORDS)
		return;
	for (i = 0; i < n; i++) {
		fewer.q = arena_printf(req->arena, "%.*s%s", (int)words[i].start, q,
		    q + words[i].end + (q[words[i].end] == ' '));
		if ((total = count(req, index, &fewer)) == 0)
			continue;
		nothing->fewer[nothing->nfewer].without =
		    arena_strndup(req->arena, q + words[i].start, words[i].end - words[i].start);
		nothing->fewer[nothing->nfewer].q = fewer.q;
		nothing->fewer[nothing->nfewer++].total = total;
	}
}

static void
try_unfiltered(struct req *req, struct search_index *index, const struct page_query *query,
    struct page_nothing *nothing)
{
	struct search_query all = query->search;
	int facet;

	for (facet = query->is_list ? FACET_KIND + 1 : FACET_KIND; facet < FACET_COUNT; facet++)
		all.filter[facet] = (struct strings){ NULL, 0 };
	all.year_from = all.year_to = 0;
	nothing->unfiltered = count(req, index, &all);
}

/* Texts of every language, by words of every language, if not so already. */
static void
try_languages(struct req *req, struct search_index *index, const struct page_query *query,
    struct page_nothing *nothing)
{
	struct search_query all = query->search;

	if (all.expand && all.expand_off.n == 0 && all.filter[FACET_LANGUAGE].n == 0)
		return;
	all.expand = true;
	all.expand_off = all.filter[FACET_LANGUAGE] = (struct strings){ NULL, 0 };
	nothing->languages = count(req, index, &all);
}

const struct page_nothing *
page_nothing_find(struct req *req, struct search_index *index, const struct page_query *query)
{
	struct page_nothing *nothing = arena_calloc(req->arena, 1, sizeof(*nothing));

	if (query->search.q[0] == '\0')
		return (nothing);
	if (page_query_filtered(query))
		try_unfiltered(req, index, query, nothing);
	try_languages(req, index, query, nothing);
	try_fewer(req, index, query, nothing);
	if (search_sources(index, req->arena, &query->search, SOURCES, &nothing->sources,
		&nothing->nsources) != ERR_OK)
		nothing->nsources = 0;
	return (nothing);
}

static void
try_this(struct view *v, const char *label, const char *href)
{
	struct view *item = view_item(v, "TRY");

	view_text(item, "TRY_LABEL", label);
	view_text(item, "TRY_HREF", href);
}

static void
fill_sources(struct req *req, struct view *v, const char *q, const struct page_nothing *nothing)
{
	struct view *sources = nothing->nsources == 0 ? NULL : view_item(v, "SOURCES"), *item;
	const char *url;
	size_t i;

	for (i = 0; i < nothing->nsources; i++) {
		if ((url = page_query_url(req, nothing->sources[i].pattern, q)) == NULL)
			continue;
		item = view_item(sources, "SOURCE");
		view_text(item, "SOURCE_HREF", url);
		page_words(
		    item, "SOURCE", nothing->sources[i].title, nothing->sources[i].title_language);
	}
}

void
page_nothing_fill(struct req *req, struct view *v, const struct page_query *query,
    const struct page_nothing *nothing)
{
	struct page_change clear = { .clear = true };
	const char *q = query->search.q, *contact = req->app->config.contact;
	struct view *item;
	size_t i;

	if (q[0] == '\0')
		return;
	if (nothing->unfiltered > 0)
		try_this(v,
		    msg_format(req->locale, req->arena, "nothing.unfiltered",
			MSG_INT("count", nothing->unfiltered)),
		    page_query_href(req, query, &clear));
	if (nothing->languages > 0) {
		struct page_query all = *query;

		all.search.expand = true;
		all.search.expand_off = all.search.filter[FACET_LANGUAGE] =
		    (struct strings){ NULL, 0 };
		all.page = 1;
		try_this(v,
		    msg_format(req->locale, req->arena, "nothing.languages",
			MSG_INT("count", nothing->languages)),
		    page_query_href(req, &all, NULL));
	}
	for (i = 0; i < nothing->nfewer; i++) {
		struct page_change fewer = { .q = nothing->fewer[i].q };

		try_this(v,
		    msg_format(req->locale, req->arena, "nothing.fewer",
			MSG_TEXT("word", nothing->fewer[i].without),
			MSG_INT("count", nothing->fewer[i].total)),
		    page_query_href(req, query, &fewer));
	}
	try_this(v, msg(req->locale, "nothing.suggestions"),
	    page_href(req, "/search/suggest?q=%s", page_escape(req->arena, q)));
	try_this(v, msg(req->locale, "nothing.glossary"), page_href(req, "/terms/az/0"));
	fill_sources(req, v, q, nothing);
	if (contact != NULL) {
		item = view_item(v, "STAFF");
		view_printf(item, "STAFF_HREF", "mailto:%s?subject=%s", contact,
		    page_escape(req->arena, msg_format(req->locale, req->arena,
						"search.title_query", MSG_TEXT("query", q))));
		view_text(item, "STAFF_ADDRESS", contact);
	}
	if (req->app->config.log_days > 0)
		view_show(v, "NOTED");
}
