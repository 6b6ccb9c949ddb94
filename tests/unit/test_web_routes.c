/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The route table, the words near a misspelt one, and the headers of answers. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "web/fingerprint.h"
#include "domain/nearest.h"
#include "web/respond.h"
#include "web/routes.h"

static struct arena *arena;
static struct param captures[ROUTE_CAPTURES_MAX];
static size_t ncaptures;
static const char *allow;

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

static const char *
find(enum method method, const char *path)
{
	const struct route *r = routes_find(arena, method, path, captures, &ncaptures, &allow);

	return (r == NULL ? NULL : r->pattern);
}

static void
found(void **state)
{
	static const struct {
		const char *path, *pattern;
	} cases[] = {
		{ "/", "/" },
		{ "/ru/", "/{locale}/" },
		{ "/ru/search", "/{locale}/search" },
		{ "/ru/laws", "/{locale}/{plural}" },
		{ "/ru/laws/cn-patent-law", "/{locale}/laws/{slug}" },
		{ "/ru/laws/cn-patent-law/art_11", "/{locale}/laws/{slug}/{eid}" },
		{ "/ru/terms/patent", "/{locale}/{plural}/{slug}" },
		{ "/ru/terms/az/3", "/{locale}/{plural}/az/{bucket}" },
		{ "/static/css/a.css", "/static/{file*}" },
		{ "/feeds/ru/laws.atom", "/feeds/{locale}/{plural}.atom" },
		{ "/feeds/ru/search.atom", "/feeds/{locale}/search.atom" },
		{ "/api/v1/laws/cn-patent-law", "/api/v1/{plural}/{slug}" },
		{ "/api/v1/search", "/api/v1/search" },
		{ "/ru/nothing", NULL },
		{ "/ru/laws/Not_A_Slug", NULL },
		{ "/ru/laws/a/b/c", NULL },
		{ "/feeds/ru/.atom", NULL },
		{ "/api/v1/law", NULL },
		{ "", NULL },
	};
	const char *pattern;
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		pattern = find(METHOD_GET, cases[i].path);
		if (cases[i].pattern == NULL)
			assert_null(pattern);
		else
			assert_string_equal(pattern, cases[i].pattern);
	}
	assert_non_null(find(METHOD_HEAD, "/ru/laws/cn-patent-law/art_11"));
	assert_int_equal(ncaptures, 3);
	assert_string_equal(captures[0].name, "locale");
	assert_string_equal(captures[1].value, "cn-patent-law");
	assert_string_equal(captures[2].value, "art_11");
	assert_non_null(find(METHOD_GET, "/static/css/a.css"));
	assert_string_equal(captures[0].name, "file");
	assert_string_equal(captures[0].value, "css/a.css");
}

static void
methods(void **state)
{
	(void)state;
	assert_null(find(METHOD_POST, "/ru/search"));
	assert_string_equal(allow, "GET, HEAD");
	assert_null(find(METHOD_OTHER, "/api/v1/search"));
	assert_string_equal(allow, "GET, HEAD");
	assert_null(find(METHOD_POST, "/nothing"));
	assert_null(allow);
}

/* Every route can be reached: no earlier pattern swallows a path made from it. */
static void
reachable(void **state)
{
	static const struct {
		const char *name, *value;
	} samples[] = { { "{locale}", "ru" }, { "{plural}", "guides" }, { "{slug}", "a-b" },
		{ "{id}", "BR" }, { "{bucket}", "2" }, { "{eid}", "art_1" },
		{ "{jurisdiction}", "BR" }, { "{file*}", "a.css" }, { "{action}", "message" },
		{ "{token}", "00.digest" }, { "{file}", "7" }, { "{number}", "12" },
		{ "{secret}", "0123456789abcdefghijklmnopqrstuvwxyzABCDEF-" } };
	const struct route *all;
	size_t n, i, j;
	const char *path, *at;

	(void)state;
	all = routes_all(&n);
	for (i = 0; i < n; i++) {
		path = all[i].pattern;
		for (j = 0; j < sizeof(samples) / sizeof(samples[0]); j++) {
			if ((at = strstr(path, samples[j].name)) != NULL)
				path = arena_printf(arena, "%.*s%s%s", (int)(at - path), path,
				    samples[j].value, at + strlen(samples[j].name));
		}
		assert_null(strchr(path, '{'));
		assert_string_equal(find(all[i].method, path), all[i].pattern);
	}
}

