/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * How the index is laid out; writer.c writes it, the rest of search/ reads it.  Inside search/
 * only.
 *
 * An entry is one work document, then its texts, then its articles, with consecutive numbers, so
 * that a document names its work by the distance to it, which merging keeps.  Numbers are never
 * given twice.
 *
 * Terms: words fully folded as they are, stems after Z, and upper-case prefixes for the rest.  Work
 * documents have no words.  Everything about facets stands in one packed value, which readers keep
 * in memory.
 */
#ifndef SEARCH_LAYOUT_H
#define SEARCH_LAYOUT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/buf.h"

/* Changes whenever an index made before could no longer be read or searched rightly. */
#define LAYOUT_VERSION "11"

#define META_VERSION "version"
#define META_LOCALES "locales" /* tags of orders with a space between, as the sort slots */
#define META_OUTBOX  "outbox"
/* The learnt lexicon, lexicon.h, and which state of the database's it is. */
#define META_LEXICON	  "lexicon"
#define META_LEXICON_MARK "lexicon.mark"

#define PREFIX_STEM	    'Z'
#define PREFIX_ENTRY	    'Q' /* number of the entry; on all its documents */
#define PREFIX_TYPE	    'T'
#define PREFIX_LANGUAGE	    'L'
#define PREFIX_SUBJECT	    'S'
#define PREFIX_STATUS	    'F' /* of a law: whether it is in force */
#define PREFIX_KIND	    'K'
#define PREFIX_JURISDICTION 'J'
#define PREFIX_TITLE	    'P' /* folded title, short name or label; on work documents */
#define PREFIX_LABEL	    'D' /* key of a term's label, label.h; on work documents */
#define PREFIX_NAME	    'N' /* sound of a word of a title, names.h; on texts */
#define PREFIX_IN_TITLE	    'W' /* stem, pair or number in the entry's title */
#define PREFIX_ARTICLE	    'A' /* id of an article */
#define PREFIX_SLUG	    'H' /* on work documents */
#define PREFIX_NUMBER	    'M' /* key of a law's number, number.h; on work documents and texts */
#define PREFIX_WHOLE	    'X' /* key of a legal number in the text, whole.h */
#define PREFIX_READING	    'R' /* title in Latin letters, for suggestions; on work documents */

enum doc_type {
	DOC_WORK = 'w',
	DOC_TEXT = 't',
	DOC_ARTICLE = 'a',
	DOC_DIGEST = 'd' /* an article restated in our words, the same in each language */
};

enum {
	SLOT_FACTS = 0,
	SLOT_SORT = 16, /* + number of the locale: bucket in two bytes, then the collation key */
	SORT_KEY = 64,
	WEIGHT_TITLE = 3,
	WEIGHT_HEADING = 2,
	WEIGHT_BODY = 1,
	WEIGHT_OWN_NUMBER = 8, /* of an article, beside those that mention it */
	TITLE_TERM = 120,      /* bytes of a title in a term */
	READING_TERM = 40,
	BODY_KEPT = 16 * 1024 /* bytes of a text that snippets are made from */
};

/* Numbers in seven-bit groups, strings with their length plus one before them, 0 for NULL. */
void pack_uint(struct buf *b, uint64_t n);
void pack_bytes(struct buf *b, const char *s, size_t size);
void pack_str(struct buf *b, const char *s);

/* Reading answers zeros and NULLs beyond the end; bad then stands. */
struct unpack {
	const unsigned char *p, *end;
	bool bad;
};
uint64_t unpack_uint(struct unpack *u);
const char *unpack_bytes(struct unpack *u, size_t *ret_size);  /* borrowed, not terminated */
const char *unpack_str(struct unpack *u, struct arena *arena); /* NUL-terminated copy */

#endif
