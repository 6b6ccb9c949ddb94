/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Who belongs to an organisation: roles, invitations by mail, leaving. */
#include "web/page_members.h"

#include <stdlib.h>
#include <string.h>

#include "auth/token.h"
#include "domain/vocab.h"
#include "locale/format.h"
#include "locale/message.h"
#include "store/notice.h"
#include "web/account_pages.h"
#include "web/pages.h"

#define COUNT(a) (sizeof(a) / sizeof((a)[0]))

static void
show_roles(struct req *req, struct view *row, enum member_role role)
{
	for (int i = 0; i < MEMBER_ROLE_COUNT; i++) {
		struct view *choice = view_item(row, "ROLE_CHOICE");

		view_text(choice, "ROLE_ID", vocab_id(VOCAB_MEMBER_ROLE, i));
		view_text(choice, "ROLE_LABEL", page_label(req, VOCAB_MEMBER_ROLE, i));
		if (i == (int)role)
			view_show(choice, "ROLE_HERE");
	}
}

static void
show_member(struct req *req, struct view *v, const struct organisation *o,
    const struct organisation_member *m)
{
	struct view *row = view_item(v, "MEMBER");

	view_text(row, "MEMBER_NAME", m->name);
	view_text(row, "MEMBER_EMAIL", m->email);
	view_text(row, "MEMBER_SINCE", format_date(req->locale, req->arena, m->since, DATE_MEDIUM));
	if (o->role == MEMBER_ADMIN) {
		row = view_item(row, "MEMBER_CHANGE");
		view_int(row, "MEMBER_NUMBER", m->account.v);
		view_text(row, "MEMBER_LABEL",
		    msg_format(req->locale, req->arena, "account.members.role_of",
			MSG_TEXT("name", m->name)));
		show_roles(req, row, m->role);
	} else {
		view_text(view_item(row, "MEMBER_FIXED"), "MEMBER_ROLE",
		    page_label(req, VOCAB_MEMBER_ROLE, (int)m->role));
	}
}

enum err
page_members_show(struct req *req, struct view *v, const struct organisation *o)
{
	struct organisation_invitation *open;
	struct organisation_member *members;
	struct view *admin;
	size_t n, nopen;
	enum err err;

	if ((err = organisation_members(req->db, req->arena, o->id, &members, &n)) != ERR_OK)
		return (err);
	for (size_t i = 0; i < n; i++)
		show_member(req, v, o, &members[i]);
	if (o->role != MEMBER_ADMIN)
		return (ERR_OK);
	if ((err = organisation_invitations(req->db, req->arena, o->id, &open, &nopen)) != ERR_OK)
		return (err);
	admin = view_item(v, "ADMIN");
	for (size_t i = 0; i < nopen; i++) {
		struct view *row = view_item(admin, "OPEN");

		view_int(row, "OPEN_ID", open[i].id);
		view_text(row, "OPEN_EMAIL", open[i].email);
		view_text(row, "OPEN_ROLE", page_label(req, VOCAB_MEMBER_ROLE, (int)open[i].role));
		view_text(row, "OPEN_EXPIRES",
		    format_date(req->locale, req->arena, open[i].expires, DATE_MEDIUM));
	}
	return (ERR_OK);
}

/* The page of the organisation again, with the one thing that is wrong on top. */
static enum err
back(struct req *req, struct resp *resp, const struct organisation *o, enum err err)
{
	if (err == ERR_CONFLICT) {
		resp->problem = "account.members.last_admin";
		return (ERR_CONFLICT);
	}
	if (err != ERR_OK)
		return (err);
	resp_redirect(req, resp, 303, page_organisation_href(req, o, "?done=saved"));
	return (ERR_OK);
}

