/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Owns how two texts are compared by what they name.  Both are cut as queries are, so that what is
 * found here is what a search would find; the texts themselves are at hand and not looked up.
 */
#include "search/shared.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "search/index.h"
#include "search/label.h"
#include "search/layout.h"
#include "search/words.h"

enum {
	TEXT_READ = 6000, /* bytes */
	UNITS_MAX = 1500,
	SPAN_MAX = 8,	 /* words of a name */
	IDEOS_MAX = 5,	 /* ideographs of a word */
	LETTERS_MIN = 4, /* shorter words tell nothing */
	SENSES_MAX = 12,
	THINGS_MAX = 64
};

/* A word in more of the index than this share tells nothing. */
static const double common = 0.05;
static const double word_most = 0.8; /* what the rarest word weighs, next to a term */

struct unit {
	const char *key; /* stem, else the folded spelling */
	size_t size;
	uint32_t start, end;
	uint32_t letters;
	bool ideo, stemmed;
	uint32_t next; /* of the same key, plus one; 0: none */
};

struct concept {
	const char *slug;
	size_t at, n;
};

struct shared_text {
	const char *language, *text;
	struct unit *units;
	size_t n;
	uint32_t *table; /* first unit of a key, plus one */
	size_t mask;
	struct concept *concepts;
	size_t nconcepts;
	bool *covered; /* by a concept */
	struct arena *arena;
};

/* --- cutting -----------------------------------------------------------------------------------
 */

static uint32_t
letters(const char *s, size_t n)
{
	uint32_t count = 0;

	for (size_t i = 0; i < n; i++)
		count += ((unsigned char)s[i] & 0xC0) != 0x80;
	return (count);
}

static int
unit(void *ctx, const struct word *w)
{
	struct shared_text *t = ctx;
	struct unit *u = &t->units[t->n++];
	char stem[WORD_MAX];
	size_t n = words_stem(t->language, w, stem);

	u->stemmed = n > 0;
	u->key = arena_strndup(t->arena, n > 0 ? stem : w->full, n > 0 ? n : w->nfull);
	u->size = n > 0 ? n : w->nfull;
	u->letters = w->unit == WORD_NUMBER ? 0 : letters(w->full, w->nfull);
	u->start = w->start;
	u->end = w->end;
	u->ideo = w->unit == WORD_IDEO;
	return (t->n == UNITS_MAX);
}

static size_t
slot(const struct shared_text *t, const char *key, size_t size)
{
	uint64_t h = UINT64_C(14695981039346656037);
	size_t at;

	for (size_t i = 0; i < size; i++)
		h = (h ^ (unsigned char)key[i]) * UINT64_C(1099511628211);
	for (at = h & t->mask; t->table[at] != 0; at = (at + 1) & t->mask) {
		const struct unit *u = &t->units[t->table[at] - 1];

		if (u->size == size && memcmp(u->key, key, size) == 0)
			break;
	}
	return (at);
}

static void
make_table(struct shared_text *t)
{
	size_t room = 16;

	while (room < t->n * 2)
		room *= 2;
	t->mask = room - 1;
	t->table = arena_array(t->arena, uint32_t, room);
	/* From the end, so that the first of a key heads its chain. */
	for (size_t i = t->n; i-- > 0;) {
		size_t at = slot(t, t->units[i].key, t->units[i].size);

		t->units[i].next = t->table[at];
		t->table[at] = (uint32_t)i + 1;
	}
}

static size_t
key_of(const struct shared_text *t, size_t at, size_t n, char *key)
{
	size_t size = 0;

	for (size_t i = at; i < at + n; i++) {
		if (size + t->units[i].size + 1 > LABEL_KEY)
			return (0);
		if (size > 0)
			key[size++] = ' ';
		memcpy(key + size, t->units[i].key, t->units[i].size);
		size += t->units[i].size;
	}
	return (size);
}

/* Where the words of ${key}, a space between, first stand one after the other; their number, 0:
 * nowhere. */
static size_t
find_key(const struct shared_text *t, const char *key, size_t size, size_t *ret_at)
{
	const char *end = key + size, *space = memchr(key, ' ', size);
	size_t first = space == NULL ? size : (size_t)(space - key);
	uint32_t at = t->table[slot(t, key, first)];

	for (; at != 0; at = t->units[at - 1].next) {
		const char *p = key;
		size_t i = at - 1;

		for (; p < end && i < t->n; i++) {
			const char *stop = memchr(p, ' ', (size_t)(end - p));
			size_t n = (size_t)((stop == NULL ? end : stop) - p);

			if (t->units[i].size != n || memcmp(t->units[i].key, p, n) != 0)
				break;
			p = stop == NULL ? end : stop + 1;
		}
		if (p == end) {
			*ret_at = at - 1;
			return (i - (at - 1));
		}
	}
	return (0);
}

