/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The plain queue of staff: what waits, as readers will see it, and what can be decided. */
#include <stdlib.h>
#include <string.h>

#include "domain/offering.h"
#include "locale/format.h"
#include "locale/message.h"
#include "store/takeover.h"
#include "web/field.h"
#include "web/offering_diff.h"
#include "web/page_entry.h"
#include "web/page_offering.h"
#include "web/pages.h"
#include "web/submission_pages.h"

static struct view *
begin(struct req *req, const char *title, bool home)
{
	struct view *v = page_view(req, title, NULL);

	view_show(v, "NOINDEX");
	page_crumb(v, msg(req->locale, "account.title"), page_href(req, "/account"));
	if (!home)
		page_crumb(v, msg(req->locale, "desk.title"), page_href(req, "/desk"));
	page_crumb(v, title, NULL);
	view_text(v, "TITLE", title);
	return (v);
}

static int64_t
id_of(const struct req *req)
{
	const char *s = req_path(req, "id");

	return (strspn(s, "0123456789") == strlen(s) && strlen(s) <= 18 ? strtoll(s, NULL, 10) : 0);
}

/* --- the queue ---------------------------------------------------------------------------------
 */

enum err
page_desk(struct req *req, struct resp *resp)
{
	struct submission *all;
	struct takeover *takeovers;
	struct view *v, *table, *row;
	size_t n, ntakeovers;
	enum err err;

	if ((err = submission_queue(req->db, req->arena, req->account->id, &all, &n)) != ERR_OK ||
	    (err = takeover_list(req->db, req->arena, req->account->id, &takeovers, &ntakeovers)) !=
		ERR_OK)
		return (err);
	v = begin(req, msg(req->locale, "desk.title"), true);
	table = n > 0 ? view_item(v, "TABLE") : NULL;
	for (size_t i = 0; i < n; i++) {
		const struct submission *s = &all[i];

		row = view_item(table, "WAITING");
		view_text(row, "WAITING_HREF",
		    page_href(req, "/desk/submissions/%lld", (long long)s->id.v));
		view_text(row, "WAITING_TITLE", s->title);
		view_text(row, "WAITING_KIND", page_kind(req, s->kind));
		view_text(row, "WAITING_OWNER", s->organisation_name);
		view_text(row, "WAITING_DAY",
		    format_date(req->locale, req->arena, s->submitted, DATE_MEDIUM));
		view_text(row, "WAITING_HOW",
		    msg(req->locale, s->own	 ? "desk.own"
				     : s->public ? "desk.change"
						 : "desk.new"));
	}
	table = ntakeovers > 0 ? view_item(v, "TAKEOVERS") : NULL;
	for (size_t i = 0; i < ntakeovers; i++) {
		row = view_item(table, "TAKEOVER");
		view_text(row, "TAKEOVER_HREF",
		    page_href(req, "/desk/takeovers/%lld", (long long)takeovers[i].id));
		page_words(row, "TAKEOVER_TITLE", takeovers[i].title, takeovers[i].language);
		view_text(row, "TAKEOVER_OWNER", takeovers[i].organisation_name);
		view_text(row, "TAKEOVER_DAY",
		    format_date(req->locale, req->arena, takeovers[i].created, DATE_MEDIUM));
	}
	if (n + ntakeovers == 0)
		view_show(v, "NOTHING");
	return (page_send(req, resp, v, "desk.html"));
}

/* --- one submission ----------------------------------------------------------------------------
 */

static const struct field decl[] = {
	{ .name = "reason",
	    .kind = FIELD_TEXT,
	    .label = "desk.reason",
	    .section = "F_REASON",
	    .max = OFFERING_REASON_MAX },
	{ .name = "credit",
	    .kind = FIELD_SELECT,
	    .label = "offering.credit",
	    .section = "F_CREDIT",
	    FIELD_VOCAB(VOCAB_CREDIT) },
	{ .name = "verified",
	    .kind = FIELD_CHECK,
	    .label = "desk.verified_today",
	    .section = "F_CREDIT" },
	{ .name = "note",
	    .kind = FIELD_LINE,
	    .label = "desk.note",
	    .section = "F_NOTE",
	    .max = 500 },
};
enum { FIELDS = sizeof(decl) / sizeof(decl[0]) };

static enum err
load(struct req *req, struct submission **ret)
{
	return (submission_by_id(
	    req->db, req->arena, (struct submission_id){ id_of(req) }, req->account->id, ret));
}

