/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Accounts, sessions, counters, forms and organisations in a real database. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "pg.h"
#include "store/account.h"
#include "store/attempt.h"
#include "store/formstore.h"
#include "store/organisation.h"

#define HASH_A "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
#define HASH_B "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb"
#define HASH_C "cccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccc"

struct fixture {
	struct db *db;
	struct arena *arena;
	PGconn *conn;
};

static struct fixture
begin(const char *name)
{
	struct fixture f;

	f.db = pg_migrated(name);
	f.arena = arena_new();
	f.conn = pg_connect(name);
	return (f);
}

static void
end(struct fixture *f)
{
	PQfinish(f->conn);
	arena_free(f->arena);
	db_free(f->db);
}

static struct account_id
person(struct fixture *f, const char *email)
{
	const struct account_new a = { .email = email,
		.name = "N",
		.password = "$argon2id$x",
		.locale = "ru",
		.country = "RU" };
	struct account_id id = { 0 };

	assert_int_equal(account_add(f->db, &a, NULL, &id), ERR_OK);
	return (id);
}

static void
accounts(void **state)
{
	struct fixture f = begin("t_account");
	struct account_id id = person(&f, "a@example.org");
	const struct account_new again = {
		.email = "a@example.org", .name = "M", .password = "x", .locale = "en"
	};
	struct account_proof proof;
	struct account_id other;
	bool was;

	(void)state;
	assert_int_equal(account_add(f.db, &again, NULL, &other), ERR_CONFLICT);
	assert_int_equal(account_by_email(f.db, f.arena, "a@example.org", HASH_A, &proof), ERR_OK);
	assert_int_equal(proof.account.id.v, id.v);
	assert_string_equal(proof.account.time_zone, "UTC");
	assert_false(proof.device);
	assert_false(proof.account.totp);
	assert_int_equal(account_device(f.db, f.arena, id, HASH_A), ERR_OK);
	assert_int_equal(account_by_email(f.db, f.arena, "a@example.org", HASH_A, &proof), ERR_OK);
	assert_true(proof.device);
	assert_int_equal(
	    account_by_email(f.db, f.arena, "b@example.org", NULL, &proof), ERR_NOTFOUND);

	/* A second factor is asked for from its first code on, and a code is good once. */
	assert_int_equal(account_totp(f.db, f.arena, id, "SECRET"), ERR_OK);
	assert_int_equal(account_by_id(f.db, f.arena, id, &proof), ERR_OK);
	assert_string_equal(proof.secret, "SECRET");
	assert_false(proof.account.totp);
	assert_int_equal(account_totp_step(f.db, f.arena, id, 100, &was), ERR_OK);
	assert_true(was);
	assert_int_equal(account_totp_step(f.db, f.arena, id, 100, &was), ERR_OK);
	assert_false(was);
	assert_int_equal(account_by_id(f.db, f.arena, id, &proof), ERR_OK);
	assert_true(proof.account.totp);
	assert_int_equal(
	    account_recovery(f.db, f.arena, id, (const char *const[]){ HASH_A, HASH_B }, 2),
	    ERR_OK);
	assert_int_equal(account_recovery_use(f.db, f.arena, id, HASH_A, &was), ERR_OK);
	assert_true(was);
	assert_int_equal(account_recovery_use(f.db, f.arena, id, HASH_A, &was), ERR_OK);
	assert_false(was);
	end(&f);
}

static void
links(void **state)
{
	struct fixture f = begin("t_account_link");
	const struct account_token t = { .email = "a@example.org", .next = "/ru/" };
	struct account_token got;
	bool was;

	(void)state;
	assert_int_equal(account_token_add(f.db, f.arena, PURPOSE_CONFIRM, HASH_A, &t, 60), ERR_OK);
	assert_int_equal(account_token_get(f.db, f.arena, PURPOSE_CONFIRM, HASH_A, &got), ERR_OK);
	assert_string_equal(got.next, "/ru/");
	/* What it is for is part of it. */
	assert_int_equal(
	    account_token_get(f.db, f.arena, PURPOSE_RESET, HASH_A, &got), ERR_NOTFOUND);
	assert_int_equal(account_token_end(f.db, PURPOSE_CONFIRM, HASH_A, &was), ERR_OK);
	assert_true(was);
	assert_int_equal(account_token_end(f.db, PURPOSE_CONFIRM, HASH_A, &was), ERR_OK);
	assert_false(was);
	assert_int_equal(account_token_add(f.db, f.arena, PURPOSE_CONFIRM, HASH_B, &t, 60), ERR_OK);
	pg_value(f.conn, "UPDATE account_token SET expires = now() - interval '1 second'");
	assert_int_equal(
	    account_token_get(f.db, f.arena, PURPOSE_CONFIRM, HASH_B, &got), ERR_NOTFOUND);
	end(&f);
}

