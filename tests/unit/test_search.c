/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What can be found in an index and how it is counted, grouped and listed. */
#include "search/fixture.h"

#include <unicode/ubrk.h>

#include "base/utf8.h"

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

/* Three laws of two countries in three languages, and a provider. */
static void
small_portal(struct fixture *f)
{
	static const char *const titles[] = { "Patent Act", "Trade Marks Act", "Lei de Patentes" };
	static const char *const dates[] = { "1970-09-19", "1999-12-30", "1996-05-14" };
	struct expression *e;
	struct record *r;

	for (int i = 0; i < 3; i++) {
		r = fixture_record(f, KIND_LAW, i == 2 ? "BR" : "IN");
		r->law->date_enacted = dates[i];
		r->law->status = i == 1 ? LAW_REPEALED : LAW_IN_FORCE;
		r->law->type = i == 1 ? LAW_RULE : LAW_LAW;
		r->subjects = arena_array(f->arena, enum subject, 1);
		r->subjects[0] = i == 1 ? SUBJECT_TRADE_MARKS : SUBJECT_PATENTS;
		r->nsubjects = 1;
		r->source_id = arena_printf(f->arena, "law:%d", i);
		fixture_text(r, i == 2 ? "pt" : "en", titles[i], NULL);
		e = fixture_expression(f, r, i == 2 ? "pt" : "en");
		for (int j = 0; j < 4; j++)
			fixture_article(f, e, j == 0 ? "Registro" : NULL,
			    i == 2 ? "O registro confere direitos." : "The register is kept here.");
		fixture_put(f, r);
	}
	r = fixture_record(f, KIND_PROVIDER, "CN");
	r->provider->services = arena_array(f->arena, enum service, 1);
	r->provider->services[0] = SERVICE_AGENCY;
	r->provider->nservices = 1;
	fixture_text(r, "en", "Register Agents", "We register marks.");
	fixture_text(r, "zh-Hans", "注册代理", "我们注册商标。");
	fixture_put(f, r);
	fixture_commit(f);
}

static void
counts(void **state)
{
	struct fixture *f = *state;
	const char *locale = "en", *in[] = { "IN" }, *br[] = { "BR", "IN" }, *english[] = { "en" };
	const char *rules[] = { "rule" };
	struct search_query q;
	struct search_result r;

	small_portal(f);
	r = fixture_search(f, "register", "en");
	assert_int_equal(r.total, 3);
	assert_int_equal(r.total_articles, 9);
	assert_int_equal(fixture_count(&r, FACET_KIND, "law"), 2);
	assert_int_equal(fixture_count(&r, FACET_KIND, "provider"), 1);
	assert_int_equal(fixture_count(&r, FACET_JURISDICTION, "IN"), 2);
	assert_int_equal(fixture_count(&r, FACET_STATUS, "repealed"), 1);
	assert_int_equal(fixture_count(&r, FACET_TYPE, "rule"), 1);
	assert_int_equal(fixture_count(&r, FACET_TYPE, "law"), 1);
	assert_int_equal(fixture_count(&r, FACET_YEAR, "1999"), 1);
	assert_int_equal(fixture_count(&r, FACET_SERVICE, "agency"), 1);
	for (size_t i = 0; i < r.nhits; i++)
		if (r.hits[i].kind == KIND_LAW)
			assert_int_equal(r.hits[i].more_in_work, 3);

	/* Each facet is counted without its own filter, with those of the others. */
	q = fixture_query("register", &locale);
	q.filter[FACET_JURISDICTION] = (struct strings){ in, 1 };
	r = fixture_run(f, &q);
	assert_int_equal(r.total, 2);
	assert_int_equal(fixture_count(&r, FACET_JURISDICTION, "CN"), 1);
	assert_int_equal(fixture_count(&r, FACET_JURISDICTION, "IN"), 2);
	assert_int_equal(fixture_count(&r, FACET_KIND, "provider"), 0);
	q.filter[FACET_TYPE] = (struct strings){ rules, 1 };
	r = fixture_run(f, &q);
	assert_int_equal(r.total, 1);
	assert_int_equal(fixture_count(&r, FACET_TYPE, "law"), 1);
	q.filter[FACET_TYPE].n = 0;
	q.filter[FACET_LANGUAGE] = (struct strings){ english, 1 };
	q.year_from = 1990;
	r = fixture_run(f, &q);
	assert_int_equal(r.total, 1);
	assert_string_equal(r.hits[0].title, "Trade Marks Act");
	assert_int_equal(fixture_count(&r, FACET_YEAR, "1970"), 1);

	q = fixture_query("register", &locale);
	q.group = GROUP_NONE;
	q.limit = 100;
	r = fixture_run(f, &q);
	assert_int_equal(r.total, 9);
	assert_int_equal(r.nhits, 9);
	assert_int_equal(fixture_count(&r, FACET_LANGUAGE, "en"), 9);
	for (size_t i = 0; i < r.nhits; i++)
		assert_true(r.hits[i].kind == KIND_PROVIDER || r.hits[i].source_id != NULL);

	/* Lists: works, whatever their number of texts. */
	q = fixture_query(NULL, &locale);
	r = fixture_run(f, &q);
	assert_int_equal(r.total, 4);
	assert_string_equal(r.hits[0].title, "Register Agents");
	assert_int_equal(fixture_count(&r, FACET_LANGUAGE, "zh-Hans"), 1);
	q.sort = SORT_TITLE;
	q.filter[FACET_JURISDICTION] = (struct strings){ br, 2 };
	r = fixture_run(f, &q);
	assert_int_equal(r.total, 3);
	assert_string_equal(r.hits[0].title, "Lei de Patentes");
	assert_string_equal(r.hits[2].title, "Trade Marks Act");
	q.offset = 2;
	r = fixture_run(f, &q);
	assert_int_equal(r.nhits, 1);
	q.offset = 9990;
	assert_int_equal(search_run(f->index, f->arena, &q, &r), ERR_INPUT);
}

static void
titles_fall_back(void **state)
{
	struct fixture *f = *state;
	const char *chain[] = { "hi", "zh-Hant" }, *zh[] = { "zh" };
	struct search_query q = fixture_query("注册", chain);
	struct search_result r;

	small_portal(f);
	q.nchain = 2;
	r = fixture_run(f, &q);
	assert_int_equal(r.total, 1);
	assert_string_equal(r.hits[0].language, "zh-Hans");
	assert_string_equal(r.hits[0].title, "注册代理");
	q.nchain = 1;
	r = fixture_run(f, &q);
	assert_string_equal(r.hits[0].title, "Register Agents");
	assert_string_equal(r.hits[0].title_language, "en");
	assert_string_equal(r.hits[0].language, "zh-Hans");
	q.q = NULL;
	q.filter[FACET_LANGUAGE] = (struct strings){ zh, 1 };
	r = fixture_run(f, &q);
	assert_int_equal(r.total, 1);
}

