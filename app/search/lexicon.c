/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Owns the packed form of the lexicon and finding words in it. */
#include "search/lexicon.h"

#include <stdlib.h>
#include <string.h>

#include "base/log.h"
#include "search/label.h"
#include "search/layout.h"

enum { WEIGHT_UNIT = 1000 };

/* --- writing -----------------------------------------------------------------------------------
 */

struct entry {
	const struct learn_pair *pair;
	char key[LABEL_KEY];
	size_t nkey;
};

static int
by_word(const void *a, const void *b)
{
	const struct entry *x = *(const struct entry *const *)a,
			   *y = *(const struct entry *const *)b;
	int c = strcmp(x->pair->language, y->pair->language);

	if (c == 0)
		c = memcmp(x->key, y->key, x->nkey < y->nkey ? x->nkey : y->nkey);
	if (c == 0)
		c = (x->nkey > y->nkey) - (x->nkey < y->nkey);
	if (c == 0)
		c = strcmp(x->pair->to_language, y->pair->to_language);
	if (c == 0)
		c = (x->pair->weight < y->pair->weight) - (x->pair->weight > y->pair->weight);
	return (c != 0 ? c : strcmp(x->pair->to, y->pair->to));
}

static bool
same_word(const struct entry *x, const struct entry *y)
{
	return (x->nkey == y->nkey && memcmp(x->key, y->key, x->nkey) == 0 &&
		strcmp(x->pair->language, y->pair->language) == 0);
}

void
lexicon_pack(const struct learn_pair *pairs, size_t n, struct buf *out)
{
	struct entry *entries = calloc(n + 1, sizeof(*entries)),
		     **order = calloc(n + 1, sizeof(struct entry *));
	size_t m = 0, end;

	if (entries == NULL || order == NULL)
		log_die("search: out of memory");
	for (size_t i = 0; i < n; i++) {
		struct entry *e = &entries[m];

		e->pair = &pairs[i];
		e->nkey =
		    label_key(pairs[i].language, pairs[i].word, strlen(pairs[i].word), e->key);
		if (e->nkey > 0)
			order[m++] = e;
	}
	qsort(order, m, sizeof(struct entry *), by_word);
	for (size_t i = 0; i < m; i = end) {
		for (end = i + 1; end < m && same_word(order[i], order[end]); end++)
			;
		pack_str(out, order[i]->pair->language);
		pack_bytes(out, order[i]->key, order[i]->nkey);
		pack_uint(out, end - i);
		for (size_t j = i; j < end; j++) {
			pack_str(out, order[j]->pair->to_language);
			pack_str(out, order[j]->pair->to);
			pack_uint(out, (uint64_t)(order[j]->pair->weight * WEIGHT_UNIT + 0.5));
		}
	}
	free(order);
	free(entries);
}

/* --- reading -----------------------------------------------------------------------------------
 */

struct head {
	const char *language, *key;
	size_t nlanguage, nkey;
	uint64_t senses;
};

static struct head
read_head(struct unpack *u)
{
	struct head h = { 0 };

	h.language = unpack_bytes(u, &h.nlanguage);
	h.key = unpack_bytes(u, &h.nkey);
	h.senses = unpack_uint(u);
	return (h);
}

static struct lexicon_sense
read_sense(struct unpack *u)
{
	struct lexicon_sense s = { 0 };

	s.language = unpack_bytes(u, &s.nlanguage);
	s.text = unpack_bytes(u, &s.ntext);
	s.weight = (double)unpack_uint(u) / WEIGHT_UNIT;
	return (s);
}

static size_t
hash(const char *language, size_t nlanguage, const char *key, size_t nkey)
{
	uint32_t h = 2166136261U;

	for (size_t i = 0; i < nlanguage; i++)
		h = (h ^ (unsigned char)language[i]) * 16777619U;
	for (size_t i = 0; i < nkey; i++)
		h = (h ^ (unsigned char)key[i]) * 16777619U;
	return (h ^ h >> 15);
}

static struct unpack
from_offset(const struct lexicon *l, size_t offset)
{
	return ((struct unpack){ (const unsigned char *)l->data.data + offset,
	    (const unsigned char *)l->data.data + l->data.len, false });
}

/* Where the word stands in the table, or where it would. */
static size_t
slot(const struct lexicon *l, const char *language, size_t nlanguage, const char *key, size_t nkey)
{
	size_t at;

	for (at = hash(language, nlanguage, key, nkey) & l->mask; l->table[at] != 0;
	     at = (at + 1) & l->mask) {
		struct unpack u = from_offset(l, l->table[at] - 1);
		struct head h = read_head(&u);

		if (h.nkey == nkey && h.nlanguage == nlanguage && memcmp(h.key, key, nkey) == 0 &&
		    memcmp(h.language, language, nlanguage) == 0)
			break;
	}
	return (at);
}

static size_t
count_words(const struct lexicon *l)
{
	struct unpack u = from_offset(l, 0);
	size_t n = 0;

	while (u.p < u.end && !u.bad) {
		struct head h = read_head(&u);

		for (uint64_t i = 0; i < h.senses && !u.bad; i++)
			(void)read_sense(&u);
		n++;
	}
	return (u.bad ? 0 : n);
}

static void
make_table(struct lexicon *l)
{
	struct unpack u;
	size_t n = count_words(l), at;

	if (n == 0)
		return;
	for (l->mask = 255; l->mask < n * 2; l->mask = l->mask * 2 + 1)
		;
	if ((l->table = calloc(l->mask + 1, sizeof(*l->table))) == NULL)
		log_die("search: out of memory");
	for (u = from_offset(l, 0); u.p < u.end;) {
		size_t offset = (size_t)(u.p - (const unsigned char *)l->data.data);
		struct head h = read_head(&u);

		for (uint64_t i = 0; i < h.senses; i++)
			(void)read_sense(&u);
		at = slot(l, h.language, h.nlanguage, h.key, h.nkey);
		l->table[at] = (uint32_t)offset + 1;
	}
}

void
lexicon_free(struct lexicon *l)
{
	buf_free(&l->data);
	buf_free(&l->mark);
	free(l->table);
	*l = (struct lexicon){ 0 };
}

enum err
lexicon_load(struct lexicon *l, struct xdb *db)
{
	struct buf mark = { 0 };
	enum err err;

	if ((err = xdb_metadata(db, META_LEXICON_MARK, &mark)) != ERR_OK ||
	    strcmp(buf_cstr(&mark), buf_cstr(&l->mark)) == 0) {
		buf_free(&mark);
		return (err);
	}
	lexicon_free(l);
	if ((err = xdb_metadata(db, META_LEXICON, &l->data)) == ERR_OK)
		l->mark = mark;
	else
		buf_free(&mark);
	if (err == ERR_OK)
		make_table(l);
	return (err);
}

size_t
lexicon_find(const struct lexicon *l, const char *language, const char *key, size_t size,
    struct lexicon_sense *senses, size_t room)
{
	struct unpack u;
	struct head h;
	size_t at, n;

	if (l->table == NULL)
		return (0);
	at = slot(l, language, strcspn(language, "-"), key, size);
	if (l->table[at] == 0)
		return (0);
	u = from_offset(l, l->table[at] - 1);
	h = read_head(&u);
	for (n = 0; n < h.senses && n < room; n++)
		senses[n] = read_sense(&u);
	return (n);
}
