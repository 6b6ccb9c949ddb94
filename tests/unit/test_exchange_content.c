/* SPDX-License-Identifier: GPL-2.0-or-later */
/* exchange/: the reader of the portal's own format, every field and every refusal. */
#include "exchange_fixture.h"

#include <limits.h>
#include <unistd.h>

/* Read one entry as laws/x.json or the like. */
static void
read_one(struct got *g, const char *name, const char *json)
{
	fixture_file(name, json);
	assert_int_equal(got_read(g, "record", name), ERR_OK);
}

static void
test_law(void **state)
{
	static const char json[] =
	    "{\"slug\":\"xx-law\",\"jurisdictions\":[\"BR\"],\"subjects\":[\"patents\",\"designs\"]"
	    ","
	    "\"verified\":\"2026-11-23\",\"sample\":true,\"same_as\":[\"laws/br br:lpi\"],"
	    "\"texts\":{\"en\":{\"title\":\" A law \",\"summary\":\"S\\r\\nT\"},"
	    "\"zh-Hans\":{\"title\":\"法\",\"reading\":\"fa\",\"provenance\":\"wipo\","
	    "\"translator\":\"T\","
	    "\"source_language\":\"en\"}},"
	    "\"law\":{\"type\":\"regulation\",\"status\":\"in_force\",\"number\":\"Lei 1\","
	    "\"original_language\":\"pt\",\"original_title\":\"Lei\",\"issuer\":\"Congresso\","
	    "\"date_enacted\":\"1996-05-14\",\"date_in_force\":\"1997-05-15\",\"date_amended\":"
	    "\"2021-08-26\","
	    "\"date_repealed\":\"2025-01-01\",\"source_url\":\"https://x.example/\","
	    "\"relations\":[{\"type\":\"amends\",\"target\":\"y\",\"target_eid\":\"art_1\","
	    "\"date\":\"2001-02-14\"}],"
	    "\"expressions\":[{\"language\":\"pt\",\"version_date\":\"2021-08-26\","
	    "\"valid_from\":\"2021-08-27\",\"valid_to\":\"2025-01-01\",\"provenance\":\"official\","
	    "\"legal_value\":\"authoritative\",\"translator\":\"N\",\"source_url\":\"https://"
	    "x.example/1\","
	    "\"digest\":true,\"articles\":[{\"number\":\"Art. "
	    "1º\",\"heading\":\"H\",\"chapter\":\"C\","
	    "\"body\":\"B\"},{\"body\":\"P\"}]},{\"language\":\"en\"}]}}";
	const struct expression *x;
	const struct record *r;
	struct got g = { 0 };

	(void)state;
	read_one(&g, "laws/xx-law.json", json);
	assert_int_equal(g.nreports, 0);
	assert_int_equal(g.nrecords, 1);
	r = g.records[0];
	assert_int_equal(r->kind, KIND_LAW);
	assert_string_equal(r->slug, "xx-law");
	assert_string_equal(r->source, "content");
	assert_string_equal(r->source_id, "laws/xx-law");
	assert_string_equal(r->jurisdictions.v[0], "BR");
	assert_int_equal(r->nsubjects, 2);
	assert_int_equal(r->subjects[1], SUBJECT_DESIGNS);
	assert_string_equal(r->verified, "2026-11-23");
	assert_true(r->sample);
	assert_string_equal(r->same_as.v[0], "laws/br br:lpi");
	assert_int_equal(r->ntexts, 2);
	assert_string_equal(r->texts[0].title, "A law");
	assert_string_equal(r->texts[0].summary, "S\nT");
	assert_int_equal(r->texts[0].provenance, PROVENANCE_STAFF);
	assert_int_equal(r->texts[1].provenance, PROVENANCE_WIPO);
	assert_string_equal(r->texts[1].reading, "fa");
	assert_string_equal(r->texts[1].source_language, "en");
	assert_int_equal(r->law->type, LAW_REGULATION);
	assert_int_equal(r->law->status, LAW_IN_FORCE);
	assert_string_equal(r->law->number, "Lei 1");
	assert_string_equal(r->law->original_language, "pt");
	assert_string_equal(r->law->issuer, "Congresso");
	assert_string_equal(r->law->date_repealed, "2025-01-01");
	assert_int_equal(r->law->nrelations, 1);
	assert_int_equal(r->law->relations[0].type, RELATION_AMENDS);
	assert_string_equal(r->law->relations[0].target_eid, "art_1");
	assert_int_equal(r->law->nexpressions, 2);
	x = &r->law->expressions[0];
	assert_string_equal(x->valid_to, "2025-01-01");
	assert_int_equal(x->legal_value, LEGAL_AUTHORITATIVE);
	assert_true(x->digest);
	assert_int_equal(x->narticles, 2);
	assert_string_equal(x->articles[0].eid, "art_1");
	assert_string_equal(x->articles[0].chapter, "C");
	assert_int_equal(r->law->expressions[1].legal_value, LEGAL_UNOFFICIAL);
	got_free(&g);
}

