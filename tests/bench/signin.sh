#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-or-later
# Anonymous pages while somebody floods the sign-in with 200 connections: requests/s of a page that nginx holds and of one
# that Kore makes anew each time, as a share of what they are without the flood, and what the flood is answered.  Called
# alone it starts a portal of its own.  The two sides take turns, ROUNDS (3) times SECS (5) seconds each; medians are
# compared.  The portal, the readers and the flood share the machine.
set -u
cd -- "$(dirname -- "${BASH_SOURCE[0]}")/../.." || exit 1
if [ -z "${PORTAL_URL:-}" ]; then
	PORTAL_WORKERS=${PORTAL_WORKERS:-8} exec tests/with-portal "$PWD/tests/bench/signin.sh" "$@"
fi
rounds=${ROUNDS:-3} secs=${SECS:-5} page=${PAGE:-/en/resources/patentscope}
tmp=$(mktemp -d /tmp/portal-bench.XXXXXX)
flood=
stop() {
	[ -z "$flood" ] || kill "$flood" 2>/dev/null
	rm -rf "$tmp"
}
trap stop EXIT

cat >"$tmp/flood.lua" <<'LUA'
local counts, waits = {}, 0
local threads = {}
function setup(thread) table.insert(threads, thread) end
function init() told = {} end
function request()
	return wrk.format("POST", nil, { ["Content-Type"] = "application/x-www-form-urlencoded", ["Origin"] = origin,
		["Cookie"] = cookie }, body)
end
function response(status, headers)
	told[status] = (told[status] or 0) + 1
	for name, value in pairs(headers) do
		if string.lower(name) == "retry-after" then told[-status] = (told[-status] or 0) + 1 end
	end
end
function done()
	local all = {}
	for _, thread in ipairs(threads) do
		for status, n in pairs(thread:get("told")) do all[status] = (all[status] or 0) + n end
	end
	for status, n in pairs(all) do
		if status > 0 then print(string.format("answer %d %d %d", status, n, all[-status] or 0)) end
	end
end
LUA
# A form with the tokens that belong to it, so that each attempt which is let in has its password hashed.
curl -s -c "$tmp/jar" "$PORTAL_URL/en/account/sign-in" >"$tmp/form"
{
	csrf=$(grep -oE 'name="csrf" value="[^"]*"' "$tmp/form" | head -n 1 | sed 's/.*value="//; s/"//')
	printf 'origin = "%s"\ncookie = "browser=%s"\nbody = "email=nobody%%40test.example&password=wrong&csrf=%s"\n' \
		"$PORTAL_URL" "$(awk '$6 == "browser" { print $7 }' "$tmp/jar")" "$csrf"
} >>"$tmp/flood.lua"
cat >"$tmp/anew.lua" <<'LUA'
local n = 0
function init() math.randomseed(os.time()) base = math.random(1, 1000000000) end
function request()
	n = n + 1
	return wrk.format("GET", wrk.path .. "?utm_source=" .. base .. "-" .. n)
end
LUA

# The machine may be at other work; what measures goes first where it may.
first=()
if [ "$(nice -n -5 nice 2>/dev/null)" != "$(nice)" ]; then first=(nice -n -5); fi

rate() {
	"${first[@]}" wrk -t1 -c16 -d"${secs}s" "$@" | awk '
		/Requests\/sec/ { print $2 }
		/Non-2xx/ { print "answers other than 2xx: " $NF > "/dev/stderr" }'
}

median() {
	sort -n | awk '{ v[NR] = $1 } END { print v[int((NR + 1) / 2)] }'
}

begin_flood() {
	"${first[@]}" wrk -t1 -c200 -d600s -s "$tmp/flood.lua" "$PORTAL_URL/en/account/sign-in" >>"$tmp/flood" &
	flood=$!
	sleep 1
}

end_flood() {
	kill -INT "$flood"
	wait "$flood"
	flood=
}

# compare NAME WRK-ARG…
compare() {
	local name=$1 i
	shift
	: >"$tmp/calm"
	: >"$tmp/flooded"
	rate "$@" >/dev/null
	for ((i = 0; i < rounds; i++)); do
		rate "$@" >>"$tmp/calm"
		begin_flood
		rate "$@" >>"$tmp/flooded"
		end_flood
	done
	awk -v a="$(median <"$tmp/flooded")" -v b="$(median <"$tmp/calm")" -v name="$name" 'BEGIN {
		printf "%s: %d requests/s under the flood against %d without: %.0f %% (target 67 %%)\n", name, a, b, 100 * a / b }'
}

echo "200 connections that try to sign in, $rounds rounds of $secs s"
compare "page that nginx holds" "$PORTAL_URL$page"
compare "page that Kore makes" -s "$tmp/anew.lua" "$PORTAL_URL$page"
awk '/^answer/ { n[$2] += $3; w[$2] += $4 }
	END { for (s in n) printf "the flood was answered %s %d times, with Retry-After %d times\n", s, n[s], w[s] }' "$tmp/flood"
awk '/^answer 429/ { n += $3; w += $4 } END { exit !(n > 0 && n == w) }' "$tmp/flood" ||
	{ echo "the excess does not get 429 with Retry-After"; exit 1; }
