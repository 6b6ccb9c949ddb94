/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * What pages of laws do with any text: two versions compared, and citations found in it.  The first
 * byte chooses the language, the first NUL divides the versions.
 */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "domain/cite.h"
#include "domain/diff.h"
#include "domain/diff_articles.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
promise(int kept)
{
	if (!kept)
		abort();
}

static void
compare(struct arena *arena, const char *before, const char *after)
{
	struct diff d = diff_text(arena, before, after);
	const char *at = after;

	for (size_t i = 0; i < d.n; i++) {
		promise(d.parts[i].size > 0);
		if (d.parts[i].op == DIFF_REMOVED) {
			promise(d.parts[i].text >= before &&
				d.parts[i].text + d.parts[i].size <= before + strlen(before));
			continue;
		}
		/* What is not removed is the new text, from its first byte to its last. */
		promise(d.parts[i].text == at);
		at += d.parts[i].size;
	}
	promise(*at == '\0');
}

static void
articles(struct arena *arena, char *before, char *after)
{
	struct article a[2][16];
	char *text[2] = { before, after };
	size_t n[2] = { 0, 0 }, seen[2] = { 0, 0 };
	struct diff_articles d;

	for (int s = 0; s < 2; s++) {
		char *p = text[s];

		while (p != NULL && n[s] < 16) {
			char *line = strsep(&p, "\n");

			a[s][n[s]] = (struct article){ .eid = arena_printf(arena, "art_%zu", n[s]),
				.body = line };
			n[s]++;
		}
	}
	d = diff_articles(arena, a[0], n[0], a[1], n[1]);
	for (size_t i = 0; i < d.n; i++) {
		seen[0] += d.v[i].before != NULL;
		seen[1] += d.v[i].after != NULL;
	}
	promise(seen[0] == n[0] && seen[1] == n[1]);
}

static void
citations(struct arena *arena, const char *text, const char *language)
{
	struct cites c = cite_find(arena, text, language);
	size_t last = 0;

	for (size_t i = 0; i < c.n; i++) {
		promise(c.v[i].start >= last && c.v[i].start < c.v[i].end);
		promise(c.v[i].eid != NULL || c.v[i].law != NULL);
		last = c.v[i].end;
	}
	promise(last <= strlen(text));
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const char *const languages[] = { "zh-Hans", "en", "ru", "pt", "hi", "ar", "fa",
		"id" };
	struct arena *arena;
	char *text, *after;

	if (size < 1 || size > 20000)
		return (0);
	arena = arena_new();
	text = arena_strndup(arena, (const char *)data + 1, size - 1);
	after = strlen(text) + 1 < size ? text + strlen(text) + 1 : text;
	citations(arena, text, languages[data[0] % 8]);
	if (utf8_valid(text, strlen(text)) && utf8_valid(after, strlen(after))) {
		compare(arena, text, after);
		articles(arena, arena_strdup(arena, text), arena_strdup(arena, after));
	}
	arena_free(arena);
	return (0);
}
