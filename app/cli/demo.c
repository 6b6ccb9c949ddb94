/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * portalctl demo: the sample world of schema/demo, for trying the portal and for tests.  Entries
 * are imported as any others; accounts, organisations and inquiries go through the functions that
 * the pages use.  Owns how the file is read and what is told; run again it changes nothing.
 *
 * The passwords rest on the secret of the staff account's second factor, which only the database
 * has: so they are different on each portal and can be told again.
 */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <jansson.h>

#include "auth/password.h"
#include "auth/token.h"
#include "auth/totp.h"
#include "cli/command.h"
#include "domain/vocab.h"
#include "exchange/reader.h"
#include "store/account.h"
#include "store/demo.h"
#include "store/inquiry.h"

enum { PASSWORD_LENGTH = 16, VALUES_MAX = 64 };

struct demo {
	struct config config;
	struct db *db;
	struct arena *arena;
	json_t *world;
	const char *secret; /* of the staff account's second factor */
	const char *problem;
};

static const char *
text(const json_t *o, const char *name)
{
	return (json_string_value(json_object_get(o, name)));
}

static const json_t *
by_id(const struct demo *d, const char *list, const char *id)
{
	const json_t *all = json_object_get(d->world, list), *one;
	size_t i;

	for (i = 0; i < json_array_size(all); i++) {
		one = json_array_get(all, i);
		if (id != NULL && text(one, "id") != NULL && strcmp(text(one, "id"), id) == 0)
			return (one);
	}
	return (NULL);
}

/* --- accounts ----------------------------------------------------------------------------------
 */

static bool
is_staff(const json_t *account)
{
	const char *role = text(account, "role");

	return (
	    role != NULL && strcmp(role, vocab_id(VOCAB_ACCOUNT_ROLE, (int)ACCOUNT_STAFF)) == 0);
}

static const char *
password_of(const struct demo *d, const json_t *account)
{
	return (arena_strndup(
	    d->arena, token_mac(d->arena, d->secret, text(account, "email")), PASSWORD_LENGTH));
}

static enum err
find_account(struct demo *d, const char *id, struct account_id *ret)
{
	const json_t *account = by_id(d, "accounts", id);
	struct account_proof proof;
	enum err err;

	if (account == NULL)
		return (ERR_NOTFOUND);
	err = account_by_email(d->db, d->arena, text(account, "email"), NULL, &proof);
	if (err == ERR_OK)
		*ret = proof.account.id;
	return (err);
}

static enum err
find_organisation(struct demo *d, const char *id, struct organisation_id *ret)
{
	const json_t *o = by_id(d, "organisations", id);

	if (o == NULL)
		return (ERR_NOTFOUND);
	return (demo_organisation(d->db, text(o, "name"), text(o, "type"), text(o, "country"),
	    text(o, "size"), text(o, "website"), ret));
}

/* The secret that is kept, or else the one that the account gets. */
static enum err
find_secret(struct demo *d)
{
	const json_t *all = json_object_get(d->world, "accounts");
	struct account_proof proof;
	enum err err;

	for (size_t i = 0; i < json_array_size(all) && d->secret == NULL; i++) {
		const json_t *account = json_array_get(all, i);

		if (!is_staff(account))
			continue;
		err = account_by_email(d->db, d->arena, text(account, "email"), NULL, &proof);
		if (err == ERR_OK)
			d->secret = proof.secret;
		else if (err != ERR_NOTFOUND)
			return (err);
	}
	if (d->secret == NULL)
		d->secret = totp_new(d->arena);
	return (ERR_OK);
}

