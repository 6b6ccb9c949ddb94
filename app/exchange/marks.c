/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Owns the words and numerals, and what tells the beginning of an article from a reference to one.
 */
#include "exchange/marks.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/utf8.h"
#include "domain/eid.h"

enum {
	HEADING_MAX = 400, /* bytes of a line that is a heading */
	ORDINAL_WORDS = 6
};

enum family { ZH, RU, PT, EN, HI, AR, FA, ID, FAMILIES };

static const char *const families[FAMILIES] = { "zh", "ru", "pt", "en", "hi", "ar", "fa", "id" };

static const struct {
	enum family family;
	const char *word;
} articles[] = {
	{ RU, "Статья" },
	{ RU, "СТАТЬЯ" },
	{ PT, "Artigo" },
	{ PT, "Art." },
	{ EN, "Section" },
	{ EN, "Article" },
	{ EN, "Sec." },
	{ EN, "Art." },
	{ EN, "§" },
	{ HI, "धारा" },
	{ HI, "अनुच्छेद" },
	{ AR, "المادة" },
	{ AR, "الماده" },
	{ AR, "مادة" },
	{ FA, "ماده" },
	{ FA, "مادهٔ" },
	{ FA, "اصل" },
	{ ID, "Pasal" },
};

static const struct {
	enum family family;
	const char *word;
	enum division_type type;
	int rank;
} divisions[] = {
	{ RU, "Книга", DIVISION_BOOK, 10 },
	{ RU, "Часть", DIVISION_PART, 20 },
	{ RU, "ЧАСТЬ", DIVISION_PART, 20 },
	{ RU, "Раздел", DIVISION_TITLE, 30 },
	{ RU, "РАЗДЕЛ", DIVISION_TITLE, 30 },
	{ RU, "Подраздел", DIVISION_TITLE, 35 },
	{ RU, "Глава", DIVISION_CHAPTER, 40 },
	{ RU, "ГЛАВА", DIVISION_CHAPTER, 40 },
	{ RU, "Параграф", DIVISION_SECTION, 50 },
	{ RU, "§", DIVISION_SECTION, 50 },
	{ RU, "Приложение", DIVISION_ANNEX, 5 },
	{ RU, "ПРИЛОЖЕНИЕ", DIVISION_ANNEX, 5 },
	{ PT, "PARTE", DIVISION_PART, 8 },
	{ PT, "LIVRO", DIVISION_BOOK, 10 },
	{ PT, "TÍTULO", DIVISION_TITLE, 30 },
	{ PT, "Título", DIVISION_TITLE, 30 },
	{ PT, "CAPÍTULO", DIVISION_CHAPTER, 40 },
	{ PT, "Capítulo", DIVISION_CHAPTER, 40 },
	{ PT, "SEÇÃO", DIVISION_SECTION, 50 },
	{ PT, "Seção", DIVISION_SECTION, 50 },
	{ PT, "SUBSEÇÃO", DIVISION_SUBSECTION, 60 },
	{ PT, "Subseção", DIVISION_SUBSECTION, 60 },
	{ PT, "ANEXO", DIVISION_ANNEX, 5 },
	{ EN, "Book", DIVISION_BOOK, 10 },
	{ EN, "Part", DIVISION_PART, 20 },
	{ EN, "Title", DIVISION_TITLE, 30 },
	{ EN, "Chapter", DIVISION_CHAPTER, 40 },
	{ EN, "Subchapter", DIVISION_CHAPTER, 45 },
	{ EN, "Sub-chapter", DIVISION_CHAPTER, 45 },
	{ EN, "Division", DIVISION_TITLE, 35 },
	{ EN, "Schedule", DIVISION_ANNEX, 5 },
	{ EN, "Annex", DIVISION_ANNEX, 5 },
	{ EN, "Appendix", DIVISION_ANNEX, 5 },
	{ HI, "भाग", DIVISION_PART, 20 },
	{ HI, "अध्याय", DIVISION_CHAPTER, 40 },
	{ HI, "अनुसूची", DIVISION_ANNEX, 5 },
	{ AR, "الكتاب", DIVISION_BOOK, 10 },
	{ AR, "القسم", DIVISION_PART, 20 },
	{ AR, "الباب", DIVISION_TITLE, 30 },
	{ AR, "الفصل", DIVISION_CHAPTER, 40 },
	{ AR, "الفرع", DIVISION_SECTION, 50 },
	{ AR, "المبحث", DIVISION_SECTION, 50 },
	{ AR, "المطلب", DIVISION_SUBSECTION, 60 },
	{ AR, "الملحق", DIVISION_ANNEX, 5 },
	{ AR, "ملحق", DIVISION_ANNEX, 5 },
	{ FA, "کتاب", DIVISION_BOOK, 10 },
	{ FA, "بخش", DIVISION_PART, 20 },
	{ FA, "باب", DIVISION_TITLE, 30 },
	{ FA, "فصل", DIVISION_CHAPTER, 40 },
	{ FA, "مبحث", DIVISION_SECTION, 50 },
	{ FA, "گفتار", DIVISION_SUBSECTION, 60 },
	{ FA, "پیوست", DIVISION_ANNEX, 5 },
	{ ID, "BUKU", DIVISION_BOOK, 10 },
	{ ID, "BAB", DIVISION_CHAPTER, 40 },
	{ ID, "Bagian", DIVISION_SECTION, 50 },
	{ ID, "Paragraf", DIVISION_SUBSECTION, 60 },
	{ ID, "LAMPIRAN", DIVISION_ANNEX, 5 },
};

