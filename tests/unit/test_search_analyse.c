/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Texts and queries that must, or must not, meet in the index: one function cuts both. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/utf8.h"
#include "search/analyse.h"
#include "search/fold.h"

enum { TOKENS_MAX = 4000 };

struct bag {
	struct {
		enum token_class class;
		char term[128];
		uint32_t position, start, end;
	} v[TOKENS_MAX];
	size_t n, size;
};

static void
take(void *ctx, const struct token *t)
{
	struct bag *b = ctx;

	assert_true(t->size > 0 && t->size < sizeof(b->v[0].term));
	assert_true(utf8_valid(t->term, t->size));
	assert_true(t->start < t->end && t->end <= b->size);
	assert_true(t->position > 0);
	if (b->n == TOKENS_MAX)
		return;
	b->v[b->n].class = t->class;
	memcpy(b->v[b->n].term, t->term, t->size);
	b->v[b->n].term[t->size] = '\0';
	b->v[b->n].position = t->position;
	b->v[b->n].start = t->start;
	b->v[b->n++].end = t->end;
}

static struct bag *
cut(const char *language, const char *text)
{
	struct bag *b = calloc(1, sizeof(*b));

	assert_non_null(b);
	b->size = strlen(text);
	analyse(language, text, strlen(text), take, b);
	return (b);
}

static bool
has(const struct bag *b, enum token_class class, const char *term)
{
	/* A single ideograph is looked for at the beginning of pairs. */
	for (size_t i = 0; i < b->n; i++)
		if ((b->v[i].class == class && strcmp(b->v[i].term, term) == 0) ||
		    (class == TOKEN_EXACT && b->v[i].class == TOKEN_GRAM &&
			strncmp(b->v[i].term, term, strlen(term)) == 0))
			return (true);
	return (false);
}

/* As a query is answered: each word by its stem if it has one, else by itself; ideographs by their
 * pairs. */
static bool
meets(const char *language, const char *text, const char *query)
{
	struct bag *t = cut(language, text), *q = cut(language, query);
	bool all = q->n > 0;

	for (size_t i = 0; i < q->n; i++) {
		bool better = false;

		for (size_t j = 0; j < q->n; j++)
			if ((q->v[i].class == TOKEN_EXACT || q->v[i].class == TOKEN_PART) &&
			    (q->v[j].class == TOKEN_STEM || q->v[j].class == TOKEN_GRAM) &&
			    q->v[j].start <= q->v[i].start && q->v[j].end >= q->v[i].end)
				better = true;
		if (!better && !has(t, q->v[i].class, q->v[i].term))
			all = false;
	}
	free(q);
	free(t);
	return (all);
}

static const struct {
	const char *language, *text, *query;
	bool meet;
} pairs[] = {
	{ "en", "The Patents Act", "patent", true },
	{ "en", "licensing of inventions", "Licensed invention", true },
	{ "en", "women’s rights", "woman's", false },
	{ "en", "women’s rights", "WOMEN", true },
	{ "en", "licensed under this section", "licence", true },
	{ "en", "organised; authorisation", "organize authorization", true },
	{ "en", "35 U.S.C. 101", "usc", true },
	{ "en", "Lei 9.279/1996", "9279", true },
	{ "en", "Class G06F 16/33", "g06f 16", true },
	{ "en", "section 11", "section 1", false },
	{ "en", "the trade mark", "mark trade", true },
	{ "en", "ﬁling of the ﬁrst", "filing first", true },
	{ "zh-Hans", "专利权人可以许可他人实施其专利", "专利", true },
	{ "zh-Hans", "专利权人可以许可他人实施其专利", "專利權", true },
	{ "zh-Hant", "專利權人得授權他人", "专利权", true },
	{ "zh-Hans", "专利权人", "利专", false },
	{ "zh-Hans", "商标注册", "商", true },
	{ "zh-Hans", "第十一条 发明", "第十一条", true },
	{ "zh-Hans", "２００９年８月", "2009 年 8 月", true },
	{ "zh-Hans", "ＰＣＴ申请", "pct", true },
	{ "ru", "Патентные поверенные", "патентный поверенный", true },
	{ "ru", "Счёт и ещё", "счет еще", true },
	{ "ru", "йод", "иод", false },
	{ "ru", "и\u0306од", "йод", true },
	{ "ru", "лицензии\u0306", "лицензий", true },
	{ "ru", "и\u0306од", "иод", false },
	{ "ru", "патент", "товар", false },
	{ "pt", "Concorrência desleal", "CONCORRÊNCIA", true },
	{ "pt", "as invenções e patentes", "invenção patente", true },
	{ "pt", "Art. 5º da Lei", "art 5", true },
	{ "pt", "modelo d'água", "água", true },
	{ "hi", "पेटेंट अधिनियम के अधीन", "पेटेंट", true },
	{ "hi", "क़ानून", "कानून", true },
	{ "hi", "व्यापार चिह्न १९९९", "1999", true },
	{ "hi", "पेटेंट", "पेट", false },
	{ "ar", "تمنح البراءة لصاحبها", "براءة", true },
	{ "ar", "بَرَاءَةُ اخْتِرَاعٍ", "براءة اختراع", true },
	{ "ar", "الملكية الصناعيه", "ملكية صناعية", true },
	{ "ar", "أحكام الإتفاقية", "احكام الاتفاقيه", true },
	{ "ar", "المادة ٣٤", "34", true },
	{ "ar", "المـــادة", "المادة", true },
	{ "ar", "براءة", "علامة", false },
	{ "fa", "حق اختراع‌ها", "اختراع", true },
	{ "fa", "كتابهاي حقوقي", "کتاب‌های حقوقی", true },
	{ "fa", "ثبت علامت ۱۲۳", "123", true },
	{ "id", "Perlindungan paten", "melindungi", true },
	{ "id", "Undang-Undang Paten", "undang paten", true },
	{ "am", "የፓተንት ሕግ", "ፓተንት ህግ", true },
	{ "am", "ሥራ", "ስራ", true },
	{ "de", "Straße", "strasse", true },
	{ "th", "สิทธิบัตร", "สิทธิ", true },
};

