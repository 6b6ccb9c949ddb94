/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Owns opening an index, noticing that it moved, and what is kept of it in memory. */
#include "search/index.h"

#include <sys/stat.h>

#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/log.h"
#include "search/layout.h"

static void
mark(const struct stat *st, struct index_mark *m)
{
	m->device = st->st_dev;
	m->inode = st->st_ino;
	m->size = st->st_size;
	m->changed = st->st_mtim;
}

static bool
same(const struct stat *st, const struct index_mark *m)
{
	return (m->device == st->st_dev && m->inode == st->st_ino && m->size == st->st_size &&
		m->changed.tv_sec == st->st_mtim.tv_sec &&
		m->changed.tv_nsec == st->st_mtim.tv_nsec);
}

/* Xapian's state file is renamed into place by each commit. */
static bool
state_stat(const char *dir, struct stat *st)
{
	char file[PATH_MAX];

	if (snprintf(file, sizeof(file), "%s/iamglass", dir) >= (int)sizeof(file))
		return (false);
	return (stat(file, st) == 0);
}

/* The one folder that a stub file names, or NULL. */
static char *
stub_dir(const char *path)
{
	char line[PATH_MAX], joined[PATH_MAX], *dir = NULL, *name;
	const char *slash = strrchr(path, '/');
	int n = 0, length = slash == NULL ? 0 : (int)(slash - path + 1);
	FILE *f;

	if ((f = fopen(path, "r")) == NULL)
		return (NULL);
	while (fgets(line, sizeof(line), f) != NULL) {
		line[strcspn(line, "\r\n")] = '\0';
		if (line[0] == '\0' || line[0] == '#')
			continue;
		n++;
		if (strncmp(line, "auto ", 5) != 0 && strncmp(line, "glass ", 6) != 0) {
			n = 2;
			break;
		}
		name = strchr(line, ' ') + 1;
		if (snprintf(joined, sizeof(joined), "%.*s%s", name[0] == '/' ? 0 : length, path,
			name) < (int)sizeof(joined)) {
			free(dir);
			dir = realpath(joined, NULL);
		}
	}
	(void)fclose(f);
	if (n != 1) {
		free(dir);
		dir = NULL;
	}
	return (dir);
}

static void
labels_free(struct index_labels *l)
{
	for (size_t i = 0; l->v != NULL && i <= l->mask; i++)
		free(l->v[i]);
	free(l->v);
	memset(l, 0, sizeof(*l));
}

static void
order_free(struct index_order *o)
{
	free(o->tag);
	free(o->place);
	free(o->bucket);
	*o = (struct index_order){ NULL, NULL, NULL };
}

static void
orders_free(struct search_index *index)
{
	for (size_t i = 0; index->orders != NULL && i <= index->nlocales; i++)
		order_free(&index->orders[i]);
}

/* Forgets all of the database that was open. */
static void
drop(struct search_index *index)
{
	xdb_close(index->db);
	index->db = NULL;
	free(index->dir);
	index->dir = NULL;
	columns_free(&index->columns);
	labels_free(&index->labels);
	lexicon_free(&index->lexicon);
	orders_free(index);
	for (size_t i = 0; i < index->nlocales; i++)
		free(index->locales[i]);
	free(index->locales);
	free(index->orders);
	index->locales = NULL;
	index->orders = NULL;
	index->nlocales = 0;
}

static size_t
label_slot(const struct index_labels *l, const char *key, size_t size)
{
	uint32_t hash = 2166136261U;
	size_t at;

	for (size_t i = 0; i < size; i++)
		hash = (hash ^ (unsigned char)key[i]) * 16777619U;
	for (at = (hash ^ hash >> 15) & l->mask; l->v[at] != NULL; at = (at + 1) & l->mask)
		if (strncmp(l->v[at], key, size) == 0 && l->v[at][size] == '\0')
			break;
	return (at);
}

