/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What fits, and that every point has its reason. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "domain/match.h"

static struct arena *arena;

static int
setup(void **state)
{
	(void)state;
	arena = arena_new();
	return (0);
}

static int
teardown(void **state)
{
	(void)state;
	arena_free(arena);
	return (0);
}

static const struct match_reason *
reason(const struct match *m, enum match_why why, const char *id)
{
	for (size_t i = 0; i < m->n; i++)
		if (m->reasons[i].why == why &&
		    (id == NULL || (m->reasons[i].id != NULL && strcmp(m->reasons[i].id, id) == 0)))
			return (&m->reasons[i]);
	return (NULL);
}

static void
assert_earned(const struct match *m)
{
	int points = 0;

	for (size_t i = 0; i < m->n; i++)
		points += m->reasons[i].points;
	assert_int_equal(m->percent, points > 100 ? 100 : points);
}

/* --- agencies ----------------------------------------------------------------------------------
 */

static const char *spoken[] = { "pt-BR", "zh", "en" };
static enum subject trade_marks[] = { SUBJECT_TRADE_MARKS };
static enum subject patents[] = { SUBJECT_PATENTS, SUBJECT_DESIGNS };
static struct offering offerings[] = {
	{ .service = SERVICE_AGENCY, .subjects = trade_marks, .nsubjects = 1, .response_days = 3 },
	{ .service = SERVICE_LEGAL, .subjects = patents, .nsubjects = 2, .response_days = 1 },
};
static struct served served[] = { { "CN", false }, { "BR", true } };
static struct provider agency = { .languages = { spoken, 3 },
	.offerings = offerings,
	.nofferings = 2,
	.served = served,
	.nserved = 2,
	.credit = CREDIT_A };
static const struct record agency_record = {
	.kind = KIND_PROVIDER, .verified = "2026-10-01", .provider = &agency
};

static void
all_of_it(void **state)
{
	static const char *where[] = { "CN" }, *tongues[] = { "zh-Hans", "pt" };
	enum service service = SERVICE_AGENCY;
	struct match_need need = { .languages = { tongues, 2 },
		.jurisdictions = { where, 1 },
		.services = &service,
		.nservices = 1,
		.rights = trade_marks,
		.nrights = 1 };
	struct match m;

	(void)state;
	match_agency(arena, &need, &agency_record, &m);
	assert_int_equal(m.percent, 100);
	assert_earned(&m);
	assert_non_null(reason(&m, MATCH_DIRECT, "CN"));
	assert_non_null(reason(&m, MATCH_LANGUAGE, "zh-Hans"));
	assert_int_equal(reason(&m, MATCH_RESPONSE, NULL)->value, 3); /* of that service */
	assert_int_equal(reason(&m, MATCH_CREDIT, NULL)->value, CREDIT_A);
	assert_string_equal(reason(&m, MATCH_VERIFIED, NULL)->id, "2026-10-01");
}

static void
part_of_it(void **state)
{
	static const char *where[] = { "CN", "BR", "RU" };
	enum service service = SERVICE_AGENCY;
	struct match_need need = { .jurisdictions = { where, 3 },
		.services = &service,
		.nservices = 1,
		.rights = patents,
		.nrights = 2 };
	struct match m;

	(void)state;
	match_agency(arena, &need, &agency_record, &m);
	assert_earned(&m);
	assert_non_null(reason(&m, MATCH_PARTNER, "BR"));
	assert_int_equal(reason(&m, MATCH_NO_JURISDICTION, "RU")->points, 0);
	assert_true(
	    reason(&m, MATCH_PARTNER, "BR")->points < reason(&m, MATCH_DIRECT, "CN")->points);
	/* Patents are offered too, but not by the service that was asked for. */
	assert_non_null(reason(&m, MATCH_NO_RIGHT, NULL));
	assert_null(reason(&m, MATCH_RIGHT, NULL));
	assert_in_range(m.percent, 50, 75);
}

static void
nothing_of_it(void **state)
{
	static const char *where[] = { "ET" }, *tongues[] = { "am" };
	struct match_need need = { .languages = { tongues, 1 }, .jurisdictions = { where, 1 } };
	struct match m;

	(void)state;
	match_agency(arena, &need, &agency_record, &m);
	assert_int_equal(m.percent, 0);
	match_agency(arena, &(struct match_need){ 0 }, &agency_record, &m);
	assert_int_equal(m.percent, 0);
}

/* A short entry that says no details stands by what it says. */
static void
plain_entry(void **state)
{
	static const char *where[] = { "IN" };
	static enum service services[] = { SERVICE_SEARCH };
	struct provider p = { .services = services, .nservices = 1 };
	struct record r = { .kind = KIND_PROVIDER,
		.jurisdictions = { where, 1 },
		.subjects = trade_marks,
		.nsubjects = 1,
		.provider = &p };
	struct match_need need = { .jurisdictions = { where, 1 },
		.services = services,
		.nservices = 1,
		.rights = trade_marks,
		.nrights = 1 };
	struct match m;

	(void)state;
	match_agency(arena, &need, &r, &m);
	assert_int_equal(m.percent, 100);
}

