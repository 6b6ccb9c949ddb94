/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The pages about what an account is told: its messages, its mails, what it follows. */
#ifndef WEB_NOTICE_PAGES_H
#define WEB_NOTICE_PAGES_H

#include "web/req.h"

/**
 * notice_pages_glance(req, v): what the overview of the account says of messages: the section
 * MESSAGES, and what the part REFUSED shows.  Without the database it says nothing.
 */
void notice_pages_glance(struct req *req, struct view *v);

handler_fn page_messages;      /* GET /{locale}/account/messages */
handler_fn page_messages_mark; /* POST: all are read */
handler_fn page_messages_mail; /* GET …/messages/mail: which come by mail too */
handler_fn page_messages_mail_send;
handler_fn page_message; /* GET …/messages/{id} */
handler_fn page_message_mark;

handler_fn page_unsubscribe; /* GET /unsubscribe/{token}: asks */
handler_fn page_unsubscribe_send;

handler_fn page_follows;      /* GET /{locale}/account/follows */
handler_fn page_follows_send; /* POST: another rhythm, or no more */
handler_fn page_follow_new;   /* GET …/follows/new?what=… */
handler_fn page_follow_new_send;

#endif
