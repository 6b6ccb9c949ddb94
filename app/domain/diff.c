/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Owns the comparison of two texts word by word.  That of articles is diff_articles.c's. */
#include "domain/diff.h"

#include <stdint.h>
#include <string.h>

#include "domain/token.h"

enum { COST_MIN = 256 };

/* Both sides of what is compared, without the words that only one of them has. */
struct compare {
	const uint32_t *a, *b; /* words */
	bool *a_changed, *b_changed;
	ptrdiff_t *forward, *backward; /* furthest x on each diagonal, indexed by x - y */
	ptrdiff_t cost_max;
};

struct middle {
	ptrdiff_t x, y;
};

/*
 * A point on a good way from (x0, y0) to (x1, y1): searched from both ends until the two meet, or
 * until it costs too much: then where one of them came furthest.
 */
static struct middle
find_middle(struct compare *c, ptrdiff_t x0, ptrdiff_t x1, ptrdiff_t y0, ptrdiff_t y1)
{
	ptrdiff_t *fd = c->forward, *bd = c->backward;
	const ptrdiff_t dmin = x0 - y1, dmax = x1 - y0;
	const ptrdiff_t fmid = x0 - y0, bmid = x1 - y1;
	ptrdiff_t fmin = fmid, fmax = fmid, bmin = bmid, bmax = bmid, cost, d;
	const bool odd = ((fmid - bmid) & 1) != 0;

	fd[fmid] = x0;
	bd[bmid] = x1;
	for (cost = 1;; cost++) {
		/* One step further from the beginning on each diagonal that can be reached. */
		if (fmin > dmin)
			fd[--fmin - 1] = -1;
		else
			fmin++;
		if (fmax < dmax)
			fd[++fmax + 1] = -1;
		else
			fmax--;
		for (d = fmax; d >= fmin; d -= 2) {
			ptrdiff_t low = fd[d - 1], high = fd[d + 1];
			ptrdiff_t x = low < high ? high : low + 1, y;

			for (y = x - d; x < x1 && y < y1 && c->a[x] == c->b[y]; x++, y++)
				;
			fd[d] = x;
			if (odd && bmin <= d && d <= bmax && bd[d] <= x)
				return ((struct middle){ x, y });
		}
		/* And from the end. */
		if (bmin > dmin)
			bd[--bmin - 1] = PTRDIFF_MAX;
		else
			bmin++;
		if (bmax < dmax)
			bd[++bmax + 1] = PTRDIFF_MAX;
		else
			bmax--;
		for (d = bmax; d >= bmin; d -= 2) {
			ptrdiff_t low = bd[d - 1], high = bd[d + 1];
			ptrdiff_t x = low < high ? low : high - 1, y;

			for (y = x - d; x0 < x && y0 < y && c->a[x - 1] == c->b[y - 1]; x--, y--)
				;
			bd[d] = x;
			if (!odd && fmin <= d && d <= fmax && x <= fd[d])
				return ((struct middle){ x, y });
		}
		if (cost >= c->cost_max) {
			struct middle f = { x0, y0 }, b = { x1, y1 };
			ptrdiff_t best = -1, least = PTRDIFF_MAX;

			for (d = fmax; d >= fmin; d -= 2) {
				ptrdiff_t x = fd[d] < x1 ? fd[d] : x1, y = x - d;

				if (y1 < y)
					x = y1 + d, y = y1;
				if (best < x + y) {
					best = x + y;
					f = (struct middle){ x, y };
				}
			}
			for (d = bmax; d >= bmin; d -= 2) {
				ptrdiff_t x = bd[d] > x0 ? bd[d] : x0, y = x - d;

				if (y < y0)
					x = y0 + d, y = y0;
				if (x + y < least) {
					least = x + y;
					b = (struct middle){ x, y };
				}
			}
			return (x1 + y1 - least < best - (x0 + y0) ? f : b);
		}
	}
}

static void
compare(struct compare *c, ptrdiff_t x0, ptrdiff_t x1, ptrdiff_t y0, ptrdiff_t y1)
{
	struct middle m;

	while (x0 < x1 && y0 < y1 && c->a[x0] == c->b[y0])
		x0++, y0++;
	while (x0 < x1 && y0 < y1 && c->a[x1 - 1] == c->b[y1 - 1])
		x1--, y1--;
	if (x0 == x1) {
		while (y0 < y1)
			c->b_changed[y0++] = true;
		return;
	}
	if (y0 == y1) {
		while (x0 < x1)
			c->a_changed[x0++] = true;
		return;
	}
	m = find_middle(c, x0, x1, y0, y1);
	compare(c, x0, m.x, y0, m.y);
	compare(c, m.x, x1, m.y, y1);
}

