/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A law, or one article of it, in several languages side by side, aligned by eIds; and what is
 * printed of it, which is the same with a choice of articles. */
#include <inttypes.h>
#include <string.h>

#include "domain/align.h"
#include "domain/division.h"
#include "domain/eid.h"
#include "locale/format.h"
#include "locale/message.h"
#include "render/markup.h"
#include "web/page_beside.h"
#include "web/page_contents.h"
#include "web/page_law.h"
#include "web/page_links.h"
#include "web/page_reading.h"
#include "web/page_record.h"
#include "web/pages.h"

enum { PRINT_LANGUAGES_MAX = 2, PRINT_MAX = 2000 };

/* The texts that stand side by side; the first is that of the page. */
struct columns {
	struct expression *v[LAW_LANGUAGES_MAX];
	size_t n;
	const char *text; /* their languages, for addresses */
	const char *what; /* their ids, for the ETag */
};

/* One column for each language asked for that the law has on that day; the page's own text if there
 * is none. */
static struct columns
choose_columns(struct req *req, struct law_page *p, size_t max)
{
	struct columns c = { .n = 0, .text = "", .what = "" };

	for (size_t i = 0; i < p->ask.languages.n && c.n < max; i++) {
		const struct expression *e =
		    page_law_text(req, p->law, p->ask.languages.v[i], p->ask.at);

		if (e == NULL)
			continue;
		c.v[c.n] = arena_alloc(req->arena, sizeof(*e));
		*c.v[c.n++] = *e;
	}
	if (c.n == 0 && p->shown != NULL)
		c.v[c.n++] = p->shown;
	for (size_t i = 0; i < c.n; i++) {
		c.text =
		    arena_printf(req->arena, "%s%s%s", c.text, i > 0 ? "," : "", c.v[i]->language);
		c.what = arena_printf(req->arena, "%s %" PRId64, c.what, c.v[i]->id.v);
	}
	if (c.n > 0)
		p->shown = c.v[0];
	return (c);
}

static void
fill_heads(struct req *req, struct view *v, const struct columns *c)
{
	for (size_t i = 0; i < c->n; i++) {
		const struct expression *e = c->v[i];
		struct view *item = view_item(v, "COLUMN");

		view_text(
		    item, "COLUMN_LANGUAGE", format_language(req->locale, req->arena, e->language));
		view_text(
		    item, "COLUMN_PROVENANCE_ID", vocab_id(VOCAB_PROVENANCE, (int)e->provenance));
		view_text(item, "COLUMN_PROVENANCE",
		    page_label(req, VOCAB_PROVENANCE, (int)e->provenance));
		view_text(
		    item, "COLUMN_LEGAL_ID", vocab_id(VOCAB_LEGAL_VALUE, (int)e->legal_value));
		view_text(
		    item, "COLUMN_LEGAL", page_label(req, VOCAB_LEGAL_VALUE, (int)e->legal_value));
		if (e->version_date != NULL)
			view_text(view_item(item, "COLUMN_EDITION"), "COLUMN_VERSION",
			    page_dated(req, "law.version", e->version_date));
		if (e->digest)
			view_show(item, "COLUMN_DIGEST");
	}
}

