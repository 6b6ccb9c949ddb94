/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What changed between two texts and between two versions of a law; texts side by side. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "base/arena.h"
#include "base/buf.h"
#include "domain/align.h"
#include "domain/diff.h"
#include "domain/diff_articles.h"

static int
setup(void **state)
{
	*state = arena_new();
	return (0);
}

static int
teardown(void **state)
{
	arena_free(*state);
	return (0);
}

/* "a [-b-]{+c+} d" */
static const char *
shown(struct arena *arena, const char *before, const char *after)
{
	struct diff d = diff_text(arena, before, after);
	struct buf out = { 0 };
	const char *s;

	for (size_t i = 0; i < d.n; i++) {
		static const char *const open[] = { "", "[-", "{+" }, *const close[] = { "", "-]",
			"+}" };

		buf_str(&out, open[d.parts[i].op]);
		buf_add(&out, d.parts[i].text, d.parts[i].size);
		buf_str(&out, close[d.parts[i].op]);
	}
	s = arena_strdup(arena, buf_cstr(&out));
	buf_free(&out);
	return (s);
}

/* What one side of the parts says, blanks made one. */
static const char *
side(struct arena *arena, const struct diff *d, enum diff_op op)
{
	struct buf out = { 0 };
	const char *s;

	for (size_t i = 0; i < d->n; i++) {
		if (d->parts[i].op == DIFF_SAME || d->parts[i].op == op)
			buf_add(&out, d->parts[i].text, d->parts[i].size);
	}
	s = arena_strdup(arena, buf_cstr(&out));
	buf_free(&out);
	return (s);
}

/* Without blanks, which may be the other side's. */
static const char *
squeezed(struct arena *arena, const char *text)
{
	char *s = arena_strdup(arena, text), *out = s;

	for (const char *p = s; *p != '\0'; p++) {
		if (*p != ' ')
			*out++ = *p;
	}
	*out = '\0';
	return (s);
}

static void
changes_are_of_whole_words(void **state)
{
	struct arena *a = *state;

	assert_string_equal(
	    shown(a, "The term is ten years from filing.", "The term is twenty years from filing."),
	    "The term is [-ten-]{+twenty+} years from filing.");
	assert_string_equal(shown(a, "Срок действия патента составляет 20 лет.",
				"Срок действия патента составляет 25 лет."),
	    "Срок действия патента составляет [-20-]{+25+} лет.");
	assert_string_equal(shown(a, "पेटेंट की अवधि बीस वर्ष है।", "पेटेंट की अवधि दस वर्ष है।"),
	    "पेटेंट की अवधि [-बीस-]{+दस+} वर्ष है।");
	assert_string_equal(
	    shown(a, "مدة البراءة عشرون سنة، من الإيداع", "مدة البراءة عشر سنوات، من الإيداع"),
	    "مدة البراءة [-عشرون سنة-]{+عشر سنوات+}، من الإيداع");
}

static void
chinese_changes_are_of_characters(void **state)
{
	struct arena *a = *state;

	assert_string_equal(shown(a, "外观设计专利权的期限为十年，均自申请日起计算。",
				"外观设计专利权的期限为十五年，均自申请日起计算。"),
	    "外观设计专利权的期限为十{+五+}年，均自申请日起计算。");
	assert_string_equal(shown(a, "国务院专利行政部门", "国家知识产权行政部门"),
	    "国[-务院专利-]{+家知识产权+}行政部门");
	/* A variation selector stays with its character. */
	assert_string_equal(shown(a, "辻堂", "辻󠄀堂"), "[-辻-]{+辻󠄀+}堂");
}

static void
blanks_are_no_change(void **state)
{
	struct arena *a = *state;
	struct diff d = diff_text(a, "one  two\tthree", "one two　three");

	assert_false(d.changed);
	assert_string_equal(side(a, &d, DIFF_ADDED), "one two　three");
	assert_true(diff_text(a, "one\ntwo", "one two").changed);
	d = diff_text(a, NULL, NULL);
	assert_int_equal(d.n, 0);
	assert_false(d.changed);
	assert_string_equal(shown(a, NULL, "new"), "{+new+}");
	assert_string_equal(shown(a, "old", ""), "[-old-]");
	assert_string_equal(shown(a, "same", "same"), "same");
}

