/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Owns the order of the steps.  Reading this file is following a request. */
#include "web/pipeline.h"

#include <stdio.h>
#include <string.h>
#include <strings.h>
#include <sys/random.h>

#include "auth/token.h"
#include "base/log.h"
#include "base/utf8.h"
#include "locale/message.h"
#include "web/cookie.h"
#include "web/kept.h"
#include "web/metrics.h"
#include "web/page_log.h"
#include "web/path.h"
#include "web/visit.h"

struct run {
	const struct incoming *in;
	struct req *req;
	struct resp *resp;
	const struct route *route;
	bool moved;   /* the path was not in its canonical spelling */
	bool located; /* req->locale is the reader's; before that it is only some locale */
};

static bool address(struct run *r);
static bool locale(struct run *r);
static bool parameters(struct run *r);
static bool route(struct run *r);
static bool body(struct run *r);
static bool session(struct run *r);
static bool authorize(struct run *r);
static bool csrf(struct run *r);
static bool sent(struct run *r);
static bool handler(struct run *r);

/* A step that returns false has answered; the rest is skipped. */
static bool (*const steps[])(struct run *) = {
	address,
	locale,
	parameters,
	route,
	body,
	session,
	authorize,
	csrf,
	sent,
	handler,
};

static const struct locale *
negotiated(struct req *req)
{
	return (locales_negotiate(req->app->locales, cookie_get(req->arena, req->cookie, "locale"),
	    req->accept_language));
}

static bool
refuse(struct run *r, int status, const char *problem)
{
	if (!r->located)
		r->req->locale = negotiated(r->req);
	r->located = true;
	r->resp->problem = problem;
	respond_error(r->req, r->resp, status);
	return (false);
}

/* To the same address with another path; the query goes along as it came. */
static bool
redirect(struct run *r, int status, const char *path)
{
	resp_redirect(r->req, r->resp, status,
	    r->in->query == NULL ? path : arena_printf(r->req->arena, "%s?%s", path, r->in->query));
	return (false);
}

static const char *
request_id(struct arena *arena, const char *given)
{
	static const char sane[] =
	    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_.";
	static uint64_t seed, counter;
	size_t n;

	if (given != NULL && (n = strlen(given)) >= 8 && n <= 64 && strspn(given, sane) == n)
		return (given);
	if (seed == 0 && getrandom(&seed, sizeof(seed), 0) != sizeof(seed))
		seed = 1;
	/* An odd multiplier spreads the counter over all words without repeating one. */
	return (arena_printf(
	    arena, "%016llx", (unsigned long long)(seed ^ (++counter * 0x9e3779b97f4a7c15U))));
}

static enum method
method(const char *name)
{
	static const struct {
		const char *name;
		enum method method;
	} methods[] = {
		{ "GET", METHOD_GET },
		{ "HEAD", METHOD_HEAD },
		{ "POST", METHOD_POST },
		{ "PUT", METHOD_PUT },
		{ "DELETE", METHOD_DELETE },
	};
	size_t i;

	for (i = 0; i < sizeof(methods) / sizeof(methods[0]); i++) {
		if (strcmp(name, methods[i].name) == 0)
			return (methods[i].method);
	}
	return (METHOD_OTHER);
}

static bool
address(struct run *r)
{
	struct form_problem problem = { "problem.bad_form" };

	if (path_normalise(r->req->arena, r->in->path, &r->req->path, &r->moved, &problem) !=
	    ERR_OK)
		return (refuse(r, 400, problem.key));
	r->req->is_api = strncmp(r->req->path, "/api/", 5) == 0;
	return (true);
}

/* The locale of the address; one written in another case is sent to its own spelling. */
static bool
locale(struct run *r)
{
	struct req *req = r->req;
	const char *segment = req->path + 1, *rest, *tag;
	const struct locale *found;
	size_t i, n;

	if (strncmp(req->path, "/feeds/", 7) == 0)
		segment = req->path + 7;
	else if (strncmp(req->path, "/sitemap/", 9) == 0)
		segment = req->path + 9;
	n = strcspn(segment, "/");
	rest = segment + n;
	for (i = 0; i < locales_count(req->app->locales); i++) {
		found = locales_at(req->app->locales, i);
		tag = locale_tag(found);
		if (strlen(tag) != n || strncasecmp(tag, segment, n) != 0)
			continue;
		req->locale = found;
		r->located = true;
		if (strncmp(tag, segment, n) != 0)
			return (redirect(r, 301,
			    arena_printf(req->arena, "%.*s%s%s", (int)(segment - req->path),
				req->path, tag, *rest == '\0' ? "/" : rest)));
		if (*rest == '\0')
			return (redirect(r, 308, arena_printf(req->arena, "/%s/", tag)));
		break;
	}
	if (!r->located)
		req->locale = negotiated(req);
	r->located = true;
	if (r->moved)
		return (redirect(r, 308, req->path));
	return (true);
}

