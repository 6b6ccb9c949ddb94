/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Laws by part as JSON: one article or division with its neighbours and its other languages, the
 * versions there are, and what changed between two of them.
 */
#include <stdlib.h>
#include <string.h>

#include "domain/diff.h"
#include "domain/diff_articles.h"
#include "domain/division.h"
#include "render/json.h"
#include "render/record_json.h"
#include "store/entry.h"
#include "web/api.h"
#include "web/api_params.h"
#include "web/hit.h"
#include "web/law_json.h"
#include "web/page_law.h"
#include "web/page_record.h"

static const char *
address(const struct req *req, const char *slug, const char *rest)
{
	return (
	    arena_printf(req->arena, "%s/api/v1/laws/%s%s", req->app->config.base_url, slug, rest));
}

static enum err
moved(struct req *req, struct resp *resp, const struct record *law, const char *rest)
{
	resp_redirect(
	    req, resp, 301, arena_printf(req->arena, "/api/v1/laws/%s%s", law->slug, rest));
	return (ERR_OK);
}

/* What every answer here begins with. */
static json_t *
head(const struct req *req, const struct record *law, const char *rest)
{
	json_t *json = json_object();
	const struct text *shown;
	bool fallback;

	shown = record_text(law, req->chain, req->nchain, &fallback);
	json_object_set_new(json, "kind", json_string(kind_id(KIND_LAW)));
	json_object_set_new(json, "slug", json_string(law->slug));
	json_object_set_new(json, "title", json_text(shown == NULL ? NULL : shown->title));
	json_object_set_new(json, "url", json_string(address(req, law->slug, rest)));
	json_object_set_new(json, "law", json_string(address(req, law->slug, "")));
	return (json);
}

static enum err
send(struct req *req, struct resp *resp, json_t *json)
{
	json_into(&resp->body, json);
	json_decref(json);
	resp_type(resp, "application/json");
	resp->content_language = locale_tag(req->locale);
	return (ERR_OK);
}

/* Parameters, and what they want of the store. */
static enum err
wanted(struct req *req, struct resp *resp, const struct api_params *params, const char **ret_tag,
    struct entry_want *ret_want)
{
	const char *tag = req_query(req, "text");
	enum err err;

	if ((err = api_params_check(req, resp, params)) != ERR_OK)
		return (err);
	if (tag != NULL && !language_tag_valid(tag))
		return (api_params_bad(req, resp, "text", tag, NULL, 0));
	*ret_tag = tag;
	return (page_law_want(req, resp, tag != NULL ? ret_tag : NULL, ret_want));
}

/* --- one article or division -------------------------------------------------------------------
 */

static void
put_link(const struct req *req, json_t *json, const char *name, const char *slug, const char *eid)
{
	json_t *link = json_null();

	if (eid != NULL)
		link = json_pack("{s:s,s:s}", "eId", eid, "url",
		    address(req, slug, arena_printf(req->arena, "/%s", eid)));
	json_object_set_new(json, name, link);
}

/* The divisions that hold the one with this number, outermost first. */
static json_t *
divisions_above(const struct expression *x, size_t number)
{
	json_t *array = json_array();

	for (; number > 0 && number <= x->ndivisions; number = x->divisions[number - 1].parent)
		json_array_insert_new(array, 0, record_json_division(&x->divisions[number - 1], x));
	return (array);
}

/* The article in the other expressions that have it: which, not its text. */
static json_t *
other_texts(const struct req *req, const struct record *law, const struct expression *shown,
    const char *eid)
{
	json_t *array = json_array(), *one;

	for (size_t i = 0; i < law->law->nexpressions; i++) {
		const struct expression *x = &law->law->expressions[i];

		if (x == shown || x->narticles == 0)
			continue;
		one = record_json_expression(x);
		json_object_set_new(one, "url",
		    json_string(address(req, law->slug,
			arena_printf(req->arena, "/%s?text=%s%s%s", eid, x->language,
			    x->version_date != NULL ? "&at=" : "",
			    x->version_date != NULL
				? x->valid_from != NULL ? x->valid_from : x->version_date
				: ""))));
		json_array_append_new(array, one);
	}
	return (array);
}

