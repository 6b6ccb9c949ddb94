/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Which of several folders is the live index.  PORTAL_INDEX leads to the folder PORTAL_INDEX.N
 * beside it, as a link or a Xapian stub file; a rebuild makes the next N and lets search_swap put
 * it in place, which readers notice.
 *
 * Two locks beside it, held by flock and so never left behind: PORTAL_INDEX.writer by whoever
 * writes the live index, PORTAL_INDEX.rebuild by whoever makes another or removes what must not be
 * missed by one that is being made: outbox rows and old folders.
 */
#ifndef CLI_GENERATION_H
#define CLI_GENERATION_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/err.h"

/**
 * generation_lock(index, name, wait): hold lock ${name} ("writer", "rebuild") of ${index}; the
 * descriptor to close, -1 if somebody else holds it (with ${wait}: never for that) or the file
 * can't be made (said on stderr).
 */
int generation_lock(const char *index, const char *name, bool wait);

/**
 * generation_live(arena, index): the real path of the folder that ${index} leads to now; NULL if
 * there is none.
 */
const char *generation_live(struct arena *arena, const char *index);

/**
 * generation_next(arena, index): a path for a new folder, "INDEX.N", greater than any there is.
 */
const char *generation_next(struct arena *arena, const char *index);

/**
 * generation_sweep(index, age): remove the folders that are not live, unless the last swap is less
 * than ${age} seconds ago: a reader in the middle of a request may still open files of the old one.
 * Hold the lock "rebuild".
 */
void generation_sweep(const char *index, int age);

/**
 * generation_remove(folder): remove a folder of plain files; one that is absent is fine.
 */
void generation_remove(const char *folder);

#endif
