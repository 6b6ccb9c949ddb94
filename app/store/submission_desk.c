/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Owns what staff and the clock do with submissions. */
#include <string.h>

#include "base/date.h"
#include "store/notice.h"
#include "store/publish.h"
#include "store/submission_row.h"

static const char *
owner_path(struct arena *arena, const struct submission *s)
{
	return (arena_printf(arena, "/account/%s/%lld", kind_plural(s->kind), (long long)s->id.v));
}

/* Locked, and not of the one who looks. */
static enum err
of_others(struct db *db, struct arena *arena, struct submission_id id, struct account_id staff,
    struct submission **ret)
{
	enum err err = submission_lock(db, arena, id, staff, ret);

	return (err == ERR_OK && (*ret)->own ? ERR_FORBIDDEN : err);
}

/* --- deciding ----------------------------------------------------------------------------------
 */

/* What is approved: the fields, and which files belong to them. */
static enum err
keep_approved(struct db *db, struct arena *arena, const struct submission *s)
{
	size_t n = s->values.n, room = n + s->nfiles;
	const char **names = arena_array(arena, const char *, room),
		   **contents = arena_array(arena, const char *, room);
	struct params p = { 0 }, settle = { 0 };
	enum err err;

	for (size_t i = 0; i < n; i++) {
		names[i] = s->values.v[i].name;
		contents[i] = s->values.v[i].value;
	}
	for (size_t i = 0; i < s->nfiles; i++) {
		if (s->files[i].removed)
			continue;
		names[n] = "file";
		contents[n++] = arena_printf(arena, "%lld", (long long)s->files[i].file.file);
	}
	param_int(&p, arena, s->id.v);
	param_texts(&p, arena, names, n);
	param_texts(&p, arena, contents, n);
	param_int(&settle, arena, s->id.v);
	if ((err = db_run(db, STMT_SUBMISSION_APPROVE, &p, NULL)) != ERR_OK)
		return (err);
	return (db_run(db, STMT_SUBMISSION_FILES_SETTLE, &settle, NULL));
}

static enum err
approve(struct db *db, struct arena *arena, struct account_id staff, struct submission_id id,
    int64_t revision, const char *submitted)
{
	const char *who = submission_staff(arena, staff);
	struct submission *s;
	enum err err;

	if ((err = of_others(db, arena, id, staff, &s)) != ERR_OK)
		return (err);
	if (s->revision != revision || s->state != SUBMISSION_REVIEW || submitted == NULL ||
	    s->submitted == NULL || strcmp(s->submitted, submitted) != 0)
		return (ERR_CONFLICT);
	/* The draft again, with the days of now; then it is put in its place.  Reading it is not
	 * checking what it says: that is submission_assess. */
	if (s->kind == KIND_PROVIDER)
		s->confirmed = date_today(arena);
	else
		s->expires = offering_get(&s->values, "expires");
	s->reminded = AGE_FRESH;
	if ((err = submission_days(db, arena, s)) != ERR_OK ||
	    (err = submission_publish(db, arena, s, who)) != ERR_OK ||
	    (err = publish_within(db, arena, s->entry, who)) != ERR_OK ||
	    (err = submission_move(db, arena, s, SUBMISSION_APPROVE, NULL)) != ERR_OK ||
	    (err = keep_approved(db, arena, s)) != ERR_OK ||
	    (err = submission_step(db, arena, who, id, "approve", NULL)) != ERR_OK)
		return (err);
	return (notice_add(db, arena,
	    &(struct notice){ .kind = NOTICE_APPROVED,
		.organisation = s->organisation,
		.arguments = { { "title", s->title } },
		.path = owner_path(arena, s) }));
}

enum err
submission_approve(struct db *db, struct arena *arena, struct account_id staff,
    struct submission_id id, int64_t revision, const char *submitted)
{
	enum err err;

