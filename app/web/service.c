/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Owns the addresses for browsers, load balancers and monitors that are neither pages nor API. */
#include "web/service.h"

#include <string.h>

#include "locale/message.h"
#include "render/atom.h"
#include "render/json.h"
#include "web/cookie.h"
#include "web/metrics.h"
#include "web/statics.h"

enum { COOKIE_AGE = 365 * 24 * 3600 };

enum err
service_root(struct req *req, struct resp *resp)
{
	resp->vary = "Accept-Language, Cookie";
	resp_redirect(req, resp, 302, arena_printf(req->arena, "/%s/", locale_tag(req->locale)));
	return (ERR_OK);
}

/* Whether ${to} is a page of the locale ${tag}: what a language switcher leads to, and nothing
 * outside. */
static bool
is_page_of(const char *to, const char *tag)
{
	size_t n = strlen(tag);

	return (to != NULL && to[0] == '/' && strncmp(to + 1, tag, n) == 0 && to[n + 1] == '/');
}

enum err
service_language(struct req *req, struct resp *resp)
{
	const char *tag = req_path(req, "locale"), *to = req_query(req, "to");

	resp_cookie(
	    resp, cookie_set(req->arena, "locale", tag, COOKIE_AGE, req->app->config.behind_tls));
	resp_redirect(
	    req, resp, 303, is_page_of(to, tag) ? to : arena_printf(req->arena, "/%s/", tag));
	return (ERR_OK);
}

enum err
service_healthz(struct req *req, struct resp *resp)
{
	(void)req;
	resp_type(resp, "text/plain; charset=utf-8");
	buf_str(&resp->body, "ok\n");
	return (ERR_OK);
}

enum err
service_readyz(struct req *req, struct resp *resp)
{
	struct search_index *index = NULL;
	bool db = db_ready(req->db) == ERR_OK, found = req_search(req, &index) == ERR_OK;
	uint64_t revision = found ? search_revision(index) : 0;
	json_t *json;

	metrics_state(req->app->metrics, db, found, revision);
	json = json_pack("{s:b,s:s,s:s,s:s}", "ready", db && found, "database", db ? "ok" : "away",
	    "index", found ? "ok" : "away", "index_revision",
	    arena_printf(req->arena, "%llx", (unsigned long long)revision));
	json_into(&resp->body, json);
	json_decref(json);
	resp_type(resp, "application/json");
	resp->status = db && found ? 200 : 503;
	resp->retry_after = db && found ? 0 : 2;
	return (ERR_OK);
}

enum err
service_metrics(struct req *req, struct resp *resp)
{
	struct search_index *index = NULL;
	bool db = db_ready(req->db) == ERR_OK, found = req_search(req, &index) == ERR_OK;

	metrics_state(req->app->metrics, db, found, found ? search_revision(index) : 0);
	metrics_text(req->app->metrics, &resp->body);
	resp_type(resp, "text/plain; version=0.0.4; charset=utf-8");
	return (ERR_OK);
}

enum err
service_robots(struct req *req, struct resp *resp)
{
	resp_type(resp, "text/plain; charset=utf-8");
	buf_printf(&resp->body,
	    "User-agent: *\nDisallow: /language/\nDisallow: /api/\nSitemap: %s/sitemap.xml\n",
	    req->app->config.base_url);
	return (ERR_OK);
}

static enum err
send_file(struct req *req, struct resp *resp, const char *name)
{
	const struct static_file *f = statics_find(req->app->statics, name);

	if (f == NULL)
		return (ERR_NOTFOUND);
	resp_type(resp, f->type);
	if (!resp_not_modified(req, resp, f->etag))
		buf_add(&resp->body, f->data, f->size);
	return (ERR_OK);
}

enum err
service_static(struct req *req, struct resp *resp)
{
	return (send_file(req, resp, req_path(req, "file")));
}

enum err
service_favicon(struct req *req, struct resp *resp)
{
	static const char *const names[] = { "favicon.ico", "favicon.svg", "icon.svg",
		"icons/icon.svg" };
	size_t i;

	for (i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
		if (statics_find(req->app->statics, names[i]) != NULL)
			return (send_file(req, resp, names[i]));
	}
	return (ERR_NOTFOUND);
}

enum err
service_opensearch(struct req *req, struct resp *resp)
{
	resp_type(resp, "application/opensearchdescription+xml");
	resp->vary = "Accept-Language, Cookie";
	resp->content_language = locale_tag(req->locale);
	/* It depends on the reader's cookie, so no shared cache may hand it to others. */
	resp->no_store = true;
	atom_opensearch(&resp->body, locale_tag(req->locale), msg(req->locale, "site.short_name"),
	    msg(req->locale, "site.description"), req->app->config.base_url);
	return (ERR_OK);
}
