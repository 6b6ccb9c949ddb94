/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Owns which article of one version of a law is which of another. */
#include "domain/diff_articles.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "domain/token.h"

/*
 * PAIR_COMMON: a pair of words that stands in more articles than this says nothing about which two
 * belong together.  ALIKE: share, in percent, of the pairs of words that two articles have in
 * common if one is the other with changes; of those with the same eId less is enough.
 */
enum { PAIR_COMMON = 6, ALIKE = 50, ALIKE_SAME_EID = 20 };
static const size_t NONE = SIZE_MAX;

struct side {
	const struct article *article;
	size_t n;
	uint64_t *hash;	  /* of all words of heading and body */
	uint64_t **pairs; /* of neighbouring words, sorted */
	size_t *npairs;
	size_t *partner; /* number on the other side, or NONE */
};

/* Where a pair of words, a text or an eId stands. */
struct posting {
	uint64_t key;
	size_t article;
};

struct candidate {
	size_t before, after;
	int score; /* percent, and a little more for the same eId */
};

static uint64_t
mix(uint64_t h, uint64_t x)
{
	h = (h ^ x) * UINT64_C(0x9E3779B97F4A7C15);
	return (h ^ (h >> 29));
}

static int
by_number(const void *a, const void *b)
{
	uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;

	return (x < y ? -1 : x > y);
}

static int
by_key(const void *a, const void *b)
{
	const struct posting *x = a, *y = b;

	if (x->key != y->key)
		return (x->key < y->key ? -1 : 1);
	return (x->article < y->article ? -1 : x->article > y->article);
}

static int
by_score(const void *a, const void *b)
{
	const struct candidate *x = a, *y = b;

	if (x->score != y->score)
		return (x->score > y->score ? -1 : 1);
	if (x->before != y->before)
		return (x->before < y->before ? -1 : 1);
	return (x->after < y->after ? -1 : x->after > y->after);
}

static void
read_side(struct arena *arena, struct tokens *words, struct side *s)
{
	s->hash = arena_array(arena, uint64_t, s->n);
	s->pairs = arena_array(arena, uint64_t *, s->n);
	s->npairs = arena_array(arena, size_t, s->n);
	s->partner = arena_array(arena, size_t, s->n);
	for (size_t i = 0; i < s->n; i++) {
		const struct article *a = &s->article[i];
		const char *parts[] = { a->heading, a->body };
		uint64_t last = 0;

		s->partner[i] = NONE;
		s->pairs[i] = arena_array(arena, uint64_t,
		    (a->heading != NULL ? strlen(a->heading) : 0) +
			(a->body != NULL ? strlen(a->body) : 0));
		for (int p = 0; p < 2; p++) {
			struct token_text text = tokens_cut(words, parts[p]);

			for (size_t t = 0; t < text.n; t++) {
				if (text.v[t].letters == 0)
					continue;
				s->hash[i] = mix(s->hash[i], text.v[t].word + 1);
				s->pairs[i][s->npairs[i]++] = mix(last, text.v[t].word + 1);
				last = text.v[t].word + 1;
			}
			s->hash[i] = mix(s->hash[i], 0);
		}
		qsort(s->pairs[i], s->npairs[i], sizeof(uint64_t), by_number);
	}
}

static void
join(struct side *before, size_t b, struct side *after, size_t a)
{
	before->partner[b] = a;
	after->partner[a] = b;
}

static bool
same_eid(const struct side *before, size_t b, const struct side *after, size_t a)
{
	return (strcmp(before->article[b].eid, after->article[a].eid) == 0);
}

static uint64_t
eid_key(const char *eid)
{
	uint64_t h = 0;

	while (*eid != '\0')
		h = mix(h, (unsigned char)*eid++);
	return (h);
}

/* First of the ${n} sorted postings whose key is not below ${key}. */
static size_t
first_of(const struct posting *p, size_t n, uint64_t key)
{
	size_t low = 0;

	while (low < n) {
		size_t middle = (low + n) / 2;

		if (p[middle].key < key)
			low = middle + 1;
		else
			n = middle;
	}
	return (low);
}

static struct posting *
sorted(struct arena *arena, const struct side *s, bool by_eid)
{
	struct posting *p = arena_array(arena, struct posting, s->n);

	for (size_t i = 0; i < s->n; i++)
		p[i] = (struct posting){ by_eid ? eid_key(s->article[i].eid) : s->hash[i], i };
	qsort(p, s->n, sizeof(*p), by_key);
	return (p);
}

