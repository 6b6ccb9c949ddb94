/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * How fast the law corpora come into PostgreSQL and out again, beside a bare COPY of the same rows
 * in the same run.
 *
 *   tests/with-postgres import_bench FOLDER...   folders of jsonl corpora
 *
 * Seconds are those of the database part: reading the files is not counted.  CPU seconds are this
 * process's and its backend's together: neighbours on the machine change them less.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include <libpq-fe.h>

#include "exchange/reader.h"
#include "store/entry.h"
#include "store/import.h"
#include "store/import_rows.h"
#include "store/migrate.h"

enum { ARTICLES_AT_ONCE = 10000, RECORDS_MAX = 20000, TIMEOUT_MS = 120000, EACH_AT_ONCE = 500 };

struct bench {
	struct db *db;
	PGconn *bare;
	pid_t backend; /* of what is timed */
	bool copy;     /* the peer: COPY, and a row of audit and outbox for each law */
	struct record *records[RECORDS_MAX];
	struct arena *arenas[RECORDS_MAX];
	size_t n, articles; /* of the batch */
	size_t total, fates[IMPORT_FATE_COUNT];
	double seconds, cpu;
};

static double
clock_seconds(clockid_t clock)
{
	struct timespec t;

	(void)clock_gettime(clock, &t);
	return ((double)t.tv_sec + (double)t.tv_nsec / 1e9);
}

/* CPU seconds of this process and of the backend, which may be another user's. */
static double
cpu_seconds(pid_t backend)
{
	long user = 0, system = 0;
	char path[64], text[1024];
	const char *fields;
	FILE *f;
	size_t n;

	snprintf(path, sizeof(path), "/proc/%d/stat", (int)backend);
	if ((f = fopen(path, "r")) == NULL)
		return (0);
	n = fread(text, 1, sizeof(text) - 1, f);
	fclose(f);
	text[n] = '\0';
	if ((fields = strrchr(text, ')')) == NULL ||
	    sscanf(fields + 2, "%*c %*d %*d %*d %*d %*d %*u %*u %*u %*u %*u %ld %ld", &user,
		&system) != 2)
		return (0);
	return (clock_seconds(CLOCK_PROCESS_CPUTIME_ID) +
		(double)(user + system) / (double)sysconf(_SC_CLK_TCK));
}

static void
must(bool ok, const char *what)
{
	if (!ok) {
		fprintf(stderr, "import_bench: %s\n", what);
		exit(1);
	}
}

static void
bare_run(struct bench *b, const char *sql)
{
	PGresult *res = PQexec(b->bare, sql);

	must(PQresultStatus(res) == PGRES_COMMAND_OK || PQresultStatus(res) == PGRES_TUPLES_OK ||
		 PQresultStatus(res) == PGRES_COPY_IN,
	    PQerrorMessage(b->bare));
	PQclear(res);
}

static void
bare_copy(struct bench *b)
{
	static int64_t id;
	struct rows rows = { 0 };
	struct buf *articles = &rows.table[ROWS_ARTICLE];

	for (size_t i = 0; i < b->n; i++) {
		const struct law *law = b->records[i]->law;

		for (size_t x = 0; x < law->nexpressions; x++)
			rows_expression(&rows, b->records[i], &law->expressions[x], 0, ++id,
			    STATE_PUBLISHED, "");
	}
	bare_run(b, "BEGIN");
	bare_run(b,
	    "COPY bare_article (expression, position, type, eid, number, heading, division, body, "
	    "source_id) FROM STDIN");
	must(articles->len == 0 || PQputCopyData(b->bare, articles->data, (int)articles->len) == 1,
	    "COPY");
	must(PQputCopyEnd(b->bare, NULL) == 1, "COPY");
	for (PGresult *res; (res = PQgetResult(b->bare)) != NULL; PQclear(res))
		must(PQresultStatus(res) == PGRES_COMMAND_OK, PQerrorMessage(b->bare));
	for (size_t i = 0; i < b->n; i++)
		bare_run(b,
		    "WITH a AS (INSERT INTO audit (actor, action) VALUES ('bench', 'create')) "
		    "INSERT INTO outbox (entry) VALUES (1)");
	bare_run(b, "COMMIT");
	rows_free(&rows);
}

static void
keep(struct bench *b)
{
	const struct import_options options = { .publish = true, .actor = "bench" };
	struct import_outcome *outcomes;
	struct arena *arena = arena_new();

	must(import_batch(b->db, arena, b->records, b->n, &options, &outcomes) == ERR_OK,
	    db_problem(b->db));
	for (size_t i = 0; i < b->n; i++)
		b->fates[outcomes[i].fate]++;
	arena_free(arena);
}