/* Rows with a cell for each column.  Only the page's own text repeats the headings of divisions. */
static void
fill_rows(struct req *req, struct view *v, const struct law_page *p, const struct columns *c,
    const struct align_rows *rows, const struct page_beside *beside)
{
	const char *query = page_law_path(req, p->record->slug,
				&(struct law_address){ .text = c->text, .at = p->ask.at }) +
			    strlen("/laws/") + strlen(p->record->slug);
	struct page_links *links = page_links_new(req, p->record, query);
	size_t above = 0, number = 0, i, k, d;

	for (i = 0; i < p->shown->narticles; i++)
		page_links_article(links, p->shown->articles[i].eid, false);
	for (i = 0; i < rows->n; i++) {
		page_links_article(links, rows->v[i].eid, true);
		for (k = 0; k < c->n; k++) {
			if (rows->v[i].v[k] != NULL)
				(void)page_links_read(
				    links, rows->v[i].v[k]->body, c->v[k]->language);
		}
	}
	page_links_resolve(links, NULL);
	for (i = 0; i < rows->n; i++) {
		const struct article *lead = rows->v[i].v[0];
		struct view *row = view_item(v, "LINE");

		view_text(row, "EID", rows->v[i].eid);
		for (d = lead == NULL ? 0 : page_law_begins(p->shown, lead, &above); d != 0;
		     d = page_law_begins(p->shown, lead, &above)) {
			struct view *h = view_item(row, "CHAPTER");

			page_words(h, "CHAPTER",
			    division_label(req->arena, &p->shown->divisions[d - 1]),
			    p->shown->language);
		}
		for (k = 0; k < c->n; k++) {
			const struct article *a = rows->v[i].v[k];
			struct view *cell = view_item(row, "CELL");

			view_text(cell, "CELL_LANG", c->v[k]->language);
			view_text(cell, "CELL_DIR", language_dir(c->v[k]->language));
			if (a == NULL) {
				view_show(cell, "CELL_NONE");
				continue;
			}
			cell = view_item(cell, "CELL_TEXT");
			view_text(cell, "CELL_HREF",
			    page_href(req, "/laws/%s/%s%s", p->record->slug,
				page_escape(req->arena, a->eid), query));
			view_text(cell, "CELL_NUMBER",
			    page_law_label(req, p->record, a, c->v[k]->language));
			if (a->heading != NULL)
				view_text(view_item(cell, "CELL_NAMED"), "CELL_NAME", a->heading);
			view_markup(cell, "CELL_BODY", page_links_markup(links, number++, NULL));
			if (beside != NULL)
				page_beside_article(req, cell, beside, k, a->eid);
		}
	}
}

/* The languages to choose from, those that are shown ticked. */
static void
fill_choice(struct req *req, struct view *v, const struct law_page *p, const struct columns *c,
    const struct law_address *to)
{
	struct view *choice = view_item(v, "CHOICE");

	view_text(choice, "CHOICE_HREF",
	    page_law_href(req, p->record->slug, &(struct law_address){ .eid = to->eid }));
	if (to->at != NULL)
		view_text(view_item(choice, "CHOICE_AT"), "CHOICE_DAY", to->at);
	if (to->part != NULL)
		view_text(view_item(choice, "CHOICE_PART"), "CHOICE_EID", to->part);
	for (size_t i = 0; i < p->law->nexpressions; i++) {
		const struct expression *e = &p->law->expressions[i];
		struct view *item;

		if (page_law_text(req, p->law, e->language, p->ask.at) != e)
			continue;
		item = view_item(choice, "LANGUAGE");
		view_text(item, "LANGUAGE_TAG", e->language);
		view_text(
		    item, "LANGUAGE_LABEL", format_language(req->locale, req->arena, e->language));
		for (size_t k = 0; k < c->n; k++) {
			if (c->v[k]->id.v == e->id.v)
				view_show(item, "LANGUAGE_ON");
		}
	}
}

static enum err
show(struct req *req, struct resp *resp, const struct law_page *p, const struct columns *c,
    const struct law_address *address, const struct page_reading *r,
    const struct page_beside *beside)
{
	const char *title = msg(req->locale, "law.parallel");
	struct expression within = *p->shown;
	const struct expression *texts[LAW_LANGUAGES_MAX];
	struct align_rows rows;
	struct view *v;

	/* Of the page's own text only what is read has a row. */
	within.articles += r->part.from;
	within.narticles = r->part.to - r->part.from;
	texts[0] = &within;
	for (size_t i = 1; i < c->n; i++)
		texts[i] = c->v[i];
	rows = align_articles(req->arena, texts, c->n);
	if (address->eid != NULL)
		title = arena_printf(req->arena, "%s, %s",
		    page_law_label(req, p->record, &p->shown->articles[0], NULL), title);
	v = page_law_frame(req, p, title, address);
	page_law_standing(req, v, p, address->eid);
	view_text(v, "COLUMNS_CLASS", arena_printf(req->arena, "columns-%zu", c->n));
	view_int(v, "COLUMNS", (int64_t)c->n);
	fill_heads(req, v, c);
	fill_choice(req, v, p, c, address);
	if (address->eid == NULL) {
		if (p->shown->narticles > 1)
			page_contents(req, v, p,
			    &(struct page_contents){ .from = r->part.from,
				.to = r->part.to,
				.parts = r->cut ? &r->parts : NULL });
		page_reading_fill(req, v, p, r);
	}
	view_text(view_item(v, "PRINT"), "PRINT_HREF",
	    page_law_href(req, p->record->slug,
		&(struct law_address){ .text = c->text,
		    .at = p->ask.at,
		    .print = address->eid != NULL ? address->eid : "" }));
	fill_rows(req, v, p, c, &rows, beside);
	return (page_send(req, resp, v, "parallel.html"));
}

