/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Slugs: [a-z0-9-], no hyphen at the ends or twice in a row, one per entry in all locales; never
 * transliterated. */
#ifndef DOMAIN_SLUG_H
#define DOMAIN_SLUG_H

#include <stdbool.h>

#include "base/arena.h"

enum { SLUG_MAX = 120 };

/**
 * slug_valid(s): whether ${s} may stand as a slug; "az" is refused since lists have an address of
 * that name.
 */
bool slug_valid(const char *s);

/**
 * slug_from_source(arena, source_id):
 * The slug of an entry that was imported without one: ASCII letters lowered, runs of everything
 * else one hyphen
 * ("cn:91aef043ee" gives "cn-91aef043ee").  Over-long or empty results end in a hash of the whole,
 * so that two source ids never share a slug because of the cut.
 */
const char *slug_from_source(struct arena *arena, const char *source_id);

/**
 * slug_from_source_apart(arena, source_id): the same with the hash in any case, for when the
 * shorter one is taken
 * ("cd/5/2023" and "CD-5-2023" are two texts).
 */
const char *slug_from_source_apart(struct arena *arena, const char *source_id);

#endif
