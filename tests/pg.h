/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * For unit tests that need PostgreSQL: fresh databases in the cluster of tests/with-postgres, and a
 * plain connection beside the tested one.  Without that cluster the tests skip.  Include after
 * cmocka.h.
 */
#ifndef TESTS_PG_H
#define TESTS_PG_H

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <libpq-fe.h>

#include "store/db.h"
#include "store/migrate.h"

/* Connection string for database ${name}; of static memory. */
static inline const char *
pg_conninfo(const char *name)
{
	static char conninfo[512];

	snprintf(conninfo, sizeof(conninfo), "%s dbname=%s", getenv("PORTAL_TEST_DB"), name);
	return (conninfo);
}

/* Run ${sql} on ${conn}; the first value of its result ("" if there is none) in static memory. */
static inline const char *
pg_value(PGconn *conn, const char *sql)
{
	static char value[4096];
	PGresult *res = PQexec(conn, sql);

	if (PQresultStatus(res) != PGRES_TUPLES_OK && PQresultStatus(res) != PGRES_COMMAND_OK)
		fail_msg("%s: %s", sql, PQerrorMessage(conn));
	snprintf(value, sizeof(value), "%s", PQntuples(res) > 0 ? PQgetvalue(res, 0, 0) : "");
	PQclear(res);
	return (value);
}

static inline long
pg_number(PGconn *conn, const char *sql)
{
	return (strtol(pg_value(conn, sql), NULL, 10));
}

static inline PGconn *
pg_connect(const char *name)
{
	PGconn *conn = PQconnectdb(pg_conninfo(name));

	if (PQstatus(conn) != CONNECTION_OK)
		fail_msg("%s", PQerrorMessage(conn));
	return (conn);
}

/* An empty database of that name; skips the test if there is no cluster. */
static inline void
pg_fresh(const char *name)
{
	char sql[128];
	PGconn *conn;

	if (getenv("PORTAL_TEST_DB") == NULL)
		skip();
	conn = pg_connect("postgres");
	pg_value(conn, "SET client_min_messages = warning");
	snprintf(sql, sizeof(sql), "DROP DATABASE IF EXISTS %s WITH (FORCE)", name);
	pg_value(conn, sql);
	snprintf(sql, sizeof(sql), "CREATE DATABASE %s", name);
	pg_value(conn, sql);
	PQfinish(conn);
}

/* The same with our tables in it, and a handle on it. */
static inline struct db *
pg_migrated(const char *name)
{
	struct db *db;

	pg_fresh(name);
	db = db_new(pg_conninfo(name), 10000);
	if (migrate(db, "schema", NULL, NULL) != ERR_OK)
		fail_msg("%s", db_problem(db));
	return (db);
}

#endif
