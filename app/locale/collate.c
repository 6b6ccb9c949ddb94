/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Owns the collators and alphabets, one of each a tag and thread, and the readings of Chinese names
 * that ICU gets wrong.  ICU orders Chinese by one reading a character; where a name has another
 * one, characters that sound right take its place before the text is compared.
 */
#include "locale/collate.h"

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <unicode/uchar.h>
#include <unicode/ucol.h>
#include <unicode/uloc.h>
#include <unicode/ustring.h>
#include <unicode/utrans.h>

#include "base/buf.h"
#include "base/utf8.h"
#include "locale/icu.h"

enum { TAGS_MAX = 32, TAG_MAX = 32, SYLLABLE_MAX = 6, SYLLABLES_MAX = 512, READING_MAX = 256 };

/* Lower case without the four tones; the two dots of ü stay. */
#define TONES_REMOVED "NFD; [\\u0300\\u0301\\u0304\\u030C] Remove; NFC; Lower"

struct order {
	char tag[TAG_MAX];
	bool is_pinyin;
	UCollator *collator;
	struct icu_alphabet *alphabet;
};

static _Thread_local struct order orders[TAGS_MAX];
static _Thread_local size_t norders;

/* Whether readers of this tag look for Chinese names by their pinyin. */
static bool
by_pinyin(const char *icu)
{
	UErrorCode status = U_ZERO_ERROR;
	char full[ULOC_FULLNAME_CAPACITY];

	uloc_addLikelySubtags(icu, full, sizeof(full), &status);
	return (U_SUCCESS(status) && strncmp(full, "zh_Hans", 7) == 0);
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
	o->is_pinyin = by_pinyin(icu);
	status = U_ZERO_ERROR;
	o->collator = ucol_open(icu, &status);
	if (U_SUCCESS(status))
		ucol_setAttribute(o->collator, UCOL_NUMERIC_COLLATION, UCOL_ON, &status);
	o->alphabet = icu_alphabet_new(tag);
	return (o);
}

/* --- readings -------------------------------------------------------------------------------- */

/*
 * Names whose characters ICU reads otherwise, and what sounds right: 厦 xià not shà, 长 cháng not
 * zhǎng, and so on. A test compares each with its pinyin.
 */
static const struct {
	const char *name, *sounds;
} readings[] = {
	/* clang-format off */
	{ "厦门", "下门" }, { "长沙", "常沙" }, { "长春", "常春" }, { "长治", "常治" },
	{ "长江", "常江" }, { "长安", "常安" }, { "长兴", "常兴" }, { "长城", "常城" },
	{ "长乐", "常乐" }, { "长泰", "常泰" }, { "长汀", "常汀" }, { "长三角", "常三角" },
	{ "长期", "常期" }, { "长效", "常效" }, { "长寿", "常寿" }, { "长宁", "常宁" },
	{ "重庆", "虫庆" }, { "重组", "虫组" }, { "重复", "虫复" }, { "重审", "虫审" },
	{ "重新", "虫新" }, { "六安", "陆安" }, { "六合", "陆合" }, { "蚌埠", "泵埠" },
	{ "番禺", "潘禺" }, { "泌阳", "必阳" }, { "丽水", "离水" }, { "台州", "胎州" },
	{ "天台", "天胎" }, { "乐亭", "烙亭" }, { "乐清", "月清" }, { "浚县", "训县" },
	{ "铅山", "言山" }, { "黄埔", "黄普" }, { "荥经", "营经" }, { "什邡", "十邡" },
	{ "西藏", "西脏" }, { "单县", "善县" }, { "洪洞", "洪同" }, { "繁峙", "繁是" },
	{ "枞阳", "宗阳" }, { "蔚县", "玉县" }, { "涡阳", "锅阳" }, { "珲春", "魂春" },
	{ "牟平", "目平" }, { "中牟", "中目" }, { "闽侯", "闽后" }, { "内蒙古", "内猛古" },
	{ "成都", "成督" }, { "都江堰", "督江堰" }, { "都匀", "督匀" }, { "首都", "首督" },
	{ "燕山", "烟山" }, { "尉犁", "玉犁" }, { "会稽", "快稽" }, { "会计", "快计" },
	{ "曲江", "取江" }, { "曲靖", "取靖" }, { "任丘", "仁丘" }, { "监利", "见利" },
	{ "黄陂", "黄皮" }, { "犍为", "前为" }, { "筠连", "军连" }, { "秘鲁", "必鲁" },
	{ "地理", "帝理" }, { "地方", "帝方" }, { "地区", "帝区" }, { "著作", "助作" },
	{ "著名", "助名" }, { "调解", "条解" }, { "调整", "条整" }, { "行业", "航业" },
	{ "银行", "银航" }, { "应用", "映用" }, { "应对", "映对" }, { "音乐", "音月" },
	{ "差异", "插异" }, { "差距", "插距" }, { "角色", "决色" }, { "校准", "叫准" },
	/* clang-format on */
};

static void
apply_readings(struct buf *out, const char *text)
{
	while (*text != '\0') {
		size_t i, n = 0;

		/* Only texts that begin with a Chinese character can begin with a name. */
		for (i = 0;
		     (unsigned char)*text >= 0xE3 && i < sizeof(readings) / sizeof(readings[0]);
		     i++) {
			n = strlen(readings[i].name);
			if (strncmp(text, readings[i].name, n) == 0)
				break;
			n = 0;
		}
		if (n > 0) {
			buf_str(out, readings[i].sounds);
			text += n;
		} else {
			buf_char(out, *text++);
		}
	}
}

