#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-or-later
# portalctl import against a running portal: what it takes, refuses and leaves alone, and that it is found then.
# What is taken in here can't be taken out again, so the portal is this suite's own.
[ -n "${PORTAL_OWN:-}" ] || exec env -u PORTAL_URL PORTAL_OWN=1 "$(dirname "$0")/../with-portal" "$(readlink -f "$0")"
. "$(dirname "$0")/lib.sh"

ctl() {
	DATA=$PORTAL_DATA "build/${BUILD:-release}/portalctl" "$@"
}

# take CODE NAME ARG…: run an import; its words stand in $said.
take() {
	local code=$1 name=$2 got
	shift 2
	said=$(ctl import "$@" 2>&1)
	got=$?
	[ "$got" = "$code" ] && pass "$name" || fail "$name" "exit code $got, wanted $code" "$said"
}

# count WORD: the numbers of entries and articles on that line of the summary.
count() {
	awk -v word="$1" '$1 == word { print $2, $3 }' <<<"$said"
}

# --- two small collections
mkdir -p "$tmp/laws/t1" "$tmp/laws/t2"
cat >"$tmp/laws/t1/laws.jsonl" <<'EOT'
{"id":"tt:one","lang":"zh","country":"CN","title":"测试海豚保护条例","dates":["1999-5-1","2011-6-7"]}
{"id":"tt:bare","lang":"zh","country":"CN","title":"测试没有条文的办法","dates":[]}
EOT
cat >"$tmp/laws/t1/articles.jsonl" <<'EOT'
{"id":"tt:one:0","lang":"zh","country":"CN","title":"测试海豚保护条例","article":"第一条","chapter":"第一章","body":"为了保护白鱀豚，制定本条例。","law_id":"tt:one"}
{"id":"tt:one:1","lang":"zh","country":"CN","title":"测试海豚保护条例","article":"第二条","chapter":"第一章","body":"白鱀豚不得捕捞。","law_id":"tt:one"}
EOT
cat >"$tmp/laws/t2/articles.jsonl" <<'EOT'
{"id":"tb:dois:1","lang":"pt","country":"BR","title":"Lei de Teste do Golfinho","article":"1","body":"O boto-cor-de-rosa quaxinduba é protegido."}
{"id":"tb:dois:2","lang":"pt","country":"BR","title":"Lei de Teste
{"id":"tb:dois:3","lang":"pt","country":"BR","title":"Lei de Teste do Golfinho","article":"3","body":"Esta lei entra em vigor."}
EOT
zstd -q "$tmp/laws/t1/articles.jsonl" && rm "$tmp/laws/t1/articles.jsonl"

take 0 "a small collection is taken" jsonl --publish "$tmp/laws/t1"
is "with its laws and articles" "$(count new)" "2 2"
take 1 "a broken line is refused, the rest is taken" jsonl --publish "$tmp/laws/t2"
is "with the other articles" "$(count new)" "1 2"
has "and named with file, line and reason" "$said" "t2/articles.jsonl:2: refused: the line is not a JSON object"
take 0 "a second time it is taken as well" jsonl --publish "$tmp/laws/t1"
is "and nothing is new" "$(count new)" "0 0"
is "nor changed" "$(count changed)" "0 0"
is "all is as it was" "$(count unchanged)" "2 2"
sed -i 's/2011-6-7/2012-6-7/' "$tmp/laws/t1/laws.jsonl"
take 0 "a changed law is taken" jsonl --publish "$tmp/laws/t1"
is "alone" "$(count changed)" "1 2"
take 2 "an unknown format is refused" json "$tmp/laws/t1"
has "with the known ones" "$said" jsonl
take 2 "no path is refused" jsonl --publish
take 1 "a missing path is refused" jsonl --publish "$tmp/nowhere"

# Without --publish nothing becomes public.
sed 's/tt:one/tt:draft/; s/海豚/江豚/; /tt:bare/d' "$tmp/laws/t1/laws.jsonl" >"$tmp/laws.draft"
mkdir "$tmp/laws/t3"
mv "$tmp/laws.draft" "$tmp/laws/t3/laws.jsonl"
take 0 "drafts are taken" jsonl "$tmp/laws/t3"
if ctl verify --wait 60 >"$tmp/verify" 2>&1; then pass "index and database agree"; else fail "index and database agree" "$(tail -n 3 "$tmp/verify")"; fi
direct /en/laws/tt-one
is "a law that was published is there" "$status" 200
has "with its articles" "$body" 白鱀豚不得捕捞
direct /en/laws/tt-bare
is "one without articles, too" "$status" 200
direct /en/laws/tt-draft
is "a draft is not" "$status" 404

# found WORDS SOURCE-ID [LOCALE]
found() {
	curl -sf -G "$PORTAL_DIRECT/api/v1/search" --data-urlencode "q=$1" --data "group=none&locale=${3:-en}" >"$tmp/found" &&
		grep -qF "\"$2\"" "$tmp/found"
}
if until_ok 10 found 白鱀豚 tt:one:1; then pass "an article is found in Chinese"; else fail "an article is found in Chinese" "$(head -c 400 "$tmp/found")"; fi
if until_ok 10 found quaxinduba tb:dois:1 pt-BR; then pass "and one in Portuguese"; else fail "and one in Portuguese" "$(head -c 400 "$tmp/found")"; fi

# --- from drafts to what readers see, and back
said=$(ctl publish --dry-run --source laws/t3 2>&1)
has "what waits is listed" "$said" "laws      tt-draft"
has "and nothing is done" "$said" "1 entries would be published"
direct /en/laws/tt-draft
is "the draft is still none" "$status" 404
said=$(ctl publish --source laws/t3 2>&1)
has "then it is published" "$said" "1 entries published, 0 refused"
direct /en/laws/tt-draft
is "and there" "$status" 200
said=$(ctl publish --source laws/t3 2>&1)
has "once" "$said" "0 entries published"
ctl withdraw laws tt-draft --reason "a test" >/dev/null 2>&1
is "it can be withdrawn" $? 0
direct /en/laws/tt-draft
is "and is gone" "$status" 410
ctl withdraw laws tt-draft >/dev/null 2>&1
is "not without a reason" $? 2
ctl merge laws tt-bare tt-one >/dev/null 2>&1
is "two laws become one" $? 0
direct /en/laws/tt-bare
is "whose addresses lead to it" "$status $(header location)" "301 /en/laws/tt-one"
take 0 "an import leaves it so" jsonl --publish "$tmp/laws/t1"
is "and changes nothing" "$(count new) $(count changed)" "0 0 0 0"

# Two versions of a law, and one of them once more.
mkdir "$tmp/laws/t4"
for v in "old 1999-05-01" "new 2020-10-17" "twin 2020-10-17"; do
	set -- $v
	echo "{\"id\":\"tv:$1\",\"lang\":\"zh\",\"country\":\"CN\",\"title\":\"测试版本法\",\"path\":\"x/测试版本法($2).md\",\"dates\":[]}" >>"$tmp/laws/t4/laws.jsonl"
	echo "{\"id\":\"tv:$1:0\",\"lang\":\"zh\",\"country\":\"CN\",\"title\":\"测试版本法\",\"article\":\"第一条\",\"body\":\"$2 的文本。\",\"law_id\":\"tv:$1\"}" >>"$tmp/laws/t4/articles.jsonl"
done
take 1 "versions of a law are taken" jsonl --publish "$tmp/laws/t4"
has "the same version twice is refused" "$said" "It is a duplicate: “laws/t4 tv:new” is the same law in the same version"
is "the others are one law" "$(count new) $(count changed)" "1 1 1 1"
direct /zh-Hans/laws/tv-old
is "with the address of the latest" "$status $(header location)" "301 /zh-Hans/laws/tv-new"
direct /zh-Hans/laws/tv-new
has "which shows the latest" "$body" "2020-10-17 的文本"
direct "/zh-Hans/laws/tv-new?at=2005-01-01"
has "and what it said on a day" "$body" "1999-05-01 的文本"

# --- the portal's own format
mkdir "$tmp/guides"
echo '{"texts":{"en":{"title":"T"}},"guide":{"type":"nws"}}' >"$tmp/guides/x-test.json"
take 1 "an entry with an unknown id is refused" record --publish "$tmp/guides"
has "naming the nearest" "$said" "x-test.json: refused: “guide.type” can't be “nws”; did you mean “news”?"
take 0 "the starter content is taken again" record --publish schema/content
is "and nothing changes" "$(count new) $(count changed)" "0 0 0 0"

# A change is seen through the cache: soon by a crowd, and by whoever comes first after a long silence.
tell() {
	echo "{\"texts\":{\"en\":{\"title\":\"$1\"}},\"guide\":{\"type\":\"news\"}}" >"$tmp/guides/x-fresh.json"
	take 0 "$1 is published" record --publish "$tmp/guides/x-fresh.json"
}
shows() {
	get "$1"
	[[ $body == *"$2"* ]]
}
tell "Before the change"
if shows /en/guides/x-fresh "Before the change" && shows /ru/guides/x-fresh "Before the change"; then
	pass "it is read through the cache"
else
	fail "it is read through the cache" "$status" "${body:0:300}"
fi
tell "After the change"
changed=$SECONDS
if until_ok 10 shows /en/guides/x-fresh "After the change"; then
	pass "readers see the change in $((SECONDS - changed)) s"
else
	fail "readers see the change within 10 s" "$(header cache-status)"
fi

# --- real collections
laws=../shared/data/laws
if [ ! -d "$laws" ]; then
	skip "real collections: they are not here"
else
	# Three laws alone, so that the indexer is soon done with them.
	three='cn:(91aef043ee|4514f7436e|70a6b2bdc7)'
	mkdir -p "$tmp/three/laws/cn"
	for part in laws articles; do
		zstd -dcq "$laws/cn/$part.jsonl.zst" | grep -E "\"${three}[:\"]" >"$tmp/three/laws/cn/$part.jsonl"
	done
	take 0 "three Chinese laws are taken" jsonl --publish "$tmp/three/laws/cn"
	is "they join what staff wrote about them" "$(count changed)" "3 222"
	if ctl verify --wait 120 >"$tmp/verify" 2>&1; then pass "index and database agree on them"; else fail "index and database agree on them" "$(tail -n 3 "$tmp/verify")"; fi
	# articles SLUG: how many the Chinese text has.
	articles() {
		curl -sf "$PORTAL_DIRECT/api/v1/laws/$1?locale=zh-Hans" |
			python3 -c 'import json, sys; print(len(json.load(sys.stdin)["law"]["text"]["articles"]))'
	}
	is "the patent law has 82 articles" "$(articles cn-patent-law)" 82
	is "the trade mark law 73" "$(articles cn-trademark-law)" 73
	is "the copyright law 67" "$(articles cn-copyright-law)" 67
	if until_ok 10 found 专利权的期限 cn:91aef043ee:41; then pass "an article is found by its words"; else fail "an article is found by its words" "$(head -c 400 "$tmp/found")"; fi

	take 0 "the laws of Brazil are taken" jsonl --publish "$laws/br"
	is "all of them" "$(awk '$1 == "new" || $1 == "changed" || $1 == "unchanged" { e += $2; a += $3 } END { print e, a }' <<<"$said")" "99 12176"
	take 0 "and again" jsonl --publish "$laws/br"
	is "without a change" "$(count unchanged)" "99 12176"
	take 1 "and those of China, but what is there twice" jsonl --publish "$laws/cn"
	is "all of the others, the Civil Code's eight files as one law" "$(awk '$1 == "new" || $1 == "changed" || $1 == "unchanged" { e += $2; a += $3 } END { print e, a }' <<<"$said")" "3464 148209"
	is "and nothing else is refused" "$(grep ': refused: ' <<<"$said" | grep -vc duplicate)" 0
fi

# The cache holds a page for 5 s, and shows it for 30 s more while it fetches another.
[ $((SECONDS - changed)) -gt 36 ] || sleep $((37 - SECONDS + changed))
get /ru/guides/x-fresh
has "the first reader after a silence sees the change, too" "$body" "After the change"
is "fetched for them" "$(header cache-status)" "portal; fwd=stale"
