/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * One JSON object a line, on the stream chosen once at start.  Log once, where the error is
 * detected; what is logged is never shown to a client.
 */
#ifndef BASE_LOG_H
#define BASE_LOG_H

#include <stdint.h>
#include <stdio.h>

enum log_level { LOG_LEVEL_DEBUG, LOG_LEVEL_INFO, LOG_LEVEL_WARN, LOG_LEVEL_ERROR };

/**
 * log_to(stream): where lines go from now on; stderr until called.
 */
void log_to(FILE *stream);

/**
 * log_request(id): the request id that every following line of this thread carries; NULL for none.
 * Borrowed: must stay valid until replaced.
 */
void log_request(const char *id);

/* One name and value of a line.  A NULL text is left out. */
struct log_field {
	const char *name;
	const char *text;
	int64_t number; /* used where text is NULL and is_number is set */
	int is_number;
};

#define LOG_TEXT(name, text) ((struct log_field){ (name), (text), 0, 0 })
#define LOG_INT(name, n)     ((struct log_field){ (name), NULL, (int64_t)(n), 1 })

/**
 * log_event(level, "db.away", LOG_TEXT("detail", s), LOG_INT("ms", 12)):
 * Write one line: time (UTC, RFC 3339 with ms), level, event, request id, fields.  ${event} is a
 * dotted constant.  Texts are escaped and invalid UTF-8 in them is replaced, so any bytes may be
 * passed.
 */
#define log_event(level, event, ...)                                                               \
	log_fields((level), (event), (const struct log_field[]){ __VA_ARGS__ },                    \
	    sizeof((const struct log_field[]){ __VA_ARGS__ }) / sizeof(struct log_field))
void log_fields(enum log_level level, const char *event, const struct log_field *fields, size_t n);

/**
 * log_die(why): write ${why} and abort the process.  For states that no caller can mend.
 */
void log_die(const char *why) __attribute__((noreturn));

#endif