/* What stands in the place of a division's numeral, or before the word: "Общая часть". */
static const struct {
	enum family family;
	const char *word;
} ordinals[] = {
	{ RU, "первая" },
	{ RU, "вторая" },
	{ RU, "третья" },
	{ RU, "четвертая" },
	{ RU, "четвёртая" },
	{ RU, "пятая" },
	{ RU, "ПЕРВАЯ" },
	{ RU, "ВТОРАЯ" },
	{ RU, "ТРЕТЬЯ" },
	{ RU, "ЧЕТВЕРТАЯ" },
	{ PT, "ÚNICO" },
	{ PT, "Único" },
	{ PT, "ÚNICA" },
	{ PT, "Única" },
	{ PT, "GERAL" },
	{ PT, "ESPECIAL" },
	{ PT, "PRELIMINAR" },
	{ PT, "COMPLEMENTAR" },
	{ PT, "PRIMEIRA" },
	{ PT, "SEGUNDA" },
	{ EN, "One" },
	{ EN, "Two" },
	{ EN, "Three" },
	{ EN, "Four" },
	{ EN, "Five" },
	{ EN, "Six" },
	{ EN, "Seven" },
	{ EN, "Eight" },
	{ EN, "Nine" },
	{ EN, "Ten" },
	{ FA, "اول" },
	{ FA, "دوم" },
	{ FA, "سوم" },
	{ FA, "چهارم" },
	{ FA, "پنجم" },
	{ FA, "ششم" },
	{ FA, "هفتم" },
	{ FA, "هشتم" },
	{ FA, "نهم" },
	{ FA, "دهم" },
	{ FA, "یازدهم" },
	{ FA, "دوازدهم" },
	{ FA, "سیزدهم" },
	{ FA, "چهاردهم" },
	{ FA, "پانزدهم" },
	{ ID, "Kesatu" },
	{ ID, "Pertama" },
	{ ID, "Kedua" },
	{ ID, "Ketiga" },
	{ ID, "Keempat" },
	{ ID, "Kelima" },
	{ ID, "Keenam" },
	{ ID, "Ketujuh" },
	{ ID, "Kedelapan" },
	{ ID, "Kesembilan" },
	{ ID, "Kesepuluh" },
	{ HI, "पहला" },
	{ HI, "दूसरा" },
	{ HI, "तीसरा" },
	{ HI, "चौथा" },
};

