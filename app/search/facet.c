/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Owns what each facet means in the columns. */
#include "search/facet.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char *const names[] = { "kind", "jurisdiction", "subject", "language", "year",
	"status", "type", "service", "ipc", "direction", "wanted", "ip_status", "provider_type" };
_Static_assert(sizeof(names) / sizeof(names[0]) == FACET_COUNT, "every facet has a name");

const char *
search_facet_name(enum search_facet facet)
{
	return (names[facet]);
}

static bool
within(const char *tag, const char *parent)
{
	size_t n = strlen(parent);

	return (strncmp(tag, parent, n) == 0 && (tag[n] == '\0' || tag[n] == '-'));
}

static uint32_t
vocab_bits(enum vocab set, const struct strings *ids)
{
	uint32_t bits = 0;
	int v;

	for (size_t i = 0; i < ids->n; i++)
		if (vocab_value(set, ids->v[i], &v))
			bits |= 1U << v;
	return (bits);
}

uint64_t
facet_languages(const struct columns *c, const char *tag)
{
	uint64_t bits = 0;

	for (size_t i = 0; i < c->languages.n; i++)
		if (within(c->languages.v[i], tag) || within(tag, c->languages.v[i]))
			bits |= UINT64_C(1) << i;
	return (bits);
}

void
facet_filter_make(const struct columns *c, const struct search_query *q, struct facet_filter *f)
{
	const struct strings *wanted = q->filter;
	enum kind kind;

	memset(f, 0, sizeof(*f));
	for (int i = 0; i < FACET_COUNT; i++)
		if (wanted[i].n > 0)
			f->used |= FACET_BIT(i);
	for (size_t i = 0; i < wanted[FACET_KIND].n; i++)
		if (kind_from_id(wanted[FACET_KIND].v[i], &kind))
			f->kinds |= 1U << kind;
	f->subjects = vocab_bits(VOCAB_SUBJECT, &wanted[FACET_SUBJECT]);
	f->services = vocab_bits(VOCAB_SERVICE, &wanted[FACET_SERVICE]);
	f->status = vocab_bits(VOCAB_LAW_STATUS, &wanted[FACET_STATUS]);
	f->types = vocab_bits(VOCAB_LAW_TYPE, &wanted[FACET_TYPE]);
	f->directions = vocab_bits(VOCAB_DIRECTION, &wanted[FACET_DIRECTION]);
	f->wanted = vocab_bits(VOCAB_WANTED, &wanted[FACET_WANTED]);
	f->ip_status = vocab_bits(VOCAB_IP_STATUS, &wanted[FACET_IP_STATUS]);
	f->provider_types = vocab_bits(VOCAB_PROVIDER_TYPE, &wanted[FACET_PROVIDER_TYPE]);
	for (size_t i = 0; i < wanted[FACET_IPC].n; i++) {
		char section = wanted[FACET_IPC].v[i][0];

		if (section >= 'A' && section <= 'H')
			f->ipc |= 1U << (section - 'A');
	}
	for (size_t i = 0; i < wanted[FACET_JURISDICTION].n; i++)
		for (size_t j = 0; j < c->jurisdictions.n; j++)
			if (strcmp(c->jurisdictions.v[j], wanted[FACET_JURISDICTION].v[i]) == 0)
				f->jurisdictions[j / 64] |= UINT64_C(1) << (j % 64);
	for (size_t i = 0; i < wanted[FACET_LANGUAGE].n; i++)
		f->languages |= facet_languages(c, wanted[FACET_LANGUAGE].v[i]);
	f->years = &wanted[FACET_YEAR];
	f->year_from = q->year_from;
	f->year_to = q->year_to;
	if (f->year_from != 0 || f->year_to != 0)
		f->used |= FACET_BIT(FACET_YEAR);
}

static bool
year_passes(const struct facet_filter *f, uint32_t date)
{
	int year = (int)(date / 10000);
	bool listed = f->years->n == 0;

	if (year == 0 || (f->year_from != 0 && year < f->year_from) ||
	    (f->year_to != 0 && year > f->year_to))
		return (false);
	for (size_t i = 0; i < f->years->n && !listed; i++)
		listed = strtol(f->years->v[i], NULL, 10) == year;
	return (listed);
}

