#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-or-later
# Building and asking the search index, each figure beside what Debian has in the same run: stock Xapian, SQLite FTS5,
# Groonga, PostgreSQL, Django, Omega.  One table at the end says ours, the peer's, their ratio and the target.
#   LAWS="cn ae in br"   the collections
#   PARTS="relevance speed growth http"   what is measured
#   ROUNDS=3             how often ours and the peer are asked in turn
#   WITHIN=400           how many of the questions are asked of all peers within all articles; ours and stock Xapian are
#                        asked all of them
#   PATIENCE=300         seconds after which a peer that needs long within all articles (FTS5 trigram: up to seconds for one
#                        question) is asked no more of a set; "(N of M)" behind its name says how many it was asked
#   ENGINES=…            peers of search_peers.py
#   KEEP=FOLDER          leave the indexes there and take those that are there
# Neighbours on the machine disturb: as root, use `nice -n -10`, and where it is there `echo -10 >/proc/self/autogroup`.
set -eu
cd -- "$(dirname -- "${BASH_SOURCE[0]}")/../.."
data=${SHARED_DATA:-$PWD/../shared/data}
[ -d "$data/laws" ] || { echo "search: no $data, skipped"; exit 0; }
make -s build/release/bench/search_bench build/release/portalctl bundles
[ -n "${PORTAL_TEST_DB:-}" ] || exec tests/with-postgres "$0"
conf/install-packages bench
tmp=$(mktemp -d /tmp/portal-search-bench.XXXXXX)
trap 'rm -rf "$tmp"' EXIT
kept=${KEEP:-$tmp}
mkdir -p "$kept"
g++ -std=c++17 -O2 -o "$tmp/peer" tests/bench/search_peer.cc -lxapian -ljansson
ours=${OURS:-build/release/bench/search_bench} peer=$tmp/peer peers=tests/bench/search_peers.py rounds=${ROUNDS:-3}
parts=${PARTS:-relevance speed growth http}
judged=("$data/search/xquad/docs.jsonl" "$data/search/faquad/docs.jsonl" "$data/laws/kz/articles.jsonl.zst")
# Questions about law are asked as the portal is asked them, with the term base; no peer has one.
terms=schema/content/terms
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
# Some of them for all articles, where some peers need seconds for one.
awk -v n="$(($(wc -l <"$tmp/questions.jsonl") / ${WITHIN:-400} + 1))" 'NR % n == 1' "$tmp/questions.jsonl" >"$tmp/some.jsonl"
# The same questions about articles of the laws, in the languages of the articles.
python3 - "$data/search/crosslingual_ip" >"$tmp/ip.jsonl" <<'EOT'
import json, sys
relevant = {t["topic"]: t["relevant"] for t in map(json.loads, open(sys.argv[1] + "/dev_topics.jsonl"))}
for q in map(json.loads, open(sys.argv[1] + "/dev_queries.jsonl")):
    ids = relevant[q["topic"]].get(q["lang"])
    if ids:
        print(json.dumps({"qid": q["qid"], "lang": q["lang"], "text": q["text"], "relevant": ids}))
EOT

# say: what goes into the table as well as out.  figure NAME OURS PEER WHICH TARGET
say() { tee -a "$tmp/table"; }
figure() { printf 'figure|%s|%s|%s|%s|%s\n' "$@" >>"$tmp/table"; }
# field FILE NAME: the number before or behind NAME in a line of figures; best FILE NAME: the least of several lines
field() { grep -oE "$2 [0-9.]+" "$1" | awk '{ print $NF }' | sort -g | head -n 1; }
rate() { grep -oE '[0-9]+ queries/s' "$1" | sort -rg | head -n 1 | cut -d' ' -f1; }
cpu() { grep -oE '[0-9.]+ ms CPU' "$1" | sort -g | head -n 1 | cut -d' ' -f1; }

if [[ $parts = *relevance* ]]; then
	zstd -dcq "${laws[@]}" | python3 -c '
import json, sys
pool = set(open(sys.argv[1]).read().split())
for line in sys.stdin:
    if json.loads(line)["id"] in pool:
        sys.stdout.write(line)' "$data/search/crosslingual_ip/corpus_ids.txt" >"$tmp/pool.jsonl"
	while read -r name docs queries with; do
		rm -rf "$tmp/judged" "$tmp/alone"
		echo "judge $name alone" | say
		"$ours" build "$tmp/judged" $with "$docs" >/dev/null
		{ printf '%-23s' ours; "$ours" judge "$tmp/judged" "$queries"; } | say
		"$peer" build "$tmp/alone" "$docs" >/dev/null
		"$peer" judge "$tmp/alone" "$queries" | say
		"$peers" ask "$queries" -- "$docs" | say
	done <<-EOT
		XQuAD $data/search/xquad/docs.jsonl $data/search/xquad/queries_monolingual.jsonl
		FaQuAD $data/search/faquad/docs.jsonl $data/search/faquad/queries.jsonl
		kz $data/laws/kz/articles.jsonl.zst $data/laws/kz/queries.jsonl $terms
		ip $tmp/pool.jsonl $tmp/ip.jsonl $terms
	EOT
	rm -rf "$tmp/judged" "$tmp/alone"
