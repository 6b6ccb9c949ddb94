/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Dates, numbers and names of languages and jurisdictions as a locale writes them (CLDR through
 * ICU). */
#ifndef LOCALE_FORMAT_H
#define LOCALE_FORMAT_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "locale/locale.h"

enum date_style { DATE_SHORT, DATE_MEDIUM, DATE_LONG };

/**
 * format_date(l, arena, "2020-10-17", style): the Gregorian calendar day in ${l}'s words and
 * digits, no time zone involved; a longer timestamp is cut to its day.  NULL or malformed: "".
 */
const char *format_date(
    const struct locale *l, struct arena *arena, const char *date, enum date_style style);

/**
 * format_dated(l, arena, key, date): the message ${key} with ${date} ("YYYY-MM-DD…") as its
 * argument {when}.
 */
const char *format_dated(
    const struct locale *l, struct arena *arena, const char *key, const char *date);

/**
 * format_number(l, arena, n): grouped digits.
 */
const char *format_number(const struct locale *l, struct arena *arena, int64_t n);

/**
 * format_money(l, arena, n, "CNY"): ${n} whole units of the currency, with its sign as ${l} writes
 * it. format_currency_known(code): whether ${code} is a currency of ISO 4217.
 */
const char *format_money(
    const struct locale *l, struct arena *arena, int64_t n, const char *currency);
bool format_currency_known(const char *code);

/**
 * format_language(l, arena, "zh-Hans"): "Simplified Chinese" for standing alone, in ${l}'s words.
 * format_language_native(arena, tag): the language's name for itself.
 */
const char *format_language(const struct locale *l, struct arena *arena, const char *tag);
const char *format_language_native(struct arena *arena, const char *tag);

/**
 * format_jurisdiction(l, arena, "BR"): the bundle's message "jurisdiction.BR" if there is one (INT
 * has), else CLDR's name of the region; an id that neither knows comes back as it is.
 */
const char *format_jurisdiction(const struct locale *l, struct arena *arena, const char *id);

/**
 * format_list(l, arena, items, n): "a, b and c".
 */
const char *format_list(
    const struct locale *l, struct arena *arena, const char *const *items, size_t n);

#endif
