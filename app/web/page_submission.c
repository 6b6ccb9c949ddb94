/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Where an organisation writes its profile and its listings: the list, the form, what can be done
 * with one.  The rules are domain/offering.h's, the rows store/submission.h's. */
#include <stdlib.h>
#include <string.h>

#include "locale/format.h"
#include "locale/message.h"
#include "store/organisation.h"
#include "web/offering_diff.h"
#include "web/offering_form.h"
#include "web/page_entry.h"
#include "web/page_record.h"
#include "web/pages.h"
#include "web/submission_pages.h"

/* --- shared ------------------------------------------------------------------------------------
 */

/* Only these two kinds are written by organisations. */
static bool
kind_of(const struct req *req, enum kind *ret)
{
	return (kind_from_plural(req_path(req, "plural"), ret) &&
		(*ret == KIND_PROVIDER || *ret == KIND_LISTING));
}

static int64_t
number(const char *s)
{
	char *end;
	long long n;

	if (s == NULL || strlen(s) > 18)
		return (0);
	n = strtoll(s, &end, 10);
	return (*end == '\0' && n > 0 ? n : 0);
}

enum err
submission_load(struct req *req, enum member_role needs, struct submission **ret)
{
	struct submission *s;
	enum kind kind;
	bool may;
	enum err err;

	if (!kind_of(req, &kind))
		return (ERR_NOTFOUND);
	err = submission_by_id(req->db, req->arena,
	    (struct submission_id){ number(req_path(req, "id")) }, req->account->id, &s);
	if (err != ERR_OK)
		return (err);
	if (s->kind != kind)
		return (ERR_NOTFOUND);
	err = account_may(req->db, req->arena, req->account, s->organisation, MEMBER_MEMBER, &may);
	if (err != ERR_OK)
		return (err);
	if (!may)
		return (ERR_NOTFOUND);
	err = account_may(req->db, req->arena, req->account, s->organisation, needs, &may);
	if (err != ERR_OK)
		return (err);
	*ret = s;
	return (may ? ERR_OK : ERR_FORBIDDEN);
}

const char *
submission_state_label(const struct req *req, const struct submission *s)
{
	if (s->public && s->state != SUBMISSION_APPROVED)
		return (msg(req->locale, arena_printf(req->arena, "submission.public_%s",
					     submission_state_id(s->state))));
	return (msg(req->locale,
	    arena_printf(req->arena, "submission.state_%s", submission_state_id(s->state))));
}

void
submission_notice(struct req *req, struct view *v, const char *key)
{
	view_text(view_item(v, "TOLD"), "TOLD_TEXT", msg(req->locale, key));
}

static const char *
href(const struct req *req, const struct submission *s, const char *rest)
{
	return (
	    page_href(req, "/account/%s/%lld%s", kind_plural(s->kind), (long long)s->id.v, rest));
}

/* A page of the account's, with its way back. */
static struct view *
begin(struct req *req, enum kind kind, const char *title, bool list)
{
	struct view *v = page_view(req, title, NULL);

	view_show(v, "NOINDEX");
	page_crumb(v, msg(req->locale, "account.title"), page_href(req, "/account"));
	if (!list)
		page_crumb(v,
		    msg(req->locale,
			kind == KIND_PROVIDER ? "submission.providers" : "submission.listings"),
		    page_href(req, "/account/%s", kind_plural(kind)));
	page_crumb(v, title, NULL);
	return (v);
}

/* --- list --------------------------------------------------------------------------------------
 */

static const char *
title_of(const struct req *req, const struct submission *s)
{
	return (s->title[0] != '\0' ? s->title : msg(req->locale, "submission.untitled"));
}

