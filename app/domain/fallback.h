/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Which language version a reader gets.  The only place that decides it, for pages, API, feeds and
 * mail alike: the reader's locale, its parents, the reader's other accepted languages, en, the
 * original.
 */
#ifndef DOMAIN_FALLBACK_H
#define DOMAIN_FALLBACK_H

#include <stdbool.h>
#include <stddef.h>

/**
 * fallback_choose(chain, nchain, have, nhave, original, ret_fallback):
 * Index into ${have} (BCP 47 tags of the versions there are) of the one for a reader whose
 * languages are
 * ${chain}, best first (locale/negotiate.h makes it: locale, parents, accepted ones; "en" is tried
 * after it whether it is in it or not).  A wanted "pt-BR" matches "pt"; a wanted "zh-Hant" matches
 * "zh-Hans" and the other way only after every exact match of the chain's own entry.  Then
 * ${original} (may be NULL), then the first. -1 if nhave is 0.  ${*ret_fallback}: the chosen
 * language is not chain[0] nor a parent of it.
 */
int fallback_choose(const char *const *chain, size_t nchain, const char *const *have, size_t nhave,
    const char *original, bool *ret_fallback);

#endif
