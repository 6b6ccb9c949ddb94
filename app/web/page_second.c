/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The second factor: asking for it at the door, setting it up, its recovery codes.  Whoever has
 * passed it gets a session with another token.
 */
#include <string.h>
#include <time.h>

#include "auth/token.h"
#include "auth/totp.h"
#include "locale/message.h"
#include "render/qr.h"
#include "store/account.h"
#include "web/account_pages.h"
#include "web/field.h"
#include "web/pages.h"
#include "web/throttle.h"
#include "web/visit.h"

enum { RECOVERY_CODES = 10 };

static const struct field decl[] = {
	{ .name = "code",
	    .kind = FIELD_CODE,
	    .label = "account.second.code",
	    .required = true,
	    .autocomplete = "one-time-code" },
};

enum { FIELDS = sizeof(decl) / sizeof(decl[0]) };

static const char *
here(const struct req *req, const char *path)
{
	return (arena_printf(req->arena, "/%s/account/%s?next=%s", locale_tag(req->locale), path,
	    page_escape(req->arena, visit_next(req, req_query(req, "next")))));
}

static const char *
number(const struct req *req)
{
	return (arena_printf(req->arena, "%lld", (long long)req->session->account.id.v));
}

/* A one-time code of the app, or one of the recovery codes, each good once. */
static enum err
passes(struct req *req, const struct account_proof *proof, const char *code, bool recovery,
    bool *ret_passes)
{
	int64_t step;

	*ret_passes = false;
	if (proof->secret != NULL &&
	    totp_fits(proof->secret, code, (int64_t)time(NULL), proof->step, &step))
		return (
		    account_totp_step(req->db, req->arena, proof->account.id, step, ret_passes));
	if (!recovery)
		return (ERR_OK);
	return (account_recovery_use(req->db, req->arena, proof->account.id,
	    token_hash(req->arena, token_code_plain(req->arena, code)), ret_passes));
}

/* Reads the code, counts the attempt, checks it; what is wrong stands in ${f}. */
static enum err
check(struct req *req, struct resp *resp, struct fields *f, const struct account_proof *proof,
    bool recovery, bool *ret_passes)
{
	int wait = 0;
	enum err err;

	*ret_passes = false;
	if (!field_read(f))
		return (ERR_OK);
	if ((err = throttle_count(req, THROTTLE_SECOND, number(req), &wait)) != ERR_OK)
		return (err);
	if (wait > 0) {
		account_wait(req, resp, f, wait);
		return (ERR_OK);
	}
	if ((err = passes(req, proof, field_text(f, "code"), recovery, ret_passes)) != ERR_OK)
		return (err);
	if (!*ret_passes) {
		field_error(f, "code", "account.second.refused");
		return (ERR_OK);
	}
	return (throttle_forgive(req, THROTTLE_SECOND, number(req)));
}

/* --- at the door -------------------------------------------------------------------------------
 */

static enum err
show(struct req *req, struct resp *resp, struct fields *f)
{
	const char *title = msg(req->locale, "account.second.title");
	struct view *v = page_view(req, title, "/account/second");

	page_crumb(v, title, NULL);
	view_show(v, "NOINDEX");
	return (field_page(f, resp, v, "second.html"));
}

/* Nobody is asked who has none, or has given it. */
static bool
not_asked(struct req *req, struct resp *resp)
{
	if (req->session->account.totp && !req->session->second)
		return (false);
	resp_redirect(req, resp, 303, visit_next(req, req_query(req, "next")));
	return (true);
}

enum err
page_second(struct req *req, struct resp *resp)
{
	if (not_asked(req, resp))
		return (ERR_OK);
	return (show(req, resp, field_new(req, decl, FIELDS)));
}

