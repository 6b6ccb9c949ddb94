/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Owns the collators and alphabets, one of each a tag and thread.  Chinese is compared by sound:
 * where ICU would get the sound wrong, pinyin.c puts other characters in the place of the text.
 */
#include "locale/collate.h"

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <unicode/uchar.h>
#include <unicode/ucol.h>
#include <unicode/uloc.h>
#include <unicode/uscript.h>
#include <unicode/ustring.h>

#include "base/buf.h"
#include "base/utf8.h"
#include "locale/icu.h"
#include "locale/latin.h"
#include "locale/pinyin.h"
#include "locale/strokes.h"

enum { TAGS_MAX = 32, TAG_MAX = 32 };

struct order {
	char tag[TAG_MAX];
	bool is_arabic, is_pinyin, is_stroke; /* is_stroke: of simplified characters */
	UScriptCode script;		      /* of the locale */
	UCollator *collator;
	struct icu_alphabet *alphabet;
};

static _Thread_local struct order orders[TAGS_MAX];
static _Thread_local size_t norders;

static UScriptCode
script_of(const char *icu)
{
	UErrorCode status = U_ZERO_ERROR;
	char full[ULOC_FULLNAME_CAPACITY], script[8];
	int value;

	uloc_addLikelySubtags(icu, full, sizeof(full), &status);
	if (U_FAILURE(status) || uloc_getScript(full, script, sizeof(script), &status) == 0)
		return (USCRIPT_UNKNOWN);
	value = u_getPropertyValueEnum(UCHAR_SCRIPT, script);
	return (value == UCHAR_INVALID_CODE ? USCRIPT_UNKNOWN : (UScriptCode)value);
}

/* Readers of simplified characters look for Chinese names by their pinyin, unless the tag says
 * otherwise. */
static void
choose_chinese(struct order *o, const char *icu)
{
	UErrorCode status = U_ZERO_ERROR;
	char order[16] = "";

	uloc_getKeywordValue(icu, "collation", order, sizeof(order), &status);
	o->is_pinyin = strcmp(order, "pinyin") == 0 ||
		       (order[0] == '\0' && o->script == USCRIPT_SIMPLIFIED_HAN);
	o->is_stroke = strcmp(order, "stroke") == 0 && o->script == USCRIPT_SIMPLIFIED_HAN;
}

/* Tags beyond the last place share it: what is there is closed and opened anew. */
static struct order *
order_of(const char *tag)
{
	UErrorCode status = U_ZERO_ERROR;
	char icu[ULOC_FULLNAME_CAPACITY];
	struct order *o;
	int32_t end;

	for (size_t i = 0; i < norders; i++) {
		if (strcmp(orders[i].tag, tag) == 0)
			return (&orders[i]);
	}
	if (norders < TAGS_MAX)
		norders++;
	o = &orders[norders - 1];
	ucol_close(o->collator);
	icu_alphabet_free(o->alphabet);
	memset(o, 0, sizeof(*o));
	snprintf(o->tag, sizeof(o->tag), "%s", tag);
	uloc_forLanguageTag(tag, icu, sizeof(icu), &end, &status);
	if (status != U_ZERO_ERROR || end == 0)
		icu[0] = '\0';
	o->script = script_of(icu);
	o->is_arabic = strncmp(icu, "ar", 2) == 0 && (icu[2] == '\0' || icu[2] == '_');
	choose_chinese(o, icu);
	status = U_ZERO_ERROR;
	o->collator = ucol_open(icu, &status);
	if (U_SUCCESS(status))
		ucol_setAttribute(o->collator, UCOL_NUMERIC_COLLATION, UCOL_ON, &status);
	o->alphabet = icu_alphabet_new(tag);
	return (o);
}

/* --- keys and buckets ------------------------------------------------------------------------ */

/* Quotation marks and the like in front do not count. */
static const char *
skip_marks(const char *s)
{
	const char *start = s;
	uint32_t c;
	size_t n;

	while ((n = utf8_next(s, strnlen(s, 4), &c)) > 0 && !u_isalnum((UChar32)c))
		s += n;
	return (*s != '\0' ? s : start);
}

static bool
begins_in(const char *text, UScriptCode script)
{
	UErrorCode status = U_ZERO_ERROR;
	uint32_t c;

	text = skip_marks(text);
	return (utf8_next(text, strnlen(text, 4), &c) > 0 &&
		uscript_getScript((UChar32)c, &status) == script);
}

