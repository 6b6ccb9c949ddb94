#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-or-later
# Addresses as readers, search engines and browsers use them: languages, redirects, headers, files for machines.
. "$(dirname "$0")/lib.sh"

locales="en zh-Hans ru pt-BR hi ar"
plurals="laws guides providers listings events resources terms facts"

# --- the front door
negotiated() {
	direct / -H "Accept-Language: $1" "${@:3}"
	is "/ for a reader of \"$1\"" "$status $(header location)" "302 /$2/"
}
negotiated "ru" ru
negotiated "pt-PT, en;q=0.5" pt-BR
negotiated "pt" pt-BR
negotiated "zh-CN" zh-Hans
negotiated "zh-TW" zh-Hans
negotiated "zh-HK, en;q=0.1" zh-Hans
negotiated "en-ZA" en
negotiated "hi-Latn" hi
negotiated "ar-EG" ar
negotiated "xx-invalid-, ;;;q=9, ru;q=0.8" ru
negotiated "ru;q=0, hi" hi
negotiated "tlh" en
negotiated "" en
negotiated "ru" ar -H "Cookie: locale=ar"
negotiated "ru" ru -H "Cookie: locale=klingon"
has "and says what it depends on" "$(header vary)" "Accept-Language"
is "it is not kept" "$(header cache-control)" no-store

# --- switching
direct "/language/hi?to=/hi/laws%3Fq%3D1"
is "choosing a language leads to the same page" "$status $(header location)" "303 /hi/laws?q=1"
matches "and is remembered" "$(header set-cookie)" '^locale=hi; Path=/; Max-Age=[0-9]+; HttpOnly; SameSite=Lax$'
for to in //evil.example/ https://evil.example/ /en/ /hi /hix/ '/\evil.example'; do
	direct "/language/hi?to=$to"
	is "but not to $to" "$(header location)" /hi/
done
direct /language/xx
is "nor to a language that there is not" "$status" 404

# --- one spelling an address
moved() {
	direct "$1"
	is "$1 is $3" "$status $(header location)" "$2 $3"
}
moved /ru 308 /ru/
moved /ru//laws 308 /ru/laws
moved /ru/laws/ 308 /ru/laws
moved "/ru/laws/?page=2&x=%D0%B8" 308 "/ru/laws?page=2&x=%D0%B8"
moved /ru/./terms/../laws 308 /ru/laws
moved //evil.example/.. 308 /
moved /zh-hans/laws 301 /zh-Hans/laws
moved /RU 301 /ru/
moved /PT-br/search?q=a 301 /pt-BR/search?q=a
direct /%72u/%6caws
is "an address written in escapes is the same page" "$status" 200

# --- every page of every locale
for l in $locales; do
	dir=ltr
	[ "$l" != ar ] || dir=rtl
	for page in "" search "search?q=patent" compare "compare?jurisdiction=BR" styleguide about sitemap $plurals \
		jurisdictions/BR subjects/patents laws/az/1; do
		direct "/$l/$page"
		if [ "$status" != 200 ]; then
			fail "/$l/$page" "status $status"
			continue
		fi
		if [[ $body != *"<html lang=\"$l\" dir=\"$dir\""* || $(header content-language) != "$l" ]]; then
			fail "/$l/$page says its language"
		elif [[ $body != *'rel="canonical"'* || $body != *'hreflang="x-default"'* ||
			$body != *"hreflang=\"ru\""* ]]; then
			fail "/$l/$page names its alternates"
		else
			pass "/$l/$page"
		fi
	done
done

# --- one entry of each kind
for plural in $plurals; do
	direct "/api/v1/$plural?limit=1"
	slug=$(node tests/http/json.mjs "$tmp/body" 'it.hits[0].slug')
	direct "/ru/$plural/$slug"
	is "/ru/$plural/$slug" "$status" 200
	etag=$(header etag)
	isnt "it has an ETag" "$etag" ""
	direct "/ru/$plural/$slug" -H "If-None-Match: $etag"
	is "and is not sent twice" "$status ${#body}" "304 0"
	is "without a length" "$(header content-length)" ""
	direct "/ru/$plural/$slug" -I
	is "HEAD answers like GET" "$status $(header etag)" "200 $etag"
done

