/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The security of an account: its sessions, its password, its address.  What cannot be taken back
 * asks for the password.
 */
#include <stdlib.h>
#include <string.h>

#include "auth/password.h"
#include "auth/token.h"
#include "locale/format.h"
#include "locale/message.h"
#include "store/account.h"
#include "store/mail.h"
#include "store/notice.h"
#include "web/account_pages.h"
#include "web/pages.h"
#include "web/visit.h"

#define COUNT(a) (sizeof(a) / sizeof((a)[0]))

static const char *
sid_hash(const struct req *req)
{
	return (token_hash(req->arena, req->sid));
}

/* --- sessions ----------------------------------------------------------------------------------
 */

enum err
page_security(struct req *req, struct resp *resp)
{
	struct view *v =
	    account_frame(req, msg(req->locale, "account.security.title"), "/account/security");
	struct session_line *lines;
	size_t n;
	enum err err;

	if ((err = session_list(req->db, req->arena, req->account->id, &lines, &n)) != ERR_OK)
		return (err);
	view_text(v, "EMAIL", req->account->email);
	view_show(v, req->account->totp ? "SECOND_ON" : "SECOND_OFF");
	for (size_t i = 0; i < n; i++) {
		struct view *row = view_item(v, "SESSION");

		view_text(row, "AGENT",
		    lines[i].agent != NULL ? lines[i].agent
					   : msg(req->locale, "account.security.unknown"));
		view_text(row, "ADDRESS", lines[i].address);
		view_text(row, "SINCE",
		    format_date(req->locale, req->arena, lines[i].created, DATE_MEDIUM));
		view_text(
		    row, "SEEN", format_date(req->locale, req->arena, lines[i].seen, DATE_MEDIUM));
		if (lines[i].number == req->session->number)
			view_show(row, "THIS");
		else
			view_int(view_item(row, "OTHER"), "NUMBER", lines[i].number);
	}
	return (page_send(req, resp, v, "security.html"));
}

/* One session (its number) or all of them, this one too. */
enum err
page_security_end(struct req *req, struct resp *resp)
{
	const char *which = req_form(req, "session");
	enum err err;

	if (which != NULL && strcmp(which, "all") == 0) {
		if ((err = session_end_all(req->db, req->arena, req->account->id, NULL)) !=
			ERR_OK ||
		    (err = visit_sign_out(req, resp)) != ERR_OK)
			return (err);
		resp_redirect(req, resp, 303, page_href(req, "/account/sign-in"));
		return (ERR_OK);
	}
	if ((err = session_end_number(req->db, req->arena, req->account->id,
		 which == NULL ? 0 : strtoll(which, NULL, 10))) != ERR_OK)
		return (err);
	resp_redirect(req, resp, 303, page_href(req, "/account/security?done=ended"));
	return (ERR_OK);
}

/* --- password ----------------------------------------------------------------------------------
 */

static const struct field password_decl[] = {
	ACCOUNT_FIELD_PROOF,
	{ .name = "password_new",
	    .kind = FIELD_NEW_PASSWORD,
	    .label = "account.password_new",
	    .required = true,
	    .autocomplete = "new-password" },
};

static const struct account_form password_form = {
	.path = "/account/security/password",
	.title = "account.password_change",
	.lead = "account.password_change_lead",
	.button = "account.password_change",
};

enum err
page_password(struct req *req, struct resp *resp)
{
	return (account_form(
	    req, resp, field_new(req, password_decl, COUNT(password_decl)), &password_form));
}

/* Whoever knew the old password is out: all other sessions end, this one gets another token. */
static enum err
set_password(struct req *req, const char *hash)
{
	struct account_id id = req->account->id;
	enum err err;

	if ((err = db_begin(req->db)) != ERR_OK)
		return (err);
	if ((err = account_password(req->db, req->arena, id, hash, true)) == ERR_OK &&
	    (err = account_token_end_all(req->db, req->arena, PURPOSE_RESET, id)) == ERR_OK &&
	    (err = session_end_all(req->db, req->arena, id, sid_hash(req))) == ERR_OK &&
	    (err = account_audit(req->db, req->arena, id, "account.password", "changed")) == ERR_OK)
		err = db_commit(req->db);
	if (err != ERR_OK)
		db_rollback(req->db);
	return (err);
}

enum err
page_password_send(struct req *req, struct resp *resp)
{
	struct fields *f = field_new(req, password_decl, COUNT(password_decl));
	const char *hash;
	bool right;
	enum err err;

	if (!field_read(f))
		return (account_form(req, resp, f, &password_form));
	if ((err = account_proves(req, resp, f, "password", &right)) != ERR_OK)
		return (err);
	if (!right)
		return (account_form(req, resp, f, &password_form));
	if ((err = password_hash(req->arena, field_text(f, "password_new"), &hash)) != ERR_OK ||
	    (err = set_password(req, hash)) != ERR_OK ||
	    (err = visit_sign_in(req, resp, req->account, req->session->second)) != ERR_OK)
		return (err);
	resp_redirect(req, resp, 303, page_href(req, "/account/security?done=password"));
	return (ERR_OK);
}

/* --- address -----------------------------------------------------------------------------------
 */

static const struct field email_decl[] = {
	{ .name = "email",
	    .kind = FIELD_EMAIL,
	    .label = "account.email_new",
	    .required = true,
	    .autocomplete = "email" },
	ACCOUNT_FIELD_PROOF,
};

static enum err
show_email(struct req *req, struct resp *resp, const struct fields *f)
{
	const struct account_form form = {
		.path = "/account/security/email",
		.title = "account.email_change",
		.lead_words = msg_format(req->locale, req->arena, "account.email_change_lead",
		    MSG_TEXT("email", req->account->email)),
		.button = "account.email_change",
	};

	return (account_form(req, resp, f, &form));
}

