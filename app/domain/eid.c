/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Owns how the printed number of an article becomes its id. */
#include "domain/eid.h"

#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "base/buf.h"
#include "base/utf8.h"

enum { WORD_MAX = 32, LETTERS_MAX = 3 };

/* --- reading single characters -----------------------------------------------------------------
 */

/* The code point at ${p}, 0 at the end; an ill-formed byte reads as a character that means nothing.
 */
static uint32_t
peek(const char *p, size_t *ret_len)
{
	uint32_t c = 0;

	*ret_len = utf8_next(p, strnlen(p, 4), &c);
	if (*ret_len == 0 && *p != '\0') {
		*ret_len = 1;
		return (0xFFFD);
	}
	return (c);
}

static int
digit_value(uint32_t c)
{
	static const uint32_t zeros[] = { '0', 0x0660, 0x06F0, 0x0966, 0xFF10 };

	for (size_t i = 0; i < sizeof(zeros) / sizeof(zeros[0]); i++) {
		if (c >= zeros[i] && c <= zeros[i] + 9)
			return ((int)(c - zeros[i]));
	}
	return (-1);
}

static int
superscript_value(uint32_t c)
{
	if (c == 0xB9)
		return (1);
	if (c == 0xB2 || c == 0xB3)
		return ((int)(c - 0xB0));
	if (c == 0x2070 || (c >= 0x2074 && c <= 0x2079))
		return ((int)(c - 0x2070));
	return (-1);
}

static bool
ascii_letter(char c)
{
	return ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'));
}

static char
ascii_lower(char c)
{
	return (c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c);
}

/* Digits of any of the scripts as ASCII digits; returns where they end, ${p} itself if there are
 * none. */
static const char *
read_digits(const char *p, struct buf *out)
{
	size_t len;
	int d;

	while ((d = digit_value(peek(p, &len))) >= 0) {
		buf_char(out, (char)('0' + d));
		p += len;
	}
	return (p);
}

/* --- Chinese numerals --------------------------------------------------------------------------
 */

/* Digits are 0 to 9, multipliers their value, -1 for anything else. */
static int
chinese_value(uint32_t c)
{
	static const struct {
		uint32_t c;
		int value;
	} numerals[] = { { 0x96F6, 0 }, { 0x3007, 0 }, { 0x4E00, 1 }, { 0x4E8C, 2 }, { 0x4E24, 2 },
		{ 0x4E09, 3 }, { 0x56DB, 4 }, { 0x4E94, 5 }, { 0x516D, 6 }, { 0x4E03, 7 },
		{ 0x516B, 8 }, { 0x4E5D, 9 }, { 0x5341, 10 }, { 0x767E, 100 }, { 0x5343, 1000 } };

	for (size_t i = 0; i < sizeof(numerals) / sizeof(numerals[0]); i++) {
		if (numerals[i].c == c)
			return (numerals[i].value);
	}
	return (-1);
}

/* 一百零一 is 101, 十一 is 11, 一〇一 is 101.  Returns where the numeral ends, ${p} itself if there
 * is none. */
static const char *
read_chinese(const char *p, struct buf *out)
{
	const char *start = p;
	long total = 0, digits = 0;
	bool have_digit = false;
	size_t len;
	int v;

	while ((v = chinese_value(peek(p, &len))) >= 0 && total < 100000 && digits < 100000) {
		if (v < 10) {
			digits = have_digit ? digits * 10 + v : v;
			have_digit = true;
		} else {
			total += (have_digit ? digits : 1) * v;
			digits = 0;
			have_digit = false;
		}
		p += len;
	}
	if (p != start)
		buf_printf(out, "%ld", total + digits);
	return (p);
}

static const char *
read_either(const char *p, struct buf *out)
{
	const char *end = read_digits(p, out);

	return (end != p ? end : read_chinese(p, out));
}

/* --- Arabic ordinal words ----------------------------------------------------------------------
 */

