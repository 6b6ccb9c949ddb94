/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Reading parameters of the API: whatever is unknown, repeated or malformed is refused in one
 * sentence. */
#ifndef WEB_API_PARAMS_H
#define WEB_API_PARAMS_H

#include "web/req.h"

/* The tables that openapi.json is tested against. */
struct api_params {
	const char *const *names;
	size_t n;
};
extern const struct api_params api_params_search, api_params_list, api_params_entry,
    api_params_suggest, api_params_whole, api_params_compare, api_params_text, api_params_versions,
    api_params_diff, api_params_log, api_params_match, api_params_matches;

/**
 * api_params_check(req, resp, params): every parameter of the request is one of ${params}, and only
 * filters are repeated.  These and the readers below answer ERR_INPUT with resp->problem_detail
 * set.
 *
 * api_params_number(req, resp, name, min, max, ret): a whole number; an absent one leaves ${*ret}
 * alone. api_params_choice(req, resp, name, words, n, ret): the number of the word; an absent one
 * leaves ${*ret} alone. api_params_date(req, resp, name, ret): "YYYY-MM-DD"; absent: untouched.
 * api_params_filters(req, resp, query): kind (unless the query has one), jurisdiction, subject,
 * language, status, service, ipc, year_from, year_to; ids of closed sets are checked.
 */
MUSTCHECK enum err api_params_check(
    struct req *req, struct resp *resp, const struct api_params *params);
MUSTCHECK enum err api_params_number(
    struct req *req, struct resp *resp, const char *name, int min, int max, int *ret);
MUSTCHECK enum err api_params_choice(struct req *req, struct resp *resp, const char *name,
    const char *const *words, size_t n, int *ret);
MUSTCHECK enum err api_params_date(
    struct req *req, struct resp *resp, const char *name, const char **ret);
MUSTCHECK enum err api_params_filters(
    struct req *req, struct resp *resp, struct search_query *query);

/**
 * api_params_missing(req, resp, name): says that ${name} is missing; returns ERR_INPUT.
 * api_params_bad(req, resp, name, value, words, n): says that ${value} is not allowed, and which of
 * ${words} comes near it; returns ERR_INPUT.
 */
enum err api_params_missing(struct req *req, struct resp *resp, const char *name);
enum err api_params_bad(struct req *req, struct resp *resp, const char *name, const char *value,
    const char *const *words, size_t n);

/**
 * api_params_cursor(req, resp, revision, ret_offset): where the request's cursor points; 0 without
 * one.  A cursor of an older index revision sets status 410, one of another query 400.
 * api_params_next(req, resp, revision, offset): the cursor of the next page; sets the Link header.
 */
MUSTCHECK enum err api_params_cursor(
    struct req *req, struct resp *resp, uint64_t revision, size_t *ret_offset);
const char *api_params_next(struct req *req, struct resp *resp, uint64_t revision, size_t offset);

#endif
