/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What pages decide by themselves: parameters and the addresses made of them, labels, error pages.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <cmocka.h>

#include "base/log.h"
#include "locale/message.h"
#include "web/page_facts.h"
#include "web/page_query.h"
#include "web/pages.h"

/* The bundles that were built with this program. */
static char bundles[512];

struct fixture {
	struct app app;
	struct req req;
	struct resp resp;
	const char *chain[2];
};

static int
setup(void **state)
{
	static struct fixture f;

	memset(&f, 0, sizeof(f));
	log_to(fopen("/dev/null", "w"));
	if (locales_load(bundles, &f.app.locales) != ERR_OK ||
	    templates_load("assets/templates", f.app.locales, &f.app.templates) != ERR_OK)
		return (-1);
	f.app.config.base_url = "https://portal.example";
	f.app.config.index = "/nonexistent/index";
	f.req.app = &f.app;
	f.req.arena = arena_new();
	f.req.locale = locales_find(f.app.locales, "en");
	f.req.id = "0123456789abcdef";
	f.chain[0] = "en";
	f.req.chain = f.chain;
	f.req.nchain = 1;
	*state = &f;
	return (0);
}

static int
teardown(void **state)
{
	struct fixture *f = *state;

	buf_free(&f->resp.body);
	templates_free(f->app.templates);
	locales_free(f->app.locales);
	arena_free(f->req.arena);
	return (0);
}

/* Ask for a page with these parameters: name, value, …, NULL. */
static enum err
ask(struct fixture *f, const enum kind *kind, struct page_query *query, ...)
{
	static struct param params[64];
	const char *name;
	va_list ap;

	f->req.query = params;
	f->req.nquery = 0;
	f->resp.problem_detail = NULL;
	va_start(ap, query);
	while ((name = va_arg(ap, const char *)) != NULL)
		params[f->req.nquery++] = (struct param){ name, va_arg(ap, const char *) };
	va_end(ap);
	return (page_query_read(&f->req, &f->resp, kind, query));
}

static void
addresses_are_canonical(void **state)
{
	struct fixture *f = *state;
	struct page_query q;
	enum kind law = KIND_LAW;

	assert_int_equal(ask(f, NULL, &q, "utm_source", "x", "kind", "law", "q", "专利 a&b", "page",
			     "3", "kind", "law", "kind", "guide", "sort", "relevance", "expand",
			     "on", "group", "work", "year_from", "1990", NULL),
	    ERR_OK);
	assert_int_equal(q.search.offset, 20);
	assert_string_equal(page_query_href(&f->req, &q, NULL),
	    "/en/search?q=%E4%B8%93%E5%88%A9%20a%26b&kind=law&kind=guide&year_from=1990&page=3");

	assert_int_equal(
	    ask(f, &law, &q, "kind", "guide", "sort", "date", "jurisdiction", "CN", NULL), ERR_OK);
	assert_int_equal(q.search.filter[FACET_KIND].n, 1);
	assert_string_equal(q.search.filter[FACET_KIND].v[0], "law");
	assert_string_equal(page_query_href(&f->req, &q, NULL), "/en/laws?jurisdiction=CN");
}

static void
changes_lead_to_the_first_page(void **state)
{
	struct fixture *f = *state;
	struct page_query q;
	enum search_sort sort = SORT_TITLE;
	enum search_group group = GROUP_NONE;
	bool expand = false;

	assert_int_equal(
	    ask(f, NULL, &q, "q", "x", "subject", "patents", "page", "2", "expand_off", "y", NULL),
	    ERR_OK);
	assert_true(page_query_has(&q, FACET_SUBJECT, "patents"));
	assert_false(page_query_has(&q, FACET_SUBJECT, "designs"));
	assert_true(page_query_filtered(&q));
	assert_string_equal(page_query_string(&f->req, &q,
				&(struct page_change){ .facet = FACET_SUBJECT, .add = "designs" }),
	    "?q=x&subject=patents&subject=designs&expand_off=y");
	assert_string_equal(
	    page_query_string(
		&f->req, &q, &(struct page_change){ .facet = FACET_SUBJECT, .remove = "patents" }),
	    "?q=x&expand_off=y");
	assert_string_equal(
	    page_query_string(&f->req, &q, &(struct page_change){ .clear = true }), "?q=x");
	assert_string_equal(page_query_string(&f->req, &q,
				&(struct page_change){ .clear = true,
				    .sort = &sort,
				    .group = &group,
				    .expand = &expand,
				    .q = "z",
				    .page = 4 }),
	    "?q=z&sort=title&group=none&expand=off&page=4");
	assert_string_equal(page_query_string(&f->req, &q, &(struct page_change){ .off = "п" }),
	    "?q=x&subject=patents&expand_off=y&expand_off=%D0%BF");
}

