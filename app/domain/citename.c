/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Owns how the laws of each language are named in running text, with number and year. */
#include "domain/citename.h"

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#include "domain/citescan.h"

static size_t
digits_end(const char *s, size_t n, size_t at)
{
	size_t len;

	while (citescan_digit(citescan_code(s, n, at, &len)) ||
	       (at < n && s[at] == '.' && at + 1 < n &&
		   citescan_digit(citescan_code(s, n, at + 1, &len))))
		at += s[at] == '.' ? 1 : len;
	return (at);
}

/* "Patents Act, 1970 (39 of 1970)": words with capitals up to Act, Code …, and the year. */
size_t
citename_english(const char *s, size_t n, size_t at)
{
	static const char *const last[] = { "act", "code", "ordinance", "adhiniyam", "sanhita",
		"constitution", NULL };
	static const char *const small[] = { "of", "and", "the", "for", "to", "in", "on", "or",
		"with", NULL };
	size_t end = 0, from = at, limit = n - at < CITENAME_MAX ? n : at + CITENAME_MAX;

	while (from < limit) {
		size_t word = from;

		if (citescan_any(s, n, from, small) == 0 && !(s[from] >= 'A' && s[from] <= 'Z') &&
		    s[from] != '(')
			return (0);
		end = citescan_any(s, n, from, last);
		while (
		    word < limit && (citescan_letter(s, n, word) || s[word] == '-' ||
					s[word] == '\'' || s[word] == '(' || s[word] == ')' ||
					s[word] == ',' || ((unsigned char)s[word] & 0x80) != 0)) {
			size_t len;

			(void)citescan_code(s, n, word, &len);
			word += len;
			if (s[word - 1] == ',')
				break;
		}
		if (end != 0)
			break;
		if (word == from)
			return (0);
		from = citescan_blanks(s, n, word);
	}
	/* "the Act" alone says nothing. */
	if (end == 0 || from == at)
		return (0);
	from = citescan_blanks(s, n, end < n && s[end] == ',' ? end + 1 : end);
	if (digits_end(s, n, from) == from + 4)
		end = from + 4;
	return (end);
}

/* "Lei nº 9.279, de 14 de maio de 1996": type and number, or the name of a code. */
size_t
citename_portuguese(const char *s, size_t n, size_t at)
{
	static const char *const types[] = { "lei complementar", "decreto-lei", "lei", "decreto",
		"medida provisória", NULL };
	static const char *const numbers[] = { "nº", "no", "n°", "n.º", "n", "n.", NULL };
	static const char *const whole[] = { "constituição federal", "constituição",
		"código de processo civil", "código de processo penal",
		"código de defesa do consumidor", "código civil", "código penal",
		"código tributário nacional", NULL };
	size_t end, from, len;

	if ((end = citescan_any(s, n, at, whole)) != 0)
		return (end);
	if ((end = citescan_any(s, n, at, types)) == 0)
		return (0);
	from = citescan_blanks(s, n, end);
	if ((end = citescan_any(s, n, from, numbers)) == 0)
		return (0);
	from = citescan_blanks(s, n, end);
	if ((end = digits_end(s, n, from)) == from)
		return (0);
	if (end < n && s[end] == '/' && citescan_digit(citescan_code(s, n, end + 1, &len)))
		return (digits_end(s, n, end + 1));
	return (end);
}

/* "Федерального закона от 27.07.2006 № 149-ФЗ" */
size_t
citename_russian(const char *s, size_t n, size_t at)
{
	static const char *const types[] = { "федерального закона", "федеральным законом",
		"федеральному закону", NULL };
	size_t end, limit, from, k;
	static const char *const sign[] = { "№", "n", NULL };

	if ((end = citescan_any(s, n, at, types)) == 0)
		return (0);
	limit = n - end < 80 ? n : end + 80;
	for (from = end; from < limit; from++) {
		if (s[from] == ';' || s[from] == '\n')
			return (0);
		if ((k = citescan_any(s, n, from, sign)) == 0 ||
		    citescan_letter(s, n, citescan_back(s, from)))
			continue;
		k = citescan_blanks(s, n, k);
		if ((end = digits_end(s, n, k)) > k && citescan_literal(s, n, end, "-ФЗ") != 0)
			return (end + strlen("-ФЗ"));
	}
	return (0);
}

/* "القانون الاتحادي رقم (11) لسنة 2021" */
size_t
citename_arabic(const char *s, size_t n, size_t at)
{
	static const char *const types[] = { "القانون الاتحادي", "المرسوم بقانون اتحادي",
		"المرسوم بقانون", "قرار مجلس الوزراء", "القانون", "قانون",
		"المرسوم بقانون الاتحادي", NULL };
	static const char *const number[] = { "رقم", NULL };
	static const char *const year[] = { "لسنة", "تاريخ", NULL };
	size_t end, from, k, len, last;

	if ((end = citescan_any(s, n, at, types)) == 0)
		return (0);
	from = citescan_blanks(s, n, end);
	if ((end = citescan_any(s, n, from, number)) == 0)
		return (0);
	from = citescan_blanks(s, n, end);
	from += from < n && s[from] == '(';
	from = citescan_blanks(s, n, from);
	if ((end = digits_end(s, n, from)) == from)
		return (0);
	if (end < n && s[end] == '/' && (k = digits_end(s, n, end + 1)) > end + 1)
		return (k);
	from = citescan_blanks(s, n, end);
	from += from < n && s[from] == ')';
	from = citescan_blanks(s, n, from);
	if ((end = citescan_any(s, n, from, year)) == 0)
		return (0);
	from = citescan_blanks(s, n, end);
	/* 27/09/2020: the year is what stands last. */
	for (k = from, last = from;
	     k < n && (citescan_digit(citescan_code(s, n, k, &len)) || s[k] == '/'); k += len) {
		if (s[k] == '/')
			last = k + 1;
	}
	return (k > last ? k : 0);
}

/* "Undang-Undang Nomor 13 Tahun 2016" */
size_t
citename_indonesian(const char *s, size_t n, size_t at)
{
	static const char *const types[] = { "undang-undang nomor", "peraturan pemerintah nomor",
		NULL };
	static const char *const year[] = { "tahun", NULL };
	size_t end, from;

	if ((end = citescan_any(s, n, at, types)) == 0)
		return (0);
	from = citescan_blanks(s, n, end);
	if ((end = digits_end(s, n, from)) == from)
		return (0);
	from = citescan_blanks(s, n, end);
	if ((end = citescan_any(s, n, from, year)) == 0)
		return (0);
	from = citescan_blanks(s, n, end);
	end = digits_end(s, n, from);
	return (end > from ? end : 0);
}
