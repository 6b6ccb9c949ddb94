/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The reader of law collections in JSON lines: what the fields are stands at the head of jsonl.c.
 */
#ifndef EXCHANGE_JSONL_H
#define EXCHANGE_JSONL_H

#include "exchange/reader.h"

/**
 * jsonl_read(path, sink):
 * Read the collection at ${path}: a folder with articles.jsonl and, where there is one, laws.jsonl
 * (each plain or .zst); an articles file alone; or a folder of such folders.  The name of the
 * collection, and record.source, is the last two parts of its folder's path ("laws/cn").
 * ERR_NOTFOUND (reported) if there is nothing to read at ${path}; else only what sink->record
 * answered.
 */
MUSTCHECK enum err jsonl_read(const char *path, const struct reader_sink *sink);

#endif
