/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The text of Akoma Ntoso documents.  Private to the reader, akn.c. */
#ifndef EXCHANGE_AKNBODY_H
#define EXCHANGE_AKNBODY_H

#include <stdbool.h>

#include "exchange/lawtext.h"
#include "exchange/xmltree.h"

/* The namespace of what the portal's own documents say beyond Akoma Ntoso (render/akn.h). */
#define AKN_PORTAL "urn:brics-ip-portal:law:1"

/**
 * aknbody_read(t, doc, ours): add preface, preamble, body, conclusions and attachments of the
 * document ${doc} to ${t}; ${ours}: it was written by render/akn.h, and every line is to come back
 * as it was.
 * aknbody_words(arena, node): the text in ${node} on one line, without notes; NULL if there is
 * none or ${node} is NULL.
 */
void aknbody_read(struct lawtext *t, const struct xmlnode *doc, bool ours);
const char *aknbody_words(struct arena *arena, const struct xmlnode *node);

#endif
