/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Owns how submissions are read, and what their owners do with them; staff and the clock are
 * submission_desk.c's. */
#include "store/submission.h"

#include <string.h>

#include "base/date.h"
#include "store/entry_row.h"
#include "store/import.h"
#include "store/notice.h"
#include "store/publish.h"
#include "store/submission_row.h"

/* --- reading -----------------------------------------------------------------------------------
 */

static const char *const ages[] = { "fresh", "due", "demoted", "hidden" };
_Static_assert(sizeof(ages) / sizeof(ages[0]) == AGE_COUNT, "every age has its id");

static struct offering_values
read_values(struct arena *arena, struct array a)
{
	struct offering_values values = { arena_array(arena, struct offering_value, a.rows), 0 };

	for (size_t i = 0; i < a.rows; i++) {
		struct offering_value *v = &values.v[values.n];

		v->name = array_next(arena, &a);
		v->value = array_next(arena, &a);
		values.n += v->name != NULL && v->value != NULL;
	}
	return (values);
}

static void
read_checks(struct arena *arena, struct array a, struct submission *s)
{
	s->nchecks = a.rows;
	s->checks = arena_array(arena, struct ip_right, a.rows);
	for (size_t i = 0; i < a.rows; i++) {
		s->checks[i].office = array_next(arena, &a);
		s->checks[i].number = array_next(arena, &a);
		s->checks[i].checked = array_next(arena, &a);
	}
}

static void
read_files(struct arena *arena, struct array a, struct submission *s)
{
	s->nfiles = a.rows;
	s->files = arena_array(arena, struct submission_file, a.rows);
	for (size_t i = 0; i < a.rows; i++) {
		struct attachment *f = &s->files[i].file;

		f->file = entry_row_next_int(arena, &a);
		f->name = array_next(arena, &a);
		f->type = array_next(arena, &a);
		f->size = entry_row_next_int(arena, &a);
		f->sha256 = array_next(arena, &a);
		s->files[i].removed = entry_row_next_bool(arena, &a);
	}
}

/* The address of what has none yet; nothing in it says whose it is. */
static const char *
new_slug(struct arena *arena, const struct submission *s)
{
	const char *word = s->kind == KIND_PROVIDER ? "provider"
			   : offering_has(&s->values, "direction",
				 vocab_id(VOCAB_DIRECTION, (int)DIRECTION_REQUEST))
			       ? "request"
			       : "offer";

	return (arena_printf(arena, "%s-%lld", word, (long long)s->id.v));
}

static void
read_row(struct arena *arena, const PGresult *res, int row, struct submission *s)
{
	const char *age;

	*s = (struct submission){ .id = { row_int(res, row, 0) },
		.organisation = { row_int(res, row, 1) },
		.organisation_name = row_text(arena, res, row, 2),
		.sample = row_bool(res, row, 3),
		.entry = { row_int(res, row, 5) },
		.slug = row_text(arena, res, row, 6),
		.source = row_text(arena, res, row, 7),
		.source_id = row_text(arena, res, row, 8),
		.public = row_bool(res, row, 9),
		.own = row_bool(res, row, 10),
		.revision = row_int(res, row, 12),
		.title = row_text(arena, res, row, 13),
		.reason = row_text(arena, res, row, 14),
		.created = row_text(arena, res, row, 15),
		.updated = row_text(arena, res, row, 16),
		.submitted = row_text(arena, res, row, 17),
		.credit = (enum credit)entry_row_id(VOCAB_CREDIT, row_text(arena, res, row, 18)),
		.verified = row_text(arena, res, row, 19),
		.confirmed = row_text(arena, res, row, 20),
		.expires = row_text(arena, res, row, 21) };
	(void)kind_from_id(row_text(arena, res, row, 4), &s->kind);
	(void)submission_state_value(row_text(arena, res, row, 11), &s->state);
	age = row_text(arena, res, row, 22);
	for (int i = 0; i < AGE_COUNT; i++)
		if (age != NULL && strcmp(ages[i], age) == 0)
			s->reminded = (enum offering_age)i;
	s->values = read_values(arena, row_array(res, row, 23));
	s->approved = read_values(arena, row_array(res, row, 24));
	read_checks(arena, row_array(res, row, 25), s);
	read_files(arena, row_array(res, row, 26), s);
	if (s->slug == NULL)
		s->slug = new_slug(arena, s);
	if (s->source == NULL) {
		s->source = "portal";
		s->source_id = arena_printf(arena, "submission/%lld", (long long)s->id.v);
	}
}

