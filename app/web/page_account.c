/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The overview of an account: where everything that is its owner's begins. */
#include "locale/message.h"
#include "web/account_pages.h"
#include "web/pages.h"

enum err
page_account(struct req *req, struct resp *resp)
{
	const char *title = msg(req->locale, "account.title");
	struct view *v = page_view(req, title, "/account");

	page_crumb(v, title, NULL);
	view_show(v, "NOINDEX");
	view_text(v, "SIGNED_IN",
	    msg_format(req->locale, req->arena, "account.signed_in_as",
		MSG_TEXT("name", req->account->name), MSG_TEXT("email", req->account->email)));
	return (page_send(req, resp, v, "account.html"));
}
