/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Owns what of a law's number tells it from others, and from all other numbers. */
#include "search/number.h"

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "domain/eid.h"
#include "search/words.h"

enum {
	PARTS_MAX = 40,
	RUN_MAX = 400, /* bytes of ideographs side by side */
	DIGITS = 16,
	BESIDE_MOST = 3, /* other words in what is still a citation */
	TITLE_MOST = 6,	 /* and before one in a title */
	ALONE_LEAST = 3, /* digits of a number without its year that is surely one of a law */
	BARE_LEAST = 4,
	GROUP_MAX = 3,
	YEAR_LEAST = 1800,
	YEAR_MOST = 2099
};

/* As words_each lights them. */
static const char law_words[] =
    "law laws act acts code decree order ordinance resolution decision proclamation regulation "
    "regulations directive statute federal royal cabinet constitutional "
    "lei leis decreto decretos decree-law resolução portaria medida provisória complementar "
    "instrução normativa "
    "закон закона законом законе законы федеральный федерального федеральным федеральном "
    "конституционный указ указа постановление постановления приказ приказа распоряжение "
    "президента правительства "
    "कानून अधिनियम नियम अध्यादेश आदेश "
    "قانون القانون بالقانون للقانون نظام النظام مرسوم المرسوم بمرسوم بقانون قرار القرار "
    "ملكي الملكي اتحادي الاتحادي الاتحادية سلطاني السلطاني وزاري الوزاري مجلس الوزراء "
    "آیین‌نامه آیین تصویب "
    "undang peraturan pemerintah keputusan uu pp perpu "
    "አዋጅ ደንብ";
static const char sign_words[] =
    "no n nr num number numero número nº номер सं संख्या क्रमांक رقم شماره nomor ቁጥር";
static const char year_words[] = "года году год г year ano لسنة سنة لعام عام سال tahun वर्ष ዓ";
static const char join_words[] = "the of dated on da do de das dos em от о об рф ссср российской "
				 "федерации का की के مورخ مصوب tentang";
/* What may stand between a number and its year. */
static const char between_words[] = "of de da do от का की के مصوب";
static const char month_words[] =
    "january february march april may june july august september october november december "
    "jan feb mar apr jun jul aug sep sept oct nov dec "
    "janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro "
    "января февраля марта апреля мая июня июля августа сентября октября ноября декабря "
    "januari februari maret mei juni juli agustus oktober desember "
    "जनवरी फरवरी फ़रवरी मार्च अप्रैल मई जून जुलाई अगस्त सितंबर सितम्बर अक्टूबर अक्तूबर नवंबर नवम्बर दिसंबर "
    "दिसम्बर "
    "يناير فبراير مارس أبريل ابريل إبريل مايو يونيو يوليو أغسطس اغسطس سبتمبر أكتوبر اكتوبر "
    "نوفمبر ديسمبر";

/* What only the laws of one country have behind their number, before it with or without a space
 * between, or before it and a stroke. */
static const char russian[] = "фз фкз fz fkz";
static const char brazilian[] = "l lcp del";
static const char saudi[] = "م m";

enum part_class {
	PART_NUMBER,
	PART_LAW,
	PART_SIGN, /* "№" */
	PART_YEAR, /* "года" */
	PART_DAY,  /* a month, or one of the three signs of a Chinese date */
	PART_JOIN,
	PART_OTHER
};

struct part {
	enum part_class class;
	char digits[DIGITS + 1];
	size_t width; /* digits as it is written */
	uint32_t start, end;
	bool sign;	/* one stands before the number */
	bool thousands; /* it is written with signs */
	bool has_year;	/* one stands behind it */
	bool between;	/* a word that may join a number and its year */
};

struct scan {
	const char *text;
	struct part parts[PARTS_MAX];
	size_t n;
	bool over; /* there were more */
	const char *country;
	bool mark;
	char run[RUN_MAX + 1];
	size_t nrun;
	uint32_t run_start, run_end;
};

/* --- what the words are ------------------------------------------------------------------------
 */

static struct part *
put(struct scan *s, enum part_class class, uint32_t start, uint32_t end)
{
	if (s->n == PARTS_MAX) {
		s->over = true;
		return (NULL);
	}
	s->parts[s->n] = (struct part){ .class = class, .start = start, .end = end };
	return (&s->parts[s->n++]);
}