fi

if [[ $parts = *relevance* || $parts = *speed* || $parts = *http* ]] && [ ! -d "$kept/compact" ]; then
	"$peer" build "$kept/stock" "${laws[@]}" "${judged[@]}" | tee "$tmp/log"
	start=$(date +%s.%N)
	"$ours" build "$kept/part0" 0/2 "$terms" "${laws[@]}" "${judged[@]}" >"$tmp/log0" &
	"$ours" build "$kept/part1" 1/2 "$terms" "${laws[@]}" "${judged[@]}" >"$tmp/log1"
	wait $!
	"$ours" merge "$kept/merged" "$kept/part0" "$kept/part1"
	wall=$(awk -v a="$start" -v b="$(date +%s.%N)" 'BEGIN { printf "%.1f", b - a }')
	cat "$tmp/log0" "$tmp/log1"
	figure "build, two processes and merge, s" "$wall" "$(field "$tmp/log" wall)" "stock Xapian, one" "<= 0.5"
	figure "build, CPU of the longer process, s" "$(cat "$tmp"/log[01] | grep -oE 'cpu [0-9.]+' | cut -d' ' -f2 | sort -g | tail -n 1)" \
		"$(field "$tmp/log" cpu)" "stock Xapian, one" "<= 0.5"
	rm -rf "$kept/part0" "$kept/part1"
	xapian-compact "$kept/stock" "$kept/compact" >/dev/null 2>&1
	rm -rf "$kept/stock"
fi
[ ! -d "$kept/compact" ] || figure "index, MB" "$(du -sm "$kept/merged" | cut -f1)" "$(du -sm "$kept/compact" | cut -f1)" \
	"stock, compacted" "<= 0.7"

# What the other peers do over one index of theirs, whose building takes longer than most of it.
tasks=()
if [[ $parts = *relevance* ]]; then
	for set in questions some ip; do
		label="$(wc -l <"$tmp/$set.jsonl") $([ $set = ip ] && echo ip || echo questions) within all"
		echo "judge $label" | say
		{ printf '%-23s' ours; "$ours" judge "$kept/merged" "$tmp/$set.jsonl"; } | say
		"$peer" judge "$kept/compact" "$tmp/$set.jsonl" | say
		[ -n "${QUICK:-}" ] || [ $set = questions ] || tasks+=("$label=$tmp/$set.jsonl")
	done