static enum err
send_division(struct req *req, struct resp *resp, const char *eid, const struct entry_want *want)
{
	const struct expression *chosen;
	struct expression *x;
	json_t *json, *articles;
	struct record *law;
	bool fallback;
	size_t number;
	enum err err;

	if ((err = entry_by_slug(
		 req->db, req->arena, KIND_LAW, req_path(req, "slug"), NULL, &law)) != ERR_OK)
		return (err);
	chosen = record_expression(law->law, want->languages, want->nlanguages,
	    want->at != NULL ? want->at : page_record_today(req), want->at != NULL, &fallback);
	if (chosen == NULL)
		return (ERR_NOTFOUND);
	x = &law->law->expressions[chosen - law->law->expressions];
	if ((err = entry_division(req->db, req->arena, &x, 1, eid)) != ERR_OK)
		return (err);
	if ((number = division_find(x, eid)) == 0)
		return (ERR_NOTFOUND);
	json = head(req, law, arena_printf(req->arena, "/%s", eid));
	json_object_set_new(json, "eId", json_string(eid));
	json_object_set_new(json, "fallback", json_boolean(fallback));
	json_object_set_new(json, "expression", record_json_expression(x));
	json_object_set_new(json, "division", record_json_division(&x->divisions[number - 1], x));
	json_object_set_new(json, "divisions", divisions_above(x, x->divisions[number - 1].parent));
	articles = json_array();
	for (size_t i = 0; i < x->narticles; i++)
		json_array_append_new(articles, record_json_article(&x->articles[i], x));
	json_object_set_new(json, "articles", articles);
	return (send(req, resp, json));
}

enum err
api_law_part(struct req *req, struct resp *resp)
{
	const char *eid = req_path(req, "eid"), *tag, *day;
	json_t *json, *outdated, *links;
	struct entry_article found;
	const struct expression *x;
	struct entry_want want;
	struct record *law;
	enum err err;

	if ((err = wanted(req, resp, &api_params_text, &tag, &want)) != ERR_OK)
		return (err);
	err = entry_article(req->db, req->arena, req_path(req, "slug"), eid, &want, &law, &found);
	if (err == ERR_MOVED)
		return (moved(req, resp, law, arena_printf(req->arena, "/%s", eid)));
	if (err == ERR_NOTFOUND)
		return (send_division(req, resp, eid, &want));
	if (err != ERR_OK)
		return (err);
	x = found.expression;
	day = want.at != NULL ? want.at : page_record_today(req);
	if ((err = law_json_outdated(req, law->law, x, day, eid, &outdated)) != ERR_OK)
		return (err);
	if ((err = law_json_links(req, law, eid, &links)) != ERR_OK) {
		json_decref(outdated);
		return (err);
	}
	json = head(req, law, arena_printf(req->arena, "/%s", eid));
	json_object_set_new(json, "eId", json_string(found.article->eid));
	json_object_set_new(json, "fallback", json_boolean(found.fallback));
	json_object_set_new(json, "expression", record_json_expression(x));
	json_object_set_new(json, "article", record_json_article(found.article, x));
	json_object_set_new(json, "divisions", divisions_above(x, found.article->division));
	put_link(req, json, "previous", law->slug, found.previous);
	put_link(req, json, "next", law->slug, found.next);
	json_object_set_new(json, "texts", other_texts(req, law, x, found.article->eid));
	json_object_set_new(json, "standing", law_json_standing(law->law, day));
	json_object_set_new(json, "outdated", outdated);
	json_object_set_new(json, "links", links);
	return (send(req, resp, json));
}

/* --- versions ----------------------------------------------------------------------------------
 */

static int
by_version(const void *a, const void *b)
{
	const struct expression *x = *(const struct expression *const *)a;
	const struct expression *y = *(const struct expression *const *)b;
	int order = strcmp(x->version_date != NULL ? x->version_date : "",
	    y->version_date != NULL ? y->version_date : "");

	return (order != 0 ? -order : strcmp(x->language, y->language));
}

static bool
same(const char *a, const char *b)
{
	return (a == b || (a != NULL && b != NULL && strcmp(a, b) == 0));
}

enum err
api_law_versions(struct req *req, struct resp *resp)
{
	const struct expression **sorted;
	json_t *json, *versions, *texts = NULL, *one;
	struct record *law;
	enum err err;
	size_t i, n;

	if ((err = api_params_check(req, resp, &api_params_versions)) != ERR_OK)
		return (err);
	err = entry_by_slug(req->db, req->arena, KIND_LAW, req_path(req, "slug"), NULL, &law);
	if (err == ERR_MOVED)
		return (moved(req, resp, law, "/versions"));
	if (err != ERR_OK)
		return (err);
	n = law->law->nexpressions;
	sorted = arena_array(req->arena, const struct expression *, n);
	for (i = 0; i < n; i++)
		sorted[i] = &law->law->expressions[i];
	qsort(sorted, n, sizeof(*sorted), by_version);
	json = head(req, law, "/versions");
	versions = json_array();
	for (i = 0; i < n; i++) {
		if (i == 0 || !same(sorted[i]->version_date, sorted[i - 1]->version_date)) {
			one = json_object();
			json_object_set_new(
			    one, "version_date", json_text(sorted[i]->version_date));
			json_object_set_new(one, "expressions", texts = json_array());
			json_array_append_new(versions, one);
		}
		json_array_append_new(texts, record_json_expression(sorted[i]));
	}
	json_object_set_new(json, "versions", versions);
	return (send(req, resp, json));
}

/* --- differences -------------------------------------------------------------------------------
 */

