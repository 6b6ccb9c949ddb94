/* SPDX-License-Identifier: GPL-2.0-or-later */
/* exchange/: Akoma Ntoso of other people, of our own (what was written comes back), and hostile
 * XML. */
#include "exchange_fixture.h"

#include <sys/resource.h>

#include "exchange/xmltree.h"
#include "render/akn.h"

#define NS30 "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"

/* A document of ${ns} with this root element, language, date of the expression and body. */
static void
document(const char *name, const char *ns, const char *type, const char *meta, const char *rest)
{
	char text[8192];

	snprintf(text, sizeof(text),
	    "<?xml version='1.0' encoding='UTF-8'?>\n<akomaNtoso xmlns='%s'><%s name='x'><meta>"
	    "<identification source='#a'><FRBRWork><FRBRthis value='/akn/za/act/2014/10/!main'/>"
	    "<FRBRuri value='/akn/za/act/2014/10'/><FRBRalias name='title' value='Snark Act'/>"
	    "<FRBRdate date='2014-02-12' name='Generation'/><FRBRcountry value='za-cpt'/>"
	    "<FRBRnumber value='10'/></FRBRWork><FRBRExpression>%s</FRBRExpression>"
	    "</identification><lifecycle><eventRef date='2016-01-02' type='amendment'/>"
	    "<eventRef date='2018-01-02' type='repeal'/></lifecycle><references>"
	    "<TLCOrganization eId='tr' showAs='The Translators'/></references></meta>%s</%s>"
	    "</akomaNtoso>",
	    ns, type, meta, rest, type);
	fixture_file(name, text);
}

#define ENGLISH "<FRBRdate date='2016-01-02'/><FRBRlanguage language='eng'/>"

static const char BODY[] =
    "<preface><longTitle><p>To free snarks.</p></longTitle></preface>"
    "<preamble><p>Whereas</p></preamble><body>"
    "<chapter eId='chp_1'><num>1</num><heading>Heads</heading>"
    "<section eId='chp_1__sec_1'><num>1.</num><heading>First <b>one</b></heading><content><p>A "
    "<i>snark</i>\n   is<authorialNote marker='a'><p>Note.</p></authorialNote> free.</p><p/>"
    "<table><tr><th><p>H</p></th><td><p>1</p><p>2</p></td></tr></table></content></section>"
    "<section eId='no good'><num>2.</num><subsection><num>(1)</num><intro><p>If</p></intro>"
    "<paragraph><num>(a)</num><content><p>it snarks</p><blockList><listIntroduction>so:"
    "</listIntroduction><item><num>i</num><p>one</p></item></blockList></content></paragraph>"
    "<wrapUp><p>then</p></wrapUp></subsection><subsection><num>(2)</num><content><p>it is said: "
    "<mod><quotedStructure startQuote='“' endQuote='”'><section><num>9.</num><content><p>Quoted."
    "</p></content></section></quotedStructure></mod></p><ul><li><p>bullet</p></li></ul>"
    "</content></subsection></section></chapter>"
    "<chapter><num>2</num><heading>Empty</heading></chapter></body>"
    "<conclusions><p>Signed.</p></conclusions>"
    "<attachments><attachment eId='att_1'><heading>Schedule</heading><subheading>Forms</subheading>"
    "<doc name='schedule'><meta/><mainBody><p>A form.</p></mainBody></doc></attachment>"
    "<attachment eId='att_2'><heading>More</heading><doc name='schedule'><mainBody><paragraph>"
    "<num>1.</num><content><p>Item.</p></content></paragraph></mainBody></doc></attachment>"
    "</attachments>";

