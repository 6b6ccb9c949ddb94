/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Kinds of notices and what they may hold; what becomes of a mail. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdlib.h>
#include <string.h>

#include "domain/mail.h"
#include "domain/notice.h"

static void
kinds_have_ids(void **state)
{
	enum notice_kind back;

	(void)state;
	for (int i = 0; i < NOTICE_KIND_COUNT; i++) {
		const char *id = notice_kind_id((enum notice_kind)i);

		assert_true(id[0] >= 'a' && id[0] <= 'z');
		assert_int_equal(strspn(id, "abcdefghijklmnopqrstuvwxyz_"), strlen(id));
		assert_true(notice_kind_from_id(id, &back));
		assert_int_equal(back, i);
		/* What is told nowhere would be told to nobody. */
		assert_true(notice_mails(back) || notice_shown(back));
		/* A secret in a page that stays would outlive its use. */
		if (notice_proves(back))
			assert_false(notice_shown(back) || notice_mutable(back));
	}
	assert_false(notice_kind_from_id("Digest", &back));
	assert_false(notice_kind_from_id("", &back));
	assert_false(notice_kind_from_id(NULL, &back));
}

static void
arguments_are_those_of_the_kind(void **state)
{
	const struct notice_argument good[] = { { "reason", "две\nстроки" }, { "title", "专利" } };
	const struct notice_argument cases[][2] = {
		{ { "title", "x" }, { NULL, NULL } },	    /* one is missing */
		{ { "title", "x" }, { "title", "y" } },	    /* twice */
		{ { "title", "x" }, { "cause", "y" } },	    /* not one of its */
		{ { "title", "x" }, { "reason", NULL } },   /* no value */
		{ { "title", "x" }, { "reason", "\xff" } }, /* no UTF-8 */
		{ { "title", "x" }, { "reason", "a\rb" } }, /* a control character */
		{ { "title", "x\033[31m" }, { "reason", "y" } },
	};
	char *longest = malloc(NOTICE_VALUE_MAX + 2);

	(void)state;
	assert_true(notice_fits(NOTICE_RETURNED, good, 2));
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
		assert_false(notice_fits(NOTICE_RETURNED, cases[i], 2));
	memset(longest, 'x', NOTICE_VALUE_MAX + 1);
	longest[NOTICE_VALUE_MAX + 1] = '\0';
	assert_false(
	    notice_fits(NOTICE_APPROVED, &(struct notice_argument){ "title", longest }, 1));
	longest[NOTICE_VALUE_MAX] = '\0';
	assert_true(notice_fits(NOTICE_APPROVED, &(struct notice_argument){ "title", longest }, 1));
	free(longest);
	assert_true(notice_fits(NOTICE_CONFIRM, NULL, 0));
	assert_false(notice_fits(NOTICE_APPROVED, NULL, 0));
}

static void
values_are_of_their_type(void **state)
{
	static const struct {
		enum notice_kind kind;
		struct notice_argument v[3];
		bool fits;
	} cases[] = {
		{ NOTICE_EXPIRING, { { "title", "x" }, { "when", "2026-12-31" } }, true },
		{ NOTICE_EXPIRING, { { "title", "x" }, { "when", "2026-12-31T10:00:00Z" } }, true },
		{ NOTICE_EXPIRING, { { "title", "x" }, { "when", "2026-02-30" } }, false },
		{ NOTICE_EXPIRING, { { "title", "x" }, { "when", "soon" } }, false },
		{ NOTICE_EXPIRING, { { "title", "x" }, { "when", "" } }, false },
		{ NOTICE_INQUIRY_NEW, { { "title", "x" }, { "country", "ZA" } }, true },
		{ NOTICE_INQUIRY_NEW, { { "title", "x" }, { "country", "Za" } }, false },
		{ NOTICE_INQUIRY_NEW, { { "title", "x" }, { "country", "South Africa" } }, false },
		{ NOTICE_INQUIRY_REMINDER, { { "title", "x" }, { "days", "7" } }, true },
		{ NOTICE_INQUIRY_REMINDER, { { "title", "x" }, { "days", "-7" } }, false },
		{ NOTICE_INQUIRY_REMINDER, { { "title", "x" }, { "days", "" } }, false },
		{ NOTICE_INQUIRY_STATE, { { "title", "x" }, { "state", "inquiry.state_new" } },
		    true },
		{ NOTICE_INQUIRY_STATE, { { "title", "x" }, { "state", "In talks" } }, false },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		if (notice_fits(cases[i].kind, cases[i].v, 2) != cases[i].fits)
			fail_msg("case %zu", i);
	}
}

static void
paths_are_ours(void **state)
{
	static const char *const good[] = { "/account/inquiries/12", "/laws/cn-patent-law?at=2020",
		"/account/confirm?token=a-_b" };
	static const char *const bad[] = { "", "/", "account", "//evil.example/", "/\\evil.example",
		"https://evil.example/", "/a b", "/a\r\nBcc: x", "/专利", "/\x7f" };

	(void)state;
	for (size_t i = 0; i < sizeof(good) / sizeof(good[0]); i++)
		assert_true(notice_path_fits(good[i]));
	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++)
		assert_false(notice_path_fits(bad[i]));
}

