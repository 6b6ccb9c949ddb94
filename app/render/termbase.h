/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The term base for other programs: TBX-Basic (ISO 30042:2019, style dca) for translators' tools,
 * SKOS in RDF/XML for linked data.  One concept is one conceptEntry or skos:Concept with its names
 * in all languages.
 */
#ifndef RENDER_TERMBASE_H
#define RENDER_TERMBASE_H

#include "base/arena.h"
#include "base/buf.h"
#include "domain/record.h"

enum termbase_format { TERMBASE_TBX, TERMBASE_SKOS };

/* Where it comes from: addresses are made of ${base_url}, without a final slash. */
struct termbase_about {
	const char *base_url, *title;
};

/**
 * termbase_begin(format, out, arena, about): a document that is appended to ${out}.
 * termbase_add(t, record): a published term; whatever has no names is left out.
 * termbase_end(t): the document is whole; nothing else may be added.
 */
struct termbase;
struct termbase *termbase_begin(enum termbase_format format, struct buf *out, struct arena *arena,
    const struct termbase_about *about);
void termbase_add(struct termbase *t, const struct record *record);
void termbase_end(struct termbase *t);

#endif
