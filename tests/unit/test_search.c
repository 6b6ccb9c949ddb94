/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What can be found in an index and how it is counted, grouped and listed. */
#include "search/fixture.h"

static const struct {
	const char *language, *title, *body, *query;
} languages[] = {
	{ "en", "Patent Law", "The owner of a patent may license others.", "patent" },
	{ "zh-Hans", "专利法", "专利权人可以许可他人实施其专利。", "专利" },
	{ "ru", "Патентный закон", "Патент удостоверяет исключительное право.", "патент" },
	{ "pt", "Lei da Propriedade Industrial", "A patente confere ao titular direitos.",
	    "patente" },
	{ "hi", "पेटेंट अधिनियम", "पेटेंट का स्वामी अनुज्ञा दे सकता है।", "पेटेंट" },
	{ "ar", "قانون البراءات", "تمنح البراءة لصاحبها حق استغلال الاختراع.", "براءة" },
};

static void
six_languages(void **state)
{
	struct fixture *f = *state;

	for (size_t i = 0; i < sizeof(languages) / sizeof(languages[0]); i++) {
		struct record *r = fixture_record(f, KIND_LAW, "INT");

		fixture_text(r, languages[i].language, languages[i].title, languages[i].body);
		fixture_article(
		    f, fixture_expression(f, r, languages[i].language), NULL, languages[i].body);
		fixture_put(f, r);
	}
	fixture_commit(f);
	for (size_t i = 0; i < sizeof(languages) / sizeof(languages[0]); i++) {
		struct search_result r = fixture_search(f, languages[i].query, "en");
		bool found = false;

		for (size_t j = 0; j < r.nhits; j++) {
			if (strcmp(r.hits[j].language, languages[i].language) != 0)
				continue;
			found = true;
			assert_string_equal(r.hits[j].title, languages[i].title);
			assert_true(r.hits[j].nhighlights > 0);
		}
		if (!found)
			fail_msg("%s not found", languages[i].query);
		assert_true(r.total_is_exact);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(six_languages, fixture_setup, fixture_teardown),
	};

	return (cmocka_run_group_tests(tests, NULL, NULL));
}