static void
check_english(const struct record *r)
{
	const struct expression *x = &r->law->expressions[0];
	const struct article *a = x->articles;

	assert_string_equal(r->source_id, "/akn/za/act/2014/10/en@2016-01-02");
	assert_string_equal(r->law->work_key, "ZA /akn/za/act/2014/10");
	assert_string_equal(r->jurisdictions.v[0], "ZA");
	assert_string_equal(r->texts[0].title, "Snark Act");
	assert_string_equal(r->law->number, "Act 10 of 2014");
	assert_string_equal(r->law->date_enacted, "2014-02-12");
	assert_string_equal(r->law->date_amended, "2016-01-02");
	assert_string_equal(r->law->date_repealed, "2018-01-02");
	assert_int_equal(r->law->status, LAW_REPEALED);
	assert_string_equal(x->language, "en");
	assert_string_equal(x->version_date, "2016-01-02");
	assert_int_equal(x->narticles, 6);
	assert_int_equal(a[0].type, ARTICLE_PREAMBLE);
	assert_string_equal(a[0].body, "To free snarks.\nWhereas");
	assert_string_equal(a[1].eid, "chp_1__sec_1");
	assert_string_equal(a[1].heading, "First one");
	assert_string_equal(a[1].body, "A snark is[a] free.\nH | 1 2\n[a Note.]");
	assert_string_equal(a[2].eid, "art_2");
	assert_string_equal(a[2].body,
	    "(1) If\n(a) it snarks\nso:\ni one\nthen\n(2) it is said:\n“\n9. Quoted.\n”\n• bullet");
	assert_string_equal(a[2].chapter, "1. Heads");
	assert_int_equal(a[3].type, ARTICLE_OTHER);
	assert_string_equal(a[3].body, "Signed.");
	assert_int_equal(a[4].type, ARTICLE_ANNEX);
	assert_string_equal(a[4].eid, "att_1");
	assert_string_equal(a[4].heading, "Schedule: Forms");
	assert_int_equal(a[5].type, ARTICLE_ARTICLE);
	assert_int_equal(x->ndivisions, 3);
	assert_string_equal(x->divisions[1].heading, "Empty");
	assert_int_equal(x->divisions[2].type, DIVISION_ANNEX);
	assert_string_equal(x->divisions[2].eid, "att_2");
	assert_int_equal(a[5].division, 3);
}

static void
test_act(void **state)
{
	static const char *const spaces[] = { NS30, NS30 "/WD17", NS30 "/CSD13",
		"http://www.akomantoso.org/2.0" };
	struct got g = { 0 };

	(void)state;
	for (size_t i = 0; i < sizeof(spaces) / sizeof(spaces[0]); i++) {
		document("akn/a.xml", spaces[i], "act", ENGLISH, BODY);
		assert_int_equal(got_read(&g, "akn", "akn"), ERR_OK);
		assert_int_equal(g.nreports, 0);
		assert_int_equal(g.nrecords, 1);
		check_english(g.records[0]);
		got_free(&g);
	}
	document("akn/b.xml", NS30, "act",
	    "<FRBRdate date='TODAY'/><FRBRlanguage language='afr'/><FRBRtranslation "
	    "href='/akn/za/act/2014/10/eng@2016-01-02' fromLanguage='eng' by='#tr'/>",
	    "<body><article><num>1</num><content><p>Een.</p></content></article><article><num>2</"
	    "num>"
	    "</article></body>");
	document("akn/c.xml", NS30, "act", ENGLISH, BODY);
	assert_int_equal(got_read(&g, "akn", "akn"), ERR_OK);
	assert_int_equal(g.nrecords, 2);
	got_said(&g, "b.xml:2: the date of the expression “TODAY” is no date");
	got_said(&g, "b.xml:2: 1 articles without any text were left out");
	got_said(&g, "c.xml:2: the text /akn/za/act/2014/10/en@2016-01-02 stands in");
	assert_string_equal(g.records[1]->law->work_key, g.records[0]->law->work_key);
	assert_string_equal(g.records[1]->law->expressions[0].language, "af");
	assert_string_equal(g.records[1]->law->expressions[0].source_language, "en");
	assert_string_equal(g.records[1]->law->expressions[0].source_version, "2016-01-02");
	assert_string_equal(g.records[1]->law->expressions[0].translator, "The Translators");
	assert_string_equal(g.records[1]->law->original_language, "en");
	got_free(&g);
}

