/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Who is behind a request: the cookies of sessions and browsers, signing in and out.  A session's
 * cookie has the prefix __Host- where readers come by https.
 */
#ifndef WEB_VISIT_H
#define WEB_VISIT_H

#include "web/req.h"

/**
 * visit_cookies(req): read req->sid and req->browser; without either a new browser secret is made.
 * visit_session(req): load req->session and req->account; ERR_DB while the database is away.
 * visit_told(req, resp): add the cookie of a new browser secret.
 */
void visit_cookies(struct req *req);
MUSTCHECK enum err visit_session(struct req *req);
void visit_told(struct req *req, struct resp *resp);

/**
 * visit_sign_in(req, resp, account, second): end the session that the browser had, begin one of
 * ${account} with a token of its own and set its cookie; the browser is known as a device of the
 * account from now on.  ${second}: with the second factor.
 * visit_sign_out(req, resp): end the session and delete its cookie.
 */
MUSTCHECK enum err visit_sign_in(
    struct req *req, struct resp *resp, const struct account *account, bool second);
MUSTCHECK enum err visit_sign_out(struct req *req, struct resp *resp);

/**
 * visit_device(req): the hash of this browser's device token, NULL without one.
 */
const char *visit_device(const struct req *req);

/**
 * visit_next(req, next): ${next} if it is an address of this site below a locale, else the overview
 * of the account in the reader's locale; as resp_redirect takes it.
 * visit_address(req): path and query of this request as such a ${next}.
 */
const char *visit_next(const struct req *req, const char *next);
const char *visit_address(const struct req *req);

/**
 * visit_same_site(req): false if a page of another site sends the request.
 */
bool visit_same_site(const struct req *req);

#endif
