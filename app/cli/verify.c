/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * portalctl verify: index and database hold the same entries in the same revisions, both ways, and
 * the texts of laws are whole. What it says of the starter content is verify_content.c's.
 */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "base/log.h"
#include "cli/command.h"
#include "cli/join.h"
#include "cli/verify_content.h"
#include "search/writer.h"
#include "store/entry.h"
#include "store/outbox.h"
#include "store/verify.h"

enum { TELL_MAX = 100 };

struct side {
	struct seen {
		int64_t id, revision;
	} * v;
	size_t n, room;
};

static void
add(void *ctx, struct entry_id id, int64_t revision)
{
	struct side *s = ctx;

	if (s->n == s->room) {
		s->room = s->room == 0 ? 4096 : s->room * 2;
		if ((s->v = reallocarray(s->v, s->room, sizeof(*s->v))) == NULL)
			log_die("out of memory");
	}
	s->v[s->n++] = (struct seen){ id.v, revision };
}

/* Walk both sides by id, tell the differences to ${to} unless it is NULL; how many there are. */
static size_t
compare(const struct side *base, const struct side *index, FILE *to)
{
	size_t i = 0, j = 0, differences = 0;
	const struct seen *a, *b;
	char line[160];

	while (i < base->n || j < index->n) {
		a = i < base->n ? &base->v[i] : NULL;
		b = j < index->n ? &index->v[j] : NULL;
		line[0] = '\0';
		if (b == NULL || (a != NULL && a->id < b->id)) {
			snprintf(line, sizeof(line),
			    "entry %" PRId64 ": published, but not in the index", a->id);
			i++;
		} else if (a == NULL || b->id < a->id) {
			snprintf(line, sizeof(line),
			    "entry %" PRId64 ": in the index, but not published", b->id);
			j++;
		} else {
			if (a->revision != b->revision)
				snprintf(line, sizeof(line),
				    "entry %" PRId64 ": revision %" PRId64
				    " in the database, %" PRId64 " in the index",
				    a->id, a->revision, b->revision);
			i++;
			j++;
		}
		if (line[0] != '\0' && differences++ < TELL_MAX && to != NULL)
			fprintf(to, "%s\n", line);
	}
	if (differences > TELL_MAX && to != NULL)
		fprintf(to, "... and %zu more\n", differences - TELL_MAX);
	return (differences);
}

static void
tell_problem(void *ctx, const char *slug, const char *problem)
{
	(void)ctx;
	fprintf(stderr, "laws %s: %s.\n", slug, problem);
}

/* What the database itself should be; the exit code. */
static int
verify_store(struct db *db)
{
	struct arena *arena = arena_new();
	int code = CLI_DONE;
	size_t n;

	if (verify_laws(db, arena, tell_problem, NULL, &n) != ERR_OK)
		code = cli_away("verify", db);
	else if (n > 0)
		code = CLI_REFUSED;
	if (code == CLI_REFUSED)
		printf("verify: %zu problems in the texts of laws\n", n);
	arena_free(arena);
	return (code);
}

/* One comparison; the exit code.  Differences are told if ${last}. */
static int
verify_once(const struct config *config, struct db *db, bool last)
{
	struct side base = { 0 }, index = { 0 };
	struct arena *arena = arena_new();
	struct outbox_row *rows;
	size_t differences, waiting = 0;
	int code = CLI_DONE;

	/* Whatever is published between the two looks waits in the outbox. */
	if (entry_revisions(db, add, &base) != ERR_OK) {
		code = cli_away("verify", db);
	} else if (search_each_entry(config->index, add, &index) != ERR_OK) {
		if (last)
			fprintf(stderr, "verify: %s can't be read: rebuild it.\n", config->index);
		code = CLI_REBUILD;
	} else if ((differences = compare(&base, &index, last ? stderr : NULL)) > 0) {
		if (last && outbox_after(db, arena, 0, 10000, &rows, &waiting) == ERR_OK &&
		    waiting > 0)
			fprintf(stderr, "verify: %zu changes wait for the indexer.\n", waiting);
		if (last)
			printf("verify: %zu differences between %zu published entries and %zu in "
			       "the index\n",
			    differences, base.n, index.n);
		code = CLI_REFUSED;
	} else {
		printf("verify: %zu entries agree\n", base.n);
	}
	free(base.v);
	free(index.v);
	arena_free(arena);
	return (code);
}

int
verify_main(int argc, char **argv)
{
	struct config config;
	time_t until = time(NULL);
	struct db *db;
	char *end;
	long wait = 0;
	int code;

	/* Only this much needs no running portal. */
	if (argc >= 2 && argc <= 3 && strcmp(argv[1], "content") == 0)
		return (verify_content(argc == 3 ? argv[2] : config_content()));
	if (argc == 3 && strcmp(argv[1], "--wait") == 0) {
		wait = strtol(argv[2], &end, 10);
		if (*argv[2] == '\0' || *end != '\0' || wait < 0 || wait > 86400)
			return (cli_usage("verify"));
	} else if (argc != 1) {
		return (cli_usage("verify"));
	}
	if (!join_instance(false))
		return (CLI_AWAY);
	if (config_load(&config) != ERR_OK)
		return (CLI_USAGE);
	db = db_new(config.db, CLI_STATEMENT_MS);
	until += wait;
	while ((code = verify_once(&config, db, time(NULL) >= until)) != CLI_DONE &&
	       time(NULL) < until)
		sleep(1);
	if (code == CLI_DONE)
		code = verify_store(db);
	db_free(db);
	return (code);
}
