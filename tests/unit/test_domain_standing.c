/* SPDX-License-Identifier: GPL-2.0-or-later */
/* How a law stands on a day and why, chains of versions, keys of laws. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <string.h>

#include "domain/lawkey.h"
#include "domain/standing.h"

static void
dates_tell(void **state)
{
	static const struct {
		struct law law;
		const char *day;
		enum law_status status;
		enum standing_reason reason;
		const char *date;
	} cases[] = {
		{ { .status = LAW_UNKNOWN }, "2020-01-01", LAW_UNKNOWN, STANDING_NOTHING, NULL },
		{ { .status = LAW_IN_FORCE }, "2020-01-01", LAW_IN_FORCE, STANDING_SAID, NULL },
		{ { .status = LAW_NOT_YET }, "2020-01-01", LAW_NOT_YET, STANDING_SAID, NULL },
		{ { .status = LAW_REPEALED }, "2020-01-01", LAW_REPEALED, STANDING_SAID, NULL },
		/* The day itself counts; a date goes before what was said once. */
		{ { .status = LAW_NOT_YET, .date_in_force = "2020-01-01" }, "2019-12-31",
		    LAW_NOT_YET, STANDING_DATE_IN_FORCE, "2020-01-01" },
		{ { .status = LAW_NOT_YET, .date_in_force = "2020-01-01" }, "2020-01-01",
		    LAW_IN_FORCE, STANDING_DATE_IN_FORCE, "2020-01-01" },
		{ { .status = LAW_IN_FORCE, .date_in_force = "2020-01-01" }, "2019-12-31",
		    LAW_NOT_YET, STANDING_DATE_IN_FORCE, "2020-01-01" },
		{ { .status = LAW_IN_FORCE, .date_enacted = "2020-01-01" }, "2019-12-31",
		    LAW_NOT_YET, STANDING_DATE_ENACTED, "2020-01-01" },
		{ { .status = LAW_UNKNOWN, .date_enacted = "2020-01-01" }, "2020-12-31",
		    LAW_UNKNOWN, STANDING_NOTHING, NULL },
		{ { .status = LAW_IN_FORCE,
		      .date_in_force = "2010-01-01",
		      .date_repealed = "2020-01-01" },
		    "2019-12-31", LAW_IN_FORCE, STANDING_DATE_IN_FORCE, "2010-01-01" },
		{ { .status = LAW_IN_FORCE, .date_repealed = "2020-01-01" }, "2020-01-01",
		    LAW_REPEALED, STANDING_DATE_REPEALED, "2020-01-01" },
		{ { .status = LAW_REPEALED, .date_repealed = "2020-01-01" }, "2019-12-31",
		    LAW_IN_FORCE, STANDING_SAID, NULL },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct standing s = standing_of(&cases[i].law, cases[i].day);

		assert_int_equal(s.status, cases[i].status);
		assert_int_equal(s.reason, cases[i].reason);
		if (cases[i].date == NULL)
			assert_null(s.date);
		else
			assert_string_equal(s.date, cases[i].date);
	}
}

static void
laws_tell(void **state)
{
	struct relation in[] = {
		{ RELATION_AMENDS, NULL, "amending-1", NULL, "2008-12-27" },
		{ RELATION_AMENDS, "art_3", "amending-2", "art_5", "2020-10-17" },
		{ RELATION_REPEALS, NULL, "partly", "art_6", "2015-01-01" },
		{ RELATION_REPEALS, NULL, "new-law", NULL, "2025-01-01" },
	};
	struct law law = {
		.status = LAW_IN_FORCE, .date_enacted = "1984-03-12", .incoming = in, .nincoming = 4
	};
	struct standing s;

	(void)state;
	s = standing_of(&law, "2000-01-01");
	assert_int_equal(s.status, LAW_IN_FORCE);
	assert_false(s.amended);
	s = standing_of(&law, "2016-01-01");
	assert_true(s.amended);
	assert_string_equal(s.amended_by, "partly");
	s = standing_of(&law, "2020-10-17");
	assert_string_equal(s.amended_by, "amending-2");
	assert_string_equal(s.amended_date, "2020-10-17");
	s = standing_of(&law, "2025-01-01");
	assert_int_equal(s.status, LAW_REPEALED);
	assert_int_equal(s.reason, STANDING_REPEALED_BY);
	assert_string_equal(s.law, "new-law");
	assert_string_equal(s.date, "2025-01-01");
	assert_false(s.amended);
	/* Of single articles. */
	assert_null(standing_article(&law, "art_5", "2020-10-16"));
	assert_string_equal(standing_article(&law, "art_5", "2020-10-17")->target, "amending-2");
	assert_int_equal(standing_article(&law, "art_6", "2020-10-17")->type, RELATION_REPEALS);
	assert_null(standing_article(&law, "art_7", "2020-10-17"));
}

