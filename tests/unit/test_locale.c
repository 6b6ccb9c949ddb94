/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Which locales there are, which one a reader gets, and what may not be loaded. */
#include "locale_fixture.h"

#include <unicode/uloc.h>

#include "base/arena.h"
#include "locale/bundle.h"
#include "locale/message.h"
#include "locale/words.h"

static struct locales *ls;

static void
test_order(void **state)
{
	static const char *const tags[] = { "en", "zh-Hans", "ru", "pt-BR", "hi", "ar" };

	(void)state;
	assert_true(locales_count(ls) >= 6);
	for (size_t i = 0; i < 6; i++)
		assert_string_equal(locale_tag(locales_at(ls, i)), tags[i]);
	assert_null(locales_find(ls, "pt"));
	assert_null(locales_find(ls, NULL));
	assert_string_equal(locale_dir(locales_find(ls, "ar")), "rtl");
	assert_string_equal(locale_dir(locales_find(ls, "hi")), "ltr");
	assert_string_equal(locale_native_name(locales_find(ls, "pt-BR")), "Português (Brasil)");
	assert_string_equal(locale_native_name(locales_find(ls, "zh-Hans")), "简体中文");
	assert_string_equal(uloc_getDefault(), "en");
}

static void
expect(const char *cookie, const char *header, const char *tag)
{
	const char *found = locale_tag(locales_negotiate(ls, cookie, header));

	if (strcmp(found, tag) != 0)
		fail_msg("%s: %s instead of %s", header, found, tag);
}

static void
test_negotiate(void **state)
{
	(void)state;
	expect(NULL, "zh-TW", "zh-Hans");
	expect(NULL, "zh-HK", "zh-Hans");
	expect(NULL, "zh-CN", "zh-Hans");
	expect(NULL, "zh", "zh-Hans");
	expect(NULL, "pt", "pt-BR");
	expect(NULL, "pt-PT", "pt-BR");
	expect(NULL, "en-ZA", "en");
	expect(NULL, "hi-Latn", "hi");
	expect(NULL, "ar-EG", "ar");
	expect(NULL, "PT-br", "pt-BR");
	expect(NULL, "fr, ru;q=0.5", "ru");
	expect(NULL, "en;q=0.1, ru;q=0.9", "ru");
	expect(NULL, " hi ; q=0.3 , ar ; q=0.4", "ar");
	/* Malformed ranges are skipped and the rest used. */
	expect(NULL, "@@@;q=1, hi;q=0.9", "hi");
	expect(NULL, "ru;q=, ar;q=0.2", "ar");
	expect(NULL, "ru;q=2, ar;q=0.2", "ar");
	expect(NULL, "ru;level=1, ar;q=0.2", "ar");
	expect(NULL, "english-is-a-far-too-long-tag-for-anybody, hi", "hi");
	expect(NULL, ",,,;;;,hi,,", "hi");
	expect(NULL, "\xff\xfe, hi", "hi");
	/* Refused. */
	expect(NULL, "ru;q=0, ar;q=0.1", "ar");
	expect(NULL, "ru;q=0.000", "en");
	/* Nothing fits. */
	expect(NULL, "fr", "en");
	expect(NULL, "*", "en");
	expect(NULL, "", "en");
	expect(NULL, NULL, "en");
	/* The cookie wins, if it is one of ours. */
	expect("ru", "zh-CN", "ru");
	expect("RU", "zh-CN", "zh-Hans");
	expect("../etc", NULL, "en");
	expect("", "ar", "ar");
}

static void
test_negotiate_long(void **state)
{
	char header[8192] = "";

	(void)state;
	for (int i = 0; i < 1000; i++)
		strcat(header, "fr;q=0.");
	expect(NULL, header, "en");
	header[0] = '\0';
	for (int i = 0; i < 500; i++)
		strcat(header, "fr,");
	strcat(header, "ru");
	expect(NULL, header, "en");
}

static void
expect_chain(const char *tag, const char *header, const char *expected)
{
	struct arena *arena = arena_new();
	char got[1024] = "";
	const char **chain;
	size_t n;

	chain = locale_chain(locales_find(ls, tag), arena, header, &n);
	for (size_t i = 0; i < n; i++) {
		strcat(got, i > 0 ? " " : "");
		strcat(got, chain[i]);
	}
	assert_string_equal(got, expected);
	arena_free(arena);
}