static void
test_kinds(void **state)
{
	struct got g = { 0 };
	const struct record *r;

	(void)state;
	read_one(&g, "guides/g.json",
	    "{\"texts\":{\"en\":{\"title\":\"G\"},\"ru\":{\"title\":\"Г\",\"body\":\"# т\"}},"
	    "\"guide\":{\"type\":\"howto\",\"date\":\"2026-01-02\",\"citations\":[{\"law\":\"l\","
	    "\"eid\":\"art_1\"},"
	    "{\"law\":\"l\"}]}}");
	fixture_file("guides/g.en.md", "# Head\n\nText\n");
	got_free(&g);
	assert_int_equal(got_read(&g, "record", "guides"), ERR_OK);
	assert_int_equal(g.nreports, 0);
	r = g.records[0];
	assert_string_equal(r->slug, "g");
	assert_string_equal(r->texts[0].body, "# Head\n\nText");
	assert_string_equal(r->texts[1].body, "# т");
	assert_int_equal(r->guide->type, GUIDE_HOWTO);
	assert_int_equal(r->guide->ncitations, 2);
	assert_null(r->guide->citations[1].eid);
	got_free(&g);
	/* A file alone finds the body beside it, too. */
	assert_int_equal(got_read(&g, "record", "guides/g.json"), ERR_OK);
	assert_int_equal(g.nreports, 0);
	assert_non_null(g.records[0]->texts[0].body);
	got_free(&g);

	read_one(&g, "providers/p.json",
	    "{\"jurisdictions\":[\"CN\"],\"texts\":{\"en\":{\"title\":\"P\"}},\"provider\":{"
	    "\"city\":\"Xiamen\","
	    "\"country\":\"CN\",\"website\":\"https://p.example\",\"email\":\"a@p.example\","
	    "\"languages\":[\"en\",\"zh-Hans\"],\"services\":[\"agency\",\"legal\"]}}");
	read_one(&g, "listings/l.json",
	    "{\"texts\":{\"en\":{\"title\":\"L\"}},\"listing\":{\"direction\":\"request\",\"trl\":"
	    "7,"
	    "\"ipc\":[\"G06F 16/33\",\"A61\"],\"country\":\"BR\",\"expires\":\"2027-01-01\"}}");
	read_one(&g, "events/e.json",
	    "{\"texts\":{\"en\":{\"title\":\"E\"}},\"event\":{\"type\":\"training\",\"starts\":"
	    "\"2026-12-01\","
	    "\"ends\":\"2026-12-02\",\"city\":\"C\",\"country\":\"IN\",\"url\":\"https://"
	    "e.example\","
	    "\"online\":true,\"recurrence\":\"yearly\"}}");
	read_one(&g, "resources/r.json",
	    "{\"texts\":{\"en\":{\"title\":\"R\"}},\"resource\":{\"type\":\"database\",\"cost\":"
	    "\"partly\","
	    "\"url\":\"https://r.example\",\"query_pattern\":\"https://r.example/?q={q}\","
	    "\"languages\":[\"en\"]}}");
	read_one(&g, "facts/f.json",
	    "{\"jurisdictions\":[\"CN\"],\"texts\":{\"en\":{\"title\":\"F\"}},\"fact\":{"
	    "\"question\":\"patent-term\","
	    "\"value\":\"20\",\"as_of\":\"2026-01-01\",\"citations\":[{\"law\":\"l\"}]}}");
	assert_int_equal(g.nreports, 0);
	assert_int_equal(g.nrecords, 5);
	assert_int_equal(g.records[0]->provider->services[1], SERVICE_LEGAL);
	assert_int_equal(g.records[1]->listing->trl, 7);
	assert_string_equal(g.records[1]->listing->ipc.v[1], "A61");
	assert_int_equal(g.records[1]->listing->direction, DIRECTION_REQUEST);
	assert_true(g.records[2]->event->online);
	assert_string_equal(g.records[2]->event->recurrence, "yearly");
	assert_int_equal(g.records[3]->resource->cost, COST_PARTLY);
	assert_string_equal(g.records[4]->fact->question, "patent-term");
	got_free(&g);
}

