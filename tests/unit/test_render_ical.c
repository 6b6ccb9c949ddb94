/* SPDX-License-Identifier: GPL-2.0-or-later */
/* render/ical: what a calendar file looks like, byte by byte. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/utf8.h"
#include "render/ical.h"

static const struct ical_event plain = {
	.uid = "event-7@x.example",
	.updated = "2026-11-23T03:04:05Z",
	.starts = "2026-12-30",
	.ends = "2026-12-31",
	.title = "One",
};

static struct buf
written(const struct ical_event *event)
{
	const struct ical_calendar calendar = { "Events", "en", "https://x.example/e.ics", event,
		1 };
	struct buf out = { 0 };

	ical_calendar(&out, &calendar);
	return (out);
}

static void
test_whole(void **state)
{
	struct ical_event e = plain;
	struct buf out;

	(void)state;
	e.language = e.description_language = "ru";
	e.description = "a, b; c\\d\ne\rf\x01";
	e.place = "Xiamen, China";
	e.url = "https://x.example/en/events/a,b";
	e.category = "Meeting";
	out = written(&e);
	assert_string_equal(buf_cstr(&out),
	    "BEGIN:VCALENDAR\r\n"
	    "VERSION:2.0\r\n"
	    "PRODID:-//Xiamen BRICS IP service portal//portal//EN\r\n"
	    "CALSCALE:GREGORIAN\r\n"
	    "NAME;LANGUAGE=en:Events\r\n"
	    "X-WR-CALNAME:Events\r\n"
	    "SOURCE;VALUE=URI:https://x.example/e.ics\r\n"
	    "REFRESH-INTERVAL;VALUE=DURATION:P1D\r\n"
	    "BEGIN:VEVENT\r\n"
	    "UID:event-7@x.example\r\n"
	    "DTSTAMP:20261123T030405Z\r\n"
	    "DTSTART;VALUE=DATE:20261230\r\n"
	    "DTEND;VALUE=DATE:20270101\r\n"
	    "SUMMARY;LANGUAGE=ru:One\r\n"
	    "DESCRIPTION;LANGUAGE=ru:a\\, b\\; c\\\\d\\nef\r\n"
	    "LOCATION;LANGUAGE=en:Xiamen\\, China\r\n"
	    "CATEGORIES;LANGUAGE=en:Meeting\r\n"
	    "URL:https://x.example/en/events/a,b\r\n"
	    "TRANSP:TRANSPARENT\r\n"
	    "END:VEVENT\r\n"
	    "END:VCALENDAR\r\n");
	buf_free(&out);
}

static void
test_days(void **state)
{
	struct ical_event e = plain;
	struct buf out;

	(void)state;
	e.starts = "2028-02-29";
	e.ends = NULL;
	out = written(&e);
	assert_non_null(strstr(buf_cstr(&out), "DTSTART;VALUE=DATE:20280229\r\n"
					       "DTEND;VALUE=DATE:20280301\r\n"));
	buf_free(&out);
	e.starts = "soon";
	out = written(&e);
	assert_null(strstr(buf_cstr(&out), "VEVENT"));
	buf_free(&out);
}

/* Titles of every length, in characters of one to four bytes: what is unfolded is what was given,
 * and every piece is whole. */
static void
test_folding(void **state)
{
	static const char *const characters[] = { "a", "я", "专", "𠀀", "," };
	struct ical_event e = plain;
	char title[1024], back[2048], *to;
	const char *line, *end, *p;
	struct buf out;
	size_t i, n;

	(void)state;
	for (i = 0; i < sizeof(characters) / sizeof(characters[0]); i++) {
		title[0] = '\0';
		for (n = 0; n < 200; n++) {
			memcpy(title + n * strlen(characters[i]), characters[i],
			    strlen(characters[i]) + 1);
			e.title = title;
			out = written(&e);
			for (line = buf_cstr(&out); *line != '\0'; line = end + 2) {
				assert_non_null(end = strstr(line, "\r\n"));
				assert_true(end - line <= 75);
				assert_true(utf8_valid(line, (size_t)(end - line)));
			}
			assert_non_null(p = strstr(buf_cstr(&out), "SUMMARY:"));
			for (to = back, p += strlen("SUMMARY:");
			     p[0] != '\r' || p[1] != '\n' || p[2] == ' ';) {
				if (*p == '\r')
					p += 3;
				else if (*p == '\\')
					p++;
				else
					*to++ = *p++;
			}
			*to = '\0';
			assert_string_equal(back, title);
			buf_free(&out);
		}
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_whole),
		cmocka_unit_test(test_days),
		cmocka_unit_test(test_folding),
	};

	return (cmocka_run_group_tests(tests, NULL, NULL));
}
