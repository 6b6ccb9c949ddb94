/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The objects named after kinds in the portal's own format. */
#ifndef EXCHANGE_CONTENTKIND_H
#define EXCHANGE_CONTENTKIND_H

#include "domain/record.h"
#include "exchange/fields.h"

/**
 * contentkind_take(o, record):
 * Fill the part of ${record} that belongs to record->kind from entry ${o}; a term's labels become
 * titles of its texts, too.  What is wrong is noted in o->f.
 */
void contentkind_take(const struct object *o, struct record *record);

#endif
