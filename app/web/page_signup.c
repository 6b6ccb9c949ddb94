/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Making an account: an address is typed, a mail goes there, its link leads to the form that makes
 * the account.  So there is none whose address was not proved, and nobody can set a password for an
 * address of somebody else.  Whether the address has an account already only its owner learns, by
 * mail.
 */
#include <string.h>

#include "auth/password.h"
#include "auth/token.h"
#include "locale/message.h"
#include "locale/region.h"
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
	    .autocomplete = "email" },
};

static const struct account_form ask_form = {
	.path = "/account/sign-up",
	.title = "account.signup.title",
	.lead = "account.signup.lead",
	.button = "account.signup.button",
};

enum err
page_signup(struct req *req, struct resp *resp)
{
	return (account_form(req, resp, field_new(req, ask, COUNT(ask)), &ask_form));
}

/* The mail to a new address, or to the account that has it; each takes the same steps. */
static enum err
write_mail(struct req *req, const char *email)
{
	const char *token = token_new(req->arena), *next = req_query(req, "next");
	struct account_token t = { .email = email };
	struct notice n = { .kind = NOTICE_CONFIRM };
	struct account_proof known;
	enum err err;

	t.next = next == NULL ? NULL : visit_next(req, next);
	err = account_by_email(req->db, req->arena, email, NULL, &known);
	if (err != ERR_OK && err != ERR_NOTFOUND)
		return (err);
	if (err == ERR_OK) {
		n.kind = NOTICE_EMAIL_KNOWN;
		n.account = known.account.id;
		n.path = "/account/sign-in";
	} else {
		n.address = email;
		n.locale = locale_tag(req->locale);
		n.path = arena_printf(req->arena, "/account/confirm/%s", token);
	}
	if ((err = account_token_add(req->db, req->arena, PURPOSE_CONFIRM,
		 token_hash(req->arena, token), &t, ACCOUNT_LINK_SECONDS)) != ERR_OK)
		return (err);
	return (notice_add(req->db, req->arena, &n));
}

enum err
page_signup_send(struct req *req, struct resp *resp)
{
	return (account_mail(req, resp, field_new(req, ask, COUNT(ask)), &ask_form, write_mail));
}

enum err
page_signup_sent(struct req *req, struct resp *resp)
{
	const struct account_note note = {
		.title = msg(req->locale, "account.sent.title"),
		.path = "/account/sent",
		.text = msg(req->locale, "account.sent.text"),
	};

	return (account_note(req, resp, &note));
}

/* --- the link ----------------------------------------------------------------------------------
 */

static const struct field make[] = {
	{ .name = "name",
	    .kind = FIELD_LINE,
	    .label = "account.name",
	    .required = true,
	    .max = ACCOUNT_NAME_MAX,
	    .autocomplete = "name" },
	{ .name = "country",
	    .kind = FIELD_SELECT,
	    .label = "account.country",
	    .required = true,
	    .autocomplete = "country" },
	{ .name = "time_zone",
	    .kind = FIELD_SELECT,
	    .label = "account.time_zone",
	    .required = true },
	{ .name = "password",
	    .kind = FIELD_NEW_PASSWORD,
	    .label = "account.password_new",
	    .required = true,
	    .autocomplete = "new-password" },
	{ .name = "agree", .kind = FIELD_CHECK, .label = "account.agree", .required = true },
};

static struct fields *
make_fields(struct req *req)
{
	struct fields *f = field_new(req, make, COUNT(make));

	field_countries(f, "country");
	field_zones(f, "time_zone");
	return (f);
}

static enum err
show_make(struct req *req, struct resp *resp, const struct fields *f, const struct account_token *t)
{
	const struct account_form form = {
		.path = ask_form.path,
		.title = "account.confirm.title",
		.lead_words = msg_format(
		    req->locale, req->arena, "account.confirm.lead", MSG_TEXT("email", t->email)),
		.button = "account.confirm.button",
	};

	return (account_form(req, resp, f, &form));
}

static enum err
token(struct req *req, struct account_token *ret)
{
	return (account_token_get(req->db, req->arena, PURPOSE_CONFIRM,
	    token_hash(req->arena, req_path(req, "secret")), ret));
}

enum err
page_confirm(struct req *req, struct resp *resp)
{
	struct fields *f = make_fields(req);
	struct account_token t;
	enum err err;

	if ((err = token(req, &t)) == ERR_NOTFOUND)
		return (account_over(req, resp, ask_form.path, ask_form.title));
	if (err != ERR_OK)
		return (err);
	return (show_make(req, resp, f, &t));
}

static enum err
add(struct req *req, const struct account_token *t, const struct fields *f, const char *hash,
    struct account_id *ret_id)
{
	const struct account_new a = {
		.email = t->email,
		.name = field_text(f, "name"),
		.password = hash,
		.role = ACCOUNT_USER,
		.locale = locale_tag(req->locale),
		.time_zone = field_text(f, "time_zone"),
		.country = field_text(f, "country"),
	};
	bool was = false;
	enum err err;

	if ((err = db_begin(req->db)) != ERR_OK)
		return (err);
	err = account_token_end(
	    req->db, PURPOSE_CONFIRM, token_hash(req->arena, req_path(req, "secret")), &was);
	if (err == ERR_OK)
		err = was ? account_add(req->db, &a, NULL, ret_id) : ERR_NOTFOUND;
	if (err == ERR_OK)
		err = mail_confirmed(req->db, a.email);
	if (err == ERR_OK)
		err = db_commit(req->db);
	if (err != ERR_OK)
		db_rollback(req->db);
	return (err);
}

enum err
page_confirm_send(struct req *req, struct resp *resp)
{
	struct fields *f = make_fields(req);
	struct account_proof proof;
	struct account_token t;
	struct account_id id;
	const char *hash;
	enum err err;

	if ((err = token(req, &t)) == ERR_NOTFOUND)
		return (account_over(req, resp, ask_form.path, ask_form.title));
	if (err != ERR_OK)
		return (err);
	if (!field_read(f))
		return (show_make(req, resp, f, &t));
	if ((err = password_hash(req->arena, field_text(f, "password"), &hash)) != ERR_OK)
		return (err);
	err = add(req, &t, f, hash, &id);
	if (err == ERR_NOTFOUND || err == ERR_CONFLICT)
		return (account_over(req, resp, ask_form.path, ask_form.title));
	if (err != ERR_OK || (err = account_by_id(req->db, req->arena, id, &proof)) != ERR_OK ||
	    (err = visit_sign_in(req, resp, &proof.account, false)) != ERR_OK)
		return (err);
	resp_redirect(
	    req, resp, 303, t.next != NULL ? t.next : page_href(req, "/account?done=made"));
	return (ERR_OK);
}
