#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-or-later
# Requests/s of an anonymous detail page as a share of what the same server does with a fixed body of the same size, and
# memory of the workers after 1,000 and after 100,000 mixed requests.  Called alone it starts a portal of its own.
# The two sides of a ratio take turns, ROUNDS (5) times SECS (3) seconds each; the medians are compared.
set -u
cd -- "$(dirname -- "${BASH_SOURCE[0]}")/../.." || exit 1
if [ -z "${PORTAL_URL:-}" ]; then
	PORTAL_WORKERS=${PORTAL_WORKERS:-8} exec tests/with-portal "$PWD/tests/bench/pages.sh" "$@"
fi
rounds=${ROUNDS:-5} secs=${SECS:-3} page=${PAGE:-/en/resources/patentscope}
workers=$(pgrep -c -P "$(cat "$PORTAL_DATA/run/kore.pid")")
tmp=$(mktemp -d /tmp/portal-bench.XXXXXX)
chmod 755 "$tmp"
fixed=
stop() {
	[ -z "$fixed" ] || kill "$fixed" 2>/dev/null
	rm -rf "$tmp"
	rm -f "$PORTAL_DATA"/static/bench.html
}
trap stop EXIT

rate() {
	wrk -t1 -c64 -d"${secs}s" "$@" | awk '
		/Requests\/sec/ { print $2 }
		/Non-2xx/ { print "answers other than 2xx: " $NF > "/dev/stderr" }'
}

median() {
	sort -n | awk '{ v[NR] = $1 } END { print v[int((NR + 1) / 2)] }'
}

# compare NAME TARGET URL YARDSTICK-URL
compare() {
	local i
	: >"$tmp/a"
	: >"$tmp/b"
	rate "$3" >/dev/null
	rate "$4" >/dev/null
	for ((i = 0; i < rounds; i++)); do
		rate "$3" >>"$tmp/a"
		rate "$4" >>"$tmp/b"
	done
	awk -v a="$(median <"$tmp/a")" -v b="$(median <"$tmp/b")" -v name="$1" -v target="$2" 'BEGIN {
		printf "%s: %d requests/s against %d: %.0f %% (target %s %%)\n", name, a, b, 100 * a / b, target }'
}

bytes=$(curl -s "$PORTAL_DIRECT$page" | wc -c)
[ "$(curl -s -o /dev/null -w '%{http_code}' "$PORTAL_DIRECT$page")" = 200 ] ||
	{ echo "$page does not answer; PAGE=/en/… names another" >&2; exit 1; }
echo "page $page, $bytes bytes, $workers Kore processes, $rounds rounds of $secs s"

# shellcheck disable=SC2046
gcc -std=c11 -D_GNU_SOURCE -fPIC -shared -O2 $(cat /usr/share/kore/features) -isystem /usr/include/kore \
	-o "$tmp/fixed.so" tests/bench/fixed.c || exit 1
port=$((30000 + RANDOM % 2000))
cat >"$tmp/fixed.conf" <<CONF
server fixed {
	bind 127.0.0.1 $port
	tls no
}
load $tmp/fixed.so
root $tmp
pidfile $tmp/fixed.pid
workers ${PORTAL_WORKERS:-8}
worker_set_affinity 0
worker_accept_threshold 1
worker_max_connections 1024
worker_rlimit_nofiles 4096
http_request_ms 100000
http_request_limit 1000
http_hsts_enable 0
domain * {
	attach fixed
	route ^.*$ fixed_page
}
CONF
FIXED_BYTES=$bytes kore -fnr -c "$tmp/fixed.conf" >"$tmp/fixed.log" 2>&1 &
fixed=$!
for ((i = 0; i < 50; i++)); do
	curl -s -o /dev/null "http://127.0.0.1:$port/" && break
	sleep 0.1
done
compare "detail page from PostgreSQL, straight from Kore, against a fixed body" 20 \
	"$PORTAL_DIRECT$page" "http://127.0.0.1:$port/"
kill "$fixed"
fixed=

head -c "$bytes" /dev/zero | tr '\0' x >"$PORTAL_DATA/static/bench.html"
chmod 644 "$PORTAL_DATA/static/bench.html"
compare "detail page through nginx's cache, against a static file" 80 \
	"$PORTAL_URL$page" "$PORTAL_URL/static/bench.html"

# Anonymous memory of all workers together, KiB.
memory() {
	pgrep -P "$(cat "$PORTAL_DATA/run/kore.pid")" | while read -r p; do
		awk '/^RssAnon/ { print $2 }' "/proc/$p/status"
	done | awk '{ s += $1 } END { print s }'
}
cat >"$tmp/mix.lua" <<'LUA'
local paths = {}
for line in io.lines(os.getenv("MIX")) do paths[#paths + 1] = line end
local i = 0
request = function()
	i = i % #paths + 1
	return wrk.format("GET", paths[i])
end
LUA
export MIX=$tmp/mix
{
	for l in en zh-Hans ru pt-BR hi ar; do
		printf '/%s/\n/%s/laws\n/%s/resources/patentscope\n/%s/about\n' $l $l $l $l
		printf '/%s/search?q=%s\n' $l patent $l %E4%B8%93%E5%88%A9 $l %D0%BF%D0%B0%D1%82%D0%B5%D0%BD%D1%82
		printf '/%s/laws?jurisdiction=CN\n/%s/nothing-here\n' $l $l
	done
	printf '/api/v1/search?q=%s\n' patent marca %D8%A8%D8%B1%D8%A7%D8%A1%D8%A9
} >"$MIX"
# some NUMBER: at least that many requests
some() {
	local done_=0 n
	while [ "$done_" -lt "$1" ]; do
		n=$(wrk -t1 -c32 -d"$2"s -s "$tmp/mix.lua" "$PORTAL_DIRECT" | awk '/requests in/ { print $1 }')
		done_=$((done_ + n))
	done
	echo "$done_"
}
first=$(some 1000 1)
before=$(memory)
then=$(some 100000 10)
awk -v a="$before" -v b="$(memory)" -v m="$first" -v n="$then" 'BEGIN {
	printf "memory of the workers: %d KiB after %d requests, %d KiB after %d more: %+.1f %% (target: within 10 %%)\n",
		a, m, b, n, 100 * (b - a) / a }'
