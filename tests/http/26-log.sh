#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-or-later
# The publication log: page, feed, API, and what is said of an entry that was withdrawn.
. "$(dirname "$0")/lib.sh"

json() {
	node tests/http/json.mjs "$tmp/body" "$@" 2>&1
}
DATA=$PORTAL_DATA
export DATA
portalctl=build/${BUILD:-release}/portalctl

# --- an entry that comes and goes
slug=test-log-$$
mkdir -p "$tmp/in/guides"
cat >"$tmp/in/guides/$slug.json" <<END
{"slug": "$slug", "jurisdictions": ["EG"], "subjects": ["patents"],
 "texts": {"en": {"title": "An entry that goes"}, "ru": {"title": "Уходящая запись"}},
 "guide": {"type": "news", "citations": [{"law": "cn-patent-law", "eid": "art_24"}]}}
END
"$portalctl" import record --publish "$tmp/in" >"$tmp/out" 2>&1
# A third language and another title, not published.
sed 's/An entry that goes/A title in waiting/; s/"ru": {/"ar": {"title": "عنوان ينتظر"}, "ru": {/' "$tmp/in/guides/$slug.json" \
	>"$tmp/waiting" && mv "$tmp/waiting" "$tmp/in/guides/$slug.json"
"$portalctl" import record "$tmp/in" >"$tmp/out" 2>&1
direct "/en/guides/$slug"
is "the entry is there" "$status" 200
direct "/api/v1/log?kind=guide&jurisdiction=EG&limit=1"
is "the log tells of it" "$status $(json 'it.entries[0].slug + " " + it.entries[0].action')" "200 $slug publish"
direct "/ar/guides/$slug?text=ar"
hasnt "what waits is not on the page" "$body" "عنوان ينتظر"
direct "/api/v1/guides/$slug"
is "nor in the API" "$(json 'it.texts.map((t) => t.language + " " + t.title).join()')" \
	"en An entry that goes,ru Уходящая запись"
direct "/api/v1/laws/cn-patent-law/art_24"
is "nor with the article that it is about" "$(json "it.links.find((l) => l.slug === '$slug').texts.map((t) => t.language).join()")" \
	"en,ru"
"$portalctl" withdraw guides "$slug" --reason "superseded by another" >"$tmp/out" 2>&1
direct "/ru/guides/$slug"
is "withdrawn, it is gone and not unknown" "$status" 410
has "under its title" "$body" "Уходящая запись"
has "with the reason" "$body" "superseded by another"
direct "/api/v1/guides/$slug"
is "in the API too" "$status $(header content-type)" "410 application/problem+json"
has "with the reason" "$(json 'it.detail')" "superseded by another"
direct "/api/v1/laws/cn-patent-law/art_24"
is "the article no longer names it" "$(json "it.links.some((l) => l.slug === '$slug')")" false
direct /en/guides/no-such-entry-ever
is "what never was is not found" "$status" 404

# --- the log
direct "/en/log?jurisdiction=EG"
is "the log is a page" "$status" 200
has "that names withdrawals" "$body" 'class="tag withdraw"'
has "and their titles" "$body" "An entry that goes"
hasnt "without a way to what is gone" "$body" "href=\"/en/guides/$slug\""
has "its canonical address keeps the filter" "$body" '/en/log?jurisdiction=EG"'
direct "/feeds/ar/log.atom?kind=guide"
is "and a feed" "$status $(header content-type)" "200 application/atom+xml; charset=utf-8"
has "that tells of the withdrawal" "$body" "superseded by another"
direct "/api/v1/log?limit=3"
is "a page of the log" "$(json 'it.entries.length')" 3
first=$(json 'it.entries[2].id')
direct "/api/v1/log?limit=1&cursor=$(json 'it.next')"
is "goes on where it ended" "$(json "it.entries[0].id < $first")" true
direct "/api/v1/log?kinds=law"
is "the unknown is refused" "$status" 400
direct "/api/v1/log?kind=lwa"
has "naming the nearest" "$(json 'it.detail')" "law"
for l in en zh-Hans ru pt-BR hi ar; do
	direct "/$l/log"
	is "the log in $l" "$status" 200
done
