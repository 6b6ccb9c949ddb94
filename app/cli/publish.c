/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * portalctl publish, withdraw and merge: what staff decide about entries, from the command line.
 * Owns how it is asked and told; what happens is store/publish.c's.
 */
#include <pwd.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/arena.h"
#include "cli/command.h"
#include "store/publish.h"

/* A transaction is that large. */
enum { AT_ONCE = 200 };

struct task {
	struct config config;
	struct db *db;
	struct arena *arena; /* of one batch */
	const char *actor;
	char user[64]; /* the actor, if none was named */
};

static bool
begin(struct task *t)
{
	const struct passwd *user;

	if (config_load(&t->config) != ERR_OK)
		return (false);
	t->arena = arena_new();
	t->db = db_new(t->config.db, CLI_STATEMENT_MS);
	if (t->actor == NULL) {
		user = getpwuid(getuid());
		snprintf(
		    t->user, sizeof(t->user), "portalctl %s", user != NULL ? user->pw_name : "?");
		t->actor = t->user;
	}
	return (true);
}

static int
end(struct task *t, int code)
{
	db_free(t->db);
	arena_free(t->arena);
	return (code);
}

/* --- publish -----------------------------------------------------------------------------------
 */

static void
tell(const struct publish_item *item)
{
	printf("%-8s %-9s %-40s", item->public ? "change" : "new", kind_plural(item->kind),
	    item->slug);
	if (item->kind == KIND_LAW)
		printf(" %3zu texts %6zu articles", item->texts, item->articles);
	printf("  %s", item->title != NULL ? item->title : "");
	if (item->source != NULL)
		printf("  [%s %s]", item->source, item->source_id);
	printf("\n");
}

/* One transaction; if it is refused, one for each, so that one entry does not hold up the others.
 */
static enum err
publish_items(
    struct task *t, const struct publish_item *items, size_t n, size_t *done, size_t *refused)
{
	struct entry_id ids[AT_ONCE];
	enum err err;

	for (size_t i = 0; i < n; i++)
		ids[i] = items[i].id;
	err = publish_batch(t->db, t->arena, ids, n, t->actor);
	if (err == ERR_OK) {
		*done += n;
		return (ERR_OK);
	}
	if (err != ERR_CONFLICT && err != ERR_INPUT)
		return (err);
	for (size_t i = 0; i < n; i++) {
		err = publish_batch(t->db, t->arena, &ids[i], 1, t->actor);
		if (err == ERR_OK) {
			++*done;
			continue;
		}
		if (err != ERR_CONFLICT && err != ERR_INPUT)
			return (err);
		fprintf(stderr, "publish: %s %s: refused: %s\n", kind_plural(items[i].kind),
		    items[i].slug, db_problem(t->db));
		++*refused;
	}
	return (ERR_OK);
}

static int
publish_all(struct task *t, const struct publish_want *want, bool dry)
{
	size_t n, waiting = 0, done = 0, refused = 0;
	struct entry_id after = { 0 };
	struct publish_item *items;
	enum err err;

	do {
		arena_reset(t->arena);
		if ((err = publish_waiting(t->db, t->arena, want, after, AT_ONCE, &items, &n)) !=
		    ERR_OK)
			return (cli_away("publish", t->db));
		for (size_t i = 0; i < n; i++) {
			tell(&items[i]);
			after = items[i].id;
		}
		waiting += n;
		if (!dry && n > 0 && (err = publish_items(t, items, n, &done, &refused)) != ERR_OK)
			return (cli_away("publish", t->db));
	} while (n == AT_ONCE);
	if (dry)
		printf("publish: %zu entries would be published\n", waiting);
	else
		printf("publish: %zu entries published, %zu refused\n", done, refused);
	return (refused > 0 || (waiting == 0 && want->nslugs > 0) ? CLI_REFUSED : CLI_DONE);
}

