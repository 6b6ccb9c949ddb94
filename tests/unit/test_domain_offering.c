/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What fields of profiles and listings may hold, the way to the readers, and how long it stands. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <string.h>

#include "base/date.h"
#include "domain/offering.h"

static void
symbols(void **state)
{
	(void)state;
	assert_true(offering_ipc("G06F 16/33"));
	assert_true(offering_ipc("G"));
	assert_true(offering_ipc("G06"));
	assert_true(offering_ipc("H01M 10/54"));
	assert_false(offering_ipc("G06F16/33"));
	assert_false(offering_ipc("I06F"));
	assert_false(offering_ipc("G06F 16/"));
	assert_false(offering_ipc(""));
	assert_true(offering_office("CN"));
	assert_true(offering_office("EA"));
	assert_false(offering_office("cn"));
	assert_false(offering_office("CNN"));
	assert_false(offering_office(""));
}

static void
summaries(void **state)
{
	static const struct {
		const char *title, *summary;
		enum offering_summary want;
	} cases[] = {
		{ "Membrane for desalination",
		    "A licence is offered for a membrane that desalinates sea water with 30 % less "
		    "energy.",
		    SUMMARY_GOOD },
		{ "Membrane", "Acme Ltd. offers approx. 1.5 MW of cooling capacity to food plants.",
		    SUMMARY_GOOD },
		{ "海水淡化膜", "一种经中试验证的低能耗海水淡化膜专利，寻求普通许可的被许可人。",
		    SUMMARY_GOOD },
		{ "海水淡化膜", "低能耗膜。", SUMMARY_SHORT },
		{ "海水淡化膜", "该技术可将海水淡化能耗降低百分之三十，寻求合作伙伴。",
		    SUMMARY_LEANS },
		{ "海水淡化膜", "本发明可将海水淡化能耗降低百分之三十，寻求合作伙伴。",
		    SUMMARY_LEANS },
		{ "海水淡化膜", "低能耗海水淡化膜经过中试验证。权利人寻求普通许可的被许可人。",
		    SUMMARY_SENTENCES },
		{ "Desalination", "A membrane.", SUMMARY_SHORT },
		{ "Membrane", "It desalinates sea water with 30 % less energy than others do.",
		    SUMMARY_LEANS },
		{ "Membrane",
		    "Italian membranes desalinate sea water with less energy than others.",
		    SUMMARY_GOOD },
		{ "Мембрана", "Это мембрана для опреснения морской воды с меньшими затратами.",
		    SUMMARY_LEANS },
		{ "Мембрана", "Этот способ опресняет морскую воду с меньшими затратами энергии.",
		    SUMMARY_LEANS },
		{ "Membrana", "Nós oferecemos uma membrana de dessalinização de baixo consumo.",
		    SUMMARY_LEANS },
		{ "غشاء", "هذا الغشاء يحلّي مياه البحر بطاقة أقل بثلاثين في المئة من غيره.",
		    SUMMARY_LEANS },
		{ "झिल्ली", "यह झिल्ली समुद्री जल को तीस प्रतिशत कम ऊर्जा में शुद्ध करती है।", SUMMARY_LEANS },
		{ "Membrane",
		    "A membrane desalinates sea water cheaply. The owner looks for licensees.",
		    SUMMARY_SENTENCES },
		{ "A membrane that desalinates sea water with little energy",
		    "A Membrane that desalinates sea water with little energy.", SUMMARY_TITLE },
	};
	char longer[OFFERING_SUMMARY_MAX + 2];

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		enum offering_summary got = offering_summary(cases[i].title, cases[i].summary);

		if (got != cases[i].want)
			fail_msg("%s: %s, not %s", cases[i].summary, offering_summary_id(got),
			    offering_summary_id(cases[i].want));
	}
	memset(longer, 'x', sizeof(longer) - 1);
	longer[OFFERING_SUMMARY_MAX + 1] = '\0';
	assert_int_equal(offering_summary("T", longer), SUMMARY_LONG);
	longer[OFFERING_SUMMARY_MAX] = '\0';
	assert_int_equal(offering_summary("T", longer), SUMMARY_GOOD);
}

static void
likeness(void **state)
{
	(void)state;
	assert_true(
	    offering_alike("Membrane for desalination", "membrane for Desalination!") > 0.99);
	assert_true(offering_alike("海水淡化膜技术许可", "海水淡化膜技术的许可") > OFFERING_ALIKE);
	assert_true(offering_alike("Мембрана для опреснения", "МЕМБРАНА для опреснения воды") >
		    OFFERING_ALIKE);
	assert_true(offering_alike("Membrane for desalination", "Precision seed drill") < 0.3);
	assert_true(offering_alike("", "") < 0.01);
	assert_true(offering_alike("", "a") < 0.01);
}

