/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Folders of files that hold a document each: finding them and reading them whole, in bounded
 * memory. */
#ifndef EXCHANGE_FILES_H
#define EXCHANGE_FILES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/buf.h"
#include "exchange/reader.h"

enum {
	FILES_MAX = 64 * 1024 * 1024, /* bytes of the largest file that is taken */
	FILES_LEVELS = 16	      /* of folders below the first */
};

struct files {
	char **v; /* sorted within each folder */
	size_t n, room;
	uint64_t bytes; /* of all */
};

/**
 * files_find(arena, path, levels, endings, sink, ret):
 * Add to ${ret} the file ${path}, or the visible files in it and ${levels} of folders below, whose
 * names end in one of ${endings} (NULL-terminated list).  What cannot be read is reported.
 */
void files_find(struct arena *arena, char *path, int levels, const char *const *endings,
    const struct reader_sink *sink, struct files *ret);

/**
 * files_ends_in(s, end): whether the name ${s} ends in ${end} and has something before it.
 * files_source(arena, path): the name of a collection at ${path}: the last two parts of its
 * folder's real path ("laws/cn").
 * files_stem(arena, path): the name of the file without folder and the ending behind its last dot.
 */
bool files_ends_in(const char *s, const char *end);
const char *files_source(struct arena *arena, const char *path);
const char *files_stem(struct arena *arena, const char *path);

/**
 * files_slurp(path, sink, to): add the whole of the file to ${to}; false, reported, if it can't be
 * read or is larger than FILES_MAX.
 */
bool files_slurp(const char *path, const struct reader_sink *sink, struct buf *to);

/* One file that is read: valid UTF-8 without NUL and byte order mark, ending in NUL. */
struct file {
	const char *path;
	const char *source; /* of the collection that is read */
	const char *text;
	size_t size;
	const struct reader_sink *sink;
	void *ctx; /* the reader's own */
};

/**
 * file_report(f, line, refused, fmt, ...): tell the sink about ${f}.
 * file_take(f, line, arena, record): hand a record that begins in that line to the sink, which
 * owns ${arena} from then on.
 */
void file_report(const struct file *f, long line, bool refused, const char *fmt, ...)
    __attribute__((format(printf, 4, 5)));
MUSTCHECK enum err file_take(
    const struct file *f, long line, struct arena *arena, struct record *record);

/**
 * files_each(path, endings, sink, read, ctx):
 * Call ${read}, with ${ctx} in the file, for each file at or below ${path} with one of ${endings},
 * tell progress, refuse what is too large, holds NUL or is no UTF-8.  ERR_NOTFOUND (reported) if
 * there is none; else what
 * ${read}, which passes on only what the sink answered, made of it.
 */
MUSTCHECK enum err files_each(const char *path, const char *const *endings,
    const struct reader_sink *sink, enum err (*read)(const struct file *f), void *ctx);

#endif