static void
mark(struct scan *s, const char *country)
{
	s->mark = true;
	if (country != NULL)
		s->country = country;
}

static bool
sign_before(const struct scan *s, uint32_t start)
{
	static const char *const signs[] = { "№", "#", "º", "°" };
	uint32_t n;

	while (start > 0 && strchr(" .", s->text[start - 1]) != NULL)
		start--;
	for (size_t i = 0; i < sizeof(signs) / sizeof(signs[0]); i++) {
		n = (uint32_t)strlen(signs[i]);
		if (start >= n && memcmp(s->text + start - n, signs[i], n) == 0)
			return (true);
	}
	return (s->n > 0 && s->parts[s->n - 1].class == PART_SIGN);
}

/* Whether something stands between the digits. */
static bool
divided(const char *text, uint32_t start, uint32_t end)
{
	static const char *const dividers[] = { ".", ",", "'", "٫", "٬" };
	size_t n;

	for (; start < end; start++)
		for (size_t i = 0; i < sizeof(dividers) / sizeof(dividers[0]); i++) {
			n = strlen(dividers[i]);
			if (end - start > n && memcmp(text + start, dividers[i], n) == 0)
				return (true);
		}
	return (false);
}

static void
put_number(struct scan *s, const char *digits, size_t n, uint32_t start, uint32_t end)
{
	const bool sign = sign_before(s, start);
	struct part *p = put(s, PART_NUMBER, start, end);

	if (p == NULL)
		return;
	p->thousands = divided(s->text, start, end);
	p->width = n;
	while (n > 1 && digits[0] == '0') {
		digits++;
		n--;
	}
	if (n > DIGITS) {
		s->over = true;
		return;
	}
	memcpy(p->digits, digits, n);
	p->sign = sign;
}

static const struct {
	const char *word;
	enum part_class class;
	bool mark;
	const char *country;
} chinese[] = {
	/* The longer before what it begins with. */
	{ "国务院令", PART_LAW, true, "CN" },
	{ "主席令", PART_LAW, true, "CN" },
	{ "中华人民共和国", PART_JOIN, false, "CN" },
	{ "国务院", PART_LAW, false, "CN" },
	{ "号令", PART_LAW, true, NULL },
	{ "令第", PART_LAW, true, NULL },
	{ "主席", PART_LAW, false, NULL },
	{ "总统", PART_LAW, false, NULL },
	{ "联邦", PART_LAW, false, NULL },
	{ "法律", PART_LAW, false, NULL },
	{ "法规", PART_LAW, false, NULL },
	{ "法令", PART_LAW, false, NULL },
	{ "法案", PART_LAW, false, NULL },
	{ "条例", PART_LAW, false, NULL },
	{ "公告", PART_LAW, false, NULL },
	{ "决定", PART_LAW, false, NULL },
	{ "决议", PART_LAW, false, NULL },
	{ "法", PART_LAW, false, NULL },
	{ "第", PART_JOIN, false, NULL },
	{ "号", PART_SIGN, false, NULL },
	{ "年", PART_YEAR, false, NULL },
	{ "月", PART_DAY, false, NULL },
	{ "日", PART_DAY, false, NULL },
	{ "的", PART_JOIN, false, NULL },
};

/* What ideographs side by side say; between 第 and 号 a numeral may stand. */
static void
end_run(struct scan *s)
{
	const char *p = s->run, *end;
	struct buf numeral = { 0 };
	size_t i, n;

	s->run[s->nrun] = '\0';
	while (*p != '\0') {
		for (i = 0; i < sizeof(chinese) / sizeof(chinese[0]); i++)
			if (strncmp(p, chinese[i].word, strlen(chinese[i].word)) == 0)
				break;
		if (i == sizeof(chinese) / sizeof(chinese[0])) {
			(void)put(s, PART_OTHER, s->run_start, s->run_end);
			p += words_first(p, strlen(p));
			continue;
		}
		/* "2008号" is no year. */
		if (chinese[i].class == PART_SIGN && s->n > 0 &&
		    s->parts[s->n - 1].class == PART_NUMBER)
			s->parts[s->n - 1].sign = true;
		(void)put(s, chinese[i].class, s->run_start, s->run_end);
		if (chinese[i].mark)
			mark(s, NULL);
		if (chinese[i].country != NULL)
			s->country = chinese[i].country;
		p += strlen(chinese[i].word);
		if (strncmp(p - strlen("第"), "第", strlen("第")) != 0)
			continue;
		buf_clear(&numeral);
		if ((end = eid_numeral(p, &numeral)) == p || numeral.len == 0 ||
		    strncmp(end, "号", strlen("号")) != 0)
			continue;
		n = numeral.len;
		put_number(s, numeral.data, n, s->run_start, s->run_start + (uint32_t)n);
		p = end;
	}
	buf_free(&numeral);
	s->nrun = 0;
}

