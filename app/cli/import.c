/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * portalctl import and load.  One thread reads and checks, the other keeps what was read, a batch
 * at a time, so that neither waits for the other.  What a reader or the store refuses is told as it
 * happens and counted.
 */
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <time.h>
#include <unistd.h>

#include "base/date.h"
#include "base/log.h"
#include "cli/command.h"
#include "cli/tally.h"
#include "exchange/reader.h"
#include "store/import.h"

/* A batch is full with so many records, articles in them, or bytes. */
enum { BATCH_RECORDS = 1000, BATCH_ARTICLES = 10000, BATCH_BYTES = 64 * 1024 * 1024 };

struct batch {
	struct record *records[BATCH_RECORDS];
	struct arena *arenas[BATCH_RECORDS];
	const char *files[BATCH_RECORDS]; /* where each stands, in its arena; NULL: not known */
	long lines[BATCH_RECORDS];
	size_t n, narticles, bytes;
};

struct import {
	const struct reader *reader;
	struct reader_options said;
	const char *path;

	/* Shared by the two threads, under the lock. */
	pthread_mutex_t lock;
	pthread_cond_t moved;
	struct batch *full; /* read, not yet taken by the keeper */
	bool read_all;
	enum err kept; /* what the keeper last met: the reader stops on it */
	uint64_t done, total;

	/* The reader's. */
	struct batch *filling;
	char *file; /* of the records that come */
	long line;
	enum err read; /* its result */

	struct tally *tally; /* under the lock */

	/* The keeper's. */
	struct timespec began, told;
	bool tty;
};

static double
seconds_since(const struct timespec *then)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return ((double)(now.tv_sec - then->tv_sec) + (double)(now.tv_nsec - then->tv_nsec) / 1e9);
}

static void
batch_free(struct batch *b)
{
	size_t i;

	if (b == NULL)
		return;
	for (i = 0; i < b->n; i++)
		arena_free(b->arenas[i]);
	free(b);
}

static size_t
articles_of(const struct record *r)
{
	size_t i, n = 0;

	if (r->kind != KIND_LAW)
		return (0);
	for (i = 0; i < r->law->nexpressions; i++)
		n += r->law->expressions[i].narticles;
	return (n);
}

/* --- the reader's thread ------------------------------------------------------------------------
 */

/* Wait until the keeper has room and give it what was collected. */
static enum err
hand_over(struct import *im)
{
	enum err err;

	pthread_mutex_lock(&im->lock);
	while (im->full != NULL && im->kept == ERR_OK)
		pthread_cond_wait(&im->moved, &im->lock);
	if ((err = im->kept) == ERR_OK) {
		im->full = im->filling;
		im->filling = NULL;
		pthread_cond_broadcast(&im->moved);
	}
	pthread_mutex_unlock(&im->lock);
	return (err);
}

static enum err
take_record(void *ctx, struct arena *arena, struct record *record)
{
	struct import *im = ctx;
	struct batch *b = im->filling;

	if (b == NULL && (b = im->filling = calloc(1, sizeof(*b))) == NULL)
		log_die("out of memory");
	b->records[b->n] = record;
	b->files[b->n] = arena_strdup(arena, im->file);
	b->lines[b->n] = im->line;
	b->arenas[b->n++] = arena;
	b->narticles += articles_of(record);
	b->bytes += arena_size(arena);
	if (b->n == BATCH_RECORDS || b->narticles >= BATCH_ARTICLES || b->bytes >= BATCH_BYTES)
		return (hand_over(im));
	return (ERR_OK);
}

static void
clear_bar(const struct import *im)
{
	if (im->tty)
		fputs("\r\033[K", stderr);
}

static void
take_file(void *ctx, const char *file, long line)
{
	struct import *im = ctx;

	if (im->file == NULL || strcmp(im->file, file) != 0) {
		free(im->file);
		if ((im->file = strdup(file)) == NULL)
			log_die("out of memory");
	}
	im->line = line;
}

/* What was refused or noticed, with its place.  Under the lock. */
static void
tell(struct import *im, const char *file, long line, const char *reason, bool refused)
{
	clear_bar(im);
	if (line > 0)
		fprintf(
		    stderr, "%s:%ld: %s: %s\n", file, line, refused ? "refused" : "notice", reason);
	else
		fprintf(stderr, "%s: %s: %s\n", file, refused ? "refused" : "notice", reason);
}

static void
take_report(void *ctx, const char *file, long line, const char *reason, bool refused)
{
	struct import *im = ctx;

	pthread_mutex_lock(&im->lock);
	tally_report(im->tally, file, refused);
	tell(im, file, line, reason, refused);
	pthread_mutex_unlock(&im->lock);
}

