/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The API's description for programs says what the tables in the code say, and parameters are read
 * as both promise. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>
#include <jansson.h>

#include "web/api_params.h"
#include "web/routes.h"

static json_t *openapi;

static int
setup(void **state)
{
	(void)state;
	openapi = json_load_file("assets/static/openapi.json", 0, NULL);
	return (openapi == NULL);
}

static int
teardown(void **state)
{
	(void)state;
	json_decref(openapi);
	return (0);
}

/* The name of query parameter number ${i} of an operation, its reference resolved; NULL for one in
 * the path. */
static const char *
parameter(const json_t *parameters, size_t i)
{
	const char *ref = json_string_value(json_object_get(json_array_get(parameters, i), "$ref"));
	const json_t *p;

	assert_non_null(ref);
	p = json_object_get(json_object_get(json_object_get(openapi, "components"), "parameters"),
	    strrchr(ref, '/') + 1);
	assert_non_null(p);
	if (strcmp(json_string_value(json_object_get(p, "in")), "query") != 0)
		return (NULL);
	return (json_string_value(json_object_get(p, "name")));
}

static void
described(void **state)
{
	const struct {
		const char *path;
		const struct api_params *params;
	} operations[] = {
		{ "/search", &api_params_search },
		{ "/{plural}", &api_params_list },
		{ "/{plural}/{slug}", &api_params_entry },
		{ "/suggest", &api_params_suggest },
		{ "/compare", &api_params_compare },
		{ "/terms.tbx", &api_params_whole },
		{ "/terms.rdf", &api_params_whole },
		{ "/laws/{slug}.xml", &api_params_text },
		{ "/laws/{slug}.txt", &api_params_text },
		{ "/laws/{slug}/{eid}", &api_params_text },
		{ "/laws/{slug}/versions", &api_params_versions },
		{ "/laws/{slug}/diff", &api_params_diff },
		{ "/log", &api_params_log },
		{ "/providers/match", &api_params_match },
		{ "/listings/{slug}/matches", &api_params_matches },
	};
	const json_t *parameters;
	const char *name;
	size_t i, j, k, n;

	(void)state;
	for (i = 0; i < sizeof(operations) / sizeof(operations[0]); i++) {
		parameters = json_object_get(
		    json_object_get(
			json_object_get(json_object_get(openapi, "paths"), operations[i].path),
			"get"),
		    "parameters");
		assert_non_null(parameters);
		for (j = n = 0; j < json_array_size(parameters); j++) {
			if ((name = parameter(parameters, j)) == NULL)
				continue;
			for (k = 0; k < operations[i].params->n; k++) {
				if (strcmp(operations[i].params->names[k], name) == 0)
					break;
			}
			assert_true(k < operations[i].params->n);
			n++;
		}
		assert_int_equal(n, operations[i].params->n);
	}
}

/* Every address of the API is described, and no other. */
static void
addresses(void **state)
{
	static const char base[] = "/api/v1";
	const struct route *routes;
	size_t n, found = 0;

	(void)state;
	routes = routes_all(&n);
	for (size_t i = 0; i < n; i++) {
		if (strncmp(routes[i].pattern, base, strlen(base)) != 0)
			continue;
		if (json_object_get(json_object_get(openapi, "paths"),
			routes[i].pattern + strlen(base)) == NULL)
			fail_msg("%s is not described", routes[i].pattern);
		found++;
	}
	assert_int_equal(found, json_object_size(json_object_get(openapi, "paths")));
}

/* Every id of a closed set stands in the description, and no other. */
static void
closed_sets(void **state)
{
	static const struct {
		const char *parameter;
		enum vocab set;
	} sets[] = {
		{ "subject", VOCAB_SUBJECT },
		{ "service", VOCAB_SERVICE },
		{ "status", VOCAB_LAW_STATUS },
		{ "type", VOCAB_LAW_TYPE },
	};
	const json_t *ids;
	size_t i, j;
	int value;

	(void)state;
	for (i = 0; i < sizeof(sets) / sizeof(sets[0]); i++) {
		ids = json_object_get(
		    json_object_get(
			json_object_get(
			    json_object_get(json_object_get(json_object_get(openapi, "components"),
						"parameters"),
				sets[i].parameter),
			    "schema"),
			"items"),
		    "enum");
		assert_int_equal(json_array_size(ids), vocab_size(sets[i].set));
		for (j = 0; j < json_array_size(ids); j++)
			assert_true(vocab_value(
			    sets[i].set, json_string_value(json_array_get(ids, j)), &value));
	}
}

static void
cursors(void **state)
{
	struct app app = { .config = { .base_url = "http://a" } };
	struct param query[2] = { { "q", "a b" }, { "cursor", NULL } };
	struct req req = { .app = &app,
		.arena = arena_new(),
		.path = "/api/v1/search",
		.query = query,
		.nquery = 1 };
	struct resp resp = { .status = 200 };
	size_t offset = 1;

	(void)state;
	assert_int_equal(api_params_cursor(&req, &resp, 7, &offset), ERR_OK);
	assert_int_equal(offset, 0);
	query[1].value = api_params_next(&req, &resp, 7, 20);
	assert_string_equal(resp.link,
	    arena_printf(req.arena, "<http://a/api/v1/search?q=a%%20b&cursor=%s>; rel=\"next\"",
		query[1].value));
	req.nquery = 2;
	assert_int_equal(api_params_cursor(&req, &resp, 7, &offset), ERR_OK);
	assert_int_equal(offset, 20);
	/* Another revision of the index: gone.  Another query, or something made up: refused. */
	assert_int_equal(api_params_cursor(&req, &resp, 8, &offset), ERR_INPUT);
	assert_int_equal(resp.status, 410);
	resp.status = 200;
	query[0].value = "b";
	assert_int_equal(api_params_cursor(&req, &resp, 7, &offset), ERR_INPUT);
	assert_int_equal(resp.status, 200);
	query[1].value = "7-14-zz";
	assert_int_equal(api_params_cursor(&req, &resp, 7, &offset), ERR_INPUT);
	arena_free(req.arena);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(described),
		cmocka_unit_test(addresses),
		cmocka_unit_test(closed_sets),
		cmocka_unit_test(cursors),
	};

	return (cmocka_run_group_tests(tests, setup, teardown));
}
