/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Learning translations from parallel texts, and questions that reach other languages by them. */
#include "search/fixture.h"
#include "search/learn.h"

struct pairs {
	struct learn_pair v[4096];
	size_t n;
};

static void
keep(void *ctx, const struct learn_pair *pair)
{
	struct pairs *p = ctx;

	assert_true(p->n < 4096 && pair->weight > 0 && pair->weight <= 1);
	p->v[p->n++] = *pair;
}

static double
weight(const struct pairs *p, const char *language, const char *word, const char *to_language,
    const char *to)
{
	for (size_t i = 0; i < p->n; i++)
		if (strcmp(p->v[i].language, language) == 0 && strcmp(p->v[i].word, word) == 0 &&
		    strcmp(p->v[i].to_language, to_language) == 0 && strcmp(p->v[i].to, to) == 0)
			return (p->v[i].weight);
	return (0);
}

/* Words that stand in every other sentence would count for nothing. */
static void
others(struct learn *l)
{
	char text[64];

	for (int i = 0; i < 300; i++) {
		struct learn_text texts[] = { { "en", text }, { "ru", text } };

		(void)snprintf(text, sizeof(text), "other%d", i);
		learn_same(l, texts, 2);
	}
}

/* Sentences of a subject, a verb and an object, each of which comes with others of its kind. */
static struct learn *
taught(void)
{
	static const char *const words[3][4][3] = {
		{ { "court", "法院", "tribunal" }, { "owner", "所有人", "proprietário" },
		    { "office", "机关", "repartição" }, { "agent", "代理人", "procurador" } },
		{ { "refuses", "驳回", "recusa" }, { "examines", "审查", "examina" },
		    { "publishes", "公布", "publica" }, { "files", "提交", "deposita" } },
		{ { "application", "申请", "pedido" }, { "invention", "发明", "invenção" },
		    { "drawing", "附图", "desenho" }, { "fee", "费用", "taxa" } },
	};
	struct learn *l = learn_new();
	char text[3][256];

	for (int i = 0; i < 64; i++) {
		int a = i % 4, b = i / 4 % 4, c = i / 16;
		struct learn_text texts[] = { { "en", text[0] }, { "zh-Hans", text[1] },
			{ "pt-BR", text[2] } };

		for (int t = 0; t < 3; t++)
			(void)snprintf(text[t], sizeof(text[t]), t == 1 ? "%s%s%s。" : "%s %s %s.",
			    words[0][a][t], words[1][b][t], words[2][c][t]);
		learn_same(l, texts, 3);
	}
	others(l);
	return (l);
}

static void
learns(void **state)
{
	struct learn *l = taught();
	struct pairs p = { .n = 0 };

	(void)state;
	learn_pairs(l, keep, &p);
	assert_true(weight(&p, "en", "court", "zh", "法院") > 0.8);
	assert_true(weight(&p, "zh", "法院", "en", "court") > 0.8);
	assert_true(weight(&p, "en", "invention", "pt", "invenção") > 0.8);
	assert_true(weight(&p, "pt", "examina", "zh", "审查") > 0.8);
	assert_true(weight(&p, "en", "court", "zh", "申请") == 0);
	learn_free(l);
}

/*
 * Both scripts of Chinese in one segment: what they share belongs to either, or the other would be
 * left with the words that only it has, and those would stand for whatever the sentence says.
 */
static void
learns_both_scripts(void **state)
{
	static const char *const words[3][4][3] = {
		{ { "court", "法院", "法院" }, { "owner", "所有人", "所有人" },
		    { "office", "机关", "機關" }, { "agent", "代理人", "代理人" } },
		{ { "refuses", "驳回", "駁回" }, { "examines", "审查", "審查" },
		    { "transfers", "转让", "移轉" }, { "licenses", "许可", "授權" } },
		{ { "application", "申请", "申請" }, { "invention", "发明", "發明" },
		    { "drawing", "附图", "圖式" }, { "fee", "费用", "費用" } },
	};
	struct learn *l = learn_new();
	struct pairs p = { .n = 0 };
	char text[3][256];

	(void)state;
	for (int i = 0; i < 64; i++) {
		int a = i % 4, b = i / 4 % 4, c = i / 16;
		struct learn_text texts[] = { { "en", text[0] }, { "zh-Hans", text[1] },
			{ "zh-Hant", text[2] } };

		for (int t = 0; t < 3; t++)
			(void)snprintf(text[t], sizeof(text[t]), t > 0 ? "%s%s%s。" : "%s %s %s.",
			    words[0][a][t], words[1][b][t], words[2][c][t]);
		learn_same(l, texts, 3);
	}
	others(l);
	learn_pairs(l, keep, &p);
	assert_true(weight(&p, "en", "court", "zh", "法院") > 0.8);
	assert_true(weight(&p, "en", "examines", "zh", "审查") > 0.8);
	assert_true(weight(&p, "en", "licenses", "zh", "许可") > 0.3);
	assert_true(weight(&p, "en", "licenses", "zh", "授權") > 0.3);
	assert_true(weight(&p, "zh", "授權", "en", "licenses") > 0.3);
	assert_true(weight(&p, "en", "court", "zh", "授權") == 0);
	assert_true(weight(&p, "en", "examines", "zh", "審查") == 0);
	learn_free(l);
}

