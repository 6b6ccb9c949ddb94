/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Owns the form of calendar files: properties, escaping, and lines of 75 bytes. */
#include "render/ical.h"

#include <stdbool.h>
#include <string.h>
#include <time.h>

enum { LINE_MAX_BYTES = 75 };

/* One content line, folded where a character begins (RFC 5545, 3.1). */
static void
put_line(struct buf *out, const char *line)
{
	size_t room = LINE_MAX_BYTES, n;

	for (; (n = strlen(line)) > room; room = LINE_MAX_BYTES - 1) {
		for (n = room; ((unsigned char)line[n] & 0xc0) == 0x80; n--)
			continue;
		buf_add(out, line, n);
		buf_str(out, "\r\n ");
		line += n;
	}
	buf_str(out, line);
	buf_str(out, "\r\n");
}

/* ${name} with a value that needs no escaping: a date, an address. */
static void
put(struct buf *out, const char *name, const char *value)
{
	struct buf line = { 0 };

	if (value == NULL)
		return;
	buf_printf(&line, "%s:%s", name, value);
	put_line(out, buf_cstr(&line));
	buf_free(&line);
}

/* A text in ${language}. */
static void
put_text(struct buf *out, const char *name, const char *text, const char *language)
{
	struct buf line = { 0 };

	if (text == NULL)
		return;
	buf_str(&line, name);
	if (language != NULL)
		buf_printf(&line, ";LANGUAGE=%s", language);
	buf_char(&line, ':');
	for (; *text != '\0'; text++) {
		if (*text == '\n')
			buf_str(&line, "\\n");
		else if (*text == '\\' || *text == ';' || *text == ',')
			buf_printf(&line, "\\%c", *text);
		else if ((unsigned char)*text >= ' ' && *text != 0x7f)
			buf_char(&line, *text);
	}
	put_line(out, buf_cstr(&line));
	buf_free(&line);
}

/* "2027-04-26" and so many days: "20270427".  False if it is no day. */
static bool
day_after(const char *date, int days, char *to, size_t size)
{
	struct tm tm = { 0 };

	if (date == NULL || strptime(date, "%Y-%m-%d", &tm) == NULL)
		return (false);
	tm.tm_mday += days;
	return (timegm(&tm) != -1 && strftime(to, size, "%Y%m%d", &tm) == 8);
}

static void
put_event(struct buf *out, const struct ical_event *e, const char *language)
{
	char first[32], after[32], stamp[32];
	struct tm tm = { 0 };

	/* The end is the first day on which it is over. */
	if (!day_after(e->starts, 0, first, sizeof(first)) ||
	    !day_after(e->ends != NULL ? e->ends : e->starts, 1, after, sizeof(after)) ||
	    strptime(e->updated, "%Y-%m-%dT%H:%M:%S", &tm) == NULL)
		return;
	strftime(stamp, sizeof(stamp), "%Y%m%dT%H%M%SZ", &tm);
	put(out, "BEGIN", "VEVENT");
	put_text(out, "UID", e->uid, NULL);
	put(out, "DTSTAMP", stamp);
	put(out, "DTSTART;VALUE=DATE", first);
	put(out, "DTEND;VALUE=DATE", after);
	put_text(out, "SUMMARY", e->title, e->language);
	put_text(out, "DESCRIPTION", e->description, e->description_language);
	put_text(out, "LOCATION", e->place, language);
	put_text(out, "CATEGORIES", e->category, language);
	put(out, "URL", e->url);
	/* Nobody is busy because of it. */
	put(out, "TRANSP", "TRANSPARENT");
	put(out, "END", "VEVENT");
}

void
ical_calendar(struct buf *out, const struct ical_calendar *c)
{
	size_t i;

	put(out, "BEGIN", "VCALENDAR");
	put(out, "VERSION", "2.0");
	put(out, "PRODID", "-//Xiamen BRICS IP service portal//portal//EN");
	put(out, "CALSCALE", "GREGORIAN");
	put_text(out, "NAME", c->name, c->language);
	/* What most programs read instead of NAME. */
	put_text(out, "X-WR-CALNAME", c->name, NULL);
	put(out, "SOURCE;VALUE=URI", c->self);
	put(out, "REFRESH-INTERVAL;VALUE=DURATION", "P1D");
	for (i = 0; i < c->nevents; i++)
		put_event(out, &c->events[i], c->language);
	put(out, "END", "VCALENDAR");
}
