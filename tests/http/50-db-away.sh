#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-or-later
# PostgreSQL stopped: finding and browsing go on, details say so in the reader's language, all recovers by itself.
. "$(dirname "$0")/lib.sh"

held=/en/laws/br-lei-9279-1996
get "$held"
stopped=$SECONDS
hold postgres

for path in /ru/ /ru/laws /ru/jurisdictions/BR /ru/subjects/patents \
	"/ru/search?q=%D0%BF%D0%B0%D1%82%D0%B5%D0%BD%D1%82" /ru/laws/az/1 /api/v1/laws \
	"/api/v1/search?q=patent" /api/v1/suggest?q=pat /feeds/ru/laws.atom /sitemap/ru/laws.xml /healthz; do
	direct "$path"
	is "$path goes on" "$status" 200
done
for i in 1 2 3; do
	direct /ar/laws/br-lei-9279-1996
	is "a detail page says so, attempt $i" "$status" 503
done
has "in Arabic" "$body" '<html lang="ar" dir="rtl"'
isnt "with the time to wait" "$(header retry-after)" ""
is "and is not kept" "$(header cache-control)" no-store
began=$EPOCHREALTIME
for i in 1 2 3 4 5; do
	direct /hi/terms/patent
done
took=$(((${EPOCHREALTIME/./} - ${began/./}) / 1000))
is "without waiting for it each time ($took ms)" "$((took < 3000))" 1
direct /api/v1/laws/br-lei-9279-1996
is "the API says so too" "$status $(header content-type)" "503 application/problem+json"
direct /readyz
is "not ready" "$status $(node tests/http/json.mjs "$tmp/body" '[it.database, it.index].join()')" "503 away,ok"
direct /metrics
matches "figures say so" "$body" '^portal_database_up 0$'
# Past the 35 s for which it is shown without trouble, too.
[ $((SECONDS - stopped)) -gt 36 ] || sleep $((37 - SECONDS + stopped))
get "$held"
is "through nginx a page that is held comes back, marked" "$status $(header cache-status)" "200 portal; hit; detail=stale"

release postgres
# Each worker asks again at most two seconds after it was last refused.
sleep 3
until_ok 10 curl -sf -o /dev/null "$PORTAL_DIRECT/ar/laws/br-lei-9279-1996"
direct /ar/laws/br-lei-9279-1996
is "it is back by itself" "$status" 200
direct /api/v1/laws/br-lei-9279-1996
is "the API too" "$status" 200
