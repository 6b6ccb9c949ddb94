/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Laws as Akoma Ntoso: valid by the schema where it is at hand, whatever the text is made of. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <unistd.h>
#include <cmocka.h>

#include <libxml/parser.h>
#include <libxml/xmlschemas.h>
#include <libxml/xpath.h>
#include <libxml/xpathInternals.h>

#include "domain/eid.h"
#include "render/akn.h"

#define COUNT(a) (sizeof(a) / sizeof((a)[0]))

static const char schema_path[] = "../shared/data/akn/xsd/akomantoso30.xsd";
static const struct akn_editor editor = { "https://portal.example", "BRICS & IP" };

static struct arena *arena;
static xmlSchemaPtr schema;

static int
setup(void **state)
{
	(void)state;
	arena = arena_new();
	if (access(schema_path, R_OK) == 0) {
		xmlSchemaParserCtxtPtr parser = xmlSchemaNewParserCtxt(schema_path);

		schema = xmlSchemaParse(parser);
		xmlSchemaFreeParserCtxt(parser);
	}
	return (0);
}

static int
teardown(void **state)
{
	(void)state;
	xmlSchemaFree(schema);
	arena_free(arena);
	return (0);
}

/* A law with one expression of these articles and divisions. */
static struct record *
law_of(struct article *articles, size_t n, struct division *divisions, size_t ndivisions)
{
	static struct text texts[] = {
		{ .language = "zh-Hans",
		    .title = "示例法",
		    .provenance = PROVENANCE_STAFF,
		    .state = STATE_PUBLISHED },
		{ .language = "ru",
		    .title = "Пример",
		    .provenance = PROVENANCE_STAFF,
		    .state = STATE_PUBLISHED },
		{ .language = "en", .title = "Not yet to be seen", .state = STATE_DRAFT },
	};
	static const char *jurisdictions[] = { "CN" }, *same_as[] = { "laws/cn cn:1" };
	static enum subject subjects[] = { SUBJECT_PATENTS, SUBJECT_DESIGNS };
	static struct relation relations[] = {
		{ RELATION_IMPLEMENTS, "art_1", "cn-other", "art_2", "2001-01-01" },
		{ RELATION_CITES, NULL, "cn-third", NULL, NULL },
	};
	struct record *r = arena_alloc(arena, sizeof(*r));
	struct expression *x;

	r->kind = KIND_LAW;
	r->slug = "cn-example";
	r->state = STATE_PUBLISHED;
	r->source = "laws/cn";
	r->source_id = "cn:1<&\">";
	r->updated = "2026-11-25T10:00:00Z";
	r->texts = texts;
	r->ntexts = COUNT(texts);
	r->jurisdictions = (struct strings){ jurisdictions, COUNT(jurisdictions) };
	r->same_as = (struct strings){ same_as, COUNT(same_as) };
	r->subjects = subjects;
	r->nsubjects = COUNT(subjects);
	r->law = arena_alloc(arena, sizeof(*r->law));
	r->law->number = "主席令第五十五号";
	r->law->issuer = "全国人民代表大会常务委员会";
	r->law->original_language = "zh-Hans";
	r->law->date_enacted = "1984-03-12";
	r->law->date_in_force = "1985-04-01";
	r->law->relations = relations;
	r->law->nrelations = COUNT(relations);
	r->law->expressions = x = arena_alloc(arena, sizeof(*x));
	r->law->nexpressions = 1;
	x->language = "zh-Hans";
	x->version_date = "2020-10-17";
	x->valid_from = "2021-06-01";
	x->provenance = PROVENANCE_OFFICIAL;
	x->legal_value = LEGAL_AUTHORITATIVE;
	x->articles = articles;
	x->narticles = n;
	x->divisions = divisions;
	x->ndivisions = ndivisions;
	eid_assign(arena, articles, n);
	return (r);
}

static xmlDocPtr
written(const struct record *r)
{
	struct buf out = { 0 };
	xmlDocPtr doc;

	akn_write(&out, r, &r->law->expressions[0], &editor);
	doc = xmlReadMemory(buf_cstr(&out), (int)out.len, "out.xml", NULL, XML_PARSE_NONET);
	assert_non_null(doc);
	if (schema != NULL) {
		xmlSchemaValidCtxtPtr valid = xmlSchemaNewValidCtxt(schema);

		if (xmlSchemaValidateDoc(valid, doc) != 0)
			fail_msg("not valid: %s", buf_cstr(&out));
		xmlSchemaFreeValidCtxt(valid);
	}
	buf_free(&out);
	return (doc);
}

