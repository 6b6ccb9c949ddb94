/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Who may fit, read from a real database. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "store/match.h"
#include "store_fixture.h"

static struct record *
provider(struct fixture *f, const char *slug, const char *country, enum service service)
{
	struct record *r = new_record(f->arena, KIND_PROVIDER, slug, "test", slug);

	add_text(r, "en", slug);
	add_strings(f->arena, &r->jurisdictions, country);
	r->provider = arena_alloc(f->arena, sizeof(*r->provider));
	r->provider->services = arena_array(f->arena, enum service, 1);
	r->provider->services[0] = service;
	r->provider->nservices = 1;
	add_strings(f->arena, &r->provider->languages, "pt-BR");
	return (r);
}

static struct record *
listing(struct fixture *f, const char *slug, enum direction direction, const char *ipc,
    const char *expires)
{
	struct record *r = new_record(f->arena, KIND_LISTING, slug, "test", slug);

	add_text(r, "en", slug);
	r->listing = arena_alloc(f->arena, sizeof(*r->listing));
	r->listing->direction = direction;
	r->listing->expires = expires;
	add_strings(f->arena, &r->listing->ipc, ipc);
	return (r);
}

static void
put(struct fixture *f, struct record *r)
{
	assert_fate(import_one(f, r, true), IMPORT_NEW);
}

static bool
has(struct record *const *v, size_t n, const char *slug)
{
	for (size_t i = 0; i < n; i++)
		if (strcmp(v[i]->slug, slug) == 0)
			return (true);
	return (false);
}

static void
providers(void **state)
{
	static const char *where[] = { "BR" }, *tongues[] = { "pt" }, *amharic[] = { "am" };
	static enum service services[] = { SERVICE_SEARCH };
	struct fixture f = setup("match_providers");
	struct match_need need = {
		.jurisdictions = { where, 1 }, .services = services, .nservices = 1
	};
	struct record *served, **found;
	size_t n;

	(void)state;
	put(&f, provider(&f, "both", "BR", SERVICE_SEARCH));
	put(&f, provider(&f, "one", "CN", SERVICE_SEARCH));
	put(&f, provider(&f, "none", "CN", SERVICE_LEGAL));
	served = provider(&f, "partner", "CN", SERVICE_LEGAL);
	served->provider->served = arena_array(f.arena, struct served, 1);
	served->provider->served[0] = (struct served){ "BR", true };
	served->provider->nserved = 1;
	put(&f, served);
	assert_int_equal(match_providers(f.db, f.arena, &need, 10, &found, &n), ERR_OK);
	assert_int_equal(n, 3);
	assert_string_equal(found[0]->slug, "both"); /* has more of it */
	assert_true(has(found, n, "one") && has(found, n, "partner"));
	assert_int_equal(match_providers(f.db, f.arena, &need, 1, &found, &n), ERR_OK);
	assert_int_equal(n, 1);
	/* "pt" is spoken where "pt-BR" is. */
	need = (struct match_need){ .languages = { tongues, 1 } };
	assert_int_equal(match_providers(f.db, f.arena, &need, 10, &found, &n), ERR_OK);
	assert_int_equal(n, 4);
	need.languages.v = amharic;
	assert_int_equal(match_providers(f.db, f.arena, &need, 10, &found, &n), ERR_OK);
	assert_int_equal(n, 0);
	teardown(&f);
}

static void
listings(void **state)
{
	struct fixture f = setup("match_listings");
	struct record *own, **found;
	int64_t by_words;
	size_t n;

	(void)state;
	put(&f, listing(&f, "want", DIRECTION_REQUEST, "B66C 23/18", NULL));
	put(&f, listing(&f, "same-class", DIRECTION_OFFER, "B66D 1/00", NULL));
	put(&f, listing(&f, "same-subclass", DIRECTION_OFFER, "B66C 1/00", "2999-01-01"));
	put(&f, listing(&f, "over", DIRECTION_OFFER, "B66C 23/18", "2020-01-01"));
	put(&f, listing(&f, "also-wanted", DIRECTION_REQUEST, "B66C 23/18", NULL));
	put(&f, listing(&f, "elsewhere", DIRECTION_OFFER, "A61K", NULL));
	put(&f, listing(&f, "ours", DIRECTION_OFFER, "B66C 23/18", NULL));
	pg_value(f.conn, "INSERT INTO organisation (id, name, type, country) VALUES (1, 'O', "
			 "'enterprise', 'BR')");
	pg_value(f.conn, "INSERT INTO account (id, email, name) VALUES (1, 'a@b.org', 'A')");
	pg_value(f.conn, "INSERT INTO membership VALUES (1, 1, 'member')");
	pg_value(f.conn, "UPDATE entry SET owner = 1 WHERE slug IN ('want', 'ours')");
	own = load(&f, KIND_LISTING, "want", "en");
	assert_int_equal(match_listings(f.db, f.arena, own, NULL, 0, 10, &found, &n), ERR_OK);
	assert_int_equal(n, 2);
	assert_string_equal(found[0]->slug, "same-subclass");
	assert_string_equal(found[1]->slug, "same-class");
	by_words = load(&f, KIND_LISTING, "elsewhere", "en")->id.v;
	assert_int_equal(match_listings(f.db, f.arena, own, &by_words, 1, 10, &found, &n), ERR_OK);
	assert_int_equal(n, 3);
	assert_true(has(found, n, "elsewhere"));
	assert_int_equal(
	    match_own(f.db, f.arena, (struct account_id){ 1 }, 10, &found, &n), ERR_OK);
	assert_int_equal(n, 2);
	assert_int_equal(
	    match_own(f.db, f.arena, (struct account_id){ 2 }, 10, &found, &n), ERR_OK);
	assert_int_equal(n, 0);
	teardown(&f);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(providers),
		cmocka_unit_test(listings),
	};

	return (cmocka_run_group_tests(tests, NULL, NULL));
}
