/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Calendar files (iCalendar, RFC 5545 and 7986) of events that take whole days. */
#ifndef RENDER_ICAL_H
#define RENDER_ICAL_H

#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"

/* Texts are valid UTF-8 and may hold line feeds; addresses are absolute.  All but uid, updated,
 * starts and title may be NULL. */
struct ical_event {
	const char *uid;	   /* the same in every edition of the file */
	const char *updated;	   /* "YYYY-MM-DDTHH:MM:SSZ" */
	const char *starts, *ends; /* first and last day, "YYYY-MM-DD"; ends NULL: one day */
	const char *title;
	const char *language; /* of title, BCP 47 */
	const char *description;
	const char *description_language; /* NULL: several, or not known */
	const char *place;
	const char *url;
	const char *category;
};

struct ical_calendar {
	const char *name;
	const char *language; /* of name, places and categories */
	const char *self;     /* address of this file */
	const struct ical_event *events;
	size_t nevents;
};

/**
 * ical_calendar(out, calendar): append ${calendar} as a calendar file to ${out}; an event whose day
 * does not exist is left out.  Serve as text/calendar.
 */
void ical_calendar(struct buf *out, const struct ical_calendar *calendar);

#endif
