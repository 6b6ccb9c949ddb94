/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The one closed set of outcomes.  Functions that can fail return it, their results come back
 * through ret_x, which stays untouched on failure.  web/respond.c is the only place that maps it to
 * an HTTP status.
 */
#ifndef BASE_ERR_H
#define BASE_ERR_H

#define MUSTCHECK __attribute__((warn_unused_result))

enum err {
	ERR_OK = 0,
	ERR_INPUT,     /* what the caller or the user gave is not acceptable; they can mend it */
	ERR_NOTFOUND,  /* no such thing, or not for this reader's eyes */
	ERR_MOVED,     /* it has another address now; the result says which */
	ERR_FORBIDDEN, /* known who asks, and not allowed */
	ERR_CONFLICT,  /* somebody else changed it meanwhile, or it exists already */
	ERR_TOOBIG,    /* over a stated limit */
	ERR_DB,	       /* the database is away, late, or the circuit breaker is open */
	ERR_INDEX,     /* the search index is away or damaged */
	ERR_IO,	       /* the operating system refused: file, socket, disk full */
	ERR_CORRUPT,   /* stored data does not hold what it must */
	ERR_INTERNAL,  /* a defect of ours */
	ERR_COUNT_
};

/**
 * err_name(err):
 * The short constant ASCII name of ${err} for logs ("not_found"), never shown to a reader.
 */
const char *err_name(enum err err);

#endif
