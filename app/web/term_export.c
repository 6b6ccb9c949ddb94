/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The whole term base for other programs, as TBX and as SKOS. */
#include <inttypes.h>

#include "locale/message.h"
#include "render/termbase.h"
#include "store/entry.h"
#include "web/api.h"
#include "web/api_params.h"
#include "web/pages.h"

enum { AT_ONCE = 100, TERMS_MAX = 10000 };

/* The slugs of all terms are the index's, their records the store's. */
static enum err
add_terms(struct req *req, struct search_index *index, struct termbase *t)
{
	const char *kind = kind_id(KIND_TERM);
	struct search_query query = { .q = "",
		.locale = "en",
		.chain = req->chain,
		.nchain = req->nchain,
		.sort = SORT_TITLE,
		.limit = TERMS_MAX };
	struct search_result result;
	const char *slugs[AT_ONCE];
	struct record **records;
	enum err err;

	query.filter[FACET_KIND] = (struct strings){ &kind, 1 };
	if ((err = search_run(index, req->arena, &query, &result)) != ERR_OK)
		return (err);
	for (size_t from = 0; from < result.nhits; from += AT_ONCE) {
		size_t n = result.nhits - from < AT_ONCE ? result.nhits - from : AT_ONCE;

		for (size_t i = 0; i < n; i++)
			slugs[i] = result.hits[from + i].slug;
		if ((err = entry_by_slugs(req->db, req->arena, KIND_TERM, slugs, n, &records)) !=
		    ERR_OK)
			return (err);
		for (size_t i = 0; i < n; i++)
			if (records[i] != NULL)
				termbase_add(t, records[i]);
	}
	return (ERR_OK);
}

static enum err
send_terms(struct req *req, struct resp *resp, enum termbase_format format, const char *type)
{
	const struct termbase_about about = { req->app->config.base_url,
		msg(locales_of(req->app->locales, "en"), "site.name") };
	struct search_index *index;
	struct termbase *t;
	enum err err;

	if ((err = api_params_check(req, resp, &api_params_whole)) != ERR_OK ||
	    (err = req_search(req, &index)) != ERR_OK)
		return (err);
	if (resp_not_modified(req, resp,
		page_etag(req, arena_printf(req->arena, "terms %d %" PRIu64, (int)format,
				   search_revision(index)))))
		return (ERR_OK);
	t = termbase_begin(format, &resp->body, req->arena, &about);
	err = add_terms(req, index, t);
	termbase_end(t);
	if (err != ERR_OK)
		buf_clear(&resp->body);
	else
		resp_type(resp, type);
	return (err);
}

enum err
term_export_tbx(struct req *req, struct resp *resp)
{
	return (send_terms(req, resp, TERMBASE_TBX, "application/x-tbx; charset=utf-8"));
}

enum err
term_export_skos(struct req *req, struct resp *resp)
{
	return (send_terms(req, resp, TERMBASE_SKOS, "application/rdf+xml; charset=utf-8"));
}
