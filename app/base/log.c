/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Owns the format of log lines.  Writes each line with one call, so that processes do not
 * interleave. */
#include "base/log.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/buf.h"
#include "base/utf8.h"

static FILE *out;
static _Thread_local const char *request_id;

static const char *const level_names[] = { "debug", "info", "warn", "error" };

void
log_to(FILE *stream)
{
	out = stream;
}

void
log_request(const char *id)
{
	request_id = id;
}

/* How many bytes of ${s} need no care. */
static size_t
plain_run(const char *s)
{
	size_t n = 0;

	while (s[n] >= ' ' && s[n] < 0x7f && s[n] != '"' && s[n] != '\\')
		n++;
	return (n);
}

static void
add_string(struct buf *b, const char *s)
{
	const char *end = s + strlen(s);
	uint32_t c;
	size_t n;

	buf_char(b, '"');
	while (s < end) {
		if ((n = plain_run(s)) > 0) {
			buf_add(b, s, n);
			s += n;
			continue;
		}
		n = utf8_next(s, (size_t)(end - s), &c);
		if (n == 0) {
			buf_str(b, "\xef\xbf\xbd");
			n = 1;
		} else if (c == '"' || c == '\\') {
			buf_char(b, '\\');
			buf_char(b, (char)c);
		} else if (c < 0x20 || c == 0x7f) {
			buf_printf(b, "\\u%04x", (unsigned)c);
		} else {
			buf_add(b, s, n);
		}
		s += n;
	}
	buf_char(b, '"');
}

/* The time up to the second, which many lines share. */
static const char *
second_of(time_t now)
{
	static _Thread_local char text[32];
	static _Thread_local time_t second = -1;
	struct tm tm;

	if (now != second) {
		gmtime_r(&now, &tm);
		strftime(text, sizeof(text), "%Y-%m-%dT%H:%M:%S", &tm);
		second = now;
	}
	return (text);
}

void
log_fields(enum log_level level, const char *event, const struct log_field *fields, size_t n)
{
	struct timespec now;
	struct buf b = { 0 };
	size_t i;

	clock_gettime(CLOCK_REALTIME, &now);
	buf_str(&b, "{\"time\":\"");
	buf_str(&b, second_of(now.tv_sec));
	buf_printf(&b, ".%03ldZ\",\"level\":\"", now.tv_nsec / 1000000);
	buf_str(&b, level_names[level]);
	buf_str(&b, "\",\"event\":\"");
	buf_str(&b, event);
	buf_char(&b, '"');
	if (request_id != NULL) {
		buf_str(&b, ",\"request\":");
		add_string(&b, request_id);
	}
	for (i = 0; i < n; i++) {
		if (!fields[i].is_number && fields[i].text == NULL)
			continue;
		buf_str(&b, ",\"");
		buf_str(&b, fields[i].name);
		buf_str(&b, "\":");
		if (fields[i].is_number)
			buf_printf(&b, "%lld", (long long)fields[i].number);
		else
			add_string(&b, fields[i].text);
	}
	buf_str(&b, "}\n");
	fwrite(b.data, 1, b.len, out == NULL ? stderr : out);
	fflush(out == NULL ? stderr : out);
	buf_free(&b);
}

_Noreturn void
log_die(const char *why)
{
	fprintf(out == NULL ? stderr : out,
	    "{\"level\":\"error\",\"event\":\"die\",\"detail\":\"%s\"}\n", why);
	abort();
}