/* For each article before the one after with the same eId, or NONE. */
static size_t *
namesakes(struct arena *arena, const struct side *before, const struct side *after)
{
	struct posting *names = sorted(arena, after, true);
	size_t *out = arena_array(arena, size_t, before->n);

	for (size_t i = 0; i < before->n; i++) {
		uint64_t key = eid_key(before->article[i].eid);
		size_t at = first_of(names, after->n, key);

		out[i] = NONE;
		for (; at < after->n && names[at].key == key && out[i] == NONE; at++) {
			if (same_eid(before, i, after, names[at].article))
				out[i] = names[at].article;
		}
	}
	return (out);
}

/* Those with the very same text: where several have it ("Repealed."), only those of the same eId.
 */
static void
join_equal(struct arena *arena, struct side *before, struct side *after, const size_t *namesake)
{
	struct posting *b = sorted(arena, before, false), *a = sorted(arena, after, false);
	size_t i;

	for (i = 0; i < before->n; i++) {
		if (namesake[i] != NONE && before->hash[i] == after->hash[namesake[i]])
			join(before, i, after, namesake[i]);
	}
	for (i = 0; i < before->n; i++) {
		size_t at = first_of(a, after->n, b[i].key);
		bool single = (i == 0 || b[i - 1].key != b[i].key) &&
			      (i + 1 == before->n || b[i + 1].key != b[i].key) && at < after->n &&
			      a[at].key == b[i].key &&
			      (at + 1 == after->n || a[at + 1].key != b[i].key);

		if (single && before->partner[b[i].article] == NONE &&
		    after->partner[a[at].article] == NONE)
			join(before, b[i].article, after, a[at].article);
	}
}

/* Percent of their pairs of words that two articles share. */
static int
likeness(const struct side *before, size_t b, const struct side *after, size_t a)
{
	const uint64_t *x = before->pairs[b], *y = after->pairs[a];
	size_t nx = before->npairs[b], ny = after->npairs[a], i = 0, j = 0, same = 0;

	while (i < nx && j < ny) {
		if (x[i] == y[j])
			same++, i++, j++;
		else if (x[i] < y[j])
			i++;
		else
			j++;
	}
	return (nx + ny == 0 ? 0 : (int)(200 * same / (nx + ny)));
}

/* Of the articles after that have no partner: where their rare pairs of words stand. */
static struct posting *
rare_pairs(struct arena *arena, const struct side *after, size_t *ret_n)
{
	struct posting *p;
	size_t n = 0, kept = 0, i, k;

	for (i = 0; i < after->n; i++)
		n += after->partner[i] == NONE ? after->npairs[i] : 0;
	p = arena_array(arena, struct posting, n);
	n = 0;
	for (i = 0; i < after->n; i++) {
		for (k = 0; after->partner[i] == NONE && k < after->npairs[i]; k++) {
			if (k == 0 || after->pairs[i][k] != after->pairs[i][k - 1])
				p[n++] = (struct posting){ after->pairs[i][k], i };
		}
	}
	qsort(p, n, sizeof(*p), by_key);
	for (i = 0; i < n; i = k) {
		for (k = i; k < n && p[k].key == p[i].key; k++)
			;
		if (k - i <= PAIR_COMMON) {
			memmove(p + kept, p + i, (k - i) * sizeof(*p));
			kept += k - i;
		}
	}
	*ret_n = kept;
	return (p);
}

/* The article after with which ${b} shares the most rare pairs of words, or NONE. */
static size_t
best_candidate(const struct side *before, size_t b, const struct posting *rare, size_t nrare,
    size_t *votes, size_t *touched)
{
	size_t best = NONE, ntouched = 0, at, k;

	for (k = 0; k < before->npairs[b]; k++) {
		uint64_t key = before->pairs[b][k];

		if (k > 0 && key == before->pairs[b][k - 1])
			continue;
		for (at = first_of(rare, nrare, key); at < nrare && rare[at].key == key; at++) {
			if (votes[rare[at].article]++ == 0)
				touched[ntouched++] = rare[at].article;
		}
	}
	for (k = 0; k < ntouched; k++) {
		size_t a = touched[k];

		if (best == NONE || votes[a] > votes[best] || (votes[a] == votes[best] && a < best))
			best = a;
	}
	for (k = 0; k < ntouched; k++) {
		if (touched[k] != best)
			votes[touched[k]] = 0;
	}
	if (best != NONE)
		votes[best] = 0;
	return (best);
}

