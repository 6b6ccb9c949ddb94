/* SPDX-License-Identifier: GPL-2.0-or-later */
/* exchange/: lines, checks, titles of laws, and the reader of law collections. */
#include "exchange_fixture.h"

#include <jansson.h>
#include <zstd.h>

#include "exchange/check.h"
#include "exchange/clean.h"
#include "exchange/flatjson.h"
#include "exchange/idmap.h"
#include "exchange/lawtitle.h"
#include "exchange/lines.h"
#include "domain/nearest.h"
#include "locale/text.h"

/* ${text} as a zstd file of which the last ${cut} bytes are missing. */
static void
compressed_file(const char *name, const char *text, size_t cut)
{
	size_t room = ZSTD_compressBound(strlen(text));
	char *out = malloc(room);
	size_t n = ZSTD_compress(out, room, text, strlen(text), 3);

	assert_false(ZSTD_isError(n));
	fixture_bytes(name, out, n - cut);
	free(out);
}

static void
test_lines(void **state)
{
	const char *line;
	struct lines *l;
	size_t n;

	(void)state;
	fixture_file("a", "\xef\xbb\xbfone\r\n\ntwo\nthree");
	assert_int_equal(lines_open(fixture_path("a"), &l), ERR_OK);
	assert_int_equal(lines_next(l, &line, &n), ERR_OK);
	assert_int_equal(n, 3);
	assert_memory_equal(line, "one", 3);
	assert_int_equal(lines_next(l, &line, &n), ERR_OK);
	assert_int_equal(n, 0);
	assert_int_equal(lines_next(l, &line, &n), ERR_OK);
	assert_int_equal(lines_next(l, &line, &n), ERR_OK);
	assert_memory_equal(line, "three", 5);
	assert_int_equal(lines_number(l), 4);
	assert_int_equal(lines_next(l, &line, &n), ERR_NOTFOUND);
	assert_int_equal(lines_next(l, &line, &n), ERR_NOTFOUND);
	assert_int_equal(lines_done(l), lines_file_size(fixture_path("a")));
	lines_close(l);
	assert_int_equal(lines_open(fixture_path("none"), &l), ERR_NOTFOUND);
}

/* Lines longer than the pieces in which files are read, compressed and not. */
static void
test_lines_long(void **state)
{
	size_t n, long_size = 3 * 1000 * 1000;
	char *text = malloc(2 * long_size + 3);
	const char *line, *names[] = { "b", "b.zst" };
	struct lines *l;

	(void)state;
	memset(text, 'x', long_size);
	text[long_size] = '\n';
	memset(text + long_size + 1, 'y', long_size);
	text[2 * long_size + 1] = '\n';
	text[2 * long_size + 2] = '\0';
	fixture_file("b", text);
	compressed_file("b.zst", text, 0);
	for (size_t i = 0; i < 2; i++) {
		assert_int_equal(lines_open(fixture_path(names[i]), &l), ERR_OK);
		assert_int_equal(lines_next(l, &line, &n), ERR_OK);
		assert_int_equal(n, long_size);
		assert_int_equal(line[n - 1], 'x');
		assert_int_equal(lines_next(l, &line, &n), ERR_OK);
		assert_int_equal(n, long_size);
		assert_int_equal(line[0], 'y');
		assert_int_equal(lines_next(l, &line, &n), ERR_NOTFOUND);
		lines_close(l);
	}
	free(text);
}

static void
test_lines_damaged(void **state)
{
	const char *line;
	struct lines *l;
	enum err err;
	size_t n;

	(void)state;
	compressed_file("cut.zst", "one\ntwo\n", 2);
	assert_int_equal(lines_open(fixture_path("cut.zst"), &l), ERR_OK);
	while ((err = lines_next(l, &line, &n)) == ERR_OK)
		continue;
	assert_int_equal(err, ERR_CORRUPT);
	lines_close(l);
	fixture_file("no.zst", "this was never compressed\n");
	assert_int_equal(lines_open(fixture_path("no.zst"), &l), ERR_OK);
	assert_int_equal(lines_next(l, &line, &n), ERR_CORRUPT);
	lines_close(l);
}

static void
test_idmap(void **state)
{
	static char keys[5000][8];
	struct idmap m = { 0 };
	size_t i, value = 7;

	(void)state;
	assert_false(idmap_get(&m, "a", &value));
	for (i = 0; i < 5000; i++) {
		snprintf(keys[i], sizeof(keys[i]), "k%zu", i);
		assert_true(idmap_put(&m, keys[i], i));
	}
	assert_false(idmap_put(&m, "k17", 1));
	for (i = 0; i < 5000; i++) {
		assert_true(idmap_get(&m, keys[i], &value));
		assert_int_equal(value, i);
	}
	idmap_clear(&m);
	assert_false(idmap_get(&m, "k17", &value));
	assert_true(idmap_put(&m, "k17", 1));
	idmap_free(&m);
}