static void
test_no_laws(void **state)
{
	static const char *const types[] = { "bill", "judgment", "debate", "doc", "portion",
		"documentCollection", "statement", "amendment", "nonsense" };
	struct got g = { 0 };
	char name[32];

	(void)state;
	for (size_t i = 0; i < sizeof(types) / sizeof(types[0]); i++) {
		snprintf(name, sizeof(name), "no/%zu.xml", i);
		document(name, NS30, types[i], ENGLISH, BODY);
	}
	document("no/l.xml", NS30, "act", "<FRBRdate date='2016-01-02'/>", BODY);
	document("no/m.xml", NS30, "act", ENGLISH, "<body><section><num>1</num></section></body>");
	document("no/n.xml", "http://www.w3.org/1999/xhtml", "act", ENGLISH, BODY);
	fixture_file("no/o.xml", "<akomaNtoso xmlns='" NS30 "'>\n<act>\n<body></akomaNtoso>");
	fixture_file("no/p.xml", "");
	fixture_file("no/q.xml", "<akomaNtoso xmlns='" NS30 "'/>");
	assert_int_equal(got_read(&g, "akn", "no"), ERR_OK);
	assert_int_equal(g.nrecords, 0);
	assert_int_equal(g.nrefused, sizeof(types) / sizeof(types[0]) + 6);
	got_said(&g, "0.xml:2: is no law: a document of type “bill” is a proposal");
	got_said(&g, "8.xml:2: is no law: a document of type “nonsense” is of no type");
	got_said(&g, "l.xml:2: its language is not said");
	got_said(&g, "m.xml:2: there is no text in it");
	got_said(&g, "n.xml:2: is no Akoma Ntoso");
	got_said(&g, "o.xml:3: is no XML that can be read");
	got_said(&g, "p.xml:1: is no XML that can be read: it is empty");
	got_free(&g);
}

/* --- hostile XML -------------------------------------------------------------------------------
 */

static long
kilobytes(void)
{
	struct rusage u;

	getrusage(RUSAGE_SELF, &u);
	return (u.ru_maxrss);
}

static void
test_hostile(void **state)
{
	static const char bomb[] =
	    "<?xml version='1.0'?>\n<!DOCTYPE a [<!ENTITY a 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa'>"
	    "<!ENTITY b '&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;'><!ENTITY c "
	    "'&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;'>"
	    "<!ENTITY d '&c;&c;&c;&c;&c;&c;&c;&c;&c;&c;'><!ENTITY e "
	    "'&d;&d;&d;&d;&d;&d;&d;&d;&d;&d;'>"
	    "<!ENTITY f '&e;&e;&e;&e;&e;&e;&e;&e;&e;&e;'>]>\n<akomaNtoso xmlns='" NS30
	    "'><act><body>&f;&f;&f;&f;&f;</body></act></akomaNtoso>";
	static const char external[] =
	    "<!DOCTYPE akomaNtoso [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><akomaNtoso "
	    "xmlns='" NS30 "'><act><body><p>&x;</p></body></act></akomaNtoso>";
	static const char dtd[] =
	    "<!DOCTYPE akomaNtoso SYSTEM 'http://127.0.0.1:9/x.dtd'><akomaNtoso xmlns='" NS30 "'/>";
	static const char undeclared[] =
	    "<akomaNtoso xmlns='" NS30 "'><act><body><p>&x;</p></body></act></akomaNtoso>";
	size_t n = 3 * 1000 * 1000;
	char *deep = malloc(4 * n + 200), *to = deep;
	struct got g = { 0 };
	long before;

	(void)state;
	fixture_file("hostile/a.xml", bomb);
	fixture_file("hostile/b.xml", external);
	fixture_file("hostile/c.xml", dtd);
	fixture_file("hostile/d.xml", undeclared);
	to += sprintf(to, "<akomaNtoso xmlns='" NS30 "'>");
	for (size_t i = 0; i < 100000; i++)
		to += sprintf(to, "<p>");
	fixture_bytes("hostile/e.xml", deep, (size_t)(to - deep));
	to = deep + sprintf(deep, "<akomaNtoso xmlns='" NS30 "'>");
	for (size_t i = 0; i < n; i++) {
		memcpy(to, "<p/>", 4);
		to += 4;
	}
	to += sprintf(to, "</akomaNtoso>");
	fixture_bytes("hostile/f.xml", deep, (size_t)(to - deep));
	free(deep);
	document("hostile/z.xml", NS30, "act", ENGLISH, BODY);
	before = kilobytes();
	assert_int_equal(got_read(&g, "akn", "hostile"), ERR_OK);
	got_said(&g, "a.xml:2: is no XML that can be read: it has a document type declaration");
	got_said(&g, "b.xml:1: is no XML that can be read: it has a document type declaration");
	got_said(&g, "c.xml:1: is no XML that can be read: it has a document type declaration");
	got_said(&g, "d.xml:1: is no XML that can be read");
	got_said(&g, "e.xml:1: is no XML that can be read: it is nested too deeply");
	got_said(&g, "f.xml:1: is no XML that can be read: it has more elements than any law");
	assert_int_equal(g.nrefused, 6);
	assert_int_equal(g.nrecords, 1);
	check_english(g.records[0]);
#ifndef __SANITIZE_ADDRESS__
	assert_true(kilobytes() - before < 512 * 1024);
#endif
	(void)before;
	got_free(&g);
}

