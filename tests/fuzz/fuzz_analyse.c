/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Any bytes, cut, parsed as a query in every locale, marked in a snippet and unpacked as a
 * document. */
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "search/analyse.h"
#include "search/phrase.h"
#include "search/query.h"
#include "search/rerank.h"
#include "search/snippet.h"
#include "search/work.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static const char *const languages[] = { "en", "zh-Hans", "ru", "pt-BR", "hi", "ar", "fa", "id",
	"am", "zh-Hant" };

struct bounds {
	size_t size;
	uint32_t position;
};

static void
check(void *ctx, const struct token *t)
{
	struct bounds *b = ctx;

	if (t->size == 0 || t->start >= t->end || t->end > b->size ||
	    (t->class != TOKEN_GRAM && t->position < b->position) || !utf8_valid(t->term, t->size))
		abort();
	b->position = t->class == TOKEN_GRAM ? b->position : t->position;
}

static void
check_ranges(const char *text, const struct search_range *r, size_t n)
{
	uint32_t points = (uint32_t)utf8_count(text, strlen(text)), at = 0;

	for (size_t i = 0; i < n; i++) {
		if (r[i].start < at || r[i].end <= r[i].start || r[i].end > points)
			abort();
		at = r[i].end;
	}
}

/* An index of nothing. */
static struct xdb *
empty(void)
{
	static struct xdb *db;
	char path[] = "/tmp/fuzz-analyse.XXXXXX/db";
	struct xwriter *w;

	if (db != NULL)
		return (db);
	path[strlen(path) - 3] = '\0';
	if (mkdtemp(path) == NULL)
		abort();
	path[strlen(path)] = '/';
	if (xdb_writer_open(path, true, &w) != ERR_OK)
		abort();
	xdb_writer_close(w);
	if (xdb_open(path, &db) != ERR_OK)
		abort();
	return (db);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena *arena = arena_new();
	const char *language = languages[size > 0 ? data[0] % 10 : 0], *snippet;
	char *text = arena_strndup(arena, (const char *)data, size);
	struct query *q = arena_alloc(arena, sizeof(*q));
	struct bounds b = { strlen(text), 0 };
	const struct search_range *ranges;
	struct work_piece piece;
	struct work_data work;
	struct rerank *rerank;
	double weights[2];
	size_t n;

	analyse(language, text, b.size, check, &b);
	(void)work_unpack((const char *)data, size, arena, &work);
	(void)work_piece_unpack((const char *)data, size, arena, &piece);
	if (utf8_valid(text, b.size)) {
		query_parse(arena, text, language, q);
		(void)query_limit(q, query_all(q));
		(void)query_limit(q, query_any(q));
		if (q->phrases && q->root != NULL)
			(void)phrase_holds(q, language, (const char *const[]){ text, NULL }, 2);
		for (size_t i = 0; i < q->problems.n; i++)
			if (q->problems.v[i].start > q->problems.v[i].end ||
			    q->problems.v[i].end > b.size)
				abort();
		rerank = rerank_new(q, 2);
		rerank_add(rerank, 1, 2.0, language, NULL, text);
		rerank_add(rerank, 1, 1.0, "en", text, NULL);
		rerank_finish(rerank, weights);
		(void)query_label(q, empty(), "zh-Hant", text);
		snippet_make(arena, q, language, text, &snippet, &ranges, &n);
		if (!utf8_valid(snippet, strlen(snippet)))
			abort();
		check_ranges(snippet, ranges, n);
		snippet_marks(arena, q, language, text, &ranges, &n);
		check_ranges(text, ranges, n);
	}
	arena_free(arena);
	return (0);
}
