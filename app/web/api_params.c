/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Owns which parameters the API takes and what their values may be. */
#include "web/api_params.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/date.h"
#include "domain/nearest.h"
#include "domain/vocab.h"
#include "locale/message.h"
#include "web/fingerprint.h"
#include "web/path.h"

enum { VALUES_MAX = 40, LOCALES_MAX = 64 };

#define FILTERS                                                                                    \
	"jurisdiction", "subject", "language", "year_from", "year_to", "status", "type",           \
	    "service", "ipc", "direction", "wanted", "ip_status", "provider_type"

static const char *const search_names[] = { "q", "locale", "kind", FILTERS, "sort", "group",
	"expand", "expand_off", "limit", "cursor" };
static const char *const list_names[] = { "locale", FILTERS, "sort", "limit", "cursor" };
static const char *const entry_names[] = { "locale", "language", "text", "at" };
static const char *const text_names[] = { "locale", "text", "at" };
static const char *const versions_names[] = { "locale" };
static const char *const diff_names[] = { "locale", "text", "from", "to" };
static const char *const log_names[] = { "locale", "kind", "jurisdiction", "limit", "cursor" };
static const char *const whole_names[] = { "locale" };
static const char *const suggest_names[] = { "q", "locale", "limit" };
static const char *const match_names[] = { "locale", "jurisdiction", "language", "service",
	"subject", "limit" };
static const char *const matches_names[] = { "locale", "limit" };
static const char *const compare_names[] = { "locale", "jurisdiction", "question" };

#define TABLE(names)                                                                               \
	{                                                                                          \
		(names), sizeof(names) / sizeof((names)[0])                                        \
	}
const struct api_params api_params_search = TABLE(search_names);
const struct api_params api_params_list = TABLE(list_names);
const struct api_params api_params_entry = TABLE(entry_names);
const struct api_params api_params_text = TABLE(text_names);
const struct api_params api_params_versions = TABLE(versions_names);
const struct api_params api_params_diff = TABLE(diff_names);
const struct api_params api_params_log = TABLE(log_names);
const struct api_params api_params_whole = TABLE(whole_names);
const struct api_params api_params_suggest = TABLE(suggest_names);
const struct api_params api_params_compare = TABLE(compare_names);
const struct api_params api_params_match = TABLE(match_names);
const struct api_params api_params_matches = TABLE(matches_names);

static const char *const repeatable[] = { "kind", "jurisdiction", "subject", "language", "status",
	"type", "service", "ipc", "direction", "wanted", "ip_status", "provider_type", "question",
	"expand_off" };

static bool
among(const char *word, const char *const *words, size_t n)
{
	size_t i;

	for (i = 0; i < n; i++) {
		if (strcmp(words[i], word) == 0)
			return (true);
	}
	return (false);
}

enum err
api_params_bad(struct req *req, struct resp *resp, const char *name, const char *value,
    const char *const *words, size_t n)
{
	const char *near = nearest_word(value, words, n);

	resp->problem_detail =
	    near == NULL
		? msg_format(req->locale, req->arena, "problem.bad_value", MSG_TEXT("name", name),
		      MSG_TEXT("value", value))
		: msg_format(req->locale, req->arena, "problem.bad_value_nearest",
		      MSG_TEXT("name", name), MSG_TEXT("value", value), MSG_TEXT("nearest", near));
	return (ERR_INPUT);
}

enum err
api_params_missing(struct req *req, struct resp *resp, const char *name)
{
	resp->problem_detail =
	    msg_format(req->locale, req->arena, "problem.missing", MSG_TEXT("name", name));
	return (ERR_INPUT);
}

static enum err
unknown(struct req *req, struct resp *resp, const char *name, const struct api_params *params)
{
	const char *near = nearest_word(name, params->names, params->n);

	resp->problem_detail =
	    near == NULL ? msg_format(req->locale, req->arena, "problem.unknown_parameter",
			       MSG_TEXT("name", name))
			 : msg_format(req->locale, req->arena, "problem.unknown_parameter_nearest",
			       MSG_TEXT("name", name), MSG_TEXT("nearest", near));
	return (ERR_INPUT);
}

