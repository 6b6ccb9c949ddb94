/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Large laws cut into parts that are read one at a time. */
#ifndef DOMAIN_PART_H
#define DOMAIN_PART_H

#include <stddef.h>

#include "base/arena.h"
#include "domain/record.h"

struct part {
	const char *eid; /* of the division it is, or of its first article if it is none */
	size_t division; /* number of that division, from 1; 0: none */
	size_t from, to; /* its articles: from, and the first behind it */
};

struct parts {
	struct part *v;
	size_t n;
};

/**
 * part_cut(arena, x, max): the articles of ${x} (their bodies are not needed), all of them and in
 * order, in parts: the outermost divisions that have at most ${max} articles, the innermost where
 * even they have more; articles in no division in rows of at most ${max}.
 * part_division(x, number): the articles of that division as a part.
 * part_holding(parts, x, eid): the number of the part in which that article stands or that is that
 * division, or parts.n.
 */
struct parts part_cut(struct arena *arena, const struct expression *x, size_t max);
struct part part_division(const struct expression *x, size_t number);
size_t part_holding(const struct parts *parts, const struct expression *x, const char *eid);

#endif