static void
refused(struct fixture *f, enum err err, const char *name, const char *value)
{
	struct page_query q;

	assert_int_equal(ask(f, NULL, &q, name, value, NULL), err);
	assert_non_null(f->resp.problem_detail);
}

static void
bad_parameters_are_told(void **state)
{
	struct fixture *f = *state;
	struct page_query q;
	char words[400];

	refused(f, ERR_INPUT, "page", "abc");
	refused(f, ERR_INPUT, "page", "-1");
	refused(f, ERR_INPUT, "page", "0");
	refused(f, ERR_INPUT, "page", "٣");
	refused(f, ERR_INPUT, "page", "99999999999999999999");
	refused(f, ERR_NOTFOUND, "page", "501");
	refused(f, ERR_NOTFOUND, "page", "10000");
	refused(f, ERR_INPUT, "kind", "statute");
	refused(f, ERR_INPUT, "subject", "magic");
	refused(f, ERR_INPUT, "status", "x");
	refused(f, ERR_INPUT, "service", "x");
	refused(f, ERR_INPUT, "year", "20x0");
	refused(f, ERR_INPUT, "year_from", "x");
	refused(f, ERR_INPUT, "sort", "size");
	refused(f, ERR_INPUT, "group", "all");
	refused(f, ERR_INPUT, "expand", "maybe");
	memset(words, 'x', sizeof(words));
	words[301] = '\0';
	refused(f, ERR_INPUT, "q", words);
	words[300] = '\0';
	assert_int_equal(
	    ask(f, NULL, &q, "q", words, "page", "", "sort", "", "year_to", "", NULL), ERR_OK);
	assert_int_equal(ask(f, NULL, &q, "q", "  \t", NULL), ERR_OK);
	assert_string_equal(q.search.q, "");
}

static void
many_filters_are_bounded(void **state)
{
	static struct param params[200];
	struct fixture *f = *state;
	struct page_query q;

	for (int i = 0; i < 200; i++)
		params[i] = (struct param){ "jurisdiction", arena_printf(f->req.arena, "A%d", i) };
	f->req.query = params;
	f->req.nquery = 200;
	assert_int_equal(page_query_read(&f->req, &f->resp, NULL, &q), ERR_OK);
	assert_int_equal(q.search.filter[FACET_JURISDICTION].n, PAGE_QUERY_FILTERS);
}

static void
labels_are_the_languages_own(void **state)
{
	const char *codes[] = { "CN", "IN", "ZA" };
	const struct strings china = { codes, 1 }, india = { codes + 1, 1 }, two = { codes + 1, 2 };
	struct fixture *f = *state;

	assert_string_equal(page_article_label(&f->req, &china, "11", NULL), "Article 11");
	assert_string_equal(page_article_label(&f->req, &india, "11", NULL), "Section 11");
	assert_string_equal(page_article_label(&f->req, &india, "11", "hi"), "धारा 11");
	assert_string_equal(page_article_label(&f->req, &two, "11", NULL), "Article 11");
	assert_string_equal(page_article_label(&f->req, &china, "第十一条", "zh-Hans"), "第十一条");
	assert_string_equal(page_article_label(&f->req, &china, "11", "ru"),
	    msg_format(locales_find(f->app.locales, "ru"), f->req.arena, "law.article_number",
		MSG_TEXT("number", "11")));
	assert_string_equal(page_article_label(&f->req, &china, "11", "am"), "11");
	assert_string_equal(page_article_label(&f->req, &china, NULL, NULL), "Preamble");
	assert_string_equal(page_facet_label(&f->req, FACET_SUBJECT, "nonsense"), "nonsense");
	assert_string_equal(page_facet_label(&f->req, FACET_YEAR, "1996"), "1996");
	f->req.locale = locales_find(f->app.locales, "pt-BR");
	assert_true(page_speaks(&f->req, "pt"));
	assert_false(page_speaks(&f->req, "en"));
	f->req.locale = locales_find(f->app.locales, "zh-Hans");
	assert_true(page_speaks(&f->req, "zh-Hans"));
	assert_false(page_speaks(&f->req, "zh-Hant"));
	f->req.locale = locales_find(f->app.locales, "en");
}