int
publish_main(int argc, char **argv)
{
	struct publish_want want = { .kind = KIND_COUNT };
	bool dry = false, all = false;
	struct task t = { 0 };
	int n = 0;

	for (int i = 1; i < argc; i++) {
		if (strcmp(argv[i], "--dry-run") == 0)
			dry = true;
		else if (strcmp(argv[i], "--all") == 0)
			all = true;
		else if (strcmp(argv[i], "--source") == 0 && i + 1 < argc)
			want.source = argv[++i];
		else if (strcmp(argv[i], "--actor") == 0 && i + 1 < argc)
			t.actor = argv[++i];
		else if (argv[i][0] == '-')
			return (cli_usage("publish"));
		else
			argv[n++] = argv[i];
	}
	if (n > 0 && (n < 2 || !kind_from_plural(argv[0], &want.kind)))
		return (cli_usage("publish"));
	if (n > 0) {
		want.slugs = (const char *const *)(argv + 1);
		want.nslugs = (size_t)n - 1;
	}
	/* Everything only for whoever says so. */
	if (all + (want.source != NULL) + (n > 0) != 1)
		return (cli_usage("publish"));
	if (!begin(&t))
		return (CLI_USAGE);
	return (end(&t, publish_all(&t, &want, dry)));
}

/* --- withdraw, merge ---------------------------------------------------------------------------
 */

int
withdraw_main(int argc, char **argv)
{
	const char *reason = NULL;
	struct task t = { 0 };
	enum kind kind;
	enum err err;
	int n = 0;

	for (int i = 1; i < argc; i++) {
		if (strcmp(argv[i], "--reason") == 0 && i + 1 < argc)
			reason = argv[++i];
		else if (strcmp(argv[i], "--actor") == 0 && i + 1 < argc)
			t.actor = argv[++i];
		else if (argv[i][0] == '-')
			return (cli_usage("withdraw"));
		else
			argv[n++] = argv[i];
	}
	if (n != 2 || !kind_from_plural(argv[0], &kind) || reason == NULL || reason[0] == '\0')
		return (cli_usage("withdraw"));
	if (!begin(&t))
		return (CLI_USAGE);
	err = publish_withdraw(t.db, t.arena, kind, argv[1], t.actor, reason);
	if (err == ERR_NOTFOUND) {
		fprintf(stderr, "withdraw: there is no published %s %s.\n", kind_id(kind), argv[1]);
		return (end(&t, CLI_REFUSED));
	}
	if (err != ERR_OK) {
		(void)cli_away("withdraw", t.db);
		return (end(&t, CLI_AWAY));
	}
	printf("withdraw: %s %s is withdrawn\n", kind_plural(kind), argv[1]);
	return (end(&t, CLI_DONE));
}

int
merge_main(int argc, char **argv)
{
	struct task t = { 0 };
	enum err err;
	int n = 0;

	for (int i = 1; i < argc; i++) {
		if (strcmp(argv[i], "--actor") == 0 && i + 1 < argc)
			t.actor = argv[++i];
		else if (argv[i][0] == '-')
			return (cli_usage("merge"));
		else
			argv[n++] = argv[i];
	}
	if (n != 3 || strcmp(argv[0], kind_plural(KIND_LAW)) != 0)
		return (cli_usage("merge"));
	if (!begin(&t))
		return (CLI_USAGE);
	err = publish_merge(t.db, t.arena, argv[1], argv[2], t.actor);
	if (err == ERR_NOTFOUND || err == ERR_INPUT) {
		fprintf(stderr, "merge: %s and %s are not two laws.\n", argv[1], argv[2]);
		return (end(&t, CLI_REFUSED));
	}
	if (err != ERR_OK) {
		(void)cli_away("merge", t.db);
		return (end(&t, CLI_AWAY));
	}
	printf("merge: laws %s is now part of %s\n", argv[1], argv[2]);
	return (end(&t, CLI_DONE));
}