static void
show_rights(struct req *req, struct view *v, const struct submission *s)
{
	size_t rows = offering_rows(&s->values, "right");
	struct view *list = NULL, *item;

	for (size_t row = 1; row <= rows; row++) {
		const char *office =
		    offering_get(&s->values, arena_printf(req->arena, "right.%zu.office", row));
		const char *number =
		    offering_get(&s->values, arena_printf(req->arena, "right.%zu.number", row));
		const char *url =
		    offering_get(&s->values, arena_printf(req->arena, "right.%zu.url", row));
		const char *owner =
		    offering_get(&s->values, arena_printf(req->arena, "right.%zu.owner", row));
		const char *checked = NULL;

		if (office == NULL || number == NULL)
			continue;
		for (size_t i = 0; i < s->nchecks; i++)
			if (strcmp(s->checks[i].office, office) == 0 &&
			    strcmp(s->checks[i].number, number) == 0)
				checked = s->checks[i].checked;
		if (list == NULL)
			list = view_item(v, "CHECKS");
		item = view_item(list, "CHECK_RIGHT");
		view_text(item, "CHECK_OFFICE", page_offering_office(req, office));
		view_text(item, "CHECK_VALUE", arena_printf(req->arena, "%s %s", office, number));
		view_text(item, "CHECK_NUMBER", number);
		view_text(item, "CHECK_OWNER", owner);
		if (url != NULL)
			view_text(view_item(item, "CHECK_LINK"), "CHECK_HREF", url);
		view_text(item, "CHECK_DAY",
		    checked != NULL ? page_dated(req, "offering.ip_checked", checked)
				    : msg(req->locale, "offering.ip_unchecked"));
	}
}

static enum err
show_steps(struct req *req, struct view *v, const struct submission *s)
{
	struct submission_step *steps;
	struct view *list, *item;
	size_t n;
	enum err err;

	if ((err = submission_steps(req->db, req->arena, s, &steps, &n)) != ERR_OK)
		return (err);
	list = n > 0 ? view_item(v, "STEPS") : NULL;
	for (size_t i = 0; i < n; i++) {
		const char *key = arena_printf(req->arena, "desk.step_%s", steps[i].action);

		item = view_item(list, "STEP");
		view_text(item, "STEP_TIME", steps[i].time);
		view_text(item, "STEP_DAY",
		    format_date(req->locale, req->arena, steps[i].time, DATE_MEDIUM));
		view_text(item, "STEP_WHO",
		    steps[i].name != NULL && steps[i].name[0] != '\0' ? steps[i].name
								      : steps[i].actor);
		view_text(item, "STEP_WHAT",
		    msg_has(req->locale, key) ? msg(req->locale, key) : steps[i].action);
		view_text(item, "STEP_DETAIL", steps[i].detail);
	}
	return (ERR_OK);
}

static enum err
show(struct req *req, struct resp *resp, const struct submission *s, struct fields *f)
{
	struct view *v = begin(req, s->title, false);
	const char *done = req_query(req, "done");
	size_t n;
	enum err err;

	if (done != NULL && msg_has(req->locale, arena_printf(req->arena, "desk.done_%.20s", done)))
		submission_notice(req, v, arena_printf(req->arena, "desk.done_%.20s", done));
	view_text(v, "KIND", page_kind(req, s->kind));
	view_text(v, "STATE", submission_state_label(req, s));
	view_text(v, "STATE_ID", submission_state_id(s->state));
	view_text(v, "OWNER", s->organisation_name);
	view_text(v, "FORM_ACTION", page_href(req, "/desk/submissions/%lld", (long long)s->id.v));
	view_text(v, "PREVIEW_HREF",
	    page_href(req, "/desk/submissions/%lld/preview", (long long)s->id.v));
	view_int(v, "REVISION", s->revision);
	view_text(v, "SUBMITTED", s->submitted);
	if (s->submitted != NULL)
		view_text(view_item(v, "DAY"), "DAY_TEXT",
		    page_dated(req, "desk.submitted_on", s->submitted));
	if (s->public)
		view_text(view_item(v, "READERS"), "READERS_HREF",
		    page_href(req, "/%s/%s", kind_plural(s->kind), s->slug));
	if (s->own)
		view_show(v, "OWN");
	else if (s->state == SUBMISSION_REVIEW)
		view_show(v, "DECIDE");
	if (!s->own && s->kind == KIND_PROVIDER)
		view_show(v, "ASSESS");
	if (s->public && s->approved.n > 0)
		(void)offering_diff(req, v, s->kind, &s->approved, &s->values);
	if ((err = submission_alike(req, v, s, &n)) != ERR_OK ||
	    (err = show_steps(req, v, s)) != ERR_OK)
		return (err);
	if (!s->own)
		show_rights(req, v, s);
	return (field_page(f, resp, v, "desk_submission.html"));
}

enum err
page_desk_submission(struct req *req, struct resp *resp)
{
	struct submission *s;
	struct fields *f;
	enum err err;

	if ((err = load(req, &s)) != ERR_OK)
		return (err);
	f = field_new(req, decl, FIELDS);
	field_set(f, "credit", vocab_id(VOCAB_CREDIT, (int)s->credit));
	return (show(req, resp, s, f));
}

/* "CN ZL 2020 1 0001": office and number. */
static enum err
look_up(struct req *req, const struct submission *s, struct fields *f)
{
	const char *value = req_form(req, "right");

	if (value == NULL || strlen(value) < 4 || value[2] != ' ')
		return (ERR_INPUT);
	return (submission_check(req->db, req->arena, req->account->id, s->id,
	    arena_strndup(req->arena, value, 2), value + 3, field_text(f, "note")));
}

