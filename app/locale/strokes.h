/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Simplified Chinese made ready for ICU's order by strokes.  Private to locale/. */
#ifndef LOCALE_STROKES_H
#define LOCALE_STROKES_H

#include "base/buf.h"

/**
 * strokes_simplified(out, text): append ${text}, behind a character of as many strokes as its first
 * one has on the mainland where ICU counts otherwise; for comparing only.
 */
void strokes_simplified(struct buf *out, const char *text);

#endif
