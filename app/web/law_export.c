/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * A law's text for other programs and for paper: as Akoma Ntoso and as plain text, the language of
 * text= and the day of at= or what the reader's languages and today give.
 */
#include <string.h>

#include "domain/fallback.h"
#include "locale/format.h"
#include "locale/message.h"
#include "render/akn.h"
#include "render/lawprint.h"
#include "store/entry.h"
#include "web/api.h"
#include "web/api_params.h"
#include "web/page_law.h"
#include "web/page_record.h"
#include "web/pages.h"

/* The law with the articles of the expression that is asked for.  ERR_MOVED when a redirect has
 * been answered. */
static enum err
load(struct req *req, struct resp *resp, const char *ending, struct record **ret_law,
    const struct expression **ret_x)
{
	const char *tag = req_query(req, "text");
	struct entry_want want;
	struct record *law;
	enum err err;
	bool other;

	if (req->is_api && (err = api_params_check(req, resp, &api_params_text)) != ERR_OK)
		return (err);
	if (tag != NULL && !language_tag_valid(tag))
		return (api_params_bad(req, resp, "text", tag, NULL, 0));
	if ((err = page_law_want(req, resp, tag != NULL ? &tag : NULL, &want)) != ERR_OK)
		return (err);
	err = entry_by_slug(req->db, req->arena, KIND_LAW, req_path(req, "slug"), &want, &law);
	if (err == ERR_MOVED)
		resp_redirect(req, resp, 301,
		    req->is_api ? arena_printf(req->arena, "/api/v1/laws/%s%s", law->slug, ending)
				: page_href(req, "/laws/%s%s", law->slug, ending));
	if (err != ERR_OK)
		return (err);
	*ret_x = record_expression(law->law, want.languages, want.nlanguages,
	    want.at != NULL ? want.at : page_record_today(req), want.at != NULL, &other);
	if (*ret_x == NULL || (*ret_x)->narticles == 0 || (tag != NULL && other)) {
		resp->problem = *ret_x == NULL && want.at != NULL ? "law.no_version"
				: tag != NULL			  ? "law.no_language"
								  : "law.no_text";
		return (ERR_NOTFOUND);
	}
	*ret_law = law;
	return (ERR_OK);
}

static enum err
send(struct req *req, struct resp *resp, const struct record *law, const struct expression *x,
    const char *type)
{
	resp_type(resp, type);
	resp->content_language = x->language;
	resp->link = arena_printf(req->arena, "<%s/%s/laws/%s>; rel=\"canonical\"",
	    req->app->config.base_url, locale_tag(req->locale), law->slug);
	return (ERR_OK);
}

enum err
law_export_akn(struct req *req, struct resp *resp)
{
	const struct akn_editor editor = { req->app->config.base_url,
		msg(req->locale, "site.name") };
	const struct expression *x;
	struct record *law;
	enum err err;

	if ((err = load(req, resp, ".xml", &law, &x)) != ERR_OK)
		return (err == ERR_MOVED ? ERR_OK : err);
	akn_write(&resp->body, law, x, &editor);
	return (send(req, resp, law, x, "application/akn+xml; charset=utf-8"));
}

enum err
law_export_text(struct req *req, struct resp *resp)
{
	const struct expression *x;
	struct record *law;
	const char *address;
	enum err err;

	if ((err = load(req, resp, ".txt", &law, &x)) != ERR_OK)
		return (err == ERR_MOVED ? ERR_OK : err);
	address = arena_printf(
	    req->arena, "%s%s", req->app->config.base_url, page_href(req, "/laws/%s", law->slug));
	lawprint_write(&resp->body, req->arena, law, x, req->locale,
	    locales_of(req->app->locales, x->language), address);
	return (send(req, resp, law, x, "text/plain; charset=utf-8"));
}
