/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Owns the table of members on the page of a treaty; what it tells are the facts that rest on the
 * treaty. */
#include "web/page_treaty.h"

#include <inttypes.h>
#include <string.h>

#include "locale/format.h"
#include "store/entry.h"
#include "web/pages.h"

static void
fill_day(struct req *req, struct view *v, const char *section, const char *day)
{
	if (day == NULL)
		return;
	v = view_item(v, section);
	view_text(v, "DAY", day);
	view_text(v, "DAY_TEXT", format_date(req->locale, req->arena, day, DATE_MEDIUM));
}

static void
fill_party(struct req *req, struct view *v, const struct record *r, const char *place)
{
	const struct fact *f = r->fact;
	struct view *terms = NULL;
	size_t i;

	view_text(v, "PARTY_NAME", format_jurisdiction(req->locale, req->arena, place));
	view_text(
	    v, "PARTY_HREF", page_href(req, "/jurisdictions/%s", page_escape(req->arena, place)));
	view_text(v, "FACT_HREF", page_href(req, "/facts/%s", r->slug));
	if (f->value != NULL && strcmp(f->value, "no") == 0)
		view_show(v, "NOT_PARTY");
	else if (f->since != NULL)
		fill_day(req, v, "SINCE", f->since);
	else
		page_facts_cell(req, v, r);
	fill_day(req, v, "SIGNED", f->signed_on);
	for (i = 0; i < f->nreservations; i++) {
		if (terms == NULL)
			terms = view_item(v, "TERMS");
		view_text(view_item(terms, "TERM"), "TERM_TEXT",
		    page_label(req, VOCAB_RESERVATION, (int)f->reservations[i]));
	}
}

enum err
page_treaty_load(struct req *req, const struct record *law, struct page_facts *ret_facts)
{
	struct page_facts facts = { NULL, 0 };
	struct record **found;
	size_t n, i;
	enum err err;

	if (law->law->type == LAW_TREATY) {
		if ((err = entry_citing(req->db, req->arena, KIND_FACT, law->slug, &found, &n)) !=
		    ERR_OK)
			return (err);
		facts.records = arena_array(req->arena, struct record *, n);
		for (i = 0; i < n; i++) {
			const struct record *r = found[i];

			if (r->jurisdictions.n > 0 && r->fact->question != NULL &&
			    page_facts_treaty(r->fact->question))
				facts.records[facts.n++] = found[i];
		}
	}
	*ret_facts = facts;
	return (ERR_OK);
}

const char *
page_treaty_stamp(struct req *req, const struct page_facts *facts)
{
	int64_t revisions = 0;
	size_t i;

	/* Revisions only grow, and an entry that leaves takes at least one from their sum and one
	 * from their number. */
	for (i = 0; i < facts->n; i++)
		revisions += facts->records[i]->revision;
	return (arena_printf(req->arena, "%zu.%" PRId64, facts->n, revisions));
}

void
page_treaty_parties(struct req *req, struct view *v, const struct page_facts *facts)
{
	struct strings places = page_facts_places(req, facts);
	const char *oldest = NULL;
	size_t unverified = 0, i, j;

	if (places.n == 0)
		return;
	v = view_item(v, "PARTIES");
	for (i = 0; i < facts->n; i++)
		unverified += facts->records[i]->verified == NULL;
	/* Said once where it is true of all. */
	if (unverified == facts->n)
		view_show(v, "ALL_UNVERIFIED");
	for (j = 0; j < places.n; j++) {
		for (i = 0; i < facts->n; i++) {
			const struct record *r = facts->records[i];
			struct view *party;

			if (strcmp(r->jurisdictions.v[0], places.v[j]) != 0)
				continue;
			fill_party(req, party = view_item(v, "PARTY"), r, places.v[j]);
			if (r->verified == NULL && unverified < facts->n)
				view_show(party, "UNVERIFIED");
			if (r->fact->as_of != NULL &&
			    (oldest == NULL || strcmp(r->fact->as_of, oldest) < 0))
				oldest = r->fact->as_of;
		}
	}
	if (oldest != NULL)
		view_text(
		    view_item(v, "AS_OF"), "AS_OF_TEXT", page_dated(req, "treaty.as_of", oldest));
}
