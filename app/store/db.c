/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Owns the connection: making it, noticing that it died or hangs, the circuit breaker, prepared
 * statements. Every wait is a poll with a deadline: neither a stopped server nor a full socket
 * holds the process.
 */
#include "store/db.h"

#include <errno.h>
#include <poll.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/log.h"
#define STMT_TABLE
#include "store/conn.h"

enum {
	BREAKER_MS = 2000,
	GRACE_MS = 250, /* the server's own statement_timeout gets the chance to answer first */
	COPY_CHUNK = 1 << 16
};

struct db {
	char *conninfo;
	int timeout_ms;
	PGconn *conn; /* NULL, or ready for use */
	bool prepared[STMT_COUNT + 1];
	bool in_transaction;
	bool listening;
	int64_t closed_until; /* circuit breaker: monotonic ms, 0 while it is closed */
	struct buf problem;
	char constraint[64];
};

static int64_t
now_ms(void)
{
	struct timespec ts;

	clock_gettime(CLOCK_MONOTONIC, &ts);
	return ((int64_t)ts.tv_sec * 1000 + ts.tv_nsec / 1000000);
}

struct db *
db_new(const char *conninfo, int timeout_ms)
{
	struct db *db = calloc(1, sizeof(*db));

	if (db == NULL || (db->conninfo = strdup(conninfo)) == NULL)
		log_die("out of memory");
	db->timeout_ms = timeout_ms;
	return (db);
}

static void
disconnect(struct db *db)
{
	PQfinish(db->conn);
	db->conn = NULL;
	db->listening = false;
	memset(db->prepared, 0, sizeof(db->prepared));
}

void
db_free(struct db *db)
{
	if (db == NULL)
		return;
	disconnect(db);
	buf_free(&db->problem);
	free(db->conninfo);
	free(db);
}

/* --- saying what is wrong ----------------------------------------------------------------------
 */

const char *
db_problem(const struct db *db)
{
	return (buf_cstr(&db->problem));
}

const char *
db_constraint(const struct db *db)
{
	return (db->constraint);
}

void
db_explain(struct db *db, const char *fmt, ...)
{
	char text[1024];
	va_list ap;

	va_start(ap, fmt);
	vsnprintf(text, sizeof(text), fmt, ap);
	va_end(ap);
	text[strcspn(text, "\n")] = '\0';
	buf_clear(&db->problem);
	buf_str(&db->problem, text);
}

/* The connection is of no more use: drop it, and leave the server alone for a while. */
static enum err
lose(struct db *db, const char *event, const char *why)
{
	db_explain(db, "%s", why);
	log_event(LOG_LEVEL_ERROR, event, LOG_TEXT("detail", db_problem(db)));
	disconnect(db);
	db->closed_until = now_ms() + BREAKER_MS;
	return (ERR_DB);
}

/* --- waiting -----------------------------------------------------------------------------------
 */

enum wait { WAIT_READY, WAIT_LATE, WAIT_DEAD };

static enum wait
wait_socket(struct db *db, short events, int64_t deadline)
{
	struct pollfd fd = { .fd = PQsocket(db->conn), .events = events };

	for (;;) {
		int64_t left = deadline - now_ms();
		int n = poll(&fd, 1, left > 0 ? (int)left : 0);

		if (n > 0)
			return (WAIT_READY);
		if (n == 0)
			return (WAIT_LATE);
		if (errno != EINTR)
			return (WAIT_DEAD);
	}
}

/* Send what libpq holds back, taking in what arrives meanwhile so that both ends never wait for
 * each other. */
static enum wait
flush(struct db *db, int64_t deadline)
{
	enum wait w;
	int rc;

	while ((rc = PQflush(db->conn)) > 0) {
		if ((w = wait_socket(db, POLLIN | POLLOUT, deadline)) != WAIT_READY)
			return (w);
		if (!PQconsumeInput(db->conn))
			return (WAIT_DEAD);
	}
	return (rc == 0 ? WAIT_READY : WAIT_DEAD);
}

/* The next result of what was sent; NULL: no more of them. */
static enum wait
next_result(struct db *db, int64_t deadline, PGresult **ret_result)
{
	enum wait w;

	while (PQisBusy(db->conn)) {
		if ((w = wait_socket(db, POLLIN, deadline)) != WAIT_READY)
			return (w);
		if (!PQconsumeInput(db->conn))
			return (WAIT_DEAD);
	}
	*ret_result = PQgetResult(db->conn);
	return (WAIT_READY);
}

/* --- connecting --------------------------------------------------------------------------------
 */

/* Warnings of the server; libpq would write them to stderr as they are. */
static void
notice(void *ctx, const char *message)
{
	(void)ctx;
	log_event(LOG_LEVEL_WARN, "db.notice", LOG_TEXT("detail", message));
}