static int
add_label(void *ctx, const char *term, size_t size, uint32_t frequency)
{
	struct index_labels *l = ctx, old = *l;
	size_t at;

	(void)frequency;
	if (l->v == NULL || l->n * 2 > l->mask) {
		l->mask = l->v == NULL ? 1023 : l->mask * 2 + 1;
		if ((l->v = calloc(l->mask + 1, sizeof(*l->v))) == NULL)
			log_die("search: out of memory");
		for (size_t i = 0; old.v != NULL && i <= old.mask; i++)
			if (old.v[i] != NULL)
				l->v[label_slot(l, old.v[i], strlen(old.v[i]))] = old.v[i];
		free(old.v);
	}
	at = label_slot(l, term + 1, size - 1);
	if (l->v[at] == NULL) {
		if ((l->v[at] = strndup(term + 1, size - 1)) == NULL)
			log_die("search: out of memory");
		l->n++;
	}
	return (0);
}

bool
index_label(const struct search_index *index, const char *key, size_t size)
{
	const struct index_labels *l = &index->labels;

	return (l->v != NULL && l->v[label_slot(l, key, size)] != NULL);
}

static enum err
read_settings(struct search_index *index)
{
	struct buf version = { 0 }, locales = { 0 };
	char *p, *tag;
	enum err err;

	if ((err = xdb_metadata(index->db, META_VERSION, &version)) != ERR_OK ||
	    (err = xdb_metadata(index->db, META_LOCALES, &locales)) != ERR_OK)
		goto out;
	if (strcmp(buf_cstr(&version), LAYOUT_VERSION) != 0) {
		log_event(LOG_LEVEL_ERROR, "index.outdated",
		    LOG_TEXT("version", buf_cstr(&version)), LOG_TEXT("path", index->path));
		err = ERR_INDEX;
		goto out;
	}
	for (p = locales.data; p != NULL && (tag = strsep(&p, " ")) != NULL;) {
		if (*tag == '\0')
			continue;
		index->locales =
		    reallocarray(index->locales, index->nlocales + 1, sizeof(*index->locales));
		if (index->locales == NULL ||
		    (index->locales[index->nlocales++] = strdup(tag)) == NULL)
			log_die("search: out of memory");
	}
	index->orders = calloc(index->nlocales + 1, sizeof(*index->orders));
	if (index->orders == NULL)
		log_die("search: out of memory");
out:
	buf_free(&locales);
	buf_free(&version);
	return (err);
}

/* After the database was opened or moved on. */
static enum err
catch_up(struct search_index *index)
{
	static const char prefix[] = { PREFIX_LABEL };
	struct stat st;
	uint64_t hash;
	enum err err;

	orders_free(index);
	labels_free(&index->labels);
	if ((err = columns_load(&index->columns, index->db)) != ERR_OK ||
	    (err = lexicon_load(&index->lexicon, index->db)) != ERR_OK ||
	    (err = xdb_each_term(index->db, prefix, 1, add_label, &index->labels)) != ERR_OK)
		return (err);
	if (index->columns.nworks > index->touch_room) {
		free(index->touch);
		index->touch_room = index->columns.nworks * 2;
		index->touch = calloc(index->touch_room, sizeof(*index->touch));
		if (index->touch == NULL)
			log_die("search: out of memory");
		index->run = 0;
	}
	/* Another database may have the same revision number: its folder tells them apart. */
	hash = 14695981039346656037U;
	if (index->dir != NULL && stat(index->dir, &st) == 0) {
		hash = (hash ^ (uint64_t)st.st_dev) * 1099511628211U;
		hash = (hash ^ (uint64_t)st.st_ino) * 1099511628211U;
	}
	hash = (hash ^ xdb_revision(index->db)) * 1099511628211U;
	index->revision = hash;
	return (ERR_OK);
}

