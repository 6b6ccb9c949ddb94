/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Owns how a profile of the portal's own becomes an organisation's. */
#include "store/takeover.h"

#include "store/entry.h"
#include "store/notice.h"
#include "store/submission_row.h"

static enum err
ask(struct db *db, struct arena *arena, struct account_id actor,
    struct organisation_id organisation, struct entry_id entry, const char *message)
{
	struct params p = { 0 }, q = { 0 }, audit = { 0 };
	const char *title = NULL, *name = NULL;
	bool owned = false, found;
	PGresult *res;
	enum err err;

	param_int(&p, arena, entry.v);
	param_int(&p, arena, organisation.v);
	if ((err = db_run(db, STMT_TAKEOVER_ENTRY, &p, &res)) != ERR_OK)
		return (err);
	if ((found = PQntuples(res) == 1)) {
		title = row_text(arena, res, 0, 0);
		owned = row_bool(res, 0, 1);
		name = row_text(arena, res, 0, 2);
	}
	PQclear(res);
	if (!found)
		return (ERR_NOTFOUND);
	if (owned)
		return (ERR_CONFLICT);
	param_int(&q, arena, entry.v);
	param_int(&q, arena, organisation.v);
	param_int(&q, arena, actor.v);
	param_text(&q, message);
	if ((err = db_run(db, STMT_TAKEOVER_ASK, &q, &res)) != ERR_OK)
		return (err);
	found = PQntuples(res) == 1;
	PQclear(res);
	if (!found)
		return (ERR_CONFLICT);
	param_text(&audit, submission_actor(arena, actor));
	param_ints(&audit, arena, &entry.v, 1);
	param_texts(&audit, arena, (const char *const[]){ "takeover_ask" }, 1);
	param_texts(&audit, arena,
	    (const char *const[]){
		arena_printf(arena, "organisation %lld", (long long)organisation.v) },
	    1);
	if ((err = db_run(db, STMT_IMPORT_AUDIT, &audit, NULL)) != ERR_OK)
		return (err);
	return (notice_add(db, arena,
	    &(struct notice){ .kind = NOTICE_TAKEOVER_ASKED,
		.staff = true,
		.except = actor,
		.arguments = { { "title", title != NULL ? title : "" },
		    { "organisation", name != NULL ? name : "" } },
		.path = "/desk" }));
}

enum err
takeover_ask(struct db *db, struct arena *arena, struct account_id actor,
    struct organisation_id organisation, struct entry_id entry, const char *message)
{
	enum err err;

	if ((err = db_begin(db)) != ERR_OK)
		return (err);
	return (submission_finish(db, ask(db, arena, actor, organisation, entry, message)));
}

static enum err
read_open(struct db *db, struct arena *arena, int64_t id, struct account_id viewer,
    struct takeover **ret, size_t *ret_n)
{
	struct params p = { 0 };
	PGresult *res;
	enum err err;

	param_int(&p, arena, id);
	param_int(&p, arena, viewer.v);
	if ((err = db_run(db, STMT_TAKEOVER_OPEN, &p, &res)) != ERR_OK)
		return (err);
	*ret_n = (size_t)PQntuples(res);
	*ret = arena_array(arena, struct takeover, *ret_n);
	for (size_t i = 0; i < *ret_n; i++) {
		int row = (int)i;

		(*ret)[i] = (struct takeover){ .id = row_int(res, row, 0),
			.entry = { row_int(res, row, 1) },
			.slug = row_text(arena, res, row, 2),
			.title = row_text(arena, res, row, 3),
			.language = row_text(arena, res, row, 4),
			.organisation = { row_int(res, row, 5) },
			.organisation_name = row_text(arena, res, row, 6),
			.organisation_website = row_text(arena, res, row, 7),
			.message = row_text(arena, res, row, 8),
			.created = row_text(arena, res, row, 9),
			.own = row_bool(res, row, 10) };
	}
	PQclear(res);
	return (ERR_OK);
}

enum err
takeover_list(struct db *db, struct arena *arena, struct account_id viewer, struct takeover **ret,
    size_t *ret_n)
{
	return (read_open(db, arena, 0, viewer, ret, ret_n));
}

enum err
takeover_by_id(
    struct db *db, struct arena *arena, int64_t id, struct account_id viewer, struct takeover *ret)
{
	struct takeover *one;
	size_t n;
	enum err err;

