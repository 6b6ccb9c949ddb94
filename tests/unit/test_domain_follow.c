/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What can be followed and its one spelling; when digests are due; what runs the other way. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "domain/follow.h"
#include "locale/clock.h"
#include "locale/text.h"

static struct arena *arena;

static void
one_spelling(void **state)
{
	static const struct {
		const char *what, *spelling; /* NULL: nothing to follow */
	} cases[] = {
		{ "laws/cn-patent-law", "laws/cn-patent-law" },
		{ "/laws/cn-patent-law?at=2019-01-01&text=ru", "laws/cn-patent-law" },
		{ "laws/cn-patent-law/art_11", "laws/cn-patent-law/art_11" },
		{ "laws/CN-Patent-Law", NULL },
		{ "laws/a/b/c", NULL },
		{ "laws/../x", NULL },
		{ "laws/cn-patent-law/<script>", NULL },
		{ "guides/a-guide", NULL },
		{ "jurisdictions/BR", "jurisdictions/BR" },
		{ "jurisdictions/INT", "jurisdictions/INT" },
		{ "jurisdictions/br", NULL },
		{ "jurisdictions/Brazil", NULL },
		{ "jurisdictions", NULL },
		{ "subjects/patents", "subjects/patents" },
		{ "subjects/magic", NULL },
		{ "laws", "laws" },
		{ "listings?ipc=H&ipc=A&page=3&sort=title&utm_source=x", "listings?ipc=A&ipc=H" },
		{ "listings?ipc=A&ipc=A", "listings?ipc=A" },
		{ "listings?kind=law", "listings" },
		{ "search?q=%20patent+term%20&kind=law", "search?kind=law&q=patent%20term" },
		{ "search?kind=law&q=patent%20term", "search?kind=law&q=patent%20term" },
		{ "search?q=%E4%B8%93%E5%88%A9", "search?q=%E4%B8%93%E5%88%A9" },
		{ "search?q=a&q=b", "search?q=a" },
		{ "search?q=a%26kind%3Dlaw", "search?q=a%26kind%3Dlaw" },
		{ "search?q=", NULL },
		{ "search", NULL },
		{ "search?page=2", NULL },
		{ "search?q=a&kind=magic", NULL },
		{ "search?q=a&subject=magic", NULL },
		{ "search?q=a&year_from=soon", NULL },
		{ "search?year_from=2010", "search?year_from=2010" },
		{ "search?q=%zz", NULL },
		{ "search?q=%ff", NULL },
		{ "search?q=a%0D%0Ab", NULL },
		{ "search?q=%00", NULL },
		{ "account/messages", NULL },
		{ "//evil.example/", NULL },
		{ "https://evil.example/", NULL },
		{ "", NULL },
		{ "/", NULL },
		{ "?q=a", NULL },
	};
	struct follow_target t, again;

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		enum err err = follow_parse(arena, cases[i].what, &t);

		if ((err == ERR_OK) != (cases[i].spelling != NULL))
			fail_msg("%s: %s", cases[i].what, err_name(err));
		if (err != ERR_OK)
			continue;
		assert_string_equal(follow_spelling(arena, &t), cases[i].spelling);
		assert_int_equal(follow_parse(arena, cases[i].spelling, &again), ERR_OK);
		assert_string_equal(follow_spelling(arena, &again), cases[i].spelling);
		assert_int_equal(again.type, t.type);
	}
}

static void
limits(void **state)
{
	char *many = malloc(100000), *p = many;
	struct follow_target t;

	(void)state;
	p += sprintf(p, "search?q=a");
	for (int i = 0; i < FOLLOW_VALUES_MAX + 1; i++)
		p += sprintf(p, "&year=%d", 1900 + i);
	assert_int_equal(follow_parse(arena, many, &t), ERR_TOOBIG);
	strcpy(many, "search?q=");
	memset(many + 9, 'x', FOLLOW_VALUE_MAX + 1);
	many[9 + FOLLOW_VALUE_MAX + 1] = '\0';
	assert_int_equal(follow_parse(arena, many, &t), ERR_TOOBIG);
	many[9 + FOLLOW_VALUE_MAX] = '\0';
	assert_int_equal(follow_parse(arena, many, &t), ERR_OK);
	/* Few characters, many bytes once they are encoded. */
	p = many + sprintf(many, "search?q=");
	for (int i = 0; i < FOLLOW_VALUE_MAX; i++)
		p += sprintf(p, "%%E4%%B8%%93");
	assert_int_equal(follow_parse(arena, many, &t), ERR_TOOBIG);
	free(many);
}

