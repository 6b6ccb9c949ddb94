/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Owns how the contents of a law are folded and where their entries lead. */
#include "web/page_contents.h"

#include <string.h>

#include "domain/division.h"
#include "locale/message.h"
#include "web/pages.h"

enum { CONTENTS_OPEN = 60, DEPTH_MAX = 8 };

/* The divisions that hold an article, outermost first. */
static size_t
path_of(const struct expression *x, size_t division, size_t path[DEPTH_MAX])
{
	size_t n = 0, i;

	for (; division != 0 && n < DEPTH_MAX; division = x->divisions[division - 1].parent)
		path[n++] = division;
	for (i = 0; i < n / 2; i++) {
		size_t swap = path[i];

		path[i] = path[n - 1 - i];
		path[n - 1 - i] = swap;
	}
	return (n);
}

/* Whether some article of the division is on the page. */
static bool
is_open(const struct law_page *p, const struct page_contents *c, size_t division)
{
	struct part of;

	if (c->parts == NULL)
		return (p->shown->narticles <= CONTENTS_OPEN || c->choose);
	of = part_division(p->shown, division);
	return (of.from < c->to && c->from < of.to);
}

void
page_contents(
    struct req *req, struct view *v, const struct law_page *p, const struct page_contents *c)
{
	const struct expression *x = p->shown;
	size_t path[DEPTH_MAX], open[DEPTH_MAX], depth = 0, part = 0, i, k;
	const char *elsewhere = "";
	bool named = false;

	v = view_item(v, "CONTENTS");
	view_text(v, "TEXT_LANG", x->language);
	view_text(v, "TEXT_DIR", language_dir(x->language));
	view_text(v, "ARTICLE_COUNT",
	    msg_format(
		req->locale, req->arena, "law.articles", MSG_INT("count", (int64_t)x->narticles)));
	for (i = 0; i < x->narticles && !named; i++)
		named = x->articles[i].heading != NULL;
	/* Mere numbers stand side by side. */
	if (!named)
		view_show(v, "CONTENTS_SHORT");
	for (i = 0; i < x->narticles; i++) {
		const struct article *a = &x->articles[i];
		size_t n = path_of(x, a->division, path), same = 0;
		struct view *item = view_item(v, "ENTRY"), *target;

		while (same < n && same < depth && path[same] == open[same])
			same++;
		for (k = same; k < depth; k++)
			view_show(view_item(item, "CLOSE"), "CLOSED");
		for (k = same; k < n; k++) {
			struct view *division = view_item(item, "OPEN");

			view_text(division, "DIVISION",
			    division_label(req->arena, &x->divisions[path[k] - 1]));
			if (is_open(p, c, path[k]))
				view_show(division, "OPENED");
			if (c->choose)
				view_text(view_item(division, "TICK_ALL"), "DIVISION_EID",
				    x->divisions[path[k] - 1].eid);
			open[k] = path[k];
		}
		depth = n;
		view_text(item, "EID", a->eid);
		target = view_item(item, c->choose ? "TICK" : "LINK");
		if (i < c->from || i >= c->to) {
			while (
			    c->parts != NULL && part < c->parts->n && c->parts->v[part].to <= i) {
				part++;
				elsewhere = "";
			}
			if (elsewhere[0] == '\0' && c->parts != NULL && part < c->parts->n)
				elsewhere = page_law_href(req, p->record->slug,
				    &(struct law_address){ .text = p->ask.text,
					.at = p->ask.at,
					.part = c->parts->v[part].eid });
			view_text(target, "ELSEWHERE", elsewhere);
		}
		view_text(target, "NUMBER", page_law_label(req, p->record, a, x->language));
		if (a->heading != NULL)
			view_text(view_item(target, "NAMED"), "NAME", a->heading);
	}
	for (; depth > 0; depth--)
		view_show(view_item(v, "CLOSE_LAST"), "CLOSED");
}
