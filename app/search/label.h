/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Keys under which labels of terms are found in queries: their stems, one space between.  Inside
 * search/ only. */
#ifndef SEARCH_LABEL_H
#define SEARCH_LABEL_H

#include <stddef.h>
#include <stdint.h>

enum {
	LABEL_UNITS = 24, /* words or ideographs of a label; longer ones are not detected */
	LABEL_KEY = 200	  /* bytes */
};

/**
 * label_key(language, text, size, key): the key of a label in ${language} into ${key} (LABEL_KEY
 * bytes); returns its length, 0 if it is empty or too long.
 */
size_t label_key(const char *language, const char *text, size_t size, char *key);

#endif