/* Another role for a member, or out with them. */
enum err
page_members_change(struct req *req, struct resp *resp)
{
	const char *role = req_form(req, "role"), *account = req_form(req, "account");
	struct account_id id = { account == NULL ? 0 : strtoll(account, NULL, 10) };
	struct organisation o;
	int value;
	enum err err;

	if ((err = page_organisation_find(req, resp, MEMBER_ADMIN, &o)) != ERR_OK)
		return (err);
	if (req_form(req, "remove") != NULL)
		return (back(req, resp, &o,
		    organisation_leave(req->db, req->arena, o.id, id, req->account->id)));
	if (!vocab_value(VOCAB_MEMBER_ROLE, role, &value))
		return (ERR_INPUT);
	return (back(req, resp, &o,
	    organisation_member(
		req->db, req->arena, o.id, id, (enum member_role)value, req->account->id)));
}

enum err
page_member_leave(struct req *req, struct resp *resp)
{
	struct organisation o;
	enum err err;

	if ((err = page_organisation_find(req, resp, MEMBER_MEMBER, &o)) != ERR_OK)
		return (err);
	err = organisation_leave(req->db, req->arena, o.id, req->account->id, req->account->id);
	if (err != ERR_OK)
		return (back(req, resp, &o, err));
	resp_redirect(req, resp, 303, page_href(req, "/account/organisations?done=left"));
	return (ERR_OK);
}

/* --- invitations -------------------------------------------------------------------------------
 */

static const struct field decl[] = {
	{ .name = "email", .kind = FIELD_EMAIL, .label = "account.email", .required = true },
	{ .name = "role",
	    .kind = FIELD_RADIO,
	    .label = "account.members.role",
	    .required = true,
	    FIELD_VOCAB(VOCAB_MEMBER_ROLE) },
};

static enum err
show(struct req *req, struct resp *resp, const struct fields *f, const struct organisation *o)
{
	const struct account_form form = {
		.path = page_organisation_path(req, o, "/invite"),
		.title_words = msg_format(
		    req->locale, req->arena, "account.invite.title", MSG_TEXT("name", o->name)),
		.lead = "account.invite.lead",
		.button = "account.invite.button",
	};

	return (account_form(req, resp, f, &form));
}

enum err
page_invite(struct req *req, struct resp *resp)
{
	struct fields *f = field_new(req, decl, COUNT(decl));
	struct organisation o;
	enum err err;

	if ((err = page_organisation_find(req, resp, MEMBER_ADMIN, &o)) != ERR_OK)
		return (err);
	field_set(f, "role", "editor");
	return (show(req, resp, f, &o));
}

/* The mail is the same whether the address has an account or not; its link makes one on the way. */
static enum err
invite(struct req *req, const struct organisation *o, const char *email, enum member_role role)
{
	const char *token = token_new(req->arena);
	const struct notice n = { .kind = NOTICE_INVITED,
		.address = email,
		.locale = locale_tag(req->locale),
		.arguments = { { "organisation", o->name }, { "name", req->account->name } },
		.path = arena_printf(req->arena, "/account/invitations/%s", token) };
	enum err err;

	if ((err = db_begin(req->db)) != ERR_OK)
		return (err);
	if ((err = organisation_invite(req->db, req->arena, o->id, email, role,
		 token_hash(req->arena, token), req->account->id)) == ERR_OK &&
	    (err = notice_add(req->db, req->arena, &n)) == ERR_OK)
		err = db_commit(req->db);
	if (err != ERR_OK)
		db_rollback(req->db);
	return (err);
}

enum err
page_invite_send(struct req *req, struct resp *resp)
{
	struct fields *f = field_new(req, decl, COUNT(decl));
	struct organisation o;
	int wait = 0, other = 0;
	enum err err;

	if ((err = page_organisation_find(req, resp, MEMBER_ADMIN, &o)) != ERR_OK)
		return (err);
	if (!field_read(f))
		return (show(req, resp, f, &o));
	if ((err = throttle_count(req, THROTTLE_INVITE,
		 arena_printf(req->arena, "%lld", (long long)req->account->id.v), &wait)) !=
		ERR_OK ||
	    (err = throttle_count(req, THROTTLE_MAIL, field_text(f, "email"), &other)) != ERR_OK)
		return (err);
	if (wait > 0 || other > 0) {
		account_wait(req, resp, f, wait > other ? wait : other);
		return (show(req, resp, f, &o));
	}
	err = invite(req, &o, field_text(f, "email"), (enum member_role)field_chosen(f, "role"));
	if (err == ERR_CONFLICT) {
		field_error(f, "email", "account.invite.member");
		return (show(req, resp, f, &o));
	}
	if (err != ERR_OK)
		return (err);
	resp_redirect(req, resp, 303, page_organisation_href(req, &o, "?done=invited"));
	return (ERR_OK);
}

