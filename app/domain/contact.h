/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Ways to reach somebody that stand in free text: mail addresses, telephone numbers, links, names
 * in messengers.  They are held back until both sides agreed to open contacts.  Found by their
 * shape, in any script's digits; numbers of patents and publications, dates, IPC symbols and sums
 * are left alone.
 */
#ifndef DOMAIN_CONTACT_H
#define DOMAIN_CONTACT_H

#include <stddef.h>

#include "base/arena.h"

enum contact_kind { CONTACT_MAIL, CONTACT_PHONE, CONTACT_LINK, CONTACT_HANDLE, CONTACT_KIND_COUNT };

struct contact {
	enum contact_kind kind;
	size_t start, end; /* bytes */
};

/**
 * contact_find(arena, text, ret): the contacts in valid UTF-8, in order, not overlapping; returns
 * how many.  contact_kind_id: "mail", "phone", "link", "handle".
 */
size_t contact_find(struct arena *arena, const char *text, struct contact **ret);
const char *contact_kind_id(enum contact_kind kind);

/**
 * contact_mask(arena, text, instead): ${text} with each contact replaced by ${instead}; ${text}
 * itself if there is none.
 */
const char *contact_mask(struct arena *arena, const char *text, const char *instead);

#endif
