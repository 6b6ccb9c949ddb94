/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Owns which one entry a query names by its address or number. */
#include "search/target.h"

#include <stdio.h>
#include <string.h>

#include "search/layout.h"
#include "search/number.h"
#include "search/whole.h"
#include "search/work.h"

static int
only_doc(void *ctx, uint32_t doc)
{
	uint32_t *only = ctx;

	*only = *only == 0 ? doc : UINT32_MAX;
	return (*only == UINT32_MAX);
}

struct only_term {
	char *term;
	size_t n, room, size;
};

static int
only_term(void *ctx, const char *term, size_t size, uint32_t frequency)
{
	struct only_term *t = ctx;

	(void)frequency;
	if (t->n++ == 0 && size < t->room) {
		memcpy(t->term, term, size);
		t->size = size;
	}
	return (t->n > 1);
}

/* The one number that begins with ${begins}; *ret_size 0 if there is none, or another. */
static enum err
number_of(struct search_index *index, const char *begins, char *term, size_t room, size_t *ret_size)
{
	struct only_term t = { .term = term, .room = room };
	char prefix[NUMBER_KEY + 1] = { PREFIX_NUMBER };
	const size_t n = strlen(begins);
	enum err err;

	memcpy(prefix + 1, begins, n);
	err = xdb_each_term(index->db, prefix, n + 1, only_term, &t);
	*ret_size = t.n == 1 ? t.size : 0;
	return (err);
}

struct of_work {
	const struct columns *columns;
	uint32_t work;
	bool found;
};

static int
of_work(void *ctx, uint32_t doc)
{
	struct of_work *o = ctx;

	o->found = doc < o->columns->ndocs && o->columns->docs[doc].work == o->work;
	return (o->found);
}

/* Which of the articles that ${query} may mean the law of work document ${doc} has; NULL: none. */
static enum err
article_of(
    struct search_index *index, const struct query *query, uint32_t doc, const char **ret_eid)
{
	struct of_work o = { .columns = &index->columns };
	char term[WHOLE_KEY + 8];
	enum err err = ERR_OK;

	*ret_eid = NULL;
	if (doc >= o.columns->ndocs)
		return (ERR_OK);
	o.work = o.columns->docs[doc].work;
	for (size_t i = 0; i < 2 && err == ERR_OK && *ret_eid == NULL; i++) {
		int n = snprintf(term, sizeof(term), "%c%s", PREFIX_ARTICLE, query->articles[i]);

		err = xdb_each_posting(index->db, term, (size_t)n, of_work, &o);
		if (o.found)
			*ret_eid = query->articles[i];
	}
	return (err);
}

/* The entry whose address or number was typed in, if it is there, and there is one only. */
enum err
target_find(struct search_index *index, struct arena *arena, const struct query *query,
    const struct search_target **ret_target, uint32_t *ret_doc)
{
	char term[256];
	const char *key = query->slug != NULL ? query->slug : query->number;
	struct search_target *target;
	const char *eid = query->eid;
	struct work_data work;
	uint32_t doc = 0;
	enum err err;
	size_t size;
	int n;

	if (key != NULL) {
		n = snprintf(term, sizeof(term), "%c%s",
		    query->slug != NULL ? PREFIX_SLUG : PREFIX_NUMBER, key);
		size = n < 0 || n >= (int)sizeof(term) ? 0 : (size_t)n;
	} else if (query->number_begins == NULL) {
		return (ERR_OK);
	} else if ((err = number_of(index, query->number_begins, term, sizeof(term), &size)) !=
		   ERR_OK) {
		return (err);
	}
	if (size == 0)
		return (ERR_OK);
	if ((err = xdb_each_posting(index->db, term, size, only_doc, &doc)) != ERR_OK)
		return (err);
	if (doc == 0 || doc == UINT32_MAX)
		return (ERR_OK);
	if ((err = index_work(index, arena, doc, &work)) != ERR_OK)
		return (err);
	if (query->slug != NULL && work.kind != query->kind)
		return (ERR_OK);
	if (query->articles[0] != NULL &&
	    ((err = article_of(index, query, doc, &eid)) != ERR_OK || eid == NULL))
		return (err);
	target = arena_alloc(arena, sizeof(*target));
	*target = (struct search_target){ work.kind, work.slug, eid };
	*ret_target = target;
	*ret_doc = doc;
	return (ERR_OK);
}
