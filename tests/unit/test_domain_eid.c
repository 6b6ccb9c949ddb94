/* SPDX-License-Identifier: GPL-2.0-or-later */
/* eIds: numbers as they are printed in the languages of the portal. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <string.h>

#include "domain/eid.h"

static const char *
eid_of(struct arena *arena, const char *number)
{
	struct article articles[2] = { { .number = "999" }, { .number = number } };

	eid_assign(arena, articles, 2);
	return (articles[1].eid);
}

static void
reads_numbers(void **state)
{
	static const struct {
		const char *number, *eid;
	} cases[] = {
		{ "11", "art_11" },
		{ "Article 11", "art_11" },
		{ "Art. 5º-A", "art_5-a" },
		{ "5º-A", "art_5-a" },
		{ "1.044", "art_1044" },
		{ "1.044-A", "art_1044-a" },
		{ "Статья 12.1", "art_12-1" },
		{ "Статья 12¹", "art_12-1" },
		{ "120C", "art_120c" },
		{ "4bis", "art_4-bis" },
		{ "Article 6 quinquies", "art_6-quinquies" },
		{ "Article IV", "art_iv" },
		{ "Article 9 Definitions", "art_9" },
		{ "第十一条", "art_11" },
		{ "第十一条之一", "art_11-1" },
		{ "第一百零一条", "art_101" },
		{ "第一百一十条", "art_110" },
		{ "第一千二百六十条", "art_1260" },
		{ "第二〇一条", "art_201" },
		{ "第１２条", "art_12" },
		{ "第12条之2", "art_12-2" },
		{ "十二", "art_12" },
		{ "附则", "sec_1" },
		{ "المادة ٣", "art_3" },
		{ "المادة 12", "art_12" },
		{ "ماده ۱۱", "art_11" },
		{ "अनुच्छेद १२", "art_12" },
		{ "الأولى", "art_1" },
		{ "الاولى", "art_1" },
		{ "المادة الأولى", "art_1" },
		{ "الأولى- التعاريف", "art_1" },
		{ "الثامنة: شروط خاصة:", "art_8" },
		{ "المادة الحادية عشرة", "art_11" },
		{ "الخامسة والعشرون", "art_25" },
		{ "الحادية بعد المائة", "art_101" },
		{ "12 مكرر", "art_12-bis" },
		{ "17مكرر", "art_17-bis" },
		{ "9 مكررا", "art_9-bis" },
		{ "14 مكرر (1)", "art_14-bis-1" },
		{ "الأولى مكرّر", "art_1-bis" },
		{ "الاولى- مكرر", "art_1-bis" },
		{ "الفعالة Active ingredient", "sec_1" },
		{ "الأ", "sec_1" },
		{ "", "sec_1" },
		{ "\xff\xfe", "sec_1" },
		{ NULL, "sec_1" },
	};
	struct arena *arena = arena_new();

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
		assert_string_equal(eid_of(arena, cases[i].number), cases[i].eid);
	arena_free(arena);
}

static void
keeps_ids_apart(void **state)
{
	struct article a[] = { { .number = NULL }, { .number = "5" }, { .number = NULL },
		{ .number = "5" }, { .number = "Art. 5" }, { .number = "xyz" },
		{ .number = "5-2" } };
	static const char *const want[] = { "preamble", "art_5", "sec_1", "art_5_2", "art_5_3",
		"sec_2", "art_5-2" };
	struct arena *arena = arena_new();

	(void)state;
	eid_assign(arena, a, 7);
	for (size_t i = 0; i < 7; i++)
		assert_string_equal(a[i].eid, want[i]);
	eid_assign(arena, a, 0);
	arena_free(arena);
}

static void
tells_types(void **state)
{
	static const struct {
		const char *number, *eid;
		enum article_type type;
	} cases[] = {
		{ "序言", "preamble", ARTICLE_PREAMBLE },
		{ "第一条", "art_1", ARTICLE_ARTICLE },
		{ "附件1", "att_1", ARTICLE_ANNEX },
		{ "附件二", "att_2", ARTICLE_ANNEX },
		{ "ANEXO III", "att_3", ARTICLE_ANNEX },
		{ "Schedule", "att_4", ARTICLE_ANNEX },
		{ "Приложение № 5", "att_5", ARTICLE_ANNEX },
		{ "الملحق (6)", "att_6", ARTICLE_ANNEX },
		{ NULL, "sec_1", ARTICLE_OTHER },
		{ NULL, "preamble_2", ARTICLE_PREAMBLE },
	};
	enum { N = sizeof(cases) / sizeof(cases[0]) };
	struct arena *arena = arena_new();
	struct article a[N] = { 0 };

	(void)state;
	for (size_t i = 0; i < N; i++)
		a[i].number = cases[i].number;
	/* What the reader told stays. */
	a[N - 1].type = ARTICLE_PREAMBLE;
	eid_assign(arena, a, N);
	for (size_t i = 0; i < N; i++) {
		assert_string_equal(a[i].eid, cases[i].eid);
		assert_int_equal(a[i].type, cases[i].type);
	}
	arena_free(arena);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(reads_numbers),
		cmocka_unit_test(keeps_ids_apart),
		cmocka_unit_test(tells_types),
	};

	return (cmocka_run_group_tests(tests, NULL, NULL));
}
