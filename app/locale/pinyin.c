/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Owns what is known of Chinese sounds: the names that ICU, which knows one reading a character,
 * gets wrong, and one character for each syllable of pinyin.
 */
#include "locale/pinyin.h"

#include <stdint.h>
#include <string.h>

#include <unicode/unorm2.h>
#include <unicode/ustring.h>

enum { SYLLABLE_MAX = 6, READING_MAX = 256 };

/*
 * Names whose characters ICU reads otherwise, and what sounds right: 厦 xià not shà, 长 cháng not
 * zhǎng, and so on. A test compares each with its pinyin.
 */
static const struct {
	const char *name, *sounds;
} readings[] = {
	/* clang-format off */
	{ "厦门", "下门" }, { "长沙", "常沙" }, { "长春", "常春" }, { "长治", "常治" },
	{ "长江", "常江" }, { "长安", "常安" }, { "长兴", "常星" }, { "长城", "常城" },
	{ "长乐", "常乐" }, { "长泰", "常泰" }, { "长汀", "常汀" }, { "长三角", "常三角" },
	{ "长期", "常期" }, { "长效", "常效" }, { "长寿", "常寿" }, { "长宁", "常宁" },
	{ "重庆", "虫庆" }, { "重组", "虫组" }, { "重复", "虫复" }, { "重审", "虫审" },
	{ "重新", "虫新" }, { "六安", "陆安" }, { "六合", "陆合" }, { "蚌埠", "泵埠" },
	{ "番禺", "潘禺" }, { "泌阳", "必阳" }, { "丽水", "离水" }, { "台州", "胎州" },
	{ "天台", "天胎" }, { "乐亭", "烙亭" }, { "乐清", "月清" }, { "浚县", "训县" },
	{ "铅山", "言山" }, { "黄埔", "黄普" }, { "荥经", "营经" }, { "什邡", "十邡" },
	{ "西藏", "西脏" }, { "单县", "善县" }, { "洪洞", "洪同" }, { "繁峙", "繁是" },
	{ "枞阳", "宗阳" }, { "蔚县", "玉县" }, { "涡阳", "锅阳" }, { "珲春", "魂春" },
	{ "牟平", "目平" }, { "中牟", "中目" }, { "闽侯", "闽后" }, { "内蒙古", "内猛古" },
	{ "成都", "成督" }, { "都江堰", "督江堰" }, { "都匀", "督匀" }, { "首都", "首督" },
	{ "燕山", "烟山" }, { "尉犁", "玉犁" }, { "会稽", "快稽" }, { "会计", "快计" },
	{ "曲江", "取江" }, { "曲靖", "取靖" }, { "任丘", "仁丘" }, { "监利", "见利" },
	{ "黄陂", "黄皮" }, { "犍为", "前围" }, { "筠连", "军连" }, { "秘鲁", "必鲁" },
	{ "地理", "帝理" }, { "地方", "帝方" }, { "地区", "帝区" }, { "著作", "助作" },
	{ "著名", "助名" }, { "调解", "条解" }, { "调整", "条整" }, { "行业", "航业" },
	{ "银行", "银航" }, { "应用", "映用" }, { "应对", "映对" }, { "音乐", "音月" },
	{ "差异", "插异" }, { "差距", "插距" }, { "角色", "决色" }, { "校准", "叫准" },
	/* clang-format on */
};

void
pinyin_names(struct buf *out, const char *text)
{
	while (*text != '\0') {
		size_t i, n = 0;

		/* Only texts that begin with a Chinese character can begin with a name. */
		for (i = 0;
		     (unsigned char)*text >= 0xE3 && i < sizeof(readings) / sizeof(readings[0]);
		     i++) {
			n = strlen(readings[i].name);
			if (strncmp(text, readings[i].name, n) == 0)
				break;
			n = 0;
		}
		if (n > 0) {
			buf_str(out, readings[i].sounds);
			text += n;
		} else {
			buf_char(out, *text++);
		}
	}
}

/* The first everyday character of each syllable in ICU's order; tones are left out, the two dots
 * kept. */
