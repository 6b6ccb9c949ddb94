/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The translator's check: every key in every language, every id of the closed sets labelled, every
 * key that the code names there.  `make lint` runs this program too; it prints one line a
 * complaint.
 */
#include "locale_fixture.h"

#include "base/arena.h"
#include "domain/kind.h"
#include "domain/notice.h"
#include "domain/vocab.h"
#include "locale/message.h"

static void
complain(void *ctx, const char *tag, const char *key, const char *why)
{
	(void)ctx;
	printf("# %s: %s: %s\n", tag, key, why);
}

static void
test_complete(void **state)
{
	(void)state;
	assert_int_equal(msg_check(bundles, complain, NULL), 0);
}

static void
test_labels(void **state)
{
	static const int errors[] = { 400, 403, 404, 405, 413, 414, 415, 429, 500, 503 };
	struct locales *ls;
	const struct locale *en;
	char key[128];
	int missing = 0;

	(void)state;
	assert_int_equal(locales_load(bundles, &ls), ERR_OK);
	en = locales_find(ls, "en");
#define NEED(...)                                                                                  \
	do {                                                                                       \
		snprintf(key, sizeof(key), __VA_ARGS__);                                           \
		if (!msg_has(en, key)) {                                                           \
			complain(NULL, "en", key, "missing");                                      \
			missing++;                                                                 \
		}                                                                                  \
	} while (0)
	for (int set = 0; set < VOCAB_COUNT; set++) {
		for (size_t i = 0; i < vocab_size((enum vocab)set); i++)
			NEED("%s.%s", vocab_name((enum vocab)set),
			    vocab_id((enum vocab)set, (int)i));
	}
	for (int k = 0; k < KIND_COUNT; k++) {
		NEED("kind_one.%s", kind_id((enum kind)k));
		NEED("kind_many.%s", kind_id((enum kind)k));
	}
	for (size_t i = 0; i < sizeof(errors) / sizeof(errors[0]); i++) {
		NEED("error.%d.title", errors[i]);
		NEED("error.%d.text", errors[i]);
	}
	for (int k = 0; k < NOTICE_KIND_COUNT; k++) {
		NEED("notice.%s.title", notice_kind_id((enum notice_kind)k));
		NEED("notice.%s.body", notice_kind_id((enum notice_kind)k));
		if (notice_mutable((enum notice_kind)k))
			NEED("notice.%s.label", notice_kind_id((enum notice_kind)k));
	}
	assert_int_equal(missing, 0);
	locales_free(ls);
}

/* Each literal key in a call of msg, msg_has or msg_format. */
static void
test_keys_in_code(void **state)
{
	static const char command[] =
	    "grep -rhoE '\\bmsg(_format)?\\([^;\"]*\"[a-z0-9_.-]+\"' app --include='*.c' | "
	    "grep -oE '\"[a-z0-9_.-]+\"$' | tr -d '\"' | grep -E '[.]' | grep -vE '[.]$' | sort -u";
	struct locales *ls;
	char key[256];
	int missing = 0;
	FILE *f;

	(void)state;
	assert_int_equal(locales_load(bundles, &ls), ERR_OK);
	assert_non_null(f = popen(command, "r"));
	while (fgets(key, sizeof(key), f) != NULL) {
		key[strcspn(key, "\n")] = '\0';
		if (!msg_has(locales_find(ls, "en"), key)) {
			complain(NULL, "en", key, "named in the code, but missing");
			missing++;
		}
	}
	pclose(f);
	assert_int_equal(missing, 0);
	locales_free(ls);
}

struct seen {
	char text[4096];
};

static void
collect(void *ctx, const char *tag, const char *key, const char *why)
{
	struct seen *seen = ctx;
	size_t n = strlen(seen->text);

	snprintf(seen->text + n, sizeof(seen->text) - n, "%s|%s|%s\n", tag, key, why);
}

static void
test_complaints(void **state)
{
	static struct seen seen;
	size_t n;
	char dir[256];

	(void)state;
	make_dir(dir, sizeof(dir));
	compile(dir, "en",
	    "a { \"Law\" } b { \"{n, plural, one {#} other {#}}\" } c { \"PDF\" } d { \"{x}\" } "
	    "e { \"Same\" } untranslated { 1 { \"PDF\" } 2 { \"e\" } }");
	compile(dir, "ru", "a { \"Law\" } c { \"PDF\" } d { \"{y}\" } e { \"Same\" } z { \"?\" }");
	compile(dir, "ar",
	    "a { \"قانون\" } b { \"{n, plural, one {#} other {# }}\" } c { \"PDF\" } "
	    "d { \"– {x}\" } e { \"\" }");
	n = msg_check(dir, collect, &seen);
	assert_string_equal(seen.text, "ar|b|the plural of n lacks the category \"few\"\n"
				       "ar|e|empty\n"
				       "ru|d|the argument {y} does not exist in en\n"
				       "ru|a|not translated\n"
				       "ru|b|missing\n"
				       "ru|z|does not exist in en\n");
	assert_int_equal(n, 6);
	seen.text[0] = '\0';
	run("rm '%s/en.res'", dir);
	assert_int_equal(msg_check(dir, collect, &seen), 1);
	drop_dir(dir);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_complete),
		cmocka_unit_test(test_labels),
		cmocka_unit_test(test_keys_in_code),
		cmocka_unit_test(test_complaints),
	};

	find_bundles();
	return (cmocka_run_group_tests(tests, NULL, NULL));
}
