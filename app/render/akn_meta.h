/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The <meta> of Akoma Ntoso documents.  Private to akn.c. */
#ifndef RENDER_AKN_META_H
#define RENDER_AKN_META_H

#include "base/arena.h"
#include "domain/record.h"
#include "render/akn.h"
#include "render/xml.h"

/**
 * akn_meta(xml, arena, law, x, editor): the <meta> of the document that holds ${x}.
 * akn_meta_part(..., part): that of an attachment of it, called ${part} ("annex_1").
 */
void akn_meta(struct xml *xml, struct arena *arena, const struct record *law,
    const struct expression *x, const struct akn_editor *editor);
void akn_meta_part(struct xml *xml, struct arena *arena, const struct record *law,
    const struct expression *x, const struct akn_editor *editor, const char *part);

#endif