enum err
page_uninvite(struct req *req, struct resp *resp)
{
	const char *id = req_form(req, "invitation");
	struct organisation o;
	enum err err;

	if ((err = page_organisation_find(req, resp, MEMBER_ADMIN, &o)) != ERR_OK)
		return (err);
	return (back(req, resp, &o,
	    organisation_uninvite(req->db, req->arena, o.id, id == NULL ? 0 : strtoll(id, NULL, 10),
		req->account->id)));
}

/* --- where the link of an invitation leads -----------------------------------------------------
 */

/* Of this account's address: ERR_NOTFOUND if it is over, ERR_FORBIDDEN if it is another's. */
static enum err
find(struct req *req, struct organisation_invitation *ret)
{
	enum err err = organisation_invitation_by(
	    req->db, req->arena, token_hash(req->arena, req_path(req, "secret")), ret);

	if (err == ERR_OK && strcmp(ret->email, req->account->email) != 0)
		err = ERR_FORBIDDEN;
	return (err);
}

static enum err
not_here(struct req *req, struct resp *resp, enum err err)
{
	const struct account_note note = {
		.title = msg(req->locale, "account.invitation.title"),
		.path = "/account/organisations",
		.text = msg(req->locale,
		    err == ERR_FORBIDDEN ? "account.invitation.other" : "account.invitation.over"),
		.href = page_href(req, "/account/organisations"),
		.label = msg(req->locale, "account.organisations.title"),
	};

	resp->status = err == ERR_FORBIDDEN ? 403 : 410;
	return (account_note(req, resp, &note));
}

enum err
page_invitation(struct req *req, struct resp *resp)
{
	struct organisation_invitation i;
	enum err err = find(req, &i);

	if (err == ERR_NOTFOUND || err == ERR_FORBIDDEN)
		return (not_here(req, resp, err));
	if (err != ERR_OK)
		return (err);
	return (account_form(req, resp, field_new(req, NULL, 0),
	    &(struct account_form){ .path = "/account/organisations",
		.title = "account.invitation.title",
		.lead_words = msg_format(req->locale, req->arena, "account.invitation.open",
		    MSG_TEXT("organisation", i.organisation_name),
		    MSG_TEXT("role", page_label(req, VOCAB_MEMBER_ROLE, (int)i.role))),
		.button = "account.invitation.accept" }));
}

static enum err
accept(struct req *req, struct resp *resp, const struct organisation_invitation *i)
{
	const struct organisation o = { .id = i->organisation };
	enum err err = organisation_accept(req->db, req->arena, i->id, req->account->id);

	if (err == ERR_NOTFOUND)
		return (not_here(req, resp, err));
	if (err != ERR_OK)
		return (err);
	resp_redirect(req, resp, 303, page_organisation_href(req, &o, "?done=joined"));
	return (ERR_OK);
}

enum err
page_invitation_accept(struct req *req, struct resp *resp)
{
	struct organisation_invitation i;
	enum err err = find(req, &i);

	if (err == ERR_NOTFOUND || err == ERR_FORBIDDEN)
		return (not_here(req, resp, err));
	return (err != ERR_OK ? err : accept(req, resp, &i));
}

/* From the list of the account's own invitations, without the mail. */
enum err
page_invitation_take(struct req *req, struct resp *resp)
{
	const char *id = req_form(req, "invitation");
	struct organisation_invitation *open;
	size_t n;
	enum err err;

	if ((err = organisation_invited(req->db, req->arena, req->account->email, &open, &n)) !=
	    ERR_OK)
		return (err);
	for (size_t i = 0; id != NULL && i < n; i++) {
		if (open[i].id == strtoll(id, NULL, 10))
			return (accept(req, resp, &open[i]));
	}
	return (not_here(req, resp, ERR_NOTFOUND));
}
