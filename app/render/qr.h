/* SPDX-License-Identifier: GPL-2.0-or-later */
/* QR codes as SVG, through libqrencode. */
#ifndef RENDER_QR_H
#define RENDER_QR_H

#include "render/view.h"

/**
 * qr_svg(arena, text, label): the QR code of ${text} (at most 1,000 bytes) with ${label} as its
 * name for those who do not see it: dark on white whatever the colours of the page, as cameras want
 * it, with the quiet zone around it.  Nothing if the text is too long.
 */
struct markup qr_svg(struct arena *arena, const char *text, const char *label);

#endif
