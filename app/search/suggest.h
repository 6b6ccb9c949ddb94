/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Spelling by sound.  Inside search/ only. */
#ifndef SEARCH_SUGGEST_H
#define SEARCH_SUGGEST_H

#include "search/index.h"

/**
 * suggest_by_sound(index, arena, locale, text, ret): a title or label that sounds exactly like
 * ${text} and is written otherwise, in the language of ${locale} if there are several; ${*ret} is
 * NULL if there is none.
 */
MUSTCHECK enum err suggest_by_sound(struct search_index *index, struct arena *arena,
    const char *locale, const char *text, const char **ret);

#endif
