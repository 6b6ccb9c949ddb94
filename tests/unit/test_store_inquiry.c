/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Inquiries in a real database: who sees what of whom, the way from new to landed, reports, the
 * clock. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "store/account.h"
#include "store/inquiry.h"
#include "store/inquiry_desk.h"
#include "store_fixture.h"

/* 1 to 3: an enterprise in Brazil with an editor, a member and a person apart; 4 and 5: an agency
 * in China with an editor and a member; 6: staff; 7: a private person. */
enum { BUYER = 1, BUYER_MEMBER, STRANGER, AGENT, AGENT_MEMBER, STAFF, PERSON };

static void
world(struct fixture *f)
{
	pg_value(f->conn,
	    "INSERT INTO account (id, email, email_confirmed, name, role, country) VALUES "
	    "(1, 'ana@example.org', now(), 'Ana', 'user', 'BR'), "
	    "(2, 'bia@example.org', now(), 'Bia', 'user', 'BR'), "
	    "(3, 'cid@example.org', now(), 'Cid', 'user', 'RU'), "
	    "(4, 'li@example.org', now(), 'Li', 'user', 'CN'), "
	    "(5, 'wu@example.org', now(), 'Wu', 'user', 'CN'), "
	    "(6, 'staff@example.org', now(), 'Staff', 'staff', 'CN'), "
	    "(7, 'eva@example.org', now(), 'Eva', 'user', 'ZA')");
	pg_value(f->conn,
	    "INSERT INTO organisation (id, name, type, country, size, website) VALUES "
	    "(1, 'Compradora SA', 'enterprise', 'BR', 'small', 'https://a.example'), "
	    "(2, 'Xiamen Agency', 'agency', 'CN', 'medium', 'https://b.example')");
	pg_value(f->conn, "INSERT INTO membership (organisation, account, role) VALUES "
			  "(1, 1, 'editor'), (1, 2, 'member'), (2, 4, 'admin'), (2, 5, 'member')");
	pg_value(f->conn, "INSERT INTO entry (id, kind, slug, state, published, owner) VALUES "
			  "(101, 'provider', 'agency', 'published', now(), 2), "
			  "(102, 'listing', 'hidden', 'published', now(), 2), "
			  "(103, 'provider', 'nobodys', 'published', now(), NULL), "
			  "(104, 'provider', 'draft', 'draft', NULL, 2)");
	pg_value(f->conn, "INSERT INTO provider (entry, languages, services) SELECT id, '{}', '{}' "
			  "FROM entry WHERE kind = 'provider'");
	pg_value(f->conn, "INSERT INTO listing (entry, direction, trl, ipc, anonymous) VALUES "
			  "(102, 'offer', 6, '{}', true)");
	pg_value(f->conn,
	    "INSERT INTO entry_text (entry, language, state, title, provenance) SELECT id, 'en', "
	    "CASE state WHEN 'published' THEN 'published' ELSE 'draft' END, slug, 'staff' FROM "
	    "entry");
	pg_value(f->conn, "INSERT INTO entry_page SELECT * FROM entry_record WHERE state = "
			  "'published'");
}

static struct inquiry_id
send(struct fixture *f, int account, int organisation, enum kind kind, const char *slug)
{
	static const struct inquiry_value answers[] = { { "service", "agency" }, { "where", "CN" },
		{ "where", "BR" } };
	struct inquiry_new n = { .kind = kind,
		.slug = slug,
		.account = { account },
		.organisation = { organisation },
		.language = "pt",
		.message = "Precisamos de ajuda; escreva a ana@example.org.",
		.answers = answers,
		.nanswers = 3 };
	struct inquiry_id id = { 0 };
	enum err err = inquiry_add(f->db, f->arena, &n, &id);

	if (err != ERR_OK)
		fail_msg("%s: %s", err_name(err), db_problem(f->db));
	return (id);
}

static struct inquiry *
seen_by(struct fixture *f, struct inquiry_id id, int account)
{
	struct inquiry *i = NULL;
	enum err err = inquiry_load(f->db, f->arena, id, (struct account_id){ account }, &i);

	if (err != ERR_OK)
		fail_msg("account %d: %s %s", account, err_name(err), db_problem(f->db));
	return (i);
}

