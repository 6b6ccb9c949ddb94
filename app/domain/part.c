/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Owns how a large law is cut. */
#include "domain/part.h"

#include <string.h>

#include "domain/division.h"

/* Number of the division whose part the article is in, from 1, or 0. */
static size_t
part_of(const struct expression *x, const size_t *counts, size_t division, size_t max)
{
	size_t best = division, d;

	for (d = division; d != 0; d = x->divisions[d - 1].parent) {
		if (counts[d] <= max)
			best = d;
	}
	return (best);
}

struct parts
part_cut(struct arena *arena, const struct expression *x, size_t max)
{
	size_t *counts = arena_array(arena, size_t, x->ndivisions + 1), i, d;
	struct parts out = { arena_array(arena, struct part, x->narticles), 0 };

	for (i = 0; i < x->narticles; i++) {
		for (d = x->articles[i].division; d != 0; d = x->divisions[d - 1].parent)
			counts[d]++;
	}
	for (i = 0; i < x->narticles; i++) {
		struct part *last = out.n > 0 ? &out.v[out.n - 1] : NULL;

		d = part_of(x, counts, x->articles[i].division, max);
		if (last != NULL && last->division == d && (d != 0 || i - last->from < max)) {
			last->to = i + 1;
			continue;
		}
		out.v[out.n++] = (struct part){
			.eid = d != 0 ? x->divisions[d - 1].eid : x->articles[i].eid,
			.division = d,
			.from = i,
			.to = i + 1,
		};
	}
	return (out);
}

struct part
part_division(const struct expression *x, size_t number)
{
	size_t last = division_last(x, number), i;
	struct part p = { x->divisions[number - 1].eid, number, x->narticles, 0 };

	for (i = 0; i < x->narticles; i++) {
		if (x->articles[i].division < number || x->articles[i].division > last)
			continue;
		if (p.from > i)
			p.from = i;
		p.to = i + 1;
	}
	if (p.to == 0)
		p.from = 0;
	return (p);
}

size_t
part_holding(const struct parts *parts, const struct expression *x, const char *eid)
{
	size_t p, i;

	for (p = 0; p < parts->n; p++) {
		if (strcmp(parts->v[p].eid, eid) == 0)
			return (p);
	}
	for (p = 0; p < parts->n; p++) {
		for (i = parts->v[p].from; i < parts->v[p].to; i++) {
			if (strcmp(x->articles[i].eid, eid) == 0)
				return (p);
		}
	}
	return (parts->n);
}
