/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Paths of addresses: decoding, the one canonical spelling, and encoding. */
#ifndef WEB_PATH_H
#define WEB_PATH_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/err.h"
#include "web/form.h"

/**
 * path_normalise(arena, raw, ret_path, ret_moved, ret_problem):
 * The path ${raw} of a request line (before "?"; absolute form is reduced to its path) decoded:
 * "/%68ello" is
 * "/hello".  Dot segments are resolved, double and trailing slashes dropped (a single segment keeps
 * its trailing one:
 * "/ru/"); ${*ret_moved} says that this changed the address, so the reader should be sent to it.
 * ERR_INPUT, with the key of a sentence, for a broken escape, an encoded slash, control characters
 * or invalid UTF-8.
 */
MUSTCHECK enum err path_normalise(struct arena *arena, const char *raw, const char **ret_path,
    bool *ret_moved, struct form_problem *ret_problem);

/**
 * path_encode(arena, location): a local address as it may stand in a header: of the path (up to the
 * first "?") every byte but the unreserved ones and a few harmless marks is percent-encoded; of the
 * query only what may not stand in one, so that escapes in it are kept.
 */
const char *path_encode(struct arena *arena, const char *location);

/**
 * path_escape(arena, s): ${s} as a value in a query string.
 */
const char *path_escape(struct arena *arena, const char *s);

#endif
