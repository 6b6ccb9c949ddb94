/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Everything that reads bytes from the network before a handler sees them.  The first byte chooses
 * the reader, so that one corpus serves all; what is promised of each result is checked here.
 */
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "web/cookie.h"
#include "web/form.h"
#include "web/guard.h"
#include "web/multipart.h"
#include "web/path.h"
#include "web/routes.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
promise(int kept)
{
	if (!kept)
		abort();
}

static void
text(const char *s)
{
	promise(s != NULL && utf8_valid(s, strlen(s)));
}

static void
form(struct arena *arena, const char *s, size_t n)
{
	struct form_problem problem = { NULL };
	struct param *params;
	size_t count, i;

	if (form_parse(arena, s, n, &params, &count, &problem) != ERR_OK) {
		promise(problem.key != NULL);
		return;
	}
	promise(count <= FORM_FIELDS_MAX);
	for (i = 0; i < count; i++) {
		text(params[i].name);
		text(params[i].value);
	}
}

static void
multipart(struct arena *arena, const char *s, size_t n)
{
	struct form_problem problem = { NULL };
	struct multipart m;
	size_t i;

	if (multipart_parse(arena, "multipart/form-data; boundary=x", s, n, &m, &problem) !=
	    ERR_OK) {
		promise(problem.key != NULL);
		return;
	}
	promise(m.nfields + m.nuploads <= MULTIPART_PARTS_MAX);
	for (i = 0; i < m.nfields; i++) {
		text(m.fields[i].name);
		text(m.fields[i].value);
	}
	for (i = 0; i < m.nuploads; i++) {
		text(m.uploads[i].filename);
		promise(m.uploads[i].data >= s && m.uploads[i].data + m.uploads[i].size <= s + n);
	}
}

static void
path(struct arena *arena, const char *s)
{
	struct param captures[ROUTE_CAPTURES_MAX];
	struct form_problem problem = { NULL };
	const char *out, *again, *allow;
	bool moved;
	size_t n;

	if (path_normalise(arena, s, &out, &moved, &problem) != ERR_OK) {
		promise(problem.key != NULL);
		return;
	}
	text(out);
	promise(out[0] == '/' && out[1] != '/' && strstr(out, "/../") == NULL);
	/* The canonical spelling is its own, also after a round trip through a Location header. */
	promise(
	    path_normalise(arena, path_encode(arena, out), &again, &moved, &problem) == ERR_OK ||
	    strchr(out, '?') != NULL);
	if (strchr(out, '?') == NULL)
		promise(!moved && strcmp(out, again) == 0);
	routes_find(arena, METHOD_GET, out, captures, &n, &allow);
}

static void
guard(const char *s, size_t n)
{
	size_t head = guard_end(s, n);
	const char *why = NULL;
	char *copy;

	if (head == 0)
		return;
	/* Exactly the head, so that a step beyond it is seen. */
	copy = malloc(head);
	promise(copy != NULL);
	memcpy(copy, s, head);
	promise((guard_check(copy, head, n - head, &why) == 0) == (why == NULL));
	free(copy);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena *arena;
	char *s;

	if (size == 0)
		return (0);
	arena = arena_new();
	s = malloc(size);
	promise(s != NULL);
	memcpy(s, data + 1, size - 1);
	s[size - 1] = '\0';
	switch (data[0] % 5) {
	case 0:
		form(arena, s, size - 1);
		break;
	case 1:
		multipart(arena, s, size - 1);
		break;
	case 2:
		path(arena, s);
		break;
	case 3:
		guard(s, size - 1);
		break;
	default:
		cookie_get(arena, s, "locale");
		cookie_set(arena, "locale", s, 1, false);
		break;
	}
	free(s);
	arena_free(arena);
	return (0);
}
