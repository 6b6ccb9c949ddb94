/* SPDX-License-Identifier: GPL-2.0-or-later */
/* exchange/: the readers of laws as countries and collections publish them, on small samples made
 * for it, on what is hostile, and on the real ones where they are. */
#include "exchange_fixture.h"

#include "exchange/files.h"
#include "exchange/htmltext.h"
#include "exchange/lawrecord.h"

static const struct article *
article(const struct record *r, size_t i)
{
	assert_true(r->law->nexpressions == 1 && i < r->law->expressions[0].narticles);
	return (&r->law->expressions[0].articles[i]);
}

/* --- HTML --------------------------------------------------------------------------------------
 */

static void
test_htmltext(void **state)
{
	static const char html[] =
	    "<!DOCTYPE html><html><head><title>no</title><style>p{}</style></head><body>\n"
	    "<p>A&nbsp; b<br>c &eacute;&#233;&#xE9;&#150; &amp; &unknown; <b>d</b>e</p>\n"
	    "<p class='k'>one<p>two <strike>not</strike>this</p><!-- <p>no</p> -->\n"
	    "<strike><p>gone</p><p>gone too</p></strike><blockquote><p>quoted</p></blockquote>\n"
	    "<div class=\"outer\">x<span style='text-decoration: "
	    "line-through'>y<span>z</span></span>"
	    "w</div><script>if (a < b) document.write('<p>no</p>')</script>1 < 2 <2\n"
	    "<strike>open";
	static const char *const texts[] = { "A b\nc ééé– & &unknown; de", "one", "two this",
		"quoted", "xw", "1 < 2 <2 open" };
	struct arena *a = arena_new();
	struct htmltext h;

	(void)state;
	htmltext_read(a, html, strlen(html), &h);
	assert_int_equal(h.n, sizeof(texts) / sizeof(texts[0]));
	for (size_t i = 0; i < h.n; i++)
		assert_string_equal(h.blocks[i].text, texts[i]);
	assert_string_equal(h.blocks[1].class, "k");
	assert_null(h.blocks[2].class);
	assert_string_equal(h.blocks[2].struck, "not");
	assert_true(h.blocks[3].quoted);
	assert_string_equal(h.blocks[3].struck, "gone gone too");
	assert_string_equal(h.blocks[4].class, "outer");
	assert_int_equal(h.open_strike, 6);
	arena_free(a);
}

/* What makes parsers slow elsewhere is read in one go. */
static void
test_htmltext_hostile(void **state)
{
	static const char *const pieces[] = { "<strike>", "<s>", "<p", "<p style='line-through'>",
		"<script>", "<a b=\"", "<!--", "<!", "&", "&#", "<div>", "</div>", "<", "<br",
		"\xc2" };
	size_t n = 4 * 1000 * 1000, k;
	char *text = malloc(n + 32);
	struct htmltext h;
	struct arena *a;

	(void)state;
	for (size_t i = 0; i < sizeof(pieces) / sizeof(pieces[0]); i++) {
		k = strlen(pieces[i]);
		for (size_t at = 0; at < n; at += k)
			memcpy(text + at, pieces[i], k);
		a = arena_new();
		htmltext_read(a, text, n / k * k, &h);
		assert_true(arena_size(a) < 64 * 1024 * 1024);
		arena_free(a);
	}
	free(text);
}

/* --- markdown ----------------------------------------------------------------------------------
 */

