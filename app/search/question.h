/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Which words are grammar, and how a question is told from a list of words.  Inside search/ only.
 */
#ifndef SEARCH_QUESTION_H
#define SEARCH_QUESTION_H

#include "search/words.h"

/**
 * question_small(w): whether ${w} stands between words or asks; without it a question asks the
 * same.  question_word(w): whether it asks.  question_sign(text, size): whether ${text} has a sign
 * that ends a question.
 */
bool question_small(const struct word *w);
bool question_word(const struct word *w);
bool question_sign(const char *text, size_t size);

#endif