static void
sessions(void **state)
{
	struct fixture f = begin("t_session");
	struct account_id id = person(&f, "a@example.org");
	struct session_line *lines;
	struct session s;
	size_t n;

	(void)state;
	assert_int_equal(session_load(f.db, f.arena, HASH_A, &s), ERR_NOTFOUND);
	assert_int_equal(
	    session_begin(f.db, f.arena, HASH_A, id, ACCOUNT_USER, false, "Browser", "192.0.2.1"),
	    ERR_OK);
	assert_int_equal(session_load(f.db, f.arena, HASH_A, &s), ERR_OK);
	assert_int_equal(s.account.id.v, id.v);
	assert_false(s.second);
	/* Idle too long, then too old in all. */
	pg_value(f.conn, "UPDATE session SET seen = now() - interval '15 days'");
	assert_int_equal(session_load(f.db, f.arena, HASH_A, &s), ERR_NOTFOUND);
	pg_value(f.conn, "UPDATE session SET seen = now() - interval '5 minutes'");
	assert_int_equal(session_load(f.db, f.arena, HASH_A, &s), ERR_OK);
	assert_int_equal(
	    pg_number(f.conn, "SELECT (now() - seen < interval '1 minute')::int FROM session"), 1);
	pg_value(f.conn, "UPDATE session SET expires = now()");
	assert_int_equal(session_load(f.db, f.arena, HASH_A, &s), ERR_NOTFOUND);
	assert_int_equal(
	    session_begin(f.db, f.arena, HASH_B, id, ACCOUNT_STAFF, true, NULL, NULL), ERR_OK);
	assert_int_equal(pg_number(f.conn, "SELECT count(*) FROM session"), 1);
	assert_int_equal(
	    session_begin(f.db, f.arena, HASH_C, id, ACCOUNT_USER, true, NULL, NULL), ERR_OK);
	assert_int_equal(session_list(f.db, f.arena, id, &lines, &n), ERR_OK);
	assert_int_equal(n, 2);
	/* Not another's. */
	assert_int_equal(
	    session_end_number(f.db, f.arena, person(&f, "b@example.org"), lines[0].number),
	    ERR_OK);
	assert_int_equal(pg_number(f.conn, "SELECT count(*) FROM session"), 2);
	assert_int_equal(session_end_all(f.db, f.arena, id, HASH_C), ERR_OK);
	assert_int_equal(session_load(f.db, f.arena, HASH_B, &s), ERR_NOTFOUND);
	assert_int_equal(session_load(f.db, f.arena, HASH_C, &s), ERR_OK);
	assert_int_equal(session_end_all(f.db, f.arena, id, NULL), ERR_OK);
	assert_int_equal(session_load(f.db, f.arena, HASH_C, &s), ERR_NOTFOUND);
	end(&f);
}

static void
attempts(void **state)
{
	struct fixture f = begin("t_attempt");
	int wait;

	(void)state;
	for (int i = 0; i < 3; i++) {
		assert_int_equal(attempt_count(f.db, f.arena, HASH_A, 3, 100, &wait), ERR_OK);
		assert_int_equal(wait, 0);
	}
	assert_int_equal(attempt_count(f.db, f.arena, HASH_A, 3, 100, &wait), ERR_OK);
	assert_in_range(wait, 90, 100);
	assert_int_equal(attempt_count(f.db, f.arena, HASH_B, 3, 100, &wait), ERR_OK);
	assert_int_equal(wait, 0);
	assert_int_equal(attempt_forgive(f.db, HASH_A), ERR_OK);
	assert_int_equal(attempt_forgive(f.db, HASH_A), ERR_OK);
	assert_int_equal(attempt_count(f.db, f.arena, HASH_A, 3, 100, &wait), ERR_OK);
	assert_int_equal(wait, 0);
	/* It begins anew when the time is over, and others' are swept. */
	pg_value(f.conn, "UPDATE attempt SET count = 99, until = now() - interval '1 second'");
	assert_int_equal(attempt_count(f.db, f.arena, HASH_A, 3, 100, &wait), ERR_OK);
	assert_int_equal(wait, 0);
	assert_int_equal(pg_number(f.conn, "SELECT count(*) FROM attempt"), 1);
	assert_int_equal(attempt_clear(f.db, HASH_A), ERR_OK);
	assert_int_equal(pg_number(f.conn, "SELECT count(*) FROM attempt"), 0);
	end(&f);
}

