/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Owns which fields of a form are kept, and what makes two submissions one. */
#include "web/kept.h"

#include <string.h>

#include "auth/token.h"
#include "base/log.h"
#include "store/attempt.h"
#include "store/formstore.h"
#include "web/path.h"
#include "web/routes.h"
#include "web/visit.h"

/* More than anybody types, less than would fill a disk. */
enum { KEEPS = 60, KEEP_SECONDS = 3600 };

/* Secrets are never kept; tokens are made anew. */
static bool
is_kept(const char *name)
{
	return (strncmp(name, "password", 8) != 0 && strcmp(name, "code") != 0 &&
		strcmp(name, "csrf") != 0 && strcmp(name, "once") != 0);
}

enum err
kept_put(struct req *req, const char **ret_token)
{
	struct buf b = { 0 };
	const char *token = token_new(req->arena);
	int wait = 0;
	enum err err = ERR_OK;

	*ret_token = NULL;
	for (size_t i = 0; i < req->nform; i++) {
		if (!is_kept(req->form[i].name))
			continue;
		buf_printf(
		    &b, "%s%s=", b.len > 0 ? "&" : "", path_escape(req->arena, req->form[i].name));
		buf_str(&b, path_escape(req->arena, req->form[i].value));
	}
	if (b.len > 0 && b.len <= FORMSTORE_MAX) {
		err = attempt_count(req->db, req->arena,
		    token_hash(req->arena, arena_printf(req->arena, "keep %s", req->client)), KEEPS,
		    KEEP_SECONDS, &wait);
		if (err == ERR_OK && wait == 0)
			err = formstore_keep(
			    req->db, token_hash(req->arena, token), req->path, buf_cstr(&b));
		if (err == ERR_OK && wait == 0)
			*ret_token = token;
	}
	buf_free(&b);
	return (err);
}

const char *
kept_page(const struct req *req, const char *token)
{
	struct param captures[ROUTE_CAPTURES_MAX];
	char *path = arena_strdup(req->arena, req->path), *slash;
	const char *allow, *rest = strchr(visit_address(req), '?');
	size_t n;

	while (routes_find(req->arena, METHOD_GET, path, captures, &n, &allow) == NULL &&
	       (slash = strrchr(path, '/')) != NULL && slash != path)
		*slash = '\0';
	if (strcmp(path, req->path) != 0)
		return (path);
	if (token == NULL)
		return (visit_address(req));
	return (arena_printf(req->arena, "%s%s%skept=%s", path, rest == NULL ? "" : rest,
	    rest == NULL ? "?" : "&", token));
}

enum err
kept_load(struct req *req)
{
	const char *token = req_query(req, "kept"), *fields;
	struct form_problem problem;
	enum err err;

	if (!token_valid(token))
		return (ERR_OK);
	err =
	    formstore_kept(req->db, req->arena, token_hash(req->arena, token), req->path, &fields);
	if (err == ERR_NOTFOUND)
		return (ERR_OK);
	if (err != ERR_OK)
		return (err);
	return (form_parse(req->arena, fields, strlen(fields), &req->kept, &req->nkept, &problem));
}

const char *
kept_once(const struct req *req)
{
	return (token_new(req->arena));
}

/* Of one account, or of one browser, and one address: nobody learns where another's form led. */
static const char *
key(const struct req *req)
{
	const char *once = req_form(req, "once");

	if (!token_valid(once))
		return (NULL);
	return (token_hash(
	    req->arena, req->account != NULL
			    ? arena_printf(req->arena, "%s %lld %s", once,
				  (long long)req->account->id.v, req->path)
			    : arena_printf(req->arena, "%s %s %s", once, req->browser, req->path)));
}

enum err
kept_sent(struct req *req, struct resp *resp, bool *ret_done)
{
	const char *location = NULL, *hash = key(req);
	enum err err;

	*ret_done = false;
	req->once = NULL;
	if (hash == NULL)
		return (ERR_OK);
	if ((err = formstore_begin(req->db, req->arena, hash, &location)) != ERR_OK)
		return (err);
	if (location == NULL) {
		req->once = hash;
	} else {
		resp_redirect(req, resp, 303, location);
		*ret_done = true;
	}
	return (ERR_OK);
}

void
kept_end(struct req *req, const struct resp *resp)
{
	const char *location = NULL;

	if (req->once == NULL)
		return;
	/* An answer that sets a cookie is of use only to the browser that gets it. */
	if (resp->status == 303 && resp->ncookies == 0)
		location = req->led;
	if (formstore_end(req->db, req->once, location) != ERR_OK)
		log_event(LOG_LEVEL_WARN, "form.not_remembered", LOG_TEXT("path", req->path));
}
