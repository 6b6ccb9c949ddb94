/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Owns the parsed words of one bundle and the rules that a translation must keep. */
#include "locale/words.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define UNTRANSLATED  "untranslated."
#define ARGUMENT_NAME "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_"

static uint32_t
hash(const char *key)
{
	uint32_t h = 2166136261u;

	while (*key != '\0')
		h = (h ^ (unsigned char)*key++) * 16777619u;
	return (h);
}

/* A page asks for some fifty words. */
static void
build_slots(struct arena *arena, struct words *w)
{
	size_t at;

	for (w->nslots = 1; w->nslots < w->n * 2 + 1;)
		w->nslots *= 2;
	w->slots = arena_array(arena, uint32_t, w->nslots);
	for (size_t i = 0; i < w->n; i++) {
		for (at = hash(w->v[i].key); w->slots[at & (w->nslots - 1)] != 0;)
			at++;
		w->slots[at & (w->nslots - 1)] = (uint32_t)i + 1;
	}
}

const struct word *
words_find(const struct words *w, const char *key)
{
	size_t at = hash(key);
	uint32_t slot;

	if (w->n == 0)
		return (NULL);
	for (; (slot = w->slots[at & (w->nslots - 1)]) != 0; at++) {
		if (strcmp(w->v[slot - 1].key, key) == 0)
			return (&w->v[slot - 1]);
	}
	return (NULL);
}

/* Whether the pattern has no more to it than "{name}": no types, and no quotes, which ICU would
 * interpret. */
static bool
plain(const char *text)
{
	const char *s;

	if (strchr(text, '\'') != NULL)
		return (false);
	for (s = text; (s = strchr(s, '{')) != NULL;) {
		s += 1 + strspn(s + 1, ARGUMENT_NAME);
		if (*s != '}')
			return (false);
	}
	return (true);
}

size_t
words_new(struct arena *arena, const char *tag, const struct bundle *bundle,
    struct words *ret_words, words_report_fn *report, void *ctx)
{
	struct word *v = arena_array(arena, struct word, bundle->n);
	char why[BUNDLE_WHY_MAX];
	size_t bad = 0;

	for (size_t i = 0; i < bundle->n; i++) {
		struct word *w = &v[i];

		w->key = bundle->v[i].key;
		w->text = bundle->v[i].text;
		w->is_pattern = strpbrk(w->text, "{}") != NULL;
		if (!w->is_pattern)
			continue;
		w->message = icu_message_new(tag, w->text, &w->args, why, sizeof(why));
		w->is_plain = w->message != NULL && plain(w->text);
		if (w->message == NULL) {
			report(ctx, tag, w->key, why);
			bad++;
		}
	}
	ret_words->v = v;
	ret_words->n = bundle->n;
	build_slots(arena, ret_words);
	return (bad);
}

void
words_free(struct words *w)
{
	for (size_t i = 0; i < w->n; i++)
		icu_message_free(w->v[i].message);
	w->n = 0;
}

static const char *
kind_name(enum icu_kind kind)
{
	static const char *const names[] = { "text", "number", "date" };

	return (names[kind]);
}

static const struct icu_arg *
find_arg(const struct icu_args *args, const char *name)
{
	for (size_t i = 0; i < args->n; i++) {
		if (strcmp(args->v[i].name, name) == 0)
			return (&args->v[i]);
	}
	return (NULL);
}

/* What differs between the arguments of two patterns; false if nothing does. */
static bool
args_differ(const struct icu_args *en, const struct icu_args *args, char *why, size_t size)
{
	for (size_t i = 0; i < args->n; i++) {
		const struct icu_arg *a = &args->v[i], *e = find_arg(en, a->name);

		if (e == NULL) {
			snprintf(why, size, "the argument {%s} does not exist in en", a->name);
			return (true);
		}
		if (e->kind != a->kind) {
			snprintf(why, size, "the argument {%s} is a %s, in en a %s", a->name,
			    kind_name(a->kind), kind_name(e->kind));
			return (true);
		}
	}
	for (size_t i = 0; i < en->n; i++) {
		if (find_arg(args, en->v[i].name) == NULL) {
			snprintf(why, size, "the argument {%s} is missing", en->v[i].name);
			return (true);
		}
	}
	return (false);
}

size_t
words_differ(const struct words *en, const struct words *w, const char *tag,
    words_report_fn *report, void *ctx)
{
	char why[BUNDLE_WHY_MAX];
	size_t bad = 0;

	for (size_t i = 0; i < w->n; i++) {
		const struct word *e = words_find(en, w->v[i].key);

		if (e == NULL || (w->v[i].is_pattern && w->v[i].message == NULL))
			continue;
		if (args_differ(&e->args, &w->v[i].args, why, sizeof(why))) {
			report(ctx, tag, w->v[i].key, why);
			bad++;
		}
	}
	return (bad);
}

/* Whether en's table "untranslated" names this key or this very text. */
static bool
may_equal(const struct words *en, const struct word *w)
{
	for (size_t i = 0; i < en->n; i++) {
		if (strncmp(en->v[i].key, UNTRANSLATED, strlen(UNTRANSLATED)) == 0 &&
		    (strcmp(en->v[i].text, w->key) == 0 || strcmp(en->v[i].text, w->text) == 0))
			return (true);
	}
	return (false);
}

size_t
words_incomplete(const struct words *en, const struct words *w, const char *tag,
    words_report_fn *report, void *ctx)
{
	size_t bad = 0;

	for (size_t i = 0; i < en->n; i++) {
		const struct word *e = &en->v[i], *t = words_find(w, e->key);
		const char *why = NULL;

		if (strncmp(e->key, UNTRANSLATED, strlen(UNTRANSLATED)) == 0)
			continue;
		if (t == NULL)
			why = "missing";
		else if (t->text[0] == '\0' && e->text[0] != '\0')
			why = "empty";
		else if (strcmp(t->text, e->text) == 0 && !may_equal(en, e))
			why = "not translated";
		if (why != NULL) {
			report(ctx, tag, e->key, why);
			bad++;
		}
	}
	for (size_t i = 0; i < w->n; i++) {
		if (words_find(en, w->v[i].key) == NULL) {
			report(ctx, tag, w->v[i].key, "does not exist in en");
			bad++;
		}
	}
	return (bad);
}
