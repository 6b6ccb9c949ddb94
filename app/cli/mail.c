/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * portalctl mail: sends what waits in the outbox and makes the digests that are due, once or for as
 * long as it is let; and lets staff see what became of mails.  Several may run at once.
 */
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/log.h"
#include "cli/command.h"
#include "cli/sender.h"
#include "cli/summary.h"
#include "exchange/mime.h"
#include "store/mail.h"

enum {
	WAIT_SECONDS = 20, /* how late a digest may be made */
	KEEP_DAYS = 30,	   /* of mails that were sent */
	SWEEP_SECONDS = 60 * 60,
	LIST = 50,
	BOUNCE_MAX = 4 * 1024 * 1024, /* bytes of a delivery report */
};

static volatile sig_atomic_t stop;

static void
on_signal(int signal)
{
	(void)signal;
	stop = 1;
}

/* --- sending -----------------------------------------------------------------------------------
 */

/* All digests that are due; one of them going wrong does not keep mails from being sent. */
static enum err
make_digests(struct summary *summary, struct db *db)
{
	enum err err = ERR_OK;
	int64_t lines;

	while (!stop && err == ERR_OK)
		err = summary_make(summary, db, &lines);
	if (err != ERR_OK && err != ERR_NOTFOUND)
		log_event(LOG_LEVEL_ERROR, "digest.failed", LOG_TEXT("error", err_name(err)));
	return (err == ERR_NOTFOUND ? ERR_OK : err);
}

static enum err
send_all(struct sender *sender)
{
	enum err err = ERR_OK;

	while (!stop && err == ERR_OK)
		err = sender_step(sender);
	return (err == ERR_NOTFOUND ? ERR_OK : err);
}

static int
once(struct sender *sender, struct summary *summary, struct db *db)
{
	enum err digests = make_digests(summary, db), sent = send_all(sender);

	printf("mail: %lld sent\n", (long long)sender_count(sender));
	if (sent == ERR_IO) {
		fprintf(
		    stderr, "mail: the server or the folder is away; see portalctl mail list.\n");
		return (CLI_REFUSED);
	}
	if (sent != ERR_OK)
		return (cli_away("mail", db));
	if (digests != ERR_OK)
		fprintf(stderr, "mail: digests could not be made: %s\n", err_name(digests));
	return (digests == ERR_OK ? CLI_DONE : CLI_AWAY);
}

static void
wait_for_more(struct sender *sender, struct db *db)
{
	int64_t seconds, pause = sender_pause(sender);

	if (mail_next(db, &seconds) != ERR_OK || seconds < 0 || seconds > WAIT_SECONDS)
		seconds = WAIT_SECONDS;
	if (pause > seconds)
		seconds = pause < WAIT_SECONDS ? pause : WAIT_SECONDS;
	/* While the server is left alone, a new mail is no reason to wake up. */
	if (pause > 0) {
		sleep((unsigned)seconds);
		return;
	}
	if (mail_wait(db, seconds == 0 ? 200 : (int)seconds * 1000) != ERR_OK)
		log_event(LOG_LEVEL_WARN, "mail.away", LOG_TEXT("detail", db_problem(db)));
}

static int
follow(struct sender *sender, struct summary *summary, struct db *db)
{
	struct sigaction sa = { .sa_handler = on_signal };
	struct arena *arena = arena_new();
	time_t swept = 0;

	sigaction(SIGTERM, &sa, NULL);
	sigaction(SIGINT, &sa, NULL);
	log_event(LOG_LEVEL_INFO, "mail.follow", LOG_INT("pid", getpid()));
	while (!stop) {
		(void)make_digests(summary, db);
		(void)send_all(sender);
		if (time(NULL) - swept > SWEEP_SECONDS && !stop) {
			swept = time(NULL);
			if (mail_forget(db, arena, KEEP_DAYS) != ERR_OK)
				swept = 0;
			arena_reset(arena);
		}
		if (!stop)
			wait_for_more(sender, db);
	}
	arena_free(arena);
	return (CLI_DONE);
}

static int
send_mails(const struct config *config, struct db *db, bool forever)
{
	struct summary *summary = summary_new(config);
	struct sender *sender = NULL;
	enum err err;
	int code;

	if ((err = sender_new(config, db, &sender)) == ERR_OK)
		code = forever ? follow(sender, summary, db) : once(sender, summary, db);
	else
		code = err == ERR_INPUT ? CLI_USAGE : CLI_AWAY;
	sender_free(sender);
	summary_free(summary);
	return (code);
}

/* --- for staff ---------------------------------------------------------------------------------
 */