uint16_t
facet_fail(const struct facet_filter *f, const struct column_work *w)
{
	uint16_t fail = 0;
	bool any = false;

	if (f->used == 0)
		return (0);
	if ((f->kinds & 1U << w->kind) == 0)
		fail |= FACET_BIT(FACET_KIND);
	for (int i = 0; i < JURISDICTIONS / 64; i++)
		any = any || (f->jurisdictions[i] & w->jurisdictions[i]) != 0;
	if (!any)
		fail |= FACET_BIT(FACET_JURISDICTION);
	if ((f->subjects & w->subjects) == 0)
		fail |= FACET_BIT(FACET_SUBJECT);
	if (w->kind != KIND_LAW || (f->status & 1U << w->status) == 0)
		fail |= FACET_BIT(FACET_STATUS);
	if (w->kind != KIND_LAW || (f->types & 1U << w->law_type) == 0)
		fail |= FACET_BIT(FACET_TYPE);
	if ((f->services & w->services) == 0)
		fail |= FACET_BIT(FACET_SERVICE);
	if ((f->ipc & w->ipc) == 0)
		fail |= FACET_BIT(FACET_IPC);
	if ((f->directions & w->directions) == 0)
		fail |= FACET_BIT(FACET_DIRECTION);
	if ((f->wanted & w->wanted) == 0)
		fail |= FACET_BIT(FACET_WANTED);
	if ((f->ip_status & w->ip_status) == 0)
		fail |= FACET_BIT(FACET_IP_STATUS);
	if ((f->provider_types & w->provider_types) == 0)
		fail |= FACET_BIT(FACET_PROVIDER_TYPE);
	if ((f->used & FACET_BIT(FACET_YEAR)) && !year_passes(f, w->date))
		fail |= FACET_BIT(FACET_YEAR);
	return (fail & f->used);
}

static void
count_bits(uint32_t *counts, uint64_t bits, uint32_t n)
{
	for (; bits != 0; bits &= bits - 1)
		counts[__builtin_ctzll(bits)] += n;
}

void
facet_add(struct facet_counts *counts, const struct column_work *w, uint16_t fail, uint32_t n)
{
	if ((fail & (uint16_t)~FACET_BIT(FACET_KIND)) == 0)
		counts->kinds[w->kind] += n;
	if ((fail & (uint16_t)~FACET_BIT(FACET_JURISDICTION)) == 0)
		for (int i = 0; i < JURISDICTIONS / 64; i++)
			count_bits(counts->jurisdictions + i * 64, w->jurisdictions[i], n);
	if ((fail & (uint16_t)~FACET_BIT(FACET_SUBJECT)) == 0)
		count_bits(counts->subjects, w->subjects, n);
	if ((fail & (uint16_t)~FACET_BIT(FACET_STATUS)) == 0 && w->kind == KIND_LAW)
		counts->status[w->status] += n;
	if ((fail & (uint16_t)~FACET_BIT(FACET_TYPE)) == 0 && w->kind == KIND_LAW)
		counts->types[w->law_type] += n;
	if ((fail & (uint16_t)~FACET_BIT(FACET_SERVICE)) == 0)
		count_bits(counts->services, w->services, n);
	if ((fail & (uint16_t)~FACET_BIT(FACET_IPC)) == 0)
		count_bits(counts->ipc, w->ipc, n);
	if ((fail & (uint16_t)~FACET_BIT(FACET_DIRECTION)) == 0)
		count_bits(counts->directions, w->directions, n);
	if ((fail & (uint16_t)~FACET_BIT(FACET_WANTED)) == 0)
		count_bits(counts->wanted, w->wanted, n);
	if ((fail & (uint16_t)~FACET_BIT(FACET_IP_STATUS)) == 0)
		count_bits(counts->ip_status, w->ip_status, n);
	if ((fail & (uint16_t)~FACET_BIT(FACET_PROVIDER_TYPE)) == 0)
		count_bits(counts->provider_types, w->provider_types, n);
	if ((fail & (uint16_t)~FACET_BIT(FACET_YEAR)) == 0 && w->date != 0)
		counts->years[w->date / 10000 % 10000] += n;
}

static int
by_count(const void *a, const void *b)
{
	const struct search_count *x = a, *y = b;

	if (x->count != y->count)
		return (x->count < y->count ? 1 : -1);
	return (strcmp(x->id, y->id));
}