static void
order(void **state)
{
	static const char *where[] = { "CN" };
	struct match_need need = { .jurisdictions = { where, 1 } };
	struct provider better = agency, slower = agency;
	struct record a = { .kind = KIND_PROVIDER, .provider = &better };
	struct record b = { .kind = KIND_PROVIDER, .provider = &slower };
	struct match x, y;

	(void)state;
	better.credit = CREDIT_A_PLUS;
	match_agency(arena, &need, &a, &x);
	match_agency(arena, &need, &b, &y);
	assert_true(match_order(&x, &y) < 0);
	assert_true(match_order(&y, &x) > 0);
	assert_int_equal(match_order(&x, &x), 0);
	better.credit = CREDIT_A;
	a.verified = "2026-01-02";
	b.verified = "2026-03-04";
	match_agency(arena, &need, &a, &x);
	match_agency(arena, &need, &b, &y);
	assert_true(match_order(&y, &x) < 0); /* checked later */
	b.verified = NULL;
	match_agency(arena, &need, &b, &y);
	assert_true(match_order(&x, &y) < 0);
	slower.credit = CREDIT_NONE; /* not said comes last */
	match_agency(arena, &need, &b, &y);
	assert_true(match_order(&x, &y) < 0);
}

/* --- listings ----------------------------------------------------------------------------------
 */

static void
symbols(void **state)
{
	static const struct {
		const char *a, *b, *common;
		enum ipc_level level;
	} cases[] = {
		{ "G06F 16/33", "G06F16/33", "G06F 16/33", IPC_SUBGROUP },
		{ "G06F 16/33", "G06F 16/30", "G06F 16", IPC_GROUP },
		{ "G06F 16/33", "G06F 16", "G06F 16", IPC_GROUP },
		{ "G06F 16/33", "G06F 1/33", "G06F", IPC_SUBCLASS },
		{ "G06F 1/00", "G06F 16/00", "G06F", IPC_SUBCLASS },
		{ "G06F", "G06F 16/33", "G06F", IPC_SUBCLASS },
		{ "G06F", "G06Q", "G06", IPC_CLASS },
		{ "G06", "G06F 16/33", "G06", IPC_CLASS },
		{ "G06F", "H06F", NULL, IPC_NONE },
		{ "G", "G", NULL, IPC_NONE },
		{ "", "", NULL, IPC_NONE },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		const char *common = NULL;

		assert_int_equal(match_ipc(arena, cases[i].a, cases[i].b, &common), cases[i].level);
		if (cases[i].common == NULL)
			assert_null(common);
		else
			assert_string_equal(common, cases[i].common);
		common = NULL;
		assert_int_equal(match_ipc(arena, cases[i].b, cases[i].a, &common), cases[i].level);
	}
}

static void
listings(void **state)
{
	static const char *offer_ipc[] = { "C02F 1/44", "B01D 61/00" },
			  *want_ipc[] = { "B01D 61/58" };
	static const char *za[] = { "ZA" }, *both[] = { "CN", "ZA" };
	static enum wanted forms[] = { WANTED_LICENCE, WANTED_JOINT }, form[] = { WANTED_JOINT };
	struct listing offer = { .direction = DIRECTION_OFFER,
		.trl = 6,
		.ipc = { offer_ipc, 2 },
		.country = "ZA",
		.wanted = forms,
		.nwanted = 2 };
	struct listing want = { .direction = DIRECTION_REQUEST,
		.trl = 7,
		.ipc = { want_ipc, 1 },
		.country = "CN",
		.wanted = form,
		.nwanted = 1 };
	struct record here = {
		.kind = KIND_LISTING, .jurisdictions = { za, 1 }, .listing = &offer
	};
	struct record there = {
		.kind = KIND_LISTING, .jurisdictions = { both, 2 }, .listing = &want
	};
	struct match_term terms[] = { { "membrane", "膜", 0.7 }, { "licence", "许可", 1 } };
	struct match m, back;

	(void)state;
	match_listing(arena, &here, &there, terms, 2, &m);
	assert_earned(&m);
	assert_string_equal(reason(&m, MATCH_CLASS, NULL)->id, "B01D 61");
	assert_int_equal(reason(&m, MATCH_CLASS, NULL)->value, IPC_GROUP);
	assert_string_equal(reason(&m, MATCH_TERM, "membrane")->other, "膜");
	assert_int_equal(reason(&m, MATCH_STAGE, NULL)->value, 6);
	assert_int_equal(reason(&m, MATCH_STAGE, NULL)->number, 7);
	assert_non_null(reason(&m, MATCH_COUNTRY, "ZA"));
	assert_null(reason(&m, MATCH_COUNTRY, "CN"));
	assert_int_equal(reason(&m, MATCH_FORM, NULL)->value, WANTED_JOINT);
	match_listing(arena, &there, &here, terms, 2, &back);
	assert_int_equal(back.percent, m.percent);
	/* Nothing but the country: no match. */
	want.ipc.n = 0;
	match_listing(arena, &here, &there, NULL, 0, &m);
	assert_int_equal(m.percent, 0);
	assert_int_equal(m.n, 0);
	/* One word in common is chance, two are not. */
	match_listing(arena, &here, &there, terms, 1, &m);
	assert_int_equal(m.n, 0);
	match_listing(arena, &here, &there, terms, 2, &m);
	assert_true(m.percent > 0);
	/* Far too early a stage is no reason. */
	want.trl = 9;
	match_listing(arena, &here, &there, terms, 2, &m);
	assert_null(reason(&m, MATCH_STAGE, NULL));
	want.direction = DIRECTION_OFFER;
	match_listing(arena, &here, &there, terms, 2, &m);
	assert_int_equal(m.percent, 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(all_of_it),
		cmocka_unit_test(part_of_it),
		cmocka_unit_test(nothing_of_it),
		cmocka_unit_test(plain_entry),
		cmocka_unit_test(order),
		cmocka_unit_test(symbols),
		cmocka_unit_test(listings),
	};

	return (cmocka_run_group_tests(tests, setup, teardown));
}
