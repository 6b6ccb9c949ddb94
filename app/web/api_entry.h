/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef WEB_API_ENTRY_H
#define WEB_API_ENTRY_H

#include <jansson.h>

#include "web/req.h"

/**
 * api_entry_json(req, record): a record as the API shows it; a new reference.
 */
json_t *api_entry_json(const struct req *req, const struct record *r);

#endif