static void
test_chain(void **state)
{
	(void)state;
	expect_chain("en", NULL, "en");
	expect_chain("pt-BR", NULL, "pt-BR pt");
	expect_chain("zh-Hans", "", "zh-Hans zh");
	expect_chain("hi", "zh-TW, ru;q=0.5", "hi zh-Hant ru");
	expect_chain("ar", "en-ZA;q=0.7, zh-CN", "ar zh-Hans en-ZA en");
	expect_chain("ru", "sr-Latn-RS", "ru sr-Latn-RS sr-Latn");
	expect_chain("ru", "ru-RU, *, @, en;q=0", "ru ru-RU");
}

static void
test_tags(void **state)
{
	(void)state;
	assert_string_equal(language_dir("ar"), "rtl");
	assert_string_equal(language_dir("fa"), "rtl");
	assert_string_equal(language_dir("ur-PK"), "rtl");
	assert_string_equal(language_dir("az-Arab"), "rtl");
	assert_string_equal(language_dir("zh-Hant"), "ltr");
	assert_string_equal(language_dir("am"), "ltr");
	assert_string_equal(language_dir("no tag"), "ltr");
	assert_string_equal(language_dir(NULL), "ltr");
	assert_true(language_tag_valid("zh-Hans"));
	assert_true(language_tag_valid("pt-BR"));
	assert_true(language_tag_valid("am"));
	assert_false(language_tag_valid("zh-hans"));
	assert_false(language_tag_valid("pt_BR"));
	assert_false(language_tag_valid("en "));
	assert_false(language_tag_valid("english-is-long"));
	assert_false(language_tag_valid(""));
	assert_false(language_tag_valid(NULL));
}

/* Load a folder whose en holds ${en} and whose ru holds ${ru}; whether ru was taken. */
static bool
takes(const char *en, const char *ru)
{
	struct locales *made = NULL;
	char dir[256];
	bool found;

	make_dir(dir, sizeof(dir));
	compile(dir, "en", en);
	compile(dir, "ru", ru);
	assert_int_equal(locales_load(dir, &made), ERR_OK);
	found = locales_find(made, "ru") != NULL;
	assert_int_equal(locales_count(made), found ? 2 : 1);
	locales_free(made);
	drop_dir(dir);
	return (found);
}

static void
test_wrong_translation(void **state)
{
#define EN                                                                                         \
	"a { \"{count, plural, one {# law} other {# laws}}\" } b { \"by {name}\" } c { \"plain\" " \
	"}"
#define WITH_A(s) takes(EN, "a { \"" s "\" }")
#define WITH_B(s) takes(EN, "b { \"" s "\" }")
	(void)state;
	assert_true(takes(EN, "c { \"x\" }"));
	assert_true(WITH_A("{count, plural, one {#} few {#} many {#} other {#}}"));
	assert_true(WITH_A("{count, number}"));
	assert_true(
	    WITH_A("{count, plural, =0 {-} one {#} few {#} many {#} other {{count, number}}}"));
	/* A category is missing. */
	assert_false(WITH_A("{count, plural, one {#} other {#}}"));
	assert_false(WITH_A("{count, plural, one {#} few {#} many {#}}"));
	assert_false(WITH_A("{count, plural, =1 {#} few {#} many {#} other {#}}"));
	/* The pattern is broken. */
	assert_false(WITH_A("{count, plural, one {#} few {#} many {#} other {#}"));
	assert_false(WITH_A("{count"));
	assert_false(WITH_A("count}"));
	assert_false(WITH_A("{}"));
	assert_false(WITH_A("{count,}"));
	assert_false(WITH_A("{count, plural}"));
	assert_false(WITH_B("{name} }"));
	/* Arguments are others, have other types, or numbers for names. */
	assert_false(WITH_A("{0, number, integer}"));
	assert_false(WITH_B("{0}"));
	assert_false(WITH_B("{nome}"));
	assert_false(WITH_B("nobody"));
	assert_false(WITH_B("{name, number}"));
	assert_false(WITH_B("{name, date, long}"));
	assert_false(WITH_B("{name} {other}"));
	assert_false(WITH_A("{count, date}"));
	assert_false(WITH_A("{count, select, other {x}}"));
	assert_false(takes(EN, "c { \"{name}\" }"));
	/* Formats with needs of their own. */
	assert_false(WITH_A("{count, spellout}"));
	assert_false(WITH_A("{count, choice, 0#x|1#y}"));
	assert_false(WITH_A("{count, number, currency}"));
	assert_false(WITH_A("{count, number, ::scale/1000000000000}"));
	assert_false(WITH_A("{count, number, %s%s%n}"));
	assert_false(WITH_A("{count, number} {count, date}"));
	/* Neither texts nor tables. */
	assert_false(takes(EN, "c:int { 3 }"));
	assert_false(takes(EN, "c:bin { 0011 }"));
	assert_false(takes(EN, "c:array { \"x\", \"y\" }"));
	assert_false(takes(EN, "c:alias { \"/ICUDATA/de\" }"));
}

