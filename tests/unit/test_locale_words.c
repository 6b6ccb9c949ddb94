/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Messages, dates, numbers and names as readers of each locale see them. */
#include "locale_fixture.h"

#include "base/arena.h"
#include "locale/format.h"
#include "locale/message.h"

static struct locales *ls;
static struct arena *arena;

static const struct locale *
in(const char *tag)
{
	const struct locale *l = locales_find(ls, tag);

	assert_non_null(l);
	return (l);
}

static const char *
results(const char *tag, int64_t n)
{
	return (msg_format(in(tag), arena, "search.results", MSG_INT("count", n)));
}

static void
test_plural(void **state)
{
	(void)state;
	assert_string_equal(results("en", 0), "0 results");
	assert_string_equal(results("en", 1), "1 result");
	assert_string_equal(results("en", 12345), "12,345 results");
	assert_string_equal(results("ru", 1), "1 результат");
	assert_string_equal(results("ru", 3), "3 результата");
	assert_string_equal(results("ru", 5), "5 результатов");
	assert_string_equal(results("ru", 21), "21 результат");
	assert_string_equal(results("ru", 111), "111 результатов");
	assert_string_equal(results("pt-BR", 0), "Nenhum resultado");
	assert_string_equal(results("pt-BR", 2), "2 resultados");
	assert_string_equal(results("pt-BR", 1000000), "1.000.000 de resultados");
	assert_string_equal(results("ar", 2), "نتيجتان");
	assert_string_equal(results("ar", 5), "٥ نتائج");
	assert_string_equal(results("ar", 11), "١١ نتيجة");
	assert_string_equal(results("zh-Hans", 7), "7条结果");
}

static void
test_arguments(void **state)
{
	/* 2020-10-17 12:00 UTC */
	double when = 1602936000000.0;

	(void)state;
	assert_string_equal(
	    msg_format(in("ru"), arena, "page.position", MSG_INT("page", 2), MSG_INT("pages", 10)),
	    "Страница 2 из 10");
	assert_string_equal(msg_format(in("en"), arena, "entry.verified", MSG_DATE("when", when)),
	    "Checked against its source on October 17, 2020");
	assert_string_equal(msg_format(in("ru"), arena, "entry.verified", MSG_DATE("when", when)),
	    "Сверено с источником 17 октября 2020\u202Fг.");
	/* A text is a text: braces and quotes in it mean nothing. */
	assert_string_equal(
	    msg_format(in("en"), arena, "search.none", MSG_TEXT("query", "{0} '{' <b>&amp;")),
	    "Nothing was found for “{0} '{' <b>&amp;”.");
	assert_string_equal(msg_format(in("en"), arena, "search.none", MSG_TEXT("query", NULL)),
	    "Nothing was found for “”.");
	/* Defects of ours show the pattern and bring nothing down. */
	assert_string_equal(msg_format(in("en"), arena, "page.too_far", MSG_TEXT("page", "x"),
				MSG_TEXT("pages", "y")),
	    msg(in("en"), "page.too_far"));
	assert_non_null(msg_format(in("en"), arena, "search.none", MSG_INT("other", 1)));
	assert_string_equal(msg_format(in("en"), arena, "no.such", MSG_INT("n", 1)), "no.such");
	assert_string_equal(
	    msg_format(in("en"), arena, "search.button", MSG_INT("n", 1)), "Search");
	assert_string_equal(msg_format_args(in("en"), arena, "search.button", NULL, 0), "Search");
}

static void
test_fallback(void **state)
{
	struct locales *made;
	char dir[256];
	const struct locale *hi;

	(void)state;
	make_dir(dir, sizeof(dir));
	compile(dir, "en", "a { b { \"first\" } c { \"{n, plural, one {#!} other {#!!}}\" } }");
	compile(dir, "hi", "a { b { \"पहला\" } }");
	assert_int_equal(locales_load(dir, &made), ERR_OK);
	assert_non_null(hi = locales_find(made, "hi"));
	assert_string_equal(msg(hi, "a.b"), "पहला");
	assert_string_equal(msg_format(hi, arena, "a.c", MSG_INT("n", 2)), "2!!");
	assert_string_equal(msg(hi, "a"), "a");
	assert_string_equal(msg(hi, "a.b.c"), "a.b.c");
	assert_true(msg_has(hi, "a.c"));
	assert_false(msg_has(hi, "a"));
	assert_false(msg_has(hi, ""));
	locales_free(made);
	drop_dir(dir);
}