enum err
page_submissions(struct req *req, struct resp *resp)
{
	struct submission *all;
	struct organisation *organisations;
	struct view *v, *table = NULL, *row;
	size_t n, norganisations;
	enum kind kind;
	bool may = false;
	enum err err;

	if (!kind_of(req, &kind))
		return (ERR_NOTFOUND);
	if ((err = submission_list(req->db, req->arena, req->account->id, kind, &all, &n)) !=
		ERR_OK ||
	    (err = organisation_list(
		 req->db, req->arena, req->account->id, &organisations, &norganisations)) != ERR_OK)
		return (err);
	v = begin(req, kind,
	    msg(req->locale,
		kind == KIND_PROVIDER ? "submission.providers" : "submission.listings"),
	    true);
	for (size_t i = 0; i < norganisations; i++)
		may = may || account_member_may(organisations[i].role, MEMBER_EDITOR);
	if (may)
		view_text(view_item(v, "NEW"), "NEW_HREF",
		    page_href(req, "/account/%s/new", kind_plural(kind)));
	else
		view_text(view_item(v, "NO_ORGANISATION"), "ORGANISATION_HREF",
		    page_href(req, "/account/organisations"));
	view_show(v, kind == KIND_PROVIDER ? "OF_PROVIDER" : "OF_LISTING");
	if (req_query(req, "done") != NULL)
		submission_notice(req, v, "submission.done_asked");
	if (n > 0)
		table = view_item(v, "TABLE");
	else
		view_show(v, "NOTHING");
	for (size_t i = 0; i < n; i++) {
		const struct submission *s = &all[i];

		row = view_item(table, "SUBMISSION");
		view_text(row, "SUBMISSION_HREF", href(req, s, ""));
		view_text(row, "SUBMISSION_TITLE", title_of(req, s));
		view_text(row, "SUBMISSION_OWNER", s->organisation_name);
		view_text(row, "SUBMISSION_STATE", submission_state_label(req, s));
		view_text(row, "SUBMISSION_STATE_ID", submission_state_id(s->state));
		view_text(row, "SUBMISSION_DAY",
		    format_date(req->locale, req->arena, s->updated, DATE_MEDIUM));
		if (kind == KIND_LISTING && s->expires != NULL)
			view_text(row, "SUBMISSION_END",
			    format_date(req->locale, req->arena, s->expires, DATE_MEDIUM));
	}
	return (page_send(req, resp, v, "submissions.html"));
}

/* --- the form ----------------------------------------------------------------------------------
 */

/* What was typed, kept while the session was away, or stands in the store. */
static int64_t
revision_of(const struct req *req, int64_t stored)
{
	const char *sent = req_form(req, "revision");

	for (size_t i = 0; i < req->nkept; i++)
		if (strcmp(req->kept[i].name, "revision") == 0)
			sent = req->kept[i].value;
	return (sent != NULL ? number(sent) : stored);
}

static void
show_actions(struct req *req, struct view *v, const struct submission *s)
{
	static const struct {
		enum submission_action action;
		const char *section;
	} actions[] = {
		{ SUBMISSION_CONFIRM, "CONFIRM" },
		{ SUBMISSION_WITHDRAW, "WITHDRAW" },
		{ SUBMISSION_DELETE, "DELETE" },
	};
	enum submission_state ignored;

	view_text(v, "ACT_ACTION", href(req, s, "/act"));
	for (size_t i = 0; i < sizeof(actions) / sizeof(actions[0]); i++)
		if (submission_after(s->state, s->public, actions[i].action, &ignored))
			view_show(v, actions[i].section);
	if (s->public && s->approved.n > 0 && s->state != SUBMISSION_APPROVED)
		view_show(v, "DISCARD");
}

