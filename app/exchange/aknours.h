/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What Akoma Ntoso documents that the portal wrote (render/akn.h) say beyond the standard. */
#ifndef EXCHANGE_AKNOURS_H
#define EXCHANGE_AKNOURS_H

#include "domain/record.h"
#include "exchange/xmltree.h"

/**
 * aknours_find(doc): the <meta> of ${doc} if the portal wrote it, else NULL.
 * aknours_record(arena, meta, ret): the record of the work, with one expression that has no
 * articles yet.  NULL, or a phrase that says what is wrong with it.
 * aknours_own(r): whether the expression came with the work; others came from other collections.
 * aknours_second(r): make it a record of the collection that the expression came from, which the
 * store adds to the work.
 */
const struct xmlnode *aknours_find(const struct xmlnode *doc);
const char *aknours_record(struct arena *arena, const struct xmlnode *meta, struct record **ret);
bool aknours_own(const struct record *r);
void aknours_second(struct record *r);

#endif
