/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The pages where organisations write their profiles and listings, and staff approve them. */
#ifndef WEB_SUBMISSION_PAGES_H
#define WEB_SUBMISSION_PAGES_H

#include "store/submission.h"
#include "web/req.h"

handler_fn page_submissions;	   /* /{locale}/account/{plural} */
handler_fn page_submission_new;	   /* …/new */
handler_fn page_submission_create; /* POST */
handler_fn page_submission;	   /* …/{id}: the form and what can be done */
handler_fn page_submission_save;   /* POST */
handler_fn page_submission_act;	   /* POST …/{id}/act */
handler_fn page_submission_preview;

handler_fn page_files;	      /* …/{id}/files: the files of a listing */
handler_fn page_files_send;   /* POST */
handler_fn page_files_remove; /* POST …/files/{file} */
handler_fn page_file_own;     /* /{locale}/account/files/{file} */
handler_fn file_public;	      /* /files/{file} */

handler_fn page_takeover; /* /{locale}/account/take/{slug}: ask for a profile that staff made */
handler_fn page_takeover_ask;

handler_fn page_desk;		 /* /{locale}/desk */
handler_fn page_desk_submission; /* …/submissions/{id} */
handler_fn page_desk_decide;	 /* POST */
handler_fn page_desk_preview;	 /* …/preview */
handler_fn page_desk_takeover;	 /* …/takeovers/{id} */
handler_fn page_desk_takeover_decide;

/**
 * submission_load(req, needs, ret): the submission that the address names, of that kind, which the
 * account may see in the role ${needs}; ERR_NOTFOUND for everybody else.
 * submission_state_label(req, s): its state in the reader's words.
 * submission_notice(req, v, key): a sentence on top of the page.
 */
MUSTCHECK enum err submission_load(
    struct req *req, enum member_role needs, struct submission **ret);
const char *submission_state_label(const struct req *req, const struct submission *s);
void submission_notice(struct req *req, struct view *v, const char *key);

/**
 * submission_alike(req, v, s): published entries that may be the same, into TWINS of ${v}; how
 * many.
 */
MUSTCHECK enum err submission_alike(
    struct req *req, struct view *v, const struct submission *s, size_t *ret_n);

#endif
