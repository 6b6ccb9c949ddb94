#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-or-later
# Building and asking the search index, each figure beside stock Xapian doing the same work in the same run.
# LAWS="cn ae in br kz" chooses the collections, ROUNDS (3) how often the queries are asked.
set -eu
cd -- "$(dirname -- "${BASH_SOURCE[0]}")/../.."
data=${SHARED_DATA:-../shared/data}
[ -d "$data/laws" ] || { echo "search: no $data, skipped"; exit 0; }
tmp=$(mktemp -d /tmp/portal-search-bench.XXXXXX)
trap 'rm -rf "$tmp"' EXIT
make -s build/release/bench/search_bench
g++ -std=c++17 -O2 -o "$tmp/peer" tests/bench/search_peer.cc -lxapian -ljansson
ours=build/release/bench/search_bench peer=$tmp/peer rounds=${ROUNDS:-3}
files=()
for law in ${LAWS:-cn ae in br kz}; do files+=("$data/laws/$law/articles.jsonl.zst"); done

"$peer" build "$tmp/stock" "${files[@]}"
"$ours" build "$tmp/ours" "${files[@]}"
start=$(date +%s.%N)
"$ours" build "$tmp/part0" 0/2 "${files[@]}" >"$tmp/log0" &
"$ours" build "$tmp/part1" 1/2 "${files[@]}" >"$tmp/log1"
wait $!
"$ours" merge "$tmp/merged" "$tmp/part0" "$tmp/part1"
awk -v a="$start" -v b="$(date +%s.%N)" 'BEGIN { printf "two processes and merge\twall %.1f s\n", b - a }'
xapian-compact "$tmp/stock" "$tmp/compact" >/dev/null 2>&1
du -sm "$tmp/compact" "$tmp/merged" | sed "s,$tmp/,size MB ,"

"$peer" time "$tmp/compact" "$data/search/bench_queries.tsv" "$rounds" | tee "$tmp/a"
"$ours" time "$tmp/merged" "$data/search/bench_queries.tsv" "$rounds" | tee "$tmp/b"
rate() { grep -o '[0-9]* queries/s' "$1" | cut -d' ' -f1; }
awk -v a="$(rate "$tmp/a")" -v b="$(rate "$tmp/b")" 'BEGIN { printf "queries/s, ours by stock\t%.2f\n", b / a }'

for set in xquad/docs.jsonl:xquad/queries_monolingual.jsonl faquad/docs.jsonl:faquad/queries.jsonl; do
	rm -rf "$tmp/judged"
	"$ours" build "$tmp/judged" "$data/search/${set%%:*}" >/dev/null
	echo "MRR@10/recall@10 $("$ours" judge "$tmp/judged" "$data/search/${set##*:}")"
done
