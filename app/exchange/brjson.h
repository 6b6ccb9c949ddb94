/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The reader of Brazilian laws in JSON and HTML: what it expects stands at the head of brjson.c. */
#ifndef EXCHANGE_BRJSON_H
#define EXCHANGE_BRJSON_H

#include "exchange/reader.h"

/**
 * brjson_read(path, sink):
 * Read every .json, .html and .htm file at or below ${path}, a law each.  ERR_NOTFOUND (reported)
 * if there is none; else only what sink->record answered.
 */
MUSTCHECK enum err brjson_read(const char *path, const struct reader_sink *sink);

#endif