static long
notices(struct fixture *f, const char *kind, int account)
{
	return (pg_number(f->conn,
	    arena_printf(f->arena, "SELECT count(*) FROM notice WHERE kind = '%s' AND account = %d",
		kind, account)));
}

static enum err
write_as(struct fixture *f, struct inquiry_id id, int account, const char *text)
{
	return (
	    inquiry_write(f->db, f->arena, id, (struct account_id){ account }, "zh-Hans", text));
}

static enum err
move_as(struct fixture *f, struct inquiry_id id, int account, enum inquiry_state to)
{
	return (inquiry_move(f->db, f->arena, id, (struct account_id){ account }, to));
}

static enum err
agree_as(struct fixture *f, struct inquiry_id id, int account, const char *email, bool *opened)
{
	return (inquiry_agree(
	    f->db, f->arena, id, (struct account_id){ account }, "Name", email, "+1 234", opened));
}

/* --- tests -------------------------------------------------------------------------------------
 */

/* The whole way, with what each side sees at each step. */
static void
whole_way(void **state)
{
	struct fixture f = setup("inquiry_way");
	struct inquiry *i;
	struct inquiry_id id;
	bool opened = true;

	(void)state;
	world(&f);
	id = send(&f, BUYER, 1, KIND_PROVIDER, "agency");
	assert_int_equal(notices(&f, "inquiry_new", AGENT), 1);
	assert_int_equal(notices(&f, "inquiry_new", AGENT_MEMBER), 0);
	assert_int_equal(notices(&f, "inquiry_new", STAFF), 0);

	i = seen_by(&f, id, AGENT);
	assert_int_equal(i->side, INQUIRY_OWNER);
	assert_int_equal(i->facts.state, INQUIRY_NEW);
	assert_true(i->writes);
	assert_int_equal(i->unread, 1);
	assert_string_equal(i->other.country, "BR");
	assert_string_equal(i->other.type, "enterprise");
	assert_string_equal(i->other.size, "small");
	assert_null(i->other.name);
	assert_null(i->other.website);
	assert_null(i->other.email);
	assert_null(i->messages[0].author);
	assert_string_equal(i->messages[0].language, "pt");
	assert_int_equal(i->nanswers, 3);
	assert_string_equal(i->answers[2].value, "BR");
	assert_int_equal(inquiry_seen(f.db, f.arena, i, (struct account_id){ AGENT }), ERR_OK);
	assert_int_equal(seen_by(&f, id, AGENT)->unread, 0);

	i = seen_by(&f, id, BUYER);
	assert_int_equal(i->side, INQUIRY_SENDER);
	assert_string_equal(i->other.name, "Xiamen Agency");
	assert_null(i->other.website);
	assert_string_equal(i->messages[0].author, "Ana");
	assert_true(i->messages[0].mine);
	assert_false(seen_by(&f, id, BUYER_MEMBER)->writes);
	assert_int_equal(
	    inquiry_load(f.db, f.arena, id, (struct account_id){ STRANGER }, &i), ERR_NOTFOUND);
	assert_int_equal(
	    inquiry_load(f.db, f.arena, id, (struct account_id){ STAFF }, &i), ERR_NOTFOUND);

	/* An answer acknowledges. */
	assert_int_equal(write_as(&f, id, BUYER_MEMBER, "x"), ERR_FORBIDDEN);
	assert_int_equal(write_as(&f, id, STRANGER, "x"), ERR_NOTFOUND);
	assert_int_equal(write_as(&f, id, AGENT, "可以。"), ERR_OK);
	i = seen_by(&f, id, BUYER);
	assert_int_equal(i->facts.state, INQUIRY_ACKNOWLEDGED);
	assert_int_equal(i->turn, INQUIRY_SENDER);
	assert_int_equal(i->nmessages, 2);
	assert_null(i->messages[1].author);
	assert_int_equal(notices(&f, "inquiry_message", BUYER), 1);

	assert_int_equal(move_as(&f, id, BUYER, INQUIRY_TALKS), ERR_OK);
	assert_int_equal(notices(&f, "inquiry_state", AGENT), 1);
	assert_int_equal(move_as(&f, id, AGENT, INQUIRY_CONTRACT), ERR_CONFLICT);

	/* One agrees, takes it back, agrees again; then the other. */
	assert_int_equal(agree_as(&f, id, BUYER, "ana@a.example", &opened), ERR_OK);
	assert_false(opened);
	i = seen_by(&f, id, AGENT);
	assert_true(i->other.agreed);
	assert_null(i->other.email);
	assert_int_equal(inquiry_disagree(f.db, f.arena, id, (struct account_id){ BUYER }), ERR_OK);
	assert_false(seen_by(&f, id, AGENT)->other.agreed);
	assert_int_equal(agree_as(&f, id, AGENT, "li@b.example", &opened), ERR_OK);
	assert_false(opened);
	assert_int_equal(agree_as(&f, id, BUYER, "ana@a.example", &opened), ERR_OK);
	assert_true(opened);
	assert_int_equal(
	    inquiry_disagree(f.db, f.arena, id, (struct account_id){ BUYER }), ERR_CONFLICT);
	assert_int_equal(agree_as(&f, id, AGENT, "other@b.example", &opened), ERR_CONFLICT);
	i = seen_by(&f, id, AGENT);
	assert_string_equal(i->other.name, "Compradora SA");
	assert_string_equal(i->other.email, "ana@a.example");
	assert_string_equal(i->other.phone, "+1 234");
	assert_string_equal(seen_by(&f, id, BUYER)->other.email, "li@b.example");
	assert_int_equal(notices(&f, "contact_opened", AGENT), 1);

	assert_int_equal(move_as(&f, id, AGENT, INQUIRY_LANDED), ERR_CONFLICT);
	assert_int_equal(move_as(&f, id, AGENT, INQUIRY_CONTRACT), ERR_OK);
	assert_int_equal(move_as(&f, id, BUYER, INQUIRY_LANDED), ERR_OK);
	i = seen_by(&f, id, AGENT);
	assert_int_equal(i->facts.state, INQUIRY_LANDED);
	/* acknowledged, talks, asked, withdrawn, asked, opened, contract, landed */
	assert_int_equal(i->nevents, 8);
	assert_int_equal(pg_number(f.conn,
			     "SELECT count(*) FROM audit WHERE actor = 'account:1' AND entry = 101 "
			     "AND action LIKE 'inquiry%'"),
	    6);
	teardown(&f);
}

