/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Filters on the columns and the counting of what passes them.  Inside search/ only. */
#ifndef SEARCH_FACET_H
#define SEARCH_FACET_H

#include "search/index.h"

/* The filters of one search as bits. */
struct facet_filter {
	uint16_t used; /* bit a facet */
	uint32_t kinds, subjects, services, status, types, ipc, directions, wanted, ip_status,
	    provider_types;
	uint64_t jurisdictions[JURISDICTIONS / 64];
	uint64_t languages;
	const struct strings *years;
	int year_from, year_to;
};

#define FACET_BIT(f) ((uint16_t)(1U << (f)))

void facet_filter_make(
    const struct columns *c, const struct search_query *q, struct facet_filter *ret_filter);

/**
 * facet_languages(c, tag): the languages that serve who wants ${tag}: "zh" is served by zh-Hans and
 * zh-Hant, "pt-BR" by "pt".
 */
uint64_t facet_languages(const struct columns *c, const char *tag);

/**
 * facet_fail(f, w): the facets other than language whose filter work ${w} does not pass.
 */
uint16_t facet_fail(const struct facet_filter *f, const struct column_work *w);

struct facet_counts {
	uint32_t kinds[KIND_COUNT], subjects[SUBJECT_COUNT], services[SERVICE_COUNT],
	    status[LAW_STATUS_COUNT], types[LAW_TYPE_COUNT], ipc[8], directions[DIRECTION_COUNT],
	    wanted[WANTED_COUNT], ip_status[IP_STATUS_COUNT], provider_types[PROVIDER_TYPE_COUNT];
	uint32_t jurisdictions[JURISDICTIONS], languages[LANGUAGES], years[10000];
};

/**
 * facet_add(counts, w, fail, n): count ${n} for all facets but language whose own filter at most
 * fails.
 */
void facet_add(struct facet_counts *counts, const struct column_work *w, uint16_t fail, uint32_t n);

/**
 * facet_result(counts, c, arena, result): the counts above zero as lists, most frequent first.
 */
void facet_result(const struct facet_counts *counts, const struct columns *c, struct arena *arena,
    struct search_result *result);

#endif
