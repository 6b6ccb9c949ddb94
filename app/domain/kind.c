/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Owns the ids of the kinds. */
#include "domain/kind.h"

#include <string.h>

static const struct {
	const char *id, *plural;
} kinds[] = {
	[KIND_LAW] = { "law", "laws" },
	[KIND_GUIDE] = { "guide", "guides" },
	[KIND_PROVIDER] = { "provider", "providers" },
	[KIND_LISTING] = { "listing", "listings" },
	[KIND_EVENT] = { "event", "events" },
	[KIND_RESOURCE] = { "resource", "resources" },
	[KIND_TERM] = { "term", "terms" },
	[KIND_FACT] = { "fact", "facts" },
};
_Static_assert(sizeof(kinds) / sizeof(kinds[0]) == KIND_COUNT, "every kind has its ids");

const char *
kind_id(enum kind kind)
{
	return (kinds[kind].id);
}

const char *
kind_plural(enum kind kind)
{
	return (kinds[kind].plural);
}

bool
kind_from_id(const char *id, enum kind *ret_kind)
{
	for (int k = 0; k < KIND_COUNT; k++) {
		if (strcmp(kinds[k].id, id) == 0) {
			*ret_kind = (enum kind)k;
			return (true);
		}
	}
	return (false);
}

bool
kind_from_plural(const char *plural, enum kind *ret_kind)
{
	for (int k = 0; k < KIND_COUNT; k++) {
		if (strcmp(kinds[k].plural, plural) == 0) {
			*ret_kind = (enum kind)k;
			return (true);
		}
	}
	return (false);
}
