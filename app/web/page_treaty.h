/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What the page of a treaty says of the BRICS members that it binds. */
#ifndef WEB_PAGE_TREATY_H
#define WEB_PAGE_TREATY_H

#include "domain/record.h"
#include "web/page_facts.h"
#include "web/req.h"

/**
 * page_treaty_load(req, law, ret_facts): the facts that say of jurisdictions whether the treaty
 * ${law} binds them; none, without asking the store, if ${law} is no treaty.  One round trip.
 * page_treaty_stamp(req, facts): for the ETag of the page: changes when any of them does.
 * page_treaty_parties(req, v, facts): PARTIES of ${v}: the table of members with the day since
 * which the treaty is in force there, that of signature, reservations; nothing without facts.
 */
MUSTCHECK enum err page_treaty_load(
    struct req *req, const struct record *law, struct page_facts *ret_facts);
const char *page_treaty_stamp(struct req *req, const struct page_facts *facts);
void page_treaty_parties(struct req *req, struct view *v, const struct page_facts *facts);

#endif