/* The query, and what it says about the language of labels. */
static bool
parameters(struct run *r)
{
	struct req *req = r->req;
	struct form_problem problem = { "problem.bad_form" };
	const struct locale *found;
	const char *q, *tag;

	if (r->in->query != NULL && form_parse(req->arena, r->in->query, strlen(r->in->query),
					&req->query, &req->nquery, &problem) != ERR_OK)
		return (refuse(r, 400, problem.key));
	if (req->is_api && (tag = req_query(req, "locale")) != NULL) {
		if ((found = locales_find(req->app->locales, tag)) == NULL) {
			r->resp->problem_detail = msg_format(
			    req->locale, req->arena, "problem.bad_locale", MSG_TEXT("value", tag));
			return (refuse(r, 400, NULL));
		}
		req->locale = found;
	}
	q = req_query(req, "q");
	if (q != NULL && utf8_count(q, strlen(q)) > QUERY_MAX) {
		r->resp->problem_detail = msg_format(
		    req->locale, req->arena, "problem.query_too_long", MSG_INT("max", QUERY_MAX));
		return (refuse(r, 400, NULL));
	}
	req->chain = locale_chain(req->locale, req->arena, req->accept_language, &req->nchain);
	return (true);
}

static bool
route(struct run *r)
{
	struct req *req = r->req;
	const char *allow;
	size_t i;

	req->captures = arena_array(req->arena, struct param, ROUTE_CAPTURES_MAX);
	r->route =
	    routes_find(req->arena, req->method, req->path, req->captures, &req->ncaptures, &allow);
	if (r->route == NULL) {
		if (allow == NULL && (req->method == METHOD_GET || req->method == METHOD_HEAD))
			return (refuse(r, 404, NULL));
		r->resp->allow = allow == NULL ? "GET, HEAD" : allow;
		r->resp->problem_detail = msg_format(
		    req->locale, req->arena, "problem.method", MSG_TEXT("methods", r->resp->allow));
		return (refuse(r, 405, NULL));
	}
	for (i = 0; i < req->ncaptures; i++) {
		if (strcmp(req->captures[i].name, "locale") == 0 &&
		    locales_find(req->app->locales, req->captures[i].value) == NULL) {
			/* Two or three letters are a language; anything else is just a wrong
			 * address. */
			if (strcspn(req->captures[i].value, "-") <= 3)
				r->resp->problem_detail =
				    msg_format(req->locale, req->arena, "problem.bad_locale",
					MSG_TEXT("value", req->captures[i].value));
			r->route = NULL;
			return (refuse(r, 404, NULL));
		}
	}
	return (true);
}

static bool
body(struct run *r)
{
	struct req *req = r->req;
	struct form_problem problem = { "problem.bad_form" };
	const char *type = r->in->content_type == NULL ? "" : r->in->content_type;
	struct multipart parts;
	enum err err;

	if (r->in->body_unreadable)
		return (refuse(r, 400, problem.key));
	/* A browser that tells which link was followed sends one word, which says nothing. */
	if (r->in->body_size == 0 || strcasecmp(type, "text/ping") == 0)
		return (true);
	if (strncasecmp(type, "application/x-www-form-urlencoded", 33) == 0) {
		err = form_parse(
		    req->arena, r->in->body, r->in->body_size, &req->form, &req->nform, &problem);
	} else if (strncasecmp(type, "multipart/form-data", 19) == 0) {
		err = multipart_parse(
		    req->arena, type, r->in->body, r->in->body_size, &parts, &problem);
		if (err == ERR_OK) {
			req->form = parts.fields;
			req->nform = parts.nfields;
			req->uploads = parts.uploads;
			req->nuploads = parts.nuploads;
		}
	} else {
		r->resp->problem_detail = msg_format(
		    req->locale, req->arena, "problem.media_type", MSG_TEXT("type", type));
		return (refuse(r, 415, NULL));
	}
	if (err != ERR_OK)
		return (refuse(r, respond_status(err), problem.key));
	return (true);
}

/* Public pages are the same for everybody, and so need neither cookies nor the database. */
static bool
session(struct run *r)
{
	struct req *req = r->req;

	req->shared = r->route->cache != CACHE_NEVER || r->route->capability == CAP_OPEN ||
		      strncmp(r->route->pattern, "/{locale}/", 10) != 0;
	if (req->shared)
		return (true);
	visit_cookies(req);
	/* Where nobody has to be signed in, everybody is a stranger while the database is away. */
	if (visit_session(req) != ERR_OK && r->route->capability != CAP_NONE)
		return (refuse(r, 503, "problem.database_away"));
	return (true);
}

static bool
unsafe(const struct run *r)
{
	return (r->route->method != METHOD_GET && r->route->capability != CAP_OPEN);
}

/*
 * To where what is missing can be given, and from there back to where the reader was going.  What a
 * form said goes along.
 */