static enum err
connect_now(struct db *db)
{
	char options[256];
	const char *const keywords[] = { "dbname", "options", "client_encoding",
		"fallback_application_name", NULL };
	const char *const values[] = { db->conninfo, options, "UTF8", "portal", NULL };
	int64_t deadline = now_ms() + db->timeout_ms;
	PostgresPollingStatusType status = PGRES_POLLING_WRITING;

	snprintf(options, sizeof(options),
	    "-c statement_timeout=%d -c client_min_messages=warning -c DateStyle=ISO -c "
	    "TimeZone=UTC -c jit=off "
	    "-c plan_cache_mode=force_generic_plan",
	    db->timeout_ms);
	db->conn = PQconnectStartParams(keywords, values, 1);
	if (db->conn == NULL)
		log_die("out of memory");
	(void)PQsetNoticeProcessor(db->conn, notice, NULL);
	while (PQstatus(db->conn) != CONNECTION_BAD && status != PGRES_POLLING_OK) {
		switch (
		    wait_socket(db, status == PGRES_POLLING_READING ? POLLIN : POLLOUT, deadline)) {
		case WAIT_READY:
			break;
		case WAIT_LATE:
			return (lose(
			    db, "db.away", "the database did not accept a connection in time"));
		case WAIT_DEAD:
			return (lose(db, "db.away", strerror(errno)));
		}
		status = PQconnectPoll(db->conn);
		if (status == PGRES_POLLING_FAILED)
			break;
	}
	if (PQstatus(db->conn) != CONNECTION_OK)
		return (lose(db, "db.away", PQerrorMessage(db->conn)));
	(void)PQsetnonblocking(db->conn, 1);
	if (db->closed_until != 0)
		log_event(LOG_LEVEL_INFO, "db.back",
		    LOG_TEXT("server", PQparameterStatus(db->conn, "server_version")));
	db->closed_until = 0;
	return (ERR_OK);
}

/* --- statements --------------------------------------------------------------------------------
 */

/* What the server's refusal means to the caller. */
static enum err
refusal(struct db *db, enum stmt stmt, const PGresult *res)
{
	const char *state = PQresultErrorField(res, PG_DIAG_SQLSTATE);
	const char *message = PQresultErrorField(res, PG_DIAG_MESSAGE_PRIMARY);
	const char *constraint = PQresultErrorField(res, PG_DIAG_CONSTRAINT_NAME);
	const char *name = stmt < STMT_COUNT ? stmts[stmt].name : "script";

	state = state != NULL ? state : "";
	db_explain(db, "%s", message != NULL ? message : PQresultErrorMessage(res));
	snprintf(
	    db->constraint, sizeof(db->constraint), "%s", constraint != NULL ? constraint : "");
	if (strncmp(state, "23", 2) == 0 || strncmp(state, "40", 2) == 0)
		return (ERR_CONFLICT);
	if (strncmp(state, "22", 2) == 0)
		return (ERR_INPUT);
	log_event(LOG_LEVEL_ERROR, "db.refused", LOG_TEXT("statement", name),
	    LOG_TEXT("sqlstate", state), LOG_TEXT("detail", db_problem(db)));
	if (strcmp(state, "57014") == 0) {
		db->closed_until = now_ms() + BREAKER_MS;
		return (ERR_DB);
	}
	if (strncmp(state, "08", 2) == 0 || strncmp(state, "53", 2) == 0 ||
	    strncmp(state, "57", 2) == 0 || strncmp(state, "58", 2) == 0)
		return (ERR_DB);
	return (ERR_INTERNAL);
}

/* The server went away, or knows nothing any more of what was prepared: the same may succeed on a
 * new connection. */
static bool
is_stale(const PGconn *conn, const PGresult *res)
{
	const char *state = PQresultErrorField(res, PG_DIAG_SQLSTATE);

	if (PQstatus(conn) == CONNECTION_BAD)
		return (true);
	return (state != NULL && (strcmp(state, "26000") == 0 || strcmp(state, "0A000") == 0 ||
				     strcmp(state, "57P01") == 0 || strcmp(state, "57P02") == 0));
}

/*
 * Wait for all results of what was just sent and keep the last.  WAIT_DEAD: a new connection may do
 * better; the connection is still there to be asked why.
 */
