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

static const struct account_form ask_form = {
	.path = "/account/reset",
	.title = "account.reset.title",
	.lead = "account.reset.lead",
	.button = "account.reset.button",
};

enum err
page_reset(struct req *req, struct resp *resp)
{
	return (account_form(req, resp, field_new(req, ask, COUNT(ask)), &ask_form));
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
	return (account_mail(req, resp, field_new(req, ask, COUNT(ask)), &ask_form, write_mail));
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

static const struct account_form renew_form = {
	.path = "/account/reset",
	.title = "account.renew.title",
	.lead = "account.renew.lead",
	.button = "account.renew.button",
};

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
		return (account_over(req, resp, renew_form.path, ask_form.title));
	if (err != ERR_OK)
		return (err);
	return (account_form(req, resp, field_new(req, renew, COUNT(renew)), &renew_form));
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
		return (account_over(req, resp, renew_form.path, ask_form.title));
	if (err != ERR_OK)
		return (err);
	if (!field_read(f))
		return (account_form(req, resp, f, &renew_form));
	if ((err = password_hash(req->arena, field_text(f, "password"), &hash)) != ERR_OK)
		return (err);
	if ((err = change(req, &proof, hash)) == ERR_NOTFOUND)
		return (account_over(req, resp, renew_form.path, ask_form.title));
	if (err != ERR_OK || (err = visit_sign_in(req, resp, &proof.account, false)) != ERR_OK)
		return (err);
	/* Who has a second factor is asked for it there. */
	resp_redirect(req, resp, 303, page_href(req, "/account?done=password"));
	return (ERR_OK);
}