/* Paragraphs and sentences are compared one by one where there are as many of them. */
static void
compares_parts(void **state)
{
	struct learn *l = learn_new();
	struct pairs p = { .n = 0 };
	char en[256], ru[256];

	(void)state;
	for (int i = 0; i < 30; i++) {
		struct learn_text texts[] = { { "en", en }, { "ru", ru } };

		(void)snprintf(en, sizeof(en), "seal%d cat. dog%d\n\nword%d house.", i, i % 7, i);
		(void)snprintf(
		    ru, sizeof(ru), "печать%d кот. собака%d\n\nслово%d дом.", i, i % 7, i);
		learn_same(l, texts, 2);
	}
	others(l);
	learn_pairs(l, keep, &p);
	assert_true(weight(&p, "en", "cat", "ru", "кот") > 0.8);
	assert_true(weight(&p, "en", "house", "ru", "дом") > 0.8);
	assert_true(weight(&p, "en", "cat", "ru", "дом") == 0);
	learn_free(l);
}

static void
put_lexicon(struct fixture *f, const char *mark)
{
	struct learn *l = taught();
	struct pairs p = { .n = 0 };

	learn_pairs(l, keep, &p);
	assert_int_equal(search_writer_lexicon(f->writer, mark, p.v, p.n), ERR_OK);
	learn_free(l);
}

static struct record *
law(struct fixture *f, const char *language, const char *title, const char *body)
{
	struct record *r = fixture_record(f, KIND_LAW, "INT");

	fixture_text(r, language, title, NULL);
	fixture_article(f, fixture_expression(f, r, language), NULL, body);
	fixture_put(f, r);
	return (r);
}

static bool
expands(const struct search_result *r, const char *from, const char *to)
{
	for (size_t i = 0; i < r->nexpansions; i++)
		if (strcmp(r->expansions[i].from, from) == 0 &&
		    strcmp(r->expansions[i].to, to) == 0 && r->expansions[i].term == NULL)
			return (true);
	return (false);
}

static void
finds(void **state)
{
	struct fixture *f = *state;
	const char *locale = "en", *off[] = { "驳回" };
	struct search_query q = fixture_query("Courts refusing applications", &locale);
	struct search_result r;

	law(f, "zh-Hans", "专利法", "人民法院驳回了申请。");
	law(f, "pt", "Lei de marcas", "O tribunal recusa o pedido.");
	fixture_commit(f);
	assert_int_equal(fixture_search(f, "court refuses application", "en").total, 0);
	put_lexicon(f, "1");
	fixture_commit(f);

	r = fixture_run(f, &q);
	assert_int_equal(r.total, 2);
	assert_true(expands(&r, "Courts", "法院"));
	assert_true(expands(&r, "Courts", "tribunal"));
	assert_true(expands(&r, "refusing", "驳回"));
	/* A word inside a run of ideographs. */
	r = fixture_search(f, "法院驳回", "zh-Hans");
	assert_true(expands(&r, "驳回", "refuses"));
	assert_int_equal(r.total, 2);
	q.expand_off = (struct strings){ off, 1 };
	r = fixture_run(f, &q);
	for (size_t i = 0; i < r.nexpansions; i++)
		assert_int_equal(r.expansions[i].off, strcmp(r.expansions[i].to, "驳回") == 0);
	q.expand = false;
	assert_int_equal(fixture_run(f, &q).total, 0);
	/* Another state of it takes its place. */
	assert_int_equal(search_writer_lexicon(f->writer, "", NULL, 0), ERR_OK);
	fixture_commit(f);
	assert_int_equal(fixture_search(f, "court refuses application", "en").total, 0);
}

/* However much there is in one language, others are among the first. */
static void
takes_turns(void **state)
{
	struct fixture *f = *state;
	const char *locale = "en";
	struct search_query q = fixture_query("court refuses application", &locale);
	struct search_result r;

	for (int i = 0; i < 30; i++)
		law(f, "en", "Act", "The court refuses the application of a court.");
	law(f, "zh-Hans", "专利法", "人民法院驳回了申请。");
	law(f, "pt", "Lei de marcas", "O tribunal recusa o pedido.");
	put_lexicon(f, "1");
	fixture_commit(f);
	q.group = GROUP_NONE;
	r = fixture_run(f, &q);
	assert_int_equal(r.total, 32);
	assert_string_equal(r.hits[0].language, "en");
	assert_string_not_equal(r.hits[9].language, "en");
	assert_string_not_equal(r.hits[19].language, "en");
	assert_string_not_equal(r.hits[9].language, r.hits[19].language);
	for (size_t i = 20; i < r.nhits; i++)
		assert_string_equal(r.hits[i].language, "en");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(learns),
		cmocka_unit_test(learns_both_scripts),
		cmocka_unit_test(compares_parts),
		cmocka_unit_test_setup_teardown(finds, fixture_setup, fixture_teardown),
		cmocka_unit_test_setup_teardown(takes_turns, fixture_setup, fixture_teardown),
	};

	return (cmocka_run_group_tests(tests, NULL, NULL));
}