static void
anonymous(void **state)
{
	struct fixture f = setup("inquiry_anonymous");
	struct inquiry_id id;
	struct inquiry *i;
	bool opened;

	(void)state;
	world(&f);
	id = send(&f, PERSON, 0, KIND_LISTING, "hidden");
	i = seen_by(&f, id, PERSON);
	assert_int_equal(i->topic, INQUIRY_INTEREST);
	assert_null(i->other.name);
	assert_string_equal(i->other.country, "CN");
	assert_string_equal(i->other.type, "agency");
	/* A person has a country and no more. */
	i = seen_by(&f, id, AGENT);
	assert_string_equal(i->other.country, "ZA");
	assert_null(i->other.type);
	assert_null(i->other.size);
	assert_int_equal(agree_as(&f, id, AGENT, "li@b.example", &opened), ERR_OK);
	assert_int_equal(agree_as(&f, id, PERSON, "eva@example.org", &opened), ERR_OK);
	assert_string_equal(seen_by(&f, id, PERSON)->other.name, "Xiamen Agency");
	teardown(&f);
}

static void
refused(void **state)
{
	struct fixture f = setup("inquiry_refused");
	struct inquiry_new n = { .kind = KIND_PROVIDER,
		.slug = "agency",
		.account = { AGENT },
		.language = "en",
		.message = "Hello" };
	struct inquiry_target target;
	struct inquiry_id id;

	(void)state;
	world(&f);
	assert_int_equal(inquiry_add(f.db, f.arena, &n, &id), ERR_FORBIDDEN); /* one's own */
	n.account.v = BUYER_MEMBER;
	n.organisation.v = 1;
	assert_int_equal(inquiry_add(f.db, f.arena, &n, &id), ERR_FORBIDDEN); /* only a member */
	n.account.v = STRANGER;
	assert_int_equal(inquiry_add(f.db, f.arena, &n, &id), ERR_FORBIDDEN); /* not even that */
	n.organisation.v = 0;
	pg_value(
	    f.conn, "UPDATE account SET country = NULL WHERE id = 3"); /* nobody must tell it */
	n.slug = "draft";
	assert_int_equal(inquiry_add(f.db, f.arena, &n, &id), ERR_NOTFOUND);
	n.slug = "agency";
	assert_int_equal(inquiry_add(f.db, f.arena, &n, &id), ERR_OK);
	for (int i = 1; i < 20; i++)
		assert_int_equal(inquiry_add(f.db, f.arena, &n, &id), ERR_OK);
	assert_int_equal(inquiry_add(f.db, f.arena, &n, &id), ERR_TOOBIG);
	assert_int_equal(inquiry_target(f.db, f.arena, KIND_LISTING, "hidden",
			     (struct account_id){ AGENT_MEMBER }, &target),
	    ERR_OK);
	assert_true(target.own && target.anonymous);
	teardown(&f);
}

