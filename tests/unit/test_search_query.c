/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The query language, as pairs of a query and what it finds. */
#include "search/fixture.h"

#include "locale/message.h"
#include "locale_fixture.h"
#include "search/query.h"

static struct article *
law(struct fixture *f, const char *country, const char *language, const char *title,
    const char *number, const char *date, const char *const *bodies)
{
	struct record *r = fixture_record(f, KIND_LAW, country);
	struct expression *e = fixture_expression(f, r, language);
	struct article *a = NULL;

	r->law->number = number;
	r->law->date_enacted = date;
	r->law->status = strcmp(country, "ZA") == 0 ? LAW_REPEALED : LAW_IN_FORCE;
	r->slug = arena_printf(f->arena, "%s-law", country);
	fixture_text(r, language, title, NULL);
	for (size_t i = 0; bodies[i] != NULL; i++)
		a = fixture_article(f, e, NULL, bodies[i]);
	fixture_put(f, r);
	return (a);
}

static void
library(struct fixture *f)
{
	static const char *const india[] = { "The patent office keeps a register of patents.",
		"A compulsory licence may be granted.", "The licence is compulsory in this case.",
		NULL };
	static const char *const brazil[] = { "A patente confere ao titular direitos.",
		"A licença compulsória será concedida.", NULL };
	static const char *const china[] = { "发明创造是指发明、实用新型和外观设计。",
		"专利权的强制许可。", NULL };
	static const char *const russia[] = { "Лицензия на изобретение выдаётся.",
		"Патентообладатель вправе требовать.", NULL };
	static const char *const south_africa[] = { "Goods bear marks.", NULL };
	struct record *r;

	law(f, "IN", "en", "Patents Act", "Act 39 of 1970", "1970-09-19", india);
	law(f, "BR", "pt", "Lei da Propriedade Industrial", "Lei nº 9.279/1996", "1996-05-14",
	    brazil);
	law(f, "CN", "zh-Hans", "中华人民共和国专利法", NULL, "2020-10-17", china);
	law(f, "RU", "ru", "Патентный закон", NULL, "1992-09-23", russia);
	law(f, "ZA", "en", "Merchandise Marks", NULL, "1941-05-01", south_africa);
	r = fixture_record(f, KIND_GUIDE, "IN");
	r->subjects = arena_array(f->arena, enum subject, 1);
	r->subjects[r->nsubjects++] = SUBJECT_TRADE_MARKS;
	fixture_text(
	    r, "en", "Trade marks", "Trade marks and designs; not about a compulsory licence fee.");
	fixture_put(f, r);
	fixture_commit(f);
}

/* The documents found, by country and article, in order of number. */
static const char *
found(struct fixture *f, const char *q, const char *locale)
{
	struct search_query query = fixture_query(q, &locale);
	struct search_result r;
	const char *all[64], *s = "";
	size_t n = 0, i;

	query.group = GROUP_NONE;
	r = fixture_run(f, &query);
	assert_int_equal(r.total, r.nhits);
	for (; n < r.nhits; n++) {
		const char *one = arena_printf(f->arena, "%s%s",
		    r.hits[n].kind == KIND_LAW ? r.hits[n].jurisdictions.v[0] : "guide",
		    r.hits[n].article == NULL ? "" : r.hits[n].article);

		for (i = n; i > 0 && strcmp(all[i - 1], one) > 0; i--)
			all[i] = all[i - 1];
		all[i] = one;
	}
	for (i = 0; i < n; i++)
		s = arena_printf(f->arena, "%s%s%s", s, i > 0 ? " " : "", all[i]);
	return (s);
}

