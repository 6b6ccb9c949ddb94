/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Every kind of notice in every language, as a page and as a mail; digests. */
#include "locale_fixture.h"

#include "base/buf.h"
#include "locale/message.h"
#include "render/mailbody.h"

static struct locales *locales;
static struct templates *templates;
static struct arena *arena;

static int
load(void **state)
{
	(void)state;
	find_bundles();
	arena = arena_new();
	return (locales_load(bundles, &locales) != ERR_OK ||
		templates_load("assets/templates", locales, &templates) != ERR_OK);
}

static int
unload(void **state)
{
	(void)state;
	templates_free(templates);
	locales_free(locales);
	arena_free(arena);
	return (0);
}

static struct notice_row
sample(enum notice_kind kind)
{
	struct notice_row row = { .id = 1, .kind = kind, .path = "/account/x?a=1&b=2" };
	const char *name;

	for (size_t i = 0; (name = notice_argument_name(kind, i)) != NULL; i++) {
		static const char *const values[] = { [NOTICE_TEXT] =
							  "Zwölf <b>\nProzent</b> %s {x}",
			[NOTICE_DATE] = "2026-11-26",
			[NOTICE_NUMBER] = "5",
			[NOTICE_COUNTRY] = "ZA",
			[NOTICE_WORD] = "kind_one.law" };

		row.arguments[i] =
		    (struct notice_argument){ name, values[notice_argument_type(kind, i)] };
	}
	return (row);
}

static void
every_kind_in_every_language(void **state)
{
	(void)state;
	for (size_t l = 0; l < locales_count(locales); l++) {
		const struct locale *locale = locales_at(locales, l);

		for (int k = 0; k < NOTICE_KIND_COUNT; k++) {
			struct notice_row row = sample((enum notice_kind)k);
			struct mailbody body = { .notice = &row,
				.base_url = "https://portal.example",
				.stop = "/unsubscribe/x.y",
				.account = true };
			struct buf text = { 0 }, html = { 0 };
			struct noticetext words;

			assert_int_equal(
			    mailbody_make(templates, locale, arena, &body, &words, &text, &html),
			    ERR_OK);
			assert_true(strlen(words.title) > 0 && strlen(words.body) > 0);
			assert_null(strpbrk(words.title, "\r\n"));
			assert_null(strstr(text.data, "{{"));
			assert_null(strstr(html.data, "{{"));
			assert_null(strstr(html.data, "<b>"));
			assert_non_null(strstr(text.data, words.title));
			assert_non_null(
			    strstr(text.data, "https://portal.example/unsubscribe/x.y"));
			assert_non_null(
			    strstr(html.data, "https://portal.example/unsubscribe/x.y"));
			if (row.arguments[0].name != NULL &&
			    notice_argument_type(row.kind, 0) == NOTICE_TEXT)
				assert_non_null(strstr(text.data, "Zwölf <b>"));
			if (words.href != NULL)
				assert_non_null(strstr(
				    text.data, arena_printf(arena,
						   "https://portal.example/%s/account/x?a=1&b=2",
						   locale_tag(locale))));
			buf_free(&text);
			buf_free(&html);
		}
	}
}

static void
digests_are_grouped(void **state)
{
	struct text law[] = { { .language = "ar", .title = "قانون" },
		{ .language = "zh-Hans", .title = "专利法" } };
	struct text guide[] = { { .language = "en", .title = "A guide" },
		{ .language = "ru", .title = "Руководство" } };
	const char *in[] = { "IN" };
	struct notice_item items[] = {
		{ .target = "laws/a/art_11",
		    .action = "correct",
		    .kind = KIND_LAW,
		    .slug = "a",
		    .eid = "art_11",
		    .texts = law,
		    .ntexts = 2,
		    .original = "zh-Hans",
		    .readable = true,
		    .jurisdictions = { in, 1 } },
		{ .target = "laws/b",
		    .action = "withdraw",
		    .kind = KIND_LAW,
		    .slug = "b",
		    .texts = law,
		    .ntexts = 2,
		    .original = "zh-Hans" },
		{ .target = "search?kind=guide&q=x",
		    .action = "publish",
		    .kind = KIND_GUIDE,
		    .slug = "g",
		    .texts = guide,
		    .ntexts = 2,
		    .readable = true },
		{ .target = "search?kind=guide&q=x", .action = "more", .more = 7 },
		{ .target = "not one of ours",
		    .action = "publish",
		    .kind = KIND_GUIDE,
		    .slug = "g",
		    .texts = guide,
		    .ntexts = 2,
		    .readable = true },
	};
	struct notice_row row = { .kind = NOTICE_DIGEST,
		.arguments = { { "count", "99" } },
		.path = "/account/follows",
		.items = items,
		.nitems = 5 };
	const struct locale *ru = locales_find(locales, "ru");
	struct noticetext t = noticetext_make(ru, arena, &row);

	(void)state;
	/* What is there now counts, not what was there once. */
	assert_non_null(strstr(t.title, "10 "));
	assert_int_equal(t.ngroups, 2);
	assert_int_equal(t.groups[0].nitems, 2);
	assert_string_equal(t.groups[0].items[0].title, "专利法");
	assert_string_equal(t.groups[0].items[0].language, "zh-Hans");
	assert_non_null(t.groups[0].items[0].fallback);
	assert_string_equal(t.groups[0].items[0].href, "/ru/laws/a/art_11");
	assert_non_null(strstr(t.groups[0].items[0].part, "11"));
	assert_null(t.groups[0].items[1].href);
	assert_string_equal(t.groups[1].href, "/ru/search?kind=guide&q=x");
	assert_string_equal(t.groups[1].items[0].title, "Руководство");
	assert_null(t.groups[1].items[0].fallback);
	assert_non_null(strstr(t.groups[1].more, "7"));
	/* Right to left by the language of the title, not of the page. */
	t = noticetext_make(locales_find(locales, "ar"), arena, &row);
	assert_string_equal(t.groups[0].items[0].dir, "rtl");
	assert_string_equal(t.groups[1].items[0].dir, "ltr");
	row.nitems = 0;
	t = noticetext_make(ru, arena, &row);
	assert_int_equal(t.ngroups, 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_kind_in_every_language),
		cmocka_unit_test(digests_are_grouped),
	};

	return (cmocka_run_group_tests_name("render_notice", tests, load, unload));
}
