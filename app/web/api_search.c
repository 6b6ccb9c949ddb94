/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Search, lists and suggestions of the API.  They come from the index alone, so they work without
 * PostgreSQL. */
#include <stdio.h>
#include <string.h>

#include "render/json.h"
#include "web/api.h"
#include "web/api_params.h"
#include "web/page_results.h"
#include "web/hit.h"
#include "web/notebook.h"
#include "web/pages.h"
#include "web/value_near.h"

enum {
	LIMIT = 20,
	LIMIT_MAX = 100,
	SUGGESTIONS = 10,
	SUGGESTIONS_MAX = 20,
	REACH = 10000,
	OFF_MAX = 200 /* expansions switched off */
};

static json_t *
texts(const struct strings *strings)
{
	json_t *array = json_array();
	size_t i;

	for (i = 0; i < strings->n; i++)
		json_array_append_new(array, json_text(strings->v[i]));
	return (array);
}

static json_t *
ranges(const struct search_range *range, size_t n)
{
	json_t *array = json_array();
	size_t i;

	for (i = 0; i < n; i++)
		json_array_append_new(array,
		    json_pack("[I,I]", (json_int_t)range[i].start, (json_int_t)range[i].end));
	return (array);
}

static json_t *
hit_json(const struct req *req, const struct search_hit *hit)
{
	json_t *json = json_object();

	json_object_set_new(json, "id", json_text(hit->id));
	json_object_set_new(json, "source_id", json_text(hit->source_id));
	json_object_set_new(json, "kind", json_string(kind_id(hit->kind)));
	json_object_set_new(json, "slug", json_text(hit->slug));
	json_object_set_new(json, "eId", json_text(hit->eid));
	json_object_set_new(json, "url", json_text(hit_url(req, hit)));
	json_object_set_new(json, "language", json_text(hit->language));
	json_object_set_new(json, "dir", json_string(language_dir(hit->language)));
	json_object_set_new(json, "title", json_text(hit->title));
	json_object_set_new(json, "title_language", json_text(hit->title_language));
	json_object_set_new(json, "article", json_text(hit->article));
	json_object_set_new(json, "heading", json_text(hit->heading));
	json_object_set_new(json, "snippet", json_text(hit->snippet));
	json_object_set_new(json, "highlights", ranges(hit->highlights, hit->nhighlights));
	json_object_set_new(json, "jurisdictions", texts(&hit->jurisdictions));
	json_object_set_new(json, "subjects", texts(&hit->subjects));
	json_object_set_new(json, "date", json_text(hit->date));
	json_object_set_new(
	    json, "provenance", json_string(vocab_id(VOCAB_PROVENANCE, (int)hit->provenance)));
	if (hit->kind == KIND_LAW)
		json_object_set_new(
		    json, "status", json_string(vocab_id(VOCAB_LAW_STATUS, (int)hit->status)));
	json_object_set_new(json, "sample", json_boolean(hit->sample));
	json_object_set_new(json, "score", json_real(hit->score));
	json_object_set_new(json, "more_in_work", json_integer(hit->more_in_work));
	return (json);
}

static json_t *
facets_json(const struct req *req, const struct search_result *result)
{
	json_t *json = json_object(), *array;
	const struct search_count *count;
	enum search_facet facet;
	size_t i;

	for (facet = 0; facet < FACET_COUNT; facet++) {
		array = json_array();
		for (i = 0; i < result->nfacets[facet]; i++) {
			count = &result->facets[facet][i];
			json_array_append_new(
			    array, json_pack("{s:s,s:s,s:I}", "id", count->id, "label",
				       page_facet_label(req, facet, count->id), "count",
				       (json_int_t)count->count));
		}
		json_object_set_new(json, search_facet_name(facet), array);
	}
	return (json);
}

