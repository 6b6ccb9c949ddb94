/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Fields of forms: what they admit, how they come back; and how networks are counted. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "base/log.h"
#include "web/field.h"
#include "web/throttle.h"
#include "web/visit.h"

static char bundles[512];
static struct app app;
static struct req req;
static struct param params[32];

static const struct field decl[] = {
	{ .name = "line", .kind = FIELD_LINE, .label = "account.name", .required = true, .max = 5 },
	{ .name = "text", .kind = FIELD_TEXT, .label = "account.name", .max = 20, .min = 3 },
	{ .name = "email", .kind = FIELD_EMAIL, .label = "account.email" },
	{ .name = "url", .kind = FIELD_URL, .label = "account.organisation.website" },
	{ .name = "secret", .kind = FIELD_NEW_PASSWORD, .label = "account.password" },
	{ .name = "type",
	    .kind = FIELD_RADIO,
	    .label = "account.organisation.type",
	    FIELD_VOCAB(VOCAB_ORGANISATION_TYPE) },
	{ .name = "sizes",
	    .kind = FIELD_BOXES,
	    .label = "account.organisation.size",
	    .max = 2,
	    FIELD_VOCAB(VOCAB_ORGANISATION_SIZE) },
	{ .name = "number", .kind = FIELD_NUMBER, .label = "account.name", .min = 1, .max = 9999 },
	{ .name = "day", .kind = FIELD_DATE, .label = "account.name" },
	{ .name = "agree", .kind = FIELD_CHECK, .label = "account.agree" },
};

enum { FIELDS = sizeof(decl) / sizeof(decl[0]) };

static int
setup(void **state)
{
	(void)state;
	log_to(fopen("/dev/null", "w"));
	if (locales_load(bundles, &app.locales) != ERR_OK ||
	    templates_load("assets/templates", app.locales, &app.templates) != ERR_OK)
		return (-1);
	app.config.base_url = "https://portal.example";
	app.config.behind_tls = true;
	req.app = &app;
	req.arena = arena_new();
	req.locale = locales_find(app.locales, "en");
	return (0);
}

static int
teardown(void **state)
{
	(void)state;
	templates_free(app.templates);
	locales_free(app.locales);
	arena_free(req.arena);
	return (0);
}

/* The form with these fields: name, value, …, NULL. */
static struct fields *
form(bool *ret_right, ...)
{
	struct fields *f;
	const char *name;
	va_list ap;

	req.form = params;
	req.nform = 0;
	req.kept = NULL;
	va_start(ap, ret_right);
	while ((name = va_arg(ap, const char *)) != NULL)
		params[req.nform++] = (struct param){ name, va_arg(ap, const char *) };
	va_end(ap);
	f = field_new(&req, decl, FIELDS);
	*ret_right = field_read(f);
	return (f);
}

static const char *
page(const struct fields *f)
{
	struct view *v = view_new(app.templates, req.locale, req.arena);
	struct buf out = { 0 };
	const char *html;

	field_show(f, v);
	assert_int_equal(view_render(v, "account_form.html", &out), ERR_OK);
	html = arena_strdup(req.arena, buf_cstr(&out));
	buf_free(&out);
	return (html);
}

static void
good_values_are_taken(void **state)
{
	bool right;
	struct fields *f;
	struct strings all;

	(void)state;
	f = form(&right, "line", "  厦门市湖里 ", "text", "a\r\nb\tc", "email", "Ann@Example.ORG",
	    "url", "example.org/x?y=1", "secret", "  ten letters ", "type", "agency", "sizes",
	    "micro", "sizes", "micro", "sizes", "large", "number", "१ २३४", "day", "2028-02-29",
	    "agree", "1", NULL);
	assert_true(right);
	assert_string_equal(field_text(f, "line"), "厦门市湖里");
	assert_string_equal(field_text(f, "text"), "a\nb\tc");
	assert_string_equal(field_text(f, "email"), "ann@example.org");
	assert_string_equal(field_text(f, "url"), "https://example.org/x?y=1");
	assert_string_equal(field_text(f, "secret"), "  ten letters ");
	assert_int_equal(field_chosen(f, "type"), 0);
	all = field_all(f, "sizes");
	assert_int_equal(all.n, 2);
	assert_string_equal(all.v[1], "large");
	assert_int_equal(field_int(f, "number", 0), 1234);
	assert_true(field_checked(f, "agree"));

	f = form(&right, "line", "x", NULL);
	assert_true(right);
	assert_null(field_text(f, "email"));
	assert_int_equal(field_chosen(f, "type"), -1);
	assert_int_equal(field_int(f, "number", 7), 7);
	assert_false(field_checked(f, "agree"));
	/* Arabic texts with joiners and Hindi ones keep them. */
	form(&right, "line", "می\xe2\x80\x8cر", NULL);
	assert_true(right);
}