static void
questions(void **state)
{
	struct fixture *f = *state;
	struct search_result r;
	char *longer;

	small_portal(f);
	r = fixture_search(f, "what is kept in the register of patents in this country?", "en");
	assert_true(r.total > 0);
	r = fixture_search(f, "register -trade", "en");
	assert_int_equal(r.total, 2);
	r = fixture_search(f, "\"register is kept\"", "en");
	assert_int_equal(r.total, 2);
	r = fixture_search(f, "zzzz", "en");
	assert_int_equal(r.total, 0);
	assert_null(r.suggestion);
	r = fixture_search(f, "trrade", "en");
	assert_int_equal(r.total, 0);
	assert_string_equal(r.suggestion, "trade");
	r = fixture_search(f, " -- \"\" ?! ", "en");
	assert_int_equal(r.total, 0);
	longer = malloc(100001);
	for (int i = 0; i < 100000; i++)
		longer[i] = "register 专 "[i % 9];
	longer[100000] = '\0';
	for (int i = 0; i < 100000; i++)
		if ((unsigned char)longer[i] >= 0x80)
			longer[i] = 'x';
	(void)fixture_search(f, longer, "zh-Hans");
	free(longer);
}

/* The highlighted words of a snippet, with a bar between. */
static const char *
marked(struct fixture *f, const struct search_hit *h)
{
	char *out = arena_strdup(f->arena, "");
	const char *p;
	uint32_t at, start;

	for (size_t i = 0; i < h->nhighlights; i++) {
		p = h->snippet;
		for (at = 0; at < h->highlights[i].start; at++)
			while ((*++p & 0xC0) == 0x80)
				;
		start = (uint32_t)(p - h->snippet);
		for (; at < h->highlights[i].end; at++)
			while ((*++p & 0xC0) == 0x80)
				;
		out = arena_printf(f->arena, "%s%s%.*s", out, i > 0 ? "|" : "",
		    (int)(p - h->snippet - start), h->snippet + start);
	}
	return (out);
}

/* Of two articles alike, the one whose law is about the question; and one that lacks a word. */
static void
law_about_it(void **state)
{
	static const char *const bodies[] = { "The moral rights of an author stay with him.",
		"An author may claim his rights for life.", "A collector has rights." };
	const char *locale = "en";
	struct search_query q = fixture_query("author moral rights", &locale);
	struct fixture *f = *state;
	struct search_result r;
	struct expression *e;
	struct record *law;

	for (int i = 0; i < 12; i++) {
		law = fixture_record(f, KIND_LAW, "IN");
		fixture_text(law, "en", "Act", NULL);
		e = fixture_expression(f, law, "en");
		for (int k = 0; k < (i == 6 ? 3 : 1); k++)
			fixture_article(f, e, NULL, bodies[k]);
		fixture_put(f, law);
	}
	law = fixture_record(f, KIND_GUIDE, "IN");
	fixture_text(law, "en", "Moral rights", "The moral rights of an author stay with him.");
	fixture_put(f, law);
	fixture_commit(f);
	/* Among works the guide answers as well as any; asked for articles, it is none. */
	assert_string_equal(fixture_run(f, &q).hits[0].slug, "entry-13");
	q.group = GROUP_NONE;
	r = fixture_run(f, &q);
	assert_int_equal(r.total, 15);
	assert_string_equal(r.hits[0].slug, "entry-7");
	assert_string_equal(r.hits[0].eid, "art_1");
}

static void
snippets(void **state)
{
	static const struct {
		const char *language, *body, *query, *marks;
	} cases[] = {
		{ "en", "The patentee may license\n\nothers; licences are recorded.", "licence",
		    "license|licences" },
		{ "zh-Hans", "任何单位实施他人专利的，应当与专利权人订立合同。", "专利权",
		    "专利|专利权" },
		{ "zh-Hant", "任何單位實施他人專利的。", "专利", "專利" },
		{ "ru", "Патентные поверенные ведут дела о патентах.", "патентный", "Патентные" },
		{ "pt", "A invenção é patenteável; as invenções também.", "invenção",
		    "invenção|invenções" },
		{ "hi", "पेटेंट का स्वामी पेटेंट की अनुज्ञप्ति दे सकता है।", "पेटेंट", "पेटेंट|पेटेंट" },
		{ "ar", "تمنح البراءة لصاحبها حق الاستغلال.", "براءة", "البراءة" },
		{ "id", "Menurut Pasal 11 dan Pasal 111.", "第十一条", "Pasal 11" },
	};
	struct fixture *f = *state;
	const size_t n = sizeof(cases) / sizeof(cases[0]);

	for (size_t i = 0; i < n; i++) {
		struct record *r = fixture_record(f, KIND_LAW, "INT");

		fixture_text(r, cases[i].language, "X", NULL);
		fixture_article(
		    f, fixture_expression(f, r, cases[i].language), NULL, cases[i].body);
		fixture_put(f, r);
	}
	fixture_commit(f);
	for (size_t i = 0; i < n; i++) {
		struct search_result r = fixture_search(f, cases[i].query, cases[i].language);
		bool found = false;

		for (size_t j = 0; j < r.nhits; j++) {
			if (strcmp(r.hits[j].language, cases[i].language) != 0)
				continue;
			found = true;
			assert_string_equal(marked(f, &r.hits[j]), cases[i].marks);
		}
		assert_true(found);
	}
}

/* The passage is found far inside, in one line, and ends between words. */
static void
long_texts(void **state)
{
	struct fixture *f = *state;
	struct record *r = fixture_record(f, KIND_GUIDE, "INT");
	struct search_result result;
	char *body = arena_alloc(f->arena, 9000);
	size_t n = 0;

	while (n < 8000)
		n += (size_t)sprintf(body + n,
		    n >= 6000 && n < 6012 ? "compulsory\nlicence granted " : "lorem ipsum ");
	fixture_text(r, "en", "Guide", body);
	fixture_put(f, r);
	fixture_commit(f);
	result = fixture_search(f, "compulsory licence", "en");
	assert_int_equal(result.nhits, 1);
	assert_non_null(strstr(result.hits[0].snippet, "compulsory licence granted"));
	assert_string_equal(marked(f, &result.hits[0]), "compulsory|licence");
	assert_true(strlen(result.hits[0].snippet) < 300);
	assert_memory_equal(result.hits[0].snippet, "…", strlen("…"));
	assert_null(strchr(result.hits[0].snippet, '\n'));
}

static void
label(struct record *r, const char *language, const char *text)
{
	r->term->labels[r->term->nlabels++] =
	    (struct term_label){ language, text, TERM_PREFERRED, NULL };
}