static void
test_deep_pattern(void **state)
{
	static char ru[40000], pattern[30000];
	size_t n = 0;

	(void)state;
	for (int i = 0; i < 400; i++)
		n += (size_t)sprintf(pattern + n, "{name, select, other {");
	for (int i = 0; i < 400; i++)
		n += (size_t)sprintf(pattern + n, "}}");
	snprintf(ru, sizeof(ru), "b { \"%s\" }", pattern);
	assert_false(takes(EN, ru));
	n = 0;
	for (int i = 0; i < 300; i++)
		n += (size_t)sprintf(pattern + n, "{name, select, other {");
	for (int i = 0; i < 300; i++)
		n += (size_t)sprintf(pattern + n, "}}");
	snprintf(ru, sizeof(ru), "b { \"%s\" }", pattern);
	/* Taken or not: it must not fall over. */
	takes(EN, ru);
}

static void
test_bad_files(void **state)
{
	struct locales *made = NULL;
	char dir[256];

	(void)state;
	make_dir(dir, sizeof(dir));
	/* Without en, or with a bad one, there is nothing to serve. */
	assert_int_equal(locales_load(dir, &made), ERR_IO);
	run("cp '%s'/*.res '%s' && echo nonsense > '%s/en.res'", bundles, dir, dir);
	assert_int_equal(locales_load(dir, &made), ERR_IO);
	assert_null(made);

	run("cp '%s/en.res' '%s' && cd '%s' && : > ru.res && head -c 9999 hi.res > x && mv x "
	    "hi.res && "
	    "head -c 30000 /dev/urandom > fr.res && cp ar.res 'not a locale.res' && cp ar.res "
	    "root.res && "
	    "mkdir de.res && cp ar.res ar_EG_.res && ln -s /nowhere id.res",
	    bundles, dir, dir);
	assert_int_equal(locales_load(dir, &made), ERR_OK);
	assert_null(locales_find(made, "ru"));
	assert_null(locales_find(made, "hi"));
	assert_non_null(locales_find(made, "pt-BR"));
	assert_non_null(locales_find(made, "ar"));
	assert_int_equal(locales_count(made), 4);
	/* A reader of a language whose bundle was refused still gets a page. */
	assert_string_equal(locale_tag(locales_negotiate(made, "ru", "ru")), "en");
	locales_free(made);

	/* Another byte order: the mark that says so is at byte 8. */
	run("cd '%s' && rm -r *.res && cp '%s/en.res' '%s/ru.res' . && printf '\\001' | "
	    "dd of=ru.res bs=1 seek=8 conv=notrunc 2>/dev/null",
	    dir, bundles, bundles);
	assert_int_equal(locales_load(dir, &made), ERR_OK);
	assert_int_equal(locales_count(made), 1);
	locales_free(made);
	drop_dir(dir);
}

static void
ignore(void *ctx, const char *tag, const char *key, const char *why)
{
	(void)ctx;
	assert_non_null(tag);
	assert_non_null(key);
	assert_non_null(why);
}

