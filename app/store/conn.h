/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * What the files of store/ use of db.c: running named statements with bound parameters and reading
 * their rows. Private to store/.  All results come in binary; statements cast what they return to
 * text, text[], bigint or boolean, which is all that the readers below know.
 */
#ifndef STORE_CONN_H
#define STORE_CONN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <libpq-fe.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/err.h"
#include "stmt.h"
#include "store/db.h"

enum { PARAMS_MAX = 20 };

/* The values for $1, $2 …; a zeroed one is empty.  Values are borrowed until the statement has run.
 */
struct params {
	const char *value[PARAMS_MAX];
	int length[PARAMS_MAX];
	int format[PARAMS_MAX];
	int n;
};

/**
 * param_text(p, s), param_int(p, arena, v), param_texts(p, arena, v, n), param_ints(p, arena, v,
 * n): Append a text (NULL: null), an integer, a text[] whose elements may be NULL, a bigint[].
 */
void param_text(struct params *p, const char *s);
void param_int(struct params *p, struct arena *arena, int64_t v);
void param_texts(struct params *p, struct arena *arena, const char *const *v, size_t n);
void param_ints(struct params *p, struct arena *arena, const int64_t *v, size_t n);
void param_bytes(struct params *p, const void *data, size_t n); /* a bytea; borrowed */

/**
 * db_run(db, stmt, params, ret_result):
 * Prepare ${stmt} if this connection has not yet, run it and wait for its rows, at most the
 * handle's timeout.
 * ${params} and ${ret_result} may be NULL; the result is the caller's to PQclear.  Outside of a
 * transaction a connection that proves dead is replaced and the statement is sent once more.
 * ERR_CONFLICT for a broken constraint or a lost race, ERR_INPUT for a value that the server
 * refuses, ERR_DB if it is away, late or the breaker is open, ERR_INTERNAL for a statement that is
 * wrong.  All but the first two are logged here.
 */
MUSTCHECK enum err db_run(
    struct db *db, enum stmt stmt, const struct params *params, PGresult **ret_result);

/**
 * db_copy(db, stmt, rows, n): run a COPY ... FROM STDIN with ${n} bytes of rows in PostgreSQL's
 * text format.
 */
MUSTCHECK enum err db_copy(struct db *db, enum stmt stmt, const char *rows, size_t n);

/**
 * db_script(db, sql): run the statements of a migration, without parameters.  Errors as db_run;
 * never repeated.
 */
MUSTCHECK enum err db_script(struct db *db, const char *sql);

/**
 * db_notified(db, ms): wait until a notification arrives, ${ms} passed or a signal came;
 * notifications are taken off the connection.
 */
MUSTCHECK enum err db_notified(struct db *db, int ms);

/**
 * db_listen(db, stmt): run the LISTEN statement ${stmt} unless this connection already listens;
 * ${*ret_new}: it did not, so that something may have been missed.
 */
MUSTCHECK enum err db_listen(struct db *db, enum stmt stmt, bool *ret_new);

/**
 * db_constraint(db): name of the constraint that the last ERR_CONFLICT or ERR_INPUT broke, "" if it
 * was none. db_explain(db, fmt, ...): set db_problem.
 */
const char *db_constraint(const struct db *db);
void db_explain(struct db *db, const char *fmt, ...) __attribute__((format(printf, 2, 3)));

/**
 * row_text(arena, res, row, col): copy, NULL for null.  row_int: 0 for null.  row_bool: false for
 * null.
 */
char *row_text(struct arena *arena, const PGresult *res, int row, int col);
int64_t row_int(const PGresult *res, int row, int col);
bool row_bool(const PGresult *res, int row, int col);
char *row_bytes(struct arena *arena, const PGresult *res, int row, int col); /* of a bytea */

/* Walks over a text[] of one or two dimensions, element by element. */
struct array {
	const char *p, *end;
	size_t rows;	/* of two dimensions; of one: the number of elements */
	size_t columns; /* of two dimensions; of one: 1 */
};

/**
 * row_array(res, row, col): an empty one for null.  array_next(arena, a): the next element, NULL
 * for null or at the end.
 */
struct array row_array(const PGresult *res, int row, int col);
char *array_next(struct arena *arena, struct array *a);

#endif
