/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The files of a listing: brought by its owner, checked, and given out so that no browser takes
 * them for a page of ours. */
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "exchange/attach.h"
#include "locale/message.h"
#include "locale/text.h"
#include "store/attachment.h"
#include "web/field.h"
#include "web/pages.h"
#include "web/submission_pages.h"

enum { NAME_MAX_ = 100 };

static const struct field decl[] = {
	{ .name = "file", .kind = FIELD_FILE, .label = "submission.file", .required = true },
};

static int64_t
file_of(const struct req *req)
{
	const char *s = req_path(req, "file");

	return (strspn(s, "0123456789") == strlen(s) && strlen(s) <= 18 ? strtoll(s, NULL, 10) : 0);
}

/* --- giving out --------------------------------------------------------------------------------
 */

static void
give(struct resp *resp, const struct attachment_file *file)
{
	resp_type(resp, file->type);
	resp->filename = file->name;
	buf_add(&resp->body, file->data, file->size);
}

enum err
file_public(struct req *req, struct resp *resp)
{
	struct attachment_file file;
	enum err err;

	if ((err = attachment_public(req->db, req->arena, file_of(req), &file)) != ERR_OK)
		return (err);
	give(resp, &file);
	return (ERR_OK);
}

enum err
page_file_own(struct req *req, struct resp *resp)
{
	struct attachment_file file;
	enum err err;

	err = attachment_own(req->db, req->arena, file_of(req), req->account->id,
	    req->account->role == ACCOUNT_STAFF, &file);
	/* Readers of a public page may be signed in, too. */
	if (err == ERR_NOTFOUND)
		err = attachment_public(req->db, req->arena, file_of(req), &file);
	if (err != ERR_OK)
		return (err);
	give(resp, &file);
	return (ERR_OK);
}

/* --- the page ----------------------------------------------------------------------------------
 */

static enum err
show(struct req *req, struct resp *resp, const struct submission *s, struct fields *f)
{
	struct view *v = page_view(req, msg(req->locale, "submission.files"), NULL), *list, *item;
	size_t n = 0;

	view_show(v, "NOINDEX");
	page_crumb(v, msg(req->locale, "account.title"), page_href(req, "/account"));
	page_crumb(v, msg(req->locale, "submission.listings"), page_href(req, "/account/listings"));
	page_crumb(v, s->title[0] != '\0' ? s->title : msg(req->locale, "submission.untitled"),
	    page_href(req, "/account/listings/%lld", (long long)s->id.v));
	page_crumb(v, msg(req->locale, "submission.files"), NULL);
	view_text(v, "TITLE", msg(req->locale, "submission.files"));
	view_text(v, "BACK_HREF", page_href(req, "/account/listings/%lld", (long long)s->id.v));
	view_text(
	    v, "FORM_ACTION", page_href(req, "/account/listings/%lld/files", (long long)s->id.v));
	view_text(v, "LIMITS",
	    msg_format(req->locale, req->arena, "submission.file_limits",
		MSG_INT("count", ATTACHMENTS_MAX),
		MSG_INT("size", ATTACH_BYTES_MAX / 1024 / 1024)));
	for (size_t i = 0; i < s->nfiles; i++)
		n += !s->files[i].removed;
	list = n > 0 ? view_item(v, "FILES") : NULL;
	for (size_t i = 0; i < s->nfiles; i++) {
		const struct attachment *a = &s->files[i].file;

		if (s->files[i].removed)
			continue;
		item = view_item(list, "FILE");
		view_text(
		    item, "FILE_HREF", page_href(req, "/account/files/%lld", (long long)a->file));
		view_text(item, "FILE_NAME", a->name);
		view_text(item, "FILE_SIZE",
		    msg_format(req->locale, req->arena, "offering.kilobytes",
			MSG_INT("size", (a->size + 1023) / 1024)));
		view_text(item, "REMOVE_ACTION",
		    page_href(req, "/account/listings/%lld/files/%lld", (long long)s->id.v,
			(long long)a->file));
	}
	if (n < ATTACHMENTS_MAX)
		view_show(v, "ROOM");
	return (field_page(f, resp, v, "submission_files.html"));
}

static enum err
load(struct req *req, struct submission **ret)
{
	enum err err = submission_load(req, MEMBER_EDITOR, ret);

	return (err == ERR_OK && (*ret)->kind != KIND_LISTING ? ERR_NOTFOUND : err);
}

enum err
page_files(struct req *req, struct resp *resp)
{
	struct submission *s;
	enum err err;

	if ((err = load(req, &s)) != ERR_OK)
		return (err);
	return (show(req, resp, s, field_new(req, decl, 1)));
}

/* What it is called from now on: without folders, of one line, with the ending of its type. */
static const char *
name_of(struct req *req, const char *given, const char *type)
{
	const char *name = text_clean(req->arena, given), *dot;
	const char *ending = attach_ending(type);
	char *copy;
	size_t n;

	for (const char *p = name; *p != '\0'; p++)
		if (*p == '/' || *p == '\\')
			name = p + 1;
	dot = strrchr(name, '.');
	n = dot != NULL && dot != name ? (size_t)(dot - name) : strlen(name);
	copy = arena_strndup(req->arena, name, utf8_cut(name, n, NAME_MAX_));
	for (char *p = copy; *p != '\0'; p++)
		if (*p == '\n' || *p == '\t' || *p == '"')
			*p = ' ';
	return (arena_printf(req->arena, "%s%s", copy[0] != '\0' ? copy : "file", ending));
}

enum err
page_files_send(struct req *req, struct resp *resp)
{
	const struct upload *upload = NULL;
	struct attachment_file file = { 0 };
	enum attach found;
	struct submission *s;
	struct fields *f;
	enum err err;

	if ((err = load(req, &s)) != ERR_OK)
		return (err);
	f = field_new(req, decl, 1);
	for (size_t i = 0; i < req->nuploads; i++)
		if (strcmp(req->uploads[i].name, "file") == 0)
			upload = &req->uploads[i];
	if (upload == NULL || upload->filename[0] == '\0')
		found = ATTACH_EMPTY;
	else
		found = attach_check(upload->data, upload->size, &file.type);
	if (found != ATTACH_GOOD) {
		field_error_text(f, "file",
		    msg_format(req->locale, req->arena,
			arena_printf(req->arena, "submission.file_%s", attach_id(found)),
			MSG_INT("size", ATTACH_BYTES_MAX / 1024 / 1024)));
		return (show(req, resp, s, f));
	}
	file.name = name_of(req, upload->filename, file.type);
	file.data = upload->data;
	file.size = upload->size;
	err = attachment_add(req->db, req->arena, req->account->id, s->id, &file);
	if (err == ERR_CONFLICT || err == ERR_TOOBIG) {
		field_error(f, "file",
		    err == ERR_CONFLICT ? "submission.file_again" : "submission.file_many");
		return (show(req, resp, s, f));
	}
	if (err != ERR_OK)
		return (err);
	resp_redirect(
	    req, resp, 303, page_href(req, "/account/listings/%lld/files", (long long)s->id.v));
	return (ERR_OK);
}

enum err
page_files_remove(struct req *req, struct resp *resp)
{
	struct submission *s;
	enum err err;

	if ((err = load(req, &s)) != ERR_OK ||
	    (err = attachment_remove(req->db, req->arena, req->account->id, s->id, file_of(req))) !=
		ERR_OK)
		return (err);
	resp_redirect(
	    req, resp, 303, page_href(req, "/account/listings/%lld/files", (long long)s->id.v));
	return (ERR_OK);
}
