/* SPDX-License-Identifier: GPL-2.0-or-later */
/* exchange/: lines that begin articles and divisions, in each language, and what they make of a
 * text. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdbool.h>
#include <string.h>

#include "exchange/lawlines.h"
#include "exchange/lawtext.h"
#include "exchange/marks.h"

struct want {
	const char *language, *line, *number, *rest; /* number NULL: it begins nothing */
	enum mark_kind kind;
	enum division_type division;
};

#define ART(language, line, number, rest)                                                          \
	{                                                                                          \
		language, line, number, rest, MARK_ARTICLE, 0                                      \
	}
#define DIV(language, line, number, rest, type)                                                    \
	{                                                                                          \
		language, line, number, rest, MARK_DIVISION, DIVISION_##type                       \
	}
#define NOT(language, line)                                                                        \
	{                                                                                          \
		language, line, NULL, NULL, MARK_NONE, 0                                           \
	}

static const struct want wants[] = {
	ART("zh-Hans", "第十一条 发明和实用新型", "第十一条", "发明和实用新型"),
	ART("zh-Hans", "第十一条　发明", "第十一条", "发明"),
	ART("zh-Hans", "第十一条之一 某某", "第十一条之一", "某某"),
	ART("zh-Hans", "第1条 某某", "第1条", "某某"),
	ART("zh-Hant", "第五條 某某", "第五條", "某某"),
	ART("zh-Hans", "第二条", "第二条", ""),
	ART("zh-Hans", "第二条本法所称", "第二条", "本法所称"),
	NOT("zh-Hans", "第五条规定的行为"),
	NOT("zh-Hans", "第五条第二款所称"),
	NOT("zh-Hans", "第五条、第六条规定的"),
	NOT("zh-Hans", "第三十届会议"),
	DIV("zh-Hans", "第一章 总则", "第一章", "总则", CHAPTER),
	DIV("zh-Hans", "第一编　总　则", "第一编", "总　则", PART),
	DIV("zh-Hans", "第二节 专利申请", "第二节", "专利申请", SECTION),
	DIV("zh-Hans", "第一分编 通则", "第一分编", "通则", TITLE),
	DIV("zh-Hans", "附件一", "附件一", "", ANNEX),
	NOT("zh-Hans", "第一章规定的程序适用于本条。"),

	ART("ru", "Статья 1350. Условия патентоспособности", "Статья 1350",
	    "Условия патентоспособности"),
	ART("ru", "Статья 1350.1. Особенности", "Статья 1350.1", "Особенности"),
	ART("ru", "СТАТЬЯ 5", "СТАТЬЯ 5", ""),
	ART("ru", "Статья 12¹. Порядок", "Статья 12¹", "Порядок"),
	NOT("ru", "Статья 5 настоящего Закона применяется"),
	NOT("ru", "Статьями 5 и 6"),
	DIV("ru", "Глава 72. Патентное право", "Глава 72", "Патентное право", CHAPTER),
	DIV("ru", "Раздел VII. Права", "Раздел VII", "Права", TITLE),
	DIV("ru", "§ 2. Патентные права", "§ 2", "Патентные права", SECTION),
	DIV("ru", "Общая часть", "Общая часть", "", PART),
	DIV("ru", "ЧАСТЬ ПЕРВАЯ", "ЧАСТЬ ПЕРВАЯ", "", PART),
	NOT("ru", "Глава 5 настоящего Кодекса"),

	ART("pt", "Art. 8º É patenteável a invenção", "Art. 8º", "É patenteável a invenção"),
	ART("pt-BR", "Art. 10. Não se considera", "Art. 10", "Não se considera"),
	ART("pt", "Art. 229-A. Consideram-se", "Art. 229-A", "Consideram-se"),
	ART("pt", "Art. 1o Esta Lei", "Art. 1o", "Esta Lei"),
	ART("pt", "Art. 1.044. Em até", "Art. 1.044", "Em até"),
	ART("pt", "Artigo único. Fica", "Artigo único", "Fica"),
	NOT("pt", "art. 8º da Lei"),
	NOT("pt", "Art. 8º da Lei nº 9.279"),
	NOT("pt", "§ 1º O pedido"),
	NOT("pt", "I - as descobertas"),
	DIV("pt", "TÍTULO I DAS PATENTES", "TÍTULO I", "DAS PATENTES", TITLE),
	DIV("pt", "Capítulo XIII", "Capítulo XIII", "", CHAPTER),
	DIV("pt", "Seção II", "Seção II", "", SECTION),
	DIV("pt", "PARTE GERAL", "PARTE GERAL", "", PART),
	DIV("pt", "CAPÍTULO ÚNICO", "CAPÍTULO ÚNICO", "", CHAPTER),
	NOT("pt", "Título executivo é"),

	ART("en", "Section 12. Grant of patents", "Section 12", "Grant of patents"),
	ART("en", "Article 5", "Article 5", ""),
	ART("en", "Article 5bis", "Article 5bis", ""),
	ART("en", "SECTION 3—Interpretation", "SECTION 3", "Interpretation"),
	ART("en", "12. Short title", "12", "Short title"),
	ART("en", "12A. Appeals", "12A", "Appeals"),
	ART("en", "1.—(1) This Act", "1", "(1) This Act"),
	NOT("en", "Section 12 of the Act applies"),
	NOT("en", "section 12. Nothing"),
	NOT("en", "12.5 per cent of it"),
	NOT("en", "(1) In this Act"),
	DIV("en", "CHAPTER II Inventions not patentable", "CHAPTER II", "Inventions not patentable",
	    CHAPTER),
	DIV("en", "Part A", "Part A", "", PART),
	DIV("en", "THE FIRST SCHEDULE", "THE FIRST SCHEDULE", "", ANNEX),
	NOT("en", "Part of the costs"),
	NOT("en", "Part 2 of this Act applies"),

	ART("hi", "धारा 3. कुछ", "धारा 3", "कुछ"),
	ART("hi", "धारा ३", "धारा ३", ""),
	ART("hi", "3. आविष्कार", "3", "आविष्कार"),
	NOT("hi", "धारा 3 की उपधारा (1) के अधीन"),
	DIV("hi", "अध्याय 2 आवेदन", "अध्याय 2", "आवेदन", CHAPTER),
	DIV("hi", "भाग 1", "भाग 1", "", PART),

	ART("ar", "المادة الأولى- تعاريف", "المادة الأولى", "تعاريف"),
	ART("ar", "المادة (2) الأهداف", "المادة (2)", "الأهداف"),
	ART("ar", "المادة ٣", "المادة ٣", ""),
	ART("ar", "المــادة 4", "المــادة 4", ""),
	ART("ar", "مادة 5 :", "مادة 5", ""),
	ART("ar", "المادة الحادية عشرة نطاق التطبيق", "المادة الحادية عشرة", "نطاق التطبيق"),
	NOT("ar", "المادة 5 من هذا القانون"),
	NOT("ar", "المادة المذكورة"),
	DIV("ar", "الباب الأول", "الباب الأول", "", TITLE),
	DIV("ar", "الفصل الثاني التراخيص", "الفصل الثاني", "التراخيص", CHAPTER),

	ART("fa", "ماده ۵ - هر اختراع", "ماده ۵", "هر اختراع"),
	ART("fa", "ماده 12ـ ثبت", "ماده 12", "ثبت"),
	ART("fa", "ماده واحده - دولت", "ماده واحده", "دولت"),
	NOT("fa", "ماده ۵ این قانون"),
	NOT("fa", "تبصره ۱ - در"),
	DIV("fa", "فصل اول - اختراعات", "فصل اول", "اختراعات", CHAPTER),
	DIV("fa", "بخش دوم", "بخش دوم", "", PART),

	ART("id", "Pasal 7", "Pasal 7", ""),
	ART("id", "Pasal 7A", "Pasal 7A", ""),
	NOT("id", "Pasal 7 ayat (1) huruf a"),
	DIV("id", "BAB II", "BAB II", "", CHAPTER),
	DIV("id", "Bagian Kesatu", "Bagian Kesatu", "", SECTION),

	NOT("de", "Artikel 1"),
	NOT("zh-Hans", ""),
	NOT("ru", "Статья"),
};

