/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Owns the table: open addressing, at most half full, never shrinking. */
#include "exchange/idmap.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/log.h"

/* FNV-1a. */
static uint64_t
hash(const char *key)
{
	uint64_t h = 14695981039346656037u;

	for (; *key != '\0'; key++)
		h = (h ^ (unsigned char)*key) * 1099511628211u;
	return (h ^ h >> 29);
}

/* Where ${key} is or would go. */
static struct idmap_slot *
find(const struct idmap *m, const char *key)
{
	size_t i = (size_t)hash(key) & (m->room - 1);

	while (m->slots[i].key != NULL && strcmp(m->slots[i].key, key) != 0)
		i = (i + 1) & (m->room - 1);
	return (&m->slots[i]);
}

static void
grow(struct idmap *m)
{
	struct idmap old = *m;
	size_t i;

	m->room = old.room == 0 ? 64 : old.room * 2;
	if ((m->slots = calloc(m->room, sizeof(*m->slots))) == NULL)
		log_die("out of memory");
	for (i = 0; i < old.room; i++) {
		if (old.slots[i].key != NULL)
			*find(m, old.slots[i].key) = old.slots[i];
	}
	free(old.slots);
}

bool
idmap_put(struct idmap *m, const char *key, size_t value)
{
	struct idmap_slot *slot;

	if (m->n * 2 >= m->room)
		grow(m);
	slot = find(m, key);
	if (slot->key != NULL)
		return (false);
	*slot = (struct idmap_slot){ key, value };
	m->n++;
	return (true);
}

bool
idmap_get(const struct idmap *m, const char *key, size_t *ret_value)
{
	const struct idmap_slot *slot;

	if (m->room == 0 || (slot = find(m, key))->key == NULL)
		return (false);
	*ret_value = slot->value;
	return (true);
}

void
idmap_clear(struct idmap *m)
{
	if (m->n > 0)
		memset(m->slots, 0, m->room * sizeof(*m->slots));
	m->n = 0;
}

void
idmap_free(struct idmap *m)
{
	free(m->slots);
	*m = (struct idmap){ 0 };
}
