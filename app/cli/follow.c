/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * portalctl index --follow: keeps the live index current with the outbox, for as long as it is let.
 *
 * Killed anywhere, it loses and doubles nothing: the number of the last outbox row is committed
 * together with what the row brought, rows are forgotten only when they are durable, and taking a
 * row twice is the same as once.  The rows are not forgotten while a rebuild runs, which needs them
 * too.
 */
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <time.h>
#include <unistd.h>

#include "base/date.h"
#include "base/log.h"
#include "cli/command.h"
#include "cli/generation.h"
#include "cli/index.h"
#include "cli/serve.h"
#include "store/inquiry.h"
#include "store/outbox.h"
#include "store/publish.h"
#include "store/submission.h"

_Static_assert((int)CLI_REBUILD == SERVE_REBUILD, "the supervisor knows this exit code");

enum {
	WAIT_MS = 1000,	     /* how late a swap or a signal may be noticed */
	COMMIT_ROWS = 20000, /* at most so many rows are taken again after a crash */
	COMMIT_SECONDS = 5, /* what is published is found after so long even while an import runs */
	COMMIT_SHARE =
	    4, /* a commit rewrites much: so many times as long is spent on taking rows */
	DAY_SECONDS = 24 * 60 * 60,
	AWAY_SECONDS_MAX = 30,	      /* longest pause between two tries */
	SWEEP_AGE_SECONDS = 30,	      /* no request takes so long */
	DISK_ROOM = 32 * 1024 * 1024, /* bytes without which no commit can work */
};

struct follow {
	const struct config *config;
	struct index_locales locales;
	struct db *db;
	struct search_writer *w;
	struct stat link; /* of PORTAL_INDEX when w was opened */
	int64_t durable;  /* last row that is committed in the index */
	int64_t taken;	  /* last row that w holds */
	size_t pending;	  /* rows between the two */
	int64_t trimmed;
	time_t since; /* of the first of them */
	time_t cost;  /* seconds that the last commit took */
	int pause;    /* seconds till the next try, 0: nothing is wrong */
	time_t day;   /* days since 1970 when it was last asked which dates have passed */
};

static volatile sig_atomic_t stop;

static void
on_signal(int signal)
{
	(void)signal;
	stop = 1;
}

static time_t
now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (t.tv_sec);
}

static void
forget(struct follow *f)
{
	search_writer_close(f->w);
	f->w = NULL;
	f->pending = 0;
}

/* Whether another index was put in place of the one that is open. */
static bool
swapped(const struct follow *f)
{
	struct stat st;

	return (lstat(f->config->index, &st) == 0 &&
		(st.st_ino != f->link.st_ino || st.st_dev != f->link.st_dev ||
		    (!S_ISDIR(st.st_mode) && (st.st_mtim.tv_sec != f->link.st_mtim.tv_sec ||
						 st.st_mtim.tv_nsec != f->link.st_mtim.tv_nsec))));
}

static enum err
open_live(struct follow *f)
{
	struct arena *arena = arena_new();
	const char *live;
	enum err err = ERR_CORRUPT;

	/* The link's identity is taken first: a swap in between is noticed afterwards. */
	if (lstat(f->config->index, &f->link) == 0 &&
	    (live = generation_live(arena, f->config->index)) != NULL)
		err = search_writer_open(live, false, f->locales.tags, f->locales.n, &f->w);
	arena_free(arena);
	if (err != ERR_OK)
		return (err);
	f->durable = f->taken = search_writer_outbox(f->w);
	f->trimmed = 0;
	log_event(LOG_LEVEL_INFO, "index.follow", LOG_INT("outbox", f->durable));
	return (ERR_OK);
}

static enum err
commit(struct follow *f)
{
	time_t began = now();
	enum err err;

	if (f->pending == 0)
		return (ERR_OK);
	if ((err = search_writer_commit(f->w, f->taken)) != ERR_OK)
		return (err);
	f->cost = now() - began;
	log_event(LOG_LEVEL_INFO, "index.commit", LOG_INT("outbox", f->taken),
	    LOG_INT("rows", f->pending));
	f->durable = f->taken;
	f->pending = 0;
	return (ERR_OK);
}

/* Forget rows that are durable and folders that nobody reads, unless a rebuild runs. */
static enum err
tidy(struct follow *f)
{
	enum err err = ERR_OK;
	int lock;

	if ((lock = generation_lock(f->config->index, "rebuild", false)) == -1)
		return (ERR_OK);
	/* Under the lock no swap can happen, so the index that is open is the live one or is not
	 * used at all. */
	if (!swapped(f)) {
		if (f->trimmed < f->durable && (err = outbox_trim(f->db, f->durable)) == ERR_OK)
			f->trimmed = f->durable;
		generation_sweep(f->config->index, SWEEP_AGE_SECONDS);
	}
	close(lock);
	return (err);
}

/* What a passing date changes in the index waits in the outbox like any other change. */
static enum err
announce_due(struct follow *f, struct arena *arena)
{
	enum err err;
	size_t n;

	if ((err = publish_due(f->db, arena, &n)) == ERR_OK && n > 0)
		log_event(LOG_LEVEL_INFO, "index.due", LOG_INT("laws", (int64_t)n));
	return (err);
}

