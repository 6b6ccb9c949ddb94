/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Owns what a second look counts and how much.  Grams over whole texts would treble the index; over
 * the texts of the best candidates they cost a millisecond, and tell as much.
 */
#include "search/rerank.h"

#include <math.h>
#include <string.h>

#include "base/utf8.h"
#include "search/layout.h"

enum {
	GRAM = 3, /* characters */
	GRAMS_MAX = 512,
	SLOTS = 2048, /* of a table, a power of two */
	NEXT = 2,     /* words that stand one after the other are at most so far apart */
	NEAR = 8,
	GAP = 20,	    /* between heading and body */
	BODY_READ = 4096,   /* bytes */
	HEADING_COUNTS = 6, /* times */
	JUDGES = 40 /* candidates, the best first, that tell what is rare: those behind have less of
		       it */
};

/* Chosen on one half of judged questions in seven languages, checked on the other. */
static const double k1 = 1.4, b = 0.9, of_gram = 0.8, of_next = 0.6, of_near = 0.6;

struct slot {
	uint64_t hash; /* 0: free */
	uint32_t at;
};

/*
 * What the others of a work add to one of them, of the best weight at most; half of it by so many
 * that are as good.  Tried with the headings of Indian and Emirati laws as questions.
 */
static const double evidence = 0.1, evidence_half = 3;

/* What a pair of ideographs tells by how many of the two are grammar, and one by itself. */
static const double of_pair[] = { 0.5, 0.25, 0 }, of_single[] = { 1, 0.2 };

/* What a candidate has of each; counts stop at 255. */
struct candidate {
	uint8_t grams[GRAMS_MAX];
	uint8_t words[QUERY_WORDS];
	uint8_t next[QUERY_WORDS], near[QUERY_WORDS]; /* each word with the one before it */
	uint32_t length;			      /* grams */
	uint32_t work;
	double weight; /* at first sight */
};

struct rerank {
	const struct query *q;
	struct slot grams[SLOTS], words[SLOTS];
	double wanted[GRAMS_MAX]; /* times in the query */
	size_t ngrams;
	uint32_t before[QUERY_WORDS], after[QUERY_WORDS]; /* telling words; nwords: none */
	struct candidate *candidates;
	size_t n;
	/* of the text that is read */
	struct candidate *reading;
	const char *language;
	uint32_t counts;
	uint32_t base, end;	    /* positions */
	uint32_t last[QUERY_WORDS]; /* where each word stood last, 0: nowhere */
};

static uint64_t
hash_of(const char *p, size_t n, char prefix)
{
	uint64_t h = 14695981039346656037ULL + (unsigned char)prefix;

	for (size_t i = 0; i < n; i++)
		h = (h ^ (unsigned char)p[i]) * 0x100000001b3ULL;
	return ((h ^ h >> 29) | 1);
}

static inline struct slot *
find(struct slot *table, uint64_t hash)
{
	size_t at = (hash >> 7) % SLOTS;

	while (table[at].hash != 0 && table[at].hash != hash)
		at = (at + 1) % SLOTS;
	return (&table[at]);
}

/* Calls ${fn} with the hash of each gram of a word; a short word, a number, a pair is one gram. */
static inline void
grams_of(struct rerank *r, const char *p, size_t n, enum word_unit unit,
    void (*fn)(struct rerank *r, uint64_t hash, double much), double much)
{
	size_t starts[WORD_MAX + 1], m = 0;

	for (size_t i = 0; unit == WORD_LETTERS && i < n; i++)
		if (((unsigned char)p[i] & 0xC0) != 0x80)
			starts[m++] = i;
	starts[m] = n;
	if (m <= GRAM) {
		fn(r, hash_of(p, n, 0), much);
		return;
	}
	for (size_t i = 0; i + GRAM <= m; i++)
		fn(r, hash_of(p + starts[i], starts[i + GRAM] - starts[i], 0), much);
}

static void
want_gram(struct rerank *r, uint64_t hash, double much)
{
	struct slot *s = find(r->grams, hash);

	if (s->hash == 0) {
		if (r->ngrams == GRAMS_MAX)
			return;
		s->hash = hash;
		s->at = (uint32_t)r->ngrams++;
	}
	r->wanted[s->at] += much;
}

