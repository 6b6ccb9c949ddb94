#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-or-later
# A law of 1,500 articles in two languages side by side: first byte, whole page, gzip, what the server does for it as a
# share of a law of 60 articles (25 times the articles: at most 25 times the work), and one part of it alone.
# Called alone it starts a portal of its own.  ROUNDS (9) requests each; medians.
set -u
cd -- "$(dirname -- "${BASH_SOURCE[0]}")/../.." || exit 1
if [ -z "${PORTAL_URL:-}" ]; then
	PORTAL_WORKERS=${PORTAL_WORKERS:-2} exec tests/with-portal "$PWD/tests/bench/laws.sh" "$@"
fi
rounds=${ROUNDS:-9}
tmp=$(mktemp -d /tmp/portal-bench.XXXXXX)
trap 'rm -rf "$tmp"' EXIT
make -s build/release/bench/page_bench || exit 1

# One record a law, with articles in chapters of 50: sentences of different words, as laws have them.
node - "$tmp" <<'JS'
const fs = require('fs'), dir = process.argv[2]
let seed = 7
const pick = list => list[(seed = (seed * 1103515245 + 12345) % 2147483648) % list.length]
const zh = [...'为了保护专利权人的合法权益鼓励发明创造推动应用提高创新能力促进科学技术进步和经济社会发展制定本法任何单位个人未经许可不得实施其即生产经营目的使用销售进口产品']
const ru = ('патент лицо право изобретение договор суд срок заявка орган государство обязательство лицензия решение ' +
	'исключительное использование охрана экспертиза пошлина представитель обжалование нарушение компенсация').split(' ')
const sentence = l => l === 'zh-Hans'
	? Array.from({ length: 70 + seed % 60 }, () => pick(zh)).join('') + '，依照本法第十一条的规定执行。'
	: Array.from({ length: 30 + seed % 20 }, () => pick(ru) + pick(['', 'а', 'у', 'ом', 'ы'])).join(' ') + ' согласно статье 11 настоящего Закона.'
for (const n of [60, 1500]) {
	const expressions = ['zh-Hans', 'ru'].map(language => ({ language, version_date: '2020-01-01', provenance: 'official',
		legal_value: language === 'ru' ? 'unofficial' : 'authoritative',
		articles: Array.from({ length: n }, (_, i) => ({ number: String(i + 1), chapter: `第${1 + Math.floor(i / 50)}章 测试`,
			heading: language === 'ru' ? pick(ru) : undefined, body: sentence(language) })) }))
	fs.writeFileSync(`${dir}/bench-law-${n}.json`, JSON.stringify({ slug: `bench-law-${n}`, jurisdictions: ['CN'], subjects: ['patents'],
		texts: { 'zh-Hans': { title: `测试法 ${n}` }, ru: { title: `Закон ${n}` } },
		law: { type: 'law', status: 'in_force', original_language: 'zh-Hans', expressions } }))
}
JS
mkdir -p "$tmp/content/laws"
mv "$tmp"/*.json "$tmp/content/laws"
DATA=$PORTAL_DATA build/release/portalctl import record --publish "$tmp/content" >"$tmp/said" 2>&1 ||
	{ cat "$tmp/said" >&2; exit 1; }

median() {
	sort -n | awk '{ v[NR] = $1 } END { print v[int((NR + 1) / 2)] }'
}

# ask NAME PATH: first byte and whole page in ms, bytes, bytes as gzip
ask() {
	local i
	: >"$tmp/first"
	: >"$tmp/whole"
	[ "$(curl -s -o "$tmp/page" -w '%{http_code}' "$PORTAL_DIRECT$2")" = 200 ] || { echo "$2 does not answer" >&2; exit 1; }
	for ((i = 0; i < rounds; i++)); do
		curl -s -o /dev/null -w '%{time_starttransfer} %{time_total}\n' "$PORTAL_DIRECT$2" >"$tmp/times"
		awk '{ print $1 * 1000 }' "$tmp/times" >>"$tmp/first"
		awk '{ print $2 * 1000 }' "$tmp/times" >>"$tmp/whole"
	done
	printf '%s: first byte %.0f ms, whole page %.0f ms, %d bytes, %d as gzip\n' "$1" "$(median <"$tmp/first")" \
		"$(median <"$tmp/whole")" "$(wc -c <"$tmp/page")" "$(gzip -6 -c "$tmp/page" | wc -c)"
}
# cpu PATH QUERY: us of CPU a request
cpu() {
	(
		set -a
		while IFS='=' read -r name value; do export "$name=$value"; done <"$PORTAL_DATA/run/environment"
		for ((i = 0; i < 3; i++)); do build/release/bench/page_bench 5 "$1" "$2"; done
	) | sed -E 's/.*, ([0-9.]+) us of CPU.*/\1/' | median
}
beside='text=zh-Hans,ru'
ask "1,500 articles in two languages (target: gzip under 400,000)" "/zh-Hans/laws/bench-law-1500?part=all&$beside"
ask "60 articles in two languages" "/zh-Hans/laws/bench-law-60?$beside"
ask "1,500 articles, as it opens: one part in two languages" "/zh-Hans/laws/bench-law-1500?$beside"
ask "1,500 articles, one language, all" "/zh-Hans/laws/bench-law-1500?part=all"
awk -v a="$(cpu /zh-Hans/laws/bench-law-1500 "part=all&$beside")" -v b="$(cpu /zh-Hans/laws/bench-law-60 "$beside")" 'BEGIN {
	printf "the server: %.1f ms of CPU for 1,500 articles, %.2f ms for 60: %.1f times (target: under 25)\n", a / 1000, b / 1000, a / b }'
