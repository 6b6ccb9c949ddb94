#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-or-later
# Laws as other programs get them: Akoma Ntoso, plain text, and files of the command line.
. "$(dirname "$0")/lib.sh"

schema=../shared/data/akn/xsd/akomantoso30.xsd

# valid NAME FILE…: valid Akoma Ntoso by the schema, where it is at hand.
valid() {
	if [ ! -r "$schema" ]; then
		skip "$1 (no schema)"
	elif xmllint --nonet --noout --schema "$schema" "${@:2}" >"$tmp/lint" 2>&1; then
		pass "$1"
	else
		fail "$1" "$(grep -v validates "$tmp/lint" | head -n 5)"
	fi
}

# --- Akoma Ntoso
direct "/ru/laws/cn-patent-law.xml"
is "a law as Akoma Ntoso" "$status $(header content-type) $(header content-language)" \
	"200 application/akn+xml; charset=utf-8 ru"
valid "valid by the schema" "$tmp/body"
has "under its name" "$body" '<FRBRuri value="/akn/cn/act/law/1984-03-12/cn-patent-law/rus@2020-10-17"/>'
is "its page is the canonical one" "$(header link)" "<$PORTAL_URL/ru/laws/cn-patent-law>; rel=\"canonical\""
etag=$(header etag)
direct "/ru/laws/cn-patent-law.xml" -H "If-None-Match: $etag"
is "a reader who has it gets it not again" "$status" 304
direct "/api/v1/laws/cn-patent-law.xml?text=zh-Hans&at=2022-01-01"
is "the same below the API, in a language, on a day" "$status $(header content-language)" "200 zh-Hans"
direct "/api/v1/laws/cn-patent-law.xml?text=fa"
is "a language that there is not" "$status $(header content-type)" "404 application/problem+json"
direct "/api/v1/laws/cn-patent-law.xml?txt=ru"
is "an unknown parameter is refused" "$status" 400
has "naming the nearest" "$body" '“text”'
direct "/api/v1/laws/cn-patent-law.xml?at=yesterday"
is "so is a day that is none" "$status" 400
direct "/en/laws/cn-patent-law.xml?utm_source=x"
is "pages ignore what they don't know" "$status" 200
direct "/en/laws/no-such-law.xml"
is "a law that there is not" "$status" 404
direct "/en/guides/first-steps-china.xml"
is "only laws have this form" "$status" 404

# --- plain text, in each script
while read -r locale words; do
	direct "/$locale/laws/cn-patent-law.txt"
	is "plain text in $locale" "$status $(header content-type)" "200 text/plain; charset=utf-8"
	has "with the number as it is said there" "$body" "$words"
	hasnt "and nothing of markup" "$body" "<"
done <<'END'
en Article 11
zh-Hans 第11条
ru Статья 11
pt-BR Artigo 11
hi अनुच्छेद 11
ar المادة 11
END

# --- files
DATA=$PORTAL_DATA
export DATA
portalctl=build/${BUILD:-release}/portalctl
is "all laws as Akoma Ntoso" "$("$portalctl" export akn "$tmp/akn" >"$tmp/out" 2>&1; echo $?)" 0
valid "valid, each of them" "$tmp"/akn/*.xml
is "one law as text" "$("$portalctl" export text "$tmp/text" cn-patent-law >"$tmp/out" 2>&1; echo $?)" 0
is "a file a language" "$(find "$tmp/text" -name 'cn-patent-law.*.txt' | wc -l)" "$(find "$tmp/akn" -name 'cn-patent-law.*.xml' | wc -l)"
is "a law that there is not is told" "$("$portalctl" export json "$tmp/json" cn-patent-law no-such-law >"$tmp/out" 2>&1; echo $?)" 1
is "the other is written" "$(node tests/http/json.mjs "$tmp/json/cn-patent-law.json" 'it.law.expressions.every((x) => x.articles.length > 0)')" true
is "laws as lines" "$("$portalctl" export jsonl "$tmp/jsonl" >"$tmp/out" 2>&1; echo $?)" 0
direct "/api/v1/laws?limit=1"
is "each law a line" "$(grep -c . "$tmp/jsonl/laws.jsonl")" "$(node tests/http/json.mjs "$tmp/body" it.total)"
is "a format that there is not" "$("$portalctl" export pdf "$tmp/pdf" >"$tmp/out" 2>&1; echo $?)" 2

# --- linked data
if [ ! -e tests/browser/node_modules/jsonld ]; then
	skip "linked data (no JSON-LD processor)"
else
	for path in /en/laws/cn-patent-law /ar/laws/cn-patent-implementing-regulations "/ru/laws/br-lei-9279-1996?text=pt" \
		/hi/laws/int-pct /zh-Hans/laws/cn-patent-law/art_11; do
		is "schema.org has the words of $path" "$(node tests/browser/structured.mjs "$PORTAL_DIRECT$path" 2>&1)" ""
	done
fi

# --- by part, version and difference
json() {
	node tests/http/json.mjs "$tmp/body" "$@" 2>&1
}
direct "/api/v1/laws/cn-patent-law/art_11?text=ru&locale=ar"
is "one article" "$status $(json 'it.eId + " " + it.article.number + " " + it.expression.language')" "200 art_11 11 ru"
is "says whether it is what was asked for" "$(json 'it.fallback')" false
is "leads to its neighbours" "$(json 'it.previous.eId + " " + it.next.eId')" "art_10 art_18"
is "and its other languages" "$(json 'it.texts.length >= 5 && it.texts.every((t) => t.language !== "ru" && t.provenance &&
	t.url.includes("text=" + t.language))')" true
etag=$(header etag)
direct "/api/v1/laws/cn-patent-law/art_11?text=ru&locale=ar" -H "If-None-Match: $etag"
is "it is not sent twice" "$status" 304
direct "/api/v1/laws/cn-patent-law/art_11?at=1980-01-01"
is "on a day before the law" "$status $(header content-type)" "404 application/problem+json"
direct "/api/v1/laws/cn-patent-law/art_9999"
is "an article that there is not" "$status" 404
direct "/api/v1/laws/cn-patent-law/versions"
is "versions, the latest first" "$(json 'it.versions.map((v) => v.version_date).join() +
	" " + it.versions[0].expressions.some((x) => x.language === "zh-Hans" && x.articles > 0)')" "2020-10-17 true"
direct "/api/v1/laws/cn-patent-law/diff?from=2020-10-17&to=2024-01-01&text=zh-Hans"
is "a version and itself" "$status $(json 'it.articles.length + " " + it.count.changed + " " + (it.count.unchanged > 0)')" \
	"200 0 0 true"
direct "/api/v1/laws/cn-patent-law/diff?from=2020-10-17"
is "a difference has two sides" "$status $(json 'it.detail.includes("to")')" "400 true"
direct "/api/v1/laws/cn-patent-law/diff?from=1950-01-01&to=2020-10-17"
is "both of which there must be" "$status" 404
direct "/api/v1/laws/cn-patent-law/art_11?frm=1"
is "here too the unknown is refused" "$status" 400