static enum wait
collect(struct db *db, int64_t deadline, PGresult **ret_result)
{
	PGresult *res, *last = NULL;
	enum wait w;

	if ((w = flush(db, deadline)) != WAIT_READY)
		return (w);
	for (;;) {
		if ((w = next_result(db, deadline, &res)) != WAIT_READY)
			break;
		if (res == NULL) {
			if (last == NULL ||
			    (PQresultStatus(last) == PGRES_FATAL_ERROR && is_stale(db->conn, last)))
				w = WAIT_DEAD;
			break;
		}
		/* A failure is what the caller must hear of, whatever follows it. */
		if (last != NULL && PQresultStatus(last) == PGRES_FATAL_ERROR) {
			PQclear(res);
			continue;
		}
		PQclear(last);
		last = res;
		if (PQresultStatus(res) == PGRES_COPY_IN)
			break;
	}
	if (w == WAIT_READY)
		*ret_result = last;
	else
		PQclear(last);
	return (w);
}

static enum wait
prepare(struct db *db, enum stmt stmt, int64_t deadline, PGresult **ret_result)
{
	enum wait w;

	if (!PQsendPrepare(db->conn, stmts[stmt].name, stmts[stmt].text, 0, NULL))
		return (WAIT_DEAD);
	if ((w = collect(db, deadline, ret_result)) != WAIT_READY)
		return (w);
	if (PQresultStatus(*ret_result) == PGRES_COMMAND_OK) {
		PQclear(*ret_result);
		*ret_result = NULL;
		db->prepared[stmt] = true;
	}
	return (WAIT_READY);
}

/* One attempt; on WAIT_READY ${*ret_result} is what the server said, good or bad. */
static enum wait
attempt(
    struct db *db, enum stmt stmt, const struct params *p, int64_t deadline, PGresult **ret_result)
{
	enum wait w;

	*ret_result = NULL;
	if (!db->prepared[stmt]) {
		if ((w = prepare(db, stmt, deadline, ret_result)) != WAIT_READY ||
		    *ret_result != NULL)
			return (w);
	}
	if (!PQsendQueryPrepared(
		db->conn, stmts[stmt].name, p->n, p->value, p->length, p->format, 1))
		return (WAIT_DEAD);
	return (collect(db, deadline, ret_result));
}

/* Make sure that there is a connection, unless the breaker says not to try. */
static enum err
ensure(struct db *db, bool *ret_fresh)
{
	*ret_fresh = false;
	if (now_ms() < db->closed_until)
		return (ERR_DB);
	if (db->conn != NULL)
		return (ERR_OK);
	*ret_fresh = true;
	return (connect_now(db));
}

/* Like db_run, but a COPY may answer that it is ready for rows. */
static enum err
run(struct db *db, enum stmt stmt, const struct params *params, PGresult **ret_result)
{
	static const struct params none;
	const struct params *p = params != NULL ? params : &none;
	int64_t deadline;
	PGresult *res;
	bool fresh;
	enum err err;
	enum wait w;

	if (p->n != stmts[stmt].nparams)
		log_die("a statement got another number of parameters than it names");
	if (db->in_transaction && db->conn == NULL) {
		db_explain(db, "the connection was lost within a transaction");
		return (ERR_DB);
	}
	if ((err = ensure(db, &fresh)) != ERR_OK)
		return (err);
	deadline = now_ms() + db->timeout_ms + GRACE_MS;
	w = attempt(db, stmt, p, deadline, &res);
	if (w == WAIT_DEAD && !fresh && !db->in_transaction) {
		disconnect(db);
		if ((err = connect_now(db)) != ERR_OK)
			return (err);
		w = attempt(db, stmt, p, deadline, &res);
	}
	if (w == WAIT_LATE)
		return (lose(db, "db.late", "the database did not answer in time"));
	if (w == WAIT_DEAD)
		return (lose(db, "db.lost", PQerrorMessage(db->conn)));
	switch (PQresultStatus(res)) {
	case PGRES_TUPLES_OK:
	case PGRES_COMMAND_OK:
	case PGRES_COPY_IN:
		*ret_result = res;
		return (ERR_OK);
	default:
		err = refusal(db, stmt, res);
		PQclear(res);
		return (err);
	}
}

enum err
db_run(struct db *db, enum stmt stmt, const struct params *params, PGresult **ret_result)
{
	PGresult *res;
	enum err err;

	if ((err = run(db, stmt, params, &res)) != ERR_OK)
		return (err);
	if (ret_result != NULL)
		*ret_result = res;
	else
		PQclear(res);
	return (ERR_OK);
}

/* The rows of a COPY that has begun, then its end. */
static enum wait
send_rows(struct db *db, const char *rows, size_t n, int64_t deadline)
{
	enum wait w;

	for (size_t done = 0; done < n;) {
		size_t chunk = n - done < COPY_CHUNK ? n - done : COPY_CHUNK;
		int rc = PQputCopyData(db->conn, rows + done, (int)chunk);

		if (rc < 0)
			return (WAIT_DEAD);
		if (rc > 0)
			done += chunk;
		if ((w = flush(db, deadline)) != WAIT_READY)
			return (w);
	}
	for (;;) {
		int rc = PQputCopyEnd(db->conn, NULL);

		if (rc < 0)
			return (WAIT_DEAD);
		if (rc > 0)
			return (WAIT_READY);
		if ((w = flush(db, deadline)) != WAIT_READY)
			return (w);
	}
}

