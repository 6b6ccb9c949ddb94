/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What survives a crash, what a reader sees while the index changes under it, and joining parts. */
#include "search/fixture.h"

#include <sys/wait.h>

#include <signal.h>

static struct record *
guide(struct fixture *f, const char *title)
{
	struct record *r = fixture_record(f, KIND_GUIDE, "INT");

	fixture_text(r, "en", title, "body words");
	return (r);
}

static uint32_t
found(struct fixture *f, const char *q)
{
	assert_int_equal(search_refresh(f->index), ERR_OK);
	return (fixture_search(f, q, "en").total);
}

static void
nothing_before_commit(void **state)
{
	struct fixture *f = *state;
	uint64_t revision;

	fixture_put(f, guide(f, "first"));
	fixture_commit(f);
	revision = search_revision(f->index);
	for (int i = 0; i < 200; i++)
		fixture_put(f, guide(f, "second"));
	assert_int_equal(found(f, "second"), 0);
	assert_true(search_revision(f->index) == revision);

	/* A writer that ends without committing leaves what was there. */
	search_writer_close(f->writer);
	f->writer = NULL;
	assert_int_equal(
	    search_writer_open(f->path, false, fixture_locales, 6, &f->writer), ERR_OK);
	assert_int_equal(search_writer_outbox(f->writer), 1);
	assert_int_equal(found(f, "second"), 0);
	assert_int_equal(found(f, "first"), 1);
	fixture_put(f, guide(f, "second"));
	fixture_commit(f);
	assert_int_equal(found(f, "second"), 1);
	assert_true(search_revision(f->index) != revision);
}

static void
killed(void **state)
{
	struct fixture *f = *state;
	pid_t child;
	int status;

	fixture_put(f, guide(f, "first"));
	fixture_commit(f);
	search_writer_close(f->writer);
	f->writer = NULL;
	assert_true((child = fork()) >= 0);
	if (child == 0) {
		if (search_writer_open(f->path, false, fixture_locales, 6, &f->writer) != ERR_OK)
			_exit(1);
		for (int i = 0; i < 50; i++)
			(void)!search_writer_put(f->writer, guide(f, "second"));
		(void)!search_writer_commit(f->writer, 51);
		for (int i = 0; i < 15000; i++)
			(void)!search_writer_put(f->writer, guide(f, "third"));
		(void)kill(getpid(), SIGKILL);
	}
	assert_true(waitpid(child, &status, 0) == child && WIFSIGNALED(status));
	assert_int_equal(found(f, "first"), 1);
	assert_int_equal(found(f, "second"), 50);
	assert_int_equal(found(f, "third"), 0);
	assert_int_equal(
	    search_writer_open(f->path, false, fixture_locales, 6, &f->writer), ERR_OK);
	assert_int_equal(search_writer_outbox(f->writer), 51);
}

static void
replaced_and_deleted(void **state)
{
	struct fixture *f = *state;
	struct record *r = guide(f, "wonderful");

	fixture_put(f, r);
	fixture_put(f, r);
	fixture_commit(f);
	assert_int_equal(found(f, "wonderful"), 1);
	r->texts[0].title = "marvellous";
	r->revision = 2;
	fixture_put(f, r);
	fixture_commit(f);
	assert_int_equal(found(f, "wonderful"), 0);
	assert_int_equal(found(f, "marvellous"), 1);
	assert_int_equal(found(f, NULL), 1);
	r->state = STATE_WITHDRAWN;
	fixture_put(f, r);
	fixture_commit(f);
	assert_int_equal(found(f, NULL), 0);
	r->state = STATE_PUBLISHED;
	r->texts[0].state = STATE_DRAFT;
	fixture_put(f, r);
	fixture_commit(f);
	assert_int_equal(found(f, "marvellous"), 0);
	assert_int_equal(search_writer_delete(f->writer, r->id), ERR_OK);
	assert_int_equal(search_writer_delete(f->writer, r->id), ERR_OK);
	fixture_commit(f);
	assert_int_equal(found(f, NULL), 0);
	assert_null(fixture_search(f, "wonderfull", "en").suggestion);
}

/* The reader stays many commits behind, and goes on. */
static void
overtaken(void **state)
{
	struct fixture *f = *state;

	for (int i = 0; i < 300; i++)
		fixture_put(f, guide(f, "early"));
	fixture_commit(f);
	for (int round = 0; round < 12; round++) {
		for (int i = 1; i <= 300; i++)
			assert_int_equal(
			    search_writer_delete(f->writer, (struct entry_id){ f->next - i }),
			    ERR_OK);
		for (int i = 0; i < 300; i++)
			fixture_put(f, guide(f, "late"));
		assert_int_equal(search_writer_commit(f->writer, ++f->outbox), ERR_OK);
	}
	assert_int_equal(fixture_search(f, "body", "en").total, 300);
	assert_int_equal(found(f, "late"), 300);
	assert_int_equal(found(f, "early"), 0);
}

static void
build(struct fixture *f, const char *path, const char *title)
{
	struct search_writer *w;

	assert_int_equal(search_writer_open(path, true, fixture_locales, 6, &w), ERR_OK);
	assert_int_equal(search_writer_put(w, guide(f, title)), ERR_OK);
	assert_int_equal(search_writer_commit(w, 7), ERR_OK);
	search_writer_close(w);
}

