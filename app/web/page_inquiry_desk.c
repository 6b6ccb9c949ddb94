/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What staff see of inquiries: figures of all, and the threads that one of the sides reported. */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "locale/format.h"
#include "locale/message.h"
#include "store/inquiry_desk.h"
#include "web/field.h"
#include "web/inquiry_figures.h"
#include "web/inquiry_pages.h"
#include "web/inquiry_part.h"
#include "web/page_record.h"
#include "web/pages.h"

enum { FLOWS = 20, REPORTS = 100 };

static const struct field settle_decl[] = {
	{ .name = "note",
	    .kind = FIELD_TEXT,
	    .label = "inquiry.settle_note",
	    .required = true,
	    .max = INQUIRY_REASON_MAX },
};

static void
crumbs(struct req *req, struct view *v, const char *title)
{
	page_crumb(v, msg(req->locale, "account.title"), page_href(req, "/account"));
	page_crumb(v, msg(req->locale, "desk.title"), page_href(req, "/desk"));
	page_crumb(v, title, NULL);
}

static const char *
country(const struct req *req, const char *id)
{
	return (id[0] == '\0' ? "–" : format_jurisdiction(req->locale, req->arena, id));
}

enum err
page_inquiry_desk(struct req *req, struct resp *resp)
{
	const char *title = msg(req->locale, "inquiry.desk_title");
	struct inquiry_figures figures;
	struct inquiry_flow *flows;
	struct view *v;
	enum err err;
	size_t n;

	if ((err = inquiry_figures(req->db, req->arena, (struct account_id){ 0 }, &figures)) !=
		ERR_OK ||
	    (err = inquiry_flows(req->db, req->arena, FLOWS, &flows, &n)) != ERR_OK)
		return (err);
	v = page_view(req, title, "/desk/inquiries");
	crumbs(req, v, title);
	inquiry_figures_show(req, view_item(v, "FIGURES"), &figures);
	if (n > 0) {
		struct view *table = view_item(v, "FLOWS");

		for (size_t i = 0; i < n; i++) {
			struct view *row = view_item(table, "FLOW");

			view_text(row, "FLOW_FROM", country(req, flows[i].from));
			view_text(row, "FLOW_TO", country(req, flows[i].to));
			view_text(
			    row, "FLOW_ALL", format_number(req->locale, req->arena, flows[i].all));
			view_text(row, "FLOW_LANDED",
			    format_number(req->locale, req->arena, flows[i].landed));
		}
	}
	return (page_send(req, resp, v, "inquiry_desk.html"));
}

/* --- reports -----------------------------------------------------------------------------------
 */

static void
fill_report(struct req *req, struct view *v, const struct inquiry_complaint *c)
{
	page_words(v, "TITLE", c->title, c->title_language);
	view_text(v, "REPORT_HREF", page_href(req, "/desk/reports/%" PRId64, c->id));
	view_text(v, "REPORT_BY",
	    msg(req->locale, c->side == INQUIRY_SENDER ? "inquiry.report_by_sender"
						       : "inquiry.report_by_owner"));
	view_text(v, "REASON", c->reason);
	inquiry_part_time(req, v, c->created);
}

enum err
page_reports(struct req *req, struct resp *resp)
{
	const char *title = msg(req->locale, "inquiry.reports");
	struct inquiry_complaint *list;
	struct view *v;
	enum err err;
	size_t n;

	if ((err = inquiry_complaints(req->db, req->arena, REPORTS, &list, &n)) != ERR_OK)
		return (err);
	v = page_view(req, title, "/desk/reports");
	crumbs(req, v, title);
	for (size_t i = 0; i < n; i++)
		fill_report(req, view_item(v, "REPORT"), &list[i]);
	if (n == 0)
		view_show(v, "NOTHING");
	return (page_send(req, resp, v, "reports.html"));
}

static int64_t
id_of(const struct req *req)
{
	const char *s = req_path(req, "id");
	size_t n = strlen(s);

	return (n == 0 || n > 18 || strspn(s, "0123456789") != n ? 0 : strtoll(s, NULL, 10));
}

static enum err
show(struct req *req, struct resp *resp, struct fields *f)
{
	struct inquiry_complaint *c;
	struct view *v, *item;
	enum err err;

	if ((err = inquiry_complaint(req->db, req->arena, id_of(req), &c)) != ERR_OK)
		return (err);
	v = page_view(req, c->title, arena_printf(req->arena, "/desk/reports/%" PRId64, c->id));
	page_crumb(v, msg(req->locale, "account.title"), page_href(req, "/account"));
	page_crumb(v, msg(req->locale, "desk.title"), page_href(req, "/desk"));
	page_crumb(v, msg(req->locale, "inquiry.reports"), page_href(req, "/desk/reports"));
	page_crumb(v, c->title, NULL);
	fill_report(req, v, c);
	view_text(v, "SENDER", c->sender);
	view_text(v, "OWNER", c->owner != NULL ? c->owner : msg(req->locale, "inquiry.staff"));
	for (size_t i = 0; i < c->nmessages; i++) {
		const struct inquiry_message *m = &c->messages[i];
		bool sender = m->side == INQUIRY_SENDER;

		item = view_item(v, "MESSAGE_OF");
		view_text(
		    item, "AUTHOR", msg(req->locale, sender ? "inquiry.asker" : "inquiry.asked"));
		page_words(item, "MESSAGE", m->text, m->language);
		view_text(item, "MESSAGE_LANGUAGE",
		    msg_format(req->locale, req->arena, "inquiry.in_language",
			MSG_TEXT(
			    "language", format_language(req->locale, req->arena, m->language))));
		inquiry_part_time(req, item, m->time);
	}
	if (c->settled) {
		item = view_item(v, "SETTLED");
		view_text(item, "DECISION",
		    msg(req->locale,
			c->upheld ? "inquiry.settled_upheld" : "inquiry.settled_dismissed"));
		view_text(item, "NOTE", c->note);
		return (page_send(req, resp, v, "report.html"));
	}
	field_show(f, view_item(v, "SETTLE"));
	if (field_wrong(f))
		resp->status = 422;
	return (page_send(req, resp, v, "report.html"));
}

enum err
page_report(struct req *req, struct resp *resp)
{
	return (show(req, resp, field_new(req, settle_decl, 1)));
}

enum err
page_report_send(struct req *req, struct resp *resp)
{
	struct fields *f = field_new(req, settle_decl, 1);
	const char *decision = req_form(req, "decision");
	bool upheld = decision != NULL && strcmp(decision, "uphold") == 0;
	enum err err;

	if (!field_read(f))
		return (show(req, resp, f));
	err = inquiry_settle(
	    req->db, req->arena, id_of(req), req->account->id, upheld, field_text(f, "note"));
	/* Another has settled it meanwhile: the page says how. */
	if (err == ERR_CONFLICT)
		return (show(req, resp, f));
	if (err != ERR_OK)
		return (err);
	resp_redirect(req, resp, 303, page_href(req, "/desk/reports"));
	return (ERR_OK);
}
