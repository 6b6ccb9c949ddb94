/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Forms beyond their request.  What is sent when the session has ended, or with the token of a page
 * from before it, is kept; it stands in the form again when its page is shown next, and is sent
 * only when the reader sends it.  A form that was sent leads, when it is sent again (twice pressed,
 * back button), to where it led first.
 *
 * For that a form posts to the address of its own page: GET and POST of one path.
 */
#ifndef WEB_KEPT_H
#define WEB_KEPT_H

#include "web/req.h"

/**
 * kept_put(req, ret_token): keep what the form says, without passwords, codes and files; the token
 * brings it back.  ${*ret_token} is NULL if there is nothing to keep, too much of it, or this
 * reader's machine has left very many. kept_page(req, token): the address of the form's page with
 * what was kept; the nearest page above it if the address has none. kept_load(req): if the address
 * asks for kept fields (?kept=), they are in req->kept from now on.
 */
MUSTCHECK enum err kept_put(struct req *req, const char **ret_token);
const char *kept_page(const struct req *req, const char *token);
MUSTCHECK enum err kept_load(struct req *req);

/**
 * kept_sent(req, resp, ret_done): if the form that is sent was sent before, answer with where it
 * led;
 * ${*ret_done} tells.  kept_end(req, resp): after the handler: remember where it led.
 */
MUSTCHECK enum err kept_sent(struct req *req, struct resp *resp, bool *ret_done);
void kept_end(struct req *req, const struct resp *resp);

/**
 * kept_once(req): a word for the field "once" of a form, by which it is known again.
 */
const char *kept_once(const struct req *req);

#endif
