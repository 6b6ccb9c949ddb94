/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The tree that the articles of a text hang in, made of the headings that its source prints above
 * them, and the headings made of the tree.
 */
#ifndef DOMAIN_DIVISION_H
#define DOMAIN_DIVISION_H

#include "base/arena.h"
#include "domain/record.h"

/**
 * division_build(arena, x):
 * Make .divisions of ${x}, and the .division of each of its articles, of their .chapter, in
 * document order: "第一编 总则 / 第二章 …", "TÍTULO I - … / CAPÍTULO II", "Глава 72. …", "الباب
 * الأول …", "भाग 1", "Bab II".  The first words tell the type ("章", "CAPÍTULO", "Глава": a
 * chapter; nothing known: DIVISION_OTHER) and the number, as printed; the rest is the heading.  A
 * heading that stands alone below a higher one which came before ("Seção I" after "CAPÍTULO II") is
 * taken to be in it, since many sources print only the innermost.  A last part that names the
 * article itself ("Статья 419") is no division.  The divisions of each subtree stand together, and
 * all have an .eid.
 */
void division_build(struct arena *arena, struct expression *x);

/**
 * division_eids(arena, x):
 * Set the .eid of those divisions of ${x} that have none, after the Akoma Ntoso naming convention:
 * "part_1__chp_2__sec_3", numbers as digits in whatever script, words or Roman numerals they are
 * printed; what has no number is counted among its like; an id that is taken, by an article too,
 * gets _2, _3 …  The same input gives the same ids.
 */
void division_eids(struct arena *arena, struct expression *x);

/**
 * division_chapters(arena, x): set the .chapter of each loaded article of ${x} to the headings of
 * the divisions that hold it, outermost first, " / " between; NULL for one that hangs in none.
 */
void division_chapters(struct arena *arena, struct expression *x);

/**
 * division_find(x, eid): the number, from 1, of the division of ${x} with that eId, 0: none.
 * division_last(x, number): the number of the last division of the subtree of that one.
 */
size_t division_find(const struct expression *x, const char *eid);
size_t division_last(const struct expression *x, size_t number);

/**
 * division_label(arena, d): number and heading of ${d} as one text: "第二章 专利权的授予",
 * "CAPÍTULO II. Da Patenteabilidade"; "" if it has neither.
 */
const char *division_label(struct arena *arena, const struct division *d);

#endif
