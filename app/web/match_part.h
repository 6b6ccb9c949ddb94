/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What fits a listing, and how reasons are worded. */
#ifndef WEB_MATCH_PART_H
#define WEB_MATCH_PART_H

#include "domain/match.h"
#include "web/req.h"

/* An entry that fits, with why. */
struct match_found {
	const struct record *record;
	struct match match;
};

/**
 * match_part_listing(req, listing, limit, ret, ret_n): the listings of the other direction that fit
 * ${listing} best.  Without the index terms are not compared and the rest goes on.
 * match_part_sort(found, n): the best first.
 */
MUSTCHECK enum err match_part_listing(struct req *req, const struct record *listing, size_t limit,
    struct match_found **ret, size_t *ret_n);
void match_part_sort(struct match_found *found, size_t n);

/**
 * match_part_reason(req, r): the reason as a sentence.  match_part_missing(r): it says what is not
 * there.
 * match_part_show(req, v, found): fill MATCH_PERCENT, rounds of REASON and of MISSING
 * (REASON_TEXT), title, address and summary of the entry. match_part_fits(req, v, listing, limit):
 * the part fits.html for ${listing}; nothing if nothing fits.
 */
const char *match_part_reason(const struct req *req, const struct match_reason *r);
bool match_part_missing(const struct match_reason *r);
void match_part_show(struct req *req, struct view *v, const struct match_found *found);
MUSTCHECK enum err match_part_fits(
    struct req *req, struct view *v, const struct record *listing, size_t limit);

#endif
