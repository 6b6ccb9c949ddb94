/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Xapian as C sees it.  Knows nothing of entries, languages or ranking; everything about those is
 * above it.  No exception leaves it.  Inside search/ only.
 *
 * Every function answers ERR_CONFLICT when the writer has overtaken this reader: xdb_reopen and ask
 * again. ERR_NOTFOUND if there is no such document, ERR_INDEX, logged, for whatever else Xapian
 * refuses.
 */
#ifndef SEARCH_XDB_H
#define SEARCH_XDB_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/err.h"

#ifdef __cplusplus
extern "C" {
#endif

struct xdb;

MUSTCHECK enum err xdb_open(const char *path, struct xdb **ret_db);
void xdb_close(struct xdb *db);
MUSTCHECK enum err xdb_reopen(struct xdb *db);
uint64_t xdb_revision(const struct xdb *db);

/**
 * xdb_data(db, doc, out), xdb_metadata(db, key, out): append to ${out}; nothing for an unknown key.
 */
MUSTCHECK enum err xdb_data(struct xdb *db, uint32_t doc, struct buf *out);
MUSTCHECK enum err xdb_metadata(struct xdb *db, const char *key, struct buf *out);

/**
 * xdb_frequency(db, term, size): documents with it; 0 also on error.  xdb_overtaken(db): whether
 * one was asked in vain since the last xdb_reopen, because of the writer.  Xapian tells that once
 * only; what is asked afterwards may find nothing.
 */
uint32_t xdb_frequency(struct xdb *db, const char *term, size_t size);
bool xdb_overtaken(const struct xdb *db);

/**
 * Walk over the values of a slot from document ${from} on, the documents of a term, the terms that
 * begin with
 * ${prefix}; a nonzero answer of ${fn} ends the walk.
 */
MUSTCHECK enum err xdb_each_value(struct xdb *db, uint32_t slot, uint32_t from,
    int (*fn)(void *ctx, uint32_t doc, const char *value, size_t size), void *ctx);
MUSTCHECK enum err xdb_each_posting(
    struct xdb *db, const char *term, size_t size, int (*fn)(void *ctx, uint32_t doc), void *ctx);
MUSTCHECK enum err xdb_each_term(struct xdb *db, const char *prefix, size_t size,
    int (*fn)(void *ctx, const char *term, size_t size, uint32_t frequency), void *ctx);

/**
 * xdb_spelling(db, word, out): append the likeliest other spelling of ${word}, nothing if none is
 * near.
 */
MUSTCHECK enum err xdb_spelling(struct xdb *db, const char *word, struct buf *out);

/* A document and what something weighs in it. */
struct xrow {
	uint32_t doc;
	float weight;
};
#define XDB_ABSENT (-1.0F) /* for a weight, where it is not */

/* A query as a tree; it and all in it belong to the caller. */
enum xquery_op {
	XQ_TERM,
	XQ_PREFIX, /* any term that begins so, weighed as one */
	XQ_AND,
	XQ_OR,
	XQ_BEST,   /* any, with the weight of the one that weighs most */
	XQ_MAYBE,  /* the first, with weight added by the second */
	XQ_NOT,	   /* the first without the second */
	XQ_FILTER, /* the first where the second is true too, weight of the first alone */
	XQ_SCALE   /* the first, its weight times factor */
};

struct xquery {
	enum xquery_op op;
	const char *term;
	size_t size;
	uint32_t most;	/* of a prefix: so many of its terms, the commonest; 0: all */
	uint32_t crowd; /* of a term: which number of documents it is rare or common among */
	double factor;
	struct xquery **kids;
	size_t nkids;
	uint32_t found, rows; /* flat.c: documents with the term; at most so many of the tree */
};

/* The count of a term in a document is what it weighs there, in units of 1/XDB_UNIT; see terms.h.
 */
enum { XDB_UNIT = 64 };

/**
 * xdb_unit(all, found): what one of the units of the count of a term weighs that ${found} of
 * ${all} documents have: the inverse document frequency of BM25 (Robertson and Zaragoza 2009).
 */
double xdb_unit(uint32_t all, uint32_t found);

/**
 * xdb_postings(db, term, size, unit, rows, room, ret_n): the documents with ${term} in order, at
 * most ${room}, each with ${unit} times its count.
 *
 * xdb_probe(db, term, size, unit, rows, n, weights): the same in each of ${n} documents that stand
 * in order.
 */
MUSTCHECK enum err xdb_postings(struct xdb *db, const char *term, size_t size, float unit,
    struct xrow *rows, size_t room, size_t *ret_n);
MUSTCHECK enum err xdb_probe(struct xdb *db, const char *term, size_t size, float unit,
    const struct xrow *rows, size_t n, float *weights);

/**
 * xdb_match(db, query, crowds, ncrowds, top, at_least, fn, ctx, ret_all):
 * Call fn(ctx, doc, weight) for the documents that ${query} finds, in order of number.  A term
 * weighs the more the fewer of ${crowds[term.crowd]} documents have it.  After ${at_least}
 * documents, those that cannot reach the best
 * ${top} may be left out; ${*ret_all} says whether none was.
 */
MUSTCHECK enum err xdb_match(struct xdb *db, const struct xquery *query, const uint32_t *crowds,
    size_t ncrowds, uint32_t top, uint32_t at_least,
    void (*fn)(void *ctx, uint32_t doc, double weight), void *ctx, bool *ret_all);

/* Writing.  Nothing is visible to readers before xdb_commit. */
struct xwriter;

/* ERR_CONFLICT also if another writer has it open, or if it is to be created and exists. */
MUSTCHECK enum err xdb_writer_open(const char *path, bool create, struct xwriter **ret_w);
void xdb_writer_close(struct xwriter *w); /* what was not committed is forgotten */
MUSTCHECK enum err xdb_writer_commit(struct xwriter *w);
MUSTCHECK enum err xdb_writer_delete(struct xwriter *w, const char *term, size_t size);
MUSTCHECK enum err xdb_writer_metadata(
    struct xwriter *w, const char *key, const char *value, size_t size);
MUSTCHECK enum err xdb_writer_spelling(struct xwriter *w, const char *word, size_t size, bool add);

/* Reading through the writer: its own changes, committed or not. */
struct xdb *xdb_writer_db(struct xwriter *w);

struct xterm {
	const char *term;
	uint32_t size;
	uint32_t count; /* within the document; 0: true or not, without weight */
};
struct xvalue {
	uint32_t slot;
	const char *value;
	size_t size;
};
MUSTCHECK enum err xdb_writer_add(struct xwriter *w, const struct xterm *terms, size_t nterms,
    const struct xvalue *values, size_t nvalues, const char *data, size_t size, uint32_t *ret_doc);

/**
 * xdb_compact(parts, n, path): join databases into a new one with documents renumbered part after
 * part.
 */
MUSTCHECK enum err xdb_compact(const char *const *parts, size_t n, const char *path);

#ifdef __cplusplus
}
#endif

#endif