static void
show_state(struct req *req, struct view *v, const struct submission *s)
{
	const char *last = offering_last(s->verified, s->confirmed);

	view_text(v, "STATE", submission_state_label(req, s));
	view_text(v, "STATE_ID", submission_state_id(s->state));
	view_text(v, "OWNER", s->organisation_name);
	if (s->state == SUBMISSION_RETURNED && s->reason != NULL)
		view_text(view_item(v, "REASON"), "REASON_TEXT", s->reason);
	if (s->public)
		view_text(view_item(v, "READERS"), "READERS_HREF",
		    page_href(req, "/%s/%s", kind_plural(s->kind), s->slug));
	if (s->kind == KIND_PROVIDER && last != NULL)
		view_text(view_item(v, "DAY"), "DAY_TEXT",
		    page_dated(req, "submission.confirmed_on", last));
	if (s->kind == KIND_LISTING && s->expires != NULL)
		view_text(view_item(v, "DAY"), "DAY_TEXT",
		    page_dated(req, "submission.ends_on", s->expires));
	if (s->kind == KIND_PROVIDER && s->credit != CREDIT_NONE)
		view_text(
		    view_item(v, "DAY"), "DAY_TEXT", page_label(req, VOCAB_CREDIT, (int)s->credit));
}

/* ${mine}: what the reader typed against somebody else's change. */
static enum err
show(struct req *req, struct resp *resp, const struct submission *s, struct offering_form *form,
    int64_t revision, const struct offering_values *mine)
{
	struct view *v = begin(req, s->kind, title_of(req, s), false);
	const char *done = req_query(req, "done");

	view_text(v, "TITLE", title_of(req, s));
	view_text(v, "FORM_ACTION", href(req, s, ""));
	view_int(v, "REVISION", revision);
	view_text(view_item(v, "SAVED"), "PREVIEW_HREF", href(req, s, "/preview"));
	if (s->kind == KIND_LISTING) {
		struct view *files = view_item(v, "FILES_LINK");

		view_text(files, "FILES_HREF", href(req, s, "/files"));
		view_text(files, "FILES_COUNT",
		    msg_format(req->locale, req->arena, "submission.files_count",
			MSG_INT("count", (int64_t)s->nfiles)));
	}
	if (done != NULL &&
	    msg_has(req->locale, arena_printf(req->arena, "submission.done_%.20s", done)))
		submission_notice(req, v, arena_printf(req->arena, "submission.done_%.20s", done));
	show_state(req, v, s);
	show_actions(req, v, s);
	if (mine != NULL) {
		view_show(v, "CLASH");
		(void)offering_diff(req, v, s->kind, &s->values, mine);
	}
	offering_form_show(form, v);
	return (page_send(req, resp, v, "submission.html"));
}

enum err
page_submission(struct req *req, struct resp *resp)
{
	struct submission *s;
	enum err err;

	if ((err = submission_load(req, MEMBER_EDITOR, &s)) != ERR_OK)
		return (err);
	return (show(req, resp, s, offering_form_new(req, s->kind, &s->values, NULL, 0),
	    revision_of(req, s->revision), NULL));
}

/* The title of the first text, for lists. */
static const char *
first_title(const struct offering_values *values)
{
	return (offering_get(values, "text.1.title"));
}

/* Those for which the account may write. */
static enum err
organisations(
    struct req *req, struct field_choice **ret, struct organisation_id **ret_ids, size_t *ret_n)
{
	struct organisation *all;
	size_t n, k = 0;
	enum err err;

	if ((err = organisation_list(req->db, req->arena, req->account->id, &all, &n)) != ERR_OK)
		return (err);
	*ret = arena_array(req->arena, struct field_choice, n);
	*ret_ids = arena_array(req->arena, struct organisation_id, n);
	for (size_t i = 0; i < n; i++) {
		if (!account_member_may(all[i].role, MEMBER_EDITOR))
			continue;
		(*ret)[k] =
		    (struct field_choice){ arena_printf(req->arena, "%lld", (long long)all[i].id.v),
			    all[i].name };
		(*ret_ids)[k++] = all[i].id;
	}
	*ret_n = k;
	return (ERR_OK);
}

