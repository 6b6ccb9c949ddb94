/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Normal form, cleaning, cutting; sorting and alphabets.  The Unicode files are read where they are
 * at hand. */
#include "locale_fixture.h"

#include <unicode/ustring.h>
#include <unicode/utrans.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/utf8.h"
#include "locale/collate.h"
#include "locale/latin.h"
#include "locale/pinyin.h"
#include "locale/text.h"

#define UNICODE "../shared/data/unicode/"

static struct arena *arena;

static void
test_clean(void **state)
{
#define LRE "\u202A"
#define RLO "\u202E"
#define PDF "\u202C"
#define RLI "\u2067"
#define PDI "\u2069"
	static const struct {
		const char *in, *out;
	} cases[] = {
		{ "", "" },
		{ " \t plain \n", "plain" },
		{ "a\r\nb\rc\nd", "a\nb\nc\nd" },
		{ "a\x01"
		  "b\x7f"
		  "c\xc2\x85"
		  "d\te",
		    "abcd\te" },
		{ "\uFEFFx\uFFFE", "x" },
		{ "e\u0301 \u1112\u1161\u11AB", "\u00E9 \uD55C" },
		{ "e\x01\u0301", "\u00E9" },
		{ "\u3000专利\u3000", "专利" },
		{ RLO "evil", "evil" },
		{ "evil" PDF PDI, "evil" },
		{ LRE "fine" PDF, LRE "fine" PDF },
		{ RLI "a" LRE "b" PDF "c" PDI, RLI "a" LRE "b" PDF "c" PDI },
		{ RLI "a" LRE "b" PDI "c" PDF, "a" LRE "bc" PDF },
		{ RLI "one\ntwo" PDI, "one\ntwo" },
		{ "ok\xff\xfe", "ok\uFFFD\uFFFD" },
		{ "\u200Fعربي\u200E", "\u200Fعربي\u200E" },
	};
	char deep[400] = "";

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
		assert_string_equal(text_clean(arena, cases[i].in), cases[i].out);
	for (int i = 0; i < 60; i++)
		strcat(deep, RLI);
	strcat(deep, "x");
	assert_string_equal(text_clean(arena, deep), "x");
}

static void
test_nfc(void **state)
{
	const char *plain = "Lei nº 9.279, de 14 de maio de 1996", *han = "专利法 Патент";
	size_t n;

	(void)state;
	/* What is in NFC comes back as it is, without a copy. */
	assert_ptr_equal(text_nfc(arena, plain, strlen(plain), &n), plain);
	assert_int_equal(n, strlen(plain));
	assert_ptr_equal(text_nfc(arena, han, strlen(han), &n), han);
	assert_string_equal(text_nfc(arena, "A\u030A", 3, &n), "\u00C5");
	assert_int_equal(n, 2);
	assert_string_equal(text_nfc(arena, "\u212B", 3, &n), "\u00C5");
	text_nfc(arena, "", 0, &n);
	assert_int_equal(n, 0);
}

/* "0041 030A" as UTF-8; returns what follows the field. */
static const char *
field(const char *p, char *out)
{
	while (*p != ';' && *p != '\0') {
		char *end;
		unsigned long c = strtoul(p, &end, 16);

		if (end == p)
			break;
		out += utf8_put((uint32_t)c, out);
		p = end;
	}
	*out = '\0';
	return (*p == ';' ? p + 1 : p);
}

static void
test_nfc_conformance(void **state)
{
	FILE *f = fopen(UNICODE "NormalizationTest.txt", "r");
	char line[2048], c[3][512];
	size_t n, lines = 0;

	(void)state;
	if (f == NULL)
		skip();
	while (fgets(line, sizeof(line), f) != NULL) {
		const char *p = line;

		if (line[0] == '#' || line[0] == '@')
			continue;
		for (int i = 0; i < 3; i++)
			p = field(p, c[i]);
		for (int i = 0; i < 3; i++) {
			const char *got = text_nfc(arena, c[i], strlen(c[i]), &n);

			if (strcmp(got, c[1]) != 0 || n != strlen(c[1]))
				fail_msg("%s", line);
		}
		if (++lines % 1000 == 0)
			arena_reset(arena);
	}
	fclose(f);
	assert_true(lines > 10000);
}