static void
forms(void **state)
{
	struct fixture f = begin("t_form");
	const char *fields = NULL, *location = NULL;
	struct db *other = db_new(pg_conninfo("t_form"), 10000);

	(void)state;
	assert_int_equal(formstore_keep(f.db, HASH_A, "/en/x", "a=1&b=%0A"), ERR_OK);
	assert_int_equal(formstore_kept(f.db, f.arena, HASH_A, "/en/x", &fields), ERR_OK);
	assert_string_equal(fields, "a=1&b=%0A");
	assert_int_equal(formstore_kept(f.db, f.arena, HASH_A, "/en/y", &fields), ERR_NOTFOUND);
	pg_value(f.conn, "UPDATE kept_form SET created = now() - interval '2 days'");
	assert_int_equal(formstore_kept(f.db, f.arena, HASH_A, "/en/x", &fields), ERR_NOTFOUND);

	/* A form that leads nowhere may be sent again, one that did leads there again. */
	assert_int_equal(formstore_begin(f.db, f.arena, HASH_B, &location), ERR_OK);
	assert_null(location);
	assert_int_equal(formstore_begin(other, f.arena, HASH_B, &location), ERR_CONFLICT);
	assert_int_equal(formstore_end(f.db, HASH_B, NULL), ERR_OK);
	assert_int_equal(formstore_begin(other, f.arena, HASH_B, &location), ERR_OK);
	assert_null(location);
	assert_int_equal(formstore_end(other, HASH_B, "/en/done"), ERR_OK);
	assert_int_equal(formstore_begin(f.db, f.arena, HASH_B, &location), ERR_OK);
	assert_string_equal(location, "/en/done");
	db_free(other);
	end(&f);
}

static struct organisation_id
organisation(struct fixture *f, struct account_id founder)
{
	const struct organisation o = {
		.name = "Org", .type = ORGANISATION_AGENCY, .country = "ZA"
	};
	struct organisation_id id = { 0 };

	assert_int_equal(organisation_add(f->db, f->arena, &o, founder, &id), ERR_OK);
	return (id);
}

static bool
may(struct fixture *f, struct account_id id, struct organisation_id o, enum member_role needs)
{
	const struct account a = { .id = id };
	bool ok = true;

	assert_int_equal(account_may(f->db, f->arena, &a, o, needs, &ok), ERR_OK);
	return (ok);
}

