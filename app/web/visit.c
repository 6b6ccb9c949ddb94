/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Owns the cookies that tell who asks. */
#include "web/visit.h"

#include <string.h>

#include "auth/token.h"
#include "base/log.h"
#include "store/account.h"
#include "web/cookie.h"
#include "web/path.h"

enum { BROWSER_AGE = 86400, DEVICE_AGE = 365 * 86400 }; /* s */

static const char *
name(const struct req *req, const char *plain)
{
	return (req->app->config.behind_tls ? arena_printf(req->arena, "__Host-%s", plain) : plain);
}

static const char *
token_of(const struct req *req, const char *plain)
{
	const char *token = cookie_get(req->arena, req->cookie, name(req, plain));

	return (token_valid(token) ? token : NULL);
}

static void
set(struct req *req, struct resp *resp, const char *plain, const char *value, long age)
{
	resp_cookie(resp,
	    cookie_set(req->arena, name(req, plain), value, age, req->app->config.behind_tls));
}

void
visit_cookies(struct req *req)
{
	req->sid = token_of(req, "sid");
	/* Forms hang on the session as soon as there is one, so that nobody who planted a browser
	 * secret before knows what they need after. */
	if ((req->browser = req->sid) == NULL &&
	    (req->browser = token_of(req, "browser")) == NULL) {
		req->browser = token_new(req->arena);
		req->browser_new = true;
	}
}

void
visit_told(struct req *req, struct resp *resp)
{
	if (req->browser_new && req->browser_used)
		set(req, resp, "browser", req->browser, BROWSER_AGE);
}

enum err
visit_session(struct req *req)
{
	struct session *s;
	enum err err;

	if (req->sid == NULL)
		return (ERR_OK);
	s = arena_alloc(req->arena, sizeof(*s));
	err = session_load(req->db, req->arena, token_hash(req->arena, req->sid), s);
	if (err == ERR_NOTFOUND)
		return (ERR_OK);
	if (err != ERR_OK)
		return (err);
	req->session = s;
	if (s->second || (!s->account.totp && s->account.role != ACCOUNT_STAFF))
		req->account = &s->account;
	return (ERR_OK);
}

const char *
visit_device(const struct req *req)
{
	const char *token = token_of(req, "device");

	return (token == NULL ? NULL : token_hash(req->arena, token));
}

enum err
visit_sign_in(struct req *req, struct resp *resp, const struct account *account, bool second)
{
	const char *sid = token_new(req->arena), *device = token_of(req, "device");
	enum err err;

	if (device == NULL)
		device = token_new(req->arena);
	if ((err = db_begin(req->db)) != ERR_OK)
		return (err);
	if ((req->sid == NULL ||
		(err = session_end(req->db, token_hash(req->arena, req->sid))) == ERR_OK) &&
	    (err = account_device(
		 req->db, req->arena, account->id, token_hash(req->arena, device))) == ERR_OK &&
	    (err = session_begin(req->db, req->arena, token_hash(req->arena, sid), account->id,
		 account->role, second, req->agent, req->client)) == ERR_OK)
		err = db_commit(req->db);
	if (err != ERR_OK) {
		db_rollback(req->db);
		return (err);
	}
	req->sid = req->browser = sid;
	req->browser_new = false;
	set(req, resp, "sid", sid, account_absolute(account->role));
	set(req, resp, "device", device, DEVICE_AGE);
	return (ERR_OK);
}

enum err
visit_sign_out(struct req *req, struct resp *resp)
{
	enum err err;

	if (req->sid != NULL &&
	    (err = session_end(req->db, token_hash(req->arena, req->sid))) != ERR_OK)
		return (err);
	set(req, resp, "sid", "", 0);
	return (ERR_OK);
}

const char *
visit_address(const struct req *req)
{
	const char *address = req->path;
	size_t i;

	for (i = 0; i < req->nquery; i++)
		address = arena_printf(req->arena, "%s%c%s=%s", address, i == 0 ? '?' : '&',
		    path_escape(req->arena, req->query[i].name),
		    path_escape(req->arena, req->query[i].value));
	return (address);
}

const char *
visit_next(const struct req *req, const char *next)
{
	size_t n, i;

	for (i = 0; next != NULL && next[i] != '\0'; i++) {
		if ((unsigned char)next[i] <= ' ' || next[i] == '\\' || next[i] == 0x7f)
			next = NULL;
	}
	if (next != NULL && next[0] == '/' && strlen(next) <= 2000) {
		n = strcspn(next + 1, "/?#");
		if (next[1 + n] == '/' &&
		    locales_find(req->app->locales, arena_strndup(req->arena, next + 1, n)) != NULL)
			return (next);
	}
	return (arena_printf(req->arena, "/%s/account", locale_tag(req->locale)));
}

bool
visit_same_site(const struct req *req)
{
	if (req->origin == NULL || strcmp(req->origin, req->app->config.base_url) == 0)
		return (true);
	return (req->host != NULL &&
		strcmp(req->origin,
		    arena_printf(req->arena, "%s://%s",
			req->app->config.behind_tls ? "https" : "http", req->host)) == 0);
}
