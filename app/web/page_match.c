/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Agencies that fit what an enterprise looks for, ranked with the reasons; what fits the listings
 * of one's own organisations.
 */
#include <inttypes.h>
#include <string.h>

#include "locale/format.h"
#include "locale/message.h"
#include "store/match.h"
#include "web/inquiry_pages.h"
#include "web/inquiry_part.h"
#include "web/match_need.h"
#include "web/match_part.h"
#include "web/pages.h"

enum { SHOWN = 20, OWN_LISTINGS = 20, FITS_EACH = 5 };

static bool
among(const struct strings *list, const char *id)
{
	for (size_t i = 0; i < list->n; i++)
		if (strcmp(list->v[i], id) == 0)
			return (true);
	return (false);
}

static void
choice(struct view *v, const char *section, const char *id, const char *label, bool on)
{
	struct view *item = view_item(v, section);

	view_text(item, "CHOICE_ID", id);
	view_text(item, "CHOICE_LABEL", label);
	if (on)
		view_show(item, "CHOICE_ON");
}

static void
choices_of_set(
    struct req *req, struct view *v, const char *section, enum vocab set, const char *parameter)
{
	struct strings asked = req_query_all(req, parameter);

	for (size_t i = 0; i < vocab_size(set); i++)
		choice(v, section, vocab_id(set, (int)i), page_label(req, set, (int)i),
		    among(&asked, vocab_id(set, (int)i)));
}

static enum err
fill_form(struct req *req, struct view *v, const struct match_need *need)
{
	const struct field_choice *choices;
	enum err err;
	size_t n;

	if ((err = inquiry_part_countries(req, &choices, &n)) != ERR_OK)
		return (err);
	for (size_t i = 0; i < n; i++)
		choice(v, "PLACE_CHOICE", choices[i].id, choices[i].label,
		    among(&need->jurisdictions, choices[i].id));
	choices = inquiry_part_languages(req, &n);
	for (size_t i = 0; i < n; i++)
		choice(v, "TONGUE_CHOICE", choices[i].id, choices[i].label,
		    among(&need->languages, choices[i].id));
	choices_of_set(req, v, "SERVICE_CHOICE", VOCAB_SERVICE, "service");
	choices_of_set(req, v, "RIGHT_CHOICE", VOCAB_SUBJECT, "subject");
	return (ERR_OK);
}

enum err
page_match(struct req *req, struct resp *resp)
{
	const char *title = msg(req->locale, "match.title"), *query;
	struct match_found *found;
	struct match_need need;
	struct view *v;
	enum err err;
	size_t n;

	match_need_read(req, &need);
	query = match_need_query(req, &need);
	if ((err = match_need_agencies(req, &need, &found, &n)) != ERR_OK)
		return (err);
	v = page_view(req, title, arena_printf(req->arena, "/providers/match%s", query));
	page_crumb(v, page_kinds(req, KIND_PROVIDER), page_href(req, "/providers"));
	page_crumb(v, title, NULL);
	view_text(v, "DESCRIPTION", msg(req->locale, "match.lead"));
	if ((err = fill_form(req, v, &need)) != ERR_OK)
		return (err);
	if (query[0] == '\0') {
		view_show(v, "CHOOSE");
	} else if (n == 0) {
		view_show(v, "NOTHING");
	} else {
		struct view *list = view_item(v, "RESULTS");

		view_text(list, "RESULTS_TEXT",
		    msg_format(
			req->locale, req->arena, "match.results", MSG_INT("count", (int64_t)n)));
		for (size_t i = 0; i < n && i < SHOWN; i++) {
			struct view *item = view_item(list, "MATCH");

			match_part_show(req, item, &found[i]);
			view_text(view_item(item, "MATCH_ASK"), "ASK_HREF",
			    page_href(req, "/providers/%s/inquire", found[i].record->slug));
		}
	}
	return (page_send(req, resp, v, "match.html"));
}

/* --- one's own ---------------------------------------------------------------------------------
 */

enum err
page_matches(struct req *req, struct resp *resp)
{
	const char *title = msg(req->locale, "match.own_title");
	struct record **own;
	struct view *v;
	enum err err;
	size_t n;

	if ((err = match_own(req->db, req->arena, req->account->id, OWN_LISTINGS, &own, &n)) !=
	    ERR_OK)
		return (err);
	v = page_view(req, title, "/account/matches");
	page_crumb(v, msg(req->locale, "account.title"), page_href(req, "/account"));
	page_crumb(v, title, NULL);
	for (size_t i = 0; i < n; i++) {
		struct view *item = view_item(v, "OWN");
		struct match_found *found;
		const struct text *t;
		size_t nfound;
		bool ignored;

		t = record_text(own[i], req->chain, req->nchain, &ignored);
		page_words(item, "OWN_TITLE", t->title, t->language);
		view_text(item, "OWN_HREF", page_href(req, "/listings/%s", own[i]->slug));
		view_text(item, "DIRECTION",
		    page_label(req, VOCAB_DIRECTION, (int)own[i]->listing->direction));
		if ((err = match_part_listing(req, own[i], FITS_EACH, &found, &nfound)) != ERR_OK)
			return (err);
		for (size_t k = 0; k < nfound; k++) {
			struct view *match = view_item(item, "MATCH");

			match_part_show(req, match, &found[k]);
			view_text(view_item(match, "MATCH_ASK"), "ASK_HREF",
			    page_href(req, "/listings/%s/inquire", found[k].record->slug));
		}
		if (nfound == 0)
			view_show(item, "NONE_YET");
	}
	if (n == 0)
		view_show(v, "NOTHING");
	return (page_send(req, resp, v, "matches.html"));
}