static void
pairs_meet(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(pairs) / sizeof(pairs[0]); i++)
		if (meets(pairs[i].language, pairs[i].text, pairs[i].query) != pairs[i].meet)
			fail_msg("%s: \"%s\" and \"%s\"", pairs[i].language, pairs[i].text,
			    pairs[i].query);
}

static void
same_text_same_terms(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(pairs) / sizeof(pairs[0]); i++) {
		struct bag *a = cut(pairs[i].language, pairs[i].text);
		struct bag *b = cut(pairs[i].language, pairs[i].text);

		assert_int_equal(a->n, b->n);
		assert_memory_equal(a, b, sizeof(*a));
		free(b);
		free(a);
	}
}

static void
ranges_are_in_the_text(void **state)
{
	struct bag *b = cut("en", "A patent, «Патент» and 专利 2009.");

	(void)state;
	assert_true(has(b, TOKEN_EXACT, "патент"));
	assert_true(has(b, TOKEN_GRAM, "专利"));
	assert_true(has(b, TOKEN_NUMBER, "2009"));
	for (size_t i = 0; i < b->n; i++)
		if (strcmp(b->v[i].term, "patent") == 0) {
			assert_int_equal(b->v[i].start, 2);
			assert_int_equal(b->v[i].end, 8);
			assert_int_equal(b->v[i].position, 2);
		}
	free(b);
}

static void
any_bytes(void **state)
{
	static const char bad[] = "\xff\xfe patent \xc3 \xed\xa0\x80 \xf4\x90\x80\x80 end\xe4\xb8";
	char *all = malloc(4 * 0x110000), *p = all;
	struct bag *b;

	(void)state;
	b = cut("en", bad);
	assert_true(has(b, TOKEN_EXACT, "patent"));
	assert_true(has(b, TOKEN_EXACT, "end"));
	free(b);
	assert_non_null(all);
	for (uint32_t c = 1; c < 0x110000; c++)
		p += utf8_put(c, p);
	b = calloc(1, sizeof(*b));
	b->size = (size_t)(p - all);
	analyse(NULL, all, b->size, take, b);
	assert_true(b->n > 1000);
	free(b);
	free(all);
}

/* The characters of ${codes} ("0041 030A") as they are compared. */
static size_t
folded(const char *codes, char *out, size_t room)
{
	char text[1024];
	size_t n = 0;
	char *end;

	for (unsigned long c; (c = strtoul(codes, &end, 16), end != codes); codes = end)
		n += utf8_put((uint32_t)c, text + n);
	return (fold_string(text, n, out, room));
}

static bool
fold_alike(const char *a, const char *b)
{
	char x[1024], y[1024];
	size_t n = folded(a, x, sizeof(x));

	return (folded(b, y, sizeof(y)) == n && memcmp(x, y, n) == 0);
}

/* CaseFolding.txt: a character and what it folds to count as the same. */
static void
unicode_cases(void **state)
{
	FILE *f = fopen("../shared/data/unicode/CaseFolding.txt", "r");
	char line[512], code[16], status[4], to[64];
	size_t n = 0;

	(void)state;
	if (f == NULL)
		skip();
	while (fgets(line, sizeof(line), f) != NULL) {
		if (sscanf(line, "%15[^;#]; %3[^;]; %63[^;];", code, status, to) != 3 ||
		    (status[0] != 'C' && status[0] != 'F'))
			continue;
		n++;
		if (!fold_alike(code, to))
			fail_msg("%s is not folded to %s", code, to);
	}
	(void)fclose(f);
	assert_true(n > 1000);
}

