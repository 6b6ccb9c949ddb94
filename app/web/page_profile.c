/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What the owner of an account says of themselves, what is kept of them, and the end of it. */
#include "base/date.h"
#include "locale/message.h"
#include "store/account.h"
#include "store/notice.h"
#include "store/organisation.h"
#include "web/account_pages.h"
#include "web/pages.h"
#include "web/visit.h"

#define COUNT(a) (sizeof(a) / sizeof((a)[0]))

static const struct field decl[] = {
	{ .name = "name",
	    .kind = FIELD_LINE,
	    .label = "account.name",
	    .required = true,
	    .max = ACCOUNT_NAME_MAX,
	    .autocomplete = "name" },
	{ .name = "country",
	    .kind = FIELD_SELECT,
	    .label = "account.country",
	    .autocomplete = "country" },
	{ .name = "locale", .kind = FIELD_RADIO, .label = "account.locale", .required = true },
	{ .name = "time_zone",
	    .kind = FIELD_SELECT,
	    .label = "account.time_zone",
	    .required = true },
};

static struct fields *
fields(struct req *req)
{
	struct fields *f = field_new(req, decl, COUNT(decl));

	field_countries(f, "country");
	field_locales(f, "locale");
	field_zones(f, "time_zone");
	return (f);
}

static const struct account_form profile_form = {
	.path = "/account/profile",
	.title = "account.profile.title",
	.lead = "account.profile.lead",
	.button = "account.save",
};

enum err
page_profile(struct req *req, struct resp *resp)
{
	struct fields *f = fields(req);

	field_set(f, "name", req->account->name);
	field_set(f, "country", req->account->country);
	field_set(f, "locale", req->account->locale);
	field_set(f, "time_zone", req->account->time_zone);
	return (account_form(req, resp, f, &profile_form));
}

enum err
page_profile_send(struct req *req, struct resp *resp)
{
	struct fields *f = fields(req);
	enum err err;

	if (!field_read(f))
		return (account_form(req, resp, f, &profile_form));
	if ((err = account_profile(req->db, req->arena, req->account->id, field_text(f, "name"),
		 field_text(f, "country"), field_text(f, "locale"), field_text(f, "time_zone"))) !=
	    ERR_OK)
		return (err);
	resp_redirect(req, resp, 303, page_href(req, "/account/profile?done=saved"));
	return (ERR_OK);
}

/* --- data --------------------------------------------------------------------------------------
 */

enum err
page_data(struct req *req, struct resp *resp)
{
	return (page_send(req, resp,
	    account_frame(req, msg(req->locale, "account.data.title"), "/account/data"),
	    "account_data.html"));
}

enum err
page_data_export(struct req *req, struct resp *resp)
{
	const char *json;
	enum err err;

	if ((err = account_export(req->db, req->arena, req->account->id, &json)) != ERR_OK)
		return (err);
	buf_str(&resp->body, json);
	buf_char(&resp->body, '\n');
	resp_type(resp, "application/json");
	resp->disposition = arena_printf(
	    req->arena, "attachment; filename=\"account-%s.json\"", date_today(req->arena));
	return (ERR_OK);
}

/* --- closing -----------------------------------------------------------------------------------
 */

static const struct field close_decl[] = {
	ACCOUNT_FIELD_PROOF,
	{ .name = "sure", .kind = FIELD_CHECK, .label = "account.close.sure", .required = true },
};

static const struct account_form close_form = {
	.path = "/account/close",
	.title = "account.close.title",
	.lead = "account.close.lead",
	.warning = "account.close.warning",
	.button = "account.close.button",
};

enum err
page_close(struct req *req, struct resp *resp)
{
	return (
	    account_form(req, resp, field_new(req, close_decl, COUNT(close_decl)), &close_form));
}

/* ${*ret_held} names an organisation that would be left without anybody to administer it. */
static enum err
end(struct req *req, const char **ret_held)
{
	const struct notice n = { .kind = NOTICE_CLOSED,
		.address = req->account->email,
		.locale = req->account->locale };
	enum err err;

	if ((err = db_begin(req->db)) != ERR_OK)
		return (err);
	if ((err = organisation_leave_all(req->db, req->arena, req->account->id, ret_held)) ==
		ERR_OK &&
	    (err = notice_add(req->db, req->arena, &n)) == ERR_OK &&
	    (err = account_close(req->db, req->arena, req->account->id)) == ERR_OK &&
	    (err = account_audit(req->db, req->arena, req->account->id, "account.close", NULL)) ==
		ERR_OK)
		err = db_commit(req->db);
	if (err != ERR_OK)
		db_rollback(req->db);
	return (err);
}

enum err
page_close_send(struct req *req, struct resp *resp)
{
	struct fields *f = field_new(req, close_decl, COUNT(close_decl));
	const char *held = NULL;
	bool right;
	enum err err;

	if (!field_read(f))
		return (account_form(req, resp, f, &close_form));
	if ((err = account_proves(req, resp, f, "password", &right)) != ERR_OK)
		return (err);
	if (!right)
		return (account_form(req, resp, f, &close_form));
	err = end(req, &held);
	if (err == ERR_CONFLICT && held != NULL) {
		field_error_text(f, NULL,
		    msg_format(req->locale, req->arena, "account.close.held",
			MSG_TEXT("organisation", held)));
		return (account_form(req, resp, f, &close_form));
	}
	if (err != ERR_OK || (err = visit_sign_out(req, resp)) != ERR_OK)
		return (err);
	resp_redirect(req, resp, 303, page_href(req, "/account/closed"));
	return (ERR_OK);
}

enum err
page_closed(struct req *req, struct resp *resp)
{
	return (account_note(req, resp,
	    &(struct account_note){ .title = msg(req->locale, "account.closed.title"),
		.path = "/account/closed",
		.text = msg(req->locale, "account.closed.text"),
		.href = page_href(req, "/"),
		.label = msg(req->locale, "site.home") }));
}
