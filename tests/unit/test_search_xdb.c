/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Matching: what is passed over for not being among the best must not be, whatever the tree. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <ftw.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/arena.h"
#include "search/flat.h"
#include "search/xdb.h"

enum { DOCS = 400, TERMS = 12, TREES = 3000 };

struct fixture {
	char dir[64];
	struct xdb *db;
	struct arena *arena;
	uint32_t random;
};

static uint32_t
below(struct fixture *f, uint32_t n)
{
	f->random = f->random * 1664525 + 1013904223;
	return ((uint32_t)((uint64_t)(f->random >> 8) * n >> 24));
}

static int
erase(const char *path, const struct stat *st, int type, struct FTW *ftw)
{
	(void)st;
	(void)type;
	(void)ftw;
	return (remove(path));
}

/* Term a is in half of the documents, b in a third, and so on. */
static int
setup(void **state)
{
	struct fixture *f = calloc(1, sizeof(*f));
	struct xwriter *w;
	char path[80];
	uint32_t doc;

	f->arena = arena_new();
	f->random = 1;
	(void)snprintf(f->dir, sizeof(f->dir), "/tmp/portal-xdb.XXXXXX");
	assert_non_null(mkdtemp(f->dir));
	(void)snprintf(path, sizeof(path), "%s/db", f->dir);
	assert_int_equal(xdb_writer_open(path, true, &w), ERR_OK);
	for (int i = 0; i < DOCS; i++) {
		static const char names[] = "abcdefghijkl";
		struct xterm terms[TERMS];
		size_t n = 0;

		for (uint32_t t = 0; t < TERMS; t++)
			if (below(f, t * t / 2 + 2) == 0)
				terms[n++] = (struct xterm){ names + t, 1, 1 + below(f, 60) };
		assert_int_equal(xdb_writer_add(w, terms, n, NULL, 0, "x", 1, &doc), ERR_OK);
	}
	assert_int_equal(xdb_writer_commit(w), ERR_OK);
	xdb_writer_close(w);
	assert_int_equal(xdb_open(path, &f->db), ERR_OK);
	*state = f;
	return (0);
}

static int
teardown(void **state)
{
	struct fixture *f = *state;

	xdb_close(f->db);
	(void)nftw(f->dir, erase, 8, FTW_DEPTH | FTW_PHYS);
	arena_free(f->arena);
	free(f);
	return (0);
}

static struct xquery *
tree(struct fixture *f, int depth)
{
	static const enum xquery_op ops[] = { XQ_OR, XQ_OR, XQ_OR, XQ_BEST, XQ_BEST, XQ_BEST,
		XQ_AND, XQ_MAYBE, XQ_NOT, XQ_FILTER, XQ_SCALE };
	struct xquery *x = arena_alloc(f->arena, sizeof(*x));

	*x = (struct xquery){ .op = XQ_TERM };
	if (depth == 0 || below(f, 5) == 0) {
		x->term = arena_printf(f->arena, "%c", (int)('a' + below(f, TERMS)));
		x->size = 1;
		return (x);
	}
	x->op = ops[below(f, sizeof(ops) / sizeof(ops[0]))];
	x->factor = 0.5;
	x->nkids = x->op == XQ_SCALE						? 1
		   : x->op == XQ_MAYBE || x->op == XQ_NOT || x->op == XQ_FILTER ? 2
										: 2 + below(f, 3);
	x->kids = arena_array(f->arena, struct xquery *, x->nkids);
	for (size_t i = 0; i < x->nkids; i++)
		x->kids[i] = tree(f, depth - 1);
	return (x);
}

struct best {
	uint32_t n, last;
	double weight;
};

static void
see(void *ctx, uint32_t doc, double weight)
{
	struct best *b = ctx;

	assert_in_range(doc, b->last + 1, DOCS);
	b->last = doc;
	b->n++;
	if (weight > b->weight)
		b->weight = weight;
}

static void
best_is_never_passed_over(void **state)
{
	const uint32_t crowds[] = { DOCS };
	struct fixture *f = *state;
	uint32_t passed = 0;

	for (int i = 0; i < TREES; i++) {
		struct xquery *x = tree(f, 3);
		struct best whole = { 0, 0, 0 }, quick = { 0, 0, 0 };
		bool all;

		assert_int_equal(
		    xdb_match(f->db, x, crowds, 1, DOCS, DOCS, see, &whole, &all), ERR_OK);
		assert_true(all);
		assert_int_equal(xdb_match(f->db, x, crowds, 1, 1, 0, see, &quick, &all), ERR_OK);
		assert_true(quick.n <= whole.n);
		assert_float_equal(quick.weight, whole.weight, 1e-9);
		passed += whole.n - quick.n;
		arena_reset(f->arena);
	}
	assert_true(passed > TREES);
}

/* What each document weighs; NAN: not found. */
static void
keep(void *ctx, uint32_t doc, double weight)
{
	double *weights = ctx;

	assert_in_range(doc, 1, DOCS);
	assert_true(isnan(weights[doc]));
	weights[doc] = weight;
}

static void
lists_find_the_same(void **state)
{
	const uint32_t crowds[] = { DOCS };
	struct fixture *f = *state;
	double by_list[DOCS + 1], by_match[DOCS + 1];
	uint32_t found = 0;
	bool all;

	for (int i = 0; i < TREES; i++) {
		struct xquery *x = tree(f, 3);

		for (int d = 0; d <= DOCS; d++)
			by_list[d] = by_match[d] = NAN;
		assert_int_equal(
		    xdb_match(f->db, x, crowds, 1, DOCS, DOCS, keep, by_match, &all), ERR_OK);
		assert_int_equal(
		    flat_match(f->db, f->arena, x, crowds, 1, keep, by_list, &all), ERR_OK);
		assert_true(all);
		for (int d = 1; d <= DOCS; d++) {
			assert_int_equal(isnan(by_list[d]), isnan(by_match[d]));
			if (isnan(by_list[d]))
				continue;
			assert_float_equal(by_list[d], by_match[d], 1e-5);
			found++;
		}
		arena_reset(f->arena);
	}
	assert_true(found > TREES);
}

/* A prefix is of as many lists as there are words. */
static void
prefixes_are_left_to_the_matcher(void **state)
{
	const uint32_t crowds[] = { DOCS };
	struct fixture *f = *state;
	struct xquery x = { .op = XQ_PREFIX, .term = "a", .size = 1 };
	double weights[DOCS + 1];
	bool done;

	assert_int_equal(flat_match(f->db, f->arena, &x, crowds, 1, keep, weights, &done), ERR_OK);
	assert_false(done);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(best_is_never_passed_over, setup, teardown),
		cmocka_unit_test_setup_teardown(lists_find_the_same, setup, teardown),
		cmocka_unit_test_setup_teardown(prefixes_are_left_to_the_matcher, setup, teardown),
	};

	return (cmocka_run_group_tests(tests, NULL, NULL));
}
