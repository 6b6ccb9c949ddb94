#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-or-later
# The read API: what it promises in DESIGN section 4 and openapi.json.
. "$(dirname "$0")/lib.sh"

json() {
	node tests/http/json.mjs "$tmp/body" "$@" 2>&1
}

# --- search
direct "/api/v1/search?q=patent&locale=en&limit=5"
is "a search answers" "$status $(header content-type)" "200 application/json"
is "with every member of the contract" "$(json '["query","total","total_is_exact","total_articles","hits","facets",
	"expansions","suggestion","next"].filter((k) => !(k in it)).join()')" ""
is "also in every hit" "$(json '["id","source_id","kind","slug","eId","url","language","dir","title","snippet",
	"highlights","jurisdictions","date","provenance","score","more_in_work"]
	.filter((k) => it.hits.some((h) => !(k in h))).join()')" ""
is "and in the expansions" "$(json 'it.expansions.length > 0 && it.expansions.every((e) => e.from && e.to &&
	e.language && e.term)')" true
is "five hits" "$(json 'it.hits.length')" 5
is "the query comes back" "$(json 'it.query')" patent
is "facets have labels" "$(json 'it.facets.kind.length > 0 && Object.values(it.facets).flat().every((v) => v.label &&
	v.count > 0)')" true
is "highlights are code points of the snippet" "$(json 'it.hits.filter((h) => h.highlights.length > 0).every((h) =>
	h.highlights.every(([a, b]) => a < b && b <= [...h.snippet].length))')" true
is "addresses are those of the locale" "$(json "it.hits.every((h) => h.url.startsWith('$PORTAL_URL/en/'))")" true
is "others may read it from their pages" "$(header access-control-allow-origin)" "*"
direct "/api/v1/search?q=patent&locale=ru&limit=0"
is "labels in Russian" "$(json 'it.facets.kind.find((k) => k.id === "law").label')" "Законы"
is "without hits" "$(json 'it.hits.length')" 0
direct "/api/v1/search?q=patent&limit=0" -H "Accept-Language: pt"
is "labels by Accept-Language" "$(header content-language)" pt-BR

# One concept in five languages and scripts: the hits say in which language they are, and which way it runs.
while read -r language dir word; do
	direct "/api/v1/search?limit=50&group=none&language=$language" -G --data-urlencode "q=$word"
	is "$word is found" "$status $(json 'it.total > 0')" "200 true"
	is "in its language" "$(json '[...new Set(it.hits.map((h) => h.language + " " + h.dir))].join()')" "$language $dir"
	is "and marked" "$(json 'it.hits.some((h) => h.highlights.length > 0)')" true
	direct "/api/v1/search?limit=0" -G --data-urlencode "q=$word"
	is "$word reaches other languages too" "$(json "it.facets.language.some((l) => l.id !== '$language')")" true
done <<'END'
zh-Hans ltr 专利
ru ltr патент
hi ltr पेटेंट
ar rtl براءة
pt ltr patente
END

# --- filters, groups, order
direct "/api/v1/search?q=patent&kind=law&jurisdiction=BR&jurisdiction=IN&limit=100"
is "filters: OR within one, AND between them" "$(json 'it.hits.length > 0 && it.hits.every((h) => h.kind === "law" &&
	h.jurisdictions.some((j) => j === "BR" || j === "IN"))')" true
direct "/api/v1/search?q=patent&kind=law&group=none&limit=100"
is "articles for themselves" "$(json 'it.total >= it.hits.length && it.hits.some((h) => h.eId)')" true
none=$(json 'it.total')
direct "/api/v1/search?q=patent&kind=law&limit=100"
is "are more than their laws" "$(json "it.total < $none && it.total_articles === $none")" true
direct "/api/v1/search?q=patent&expand=off"
is "without other languages" "$(json 'it.expansions.length')" 0
direct "/api/v1/search?year_from=1990&year_to=1999&kind=law&limit=100"
is "years" "$(json 'it.hits.length > 0 && it.hits.every((h) => h.date >= "1990" && h.date < "2000")')" true
direct "/api/v1/laws?sort=date&limit=100"
is "a list by date" "$(json 'it.hits.every((h, i) => i === 0 || (it.hits[i - 1].date ?? "") >= (h.date ?? ""))')" true

