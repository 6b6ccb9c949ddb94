/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Owns the rows of the lexicon. */
#include "store/lexicon.h"

#include <stdlib.h>
#include <string.h>

#include "store/change.h"
#include "store/conn.h"

static const char *const origins[] = { "learnt", "imported" };

/* Escaped for COPY's text format. */
static void
copy_text(struct buf *b, const char *s)
{
	for (; *s != '\0'; s++) {
		if (*s == '\\' || *s == '\t' || *s == '\n' || *s == '\r')
			buf_char(b, '\\');
		buf_char(b, *s == '\t' ? 't' : *s == '\n' ? 'n' : *s == '\r' ? 'r' : *s);
	}
}

static enum err
replace(
    struct db *db, struct arena *arena, enum lexicon_origin origin, const char *rows, size_t size)
{
	static const int64_t lexicon = 0; /* as the outbox calls it */
	struct params p = { 0 };
	enum err err;

	param_text(&p, origins[origin]);
	if ((err = db_run(db, STMT_LEXICON_CLEAR, &p, NULL)) != ERR_OK ||
	    (err = db_copy(db, STMT_LEXICON_COPY, rows, size)) != ERR_OK)
		return (err);
	return (change_announce(db, arena, &lexicon, 1));
}

enum err
lexicon_replace(struct db *db, struct arena *arena, enum lexicon_origin origin,
    const struct lexicon_row *rows, size_t n)
{
	struct buf b = { 0 };
	enum err err;

	for (size_t i = 0; i < n; i++) {
		buf_str(&b, origins[origin]);
		buf_char(&b, '\t');
		copy_text(&b, rows[i].language);
		buf_char(&b, '\t');
		copy_text(&b, rows[i].word);
		buf_char(&b, '\t');
		copy_text(&b, rows[i].to_language);
		buf_char(&b, '\t');
		copy_text(&b, rows[i].to);
		buf_printf(&b, "\t%.4f\n", rows[i].weight < 0.0001 ? 0.0001 : rows[i].weight);
	}
	if ((err = db_begin(db)) == ERR_OK)
		err = replace(db, arena, origin, buf_cstr(&b), b.len);
	if (err == ERR_OK)
		err = db_commit(db);
	if (err != ERR_OK)
		db_rollback(db);
	buf_free(&b);
	return (err);
}

static enum err
read_rows(struct db *db, struct arena *arena, enum stmt stmt, const struct params *p,
    struct lexicon_row **ret, size_t *ret_n)
{
	struct lexicon_row *rows;
	PGresult *res;
	enum err err;
	size_t n;

	if ((err = db_run(db, stmt, p, &res)) != ERR_OK)
		return (err);
	n = (size_t)PQntuples(res);
	rows = arena_array(arena, struct lexicon_row, n);
	for (size_t i = 0; i < n; i++) {
		if (strcmp(row_text(arena, res, (int)i, 0), origins[LEXICON_IMPORTED]) == 0)
			rows[i].origin = LEXICON_IMPORTED;
		rows[i].language = row_text(arena, res, (int)i, 1);
		rows[i].word = row_text(arena, res, (int)i, 2);
		rows[i].to_language = row_text(arena, res, (int)i, 3);
		rows[i].to = row_text(arena, res, (int)i, 4);
		rows[i].weight = strtod(row_text(arena, res, (int)i, 5), NULL);
	}
	PQclear(res);
	*ret = rows;
	*ret_n = n;
	return (ERR_OK);
}

enum err
lexicon_all(struct db *db, struct arena *arena, const char **ret_mark, struct lexicon_row **ret,
    size_t *ret_n)
{
	PGresult *res;
	enum err err;

	/* A change between the two statements sends a row of its own to the outbox. */
	if ((err = db_run(db, STMT_LEXICON_MARK, NULL, &res)) != ERR_OK)
		return (err);
	*ret_mark = row_text(arena, res, 0, 0);
	PQclear(res);
	return (read_rows(db, arena, STMT_LEXICON_ALL, NULL, ret, ret_n));
}
