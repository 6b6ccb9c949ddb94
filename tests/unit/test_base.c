/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The foundation: memory, buffers, UTF-8, log lines, configuration. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/config.h"
#include "base/date.h"
#include "base/log.h"
#include "base/utf8.h"

static void
arena_gives_zeroed_aligned_memory(void **state)
{
	struct arena *a = arena_new();
	size_t n;

	(void)state;
	for (int round = 0; round < 3; round++) {
		for (n = 0; n < 3000; n += 7) {
			unsigned char *p = arena_alloc(a, n);

			assert_int_equal((uintptr_t)p % _Alignof(max_align_t), 0);
			for (size_t i = 0; i < n; i++)
				assert_int_equal(p[i], 0);
			memset(p, 0xFF, n);
		}
		arena_reset(a);
	}
	arena_free(a);
	arena_free(NULL);
}

static void
arena_reset_bounds_what_is_kept(void **state)
{
	struct arena *a = arena_new();

	(void)state;
	arena_alloc(a, 50 * 1000 * 1000);
	arena_alloc(a, 10);
	assert_true(arena_size(a) >= 50 * 1000 * 1000);
	arena_reset(a);
	assert_true(arena_size(a) <= 256 * 1024);
	arena_free(a);
}

static void
arena_copies_strings(void **state)
{
	struct arena *a = arena_new();

	(void)state;
	assert_null(arena_strdup(a, NULL));
	assert_string_equal(arena_strdup(a, "专利"), "专利");
	assert_string_equal(arena_strndup(a, "patent", 3), "pat");
	assert_string_equal(arena_printf(a, "%s-%d", "art", 11), "art-11");
	arena_free(a);
}

static void
buf_grows_and_stays_terminated(void **state)
{
	struct buf b = { 0 };
	char big[10000];

	(void)state;
	assert_string_equal(buf_cstr(&b), "");
	memset(big, 'x', sizeof(big));
	buf_add(&b, big, sizeof(big));
	buf_char(&b, 'y');
	buf_printf(&b, "%05d", 42);
	assert_int_equal(b.len, sizeof(big) + 6);
	assert_string_equal(b.data + sizeof(big), "y00042");
	buf_clear(&b);
	assert_string_equal(buf_cstr(&b), "");
	buf_free(&b);
	assert_null(b.data);
}