static void
test_marks(void **state)
{
	struct arena *a = arena_new();

	(void)state;
	for (size_t i = 0; i < sizeof(wants) / sizeof(wants[0]); i++) {
		const struct want *w = &wants[i];
		struct mark m = { 0 };
		bool found = marks_read(a, w->language, w->line, &m);

		if (found != (w->number != NULL))
			fail_msg("%s: “%s” %s", w->language, w->line,
			    found ? "begins something" : "begins nothing");
		if (!found)
			continue;
		assert_string_equal(m.number, w->number);
		assert_string_equal(m.rest, w->rest);
		assert_int_equal(m.kind, w->kind);
		if (m.kind == MARK_DIVISION)
			assert_int_equal(m.division, w->division);
	}
	assert_true(marks_known("zh-Hant"));
	assert_false(marks_known("de"));
	assert_int_equal(marks_value(a, "第十一条"), 11);
	assert_int_equal(marks_value(a, "Art. 8º"), 8);
	arena_free(a);
}

/* ${text} in ${language} as an expression. */
static struct expression
read_text(struct arena *a, const char *language, const char *text)
{
	struct expression x = { 0 };
	struct lawline *lines;
	struct lawtext t;
	size_t n;

	lines = lawlines_split(a, text, strlen(text), &n);
	lawtext_begin(&t, a);
	(void)lawlines_read(&t, language, lines, n);
	lawtext_finish(&t, "x", &x);
	return (x);
}

