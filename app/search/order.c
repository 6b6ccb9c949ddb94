/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Owns the comparison of hits and the choice of the best, one list or taking turns by language. */
#include "search/order.h"

#include <stdlib.h>
#include <string.h>

#include "base/log.h"
#include "search/layout.h"

/* Places for the languages of the question between two for others: one of each page of ten. */
enum { OWN_TURNS = 9, LANES = LANGUAGES + 2 };

double
order_prior(const struct column_work *w)
{
	static const double by_type[] = { [LAW_LAW] = 1.0,
		[LAW_REGULATION] = 0.98,
		[LAW_RULE] = 0.97,
		[LAW_TREATY] = 1.0,
		[LAW_POLICY] = 0.95,
		[LAW_NOTICE] = 0.94 };
	double prior = 1.0;

	if (w->kind == KIND_LAW) {
		prior = by_type[w->law_type];
		if (w->status == LAW_REPEALED)
			prior *= 0.8;
	}
	if (w->kind == KIND_FACT)
		prior = 0.8;
	/* Nobody vouches for it any more: behind its equals. */
	if (w->stale)
		prior = 0.5;
	return (prior);
}

static int
compare(const struct order *o, const struct found *x, const struct found *y)
{
	const struct column_work *a = &o->columns->works[x->work], *b = &o->columns->works[y->work];

	if (o->sort == SORT_TITLE && o->place[x->work] != o->place[y->work])
		return ((o->place[x->work] < o->place[y->work]) != o->backwards ? -1 : 1);
	if (o->sort == SORT_DATE && a->stale != b->stale)
		return (a->stale ? 1 : -1);
	if (o->sort == SORT_DATE && a->date != b->date)
		return (a->date > b->date ? -1 : 1);
	if (x->weight != y->weight)
		return (x->weight > y->weight ? -1 : 1);
	if (o->sort == SORT_RELEVANCE && a->date != b->date)
		return (a->date > b->date ? -1 : 1);
	return ((x->doc > y->doc) - (x->doc < y->doc));
}

/* Lets ${v[at]} sink until nothing below it in the heap of ${n} is worse. */
static void
sink(const struct order *o, struct found *v, size_t at, size_t n)
{
	struct found swap;
	size_t kid;

	for (; (kid = at * 2 + 1) < n; at = kid) {
		if (kid + 1 < n && compare(o, &v[kid + 1], &v[kid]) > 0)
			kid++;
		if (compare(o, &v[kid], &v[at]) <= 0)
			break;
		swap = v[at];
		v[at] = v[kid];
		v[kid] = swap;
	}
}

/* Moves the best ${top} to the front in order, by a heap whose root is the worst of those kept. */
void
order_best(const struct order *o, struct found *v, size_t n, size_t top)
{
	struct found swap;
	size_t heap = n < top ? n : top;

	for (size_t i = heap / 2; i-- > 0;)
		sink(o, v, i, heap);
	for (size_t i = heap; heap > 0 && i < n; i++) {
		if (compare(o, &v[i], &v[0]) < 0) {
			swap = v[0];
			v[0] = v[i];
			v[i] = swap;
			sink(o, v, 0, heap);
		}
	}
	for (size_t last = heap; last-- > 1;) {
		swap = v[0];
		v[0] = v[last];
		v[last] = swap;
		sink(o, v, 0, last);
	}
}

/* --- turns -------------------------------------------------------------------------------------
 */

/* The hits of one language, or of all those of the question. */
struct lane {
	struct found *v;
	size_t n, taken;
};

/* The last lane is of our own words, where they can be read in a language of the reader's too. */
static size_t
lane_of(const struct order *o, const struct found *f, const struct order_reader *r)
{
	const struct column_doc *d = &o->columns->docs[f->doc];
	uint64_t bit = UINT64_C(1) << d->language;

	if ((r->asked & (r->works == NULL ? bit : r->works[f->work].languages)) != 0)
		return (0);
	if (d->type != DOC_ARTICLE && (r->reads & bit) == 0 &&
	    ((r->asked | r->reads) & o->columns->works[f->work].languages) != 0)
		return (LANES - 1);
	return ((size_t)d->language + 1);
}

static bool
take(struct lane *l, struct found *out, size_t *n)
{
	if (l->taken == l->n)
		return (false);
	out[(*n)++] = l->v[l->taken++];
	return (true);
}

static int
by_best(const void *a, const void *b)
{
	const struct lane *x = a, *y = b;

	if (x->n == 0 || y->n == 0)
		return ((x->n == 0) - (y->n == 0));
	return ((x->v[0].weight < y->v[0].weight) - (x->v[0].weight > y->v[0].weight));
}

/* Fill ${out} with ${top} hits: own turns, then one of another language. */
static size_t
merge(struct lane *lanes, size_t nlanes, struct found *out, size_t top)
{
	size_t n = 0, next = 0, misses;
	bool any = true;

	while (n < top && any) {
		any = false;
		for (int i = 0; i < OWN_TURNS && n < top; i++)
			any = take(&lanes[0], out, &n) || any;
		for (misses = 0; misses + 1 < nlanes && n < top; misses++) {
			bool took = take(&lanes[1 + next], out, &n);

			next = (next + 1) % (nlanes - 1);
			if (took) {
				any = true;
				break;
			}
		}
	}
	return (n);
}

void
order_turns(
    const struct order *o, struct found *v, size_t n, size_t top, const struct order_reader *reader)
{
	struct lane lanes[LANES] = { 0 };
	struct found *sorted, *out;
	size_t at = 0, kept = 1;

	if (n == 0)
		return;
	if (top > n)
		top = n;
	sorted = calloc(n + 1, sizeof(*sorted));
	out = calloc(top + 1, sizeof(*out));
	if (sorted == NULL || out == NULL)
		log_die("search: out of memory");
	for (size_t i = 0; i < n; i++)
		lanes[lane_of(o, &v[i], reader)].n++;
	for (size_t l = 0; l < LANES; l++) {
		lanes[l].v = sorted + at;
		at += lanes[l].n;
	}
	for (size_t i = 0; i < n; i++) {
		struct lane *l = &lanes[lane_of(o, &v[i], reader)];

		l->v[l->taken++] = v[i];
	}
	for (size_t l = 0; l < LANES; l++) {
		lanes[l].taken = 0;
		order_best(o, lanes[l].v, lanes[l].n, top);
		if (l > 0 && l < LANES - 1 && lanes[l].n > 0)
			lanes[kept++] = lanes[l];
	}
	qsort(lanes + 1, kept - 1, sizeof(lanes[0]), by_best);
	at = merge(lanes, kept, out, top);
	while (at < top && take(&lanes[LANES - 1], out, &at))
		;
	memcpy(v, out, at * sizeof(*out));
	free(out);
	free(sorted);
}