static void
across_languages(void **state)
{
	struct fixture *f = *state;
	struct record *r = fixture_record(f, KIND_TERM, "INT");
	const char *locale = "en", *off[] = { "强制许可" };
	struct search_query q;
	struct search_result result;
	bool found = false;

	label(r, "en", "compulsory licence");
	label(r, "zh-Hans", "强制许可");
	label(r, "pt", "licença compulsória");
	fixture_text(r, "en", NULL, "A licence against the owner's will.");
	fixture_put(f, r);
	r = fixture_record(f, KIND_LAW, "CN");
	fixture_text(r, "zh-Hans", "专利法", NULL);
	fixture_article(f, fixture_expression(f, r, "zh-Hans"), NULL, "可以给予实施的强制许可。");
	fixture_put(f, r);
	/* A licence is not yet a compulsory one. */
	r = fixture_record(f, KIND_LAW, "BR");
	fixture_text(r, "pt", "Lei", NULL);
	fixture_article(
	    f, fixture_expression(f, r, "pt"), NULL, "O titular pode conceder licença.");
	fixture_put(f, r);
	fixture_commit(f);

	result = fixture_search(f, "Compulsory licences", "en");
	assert_int_equal(result.total, 2);
	assert_int_equal(result.hits[0].kind, KIND_TERM);
	assert_string_equal(result.hits[0].language, "en");
	for (size_t i = 0; i < result.nhits; i++)
		if (result.hits[i].kind == KIND_LAW)
			assert_string_equal(marked(f, &result.hits[i]), "强制许可");
	for (size_t i = 0; i < result.nexpansions; i++)
		if (strcmp(result.expansions[i].to, "强制许可") == 0) {
			found = true;
			assert_string_equal(result.expansions[i].from, "Compulsory licences");
			assert_string_equal(result.expansions[i].language, "zh-Hans");
			assert_false(result.expansions[i].off);
		}
	assert_true(found);
	result = fixture_search(f, "强制许可", "zh-Hans");
	assert_int_equal(result.total, 2);
	result = fixture_search(f, NULL, "pt-BR");
	assert_string_equal(result.hits[0].title, "licença compulsória");

	q = fixture_query("compulsory licence", &locale);
	q.expand = false;
	q.limit = 1;
	result = fixture_run(f, &q);
	assert_int_equal(result.total, 1);
	assert_int_equal(result.nexpansions, 0);
	q.expand = true;
	q.expand_off = (struct strings){ off, 1 };
	result = fixture_run(f, &q);
	assert_int_equal(result.total, 1);
	assert_int_equal(result.nexpansions, 2);
}

/* A country that the question names, in whatever language and form, comes before others; what it is
 * not asked for does not. */
static void
country_is_meant(void **state)
{
	static const struct {
		const char *q, *locale, *country;
	} asked[] = { { "patent term in Brazil", "en", "BR" },
		{ "Brazilian patent term", "en", "BR" },
		{ "срок действия патента в Бразилии", "ru", "BR" }, { "патент Китай", "ru", "CN" },
		{ "патент КНР", "ru", "CN" }, { "индийский патент", "ru", "IN" },
		{ "巴西专利保护期限", "zh-Hans", "BR" }, { "在阿联酋申请专利", "zh-Hans", "AE" },
		{ "patente na Índia", "pt-BR", "IN" }, { "براءة في البرازيل", "ar", "BR" },
		{ "भारत में पेटेंट", "hi", "IN" }, { "patent South Africa", "en", "ZA" },
		{ "patent -Brazil", "en", "AE" }, { "patent", "en", "AE" } };
	static const char *const countries[] = { "AE", "BR", "CN", "IN", "ZA" };
	struct fixture *f = *state;

	for (size_t i = 0; i < sizeof(countries) / sizeof(countries[0]); i++) {
		struct record *r = fixture_record(f, KIND_GUIDE, countries[i]);

		r->guide->date = "2024-01-01";
		fixture_text(r, "en", "Twenty years", "The patent term.");
		fixture_text(r, "ru", "Двадцать лет", "Срок действия патента.");
		fixture_text(r, "zh-Hans", "二十年", "专利保护期限。申请专利。");
		fixture_text(r, "pt", "Vinte anos", "A patente.");
		fixture_text(r, "ar", "عشرون سنة", "مدة البراءة.");
		fixture_text(r, "hi", "बीस वर्ष", "पेटेंट की अवधि।");
		fixture_put(f, r);
	}
	fixture_commit(f);
	for (size_t i = 0; i < sizeof(asked) / sizeof(asked[0]); i++) {
		struct search_result r = fixture_search(f, asked[i].q, asked[i].locale);

		if (r.total != 5)
			fail_msg("%s finds %u", asked[i].q, r.total);
		if (strcmp(r.hits[0].jurisdictions.v[0], asked[i].country) != 0)
			fail_msg("%s: %s first", asked[i].q, r.hits[0].jurisdictions.v[0]);
	}
}

/* A law that is called so, and of several that of where the reader's language is spoken. */
static void
own_law_first(void **state)
{
	static const struct {
		const char *q, *locale, *slug;
	} asked[] = { { "专利法", "zh-Hans", "cn" }, { "软件法", "zh-Hans", "br" },
		{ "Lei da Propriedade Industrial", "pt-BR", "br" },
		{ "propriedade industrial", "pt-BR", "br" }, { "О товарных знаках", "ru", "ru" },
		{ "专利法", "en", "cn" }, { "巴西法", "zh-Hans", "br" } };
	static const struct {
		const char *slug, *country, *zh, *pt, *ru;
	} laws[] = {
		{ "za", "ZA", "南非专利法", "Lei da Propriedade Industrial (África do Sul)",
		    "О знаках ЮАР: товарных знаках" },
		{ "cn", "CN", "中华人民共和国专利法", "Lei de Patentes da China", "Закон КНР" },
		{ "br", "BR", "巴西第9279/1996号法律（软件法）",
		    "Lei nº 9.279/1996 – Lei da Propriedade Industrial", "Закон Бразилии" },
		{ "ru", "RU", "俄罗斯法律", "Lei russa sobre propriedade industrial",
		    "Закон № 3520-1 «О товарных знаках»" },
	};
	struct fixture *f = *state;

	for (size_t i = 0; i < sizeof(laws) / sizeof(laws[0]); i++) {
		struct record *r = fixture_record(f, KIND_LAW, laws[i].country);

		r->slug = laws[i].slug;
		fixture_text(r, "zh-Hans", laws[i].zh, NULL);
		fixture_text(r, "pt", laws[i].pt, NULL);
		fixture_text(r, "ru", laws[i].ru, NULL);
		fixture_put(f, r);
	}
	fixture_commit(f);
	for (size_t i = 0; i < sizeof(asked) / sizeof(asked[0]); i++) {
		struct search_result r = fixture_search(f, asked[i].q, asked[i].locale);

		if (r.nhits == 0 || strcmp(r.hits[0].slug, asked[i].slug) != 0)
			fail_msg("%s in %s: %s first", asked[i].q, asked[i].locale,
			    r.nhits == 0 ? "nothing" : r.hits[0].slug);
	}
}

