/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A batch while it is written, for the files that write it: import.c the whole, import_head.c the
 * entries, import_texts.c the expressions.  Private to store/. */
#ifndef STORE_IMPORT_BATCH_H
#define STORE_IMPORT_BATCH_H

#include "store/import.h"
#include "store/import_plan.h"
#include "store/import_rows.h"

/* A growing list in the batch's arena. */
struct ids {
	int64_t *v;
	size_t n, room;
};

/* What the transaction will say of itself at its end. */
struct log {
	int64_t *entries;
	const char **actions;
	const char **details;
	size_t n;
	/* For readers: PUBLICATION_ADD. */
	struct ids published;
	const char **publications;
	const char **notes;
	struct ids announced;
};

struct batch {
	struct db *db;
	struct arena *arena;
	const struct import_options *options;
	struct import_outcome *outcomes;
	struct work *works;
	size_t n;
	struct rows rows;
	struct log log;
};

/**
 * ids_add(b, ids, id): append.  batch_run(b, stmt, ids): run a statement whose only parameter is a
 * list of ids, unless the list is empty.  batch_allocate(b, stmt, n, ret_ids): ${n} ids from a
 * sequence. batch_related(b, ids): announce the laws whose standing depends on what these say of
 * them.
 */
void ids_add(struct batch *b, struct ids *ids, int64_t id);
MUSTCHECK enum err batch_run(struct batch *b, enum stmt stmt, const struct ids *ids);
MUSTCHECK enum err batch_allocate(struct batch *b, enum stmt stmt, size_t n, struct ids *ret_ids);
MUSTCHECK enum err batch_related(struct batch *b, const struct ids *ids);

/**
 * import_heads(b, works, n): write the entries themselves with all but their expressions, and which
 * records belong to them.  import_texts(b, works, n): write the expressions.
 */
MUSTCHECK enum err import_heads(struct batch *b, struct work *const *works, size_t n);
MUSTCHECK enum err import_texts(struct batch *b, struct work *const *works, size_t n);

/**
 * import_merge(db, arena, merged, targets, n): make each of ${n} entries a part of another: its
 * texts, addresses and members go there, it is gone, which the publication log tells.  The caller
 * announces both.
 */
MUSTCHECK enum err import_merge(
    struct db *db, struct arena *arena, const int64_t *merged, const int64_t *targets, size_t n);

#endif
