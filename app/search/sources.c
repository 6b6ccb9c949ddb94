/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Owns which sources elsewhere can be searched for the reader's words. */
#include <string.h>

#include "search/facet.h"
#include "search/index.h"

static bool
international(const struct work_data *w)
{
	return (w->jurisdictions.n > 0 && strcmp(w->jurisdictions.v[0], "INT") == 0);
}

/* ${first}: those for everybody, else the others. */
static enum err
add_sources(struct search_index *index, struct arena *arena, const struct search_query *query,
    bool first, size_t limit, struct search_source *v, size_t *n)
{
	const struct columns *c = &index->columns;
	struct search_query only = { .filter = { [FACET_JURISDICTION] =
						     query->filter[FACET_JURISDICTION] } };
	struct facet_filter filter;
	const struct work_text *t;
	struct work_data w;
	enum err err;

	facet_filter_make(c, &only, &filter);
	for (size_t i = 0; i < c->nlive && *n < limit; i++) {
		const struct column_work *work = &c->works[c->live[i]];

		if (work->kind != KIND_RESOURCE || facet_fail(&filter, work) != 0)
			continue;
		if ((err = index_work(index, arena, work->doc, &w)) != ERR_OK)
			return (err);
		if (w.query_pattern == NULL || international(&w) != first ||
		    (t = work_title(&w, query->chain, query->nchain)) == NULL)
			continue;
		v[(*n)++] =
		    (struct search_source){ w.slug, t->title, t->language, w.query_pattern };
	}
	return (ERR_OK);
}

enum err
search_sources(struct search_index *index, struct arena *arena, const struct search_query *query,
    size_t limit, struct search_source **ret, size_t *ret_n)
{
	struct search_source *v = arena_array(arena, struct search_source, limit);
	size_t n;

	for (int tries = 0; tries < 3; tries++) {
		n = 0;
		if (index->db == NULL)
			return (ERR_INDEX);
		if (add_sources(index, arena, query, true, limit, v, &n) == ERR_OK &&
		    add_sources(index, arena, query, false, limit, v, &n) == ERR_OK) {
			*ret = v;
			*ret_n = n;
			return (ERR_OK);
		}
		if (index_reload(index) != ERR_OK)
			return (ERR_INDEX);
	}
	return (ERR_INDEX);
}