static void
swapped(void **state)
{
	struct fixture *f = *state;
	const char *one = arena_printf(f->arena, "%s/one", f->dir);
	const char *two = arena_printf(f->arena, "%s/two", f->dir);
	const char *link = arena_printf(f->arena, "%s/link", f->dir);
	const char *stub = arena_printf(f->arena, "%s/stub", f->dir);
	FILE *file;

	build(f, one, "one");
	build(f, two, "two");
	assert_int_equal(search_swap(link, one), ERR_OK);
	assert_int_equal(search_open(link, &f->index), ERR_OK);
	assert_int_equal(found(f, "one"), 1);
	assert_int_equal(search_swap(link, two), ERR_OK);
	assert_int_equal(fixture_search(f, "one", "en").total, 1);
	assert_int_equal(found(f, "two"), 1);
	assert_int_equal(found(f, "one"), 0);
	search_close(f->index);
	f->index = NULL;

	assert_non_null(file = fopen(stub, "w"));
	assert_true(fprintf(file, "auto one\n") > 0);
	assert_int_equal(fclose(file), 0);
	assert_int_equal(search_open(stub, &f->index), ERR_OK);
	assert_int_equal(found(f, "one"), 1);
	assert_int_equal(search_swap(stub, two), ERR_OK);
	assert_int_equal(found(f, "two"), 1);
	search_close(f->index);
	f->index = NULL;

	/* A folder changes places, and the old one may go while it is being read. */
	assert_int_equal(search_open(one, &f->index), ERR_OK);
	assert_int_equal(search_swap(one, two), ERR_OK);
	assert_int_equal(system(arena_printf(f->arena, "rm -rf '%s'", two)), 0);
	(void)fixture_search(f, "one", "en");
	assert_int_equal(found(f, "two"), 1);
}

static void
refused(void **state)
{
	static const char *const other[] = { "en", "fa" };
	struct fixture *f = *state;
	const char *bad = arena_printf(f->arena, "%s/bad", f->dir);
	struct search_writer *w = NULL;
	struct search_index *index = NULL;
	FILE *file;

	assert_int_equal(search_open(bad, &index), ERR_INDEX);
	assert_null(index);
	assert_int_equal(search_writer_open(f->path, true, fixture_locales, 6, &w), ERR_CONFLICT);
	search_writer_close(f->writer);
	f->writer = NULL;
	assert_int_equal(search_writer_open(f->path, false, other, 2, &w), ERR_CORRUPT);
	assert_null(w);

	assert_int_equal(system(arena_printf(f->arena, "cp -r '%s' '%s'", f->path, bad)), 0);
	assert_non_null(file = fopen(arena_printf(f->arena, "%s/postlist.glass", bad), "w"));
	assert_true(fprintf(file, "this is no index") > 0);
	assert_int_equal(fclose(file), 0);
	assert_int_equal(search_open(bad, &index), ERR_INDEX);
	assert_non_null(file = fopen(arena_printf(f->arena, "%s/iamglass", bad), "w"));
	assert_int_equal(fclose(file), 0);
	assert_int_equal(search_open(bad, &index), ERR_INDEX);
}

struct seen {
	int64_t sum;
	int n;
};

static void
see(void *ctx, struct entry_id id, int64_t revision)
{
	struct seen *s = ctx;

	s->sum += id.v * revision;
	s->n++;
}

static void
merged(void **state)
{
	struct fixture *f = *state;
	const char *one = arena_printf(f->arena, "%s/one", f->dir);
	const char *two = arena_printf(f->arena, "%s/two", f->dir);
	const char *all = arena_printf(f->arena, "%s/all", f->dir);
	const char *parts[] = { one, two };
	struct seen s = { 0, 0 };
	struct search_result r;

	build(f, one, "one");
	build(f, two, "two");
	assert_int_equal(search_merge(parts, 2, all), ERR_OK);
	assert_int_equal(search_each_entry(all, see, &s), ERR_OK);
	assert_int_equal(s.n, 2);
	assert_int_equal(s.sum, 3);
	assert_int_equal(search_open(all, &f->index), ERR_OK);
	assert_int_equal(found(f, NULL), 2);
	r = fixture_search(f, "two", "en");
	assert_int_equal(r.total, 1);
	assert_string_equal(r.hits[0].title, "two");
	search_writer_close(f->writer);
	f->writer = NULL;
	assert_int_equal(search_writer_open(all, false, fixture_locales, 6, &f->writer), ERR_OK);
	assert_int_equal(search_writer_outbox(f->writer), 7);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(
		    nothing_before_commit, fixture_setup, fixture_teardown),
		cmocka_unit_test_setup_teardown(killed, fixture_setup, fixture_teardown),
		cmocka_unit_test_setup_teardown(
		    replaced_and_deleted, fixture_setup, fixture_teardown),
		cmocka_unit_test_setup_teardown(overtaken, fixture_setup, fixture_teardown),
		cmocka_unit_test_setup_teardown(swapped, fixture_setup, fixture_teardown),
		cmocka_unit_test_setup_teardown(refused, fixture_setup, fixture_teardown),
		cmocka_unit_test_setup_teardown(merged, fixture_setup, fixture_teardown),
	};

	return (cmocka_run_group_tests(tests, NULL, NULL));
}
