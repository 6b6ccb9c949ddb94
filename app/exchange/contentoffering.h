/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The objects “provider” and “listing” in the portal's own format. */
#ifndef EXCHANGE_CONTENTOFFERING_H
#define EXCHANGE_CONTENTOFFERING_H

#include "domain/record.h"
#include "exchange/fields.h"

/**
 * contentoffering_provider(o, record), contentoffering_listing(o, record): fill record->provider or
 * record->listing from the object ${o}.  What is wrong is noted in o->f.
 */
void contentoffering_provider(const struct object *o, struct record *record);
void contentoffering_listing(const struct object *o, struct record *record);

#endif