static void
flush(struct bench *b)
{
	double seconds = clock_seconds(CLOCK_MONOTONIC), cpu = cpu_seconds(b->backend);

	if (b->n == 0)
		return;
	if (b->copy)
		bare_copy(b);
	else
		keep(b);
	b->seconds += clock_seconds(CLOCK_MONOTONIC) - seconds;
	b->cpu += cpu_seconds(b->backend) - cpu;
	for (size_t i = 0; i < b->n; i++)
		arena_free(b->arenas[i]);
	b->total += b->articles;
	b->n = b->articles = 0;
}

static enum err
take(void *ctx, struct arena *arena, struct record *record)
{
	struct bench *b = ctx;

	b->records[b->n] = record;
	b->arenas[b->n++] = arena;
	for (size_t i = 0; i < record->law->nexpressions; i++)
		b->articles += record->law->expressions[i].narticles;
	if (b->articles >= ARTICLES_AT_ONCE || b->n == RECORDS_MAX)
		flush(b);
	return (ERR_OK);
}

static void
report(void *ctx, const char *file, long line, const char *reason, bool refused)
{
	(void)ctx, (void)file, (void)line, (void)reason, (void)refused;
}

static void
progress(void *ctx, uint64_t done, uint64_t total)
{
	(void)ctx, (void)done, (void)total;
}

static void
round_of(struct bench *b, const char *name, char **folders)
{
	const struct reader_sink sink = { b, take, report, progress, NULL, NULL };

	b->total = 0;
	b->seconds = b->cpu = 0;
	memset(b->fates, 0, sizeof(b->fates));
	for (; *folders != NULL; folders++)
		must(reader_find("jsonl")->read(*folders, &sink) == ERR_OK, *folders);
	flush(b);
	printf("%-22s %7zu articles in %6.2f s: %7.0f/s; %6.2f s of CPU: %7.0f/s", name, b->total,
	    b->seconds, (double)b->total / b->seconds, b->cpu, (double)b->total / b->cpu);
	if (!b->copy)
		printf("; laws new %zu, changed %zu, same %zu, refused %zu", b->fates[IMPORT_NEW],
		    b->fates[IMPORT_CHANGED], b->fates[IMPORT_SAME], b->fates[IMPORT_REFUSED]);
	printf("\n");
}

static void
read_all(struct bench *b)
{
	double seconds = clock_seconds(CLOCK_MONOTONIC), cpu = cpu_seconds(b->backend);
	struct arena *arena = arena_new();
	struct entry_id after = { 0 };
	size_t articles = 0, n, most = 0;
	struct record **records;

	for (;;) {
		must(entry_each(b->db, arena, after, EACH_AT_ONCE, &records, &n) == ERR_OK,
		    db_problem(b->db));
		if (n == 0)
			break;
		for (size_t i = 0; i < n; i++) {
			for (size_t x = 0; x < records[i]->law->nexpressions; x++)
				articles += records[i]->law->expressions[x].narticles;
		}
		after = records[n - 1]->id;
		most = arena_size(arena) > most ? arena_size(arena) : most;
		arena_reset(arena);
	}
	seconds = clock_seconds(CLOCK_MONOTONIC) - seconds;
	cpu = cpu_seconds(b->backend) - cpu;
	printf("%-22s %7zu articles in %6.2f s: %7.0f/s; %6.2f s of CPU: %7.0f/s; at most %zu MiB "
	       "at once\n",
	    "reading all", articles, seconds, (double)articles / seconds, cpu,
	    (double)articles / cpu, most >> 20);
	arena_free(arena);
}

int
main(int argc, char **argv)
{
	static struct bench b;
	const char *conninfo = getenv("PORTAL_TEST_DB");
	PGresult *res;
	double share;

	must(conninfo != NULL && argc > 1, "tests/with-postgres import_bench FOLDER...");
	b.db = db_new(conninfo, TIMEOUT_MS);
	must(migrate(b.db, "schema", NULL, NULL) == ERR_OK, db_problem(b.db));
	b.bare = PQconnectdb(conninfo);
	must(PQstatus(b.bare) == CONNECTION_OK, PQerrorMessage(b.bare));
	bare_run(&b, "CREATE TABLE bare_article (LIKE article INCLUDING ALL)");

	b.copy = true;
	b.backend = PQbackendPID(b.bare);
	round_of(&b, "bare COPY", argv + 1);
	share = b.cpu;
	bare_run(&b, "TRUNCATE outbox");
	res = PQexec(b.bare,
	    "SELECT pid FROM pg_stat_activity WHERE application_name = 'portal' AND pid <> "
	    "pg_backend_pid()");
	b.backend = PQntuples(res) == 1 ? atoi(PQgetvalue(res, 0, 0)) : 0;
	PQclear(res);
	b.copy = false;
	round_of(&b, "import", argv + 1);
	share = b.cpu / share;
	round_of(&b, "import again", argv + 1);
	read_all(&b);
	printf(
	    "import takes %.1f times the CPU of a bare COPY (target: at least 20000 articles/s)\n",
	    share);
	PQfinish(b.bare);
	db_free(b.db);
	return (0);
}
