/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Citations inside the texts of laws, language by language, and what only looks like one. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <cmocka.h>

#include "base/arena.h"
#include "domain/cite.h"

static int
setup(void **state)
{
	*state = arena_new();
	return (0);
}

static int
teardown(void **state)
{
	arena_free(*state);
	return (0);
}

/* "[words of the text=art_5] [words=art_5@law] [law=@law]" */
static void
check(struct arena *arena, const char *language, const char *text, const char *wanted)
{
	struct cites c = cite_find(arena, text, language);
	const char *out = "";
	size_t last = 0;

	for (size_t i = 0; i < c.n; i++) {
		assert_true(c.v[i].start >= last && c.v[i].end > c.v[i].start &&
			    c.v[i].end <= strlen(text));
		last = c.v[i].end;
		out = arena_printf(arena, "%s%s[%.*s=%s%s%s]", out, i > 0 ? " " : "",
		    (int)(c.v[i].end - c.v[i].start), text + c.v[i].start,
		    c.v[i].eid != NULL ? c.v[i].eid : "", c.v[i].law != NULL ? "@" : "",
		    c.v[i].law != NULL ? c.v[i].law : "");
	}
	if (strcmp(out, wanted) != 0)
		print_error("%s: %s\n", language, text);
	assert_string_equal(out, wanted);
}

static void
chinese(void **state)
{
	struct arena *a = *state;

	check(a, "zh-Hans", "依照本法第十一条的规定", "[第十一条=art_11]");
	check(a, "zh-Hans", "本法第十一条第一款、第十二条和第二十条之一规定的",
	    "[第十一条=art_11] [第十二条=art_12] [第二十条之一=art_20-1]");
	check(a, "zh-Hans", "《中华人民共和国商标法》第五条第（三）项",
	    "[《中华人民共和国商标法》=@中华人民共和国商标法] [第五条=art_5@中华人民共和国商标法]");
	check(a, "zh-Hans", "根据《专利法》，制定本细则。", "[《专利法》=@专利法]");
	check(a, "zh-Hans", "本实施细则第一百零三条至第一百零五条",
	    "[第一百零三条=art_103] [第一百零五条=art_105]");
	check(a, "zh-Hans", "《最高人民法院关于适用〈中华人民共和国民事诉讼法〉的解释》第二条",
	    "[《最高人民法院关于适用〈中华人民共和国民事诉讼法〉的解释》=@"
	    "最高人民法院关于适用〈中华人民共和国民事诉讼法〉的解释] "
	    "[第二条=art_2@最高人民法院关于适用〈中华人民共和国民事诉讼法〉的解释]");
	/* Whose it is, is not said. */
	check(a, "zh-Hans", "刑法第二百六十六条、公约第六条", "");
	check(a, "zh-Hans", "本法第三章的规定，第一条", "");
	check(a, "zh-Hans", "本法第二款", "");
	check(a, "zh-Hant", "本法第十一條", "[第十一條=art_11]");
	check(a, "zh-Hans", "《没有结尾", "");
}

static void
english(void **state)
{
	struct arena *a = *state;

	check(a, "en", "under section 84 of this Act", "[section 84=art_84]");
	check(a, "en", "section 84 of the Patents Act, 1970 (39 of 1970)",
	    "[section 84=art_84@Patents Act, 1970]");
	check(a, "en",
	    "Section 3, section 7(2)(a) or section 373 of the Indian Penal Code (45 of 1860)",
	    "[Section 3=art_3@Indian Penal Code] [section 7=art_7@Indian Penal Code] "
	    "[section 373=art_373@Indian Penal Code]");
	check(a, "en", "sub-section (1) of section 7 shall apply", "[section 7=art_7]");
	check(a, "en", "sections 16, 17A and 18 shall not apply",
	    "[sections 16=art_16] [17A=art_17a] [18=art_18]");
	check(a, "en", "Articles 5 to 9 of this Law", "[Articles 5=art_5] [9=art_9]");
	check(a, "en", "as Article 11, paragraph 2, of this Law provides", "[Article 11=art_11]");
	/* Of others, of nobody that is named, or no citation at all. */
	check(a, "en", "section 94 of the said Code", "");
	check(a, "en", "section 94 of that Act, and article 5 of the Convention", "");
	check(a, "en", "section 4 (w.e.f. 26-1-1987)", "");
	check(a, "en", "a cross-section 5 mm wide", "");
	check(a, "en", "in section 5, 30 days", "[section 5=art_5]");
	check(a, "en", "the section headed 5", "");
	check(a, "en", "Text of it.\n\n[Footnote] 1. Subs. by Act 44 of 1986, section 3", "");
	check(a, "en", "article of the Act, articles", "");
}

