/* SPDX-License-Identifier: GPL-2.0-or-later */
/* jansson's values as bytes. */
#include "base/log.h"
#include "render/json.h"

static int
add(const char *p, size_t n, void *ctx)
{
	buf_add(ctx, p, n);
	return (0);
}

void
json_into(struct buf *out, const json_t *json)
{
	if (json_dump_callback(json, add, out, JSON_COMPACT | JSON_ENCODE_ANY) != 0)
		log_die("json: cannot be written");
}

json_t *
json_text(const char *s)
{
	return (s == NULL ? json_null() : json_string(s));
}
