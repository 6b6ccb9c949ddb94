/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Asking for a profile that the portal's staff made. */
#include <stdlib.h>
#include <string.h>

#include "locale/message.h"
#include "store/entry.h"
#include "store/organisation.h"
#include "store/takeover.h"
#include "web/field.h"
#include "web/pages.h"
#include "web/submission_pages.h"

static const struct field decl[] = {
	{ .name = "organisation",
	    .kind = FIELD_SELECT,
	    .label = "offering_form.organisation",
	    .required = true },
	{ .name = "message",
	    .kind = FIELD_TEXT,
	    .label = "submission.takeover_message",
	    .required = true,
	    .max = 2000 },
};

static enum err
begin(struct req *req, struct record **ret_profile, const struct text **ret_text,
    struct fields **ret_fields)
{
	struct organisation *all;
	struct field_choice *choices;
	size_t n, k = 0;
	bool fallback;
	enum err err;

	err = entry_by_slug(
	    req->db, req->arena, KIND_PROVIDER, req_path(req, "slug"), NULL, ret_profile);
	if (err == ERR_MOVED)
		return (ERR_NOTFOUND);
	if (err != ERR_OK ||
	    (err = organisation_list(req->db, req->arena, req->account->id, &all, &n)) != ERR_OK)
		return (err);
	*ret_text = record_text(*ret_profile, req->chain, req->nchain, &fallback);
	choices = arena_array(req->arena, struct field_choice, n);
	for (size_t i = 0; i < n; i++)
		if (account_member_may(all[i].role, MEMBER_ADMIN))
			choices[k++] = (struct field_choice){ arena_printf(req->arena, "%lld",
								  (long long)all[i].id.v),
				all[i].name };
	*ret_fields = field_new(req, decl, 2);
	field_choices(*ret_fields, "organisation", choices, k);
	if (k == 1)
		field_set(*ret_fields, "organisation", choices[0].id);
	return (*ret_text == NULL ? ERR_NOTFOUND : ERR_OK);
}

static enum err
show(struct req *req, struct resp *resp, const struct record *r, const struct text *text,
    struct fields *f)
{
	struct view *v = page_view(req, msg(req->locale, "submission.takeover"), NULL);

	view_show(v, "NOINDEX");
	page_crumb(v, msg(req->locale, "account.title"), page_href(req, "/account"));
	page_crumb(
	    v, msg(req->locale, "submission.providers"), page_href(req, "/account/providers"));
	page_crumb(v, msg(req->locale, "submission.takeover"), NULL);
	view_text(v, "FORM_ACTION", page_href(req, "/account/take/%s", r->slug));
	view_text(v, "PROFILE_HREF", page_href(req, "/providers/%s", r->slug));
	page_words(v, "PROFILE", text->title, text->language);
	return (field_page(f, resp, v, "takeover.html"));
}

enum err
page_takeover(struct req *req, struct resp *resp)
{
	const struct text *text;
	struct record *r;
	struct fields *f;
	enum err err;

	if ((err = begin(req, &r, &text, &f)) != ERR_OK)
		return (err);
	return (show(req, resp, r, text, f));
}

enum err
page_takeover_ask(struct req *req, struct resp *resp)
{
	const struct text *text;
	struct record *r;
	struct fields *f;
	enum err err;

	if ((err = begin(req, &r, &text, &f)) != ERR_OK)
		return (err);
	if (!field_read(f))
		return (show(req, resp, r, text, f));
	/* The choices are the organisations that this account administers. */
	err = takeover_ask(req->db, req->arena, req->account->id,
	    (struct organisation_id){ strtoll(field_text(f, "organisation"), NULL, 10) }, r->id,
	    field_text(f, "message"));
	if (err == ERR_CONFLICT) {
		field_error(f, NULL, "submission.takeover_conflict");
		return (show(req, resp, r, text, f));
	}
	if (err != ERR_OK)
		return (err);
	resp_redirect(req, resp, 303, page_href(req, "/account/providers?done=asked"));
	return (ERR_OK);
}
