/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Owns how what others say of a law and its articles is told; what they say is the store's. */
#include "web/page_beside.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "locale/message.h"
#include "web/page_facts.h"
#include "web/page_record.h"
#include "web/pages.h"

enum { BESIDE_MAX = 8, RELATED_MAX = 60 };

/* Rows about one article, sorted by its eId. */
struct row {
	const char *eid;
	const struct entry_link *link; /* or NULL: */
	const struct entry_outdated *outdated;
	size_t text;
};

struct page_beside {
	const struct law_page *page;
	struct expression *const *texts;
	struct entry_link *links;
	size_t nlinks;
	struct row *rows;
	size_t nrows;
	const char *stamp;
};

static int
by_eid(const void *a, const void *b)
{
	const struct row *x = a, *y = b;
	int order = strcmp(x->eid, y->eid);

	/* As they came: links point into one array, and so do the others of a text. */
	if (order == 0 && x->link != NULL && y->link != NULL)
		return (x->link < y->link ? -1 : x->link > y->link);
	return (order);
}

enum err
page_beside_load(struct req *req, const struct law_page *p, struct expression *const *texts,
    size_t n, const char *eid, struct page_beside **ret_beside)
{
	struct page_beside *b = arena_alloc(req->arena, sizeof(*b));
	struct entry_outdated *outdated[LAW_LANGUAGES_MAX];
	size_t noutdated[LAW_LANGUAGES_MAX], all, i, k;
	enum err err;

	b->page = p;
	b->texts = texts;
	b->stamp = "";
	err = entry_links(req->db, req->arena, p->record, eid, &b->links, &b->nlinks);
	if (err != ERR_OK)
		return (err);
	all = b->nlinks;
	for (i = 0; i < n; i++) {
		err = entry_outdated(req->db, req->arena, p->law, texts[i], p->ask.at, eid,
		    &outdated[i], &noutdated[i]);
		if (err != ERR_OK)
			return (err);
		all += noutdated[i];
	}
	b->rows = arena_array(req->arena, struct row, all);
	for (i = 0; i < b->nlinks; i++) {
		const struct entry_link *l = &b->links[i];

		if (l->other != NULL)
			b->stamp = arena_printf(req->arena, "%s %" PRId64 ".%" PRId64, b->stamp,
			    l->other->id.v, l->other->revision);
		if (l->here != NULL && l->other != NULL)
			b->rows[b->nrows++] = (struct row){ .eid = l->here, .link = l };
	}
	for (i = 0; i < n; i++) {
		for (k = 0; k < noutdated[i]; k++) {
			b->rows[b->nrows++] = (struct row){
				.eid = outdated[i][k].eid, .outdated = &outdated[i][k], .text = i
			};
		}
		if (noutdated[i] > 0)
			b->stamp = arena_printf(req->arena, "%s o%" PRId64, b->stamp,
			    outdated[i][0].now_in != NULL ? outdated[i][0].now_in->id.v : 0);
	}
	qsort(b->rows, b->nrows, sizeof(*b->rows), by_eid);
	*ret_beside = b;
	return (ERR_OK);
}

const char *
page_beside_stamp(const struct page_beside *b)
{
	return (b->stamp);
}

/* "Implemented by", "Interpretation", "Key fact" */
static const char *
type_of(const struct req *req, const struct entry_link *l)
{
	if (l->outgoing)
		return (page_label(req, VOCAB_RELATION_TYPE, (int)l->type));
	switch (l->other->kind) {
	case KIND_LAW:
		return (msg(req->locale, arena_printf(req->arena, "relation_by.%s",
					     vocab_id(VOCAB_RELATION_TYPE, (int)l->type))));
	case KIND_GUIDE:
		return (page_label(req, VOCAB_GUIDE_TYPE, (int)l->other->guide->type));
	default:
		return (page_kind(req, l->other->kind));
	}
}

static const char *
href_of(const struct req *req, const struct entry_link *l)
{
	if (l->other->kind == KIND_LAW)
		return (
		    page_law_href(req, l->other->slug, &(struct law_address){ .eid = l->there }));
	return (page_href(req, "/%s/%s", kind_plural(l->other->kind), l->other->slug));
}

