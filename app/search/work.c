/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Owns the layout of what documents carry. */
#include "search/work.h"

#include <string.h>

#include "domain/fallback.h"
#include "locale/collate.h"
#include "search/layout.h"

enum { ITEMS_MAX = 256, IPC_SECTIONS = 8 };

static void
pack_strings(struct buf *out, const struct strings *s)
{
	pack_uint(out, s->n);
	for (size_t i = 0; i < s->n; i++)
		pack_str(out, s->v[i]);
}

static size_t
unpack_count(struct unpack *u)
{
	uint64_t n = unpack_uint(u);

	/* Each item takes at least a byte, so that a damaged count cannot ask for much memory. */
	if (n > (uint64_t)(u->end - u->p)) {
		u->bad = true;
		return (0);
	}
	return (n);
}

static struct strings
unpack_strings(struct unpack *u, struct arena *arena)
{
	struct strings s;

	s.n = unpack_count(u);
	s.v = arena_array(arena, const char *, s.n);
	for (size_t i = 0; i < s.n; i++)
		if ((s.v[i] = unpack_str(u, arena)) == NULL)
			u->bad = true;
	return (s);
}

void
work_pack_facts(const struct work_data *w, struct buf *out)
{
	pack_uint(out, (uint64_t)w->entry);
	pack_uint(out, (uint64_t)w->revision);
	pack_uint(out, w->kind);
	pack_uint(out, w->sample);
	pack_uint(out, w->status);
	pack_uint(out, w->law_type);
	pack_uint(out, w->subjects);
	pack_uint(out, w->services);
	pack_uint(out, w->ipc);
	pack_uint(out, w->directions);
	pack_uint(out, w->wanted);
	pack_uint(out, w->ip_status);
	pack_uint(out, w->provider_types);
	pack_uint(out, w->stale);
	pack_str(out, w->date);
	pack_strings(out, &w->jurisdictions);
	pack_strings(out, &w->languages);
}

void
work_pack(const struct work_data *w, struct buf *out)
{
	work_pack_facts(w, out);
	pack_str(out, w->slug);
	pack_str(out, w->source_id);
	pack_str(out, w->original);
	pack_str(out, w->query_pattern);
	pack_uint(out, w->ntexts);
	for (size_t i = 0; i < w->ntexts; i++) {
		pack_str(out, w->texts[i].language);
		pack_str(out, w->texts[i].title);
		pack_str(out, w->texts[i].summary);
		pack_str(out, w->texts[i].reading);
		pack_uint(out, w->texts[i].provenance);
	}
	pack_uint(out, w->nlabels);
	for (size_t i = 0; i < w->nlabels; i++) {
		pack_str(out, w->labels[i].language);
		pack_str(out, w->labels[i].text);
		pack_uint(out, w->labels[i].status);
	}
}

static int
member(struct unpack *u, int count)
{
	uint64_t n = unpack_uint(u);

	if (n >= (uint64_t)count) {
		u->bad = true;
		return (0);
	}
	return ((int)n);
}

/* A set of members of an enum with ${count} of them. */
static uint64_t
members(struct unpack *u, int count)
{
	uint64_t bits = unpack_uint(u);

	if (bits >> count != 0) {
		u->bad = true;
		return (0);
	}
	return (bits);
}

