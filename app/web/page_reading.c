/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Owns what is loaded of a law for reading. */
#include "web/page_reading.h"

#include <string.h>

#include "domain/division.h"
#include "locale/message.h"
#include "store/entry.h"
#include "web/pages.h"

/* The part that is asked for, among those the law is cut into or any division of it. */
static enum err
choose_part(struct req *req, const struct expression *x, const char *part, struct page_reading *r)
{
	size_t division = 0;

	r->parts = part_cut(req->arena, x, LAW_LARGE);
	r->at = part == NULL ? 0 : part_holding(&r->parts, x, part);
	if (part != NULL && (r->at == r->parts.n || strcmp(r->parts.v[r->at].eid, part) != 0))
		division = division_find(x, part);
	if (division != 0) {
		r->part = part_division(x, division);
		r->at = r->parts.n;
	} else if (r->at < r->parts.n) {
		r->part = r->parts.v[r->at];
	} else {
		return (ERR_NOTFOUND);
	}
	return (ERR_OK);
}

enum err
page_reading_load(struct req *req, const struct law_page *p, struct expression *const *others,
    size_t n, struct page_reading *ret_reading)
{
	struct expression *x = p->shown, within = *x;
	struct expression **load = arena_array(req->arena, struct expression *, n + 1);
	const char *part = p->ask.part;
	struct strings eids = { NULL, 0 };
	struct page_reading r = { 0 };
	size_t i, k;
	enum err err;

	for (i = 0; i < n; i++)
		load[i + 1] = others[i];
	r.cut = part != NULL ? strcmp(part, "all") != 0 : x->stored > LAW_LARGE;
	if (!r.cut) {
		load[0] = x;
		if ((err = entry_articles(req->db, req->arena, load, n + 1)) != ERR_OK)
			return (err);
		r.part.to = x->narticles;
		*ret_reading = r;
		return (ERR_OK);
	}
	if ((err = entry_outline(req->db, req->arena, &x, 1)) != ERR_OK ||
	    (err = choose_part(req, x, part, &r)) != ERR_OK)
		return (err);
	eids.v = arena_array(req->arena, const char *, r.part.to - r.part.from);
	for (i = r.part.from; i < r.part.to; i++)
		eids.v[eids.n++] = x->articles[i].eid;
	load[0] = &within;
	if ((err = entry_named(req->db, req->arena, load, n + 1, &eids)) != ERR_OK)
		return (err);
	/* Both are in order of the text. */
	for (i = r.part.from, k = 0; i < r.part.to && k < within.narticles; i++) {
		if (strcmp(x->articles[i].eid, within.articles[k].eid) == 0)
			x->articles[i].body = within.articles[k++].body;
	}
	*ret_reading = r;
	return (ERR_OK);
}

static void
fill_part_link(struct req *req, struct view *v, const char *section, const struct law_page *p,
    const struct part *part)
{
	const struct expression *x = p->shown;
	struct view *item = view_item(v, section);
	const char *label =
	    part->division != 0
		? division_label(req->arena, &x->divisions[part->division - 1])
		: page_law_label(req, p->record, &x->articles[part->from], x->language);

	view_text(item, "PART_HREF",
	    page_law_href(req, p->record->slug,
		&(struct law_address){ .text = p->ask.text, .at = p->ask.at, .part = part->eid }));
	page_words(item, "PART", label, x->language);
}

void
page_reading_fill(
    struct req *req, struct view *v, const struct law_page *p, const struct page_reading *r)
{
	struct view *item;

	if (!r->cut)
		return;
	item = view_item(v, "PART_NOTE");
	view_text(item, "PART_TEXT",
	    msg_format(req->locale, req->arena, "law.part_note",
		MSG_INT("count", (int64_t)(r->part.to - r->part.from)),
		MSG_INT("all", (int64_t)p->shown->narticles)));
	view_text(item, "WHOLE_HREF",
	    page_law_href(req, p->record->slug,
		&(struct law_address){ .text = p->ask.text,
		    .at = p->ask.at,
		    .part = p->shown->narticles > LAW_LARGE ? "all" : NULL }));
	if (r->at < r->parts.n && (r->at > 0 || r->at + 1 < r->parts.n)) {
		item = view_item(v, "PARTS");
		if (r->at > 0)
			fill_part_link(req, item, "PART_BEFORE", p, &r->parts.v[r->at - 1]);
		if (r->at + 1 < r->parts.n)
			fill_part_link(req, item, "PART_AFTER", p, &r->parts.v[r->at + 1]);
	}
}
