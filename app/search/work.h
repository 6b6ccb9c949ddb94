/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What the documents of the index carry, as structs.  Inside search/ only. */
#ifndef SEARCH_WORK_H
#define SEARCH_WORK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/buf.h"
#include "domain/record.h"

struct work_text {
	const char *language, *title, *summary, *reading;
	enum provenance provenance;
};

struct work_label {
	const char *language, *text;
	enum term_status status;
};

/* An entry, as its work document shows it. */
struct work_data {
	int64_t entry, revision;
	enum kind kind;
	const char *slug, *source_id, *date, *original; /* language of the original, or NULL */
	const char *query_pattern; /* of a source that can be searched, or NULL */
	bool sample;
	enum law_status status;
	enum law_type law_type;
	struct strings jurisdictions;
	uint64_t subjects, services, ipc; /* bits by enum; ipc: letters from A */
	uint64_t directions, wanted, ip_status, provider_types;
	bool stale;		  /* its owner did not confirm or renew it in time */
	struct strings languages; /* of all its texts and articles */
	struct work_text *texts;
	size_t ntexts;
	struct work_label *labels; /* of a term */
	size_t nlabels;
};

/**
 * work_pack(w, out): all of it.  work_pack_facts(w, out): only what facets and lists need, as their
 * value has it. work_unpack reads either; ids and titles are NULL in facts.
 */
void work_pack(const struct work_data *w, struct buf *out);
void work_pack_facts(const struct work_data *w, struct buf *out);
bool work_unpack(const char *data, size_t size, struct arena *arena, struct work_data *ret_work);

/**
 * work_sort(w, tag, arena, ret_size): what a work is sorted by for a reader of ${tag}: its letter's
 * number in two bytes, then the collation key of the title that they see, cut at SORT_KEY bytes.
 * NULL if it has no title.
 */
const char *work_sort(
    const struct work_data *w, const char *tag, struct arena *arena, size_t *ret_size);

/* A text or an article. */
struct work_piece {
	const char *language, *eid, *number, *heading, *source_id, *body;
	int64_t expression; /* 0: a text */
	enum provenance provenance;
};

void work_piece_pack(const struct work_piece *p, size_t body, struct buf *out);
bool work_piece_unpack(
    const char *data, size_t size, struct arena *arena, struct work_piece *ret_piece);

/**
 * work_title(w, chain, nchain): the text whose title a reader of ${chain} sees; NULL if it has
 * none.
 */
const struct work_text *work_title(
    const struct work_data *w, const char *const *chain, size_t nchain);

#endif
