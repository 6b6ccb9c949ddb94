/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The way of a request: address -> locale -> parameters -> route -> body -> session -> authorize ->
 * csrf -> sent -> handler -> finish, then headers and log line.  A page that is the same for
 * everybody asks for no session, so that it needs no database.
 */
#ifndef WEB_PIPELINE_H
#define WEB_PIPELINE_H

#include "web/req.h"
#include "web/respond.h"

/* What came over the wire, still encoded; borrowed during the run. */
struct incoming {
	const char *method; /* "GET" */
	const char *path;   /* before "?" */
	const char *query;  /* after it, or NULL */
	const char *content_type, *accept_language, *if_none_match, *cookie, *origin, *request_id,
	    *host, *agent, *client; /* or NULL; client: X-Forwarded-For */
	const char *body;
	size_t body_size;
	bool body_unreadable; /* the host lost it */
};

struct answer {
	struct req req;
	struct resp resp; /* resp.body is kept between runs: the caller frees it at the end */
	const struct route *route; /* NULL: none matched */
	struct respond_header headers[RESPOND_HEADERS_MAX];
	size_t nheaders;
};

/**
 * pipeline_run(app, arena, in, answer): answer ${in}.  Never fails: whatever happens becomes an
 * answer.  All but the body lives in ${arena}; the body's memory is reused by the next run.
 *
 * pipeline_log(in, answer, bytes, us): the request's line in the log, and the figures.
 */
void pipeline_run(
    struct app *app, struct arena *arena, const struct incoming *in, struct answer *answer);
void pipeline_log(
    const struct incoming *in, const struct answer *answer, size_t bytes, uint64_t us);

#endif