/* Nobody owns it: staff answer, until somebody takes the profile over. */
static void
staff_brokers(void **state)
{
	struct fixture f = setup("inquiry_staff");
	struct inquiry_id id;

	(void)state;
	world(&f);
	id = send(&f, BUYER, 1, KIND_PROVIDER, "nobodys");
	assert_int_equal(notices(&f, "inquiry_new", STAFF), 1);
	assert_true(seen_by(&f, id, BUYER)->other.staff);
	assert_true(seen_by(&f, id, STAFF)->writes);
	assert_int_equal(write_as(&f, id, STAFF, "Passed on."), ERR_OK);
	pg_value(f.conn, "UPDATE entry SET owner = 2 WHERE id = 103");
	assert_int_equal(seen_by(&f, id, AGENT)->side, INQUIRY_OWNER);
	teardown(&f);
}

static void
declined(void **state)
{
	struct fixture f = setup("inquiry_declined");
	struct inquiry_id id;

	(void)state;
	world(&f);
	id = send(&f, BUYER, 1, KIND_PROVIDER, "agency");
	assert_int_equal(move_as(&f, id, AGENT, INQUIRY_DECLINED), ERR_OK);
	assert_int_equal(write_as(&f, id, BUYER, "Please."), ERR_CONFLICT);
	assert_int_equal(move_as(&f, id, BUYER, INQUIRY_TALKS), ERR_CONFLICT);
	assert_int_equal(move_as(&f, id, AGENT, INQUIRY_TALKS), ERR_OK);
	assert_int_equal(write_as(&f, id, BUYER, "Thank you."), ERR_OK);
	teardown(&f);
}

static void
reports(void **state)
{
	struct fixture f = setup("inquiry_reports");
	struct inquiry_complaint *c;
	struct inquiry_id id;
	size_t n;

	(void)state;
	world(&f);
	id = send(&f, BUYER, 1, KIND_PROVIDER, "agency");
	assert_int_equal(
	    inquiry_report(f.db, f.arena, id, (struct account_id){ STRANGER }, "x"), ERR_NOTFOUND);
	assert_int_equal(
	    inquiry_report(f.db, f.arena, id, (struct account_id){ AGENT }, "Insults."), ERR_OK);
	assert_int_equal(inquiry_report(f.db, f.arena, id, (struct account_id){ AGENT }, "Again."),
	    ERR_CONFLICT);
	assert_true(seen_by(&f, id, AGENT)->reported);
	assert_false(seen_by(&f, id, BUYER)->reported);
	assert_int_equal(notices(&f, "abuse_reported", STAFF), 1);
	assert_int_equal(inquiry_complaints(f.db, f.arena, 10, &c, &n), ERR_OK);
	assert_int_equal(n, 1);
	assert_string_equal(c[0].reason, "Insults.");
	assert_int_equal(inquiry_complaint(f.db, f.arena, c[0].id, &c), ERR_OK);
	assert_int_equal(c->nmessages, 1);
	assert_int_equal(
	    inquiry_settle(f.db, f.arena, c->id, (struct account_id){ STAFF }, true, "So."),
	    ERR_OK);
	assert_int_equal(
	    inquiry_settle(f.db, f.arena, c->id, (struct account_id){ STAFF }, true, ""),
	    ERR_CONFLICT);
	assert_int_equal(write_as(&f, id, BUYER, "More."), ERR_CONFLICT);
	assert_int_equal(move_as(&f, id, AGENT, INQUIRY_DECLINED), ERR_CONFLICT);
	assert_int_equal(inquiry_complaints(f.db, f.arena, 10, &c, &n), ERR_OK);
	assert_int_equal(n, 0);
	teardown(&f);
}

