/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Owns the table of words in titles.  Titles are compared as they stand, ASCII letters without
 * regard to case. */
#include "exchange/lawtitle.h"

#include <stdbool.h>
#include <string.h>
#include <strings.h>

enum where { ANYWHERE, AT_START, AT_END };

/* The first line that fits decides. */
static const struct {
	const char *language;
	const char *word;
	enum where where;
	enum law_type type;
} types[] = {
	/* A judicial interpretation or a decision quotes the law it is about, so the last word
	   counts. */
	{ "zh-Hans", "实施细则", AT_END, LAW_REGULATION },
	{ "zh-Hans", "实施条例", AT_END, LAW_REGULATION },
	{ "zh-Hans", "条例", AT_END, LAW_REGULATION },
	{ "zh-Hans", "修正案", AT_END, LAW_LAW },
	{ "zh-Hans", "法典", AT_END, LAW_LAW },
	{ "zh-Hans", "办法", AT_END, LAW_RULE },
	{ "zh-Hans", "规定", AT_END, LAW_RULE },
	{ "zh-Hans", "规则", AT_END, LAW_RULE },
	{ "zh-Hans", "细则", AT_END, LAW_RULE },
	{ "zh-Hans", "解释", AT_END, LAW_RULE },
	{ "zh-Hans", "安排", AT_END, LAW_RULE },
	{ "zh-Hans", "守则", AT_END, LAW_RULE },
	{ "zh-Hans", "规范", AT_END, LAW_RULE },
	{ "zh-Hans", "决定", AT_END, LAW_NOTICE },
	{ "zh-Hans", "决议", AT_END, LAW_NOTICE },
	{ "zh-Hans", "批复", AT_END, LAW_NOTICE },
	{ "zh-Hans", "通知", AT_END, LAW_NOTICE },
	{ "zh-Hans", "公告", AT_END, LAW_NOTICE },
	{ "zh-Hans", "法", AT_END, LAW_LAW },
	/* Whatever else a Chinese collection holds (cases, letters) is no law. */
	{ "zh-Hans", "", AT_END, LAW_NOTICE },
	{ "pt", "Decreto-Lei", AT_START, LAW_LAW },
	{ "pt", "Decreto", AT_START, LAW_REGULATION },
	{ "pt", "Portaria", AT_START, LAW_RULE },
	{ "pt", "Resolução", AT_START, LAW_RULE },
	{ "pt", "Instrução Normativa", AT_START, LAW_RULE },
	{ "en", "Rules", AT_END, LAW_RULE },
	{ "en", "Regulations", AT_END, LAW_REGULATION },
	{ "en", "Declaration", ANYWHERE, LAW_POLICY },
	{ "en", "Convention", AT_END, LAW_TREATY },
	{ "en", "Treaty", AT_END, LAW_TREATY },
	{ "ar", "قرار مجلس الوزراء", AT_START, LAW_REGULATION },
	{ "ar", "قرار", AT_START, LAW_RULE },
	{ "ar", "مرسوم بقانون", AT_START, LAW_LAW },
	{ "ar", "مرسوم اتحادي", AT_START, LAW_REGULATION },
	{ "ar", "لائحة", AT_START, LAW_REGULATION },
	{ "ar", "نظام", AT_START, LAW_REGULATION },
	{ "ar", "تعميم", AT_START, LAW_NOTICE },
	{ "ar", "بيان", AT_START, LAW_NOTICE },
	{ "ar", "اعلان", AT_START, LAW_NOTICE },
	{ "ru", "Постановление", AT_START, LAW_REGULATION },
	{ "ru", "Указ", AT_START, LAW_REGULATION },
	{ "ru", "Приказ", AT_START, LAW_RULE },
	{ "ru", "Декларация", AT_START, LAW_POLICY },
};

#define S(subject) (1u << SUBJECT_##subject)