static enum err
make_account(struct demo *d, const json_t *account)
{
	struct account_new a = { .email = text(account, "email"),
		.name = text(account, "name"),
		.role = is_staff(account) ? ACCOUNT_STAFF : ACCOUNT_USER,
		.locale = text(account, "locale"),
		.time_zone = text(account, "time_zone"),
		.country = text(account, "country"),
		.sample = true };
	struct account_id id;
	bool first;
	enum err err;

	if ((err = password_hash(d->arena, password_of(d, account), &a.password)) != ERR_OK)
		return (err);
	err = account_add(d->db, &a, "portalctl demo", &id);
	if (err == ERR_CONFLICT)
		return (ERR_OK);
	if (err != ERR_OK || !is_staff(account))
		return (err);
	if ((err = account_totp(d->db, d->arena, id, d->secret)) != ERR_OK)
		return (err);
	/* Step 1 of 1970: the factor counts as confirmed and no code of today is used up. */
	return (account_totp_step(d->db, d->arena, id, 1, &first));
}

static enum err
make_accounts(struct demo *d)
{
	const json_t *all = json_object_get(d->world, "accounts");
	struct organisation_id organisation;
	struct account_id id;
	int role;
	enum err err;

	for (size_t i = 0; i < json_array_size(all); i++) {
		const json_t *account = json_array_get(all, i);
		const char *of = text(account, "organisation");

		if ((err = make_account(d, account)) != ERR_OK)
			return (err);
		if (of == NULL)
			continue;
		if (!vocab_value(VOCAB_MEMBER_ROLE, text(account, "member"), &role) ||
		    (err = find_organisation(d, of, &organisation)) != ERR_OK ||
		    (err = find_account(d, text(account, "id"), &id)) != ERR_OK ||
		    (err = demo_member(
			 d->db, d->arena, organisation, id, (enum member_role)role)) != ERR_OK)
			return (err);
	}
	return (ERR_OK);
}

static enum err
make_owners(struct demo *d)
{
	const json_t *all = json_object_get(d->world, "owners");
	struct organisation_id organisation;
	enum kind kind;
	enum err err;

	for (size_t i = 0; i < json_array_size(all); i++) {
		const json_t *o = json_array_get(all, i);

		if (!kind_from_id(text(o, "kind"), &kind))
			return (ERR_INPUT);
		if ((err = find_organisation(d, text(o, "organisation"), &organisation)) !=
			ERR_OK ||
		    (err = demo_owner(d->db, d->arena, kind, text(o, "slug"), organisation)) !=
			ERR_OK)
			return (err);
	}
	return (ERR_OK);
}

/* --- inquiries ---------------------------------------------------------------------------------
 */

/* What happened after an inquiry was sent: a message, another state, or an agreement. */
static enum err
go_on(struct demo *d, struct inquiry_id id, const json_t *step)
{
	const json_t *account = by_id(d, "accounts", text(step, "by"));
	enum inquiry_state to;
	struct account_id who;
	bool opened;
	enum err err;

	if ((err = find_account(d, text(step, "by"), &who)) != ERR_OK)
		return (err);
	if (text(step, "message") != NULL)
		return (inquiry_write(
		    d->db, d->arena, id, who, text(step, "language"), text(step, "message")));
	if (inquiry_state_from(text(step, "to"), &to))
		return (inquiry_move(d->db, d->arena, id, who, to));
	if (json_is_true(json_object_get(step, "agree")))
		return (inquiry_agree(d->db, d->arena, id, who, text(account, "name"),
		    text(account, "email"), NULL, &opened));
	return (ERR_INPUT);
}

static enum err
make_inquiry(struct demo *d, const json_t *o)
{
	const json_t *account = by_id(d, "accounts", text(o, "by")),
		     *answers = json_object_get(o, "answers"), *then = json_object_get(o, "then");
	struct inquiry_value values[VALUES_MAX];
	struct inquiry_new n = { .slug = text(o, "slug"),
		.language = text(o, "language"),
		.message = text(o, "message"),
		.answers = values };
	struct inquiry_id id;
	enum err err;

	if (account == NULL || !kind_from_id(text(o, "kind"), &n.kind))
		return (ERR_INPUT);
	if ((err = find_account(d, text(o, "by"), &n.account)) != ERR_OK ||
	    (err = find_organisation(d, text(account, "organisation"), &n.organisation)) != ERR_OK)
		return (err);
	for (; n.nanswers < json_array_size(answers) && n.nanswers < VALUES_MAX; n.nanswers++) {
		const json_t *pair = json_array_get(answers, n.nanswers);

		values[n.nanswers] =
		    (struct inquiry_value){ json_string_value(json_array_get(pair, 0)),
			    json_string_value(json_array_get(pair, 1)) };
	}
	if ((err = inquiry_add(d->db, d->arena, &n, &id)) != ERR_OK)
		return (err);
	for (size_t i = 0; i < json_array_size(then); i++)
		if ((err = go_on(d, id, json_array_get(then, i))) != ERR_OK)
			return (err);
	return (ERR_OK);
}

