/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Owns where a citation leads.  What is one is domain/cite.c's, which law a name means the store's.
 */
#include "web/page_links.h"

#include <string.h>

#include "domain/cite.h"
#include "store/law_name.h"
#include "web/pages.h"

/* What is beyond stands without a link. */
enum { NAMES_MAX = 1000 };

/* A target: an article of this law (name NULL), or a law by name with its article or as a whole. */
struct target {
	const char *name, *eid;
	const char *href; /* NULL: not known */
	bool asked;
};

struct body {
	const char *text;
	struct cites cites;
	struct target **targets; /* of each citation */
};

struct page_links {
	struct req *req;
	const struct record *law;
	const char *query;
	struct target **slots; /* open addressing */
	size_t nslots, ntargets;
	struct body *bodies;
	size_t nbodies, room;
};

static size_t
hash(const char *name, const char *eid)
{
	size_t h = 5381;

	for (; name != NULL && *name != '\0'; name++)
		h = h * 33 + (unsigned char)*name;
	for (h *= 33; eid != NULL && *eid != '\0'; eid++)
		h = h * 33 + (unsigned char)*eid;
	return (h);
}

static bool
same(const char *a, const char *b)
{
	return (a == b || (a != NULL && b != NULL && strcmp(a, b) == 0));
}

static struct target **
slot(struct target **slots, size_t n, const char *name, const char *eid)
{
	size_t at = hash(name, eid) & (n - 1);

	while (slots[at] != NULL && !(same(slots[at]->name, name) && same(slots[at]->eid, eid)))
		at = (at + 1) & (n - 1);
	return (&slots[at]);
}

static struct target *
target(struct page_links *l, const char *name, const char *eid)
{
	struct target **at = slot(l->slots, l->nslots, name, eid), *t;

	if (*at != NULL)
		return (*at);
	t = *at = arena_alloc(l->req->arena, sizeof(*t));
	t->name = name;
	t->eid = eid;
	if (++l->ntargets * 2 > l->nslots) {
		struct target **slots = arena_array(l->req->arena, struct target *, l->nslots * 2);

		for (size_t i = 0; i < l->nslots; i++) {
			if (l->slots[i] != NULL)
				*slot(slots, l->nslots * 2, l->slots[i]->name, l->slots[i]->eid) =
				    l->slots[i];
		}
		l->slots = slots;
		l->nslots *= 2;
	}
	return (t);
}

struct page_links *
page_links_new(struct req *req, const struct record *law, const char *query)
{
	struct page_links *l = arena_alloc(req->arena, sizeof(*l));

	l->req = req;
	l->law = law;
	l->query = query;
	l->nslots = 256;
	l->slots = arena_array(req->arena, struct target *, l->nslots);
	return (l);
}

static const char *
article_href(const struct page_links *l, const char *eid)
{
	return (page_href(
	    l->req, "/laws/%s/%s%s", l->law->slug, page_escape(l->req->arena, eid), l->query));
}

void
page_links_article(struct page_links *l, const char *eid, bool here)
{
	struct target *t = target(l, NULL, eid);

	if (here)
		t->href = arena_printf(l->req->arena, "#%s", eid);
	else if (t->href == NULL)
		t->href = article_href(l, eid);
}

size_t
page_links_read(struct page_links *l, const char *body, const char *language)
{
	struct body *b;

	if (l->nbodies == l->room) {
		struct body *more = arena_array(l->req->arena, struct body, l->room * 2 + 16);

		if (l->nbodies > 0)
			memcpy(more, l->bodies, l->nbodies * sizeof(*more));
		l->bodies = more;
		l->room = l->room * 2 + 16;
	}
	b = &l->bodies[l->nbodies];
	b->text = body;
	b->cites = cite_find(l->req->arena, body, language);
	b->targets = arena_array(l->req->arena, struct target *, b->cites.n);
	for (size_t i = 0; i < b->cites.n; i++)
		b->targets[i] = target(l, b->cites.v[i].law, b->cites.v[i].eid);
	return (l->nbodies++);
}

static void
resolve_own(struct page_links *l, const struct expression *expression)
{
	struct strings eids = { arena_array(l->req->arena, const char *, l->ntargets), 0 }, there;

	for (size_t i = 0; i < l->nslots; i++) {
		if (l->slots[i] != NULL && l->slots[i]->name == NULL && l->slots[i]->href == NULL)
			eids.v[eids.n++] = l->slots[i]->eid;
	}
	if (eids.n == 0 ||
	    law_name_eids(l->req->db, l->req->arena, expression->id, &eids, &there) != ERR_OK)
		return;
	for (size_t i = 0; i < there.n; i++)
		page_links_article(l, there.v[i], false);
}

void
page_links_resolve(struct page_links *l, const struct expression *expression)
{
	struct law_name *names = arena_array(l->req->arena, struct law_name, NAMES_MAX);
	struct target **asked = arena_array(l->req->arena, struct target *, NAMES_MAX);
	size_t n = 0;

	if (expression != NULL)
		resolve_own(l, expression);
	for (size_t b = 0; b < l->nbodies; b++) {
		for (size_t i = 0; i < l->bodies[b].cites.n && n < NAMES_MAX; i++) {
			struct target *t = l->bodies[b].targets[i];

			if (t->name == NULL || t->asked)
				continue;
			t->asked = true;
			asked[n] = t;
			names[n++] = (struct law_name){ .name = t->name, .eid = t->eid };
		}
	}
	if (n == 0 ||
	    law_name_find(l->req->db, l->req->arena, names, n, &l->law->jurisdictions) != ERR_OK)
		return;
	for (size_t i = 0; i < n; i++) {
		if (names[i].slug == NULL)
			continue;
		asked[i]->href = names[i].has_article
				     ? page_href(l->req, "/laws/%s/%s", names[i].slug,
					   page_escape(l->req->arena, names[i].eid))
				     : page_href(l->req, "/laws/%s", names[i].slug);
	}
}

struct markup
page_links_markup(const struct page_links *l, size_t number, const char *eid)
{
	const struct body *b = &l->bodies[number];
	struct markup_link *links = arena_array(l->req->arena, struct markup_link, b->cites.n);
	size_t n = 0;

	for (size_t i = 0; i < b->cites.n; i++) {
		if (b->targets[i]->href != NULL)
			links[n++] = (struct markup_link){ b->cites.v[i].start, b->cites.v[i].end,
				b->targets[i]->href };
	}
	return (markup_linked(l->req->arena, b->text, links, n, eid));
}
