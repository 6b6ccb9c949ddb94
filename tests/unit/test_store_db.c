/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The connection, the schema, migrations, the outbox: against a real PostgreSQL that is stopped and
 * restarted. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "domain/vocab.h"
#define STMT_TABLE
#include "pg.h"
#include "store/change.h"
#include "store/conn.h"
#include "store/outbox.h"

static long
ms_since(struct timespec since)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return ((now.tv_sec - since.tv_sec) * 1000 + (now.tv_nsec - since.tv_nsec) / 1000000);
}

static struct timespec
clock_now(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (now);
}

/* Every statement of every .sql file is one that the migrated schema understands. */
static void
prepares_every_statement(void **state)
{
	struct db *db = pg_migrated("t_statements");
	PGconn *conn = pg_connect("t_statements");

	(void)state;
	for (int i = 0; i < STMT_COUNT; i++) {
		PGresult *res = PQprepare(conn, stmts[i].name, stmts[i].text, 0, NULL);

		if (PQresultStatus(res) != PGRES_COMMAND_OK)
			fail_msg("%s: %s", stmts[i].name, PQerrorMessage(conn));
		PQclear(res);
		if (strncmp(stmts[i].text, "\nCOPY", 5) == 0)
			continue;
		res = PQdescribePrepared(conn, stmts[i].name);
		if (PQnparams(res) != stmts[i].nparams)
			fail_msg("%s takes %d parameters, its comment names %d", stmts[i].name,
			    PQnparams(res), stmts[i].nparams);
		PQclear(res);
	}
	PQfinish(conn);
	db_free(db);
}

/* The schema's domains admit exactly the ids of domain/vocab.c, and the kinds. */
static void
knows_the_closed_sets(void **state)
{
	struct db *db = pg_migrated("t_sets");
	PGconn *conn = pg_connect("t_sets");
	char sql[512], want[1024];

	(void)state;
	for (int set = 0; set < VOCAB_COUNT; set++) {
		want[0] = '\0';
		for (size_t i = 0; i < vocab_size((enum vocab)set); i++) {
			if (i > 0)
				strcat(want, " ");
			strcat(want, vocab_id((enum vocab)set, (int)i));
		}
		snprintf(sql, sizeof(sql),
		    "SELECT string_agg(m[1], ' ') FROM pg_constraint c JOIN pg_type t ON t.oid = "
		    "c.contypid, "
		    "regexp_matches(pg_get_constraintdef(c.oid), '''([^'']+)''::text', 'g') m "
		    "WHERE t.typname = '%s'",
		    vocab_name((enum vocab)set));
		assert_string_equal(pg_value(conn, sql), want);
	}
	for (int kind = 0; kind < KIND_COUNT; kind++) {
		snprintf(sql, sizeof(sql), "SELECT '%s'::kind", kind_id((enum kind)kind));
		assert_string_equal(pg_value(conn, sql), kind_id((enum kind)kind));
	}
	PQfinish(conn);
	db_free(db);
}

static void
audit_is_append_only(void **state)
{
	struct db *db = pg_migrated("t_audit");
	PGconn *conn = pg_connect("t_audit");
	PGresult *res;

	(void)state;
	pg_value(conn, "INSERT INTO audit (actor, action) VALUES ('a', 'b')");
	res = PQexec(conn, "DELETE FROM audit");
	assert_int_equal(PQresultStatus(res), PGRES_FATAL_ERROR);
	PQclear(res);
	res = PQexec(conn, "UPDATE audit SET actor = 'c'");
	assert_int_equal(PQresultStatus(res), PGRES_FATAL_ERROR);
	PQclear(res);
	assert_int_equal(pg_number(conn, "SELECT count(*) FROM audit WHERE actor = 'a'"), 1);
	PQfinish(conn);
	db_free(db);
}

/* --- the connection ----------------------------------------------------------------------------
 */