/* Divisions whose names have no numeral behind them. */
static const struct {
	enum family family;
	const char *line;
	enum division_type type;
	int rank;
} wholes[] = {
	{ RU, "Общая часть", DIVISION_PART, 20 },
	{ RU, "ОБЩАЯ ЧАСТЬ", DIVISION_PART, 20 },
	{ RU, "Особенная часть", DIVISION_PART, 20 },
	{ RU, "ОСОБЕННАЯ ЧАСТЬ", DIVISION_PART, 20 },
	{ RU, "Приложение", DIVISION_ANNEX, 5 },
	{ PT, "ANEXO", DIVISION_ANNEX, 5 },
	{ EN, "The Schedule", DIVISION_ANNEX, 5 },
	{ EN, "Schedule", DIVISION_ANNEX, 5 },
	{ EN, "The First Schedule", DIVISION_ANNEX, 5 },
	{ EN, "First Schedule", DIVISION_ANNEX, 5 },
	{ EN, "The Second Schedule", DIVISION_ANNEX, 5 },
	{ EN, "Second Schedule", DIVISION_ANNEX, 5 },
	{ EN, "The Third Schedule", DIVISION_ANNEX, 5 },
	{ EN, "Third Schedule", DIVISION_ANNEX, 5 },
	{ EN, "Annex", DIVISION_ANNEX, 5 },
	{ HI, "अनुसूची", DIVISION_ANNEX, 5 },
	{ HI, "पहली अनुसूची", DIVISION_ANNEX, 5 },
	{ HI, "दूसरी अनुसूची", DIVISION_ANNEX, 5 },
	{ AR, "ملحق", DIVISION_ANNEX, 5 },
	{ FA, "پیوست", DIVISION_ANNEX, 5 },
	{ ID, "LAMPIRAN", DIVISION_ANNEX, 5 },
	{ ZH, "附件", DIVISION_ANNEX, 5 },
	{ ZH, "附表", DIVISION_ANNEX, 5 },
	{ ZH, "附录", DIVISION_ANNEX, 5 },
};

static const struct {
	const char *unit;
	enum division_type type;
	int rank;
} chinese_units[] = {
	{ "分编", DIVISION_TITLE, 30 },
	{ "分編", DIVISION_TITLE, 30 },
	{ "编", DIVISION_PART, 20 },
	{ "編", DIVISION_PART, 20 },
	{ "篇", DIVISION_PART, 20 },
	{ "部分", DIVISION_PART, 20 },
	{ "章", DIVISION_CHAPTER, 40 },
	{ "节", DIVISION_SECTION, 50 },
	{ "節", DIVISION_SECTION, 50 },
};

/* --- characters --------------------------------------------------------------------------------
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

static bool
is_digit(uint32_t c)
{
	static const uint32_t zeros[] = { '0', 0x0660, 0x06F0, 0x0966, 0xFF10 };

	for (size_t i = 0; i < sizeof(zeros) / sizeof(zeros[0]); i++) {
		if (c >= zeros[i] && c <= zeros[i] + 9)
			return (true);
	}
	return (false);
}

static bool
is_superscript(uint32_t c)
{
	return (c == 0xB9 || c == 0xB2 || c == 0xB3 || c == 0x2070 || (c >= 0x2074 && c <= 0x2079));
}

static bool
is_capital(char c)
{
	return (c >= 'A' && c <= 'Z');
}

/* Lower-case letters of the scripts that have them. */
static bool
is_lower(uint32_t c)
{
	return ((c >= 'a' && c <= 'z') || (c >= 0xDF && c <= 0xFF && c != 0xF7) ||
		(c >= 0x430 && c <= 0x45F));
}

/* Any letter, near enough: what may not follow a numeral at once. */
static bool
is_letter(uint32_t c)
{
	return (is_lower(c) || (c < 0x80 && is_capital((char)c)) || (c >= 0xC0 && c <= 0x24F) ||
		(c >= 0x400 && c <= 0x52F) || (c >= 0x0900 && c <= 0x0963) ||
		(c >= 0x0620 && c <= 0x064A) || (c >= 0x066E && c <= 0x06D3));
}

