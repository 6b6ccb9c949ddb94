/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Article ids after the Akoma Ntoso naming convention 1.0 (section 5, eId), without parent prefix.
 * The same input gives the same ids.
 */
#ifndef DOMAIN_EID_H
#define DOMAIN_EID_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "domain/record.h"

/**
 * eid_assign(arena, articles, n):
 * Set .eid of each article from its .number, in document order: the number's digits and letters
 * lowered, ASCII, Chinese numerals, Arabic-Indic, Devanagari and Persian digits and Arabic ordinal
 * words read as numbers
 * ("第十一条" art_11, "第十一条之一" art_11-1, "5º-A" art_5-a, "المادة ٣" art_3); a repeated id
 * gets _2, _3 …; an unnumbered first row is "preamble", other unnumbered ones sec_1, sec_2 …  A
 * number without anything readable counts as unnumbered.
 */
void eid_assign(struct arena *arena, struct article *articles, size_t n);

/**
 * eid_valid(s): whether ${s} may be the id of an article at all: 1 to EID_MAX ASCII letters,
 * digits, "_", "-", ".".
 */
enum { EID_MAX = 200 };
bool eid_valid(const char *s);

#endif