static void
fill_note(struct req *req, struct view *list, const struct entry_link *l, const struct record *here)
{
	const struct text *title;
	const char *more = NULL;
	struct view *item;
	bool ignored;

	if ((title = record_text(l->other, req->chain, req->nchain, &ignored)) == NULL)
		return;
	item = view_item(list, "NOTE");
	view_text(item, "NOTE_TYPE", type_of(req, l));
	view_text(item, "NOTE_HREF", href_of(req, l));
	page_words(item, "NOTE", title->title, title->language);
	if (l->other->kind == KIND_FACT)
		more = page_facts_answer(req, l->other->fact);
	else if (l->there != NULL)
		more = page_record_cited(req, l->other, l->there);
	if (more != NULL)
		view_text(view_item(item, "NOTE_MORE"), "NOTE_VALUE", more);
	if (here != NULL && l->here != NULL && page_record_cited(req, here, l->here) != NULL) {
		item = view_item(item, "NOTE_OF");
		view_text(item, "NOTE_ARTICLE", page_record_cited(req, here, l->here));
	}
	if (l->date != NULL && l->type != RELATION_CITES && l->other->kind == KIND_LAW)
		view_text(view_item(item, "NOTE_DATED"), "NOTE_DATE",
		    page_dated(req, "law.since", l->date));
}

/* The rows of the article begin here. */
static size_t
first_of(const struct page_beside *b, const char *eid)
{
	size_t low = 0, high = b->nrows;

	while (low < high) {
		size_t middle = (low + high) / 2;

		if (strcmp(b->rows[middle].eid, eid) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return (low);
}

static void
fill_outdated(struct req *req, struct view *v, const struct page_beside *b, const struct row *row)
{
	const struct entry_outdated *o = row->outdated;
	const struct expression *x = b->texts[row->text], *pinned = NULL;
	struct view *item;

	if (o->how == OUTDATED_MISSING)
		return;
	item = view_item(v, "OUTDATED");
	for (size_t i = 0; i < b->page->law->nexpressions; i++) {
		if (b->page->law->expressions[i].id.v == x->source_expression.v)
			pinned = &b->page->law->expressions[i];
	}
	if (pinned == NULL || o->now_in == NULL || pinned->version_date == NULL ||
	    o->now_in->version_date == NULL)
		return;
	view_text(view_item(item, "OUTDATED_CHANGE"), "OUTDATED_HREF",
	    page_law_href(req, b->page->record->slug,
		&(struct law_address){ .eid = row->eid,
		    .text = pinned->language,
		    .diff = arena_printf(
			req->arena, "%s..%s", pinned->version_date, o->now_in->version_date) }));
}

void
page_beside_article(
    struct req *req, struct view *v, const struct page_beside *b, size_t text, const char *eid)
{
	struct view *list = NULL;
	size_t shown = 0, i;

	for (i = first_of(b, eid); i < b->nrows && strcmp(b->rows[i].eid, eid) == 0; i++) {
		const struct row *row = &b->rows[i];

		if (row->outdated != NULL) {
			if (row->text == text)
				fill_outdated(req, v, b, row);
			continue;
		}
		if (text != 0 || shown++ >= BESIDE_MAX)
			continue;
		if (list == NULL)
			list = view_item(v, "BESIDE");
		fill_note(req, list, row->link, NULL);
	}
}

void
page_beside_law(struct req *req, struct view *v, const struct page_beside *b)
{
	struct view *list = NULL;
	size_t shown = 0;

	/* The law as a whole first, then its articles. */
	for (int pass = 0; pass < 2; pass++) {
		for (size_t i = 0; i < b->nlinks && shown < RELATED_MAX; i++) {
			const struct entry_link *l = &b->links[i];

			if ((l->here != NULL) != (pass == 1))
				continue;
			/* Facts and terms of single articles stand there. */
			if (l->here != NULL && l->other != NULL &&
			    (l->other->kind == KIND_FACT || l->other->kind == KIND_TERM))
				continue;
			if (list == NULL)
				list = view_item(v, "RELATIONS");
			shown++;
			if (l->other != NULL) {
				fill_note(req, list, l, b->page->record);
			} else {
				struct view *item = view_item(list, "PLAIN");

				view_text(item, "PLAIN_TYPE",
				    page_label(req, VOCAB_RELATION_TYPE, (int)l->type));
				view_text(item, "PLAIN_SLUG", l->slug);
			}
		}
	}
}