static bool
lead(struct run *r, const char *to)
{
	struct req *req = r->req;
	const char *kept = NULL;

	if (req->is_api)
		return (refuse(r, 403, "problem.forbidden"));
	if (unsafe(r) && !visit_same_site(req))
		return (refuse(r, 403, "problem.forbidden"));
	if (unsafe(r) && kept_put(req, &kept) != ERR_OK)
		return (refuse(r, 503, "problem.database_away"));
	resp_redirect(req, r->resp, 303,
	    arena_printf(req->arena, "/%s/account/%s?next=%s%s", locale_tag(req->locale), to,
		path_escape(req->arena, unsafe(r) ? kept_page(req, kept) : visit_address(req)),
		unsafe(r) ? "&why=ended" : ""));
	return (false);
}

static bool
authorize(struct run *r)
{
	const struct session *s = r->req->session;
	enum capability needs = r->route->capability;

	if (needs == CAP_NONE || needs == CAP_OPEN)
		return (true);
	if (s == NULL)
		return (lead(r, "sign-in"));
	if (needs == CAP_SESSION)
		return (true);
	if (r->req->account == NULL)
		return (lead(r, s->account.totp ? "second" : "security/second-factor"));
	if (needs == CAP_STAFF && s->account.role != ACCOUNT_STAFF)
		return (refuse(r, 403, "problem.staff_only"));
	return (true);
}

/*
 * A form whose token does not fit is of a page from before the session, unless it comes from
 * another site: it is shown again, filled, to be sent once more.
 */
static bool
csrf(struct run *r)
{
	struct req *req = r->req;
	const char *kept;

	if (!unsafe(r))
		return (true);
	if (!visit_same_site(req))
		return (refuse(r, 403, "problem.forbidden"));
	if (token_equal(req_form(req, "csrf"), req_csrf(req)))
		return (true);
	/* Browsers always say of which site a form is; who does not may be anything. */
	if (req->origin == NULL || req->is_api)
		return (refuse(r, 403, "problem.csrf"));
	if (kept_put(req, &kept) != ERR_OK)
		return (refuse(r, 503, "problem.database_away"));
	resp_redirect(req, r->resp, 303, kept_page(req, kept));
	return (false);
}

static bool
sent(struct run *r)
{
	bool done = false;
	enum err err = ERR_OK;

	if (!r->req->shared && r->route->method == METHOD_GET)
		err = kept_load(r->req);
	else if (unsafe(r))
		err = kept_sent(r->req, r->resp, &done);
	if (err == ERR_CONFLICT)
		return (refuse(r, 409, "problem.being_sent"));
	if (err != ERR_OK)
		return (refuse(r, respond_status(err), NULL));
	return (!done);
}

static bool
handler(struct run *r)
{
	enum err err = r->route->handler(r->req, r->resp);

	if (err == ERR_NOTFOUND)
		page_log_gone(r->req, r->resp);
	if (err != ERR_OK)
		respond_err(r->req, r->resp, err);
	kept_end(r->req, r->resp);
	return (true);
}

void
pipeline_run(struct app *app, struct arena *arena, const struct incoming *in, struct answer *answer)
{
	struct buf kept = answer->resp.body;
	struct run r = { .in = in, .req = &answer->req, .resp = &answer->resp };
	size_t i;

	buf_clear(&kept);
	memset(answer, 0, sizeof(*answer));
	answer->resp.body = kept;
	answer->resp.status = 200;
	answer->req = (struct req){
		.app = app,
		.arena = arena,
		.db = app->db,
		.id = request_id(arena, in->request_id),
		.method = method(in->method),
		.path = "/",
		.is_api = strncmp(in->path, "/api/", 5) == 0,
		.accept_language = in->accept_language,
		.if_none_match = in->if_none_match,
		.cookie = in->cookie,
		.origin = in->origin,
		.host = in->host,
		.agent = in->agent,
		.client = in->client == NULL ? "" : in->client,
		.shared = true,
	};
	log_request(answer->req.id);
	answer->req.locale = locales_at(app->locales, 0);
	for (i = 0; i < sizeof(steps) / sizeof(steps[0]) && steps[i](&r); i++)
		;
	visit_told(&answer->req, &answer->resp);
	respond_finish(&answer->req, &answer->resp, r.route);
	answer->route = r.route;
	answer->nheaders = respond_headers(&answer->req, &answer->resp, r.route, answer->headers);
}

void
pipeline_log(const struct incoming *in, const struct answer *answer, size_t bytes, uint64_t us)
{
	const struct route *routes;
	size_t n, number = ROUTES_MAX;

	routes = routes_all(&n);
	if (answer->route != NULL)
		number = (size_t)(answer->route - routes);
	metrics_count(answer->req.app->metrics, (unsigned)number, answer->resp.status, us);
	log_event(LOG_LEVEL_INFO, "request", LOG_TEXT("method", in->method),
	    LOG_TEXT("path", in->path), LOG_INT("status", answer->resp.status),
	    LOG_INT("bytes", bytes), LOG_INT("ms", us / 1000), LOG_INT("us", us),
	    LOG_TEXT("route", answer->route == NULL ? NULL : answer->route->pattern));
	log_request(NULL);
}
