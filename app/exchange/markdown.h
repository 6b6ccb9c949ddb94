/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The reader of Chinese laws in Markdown: what it expects stands at the head of markdown.c. */
#ifndef EXCHANGE_MARKDOWN_H
#define EXCHANGE_MARKDOWN_H

#include "exchange/reader.h"

/**
 * markdown_read(path, sink):
 * Read every .md file at or below ${path}, a law each.  ERR_NOTFOUND (reported) if there is none;
 * else only what sink->record answered.
 */
MUSTCHECK enum err markdown_read(const char *path, const struct reader_sink *sink);

#endif
