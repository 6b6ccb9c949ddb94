/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The way out that stands in every mail that has one: /unsubscribe/{token} asks, and does it when
 * the button is pressed or a mail provider sends the same request (RFC 8058), without anybody being
 * signed in.  The token is the account's secret and the kind of notice; it opens nothing else.
 */
#include <string.h>

#include "locale/message.h"
#include "store/notice.h"
#include "web/notice_pages.h"
#include "web/pages.h"

/* Whose token it is; the page is in the language in which they get their mails. */
static enum err
read_token(struct req *req, struct account_id *ret_account, enum notice_kind *ret_kind)
{
	const char *token = req_path(req, "token"), *dot = strchr(token, '.'), *locale;
	const struct locale *l;
	enum err err;

	if (dot == NULL || !notice_kind_from_id(dot + 1, ret_kind) || !notice_mutable(*ret_kind))
		return (ERR_NOTFOUND);
	err = notice_reader(req->db, req->arena,
	    arena_strndup(req->arena, token, (size_t)(dot - token)), ret_account, &locale);
	if (err == ERR_OK && (l = locales_find(req->app->locales, locale)) != NULL)
		req->locale = l;
	return (err);
}

static enum err
show(struct req *req, struct resp *resp, enum notice_kind kind, const char *title, const char *text,
    const char *section)
{
	const char *label =
	    msg(req->locale, arena_printf(req->arena, "notice.%s.label", notice_kind_id(kind)));
	struct view *v = page_view(req, msg(req->locale, title), NULL);

	view_show(v, "NOINDEX");
	view_text(v, "TEXT", msg_format(req->locale, req->arena, text, MSG_TEXT("kind", label)));
	view_show(v, section);
	resp->no_store = true;
	return (page_send(req, resp, v, "unsubscribe.html"));
}

enum err
page_unsubscribe(struct req *req, struct resp *resp)
{
	struct account_id account;
	enum notice_kind kind;
	enum err err;

	if ((err = read_token(req, &account, &kind)) != ERR_OK)
		return (err);
	return (
	    show(req, resp, kind, "message.unsubscribe_title", "message.unsubscribe_text", "ASK"));
}

enum err
page_unsubscribe_send(struct req *req, struct resp *resp)
{
	struct account_id account;
	enum notice_kind kind;
	const char *again;
	enum err err;

	if ((err = read_token(req, &account, &kind)) != ERR_OK)
		return (err);
	again = req_form(req, "again");
	err = notice_mute(req->db, req->arena, account, kind, again == NULL);
	if (err != ERR_OK)
		return (err);
	if (again != NULL)
		return (show(req, resp, kind, "message.resubscribed_title",
		    "message.resubscribed_text", "BACK"));
	return (show(
	    req, resp, kind, "message.unsubscribed_title", "message.unsubscribed_text", "DONE"));
}