static void
test_nearest(void **state)
{
	static const char *const known[] = { "jurisdictions", "subjects", "texts" };

	(void)state;
	assert_string_equal(nearest_word("jurisdiction", known, 3), "jurisdictions");
	assert_string_equal(nearest_word("text", known, 3), "texts");
	assert_null(nearest_word("colour", known, 3));
	assert_null(nearest_word("", known, 3));
	assert_null(nearest_word("x", known, 0));
}

static void
test_check(void **state)
{
	struct arena *a = arena_new();

	(void)state;
	assert_string_equal(check_date_loose(a, "1984-3-12"), "1984-03-12");
	assert_null(check_date_loose(a, "0-01-01"));
	assert_null(check_date_loose(a, "1984-3-"));
	assert_null(check_date_loose(a, "1984-3-12 "));
	assert_null(check_date_loose(a, ""));
	assert_string_equal(check_date_slashes(a, "بتاريخ 9/5/2021م."), "2021-05-09");
	assert_null(check_date_slashes(a, "31/2/2021"));
	assert_null(check_date_slashes(a, "2021"));
	assert_true(check_url("https://www.wipo.int/?a=b"));
	assert_false(check_url("javascript:alert(1)"));
	assert_false(check_url("https:///x"));
	assert_false(check_url("https://a b"));
	assert_true(check_url_year("http://x/_ato2015-2018/2016/lei/l1.htm", "2016-03-16"));
	assert_false(check_url_year("http://x/_ato2015-2018/2016/lei/l1.htm", "1989-12-21"));
	assert_true(check_url_year("http://x/handle/123456789/19243", "1956-12-30"));
	assert_true(check_word("patent-term"));
	assert_false(check_word("-x"));
	assert_false(check_word("x--y"));
	assert_false(check_word("X"));
	assert_non_null(check_jurisdiction(a, "INT"));
	assert_null(check_jurisdiction(a, "CHN"));
	assert_null(check_jurisdiction(a, NULL));
	arena_free(a);
}

/* The quick look must not let through what text_clean would have changed. */
static void
test_clean(void **state)
{
	static const char *const texts[] = { "", " ", "a", " a", "a\n", "a\r\nb",
		"\xef\xbb\xbf"
		"a",
		"a\xe2\x80\xae"
		"b",
		"a\xe2\x80\xaa"
		"b\xe2\x80\xac",
		"a\xe2\x81\xa6"
		"b",
		"\x01"
		"a",
		"a\x7f", "e\xcc\x81",
		"\xc2\xa0"
		"a",
		"a\xc2\x85"
		"b",
		"第一条　为了", "　第一条", "第一条　", "क\xe0\xa4\xbc",
		"\xef\xb7\x90"
		"a",
		"a\xef\xbf\xbe", "\xf0\x9f\x98\x80 a", "a\xf0\x9f\xbf\xbe", "“x”—y…",
		"\xe2\x80\x83"
		"a",
		"a\xe2\x80\xa8"
		"b",
		"\xe1\x9a\x80"
		"a",
		"ا\xd9\x93", "\xea\xb0\x80",
		"\xe2\x80\x8f"
		"ا",
		"\xe1\xa0\x8e"
		"a",
		"\tb\t" };
	struct arena *a = arena_new();

	(void)state;
	for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++)
		assert_string_equal(
		    clean_text(a, texts[i], strlen(texts[i])), text_clean(a, texts[i]));
	arena_free(a);
}

