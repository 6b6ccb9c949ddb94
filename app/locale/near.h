/* SPDX-License-Identifier: GPL-2.0-or-later */
/* How much alike two names are that people type, in whatever script. */
#ifndef LOCALE_NEAR_H
#define LOCALE_NEAR_H

#include <limits.h>

enum { NEAR_NOT = INT_MAX };

/**
 * near_steps(typed, name): how many letters must be inserted, dropped, changed or swapped so that
 * ${typed} becomes ${name}, or, for one step more, a word of it; one if it begins ${name} or a word
 * of it.  NEAR_NOT if they are not alike: more than one step for up to four letters, two for up to
 * nine, a third of more, or as many as there are letters.  Case, accents and what stands between
 * words cost nothing.  Both are valid UTF-8.
 */
int near_steps(const char *typed, const char *name);

#endif
