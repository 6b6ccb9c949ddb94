/* SPDX-License-Identifier: GPL-2.0-or-later */
/* An index opened for reading, as the files of search/ share it.  Inside search/ only. */
#ifndef SEARCH_INDEX_H
#define SEARCH_INDEX_H

#include <sys/types.h>

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <time.h>

#include "base/arena.h"
#include "search/columns.h"
#include "search/lexicon.h"
#include "search/query.h"
#include "search/search.h"
#include "search/work.h"
#include "search/xdb.h"

/* A file as it was when we looked. */
struct index_mark {
	dev_t device;
	ino_t inode;
	off_t size;
	struct timespec changed;
};

/* What a run of a search notes of a work; valid where run is that of the index. */
struct index_touch {
	uint32_t run;
	uint16_t fail;	/* facets, as bits, whose filter the work does not pass; language apart */
	uint32_t found; /* documents that match, their language too */
	uint32_t doc;	/* best of them */
	uint32_t own;	/* best of those in the reader's language; valid if best_own is set */
	double prior, named, best, best_own;
	uint64_t languages; /* of documents that match the words */
};

/* Places of the works in a locale's order, made when first asked for. */
struct index_order {
	char *tag;	 /* of an order that is not the index's own, else NULL */
	uint32_t *place; /* by work; NULL: not made */
	uint16_t *bucket;
};

struct index_labels {
	char **v;
	size_t n, mask;
};

struct search_index {
	char *path;
	struct xdb *db; /* NULL: away */
	char *dir;	/* folder that ${path} led to when opened; NULL: shards, always asked */
	struct index_mark path_mark, state_mark;
	uint64_t revision;
	struct columns columns;
	char **locales;
	size_t nlocales;
	struct index_order *orders; /* by locale, and one for any other */
	struct index_labels labels; /* keys of all labels of terms */
	struct lexicon lexicon;
	struct index_touch *touch; /* by work */
	size_t touch_room;
	uint32_t run;
};

/**
 * index_reload(index): read the latest state whether it moved or not.
 */
MUSTCHECK enum err index_reload(struct search_index *index);

/**
 * index_order(index, locale, ret): the order of titles for ${locale}, NULL being English; one that
 * the index was not made for costs a look at every work when it is first asked for.
 */
MUSTCHECK enum err index_order(
    struct search_index *index, const char *locale, const struct index_order **ret_order);

/**
 * index_label(index, key, size): whether a term has a label of that key.
 */
bool index_label(const struct search_index *index, const char *key, size_t size);

/**
 * index_work(index, arena, doc, ret): what work document ${doc} carries.
 */
MUSTCHECK enum err index_work(
    struct search_index *index, struct arena *arena, uint32_t doc, struct work_data *ret_work);

#endif
