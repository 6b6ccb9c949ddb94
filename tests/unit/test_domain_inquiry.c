/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The rules of inquiries, and what counts as a way to reach somebody. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "domain/contact.h"
#include "domain/inquiry.h"

static struct arena *arena;

static int
setup(void **state)
{
	(void)state;
	arena = arena_new();
	return (0);
}

static int
teardown(void **state)
{
	(void)state;
	arena_free(arena);
	return (0);
}

static bool
may(enum inquiry_state from, enum inquiry_side side, enum inquiry_state to, bool opened)
{
	return (inquiry_may(&(struct inquiry_facts){ .state = from, .opened = opened }, side, to));
}

static void
moves(void **state)
{
	struct inquiry_facts declined = { .state = INQUIRY_DECLINED, .closed_by = INQUIRY_SENDER };
	struct inquiry_facts blocked = { .state = INQUIRY_TALKS, .opened = true, .blocked = true };

	(void)state;
	/* Only who is asked acknowledges; the clock alone gives up. */
	assert_true(may(INQUIRY_NEW, INQUIRY_OWNER, INQUIRY_ACKNOWLEDGED, false));
	assert_false(may(INQUIRY_NEW, INQUIRY_SENDER, INQUIRY_ACKNOWLEDGED, false));
	assert_false(may(INQUIRY_NEW, INQUIRY_SENDER, INQUIRY_TALKS, false));
	assert_true(may(INQUIRY_NEW, INQUIRY_SENDER, INQUIRY_DECLINED, false));
	assert_true(may(INQUIRY_NEW, INQUIRY_CLOCK, INQUIRY_NO_ANSWER, false));
	assert_false(may(INQUIRY_NEW, INQUIRY_OWNER, INQUIRY_NO_ANSWER, false));
	assert_false(may(INQUIRY_TALKS, INQUIRY_CLOCK, INQUIRY_NO_ANSWER, true));
	/* No contract with somebody unknown, and no step left out. */
	assert_false(may(INQUIRY_TALKS, INQUIRY_OWNER, INQUIRY_CONTRACT, false));
	assert_true(may(INQUIRY_TALKS, INQUIRY_OWNER, INQUIRY_CONTRACT, true));
	assert_true(may(INQUIRY_TALKS, INQUIRY_SENDER, INQUIRY_CONTRACT, true));
	assert_false(may(INQUIRY_NEW, INQUIRY_OWNER, INQUIRY_LANDED, true));
	assert_false(may(INQUIRY_TALKS, INQUIRY_OWNER, INQUIRY_LANDED, true));
	assert_true(may(INQUIRY_CONTRACT, INQUIRY_OWNER, INQUIRY_LANDED, true));
	assert_true(may(INQUIRY_LANDED, INQUIRY_SENDER, INQUIRY_CONTRACT, true));
	assert_false(may(INQUIRY_LANDED, INQUIRY_SENDER, INQUIRY_DECLINED, true));
	/* Who declined takes it back, the other cannot. */
	assert_true(inquiry_may(&declined, INQUIRY_SENDER, INQUIRY_TALKS));
	assert_false(inquiry_may(&declined, INQUIRY_OWNER, INQUIRY_TALKS));
	assert_false(inquiry_may_write(&declined));
	for (int to = 0; to < INQUIRY_STATE_COUNT; to++)
		assert_false(inquiry_may(&blocked, INQUIRY_OWNER, (enum inquiry_state)to));
	assert_false(inquiry_may_write(&blocked));
	/* Nobody moves to where it is. */
	for (int s = 0; s < INQUIRY_STATE_COUNT; s++)
		for (int side = 0; side < INQUIRY_SIDE_COUNT; side++)
			assert_false(may((enum inquiry_state)s, (enum inquiry_side)side,
			    (enum inquiry_state)s, true));
}