static void
join_alike(struct arena *arena, struct side *before, struct side *after, const size_t *namesake)
{
	struct candidate *c = arena_array(arena, struct candidate, 2 * before->n);
	size_t *votes = arena_array(arena, size_t, after->n);
	size_t *touched = arena_array(arena, size_t, after->n);
	size_t nrare, n = 0, i;
	struct posting *rare = rare_pairs(arena, after, &nrare);

	for (i = 0; i < before->n; i++) {
		size_t best, same = namesake[i];
		int score;

		if (before->partner[i] != NONE)
			continue;
		if (same != NONE && after->partner[same] == NONE &&
		    (score = likeness(before, i, after, same)) >= ALIKE_SAME_EID)
			c[n++] = (struct candidate){ i, same, score + 5 };
		best = best_candidate(before, i, rare, nrare, votes, touched);
		if (best != NONE && best != same &&
		    (score = likeness(before, i, after, best)) >= ALIKE)
			c[n++] = (struct candidate){ i, best, score };
	}
	qsort(c, n, sizeof(*c), by_score);
	for (i = 0; i < n; i++) {
		if (before->partner[c[i].before] == NONE && after->partner[c[i].after] == NONE)
			join(before, c[i].before, after, c[i].after);
	}
	/* What is left under the same eId was written anew. */
	for (i = 0; i < before->n; i++) {
		if (before->partner[i] == NONE && namesake[i] != NONE &&
		    after->partner[namesake[i]] == NONE)
			join(before, i, after, namesake[i]);
	}
}

/* Marks the articles after that keep the order of the text before: the longest such row. */
static bool *
in_order(struct arena *arena, const struct side *after)
{
	size_t *last = arena_array(arena, size_t, after->n + 1);     /* of a row of each length */
	size_t *previous = arena_array(arena, size_t, after->n + 1); /* in the row of each */
	bool *in = arena_array(arena, bool, after->n + 1);
	size_t length = 0, i;

	for (i = 0; i < after->n; i++) {
		size_t low = 0, high = length;

		if (after->partner[i] == NONE)
			continue;
		while (low < high) {
			size_t middle = (low + high) / 2;

			if (after->partner[last[middle]] < after->partner[i])
				low = middle + 1;
			else
				high = middle;
		}
		previous[i] = low > 0 ? last[low - 1] : NONE;
		last[low] = i;
		length += low == length;
	}
	for (i = length > 0 ? last[length - 1] : NONE; i != NONE; i = previous[i])
		in[i] = true;
	return (in);
}

static void
add(struct diff_articles *d, struct diff_article a)
{
	d->count[a.change]++;
	d->v[d->n++] = a;
}

struct diff_articles
diff_articles(struct arena *arena, const struct article *before, size_t nbefore,
    const struct article *after, size_t nafter)
{
	struct tokens *words = tokens_new(arena);
	struct side b = { .article = before, .n = nbefore };
	struct side a = { .article = after, .n = nafter };
	struct diff_articles d = { .v = arena_array(arena, struct diff_article, nbefore + nafter) };
	size_t *namesake, next = 0, i;
	bool *order;

	read_side(arena, words, &b);
	read_side(arena, words, &a);
	namesake = namesakes(arena, &b, &a);
	join_equal(arena, &b, &a, namesake);
	join_alike(arena, &b, &a, namesake);
	order = in_order(arena, &a);
	for (i = 0; i < nafter; i++) {
		size_t p = a.partner[i];
		struct diff_article row = { .change = DIFF_NEW, .after = &after[i] };

		if (p != NONE) {
			row.before = &before[p];
			row.change = b.hash[p] == a.hash[i] ? DIFF_UNCHANGED : DIFF_CHANGED;
			row.renumbered = !same_eid(&b, p, &a, i);
			row.moved = !order[i];
		}
		/* What is gone stands where it stood: before the next that stayed. */
		for (; p != NONE && order[i] && next < p; next++) {
			if (b.partner[next] == NONE)
				add(&d, (struct diff_article){
					    .change = DIFF_GONE, .before = &before[next] });
		}
		add(&d, row);
	}
	for (; next < nbefore; next++) {
		if (b.partner[next] == NONE)
			add(&d,
			    (struct diff_article){ .change = DIFF_GONE, .before = &before[next] });
	}
	return (d);
}
