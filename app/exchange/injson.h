/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The reader of Indian acts in JSON: what it expects stands at the head of injson.c. */
#ifndef EXCHANGE_INJSON_H
#define EXCHANGE_INJSON_H

#include "exchange/reader.h"

/**
 * injson_read(path, sink):
 * Read every .json file at or below ${path}, an act each.  ERR_NOTFOUND (reported) if there is
 * none; else only what sink->record answered.
 */
MUSTCHECK enum err injson_read(const char *path, const struct reader_sink *sink);

#endif