/* The quick parser takes and refuses what jansson does, and finds the same strings. */
static void
test_flatjson(void **state)
{
	static const char *const texts[] = { "{}", " { } ", "", "[]", "{", "{}x", "{\"a\":\"b\"}",
		"{\"a\":\"b\",}", "{\"a\":\"\"}", "{\"a\" : \"b\\n\\u00e9\\ud83d\\ude00\\\"\\/\"}",
		"{\"a\":\"\\ud83d\"}", "{\"a\":\"\\ude00\"}", "{\"a\":\"\\ud83d\\u0041\"}",
		"{\"a\":\"\\u0000\"}", "{\"a\":\"\\u00g0\"}", "{\"a\":\"\\x\"}", "{\"a\":\"\t\"}",
		"{\"a\":\"", "{\"a\":\"\\", "{\"a\":\"\\\"}", "{\"a\":1}", "{\"a\":01}",
		"{\"a\":-0.5e+3}", "{\"a\":1.}", "{\"a\":-}", "{\"a\":1e}", "{\"a\":+1}",
		"{\"a\":true,\"b\":false,\"c\":null}", "{\"a\":tru}", "{\"a\":[]}",
		"{\"a\":[\"x\",1,[\"y\"],{\"z\":[]}]}", "{\"a\":[\"x\"}", "{\"a\":[,]}",
		"{\"a\":[1,]}", "{\"a\":{\"b\":{\"c\":\"d\"}}}", "{\"a\":{\"b\"}}",
		"{\"a\":{\" \\u0041\":1}}", "{\"a\":1,\"a\":2}", "{a:1}", "{\"a\" 1}",
		"{\"\":\"x\"}", "{\"a\":\"x\"\"b\":1}", "{\"a\":\"第\"}",
		"{\"a\":\"\\\\\",\"b\":\"\\\"\"}" };
	struct arena *a = arena_new();
	struct flatjson o;

	(void)state;
	for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++) {
		size_t n = strlen(texts[i]);
		json_t *want = json_loadb(texts[i], n, JSON_REJECT_DUPLICATES, NULL);
		char *copy = malloc(n + 1);

		/* In memory of just that size, so that reading beyond it is noticed. */
		memcpy(copy, texts[i], n);
		if (flatjson_parse(a, copy, n, &o) != (want != NULL && json_is_object(want)))
			fail_msg("%s", texts[i]);
		if (json_is_object(want)) {
			assert_int_equal(o.n, json_object_size(want));
			for (size_t j = 0; j < o.n; j++) {
				json_t *v = json_object_get(want, o.fields[j].name);

				assert_non_null(v);
				assert_true(json_is_string(v) == (o.fields[j].value != NULL));
				assert_true(json_is_null(v) == o.fields[j].is_null);
				assert_int_equal(
				    o.fields[j].nitems, json_is_array(v) ? json_array_size(v) : 0);
				if (json_is_string(v)) {
					assert_string_equal(
					    o.fields[j].value, json_string_value(v));
					assert_int_equal(o.fields[j].size, json_string_length(v));
				}
			}
		} else {
			assert_non_null(o.problem);
		}
		free(copy);
		json_decref(want);
	}
	arena_free(a);
}

static bool
is_about(const char *language, const char *title, enum subject subject)
{
	struct arena *a = arena_new();
	bool found = false;
	size_t n;
	enum subject *s = lawtitle_subjects(a, language, title, &n);

	while (n > 0)
		found |= s[--n] == subject;
	arena_free(a);
	return (found);
}

static void
test_lawtitle(void **state)
{
	(void)state;
	assert_int_equal(lawtitle_type("zh-Hans", "中华人民共和国专利法"), LAW_LAW);
	assert_int_equal(lawtitle_type("zh-Hans", "中华人民共和国专利法实施细则"), LAW_REGULATION);
	assert_int_equal(lawtitle_type("zh-Hans", "专利代理条例"), LAW_REGULATION);
	assert_int_equal(lawtitle_type("zh-Hans", "机动车登记规定"), LAW_RULE);
	assert_int_equal(lawtitle_type("zh-Hans", "关于审理专利纠纷案件的解释（二）"), LAW_RULE);
	assert_int_equal(lawtitle_type("zh-Hans", "中华人民共和国刑法修正案（七）"), LAW_LAW);
	assert_int_equal(lawtitle_type("pt", "Lei de Propriedade Industrial"), LAW_LAW);
	assert_int_equal(lawtitle_type("pt", "Decreto nº 2.553"), LAW_REGULATION);
	assert_int_equal(lawtitle_type("pt", "Decreto-Lei sobre X"), LAW_LAW);
	assert_int_equal(lawtitle_type("en", "The Patents Act, 1970"), LAW_LAW);
	assert_int_equal(lawtitle_type("en", "The Patents Rules, 2003"), LAW_RULE);
	assert_int_equal(lawtitle_type("ar", "قانون اتحادي رقم 11: في شأن"), LAW_LAW);
	assert_int_equal(lawtitle_type("ar", "مرسوم بقانون اتحادي رقم 36"), LAW_LAW);
	assert_int_equal(lawtitle_type("ar", "قرار مجلس الوزراء رقم 6"), LAW_REGULATION);
	assert_true(is_about("zh-Hans", "中华人民共和国专利法", SUBJECT_UTILITY_MODELS));
	assert_true(is_about("zh-Hans", "中华人民共和国反不正当竞争法", SUBJECT_TRADE_SECRETS));
	assert_true(is_about("en", "The Trade Marks Act, 1999", SUBJECT_TRADE_MARKS));
	assert_false(is_about("en", "The Prize Competitions Act, 1955", SUBJECT_COMPETITION));
	assert_false(
	    is_about("en", "The National Institutes of Design Act, 2014", SUBJECT_DESIGNS));
	assert_true(is_about(
	    "ar", "مرسوم بقانون اتحادي رقم 36: بشأن العلامات التجارية", SUBJECT_TRADE_MARKS));
	assert_false(is_about("pt", "Lei do Cheque", SUBJECT_PATENTS));
}