static int
compare(const char *tag, const char *a, const char *ra, const char *b, const char *rb)
{
	size_t na, nb;
	const char *ka = collate_key(arena, tag, a, ra, 64, &na);
	const char *kb = collate_key(arena, tag, b, rb, 64, &nb);
	int order = memcmp(ka, kb, na < nb ? na : nb);

	return (order != 0 ? order : (na > nb) - (na < nb));
}

#define ORDERED(tag, a, b) assert_true(compare((tag), (a), NULL, (b), NULL) < 0)

static void
test_order(void **state)
{
	size_t n;

	(void)state;
	ORDERED("en", "Article 9", "Article 10");
	ORDERED("en", "“Zebra”", "zoo");
	ORDERED("ru", "Ёлка", "Ель");
	ORDERED("ru", "Ёж", "Жук");
	ORDERED("pt-BR", "Ação", "Acordo");
	ORDERED("ar", "براءة", "علامة");
	ORDERED("ar", "براءة", "الملكية الفكرية");
	ORDERED("ar", "الملكية الفكرية", "نموذج المنفعة");
	ORDERED("hi", "अधिनियम", "पेटेंट");
	ORDERED("zh-Hans", "《商标法》", "专利法");
	ORDERED("zh-Hans", "下关", "厦门");
	ORDERED("zh-Hans", "厦门", "仙游");
	collate_key(arena, "en", "A very long title that goes on and on and on and on and on", NULL,
	    16, &n);
	assert_int_equal(n, 16);
	collate_key(arena, "en", "", NULL, 64, &n);
	assert_true(n <= 4);
	/* Tags that ICU does not know sort all the same. */
	ORDERED("tlh", "a", "b");
	ORDERED("not a tag", "a", "b");
}

static void
test_reading(void **state)
{
	(void)state;
	/* 解 is read jiě, but as a name Xiè. */
	assert_true(compare("zh-Hans", "解放", NULL, "西安", NULL) < 0);
	assert_true(compare("zh-Hans", "解先生", "Xiè xiānsheng", "西安", NULL) > 0);
	assert_true(compare("zh-Hans", "解先生", "xiè xiānsheng", "新疆", NULL) < 0);
	assert_true(compare("zh-Hans", "x", "Xī'ān", "y", "Xiān") < 0);
	assert_true(compare("zh-Hans", "x", "jǐnán", "济宁", NULL) < 0);
	assert_true(compare("zh-Hans", "x", "lǜsè", "路", NULL) > 0);
	/* Readings are a matter of Chinese alone. */
	assert_int_equal(compare("ru", "厦门", "xiamen", "厦门", NULL), 0);
}

static const char *
letter(const char *tag, const char *text, const char *reading)
{
	return (alphabet_label(arena, tag, alphabet_bucket(tag, text, reading)));
}

