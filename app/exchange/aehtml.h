/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The reader of Emirati laws in HTML: what it expects stands at the head of aehtml.c. */
#ifndef EXCHANGE_AEHTML_H
#define EXCHANGE_AEHTML_H

#include "exchange/reader.h"

/**
 * aehtml_read(path, sink):
 * Read every .html and .htm file at or below ${path}, a law each.  ERR_NOTFOUND (reported) if there
 * is none; else only what sink->record answered.
 */
MUSTCHECK enum err aehtml_read(const char *path, const struct reader_sink *sink);

#endif
