/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Owns how many strokes simplified characters have.  ICU counts the parts 辶 艹 礻 阝 and some
 * others as they are written in Taiwan, one stroke more than readers on the mainland do.
 */
#include "locale/strokes.h"

#include <string.h>

/* Of each count one character that ICU counts alike, and those that it miscounts. */
static const struct {
	const char *same, *others;
} counts[] = {
	/* clang-format off */
	{ "三", "及与" }, /* 3 */
	{ "王", "艺长" }, /* 4 */
	{ "玉", "边辽节艾礼印" }, /* 5 */
	{ "百", "达迁过迅迈巡芝邢邦防阳阴延廷" }, /* 6 */
	{ "里", "进远违运还连近返迎这迟芯花芳苏芜社邮邯邻陆陈际附阿" }, /* 7 */
	{ "青", "述迪迫迭苗英范茂若苦视郊郑降限陕建" }, /* 8 */
	{ "皇", "追退送适逃选迹逆逊茶草荒药荐荆荣祖祝神除院险残修骨鬼庭" }, /* 9 */
	{ "班", "透递途逗通逝逐造速逢获莆莱莞祥部郴都陵陶健" }, /* 10 */
	{ "理", "逮逸菜营著萧萍萌菌菏鄂随隐象黄敢" }, /* 11 */
	{ "琴", "遇遏遍道遗落葡董葫葛隔鼎搜" }, /* 12 */
	{ "瑞", "遣遥蒙蓝蓄蒲福障像" }, /* 13 */
	{ "静", "遭遮蔚隧" }, /* 14 */
	{ "趣", "遴遵" }, /* 15 */
	{ "整", "避邀薪" }, /* 16 */
	{ "霜", "藏" }, /* 17 */
	/* clang-format on */
};

enum { CHARACTER = 3 }; /* bytes */

void
strokes_simplified(struct buf *out, const char *text)
{
	if (strnlen(text, CHARACTER) == CHARACTER && (unsigned char)*text >= 0xE3) {
		for (size_t i = 0; i < sizeof(counts) / sizeof(counts[0]); i++)
			for (const char *p = counts[i].others; *p != '\0'; p += CHARACTER)
				if (memcmp(p, text, CHARACTER) == 0)
					buf_str(out, counts[i].same);
	}
	buf_str(out, text);
}
