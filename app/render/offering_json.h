/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Profiles of providers and listings as JSON, with the members of the portal's own format
 * (schema/content/README.md). */
#ifndef RENDER_OFFERING_JSON_H
#define RENDER_OFFERING_JSON_H

#include <jansson.h>

#include "domain/record.h"

/**
 * offering_json_provider(p), offering_json_listing(l): a new reference.
 */
json_t *offering_json_provider(const struct provider *p);
json_t *offering_json_listing(const struct listing *l);

/**
 * offering_json_file(r): the published profile or listing ${r} as a file of the portal's own
 * format, which can be imported again; without attachments, whose bytes stay in the store.
 */
json_t *offering_json_file(const struct record *r);

#endif