# --- paging
total=$(json 'it.total')
seen=''
path="/api/v1/laws?limit=7&sort=title&locale=ru"
pages=0
while [ -n "$path" ] && [ "$pages" -lt 100 ]; do
	direct "$path"
	seen+=$(json '"\n" + it.hits.map((h) => h.slug).join("\n")')
	next=$(json 'it.next')
	link=$(header link | sed -n 's/^<\(.*\)>; rel="next"$/\1/p')
	path=${link#"$PORTAL_URL"}
	pages=$((pages + 1))
	if [ "$next" = null ] && [ -n "$path" ]; then fail "next and Link agree"; fi
	if [ "$next" != null ] && [[ $path != *"cursor=$next"* ]]; then fail "next and Link agree"; fi
done
is "the pages of a list together hold every entry once" \
	"$(sort -u <<<"$seen" | grep -c .) $(grep -c . <<<"$seen")" "$total $total"
direct "/api/v1/laws?limit=7"
next=$(json 'it.next')
direct "/api/v1/laws?limit=8&cursor=$next"
is "a cursor belongs to its query" "$status" 400
direct "/api/v1/laws?limit=7&cursor=${next}0"
is "one that was not made here is refused" "$status" 400
direct "/api/v1/laws?limit=7&cursor=nonsense"
is "nonsense too" "$status $(header content-type)" "400 application/problem+json"

# --- entries
for plural in laws guides providers listings events resources terms facts; do
	direct "/api/v1/$plural?limit=1&locale=hi"
	slug=$(json 'it.hits[0].slug')
	direct "/api/v1/$plural/$slug?locale=hi"
	is "/api/v1/$plural/$slug" "$status" 200
	is "holds its texts with provenance" "$(json 'it.texts.length > 0 && it.texts.every((t) => t.language && t.dir &&
		t.provenance && t.title)')" true
	is "and what its kind has" "$(json 'typeof it[it.kind]')" object
done
direct "/api/v1/laws/cn-patent-law?language=ru"
is "a law has its expressions" "$(json 'it.law.expressions.length > 0')" true
is "and the articles of one" "$(json 'it.law.text.articles.length > 0 && it.law.text.articles.every((a) => a.eId &&
	a.body)')" true
is "in the language asked for" "$(json 'it.law.text.language')" ru
direct /api/v1/laws/no-such-law
is "an entry that there is not" "$status $(json 'it.status')" "404 404"
direct /api/v1/terms/cn-patent-law
is "an entry of another kind" "$status" 404

# --- suggest, compare, the description
direct "/api/v1/suggest?q=pat&locale=en&limit=5"
is "suggestions" "$(json 'it.suggestions.length > 0 && it.suggestions.length <= 5')" true
direct "/api/v1/suggest"
is "need a beginning" "$status" 400
direct "/api/v1/compare?question=patent-term&jurisdiction=BR&jurisdiction=CN&locale=ar"
is "one question, two countries" "$(json 'it.questions.length === 1 && it.questions[0].answers.length === 2 &&
	it.jurisdictions.map((j) => j.id).sort().join() === "BR,CN"')" true
is "in the reader's language" "$(json 'it.questions[0].answers.every((a) => a.language === "ar" && a.dir === "rtl")')" \
	true
direct /api/v1/openapi.json
is "the description is there" "$status $(json 'it.openapi')" "200 3.1.0"

# --- refusals
refused() {
	direct "$1"
	is "$1" "$status $(header content-type)" "400 application/problem+json"
	has "says why" "$(json 'it.detail')" "$2"
}
refused "/api/v1/search?qeury=a" qeury
refused "/api/v1/search?jurisdicton=BR" "“jurisdiction”"
refused "/api/v1/laws?q=a" q
refused "/api/v1/search?utm_source=a" utm_source
refused "/api/v1/search?kind=lwa" "“law”"
refused "/api/v1/search?jurisdiction=brazil" brazil
refused "/api/v1/search?subject=patent" "“patents”"
refused "/api/v1/search?limit=101" 100
refused "/api/v1/search?limit=-1" limit
refused "/api/v1/search?limit=" limit
refused "/api/v1/search?limit=5&limit=6" limit
refused "/api/v1/search?year_from=abc" year_from
refused "/api/v1/search?sort=newest" newest
refused "/api/v1/search?locale=xx" xx
refused "/api/v1/search?language=%E4%B8%AD" 中
refused "/api/v1/laws/cn-patent-law?at=2019-02-30" 2019-02-30
refused "/api/v1/search?q=%FF" UTF-8
refused "/api/v1/search?q=%zz" percent
direct "/api/v1/search?kind=lwa&locale=ru"
has "in the language of the labels" "$(json 'it.detail')" "«law»"
direct /api/v1/nothing
is "an unknown address" "$status $(header content-type)" "404 application/problem+json"
direct /api/v1/search -X DELETE
is "a method that it does not take" "$status $(header allow)" "405 GET, HEAD"
is "as a problem too" "$(header content-type)" application/problem+json
