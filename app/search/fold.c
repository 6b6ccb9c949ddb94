/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Owns the table of characters, filled by ICU a page of 256 at a time as they are met.  Words
 * themselves are cut in words.c.
 */
#include "search/fold.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include <unicode/uchar.h>
#include <unicode/unorm2.h>
#include <unicode/uscript.h>
#include <unicode/ustring.h>
#include <unicode/utrans.h>

#include "base/buf.h"
#include "base/log.h"
#include "base/utf8.h"

enum { PAGE = 256, ROOM = 64 };

struct fold *fold_pages[0x1100];
const char *fold_text;
static struct buf pool;
static const UNormalizer2 *casefold, *decompose;
static UTransliterator *simplify;

static void
start(void)
{
	UErrorCode e = U_ZERO_ERROR;

	casefold = unorm2_getNFKCCasefoldInstance(&e);
	decompose = unorm2_getNFDInstance(&e);
	simplify = utrans_openU(u"Traditional-Simplified", -1, UTRANS_FORWARD, NULL, 0, NULL, &e);
	if (U_FAILURE(e))
		log_die("search: ICU lacks its normalisation data");
}

static enum fold_script
script_of(UChar32 c)
{
	UErrorCode e = U_ZERO_ERROR;

	switch (uscript_getScript(c, &e)) {
	case USCRIPT_LATIN:
		return (SCRIPT_LATIN);
	case USCRIPT_CYRILLIC:
		return (SCRIPT_CYRILLIC);
	case USCRIPT_ARABIC:
		return (SCRIPT_ARABIC);
	case USCRIPT_DEVANAGARI:
		return (SCRIPT_DEVANAGARI);
	case USCRIPT_ETHIOPIC:
		return (SCRIPT_ETHIOPIC);
	case USCRIPT_HAN:
	case USCRIPT_HIRAGANA:
	case USCRIPT_KATAKANA:
	case USCRIPT_HANGUL:
	case USCRIPT_BOPOMOFO:
	case USCRIPT_THAI:
	case USCRIPT_LAO:
	case USCRIPT_KHMER:
	case USCRIPT_MYANMAR:
		return (SCRIPT_IDEO);
	default:
		return (SCRIPT_OTHER);
	}
}

static enum fold_class
class_of(UChar32 c, enum fold_script script)
{
	uint32_t cat = U_GET_GC_MASK(c);

	/* Ordinal signs stand beside numbers ("5º"), the zero-width non-joiner divides Persian
	 * words. */
	if (c == 0xAA || c == 0xBA || c == 0x200C)
		return (FOLD_OTHER);
	if (c == 0x640 || c == 0xAD || (cat & U_GC_CF_MASK) ||
	    u_hasBinaryProperty(c, UCHAR_DEFAULT_IGNORABLE_CODE_POINT))
		return (FOLD_IGNORE);
	if (cat & U_GC_ND_MASK)
		return (FOLD_DIGIT);
	if (cat & (U_GC_L_MASK | U_GC_M_MASK | U_GC_NL_MASK))
		return (script == SCRIPT_IDEO ? FOLD_IDEO : FOLD_LETTER);
	return (FOLD_OTHER);
}

/* The Amharic letters that sound alike, as a reader spells them either way. */
static UChar32
ethiopic(UChar32 c)
{
	static const struct {
		UChar32 from, to;
	} rows[] = { { 0x1210, 0x1200 }, { 0x1280, 0x1200 }, { 0x12B8, 0x1200 }, { 0x1220, 0x1230 },
		{ 0x12D0, 0x12A0 }, { 0x1340, 0x1338 } };

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
		if (c >= rows[i].from && c < rows[i].from + 8)
			c = rows[i].to + (c - rows[i].from);
	if (c == 0x1203)
		return (0x1200);
	return (c == 0x12A3 ? 0x12A0 : c);
}

static bool
arabic_mark(UChar32 c)
{
	return ((c >= 0x610 && c <= 0x61A) || (c >= 0x64B && c <= 0x65F) || c == 0x670 ||
		(c >= 0x6D6 && c <= 0x6ED && c != 0x6DD && c != 0x6DE && c != 0x6E9));
}

static UChar32
light_char(UChar32 c)
{
	int32_t digit;

	if (u_charType(c) == U_DECIMAL_DIGIT_NUMBER && (digit = u_charDigitValue(c)) >= 0)
		return ('0' + digit);
	if (c == 0x451)
		return (0x435);
	if (arabic_mark(c) || c == 0x640)
		return (0);
	return (c);
}

/* 0: the character counts for nothing.  Stands after canonical decomposition where the script has
 * one. */