static void
take_progress(void *ctx, uint64_t done, uint64_t total)
{
	struct import *im = ctx;

	pthread_mutex_lock(&im->lock);
	im->done = done;
	im->total = total;
	pthread_mutex_unlock(&im->lock);
}

static void *
reader_main(void *ctx)
{
	struct import *im = ctx;
	const struct reader_sink sink = { im, take_record, take_report, take_progress, take_file,
		&im->said };

	im->read = im->reader->read(im->path, &sink);
	if (im->read == ERR_OK && im->filling != NULL)
		im->read = hand_over(im);
	pthread_mutex_lock(&im->lock);
	im->read_all = true;
	pthread_cond_broadcast(&im->moved);
	pthread_mutex_unlock(&im->lock);
	return (NULL);
}

/* --- the keeper ---------------------------------------------------------------------------------
 */

static void
tell_progress(struct import *im)
{
	static const char full[] = "########################################";
	double gone = seconds_since(&im->began);
	unsigned percent;

	if (seconds_since(&im->told) < (im->tty ? 0.1 : 5))
		return;
	clock_gettime(CLOCK_MONOTONIC, &im->told);
	pthread_mutex_lock(&im->lock);
	percent = im->total == 0 ? 0 : (unsigned)(im->done * 100 / im->total);
	clear_bar(im);
	if (im->tty)
		fprintf(stderr, "[%-40.*s] %3u %%  %lu articles, %.0f/s", (int)(percent * 40 / 100),
		    full, percent, (unsigned long)tally_kept(im->tally),
		    (double)tally_kept(im->tally) / gone);
	else
		fprintf(stderr, "import: %u %% read, %lu articles, %.0f articles/s\n", percent,
		    (unsigned long)tally_kept(im->tally), (double)tally_kept(im->tally) / gone);
	fflush(stderr);
	pthread_mutex_unlock(&im->lock);
}

static enum err
keep_batch(
    struct import *im, struct db *db, const struct batch *b, const struct import_options *options)
{
	struct arena *arena = arena_new();
	struct import_outcome *outcomes;
	enum err err;
	size_t i;

	if ((err = import_batch(db, arena, b->records, b->n, options, &outcomes)) != ERR_OK)
		goto out;
	for (i = 0; i < b->n; i++) {
		pthread_mutex_lock(&im->lock);
		tally_record(im->tally, b->files[i], outcomes[i].fate, articles_of(b->records[i]));
		if (outcomes[i].fate == IMPORT_REFUSED)
			tell(im, b->files[i] != NULL ? b->files[i] : im->path, b->lines[i],
			    arena_printf(
				arena, "%s: %s", b->records[i]->source_id, outcomes[i].reason),
			    true);
		pthread_mutex_unlock(&im->lock);
	}
out:
	arena_free(arena);
	return (err);
}

/* Keep batch after batch until the reader has no more. */
static enum err
keep_all(struct import *im, struct db *db, const struct import_options *options)
{
	struct batch *b;
	enum err err = ERR_OK;

	while (err == ERR_OK) {
		pthread_mutex_lock(&im->lock);
		while (im->full == NULL && !im->read_all)
			pthread_cond_wait(&im->moved, &im->lock);
		b = im->full;
		im->full = NULL;
		pthread_cond_broadcast(&im->moved);
		pthread_mutex_unlock(&im->lock);
		if (b == NULL)
			break;
		err = keep_batch(im, db, b, options);
		batch_free(b);
		tell_progress(im);
	}
	pthread_mutex_lock(&im->lock);
	im->kept = err;
	clear_bar(im);
	pthread_cond_broadcast(&im->moved);
	pthread_mutex_unlock(&im->lock);
	return (err);
}

/* Import one path; counts are added to ${im}. */
static enum err
import_path(
    struct import *im, const char *path, struct db *db, const struct import_options *options)
{
	pthread_t thread;
	enum err err;

	im->path = path;
	im->read_all = false;
	im->done = im->total = 0;
	if (pthread_create(&thread, NULL, reader_main, im) != 0) {
		fprintf(stderr, "import: no second thread can be started.\n");
		return (ERR_IO);
	}
	err = keep_all(im, db, options);
	pthread_join(thread, NULL);
	batch_free(im->full);
	batch_free(im->filling);
	im->full = im->filling = NULL;
	if (err != ERR_OK)
		return (err);
	return (im->read == ERR_NOTFOUND ? ERR_OK : im->read);
}