static void
add_ideograph(struct scan *s, const struct word *w)
{
	if (s->nrun > 0 && w->start != s->run_end)
		end_run(s);
	if (s->nrun + w->nfull > RUN_MAX) {
		s->over = true;
		return;
	}
	if (s->nrun == 0)
		s->run_start = w->start;
	memcpy(s->run + s->nrun, w->full, w->nfull);
	s->nrun += w->nfull;
	s->run_end = w->end;
}

static size_t
span_digits(const char *p, size_t n)
{
	size_t i = 0;

	while (i < n && p[i] >= '0' && p[i] <= '9')
		i++;
	return (i);
}

/* "l9279", "l8036compilada", "98фз"; false if it is no number with such letters. */
static bool
put_glued(struct scan *s, const struct word *w)
{
	const char *p = w->full;
	size_t lead = 0, n, tail;

	while (lead < w->nfull && (p[lead] < '0' || p[lead] > '9'))
		lead++;
	n = span_digits(p + lead, w->nfull - lead);
	tail = lead + n;
	if (n == 0)
		return (false);
	if (lead > 0 && words_among(p, lead, brazilian))
		mark(s, "BR");
	else if (lead == 0 && words_among(p + tail, w->nfull - tail, russian))
		mark(s, "RU");
	else if (lead == 0 || tail < w->nfull ||
		 !(words_among(p, lead, sign_words) || words_among(p, lead, "lei")))
		return (false);
	put_number(s, p + lead, n, w->end - (uint32_t)(w->nfull - lead), w->end);
	if (s->n > 0)
		s->parts[s->n - 1].sign = true;
	return (true);
}

/* "L9.279" and "6.404compilada" are cut at the stop. */
static bool
goes_on(struct scan *s, const struct word *w)
{
	struct part *p = s->n == 0 ? NULL : &s->parts[s->n - 1];
	size_t n = p == NULL ? 0 : strlen(p->digits);

	if (p == NULL || p->class != PART_NUMBER || n == 0 || n > 3 ||
	    span_digits(w->full, w->nfull) != 3 || w->start != p->end + 1 ||
	    s->text[p->end] != '.' ||
	    (w->nfull == 3 && (p->start == 0 || strchr(" .", s->text[p->start - 1]) != NULL)))
		return (false);
	memcpy(p->digits + n, w->full, 3);
	p->thousands = true;
	p->end = w->end;
	return (true);
}

/* The word before a number that says whose it is: "L 9279", "م/41". */
static void
mark_before(struct scan *s, const struct word *w)
{
	struct part *before = s->n == 0 ? NULL : &s->parts[s->n - 1];
	const char *p;
	size_t n;

	if (before == NULL || before->class != PART_OTHER || w->start - before->end > 2)
		return;
	p = s->text + before->end;
	n = before->end - before->start;
	if (w->start == before->end + 1 && *p == '/' &&
	    (words_among(p - n, n, saudi) || (n == 1 && p[-1] == 'M')))
		mark(s, "SA");
	else if (memchr(p, '/', w->start - before->end) == NULL &&
		 ((n == 1 && (p[-1] == 'L' || p[-1] == 'l')) ||
		     (n == 3 && strncasecmp(p - n, "lcp", n) == 0)))
		mark(s, "BR");
	else
		return;
	before->class = PART_LAW;
}