	if (id == 0)
		return (ERR_NOTFOUND);
	if ((err = read_open(db, arena, id, viewer, &one, &n)) != ERR_OK)
		return (err);
	if (n == 0)
		return (ERR_NOTFOUND);
	*ret = one[0];
	return (ERR_OK);
}

enum err
takeover_grant(struct db *db, struct arena *arena, struct entry_id entry,
    struct organisation_id organisation, struct submission_id *ret_id)
{
	struct offering_values values;
	const char **names, **contents;
	const char *english = "en";
	struct params p = { 0 };
	struct record *r;
	bool provider, ignored;
	PGresult *res;
	enum err err;

	if ((err = entry_by_id(db, arena, entry, &r)) != ERR_OK)
		return (err);
	provider = r->kind == KIND_PROVIDER;
	values = offering_values_of(arena, r);
	names = arena_array(arena, const char *, values.n);
	contents = arena_array(arena, const char *, values.n);
	for (size_t i = 0; i < values.n; i++) {
		names[i] = values.v[i].name;
		contents[i] = values.v[i].value;
	}
	param_int(&p, arena, organisation.v);
	param_int(&p, arena, entry.v);
	param_text(&p, kind_id(r->kind));
	param_text(&p, record_text(r, &english, 1, &ignored)->title);
	param_texts(&p, arena, names, values.n);
	param_texts(&p, arena, contents, values.n);
	param_text(&p, r->verified);
	param_text(&p, provider ? vocab_id(VOCAB_CREDIT, (int)r->provider->credit) : NULL);
	param_text(&p, provider ? r->provider->confirmed : NULL);
	param_text(&p, provider ? NULL : r->listing->expires);
	if ((err = db_run(db, STMT_TAKEOVER_SUBMISSION, &p, &res)) != ERR_OK)
		return (err);
	ret_id->v = row_int(res, 0, 0);
	PQclear(res);
	return (ERR_OK);
}

static enum err
decide(struct db *db, struct arena *arena, struct account_id staff, int64_t id, bool granted,
    const char *reason)
{
	struct params p = { 0 }, q = { 0 }, audit = { 0 };
	struct submission_id submission = { 0 };
	struct takeover t;
	bool owned = false;
	PGresult *res;
	enum err err;

	param_int(&p, arena, id);
	if ((err = db_run(db, STMT_TAKEOVER_LOCK, &p, &res)) != ERR_OK)
		return (err);
	if (PQntuples(res) == 1)
		owned = row_bool(res, 0, 1);
	PQclear(res);
	if ((err = takeover_by_id(db, arena, id, staff, &t)) != ERR_OK)
		return (err);
	if (t.own)
		return (ERR_FORBIDDEN);
	if (granted && owned)
		return (ERR_CONFLICT);
	param_int(&q, arena, id);
	param_text(&q, granted ? "granted" : "refused");
	param_text(&q, reason);
	param_text(&audit, submission_staff(arena, staff));
	param_ints(&audit, arena, &t.entry.v, 1);
	param_texts(&audit, arena,
	    (const char *const[]){ granted ? "takeover_grant" : "takeover_refuse" }, 1);
	param_texts(&audit, arena, &reason, 1);
	if ((err = db_run(db, STMT_TAKEOVER_DECIDE, &q, NULL)) != ERR_OK ||
	    (granted && (err = takeover_grant(db, arena, t.entry, t.organisation, &submission)) !=
			    ERR_OK) ||
	    (err = db_run(db, STMT_IMPORT_AUDIT, &audit, NULL)) != ERR_OK)
		return (err);
	return (notice_add(db, arena,
	    &(struct notice){ .kind = NOTICE_TAKEOVER_DECIDED,
		.organisation = t.organisation,
		.arguments = { { "title", t.title },
		    { "decision",
			granted ? "submission.takeover_granted" : "submission.takeover_refused" },
		    { "reason", reason != NULL ? reason : "—" } },
		.path = granted ? arena_printf(
				      arena, "/account/providers/%lld", (long long)submission.v)
				: "/account/providers" }));
}

enum err
takeover_decide(struct db *db, struct arena *arena, struct account_id staff, int64_t id,
    bool granted, const char *reason)
{
	enum err err;

	if ((err = db_begin(db)) != ERR_OK)
		return (err);
	return (submission_finish(db, decide(db, arena, staff, id, granted, reason)));
}