static void
test_markdown(void **state)
{
	struct got g = { 0 };
	const struct record *r;

	(void)state;
	fixture_file("md/海豚保护法(2020-03-04).md",
	    "# 中华人民共和国海豚保护法\n\n1999年1月2日 某某会议通过\n\n2020年3月4日 "
	    "某某会议修正\n\n"
	    "<!-- INFO END -->\n\n## 第一章 总则\n\n第一条 为了保护**海豚**。\n\n前款规定。\n\n"
	    "## 二、附则\n\n第二条　自1999年2月1日起施行。\n");
	fixture_file("md/某通知.md", "没有条文的通知。\n第二段。\n");
	fixture_file("md/空.md", "# 空法\n");
	assert_int_equal(got_read(&g, "markdown", "md"), ERR_OK);
	assert_int_equal(g.nrecords, 2);
	got_said(&g, "某通知.md:1: there is no “# title”");
	got_said(&g, "空.md:0: there is no text in it");
	assert_int_equal(g.nrefused, 1);
	r = g.records[1];
	if (strcmp(r->texts[0].title, "某通知") == 0)
		r = g.records[0];
	assert_string_equal(r->texts[0].title, "中华人民共和国海豚保护法");
	assert_string_equal(
	    r->texts[0].summary, "1999年1月2日 某某会议通过\n2020年3月4日 某某会议修正");
	assert_string_equal(r->law->work_key, "CN 中华人民共和国海豚保护法");
	assert_string_equal(r->law->date_enacted, "1999-01-02");
	assert_string_equal(r->law->date_amended, "2020-03-04");
	assert_string_equal(r->law->expressions[0].version_date, "2020-03-04");
	assert_int_equal(r->law->expressions[0].narticles, 2);
	assert_string_equal(article(r, 0)->body, "为了保护海豚。\n前款规定。");
	assert_string_equal(article(r, 0)->chapter, "第一章 总则");
	assert_string_equal(article(r, 1)->number, "第二条");
	assert_string_equal(r->law->expressions[0].divisions[1].heading, "附则");
	got_free(&g);
}

/* --- Brazil ------------------------------------------------------------------------------------
 */

static const char BRAZIL[] =
    "<h1>L1</h1><p>Presidência da República</p><p>LEI Nº 1.234, DE 5 DE MARÇO DE 1998</p>"
    "<p>Dispõe sobre golfinhos.</p><p>CAPÍTULO I<br>DOS GOLFINHOS<br>E DAS TONINHAS</p>"
    "<p>Art. 1º Esta Lei protege golfinhos.</p><p>§ 1º Todos.</p>"
    "<p><strike>Art. 2º Revogado.</strike> <a>(Revogado pela Lei nº 9, de 2001)</a></p>"
    "<p><strike>Art. 3º Velho.</strike></p><p>Art. 3º Novo. (Redação dada)</p>"
    "<p><strike>Parágrafo único. Velho.</strike> (Revogado pela Lei nº 9, de 2001)</p>"
    "<p>Art. 4º A Lei nº 5 passa a vigorar:</p><blockquote><p>\"Art. 7º Outra lei.</p>"
    "<p>Art. 8º Mais.\" (NR)</p></blockquote><p>“Art. 9º Sem recuo.</p><p>Art. 10. Fim.” (NR)</p>"
    "<p>Art. 5º Esta Lei entra em vigor.</p><p>Brasília, 5 de março de 1998.</p><p>FULANO</p>";

static void
check_brazil(const struct record *r)
{
	const struct expression *x = &r->law->expressions[0];

	assert_string_equal(r->law->number, "Lei nº 1.234/1998");
	assert_string_equal(r->law->date_enacted, "1998-03-05");
	assert_int_equal(x->narticles, 6);
	assert_int_equal(x->articles[0].type, ARTICLE_PREAMBLE);
	assert_string_equal(
	    x->articles[0].body, "LEI Nº 1.234, DE 5 DE MARÇO DE 1998\nDispõe sobre golfinhos.");
	assert_string_equal(x->articles[1].number, "Art. 1º");
	assert_string_equal(x->articles[1].body, "Esta Lei protege golfinhos.\n§ 1º Todos.");
	assert_string_equal(x->articles[2].eid, "art_3");
	assert_string_equal(
	    x->articles[2].body, "Novo. (Redação dada)\n(Revogado pela Lei nº 9, de 2001)");
	assert_string_equal(x->articles[3].eid, "art_4");
	assert_non_null(strstr(x->articles[3].body, "Art. 8º Mais"));
	assert_non_null(strstr(x->articles[3].body, "Art. 10. Fim."));
	assert_string_equal(x->articles[4].body, "Esta Lei entra em vigor.");
	assert_int_equal(x->articles[5].type, ARTICLE_OTHER);
	assert_string_equal(x->divisions[0].heading, "DOS GOLFINHOS E DAS TONINHAS");
	assert_null(x->version_date);
}

