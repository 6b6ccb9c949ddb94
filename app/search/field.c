/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Owns the values of fields: ids, and the names that ICU has for countries and languages. */
#include "search/field.h"

#include <stdlib.h>
#include <string.h>

#include <unicode/uloc.h>
#include <unicode/ustring.h>

#include "domain/eid.h"
#include "search/fieldname.h"
#include "search/layout.h"
#include "search/number.h"
#include "search/place.h"

enum { NAME_MAX = 200, TERMS_MAX = 32, UNITS = 128, YEAR_LEAST = 1000, YEAR_MOST = 2999 };

/* The languages in which names of countries and languages are known. */
static const char *const readers[] = { "en", "zh_Hans", "zh_Hant", "ru", "pt", "hi", "ar", "fa",
	"id", "am", "es", "fr" };

/* The languages that texts are in. */
static const char *const languages[] = { "en", "zh", "ru", "pt", "hi", "ar", "fa", "id", "am", "af",
	"zu", "xh", "es", "fr", "de" };

/* What a tag finds beside itself. */
static const char *const variants[][2] = { { "zh", "zh-Hans" }, { "zh", "zh-Hant" },
	{ "pt", "pt-BR" } };

static struct xquery *
term(struct query *q, char prefix, const char *value, size_t size)
{
	struct xquery *x = arena_alloc(q->arena, sizeof(*x));
	char *full = arena_alloc(q->arena, size + 1);

	full[0] = prefix;
	memcpy(full + 1, value, size);
	memset(x, 0, sizeof(*x));
	x->op = XQ_TERM;
	x->term = full;
	x->size = size + 1;
	return (x);
}

static size_t
fold_name(const UChar *name, int32_t n, char *out)
{
	char utf8[NAME_MAX];
	UErrorCode e = U_ZERO_ERROR;
	int32_t size = 0;

	u_strToUTF8(utf8, sizeof(utf8), &size, name, n, &e);
	return (U_FAILURE(e) ? 0 : fold_string(utf8, (size_t)size, out, NAME_MAX));
}

/* Whether the folded ${value} is what ${locale} is called, as a country or as a language. */
static bool
called(const char *locale, bool country, const char *value, size_t size)
{
	UChar name[UNITS];
	char folded[NAME_MAX];
	UErrorCode e;
	int32_t n;

	for (size_t i = 0; i < sizeof(readers) / sizeof(readers[0]); i++) {
		e = U_ZERO_ERROR;
		n = country ? uloc_getDisplayCountry(locale, readers[i], name, UNITS, &e)
			    : uloc_getDisplayLanguage(locale, readers[i], name, UNITS, &e);
		if (U_SUCCESS(e) && fold_name(name, n, folded) == size &&
		    memcmp(folded, value, size) == 0)
			return (true);
	}
	return (false);
}

static struct xquery *
jurisdiction(struct query *q, const char *value, size_t size)
{
	const char *country = place_short(value, size);
	char locale[8] = "und_";

	if (country != NULL)
		return (term(q, PREFIX_JURISDICTION, country, 2));
	if (size == 3 && memcmp(value, "int", 3) == 0)
		return (term(q, PREFIX_JURISDICTION, "INT", 3));
	for (const char *const *c = uloc_getISOCountries(); *c != NULL; c++) {
		memcpy(locale + 4, *c, 3);
		if ((size == 2 && (value[0] ^ 0x20) == (*c)[0] && (value[1] ^ 0x20) == (*c)[1]) ||
		    (size > 2 && called(locale, true, value, size)))
			return (term(q, PREFIX_JURISDICTION, *c, 2));
	}
	return (NULL);
}

