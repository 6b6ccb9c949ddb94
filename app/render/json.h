/* SPDX-License-Identifier: GPL-2.0-or-later */
/* JSON is made by jansson; this is where it becomes bytes of an answer. */
#ifndef RENDER_JSON_H
#define RENDER_JSON_H

#include <jansson.h>

#include "base/buf.h"

/**
 * json_into(out, json): append ${json} to ${out}, compact, members in the order they were set. Ends
 * the process when it cannot be written, which valid UTF-8 and finite numbers exclude.
 */
void json_into(struct buf *out, const json_t *json);

/**
 * json_text(s): a JSON string, or null for NULL.  A new reference.
 */
json_t *json_text(const char *s);

#endif
