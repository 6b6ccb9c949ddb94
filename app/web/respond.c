/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Owns the shape of answers.  The error pages themselves are page_error's, their words the
 * bundles'. */
#include "web/respond.h"

#include <stdio.h>
#include <string.h>
#include <time.h>

#include "base/log.h"
#include "locale/message.h"
#include "render/json.h"
#include "web/fingerprint.h"
#include "web/pages.h"

enum { RETRY_AFTER = 2 }; /* s: the circuit breaker's pause */

static const char csp[] = "default-src 'self'; base-uri 'none'; form-action 'self'; "
			  "frame-ancestors 'none'; object-src 'none'";

static const struct {
	int status;
	const char *key; /* of the sentence where the handler gave none */
} outcomes[] = {
	[ERR_OK] = { 200, NULL },
	[ERR_INPUT] = { 400, NULL },
	[ERR_NOTFOUND] = { 404, "problem.not_found" },
	[ERR_MOVED] = { 500, "problem.internal" }, /* handlers answer it themselves */
	[ERR_FORBIDDEN] = { 403, NULL },
	[ERR_CONFLICT] = { 409, NULL },
	[ERR_TOOBIG] = { 413, NULL },
	[ERR_DB] = { 503, "problem.database_away" },
	[ERR_INDEX] = { 503, "problem.index_away" },
	[ERR_IO] = { 500, "problem.internal" },
	[ERR_CORRUPT] = { 500, "problem.internal" },
	[ERR_INTERNAL] = { 500, "problem.internal" },
};
_Static_assert(sizeof(outcomes) / sizeof(outcomes[0]) == ERR_COUNT_, "every outcome has a status");

int
respond_status(enum err err)
{
	return ((unsigned)err < ERR_COUNT_ ? outcomes[err].status : 500);
}

const char *
respond_reason(int status)
{
	static const struct {
		int status;
		const char *reason;
	} reasons[] = {
		{ 400, "Bad Request" },
		{ 403, "Forbidden" },
		{ 404, "Not Found" },
		{ 405, "Method Not Allowed" },
		{ 409, "Conflict" },
		{ 410, "Gone" },
		{ 411, "Length Required" },
		{ 413, "Content Too Large" },
		{ 414, "URI Too Long" },
		{ 415, "Unsupported Media Type" },
		{ 422, "Unprocessable Content" },
		{ 429, "Too Many Requests" },
		{ 431, "Request Header Fields Too Large" },
		{ 500, "Internal Server Error" },
		{ 503, "Service Unavailable" },
	};
	size_t i;

	for (i = 0; i < sizeof(reasons) / sizeof(reasons[0]); i++) {
		if (reasons[i].status == status)
			return (reasons[i].reason);
	}
	return ("Error");
}

static void
problem_json(struct req *req, struct resp *resp)
{
	const char *detail = resp->problem_detail;
	json_t *json = json_object();
	char key[32];

	if (detail == NULL && resp->problem != NULL) {
		detail = msg(req->locale, resp->problem);
	} else if (detail == NULL) {
		snprintf(key, sizeof(key), "error.%d.text", resp->status);
		detail = msg_has(req->locale, key) ? msg(req->locale, key) : NULL;
	}
	json_object_set_new(json, "type", json_string("about:blank"));
	json_object_set_new(json, "title", json_string(respond_reason(resp->status)));
	json_object_set_new(json, "status", json_integer(resp->status));
	if (detail != NULL)
		json_object_set_new(json, "detail", json_text(detail));
	json_object_set_new(json, "request", json_text(req->id));
	json_into(&resp->body, json);
	json_decref(json);
	resp->content_type = "application/problem+json";
	resp->content_language = locale_tag(req->locale);
}

void
respond_error(struct req *req, struct resp *resp, int status)
{
	buf_clear(&resp->body);
	resp->status = status;
	resp->content_type = NULL;
	resp->etag = NULL;
	resp->location = NULL;
	resp->link = NULL;
	resp->no_store = true;
	if (status == 503 && resp->retry_after == 0)
		resp->retry_after = RETRY_AFTER;
	if (req->is_api)
		problem_json(req, resp);
	else
		page_error(req, resp, status);
	resp->status = status;
}

void
respond_err(struct req *req, struct resp *resp, enum err err)
{
	int status = respond_status(err);

	/* A handler may have chosen a finer status of the same class, such as 410. */
	if (resp->status / 100 == status / 100 && resp->status != 200)
		status = resp->status;
	if (resp->problem == NULL && resp->problem_detail == NULL && req->is_api &&
	    (unsigned)err < ERR_COUNT_)
		resp->problem = outcomes[err].key;
	if (status >= 500 && status != 503)
		log_event(LOG_LEVEL_ERROR, "request.failed", LOG_TEXT("path", req->path),
		    LOG_TEXT("outcome", err_name(err)));
	respond_error(req, resp, status);
}