static void
the_frame_knows_its_other_languages(void **state)
{
	struct fixture *f = *state;
	struct view *v;

	f->req.nquery = 0;
	buf_clear(&f->resp.body);
	f->req.locale = locales_find(f->app.locales, "ar");
	v = page_view(&f->req, "<Title>", "/laws/x?text=ru");
	assert_int_equal(page_send(&f->req, &f->resp, v, "about.html"), ERR_OK);
	assert_non_null(strstr(f->resp.body.data, "<html lang=\"ar\" dir=\"rtl\">"));
	assert_non_null(strstr(f->resp.body.data, "<title>&lt;Title&gt; "));
	assert_non_null(strstr(f->resp.body.data,
	    "<link rel=\"canonical\" href=\"https://portal.example/ar/laws/x?text=ru\">"));
	assert_non_null(strstr(f->resp.body.data,
	    "hreflang=\"x-default\" href=\"https://portal.example/en/laws/x?text=ru\">"));
	assert_non_null(strstr(f->resp.body.data, "/language/ru?to=/ru/laws/x%3Ftext%3Dru"));
	assert_string_equal(f->resp.content_language, "ar");
	f->req.locale = locales_find(f->app.locales, "en");
}

static void
answers_are_told_in_words(void **state)
{
	struct fixture *f = *state;
	static const struct {
		const char *question, *value, *answer;
	} cases[] = {
		{ "patent-term", "20", "20 years" },
		{ "grace-period", "1", "1 month" },
		{ "utility-model-term", "no", NULL },
		{ "pct-member", "yes", "Yes" },
		{ "local-agent", "no", "No" },
		{ "no-such-question", "1500", "1,500" },
		{ "no-such-question", "see the text", NULL },
		{ NULL, "7", "7" },
		{ "patent-term", NULL, NULL },
	};

	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct fact fact = { .question = cases[i].question, .value = cases[i].value };
		const char *answer = page_facts_answer(&f->req, &fact);

		if (cases[i].answer == NULL)
			assert_null(answer);
		else
			assert_string_equal(answer, cases[i].answer);
	}
	assert_true(page_facts_treaty("pct-member"));
	assert_false(page_facts_treaty("patent-term"));
	assert_false(page_facts_treaty("-member"));
}

static void
a_wrong_address_fills_the_search_box(void **state)
{
	struct fixture *f = *state;

	f->req.nquery = 0;
	f->resp.problem_detail = NULL;
	f->req.path = "/en/laws/patent-law_of-brazil.html";
	page_error(&f->req, &f->resp, 404);
	assert_non_null(strstr(f->resp.body.data, "value=\"patent law of brazil\""));
	f->req.path = "/en/laws/";
	page_error(&f->req, &f->resp, 404);
	assert_non_null(strstr(f->resp.body.data, "value=\"\""));
}

static void
errors_are_told_in_any_state(void **state)
{
	struct fixture *f = *state;
	struct templates *templates = f->app.templates;
	static const int statuses[] = { 400, 403, 404, 405, 409, 413, 414, 415, 429, 500, 503 };

	f->req.nquery = 0;
	f->req.path = "/en/laws/\xE4\xB8\x93\"x";
	for (size_t i = 0; i < sizeof(statuses) / sizeof(statuses[0]); i++) {
		f->resp.problem_detail = i == 0 ? "This <word> is wrong." : NULL;
		page_error(&f->req, &f->resp, statuses[i]);
		assert_int_equal(f->resp.status, statuses[i]);
		assert_non_null(strstr(f->resp.body.data, "<h1>"));
		assert_non_null(strstr(f->resp.body.data, "0123456789abcdef"));
		assert_non_null(strstr(f->resp.body.data, "noindex"));
		assert_null(strstr(f->resp.body.data, "rel=\"canonical\""));
		assert_non_null(strstr(f->resp.body.data, "href=\"/ru/laws/%E4%B8%93%22x\""));
		assert_true(
		    (strstr(f->resp.body.data, "This &lt;word&gt; is wrong.") != NULL) == (i == 0));
	}
	f->req.path = "/";
	f->app.templates = NULL;
	page_error(&f->req, &f->resp, 503);
	f->app.templates = templates;
	assert_int_equal(f->resp.status, 503);
	assert_non_null(strstr(f->resp.body.data, msg(f->req.locale, "error.503.text")));
	assert_non_null(strstr(f->resp.content_type, "text/plain"));
}

int
main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(addresses_are_canonical),
		cmocka_unit_test(changes_lead_to_the_first_page),
		cmocka_unit_test(bad_parameters_are_told),
		cmocka_unit_test(many_filters_are_bounded),
		cmocka_unit_test(labels_are_the_languages_own),
		cmocka_unit_test(the_frame_knows_its_other_languages),
		cmocka_unit_test(answers_are_told_in_words),
		cmocka_unit_test(a_wrong_address_fills_the_search_box),
		cmocka_unit_test(errors_are_told_in_any_state),
	};

	(void)argc;
	snprintf(bundles, sizeof(bundles), "%.*s../i18n",
	    (int)(strrchr(argv[0], '/') + 1 - argv[0]), argv[0]);
	return (cmocka_run_group_tests(tests, setup, teardown));
}
