#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-or-later
# Attack requests, malformed messages and naughty strings: never a 5xx from Kore, never a dead worker; from nginx only
# its own 501 and 505 for protocol errors.
. "$(dirname "$0")/lib.sh"

hostile=../shared/data/hostile
workers() {
	pgrep -P "$(pid_of kore)" | sort | tr '\n' ' '
}
before=$(workers)

# raw TEXT: what Kore answers to these bytes, the first line.
raw() {
	local host=${PORTAL_DIRECT#http://}
	exec 9<>"/dev/tcp/${host%:*}/${host#*:}" || return
	# In one write, as an attacker would.
	printf "$1" >"$tmp/raw"
	cat "$tmp/raw" >&9
	timeout 3 head -n 1 <&9 | tr -d '\r'
	exec 9>&-
}
smuggled() {
	matches "$1" "$(raw "$2")" "^HTTP/1.1 $3 "
}
smuggled "a chunked body" 'POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n' 400
smuggled "Transfer-Encoding beside Content-Length" \
	'POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 4\r\nTransfer-Encoding: x\r\n\r\nabcd' 400
smuggled "two Content-Lengths" 'POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab' 400
smuggled "a body longer than it says" 'POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\n\r\nabc' 400
smuggled "a GET with a body" 'GET / HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\n\r\nabc' 400
smuggled "two Hosts" 'GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n' 400
smuggled "a header that looks like Host" 'GET / HTTP/1.1\r\nHostage: b\r\nHost: a\r\n\r\n' 400
smuggled "bare line feeds" 'GET / HTTP/1.1\nHost: a\n\n' 400
smuggled "HTTP/2.0" 'GET / HTTP/2.0\r\nHost: a\r\n\r\n' 400
smuggled "a request after the request" \
	'GET /healthz HTTP/1.1\r\nHost: a\r\n\r\nGET /healthz HTTP/1.1\r\nHost: a\r\n\r\n' 400
smuggled "a whole POST" 'POST /en/laws HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\n\r\na=b' 405
smuggled "a sound request" 'GET /healthz HTTP/1.1\r\nHost: a\r\n\r\n' 200

# Two requests on one connection, each after the other's answer.
host=${PORTAL_DIRECT#http://}
exec 9<>"/dev/tcp/${host%:*}/${host#*:}"
for i in 1 2 3; do
	printf 'GET /healthz HTTP/1.1\r\nHost: a\r\n\r\n' >&9
	answer=''
	while IFS= read -r -t 3 line <&9; do
		answer+=$line
		[ "$line" != ok ] || break
	done
	has "request $i of one connection" "$answer" "200 OK"
done
printf 'GET /healthz HTTP/1.1\r\nHost: a\r\nContent-Length: 9\r\n\r\n' >&9
IFS= read -r -t 3 line <&9
has "the guard stands before every one of them" "$line" " 400 "
exec 9>&-

if [ ! -d "$hostile" ]; then
	skip "attack requests: $hostile is not here"
else
	out=$(node tests/http/replay.mjs messages "$PORTAL_DIRECT" "$hostile"/crs_http_requests.dev.jsonl \
		"$hostile"/http_parser_messages.jsonl "$hostile"/http_parser_snippets.jsonl)
	is "attack requests and malformed messages to Kore: no 5xx" "$(grep '^bad' <<<"$out")" ""
	matches "they were answered" "$out" '^400 [0-9]+$'
	out=$(node tests/http/replay.mjs messages "$PORTAL_URL" "$hostile"/crs_http_requests.dev.jsonl \
		"$hostile"/http_parser_messages.jsonl "$hostile"/http_parser_snippets.jsonl)
	is "through nginx: only 501 and 505" "$(grep '^bad' <<<"$out" | grep -vE ' 50[15]$')" ""
	for path in /api/v1/search /en/search /ar/search /en/laws /api/v1/suggest /feeds/ru/search.atom; do
		out=$(node tests/http/replay.mjs queries "$PORTAL_DIRECT" "$path" "$hostile"/blns.json)
		is "naughty strings as q of $path: no 5xx" "$(grep '^bad' <<<"$out")" ""
		matches "they were searched" "$out" '^200 [0-9]+$'
	done
fi
is "no worker has died" "$(workers)" "$before"
direct /healthz
is "and all is well" "$status" 200
