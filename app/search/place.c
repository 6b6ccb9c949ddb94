/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Owns how countries are called in running text. */
#include "search/place.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <unicode/uloc.h>
#include <unicode/ustring.h>

#include "base/log.h"
#include "search/fold.h"

enum { NAME_MAX = 200, UNITS = 128, WORDS_MAX = 10, PART_MAX = 48 };

/* Languages in which ICU is asked for the name. */
static const char *const readers[] = { "en", "zh_Hans", "zh_Hant", "ru", "pt", "hi", "ar", "fa",
	"id", "am" };

/* What people write and ICU does not. */
static const struct {
	const char *country, *names;
} shorts[] = { { "AE", "UAE|ОАЭ|阿联酋|EAU|الإمارات|यूएई" }, { "CN", "PRC|КНР|中华人民共和国" },
	{ "ID", "印尼" },
	{ "RU", "РФ|Российская Федерация|Russian Federation|Federação Russa|俄国|俄联邦" },
	{ "SA", "KSA|沙特|السعودية" }, { "ZA", "RSA|ЮАР" } };

/* And what belongs to them, one form of each. */
static const struct {
	const char *country, *names;
} adjectives[] = { { "BR", "Brazilian|бразильский|brasileiro|ब्राज़ीली|برازيلي" },
	{ "RU", "Russian|российский|русский|russo|रूसी|روسي" },
	{ "IN", "Indian|индийский|indiano|भारतीय|هندي" },
	{ "CN", "Chinese|китайский|chinês|चीनी|صيني" },
	{ "ZA", "South African|южноафриканский|sul-africano" },
	{ "EG", "Egyptian|египетский|egípcio|मिस्री|مصري" },
	{ "ET", "Ethiopian|эфиопский|etíope|إثيوبي" }, { "IR", "Iranian|иранский|iraniano|إيراني" },
	{ "AE", "Emirati|إماراتي" }, { "ID", "Indonesian|индонезийский|indonésio|إندونيسي" },
	{ "SA", "Saudi|саудовский|saudita|سعودي" } };

/* A name, word by word. */
struct name {
	uint32_t place; /* its number among the jurisdictions */
	size_t n;
	struct part {
		char full[PART_MAX], stem[PART_MAX];
	} v[WORDS_MAX];
};

static struct {
	struct name *v;
	size_t n, room;
	char *ids; /* of the jurisdictions whose names are here, joined */
	char languages[JURISDICTIONS][ULOC_LANG_CAPACITY]; /* spoken there */
} names;

const char *
place_short(const char *value, size_t size)
{
	char folded[NAME_MAX];
	const char *p;
	size_t n;

	for (size_t i = 0; i < sizeof(shorts) / sizeof(shorts[0]); i++)
		for (p = shorts[i].names; *p != '\0'; p += n + (p[n] == '|')) {
			n = strcspn(p, "|");
			if (fold_string(p, n, folded, sizeof(folded)) == size &&
			    memcmp(folded, value, size) == 0)
				return (shorts[i].country);
		}
	return (NULL);
}

/* --- the names of the jurisdictions ------------------------------------------------------------
 */

struct adding {
	struct name *name;
	const char *language;
};

static int
add_word(void *ctx, const struct word *w)
{
	struct adding *a = ctx;
	struct part *part;
	char stem[WORD_MAX];
	size_t n;

	if (a->name->n == WORDS_MAX || w->nfull >= PART_MAX) {
		a->name->n = 0;
		return (1);
	}
	part = &a->name->v[a->name->n++];
	(void)snprintf(part->full, PART_MAX, "%.*s", (int)w->nfull, w->full);
	n = words_stem(a->language, w, stem);
	(void)snprintf(part->stem, PART_MAX, "%.*s", (int)(n < PART_MAX ? n : 0), stem);
	return (0);
}

static void
add_name(uint32_t place, const char *language, const char *text, size_t size)
{
	struct adding a;

	if (names.n == names.room) {
		names.room = names.room * 2 + 256;
		if ((names.v = reallocarray(names.v, names.room, sizeof(*names.v))) == NULL)
			log_die("search: out of memory");
	}
	a = (struct adding){ &names.v[names.n], language };
	*a.name = (struct name){ .place = place };
	words_each(text, size, add_word, &a);
	names.n += a.name->n > 0;
}

static void
add_list(uint32_t place, const char *list)
{
	size_t n;

	for (; *list != '\0'; list += n + (list[n] == '|')) {
		n = strcspn(list, "|");
		/* Words find the rules of their script by themselves, Latin ones need two. */
		add_name(place, "en", list, n);
		add_name(place, "pt", list, n);
	}
}