static void
test_dates(void **state)
{
	(void)state;
	assert_string_equal(
	    format_date(in("en"), arena, "2020-10-17", DATE_LONG), "October 17, 2020");
	assert_string_equal(
	    format_date(in("en"), arena, "2020-10-17", DATE_MEDIUM), "Oct 17, 2020");
	assert_string_equal(format_date(in("en"), arena, "2020-10-17", DATE_SHORT), "10/17/2020");
	assert_string_equal(
	    format_date(in("pt-BR"), arena, "1996-05-14", DATE_LONG), "14 de maio de 1996");
	assert_string_equal(
	    format_date(in("zh-Hans"), arena, "2008-12-27", DATE_LONG), "2008年12月27日");
	assert_string_equal(format_date(in("hi"), arena, "1970-09-19", DATE_LONG), "19 सितंबर 1970");
	assert_string_equal(format_date(in("ar"), arena, "2002-06-02", DATE_LONG), "٢ يونيو ٢٠٠٢");
	assert_string_equal(
	    format_date(in("en"), arena, "2020-02-29T23:59:59Z", DATE_LONG), "February 29, 2020");
	assert_string_equal(
	    format_date(in("en"), arena, "1500-02-28", DATE_LONG), "February 28, 1500");
	assert_string_equal(
	    format_date(in("en"), arena, "1970-01-01", DATE_LONG), "January 1, 1970");
	assert_string_equal(format_date(in("en"), arena, "0001-01-01", DATE_LONG), "January 1, 1");
	assert_string_equal(
	    format_date(in("en"), arena, "9999-12-31", DATE_LONG), "December 31, 9999");
	assert_string_equal(format_date(in("en"), arena, NULL, DATE_LONG), "");
	assert_string_equal(format_date(in("en"), arena, "", DATE_LONG), "");
	assert_string_equal(format_date(in("en"), arena, "2021-02-29", DATE_LONG), "");
	assert_string_equal(format_date(in("en"), arena, "2020-13-01", DATE_LONG), "");
	assert_string_equal(format_date(in("en"), arena, "2020-1-01", DATE_LONG), "");
	assert_string_equal(format_date(in("en"), arena, "2020-10-17x", DATE_LONG), "");
}

/* Laws are dated by the Gregorian calendar, also where CLDR prefers another. */
static void
test_calendar(void **state)
{
	struct locales *made;
	const struct locale *fa;
	char dir[256];

	(void)state;
	make_dir(dir, sizeof(dir));
	compile(dir, "en", "a { \"{when, date, long}\" }");
	compile(dir, "fa", "a { \"{when, date, long}\" }");
	assert_int_equal(locales_load(dir, &made), ERR_OK);
	assert_non_null(fa = locales_find(made, "fa"));
	assert_string_equal(format_date(fa, arena, "2020-10-17", DATE_LONG), "۱۷ اکتبر ۲۰۲۰");
	assert_string_equal(
	    msg_format(fa, arena, "a", MSG_DATE("when", 1602936000000.0)), "۱۷ اکتبر ۲۰۲۰");
	locales_free(made);
	drop_dir(dir);
}

static void
test_numbers(void **state)
{
	(void)state;
	assert_string_equal(format_number(in("en"), arena, 1234567), "1,234,567");
	assert_string_equal(format_number(in("hi"), arena, 1234567), "12,34,567");
	assert_string_equal(format_number(in("ar"), arena, 1234567), "١٬٢٣٤٬٥٦٧");
	assert_string_equal(
	    format_number(in("en"), arena, INT64_MIN), "-9,223,372,036,854,775,808");
}

static void
test_names(void **state)
{
	static const char *const items[] = { "патент", "patente", "专利" };

	(void)state;
	assert_string_equal(format_language(in("en"), arena, "zh-Hans"), "Simplified Chinese");
	assert_string_equal(format_language(in("zh-Hans"), arena, "ru"), "俄语");
	assert_string_equal(format_language(in("ru"), arena, "pt"), "Португальский");
	assert_string_equal(format_language(in("en"), arena, "not a tag"), "not a tag");
	assert_string_equal(format_language_native(arena, "fa"), "فارسی");
	assert_string_equal(format_language_native(arena, "am"), "አማርኛ");
	assert_string_equal(format_jurisdiction(in("en"), arena, "BR"), "Brazil");
	assert_string_equal(format_jurisdiction(in("ar"), arena, "CN"), "الصين");
	assert_string_equal(format_jurisdiction(in("ru"), arena, "INT"), "Международные договоры");
	assert_string_equal(format_jurisdiction(in("ru"), arena, "Q!"), "Q!");
	assert_string_equal(format_list(in("en"), arena, items, 3), "патент, patente, and 专利");
	assert_string_equal(format_list(in("zh-Hans"), arena, items, 2), "патент和patente");
	assert_string_equal(format_list(in("zh-Hans"), arena, items, 1), "патент");
	assert_string_equal(format_list(in("en"), arena, NULL, 0), "");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_plural),
		cmocka_unit_test(test_arguments),
		cmocka_unit_test(test_fallback),
		cmocka_unit_test(test_dates),
		cmocka_unit_test(test_calendar),
		cmocka_unit_test(test_numbers),
		cmocka_unit_test(test_names),
	};
	int failed;

	find_bundles();
	if (locales_load(bundles, &ls) != ERR_OK)
		return (1);
	arena = arena_new();
	failed = cmocka_run_group_tests(tests, NULL, NULL);
	arena_free(arena);
	locales_free(ls);
	return (failed);
}