static enum err
show_new(struct req *req, struct resp *resp, enum kind kind, struct offering_form *form)
{
	struct view *v = begin(req, kind,
	    msg(req->locale,
		kind == KIND_PROVIDER ? "submission.new_provider" : "submission.new_listing"),
	    false);

	view_text(v, "FORM_ACTION", page_href(req, "/account/%s/new", kind_plural(kind)));
	view_text(v, "TITLE",
	    msg(req->locale,
		kind == KIND_PROVIDER ? "submission.new_provider" : "submission.new_listing"));
	view_int(v, "REVISION", 0);
	view_show(v, "FRESH");
	offering_form_show(form, v);
	return (page_send(req, resp, v, "submission.html"));
}

enum err
page_submission_new(struct req *req, struct resp *resp)
{
	struct field_choice *choices;
	struct organisation_id *ids;
	enum kind kind;
	size_t n;
	enum err err;

	if (!kind_of(req, &kind))
		return (ERR_NOTFOUND);
	if ((err = organisations(req, &choices, &ids, &n)) != ERR_OK)
		return (err);
	if (n == 0) {
		resp_redirect(req, resp, 303, page_href(req, "/account/%s", kind_plural(kind)));
		return (ERR_OK);
	}
	return (show_new(req, resp, kind, offering_form_new(req, kind, NULL, choices, n)));
}

enum err
page_submission_create(struct req *req, struct resp *resp)
{
	struct offering_values values;
	struct field_choice *choices;
	struct organisation_id *ids, owner;
	struct offering_form *form;
	struct submission_id id;
	enum kind kind;
	bool good;
	size_t n;
	enum err err;

	if (!kind_of(req, &kind))
		return (ERR_NOTFOUND);
	if ((err = organisations(req, &choices, &ids, &n)) != ERR_OK)
		return (err);
	if (n == 0)
		return (ERR_FORBIDDEN);
	form = offering_form_new(req, kind, NULL, choices, n);
	good = offering_form_read(form);
	values = offering_form_values(form);
	if (offering_form_adds(req))
		return (show_new(req, resp, kind, form));
	if ((err = offering_form_check(form, &values, false, &good)) != ERR_OK)
		return (err);
	if (!good) {
		resp->status = 422;
		return (show_new(req, resp, kind, form));
	}
	owner = ids[0];
	if (n > 1)
		owner.v = number(field_text(offering_form_fields(form), "organisation"));
	values = offering_tidy(req->arena, kind, &values);
	if ((err = submission_create(req->db, req->arena, req->account->id, owner, kind, &values,
		 first_title(&values), &id)) != ERR_OK)
		return (err);
	resp_redirect(req, resp, 303,
	    page_href(req, "/account/%s/%lld?done=saved", kind_plural(kind), (long long)id.v));
	return (ERR_OK);
}

static enum err
submit(struct req *req, struct resp *resp, struct submission *s, struct offering_form *form,
    const struct offering_values *values)
{
	struct view *v;
	bool good;
	size_t n;
	enum err err;

	if ((err = offering_form_check(form, values, true, &good)) != ERR_OK)
		return (err);
	if (!good) {
		resp->status = 422;
		return (show(req, resp, s, form, s->revision, NULL));
	}
	v = begin(req, s->kind, msg(req->locale, "submission.twins"), false);
	if ((err = submission_alike(req, v, s, &n)) != ERR_OK)
		return (err);
	if (n > 0 && req_form(req, "seen") == NULL) {
		view_text(v, "ACT_ACTION", href(req, s, "/act"));
		view_text(v, "BACK_HREF", href(req, s, ""));
		view_int(v, "REVISION", s->revision);
		return (page_send(req, resp, v, "submission_twins.html"));
	}
	if ((err = submission_submit(req->db, req->arena, req->account->id, s->id, s->revision)) !=
	    ERR_OK)
		return (err);
	resp_redirect(req, resp, 303, href(req, s, "?done=submitted"));
	return (ERR_OK);
}