static bool
is_space(uint32_t c)
{
	return (c == ' ' || c == '\t' || c == 0xA0 || c == 0x3000 || c == 0x200C ||
		(c >= 0x2000 && c <= 0x200A) || c == 0x202F);
}

/* What divides a number from what follows it. */
static bool
is_divider(uint32_t c)
{
	return (c == '.' || c == ':' || c == '-' || c == ')' || c == 0x2013 || c == 0x2014 ||
		c == 0x2010 || c == 0x2011 || c == 0x2012 || c == 0x2015 || c == 0xFF1A ||
		c == 0xFF0E || c == 0x0640 || c == 0x0964 || c == 0x06D4 || c == 0x3001 ||
		c == 0xFF09);
}

static const char *
pass_space(const char *p)
{
	size_t len;

	while (is_space(peek(p, &len)))
		p += len;
	return (p);
}

/* --- numerals: each answers where it ends, ${p} itself if there is none ------------------------
 */

static const char *
pass_digits(const char *p)
{
	size_t len;

	while (is_digit(peek(p, &len)))
		p += len;
	return (p);
}

static const char *
pass_chinese(const char *p)
{
	static const uint32_t numerals[] = { 0x96F6, 0x3007, 0x4E00, 0x4E8C, 0x4E24, 0x4E09, 0x56DB,
		0x4E94, 0x516D, 0x4E03, 0x516B, 0x4E5D, 0x5341, 0x767E, 0x5343 };
	size_t len, i;
	uint32_t c;

	for (;; p += len) {
		c = peek(p, &len);
		for (i = 0; i < sizeof(numerals) / sizeof(numerals[0]) && numerals[i] != c; i++)
			continue;
		if (i == sizeof(numerals) / sizeof(numerals[0]))
			return (p);
	}
}

static const char *
pass_roman(const char *p)
{
	size_t n = strspn(p, "IVXLCDM"), len;

	/* Cyrillic letters stand for Roman ones now and then; these are left to the eye. */
	return (n > 0 && !is_letter(peek(p + n, &len)) ? p + n : p);
}

/* "1350.1", "1350¹", "8º", "5º-A", "11A", "3 bis": digits and what belongs to them. */
static const char *
pass_number(const char *p)
{
	static const char *const latin[] = { "bis", "ter", "quater", "quinquies" };
	const char *end = pass_digits(p), *q;
	size_t len, n;
	uint32_t c;

	if (end == p)
		return (p);
	for (;;) {
		c = peek(end, &len);
		if (is_superscript(c) || c == 0xBA || c == 0xAA || c == 0xB0) {
			end += len;
		} else if ((c == '.' || c == '-' || c == '/') && pass_digits(end + 1) != end + 1) {
			end = pass_digits(end + 1);
		} else if (c == '-' && is_capital(end[1]) && !is_letter(peek(end + 2, &len))) {
			end += 2;
		} else if (c == 'o' && !is_letter(peek(end + 1, &len))) {
			end += 1; /* "Art. 1o" for 1º */
		} else if (c < 0x80 && is_capital((char)c)) {
			for (n = 1; n < 4 && is_capital(end[n]); n++)
				continue;
			if (n == 4 || is_letter(peek(end + n, &len)))
				break;
			end += n;
		} else {
			break;
		}
	}
	q = pass_space(end);
	q += *q == '-';
	for (size_t i = 0; i < sizeof(latin) / sizeof(latin[0]); i++) {
		n = strlen(latin[i]);
		if (strncmp(q, latin[i], n) == 0 && !is_letter(peek(q + n, &len)))
			return (q + n);
	}
	return (end);
}