/*
 * The next word of Arabic letters at ${p} with its spelling levelled: hamza forms of alef are alef,
 * alef maqsura is ya, ta marbuta is ha, vowel signs and tatweel are gone.  Returns where it ends.
 */
static const char *
read_arabic_word(const char *p, char word[WORD_MAX])
{
	size_t n = 0, len;
	uint32_t c;

	for (; (c = peek(p, &len)) >= 0x0621 && c <= 0x0652; p += len) {
		if (c == 0x0640 || c >= 0x064B)
			continue;
		if (c == 0x0622 || c == 0x0623 || c == 0x0625)
			c = 0x0627;
		else if (c == 0x0649)
			c = 0x064A;
		else if (c == 0x0629)
			c = 0x0647;
		else if (c == 0x0626)
			c = 0x0621;
		if (n + 4 < WORD_MAX)
			n += utf8_put(c, word + n);
	}
	word[n] = '\0';
	return (p);
}

/* What an ordinal word adds to the number, without its article and "and"; 0: no such word, -1: it
 * only joins. */
static int
ordinal_value(const char *word)
{
	static const struct {
		const char *word;
		int value;
	} ordinals[] = { { "اولي", 1 }, { "اول", 1 }, { "حاديه", 1 }, { "حادي", 1 }, { "ثانيه", 2 },
		{ "ثاني", 2 }, { "ثالثه", 3 }, { "ثالث", 3 }, { "رابعه", 4 }, { "رابع", 4 },
		{ "خامسه", 5 }, { "خامس", 5 }, { "سادسه", 6 }, { "سادس", 6 }, { "سابعه", 7 },
		{ "سابع", 7 }, { "ثامنه", 8 }, { "ثامن", 8 }, { "تاسعه", 9 }, { "تاسع", 9 },
		{ "عاشره", 10 }, { "عاشر", 10 }, { "عشره", 10 }, { "عشر", 10 }, { "عشرون", 20 },
		{ "عشرين", 20 }, { "ثلاثون", 30 }, { "ثلاثين", 30 }, { "اربعون", 40 },
		{ "اربعين", 40 }, { "خمسون", 50 }, { "خمسين", 50 }, { "ستون", 60 }, { "ستين", 60 },
		{ "سبعون", 70 }, { "سبعين", 70 }, { "ثمانون", 80 }, { "ثمانين", 80 },
		{ "تسعون", 90 }, { "تسعين", 90 }, { "مائه", 100 }, { "ماءه", 100 }, { "مءه", 100 },
		{ "مائتان", 200 }, { "ماءتان", 200 }, { "مءتان", 200 }, { "بعد", -1 } };

	if (strncmp(word, "وال", strlen("وال")) == 0)
		word += strlen("وال");
	else if (strncmp(word, "ال", strlen("ال")) == 0)
		word += strlen("ال");
	for (size_t i = 0; i < sizeof(ordinals) / sizeof(ordinals[0]); i++) {
		if (strcmp(ordinals[i].word, word) == 0)
			return (ordinals[i].value);
	}
	return (0);
}

/* "المادة الحادية عشرة" is 11.  Returns where the ordinal ends, NULL if ${p} does not begin with
 * one. */
static const char *
read_ordinal(const char *p, struct buf *out)
{
	const char *end = NULL;
	char word[WORD_MAX];
	int total = 0, v;

	for (bool first = true;; first = false) {
		p += strspn(p, " ");
		p = read_arabic_word(p, word);
		if (first && (strcmp(word, "الماده") == 0 || strcmp(word, "ماده") == 0)) {
			p += strspn(p, " ");
			p = read_arabic_word(p, word);
		}
		if (word[0] == '\0' || (v = ordinal_value(word)) == 0)
			break;
		if (v > 0) {
			total += v;
			end = p;
		}
	}
	if (end != NULL && total > 0)
		buf_printf(out, "%d", total);
	return (total > 0 ? end : NULL);
}

/* --- what may follow the number ----------------------------------------------------------------
 */