static void
test_brazil(void **state)
{
	char *json = malloc(2 * sizeof(BRAZIL) + 400), *to = json;
	struct got g = { 0 };

	(void)state;
	to += sprintf(to,
	    "{\"id\":\"gol\",\"nome\":\"Lei do Golfinho\",\"dataPublicacao\":\"1998-03-06\","
	    "\"status\":\"revogada\",\"url\":\"http://x.example/l1234.htm\",\"artigos\":{\"1\":{}},"
	    "\"conteudo\":\"");
	for (const char *p = BRAZIL; *p != '\0'; p++) {
		if (*p == '"')
			*to++ = '\\';
		*to++ = *p;
	}
	strcpy(to, "\"}");
	fixture_file("br/gol.json", json);
	free(json);
	fixture_file("br/gol.html", BRAZIL);
	fixture_file("br/other.json", "{\"id\":\"x\"}");
	fixture_file("br/bad.json", "{\"id\":\"x\"");
	fixture_file("br/none.html", "<p>Nada</p>");
	assert_int_equal(got_read(&g, "br", "br"), ERR_OK);
	assert_int_equal(g.nrecords, 2);
	check_brazil(g.records[0]);
	check_brazil(g.records[1]);
	assert_string_equal(g.records[0]->texts[0].title, "Lei nº 1.234/1998");
	assert_string_equal(g.records[1]->texts[0].title, "Lei do Golfinho");
	assert_string_equal(g.records[1]->law->work_key, "BR gol");
	assert_int_equal(g.records[1]->law->status, LAW_UNKNOWN);
	got_said(&g, "gol.json:0: the date 1998-03-06 contradicts the law's own");
	got_said(&g, "gol.json:0: the status “revogada” was left out");
	got_said(&g, "gol.json:0: what is struck out was left out: 3 passages");
	got_said(&g, "other.json:1: “conteudo” is missing");
	got_said(&g, "bad.json:1: is not one JSON object");
	got_said(&g, "none.html:0: it has neither “nome” nor an epigraph");
	assert_int_equal(g.nrefused, 3);
	got_free(&g);
}

/* --- India -------------------------------------------------------------------------------------
 */

static void
test_india(void **state)
{
	struct got g = { 0 };
	const struct record *r;

	(void)state;
	fixture_file("in/7_2002.json",
	    "{\"id\":\"act-7-2002\",\"title\":\"The Snark Act, 2002\",\"status\":\"in_force\","
	    "\"issued_date\":\"2003-02-05\",\"url\":\"https://x.example/1\",\"language\":\"en\","
	    "\"provisions\":[{\"section\":\"1\",\"title\":\"Short title.\",\"content\":\"This "
	    "Act.\",\"chapter\":\"Chapter I - "
	    "Preliminary\"},{\"section\":\"2A\",\"title\":\"Snarks.\","
	    "\"content\":\"Free.\"},{\"section\":\"3\",\"title\":\"Repealed.\",\"content\":\"\"},"
	    "{\"section\":\"4\"},7]}");
	fixture_file("in/other.json", "{\"id\":\"a\",\"title\":\"t\"}");
	assert_int_equal(got_read(&g, "in", "in"), ERR_OK);
	assert_int_equal(g.nrecords, 1);
	r = g.records[0];
	assert_string_equal(r->source_id, "in:act-7-2002");
	assert_string_equal(r->law->number, "Act No. 7 of 2003");
	assert_string_equal(r->law->work_key, "IN act-7-2002");
	assert_int_equal(r->law->status, LAW_IN_FORCE);
	assert_int_equal(r->law->expressions[0].narticles, 3);
	assert_string_equal(article(r, 0)->chapter, "Chapter I. Preliminary");
	assert_string_equal(article(r, 1)->eid, "art_2a");
	assert_int_equal(article(r, 1)->division, 0);
	assert_string_equal(article(r, 2)->body, "Repealed.");
	got_said(&g, "section 3 has no “content”");
	got_said(&g, "provision 4 (section 4) has no “content”");
	got_said(&g, "provision 5 is no object");
	got_said(&g, "other.json:1: “provisions” is missing");
	got_free(&g);
}

/* --- the Emirates ------------------------------------------------------------------------------
 */