enum err
page_law_parallel(struct req *req, struct resp *resp, const struct law_ask *ask)
{
	struct page_reading reading;
	struct law_address address;
	struct columns c;
	struct page_beside *beside;
	struct law_page p;
	enum err err;

	if ((err = page_law_load(req, resp, ask, &p)) != ERR_OK)
		return (err == ERR_MOVED ? ERR_OK : err);
	c = choose_columns(req, &p, LAW_LANGUAGES_MAX);
	if (c.n == 0)
		return (ERR_NOTFOUND);
	p.ask.text = c.text;
	address = (struct law_address){ .text = c.text, .at = ask->at, .part = ask->part };
	if ((err = page_beside_load(req, &p, c.v, c.n, NULL, &beside)) != ERR_OK)
		return (err);
	if (resp_not_modified(req, resp,
		page_law_etag(req, &p,
		    arena_printf(
			req->arena, "beside%s %s", c.what, ask->part != NULL ? ask->part : ""))))
		return (ERR_OK);
	if ((err = page_reading_load(req, &p, c.v + 1, c.n - 1, &reading)) != ERR_OK)
		return (err);
	return (show(req, resp, &p, &c, &address, &reading, beside));
}

enum err
page_law_article_parallel(
    struct req *req, struct resp *resp, const struct law_ask *ask, const char *eid)
{
	const char *wanted = eid;
	const struct strings eids = { &wanted, 1 };
	struct page_reading reading = { 0 };
	struct law_address address;
	struct columns c;
	struct page_beside *beside;
	struct law_page p;
	size_t n = 0, i;
	enum err err;

	if ((err = page_law_load(req, resp, ask, &p)) != ERR_OK)
		return (err == ERR_MOVED ? ERR_OK : err);
	c = choose_columns(req, &p, LAW_LANGUAGES_MAX);
	address = (struct law_address){ .eid = eid, .text = c.text, .at = ask->at };
	if ((err = entry_named(req->db, req->arena, c.v, c.n, &eids)) != ERR_OK)
		return (err);
	/* The first column has the article, or another does and comes first. */
	for (i = 0; i < c.n; i++) {
		if (c.v[i]->narticles == 0)
			continue;
		if (n == 0 && i > 0) {
			struct expression *first = c.v[i];

			c.v[i] = c.v[0];
			c.v[0] = first;
		}
		n++;
	}
	if (n == 0)
		return (ERR_NOTFOUND);
	p.shown = c.v[0];
	p.ask.text = c.text;
	if ((err = page_beside_load(req, &p, c.v, c.n, eid, &beside)) != ERR_OK)
		return (err);
	if (resp_not_modified(req, resp,
		page_law_etag(req, &p,
		    arena_printf(
			req->arena, "beside%s %s %s", c.what, eid, page_beside_stamp(beside)))))
		return (ERR_OK);
	reading.part.to = p.shown->narticles;
	return (show(req, resp, &p, &c, &address, &reading, beside));
}

/* --- printing ------------------------------------------------------------------------------------
 */

/* "art_1,art_2", also of several parameters; what is no eId is left out. */
static struct strings
chosen_articles(struct req *req)
{
	struct strings values = req_query_all(req, "print"), out = { NULL, 0 };

	out.v = arena_array(req->arena, const char *, PRINT_MAX);
	for (size_t i = 0; i < values.n; i++) {
		const char *s = values.v[i];

		while (*s != '\0' && out.n < PRINT_MAX) {
			size_t n = strcspn(s, ",");
			const char *eid = arena_strndup(req->arena, s, n);

			if (eid_valid(eid))
				out.v[out.n++] = eid;
			s += n + (s[n] == ',');
		}
	}
	return (out);
}

