/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What field:value asks of a document.  Inside search/ only. */
#ifndef SEARCH_FIELD_H
#define SEARCH_FIELD_H

#include "search/query.h"

/**
 * field_query(q, text, s): the tree of the field ${s} in ${text}, all of it without weight; NULL if
 * the value is none of the field's, which becomes a problem of ${q}, or a year, which becomes its
 * years.
 * field_works(q): the tree that finds work documents.
 */
struct xquery *field_query(struct query *q, const char *text, const struct syntax *s);
struct xquery *field_works(struct query *q);

#endif
