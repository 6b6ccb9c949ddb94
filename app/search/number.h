/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The official number of a law, however it is cited.  Inside search/ only. */
#ifndef SEARCH_NUMBER_H
#define SEARCH_NUMBER_H

#include <stddef.h>

enum { NUMBER_KEY = 64, NUMBER_WORDS = 6 };

/**
 * number_key(text, size, date, key): the numbers of ${text} with a space between, years in four
 * digits; with one number alone the year of ${date} ("1996-05-14" or NULL) behind it.  "Lei nº
 * 9.279/1996", "9279/96" and "L9279" of 1996 are "9279 1996".  Returns its length; 0 unless there
 * are two to four numbers among at most NUMBER_WORDS words.
 */
size_t number_key(const char *text, size_t size, const char *date, char key[NUMBER_KEY]);

/**
 * number_alone(text, size, key): of a law that is cited without its year ("Lei 9.279"), how the
 * keys begin that may be meant; 0 if ${text} says no more than that there is a number, or not that
 * it is a law's.
 */
size_t number_alone(const char *text, size_t size, char key[NUMBER_KEY]);

#endif