static void
clock(void **state)
{
	struct fixture f = setup("inquiry_clock");
	size_t reminded, closed;
	struct inquiry_id id, talks;
	struct inquiry *i;

	(void)state;
	world(&f);
	id = send(&f, BUYER, 1, KIND_PROVIDER, "agency");
	talks = send(&f, BUYER, 1, KIND_PROVIDER, "agency");
	assert_int_equal(move_as(&f, talks, AGENT, INQUIRY_TALKS), ERR_OK);
	pg_value(f.conn, "UPDATE inquiry SET since = '2026-01-01 10:00+00'");
	assert_int_equal(inquiry_remind(f.db, f.arena, "2026-01-03", &reminded, &closed), ERR_OK);
	assert_int_equal(reminded + closed, 0);
	assert_int_equal(inquiry_remind(f.db, f.arena, "2026-01-04", &reminded, &closed), ERR_OK);
	assert_int_equal(reminded, 1);
	assert_int_equal(inquiry_remind(f.db, f.arena, "2026-01-04", &reminded, &closed), ERR_OK);
	assert_int_equal(reminded + closed, 0);
	assert_int_equal(notices(&f, "inquiry_reminder", AGENT), 1);
	assert_int_equal(notices(&f, "inquiry_reminder", BUYER), 0);
	assert_int_equal(inquiry_remind(f.db, f.arena, "2026-01-22", &reminded, &closed), ERR_OK);
	assert_int_equal(closed, 1);
	i = seen_by(&f, id, BUYER);
	assert_int_equal(i->facts.state, INQUIRY_NO_ANSWER);
	assert_int_equal(i->events[i->nevents - 1].side, INQUIRY_CLOCK);
	assert_int_equal(notices(&f, "inquiry_state", BUYER), 2);
	/* Talks wait longer, and it is the sender's turn. */
	assert_int_equal(inquiry_remind(f.db, f.arena, "2026-02-01", &reminded, &closed), ERR_OK);
	assert_int_equal(reminded, 1);
	assert_int_equal(notices(&f, "inquiry_reminder", BUYER), 1);
	/* A late answer opens it again. */
	assert_int_equal(write_as(&f, id, AGENT, "迟复为歉。"), ERR_OK);
	assert_int_equal(seen_by(&f, id, BUYER)->facts.state, INQUIRY_ACKNOWLEDGED);
	teardown(&f);
}

