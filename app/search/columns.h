/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * What facets, filters, grouping and sorting need of every document, in memory: a few bytes a
 * document, so that a match costs no lookup.  Inside search/ only.
 */
#ifndef SEARCH_COLUMNS_H
#define SEARCH_COLUMNS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "domain/kind.h"
#include "domain/vocab.h"
#include "search/xdb.h"

enum { JURISDICTIONS = 256, LANGUAGES = 64, NO_WORK = UINT32_MAX };

struct column_work {
	int64_t entry;
	uint32_t doc;  /* its work document */
	uint32_t date; /* 20201017, 0: none */
	uint8_t kind, status, law_type, ipc;
	uint8_t directions, wanted, ip_status;
	bool stale;
	uint16_t services, provider_types;
	uint32_t subjects;
	uint64_t languages;
	uint64_t jurisdictions[JURISDICTIONS / 64];
};

struct column_doc {
	uint32_t work; /* index of its work, NO_WORK: no such document */
	uint8_t language, type;
};

/* Ids that are data, numbered as they are met. */
struct column_ids {
	char **v;
	size_t n;
};

struct columns {
	struct column_doc *docs; /* by document number */
	size_t ndocs, docs_room;
	struct column_work *works;
	size_t nworks, works_room;
	uint32_t *live; /* works of the revision read now; others of the array are gone */
	size_t nlive, live_room;
	struct column_ids jurisdictions, languages;
	uint32_t sizes[LANGUAGES]; /* documents with words, by language */
};

/**
 * columns_load(c, db): bring ${c} up to the revision that ${db} reads.  Only documents that are new
 * are read, since numbers are never given twice.
 */
MUSTCHECK enum err columns_load(struct columns *c, struct xdb *db);

/**
 * columns_size(c, language): documents with words in ${language}, a primary subtag, or in all if
 * there are none in it.
 */
uint32_t columns_size(const struct columns *c, const char *language);
void columns_free(struct columns *c); /* and leave it empty */

#endif
