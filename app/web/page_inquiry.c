/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * One inquiry as one of its sides sees it: who the other is, what was written and what became of
 * it, and the forms to go on.  Each form has an address of its own, at which the same page stands.
 */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "locale/format.h"
#include "locale/message.h"
#include "store/inquiry.h"
#include "web/field.h"
#include "web/inquiry_pages.h"
#include "web/inquiry_part.h"
#include "web/page_record.h"
#include "web/pages.h"

enum action {
	ACTION_MESSAGE,
	ACTION_STATE,
	ACTION_AGREE,
	ACTION_DISAGREE,
	ACTION_REPORT,
	ACTION_COUNT
};
static const char *const actions[] = { "message", "state", "agree", "disagree", "report" };
_Static_assert(sizeof(actions) / sizeof(actions[0]) == ACTION_COUNT, "actions");

static const struct field agree_decl[] = {
	{ .name = "contact_name",
	    .kind = FIELD_LINE,
	    .label = "inquiry.contact_name",
	    .required = true,
	    .max = ACCOUNT_NAME_MAX },
	{ .name = "contact_email",
	    .kind = FIELD_EMAIL,
	    .label = "inquiry.contact_email",
	    .required = true,
	    .max = ACCOUNT_EMAIL_MAX },
	{ .name = "contact_phone",
	    .kind = FIELD_LINE,
	    .label = "inquiry.contact_phone",
	    .max = INQUIRY_PHONE_MAX },
};
static const struct field report_decl[] = {
	{ .name = "report_reason",
	    .kind = FIELD_TEXT,
	    .label = "inquiry.report_reason",
	    .required = true,
	    .max = INQUIRY_REASON_MAX },
};
enum {
	AGREE_FIELDS = sizeof(agree_decl) / sizeof(agree_decl[0]),
	REPORT_FIELDS = sizeof(report_decl) / sizeof(report_decl[0])
};

/* The page with its forms. */
struct page {
	struct req *req;
	struct inquiry *i;
	const char *path;
	struct fields *message, *agree, *report;
	bool changed; /* what was asked for is no longer possible */
};

static struct inquiry_id
id_of(const struct req *req)
{
	const char *s = req_path(req, "id");
	size_t n = strlen(s);

	return ((struct inquiry_id){
	    n == 0 || n > 18 || strspn(s, "0123456789") != n ? 0 : strtoll(s, NULL, 10) });
}

static enum err
load(struct req *req, struct page *p)
{
	enum err err;

	*p = (struct page){ .req = req };
	if ((err = inquiry_load(req->db, req->arena, id_of(req), req->account->id, &p->i)) !=
	    ERR_OK)
		return (err);
	p->path = arena_printf(req->arena, "/account/inquiries/%" PRId64, p->i->id.v);
	p->message = field_new(req, inquiry_part_fields, INQUIRY_PART_FIELDS);
	inquiry_part_prepare(req, p->message);
	p->agree = field_new(req, agree_decl, AGREE_FIELDS);
	field_set(p->agree, "contact_name", req->account->name);
	field_set(p->agree, "contact_email", req->account->email);
	p->report = field_new(req, report_decl, REPORT_FIELDS);
	return (ERR_OK);
}

/* --- what was written and what became of it ----------------------------------------------------
 */

static void
fill_message(struct page *p, struct view *line, const struct inquiry_message *m)
{
	struct req *req = p->req;
	struct view *item = view_item(line, m->side == p->i->side ? "OWN_MESSAGE" : "MESSAGE_OF");
	const char *author;

	if (m->side != p->i->side)
		author = inquiry_part_who(req, &p->i->other);
	else if (m->mine)
		author = msg(req->locale, "inquiry.you");
	else
		author = msg_format(
		    req->locale, req->arena, "inquiry.colleague", MSG_TEXT("name", m->author));
	view_text(item, "AUTHOR", author);
	inquiry_part_text(req, item, p->i, m);
}

static void
fill_event(struct page *p, struct view *line, const struct inquiry_event *e)
{
	struct req *req = p->req;
	struct view *item = view_item(line, "EVENT");
	const char *key = arena_printf(req->arena, "inquiry_event.%s", e->what);

	if (strcmp(e->what, "state") == 0)
		view_text(item, "EVENT_TEXT",
		    msg_format(req->locale, req->arena,
			arena_printf(req->arena, "%s_%s", key, inquiry_side_id(e->side)),
			MSG_TEXT("state", inquiry_part_state(req, e->state))));
	else
		view_text(item, "EVENT_TEXT", msg(req->locale, key));
	inquiry_part_time(req, item, e->time);
}

/* Messages and events in the order of their times. */
static void
fill_thread(struct page *p, struct view *v)
{
	const struct inquiry *i = p->i;
	size_t m = 0, e = 0;

	while (m < i->nmessages || e < i->nevents) {
		struct view *line = view_item(v, "LINE");

		if (e == i->nevents ||
		    (m < i->nmessages && strcmp(i->messages[m].time, i->events[e].time) <= 0))
			fill_message(p, line, &i->messages[m++]);
		else
			fill_event(p, line, &i->events[e++]);
	}
}

