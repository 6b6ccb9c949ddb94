/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Owns the small helpers of handlers: reading a request, setting an answer. */
#include "web/req.h"

#include <string.h>
#include <time.h>

#include "auth/token.h"
#include "base/log.h"
#include "web/path.h"

enum { INDEX_RETRY_MS = 500 }; /* between attempts to open an index that is not there */

static const char *
first(const struct param *params, size_t n, const char *name)
{
	size_t i;

	for (i = 0; i < n; i++) {
		if (strcmp(params[i].name, name) == 0)
			return (params[i].value);
	}
	return (NULL);
}

const char *
req_path(const struct req *req, const char *name)
{
	const char *value = first(req->captures, req->ncaptures, name);

	if (value == NULL)
		log_die("a handler asks for a capture that its route does not have");
	return (value);
}

const char *
req_query(const struct req *req, const char *name)
{
	return (first(req->query, req->nquery, name));
}

static struct strings
all_of(struct arena *arena, const struct param *params, size_t n, const char *name)
{
	struct strings all = { arena_array(arena, const char *, n), 0 };
	size_t i;

	for (i = 0; i < n; i++) {
		if (strcmp(params[i].name, name) == 0)
			all.v[all.n++] = params[i].value;
	}
	return (all);
}

struct strings
req_query_all(const struct req *req, const char *name)
{
	return (all_of(req->arena, req->query, req->nquery, name));
}

const char *
req_form(const struct req *req, const char *name)
{
	return (first(req->form, req->nform, name));
}

struct strings
req_form_all(const struct req *req, const char *name)
{
	return (all_of(req->arena, req->form, req->nform, name));
}

const char *
req_csrf(struct req *req)
{
	req->browser_used = true;
	return (req->browser == NULL ? "" : token_mac(req->arena, req->browser, "csrf"));
}

static int64_t
now_ms(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return ((int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000);
}

enum err
req_search(struct req *req, struct search_index **ret_index)
{
	struct app *app = req->app;
	enum err err;

	if (app->index == NULL) {
		if (app->index_tried != 0 && now_ms() - app->index_tried < INDEX_RETRY_MS)
			return (ERR_INDEX);
		if ((err = search_open(app->config.index, &app->index)) != ERR_OK) {
			app->index_tried = now_ms();
			return (err);
		}
	} else if ((err = search_refresh(app->index)) != ERR_OK) {
		return (err);
	}
	*ret_index = app->index;
	return (ERR_OK);
}

void
resp_type(struct resp *resp, const char *content_type)
{
	resp->content_type = content_type;
}

void
resp_cookie(struct resp *resp, const char *header)
{
	if (resp->ncookies == COOKIES_MAX)
		log_die("an answer has too many cookies");
	resp->cookies[resp->ncookies++] = header;
}

void
resp_redirect(struct req *req, struct resp *resp, int status, const char *location)
{
	resp->status = status;
	resp->location = path_encode(req->arena, location);
	req->led = location;
}

/* Weak comparison (RFC 9110, 8.8.3.2) against each tag of the list. */
static bool
matches(const char *list, const char *etag)
{
	const char *opaque = strncmp(etag, "W/", 2) == 0 ? etag + 2 : etag, *s;
	size_t n = strlen(opaque);

	for (s = list; s != NULL && *s != '\0';) {
		s += strspn(s, " ,");
		if (*s == '*')
			return (true);
		if (strncmp(s, "W/", 2) == 0)
			s += 2;
		if (strncmp(s, opaque, n) == 0 && (s[n] == '\0' || s[n] == ',' || s[n] == ' '))
			return (true);
		s += strcspn(s, ",");
	}
	return (false);
}

bool
resp_not_modified(struct req *req, struct resp *resp, const char *etag)
{
	resp->etag = arena_printf(req->arena, "W/\"%s\"", etag);
	if (!matches(req->if_none_match, resp->etag))
		return (false);
	resp->status = 304;
	return (true);
}