struct syllable {
	const char *latin, *character;
};
static const struct syllable syllables[] = {
	/* clang-format off */
	{ "a", "阿" }, { "ai", "哎" }, { "an", "安" }, { "ang", "肮" }, { "ao", "凹" },
	{ "ba", "八" }, { "bai", "白" }, { "ban", "扳" }, { "bang", "邦" }, { "bao", "包" },
	{ "bei", "卑" }, { "ben", "奔" }, { "beng", "崩" }, { "bi", "逼" }, { "bian", "边" },
	{ "biao", "标" }, { "bie", "憋" }, { "bin", "宾" }, { "bing", "冰" }, { "bo", "拨" },
	{ "bu", "补" }, { "ca", "擦" }, { "cai", "猜" }, { "can", "参" }, { "cang", "仓" },
	{ "cao", "操" }, { "ce", "册" }, { "cen", "嵾" }, { "ceng", "层" }, { "cha", "叉" },
	{ "chai", "拆" }, { "chan", "搀" }, { "chang", "昌" }, { "chao", "抄" }, { "che", "车" },
	{ "chen", "郴" }, { "cheng", "称" }, { "chi", "吃" }, { "chong", "充" }, { "chou", "抽" },
	{ "chu", "出" }, { "chua", "欻" }, { "chuai", "揣" }, { "chuan", "川" }, { "chuang", "疮" },
	{ "chui", "吹" }, { "chun", "春" }, { "chuo", "戳" }, { "ci", "疵" }, { "cong", "匆" },
	{ "cou", "凑" }, { "cu", "粗" }, { "cuan", "蹿" }, { "cui", "崔" }, { "cun", "村" },
	{ "cuo", "搓" }, { "da", "搭" }, { "dai", "呆" }, { "dan", "丹" }, { "dang", "当" },
	{ "dao", "刀" }, { "de", "得" }, { "den", "扥" }, { "deng", "灯" }, { "di", "低" },
	{ "dian", "甸" }, { "diao", "刁" }, { "die", "爹" }, { "ding", "丁" }, { "diu", "丢" },
	{ "dong", "东" }, { "dou", "都" }, { "du", "督" }, { "duan", "端" }, { "dui", "堆" },
	{ "dun", "吨" }, { "duo", "多" }, { "e", "讹" }, { "en", "恩" },
	{ "eng", "鞥" }, { "er", "儿" }, { "fa", "发" }, { "fan", "帆" }, { "fang", "方" },
	{ "fei", "飞" }, { "fen", "分" }, { "feng", "丰" }, { "fo", "仏" },
	{ "fou", "否" }, { "fu", "夫" }, { "ga", "嘎" }, { "gai", "该" }, { "gan", "甘" },
	{ "gang", "冈" }, { "gao", "皋" }, { "ge", "戈" }, { "gei", "给" }, { "gen", "根" },
	{ "geng", "庚" }, { "gong", "工" }, { "gou", "勾" }, { "gu", "估" }, { "gua", "瓜" },
	{ "guai", "乖" }, { "guan", "关" }, { "guang", "光" }, { "gui", "归" }, { "gun", "辊" },
	{ "guo", "郭" }, { "ha", "哈" }, { "hai", "咳" }, { "han", "酣" }, { "hang", "夯" },
	{ "hao", "毫" }, { "he", "呵" }, { "hei", "黑" }, { "hen", "痕" }, { "heng", "亨" },
	{ "hong", "轰" }, { "hou", "侯" }, { "hu", "乎" }, { "hua", "花" },
	{ "huai", "怀" }, { "huan", "欢" }, { "huang", "荒" }, { "hui", "灰" }, { "hun", "昏" },
	{ "huo", "豁" }, { "ji", "讥" }, { "jia", "加" }, { "jian", "奸" }, { "jiang", "江" },
	{ "jiao", "交" }, { "jie", "阶" }, { "jin", "巾" }, { "jing", "京" }, { "jiong", "炯" },
	{ "jiu", "纠" }, { "ju", "居" }, { "juan", "娟" }, { "jue", "撅" }, { "jun", "军" },
	{ "ka", "咖" }, { "kai", "开" }, { "kan", "刊" }, { "kang", "康" }, { "kao", "考" },
	{ "ke", "苛" }, { "ken", "肯" }, { "keng", "吭" }, { "kong", "空" },
	{ "kou", "抠" }, { "ku", "枯" }, { "kua", "夸" }, { "kuai", "块" }, { "kuan", "宽" },
	{ "kuang", "匡" }, { "kui", "亏" }, { "kun", "坤" }, { "kuo", "扩" }, { "la", "垃" },
	{ "lai", "来" }, { "lan", "兰" }, { "lang", "郎" }, { "lao", "捞" }, { "le", "肋" },
	{ "lei", "勒" }, { "leng", "棱" }, { "li", "哩" }, { "lia", "俩" }, { "lian", "连" },
	{ "liang", "良" }, { "liao", "撩" }, { "lie", "列" }, { "lin", "拎" }, { "ling", "伶" },
	{ "liu", "溜" }, { "long", "龙" }, { "lou", "娄" }, { "lu", "卢" },
	{ "luan", "孪" }, { "lun", "抡" }, { "luo", "罗" }, { "lü", "驴" }, { "lüe", "掠" },
	{ "ma", "妈" }, { "mai", "埋" }, { "man", "蛮" }, { "mang", "忙" },
	{ "mao", "猫" }, { "me", "么" }, { "mei", "没" }, { "men", "门" }, { "meng", "萌" },
	{ "mi", "眯" }, { "mian", "眠" }, { "miao", "苗" }, { "mie", "灭" }, { "min", "民" },
	{ "ming", "名" }, { "miu", "谬" }, { "mo", "摸" }, { "mou", "牟" }, { "mu", "母" },
	{ "na", "拿" }, { "nai", "乃" }, { "nan", "男" }, { "nang", "囊" },
	{ "nao", "挠" }, { "ne", "呢" }, { "nei", "馁" }, { "nen", "嫩" }, { "neng", "能" },
	{ "ni", "妮" }, { "nian", "拈" }, { "niang", "娘" }, { "niao", "鸟" }, { "nie", "捏" },
	{ "nin", "您" }, { "ning", "宁" }, { "niu", "牛" }, { "nong", "农" }, { "nou", "羺" },
	{ "nu", "奴" }, { "nuan", "暖" }, { "nuo", "挪" }, { "nü", "女" },
	{ "nüe", "疟" }, { "ou", "沤" }, { "pa", "趴" }, { "pai", "拍" },
	{ "pan", "潘" }, { "pang", "乓" }, { "pao", "抛" }, { "pei", "呸" }, { "pen", "喷" },
	{ "peng", "抨" }, { "pi", "批" }, { "pian", "偏" }, { "piao", "飘" }, { "pie", "撇" },
	{ "pin", "拼" }, { "ping", "乒" }, { "po", "坡" }, { "pou", "剖" }, { "pu", "仆" },
	{ "qi", "七" }, { "qia", "掐" }, { "qian", "千" }, { "qiang", "呛" }, { "qiao", "悄" },
	{ "qie", "且" }, { "qin", "亲" }, { "qing", "青" }, { "qiong", "穷" }, { "qiu", "丘" },
	{ "qu", "区" }, { "quan", "圈" }, { "que", "缺" }, { "qun", "裙" }, { "ran", "然" },
	{ "rang", "瓤" }, { "rao", "饶" }, { "re", "惹" }, { "ren", "人" }, { "reng", "扔" },
	{ "ri", "日" }, { "rong", "茸" }, { "rou", "柔" }, { "ru", "如" }, 	{ "ruan", "阮" }, { "rui", "蕊" }, { "run", "闰" }, { "ruo", "若" }, { "sa", "撒" },
	{ "sai", "塞" }, { "san", "三" }, { "sang", "桑" }, { "sao", "搔" }, { "se", "色" },
	{ "sen", "森" }, { "seng", "僧" }, { "sha", "杀" }, { "shai", "筛" }, { "shan", "山" },
	{ "shang", "伤" }, { "shao", "捎" }, { "she", "奢" }, { "shei", "谁" }, { "shen", "申" },
	{ "sheng", "升" }, { "shi", "尸" }, { "shou", "收" }, { "shu", "书" }, { "shua", "刷" },
	{ "shuai", "衰" }, { "shuan", "拴" }, { "shuang", "双" }, { "shui", "水" },
	{ "shun", "吮" }, { "shuo", "说" }, { "si", "丝" }, { "song", "松" }, { "sou", "搜" },
	{ "su", "苏" }, { "suan", "酸" }, { "sui", "虽" }, { "sun", "孙" }, { "suo", "唆" },
	{ "ta", "他" }, { "tai", "胎" }, { "tan", "坍" }, { "tang", "汤" }, { "tao", "涛" },
	{ "te", "特" }, { "teng", "疼" }, { "ti", "剔" }, { "tian", "天" }, { "tiao", "挑" },
	{ "tie", "帖" }, { "ting", "厅" }, { "tong", "通" }, { "tou", "偷" }, { "tu", "凸" },
	{ "tuan", "湍" }, { "tui", "推" }, { "tun", "吞" }, { "tuo", "托" }, { "wa", "挖" },
	{ "wai", "歪" }, { "wan", "弯" }, { "wang", "汪" }, { "wei", "危" }, { "wen", "温" },
	{ "weng", "翁" }, { "wo", "挝" }, { "wu", "乌" }, { "xi", "夕" }, { "xia", "虾" },
	{ "xian", "仙" }, { "xiang", "乡" }, { "xiao", "哮" }, { "xie", "些" }, { "xin", "心" },
	{ "xing", "星" }, { "xiong", "凶" }, { "xiu", "休" }, { "xu", "吁" }, { "xuan", "轩" },
	{ "xue", "削" }, { "xun", "勋" }, { "ya", "丫" }, { "yan", "烟" }, { "yang", "央" },
	{ "yao", "妖" }, { "ye", "掖" }, { "yi", "一" }, { "yin", "因" }, { "ying", "应" },
	{ "yo", "哟" }, { "yong", "佣" }, { "you", "优" }, { "yu", "迂" }, { "yuan", "冤" },
	{ "yue", "曰" }, { "yun", "晕" }, { "za", "匝" }, { "zai", "灾" }, { "zan", "咱" },
	{ "zang", "赃" }, { "zao", "遭" }, { "ze", "则" }, { "zei", "贼" }, { "zen", "怎" },
	{ "zeng", "增" }, { "zha", "扎" }, { "zhai", "斋" }, { "zhan", "沾" }, { "zhang", "张" },
	{ "zhao", "招" }, { "zhe", "遮" }, { "zhen", "贞" }, { "zheng", "争" }, { "zhi", "之" },
	{ "zhong", "中" }, { "zhou", "州" }, { "zhu", "朱" }, { "zhua", "抓" }, { "zhuai", "拽" },
	{ "zhuan", "专" }, { "zhuang", "妆" }, { "zhui", "追" }, { "zhun", "谆" }, { "zhuo", "卓" },
	{ "zi", "孜" }, { "zong", "宗" }, { "zou", "邹" }, { "zu", "租" }, { "zuan", "钻" },
	{ "zui", "嘴" }, { "zun", "尊" }, { "zuo", "昨" },
	/* clang-format on */
};

