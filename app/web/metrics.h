/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Figures of all workers together, in memory that they share from before the fork. */
#ifndef WEB_METRICS_H
#define WEB_METRICS_H

#include <stdbool.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/err.h"

struct metrics;

/**
 * metrics_new(ret_metrics): map the shared figures; before workers are forked.  ERR_IO if the
 * system refuses.
 *
 * metrics_count(m, route, status, us): one answer of route number ${route} of routes_all (beyond
 * it: none matched), which took ${us} microseconds.
 *
 * metrics_state(m, db, index, revision): what a worker last saw of the database and the index.
 *
 * metrics_text(m, out): append all as Prometheus text.
 */
MUSTCHECK enum err metrics_new(struct metrics **ret_metrics);
void metrics_count(struct metrics *m, unsigned route, int status, uint64_t us);
void metrics_state(struct metrics *m, bool db, bool index, uint64_t revision);
void metrics_text(const struct metrics *m, struct buf *out);

#endif
