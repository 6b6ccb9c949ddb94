/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * A request and its answer as handlers see them: no Kore type in sight.  Everything in them lives
 * in req->arena and dies with the request.
 */
#ifndef WEB_REQ_H
#define WEB_REQ_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/config.h"
#include "base/err.h"
#include "domain/record.h"
#include "locale/locale.h"
#include "render/view.h"
#include "search/search.h"
#include "store/db.h"
#include "store/session.h"
#include "web/form.h"
#include "web/multipart.h"

enum method { METHOD_GET, METHOD_HEAD, METHOD_POST, METHOD_PUT, METHOD_DELETE, METHOD_OTHER };

/* What a route asks of the visitor.  What belongs to an organisation its handler asks besides
 * (account_may). */
enum capability {
	CAP_NONE, /* nothing */
	CAP_OPEN, /* nothing, and unsafe methods come from other programs too: no CSRF field.  For
		     beacons and for the one-click unsubscription that mail providers send */
	CAP_SESSION, /* signed in, the second factor may be missing: what leads to it, and out */
	CAP_ACCOUNT, /* signed in with all that the account needs: staff with their second factor */
	CAP_STAFF,   /* the same, of staff */
};

enum cache_rule {
	CACHE_PUBLIC, /* shared caches may keep it for seconds and serve it stale while PostgreSQL
			 is away */
	CACHE_STATIC, /* files: an hour everywhere */
	CACHE_NEVER,
};

enum { QUERY_MAX = 400 }; /* code points of a search text */

struct metrics;
struct notebook;
struct statics;

/* What the process holds for all requests. */
struct app {
	struct config config;
	struct locales *locales;
	struct templates *templates;
	struct search_index *index; /* NULL while there is none; req_search() tries again */
	int64_t index_tried;	    /* ms of the monotonic clock when opening it last failed */
	struct db *db;
	struct statics *statics;
	struct metrics *metrics;   /* shared by all workers */
	struct notebook *notebook; /* searches to be logged; NULL: none are */
};

struct req {
	struct app *app;
	struct arena *arena;
	struct db *db;	/* == app->db */
	const char *id; /* request id, ASCII */
	enum method method;
	const char *path;    /* decoded and normalised: "/ru/laws/cn-patent-law" */
	struct param *query; /* in order, repeated names kept */
	size_t nquery;
	struct param *form; /* of a urlencoded or multipart body */
	size_t nform;
	struct upload *uploads; /* of a multipart body */
	size_t nuploads;
	struct param *captures; /* what {name} in the route matched */
	size_t ncaptures;
	const struct locale *locale; /* of the address, else negotiated; never NULL */
	const char **chain;	     /* the reader's languages, for domain/fallback.h */
	size_t nchain;
	bool is_api;		     /* below /api: errors are problem+json */
	const char *accept_language; /* or NULL */
	const char *if_none_match;
	const char *cookie;
	const char *origin;	  /* the site whose page sends the request, or NULL */
	const char *host, *agent; /* the headers of that name, or NULL */
	const char *client;	  /* address of the reader's machine, "" if it is not known */
	bool shared; /* the page is the same for everybody: no forms with tokens on it */

	/* Who asks.  Neither is looked for on pages that are the same for everybody. */
	const struct session
	    *session; /* signed in, the second factor perhaps missing; NULL: nobody */
	const struct account *account; /* signed in with all that it needs; NULL: nobody */
	const char *sid;     /* the session's token, of a living session or not; or NULL */
	const char *browser; /* a secret of this browser, on which form tokens rest */
	bool browser_new;    /* it was made for this request */
	bool browser_used;   /* a form rests on it: the browser is to keep it */

	/* What was typed when the session had ended (web/kept.h); for web/field.h. */
	struct param *kept;
	size_t nkept;
	const char *once; /* hash of the form that is being sent; NULL: it has none */
	const char *led;  /* where resp_redirect leads, as it was given */
};

enum { COOKIES_MAX = 4 };

struct resp {
	int status; /* 200 until set */
	const char *content_type;
	struct buf body;
	const char *location;
	const char *etag; /* with quotes */
	const char *content_language;
	const char *allow;
	const char *link;
	const char *disposition; /* Content-Disposition, or NULL */
	const char *vary;	 /* NULL: what the route's cache rule says */
	int retry_after;	 /* s, 0: none */
	bool no_store;
	const char *filename; /* to be kept and not shown: what it is called; NULL: shown */
	const char *cookies[COOKIES_MAX]; /* Set-Cookie headers */
	size_t ncookies;
	const char *problem;	    /* message key of a sentence for the error page, or NULL */
	const char *problem_detail; /* that sentence, already formatted; wins over problem */
};

/**
 * req_path(req, "slug"): what the capture matched; a defect (log_die) if the route has none of that
 * name. req_query(req, "q"): first value of the query parameter, or NULL.  req_query_all: every
 * value.
 */
const char *req_path(const struct req *req, const char *name);
const char *req_query(const struct req *req, const char *name);
struct strings req_query_all(const struct req *req, const char *name);

/**
 * req_form(req, "name"), req_form_all: the same of the form that was sent.  For fields, web/field.h
 * is the way; these are for buttons.
 */
const char *req_form(const struct req *req, const char *name);
struct strings req_form_all(const struct req *req, const char *name);

/**
 * req_csrf(req): what the field "csrf" of every form must hold; the part {{>CSRF}} writes it.  Not
 * on pages that are the same for everybody.
 */
const char *req_csrf(struct req *req);

/**
 * req_search(req, ret_index): the index, refreshed; ERR_INDEX while it is away.
 */
MUSTCHECK enum err req_search(struct req *req, struct search_index **ret_index);

/**
 * resp_html(resp, body is filled): set type text/html; resp_type for others.
 * resp_redirect(resp, status, location): 301, 302, 303 or 308 to a local path (decoded, with an
 * already encoded query if any) that is percent-encoded here. resp_not_modified(req, resp, etag):
 * set the ETag (quoted here, weak); true if the reader has it: the status is then 304 and the
 * handler is done.
 */
void resp_type(struct resp *resp, const char *content_type);
void resp_cookie(struct resp *resp, const char *header); /* a Set-Cookie header more */
void resp_redirect(struct req *req, struct resp *resp, int status, const char *location);
bool resp_not_modified(struct req *req, struct resp *resp, const char *etag);

typedef enum err handler_fn(struct req *, struct resp *);

#endif