/* NormalizationTest.txt: a character and its NFC count as the same, in the scripts of the portal.
 */
static void
unicode_equivalents(void **state)
{
	FILE *f = fopen("../shared/data/unicode/NormalizationTest.txt", "r");
	char line[4096], from[512], nfc[512];
	enum fold_script script;
	size_t n = 0;

	(void)state;
	if (f == NULL)
		skip();
	while (fgets(line, sizeof(line), f) != NULL) {
		if (sscanf(line, "%511[0-9A-F];%511[0-9A-F ];", from, nfc) != 2)
			continue;
		script = (enum fold_script)fold_get((uint32_t)strtoul(from, NULL, 16))->script;
		if (script == SCRIPT_OTHER || script == SCRIPT_IDEO)
			continue;
		n++;
		if (!fold_alike(from, nfc))
			fail_msg("%s is not %s", from, nfc);
	}
	(void)fclose(f);
	assert_true(n > 1000);
}

/* The legal numbers of a text, each with what stands for it. */
static const struct {
	const char *text, *wholes;
} numbers[] = {
	{ "第十一条", "art 11=第十一条" },
	{ "依照第十一条、第三十一条的规定", "art 11=第十一条 art 31=第三十一条" },
	{ "第11條", "art 11=第11條" },
	{ "第１１条", "art 11=第１１条" },
	{ "第二百零五条之一", "art 205-1=第二百零五条之一" },
	{ "第十一章", "" },
	{ "Art. 11", "art 11=Art. 11" },
	{ "see Articles 11 and 12", "art 11=Articles 11" },
	{ "ARTICLE 11", "art 11=ARTICLE 11" },
	{ "art. 5º-A da Lei", "art 5a=art. 5º-A" },
	{ "section 84A", "art 84a=section 84A" },
	{ "Sections 11-15", "art 11=Sections 11" },
	{ "§ 101", "art 101=§ 101" },
	{ "статьи 1358", "art 1358=статьи 1358" },
	{ "ст. 1358.1 ГК", "art 1358-1=ст. 1358.1" },
	{ "المادة ١١", "art 11=المادة ١١" },
	{ "المادة (11) من القانون", "art 11=المادة (11" },
	{ "المادة الحادية عشرة من", "art 11=المادة الحادية عشرة" },
	{ "ماده ۱۱", "art 11=ماده ۱۱" },
	{ "अनुच्छेद ११", "art 11=अनुच्छेद ११" },
	{ "धारा 11", "art 11=धारा 11" },
	{ "Pasal 11", "art 11=Pasal 11" },
	{ "አንቀጽ 11", "art 11=አንቀጽ 11" },
	{ "the state of the art, 11 years", "" },
	{ "an article\n11 days", "" },
	{ "35 U.S.C. 101", "35 usc=35 U.S.C" },
	{ "35 USC", "35 usc=35 USC" },
	{ "G06F 16/33", "g06f16/33=G06F 16/33" },
	{ "G06F16/33", "g06f16/33=G06F16/33" },
	{ "g06f 16/3344, H04L 9/32", "g06f16/3344=g06f 16/3344 h04l9/32=H04L 9/32" },
	{ "G06F 16", "" },
	{ "paid 16/33", "" },
};

static void
numbers_stay_whole(void **state)
{
	int wrong = 0;

	(void)state;
	for (size_t i = 0; i < sizeof(numbers) / sizeof(numbers[0]); i++) {
		struct bag *b = cut(NULL, numbers[i].text);
		char is[400] = "";

		for (size_t j = 0; j < b->n; j++)
			if (b->v[j].class == TOKEN_WHOLE)
				(void)snprintf(is + strlen(is), sizeof(is) - strlen(is),
				    "%s%s=%.*s", is[0] == '\0' ? "" : " ", b->v[j].term,
				    (int)(b->v[j].end - b->v[j].start),
				    numbers[i].text + b->v[j].start);
		if (strcmp(is, numbers[i].wholes) != 0) {
			print_error(
			    "%s: \"%s\", not \"%s\"\n", numbers[i].text, is, numbers[i].wholes);
			wrong++;
		}
		free(b);
	}
	assert_int_equal(wrong, 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(numbers_stay_whole),
		cmocka_unit_test(pairs_meet),
		cmocka_unit_test(same_text_same_terms),
		cmocka_unit_test(ranges_are_in_the_text),
		cmocka_unit_test(any_bytes),
		cmocka_unit_test(unicode_cases),
		cmocka_unit_test(unicode_equivalents),
	};

	return (cmocka_run_group_tests(tests, NULL, NULL));
}
