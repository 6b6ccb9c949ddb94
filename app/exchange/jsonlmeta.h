/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What the lines of laws.jsonl say.  Private to the reader, jsonl.c. */
#ifndef EXCHANGE_JSONLMETA_H
#define EXCHANGE_JSONLMETA_H

#include <stdbool.h>

#include "base/arena.h"
#include "domain/vocab.h"
#include "exchange/flatjson.h"
#include "exchange/reader.h"

/* What laws.jsonl says of a law, or its first article where that is silent. */
struct jsonlmeta {
	const char *id;
	const char *language;
	const char *country;
	const char *title;
	const char *number;
	const char *url;
	const char *enacted;
	const char *amended;
	const char *version; /* of the text, where it is said */
	const char *part;    /* name of the part of a work that is kept in several laws, or NULL */
	const char *folder;  /* that they are kept in */
	enum law_status status;
	long line;
};

/* Where something is said. */
struct jsonlplace {
	const struct reader_sink *sink;
	const char *file;
	long line;
};

/**
 * jsonlplace_report(p, refused, fmt, ...): tell the sink.
 * jsonlplace_field(p, arena, o, name): the text of a field in ${arena}; NULL if it is absent or
 * empty.  A value of another type is NULL and said.
 */
void jsonlplace_report(const struct jsonlplace *p, bool refused, const char *fmt, ...)
    __attribute__((format(printf, 3, 4)));
const char *jsonlplace_field(
    const struct jsonlplace *p, struct arena *arena, const struct flatjson *o, const char *name);

/**
 * jsonlmeta_take(arena, o, p, ret): what the line ${o} says, in ${arena}; false, reported, if it
 * does not even name the law.
 * jsonlmeta_copy(arena, m): a copy in ${arena}.
 * jsonlmeta_same_work(a, b): whether both are parts of one work that is kept in several laws.
 */
bool jsonlmeta_take(struct arena *arena, const struct flatjson *o, const struct jsonlplace *p,
    struct jsonlmeta *ret);
struct jsonlmeta jsonlmeta_copy(struct arena *arena, const struct jsonlmeta *m);
bool jsonlmeta_same_work(const struct jsonlmeta *a, const struct jsonlmeta *b);

#endif