enum err
page_desk_decide(struct req *req, struct resp *resp)
{
	const char *what = req_form(req, "do"), *revision = req_form(req, "revision"), *done = NULL;
	const struct account_id me = req->account->id;
	struct submission *s;
	struct fields *f;
	int64_t seen;
	enum err err;

	if ((err = load(req, &s)) != ERR_OK)
		return (err);
	f = field_new(req, decl, FIELDS);
	seen = revision != NULL ? strtoll(revision, NULL, 10) : 0;
	if (!field_read(f))
		return (show(req, resp, s, f));
	if (what == NULL) {
		err = ERR_INPUT;
	} else if (strcmp(what, "approve") == 0) {
		done = "approved";
		err = submission_approve(
		    req->db, req->arena, me, s->id, seen, req_form(req, "submitted"));
	} else if (strcmp(what, "return") == 0) {
		done = "returned";
		if (field_text(f, "reason") == NULL) {
			field_error(f, "reason", "desk.reason_missing");
			return (show(req, resp, s, f));
		}
		err = submission_return(
		    req->db, req->arena, me, s->id, seen, field_text(f, "reason"));
	} else if (strcmp(what, "assess") == 0 && s->kind == KIND_PROVIDER) {
		done = "assessed";
		err = submission_assess(req->db, req->arena, me, s->id,
		    field_chosen(f, "credit") >= 0 ? (enum credit)field_chosen(f, "credit")
						   : CREDIT_NONE,
		    field_checked(f, "verified"));
	} else if (strcmp(what, "check") == 0) {
		done = "checked";
		err = look_up(req, s, f);
	} else {
		err = ERR_INPUT;
	}
	if (err == ERR_FORBIDDEN)
		resp->problem = "desk.forbidden_own";
	if (err == ERR_CONFLICT) {
		/* It is another now: look again. */
		resp->status = 409;
		field_error(f, NULL, "desk.changed");
		if ((err = load(req, &s)) != ERR_OK)
			return (err);
		return (show(req, resp, s, f));
	}
	if (err != ERR_OK)
		return (err);
	resp_redirect(req, resp, 303,
	    page_href(req, "/desk/submissions/%lld?done=%s", (long long)s->id.v, done));
	return (ERR_OK);
}

enum err
page_desk_preview(struct req *req, struct resp *resp)
{
	struct submission *s;
	enum err err;

	if ((err = load(req, &s)) != ERR_OK)
		return (err);
	return (page_entry_preview(req, resp, submission_record(req->arena, s, false),
	    arena_printf(req->arena, "/desk/submissions/%lld", (long long)s->id.v)));
}

/* --- takeovers ---------------------------------------------------------------------------------
 */

static const struct field takeover_decl[] = {
	{ .name = "reason",
	    .kind = FIELD_TEXT,
	    .label = "desk.reason",
	    .max = OFFERING_REASON_MAX },
};

static enum err
show_takeover(struct req *req, struct resp *resp, const struct takeover *t, struct fields *f)
{
	struct view *v = begin(req, msg(req->locale, "desk.takeover"), false);

	view_text(v, "FORM_ACTION", page_href(req, "/desk/takeovers/%lld", (long long)t->id));
	view_text(v, "PROFILE_HREF", page_href(req, "/providers/%s", t->slug));
	page_words(v, "PROFILE", t->title, t->language);
	view_text(v, "OWNER", t->organisation_name);
	if (t->organisation_website != NULL)
		view_text(view_item(v, "SITE"), "SITE_HREF", t->organisation_website);
	view_text(v, "MESSAGE", t->message);
	view_show(v, t->own ? "OWN" : "DECIDE");
	return (field_page(f, resp, v, "desk_takeover.html"));
}

enum err
page_desk_takeover(struct req *req, struct resp *resp)
{
	struct takeover t;
	enum err err;

	err = takeover_by_id(req->db, req->arena, id_of(req), req->account->id, &t);
	if (err != ERR_OK)
		return (err);
	return (show_takeover(req, resp, &t, field_new(req, takeover_decl, 1)));
}

enum err
page_desk_takeover_decide(struct req *req, struct resp *resp)
{
	const char *what = req_form(req, "do");
	struct takeover t;
	struct fields *f;
	bool grant;
	enum err err;

	err = takeover_by_id(req->db, req->arena, id_of(req), req->account->id, &t);
	if (err != ERR_OK)
		return (err);
	f = field_new(req, takeover_decl, 1);
	if (!field_read(f))
		return (show_takeover(req, resp, &t, f));
	if (what == NULL || (strcmp(what, "grant") != 0 && strcmp(what, "refuse") != 0))
		return (ERR_INPUT);
	grant = strcmp(what, "grant") == 0;
	if (!grant && field_text(f, "reason") == NULL) {
		field_error(f, "reason", "desk.reason_missing");
		return (show_takeover(req, resp, &t, f));
	}
	err = takeover_decide(
	    req->db, req->arena, req->account->id, t.id, grant, field_text(f, "reason"));
	if (err == ERR_FORBIDDEN)
		resp->problem = "desk.forbidden_own";
	if (err != ERR_OK)
		return (err);
	resp_redirect(req, resp, 303, page_href(req, "/desk"));
	return (ERR_OK);
}