/* --- collections --------------------------------------------------------------------------------
 */

static const char LAWS[] =
    "{\"id\":\"cn:aa\",\"lang\":\"zh\",\"country\":\"CN\",\"title\":\"中华人民共和国专利法\","
    "\"path\":\"x/"
    "专利法(2020-10-17).md\",\"dates\":[\"1984-3-12\",\"2008-12-27\"],\"articles\":3}\n"
    "{\"id\":\"cn:bb\",\"lang\":\"zh\",\"country\":\"CN\",\"title\":\"空法\",\"dates\":[],"
    "\"articles\":0}\n";

static const char ARTICLES[] =
    "{\"id\":\"cn:aa:0\",\"lang\":\"zh\",\"country\":\"CN\",\"title\":\"x\",\"article\":\"第一条\","
    "\"chapter\":\"第一章 > 总则\",\"body\":\"为了\",\"law_id\":\"cn:aa\"}\n"
    "\n"
    "{\"id\":\"cn:aa:1\",\"lang\":\"zh\",\"article\":\"第一条\",\"heading\":\"再\",\"body\":"
    "\"e\\u0301\","
    "\"law_id\":\"cn:aa\"}\n"
    "{\"id\":\"cn:aa:2\",\"lang\":\"zh\",\"article\":\"\",\"body\":\"附\\ufffd\",\"law_id\":\"cn:"
    "aa\"}\n";

static void
test_jsonl(void **state)
{
	struct got g = { 0 };
	const struct expression *x;
	const struct record *r;
	char source[64];

	(void)state;
	fixture_file("laws/xx/laws.jsonl", LAWS);
	compressed_file("laws/xx/articles.jsonl.zst", ARTICLES, 0);
	fixture_file("laws/xx/queries.jsonl", "{}\n");
	assert_int_equal(got_read(&g, "jsonl", "laws/xx"), ERR_OK);
	assert_int_equal(g.nrecords, 2);
	assert_int_equal(g.nrefused, 0);
	assert_int_equal(g.done, g.total);
	r = g.records[0];
	snprintf(source, sizeof(source), "laws/xx");
	assert_int_equal(r->kind, KIND_LAW);
	assert_string_equal(r->slug, "cn-aa");
	assert_string_equal(r->source, source);
	assert_string_equal(r->source_id, "cn:aa");
	assert_int_equal(r->jurisdictions.n, 1);
	assert_string_equal(r->jurisdictions.v[0], "CN");
	assert_int_equal(r->nsubjects, 3);
	assert_int_equal(r->ntexts, 1);
	assert_string_equal(r->texts[0].language, "zh-Hans");
	assert_string_equal(r->texts[0].title, "中华人民共和国专利法");
	assert_int_equal(r->texts[0].provenance, PROVENANCE_OFFICIAL);
	assert_string_equal(r->law->original_language, "zh-Hans");
	assert_string_equal(r->law->date_enacted, "1984-03-12");
	assert_int_equal(r->law->status, LAW_UNKNOWN);
	assert_int_equal(r->law->nexpressions, 1);
	x = &r->law->expressions[0];
	assert_string_equal(x->version_date, "2020-10-17");
	assert_int_equal(x->narticles, 3);
	assert_string_equal(x->articles[0].eid, "art_1");
	assert_string_equal(x->articles[0].number, "第一条");
	assert_string_equal(x->articles[0].chapter, "第一章 / 总则");
	assert_string_equal(x->articles[0].source_id, "cn:aa:0");
	assert_string_equal(x->articles[1].eid, "art_1_2");
	assert_string_equal(x->articles[1].heading, "再");
	assert_string_equal(x->articles[1].body, "\xc3\xa9");
	assert_null(x->articles[2].number);
	got_said(&g, "articles.jsonl.zst:4: cn:aa:2 holds U+FFFD");
	assert_string_equal(g.records[1]->source_id, "cn:bb");
	assert_int_equal(g.records[1]->law->nexpressions, 0);
	got_free(&g);

	/* The folder above, and the articles alone. */
	assert_int_equal(got_read(&g, "jsonl", "laws"), ERR_OK);
	assert_int_equal(g.nrecords, 2);
	got_free(&g);
	assert_int_equal(got_read(&g, "jsonl", "laws/xx/articles.jsonl.zst"), ERR_OK);
	assert_int_equal(g.nrecords, 1);
	assert_string_equal(g.records[0]->source, "laws/xx");
	got_free(&g);
	assert_int_equal(got_read(&g, "jsonl", "nowhere"), ERR_NOTFOUND);
	assert_int_equal(g.nrefused, 1);
	got_free(&g);
}