static const struct {
	const char *q, *found;
} pairs[] = {
	/* quotes: these words, one after the other */
	{ "compulsory licence", "IN2 IN3 guide" },
	{ "\"compulsory licence\"", "IN2 guide" },
	{ "“compulsory licence”", "IN2 guide" },
	{ "\"COMPULSORY  licence\"", "IN2 guide" },
	{ "\"licence compulsory\"", "" },
	{ "\"licence is compulsory\"", "IN3" },
	{ "\"compulsory licence\" fee", "guide" },
	{ "\"强制许可\"", "CN2" },
	{ "\"许可强制\"", "" },
	{ "\"licença compulsória\"", "BR2" },
	{ "\"licenca compulsoria\"", "BR2" },
	{ "\"Patents Act\" register", "IN1" },
	/* minus */
	{ "compulsory licence -fee", "IN2 IN3" },
	{ "licence -\"compulsory licence\"", "IN3" },
	{ "compulsory -(fee OR granted)", "IN3" },
	{ "well-known -fee", "" },
	/* OR, and groups */
	{ "granted OR fee", "IN2 guide" },
	{ "granted | fee", "IN2 guide" },
	{ "compulsory granted OR fee", "IN2 guide" },
	{ "(compulsory granted) OR \"trade marks\"", "IN2 guide" },
	{ "\"compulsory licence\" OR \"patent office\"", "IN1 IN2 guide" },
	{ "强制许可 OR лицензия", "CN2 RU1" },
	{ "(granted OR fee) -licence", "" },
	{ "((granted))", "IN2" },
	/* prefixes */
	{ "compuls*", "BR2 IN2 IN3 guide" },
	{ "патентооблад*", "RU2" },
	{ "compuls* -fee", "BR2 IN2 IN3" },
	/* fields */
	{ "title:patents register", "IN1" },
	{ "licen* country:BR", "BR2" },
	{ "licen* country:Brasil", "BR2" },
	{ "licen* страна:Бразилия", "BR2" },
	{ "licen* 国家:巴西", "BR2" },
	{ "licen* país:br", "BR2" },
	{ "страна:КНР 发明", "CN1" },
	{ "лицензия страна:РФ", "RU1" },
	{ "лицензия country:\"Russian Federation\"", "RU1" },
	{ "compuls* country:BR country:IN", "BR2 IN2 IN3 guide" },
	{ "compuls* kind:law", "BR2 IN2 IN3" },
	{ "compuls* вид:законы", "BR2 IN2 IN3" },
	{ "compuls* 类型:法律法规", "BR2 IN2 IN3" },
	{ "compuls* نوع:الأدلة", "guide" },
	{ "compuls* lang:pt", "BR2" },
	{ "compuls* lang:português", "BR2" },
	{ "发明 lang:zh", "CN1" },
	{ "art:2 country:BR", "BR2" },
	{ "art:art_2", "BR2 CN2 IN2 RU2" },
	{ "条:第二条 country:CN", "CN2" },
	{ "licen* year:1990-1999", "BR2" },
	{ "title:专利法", "CN CN1 CN2" },
	{ "title:патентный", "RU RU1 RU2" },
	{ "subject:trade-marks", "guide" },
	{ "compulsory subject:\"Trade marks\"", "guide" },
	{ "主题:商标", "guide" },
	{ "тема:\"Товарные знаки\"", "guide" },
	{ "compulsory -assunto:marcas", "IN2 IN3" },
	{ "status:repealed", "ZA ZA1" },
	{ "状态:已废止", "ZA ZA1" },
	{ "licen* situação:\"em vigor\"", "BR2 IN2 IN3" },
	{ "goods -status:in_force", "ZA1" },
	{ "register -status:in_force", "" },
	{ "title:patents OR fee", "IN IN1 IN2 IN3 guide" },
	/* legal numbers, in whatever language and spelling: the article itself */
	{ "第二条", "BR2 CN2 IN2 RU2" },
	{ "Art. 2", "BR2 CN2 IN2 RU2" },
	{ "المادة ٢", "BR2 CN2 IN2 RU2" },
	{ "статья 2", "BR2 CN2 IN2 RU2" },
	{ "专利法第二条", "BR2 CN2 IN2 RU2" },
	{ "第二条 强制许可", "BR2 CN2 IN2 RU2" },
	{ "article 2 licence", "BR2 CN2 IN2 RU2" },
	{ "licence -\"article 2\"", "IN2 IN3 guide" },
	{ "licence article 9", "IN2 IN3 guide" },
	{ "第二十条", "" },
	{ "G06F 16/2", "" },
	/* what is no sign */
	{ "office: register", "IN1" },
	{ "register (", "IN1" },
	{ "register)", "IN1" },
	{ "\"register", "IN1" },
	{ "register AND office", "IN1" },
	{ "OR register", "IN1" },
	{ "-register", "IN1" },
};

