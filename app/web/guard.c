/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Owns what counts as a sound head of a request.  Pure: no socket, no Kore. */
#include "web/guard.h"

#include <stdbool.h>
#include <stdint.h>
#include <string.h>
#include <strings.h>

struct head {
	char *p, *end; /* what is left */
	bool has_body; /* the method may carry one */
	int hosts, lengths, headers;
	uint64_t length;
	const char *why;
};

size_t
guard_end(const char *head, size_t n)
{
	const char *end = memmem(head, n, "\r\n\r\n", 4), *bare = memmem(head, n, "\n\n", 2);

	/* Kore takes a bare pair of line feeds for the end, so it must not be overlooked here. */
	if (bare != NULL && (end == NULL || bare < end))
		return ((size_t)(bare - head) + 2);
	return (end == NULL ? 0 : (size_t)(end - head) + 4);
}

static int
refuse(struct head *h, int status, const char *why)
{
	h->why = why;
	return (status);
}

/* The next line without its CR LF; NULL if it ends otherwise or holds NUL or a lone CR. */
static char *
line(struct head *h, size_t *ret_n)
{
	char *start = h->p, *lf = memchr(h->p, '\n', (size_t)(h->end - h->p));
	size_t n;

	if (lf == NULL || lf == start || lf[-1] != '\r')
		return (NULL);
	n = (size_t)(lf - start) - 1;
	if (memchr(start, '\0', n) != NULL || memchr(start, '\r', n) != NULL)
		return (NULL);
	h->p = lf + 1;
	*ret_n = n;
	return (start);
}

static bool
is(const char *s, size_t n, const char *word)
{
	return (strlen(word) == n && strncasecmp(s, word, n) == 0);
}

static int
request_line(struct head *h)
{
	static const char *const plain[] = { "GET", "HEAD", "DELETE", "OPTIONS" };
	static const char *const body[] = { "POST", "PUT", "PATCH" };
	const char *s, *target, *version;
	size_t n, i;
	bool known = false;

	if ((s = line(h, &n)) == NULL)
		return (refuse(h, 400, "The request line is malformed."));
	target = memchr(s, ' ', n);
	version = memrchr(s, ' ', n);
	if (target == NULL || version == target)
		return (refuse(h, 400, "The request line must be method, address and version."));
	for (i = 0; i < sizeof(plain) / sizeof(plain[0]); i++)
		known |= is(s, (size_t)(target - s), plain[i]);
	for (i = 0; i < sizeof(body) / sizeof(body[0]); i++)
		h->has_body |= is(s, (size_t)(target - s), body[i]);
	if (!known && !h->has_body)
		return (refuse(h, 405, "This method is not known here."));
	target++;
	if (memchr(target, ' ', (size_t)(version - target)) != NULL || target == version)
		return (refuse(h, 400, "The address must not contain spaces."));
	if (version - target > GUARD_TARGET_MAX)
		return (refuse(h, 414, "The address is too long."));
	version++;
	n -= (size_t)(version - s);
	if (!is(version, n, "HTTP/1.1") && !is(version, n, "HTTP/1.0"))
		return (refuse(h, 400, "Only HTTP/1.1 and HTTP/1.0 are spoken here."));
	return (0);
}

static bool
number(const char *s, size_t n, uint64_t *ret)
{
	uint64_t v = 0;
	size_t i;

	if (n == 0 || n > 18)
		return (false);
	for (i = 0; i < n; i++) {
		if (s[i] < '0' || s[i] > '9')
			return (false);
		v = v * 10 + (uint64_t)(s[i] - '0');
	}
	*ret = v;
	return (true);
}

static int
header(struct head *h, char *s, size_t n)
{
	char *colon = memchr(s, ':', n), *value;
	size_t name, size, i;

	if (colon == NULL || colon == s || s[0] == ' ' || s[0] == '\t')
		return (refuse(h, 400, "A header field is malformed."));
	name = (size_t)(colon - s);
	for (i = 0; i < name; i++) {
		if (s[i] <= ' ' || s[i] >= 0x7f)
			return (refuse(h, 400, "The name of a header field is malformed."));
	}
	for (value = colon + 1, size = n - name - 1; size > 0 && (*value == ' ' || *value == '\t');
	     size--)
		value++;
	while (size > 0 && (value[size - 1] == ' ' || value[size - 1] == '\t'))
		size--;
	if (++h->headers > GUARD_HEADERS_MAX)
		return (refuse(h, 431, "The request has too many header fields."));
	if (is(s, name, "Transfer-Encoding"))
		return (refuse(h, 400, "Transfer-Encoding is not accepted."));
	if (is(s, name, "Content-Length")) {
		if (++h->lengths > 1 || !number(value, size, &h->length))
			return (refuse(h, 400, "Content-Length must be one whole number."));
	} else if (is(s, name, "Host")) {
		if (++h->hosts > 1 || size == 0 || size > GUARD_HOST_MAX)
			return (refuse(h, 400, "There must be exactly one Host."));
	} else if (name > 4 && strncasecmp(s, "Host", 4) == 0) {
		/* Kore would take it for the Host. */
		return (refuse(h, 400, "A header field has a name that is not accepted."));
	}
	for (i = 0; i < size; i++) {
		if (value[i] == '\t')
			value[i] = ' ';
		else if ((unsigned char)value[i] >= 0x80)
			value[i] = '?';
	}
	return (0);
}

static int
body(struct head *h, size_t extra)
{
	if (h->hosts == 0)
		return (refuse(h, 400, "The Host is missing."));
	if (!h->has_body && (h->length > 0 || extra > 0))
		return (refuse(
		    h, 400, "This method takes no body, and requests must wait for the answer."));
	if (h->has_body && h->lengths == 0)
		return (refuse(h, 411, "Content-Length is missing."));
	if (h->has_body && extra > h->length)
		return (refuse(h, 400, "The body is longer than Content-Length."));
	return (0);
}

int
guard_check(char *head, size_t n, size_t extra, const char **ret_why)
{
	struct head h = { .p = head, .end = head + n };
	int status;
	char *s;
	size_t size;

	status = request_line(&h);
	while (status == 0) {
		if ((s = line(&h, &size)) == NULL)
			status = refuse(&h, 400, "A line of the request is malformed.");
		else if (size == 0)
			break;
		else
			status = header(&h, s, size);
	}
	if (status == 0)
		status = body(&h, extra);
	if (status != 0)
		*ret_why = h.why;
	return (status);
}