static void
test_terms(void **state)
{
	static const char json[] =
	    "[{\"slug\":\"patent\",\"texts\":{\"en\":{\"summary\":\"What it "
	    "is\"}},\"term\":{\"labels\":["
	    "{\"language\":\"en\",\"text\":\"patent\",\"status\":\"preferred\"},"
	    "{\"language\":\"ru\",\"text\":\"патент\",\"status\":\"preferred\",\"note\":\"м\"},"
	    "{\"language\":\"ru\",\"text\":\"патентный документ\",\"status\":\"admitted\"}]}},"
	    "{\"slug\":\"two\",\"term\":{\"labels\":[{\"language\":\"en\",\"text\":\"a\"},"
	    "{\"language\":\"en\",\"text\":\"b\"}]}},"
	    "{\"term\":{\"labels\":[{\"language\":\"en\",\"text\":\"a\"}]}},"
	    "{\"slug\":\"x\",\"texts\":{\"hi\":{\"summary\":\"s\"}},\"term\":{\"labels\":[{"
	    "\"language\":\"en\","
	    "\"text\":\"a\"}]}},"
	    "{\"slug\":\"y\",\"term\":{\"labels\":[]}},"
	    "{\"slug\":\"z\",\"term\":{\"labels\":[{\"language\":\"en\",\"text\":\"a\"},"
	    "{\"language\":\"en\",\"text\":\"a\",\"status\":\"admitted\"}]}}]";
	struct got g = { 0 };
	const struct record *r;

	(void)state;
	read_one(&g, "terms/all.json", json);
	assert_int_equal(g.nrecords, 1);
	r = g.records[0];
	assert_string_equal(r->source_id, "terms/patent");
	assert_int_equal(r->term->nlabels, 3);
	assert_int_equal(r->term->labels[2].status, TERM_ADMITTED);
	assert_int_equal(r->ntexts, 2);
	assert_string_equal(r->texts[0].title, "patent");
	assert_string_equal(r->texts[0].summary, "What it is");
	assert_string_equal(r->texts[1].title, "патент");
	got_said(&g, "two: there are two titles in en");
	got_said(&g, "“slug” is missing");
	got_said(&g, "x: there is no preferred label in hi");
	got_said(&g, "y: “term.labels” is missing");
	got_said(&g, "z: “term.labels[2]” stands twice");
	assert_int_equal(g.nrefused, 5);
	got_free(&g);
}