static enum err
read_all(struct db *db, struct arena *arena, enum stmt stmt, const struct params *p,
    struct submission **ret, size_t *ret_n)
{
	PGresult *res;
	enum err err;

	if ((err = db_run(db, stmt, p, &res)) != ERR_OK)
		return (err);
	*ret_n = (size_t)PQntuples(res);
	*ret = arena_array(arena, struct submission, *ret_n);
	for (size_t i = 0; i < *ret_n; i++)
		read_row(arena, res, (int)i, &(*ret)[i]);
	PQclear(res);
	return (ERR_OK);
}

enum err
submission_by_id(struct db *db, struct arena *arena, struct submission_id id,
    struct account_id viewer, struct submission **ret)
{
	struct params p = { 0 };
	struct submission *s;
	size_t n;
	enum err err;

	param_int(&p, arena, id.v);
	param_int(&p, arena, viewer.v);
	if ((err = read_all(db, arena, STMT_SUBMISSION_BY_ID, &p, &s, &n)) != ERR_OK)
		return (err);
	if (n == 0)
		return (ERR_NOTFOUND);
	*ret = s;
	return (ERR_OK);
}

enum err
submission_list(struct db *db, struct arena *arena, struct account_id account, enum kind kind,
    struct submission **ret, size_t *ret_n)
{
	struct params p = { 0 };

	param_int(&p, arena, account.v);
	param_text(&p, kind_id(kind));
	return (read_all(db, arena, STMT_SUBMISSION_LIST, &p, ret, ret_n));
}

enum err
submission_queue(struct db *db, struct arena *arena, struct account_id viewer,
    struct submission **ret, size_t *ret_n)
{
	struct params p = { 0 };

	param_int(&p, arena, viewer.v);
	return (read_all(db, arena, STMT_SUBMISSION_QUEUE, &p, ret, ret_n));
}

enum err
submission_steps(struct db *db, struct arena *arena, const struct submission *s,
    struct submission_step **ret, size_t *ret_n)
{
	struct params p = { 0 };
	PGresult *res;
	enum err err;

	param_int(&p, arena, s->id.v);
	param_int(&p, arena, s->entry.v);
	if ((err = db_run(db, STMT_SUBMISSION_STEPS, &p, &res)) != ERR_OK)
		return (err);
	*ret_n = (size_t)PQntuples(res);
	*ret = arena_array(arena, struct submission_step, *ret_n);
	for (size_t i = 0; i < *ret_n; i++)
		(*ret)[i] = (struct submission_step){ row_text(arena, res, (int)i, 0),
			row_text(arena, res, (int)i, 1), row_text(arena, res, (int)i, 2),
			row_text(arena, res, (int)i, 3), row_text(arena, res, (int)i, 4) };
	PQclear(res);
	return (ERR_OK);
}

/* The rows of a group of fields, as columns of a parameter. */
static void
param_rows(struct params *p, struct arena *arena, const struct submission *s, const char *group,
    const char *name)
{
	const char *v[OFFERING_ROWS_MAX] = { NULL };
	size_t rows = offering_rows(&s->values, group);

	for (size_t row = 1; row <= rows; row++)
		v[row - 1] =
		    offering_get(&s->values, arena_printf(arena, "%s.%zu.%s", group, row, name));
	param_texts(p, arena, v, rows);
}

enum err
submission_twins(struct db *db, struct arena *arena, const struct submission *s,
    struct submission_twin **ret, size_t *ret_n)
{
	struct params p = { 0 };
	PGresult *res;
	enum err err;

	param_int(&p, arena, s->entry.v);
	param_text(&p, kind_id(s->kind));
	param_rows(&p, arena, s, "text", "title");
	param_rows(&p, arena, s, "right", "office");
	param_rows(&p, arena, s, "right", "number");
	if ((err = db_run(db, STMT_SUBMISSION_TWINS, &p, &res)) != ERR_OK)
		return (err);
	*ret_n = (size_t)PQntuples(res);
	*ret = arena_array(arena, struct submission_twin, *ret_n);
	for (size_t i = 0; i < *ret_n; i++) {
		struct submission_twin *t = &(*ret)[i];

		(void)kind_from_id(row_text(arena, res, (int)i, 0), &t->kind);
		t->slug = row_text(arena, res, (int)i, 1);
		t->title = row_text(arena, res, (int)i, 2);
		t->language = row_text(arena, res, (int)i, 3);
		t->right = row_bool(res, (int)i, 4);
	}
	PQclear(res);
	return (ERR_OK);
}

/* --- what readers see --------------------------------------------------------------------------
 */

