/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The log of searches: what is kept of them, and the way into PostgreSQL, also while that is away.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <cmocka.h>

#include "base/log.h"
#include "pg.h"
#include "store/searchlog.h"
#include "web/notebook.h"

static char bundles[512];

static void
keeps_no_person(void **state)
{
	static const struct {
		const char *q, *kept;
	} cases[] = {
		{ "patent", "patent" },
		{ "  patent \t term\n", "patent term" },
		{ "专利 第十一条", "专利 第十一条" },
		{ "9.279/1996", "9.279/1996" },
		{ "G06F 16/33", "G06F 16/33" },
		{ "2020-10-17", "2020-10-17" },
		{ "", NULL },
		{ " \n ", NULL },
		{ "someone@example.org", NULL },
		{ "call +86 (592) 123-45-67", NULL },
		{ "13800138000", NULL },
		{ "１３８００１３８０００", NULL },
		{ "٠٥٠ ١٢٣ ٤٥٦٧", NULL },
		{ "९८१० १२३४५६", NULL },
		{ "someone＠example.org", NULL },
		{ "patent of Mr. Smith", NULL },
		{ "mrs smith", NULL },
		{ "张三先生 专利", NULL },
		{ "г-н Иванов", NULL },
		{ "السيد أحمد", NULL },
		{ "MR", "MR" },
		{ "قانون رقم ٣٨ لسنة ١٩٩٢", "قانون رقم ٣٨ لسنة ١٩٩٢" },
		/* A name by itself can't be told from that of a firm or a mark. */
		{ "Ivan Petrov", "Ivan Petrov" },
		{ "350203 19900101 1234", NULL },
	};
	struct arena *arena = arena_new();
	char longer[500];
	const char *kept;

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		kept = notebook_query(arena, cases[i].q);
		if (cases[i].kept == NULL ? kept != NULL
					  : kept == NULL || strcmp(kept, cases[i].kept) != 0)
			fail_msg("%s is kept as %s", cases[i].q, kept == NULL ? "nothing" : kept);
	}
	longer[0] = '\0';
	for (int i = 0; i < 120; i++)
		strcat(longer, "专");
	assert_int_equal(strlen(notebook_query(arena, longer)), 300);
	arena_free(arena);
}

struct fixture {
	struct app app;
	struct req req;
	struct search_result result;
	struct search_expansion expansion;
};

static void
begin(struct fixture *f)
{
	memset(f, 0, sizeof(*f));
	assert_int_equal(locales_load(bundles, &f->app.locales), ERR_OK);
	f->app.config.log_days = 90;
	f->app.notebook = notebook_new();
	f->req.app = &f->app;
	f->req.arena = arena_new();
	f->req.locale = locales_find(f->app.locales, "ru");
	f->expansion = (struct search_expansion){ .to = "专利", .language = "zh-Hans" };
	f->result =
	    (struct search_result){ .total = 3, .expansions = &f->expansion, .nexpansions = 1 };
}

static void
end(struct fixture *f)
{
	notebook_free(f->app.notebook);
	arena_free(f->req.arena);
	locales_free(f->app.locales);
}

static void
writes_in_batches(void **state)
{
	struct db *db = pg_migrated("t_searchlog");
	struct searchlog_language *languages;
	struct searchlog_query *queries;
	struct fixture f;
	size_t n;

	(void)state;
	begin(&f);
	for (int i = 0; i < 3; i++)
		notebook_search(&f.req, "page", "патент", &f.result);
	notebook_search(&f.req, "api", "патент", &f.result);
	f.result.total = 0;
	notebook_search(&f.req, "page", "ничего", &f.result);
	notebook_click(&f.req, "патент", "laws/ru-civil-code/art_1350", 2);
	notebook_click(&f.req, "патент", "laws/ru-civil-code/art_1350", 5);
	notebook_write(f.app.notebook, db, 90, 1000);
	assert_int_equal(searchlog_languages(db, f.req.arena, 30, &languages, &n), ERR_OK);
	assert_int_equal(n, 1);
	assert_string_equal(languages[0].locale, "ru");
	assert_int_equal(languages[0].searches, 5);
	assert_int_equal(languages[0].empty, 1);
	assert_int_equal(languages[0].clicks, 2);
	/* Two seconds at least between batches; then the same row grows. */
	notebook_search(&f.req, "page", "ничего", &f.result);
	notebook_write(f.app.notebook, db, 90, 2000);
	assert_int_equal(searchlog_gaps(db, f.req.arena, 30, 10, &queries, &n), ERR_OK);
	assert_int_equal(n, 1);
	assert_int_equal(queries[0].searches, 1);
	notebook_write(f.app.notebook, db, 90, 3001);
	assert_int_equal(searchlog_gaps(db, f.req.arena, 30, 10, &queries, &n), ERR_OK);
	assert_string_equal(queries[0].query, "ничего");
	assert_int_equal(queries[0].searches, 2);
	/* What finds something by now is no gap. */
	f.result.total = 1;
	notebook_search(&f.req, "page", "ничего", &f.result);
	notebook_write(f.app.notebook, db, 90, 6000);
	assert_int_equal(searchlog_gaps(db, f.req.arena, 30, 10, &queries, &n), ERR_OK);
	assert_int_equal(n, 0);
	/* Only what was asked for more than once or twice is shown. */
	assert_int_equal(searchlog_top(db, f.req.arena, 30, 4, 10, &queries, &n), ERR_OK);
	assert_int_equal(n, 1);
	assert_string_equal(queries[0].query, "патент");
	assert_int_equal(queries[0].searches, 4);
	assert_int_equal(queries[0].hits, 3);
	end(&f);
	db_free(db);
}