/* Found in a language that is neither the reader's nor the question's, it is shown in the reader's.
 */
static void
third_language(void **state)
{
	struct fixture *f = *state;
	struct record *r = fixture_record(f, KIND_LAW, "INT");
	struct search_result result;

	fixture_text(r, "en", "Patent Cooperation Treaty", NULL)->summary = "One application.";
	fixture_text(r, "pt", "Tratado", NULL)->summary = "Também o Escritório Евразийский.";
	fixture_put(f, r);
	r = fixture_record(f, KIND_TERM, "INT");
	label(r, "en", "Eurasian patent");
	label(r, "fa", "евразийский");
	fixture_text(r, "en", NULL, NULL)->summary = "Of nine states.";
	fixture_put(f, r);
	r = fixture_record(f, KIND_GUIDE, "RU");
	fixture_text(r, "en", "Nine states", "One office.");
	fixture_text(r, "ru", "Девять стран", "Евразийский патент.");
	fixture_put(f, r);
	fixture_commit(f);
	result = fixture_search(f, "евразийский", "en");
	assert_int_equal(result.total, 3);
	for (size_t i = 0; i < 3; i++) {
		const char *language = result.hits[i].kind == KIND_GUIDE ? "ru" : "en";

		assert_string_equal(result.hits[i].language, language);
		assert_string_equal(result.hits[i].title_language, "en");
		assert_non_null(result.hits[i].snippet);
	}
}

/* What a reader sees of an entry is in the reader's language, whatever was found of it. */
static void
own_language_first(void **state)
{
	struct fixture *f = *state;
	const char *locale = "ru";
	struct search_query query = fixture_query("патент", &locale);
	struct record *r = fixture_record(f, KIND_TERM, "INT");
	struct search_result result;

	label(r, "ru", "патент");
	label(r, "en", "patent");
	label(r, "en", "letters patent");
	label(r, "zh-Hans", "专利");
	label(r, "zh-Hans", "专利权");
	label(r, "zh-Hant", "專利權");
	fixture_text(r, "ru", NULL, NULL)->summary = "Охранный документ на разработку.";
	fixture_text(r, "en", NULL, NULL)->summary = "Right to prevent others.";
	fixture_text(r, "zh-Hans", NULL, NULL)->summary = "专利是专利权人的专利权。";
	fixture_put(f, r);
	r = fixture_record(f, KIND_LAW, "CN");
	fixture_text(r, "ru", "Закон Китая о патентах", NULL)->summary = "Три вида разработок.";
	fixture_text(r, "zh-Hans", "专利法", NULL)->summary = "专利、专利权、专利权人。";
	fixture_article(f, fixture_expression(f, r, "zh-Hans"), NULL, "专利权人的专利权。");
	fixture_put(f, r);
	r = fixture_record(f, KIND_GUIDE, "CN");
	fixture_text(r, "en", "Letters that look like bills", "A letter asks for a patent fee.");
	fixture_put(f, r);
	fixture_commit(f);

	result = fixture_search(f, "патент", "ru");
	assert_int_equal(result.total, 3);
	assert_int_equal(result.hits[0].kind, KIND_TERM);
	assert_int_equal(result.hits[1].kind, KIND_LAW);
	for (size_t i = 0; i < 2; i++)
		assert_string_equal(result.hits[i].language, "ru");
	/* Names that a shorter one finds anyway are not searched for. */
	for (size_t i = 0; i < result.nexpansions; i++) {
		assert_string_not_equal(result.expansions[i].to, "letters patent");
		assert_null(strstr(result.expansions[i].to, "权"));
		assert_null(strstr(result.expansions[i].to, "權"));
	}
	result = fixture_search(f, "patent", "en");
	assert_int_equal(result.hits[0].kind, KIND_TERM);
	query.group = GROUP_NONE;
	result = fixture_run(f, &query);
	assert_int_equal(result.hits[0].kind, KIND_TERM);
	assert_string_equal(result.hits[0].language, "ru");
	/* However common the word is in it. */
	for (int i = 0; i < 20; i++) {
		r = fixture_record(f, KIND_GUIDE, "CN");
		fixture_text(r, "zh-Hans", "专利", "专利。");
		fixture_put(f, r);
	}
	fixture_commit(f);
	result = fixture_search(f, "专利", "zh-Hans");
	for (size_t i = 0; i < result.nhits; i++)
		if (result.hits[i].kind != KIND_GUIDE)
			assert_string_equal(result.hits[i].language, "zh-Hans");
	/* Who types Chinese reads it. */
	result = fixture_search(f, "专利", "en");
	assert_string_equal(result.hits[0].language, "en");
	result = fixture_search(f, "专利权人", "en");
	assert_string_equal(result.hits[0].language, "zh-Hans");
}

/* Patent and patentee have one stem in Hindi. */
static void
meant_as_spelt(void **state)
{
	struct fixture *f = *state;
	struct record *r = fixture_record(f, KIND_TERM, "INT");
	const char *locale = "hi", *nowhere[] = { "ZZ" };
	struct search_query q;
	struct search_result result;

	label(r, "hi", "पेटेंटी");
	label(r, "en", "patentee");
	fixture_put(f, r);
	r = fixture_record(f, KIND_TERM, "INT");
	label(r, "hi", "पेटेंट");
	label(r, "en", "patent");
	fixture_put(f, r);
	fixture_commit(f);
	result = fixture_search(f, "पेटेंट", "hi");
	assert_string_equal(result.hits[0].title, "पेटेंट");
	assert_int_equal(result.nexpansions, 1);
	assert_string_equal(result.expansions[0].to, "patent");

	/* Taking turns with nothing to take. */
	q = fixture_query("पेटेंट", &locale);
	q.group = GROUP_NONE;
	q.filter[FACET_JURISDICTION] = (struct strings){ nowhere, 1 };
	result = fixture_run(f, &q);
	assert_int_equal(result.nexpansions, 1);
	assert_int_equal(result.nhits, 0);
}

static void
whole_titles(void **state)
{
	struct fixture *f = *state;
	struct record *r = fixture_record(f, KIND_RESOURCE, "CN");

	fixture_text(r, "zh-Hans", "国家知识产权局", NULL)->summary = "审查申请。";
	fixture_put(f, r);
	r = fixture_record(f, KIND_RESOURCE, "CN");
	fixture_text(r, "zh-Hans", "国家知识产权局商标局", NULL)->summary =
	    "国家知识产权局的商标局，属于国家知识产权局。";
	fixture_put(f, r);
	fixture_commit(f);
	assert_string_equal(
	    fixture_search(f, "国家知识产权局", "zh-Hans").hits[0].title, "国家知识产权局");
}