/* Each is refused alone, with a sentence that has these words. */
static void
test_refusals(void **state)
{
#define TEXTS "\"texts\":{\"en\":{\"title\":\"T\"}}"
#define LAW   "\"law\":{\"type\":\"law\"}"
	static const struct {
		const char *file, *json, *said;
	} cases[] = {
		{ "laws/a.json", "{", "is not JSON" },
		{ "laws/a.json", "[1]", "an entry must be an object" },
		{ "laws/a.json", "{\"a\":1,\"a\":2}", "is not JSON" },
		{ "laws/a.json", "{\"jurisdiction\":[\"BR\"]," TEXTS "," LAW "}",
		    "no field “jurisdiction”; did you mean “jurisdictions”?" },
		{ "laws/a.json", "{\"jurisdictions\":[\"Brazil\"]," TEXTS "," LAW "}",
		    "“jurisdictions” has “Brazil”, which is not" },
		{ "laws/a.json", "{\"jurisdictions\":[\"BR\",\"BR\"]," TEXTS "," LAW "}", "twice" },
		{ "laws/a.json", "{\"jurisdictions\":\"BR\"," TEXTS "," LAW "}", "must be a list" },
		{ "laws/a.json", "{" TEXTS "," LAW "}", "“jurisdictions” is missing" },
		{ "laws/a.json", "{\"jurisdictions\":[\"BR\"]," LAW "}", "“texts” is missing" },
		{ "laws/a.json", "{\"jurisdictions\":[\"BR\"]," TEXTS "}",
		    "the object “law” is missing" },
		{ "laws/a.json",
		    "{\"jurisdictions\":[\"BR\"],\"subjects\":[\"patent\"]," TEXTS "," LAW "}",
		    "can't be “patent”; did you mean “patents”?" },
		{ "laws/a.json", "{\"jurisdictions\":[\"BR\"]," TEXTS ",\"law\":{}}",
		    "“law.type” is missing" },
		{ "laws/a.json",
		    "{\"jurisdictions\":[\"BR\"]," TEXTS ",\"law\":{\"type\":\"act\"}}",
		    "“law.type” can't be “act”" },
		{ "laws/a.json",
		    "{\"jurisdictions\":[\"BR\"]," TEXTS
		    ",\"law\":{\"type\":\"law\",\"staus\":\"x\"}}",
		    "no field “law.staus”; did you mean “status”?" },
		{ "laws/a.json",
		    "{\"jurisdictions\":[\"BR\"]," TEXTS
		    ",\"law\":{\"type\":\"law\",\"date_enacted\":\"2021-02-30\"}}",
		    "“law.date_enacted” is “2021-02-30”, which is not a day" },
		{ "laws/a.json",
		    "{\"jurisdictions\":[\"BR\"]," TEXTS
		    ",\"law\":{\"type\":\"law\",\"source_url\":\"x\"}}",
		    "“law.source_url”" },
		{ "laws/a.json", "{\"slug\":\"b\",\"jurisdictions\":[\"BR\"]," TEXTS "," LAW "}",
		    "the file is called a.json" },
		{ "laws/A b.json", "{\"jurisdictions\":[\"BR\"]," TEXTS "," LAW "}",
		    "can't be a slug" },
		{ "laws/a.json",
		    "{\"jurisdictions\":[\"BR\"],\"texts\":{\"en_US\":{\"title\":\"T\"}}," LAW "}",
		    "“texts.en_US”" },
		{ "laws/a.json", "{\"jurisdictions\":[\"BR\"],\"texts\":{\"en\":{}}," LAW "}",
		    "“texts.en.title” is missing" },
		{ "laws/a.json",
		    "{\"jurisdictions\":[\"BR\"],\"texts\":{\"en\":{\"title\":\" \"}}," LAW "}",
		    "“texts.en.title” is empty" },
		{ "laws/a.json",
		    "{\"jurisdictions\":[\"BR\"],\"texts\":{\"en\":{\"title\":7}}," LAW "}",
		    "“texts.en.title” must be a string" },
		{ "laws/a.json",
		    "{\"jurisdictions\":[\"BR\"],\"texts\":{\"en\":{\"title\":\"T\",\"body\":\"B\"}"
		    "}," LAW "}",
		    "a law's text stands in its expressions" },
		{ "laws/a.json",
		    "{\"jurisdictions\":[\"BR\"],\"same_as\":[\"laws/br\"]," TEXTS "," LAW "}",
		    "“same_as” has “laws/br”" },
		{ "laws/a.json", "{\"jurisdictions\":[\"BR\"],\"sample\":\"no\"," TEXTS "," LAW "}",
		    "“sample” must be true or false" },
		{ "laws/a.json",
		    "{\"jurisdictions\":[\"BR\"]," TEXTS
		    ",\"law\":{\"type\":\"law\",\"expressions\":[{\"language\":"
		    "\"pt\"},{\"language\":\"pt\"}]}}",
		    "“law.expressions[2]” has the language and version date of another" },
		{ "laws/a.json",
		    "{\"jurisdictions\":[\"BR\"]," TEXTS
		    ",\"law\":{\"type\":\"law\",\"expressions\":[{\"language\":"
		    "\"pt\",\"articles\":[{\"number\":\"1\"}]}]}}",
		    "“law.expressions[1].articles[1].body” is missing" },
		{ "laws/a.json",
		    "{\"jurisdictions\":[\"BR\"]," TEXTS
		    ",\"law\":{\"type\":\"law\",\"relations\":[{\"type\":\"cites\","
		    "\"target\":\"No Slug\"}]}}",
		    "“law.relations[1].target”" },
		{ "guides/a.json", "{\"jurisdictions\":[\"BR\"]," TEXTS "," LAW "}",
		    "holds a “law” but should be a guide" },
		{ "other/a.json", "{" TEXTS "}", "says what the entry is" },
		{ "listings/a.json", "{" TEXTS ",\"listing\":{\"direction\":\"offer\",\"trl\":10}}",
		    "“listing.trl” must be a number from 1 to 9" },
		{ "listings/a.json",
		    "{" TEXTS ",\"listing\":{\"direction\":\"offer\",\"ipc\":[\"X\"]}}",
		    "not an IPC symbol" },
		{ "events/a.json",
		    "{" TEXTS ",\"event\":{\"type\":\"meeting\",\"starts\":\"2026-02-01\",\"ends\":"
		    "\"2026-01-01\"}}",
		    "ends before it starts" },
		{ "events/a.json",
		    "{" TEXTS ",\"event\":{\"type\":\"meeting\",\"recurrence\":\"daily\"}}",
		    "can only be “yearly”" },
		{ "resources/a.json", "{" TEXTS ",\"resource\":{\"type\":\"office\"}}",
		    "“resource.url” is missing" },
		{ "resources/a.json",
		    "{" TEXTS ",\"resource\":{\"type\":\"office\",\"url\":\"https://a.example\","
		    "\"query_pattern\":\"https://a.example\"}}",
		    "has no {q}" },
		{ "providers/a.json", "{" TEXTS ",\"provider\":{\"email\":\"nobody\"}}",
		    "no mail address" },
		{ "facts/a.json", "{" TEXTS ",\"fact\":{\"question\":\"x\"}}",
		    "“jurisdictions” must name one" },
		{ "facts/a.json", "{\"jurisdictions\":[\"BR\"]," TEXTS ",\"fact\":{}}",
		    "“fact.question” is missing" },
	};
	struct got g = { 0 };

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		read_one(&g, cases[i].file, cases[i].json);
		got_said(&g, cases[i].said);
		assert_int_equal(g.nrecords, 0);
		assert_int_equal(g.nrefused, 1);
		got_free(&g);
	}
	fixture_file("laws/a.json", "{\"jurisdictions\":[\"BR\"],\n\"texts\":\n nonsense}");
	assert_int_equal(got_read(&g, "record", "laws/a.json"), ERR_OK);
	got_said(&g, "a.json:3: is not JSON");
	got_free(&g);
	fixture_file("laws/a.json", "{\"jurisdictions\":[\"\xff\"]}");
	assert_int_equal(got_read(&g, "record", "laws/a.json"), ERR_OK);
	got_said(&g, "is not valid UTF-8");
	got_free(&g);
	assert_int_equal(got_read(&g, "record", "nothing"), ERR_NOTFOUND);
	assert_int_equal(g.nrefused, 1);
	got_free(&g);
}

