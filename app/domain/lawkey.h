/* SPDX-License-Identifier: GPL-2.0-or-later */
/* By what two records are known to be the same law, or versions of it. */
#ifndef DOMAIN_LAWKEY_H
#define DOMAIN_LAWKEY_H

#include "base/arena.h"
#include "base/buf.h"
#include "domain/record.h"

/**
 * lawkey_number(number, out): the digits of an official number without dividers of thousands and
 * without what follows: "Lei nº 9.279/1996" and "L9279" 9279, "Act No. 39 of 1970" 39, "第8号" 8;
 * digits of any script.  False if there are none.
 */
bool lawkey_number(const char *number, struct buf *out);

/**
 * lawkey_match(arena, r): jurisdiction, type, name and date of enactment of the law ${r} as one
 * text.  The name is the number; where there is none, and in China, whose laws go by their titles
 * and whose numbers are those of the decrees that promulgate them, the title in the original. NULL
 * if one of them is not known or there are several jurisdictions.
 */
const char *lawkey_match(struct arena *arena, const struct record *r);

/**
 * lawkey_version(law), lawkey_language(law): the date and the language by which a record with a
 * work_key is told from the other versions: the latest date of its texts; of a record without
 * texts that of its amendment, else of its enactment.  The language of its first text, else the
 * original's.  NULL if not known.
 */
const char *lawkey_version(const struct law *law);
const char *lawkey_language(const struct law *law);

#endif
