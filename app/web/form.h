/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Names and values out of query strings and urlencoded bodies.  From here inward all that a reader
 * typed is valid NFC UTF-8 without NUL.  Multipart bodies: multipart.h.
 */
#ifndef WEB_FORM_H
#define WEB_FORM_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/err.h"

enum {
	FORM_FIELDS_MAX = 256, /* fields of one query or form */
	FORM_NAME_MAX = 128,   /* bytes of a name */
};

struct param {
	const char *name, *value; /* decoded, valid NFC UTF-8 without NUL */
};

/* What is wrong with a form, as the key of a sentence ("problem.bad_percent"). */
struct form_problem {
	const char *key;
};

/**
 * form_parse(arena, s, n, ret_params, ret_n, ret_problem):
 * The fields of ${n} bytes of application/x-www-form-urlencoded, in order, repeated names kept;
 * line breaks and empty values are kept, a name without "=" has the value "", empty pieces between
 * "&" are skipped.  All lives in ${arena}. ERR_INPUT for a broken percent escape, invalid UTF-8 or
 * NUL, ERR_TOOBIG over FORM_FIELDS_MAX or FORM_NAME_MAX;
 * ${ret_problem->key} is then set.
 */
MUSTCHECK enum err form_parse(struct arena *arena, const char *s, size_t n,
    struct param **ret_params, size_t *ret_n, struct form_problem *ret_problem);

/**
 * form_text(arena, s, n, ret_problem): ${n} decoded bytes as a value: NFC, NUL-terminated; NULL
 * with the problem set if they are not valid UTF-8 or hold NUL.
 */
const char *form_text(
    struct arena *arena, const char *s, size_t n, struct form_problem *ret_problem);

#endif
