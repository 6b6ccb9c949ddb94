/* SPDX-License-Identifier: GPL-2.0-or-later */
/* How figures about inquiries are shown, to an owner and to staff alike. */
#ifndef WEB_INQUIRY_FIGURES_H
#define WEB_INQUIRY_FIGURES_H

#include "store/inquiry_desk.h"
#include "web/req.h"

/**
 * inquiry_figures_show(req, v, figures): rows FIGURE (label, number) and bars BAR, one a state, as
 * the part figures.html shows them.
 */
void inquiry_figures_show(struct req *req, struct view *v, const struct inquiry_figures *figures);

#endif