static void
crumbs_are_swept(void **state)
{
	struct arena *a = *state;

	assert_string_equal(shown(a, "alpha beta the gamma delta end of it all and more",
				"one two the three four end of it all and more"),
	    "[-alpha beta the gamma delta-]{+one two the three four+} end of it all and more");
}

/* Texts of few words, so that much is alike: whatever the parts are, both sides are whole. */
static void
sides_are_whole(void **state)
{
	struct arena *a = *state;
	uint32_t seed = 1;

	for (int round = 0; round < 400; round++) {
		char text[2][400];

		for (int s = 0; s < 2; s++) {
			size_t n = 0, words = (seed = seed * 1664525u + 1013904223u) >> 26;

			for (size_t w = 0; w < words; w++) {
				seed = seed * 1664525u + 1013904223u;
				n += (size_t)snprintf(text[s] + n, sizeof(text[s]) - n, "%s",
				    (const char *const[]){
					"a", " ", "b", "条", "ж", "\n", ",", "c" }[seed >> 29]);
			}
			text[s][n] = '\0';
		}
		struct diff d = diff_text(a, text[0], text[1]);

		assert_string_equal(side(a, &d, DIFF_ADDED), text[1]);
		for (size_t i = 0; i + 1 < d.n; i++)
			assert_true(d.parts[i].op != d.parts[i + 1].op);
		assert_string_equal(squeezed(a, side(a, &d, DIFF_REMOVED)), squeezed(a, text[0]));
	}
}

/* Two long texts without order in common: bounded by the rule that gives up. */
static void
hard_texts_end(void **state)
{
	struct arena *a = *state;
	struct buf b[2] = { { 0 }, { 0 } };
	uint32_t seed = 7;

	for (int s = 0; s < 2; s++) {
		for (int i = 0; i < 60000; i++) {
			seed = seed * 1664525u + 1013904223u;
			buf_printf(&b[s], "w%u ", (unsigned)(seed >> 16) % 300u);
		}
	}
	struct diff d = diff_text(a, buf_cstr(&b[0]), buf_cstr(&b[1]));

	assert_true(d.changed);
	assert_string_equal(side(a, &d, DIFF_ADDED), buf_cstr(&b[1]));
	assert_string_equal(side(a, &d, DIFF_REMOVED), buf_cstr(&b[0]));
	buf_free(&b[0]);
	buf_free(&b[1]);
}

static struct article
article(const char *eid, const char *body)
{
	return ((struct article){ .eid = eid, .number = eid + 4, .body = body });
}

/* "=1 ~2 +3 -4", a number that changed "=1>2", moved "!" */
static const char *
pairs(struct arena *arena, const struct article *before, size_t nbefore,
    const struct article *after, size_t nafter)
{
	struct diff_articles d = diff_articles(arena, before, nbefore, after, nafter);
	const char *out = "";

	for (size_t i = 0; i < d.n; i++) {
		const struct diff_article *v = &d.v[i];

		out = arena_printf(arena, "%s%s%c%s%s%s%s", out, i > 0 ? " " : "",
		    "=~+-"[v->change], v -> before != NULL ? v -> before -> number : "",
		    v->before != NULL && v->after != NULL && v->renumbered ? ">" : "",
		    v->after != NULL && (v->before == NULL || v->renumbered) ? v->after->number
									     : "",
		    v->moved ? "!" : "");
	}
	return (out);
}

static const char *const words[] = {
	"An invention may be patented if it is new and useful to somebody.",
	"The application shall be filed at the office in two copies with a fee.",
	"The office publishes the application after eighteen months from the date of priority.",
	"Whoever infringes the patent pays damages to its owner as the court decides.",
	"The patent lapses when its owner does not pay the yearly fee in time.",
};

