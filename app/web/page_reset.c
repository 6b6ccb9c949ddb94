/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * A new password for who has forgotten theirs.  The answer and its time are the same for an address
 * that nobody has: the same rows are written, and for such an address the mail is undone.
 */
#include "auth/password.h"
#include "auth/token.h"
#include "locale/message.h"
#include "store/account.h"
#include "store/mail.h"
#include "store/notice.h"
#include "web/account_pages.h"
#include "web/pages.h"
#include "web/visit.h"

#define COUNT(a) (sizeof(a) / sizeof((a)[0]))

static const struct field ask[] = {
	{ .name = "email",
	    .kind = FIELD_EMAIL,
	    .label = "account.email",
	    .required = true,
	    .autocomplete = "username" },
};

static enum err
show(struct req *req, struct resp *resp, const struct fields *f)
{
	const struct account_form form = {
		.title = msg(req->locale, "account.reset.title"),
		.path = "/account/reset",
		.lead = msg(req->locale, "account.reset.lead"),
		.button = msg(req->locale, "account.reset.button"),
	};

	return (account_form(req, resp, f, &form));
}

enum err
page_reset(struct req *req, struct resp *resp)
{
	return (show(req, resp, field_new(req, ask, COUNT(ask))));
}

static enum err
write_mail(struct req *req, const char *email)
{
	const char *token = token_new(req->arena);
	struct account_token t = { .email = email };
	struct account_proof proof = { 0 };
	struct notice n = { .kind = NOTICE_RESET, .address = email };
	bool known;
	enum err err;

	err = account_by_email(req->db, req->arena, email, NULL, &proof);
	if (err != ERR_OK && err != ERR_NOTFOUND)
		return (err);
	known = err == ERR_OK;
	n.locale = known ? proof.account.locale : locale_tag(req->locale);
	n.path = arena_printf(req->arena, "/account/reset/%s", token);
	t.account = proof.account.id;
	if ((err = account_token_add(req->db, req->arena, PURPOSE_RESET,
		 token_hash(req->arena, token), &t, ACCOUNT_RESET_SECONDS)) != ERR_OK ||
	    (err = account_savepoint(req->db)) != ERR_OK ||
	    (err = notice_add(req->db, req->arena, &n)) != ERR_OK)
		return (err);
	return (known ? ERR_OK : account_undo(req->db));
}

enum err
page_reset_send(struct req *req, struct resp *resp)
{
	struct fields *f = field_new(req, ask, COUNT(ask));
	const char *email;
	int wait = 0, other = 0;
	enum err err;

	if (!field_read(f))
		return (show(req, resp, f));
	email = field_text(f, "email");
	if ((err = throttle_count(req, THROTTLE_MAILER, throttle_client(req->arena, req->client),
		 &wait)) != ERR_OK ||
	    (err = throttle_count(req, THROTTLE_MAIL, email, &other)) != ERR_OK)
		return (err);
	if (wait > 0 || other > 0) {
		account_wait(req, resp, f, wait > other ? wait : other);
		return (show(req, resp, f));
	}
	if ((err = db_begin(req->db)) != ERR_OK)
		return (err);
	if ((err = write_mail(req, email)) == ERR_OK)
		err = db_commit(req->db);
	if (err != ERR_OK) {
		db_rollback(req->db);
		return (err);
	}
	resp_redirect(req, resp, 303, page_href(req, "/account/sent"));
	return (ERR_OK);
}

/* --- the link ----------------------------------------------------------------------------------
 */

static const struct field renew[] = {
	{ .name = "password",
	    .kind = FIELD_NEW_PASSWORD,
	    .label = "account.password_new",
	    .required = true,
	    .autocomplete = "new-password" },
};

static enum err
show_renew(struct req *req, struct resp *resp, const struct fields *f)
{
	const struct account_form form = {
		.title = msg(req->locale, "account.renew.title"),
		.path = "/account/reset",
		.lead = msg(req->locale, "account.renew.lead"),
		.button = msg(req->locale, "account.renew.button"),
	};

	return (account_form(req, resp, f, &form));
}

static enum err
over(struct req *req, struct resp *resp)
{
	const struct account_note note = {
		.title = msg(req->locale, "account.over.title"),
		.path = "/account/reset",
		.text = msg(req->locale, "account.over.text"),
		.href = page_href(req, "/account/reset"),
		.label = msg(req->locale, "account.reset.title"),
	};

	resp->status = 410;
	return (account_note(req, resp, &note));
}

static const char *
hash_of_link(const struct req *req)
{
	return (token_hash(req->arena, req_path(req, "secret")));
}

/* The account that the link is of; ERR_NOTFOUND for one that leads nowhere (any more). */
static enum err
owner(struct req *req, struct account_proof *ret)
{
	struct account_token t;
	enum err err;

	if ((err = account_token_get(req->db, req->arena, PURPOSE_RESET, hash_of_link(req), &t)) !=
	    ERR_OK)
		return (err);
	return (account_by_id(req->db, req->arena, t.account, ret));
}

enum err
page_renew(struct req *req, struct resp *resp)
{
	struct account_proof proof;
	enum err err;

	if ((err = owner(req, &proof)) == ERR_NOTFOUND)
		return (over(req, resp));
	if (err != ERR_OK)
		return (err);
	return (show_renew(req, resp, field_new(req, renew, COUNT(renew))));
}

/* The password is another, every session and every other link is over. */
static enum err
change(struct req *req, const struct account_proof *proof, const char *hash)
{
	bool was = false;
	enum err err;

	if ((err = db_begin(req->db)) != ERR_OK)
		return (err);
	err = account_token_end(req->db, PURPOSE_RESET, hash_of_link(req), &was);
	if (err == ERR_OK && !was)
		err = ERR_NOTFOUND;
	if (err == ERR_OK &&
	    (err = account_password(req->db, req->arena, proof->account.id, hash, true)) ==
		ERR_OK &&
	    (err = account_token_end_all(req->db, req->arena, PURPOSE_RESET, proof->account.id)) ==
		ERR_OK &&
	    (err = session_end_all(req->db, req->arena, proof->account.id, NULL)) == ERR_OK &&
	    /* The link came by mail. */
	    (err = mail_confirmed(req->db, proof->account.email)) == ERR_OK &&
	    (err = account_audit(
		 req->db, req->arena, proof->account.id, "account.password", "reset")) == ERR_OK)
		err = db_commit(req->db);
	if (err != ERR_OK)
		db_rollback(req->db);
	return (err);
}

enum err
page_renew_send(struct req *req, struct resp *resp)
{
	struct fields *f = field_new(req, renew, COUNT(renew));
	struct account_proof proof;
	const char *hash;
	enum err err;

	if ((err = owner(req, &proof)) == ERR_NOTFOUND)
		return (over(req, resp));
	if (err != ERR_OK)
		return (err);
	if (!field_read(f))
		return (show_renew(req, resp, f));
	if ((err = password_hash(req->arena, field_text(f, "password"), &hash)) != ERR_OK)
		return (err);
	if ((err = change(req, &proof, hash)) == ERR_NOTFOUND)
		return (over(req, resp));
	if (err != ERR_OK || (err = visit_sign_in(req, resp, &proof.account, false)) != ERR_OK)
		return (err);
	/* Who has a second factor is asked for it there. */
	resp_redirect(req, resp, 303, page_href(req, "/account?done=password"));
	return (ERR_OK);
}
