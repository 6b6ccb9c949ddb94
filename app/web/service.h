/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Addresses for machines beside the API: health, figures, files, feeds, site maps. */
#ifndef WEB_SERVICE_H
#define WEB_SERVICE_H

#include "web/req.h"

handler_fn service_root;     /* /: to the reader's language */
handler_fn service_language; /* /language/{locale}?to=/ru/laws: remember the choice, go there */
handler_fn service_healthz;  /* the process answers */
handler_fn service_readyz;   /* JSON: database and index; 503 unless both answer */
handler_fn service_metrics;  /* Prometheus text */
handler_fn service_robots;
handler_fn service_favicon;
handler_fn service_static; /* where no nginx stands in front */
handler_fn service_opensearch;

handler_fn sitemap_index; /* /sitemap.xml: one part for each locale and kind */
handler_fn sitemap_pages; /* the pages that are not entries */
handler_fn sitemap_entries;

handler_fn feed_search; /* /feeds/{locale}/search.atom?q=…&filters */
handler_fn feed_log;
handler_fn feed_list;	    /* /feeds/{locale}/{plural}.atom?filters */
handler_fn calendar_events; /* /{locale}/events.ics?filters */

#endif