static void
finds(void **state)
{
	struct fixture *f = *state;
	int wrong = 0;

	library(f);
	for (size_t i = 0; i < sizeof(pairs) / sizeof(pairs[0]); i++) {
		const char *is = found(f, pairs[i].q, "en");

		if (strcmp(is, pairs[i].found) == 0)
			continue;
		print_error("%s: \"%s\", not \"%s\"\n", pairs[i].q, is, pairs[i].found);
		wrong++;
	}
	assert_int_equal(wrong, 0);
}

/* Beside a legal number the other words say which law. */
static void
first_is_meant(void **state)
{
	static const struct {
		const char *q, *country;
	} meant[] = { { "专利法第二条", "CN" }, { "article 2 licence", "IN" },
		{ "статья 2 патентный", "RU" }, { "propriedade industrial art. 2", "BR" } };
	struct fixture *f = *state;
	const char *locale = "en";

	library(f);
	for (size_t i = 0; i < sizeof(meant) / sizeof(meant[0]); i++) {
		struct search_query query = fixture_query(meant[i].q, &locale);
		struct search_result r = fixture_run(f, &query);

		assert_true(r.nhits > 0);
		assert_string_equal(r.hits[0].jurisdictions.v[0], meant[i].country);
		assert_string_equal(r.hits[0].eid, "art_2");
		assert_int_equal(r.nexpansions, 0);
	}
}

/* Fields alone: all of them, those that the reader can read first. */
static void
fields_in_own_language(void **state)
{
	static const char *const locales[] = { "ru", "zh-Hans", "pt", "en" };
	struct fixture *f = *state;

	library(f);
	for (size_t i = 0; i < sizeof(locales) / sizeof(locales[0]); i++) {
		struct search_query query = fixture_query("art:2", &locales[i]);
		struct search_result r = fixture_run(f, &query);

		assert_int_equal(r.total, 4);
		assert_string_equal(r.hits[0].language, locales[i]);
	}
}

static const struct {
	const char *q;
	enum search_problem_code code;
	const char *text, *other;
} problems[] = {
	{ "\"patent office", PROBLEM_QUOTE, "\"", NULL },
	{ "патент (закон", PROBLEM_OPEN, "(", NULL },
	{ "patent office)", PROBLEM_CLOSE, ")", NULL },
	{ "OR patent", PROBLEM_OPERATOR, "OR", NULL },
	{ "patent OR", PROBLEM_OPERATOR, "OR", NULL },
	{ "contry:BR patent", PROBLEM_FIELD, "contry", "country" },
	{ "country:Atlantis patent", PROBLEM_VALUE, "Atlantis", NULL },
	{ "year:soon patent", PROBLEM_VALUE, "soon", NULL },
	{ "subject:cooking patent", PROBLEM_VALUE, "cooking", NULL },
	{ "status:maybe patent", PROBLEM_VALUE, "maybe", NULL },
	{ "title: patent", PROBLEM_VALUE_MISSING, "title:", NULL },
	{ "p* office", PROBLEM_PREFIX, "p*", NULL },
	{ "-patent -office", PROBLEM_ONLY_MINUS, "-patent -office", NULL },
};

