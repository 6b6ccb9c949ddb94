/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * portalctl export: the published laws as files, one a text (akn, text), one an entry (json) or two
 * for all (jsonl).  An entry at a time is in memory.
 */
#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/date.h"
#include "cli/command.h"
#include "exchange/jsonl_write.h"
#include "locale/message.h"
#include "render/akn.h"
#include "render/json.h"
#include "render/lawprint.h"
#include "render/record_json.h"
#include "store/entry.h"

struct export
{
	const struct format *format;
	const char *folder;
	const char *base_url;
	const char *day;
	struct locales *locales;
	struct buf out;	       /* the file at hand */
	FILE *laws, *articles; /* jsonl */
	uint64_t nlaws, nfiles, narticles;
};

struct format {
	const char *name;
	const char *ending;
	void (*text)(struct export *, struct arena *, const struct record *,
	    const struct expression *); /* fills .out */
};

/* --- formats -----------------------------------------------------------------------------------
 */

static const struct locale *
words_of(const struct export *ex, const struct expression *x)
{
	const struct locale *l = locales_of(ex->locales, x->language);

	return (l != NULL ? l : locales_at(ex->locales, 0));
}

static void
text_akn(
    struct export *ex, struct arena *arena, const struct record *law, const struct expression *x)
{
	const struct akn_editor editor = { ex->base_url, msg(words_of(ex, x), "site.name") };

	(void)arena;
	akn_write(&ex->out, law, x, &editor);
}

static void
text_plain(
    struct export *ex, struct arena *arena, const struct record *law, const struct expression *x)
{
	const struct locale *l = words_of(ex, x);

	lawprint_write(&ex->out, arena, law, x, l, locales_of(ex->locales, x->language),
	    arena_printf(arena, "%s/%s/laws/%s", ex->base_url, locale_tag(l), law->slug));
}

static const struct format formats[] = {
	{ "akn", "xml", text_akn },
	{ "text", "txt", text_plain },
	{ "json", "json", NULL },
	{ "jsonl", "jsonl", NULL },
};

static const struct format *
format_of(const char *name)
{
	for (size_t i = 0; i < sizeof(formats) / sizeof(formats[0]); i++) {
		if (strcmp(formats[i].name, name) == 0)
			return (&formats[i]);
	}
	return (NULL);
}

/* --- files -------------------------------------------------------------------------------------
 */

enum err
export_failed(const char *path)
{
	fprintf(stderr, "export: %s can't be written: %s.\n", path, strerror(errno));
	return (ERR_IO);
}

enum err
export_folder(const char *path)
{
	return (mkdir(path, 0777) == 0 || errno == EEXIST ? ERR_OK : export_failed(path));
}

enum err
export_file(const char *path, const struct buf *b)
{
	FILE *f = fopen(path, "we");
	bool whole;

	if (f == NULL)
		return (export_failed(path));
	whole = fwrite(buf_cstr(b), 1, b->len, f) == b->len;
	if ((fclose(f) != 0) | !whole)
		return (export_failed(path));
	return (ERR_OK);
}

/* What is in .out becomes the file ${name}. */
static enum err
keep(struct export *ex, struct arena *arena, const char *name)
{
	enum err err = export_file(arena_printf(arena, "%s/%s", ex->folder, name), &ex->out);

	if (err == ERR_OK)
		ex->nfiles++;
	buf_clear(&ex->out);
	return (err);
}

/* "cn-patent-law.zh-Hans@2020-10-17.xml"; a second text of that language and day gets ".2". */
static const char *
file_name(const struct export *ex, struct arena *arena, const struct record *law,
    const struct expression *x)
{
	const char *at = x->version_date != NULL ? "@" : "";
	const char *date = x->version_date != NULL ? x->version_date : "", *other;
	size_t same = 1;

	for (const struct expression *y = law->law->expressions; y < x; y++) {
		other = y->version_date != NULL ? y->version_date : "";
		same += strcmp(y->language, x->language) == 0 && strcmp(other, date) == 0;
	}
	return (arena_printf(arena, "%s.%s%s%s%s.%s", law->slug, x->language, at, date,
	    same > 1 ? arena_printf(arena, ".%zu", same) : "", ex->format->ending));
}

static enum err
export_texts(struct export *ex, struct arena *arena, const struct record *law)
{
	enum err err = ERR_OK;

	for (size_t i = 0; i < law->law->nexpressions && err == ERR_OK; i++) {
		const struct expression *x = &law->law->expressions[i];

		if (x->narticles == 0)
			continue;
		ex->format->text(ex, arena, law, x);
		ex->narticles += x->narticles;
		err = keep(ex, arena, file_name(ex, arena, law, x));
	}
	return (err);
}

static enum err
export_json(struct export *ex, struct arena *arena, const struct record *law)
{
	json_t *json = record_json(law), *bodies = json_array();

	for (size_t i = 0; i < law->law->nexpressions; i++) {
		json_array_append_new(bodies, record_json_body(&law->law->expressions[i]));
		ex->narticles += law->law->expressions[i].narticles;
	}
	json_object_set_new(json_object_get(json, kind_id(KIND_LAW)), "expressions", bodies);
	json_into(&ex->out, json);
	buf_char(&ex->out, '\n');
	json_decref(json);
	return (keep(ex, arena, arena_printf(arena, "%s.json", law->slug)));
}