static void
test_emirates(void **state)
{
	/* clang-format off */
	static const char page[] =
	    "<div class=\"x__1602___1575___1606___1608___1606_\">قانون اتحادي رقم 7</div>"
	    "<div class=\"x__1578___1575___1585___1610___1582_\">صادر بتاريخ 9/5/2021م.</div>"
	    "<div class=\"x__1593___1606___1608___1575___1606____1604___1604___1602___1575___1606___1608___1606_\">في شأن الدلافين</div>"
	    "<div>نحن رئيس الدولة</div>"
	    "<div class=\"x__1575___1604___1576___1575___1576_\">الباب الأول</div>"
	    "<div class=\"x__1575___1604___1576___1575___1576_\">أحكام</div>"
	    "<div class=\"x__1575___1604___1605___1575___1583___1577_\">المادة الأولى- تعاريف</div>"
	    "<div>الدلفين: حيوان.</div>"
	    "<div class=\"x__1575___1604___1576___1575___1576_\">بلا رقم</div>"
	    "<div class=\"x__1575___1604___1605___1575___1583___1577_\">المادة 2</div>"
	    "<div>يعمل به.</div>"
	    "<div class=\"x__1606___1588___1585_\">نشر في الجريدة</div>"
	    "<div class='footnote_text'>[1] حاشية</div>";
	/* clang-format on */
	struct got g = { 0 };
	const struct record *r;

	(void)state;
	fixture_file("ae/x.html", page);
	fixture_file("ae/none.html", "<p>لا شيء</p>");
	assert_int_equal(got_read(&g, "ae", "ae"), ERR_OK);
	assert_int_equal(g.nrecords, 1);
	got_said(&g, "none.html:0: nothing in it is marked as the title");
	r = g.records[0];
	assert_string_equal(r->source_id, "ae:fl-7-2021");
	assert_string_equal(r->texts[0].title, "قانون اتحادي رقم 7 لسنة 2021 في شأن الدلافين");
	assert_string_equal(r->law->date_enacted, "2021-05-09");
	assert_string_equal(r->law->work_key, "AE fl-7-2021");
	assert_int_equal(r->law->expressions[0].narticles, 4);
	assert_int_equal(article(r, 0)->type, ARTICLE_PREAMBLE);
	assert_string_equal(article(r, 1)->heading, "تعاريف");
	assert_string_equal(article(r, 1)->body, "الدلفين: حيوان.");
	assert_string_equal(r->law->expressions[0].divisions[0].heading, "أحكام");
	assert_string_equal(r->law->expressions[0].divisions[1].heading, "بلا رقم");
	assert_int_equal(article(r, 3)->type, ARTICLE_OTHER);
	got_free(&g);
}

/* --- plain text --------------------------------------------------------------------------------
 */

static void
test_text(void **state)
{
	static const struct reader_options said = { "ru", "RU", NULL, "№ 7", "2020-01-02" };
	struct got g = { 0 };
	const struct reader_sink sink = { &g, got_record, got_report, got_progress, NULL, &said };
	const struct record *r;

	(void)state;
	fixture_file("t/a.txt",
	    "title: Lei do Golfinho\nlanguage: pt\njurisdiction: BR\ndate: 2001-02-03\nid: gol\n\n"
	    "CAPÍTULO I\nDO GOLFINHO\nArt. 1º Um.\n§ 1º Dois.\nArt. 2º Três.\n");
	fixture_file("t/b.txt", "Закон о дельфинах\n\nСтатья 1. Общее\nТекст.\n");
	fixture_file("t/c.txt", "language: xx-bad-\ntitle: T\n\nText\n");
	fixture_file("t/d.txt", "language: en\ntitle: T\njurisdiction: Mars\n\nText\n");
	fixture_file("t/e.txt", "language: en\ntitle: T\ndate: tomorrow\n\nText\n");
	fixture_file("t/f.txt", "language: en\ntitle: T\ntitle: U\n\nText\n");
	fixture_file("t/g.txt", "language: en\ntitle: T\njurisdiction: INT\n\n");
	fixture_file("t/h.txt", "language: de\ntitle: T\njurisdiction: INT\n\nArtikel 1\nText\n");
	assert_int_equal(reader_find("text")->read(fixture_path("t"), &sink), ERR_OK);
	assert_int_equal(g.nrecords, 3);
	r = g.records[0];
	assert_string_equal(r->source_id, "text:gol");
	assert_string_equal(r->law->work_key, "BR gol");
	assert_string_equal(r->law->number, "№ 7");
	assert_string_equal(r->law->expressions[0].version_date, "2001-02-03");
	assert_int_equal(r->law->expressions[0].narticles, 2);
	assert_string_equal(article(r, 0)->body, "Um.\n§ 1º Dois.");
	r = g.records[1];
	assert_string_equal(r->texts[0].title, "Закон о дельфинах");
	assert_string_equal(r->texts[0].language, "ru");
	assert_string_equal(r->law->expressions[0].version_date, "2020-01-02");
	assert_string_equal(article(r, 0)->heading, "Общее");
	assert_int_equal(article(g.records[2], 0)->type, ARTICLE_OTHER);
	got_said(&g, "c.txt:1: “xx-bad-” is no language");
	got_said(&g, "d.txt:1: “Mars” is no jurisdiction");
	got_said(&g, "e.txt:1: “tomorrow” (date) is no date");
	got_said(&g, "f.txt:3: “title” stands twice");
	got_said(&g, "g.txt:0: there is no text in it");
	got_said(&g, "h.txt:0: how articles begin in “de” is not known");
	assert_int_equal(g.nrefused, 5);
	got_free(&g);

	/* Nobody says anything. */
	assert_int_equal(got_read(&g, "text", "t/b.txt"), ERR_OK);
	got_said(&g, "b.txt:1: its language is not said");
	got_free(&g);
	assert_int_equal(got_read(&g, "text", "nowhere"), ERR_NOTFOUND);
	got_free(&g);
	fixture_file("t2/x.md", "x");
	assert_int_equal(got_read(&g, "text", "t2"), ERR_NOTFOUND);
	got_said(&g, "there is no file here whose name ends in .txt");
	got_free(&g);
}

