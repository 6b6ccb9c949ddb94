/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What an import will do with each record: finding out, before anything is written.  Private to
 * store/. */
#ifndef STORE_IMPORT_PLAN_H
#define STORE_IMPORT_PLAN_H

#include "domain/record.h"
#include "store/conn.h"
#include "store/digest.h"
#include "store/import.h"

/* An entry as it is stored; id 0: there is none. */
struct stored {
	int64_t id;
	const char *kind, *slug, *state, *digest, *draft_digest, *source, *source_id;
	const char *work_key, *version; /* of the record that leads it */
	bool original;			/* it is no translation */
	int64_t languages;
	bool owned; /* it belongs to an organisation */
};

enum role {
	ROLE_NEW,
	ROLE_OWNER, /* the record is the entry: it replaces all of it but other collections' texts
		     */
	ROLE_SECOND /* another record is the entry: only texts of the law are added */
};

/* Where a record of a law belongs, for the next import; source NULL: nothing to remember. */
struct member {
	const char *origin; /* version number declared merge */
	const char *work_key, *language, *version;
	bool changed;
};

/* An entry that was imported under a name which the record declares as its own. */
struct merge {
	int64_t id;
	const char *kind;
	bool public; /* it was published: the indexer must hear of its end */
};

/* A record that led an entry until this one took it over. */
struct former {
	const char *source, *source_id;
};

/* One record of a batch. */
struct work {
	const struct record *record;
	size_t index; /* in the batch */
	char digest[DIGEST_TEXT];
	char (*expression_digests)[DIGEST_TEXT];

	/* Found out by import_plan. */
	enum role role;
	struct stored entry;
	const char
	    *slug; /* the record's, or one apart if it was made from the source id and is taken */
	struct merge *merges;
	size_t nmerges;
	struct former formers[3];
	size_t nformers;
	struct member member; /* origin NULL: it needs none */
	bool aside; /* the entry is published and stays so: the change is kept as a draft beside it
		     */
	bool head;  /* the entry's own row and parts are to be written */
	const char *refused;

	/* Found out by import.c. */
	bool texts;	  /* expressions were written or removed */
	bool corrected;	  /* one of them replaced a public one */
	const char *note; /* which were written; NULL: none */
};

/**
 * import_check(arena, record, jurisdictions): why ${record} cannot be kept whatever the database
 * holds; NULL: it can.
 */
const char *import_check(
    struct arena *arena, const struct record *r, const struct strings *jurisdictions);

/**
 * import_digest(arena, works, n): compute the digests.
 */
void import_digest(struct arena *arena, struct work *works, size_t n);

/**
 * import_plan(db, arena, works, n, options): decide for each of ${works}; two round trips.
 */
MUSTCHECK enum err import_plan(struct db *db, struct arena *arena, struct work *const *works,
    size_t n, const struct import_options *options);

#endif
