/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * portalctl index rebuild: makes the index again from the database, beside the live one, and swaps
 * it in.
 *
 * The outbox is remembered before the first entry is read, so that whatever changes meanwhile is
 * taken in afterwards. Two processes share the work, taking turns by runs of entries; each entry is
 * in one of them alone.
 */
#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/log.h"
#include "cli/command.h"
#include "cli/generation.h"
#include "cli/index.h"
#include "store/entry.h"
#include "store/outbox.h"

enum {
	WORKERS = 2,
	RUN = 50,    /* entries that one process takes before it leaves the next to the other */
	ALONE = 500, /* so few entries are not worth two processes */
	COMMIT_DOCS = 50000, /* articles between commits: bounds the memory */
	CATCH_UP_MAX = 100   /* batches of the outbox; the follower takes what comes still later */
};

/* Ids of all published entries, in order. */
struct ids {
	struct entry_id *v;
	size_t n, room;
};

struct rebuild {
	const struct config *config;
	struct arena *arena;
	struct index_locales locales;
	struct ids ids;
	int64_t outbox; /* last row before the first entry was read */
	const char *target;
	const char *parts[WORKERS];
	size_t nparts;
};

static void
add_id(void *ctx, struct entry_id id, int64_t revision)
{
	struct ids *ids = ctx;

	(void)revision;
	if (ids->n == ids->room) {
		ids->room = ids->room == 0 ? 4096 : ids->room * 2;
		if ((ids->v = reallocarray(ids->v, ids->room, sizeof(*ids->v))) == NULL)
			log_die("out of memory");
	}
	ids->v[ids->n++] = id;
}

/* Where the work begins: the outbox first, then who is to be indexed. */
static enum err
survey(struct rebuild *b)
{
	struct db *db = db_new(b->config->db, CLI_STATEMENT_MS);
	enum err err;

	if ((err = outbox_last(db, &b->outbox)) == ERR_OK)
		err = entry_revisions(db, add_id, &b->ids);
	if (err != ERR_OK)
		cli_away("index", db);
	db_free(db);
	return (err);
}

/* Put the entries after ${after} up to ${last}, ${n} at most, into ${w}. */
static enum err
put_run(struct db *db, struct search_writer *w, struct entry_id after, struct entry_id last,
    size_t n, size_t *ret_articles)
{
	struct arena *arena = arena_new();
	struct record **records;
	size_t i, j, got;
	enum err err = ERR_OK;

	while (err == ERR_OK && n > 0 && after.v < last.v) {
		if ((err = entry_each(db, arena, after, n, &records, &got)) != ERR_OK || got == 0)
			break;
		for (i = 0; i < got && err == ERR_OK; i++) {
			after = records[i]->id;
			/* One that was published since the survey is the outbox's. */
			if (after.v > last.v)
				break;
			err = search_writer_put(w, records[i]);
			for (j = 0;
			     records[i]->kind == KIND_LAW && j < records[i]->law->nexpressions; j++)
				*ret_articles += records[i]->law->expressions[j].narticles;
		}
		arena_reset(arena);
	}
	arena_free(arena);
	return (err);
}

/* Index the runs that fall to part ${part}.  Runs in its own process. */
static enum err
build_part(const struct rebuild *b, size_t part)
{
	struct db *db = db_new(b->config->db, CLI_STATEMENT_MS);
	struct search_writer *w = NULL;
	size_t first, n, articles = 0;
	enum err err;

	err = search_writer_open(b->parts[part], true, b->locales.tags, b->locales.n, &w);
	for (first = part * RUN; err == ERR_OK && first < b->ids.n; first += b->nparts * RUN) {
		n = b->ids.n - first < RUN ? b->ids.n - first : RUN;
		err = put_run(db, w, first == 0 ? (struct entry_id){ 0 } : b->ids.v[first - 1],
		    b->ids.v[first + n - 1], n, &articles);
		if (err == ERR_OK && articles >= COMMIT_DOCS) {
			err = search_writer_commit(w, b->outbox);
			articles = 0;
		}
	}
	if (err == ERR_OK)
		err = search_writer_commit(w, b->outbox);
	if (err == ERR_DB)
		cli_away("index", db);
	else if (err != ERR_OK)
		fprintf(stderr, "index: %s could not be written (%s).\n", b->parts[part],
		    err_name(err));
	search_writer_close(w);
	db_free(db);
	return (err);
}

