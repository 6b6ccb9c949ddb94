/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Records as JSON, the same in the API and in exports; the members are described in openapi.json.
 */
#ifndef RENDER_RECORD_JSON_H
#define RENDER_RECORD_JSON_H

#include <jansson.h>

#include "domain/record.h"

/**
 * record_json(r): the entry with its published words and all of its kind; of a law's expressions
 * what they are, not their articles.  Like all here a new reference.
 *
 * record_json_text(t): one language version of its own words.
 * record_json_expression(x): what an expression is, with the number of its articles.
 * record_json_body(x): the same with its divisions and the articles that are loaded instead.
 * record_json_article(a, x), record_json_division(d, x): one of those of ${x}.
 */
json_t *record_json(const struct record *r);
json_t *record_json_text(const struct text *t);
json_t *record_json_expression(const struct expression *x);
json_t *record_json_body(const struct expression *x);
json_t *record_json_article(const struct article *a, const struct expression *x);
json_t *record_json_division(const struct division *d, const struct expression *x);

#endif
