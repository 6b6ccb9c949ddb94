/* SPDX-License-Identifier: GPL-2.0-or-later */
/* portalctl migrate: what has to be done is store/migrate's, here it is told. */
#include <stdio.h>

#include "cli/command.h"
#include "store/migrate.h"

static void
report(void *ctx, const char *name)
{
	(void)ctx;
	printf("migrate: %s\n", name);
	fflush(stdout);
}

int
migrate_main(int argc, char **argv)
{
	struct config config;
	struct db *db;
	enum err err;
	int code = CLI_DONE;

	if (argc != 1)
		return (cli_usage(argv[0]));
	if (config_load(&config) != ERR_OK)
		return (CLI_USAGE);
	db = db_new(config.db, CLI_STATEMENT_MS);
	err = migrate(db, config.schema, report, NULL);
	if (err == ERR_INPUT || err == ERR_CORRUPT) {
		fprintf(stderr, "migrate: %s\n", db_problem(db));
		code = CLI_REFUSED;
	} else if (err != ERR_OK) {
		code = cli_away("migrate", db);
	}
	db_free(db);
	return (code);
}