void
respond_finish(struct req *req, struct resp *resp, const struct route *route)
{
	char tag[24];

	if (resp->status == 200 && resp->etag == NULL && !resp->no_store && route != NULL &&
	    route->cache != CACHE_NEVER) {
		snprintf(tag, sizeof(tag), "%016llx",
		    (unsigned long long)fingerprint_of(buf_cstr(&resp->body), resp->body.len));
		resp_not_modified(req, resp, tag);
	}
	if (resp->status == 304)
		buf_clear(&resp->body);
}

static void
add(struct respond_header *headers, size_t *n, const char *name, const char *value)
{
	const char *s;

	if (value == NULL)
		return;
	for (s = value; *s != '\0'; s++) {
		if ((unsigned char)*s < 0x20 || *s == 0x7f) {
			log_event(LOG_LEVEL_ERROR, "header.refused", LOG_TEXT("name", name));
			return;
		}
	}
	headers[(*n)++] = (struct respond_header){ name, value };
}

static const char *
cache_control(const struct resp *resp, const struct route *route)
{
	bool keep = resp->status == 200 || resp->status == 304 || resp->status == 301 ||
		    resp->status == 308;

	if (resp->no_store || route == NULL || route->cache == CACHE_NEVER || !keep)
		return ("no-store");
	if (route->cache == CACHE_STATIC)
		return ("public, max-age=3600, stale-while-revalidate=86400");
	/* The reader's browser asks again, with its ETag; a shared cache answers a crowd for five
	 * seconds, and for thirty more while it asks: nobody sees anything older but in an outage.
	 */
	return ("public, max-age=0, s-maxage=5, stale-while-revalidate=30, stale-if-error=86400");
}

static const char *
http_date(struct arena *arena)
{
	static char date[40];
	static time_t second;
	time_t now = time(NULL);
	struct tm tm;

	if (now != second) {
		gmtime_r(&now, &tm);
		strftime(date, sizeof(date), "%a, %d %b %Y %H:%M:%S GMT", &tm);
		second = now;
	}
	return (arena_strdup(arena, date));
}

size_t
respond_headers(const struct req *req, const struct resp *resp, const struct route *route,
    struct respond_header *headers)
{
	const char *vary = resp->vary;
	size_t n = 0;

	/* Which language version a reader sees may depend on the other languages that they accept.
	 */
	if (vary == NULL && route != NULL && route->cache == CACHE_PUBLIC)
		vary = "Accept-Language";
	add(headers, &n, "date", http_date(req->arena));
	add(headers, &n, "content-type", resp->status == 304 ? NULL : resp->content_type);
	add(headers, &n, "content-language", resp->content_language);
	add(headers, &n, "cache-control", cache_control(resp, route));
	add(headers, &n, "vary", vary);
	add(headers, &n, "etag", resp->etag);
	add(headers, &n, "location", resp->location);
	add(headers, &n, "allow", resp->allow);
	add(headers, &n, "link", resp->link);
	if (resp->status == 200)
		add(headers, &n, "content-disposition", resp->disposition);
	for (size_t i = 0; i < resp->ncookies; i++)
		add(headers, &n, "set-cookie", resp->cookies[i]);
	if (resp->retry_after > 0)
		add(headers, &n, "retry-after", arena_printf(req->arena, "%d", resp->retry_after));
	add(headers, &n, "x-request-id", req->id);
	/* What people brought is no page of ours. */
	if (resp->filename != NULL)
		add(headers, &n, "content-disposition",
		    arena_printf(req->arena, "attachment; filename*=UTF-8''%s",
			page_escape(req->arena, resp->filename)));
	add(headers, &n, "content-security-policy",
	    resp->filename != NULL ? "default-src 'none'; sandbox" : csp);
	add(headers, &n, "x-content-type-options", "nosniff");
	add(headers, &n, "referrer-policy", "strict-origin-when-cross-origin");
	add(headers, &n, "permissions-policy", "camera=(), geolocation=(), microphone=()");
	add(headers, &n, "cross-origin-opener-policy", "same-origin");
	if (req->is_api)
		add(headers, &n, "access-control-allow-origin", "*");
	if (req->app->config.behind_tls)
		add(headers, &n, "strict-transport-security",
		    "max-age=31536000; includeSubDomains");
	return (n);
}
