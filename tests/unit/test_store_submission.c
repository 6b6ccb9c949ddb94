/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Submissions from the first draft to what readers see and back, against PostgreSQL: nothing
 * appears before staff approved it, a change waits beside what is public, and the clock hides what
 * nobody confirms. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/date.h"
#include "store_fixture.h"
#include "store/submission.h"

static const struct account_id editor = { 1 }, staff = { 2 }, insider = { 3 };
static const struct organisation_id owner = { 1 };

static struct fixture
world(const char *name)
{
	struct fixture f = setup(name);

	pg_value(f.conn,
	    "INSERT INTO account (id, email, email_confirmed, name, password, role) VALUES "
	    "(1, 'e@x.example', now(), 'Editor', 'x', 'user'), "
	    "(2, 's@x.example', now(), 'Staff', 'x', 'staff'), "
	    "(3, 'i@x.example', now(), 'Insider', 'x', 'staff')");
	pg_value(f.conn, "INSERT INTO organisation (id, name, type, country) VALUES "
			 "(1, 'Hidden Harbour Ltd', 'enterprise', 'BR')");
	pg_value(f.conn, "INSERT INTO membership (organisation, account, role) VALUES "
			 "(1, 1, 'editor'), (1, 3, 'member')");
	return (f);
}

static struct offering_values
listing_values(struct fixture *f, const char *title, bool anonymous)
{
	const struct offering_value v[] = { { "direction", "offer" }, { "text.1.language", "en" },
		{ "text.1.title", title },
		{ "text.1.summary",
		    "A licence is offered for a membrane that needs 30 % less energy." },
		{ "text.1.problem", "Desalination costs much energy." },
		{ "text.1.solution", "A membrane." }, { "ipc", "C02F 1/44, B01D 61/00" },
		{ "wanted", "licence" }, { "country", "BR" }, { "countries", "CN" },
		{ "countries", "RU" }, { "right.1.subject", "patents" },
		{ "right.1.status", "granted" }, { "right.1.office", "CN" },
		{ "right.1.number", "ZL 2020 1 0001" }, { "right.1.owner", "Hidden Harbour Ltd" },
		{ "expires", date_later(f->arena, date_today(f->arena), 6, 0) },
		{ "anonymous", anonymous ? "1" : "" } };
	const struct offering_values all = { (struct offering_value *)(uintptr_t)v,
		sizeof(v) / sizeof(v[0]) };

	return (offering_tidy(f->arena, KIND_LISTING, &all));
}

static struct submission *
get(struct fixture *f, struct submission_id id, struct account_id viewer)
{
	struct submission *s = NULL;

	assert_int_equal(submission_by_id(f->db, f->arena, id, viewer, &s), ERR_OK);
	return (s);
}

