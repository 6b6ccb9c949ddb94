/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Owns how a need is read from an address, and the ranking of agencies for it. */
#include "web/match_need.h"

#include <string.h>

#include "store/match.h"
#include "web/pages.h"

enum { CANDIDATES = 300 };

static bool
country(const char *s)
{
	static const char capitals[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";

	return (strlen(s) == 2 && strspn(s, capitals) == 2);
}

static struct strings
values(struct req *req, const char *name, bool (*valid)(const char *))
{
	struct strings all = req_query_all(req, name);
	struct strings some = { arena_array(req->arena, const char *, MATCH_NEED_MAX), 0 };

	for (size_t i = 0; i < all.n && some.n < MATCH_NEED_MAX; i++) {
		size_t k;

		for (k = 0; k < some.n && strcmp(some.v[k], all.v[i]) != 0; k++)
			;
		if (k == some.n && valid(all.v[i]))
			some.v[some.n++] = all.v[i];
	}
	return (some);
}

static bool
any(const char *s)
{
	return (*s != '\0');
}

void
match_need_read(struct req *req, struct match_need *ret)
{
	struct strings services = values(req, "service", any);
	struct strings rights = values(req, "subject", any);
	int value;

	*ret = (struct match_need){ .jurisdictions = values(req, "jurisdiction", country),
		.languages = values(req, "language", language_tag_valid),
		.services = arena_array(req->arena, enum service, services.n),
		.rights = arena_array(req->arena, enum subject, rights.n) };
	for (size_t i = 0; i < services.n; i++)
		if (vocab_value(VOCAB_SERVICE, services.v[i], &value))
			ret->services[ret->nservices++] = (enum service)value;
	for (size_t i = 0; i < rights.n; i++)
		if (vocab_value(VOCAB_SUBJECT, rights.v[i], &value))
			ret->rights[ret->nrights++] = (enum subject)value;
}

static const char *
add(struct req *req, const char *query, const char *name, const char *value)
{
	return (arena_printf(req->arena, "%s%c%s=%s", query, query[0] == '\0' ? '?' : '&', name,
	    page_escape(req->arena, value)));
}

const char *
match_need_query(struct req *req, const struct match_need *need)
{
	const char *query = "";

	for (size_t i = 0; i < need->jurisdictions.n; i++)
		query = add(req, query, "jurisdiction", need->jurisdictions.v[i]);
	for (size_t i = 0; i < need->languages.n; i++)
		query = add(req, query, "language", need->languages.v[i]);
	for (size_t i = 0; i < need->nservices; i++)
		query = add(req, query, "service", vocab_id(VOCAB_SERVICE, (int)need->services[i]));
	for (size_t i = 0; i < need->nrights; i++)
		query = add(req, query, "subject", vocab_id(VOCAB_SUBJECT, (int)need->rights[i]));
	return (query);
}

enum err
match_need_agencies(
    struct req *req, const struct match_need *need, struct match_found **ret, size_t *ret_n)
{
	struct match_found *found;
	struct record **all;
	enum err err;
	size_t n, kept = 0;

	if ((err = match_providers(req->db, req->arena, need, CANDIDATES, &all, &n)) != ERR_OK)
		return (err);
	found = arena_array(req->arena, struct match_found, n);
	for (size_t i = 0; i < n; i++) {
		found[kept].record = all[i];
		match_agency(req->arena, need, all[i], &found[kept].match);
		kept += found[kept].match.percent > 0 && all[i]->ntexts > 0;
	}
	match_part_sort(found, kept);
	*ret = found;
	*ret_n = kept;
	return (ERR_OK);
}