static void
test_jsonl_refusals(void **state)
{
	static const char text[] =
	    "{\"id\":\"br:a:1\",\"lang\":\"pt\",\"country\":\"BR\",\"title\":\"Lei "
	    "A\",\"body\":\"um\"}\n"
	    "{\"id\":\"br:a:2\",\n"				       /* 2 broken */
	    "{\"id\":\"br:a:3\",\"lang\":\"pt\",\"body\":\"\xff\"}\n"  /* 3 UTF-8 */
	    "[1]\n"						       /* 4 no object */
	    "{\"id\":\"br:a:1\",\"lang\":\"pt\",\"body\":\"dois\"}\n"  /* 5 twice */
	    "{\"lang\":\"pt\",\"body\":\"x\"}\n"		       /* 6 no law */
	    "{\"id\":\"br:a:4\",\"lang\":\"pt\",\"body\":\"\"}\n"      /* 7 empty */
	    "{\"id\":\"br:a:5\",\"lang\":\"pt\",\"body\":5}\n"	       /* 8 type */
	    "{\"id\":\"br:a:6\",\"lang\":\"pt\",\"lang\":\"en\"}\n"    /* 9 name twice */
	    "{\"id\":\"br:a:7\",\"lang\":\"no tag\",\"body\":\"x\"}\n" /* 10 language */
	    "{\"id\":\"br:b:1\",\"lang\":\"pt\",\"title\":\"Lei B\",\"body\":\"b\"}\n"
	    "{\"id\":\"br:a:8\",\"lang\":\"pt\",\"body\":\"atrasado\"}\n" /* 12 apart */
	    "{\"id\":\"br:c:1\",\"lang\":\"pt\",\"body\":\"c\"}\n"	  /* 13 no title */
	    "{\"id\":\"br:a:9\",\"body\":\"\\u0000\"}\n"		  /* 14 NUL */
	    "{\"id\":\"br:d:1\",\"lang\":\"pt\",\"title\":\"Lei D\",\"body\":\"d\"}";
	static const char *const said[] = { ":2: the line is not a JSON object",
		":3: the line is not valid UTF-8",
		":4: the line is not a JSON object: it is no object",
		":5: the id br:a:1 stands on another line", ":6: the article names no law",
		":7: br:a:4 has no “body”", ":8: “body” is no string",
		":9: the line is not a JSON object", ":10: br:a:7 has no language",
		":12: articles of other laws stand between", ":13: br:c has no title",
		":14: the line is not a JSON object" };
	struct got g = { 0 };

	(void)state;
	fixture_file("broken/articles.jsonl", text);
	assert_int_equal(got_read(&g, "jsonl", "broken"), ERR_OK);
	for (size_t i = 0; i < sizeof(said) / sizeof(said[0]); i++)
		got_said(&g, said[i]);
	assert_int_equal(g.nrefused, 12);
	assert_int_equal(g.nrecords, 3);
	assert_string_equal(g.records[0]->source_id, "br:a");
	assert_int_equal(g.records[0]->law->expressions[0].narticles, 1);
	assert_string_equal(g.records[1]->source_id, "br:b");
	assert_string_equal(g.records[2]->source_id, "br:d");
	got_free(&g);
}

