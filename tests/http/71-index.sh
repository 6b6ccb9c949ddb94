#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-or-later
# The indexer: killed at any moment it loses and doubles nothing; a rebuild costs no request.
# What is taken in here can't be taken out again, so the portal is this suite's own; without sanitizers, since what counts
# is the moment of a kill and five whole rebuilds would take them minutes.
[ -n "${PORTAL_OWN:-}" ] || exec env -u PORTAL_URL BUILD=release PORTAL_OWN=1 "$(dirname "$0")/../with-portal" "$(readlink -f "$0")"
. "$(dirname "$0")/lib.sh"

ctl() {
	DATA=$PORTAL_DATA "build/${BUILD:-release}/portalctl" "$@"
}

agree() {
	if ctl verify --wait "${2:-120}" >"$tmp/verify" 2>&1; then pass "$1"; else fail "$1" "$(tail -n 5 "$tmp/verify")"; fi
}

# collection FOLDER LAWS ARTICLES: made-up laws, ${LAWS} with ${ARTICLES} each; ROUND tells versions of them apart.
collection() {
	mkdir -p "$tmp/laws/$1"
	awk -v name="$1" -v laws="$2" -v articles="$3" -v round="${ROUND:-1}" 'BEGIN {
		for (l = 1; l <= laws; l++)
			for (a = 1; a <= articles; a++)
				printf "{\"id\":\"%s:%d:%d\",\"lang\":\"en\",\"country\":\"IN\",\"title\":\"Made-up %s Act %d\"," \
				    "\"article\":\"%d\",\"body\":\"zanthoxyl%s%d of round %d: no person shall %d\"}\n",
				    name, l, a, name, l, a, name, l, round, a
	}' >"$tmp/laws/$1/articles.jsonl"
}

# --- kill -9 while an import runs.  The supervisor gives up on a service that dies so often, so the indexer is ours here.
# follow_killed PID: run an indexer and kill it at random moments, again and again, as long as process PID lives.
follow_killed() {
	local indexer
	kills=0
	while kill -0 "$1" 2>/dev/null || [ "$kills" -lt 5 ]; do
		DATA=$PORTAL_DATA "build/${BUILD:-release}/portalctl" index --follow >>"$tmp/follow" 2>&1 &
		indexer=$!
		sleep "0.$((RANDOM % 8 + 1))"
		kill -9 "$indexer" && kills=$((kills + 1))
		wait "$indexer" 2>/dev/null
	done
}

hold indexer
collection killed 100 30
ctl import jsonl --publish "$tmp/laws/killed" >"$tmp/import" 2>&1 &
import=$!
follow_killed "$import"
wait "$import"
is "the import ends well" $? 0
is "the indexer was killed every time" "$((kills >= 5))" 1
ROUND=2 collection killed 100 30
ctl import jsonl --publish "$tmp/laws/killed" >"$tmp/import" 2>&1 &
import=$!
follow_killed "$import"
wait "$import"
is "changes to all of it are taken as well" $? 0
release indexer
agree "after that index and database agree"

hits() {
	curl -sf -G "$PORTAL_DIRECT/api/v1/search" --data-urlencode "q=$1" --data 'group=none&limit=100' |
		python3 -c 'import json, sys; d = json.load(sys.stdin); print(d["total"], len({h["source_id"] for h in d["hits"]}))'
}
is "each article is there once" "$(hits zanthoxylkilled7)" "30 30"

# --- only one indexer
out=$(ctl index --follow 2>&1)
is "a second indexer is refused" $? 4
has "with a reason" "$out" "another indexer"

# --- rebuild under load
: >"$tmp/answers"
while :; do
	curl -s -o /dev/null -m 30 -w '%{http_code}\n' "$PORTAL_DIRECT/api/v1/search?q=zanthoxylkilled7" >>"$tmp/answers" || echo 000 >>"$tmp/answers"
done &
load=$!
while :; do
	curl -s -o /dev/null -m 30 -w '%{http_code}\n' "$PORTAL_DIRECT/en/laws?page=2" >>"$tmp/answers" || echo 000 >>"$tmp/answers"
done &
load2=$!
before=$(readlink "$PORTAL_DATA/index/current")
ctl index rebuild >"$tmp/rebuild" 2>&1
is "a rebuild while the indexer runs" $? 0
collection fresh 50 10
ctl index rebuild >"$tmp/rebuild" 2>&1 &
rebuild=$!
ctl import jsonl --publish "$tmp/laws/fresh" >"$tmp/import" 2>&1
wait "$rebuild"
is "a rebuild while an import runs" $? 0
agree "nothing is lost between the two"
sleep 1
kill "$load" "$load2"
wait "$load" "$load2" 2>/dev/null
isnt "another index is live" "$(readlink "$PORTAL_DATA/index/current")" "$before"
is "no request failed meanwhile" "$(sort "$tmp/answers" | uniq -c | awk '$2 != 200')" ""
is "and there were many" "$(($(wc -l <"$tmp/answers") > 20))" 1
is "what was imported during the rebuild is found" "$(hits zanthoxylfresh7)" "10 10"

# --- a rebuild that is killed
ctl index rebuild >/dev/null 2>&1 &
rebuild=$!
sleep 0.3
kill -9 "$rebuild" 2>/dev/null
wait "$rebuild" 2>/dev/null
agree "a killed rebuild leaves the live index as it is"
ctl index rebuild >"$tmp/rebuild" 2>&1
is "and the next one works" $? 0
agree "with the same result"
left=$(find "$PORTAL_DATA/index" -maxdepth 1 -type d -name 'current.*' | wc -l)
is "what is left of others is at most the one before" "$((left <= 2))" 1

# --- the database goes away and comes back
hold postgres
sleep 2
release postgres
collection later 5 4
ctl import jsonl --publish "$tmp/laws/later" >"$tmp/import" 2>&1
is "an import after the database came back" $? 0
agree "the indexer came back by itself"

# --- verify tells differences
psql=$(command -v psql)
if [ -z "$psql" ]; then
	skip "verify with differences: there is no psql"
else
	folder=$(sed -n 's/^folder //p' "$PORTAL_DATA/run/state")
	psql -qAt "host=$folder dbname=portal user=portal" -c "UPDATE entry SET revision = revision + 1 WHERE source_id = 'later:1'"
	out=$(ctl verify 2>&1)
	is "verify sees another revision" $? 1
	matches "and says where" "$out" 'entry [0-9]+: revision 2 in the database, 1 in the index'
	ctl index rebuild >/dev/null 2>&1
	agree "a rebuild mends it"
fi
