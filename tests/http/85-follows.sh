#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-or-later
# Following laws, articles, countries, subjects and searches; digests of what is new; the message centre.
. "$(dirname -- "$0")/lib.sh"

db=$(sed -n 's/^PORTAL_DB=//p' "$PORTAL_DATA/run/environment")
sql() {
	psql -qAt -v ON_ERROR_STOP=1 "$db" -c "$1"
}
ctl() {
	DATA=$PORTAL_DATA "build/${BUILD:-release}/portalctl" "$@"
}
# told: the digests of fay's account and what they tell, oldest first.
told() {
	sql "SELECT string_agg(i.target || ' ' || i.action || ' ' || coalesce(i.slug::text, '') || coalesce('/' || i.eid, ''), ', ' ORDER BY i.notice, i.position)
		FROM notice_item i JOIN notice n ON n.id = i.notice WHERE n.account = $fay"
}
drained() {
	[ "$(sql 'SELECT count(*) FROM outbox')" = 0 ]
}
# digest: make fay's digests now.
digest() {
	until_ok 60 drained || fail "the indexer takes everything over"
	sql "UPDATE follow_clock SET due = now() WHERE account = $fay"
	ctl mail >/dev/null 2>"$tmp/digest" || fail "portalctl mail" "$(cat "$tmp/digest")"
}
# law SLUG TITLE BODY: publish a law with two articles, the first with that body.
law() {
	mkdir -p "$tmp/content/laws"
	cat >"$tmp/content/laws/$1.json" <<JSON
{ "slug": "$1", "jurisdictions": ["ET"], "subjects": ["layout-designs"],
  "texts": { "en": { "title": "$2" }, "ru": { "title": "Закон: $2" } },
  "law": { "type": "law", "status": "in_force", "original_language": "en",
    "expressions": [ { "language": "en", "provenance": "official", "legal_value": "official",
      "articles": [ { "number": "1", "body": "$3" }, { "number": "2", "body": "Quiddlewort shall apply." } ] } ] } }
JSON
	ctl import record --publish "$tmp/content/laws/$1.json" >"$tmp/import" 2>&1 || fail "the law $1 is published" "$(tail -n 3 "$tmp/import")"
}
# guide SLUG LAW TITLE: publish a guide that cites a law.
guide() {
	mkdir -p "$tmp/content/guides"
	cat >"$tmp/content/guides/$1.json" <<JSON
{ "slug": "$1", "jurisdictions": ["ET"], "subjects": ["layout-designs"],
  "texts": { "en": { "title": "$3", "summary": "About quiddlewort.", "body": "Quiddlewort." } },
  "guide": { "type": "howto", "date": "2026-11-01", "citations": [ { "law": "$2" } ] } }
JSON
	ctl import record --publish "$tmp/content/guides/$1.json" >"$tmp/import" 2>&1 || fail "the guide $1 is published" "$(tail -n 3 "$tmp/import")"
}

hold mailer
law test-follow "Law of tests" "The first wording."
person user fay --locale ru
fay=$(sql "SELECT id FROM account WHERE email = 'fay@test.example'")

# --- the button -------------------------------------------------------------------------------------------
for path in laws/test-follow laws/test-follow/art_1 jurisdictions/ET subjects/layout-designs 'search?q=quiddlewort' 'laws?jurisdiction=ET&sort=title&page=1'; do
	get "/en/$path"
	has "$path can be followed" "$body" 'href="/en/account/follows/new?what='
done
get /en/search
hasnt "all that there is cannot" "$body" 'follows/new'
get /en/laws/test-follow
is "the page is still the same for all" "$(header Set-Cookie)" ""
page fay '/ru/account/follows/new?what=laws%2Ftest-follow'
is "a stranger is led to the door" "$status $(header location)" \
	"303 /ru/account/sign-in?next=%2Fru%2Faccount%2Ffollows%2Fnew%3Fwhat%3Dlaws%252Ftest-follow"
submit fay "$(header location)" email=fay@test.example "password=$password"
is "and back" "$status $(header location)" "303 /ru/account/follows/new?what=laws%2Ftest-follow"
page fay "$(header location)"
has "to the form, which says what" "$body" "Закон: Law of tests"