enum err
page_submission_save(struct req *req, struct resp *resp)
{
	struct offering_values values, tidy;
	struct offering_form *form;
	const char *what = req_form(req, "do");
	struct submission *s;
	int64_t revision;
	bool good;
	enum err err;

	if ((err = submission_load(req, MEMBER_EDITOR, &s)) != ERR_OK)
		return (err);
	revision = revision_of(req, s->revision);
	form = offering_form_new(req, s->kind, NULL, NULL, 0);
	good = offering_form_read(form);
	values = offering_form_values(form);
	if (offering_form_adds(req))
		return (show(req, resp, s, form, revision, NULL));
	if ((err = offering_form_check(form, &values, false, &good)) != ERR_OK)
		return (err);
	if (!good) {
		resp->status = 422;
		return (show(req, resp, s, form, revision, NULL));
	}
	tidy = offering_tidy(req->arena, s->kind, &values);
	err = submission_save(
	    req->db, req->arena, req->account->id, s->id, revision, &tidy, first_title(&tidy));
	if (err == ERR_CONFLICT) {
		/* Somebody else saved meanwhile: both texts side by side, nothing lost. */
		resp->status = 409;
		return (show(req, resp, s, form, s->revision, &tidy));
	}
	if (err != ERR_OK ||
	    (err = submission_by_id(req->db, req->arena, s->id, req->account->id, &s)) != ERR_OK)
		return (err);
	if (what != NULL && strcmp(what, "submit") == 0)
		return (submit(req, resp, s, form, &values));
	resp_redirect(req, resp, 303,
	    what != NULL && strcmp(what, "preview") == 0 ? href(req, s, "/preview")
							 : href(req, s, "?done=saved"));
	return (ERR_OK);
}

/* --- what can be done --------------------------------------------------------------------------
 */

enum err
page_submission_act(struct req *req, struct resp *resp)
{
	static const struct {
		const char *name;
		enum err (*act)(
		    struct db *, struct arena *, struct account_id, struct submission_id);
		const char *done;
	} acts[] = {
		{ "confirm", submission_confirm, "?done=confirmed" },
		{ "withdraw", submission_withdraw, "?done=withdrawn" },
		{ "discard", submission_discard, "?done=discarded" },
		{ "delete", submission_delete, NULL },
	};
	const char *what = req_form(req, "do");
	struct offering_form *form;
	struct submission *s;
	enum err err;

	if ((err = submission_load(req, MEMBER_EDITOR, &s)) != ERR_OK)
		return (err);
	if (what == NULL)
		return (ERR_INPUT);
	if (strcmp(what, "submit") == 0) {
		if (revision_of(req, 0) != s->revision)
			return (ERR_CONFLICT);
		form = offering_form_new(req, s->kind, &s->values, NULL, 0);
		return (submit(req, resp, s, form, &s->values));
	}
	for (size_t i = 0; i < sizeof(acts) / sizeof(acts[0]); i++) {
		if (strcmp(acts[i].name, what) != 0)
			continue;
		if ((err = acts[i].act(req->db, req->arena, req->account->id, s->id)) != ERR_OK)
			return (err);
		resp_redirect(req, resp, 303,
		    acts[i].done != NULL ? href(req, s, acts[i].done)
					 : page_href(req, "/account/%s", kind_plural(s->kind)));
		return (ERR_OK);
	}
	return (ERR_INPUT);
}

enum err
page_submission_preview(struct req *req, struct resp *resp)
{
	struct submission *s;
	struct record *record;
	enum err err;

	if ((err = submission_load(req, MEMBER_MEMBER, &s)) != ERR_OK)
		return (err);
	record = submission_record(req->arena, s, false);
	if (record->ntexts == 0 || record->texts[0].title == NULL) {
		resp_redirect(req, resp, 303, href(req, s, "?done=untitled"));
		return (ERR_OK);
	}
	return (page_entry_preview(req, resp, record,
	    arena_printf(
		req->arena, "/account/%s/%lld", kind_plural(s->kind), (long long)s->id.v)));
}
