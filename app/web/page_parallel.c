/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A law in several languages side by side, aligned by the eIds of its articles. */
#include <inttypes.h>
#include <string.h>

#include "locale/format.h"
#include "locale/message.h"
#include "render/markup.h"
#include "web/page_law.h"
#include "web/page_record.h"
#include "web/pages.h"

/* One language with a cursor: articles mostly come in the same order, so the search begins where it
 * last ended. */
struct column {
	const struct expression *expression;
	size_t at;
};

static const struct article *
find(struct column *column, const char *eid)
{
	size_t n = column->expression->narticles, i;

	for (i = 0; i < n; i++) {
		size_t at = (column->at + i) % n;

		if (strcmp(column->expression->articles[at].eid, eid) == 0) {
			column->at = at + 1;
			return (&column->expression->articles[at]);
		}
	}
	return (NULL);
}

static void
fill_head(struct req *req, struct view *v, const struct expression *e)
{
	struct view *item = view_item(v, "COLUMN");

	view_text(item, "COLUMN_LANGUAGE", format_language(req->locale, req->arena, e->language));
	view_text(item, "COLUMN_PROVENANCE", page_label(req, VOCAB_PROVENANCE, (int)e->provenance));
	view_text(item, "COLUMN_LEGAL", page_label(req, VOCAB_LEGAL_VALUE, (int)e->legal_value));
	if (e->digest)
		view_show(item, "COLUMN_DIGEST");
}

static void
fill_rows(struct req *req, struct view *v, struct column *columns, size_t ncolumns)
{
	const struct expression *lead = columns[0].expression;
	size_t i, j;

	for (i = 0; i < lead->narticles; i++) {
		struct view *row = view_item(v, "LINE");

		view_text(row, "EID", lead->articles[i].eid);
		for (j = 0; j < ncolumns; j++) {
			const struct expression *e = columns[j].expression;
			const struct article *a =
			    j == 0 ? &lead->articles[i] : find(&columns[j], lead->articles[i].eid);
			struct view *cell = view_item(row, "CELL");

			view_text(cell, "CELL_LANG", e->language);
			view_text(cell, "CELL_DIR", language_dir(e->language));
			if (a == NULL) {
				view_show(cell, "CELL_NONE");
				continue;
			}
			cell = view_item(cell, "CELL_TEXT");
			view_text(
			    cell, "CELL_NUMBER", page_article_label(req, a->number, e->language));
			if (a->heading != NULL)
				view_text(view_item(cell, "CELL_NAMED"), "CELL_NAME", a->heading);
			view_markup(cell, "CELL_BODY", markup_paragraphs(req->arena, a->body));
		}
	}
}

enum err
page_law_parallel(struct req *req, struct resp *resp, const struct strings *tags)
{
	struct column *columns = arena_array(req->arena, struct column, tags->n);
	struct expression **wanted = arena_array(req->arena, struct expression *, tags->n);
	const char *what = "", *list = "";
	const struct text *text;
	struct entry_want want;
	struct record *law;
	struct view *v;
	size_t n = 0, i;
	bool fallback;
	enum err err;

	if ((err = page_law_want(req, resp, NULL, &want)) != ERR_OK ||
	    (err = page_record_load(req, resp, KIND_LAW, NULL, &law)) != ERR_OK)
		return (err == ERR_MOVED ? ERR_OK : err);
	/* Languages that the law does not have leave no column. */
	for (i = 0; i < tags->n; i++) {
		const struct expression *e;

		e = record_expression(law->law, &tags->v[i], 1,
		    want.at != NULL ? want.at : page_record_today(req), want.at != NULL, &fallback);
		if (e == NULL || strcmp(e->language, tags->v[i]) != 0)
			continue;
		wanted[n] = &law->law->expressions[e - law->law->expressions];
		columns[n++].expression = e;
		what = arena_printf(req->arena, "%s %" PRId64, what, e->id.v);
		list = arena_printf(req->arena, "%s%s%s", list, n > 1 ? "," : "", e->language);
	}
	if (n == 0 || (text = record_text(law, req->chain, req->nchain, &fallback)) == NULL)
		return (ERR_NOTFOUND);
	if (resp_not_modified(req, resp,
		page_etag(req, arena_printf(req->arena, "%" PRId64 ".%" PRId64 "%s", law->id.v,
				   law->revision, what))))
		return (ERR_OK);
	if ((err = entry_articles(req->db, req->arena, wanted, n)) != ERR_OK)
		return (err);

	v = page_view(
	    req, text->title, arena_printf(req->arena, "/laws/%s?text=%s", law->slug, list));
	page_crumb(v, page_kinds(req, KIND_LAW), page_href(req, "/laws"));
	page_crumb(v, text->title, page_href(req, "/laws/%s", law->slug));
	page_crumb(v, msg(req->locale, "law.parallel"), NULL);
	page_words(v, "TITLE", text->title, text->language);
	view_int(v, "COLUMNS", (int64_t)n);
	for (i = 0; i < n; i++)
		fill_head(req, v, columns[i].expression);
	fill_rows(req, v, columns, n);
	if (law->sample)
		view_show(v, "SAMPLE");
	return (page_send(req, resp, v, "parallel.html"));
}