/* The small words of a question neither find nor are marked, unless there are no others. */
static void
small_words(void **state)
{
	struct fixture *f = *state;
	struct record *r = fixture_record(f, KIND_GUIDE, "CN");
	struct search_result result;

	fixture_text(r, "ru", "Охрана", "Заявку в Китае подают в ведомство.");
	fixture_put(f, r);
	r = fixture_record(f, KIND_GUIDE, "CN");
	fixture_text(r, "ru", "Таможня", "Товар в порту, в пути и в магазине.");
	fixture_put(f, r);
	fixture_commit(f);
	result = fixture_search(f, "как подать заявку в Китае", "ru");
	assert_int_equal(result.total, 1);
	assert_string_equal(marked(f, &result.hits[0]), "Заявку|Китае|подают");
	result = fixture_search(f, "в", "ru");
	assert_int_equal(result.total, 2);
	r = fixture_record(f, KIND_GUIDE, "CN");
	fixture_text(r, "zh-Hans", "专利法与商标法", "两部法律的关系。");
	fixture_put(f, r);
	r = fixture_record(f, KIND_GUIDE, "CN");
	fixture_text(r, "zh-Hans", "和谐", "和谐发展。");
	fixture_put(f, r);
	fixture_commit(f);
	result = fixture_search(f, "《专利法》和《商标法》是什么关系？", "zh-Hans");
	assert_int_equal(result.total, 1);
}

/* Laws are cited with the year in two digits or four. */
static void
law_numbers(void **state)
{
	static const char *const cited[] = { "Lei 9.279/96", "9279/1996", "lei nº 9.279/1996" };
	struct fixture *f = *state;
	struct record *r = fixture_record(f, KIND_LAW, "BR");

	fixture_text(r, "pt", "Lei nº 9.279/1996", NULL)->summary = "Propriedade industrial.";
	fixture_put(f, r);
	r = fixture_record(f, KIND_LAW, "BR");
	fixture_text(r, "pt", "Lei 96", NULL)->summary = "Lei 96, lei de 96.";
	fixture_put(f, r);
	fixture_commit(f);
	for (size_t i = 0; i < sizeof(cited) / sizeof(cited[0]); i++)
		assert_string_equal(
		    fixture_search(f, cited[i], "en").hits[0].title, "Lei nº 9.279/1996");
}

/* One answer a country to one question must not push the laws off the page. */
static void
facts_behind_laws(void **state)
{
	struct fixture *f = *state;
	struct record *r = fixture_record(f, KIND_LAW, "INT");
	struct search_result result;

	fixture_text(
	    r, "en", "Protocol of Madrid on the international registration of marks", NULL);
	fixture_put(f, r);
	for (int i = 0; i < 4; i++) {
		r = fixture_record(f, KIND_FACT, "CN");
		r->fact->question = "madrid-member";
		fixture_text(r, "en", "Party to the Madrid Protocol?", "Since 1995.");
		fixture_put(f, r);
	}
	fixture_commit(f);
	result = fixture_search(f, "madrid protocol", "en");
	assert_int_equal(result.total, 5);
	assert_int_equal(result.hits[0].kind, KIND_LAW);
}

static void
suggestions(void **state)
{
	struct fixture *f = *state;
	const char **v;
	size_t n;

	small_portal(f);
	assert_int_equal(search_suggest(f->index, f->arena, "en", "TRADE m", 5, &v, &n), ERR_OK);
	assert_int_equal(n, 1);
	assert_string_equal(v[0], "Trade Marks Act");
	assert_int_equal(search_suggest(f->index, f->arena, "en", "註", 5, &v, &n), ERR_OK);
	assert_int_equal(n, 1);
	assert_string_equal(v[0], "注册代理");
	assert_int_equal(search_suggest(f->index, f->arena, "en", " ", 5, &v, &n), ERR_OK);
	assert_int_equal(n, 0);
}

static void
alphabet(void **state)
{
	struct fixture *f = *state;
	struct search_bucket *b;
	struct search_result r;
	size_t n, found = 0;

	small_portal(f);
	assert_int_equal(search_buckets(f->index, f->arena, KIND_LAW, "en", &b, &n), ERR_OK);
	for (size_t i = 0; i < n; i++) {
		if (b[i].count == 0)
			continue;
		found += b[i].count;
		assert_int_equal(search_bucket(f->index, f->arena,
				     &(struct search_letter){ .kind = KIND_LAW,
					 .order = "en",
					 .position = b[i].position,
					 .limit = 20 },
				     &r),
		    ERR_OK);
		assert_int_equal(r.total, b[i].count);
		assert_memory_equal(r.hits[0].title, b[i].label, 1);
	}
	assert_int_equal(found, 3);
}

static bool
boundary(const char *text, size_t at)
{
	UErrorCode status = U_ZERO_ERROR;
	UText utf8 = UTEXT_INITIALIZER;
	UBreakIterator *characters = ubrk_open(UBRK_CHARACTER, "", NULL, 0, &status);
	bool is;

	utext_openUTF8(&utf8, text, -1, &status);
	ubrk_setUText(characters, &utf8, &status);
	assert_true(U_SUCCESS(status));
	is = ubrk_isBoundary(characters, (int32_t)at);
	utext_close(&utf8);
	ubrk_close(characters);
	return (is);
}

/* If ${snippet} was cut from ${text}, then between characters. */
static void
cut_whole(struct fixture *f, const char *text, const char *snippet)
{
	size_t n = strlen(snippet), dots = strlen("…");
	char *part = arena_strdup(f->arena, snippet);
	const char *at;

	if (strncmp(part, "…", dots) == 0)
		part += dots;
	n = strlen(part);
	if (n > dots && strcmp(part + n - dots, "…") == 0)
		part[n -= dots] = '\0';
	if ((at = strstr(text, part)) == NULL)
		return;
	assert_true(boundary(text, (size_t)(at - text)));
	assert_true(boundary(text, (size_t)(at - text) + n));
}