static void
utf8_refuses_what_unicode_refuses(void **state)
{
	static const struct {
		const char *bytes;
		size_t n;
		int valid;
	} cases[] = {
		{ "", 0, 1 },
		{ "plain ascii, longer than eight", 30, 1 },
		{ "\xE4\xB8\x93\xE5\x88\xA9", 6, 1 },
		{ "\xF0\x9F\x98\x80", 4, 1 },
		{ "a\0b", 3, 1 },
		{ "\xC0\xAF", 2, 0 },	      /* overlong */
		{ "\xE0\x80\xAF", 3, 0 },     /* overlong */
		{ "\xED\xA0\x80", 3, 0 },     /* surrogate */
		{ "\xF4\x90\x80\x80", 4, 0 }, /* beyond U+10FFFF */
		{ "\xE4\xB8", 2, 0 },	      /* cut short */
		{ "\x80", 1, 0 },
		{ "\xFF", 1, 0 },
		{ "12345678\xE4", 9, 0 },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
		assert_int_equal(utf8_valid(cases[i].bytes, cases[i].n), cases[i].valid);
}

static void
utf8_round_trips_every_code_point(void **state)
{
	char out[4];
	uint32_t c, back;

	(void)state;
	for (c = 0; c <= 0x10FFFF; c++) {
		size_t n = utf8_put(c, out);

		if (c >= 0xD800 && c <= 0xDFFF) {
			assert_int_equal(n, 0);
			continue;
		}
		assert_int_equal(utf8_next(out, n, &back), n);
		assert_int_equal(back, c);
		assert_int_equal(utf8_next(out, n - 1, &back), 0);
	}
	assert_int_equal(utf8_put(0x110000, out), 0);
}

static void
utf8_counts_and_cuts_code_points(void **state)
{
	const char *s = "पेटेंट law";

	(void)state;
	assert_int_equal(utf8_count(s, strlen(s)), 10);
	assert_int_equal(utf8_cut(s, strlen(s), 2), 6);
	assert_int_equal(utf8_cut(s, strlen(s), 100), strlen(s));
	assert_int_equal(utf8_count("a\xFFz", 3), 3);
}

static void
log_lines_stay_one_json_line(void **state)
{
	char *text = NULL;
	size_t size = 0;
	FILE *f = open_memstream(&text, &size);

	(void)state;
	log_to(f);
	log_request("r-1");
	log_event(LOG_LEVEL_WARN, "test.event", LOG_TEXT("detail", "a \"b\"\n\xFF c"),
	    LOG_INT("n", -3), LOG_TEXT("absent", NULL));
	log_request(NULL);
	log_to(NULL);
	fclose(f);
	assert_non_null(
	    strstr(text, "\"level\":\"warn\",\"event\":\"test.event\",\"request\":\"r-1\","
			 "\"detail\":\"a \\\"b\\\"\\u000a\xEF\xBF\xBD c\",\"n\":-3}\n"));
	assert_null(strstr(text, "absent"));
	assert_ptr_equal(strchr(text, '\n'), text + size - 1);
	free(text);
}

static void
config_names_what_is_missing(void **state)
{
	struct config c = { 0 };

	(void)state;
	unsetenv("PORTAL_DB");
	assert_int_equal(config_load(&c), ERR_INPUT);
	setenv("PORTAL_DB", "host=/x", 1);
	setenv("PORTAL_INDEX", "/i", 1);
	setenv("PORTAL_BUNDLES", "/b", 1);
	setenv("PORTAL_TEMPLATES", "/t", 1);
	setenv("PORTAL_STATIC", "/s", 1);
	setenv("PORTAL_DB_TIMEOUT_MS", "soon", 1);
	assert_int_equal(config_load(&c), ERR_INPUT);
	assert_null(c.db);
	setenv("PORTAL_DB_TIMEOUT_MS", "1500", 1);
	assert_int_equal(config_load(&c), ERR_OK);
	assert_string_equal(c.db, "host=/x");
	assert_int_equal(c.db_timeout_ms, 1500);
	assert_false(c.behind_tls);
}

static void
date_knows_the_calendar(void **state)
{
	static const char *const wrong[] = { "", "2021-02-29", "1900-02-29", "2020-2-29",
		"0000-01-01", "2020-13-01", "2020-00-01", "2020-04-31", "2020-01-01x", "2020-01- 1",
		"2020/01/01" };
	struct arena *a = arena_new();

	(void)state;
	for (size_t i = 0; i < sizeof(wrong) / sizeof(wrong[0]); i++)
		assert_false(date_valid(wrong[i]));
	assert_true(date_valid("2020-02-29"));
	assert_true(date_valid("2000-02-29"));
	assert_true(date_valid("0001-12-31"));
	assert_true(date_valid(date_today(a)));
	arena_free(a);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(arena_gives_zeroed_aligned_memory),
		cmocka_unit_test(arena_reset_bounds_what_is_kept),
		cmocka_unit_test(arena_copies_strings),
		cmocka_unit_test(buf_grows_and_stays_terminated),
		cmocka_unit_test(utf8_refuses_what_unicode_refuses),
		cmocka_unit_test(utf8_round_trips_every_code_point),
		cmocka_unit_test(utf8_counts_and_cuts_code_points),
		cmocka_unit_test(date_knows_the_calendar),
		cmocka_unit_test(log_lines_stay_one_json_line),
		cmocka_unit_test(config_names_what_is_missing),
	};

	return (cmocka_run_group_tests(tests, NULL, NULL));
}
