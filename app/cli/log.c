/* SPDX-License-Identifier: GPL-2.0-or-later */
/* portalctl log: what the log of searches tells the desk that fills gaps. */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli/command.h"
#include "store/searchlog.h"

enum { DAYS = 30, DAYS_MAX = 3650, SHOWN = 1000 };

/* One line a query, tab-separated, so that a spreadsheet takes it. */
static int
gaps(const struct config *config, int64_t days)
{
	struct db *db = db_new(config->db, CLI_STATEMENT_MS);
	struct arena *arena = arena_new();
	struct searchlog_query *queries;
	int code = CLI_DONE;
	size_t n;

	if (searchlog_gaps(db, arena, days, SHOWN, &queries, &n) != ERR_OK) {
		code = cli_away("log", db);
	} else {
		for (size_t i = 0; i < n; i++)
			printf("%s\t%" PRId64 "\t%s\t%s\n", queries[i].locale, queries[i].searches,
			    queries[i].last, queries[i].query);
		fprintf(stderr, "log: %zu searches found nothing in the last %" PRId64 " days\n", n,
		    days);
	}
	arena_free(arena);
	db_free(db);
	return (code);
}

int
log_main(int argc, char **argv)
{
	struct config config;
	int64_t days = DAYS;
	char *end;

	if (argc < 2 || strcmp(argv[1], "gaps") != 0 || (argc != 2 && argc != 4))
		return (cli_usage("log"));
	if (argc == 4) {
		days = strtol(argv[3], &end, 10);
		if (strcmp(argv[2], "--days") != 0 || *argv[3] == '\0' || *end != '\0' ||
		    days < 1 || days > DAYS_MAX)
			return (cli_usage("log"));
	}
	if (config_load(&config) != ERR_OK)
		return (CLI_USAGE);
	return (gaps(&config, days));
}