fi
[[ $parts != *speed* ]] || tasks+=("$data/search/bench_queries.tsv")
: >"$tmp/others"
[ ${#tasks[@]} -eq 0 ] || PATIENCE=${PATIENCE:-300} ROUNDS=$rounds "$peers" ask "${tasks[@]}" -- "${laws[@]}" "${judged[@]}" |
	tee "$tmp/others" | say

# side NAME QUERIES TARGET [or]: ours and stock Xapian on one file of queries, taking turns
side() {
	local p99="<= 0.333"
	[ "$3" -ge 3 ] || p99="<= 1"
	: >"$tmp/a"
	: >"$tmp/b"
	for ((i = 0; i < rounds; i++)); do
		"$peer" time "$kept/compact" "$2" 1 ${4:+"$4"} | tee -a "$tmp/a"
		"$ours" time "$kept/merged" "$2" 1 | grep '^time' | tee -a "$tmp/b"
	done
	figure "$1, queries/s" "$(rate "$tmp/b")" "$(rate "$tmp/a")" "stock Xapian" ">= $3"
	figure "$1, ms of CPU each" "$(cpu "$tmp/b")" "$(cpu "$tmp/a")" "stock Xapian" ">= $3 inverse"
	figure "$1, p99 ms" "$(sed 's/best CPU.*//' "$tmp/b" >"$tmp/c"; field "$tmp/c" p99)" \
		"$(sed 's/best CPU.*//' "$tmp/a" >"$tmp/c"; field "$tmp/c" p99)" "stock Xapian" "$p99"
	figure "$1, p99 ms of CPU" "$(sed 's/.*best CPU//' "$tmp/b" >"$tmp/c"; field "$tmp/c" p99)" \
		"$(sed 's/.*best CPU//' "$tmp/a" >"$tmp/c"; field "$tmp/c" p99)" "stock Xapian" "$p99"
}
if [[ $parts = *speed* ]]; then
	side "words (AND)" "$data/search/bench_queries.tsv" 3
	cp "$tmp/b" "$tmp/words"
	echo "the same words in all languages, which no peer does"
	EXPAND=1 "$ours" time "$kept/merged" "$data/search/bench_queries.tsv" 1 | grep '^time'
	side "questions (OR)" "$tmp/questions.tsv" 2 or
	while read -r name; do
		grep "^$name.*queries/s" "$tmp/others" >"$tmp/a" || continue
		name=$(cut -f1 "$tmp/a" | sed 's/ *$//')
		figure "words (AND), queries/s" "$(rate "$tmp/words")" "$(rate "$tmp/a")" "$name" ">= 3"
		figure "words (AND), p99 ms" "$(sed 's/best CPU.*//' "$tmp/words" >"$tmp/c"; field "$tmp/c" p99)" "$(field "$tmp/a" p99)" "$name" "<= 0.333"
	done <<<$'Groonga TokenBigram\nPostgreSQL tsvector'
	# No string may take fifty times the usual.
	grep -v '^#' "$data/hostile/blns.txt" | grep . | tr '\t' ' ' | sed 's/^/en\t/' >"$tmp/hostile.tsv"
	"$ours" time "$kept/merged" "$tmp/hostile.tsv" 3 | sed 's/^time/naughty strings/;s/.*best CPU/&/' | tee "$tmp/a"
	sed -i 's/.*best CPU//' "$tmp/a"
	figure "naughty strings, slowest ms of CPU" "$(field "$tmp/a" most)" "$(field "$tmp/a" p50)" "their median" "<= 50"
fi

if [[ $parts = *growth* ]]; then
	# Four times the same under other ids; of those a hundred lines in so many hundreds.
	printf 'zh\t专利\n' >"$tmp/two.tsv"
	printf 'en\tcompulsory licence patent application\n' >"$tmp/four.tsv"
	for size in ${SIZES:-25000 100000 250000 990000}; do
		if [ ! -d "$kept/grown.$size" ]; then
			for copy in 1 2 3 4; do
				zstd -dcq "${laws[@]}" | sed "s/\"id\": *\"/&$copy-/; s/\"law_id\": *\"/&$copy-/"
			done | awk -v step=$((990000 / size > 0 ? 990000 / size : 1)) 'NR % (100 * step) < 100' \
				>"$tmp/slice.jsonl"
			"$ours" build "$tmp/slice.0" 0/2 "$tmp/slice.jsonl" >/dev/null &
			"$ours" build "$tmp/slice.1" 1/2 "$tmp/slice.jsonl" >/dev/null
			wait $!
			"$ours" merge "$kept/grown.$size" "$tmp/slice.0" "$tmp/slice.1" >/dev/null
			rm -rf "$tmp"/slice.*
		fi
		for q in "$data/search/bench_queries.tsv" "$tmp/two.tsv" "$tmp/four.tsv"; do
			printf '%7d documents\t%s\t' "$size" "$(basename "$q" .tsv)"
			"$ours" time "$kept/grown.$size" "$q" "$rounds" | tail -n 1 | tee "$tmp/a"
			sed 's/.*best CPU//' "$tmp/a" >"$tmp/size.$size.$(basename "$q" .tsv)"
		done
	done
	first=${SIZES:-25000} first=${first%% *}
	for q in bench_queries two four; do
		limit=4
		[ "$q" = bench_queries ] || limit=$((size / first))
		figure "growth, $q, p50 ms of CPU at $size" "$(field "$tmp/size.$size.$q" p50)" "$(field "$tmp/size.$first.$q" p50)" \
			"at $first" "<= $limit"
		figure "growth, $q, p99 ms of CPU at $size" "$(field "$tmp/size.$size.$q" p99)" "$(field "$tmp/size.$first.$q" p99)" \
			"at $first" "<= $((size / first))"
	done
fi

if [[ $parts = *http* ]]; then
	export BENCH_MERGED=$kept/merged BENCH_COMPACT=$kept/compact BENCH_QUERIES=$data/search/bench_queries.tsv
	export BENCH_TABLE=$tmp/table
	PORTAL_WORKERS=2 tests/with-portal "$PWD/tests/bench/search-http" "${laws[@]}" "${judged[@]}"
fi
tests/bench/search_table.py <"$tmp/table"