/* Arabic ordinal words, "الحادية عشرة مكرر": as many words as domain/eid.h reads. */
static const char *
pass_ordinal(struct arena *arena, const char *p)
{
	const char *ends[ORDINAL_WORDS], *eids[ORDINAL_WORDS], *q = p;
	struct article a = { 0 }, title[2];
	size_t n = 0, len;
	uint32_t c;

	while (n < ORDINAL_WORDS && *q != '\0') {
		while ((c = peek(q, &len)) != 0 && is_letter(c))
			q += len;
		/* Vowel signs belong to the words, dividers do not. */
		while ((c = peek(q, &len)) >= 0x64B && c <= 0x652)
			for (q += len; (c = peek(q, &len)) != 0 && is_letter(c); q += len)
				continue;
		if (n > 0 && q == ends[n - 1])
			break;
		/* The first row without a number would be called a preamble. */
		title[0] = a;
		title[1] = a;
		title[1].number = arena_strndup(arena, p, (size_t)(q - p));
		eid_assign(arena, title, 2);
		if (strncmp(title[1].eid, "art_", 4) != 0)
			break;
		ends[n] = q;
		eids[n++] = title[1].eid;
		if (peek(q, &len) != ' ')
			break;
		q = pass_space(q);
	}
	if (n == 0)
		return (p);
	while (n > 1 && strcmp(eids[n - 1], eids[n - 2]) == 0)
		n--;
	return (ends[n - 1]);
}

static const char *
pass_word(enum family family, const char *p)
{
	size_t len, n;

	for (size_t i = 0; i < sizeof(ordinals) / sizeof(ordinals[0]); i++) {
		n = strlen(ordinals[i].word);
		if (ordinals[i].family == family && strncasecmp(p, ordinals[i].word, n) == 0 &&
		    !is_letter(peek(p + n, &len)))
			return (p + n);
	}
	return (p);
}

/* "(5)" or "5"; a numeral of any kind that the language uses.  ${*ret} is where it ends, with its
 * bracket. */
static bool
pass_numeral(
    struct arena *arena, enum family family, bool division, const char *p, const char **ret)
{
	bool bracket = *p == '(';
	const char *start = p += bracket, *end;
	size_t len;

	start = p = pass_space(p);
	if ((end = pass_number(p)) == p && family == AR)
		end = pass_ordinal(arena, p);
	if (end == p && family == FA && strncmp(p, "واحده", strlen("واحده")) == 0)
		end = p + strlen("واحده");
	if (end == p && family == PT && !division &&
	    (strncmp(p, "único", 6) == 0 || strncmp(p, "Único", 6) == 0 ||
		strncmp(p, "ÚNICO", 6) == 0))
		end = p + strlen("único");
	if (end == p && (division || family == FA))
		end = pass_word(family, p);
	if (end == p)
		end = pass_roman(p);
	if (end == p && division && is_capital(*p) && !is_letter(peek(p + 1, &len)))
		end = p + 1;
	if (end == start)
		return (false);
	if (bracket) {
		end = pass_space(end);
		if (*end != ')')
			return (false);
		end++;
	}
	*ret = end;
	return (true);
}

/* --- lines -------------------------------------------------------------------------------------
 */

static bool
find_family(const char *language, enum family *ret)
{
	for (int i = 0; i < FAMILIES; i++) {
		size_t n = strlen(families[i]);

		if (strncmp(language, families[i], n) == 0 &&
		    (language[n] == '\0' || language[n] == '-')) {
			*ret = (enum family)i;
			return (true);
		}
	}
	return (false);
}

bool
marks_known(const char *language)
{
	enum family family;

	return (find_family(language, &family));
}

/* Behind ${word} at ${p}, which may be stretched by tatweel; NULL if it is not there. */
static const char *
pass_prefix(enum family family, const char *p, const char *word)
{
	size_t n = strlen(word), len;

	if (family == AR || family == FA) {
		for (; *word != '\0'; p++) {
			while (strncmp(p, "\xd9\x80", 2) == 0)
				p += 2;
			if (*p != *word++)
				return (NULL);
		}
		while (strncmp(p, "\xd9\x80", 2) == 0)
			p += 2;
	} else {
		if ((family == EN || family == PT ? strncasecmp(p, word, n)
						  : strncmp(p, word, n)) != 0)
			return (NULL);
		/* "section" in the middle of a sentence begins a line now and then. */
		if (is_lower(peek(p, &len)))
			return (NULL);
		p += n;
	}
	return (is_letter(peek(p, &len)) ? NULL : p);
}

