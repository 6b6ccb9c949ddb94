/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Signing in and out.  Whether an address has an account can be told neither from the answer nor
 * from its time: the same is counted, looked up and hashed for both.
 */
#include <string.h>

#include "auth/password.h"
#include "base/date.h"
#include "locale/message.h"
#include "locale/text.h"
#include "store/account.h"
#include "store/notice.h"
#include "web/account_pages.h"
#include "web/field.h"
#include "web/pages.h"
#include "web/throttle.h"
#include "web/visit.h"

static const struct field decl[] = {
	{ .name = "email",
	    .kind = FIELD_EMAIL,
	    .label = "account.email",
	    .required = true,
	    .autocomplete = "username" },
	{ .name = "password",
	    .kind = FIELD_PASSWORD,
	    .label = "account.password",
	    .required = true,
	    .autocomplete = "current-password" },
};

enum { FIELDS = sizeof(decl) / sizeof(decl[0]) };

static enum err
show(struct req *req, struct resp *resp, struct fields *f)
{
	const char *title = msg(req->locale, "account.signin.title"), *why = req_query(req, "why");
	struct view *v = page_view(req, title, "/account/sign-in");

	page_crumb(v, title, NULL);
	view_show(v, "NOINDEX");
	if (why != NULL && strcmp(why, "ended") == 0)
		view_show(v, "ENDED");
	else if (req_query(req, "next") != NULL)
		view_show(v, "NEEDED");
	view_text(v, "NEXT", visit_next(req, req_query(req, "next")));
	return (field_page(f, resp, v, "signin.html"));
}

enum err
page_signin(struct req *req, struct resp *resp)
{
	if (req->account != NULL) {
		resp_redirect(req, resp, 303, visit_next(req, req_query(req, "next")));
		return (ERR_OK);
	}
	return (show(req, resp, field_new(req, decl, FIELDS)));
}

/* One guess, counted.  A device that the account knows is not held up by what strangers do. */
static enum err
count(struct req *req, const char *email, bool known, int *ret_wait)
{
	int wait = 0;
	enum err err;

	if (known)
		return (throttle_count(req, THROTTLE_DEVICE, visit_device(req), ret_wait));
	if ((err = throttle_count(req, THROTTLE_CLIENT, throttle_client(req->arena, req->client),
		 ret_wait)) != ERR_OK ||
	    (err = throttle_count(req, THROTTLE_STRANGERS, email, &wait)) != ERR_OK)
		return (err);
	if (wait > *ret_wait)
		*ret_wait = wait;
	return (ERR_OK);
}

static enum err
forgive(struct req *req, const char *email, bool known)
{
	enum err err;

	if (known)
		return (throttle_forgive(req, THROTTLE_DEVICE, visit_device(req)));
	if ((err = throttle_forgive(
		 req, THROTTLE_CLIENT, throttle_client(req->arena, req->client))) != ERR_OK)
		return (err);
	return (throttle_forgive(req, THROTTLE_STRANGERS, email));
}

/* Yesterday's parameters are outgrown as soon as the password is at hand. */
static enum err
renew(struct req *req, const struct account_proof *proof, const char *password)
{
	const char *hash;
	enum err err;

	if ((err = password_hash(req->arena, password, &hash)) != ERR_OK)
		return (err);
	return (account_password(req->db, req->arena, proof->account.id, hash, false));
}

/* The owner hears of a browser that was not used before. */
static enum err
tell_new(struct req *req, const struct account_proof *proof)
{
	const struct notice n = { .kind = NOTICE_SIGN_IN_NEW,
		.account = proof->account.id,
		.arguments = { { "when", date_today(req->arena) },
		    { "browser",
			text_clean(req->arena,
			    req->agent == NULL || req->agent[0] == '\0' ? "–" : req->agent) } },
		.path = "/account/security" };
	enum err err;

	if ((err = db_begin(req->db)) != ERR_OK)
		return (err);
	if ((err = notice_add(req->db, req->arena, &n)) == ERR_OK)
		err = db_commit(req->db);
	if (err != ERR_OK)
		db_rollback(req->db);
	return (err);
}

static const char *
where(const struct req *req, const struct account *a)
{
	const char *next = visit_next(req, req_query(req, "next"));

	if (a->totp)
		return (arena_printf(req->arena, "/%s/account/second?next=%s",
		    locale_tag(req->locale), page_escape(req->arena, next)));
	if (a->role == ACCOUNT_STAFF)
		return (arena_printf(req->arena, "/%s/account/security/second-factor?next=%s",
		    locale_tag(req->locale), page_escape(req->arena, next)));
	return (next);
}

enum err
page_signin_send(struct req *req, struct resp *resp)
{
	struct fields *f = field_new(req, decl, FIELDS);
	struct account_proof proof = { 0 };
	const char *email, *password;
	bool stale = false;
	int wait = 0;
	enum err err;

	if (!field_read(f))
		return (show(req, resp, f));
	email = field_text(f, "email");
	password = field_text(f, "password");
	err = account_by_email(req->db, req->arena, email, visit_device(req), &proof);
	if (err != ERR_OK && err != ERR_NOTFOUND)
		return (err);
	if ((err = count(req, email, proof.device, &wait)) != ERR_OK)
		return (err);
	if (wait > 0) {
		field_error_text(f, NULL,
		    msg_format(req->locale, req->arena, "account.signin.paused",
			MSG_INT("count", throttle_minutes(wait))));
		resp->status = 429;
		resp->retry_after = wait;
		return (show(req, resp, f));
	}
	if (!password_fits(proof.password, password, &stale)) {
		field_error(f, NULL, "account.signin.refused");
		return (show(req, resp, f));
	}
	if ((err = forgive(req, email, proof.device)) != ERR_OK ||
	    (stale && (err = renew(req, &proof, password)) != ERR_OK) ||
	    (!proof.device && (err = tell_new(req, &proof)) != ERR_OK) ||
	    (err = visit_sign_in(req, resp, &proof.account, false)) != ERR_OK)
		return (err);
	resp_redirect(req, resp, 303, where(req, &proof.account));
	return (ERR_OK);
}

enum err
page_signout(struct req *req, struct resp *resp)
{
	enum err err;

	if ((err = visit_sign_out(req, resp)) != ERR_OK)
		return (err);
	resp_redirect(req, resp, 303, page_href(req, "/"));
	return (ERR_OK);
}
