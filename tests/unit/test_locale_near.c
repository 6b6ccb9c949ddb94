/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Which names are like what was typed. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "locale/near.h"

static void
steps(void **state)
{
	static const struct {
		const char *typed, *name;
		int steps;
	} pairs[] = {
		{ "Brazl", "Brazil", 1 },
		{ "brasil", "Brazil", 1 },
		{ "BRAZIL", "Brazil", 0 },
		{ "Brzail", "Brazil", 1 },
		{ "Бразлия", "Бразилия", 1 },
		{ "россея", "Россия", 1 },
		{ "india", "Índia", 0 },
		{ "巴四", "巴西", 1 },
		{ "南非洲", "南非", 1 },
		{ "俄国斯", "俄罗斯", 1 },
		{ "البرازل", "البرازيل", 1 },
		{ "ब्राज़ल", "ब्राज़ील", 1 },
		{ "saudi", "Saudi Arabia", 1 },
		{ "sauth", "South Africa", 2 },
		{ "emirates", "United Arab Emirates", 1 },
		{ "trademarks", "Trade marks", 0 },
		{ "trade-mark", "trade-marks", 1 },
		{ "Atlantis", "Brazil", NEAR_NOT },
		{ "Iran", "Iraq", 1 },
		{ "BX", "BR", 1 },
		{ "x", "y", NEAR_NOT },
		{ "中", "日", NEAR_NOT },
		{ "", "Brazil", NEAR_NOT },
		{ "...", "Brazil", NEAR_NOT },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(pairs) / sizeof(pairs[0]); i++) {
		const int is = near_steps(pairs[i].typed, pairs[i].name);

		if (is != pairs[i].steps)
			fail_msg("%s, %s: %d", pairs[i].typed, pairs[i].name, is);
	}
}

/* However long it is. */
static void
long_ones(void **state)
{
	char s[2000];

	(void)state;
	memset(s, 'a', sizeof(s) - 1);
	s[sizeof(s) - 1] = '\0';
	assert_int_equal(near_steps(s, "a"), NEAR_NOT);
	assert_int_equal(near_steps("a", s), NEAR_NOT);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(steps),
		cmocka_unit_test(long_ones),
	};

	return (cmocka_run_group_tests(tests, NULL, NULL));
}
