/* SPDX-License-Identifier: GPL-2.0-or-later */
/* One compiled bundle (genrb's .res) read into memory.  Private to locale/. */
#ifndef LOCALE_BUNDLE_H
#define LOCALE_BUNDLE_H

#include <stddef.h>

#include "base/arena.h"
#include "base/err.h"

enum { BUNDLE_KEY_MAX = 160, BUNDLE_WHY_MAX = 200 };

struct bundle_entry {
	const char *key; /* path with dots: "search.results" */
	const char *text;
};

struct bundle {
	struct bundle_entry *v; /* sorted by key, no key twice */
	size_t n;
};

/**
 * bundle_read(arena, path, ret_bundle, why):
 * Read the file ${path}.  Every offset in it is checked, so any bytes may stand there.  On ERR_IO
 * (cannot be read) or ERR_CORRUPT (no bundle of tables and strings for this machine) one sentence
 * goes to ${why} (BUNDLE_WHY_MAX bytes).
 */
MUSTCHECK enum err bundle_read(
    struct arena *arena, const char *path, struct bundle *ret_bundle, char *why);

#endif