# follow WHAT RHYTHM
follow() {
	page fay "/ru/account/follows/new?what=$1"
	page fay /ru/account/follows/new -H "Origin: $PORTAL_DIRECT" --data-urlencode "csrf=$(hidden csrf)" \
		--data-urlencode "once=$(hidden once)" --data-urlencode "what=$(hidden what | sed 's/&amp;/\&/g')" -d "rhythm=$2"
}
follow laws%2Ftest-follow ''
is "without a rhythm the form comes back" "$status" 422
has "with the error at its field" "$body" 'aria-invalid="true"'
has "still about the same" "$body" "Закон: Law of tests"
follow laws%2Ftest-follow weekly
is "with one it is followed" "$status $(header location)" "303 /ru/account/follows?added=laws%2Ftest-follow"
page fay "$(header location)"
has "which is said" "$body" "Теперь вы следите: "
follow laws%2Ftest-follow daily
is "again is a change" "$status $(header location)" "303 /ru/account/follows?changed=laws%2Ftest-follow"
is "and not a second one" "$(sql "SELECT count(*), min(rhythm) FROM follow WHERE account = $fay")" "1|daily"
follow laws%2Ftest-follow%2Fart_1 daily
follow jurisdictions%2FET daily
follow 'search%3Fq%3Dquiddlewort%26kind%3Dguide%26page%3D3' daily
is "a search in its one spelling" "$(sql "SELECT target FROM follow WHERE account = $fay AND target LIKE 'search%'")" "search?kind=guide&q=quiddlewort"
for bad in laws%2Fthere-is-none laws%2Ftest-follow%2Fart_99 search '%2F%2Fevil.example%2F' account desk%2Fqueue 'laws%2F..%2F..%2Fx'; do
	page fay "/ru/account/follows/new?what=$bad"
	is "nothing to follow at $bad" "$status" 404
done
page fay /ru/account/follows
is "the list" "$status" 200
has "has searches" "$body" "поиск «quiddlewort»"
has "and says when the next summary is made" "$body" "Следующая сводка: "

# --- digests ------------------------------------------------------------------------------------------------
digest
is "what was there before is no news" "$(told)" ""
is "and no digest is empty" "$(sql "SELECT count(*) FROM notice WHERE account = $fay AND kind = 'digest'")" 0
matches "the next one is made tomorrow morning" "$(sql "SELECT to_char(due AT TIME ZONE 'UTC', 'HH24:MI'), due > now(), due < now() + interval '1 day 1 minute'
	FROM follow_clock WHERE account = $fay AND rhythm = 'daily'")" '^07:00\|t\|t$'
guide test-follow-guide test-follow "Guide of tests"
digest
is "a guide that cites the law stands under the law, once" "$(told)" "laws/test-follow publish test-follow-guide"
digest
is "what was told once is not told again" "$(told)" "laws/test-follow publish test-follow-guide"
law test-follow "Law of tests" "The second wording."
digest
is "a correction, of the article that changed too" "$(told)" \
	"laws/test-follow publish test-follow-guide, laws/test-follow correct test-follow"