static void
breaker_opens_and_closes(void **state)
{
	struct db *db;
	struct timespec start = clock_now();

	(void)state;
	db = db_new("host=/nonexistent/folder dbname=x", 1000);
	assert_int_equal(db_ready(db), ERR_DB);
	assert_string_not_equal(db_problem(db), "");
	start = clock_now();
	for (int i = 0; i < 1000; i++)
		assert_int_equal(db_ready(db), ERR_DB);
	assert_true(ms_since(start) < 500);
	db_free(db);
	db_free(NULL);
}

/* The pid of the backend that serves the portal's own connection to ${database}. */
static pid_t
backend_of(const char *database)
{
	char sql[256];
	PGconn *conn = pg_connect("postgres");
	pid_t pid;

	snprintf(sql, sizeof(sql),
	    "SELECT pid FROM pg_stat_activity WHERE datname = '%s' AND application_name = 'portal'",
	    database);
	pid = (pid_t)pg_number(conn, sql);
	PQfinish(conn);
	assert_true(pid > 1);
	return (pid);
}

static pid_t
postmaster(void)
{
	char path[512], line[64] = "";
	pid_t pid;
	FILE *f;

	snprintf(path, sizeof(path), "%s/postmaster.pid", getenv("PORTAL_TEST_PGDATA"));
	f = fopen(path, "r");
	assert_non_null(f);
	assert_non_null(fgets(line, sizeof(line), f));
	fclose(f);
	pid = (pid_t)atol(line);
	assert_true(pid > 1);
	return (pid);
}

static void
stopped_backend_does_not_hang(void **state)
{
	struct timespec start;
	struct db *db;
	pid_t pid;

	(void)state;
	pg_fresh("t_stopped");
	db = db_new(pg_conninfo("t_stopped"), 1500);
	assert_int_equal(db_ready(db), ERR_OK);
	pid = backend_of("t_stopped");
	assert_int_equal(kill(pid, SIGSTOP), 0);
	start = clock_now();
	assert_int_equal(db_ready(db), ERR_DB);
	assert_in_range(ms_since(start), 1400, 10000);
	start = clock_now();
	assert_int_equal(db_ready(db), ERR_DB);
	assert_true(ms_since(start) < 1000);
	assert_int_equal(kill(pid, SIGCONT), 0);
	usleep(2100 * 1000);
	assert_int_equal(db_ready(db), ERR_OK);
	db_free(db);
}

static void
stopped_postmaster_does_not_hang(void **state)
{
	struct timespec start;
	struct db *db;
	pid_t pid;

	(void)state;
	pg_fresh("t_postmaster");
	db = db_new(pg_conninfo("t_postmaster"), 1500);
	pid = postmaster();
	assert_int_equal(kill(pid, SIGSTOP), 0);
	start = clock_now();
	assert_int_equal(db_ready(db), ERR_DB);
	assert_int_equal(kill(pid, SIGCONT), 0);
	assert_in_range(ms_since(start), 1400, 10000);
	usleep(2100 * 1000);
	assert_int_equal(db_ready(db), ERR_OK);
	db_free(db);
}

static void
restart_is_not_noticed(void **state)
{
	struct arena *arena;
	struct db *db;
	char command[512];
	int64_t last;

	(void)state;
	db = pg_migrated("t_restart");
	arena = arena_new();
	assert_int_equal(outbox_last(db, &last), ERR_OK);
	snprintf(command, sizeof(command), "%s -m fast restart >/dev/null 2>&1",
	    getenv("PORTAL_TEST_PGCTL"));
	assert_int_equal(system(command), 0);
	assert_int_equal(outbox_last(db, &last), ERR_OK);

	/* Within a transaction nothing is sent twice. */
	assert_int_equal(db_begin(db), ERR_OK);
	assert_int_equal(change_announce(db, arena, &(int64_t){ 7 }, 1), ERR_OK);
	assert_int_equal(system(command), 0);
	assert_int_equal(change_announce(db, arena, &(int64_t){ 8 }, 1), ERR_DB);
	assert_int_equal(change_announce(db, arena, &(int64_t){ 9 }, 1), ERR_DB);
	db_rollback(db);
	usleep(2100 * 1000);
	assert_int_equal(outbox_last(db, &last), ERR_OK);
	assert_int_equal(last, 0);
	arena_free(arena);
	db_free(db);
}

