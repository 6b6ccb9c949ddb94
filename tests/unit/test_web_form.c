/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What comes in from forms, query strings, cookies and paths. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "base/buf.h"
#include "web/cookie.h"
#include "web/form.h"
#include "web/multipart.h"
#include "web/path.h"

static struct arena *arena;
static struct param *params;
static size_t nparams;
static struct form_problem problem;

static int
setup(void **state)
{
	(void)state;
	arena = arena_new();
	return (0);
}

static int
teardown(void **state)
{
	(void)state;
	arena_free(arena);
	return (0);
}

static enum err
parse(const char *s)
{
	problem.key = NULL;
	return (form_parse(arena, s, strlen(s), &params, &nparams, &problem));
}

static void
fields(void **state)
{
	(void)state;
	assert_int_equal(parse("q=a+b%26c&kind=law&kind=guide&&empty=&bare&x=a=b=="), ERR_OK);
	assert_int_equal(nparams, 6);
	assert_string_equal(params[0].name, "q");
	assert_string_equal(params[0].value, "a b&c");
	assert_string_equal(params[2].value, "guide");
	assert_string_equal(params[3].value, "");
	assert_string_equal(params[4].name, "bare");
	assert_string_equal(params[4].value, "");
	assert_string_equal(params[5].value, "a=b==");
	assert_int_equal(parse(""), ERR_OK);
	assert_int_equal(nparams, 0);
	assert_int_equal(parse("text=one%0D%0Atwo%09three"), ERR_OK);
	assert_string_equal(params[0].value, "one\r\ntwo\tthree");
}

static void
unicode(void **state)
{
	(void)state;
	assert_int_equal(parse("q=%E4%B8%93%E5%88%A9&%D0%B8=1"), ERR_OK);
	assert_string_equal(params[0].value, "专利");
	assert_string_equal(params[1].name, "и");
	/* e and a combining acute become one letter. */
	assert_int_equal(parse("q=e%CC%81"), ERR_OK);
	assert_string_equal(params[0].value, "\xc3\xa9");
}

static void
refused(void **state)
{
	static const struct {
		const char *query, *problem;
	} cases[] = {
		{ "q=%", "problem.bad_percent" },
		{ "q=%4", "problem.bad_percent" },
		{ "q=%zz", "problem.bad_percent" },
		{ "%g1=1", "problem.bad_percent" },
		{ "q=%ff", "problem.bad_encoding" },
		{ "q=%c0%80", "problem.bad_encoding" },
		{ "q=%ed%a0%80", "problem.bad_encoding" },
		{ "q=%f4%90%80%80", "problem.bad_encoding" },
		{ "q=a%00b", "problem.bad_encoding" },
		{ "a=1&%00=b", "problem.bad_encoding" },
	};
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		assert_int_equal(parse(cases[i].query), ERR_INPUT);
		assert_string_equal(problem.key, cases[i].problem);
	}
}

static void
bounded(void **state)
{
	char long_name[FORM_NAME_MAX + 8], many[2 * FORM_FIELDS_MAX + 8];

	(void)state;
	memset(long_name, 'a', sizeof(long_name));
	memcpy(long_name + sizeof(long_name) - 3, "=1", 3);
	assert_int_equal(parse(long_name), ERR_TOOBIG);
	memset(many, '&', sizeof(many));
	many[sizeof(many) - 1] = '\0';
	assert_int_equal(parse(many), ERR_TOOBIG);
}

static const char *
path(const char *raw, bool *moved)
{
	const char *out = NULL;

	return (path_normalise(arena, raw, &out, moved, &problem) == ERR_OK ? out : NULL);
}

static void
paths(void **state)
{
	static const struct {
		const char *raw, *path;
		bool moved;
	} cases[] = {
		{ "/", "/", false },
		{ "/ru/", "/ru/", false },
		{ "/ru", "/ru", false },
		{ "/%68ello", "/hello", false },
		{ "/ru/%D0%B8", "/ru/и", false },
		{ "//", "/", true },
		{ "/ru//laws", "/ru/laws", true },
		{ "/ru/laws/", "/ru/laws", true },
		{ "/ru/./laws", "/ru/laws", true },
		{ "/ru/laws/../terms", "/ru/terms", true },
		{ "/../../etc/passwd", "/etc/passwd", true },
		{ "/a/%2e%2e/b", "/b", true },
		{ "//evil.example/x", "/evil.example/x", true },
		{ "/a/..", "/", true },
		{ "/a/../b/", "/b/", true },
		{ "http://host:8080/ru/laws", "/ru/laws", false },
		{ "http://host", "/", false },
	};
	static const char *const bad[] = { "", "*", "ru", "/%", "/%zz", "/%00", "/a%2fb", "/%ff",
		"/%0a", "/a#b", "/\x7f" };
	bool moved;
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		assert_string_equal(path(cases[i].raw, &moved), cases[i].path);
		assert_int_equal(moved, cases[i].moved);
	}
	for (i = 0; i < sizeof(bad) / sizeof(bad[0]); i++)
		assert_null(path(bad[i], &moved));
}

