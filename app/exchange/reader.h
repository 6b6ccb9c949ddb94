/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Readers of other people's formats.  A reader turns files into records and hands each to a sink;
 * what it refuses it reports with file, line and reason, and goes on.  Memory is bounded by the
 * largest single document (64 MiB at most; larger ones are refused).
 */
#ifndef EXCHANGE_READER_H
#define EXCHANGE_READER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/err.h"
#include "domain/record.h"

/* NULL: not said. */
struct reader_options {
	const char *language;	  /* BCP 47 */
	const char *jurisdiction; /* "BR" */
	const char *title;
	const char *number;
	const char *date; /* of the version, "YYYY-MM-DD" */
};

struct reader_sink {
	void *ctx;
	/* One complete record, checked by domain rules; it lives in ${arena}, which the sink owns
	   from now on. An error stops the reading and is returned. */
	enum err (*record)(void *ctx, struct arena *arena, struct record *record);
	/* Something refused or noticed: file, line (0: not known), one English sentence; refused: a
	 * document was lost. */
	void (*report)(void *ctx, const char *file, long line, const char *reason, bool refused);
	/* How far: bytes of input read and in all, as often as convenient. */
	void (*progress)(void *ctx, uint64_t done, uint64_t total);
	/* The records that follow come from ${file}, the next one from that line of it (0: not
	 * known); may be NULL. */
	void (*file)(void *ctx, const char *file, long line);
	/* What the caller says of documents that don't say it themselves; may be NULL. */
	const struct reader_options *options;
};

struct reader {
	const char *format; /* "record", "jsonl": the word on the command line */
	const char *what;   /* one line for the help */
	enum err (*read)(const char *path, const struct reader_sink *sink);
	bool options; /* it heeds sink->options */
};

/**
 * reader_find(format): the reader of that name, or NULL.  reader_at(i): all, NULL at the end.
 */
const struct reader *reader_find(const char *format);
const struct reader *reader_at(size_t i);

#endif
