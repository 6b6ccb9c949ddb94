/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Owns the counters.  Each is one atomic word, so that workers need no lock and a killed one leaves
 * none behind. */
#include "web/metrics.h"

#include <stdatomic.h>
#include <sys/mman.h>

#include "base/log.h"
#include "web/routes.h"

enum { CLASSES = 5 }; /* 1xx to 5xx */

static const uint32_t bounds_us[] = { 500, 1000, 2500, 5000, 10000, 25000, 50000, 100000, 250000,
	500000, 1000000, 2500000 };
enum { BOUNDS = sizeof(bounds_us) / sizeof(bounds_us[0]) };

struct metrics {
	_Atomic uint64_t requests[ROUTES_MAX + 1][CLASSES];
	_Atomic uint64_t bucket[BOUNDS + 1];
	_Atomic uint64_t sum_us;
	_Atomic uint64_t db, index, revision;
};

enum err
metrics_new(struct metrics **ret_metrics)
{
	void *p = mmap(NULL, sizeof(struct metrics), PROT_READ | PROT_WRITE,
	    MAP_SHARED | MAP_ANONYMOUS, -1, 0);

	if (p == MAP_FAILED) {
		log_event(LOG_LEVEL_ERROR, "metrics.map");
		return (ERR_IO);
	}
	*ret_metrics = p;
	return (ERR_OK);
}

void
metrics_count(struct metrics *m, unsigned route, int status, uint64_t us)
{
	size_t n, bucket = 0;
	int class = status / 100 - 1;

	routes_all(&n);
	if (route >= n)
		route = ROUTES_MAX;
	if (class < 0 || class >= CLASSES)
		class = CLASSES - 1;
	while (bucket < BOUNDS && us > bounds_us[bucket])
		bucket++;
	atomic_fetch_add_explicit(&m->requests[route][class], 1, memory_order_relaxed);
	atomic_fetch_add_explicit(&m->bucket[bucket], 1, memory_order_relaxed);
	atomic_fetch_add_explicit(&m->sum_us, us, memory_order_relaxed);
}

void
metrics_state(struct metrics *m, bool db, bool index, uint64_t revision)
{
	atomic_store_explicit(&m->db, db, memory_order_relaxed);
	atomic_store_explicit(&m->index, index, memory_order_relaxed);
	if (index)
		atomic_store_explicit(&m->revision, revision, memory_order_relaxed);
}

static uint64_t
get(const _Atomic uint64_t *counter)
{
	return (atomic_load_explicit(counter, memory_order_relaxed));
}

static void
gauge(struct buf *out, const char *name, const char *help, uint64_t value)
{
	buf_printf(out, "# HELP %s %s\n# TYPE %s gauge\n%s %llu\n", name, help, name, name,
	    (unsigned long long)value);
}

void
metrics_text(const struct metrics *m, struct buf *out)
{
	const struct route *routes;
	uint64_t count, sum = 0;
	size_t n, i, c;

	routes = routes_all(&n);
	buf_str(out, "# HELP portal_requests_total Answers by route and class of status.\n"
		     "# TYPE portal_requests_total counter\n");
	for (i = 0; i <= ROUTES_MAX; i++) {
		for (c = 0; c < CLASSES; c++) {
			if ((count = get(&m->requests[i][c])) == 0)
				continue;
			buf_printf(out,
			    "portal_requests_total{route=\"%s\",status=\"%zuxx\"} %llu\n",
			    i < n ? routes[i].pattern : "none", c + 1, (unsigned long long)count);
		}
	}
	buf_str(out, "# HELP portal_request_seconds Time from the parsed request to the answer.\n"
		     "# TYPE portal_request_seconds histogram\n");
	for (i = 0; i <= BOUNDS; i++) {
		sum += get(&m->bucket[i]);
		if (i < BOUNDS)
			buf_printf(out, "portal_request_seconds_bucket{le=\"%g\"} %llu\n",
			    bounds_us[i] / 1e6, (unsigned long long)sum);
		else
			buf_printf(out, "portal_request_seconds_bucket{le=\"+Inf\"} %llu\n",
			    (unsigned long long)sum);
	}
	buf_printf(out, "portal_request_seconds_sum %.6f\nportal_request_seconds_count %llu\n",
	    (double)get(&m->sum_us) / 1e6, (unsigned long long)sum);
	gauge(
	    out, "portal_database_up", "1 if the database answered when last asked.", get(&m->db));
	gauge(out, "portal_index_up", "1 if the search index could be read when last asked.",
	    get(&m->index));
	buf_printf(out,
	    "# HELP portal_index_info The revision of the search index, as in /readyz.\n"
	    "# TYPE portal_index_info gauge\nportal_index_info{revision=\"%llx\"} 1\n",
	    (unsigned long long)get(&m->revision));
}
