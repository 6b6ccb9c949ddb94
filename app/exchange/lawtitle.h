/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * What the title of a law proves about it.  Corpora say neither what a text is nor what it is
 * about; both are read from words that leave no doubt, and left open where there are none.
 */
#ifndef EXCHANGE_LAWTITLE_H
#define EXCHANGE_LAWTITLE_H

#include <stddef.h>

#include "base/arena.h"
#include "domain/vocab.h"

/**
 * lawtitle_type(language, title):
 * The type that the title in ${language} (BCP 47) names; LAW_LAW if it names none.
 */
enum law_type lawtitle_type(const char *language, const char *title);

/**
 * lawtitle_subjects(arena, language, title, ret_n):
 * The subjects of intellectual property that the title names, in order of enum subject, in
 * ${arena}; often none.
 */
enum subject *lawtitle_subjects(
    struct arena *arena, const char *language, const char *title, size_t *ret_n);

#endif
