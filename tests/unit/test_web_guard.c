/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Heads of requests that two parsers could read differently are refused before Kore sees them. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "web/guard.h"

/* The verdict over ${request}, whose head is found as the server finds it. */
static int
verdict(const char *request)
{
	size_t n = strlen(request), head;
	char *copy = malloc(n + 1);
	const char *why = NULL;
	int status;

	assert_non_null(copy);
	memcpy(copy, request, n + 1);
	head = guard_end(copy, n);
	assert_int_not_equal(head, 0);
	status = guard_check(copy, head, n - head, &why);
	assert_int_equal(status == 0, why == NULL);
	free(copy);
	return (status);
}

static void
sound(void **state)
{
	static const char *const requests[] = {
		"GET / HTTP/1.1\r\nHost: a\r\n\r\n",
		"GET /?q=1 HTTP/1.0\r\nhost: a:80\r\nAccept: */*\r\n\r\n",
		"HEAD / HTTP/1.1\r\nHost:a\r\nContent-Length: 0\r\n\r\n",
		"POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\n\r\nabc",
		"POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 30\r\n\r\nab",
		"GET / HTTP/1.1\r\nHost: a\r\nX:\r\n\r\n",
	};
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(requests) / sizeof(requests[0]); i++)
		assert_int_equal(verdict(requests[i]), 0);
}

static void
smuggled(void **state)
{
	static const struct {
		const char *request;
		int status;
	} cases[] = {
		{ "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
		    400 },
		{ "POST / HTTP/1.1\r\nHost: a\r\ntransfer-encoding:xchunked\r\nContent-Length: "
		  "4\r\n\r\n",
		    400 },
		{ "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nContent-Length: 1\r\n\r\na",
		    400 },
		{ "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\n\r\nab", 400 },
		{ "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: +1\r\n\r\na", 400 },
		{ "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 0x1\r\n\r\na", 400 },
		{ "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 99999999999999999999\r\n\r\na",
		    400 },
		{ "POST / HTTP/1.1\r\nHost: a\r\nContent-Length:\r\n\r\n", 400 },
		{ "POST / HTTP/1.1\r\nHost: a\r\n\r\n", 411 },
		{ "GET / HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\n\r\na", 400 },
		{ "GET / HTTP/1.1\r\nHost: a\r\n\r\nGET /b HTTP/1.1\r\nHost: a\r\n\r\n", 400 },
		{ "GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n", 400 },
		{ "GET / HTTP/1.1\r\nHostX: b\r\nHost: a\r\n\r\n", 400 },
		{ "GET / HTTP/1.1\r\nAccept: a\r\n\r\n", 400 },
		{ "GET / HTTP/1.1\r\nHost:\r\n\r\n", 400 },
		{ "GET / HTTP/1.1\r\nHost: a\r\nX : b\r\n\r\n", 400 },
		{ "GET / HTTP/1.1\r\nHost: a\r\n folded: b\r\n\r\n", 400 },
		{ "GET / HTTP/1.1\r\nHost: a\r\nno colon\r\n\r\n", 400 },
		{ "GET / HTTP/1.1\nHost: a\n\n", 400 },
		{ "GET / HTTP/1.1\r\nHost: a\rX: b\r\n\r\n", 400 },
		{ "GET / HTTP/1.1\r\nHost: a\r\nX: b\n\n\r\n\r\n", 400 },
		{ "GET / HTTP/2.0\r\nHost: a\r\n\r\n", 400 },
		{ "GET / HTTP/1.11\r\nHost: a\r\n\r\n", 400 },
		{ "GET /\r\nHost: a\r\n\r\n", 400 },
		{ "GET  / HTTP/1.1\r\nHost: a\r\n\r\n", 400 },
		{ "GET / a HTTP/1.1\r\nHost: a\r\n\r\n", 400 },
		{ "\r\n\r\n", 400 },
		{ "TRACE / HTTP/1.1\r\nHost: a\r\n\r\n", 405 },
		{ "CONNECT a:1 HTTP/1.1\r\nHost: a\r\n\r\n", 405 },
	};
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
		assert_int_equal(verdict(cases[i].request), cases[i].status);
}

static void
too_much(void **state)
{
	char request[8192] = "GET /";
	int i;

	(void)state;
	memset(request + 5, 'a', GUARD_TARGET_MAX);
	strcpy(request + 5 + GUARD_TARGET_MAX, " HTTP/1.1\r\nHost: a\r\n\r\n");
	assert_int_equal(verdict(request), 414);
	strcpy(request, "GET / HTTP/1.1\r\nHost: a\r\n");
	for (i = 1; i < GUARD_HEADERS_MAX; i++)
		strcat(request, "X: y\r\n");
	strcat(request, "\r\n");
	assert_int_equal(verdict(request), 0);
	strcpy(request + strlen(request) - 2, "X: y\r\n\r\n");
	assert_int_equal(verdict(request), 431);
}

static void
mended(void **state)
{
	char request[] = "GET / HTTP/1.1\r\nHost: a\r\nUser-Agent: caf\xc3\xa9\tbar\r\n\r\n";
	const char *why;

	(void)state;
	assert_int_equal(guard_check(request, sizeof(request) - 1, 0, &why), 0);
	assert_non_null(strstr(request, "caf?? bar"));
}

static void
incomplete(void **state)
{
	(void)state;
	assert_int_equal(guard_end("GET / HTTP/1.1\r\nHost: a\r\n", 25), 0);
	assert_int_equal(guard_end("", 0), 0);
	assert_int_equal(guard_end("a\r\n\r\nb", 6), 5);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(sound),
		cmocka_unit_test(smuggled),
		cmocka_unit_test(too_much),
		cmocka_unit_test(mended),
		cmocka_unit_test(incomplete),
	};

	return (cmocka_run_group_tests(tests, NULL, NULL));
}