# --- headers
direct /en/
has "the content policy has no unsafe-inline" "$(header content-security-policy)" "default-src 'self'"
hasnt "none at all" "$(header content-security-policy)" unsafe
has "no frames" "$(header content-security-policy)" "frame-ancestors 'none'"
is "nosniff" "$(header x-content-type-options)" nosniff
isnt "a referrer policy" "$(header referrer-policy)" ""
is "no HSTS without TLS" "$(header strict-transport-security)" ""
isnt "a date" "$(header date)" ""
has "shared caches may keep it for seconds" "$(header cache-control)" s-maxage=
direct /en/ -H "X-Request-Id: abc-123.DEF_4"
is "a sane request id is kept" "$(header x-request-id)" abc-123.DEF_4
direct /en/ -H 'X-Request-Id: <script>"'
matches "another is replaced" "$(header x-request-id)" '^[0-9a-f]{16}$'
until_ok 5 grep -q '"request":"abc-123.DEF_4","method":"GET","path":"/en/","status":200' "$PORTAL_LOG" \
	"$PORTAL_DATA"/log/* && pass "and stands in the log" || fail "and stands in the log"

# --- the calendar
direct /ru/events.ics
is "events come as a calendar" "$status $(header content-type)" "200 text/calendar; charset=utf-8"
is "in the reader's language" "$(header content-language)" ru
is "each line ends as calendars want it" "$(grep -c $'\r$' "$tmp/body")" "$(wc -l <"$tmp/body")"
is "none is longer than 75 bytes" "$(LC_ALL=C awk 'length($0) > 76' "$tmp/body")" ""
is "each is well-formed UTF-8" "$(iconv -f UTF-8 -t UTF-8 "$tmp/body" 2>&1 >/dev/null)" ""
# Unfolded: a line break and the blank after it are one.
calendar=$(tr -d '\r' <"$tmp/body" | sed -e ':a' -e 'N' -e '$!ba' -e 's/\n //g')
has "with its words" "$calendar" "SUMMARY;LANGUAGE=ru:Международный день интеллектуальной собственности"
has "and days" "$calendar" $'DTSTART;VALUE=DATE:20270426\nDTEND;VALUE=DATE:20270427'
has "and an address" "$calendar" "URL:$PORTAL_URL/ru/events/world-ip-day"
uids() {
	grep '^UID' "$tmp/body" | sort
}
events=$(uids)
is "no event twice" "$(uniq -d <<<"$events")" ""
direct /ar/events.ics
is "in every language the same events" "$(uids)" "$events"
direct "/en/events.ics?jurisdiction=IN"
is "the filters of the list choose here, too" "$(uids | wc -l)" \
	"$(curl -s "$PORTAL_DIRECT/api/v1/events?jurisdiction=IN" | node tests/http/json.mjs /dev/stdin it.total)"
direct /zh-Hans/events
has "the list names it" "$body" 'href="/zh-Hans/events.ics" type="text/calendar"'
direct /en/laws.ics
is "only events have one" "$status" 404

# --- for machines
xml() {
	if ! command -v xmllint >/dev/null; then
		skip "$1 is well-formed: no xmllint here"
	elif xmllint --nonet --noout "$tmp/body" 2>"$tmp/error"; then
		pass "$1 is well-formed"
	else
		fail "$1 is well-formed" "$(head -n 3 "$tmp/error")"
	fi
}
for path in /sitemap.xml /sitemap/en/pages.xml /sitemap/ar/laws.xml /sitemap/hi/terms.xml /opensearch.xml \
	/feeds/en/laws.atom /feeds/ar/terms.atom "/feeds/zh-Hans/search.atom?q=%E4%B8%93%E5%88%A9&kind=law"; do
	direct "$path"
	is "$path" "$status" 200
	xml "$path"
done
is "a feed says what it is" "$(header content-type)" "application/atom+xml; charset=utf-8"
direct /sitemap.xml
is "the site map's parts are there" "$(grep -o '<loc>[^<]*' "$tmp/body" | sed 's/<loc>//; s,^http://[^/]*,,' |
	while read -r path; do
		curl -s -o /dev/null -w '%{http_code}\n' "$PORTAL_DIRECT$path"
	done | sort -u)" 200
direct /sitemap/xx/laws.xml
is "a part for a language that there is not" "$status" 404
direct /robots.txt
has "robots learn of the site map" "$body" "Sitemap: $PORTAL_URL/sitemap.xml"
direct /favicon.ico
is "there is an icon" "$status" 200
direct /healthz
is "the process is well" "$status $body" "200 ok"
direct /readyz
is "and ready" "$status $(node tests/http/json.mjs "$tmp/body" '[it.ready, it.database, it.index].join()')" \
	"200 true,ok,ok"
direct /metrics
matches "figures: requests" "$body" '^portal_requests_total\{route="/\{locale\}/",status="2xx"\} [1-9]'
matches "figures: durations" "$body" '^portal_request_seconds_bucket\{le="\+Inf"\} [1-9]'
matches "figures: the database" "$body" '^portal_database_up 1$'
matches "figures: the index" "$body" '^portal_index_up 1$'