struct record *
submission_record(struct arena *arena, const struct submission *s, bool approved)
{
	const struct offering_values *values = approved ? &s->approved : &s->values;
	struct offering_facts facts = { .slug = s->slug,
		.source = s->source,
		.source_id = s->source_id,
		.publisher = s->organisation_name,
		.sample = s->sample,
		.credit = s->credit,
		.verified = s->verified,
		.confirmed = s->confirmed,
		.expires = approved ? s->expires : NULL,
		.checks = s->checks,
		.nchecks = s->nchecks };

	facts.attachments = arena_array(arena, struct attachment, s->nfiles);
	for (size_t i = 0; i < s->nfiles; i++) {
		const char *id = arena_printf(arena, "%lld", (long long)s->files[i].file.file);

		if (approved ? offering_has(&s->approved, "file", id) : !s->files[i].removed)
			facts.attachments[facts.nattachments++] = s->files[i].file;
	}
	return (offering_record(arena, s->kind, values, &facts));
}

static enum err
write_entry(struct db *db, struct arena *arena, const struct submission *s, bool approved,
    const char *actor, struct entry_id *ret_entry)
{
	const struct import_options options = {
		.publish = approved, .actor = actor, .owner = true
	};

	return (
	    import_within(db, arena, submission_record(arena, s, approved), &options, ret_entry));
}

/* --- shared steps ------------------------------------------------------------------------------
 */

const char *
submission_actor(struct arena *arena, struct account_id account)
{
	return (arena_printf(arena, "account:%lld", (long long)account.v));
}

const char *
submission_staff(struct arena *arena, struct account_id account)
{
	return (arena_printf(arena, "staff:%lld", (long long)account.v));
}

enum err
submission_lock(struct db *db, struct arena *arena, struct submission_id id,
    struct account_id viewer, struct submission **ret)
{
	struct params p = { 0 };
	enum err err;

	param_int(&p, arena, id.v);
	if ((err = db_run(db, STMT_SUBMISSION_LOCK, &p, NULL)) != ERR_OK)
		return (err);
	return (submission_by_id(db, arena, id, viewer, ret));
}

enum err
submission_step(struct db *db, struct arena *arena, const char *actor, struct submission_id id,
    const char *action, const char *detail)
{
	struct params p = { 0 };

	param_text(&p, actor);
	param_int(&p, arena, id.v);
	param_text(&p, action);
	param_text(&p, detail);
	return (db_run(db, STMT_SUBMISSION_AUDIT, &p, NULL));
}

enum err
submission_days(struct db *db, struct arena *arena, const struct submission *s)
{
	struct params p = { 0 };

	param_int(&p, arena, s->id.v);
	param_text(&p, vocab_id(VOCAB_CREDIT, (int)s->credit));
	param_text(&p, s->verified);
	param_text(&p, s->confirmed);
	param_text(&p, s->expires);
	param_text(&p, ages[s->reminded]);
	return (db_run(db, STMT_SUBMISSION_DAYS, &p, NULL));
}

enum err
submission_move(struct db *db, struct arena *arena, struct submission *s,
    enum submission_action action, const char *reason)
{
	struct params p = { 0 };

	if (!submission_after(s->state, s->public, action, &s->state)) {
		db_explain(
		    db, "submission %lld is %s", (long long)s->id.v, submission_state_id(s->state));
		return (ERR_CONFLICT);
	}
	param_int(&p, arena, s->id.v);
	param_text(&p, submission_state_id(s->state));
	param_text(&p, reason);
	return (db_run(db, STMT_SUBMISSION_STATE, &p, NULL));
}

enum err
submission_finish(struct db *db, enum err err)
{
	if (err == ERR_OK)
		err = db_commit(db);
	if (err != ERR_OK)
		db_rollback(db);
	return (err);
}

enum err
submission_publish(
    struct db *db, struct arena *arena, const struct submission *s, const char *actor)
{
	struct entry_id entry;
	enum err err = ERR_OK;

	if (s->approved.n > 0 && (s->public || s->state == SUBMISSION_APPROVED) &&
	    (err = write_entry(db, arena, s, true, actor, &entry)) != ERR_OK)
		return (err);
	if (s->state == SUBMISSION_REVIEW)
		err = write_entry(db, arena, s, false, actor, &entry);
	return (err);
}

static void
param_values(struct params *p, struct arena *arena, const struct offering_values *values)
{
	const char **names = arena_array(arena, const char *, values->n),
		   **contents = arena_array(arena, const char *, values->n);

	for (size_t i = 0; i < values->n; i++) {
		names[i] = values->v[i].name;
		contents[i] = values->v[i].value;
	}
	param_texts(p, arena, names, values->n);
	param_texts(p, arena, contents, values->n);
}

