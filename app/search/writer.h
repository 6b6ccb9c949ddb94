/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Writing the index: one writer a process, one process an index.  The index is derived: whatever
 * goes wrong here, `portalctl index rebuild` makes it again from PostgreSQL.
 */
#ifndef SEARCH_WRITER_H
#define SEARCH_WRITER_H

#include <stdbool.h>
#include <stdint.h>

#include "base/err.h"
#include "domain/record.h"
#include "search/learn.h"

struct search_writer;

/**
 * search_writer_open(path, create, locales, nlocales, ret_writer):
 * Open the index at ${path} for writing; with ${create} begin an empty one (an existing one there
 * is an error).
 * ${locales} are the interface locales that get a sort_LOCALE slot; opening an index that was made
 * for other locales or by another version of the analyser answers ERR_CORRUPT: rebuild it.
 */
MUSTCHECK enum err search_writer_open(const char *path, bool create, const char *const *locales,
    size_t nlocales, struct search_writer **ret_writer);

/**
 * search_writer_put(w, record): replace all documents of the entry by those of ${record} (published
 * texts and expressions in force only).  search_writer_delete(w, id): remove them all; an absent
 * entry is fine. Both are idempotent.
 */
MUSTCHECK enum err search_writer_put(struct search_writer *w, const struct record *record);
MUSTCHECK enum err search_writer_delete(struct search_writer *w, struct entry_id id);

/**
 * search_writer_lexicon(w, mark, pairs, n): let the index carry the lexicon of ${n} pairs, which
 * the database calls ${mark}, in place of the one that it has.
 */
MUSTCHECK enum err search_writer_lexicon(
    struct search_writer *w, const char *mark, const struct learn_pair *pairs, size_t n);

/**
 * search_writer_commit(w, outbox):
 * Make all since the last commit durable in one step, together with ${outbox}, the number of the
 * last outbox row that is contained.  search_writer_outbox(w) reads that number back after a crash.
 */
MUSTCHECK enum err search_writer_commit(struct search_writer *w, int64_t outbox);
int64_t search_writer_outbox(const struct search_writer *w);

/**
 * search_writer_close(w): close without committing what is pending.  NULL is fine.
 */
void search_writer_close(struct search_writer *w);

/**
 * search_merge(parts, n, path): join ${n} indexes made over disjoint entries into a compact new one
 * at ${path}; its outbox number is the smallest of theirs.
 */
MUSTCHECK enum err search_merge(const char *const *parts, size_t n, const char *path);

/**
 * search_swap(path, new_dir): let ${path} lead to the index in folder ${new_dir}, in one step, so
 * that readers see the old one or the new one and never none.  A symbolic link, or nothing, at
 * ${path} becomes a link to ${new_dir}; a stub file becomes a stub that names it; where a folder
 * stands, the two change places, and ${new_dir} then holds the old index.  Afterwards the caller
 * removes the old folder when it likes: readers keep what they opened, and ask the new one if that
 * fails them.
 *
 * `portalctl index rebuild` builds in a fresh folder beside ${path}, drains the outbox into it,
 * swaps, and lets the follower open ${path} anew.  PORTAL_INDEX should be a symbolic link ("index"
 * -> "index.2").
 */
MUSTCHECK enum err search_swap(const char *path, const char *new_dir);

/**
 * search_each_entry(path, fn, ctx): call fn(ctx, entry, revision) for each entry in the index, in
 * order of id; for `portalctl verify`.
 */
MUSTCHECK enum err search_each_entry(
    const char *path, void (*fn)(void *ctx, struct entry_id id, int64_t revision), void *ctx);

#endif
