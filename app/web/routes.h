/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The site map: which method and path leads to which handler, for whom, and how long it may be
 * kept. */
#ifndef WEB_ROUTES_H
#define WEB_ROUTES_H

#include <stddef.h>

#include "web/req.h"

enum { ROUTES_MAX = 256, ROUTE_CAPTURES_MAX = 6 };

struct route {
	enum method method; /* METHOD_GET answers HEAD too */
	const char *pattern;
	handler_fn *handler;
	enum capability capability;
	enum cache_rule cache;
};

/**
 * routes_all(ret_n): the table.
 *
 * routes_find(arena, method, path, captures, ret_n, ret_allow): the first route that fits both,
 * with up to ROUTE_CAPTURES_MAX ${captures}: {plural} is one of the eight plurals, {slug} a valid
 * slug, {number} up to 18 digits, {secret} a token (auth/token.h), other names anything but
 * nothing; NULL with ${*ret_allow} set to the methods of those that fit only the path, or to NULL
 * if none does.
 */
const struct route *routes_all(size_t *ret_n);
const struct route *routes_find(struct arena *arena, enum method method, const char *path,
    struct param *captures, size_t *ret_n, const char **ret_allow);

#endif