static bool
word_follows(const char *p, const char *word)
{
	size_t n = strlen(word);

	return (strncmp(p, word, n) == 0 && !ascii_letter(p[n]));
}

/* "-A", "(1)", ".2", "/3": a divider and digits or up to three letters.  NULL if it is something
 * else. */
static const char *
read_divided(const char *p, struct buf *out)
{
	struct buf part = { 0 };
	const char *end;
	bool bracket = *p == '(';
	size_t n = 0;

	if (strncmp(p, "–", strlen("–")) == 0)
		p += strlen("–");
	else if (*p == '-' || *p == '.' || *p == '/' || *p == '(')
		p++;
	else
		return (NULL);
	if ((end = read_digits(p, &part)) == p) {
		while (n <= LETTERS_MAX && ascii_letter(p[n]))
			buf_char(&part, ascii_lower(p[n++]));
		end = n > 0 && n <= LETTERS_MAX ? p + n : NULL;
	}
	if (end != NULL && bracket)
		end = *end == ')' ? end + 1 : NULL;
	if (end != NULL)
		buf_printf(out, "-%s", buf_cstr(&part));
	buf_free(&part);
	return (end);
}

/* "bis", "ter" … and مكرر, which is what Arabic says for bis. */
static const char *
read_repetition(const char *p, struct buf *out)
{
	static const char *const latin[] = { "bis", "ter", "quater", "quinquies", "sexies",
		"septies", "octies", "nonies", "decies" };
	char word[WORD_MAX];
	const char *end;

	p += strspn(p, " -");
	for (size_t i = 0; i < sizeof(latin) / sizeof(latin[0]); i++) {
		if (word_follows(p, latin[i])) {
			buf_printf(out, "-%s", latin[i]);
			return (p + strlen(latin[i]));
		}
	}
	end = read_arabic_word(p, word);
	if (strcmp(word, "مكرر") == 0 || strcmp(word, "مكررا") == 0 || strcmp(word, "مكرره") == 0) {
		buf_str(out, "-bis");
		return (end + strspn(end, " "));
	}
	return (NULL);
}

static void
read_suffixes(const char *p, struct buf *out)
{
	const char *end;
	size_t len, n;
	int d;

	for (;;) {
		uint32_t c = peek(p, &len);

		if (c == 0xBA || c == 0xAA || c == 0xB0) {
			p += len; /* 5º, 5ª, and the degree sign that stands for them */
		} else if ((end = read_repetition(p, out)) != NULL) {
			p = end;
		} else if ((d = superscript_value(c)) >= 0) {
			buf_char(out, '-');
			for (; (d = superscript_value(peek(p, &len))) >= 0; p += len)
				buf_char(out, (char)('0' + d));
		} else if (c < 0x80 && ascii_letter((char)c)) {
			for (n = 0; ascii_letter(p[n]); n++)
				;
			if (n > LETTERS_MAX)
				return;
			while (n-- > 0)
				buf_char(out, ascii_lower(*p++));
		} else if ((end = read_divided(p, out)) != NULL) {
			p = end;
		} else {
			return;
		}
	}
}

/* 第十一条之一: what follows the numeral is the unit (条, 條, 款), then perhaps 之 and a numeral.
 */
static void
read_chinese_suffixes(const char *p, struct buf *out)
{
	size_t len;

	if (strncmp(p, "之", strlen("之")) != 0) {
		(void)peek(p, &len);
		p += len;
	}
	while (strncmp(p, "之", strlen("之")) == 0) {
		struct buf part = { 0 };
		const char *end = read_either(p + strlen("之"), &part);

		if (part.len > 0)
			buf_printf(out, "-%s", buf_cstr(&part));
		buf_free(&part);
		if (end == p + strlen("之"))
			return;
		p = end;
	}
}

/* "Article IV": a word of nothing but capitals that are Roman numerals.  The id keeps the letters.
 */