static void
answers(void **state)
{
	struct inquiry_facts f = { .state = INQUIRY_NEW };

	(void)state;
	assert_int_equal(inquiry_after_message(&f, INQUIRY_OWNER), INQUIRY_ACKNOWLEDGED);
	assert_int_equal(inquiry_after_message(&f, INQUIRY_SENDER), INQUIRY_NEW);
	f.state = INQUIRY_NO_ANSWER;
	assert_int_equal(inquiry_after_message(&f, INQUIRY_OWNER), INQUIRY_ACKNOWLEDGED);
	f.state = INQUIRY_CONTRACT;
	assert_int_equal(inquiry_after_message(&f, INQUIRY_OWNER), INQUIRY_CONTRACT);
}

static void
sight(void **state)
{
	(void)state;
	assert_int_equal(inquiry_sees(INQUIRY_OWNER, false, false), INQUIRY_SEE_LITTLE);
	assert_int_equal(inquiry_sees(INQUIRY_SENDER, false, false), INQUIRY_SEE_NAME);
	assert_int_equal(inquiry_sees(INQUIRY_SENDER, true, false), INQUIRY_SEE_LITTLE);
	assert_int_equal(inquiry_sees(INQUIRY_SENDER, true, true), INQUIRY_SEE_CONTACT);
	assert_int_equal(inquiry_sees(INQUIRY_OWNER, true, true), INQUIRY_SEE_CONTACT);
}

/* The whole rhythm of an inquiry that nobody answers, day by day. */
static void
rhythm(void **state)
{
	int reminders = 0, days[4], n = 0, day;

	(void)state;
	for (day = 0; day < 40; day++) {
		enum inquiry_due due = inquiry_due(INQUIRY_NEW, day, reminders);

		if (due == INQUIRY_DUE_NO_ANSWER)
			break;
		if (due == INQUIRY_DUE_REMINDER) {
			assert_in_range(n, 0, 3);
			days[n++] = day;
			reminders++;
		}
	}
	assert_int_equal(n, 3);
	assert_int_equal(days[0], 3);
	assert_int_equal(days[1], 7);
	assert_int_equal(days[2], 14);
	assert_int_equal(day, 21);
	assert_int_equal(inquiry_due(INQUIRY_TALKS, 29, 0), INQUIRY_DUE_NOTHING);
	assert_int_equal(inquiry_due(INQUIRY_CONTRACT, 30, 0), INQUIRY_DUE_REMINDER);
	assert_int_equal(inquiry_due(INQUIRY_TALKS, 1000, 3), INQUIRY_DUE_NOTHING);
	assert_int_equal(inquiry_due(INQUIRY_LANDED, 1000, 0), INQUIRY_DUE_NOTHING);
	assert_int_equal(inquiry_due(INQUIRY_DECLINED, 1000, 0), INQUIRY_DUE_NOTHING);
}

static void
ids(void **state)
{
	enum inquiry_state s = INQUIRY_NEW;
	enum inquiry_topic topic;
	size_t n;

	(void)state;
	for (int i = 0; i < INQUIRY_STATE_COUNT; i++) {
		assert_true(inquiry_state_from(inquiry_state_id((enum inquiry_state)i), &s));
		assert_int_equal(s, i);
	}
	assert_false(inquiry_state_from("gone", &s));
	assert_false(inquiry_state_from(NULL, &s));
	assert_true(inquiry_topic_of(KIND_LISTING, &topic));
	assert_int_equal(topic, INQUIRY_INTEREST);
	assert_false(inquiry_topic_of(KIND_LAW, &topic));
	for (int t = 0; t < INQUIRY_TOPIC_COUNT; t++) {
		const struct inquiry_question *q = inquiry_questions((enum inquiry_topic)t, &n);

		for (size_t i = 0; i < n; i++)
			assert_ptr_equal(inquiry_question((enum inquiry_topic)t, q[i].id), &q[i]);
	}
	assert_null(inquiry_question(INQUIRY_SERVICE, "role"));
}

/* --- contacts ----------------------------------------------------------------------------------
 */

