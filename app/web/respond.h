/* SPDX-License-Identifier: GPL-2.0-or-later */
/* From an outcome to an answer: status, sentence, headers.  The only place that maps enum err to
 * HTTP. */
#ifndef WEB_RESPOND_H
#define WEB_RESPOND_H

#include "web/req.h"
#include "web/routes.h"

enum { RESPOND_HEADERS_MAX = 30 };

struct respond_header {
	const char *name, *value;
};

/**
 * respond_status(err): the HTTP status of an outcome.  respond_reason(status): its English name.
 *
 * respond_err(req, resp, err): turn ${resp} into the error answer of ${err}: problem+json below
 * /api, else the error page in the reader's language.  What the handler had written is dropped, its
 * problem is kept. respond_error(req, resp, status): the same for a status.
 */
int respond_status(enum err err);
const char *respond_reason(int status);
void respond_err(struct req *req, struct resp *resp, enum err err);
void respond_error(struct req *req, struct resp *resp, int status);

/**
 * respond_finish(req, resp, route): the last touches on every answer: an ETag made of the body
 * where the handler gave none and the route may be cached, and 304 if the reader has it.  ${route}
 * may be NULL.
 *
 * respond_headers(req, resp, route, headers): fill ${headers} (RESPOND_HEADERS_MAX long) with all
 * that is sent but what Kore writes itself (Content-Length, Connection, Server); returns how many.
 * A value with a control character is left out and logged.
 */
void respond_finish(struct req *req, struct resp *resp, const struct route *route);
size_t respond_headers(const struct req *req, const struct resp *resp, const struct route *route,
    struct respond_header *headers);

#endif
