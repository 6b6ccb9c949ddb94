/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The reader of Akoma Ntoso: which documents are taken stands at the head of akn.c. */
#ifndef EXCHANGE_AKN_H
#define EXCHANGE_AKN_H

#include "exchange/reader.h"

/**
 * akn_read(path, sink):
 * Read every .xml and .akn file at or below ${path}.  ERR_NOTFOUND (reported) if there is none;
 * else only what sink->record answered.
 */
MUSTCHECK enum err akn_read(const char *path, const struct reader_sink *sink);

#endif