/* --- what the portal wrote comes back ----------------------------------------------------------
 */

static struct record *
sample(struct arena *a)
{
	static struct text texts[] = {
		{ .language = "zh-Hans",
		    .title = "示例法",
		    .summary = "摘要\n二",
		    .reading = "shi li fa" },
		{ .language = "ru",
		    .title = "Пример <&>",
		    .provenance = PROVENANCE_STAFF,
		    .source_language = "zh-Hans",
		    .translator = "N. N." },
	};
	static const char *jurisdictions[] = { "CN" }, *same_as[] = { "laws/cn cn:1" };
	static enum subject subjects[] = { SUBJECT_PATENTS, SUBJECT_DESIGNS };
	static struct relation relations[] = {
		{ RELATION_IMPLEMENTS, "art_1", "cn-other", "art_2", "2001-01-01" },
		{ RELATION_CITES, NULL, "cn-third", NULL, NULL },
	};
	static struct division divisions[] = {
		{ DIVISION_PART, "part_1", "第一编", "总则", 0 },
		{ DIVISION_CHAPTER, "part_1__chp_1", "第一章", NULL, 1 },
		{ DIVISION_SECTION, "part_1__chp_1__sec_1", NULL, "Ein  Abschnitt", 2 },
		{ DIVISION_OTHER, "hcontainer_1", "一、", "其他", 0 },
		{ DIVISION_ANNEX, "att_1", "附件一", "表", 0 },
	};
	static struct article articles[] = {
		{ ARTICLE_PREAMBLE, "preamble", NULL, NULL, 0, NULL, "序言\n\n第二段", "cn:1:0" },
		{ ARTICLE_ARTICLE, "art_1", "第一条", "目的", 2, NULL,
		    "一 <&> ]]>\n\n  spaced  out\n三", "cn:1:1" },
		{ ARTICLE_ARTICLE, "art_2", "第二条", NULL, 3, NULL, "x", NULL },
		{ ARTICLE_ARTICLE, "sec_3", "3.", NULL, 3, NULL, "a section", NULL },
		{ ARTICLE_OTHER, "sec_1", NULL, "Loose", 4, NULL, "y", "cn:1:9" },
		{ ARTICLE_ARTICLE, "art_1_2", "第一条", NULL, 5, NULL, "附件第一条", NULL },
		{ ARTICLE_ANNEX, "annex_2", "附件二", "图", 0, NULL, "bare\n\nannex", "cn:1:10" },
	};
	static struct article second[] = {
		{ ARTICLE_ARTICLE, "art_1", "Статья 1", NULL, 0, NULL, "Один", NULL },
	};
	static struct expression expressions[] = {
		{ .language = "zh-Hans",
		    .version_date = "2020-01-02",
		    .valid_from = "2020-06-01",
		    .provenance = PROVENANCE_OFFICIAL,
		    .legal_value = LEGAL_OFFICIAL,
		    .source = "laws/cn",
		    .source_id = "cn:1",
		    .source_url = "https://x.example/1",
		    .divisions = divisions,
		    .ndivisions = 5,
		    .articles = articles,
		    .narticles = 7 },
		{ .language = "ru",
		    .version_date = "2020-01-02",
		    .provenance = PROVENANCE_MACHINE,
		    .legal_value = LEGAL_UNOFFICIAL,
		    .translator = "M",
		    .source = "laws/cn",
		    .source_id = "cn:1",
		    .source_language = "zh-Hans",
		    .source_version = "2020-01-02",
		    .articles = second,
		    .narticles = 1 },
		{ .language = "ru",
		    .provenance = PROVENANCE_STAFF,
		    .legal_value = LEGAL_UNOFFICIAL,
		    .source = "other",
		    .source_id = "o:1",
		    .digest = true,
		    .articles = second,
		    .narticles = 1 },
	};
	struct record *r = arena_alloc(a, sizeof(*r));

	r->kind = KIND_LAW;
	r->slug = "cn-example";
	r->source = "laws/cn";
	r->source_id = "cn:1";
	r->verified = "2026-01-01";
	r->texts = texts;
	r->ntexts = 2;
	r->jurisdictions = (struct strings){ jurisdictions, 1 };
	r->same_as = (struct strings){ same_as, 1 };
	r->subjects = subjects;
	r->nsubjects = 2;
	r->law = arena_alloc(a, sizeof(*r->law));
	*r->law = (struct law){ .type = LAW_REGULATION,
		.status = LAW_IN_FORCE,
		.number = "第1号",
		.original_language = "zh-Hans",
		.original_title = "示例法",
		.issuer = "国务院",
		.date_enacted = "1999-01-02",
		.date_in_force = "1999-06-01",
		.date_amended = "2020-01-02",
		.source_url = "https://x.example/",
		.work_key = "CN 示例法",
		.relations = relations,
		.nrelations = 2,
		.expressions = expressions,
		.nexpressions = 3 };
	return (r);
}