static void
test_jsonl_laws_refusals(void **state)
{
	static const char laws[] = "{\"id\":\"in:a\",\"lang\":\"en\",\"country\":\"IN\",\"title\":"
				   "\"A Act\",\"date\":\"0-01-01\"}\n"
				   "{\"id\":\"in:a\",\"title\":\"again\"}\n"
				   "{\"title\":\"no id\"}\n"
				   "nonsense\n"
				   "{\"id\":\"in:b\",\"lang\":\"en\",\"country\":\"IN\",\"title\":"
				   "\"B Act\",\"date\":\"1989-12-21\","
				   "\"url\":\"http://x.example/2016/lei/"
				   "1\",\"status\":\"in_force\",\"number\":\"No. 1\"}\n"
				   "{\"id\":\"in:c\",\"lang\":\"en\",\"country\":\"IN\",\"title\":"
				   "\"C Act\",\"url\":\"ftp://x\","
				   "\"status\":\"odd\"}\n";
	struct got g = { 0 };

	(void)state;
	fixture_file("l/laws.jsonl", laws);
	fixture_file("l/articles.jsonl", "{\"id\":\"in:z:0\",\"lang\":\"en\",\"country\":\"IN\","
					 "\"title\":\"Z Act\",\"body\":\"z\"}\n");
	assert_int_equal(got_read(&g, "jsonl", "l"), ERR_OK);
	got_said(&g, "laws.jsonl:1: “0-01-01” is no date");
	got_said(&g, "laws.jsonl:2: the id in:a stands on another line");
	got_said(&g, "laws.jsonl:3: the law has no “id”");
	got_said(&g, "laws.jsonl:4: the line is not a JSON object");
	got_said(&g, "laws.jsonl:5: the date 1989-12-21 contradicts the year");
	got_said(&g, "laws.jsonl:6: “ftp://x” is no web address");
	got_said(&g, "laws.jsonl:6: the status “odd” is not known");
	got_said(&g, "articles.jsonl:1: in:z has no line among the laws");
	assert_int_equal(g.nrefused, 3);
	assert_int_equal(g.nrecords, 4);
	assert_string_equal(g.records[0]->source_id, "in:z");
	assert_null(g.records[1]->law->date_enacted);
	assert_string_equal(g.records[2]->source_id, "in:b");
	assert_null(g.records[2]->law->date_enacted);
	assert_string_equal(g.records[2]->law->number, "No. 1");
	assert_int_equal(g.records[2]->law->status, LAW_IN_FORCE);
	got_free(&g);
}

/* Half a law must not stand for the whole, and laws behind the damage must not look empty. */
static void
test_jsonl_damaged(void **state)
{
	struct got g = { 0 };

	(void)state;
	fixture_file("d/laws.jsonl", LAWS);
	compressed_file("d/articles.jsonl.zst", ARTICLES, 3);
	assert_int_equal(got_read(&g, "jsonl", "d"), ERR_OK);
	got_said(&g, "damaged or ends early");
	assert_int_equal(g.nrecords, 0);
	got_free(&g);
}

static void
test_jsonl_parallel(void **state)
{
	static const char text[] = "{\"id\":\"u:0:en\",\"lang\":\"en\",\"title\":\"U "
				   "Declaration\",\"article\":\"preamble\",\"body\":\"p\"}\n"
				   "{\"id\":\"u:1:en\",\"lang\":\"en\",\"title\":\"U "
				   "Declaration\",\"article\":\"Article 1\",\"body\":\"a\"}\n"
				   "{\"id\":\"u:0:zh\",\"lang\":\"zh\",\"title\":\"宣言\","
				   "\"article\":\"preamble\",\"body\":\"序\"}\n"
				   "{\"id\":\"u:1:zh\",\"lang\":\"zh\",\"title\":\"宣言\","
				   "\"article\":\"第一条\",\"body\":\"一\"}\n";
	struct got g = { 0 };
	const struct law *law;

	(void)state;
	fixture_file("p/articles.jsonl", text);
	assert_int_equal(got_read(&g, "jsonl", "p"), ERR_OK);
	assert_int_equal(g.nreports, 0);
	assert_int_equal(g.nrecords, 1);
	assert_string_equal(g.records[0]->jurisdictions.v[0], "INT");
	assert_string_equal(g.records[0]->source_id, "u");
	assert_int_equal(g.records[0]->ntexts, 2);
	assert_string_equal(g.records[0]->texts[1].source_language, "en");
	law = g.records[0]->law;
	assert_int_equal(law->nexpressions, 2);
	assert_string_equal(law->expressions[0].articles[0].eid, "preamble");
	assert_int_equal(law->expressions[0].legal_value, LEGAL_OFFICIAL);
	assert_string_equal(law->expressions[1].language, "zh-Hans");
	assert_string_equal(law->expressions[1].articles[1].eid, "art_1");
	assert_int_equal(law->expressions[1].legal_value, LEGAL_UNOFFICIAL);
	got_free(&g);
}

