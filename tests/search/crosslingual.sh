#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-or-later
# How well the API finds across languages: the judged questions of ../shared/data/search/crosslingual_ip are asked of a
# portal that holds the starter content and the articles of the pool (or, with the word all, every law of the four
# collections), and the set's own evaluate.py scores what comes back.
cd -- "$(dirname -- "${BASH_SOURCE[0]}")/../.." || exit 1
judged=../shared/data/search/crosslingual_ip
if [ ! -d "$judged" ]; then
	echo "skip - across languages: the judged questions are not here"
	exit 0
fi
[ -n "${PORTAL_OWN:-}" ] ||
	exec env -u PORTAL_URL PORTAL_OWN=1 tests/with-portal "$(readlink -f "$0")" "$@"
tmp=$(mktemp -d /tmp/portal-crosslingual.XXXXXX)
trap 'rm -rf "$tmp"' EXIT
export DATA=$PORTAL_DATA
ctl=build/${BUILD:-release}/portalctl

if [ "${1:-pool}" = all ]; then
	for c in cn br in ae; do
		"$ctl" import jsonl --publish "../shared/data/laws/$c" 2>/dev/null | tail -n 1
	done
	"$ctl" index rebuild || exit 1
else
	for c in cn br in ae; do
		mkdir -p "$tmp/laws/$c"
		zstd -dcq "../shared/data/laws/$c/articles.jsonl.zst" | python3 -c '
import json, sys
pool = set(open(sys.argv[1]).read().split())
for line in sys.stdin:
    if json.loads(line)["id"] in pool:
        sys.stdout.write(line)' "$judged/corpus_ids.txt" >"$tmp/laws/$c/articles.jsonl"
	done
	"$ctl" import jsonl --publish "$tmp/laws" 2>/dev/null | tail -n 1
fi
"$ctl" verify --wait 3600 || exit 1

python3 - "$PORTAL_DIRECT" "$judged" "${1:-pool}" "$tmp" <<'EOT' || exit 1
import json, sys, time, urllib.parse, urllib.request

portal, judged, which, out = sys.argv[1:]
pool = set(open(judged + "/corpus_ids.txt").read().split())
# The reader's own interface where there is one.
locales = {"zh": "zh-Hans", "zh-Hant": "zh-Hans", "pt": "pt-BR", "fa": "en", "id": "en"}
took = []


def ask(question, **more):
    query = urllib.parse.urlencode(dict(more, q=question["text"], group="none", limit=100,
        locale=locales.get(question["lang"], question["lang"])))
    began = time.monotonic()
    with urllib.request.urlopen(portal + "/api/v1/search?" + query) as answer:
        hits = json.load(answer)["hits"]
    took.append(time.monotonic() - began)
    ids = [hit["source_id"] for hit in hits if hit["source_id"]]
    return [i for i in ids if i in pool] if which == "pool" else ids


runs = {name: open(out + "/" + name, "w") for name in ("pairs", "all", "off")}


def tell(name, **line):
    print(json.dumps(line), file=runs[name])


for line in open(judged + "/dev_queries.jsonl"):
    question = json.loads(line)
    for target in ("en", "zh", "pt", "ar"):
        tell("pairs", qid=question["qid"], target=target, ids=ask(question, language=target))
    tell("all", qid=question["qid"], ids=ask(question))
    tell("off", qid=question["qid"], ids=ask(question, expand="off"))
for run in runs.values():
    run.close()
took.sort()
print("%d questions, median %.1f ms, slowest %.1f ms" % (len(took), took[len(took) // 2] * 1000,
    took[-1] * 1000), file=sys.stderr)
EOT
for run in pairs all off; do
	case $run in
	pairs) echo "asked for one text language at a time: recall@20" ;;
	all) echo "asked for all languages at once" ;;
	off) echo "the same without other languages (expand=off)" ;;
	esac
	python3 "$judged/evaluate.py" "$tmp/$run" --queries "$judged/dev_queries.jsonl" \
		--topics "$judged/dev_topics.jsonl" || exit 1
done
