/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Owns the formatting of dates, numbers and names; ICU's formatters are opened when first needed
 * and kept. */
#include "locale/format.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <unicode/ucal.h>
#include <unicode/ucurr.h>
#include <unicode/udat.h>
#include <unicode/udatpg.h>
#include <unicode/uldnames.h>
#include <unicode/ulistformatter.h>
#include <unicode/uloc.h>
#include <unicode/unum.h>
#include <unicode/ustring.h>

#include "locale/icu.h"
#include "locale/message.h"
#include "locale/words.h"

enum { OUT_MAX = 256, DATE_STYLES = 3, LIST_MAX = 256, NAMES_MAX = 128, NAME_ID_MAX = 16 };

/* Names and days as they were said before.  Ids meet by their hash and push each other out, so that
 * no reader can fill it. */
struct name {
	char id[NAME_ID_MAX];
	char text[80];
};

struct formats {
	const char *icu;
	UDateFormat *dates[DATE_STYLES];
	UNumberFormat *number, *money;
	ULocaleDisplayNames *names;
	UListFormatter *list;
	struct name languages[NAMES_MAX], regions[NAMES_MAX], days[DATE_STYLES][NAMES_MAX];
};

struct formats *
formats_new(struct arena *arena, const char *icu)
{
	struct formats *f = arena_alloc(arena, sizeof(*f));

	f->icu = icu;
	return (f);
}

void
formats_free(struct formats *f)
{
	for (int i = 0; i < DATE_STYLES; i++) {
		if (f->dates[i] != NULL)
			udat_close(f->dates[i]);
	}
	if (f->number != NULL)
		unum_close(f->number);
	if (f->money != NULL)
		unum_close(f->money);
	if (f->names != NULL)
		uldn_close(f->names);
	if (f->list != NULL)
		ulistfmt_close(f->list);
}

static const char *
to_utf8(struct arena *arena, const UChar *s, int32_t n)
{
	char *out = arena_alloc(arena, (size_t)n * 3 + 1);
	UErrorCode status = U_ZERO_ERROR;

	u_strToUTF8WithSub(out, n * 3 + 1, NULL, s, n, 0xFFFD, NULL, &status);
	return (out);
}

/* --- what was asked for before --------------------------------------------------------------- */

static struct name *
slot_of(struct name *names, const char *id)
{
	unsigned hash = 0;

	for (; *id != '\0'; id++)
		hash = hash * 31 + (unsigned char)*id;
	return (&names[hash % NAMES_MAX]);
}

static const char *
remembered(struct name *names, struct arena *arena, const char *id)
{
	const struct name *name = slot_of(names, id);

	return (strcmp(name->id, id) == 0 ? arena_strdup(arena, name->text) : NULL);
}

static const char *
remember(struct name *names, const char *id, const char *text)
{
	struct name *name = slot_of(names, id);

	if (strlen(id) < sizeof(name->id) && strlen(text) < sizeof(name->text)) {
		memcpy(name->id, id, strlen(id) + 1);
		memcpy(name->text, text, strlen(text) + 1);
	}
	return (text);
}

/* --- dates ----------------------------------------------------------------------------------- */

static bool
digits(const char *s, int n, int *ret)
{
	*ret = 0;
	for (int i = 0; i < n; i++) {
		if (s[i] < '0' || s[i] > '9')
			return (false);
		*ret = *ret * 10 + (s[i] - '0');
	}
	return (true);
}

/* Milliseconds since 1970 UTC of the day at the front of ${s}, in the proleptic Gregorian calendar.
 */
static bool
parse_day(const char *s, double *ret_ms)
{
	static const int lengths[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };
	int y, m, d, length, era, year_of_era, day_of_year;

	if (strlen(s) < 10 || !digits(s, 4, &y) || s[4] != '-' || !digits(s + 5, 2, &m) ||
	    s[7] != '-' || !digits(s + 8, 2, &d) || (s[10] != '\0' && s[10] != 'T' && s[10] != ' '))
		return (false);
	if (y < 1 || m < 1 || m > 12)
		return (false);
	length = lengths[m - 1] + (m == 2 && y % 4 == 0 && (y % 100 != 0 || y % 400 == 0));
	if (d < 1 || d > length)
		return (false);
	/* Days by 400-year eras of years that begin in March. */
	y -= m <= 2;
	era = y / 400;
	year_of_era = y - era * 400;
	day_of_year = (153 * (m + (m > 2 ? -3 : 9)) + 2) / 5 + d - 1;
	*ret_ms = ((double)era * 146097 + year_of_era * 365 + year_of_era / 4 - year_of_era / 100 +
		      day_of_year - 719468) *
		  86400000.0;
	return (true);
}

/* All of the year, month and day in numbers: CLDR's own short style has only two digits of the
 * year. */