static void
tells(void **state)
{
	struct fixture *f = *state;
	struct search_result r;

	library(f);
	for (size_t i = 0; i < sizeof(problems) / sizeof(problems[0]); i++) {
		r = fixture_search(f, problems[i].q, "en");
		if (r.nproblems != 1)
			fail_msg("%s: %zu problems", problems[i].q, r.nproblems);
		assert_int_equal(r.problems[0].code, problems[i].code);
		assert_string_equal(r.problems[0].text, problems[i].text);
		if (problems[i].other == NULL)
			assert_null(r.problems[0].other);
		else
			assert_string_equal(r.problems[0].other, problems[i].other);
	}
	/* Sentences with signs in them are no queries with mistakes. */
	assert_int_equal(fixture_search(f, "What is a patent (in India)?", "en").nproblems, 0);
	assert_int_equal(fixture_search(f, "https://example.org/a:b", "en").nproblems, 0);
	assert_int_equal(fixture_search(f, "note: the office", "en").nproblems, 0);
}

/* Laws as their countries number them. */
static void
numbered_laws(struct fixture *f)
{
	static const struct {
		const char *slug, *country, *language, *title, *number, *date;
	} laws[] = {
		{ "ru-info", "RU", "ru", "Об информации", "№ 149-ФЗ", "2006-07-27" },
		{ "ru-consumers", "RU", "ru", "О защите прав потребителей", "№ 2300-1",
		    "1992-02-07" },
		{ "ru-secrecy", "RU", "ru", "О коммерческой тайне", "№ 98-ФЗ", "2004-07-29" },
		{ "br-software", "BR", "pt", "Lei do Software", "L9609", "1998-02-19" },
		{ "br-shops", "BR", "pt", "Lei das lojas", "L0605", "1949-01-05" },
		{ "br-named-1998", "BR", "pt", "Lei dos direitos", "L2008", NULL },
		{ "cn-technology", "CN", "zh-Hans", "技术进出口管理条例", "国务院令第331号",
		    "2001-12-10" },
		{ "cn-copyright", "CN", "zh-Hans", "著作权法", "主席令第三十一号", "1990-09-07" },
		{ "za-patents", "ZA", "en", "Patents Act", "Act 57 of 1978", "1978-04-26" },
		{ "za-copyright", "ZA", "en", "Copyright Act", "Act 98 of 1978", "1978-06-20" },
		{ "in-customs", "IN", "en", "Customs Act", "Act No. 98 of 1962", "1962-12-13" },
		{ "sa-copyright", "SA", "ar", "نظام حماية حقوق المؤلف", "المرسوم الملكي رقم م/41",
		    "2003-08-30" },
		{ "eg-ip", "EG", "ar", "حماية حقوق الملكية الفكرية", "القانون رقم 82 لسنة 2002",
		    "2002-06-02" },
		{ "ae-census", "AE", "ar", "قرار مجلس الوزراء رقم 1 لسنة 1979: في شأن تعداد 1980",
		    NULL, "1979-03-01" },
		{ "ae-one", "AE", "ar", "قرار مجلس الوزراء رقم 7 لسنة 1999", NULL, "1999-03-01" },
		{ "ae-two", "AE", "ar", "قرار وزاري رقم 7 لسنة 1999: في شأن الرسوم", NULL,
		    "1999-04-01" },
	};

	for (size_t i = 0; i < sizeof(laws) / sizeof(laws[0]); i++) {
		struct record *r = fixture_record(f, KIND_LAW, laws[i].country);
		struct expression *e = fixture_expression(f, r, laws[i].language);

		r->slug = laws[i].slug;
		r->law->number = laws[i].number;
		r->law->date_enacted = laws[i].date;
		fixture_text(r, laws[i].language, laws[i].title, NULL);
		(void)fixture_article(f, e, NULL, "9609 2008 149 98 57 1978");
		fixture_put(f, r);
	}
	fixture_commit(f);
}

/* However a law's number is cited, it is gone to; what is not surely one, or not one law's, is not.
 */