static void
articles_find_their_partners(void **state)
{
	struct arena *a = *state;
	const struct article before[] = { article("art_1", words[0]), article("art_2", words[1]),
		article("art_3", words[2]), article("art_4", words[3]) };
	const struct article inserted[] = { article("art_1", words[0]), article("art_2", words[4]),
		article("art_3", words[1]), article("art_4", words[2]),
		article("art_5", words[3]) };
	const struct article changed[] = { article("art_1", words[0]),
		article("art_2",
		    "The application shall be filed at the office in one copy with a fee."),
		article("art_4", words[3]) };
	const struct article shuffled[] = { article("art_1", words[3]), article("art_2", words[0]),
		article("art_3", words[1]), article("art_4", words[2]) };
	const struct article rewritten[] = { article("art_1", words[0]), article("art_2", words[4]),
		article("art_3", words[2]), article("art_4", words[3]) };

	assert_string_equal(pairs(a, before, 4, before, 4), "=1 =2 =3 =4");
	assert_string_equal(pairs(a, before, 4, inserted, 5), "=1 +2 =2>3 =3>4 =4>5");
	assert_string_equal(pairs(a, inserted, 5, before, 4), "=1 -2 =3>2 =4>3 =5>4");
	assert_string_equal(pairs(a, before, 4, changed, 3), "=1 ~2 -3 =4");
	assert_string_equal(pairs(a, before, 4, shuffled, 4), "=4>1! =1>2 =2>3 =3>4");
	assert_string_equal(pairs(a, before, 4, rewritten, 4), "=1 ~2 =3 =4");
	assert_string_equal(pairs(a, before, 4, NULL, 0), "-1 -2 -3 -4");
	assert_string_equal(pairs(a, NULL, 0, before, 1), "+1");
}

/* "Repealed." is nobody's fingerprint; nor is an empty text. */
static void
equal_texts_keep_their_numbers(void **state)
{
	struct arena *a = *state;
	const struct article before[] = { article("art_1", "Repealed."), article("art_2", words[0]),
		article("art_3", "Repealed."), article("art_4", "") };
	const struct article after[] = { article("art_1", "Repealed."),
		article("art_2", "Repealed."), article("art_3", "Repealed."),
		article("art_4", "") };

	assert_string_equal(pairs(a, before, 4, after, 4), "=1 ~2 =3 =4");
}

static void
large_laws_are_quick(void **state)
{
	struct arena *a = *state;
	enum { N = 3000 };
	static struct article before[N], after[N];
	struct diff_articles d;

	for (int i = 0; i < N; i++) {
		const char *body = arena_printf(a,
		    "Article %d of this code deals with the matter %d and with the party %d. %s", i,
		    i * 7, i * 13, words[i % 5]);

		before[i] = article(arena_printf(a, "art_%d", i), body);
		after[i] = article(arena_printf(a, "art_%d", i + 1),
		    i % 3 == 0 ? arena_printf(a, "%s Moreover, it is different now.", body) : body);
	}
	d = diff_articles(a, before, N, after, N);
	assert_int_equal(d.count[DIFF_CHANGED], N / 3);
	assert_int_equal(d.count[DIFF_UNCHANGED], N - N / 3);
}

static void
texts_stand_side_by_side(void **state)
{
	struct arena *a = *state;
	struct article one[] = { article("art_1", "a"), article("art_2", "b"),
		article("art_4", "c") };
	struct article two[] = { article("preamble", "x"), article("art_1", "y"),
		article("art_3", "z"), article("art_4", "u"), article("art_5", "v") };
	const struct expression first = { .articles = one, .narticles = 3 };
	const struct expression second = { .articles = two, .narticles = 5 },
				empty = { .narticles = 9 };
	const struct expression *texts[] = { &first, &second, &empty };
	struct align_rows rows = align_articles(a, texts, 3);
	const char *out = "";

	for (size_t i = 0; i < rows.n; i++) {
		assert_null(rows.v[i].v[2]);
		out = arena_printf(a, "%s %s:%s%s", out, rows.v[i].eid,
		    rows.v[i].v[0] != NULL ? rows.v[i].v[0]->body : "-",
		    rows.v[i].v[1] != NULL ? rows.v[i].v[1]->body : "-");
	}
	assert_string_equal(out, " preamble:-x art_1:ay art_3:-z art_2:b- art_4:cu art_5:-v");
	assert_int_equal(align_articles(a, texts, 0).n, 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(changes_are_of_whole_words),
		cmocka_unit_test(chinese_changes_are_of_characters),
		cmocka_unit_test(blanks_are_no_change),
		cmocka_unit_test(crumbs_are_swept),
		cmocka_unit_test(sides_are_whole),
		cmocka_unit_test(hard_texts_end),
		cmocka_unit_test(articles_find_their_partners),
		cmocka_unit_test(equal_texts_keep_their_numbers),
		cmocka_unit_test(large_laws_are_quick),
		cmocka_unit_test(texts_stand_side_by_side),
	};

	return (cmocka_run_group_tests(tests, setup, teardown));
}
