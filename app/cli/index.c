/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * portalctl index: the command itself, its status, and taking outbox rows into an index, which both
 * following and rebuilding do.
 */
#include "cli/index.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/log.h"
#include "cli/command.h"
#include "cli/generation.h"
#include "store/entry.h"
#include "store/outbox.h"

enum { TAKE_ROWS = 500, TAKE_ARTICLES = 20000 };

enum err
index_locales_load(const struct config *config, struct index_locales *ret_locales)
{
	struct index_locales l = { 0 };
	size_t i;

	if (locales_load(config->bundles, &l.locales) != ERR_OK) {
		fprintf(stderr, "index: the bundles in %s can't be used.\n", config->bundles);
		return (ERR_IO);
	}
	l.n = locales_count(l.locales);
	if ((l.tags = calloc(l.n, sizeof(*l.tags))) == NULL)
		log_die("out of memory");
	for (i = 0; i < l.n; i++)
		l.tags[i] = locale_tag(locales_at(l.locales, i));
	*ret_locales = l;
	return (ERR_OK);
}

void
index_locales_free(struct index_locales *l)
{
	free(l->tags);
	locales_free(l->locales);
}

/* Make the index hold what the database holds of one entry; ${*ret_articles} are added up. */
static enum err
take_entry(struct db *db, struct search_writer *w, struct entry_id id, size_t *ret_articles)
{
	struct arena *arena = arena_new();
	struct record *r;
	enum err err;
	size_t i;

	if (id.v == 0) {
		arena_free(arena);
		return (index_take_lexicon(db, w));
	}
	err = entry_by_id(db, arena, id, &r);
	if (err == ERR_NOTFOUND || (err == ERR_OK && r->state != STATE_PUBLISHED)) {
		err = search_writer_delete(w, id);
	} else if (err == ERR_OK) {
		for (i = 0; r->kind == KIND_LAW && i < r->law->nexpressions; i++)
			*ret_articles += r->law->expressions[i].narticles;
		err = search_writer_put(w, r);
	} else if (err != ERR_DB) {
		/* The index can't mend what the database holds; the others must not wait for it. */
		log_event(LOG_LEVEL_ERROR, "index.skip", LOG_INT("entry", id.v),
		    LOG_TEXT("error", err_name(err)));
		err = ERR_OK;
	}
	arena_free(arena);
	return (err);
}

/* Whether a later row of the batch is about the same entry: that one will bring all there is. */
static bool
comes_again(const struct outbox_row *rows, size_t n, size_t i)
{
	size_t j;

	for (j = i + 1; j < n; j++) {
		if (rows[j].entry.v == rows[i].entry.v)
			return (true);
	}
	return (false);
}

enum err
index_take(struct db *db, struct search_writer *w, int64_t after, const volatile sig_atomic_t *stop,
    int64_t *ret_after, size_t *ret_rows)
{
	struct arena *arena = arena_new();
	struct outbox_row *rows;
	size_t i, n, articles = 0;
	enum err err;

	if ((err = outbox_after(db, arena, after, TAKE_ROWS, &rows, &n)) != ERR_OK)
		goto out;
	for (i = 0; i < n && articles < TAKE_ARTICLES && !*stop; i++) {
		if (!comes_again(rows, n, i) &&
		    (err = take_entry(db, w, rows[i].entry, &articles)) != ERR_OK)
			goto out;
		after = rows[i].number;
	}
	*ret_after = after;
	*ret_rows = i;
out:
	arena_free(arena);
	return (err);
}

static void
count_entry(void *ctx, struct entry_id id, int64_t revision)
{
	(void)id;
	(void)revision;
	++*(size_t *)ctx;
}

static int
status(const struct config *config)
{
	struct arena *arena = arena_new();
	const char *live = generation_live(arena, config->index);
	struct db *db = db_new(config->db, config->db_timeout_ms);
	struct outbox_row *rows;
	size_t entries = 0, waiting;
	int lock, code = CLI_DONE;

	if (live == NULL) {
		printf("index      none at %s\n", config->index);
		code = CLI_REBUILD;
	} else if (search_each_entry(config->index, count_entry, &entries) != ERR_OK) {
		printf("index      %s, damaged\n", live);
		code = CLI_REBUILD;
	} else {
		printf("index      %s, %zu entries\n", live, entries);
	}
	if ((lock = generation_lock(config->index, "writer", false)) != -1) {
		close(lock);
		printf("indexer    not running\n");
	} else {
		printf("indexer    running\n");
	}
	if (outbox_after(db, arena, 0, 10000, &rows, &waiting) != ERR_OK)
		code = cli_away("index", db);
	else
		printf(
		    "outbox     %zu%s changes wait\n", waiting, waiting == 10000 ? " or more" : "");
	db_free(db);
	arena_free(arena);
	return (code);
}

int
index_main(int argc, char **argv)
{
	struct config config;

	if (argc != 2)
		return (cli_usage("index"));
	if (config_load(&config) != ERR_OK)
		return (CLI_USAGE);
	if (strcmp(argv[1], "rebuild") == 0)
		return (index_rebuild(&config));
	if (strcmp(argv[1], "--follow") == 0)
		return (index_follow(&config));
	if (strcmp(argv[1], "status") == 0)
		return (status(&config));
	return (cli_usage("index"));
}