static const struct syllable *
find_syllable(const char *latin, size_t n)
{
	for (size_t i = 0; i < sizeof(syllables) / sizeof(syllables[0]); i++) {
		if (strncmp(syllables[i].latin, latin, n) == 0 && syllables[i].latin[n] == '\0')
			return (&syllables[i]);
	}
	return (NULL);
}

/* The syllable at ${p}: the longest after which none begins with a vowel, for that would need an
 * apostrophe. */
static const struct syllable *
next_syllable(const char *p)
{
	const struct syllable *longest = NULL, *s;
	size_t room = strlen(p);

	for (size_t n = room < SYLLABLE_MAX ? room : SYLLABLE_MAX; n > 0; n--) {
		if ((s = find_syllable(p, n)) == NULL)
			continue;
		if (p[n] == '\0' || strchr("aeo", p[n]) == NULL)
			return (s);
		if (longest == NULL)
			longest = s;
	}
	return (longest);
}

size_t
pinyin_split(const char *latin, size_t *ends, size_t room)
{
	const struct syllable *s;
	const char *p = latin;
	size_t n = 0;

	for (; *p != '\0'; p += strlen(s->latin)) {
		if (n == room || (s = next_syllable(p)) == NULL)
			return (0);
		ends[n++] = (size_t)(p - latin) + strlen(s->latin);
	}
	return (n);
}

