/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The reader of laws in plain text: what it expects stands at the head of plaintext.c. */
#ifndef EXCHANGE_PLAINTEXT_H
#define EXCHANGE_PLAINTEXT_H

#include "exchange/reader.h"

/**
 * plaintext_read(path, sink):
 * Read every .txt file at or below ${path}, a law each, with what sink->options says of them.
 * ERR_NOTFOUND (reported) if there is none; else only what sink->record answered.
 */
MUSTCHECK enum err plaintext_read(const char *path, const struct reader_sink *sink);

#endif