static json_t *
parts_json(struct arena *arena, const char *before, const char *after)
{
	static const char *const ops[] = {
		[DIFF_SAME] = "same", [DIFF_REMOVED] = "removed", [DIFF_ADDED] = "added"
	};
	struct diff diff = diff_text(arena, before, after);
	json_t *array = json_array();

	for (size_t i = 0; i < diff.n; i++)
		json_array_append_new(array, json_pack("{s:s,s:s%}", "op", ops[diff.parts[i].op],
						 "text", diff.parts[i].text, diff.parts[i].size));
	return (array);
}

static json_t *
article_diff(struct arena *arena, const struct diff_article *d)
{
	static const char *const changes[] = { [DIFF_UNCHANGED] = "unchanged",
		[DIFF_CHANGED] = "changed",
		[DIFF_NEW] = "new",
		[DIFF_GONE] = "gone" };
	json_t *json = json_object();

	json_object_set_new(json, "change", json_string(changes[d->change]));
	json_object_set_new(json, "from_eId", json_text(d->before == NULL ? NULL : d->before->eid));
	json_object_set_new(json, "eId", json_text(d->after == NULL ? NULL : d->after->eid));
	json_object_set_new(
	    json, "from_number", json_text(d->before == NULL ? NULL : d->before->number));
	json_object_set_new(json, "number", json_text(d->after == NULL ? NULL : d->after->number));
	json_object_set_new(json, "moved", json_boolean(d->moved));
	json_object_set_new(json, "heading",
	    parts_json(arena, d->before == NULL ? NULL : d->before->heading,
		d->after == NULL ? NULL : d->after->heading));
	json_object_set_new(json, "body",
	    parts_json(arena, d->before == NULL ? NULL : d->before->body,
		d->after == NULL ? NULL : d->after->body));
	return (json);
}

/* The version that ${name} names, in the language of ${tag}. */
static enum err
version_of(struct req *req, struct resp *resp, struct law *law, const char *tag, const char *name,
    struct expression **ret_x)
{
	const struct expression *x;
	const char *date = NULL;
	enum err err;

	if (req_query(req, name) == NULL)
		return (api_params_missing(req, resp, name));
	if ((err = api_params_date(req, resp, name, &date)) != ERR_OK)
		return (err);
	if ((x = record_version(law, tag, date)) == NULL) {
		resp->problem = "law.no_version";
		return (ERR_NOTFOUND);
	}
	*ret_x = &law->expressions[x - law->expressions];
	return (ERR_OK);
}

static json_t *
diff_json(struct req *req, const struct record *law, struct expression *const *x)
{
	struct diff_articles diff = diff_articles(
	    req->arena, x[0]->articles, x[0]->narticles, x[1]->articles, x[1]->narticles);
	json_t *json = head(req, law, "/diff"), *array = json_array();

	json_object_set_new(json, "from", record_json_expression(x[0]));
	json_object_set_new(json, "to", record_json_expression(x[1]));
	json_object_set_new(json, "count",
	    json_pack("{s:I,s:I,s:I,s:I}", "unchanged", (json_int_t)diff.count[DIFF_UNCHANGED],
		"changed", (json_int_t)diff.count[DIFF_CHANGED], "new",
		(json_int_t)diff.count[DIFF_NEW], "gone", (json_int_t)diff.count[DIFF_GONE]));
	for (size_t i = 0; i < diff.n; i++) {
		const struct diff_article *d = &diff.v[i];

		if (d->change != DIFF_UNCHANGED || d->renumbered || d->moved)
			json_array_append_new(array, article_diff(req->arena, d));
	}
	json_object_set_new(json, "articles", array);
	return (json);
}

enum err
api_law_diff(struct req *req, struct resp *resp)
{
	struct expression *x[2];
	const struct expression *shown;
	struct entry_want want;
	struct record *law;
	const char *tag;
	bool fallback;
	enum err err;

	if ((err = wanted(req, resp, &api_params_diff, &tag, &want)) != ERR_OK)
		return (err);
	err = entry_by_slug(req->db, req->arena, KIND_LAW, req_path(req, "slug"), NULL, &law);
	if (err == ERR_MOVED)
		return (moved(req, resp, law, "/diff"));
	if (err != ERR_OK)
		return (err);
	/* The language that the reader would get of the whole. */
	shown =
	    record_expression(law->law, want.languages, want.nlanguages, NULL, false, &fallback);
	if (shown == NULL) {
		resp->problem = "law.no_text";
		return (ERR_NOTFOUND);
	}
	if (tag == NULL)
		tag = shown->language;
	if ((err = version_of(req, resp, law->law, tag, "from", &x[0])) != ERR_OK ||
	    (err = version_of(req, resp, law->law, tag, "to", &x[1])) != ERR_OK)
		return (err);
	if ((err = entry_articles(req->db, req->arena, x, x[0] == x[1] ? 1 : 2)) != ERR_OK)
		return (err);
	return (send(req, resp, diff_json(req, law, x)));
}