/* A passage begins with its sentence where that is near, and no character is cut in two. */
static void
sentences(void **state)
{
	static const struct {
		const char *language, *body, *query, *begins;
	} cases[] = {
		/* clang-format off */
		{ "en",
		    "The office keeps a register of all rights and of all persons that own them, "
		    "as "
		    "Art. 5 says in its own words. A licence may be recorded at any time. Nothing "
		    "else in this chapter changes what was agreed between the parties before it "
		    "was "
		    "recorded, and nobody may rely on it until then, whatever else was said.",
		    "licence", "…A licence may be recorded" },
		{ "zh-Hans",
		    "国务院专利行政部门负责管理全国的专利工作；统一受理和审查专利申请，依法授予专利"
		    "权。"
		    "省、自治区、直辖市人民政府管理专利工作的部门负责本行政区域内的专利管理工作。强"
		    "制许可"
		    "的决定应当及时通知专利权人，并予以登记和公告。给予实施的决定，应当根据理由规定"
		    "实施的"
		    "范围和时间。消除并不再发生时，国务院专利行政部门应当根据专利权人的请求，经审查"
		    "后作出"
		    "终止实施的决定。",
		    "强制许可", "…强制许可的决定" },
		{ "hi",
		    "नियंत्रक एकस्व का रजिस्टर रखेगा और उसमें सभी अधिकारों की प्रविष्टि करेगा। अनुज्ञप्ति किसी "
		    "भी समय "
		    "अभिलिखित की जा सकती है। इस अध्याय की कोई बात पक्षकारों के बीच हुए करार पर प्रभाव नहीं "
		    "डालेगी, और "
		    "कोई भी व्यक्ति तब तक उस पर निर्भर नहीं करेगा जब तक वह अभिलिखित न हो।",
		    "अनुज्ञप्ति", "…अनुज्ञप्ति किसी" },
		{ "ar",
		    "يُمْسِكُ المَكْتَبُ سِجِلًّا بِجَمِيعِ الحُقُوقِ وَأَصْحَابِهَا كَمَا تَنُصُّ المَادَّةُ الخَامِسَةُ مِنْهُ؟ التَّرْخِيصُ "
		    "يُسَجَّلُ فِي "
		    "أَيِّ وَقْتٍ. وَلَا يُغَيِّرُ شَيْءٌ فِي هَذَا الفَصْلِ مَا اتَّفَقَ عَلَيْهِ الطَّرَفَانِ قَبْلَ تَسْجِيلِهِ، وَلَا يَجُوزُ "
		    "لِأَحَدٍ "
		    "أَنْ يَعْتَمِدَ عَلَيْهِ حَتَّى ذَلِكَ الحِينِ مَهْمَا قِيلَ غَيْرُ ذَلِكَ فِي أَيِّ مَكَانٍ آخَرَ.",
		    "الترخيص", "…التَّرْخِيصُ" },
		{ "en",
		    "Families 👨‍👩‍👧‍👦👨‍👩‍👧‍👦👨‍👩‍👧‍👦👨‍👩‍👧‍👦 "
		    "and "
		    "flags "
		    "🇧🇷🇷🇺🇮🇳🇨🇳🇿🇦 in abundance: ❤️‍🔥 1️⃣ "
		    "e\u0301 "
		    "licence👍🏽 "
		    "👨‍👩‍👧‍👦👨‍👩‍👧‍👦👨‍👩‍👧‍👦👨‍👩‍👧‍👦👨‍👩‍👧‍👦👨‍👩‍👧"
		    "‍"
		    "👦"
		    "👨‍👩‍👧‍👦👨‍👩‍👧‍👦👨‍👩‍👧‍👦 "
		    "👨‍👩‍👧‍👦👨‍👩‍👧‍👦👨‍👩‍👧‍👦👨‍👩‍👧‍👦👨‍👩‍👧‍👦👨‍👩‍👧"
		    "‍"
		    "👦"
		    "👨‍👩‍👧‍👦👨‍👩‍👧‍👦 end of it",
		    "licence", "" },
		/* clang-format on */
	};
	struct fixture *f = *state;

	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct record *g = fixture_record(f, KIND_GUIDE, "INT");

		fixture_text(g, cases[i].language, "X", cases[i].body);
		fixture_put(f, g);
	}
	fixture_commit(f);
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		const char *own[] = { cases[i].language }, *snippet;
		struct search_query query = fixture_query(cases[i].query, &own[0]);
		struct search_result r;
		bool begun = false;

		query.filter[FACET_LANGUAGE] = (struct strings){ own, 1 };
		r = fixture_run(f, &query);
		assert_true(r.nhits > 0);
		for (size_t j = 0; j < r.nhits; j++) {
			snippet = r.hits[j].snippet;
			begun = begun ||
				strncmp(snippet, cases[i].begins, strlen(cases[i].begins)) == 0;
			assert_true(r.hits[j].nhighlights > 0);
			for (size_t k = 0; k < r.hits[j].nhighlights; k++) {
				const struct search_range *m = &r.hits[j].highlights[k];

				assert_true(boundary(
				    snippet, utf8_cut(snippet, strlen(snippet), m->start)));
				assert_true(
				    boundary(snippet, utf8_cut(snippet, strlen(snippet), m->end)));
			}
			for (size_t k = 0; k < sizeof(cases) / sizeof(cases[0]); k++)
				cut_whole(f, cases[k].body, snippet);
		}
		if (!begun)
			fail_msg("%s begins: %s", cases[i].query, r.hits[0].snippet);
	}
}

/* The entries under a letter, page after page and back again, whatever comes between. */
static void
alphabet_pages(void **state)
{
	struct fixture *f = *state;
	struct search_letter letter = { .kind = KIND_GUIDE, .order = "en", .limit = 10 };
	struct search_bucket *b;
	struct search_result r;
	int64_t first = 0;
	size_t n, seen = 0, pages = 0;
	char before[32] = "";

	for (int i = 0; i < 35; i++) {
		struct record *g = fixture_record(f, KIND_GUIDE, "INT");

		fixture_text(g, "en", arena_printf(f->arena, "Guide %02d", (i * 13) % 35), NULL);
		fixture_put(f, g);
	}
	fixture_commit(f);
	assert_int_equal(search_buckets(f->index, f->arena, KIND_GUIDE, "en", &b, &n), ERR_OK);
	for (size_t i = 0; i < n; i++)
		if (b[i].count > 0)
			letter.position = b[i].position;
	do {
		assert_int_equal(search_bucket(f->index, f->arena, &letter, &r), ERR_OK);
		for (size_t i = 0; i < r.nhits; i++) {
			assert_true(strcmp(before, r.hits[i].title) < 0);
			(void)snprintf(before, sizeof(before), "%s", r.hits[i].title);
			letter.after = r.hits[i].entry;
		}
		seen += r.nhits;
		if (pages++ == 2)
			first = r.hits[0].entry;
	} while (r.nhits > 0);
	assert_int_equal(seen, 35);
	letter.after = 0;
	letter.before = first;
	assert_int_equal(search_bucket(f->index, f->arena, &letter, &r), ERR_OK);
	assert_int_equal(r.nhits, 10);
	assert_string_equal(r.hits[0].title, "Guide 10");
	assert_string_equal(r.hits[9].title, "Guide 19");
}

