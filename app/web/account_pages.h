/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The pages below /{locale}/account that are about the account itself and its organisations. */
#ifndef WEB_ACCOUNT_PAGES_H
#define WEB_ACCOUNT_PAGES_H

#include "web/field.h"
#include "web/req.h"
#include "web/throttle.h"

/**
 * account_frame(req, title, path): the view of such a page: breadcrumbs from the account on,
 * nothing for search engines, and if the address says ?done=X the sentence "account.done.X".
 *
 * account_form(req, resp, f, form): a page that is one form.  account_note(req, resp, note): one
 * that says something and leads on.  account_over(req, resp, path, label): the note, 410, that the
 * link of a mail leads nowhere (any more); another is had at ${path}, whose title is ${label}, a
 * message.
 */
struct view *account_frame(struct req *req, const char *title, const char *path);

/* Messages, but for the path; words made with arguments take the place of the message. */
struct account_form {
	const char *path; /* below the locale */
	const char *title, *title_words;
	const char *lead, *lead_words; /* or neither */
	const char *button;
	const char *warning; /* or NULL */
};
MUSTCHECK enum err account_form(
    struct req *req, struct resp *resp, const struct fields *f, const struct account_form *form);

struct account_note {
	const char *title, *path, *text; /* words */
	const char *href, *label;	 /* a button, or NULL */
};
MUSTCHECK enum err account_note(
    struct req *req, struct resp *resp, const struct account_note *note);
MUSTCHECK enum err account_over(
    struct req *req, struct resp *resp, const char *path, const char *label);

/* The field for what account_proves() wants to see. */
#define ACCOUNT_FIELD_PROOF                                                                        \
	{                                                                                          \
		.name = "password", .kind = FIELD_PASSWORD, .label = "account.password_now",       \
		.required = true, .autocomplete = "current-password"                               \
	}

/**
 * account_mail(req, resp, f, form, write): what is sent with a form whose field "email" anybody may
 * fill: ${write} puts a mail to the address into the outbox, in a transaction, unless too many were
 * asked for; then /account/sent.  The form is shown again if something is wrong with it.
 */
typedef enum err account_mail_fn(struct req *req, const char *email);
MUSTCHECK enum err account_mail(struct req *req, struct resp *resp, struct fields *f,
    const struct account_form *form, account_mail_fn *write);

/**
 * account_wait(req, resp, f, wait): what ${f} says when somebody has tried too often: 429.
 * account_proves(req, resp, f, name, ret_right): whether the field ${name} holds the password of
 * the account that asks; attempts are counted, what is wrong stands in ${f}.
 */
void account_wait(struct req *req, struct resp *resp, struct fields *f, int wait);
MUSTCHECK enum err account_proves(
    struct req *req, struct resp *resp, struct fields *f, const char *name, bool *ret_right);

handler_fn page_account; /* overview */
handler_fn page_signin;
handler_fn page_signin_send;
handler_fn page_signout;
handler_fn page_signup;
handler_fn page_signup_send;
handler_fn page_signup_sent; /* a mail is on its way; also for reset */
handler_fn page_confirm;
handler_fn page_confirm_send;
handler_fn page_reset;
handler_fn page_reset_send;
handler_fn page_renew; /* where the link of a reset leads */
handler_fn page_renew_send;
handler_fn page_second; /* asks for the second factor */
handler_fn page_second_send;
handler_fn page_totp; /* sets it up */
handler_fn page_totp_send;
handler_fn page_totp_change;
handler_fn page_totp_change_send;
handler_fn page_security;
handler_fn page_security_end; /* ends sessions */
handler_fn page_password;
handler_fn page_password_send;
handler_fn page_email;
handler_fn page_email_send;
handler_fn page_email_confirm;
handler_fn page_email_confirm_send;
handler_fn page_profile;
handler_fn page_profile_send;
handler_fn page_data;
handler_fn page_data_export;
handler_fn page_close;
handler_fn page_close_send;
handler_fn page_closed;

handler_fn page_organisations;
handler_fn page_organisation_new;
handler_fn page_organisation_create;
handler_fn page_organisation;
handler_fn page_organisation_edit;
handler_fn page_organisation_save;
handler_fn page_members_change;
handler_fn page_member_leave;
handler_fn page_invite;
handler_fn page_invite_send;
handler_fn page_uninvite;
handler_fn page_invitation;
handler_fn page_invitation_accept;
handler_fn page_invitation_take;

#endif
