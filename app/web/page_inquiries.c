/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The account's inquiries on both sides, with filters and what became of those that reached it. */
#include <inttypes.h>

#include "locale/format.h"
#include "locale/message.h"
#include "store/inquiry_desk.h"
#include "web/inquiry_pages.h"
#include "web/inquiry_part.h"
#include "web/inquiry_figures.h"
#include "web/page_record.h"
#include "web/pages.h"

enum { ROWS = 20 };

static const char *
query_of(const struct req *req, int side, int state, const char *before)
{
	const char *query = "";

	if (side >= 0)
		query =
		    arena_printf(req->arena, "?side=%s", inquiry_side_id((enum inquiry_side)side));
	if (state >= 0)
		query = arena_printf(req->arena, "%s%cstate=%s", query,
		    query[0] == '\0' ? '?' : '&', inquiry_state_id((enum inquiry_state)state));
	if (before != NULL)
		query = arena_printf(req->arena, "%s%cbefore=%s", query,
		    query[0] == '\0' ? '?' : '&', page_escape(req->arena, before));
	return (query);
}

static struct inquiry_want
wanted(const struct req *req)
{
	struct inquiry_want want = {
		.account = req->account->id, .side = -1, .state = -1, .limit = ROWS
	};
	enum inquiry_state state;
	enum inquiry_side side;

	if (inquiry_side_from(req_query(req, "side"), &side) && side != INQUIRY_CLOCK)
		want.side = (int)side;
	if (inquiry_state_from(req_query(req, "state"), &state))
		want.state = (int)state;
	want.before = req_query(req, "before");
	return (want);
}

static void
choice(struct req *req, struct view *v, const char *section, const char *label, int side, int state,
    bool here)
{
	struct view *item = view_item(v, section);

	view_text(item, "CHOICE_LABEL", label);
	view_text(item, "CHOICE_HREF",
	    page_href(req, "/account/inquiries%s", query_of(req, side, state, NULL)));
	if (here)
		view_show(item, "CHOICE_HERE");
}

static void
fill_filters(struct req *req, struct view *v, const struct inquiry_want *now)
{
	choice(req, v, "SIDE", msg(req->locale, "inquiry.all"), -1, now->state, now->side < 0);
	choice(req, v, "SIDE", msg(req->locale, "inquiry.sent"), INQUIRY_SENDER, now->state,
	    now->side == INQUIRY_SENDER);
	choice(req, v, "SIDE", msg(req->locale, "inquiry.received"), INQUIRY_OWNER, now->state,
	    now->side == INQUIRY_OWNER);
	choice(req, v, "STATE", msg(req->locale, "inquiry.all"), now->side, -1, now->state < 0);
	for (int s = 0; s < INQUIRY_STATE_COUNT; s++)
		choice(req, v, "STATE", inquiry_part_state(req, (enum inquiry_state)s), now->side,
		    s, now->state == s);
}

static void
fill_row(struct req *req, struct view *v, const struct inquiry *i)
{
	struct view *row = view_item(v, "INQUIRY");
	const struct text *title;
	bool ignored;

	title = record_text(i->entry, req->chain, req->nchain, &ignored);
	page_words(row, "TITLE", title->title, title->language);
	view_text(row, "INQUIRY_HREF", page_href(req, "/account/inquiries/%" PRId64, i->id.v));
	view_text(row, "STATE_ID", inquiry_state_id(i->facts.state));
	view_text(row, "STATE_LABEL", inquiry_part_state(req, i->facts.state));
	view_text(row, "TOPIC", inquiry_part_topic(req, i->topic));
	view_text(row, "WITH",
	    msg_format(req->locale, req->arena,
		i->side == INQUIRY_SENDER ? "inquiry.to" : "inquiry.from",
		MSG_TEXT("who", inquiry_part_who(req, &i->other))));
	if (i->unread > 0)
		view_text(view_item(row, "UNREAD"), "UNREAD_TEXT",
		    msg_format(
			req->locale, req->arena, "inquiry.unread", MSG_INT("count", i->unread)));
	if (inquiry_open(i->facts.state) && i->writes && i->turn == i->side)
		view_show(row, "TURN");
	if (i->sample)
		view_show(row, "ROW_SAMPLE");
	view_text(row, "CHANGED", page_dated(req, "inquiry.updated", i->updated));
}

enum err
page_inquiries(struct req *req, struct resp *resp)
{
	const char *title = msg(req->locale, "inquiry.title"), *next;
	struct inquiry_want want = wanted(req);
	struct inquiry_figures figures;
	struct inquiry *list;
	struct view *v;
	enum err err;
	size_t n;

	if ((err = inquiry_list(req->db, req->arena, &want, &list, &n, &next)) != ERR_OK ||
	    (err = inquiry_figures(req->db, req->arena, req->account->id, &figures)) != ERR_OK)
		return (err);
	v = page_view(req, title, "/account/inquiries");
	page_crumb(v, msg(req->locale, "account.title"), page_href(req, "/account"));
	page_crumb(v, title, NULL);
	fill_filters(req, v, &want);
	for (size_t i = 0; i < n; i++)
		fill_row(req, v, &list[i]);
	if (n == 0)
		view_show(v, "NOTHING");
	if (next != NULL)
		view_text(view_item(v, "FURTHER"), "FURTHER_HREF",
		    page_href(
			req, "/account/inquiries%s", query_of(req, want.side, want.state, next)));
	if (figures.all > 0)
		inquiry_figures_show(req, view_item(v, "FIGURES"), &figures);
	return (page_send(req, resp, v, "inquiries.html"));
}
