/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Owns the names of the outcomes. */
#include "base/err.h"

static const char *const names[] = {
	[ERR_OK] = "ok",
	[ERR_INPUT] = "input",
	[ERR_NOTFOUND] = "not_found",
	[ERR_MOVED] = "moved",
	[ERR_FORBIDDEN] = "forbidden",
	[ERR_CONFLICT] = "conflict",
	[ERR_TOOBIG] = "too_big",
	[ERR_DB] = "db",
	[ERR_INDEX] = "index",
	[ERR_IO] = "io",
	[ERR_CORRUPT] = "corrupt",
	[ERR_INTERNAL] = "internal",
};
_Static_assert(sizeof(names) / sizeof(names[0]) == ERR_COUNT_, "every outcome has a name");

const char *
err_name(enum err err)
{
	return ((unsigned)err < ERR_COUNT_ ? names[err] : "unknown");
}
