/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Matches for programs: agencies that fit a need, listings that fit a listing, with their reasons.
 */
#include <string.h>

#include "locale/message.h"
#include "render/json.h"
#include "store/entry.h"
#include "web/api.h"
#include "web/api_params.h"
#include "web/hit.h"
#include "web/inquiry_pages.h"
#include "web/match_need.h"
#include "web/match_part.h"

static json_t *
reason(const struct req *req, const struct match_reason *r)
{
	json_t *json = json_object();

	json_object_set_new(json, "why", json_string(match_why_id(r->why)));
	json_object_set_new(json, "missing", json_boolean(match_part_missing(r)));
	json_object_set_new(json, "points", json_integer(r->points));
	json_object_set_new(json, "text", json_string(match_part_reason(req, r)));
	return (json);
}

static json_t *
one(const struct req *req, const struct match_found *found)
{
	const struct record *r = found->record;
	json_t *json = json_object(), *reasons = json_array();
	const struct text *t;
	bool ignored;

	t = record_text(r, req->chain, req->nchain, &ignored);
	for (size_t i = 0; i < found->match.n; i++)
		json_array_append_new(reasons, reason(req, &found->match.reasons[i]));
	json_object_set_new(json, "slug", json_text(r->slug));
	json_object_set_new(json, "url", json_text(hit_entry_url(req, r->kind, r->slug)));
	json_object_set_new(json, "title", json_text(t == NULL ? NULL : t->title));
	json_object_set_new(json, "language", json_text(t == NULL ? NULL : t->language));
	json_object_set_new(json, "dir", json_text(t == NULL ? NULL : language_dir(t->language)));
	json_object_set_new(json, "percent", json_integer(found->match.percent));
	json_object_set_new(json, "sample", json_boolean(r->sample));
	json_object_set_new(json, "reasons", reasons);
	return (json);
}

static enum err
send(struct req *req, struct resp *resp, const struct match_found *found, size_t n, size_t total)
{
	json_t *json = json_object(), *matches = json_array();

	for (size_t i = 0; i < n; i++)
		json_array_append_new(matches, one(req, &found[i]));
	json_object_set_new(json, "total", json_integer((json_int_t)total));
	json_object_set_new(json, "matches", matches);
	json_into(&resp->body, json);
	json_decref(json);
	resp_type(resp, "application/json");
	resp->content_language = locale_tag(req->locale);
	return (ERR_OK);
}

enum err
api_match_providers(struct req *req, struct resp *resp)
{
	struct search_query ignored = { 0 };
	struct match_found *found;
	struct match_need need;
	enum err err;
	int limit = 20;
	size_t n;

	if ((err = api_params_check(req, resp, &api_params_match)) != ERR_OK ||
	    (err = api_params_filters(req, resp, &ignored)) != ERR_OK ||
	    (err = api_params_number(req, resp, "limit", 1, 100, &limit)) != ERR_OK)
		return (err);
	match_need_read(req, &need);
	if ((err = match_need_agencies(req, &need, &found, &n)) != ERR_OK)
		return (err);
	return (send(req, resp, found, n < (size_t)limit ? n : (size_t)limit, n));
}

enum err
api_match_listing(struct req *req, struct resp *resp)
{
	struct match_found *found = NULL;
	struct record *listing;
	enum err err;
	int limit = 20;
	size_t n;

	if ((err = api_params_check(req, resp, &api_params_matches)) != ERR_OK ||
	    (err = api_params_number(req, resp, "limit", 1, 100, &limit)) != ERR_OK ||
	    (err = entry_by_slug(req->db, req->arena, KIND_LISTING, req_path(req, "slug"), NULL,
		 &listing)) != ERR_OK)
		return (err == ERR_MOVED ? ERR_NOTFOUND : err);
	if ((err = match_part_listing(req, listing, (size_t)limit, &found, &n)) != ERR_OK)
		return (err);
	return (send(req, resp, found, n, n));
}