/* --- owners ------------------------------------------------------------------------------------
 */

static enum err
create(struct db *db, struct arena *arena, struct account_id actor,
    struct organisation_id organisation, enum kind kind, const struct offering_values *values,
    const char *title, struct submission_id *ret_id)
{
	struct params p = { 0 };
	PGresult *res;
	enum err err;

	param_int(&p, arena, organisation.v);
	param_text(&p, kind_id(kind));
	param_text(&p, title != NULL ? title : "");
	param_values(&p, arena, values);
	param_int(&p, arena, actor.v);
	if ((err = db_run(db, STMT_SUBMISSION_CREATE, &p, &res)) != ERR_OK)
		return (err);
	ret_id->v = row_int(res, 0, 0);
	PQclear(res);
	return (submission_step(
	    db, arena, submission_actor(arena, actor), *ret_id, "begin", kind_id(kind)));
}

enum err
submission_create(struct db *db, struct arena *arena, struct account_id actor,
    struct organisation_id organisation, enum kind kind, const struct offering_values *values,
    const char *title, struct submission_id *ret_id)
{
	enum err err;

	if ((err = db_begin(db)) != ERR_OK)
		return (err);
	return (submission_finish(
	    db, create(db, arena, actor, organisation, kind, values, title, ret_id)));
}

static enum err
save(struct db *db, struct arena *arena, struct account_id actor, struct submission_id id,
    int64_t revision, const struct offering_values *values, const char *title)
{
	struct params p = { 0 };
	struct submission *s;
	enum err err;

	if ((err = submission_lock(db, arena, id, actor, &s)) != ERR_OK)
		return (err);
	if (s->revision != revision ||
	    !submission_after(s->state, s->public, SUBMISSION_SAVE, &s->state))
		return (ERR_CONFLICT);
	param_int(&p, arena, id.v);
	param_text(&p, title != NULL ? title : "");
	param_values(&p, arena, values);
	param_int(&p, arena, actor.v);
	param_text(&p, submission_state_id(s->state));
	if ((err = db_run(db, STMT_SUBMISSION_SAVE, &p, NULL)) != ERR_OK)
		return (err);
	return (submission_step(db, arena, submission_actor(arena, actor), id, "save", NULL));
}

enum err
submission_save(struct db *db, struct arena *arena, struct account_id actor,
    struct submission_id id, int64_t revision, const struct offering_values *values,
    const char *title)
{
	enum err err;

	if ((err = db_begin(db)) != ERR_OK)
		return (err);
	return (submission_finish(db, save(db, arena, actor, id, revision, values, title)));
}

static enum err
submit(struct db *db, struct arena *arena, struct account_id actor, struct submission_id id,
    int64_t revision)
{
	const char *who = submission_actor(arena, actor);
	struct params p = { 0 };
	struct submission *s;
	struct entry_id entry;
	enum err err;

	if ((err = submission_lock(db, arena, id, actor, &s)) != ERR_OK)
		return (err);
	if (s->revision != revision)
		return (ERR_CONFLICT);
	if ((err = submission_move(db, arena, s, SUBMISSION_SUBMIT, NULL)) != ERR_OK ||
	    (err = write_entry(db, arena, s, false, who, &entry)) != ERR_OK)
		return (err);
	param_int(&p, arena, id.v);
	param_int(&p, arena, entry.v);
	if ((err = db_run(db, STMT_SUBMISSION_ENTRY, &p, NULL)) != ERR_OK ||
	    (err = submission_step(db, arena, who, id, "submit", NULL)) != ERR_OK)
		return (err);
	return (notice_add(db, arena,
	    &(struct notice){ .kind = NOTICE_SUBMITTED,
		.staff = true,
		.except = actor,
		.arguments = { { "title", s->title }, { "organisation", s->organisation_name } },
		.path = arena_printf(arena, "/desk/submissions/%lld", (long long)id.v) }));
}

enum err
submission_submit(struct db *db, struct arena *arena, struct account_id actor,
    struct submission_id id, int64_t revision)
{
	enum err err;

	if ((err = db_begin(db)) != ERR_OK)
		return (err);
	return (submission_finish(db, submit(db, arena, actor, id, revision)));
}