enum err
api_params_check(struct req *req, struct resp *resp, const struct api_params *params)
{
	bool filters = params == &api_params_search || params == &api_params_list ||
		       params == &api_params_compare || params == &api_params_match;
	const char *name;
	size_t i, j;

	for (i = 0; i < req->nquery; i++) {
		name = req->query[i].name;
		if (!among(name, params->names, params->n))
			return (unknown(req, resp, name, params));
		if (filters && among(name, repeatable, sizeof(repeatable) / sizeof(repeatable[0])))
			continue;
		for (j = 0; j < i; j++) {
			if (strcmp(req->query[j].name, name) == 0) {
				resp->problem_detail = msg_format(req->locale, req->arena,
				    "problem.repeated", MSG_TEXT("name", name));
				return (ERR_INPUT);
			}
		}
	}
	return (ERR_OK);
}

enum err
api_params_number(struct req *req, struct resp *resp, const char *name, int min, int max, int *ret)
{
	const char *value = req_query(req, name);
	long v;

	if (value == NULL)
		return (ERR_OK);
	v = strtol(value, NULL, 10);
	if (*value == '\0' || strlen(value) > 9 || value[strspn(value, "0123456789")] != '\0' ||
	    v < min || v > max) {
		resp->problem_detail = msg_format(req->locale, req->arena, "problem.bad_number",
		    MSG_TEXT("name", name), MSG_INT("min", min), MSG_INT("max", max));
		return (ERR_INPUT);
	}
	*ret = (int)v;
	return (ERR_OK);
}

enum err
api_params_choice(struct req *req, struct resp *resp, const char *name, const char *const *words,
    size_t n, int *ret)
{
	const char *value = req_query(req, name);
	size_t i;

	if (value == NULL)
		return (ERR_OK);
	for (i = 0; i < n; i++) {
		if (strcmp(words[i], value) == 0) {
			*ret = (int)i;
			return (ERR_OK);
		}
	}
	return (api_params_bad(req, resp, name, value, words, n));
}

enum err
api_params_date(struct req *req, struct resp *resp, const char *name, const char **ret)
{
	const char *value = req_query(req, name);

	if (value == NULL)
		return (ERR_OK);
	if (!date_valid(value)) {
		resp->problem_detail = msg_format(
		    req->locale, req->arena, "problem.bad_date", MSG_TEXT("value", value));
		return (ERR_INPUT);
	}
	*ret = value;
	return (ERR_OK);
}

/* The ids that a facet may have; none for those that data may extend. */
static size_t
closed_set(enum search_facet facet, const char **words)
{
	static const enum vocab sets[FACET_COUNT] = {
		[FACET_SUBJECT] = VOCAB_SUBJECT,
		[FACET_STATUS] = VOCAB_LAW_STATUS,
		[FACET_TYPE] = VOCAB_LAW_TYPE,
		[FACET_SERVICE] = VOCAB_SERVICE,
		[FACET_DIRECTION] = VOCAB_DIRECTION,
		[FACET_WANTED] = VOCAB_WANTED,
		[FACET_IP_STATUS] = VOCAB_IP_STATUS,
		[FACET_PROVIDER_TYPE] = VOCAB_PROVIDER_TYPE,
	};
	size_t n = 0;

	switch (facet) {
	case FACET_KIND:
		for (; n < KIND_COUNT; n++)
			words[n] = kind_id((enum kind)n);
		break;
	case FACET_SUBJECT:
	case FACET_STATUS:
	case FACET_TYPE:
	case FACET_SERVICE:
	case FACET_DIRECTION:
	case FACET_WANTED:
	case FACET_IP_STATUS:
	case FACET_PROVIDER_TYPE:
		for (; n < vocab_size(sets[facet]); n++)
			words[n] = vocab_id(sets[facet], (int)n);
		break;
	case FACET_IPC:
		for (; n < 8; n++)
			words[n] = &"A\0B\0C\0D\0E\0F\0G\0H"[2 * n];
		break;
	case FACET_JURISDICTION:
	case FACET_LANGUAGE:
	case FACET_YEAR:
	case FACET_COUNT:
		break;
	}
	return (n);
}

