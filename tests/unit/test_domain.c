/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The fallback table, slugs, and what a record says of itself. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdio.h>
#include <string.h>

#include "domain/fallback.h"
#include "domain/record.h"
#include "domain/slug.h"

/* Splits "a b c" in place. */
static size_t
words(char *s, const char *ret[8])
{
	size_t n = 0;

	for (char *w = strtok(s, " "); w != NULL; w = strtok(NULL, " "))
		ret[n++] = w;
	return (n);
}

static void
falls_back(void **state)
{
	static const struct {
		const char *chain, *have, *original, *want;
		bool fallback;
	} cases[] = {
		{ "hi", "ru en", "ru", "en", true },
		{ "hi", "ru zh-Hans", "ru", "ru", true },
		{ "hi", "ru zh-Hans", NULL, "ru", true },
		{ "hi en", "en hi", NULL, "hi", false },
		{ "pt-BR pt", "en pt", "pt", "pt", false },
		{ "pt-BR", "en pt", "pt", "pt", false },
		{ "pt", "en pt-BR", NULL, "pt-BR", false },
		{ "ar fr ru", "en ru", NULL, "ru", true },
		{ "ar", "en-ZA ru", NULL, "en-ZA", true },
		{ "zh-Hant", "en zh-Hans", "zh-Hans", "zh-Hans", true },
		{ "zh-Hans", "en zh-Hant", NULL, "zh-Hant", true },
		{ "zh-Hant", "zh-Hans zh-Hant", NULL, "zh-Hant", false },
		{ "zh-Hant-TW zh-Hant", "zh-Hans zh-Hant", NULL, "zh-Hant", false },
		{ "zh", "en zh-Hans", NULL, "zh-Hans", false },
		{ "hi ar", "fa id", "am", "fa", true },
		{ "fa", "id am", "am", "am", true },
		{ "", "ru en", NULL, "en", true },
		{ "id", "i", NULL, "i", true },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		char chain[64], have[64];
		const char *c[8], *h[8];
		bool fallback = !cases[i].fallback;
		size_t nc, nh;
		int got;

		snprintf(chain, sizeof(chain), "%s", cases[i].chain);
		snprintf(have, sizeof(have), "%s", cases[i].have);
		nc = words(chain, c);
		nh = words(have, h);
		got = fallback_choose(c, nc, h, nh, cases[i].original, &fallback);
		assert_in_range(got, 0, nh - 1);
		assert_string_equal(h[got], cases[i].want);
		assert_int_equal(fallback, cases[i].fallback);
	}
}

static void
nothing_to_choose(void **state)
{
	const char *chain[] = { "en" };
	bool fallback = false;

	(void)state;
	assert_int_equal(fallback_choose(chain, 1, NULL, 0, "ru", &fallback), -1);
	assert_false(fallback);
}

static void
slugs(void **state)
{
	struct arena *arena = arena_new();
	char longest[400], longer[400];

	(void)state;
	assert_true(slug_valid("cn-patent-law"));
	assert_true(slug_valid("9"));
	assert_false(slug_valid(""));
	assert_false(slug_valid("az"));
	assert_false(slug_valid("-a"));
	assert_false(slug_valid("a-"));
	assert_false(slug_valid("a--b"));
	assert_false(slug_valid("A"));
	assert_false(slug_valid("专利"));
	memset(longest, 'x', sizeof(longest));
	longest[SLUG_MAX] = '\0';
	assert_true(slug_valid(longest));
	longest[SLUG_MAX] = 'x';
	longest[SLUG_MAX + 1] = '\0';
	assert_false(slug_valid(longest));

	assert_string_equal(slug_from_source(arena, "cn:91aef043ee"), "cn-91aef043ee");
	assert_string_equal(slug_from_source(arena, "BR:LPI--68/"), "br-lpi-68");
	memset(longest, 'y', sizeof(longest));
	longest[300] = '\0';
	memcpy(longer, longest, sizeof(longer));
	longer[299] = 'z';
	assert_true(slug_valid(slug_from_source(arena, longest)));
	assert_true(slug_valid(slug_from_source(arena, longer)));
	assert_string_not_equal(slug_from_source(arena, longest), slug_from_source(arena, longer));
	assert_true(slug_valid(slug_from_source(arena, "专利法")));
	assert_string_not_equal(
	    slug_from_source(arena, "专利法"), slug_from_source(arena, "商标法"));
	assert_true(slug_valid(slug_from_source(arena, "az")));
	assert_string_equal(slug_from_source(arena, "CD/5"), slug_from_source(arena, "cd-5"));
	assert_string_not_equal(
	    slug_from_source_apart(arena, "CD/5"), slug_from_source_apart(arena, "cd-5"));
	assert_true(slug_valid(slug_from_source_apart(arena, "CD/5")));
	assert_true(slug_valid(slug_from_source(arena, "")));
	arena_free(arena);
}

static void
readers_see_published_texts(void **state)
{
	struct text texts[] = { { .language = "hi", .title = "h", .state = STATE_DRAFT },
		{ .language = "ru", .title = "r", .state = STATE_PUBLISHED } };
	struct law law = { .original_language = "hi" };
	struct record r = {
		.kind = KIND_LAW, .state = STATE_PUBLISHED, .texts = texts, .ntexts = 2, .law = &law
	};
	const char *chain[] = { "hi" };
	bool fallback = false;

	(void)state;
	assert_string_equal(record_text(&r, chain, 1, &fallback)->language, "ru");
	assert_true(fallback);
	r.state = STATE_DRAFT;
	assert_string_equal(record_text(&r, chain, 1, &fallback)->language, "hi");
	assert_false(fallback);
	r.ntexts = 0;
	assert_null(record_text(&r, chain, 1, &fallback));
}

static void
dates(void **state)
{
	struct law law = { .date_enacted = NULL };
	struct guide guide = { .date = NULL };
	struct record r = { .kind = KIND_LAW, .law = &law, .published_day = "2026-11-23" };

	(void)state;
	assert_null(record_date(&r));
	law.date_enacted = "1984-03-12";
	assert_string_equal(record_date(&r), "1984-03-12");
	r.kind = KIND_GUIDE;
	r.guide = &guide;
	assert_string_equal(record_date(&r), "2026-11-23");
	guide.date = "2025-01-01";
	assert_string_equal(record_date(&r), "2025-01-01");
	r.kind = KIND_TERM;
	assert_string_equal(record_date(&r), "2026-11-23");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(falls_back),
		cmocka_unit_test(nothing_to_choose),
		cmocka_unit_test(slugs),
		cmocka_unit_test(readers_see_published_texts),
		cmocka_unit_test(dates),
	};

	return (cmocka_run_group_tests(tests, NULL, NULL));
}
