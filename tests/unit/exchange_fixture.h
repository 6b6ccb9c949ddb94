/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What tests of readers share: a folder to write files to, and a sink that remembers what it got.
 */
#ifndef TESTS_EXCHANGE_FIXTURE_H
#define TESTS_EXCHANGE_FIXTURE_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/arena.h"
#include "exchange/reader.h"

enum { GOT_MAX = 64 };

struct got {
	struct arena *arenas[GOT_MAX];
	struct record *records[GOT_MAX];
	size_t nrecords;
	char reports[GOT_MAX][600]; /* "file:line: reason", the file without its folder */
	bool refused[GOT_MAX];
	size_t nreports, nrefused;
	uint64_t done, total;
	enum err answer; /* what the sink says to a record */
};

static char folder[] = "/tmp/portal-exchange.XXXXXX";

static int
fixture_begin(void **state)
{
	(void)state;
	strcpy(strrchr(folder, '.') + 1, "XXXXXX");
	return (mkdtemp(folder) == NULL ? -1 : 0);
}

static int
fixture_end(void **state)
{
	char command[64];

	(void)state;
	snprintf(command, sizeof(command), "rm -rf %s", folder);
	return (system(command));
}

static const char *
fixture_path(const char *name)
{
	static char path[512];

	snprintf(path, sizeof(path), "%s/%s", folder, name);
	return (path);
}

static void
fixture_bytes(const char *name, const void *text, size_t n)
{
	char path[512], *slash;
	FILE *f;

	snprintf(path, sizeof(path), "%s", fixture_path(name));
	for (slash = path + strlen(folder) + 1; (slash = strchr(slash, '/')) != NULL; slash++) {
		*slash = '\0';
		mkdir(path, 0755);
		*slash = '/';
	}
	f = fopen(path, "w");
	assert_non_null(f);
	assert_int_equal(fwrite(text, 1, n, f), n);
	fclose(f);
}

static inline void
fixture_file(const char *name, const char *text)
{
	fixture_bytes(name, text, strlen(text));
}

static enum err
got_record(void *ctx, struct arena *arena, struct record *record)
{
	struct got *g = ctx;

	assert_true(g->nrecords < GOT_MAX);
	g->arenas[g->nrecords] = arena;
	g->records[g->nrecords++] = record;
	return (g->answer);
}

static void
got_report(void *ctx, const char *file, long line, const char *reason, bool refused)
{
	const char *slash = strrchr(file, '/');
	struct got *g = ctx;

	assert_true(g->nreports < GOT_MAX);
	g->refused[g->nreports] = refused;
	g->nrefused += refused;
	snprintf(g->reports[g->nreports++], sizeof(g->reports[0]), "%s:%ld: %s",
	    slash == NULL ? file : slash + 1, line, reason);
}

static void
got_progress(void *ctx, uint64_t done, uint64_t total)
{
	struct got *g = ctx;

	assert_true(done <= total);
	g->done = done;
	g->total = total;
}

/* Read ${name} of the folder ("": itself) as ${format}. */
static enum err
got_read(struct got *g, const char *format, const char *name)
{
	const struct reader_sink sink = { g, got_record, got_report, got_progress, NULL, NULL };

	return (reader_find(format)->read(*name == '\0' ? folder : fixture_path(name), &sink));
}

static void
got_free(struct got *g)
{
	for (size_t i = 0; i < g->nrecords; i++)
		arena_free(g->arenas[i]);
	memset(g, 0, sizeof(*g));
}

/* The first report that has ${part} in it; fails if there is none. */
static inline const char *
got_said(const struct got *g, const char *part)
{
	for (size_t i = 0; i < g->nreports; i++) {
		if (strstr(g->reports[i], part) != NULL)
			return (g->reports[i]);
	}
	print_error("nobody said: %s\n", part);
	for (size_t i = 0; i < g->nreports; i++)
		print_error("said: %s\n", g->reports[i]);
	fail();
	return (NULL);
}

#endif