static void
versions_chain(void **state)
{
	struct expression x[] = {
		{ .language = "zh-Hans", .version_date = "2020-10-17" },
		{ .language = "zh-Hans", .version_date = "2008-12-27" },
		{ .language = "zh-Hans", .version_date = "1984-03-12" },
		{ .language = "ru", .version_date = "2008-12-27", .source_language = "zh-Hans" },
		{ .language = "en", .digest = true, .version_date = "2000-01-01" },
		{ .language = "zh-Hans", .version_date = "2030-01-01", .valid_from = "2031-01-01" },
	};
	struct law law = { .status = LAW_UNKNOWN,
		.date_enacted = "1984-03-12",
		.date_in_force = "1985-04-01",
		.original_language = "zh-Hans",
		.expressions = x,
		.nexpressions = 6 };
	const char *chain[] = { "zh-Hans" };
	struct standing s;
	bool fallback;

	(void)state;
	standing_chain(&law);
	assert_string_equal(x[2].valid_from, "1985-04-01");
	assert_string_equal(x[2].valid_to, "2008-12-27");
	assert_string_equal(x[1].valid_from, "2008-12-27");
	assert_string_equal(x[1].valid_to, "2020-10-17");
	assert_true(x[1].chained_from && x[1].chained_to);
	assert_string_equal(x[0].valid_to, "2031-01-01");
	assert_null(x[5].valid_to);
	assert_false(x[5].chained_from);
	assert_null(x[3].valid_to);
	assert_null(x[4].valid_to);

	assert_ptr_equal(record_expression(&law, chain, 1, "2010-01-01", true, &fallback), &x[1]);
	assert_ptr_equal(record_expression(&law, chain, 1, "2026-01-01", true, &fallback), &x[0]);
	assert_ptr_equal(record_expression(&law, chain, 1, "2031-01-01", true, &fallback), &x[5]);
	assert_ptr_equal(standing_source(&law, &x[3], "2026-01-01"), &x[0]);
	assert_ptr_equal(standing_source(&law, &x[3], "2009-01-01"), &x[1]);
	assert_true(standing_current(&law, &x[0], "2026-01-01"));
	assert_false(standing_current(&law, &x[1], "2026-01-01"));
	assert_false(standing_current(&law, &x[5], "2026-01-01"));
	assert_true(standing_current(&law, &x[3], "2026-01-01"));

	s = standing_of(&law, "1984-06-01");
	assert_int_equal(s.status, LAW_NOT_YET);
	s = standing_of(&law, "1990-01-01");
	assert_int_equal(s.status, LAW_IN_FORCE);
	assert_false(s.amended);
	s = standing_of(&law, "2012-01-01");
	assert_true(s.amended);
	assert_string_equal(s.amended_date, "2008-12-27");
	assert_null(s.amended_by);
}

/* A text that is still to come is found, if there is no other. */
static void
texts_to_come(void **state)
{
	struct expression x[] = { { .language = "en", .version_date = "2026-01-01" } };
	struct law law = { .date_in_force = "2027-01-01", .expressions = x, .nexpressions = 1 };

	(void)state;
	standing_chain(&law);
	assert_string_equal(x[0].valid_from, "2027-01-01");
	assert_true(standing_current(&law, &x[0], "2026-06-01"));
	/* All texts ended by their own word. */
	x[0] = (struct expression){
		.language = "en", .valid_from = "2000-01-01", .valid_to = "2010-01-01"
	};
	law.date_in_force = NULL;
	assert_int_equal(standing_of(&law, "2009-12-31").reason, STANDING_TEXT_BEGINS);
	assert_int_equal(standing_of(&law, "2010-01-01").status, LAW_REPEALED);
	assert_int_equal(standing_of(&law, "2010-01-01").reason, STANDING_TEXT_ENDS);
	assert_false(standing_current(&law, &x[0], "2011-01-01"));
}

static void
numbers_match(void **state)
{
	static const struct {
		const char *number, *digits;
	} cases[] = {
		{ "Lei nº 9.279/1996", "9279" },
		{ "Lei 9.279, de 14 de maio de 1996", "9279" },
		{ "L9279", "9279" },
		{ "L8213compilado", "8213" },
		{ "Act No. 39 of 1970", "39" },
		{ "第8号", "8" },
		{ "رقم (١١) لسنة ٢٠٢١", "11" },
		{ "12.5", "12" },
		{ "1.044.123", "1044123" },
	};
	struct law law = {
		.type = LAW_LAW, .number = "Lei nº 9.279/1996", .date_enacted = "1996-05-14"
	};
	struct record r = { .kind = KIND_LAW, .law = &law };
	const char *places[] = { "BR", "INT" };
	struct arena *arena = arena_new();
	struct buf digits = { 0 };

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		buf_clear(&digits);
		assert_true(lawkey_number(cases[i].number, &digits));
		assert_string_equal(buf_cstr(&digits), cases[i].digits);
	}
	buf_clear(&digits);
	assert_false(lawkey_number("no number", &digits));
	buf_free(&digits);
	r.jurisdictions = (struct strings){ places, 1 };
	assert_string_equal(lawkey_match(arena, &r), "BR law 9279 1996-05-14");
	r.jurisdictions.n = 2;
	assert_null(lawkey_match(arena, &r));
	r.jurisdictions.n = 1;
	law.date_enacted = NULL;
	assert_null(lawkey_match(arena, &r));
	arena_free(arena);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(dates_tell),
		cmocka_unit_test(laws_tell),
		cmocka_unit_test(versions_chain),
		cmocka_unit_test(texts_to_come),
		cmocka_unit_test(numbers_match),
	};

	return (cmocka_run_group_tests(tests, NULL, NULL));
}
