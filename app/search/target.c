/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Owns which one entry a query names by its address or number. */
#include "search/target.h"

#include <stdio.h>

#include "search/layout.h"
#include "search/work.h"

static int
only_doc(void *ctx, uint32_t doc)
{
	uint32_t *only = ctx;

	*only = *only == 0 ? doc : UINT32_MAX;
	return (*only == UINT32_MAX);
}

/* The entry whose address or number was typed in, if it is there, and there is one only. */
enum err
target_find(struct search_index *index, struct arena *arena, const struct query *query,
    const struct search_target **ret_target, uint32_t *ret_doc)
{
	char term[256];
	const char *key = query->slug != NULL ? query->slug : query->number;
	struct search_target *target;
	struct work_data work;
	uint32_t doc = 0;
	enum err err;
	int n;

	if (key == NULL)
		return (ERR_OK);
	n = snprintf(
	    term, sizeof(term), "%c%s", query->slug != NULL ? PREFIX_SLUG : PREFIX_NUMBER, key);
	if (n < 0 || n >= (int)sizeof(term))
		return (ERR_OK);
	if ((err = xdb_each_posting(index->db, term, (size_t)n, only_doc, &doc)) != ERR_OK)
		return (err);
	if (doc == 0 || doc == UINT32_MAX)
		return (ERR_OK);
	if ((err = index_work(index, arena, doc, &work)) != ERR_OK)
		return (err);
	if (query->slug != NULL && work.kind != query->kind)
		return (ERR_OK);
	target = arena_alloc(arena, sizeof(*target));
	*target = (struct search_target){ work.kind, work.slug, query->eid };
	*ret_target = target;
	*ret_doc = doc;
	return (ERR_OK);
}
