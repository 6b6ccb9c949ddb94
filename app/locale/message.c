/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Owns the look-up and filling of messages, and the translator's check of all bundles. */
#include "locale/message.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/log.h"
#include "locale/words.h"

enum { LOGGED_MAX = 64 };

static const struct word *
find(const struct locale *l, const char *key)
{
	const struct word *w = words_find(&l->words, key);

	if (w == NULL && l->en != NULL)
		w = words_find(&l->en->words, key);
	return (w);
}

/* A key that not even en has is a defect: said once each, for the first few. */
static void
log_missing(const char *event, const char *tag, const char *key)
{
	static _Thread_local char logged[LOGGED_MAX][BUNDLE_KEY_MAX];
	static _Thread_local size_t n;

	for (size_t i = 0; i < n; i++) {
		if (strncmp(logged[i], key, BUNDLE_KEY_MAX - 1) == 0)
			return;
	}
	if (n == LOGGED_MAX)
		return;
	snprintf(logged[n++], BUNDLE_KEY_MAX, "%s", key);
	log_event(LOG_LEVEL_ERROR, event, LOG_TEXT("locale", tag), LOG_TEXT("key", key));
}

const char *
msg(const struct locale *l, const char *key)
{
	const struct word *w = find(l, key);

	if (w != NULL)
		return (w->text);
	log_missing("message.missing", l->tag, key);
	return (key);
}

bool
msg_has(const struct locale *l, const char *key)
{
	return (find(l, key) != NULL);
}

static const struct msg_arg *
text_arg(const struct msg_arg *args, size_t n, const char *name, size_t size)
{
	for (size_t i = 0; i < n; i++) {
		if (strncmp(args[i].name, name, size) == 0 && args[i].name[size] == '\0')
			return (args[i].type == MSG_TYPE_TEXT ? &args[i] : NULL);
	}
	return (NULL);
}

/* Most messages only put texts into a sentence, which ICU does at ten times the cost.  NULL: it
 * needs ICU all the same. */
static const char *
fill_plain(const char *pattern, struct arena *arena, const struct msg_arg *args, size_t n)
{
	struct buf out = { 0 };
	const char *s = pattern, *filled;

	while (*s != '\0') {
		size_t words = strcspn(s, "{"), name;
		const struct msg_arg *arg;

		buf_add(&out, s, words);
		s += words;
		if (*s == '\0')
			break;
		name = strcspn(++s, "}");
		if ((arg = text_arg(args, n, s, name)) == NULL) {
			buf_free(&out);
			return (NULL);
		}
		buf_str(&out, arg->text != NULL ? arg->text : "");
		s += name + 1;
	}
	filled = arena_strndup(arena, buf_cstr(&out), out.len);
	buf_free(&out);
	return (filled);
}

const char *
msg_format_args(const struct locale *l, struct arena *arena, const char *key,
    const struct msg_arg *args, size_t n)
{
	const struct word *w = find(l, key);
	const char *s;

	if (w == NULL) {
		log_missing("message.missing", l->tag, key);
		return (arena_strdup(arena, key));
	}
	if (w->message == NULL)
		return (arena_strdup(arena, w->text));
	if (w->is_plain && (s = fill_plain(w->text, arena, args, n)) != NULL)
		return (s);
	if ((s = icu_message_format(w->message, arena, args, n)) != NULL)
		return (s);
	log_missing("message.arguments", l->tag, key);
	return (arena_strdup(arena, w->text));
}

struct check {
	const char *dir;
	words_report_fn *report;
	void *ctx;
	size_t complaints;
};

static bool
read_words(struct check *c, struct arena *arena, const char *name, char *tag, size_t tag_size,
    struct words *ret_words)
{
	const char *path = arena_printf(arena, "%s/%s", c->dir, name);
	struct bundle bundle;
	char why[BUNDLE_WHY_MAX];

	if (!locale_file_tag(path, tag, tag_size)) {
		c->report(c->ctx, name, "", "the file is not named after a locale");
		c->complaints++;
		return (false);
	}
	if (bundle_read(arena, path, &bundle, why) != ERR_OK) {
		c->report(c->ctx, tag, "", why);
		c->complaints++;
		return (false);
	}
	c->complaints += words_new(arena, tag, &bundle, ret_words, c->report, c->ctx);
	return (true);
}

static int
only_res(const struct dirent *d)
{
	size_t n = strlen(d->d_name);

	return (n > 4 && strcmp(d->d_name + n - 4, ".res") == 0);
}

size_t
msg_check(const char *dir,
    void (*report)(void *ctx, const char *tag, const char *key, const char *why), void *ctx)
{
	struct check c = { .dir = dir, .report = report, .ctx = ctx };
	struct arena *arena = arena_new();
	struct words en = { 0 };
	struct dirent **files = NULL;
	char tag[32];
	int n;

	if (!read_words(&c, arena, "en.res", tag, sizeof(tag), &en))
		goto done;
	if ((n = scandir(dir, &files, only_res, alphasort)) < 0)
		n = 0;
	for (int i = 0; i < n; i++) {
		struct words w = { 0 };

		if (strcmp(files[i]->d_name, "en.res") != 0 &&
		    read_words(&c, arena, files[i]->d_name, tag, sizeof(tag), &w)) {
			c.complaints += words_differ(&en, &w, tag, report, ctx);
			c.complaints += words_incomplete(&en, &w, tag, report, ctx);
			words_free(&w);
		}
		free(files[i]);
	}
	free(files);
done:
	words_free(&en);
	arena_free(arena);
	return (c.complaints);
}
