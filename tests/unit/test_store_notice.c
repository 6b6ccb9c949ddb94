/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Notices and the outbox of mail on a real PostgreSQL: who is told, claims, retries, several
 * senders. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <sys/wait.h>
#include <unistd.h>

#include "store_fixture.h"

#include "store/mail.h"
#include "store/notice.h"

/* Accounts 1 and 2 are admin and editor of organisation 1, 3 a member, 4 staff, 5 closed. */
static struct fixture
people(const char *name)
{
	struct fixture f = setup(name);

	pg_value(f.conn,
	    "INSERT INTO account (id, email, name, locale, role, closed) VALUES "
	    "(1, 'a@example.org', 'A', 'ru', 'user', NULL), (2, 'b@example.org', 'B', 'ar', "
	    "'user', "
	    "NULL), (3, 'c@example.org', 'C', 'en', 'user', NULL), (4, 'd@example.org', 'D', "
	    "'zh-Hans', 'staff', NULL), (5, NULL, '', 'en', 'user', now())");
	pg_value(f.conn, "INSERT INTO organisation (id, name, type, country) VALUES (1, 'O', "
			 "'agency', 'CN')");
	pg_value(f.conn, "INSERT INTO membership (organisation, account, role) VALUES (1, 1, "
			 "'admin'), (1, 2, 'editor'), (1, 3, 'member'), (1, 5, 'admin')");
	return (f);
}

static const struct notice approved = { .kind = NOTICE_APPROVED,
	.account = { 1 },
	.arguments = { { "title", "专利" } },
	.path = "/account/listings/7" };

static void
add(struct fixture *f, const struct notice *n)
{
	assert_int_equal(db_begin(f->db), ERR_OK);
	if (notice_add(f->db, f->arena, n) != ERR_OK)
		fail_msg("%s", db_problem(f->db));
	assert_int_equal(db_commit(f->db), ERR_OK);
}

static struct mail
claim(struct fixture *f, const char *who)
{
	struct mail m = { 0 };
	enum err err = mail_claim(f->db, f->arena, who, 60, &m);

	if (err != ERR_OK)
		fail_msg("%s %s", err_name(err), db_problem(f->db));
	return (m);
}

static void
assert_none(struct fixture *f)
{
	struct mail m;

	assert_int_equal(mail_claim(f->db, f->arena, "none", 60, &m), ERR_NOTFOUND);
}

/* --- who is told -------------------------------------------------------------------------------
 */

static const char *
told(struct fixture *f)
{
	return (arena_strdup(f->arena,
	    pg_value(f->conn, "SELECT string_agg(coalesce(account::text, 'x'), ',' ORDER BY id) "
			      "FROM notice")));
}

static void
receivers(void **state)
{
	struct fixture f = people("t_notice_who");
	struct notice n = approved;

	(void)state;
	n.account.v = 0;
	n.organisation.v = 1;
	add(&f, &n);
	assert_string_equal(told(&f), "1,2");
	assert_int_equal(pg_number(f.conn, "SELECT count(*) FROM mail"), 2);
	pg_value(f.conn, "TRUNCATE notice CASCADE");
	n.except.v = 2;
	add(&f, &n);
	assert_string_equal(told(&f), "1");
	pg_value(f.conn, "TRUNCATE notice CASCADE");
	n = approved;
	n.account.v = 0;
	n.staff = true;
	add(&f, &n);
	assert_string_equal(told(&f), "4");
	pg_value(f.conn, "TRUNCATE notice CASCADE");
	/* Nobody is there any more: that is no error. */
	n = approved;
	n.account.v = 5;
	add(&f, &n);
	assert_string_equal(told(&f), "");
	/* An address without an account has no message centre. */
	n = (struct notice){
		.kind = NOTICE_CONFIRM, .address = "new@example.org", .locale = "hi", .path = "/a"
	};
	add(&f, &n);
	assert_string_equal(told(&f), "x");
	assert_int_equal(pg_number(f.conn, "SELECT count(*) FROM notice WHERE shown"), 0);
	/* Both: mailed there, shown to the account. */
	n = (struct notice){ .kind = NOTICE_EMAIL_CHANGED,
		.account = { 1 },
		.address = "old@example.org",
		.arguments = { { "email", "a@example.org" } } };
	add(&f, &n);
	assert_int_equal(
	    pg_number(f.conn, "SELECT count(*) FROM notice n JOIN mail m ON m.notice = "
			      "n.id WHERE n.account = 1 AND n.shown AND m.address = "
			      "'old@example.org' AND m.locale IS NULL"),
	    1);
	teardown(&f);
}