/* Every state, every action: what is possible and where it leads. */
static void
ways(void **state)
{
	/* By state: save submit return approve withdraw delete confirm hide; upper case: also while
	 * something is public.  The letter is the state it leads to, "-" not possible. */
	static const struct {
		enum submission_state from;
		bool public;
		const char *to;
	} table[] = {
		{ SUBMISSION_DRAFT, false, "dr---d--" },
		{ SUBMISSION_DRAFT, true, "dr--w-dd" },
		{ SUBMISSION_REVIEW, false, "d-ta-r--" },
		{ SUBMISSION_REVIEW, true, "d-taw-rr" },
		{ SUBMISSION_RETURNED, false, "dr---t--" },
		{ SUBMISSION_RETURNED, true, "dr--w-tt" },
		{ SUBMISSION_APPROVED, true, "dr--w-ah" },
		{ SUBMISSION_WITHDRAWN, false, "dr------" },
		{ SUBMISSION_HIDDEN, false, "dr----a-" },
	};
	static const char letters[] = "drtawh";

	(void)state;
	for (size_t i = 0; i < sizeof(table) / sizeof(table[0]); i++) {
		for (int a = 0; a < SUBMISSION_ACTION_COUNT; a++) {
			enum submission_state to = SUBMISSION_STATE_COUNT;
			bool possible = submission_after(
			    table[i].from, table[i].public, (enum submission_action)a, &to);
			char got = possible ? letters[to] : '-';

			if (got != table[i].to[a])
				fail_msg("%s%s, action %d: %c, not %c",
				    submission_state_id(table[i].from),
				    table[i].public ? " (public)" : "", a, got, table[i].to[a]);
			if (!possible)
				assert_int_equal(to, SUBMISSION_STATE_COUNT);
		}
	}
	for (int s = 0; s < SUBMISSION_STATE_COUNT; s++) {
		enum submission_state back;

		assert_true(
		    submission_state_value(submission_state_id((enum submission_state)s), &back));
		assert_int_equal(back, s);
	}
	assert_false(submission_state_value("published", &(enum submission_state){ 0 }));
}

static void
ages(void **state)
{
	struct arena *a = arena_new();

	(void)state;
	assert_string_equal(date_later(a, "2024-01-31", 1, 0), "2024-02-29");
	assert_string_equal(date_later(a, "2025-11-30", 15, 0), "2027-02-28");
	assert_string_equal(date_later(a, "2026-01-01", 0, -1), "2025-12-31");
	assert_string_equal(date_later(a, "2026-03-15", -3, 0), "2025-12-15");
	assert_string_equal(date_later(a, "2026-12-20", 0, 400), "2028-01-24");

	assert_int_equal(offering_age_profile(a, NULL, "2026-11-26"), AGE_FRESH);
	assert_int_equal(offering_age_profile(a, "2025-12-27", "2026-11-26"), AGE_FRESH);
	assert_int_equal(offering_age_profile(a, "2025-12-26", "2026-11-26"), AGE_DUE);
	assert_int_equal(offering_age_profile(a, "2025-11-27", "2026-11-26"), AGE_DUE);
	assert_int_equal(offering_age_profile(a, "2025-11-26", "2026-11-26"), AGE_DEMOTED);
	assert_int_equal(offering_age_profile(a, "2025-08-27", "2026-11-26"), AGE_DEMOTED);
	assert_int_equal(offering_age_profile(a, "2025-08-26", "2026-11-26"), AGE_HIDDEN);

	assert_int_equal(offering_age_listing(a, NULL, "2026-11-26"), AGE_FRESH);
	assert_int_equal(offering_age_listing(a, "2026-12-27", "2026-11-26"), AGE_FRESH);
	assert_int_equal(offering_age_listing(a, "2026-12-26", "2026-11-26"), AGE_DUE);
	assert_int_equal(offering_age_listing(a, "2026-11-26", "2026-11-26"), AGE_DUE);
	assert_int_equal(offering_age_listing(a, "2026-11-25", "2026-11-26"), AGE_HIDDEN);
	assert_string_equal(offering_renewed(a, "2026-08-31"), "2027-02-28");
	assert_string_equal(offering_last("2026-01-01", "2025-12-31"), "2026-01-01");
	assert_string_equal(offering_last(NULL, "2025-12-31"), "2025-12-31");
	assert_null(offering_last(NULL, NULL));
	arena_free(a);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(symbols),
		cmocka_unit_test(summaries),
		cmocka_unit_test(likeness),
		cmocka_unit_test(ways),
		cmocka_unit_test(ages),
	};

	return (cmocka_run_group_tests(tests, NULL, NULL));
}