static void
cited(void **state)
{
	static const struct {
		const char *q, *slug;
	} named[] = {
		{ "149-ФЗ", "ru-info" },
		{ "№ 149-ФЗ", "ru-info" },
		{ "149фз", "ru-info" },
		{ "ФЗ-149", "ru-info" },
		{ "ФЗ № 149", "ru-info" },
		{ "Закон № 149-ФЗ", "ru-info" },
		{ "закон об информации 149-ФЗ", "ru-info" },
		{ "Федеральный закон от 27.07.2006 № 149-ФЗ", "ru-info" },
		{ "Федеральный закон от 27 июля 2006 г. N 149-ФЗ", "ru-info" },
		{ "Federal Law No. 149-FZ", "ru-info" },
		{ "Federal Law No. 149-FZ of July 27, 2006", "ru-info" },
		{ "98-ФЗ", "ru-secrecy" },
		{ "Закон РФ 2300-1", "ru-consumers" },
		{ "Закон РФ от 07.02.1992 № 2300-1", "ru-consumers" },
		{ "Закон 1992 года № 2300-1", "ru-consumers" },
		{ "L9609", "br-software" },
		{ "L 9609", "br-software" },
		{ "l9.609", "br-software" },
		{ "L. 9.609", "br-software" },
		{ "Lei 9609", "br-software" },
		{ "Lei nº 9.609, de 19 de fevereiro de 1998", "br-software" },
		{ "Lei 9609 de 1998", "br-software" },
		{ "Lei nº 605/49", "br-shops" },
		{ "Lei nº 2008", "br-named-1998" },
		{ "第9609号法律", "br-software" },
		{ "第9609/1998号法律", "br-software" },
		{ "1998年第9609号法律", "br-software" },
		{ "9609号", "br-software" },
		{ "国务院令第331号", "cn-technology" },
		{ "国务院令第331號", "cn-technology" },
		{ "国务院第331号令", "cn-technology" },
		{ "国务院令第三百三十一号", "cn-technology" },
		{ "中华人民共和国国务院令 第331号", "cn-technology" },
		{ "2001年12月10日国务院令第331号", "cn-technology" },
		{ "主席令第三十一号", "cn-copyright" },
		{ "主席令第31号", "cn-copyright" },
		{ "Act 57 of 1978", "za-patents" },
		{ "Act No. 57 of 1978", "za-patents" },
		{ "Patents Act, 1978 (57 of 1978)", "za-patents" },
		{ "1978 का 57", "za-patents" },
		{ "المرسوم الملكي رقم م/41", "sa-copyright" },
		{ "م/٤١", "sa-copyright" },
		{ "Royal Decree M/41", "sa-copyright" },
		{ "القانون رقم (82) لسنة 2002", "eg-ip" },
		{ "قانون ٨٢ لسنة ٢٠٠٢", "eg-ip" },
		{ "قرار مجلس الوزراء رقم 1 لسنة 1979", "ae-census" },
		{ "Cabinet Decision No. 1 of 1979", "ae-census" },
		{ "قرار مجلس الوزراء رقم 7 لسنة 1999", "ae-one" },
		{ "قرار وزاري رقم 7 لسنة 1999", "ae-two" },
		{ "number:149-ФЗ", NULL },
		{ "срок охраны коммерческой тайны 98-ФЗ", NULL },
		{ "9609", NULL },
		{ "9.609", NULL },
		{ "2008", NULL },
		{ "Act 1978", NULL },
		{ "Patents Act 1978", NULL },
		{ "закон 2006 года", NULL },
		{ "2008年", NULL },
		{ "2008年法律", NULL },
		{ "149", NULL },
		{ "патент 149", NULL },
		{ "专利9609", NULL },
		{ "Act 98", NULL },
		{ "9609-ФЗ", NULL },
		{ "国务院令第9609号", NULL },
		{ "L331", NULL },
		{ "27.07.2006", NULL },
		{ "ISO 9609", NULL },
		{ "7 of 1999", NULL },
	};
	struct fixture *f = *state;
	int wrong = 0;

	numbered_laws(f);
	for (size_t i = 0; i < sizeof(named) / sizeof(named[0]); i++) {
		struct search_result r = fixture_search(f, named[i].q, "en");
		const char *is = r.target == NULL ? NULL : r.target->slug;

		if ((is == NULL) == (named[i].slug == NULL) &&
		    (is == NULL ||
			(strcmp(is, named[i].slug) == 0 && strcmp(is, r.hits[0].slug) == 0)))
			continue;
		print_error("%s names %s\n", named[i].q, is == NULL ? "nothing" : is);
		wrong++;
	}
	assert_int_equal(wrong, 0);
}

