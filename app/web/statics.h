/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The files below /static, read into memory once at start.  In production nginx serves them. */
#ifndef WEB_STATICS_H
#define WEB_STATICS_H

#include <stddef.h>

#include "base/err.h"

struct statics;

struct static_file {
	const char *name; /* below the folder: "css/portal.css" */
	const char *type; /* media type */
	const char *etag; /* without quotes */
	const char *data;
	size_t size;
};

/**
 * statics_load(dir, ret_statics): read every regular file below ${dir}, at most 64 MiB in all.
 * ERR_IO if it cannot be read (logged).  statics_find(s, name): the file of exactly that name, or
 * NULL.
 */
MUSTCHECK enum err statics_load(const char *dir, struct statics **ret_statics);
void statics_free(struct statics *s);
const struct static_file *statics_find(const struct statics *s, const char *name);

#endif