static enum err
take_back(struct db *db, struct arena *arena, struct account_id actor, struct submission_id id)
{
	const char *who = submission_actor(arena, actor);
	struct submission *s;
	enum err err;

	if ((err = submission_lock(db, arena, id, actor, &s)) != ERR_OK ||
	    (err = submission_move(db, arena, s, SUBMISSION_WITHDRAW, NULL)) != ERR_OK ||
	    (err = publish_withdraw_within(db, arena, s->entry, who, NULL)) != ERR_OK)
		return (err);
	return (submission_step(db, arena, who, id, "take_back", NULL));
}

enum err
submission_withdraw(
    struct db *db, struct arena *arena, struct account_id actor, struct submission_id id)
{
	enum err err;

	if ((err = db_begin(db)) != ERR_OK)
		return (err);
	return (submission_finish(db, take_back(db, arena, actor, id)));
}

static enum err
erase(struct db *db, struct arena *arena, struct account_id actor, struct submission_id id)
{
	struct params p = { 0 };
	enum submission_state ignored;
	struct submission *s;
	enum err err;

	if ((err = submission_lock(db, arena, id, actor, &s)) != ERR_OK)
		return (err);
	if (!submission_after(s->state, s->public, SUBMISSION_DELETE, &ignored))
		return (ERR_CONFLICT);
	if ((err = submission_step(
		 db, arena, submission_actor(arena, actor), id, "delete", s->title)) != ERR_OK)
		return (err);
	param_int(&p, arena, id.v);
	return (db_run(db, STMT_SUBMISSION_DELETE, &p, NULL));
}

enum err
submission_delete(
    struct db *db, struct arena *arena, struct account_id actor, struct submission_id id)
{
	enum err err;

	if ((err = db_begin(db)) != ERR_OK)
		return (err);
	return (submission_finish(db, erase(db, arena, actor, id)));
}

/* What was approved, without the names of its files. */
static struct offering_values
without_files(struct arena *arena, const struct offering_values *values)
{
	struct offering_values out = { arena_array(arena, struct offering_value, values->n), 0 };

	for (size_t i = 0; i < values->n; i++)
		if (strcmp(values->v[i].name, "file") != 0)
			out.v[out.n++] = values->v[i];
	return (out);
}

static enum err
discard(struct db *db, struct arena *arena, struct account_id actor, struct submission_id id)
{
	struct offering_values approved;
	struct params p = { 0 };
	struct submission *s;
	enum err err;

	if ((err = submission_lock(db, arena, id, actor, &s)) != ERR_OK)
		return (err);
	if (s->approved.n == 0 || !s->public || s->state == SUBMISSION_APPROVED)
		return (ERR_CONFLICT);
	approved = without_files(arena, &s->approved);
	param_int(&p, arena, id.v);
	param_values(&p, arena, &approved);
	param_text(&p, offering_get(&approved, "text.1.title"));
	param_text(&p, submission_state_id(SUBMISSION_APPROVED));
	if ((err = db_run(db, STMT_SUBMISSION_DISCARD, &p, NULL)) != ERR_OK)
		return (err);
	return (submission_step(db, arena, submission_actor(arena, actor), id, "discard", NULL));
}

enum err
submission_discard(
    struct db *db, struct arena *arena, struct account_id actor, struct submission_id id)
{
	enum err err;

	if ((err = db_begin(db)) != ERR_OK)
		return (err);
	return (submission_finish(db, discard(db, arena, actor, id)));
}

static enum err
confirm(struct db *db, struct arena *arena, struct account_id actor, struct submission_id id)
{
	const char *who = submission_actor(arena, actor), *today = date_today(arena);
	struct submission *s;
	bool hidden;
	enum err err;

	if ((err = submission_lock(db, arena, id, actor, &s)) != ERR_OK)
		return (err);
	hidden = s->state == SUBMISSION_HIDDEN;
	if ((err = submission_move(db, arena, s, SUBMISSION_CONFIRM, NULL)) != ERR_OK)
		return (err);
	if (s->kind == KIND_PROVIDER)
		s->confirmed = today;
	else
		s->expires = offering_last(s->expires, offering_renewed(arena, today));
	s->reminded = AGE_FRESH;
	if ((err = submission_days(db, arena, s)) != ERR_OK ||
	    (err = submission_publish(db, arena, s, who)) != ERR_OK ||
	    (hidden && (err = publish_within(db, arena, s->entry, who)) != ERR_OK))
		return (err);
	return (submission_step(
	    db, arena, who, id, "confirm", s->kind == KIND_PROVIDER ? s->confirmed : s->expires));
}

enum err
submission_confirm(
    struct db *db, struct arena *arena, struct account_id actor, struct submission_id id)
{
	enum err err;

	if ((err = db_begin(db)) != ERR_OK)
		return (err);
	return (submission_finish(db, confirm(db, arena, actor, id)));
}