static void
unfit_is_refused(void **state)
{
	struct fixture f = people("t_notice_unfit");
	struct notice cases[] = { approved, approved, approved, approved, approved, approved };

	(void)state;
	cases[0].arguments[0].name = "name";
	cases[1].path = "//evil.example/";
	cases[2].account.v = 0;
	cases[3].staff = true;
	cases[4].account.v = 0;
	cases[4].address = "a@example.org"; /* in which language? */
	cases[5].account.v = 0;
	cases[5].organisation.v = 1;
	cases[5].address = "a@example.org";
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
		assert_int_equal(notice_add(f.db, f.arena, &cases[i]), ERR_INTERNAL);
	assert_int_equal(pg_number(f.conn, "SELECT count(*) FROM notice"), 0);
	teardown(&f);
}

static void
goes_with_its_transaction(void **state)
{
	struct fixture f = people("t_notice_tx");

	(void)state;
	assert_int_equal(db_begin(f.db), ERR_OK);
	assert_int_equal(notice_add(f.db, f.arena, &approved), ERR_OK);
	db_rollback(f.db);
	assert_int_equal(pg_number(f.conn, "SELECT count(*) FROM notice"), 0);
	assert_none(&f);
	teardown(&f);
}

/* --- claims ------------------------------------------------------------------------------------
 */

static void
one_sender_each(void **state)
{
	struct fixture f = people("t_mail_claim");
	struct mail a, b;

	(void)state;
	add(&f, &approved);
	add(&f, &approved);
	a = claim(&f, "one");
	b = claim(&f, "two");
	assert_true(a.id != b.id);
	assert_none(&f);
	assert_string_equal(a.address, "a@example.org");
	assert_string_equal(a.locale, "ru");
	assert_int_equal(strlen(a.message_id), 32);
	assert_int_equal(strlen(a.unsubscribe), 32);
	assert_string_equal(a.notice.arguments[0].value, "专利");
	assert_string_equal(a.notice.path, "/account/listings/7");
	/* Only who has it can tell what became of it. */
	assert_int_equal(mail_sent(f.db, f.arena, &a, "two"), ERR_CONFLICT);
	assert_int_equal(mail_sent(f.db, f.arena, &a, "one"), ERR_OK);
	assert_int_equal(mail_sent(f.db, f.arena, &a, "one"), ERR_CONFLICT);
	assert_int_equal(mail_sent(f.db, f.arena, &b, "two"), ERR_OK);
	assert_none(&f);
	teardown(&f);
}

static void
a_dead_senders_mail_is_taken_over(void **state)
{
	struct fixture f = people("t_mail_lease");
	struct mail a, b;
	int64_t seconds;

	(void)state;
	add(&f, &approved);
	a = claim(&f, "dies");
	assert_int_equal(mail_next(f.db, &seconds), ERR_OK);
	assert_true(seconds > 50 && seconds <= 60);
	pg_value(f.conn, "UPDATE mail SET lease = now() - interval '1 second'");
	assert_int_equal(mail_next(f.db, &seconds), ERR_OK);
	assert_int_equal(seconds, 0);
	b = claim(&f, "lives");
	assert_int_equal(a.id, b.id);
	/* A mailbox can tell that it is the same. */
	assert_string_equal(a.message_id, b.message_id);
	/* It was not dead after all: too late. */
	assert_int_equal(mail_give_up(f.db, f.arena, &a, "dies", true, "x"), ERR_CONFLICT);
	assert_int_equal(pg_number(f.conn, "SELECT count(*) FROM mail_refused"), 0);
	assert_int_equal(mail_sent(f.db, f.arena, &b, "lives"), ERR_OK);
	assert_int_equal(mail_next(f.db, &seconds), ERR_OK);
	assert_int_equal(seconds, -1);
	teardown(&f);
}