	if ((err = db_begin(db)) != ERR_OK)
		return (err);
	return (submission_finish(db, approve(db, arena, staff, id, revision, submitted)));
}

static enum err
send_back(struct db *db, struct arena *arena, struct account_id staff, struct submission_id id,
    int64_t revision, const char *reason)
{
	struct submission *s;
	enum err err;

	if ((err = of_others(db, arena, id, staff, &s)) != ERR_OK)
		return (err);
	if (s->revision != revision)
		return (ERR_CONFLICT);
	if ((err = submission_move(db, arena, s, SUBMISSION_RETURN, reason)) != ERR_OK ||
	    (err = submission_step(
		 db, arena, submission_staff(arena, staff), id, "return", reason)) != ERR_OK)
		return (err);
	return (notice_add(db, arena,
	    &(struct notice){ .kind = NOTICE_RETURNED,
		.organisation = s->organisation,
		.arguments = { { "title", s->title }, { "reason", reason } },
		.path = owner_path(arena, s) }));
}

enum err
submission_return(struct db *db, struct arena *arena, struct account_id staff,
    struct submission_id id, int64_t revision, const char *reason)
{
	enum err err;

	if ((err = db_begin(db)) != ERR_OK)
		return (err);
	return (submission_finish(db, send_back(db, arena, staff, id, revision, reason)));
}

/* --- what staff know ---------------------------------------------------------------------------
 */

static enum err
assess(struct db *db, struct arena *arena, struct account_id staff, struct submission_id id,
    enum credit credit, bool verified)
{
	const char *who = submission_staff(arena, staff);
	struct submission *s;
	enum err err;

	if ((err = of_others(db, arena, id, staff, &s)) != ERR_OK)
		return (err);
	s->credit = credit;
	if (verified)
		s->verified = date_today(arena);
	if ((err = submission_days(db, arena, s)) != ERR_OK ||
	    (err = submission_publish(db, arena, s, who)) != ERR_OK)
		return (err);
	return (submission_step(db, arena, who, id, "assess",
	    arena_printf(arena, "%s%s%s", vocab_id(VOCAB_CREDIT, (int)credit), verified ? ", " : "",
		verified ? s->verified : "")));
}

enum err
submission_assess(struct db *db, struct arena *arena, struct account_id staff,
    struct submission_id id, enum credit credit, bool verified)
{
	enum err err;

	if ((err = db_begin(db)) != ERR_OK)
		return (err);
	return (submission_finish(db, assess(db, arena, staff, id, credit, verified)));
}

static bool
rests_on(struct arena *arena, const struct submission *s, const char *office, const char *number)
{
	size_t rows = offering_rows(&s->values, "right");

	for (size_t row = 1; row <= rows; row++)
		if (offering_has(
			&s->values, arena_printf(arena, "right.%zu.office", row), office) &&
		    offering_has(&s->values, arena_printf(arena, "right.%zu.number", row), number))
			return (true);
	return (false);
}

static enum err
check(struct db *db, struct arena *arena, struct account_id staff, struct submission_id id,
    const char *office, const char *number, const char *note)
{
	const char *who = submission_staff(arena, staff);
	struct params p = { 0 };
	struct submission *s;
	enum err err;

	if ((err = of_others(db, arena, id, staff, &s)) != ERR_OK)
		return (err);
	if (!rests_on(arena, s, office, number))
		return (ERR_NOTFOUND);
	param_int(&p, arena, id.v);
	param_text(&p, office);
	param_text(&p, number);
	param_int(&p, arena, staff.v);
	param_text(&p, note);
	if ((err = db_run(db, STMT_SUBMISSION_CHECK, &p, NULL)) != ERR_OK ||
	    (err = submission_by_id(db, arena, id, staff, &s)) != ERR_OK ||
	    (err = submission_publish(db, arena, s, who)) != ERR_OK)
		return (err);
	return (submission_step(db, arena, who, id, "check",
	    arena_printf(arena, "%s %s%s%s", office, number, note != NULL ? ": " : "",
		note != NULL ? note : "")));
}