static bool
read_roman(const char *p, struct buf *out)
{
	while (*p != '\0') {
		size_t n = strspn(p, "IVXLC");

		if (n > 0 && !ascii_letter(p[n])) {
			while (n-- > 0)
				buf_char(out, ascii_lower(*p++));
			return (true);
		}
		while (ascii_letter(*p))
			p++;
		while (*p != '\0' && !ascii_letter(*p))
			p++;
	}
	return (false);
}

/* "1.044" is one thousand and forty-four in Brazil; "12.1" is two numbers. */
static const char *
join_thousands(const char *number, const char *p, struct buf *out)
{
	if (out->len == 1 && p == number + 1 && p[0] == '.' && strspn(p + 1, "0123456789") == 3) {
		buf_add(out, p + 1, 3);
		return (p + 4);
	}
	return (p);
}

/* The readable part of ${number} in ${out}; left empty if there is none. */
static void
read_number(const char *number, struct buf *out)
{
	const char *p, *end;
	size_t len;

	if ((p = strstr(number, "第")) != NULL) {
		p += strlen("第");
		if ((end = read_either(p, out)) != p) {
			read_chinese_suffixes(end, out);
			return;
		}
	}
	if ((end = read_ordinal(number, out)) != NULL) {
		end += strspn(end, "- ");
		if ((p = read_repetition(end, out)) != NULL)
			read_suffixes(p, out);
		return;
	}
	for (p = number; *p != '\0'; p += len) {
		if (digit_value(peek(p, &len)) >= 0) {
			end = read_digits(p, out);
			read_suffixes(join_thousands(p, end, out), out);
			return;
		}
	}
	if ((end = read_chinese(number, out)) != number) {
		read_chinese_suffixes(end, out);
		return;
	}
	(void)read_roman(number, out);
}

/* --- what divisions are counted with ------------------------------------------------------------
 */

static uint32_t
lower(uint32_t c)
{
	if ((c >= 'A' && c <= 'Z') || (c >= 0xC0 && c <= 0xDE && c != 0xD7) ||
	    (c >= 0x0410 && c <= 0x042F))
		return (c + 0x20);
	return (c);
}

/* Spaces, dashes but the hyphen, colons and commas of the scripts that we read. */
static bool
ends_word(uint32_t c)
{
	return (c == ' ' || c == '\t' || c == 0xA0 || c == 0x3000 || c == ':' || c == ',' ||
		(c >= 0x2010 && c <= 0x2014) || c == 0xFF1A || c == 0x060C);
}

const char *
eid_word(const char *p, char word[EID_WORD_MAX])
{
	size_t n = 0, len;
	uint32_t c;

	for (; (c = peek(p, &len)) != 0 && !ends_word(c); p += len) {
		if (n + 4 < EID_WORD_MAX)
			n += utf8_put(lower(c), word + n);
		/* "§1" */
		if (c == 0xA7) {
			p += len;
			break;
		}
	}
	while (n > 0 && (word[n - 1] == '.' || word[n - 1] == '-')) {
		n--;
		p--;
	}
	word[n] = '\0';
	return (p);
}

/* Ordinals up to ten by what they begin with, in lower case; Arabic ones are read_ordinal's. */
static int
counting_word(const char *word)
{
	static const char *const stems[][10] = {
		{ "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth",
		    "ninth", "tenth" },
		{ "primeir", "segund", "terceir", "quart", "quint", "sext", "sétim", "oitav", "non",
		    "décim" },
		{ "перв", "втор", "трет", "четверт", "пят", "шест", "седьм", "восьм", "девят",
		    "десят" },
		{ "اول", "دوم", "سوم", "چهارم", "پنجم", "ششم", "هفتم", "هشتم", "نهم", "دهم" },
		{ "kesatu", "kedua", "ketiga", "keempat", "kelima", "keenam", "ketujuh",
		    "kedelapan", "kesembilan", "kesepuluh" },
	};
	static const size_t endings[] = { 0, 1, 2 * 2, 0, 0 }; /* bytes that may follow */

	for (size_t s = 0; s < sizeof(stems) / sizeof(stems[0]); s++) {
		for (int i = 0; i < 10; i++) {
			size_t n = strlen(stems[s][i]);

			if (strncmp(word, stems[s][i], n) == 0 && strlen(word + n) <= endings[s])
				return (i + 1);
		}
	}
	return (0);
}