#define OK(call)                                                                                   \
	do {                                                                                       \
		enum err e_ = (call);                                                              \
		if (e_ != ERR_OK)                                                                  \
			fail_msg("%s: %s: %s", #call, err_name(e_), db_problem(f.db));             \
	} while (0)

static struct submission_id
begin(struct fixture *fx, const char *title, bool anonymous)
{
	struct fixture f = *fx;
	struct offering_values v = listing_values(fx, title, anonymous);
	struct submission_id id;

	OK(submission_create(f.db, f.arena, editor, owner, KIND_LISTING, &v, title, &id));
	return (id);
}

static void
nothing_before_approval(void **state)
{
	struct fixture f = world("t_sub_way");
	struct submission_id id = begin(&f, "Membrane for desalination", false);
	struct offering_values v;
	struct submission *s, *list;
	struct submission_step *steps;
	struct record *r = NULL;
	size_t n;

	(void)state;
	assert_int_equal(pg_number(f.conn, "SELECT count(*) FROM entry"), 0);
	s = get(&f, id, staff);
	assert_int_equal(s->state, SUBMISSION_DRAFT);
	assert_false(s->public);
	assert_false(s->own);
	assert_true(get(&f, id, editor)->own);
	assert_true(get(&f, id, insider)->own);
	assert_string_equal(offering_get(&s->values, "text.1.title"), "Membrane for desalination");

	assert_int_equal(submission_submit(f.db, f.arena, editor, id, 99), ERR_CONFLICT);
	OK(submission_submit(f.db, f.arena, editor, id, s->revision));
	assert_int_equal(submission_submit(f.db, f.arena, editor, id, s->revision), ERR_CONFLICT);
	s = get(&f, id, staff);
	assert_int_equal(s->state, SUBMISSION_REVIEW);
	assert_int_equal(
	    entry_by_slug(f.db, f.arena, KIND_LISTING, s->slug, NULL, &r), ERR_NOTFOUND);
	assert_int_equal(pg_number(f.conn, "SELECT count(*) FROM outbox"), 0);
	assert_int_equal(pg_number(f.conn, "SELECT count(*) FROM publication"), 0);
	assert_int_equal(
	    pg_number(f.conn, "SELECT count(*) FROM notice WHERE kind = 'submitted'"), 2);

	/* Not by those to whom it belongs, not if it was changed since. */
	assert_int_equal(submission_approve(f.db, f.arena, insider, id, s->revision,
			     get(&f, id, editor)->submitted),
	    ERR_FORBIDDEN);
	assert_int_equal(submission_approve(f.db, f.arena, staff, id, s->revision - 1,
			     get(&f, id, editor)->submitted),
	    ERR_CONFLICT);
	assert_int_equal(
	    submission_return(f.db, f.arena, insider, id, s->revision, "No."), ERR_FORBIDDEN);
	OK(submission_queue(f.db, f.arena, staff, &list, &n));
	assert_int_equal(n, 1);
	OK(submission_return(f.db, f.arena, staff, id, s->revision, "Which energy?"));
	s = get(&f, id, editor);
	assert_int_equal(s->state, SUBMISSION_RETURNED);
	assert_string_equal(s->reason, "Which energy?");
	assert_int_equal(submission_approve(
			     f.db, f.arena, staff, id, s->revision, get(&f, id, editor)->submitted),
	    ERR_CONFLICT);
	OK(submission_submit(f.db, f.arena, editor, id, s->revision));
	OK(submission_approve(
	    f.db, f.arena, staff, id, s->revision, get(&f, id, editor)->submitted));
	r = load(&f, KIND_LISTING, s->slug, "en");
	assert_string_equal(r->texts[0].title, "Membrane for desalination");
	assert_string_equal(r->listing->publisher, "Hidden Harbour Ltd");
	assert_int_equal(r->listing->ipc.n, 2);
	assert_int_equal(r->jurisdictions.n, 2);
	assert_null(r->verified);
	assert_int_equal(pg_number(f.conn, "SELECT owner FROM entry"), 1);
	assert_int_equal(pg_number(f.conn, "SELECT count(*) FROM outbox"), 1);
	OK(submission_queue(f.db, f.arena, staff, &list, &n));
	assert_int_equal(n, 0);

	/* A change waits beside what readers see. */
	s = get(&f, id, editor);
	assert_int_equal(s->state, SUBMISSION_APPROVED);
	v = listing_values(&f, "Membrane, second edition", false);
	OK(submission_save(f.db, f.arena, editor, id, s->revision, &v, "Membrane, second edition"));
	assert_int_equal(
	    submission_save(f.db, f.arena, editor, id, s->revision, &v, "lost"), ERR_CONFLICT);
	s = get(&f, id, editor);
	assert_string_equal(s->title, "Membrane, second edition");
	OK(submission_submit(f.db, f.arena, editor, id, s->revision));
	assert_string_equal(
	    load(&f, KIND_LISTING, s->slug, "en")->texts[0].title, "Membrane for desalination");
	/* What staff find out readers see at once, and the change goes on waiting. */
	assert_int_equal(
	    submission_check(f.db, f.arena, staff, id, "CN", "ZL 1", NULL), ERR_NOTFOUND);
	OK(submission_check(f.db, f.arena, staff, id, "CN", "ZL 2020 1 0001", "in force"));
	r = load(&f, KIND_LISTING, s->slug, "en");
	assert_string_equal(r->texts[0].title, "Membrane for desalination");
	assert_string_equal(r->listing->rights[0].checked, date_today(f.arena));
	s = get(&f, id, editor);
	assert_int_equal(s->state, SUBMISSION_REVIEW);
	OK(submission_approve(
	    f.db, f.arena, staff, id, s->revision, get(&f, id, editor)->submitted));
	r = load(&f, KIND_LISTING, s->slug, "en");
	assert_string_equal(r->texts[0].title, "Membrane, second edition");
	assert_string_equal(r->listing->rights[0].checked, date_today(f.arena));

	/* An import of the same address from elsewhere leaves it alone. */
	r = load(&f, KIND_LISTING, s->slug, "en");
	r->texts[0].title = "Overwritten";
	(void)import_one(&f, r, true);
	assert_string_equal(
	    load(&f, KIND_LISTING, s->slug, "en")->texts[0].title, "Membrane, second edition");

	/* A change can be dropped, what is public taken back, a public one not deleted. */
	s = get(&f, id, editor);
	v = listing_values(&f, "Third", false);
	OK(submission_save(f.db, f.arena, editor, id, s->revision, &v, "Third"));
	OK(submission_discard(f.db, f.arena, editor, id));
	s = get(&f, id, editor);
	assert_int_equal(s->state, SUBMISSION_APPROVED);
	assert_string_equal(s->title, "Membrane, second edition");
	assert_int_equal(submission_delete(f.db, f.arena, editor, id), ERR_CONFLICT);
	OK(submission_withdraw(f.db, f.arena, editor, id));
	assert_int_equal(
	    entry_by_slug(f.db, f.arena, KIND_LISTING, s->slug, NULL, &r), ERR_NOTFOUND);
	OK(submission_submit(f.db, f.arena, editor, id, s->revision));
	OK(submission_approve(
	    f.db, f.arena, staff, id, s->revision, get(&f, id, editor)->submitted));
	(void)load(&f, KIND_LISTING, s->slug, "en");

	OK(submission_steps(f.db, f.arena, s, &steps, &n));
	assert_true(n > 10);
	assert_string_equal(steps[0].actor, "staff:2");
	assert_string_equal(steps[0].name, "Staff");
	teardown(&f);
}

/* Nothing that readers can reach says whose an anonymous listing is. */
static void
anonymous_stays_so(void **state)
{
	struct fixture f = world("t_sub_anonymous");
	struct submission_id id = begin(&f, "Membrane for desalination", true);
	struct record *r;

	(void)state;
	OK(submission_submit(f.db, f.arena, editor, id, 1));
	OK(submission_approve(f.db, f.arena, staff, id, 1, get(&f, id, editor)->submitted));
	r = load(&f, KIND_LISTING, get(&f, id, editor)->slug, "en");
	assert_true(r->listing->anonymous);
	assert_null(r->listing->publisher);
	assert_null(r->listing->rights[0].owner);
	assert_null(r->listing->rights[0].number);
	assert_int_equal(r->listing->rights[0].status, IP_GRANTED);
	assert_int_equal(pg_number(f.conn,
			     "SELECT count(*) FROM entry_page p WHERE p::text ILIKE '%harbour%' OR "
			     "p::text LIKE '%ZL 2020%'"),
	    0);
	assert_int_equal(
	    pg_number(f.conn, "SELECT count(*) FROM publication p WHERE p::text ILIKE '%harbour%'"),
	    0);
	teardown(&f);
}

static void
drafts_are_deleted(void **state)
{
	struct fixture f = world("t_sub_delete");
	struct submission_id id = begin(&f, "One", false), other = begin(&f, "Two", false);
	struct submission *s, *list;
	size_t n;

	(void)state;
	OK(submission_delete(f.db, f.arena, editor, id));
	assert_int_equal(submission_by_id(f.db, f.arena, id, editor, &s), ERR_NOTFOUND);
	assert_int_equal(submission_delete(f.db, f.arena, editor, id), ERR_NOTFOUND);
	OK(submission_submit(f.db, f.arena, editor, other, 1));
	assert_int_equal(pg_number(f.conn, "SELECT count(*) FROM entry"), 1);
	OK(submission_list(f.db, f.arena, editor, KIND_LISTING, &list, &n));
	assert_int_equal(n, 1);
	OK(submission_list(f.db, f.arena, staff, KIND_LISTING, &list, &n));
	assert_int_equal(n, 0);
	OK(submission_delete(f.db, f.arena, editor, other));
	assert_int_equal(pg_number(f.conn, "SELECT count(*) FROM entry"), 0);
	assert_int_equal(
	    pg_number(f.conn, "SELECT count(*) FROM audit WHERE action = 'delete'"), 2);
	teardown(&f);
}

static void
twins_are_found(void **state)
{
	struct fixture f = world("t_sub_twins");
	struct submission_id id = begin(&f, "Membrane for desalination", false), other;
	struct submission_twin *twins;
	size_t n;

	(void)state;
	OK(submission_submit(f.db, f.arena, editor, id, 1));
	OK(submission_approve(f.db, f.arena, staff, id, 1, get(&f, id, editor)->submitted));
	OK(submission_twins(f.db, f.arena, get(&f, id, editor), &twins, &n));
	assert_int_equal(n, 0);
	other = begin(&f, "Quite another name", false);
	OK(submission_twins(f.db, f.arena, get(&f, other, editor), &twins, &n));
	assert_int_equal(n, 1);
	assert_true(twins[0].right);
	assert_string_equal(twins[0].title, "Membrane for desalination");
	teardown(&f);
}

static int64_t
due(struct fixture *fx, const char *today)
{
	struct fixture f = *fx;
	size_t n = 0;

	OK(submission_due(f.db, f.arena, today, &n));
	return ((int64_t)n);
}

static void
the_clock(void **state)
{
	struct fixture f = world("t_sub_clock");
	struct submission_id id = begin(&f, "Membrane for desalination", false);
	const char *expires;
	struct submission *s;
	struct record *r;

	(void)state;
	OK(submission_submit(f.db, f.arena, editor, id, 1));
	OK(submission_approve(f.db, f.arena, staff, id, 1, get(&f, id, editor)->submitted));
	s = get(&f, id, editor);
	expires = s->expires;
	assert_int_equal(due(&f, date_today(f.arena)), 0);
	assert_int_equal(due(&f, date_later(f.arena, expires, 0, -31)), 0);
	assert_int_equal(due(&f, date_later(f.arena, expires, 0, -30)), 1);
	/* Once a day, once a reminder. */
	assert_int_equal(due(&f, date_later(f.arena, expires, 0, -30)), 0);
	assert_int_equal(due(&f, date_later(f.arena, expires, 0, -10)), 0);
	assert_int_equal(
	    pg_number(f.conn, "SELECT count(*) FROM notice WHERE kind = 'expiring'"), 1);
	assert_int_equal(due(&f, date_later(f.arena, expires, 0, 1)), 1);
	s = get(&f, id, editor);
	assert_int_equal(s->state, SUBMISSION_HIDDEN);
	assert_false(s->public);
	assert_int_equal(
	    entry_by_slug(f.db, f.arena, KIND_LISTING, s->slug, NULL, &r), ERR_NOTFOUND);
	assert_int_equal(pg_number(f.conn, "SELECT count(*) FROM notice WHERE kind = 'hidden'"), 1);
	/* Renewing brings it back. */
	OK(submission_confirm(f.db, f.arena, editor, id));
	s = get(&f, id, editor);
	assert_int_equal(s->state, SUBMISSION_APPROVED);
	r = load(&f, KIND_LISTING, s->slug, "en");
	assert_string_equal(r->listing->expires,
	    offering_last(expires, offering_renewed(f.arena, date_today(f.arena))));
	assert_int_equal(s->reminded, AGE_FRESH);
	teardown(&f);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(nothing_before_approval),
		cmocka_unit_test(anonymous_stays_so),
		cmocka_unit_test(drafts_are_deleted),
		cmocka_unit_test(twins_are_found),
		cmocka_unit_test(the_clock),
	};

	return (cmocka_run_group_tests(tests, NULL, NULL));
}