/*
 * Pinyin, its syllables divided by nothing, spaces or apostrophes, becomes one Chinese character a
 * syllable, so that it sorts among Chinese text.  The characters are found once a thread, by asking
 * ICU for the pinyin of each.
 */
struct syllable {
	char latin[SYLLABLE_MAX + 1]; /* without tones, two dots kept */
	char character[4];
};

static _Thread_local struct syllable syllables[SYLLABLES_MAX];
static _Thread_local size_t nsyllables;

static UTransliterator *
open_rules(const char *rules)
{
	UErrorCode status = U_ZERO_ERROR;
	UTransliterator *t;
	UChar id[128];

	u_uastrcpy(id, rules);
	t = utrans_openU(id, -1, UTRANS_FORWARD, NULL, 0, NULL, &status);
	return (U_SUCCESS(status) ? t : NULL);
}

/* ${n} units of ${text} through ${t} to UTF-8; false if it does not fit. */
static bool
transliterate(const UTransliterator *t, const UChar *text, int32_t n, char *out, size_t size)
{
	UErrorCode status = U_ZERO_ERROR;
	UChar work[READING_MAX];
	int32_t limit = n;

	if (n > READING_MAX)
		return (false);
	u_memcpy(work, text, n);
	utrans_transUChars(t, work, &n, READING_MAX, 0, &limit, &status);
	u_strToUTF8(out, (int32_t)size, NULL, work, n, &status);
	return (status == U_ZERO_ERROR);
}

static const struct syllable *
find_syllable(const char *latin, size_t n)
{
	for (size_t i = 0; i < nsyllables; i++) {
		if (strlen(syllables[i].latin) == n && memcmp(syllables[i].latin, latin, n) == 0)
			return (&syllables[i]);
	}
	return (NULL);
}

static void
find_syllables(void)
{
	UTransliterator *t = open_rules("Han-Latin; " TONES_REMOVED);
	char latin[32];

	for (UChar c = 0x4E00; t != NULL && c < 0x9FA6 && nsyllables < SYLLABLES_MAX; c++) {
		struct syllable *s = &syllables[nsyllables];

		if (!transliterate(t, &c, 1, latin, sizeof(latin)) ||
		    strlen(latin) > SYLLABLE_MAX || (unsigned char)latin[0] >= 0x80 ||
		    find_syllable(latin, strlen(latin)) != NULL)
			continue;
		memcpy(s->latin, latin, strlen(latin) + 1);
		s->character[utf8_put(c, s->character)] = '\0';
		nsyllables++;
	}
	utrans_close(t);
}

/* The syllable at ${p}: the longest after which none begins with a vowel, for that would need an
 * apostrophe. */
static const struct syllable *
next_syllable(const char *p)
{
	const struct syllable *longest = NULL, *s;
	size_t room = strlen(p);

	for (size_t n = room < SYLLABLE_MAX ? room : SYLLABLE_MAX; n > 0; n--) {
		if ((s = find_syllable(p, n)) == NULL)
			continue;
		if (p[n] == '\0' || strchr("aeo", p[n]) == NULL)
			return (s);
		if (longest == NULL)
			longest = s;
	}
	return (longest);
}

static bool
apply_pinyin(struct buf *out, const char *reading)
{
	UTransliterator *t = open_rules(TONES_REMOVED);
	UErrorCode status = U_ZERO_ERROR;
	char latin[READING_MAX * 3];
	UChar text[READING_MAX];
	int32_t n = 0;
	bool fits;

	u_strFromUTF8WithSub(text, READING_MAX, &n, reading, -1, 0xFFFD, NULL, &status);
	fits = t != NULL && U_SUCCESS(status) && transliterate(t, text, n, latin, sizeof(latin));
	utrans_close(t);
	if (!fits)
		return (false);
	if (nsyllables == 0)
		find_syllables();
	for (const char *p = latin; *p != '\0';) {
		const struct syllable *s = next_syllable(p);

		if (s != NULL) {
			buf_str(out, s->character);
			p += strlen(s->latin);
		} else {
			if (*p != ' ' && *p != '\'')
				buf_char(out, *p);
			p++;
		}
	}
	return (true);
}

/* --- keys and buckets ------------------------------------------------------------------------ */

/* Quotation marks and the like in front do not count. */
static const char *
skip_marks(const char *s)
{
	const char *start = s;
	uint32_t c;
	size_t n;

	while ((n = utf8_next(s, strlen(s), &c)) > 0 && !u_isalnum((UChar32)c))
		s += n;
	return (*s != '\0' ? s : start);
}

/* What is compared in place of ${text}; the buffer is the caller's to free. */
static const char *
comparable(const struct order *o, const char *text, const char *reading, struct buf *out)
{
	if (!o->is_pinyin)
		return (skip_marks(text));
	if (reading != NULL && *reading != '\0' && apply_pinyin(out, reading))
		return (skip_marks(buf_cstr(out)));
	buf_clear(out);
	apply_readings(out, skip_marks(text));
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