sql "DELETE FROM notice WHERE account = $fay"
push fay /ru/account/follows /ru/account/follows "id=$(sql "SELECT id FROM follow WHERE account = $fay AND target = 'laws/test-follow'")" remove=1
is "one can stop" "$status $(header location)" "303 /ru/account/follows?removed=laws%2Ftest-follow"
law test-follow "Law of tests" "The third wording."
digest
is "an article that changed" "$(told)" "laws/test-follow/art_1 correct test-follow/art_1"
sql "DELETE FROM notice WHERE account = $fay"
law test-follow "Law of tests, renamed" "The third wording."
digest
is "one that did not is no news, but the law is, in its country" "$(told)" "jurisdictions/ET correct test-follow"
sql "DELETE FROM notice WHERE account = $fay"
law test-follow-2 "Another law" "Nothing."
guide test-follow-guide-2 test-follow-2 "Second guide of tests"
digest
is "each once in a digest" "$(told | tr ',' '\n' | sort | tr -d '\n')" " jurisdictions/ET publish test-follow-guide-2jurisdictions/ET publish test-follow-2"
mail=$(ls -t "$PORTAL_DATA"/mail/*-digest.eml | head -n 1)
is "its mail is in the reader's language" "$(/usr/bin/python3 -c "
import email, email.policy, sys
m = email.message_from_bytes(open('$mail', 'rb').read(), policy=email.policy.default)
print(m['Subject'], '|', 'Закон: Another law' in m.get_body(('plain',)).get_content(), 'Язык: Английский' in m.get_body(('plain',)).get_content())")" \
	"2 новости о том, за чем вы следите | True True"

# --- what may not be seen -----------------------------------------------------------------------------------
sql "DELETE FROM notice WHERE account = $fay"
guide test-follow-guide-3 test-follow-2 "Third guide of tests"
ctl withdraw guides test-follow-guide-3 --reason "a test" >/dev/null 2>&1
digest
is "what was withdrawn before it was told is not" "$(told)" ""
guide test-follow-guide-4 test-follow-2 "Fourth guide of tests"
digest
is "what is public is" "$(told)" "jurisdictions/ET publish test-follow-guide-4"
page fay /ru/account/messages
has "it is among the messages, unread" "$body" '<li class="unread">'
id=$(grep -oE '/ru/account/messages/[0-9]+' <<<"$body" | head -n 1)
page fay "$id"
has "with what it tells" "$body" "Fourth guide of tests"
ctl withdraw guides test-follow-guide-4 --reason "a test" >/dev/null 2>&1
page fay "$id"
hasnt "and not after it was withdrawn" "$body" "Fourth guide of tests"
follow laws%2Ftest-follow-2 daily
ctl withdraw laws test-follow-2 --reason "a test" >/dev/null 2>&1
sql "DELETE FROM notice WHERE account = $fay"
digest
is "that a law is gone is told who follows it" "$(told)" "laws/test-follow-2 withdraw test-follow-2"

# --- weekly, off ----------------------------------------------------------------------------------------------
sql "DELETE FROM notice WHERE account = $fay"
one=$(sql "SELECT id FROM follow WHERE account = $fay AND target = 'jurisdictions/ET'")
push fay /ru/account/follows /ru/account/follows "id=$one" rhythm=weekly
is "another rhythm" "$status $(sql "SELECT rhythm FROM follow WHERE id = $one")" "303 weekly"
is "on a Monday" "$(sql "SELECT extract(isodow FROM due AT TIME ZONE 'UTC') FROM follow_clock WHERE account = $fay AND rhythm = 'weekly'")" 1
push fay /ru/account/follows /ru/account/follows "id=$one" rhythm=hourly
is "one that is none is refused" "$status" 400
push fay /ru/account/follows /ru/account/follows "id=$one" rhythm=off
guide test-follow-guide-5 test-follow "Fifth guide of tests"
digest
push fay /ru/account/follows /ru/account/follows "id=$one" rhythm=daily
digest
hasnt "what happened while it was off is no news afterwards" "$(told)" "jurisdictions/ET"

# --- somebody else's ------------------------------------------------------------------------------------------
sign_in user gil
push gil /ru/account/messages/mail /ru/account/follows "id=$one" remove=1
is "nobody else can end it" "$(sql "SELECT count(*) FROM follow WHERE id = $one")" 1
number=$(sql "SELECT max(id) FROM notice WHERE account = $fay")
page gil "/ru/account/messages/$number"
is "nor read its messages" "$status" 404

# --- reading ------------------------------------------------------------------------------------------------
sql "INSERT INTO notice (account, kind, arguments, path, shown) SELECT $fay, 'approved', ARRAY['title', '<b>' || g || '</b>'], '/account', true FROM generate_series(1, 45) g"
page fay /ru/account/messages
is "twenty to a page" "$(grep -c 'class="unread"' <<<"$body")" 20
has "titles are texts" "$body" '&lt;b&gt;45&lt;/b&gt;'
page fay "$(grep -oE '/ru/account/messages\?before=[0-9]+' <<<"$body")"
is "and the next twenty" "$(grep -c 'class="unread"' <<<"$body")" 20
id=$(grep -oE '/ru/account/messages/[0-9]+' <<<"$body" | head -n 1)
page fay "$id" -I
is "a look at its head reads nothing" "$(sql "SELECT read IS NULL FROM notice WHERE id = ${id##*/}")" t
page fay "$id"
is "seeing it does" "$(sql "SELECT read IS NULL FROM notice WHERE id = ${id##*/}")" f
push fay "$id" "$id"
is "and it can be unread again" "$status $(sql "SELECT read IS NULL FROM notice WHERE id = ${id##*/}")" "303 t"
push fay /ru/account/messages /ru/account/messages
is "or all read" "$status $(sql "SELECT count(*) FROM notice WHERE account = $fay AND shown AND read IS NULL")" "303 0"
push fay /ru/account/messages/mail /ru/account/messages/mail kind=approved
is "mails are chosen by kind" "$status $(sql "SELECT count(*), bool_or(kind = 'approved'), bool_or(kind = 'digest') FROM notice_mute WHERE account = $fay")" \
	"303 $(sql "SELECT count(*) FROM notice_mute WHERE account = $fay")|f|t"
sql "INSERT INTO mail_refused (address, problem) VALUES ('fay@test.example', '550 x')"
page fay /ru/account/messages
has "an address that takes no mail is told" "$body" "Письма на ваш адрес возвращаются"

# --- the portal as it was -------------------------------------------------------------------------------------
sql "DELETE FROM mail_refused; DELETE FROM account WHERE email IN ('fay@test.example', 'gil@test.example')"
for entry in laws/test-follow guides/test-follow-guide guides/test-follow-guide-2 guides/test-follow-guide-5; do
	ctl withdraw "${entry%%/*}" "${entry#*/}" --reason "a test" >/dev/null 2>&1
done
until_ok 60 drained || fail "the indexer takes the end over"
sql "DELETE FROM entry WHERE slug LIKE 'test-follow%'"
rm -f "$PORTAL_DATA"/mail/*-digest.eml
release mailer