/* The names whose pinyin ICU gets wrong, with the first letter that a reader looks under. */
static void
test_chinese_names(void **state)
{
	static const struct {
		const char *name, *letter;
	} cases[] = {
		{ "厦门", "X" },
		{ "厦门市知识产权局", "X" },
		{ "长沙", "C" },
		{ "长春", "C" },
		{ "长治", "C" },
		{ "长江", "C" },
		{ "重庆", "C" },
		{ "重组", "C" },
		{ "重点", "Z" },
		{ "成都", "C" },
		{ "六安", "L" },
		{ "蚌埠", "B" },
		{ "番禺", "P" },
		{ "泌阳", "B" },
		{ "乐清", "Y" },
		{ "乐山", "L" },
		{ "浚县", "X" },
		{ "铅山", "Y" },
		{ "单县", "S" },
		{ "蔚县", "Y" },
		{ "涡阳", "G" },
		{ "枞阳", "Z" },
		{ "荥经", "Y" },
		{ "荥阳", "X" },
		{ "会计", "K" },
		{ "会议", "H" },
		{ "尉犁", "Y" },
		{ "筠连", "J" },
		{ "犍为", "Q" },
		{ "著作权法", "Z" },
		{ "调解", "T" },
		{ "调查", "D" },
		{ "行业", "H" },
		{ "行政", "X" },
		{ "秘鲁", "B" },
		{ "校准", "J" },
		{ "《著作权法》", "Z" },
		{ "东莞", "D" },
		{ "厦", "S" },
		{ "中华人民共和国专利法", "Z" },
		{ "商标法", "S" },
		{ "植物新品种保护条例", "Z" },
		{ "地理标志", "D" },
		{ "外观设计", "W" },
		{ "Patent", "P" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		if (strcmp(letter("zh-Hans", cases[i].name, NULL), cases[i].letter) != 0)
			fail_msg(
			    "%s under %s", cases[i].name, letter("zh-Hans", cases[i].name, NULL));
	}
	assert_string_equal(letter("zh-Hans", "解先生", "Xiè xiānsheng"), "X");
}

/* What ICU reads once the names are corrected, for every name that is. */
static void
test_pinyin(void **state)
{
	static const struct {
		const char *name, *pinyin;
	} cases[] = {
		/* clang-format off */
		{ "厦门", "xiàmén" }, { "长沙", "chángshā" }, { "长春", "chángchūn" },
		{ "长治", "chángzhì" }, { "长江", "chángjiāng" }, { "长安", "chángān" },
		{ "长兴", "chángxīng" }, { "长城", "chángchéng" }, { "长乐", "chánglè" },
		{ "长泰", "chángtài" }, { "长汀", "chángtīng" }, { "长三角", "chángsānjiǎo" },
		{ "长期", "chángqī" }, { "长效", "chángxiào" }, { "长寿", "chángshòu" },
		{ "长宁", "chángníng" }, { "重庆", "chóngqìng" }, { "重组", "chóngzǔ" },
		{ "重复", "chóngfù" }, { "重审", "chóngshěn" }, { "重新", "chóngxīn" }, { "六安", "lùān" },
		{ "六合", "lùhé" }, { "蚌埠", "bèngbù" }, { "番禺", "pānyú" }, { "泌阳", "bìyáng" },
		{ "丽水", "líshuǐ" }, { "台州", "tāizhōu" }, { "天台", "tiāntāi" }, { "乐亭", "làotíng" },
		{ "乐清", "yuèqīng" }, { "浚县", "xùnxiàn" }, { "铅山", "yánshān" }, { "黄埔", "huángpǔ" },
		{ "荥经", "yíngjīng" }, { "什邡", "shífāng" }, { "西藏", "xīzàng" }, { "单县", "shànxiàn" },
		{ "洪洞", "hóngtóng" }, { "繁峙", "fánshì" }, { "枞阳", "zōngyáng" }, { "蔚县", "yùxiàn" },
		{ "涡阳", "guōyáng" }, { "珲春", "húnchūn" }, { "牟平", "mùpíng" }, { "中牟", "zhōngmù" },
		{ "闽侯", "mǐnhòu" }, { "内蒙古", "nèiměnggǔ" }, { "成都", "chéngdū" },
		{ "都江堰", "dūjiāngyàn" }, { "都匀", "dūyún" }, { "首都", "shǒudū" }, { "燕山", "yānshān" },
		{ "尉犁", "yùlí" }, { "会稽", "kuàijī" }, { "会计", "kuàijì" }, { "曲江", "qǔjiāng" },
		{ "曲靖", "qǔjìng" }, { "任丘", "rénqiū" }, { "监利", "jiànlì" }, { "黄陂", "huángpí" },
		{ "犍为", "qiánwéi" }, { "筠连", "jūnlián" }, { "秘鲁", "bìlǔ" }, { "地理", "dìlǐ" },
		{ "地方", "dìfāng" }, { "地区", "dìqū" }, { "著作", "zhùzuò" }, { "著名", "zhùmíng" },
		{ "调解", "tiáojiě" }, { "调整", "tiáozhěng" }, { "行业", "hángyè" }, { "银行", "yínháng" },
		{ "应用", "yìngyòng" }, { "应对", "yìngduì" }, { "音乐", "yīnyuè" }, { "差异", "chāyì" },
		{ "差距", "chājù" }, { "角色", "juésè" }, { "校准", "jiàozhǔn" },
		/* clang-format on */
	};
	UErrorCode status = U_ZERO_ERROR;
	UTransliterator *han;
	UChar text[128];

	(void)state;
	u_uastrcpy(text, "Han-Latin");
	han = utrans_openU(text, -1, UTRANS_FORWARD, NULL, 0, NULL, &status);
	assert_true(U_SUCCESS(status));
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct buf b = { 0 };
		char latin[128], *to = latin;
		int32_t n, limit;

		pinyin_names(&b, cases[i].name);
		u_strFromUTF8(text, 128, &n, buf_cstr(&b), -1, &status);
		buf_free(&b);
		limit = n;
		utrans_transUChars(han, text, &n, 128, 0, &limit, &status);
		u_strToUTF8(latin, sizeof(latin), NULL, text, n, &status);
		for (const char *p = latin; *p != '\0'; p++) {
			if (*p != ' ')
				*to++ = *p;
		}
		*to = '\0';
		if (strcmp(latin, cases[i].pinyin) != 0)
			fail_msg("%s: %s", cases[i].name, latin);
	}
	utrans_close(han);
}

