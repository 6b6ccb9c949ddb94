/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The eight kinds of entry, and their ids in addresses, API and index.  Labels are the bundles'. */
#ifndef DOMAIN_KIND_H
#define DOMAIN_KIND_H

#include <stdbool.h>
#include <stddef.h>

enum kind {
	KIND_LAW,
	KIND_GUIDE,
	KIND_PROVIDER,
	KIND_LISTING,
	KIND_EVENT,
	KIND_RESOURCE,
	KIND_TERM,
	KIND_FACT,
	KIND_COUNT
};

/**
 * kind_id(kind), kind_plural(kind): "law", "laws": the id, and the plural that stands in addresses.
 */
const char *kind_id(enum kind kind);
const char *kind_plural(enum kind kind);

/**
 * kind_from_id(id, ret), kind_from_plural(plural, ret): false, with ${*ret} untouched, for any
 * other word.
 */
bool kind_from_id(const char *id, enum kind *ret_kind);
bool kind_from_plural(const char *plural, enum kind *ret_kind);

#endif
