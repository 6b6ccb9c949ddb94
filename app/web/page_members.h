/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What the pages of one organisation have in common. */
#ifndef WEB_PAGE_MEMBERS_H
#define WEB_PAGE_MEMBERS_H

#include "store/organisation.h"
#include "web/req.h"

/**
 * page_organisation_find(req, resp, needs, ret): the organisation whose {number} is in the address.
 * ERR_NOTFOUND for who is no member, ERR_FORBIDDEN for a member whose role does not include
 * ${needs}. page_organisation_href(req, o, rest), page_organisation_path: its address and what
 * comes after it, with and without the locale.
 */
MUSTCHECK enum err page_organisation_find(
    struct req *req, struct resp *resp, enum member_role needs, struct organisation *ret);
const char *page_organisation_href(
    const struct req *req, const struct organisation *o, const char *rest);
const char *page_organisation_path(
    const struct req *req, const struct organisation *o, const char *rest);

/**
 * page_members_show(req, v, o): who belongs to it, and for administrators who is invited.
 */
MUSTCHECK enum err page_members_show(struct req *req, struct view *v, const struct organisation *o);

#endif