static void
add_place(uint32_t place, const char *country)
{
	char locale[8], utf8[NAME_MAX], full[ULOC_FULLNAME_CAPACITY];
	UChar name[UNITS];
	int32_t n, size;
	UErrorCode e;

	if (strlen(country) != 2)
		return;
	(void)snprintf(locale, sizeof(locale), "und_%s", country);
	e = U_ZERO_ERROR;
	uloc_addLikelySubtags(locale, full, sizeof(full), &e);
	uloc_getLanguage(full, names.languages[place], ULOC_LANG_CAPACITY, &e);
	if (U_FAILURE(e))
		names.languages[place][0] = '\0';
	for (size_t i = 0; i < sizeof(readers) / sizeof(readers[0]); i++) {
		e = U_ZERO_ERROR;
		n = uloc_getDisplayCountry(locale, readers[i], name, UNITS, &e);
		u_strToUTF8(utf8, sizeof(utf8), &size, name, n, &e);
		if (U_SUCCESS(e))
			add_name(place, readers[i], utf8, (size_t)size);
	}
	for (size_t i = 0; i < sizeof(shorts) / sizeof(shorts[0]); i++)
		if (strcmp(shorts[i].country, country) == 0)
			add_list(place, shorts[i].names);
	for (size_t i = 0; i < sizeof(adjectives) / sizeof(adjectives[0]); i++)
		if (strcmp(adjectives[i].country, country) == 0)
			add_list(place, adjectives[i].names);
}

/* Those of the index that is read now: others are met, or another index is. */
static void
know(const struct column_ids *ids)
{
	size_t size = 1;
	char *all;

	for (size_t i = 0; i < ids->n; i++)
		size += strlen(ids->v[i]) + 1;
	if ((all = malloc(size)) == NULL)
		log_die("search: out of memory");
	all[0] = '\0';
	for (size_t i = 0, at = 0; i < ids->n; i++)
		at += (size_t)snprintf(all + at, size - at, "%s ", ids->v[i]);
	if (names.ids != NULL && strcmp(names.ids, all) == 0) {
		free(all);
		return;
	}
	free(names.ids);
	names.ids = all;
	names.n = 0;
	memset(names.languages, 0, sizeof(names.languages));
	for (size_t i = 0; i < ids->n && i < JURISDICTIONS; i++)
		add_place((uint32_t)i, ids->v[i]);
}

/* --- in a question -----------------------------------------------------------------------------
 */

static bool
is_part(const struct query_word *w, const struct part *part)
{
	size_t n = strlen(part->full);

	if (w->nunit_full == n && memcmp(w->unit_full, part->full, n) == 0)
		return (true);
	n = strlen(part->stem);
	for (size_t i = 0; n > 0 && i < w->nstems; i++)
		if (w->stems[i].size == n && memcmp(w->stems[i].term, part->stem, n) == 0)
			return (true);
	return (false);
}

static bool
stands_at(const struct query *q, size_t at, const struct name *name)
{
	for (size_t i = 0; i < name->n; i++)
		if (at + i >= q->nwords || q->words[at + i].minus ||
		    !is_part(&q->words[at + i], &name->v[i]))
			return (false);
	return (true);
}

bool
place_named(const struct columns *c, const struct query *query, uint64_t ret[JURISDICTIONS / 64])
{
	bool any = false;

	know(&c->jurisdictions);
	memset(ret, 0, JURISDICTIONS / 8);
	for (size_t w = 0; w < query->nwords; w++)
		for (size_t i = 0; i < names.n; i++)
			if (stands_at(query, w, &names.v[i])) {
				ret[names.v[i].place / 64] |= UINT64_C(1) << names.v[i].place % 64;
				any = true;
			}
	return (any);
}

bool
place_home(const struct columns *c, const char *locale, uint64_t ret[JURISDICTIONS / 64])
{
	bool any = false;

	know(&c->jurisdictions);
	memset(ret, 0, JURISDICTIONS / 8);
	for (size_t i = 0; i < c->jurisdictions.n && i < JURISDICTIONS; i++) {
		const char *language = names.languages[i];

		if (language[0] == '\0' || strcmp(language, "en") == 0 ||
		    !words_tagged(locale, language))
			continue;
		ret[i / 64] |= UINT64_C(1) << i % 64;
		any = true;
	}
	return (any);
}
