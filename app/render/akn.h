/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * A law's text as Akoma Ntoso 3.0, one expression a document, valid against the schema.
 *
 * What Akoma Ntoso has a place for stands there: FRBR identification (names after the naming
 * convention, "/akn/cn/act/law/1984-03-12/cn-patent-law/zho@2020-10-17"), FRBRtranslation, subjects
 * as keywords, dates as lifecycle and temporal data, the tree of divisions, preamble, articles with
 * their eIds and a paragraph a line, and annexes as attachments.  What it has none for (who made
 * the text and what it is worth, relations by slug, ids in collections) stands in <proprietary>, in
 * <otherAnalysis> and in attributes, in the namespace AKN_PORTAL, under the names that
 * schema/content uses.  A text that is read back from it is the same.
 */
#ifndef RENDER_AKN_H
#define RENDER_AKN_H

#include "base/arena.h"
#include "base/buf.h"
#include "domain/record.h"

#define AKN_PORTAL "urn:brics-ip-portal:law:1"

/* Who says it. */
struct akn_editor {
	const char *base; /* scheme and host of the portal, no final slash */
	const char *name; /* of the portal, in whatever language */
};

/**
 * akn_write(out, law, x, editor): append the expression ${x} of ${law}, whose articles are loaded
 * and at least one, to ${out}.  Serve as application/akn+xml.
 */
void akn_write(struct buf *out, const struct record *law, const struct expression *x,
    const struct akn_editor *editor);

#endif