static const char *
words_of(const struct shared_text *t, size_t at, size_t n)
{
	uint32_t start = t->units[at].start, end = t->units[at + n - 1].end;

	return (arena_strndup(t->arena, t->text + start, end - start));
}

/* --- concepts ----------------------------------------------------------------------------------
 */

struct first_doc {
	uint32_t doc;
};

static int
take_doc(void *ctx, uint32_t doc)
{
	((struct first_doc *)ctx)->doc = doc;
	return (1);
}

/* The term of that name.  A name of several concepts is taken for the first of them. */
static enum err
find_concept(struct search_index *index, struct shared_text *t, size_t at, size_t n,
    const char *key, size_t size)
{
	char term[LABEL_KEY + 1];
	struct first_doc found = { 0 };
	struct work_data w;
	enum err err;

	term[0] = PREFIX_LABEL;
	memcpy(term + 1, key, size);
	if ((err = xdb_each_posting(index->db, term, size + 1, take_doc, &found)) != ERR_OK ||
	    found.doc == 0 || (err = index_work(index, t->arena, found.doc, &w)) != ERR_OK)
		return (err);
	t->concepts[t->nconcepts++] = (struct concept){ w.slug, at, n };
	for (size_t i = at; i < at + n; i++)
		t->covered[i] = true;
	return (ERR_OK);
}

/* A little word that is not written as a name: "for" is no abbreviation, "PCT" is one. */
static bool
little(const struct shared_text *t, const struct unit *u)
{
	char first = t->text[u->start];

	return (!u->ideo && u->letters < LETTERS_MIN && first >= 'a' && first <= 'z');
}

static enum err
find_concepts(struct search_index *index, struct shared_text *t)
{
	char key[LABEL_KEY];
	size_t taken, size;
	enum err err;

	for (size_t at = 0; at < t->n; at += taken) {
		taken = 1;
		for (size_t n = SPAN_MAX; n > 0; n--) {
			if (at + n > t->n || (n == 1 && little(t, &t->units[at])) ||
			    (size = key_of(t, at, n, key)) == 0 || !index_label(index, key, size))
				continue;
			if ((err = find_concept(index, t, at, n, key, size)) != ERR_OK)
				return (err);
			taken = n;
			break;
		}
	}
	return (ERR_OK);
}

enum err
shared_text(struct search_index *index, struct arena *arena, const char *language, const char *text,
    struct shared_text **ret)
{
	struct shared_text *t;
	size_t size = strnlen(text, TEXT_READ);

	if (index->db == NULL)
		return (ERR_INDEX);
	for (int tries = 0; tries < 3; tries++) {
		t = arena_alloc(arena, sizeof(*t));
		t->arena = arena;
		t->language = arena_strndup(arena, language, strcspn(language, "-"));
		t->text = text;
		t->units = arena_array(arena, struct unit, UNITS_MAX);
		words_each(text, size, unit, t);
		t->concepts = arena_array(arena, struct concept, t->n);
		t->covered = arena_array(arena, bool, t->n);
		make_table(t);
		if (find_concepts(index, t) == ERR_OK) {
			*ret = t;
			return (ERR_OK);
		}
		if (index_reload(index) != ERR_OK)
			break;
	}
	return (ERR_INDEX);
}

/* --- comparing ---------------------------------------------------------------------------------
 */

struct things {
	struct search_index *index;
	struct arena *arena;
	const struct shared_text *here, *there;
	struct shared_thing v[THINGS_MAX];
	size_t n;
};

/* What a word weighs that ${found} documents have; 0 if it tells nothing. */
static double
rarity(const struct things *x, uint32_t found)
{
	double documents = columns_size(&x->index->columns, "und");

	if (documents < 2 || found > 2 + documents * common)
		return (0);
	return (word_most * log(documents / (found < 1 ? 1 : found)) / log(documents));
}

static uint32_t
frequency(const struct things *x, const struct shared_text *t, size_t at, size_t n)
{
	const struct unit *u = &t->units[at];
	char term[2 * WORD_MAX + 1];
	size_t size = 0;

	if (u->ideo && n > 1) {
		memcpy(term, u->key, u->size);
		memcpy(term + u->size, u[1].key, u[1].size);
		return (xdb_frequency(x->index->db, term, u->size + u[1].size));
	}
	if (u->stemmed)
		term[size++] = PREFIX_STEM;
	memcpy(term + size, u->key, u->size);
	return (xdb_frequency(x->index->db, term, size + u->size));
}

