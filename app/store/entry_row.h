/* SPDX-License-Identifier: GPL-2.0-or-later */
/* How the rows of entry_record and entry_page are read.  Private to store/. */
#ifndef STORE_ENTRY_ROW_H
#define STORE_ENTRY_ROW_H

#include "domain/record.h"
#include "store/conn.h"

/* Columns of entry_record, schema/. */
enum column {
	COL_ID,
	COL_KIND,
	COL_SLUG,
	COL_STATE,
	COL_REVISION,
	COL_SOURCE,
	COL_SOURCE_ID,
	COL_SAMPLE,
	COL_VERIFIED,
	COL_PUBLISHED,
	COL_UPDATED,
	COL_JURISDICTIONS,
	COL_SUBJECTS,
	COL_SAME_AS,
	COL_TEXTS,
	COL_DETAIL,
	COL_PARTS,
	COL_CITATIONS,
	COL_EXPRESSIONS,
	COL_INCOMING, /* the statement's own, behind those of the view */
	COL_COUNT
};

/**
 * entry_row_record(arena, res, row, published_only): the record of a row that begins with COL_COUNT
 * columns, without articles; ${published_only} leaves out texts that wait.
 */
struct record *entry_row_record(
    struct arena *arena, const PGresult *res, int row, bool published_only);

/**
 * entry_row_id(set, id): the value of an id.  The column's domain admits the set's ids only, so
 * another one is a schema that is newer than the program.
 */
int entry_row_id(enum vocab set, const char *id);

/**
 * entry_row_next_id(arena, a, set), entry_row_next_bool(arena, a), entry_row_next_int(arena, a):
 * the next element as that; null is 0 and false. entry_row_next_strings(arena, a): a list that came
 * as one text, an item a line.
 */
int entry_row_next_id(struct arena *arena, struct array *a, enum vocab set);
bool entry_row_next_bool(struct arena *arena, struct array *a);
int64_t entry_row_next_int(struct arena *arena, struct array *a);
struct strings entry_row_next_strings(struct arena *arena, struct array *a);

/**
 * entry_offering_provider(arena, detail, parts), entry_offering_listing(arena, detail, parts):
 * those kinds, from their columns.
 */
struct provider *entry_offering_provider(
    struct arena *arena, struct array detail, struct array parts);
struct listing *entry_offering_listing(
    struct arena *arena, struct array detail, struct array parts);

#endif