static void
contacts_found(void **state)
{
	static const struct {
		const char *text, *found; /* the whole of what is found first */
		enum contact_kind kind;
	} cases[] = {
		{ "Write to anna.petrova@example.org, please.", "anna.petrova@example.org",
		    CONTACT_MAIL },
		{ "请联系wang.li@example.com.cn。", "wang.li@example.com.cn", CONTACT_MAIL },
		{ "邮箱：ＡＢＣ＠ｅｘａｍｐｌｅ．ｃｏｍ", "ＡＢＣ＠ｅｘａｍｐｌｅ．ｃｏｍ",
		    CONTACT_MAIL },
		{ "ivan (at) example (dot) ru", "ivan (at) example (dot) ru", CONTACT_MAIL },
		{ "почта иван@пример.рф!", "иван@пример.рф", CONTACT_MAIL },
		{ "See https://example.com/a?b=1#c.", "https://example.com/a?b=1#c", CONTACT_LINK },
		{ "our site example.com.br has it", "example.com.br", CONTACT_LINK },
		{ "www.example.in", "www.example.in", CONTACT_LINK },
		{ "Тел. +7 (495) 123-45-67", "+7 (495) 123-45-67", CONTACT_PHONE },
		{ "手机13812345678", "13812345678", CONTACT_PHONE },
		{ "电话：0592-2345678", "0592-2345678", CONTACT_PHONE },
		{ "هاتف ٠١٠ ٢٣٤٥ ٦٧٨٩", "٠١٠ ٢٣٤٥ ٦٧٨٩", CONTACT_PHONE },
		{ "मोबाइल ९८७६५ ४३२१०", "९८७६५ ४३२१०", CONTACT_PHONE },
		{ "011 2345 6789", "011 2345 6789", CONTACT_PHONE },
		{ "微信号：ip_agent88", "微信号：ip_agent88", CONTACT_HANDLE },
		{ "write me at @ip_agent today", "@ip_agent", CONTACT_HANDLE },
		{ "WhatsApp: agent_one", "WhatsApp: agent_one", CONTACT_HANDLE },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct contact *found;
		size_t n = contact_find(arena, cases[i].text, &found);
		const char *what;

		if (n == 0)
			fail_msg("nothing in: %s", cases[i].text);
		what = arena_strndup(
		    arena, cases[i].text + found[0].start, found[0].end - found[0].start);
		assert_string_equal(what, cases[i].found);
		assert_int_equal(found[0].kind, cases[i].kind);
	}
}

static void
contacts_left(void **state)
{
	static const char *const texts[] = {
		"Our patent ZL 2019 1 0123456.7 and CN112345678A, granted 2021-03-16.",
		"Application 202010123456.7, PCT/CN2020/123456, US 11,123,456 B2, EP 3 456 789 A1.",
		"RU 2 712 345 C1, priority 26.11.2019; valid 2019-2039.",
		"It costs 1 500 000 roubles, or 20.000.000, in 3 to 6 months.",
		"IPC G06F 16/33, H01M 10/0525; TRL 6/9; 25 °C, 1013 hPa, 0.001 mm.",
		"Meeting on 2026-11-26 10:30, e.g. in Xiamen (see art. 11.2.3).",
		"We use WeChat often. Telegram channels are read too.",
		"微信小程序开发；专利号见附件。",
		"Мы работаем с 1998 г. по н.в., т.е. давно.",
		"Numbers 12 34 56 and 7.5 kg, i.e. little.",
		"",
	};

	(void)state;
	for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++) {
		struct contact *found;
		size_t n = contact_find(arena, texts[i], &found);

		if (n > 0)
			fail_msg("“%.*s” in: %s", (int)(found[0].end - found[0].start),
			    texts[i] + found[0].start, texts[i]);
		assert_ptr_equal(contact_mask(arena, texts[i], "…"), texts[i]);
	}
}

static void
contacts_masked(void **state)
{
	(void)state;
	assert_string_equal(
	    contact_mask(arena, "Mail a@b.org or call +55 11 91234-5678; see www.b.org.", "[…]"),
	    "Mail […] or call […]; see […].");
	assert_string_equal(contact_mask(arena, "\xFF x@y.com", "-"), "\xFF -");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(moves),
		cmocka_unit_test(answers),
		cmocka_unit_test(sight),
		cmocka_unit_test(rhythm),
		cmocka_unit_test(ids),
		cmocka_unit_test(contacts_found),
		cmocka_unit_test(contacts_left),
		cmocka_unit_test(contacts_masked),
	};

	return (cmocka_run_group_tests(tests, setup, teardown));
}
