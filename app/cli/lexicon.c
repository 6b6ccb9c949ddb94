/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * portalctl lexicon: learns from what the portal holds in several languages which words stand for
 * each other, takes in dictionaries, and shows what is known of a word.
 *
 * Files beside the portal's own texts: of parallel text one JSON object a line, language to text
 * ({"en": "…", "pt": "…"}); of dictionaries language, word, language, word with tabs between.
 */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <jansson.h>

#include "base/log.h"
#include "base/utf8.h"
#include "cli/command.h"
#include "cli/index.h"
#include "search/learn.h"
#include "store/entry.h"
#include "store/lexicon.h"

enum { TEXTS_MAX = 32 };

/* A dictionary has no figures for how sure it is. */
static const double imported_weight = 0.25;

struct rows {
	struct lexicon_row *v;
	size_t n, room;
};

static void
rows_add(struct rows *r, struct lexicon_row row)
{
	if (r->n == r->room) {
		r->room = r->room == 0 ? 4096 : r->room * 2;
		if ((r->v = reallocarray(r->v, r->room, sizeof(*r->v))) == NULL)
			log_die("out of memory");
	}
	r->v[r->n++] = row;
}

static void
learnt(void *ctx, const struct learn_pair *p)
{
	rows_add(ctx, (struct lexicon_row){
			  LEXICON_LEARNT, p->language, p->word, p->to_language, p->to, p->weight });
}

static enum err
learn_entry(void *ctx, struct arena *arena, const struct record *r)
{
	(void)arena;
	learn_record(ctx, r);
	return (ERR_OK);
}

/* Call ${fn} for each line of the file; it answers why it refuses one, or NULL. */
static int
each_line(const char *path, const char *(*fn)(void *ctx, char *line), void *ctx)
{
	char *line = NULL;
	const char *why;
	size_t room = 0, number = 0;
	ssize_t size;
	int code = CLI_DONE;
	FILE *f;

	if ((f = fopen(path, "re")) == NULL) {
		fprintf(stderr, "lexicon: %s cannot be read: %s.\n", path, strerror(errno));
		return (CLI_REFUSED);
	}
	while ((size = getline(&line, &room, f)) > 0) {
		number++;
		line[strcspn(line, "\r\n")] = '\0';
		why = utf8_valid(line, strlen(line)) ? fn(ctx, line) : "it is not UTF-8";
		if (why == NULL)
			continue;
		fprintf(stderr, "%s:%zu: %s\n", path, number, why);
		code = CLI_REFUSED;
	}
	free(line);
	fclose(f);
	return (code);
}

static const char *
parallel_line(void *ctx, char *line)
{
	struct learn_text texts[TEXTS_MAX];
	json_t *o = json_loads(line, 0, NULL), *value;
	const char *language;
	size_t n = 0;

	if (!json_is_object(o)) {
		json_decref(o);
		return ("it is no JSON object");
	}
	json_object_foreach(o, language, value)
	{
		if (json_is_string(value) && n < TEXTS_MAX)
			texts[n++] = (struct learn_text){ language, json_string_value(value) };
	}
	learn_same(ctx, texts, n);
	json_decref(o);
	return (n < 2 ? "it does not have texts in two languages" : NULL);
}

struct import {
	struct rows rows;
	struct arena *arena;
};

static const char *
dictionary_line(void *ctx, char *line)
{
	struct import *in = ctx;
	const char *field[4];
	char *p = arena_strdup(in->arena, line);

	for (size_t i = 0; i < 4; i++)
		if ((field[i] = strsep(&p, "\t")) == NULL || field[i][0] == '\0')
			return ("it is not language, word, language, word");
	rows_add(&in->rows, (struct lexicon_row){ LEXICON_IMPORTED, field[0], field[1], field[2],
				field[3], imported_weight });
	rows_add(&in->rows, (struct lexicon_row){ LEXICON_IMPORTED, field[2], field[3], field[0],
				field[1], imported_weight });
	return (NULL);
}