/* The XPath expression over the document as a text; its prefixes are a: and p:. */
static const char *
found(xmlDocPtr doc, const char *path)
{
	xmlXPathContextPtr ctx = xmlXPathNewContext(doc);
	xmlXPathObjectPtr o;
	xmlChar *s;
	const char *copy;

	xmlXPathRegisterNs(ctx, (const xmlChar *)"a",
	    (const xmlChar *)"http://docs.oasis-open.org/legaldocml/ns/akn/3.0");
	xmlXPathRegisterNs(ctx, (const xmlChar *)"p", (const xmlChar *)AKN_PORTAL);
	assert_non_null(o = xmlXPathEvalExpression((const xmlChar *)path, ctx));
	s = xmlXPathCastToString(o);
	copy = arena_strdup(arena, (const char *)s);
	xmlFree(s);
	xmlXPathFreeObject(o);
	xmlXPathFreeContext(ctx);
	return (copy);
}

static void
a_text_with_all_parts(void **state)
{
	struct division divisions[] = {
		{ DIVISION_PART, "part_1", "第一编", "总则", 0 },
		{ DIVISION_CHAPTER, "part_1__chp_1", "第一章", NULL, 1 },
		{ DIVISION_SECTION, "part_1__chp_1__sec_1", NULL, "一般规定", 2 },
		{ DIVISION_CHAPTER, "part_1__chp_2", "第二章", "空", 1 },
		{ DIVISION_PART, "part_2", "第二编", NULL, 0 },
		{ DIVISION_OTHER, "part_2__other_1", NULL, "其他", 5 },
		{ DIVISION_ANNEX, "annex_1", "附件一", "目录", 0 },
		{ DIVISION_CHAPTER, "annex_1__chp_1", "A", NULL, 7 },
		{ DIVISION_ANNEX, "annex_2", "附件二", NULL, 0 },
	};
	struct article articles[] = {
		{ .type = ARTICLE_PREAMBLE, .body = "第一行\n第二行" },
		{ .number = "第一条",
		    .body = "一 <b>&\n\n二",
		    .division = 3,
		    .source_id = "cn:1:0" },
		{ .number = "第二条", .heading = "名称", .body = " 缩进  的\t文本", .division = 2 },
		{ .number = "第三条", .body = "三", .division = 6 },
		{ .type = ARTICLE_OTHER, .body = "本法自公布之日起施行。" },
		{ .number = "1", .body = "附件", .division = 8 },
		{ .type = ARTICLE_ANNEX, .body = "附件二\n表", .division = 9 },
		{ .type = ARTICLE_ANNEX, .heading = "附表", .body = "表" },
	};
	xmlDocPtr doc;

	(void)state;
	doc = written(law_of(articles, COUNT(articles), divisions, COUNT(divisions)));
	assert_string_equal(found(doc, "//a:FRBRExpression/a:FRBRuri/@value"),
	    "/akn/cn/act/law/1984-03-12/cn-example/zho@2020-10-17");
	assert_string_equal(found(doc, "//a:preamble/a:p[2]"), "第二行");
	assert_string_equal(
	    found(doc, "//a:article[@eId='art_1']/../@eId"), "part_1__chp_1__sec_1");
	assert_string_equal(found(doc, "//a:article[@eId='art_2']/../@eId"), "part_1__chp_1");
	assert_string_equal(found(doc, "//a:article[@eId='art_3']/../@name"), "division");
	assert_string_equal(found(doc, "string(//*[@eId='art_1__para_1']//a:p)"), "一 <b>&");
	assert_string_equal(found(doc, "string(//*[@eId='art_1__para_2']//a:p)"), "二");
	assert_string_equal(found(doc, "string(//*[@eId='art_2']//a:p)"), " 缩进  的\t文本");
	assert_string_equal(found(doc, "//*[@eId='art_1']/@p:source_id"), "cn:1:0");
	assert_string_equal(found(doc, "count(//a:chapter)"), "3");
	assert_string_equal(found(doc, "count(//a:attachment)"), "3");
	assert_string_equal(
	    found(doc, "//a:attachment[1]//a:mainBody/a:chapter/a:article/@eId"), "art_1_2");
	assert_string_equal(found(doc, "//a:body/a:hcontainer/@name"), "other");
	assert_string_equal(found(doc, "string(//a:docTitle)"), "示例法");
	assert_string_equal(found(doc, "//p:work/@source_id"), "cn:1<&\">");
	assert_string_equal(found(doc, "count(//a:FRBRtranslation)"), "0");
	assert_string_equal(found(doc, "count(//p:text)"), "2");
	assert_string_equal(found(doc, "//p:relation[1]/@target_eid"), "art_2");
	xmlFreeDoc(doc);
}

