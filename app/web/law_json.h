/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What the API says of a law beside its record: how it stands, what is tied to it, what fell
 * behind. */
#ifndef WEB_LAW_JSON_H
#define WEB_LAW_JSON_H

#include <jansson.h>

#include "domain/record.h"
#include "web/req.h"

/**
 * law_json_standing(law, day): status on ${day} with the reason and the latest amendment; a new
 * reference.
 * law_json_links(req, law, eid, ret_json): relations both ways and the guides, facts and terms that
 * rest on the law, or (not NULL) on the article ${eid}; a new reference.  One round trip.
 * law_json_outdated(req, law, x, day, eid, ret_json): the articles of the translation ${x} that
 * have fallen behind its source on ${day}, or only ${eid}; a new reference.  At most one round
 * trip.
 */
json_t *law_json_standing(const struct law *law, const char *day);
MUSTCHECK enum err law_json_links(
    struct req *req, const struct record *law, const char *eid, json_t **ret_json);
MUSTCHECK enum err law_json_outdated(struct req *req, const struct law *law,
    const struct expression *x, const char *day, const char *eid, json_t **ret_json);

#endif
