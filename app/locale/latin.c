/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Owns the transliterators, one of each a thread. */
#include "locale/latin.h"

#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <unicode/ustring.h>
#include <unicode/utrans.h>

#include "base/log.h"
#include "locale/pinyin.h"

enum { GROWTH = 8, UNITS_MAX = 4096, KEPT = 1024, KEPT_TEXT = 64, KEPT_LATIN = 128 };

struct change {
	const char *id;
	UTransliterator *how;
	bool missing;
};

static _Thread_local struct change simplify = { .id = "Hant-Hans" };
static _Thread_local struct change romanise = {
	.id = "Han-Latin; Russian-Latin/BGN; Any-Latin; Latin-ASCII; Lower; [^a-z0-9\\ ] Remove"
};
/* The same without the rules that find nothing to do, which take most of the time. */
static _Thread_local struct change romanise_cyrillic = {
	.id = "Russian-Latin/BGN; Cyrillic-Latin; Latin-ASCII; Lower; [^a-z0-9\\ ] Remove"
};
static _Thread_local struct change romanise_chinese = {
	.id = "Han-Latin; Latin-ASCII; Lower; [^a-z0-9\\ ] Remove"
};

static bool
prepare(struct change *c)
{
	UErrorCode status = U_ZERO_ERROR;
	UChar id[128];

	if (c->how == NULL && !c->missing) {
		u_uastrcpy(id, c->id);
		c->how = utrans_openU(id, -1, UTRANS_FORWARD, NULL, 0, NULL, &status);
		c->missing = U_FAILURE(status);
		if (c->missing)
			log_event(LOG_LEVEL_ERROR, "locale.transliterator", LOG_TEXT("id", c->id),
			    LOG_TEXT("detail", u_errorName(status)));
	}
	return (!c->missing);
}

static void
apply(struct change *c, struct buf *out, const char *text)
{
	UErrorCode status = U_ZERO_ERROR;
	int32_t n = 0, limit, room;
	UChar *units;
	char *utf8;
	size_t size = strnlen(text, UNITS_MAX);

	if (size == UNITS_MAX || !prepare(c)) {
		buf_str(out, text);
		return;
	}
	room = (int32_t)size * GROWTH + 16;
	if ((units = malloc((size_t)room * sizeof(*units))) == NULL ||
	    (utf8 = malloc((size_t)room * 3 + 1)) == NULL)
		log_die("locale: out of memory");
	u_strFromUTF8WithSub(units, room, &n, text, -1, 0xFFFD, NULL, &status);
	limit = n;
	utrans_transUChars(c->how, units, &n, room, 0, &limit, &status);
	u_strToUTF8WithSub(utf8, room * 3, NULL, units, n, 0xFFFD, NULL, &status);
	buf_str(out, U_SUCCESS(status) ? utf8 : text);
	free(utf8);
	free(units);
}

/* Whether there may be Chinese characters: those and little else take three bytes from here on. */
static bool
may_be_chinese(const char *text)
{
	for (; *text != '\0'; text++)
		if ((unsigned char)*text >= 0xE3)
			return (true);
	return (false);
}

void
latin_simplified(struct buf *out, const char *text)
{
	if (may_be_chinese(text))
		apply(&simplify, out, text);
	else
		buf_str(out, text);
}

/* The least that does for ${text}: rules for its one script beside ASCII, or all. */
static struct change *
romaniser(const char *text)
{
	bool cyrillic = true, chinese = true;

	for (const unsigned char *p = (const unsigned char *)text; *p != '\0'; p++) {
		if (*p < 0x80 || (*p & 0xC0) == 0x80)
			continue;
		cyrillic = cyrillic && *p >= 0xD0 && *p <= 0xD3;
		chinese = chinese && *p >= 0xE4 && *p <= 0xE9;
	}
	return (cyrillic ? &romanise_cyrillic : chinese ? &romanise_chinese : &romanise);
}

/* The words of titles come again and again, and each costs some dozens of microseconds. */
struct kept {
	char text[KEPT_TEXT], latin[KEPT_LATIN];
};

static struct kept *
place_of(const char *text, size_t size)
{
	static _Thread_local struct kept *kept;
	uint32_t hash = 2166136261U;

	if (size >= KEPT_TEXT)
		return (NULL);
	if (kept == NULL && (kept = calloc(KEPT, sizeof(*kept))) == NULL)
		log_die("locale: out of memory");
	for (size_t i = 0; i < size; i++)
		hash = (hash ^ (unsigned char)text[i]) * 16777619U;
	return (&kept[(hash ^ hash >> 15) % KEPT]);
}

void
latin_name(struct buf *out, const char *text)
{
	struct buf simple = { 0 }, sounds = { 0 };
	const size_t size = strlen(text), before = out->len;
	struct kept *kept = place_of(text, size);

	if (size == 0)
		return;
	if (kept != NULL && strcmp(kept->text, text) == 0) {
		buf_str(out, kept->latin);
		return;
	}
	latin_simplified(&simple, text);
	pinyin_names(&sounds, buf_cstr(&simple));
	apply(romaniser(buf_cstr(&sounds)), out, buf_cstr(&sounds));
	buf_free(&sounds);
	buf_free(&simple);
	if (kept != NULL && out->len - before < KEPT_LATIN) {
		memcpy(kept->text, text, size + 1);
		memcpy(kept->latin, out->data + before, out->len - before);
		kept->latin[out->len - before] = '\0';
	}
}