/* The value of a Roman numeral of ${n} lower-case letters, 0 if it is none.  A single c, d, l or m
 * is a letter: "Part C" follows "Part B". */
static int
roman(const char *s, size_t n)
{
	static const char letters[] = "ivxlcdm";
	static const int values[] = { 1, 5, 10, 50, 100, 500, 1000 };
	int total = 0, last = 0;

	if (n == 0 || (n == 1 && strchr("ivx", s[0]) == NULL))
		return (0);
	while (n-- > 0) {
		const char *p = strchr(letters, s[n]);
		int v;

		if (p == NULL || *p == '\0')
			return (0);
		v = values[p - letters];
		total += v < last ? -v : v;
		last = v > last ? v : last;
	}
	return (total > 0 ? total : 0);
}

const char *
eid_digits(const char *p, struct buf *out)
{
	return (read_digits(p, out));
}

const char *
eid_numeral(const char *p, struct buf *out)
{
	return (read_either(p, out));
}

const char *
eid_ordinal(const char *p, struct buf *out)
{
	return (read_ordinal(p, out));
}

bool
eid_is_ordinal(const char *word)
{
	return (counting_word(word) > 0);
}

bool
eid_is_counter(const char *word)
{
	size_t n = strcspn(word, "-"), len;

	if (roman(word, n) > 0 || counting_word(word) > 0 || (n == 1 && ascii_letter(word[0])))
		return (true);
	for (const char *p = word; *p != '\0'; p += len) {
		if (digit_value(peek(p, &len)) >= 0)
			return (true);
	}
	return (false);
}

void
eid_counter(const char *numeral, struct buf *out)
{
	char word[EID_WORD_MAX];
	size_t letters;
	int v;

	(void)eid_word(numeral, word);
	letters = strcspn(word, "-");
	if ((v = roman(word, letters)) > 0 || (v = counting_word(word)) > 0) {
		buf_printf(out, "%d", v);
		for (const char *p = word + letters; v > 0 && *p != '\0'; p++) {
			if (*p == '-' || ascii_letter(*p) || (*p >= '0' && *p <= '9'))
				buf_char(out, *p);
		}
	} else if (letters == 1 && ascii_letter(word[0])) {
		buf_char(out, word[0]);
	} else {
		read_number(numeral, out);
	}
}

/* --- words that stand for a whole text ----------------------------------------------------------
 */

const char *
eid_annex(const char *s)
{
	static const char *const words[] = { "annex", "annexure", "appendix", "attachment",
		"schedule", "anexo", "приложение", "الملحق", "ملحق", "المرفق", "مرفق", "ضمیمه",
		"پیوست", "अनुसूची", "परिशिष्ट", "lampiran" };
	static const char *const chinese[] = { "附件", "附录", "附錄", "附表" };
	char word[EID_WORD_MAX];
	const char *end = eid_word(s, word);

	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++) {
		if (strcmp(words[i], word) == 0)
			return (end);
	}
	for (size_t i = 0; i < sizeof(chinese) / sizeof(chinese[0]); i++) {
		if (strncmp(s, chinese[i], strlen(chinese[i])) == 0)
			return (s + strlen(chinese[i]));
	}
	return (NULL);
}

static const char *
skip_blank(const char *p)
{
	size_t len;

	for (uint32_t c; (c = peek(p, &len)) == ' ' || c == '\t' || c == 0xA0 || c == 0x3000;
	     p += len)
		;
	return (p);
}

static bool
is_preamble(const char *number)
{
	static const char *const words[] = { "preamble", "preâmbulo", "преамбула", "الديباجة",
		"ديباجة", "مقدمه", "उद्देशिका", "प्रस्तावना", "pembukaan", "序言", "前言", "序" };
	char word[EID_WORD_MAX];

	if (*eid_word(number, word) != '\0')
		return (false);
	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++) {
		if (strcmp(words[i], word) == 0)
			return (true);
	}
	return (false);
}