static int
each(void *ctx, const struct word *w)
{
	struct scan *s = ctx;
	struct part *part;
	const char *p = w->light;
	const size_t n = w->nlight;

	if (w->unit == WORD_IDEO) {
		add_ideograph(s, w);
		return (s->over);
	}
	if (s->nrun > 0)
		end_run(s);
	if (w->unit == WORD_NUMBER) {
		if (!goes_on(s, w)) {
			mark_before(s, w);
			put_number(s, w->full, w->nfull, w->start, w->end);
		}
		return (s->over);
	}
	if (words_among(p, n, russian)) {
		mark(s, "RU");
		(void)put(s, PART_LAW, w->start, w->end);
	} else if (words_among(p, n, law_words)) {
		(void)put(s, PART_LAW, w->start, w->end);
	} else if (words_among(p, n, sign_words)) {
		(void)put(s, PART_SIGN, w->start, w->end);
	} else if (words_among(p, n, year_words)) {
		(void)put(s, PART_YEAR, w->start, w->end);
	} else if (words_among(p, n, month_words)) {
		(void)put(s, PART_DAY, w->start, w->end);
	} else if (words_among(p, n, join_words) || words_among(p, n, between_words)) {
		part = put(s, PART_JOIN, w->start, w->end);
		if (part != NULL)
			part->between = words_among(p, n, between_words);
	} else if (!goes_on(s, w) && !put_glued(s, w)) {
		(void)put(s, PART_OTHER, w->start, w->end);
	}
	return (s->over);
}

/* --- dates and years ---------------------------------------------------------------------------
 */

static const struct part *
number_at(const struct scan *s, size_t i)
{
	return (i < s->n && s->parts[i].class == PART_NUMBER ? &s->parts[i] : NULL);
}

static bool
is_class(const struct scan *s, size_t i, enum part_class class)
{
	return (i < s->n && s->parts[i].class == class);
}

static bool
at_most(const struct part *p, long most)
{
	return (p != NULL && !p->thousands && strlen(p->digits) <= 2 &&
		strtol(p->digits, NULL, 10) <= most);
}

static bool
may_be_year(const struct part *p)
{
	const long n = p == NULL ? 0 : strtol(p->digits, NULL, 10);

	return (p != NULL && strlen(p->digits) == 4 && !p->thousands && n >= YEAR_LEAST &&
		n <= YEAR_MOST);
}

/* Whether nothing but ${c} stands between part ${i} and the one behind it. */
static bool
beside(const struct scan *s, size_t i, char c)
{
	return (i + 1 < s->n && s->parts[i + 1].start == s->parts[i].end + 1 &&
		s->text[s->parts[i].end] == c);
}

static void
drop(struct scan *s, size_t at, size_t n)
{
	memmove(&s->parts[at], &s->parts[at + n], (s->n - at - n) * sizeof(s->parts[0]));
	s->n -= n;
}

/* How many parts from ${i} on are a date, and its year; 0 if they are none. */
static size_t
date_at(const struct scan *s, size_t i, const char **ret_year)
{
	const struct part *a = number_at(s, i), *b = number_at(s, i + 1), *c = number_at(s, i + 2);
	size_t at = i;

	/* 29.07.2004, 2004-07-29 */
	if (a != NULL && b != NULL && c != NULL && at_most(b, 12) &&
	    ((beside(s, i, '.') && beside(s, i + 1, '.')) ||
		(beside(s, i, '/') && beside(s, i + 1, '/')) ||
		(beside(s, i, '-') && beside(s, i + 1, '-')))) {
		if (at_most(a, 31) && may_be_year(c))
			return (*ret_year = c->digits, 3);
		if (may_be_year(a) && at_most(c, 31))
			return (*ret_year = a->digits, 3);
	}
	/* 2001年12月10日 */
	if (may_be_year(a) && is_class(s, i + 1, PART_YEAR) && at_most(number_at(s, i + 2), 12) &&
	    is_class(s, i + 3, PART_DAY)) {
		*ret_year = a->digits;
		return (number_at(s, i + 4) != NULL && is_class(s, i + 5, PART_DAY) ? 6 : 4);
	}
	/* July 29, 2004 */
	if (is_class(s, i, PART_DAY) && at_most(b, 31) && may_be_year(c))
		return (*ret_year = c->digits, 3);
	/* 29 de julho de 2004 */
	if (!at_most(a, 31))
		return (0);
	at += is_class(s, i + 1, PART_JOIN) ? 2 : 1;
	if (!is_class(s, at, PART_DAY))
		return (0);
	at += is_class(s, at + 1, PART_JOIN) ? 2 : 1;
	if (!may_be_year(number_at(s, at)))
		return (0);
	*ret_year = s->parts[at].digits;
	at++;
	return (at - i + is_class(s, at, PART_YEAR));
}