static void
slow_statement_is_late(void **state)
{
	struct timespec start = clock_now();
	struct db *db;

	(void)state;
	pg_fresh("t_slow");
	db = db_new(pg_conninfo("t_slow"), 1500);
	assert_int_equal(db_script(db, "SELECT 1"), ERR_OK);
	start = clock_now();
	assert_int_equal(db_script(db, "SELECT pg_sleep(30)"), ERR_DB);
	assert_in_range(ms_since(start), 1400, 10000);
	assert_int_equal(db_ready(db), ERR_DB);
	db_free(db);
}

/* --- migrations --------------------------------------------------------------------------------
 */

static char folder[64];

static void
put_file(const char *name, const char *text)
{
	char path[256];
	FILE *f;

	snprintf(path, sizeof(path), "%s/%s", folder, name);
	f = fopen(path, "w");
	assert_non_null(f);
	fputs(text, f);
	fclose(f);
}

static void
remove_file(const char *name)
{
	char path[256];

	snprintf(path, sizeof(path), "%s/%s", folder, name);
	assert_int_equal(unlink(path), 0);
}

static void
count_report(void *ctx, const char *name)
{
	(void)name;
	++*(int *)ctx;
}

static void
migrates(void **state)
{
	PGconn *conn;
	struct db *db;
	int n = 0;

	(void)state;
	pg_fresh("t_migrate");
	db = db_new(pg_conninfo("t_migrate"), 5000);
	conn = pg_connect("t_migrate");
	strcpy(folder, "/tmp/migrations.XXXXXX");
	assert_non_null(mkdtemp(folder));
	put_file("README", "not a migration");
	put_file("0001-one.sql", "CREATE TABLE one (a integer);\nINSERT INTO one VALUES (1);\n");
	put_file("0002-two.sql", "CREATE TABLE two (a integer);\n");
	assert_int_equal(migrate(db, folder, count_report, &n), ERR_OK);
	assert_int_equal(n, 2);
	assert_int_equal(migrate(db, folder, count_report, &n), ERR_OK);
	assert_int_equal(n, 2);

	/* One that fails leaves nothing behind, and does not stand in the way of its mended form.
	 */
	put_file("0003-three.sql", "CREATE TABLE three (a integer);\nSELECT no_such_function();\n");
	assert_int_equal(migrate(db, folder, count_report, &n), ERR_CORRUPT);
	assert_non_null(strstr(db_problem(db), "0003-three.sql"));
	assert_string_equal(pg_value(conn, "SELECT to_regclass('three')"), "");
	put_file("0003-three.sql", "CREATE TABLE three (a integer);\n");
	assert_int_equal(migrate(db, folder, count_report, &n), ERR_OK);
	assert_string_equal(pg_value(conn, "SELECT to_regclass('three')"), "three");

	put_file("0003-again.sql", "SELECT 1;\n");
	assert_int_equal(migrate(db, folder, NULL, NULL), ERR_INPUT);
	assert_non_null(strstr(db_problem(db), "twice"));
	remove_file("0003-again.sql");

	put_file("0002-two.sql", "CREATE TABLE two (b integer);\n");
	assert_int_equal(migrate(db, folder, NULL, NULL), ERR_INPUT);
	assert_non_null(strstr(db_problem(db), "edited"));
	remove_file("0002-two.sql");
	assert_int_equal(migrate(db, folder, NULL, NULL), ERR_INPUT);
	assert_non_null(strstr(db_problem(db), "missing"));

	assert_int_equal(migrate(db, "/nonexistent", NULL, NULL), ERR_IO);
	remove_file("README");
	remove_file("0001-one.sql");
	remove_file("0003-three.sql");
	assert_int_equal(rmdir(folder), 0);
	PQfinish(conn);
	db_free(db);
}

/* --- the outbox --------------------------------------------------------------------------------
 */