/* Locales that the index was not made for have their own letters all the same. */
static void
alphabet_orders(void **state)
{
	static const struct {
		const char *language, *title, *order, *label;
	} cases[] = {
		{ "zh-Hans", "厦门指南", "zh-Hans", "X" },
		{ "zh-Hans", "厦门指南", "zh-Hans-u-co-stroke", "12劃" },
		{ "zh-Hans", "厦门指南", "zh-Hant-u-co-pinyin", "X" },
		{ "fa", "گزارش", "fa", "گ" },
		{ "am", "አዋጅ", "am", "አ" },
		{ "id", "Merek", "id", "M" },
	};
	struct fixture *f = *state;

	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct record *g = fixture_record(f, KIND_GUIDE, "INT");

		fixture_text(g, cases[i].language, cases[i].title, NULL);
		fixture_put(f, g);
	}
	fixture_commit(f);
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct search_bucket *b;
		struct search_result r;
		bool there = false;
		size_t n;

		assert_int_equal(
		    search_buckets(f->index, f->arena, KIND_GUIDE, cases[i].order, &b, &n), ERR_OK);
		for (size_t j = 0; j < n; j++) {
			if (strcmp(b[j].label, cases[i].label) != 0)
				continue;
			assert_int_equal(search_bucket(f->index, f->arena,
					     &(struct search_letter){ .kind = KIND_GUIDE,
						 .order = cases[i].order,
						 .position = b[j].position,
						 .limit = 20 },
					     &r),
			    ERR_OK);
			assert_int_equal(r.nhits, b[j].count);
			for (size_t k = 0; k < r.nhits; k++)
				there = there || strcmp(r.hits[k].title, cases[i].title) == 0;
		}
		if (!there)
			fail_msg("%s: %s is not under %s", cases[i].order, cases[i].title,
			    cases[i].label);
	}
}

/* Misspelt words, in any alphabet and even where others of the query are found. */
static void
spelling(void **state)
{
	static const struct {
		const char *language, *title, *query, *suggestion;
	} cases[] = {
		{ "en", "Compulsory licences", "compulsary", "compulsory" },
		{ "en", "Compulsory licences", "compulsary licences", "compulsory licences" },
		{ "ru", "Товарные знаки", "товарные знакк", "товарные знаки" },
		{ "pt", "Indicações geográficas", "indicacoes geograficsa",
		    "indicacoes geográficas" },
		{ "pt", "Licença compulsória", "lisença", "licença" },
		{ "ar", "براءة الاختراع", "براة", "براءة" },
		{ "hi", "अनिवार्य अनुज्ञप्ति", "अनिवार्य अनुज्ञाप्ति", "अनिवार्य अनुज्ञप्ति" },
		{ "zh-Hans", "商业秘密", "商业密秘", "商业秘密" },
		{ "zh-Hans", "专利法", "转利法", "专利法" },
	};
	struct fixture *f = *state;

	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct record *g = fixture_record(f, KIND_GUIDE, "INT");

		fixture_text(g, cases[i].language, cases[i].title, "x");
		fixture_put(f, g);
	}
	fixture_commit(f);
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct search_result r = fixture_search(f, cases[i].query, cases[i].language);

		if (r.suggestion == NULL || strcmp(r.suggestion, cases[i].suggestion) != 0)
			fail_msg("%s: %s", cases[i].query,
			    r.suggestion == NULL ? "nothing" : r.suggestion);
	}
	assert_null(fixture_search(f, "compulsory licences", "en").suggestion);
}

/* What sounds so is found, and still it may have been a slip. */
static void
spelling_beside_names(void **state)
{
	struct fixture *f = *state;
	struct search_result r;

	for (int i = 0; i < 8; i++) {
		struct record *o = fixture_record(f, KIND_RESOURCE, "INT");

		fixture_text(o, "en", "Patent search", "x");
		fixture_text(o, "hi", "पेटेंट खोज", "x");
		fixture_put(f, o);
	}
	fixture_commit(f);
	r = fixture_search(f, "patnet", "en");
	assert_int_equal(r.total, 8);
	assert_non_null(r.suggestion);
	assert_string_equal(r.suggestion, "patent");
	assert_null(fixture_search(f, "patents", "en").suggestion);
}

/* What is like a text shares its rare words, and is not its own. */
static void
likeness(void **state)
{
	static const char *const bodies[] = {
		"A compulsory licence is granted where the patented invention is not worked.",
		"Where an invention is not worked, the controller grants compulsory licences for "
		"it.",
		"The registrar removes a trade mark from the register for non-use.",
		"Whoever infringes copyright pays damages to the author and the publisher.",
	};
	struct fixture *f = *state;
	const char *chain = "en";
	enum kind law = KIND_LAW, guide = KIND_GUIDE;
	struct search_like what = { .language = "en",
		.text = bodies[0],
		.kind = &law,
		.chain = &chain,
		.nchain = 1,
		.limit = 3 };
	struct search_hit *hits;
	size_t n;

	for (size_t i = 0; i < 40; i++) {
		struct record *r = fixture_record(f, KIND_LAW, "IN");

		fixture_text(r, "en", arena_printf(f->arena, "Act %zu", i), NULL);
		fixture_article(f, fixture_expression(f, r, "en"), NULL,
		    i < 4 ? bodies[i]
			  : arena_printf(f->arena, "Word%zu of something else entirely.", i));
		fixture_put(f, r);
		if (i == 0)
			what.entry = r->id.v;
	}
	fixture_commit(f);
	assert_int_equal(search_similar(f->index, f->arena, &what, &hits, &n), ERR_OK);
	assert_int_equal(n, 1);
	assert_string_equal(hits[0].title, "Act 1");
	assert_string_equal(hits[0].eid, "art_1");
	what.kind = &guide;
	assert_int_equal(search_similar(f->index, f->arena, &what, &hits, &n), ERR_OK);
	assert_int_equal(n, 0);
	what.kind = NULL;
	what.text = "";
	assert_int_equal(search_similar(f->index, f->arena, &what, &hits, &n), ERR_OK);
	assert_int_equal(n, 0);
}

