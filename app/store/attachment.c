/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Owns how files are kept and who gets them. */
#include "store/attachment.h"

#include "store/submission_row.h"

/* Locked, and a draft from now on: what staff decide is what they saw. */
static enum err
open_draft(struct db *db, struct arena *arena, struct account_id actor, struct submission_id id,
    struct submission **ret)
{
	enum err err;

	if ((err = submission_lock(db, arena, id, actor, ret)) != ERR_OK)
		return (err);
	if ((*ret)->kind != KIND_LISTING)
		return (ERR_NOTFOUND);
	return (submission_move(db, arena, *ret, SUBMISSION_SAVE, NULL));
}

static enum err
settle(struct db *db, struct arena *arena, struct submission_id id)
{
	struct params p = { 0 };

	param_int(&p, arena, id.v);
	return (db_run(db, STMT_ATTACHMENT_SETTLE, &p, NULL));
}

static enum err
add(struct db *db, struct arena *arena, struct account_id actor, struct submission_id id,
    const struct attachment_file *file)
{
	struct params p = { 0 };
	struct submission *s;
	PGresult *res;
	size_t n = 0;
	bool fresh;
	enum err err;

	if ((err = open_draft(db, arena, actor, id, &s)) != ERR_OK)
		return (err);
	for (size_t i = 0; i < s->nfiles; i++)
		n += !s->files[i].removed;
	if (n >= ATTACHMENTS_MAX)
		return (ERR_TOOBIG);
	param_int(&p, arena, id.v);
	param_text(&p, file->name);
	param_text(&p, file->type);
	param_bytes(&p, file->data, file->size);
	if ((err = db_run(db, STMT_ATTACHMENT_ADD, &p, &res)) != ERR_OK)
		return (err);
	fresh = PQntuples(res) == 1;
	PQclear(res);
	if (!fresh)
		return (ERR_CONFLICT);
	return (
	    submission_step(db, arena, submission_actor(arena, actor), id, "file_add", file->name));
}

enum err
attachment_add(struct db *db, struct arena *arena, struct account_id actor, struct submission_id id,
    const struct attachment_file *file)
{
	enum err err;

	if ((err = db_begin(db)) != ERR_OK)
		return (err);
	return (submission_finish(db, add(db, arena, actor, id, file)));
}

static enum err
take_off(struct db *db, struct arena *arena, struct account_id actor, struct submission_id id,
    int64_t file)
{
	struct params p = { 0 };
	const char *name = NULL;
	struct submission *s;
	PGresult *res;
	enum err err;

	if ((err = open_draft(db, arena, actor, id, &s)) != ERR_OK)
		return (err);
	param_int(&p, arena, id.v);
	param_int(&p, arena, file);
	if ((err = db_run(db, STMT_ATTACHMENT_REMOVE, &p, &res)) != ERR_OK)
		return (err);
	if (PQntuples(res) == 1)
		name = row_text(arena, res, 0, 0);
	PQclear(res);
	if (name == NULL)
		return (ERR_NOTFOUND);
	if ((err = settle(db, arena, id)) != ERR_OK)
		return (err);
	return (
	    submission_step(db, arena, submission_actor(arena, actor), id, "file_remove", name));
}

enum err
attachment_remove(struct db *db, struct arena *arena, struct account_id actor,
    struct submission_id id, int64_t file)
{
	enum err err;

	if ((err = db_begin(db)) != ERR_OK)
		return (err);
	return (submission_finish(db, take_off(db, arena, actor, id, file)));
}

static enum err
read_file(struct db *db, struct arena *arena, enum stmt stmt, const struct params *p,
    struct attachment_file *ret)
{
	PGresult *res;
	enum err err;

	if ((err = db_run(db, stmt, p, &res)) != ERR_OK)
		return (err);
	if (PQntuples(res) == 1) {
		ret->name = row_text(arena, res, 0, 0);
		ret->type = row_text(arena, res, 0, 1);
		ret->size = (size_t)PQgetlength(res, 0, 2);
		ret->data = row_bytes(arena, res, 0, 2);
	} else {
		err = ERR_NOTFOUND;
	}
	PQclear(res);
	return (err);
}

enum err
attachment_public(struct db *db, struct arena *arena, int64_t file, struct attachment_file *ret)
{
	struct params p = { 0 };

	param_int(&p, arena, file);
	return (read_file(db, arena, STMT_ATTACHMENT_PUBLIC, &p, ret));
}

enum err
attachment_own(struct db *db, struct arena *arena, int64_t file, struct account_id account,
    bool staff, struct attachment_file *ret)
{
	struct params p = { 0 };

	param_int(&p, arena, file);
	param_int(&p, arena, account.v);
	param_text(&p, staff ? "t" : "f");
	return (read_file(db, arena, STMT_ATTACHMENT_OWN, &p, ret));
}
