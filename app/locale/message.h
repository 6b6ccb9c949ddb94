/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Words of the interface.  A key is the path in the bundle with dots: "resource.results".  Patterns
 * are ICU MessageFormat with named, typed arguments: {count, plural, …}, {when, date, long},
 * {name}, {part, number, percent}. Nothing a bundle holds can crash a process: bundles are
 * validated when they are loaded, and a pattern gets a text for every argument whatever its type.
 */
#ifndef LOCALE_MESSAGE_H
#define LOCALE_MESSAGE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "locale/locale.h"

enum msg_type { MSG_TYPE_TEXT, MSG_TYPE_INT, MSG_TYPE_DOUBLE, MSG_TYPE_DATE };

struct msg_arg {
	const char *name;
	enum msg_type type;
	union {
		const char *text;
		int64_t integer;
		double number; /* MSG_TYPE_DATE: ms since 1970 UTC */
	};
};

#define MSG_TEXT(n, v)	 ((struct msg_arg){ .name = (n), .type = MSG_TYPE_TEXT, .text = (v) })
#define MSG_INT(n, v)	 ((struct msg_arg){ .name = (n), .type = MSG_TYPE_INT, .integer = (v) })
#define MSG_DOUBLE(n, v) ((struct msg_arg){ .name = (n), .type = MSG_TYPE_DOUBLE, .number = (v) })
#define MSG_DATE(n, ms)	 ((struct msg_arg){ .name = (n), .type = MSG_TYPE_DATE, .number = (ms) })

/**
 * msg(l, key): the plain text of ${key}, without arguments; borrowed from ${l}.  A key that is
 * missing from ${l} is taken from en; missing there too, it is the key itself (and logged once).
 * msg_has(l, key): whether the key exists.
 */
const char *msg(const struct locale *l, const char *key);
bool msg_has(const struct locale *l, const char *key);

/**
 * msg_format(l, arena, key, MSG_INT("count", 3), …): the formatted text, in ${arena}.
 */
#define msg_format(l, arena, key, ...)                                                             \
	msg_format_args((l), (arena), (key), (const struct msg_arg[]){ __VA_ARGS__ },              \
	    sizeof((const struct msg_arg[]){ __VA_ARGS__ }) / sizeof(struct msg_arg))
const char *msg_format_args(const struct locale *l, struct arena *arena, const char *key,
    const struct msg_arg *args, size_t n);

/**
 * msg_check(dir, report, ctx):
 * The translator's check over the compiled bundles in ${dir}, for `make lint`: call report(ctx,
 * tag, key, why) for each missing or surplus key, argument that differs from en, missing plural
 * category of the language (CLDR) and string equal to en's that is not on the list of allowed ones
 * (en's own table "untranslated").  Returns how many.
 */
size_t msg_check(const char *dir,
    void (*report)(void *ctx, const char *tag, const char *key, const char *why), void *ctx);

#endif
