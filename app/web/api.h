/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The read API, /api/v1.  Its contract is DESIGN section 4 and assets/static/openapi.json:
 * parameters that are not in the tables here are refused, errors are problem+json.
 */
#ifndef WEB_API_H
#define WEB_API_H

#include "web/req.h"

handler_fn api_search;
handler_fn api_list;	     /* /api/v1/{plural} */
handler_fn api_entry;	     /* /api/v1/{plural}/{slug} */
handler_fn api_law_part;     /* /api/v1/laws/{slug}/{eid}: an article or a division */
handler_fn api_law_versions; /* /api/v1/laws/{slug}/versions */
handler_fn api_law_diff;     /* /api/v1/laws/{slug}/diff */
handler_fn api_log;	     /* /api/v1/log: what was published, corrected, withdrawn */
handler_fn api_suggest;
handler_fn api_compare; /* questions by jurisdictions */
handler_fn api_openapi;

#endif
