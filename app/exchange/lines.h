/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The lines of a text file, plain or compressed by zstd, read as a stream. */
#ifndef EXCHANGE_LINES_H
#define EXCHANGE_LINES_H

#include <stddef.h>
#include <stdint.h>

#include "base/err.h"

enum { LINES_MAX = 64 * 1024 * 1024 }; /* bytes of the longest line that is taken */

struct lines;

/**
 * lines_open(path, ret_lines):
 * Begin to read ${path}; a name that ends in ".zst" is decompressed.  ERR_NOTFOUND, ERR_IO (errno
 * says why). lines_close(NULL) is fine.
 */
MUSTCHECK enum err lines_open(const char *path, struct lines **ret_lines);
void lines_close(struct lines *l);

/**
 * lines_next(l, ret_line, ret_size):
 * The next line without its line feed (and carriage return), borrowed until the next call; a byte
 * order mark at the start of the file is skipped.  ERR_NOTFOUND at the end.  ERR_TOOBIG: this line
 * is longer than LINES_MAX and was skipped, the next call goes on behind it.  ERR_CORRUPT: the
 * compressed data is damaged or ends early; ERR_IO: the file cannot be read on (errno); both are
 * final.
 */
MUSTCHECK enum err lines_next(struct lines *l, const char **ret_line, size_t *ret_size);

/**
 * lines_number(l): number of the line that lines_next answered last, from 1.
 * lines_done(l): bytes of the file that were read.  lines_file_size(path): bytes in all, 0 if it
 * cannot be told.
 */
long lines_number(const struct lines *l);
uint64_t lines_done(const struct lines *l);
uint64_t lines_file_size(const char *path);

#endif