static void
rhythms(void **state)
{
	enum follow_rhythm r;

	(void)state;
	for (int i = 0; i < FOLLOW_RHYTHM_COUNT; i++) {
		assert_true(follow_rhythm_from_id(follow_rhythm_id((enum follow_rhythm)i), &r));
		assert_int_equal(r, i);
	}
	assert_false(follow_rhythm_from_id("hourly", &r));
	assert_false(follow_rhythm_from_id("", &r));
	assert_false(follow_rhythm_from_id(NULL, &r));
}

static int64_t
at(const char *time)
{
	struct tm tm = { 0 };

	assert_non_null(strptime(time, "%Y-%m-%d %H:%M", &tm));
	return ((int64_t)timegm(&tm));
}

static void
due_in_the_readers_morning(void **state)
{
	static const struct {
		const char *zone, *after;
		int weekday;
		const char *due; /* UTC */
	} cases[] = {
		{ "UTC", "2026-11-26 03:00", 0, "2026-11-26 07:00" },
		{ "UTC", "2026-11-26 07:00", 0, "2026-11-27 07:00" },
		{ "UTC", "2026-11-26 03:00", 1, "2026-11-30 07:00" },
		{ "UTC", "2026-11-30 07:00", 1, "2026-12-07 07:00" },
		{ "UTC", "2026-11-30 06:59", 1, "2026-11-30 07:00" },
		{ "Asia/Shanghai", "2026-11-26 03:00", 0, "2026-11-26 23:00" },
		/* Monday begins earlier there. */
		{ "Asia/Shanghai", "2026-11-29 22:00", 1, "2026-11-29 23:00" },
		{ "Asia/Kolkata", "2026-11-26 03:00", 0, "2026-11-27 01:30" },
		{ "America/Sao_Paulo", "2026-11-26 09:59", 0, "2026-11-26 10:00" },
		/* Clocks change in the night between. */
		{ "Europe/Berlin", "2026-03-28 06:30", 0, "2026-03-29 05:00" },
		{ "Europe/Berlin", "2026-10-24 06:30", 0, "2026-10-25 06:00" },
		{ "Mars/Olympus", "2026-11-26 03:00", 0, "2026-11-26 07:00" },
		{ "", "2026-11-26 03:00", 0, "2026-11-26 07:00" },
		{ "'; --", "2026-11-26 03:00", 0, "2026-11-26 07:00" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		int64_t due = clock_next(cases[i].zone, at(cases[i].after), 7, cases[i].weekday);

		if (due != at(cases[i].due))
			fail_msg("%s after %s: %+lld min", cases[i].zone, cases[i].after,
			    (long long)(due - at(cases[i].due)) / 60);
	}
	/* Time zones that leave an hour out: a digest is late once, never missing. */
	assert_true(
	    clock_next("Europe/Berlin", at("2026-03-28 12:00"), 2, 0) <= at("2026-03-29 02:00"));
	assert_true(clock_zone_valid("Asia/Shanghai"));
	assert_false(clock_zone_valid("Asia/Xiamen"));
	assert_false(clock_zone_valid(NULL));
}

static void
what_runs_the_other_way(void **state)
{
	static const struct {
		const char *text, *dir;
		bool isolated;
	} cases[] = {
		{ "Patent", "ltr", false },
		{ "Patent", "rtl", true },
		{ "براءة", "rtl", false },
		{ "براءة", "ltr", true },
		{ "专利 براءة", "ltr", true },
		{ "12.5 %", "rtl", false },
		{ "", "rtl", false },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		const char *s = text_isolate(arena, cases[i].text, cases[i].dir);

		if (!cases[i].isolated) {
			assert_string_equal(s, cases[i].text);
			continue;
		}
		assert_memory_equal(s, "\xe2\x81\xa8", 3);
		assert_string_equal(s + strlen(s) - 3, "\xe2\x81\xa9");
		assert_memory_equal(s + 3, cases[i].text, strlen(cases[i].text));
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(one_spelling),
		cmocka_unit_test(limits),
		cmocka_unit_test(rhythms),
		cmocka_unit_test(due_in_the_readers_morning),
		cmocka_unit_test(what_runs_the_other_way),
	};
	int failed;

	arena = arena_new();
	failed = cmocka_run_group_tests_name("follow", tests, NULL, NULL);
	arena_free(arena);
	return (failed);
}
