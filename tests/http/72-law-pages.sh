#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-or-later
# Laws as they are read: parts, versions by date and compared, languages side by side, links of citations, printing.
# What is taken in here can't be taken out again, so the portal is this suite's own.
[ -n "${PORTAL_OWN:-}" ] || exec env -u PORTAL_URL PORTAL_OWN=1 "$(dirname "$0")/../with-portal" "$(readlink -f "$0")"
. "$(dirname "$0")/lib.sh"

# Two versions of one law, one of 400 articles in two parts that cites it, and one of them in Portuguese.
mkdir -p "$tmp/laws/t1"
cat >"$tmp/laws/t1/laws.jsonl" <<'EOT'
{"id":"tv:old","lang":"zh","country":"CN","title":"测试江豚法","dates":["2001-05-01"]}
{"id":"tv:new","lang":"zh","country":"CN","title":"测试江豚法","dates":["2001-05-01","2015-06-07"]}
{"id":"tv:code","lang":"zh","country":"CN","title":"测试江豚法典","dates":["2016-01-01"]}
EOT
article() {
	printf '{"id":"%s:%s","lang":"zh","country":"CN","title":"%s","article":"%s","chapter":"%s","body":"%s","law_id":"%s"}\n' \
		"$1" "$2" "$3" "$4" "$5" "$6" "$1"
}
{
	article tv:old 0 测试江豚法 第一条 "" "为了保护江豚，制定本法。"
	article tv:old 1 测试江豚法 第二条 "" "江豚保护期限为十年，由国务院渔业行政部门负责，依照本法第一条计算。"
	article tv:old 2 测试江豚法 第三条 "" "本法自公布之日起施行，由渔业行政部门解释。"
	article tv:new 0 测试江豚法 第一条 "" "为了保护江豚，制定本法。"
	article tv:new 1 测试江豚法 第二条 "" "任何单位和个人都有保护江豚栖息环境的义务。"
	article tv:new 2 测试江豚法 第三条 "" "江豚保护期限为十五年，由国务院渔业行政部门负责，依照本法第一条计算。"
	for ((i = 1; i <= 400; i++)); do
		article tv:code $i 测试江豚法典 "第${i}条" "第$((i > 200 ? 2 : 1))编 部分" \
			"依照《测试江豚法》第二条和本法第$((401 - i))条的规定，本条为第${i}项，另见本法第九百条。"
	done
} >"$tmp/laws/t1/articles.jsonl"
DATA=$PORTAL_DATA "build/${BUILD:-release}/portalctl" import jsonl --publish "$tmp/laws/t1" >"$tmp/said" 2>&1 ||
	fail "the laws are taken" "$(cat "$tmp/said")"
# Versions are one work under one of the two slugs.
code=tv-code two=tv-new
direct /zh-Hans/laws/tv-new
[ "$status" = 200 ] || two=tv-old

# --- versions
direct "/zh-Hans/laws/$two"
has "today's text is shown" "$body" "十五年"
has "with its date" "$body" "2015年6月7日版本"
has "and the way to the one before" "$body" "/zh-Hans/laws/$two?at=2001-05-01"
has "and to what it changed" "$body" "/zh-Hans/laws/$two?diff=2001-05-01..2015-06-07"
has "a citation of its own is a link" "$body" '<a href="#art_1">第一条</a>'
direct "/zh-Hans/laws/$two?at=2003-01-01"
has "on a day in between it is the older" "$body" "十年"
hasnt "alone" "$body" "十五年"
has "and says so" "$body" "2003年1月1日"
direct "/en/laws/$two?at=1999-01-01"
is "before the first there is a page" "$status" 200
has "that says so" "$body" "no version of this law that applied on that day"
direct "/en/laws/$two?at=2003-13-01"
is "a day that there is not is refused" "$status" 400
direct "/en/laws/$two?diff=2001-05-01..2015-06-07"
is "two versions are compared" "$status" 200
has "what was inserted is marked" "$body" "义务。"
has "by characters" "$body" "为十<ins><span class=\"unseen\" lang=\"en\" dir=\"ltr\">[added:</span>五"
has "under the number it had" "$body" "Formerly 第二条"
has "what is gone is there" "$body" "1 article was removed"
has "and what is new" "$body" "1 article was added"
has "what is the same is folded" "$body" "1 article is unchanged"
direct "/ar/laws/$two/art_3?diff=2001-05-01..2015-06-07"
is "one article is compared" "$status" 200
has "with what it was" "$body" "为十<ins>"
direct "/ru/laws/$two?diff=2015-06-07..2001-05-01"
has "backwards it is the same" "$body" "diff=2001-05-01..2015-06-07"
direct "/en/laws/$two?diff=2001-05-01..x"
is "half a comparison is refused" "$status" 400
direct "/en/laws/$two?diff=1990-01-01..1991-01-01"
is "versions that there are not are not found" "$status" 404

# --- parts
direct "/zh-Hans/laws/$code"
is "a large law opens with one part" "$(grep -c '<section id="art_' "$tmp/body")" 200
has "and says so" "$body" "?part=all"
has "its contents lead to the other" "$body" "?part=part_2#art_300"
has "a citation leads there" "$body" "href=\"/zh-Hans/laws/$code/art_400\""
hasnt "not to an article that there is not" "$body" "art_900"
has "the law that it names is linked" "$body" "<a href=\"/zh-Hans/laws/$two\">《测试江豚法》</a>"
has "and its article" "$body" "<a href=\"/zh-Hans/laws/$two/art_2\">第二条</a>"
direct "/zh-Hans/laws/$code?part=art_300"
has "any article opens its part" "$body" '<section id="art_300"'
hasnt "alone" "$body" '<section id="art_100"'
direct "/zh-Hans/laws/$code?part=all"
is "the whole is there" "$(grep -c '<section id="art_' "$tmp/body")" 400
direct "/zh-Hans/laws/$code?part=chp_99"
is "a part that there is not is not found" "$status" 404

