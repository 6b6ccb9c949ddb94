/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Owns the alphabetic indexes: how many entries of a kind stand under which letter of a locale. */
#include <string.h>

#include "locale/collate.h"
#include "search/index.h"

static enum err
count(struct search_index *index, struct arena *arena, enum kind kind, const char *locale,
    struct search_bucket **ret, size_t *ret_n)
{
	const struct columns *c = &index->columns;
	const struct index_order *order;
	struct search_bucket *buckets;
	size_t n = alphabet_size(locale), m = 0;
	enum err err;

	if ((err = index_order(index, locale, &order)) != ERR_OK)
		return (err);
	buckets = arena_array(arena, struct search_bucket, n);
	for (size_t i = 0; i < c->nlive; i++) {
		const uint32_t work = c->live[i];

		if (c->works[work].kind == kind && order->place[work] != UINT32_MAX &&
		    order->bucket[work] < n)
			buckets[order->bucket[work]].count++;
	}
	for (size_t i = 0; i < n; i++) {
		buckets[i].label = alphabet_label(arena, locale, (uint32_t)i);
		buckets[i].position = (uint32_t)i;
		/* What is outside the alphabet only shows when something is there. */
		if (buckets[i].count > 0 || strcmp(buckets[i].label, "…") != 0)
			buckets[m++] = buckets[i];
	}
	*ret = buckets;
	*ret_n = m;
	return (ERR_OK);
}

enum err
search_buckets(struct search_index *index, struct arena *arena, enum kind kind, const char *locale,
    struct search_bucket **ret, size_t *ret_n)
{
	for (int tries = 0; tries < 3; tries++) {
		if (index->db == NULL)
			return (ERR_INDEX);
		if (count(index, arena, kind, locale, ret, ret_n) == ERR_OK)
			return (ERR_OK);
		if (index_reload(index) != ERR_OK)
			return (ERR_INDEX);
	}
	return (ERR_INDEX);
}