/* Fill ${ret} with what stands before ${end} as number and what follows as rest; ${*ret_divided}:
 * more than white space stands between. */
static void
split(struct arena *arena, const char *line, const char *end, struct mark *ret, bool *ret_divided)
{
	const char *p = end;
	size_t len;
	uint32_t c;

	*ret_divided = false;
	for (;; p += len) {
		c = peek(p, &len);
		if (is_divider(c))
			*ret_divided = true;
		else if (!is_space(c))
			break;
	}
	ret->tight = p == end && *p != '\0';
	ret->number = arena_strndup(arena, line, (size_t)(end - line));
	ret->rest = arena_strdup(arena, p);
}

static bool
begins_with(const char *s, const char *const *list, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		if (strncmp(s, list[i], strlen(list[i])) == 0)
			return (true);
	}
	return (false);
}

#define BEGINS_WITH(s, list) begins_with(s, list, sizeof(list) / sizeof((list)[0]))

/* What follows "第五条" where it is spoken of. */
static const char *const chinese_references[] = { "第", "规定", "規定", "所", "的", "、", "和",
	"至", "及", "中", "或", "与", "以", "，", "。", "；", "）", "之" };

static bool
read_chinese(struct arena *arena, const char *line, struct mark *ret)
{
	static const char ordinal[] = "第", article[] = "条", article_hant[] = "條";
	const char *p = pass_space(line + strlen(ordinal)), *end, *q;
	struct mark m = { 0 };
	bool divided;

	if ((end = pass_chinese(p)) == p && (end = pass_digits(p)) == p)
		return (false);
	end = pass_space(end);
	if (strncmp(end, article, 3) == 0 || strncmp(end, article_hant, 3) == 0) {
		end += 3;
		while (strncmp(end, "之", 3) == 0 && (q = pass_chinese(end + 3)) != end + 3)
			end = q;
		m.kind = MARK_ARTICLE;
	} else {
		for (size_t i = 0; i < sizeof(chinese_units) / sizeof(chinese_units[0]); i++) {
			size_t n = strlen(chinese_units[i].unit);

			if (strncmp(end, chinese_units[i].unit, n) == 0) {
				end += n;
				m.kind = MARK_DIVISION;
				m.division = chinese_units[i].type;
				m.rank = chinese_units[i].rank;
				break;
			}
		}
	}
	if (m.kind == MARK_NONE)
		return (false);
	split(arena, line, end, &m, &divided);
	if (m.tight || (divided && strncmp(m.rest, ordinal, 3) == 0)) {
		if (BEGINS_WITH(m.rest, chinese_references))
			return (false);
	}
	if (m.kind == MARK_DIVISION && (strlen(line) > HEADING_MAX || marks_prose(line)))
		return (false);
	*ret = m;
	return (true);
}

/* Whether the rest goes on as a sentence about an article does. */
static bool
refers(enum family family, const struct mark *m, bool divided)
{
	size_t len;
	uint32_t c = peek(m->rest, &len);

	if (c == ',' || c == ';' || c == 0x060C || (m->tight && is_letter(c)))
		return (true);
	switch (family) {
	case ID:
		return (c != 0);
	case HI:
	case FA:
		return (!divided && c != 0 && c != '(' && c != 0x2014);
	case AR:
		return (strncmp(m->rest, "من ", strlen("من ")) == 0 ||
			strncmp(m->rest, "و", strlen("و")) == 0);
	default:
		return (!divided && is_lower(c));
	}
}