static struct xquery *
language_terms(struct query *q, const char *tag, size_t size)
{
	struct xquery *kids[4];
	size_t n = 0;

	kids[n++] = term(q, PREFIX_LANGUAGE, tag, size);
	for (size_t i = 0; i < sizeof(variants) / sizeof(variants[0]); i++)
		if (strlen(variants[i][0]) == size && memcmp(variants[i][0], tag, size) == 0)
			kids[n++] =
			    term(q, PREFIX_LANGUAGE, variants[i][1], strlen(variants[i][1]));
	return (query_tree(q->arena, XQ_OR, kids, n));
}

static struct xquery *
language(struct query *q, const char *typed, size_t ntyped, const char *value, size_t size)
{
	char tag[ULOC_LANG_CAPACITY];

	/* A subtag of the language in small letters, then of the script or the region. */
	for (size_t i = 0; i < sizeof(languages) / sizeof(languages[0]); i++) {
		size_t n = strlen(languages[i]);

		if (size >= n && memcmp(value, languages[i], n) == 0 &&
		    (size == n || value[n] == ' ')) {
			if (size == n)
				return (language_terms(q, languages[i], n));
			return (term(q, PREFIX_LANGUAGE, typed, ntyped));
		}
	}
	for (size_t i = 0; i < sizeof(languages) / sizeof(languages[0]); i++) {
		memcpy(tag, languages[i], strlen(languages[i]) + 1);
		if (called(tag, false, value, size))
			return (language_terms(q, tag, strlen(tag)));
	}
	return (NULL);
}

static struct xquery *
named(struct query *q, enum syntax_field field, char prefix, const char *value, size_t size)
{
	const char *id = fieldname_id(field, value, size);

	return (id == NULL ? NULL : term(q, prefix, id, strlen(id)));
}

static struct xquery *
article(struct query *q, const char *typed)
{
	struct article a = { .number = typed };

	if (eid_valid(typed) && strchr(typed, '_') != NULL)
		return (term(q, PREFIX_ARTICLE, typed, strlen(typed)));
	eid_assign(q->arena, &a, 1);
	if (a.eid == NULL || strncmp(a.eid, "art_", 4) != 0)
		return (NULL);
	return (term(q, PREFIX_ARTICLE, a.eid, strlen(a.eid)));
}

/* Of whatever year if none is said. */
static struct xquery *
number(struct query *q, const char *typed, size_t size)
{
	struct xquery *kids[2];
	char key[NUMBER_KEY];
	size_t n = number_key(typed, size, NULL, key);

	if (n == 0)
		return (NULL);
	kids[0] = term(q, PREFIX_NUMBER, key, n);
	kids[1] = term(q, PREFIX_NUMBER, arena_printf(q->arena, "%s ", key), n + 1);
	kids[1]->op = XQ_PREFIX;
	return (query_tree(q->arena, XQ_OR, kids, 2));
}

static bool
year(struct query *q, const char *typed)
{
	char *end;
	long from = strtol(typed, &end, 10), to = from;

	if (*end == '-' || strncmp(end, "..", 2) == 0)
		to = strtol(end + (*end == '-' ? 1 : 2), &end, 10);
	if (*end != '\0' || from < YEAR_LEAST || from > YEAR_MOST || to < from || to > YEAR_MOST)
		return (false);
	q->year_from = (int)from;
	q->year_to = (int)to;
	return (true);
}

struct title {
	struct query *q;
	struct xquery *kids[TERMS_MAX];
	size_t n;
};

static int
title_word(void *ctx, const struct word *w)
{
	struct title *t = ctx;
	struct xquery *any[QUERY_LANGUAGES];
	char stem[WORD_MAX];
	size_t n = 0, size;

	if (t->n == TERMS_MAX)
		return (1);
	if (w->unit == WORD_IDEO && w->npair == 0) {
		if (!w->last)
			return (0);
		t->kids[t->n] = term(t->q, PREFIX_IN_TITLE, w->full, w->nfull);
		t->kids[t->n++]->op = XQ_PREFIX;
		return (0);
	}
	for (size_t i = 0; i < t->q->nlanguages; i++)
		if ((size = words_stem(t->q->languages[i], w, stem)) > 0)
			any[n++] = term(t->q, PREFIX_IN_TITLE, stem, size);
	if (n > 0)
		t->kids[t->n++] = query_tree(t->q->arena, XQ_OR, any, n);
	else if (w->npair > 0)
		t->kids[t->n++] = term(t->q, PREFIX_IN_TITLE, w->pair, w->npair);
	else
		t->kids[t->n++] = term(t->q, PREFIX_IN_TITLE, w->full, w->nfull);
	return (0);
}

