/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Keeping records that readers of foreign formats made, in batches, each batch one transaction with
 * its audit records and outbox rows.  A rerun of the same input changes nothing: not a row, not a
 * revision, not the outbox.
 *
 * A record is the entry with its (source, source_id).  If another entry declares to be the same as
 * that, only the record's expressions are added to it.  If the record declares to be the same as
 * one that was imported before, that becomes this one: its former address leads here, its
 * expressions stay, title and details are the record's.  The order in which the two come makes no
 * difference.
 */
#ifndef STORE_IMPORT_H
#define STORE_IMPORT_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "domain/record.h"
#include "store/db.h"

struct import_options {
	bool publish; /* else what is new stays a draft, and what is published is left as it is, the
			 changed texts drafts beside it; what staff withdrew stays withdrawn in any
			 case */
	const char *actor; /* for the audit: "import jsonl" */
	bool owner;	   /* it comes from the entry's owner; else what has one is left as it is */
};

enum import_fate { IMPORT_NEW, IMPORT_CHANGED, IMPORT_SAME, IMPORT_REFUSED, IMPORT_FATE_COUNT };

struct import_outcome {
	enum import_fate fate;
	const char *reason; /* IMPORT_REFUSED: one English sentence; in the arena */
};

/**
 * import_batch(db, arena, records, n, options, ret_outcomes):
 * Keep ${n} records (hint: about 10,000 articles together, and a handle that allows a statement a
 * minute) in one transaction, by COPY and a fixed number of statements.  A record that conflicts
 * (its slug belongs to another entry, its data breaks a constraint) is refused alone, the rest are
 * kept.  A slug that was made from the source id and is taken is made apart.  ${*ret_outcomes} has
 * ${n} members.  On any error nothing was kept.  Expressions that came without divisions get them
 * from the .chapter of their articles, and divisions without .eid get one; both live in ${arena}.
 */
MUSTCHECK enum err import_batch(struct db *db, struct arena *arena, struct record *const *records,
    size_t n, const struct import_options *options, struct import_outcome **ret_outcomes);

/**
 * import_within(db, arena, record, options, ret_id): keep one record in the transaction of the
 * caller, who rolls back on any error.  ${*ret_id}: its entry.  ERR_CONFLICT, with a sentence in
 * db_problem, if it is refused.
 */
MUSTCHECK enum err import_within(struct db *db, struct arena *arena, struct record *record,
    const struct import_options *options, struct entry_id *ret_id);

#endif
