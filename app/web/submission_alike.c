/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Owns what is told as perhaps the same: the same name or right by the store, like words by the
 * index. */
#include <string.h>

#include "locale/message.h"
#include "store/entry.h"
#include "web/pages.h"
#include "web/submission_pages.h"

enum { ALIKE = 8 };

static void
twin(struct req *req, struct view **list, struct view *v, const char *slug, enum kind kind,
    const char *title, const char *language, const char *why)
{
	struct view *item;

	if (*list == NULL)
		*list = view_item(v, "TWINS");
	item = view_item(*list, "TWIN");
	view_text(item, "TWIN_HREF", page_href(req, "/%s/%s", kind_plural(kind), slug));
	page_words(item, "TWIN", title, language);
	view_text(item, "TWIN_WHY", msg(req->locale, why));
}

/* Whether some language version says nearly the same. */
static const struct text *
says_the_same(struct arena *arena, const struct record *a, const struct record *b)
{
	for (size_t i = 0; i < a->ntexts; i++) {
		for (size_t k = 0; k < b->ntexts; k++) {
			const struct text *x = &a->texts[i], *y = &b->texts[k];

			if (x->title == NULL || strcmp(x->language, y->language) != 0)
				continue;
			if (offering_alike(arena_printf(arena, "%s %s", x->title,
					       x->summary != NULL ? x->summary : ""),
				arena_printf(arena, "%s %s", y->title,
				    y->summary != NULL ? y->summary : "")) >= OFFERING_ALIKE)
				return (y);
		}
	}
	return (NULL);
}

static enum err
like(struct req *req, struct view **list, struct view *v, const struct submission *s,
    const struct submission_twin *twins, size_t ntwins, size_t *n)
{
	const struct record *own = submission_record(req->arena, s, false);
	struct search_like what = { .entry = s->entry.v,
		.kind = &s->kind,
		.chain = req->chain,
		.nchain = req->nchain,
		.limit = ALIKE };
	const char *slugs[ALIKE];
	struct search_index *index;
	struct search_hit *hits;
	struct record **others;
	size_t nhits;
	enum err err;

	/* The index being away is no reason to refuse. */
	if (own->ntexts == 0 || own->texts[0].title == NULL || own->texts[0].language == NULL ||
	    req_search(req, &index) != ERR_OK)
		return (ERR_OK);
	what.language = own->texts[0].language;
	what.title = own->texts[0].title;
	what.text = own->texts[0].summary;
	if (search_similar(index, req->arena, &what, &hits, &nhits) != ERR_OK || nhits == 0)
		return (ERR_OK);
	for (size_t i = 0; i < nhits; i++)
		slugs[i] = hits[i].slug;
	if ((err = entry_by_slugs(req->db, req->arena, s->kind, slugs, nhits, &others)) != ERR_OK)
		return (err);
	for (size_t i = 0; i < nhits; i++) {
		const struct text *same =
		    others[i] == NULL ? NULL : says_the_same(req->arena, own, others[i]);
		bool told = false;

		for (size_t k = 0; k < ntwins; k++)
			told = told || strcmp(twins[k].slug, slugs[i]) == 0;
		if (same == NULL || told || others[i]->id.v == s->entry.v)
			continue;
		twin(req, list, v, slugs[i], s->kind, same->title, same->language,
		    "submission.twin_words");
		++*n;
	}
	return (ERR_OK);
}

enum err
submission_alike(struct req *req, struct view *v, const struct submission *s, size_t *ret_n)
{
	struct submission_twin *twins;
	struct view *list = NULL;
	size_t n, total;
	enum err err;

	if ((err = submission_twins(req->db, req->arena, s, &twins, &n)) != ERR_OK)
		return (err);
	total = n;
	for (size_t i = 0; i < n; i++)
		twin(req, &list, v, twins[i].slug, twins[i].kind, twins[i].title, twins[i].language,
		    twins[i].right ? "submission.twin_right" : "submission.twin_name");
	if ((err = like(req, &list, v, s, twins, n, &total)) != ERR_OK)
		return (err);
	*ret_n = total;
	return (ERR_OK);
}