static enum err
open_anew(struct search_index *index)
{
	struct stat st;
	enum err err;

	drop(index);
	if (stat(index->path, &st) != 0) {
		log_event(LOG_LEVEL_ERROR, "index.missing", LOG_TEXT("path", index->path));
		return (ERR_INDEX);
	}
	mark(&st, &index->path_mark);
	index->dir = S_ISDIR(st.st_mode) ? realpath(index->path, NULL) : stub_dir(index->path);
	if (index->dir != NULL && state_stat(index->dir, &st))
		mark(&st, &index->state_mark);
	err = xdb_open(index->dir != NULL ? index->dir : index->path, &index->db);
	if (err == ERR_OK)
		err = read_settings(index);
	if (err == ERR_OK)
		err = catch_up(index);
	if (err != ERR_OK) {
		drop(index);
		return (ERR_INDEX);
	}
	return (ERR_OK);
}

static enum err
move_on(struct search_index *index)
{
	enum err err;

	for (int tries = 0; tries < 3; tries++) {
		if ((err = xdb_reopen(index->db)) == ERR_OK)
			err = catch_up(index);
		if (err != ERR_CONFLICT)
			break;
	}
	return (err);
}

enum err
index_reload(struct search_index *index)
{
	struct stat st;

	if (index->db == NULL || index->dir == NULL)
		return (open_anew(index));
	if (state_stat(index->dir, &st))
		mark(&st, &index->state_mark);
	/* A folder that was taken away under us: look where the path leads now. */
	if (move_on(index) != ERR_OK)
		return (open_anew(index));
	return (ERR_OK);
}

enum err
search_refresh(struct search_index *index)
{
	struct stat st;

	if (index->db == NULL)
		return (open_anew(index));
	if (stat(index->path, &st) != 0) {
		log_event(LOG_LEVEL_ERROR, "index.missing", LOG_TEXT("path", index->path));
		drop(index);
		return (ERR_INDEX);
	}
	/* A folder's own times change with every commit; a stub's only when it is replaced. */
	if (st.st_dev != index->path_mark.device || st.st_ino != index->path_mark.inode ||
	    (!S_ISDIR(st.st_mode) && !same(&st, &index->path_mark)))
		return (open_anew(index));
	if (index->dir == NULL) {
		if (xdb_reopen(index->db) != ERR_OK)
			return (open_anew(index));
		columns_free(&index->columns);
		return (catch_up(index) == ERR_OK ? ERR_OK : open_anew(index));
	}
	if (state_stat(index->dir, &st) && same(&st, &index->state_mark))
		return (ERR_OK);
	return (index_reload(index));
}

enum err
search_open(const char *path, struct search_index **ret_index)
{
	struct search_index *index;
	enum err err;

	if ((index = calloc(1, sizeof(*index))) == NULL || (index->path = strdup(path)) == NULL)
		log_die("search: out of memory");
	if ((err = open_anew(index)) != ERR_OK) {
		search_close(index);
		return (err);
	}
	*ret_index = index;
	return (ERR_OK);
}

void
search_close(struct search_index *index)
{
	if (index == NULL)
		return;
	drop(index);
	free(index->touch);
	free(index->path);
	free(index);
}

uint64_t
search_revision(const struct search_index *index)
{
	return (index->revision);
}

/* --- order of titles ---------------------------------------------------------------------------
 */

struct sort_row {
	uint32_t work;
	uint16_t bucket;
	size_t offset, size;
};

struct sort_load {
	const struct columns *columns;
	struct sort_row *rows;
	size_t n, room;
	struct buf keys;
};

static int
add_key(void *ctx, uint32_t doc, const char *value, size_t size)
{
	struct sort_load *l = ctx;

	if (size < 2 || doc >= l->columns->ndocs || l->columns->docs[doc].work == NO_WORK)
		return (0);
	if (l->n == l->room) {
		l->room = l->room * 2 + 1024;
		if ((l->rows = reallocarray(l->rows, l->room, sizeof(*l->rows))) == NULL)
			log_die("search: out of memory");
	}
	l->rows[l->n++] = (struct sort_row){ l->columns->docs[doc].work,
		(uint16_t)((unsigned char)value[0] << 8 | (unsigned char)value[1]), l->keys.len,
		size - 2 };
	buf_add(&l->keys, value + 2, size - 2);
	return (0);
}

