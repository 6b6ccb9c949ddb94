/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The publication log: what readers were told when, withdrawals and corrections among it.  Its rows
 * are written in the transaction of the change by whatever makes one (import, publish, withdraw,
 * merge; a repeal when it takes effect), and never changed.
 */
#ifndef STORE_PUBLICATION_H
#define STORE_PUBLICATION_H

#include "base/arena.h"
#include "domain/record.h"
#include "store/db.h"

enum publication_action {
	PUBLICATION_PUBLISH, /* an entry, or another text of it */
	PUBLICATION_CORRECT, /* what was public reads differently */
	PUBLICATION_WITHDRAW,
	PUBLICATION_MERGE,  /* the entry is part of the one whose slug is the note */
	PUBLICATION_REPEAL, /* the law is repealed; the note is the slug of the law that did it */
	PUBLICATION_ACTION_COUNT
};

struct publication {
	int64_t id;	  /* larger is later */
	const char *time; /* UTC, "YYYY-MM-DDTHH:MM:SSZ" */
	enum publication_action action;
	/* The entry as it was then: id, kind, slug, revision, jurisdictions, and of its texts
	 * language and title. */
	struct record *entry;
	bool readable;	  /* it is public now */
	const char *note; /* texts ("zh-Hans 2020-10-17, ru"), a slug or a reason; NULL: none */
};

/* Which of them; zeroed but for kind: all. */
struct publication_want {
	enum kind kind;		  /* KIND_COUNT: any */
	const char *jurisdiction; /* NULL: any */
	const char *slug;	  /* of one entry, as it is now; needs a kind; NULL: any */
	int64_t before;		  /* only with smaller ids; 0: the latest */
	const char *since;	  /* "YYYY-MM-DD": not older; NULL: any */
	size_t limit;
};

/**
 * publication_id(action): "publish" …
 * publication_page(db, arena, want, ret, ret_n): up to ${want->limit} rows, latest first.  One
 * round trip.
 */
const char *publication_id(enum publication_action action);
MUSTCHECK enum err publication_page(struct db *db, struct arena *arena,
    const struct publication_want *want, struct publication **ret, size_t *ret_n);

#endif