enum err
page_second_send(struct req *req, struct resp *resp)
{
	struct fields *f = field_new(req, decl, FIELDS);
	struct account_proof proof;
	bool right;
	enum err err;

	if (not_asked(req, resp))
		return (ERR_OK);
	if ((err = account_by_id(req->db, req->arena, req->session->account.id, &proof)) !=
		ERR_OK ||
	    (err = check(req, resp, f, &proof, true, &right)) != ERR_OK)
		return (err);
	if (!right)
		return (show(req, resp, f));
	if ((err = visit_sign_in(req, resp, &proof.account, true)) != ERR_OK)
		return (err);
	resp_redirect(req, resp, 303, visit_next(req, req_query(req, "next")));
	return (ERR_OK);
}

/* --- setting it up -----------------------------------------------------------------------------
 */

/* Groups of four are easier to type. */
static const char *
grouped(struct arena *arena, const char *secret)
{
	size_t n = strlen(secret), to = 0;
	char *s = arena_alloc(arena, n + n / 4 + 1);

	for (size_t i = 0; i < n; i++) {
		if (i > 0 && i % 4 == 0)
			s[to++] = ' ';
		s[to++] = secret[i];
	}
	return (s);
}

static struct view *
frame(struct req *req)
{
	const char *title = msg(req->locale, "account.totp.title");
	struct view *v = page_view(req, title, "/account/security/second-factor");

	page_crumb(v, msg(req->locale, "account.title"), page_href(req, "/account"));
	page_crumb(v, title, NULL);
	view_show(v, "NOINDEX");
	return (v);
}

static enum err
show_setup(struct req *req, struct resp *resp, struct fields *f, const struct account_proof *proof)
{
	struct view *v = frame(req), *setup = view_item(v, "SETUP");

	view_markup(setup, "QR",
	    qr_svg(req->arena,
		totp_uri(req->arena, msg(req->locale, "site.short_name"), proof->account.email,
		    proof->secret),
		msg(req->locale, "account.totp.qr")));
	view_text(setup, "SECRET", grouped(req->arena, proof->secret));
	if (proof->account.role == ACCOUNT_STAFF)
		view_show(setup, "NEEDED");
	return (field_page(f, resp, v, "totp.html"));
}

/* The account with a secret that is not asked for yet; a page that is loaded again shows the same.
 */
static enum err
begun(struct req *req, struct account_proof *ret)
{
	enum err err;

	if ((err = account_by_id(req->db, req->arena, req->session->account.id, ret)) != ERR_OK)
		return (err);
	if (ret->account.totp || ret->secret != NULL)
		return (ERR_OK);
	ret->secret = totp_new(req->arena);
	ret->step = 0;
	return (account_totp(req->db, req->arena, ret->account.id, ret->secret));
}

enum err
page_totp(struct req *req, struct resp *resp)
{
	struct account_proof proof;
	int64_t left = 0;
	struct view *v;
	enum err err;

	if (req->session->account.totp && !req->session->second) {
		resp_redirect(req, resp, 303, here(req, "second"));
		return (ERR_OK);
	}
	if ((err = begun(req, &proof)) != ERR_OK)
		return (err);
	if (!proof.account.totp)
		return (show_setup(req, resp, field_new(req, decl, FIELDS), &proof));
	if ((err = account_recovery_left(req->db, req->arena, proof.account.id, &left)) != ERR_OK)
		return (err);
	v = frame(req);
	view_text(view_item(v, "ON"), "CODES_LEFT",
	    msg_format(req->locale, req->arena, "account.totp.left", MSG_INT("count", left)));
	return (page_send(req, resp, v, "totp.html"));
}

/* New recovery codes, shown this once. */
static enum err
show_codes(struct req *req, struct resp *resp)
{
	const char *codes[RECOVERY_CODES], *hashes[RECOVERY_CODES];
	struct view *v, *list;
	enum err err;

	for (size_t i = 0; i < RECOVERY_CODES; i++) {
		codes[i] = token_code(req->arena);
		hashes[i] = token_hash(req->arena, token_code_plain(req->arena, codes[i]));
	}
	if ((err = db_begin(req->db)) != ERR_OK)
		return (err);
	if ((err = account_recovery(req->db, req->arena, req->session->account.id, hashes,
		 RECOVERY_CODES)) == ERR_OK &&
	    (err = account_audit(req->db, req->arena, req->session->account.id,
		 "account.recovery_codes", NULL)) == ERR_OK)
		err = db_commit(req->db);
	if (err != ERR_OK) {
		db_rollback(req->db);
		return (err);
	}
	v = frame(req);
	list = view_item(v, "CODES");
	for (size_t i = 0; i < RECOVERY_CODES; i++)
		view_text(view_item(list, "CODE"), "CODE_TEXT", codes[i]);
	view_text(list, "NEXT", visit_next(req, req_query(req, "next")));
	return (page_send(req, resp, v, "totp.html"));
}