/* The year of the last date among them, "" if there is none. */
static void
take_dates(struct scan *s, char dated[NUMBER_YEAR])
{
	const char *year;
	size_t n;

	for (size_t i = 0; i < s->n; i++)
		if ((n = date_at(s, i, &year)) > 0) {
			memcpy(dated, year, NUMBER_YEAR);
			drop(s, i--, n);
		}
}

/* Whether a year stands at ${i} beside the number before it, over how many parts. */
static size_t
year_behind(const struct scan *s, size_t i, char year[NUMBER_YEAR])
{
	const struct part *y = number_at(s, i);

	/* "96", and "05", which lost its zero. */
	if (y != NULL && beside(s, i - 1, '/') && y->width == 2) {
		memcpy(year, y->digits[1] == '\0' || y->digits[0] < '3' ? "2000" : "1900",
		    NUMBER_YEAR);
		memcpy(year + 4 - strlen(y->digits), y->digits, strlen(y->digits));
		return (1);
	}
	if (may_be_year(y) && beside(s, i - 1, '/')) {
		memcpy(year, y->digits, NUMBER_YEAR);
		return (1);
	}
	if ((is_class(s, i, PART_YEAR) || (is_class(s, i, PART_JOIN) && s->parts[i].between)) &&
	    may_be_year(number_at(s, i + 1))) {
		memcpy(year, s->parts[i + 1].digits, NUMBER_YEAR);
		return (2);
	}
	return (0);
}

/* "1996年第9279号", "1992 года № 3520-1", "1970 का 39": over how many parts, 0 if it is none. */
static size_t
year_before(const struct scan *s, size_t i)
{
	if (!may_be_year(number_at(s, i)) || s->parts[i].sign)
		return (0);
	if (is_class(s, i + 1, PART_YEAR))
		return (2);
	return (is_class(s, i + 1, PART_JOIN) && s->parts[i + 1].between &&
			number_at(s, i + 2) != NULL && !may_be_year(number_at(s, i + 2))
		    ? 2
		    : 0);
}

static void
say_year(struct number *out, const char *year)
{
	if (out->year[0] == '\0')
		memcpy(out->year, year, NUMBER_YEAR);
}

/* The year that stands with the number, or somewhere; whether with it. */
static bool
take_years(struct scan *s, struct number *out)
{
	char year[NUMBER_YEAR];
	bool joined = false;
	size_t n;

	for (size_t i = 0; i < s->n; i++) {
		if ((n = year_before(s, i)) > 0) {
			say_year(out, s->parts[i].digits);
			drop(s, i--, n);
			joined = true;
		} else if (number_at(s, i) != NULL && (n = year_behind(s, i + 1, year)) > 0) {
			say_year(out, year);
			s->parts[i].has_year = true;
			drop(s, i + 1, n);
			joined = true;
		}
	}
	for (size_t i = 0; i < s->n; i++)
		if (may_be_year(number_at(s, i)) && !s->parts[i].sign && !s->parts[i].has_year) {
			say_year(out, s->parts[i].digits);
			drop(s, i--, 1);
		}
	return (joined);
}

/* --- the number --------------------------------------------------------------------------------
 */

/* "2300-1" is one number; ${first} is where it begins.  Returns how many parts it has. */
static size_t
group_at(const struct scan *s, size_t first)
{
	size_t n = 1;

	while (number_at(s, first + n) != NULL &&
	       (beside(s, first + n - 1, '-') || beside(s, first + n - 1, '/')))
		n++;
	return (n);
}

static bool
read_key(const struct scan *s, size_t first, size_t n, char key[NUMBER_KEY])
{
	size_t size = 0, m;

	if (n > GROUP_MAX)
		return (false);
	for (size_t i = first; i < first + n; i++) {
		m = strlen(s->parts[i].digits);
		if (i > first)
			key[size++] = ' ';
		memcpy(key + size, s->parts[i].digits, m);
		size += m;
	}
	key[size] = '\0';
	return (true);
}