/* Names are found by their sound, whatever the script they are written in. */
static void
names(void **state)
{
	static const struct {
		const char *language, *title, *queries[6];
	} cases[] = {
		{ "ru", "Сбербанк", { "Sberbank", "sberbank", "SBERBANK" } },
		{ "ru", "Тинькофф Банк", { "Tinkoff", "Tinkoff Bank" } },
		{ "ru", "Яндекс", { "Yandex", "Iandeks" } },
		{ "zh-Hans", "厦门金砖知识产权服务公司",
		    { "Xiamen", "xia men", "Xiamen zhishi chanquan", "Jinzhuan", "廈門" } },
		{ "zh-Hant", "長沙專利代理", { "Changsha", "长沙专利" } },
		{ "en", "Sberbank Europe", { "Сбербанк" } },
		{ "ar", "أرامكو السعودية", { "Aramco" } },
		{ "ar", "سامسونج", { "Samsung" } },
		{ "hi", "टाटा मोटर्स", { "Tata", "Tata Motors" } },
		{ "hi", "रिलायंस", { "Reliance" } },
	};
	struct fixture *f = *state;

	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct record *r = fixture_record(f, KIND_PROVIDER, "INT");

		fixture_text(r, cases[i].language, cases[i].title, NULL);
		fixture_put(f, r);
	}
	fixture_commit(f);
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
		for (size_t j = 0; j < 6 && cases[i].queries[j] != NULL; j++) {
			struct search_result r = fixture_search(f, cases[i].queries[j], "en");
			bool there = false;

			for (size_t k = 0; k < r.nhits; k++)
				there = there || strcmp(r.hits[k].title, cases[i].title) == 0;
			if (!there)
				fail_msg(
				    "%s does not find %s", cases[i].queries[j], cases[i].title);
		}
	/* Nothing else comes along, and nothing at all where only what was typed is wanted. */
	assert_int_equal(fixture_search(f, "Xiamen", "en").total, 1);
	assert_int_equal(fixture_search(f, "Moscow", "en").total, 0);
	{
		const char *locale = "en";
		struct search_query query = fixture_query("Xiamen", &locale);

		query.expand = false;
		assert_int_equal(fixture_run(f, &query).total, 0);
	}
}

/* Whoever types it, a word finds its own language, however its script is spelt. */
static void
other_locales(void **state)
{
	static const struct {
		const char *language, *body, *query;
	} cases[] = {
		{ "fa", "ثبت نامه‌های اختراع", "نامه" },
		{ "fa", "کتاب‌های حقوقی", "کتابها" },
		{ "ar", "براءات الاختراع", "براءة" },
		{ "zh-Hant", "營業秘密", "营业秘密" },
		{ "pt", "as licenças compulsórias", "licença compulsória" },
		{ "id", "perlindungan paten", "melindungi" },
		{ "am", "የፓተንት ሕግ", "ፓተንት" },
		{ "ru", "патентные поверенные", "патентный поверенный" },
		{ "hi", "क़ानून के अधीन", "कानून" },
	};
	static const char *const locales[] = { "en", "zh-Hans", "ru", "pt-BR", "hi", "ar", "fa",
		"id" };
	struct fixture *f = *state;

	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct record *r = fixture_record(f, KIND_GUIDE, "INT");

		fixture_text(r, cases[i].language, "X", cases[i].body);
		fixture_put(f, r);
	}
	fixture_commit(f);
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
		for (size_t j = 0; j < sizeof(locales) / sizeof(locales[0]); j++) {
			/* Indonesian is told from English and Portuguese by the reader's locale. */
			if (strcmp(cases[i].language, "id") == 0 && strcmp(locales[j], "id") != 0)
				continue;
			if (fixture_search(f, cases[i].query, locales[j]).total == 0)
				fail_msg("%s in %s", cases[i].query, locales[j]);
		}
}

/* Whatever is typed is answered. */
static void
naughty_strings(void **state)
{
	struct fixture *f = *state;
	FILE *file = fopen("../shared/data/hostile/blns.txt", "r");
	char *line = NULL;
	const char **v;
	size_t room = 0, n;

	if (file == NULL)
		skip();
	small_portal(f);
	while (getline(&line, &room, file) > 0) {
		if (!utf8_valid(line, strlen(line)))
			continue;
		for (size_t i = 0; i < 6; i++)
			(void)fixture_search(f, line, fixture_locales[i]);
		assert_int_equal(
		    search_suggest(f->index, f->arena, "en", line, 10, &v, &n), ERR_OK);
		arena_reset(f->arena);
	}
	free(line);
	(void)fclose(file);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(six_languages, fixture_setup, fixture_teardown),
		cmocka_unit_test_setup_teardown(counts, fixture_setup, fixture_teardown),
		cmocka_unit_test_setup_teardown(titles_fall_back, fixture_setup, fixture_teardown),
		cmocka_unit_test_setup_teardown(questions, fixture_setup, fixture_teardown),
		cmocka_unit_test_setup_teardown(law_about_it, fixture_setup, fixture_teardown),
		cmocka_unit_test_setup_teardown(snippets, fixture_setup, fixture_teardown),
		cmocka_unit_test_setup_teardown(long_texts, fixture_setup, fixture_teardown),
		cmocka_unit_test_setup_teardown(across_languages, fixture_setup, fixture_teardown),
		cmocka_unit_test_setup_teardown(country_is_meant, fixture_setup, fixture_teardown),
		cmocka_unit_test_setup_teardown(own_law_first, fixture_setup, fixture_teardown),
		cmocka_unit_test_setup_teardown(third_language, fixture_setup, fixture_teardown),
		cmocka_unit_test_setup_teardown(
		    own_language_first, fixture_setup, fixture_teardown),
		cmocka_unit_test_setup_teardown(meant_as_spelt, fixture_setup, fixture_teardown),
		cmocka_unit_test_setup_teardown(whole_titles, fixture_setup, fixture_teardown),
		cmocka_unit_test_setup_teardown(small_words, fixture_setup, fixture_teardown),
		cmocka_unit_test_setup_teardown(law_numbers, fixture_setup, fixture_teardown),
		cmocka_unit_test_setup_teardown(facts_behind_laws, fixture_setup, fixture_teardown),
		cmocka_unit_test_setup_teardown(suggestions, fixture_setup, fixture_teardown),
		cmocka_unit_test_setup_teardown(alphabet, fixture_setup, fixture_teardown),
		cmocka_unit_test_setup_teardown(alphabet_pages, fixture_setup, fixture_teardown),
		cmocka_unit_test_setup_teardown(alphabet_orders, fixture_setup, fixture_teardown),
		cmocka_unit_test_setup_teardown(sentences, fixture_setup, fixture_teardown),
		cmocka_unit_test_setup_teardown(
		    spelling_beside_names, fixture_setup, fixture_teardown),
		cmocka_unit_test_setup_teardown(spelling, fixture_setup, fixture_teardown),
		cmocka_unit_test_setup_teardown(likeness, fixture_setup, fixture_teardown),
		cmocka_unit_test_setup_teardown(names, fixture_setup, fixture_teardown),
		cmocka_unit_test_setup_teardown(other_locales, fixture_setup, fixture_teardown),
		cmocka_unit_test_setup_teardown(naughty_strings, fixture_setup, fixture_teardown),
	};

	return (cmocka_run_group_tests(tests, NULL, NULL));
}
