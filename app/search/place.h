/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Countries that a question names: "patent term in Brazil".  Inside search/ only. */
#ifndef SEARCH_PLACE_H
#define SEARCH_PLACE_H

#include "search/columns.h"
#include "search/query.h"

/* What belongs to a country that the question names that much more than what does not. */
#define PLACE_WEIGHT 1.6

/* And in a question in a sentence, whose second look counts beside it what the words tell. */
#define PLACE_ASKED_WEIGHT 1.1

/* A law of the reader's own country that much more than another's, where none is named. */
#define HOME_WEIGHT 1.3

/**
 * place_named(c, query, ret): set in ${ret}, as column_work has them, the jurisdictions of ${c}
 * that words of ${query} name, in any of the languages that names are known in, by whatever form
 * has the same stem; false: none is named.
 */
bool place_named(
    const struct columns *c, const struct query *query, uint64_t ret[JURISDICTIONS / 64]);

/**
 * place_home(c, locale, ret): set in ${ret} the jurisdictions of ${c} where most people speak the
 * language of ${locale}: of "pt-BR" Brazil, of "ar" several.  False: there is none, or it is
 * English, which is everybody's.
 */
bool place_home(const struct columns *c, const char *locale, uint64_t ret[JURISDICTIONS / 64]);

/**
 * place_short(value, size): the country that the folded ${value} is short for ("рф", "uae"), by
 * ISO 3166; NULL if for none.
 */
const char *place_short(const char *value, size_t size);

#endif
