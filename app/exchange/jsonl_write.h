/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Laws in the form that exchange/jsonl.h reads: one object a line. */
#ifndef EXCHANGE_JSONL_WRITE_H
#define EXCHANGE_JSONL_WRITE_H

#include "base/arena.h"
#include "base/buf.h"
#include "domain/record.h"

/**
 * jsonl_write(laws, articles, arena, law, day): append the line of ${law} to ${laws} and its
 * articles to ${articles}: of each language the text that applies on ${day}, the original first.
 * Digests are left out, for the form can't say that they are not the text.  The ids are those of
 * the collection that it came from, else made of the slug.
 */
void jsonl_write(struct buf *laws, struct buf *articles, struct arena *arena,
    const struct record *law, const char *day);

#endif
