/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Names found across scripts: the words of titles by how they sound, so that "Sberbank" finds
 * Сбербанк and "Xiamen" 厦门, and Сбербанк finds "Sberbank".  Inside search/ only.
 */
#ifndef SEARCH_NAMES_H
#define SEARCH_NAMES_H

#include <stdbool.h>

#include "search/query.h"
#include "search/terms.h"
#include "search/xdb.h"

/* What a name by its sound counts beside the words as they were typed. */
#define NAMES_WEIGHT 0.5

/**
 * names_add(t, title, reading, proper): the sounds of ${title} and of its reading (or NULL) become
 * terms of ${t}; ${proper}: its words are names of somebody, looked for even where only the
 * consonants are written.
 */
void names_add(struct terms *t, const char *title, const char *reading, bool proper);

/**
 * names_query(db, q): the tree that wants titles which sound like the words of ${q}, in another
 * script than they are typed in; NULL if no title does.
 */
struct xquery *names_query(struct xdb *db, struct query *q);

/**
 * names_latin(text, out, room): ${text} in Latin letters without anything between the words, at
 * most ${room} bytes, for suggestions while typing; returns the bytes, 0 if it is in Latin letters
 * already.
 */
size_t names_latin(const char *text, char *out, size_t room);

#endif
