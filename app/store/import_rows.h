/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Records as rows of PostgreSQL's COPY text format, and their digests.  Private to store/. */
#ifndef STORE_IMPORT_ROWS_H
#define STORE_IMPORT_ROWS_H

#include "base/buf.h"
#include "domain/record.h"
#include "store/conn.h"
#include "store/digest.h"

/* The tables that are filled by COPY, in an order that satisfies their references. */
enum rows_table {
	ROWS_ALIAS,
	ROWS_TEXT,
	ROWS_LAW,
	ROWS_RELATION,
	ROWS_GUIDE,
	ROWS_PROVIDER,
	ROWS_LICENCE,
	ROWS_OFFICE,
	ROWS_SERVED,
	ROWS_OFFERING,
	ROWS_LISTING,
	ROWS_LISTING_TEXT,
	ROWS_RIGHT,
	ROWS_ATTACHMENT,
	ROWS_EVENT,
	ROWS_RESOURCE,
	ROWS_LABEL,
	ROWS_FACT,
	ROWS_CITATION,
	ROWS_EXPRESSION,
	ROWS_DIVISION,
	ROWS_ARTICLE,
	ROWS_COUNT
};

/* Rows that wait to be copied; a zeroed one is empty. */
struct rows {
	struct buf table[ROWS_COUNT];
};

/**
 * rows_texts(rows, r, entry, state): the language versions of ${r}, all in ${state}.
 * rows_parts(rows, r, entry): everything else that belongs to the entry but its own row and the
 * expressions. rows_expression(rows, r, x, entry, id, state, digest): one expression with its
 * articles.
 */
void rows_texts(struct rows *rows, const struct record *r, int64_t entry, enum state state);
void rows_parts(struct rows *rows, const struct record *r, int64_t entry);
void rows_expression(struct rows *rows, const struct record *r, const struct expression *x,
    int64_t entry, int64_t id, enum state state, const char *digest);

/**
 * rows_copy(rows, db): send what waits, table by table, and empty it.  rows_clear(rows): empty it
 * unsent. rows_free(rows): give the memory back.
 */
MUSTCHECK enum err rows_copy(struct rows *rows, struct db *db);
void rows_clear(struct rows *rows);
void rows_free(struct rows *rows);

/**
 * rows_digest(scratch, r, out): digest of all of ${r} but its address and its expressions;
 * ${scratch} is emptied. rows_digest_expression(x, out): digest of an expression with its articles.
 */
void rows_digest(struct rows *scratch, const struct record *r, char out[DIGEST_TEXT]);
void rows_digest_expression(const struct expression *x, char out[DIGEST_TEXT]);

/**
 * rows_alias(arena, same_as, ret_source, ret_source_id): the parts of "source source_id"; false if
 * it has no two.
 */
bool rows_alias(
    struct arena *arena, const char *same_as, const char **ret_source, const char **ret_source_id);

#endif