static int
keep(struct db *db, enum lexicon_origin origin, const struct rows *rows, int code)
{
	struct arena *arena = arena_new();

	if (lexicon_replace(db, arena, origin, rows->v, rows->n) != ERR_OK)
		code = cli_away("lexicon", db);
	else
		printf("lexicon: %zu translations %s\n", rows->n,
		    origin == LEXICON_LEARNT ? "learnt" : "taken in");
	arena_free(arena);
	return (code);
}

static int
learn(struct db *db, char **paths, size_t n)
{
	struct learn *l = learn_new();
	struct rows rows = { 0 };
	int code = CLI_DONE;

	for (size_t i = 0; i < n; i++)
		if (each_line(paths[i], parallel_line, l) != CLI_DONE)
			code = CLI_REFUSED;
	if (entry_all(db, learn_entry, l) != ERR_OK) {
		code = cli_away("lexicon", db);
	} else {
		learn_pairs(l, learnt, &rows);
		code = keep(db, LEXICON_LEARNT, &rows, code);
	}
	free(rows.v);
	learn_free(l);
	return (code);
}

static int
import(struct db *db, char **paths, size_t n)
{
	struct import in = { .arena = arena_new() };
	int code = CLI_DONE;

	for (size_t i = 0; i < n; i++)
		if (each_line(paths[i], dictionary_line, &in) != CLI_DONE)
			code = CLI_REFUSED;
	code = keep(db, LEXICON_IMPORTED, &in.rows, code);
	free(in.rows.v);
	arena_free(in.arena);
	return (code);
}

static int
show(struct db *db, const char *word)
{
	struct arena *arena = arena_new();
	struct lexicon_row *rows;
	int code = CLI_REFUSED;
	const char *mark;
	size_t n;

	if (lexicon_all(db, arena, &mark, &rows, &n) != ERR_OK) {
		code = cli_away("lexicon", db);
		n = 0;
	}
	for (size_t i = 0; i < n; i++) {
		if (!learn_same_word(rows[i].language, rows[i].word, word))
			continue;
		printf("%s %s\t%s %s\t%.2f%s\n", rows[i].language, rows[i].word,
		    rows[i].to_language, rows[i].to, rows[i].weight,
		    rows[i].origin == LEXICON_IMPORTED ? "\timported" : "");
		code = CLI_DONE;
	}
	arena_free(arena);
	return (code);
}

enum err
index_take_lexicon(struct db *db, struct search_writer *w)
{
	struct arena *arena = arena_new();
	struct learn_pair *pairs;
	struct lexicon_row *rows;
	const char *mark;
	enum err err;
	size_t n;

	if ((err = lexicon_all(db, arena, &mark, &rows, &n)) == ERR_OK) {
		pairs = arena_array(arena, struct learn_pair, n);
		for (size_t i = 0; i < n; i++)
			pairs[i] = (struct learn_pair){ rows[i].language, rows[i].word,
				rows[i].to_language, rows[i].to, rows[i].weight };
		err = search_writer_lexicon(w, mark, pairs, n);
	}
	arena_free(arena);
	return (err);
}

int
lexicon_main(int argc, char **argv)
{
	struct config config;
	struct db *db;
	int code = CLI_USAGE;

	if (argc < 2)
		return (cli_usage("lexicon"));
	if (config_load(&config) != ERR_OK)
		return (CLI_USAGE);
	db = db_new(config.db, CLI_STATEMENT_MS);
	if (strcmp(argv[1], "learn") == 0)
		code = learn(db, argv + 2, (size_t)argc - 2);
	else if (strcmp(argv[1], "import") == 0)
		code = import(db, argv + 2, (size_t)argc - 2);
	else if (strcmp(argv[1], "show") == 0 && argc == 3)
		code = show(db, argv[2]);
	else
		code = cli_usage("lexicon");
	db_free(db);
	return (code);
}