/* All lines that fit count together. */
static const struct {
	const char *language;
	const char *word;
	unsigned subjects;
} subjects[] = {
	/* China's patent law covers all three. */
	{ "zh-Hans", "中华人民共和国专利法", S(PATENTS) | S(UTILITY_MODELS) | S(DESIGNS) },
	{ "zh-Hans", "专利", S(PATENTS) },
	{ "zh-Hans", "外观设计", S(DESIGNS) },
	{ "zh-Hans", "商标", S(TRADE_MARKS) },
	{ "zh-Hans", "奥林匹克标志", S(TRADE_MARKS) },
	{ "zh-Hans", "地理标志", S(GEOGRAPHICAL_INDICATIONS) },
	{ "zh-Hans", "著作权", S(COPYRIGHT) },
	{ "zh-Hans", "信息网络传播权", S(COPYRIGHT) },
	{ "zh-Hans", "计算机软件保护", S(COPYRIGHT) | S(SOFTWARE) },
	{ "zh-Hans", "植物新品种", S(PLANT_VARIETIES) },
	{ "zh-Hans", "集成电路布图设计", S(LAYOUT_DESIGNS) },
	{ "zh-Hans", "不正当竞争", S(COMPETITION) | S(TRADE_SECRETS) },
	{ "zh-Hans", "商业秘密", S(TRADE_SECRETS) },
	{ "zh-Hans", "反垄断", S(COMPETITION) },
	{ "zh-Hans", "知识产权海关", S(CUSTOMS) | S(ENFORCEMENT) },
	{ "zh-Hans", "技术进出口", S(CONTRACTS) },
	{ "zh-Hans", "技术合同", S(CONTRACTS) },
	{ "zh-Hans", "侵犯知识产权", S(ENFORCEMENT) },
	{ "zh-Hans", "侵害知识产权", S(ENFORCEMENT) },
	{ "zh-Hans", "侵犯专利权", S(ENFORCEMENT) },
	{ "en", "Patents Act", S(PATENTS) },
	{ "en", "Patents Rules", S(PATENTS) },
	{ "en", "Trade Marks", S(TRADE_MARKS) },
	{ "en", "Copyright", S(COPYRIGHT) },
	{ "en", "The Designs ", S(DESIGNS) },
	{ "en", "Geographical Indications", S(GEOGRAPHICAL_INDICATIONS) },
	{ "en", "Plant Varieties", S(PLANT_VARIETIES) },
	{ "en", "Semiconductor Integrated Circuits Layout", S(LAYOUT_DESIGNS) },
	{ "en", "Competition Act", S(COMPETITION) },
	{ "pt", "Propriedade Industrial",
	    S(PATENTS) | S(UTILITY_MODELS) | S(DESIGNS) | S(TRADE_MARKS) },
	{ "pt", "Direitos Autorais", S(COPYRIGHT) },
	{ "pt", "Lei do Software", S(SOFTWARE) | S(COPYRIGHT) },
	{ "pt", "Cultivares", S(PLANT_VARIETIES) },
	{ "pt", "Defesa da Concorrência", S(COMPETITION) },
	{ "pt", "Topografias de Circuitos Integrados", S(LAYOUT_DESIGNS) },
	{ "ar", "براءات الاختراع", S(PATENTS) },
	{ "ar", "براءة اختراع", S(PATENTS) },
	{ "ar", "الملكية الصناعية", S(PATENTS) | S(DESIGNS) },
	{ "ar", "الرسوم والنماذج الصناعية", S(DESIGNS) },
	{ "ar", "العلامات التجارية", S(TRADE_MARKS) },
	{ "ar", "المؤشرات الجغرافية", S(GEOGRAPHICAL_INDICATIONS) },
	{ "ar", "حقوق المؤلف", S(COPYRIGHT) },
	{ "ar", "المصنفات", S(COPYRIGHT) },
	{ "ar", "الأصناف النباتية", S(PLANT_VARIETIES) },
	{ "ar", "تنظيم المنافسة", S(COMPETITION) },
	{ "ru", "Патентный закон", S(PATENTS) },
	{ "ru", "о товарных знаках", S(TRADE_MARKS) },
	{ "ru", "об авторском праве", S(COPYRIGHT) },
};

/* Bytes of ${title} without a version or part in brackets at its end, a year, and the marks around
 * it. */
static size_t
bare_length(const char *title)
{
	static const char open[] = "（", close[] = "）";
	size_t n = strlen(title), i;

	if (n >= 3 && memcmp(title + n - 3, close, 3) == 0) {
		for (i = n - 3; i >= 3; i--) {
			if (memcmp(title + i - 3, open, 3) == 0) {
				n = i - 3;
				break;
			}
		}
	}
	while (n > 0 && strchr("0123456789 ,.", title[n - 1]) != NULL)
		n--;
	return (n);
}

static bool
fits(const char *title, size_t n, const char *word, enum where where)
{
	size_t size = strlen(word);

	if (n < size)
		return (false);
	switch (where) {
	case AT_START:
		return (strncasecmp(title, word, size) == 0);
	case AT_END:
		return (strncasecmp(title + n - size, word, size) == 0);
	case ANYWHERE:
		break;
	}
	return (strcasestr(title, word) != NULL);
}

enum law_type
lawtitle_type(const char *language, const char *title)
{
	size_t i, n = bare_length(title);

	for (i = 0; i < sizeof(types) / sizeof(types[0]); i++) {
		if (strcmp(types[i].language, language) == 0 &&
		    fits(title, n, types[i].word, types[i].where))
			return (types[i].type);
	}
	return (LAW_LAW);
}

enum subject *
lawtitle_subjects(struct arena *arena, const char *language, const char *title, size_t *ret_n)
{
	enum subject *found = arena_array(arena, enum subject, SUBJECT_COUNT);
	unsigned all = 0;
	size_t i, n = 0;

	for (i = 0; i < sizeof(subjects) / sizeof(subjects[0]); i++) {
		if (strcmp(subjects[i].language, language) == 0 &&
		    fits(title, strlen(title), subjects[i].word, ANYWHERE))
			all |= subjects[i].subjects;
	}
	for (i = 0; i < SUBJECT_COUNT; i++) {
		if (all & 1u << i)
			found[n++] = (enum subject)i;
	}
	*ret_n = n;
	return (found);
}
