#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-or-later
# The term base as a glossary and as files, the lexicon, and questions that reach other languages by them.
. "$(dirname "$0")/lib.sh"

ctl=build/${BUILD:-release}/portalctl
export DATA=$PORTAL_DATA

json() {
	node tests/http/json.mjs "$tmp/body" "$@" 2>&1
}

valid_tbx() {
	if xmllint --nonet --noout --relaxng tests/http/tbx-basic.rng "$2" >"$tmp/lint" 2>&1; then
		pass "$1"
	else
		fail "$1" "$(head -n 5 "$tmp/lint")"
	fi
}

# --- for other programs
direct "/api/v1/terms.tbx"
is "the term base as TBX" "$status $(header content-type)" "200 application/x-tbx; charset=utf-8"
valid_tbx "valid TBX-Basic" "$tmp/body"
cp "$tmp/body" "$tmp/terms.tbx"
has "with the names of a concept" "$body" "<term>强制许可</term>"
etag=$(header etag)
direct "/api/v1/terms.tbx" -H "If-None-Match: $etag"
is "a reader who has it gets it not again" "$status" 304
direct "/api/v1/terms.rdf"
is "the term base as SKOS" "$status $(header content-type)" "200 application/rdf+xml; charset=utf-8"
cp "$tmp/body" "$tmp/terms.rdf"
rapper -q -i rdfxml -o ntriples "$tmp/terms.rdf" http://portal.example/ >"$tmp/triples" 2>"$tmp/error"
is "RDF to the letter" "$? $(cat "$tmp/error")" "0 "
concepts=$(grep -c '<http://www.w3.org/2004/02/skos/core#Concept>' "$tmp/triples")
is "as many concepts as in TBX" "$concepts" "$(grep -o '<conceptEntry' "$tmp/terms.tbx" | wc -l)"
is "no concept has two preferred names in a language" "$(grep 'core#prefLabel>' "$tmp/triples" |
	sed -E 's/^(<[^>]*>) .*(@[A-Za-z-]+) \.$/\1 \2/' | sort | uniq -d | head -n 3)" ""
# A definition in each language, the site's own or not.
for language in en zh-Hans zh-Hant ru pt hi ar fa id am; do
	is "TBX defines each concept in $language" "$(xmllint --xpath "count(//*[local-name() = 'langSec'][@*[local-name() = 'lang'] = \
		'$language'][*[local-name() = 'descrip'][@type = 'definition']])" "$tmp/terms.tbx")" "$concepts"
	is "and so does SKOS" "$(grep -c "core#definition> .*@${language,,} \\.$" "$tmp/triples")" "$concepts"
done
"$ctl" export tbx "$tmp/out" >/dev/null 2>&1 && "$ctl" export skos "$tmp/out" >/dev/null 2>&1
is "the command line writes both" "$?" 0
valid_tbx "TBX of the command line" "$tmp/out/terms.tbx"
is "with the same concepts" "$(rapper -q -i rdfxml -o ntriples "$tmp/out/terms.rdf" http://portal.example/ |
	grep -c 'core#Concept>')" "$concepts"

# --- for readers
while read -r locale term words; do
	direct "/$locale/terms" -G --data-urlencode "q=$term"
	has "the glossary in $locale finds $term" "$body" "/$locale/terms/compulsory-licence"
	direct "/$locale/terms/compulsory-licence"
	has "its page says what others call it" "$body" ">$words<"
	has "and where laws speak of it" "$body" 'id="occurs"'
done <<'EOT'
en compulsory 强制许可
zh-Hans 强制许可 compulsory licence
ar إجباري licença compulsória
EOT