/* What is not gone to comes first: all that have the number. */
static void
fitting_first(void **state)
{
	static const struct {
		const char *q, *first[3];
		size_t n;
	} fits[] = {
		{ "9609", { "br-software" }, 1 },
		{ "Act 98", { "in-customs", "za-copyright", "ru-secrecy" }, 3 },
		{ "قرار رقم 7 لسنة 1999", { "ae-one", "ae-two" }, 2 },
		{ "number:149-ФЗ", { "ru-info" }, 1 },
	};
	struct fixture *f = *state;

	numbered_laws(f);
	for (size_t i = 0; i < sizeof(fits) / sizeof(fits[0]); i++) {
		struct search_result r = fixture_search(f, fits[i].q, "en");

		for (size_t k = 0; k < fits[i].n; k++) {
			size_t h = 0;

			while (h < fits[i].n && h < r.nhits &&
			       strcmp(r.hits[h].slug, fits[i].first[k]) != 0)
				h++;
			if (h >= fits[i].n || h >= r.nhits)
				fail_msg(
				    "%s: %s is not before the others", fits[i].q, fits[i].first[k]);
		}
	}
}

static void
targets(void **state)
{
	static const struct {
		const char *q, *slug, *eid;
	} named[] = {
		{ "9.279/1996", "BR-law", NULL },
		{ "Lei nº 9.279/96", "BR-law", NULL },
		{ "٩٫٢٧٩/١٩٩٦", "BR-law", NULL },
		{ "९.२७९/१९९६", "BR-law", NULL },
		{ "Act 39 of 1970", "IN-law", NULL },
		{ "Lei 9.279", "BR-law", NULL },
		{ "lei nº 9279", "BR-law", NULL },
		{ "Закон № 9279", "BR-law", NULL },
		{ "Art. 2 da Lei 9.279/96", "BR-law", "art_2" },
		{ "lei 9279 artigo 1º", "BR-law", "art_1" },
		{ "section 3 of Act 39 of 1970", "IN-law", "art_3" },
		{ "第二条 9279/1996", "BR-law", "art_2" },
		{ "Art. 7 da Lei 9.279/96", NULL, NULL },
		{ "Art. 2", NULL, NULL },
		{ "9279", NULL, NULL },
		{ "lei 9278", NULL, NULL },
		{ "patente 9279", NULL, NULL },
		{ "Act 39", NULL, NULL },
		{ "/en/laws/CN-law/art_2", "CN-law", "art_2" },
		{ "https://portal.example/zh-Hans/laws/CN-law?x=1", "CN-law", NULL },
		{ "/en/guides/CN-law", NULL, NULL },
		{ "/en/laws/nowhere", NULL, NULL },
		{ "1970", NULL, NULL },
		{ "patent", NULL, NULL },
	};
	struct fixture *f = *state;

	library(f);
	for (size_t i = 0; i < sizeof(named) / sizeof(named[0]); i++) {
		struct search_result r = fixture_search(f, named[i].q, "en");

		if (named[i].slug == NULL) {
			assert_null(r.target);
			continue;
		}
		if (r.target == NULL)
			fail_msg("%s names nothing", named[i].q);
		assert_string_equal(r.target->slug, named[i].slug);
		assert_string_equal(r.hits[0].slug, named[i].slug);
		if (named[i].eid != NULL)
			assert_string_equal(r.target->eid, named[i].eid);
	}
}

/* A quotation in a question is a wish: few texts that answer it have it letter for letter. */
static void
loose(void **state)
{
	struct fixture *f = *state;
	struct search_result r;

	library(f);
	r = fixture_search(
	    f, "When may the office grant \"licence compulsory\" to applicants?", "en");
	assert_true(r.total > 0);
	assert_int_equal(r.problems[0].code, PROBLEM_LOOSE);
}