enum err
page_email(struct req *req, struct resp *resp)
{
	return (show_email(req, resp, field_new(req, email_decl, COUNT(email_decl))));
}

/* To the new address; if that has an account, its owner is told instead, and nobody else learns it.
 */
static enum err
write_mail(struct req *req, const char *email)
{
	const char *token = token_new(req->arena);
	const struct account_token t = { .account = req->account->id, .email = email };
	struct notice n = { .kind = NOTICE_EMAIL_CONFIRM,
		.address = email,
		.locale = req->account->locale,
		.path = arena_printf(req->arena, "/account/security/email/%s", token) };
	struct account_proof known;
	enum err err;

	err = account_by_email(req->db, req->arena, email, NULL, &known);
	if (err != ERR_OK && err != ERR_NOTFOUND)
		return (err);
	/* One's own may be confirmed anew, where mail to it came back. */
	if (err == ERR_OK && known.account.id.v != req->account->id.v)
		n = (struct notice){ .kind = NOTICE_EMAIL_KNOWN,
			.account = known.account.id,
			.path = "/account/sign-in" };
	if ((err = account_token_add(req->db, req->arena, PURPOSE_EMAIL,
		 token_hash(req->arena, token), &t, ACCOUNT_LINK_SECONDS)) != ERR_OK)
		return (err);
	return (notice_add(req->db, req->arena, &n));
}

enum err
page_email_send(struct req *req, struct resp *resp)
{
	struct fields *f = field_new(req, email_decl, COUNT(email_decl));
	bool right = false;
	int wait = 0;
	enum err err;

	if (!field_read(f))
		return (show_email(req, resp, f));
	if ((err = account_proves(req, resp, f, "password", &right)) != ERR_OK)
		return (err);
	if (right &&
	    (err = throttle_count(req, THROTTLE_MAIL, field_text(f, "email"), &wait)) != ERR_OK)
		return (err);
	if (wait > 0)
		account_wait(req, resp, f, wait);
	if (!right || wait > 0)
		return (show_email(req, resp, f));
	if ((err = db_begin(req->db)) != ERR_OK)
		return (err);
	if ((err = write_mail(req, field_text(f, "email"))) == ERR_OK)
		err = db_commit(req->db);
	if (err != ERR_OK) {
		db_rollback(req->db);
		return (err);
	}
	resp_redirect(req, resp, 303, page_href(req, "/account/sent"));
	return (ERR_OK);
}

static enum err
email_token(struct req *req, struct account_token *ret)
{
	enum err err = account_token_get(req->db, req->arena, PURPOSE_EMAIL,
	    token_hash(req->arena, req_path(req, "secret")), ret);

	/* A link that reached somebody else's hands is of no use there. */
	if (err == ERR_OK && ret->account.v != req->account->id.v)
		err = ERR_NOTFOUND;
	return (err);
}

/* A button and not the link itself makes the change: programs that look into mails follow links. */
enum err
page_email_confirm(struct req *req, struct resp *resp)
{
	struct account_token t;
	enum err err;

	if ((err = email_token(req, &t)) == ERR_NOTFOUND)
		return (account_over(req, resp, "/account/security/email", "account.email_change"));
	if (err != ERR_OK)
		return (err);
	return (account_form(req, resp, field_new(req, NULL, 0),
	    &(struct account_form){ .path = "/account/security/email",
		.title = "account.email_change",
		.lead_words = msg_format(req->locale, req->arena, "account.email_confirm_lead",
		    MSG_TEXT("old", req->account->email), MSG_TEXT("new", t.email)),
		.button = "account.email_confirm" }));
}

static enum err
set_email(struct req *req, const char *email)
{
	const struct notice n = { .kind = NOTICE_EMAIL_CHANGED,
		.account = req->account->id,
		.address = req->account->email,
		.locale = req->account->locale,
		.arguments = { { "email", email } },
		.path = "/account/security" };
	bool was = false;
	enum err err;

	if ((err = db_begin(req->db)) != ERR_OK)
		return (err);
	err = account_token_end(
	    req->db, PURPOSE_EMAIL, token_hash(req->arena, req_path(req, "secret")), &was);
	if (err == ERR_OK && !was)
		err = ERR_NOTFOUND;
	if (err == ERR_OK &&
	    (err = account_email(req->db, req->arena, req->account->id, email)) == ERR_OK &&
	    (err = account_token_end_all(req->db, req->arena, PURPOSE_RESET, req->account->id)) ==
		ERR_OK &&
	    (err = mail_confirmed(req->db, email)) == ERR_OK &&
	    (strcmp(email, req->account->email) == 0 ||
		(err = notice_add(req->db, req->arena, &n)) == ERR_OK) &&
	    (err = account_audit(
		 req->db, req->arena, req->account->id, "account.email", "changed")) == ERR_OK)
		err = db_commit(req->db);
	if (err != ERR_OK)
		db_rollback(req->db);
	return (err);
}

enum err
page_email_confirm_send(struct req *req, struct resp *resp)
{
	struct account_token t;
	enum err err;

	if ((err = email_token(req, &t)) == ERR_OK)
		err = set_email(req, t.email);
	if (err == ERR_NOTFOUND || err == ERR_CONFLICT)
		return (account_over(req, resp, "/account/security/email", "account.email_change"));
	if (err != ERR_OK)
		return (err);
	resp_redirect(req, resp, 303, page_href(req, "/account/security?done=email"));
	return (ERR_OK);
}