/* Compares what both sides have in common; words that the other side lacks are changed anyway. */
static void
mark_changes(struct arena *arena, const struct token_text *before, const struct token_text *after,
    size_t nwords, bool *before_changed, bool *after_changed)
{
	const struct token_text *text[2] = { before, after };
	bool *changed[2] = { before_changed, after_changed }, *kept_changed[2];
	bool *in[2] = { arena_array(arena, bool, nwords), arena_array(arena, bool, nwords) };
	uint32_t *kept[2];
	size_t *where[2], n[2] = { 0, 0 }, i;
	struct compare c = { .cost_max = 1 };
	ptrdiff_t *diagonals;

	for (int s = 0; s < 2; s++) {
		for (i = 0; i < text[s]->n; i++)
			in[s][text[s]->v[i].word] = true;
	}
	for (int s = 0; s < 2; s++) {
		kept[s] = arena_array(arena, uint32_t, text[s]->n);
		where[s] = arena_array(arena, size_t, text[s]->n);
		kept_changed[s] = arena_array(arena, bool, text[s]->n);
		for (i = 0; i < text[s]->n; i++) {
			if (in[1 - s][text[s]->v[i].word]) {
				kept[s][n[s]] = text[s]->v[i].word;
				where[s][n[s]++] = i;
			} else {
				changed[s][i] = true;
			}
		}
	}
	c.a = kept[0];
	c.b = kept[1];
	c.a_changed = kept_changed[0];
	c.b_changed = kept_changed[1];
	for (i = n[0] + n[1]; i != 0; i >>= 2)
		c.cost_max <<= 1;
	if (c.cost_max < COST_MIN)
		c.cost_max = COST_MIN;
	diagonals = arena_array(arena, ptrdiff_t, 2 * (n[0] + n[1] + 3));
	c.forward = diagonals + n[1] + 1;
	c.backward = c.forward + n[0] + n[1] + 3;
	compare(&c, 0, (ptrdiff_t)n[0], 0, (ptrdiff_t)n[1]);
	for (int s = 0; s < 2; s++) {
		for (i = 0; i < n[s]; i++)
			changed[s][where[s][i]] = kept_changed[s][i];
	}
}

/* A run of unchanged words [b0, b1) and [a0, a1) after a run of changed ones. */
struct run {
	size_t b0, b1, a0, a1; /* changed: of the text before, of that after */
	size_t same_b, same_a; /* ends of the unchanged words that follow */
	size_t changed, same;  /* letters; of what is changed those of the longer side */
};

static size_t
letters(const struct token_text *t, size_t from, size_t to)
{
	size_t n = 0;

	for (; from < to; from++)
		n += t->v[from].letters;
	return (n);
}

static void
measure(struct run *r, const struct token_text *before, const struct token_text *after)
{
	size_t b = letters(before, r->b0, r->b1), a = letters(after, r->a0, r->a1);

	r->changed = a > b ? a : b;
	r->same = letters(after, r->a1, r->same_a);
}

/*
 * Runs of changes, each with what is the same after it; where that is shorter than the changes on
 * both its sides it becomes a part of them, and so on with what then stands around it.
 */
static size_t
find_runs(const struct token_text *before, const bool *before_changed,
    const struct token_text *after, const bool *after_changed, struct run *runs)
{
	size_t b = 0, a = 0, n = 0;

	while (b < before->n || a < after->n) {
		struct run r = { .b0 = b, .a0 = a };

		while (b < before->n && before_changed[b])
			b++;
		while (a < after->n && after_changed[a])
			a++;
		r.b1 = b;
		r.a1 = a;
		while (b < before->n && a < after->n && !before_changed[b] && !after_changed[a])
			b++, a++;
		r.same_b = b;
		r.same_a = a;
		measure(&r, before, after);
		while (n > 0 &&
		       (runs[n - 1].b1 > runs[n - 1].b0 || runs[n - 1].a1 > runs[n - 1].a0) &&
		       runs[n - 1].same <= runs[n - 1].changed && runs[n - 1].same <= r.changed) {
			r.b0 = runs[n - 1].b0;
			r.a0 = runs[n - 1].a0;
			r.changed += runs[n - 1].changed + runs[n - 1].same;
			n--;
		}
		runs[n++] = r;
	}
	return (n);
}

static void
add_part(struct diff *d, enum diff_op op, const struct token_text *t, size_t from, size_t to)
{
	const char *start, *end;

	if (from >= to)
		return;
	start = t->v[from].text;
	end = t->v[to - 1].text + t->v[to - 1].size;
	d->parts[d->n++] = (struct diff_part){ op, start, (size_t)(end - start) };
	d->changed |= op != DIFF_SAME;
}

struct diff
diff_text(struct arena *arena, const char *before, const char *after)
{
	struct tokens *words = tokens_new(arena);
	struct token_text b = tokens_cut(words, before), a = tokens_cut(words, after);
	bool *b_changed = arena_array(arena, bool, b.n), *a_changed = arena_array(arena, bool, a.n);
	struct run *runs = arena_array(arena, struct run, b.n + a.n + 1);
	struct diff d = { 0 };
	size_t n, i;

	mark_changes(arena, &b, &a, tokens_words(words), b_changed, a_changed);
	n = find_runs(&b, b_changed, &a, a_changed, runs);
	d.parts = arena_array(arena, struct diff_part, 3 * n);
	for (i = 0; i < n; i++) {
		add_part(&d, DIFF_REMOVED, &b, runs[i].b0, runs[i].b1);
		add_part(&d, DIFF_ADDED, &a, runs[i].a0, runs[i].a1);
		add_part(&d, DIFF_SAME, &a, runs[i].a1, runs[i].same_a);
	}
	return (d);
}