/* --- forms -------------------------------------------------------------------------------------
 */

static struct view *
form(struct page *p, struct view *v, const char *section, enum action action)
{
	struct view *item = view_item(v, section);

	view_text(item, "ACTION_HREF", page_href(p->req, "%s/%s", p->path, actions[action]));
	return (item);
}

static void
fill_states(struct page *p, struct view *v)
{
	static const char *const keys[] = {
		[INQUIRY_ACKNOWLEDGED] = "inquiry.to_acknowledged",
		[INQUIRY_TALKS] = "inquiry.to_talks",
		[INQUIRY_CONTRACT] = "inquiry.to_contract",
		[INQUIRY_LANDED] = "inquiry.to_landed",
		[INQUIRY_DECLINED] = "inquiry.to_declined",
	};
	const struct inquiry_facts *facts = &p->i->facts;
	struct view *item = NULL;

	for (int to = 0; to < INQUIRY_NO_ANSWER; to++) {
		const enum inquiry_state state = (enum inquiry_state)to;
		bool back = facts->state <= INQUIRY_LANDED && state < facts->state;
		const char *key = facts->state == INQUIRY_DECLINED ? "inquiry.to_again" : keys[to];
		struct view *button;

		if (!inquiry_may(facts, p->i->side, state))
			continue;
		if (item == NULL)
			item = form(p, v, "STATE_FORM", ACTION_STATE);
		button = view_item(
		    item, back || state == INQUIRY_DECLINED ? "STATE_QUIET" : "STATE_BUTTON");
		view_text(button, "STATE_ID", inquiry_state_id(state));
		view_text(button, "STATE_LABEL",
		    back ? msg_format(p->req->locale, p->req->arena, "inquiry.to_back",
			       MSG_TEXT("state", inquiry_part_state(p->req, state)))
			 : msg(p->req->locale, key));
	}
	if (facts->state == INQUIRY_TALKS && !facts->opened)
		view_show(v, "CONTRACT_FIRST");
}

static void
fill_answer(struct page *p, struct view *v)
{
	const struct inquiry_facts *facts = &p->i->facts;
	struct view *item;

	if (facts->blocked)
		view_show(v, "BLOCKED");
	else if (facts->state == INQUIRY_DECLINED)
		view_show(v, facts->closed_by == p->i->side ? "DECLINED_OWN" : "DECLINED_OTHER");
	else if (!p->i->writes)
		view_show(v, "READER");
	if (!p->i->writes || !inquiry_may_write(facts))
		return;
	item = form(p, v, "MESSAGE_FORM", ACTION_MESSAGE);
	if (!facts->opened && inquiry_part_may_hold(p->req, p->message))
		view_show(item, "MAY_HOLD");
	field_show(p->message, item);
}

static void
fill_contacts(struct page *p, struct view *v)
{
	const struct inquiry *i = p->i;
	struct view *item;

	if (i->facts.opened) {
		view_show(v, "OPENED");
		return;
	}
	if (i->facts.blocked)
		return;
	if (i->own.agreed) {
		item = view_item(v, "AGREED_OWN");
		if (i->writes)
			(void)form(p, item, "WITHDRAW_FORM", ACTION_DISAGREE);
		return;
	}
	if (i->other.agreed)
		view_show(v, "AGREED_OTHER");
	if (!i->writes)
		return;
	item = form(p, v, "AGREE_FORM", ACTION_AGREE);
	if (i->other.agreed || field_wrong(p->agree))
		view_show(item, "AGREE_OPEN");
	field_show(p->agree, item);
}

static void
fill_report(struct page *p, struct view *v)
{
	struct view *item;

	if (p->i->reported) {
		view_show(v, "REPORTED");
	} else if (p->i->writes && !p->i->facts.blocked) {
		item = form(p, v, "REPORT_FORM", ACTION_REPORT);
		if (field_wrong(p->report))
			view_show(item, "REPORT_OPEN");
		field_show(p->report, item);
	}
}

/* --- the page ----------------------------------------------------------------------------------
 */