static void
forgets_what_is_old(void **state)
{
	struct db *db = pg_migrated("t_searchlog_old");
	PGconn *conn = pg_connect("t_searchlog_old");
	struct searchlog_language *languages;
	struct fixture f;
	size_t n;

	(void)state;
	PQclear(PQexec(conn,
	    "INSERT INTO search_log VALUES (current_date - 91, 'en', 'page', 'old', 1, 0, '{}'),"
	    " (current_date - 90, 'en', 'page', 'kept', 1, 0, '{}')"));
	begin(&f);
	notebook_search(&f.req, "page", "x", &f.result);
	notebook_write(f.app.notebook, db, 90, 1);
	assert_int_equal(searchlog_languages(db, f.req.arena, 3650, &languages, &n), ERR_OK);
	assert_int_equal(n, 2);
	assert_int_equal(languages[0].searches + languages[1].searches, 2);
	/* Switched off, nothing is noted. */
	f.app.config.log_days = 0;
	notebook_search(&f.req, "page", "y", &f.result);
	notebook_write(f.app.notebook, db, 90, 10000);
	assert_int_equal(searchlog_languages(db, f.req.arena, 3650, &languages, &n), ERR_OK);
	assert_int_equal(languages[0].searches + languages[1].searches, 2);
	end(&f);
	PQfinish(conn);
	db_free(db);
}

static void
outlives_the_database(void **state)
{
	struct db *away = db_new("host=/nonexistent dbname=none", 100);
	struct db *db = pg_migrated("t_searchlog_away");
	struct searchlog_language *languages;
	struct fixture f;
	size_t n;

	(void)state;
	begin(&f);
	notebook_search(&f.req, "page", "kept", &f.result);
	notebook_write(f.app.notebook, away, 90, 1000);
	/* It waits a minute before it tries again, and has lost nothing by then. */
	notebook_write(f.app.notebook, db, 90, 30000);
	assert_int_equal(searchlog_languages(db, f.req.arena, 30, &languages, &n), ERR_OK);
	assert_int_equal(n, 0);
	notebook_write(f.app.notebook, db, 90, 61000);
	assert_int_equal(searchlog_languages(db, f.req.arena, 30, &languages, &n), ERR_OK);
	assert_int_equal(n, 1);
	/* Five minutes are too long. */
	notebook_search(&f.req, "page", "dropped", &f.result);
	notebook_write(f.app.notebook, away, 90, 100000);
	notebook_write(f.app.notebook, away, 90, 400000);
	notebook_write(f.app.notebook, db, 90, 500000);
	assert_int_equal(searchlog_languages(db, f.req.arena, 30, &languages, &n), ERR_OK);
	assert_int_equal(languages[0].searches, 1);
	/* So much and no more waits. */
	for (int i = 0; i < 2000; i++)
		notebook_search(
		    &f.req, "page", arena_printf(f.req.arena, "query %d", i), &f.result);
	notebook_write(f.app.notebook, db, 90, 600000);
	assert_int_equal(searchlog_languages(db, f.req.arena, 30, &languages, &n), ERR_OK);
	assert_int_equal(languages[0].searches, 501);
	end(&f);
	db_free(db);
	db_free(away);
}

int
main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(keeps_no_person),
		cmocka_unit_test(writes_in_batches),
		cmocka_unit_test(forgets_what_is_old),
		cmocka_unit_test(outlives_the_database),
	};
	const char *slash = strrchr(argv[0], '/');

	(void)argc;
	log_to(fopen("/dev/null", "w"));
	snprintf(bundles, sizeof(bundles), "%.*s/../i18n", (int)(slash - argv[0]), argv[0]);
	return (cmocka_run_group_tests(tests, NULL, NULL));
}