static void
lists_and_figures(void **state)
{
	struct fixture f = setup("inquiry_lists");
	struct inquiry_want want = { .account = { BUYER }, .side = -1, .state = -1, .limit = 2 };
	struct inquiry_figures figures;
	struct inquiry_flow *flows;
	struct inquiry *list;
	const char *next;
	size_t n, all = 0;

	(void)state;
	world(&f);
	for (int i = 0; i < 5; i++)
		(void)send(&f, BUYER, 1, KIND_PROVIDER, i < 4 ? "agency" : "nobodys");
	(void)send(&f, PERSON, 0, KIND_LISTING, "hidden");
	for (int page = 0; page < 3; page++) {
		assert_int_equal(inquiry_list(f.db, f.arena, &want, &list, &n, &next), ERR_OK);
		all += n;
		assert_true((next != NULL) == (page < 2));
		want.before = next;
	}
	assert_int_equal(all, 5);
	want = (struct inquiry_want){
		.account = { AGENT }, .side = INQUIRY_OWNER, .state = INQUIRY_NEW, .limit = 9
	};
	assert_int_equal(inquiry_list(f.db, f.arena, &want, &list, &n, &next), ERR_OK);
	assert_int_equal(n, 5);
	assert_null(list[0].other.name);
	want.side = INQUIRY_SENDER;
	assert_int_equal(inquiry_list(f.db, f.arena, &want, &list, &n, &next), ERR_OK);
	assert_int_equal(n, 0);
	assert_int_equal(write_as(&f, (struct inquiry_id){ 1 }, AGENT, "好"), ERR_OK);
	assert_int_equal(
	    inquiry_figures(f.db, f.arena, (struct account_id){ AGENT }, &figures), ERR_OK);
	assert_int_equal(figures.all, 5);
	assert_int_equal(figures.state[INQUIRY_NEW], 4);
	assert_int_equal(figures.answered, 1);
	assert_int_equal(figures.answer_hours, 0);
	assert_int_equal(figures.topic[INQUIRY_INTEREST], 1);
	assert_int_equal(
	    inquiry_figures(f.db, f.arena, (struct account_id){ 0 }, &figures), ERR_OK);
	assert_int_equal(figures.all, 6);
	assert_int_equal(inquiry_flows(f.db, f.arena, 5, &flows, &n), ERR_OK);
	assert_string_equal(flows[0].from, "BR");
	assert_string_equal(flows[0].to, "CN");
	assert_int_equal(flows[0].all, 4);
	teardown(&f);
}

/* A closed account leaves no address behind. */
static void
account_closed(void **state)
{
	struct fixture f = setup("inquiry_closed");
	struct inquiry_id id;
	const char *json;
	bool opened;

	(void)state;
	world(&f);
	id = send(&f, PERSON, 0, KIND_PROVIDER, "agency");
	assert_int_equal(agree_as(&f, id, PERSON, "eva@example.org", &opened), ERR_OK);
	assert_int_equal(agree_as(&f, id, AGENT, "li@b.example", &opened), ERR_OK);
	/* Until then it has all that it wrote. */
	assert_int_equal(
	    account_export(f.db, f.arena, (struct account_id){ PERSON }, &json), ERR_OK);
	assert_non_null(strstr(json, "Precisamos de ajuda"));
	assert_non_null(strstr(json, "eva@example.org"));
	assert_null(strstr(json, "li@b.example"));
	pg_value(f.conn,
	    "UPDATE account SET closed = now(), email = NULL, name = '', country = NULL "
	    "WHERE id = 7");
	assert_null(seen_by(&f, id, AGENT)->other.email);
	assert_int_equal(seen_by(&f, id, AGENT)->facts.state, INQUIRY_DECLINED);
	teardown(&f);
}

/* The closed sets of the schema are those of the domain. */
static void
sets(void **state)
{
	struct fixture f = setup("inquiry_sets");

	(void)state;
	for (int s = 0; s < INQUIRY_STATE_COUNT; s++)
		assert_string_equal(
		    pg_value(f.conn, arena_printf(f.arena, "SELECT '%s'::inquiry_state",
					 inquiry_state_id((enum inquiry_state)s))),
		    inquiry_state_id((enum inquiry_state)s));
	assert_int_equal(pg_number(f.conn, "SELECT array_length(regexp_split_to_array(pg_get_"
					   "constraintdef(oid), ','), 1) FROM pg_constraint WHERE "
					   "contypid = 'inquiry_state'::regtype"),
	    INQUIRY_STATE_COUNT);
	teardown(&f);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(whole_way),
		cmocka_unit_test(anonymous),
		cmocka_unit_test(refused),
		cmocka_unit_test(staff_brokers),
		cmocka_unit_test(declined),
		cmocka_unit_test(reports),
		cmocka_unit_test(clock),
		cmocka_unit_test(lists_and_figures),
		cmocka_unit_test(account_closed),
		cmocka_unit_test(sets),
	};

	return (cmocka_run_group_tests(tests, NULL, NULL));
}
