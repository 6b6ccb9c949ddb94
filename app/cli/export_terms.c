/* SPDX-License-Identifier: GPL-2.0-or-later */
/* portalctl export tbx|skos: the published term base as one file. */
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#include "cli/command.h"
#include "locale/message.h"
#include "render/termbase.h"
#include "store/entry.h"

enum { ENTRIES_AT_ONCE = 100 };

static enum err
write_terms(struct db *db, struct termbase *t, size_t *ret_n)
{
	struct arena *arena = arena_new();
	struct entry_id last = { 0 };
	struct record **records;
	enum err err;
	size_t n;

	while (
	    (err = entry_each(db, arena, last, ENTRIES_AT_ONCE, &records, &n)) == ERR_OK && n > 0) {
		last = records[n - 1]->id;
		for (size_t i = 0; i < n; i++) {
			if (records[i]->kind != KIND_TERM)
				continue;
			termbase_add(t, records[i]);
			++*ret_n;
		}
		arena_reset(arena);
	}
	arena_free(arena);
	return (err);
}

static int
keep(const char *path, const struct buf *out, size_t n)
{
	FILE *f = fopen(path, "we");
	bool whole = f != NULL && fwrite(out->data, 1, out->len, f) == out->len;

	if (f != NULL && fclose(f) != 0)
		whole = false;
	if (!whole) {
		fprintf(stderr, "export: %s can't be written: %s.\n", path, strerror(errno));
		return (CLI_AWAY);
	}
	fprintf(stderr, "exported %zu terms to %s\n", n, path);
	return (CLI_DONE);
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
	struct termbase *t;
	struct db *db;
	size_t n = 0;
	int code = CLI_USAGE;

	if (config_load(&config) != ERR_OK)
		goto out;
	code = CLI_AWAY;
	if (locales_load(config.bundles, &locales) != ERR_OK) {
		fprintf(stderr, "export: the bundles in %s can't be used.\n", config.bundles);
		goto out;
	}
	if (mkdir(folder, 0777) != 0 && errno != EEXIST) {
		fprintf(stderr, "export: %s can't be made: %s.\n", folder, strerror(errno));
		goto out;
	}
	about =
	    (struct termbase_about){ config.base_url, msg(locales_of(locales, "en"), "site.name") };
	t = termbase_begin(tbx ? TERMBASE_TBX : TERMBASE_SKOS, &out, arena, &about);
	db = db_new(config.db, CLI_STATEMENT_MS);
	if (write_terms(db, t, &n) != ERR_OK)
		code = cli_away("export", db);
	else
		code = CLI_DONE;
	termbase_end(t);
	if (code == CLI_DONE)
		code =
		    keep(arena_printf(arena, "%s/terms.%s", folder, tbx ? "tbx" : "rdf"), &out, n);
	db_free(db);
out:
	buf_free(&out);
	locales_free(locales);
	arena_free(arena);
	return (code);
}
