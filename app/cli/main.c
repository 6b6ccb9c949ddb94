/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Owns the table of commands of portalctl. */
#include <stdio.h>
#include <string.h>

#include "cli/command.h"
#include "cli/join.h"
#include "cli/serve.h"
#include "exchange/reader.h"

static const struct command {
	const char *name;
	const char *usage;
	const char *what;
	int (*fn)(int argc, char **argv);
	enum {
		ALONE,
		JOINS,
		WRITES
	} instance; /* does not need a running portal, does, and writes in its folder */
} commands[] = {
	{ "serve", "serve [--data DIR] [--port N]", "bring up the whole portal and keep it up",
	    serve_main, ALONE },
	{ "migrate", "migrate", "bring the database schema up to date", migrate_main, JOINS },
	{ "load", "load", "load the starter content", load_main, JOINS },
	{ "import", "import FORMAT [--publish] [--TOLD X]... PATH...",
	    "take in texts; drafts unless --publish", import_main, JOINS },
	{ "export", "export akn|text|json|jsonl FOLDER [SLUG...]",
	    "write the published laws, or these, as files", export_main, JOINS },
	{ "export", "export offerings FOLDER",
	    "write the published profiles and listings as files that can be imported again",
	    export_main, JOINS },
	{ "export", "export tbx|skos FOLDER", "write the published term base as one file",
	    export_main, JOINS },
	{ "publish", "publish [--dry-run] [--actor NAME] --all | --source NAME | KINDS SLUG...",
	    "make public what imports left as drafts", publish_main, JOINS },
	{ "withdraw", "withdraw KINDS SLUG --reason TEXT [--actor NAME]",
	    "take an entry back; imports leave it so", withdraw_main, JOINS },
	{ "merge", "merge laws FROM INTO [--actor NAME]",
	    "make one law a part of another, for good", merge_main, JOINS },
	{ "index", "index rebuild | --follow | status",
	    "make the search index, keep it current, look at it", index_main, WRITES },
	{ "lexicon", "lexicon learn [PATH...] | import [PATH...] | show WORD",
	    "learn translations from the portal's texts and parallel files; take in dictionaries",
	    lexicon_main, JOINS },
	{ "mail", "mail [--follow | list [STATE] | dead | retry ID|dead | bounce [FILE]]",
	    "send what waits and make digests, once or on and on; see and mend what failed",
	    mail_main, WRITES },
	{ "log", "log gaps [--days N]",
	    "searches that found nothing, by language, most often first", log_main, JOINS },
	{ "user", "user add [--role user|staff] [--name N] [--locale L] [--password-stdin] EMAIL",
	    "make an account; without --password-stdin its password is made and shown", user_main,
	    JOINS },
	{ "user", "user role EMAIL user|staff", "give an account another role", user_main, JOINS },
	{ "user", "user reset-second-factor EMAIL",
	    "when the device and the recovery codes are lost", user_main, JOINS },
	{ "demo", "demo",
	    "make the sample world: organisations, users, entries, inquiries; only where nobody "
	    "real is",
	    demo_main, JOINS },
	{ "inquiries", "inquiries remind [--day YYYY-MM-DD]",
	    "remind whose turn it is, as the indexer does each day; another day for trials",
	    inquiries_main, JOINS },
	{ "verify", "verify [--wait SECONDS] | content [PATH]",
	    "prove that search index and database agree; check the starter content", verify_main,
	    ALONE },
};

enum { COMMANDS = sizeof(commands) / sizeof(commands[0]) };

static void
help(FILE *to)
{
	const struct reader *r;
	size_t i;

	fprintf(to, "usage: portalctl COMMAND\n\n");
	for (i = 0; i < COMMANDS; i++)
		fprintf(to, "  %-42s %s\n", commands[i].usage, commands[i].what);
	fprintf(to, "\nFORMAT is one of\n");
	for (i = 0; (r = reader_at(i)) != NULL; i++)
		fprintf(to, "  %-42s %s\n", r->format, r->what);
	fprintf(to,
	    "\nOf documents that do not say it themselves (text, akn) --TOLD can be --language "
	    "ru,\n"
	    "--jurisdiction RU, --title T, --number N, --date YYYY-MM-DD (of the version).\n");
	fprintf(to,
	    "\nExit code: 0 done, 1 done but something was refused or differs, 2 wrong command "
	    "line,\n"
	    "3 the index must be rebuilt, 4 the database, the index or the disk is away.\n");
}

int
cli_usage(const char *command)
{
	size_t i;

	for (i = 0; i < COMMANDS; i++) {
		if (strcmp(commands[i].name, command) == 0)
			fprintf(stderr, "usage: portalctl %s\n", commands[i].usage);
	}
	return (CLI_USAGE);
}

int
cli_away(const char *what, const struct db *db)
{
	fprintf(stderr, "%s: the database failed: %s\n", what, db_problem(db));
	return (CLI_AWAY);
}

int
main(int argc, char **argv)
{
	size_t i;

	if (argc < 2) {
		help(stderr);
		return (CLI_USAGE);
	}
	if (strcmp(argv[1], "help") == 0 || strcmp(argv[1], "--help") == 0) {
		help(stdout);
		return (CLI_DONE);
	}
	for (i = 0; i < COMMANDS; i++) {
		if (strcmp(commands[i].name, argv[1]) != 0)
			continue;
		if (commands[i].instance != ALONE && !join_instance(commands[i].instance == WRITES))
			return (CLI_AWAY);
		return (commands[i].fn(argc - 1, argv + 1));
	}
	fprintf(stderr, "There is no command “%s”.\n", argv[1]);
	help(stderr);
	return (CLI_USAGE);
}