static UChar32
full_char(UChar32 c, enum fold_script script)
{
	switch (c) {
	case 0x629: /* teh marbuta */
	case 0x6BE:
	case 0x6C1:
	case 0x6C0:
	case 0x6D5:
		return (0x647);
	case 0x649: /* alef maksura, Persian yeh */
	case 0x6CC:
		return (0x64A);
	case 0x6A9: /* Persian kaf */
		return (0x643);
	case 0x671: /* alef wasla */
		return (0x627);
	case 0x901: /* candrabindu is written as anusvara */
		return (0x902);
	case 0x93C: /* nukta */
		return (0);
	case 0xF8:
		return ('o');
	case 0x111:
		return ('d');
	case 0x142:
		return ('l');
	case 0x131:
		return ('i');
	default:
		break;
	}
	if (script == SCRIPT_ETHIOPIC)
		return (ethiopic(c));
	if (script != SCRIPT_DEVANAGARI && script != SCRIPT_IDEO && script != SCRIPT_CYRILLIC &&
	    u_charType(c) == U_NON_SPACING_MARK)
		return (0);
	return (c);
}

static size_t
put(UChar32 c, char *out, size_t n)
{
	if (c == 0 || n + 4 > ROOM)
		return (n);
	return (n + utf8_put((uint32_t)c, out + n));
}

static void
fill(struct fold *f, UChar32 c)
{
	UChar in[2], cf[ROOM], flat[ROOM];
	UErrorCode e = U_ZERO_ERROR;
	enum fold_script script = script_of(c);
	char light[ROOM], full[ROOM];
	size_t nlight = 0, nfull = 0;
	int32_t n = 0, m;
	UBool bad = 0;
	UChar32 d;

	f->script = (uint8_t)script;
	f->class = (uint8_t)class_of(c, script);
	if (f->class == FOLD_OTHER || f->class == FOLD_IGNORE)
		return;
	U16_APPEND(in, n, 2, c, bad);
	n = unorm2_normalize(casefold, in, n, cf, ROOM, &e);
	if (bad || U_FAILURE(e))
		return;
	if (script == SCRIPT_IDEO) {
		m = n;
		utrans_transUChars(simplify, cf, &n, ROOM, 0, &m, &e);
		if (U_FAILURE(e))
			return;
	}
	for (int32_t i = 0; i < n;) {
		U16_NEXT(cf, i, n, d);
		nlight = put(light_char(d), light, nlight);
	}
	m = n;
	memcpy(flat, cf, (size_t)n * sizeof(UChar));
	/* Cyrillic keeps short i, Hangul and the Indic scripts keep their letters. */
	if (script != SCRIPT_IDEO && script != SCRIPT_CYRILLIC)
		m = unorm2_normalize(decompose, cf, n, flat, ROOM, &e);
	if (U_FAILURE(e))
		return;
	for (int32_t i = 0; i < m;) {
		U16_NEXT(flat, i, m, d);
		/* Marks are of no script; those met alone lose what they lose upon a Latin letter.
		 */
		nfull = put(full_char(light_char(d), script), full, nfull);
	}
	f->nlight = (uint8_t)nlight;
	f->nfull = (uint8_t)nfull;
	f->light = (uint32_t)pool.len;
	buf_add(&pool, light, nlight);
	f->full = (uint32_t)pool.len;
	buf_add(&pool, full, nfull);
}

const struct fold *
fold_fill(uint32_t c)
{
	static const struct fold none;
	struct fold *page;

	if (c >= 0x110000)
		return (&none);
	if (casefold == NULL)
		start();
	if ((page = calloc(PAGE, sizeof(*page))) == NULL)
		log_die("search: out of memory");
	for (uint32_t i = 0; i < PAGE; i++)
		fill(&page[i], (UChar32)(c / PAGE * PAGE + i));
	fold_pages[c / PAGE] = page;
	fold_text = pool.data;
	return (&page[c % PAGE]);
}

size_t
fold_string(const char *text, size_t size, char *out, size_t room)
{
	const struct fold *f;
	size_t i = 0, n = 0, step;
	bool gap = false;
	uint32_t c;

	while (i < size) {
		if ((step = utf8_next(text + i, size - i, &c)) == 0) {
			i++;
			gap = true;
			continue;
		}
		i += step;
		f = fold_get(c);
		if (f->class == FOLD_OTHER) {
			gap = true;
			continue;
		}
		if (n + 1 + f->nfull > room)
			break;
		if (gap && n > 0 && f->nfull > 0)
			out[n++] = ' ';
		if (f->nfull > 0)
			gap = false;
		memcpy(out + n, fold_full(f), f->nfull);
		n += f->nfull;
	}
	return (n);
}
