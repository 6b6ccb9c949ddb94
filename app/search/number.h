/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The official number of a law, however it is cited.  Inside search/ only. */
#ifndef SEARCH_NUMBER_H
#define SEARCH_NUMBER_H

#include <stddef.h>

enum { NUMBER_KEY = 64, NUMBER_YEAR = 5 };

enum number_claim { NUMBER_NONE, NUMBER_PERHAPS, NUMBER_SURE };

struct number {
	char key[NUMBER_KEY];	/* without the year: "9279", "2300 1" */
	char year[NUMBER_YEAR]; /* in four digits, "" if it is not said */
	const char *country;	/* the only one that writes it so, by ISO 3166, or NULL */
	enum number_claim claim;
};

/**
 * number_read(text, size, ret): the number that ${text} cites and how sure it is a law's; with
 * NUMBER_NONE nothing else in ${*ret} stands.  Dates give the year and are no numbers; thousands
 * signs and zeros in front do not count, numerals behind 第 do.
 *
 * NUMBER_SURE, of which a search goes straight to the law:
 * - written as only laws are, beside whatever few words: "149-ФЗ", "98-FZ", "L9279", "Lcp 123",
 *   "国务院令第331号", "主席令第五十五号", "م/41";
 * - with its year, joined to it ("9.279/96", "39 of 1970", "82 لسنة 2002", "1996年第9279号") or
 *   beside a word or sign for laws and their numbers ("Lei nº 9.279, de 14 de maio de 1996");
 * - without a year, of three digits at least, beside such words and no other ("Lei 9.279",
 *   "Закон РФ № 2300-1", "9279号", "nº 9279").
 * NUMBER_PERHAPS, laws that have it are listed first: the same with fewer digits or with other
 * words ("Act 39", "Lei 9279 patentes"), and four digits or more alone ("9279").
 * Nothing: fewer digits alone, several numbers, and what may be a year ("2008", "Act 1970", "закон
 * 1992 года") unless a sign stands before it ("Lei nº 2008").
 */
void number_read(const char *text, size_t size, struct number *ret);

/**
 * number_key(text, size, date, key): how the index names the number of a law, read from the field
 * for it: the key of number_read and its year, else that of ${date} ("1996-05-14" or NULL).  "Lei
 * nº 9.279/1996", "9279/96" and "L9279" of 1996 are "9279 1996".  Returns its length, 0 if there is
 * none.
 * number_in_title(text, size, date, key): the same of a title that begins with its number, or with
 * few words before it, if it is NUMBER_SURE; what follows does not count.
 */
size_t number_key(const char *text, size_t size, const char *date, char key[NUMBER_KEY]);
size_t number_in_title(const char *text, size_t size, const char *date, char key[NUMBER_KEY]);

#endif