static bool
read_article(struct arena *arena, enum family family, const char *line, struct mark *ret)
{
	struct mark m = { .kind = MARK_ARTICLE };
	const char *p, *end;
	bool divided;
	size_t len;

	for (size_t i = 0; i < sizeof(articles) / sizeof(articles[0]); i++) {
		if (articles[i].family != family ||
		    (p = pass_prefix(family, line, articles[i].word)) == NULL)
			continue;
		if (!pass_numeral(arena, family, false, pass_space(p), &end))
			continue;
		split(arena, line, end, &m, &divided);
		if (refers(family, &m, divided))
			continue;
		*ret = m;
		return (true);
	}
	if ((family != EN && family != HI) || (end = pass_number(line)) == line || *end != '.')
		return (false);
	/* "12." but neither "12.5" nor "1990.": no law has so many. */
	if (memchr(line, '.', (size_t)(end - line)) != NULL ||
	    (end[1] != '\0' && !is_space(peek(end + 1, &len)) && end[1] != '(' &&
		!is_divider(peek(end + 1, &len))))
		return (false);
	split(arena, line, end, &m, &divided);
	m.bare = true;
	*ret = m;
	return (true);
}

static bool
read_division(struct arena *arena, enum family family, const char *line, struct mark *ret)
{
	struct mark m = { .kind = MARK_DIVISION };
	const char *p, *end;
	bool divided;
	size_t len;
	uint32_t c;

	if (strlen(line) > HEADING_MAX)
		return (false);
	for (size_t i = 0; i < sizeof(wholes) / sizeof(wholes[0]); i++) {
		size_t n = strlen(wholes[i].line);

		if (wholes[i].family != family || strncasecmp(line, wholes[i].line, n) != 0)
			continue;
		end = line + n;
		if (family == ZH)
			end = pass_chinese(pass_digits(end));
		c = peek(end, &len);
		if (c != 0 && c != ':' && c != 0xFF1A)
			continue;
		split(arena, line, end, &m, &divided);
		m.division = wholes[i].type;
		m.rank = wholes[i].rank;
		*ret = m;
		return (true);
	}
	for (size_t i = 0; i < sizeof(divisions) / sizeof(divisions[0]); i++) {
		if (divisions[i].family != family ||
		    (p = pass_prefix(family, line, divisions[i].word)) == NULL)
			continue;
		p = pass_space(p);
		if (strncmp(p, "№", strlen("№")) == 0)
			p = pass_space(p + strlen("№"));
		if (!pass_numeral(arena, family, true, p, &end))
			continue;
		split(arena, line, end, &m, &divided);
		c = peek(m.rest, &len);
		if (is_lower(c) || c == ',' || c == ';' || (m.tight && is_letter(c)) ||
		    (family == AR && refers(AR, &m, divided)))
			continue;
		m.division = divisions[i].type;
		m.rank = divisions[i].rank;
		*ret = m;
		return (true);
	}
	return (false);
}

bool
marks_read(struct arena *arena, const char *language, const char *line, struct mark *ret)
{
	enum family family;

	if (!find_family(language, &family))
		return (false);
	if (family == ZH && strncmp(line, "第", strlen("第")) == 0)
		return (read_chinese(arena, line, ret));
	return (read_division(arena, family, line, ret) ||
		(family != ZH && read_article(arena, family, line, ret)));
}

long
marks_value(struct arena *arena, const char *number)
{
	struct article a[2] = { { 0 }, { .number = number } };

	eid_assign(arena, a, 2);
	return (strncmp(a[1].eid, "art_", 4) == 0 ? strtol(a[1].eid + 4, NULL, 10) : 0);
}

bool
marks_prose(const char *line)
{
	static const char *const ends[] = { ".", ";", ":", ",", "。", "；", "：", "，", "؛", "،",
		"।" };
	size_t n = strlen(line), k;

	for (size_t i = 0; i < sizeof(ends) / sizeof(ends[0]); i++) {
		k = strlen(ends[i]);
		if (n >= k && memcmp(line + n - k, ends[i], k) == 0)
			return (true);
	}
	return (false);
}