static void
test_lines_chinese(void **state)
{
	struct arena *a = arena_new();
	struct expression x = read_text(a, "zh-Hans",
	    "为了某某，制定本法。\n第一章　总则\n第一条【目的】为了保护。\n\n前款规定。\n"
	    "第二条本法所称海豚。\n第九条本法规定的除外。\n第二章 附则\n第三条 "
	    "自公布之日起施行。\n");

	(void)state;
	assert_int_equal(x.narticles, 4);
	assert_int_equal(x.articles[0].type, ARTICLE_PREAMBLE);
	assert_string_equal(x.articles[0].eid, "preamble");
	assert_string_equal(x.articles[1].heading, "目的");
	assert_string_equal(x.articles[1].body, "为了保护。\n前款规定。");
	assert_string_equal(x.articles[1].chapter, "第一章 总则");
	assert_string_equal(x.articles[1].source_id, "x:art_1");
	/* What is no next article goes on with the one before. */
	assert_string_equal(x.articles[2].body, "本法所称海豚。\n第九条本法规定的除外。");
	assert_int_equal(x.articles[3].division, 2);
	assert_int_equal(x.ndivisions, 2);
	assert_string_equal(x.divisions[1].eid, "chp_2");
	arena_free(a);
}

static void
test_lines_headings(void **state)
{
	struct arena *a = arena_new();
	struct expression x;

	(void)state;
	x = read_text(a, "ru",
	    "Раздел I. Общие положения\nГлава 1\nОсновные понятия\nСтатья 1. Предмет закона\n"
	    "Настоящий Закон регулирует охоту на снарков.\nСтатья 2. Закон вступает в силу с даты "
	    "опубликования.\nСтатья 3\nТекст.\nРаздел II\nСтатья 4. Итог\nКонец.");
	assert_int_equal(x.narticles, 4);
	assert_string_equal(x.articles[0].heading, "Предмет закона");
	assert_null(x.articles[1].heading);
	assert_string_equal(x.articles[1].body, "Закон вступает в силу с даты опубликования.");
	assert_string_equal(x.articles[2].body, "Текст.");
	assert_string_equal(x.divisions[1].heading, "Основные понятия");
	assert_int_equal(x.divisions[1].parent, 1);
	assert_int_equal(x.divisions[2].parent, 0);

	x = read_text(a, "en",
	    "ARRANGEMENT OF SECTIONS\n1. Short title.\n2. Definitions.\n3. Snarks\n\n"
	    "CHAPTER I\nPRELIMINARY\n1. Short title.—(1) This Act is the Snark Act.\n(2) It is "
	    "short.\n2. Definitions.—In this Act,\n1. a snark is a snark;\n3. Every snark is "
	    "free.\nTHE SCHEDULE\nForms of snarks.");
	assert_int_equal(x.narticles, 5);
	assert_string_equal(x.articles[0].body, "ARRANGEMENT OF SECTIONS");
	assert_string_equal(x.articles[1].heading, "Short title");
	assert_string_equal(x.articles[1].body, "(1) This Act is the Snark Act.\n(2) It is short.");
	/* An item of a list is no section. */
	assert_string_equal(x.articles[2].body, "In this Act,\n1. a snark is a snark;");
	assert_string_equal(x.articles[3].body, "Every snark is free.");
	assert_int_equal(x.articles[4].type, ARTICLE_ANNEX);
	assert_int_equal(x.divisions[1].type, DIVISION_ANNEX);

	x = read_text(a, "ar",
	    "الباب الأول\nأحكام عامة\nالمادة الأولى- تعاريف\nيقصد بالدلفين.\nالمادة 2\nيعمل به.");
	assert_int_equal(x.narticles, 2);
	assert_string_equal(x.articles[0].heading, "تعاريف");
	assert_string_equal(x.articles[0].eid, "art_1");
	assert_string_equal(x.divisions[0].heading, "أحكام عامة");

	x = read_text(
	    a, "id", "BAB I\nKETENTUAN UMUM\nPasal 1\nPasal 2 ayat (1) berlaku.\nPasal 2\nX.");
	assert_int_equal(x.narticles, 2);
	assert_string_equal(x.articles[0].body, "Pasal 2 ayat (1) berlaku.");
	arena_free(a);
}