/* Eight processes at once: each mail is handed out once. */
static void
many_senders(void **state)
{
	enum { SENDERS = 8, MAILS = 400 };
	struct fixture f = people("t_mail_many");

	(void)state;
	pg_value(f.conn, "CREATE TABLE handed (mail bigint)");
	pg_value(f.conn,
	    "WITH n AS (INSERT INTO notice (account, kind, arguments, shown) SELECT 1, "
	    "'approved', '{title,x}', true FROM generate_series(1, 400) RETURNING id) "
	    "INSERT INTO mail (notice) SELECT id FROM n");
	for (int i = 0; i < SENDERS; i++) {
		if (fork() == 0) {
			struct db *db = db_new(pg_conninfo("t_mail_many"), 10000);
			PGconn *conn = PQconnectdb(pg_conninfo("t_mail_many"));
			struct arena *arena = arena_new();
			char who[32], sql[100];
			struct mail m;
			enum err err;

			snprintf(who, sizeof(who), "sender %d", i);
			while ((err = mail_claim(db, arena, who, 60, &m)) == ERR_OK) {
				snprintf(sql, sizeof(sql), "INSERT INTO handed VALUES (%lld)",
				    (long long)m.id);
				PQclear(PQexec(conn, sql));
				if (mail_sent(db, arena, &m, who) != ERR_OK)
					_exit(2);
				arena_reset(arena);
			}
			_exit(err == ERR_NOTFOUND ? 0 : 3);
		}
	}
	for (int i = 0; i < SENDERS; i++) {
		int status = 0;

		assert_true(wait(&status) > 0);
		assert_int_equal(status, 0);
	}
	assert_int_equal(pg_number(f.conn, "SELECT count(*) FROM handed"), MAILS);
	assert_int_equal(pg_number(f.conn, "SELECT count(DISTINCT mail) FROM handed"), MAILS);
	assert_int_equal(
	    pg_number(f.conn, "SELECT count(*) FROM mail WHERE state = 'sent'"), MAILS);
	teardown(&f);
}

/* --- what becomes of them ----------------------------------------------------------------------
 */

static void
later_and_never(void **state)
{
	struct fixture f = people("t_mail_later");
	struct mail_row *rows;
	const char *problem;
	struct mail m;
	int64_t n;
	size_t k;

	(void)state;
	add(&f, &approved);
	m = claim(&f, "s");
	assert_int_equal(mail_later(f.db, f.arena, &m, "s", 3600, true, "451 later"), ERR_OK);
	assert_none(&f);
	assert_int_equal(pg_number(f.conn, "SELECT count(*) FROM mail WHERE due > now() + interval "
					   "'59 minutes' AND tries = 1 AND problem = '451 later' "
					   "AND claim IS NULL"),
	    1);
	/* Staff do not want to wait. */
	assert_int_equal(mail_again(f.db, f.arena, m.id, &n), ERR_OK);
	assert_int_equal(n, 1);
	m = claim(&f, "s");
	assert_int_equal(mail_later(f.db, f.arena, &m, "s", 0, false, "away"), ERR_OK);
	assert_int_equal(pg_number(f.conn, "SELECT tries FROM mail"), 0);
	m = claim(&f, "s");
	assert_int_equal(mail_give_up(f.db, f.arena, &m, "s", true, "550 5.1.1 no"), ERR_OK);
	assert_none(&f);
	assert_int_equal(mail_list(f.db, f.arena, "dead", 10, &rows, &k), ERR_OK);
	assert_int_equal(k, 1);
	assert_string_equal(rows[0].problem, "550 5.1.1 no");
	assert_string_equal(rows[0].address, "a@example.org");
	assert_int_equal(mail_refused(f.db, f.arena, "A@Example.org", &problem), ERR_OK);
	assert_string_equal(problem, "550 5.1.1 no");
	/* The next mail is claimed, and says so. */
	add(&f, &approved);
	m = claim(&f, "s");
	assert_true(m.refused);
	assert_int_equal(mail_drop(f.db, f.arena, &m, "s", "refused"), ERR_OK);
	assert_int_equal(mail_confirmed(f.db, "a@example.org"), ERR_OK);
	assert_int_equal(mail_refused(f.db, f.arena, "a@example.org", &problem), ERR_OK);
	assert_null(problem);
	/* What was dropped stays so, what is dead comes back. */
	assert_int_equal(mail_again(f.db, f.arena, 0, &n), ERR_OK);
	assert_int_equal(n, 1);
	m = claim(&f, "s");
	assert_false(m.refused);
	assert_int_equal(m.tries, 0);
	assert_int_equal(mail_sent(f.db, f.arena, &m, "s"), ERR_OK);
	teardown(&f);
}