static UDateFormat *
open_short(const char *icu, const UChar *zone, UErrorCode *status)
{
	static const UChar skeleton[] = { 'y', 'M', 'd', 0 };
	UDateTimePatternGenerator *g = udatpg_open(icu, status);
	UDateFormat *f = NULL;
	UChar pattern[64];
	int32_t n = 0;

	if (U_SUCCESS(*status))
		n = udatpg_getBestPattern(g, skeleton, -1, pattern, 64, status);
	if (U_SUCCESS(*status))
		f = udat_open(UDAT_PATTERN, UDAT_PATTERN, icu, zone, -1, pattern, n, status);
	udatpg_close(g);
	return (f);
}

static UDateFormat *
date_format(struct formats *f, enum date_style style)
{
	static const UChar utc[] = { 'E', 't', 'c', '/', 'U', 'T', 'C', 0 };
	UErrorCode status = U_ZERO_ERROR;
	UCalendar *calendar;

	if (f->dates[style] != NULL)
		return (f->dates[style]);
	if (style == DATE_SHORT)
		f->dates[style] = open_short(f->icu, utc, &status);
	else
		f->dates[style] = udat_open(UDAT_NONE, style == DATE_LONG ? UDAT_LONG : UDAT_MEDIUM,
		    f->icu, utc, -1, NULL, 0, &status);
	if (U_FAILURE(status))
		return (f->dates[style] = NULL);
	/* No Julian days before 1582. */
	calendar = ucal_clone(udat_getCalendar(f->dates[style]), &status);
	ucal_setGregorianChange(calendar, -8.64e15, &status);
	if (U_SUCCESS(status))
		udat_setCalendar(f->dates[style], calendar);
	ucal_close(calendar);
	return (f->dates[style]);
}

static const char *
day_text(
    const struct locale *l, struct arena *arena, const char *day, double ms, enum date_style style)
{
	UErrorCode status = U_ZERO_ERROR;
	UDateFormat *f;
	UChar out[OUT_MAX];
	int32_t n;

	if ((f = date_format(l->formats, style)) == NULL)
		return (day);
	n = udat_format(f, ms, out, OUT_MAX, NULL, &status);
	return (U_SUCCESS(status) ? to_utf8(arena, out, n) : day);
}

const char *
format_date(const struct locale *l, struct arena *arena, const char *date, enum date_style style)
{
	struct name *kept = l->formats->days[style];
	const char *day, *text;
	double ms;

	if (date == NULL || !parse_day(date, &ms))
		return ("");
	day = arena_strndup(arena, date, 10);
	text = remembered(kept, arena, day);
	return (text != NULL ? text : remember(kept, day, day_text(l, arena, day, ms, style)));
}

/* --- numbers --------------------------------------------------------------------------------- */

const char *
format_dated(const struct locale *l, struct arena *arena, const char *key, const char *date)
{
	struct tm tm = { 0 };
	double ms = 0;

	if (strptime(date, "%Y-%m-%d", &tm) != NULL)
		ms = (double)timegm(&tm) * 1000;
	return (msg_format(l, arena, key, MSG_DATE("when", ms)));
}

const char *
format_number(const struct locale *l, struct arena *arena, int64_t number)
{
	struct formats *f = l->formats;
	UErrorCode status = U_ZERO_ERROR;
	UChar out[OUT_MAX];
	int32_t n = 0;

	if (f->number == NULL)
		f->number = unum_open(UNUM_DECIMAL, NULL, 0, f->icu, NULL, &status);
	if (U_SUCCESS(status))
		n = unum_formatInt64(f->number, number, out, OUT_MAX, NULL, &status);
	if (U_FAILURE(status))
		return (arena_printf(arena, "%lld", (long long)number));
	return (to_utf8(arena, out, n));
}

const char *
format_money(const struct locale *l, struct arena *arena, int64_t amount, const char *currency)
{
	struct formats *f = l->formats;
	UErrorCode status = U_ZERO_ERROR;
	UChar code[4] = { 0 }, out[OUT_MAX];
	int32_t n = 0;

	for (size_t i = 0; i < 3 && currency[i] != '\0'; i++)
		code[i] = (UChar)currency[i];
	if (f->money == NULL)
		f->money = unum_open(UNUM_CURRENCY, NULL, 0, f->icu, NULL, &status);
	if (U_SUCCESS(status)) {
		unum_setTextAttribute(f->money, UNUM_CURRENCY_CODE, code, -1, &status);
		unum_setAttribute(f->money, UNUM_MAX_FRACTION_DIGITS, 0);
		n = unum_formatInt64(f->money, amount, out, OUT_MAX, NULL, &status);
	}
	if (U_FAILURE(status))
		return (arena_printf(arena, "%lld %s", (long long)amount, currency));
	return (to_utf8(arena, out, n));
}

