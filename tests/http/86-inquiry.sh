#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-or-later
# Inquiries from the profile to the contract, as both sides, strangers and staff meet them.
. "$(dirname -- "$0")/lib.sh"

DATA=$PORTAL_DATA
export DATA
portalctl=build/${BUILD:-release}/portalctl
sql() {
	psql -X -qAt "$(sed -n 's/^PORTAL_DB=//p' "$PORTAL_DATA/run/environment")" -c "$1"
}

# --- an agency with a profile and a listing without its name, an enterprise that asks
agency=test-agency-$$ hidden=test-hidden-$$
mkdir -p "$tmp/in/providers" "$tmp/in/listings"
cat >"$tmp/in/providers/$agency.json" <<END
{"slug": "$agency", "jurisdictions": ["CN"], "subjects": ["patents"],
 "texts": {"en": {"title": "Agency of the test"}, "ru": {"title": "Агентство проверки"}},
 "provider": {"country": "CN", "languages": ["en"], "services": ["agency"]}}
END
cat >"$tmp/in/listings/$hidden.json" <<END
{"slug": "$hidden", "jurisdictions": ["CN"], "subjects": ["patents"], "texts": {"en": {"title": "Hidden offer of the test"}},
 "listing": {"direction": "offer", "trl": 5, "ipc": ["A01B"], "country": "CN", "anonymous": true}}
END
"$portalctl" import record --publish "$tmp/in" >"$tmp/out" 2>&1 || fail "the entries come in" "$(cat "$tmp/out")"
for who in agent clerk buyer stranger; do sign_in user "$who-$$"; done
sign_in staff "warden-$$"
account() {
	sql "SELECT id FROM account WHERE email = '$1-$$@test.example'"
}
owner=$(sql "INSERT INTO organisation (name, type, country, size) VALUES ('Owner $$ Ltd', 'agency', 'CN', 'small') RETURNING id")
asker=$(sql "INSERT INTO organisation (name, type, country, size) VALUES ('Asker $$ SA', 'enterprise', 'BR', 'medium') RETURNING id")
sql "INSERT INTO membership (organisation, account, role) VALUES ($owner, $(account agent), 'editor'),
	($owner, $(account clerk), 'member'), ($asker, $(account buyer), 'admin');
	UPDATE entry SET owner = $owner WHERE slug IN ('$agency', '$hidden')" >/dev/null

# --- the form
direct "/en/providers/$agency"
has "the profile leads to the form" "$body" "/en/providers/$agency/inquire"
direct "/ru/laws/cn-patent-law/inquire"
is "a law cannot be asked" "$status" 404
page new "/ru/providers/$agency/inquire"
is "everybody may open it" "$status" 200
has "it says who answers" "$body" "Агентство проверки"
answers=(q_service=agency q_where=CN q_where=BR q_begin=month message_language=pt)
submit new "/en/providers/$agency/inquire" "${answers[@]}" "message=Typed before signing in"
matches "sending it leads a stranger to the door" "$status $(header location)" "^303 /en/account/sign-in\?next=.*kept"
next=$(header location)
submit new "$next" "email=stranger-$$@test.example" "password=$password"
is "who then signs in" "$status" 303
page new "$(header location)"
has "finds the form as it was" "$body" "Typed before signing in"
has "with what was chosen" "$body" 'value="BR" checked'
submit "buyer-$$" "/pt-BR/providers/$agency/inquire" behalf="$asker"
is "a form without answers comes back" "$status" 422
has "with a summary" "$body" 'class="notice wrong summary"'
has "and the error at its field" "$body" 'aria-describedby="h-message e-message"'
submit "buyer-$$" "/en/providers/$agency/inquire" behalf="$asker" "${answers[@]}" "message=$(printf 'á%.0s' {1..4001})"
is "a message that is too long" "$status" 422
has "is told how long it may be" "$body" "4,000"
submit "buyer-$$" "/en/providers/$agency/inquire" behalf="$asker" "${answers[@]}" \
	"message=Write to buyer@firm.example or +55 11 91234-5678"