static enum err
export_jsonl(struct export *ex, struct arena *arena, const struct record *law)
{
	struct buf lines = { 0 };
	bool whole;

	jsonl_write(&ex->out, &lines, arena, law, ex->day);
	whole = fwrite(ex->out.data, 1, ex->out.len, ex->laws) == ex->out.len &&
		fwrite(buf_cstr(&lines), 1, lines.len, ex->articles) == lines.len;
	for (size_t i = 0; i < lines.len; i++)
		ex->narticles += lines.data[i] == '\n';
	buf_clear(&ex->out);
	buf_free(&lines);
	return (whole ? ERR_OK : export_failed(ex->folder));
}

static enum err
export_law(struct export *ex, struct arena *arena, const struct record *law)
{
	ex->nlaws++;
	if (ex->format->text != NULL)
		return (export_texts(ex, arena, law));
	return (ex->laws != NULL ? export_jsonl(ex, arena, law) : export_json(ex, arena, law));
}

/* --- which -------------------------------------------------------------------------------------
 */

static enum err
export_entry(void *ctx, struct arena *arena, const struct record *r)
{
	return (r->kind == KIND_LAW ? export_law(ctx, arena, r) : ERR_OK);
}

static enum err
export_some(struct export *ex, struct db *db, const char *const *slugs, size_t n, bool *ret_missing)
{
	struct arena *arena = arena_new();
	struct expression **all;
	struct record **records;
	enum err err;

	err = entry_by_slugs(db, arena, KIND_LAW, slugs, n, &records);
	for (size_t i = 0; i < n && err == ERR_OK; i++) {
		struct law *law;

		if (records[i] == NULL) {
			fprintf(stderr, "export: there is no published law “%s”.\n", slugs[i]);
			*ret_missing = true;
			continue;
		}
		law = records[i]->law;
		all = arena_array(arena, struct expression *, law->nexpressions);
		for (size_t x = 0; x < law->nexpressions; x++)
			all[x] = &law->expressions[x];
		if ((err = entry_articles(db, arena, all, law->nexpressions)) == ERR_OK)
			err = export_law(ex, arena, records[i]);
	}
	arena_free(arena);
	return (err);
}

/* --- the command -------------------------------------------------------------------------------
 */

static bool
open_jsonl(struct export *ex, struct arena *arena)
{
	const char *laws = arena_printf(arena, "%s/laws.jsonl", ex->folder);
	const char *articles = arena_printf(arena, "%s/articles.jsonl", ex->folder);

	if ((ex->laws = fopen(laws, "we")) == NULL)
		export_failed(laws);
	else if ((ex->articles = fopen(articles, "we")) == NULL)
		export_failed(articles);
	return (ex->articles != NULL);
}

static bool
close_jsonl(struct export *ex)
{
	bool whole = true;

	if (ex->laws != NULL)
		whole = fclose(ex->laws) == 0;
	if (ex->articles != NULL)
		whole = (fclose(ex->articles) == 0) & whole;
	return (whole || export_failed(ex->folder) == ERR_OK);
}

static int
export_to(struct export *ex, const struct config *config, const char *const *slugs, size_t n)
{
	struct arena *arena = arena_new();
	bool missing = false;
	enum err err = ERR_IO;
	int code = CLI_AWAY;
	struct db *db;

	db = db_new(config->db, CLI_STATEMENT_MS);
	if (strcmp(ex->format->name, "jsonl") != 0 || open_jsonl(ex, arena))
		err = n > 0 ? export_some(ex, db, slugs, n, &missing)
			    : entry_all(db, export_entry, ex);
	if (!close_jsonl(ex) && err == ERR_OK)
		err = ERR_IO;
	if (err == ERR_OK) {
		fprintf(stderr, "exported %" PRIu64 " laws, %" PRIu64 " articles to %s\n",
		    ex->nlaws, ex->narticles, ex->folder);
		code = missing ? CLI_REFUSED : CLI_DONE;
	} else if (err == ERR_DB) {
		code = cli_away("export", db);
	}
	db_free(db);
	arena_free(arena);
	return (code);
}

int
export_main(int argc, char **argv)
{
	struct arena *arena;
	struct config config;
	struct export ex = { 0 };
	int code;

	if (argc < 3 || argv[1][0] == '-' || argv[2][0] == '-')
		return (cli_usage("export"));
	if (argc == 3 && (strcmp(argv[1], "tbx") == 0 || strcmp(argv[1], "skos") == 0))
		return (export_terms(argv[1], argv[2]));
	if (argc == 3 && strcmp(argv[1], "offerings") == 0)
		return (export_offerings(argv[2]));
	if ((ex.format = format_of(argv[1])) == NULL) {
		fprintf(stderr,
		    "export: there is no format “%s”: akn text json jsonl offerings tbx skos\n",
		    argv[1]);
		return (CLI_USAGE);
	}
	ex.folder = argv[2];
	if (export_folder(ex.folder) != ERR_OK)
		return (CLI_AWAY);
	if (config_load(&config) != ERR_OK)
		return (CLI_USAGE);
	if (locales_load(config.bundles, &ex.locales) != ERR_OK) {
		fprintf(stderr, "export: the bundles in %s can't be used.\n", config.bundles);
		return (CLI_AWAY);
	}
	arena = arena_new();
	ex.base_url = config.base_url;
	ex.day = date_today(arena);
	code = export_to(
	    &ex, &config, (const char *const *)(argv + 3), argc > 3 ? (size_t)argc - 3 : 0);
	buf_free(&ex.out);
	locales_free(ex.locales);
	arena_free(arena);
	return (code);
}