static void
organisations(void **state)
{
	struct fixture f = begin("t_organisation");
	struct account_id a = person(&f, "a@example.org"), b = person(&f, "b@example.org"),
			  c = person(&f, "c@example.org");
	struct organisation_id id = organisation(&f, a), other = organisation(&f, c);
	struct organisation_invitation *open;
	struct organisation o;
	const char *held = NULL;
	size_t n;
	bool ok;

	(void)state;
	assert_true(may(&f, a, id, MEMBER_ADMIN));
	assert_false(may(&f, b, id, MEMBER_MEMBER));
	assert_false(may(&f, a, other, MEMBER_MEMBER));
	assert_int_equal(account_may(f.db, f.arena, NULL, id, MEMBER_MEMBER, &ok), ERR_OK);
	assert_false(ok);
	assert_int_equal(organisation_of(f.db, f.arena, b, id, &o), ERR_NOTFOUND);

	/* An invitation is for one address, once; a second one takes its place. */
	assert_int_equal(
	    organisation_invite(f.db, f.arena, id, "b@example.org", MEMBER_MEMBER, HASH_A, a),
	    ERR_OK);
	assert_int_equal(
	    organisation_invite(f.db, f.arena, id, "b@example.org", MEMBER_EDITOR, HASH_B, a),
	    ERR_OK);
	assert_int_equal(
	    organisation_invite(f.db, f.arena, id, "a@example.org", MEMBER_EDITOR, HASH_C, a),
	    ERR_CONFLICT);
	assert_int_equal(organisation_invited(f.db, f.arena, "b@example.org", &open, &n), ERR_OK);
	assert_int_equal(n, 1);
	assert_int_equal(organisation_accept(f.db, f.arena, open[0].id, b), ERR_OK);
	assert_int_equal(organisation_accept(f.db, f.arena, open[0].id, b), ERR_NOTFOUND);
	assert_true(may(&f, b, id, MEMBER_EDITOR));
	assert_false(may(&f, b, id, MEMBER_ADMIN));

	/* Somebody administers it as long as somebody else is in it. */
	assert_int_equal(organisation_leave(f.db, f.arena, id, a, a), ERR_CONFLICT);
	assert_int_equal(organisation_member(f.db, f.arena, id, a, MEMBER_EDITOR, a), ERR_CONFLICT);
	assert_true(may(&f, a, id, MEMBER_ADMIN));
	assert_int_equal(organisation_leave_all(f.db, f.arena, a, &held), ERR_CONFLICT);
	assert_string_equal(held, "Org");
	assert_int_equal(organisation_member(f.db, f.arena, id, b, MEMBER_ADMIN, a), ERR_OK);
	assert_int_equal(organisation_leave(f.db, f.arena, id, a, a), ERR_OK);
	assert_int_equal(organisation_leave(f.db, f.arena, id, a, a), ERR_NOTFOUND);
	/* The last one of all may go, unless it owns something. */
	pg_value(f.conn, "INSERT INTO entry (kind, slug, state, owner) SELECT 'provider', 'x', "
			 "'draft', max(id) FROM organisation");
	assert_int_equal(organisation_leave(f.db, f.arena, other, c, c), ERR_CONFLICT);
	assert_int_equal(organisation_leave(f.db, f.arena, id, b, b), ERR_OK);

	/* Of two who change it at once the second is told. */
	assert_int_equal(organisation_of(f.db, f.arena, c, other, &o), ERR_OK);
	o.name = "New";
	assert_int_equal(organisation_change(f.db, f.arena, &o, c), ERR_OK);
	o.name = "Newer";
	assert_int_equal(organisation_change(f.db, f.arena, &o, c), ERR_CONFLICT);
	assert_int_equal(
	    pg_number(f.conn, "SELECT count(*) FROM audit WHERE action LIKE 'organisation.%'"), 9);
	end(&f);
}

static void
closing(void **state)
{
	struct fixture f = begin("t_close");
	struct account_id id = person(&f, "a@example.org");
	struct account_proof proof;
	const char *json;

	(void)state;
	organisation(&f, id);
	assert_int_equal(account_device(f.db, f.arena, id, HASH_A), ERR_OK);
	assert_int_equal(
	    session_begin(f.db, f.arena, HASH_A, id, ACCOUNT_USER, true, "B", "192.0.2.1"), ERR_OK);
	assert_int_equal(account_export(f.db, f.arena, id, &json), ERR_OK);
	assert_non_null(strstr(json, "a@example.org"));
	assert_non_null(strstr(json, "192.0.2.1"));
	assert_non_null(strstr(json, "\"Org\""));
	assert_null(strstr(json, "argon2"));
	assert_int_equal(account_close(f.db, f.arena, id), ERR_OK);
	assert_int_equal(account_by_id(f.db, f.arena, id, &proof), ERR_NOTFOUND);
	assert_int_equal(pg_number(f.conn, "SELECT count(*) FROM device") +
			     pg_number(f.conn, "SELECT count(*) FROM session"),
	    0);
	/* The address is free again. */
	assert_int_not_equal(person(&f, "a@example.org").v, id.v);
	end(&f);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(accounts),
		cmocka_unit_test(links),
		cmocka_unit_test(sessions),
		cmocka_unit_test(attempts),
		cmocka_unit_test(forms),
		cmocka_unit_test(organisations),
		cmocka_unit_test(closing),
	};

	return (cmocka_run_group_tests(tests, NULL, NULL));
}