static void
nearest(void **state)
{
	static const char *const words[] = { "q", "locale", "kind", "jurisdiction", "language",
		"limit" };

	(void)state;
	assert_string_equal(nearest_word("jurisdicton", words, 6), "jurisdiction");
	assert_string_equal(nearest_word("kidn", words, 6), "kind");
	assert_string_equal(
	    nearest_word("lang", (const char *const[]){ "language", "lank" }, 2), "lank");
	assert_string_equal(nearest_word("LIMIT", words, 6), "limit");
	assert_null(nearest_word("utm_source", words, 6));
	assert_null(nearest_word("", NULL, 0));
}

static void
outcomes(void **state)
{
	(void)state;
	assert_int_equal(respond_status(ERR_INPUT), 400);
	assert_int_equal(respond_status(ERR_NOTFOUND), 404);
	assert_int_equal(respond_status(ERR_DB), 503);
	assert_int_equal(respond_status(ERR_INDEX), 503);
	assert_int_equal(respond_status(ERR_CORRUPT), 500);
}

static const char *
header(const struct respond_header *headers, size_t n, const char *name)
{
	size_t i;

	for (i = 0; i < n; i++) {
		if (strcmp(headers[i].name, name) == 0)
			return (headers[i].value);
	}
	return (NULL);
}

static void
headers(void **state)
{
	struct respond_header h[RESPOND_HEADERS_MAX];
	struct app app = { 0 };
	struct req req = { .app = &app, .arena = arena, .id = "id-for-tests" };
	struct resp resp = {
		.status = 200, .content_type = "text/html", .location = "/a\r\nset-cookie: b"
	};
	struct route route = { .cache = CACHE_PUBLIC };
	size_t n;

	(void)state;
	n = respond_headers(&req, &resp, &route, h);
	assert_null(header(h, n, "location"));
	assert_null(header(h, n, "strict-transport-security"));
	assert_non_null(strstr(header(h, n, "cache-control"), "s-maxage=5"));
	assert_string_equal(header(h, n, "x-content-type-options"), "nosniff");
	assert_null(strstr(header(h, n, "content-security-policy"), "unsafe"));
	assert_string_equal(header(h, n, "vary"), "Accept-Language");
	resp.status = 404;
	app.config.behind_tls = true;
	n = respond_headers(&req, &resp, &route, h);
	assert_string_equal(header(h, n, "cache-control"), "no-store");
	assert_non_null(header(h, n, "strict-transport-security"));
}

static void
not_modified(void **state)
{
	struct req req = { .arena = arena };
	struct resp resp = { 0 };

	(void)state;
	assert_false(resp_not_modified(&req, &resp, "a1"));
	assert_string_equal(resp.etag, "W/\"a1\"");
	req.if_none_match = "\"zz\", W/\"a1\"";
	assert_true(resp_not_modified(&req, &resp, "a1"));
	assert_int_equal(resp.status, 304);
	req.if_none_match = "*";
	assert_true(resp_not_modified(&req, &resp, "b"));
	req.if_none_match = "W/\"a12\", \"a\"";
	assert_false(resp_not_modified(&req, &resp, "a1"));
}

static void
fingerprints(void **state)
{
	(void)state;
	assert_int_not_equal(fingerprint_of("a", 1), fingerprint_of("b", 1));
	assert_int_not_equal(fingerprint_of("", 0), fingerprint_of("\0", 1));
	assert_int_not_equal(fingerprint_of("12345678", 8), fingerprint_of("12345687", 8));
}

/* For tests/http/87-roles.sh: the table as the program has it. */
static int
list(void)
{
	static const char *const methods[] = { "GET", "HEAD", "POST", "PUT", "DELETE", "" };
	const struct route *all;
	size_t n;

	all = routes_all(&n);
	for (size_t i = 0; i < n; i++)
		printf("%s %s\n", methods[all[i].method], all[i].pattern);
	return (0);
}

int
main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(found),
		cmocka_unit_test(methods),
		cmocka_unit_test(reachable),
		cmocka_unit_test(nearest),
		cmocka_unit_test(outcomes),
		cmocka_unit_test(headers),
		cmocka_unit_test(not_modified),
		cmocka_unit_test(fingerprints),
	};

	if (argc == 2 && strcmp(argv[1], "list") == 0)
		return (list());
	return (cmocka_run_group_tests(tests, setup, teardown));
}
