/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The A-Z indexes page by page, as a reader walks through them while others write. */
#include "search/fixture.h"

enum { PAGE = 10, LETTER = 28, SAME = 14, ENTRIES_MAX = 128 };

/* Two letters of each locale, the first before the second, and what stands under the first. */
static const struct {
	const char *locale, *title, *other, *label;
} alphabets[] = {
	{ "en", "Patent", "Trade mark", "P" },
	{ "zh-Hans", "外观设计", "专利", "W" },
	{ "zh-Hans", "厦门", "专利", "X" },
	{ "ar", "براءة", "علامة", "ب" },
	{ "ar", "البراءة", "العلامة", "ب" },
	{ "ru", "Патент", "Товарный знак", "П" },
};

static struct record *
guide(struct fixture *f, const char *language, const char *title)
{
	struct record *r = fixture_record(f, KIND_GUIDE, "INT");

	fixture_text(r, language, title, NULL);
	fixture_put(f, r);
	return (r);
}

/* ${LETTER} entries under the first letter, half of them of one title, which goes on over the
 * borders between pages, and the others before and behind it; as many under the second.  Returns
 * the last of the first page. */
static struct record *
write_letter(struct fixture *f, const char *language, const char *title, const char *other)
{
	struct record *same = NULL;

	for (int i = 0; i < LETTER; i++) {
		const char *one = i % 2 == 0 && i / 2 < SAME
				      ? arena_printf(f->arena, "%s 5", title)
				      : arena_printf(f->arena, "%s %d", title, i % 4 == 1 ? 1 : 9);
		struct record *r = guide(f, language, one);

		if (i == 4)
			same = r;
		(void)guide(f, language, arena_printf(f->arena, "%s %d", other, i));
	}
	fixture_commit(f);
	return (same);
}

struct walk {
	int64_t seen[ENTRIES_MAX];
	size_t n, pages;
	int64_t begins[ENTRIES_MAX]; /* what the pages begin with */
};

static struct search_letter
letter_of(struct fixture *f, const char *locale, const char *label)
{
	struct search_letter letter = { .kind = KIND_GUIDE, .order = locale, .limit = PAGE };
	struct search_bucket *b;
	size_t n;

	assert_int_equal(search_buckets(f->index, f->arena, KIND_GUIDE, locale, &b, &n), ERR_OK);
	for (size_t i = 0; i < n; i++)
		if (strcmp(b[i].label, label) == 0) {
			assert_in_range(b[i].count, LETTER, ENTRIES_MAX);
			letter.position = b[i].position;
			return (letter);
		}
	fail_msg("%s has no %s", locale, label);
	return (letter);
}

/* One page more; false at the end. */
static bool
step(struct fixture *f, struct search_letter *letter, struct walk *w)
{
	struct search_result r;

	assert_int_equal(search_bucket(f->index, f->arena, letter, &r), ERR_OK);
	if (r.nhits == 0)
		return (false);
	w->begins[w->pages++] = r.hits[0].entry;
	for (size_t i = 0; i < r.nhits; i++)
		w->seen[w->n++] = letter->after = r.hits[i].entry;
	return (true);
}

static size_t
times(const struct walk *w, int64_t entry)
{
	size_t n = 0;

	for (size_t i = 0; i < w->n; i++)
		n += w->seen[i] == entry;
	return (n);
}

static void
nothing_twice(const struct walk *w)
{
	for (size_t i = 0; i < w->n; i++)
		assert_int_equal(times(w, w->seen[i]), 1);
}

/* All of a letter and nothing of another, and the same pages on the way back. */
static void
there_and_back(void **state)
{
	for (size_t a = 0; a < sizeof(alphabets) / sizeof(alphabets[0]); a++) {
		struct fixture *f;
		struct search_letter letter, back;
		struct walk w = { .n = 0 };
		struct search_result r;

		assert_int_equal(fixture_setup(state), 0);
		f = *state;
		(void)write_letter(f, alphabets[a].locale, alphabets[a].title, alphabets[a].other);
		back = letter = letter_of(f, alphabets[a].locale, alphabets[a].label);
		while (step(f, &letter, &w))
			;
		assert_int_equal(w.n, LETTER);
		assert_int_equal(w.pages, 3);
		nothing_twice(&w);
		for (size_t page = w.pages; page-- > 1;) {
			back.before = w.begins[page];
			assert_int_equal(search_bucket(f->index, f->arena, &back, &r), ERR_OK);
			assert_int_equal(r.nhits, PAGE);
			for (size_t i = 0; i < PAGE; i++)
				assert_int_equal(r.hits[i].entry, w.seen[(page - 1) * PAGE + i]);
		}
		assert_int_equal(fixture_teardown(state), 0);
	}
}

/* Between two pages entries come, and the last that was read is written anew: whoever reads on
 * misses nothing that was there and sees nothing again. */
static void
written_between(void **state)
{
	for (size_t a = 0; a < sizeof(alphabets) / sizeof(alphabets[0]); a++) {
		struct fixture *f;
		struct search_letter letter;
		struct walk w = { .n = 0 };
		const char *titles[3];
		struct record *same, *new[3];

		assert_int_equal(fixture_setup(state), 0);
		f = *state;
		same = write_letter(f, alphabets[a].locale, alphabets[a].title, alphabets[a].other);
		letter = letter_of(f, alphabets[a].locale, alphabets[a].label);
		assert_true(step(f, &letter, &w));
		assert_int_equal(same->id.v, w.seen[PAGE - 1]);
		/* Before what was read, within the title that goes on, and at the end. */
		titles[0] = arena_printf(f->arena, "%s 0", alphabets[a].title);
		titles[1] = arena_printf(f->arena, "%s 5", alphabets[a].title);
		titles[2] = arena_printf(f->arena, "%s 99", alphabets[a].title);
		for (size_t i = 0; i < 3; i++)
			new[i] = guide(f, alphabets[a].locale, titles[i]);
		fixture_put(f, same);
		fixture_commit(f);
		while (step(f, &letter, &w))
			;
		nothing_twice(&w);
		assert_int_equal(times(&w, new[0]->id.v), 0);
		assert_int_equal(times(&w, new[1]->id.v), 1);
		assert_int_equal(times(&w, new[2]->id.v), 1);
		assert_int_equal(times(&w, same->id.v), 1);
		assert_int_equal(w.n, LETTER + 2);
		assert_int_equal(fixture_teardown(state), 0);
	}
}

/* The entry that a page ended with is gone or stands under another letter: from the beginning. */
static void
moved_away(void **state)
{
	struct fixture *f = *state;
	struct search_letter letter;
	struct walk w = { .n = 0 };
	struct record *r;

	(void)write_letter(f, "en", "Patent", "Trade mark");
	letter = letter_of(f, "en", "P");
	assert_true(step(f, &letter, &w));
	r = fixture_record(f, KIND_GUIDE, "INT");
	r->id.v = w.seen[PAGE - 1];
	fixture_text(r, "en", "Zebra", NULL);
	fixture_put(f, r);
	fixture_commit(f);
	w = (struct walk){ .n = 0 };
	while (step(f, &letter, &w))
		;
	assert_int_equal(w.n, LETTER - 1);
	nothing_twice(&w);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(there_and_back),
		cmocka_unit_test(written_between),
		cmocka_unit_test_setup_teardown(moved_away, fixture_setup, fixture_teardown),
	};

	return (cmocka_run_group_tests(tests, NULL, NULL));
}
