/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Owns the choice between reading lists and matching, and the reading: a tree is either listed, all
 * documents of it, or probed, which of given documents it has.  Of words that must all match the
 * rarest is listed and the others are probed.
 */
#include "search/flat.h"

enum {
	WORK_MAX = 200000, /* postings and rows that are read at most, tried on queries about law */
	SKIP = 8	   /* postings that are passed over in the time in which one is looked up */
};

struct flat {
	struct xdb *db;
	struct arena *arena;
	const uint32_t *crowds;
	size_t ncrowds;
};

/* In order of document number. */
struct list {
	struct xrow *v;
	size_t n;
};

/* --- what it would cost ------------------------------------------------------------------------
 */

/* At most so many documents, and what listing them reads. */
struct price {
	double rows, work;
};

static double
least(double a, double b)
{
	return (a < b ? a : b);
}

/* What probing ${rows} documents for ${x} reads at most. */
static double
probe_price(const struct xquery *x, double rows)
{
	double work = 0;

	if (x->op == XQ_TERM)
		return (least(x->found, rows + x->found / SKIP));
	for (size_t i = 0; i < x->nkids; i++)
		work += probe_price(x->kids[i], rows);
	return (work);
}

static struct price
list_price(struct flat *f, struct xquery *x)
{
	struct price all = { 0, 0 }, of;
	double first;

	if (x->op == XQ_TERM) {
		x->found = xdb_frequency(f->db, x->term, x->size);
		return ((struct price){ x->found, x->found });
	}
	if (x->op == XQ_PREFIX)
		return ((struct price){ UINT32_MAX, UINT32_MAX });
	for (size_t i = 0; i < x->nkids; i++) {
		of = list_price(f, x->kids[i]);
		x->kids[i]->rows = (uint32_t)least(of.rows, UINT32_MAX);
		if (x->op == XQ_OR || x->op == XQ_BEST) {
			all.rows += of.rows;
			all.work += of.work + of.rows;
		} else if (i == 0 || (x->op == XQ_AND && of.rows < all.rows)) {
			all = of;
		}
	}
	if (x->op == XQ_OR || x->op == XQ_BEST || x->nkids < 2)
		return (all);
	first = all.rows;
	for (size_t i = x->op == XQ_AND ? 0 : 1; i < x->nkids; i++)
		all.work += probe_price(x->kids[i], first);
	return (all);
}

/* --- probing -----------------------------------------------------------------------------------
 */

static float
unit_of(const struct flat *f, const struct xquery *x)
{
	return ((float)xdb_unit(x->crowd < f->ncrowds ? f->crowds[x->crowd] : 0, x->found));
}

/* Weights of a part and of the next one of ${op}, each XDB_ABSENT where it is not. */
static float
combine(enum xquery_op op, float a, float b)
{
	switch (op) {
	case XQ_AND:
		return (a < 0 || b < 0 ? XDB_ABSENT : a + b);
	case XQ_OR:
		return (a < 0 ? b : b < 0 ? a : a + b);
	case XQ_BEST:
		return (a > b ? a : b);
	case XQ_MAYBE:
		return (a < 0 || b < 0 ? a : a + b);
	case XQ_NOT:
		return (b < 0 ? a : XDB_ABSENT);
	case XQ_FILTER:
		return (b < 0 ? XDB_ABSENT : a);
	case XQ_TERM:
	case XQ_PREFIX:
	case XQ_SCALE:
		break;
	}
	return (a);
}

/* What ${x} weighs in each document of ${l}. */
static enum err
probe(struct flat *f, const struct xquery *x, const struct list *l, float *weights)
{
	float *more;
	enum err err;

	if (x->op == XQ_TERM && x->found > 0)
		return (xdb_probe(f->db, x->term, x->size, unit_of(f, x), l->v, l->n, weights));
	if (x->nkids == 0) {
		for (size_t i = 0; i < l->n; i++)
			weights[i] = XDB_ABSENT;
		return (ERR_OK);
	}
	if ((err = probe(f, x->kids[0], l, weights)) != ERR_OK)
		return (err);
	for (size_t i = 0; x->op == XQ_SCALE && i < l->n; i++)
		if (weights[i] > 0)
			weights[i] *= (float)x->factor;
	more = x->nkids > 1 ? arena_array(f->arena, float, l->n) : NULL;
	for (size_t k = 1; k < x->nkids; k++) {
		if ((err = probe(f, x->kids[k], l, more)) != ERR_OK)
			return (err);
		for (size_t i = 0; i < l->n; i++)
			weights[i] = combine(x->op, weights[i], more[i]);
	}
	return (ERR_OK);
}

