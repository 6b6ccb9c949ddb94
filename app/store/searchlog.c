/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Owns the tables of searches and clicks. */
#include "store/searchlog.h"

#include "store/conn.h"

static enum err
add_searches(struct db *db, struct arena *arena, const struct searchlog_search *v, size_t n)
{
	const char **locales = arena_array(arena, const char *, n),
		   **channels = arena_array(arena, const char *, n),
		   **queries = arena_array(arena, const char *, n),
		   **expansions = arena_array(arena, const char *, n);
	int64_t *searches = arena_array(arena, int64_t, n), *hits = arena_array(arena, int64_t, n);
	struct params p = { 0 };

	for (size_t i = 0; i < n; i++) {
		locales[i] = v[i].locale;
		channels[i] = v[i].channel;
		queries[i] = v[i].query;
		searches[i] = v[i].searches;
		hits[i] = v[i].hits;
		expansions[i] = v[i].expansions;
	}
	param_texts(&p, arena, locales, n);
	param_texts(&p, arena, channels, n);
	param_texts(&p, arena, queries, n);
	param_ints(&p, arena, searches, n);
	param_ints(&p, arena, hits, n);
	param_texts(&p, arena, expansions, n);
	return (db_run(db, STMT_SEARCHLOG_ADD, &p, NULL));
}

static enum err
add_clicks(struct db *db, struct arena *arena, const struct searchlog_click *v, size_t n)
{
	const char **locales = arena_array(arena, const char *, n),
		   **queries = arena_array(arena, const char *, n),
		   **targets = arena_array(arena, const char *, n);
	int64_t *clicks = arena_array(arena, int64_t, n), *ranks = arena_array(arena, int64_t, n);
	struct params p = { 0 };

	for (size_t i = 0; i < n; i++) {
		locales[i] = v[i].locale;
		queries[i] = v[i].query;
		targets[i] = v[i].target;
		clicks[i] = v[i].clicks;
		ranks[i] = v[i].rank;
	}
	param_texts(&p, arena, locales, n);
	param_texts(&p, arena, queries, n);
	param_texts(&p, arena, targets, n);
	param_ints(&p, arena, clicks, n);
	param_ints(&p, arena, ranks, n);
	return (db_run(db, STMT_SEARCHLOG_CLICK, &p, NULL));
}

enum err
searchlog_add(struct db *db, struct arena *arena, const struct searchlog_search *searches,
    size_t nsearches, const struct searchlog_click *clicks, size_t nclicks)
{
	enum err err;

	if ((err = db_begin(db)) != ERR_OK)
		return (err);
	if ((nsearches == 0 || (err = add_searches(db, arena, searches, nsearches)) == ERR_OK) &&
	    (nclicks == 0 || (err = add_clicks(db, arena, clicks, nclicks)) == ERR_OK))
		return (db_commit(db));
	db_rollback(db);
	return (err);
}

enum err
searchlog_trim(struct db *db, struct arena *arena, int64_t days)
{
	struct params p = { 0 };

	param_int(&p, arena, days);
	return (db_run(db, STMT_SEARCHLOG_TRIM, &p, NULL));
}

enum err
searchlog_languages(struct db *db, struct arena *arena, int64_t days,
    struct searchlog_language **ret, size_t *ret_n)
{
	struct params p = { 0 };
	PGresult *res;
	enum err err;

	param_int(&p, arena, days);
	if ((err = db_run(db, STMT_SEARCHLOG_LANGUAGES, &p, &res)) != ERR_OK)
		return (err);
	*ret_n = (size_t)PQntuples(res);
	*ret = arena_array(arena, struct searchlog_language, *ret_n);
	for (size_t i = 0; i < *ret_n; i++)
		(*ret)[i] = (struct searchlog_language){ row_text(arena, res, (int)i, 0),
			row_int(res, (int)i, 1), row_int(res, (int)i, 2), row_int(res, (int)i, 3) };
	PQclear(res);
	return (ERR_OK);
}

static enum err
queries(struct db *db, struct arena *arena, enum stmt stmt, const struct params *p,
    struct searchlog_query **ret, size_t *ret_n)
{
	PGresult *res;
	enum err err;

	if ((err = db_run(db, stmt, p, &res)) != ERR_OK)
		return (err);
	*ret_n = (size_t)PQntuples(res);
	*ret = arena_array(arena, struct searchlog_query, *ret_n);
	for (size_t i = 0; i < *ret_n; i++)
		(*ret)[i] = (struct searchlog_query){ .locale = row_text(arena, res, (int)i, 0),
			.query = row_text(arena, res, (int)i, 1),
			.searches = row_int(res, (int)i, 2),
			.hits = row_int(res, (int)i, 3),
			.last = row_text(arena, res, (int)i, 4) };
	PQclear(res);
	return (ERR_OK);
}

enum err
searchlog_top(struct db *db, struct arena *arena, int64_t days, int64_t least, int64_t limit,
    struct searchlog_query **ret, size_t *ret_n)
{
	struct params p = { 0 };

	param_int(&p, arena, days);
	param_int(&p, arena, least);
	param_int(&p, arena, limit);
	return (queries(db, arena, STMT_SEARCHLOG_TOP, &p, ret, ret_n));
}

enum err
searchlog_gaps(struct db *db, struct arena *arena, int64_t days, int64_t limit,
    struct searchlog_query **ret, size_t *ret_n)
{
	struct params p = { 0 };

	param_int(&p, arena, days);
	param_int(&p, arena, limit);
	return (queries(db, arena, STMT_SEARCHLOG_GAPS, &p, ret, ret_n));
}