static enum err
remind(struct follow *f, struct arena *arena)
{
	size_t reminded, closed;
	enum err err;

	err = inquiry_remind(f->db, arena, date_today(arena), &reminded, &closed);
	if (err == ERR_OK && reminded + closed > 0)
		log_event(LOG_LEVEL_INFO, "inquiry.due", LOG_INT("reminded", (int64_t)reminded),
		    LOG_INT("no_answer", (int64_t)closed));
	return (err);
}

/* Owners are reminded of what was not confirmed or ends, and what nobody spoke for is hidden. */
static enum err
age(struct follow *f, struct arena *arena)
{
	enum err err;
	size_t n;

	err = submission_due(f->db, arena, date_today(arena), &n);
	if (err == ERR_OK && n > 0)
		log_event(LOG_LEVEL_INFO, "offering.due", LOG_INT("entries", (int64_t)n));
	return (err);
}

/* What is to be done once a day. */
static enum err
new_day(struct follow *f)
{
	struct arena *arena;
	enum err err;

	if (time(NULL) / DAY_SECONDS == f->day)
		return (ERR_OK);
	arena = arena_new();
	if ((err = announce_due(f, arena)) == ERR_OK && (err = remind(f, arena)) == ERR_OK &&
	    (err = age(f, arena)) == ERR_OK)
		f->day = time(NULL) / DAY_SECONDS;
	arena_free(arena);
	return (err);
}

/* One round: take what there is, commit when it is time, wait if there was nothing. */

static enum err
round_once(struct follow *f)
{
	enum err err;
	size_t rows;

	if (f->w == NULL || swapped(f)) {
		forget(f);
		if ((err = open_live(f)) != ERR_OK)
			return (err);
	}
	if ((err = new_day(f)) != ERR_OK)
		return (err);
	if ((err = index_take(f->db, f->w, f->taken, &stop, &f->taken, &rows)) != ERR_OK)
		return (err);
	if (rows > 0 && f->pending == 0)
		f->since = now();
	f->pending += rows;
	if (rows == 0 || stop || f->pending >= COMMIT_ROWS ||
	    now() - f->since >= COMMIT_SECONDS + COMMIT_SHARE * f->cost) {
		if ((err = commit(f)) != ERR_OK || (err = tidy(f)) != ERR_OK)
			return (err);
	}
	if (rows == 0 && !stop)
		err = outbox_wait(f->db, WAIT_MS);
	return (err);
}

/* Whether the index can't be written because there is no room, and not because it is damaged. */
static bool
disk_is_full(const struct follow *f)
{
	struct statvfs st;

	return (
	    statvfs(f->config->index, &st) == 0 && (uint64_t)st.f_bavail * st.f_frsize < DISK_ROOM);
}

/* What went wrong is told once, then tried again after pauses that grow; false if trying is of no
 * use. */
static bool
bear(struct follow *f, enum err err)
{
	struct timespec pause;

	if (err == ERR_OK) {
		if (f->pause > 0)
			log_event(LOG_LEVEL_INFO, "index.back", LOG_INT("outbox", f->taken));
		f->pause = 0;
		return (true);
	}
	if (err == ERR_CORRUPT || (err == ERR_INDEX && !disk_is_full(f)))
		return (false);
	if (f->pause == 0)
		log_event(LOG_LEVEL_WARN, "index.away", LOG_TEXT("error", err_name(err)),
		    LOG_TEXT("detail", err == ERR_DB ? db_problem(f->db) : "the disk is full"));
	/* A writer that failed once is not to be trusted; rows that are not committed come again.
	 */
	if (err != ERR_DB)
		forget(f);
	f->pause = f->pause == 0 ? 1 : f->pause * 2;
	if (f->pause > AWAY_SECONDS_MAX)
		f->pause = AWAY_SECONDS_MAX;
	pause = (struct timespec){ f->pause, 0 };
	if (!stop)
		nanosleep(&pause, NULL);
	return (true);
}

int
index_follow(const struct config *config)
{
	struct sigaction act = { .sa_handler = on_signal };
	struct follow f = { .config = config };
	int lock, code = CLI_DONE;
	enum err err;

	sigaction(SIGTERM, &act, NULL);
	sigaction(SIGINT, &act, NULL);
	if ((lock = generation_lock(config->index, "writer", false)) == -1) {
		fprintf(stderr,
		    "index: another indexer follows %s already, or its folder can't be written.\n",
		    config->index);
		return (CLI_AWAY);
	}
	if (index_locales_load(config, &f.locales) != ERR_OK) {
		close(lock);
		return (CLI_AWAY);
	}
	f.db = db_new(config->db, CLI_STATEMENT_MS);
	err = open_live(&f);
	while (!stop && bear(&f, err))
		err = round_once(&f);
	if (!stop && (err == ERR_CORRUPT || err == ERR_INDEX)) {
		fprintf(stderr,
		    "index: %s is missing, damaged or of another version: rebuild it.\n",
		    config->index);
		code = CLI_REBUILD;
	}
	forget(&f);
	db_free(f.db);
	index_locales_free(&f.locales);
	close(lock);
	return (code);
}