/* Versions of one law, a code in several files, and what single countries' collections need. */
static void
test_jsonl_works(void **state)
{
	static const char laws[] =
	    "{\"id\":\"cn:a\",\"lang\":\"zh\",\"country\":\"CN\",\"title\":\"海豚法\",\"path\":\"x/"
	    "海豚法(2018-11-06).md\",\"dates\":[\"1991-6-4\",\"2019-3-1\"]}\n"
	    "{\"id\":\"cn:b\",\"lang\":\"zh\",\"country\":\"CN\",\"title\":\"海 "
	    "豚法\",\"path\":\"x/"
	    "海豚法.md\",\"dates\":[\"1991-6-4\"]}\n"
	    "{\"id\":\"cn:c\",\"lang\":\"zh\",\"country\":\"CN\",\"title\":\"中国鲸典\",\"path\":"
	    "\"鲸典/"
	    "附则.md\",\"dates\":[\"2020-5-28\"]}\n"
	    "{\"id\":\"cn:d\",\"lang\":\"zh\",\"country\":\"CN\",\"title\":\"中国鲸典\",\"path\":"
	    "\"鲸典/"
	    "总则.md\",\"dates\":[\"2020-5-28\",\"2021-1-1\"]}\n"
	    "{\"id\":\"cn:e\",\"lang\":\"zh\",\"country\":\"CN\",\"title\":\"无条文\",\"dates\":[]}"
	    "\n"
	    "{\"id\":\"ae:fl-7-2021\",\"lang\":\"ar\",\"country\":\"AE\",\"title\":\"قانون\","
	    "\"date\":\"2021-05-01\",\"status\":\"in_force\"}\n"
	    "{\"id\":\"in:act-7-2002\",\"lang\":\"en\",\"country\":\"IN\",\"title\":\"The Snark "
	    "Act, 2002\",\"date\":\"2003-02-05\"}\n";
	static const char articles[] =
	    "{\"id\":\"cn:a:0\",\"lang\":\"zh\",\"article\":\"第一条\",\"body\":\"甲\",\"law_id\":"
	    "\"cn:a\"}\n"
	    "{\"id\":\"cn:b:0\",\"lang\":\"zh\",\"article\":\"第一条\",\"body\":\"乙\",\"law_id\":"
	    "\"cn:b\"}\n"
	    "{\"id\":\"cn:c:0\",\"lang\":\"zh\",\"article\":\"第三条\",\"body\":\"丙\",\"law_id\":"
	    "\"cn:c\"}\n"
	    "{\"id\":\"cn:d:0\",\"lang\":\"zh\",\"article\":\"第一条\",\"chapter\":\"第一章 "
	    "总\",\"body\":\"丁\",\"law_id\":\"cn:d\"}\n"
	    "{\"id\":\"cn:d:1\",\"lang\":\"zh\",\"article\":\"第二条\",\"chapter\":\"第一章 "
	    "总\",\"body\":\"戊\",\"law_id\":\"cn:d\"}\n"
	    "{\"id\":\"cn:e:0\",\"lang\":\"zh\",\"article\":\"\",\"body\":\"全文\",\"law_id\":\"cn:"
	    "e\"}\n"
	    "{\"id\":\"ae:fl-7-2021:0\",\"lang\":\"ar\",\"article\":\"\",\"body\":\"صادر بتاريخ "
	    "9/5/2021م.\",\"law_id\":\"ae:fl-7-2021\"}\n"
	    "{\"id\":\"ae:fl-7-2021:1\",\"lang\":\"ar\",\"article\":\"الأولى- "
	    "تعاريف\",\"body\":\"نص\",\"law_id\":\"ae:fl-7-2021\"}\n"
	    "{\"id\":\"in:act-7-2002:0\",\"lang\":\"en\",\"article\":\"1\",\"chapter\":\"Chapter I "
	    "- "
	    "Preliminary\",\"body\":\"x\",\"law_id\":\"in:act-7-2002\"}\n"
	    "{\"id\":\"kz:1\",\"lang\":\"ru\",\"country\":\"KZ\",\"title\":\"Кодекс\",\"article\":"
	    "\"1\","
	    "\"chapter\":\"Общая часть > Глава 1. О > Статья 1\",\"body\":\"т\"}\n";
	struct got g = { 0 };
	const struct record *r;
	const struct expression *x;

	(void)state;
	fixture_file("works/laws.jsonl", laws);
	fixture_file("works/articles.jsonl", articles);
	assert_int_equal(got_read(&g, "jsonl", "works"), ERR_OK);
	assert_int_equal(g.nrefused, 0);
	assert_int_equal(g.nrecords, 7);
	/* The path's date is the version's; a later one is that of its force. */
	r = g.records[0];
	assert_string_equal(r->law->work_key, "CN 海豚法");
	assert_string_equal(r->law->date_enacted, "1991-06-04");
	assert_string_equal(r->law->date_amended, "2018-11-06");
	assert_string_equal(r->law->expressions[0].version_date, "2018-11-06");
	assert_string_equal(g.records[1]->law->work_key, "CN 海豚法");
	assert_string_equal(g.records[1]->law->expressions[0].version_date, "1991-06-04");
	/* One code of two files, in the order of its articles. */
	r = g.records[2];
	x = &r->law->expressions[0];
	assert_string_equal(r->source_id, "cn:c");
	assert_string_equal(x->version_date, "2020-05-28");
	assert_int_equal(x->narticles, 3);
	assert_string_equal(x->articles[0].body, "丁");
	assert_string_equal(x->articles[2].body, "丙");
	assert_string_equal(x->articles[0].chapter, "总则 / 第一章 总");
	assert_string_equal(x->divisions[1].eid, "hcontainer_1__chp_1");
	/* A text without articles is a whole. */
	x = &g.records[3]->law->expressions[0];
	assert_int_equal(x->narticles, 1);
	assert_int_equal(x->articles[0].type, ARTICLE_OTHER);
	r = g.records[4];
	assert_string_equal(r->law->date_enacted, "2021-05-09");
	assert_string_equal(r->law->work_key, "AE fl-7-2021");
	x = &r->law->expressions[0];
	assert_null(x->version_date);
	assert_int_equal(x->articles[0].type, ARTICLE_PREAMBLE);
	assert_string_equal(x->articles[1].number, "الأولى");
	assert_string_equal(x->articles[1].heading, "تعاريف");
	assert_string_equal(g.records[5]->law->number, "Act No. 7 of 2003");
	x = &g.records[5]->law->expressions[0];
	assert_int_equal(x->divisions[0].type, DIVISION_CHAPTER);
	assert_string_equal(x->divisions[0].heading, "Preliminary");
	x = &g.records[6]->law->expressions[0];
	assert_int_equal(x->ndivisions, 2);
	assert_int_equal(x->articles[0].division, 2);
	got_free(&g);
}