static json_t *
expansions_json(const struct search_result *result)
{
	json_t *array = json_array(), *json;
	size_t i;

	for (i = 0; i < result->nexpansions; i++) {
		json = json_object();
		json_object_set_new(json, "from", json_text(result->expansions[i].from));
		json_object_set_new(json, "to", json_text(result->expansions[i].to));
		json_object_set_new(json, "language", json_text(result->expansions[i].language));
		json_object_set_new(json, "term", json_text(result->expansions[i].term));
		json_object_set_new(json, "source",
		    json_string(result->expansions[i].term != NULL ? "terms" : "lexicon"));
		json_object_set_new(json, "used", json_boolean(!result->expansions[i].off));
		json_array_append_new(array, json);
	}
	return (array);
}

static json_t *
warnings_json(struct req *req, const char *q, const struct search_result *result)
{
	json_t *array = json_array(), *json, *values;
	struct value_near near[VALUE_NEAR_MOST];
	size_t i, n;

	for (i = 0; i < result->nproblems; i++) {
		const struct search_problem *p = &result->problems[i];

		json = json_pack("{s:s,s:[I,I]}", "code", search_problem_id(p->code), "range",
		    (json_int_t)p->start, (json_int_t)p->end);
		json_object_set_new(json, "text", json_text(p->text));
		json_object_set_new(json, "meant", json_text(p->other));
		json_object_set_new(json, "detail", json_text(page_results_problem(req, p)));
		values = json_array();
		n = value_near(req, q, p, near);
		for (size_t k = 0; k < n; k++)
			json_array_append_new(
			    values, json_pack("{s:s,s:s}", "label", near[k].name, "q", near[k].q));
		json_object_set_new(json, "near", values);
		json_array_append_new(array, json);
	}
	return (array);
}

static void
send_json(struct resp *resp, json_t *json)
{
	json_into(&resp->body, json);
	json_decref(json);
	resp_type(resp, "application/json");
}

/* Runs ${query} at the request's cursor; ${*ret_next} is the cursor after it, or NULL at the end.
 */
static enum err
run(struct req *req, struct resp *resp, struct search_query *query,
    struct search_result *ret_result, const char **ret_next)
{
	struct search_index *index;
	int limit = LIMIT;
	size_t after;
	enum err err;

	query->locale = locale_tag(req->locale);
	query->chain = req->chain;
	query->nchain = req->nchain;
	query->facets = true;
	query->snippets = true;
	if ((err = api_params_filters(req, resp, query)) != ERR_OK ||
	    (err = api_params_number(req, resp, "limit", 0, LIMIT_MAX, &limit)) != ERR_OK ||
	    (err = req_search(req, &index)) != ERR_OK ||
	    (err = api_params_cursor(req, resp, search_revision(index), &query->offset)) != ERR_OK)
		return (err);
	query->limit = (size_t)limit;
	if ((err = search_run(index, req->arena, query, ret_result)) != ERR_OK)
		return (err);
	after = query->offset + ret_result->nhits;
	*ret_next = NULL;
	if (ret_result->nhits > 0 && after < ret_result->total && after + query->limit <= REACH)
		*ret_next = api_params_next(req, resp, search_revision(index), after);
	resp->content_language = locale_tag(req->locale);
	return (ERR_OK);
}

static json_t *
result_json(struct req *req, const char *q, const struct search_result *result, const char *next)
{
	json_t *json = json_object(), *hits = json_array();
	size_t i;

	for (i = 0; i < result->nhits; i++)
		json_array_append_new(hits, hit_json(req, &result->hits[i]));
	if (q != NULL)
		json_object_set_new(json, "query", json_text(q));
	json_object_set_new(json, "total", json_integer(result->total));
	json_object_set_new(json, "total_is_exact", json_boolean(result->total_is_exact));
	if (q != NULL)
		json_object_set_new(json, "total_articles", json_integer(result->total_articles));
	json_object_set_new(json, "hits", hits);
	json_object_set_new(json, "facets", facets_json(req, result));
	if (q != NULL) {
		json_object_set_new(json, "expansions", expansions_json(result));
		json_object_set_new(json, "suggestion", json_text(result->suggestion));
		json_object_set_new(json, "warnings", warnings_json(req, q, result));
	}
	json_object_set_new(json, "next", json_text(next));
	return (json);
}

