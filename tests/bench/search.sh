#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-or-later
# Building and asking the search index, each figure beside what Debian has in the same run: stock Xapian, SQLite FTS5,
# Groonga, PostgreSQL.  LAWS="cn ae in br kz" chooses the collections, ROUNDS (3) how often the queries are asked,
# PARTS="relevance speed growth http" what is measured, ENGINES the peers of search_peers.py.
set -eu
cd -- "$(dirname -- "${BASH_SOURCE[0]}")/../.."
data=${SHARED_DATA:-$PWD/../shared/data}
[ -d "$data/laws" ] || { echo "search: no $data, skipped"; exit 0; }
make -s build/release/bench/search_bench build/release/portalctl bundles
[ -n "${PORTAL_TEST_DB:-}" ] || exec tests/with-postgres "$0"
conf/install-packages bench
tmp=$(mktemp -d /tmp/portal-search-bench.XXXXXX)
trap 'rm -rf "$tmp"' EXIT
g++ -std=c++17 -O2 -o "$tmp/peer" tests/bench/search_peer.cc -lxapian -ljansson
ours=build/release/bench/search_bench peer=$tmp/peer peers=tests/bench/search_peers.py rounds=${ROUNDS:-3}
parts=${PARTS:-relevance speed growth http}
judged=("$data/search/xquad/docs.jsonl" "$data/search/faquad/docs.jsonl" "$data/laws/kz/articles.jsonl.zst")
laws=()
for law in ${LAWS:-cn ae in br}; do laws+=("$data/laws/$law/articles.jsonl.zst"); done

# All questions of the judged sets in one file, and as lines for timing.
cat "$data/search/xquad/queries_monolingual.jsonl" "$data/search/faquad/queries.jsonl" "$data/laws/kz/queries.jsonl" \
	>"$tmp/questions.jsonl"
python3 - "$tmp/questions.jsonl" >"$tmp/questions.tsv" <<'EOT'
import json, sys
lines = [json.loads(line) for line in open(sys.argv[1])]
for q in lines[::len(lines) // 400]:
    print(q["lang"], " ".join(q["text"].split()), sep="\t")
EOT
# The same questions about articles of the laws, in the languages of the articles.
python3 - "$data/search/crosslingual_ip" >"$tmp/ip.jsonl" <<'EOT'
import json, sys
relevant = {t["topic"]: t["relevant"] for t in map(json.loads, open(sys.argv[1] + "/dev_topics.jsonl"))}
for q in map(json.loads, open(sys.argv[1] + "/dev_queries.jsonl")):
    ids = relevant[q["topic"]].get(q["lang"])
    if ids:
        print(json.dumps({"qid": q["qid"], "lang": q["lang"], "text": q["text"], "relevant": ids}))
EOT

if [[ $parts = *relevance* ]]; then
	echo "MRR@10/recall@10 by language, alone"
	for set in search/xquad/docs.jsonl:search/xquad/queries_monolingual.jsonl \
	    search/faquad/docs.jsonl:search/faquad/queries.jsonl laws/kz/articles.jsonl.zst:laws/kz/queries.jsonl; do
		rm -rf "$tmp/judged" "$tmp/stock"
		"$ours" build "$tmp/judged" "$data/${set%%:*}" >/dev/null
		printf '%-23s' ours
		"$ours" judge "$tmp/judged" "$data/${set##*:}"
		"$peer" build "$tmp/stock" "$data/${set%%:*}" >/dev/null
		"$peer" judge "$tmp/stock" "$data/${set##*:}"
		"$peers" judge "$data/${set##*:}" "$data/${set%%:*}"
	done
	rm -rf "$tmp/judged" "$tmp/stock"
fi

if [[ $parts = *relevance* || $parts = *speed* || $parts = *http* ]]; then
	"$peer" build "$tmp/stock" "${laws[@]}" "${judged[@]}"
	start=$(date +%s.%N)
	"$ours" build "$tmp/part0" 0/2 "${laws[@]}" "${judged[@]}" >"$tmp/log0" &
	"$ours" build "$tmp/part1" 1/2 "${laws[@]}" "${judged[@]}" >"$tmp/log1"
	wait $!
	"$ours" merge "$tmp/merged" "$tmp/part0" "$tmp/part1"
	cat "$tmp/log0" "$tmp/log1"
	awk -v a="$start" -v b="$(date +%s.%N)" 'BEGIN { printf "two processes and merge\twall %.1f s\n", b - a }'
	rm -rf "$tmp/part0" "$tmp/part1"
	xapian-compact "$tmp/stock" "$tmp/compact" >/dev/null 2>&1
	rm -rf "$tmp/stock"
	du -sm "$tmp/compact" "$tmp/merged" | sed "s,$tmp/,size MB ,"
fi

if [[ $parts = *relevance* ]]; then
	echo "MRR@10/recall@10 by language, within all articles"
	for set in questions ip; do
		printf '%-23s' ours
		"$ours" judge "$tmp/merged" "$tmp/$set.jsonl"
		"$peer" judge "$tmp/compact" "$tmp/$set.jsonl"
		[ -n "${QUICK:-}" ] || "$peers" judge "$tmp/$set.jsonl" "${laws[@]}" "${judged[@]}"
	done
fi

rate() { grep -o '[0-9.]* ms CPU' "$1" | cut -d' ' -f1; }
# side NAME QUERIES [or]: ours and stock Xapian on one file of queries
side() {
	"$peer" time "$tmp/compact" "$2" "$rounds" ${3:+"$3"} | tee "$tmp/a"
	"$ours" time "$tmp/merged" "$2" "$rounds" | tee "$tmp/b"
	awk -v name="$1" -v a="$(rate "$tmp/a")" -v b="$(rate "$tmp/b")" \
		'BEGIN { printf "%s, stock by ours, CPU time\t%.2f\n", name, a / b }'
}
if [[ $parts = *speed* ]]; then
	side "queries" "$data/search/bench_queries.tsv"
	side "questions" "$tmp/questions.tsv" or
	"$peers" time "$data/search/bench_queries.tsv" "$rounds" "${laws[@]}" "${judged[@]}"
	# No string may take fifty times the usual.
	grep -v '^#' "$data/hostile/blns.txt" | grep . | tr '\t' ' ' | sed 's/^/en\t/' >"$tmp/hostile.tsv"
	"$ours" time "$tmp/merged" "$tmp/hostile.tsv" 1 | sed 's/^time/naughty strings/'
fi

if [[ $parts = *growth* ]]; then
	# Four times the same under other ids; of those a hundred lines in so many hundreds.
	for size in 25000 100000 250000 990000; do
		for copy in 1 2 3 4; do
			zstd -dcq "${laws[@]}" | sed "s/\"id\": *\"/&$copy-/; s/\"law_id\": *\"/&$copy-/"
		done | awk -v step=$((990000 / size > 0 ? 990000 / size : 1)) 'NR % (100 * step) < 100' \
			>"$tmp/grown.jsonl"
		rm -rf "$tmp/grown"
		"$ours" build "$tmp/grown" "$tmp/grown.jsonl" >/dev/null
		rm "$tmp/grown.jsonl"
		printf '%7d documents\t' "$size"
		"$ours" time "$tmp/grown" "$data/search/bench_queries.tsv" "$rounds" | tail -n 1
	done
	rm -rf "$tmp/grown"
fi

if [[ $parts = *http* ]]; then
	export BENCH_MERGED=$tmp/merged BENCH_COMPACT=$tmp/compact BENCH_QUERIES=$data/search/bench_queries.tsv
	PORTAL_WORKERS=2 tests/with-portal "$PWD/tests/bench/search-http"
fi