# --- a law that has nothing but a summary is read in the language that is asked for, as a search shows it
direct "/en/laws/int-pct?text=ru"
has "the summary is in that language" "$body" '<p class="lead" lang="ru" dir="ltr">'
hasnt "and is not said to be missing" "$body" "not available in Russian"
direct "/en/laws/int-pct?text=am"
has "what there is not is said to be missing" "$body" "not available in Amharic"

# --- side by side, of the starter content
direct "/hi/laws/cn-patent-law?text=ru,zh-Hans,ar"
is "three languages stand side by side" "$(grep -o '<td lang="[a-zA-Z-]*" dir="[a-z]*"' "$tmp/body" | sort -u | wc -l)" 3
has "each in its direction" "$body" '<td lang="ar" dir="rtl">'
has "with where it comes from" "$body" '<span class="tag staff">'
direct "/hi/laws/cn-patent-law?text=ru&text=zh-Hans"
has "a form's address is the same page" "$body" "/hi/laws/cn-patent-law?text=ru,zh-Hans\">"
direct "/en/laws/cn-patent-law/art_42?text=ru,zh-Hans"
is "one article too" "$status $(grep -c '<tr id="' "$tmp/body")" "200 1"
direct "/en/laws/cn-patent-law/art_42"
has "beside it stand the facts that rest on it" "$body" 'href="/en/facts/'
has "a digest can't be cited" "$body" "Only the authoritative text may be cited."
etag=$(header etag)
direct "/en/laws/cn-patent-law/art_42" -H "If-None-Match: $etag"
is "it is not sent twice" "$status" 304

# --- printing
direct "/en/laws/cn-patent-law?print="
has "what to print is chosen" "$body" '<input type="checkbox" name="print" value="art_42">'
direct "/en/laws/cn-patent-law?print=art_42&print=art_2&text=ru&text=zh-Hans"
is "and shown" "$(grep -c '<tr id="' "$tmp/body")" 2
has "with its address" "$body" "$PORTAL_URL/en/laws/cn-patent-law?text=ru,zh-Hans&amp;print=art_42,art_2"
direct "/zh-Hans/laws/$code?print=part_2"
is "a part is printed as a whole" "$(grep -c '<tr id="' "$tmp/body")" 200

# --- a translation that fell behind, article by article
mkdir -p "$tmp/pinned/laws"
# pinned VERSION…: a Chinese law of these versions, the second with another Article 2, and a translation of the first
pinned() {
	local v sep='' period=十年
	printf '{"slug":"tv-pinned","jurisdictions":["CN"],"subjects":["patents"],"texts":{"zh-Hans":{"title":"测试海豚法"}},"law":{"type":"law",'
	printf '"status":"in_force","original_language":"zh-Hans","expressions":['
	for v in "$@"; do
		printf '%s{"language":"zh-Hans","version_date":"%s","provenance":"official","legal_value":"authoritative","articles":[' "$sep" "$v"
		printf '{"number":"1","body":"为了保护海豚，制定本法。"},{"number":"2","body":"保护期限为%s。"}]}' "$period"
		sep=, period=二十年
	done
	printf ',{"language":"ru","version_date":"2001-05-01","provenance":"staff","legal_value":"unofficial","translator":"А. Б.",'
	printf '"source_language":"zh-Hans","source_version":"2001-05-01","articles":['
	printf '{"number":"1","body":"Закон принят для охраны дельфинов."},{"number":"2","body":"Срок охраны — десять лет."}]}]}}'
}
stale='Перевод устарел'
take_pinned() {
	pinned "$@" >"$tmp/pinned/laws/tv-pinned.json"
	DATA=$PORTAL_DATA "build/${BUILD:-release}/portalctl" import record --publish "$tmp/pinned" >"$tmp/said" 2>&1 ||
		fail "the translated law is taken" "$(cat "$tmp/said")"
}
take_pinned 2001-05-01
direct /ru/laws/tv-pinned/art_2
is "a translation is read" "$status" 200
has "with who made it" "$body" "А. Б."
hasnt "it is up to date" "$body" "$stale"
take_pinned 2001-05-01 2015-06-07
direct "/ru/laws/tv-pinned/art_2?text=ru"
has "when its original changes it says so" "$body" "$stale"
has "with the way to what changed" "$body" "/ru/laws/tv-pinned/art_2?text=zh-Hans&amp;diff=2001-05-01..2015-06-07"
direct "/ru/laws/tv-pinned/art_2?text=zh-Hans&diff=2001-05-01..2015-06-07"
has "where it is shown" "$body" "<ins>"
direct "/ru/laws/tv-pinned/art_1?text=ru"
is "an article whose original stayed is read" "$status" 200
hasnt "as it was" "$body" "$stale"
direct "/ar/laws/tv-pinned?text=ru,zh-Hans"
is "side by side one of two is told of" "$(grep -c 'class="notice warn beside"' "$tmp/body")" 1
