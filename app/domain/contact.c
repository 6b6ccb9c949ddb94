/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Owns the shapes of mail addresses, telephone numbers, links and names in messengers. */
#include "domain/contact.h"

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#include "base/buf.h"
#include "base/utf8.h"

#define COUNT(a) (sizeof(a) / sizeof((a)[0]))

static const char *const kinds[] = { "mail", "phone", "link", "handle" };
_Static_assert(COUNT(kinds) == CONTACT_KIND_COUNT, "kinds");

enum { PHONE_DIGITS_MIN = 7, PHONE_DIGITS_MAX = 15, LABEL_MAX = 63 };

/* The text as code points in which full-width and other scripts' forms are the plain ones. */
struct scan {
	const uint32_t *c; /* lower case ASCII where there is such a form */
	const size_t *at;  /* byte where each begins; one more for the end */
	size_t n;
	struct contact *found;
	size_t nfound;
};

const char *
contact_kind_id(enum contact_kind kind)
{
	return (kinds[kind]);
}

/* --- characters --------------------------------------------------------------------------------
 */

static uint32_t
plain(uint32_t c)
{
	/* Zeros of the digits that readers of our languages type. */
	static const uint32_t zeros[] = { 0x0660, 0x06F0, 0x0966, 0xFF10 };

	for (size_t i = 0; i < COUNT(zeros); i++)
		if (c >= zeros[i] && c <= zeros[i] + 9)
			return ('0' + c - zeros[i]);
	if (c >= 0xFF01 && c <= 0xFF5E)
		c -= 0xFEE0;
	if (c == 0x3002 || c == 0xFF61)
		c = '.';
	if (c == 0x00A0 || c == 0x3000 || c == 0x202F || c == 0x2009)
		c = ' ';
	if (c == 0x2010 || c == 0x2011 || c == 0x2013 || c == 0x2212)
		c = '-';
	if (c >= 0x410 && c <= 0x42F)
		c += 0x20;
	return (c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
}

static bool
digit(uint32_t c)
{
	return (c >= '0' && c <= '9');
}

static bool
latin(uint32_t c)
{
	return (c >= 'a' && c <= 'z');
}

static bool
one_of(uint32_t c, const char *set)
{
	return (c > 0 && c < 0x80 && strchr(set, (int)c) != NULL);
}

static uint32_t
get(const struct scan *s, size_t i)
{
	return (i < s->n ? s->c[i] : 0);
}

static bool
starts(const struct scan *s, size_t i, const char *word)
{
	for (; *word != '\0'; word++, i++)
		if (get(s, i) != (unsigned char)*word)
			return (false);
	return (true);
}

static bool
word_at(const struct scan *s, size_t i, const char *utf8, size_t *ret_end)
{
	size_t size = strlen(utf8), used = 0, step;
	uint32_t c;

	for (; used < size; used += step, i++) {
		if ((step = utf8_next(utf8 + used, size - used, &c)) == 0 || get(s, i) != plain(c))
			return (false);
	}
	*ret_end = i;
	return (true);
}

static void
add(struct scan *s, enum contact_kind kind, size_t from, size_t to)
{
	s->found[s->nfound++] = (struct contact){ kind, s->at[from], s->at[to] };
}

/* --- hosts -------------------------------------------------------------------------------------
 */

/* Names of hosts may be Cyrillic too; in scripts without spaces nobody could say where they begin.
 */
static bool
letter(uint32_t c)
{
	return (latin(c) || (c >= 0x430 && c <= 0x45F));
}

static bool
host_letter(uint32_t c)
{
	return (letter(c) || digit(c) || c == '-');
}

/* Endings of addresses that are written without "www" or a scheme. */
static bool
top_level(const struct scan *s, size_t from, size_t to)
{
	static const char *const known[] = { "com", "net", "org", "info", "biz", "edu", "gov",
		"int", "io", "co", "me", "tv", "cc", "xyz", "site", "online", "tech", "shop", "top",
		"vip", "pro", "app", "dev", "law", "cn", "ru", "br", "in", "za", "eg", "et", "ir",
		"ae", "id", "sa", "kz", "hk", "tw", "mo", "su", "eu", "uk", "us", "de", "fr",
		"рф" };

	size_t end;

	for (size_t i = 0; i < COUNT(known); i++)
		if (word_at(s, from, known[i], &end) && end == to)
			return (true);
	return (false);
}

/*
 * The end of "name.domain.tld" at ${i}, 0 if there is none.  ${any}: whatever stands after the last
 * dot counts as long as it is of letters.
 */
static size_t
host(const struct scan *s, size_t i, bool any)
{
	size_t end = 0, label = i, at = i;

	for (;;) {
		while (host_letter(get(s, at)) && at - label <= LABEL_MAX)
			at++;
		if (at == label)
			break;
		if (label > i && letter(s->c[label]) && at - label >= 2 &&
		    (any || top_level(s, label, at)))
			end = at;
		if (get(s, at) != '.' || !host_letter(get(s, at + 1)))
			break;
		label = ++at;
	}
	return (end);
}

static size_t
address_tail(const struct scan *s, size_t i)
{
	/* Port, path, query: all that is printable ASCII, but not the sentence's own full stop. */
	if (get(s, i) != ':' && get(s, i) != '/' && get(s, i) != '?' && get(s, i) != '#')
		return (i);
	while (get(s, i) > ' ' && get(s, i) < 0x7F)
		i++;
	while (one_of(s->c[i - 1], ".,;:!?)]}'\""))
		i--;
	return (i);
}

static size_t
link_at(const struct scan *s, size_t i)
{
	static const char *const begins[] = { "https://", "http://", "ftp://", "www." };
	size_t end;

	if (i > 0 && (host_letter(s->c[i - 1]) || s->c[i - 1] == '.' || s->c[i - 1] == '@'))
		return (0);
	for (size_t k = 0; k < COUNT(begins); k++) {
		if (!starts(s, i, begins[k]))
			continue;
		end = i + strlen(begins[k]);
		if (get(s, end) <= ' ')
			return (0);
		while (get(s, end) > ' ' && (get(s, end) < 0x7F || get(s, end) >= 0x400) &&
		       get(s, end) < 0x3000)
			end++;
		while (one_of(s->c[end - 1], ".,;:!?)]}'\""))
			end--;
		return (end);
	}
	if (!host_letter(s->c[i]) || (end = host(s, i, false)) == 0)
		return (0);
	return (address_tail(s, end));
}

/* --- mail --------------------------------------------------------------------------------------
 */

/* "@", or "(at)" and "[at]" of those who hide; its length, 0: none. */
static size_t
at_sign(const struct scan *s, size_t i)
{
	static const char *const signs[] = { "@", "(at)", "[at]", "{at}", " @ ", " (at) ",
		" [at] " };

	for (size_t k = COUNT(signs); k-- > 0;)
		if (starts(s, i, signs[k]))
			return (strlen(signs[k]));
	return (0);
}

static bool
local_letter(uint32_t c)
{
	return (letter(c) || digit(c) || one_of(c, "._%+-"));
}

/* A domain whose dots may be spelt "(dot)". */
static size_t
mail_host(const struct scan *s, size_t i)
{
	size_t end = host(s, i, true), at = i;

	if (end > 0)
		return (end);
	while (host_letter(get(s, at)))
		at++;
	if (at == i)
		return (0);
	if (get(s, at) == ' ')
		at++;
	if (!starts(s, at, "(dot)") && !starts(s, at, "[dot]"))
		return (0);
	at += 5;
	if (get(s, at) == ' ')
		at++;
	for (end = at; host_letter(get(s, end)) || get(s, end) == '.';)
		end++;
	return (end - at >= 2 ? end : 0);
}

static size_t
mail_at(const struct scan *s, size_t i)
{
	size_t at = i, sign, end;

	if (i > 0 && local_letter(s->c[i - 1]))
		return (0);
	while (local_letter(get(s, at)))
		at++;
	if (at == i || (sign = at_sign(s, at)) == 0)
		return (0);
	/* What has no dot may still be one: of a domain in letters of another script. */
	if ((end = mail_host(s, at + sign)) == 0)
		return (0);
	return (end);
}

/* --- messengers --------------------------------------------------------------------------------
 */

/* "WeChat: abc_123", "@somebody". */
static size_t
handle_at(const struct scan *s, size_t i)
{
	static const char *const names[] = { "wechat", "weixin", "whatsapp", "telegram", "skype",
		"viber", "微信", "телеграм", "ватсап", "वाट्सऐप", "व्हाट्सएप", "واتساب", "تلغرام",
		"تيليغرام", "qq" };
	static const char *const fillers[] = { "id", "号", "账号", "号码", "no" };
	size_t at = i, end;
	bool named;

	if (s->c[i] == '@' && (i == 0 || s->c[i - 1] <= ' ' || s->c[i - 1] == '(')) {
		for (end = i + 1; host_letter(get(s, end)) || get(s, end) == '_';)
			end++;
		return (end - i > 4 ? end : 0);
	}
	if (i > 0 && latin(s->c[i - 1]))
		return (0);
	for (size_t k = 0; k < COUNT(names); k++) {
		if (!word_at(s, i, names[k], &at))
			continue;
		for (size_t round = 0; round < 3; round++) {
			while (get(s, at) == ' ' || get(s, at) == ':' || get(s, at) == '-')
				at++;
			for (size_t f = 0; f < COUNT(fillers); f++)
				(void)word_at(s, at, fillers[f], &at);
		}
		for (end = at; host_letter(get(s, end)) || get(s, end) == '_' ||
			       get(s, end) == '@' || get(s, end) == '+';)
			end++;
		/* A word after it without a sign of a name is the rest of a sentence. */
		named = s->c[at - 1] == ':' || s->c[at - 2] == ':';
		for (size_t d = at; d < end && !named; d++)
			named = digit(s->c[d]) || s->c[d] == '_' || s->c[d] == '@';
		return (named && end - at >= 5 ? end : 0);
	}
	return (0);
}

/* --- telephone ---------------------------------------------------------------------------------
 */

static bool
separator(uint32_t c)
{
	return (c == ' ' || c == '-' || c == '.' || c == '(' || c == ')' || c == '/');
}

/* "tel", "电话" … shortly before. */
static bool
called_so(const struct scan *s, size_t i)
{
	static const char *const words[] = { "tel", "phone", "mobile", "call", "fax", "cell",
		"fone", "тел", "тел.", "телефон", "моб", "电话", "手机", "联系方式", "फ़ोन", "फोन",
		"मोबाइल", "هاتف", "جوال", "telefone", "celular", "whatsapp" };
	size_t from = i > 14 ? i - 14 : 0, end;

	for (size_t at = from; at < i; at++)
		for (size_t k = 0; k < COUNT(words); k++)
			if (word_at(s, at, words[k], &end) && end <= i)
				return (true);
	return (false);
}

/* 2026-11-26 10, 26.11.2026 and ranges of years. */
static bool
like_date(const size_t *groups, size_t n)
{
	bool years = true;

	if (n >= 3 && groups[0] == 4 && groups[1] <= 2 && groups[2] <= 2)
		return (true);
	if (n >= 3 && groups[0] <= 2 && groups[1] <= 2 && groups[2] == 4)
		return (true);
	for (size_t i = 0; i < n; i++)
		years = years && groups[i] == 4;
	return (years);
}

/* 1 500 000 and 1.500.000. */
static bool
like_sum(const size_t *groups, size_t n)
{
	if (n < 2 || groups[0] > 3)
		return (false);
	for (size_t i = 1; i < n; i++)
		if (groups[i] != 3)
			return (false);
	return (true);
}

static size_t
phone_at(const struct scan *s, size_t i)
{
	size_t groups[PHONE_DIGITS_MAX], ngroups = 0, digits = 0, run = 0, end = i, at = i;
	bool plus = s->c[i] == '+', open = s->c[i] == '(';

	if (!plus && !open && !digit(s->c[i]))
		return (0);
	/* Part of a number or a word: CN 1234, US7654321. */
	if (i > 0 &&
	    (digit(s->c[i - 1]) || latin(s->c[i - 1]) || s->c[i - 1] == '/' || s->c[i - 1] == '.'))
		return (0);
	/* The rest of a number that was none. */
	if (i > 1 && !plus && separator(s->c[i - 1]) && digit(s->c[i - 2]))
		return (0);
	if (plus || open)
		at++;
	for (; at < s->n; at++) {
		if (digit(s->c[at])) {
			if (run == 0 && ngroups == PHONE_DIGITS_MAX)
				return (0);
			ngroups += run == 0;
			groups[ngroups - 1] = ++run;
			digits++;
			end = at + 1;
			continue;
		}
		run = 0;
		/* Two separators in a row are ") " and the like. */
		if (!separator(s->c[at]) || (at > end + 1))
			break;
	}
	if (digits < PHONE_DIGITS_MIN || digits > PHONE_DIGITS_MAX)
		return (0);
	/* A number that goes on into letters is no telephone. */
	if (latin(get(s, end)))
		return (0);
	if (plus || called_so(s, i))
		return (end);
	if (like_date(groups, ngroups) || like_sum(groups, ngroups))
		return (0);
	/* Two letters and a blank before it: the number of a patent. */
	if (i >= 3 && s->c[i - 1] == ' ' && latin(s->c[i - 2]) && latin(s->c[i - 3]) &&
	    (i == 3 || !latin(s->c[i - 4])))
		return (0);
	/* A mobile number as China writes it; 00 and the country; three groups and more. */
	if (ngroups == 1)
		return ((digits == 11 && s->c[i] == '1' && get(s, i + 1) >= '3') ||
				(digits >= 10 && s->c[i] == '0' && get(s, i + 1) == '0')
			    ? end
			    : 0);
	return ((ngroups >= 3 && digits >= 9) || (ngroups == 2 && s->c[i] == '0' && digits >= 9) ||
			(open && digits >= 9)
		    ? end
		    : 0);
}

/* --- all ---------------------------------------------------------------------------------------
 */

size_t
contact_find(struct arena *arena, const char *text, struct contact **ret)
{
	size_t size = strlen(text), n = 0, step, end, end_code;
	uint32_t *codes = arena_array(arena, uint32_t, size + 1), c;
	size_t *at = arena_array(arena, size_t, size + 1);
	struct scan s = { .c = codes, .at = at };
	static size_t (*const shapes[])(const struct scan *, size_t) = {
		[CONTACT_MAIL] = mail_at,
		[CONTACT_PHONE] = phone_at,
		[CONTACT_LINK] = link_at,
		[CONTACT_HANDLE] = handle_at,
	};
	/* What begins alike: the more telling shape first. */
	static const enum contact_kind order[] = { CONTACT_MAIL, CONTACT_LINK, CONTACT_HANDLE,
		CONTACT_PHONE };

	for (size_t used = 0; used < size; used += step) {
		if ((step = utf8_next(text + used, size - used, &c)) == 0)
			step = 1, c = 0xFFFD;
		at[n] = used;
		codes[n++] = plain(c);
	}
	at[n] = size;
	s.n = n;
	s.found = arena_array(arena, struct contact, n + 1);
	for (size_t i = 0; i < n; i = end) {
		end = i + 1;
		for (size_t k = 0; k < COUNT(order); k++) {
			if ((end_code = shapes[order[k]](&s, i)) > i) {
				add(&s, order[k], i, end_code);
				end = end_code;
				break;
			}
		}
	}
	*ret = s.found;
	return (s.nfound);
}

const char *
contact_mask(struct arena *arena, const char *text, const char *instead)
{
	struct contact *found;
	size_t n = contact_find(arena, text, &found), at = 0;
	struct buf b = { 0 };
	const char *masked;

	if (n == 0)
		return (text);
	for (size_t i = 0; i < n; i++) {
		buf_add(&b, text + at, found[i].start - at);
		buf_str(&b, instead);
		at = found[i].end;
	}
	buf_str(&b, text + at);
	masked = arena_strdup(arena, buf_cstr(&b));
	buf_free(&b);
	return (masked);
}
