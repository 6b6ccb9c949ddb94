/* SPDX-License-Identifier: GPL-2.0-or-later */
/* All countries and time zones, for choosing one: ids, and names in the order of a locale. */
#ifndef LOCALE_REGION_H
#define LOCALE_REGION_H

#include <stdbool.h>
#include <stddef.h>

#include "locale/locale.h"

struct region {
	const char *id;	  /* "ZA" (ISO 3166-1 alpha-2), "Africa/Johannesburg" (IANA) */
	const char *name; /* in the locale's words */
};

/**
 * region_countries(l, ret_n), region_zones(l, ret_n): all of them, sorted by name (time zones by
 * their distance from UTC, then by name); made once for each locale and kept for the life of the
 * process. region_country_valid(id), region_zone_valid(id): NULL is none.
 */
const struct region *region_countries(const struct locale *l, size_t *ret_n);
const struct region *region_zones(const struct locale *l, size_t *ret_n);
bool region_country_valid(const char *id);
bool region_zone_valid(const char *id);

#endif