is "addresses in the text" "$status" 422
has "are pointed out" "$body" "buyer@firm.example"
has "with the choice to hold them back" "$body" 'name="hold"'
page "agent-$$" "/en/providers/$agency/inquire"
has "one’s own entry is not asked" "$body" "belongs to your organisation"
hasnt "and there is no form" "$body" 'name="message"'
push "agent-$$" /en/account "/en/providers/$agency/inquire" message=x message_language=en q_service=agency q_where=CN q_begin=month
is "nor by force" "$status $(sql "SELECT count(*) FROM inquiry WHERE account = $(account agent)")" "200 0"
submit "stranger-$$" "/en/providers/$agency/inquire" behalf="$asker" "${answers[@]}" "message=As somebody else"
is "another’s organisation cannot be used" "$(sql "SELECT count(*) FROM inquiry WHERE organisation = $asker")" 0

# --- sent once, however often the button is pressed
page "buyer-$$" "/pt-BR/providers/$agency/inquire"
args=(-H "Origin: $PORTAL_DIRECT" --data-urlencode "csrf=$(hidden csrf)" --data-urlencode "once=$(hidden once)"
	--data-urlencode "behalf=$asker" --data-urlencode hold=1
	--data-urlencode "message=Escreva a buyer@firm.example ou +55 11 91234-5678, por favor.")
