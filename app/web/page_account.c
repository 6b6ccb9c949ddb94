/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The overview of an account: where everything that is its owner's begins; and what the pages of
 * accounts have in common.
 */
#include <string.h>

#include "auth/password.h"
#include "locale/message.h"
#include "store/account.h"
#include "store/organisation.h"
#include "web/account_pages.h"
#include "web/notice_pages.h"
#include "web/pages.h"

struct view *
account_frame(struct req *req, const char *title, const char *path)
{
	struct view *v = page_view(req, title, path);
	const char *done = req_query(req, "done"), *key;

	if (strcmp(path, "/account") != 0)
		page_crumb(v, msg(req->locale, "account.title"), page_href(req, "/account"));
	page_crumb(v, title, NULL);
	view_show(v, "NOINDEX");
	if (done != NULL && strlen(done) < 32 && strpbrk(done, "./") == NULL) {
		key = arena_printf(req->arena, "account.done.%s", done);
		if (msg_has(req->locale, key))
			view_text(view_item(v, "DONE"), "DONE_TEXT", msg(req->locale, key));
	}
	return (v);
}

static const char *
words(struct req *req, const char *made, const char *key)
{
	return (made != NULL || key == NULL ? made : msg(req->locale, key));
}

enum err
account_form(
    struct req *req, struct resp *resp, const struct fields *f, const struct account_form *form)
{
	struct view *v = account_frame(req, words(req, form->title_words, form->title), form->path);
	const char *lead = words(req, form->lead_words, form->lead);

	if (lead != NULL)
		view_text(view_item(v, "LEAD"), "LEAD_TEXT", lead);
	if (form->warning != NULL)
		view_text(view_item(v, "WARNING"), "WARNING_TEXT", msg(req->locale, form->warning));
	view_text(v, "BUTTON", msg(req->locale, form->button));
	return (field_page(f, resp, v, "account_form.html"));
}

enum err
account_note(struct req *req, struct resp *resp, const struct account_note *note)
{
	struct view *v = account_frame(req, note->title, note->path), *button;

	view_text(v, "TEXT", note->text);
	if (note->href != NULL) {
		button = view_item(v, "BUTTON");
		view_text(button, "HREF", note->href);
		view_text(button, "LABEL", note->label);
	}
	return (page_send(req, resp, v, "account_note.html"));
}

enum err
account_over(struct req *req, struct resp *resp, const char *path, const char *label)
{
	const struct account_note note = {
		.title = msg(req->locale, "account.over.title"),
		.path = path,
		.text = msg(req->locale, "account.over.text"),
		.href = page_href(req, "%s", path),
		.label = msg(req->locale, label),
	};

	resp->status = 410;
	return (account_note(req, resp, &note));
}

enum err
account_mail(struct req *req, struct resp *resp, struct fields *f, const struct account_form *form,
    account_mail_fn *write)
{
	const char *email;
	int wait = 0, other = 0;
	enum err err;

	if (!field_read(f))
		return (account_form(req, resp, f, form));
	email = field_text(f, "email");
	if ((err = throttle_count(req, THROTTLE_MAILER, throttle_client(req->arena, req->client),
		 &wait)) != ERR_OK ||
	    (err = throttle_count(req, THROTTLE_MAIL, email, &other)) != ERR_OK)
		return (err);
	if (wait > 0 || other > 0) {
		account_wait(req, resp, f, wait > other ? wait : other);
		return (account_form(req, resp, f, form));
	}
	if ((err = db_begin(req->db)) != ERR_OK)
		return (err);
	if ((err = write(req, email)) == ERR_OK)
		err = db_commit(req->db);
	if (err != ERR_OK) {
		db_rollback(req->db);
		return (err);
	}
	resp_redirect(req, resp, 303, page_href(req, "/account/sent"));
	return (ERR_OK);
}

void
account_wait(struct req *req, struct resp *resp, struct fields *f, int wait)
{
	field_error_text(f, NULL,
	    msg_format(req->locale, req->arena, "problem.too_many_attempts",
		MSG_INT("count", throttle_minutes(wait))));
	resp->status = 429;
	resp->retry_after = wait;
}

enum err
account_proves(
    struct req *req, struct resp *resp, struct fields *f, const char *name, bool *ret_right)
{
	const char *number =
	    arena_printf(req->arena, "%lld", (long long)req->session->account.id.v);
	struct account_proof proof;
	bool stale;
	int wait;
	enum err err;

	*ret_right = false;
	if ((err = throttle_count(req, THROTTLE_PROVE, number, &wait)) != ERR_OK)
		return (err);
	if (wait > 0) {
		account_wait(req, resp, f, wait);
		return (ERR_OK);
	}
	if ((err = account_by_id(req->db, req->arena, req->session->account.id, &proof)) != ERR_OK)
		return (err);
	if (!password_fits(proof.password, field_text(f, name), &stale)) {
		field_error(f, name, "account.password_wrong");
		return (ERR_OK);
	}
	*ret_right = true;
	return (throttle_forgive(req, THROTTLE_PROVE, number));
}

enum err
page_account(struct req *req, struct resp *resp)
{
	struct view *v = account_frame(req, msg(req->locale, "account.title"), "/account");
	struct organisation *o;
	size_t n;
	enum err err;

	if ((err = organisation_list(req->db, req->arena, req->account->id, &o, &n)) != ERR_OK)
		return (err);
	view_text(v, "SIGNED_IN",
	    msg_format(req->locale, req->arena, "account.signed_in_as",
		MSG_TEXT("name", req->account->name), MSG_TEXT("email", req->account->email)));
	for (size_t i = 0; i < n; i++) {
		struct view *row = view_item(v, "ORGANISATION");

		view_text(row, "ORGANISATION_HREF",
		    page_href(req, "/account/organisations/%lld", (long long)o[i].id.v));
		view_text(row, "ORGANISATION_NAME", o[i].name);
		view_text(
		    row, "ORGANISATION_ROLE", page_label(req, VOCAB_MEMBER_ROLE, (int)o[i].role));
	}
	if (n == 0)
		view_show(v, "NO_ORGANISATION");
	if (req->account->role == ACCOUNT_STAFF)
		view_show(v, "STAFF");
	notice_pages_glance(req, v);
	return (page_send(req, resp, v, "account.html"));
}