enum err
db_copy(struct db *db, enum stmt stmt, const char *rows, size_t n)
{
	int64_t deadline;
	PGresult *res;
	enum err err;
	enum wait w;

	if ((err = run(db, stmt, NULL, &res)) != ERR_OK)
		return (err);
	PQclear(res);
	deadline = now_ms() + db->timeout_ms + GRACE_MS;
	w = send_rows(db, rows, n, deadline);
	if (w == WAIT_READY)
		w = collect(db, deadline, &res);
	if (w == WAIT_LATE)
		return (lose(db, "db.late", "the database did not take the rows in time"));
	if (w == WAIT_DEAD)
		return (lose(db, "db.lost", PQerrorMessage(db->conn)));
	err = PQresultStatus(res) == PGRES_COMMAND_OK ? ERR_OK : refusal(db, stmt, res);
	PQclear(res);
	return (err);
}

enum err
db_script(struct db *db, const char *sql)
{
	PGresult *res;
	enum err err;
	enum wait w;
	bool fresh;

	if ((err = ensure(db, &fresh)) != ERR_OK)
		return (err);
	w = PQsendQuery(db->conn, sql) ? collect(db, now_ms() + db->timeout_ms + GRACE_MS, &res)
				       : WAIT_DEAD;
	if (w != WAIT_READY)
		return (lose(db, w == WAIT_LATE ? "db.late" : "db.lost",
		    w == WAIT_LATE ? "the database did not answer in time"
				   : PQerrorMessage(db->conn)));
	err = PQresultStatus(res) == PGRES_FATAL_ERROR ? refusal(db, STMT_COUNT, res) : ERR_OK;
	PQclear(res);
	return (err);
}

/* --- the public rest ---------------------------------------------------------------------------
 */

enum err
db_ready(struct db *db)
{
	return (db_run(db, STMT_DB_READY, NULL, NULL));
}

enum err
db_begin(struct db *db)
{
	enum err err = db_run(db, STMT_DB_BEGIN, NULL, NULL);

	db->in_transaction = err == ERR_OK;
	return (err);
}

enum err
db_commit(struct db *db)
{
	PGresult *res;
	enum err err;

	if ((err = db_run(db, STMT_DB_COMMIT, NULL, &res)) != ERR_OK) {
		db_rollback(db);
		return (err);
	}
	db->in_transaction = false;
	/* COMMIT of a failed transaction succeeds and says ROLLBACK. */
	if (strcmp(PQcmdStatus(res), "COMMIT") != 0) {
		db_explain(db, "the transaction had failed");
		err = ERR_CONFLICT;
	}
	PQclear(res);
	return (err);
}

void
db_rollback(struct db *db)
{
	bool open = db->conn != NULL && PQtransactionStatus(db->conn) != PQTRANS_IDLE;
	struct buf problem = db->problem;
	int64_t closed_until = db->closed_until;

	if (open) {
		/* The reason for rolling back is what the caller will ask for. */
		db->problem = (struct buf){ 0 };
		db->closed_until = 0;
		if (db_run(db, STMT_DB_ROLLBACK, NULL, NULL) != ERR_OK)
			disconnect(db);
		buf_free(&db->problem);
		db->problem = problem;
		if (db->closed_until == 0)
			db->closed_until = closed_until;
	}
	db->in_transaction = false;
}

enum err
db_listen(struct db *db, enum stmt stmt, bool *ret_new)
{
	enum err err;

	*ret_new = !db->listening;
	if (db->listening)
		return (ERR_OK);
	if ((err = db_run(db, stmt, NULL, NULL)) == ERR_OK)
		db->listening = true;
	return (err);
}

enum err
db_notified(struct db *db, int ms)
{
	struct pollfd fd = { .events = POLLIN };
	PGnotify *notify;
	bool any = false;
	int n;

	if (db->conn == NULL)
		return (ERR_DB);
	for (;;) {
		while ((notify = PQnotifies(db->conn)) != NULL) {
			PQfreemem(notify);
			any = true;
		}
		if (any || ms < 0)
			return (ERR_OK);
		/* A signal ends the waiting: whoever waits for hours must be told to stop. */
		fd.fd = PQsocket(db->conn);
		n = poll(&fd, 1, ms);
		if (n > 0 && !PQconsumeInput(db->conn))
			return (lose(db, "db.lost", PQerrorMessage(db->conn)));
		ms = -1;
	}
}
