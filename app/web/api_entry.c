/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * One entry as JSON: the whole record with every language version of its own words; of a law's text
 * the expressions there are, and the articles of the one that the reader gets (or asked for with
 * text= and at=).
 */
#include "store/entry.h"

#include <string.h>

#include "base/date.h"
#include "render/json.h"
#include "render/record_json.h"
#include "web/api.h"
#include "web/api_params.h"
#include "web/hit.h"
#include "web/law_json.h"

/* The expression whose articles the store has loaded: the only one with bodies. */
static const struct expression *
loaded(const struct law *law)
{
	for (size_t i = 0; i < law->nexpressions; i++) {
		if (law->expressions[i].narticles > 0 && law->expressions[i].articles != NULL)
			return (&law->expressions[i]);
	}
	return (NULL);
}

static json_t *
entry_json(const struct req *req, const struct record *r)
{
	json_t *json = record_json(r);
	const struct expression *x;
	const struct text *shown;
	bool fallback = false;

	json_object_set_new(json, "url", json_text(hit_entry_url(req, r->kind, r->slug)));
	/* Which version a reader of this locale is shown, and whether for want of their own. */
	shown = record_text(r, req->chain, req->nchain, &fallback);
	json_object_set_new(json, "language", json_text(shown == NULL ? NULL : shown->language));
	json_object_set_new(json, "fallback", json_boolean(fallback));
	json_object_set_new(json, "title", json_text(shown == NULL ? NULL : shown->title));
	if (r->kind == KIND_LAW && (x = loaded(r->law)) != NULL)
		json_object_set_new(
		    json_object_get(json, kind_id(r->kind)), "text", record_json_body(x));
	return (json);
}

/* How the law stands on that day, and what is tied to it. */
static enum err
put_tied(struct req *req, const struct record *r, const char *at, json_t *json)
{
	json_t *law = json_object_get(json, kind_id(KIND_LAW)), *links;
	enum err err;

	if ((err = law_json_links(req, r, NULL, &links)) != ERR_OK)
		return (err);
	json_object_set_new(
	    law, "standing", law_json_standing(r->law, at != NULL ? at : date_today(req->arena)));
	json_object_set_new(law, "links", links);
	return (ERR_OK);
}

enum err
api_entry(struct req *req, struct resp *resp)
{
	const char *name = req_query(req, "text") != NULL ? "text" : "language";
	const char *language = req_query(req, name), **wanted;
	struct entry_want want = { .languages = req->chain, .nlanguages = req->nchain };
	struct record *record = NULL;
	enum kind kind;
	enum err err;
	json_t *json;

	if (!kind_from_plural(req_path(req, "plural"), &kind))
		return (ERR_NOTFOUND);
	if ((err = api_params_check(req, resp, &api_params_entry)) != ERR_OK ||
	    (err = api_params_date(req, resp, "at", &want.at)) != ERR_OK)
		return (err);
	if (language != NULL && !language_tag_valid(language))
		return (api_params_bad(req, resp, name, language, NULL, 0));
	if (language != NULL) {
		wanted = arena_array(req->arena, const char *, req->nchain + 1);
		wanted[0] = language;
		memcpy(wanted + 1, req->chain, req->nchain * sizeof(*wanted));
		req->chain = wanted;
		want.languages = wanted;
		want.nlanguages = ++req->nchain;
	}
	err = entry_by_slug(req->db, req->arena, kind, req_path(req, "slug"), &want, &record);
	if (err == ERR_MOVED) {
		resp_redirect(req, resp, 301,
		    arena_printf(
			req->arena, "/api/v1/%s/%s", kind_plural(record->kind), record->slug));
		return (ERR_OK);
	}
	if (err != ERR_OK)
		return (err);
	json = entry_json(req, record);
	if (record->kind == KIND_LAW && (err = put_tied(req, record, want.at, json)) != ERR_OK) {
		json_decref(json);
		return (err);
	}
	json_into(&resp->body, json);
	json_decref(json);
	resp_type(resp, "application/json");
	resp->content_language = locale_tag(req->locale);
	return (ERR_OK);
}
