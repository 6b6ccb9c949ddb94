/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What an import made of each file, counted and told at its end.  Not for two threads at once. */
#ifndef CLI_TALLY_H
#define CLI_TALLY_H

#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include "store/import.h"

struct tally;

struct tally *tally_new(void);
void tally_free(struct tally *t);

/**
 * tally_record(t, file, fate, articles): a record of ${file} (NULL: not known) with so many
 * articles met that fate.
 * tally_report(t, file, refused): something in ${file} was refused or noticed by the reader.
 */
void tally_record(struct tally *t, const char *file, enum import_fate fate, size_t articles);
void tally_report(struct tally *t, const char *file, bool refused);

/**
 * tally_kept(t): articles that were taken or are there already.
 * tally_refused(t): records, files and lines that were refused.
 * tally_tell(t, to): the counts of each file, or, where there are many, of those of which something
 * was refused; then of all.
 */
uint64_t tally_kept(const struct tally *t);
uint64_t tally_refused(const struct tally *t);
void tally_tell(const struct tally *t, FILE *to);

#endif