static void
encoding(void **state)
{
	(void)state;
	assert_string_equal(
	    path_encode(arena, "/ru/и?q=%D0%B8&a=b c"), "/ru/%D0%B8?q=%D0%B8&a=b%20c");
	assert_string_equal(
	    path_encode(arena, "/\\evil.example\r\nX: y"), "/%5Cevil.example%0D%0AX:%20y");
	assert_string_equal(path_encode(arena, "/100%"), "/100%25");
	assert_string_equal(path_escape(arena, "a b&c=/é"), "a%20b%26c%3D%2F%C3%A9");
}

static void
cookies(void **state)
{
	(void)state;
	assert_string_equal(cookie_get(arena, "a=1; locale=ru; b=2", "locale"), "ru");
	assert_string_equal(cookie_get(arena, "xlocale=en;locale=a=b==", "locale"), "a=b==");
	assert_null(cookie_get(arena, "locale", "locale"));
	assert_null(cookie_get(arena, NULL, "locale"));
	assert_null(cookie_get(arena, " ; ;; ", "locale"));
	assert_string_equal(cookie_get(arena, "locale=", "locale"), "");
	assert_string_equal(cookie_set(arena, "locale", "pt-BR", 60, true),
	    "locale=pt-BR; Path=/; Max-Age=60; HttpOnly; SameSite=Lax; Secure");
	assert_string_equal(cookie_set(arena, "locale", "a\r\nb", 60, false),
	    "locale=; Path=/; Max-Age=0; HttpOnly; SameSite=Lax");
}

static enum err
multipart(const char *body, struct multipart *m)
{
	problem.key = NULL;
	return (multipart_parse(
	    arena, "multipart/form-data; boundary=\"xyz\"", body, strlen(body), m, &problem));
}

static void
parts(void **state)
{
	struct multipart m;

	(void)state;
	assert_int_equal(
	    multipart("--xyz\r\nContent-Disposition: form-data; name=\"text\"\r\n\r\n"
		      "one\r\ntwo\r\n--xyz\r\n"
		      "content-disposition: form-data; name=file; filename=\"C:\\dir\\a "
		      "\\\"b\\\".txt\"\r\n"
		      "Content-Type: text/plain\r\n\r\n--xy\r\n\r\n--xyz\r\n"
		      "Content-Disposition: form-data; name=\"empty\"\r\n\r\n\r\n--xyz--\r\n",
		&m),
	    ERR_OK);
	assert_int_equal(m.nfields, 2);
	assert_string_equal(m.fields[0].value, "one\r\ntwo");
	assert_string_equal(m.fields[1].name, "empty");
	assert_string_equal(m.fields[1].value, "");
	assert_int_equal(m.nuploads, 1);
	assert_string_equal(m.uploads[0].name, "file");
	assert_string_equal(m.uploads[0].type, "text/plain");
	assert_int_equal(m.uploads[0].size, 6);
	assert_memory_equal(m.uploads[0].data, "--xy\r\n", 6);
}

static void
bad_parts(void **state)
{
	static const char *const bodies[] = {
		"",
		"--xyz",
		"--xyz\r\n",
		"--xyz\r\n\r\nno name\r\n--xyz--",
		"--xyz\r\nContent-Disposition: form-data\r\n\r\na\r\n--xyz--",
		"--xyz\r\nContent-Disposition: form-data; name=\"a\r\n\r\nb\r\n--xyz--",
		"--xyz\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\nno end",
		"--xyz\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n\xff\r\n--xyz--",
		"nothing of it",
	};
	struct multipart m;
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(bodies) / sizeof(bodies[0]); i++) {
		assert_int_equal(multipart(bodies[i], &m), ERR_INPUT);
		assert_non_null(problem.key);
	}
	assert_int_equal(
	    multipart_parse(arena, "multipart/form-data", "--\r\n", 4, &m, &problem), ERR_INPUT);
}

/* A thousand parameters in the head of each part cost no memory but for the two that are wanted. */
static void
many_parameters(void **state)
{
	struct buf body = { 0 };
	struct multipart m;

	(void)state;
	arena_reset(arena);
	for (int i = 0; i < MULTIPART_PARTS_MAX; i++) {
		buf_str(&body, "--xyz\r\nContent-Disposition: form-data");
		for (int k = 0; k < 1300; k++)
			buf_str(&body, ";a=");
		buf_str(&body, "; name=\"n\"\r\n\r\nv\r\n");
	}
	buf_str(&body, "--xyz--\r\n");
	assert_int_equal(multipart(buf_cstr(&body), &m), ERR_OK);
	assert_int_equal(m.nfields, MULTIPART_PARTS_MAX);
	assert_string_equal(m.fields[0].name, "n");
	assert_true(arena_size(arena) < body.len);
	buf_free(&body);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(fields),
		cmocka_unit_test(unicode),
		cmocka_unit_test(refused),
		cmocka_unit_test(bounded),
		cmocka_unit_test(paths),
		cmocka_unit_test(encoding),
		cmocka_unit_test(cookies),
		cmocka_unit_test(parts),
		cmocka_unit_test(bad_parts),
		cmocka_unit_test(many_parameters),
	};

	return (cmocka_run_group_tests(tests, setup, teardown));
}
