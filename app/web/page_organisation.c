/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Organisations: the list, making one, its page, its details.  Who belongs to it: page_members.c.
 */
#include <stdlib.h>

#include "locale/format.h"
#include "locale/message.h"
#include "store/organisation.h"
#include "web/account_pages.h"
#include "web/page_members.h"
#include "web/pages.h"

#define COUNT(a) (sizeof(a) / sizeof((a)[0]))

static const struct field decl[] = {
	{ .name = "name",
	    .kind = FIELD_LINE,
	    .label = "account.organisation.name",
	    .required = true,
	    .max = ORGANISATION_NAME_MAX,
	    .autocomplete = "organization" },
	{ .name = "type",
	    .kind = FIELD_RADIO,
	    .label = "account.organisation.type",
	    .required = true,
	    FIELD_VOCAB(VOCAB_ORGANISATION_TYPE) },
	{ .name = "country",
	    .kind = FIELD_SELECT,
	    .label = "account.organisation.country",
	    .required = true },
	{ .name = "size",
	    .kind = FIELD_RADIO,
	    .label = "account.organisation.size",
	    FIELD_VOCAB(VOCAB_ORGANISATION_SIZE) },
	{ .name = "website", .kind = FIELD_URL, .label = "account.organisation.website" },
	{ .name = "revision", .kind = FIELD_HIDDEN },
};

static struct fields *
fields(struct req *req)
{
	struct fields *f = field_new(req, decl, COUNT(decl));

	field_countries(f, "country");
	return (f);
}

/* What the form says, over ${o}. */
static void
take(const struct fields *f, struct organisation *o)
{
	int size = field_chosen(f, "size");

	o->name = field_text(f, "name");
	o->type = (enum organisation_type)field_chosen(f, "type");
	o->country = field_text(f, "country");
	o->has_size = size >= 0;
	if (o->has_size)
		o->size = (enum organisation_size)size;
	o->website = field_text(f, "website");
}

enum err
page_organisation_find(
    struct req *req, struct resp *resp, enum member_role needs, struct organisation *ret)
{
	struct organisation_id id = { strtoll(req_path(req, "number"), NULL, 10) };
	enum err err;

	if ((err = organisation_of(req->db, req->arena, req->account->id, id, ret)) != ERR_OK)
		return (err);
	if (!account_member_may(ret->role, needs)) {
		resp->problem = "account.organisation.not_yours";
		return (ERR_FORBIDDEN);
	}
	return (ERR_OK);
}

const char *
page_organisation_href(const struct req *req, const struct organisation *o, const char *rest)
{
	return (page_href(req, "/account/organisations/%lld%s", (long long)o->id.v, rest));
}

const char *
page_organisation_path(const struct req *req, const struct organisation *o, const char *rest)
{
	return (
	    arena_printf(req->arena, "/account/organisations/%lld%s", (long long)o->id.v, rest));
}

/* --- list --------------------------------------------------------------------------------------
 */

enum err
page_organisations(struct req *req, struct resp *resp)
{
	struct view *v = account_frame(
	    req, msg(req->locale, "account.organisations.title"), "/account/organisations");
	struct organisation_invitation *invitations;
	struct organisation *o;
	size_t n, ninvitations;
	enum err err;

	if ((err = organisation_list(req->db, req->arena, req->account->id, &o, &n)) != ERR_OK ||
	    (err = organisation_invited(
		 req->db, req->arena, req->account->email, &invitations, &ninvitations)) != ERR_OK)
		return (err);
	for (size_t i = 0; i < n; i++) {
		struct view *row = view_item(v, "ORGANISATION");

		view_text(row, "ORGANISATION_HREF", page_organisation_href(req, &o[i], ""));
		view_text(row, "ORGANISATION_NAME", o[i].name);
		view_text(
		    row, "ORGANISATION_ROLE", page_label(req, VOCAB_MEMBER_ROLE, (int)o[i].role));
	}
	if (n == 0)
		view_show(v, "NO_ORGANISATION");
	for (size_t i = 0; i < ninvitations; i++) {
		struct view *row = view_item(v, "INVITATION");

		view_int(row, "INVITATION_ID", invitations[i].id);
		view_text(row, "INVITATION_TEXT",
		    msg_format(req->locale, req->arena, "account.invitation.open",
			MSG_TEXT("organisation", invitations[i].organisation_name),
			MSG_TEXT(
			    "role", page_label(req, VOCAB_MEMBER_ROLE, (int)invitations[i].role))));
	}
	return (page_send(req, resp, v, "organisations.html"));
}

/* --- making and changing -----------------------------------------------------------------------
 */