/* Ids that a source gives are kept, others step aside; empty divisions go. */
static void
test_lawtext(void **state)
{
	struct arena *a = arena_new();
	struct expression x = { 0 };
	struct lawtext t;

	(void)state;
	lawtext_begin(&t, a);
	lawtext_open(&t, DIVISION_PART, "part_1", "Part 1", NULL);
	lawtext_close(&t);
	lawtext_open(&t, DIVISION_PART, "part_2", "Part 2", "Real");
	lawtext_article(&t, ARTICLE_ARTICLE, NULL, "1", NULL);
	lawtext_paragraph(&t, "one", 3);
	lawtext_article(&t, ARTICLE_ARTICLE, "art_1", "1", NULL);
	lawtext_paragraph(&t, "two", 3);
	lawtext_article(&t, ARTICLE_ARTICLE, "art_1", "2", NULL);
	lawtext_paragraph(&t, "three", 5);
	lawtext_article(&t, ARTICLE_ARTICLE, "no id", "3", NULL);
	lawtext_article(&t, ARTICLE_ARTICLE, NULL, "4", "Repealed");
	lawtext_close(&t);
	lawtext_finish(&t, "s", &x);
	assert_int_equal(t.ndropped, 1);
	assert_int_equal(x.narticles, 4);
	assert_string_equal(x.articles[0].eid, "art_1_2");
	assert_string_equal(x.articles[1].eid, "art_1");
	assert_string_equal(x.articles[2].eid, "art_2");
	assert_string_equal(x.articles[3].body, "Repealed");
	assert_null(x.articles[3].heading);
	assert_int_equal(x.ndivisions, 1);
	assert_string_equal(x.divisions[0].eid, "part_2");
	assert_int_equal(x.articles[0].division, 1);
	arena_free(a);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_marks),
		cmocka_unit_test(test_lines_chinese),
		cmocka_unit_test(test_lines_headings),
		cmocka_unit_test(test_lawtext),
	};

	return (cmocka_run_group_tests(tests, NULL, NULL));
}