static void
replies_decide(void **state)
{
	static const struct {
		enum mail_stage stage;
		const char *line;
		enum mail_verdict verdict;
	} cases[] = {
		{ MAIL_STAGE_DONE, "250 2.0.0 queued", MAIL_SENT },
		/* Nothing of these is the mail's fault. */
		{ MAIL_STAGE_CONNECT, "554 no", MAIL_PAUSE },
		{ MAIL_STAGE_CONNECT, "535 5.7.8 wrong password", MAIL_PAUSE },
		{ MAIL_STAGE_CONNECT, NULL, MAIL_PAUSE },
		{ MAIL_STAGE_FROM, "550 5.1.8 bad sender", MAIL_PAUSE },
		{ MAIL_STAGE_FROM, "451 later", MAIL_PAUSE },
		{ MAIL_STAGE_RCPT, "550 no such user", MAIL_REFUSED },
		{ MAIL_STAGE_RCPT, "550 5.1.1 no such user", MAIL_REFUSED },
		{ MAIL_STAGE_RCPT, "550 5.2.1 disabled", MAIL_REFUSED },
		{ MAIL_STAGE_RCPT, "553-5.1.3 bad address", MAIL_REFUSED },
		/* The address is good, the mail is not taken. */
		{ MAIL_STAGE_RCPT, "550 5.7.1 policy", MAIL_DEAD },
		{ MAIL_STAGE_RCPT, "552 5.2.2 mailbox full", MAIL_DEAD },
		{ MAIL_STAGE_RCPT, "450 4.2.1 busy", MAIL_RETRY },
		{ MAIL_STAGE_RCPT, "421 closing", MAIL_PAUSE },
		{ MAIL_STAGE_RCPT, NULL, MAIL_RETRY },
		{ MAIL_STAGE_DATA, "554 5.7.1 spam", MAIL_DEAD },
		{ MAIL_STAGE_DATA, "550 5.1.1 unknown after all", MAIL_REFUSED },
		{ MAIL_STAGE_DATA, "550 no", MAIL_DEAD },
		{ MAIL_STAGE_DATA, "452 4.3.1 full", MAIL_RETRY },
		{ MAIL_STAGE_DATA, NULL, MAIL_RETRY },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		char enhanced[16] = "";
		int code = 0;

		if (cases[i].line != NULL)
			assert_true(
			    mail_reply(cases[i].line, strlen(cases[i].line), &code, enhanced));
		if (mail_verdict(cases[i].stage, code, enhanced) != cases[i].verdict)
			fail_msg("case %zu: %s", i, cases[i].line);
	}
}

static void
replies_are_read(void **state)
{
	static const struct {
		const char *line;
		int code; /* 0: no reply */
		const char *enhanced;
	} cases[] = {
		{ "250", 250, "" },
		{ "250 2.1.5 ok\r\n", 250, "2.1.5" },
		{ "250-PIPELINING\r\n", 250, "" },
		{ "550 5.1.1", 550, "5.1.1" },
		{ "550 4.1.1 of another class", 550, "" },
		{ "550 5.1 half", 550, "" },
		{ "550 5.1. half", 550, "" },
		{ "550 127.0.0.1 an address", 550, "" },
		{ "550 5.1.11111111111111111111111", 550, "5.1.11111111111" },
		{ "25", 0, "" },
		{ "2500 x", 0, "" },
		{ "150 x", 0, "" },
		{ "650 x", 0, "" },
		{ "", 0, "" },
		{ "EHLO x", 0, "" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		char enhanced[16] = "";
		int code = 0;

		if (mail_reply(cases[i].line, strlen(cases[i].line), &code, enhanced) !=
			(cases[i].code != 0) ||
		    code != cases[i].code || strcmp(enhanced, cases[i].enhanced) != 0)
			fail_msg("%s: %d %s", cases[i].line, code, enhanced);
	}
}

static void
delays_grow_and_end(void **state)
{
	int64_t sum = 0, last = 0;
	int tries;

	(void)state;
	for (tries = 1; mail_delay(tries) != 0; tries++) {
		assert_true(mail_delay(tries) >= last);
		last = mail_delay(tries);
		sum += last;
	}
	assert_true(sum > 2 * 24 * 3600 && sum < 5 * 24 * 3600);
	assert_int_equal(mail_delay(1), 60);
	assert_int_equal(mail_delay(1000), 0);
	assert_int_equal(mail_pause(1), 5);
	assert_int_equal(mail_pause(2), 10);
	assert_int_equal(mail_pause(1000000), 300);
}

static void
addresses_are_plain(void **state)
{
	static const char *const good[] = { "a@b", "first.last+tag@example.org", "почта@пример.рф",
		"o'neil@example.org" };
	static const char *const bad[] = { NULL, "", "@", "a@", "@b", "ab", "a@b@c", "a b@c",
		"a@b\r\nBcc: c@d", "a@b\n", "<a@b>", "a,b@c", "\"a\"@b", "a@[127.0.0.1]", "a@-b",
		"a@.b", "a@b.", "a@b..c", "a@b;c", "a\xff@b", "a\\@b" };
	char longest[260];

	(void)state;
	for (size_t i = 0; i < sizeof(good) / sizeof(good[0]); i++)
		assert_true(mail_address_valid(good[i]));
	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
		if (mail_address_valid(bad[i]))
			fail_msg("%s", bad[i]);
	}
	memset(longest, 'a', sizeof(longest));
	longest[1] = '@';
	longest[255] = '\0';
	assert_false(mail_address_valid(longest));
	longest[254] = '\0';
	assert_true(mail_address_valid(longest));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(kinds_have_ids),
		cmocka_unit_test(arguments_are_those_of_the_kind),
		cmocka_unit_test(values_are_of_their_type),
		cmocka_unit_test(paths_are_ours),
		cmocka_unit_test(replies_decide),
		cmocka_unit_test(replies_are_read),
		cmocka_unit_test(delays_grow_and_end),
		cmocka_unit_test(addresses_are_plain),
	};

	return (cmocka_run_group_tests_name("notice", tests, NULL, NULL));
}
