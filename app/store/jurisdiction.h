/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The jurisdictions that the portal covers. */
#ifndef STORE_JURISDICTION_H
#define STORE_JURISDICTION_H

#include "base/arena.h"
#include "domain/record.h"
#include "store/db.h"

/**
 * jurisdiction_countries(db, arena, ret): ids of the member countries in their order, without INT.
 */
MUSTCHECK enum err jurisdiction_countries(struct db *db, struct arena *arena, struct strings *ret);

#endif