static int
list(struct db *db, const char *state)
{
	static const char *const states[] = { "waiting", "sent", "dead", "dropped" };
	struct arena *arena = arena_new();
	struct mail_row *rows;
	bool known = state == NULL;
	size_t n;

	for (size_t i = 0; state != NULL && i < sizeof(states) / sizeof(states[0]); i++)
		known |= strcmp(states[i], state) == 0;
	if (!known) {
		fprintf(
		    stderr, "mail: a state is waiting, sent, dead or dropped, not “%s”.\n", state);
		arena_free(arena);
		return (CLI_USAGE);
	}
	if (mail_list(db, arena, state, LIST, &rows, &n) != ERR_OK) {
		arena_free(arena);
		return (cli_away("mail", db));
	}
	for (size_t i = 0; i < n; i++)
		printf("%6lld  %-8s  %-17s  %s  %-32s  %lld tries%s%s\n", (long long)rows[i].id,
		    rows[i].state, rows[i].kind,
		    strcmp(rows[i].state, "waiting") == 0 ? rows[i].due : rows[i].made,
		    rows[i].address != NULL ? rows[i].address : "-", (long long)rows[i].tries,
		    rows[i].problem != NULL ? "  " : "",
		    rows[i].problem != NULL ? rows[i].problem : "");
	if (n == 0)
		printf("There are none.\n");
	arena_free(arena);
	return (CLI_DONE);
}

static int
retry(struct db *db, const char *what)
{
	struct arena *arena = arena_new();
	char *end = NULL;
	int64_t id = 0, n;
	int code = CLI_DONE;

	if (strcmp(what, "dead") != 0) {
		id = strtoll(what, &end, 10);
		if (*what == '\0' || *end != '\0' || id <= 0) {
			arena_free(arena);
			return (cli_usage("mail"));
		}
	}
	if (mail_again(db, arena, id, &n) != ERR_OK) {
		code = cli_away("mail", db);
	} else if (id != 0 && n == 0) {
		fprintf(stderr, "mail: %s is not dead, and does not wait.\n", what);
		code = CLI_REFUSED;
	} else {
		printf("mail: %lld will be tried again\n", (long long)n);
	}
	arena_free(arena);
	return (code);
}

/* A mail server's alias hands a report in: ${path}, or NULL for the standard input. */
static int
bounce(struct db *db, const char *path)
{
	struct arena *arena = arena_new();
	FILE *f = path == NULL ? stdin : fopen(path, "re");
	struct buf raw = { 0 };
	struct mime_bounce b;
	const char *address;
	enum err err;
	int code = CLI_REFUSED;
	size_t n;

	if (f == NULL) {
		fprintf(stderr, "mail: %s cannot be read.\n", path);
		arena_free(arena);
		return (CLI_REFUSED);
	}
	do {
		n = fread(buf_reserve(&raw, 65536), 1, 65536, f);
		raw.len += n;
	} while (n > 0 && raw.len < BOUNCE_MAX);
	if (f != stdin)
		fclose(f);
	if (raw.len == 0 || mime_bounce(arena, raw.data, raw.len, &b) != ERR_OK) {
		fprintf(stderr, "mail: this is no delivery report about a mail of ours.\n");
	} else if (!b.final) {
		printf("mail: the report is not final; nothing changes\n");
		code = CLI_DONE;
	} else if ((err = mail_bounced(db, arena, b.message_id, b.problem, &address)) == ERR_OK) {
		printf("mail: nothing more is sent to %s until it is confirmed anew\n", address);
		code = CLI_DONE;
	} else if (err == ERR_NOTFOUND) {
		fprintf(stderr, "mail: the report is about a mail that was not sent from here.\n");
	} else {
		code = cli_away("mail", db);
	}
	buf_free(&raw);
	arena_free(arena);
	return (code);
}

int
mail_main(int argc, char **argv)
{
	const char *what = argc > 1 ? argv[1] : NULL;
	struct config config;
	struct db *db;
	int code;

	if (config_load(&config) != ERR_OK)
		return (CLI_USAGE);
	db = db_new(config.db, CLI_STATEMENT_MS);
	if (what == NULL)
		code = send_mails(&config, db, false);
	else if (argc == 2 && strcmp(what, "--follow") == 0)
		code = send_mails(&config, db, true);
	else if (argc <= 3 && strcmp(what, "list") == 0)
		code = list(db, argc == 3 ? argv[2] : NULL);
	else if (argc == 2 && strcmp(what, "dead") == 0)
		code = list(db, "dead");
	else if (argc == 3 && strcmp(what, "retry") == 0)
		code = retry(db, argv[2]);
	else if (argc <= 3 && strcmp(what, "bounce") == 0)
		code = bounce(db, argc == 3 ? argv[2] : NULL);
	else
		code = cli_usage("mail");
	db_free(db);
	return (code);
}
