/* SPDX-License-Identifier: GPL-2.0-or-later */
/* portalctl inquiries: reminders and "no answer" by hand, for a day that need not be today. */
#include <stdio.h>
#include <string.h>

#include "base/date.h"
#include "cli/command.h"
#include "store/inquiry.h"

static int
remind(const struct config *config, const char *day)
{
	struct db *db = db_new(config->db, CLI_STATEMENT_MS);
	struct arena *arena = arena_new();
	size_t reminded, closed;
	int code = CLI_DONE;

	if (inquiry_remind(db, arena, day != NULL ? day : date_today(arena), &reminded, &closed) ==
	    ERR_OK)
		printf("inquiries: %zu reminded, %zu without answer\n", reminded, closed);
	else
		code = cli_away("inquiries", db);
	arena_free(arena);
	db_free(db);
	return (code);
}

int
inquiries_main(int argc, char **argv)
{
	const char *day = NULL;
	struct config config;

	if (argc == 4 && strcmp(argv[2], "--day") == 0)
		day = argv[3];
	if ((argc != 2 && day == NULL) || strcmp(argv[1], "remind") != 0)
		return (cli_usage("inquiries"));
	if (day != NULL && !date_valid(day)) {
		fprintf(stderr, "inquiries: “%s” is no date: write YYYY-MM-DD.\n", day);
		return (CLI_USAGE);
	}
	if (config_load(&config) != ERR_OK)
		return (CLI_USAGE);
	return (remind(&config, day));
}
