/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Owns which values are offered in the place of one that there is not. */
#include "web/value_near.h"

#include <string.h>

#include "base/utf8.h"
#include "locale/near.h"
#include "web/pages.h"

enum { VALUES_MAX = 400 };

struct candidate {
	const char *id;
	int steps;
};

/* Closed sets whole, others as the index has them, most frequent first. */
static struct strings
values_of(struct req *req, enum search_facet facet)
{
	static const struct {
		enum search_facet facet;
		enum vocab set;
		int n;
	} closed[] = { { FACET_SUBJECT, VOCAB_SUBJECT, SUBJECT_COUNT },
		{ FACET_STATUS, VOCAB_LAW_STATUS, LAW_STATUS_COUNT } };
	struct strings ids = { arena_array(req->arena, const char *, VALUES_MAX), 0 };
	struct search_query all = { .locale = locale_tag(req->locale),
		.chain = req->chain,
		.nchain = req->nchain,
		.facets = true };
	struct search_result result;
	struct search_index *index;

	for (int k = 0; facet == FACET_KIND && k < KIND_COUNT; k++)
		ids.v[ids.n++] = kind_id((enum kind)k);
	for (size_t i = 0; i < sizeof(closed) / sizeof(closed[0]); i++)
		for (int k = 0; closed[i].facet == facet && k < closed[i].n; k++)
			ids.v[ids.n++] = vocab_id(closed[i].set, k);
	if (ids.n > 0 || req_search(req, &index) != ERR_OK ||
	    search_run(index, req->arena, &all, &result) != ERR_OK)
		return (ids);
	for (size_t i = 0; i < result.nfacets[facet] && ids.n < VALUES_MAX; i++)
		ids.v[ids.n++] = result.facets[facet][i].id;
	return (ids);
}

static int
least(int a, int b)
{
	return (a < b ? a : b);
}

static int
steps_to(struct req *req, enum search_facet facet, const char *id, const char *typed)
{
	struct req english = *req;
	int steps = near_steps(typed, page_facet_label(req, facet, id));
	enum kind kind;

	if (facet == FACET_KIND && kind_from_id(id, &kind))
		steps = least(steps, near_steps(typed, page_kind(req, kind)));
	if (facet != FACET_JURISDICTION && facet != FACET_LANGUAGE)
		steps = least(steps, near_steps(typed, id));
	english.locale = locales_find(req->app->locales, "en");
	if (english.locale != NULL && english.locale != req->locale)
		steps = least(steps, near_steps(typed, page_facet_label(&english, facet, id)));
	return (steps);
}

/* Whether a quotation mark ends the ${n} bytes of ${q}. */
static bool
after_quote(const char *q, size_t n)
{
	static const char *const quotes[] = { "\"", "“", "”", "„" };
	size_t size;

	for (size_t i = 0; i < sizeof(quotes) / sizeof(quotes[0]); i++) {
		size = strlen(quotes[i]);
		if (n >= size && memcmp(q + n - size, quotes[i], size) == 0)
			return (true);
	}
	return (false);
}

/* ${q} with the value in the place of what was typed; in quotes if it is more than a word. */
static const char *
corrected(struct req *req, const char *q, const struct search_problem *p, const char *id,
    const char *name)
{
	const char *value = search_takes(req->arena, p->facet, name) ? name : id;
	const size_t size = strlen(q);
	const size_t from = utf8_cut(q, size, p->start), to = utf8_cut(q, size, p->end);
	const char *quote = strpbrk(value, " ()") == NULL || after_quote(q, from) ? "" : "\"";

	return (
	    arena_printf(req->arena, "%.*s%s%s%s%s", (int)from, q, quote, value, quote, q + to));
}

size_t
value_near(struct req *req, const char *q, const struct search_problem *problem,
    struct value_near ret[VALUE_NEAR_MOST])
{
	struct candidate best[VALUE_NEAR_MOST + 1];
	struct strings ids;
	size_t n = 0, at;

	if (problem->code != PROBLEM_VALUE || problem->facet == FACET_COUNT)
		return (0);
	ids = values_of(req, problem->facet);
	for (size_t i = 0; i < ids.n; i++) {
		struct candidate one = { ids.v[i],
			steps_to(req, problem->facet, ids.v[i], problem->text) };

		if (one.steps == NEAR_NOT)
			continue;
		for (at = n; at > 0 && best[at - 1].steps > one.steps; at--)
			best[at] = best[at - 1];
		best[at] = one;
		n = n < VALUE_NEAR_MOST ? n + 1 : n;
	}
	for (size_t i = 0; i < n; i++) {
		ret[i].name = page_facet_label(req, problem->facet, best[i].id);
		ret[i].q = corrected(req, q, problem, best[i].id, ret[i].name);
	}
	return (n);
}
