/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Owns the interface locales of the process, their choice for a reader, and what is known of
 * language tags. */
#include "locale/locale.h"

#include <dirent.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <unicode/ucal.h>
#include <unicode/uloc.h>

#include "base/log.h"
#include "locale/format.h"
#include "locale/words.h"

enum { LOCALES_MAX = 64, RANGES_MAX = 32, TAG_MAX = 32, ICU_NAME_SIZE = 160 };

struct locales {
	struct arena *arena;
	struct locale *v[LOCALES_MAX];
	size_t n;
	struct icu_matcher *matcher;
};

/* --- loading --------------------------------------------------------------------------------- */

bool
locale_file_tag(const char *path, char *tag, size_t size)
{
	const char *slash = strrchr(path, '/'), *base = slash != NULL ? slash + 1 : path;
	UErrorCode status = U_ZERO_ERROR;
	char name[TAG_MAX], back[ULOC_FULLNAME_CAPACITY];
	size_t n = strcspn(base, ".");
	int32_t end;

	if (n == 0 || n >= sizeof(name) || strcmp(base + n, ".res") != 0 ||
	    strspn(base, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_") != n)
		return (false);
	memcpy(name, base, n);
	name[n] = '\0';
	if (strcmp(name, "root") == 0)
		return (false);
	uloc_toLanguageTag(name, tag, (int32_t)size, 1, &status);
	if (status != U_ZERO_ERROR || strcmp(tag, "und") == 0)
		return (false);
	/* One spelling only, so that no two files name one locale. */
	uloc_forLanguageTag(tag, back, sizeof(back), &end, &status);
	return (status == U_ZERO_ERROR && strcmp(name, back) == 0);
}

static void
log_refused(void *ctx, const char *tag, const char *key, const char *why)
{
	(void)ctx;
	log_event(LOG_LEVEL_ERROR, "locale.refused", LOG_TEXT("locale", tag), LOG_TEXT("key", key),
	    LOG_TEXT("reason", why));
}

/* Read one bundle; ${en} is NULL for en itself. */
static struct locale *
load_one(struct arena *arena, const char *dir, const char *name, const struct locale *en)
{
	const char *path = arena_printf(arena, "%s/%s", dir, name);
	struct locale *l = arena_alloc(arena, sizeof(*l));
	struct bundle bundle;
	char why[BUNDLE_WHY_MAX], plain[40];
	UErrorCode status = U_ZERO_ERROR;
	int32_t end;

	if (!locale_file_tag(path, l->tag, sizeof(l->tag))) {
		log_refused(NULL, name, NULL, "the file is not named after a locale");
		return (NULL);
	}
	if (bundle_read(arena, path, &bundle, why) != ERR_OK) {
		log_refused(NULL, l->tag, NULL, why);
		return (NULL);
	}
	if (words_new(arena, l->tag, &bundle, &l->words, log_refused, NULL) > 0 ||
	    (en != NULL && words_differ(&en->words, &l->words, l->tag, log_refused, NULL) > 0)) {
		words_free(&l->words);
		return (NULL);
	}
	uloc_forLanguageTag(l->tag, plain, sizeof(plain), &end, &status);
	snprintf(l->icu, sizeof(l->icu), "%s@calendar=gregorian", plain);
	l->en = en;
	l->dir = language_dir(l->tag);
	l->native_name = format_language_native(arena, l->tag);
	l->formats = formats_new(arena, l->icu);
	return (l);
}

static size_t
rank(const char *tag)
{
	static const char *const first[] = { "en", "zh-Hans", "ru", "pt-BR", "hi", "ar" };
	size_t i;

	for (i = 0; i < sizeof(first) / sizeof(first[0]); i++) {
		if (strcmp(first[i], tag) == 0)
			break;
	}
	return (i);
}

static int
by_rank(const void *a, const void *b)
{
	const struct locale *const *x = a, *const *y = b;
	size_t rx = rank((*x)->tag), ry = rank((*y)->tag);

	return (rx != ry ? (rx < ry ? -1 : 1) : strcmp((*x)->tag, (*y)->tag));
}

static int
only_others(const struct dirent *d)
{
	size_t n = strlen(d->d_name);

	return (
	    n > 4 && strcmp(d->d_name + n - 4, ".res") == 0 && strcmp(d->d_name, "en.res") != 0);
}

enum err
locales_load(const char *dir, struct locales **ret_locales)
{
	static const UChar utc[] = { 'E', 't', 'c', '/', 'U', 'T', 'C', 0 };
	struct arena *arena = arena_new();
	struct locales *ls = arena_alloc(arena, sizeof(*ls));
	UErrorCode status = U_ZERO_ERROR;
	struct dirent **files = NULL;
	const char *tags[LOCALES_MAX];
	int n;

	/* Nothing may depend on where the process was started. */
	uloc_setDefault("en", &status);
	ucal_setDefaultTimeZone(utc, &status);

	ls->arena = arena;
	if ((ls->v[0] = load_one(arena, dir, "en.res", NULL)) == NULL) {
		arena_free(arena);
		return (ERR_IO);
	}
	ls->n = 1;
	if ((n = scandir(dir, &files, only_others, alphasort)) < 0)
		n = 0;
	for (int i = 0; i < n; i++) {
		struct locale *l;

		if (ls->n < LOCALES_MAX &&
		    (l = load_one(arena, dir, files[i]->d_name, ls->v[0])) != NULL)
			ls->v[ls->n++] = l;
		free(files[i]);
	}
	free(files);
	qsort(ls->v, ls->n, sizeof(ls->v[0]), by_rank);
	for (size_t i = 0; i < ls->n; i++)
		tags[i] = ls->v[i]->tag;
	if ((ls->matcher = icu_matcher_new(tags, ls->n)) == NULL)
		log_event(LOG_LEVEL_WARN, "locale.no_matcher", LOG_TEXT("dir", dir));
	*ret_locales = ls;
	return (ERR_OK);
}

void
locales_free(struct locales *ls)
{
	if (ls == NULL)
		return;
	for (size_t i = 0; i < ls->n; i++) {
		words_free(&ls->v[i]->words);
		formats_free(ls->v[i]->formats);
	}
	icu_matcher_free(ls->matcher);
	arena_free(ls->arena);
}

size_t
locales_count(const struct locales *ls)
{
	return (ls->n);
}

const struct locale *
locales_at(const struct locales *ls, size_t i)
{
	return (ls->v[i]);
}

const struct locale *
locales_find(const struct locales *ls, const char *tag)
{
	for (size_t i = 0; tag != NULL && i < ls->n; i++) {
		if (strcmp(ls->v[i]->tag, tag) == 0)
			return (ls->v[i]);
	}
	return (NULL);
}

const struct locale *
locales_of(const struct locales *ls, const char *language)
{
	size_t n = strlen(language);

	for (size_t i = 0; i < locales_count(ls); i++) {
		const char *tag = locale_tag(locales_at(ls, i));

		if (strncmp(tag, language, n) == 0 && (tag[n] == '\0' || tag[n] == '-'))
			return (locales_at(ls, i));
	}
	return (NULL);
}

const char *
locale_tag(const struct locale *l)
{
	return (l->tag);
}

const char *
locale_dir(const struct locale *l)
{
	return (l->dir);
}

const char *
locale_native_name(const struct locale *l)
{
	return (l->native_name);
}

/* --- tags ------------------------------------------------------------------------------------ */

/* ICU's name for a tag that is well formed to its end. */
static bool
icu_name(const char *tag, char *name, size_t size)
{
	UErrorCode status = U_ZERO_ERROR;
	int32_t end;

	uloc_forLanguageTag(tag, name, (int32_t)size, &end, &status);
	return (status == U_ZERO_ERROR && (size_t)end == strlen(tag) && end > 0);
}

static const char *
dir_of(const char *tag)
{
	char name[ICU_NAME_SIZE];

	return (icu_name(tag, name, sizeof(name)) && uloc_isRightToLeft(name) ? "rtl" : "ltr");
}

const char *
language_dir(const char *tag)
{
	/* Pages ask for the same few languages again and again. */
	static _Thread_local struct {
		char tag[16];
		const char *dir;
	} known[64];
	unsigned hash = 0, i;

	if (tag == NULL || strlen(tag) >= sizeof(known[0].tag))
		return (tag == NULL ? "ltr" : dir_of(tag));
	for (i = 0; tag[i] != '\0'; i++)
		hash = hash * 31 + (unsigned char)tag[i];
	hash %= 64;
	if (known[hash].dir == NULL || strcmp(known[hash].tag, tag) != 0) {
		snprintf(known[hash].tag, sizeof(known[hash].tag), "%s", tag);
		known[hash].dir = dir_of(tag);
	}
	return (known[hash].dir);
}

const char *
language_iso3(struct arena *arena, const char *tag)
{
	const char *rest = strchr(tag, '-'), *three = uloc_getISO3Language(tag);

	if (rest == NULL || strcmp(tag, "zh-Hans") == 0)
		rest = "";
	if (*three == '\0')
		return (tag);
	return (arena_printf(arena, "%s%s", three, rest));
}

bool
language_tag_valid(const char *tag)
{
	UErrorCode status = U_ZERO_ERROR;
	char name[ICU_NAME_SIZE], back[ICU_NAME_SIZE];

	if (tag == NULL || !icu_name(tag, name, sizeof(name)))
		return (false);
	uloc_toLanguageTag(name, back, sizeof(back), 1, &status);
	return (status == U_ZERO_ERROR && strcmp(tag, back) == 0);
}

/* --- choosing -------------------------------------------------------------------------------- */

/* The ranges of a header, best first. */
struct ranges {
	struct range {
		char tag[TAG_MAX];
		int q; /* thousandths */
	} v[RANGES_MAX];
	size_t n;
};

/* "0.8" in thousandths, -1 if malformed. */
static int
parse_q(const char *s, size_t n)
{
	int q, scale = 100;

	if (n == 0 || (s[0] != '0' && s[0] != '1') || n > 5 || (n > 1 && s[1] != '.'))
		return (-1);
	q = (s[0] - '0') * 1000;
	for (size_t i = 2; i < n; i++, scale /= 10) {
		if (s[i] < '0' || s[i] > '9')
			return (-1);
		q += (s[i] - '0') * scale;
	}
	return (q > 1000 ? -1 : q);
}

static size_t
trim(const char **s, size_t n)
{
	while (n > 0 && (**s == ' ' || **s == '\t')) {
		(*s)++;
		n--;
	}
	while (n > 0 && ((*s)[n - 1] == ' ' || (*s)[n - 1] == '\t'))
		n--;
	return (n);
}

/* One element of the header: a range and perhaps its weight.  False if it is malformed, refused or
 * "*". */
static bool
parse_range(const char *s, size_t n, struct range *ret)
{
	const char *semicolon = memchr(s, ';', n);
	size_t len = semicolon != NULL ? (size_t)(semicolon - s) : n;
	char raw[TAG_MAX], name[ICU_NAME_SIZE];
	UErrorCode status = U_ZERO_ERROR;

	ret->q = 1000;
	if (semicolon != NULL) {
		const char *w = semicolon + 1;
		size_t wn = trim(&w, n - len - 1);

		if (wn < 2 || (w[0] != 'q' && w[0] != 'Q') || w[1] != '=')
			return (false);
		ret->q = parse_q(w + 2, wn - 2);
	}
	len = trim(&s, len);
	if (ret->q <= 0 || len == 0 || len >= sizeof(raw))
		return (false);
	memcpy(raw, s, len);
	raw[len] = '\0';
	if (!icu_name(raw, name, sizeof(name)) || name[0] == '\0' || name[0] == '_')
		return (false);
	uloc_toLanguageTag(name, ret->tag, sizeof(ret->tag), 1, &status);
	return (status == U_ZERO_ERROR);
}

static void
parse_header(const char *header, struct ranges *ret)
{
	ret->n = 0;
	while (header != NULL && *header != '\0' && ret->n < RANGES_MAX) {
		size_t n = strcspn(header, ","), i;
		const char *s = header;
		size_t len = trim(&s, n);
		struct range r;

		if (parse_range(s, len, &r)) {
			/* Equal weights keep the order of the header. */
			for (i = ret->n; i > 0 && ret->v[i - 1].q < r.q; i--)
				ret->v[i] = ret->v[i - 1];
			ret->v[i] = r;
			ret->n++;
		}
		header += n + (header[n] == ',');
	}
}

static bool
same_language(const char *a, const char *b)
{
	size_t n = strcspn(a, "-");

	return (n == strcspn(b, "-") && strncmp(a, b, n) == 0);
}

/* The one locale of a language that has only one: "hi" for hi-Latn, which ICU would find too far
 * away. */
static const struct locale *
only_of_language(const struct locales *ls, const char *tag)
{
	const struct locale *found = NULL;

	for (size_t i = 0; i < ls->n; i++) {
		if (!same_language(ls->v[i]->tag, tag))
			continue;
		if (found != NULL)
			return (NULL);
		found = ls->v[i];
	}
	return (found);
}

const struct locale *
locales_negotiate(const struct locales *ls, const char *cookie, const char *accept_language)
{
	const struct locale *l = locales_find(ls, cookie);
	const char *desired[RANGES_MAX];
	struct ranges ranges;
	int best = -1;

	if (l != NULL)
		return (l);
	parse_header(accept_language, &ranges);
	for (size_t i = 0; i < ranges.n; i++) {
		l = only_of_language(ls, ranges.v[i].tag);
		desired[i] = l != NULL ? l->tag : ranges.v[i].tag;
	}
	if (ls->matcher != NULL)
		best = icu_matcher_best(ls->matcher, desired, ranges.n);
	return (best >= 0 ? ls->v[best] : locales_find(ls, "en"));
}

/* The script that a tag is written in, its own or the likely one. */
static void
script_of(const char *tag, char *script, size_t size)
{
	UErrorCode status = U_ZERO_ERROR;
	char name[ICU_NAME_SIZE], full[ICU_NAME_SIZE];

	script[0] = '\0';
	if (!icu_name(tag, name, sizeof(name)))
		return;
	uloc_addLikelySubtags(name, full, sizeof(full), &status);
	uloc_getScript(full, script, (int32_t)size, &status);
	if (status != U_ZERO_ERROR)
		script[0] = '\0';
}

static void
chain_add(const char **chain, size_t *n, struct arena *arena, const char *tag)
{
	for (size_t i = 0; i < *n; i++) {
		if (strcmp(chain[i], tag) == 0)
			return;
	}
	chain[(*n)++] = arena_strdup(arena, tag);
}

/* A tag and its parents, as long as they are written alike: "zh" is no parent of "zh-Hant". */
static void
chain_add_family(const char **chain, size_t *n, struct arena *arena, const char *tag)
{
	char own[8], script[8], parent[TAG_MAX], *hyphen;

	if (strchr(tag, '-') == NULL && strcmp(tag, "zh") != 0) {
		chain_add(chain, n, arena, tag);
		return;
	}
	script_of(tag, own, sizeof(own));
	snprintf(parent, sizeof(parent), "%s", tag);
	/* Texts in Chinese are named by script, readers often by country. */
	if (same_language(tag, "zh") && own[0] != '\0' && strstr(tag, own) == NULL) {
		snprintf(parent, sizeof(parent), "zh-%s", own);
		chain_add(chain, n, arena, parent);
		return;
	}
	chain_add(chain, n, arena, tag);
	while ((hyphen = strrchr(parent, '-')) != NULL) {
		*hyphen = '\0';
		script_of(parent, script, sizeof(script));
		if (strcmp(own, script) != 0)
			break;
		chain_add(chain, n, arena, parent);
	}
}

static size_t
chain_make(
    const struct locale *l, struct arena *arena, const char *accept_language, const char **chain)
{
	struct ranges ranges;
	size_t n = 0;

	chain_add_family(chain, &n, arena, l->tag);
	parse_header(accept_language, &ranges);
	for (size_t i = 0; i < ranges.n; i++)
		chain_add_family(chain, &n, arena, ranges.v[i].tag);
	return (n);
}

/* Readers send the same header with every request, and many of them the same. */
static struct chain {
	const struct locale *l;
	char header[64];
	char tags[128]; /* each with its NUL */
	size_t n;
} chains[64];

static struct chain *
chain_slot(const struct locale *l, const char *header)
{
	unsigned hash = (unsigned)((uintptr_t)l >> 4);

	for (; *header != '\0'; header++)
		hash = hash * 31 + (unsigned char)*header;
	return (&chains[hash % (sizeof(chains) / sizeof(chains[0]))]);
}

static void
chain_keep(
    struct chain *kept, const struct locale *l, const char *header, const char **chain, size_t n)
{
	size_t used = 0, len;

	kept->l = NULL;
	if (strlen(header) >= sizeof(kept->header))
		return;
	for (size_t i = 0; i < n; i++, used += len) {
		len = strlen(chain[i]) + 1;
		if (used + len > sizeof(kept->tags))
			return;
		memcpy(kept->tags + used, chain[i], len);
	}
	snprintf(kept->header, sizeof(kept->header), "%s", header);
	kept->n = n;
	kept->l = l;
}

const char **
locale_chain(
    const struct locale *l, struct arena *arena, const char *accept_language, size_t *ret_n)
{
	const char *header = accept_language != NULL ? accept_language : "";
	struct chain *kept = chain_slot(l, header);
	const char *tags = kept->tags, **chain;

	if (kept->l != l || strcmp(kept->header, header) != 0) {
		/* A tag of TAG_MAX bytes has at most fifteen parents. */
		chain = arena_array(arena, const char *, (RANGES_MAX + 1) * TAG_MAX / 2);
		*ret_n = chain_make(l, arena, accept_language, chain);
		chain_keep(kept, l, header, chain, *ret_n);
		return (chain);
	}
	chain = arena_array(arena, const char *, kept->n);
	for (size_t i = 0; i < kept->n; i++, tags += strlen(tags) + 1)
		chain[i] = arena_strdup(arena, tags);
	*ret_n = kept->n;
	return (chain);
}