static void
tell_sum(const struct import *im)
{
	double gone = seconds_since(&im->began);
	uint64_t kept = tally_kept(im->tally);
	struct rusage usage;

	tally_tell(im->tally, stdout);
	printf("; %.1f s", gone);
	if (kept > 0)
		printf(", %.0f articles/s", (double)kept / gone);
	if (getrusage(RUSAGE_SELF, &usage) == 0)
		printf(", at most %ld MiB of memory", usage.ru_maxrss / 1024);
	printf("\n");
}

int
import_paths(const struct reader *reader, const struct reader_options *said, bool publish,
    char *const *paths, size_t n)
{
	struct import im = { .reader = reader,
		.said = *said,
		.tally = tally_new(),
		.tty = isatty(STDERR_FILENO) == 1 };
	struct import_options options = { .publish = publish };
	struct config config;
	enum err err = ERR_OK;
	char actor[64];
	struct db *db;
	size_t i;
	int code;

	if (config_load(&config) != ERR_OK) {
		tally_free(im.tally);
		return (CLI_USAGE);
	}
	snprintf(actor, sizeof(actor), "import %s", reader->format);
	options.actor = actor;
	pthread_mutex_init(&im.lock, NULL);
	pthread_cond_init(&im.moved, NULL);
	clock_gettime(CLOCK_MONOTONIC, &im.began);
	im.told = im.began;
	db = db_new(config.db, CLI_STATEMENT_MS);
	for (i = 0; i < n && err == ERR_OK; i++)
		err = import_path(&im, paths[i], db, &options);
	tell_sum(&im);
	if (err != ERR_OK)
		code = cli_away("import", db);
	else
		code = tally_refused(im.tally) > 0 ? CLI_REFUSED : CLI_DONE;
	db_free(db);
	tally_free(im.tally);
	free(im.file);
	pthread_cond_destroy(&im.moved);
	pthread_mutex_destroy(&im.lock);
	return (code);
}

/* "--title X" or "--title=X" at argv[${*i}], which moves to the last word of it: its value; NULL if
 * it is another option or has none. */
static const char *
option(int argc, char **argv, int *i, const char *name)
{
	size_t n = strlen(name);

	if (strncmp(argv[*i], name, n) != 0)
		return (NULL);
	if (argv[*i][n] == '=')
		return (argv[*i] + n + 1);
	return (argv[*i][n] == '\0' && *i + 1 < argc ? argv[++*i] : NULL);
}

int
import_main(int argc, char **argv)
{
	struct reader_options said = { 0 };
	const struct {
		const char *name;
		const char **to;
	} options[] = { { "--language", &said.language }, { "--jurisdiction", &said.jurisdiction },
		{ "--title", &said.title }, { "--number", &said.number },
		{ "--date", &said.date } };
	const struct reader *reader;
	bool publish = false, any = false;
	const char *value;
	size_t k;
	int i, n = 0;

	for (i = 1; i < argc; i++) {
		if (strcmp(argv[i], "--publish") == 0) {
			publish = true;
			continue;
		}
		value = NULL;
		for (k = 0; k < sizeof(options) / sizeof(options[0]) && value == NULL; k++) {
			if ((value = option(argc, argv, &i, options[k].name)) != NULL)
				*options[k].to = value;
		}
		any |= value != NULL;
		if (value == NULL && argv[i][0] == '-') {
			fprintf(stderr, "import: there is no option “%s”, or it has no value.\n",
			    argv[i]);
			return (cli_usage("import"));
		} else if (value == NULL) {
			argv[n++] = argv[i];
		}
	}
	if (n < 2)
		return (cli_usage("import"));
	if ((reader = reader_find(argv[0])) == NULL) {
		fprintf(stderr, "import: there is no format “%s”:", argv[0]);
		for (i = 0; reader_at((size_t)i) != NULL; i++)
			fprintf(stderr, " %s", reader_at((size_t)i)->format);
		fprintf(stderr, "\n");
		return (CLI_USAGE);
	}
	if (any && !reader->options) {
		fprintf(stderr,
		    "import: files of the format “%s” say themselves what they are; only --publish "
		    "is for them.\n",
		    reader->format);
		return (CLI_USAGE);
	}
	if (said.date != NULL && !date_valid(said.date)) {
		fprintf(stderr, "import: “%s” is no date: write YYYY-MM-DD.\n", said.date);
		return (CLI_USAGE);
	}
	return (import_paths(reader, &said, publish, argv + 1, (size_t)n - 1));
}

int
load_main(int argc, char **argv)
{
	struct config config;
	char *path;
	int code;

	if (argc != 1)
		return (cli_usage(argv[0]));
	if (config_load(&config) != ERR_OK)
		return (CLI_USAGE);
	path = strdup(config.content);
	code = import_paths(reader_find("record"), &(struct reader_options){ 0 }, true, &path, 1);
	free(path);
	return (code);
}
