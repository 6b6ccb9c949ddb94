/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What an enterprise looks for, as addresses say it, and who fits; for page and API alike. */
#ifndef WEB_MATCH_NEED_H
#define WEB_MATCH_NEED_H

#include "web/match_part.h"

/**
 * match_need_read(req, ret): jurisdiction, language, service, subject of the query; what is none is
 * left out, and of each at most MATCH_NEED_MAX.
 * match_need_query(req, need): its canonical query, "" for an empty one.
 * match_need_agencies(req, need, ret, ret_n): those that fit at all, the best first.
 */
enum { MATCH_NEED_MAX = 12 };
void match_need_read(struct req *req, struct match_need *ret);
const char *match_need_query(struct req *req, const struct match_need *need);
MUSTCHECK enum err match_need_agencies(
    struct req *req, const struct match_need *need, struct match_found **ret, size_t *ret_n);

#endif
