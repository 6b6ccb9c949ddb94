/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The second look at the best candidates of a question, on their stored text: parts of words that
 * agree where stemmers part them, and words that stand together.  Inside search/ only.
 */
#ifndef SEARCH_RERANK_H
#define SEARCH_RERANK_H

#include "search/query.h"

struct rerank;

/**
 * rerank_new(query, room): to compare up to ${room} candidates with ${query}, in its arena.
 *
 * rerank_add(r, work, weight, language, heading, body): the next of them, an article or text of
 * ${work} that weighed ${weight} at first sight; NULL for what it has not.
 *
 * rerank_finish(r, weights): what each weighs now, in order.  What is rare is rare among the
 * candidates.
 */
struct rerank *rerank_new(struct query *query, size_t room);
void rerank_add(struct rerank *r, uint32_t work, double weight, const char *language,
    const char *heading, const char *body);
void rerank_finish(const struct rerank *r, double *weights);

#endif
