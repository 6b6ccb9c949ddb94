/* SPDX-License-Identifier: GPL-2.0-or-later */
/* In which order what was found is listed.  Inside search/ only. */
#ifndef SEARCH_ORDER_H
#define SEARCH_ORDER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "search/columns.h"
#include "search/index.h"
#include "search/search.h"

/* A document, or a work by its best document. */
struct found {
	double weight;
	uint32_t doc, work;
};

/**
 * order_prior(work): what weights of its documents are multiplied by: law before rule before
 * notice, in force before repealed, and both before the one answer a country to a question, which
 * would fill a page.  A nudge among equals.
 */
double order_prior(const struct column_work *work);

struct order {
	enum search_sort sort;
	bool backwards; /* by title */
	const struct columns *columns;
	const uint32_t *place; /* of works by title, for that sort */
};

/**
 * order_best(o, v, n, top): move the best ${top} of ${v[0..n)} to the front, in order.
 */
void order_best(const struct order *o, struct found *v, size_t n, size_t top);

/**
 * order_turns(o, v, n, top, reader): the same, but languages take turns: of each ten places
 * nine are for the best in the languages that were asked in, one for the best of another language,
 * each in its turn, the one with the best hit first.  Weights of different languages cannot be
 * compared: what stands for a word in another language is rarer or commoner there.  Our own words,
 * which are the same in each language, come last in those that the reader neither asked in nor
 * reads.
 */
struct order_reader {
	uint64_t asked, reads;		 /* languages as bits, as in columns.h */
	const struct index_touch *works; /* where works are listed: languages each was found in */
};
void order_turns(const struct order *o, struct found *v, size_t n, size_t top,
    const struct order_reader *reader);

#endif