# What it means in a language that the site does not speak: beside the reader's, on demand, and found.
while IFS='|' read -r language dir name means; do
	direct "/en/terms/compulsory-licence"
	has "the page has the definition in $language" "$body" "<dd lang=\"$language\" dir=\"$dir\">$means</dd>"
	direct "/en/terms/compulsory-licence" -G --data-urlencode "text=$language"
	has "with ?text=$language it stands on top" "$body" "<p class=\"lead\" lang=\"$language\" dir=\"$dir\">$means</p>"
	has "under the name in $language" "$body" "<h1 lang=\"$language\" dir=\"$dir\">$name</h1>"
	has "and the English one below" "$body" '<dd lang="en" dir="ltr">Permission by an authority'
	direct "/api/v1/search" -G --data-urlencode "q=$means" -d "language=$language&kind=term&expand=off&limit=1"
	is "the words of the definition in $language find it" "$(json 'it.hits[0].slug + " " + it.hits[0].language')" \
		"compulsory-licence $language"
done <<'EOT'
zh-Hant|ltr|強制授權|由主管機關准許他人不經專利權人同意實施其專利，並支付補償金的制度。
fa|rtl|مجوز بهره‌برداری اجباری|اجازه مرجع صالح برای بهره‌برداری از اختراع بدون رضایت مالک آن در برابر پرداخت عوض.
id|ltr|lisensi wajib|Izin dari instansi yang berwenang untuk melaksanakan paten tanpa persetujuan pemegang paten dengan pembayaran imbalan.
am|ltr|የግዴታ ፈቃድ|ሥልጣን ያለው አካል ያለ ባለቤቱ ፈቃድ ፓተንት በተሰጠው ፈጠራ በክፍያ ለመጠቀም የሚሰጠው ፈቃድ።
EOT
direct "/en/terms/compulsory-licence" -H "Accept-Language: zh-Hant, fa, en;q=0.1"
has "whatever a browser asks for, the English page is English" "$body" \
	'<p class="lead" lang="en" dir="ltr">Permission by an authority'
hasnt "and does not say it twice" "$body" '<dd lang="en"'
# A note is written in the language of its term.
direct "/en/terms/trade-mark"
has "a note says its language" "$body" '<span lang="ru" dir="ltr">в законе — товарный знак</span>'

# --- questions
"$ctl" lexicon show court >"$tmp/show"
is "the lexicon knows a word" "$?" 0
has "in another language" "$(cat "$tmp/show")" "zh 法院"
direct "/api/v1/search?q=court+revokes+compulsory+licence&limit=1"
is "a question is expanded by terms and lexicon" "$(json '[...new Set(it.expansions.map((e) => e.source))].sort().join()')" \
	"lexicon,terms"
is "terms are named" "$(json 'it.expansions.every((e) => (e.source == "terms") == (e.term != null))')" true
direct "/en/search?q=court+revokes+compulsory+licence"
has "the page lists them" "$body" '<details class="also"'
has "and lets each be switched off" "$body" "expand_off="
has "or all" "$body" "expand=off"
# Of names with one stem the one that was typed is meant, not who gives or takes.
while IFS='|' read -r locale word means not; do
	direct "/api/v1/search" -G --data-urlencode "q=$word" --data "locale=$locale&limit=1"
	is "$locale: $word means $means" "$(json "it.expansions.some((e) => e.to == '$means') && !it.expansions.some((e) => e.to == '$not')")" true
done <<'EOT'
en|licence|许可|被许可人
pt-BR|licença|лицензия|лицензиат
en|examination|审查|审查员
en|tax|налог|规费
ru|экспертиза|exame|examinador
EOT
# What is switched off is named and not used.
direct "/api/v1/search?q=compulsory+licence&limit=0&language=ru"
all=$(json it.total)
direct "/api/v1/search?q=compulsory+licence&limit=0&language=ru" -G $(json 'it.expansions.filter((e) => e.language == "ru")
	.map((e) => "--data-urlencode expand_off=" + encodeURIComponent(e.to)).join(" ")' | sed 's/--data-urlencode/-d/g')
is "the API says what is switched off" "$(json 'it.expansions.every((e) => e.used == (e.language != "ru"))')" true
is "and finds less" "$(json "it.total < $all")" true