static struct xquery *
title(struct query *q, const char *typed, size_t size)
{
	struct title t = { .q = q };

	words_each(typed, size, title_word, &t);
	return (query_tree(q->arena, XQ_AND, t.kids, t.n));
}

/* The facet that has the values of ${field}. */
static enum search_facet
facet_of(enum syntax_field field)
{
	static const enum search_facet facets[FIELD_COUNT] = {
		[FIELD_TITLE] = FACET_COUNT,
		[FIELD_ARTICLE] = FACET_COUNT,
		[FIELD_NUMBER] = FACET_COUNT,
		[FIELD_YEAR] = FACET_COUNT,
		[FIELD_JURISDICTION] = FACET_JURISDICTION,
		[FIELD_LANGUAGE] = FACET_LANGUAGE,
		[FIELD_KIND] = FACET_KIND,
		[FIELD_SUBJECT] = FACET_SUBJECT,
		[FIELD_STATUS] = FACET_STATUS,
	};

	return (facets[field]);
}

/* What has the value that was typed, of those that facets have; NULL: there is no such value. */
static struct xquery *
facet_value(struct query *q, enum search_facet facet, const char *typed, size_t ntyped)
{
	char value[NAME_MAX];
	size_t size = fold_string(typed, ntyped, value, sizeof(value));

	switch (facet) {
	case FACET_JURISDICTION:
		return (jurisdiction(q, value, size));
	case FACET_LANGUAGE:
		return (language(q, typed, ntyped, value, size));
	case FACET_KIND:
		return (named(q, FIELD_KIND, PREFIX_KIND, value, size));
	case FACET_SUBJECT:
		return (named(q, FIELD_SUBJECT, PREFIX_SUBJECT, value, size));
	case FACET_STATUS:
		return (named(q, FIELD_STATUS, PREFIX_STATUS, value, size));
	default:
		return (NULL);
	}
}

bool
search_takes(struct arena *arena, enum search_facet facet, const char *value)
{
	struct query *q = arena_alloc(arena, sizeof(*q));

	memset(q, 0, sizeof(*q));
	q->arena = arena;
	return (facet_value(q, facet, value, strlen(value)) != NULL);
}

struct xquery *
field_query(struct query *q, const char *text, const struct syntax *s)
{
	const size_t ntyped = s->end - s->start;
	const char *typed = arena_strndup(q->arena, text + s->start, ntyped);
	const enum search_facet facet = facet_of(s->field);
	const size_t before = q->problems.n;
	struct xquery *x = NULL;

	if (facet != FACET_COUNT)
		x = facet_value(q, facet, typed, ntyped);
	else if (s->field == FIELD_TITLE)
		x = title(q, typed, ntyped);
	else if (s->field == FIELD_ARTICLE)
		x = article(q, typed);
	else if (s->field == FIELD_NUMBER)
		x = number(q, typed, ntyped);
	else if (s->field == FIELD_YEAR && year(q, typed))
		return (NULL);
	if (x == NULL)
		syntax_problem(q->arena, &q->problems, PROBLEM_VALUE, s->start, s->end, NULL);
	if (q->problems.n > before)
		q->problems.v[before].facet = facet;
	return (x);
}

struct xquery *
field_works(struct query *q)
{
	static const char work[] = { DOC_WORK };

	return (term(q, PREFIX_TYPE, work, sizeof(work)));
}