static void
secrets_are_forgotten(void **state)
{
	struct fixture f = people("t_mail_secret");
	const struct notice reset = {
		.kind = NOTICE_RESET, .account = { 1 }, .path = "/account/reset?token=x"
	};
	struct mail m;

	(void)state;
	add(&f, &reset);
	add(&f, &approved);
	for (int i = 0; i < 2; i++) {
		m = claim(&f, "s");
		assert_int_equal(mail_sent(f.db, f.arena, &m, "s"), ERR_OK);
	}
	assert_int_equal(
	    pg_number(f.conn, "SELECT count(*) FROM notice WHERE path LIKE '%token%'"), 0);
	assert_int_equal(
	    pg_number(f.conn, "SELECT count(*) FROM notice WHERE path IS NOT NULL"), 1);
	/* Old mails go; what the message centre shows stays. */
	assert_int_equal(mail_forget(f.db, f.arena, 30), ERR_OK);
	assert_int_equal(pg_number(f.conn, "SELECT count(*) FROM mail"), 2);
	pg_value(f.conn, "UPDATE mail SET done = now() - interval '31 days'");
	assert_int_equal(mail_forget(f.db, f.arena, 30), ERR_OK);
	assert_int_equal(pg_number(f.conn, "SELECT count(*) FROM mail"), 0);
	assert_int_equal(pg_number(f.conn, "SELECT count(*) FROM notice"), 1);
	teardown(&f);
}

static void
bounces(void **state)
{
	struct fixture f = people("t_mail_bounce");
	const char *address, *problem;
	struct mail m;

	(void)state;
	add(&f, &approved);
	m = claim(&f, "s");
	/* It was not sent yet: nobody can have got it back. */
	assert_int_equal(
	    mail_bounced(f.db, f.arena, m.message_id, "5.1.1", &address), ERR_NOTFOUND);
	assert_int_equal(mail_sent(f.db, f.arena, &m, "s"), ERR_OK);
	assert_int_equal(mail_bounced(f.db, f.arena, "guess", "5.1.1", &address), ERR_NOTFOUND);
	/* The address that it went to, whatever the account's is now. */
	pg_value(f.conn, "UPDATE account SET email = 'other@example.org' WHERE id = 1");
	assert_int_equal(mail_bounced(f.db, f.arena, m.message_id, "5.1.1 x", &address), ERR_OK);
	assert_string_equal(address, "a@example.org");
	assert_int_equal(mail_refused(f.db, f.arena, "a@example.org", &problem), ERR_OK);
	assert_string_equal(problem, "5.1.1 x");
	assert_int_equal(mail_refused(f.db, f.arena, "other@example.org", &problem), ERR_OK);
	assert_null(problem);
	teardown(&f);
}

