/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What differs between two states of a profile or a listing, field by field. */
#ifndef WEB_OFFERING_DIFF_H
#define WEB_OFFERING_DIFF_H

#include "domain/offering_form.h"
#include "web/req.h"

/**
 * offering_diff(req, v, kind, before, after): fill the part OFFERING_DIFF of ${v}; how many fields
 * differ.
 */
size_t offering_diff(struct req *req, struct view *v, enum kind kind,
    const struct offering_values *before, const struct offering_values *after);

#endif
