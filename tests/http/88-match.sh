#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-or-later
# Agencies that fit a need and listings that fit each other, with computed reasons; the sample world's refusal.
. "$(dirname -- "$0")/lib.sh"

json() {
	node tests/http/json.mjs "$tmp/body" "$@" 2>&1
}
DATA=$PORTAL_DATA
export DATA
portalctl=build/${BUILD:-release}/portalctl

# --- entries that fit each other in different languages
want=test-want-$$ give=test-give-$$ other=test-other-$$ agency=test-fit-$$
mkdir -p "$tmp/in/providers" "$tmp/in/listings"
cat >"$tmp/in/providers/$agency.json" <<END
{"slug": "$agency", "jurisdictions": ["ET"], "subjects": ["designs"], "verified": "2026-11-01",
 "texts": {"en": {"title": "Agency that fits"}},
 "provider": {"country": "ET", "languages": ["am", "en"], "services": ["agency"],
  "served": [{"jurisdiction": "ET", "partner": false}, {"jurisdiction": "EG", "partner": true}],
  "offerings": [{"service": "agency", "subjects": ["designs"], "fee": "fixed", "response_days": 2}]}}
END
cat >"$tmp/in/listings/$want.json" <<END
{"slug": "$want", "jurisdictions": ["BR"], "subjects": ["utility-models"],
 "texts": {"pt": {"title": "Busca-se modelo de utilidade", "summary": "Queremos uma licença."}},
 "listing": {"direction": "request", "trl": 6, "ipc": ["B66C 23/18"], "country": "BR", "wanted": ["licence"]}}
END
cat >"$tmp/in/listings/$give.json" <<END
{"slug": "$give", "jurisdictions": ["CN", "BR"], "subjects": ["utility-models"],
 "texts": {"zh-Hans": {"title": "实用新型吊机", "summary": "可许可。"}},
 "listing": {"direction": "offer", "trl": 8, "ipc": ["B66C 23/18"], "country": "CN", "wanted": ["licence", "equity"]}}
END
cat >"$tmp/in/listings/$other.json" <<END
{"slug": "$other", "jurisdictions": ["BR"], "subjects": ["patents"], "texts": {"en": {"title": "Quite another thing"}},
 "listing": {"direction": "offer", "trl": 8, "ipc": ["A61K 31/00"], "country": "BR", "wanted": ["licence"]}}
END
"$portalctl" import record --publish "$tmp/in" >"$tmp/out" 2>&1 || fail "the entries come in" "$(cat "$tmp/out")"
"$portalctl" verify --wait 60 >"$tmp/out" 2>&1

# --- agencies
direct /en/providers/match
is "the form is a public page" "$status" 200
has "that may be kept" "$(header cache-control)" "s-maxage"
direct "/en/providers/match?jurisdiction=ET&jurisdiction=EG&service=agency&subject=designs&language=am&utm_source=x"
has "it names who fits" "$body" "/en/providers/$agency"
has "why" "$body" "Acts in Ethiopia"
has "how" "$body" "Acts in Egypt through partners"
has "and when it was checked" "$body" "Checked on November 1, 2026"
has "its canonical address leaves out what is unknown" "$body" \
	"/en/providers/match?jurisdiction=ET&amp;jurisdiction=EG&amp;language=am&amp;service=agency&amp;subject=designs\""
hasnt "and nothing else" "$body" "utm_source"
direct "/zh-Hans/providers/match?jurisdiction=ET&service=notary"
has "what is not stated is said" "$body" "未注明服务"
direct "/en/providers/match?jurisdiction=XX&service=nonsense"
is "a need that nobody has" "$status" 200
direct "/api/v1/providers/match?jurisdiction=ET&jurisdiction=EG&language=am&service=agency&subject=designs&locale=ru"
is "the API says the same" "$(json "it.matches.find((m) => m.slug === '$agency').percent")" 92
is "with the reasons" "$(json "it.matches.find((m) => m.slug === '$agency').reasons.map((r) => r.why).join()")" \
	"direct,partner,service,right,language,response,verified"
is "whose points make the figure" "$(json "it.matches.every((m) => m.percent === m.reasons.reduce((s, r) => s + r.points, 0))")" true
direct "/api/v1/providers/match?jurisdicton=ET"
is "the API refuses the unknown" "$status" 400
has "naming the nearest" "$(json it.detail)" jurisdiction
for l in en zh-Hans ru pt-BR hi ar; do
	direct "/$l/providers/match?jurisdiction=CN&language=zh-Hans&service=agency&subject=patents"
	is "matches in $l" "$status" 200
done

# --- listings
direct "/api/v1/listings/$want/matches?locale=en"
is "what fits a request" "$(json 'it.matches[0].slug')" "$give"
reasons=$(json 'it.matches[0].reasons.map((r) => r.text).join("; ")')
has "by its class" "$reasons" "Same IPC subgroup"
has "by a term in two languages" "$reasons" "实用新型"
has "by its stage" "$reasons" "readiness level 8"
has "by a country" "$reasons" "Brazil"
has "by the form" "$reasons" "Licence"
is "and not what only shares a country" "$(json "it.matches.some((m) => m.slug === '$other')")" false
direct "/api/v1/listings/$give/matches"
is "the other way too" "$(json 'it.matches[0].slug')" "$want"
direct "/ar/listings/$want"
has "the listing’s page shows it" "$body" "/ar/listings/$give"
direct "/api/v1/listings/no-such-listing/matches"
is "of what is not there" "$status" 404
page nobody /en/account/matches
is "one’s own need an account" "$status" 303
sign_in user "matcher-$$"
page "matcher-$$" /ru/account/matches
is "and are there" "$status" 200

# --- the database away
hold postgres
direct "/ru/providers/match?jurisdiction=ET"
is "without the database it says so" "$status" 503
release postgres

# --- the sample world is not for a portal with real people
"$portalctl" demo >"$tmp/out" 2>&1
is "no samples among real accounts" "$?" 1
has "with a sentence" "$(cat "$tmp/out")" "real accounts"

for e in "providers $agency" "listings $want" "listings $give" "listings $other"; do
	# shellcheck disable=SC2086
	"$portalctl" withdraw $e --reason "end of test" >"$tmp/out" 2>&1
done