static void
test_bodies(void **state)
{
	struct got g = { 0 };

	(void)state;
	fixture_file("b/guides/a.json", "{" TEXTS ",\"guide\":{\"type\":\"news\"}}");
	fixture_file("b/guides/a.ru.md", "т");
	fixture_file("b/guides/lost.en.md", "t");
	fixture_file("b/README.md", "about");
	assert_int_equal(got_read(&g, "record", "b"), ERR_OK);
	assert_int_equal(g.nrecords, 0);
	got_said(&g, "a.ru.md has no title: “texts.ru” is missing");
	got_said(&g, "lost.en.md:0: there is no entry that this text belongs to");
	assert_int_equal(g.nrefused, 2);
	got_free(&g);
}

/* A file named without its folder has the bodies beside it, and only those. */
static void
test_bare_name(void **state)
{
	char before[PATH_MAX];
	struct got g = { 0 };
	const struct reader_sink sink = { .ctx = &g, .record = got_record, .report = got_report };

	(void)state;
	fixture_file("c/bare.json", "{" TEXTS ",\"guide\":{\"type\":\"news\"}}");
	fixture_file("c/bare.en.md", "# Here");
	fixture_file("c/below/bare.ru.md", "т");
	assert_non_null(getcwd(before, sizeof(before)));
	assert_int_equal(chdir(fixture_path("c")), 0);
	assert_int_equal(reader_find("record")->read("bare.json", &sink), ERR_OK);
	assert_int_equal(chdir(before), 0);
	assert_int_equal(g.nreports, 0);
	assert_int_equal(g.nrecords, 1);
	assert_string_equal(g.records[0]->texts[0].body, "# Here");
	got_free(&g);
}

static enum err
count_record(void *ctx, struct arena *arena, struct record *record)
{
	size_t *n = ctx;

	assert_true(record->ntexts > 0);
	++*n;
	arena_free(arena);
	return (ERR_OK);
}

static void
no_report(void *ctx, const char *file, long line, const char *reason, bool refused)
{
	(void)ctx;
	(void)refused;
	print_error("%s:%ld: %s\n", file, line, reason);
	fail();
}

/* What is in the tree is taken whole, without a word. */
static void
test_starter_content(void **state)
{
	size_t n = 0;
	const struct reader_sink sink = { &n, count_record, no_report, NULL, NULL, NULL };

	(void)state;
	assert_int_equal(reader_find("record")->read("schema/content", &sink), ERR_OK);
	assert_true(n > 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_law),
		cmocka_unit_test(test_kinds),
		cmocka_unit_test(test_terms),
		cmocka_unit_test(test_refusals),
		cmocka_unit_test(test_bodies),
		cmocka_unit_test(test_bare_name),
		cmocka_unit_test(test_starter_content),
	};

	return (cmocka_run_group_tests(tests, fixture_begin, fixture_end));
}