static void
test_round_trip(void **state)
{
	static const struct akn_editor editor = { "https://portal.example", "Portal" };
	static const struct {
		size_t record, expression;
	} places[] = { { 0, 0 }, { 0, 1 }, { 1, 0 } };
	struct arena *a = arena_new();
	struct record *r = sample(a), *back;
	struct buf first[3] = { { 0 } }, second = { 0 };
	struct expression all[3];
	struct record whole;
	struct law law;
	struct got g = { 0 };
	char name[64];

	(void)state;
	for (size_t i = 0; i < 3; i++) {
		akn_write(&first[i], r, &r->law->expressions[i], &editor);
		snprintf(name, sizeof(name), "trip/cn-example.%zu.xml", i);
		fixture_bytes(name, first[i].data, first[i].len);
	}
	assert_int_equal(got_read(&g, "akn", "trip"), ERR_OK);
	for (size_t i = 0; i < g.nreports; i++)
		fail_msg("%s", g.reports[i]);
	assert_int_equal(g.nrecords, 2);
	assert_int_equal(g.records[0]->law->nexpressions, 2);
	assert_true(g.records[0]->law->partial);
	assert_string_equal(g.records[1]->source, "other");
	assert_string_equal(g.records[1]->source_id, "o:1");
	for (size_t i = 0; i < 3; i++) {
		struct expression *x;

		back = g.records[places[i].record];
		/* A text of another collection comes as a record of that one. */
		back->source = r->source;
		back->source_id = r->source_id;
		back->same_as = r->same_as;
		x = &back->law->expressions[places[i].expression];
		/* The lifecycle tells the versions of all texts. */
		all[i] = *x;
		law = *back->law;
		law.expressions = r->law->expressions;
		law.nexpressions = r->law->nexpressions;
		whole = *back;
		whole.law = &law;
		buf_clear(&second);
		akn_write(&second, &whole, &all[i], &editor);
		assert_string_equal(buf_cstr(&first[i]), buf_cstr(&second));
	}
	/* The text of another collection alone brings its work, without texts. */
	got_free(&g);
	assert_int_equal(got_read(&g, "akn", "trip/cn-example.2.xml"), ERR_OK);
	assert_int_equal(g.nrecords, 2);
	assert_string_equal(g.records[0]->source, "laws/cn");
	assert_int_equal(g.records[0]->law->nexpressions, 0);
	assert_int_equal(g.records[0]->same_as.n, 1);
	assert_string_equal(g.records[1]->source, "other");
	for (size_t i = 0; i < 3; i++)
		buf_free(&first[i]);
	buf_free(&second);
	got_free(&g);
	arena_free(a);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_act),
		cmocka_unit_test(test_no_laws),
		cmocka_unit_test(test_hostile),
		cmocka_unit_test(test_round_trip),
	};

	return (cmocka_run_group_tests(tests, fixture_begin, fixture_end));
}