/* --- the message centre ------------------------------------------------------------------------
 */

static void
centre(void **state)
{
	struct fixture f = people("t_notice_centre");
	const struct account_id a = { 1 }, b = { 2 };
	bool muted[NOTICE_KIND_COUNT];
	struct notice_row *rows, one;
	struct account_id reader;
	const char *locale;
	int64_t all, unread, id;
	struct mail m;
	size_t n;

	(void)state;
	for (int i = 0; i < 5; i++)
		add(&f, &approved);
	assert_int_equal(notice_page(f.db, f.arena, a, 0, 3, &rows, &n), ERR_OK);
	assert_int_equal(n, 3);
	assert_true(rows[0].id > rows[1].id && !rows[0].read);
	assert_int_equal(notice_page(f.db, f.arena, a, rows[2].id, 3, &rows, &n), ERR_OK);
	assert_int_equal(n, 2);
	id = rows[0].id;
	/* Nobody else's. */
	assert_int_equal(notice_one(f.db, f.arena, b, id, &one), ERR_NOTFOUND);
	assert_int_equal(notice_mark(f.db, f.arena, b, id, true), ERR_NOTFOUND);
	assert_int_equal(notice_one(f.db, f.arena, a, id, &one), ERR_OK);
	assert_string_equal(one.arguments[0].value, "专利");
	assert_int_equal(notice_mark(f.db, f.arena, a, id, true), ERR_OK);
	assert_int_equal(notice_mark(f.db, f.arena, a, id, true), ERR_OK);
	assert_int_equal(notice_count(f.db, f.arena, a, &all, &unread), ERR_OK);
	assert_int_equal(all, 5);
	assert_int_equal(unread, 4);
	assert_int_equal(notice_mark(f.db, f.arena, a, id, false), ERR_OK);
	assert_int_equal(notice_mark(f.db, f.arena, a, 0, true), ERR_OK);
	assert_int_equal(notice_count(f.db, f.arena, a, &all, &unread), ERR_OK);
	assert_int_equal(unread, 0);
	/* Without mails of this kind it is all there, too. */
	m = claim(&f, "s");
	assert_false(m.muted);
	assert_int_equal(notice_reader(f.db, f.arena, m.unsubscribe, &reader, &locale), ERR_OK);
	assert_int_equal(reader.v, 1);
	assert_string_equal(locale, "ru");
	assert_int_equal(
	    notice_reader(f.db, f.arena, "00000000000000000000000000000000", &reader, &locale),
	    ERR_NOTFOUND);
	assert_int_equal(notice_reader(f.db, f.arena, "'; --", &reader, &locale), ERR_NOTFOUND);
	assert_int_equal(notice_mute(f.db, f.arena, a, NOTICE_APPROVED, true), ERR_OK);
	assert_int_equal(notice_mute(f.db, f.arena, a, NOTICE_APPROVED, true), ERR_OK);
	m = claim(&f, "s");
	assert_true(m.muted);
	assert_int_equal(notice_muted(f.db, f.arena, a, muted), ERR_OK);
	for (int k = 0; k < NOTICE_KIND_COUNT; k++)
		assert_int_equal(muted[k], k == NOTICE_APPROVED);
	assert_int_equal(notice_mute(f.db, f.arena, a, NOTICE_APPROVED, false), ERR_OK);
	m = claim(&f, "s");
	assert_false(m.muted);
	teardown(&f);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(receivers),
		cmocka_unit_test(unfit_is_refused),
		cmocka_unit_test(goes_with_its_transaction),
		cmocka_unit_test(one_sender_each),
		cmocka_unit_test(a_dead_senders_mail_is_taken_over),
		cmocka_unit_test(many_senders),
		cmocka_unit_test(later_and_never),
		cmocka_unit_test(secrets_are_forgotten),
		cmocka_unit_test(bounces),
		cmocka_unit_test(centre),
	};

	return (cmocka_run_group_tests_name("store_notice", tests, NULL, NULL));
}