static enum err
show(struct page *p, struct resp *resp)
{
	struct req *req = p->req;
	const struct inquiry *i = p->i;
	const struct text *title;
	const char *heading, *plural = kind_plural(i->entry->kind);
	struct view *v;
	bool ignored;

	title = record_text(i->entry, req->chain, req->nchain, &ignored);
	heading =
	    msg_format(req->locale, req->arena, "inquiry.heading", MSG_TEXT("title", title->title));
	v = page_view(req, heading, p->path);
	page_crumb(v, msg(req->locale, "account.title"), page_href(req, "/account"));
	page_crumb(v, msg(req->locale, "inquiry.title"), page_href(req, "/account/inquiries"));
	page_crumb(v, title->title, NULL);
	page_words(v, "TITLE", title->title, title->language);
	if (i->public)
		view_text(view_item(v, "ENTRY"), "ENTRY_HREF",
		    page_href(req, "/%s/%s", plural, i->entry->slug));
	else
		view_show(v, "NO_ENTRY");
	view_text(v, "TOPIC", inquiry_part_topic(req, i->topic));
	view_text(v, "STATE_NOW", inquiry_state_id(i->facts.state));
	view_text(v, "STATE_NOW_LABEL", inquiry_part_state(req, i->facts.state));
	view_text(v, "SENT", page_dated(req, "inquiry.since", i->created));
	if (inquiry_open(i->facts.state) && !i->facts.blocked)
		view_show(v, i->turn == i->side ? "TURN_OWN" : "TURN_OTHER");
	if (i->sample)
		view_show(v, "SAMPLE");
	if (p->changed)
		view_show(v, "CHANGED");
	inquiry_part_party(req, v, "OTHER_SIDE", &i->other);
	if (!i->facts.opened)
		view_show(v, "HIDDEN_YET");
	inquiry_part_answers(req, v, i);
	fill_thread(p, v);
	fill_answer(p, v);
	if (i->writes)
		fill_states(p, v);
	fill_contacts(p, v);
	fill_report(p, v);
	if (p->changed)
		resp->status = 409;
	else if (field_wrong(p->message) || field_wrong(p->agree) || field_wrong(p->report))
		resp->status = 422;
	return (page_send(req, resp, v, "inquiry.html"));
}

static bool
action_of(const struct req *req, enum action *ret)
{
	const char *word = req_path(req, "action");

	for (int a = 0; a < ACTION_COUNT; a++) {
		if (strcmp(actions[a], word) == 0) {
			*ret = (enum action)a;
			return (true);
		}
	}
	return (false);
}

enum err
page_inquiry(struct req *req, struct resp *resp)
{
	struct page p;
	enum err err;

	if ((err = load(req, &p)) != ERR_OK ||
	    (err = inquiry_seen(req->db, req->arena, p.i, req->account->id)) != ERR_OK)
		return (err);
	return (show(&p, resp));
}

enum err
page_inquiry_form(struct req *req, struct resp *resp)
{
	enum action action;

	return (action_of(req, &action) ? page_inquiry(req, resp) : ERR_NOTFOUND);
}

/* --- going on ----------------------------------------------------------------------------------
 */

/* ERR_INPUT: the form is to be shown again. */
static enum err
do_message(struct page *p)
{
	struct req *req = p->req;

	(void)field_read(p->message);
	if (!inquiry_part_check(req, p->message, p->i->facts.opened))
		return (ERR_INPUT);
	return (inquiry_write(req->db, req->arena, p->i->id, req->account->id,
	    field_text(p->message, "message_language"), field_text(p->message, "message")));
}

static enum err
do_state(struct page *p)
{
	struct req *req = p->req;
	enum inquiry_state to;

	if (!inquiry_state_from(req_form(req, "to"), &to))
		return (ERR_CONFLICT);
	return (inquiry_move(req->db, req->arena, p->i->id, req->account->id, to));
}

static enum err
do_agree(struct page *p)
{
	struct req *req = p->req;
	bool opened;

	if (!field_read(p->agree))
		return (ERR_INPUT);
	return (inquiry_agree(req->db, req->arena, p->i->id, req->account->id,
	    field_text(p->agree, "contact_name"), field_text(p->agree, "contact_email"),
	    field_text(p->agree, "contact_phone"), &opened));
}

static enum err
do_disagree(struct page *p)
{
	return (inquiry_disagree(p->req->db, p->req->arena, p->i->id, p->req->account->id));
}

static enum err
do_report(struct page *p)
{
	if (!field_read(p->report))
		return (ERR_INPUT);
	return (inquiry_report(p->req->db, p->req->arena, p->i->id, p->req->account->id,
	    field_text(p->report, "report_reason")));
}

enum err
page_inquiry_send(struct req *req, struct resp *resp)
{
	static enum err (*const doing[])(struct page *) = {
		[ACTION_MESSAGE] = do_message,
		[ACTION_STATE] = do_state,
		[ACTION_AGREE] = do_agree,
		[ACTION_DISAGREE] = do_disagree,
		[ACTION_REPORT] = do_report,
	};
	struct fields *message;
	enum action action;
	struct page p;
	enum err err;

	if (!action_of(req, &action))
		return (ERR_NOTFOUND);
	if ((err = load(req, &p)) != ERR_OK)
		return (err);
	switch (err = doing[action](&p)) {
	case ERR_OK:
		resp_redirect(req, resp, 303, page_href(req, "%s", p.path));
		return (ERR_OK);
	case ERR_INPUT:
		return (show(&p, resp));
	case ERR_CONFLICT:
		/* As it is now, with what was typed. */
		message = p.message;
		if ((err = load(req, &p)) != ERR_OK)
			return (err);
		p.message = message;
		p.changed = true;
		return (show(&p, resp));
	default:
		return (err);
	}
}