/* --- hostile files -----------------------------------------------------------------------------
 */

/* Every reader refuses them alone and goes on with the next. */
static void
test_hostile_files(void **state)
{
	static const struct {
		const char *format, *ending, *good;
	} readers[] = {
		{ "markdown", "md", "# 法\n\n第一条 某。\n" },
		{ "br", "html", "<p>LEI Nº 1, DE 2 DE MAIO DE 1990</p><p>Art. 1º Um.</p>" },
		{ "in", "json",
		    "{\"id\":\"a\",\"title\":\"A\",\"provisions\":[{\"section\":\"1\",\"content\":"
		    "\"x\"}]}" },
		{ "ae", "html", "<div class='x__1602___1575___1606___1608___1606_'>قانون 1</div>" },
		{ "text", "txt", "title: T\nlanguage: en\njurisdiction: IN\n\nSection 1. A\nB\n" },
		{ "akn", "xml",
		    "<akomaNtoso "
		    "xmlns='http://docs.oasis-open.org/legaldocml/ns/akn/3.0'><act><meta>"
		    "<identification><FRBRWork><FRBRuri value='/akn/za/act/1'/><FRBRalias "
		    "value='T'/>"
		    "<FRBRcountry value='za'/></FRBRWork><FRBRExpression><FRBRlanguage "
		    "language='eng'/></FRBRExpression></identification></"
		    "meta><body><section><num>1</num>"
		    "<content><p>x</p></content></section></body></act></akomaNtoso>" },
	};
	char name[64], path[600];
	struct got g = { 0 };
	FILE *f;

	(void)state;
	for (size_t i = 0; i < sizeof(readers) / sizeof(readers[0]); i++) {
		snprintf(name, sizeof(name), "h%zu/c.%s", i, readers[i].ending);
		fixture_file(name, readers[i].good);
		snprintf(name, sizeof(name), "h%zu/a.%s", i, readers[i].ending);
		fixture_bytes(name, "one\ntwo\0three", 13);
		snprintf(name, sizeof(name), "h%zu/b.%s", i, readers[i].ending);
		fixture_file(name, "one\ntwo \xff\n");
		/* 100 MB, of which nothing is on the disk and nothing is read. */
		snprintf(path, sizeof(path), "%s/h%zu/d.%s", folder, i, readers[i].ending);
		f = fopen(path, "w");
		assert_non_null(f);
		assert_int_equal(fseek(f, 100 * 1000 * 1000, SEEK_SET), 0);
		fputc('x', f);
		fclose(f);
		snprintf(name, sizeof(name), "h%zu", i);
		assert_int_equal(got_read(&g, readers[i].format, name), ERR_OK);
		got_said(&g, ":2: holds NUL");
		got_said(&g, ":2: is not valid UTF-8");
		got_said(&g, ":0: is larger than 64 MiB");
		assert_int_equal(g.nrefused, 3);
		assert_int_equal(g.nrecords, 1);
		assert_int_equal(g.done, g.total);
		got_free(&g);
	}
}

