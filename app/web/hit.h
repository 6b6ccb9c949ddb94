/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Where a hit leads, for machines: absolute addresses in API, feeds and site maps. */
#ifndef WEB_HIT_H
#define WEB_HIT_H

#include "web/req.h"

/**
 * hit_entry_url(req, kind, slug): the address of an entry's page in the request's locale.
 * hit_url(req, hit): that of the hit's article, if it is one, else of its entry.
 */
const char *hit_entry_url(const struct req *req, enum kind kind, const char *slug);
const char *hit_url(const struct req *req, const struct search_hit *hit);

#endif
