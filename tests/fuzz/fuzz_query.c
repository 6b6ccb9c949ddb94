/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Queries in all their signs: each byte takes a sign, the name of a field or a word in some script,
 * so that nearly every input is a query with something in it; 0xFF takes the bytes that follow as
 * they are.
 */
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/utf8.h"
#include "search/phrase.h"
#include "search/query.h"
#include "search/syntax.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static const char *const pieces[] = { " ", "\"", "“", "”", "«", "»", "「", "」", "-", "−", "(", ")",
	"（", "）", "*", " OR ", " ИЛИ ", " 或 ", " AND ", " NOT ", ":", "：", "/", "?", "？", "؟",
	".", "..", "title:", "country:", "art:", "number:", "lang:", "kind:", "year:", "标题:",
	"страна:", "país:", "وثيقة:", "देश:", "patent", "patents", "of", "licença", "патент",
	"изобретения", "专利", "权", "第十一条", "強制許可", "براءة", "البراءات", "پتنت",
	"می‌شود", "पेटेंट", "፰ዓ", "የፈጠራ", "9.279/1996", "9.279/96", "35 U.S.C.", "G06F 16/33",
	"1970", "1990-2001", "law", "laws", "CN", "India", "巴西", "/en/laws/lpi/art_68",
	"https://x.example/zh-Hans/laws/lpi", "и\u0306", "a\u0300", "\u200d", "\u200c", "\u202e",
	"\u00ad", "\n", "\t", "don't", "women’s", "①", "٣", "３" };

static void
need(bool holds)
{
	if (!holds)
		abort();
}

static void
need_tree(const struct xquery *x, size_t depth)
{
	if (x == NULL)
		return;
	need(depth < 1000);
	if (x->op == XQ_TERM || x->op == XQ_PREFIX)
		need(x->term != NULL && x->size > 0);
	for (size_t i = 0; i < x->nkids; i++) {
		need(x->kids[i] != NULL);
		need_tree(x->kids[i], depth + 1);
	}
}

static void
need_query(const struct query *q, size_t size)
{
	need(q->nwords <= QUERY_WORDS && q->nlanguages <= QUERY_LANGUAGES &&
	     q->ncrowds <= QUERY_CROWDS);
	for (size_t i = 0; i < q->nwords; i++) {
		const struct query_word *w = &q->words[i];

		need(w->start < w->end && w->end <= size && w->nstems <= QUERY_LANGUAGES);
		need(i == 0 || w->start >= q->words[i - 1].end);
	}
	for (size_t i = 0; i < q->problems.n; i++) {
		const struct search_problem *p = &q->problems.v[i];

		need(p->start <= p->end && p->end <= size && p->code < PROBLEM_COUNT);
	}
}

static void
ask(struct arena *arena, const char *text, const char *locale)
{
	static const char body[] = "The patent office keeps a register of patents. "
				   "专利权的强制许可。 Патент на изобретение. "
				   "براءة الاختراع. A licença compulsória, Lei nº 9.279/1996.";
	struct query *q = arena_alloc(arena, sizeof(*q));

	query_parse(arena, text, locale, q);
	need_query(q, strlen(text));
	need_tree(query_limit(q, query_all(q)), 0);
	need_tree(query_limit(q, query_any(q)), 0);
	if (q->root != NULL)
		(void)phrase_holds(q, "en", (const char *const[]){ body, text }, 2);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const char *const locales[] = { "en", "zh-Hans", "ru", "pt-BR", "hi", "ar" };
	struct arena *arena;
	struct buf text = { 0 };

	if (size == 0)
		return (0);
	for (size_t i = 1; i < size; i++) {
		if (data[i] != 0xFF)
			buf_str(&text, pieces[data[i] % (sizeof(pieces) / sizeof(pieces[0]))]);
		else
			for (i++; i < size && data[i] != 0xFF; i++)
				buf_char(&text, (char)data[i]);
	}
	if (!utf8_valid(buf_cstr(&text), strlen(buf_cstr(&text)))) {
		buf_free(&text);
		return (0);
	}
	arena = arena_new();
	ask(arena, buf_cstr(&text), locales[data[0] % 6]);
	arena_free(arena);
	buf_free(&text);
	return (0);
}