/* Every string of hostile/blns.txt is answered. */
static void
hostile(void **state)
{
	struct fixture *f = *state;
	FILE *file = fopen("../shared/data/hostile/blns.txt", "r");
	char *line = NULL;
	size_t room = 0;

	if (file == NULL)
		skip();
	library(f);
	while (getline(&line, &room, file) > 0) {
		line[strcspn(line, "\n")] = '\0';
		(void)fixture_search(f, line, "en");
		(void)fixture_search(f, arena_printf(f->arena, "title:\"%s", line), "ar");
	}
	free(line);
	(void)fclose(file);
}

/* What the pages call the values is what may be typed. */
static void
values_by_name(void **state)
{
	static const struct {
		const char *table;
		enum search_facet facet;
		int n;
	} tables[] = { { "kind_one", FACET_KIND, KIND_COUNT },
		{ "kind_many", FACET_KIND, KIND_COUNT },
		{ "subject", FACET_SUBJECT, SUBJECT_COUNT },
		{ "law_status", FACET_STATUS, LAW_STATUS_COUNT } };
	static const char *const fields[FACET_COUNT] = {
		[FACET_KIND] = "kind", [FACET_SUBJECT] = "subject", [FACET_STATUS] = "status"
	};
	struct arena *arena = arena_new();
	struct query *q = arena_alloc(arena, sizeof(*q));
	struct locales *all;

	(void)state;
	find_bundles();
	assert_int_equal(locales_load(bundles, &all), ERR_OK);
	for (size_t l = 0; l < 6; l++) {
		const struct locale *locale = locales_find(all, fixture_locales[l]);

		assert_non_null(locale);
		for (size_t i = 0; i < sizeof(tables) / sizeof(tables[0]) * 20; i++) {
			const enum search_facet facet = tables[i / 20].facet;
			const int k = (int)(i % 20);
			const char *id, *label;

			if (k >= tables[i / 20].n)
				continue;
			id = facet == FACET_KIND      ? kind_id((enum kind)k)
			     : facet == FACET_SUBJECT ? vocab_id(VOCAB_SUBJECT, k)
						      : vocab_id(VOCAB_LAW_STATUS, k);
			label = msg(locale, arena_printf(arena, "%s.%s", tables[i / 20].table, id));
			assert_true(search_takes(arena, facet, id));
			assert_true(search_takes(arena, facet, label));
			query_parse(arena, arena_printf(arena, "%s:\"%s\"", fields[facet], label),
			    fixture_locales[l], q);
			if (q->problems.n > 0 || q->root == NULL || q->root->op != SYNTAX_FIELD ||
			    q->root->field == NULL || q->root->field->size != 1 + strlen(id) ||
			    memcmp(q->root->field->term + 1, id, strlen(id)) != 0)
				fail_msg("%s is no %s", label, fields[facet]);
		}
	}
	assert_false(search_takes(arena, FACET_JURISDICTION, "Brazl"));
	assert_true(search_takes(arena, FACET_JURISDICTION, "Бразилия"));
	locales_free(all);
	arena_free(arena);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(finds, fixture_setup, fixture_teardown),
		cmocka_unit_test_setup_teardown(first_is_meant, fixture_setup, fixture_teardown),
		cmocka_unit_test_setup_teardown(
		    fields_in_own_language, fixture_setup, fixture_teardown),
		cmocka_unit_test_setup_teardown(tells, fixture_setup, fixture_teardown),
		cmocka_unit_test_setup_teardown(cited, fixture_setup, fixture_teardown),
		cmocka_unit_test_setup_teardown(fitting_first, fixture_setup, fixture_teardown),
		cmocka_unit_test_setup_teardown(targets, fixture_setup, fixture_teardown),
		cmocka_unit_test_setup_teardown(loose, fixture_setup, fixture_teardown),
		cmocka_unit_test_setup_teardown(hostile, fixture_setup, fixture_teardown),
		cmocka_unit_test(values_by_name),
	};

	return (cmocka_run_group_tests(tests, NULL, NULL));
}
