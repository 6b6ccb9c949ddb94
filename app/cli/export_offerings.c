/* SPDX-License-Identifier: GPL-2.0-or-later */
/* portalctl export offerings: the published profiles and listings, one file each. */
#include <stdio.h>

#include <jansson.h>

#include "cli/command.h"
#include "render/offering_json.h"
#include "store/entry.h"

struct offerings {
	const char *folder;
	size_t n;
};

static enum err
write_one(void *ctx, struct arena *arena, const struct record *r)
{
	struct offerings *all = ctx;
	const char *within = arena_printf(arena, "%s/%s", all->folder, kind_plural(r->kind));
	const char *path = arena_printf(arena, "%s/%s.json", within, r->slug);
	json_t *json;
	int status;
	enum err err;

	if (r->kind != KIND_PROVIDER && r->kind != KIND_LISTING)
		return (ERR_OK);
	if ((err = export_folder(within)) != ERR_OK)
		return (err);
	json = offering_json_file(r);
	status = json_dump_file(json, path, JSON_INDENT(2));
	json_decref(json);
	all->n++;
	return (status == 0 ? ERR_OK : export_failed(path));
}

int
export_offerings(const char *folder)
{
	struct offerings all = { .folder = folder };
	struct config config;
	int code = CLI_AWAY;
	struct db *db;
	enum err err;

	if (config_load(&config) != ERR_OK)
		return (CLI_USAGE);
	if (export_folder(folder) != ERR_OK)
		return (CLI_AWAY);
	db = db_new(config.db, CLI_STATEMENT_MS);
	if ((err = entry_all(db, write_one, &all)) == ERR_OK) {
		fprintf(stderr, "exported %zu profiles and listings to %s\n", all.n, folder);
		code = CLI_DONE;
	} else if (err == ERR_DB) {
		code = cli_away("export", db);
	}
	db_free(db);
	return (code);
}