static void
test_jsonl_sink_stops(void **state)
{
	struct got g = { .answer = ERR_DB };

	(void)state;
	fixture_file("s/articles.jsonl",
	    "{\"id\":\"a:1\",\"lang\":\"en\",\"title\":\"A\",\"body\":\"a\"}\n"
	    "{\"id\":\"b:1\",\"lang\":\"en\",\"title\":\"B\",\"body\":\"b\"}\n");
	assert_int_equal(got_read(&g, "jsonl", "s"), ERR_DB);
	assert_int_equal(g.nrecords, 1);
	got_free(&g);
}

/* The collections themselves, where they are: known counts. */
static void
test_jsonl_real(void **state)
{
	static const char *const path = "../shared/data/laws/udhr";
	struct got g = { 0 };
	const struct reader_sink sink = { &g, got_record, got_report, got_progress, NULL, NULL };

	(void)state;
	if (access(path, R_OK) == -1)
		skip();
	assert_int_equal(reader_find("jsonl")->read(path, &sink), ERR_OK);
	assert_int_equal(g.nrecords, 1);
	assert_int_equal(g.nreports, 0);
	assert_int_equal(g.records[0]->law->nexpressions, 26);
	got_free(&g);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_lines),
		cmocka_unit_test(test_lines_long),
		cmocka_unit_test(test_lines_damaged),
		cmocka_unit_test(test_idmap),
		cmocka_unit_test(test_nearest),
		cmocka_unit_test(test_check),
		cmocka_unit_test(test_clean),
		cmocka_unit_test(test_flatjson),
		cmocka_unit_test(test_lawtitle),
		cmocka_unit_test(test_jsonl),
		cmocka_unit_test(test_jsonl_refusals),
		cmocka_unit_test(test_jsonl_laws_refusals),
		cmocka_unit_test(test_jsonl_damaged),
		cmocka_unit_test(test_jsonl_parallel),
		cmocka_unit_test(test_jsonl_works),
		cmocka_unit_test(test_jsonl_sink_stops),
		cmocka_unit_test(test_jsonl_real),
	};

	return (cmocka_run_group_tests(tests, fixture_begin, fixture_end));
}