static void
test_files(void **state)
{
	struct arena *a = arena_new();

	(void)state;
	assert_string_equal(files_stem(a, "/x/y.z/专利法(2020-10-17).md"), "专利法(2020-10-17)");
	assert_string_equal(files_stem(a, ".hidden"), ".hidden");
	assert_true(files_ends_in("a.md", ".md"));
	assert_false(files_ends_in(".md", ".md"));
	assert_string_equal(lawrecord_key(a, "CN", "某　法 律", NULL), "CN 某法律");
	assert_string_equal(lawrecord_key(a, "BR", "x", "br:lpi"), "BR lpi");
	assert_string_equal(lawrecord_key(a, NULL, "x", "udhr"), "INT udhr");
	/* Other collections may number their laws from 1 too. */
	assert_string_equal(lawrecord_key(a, "IN", "x", "other:1"), "IN other:1");
	assert_null(lawrecord_key(a, "CN", NULL, "cn:1"));
	assert_string_equal(lawrecord_language(a, "eng"), "en");
	assert_string_equal(lawrecord_language(a, "zh"), "zh-Hans");
	assert_string_equal(lawrecord_language(a, "pl"), "pl");
	assert_null(lawrecord_language(a, "no such"));
	assert_null(lawrecord_language(a, NULL));
	arena_free(a);
}

/* --- the real ones, where they are -------------------------------------------------------------
 */

static size_t
numbered(const struct record *r)
{
	const struct expression *x = &r->law->expressions[0];
	size_t n = 0;

	for (size_t i = 0; i < x->narticles; i++)
		n += x->articles[i].type == ARTICLE_ARTICLE;
	return (n);
}

static void
test_originals(void **state)
{
	static const struct {
		const char *format, *path, *id;
		size_t articles;
	} laws[] = {
		{ "markdown", "cn", "cn:专利法(2020-10-17)", 82 },
		{ "markdown", "cn", "cn:商标法(2019-04-23)", 73 },
		{ "markdown", "cn", "cn:技术进出口管理条例(2020-11-29)", 52 },
		{ "br", "br/lpi.json", "br:lpi", 247 },
		{ "br", "br/software.json", "br:software", 16 },
		{ "in", "in/39_1970.json", "in:act-39-1970", 177 },
		{ "in", "in/16_2000.json", "in:act-16-2000", 47 },
		{ "ae", "ae/fl-11-2021.html", "ae:fl-11-2021", 80 },
		{ "ae", "ae/cabinet-57-2022.html", "ae:cabinet-57-2022", 27 },
	};
	char path[256];
	struct got g = { 0 };
	const struct reader_sink sink = { &g, got_record, got_report, got_progress, NULL, NULL };
	size_t k;

	(void)state;
	if (access("../shared/data/originals", R_OK) == -1)
		skip();
	for (size_t i = 0; i < sizeof(laws) / sizeof(laws[0]); i++) {
		snprintf(path, sizeof(path), "../shared/data/originals/%s", laws[i].path);
		assert_int_equal(reader_find(laws[i].format)->read(path, &sink), ERR_OK);
		assert_int_equal(g.nrefused, 0);
		for (k = 0; k < g.nrecords && strcmp(g.records[k]->source_id, laws[i].id) != 0; k++)
			continue;
		if (k == g.nrecords || numbered(g.records[k]) != laws[i].articles)
			fail_msg("%s: %zu articles", laws[i].id,
			    k == g.nrecords ? (size_t)0 : numbered(g.records[k]));
		got_free(&g);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_htmltext),
		cmocka_unit_test(test_htmltext_hostile),
		cmocka_unit_test(test_markdown),
		cmocka_unit_test(test_brazil),
		cmocka_unit_test(test_india),
		cmocka_unit_test(test_emirates),
		cmocka_unit_test(test_text),
		cmocka_unit_test(test_hostile_files),
		cmocka_unit_test(test_files),
		cmocka_unit_test(test_originals),
	};

	return (cmocka_run_group_tests(tests, fixture_begin, fixture_end));
}