/* Names as people abroad type them. */
static void
test_latin(void **state)
{
	static const struct {
		const char *name, *latin;
	} cases[] = {
		{ "Сбербанк", "sberbank" },
		{ "Тинькофф", "tinkoff" },
		{ "厦门", "xia men" },
		{ "廈門銀行", "xia men yin hang" },
		{ "重慶", "chong qing" },
		{ "सैमसंग", "saimasanga" },
		{ "سامسونج", "samswnj" },
		{ "São Paulo", "sao paulo" },
		{ "3M", "3m" },
		{ "", "" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct buf out = { 0 };

		latin_name(&out, cases[i].name);
		assert_string_equal(buf_cstr(&out), cases[i].latin);
		buf_free(&out);
	}
}

/* Strokes as they are counted on the mainland. */
static const struct {
	long count;
	const char *characters;
} strokes[] = {
	/* clang-format off */
	{ 1, "一" }, { 3, "三与及马" }, { 4, "长专计艺" }, { 5, "电边节礼印" }, { 6, "关过防阳邦延" },
	{ 7, "进运还社花苏邮陆际" }, { 8, "视限英范建述" }, { 9, "药院退送修骨神祖" },
	{ 10, "部通造都速健" }, { 11, "著营商黄菜随" }, { 12, "植道落葡葛隔" }, { 13, "福障蒙像" },
	{ 14, "遮遭蔚" }, { 15, "遵" }, { 16, "避薪" }, { 17, "藏" },
	/* clang-format on */
};

/* The letter under which a reader of each of the ten languages looks. */
static void
test_alphabets(void **state)
{
	static const struct {
		const char *tag, *text, *letter;
	} cases[] = {
		/* clang-format off */
		{ "en", "“Patents Act”", "P" }, { "en", "Éclair", "E" }, { "en", "1st Regulation", "…" },
		{ "id", "Undang-Undang Paten", "U" }, { "id", "Merek", "M" },
		{ "pt-BR", "Ética", "E" }, { "pt-BR", "Órgão", "O" }, { "pt-BR", "Água", "A" },
		{ "pt-BR", "Çedilha", "C" },
		{ "ru", "патент", "П" }, { "ru", "Ёлка", "Е" }, { "ru", "Йод", "Й" }, { "ru", "Щит", "Щ" },
		{ "ru", "Элемент", "Э" }, { "ru", "WIPO", "W" },
		{ "hi", "पेटेंट", "प" }, { "hi", "अधिनियम", "अ" }, { "hi", "क़ानून", "क" }, { "hi", "क्षेत्र", "क" },
		{ "hi", "श्रम", "श" }, { "hi", "Patent", "P" },
		{ "ar", "علامة تجارية", "ع" }, { "ar", "إعلان", "ا" }, { "ar", "أمر", "ا" },
		{ "ar", "آلية", "ا" }, { "ar", "قَانُون", "ق" }, { "ar", "هيئة", "ه" },
		{ "ar", "الملكية الفكرية", "م" }, { "ar", "«العلامة", "ع" }, { "ar", "القاهرة", "ق" },
		{ "ar", "التزام", "ا" }, { "ar", "الالتزام", "ا" }, { "ar", "التقاطع", "ت" },
		{ "ar", "التزامات الأطراف", "ا" }, { "ar", "ال", "ا" }, { "ar", "الات", "ا" },
		{ "fa", "الگوریتم", "ا" }, { "fa", "پتنت", "پ" }, { "fa", "آیین‌نامه", "آ" }, { "fa", "قانون", "ق" }, { "fa", "گزارش", "گ" },
		{ "fa", "چاپ", "چ" }, { "fa", "ژاپن", "ژ" }, { "fa", "یزد", "ی" }, { "fa", "کتاب", "ک" },
		{ "am", "አዋጅ", "አ" }, { "am", "የፓተንት", "የ" }, { "am", "ሀገር", "ሀ" }, { "am", "ሥራ", "ሠ" },
		{ "am", "ፓተንት", "ፐ" }, { "am", "ጽሑፍ", "ጸ" },
		{ "zh-Hans", "专利法", "Z" }, { "zh-Hans", "廈門市", "X" }, { "zh-Hans", "長沙", "C" },
		{ "zh-Hans", "重慶", "C" }, { "zh-Hans", "TRIPS 协定", "T" },
		{ "zh-Hans-u-co-stroke", "一般规定", "1劃" }, { "zh-Hans-u-co-stroke", "专利法", "4劃" },
		{ "zh-Hans-u-co-stroke", "长沙", "4劃" }, { "zh-Hans-u-co-stroke", "厦门", "12劃" },
		{ "zh-Hans-u-co-stroke", "商标法", "11劃" }, { "zh-Hans-u-co-stroke", "Patent", "P" },
		{ "zh-Hant", "專利法", "11劃" }, { "zh-Hant", "廈門", "13劃" }, { "zh-Hant", "Patent", "P" },
		{ "zh-Hant-u-co-pinyin", "廈門", "X" }, { "zh-Hant-u-co-pinyin", "專利法", "Z" },
		/* clang-format on */
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		const char *got = letter(cases[i].tag, cases[i].text, NULL);

		if (strcmp(got, cases[i].letter) != 0)
			fail_msg("%s: %s under %s", cases[i].tag, cases[i].text, got);
		assert_true(alphabet_bucket(cases[i].tag, cases[i].text, NULL) <
			    alphabet_size(cases[i].tag));
	}
	for (size_t i = 0; i < sizeof(strokes) / sizeof(strokes[0]); i++)
		for (const char *p = strokes[i].characters; *p != '\0'; p += 3) {
			char one[4] = { p[0], p[1], p[2], '\0' };

			assert_int_equal(strtol(letter("zh-Hans-u-co-stroke", one, NULL), NULL, 10),
			    strokes[i].count);
		}
	/* A reading counts where it can be read. */
	assert_string_equal(letter("en", "厦门", "Xiàmén"), "X");
	assert_string_equal(letter("ru", "厦门", "Xiàmén"), "…");
	assert_string_equal(letter("ar", "المرسوم", "مرسوم"), "م");
	assert_string_equal(alphabet_label(arena, "en", 9999), "");
	assert_int_equal(alphabet_bucket("en", "", NULL), 0);
	/* More tags than are kept. */
	for (int i = 0; i < 50; i++) {
		char tag[16];

		snprintf(tag, sizeof(tag), "en-%c%c", 'A' + i / 26, 'A' + i % 26);
		assert_string_equal(letter(tag, "patent", NULL), "P");
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_clean),
		cmocka_unit_test(test_nfc),
		cmocka_unit_test(test_nfc_conformance),
		cmocka_unit_test(test_order),
		cmocka_unit_test(test_reading),
		cmocka_unit_test(test_chinese_names),
		cmocka_unit_test(test_pinyin),
		cmocka_unit_test(test_latin),
		cmocka_unit_test(test_alphabets),
	};
	int failed;

	arena = arena_new();
	failed = cmocka_run_group_tests(tests, NULL, NULL);
	arena_free(arena);
	return (failed);
}