for a in "${answers[@]}"; do args+=(--data-urlencode "$a"); done
page "buyer-$$" "/pt-BR/providers/$agency/inquire" "${args[@]}"
is "it is sent" "$status" 303
thread=$(header location)
id=${thread##*/}
page "buyer-$$" "/pt-BR/providers/$agency/inquire" "${args[@]}"
is "a second time it leads to the same" "$status $(header location)" "303 $thread"
is "and there is one" "$(sql "SELECT count(*) FROM inquiry WHERE organisation = $asker")" 1

# --- what each side sees
page "buyer-$$" "/pt-BR/account/inquiries/$id"
has "who asked sees the own words" "$body" "buyer@firm.example"
has "and what is held back" "$body" "Retido para o outro lado"
page "agent-$$" "/ar/account/inquiries/$id"
is "who is asked reads it in Arabic" "$status" 200
has "the message says its language" "$body" '<div class="words" lang="pt" dir="ltr">Escreva a'
hasnt "without the address" "$body" "buyer@firm.example"
hasnt "or the telephone" "$body" "91234"
hasnt "or the name" "$body" "Asker $$ SA"
hasnt "or the account" "$body" "buyer-$$"
has "the standard answers in Arabic" "$body" "خلال شهر"
has "with the country" "$body" "البرازيل"
page "stranger-$$" "/en/account/inquiries/$id"
is "a stranger does not find it" "$status" 404
page "warden-$$" "/en/account/inquiries/$id"
is "nor do staff, whom it does not concern" "$status" 404
page "clerk-$$" "/en/account/inquiries/$id"
is "a member reads it" "$status" 200
hasnt "and cannot answer" "$body" "/account/inquiries/$id/message"
push "clerk-$$" /en/account "/en/account/inquiries/$id/message" message=x message_language=en
is "not even by force" "$status" 403
push "stranger-$$" /en/account "/en/account/inquiries/$id/state" to=declined
is "nor a stranger" "$status" 404

# --- on to the contract
submit "agent-$$" "/en/account/inquiries/$id/message" message_language=zh-Hans "message=可以办理。"
is "an answer" "$status $(header location)" "303 /en/account/inquiries/$id"
page "buyer-$$" "/hi/account/inquiries/$id"
has "acknowledges" "$body" "inquiry-acknowledged"
has "and keeps its language" "$body" '<div class="words" lang="zh-Hans" dir="ltr">可以办理。'
push "buyer-$$" "/en/account/inquiries/$id" "/en/account/inquiries/$id/state" to=talks
is "talks begin" "$status" 303
push "agent-$$" "/en/account/inquiries/$id" "/en/account/inquiries/$id/state" to=contract
is "no contract before contacts are open" "$status" 409
has "and the page says so" "$body" "no longer possible"
submit "buyer-$$" "/en/account/inquiries/$id/agree" contact_name=Ana contact_email=nonsense
is "an address that is none" "$status" 422
has "comes back" "$body" 'value="nonsense"'
submit "buyer-$$" "/en/account/inquiries/$id/agree" contact_name=Ana contact_email=ana@firm.example
is "one side agrees" "$status" 303
push "buyer-$$" "/en/account/inquiries/$id" "/en/account/inquiries/$id/disagree" sure=1
is "and takes it back" "$status $(sql "SELECT count(*) FROM inquiry_consent WHERE inquiry = $id")" "303 0"
submit "buyer-$$" "/en/account/inquiries/$id/agree" contact_name=Ana contact_email=ana@firm.example
page "agent-$$" "/en/account/inquiries/$id"
hasnt "the other does not see the address yet" "$body" "ana@firm.example"
submit "agent-$$" "/en/account/inquiries/$id/agree" contact_name=Li contact_email=li@agency.example
page "agent-$$" "/en/account/inquiries/$id"
has "both agreed: the address" "$body" "ana@firm.example"
has "the name" "$body" "Asker $$ SA"
has "and what was held back" "$body" "+55 11 91234-5678"
push "agent-$$" "/en/account/inquiries/$id" "/en/account/inquiries/$id/state" to=contract
push "buyer-$$" "/en/account/inquiries/$id" "/en/account/inquiries/$id/state" to=landed
page "buyer-$$" "/ru/account/inquiries?side=sender&state=landed"
has "it has landed, and the list says so" "$body" "inquiry-landed"
page "agent-$$" "/en/account/inquiries?side=sender"
has "the filter leaves out what was received" "$body" "There are no inquiries here."

# --- a listing without its owner's name
submit "stranger-$$" "/en/listings/$hidden/inquire" q_role=user q_form=licence q_where=CN q_begin=later \
	message_language=en "message=What does it cost?"
anonymous=$(header location)
page "stranger-$$" "$anonymous"
is "interest in a listing" "$status" 200
hasnt "does not tell whose it is" "$body" "Owner $$ Ltd"
has "but what kind" "$body" "Service agency"

# --- abuse, and the clock
submit "agent-$$" "$anonymous/report" "report_reason=Advertising"
is "abuse is reported" "$status" 303
page "stranger-$$" /en/desk/reports
is "reports are for staff" "$status" 403
page "warden-$$" /en/desk/reports
report=$(grep -oE '/en/desk/reports/[0-9]+' <<<"$body" | tail -n 1)
page "warden-$$" "$report"
has "staff read what was written" "$body" "What does it cost?"
submit "warden-$$" "$report" decision=uphold
is "a decision needs its reason" "$status" 422
submit "warden-$$" "$report" decision=uphold "note=It is advertising"
is "it is decided" "$status" 303
push "stranger-$$" /en/account "$anonymous/message" message_language=en message=More
is "nothing more is taken" "$status" 409
page "warden-$$" /en/desk/inquiries
is "staff see figures" "$status" 200
submit "buyer-$$" "/en/providers/$agency/inquire" behalf="$asker" "${answers[@]}" "message=A second question"
late=$(header location)
"$portalctl" inquiries remind --day "$(date -u -d '+3 days' +%F)" >"$tmp/out"
matches "after three days there is a reminder" "$(cat "$tmp/out")" "^inquiries: [1-9][0-9]* reminded, 0 without"
"$portalctl" inquiries remind --day "$(date -u -d '+22 days' +%F)" >"$tmp/out"
page "buyer-$$" "$late"
has "after three weeks there is no answer" "$body" "inquiry-no_answer"
"$portalctl" inquiries remind --day 2026-02-30 >"$tmp/out" 2>&1
is "a day that does not exist is refused" "$?" 2
for l in en zh-Hans ru pt-BR hi ar; do
	page "buyer-$$" "/$l/account/inquiries/$id"
	is "the thread in $l" "$status" 200
	page "buyer-$$" "/$l/account/inquiries"
	is "the list in $l" "$status" 200
done
page "buyer-$$" "/en/account/inquiries/999999999999999999"
is "what is not there is not found" "$status" 404
page "buyer-$$" "/en/account/inquiries/x"
is "nor what is no number" "$status" 404

"$portalctl" withdraw providers "$agency" --reason "end of test" >"$tmp/out" 2>&1
"$portalctl" withdraw listings "$hidden" --reason "end of test" >"$tmp/out" 2>&1
page "buyer-$$" "/en/account/inquiries/$id"
has "a thread outlives its entry" "$body" "no longer public"