/* The same with the articles of each division that is among them. */
static struct strings
with_divisions(struct req *req, const struct expression *x, const struct strings *eids)
{
	struct strings out = { NULL, 0 };

	out.v = arena_array(req->arena, const char *, eids->n + x->narticles);
	for (size_t i = 0; i < eids->n; i++) {
		size_t division = division_find(x, eids->v[i]), room = eids->n + x->narticles;
		struct part part;

		if (division == 0) {
			if (out.n < room)
				out.v[out.n++] = eids->v[i];
			continue;
		}
		part = part_division(x, division);
		for (size_t a = part.from; a < part.to && out.n < room; a++)
			out.v[out.n++] = x->articles[a].eid;
	}
	return (out);
}

/* The page on which a reader ticks what to print. */
static enum err
choose_print(struct req *req, struct resp *resp, struct law_page *p, const struct columns *c)
{
	const struct law_address address = { .text = p->ask.text, .at = p->ask.at, .print = "" };
	struct view *v;
	enum err err;

	if ((err = entry_outline(req->db, req->arena, &p->shown, 1)) != ERR_OK)
		return (err);
	v = page_law_frame(req, p, msg(req->locale, "law.print_choose"), &address);
	fill_choice(req, v, p, c, &(struct law_address){ .at = p->ask.at });
	view_text(v, "WHOLE_HREF",
	    page_law_href(req, p->record->slug,
		&(struct law_address){ .text = c->text, .at = p->ask.at, .print = "all" }));
	page_contents(
	    req, v, p, &(struct page_contents){ .to = p->shown->narticles, .choose = true });
	return (page_send(req, resp, v, "print_choice.html"));
}

enum err
page_law_print(struct req *req, struct resp *resp, const struct law_ask *ask)
{
	const struct expression *texts[LAW_LANGUAGES_MAX];
	struct strings eids = chosen_articles(req);
	struct align_rows rows;
	struct columns c;
	struct law_page p;
	struct view *v;
	const char *list = "", *path;
	bool whole;
	size_t i;
	enum err err;

	if ((err = page_law_load(req, resp, ask, &p)) != ERR_OK)
		return (err == ERR_MOVED ? ERR_OK : err);
	c = choose_columns(req, &p, PRINT_LANGUAGES_MAX);
	if (c.n == 0)
		return (ERR_NOTFOUND);
	if (eids.n == 0)
		return (choose_print(req, resp, &p, &c));
	whole = strcmp(eids.v[0], "all") == 0;
	for (i = 0; i < eids.n; i++)
		list = arena_printf(req->arena, "%s%s%s", list, i > 0 ? "," : "", eids.v[i]);
	if (whole)
		list = "all";
	if (resp_not_modified(req, resp,
		page_law_etag(req, &p, arena_printf(req->arena, "print%s %s", c.what, list))))
		return (ERR_OK);
	if (!whole) {
		if ((err = entry_outline(req->db, req->arena, &p.shown, 1)) != ERR_OK)
			return (err);
		eids = with_divisions(req, p.shown, &eids);
	}
	err = whole ? entry_articles(req->db, req->arena, c.v, c.n)
		    : entry_named(req->db, req->arena, c.v, c.n, &eids);
	if (err != ERR_OK)
		return (err);
	for (i = 0; i < c.n; i++)
		texts[i] = c.v[i];
	rows = align_articles(req->arena, texts, c.n);
	if (rows.n == 0)
		return (ERR_NOTFOUND);
	path = page_law_path(req, p.record->slug,
	    &(struct law_address){ .text = c.text, .at = ask->at, .print = list });
	v = page_law_frame(req, &p, msg(req->locale, "law.print"),
	    &(struct law_address){ .text = c.text, .at = ask->at, .print = list });
	page_law_standing(req, v, &p, NULL);
	page_law_details(req, v, &p);
	page_record_meta(req, v, p.record);
	view_text(v, "COLUMNS_CLASS", arena_printf(req->arena, "columns-%zu", c.n));
	view_int(v, "COLUMNS", (int64_t)c.n);
	view_text(v, "ADDRESS",
	    arena_printf(
		req->arena, "%s/%s%s", req->app->config.base_url, locale_tag(req->locale), path));
	view_text(v, "PRINTED", page_dated(req, "law.printed", page_record_today(req)));
	fill_heads(req, v, &c);
	fill_rows(req, v, &p, &c, &rows, NULL);
	page_law_provenance(req, v, &p, NULL);
	return (page_send(req, resp, v, "print.html"));
}