static bool
is_tone(UChar c)
{
	return (c == 0x0300 || c == 0x0301 || c == 0x0304 || c == 0x030C);
}

/* Lower case without the four tones; false if it is too long. */
static bool
plain(const char *reading, char *out, size_t size)
{
	UErrorCode status = U_ZERO_ERROR;
	UChar text[READING_MAX], apart[READING_MAX];
	int32_t n = 0, kept = 0;

	u_strFromUTF8WithSub(text, READING_MAX, &n, reading, -1, 0xFFFD, NULL, &status);
	n = unorm2_normalize(unorm2_getNFDInstance(&status), text, n, apart, READING_MAX, &status);
	for (int32_t i = 0; U_SUCCESS(status) && i < n; i++) {
		if (!is_tone(apart[i]))
			apart[kept++] = apart[i];
	}
	n = unorm2_normalize(
	    unorm2_getNFCInstance(&status), apart, kept, text, READING_MAX, &status);
	n = u_strToLower(apart, READING_MAX, text, n, "en", &status);
	u_strToUTF8(out, (int32_t)size, NULL, apart, n, &status);
	return (status == U_ZERO_ERROR);
}

bool
pinyin_reading(struct buf *out, const char *reading)
{
	char latin[READING_MAX * 3];

	if (!plain(reading, latin, sizeof(latin)))
		return (false);
	for (const char *p = latin; *p != '\0';) {
		const struct syllable *s = next_syllable(p);

		if (s != NULL) {
			buf_str(out, s->character);
			p += strlen(s->latin);
		} else {
			if (*p != ' ' && *p != '\'')
				buf_char(out, *p);
			p++;
		}
	}
	return (true);
}