static bool
well_formed(enum search_facet facet, const char *value)
{
	static const char capitals[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";

	if (facet == FACET_JURISDICTION)
		return (strcmp(value, "INT") == 0 ||
			(strlen(value) == 2 && strspn(value, capitals) == 2));
	if (facet == FACET_LANGUAGE)
		return (language_tag_valid(value));
	return (true);
}

static enum err
filter(struct req *req, struct resp *resp, enum search_facet facet, struct strings *ret)
{
	const char *words[64], *name = search_facet_name(facet);
	struct strings values = req_query_all(req, name);
	size_t n = closed_set(facet, words), i;

	if (values.n > VALUES_MAX)
		values.n = VALUES_MAX;
	for (i = 0; i < values.n; i++) {
		if (n > 0 ? !among(values.v[i], words, n) : !well_formed(facet, values.v[i]))
			return (api_params_bad(req, resp, name, values.v[i], words, n));
	}
	*ret = values;
	return (ERR_OK);
}

enum err
api_params_filters(struct req *req, struct resp *resp, struct search_query *query)
{
	enum search_facet facet;
	enum err err;

	for (facet = 0; facet < FACET_COUNT; facet++) {
		if (facet == FACET_YEAR || (facet == FACET_KIND && query->filter[facet].n > 0))
			continue;
		if ((err = filter(req, resp, facet, &query->filter[facet])) != ERR_OK)
			return (err);
	}
	if ((err = api_params_number(req, resp, "year_from", 1, 9999, &query->year_from)) != ERR_OK)
		return (err);
	return (api_params_number(req, resp, "year_to", 1, 9999, &query->year_to));
}

/* All parameters but the cursor, as they stand in an address; what a cursor is bound to. */
static const char *
rest_of_query(struct req *req)
{
	const char *rest = "";
	size_t i;

	for (i = 0; i < req->nquery; i++) {
		if (strcmp(req->query[i].name, "cursor") != 0)
			rest = arena_printf(req->arena, "%s%s%s=%s", rest, *rest == '\0' ? "" : "&",
			    path_escape(req->arena, req->query[i].name),
			    path_escape(req->arena, req->query[i].value));
	}
	return (rest);
}

static uint64_t
binding(struct req *req)
{
	const char *what = arena_printf(req->arena, "%s?%s", req->path, rest_of_query(req));

	return (fingerprint_of(what, strlen(what)));
}

static const char *
cursor(struct req *req, uint64_t revision, size_t offset)
{
	return (
	    arena_printf(req->arena, "%" PRIx64 "-%zx-%" PRIx64, revision, offset, binding(req)));
}

enum err
api_params_cursor(struct req *req, struct resp *resp, uint64_t revision, size_t *ret_offset)
{
	const char *given = req_query(req, "cursor");
	uint64_t made;
	size_t offset;
	int used = 0;

	if (given == NULL) {
		*ret_offset = 0;
		return (ERR_OK);
	}
	resp->problem = "problem.bad_cursor";
	if (strlen(given) > 60 || sscanf(given, "%" SCNx64 "-%zx-%n", &made, &offset, &used) != 2 ||
	    used == 0)
		return (ERR_INPUT);
	/* Written again from its parts it must be the same, or it was not made for this query. */
	if (strcmp(given, cursor(req, made, offset)) != 0)
		return (ERR_INPUT);
	if (made != revision) {
		resp->status = 410;
		return (ERR_INPUT);
	}
	resp->problem = NULL;
	*ret_offset = offset;
	return (ERR_OK);
}

const char *
api_params_next(struct req *req, struct resp *resp, uint64_t revision, size_t offset)
{
	const char *next = cursor(req, revision, offset), *rest = rest_of_query(req);

	resp->link = arena_printf(req->arena, "<%s%s?%s%scursor=%s>; rel=\"next\"",
	    req->app->config.base_url, path_encode(req->arena, req->path), rest,
	    *rest == '\0' ? "" : "&", next);
	return (next);
}
