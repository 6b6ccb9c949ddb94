/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Owns the hash table in which a document's terms are counted. */
#include "search/terms.h"

#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/log.h"
#include "search/analyse.h"
#include "search/layout.h"

enum { FIRST = 1024, TERM_MAX = 200 };

struct slot {
	uint32_t offset, size, count, hash;
};

struct terms {
	struct slot *list;
	size_t n, room;
	uint32_t *table; /* index into list plus one */
	size_t mask;
	struct buf bytes;
	struct xterm *out;
	size_t out_room;
	uint32_t words;
};

/*
 * BM25: how soon repetition stops to count, and how much long texts are held back.  The usual
 * length is about that of an article of law in any language, ideographs counted one by one; a
 * constant, so that nothing that is added to the index changes what is there.  Tried on judged
 * questions in eight languages.
 */
static const double bm25_k1 = 0.9, bm25_b = 0.75, bm25_usual = 160;

static void *
grow(void *p, size_t n, size_t size)
{
	if ((p = reallocarray(p, n, size)) == NULL)
		log_die("search: out of memory");
	return (p);
}

struct terms *
terms_new(void)
{
	struct terms *t = grow(NULL, 1, sizeof(*t));

	memset(t, 0, sizeof(*t));
	t->room = FIRST;
	t->list = grow(NULL, t->room, sizeof(*t->list));
	t->mask = FIRST * 2 - 1;
	t->table = grow(NULL, t->mask + 1, sizeof(*t->table));
	memset(t->table, 0, (t->mask + 1) * sizeof(*t->table));
	return (t);
}

void
terms_free(struct terms *t)
{
	if (t == NULL)
		return;
	buf_free(&t->bytes);
	free(t->out);
	free(t->table);
	free(t->list);
	free(t);
}

void
terms_clear(struct terms *t)
{
	if (t->n > 0)
		memset(t->table, 0, (t->mask + 1) * sizeof(*t->table));
	t->n = 0;
	t->words = 0;
	buf_clear(&t->bytes);
}

static void
rehash(struct terms *t)
{
	t->room *= 2;
	t->list = grow(t->list, t->room, sizeof(*t->list));
	t->mask = t->room * 2 - 1;
	t->table = grow(t->table, t->mask + 1, sizeof(*t->table));
	memset(t->table, 0, (t->mask + 1) * sizeof(*t->table));
	for (size_t i = 0; i < t->n; i++) {
		size_t at = t->list[i].hash & t->mask;

		while (t->table[at] != 0)
			at = (at + 1) & t->mask;
		t->table[at] = (uint32_t)i + 1;
	}
}

void
terms_add(struct terms *t, char prefix, const char *term, size_t size, uint32_t count)
{
	uint32_t hash = 2166136261U ^ (unsigned char)prefix;
	struct slot *s;
	size_t at, lead = prefix != 0;

	if (size > TERM_MAX)
		size = TERM_MAX;
	for (size_t i = 0; i < size; i++)
		hash = (hash ^ (unsigned char)term[i]) * 16777619U;
	hash ^= hash >> 15;
	for (at = hash & t->mask; t->table[at] != 0; at = (at + 1) & t->mask) {
		s = &t->list[t->table[at] - 1];
		if (s->hash == hash && s->size == size + lead &&
		    (lead == 0 || t->bytes.data[s->offset] == prefix) &&
		    memcmp(t->bytes.data + s->offset + lead, term, size) == 0) {
			s->count += count;
			return;
		}
	}
	if (t->n == t->room) {
		rehash(t);
		for (at = hash & t->mask; t->table[at] != 0; at = (at + 1) & t->mask)
			;
	}
	s = &t->list[t->n++];
	*s = (struct slot){ (uint32_t)t->bytes.len, (uint32_t)(size + lead), count, hash };
	t->table[at] = (uint32_t)t->n;
	if (lead)
		buf_char(&t->bytes, prefix);
	buf_add(&t->bytes, term, size);
}

struct job {
	struct terms *terms;
	uint32_t weight;
};

static void
each(void *ctx, const struct token *token)
{
	const struct job *job = ctx;

	char prefix = 0;

	if (token->class != TOKEN_STEM && token->class != TOKEN_GRAM && token->class != TOKEN_WHOLE)
		job->terms->words++;
	if (token->class == TOKEN_PART)
		return;
	if (token->class == TOKEN_STEM)
		prefix = PREFIX_STEM;
	else if (token->class == TOKEN_WHOLE)
		prefix = PREFIX_WHOLE;
	terms_add(job->terms, prefix, token->term, token->size, job->weight);
}

void
terms_text(struct terms *t, const char *language, const char *text, size_t size, uint32_t weight)
{
	struct job job = { t, weight };

	analyse(language, text, size, each, &job);
}

/* At least one, so that what is there weighs something. */
static uint32_t
impact(uint32_t count, double length)
{
	double i = XDB_UNIT * count * (bm25_k1 + 1) / (count + length);

	return (i < 1 ? 1 : (uint32_t)(i + 0.5));
}

const struct xterm *
terms_all(struct terms *t, size_t *ret_n)
{
	double length = bm25_k1 * (1 - bm25_b + bm25_b * t->words / bm25_usual);

	if (t->out_room < t->n) {
		t->out_room = t->room;
		t->out = grow(t->out, t->out_room, sizeof(*t->out));
	}
	for (size_t i = 0; i < t->n; i++)
		t->out[i] = (struct xterm){ t->bytes.data + t->list[i].offset, t->list[i].size,
			t->list[i].count == 0 ? 0 : impact(t->list[i].count, length) };
	*ret_n = t->n;
	return (t->out);
}