/* --- listing -----------------------------------------------------------------------------------
 */

static enum err list(struct flat *f, const struct xquery *x, struct list *ret);

static struct list
merge(struct flat *f, enum xquery_op op, const struct list *a, const struct list *b)
{
	struct list l = { arena_array(f->arena, struct xrow, a->n + b->n), 0 };
	const struct xrow *i = a->v, *j = b->v;
	const struct xrow *const iend = i + a->n, *const jend = j + b->n;

	while (i < iend && j < jend) {
		if (i->doc < j->doc)
			l.v[l.n++] = *i++;
		else if (j->doc < i->doc)
			l.v[l.n++] = *j++;
		else {
			l.v[l.n] = *i++;
			l.v[l.n].weight = combine(op, l.v[l.n].weight, j++->weight);
			l.n++;
		}
	}
	while (i < iend)
		l.v[l.n++] = *i++;
	while (j < jend)
		l.v[l.n++] = *j++;
	return (l);
}

/* In halves, so that what is long is not copied once for each that is short. */
static enum err
list_any(struct flat *f, enum xquery_op op, struct xquery *const *kids, size_t n, struct list *ret)
{
	struct list a, b;
	enum err err;

	if (n == 1)
		return (list(f, kids[0], ret));
	if ((err = list_any(f, op, kids, n / 2, &a)) != ERR_OK ||
	    (err = list_any(f, op, kids + n / 2, n - n / 2, &b)) != ERR_OK)
		return (err);
	if (a.n == 0 || b.n == 0)
		*ret = a.n == 0 ? b : a;
	else
		*ret = merge(f, op, &a, &b);
	return (ERR_OK);
}

/* Cuts ${l} down to what ${x} leaves of it as the next part of ${op}. */
static enum err
narrow(struct flat *f, enum xquery_op op, const struct xquery *x, struct list *l)
{
	float *more;
	size_t n = 0;
	enum err err;

	if (l->n == 0)
		return (ERR_OK);
	more = arena_array(f->arena, float, l->n);
	if ((err = probe(f, x, l, more)) != ERR_OK)
		return (err);
	for (size_t i = 0; i < l->n; i++) {
		l->v[n] = l->v[i];
		l->v[n].weight = combine(op, l->v[i].weight, more[i]);
		n += l->v[n].weight >= 0;
	}
	l->n = n;
	return (ERR_OK);
}

static enum err
list(struct flat *f, const struct xquery *x, struct list *ret)
{
	size_t first = 0;
	enum err err;

	*ret = (struct list){ 0 };
	if (x->op == XQ_TERM && x->found > 0) {
		ret->v = arena_array(f->arena, struct xrow, x->found);
		return (xdb_postings(
		    f->db, x->term, x->size, unit_of(f, x), ret->v, x->found, &ret->n));
	}
	if (x->nkids == 0)
		return (ERR_OK);
	if (x->op == XQ_OR || x->op == XQ_BEST)
		return (list_any(f, x->op, x->kids, x->nkids, ret));
	for (size_t i = 1; x->op == XQ_AND && i < x->nkids; i++)
		if (x->kids[i]->rows < x->kids[first]->rows)
			first = i;
	err = list(f, x->kids[first], ret);
	for (size_t i = 0; x->op == XQ_SCALE && i < ret->n; i++)
		ret->v[i].weight *= (float)x->factor;
	for (size_t i = 0; err == ERR_OK && i < x->nkids; i++)
		if (i != first)
			err = narrow(f, x->op, x->kids[i], ret);
	return (err);
}

enum err
flat_match(struct xdb *db, struct arena *arena, struct xquery *query, const uint32_t *crowds,
    size_t ncrowds, void (*fn)(void *ctx, uint32_t doc, double weight), void *ctx, bool *ret_done)
{
	struct flat f = { db, arena, crowds, ncrowds };
	struct list l;
	enum err err;

	*ret_done = list_price(&f, query).work <= WORK_MAX;
	if (!*ret_done)
		return (ERR_OK);
	if ((err = list(&f, query, &l)) != ERR_OK)
		return (err);
	for (size_t i = 0; i < l.n; i++)
		fn(ctx, l.v[i].doc, l.v[i].weight);
	return (ERR_OK);
}