static enum number_claim
claim(const struct scan *s, const struct number *out, size_t first, bool joined, size_t most)
{
	size_t other = 0, law = 0;
	const size_t digits = strlen(out->key);

	for (size_t i = 0; i < s->n; i++) {
		other += s->parts[i].class == PART_OTHER;
		law += s->parts[i].class == PART_LAW || s->parts[i].class == PART_SIGN;
	}
	law += s->parts[first].sign;
	if (s->mark && other > most)
		return (NUMBER_PERHAPS);
	if (other > most)
		return (NUMBER_NONE);
	if (s->mark || (out->year[0] != '\0' && (joined || law > 0)))
		return (NUMBER_SURE);
	if (law > 0)
		return (other == 0 && (digits >= ALONE_LEAST || most == TITLE_MOST)
			    ? NUMBER_SURE
			    : NUMBER_PERHAPS);
	return (other == 0 && digits >= BARE_LEAST && out->year[0] == '\0' ? NUMBER_PERHAPS
									   : NUMBER_NONE);
}

/* A title goes on behind its number, with other numbers perhaps; one in brackets with words is none
 * of its own: "(Extending Act 5 of 1882)". */
static void
cut_title(struct scan *s)
{
	uint32_t bracket;
	size_t i = 0;

	while (i < s->n && s->parts[i].class != PART_NUMBER)
		i++;
	for (bracket = i < s->n ? s->parts[i].start : 0; bracket > 0; bracket--)
		if (strchr("()", s->text[bracket - 1]) != NULL)
			break;
	if (bracket > 0 && s->text[bracket - 1] == '(' && i > 0 && s->parts[i - 1].start >= bracket)
		i = s->n = 0;
	while (i < s->n && s->parts[i].class != PART_OTHER && s->parts[i].class != PART_LAW)
		i++;
	s->n = i;
}

/* ${whole}: no number but this. */
static bool
read_number(const char *text, size_t size, bool whole, struct number *out)
{
	struct scan s = { .text = text };
	char dated[NUMBER_YEAR] = "";
	size_t first, n;
	bool joined;

	*out = (struct number){ .claim = NUMBER_NONE };
	words_each(text, size, each, &s);
	if (s.nrun > 0)
		end_run(&s);
	if (whole && s.over)
		return (false);
	if (!whole)
		cut_title(&s);
	take_dates(&s, dated);
	joined = take_years(&s, out);
	say_year(out, dated);
	for (first = 0; first < s.n && s.parts[first].class != PART_NUMBER; first++)
		;
	if (first == s.n || !read_key(&s, first, n = group_at(&s, first), out->key))
		return (false);
	for (size_t i = first + n; whole && i < s.n; i++)
		if (s.parts[i].class == PART_NUMBER)
			return (false);
	out->country = s.country;
	out->claim = claim(&s, out, first, joined, whole ? BESIDE_MOST : TITLE_MOST);
	return (true);
}

void
number_read(const char *text, size_t size, struct number *ret)
{
	if (!read_number(text, size, true, ret) || ret->claim == NUMBER_NONE)
		*ret = (struct number){ .claim = NUMBER_NONE };
}

static size_t
write_key(const struct number *number, const char *date, char key[NUMBER_KEY])
{
	const char *year = number->year[0] != '\0' ? number->year : date;
	int n;

	if (year == NULL || strlen(year) < 4)
		n = snprintf(key, NUMBER_KEY, "%s", number->key);
	else
		n = snprintf(key, NUMBER_KEY, "%s %.4s", number->key, year);
	return (n < 0 || n >= NUMBER_KEY ? 0 : (size_t)n);
}

size_t
number_key(const char *text, size_t size, const char *date, char key[NUMBER_KEY])
{
	struct number number;

	return (read_number(text, size, false, &number) ? write_key(&number, date, key) : 0);
}

size_t
number_in_title(const char *text, size_t size, const char *date, char key[NUMBER_KEY])
{
	struct number number;

	if (!read_number(text, size, false, &number) || number.claim != NUMBER_SURE)
		return (0);
	return (write_key(&number, date, key));
}