static void
outbox_is_in_order_of_commit(void **state)
{
	struct db *db = pg_migrated("t_outbox"), *other = db_new(pg_conninfo("t_outbox"), 1500);
	struct arena *arena = arena_new();
	struct outbox_row *rows;
	int64_t last, after;
	size_t n;

	(void)state;
	/* The second transaction cannot take a number before the first has committed. */
	assert_int_equal(db_begin(db), ERR_OK);
	assert_int_equal(change_announce(db, arena, (int64_t[]){ 1, 2 }, 2), ERR_OK);
	assert_int_equal(db_begin(other), ERR_OK);
	assert_int_equal(change_announce(other, arena, (int64_t[]){ 3 }, 1), ERR_DB);
	db_rollback(other);
	assert_int_equal(outbox_after(db, arena, 0, 10, &rows, &n), ERR_OK);
	assert_int_equal(n, 2);
	assert_int_equal(db_commit(db), ERR_OK);
	usleep(2100 * 1000);
	assert_int_equal(db_begin(other), ERR_OK);
	assert_int_equal(change_announce(other, arena, (int64_t[]){ 3 }, 1), ERR_OK);
	assert_int_equal(db_commit(other), ERR_OK);

	assert_int_equal(outbox_after(db, arena, 0, 10, &rows, &n), ERR_OK);
	assert_int_equal(n, 3);
	for (size_t i = 0; i < n; i++) {
		assert_int_equal(rows[i].entry.v, (int64_t)i + 1);
		assert_true(i == 0 || rows[i].number > rows[i - 1].number);
	}
	assert_int_equal(outbox_last(db, &last), ERR_OK);
	assert_int_equal(last, rows[2].number);
	assert_int_equal(outbox_after(db, arena, rows[0].number, 1, &rows, &n), ERR_OK);
	assert_int_equal(n, 1);
	assert_int_equal(rows[0].entry.v, 2);

	/* Trimming forgets rows, not the number. */
	assert_int_equal(outbox_trim(db, last), ERR_OK);
	assert_int_equal(outbox_after(db, arena, last, 10, &rows, &n), ERR_OK);
	assert_int_equal(n, 0);
	assert_int_equal(outbox_after(db, arena, 0, 10, &rows, &n), ERR_OK);
	assert_int_equal(n, 0);
	after = last;
	assert_int_equal(outbox_last(db, &last), ERR_OK);
	assert_int_equal(last, after);
	assert_int_equal(outbox_trim(db, 1), ERR_OK);
	assert_int_equal(outbox_last(db, &last), ERR_OK);
	assert_int_equal(last, after);
	arena_free(arena);
	db_free(other);
	db_free(db);
}

static void
outbox_wakes_who_waits(void **state)
{
	struct db *db = pg_migrated("t_wake"), *other = db_new(pg_conninfo("t_wake"), 2000);
	struct arena *arena = arena_new();
	struct timespec start;

	(void)state;
	assert_int_equal(outbox_wait(db, 5000), ERR_OK);
	start = clock_now();
	assert_int_equal(outbox_wait(db, 200), ERR_OK);
	assert_in_range(ms_since(start), 150, 4000);
	assert_int_equal(db_begin(other), ERR_OK);
	assert_int_equal(change_announce(other, arena, (int64_t[]){ 3 }, 1), ERR_OK);
	assert_int_equal(db_commit(other), ERR_OK);
	start = clock_now();
	assert_int_equal(outbox_wait(db, 5000), ERR_OK);
	assert_true(ms_since(start) < 4000);
	arena_free(arena);
	db_free(other);
	db_free(db);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(prepares_every_statement),
		cmocka_unit_test(knows_the_closed_sets),
		cmocka_unit_test(audit_is_append_only),
		cmocka_unit_test(breaker_opens_and_closes),
		cmocka_unit_test(stopped_backend_does_not_hang),
		cmocka_unit_test(stopped_postmaster_does_not_hang),
		cmocka_unit_test(restart_is_not_noticed),
		cmocka_unit_test(slow_statement_is_late),
		cmocka_unit_test(migrates),
		cmocka_unit_test(outbox_is_in_order_of_commit),
		cmocka_unit_test(outbox_wakes_who_waits),
	};

	return (cmocka_run_group_tests(tests, NULL, NULL));
}