static void
list(struct arena *arena, const uint32_t *counts, size_t n,
    const char *(*id)(struct arena *arena, const struct columns *c, size_t i),
    const struct columns *c, struct search_result *result, enum search_facet facet)
{
	struct search_count *out;
	size_t m = 0;

	for (size_t i = 0; i < n; i++)
		m += counts[i] > 0;
	out = arena_array(arena, struct search_count, m);
	m = 0;
	for (size_t i = 0; i < n; i++)
		if (counts[i] > 0)
			out[m++] = (struct search_count){ id(arena, c, i), counts[i] };
	if (m > 1)
		qsort(out, m, sizeof(*out), by_count);
	result->facets[facet] = out;
	result->nfacets[facet] = m;
}

static const char *
id_kind(struct arena *arena, const struct columns *c, size_t i)
{
	(void)arena;
	(void)c;
	return (kind_id((enum kind)i));
}

static const char *
id_subject(struct arena *arena, const struct columns *c, size_t i)
{
	(void)arena;
	(void)c;
	return (vocab_id(VOCAB_SUBJECT, (int)i));
}

static const char *
id_service(struct arena *arena, const struct columns *c, size_t i)
{
	(void)arena;
	(void)c;
	return (vocab_id(VOCAB_SERVICE, (int)i));
}

static const char *
id_status(struct arena *arena, const struct columns *c, size_t i)
{
	(void)arena;
	(void)c;
	return (vocab_id(VOCAB_LAW_STATUS, (int)i));
}

static const char *
id_type(struct arena *arena, const struct columns *c, size_t i)
{
	(void)arena;
	(void)c;
	return (vocab_id(VOCAB_LAW_TYPE, (int)i));
}

static const char *
id_direction(struct arena *arena, const struct columns *c, size_t i)
{
	(void)arena;
	(void)c;
	return (vocab_id(VOCAB_DIRECTION, (int)i));
}

static const char *
id_wanted(struct arena *arena, const struct columns *c, size_t i)
{
	(void)arena;
	(void)c;
	return (vocab_id(VOCAB_WANTED, (int)i));
}

static const char *
id_ip_status(struct arena *arena, const struct columns *c, size_t i)
{
	(void)arena;
	(void)c;
	return (vocab_id(VOCAB_IP_STATUS, (int)i));
}

static const char *
id_provider_type(struct arena *arena, const struct columns *c, size_t i)
{
	(void)arena;
	(void)c;
	return (vocab_id(VOCAB_PROVIDER_TYPE, (int)i));
}

static const char *
id_ipc(struct arena *arena, const struct columns *c, size_t i)
{
	(void)c;
	return (arena_printf(arena, "%c", (int)('A' + i)));
}

static const char *
id_year(struct arena *arena, const struct columns *c, size_t i)
{
	(void)c;
	return (arena_printf(arena, "%04zu", i));
}

static const char *
id_jurisdiction(struct arena *arena, const struct columns *c, size_t i)
{
	return (arena_strdup(arena, c->jurisdictions.v[i]));
}

static const char *
id_language(struct arena *arena, const struct columns *c, size_t i)
{
	return (arena_strdup(arena, c->languages.v[i]));
}

void
facet_result(const struct facet_counts *n, const struct columns *c, struct arena *arena,
    struct search_result *r)
{
	list(arena, n->kinds, KIND_COUNT, id_kind, c, r, FACET_KIND);
	list(
	    arena, n->jurisdictions, c->jurisdictions.n, id_jurisdiction, c, r, FACET_JURISDICTION);
	list(arena, n->subjects, SUBJECT_COUNT, id_subject, c, r, FACET_SUBJECT);
	list(arena, n->languages, c->languages.n, id_language, c, r, FACET_LANGUAGE);
	list(arena, n->years, 10000, id_year, c, r, FACET_YEAR);
	list(arena, n->types, LAW_TYPE_COUNT, id_type, c, r, FACET_TYPE);
	list(arena, n->status, LAW_STATUS_COUNT, id_status, c, r, FACET_STATUS);
	list(arena, n->services, SERVICE_COUNT, id_service, c, r, FACET_SERVICE);
	list(arena, n->ipc, 8, id_ipc, c, r, FACET_IPC);
	list(arena, n->directions, DIRECTION_COUNT, id_direction, c, r, FACET_DIRECTION);
	list(arena, n->wanted, WANTED_COUNT, id_wanted, c, r, FACET_WANTED);
	list(arena, n->ip_status, IP_STATUS_COUNT, id_ip_status, c, r, FACET_IP_STATUS);
	list(arena, n->provider_types, PROVIDER_TYPE_COUNT, id_provider_type, c, r,
	    FACET_PROVIDER_TYPE);
}
