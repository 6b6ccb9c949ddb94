/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Owns the order of migrations and the proof that what landed is what stands in the folder. */
#include "store/migrate.h"

#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "store/conn.h"
#include "store/digest.h"

struct migration {
	const char *name; /* of the file */
	long number;
	struct buf text;
	char checksum[DIGEST_TEXT];
};

/* NNNN-name.sql */
static int
is_migration(const struct dirent *entry)
{
	const char *name = entry->d_name;
	size_t n = strlen(name);

	return (n > 9 && strspn(name, "0123456789") == 4 && name[4] == '-' &&
		strcmp(name + n - 4, ".sql") == 0);
}

static enum err
read_file(const char *path, struct buf *b)
{
	FILE *f = fopen(path, "r");
	size_t n;

	if (f == NULL)
		return (ERR_IO);
	do {
		n = fread(buf_reserve(b, 1 << 16), 1, 1 << 16, f);
		b->len += n;
	} while (n > 0);
	n = (size_t)ferror(f);
	fclose(f);
	buf_char(b, '\0');
	b->len--;
	return (n == 0 ? ERR_OK : ERR_IO);
}

static enum err
read_folder(
    struct db *db, struct arena *arena, const char *dir, struct migration **ret, size_t *ret_n)
{
	struct migration *all;
	struct dirent **entries;
	enum err err = ERR_OK;
	int n = scandir(dir, &entries, is_migration, alphasort);

	if (n < 0) {
		db_explain(db, "cannot read %s: %s", dir, strerror(errno));
		return (ERR_IO);
	}
	all = arena_array(arena, struct migration, (size_t)n);
	for (int i = 0; i < n; i++) {
		struct digest d;

		all[i].name = arena_strdup(arena, entries[i]->d_name);
		all[i].number = strtol(all[i].name, NULL, 10);
		free(entries[i]);
		if (err != ERR_OK)
			continue;
		err = read_file(arena_printf(arena, "%s/%s", dir, all[i].name), &all[i].text);
		if (err != ERR_OK) {
			db_explain(db, "cannot read %s: %s", all[i].name, strerror(errno));
			continue;
		}
		digest_begin(&d);
		digest_text(&d, buf_cstr(&all[i].text));
		digest_end(&d, all[i].checksum);
		if (i > 0 && all[i].number == all[i - 1].number) {
			db_explain(db, "number %04ld stands twice: %s and %s", all[i].number,
			    all[i - 1].name, all[i].name);
			err = ERR_INPUT;
		}
	}
	free(entries);
	*ret = all;
	*ret_n = (size_t)n;
	return (err);
}

/* What landed must still be there, unchanged, and be the beginning of what there is. */
static enum err
compare(
    struct db *db, struct arena *arena, const struct migration *all, size_t n, size_t *ret_landed)
{
	PGresult *res;
	enum err err;

	if ((err = db_run(db, STMT_MIGRATION_LANDED, NULL, &res)) != ERR_OK)
		return (err);
	*ret_landed = (size_t)PQntuples(res);
	for (size_t i = 0; i < *ret_landed && err == ERR_OK; i++) {
		const char *name = row_text(arena, res, (int)i, 1);
		const char *checksum = row_text(arena, res, (int)i, 2);

		if (i >= n || all[i].number != row_int(res, (int)i, 0)) {
			db_explain(
			    db, "%s has landed but is missing or out of order in the folder", name);
			err = ERR_INPUT;
		} else if (strcmp(all[i].checksum, checksum) != 0) {
			db_explain(db,
			    "%s was edited after it had landed; add a new migration instead",
			    all[i].name);
			err = ERR_INPUT;
		}
	}
	PQclear(res);
	return (err);
}

static enum err
apply(struct db *db, struct arena *arena, const struct migration *m)
{
	struct params p = { 0 };
	enum err err;

	param_int(&p, arena, m->number);
	param_text(&p, m->name);
	param_text(&p, m->checksum);
	if ((err = db_begin(db)) != ERR_OK)
		return (err);
	if ((err = db_script(db, buf_cstr(&m->text))) != ERR_OK) {
		char *why = arena_strdup(arena, db_problem(db));

		db_rollback(db);
		db_explain(db, "%s: %s", m->name, why);
		return (err == ERR_DB ? ERR_DB : ERR_CORRUPT);
	}
	if ((err = db_run(db, STMT_MIGRATION_ADD, &p, NULL)) != ERR_OK) {
		db_rollback(db);
		return (err);
	}
	return (db_commit(db));
}

enum err
migrate(struct db *db, const char *dir, void (*report)(void *ctx, const char *name), void *ctx)
{
	struct arena *arena = arena_new();
	struct migration *all = NULL;
	size_t n = 0, landed = 0;
	enum err err;

	if ((err = read_folder(db, arena, dir, &all, &n)) != ERR_OK)
		goto out;
	if ((err = db_run(db, STMT_MIGRATION_LOCK, NULL, NULL)) != ERR_OK)
		goto out;
	if ((err = db_run(db, STMT_MIGRATION_TABLE, NULL, NULL)) == ERR_OK)
		err = compare(db, arena, all, n, &landed);
	for (size_t i = landed; i < n && err == ERR_OK; i++) {
		if (report != NULL)
			report(ctx, all[i].name);
		err = apply(db, arena, &all[i]);
	}
	if (db_run(db, STMT_MIGRATION_UNLOCK, NULL, NULL) != ERR_OK && err == ERR_OK)
		err = ERR_DB;
out:
	for (size_t i = 0; i < n; i++)
		buf_free(&all[i].text);
	arena_free(arena);
	return (err);
}
