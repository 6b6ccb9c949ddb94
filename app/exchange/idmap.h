/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A growing table from strings to numbers, for ids that were seen before. */
#ifndef EXCHANGE_IDMAP_H
#define EXCHANGE_IDMAP_H

#include <stdbool.h>
#include <stddef.h>

/* A zeroed struct idmap is empty.  Keys are borrowed: they must live as long as the map or its next
 * idmap_clear. */
struct idmap {
	struct idmap_slot {
		const char *key;
		size_t value;
	} * slots;
	size_t room, n;
};

/**
 * idmap_put(m, key, value): remember ${key}; false, and nothing changes, if it is there already.
 * idmap_get(m, key, ret_value): whether ${key} is there; ${*ret_value} is untouched if not.
 * idmap_clear(m) forgets all and keeps the memory; idmap_free(m) gives it back and leaves an empty
 * map.
 */
bool idmap_put(struct idmap *m, const char *key, size_t value);
bool idmap_get(const struct idmap *m, const char *key, size_t *ret_value);
void idmap_clear(struct idmap *m);
void idmap_free(struct idmap *m);

#endif