static void
portuguese(void **state)
{
	struct arena *a = *state;

	check(a, "pt", "nos termos do art. 68 da Lei nº 9.279, de 14 de maio de 1996",
	    "[art. 68=art_68@Lei nº 9.279] [Lei nº 9.279=@Lei nº 9.279]");
	check(a, "pt", "art. 7º desta Lei", "[art. 7º=art_7]");
	check(a, "pt", "art. 5º, § 2º, inciso IV, da Lei nº 9.610/1998",
	    "[art. 5º=art_5@Lei nº 9.610/1998] [Lei nº 9.610/1998=@Lei nº 9.610/1998]");
	check(a, "pt", "nos arts. 24, 25-A e 28 desta Lei",
	    "[arts. 24=art_24] [25-A=art_25-a] [28=art_28]");
	check(a, "pt", "no art. 1.228 do Código Civil", "[art. 1.228=art_1228@Código Civil]");
	check(a, "pt", "ressalvado o disposto no art. 42.", "[art. 42=art_42]");
	check(a, "pt", "o art. 150 e o art. 350, ambos do Decreto-Lei nº 2.848",
	    "[art. 150=art_150@Decreto-Lei nº 2.848] [art. 350=art_350@Decreto-Lei nº 2.848] "
	    "[Decreto-Lei nº 2.848=@Decreto-Lei nº 2.848]");
	check(a, "pt", "art. 5º da Convenção de Paris", "");
	check(a, "pt", "a parte. 5 e a arte 5", "");
}

static void
russian(void **state)
{
	struct arena *a = *state;

	check(a, "ru", "в соответствии со статьей 1350 настоящего Кодекса",
	    "[статьей 1350=art_1350]");
	check(a, "ru", "Статьями 192 – 198 настоящего Кодекса",
	    "[Статьями 192=art_192] [198=art_198]");
	check(a, "ru", "пунктом 2 статьи 5 и статьёй 7 настоящего Закона",
	    "[статьи 5=art_5] [статьёй 7=art_7]");
	check(a, "ru", "статьи 1225 Гражданского кодекса Российской Федерации", "");
	check(a, "ru", "статьи 3 Федерального закона от 27.07.2006 № 149-ФЗ",
	    "[статьи 3=art_3@Федерального закона от 27.07.2006 № 149-ФЗ]");
	/* Without a word about the law it may be any. */
	check(a, "ru", "статьи 351, которые вводятся в действие", "");
	check(a, "ru", "расходной статье 5 бюджета", "");
}

static void
arabic_and_persian(void **state)
{
	struct arena *a = *state;

	check(a, "ar", "وفقا لأحكام المادة (٥) من هذا القانون", "[المادة (٥)=art_5]");
	check(a, "ar", "المادة 5 من المرسوم بقانون اتحادي رقم 17 تاريخ 27/09/2020م",
	    "[المادة 5=art_5@المرسوم بقانون اتحادي رقم 17 تاريخ 27/09/2020]");
	check(a, "ar", "المادة (12) من القانون الاتحادي رقم (11) لسنة 2021",
	    "[المادة (12)=art_12@القانون الاتحادي رقم (11) لسنة 2021]");
	check(a, "ar", "المواد (3) و(4) و5 من هذا القانون",
	    "[المواد (3)=art_3] [(4)=art_4] [5=art_5]");
	check(a, "ar", "المادة الخامسة من هذا النظام", "[المادة الخامسة=art_5]");
	check(a, "ar", "المادة 110 من الدستور المؤقت", "");
	check(a, "ar", "المادة السابقة، والمواد الغذائية 5", "");
	check(a, "fa", "مطابق ماده ۵ این قانون", "[ماده ۵=art_5]");
	check(a, "fa", "ماده ۵ قانون تجارت", "");
}

static void
hindi_and_indonesian(void **state)
{
	struct arena *a = *state;

	check(a, "hi", "इस अधिनियम की धारा 3 के अधीन", "[धारा 3=art_3]");
	check(a, "hi", "धारा ८४ की उपधारा (2) के अनुसार", "[धारा ८४=art_84]");
	check(a, "hi", "भारतीय दंड संहिता की धारा 420", "");
	check(a, "id", "sebagaimana dimaksud dalam Pasal 5 ayat (1) huruf a", "[Pasal 5=art_5]");
	check(a, "id", "Pasal 20 Undang-Undang Nomor 13 Tahun 2016",
	    "[Pasal 20=art_20@Undang-Undang Nomor 13 Tahun 2016]");
}

static void
anything_is_read(void **state)
{
	struct arena *a = *state;

	check(a, "en", NULL, "");
	check(a, "en", "", "");
	check(a, "am", "section 5", "");
	check(a, "en", "section", "");
	check(a, "en", "section 5", "[section 5=art_5]");
	check(a, "pt-BR", "art. 5", "[art. 5=art_5]");
	check(a, "ar", "المادة (", "");
	check(a, "zh-Hans", "本法第", "");
	check(a, "zh-Hans", "本法第十一", "");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(chinese),
		cmocka_unit_test(english),
		cmocka_unit_test(portuguese),
		cmocka_unit_test(russian),
		cmocka_unit_test(arabic_and_persian),
		cmocka_unit_test(hindi_and_indonesian),
		cmocka_unit_test(anything_is_read),
	};

	return (cmocka_run_group_tests(tests, setup, teardown));
}