/* Files of any content: cut off anywhere, with bytes changed anywhere. */
static void
test_damaged(void **state)
{
	static unsigned char whole[1 << 20], damaged[1 << 20];
	char path[sizeof(bundles) + 16], dir[256], why[BUNDLE_WHY_MAX];
	uint32_t random = 12345;
	size_t size, taken = 0;
	FILE *f;

	(void)state;
	snprintf(path, sizeof(path), "%s/ar.res", bundles);
	assert_non_null(f = fopen(path, "rb"));
	size = fread(whole, 1, sizeof(whole), f);
	fclose(f);
	assert_true(size > 1000 && size < sizeof(whole));
	make_dir(dir, sizeof(dir));
	snprintf(path, sizeof(path), "%s/x.res", dir);
	for (int round = 0; round < 600; round++) {
		struct arena *arena = arena_new();
		struct bundle bundle;
		struct words words;
		size_t n = size;

		memcpy(damaged, whole, size);
		if (round % 3 == 0)
			n = size * (size_t)round / 600;
		for (int i = 0; round % 3 != 0 && i < 6; i++) {
			size_t area = round % 3 == 1 ? size : 256;

			random = random * 1664525 + 1013904223;
			/* Tables stand at the end of the file, the index at its front. */
			n = (random >> 8) % area;
			damaged[i % 2 == 0 ? n : size - 1 - n] = (unsigned char)(random >> 24);
			n = size;
		}
		assert_non_null(f = fopen(path, "wb"));
		fwrite(damaged, 1, n, f);
		fclose(f);
		if (bundle_read(arena, path, &bundle, why) == ERR_OK) {
			taken++;
			words_new(arena, "ar", &bundle, &words, ignore, NULL);
			words_free(&words);
		} else {
			assert_true(strlen(why) > 0);
		}
		arena_free(arena);
	}
	assert_true(taken > 0 && taken < 600);
	drop_dir(dir);
}

/* A language is one file: nothing is compiled but the file itself. */
static void
test_new_language(void **state)
{
	struct locales *made;
	struct arena *arena = arena_new();
	const struct locale *fr;
	char dir[256];

	(void)state;
	make_dir(dir, sizeof(dir));
	run("cp '%s'/*.res '%s'", bundles, dir);
	run("sed -E -e 's/^en \\{/fr {/' "
	    "-e 's/ other \\{(([^{}]|\\{[^{}]*\\})*)\\}/ many {\\1} other {\\1}/g' "
	    "-e 's/button \\{ \"Search\" \\}/button { \"Rechercher\" }/' i18n/en.txt > '%s/fr.txt' "
	    "&& "
	    "genrb -q -e UTF-8 -d '%s' '%s/fr.txt'",
	    dir, dir, dir);
	assert_int_equal(locales_load(dir, &made), ERR_OK);
	assert_int_equal(locales_count(made), locales_count(ls) + 1);
	assert_non_null(fr = locales_find(made, "fr"));
	assert_ptr_equal(fr, locales_at(made, 6));
	assert_string_equal(locale_native_name(fr), "Français");
	assert_string_equal(msg(fr, "search.button"), "Rechercher");
	assert_string_equal(
	    msg_format(fr, arena, "search.results", MSG_INT("count", 1234)), "1\u202F234 results");
	assert_string_equal(locale_tag(locales_negotiate(made, NULL, "fr-CH, en;q=0.5")), "fr");
	locales_free(made);
	drop_dir(dir);
	arena_free(arena);
}

/* zh-TW and zh-HK have a home as soon as there is a bundle for them. */
static void
test_traditional(void **state)
{
	struct locales *made;
	char dir[256];

	(void)state;
	make_dir(dir, sizeof(dir));
	run("cp '%s'/*.res '%s' && cp '%s/zh_Hans.res' '%s/zh_Hant.res'", bundles, dir, bundles,
	    dir);
	assert_int_equal(locales_load(dir, &made), ERR_OK);
	assert_string_equal(locale_tag(locales_negotiate(made, NULL, "zh-TW")), "zh-Hant");
	assert_string_equal(locale_tag(locales_negotiate(made, NULL, "zh-HK, en")), "zh-Hant");
	assert_string_equal(locale_tag(locales_negotiate(made, NULL, "zh-CN")), "zh-Hans");
	assert_string_equal(locale_tag(locales_negotiate(made, NULL, "zh")), "zh-Hans");
	locales_free(made);
	drop_dir(dir);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_order),
		cmocka_unit_test(test_negotiate),
		cmocka_unit_test(test_negotiate_long),
		cmocka_unit_test(test_chain),
		cmocka_unit_test(test_tags),
		cmocka_unit_test(test_wrong_translation),
		cmocka_unit_test(test_deep_pattern),
		cmocka_unit_test(test_bad_files),
		cmocka_unit_test(test_damaged),
		cmocka_unit_test(test_new_language),
		cmocka_unit_test(test_traditional),
	};
	int failed;

	find_bundles();
	if (locales_load(bundles, &ls) != ERR_OK)
		return (1);
	failed = cmocka_run_group_tests(tests, NULL, NULL);
	locales_free(ls);
	return (failed);
}
