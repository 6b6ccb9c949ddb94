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

static void
add_string(struct buf *b, const char *s)
{
	const char *end = s + strlen(s);
	uint32_t c;
	size_t n;

	buf_char(b, '"');
	while (s < end) {
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

void
log_fields(enum log_level level, const char *event, const struct log_field *fields, size_t n)
{
	struct timespec now;
	struct buf b = { 0 };
	struct tm tm;
	char when[32];
	size_t i;

	clock_gettime(CLOCK_REALTIME, &now);
	gmtime_r(&now.tv_sec, &tm);
	strftime(when, sizeof(when), "%Y-%m-%dT%H:%M:%S", &tm);
	buf_printf(&b, "{\"time\":\"%s.%03ldZ\",\"level\":\"%s\",\"event\":\"%s\"", when,
	    now.tv_nsec / 1000000, level_names[level], event);
	if (request_id != NULL) {
		buf_str(&b, ",\"request\":");
		add_string(&b, request_id);
	}
	for (i = 0; i < n; i++) {
		if (fields[i].is_number) {
			buf_printf(&b, ",\"%s\":%lld", fields[i].name, (long long)fields[i].number);
		} else if (fields[i].text != NULL) {
			buf_printf(&b, ",\"%s\":", fields[i].name);
			add_string(&b, fields[i].text);
		}
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
