#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-or-later
# What stands before Kore: static files, cache, limits, and the pages of nginx itself.
. "$(dirname "$0")/lib.sh"

# --- static files
file=$(cd "$PORTAL_DATA/static" && find . -type f \( -name '*.css' -o -name '*.js' -o -name '*.svg' \) -size +1k | head -n 1)
if [ -z "$file" ]; then
	skip "static files: there is none yet"
else
	get "/static/${file#./}"
	is "a static file answers" "$status" 200
	is "it may be kept for minutes" "$(header cache-control)" "public, max-age=300"
	is "nosniff" "$(header x-content-type-options)" nosniff
	isnt "it has an ETag" "$(header etag)" ""
	get "/static/${file#./}" -H "If-None-Match: $(header etag)"
	is "and is not sent twice" "$status" 304
	get "/static/${file#./}?v=abcdef"
	is "with a version it may be kept for a year" "$(header cache-control)" "public, max-age=31536000, immutable"
	get "/static/${file#./}" -H "Accept-Encoding: gzip"
	is "it is compressed" "$(header content-encoding)" gzip
	get "/static/${file#./}" -H "Range: bytes=0-9"
	is "a part of it can be had" "$status" 206
	get "/static/${file#./}" -X POST
	is "it takes no POST" "$status" 405
fi
get /static/no-such-file.css
is "a missing static file is a missing page" "$status" 404
get /static/../conf/nginx.conf
isnt "no way out of the static folder" "$status" 200
get /static/%2e%2e/conf/nginx.conf
isnt "nor an encoded one" "$status" 200
get /errors/502.html
is "the error pages are not there by themselves" "$status" 404

# --- what nginx refuses
get / -X "BAD METHOD"
is "an unreadable request line" "$status" 400
has "is told in Russian too" "$body" 'lang="ru"'
has "and in Arabic, from right to left" "$body" 'lang="ar" dir="rtl"'
is "with a policy for its own style" "$(header content-security-policy | grep -c "style-src 'self'")" 1
get "/en/search?q=$(head -c 40000 /dev/zero | tr '\0' a)"
is "an address of 40,000 bytes" "$status" 414
has "is told in Hindi too" "$body" 'lang="hi"'
head -c 11000000 /dev/zero >"$tmp/big"
get /en/search -X POST --data-binary "@$tmp/big" -H 'Expect:'
is "a body of 11 MB" "$status" 413
has "is told in Chinese too" "$body" 'lang="zh-Hans"'
get /api/v1/search -X POST --data-binary "@$tmp/big" -H 'Expect:'
is "under /api too" "$status" 413
is "as a problem" "$(header content-type)" application/problem+json
get /en/ -H "Cookie: $(head -c 20000 /dev/zero | tr '\0' a)"
is "a header of 20,000 bytes" "$status" 400
hasnt "nginx does not tell its version" "$headers" nginx/
for i in $(seq 40); do
	get /en/account/sign-in -X POST -d "name=a&password=b"
	[ "$status" != 429 ] || break
done
is "a flood of sign-ins is stopped" "$status" 429
isnt "with the time to wait" "$(header retry-after)" ""
has "in Portuguese too" "$body" 'lang="pt-BR"'
get /en/
is "and pages are still there" "$status" 200

# --- cache
page="/en/?utm_source=$RANDOM$RANDOM"
get "$page"
if ! grep -q public <<<"$(header cache-control)"; then
	skip "cache: the home page may not be kept"
else
	matches "the first reader's request goes on" "$(header cache-status)" '^portal; fwd='
	get "$page"
	is "the second is answered from the cache" "$(header cache-status)" "portal; hit"
	get "$page" -H "Cookie: sid=abc"
	is "a signed-in reader's is not" "$(header cache-status)" "portal; fwd=bypass"
	get "$page" -H "Authorization: Bearer abc"
	is "nor one with a token" "$(header cache-status)" "portal; fwd=bypass"
	etag=$(get "$page" && header etag)
	if [ -n "$etag" ]; then
		get "$page" -H "If-None-Match: $etag"
		is "a reader who has the page gets 304" "$status" 304
	fi
fi

# --- figures
get /metrics
is "a program of this machine reads the figures" "$status" 200
matches "figures they are" "$body" '^portal_database_up [01]$'
get /metrics --interface 127.0.0.2 -H "Accept-Language: ru"
is "nobody else does" "$status" 404
has "told as any missing page" "$body" '<html lang="ru"'
hasnt "without a figure" "$body" portal_requests_total

# --- Kore away
hold kore
get "/en/?utm_source=$RANDOM$RANDOM"
is "without Kore an unknown page is 502" "$status" 502
has "told in Arabic too" "$body" 'lang="ar" dir="rtl"'
isnt "with the time to wait" "$(header retry-after)" ""
is "not to be kept" "$(header cache-control)" no-store
get /api/v1/search?q=a$RANDOM
is "the API says so too" "$status" 502
is "as a problem" "$(header content-type)" application/problem+json
get /errors/error.css
is "the page's style is there" "$status" 200
release kore
get /en/
is "and all is well again" "$status" 200