enum err
page_totp_send(struct req *req, struct resp *resp)
{
	struct fields *f = field_new(req, decl, FIELDS);
	struct account_proof proof;
	bool right;
	enum err err;

	if ((req->session->account.totp && !req->session->second) ||
	    (err = account_by_id(req->db, req->arena, req->session->account.id, &proof)) !=
		ERR_OK ||
	    proof.account.totp || proof.secret == NULL) {
		resp_redirect(req, resp, 303, here(req, "security/second-factor"));
		return (ERR_OK);
	}
	if ((err = check(req, resp, f, &proof, false, &right)) != ERR_OK)
		return (err);
	if (!right)
		return (show_setup(req, resp, f, &proof));
	if ((err = account_audit(
		 req->db, req->arena, proof.account.id, "account.second_factor", "on")) != ERR_OK ||
	    (err = visit_sign_in(req, resp, &proof.account, true)) != ERR_OK)
		return (err);
	return (show_codes(req, resp));
}

/* --- changing it -------------------------------------------------------------------------------
 */

static const struct field change_decl[] = {
	{ .name = "what", .kind = FIELD_RADIO, .label = "account.totp.what", .required = true },
	ACCOUNT_FIELD_PROOF,
};

enum { CHANGE_FIELDS = sizeof(change_decl) / sizeof(change_decl[0]) };

/* Staff have no choice but to keep theirs. */
static struct fields *
change_fields(struct req *req)
{
	struct fields *f = field_new(req, change_decl, CHANGE_FIELDS);
	struct field_choice *choices = arena_array(req->arena, struct field_choice, 2);

	choices[0] = (struct field_choice){ "codes", msg(req->locale, "account.totp.new_codes") };
	choices[1] = (struct field_choice){ "off", msg(req->locale, "account.totp.off") };
	field_choices(f, "what", choices, req->account->role == ACCOUNT_STAFF ? 1 : 2);
	return (f);
}

static const struct account_form change_form = {
	.path = "/account/security/second-factor/change",
	.title = "account.totp.manage",
	.button = "account.second.button",
};

enum err
page_totp_change(struct req *req, struct resp *resp)
{
	return (account_form(req, resp, change_fields(req), &change_form));
}

static enum err
switch_off(struct req *req)
{
	struct account_id id = req->account->id;
	enum err err;

	if ((err = db_begin(req->db)) != ERR_OK)
		return (err);
	if ((err = account_totp_end(req->db, req->arena, id)) == ERR_OK &&
	    (err = account_audit(req->db, req->arena, id, "account.second_factor", "off")) ==
		ERR_OK)
		err = db_commit(req->db);
	if (err != ERR_OK)
		db_rollback(req->db);
	return (err);
}

enum err
page_totp_change_send(struct req *req, struct resp *resp)
{
	struct fields *f = change_fields(req);
	bool right;
	enum err err;

	if (!field_read(f))
		return (account_form(req, resp, f, &change_form));
	if ((err = account_proves(req, resp, f, "password", &right)) != ERR_OK)
		return (err);
	if (!right)
		return (account_form(req, resp, f, &change_form));
	if (strcmp(field_text(f, "what"), "codes") == 0)
		return (show_codes(req, resp));
	if ((err = switch_off(req)) != ERR_OK ||
	    (err = visit_sign_in(req, resp, req->account, false)) != ERR_OK)
		return (err);
	resp_redirect(req, resp, 303, page_href(req, "/account/security?done=second_off"));
	return (ERR_OK);
}
