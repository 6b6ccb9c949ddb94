/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Key facts side by side: questions in rows, jurisdictions in columns.  Which facts there are says
 * the index, what they answer says PostgreSQL.
 */
#include <stdlib.h>
#include <string.h>

#include "locale/format.h"
#include "locale/message.h"
#include "render/json.h"
#include "store/entry.h"
#include "web/api.h"
#include "web/api_params.h"
#include "web/hit.h"

enum { FACTS_MAX = 1000 };

static enum err
facts(struct req *req, struct resp *resp, struct search_result *ret_result)
{
	const char **kinds = arena_array(req->arena, const char *, 1);
	struct search_query query = {
		.locale = locale_tag(req->locale),
		.chain = req->chain,
		.nchain = req->nchain,
		.sort = SORT_TITLE,
		.group = GROUP_WORK,
		.limit = FACTS_MAX,
	};
	struct search_index *index;
	enum err err;

	kinds[0] = kind_id(KIND_FACT);
	query.filter[FACET_KIND] = (struct strings){ kinds, 1 };
	if ((err = api_params_filters(req, resp, &query)) != ERR_OK ||
	    (err = req_search(req, &index)) != ERR_OK)
		return (err);
	return (search_run(index, req->arena, &query, ret_result));
}

static bool
wanted(const struct strings *questions, const char *question)
{
	size_t i;

	for (i = 0; i < questions->n; i++) {
		if (strcmp(questions->v[i], question) == 0)
			return (true);
	}
	return (questions->n == 0);
}

static const char *
question_label(const struct req *req, const char *question)
{
	const char *key = arena_printf(req->arena, "question.%s", question);

	return (msg_has(req->locale, key) ? msg(req->locale, key) : question);
}

static json_t *
answer(const struct req *req, const struct record *r)
{
	json_t *json = json_object(), *citations = json_array(), *one;
	const struct text *t;
	bool fallback = false;
	size_t i;

	t = record_text(r, req->chain, req->nchain, &fallback);
	json_object_set_new(
	    json, "jurisdiction", json_text(r->jurisdictions.n > 0 ? r->jurisdictions.v[0] : NULL));
	json_object_set_new(json, "slug", json_text(r->slug));
	json_object_set_new(json, "url", json_text(hit_entry_url(req, KIND_FACT, r->slug)));
	json_object_set_new(json, "value", json_text(r->fact->value));
	json_object_set_new(json, "as_of", json_text(r->fact->as_of));
	json_object_set_new(json, "language", json_text(t == NULL ? NULL : t->language));
	json_object_set_new(json, "dir", json_text(t == NULL ? NULL : language_dir(t->language)));
	json_object_set_new(json, "text", json_text(t == NULL ? NULL : t->summary));
	json_object_set_new(json, "sample", json_boolean(r->sample));
	for (i = 0; i < r->fact->ncitations; i++) {
		one = json_object();
		json_object_set_new(one, "law", json_text(r->fact->citations[i].law));
		json_object_set_new(one, "eId", json_text(r->fact->citations[i].eid));
		json_array_append_new(citations, one);
	}
	json_object_set_new(json, "citations", citations);
	return (json);
}

static int
by_question(const void *a, const void *b)
{
	const struct record *const *x = a, *const *y = b;
	int order = strcmp((*x)->fact->question, (*y)->fact->question);

	return (order != 0 ? order : strcmp((*x)->slug, (*y)->slug));
}

/* Rows of answers, and the jurisdictions that have one, each once in order of first appearance. */
static json_t *
table(const struct req *req, struct record **records, size_t n)
{
	json_t *questions = json_array(), *jurisdictions = json_object(), *columns = json_array();
	json_t *answers = NULL;
	const char *before = "", *id;
	void *column;
	size_t i;

	qsort(records, n, sizeof(*records), by_question);
	for (i = 0; i < n; i++) {
		if (strcmp(before, records[i]->fact->question) != 0) {
			before = records[i]->fact->question;
			answers = json_array();
			json_array_append_new(
			    questions, json_pack("{s:s,s:s,s:o}", "id", before, "label",
					   question_label(req, before), "answers", answers));
		}
		json_array_append_new(answers, answer(req, records[i]));
		if (records[i]->jurisdictions.n > 0)
			json_object_set_new(
			    jurisdictions, records[i]->jurisdictions.v[0], json_null());
	}
	for (column = json_object_iter(jurisdictions); column != NULL;
	     column = json_object_iter_next(jurisdictions, column)) {
		id = json_object_iter_key(column);
		json_array_append_new(
		    columns, json_pack("{s:s,s:s}", "id", id, "label",
				 format_jurisdiction(req->locale, req->arena, id)));
	}
	json_decref(jurisdictions);
	return (json_pack("{s:o,s:o}", "jurisdictions", columns, "questions", questions));
}

enum err
api_compare(struct req *req, struct resp *resp)
{
	struct search_result result = { 0 };
	struct strings questions;
	struct record **records, **found;
	const char **slugs;
	size_t n = 0, i;
	enum err err;
	json_t *json;

	if ((err = api_params_check(req, resp, &api_params_compare)) != ERR_OK ||
	    (err = facts(req, resp, &result)) != ERR_OK)
		return (err);
	questions = req_query_all(req, "question");
	slugs = arena_array(req->arena, const char *, result.nhits);
	for (i = 0; i < result.nhits; i++)
		slugs[i] = result.hits[i].slug;
	if ((err = entry_by_slugs(req->db, req->arena, KIND_FACT, slugs, result.nhits, &found)) !=
	    ERR_OK)
		return (err);
	records = arena_array(req->arena, struct record *, result.nhits);
	for (i = 0; i < result.nhits; i++) {
		/* NULL: withdrawn since the index was written. */
		if (found[i] != NULL && found[i]->fact->question != NULL &&
		    wanted(&questions, found[i]->fact->question))
			records[n++] = found[i];
	}
	json = table(req, records, n);
	json_into(&resp->body, json);
	json_decref(json);
	resp_type(resp, "application/json");
	resp->content_language = locale_tag(req->locale);
	return (ERR_OK);
}