bool
format_currency_known(const char *code)
{
	UChar id[4] = { 0 };

	for (size_t i = 0; i < 3; i++) {
		if (code[i] < 'A' || code[i] > 'Z')
			return (false);
		id[i] = (UChar)code[i];
	}
	return (code[3] == '\0' && ucurr_getNumericCode(id) > 0);
}

/* --- names ----------------------------------------------------------------------------------- */

static ULocaleDisplayNames *
open_names(const char *icu)
{
	UDisplayContext contexts[] = { UDISPCTX_DIALECT_NAMES,
		UDISPCTX_CAPITALIZATION_FOR_UI_LIST_OR_MENU };
	UErrorCode status = U_ZERO_ERROR;
	ULocaleDisplayNames *names = uldn_openForContext(icu, contexts, 2, &status);

	return (U_SUCCESS(status) ? names : NULL);
}

static const char *
language_name(const ULocaleDisplayNames *names, struct arena *arena, const char *tag)
{
	UErrorCode status = U_ZERO_ERROR;
	char name[ULOC_FULLNAME_CAPACITY];
	UChar out[OUT_MAX];
	int32_t end, n = 0;

	uloc_forLanguageTag(tag, name, sizeof(name), &end, &status);
	if (status != U_ZERO_ERROR || end == 0 || names == NULL)
		return (arena_strdup(arena, tag));
	n = uldn_localeDisplayName(names, name, out, OUT_MAX, &status);
	return (U_SUCCESS(status) ? to_utf8(arena, out, n) : arena_strdup(arena, tag));
}

static const ULocaleDisplayNames *
names_of(const struct locale *l)
{
	if (l->formats->names == NULL)
		l->formats->names = open_names(l->formats->icu);
	return (l->formats->names);
}

const char *
format_language(const struct locale *l, struct arena *arena, const char *tag)
{
	struct name *kept = l->formats->languages;
	const char *text = remembered(kept, arena, tag);

	return (text != NULL ? text : remember(kept, tag, language_name(names_of(l), arena, tag)));
}

const char *
format_language_native(struct arena *arena, const char *tag)
{
	UErrorCode status = U_ZERO_ERROR;
	char name[ULOC_FULLNAME_CAPACITY];
	ULocaleDisplayNames *names;
	const char *s;
	int32_t end;

	uloc_forLanguageTag(tag, name, sizeof(name), &end, &status);
	if (status != U_ZERO_ERROR || end == 0)
		return (arena_strdup(arena, tag));
	names = open_names(name);
	s = language_name(names, arena, tag);
	uldn_close(names);
	return (s);
}

static const char *
region_name(const struct locale *l, struct arena *arena, const char *id)
{
	const char *key = arena_printf(arena, "jurisdiction.%s", id);
	const ULocaleDisplayNames *names;
	UErrorCode status = U_ZERO_ERROR;
	UChar out[OUT_MAX];
	int32_t n;

	if (msg_has(l, key))
		return (msg(l, key));
	if ((names = names_of(l)) == NULL)
		return (arena_strdup(arena, id));
	n = uldn_regionDisplayName(names, id, out, OUT_MAX, &status);
	return (U_SUCCESS(status) && n > 0 ? to_utf8(arena, out, n) : arena_strdup(arena, id));
}

const char *
format_jurisdiction(const struct locale *l, struct arena *arena, const char *id)
{
	struct name *kept = l->formats->regions;
	const char *text = remembered(kept, arena, id);

	return (text != NULL ? text : remember(kept, id, region_name(l, arena, id)));
}

const char *
format_list(const struct locale *l, struct arena *arena, const char *const *items, size_t n)
{
	struct formats *f = l->formats;
	UErrorCode status = U_ZERO_ERROR;
	const UChar **texts;
	int32_t *lengths, size = 0;
	UChar *out;

	if (n == 0)
		return ("");
	n = n > LIST_MAX ? LIST_MAX : n;
	if (f->list == NULL)
		f->list = ulistfmt_open(f->icu, &status);
	texts = arena_array(arena, const UChar *, n);
	lengths = arena_array(arena, int32_t, n);
	for (size_t i = 0; i < n && U_SUCCESS(status); i++) {
		size_t room = strlen(items[i]) + 1;
		UChar *text = arena_array(arena, UChar, room);

		u_strFromUTF8WithSub(
		    text, (int32_t)room, &lengths[i], items[i], -1, 0xFFFD, NULL, &status);
		texts[i] = text;
		size += lengths[i] + 32; /* more than any language puts between two */
	}
	out = arena_array(arena, UChar, (size_t)size);
	if (U_SUCCESS(status))
		size = ulistfmt_format(f->list, texts, lengths, (int32_t)n, out, size, &status);
	return (U_SUCCESS(status) ? to_utf8(arena, out, size) : arena_strdup(arena, items[0]));
}