/* --- ids that are taken ------------------------------------------------------------------------
 */

/* Open addressing, at most half full; remembers how often each id was asked for. */
struct slot {
	const char *eid;
	unsigned count;
};

static struct slot *
find_slot(struct slot *slots, size_t mask, const char *eid)
{
	size_t h = 5381;

	for (const char *p = eid; *p != '\0'; p++)
		h = h * 33 + (unsigned char)*p;
	for (h &= mask; slots[h].eid != NULL && strcmp(slots[h].eid, eid) != 0; h = (h + 1) & mask)
		;
	return (&slots[h]);
}

struct eids {
	struct slot *slots;
	size_t mask;
};

struct eids *
eids_new(struct arena *arena, size_t n)
{
	struct eids *ids = arena_alloc(arena, sizeof(*ids));
	size_t size = 16;

	/* One for what is asked for, one for what is given instead. */
	while (size < n * 4)
		size *= 2;
	ids->slots = arena_array(arena, struct slot, size);
	ids->mask = size - 1;
	return (ids);
}

const char *
eids_take(struct eids *ids, struct arena *arena, const char *eid)
{
	struct slot *slot = find_slot(ids->slots, ids->mask, eid), *other;
	const char *apart;

	if (slot->eid == NULL) {
		*slot = (struct slot){ eid, 1 };
		return (eid);
	}
	do {
		apart = arena_printf(arena, "%s_%u", slot->eid, ++slot->count);
		other = find_slot(ids->slots, ids->mask, apart);
	} while (other->eid != NULL);
	*other = (struct slot){ apart, 1 };
	return (apart);
}

/* What ${a}, number ${i} of its text, is if its reader did not tell. */
static enum article_type
type_of(const struct article *a, size_t i, const struct buf *number)
{
	if (a->type != ARTICLE_ARTICLE)
		return (a->type);
	if (a->number != NULL && is_preamble(a->number))
		return (ARTICLE_PREAMBLE);
	if (a->number != NULL && eid_annex(a->number) != NULL)
		return (ARTICLE_ANNEX);
	if (number->len > 0)
		return (ARTICLE_ARTICLE);
	return (i == 0 ? ARTICLE_PREAMBLE : ARTICLE_OTHER);
}

void
eid_assign(struct arena *arena, struct article *articles, size_t n)
{
	struct eids *ids = eids_new(arena, n);
	struct buf number = { 0 };
	size_t sections = 0, annexes = 0;

	for (size_t i = 0; i < n; i++) {
		struct article *a = &articles[i];
		const char *annex, *eid = NULL;

		buf_clear(&number);
		if (a->number != NULL)
			read_number(a->number, &number);
		a->type = type_of(a, i, &number);
		switch (a->type) {
		case ARTICLE_ARTICLE:
			eid = arena_printf(arena, "art_%s", buf_cstr(&number));
			break;
		case ARTICLE_PREAMBLE:
			eid = "preamble";
			break;
		case ARTICLE_ANNEX:
			buf_clear(&number);
			annex = a->number != NULL ? eid_annex(a->number) : NULL;
			if (annex != NULL || a->number != NULL)
				eid_counter(skip_blank(annex != NULL ? annex : a->number), &number);
			annexes++;
			eid = number.len > 0 ? arena_printf(arena, "att_%s", buf_cstr(&number))
					     : arena_printf(arena, "att_%zu", annexes);
			break;
		case ARTICLE_OTHER:
		case ARTICLE_TYPE_COUNT:
			eid = arena_printf(arena, "sec_%zu", ++sections);
			break;
		}
		a->eid = eids_take(ids, arena, eid);
	}
	buf_free(&number);
}

bool
eid_valid(const char *s)
{
	size_t n = strspn(s, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-.");

	return (n > 0 && n <= EID_MAX && s[n] == '\0');
}
