/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Owns the order in which articles of several texts stand side by side. */
#include "domain/align.h"

#include <stdint.h>
#include <string.h>

/* Rows are made in any order and chained into theirs. */
struct row {
	const char *eid;
	const struct article **v;
	size_t next; /* the row behind it, 0: none; row 0 stands before all */
};

struct table {
	struct row *rows;
	size_t n;
	size_t *slots; /* number of a row, 0: free */
	size_t mask;
};

static size_t *
slot(struct table *t, const char *eid)
{
	size_t h = 5381;

	for (const char *p = eid; *p != '\0'; p++)
		h = h * 33 + (unsigned char)*p;
	for (h &= t->mask; t->slots[h] != 0 && strcmp(t->rows[t->slots[h]].eid, eid) != 0;
	     h = (h + 1) & t->mask)
		;
	return (&t->slots[h]);
}

struct align_rows
align_articles(struct arena *arena, const struct expression *const *texts, size_t n)
{
	struct align_rows out = { 0 };
	struct table t = { 0 };
	size_t all = 0, size = 16, i, k;

	for (i = 0; i < n; i++)
		all += texts[i]->articles == NULL ? 0 : texts[i]->narticles;
	while (size < all * 2)
		size *= 2;
	t.mask = size - 1;
	t.slots = arena_array(arena, size_t, size);
	t.rows = arena_array(arena, struct row, all + 1);
	t.n = 1;
	for (i = 0; i < n; i++) {
		size_t last = 0;

		for (k = 0; texts[i]->articles != NULL && k < texts[i]->narticles; k++) {
			const struct article *a = &texts[i]->articles[k];
			size_t *at = slot(&t, a->eid);

			if (*at == 0) {
				struct row *row = &t.rows[t.n];

				row->eid = a->eid;
				row->v = arena_array(arena, const struct article *, n);
				row->next = t.rows[last].next;
				t.rows[last].next = t.n;
				*at = t.n++;
			}
			last = *at;
			if (t.rows[last].v[i] == NULL)
				t.rows[last].v[i] = a;
		}
	}
	out.v = arena_array(arena, struct align_row, t.n);
	for (k = t.rows[0].next; k != 0; k = t.rows[k].next)
		out.v[out.n++] = (struct align_row){ t.rows[k].eid, t.rows[k].v };
	return (out);
}
