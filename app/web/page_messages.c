/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The message centre: what the mails say, in the portal, read and unread; and which kinds also come
 * by mail.  The words are render/noticetext.h's.
 */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "locale/clock.h"
#include "locale/message.h"
#include "render/mailbody.h"
#include "render/noticetext.h"
#include "store/mail.h"
#include "store/notice.h"
#include "web/notice_pages.h"
#include "web/pages.h"

enum { ROWS = 20 };

static struct view *
page(struct req *req, const char *title, const char *path)
{
	struct view *v = page_view(req, title, path);

	view_show(v, "NOINDEX");
	page_crumb(v, msg(req->locale, "account.title"), page_href(req, "/account"));
	return (v);
}

static const char *
unread_words(const struct req *req, int64_t unread)
{
	return (unread == 0 ? msg(req->locale, "message.all_read")
			    : msg_format(req->locale, req->arena, "message.unread",
				  MSG_INT("count", unread)));
}

/* An address that takes no mail is told where its owner looks instead. */
static enum err
refused(struct req *req, struct view *v)
{
	const char *problem;
	enum err err;

	err = mail_refused(req->db, req->arena, req->account->email, &problem);
	if (err == ERR_OK && problem != NULL)
		view_text(view_item(v, "REFUSED"), "REFUSED_TEXT",
		    msg_format(req->locale, req->arena, "message.refused_text",
			MSG_TEXT("email", req->account->email)));
	return (err);
}

void
notice_pages_glance(struct req *req, struct view *v)
{
	int64_t all, unread;

	if (notice_count(req->db, req->arena, req->account->id, &all, &unread) != ERR_OK ||
	    refused(req, v) != ERR_OK)
		return;
	view_text(view_item(v, "MESSAGES"), "MESSAGES_UNREAD", unread_words(req, unread));
}

/* --- the list ----------------------------------------------------------------------------------
 */

static void
row(struct req *req, struct view *v, const struct notice_row *n)
{
	struct noticetext text = noticetext_make(req->locale, req->arena, n);
	struct view *item = view_item(v, "MESSAGE");

	view_text(item, "MESSAGE_TITLE", text.title);
	view_text(item, "MESSAGE_HREF", page_href(req, "/account/messages/%" PRId64, n->id));
	view_text(item, "MESSAGE_TIME", n->made);
	view_text(item, "MESSAGE_WHEN",
	    clock_show(req->locale, req->arena, req->account->time_zone, n->made));
	if (!n->read)
		view_show(item, "UNREAD");
}

static int64_t
number(const char *s)
{
	if (s == NULL || *s == '\0' || strlen(s) > 18 || strspn(s, "0123456789") != strlen(s))
		return (0);
	return (strtoll(s, NULL, 10));
}

enum err
page_messages(struct req *req, struct resp *resp)
{
	const char *title = msg(req->locale, "message.title");
	int64_t before = number(req_query(req, "before")), all, unread;
	struct notice_row *rows;
	struct view *v;
	enum err err;
	size_t n;

	if ((err = notice_page(
		 req->db, req->arena, req->account->id, before, ROWS + 1, &rows, &n)) != ERR_OK ||
	    (err = notice_count(req->db, req->arena, req->account->id, &all, &unread)) != ERR_OK)
		return (err);
	v = page(req, title, "/account/messages");
	page_crumb(v, title, NULL);
	if ((err = refused(req, v)) != ERR_OK)
		return (err);
	if (all > 0)
		view_text(v, "UNREAD_WORDS", unread_words(req, unread));
	if (unread > 0)
		view_show(v, "SOME_UNREAD");
	for (size_t i = 0; i < n && i < ROWS; i++)
		row(req, v, &rows[i]);
	if (n == 0)
		view_show(v, "NOTHING");
	else
		view_show(v, "LISTED");
	if (n > ROWS)
		view_text(view_item(v, "EARLIER"), "EARLIER_HREF",
		    page_href(req, "/account/messages?before=%" PRId64, rows[ROWS - 1].id));
	return (page_send(req, resp, v, "messages.html"));
}

enum err
page_messages_mark(struct req *req, struct resp *resp)
{
	enum err err;

	if ((err = notice_mark(req->db, req->arena, req->account->id, 0, true)) != ERR_OK)
		return (err);
	resp_redirect(req, resp, 303, page_href(req, "/account/messages"));
	return (ERR_OK);
}

/* --- one of them -------------------------------------------------------------------------------
 */