bool
work_unpack(const char *data, size_t size, struct arena *arena, struct work_data *ret_work)
{
	struct unpack u = { (const unsigned char *)data, (const unsigned char *)data + size,
		false };
	struct work_data w = { 0 };

	w.entry = (int64_t)unpack_uint(&u);
	w.revision = (int64_t)unpack_uint(&u);
	w.kind = (enum kind)member(&u, KIND_COUNT);
	w.sample = unpack_uint(&u) != 0;
	w.status = (enum law_status)member(&u, LAW_STATUS_COUNT);
	w.law_type = (enum law_type)member(&u, LAW_TYPE_COUNT);
	w.subjects = members(&u, SUBJECT_COUNT);
	w.services = members(&u, SERVICE_COUNT);
	w.ipc = members(&u, IPC_SECTIONS);
	w.directions = members(&u, DIRECTION_COUNT);
	w.wanted = members(&u, WANTED_COUNT);
	w.ip_status = members(&u, IP_STATUS_COUNT);
	w.provider_types = members(&u, PROVIDER_TYPE_COUNT);
	w.stale = unpack_uint(&u) != 0;
	w.date = unpack_str(&u, arena);
	w.jurisdictions = unpack_strings(&u, arena);
	w.languages = unpack_strings(&u, arena);
	if (u.p == u.end) { /* a facts value */
		*ret_work = w;
		return (!u.bad);
	}
	w.slug = unpack_str(&u, arena);
	w.source_id = unpack_str(&u, arena);
	w.original = unpack_str(&u, arena);
	w.query_pattern = unpack_str(&u, arena);
	w.ntexts = unpack_count(&u);
	w.texts = arena_array(arena, struct work_text, w.ntexts);
	for (size_t i = 0; i < w.ntexts; i++) {
		w.texts[i].language = unpack_str(&u, arena);
		w.texts[i].title = unpack_str(&u, arena);
		w.texts[i].summary = unpack_str(&u, arena);
		w.texts[i].reading = unpack_str(&u, arena);
		w.texts[i].provenance = (enum provenance)member(&u, PROVENANCE_COUNT);
		if (w.texts[i].language == NULL)
			u.bad = true;
	}
	w.nlabels = unpack_count(&u);
	w.labels = arena_array(arena, struct work_label, w.nlabels);
	for (size_t i = 0; i < w.nlabels; i++) {
		w.labels[i].language = unpack_str(&u, arena);
		w.labels[i].text = unpack_str(&u, arena);
		w.labels[i].status = (enum term_status)member(&u, TERM_STATUS_COUNT);
		if (w.labels[i].language == NULL || w.labels[i].text == NULL)
			u.bad = true;
	}
	if (u.bad || w.slug == NULL)
		return (false);
	*ret_work = w;
	return (true);
}

void
work_piece_pack(const struct work_piece *p, size_t body, struct buf *out)
{
	pack_uint(out, (uint64_t)p->expression);
	pack_uint(out, p->provenance);
	pack_str(out, p->language);
	pack_str(out, p->eid);
	pack_str(out, p->number);
	pack_str(out, p->heading);
	pack_str(out, p->source_id);
	if (p->body == NULL)
		pack_str(out, NULL);
	else
		pack_bytes(out, p->body, body);
}

bool
work_piece_unpack(const char *data, size_t size, struct arena *arena, struct work_piece *ret_piece)
{
	struct unpack u = { (const unsigned char *)data, (const unsigned char *)data + size,
		false };
	struct work_piece p;

	p.expression = (int64_t)unpack_uint(&u);
	p.provenance = (enum provenance)member(&u, PROVENANCE_COUNT);
	p.language = unpack_str(&u, arena);
	p.eid = unpack_str(&u, arena);
	p.number = unpack_str(&u, arena);
	p.heading = unpack_str(&u, arena);
	p.source_id = unpack_str(&u, arena);
	p.body = unpack_str(&u, arena);
	if (u.bad || p.language == NULL)
		return (false);
	*ret_piece = p;
	return (true);
}

const struct work_text *
work_title(const struct work_data *w, const char *const *chain, size_t nchain)
{
	const char *have[ITEMS_MAX];
	const struct work_text *with[ITEMS_MAX];
	size_t n = 0;
	bool other;
	int chosen;

	for (size_t i = 0; i < w->ntexts && n < ITEMS_MAX; i++) {
		if (w->texts[i].title == NULL)
			continue;
		have[n] = w->texts[i].language;
		with[n++] = &w->texts[i];
	}
	chosen = fallback_choose(chain, nchain, have, n, w->original, &other);
	return (chosen < 0 ? NULL : with[chosen]);
}

const char *
work_sort(const struct work_data *w, const char *tag, struct arena *arena, size_t *ret_size)
{
	const char *chain[4], *key;
	const struct work_text *t;
	char *parent = arena_strdup(arena, tag), *end, *value;
	uint32_t bucket;
	size_t n = 0, size;

	/* The order that the tag asks for is no language. */
	if ((end = strstr(parent, "-u-")) != NULL)
		*end = '\0';
	do {
		chain[n++] = parent;
		parent = arena_strdup(arena, parent);
		if ((end = strrchr(parent, '-')) != NULL)
			*end = '\0';
	} while (end != NULL && n < sizeof(chain) / sizeof(chain[0]));
	if ((t = work_title(w, chain, n)) == NULL)
		return (NULL);
	key = collate_key(arena, tag, t->title, t->reading, SORT_KEY, &size);
	bucket = alphabet_bucket(tag, t->title, t->reading);
	value = arena_alloc(arena, size + 2);
	value[0] = (char)(bucket >> 8);
	value[1] = (char)bucket;
	memcpy(value + 2, key, size);
	*ret_size = size + 2;
	return (value);
}