static void
want_word(struct rerank *r, char prefix, const char *p, size_t n, size_t at)
{
	uint64_t hash = hash_of(p, n, prefix);
	struct slot *s = find(r->words, hash);

	if (s->hash == 0)
		*s = (struct slot){ hash, (uint32_t)at };
}

static bool
telling(const struct query_word *w)
{
	return (!w->minus && !w->small && w->nexact > 0);
}

/* A pair, and its second ideograph by itself; or the one that stands alone. */
static void
want_ideographs(struct rerank *r, const struct query_word *w)
{
	const size_t n = words_first(w->exact, w->nexact);
	const bool second = w->run && words_grammar(w->exact + n, w->nexact - n);

	want_gram(r, hash_of(w->exact, w->nexact, 0),
	    of_pair[w->run ? words_grammar(w->exact, n) + second : 0]);
	if (w->run)
		want_gram(r, hash_of(w->exact + n, w->nexact - n, 0), of_single[second]);
}

struct rerank *
rerank_new(struct query *q, size_t room)
{
	struct rerank *r = arena_alloc(q->arena, sizeof(*r));
	uint32_t before = (uint32_t)q->nwords;

	memset(r, 0, sizeof(*r));
	r->q = q;
	for (uint32_t i = 0; i < q->nwords; i++) {
		const struct query_word *w = &q->words[i];

		r->before[i] = r->after[i] = (uint32_t)q->nwords;
		if (!telling(w))
			continue;
		if (w->unit == WORD_IDEO)
			want_ideographs(r, w);
		else
			grams_of(r, w->exact, w->nexact, w->unit, want_gram, 1);
		want_word(r, 0, w->exact, w->nexact, i);
		for (size_t s = 0; s < w->nstems; s++)
			want_word(r, PREFIX_STEM, w->stems[s].term, w->stems[s].size, i);
		r->before[i] = before;
		if (before < q->nwords)
			r->after[before] = i;
		before = i;
	}
	r->candidates = arena_array(q->arena, struct candidate, room);
	return (r);
}

static inline void
add(uint8_t *count, uint32_t n)
{
	*count = *count + n > UINT8_MAX ? UINT8_MAX : (uint8_t)(*count + n);
}

static void
count_gram(struct rerank *r, uint64_t hash, double much)
{
	const struct slot *s = find(r->grams, hash);

	(void)much;
	r->reading->length += r->counts;
	if (s->hash != 0)
		add(&r->reading->grams[s->at], r->counts);
}

/* Word ${w} of the query stands at ${at}: is one of its neighbours there near? */
static void
count_near(struct rerank *r, uint32_t w, uint32_t at)
{
	struct candidate *c = r->reading;
	uint32_t before = r->before[w], after = r->after[w];

	r->last[w] = at;
	if (before < r->q->nwords && r->last[before] > 0) {
		if (at - r->last[before] < w - before + NEXT)
			add(&c->next[w], 1);
		if (at - r->last[before] <= NEAR)
			add(&c->near[w], 1);
	}
	if (after < r->q->nwords && r->last[after] > 0 && at - r->last[after] <= NEAR)
		add(&c->near[after], 1);
}

static int
read_word(void *ctx, const struct word *w)
{
	struct rerank *r = ctx;
	const char *p = w->npair > 0 ? w->pair : w->full;
	size_t n = w->npair > 0 ? w->npair : w->nfull;
	char stem[WORD_MAX];
	const struct slot *s;

	r->end = r->base + w->position;
	/* One that begins a run stands in the pair that follows. */
	if (w->unit == WORD_IDEO && w->npair == 0 && !w->last)
		return (0);
	grams_of(r, p, n, w->unit, count_gram, 1);
	if (w->unit == WORD_IDEO) {
		if (w->npair > 0)
			count_gram(r, hash_of(w->full, w->nfull, 0), 1);
	} else {
		s = find(r->words, hash_of(p, n, 0));
		if (s->hash == 0 && query_may_stem(r->q, r->language, w) &&
		    (n = words_stem(r->language, w, stem)) > 0)
			s = find(r->words, hash_of(stem, n, PREFIX_STEM));
		if (s->hash != 0) {
			add(&r->reading->words[s->at], 1);
			count_near(r, s->at, r->end);
		}
	}
	return (w->start > BODY_READ);
}