static void
add(struct things *x, const char *here, const char *there, const char *term, double weight)
{
	for (size_t i = 0; i < x->n; i++)
		if (strcmp(x->v[i].here, here) == 0 || strcmp(x->v[i].there, there) == 0 ||
		    (term != NULL && x->v[i].term != NULL && strcmp(x->v[i].term, term) == 0))
			return;
	if (x->n < THINGS_MAX && weight > 0)
		x->v[x->n++] = (struct shared_thing){ here, there, term, weight };
}

static void
same_concepts(struct things *x)
{
	const struct shared_text *a = x->here, *b = x->there;

	for (size_t i = 0; i < a->nconcepts; i++)
		for (size_t k = 0; k < b->nconcepts; k++)
			if (strcmp(a->concepts[i].slug, b->concepts[k].slug) == 0) {
				add(x, words_of(a, a->concepts[i].at, a->concepts[i].n),
				    words_of(b, b->concepts[k].at, b->concepts[k].n),
				    a->concepts[i].slug, 1);
				break;
			}
}

static bool
telling(const struct unit *u)
{
	return (!u->ideo && u->letters >= LETTERS_MIN);
}

/* How many ideographs stand one after the other from ${at}, at most IDEOS_MAX. */
static size_t
run(const struct shared_text *t, size_t at)
{
	size_t n = 1;

	while (n < IDEOS_MAX && at + n < t->n && t->units[at + n].ideo && !t->covered[at + n] &&
	       t->units[at + n].start == t->units[at + n - 1].end)
		n++;
	return (n);
}

/* Texts in one language: the same word; in scripts without spaces the longest run of characters. */
static void
same_words(struct things *x)
{
	const struct shared_text *a = x->here, *b = x->there;
	char key[LABEL_KEY];
	size_t taken, at = 0, n, found;

	for (size_t i = 0; i < a->n; i += taken) {
		const struct unit *u = &a->units[i];

		taken = 1;
		if (a->covered[i] || (!u->ideo && !telling(u)))
			continue;
		for (n = u->ideo ? run(a, i) : 1; n >= (u->ideo ? 2 : 1); n--) {
			size_t size = key_of(a, i, n, key);

			if ((found = find_key(b, key, size, &at)) == 0)
				continue;
			add(x, words_of(a, i, n), words_of(b, at, found), NULL,
			    rarity(x, frequency(x, a, i, n)));
			taken = n;
			break;
		}
	}
}

/* Whether one of the senses of ${key} in the other's language stands there. */
static bool
translated(struct things *x, size_t i, size_t n, const char *key, size_t size)
{
	const struct shared_text *a = x->here, *b = x->there;
	struct lexicon_sense senses[SENSES_MAX];
	size_t k = lexicon_find(&x->index->lexicon, a->language, key, size, senses, SENSES_MAX);
	char other[LABEL_KEY];
	size_t at = 0, found;

	for (size_t s = 0; s < k; s++) {
		if (senses[s].nlanguage != strlen(b->language) ||
		    memcmp(senses[s].language, b->language, senses[s].nlanguage) != 0)
			continue;
		size = label_key(b->language, senses[s].text, senses[s].ntext, other);
		if (size == 0 || (found = find_key(b, other, size, &at)) == 0)
			continue;
		add(x, words_of(a, i, n), words_of(b, at, found), NULL,
		    rarity(x, frequency(x, a, i, n)) * sqrt(senses[s].weight));
		return (true);
	}
	return (false);
}

static void
words_across(struct things *x)
{
	const struct shared_text *a = x->here;
	char key[LABEL_KEY];
	size_t taken, n;

	for (size_t i = 0; i < a->n; i += taken) {
		const struct unit *u = &a->units[i];

		taken = 1;
		if (a->covered[i] || (!u->ideo && !telling(u)))
			continue;
		for (n = u->ideo ? run(a, i) : 1; n >= (u->ideo ? 2 : 1); n--)
			if (translated(x, i, n, key, key_of(a, i, n, key))) {
				taken = n;
				break;
			}
	}
}

static int
by_weight(const void *a, const void *b)
{
	const struct shared_thing *x = a, *y = b;

	if (x->weight != y->weight)
		return (x->weight > y->weight ? -1 : 1);
	return (strcmp(x->here, y->here));
}

size_t
shared_things(struct search_index *index, struct arena *arena, const struct shared_text *here,
    const struct shared_text *there, struct shared_thing *ret, size_t room)
{
	struct things x = { .index = index, .arena = arena, .here = here, .there = there };

	if (index->db == NULL)
		return (0);
	same_concepts(&x);
	if (strcmp(here->language, there->language) == 0)
		same_words(&x);
	else
		words_across(&x);
	if (x.n > 1)
		qsort(x.v, x.n, sizeof(*x.v), by_weight);
	if (x.n > room)
		x.n = room;
	memcpy(ret, x.v, x.n * sizeof(*ret));
	return (x.n);
}
