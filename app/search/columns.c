/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Owns the columns and the numbering of ids within this process. */
#include "search/columns.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/log.h"
#include "search/layout.h"
#include "search/work.h"

struct load {
	struct columns *c;
	struct arena *arena;
	bool bad;
};

static void *
grow(void *p, size_t need, size_t *room, size_t size)
{
	if (need <= *room)
		return (p);
	*room = need + need / 2 + 64;
	if ((p = reallocarray(p, *room, size)) == NULL)
		log_die("search: out of memory");
	return (p);
}

/* Ids beyond the room share the last number: they are found, but not told apart. */
static size_t
number(struct column_ids *ids, size_t max, const char *id, size_t size)
{
	for (size_t i = ids->n; i-- > 0;)
		if (strlen(ids->v[i]) == size && memcmp(ids->v[i], id, size) == 0)
			return (i);
	if (ids->n == max)
		return (max - 1);
	ids->v = reallocarray(ids->v, ids->n + 1, sizeof(*ids->v));
	if (ids->v == NULL || (ids->v[ids->n] = strndup(id, size)) == NULL)
		log_die("search: out of memory");
	return (ids->n++);
}

static uint32_t
date_number(const char *date)
{
	uint32_t n = 0;

	if (date == NULL || strlen(date) < 10)
		return (0);
	for (int i = 0; i < 10; i++)
		if (i != 4 && i != 7)
			n = n * 10 + (uint32_t)(date[i] - '0');
	return (n);
}

static void
add_work(struct load *l, uint32_t doc, const char *value, size_t size)
{
	struct columns *c = l->c;
	struct column_work *w;
	struct work_data d;
	size_t j;

	arena_reset(l->arena);
	if (!work_unpack(value, size, l->arena, &d)) {
		l->bad = true;
		return;
	}
	c->works = grow(c->works, c->nworks + 1, &c->works_room, sizeof(*c->works));
	w = &c->works[c->nworks];
	memset(w, 0, sizeof(*w));
	w->entry = d.entry;
	w->doc = doc;
	w->date = date_number(d.date);
	w->kind = (uint8_t)d.kind;
	w->status = (uint8_t)d.status;
	w->law_type = (uint8_t)d.law_type;
	w->ipc = (uint8_t)d.ipc;
	w->services = (uint16_t)d.services;
	w->directions = (uint8_t)d.directions;
	w->wanted = (uint8_t)d.wanted;
	w->ip_status = (uint8_t)d.ip_status;
	w->provider_types = (uint16_t)d.provider_types;
	w->stale = d.stale;
	w->subjects = (uint32_t)d.subjects;
	for (size_t i = 0; i < d.languages.n; i++)
		w->languages |= UINT64_C(1) << number(&c->languages, LANGUAGES, d.languages.v[i],
				    strlen(d.languages.v[i]));
	for (size_t i = 0; i < d.jurisdictions.n; i++) {
		j = number(&c->jurisdictions, JURISDICTIONS, d.jurisdictions.v[i],
		    strlen(d.jurisdictions.v[i]));
		w->jurisdictions[j / 64] |= UINT64_C(1) << (j % 64);
	}
	c->docs[doc].work = (uint32_t)c->nworks++;
	c->docs[doc].type = DOC_WORK;
}

static int
add_doc(void *ctx, uint32_t doc, const char *value, size_t size)
{
	struct load *l = ctx;
	struct columns *c = l->c;
	struct unpack u = { (const unsigned char *)value + 1, (const unsigned char *)value + size,
		false };
	const char *language;
	uint64_t distance;
	size_t n, have = c->ndocs;

	c->docs = grow(c->docs, (size_t)doc + 1, &c->docs_room, sizeof(*c->docs));
	for (; have <= doc; have++)
		c->docs[have] = (struct column_doc){ NO_WORK, 0, 0 };
	c->ndocs = (size_t)doc + 1;
	if (size > 0 && value[0] == DOC_WORK) {
		add_work(l, doc, value + 1, size - 1);
		return (l->bad);
	}
	distance = size > 0 ? unpack_uint(&u) : 0;
	language = size > 0 ? unpack_bytes(&u, &n) : NULL;
	if (u.bad || language == NULL || distance == 0 || distance >= doc ||
	    c->docs[doc - distance].type != DOC_WORK) {
		l->bad = true;
		return (1);
	}
	c->docs[doc].work = c->docs[doc - distance].work;
	c->docs[doc].type = (uint8_t)value[0];
	c->docs[doc].language = (uint8_t)number(&c->languages, LANGUAGES, language, n);
	return (0);
}

static int
add_live(void *ctx, uint32_t doc)
{
	struct columns *c = ctx;

	if (doc >= c->ndocs || c->docs[doc].type != DOC_WORK)
		return (1);
	c->live = grow(c->live, c->nlive + 1, &c->live_room, sizeof(*c->live));
	c->live[c->nlive++] = c->docs[doc].work;
	return (0);
}

/* The documents of a work follow it up to the next. */
static void
count_languages(struct columns *c)
{
	memset(c->sizes, 0, sizeof(c->sizes));
	for (size_t i = 0; i < c->nlive; i++) {
		const uint32_t work = c->live[i];

		for (size_t doc = c->works[work].doc + 1;
		     doc < c->ndocs && c->docs[doc].work == work; doc++)
			c->sizes[c->docs[doc].language]++;
	}
}

enum err
columns_load(struct columns *c, struct xdb *db)
{
	static const char works[] = { PREFIX_TYPE, DOC_WORK };
	struct load l = { c, NULL, false };
	enum err err;

	/* Mostly dead columns are better made anew. */
	if (c->nworks > 1024 && c->nworks / 2 > c->nlive)
		columns_free(c);
	l.arena = arena_new();
	err = xdb_each_value(db, SLOT_FACTS, (uint32_t)c->ndocs, add_doc, &l);
	arena_free(l.arena);
	if (err != ERR_OK)
		return (err);
	if (l.bad) {
		log_event(LOG_LEVEL_ERROR, "index.damaged", LOG_INT("document", c->ndocs));
		return (ERR_INDEX);
	}
	c->nlive = 0;
	if ((err = xdb_each_posting(db, works, sizeof(works), add_live, c)) != ERR_OK)
		return (err);
	count_languages(c);
	return (ERR_OK);
}

uint32_t
columns_size(const struct columns *c, const char *language)
{
	size_t m = strcspn(language, "-");
	uint32_t n = 0, all = 0;

	for (size_t i = 0; i < c->languages.n; i++) {
		all += c->sizes[i];
		if (strncmp(c->languages.v[i], language, m) == 0 &&
		    (c->languages.v[i][m] == '\0' || c->languages.v[i][m] == '-'))
			n += c->sizes[i];
	}
	return (n > 0 ? n : all);
}

static void
ids_free(struct column_ids *ids)
{
	for (size_t i = 0; i < ids->n; i++)
		free(ids->v[i]);
	free(ids->v);
}

void
columns_free(struct columns *c)
{
	ids_free(&c->languages);
	ids_free(&c->jurisdictions);
	free(c->live);
	free(c->works);
	free(c->docs);
	memset(c, 0, sizeof(*c));
}
