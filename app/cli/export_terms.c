/* SPDX-License-Identifier: GPL-2.0-or-later */
/* portalctl export tbx|skos: the published term base as one file. */
#include <stdio.h>
#include <string.h>

#include "cli/command.h"
#include "locale/message.h"
#include "render/termbase.h"
#include "store/entry.h"

struct terms {
	struct termbase *base;
	size_t n;
};

static enum err
add(void *ctx, struct arena *arena, const struct record *r)
{
	struct terms *all = ctx;

	(void)arena;
	if (r->kind == KIND_TERM) {
		termbase_add(all->base, r);
		all->n++;
	}
	return (ERR_OK);
}

int
export_terms(const char *format, const char *folder)
{
	const bool tbx = strcmp(format, "tbx") == 0;
	struct arena *arena = arena_new();
	struct locales *locales = NULL;
	struct termbase_about about;
	struct config config;
	struct buf out = { 0 };
	struct terms all = { 0 };
	const char *path;
	struct db *db;
	int code = CLI_USAGE;

	if (config_load(&config) != ERR_OK)
		goto out;
	code = CLI_AWAY;
	if (locales_load(config.bundles, &locales) != ERR_OK) {
		fprintf(stderr, "export: the bundles in %s can't be used.\n", config.bundles);
		goto out;
	}
	if (export_folder(folder) != ERR_OK)
		goto out;
	about =
	    (struct termbase_about){ config.base_url, msg(locales_of(locales, "en"), "site.name") };
	all.base = termbase_begin(tbx ? TERMBASE_TBX : TERMBASE_SKOS, &out, arena, &about);
	db = db_new(config.db, CLI_STATEMENT_MS);
	if (entry_all(db, add, &all) != ERR_OK)
		code = cli_away("export", db);
	else
		code = CLI_DONE;
	termbase_end(all.base);
	path = arena_printf(arena, "%s/terms.%s", folder, tbx ? "tbx" : "rdf");
	if (code == CLI_DONE && export_file(path, &out) != ERR_OK)
		code = CLI_AWAY;
	if (code == CLI_DONE)
		fprintf(stderr, "exported %zu terms to %s\n", all.n, path);
	db_free(db);
out:
	buf_free(&out);
	locales_free(locales);
	arena_free(arena);
	return (code);
}