static enum err
make_inquiries(struct demo *d)
{
	const json_t *all = json_object_get(d->world, "inquiries");
	enum err err;

	for (size_t i = 0; i < json_array_size(all); i++)
		if ((err = make_inquiry(d, json_array_get(all, i))) != ERR_OK)
			return (err);
	return (ERR_OK);
}

/* --- telling -----------------------------------------------------------------------------------
 */

static enum err
tell(struct demo *d)
{
	const json_t *all = json_object_get(d->world, "accounts");
	struct account_proof proof;
	bool stale;
	enum err err;

	printf("demo: sign in at %s/en/account/sign-in as\n", d->config.base_url);
	for (size_t i = 0; i < json_array_size(all); i++) {
		const json_t *account = json_array_get(all, i);
		const char *of = text(account, "organisation");
		const char *password = password_of(d, account);

		if ((err = account_by_email(
			 d->db, d->arena, text(account, "email"), NULL, &proof)) != ERR_OK)
			return (err);
		if (!password_fits(proof.password, password, &stale))
			password = "(was changed)";
		printf("demo: %-24s password %-16s  %s\n", text(account, "email"), password,
		    is_staff(account) ? "staff" : text(by_id(d, "organisations", of), "name"));
		if (is_staff(account))
			printf("demo: %-24s secret of the second factor %s\n", "", d->secret);
	}
	return (ERR_OK);
}

/* --- all ---------------------------------------------------------------------------------------
 */

static bool
load_world(struct demo *d)
{
	const char *path = arena_printf(d->arena, "%s/demo/world.json", d->config.schema);
	json_error_t error;

	d->world = json_load_file(path, 0, &error);
	if (d->world == NULL)
		fprintf(stderr, "demo: %s: %s\n", path, error.text);
	return (d->world != NULL);
}

static int
make(struct demo *d)
{
	char *paths[] = { arena_printf(d->arena, "%s/demo/providers", d->config.schema),
		arena_printf(d->arena, "%s/demo/listings", d->config.schema) };
	struct demo_state before;
	enum err err;
	int code = CLI_REFUSED;

	if ((err = demo_state(d->db, &before)) != ERR_OK)
		goto away;
	if (before.real) {
		fprintf(stderr, "demo: there are real accounts or organisations here; the sample "
				"world is for empty portals.\n");
		return (CLI_REFUSED);
	}
	if ((code = import_paths(
		 reader_find("record"), &(struct reader_options){ 0 }, true, paths, 2)) != CLI_DONE)
		return (code);
	if ((err = find_secret(d)) != ERR_OK || (err = make_accounts(d)) != ERR_OK ||
	    (err = make_owners(d)) != ERR_OK ||
	    (before.inquiries == 0 && (err = make_inquiries(d)) != ERR_OK) ||
	    (err = tell(d)) != ERR_OK)
		goto away;
	return (CLI_DONE);
away:
	fprintf(stderr, "demo: %s\n", err_name(err));
	return (cli_away("demo", d->db));
}

int
demo_main(int argc, char **argv)
{
	struct demo d = { 0 };
	int code;

	if (argc != 1)
		return (cli_usage(argv[0]));
	if (config_load(&d.config) != ERR_OK)
		return (CLI_USAGE);
	d.arena = arena_new();
	d.db = db_new(d.config.db, CLI_STATEMENT_MS);
	code = load_world(&d) ? make(&d) : CLI_REFUSED;
	json_decref(d.world);
	db_free(d.db);
	arena_free(d.arena);
	return (code);
}
