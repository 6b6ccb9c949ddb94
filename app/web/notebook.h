/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * What a worker has yet to write into the log of searches.  Requests only note; the timer writes,
 * outside of any request, and what cannot be written in time is forgotten.  Nothing about the
 * reader is noted: no address, no cookie, no time but the day.
 *
 * What a cache answers is not noted: a crowd that asks the same within the five seconds that nginx
 * keeps a page counts once, and so does a reader who comes back to it.  Opened hits come as POST,
 * which no cache answers.
 */
#ifndef WEB_NOTEBOOK_H
#define WEB_NOTEBOOK_H

#include <stdint.h>

#include "search/search.h"
#include "web/req.h"

struct notebook;

/**
 * notebook_new(): an empty one.  notebook_free(NULL) is fine.
 *
 * notebook_search(req, channel, q, result): ${q} was searched for, without filters, on a "page" or
 * by the "api".
 * notebook_click(req, q, target, rank): of what it found, ${target} ("laws/x/art_1") was opened,
 * which stood in place ${rank}.  Both keep at most the first 100 characters of ${q}, and nothing at
 * all of what looks like an e-mail address or a number by which somebody could be called, or
 * addresses somebody ("Mr. Smith", 张先生), where the log is switched off, or when too much is
 * waiting.  A name by itself looks like that of a firm or a mark and is kept; pages show only what
 * was asked for several times.
 *
 * notebook_write(n, db, days, now_ms): if something waits, write it, at most every two seconds, and
 * only after a minute again if that failed; what has then waited for five minutes is forgotten.
 * Once an hour what is older than ${days} days is taken out of the log.  May block for the
 * statement timeout.
 */
struct notebook *notebook_new(void);
void notebook_free(struct notebook *n);
void notebook_search(
    struct req *req, const char *channel, const char *q, const struct search_result *result);
void notebook_click(struct req *req, const char *q, const char *target, int64_t rank);
void notebook_write(struct notebook *n, struct db *db, int days, uint64_t now_ms);

/**
 * notebook_query(arena, q): ${q} as the log keeps it; NULL if it keeps none of it.
 */
const char *notebook_query(struct arena *arena, const char *q);

#endif