static void
lines(struct view *v, struct arena *arena, const char *text)
{
	char *rest = arena_strdup(arena, text), *line;

	while ((line = strsep(&rest, "\n")) != NULL) {
		if (*line != '\0')
			view_text(view_item(v, "LINE"), "LINE_TEXT", line);
	}
}

enum err
page_message(struct req *req, struct resp *resp)
{
	int64_t id = number(req_path(req, "id"));
	struct noticetext text;
	struct notice_row n;
	struct view *v, *part;
	enum err err;

	if ((err = notice_one(req->db, req->arena, req->account->id, id, &n)) != ERR_OK)
		return (err);
	/* Seeing it is reading it; a look-ahead for its head is not. */
	if (!n.read && req->method == METHOD_GET &&
	    (err = notice_mark(req->db, req->arena, req->account->id, id, true)) != ERR_OK)
		return (err);
	text = noticetext_make(req->locale, req->arena, &n);
	v = page(req, text.title, arena_printf(req->arena, "/account/messages/%" PRId64, n.id));
	page_crumb(v, msg(req->locale, "message.title"), page_href(req, "/account/messages"));
	page_crumb(v, text.title, NULL);
	view_text(v, "MESSAGE_TIME", n.made);
	view_text(v, "MESSAGE_WHEN",
	    clock_show(req->locale, req->arena, req->account->time_zone, n.made));
	lines(v, req->arena, text.body);
	mailbody_groups(v, &text, "");
	if (n.kind == NOTICE_DIGEST && text.ngroups == 0)
		view_show(v, "GONE");
	if (text.href != NULL) {
		part = view_item(v, "ACTION");
		view_text(part, "ACTION_LABEL", text.action);
		view_text(part, "ACTION_HREF", text.href);
	}
	return (page_send(req, resp, v, "message.html"));
}

enum err
page_message_mark(struct req *req, struct resp *resp)
{
	enum err err;

	err =
	    notice_mark(req->db, req->arena, req->account->id, number(req_path(req, "id")), false);
	if (err != ERR_OK)
		return (err);
	resp_redirect(req, resp, 303, page_href(req, "/account/messages"));
	return (ERR_OK);
}

/* --- by mail, too ------------------------------------------------------------------------------
 */

enum err
page_messages_mail(struct req *req, struct resp *resp)
{
	const char *title = msg(req->locale, "message.mail_title");
	bool muted[NOTICE_KIND_COUNT];
	struct view *v, *item;
	enum err err;

	if ((err = notice_muted(req->db, req->arena, req->account->id, muted)) != ERR_OK)
		return (err);
	v = page(req, title, "/account/messages/mail");
	page_crumb(v, msg(req->locale, "message.title"), page_href(req, "/account/messages"));
	page_crumb(v, title, NULL);
	if ((err = refused(req, v)) != ERR_OK)
		return (err);
	if (req_query(req, "saved") != NULL)
		view_show(v, "SAVED");
	for (int k = 0; k < NOTICE_KIND_COUNT; k++) {
		const char *id = notice_kind_id((enum notice_kind)k);

		if (!notice_mutable((enum notice_kind)k))
			continue;
		item = view_item(v, "KIND");
		view_text(item, "KIND_ID", id);
		view_text(item, "KIND_LABEL",
		    msg(req->locale, arena_printf(req->arena, "notice.%s.label", id)));
		if (!muted[k])
			view_show(item, "WANTED");
	}
	return (page_send(req, resp, v, "messages_mail.html"));
}

enum err
page_messages_mail_send(struct req *req, struct resp *resp)
{
	struct strings wanted = req_form_all(req, "kind");
	enum err err;

	if ((err = db_begin(req->db)) != ERR_OK)
		return (err);
	for (int k = 0; k < NOTICE_KIND_COUNT && err == ERR_OK; k++) {
		bool want = false;

		for (size_t i = 0; i < wanted.n; i++)
			want |= strcmp(wanted.v[i], notice_kind_id((enum notice_kind)k)) == 0;
		if (notice_mutable((enum notice_kind)k))
			err = notice_mute(
			    req->db, req->arena, req->account->id, (enum notice_kind)k, !want);
	}
	if (err == ERR_OK)
		err = db_commit(req->db);
	else
		db_rollback(req->db);
	if (err != ERR_OK)
		return (err);
	resp_redirect(req, resp, 303, page_href(req, "/account/messages/mail?saved=1"));
	return (ERR_OK);
}