/* Whether a word ends at ${s}, or only the ending of its plural is left. */
static bool
word_ends(const char *s)
{
	static const char plural[] = "ات";
	uint32_t c;
	size_t n = sizeof(plural) - 1;

	if (strncmp(s, plural, n) == 0)
		s += n;
	return (utf8_next(s, strnlen(s, 4), &c) == 0 || !u_isalpha((UChar32)c));
}

/* Arabic files a noun under its own first letter, not under that of the article. */
static const char *
skip_article(const char *s)
{
	/* Here alef and lam belong to the word. */
	static const char *const words[] = { "الله", "الذي", "التي", "الذين", "التزام", "التماس",
		"التقاط", "التقاء", "التفات", "التفاف", "التحاق", "التحام", "التهاب", "التباس",
		"التئام", "التواء", "البانيا", "المانيا", "الكتروني", "الكترونية" };
	static const char article[] = "ال";
	const size_t n = sizeof(article) - 1;

	if (strncmp(s, article, n) != 0 || word_ends(s + n))
		return (s);
	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++)
		if (strncmp(s, words[i], strlen(words[i])) == 0 && word_ends(s + strlen(words[i])))
			return (s);
	return (s + n);
}

/*
 * What is compared in place of ${text}; the buffer is the caller's to free.  A reading counts where
 * it can be read: pinyin among Chinese by sound and, for a name in characters, among Latin letters.
 */
static const char *
comparable(const struct order *o, const char *text, const char *reading, struct buf *out)
{
	struct buf simple = { 0 };

	if (reading != NULL && *reading == '\0')
		reading = NULL;
	if (o->is_stroke) {
		strokes_simplified(out, skip_marks(text));
		return (buf_cstr(out));
	}
	if (!o->is_pinyin) {
		text =
		    skip_marks(reading != NULL && begins_in(reading, o->script) ? reading : text);
		return (o->is_arabic ? skip_article(text) : text);
	}
	if (reading != NULL && pinyin_reading(out, reading))
		return (skip_marks(buf_cstr(out)));
	buf_clear(out);
	latin_simplified(&simple, skip_marks(text));
	pinyin_names(out, buf_cstr(&simple));
	buf_free(&simple);
	return (buf_cstr(out));
}

const char *
collate_key(struct arena *arena, const char *tag, const char *text, const char *reading, size_t max,
    size_t *ret_size)
{
	const struct order *o = order_of(tag);
	struct buf out = { 0 };
	const char *s = comparable(o, text, reading, &out);
	size_t room = strlen(s) + 1;
	UChar *text16 = arena_array(arena, UChar, room);
	UErrorCode status = U_ZERO_ERROR;
	int32_t n = 0, size;
	uint8_t *key;

	u_strFromUTF8WithSub(text16, (int32_t)room, &n, s, -1, 0xFFFD, NULL, &status);
	buf_free(&out);
	*ret_size = 0;
	if (U_FAILURE(status) || o->collator == NULL)
		return ("");
	/* A key that does not fit is undefined in ICU, so it is made whole and cut. */
	size = ucol_getSortKey(o->collator, text16, n, NULL, 0);
	key = arena_alloc(arena, (size_t)size + 1);
	ucol_getSortKey(o->collator, text16, n, key, size);
	/* The NUL at its end is not part of it. */
	*ret_size = size > 0 ? (size_t)size - 1 : 0;
	if (*ret_size > max)
		*ret_size = max;
	return ((const char *)key);
}

const char *
collate_other(const char *tag)
{
	if (strcmp(tag, "zh-Hans") == 0)
		return ("zh-Hans-u-co-stroke");
	return (strcmp(tag, "zh-Hant") == 0 ? "zh-Hant-u-co-pinyin" : NULL);
}

uint32_t
alphabet_bucket(const char *tag, const char *text, const char *reading)
{
	const struct order *o = order_of(tag);
	struct buf out = { 0 };
	const char *s = comparable(o, text, reading, &out);
	uint32_t bucket = o->alphabet != NULL ? icu_alphabet_bucket(o->alphabet, s) : 0;

	buf_free(&out);
	return (bucket);
}

const char *
alphabet_label(struct arena *arena, const char *tag, uint32_t bucket)
{
	const struct order *o = order_of(tag);

	return (o->alphabet != NULL ? icu_alphabet_label(o->alphabet, arena, bucket) : "");
}

uint32_t
alphabet_size(const char *tag)
{
	const struct order *o = order_of(tag);

	return (o->alphabet != NULL ? icu_alphabet_size(o->alphabet) : 0);
}
