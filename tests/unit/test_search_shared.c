/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What two texts name in common, within a language and across two. */
#include "search/fixture.h"
#include "search/shared.h"

static void
term(struct fixture *f, const char *slug, const char *const *labels)
{
	struct record *r = fixture_record(f, KIND_TERM, "INT");

	r->slug = slug;
	for (; labels[0] != NULL; labels += 2) {
		r->term->labels[r->term->nlabels++] = (struct term_label){
			.language = labels[0], .text = labels[1], .status = TERM_PREFERRED
		};
		fixture_text(r, labels[0], labels[1], NULL);
	}
	fixture_put(f, r);
}

/* Two terms, a lexicon of three words, and enough other entries that a word can be rare. */
static void
fill(struct fixture *f)
{
	static const char *const licence[] = { "en", "compulsory licence", "zh-Hans", "强制许可",
		"ru", "принудительная лицензия", NULL };
	static const char *const model[] = { "en", "utility model", "zh-Hans", "实用新型", "ru",
		"полезная модель", NULL };
	static const struct learn_pair pairs[] = {
		{ "en", "membrane", "zh", "膜", 0.9 },
		{ "en", "membrane", "ru", "мембрана", 0.9 },
		{ "zh", "海水淡化", "en", "desalination", 0.8 },
	};

	for (int i = 0; i < 120; i++) {
		struct record *r = fixture_record(f, KIND_GUIDE, "CN");

		fixture_text(r, "en", "Notice of the office",
		    "The office publishes a technology each month.");
		fixture_text(r, "ru", "Сообщение ведомства", "Ведомство публикует технологию.");
		fixture_put(f, r);
	}
	term(f, "compulsory-licence", licence);
	term(f, "utility-model", model);
	assert_int_equal(search_writer_lexicon(f->writer, "one", pairs, 3), ERR_OK);
	fixture_commit(f);
}

static size_t
shared(struct fixture *f, const char *la, const char *a, const char *lb, const char *b,
    struct shared_thing *v)
{
	struct shared_text *x, *y;

	assert_int_equal(shared_text(f->index, f->arena, la, a, &x), ERR_OK);
	assert_int_equal(shared_text(f->index, f->arena, lb, b, &y), ERR_OK);
	return (shared_things(f->index, f->arena, x, y, v, 8));
}

static const struct shared_thing *
thing(const struct shared_thing *v, size_t n, const char *here)
{
	for (size_t i = 0; i < n; i++)
		if (strcmp(v[i].here, here) == 0)
			return (&v[i]);
	return (NULL);
}

static void
one_language(void **state)
{
	struct fixture *f = *state;
	const struct shared_thing *t;
	struct shared_thing v[8];
	size_t n;

	fill(f);
	n = shared(f, "en", "A seed drill protected as a utility model; the office is told.", "en",
	    "We look for seed drills. Utility models are welcome, the office says.", v);
	t = thing(v, n, "utility model");
	assert_non_null(t);
	assert_string_equal(t->there, "Utility models");
	assert_string_equal(t->term, "utility-model");
	assert_true(t->weight == 1);
	assert_ptr_equal(t, &v[0]); /* a term before words */
	t = thing(v, n, "drill");
	assert_non_null(t);
	assert_string_equal(t->there, "drills");
	assert_null(t->term);
	assert_true(t->weight > 0 && t->weight < 1);
	/* What every document has tells nothing. */
	assert_null(thing(v, n, "office"));
	n = shared(f, "zh-Hans", "锂电池回收工艺", "zh-Hans", "需要废旧锂电池的处理", v);
	assert_int_equal(n, 1);
	assert_string_equal(v[0].here, "锂电池");
	assert_int_equal(shared(f, "en", "Nothing of it.", "en", "Something else.", v), 0);
	assert_int_equal(shared(f, "en", "", "en", "", v), 0);
}

static void
across(void **state)
{
	struct fixture *f = *state;
	const struct shared_thing *t;
	struct shared_thing v[8];
	size_t n;

	fill(f);
	n = shared(f, "en", "Membranes for desalination under a compulsory licence.", "zh-Hans",
	    "海水淡化用膜，可适用强制许可", v);
	assert_int_equal(n, 2);
	assert_string_equal(v[0].term, "compulsory-licence");
	assert_string_equal(v[0].there, "强制许可");
	t = thing(v, n, "Membranes");
	assert_non_null(t);
	assert_string_equal(t->there, "膜");
	/* The other way the lexicon knows the other word. */
	n = shared(f, "zh-Hans", "海水淡化用膜，可适用强制许可", "en",
	    "Membranes for desalination under a compulsory licence.", v);
	t = thing(v, n, "海水淡化");
	assert_non_null(t);
	assert_string_equal(t->there, "desalination");
	/* By terms alone, in languages that the lexicon does not join. */
	n = shared(f, "ru", "Полезные модели продаются", "zh-Hans", "转让实用新型专利", v);
	assert_int_equal(n, 1);
	assert_string_equal(v[0].here, "Полезные модели");
	assert_string_equal(v[0].there, "实用新型");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(one_language, fixture_setup, fixture_teardown),
		cmocka_unit_test_setup_teardown(across, fixture_setup, fixture_teardown),
	};

	return (cmocka_run_group_tests(tests, NULL, NULL));
}
