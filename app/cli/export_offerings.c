/* SPDX-License-Identifier: GPL-2.0-or-later */
/* portalctl export offerings: the published profiles and listings, one file each. */
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#include <jansson.h>

#include "cli/command.h"
#include "render/offering_json.h"
#include "store/entry.h"

enum { ENTRIES_AT_ONCE = 100 };

static enum err
failed(const char *path)
{
	fprintf(stderr, "export: %s can't be written: %s.\n", path, strerror(errno));
	return (ERR_IO);
}

static enum err
write_one(struct arena *arena, const char *folder, const struct record *r)
{
	const char *within = arena_printf(arena, "%s/%s", folder, kind_plural(r->kind));
	const char *path = arena_printf(arena, "%s/%s.json", within, r->slug);
	json_t *json;
	int status;

	if (mkdir(within, 0777) != 0 && errno != EEXIST)
		return (failed(within));
	json = offering_json_file(r);
	status = json_dump_file(json, path, JSON_INDENT(2));
	json_decref(json);
	return (status == 0 ? ERR_OK : failed(path));
}

static enum err
write_all(struct db *db, const char *folder, size_t *ret_n)
{
	struct arena *arena = arena_new();
	struct entry_id last = { 0 };
	struct record **records;
	enum err err;
	size_t n;

	while (
	    (err = entry_each(db, arena, last, ENTRIES_AT_ONCE, &records, &n)) == ERR_OK && n > 0) {
		last = records[n - 1]->id;
		for (size_t i = 0; i < n && err == ERR_OK; i++) {
			if (records[i]->kind != KIND_PROVIDER && records[i]->kind != KIND_LISTING)
				continue;
			err = write_one(arena, folder, records[i]);
			++*ret_n;
		}
		if (err != ERR_OK)
			break;
		arena_reset(arena);
	}
	arena_free(arena);
	return (err);
}

int
export_offerings(const char *folder)
{
	struct config config;
	size_t n = 0;
	int code = CLI_AWAY;
	struct db *db;
	enum err err;

	if (config_load(&config) != ERR_OK)
		return (CLI_USAGE);
	if (mkdir(folder, 0777) != 0 && errno != EEXIST) {
		(void)failed(folder);
		return (CLI_AWAY);
	}
	db = db_new(config.db, CLI_STATEMENT_MS);
	if ((err = write_all(db, folder, &n)) == ERR_OK) {
		fprintf(stderr, "exported %zu profiles and listings to %s\n", n, folder);
		code = CLI_DONE;
	} else if (err == ERR_DB) {
		code = cli_away("export", db);
	}
	db_free(db);
	return (code);
}