static void
bad_values_are_refused(void **state)
{
	static const struct {
		const char *name, *value;
	} cases[] = {
		{ "line", "" },
		{ "line", " \t " },
		{ "line", "六个字符太长" },
		{ "line", "a\nb" },
		{ "line", "a\xe2\x80\xa8"
			  "b" }, /* LINE SEPARATOR */
		{ "line", "a\xe2\x80\xae"
			  "b\xe2\x80\xac"
			  "c" }, /* an override, closed */
		{ "text", "ab" },
		{ "text", "abcdefghijklmnopqrstu" },
		{ "email", "nobody" },
		{ "email", "a@b.org\nBcc: c@d.org" },
		{ "url", "javascript:alert(1)" },
		{ "url", "ftp://example.org" },
		{ "url", "https://user@example.org" },
		{ "url", "nothing" },
		{ "secret", "short" },
		{ "type", "king" },
		{ "sizes", "giant" },
		{ "number", "0" },
		{ "number", "10000" },
		{ "number", "1.5" },
		{ "number", "1,234" },
		{ "number", "99999999999999999999" },
		{ "number", "-" },
		{ "day", "2027-02-29" },
		{ "day", "29.02.2028" },
	};
	struct fields *f;
	bool right;

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		if (strcmp(cases[i].name, "line") == 0)
			f = form(&right, "line", cases[i].value, NULL);
		else
			f = form(&right, "line", "x", cases[i].name, cases[i].value, NULL);
		if (right)
			fail_msg("%s: \"%s\" is taken", cases[i].name, cases[i].value);
		assert_non_null(
		    strstr(page(f), arena_printf(req.arena, "id=\"e-%s\"", cases[i].name)));
	}
	form(&right, "line", "x", "sizes", "micro", "sizes", "small", "sizes", "large", NULL);
	assert_false(right);
	form(&right, NULL);
	assert_false(right);
}

static void
comes_back_filled(void **state)
{
	struct fields *f;
	const char *html;
	bool right;

	(void)state;
	f = form(&right, "line", "<&>\"'", "text", "\n kept", "secret", "tiny-4", "type",
	    "institute", "sizes", "small", "number", "many", NULL);
	assert_false(right);
	html = page(f);
	assert_non_null(strstr(html, "value=\"&lt;&amp;&gt;&quot;&#39;\""));
	assert_non_null(strstr(html, "kept</textarea>"));
	assert_null(strstr(html, "tiny-4"));
	assert_non_null(strstr(html, "value=\"institute\" checked"));
	assert_non_null(strstr(html, "value=\"small\" checked"));
	assert_non_null(strstr(html, "value=\"many\""));
	/* One summary that leads to the fields, each with its error. */
	assert_non_null(strstr(html, "<a href=\"#f-number\">"));
	assert_non_null(strstr(html, "aria-describedby=\"e-number\" aria-invalid=\"true\""));
	assert_null(strstr(html, "<a href=\"#f-line\">"));
}

static void
what_was_kept_stands_there_again(void **state)
{
	struct param kept[] = { { "line", "typed" }, { "secret", "never" }, { "type", "agency" } };
	struct fields *f;
	const char *html;

	(void)state;
	req.kept = kept;
	req.nkept = 3;
	f = field_new(&req, decl, FIELDS);
	field_set(f, "line", "stored");
	html = page(f);
	assert_non_null(strstr(html, "value=\"typed\""));
	assert_null(strstr(html, "stored"));
	assert_null(strstr(html, "never"));
	assert_non_null(strstr(html, "Your session had ended"));
	assert_false(field_wrong(f));
	req.kept = NULL;

	f = field_new(&req, decl, FIELDS);
	field_set(f, "line", "stored");
	field_add(f, "sizes", "micro");
	field_add(f, "sizes", "large");
	field_error(f, NULL, "problem.forbidden");
	html = page(f);
	assert_non_null(strstr(html, "value=\"stored\""));
	assert_non_null(strstr(html, "value=\"large\" checked"));
	assert_non_null(strstr(html, "You may not do this."));
}

static void
networks(void **state)
{
	(void)state;
	assert_string_equal(throttle_client(req.arena, "192.0.2.7"), "192.0.2.7");
	assert_string_equal(throttle_client(req.arena, "::ffff:192.0.2.7"), "192.0.2.7");
	assert_string_equal(throttle_client(req.arena, "2001:db8:1:2:3:4:5:6"), "2001:db8:1:2::");
	assert_string_equal(throttle_client(req.arena, ""), "");
	assert_int_equal(throttle_minutes(1), 1);
	assert_int_equal(throttle_minutes(61), 2);
	assert_int_equal(throttle_minutes(900), 15);
}

static void
leads_only_within_the_site(void **state)
{
	static const char *const outside[] = { "", "//evil.example/", "https://evil.example/",
		"/\\evil.example", "/en", "/xx/account", "javascript:alert(1)", "/en/ account",
		"/en/\n", "en/account" };

	(void)state;
	for (size_t i = 0; i < sizeof(outside) / sizeof(outside[0]); i++)
		assert_string_equal(visit_next(&req, outside[i]), "/en/account");
	assert_string_equal(visit_next(&req, NULL), "/en/account");
	assert_string_equal(visit_next(&req, "/ru/laws/x?y=1"), "/ru/laws/x?y=1");
	req.origin = NULL;
	assert_true(visit_same_site(&req));
	req.origin = "https://portal.example";
	assert_true(visit_same_site(&req));
	req.origin = "https://evil.example";
	req.host = "portal.example";
	assert_false(visit_same_site(&req));
	req.origin = "null";
	assert_false(visit_same_site(&req));
	req.host = "other.example";
	req.origin = "https://other.example";
	assert_true(visit_same_site(&req));
	req.origin = "http://other.example";
	assert_false(visit_same_site(&req));
}

int
main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(good_values_are_taken),
		cmocka_unit_test(bad_values_are_refused),
		cmocka_unit_test(comes_back_filled),
		cmocka_unit_test(what_was_kept_stands_there_again),
		cmocka_unit_test(networks),
		cmocka_unit_test(leads_only_within_the_site),
	};

	(void)argc;
	snprintf(bundles, sizeof(bundles), "%.*s/../i18n", (int)(strrchr(argv[0], '/') - argv[0]),
	    argv[0]);
	return (cmocka_run_group_tests(tests, setup, teardown));
}
