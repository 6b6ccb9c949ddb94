/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * portalctl user: the accounts that no page can make, above all those of staff.  Owns how it is
 * asked and told.
 */
#include <pwd.h>
#include <stdio.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

#include "auth/password.h"
#include "auth/token.h"
#include "base/utf8.h"
#include "cli/command.h"
#include "domain/vocab.h"
#include "locale/text.h"
#include "store/account.h"

struct task {
	struct config config;
	struct db *db;
	struct arena *arena;
	const char *actor;
};

static bool
begin(struct task *t)
{
	const struct passwd *user = getpwuid(getuid());

	if (config_load(&t->config) != ERR_OK)
		return (false);
	t->arena = arena_new();
	t->db = db_new(t->config.db, CLI_STATEMENT_MS);
	t->actor = arena_printf(t->arena, "portalctl %s", user != NULL ? user->pw_name : "?");
	return (true);
}

static int
end(struct task *t, int code)
{
	db_free(t->db);
	arena_free(t->arena);
	return (code);
}

static int
refuse(const char *why)
{
	fprintf(stderr, "user: %s\n", why);
	return (CLI_REFUSED);
}

/* One line of stdin, which a terminal does not show; NULL for none. */
static const char *
read_password(struct arena *arena)
{
	struct termios before, quiet;
	bool terminal = isatty(STDIN_FILENO) != 0 && tcgetattr(STDIN_FILENO, &before) == 0;
	static char line[4096];
	size_t n;
	char *got;

	if (terminal) {
		quiet = before;
		quiet.c_lflag &= ~(tcflag_t)ECHO;
		tcsetattr(STDIN_FILENO, TCSAFLUSH, &quiet);
		fprintf(stderr, "Password: ");
	}
	got = fgets(line, sizeof(line), stdin);
	if (terminal) {
		tcsetattr(STDIN_FILENO, TCSAFLUSH, &before);
		fprintf(stderr, "\n");
	}
	if (got == NULL)
		return (NULL);
	line[strcspn(line, "\n")] = '\0';
	/* As it comes out of a form. */
	return (utf8_valid(line, strlen(line)) ? text_nfc(arena, line, strlen(line), &n) : NULL);
}

static const char *
lower(struct arena *arena, const char *s)
{
	char *l = arena_strdup(arena, s);

	for (char *p = l; *p != '\0'; p++)
		if (*p >= 'A' && *p <= 'Z')
			*p = (char)(*p - 'A' + 'a');
	return (l);
}

static int
add(struct task *t, struct account_new *a, bool stdin_password)
{
	struct account_id id;
	const char *password;
	bool made = false;
	enum err err;

	a->email = lower(t->arena, a->email);
	if (!account_email_valid(a->email))
		return (refuse("that is not an e-mail address."));
	if (a->name == NULL)
		a->name = arena_strndup(t->arena, a->email, strcspn(a->email, "@"));
	if (utf8_count(a->name, strlen(a->name)) > ACCOUNT_NAME_MAX)
		return (refuse("the name is too long."));
	if (stdin_password) {
		if ((password = read_password(t->arena)) == NULL ||
		    utf8_count(password, strlen(password)) < ACCOUNT_PASSWORD_MIN)
			return (refuse("the password needs at least 10 characters."));
	} else {
		password = token_code(t->arena);
		made = true;
	}
	if ((err = password_hash(t->arena, password, &a->password)) != ERR_OK)
		return (refuse("the password cannot be hashed: no memory."));
	if ((err = account_add(t->db, a, t->actor, &id)) == ERR_CONFLICT)
		return (refuse("this address has an account."));
	if (err != ERR_OK)
		return (cli_away("user", t->db));
	printf("user: %s is %s number %lld", a->email, vocab_id(VOCAB_ACCOUNT_ROLE, (int)a->role),
	    (long long)id.v);
	if (made)
		printf(", password %s", password);
	printf("\n");
	if (a->role == ACCOUNT_STAFF)
		printf("user: at the first sign-in a second factor is set up.\n");
	return (CLI_DONE);
}

/* What is done to an account that there is. */
static int
change(struct task *t, const char *email, int role)
{
	struct account_proof proof;
	enum err err;

	err = account_by_email(t->db, t->arena, lower(t->arena, email), NULL, &proof);
	if (err == ERR_NOTFOUND)
		return (refuse("no account has this address."));
	if (err == ERR_OK)
		err = db_begin(t->db);
	if (err != ERR_OK)
		return (cli_away("user", t->db));
	err = role < 0 ? account_totp_end(t->db, t->arena, proof.account.id)
		       : account_set_role(
			     t->db, t->arena, proof.account.id, (enum account_role)role, t->actor);
	if (err == ERR_OK && role < 0)
		err = account_audit_by(
		    t->db, t->arena, t->actor, proof.account.id, "account.second_factor", "reset");
	/* Whoever is signed in goes through the door again, as what they are now. */
	if (err == ERR_OK &&
	    (err = session_end_all(t->db, t->arena, proof.account.id, NULL)) == ERR_OK)
		err = db_commit(t->db);
	if (err != ERR_OK) {
		db_rollback(t->db);
		return (cli_away("user", t->db));
	}
	printf("user: %s: done; all its sessions are over.\n", proof.account.email);
	return (CLI_DONE);
}

int
user_main(int argc, char **argv)
{
	struct account_new a = { .role = ACCOUNT_USER, .locale = "en" };
	bool stdin_password = false;
	struct task t = { 0 };
	int role;

	if (argc == 3 && strcmp(argv[1], "reset-second-factor") == 0)
		return (begin(&t) ? end(&t, change(&t, argv[2], -1)) : CLI_USAGE);
	if (argc == 4 && strcmp(argv[1], "role") == 0 &&
	    vocab_value(VOCAB_ACCOUNT_ROLE, argv[3], &role))
		return (begin(&t) ? end(&t, change(&t, argv[2], role)) : CLI_USAGE);
	if (argc < 3 || strcmp(argv[1], "add") != 0)
		return (cli_usage("user"));
	for (int i = 2; i < argc; i++) {
		if (strcmp(argv[i], "--role") == 0 && i + 1 < argc) {
			if (!vocab_value(VOCAB_ACCOUNT_ROLE, argv[++i], &role))
				return (cli_usage("user"));
			a.role = (enum account_role)role;
		} else if (strcmp(argv[i], "--name") == 0 && i + 1 < argc) {
			a.name = argv[++i];
		} else if (strcmp(argv[i], "--locale") == 0 && i + 1 < argc) {
			a.locale = argv[++i];
		} else if (strcmp(argv[i], "--password-stdin") == 0) {
			stdin_password = true;
		} else if (argv[i][0] == '-' || a.email != NULL) {
			return (cli_usage("user"));
		} else {
			a.email = argv[i];
		}
	}
	if (a.email == NULL)
		return (cli_usage("user"));
	if (!begin(&t))
		return (CLI_USAGE);
	return (end(&t, add(&t, &a, stdin_password)));
}
