/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Owns the lists of countries and time zones. */
#include "locale/region.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <unicode/ucal.h>
#include <unicode/udat.h>
#include <unicode/uenum.h>
#include <unicode/uloc.h>
#include <unicode/ustring.h>

#include "base/log.h"
#include "locale/collate.h"
#include "locale/format.h"

enum { LOCALES = 32, KEY_MAX = 256, NAME_MAX_ = 160 };

struct sorted {
	struct region region;
	int32_t offset; /* ms from UTC; of countries 0 */
	const char *key;
	size_t size;
};

struct lists {
	const char *tag;
	struct region *countries, *zones;
	size_t ncountries, nzones;
};

static struct lists all[LOCALES];
static struct arena *kept;

static struct lists *
lists_of(const struct locale *l)
{
	size_t i;

	if (kept == NULL)
		kept = arena_new();
	for (i = 0; i < LOCALES && all[i].tag != NULL; i++) {
		if (strcmp(all[i].tag, locale_tag(l)) == 0)
			return (&all[i]);
	}
	if (i == LOCALES)
		log_die("too many locales");
	all[i].tag = arena_strdup(kept, locale_tag(l));
	return (&all[i]);
}

static int
compare(const void *va, const void *vb)
{
	const struct sorted *a = va, *b = vb;
	size_t n = a->size < b->size ? a->size : b->size;
	int c;

	if (a->offset != b->offset)
		return (a->offset < b->offset ? -1 : 1);
	if ((c = memcmp(a->key, b->key, n)) != 0)
		return (c);
	return (a->size < b->size ? -1 : a->size > b->size);
}

static struct region *
sort(const struct locale *l, struct arena *arena, struct sorted *v, size_t n)
{
	struct region *out = arena_array(kept, struct region, n);

	for (size_t i = 0; i < n; i++)
		v[i].key =
		    collate_key(arena, locale_tag(l), v[i].region.name, NULL, KEY_MAX, &v[i].size);
	qsort(v, n, sizeof(*v), compare);
	for (size_t i = 0; i < n; i++)
		out[i] = (struct region){ arena_strdup(kept, v[i].region.id),
			arena_strdup(kept, v[i].region.name) };
	return (out);
}

const struct region *
region_countries(const struct locale *l, size_t *ret_n)
{
	const char *const *ids = uloc_getISOCountries();
	struct lists *lists = lists_of(l);
	struct arena *arena;
	struct sorted *v;
	size_t n;

	if (lists->countries == NULL) {
		for (n = 0; ids[n] != NULL; n++)
			;
		arena = arena_new();
		v = arena_array(arena, struct sorted, n);
		for (size_t i = 0; i < n; i++)
			v[i].region =
			    (struct region){ ids[i], format_jurisdiction(l, arena, ids[i]) };
		lists->countries = sort(l, arena, v, n);
		lists->ncountries = n;
		arena_free(arena);
	}
	*ret_n = lists->ncountries;
	return (lists->countries);
}

bool
region_country_valid(const char *id)
{
	const char *const *ids = uloc_getISOCountries();

	for (size_t i = 0; id != NULL && ids[i] != NULL; i++) {
		if (strcmp(ids[i], id) == 0)
			return (true);
	}
	return (false);
}

/* --- time zones --------------------------------------------------------------------------------
 */

/* "UTC+08:00 Shanghai" in the locale's words. */
static const char *
zone_name(const char *tag, struct arena *arena, const UChar *id, int32_t n)
{
	static const UChar pattern[] = { 'O', 'O', 'O', 'O', ' ', 'V', 'V', 'V', 0 };
	UChar text[NAME_MAX_];
	char utf8[NAME_MAX_ * 3];
	char icu[ULOC_FULLNAME_CAPACITY];
	UErrorCode status = U_ZERO_ERROR;
	UDateFormat *f;
	int32_t size = 0;

	uloc_forLanguageTag(tag, icu, sizeof(icu), NULL, &status);
	f = udat_open(UDAT_PATTERN, UDAT_PATTERN, icu, id, n, pattern, -1, &status);
	if (U_SUCCESS(status))
		udat_format(f, (UDate)time(NULL) * 1000, text, NAME_MAX_, NULL, &status);
	udat_close(f);
	if (U_SUCCESS(status))
		u_strToUTF8(utf8, sizeof(utf8), &size, text, -1, &status);
	return (U_FAILURE(status) ? NULL : arena_strndup(arena, utf8, (size_t)size));
}

/* Now, with summer time: the readers look for what their clocks say. */
static int32_t
offset_of(const UChar *id, int32_t n)
{
	UErrorCode status = U_ZERO_ERROR;
	UCalendar *c = ucal_open(id, n, "en", UCAL_GREGORIAN, &status);
	int32_t offset;

	if (U_FAILURE(status))
		return (0);
	ucal_setMillis(c, (UDate)time(NULL) * 1000, &status);
	offset = ucal_get(c, UCAL_ZONE_OFFSET, &status) + ucal_get(c, UCAL_DST_OFFSET, &status);
	ucal_close(c);
	return (U_FAILURE(status) ? 0 : offset);
}

static UEnumeration *
zones(size_t *ret_n)
{
	UErrorCode status = U_ZERO_ERROR;
	UEnumeration *e =
	    ucal_openTimeZoneIDEnumeration(UCAL_ZONE_TYPE_CANONICAL_LOCATION, NULL, NULL, &status);
	int32_t n = U_SUCCESS(status) ? uenum_count(e, &status) : 0;

	*ret_n = U_SUCCESS(status) ? (size_t)n : 0;
	return (e);
}

const struct region *
region_zones(const struct locale *l, size_t *ret_n)
{
	struct lists *lists = lists_of(l);
	UErrorCode status = U_ZERO_ERROR;
	struct arena *arena;
	struct sorted *v;
	UEnumeration *e;
	const UChar *id;
	size_t n, done = 0;
	char ascii[64];
	int32_t size;

	if (lists->zones == NULL) {
		e = zones(&n);
		arena = arena_new();
		v = arena_array(arena, struct sorted, n + 1);
		v[done++].region = (struct region){ "UTC", "UTC" };
		while (done <= n && (id = uenum_unext(e, &size, &status)) != NULL) {
			const char *name;

			if (size >= (int32_t)sizeof(ascii))
				continue;
			u_UCharsToChars(id, ascii, size + 1);
			if ((name = zone_name(locale_tag(l), arena, id, size)) == NULL)
				continue;
			v[done].region = (struct region){ arena_strdup(arena, ascii), name };
			v[done++].offset = offset_of(id, size);
		}
		uenum_close(e);
		lists->zones = sort(l, arena, v, done);
		lists->nzones = done;
		arena_free(arena);
	}
	*ret_n = lists->nzones;
	return (lists->zones);
}

bool
region_zone_valid(const char *id)
{
	UErrorCode status = U_ZERO_ERROR;
	UEnumeration *e;
	const char *zone;
	bool found = false;
	size_t n;

	if (id == NULL || strcmp(id, "UTC") == 0)
		return (id != NULL);
	e = zones(&n);
	while (!found && (zone = uenum_next(e, NULL, &status)) != NULL)
		found = strcmp(zone, id) == 0;
	uenum_close(e);
	return (found);
}