/* All parts at once, one process each. */
static enum err
build_parts(const struct rebuild *b)
{
	pid_t pids[WORKERS] = { 0 }, parent = getpid();
	enum err err = ERR_OK;
	size_t i;
	int state;

	fflush(NULL);
	for (i = 0; i < b->nparts; i++) {
		if ((pids[i] = fork()) == -1) {
			fprintf(stderr, "index: no process can be started: %s.\n", strerror(errno));
			err = ERR_IO;
			break;
		}
		if (pids[i] == 0) {
			prctl(PR_SET_PDEATHSIG, SIGKILL);
			if (getppid() != parent)
				_exit(1);
			_exit(build_part(b, i) == ERR_OK ? 0 : 1);
		}
	}
	for (i = 0; i < b->nparts && pids[i] > 0; i++) {
		if (waitpid(pids[i], &state, 0) != pids[i] || !WIFEXITED(state) ||
		    WEXITSTATUS(state) != 0)
			err = ERR_IO;
	}
	return (err);
}

/* Take in what changed since the survey. */
static enum err
catch_up(const struct rebuild *b)
{
	static const volatile sig_atomic_t never;
	struct db *db = db_new(b->config->db, CLI_STATEMENT_MS);
	struct search_writer *w = NULL;
	int64_t after = b->outbox;
	size_t rows = 1;
	enum err err;
	int i;

	err = search_writer_open(b->target, false, b->locales.tags, b->locales.n, &w);
	if (err == ERR_OK)
		err = index_take_lexicon(db, w);
	if (err == ERR_OK)
		err = search_writer_commit(w, after);
	for (i = 0; i < CATCH_UP_MAX && rows > 0 && err == ERR_OK; i++) {
		err = index_take(db, w, after, &never, &after, &rows);
		if (err == ERR_OK && rows > 0)
			err = search_writer_commit(w, after);
	}
	if (err == ERR_DB)
		cli_away("index", db);
	search_writer_close(w);
	db_free(db);
	return (err);
}

static enum err
build(struct rebuild *b)
{
	enum err err;
	size_t i;

	if ((err = survey(b)) != ERR_OK)
		return (err);
	b->target = generation_next(b->arena, b->config->index);
	b->nparts = b->ids.n < ALONE ? 1 : WORKERS;
	for (i = 0; i < b->nparts; i++) {
		b->parts[i] = b->nparts == 1
				  ? b->target
				  : arena_printf(b->arena, "%s-part%zu", b->target, i + 1);
		generation_remove(b->parts[i]);
	}
	err = build_parts(b);
	if (err == ERR_OK && b->nparts > 1)
		err = search_merge(b->parts, b->nparts, b->target);
	for (i = 0; i < b->nparts && b->nparts > 1; i++)
		generation_remove(b->parts[i]);
	if (err == ERR_OK)
		err = catch_up(b);
	if (err == ERR_OK)
		err = search_swap(b->config->index, b->target);
	if (err != ERR_OK)
		generation_remove(b->target);
	return (err);
}

int
index_rebuild(const struct config *config)
{
	struct rebuild b = { .config = config };
	enum err err;
	int lock;

	if ((lock = generation_lock(config->index, "rebuild", true)) == -1)
		return (CLI_AWAY);
	if (index_locales_load(config, &b.locales) != ERR_OK) {
		close(lock);
		return (CLI_AWAY);
	}
	b.arena = arena_new();
	/* What an earlier rebuild left behind, finished or not. */
	generation_sweep(config->index, 0);
	err = build(&b);
	if (err == ERR_OK)
		printf("index: %zu entries, outbox %" PRId64 ", %s\n", b.ids.n, b.outbox, b.target);
	else
		fprintf(stderr, "index: not rebuilt (%s); the live index is as it was.\n",
		    err_name(err));
	free(b.ids.v);
	index_locales_free(&b.locales);
	arena_free(b.arena);
	close(lock);
	return (err == ERR_OK ? CLI_DONE : CLI_AWAY);
}
