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
#include "base/buf.h"
#include "domain/record.h"

/**
 * eid_assign(arena, articles, n):
 * Set .eid of each article, and its .type unless its reader told another than ARTICLE_ARTICLE, from
 * its .number, in document order.  Articles: the number's digits and letters lowered, ASCII,
 * Chinese numerals, Arabic-Indic, Devanagari and Persian digits and Arabic ordinal words read as
 * numbers
 * ("第十一条" art_11, "第十一条之一" art_11-1, "5º-A" art_5-a, "المادة ٣" art_3); a repeated id
 * gets _2, _3 …  An unnumbered first row and what is called a preamble: "preamble"; what is called
 * an annex ("附件2", "ANEXO II", "Schedule"): att_N; other unnumbered ones: sec_1, sec_2 …  A
 * number without anything readable counts as unnumbered.
 */
void eid_assign(struct arena *arena, struct article *articles, size_t n);

/* --- reading numbers, for domain/division.c too ------------------------------------------------
 */

enum { EID_WORD_MAX = 48 };

/**
 * eid_word(p, word): the word at ${p} in lower case, up to a space, a dash, a colon or a comma,
 * without a full stop at its end; where it ends.
 * eid_digits(p, out): the digits of any script at ${p} as ASCII digits; where they end, ${p} itself
 * if there are none.  eid_numeral(p, out): the same for digits or a Chinese numeral.
 * eid_ordinal(p, out): the Arabic ordinal words at ${p}; where they end, NULL if there are none.
 * eid_is_ordinal(word): whether the lower-case ${word} is "first", "primeiro", "первая" …
 * eid_is_counter(word): whether it is that, or holds a digit, or is a Roman numeral or one letter.
 * eid_counter(numeral, out): ${numeral} as it stands in an id, words and Roman numerals as digits
 * ("VII-A" 7-a, "первая" 1, "B" b); nothing if it can't be read.
 * eid_annex(s): where the word for an annex ends with which ${s} begins, NULL if with none.
 */
const char *eid_word(const char *p, char word[EID_WORD_MAX]);
const char *eid_digits(const char *p, struct buf *out);
const char *eid_numeral(const char *p, struct buf *out);
const char *eid_ordinal(const char *p, struct buf *out);
bool eid_is_ordinal(const char *word);
bool eid_is_counter(const char *word);
void eid_counter(const char *numeral, struct buf *out);
const char *eid_annex(const char *s);

/**
 * eids_new(arena, n): an empty set for ${n} ids of one text.
 * eids_take(ids, arena, eid): ${eid}, or that with _2, _3 … if it was taken before; now it is.
 */
struct eids;
struct eids *eids_new(struct arena *arena, size_t n);
const char *eids_take(struct eids *ids, struct arena *arena, const char *eid);

/**
 * eid_valid(s): whether ${s} may be the id of an article at all: 1 to EID_MAX ASCII letters,
 * digits, "_", "-", ".".
 */
enum { EID_MAX = 200 };
bool eid_valid(const char *s);

#endif