static const char *const sorts[] = { "relevance", "date", "title" };
static const char *const groups[] = { "work", "none" };
static const char *const switches[] = { "off", "on" };

static bool
filtered(const struct search_query *query)
{
	for (int facet = 0; facet < FACET_COUNT; facet++)
		if (query->filter[facet].n > 0)
			return (true);
	return (query->year_from > 0 || query->year_to > 0);
}

enum err
api_search(struct req *req, struct resp *resp)
{
	struct search_query query = { 0 };
	struct search_result result = { 0 };
	int sort = SORT_RELEVANCE, group = GROUP_WORK, expand = 1;
	const char *next;
	enum err err;

	if ((err = api_params_check(req, resp, &api_params_search)) != ERR_OK ||
	    (err = api_params_choice(req, resp, "sort", sorts, 3, &sort)) != ERR_OK ||
	    (err = api_params_choice(req, resp, "group", groups, 2, &group)) != ERR_OK ||
	    (err = api_params_choice(req, resp, "expand", switches, 2, &expand)) != ERR_OK)
		return (err);
	query.q = req_query(req, "q") == NULL ? "" : req_query(req, "q");
	query.sort = (enum search_sort)sort;
	query.group = (enum search_group)group;
	query.expand = expand == 1;
	query.expand_off = req_query_all(req, "expand_off");
	if (query.expand_off.n > OFF_MAX)
		query.expand_off.n = OFF_MAX;
	if ((err = run(req, resp, &query, &result, &next)) != ERR_OK)
		return (err);
	if (query.offset == 0 && !filtered(&query))
		notebook_search(req, "api", query.q, &result);
	send_json(resp, result_json(req, query.q, &result, next));
	return (ERR_OK);
}

enum err
api_list(struct req *req, struct resp *resp)
{
	struct search_query query = { .group = GROUP_WORK };
	struct search_result result = { 0 };
	const char **kinds = arena_array(req->arena, const char *, 1), *next;
	int sort = 0;
	enum kind kind;
	enum err err;

	if (!kind_from_plural(req_path(req, "plural"), &kind))
		return (ERR_NOTFOUND);
	if ((err = api_params_check(req, resp, &api_params_list)) != ERR_OK ||
	    (err = api_params_choice(req, resp, "sort", sorts + 1, 2, &sort)) != ERR_OK)
		return (err);
	query.sort = sort == 0 ? SORT_DATE : SORT_TITLE;
	kinds[0] = kind_id(kind);
	query.filter[FACET_KIND] = (struct strings){ kinds, 1 };
	if ((err = run(req, resp, &query, &result, &next)) != ERR_OK)
		return (err);
	send_json(resp, result_json(req, NULL, &result, next));
	return (ERR_OK);
}

enum err
api_suggest(struct req *req, struct resp *resp)
{
	struct search_index *index;
	const char **words, *q;
	json_t *array;
	int limit = SUGGESTIONS;
	size_t n, i;
	enum err err;

	if ((err = api_params_check(req, resp, &api_params_suggest)) != ERR_OK ||
	    (err = api_params_number(req, resp, "limit", 1, SUGGESTIONS_MAX, &limit)) != ERR_OK)
		return (err);
	if ((q = req_query(req, "q")) == NULL)
		return (api_params_missing(req, resp, "q"));
	if ((err = req_search(req, &index)) != ERR_OK ||
	    (err = search_suggest(index, req->arena, locale_tag(req->locale), q, (size_t)limit,
		 &words, &n)) != ERR_OK)
		return (err);
	array = json_array();
	for (i = 0; i < n; i++)
		json_array_append_new(array, json_text(words[i]));
	send_json(resp, json_pack("{s:s,s:o}", "query", q, "suggestions", array));
	return (ERR_OK);
}