static void
a_translation_says_so(void **state)
{
	struct article articles[] = { { .number = "1", .body = "Текст" } };
	struct record *r = law_of(articles, 1, NULL, 0);
	struct expression *x = &r->law->expressions[0];
	xmlDocPtr doc;

	(void)state;
	x->language = "ru";
	x->provenance = PROVENANCE_STAFF;
	x->legal_value = LEGAL_UNOFFICIAL;
	x->translator = "А. Б.";
	x->source_language = "zh-Hans";
	x->source_version = "2020-10-17";
	doc = written(r);
	assert_string_equal(found(doc, "//a:FRBRtranslation/@fromLanguage"), "zho");
	assert_string_equal(found(doc, "//a:FRBRtranslation/@by"), "#tlc_translator");
	assert_string_equal(found(doc, "//a:FRBRtranslation/@authoritative"), "false");
	assert_string_equal(found(doc, "//a:FRBRtranslation/@href"),
	    "/akn/cn/act/law/1984-03-12/cn-example/zho@2020-10-17");
	assert_string_equal(found(doc, "//*[@eId='tlc_translator']/@showAs"), "А. Б.");
	assert_string_equal(found(doc, "//a:body/@xml:lang"), "ru");
	xmlFreeDoc(doc);
}

/* Texts that are one piece, only annexes, or only little known: there is always a body. */
static void
odd_texts_are_valid(void **state)
{
	struct article whole[] = { { .type = ARTICLE_PREAMBLE, .body = "全文" } };
	struct article annexes[] = { { .type = ARTICLE_ANNEX, .body = "a" },
		{ .type = ARTICLE_ANNEX, .body = "b" } };
	struct article mixed[] = { { .type = ARTICLE_PREAMBLE, .body = "x" },
		{ .type = ARTICLE_ANNEX, .body = "a" }, { .number = "1", .body = "b" },
		{ .type = ARTICLE_PREAMBLE, .heading = "h", .body = "x\x01\xef\xbf\xbfy" } };
	struct division before[] = { { DIVISION_ANNEX, "annex_1", NULL, "A", 0 },
		{ DIVISION_CHAPTER, "chp_1", "I", NULL, 0 } };
	struct article inside[] = { { .number = "1", .body = "a", .division = 1 } };
	struct record *r;
	xmlDocPtr doc;

	(void)state;
	xmlFreeDoc(written(law_of(whole, COUNT(whole), NULL, 0)));
	xmlFreeDoc(written(law_of(annexes, COUNT(annexes), NULL, 0)));
	xmlFreeDoc(written(law_of(inside, COUNT(inside), before, COUNT(before))));
	r = law_of(mixed, COUNT(mixed), NULL, 0);
	r->updated = r->law->number = r->law->issuer = r->law->date_enacted = NULL;
	r->law->date_in_force = r->law->expressions[0].version_date = NULL;
	r->law->expressions[0].valid_from = NULL;
	r->jurisdictions.n = r->nsubjects = r->law->nrelations = r->ntexts = 0;
	doc = written(r);
	assert_string_equal(found(doc, "string(//a:hcontainer[last()]//a:p)"), "xy");
	assert_string_equal(found(doc, "//a:FRBRWork/a:FRBRdate/@name"), "record");
	xmlFreeDoc(doc);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_text_with_all_parts),
		cmocka_unit_test(a_translation_says_so),
		cmocka_unit_test(odd_texts_are_valid),
	};

	return (cmocka_run_group_tests(tests, setup, teardown));
}