static void
read_part(struct rerank *r, const char *text, uint32_t counts)
{
	if (text == NULL)
		return;
	r->counts = counts;
	words_each(text, strlen(text), read_word, r);
	r->base = r->end + GAP;
}

void
rerank_add(struct rerank *r, uint32_t work, double weight, const char *language,
    const char *heading, const char *body)
{
	r->reading = &r->candidates[r->n++];
	*r->reading = (struct candidate){ .work = work, .weight = weight };
	r->language = language;
	r->base = r->end = 0;
	memset(r->last, 0, sizeof(r->last));
	read_part(r, heading, HEADING_COUNTS);
	read_part(r, body, 1);
}

static double
rarity(size_t found, size_t all)
{
	return (log(1 + ((double)(all - found) + 0.5) / ((double)found + 0.5)));
}

static void
gain(const struct rerank *r, double *gains)
{
	double *damp = arena_array(r->q->arena, double, r->n), rare[QUERY_WORDS], mean = 1, of;
	const size_t judges = r->n < JUDGES ? r->n : JUDGES;
	size_t found;

	for (size_t i = 0; i < r->n; i++)
		mean += (double)r->candidates[i].length / (double)r->n;
	for (size_t i = 0; i < r->n; i++) {
		damp[i] = k1 * (1 - b + b * r->candidates[i].length / mean);
		gains[i] = 0;
	}
	for (size_t g = 0; g < r->ngrams; g++) {
		found = 0;
		for (size_t i = 0; i < judges; i++)
			found += r->candidates[i].grams[g] > 0;
		of = of_gram * r->wanted[g] * rarity(found, judges) * (k1 + 1);
		for (size_t i = 0; i < r->n; i++)
			gains[i] +=
			    of * r->candidates[i].grams[g] / (r->candidates[i].grams[g] + damp[i]);
	}
	for (size_t w = 0; w < r->q->nwords; w++) {
		found = 0;
		for (size_t i = 0; i < judges; i++)
			found += r->candidates[i].words[w] > 0;
		rare[w] = rarity(found, judges);
		if (r->before[w] >= r->q->nwords)
			continue;
		of = (rare[w] + rare[r->before[w]]) / 2 * (k1 + 1);
		for (size_t i = 0; i < r->n; i++) {
			double next = r->candidates[i].next[w], near = r->candidates[i].near[w];

			gains[i] += of * of_next * next / (next + damp[i]) +
				    of * of_near * near / (near + damp[i]);
		}
	}
}

/*
 * Where several articles of a law are among the best, the law is about the question, and each of
 * them the likelier (passage-level evidence, Callan 1994): the others' weights between the least
 * and the best, added up and saturated.
 */
static void
add_evidence(const struct rerank *r, double *weights)
{
	double *added = arena_array(r->q->arena, double, r->n);
	double most = weights[0], least = weights[0], others;

	for (size_t i = 0; i < r->n; i++) {
		most = weights[i] > most ? weights[i] : most;
		least = weights[i] < least ? weights[i] : least;
	}
	if (most == least)
		return;
	for (size_t i = 0; i < r->n; i++) {
		others = 0;
		for (size_t j = 0; j < r->n; j++)
			if (j != i && r->candidates[j].work == r->candidates[i].work)
				others += (weights[j] - least) / (most - least);
		added[i] = evidence * most * others / (others + evidence_half);
	}
	for (size_t i = 0; i < r->n; i++)
		weights[i] += added[i];
}

void
rerank_finish(const struct rerank *r, double *weights)
{
	double least;

	if (r->n == 0)
		return;
	gain(r, weights);
	/* As far as all of them gain something, so do those that were not looked at. */
	least = weights[0];
	for (size_t i = 0; i < r->n; i++)
		least = weights[i] < least ? weights[i] : least;
	for (size_t i = 0; i < r->n; i++)
		weights[i] += r->candidates[i].weight - least;
	add_evidence(r, weights);
}