enum err
submission_check(struct db *db, struct arena *arena, struct account_id staff,
    struct submission_id id, const char *office, const char *number, const char *note)
{
	enum err err;

	if ((err = db_begin(db)) != ERR_OK)
		return (err);
	return (submission_finish(db, check(db, arena, staff, id, office, number, note)));
}

/* --- the clock ---------------------------------------------------------------------------------
 */

static enum err
remind(struct db *db, struct arena *arena, const struct submission *s, enum offering_age age)
{
	struct notice n = { .organisation = s->organisation,
		.arguments = { { "title", s->title } },
		.path = owner_path(arena, s) };

	n.kind = age == AGE_HIDDEN	   ? NOTICE_HIDDEN
		 : s->kind == KIND_LISTING ? NOTICE_EXPIRING
		 : age == AGE_DEMOTED	   ? NOTICE_DEMOTED
					   : NOTICE_VERIFY_DUE;
	if (n.kind == NOTICE_EXPIRING || n.kind == NOTICE_VERIFY_DUE)
		n.arguments[1] = (struct notice_argument){ "when",
			s->kind == KIND_LISTING
			    ? s->expires
			    : date_later(arena, offering_last(s->verified, s->confirmed), 12, 0) };
	return (notice_add(db, arena, &n));
}

static enum err
age_one(struct db *db, struct arena *arena, struct submission_id id, const char *today,
    bool *ret_changed)
{
	struct submission *s;
	enum offering_age age;
	enum err err;

	if ((err = submission_lock(db, arena, id, (struct account_id){ 0 }, &s)) != ERR_OK)
		return (err);
	age = s->kind == KIND_PROVIDER
		  ? offering_age_profile(arena, offering_last(s->verified, s->confirmed), today)
		  : offering_age_listing(arena, s->expires, today);
	if (!s->public || age <= s->reminded)
		return (ERR_OK);
	/* Nobody loses what they were never reminded of: one step a day; a listing has none
	 * between. */
	if (age > s->reminded + 1 && (s->kind == KIND_PROVIDER || s->reminded == AGE_FRESH))
		age = (enum offering_age)(s->reminded + 1);
	s->reminded = age;
	*ret_changed = true;
	if ((err = submission_days(db, arena, s)) != ERR_OK ||
	    (err = remind(db, arena, s, age)) != ERR_OK)
		return (err);
	if (age == AGE_HIDDEN &&
	    ((err = submission_move(db, arena, s, SUBMISSION_HIDE, NULL)) != ERR_OK ||
		(err = publish_withdraw_within(db, arena, s->entry, "clock", NULL)) != ERR_OK))
		return (err);
	return (submission_step(db, arena, "clock", id, age == AGE_HIDDEN ? "hide" : "remind",
	    age == AGE_DEMOTED ? "demoted" : NULL));
}

enum err
submission_due(struct db *db, struct arena *arena, const char *today, size_t *ret_n)
{
	struct params p = { 0 };
	int64_t *ids;
	size_t n, done = 0;
	PGresult *res;
	enum err err;

	param_text(&p, today);
	if ((err = db_run(db, STMT_SUBMISSION_AGING, &p, &res)) != ERR_OK)
		return (err);
	n = (size_t)PQntuples(res);
	ids = arena_array(arena, int64_t, n);
	for (size_t i = 0; i < n; i++)
		ids[i] = row_int(res, (int)i, 0);
	PQclear(res);
	for (size_t i = 0; i < n; i++) {
		bool changed = false;

		if ((err = db_begin(db)) != ERR_OK ||
		    (err = submission_finish(db,
			 age_one(db, arena, (struct submission_id){ ids[i] }, today, &changed))) !=
			ERR_OK)
			return (err);
		done += changed;
	}
	*ret_n = done;
	return (db_run(db, STMT_SUBMISSION_AGED, &p, NULL));
}
