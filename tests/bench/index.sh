#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-or-later
# portalctl import and index rebuild on all law collections, from the files to the index, beside a bare Xapian
# TermGenerator loop over the same texts in the same run.  CPU seconds are those of the program itself: neighbours on the
# machine change them less than seconds on the clock.
set -eu
cd -- "$(dirname -- "${BASH_SOURCE[0]}")/../.."
laws=../shared/data/laws
if [ ! -d "$laws" ]; then
	echo "skip - index: the collections are not here"
	exit 0
fi
if [ -z "${PORTAL_TEST_DB:-}" ]; then
	make -s build/release/portalctl bundles
	exec tests/with-postgres "$0"
fi
tmp=$(mktemp -d /tmp/portal-index-bench.XXXXXX)
trap 'rm -rf "$tmp"' EXIT
export PORTAL_DB=$PORTAL_TEST_DB PORTAL_INDEX=$tmp/index PORTAL_BUNDLES=$PWD/build/release/i18n \
	PORTAL_TEMPLATES=$PWD/assets/templates PORTAL_STATIC=$PWD/assets/static

# timed NAME COMMAND…: its seconds, CPU seconds and largest process, also in $tmp/NAME.
timed() {
	python3 - "$tmp" "$@" <<'EOT'
import resource, subprocess, sys, time
tmp, name, command = sys.argv[1], sys.argv[2], sys.argv[3:]
began = time.monotonic()
code = subprocess.run(command, stdout=open(tmp + "/out", "w"), stderr=open(tmp + "/err", "w")).returncode
wall = time.monotonic() - began
used = resource.getrusage(resource.RUSAGE_CHILDREN)
cpu = used.ru_utime + used.ru_stime
if code != 0:
    sys.exit("%s ended with exit code %d: %s" % (name, code, open(tmp + "/err").read()[-500:]))
open(tmp + "/" + name, "w").write("%.2f %.2f" % (wall, cpu))
print("%-18s %7.1f s  %7.1f s CPU  largest process %4d MiB" % (name, wall, cpu, used.ru_maxrss // 1024))
EOT
}

g++ -std=c++17 -O2 -o "$tmp/search_peer" tests/bench/search_peer.cc -lxapian -ljansson
portalctl=build/release/portalctl
collections=("$laws/cn" "$laws/ae" "$laws/in" "$laws/br")
"$portalctl" migrate >/dev/null
"$portalctl" load >/dev/null
timed import "$portalctl" import jsonl --publish "${collections[@]}"
tail -n 1 "$tmp/out"
timed import-again "$portalctl" import jsonl --publish "${collections[@]}"
tail -n 1 "$tmp/out"
timed rebuild "$portalctl" index rebuild
cat "$tmp/out"
du -shL "$tmp/index" | awk '{ print "index size         " $1 }'
"$portalctl" verify
timed term-generator "$tmp/search_peer" build "$tmp/peer" "${collections[@]/%//articles.jsonl.zst}"
awk 'NR == FNR { wall = $1; cpu = $2; next }
	{ printf "rebuild / term-generator: %.2f of its time, %.2f of its CPU time\n", wall / $1, cpu / $2 }' \
	"$tmp/rebuild" "$tmp/term-generator"
