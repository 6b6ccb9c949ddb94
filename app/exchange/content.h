/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The reader of the portal's own format, one JSON object an entry: schema/content/README.md
 * describes it. */
#ifndef EXCHANGE_CONTENT_H
#define EXCHANGE_CONTENT_H

#include "exchange/reader.h"

/**
 * content_read(path, sink):
 * Read every .json file at or below ${path}, in sorted order, with the Markdown bodies beside it.
 * An entry that holds an unknown field, an unknown id or anything else that is not as described is
 * refused with a sentence that says what and where.  ERR_NOTFOUND (reported) if ${path} can't be
 * read; else only what sink->record answered.
 */
MUSTCHECK enum err content_read(const char *path, const struct reader_sink *sink);

#endif