static int
by_key(const void *a, const void *b, void *ctx)
{
	const struct sort_row *x = a, *y = b;
	const struct sort_load *l = ctx;
	const struct column_work *works = l->columns->works;
	const char *keys = l->keys.data;
	int c = memcmp(keys + x->offset, keys + y->offset, x->size < y->size ? x->size : y->size);

	if (c == 0)
		c = (x->size > y->size) - (x->size < y->size);
	if (c != 0)
		return (c);
	/* Entries of one title keep their places when one of them is written anew. */
	return ((works[x->work].entry > works[y->work].entry) -
		(works[x->work].entry < works[y->work].entry));
}

/* Of an order that the writer did not know, a locale that came later: from the titles. */
static enum err
add_keys(struct search_index *index, const char *tag, struct sort_load *l)
{
	const struct columns *c = &index->columns;
	struct arena *arena = arena_new();
	struct work_data w;
	const char *value;
	size_t size;
	enum err err = ERR_OK;

	for (size_t i = 0; i < c->nlive && err == ERR_OK; i++) {
		uint32_t doc = c->works[c->live[i]].doc;

		arena_reset(arena);
		if ((err = index_work(index, arena, doc, &w)) == ERR_OK &&
		    (value = work_sort(&w, tag, arena, &size)) != NULL)
			add_key(l, doc, value, size);
	}
	arena_free(arena);
	return (err);
}

/* The place for the order of ${tag}; those beyond the index's own share the last. */
static struct index_order *
order_of(struct search_index *index, const char *tag, size_t *ret_slot)
{
	struct index_order *o = &index->orders[index->nlocales];

	for (*ret_slot = 0; *ret_slot < index->nlocales; ++*ret_slot)
		if (strcmp(index->locales[*ret_slot], tag) == 0)
			return (&index->orders[*ret_slot]);
	if (o->tag == NULL || strcmp(o->tag, tag) != 0) {
		order_free(o);
		if ((o->tag = strdup(tag)) == NULL)
			log_die("search: out of memory");
	}
	return (o);
}

enum err
index_order(struct search_index *index, const char *locale, const struct index_order **ret_order)
{
	struct sort_load l = { .columns = &index->columns };
	struct index_order *order;
	size_t slot, n = index->columns.nworks + 1;
	enum err err;

	order = order_of(index, locale == NULL ? "en" : locale, &slot);
	if (order->place != NULL) {
		*ret_order = order;
		return (ERR_OK);
	}
	err = order->tag == NULL
		  ? xdb_each_value(index->db, (uint32_t)(SLOT_SORT + slot), 1, add_key, &l)
		  : add_keys(index, order->tag, &l);
	if (err == ERR_OK) {
		if (l.n > 0)
			qsort_r(l.rows, l.n, sizeof(*l.rows), by_key, &l);
		order->place = malloc(n * sizeof(*order->place));
		order->bucket = calloc(n, sizeof(*order->bucket));
		if (order->place == NULL || order->bucket == NULL)
			log_die("search: out of memory");
		/* What has no title comes last. */
		memset(order->place, 0xff, n * sizeof(*order->place));
		for (size_t i = 0; i < l.n; i++) {
			order->place[l.rows[i].work] = (uint32_t)i;
			order->bucket[l.rows[i].work] = l.rows[i].bucket;
		}
		*ret_order = order;
	}
	buf_free(&l.keys);
	free(l.rows);
	return (err);
}

enum err
index_work(
    struct search_index *index, struct arena *arena, uint32_t doc, struct work_data *ret_work)
{
	struct buf data = { 0 };
	enum err err;

	if ((err = xdb_data(index->db, doc, &data)) == ERR_OK &&
	    !work_unpack(data.data, data.len, arena, ret_work)) {
		log_event(LOG_LEVEL_ERROR, "index.damaged", LOG_INT("document", doc));
		err = ERR_INDEX;
	}
	buf_free(&data);
	return (err);
}