static const struct account_form new_form = {
	.path = "/account/organisations/new",
	.title = "account.organisation.new",
	.lead = "account.organisation.new_lead",
	.button = "account.organisation.create",
};

enum err
page_organisation_new(struct req *req, struct resp *resp)
{
	struct fields *f = fields(req);

	field_set(f, "country", req->account->country);
	return (account_form(req, resp, f, &new_form));
}

enum err
page_organisation_create(struct req *req, struct resp *resp)
{
	struct fields *f = fields(req);
	struct organisation o = { 0 };
	enum err err;

	if (!field_read(f))
		return (account_form(req, resp, f, &new_form));
	take(f, &o);
	if ((err = organisation_add(req->db, req->arena, &o, req->account->id, &o.id)) != ERR_OK)
		return (err);
	resp_redirect(req, resp, 303, page_organisation_href(req, &o, "?done=organisation"));
	return (ERR_OK);
}

static enum err
show_edit(struct req *req, struct resp *resp, const struct fields *f, const struct organisation *o)
{
	const struct account_form form = {
		.path = page_organisation_path(req, o, "/edit"),
		.title_words = msg_format(req->locale, req->arena, "account.organisation.edit",
		    MSG_TEXT("name", o->name)),
		.button = "account.save",
	};

	return (account_form(req, resp, f, &form));
}

enum err
page_organisation_edit(struct req *req, struct resp *resp)
{
	struct fields *f = fields(req);
	struct organisation o;
	enum err err;

	if ((err = page_organisation_find(req, resp, MEMBER_ADMIN, &o)) != ERR_OK)
		return (err);
	field_set(f, "name", o.name);
	field_set(f, "type", vocab_id(VOCAB_ORGANISATION_TYPE, (int)o.type));
	field_set(f, "country", o.country);
	if (o.has_size)
		field_set(f, "size", vocab_id(VOCAB_ORGANISATION_SIZE, (int)o.size));
	field_set(f, "website", o.website);
	field_set_int(f, "revision", o.revision);
	return (show_edit(req, resp, f, &o));
}

enum err
page_organisation_save(struct req *req, struct resp *resp)
{
	struct fields *f = fields(req);
	struct organisation o, now;
	enum err err;

	if ((err = page_organisation_find(req, resp, MEMBER_ADMIN, &o)) != ERR_OK)
		return (err);
	if (!field_read(f))
		return (show_edit(req, resp, f, &o));
	now = o;
	take(f, &o);
	o.revision = field_int(f, "revision", 0);
	err = organisation_change(req->db, req->arena, &o, req->account->id);
	if (err == ERR_CONFLICT) {
		/* Shown beside what the reader wrote; sending again puts it in place of that. */
		field_error_text(f, NULL,
		    msg_format(req->locale, req->arena, "account.organisation.changed",
			MSG_TEXT("name", now.name),
			MSG_TEXT("type", page_label(req, VOCAB_ORGANISATION_TYPE, (int)now.type)),
			MSG_TEXT(
			    "country", format_jurisdiction(req->locale, req->arena, now.country)),
			MSG_TEXT("website", now.website != NULL ? now.website : "–")));
		field_replace(
		    f, "revision", arena_printf(req->arena, "%lld", (long long)now.revision));
		resp->status = 409;
		return (show_edit(req, resp, f, &now));
	}
	if (err != ERR_OK)
		return (err);
	resp_redirect(req, resp, 303, page_organisation_href(req, &o, "?done=saved"));
	return (ERR_OK);
}

/* --- its page ----------------------------------------------------------------------------------
 */

enum err
page_organisation(struct req *req, struct resp *resp)
{
	struct organisation o;
	struct view *v;
	enum err err;

	if ((err = page_organisation_find(req, resp, MEMBER_MEMBER, &o)) != ERR_OK)
		return (err);
	v = account_frame(req, o.name, page_organisation_path(req, &o, ""));
	view_int(v, "NUMBER", o.id.v);
	view_text(v, "TYPE", page_label(req, VOCAB_ORGANISATION_TYPE, (int)o.type));
	view_text(v, "COUNTRY", format_jurisdiction(req->locale, req->arena, o.country));
	if (o.has_size)
		view_text(view_item(v, "SIZED"), "SIZE",
		    page_label(req, VOCAB_ORGANISATION_SIZE, (int)o.size));
	if (o.website != NULL)
		view_text(view_item(v, "SITE"), "WEBSITE", o.website);
	view_text(v, "ROLE", page_label(req, VOCAB_MEMBER_ROLE, (int)o.role));
	if ((err = page_members_show(req, v, &o)) != ERR_OK)
		return (err);
	return (page_send(req, resp, v, "organisation.html"));
}
