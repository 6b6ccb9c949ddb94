#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-or-later
# Mail from the outbox to a real SMTP server that takes, refuses, hangs and breaks off; and to files where there is none.
. "$(dirname -- "$0")/lib.sh"

db=$(sed -n 's/^PORTAL_DB=//p' "$PORTAL_DATA/run/environment")
sql() {
	psql -qAt -v ON_ERROR_STOP=1 "$db" -c "$1"
}

# ctl [VAR=VALUE…] ARG…: portalctl for this portal.
ctl() {
	local set=()
	while [[ $1 == *=* ]]; do
		set+=("$1")
		shift
	done
	env DATA="$PORTAL_DATA" "${set[@]}" "build/${BUILD:-release}/portalctl" "$@"
}

# tell ACCOUNT KIND NAME VALUE…: a notice with its mail.
tell() {
	local account=$1 kind=$2 arguments='' a
	shift 2
	for a in "$@"; do arguments+="${arguments:+,}'${a//\'/\'\'}'"; done
	sql "WITH n AS (INSERT INTO notice (account, kind, arguments, path, shown)
		VALUES ($account, '$kind', ARRAY[$arguments]::text[], '/account/listings/1', true) RETURNING id)
		INSERT INTO mail (notice) SELECT id FROM n RETURNING id" | head -n 1
}

state() {
	sql "SELECT state || ' ' || tries FROM mail WHERE id = $1"
}

# read_mail FILE EXPRESSION: what Python's email package finds in it; m is the message, p its parts by type.
read_mail() {
	python3 - "$1" "$2" <<'PY'
import email, email.policy, sys
m = email.message_from_bytes(open(sys.argv[1], 'rb').read(), policy=email.policy.default)
p = {x.get_content_type(): x for x in m.walk()}
assert not any(x.defects for x in m.walk()), [x.defects for x in m.walk()]
sys.stdout.write(str(eval(sys.argv[2])).replace('\r\n', '\n'))
PY
}

# The suites share one portal: its own sender must not be quicker than this one.
hold mailer
sql "DELETE FROM mail; DELETE FROM mail_refused"
ctl user add --locale ru mila@test.example >/dev/null
ctl user add --locale ar amal@test.example >/dev/null
ctl user add --locale zh-Hans chen@test.example >/dev/null
ctl user add --locale hi hari@test.example >/dev/null
ctl user add --locale pt-BR pedro@test.example >/dev/null
ctl user add --locale en eve@test.example >/dev/null
account() {
	sql "SELECT id FROM account WHERE email = '$1@test.example'"
}
mila=$(account mila)

# --- a server that takes everything -------------------------------------------------------------------
box=$tmp/box
mkdir "$box"
chmod 755 "$tmp" "$box"
smtp_port=$((20000 + RANDOM % 10000))
echo accept >"$box/mode"
/usr/bin/python3 tests/http/smtpd.py "$smtp_port" "$box" >"$tmp/smtpd.log" 2>&1 &
server=$!
trap 'kill "$server" 2>/dev/null; finish' EXIT
until_ok 30 test -e "$box/ready" || fail "the SMTP server starts" "$(cat "$tmp/smtpd.log")"
smtp=(PORTAL_SMTP_URL="smtp://127.0.0.1:$smtp_port" PORTAL_SMTP_TIMEOUT=60 PORTAL_MAIL_FROM=portal@portal.example
	PORTAL_MAIL_BOUNCE=bounce@portal.example PORTAL_BASE_URL=https://portal.example)

for who in mila amal chen hari pedro eve; do
	tell "$(account $who)" returned title 'Мембрана $'\''x'\'' <b>' reason $'первая строка\nвторая' >/dev/null
done
out=$(ctl "${smtp[@]}" mail 2>/dev/null)
is "all are sent" "$? $out" "0 mail: 6 sent"
is "each once" "$(cat "$box"/*.to | sort | tr '\n' ' ')" "$(printf 'bounce@portal.example %s@test.example\n' \
	amal chen eve hari mila pedro | tr '\n' ' ')"
# of NAME: the file of the mail to that person.
of() {
	local f
	f=$(grep -l " $1@test.example" "$box"/*.to | sort -V | tail -n 1)
	echo "${f%.to}.eml"
}
is "in the reader's language" "$(read_mail "$(of mila)" "m['Subject']")" "Возвращено: Мембрана \$'x' <b>"
has "in Arabic, what runs the other way stands apart" "$(read_mail "$(of amal)" "m['Subject']")" "أُعيد إليك: $(printf '\u2068')Мембрана"
has "in Chinese" "$(read_mail "$(of chen)" "p['text/plain'].get_content()")" "已退回给您，未予公开。"
has "in Hindi" "$(read_mail "$(of hari)" "p['text/plain'].get_content()")" "आपको लौटाया गया है"
has "in Portuguese" "$(read_mail "$(of pedro)" "p['text/plain'].get_content()")" "foi devolvido a você"
has "with line breaks as they were written" "$(read_mail "$(of eve)" "p['text/plain'].get_content()")" $'первая строка\n\nвторая'
has "markup in a title is a text" "$(read_mail "$(of eve)" "p['text/html'].get_content()")" '&lt;b&gt;'
has "right to left where due" "$(read_mail "$(of amal)" "p['text/html'].get_content()")" '<html lang="ar" dir="rtl">'
has "the button leads to the reader's page" "$(read_mail "$(of amal)" "p['text/html'].get_content()")" 'href="https://portal.example/ar/account/listings/1"'
has "and stands in the text" "$(read_mail "$(of amal)" "p['text/plain'].get_content()")" 'https://portal.example/ar/account/listings/1'
is "both parts say the same" "$(read_mail "$(of mila)" "[x.get_content_type() for x in m.iter_parts()]")" "['text/plain', 'text/html']"
stop=$(read_mail "$(of mila)" "m['List-Unsubscribe']" | tr -d '<>')
matches "it can be ended with one click" "$stop" '^https://portal\.example/unsubscribe/[0-9a-f]{32}\.returned$'
is "as RFC 8058 has it" "$(read_mail "$(of mila)" "m['List-Unsubscribe-Post']")" "List-Unsubscribe=One-Click"
matches "it has an id" "$(read_mail "$(of mila)" "m['Message-ID']")" '^<[0-9a-f]{32}@portal\.example>$'
is "and a date" "$(read_mail "$(of mila)" "m['Date'].datetime.tzinfo is not None")" True
ids=$(for f in "$box"/*.eml; do read_mail "$f" "m['Message-ID']"; echo; done | sort -u | wc -l)
is "ids differ" "$ids" 6

# --- one click, without signing in ----------------------------------------------------------------------
path=${stop#https://portal.example}
get "$path"
is "the link asks" "$status" 200
has "in the reader's language" "$body" '<html lang="ru"'
has "with a button" "$body" '<form method="post"><button>'
is "and does nothing by itself" "$(sql "SELECT count(*) FROM notice_mute")" 0
get "$path" -d 'List-Unsubscribe=One-Click'
is "a mail provider's request does it" "$status $(sql "SELECT kind FROM notice_mute WHERE account = $mila")" "200 returned"
get "$path" -d ''
is "twice is once" "$status $(sql "SELECT count(*) FROM notice_mute")" "200 1"
id=$(tell "$mila" returned title x reason y)
other=$(tell "$mila" approved title x)
ctl "${smtp[@]}" mail >/dev/null 2>&1
is "no more mails of this kind" "$(state "$id")" "dropped 0"
is "but of others" "$(state "$other")" "sent 0"
is "the message is there all the same" "$(sql "SELECT shown FROM notice n JOIN mail m ON m.notice = n.id WHERE m.id = $id")" t
get "$path" -d again=1
is "and one can come back" "$status $(sql "SELECT count(*) FROM notice_mute")" "200 0"
get /unsubscribe/00000000000000000000000000000000.returned
is "a guessed secret leads nowhere" "$status" 404
get "${path%.returned}.reset"
is "what keeps an account safe cannot be ended" "$status" 404

# --- refusals -------------------------------------------------------------------------------------------
# attempt MODE: one more mail to mila in that mode of the server; its id is in $id.  Only a server that is to hang is not
# waited for.
attempt() {
	local seconds=60
	case $1 in hang-*) seconds=3 ;; esac
	echo "$1" >"$box/mode"
	sql "UPDATE mail SET due = now() + interval '1 day' WHERE state = 'waiting'"
	id=$(tell "$mila" approved title "$1")
	out=$(ctl "${smtp[@]}" PORTAL_SMTP_TIMEOUT=$seconds mail 2>&1)
}
count() {
	find "$box" -name '*.eml' | wc -l
}
had=$(count)
attempt rcpt-450
is "a passing refusal is tried again" "$(state "$id")" "waiting 1"
matches "in a minute" "$(sql "SELECT round(extract(epoch FROM due - now())) FROM mail WHERE id = $id")" '^(5[0-9]|60)$'
has "with what the server said" "$(ctl mail list waiting)" "450 4.2.1 mailbox busy"
sql "UPDATE mail SET tries = 9, due = now() WHERE id = $id"
ctl "${smtp[@]}" mail >/dev/null 2>&1
is "not for ever" "$(state "$id")" "dead 10"
attempt data-451
is "so is one of the text" "$(state "$id")" "waiting 1"
attempt data-554
is "a lasting refusal of the text is final" "$(state "$id")" "dead 1"
attempt rcpt-policy
is "so is one of policy" "$(state "$id")" "dead 1"
is "neither says anything of the address" "$(sql "SELECT count(*) FROM mail_refused")" 0
attempt from-550
is "a refusal of ourselves is nobody's fault" "$(state "$id")" "waiting 0"
attempt data-421
is "nor is a server that closes" "$(state "$id")" "waiting 0"
attempt rcpt-550
is "no such user is final" "$(state "$id")" "dead 1"
is "and marks the address" "$(sql "SELECT problem FROM mail_refused WHERE address = 'mila@test.example'")" "550 5.1.1 <mila@test.example> no such user"
attempt accept
is "nothing more is sent there" "$(state "$id")" "dropped 0"
sql "DELETE FROM mail_refused"
is "no refused mail arrived" "$(count)" "$had"
has "staff see what is dead" "$(ctl mail dead)" "no such user"
echo accept >"$box/mode"
dead=$(sql "SELECT count(*) FROM mail WHERE state = 'dead'")
is "and send it again" "$(ctl mail retry dead)" "mail: $dead will be tried again"
ctl "${smtp[@]}" mail >/dev/null 2>&1
is "which works" "$(sql "SELECT count(*) FROM mail WHERE state = 'dead'") $(($(count) - had))" "0 $dead"

# --- hanging and breaking off ---------------------------------------------------------------------------
sql "DELETE FROM mail"
for mode in hang-greeting hang-rcpt hang-data break-data; do
	had=$(count)
	attempt "$mode"
	is "$mode: it costs a timeout and loses nothing" "$(sql "SELECT state, claim IS NULL FROM mail WHERE id = $id")" "waiting|t"
	echo accept >"$box/mode"
	sql "UPDATE mail SET due = now() WHERE id = $id"
	ctl "${smtp[@]}" mail >/dev/null 2>&1
	is "$mode: it arrives once" "$(state "$id" | cut -d' ' -f1) $(($(count) - had))" "sent 1"
done
echo hang-data >"$box/mode"
sql "UPDATE mail SET due = now() + interval '1 day' WHERE state = 'waiting'"
for i in 1 2 3 4 5; do tell "$mila" approved title "$i" >/dev/null; done
: >"$box/log"
ctl "${smtp[@]}" PORTAL_SMTP_TIMEOUT=5 mail >/dev/null 2>&1
is "a server that hangs does not cost a timeout for each mail" "$(grep -c DATA "$box/log")" 1
# What the server took without saying so can only be sent once more, as the same mail.
echo accept >"$box/mode"
sql "UPDATE mail SET due = now() WHERE state = 'waiting'"
ctl "${smtp[@]}" mail >/dev/null 2>&1
had=$(count)
attempt break-after
echo accept >"$box/mode"
sql "UPDATE mail SET due = now() WHERE id = $id"
ctl "${smtp[@]}" mail >/dev/null 2>&1
is "an answer that got lost: the same mail again" "$(read_mail "$box/$((had + 1)).eml" "m['Message-ID']")" \
	"$(read_mail "$box/$((had + 2)).eml" "m['Message-ID']")"
cmp -s "$box/$((had + 1)).eml" "$box/$((had + 2)).eml"
is "to the byte" $? 0

# --- killed in the middle ---------------------------------------------------------------------------------
echo hang-data >"$box/mode"
id=$(tell "$mila" approved title killed)
env DATA="$PORTAL_DATA" "${smtp[@]}" PORTAL_SMTP_TIMEOUT=600 "build/${BUILD:-release}/portalctl" mail >/dev/null 2>&1 &
sender=$!
: >"$box/log"
until_ok 30 grep -q DATA "$box/log" || fail "the sender gets to the text"
kill -9 "$sender"
wait "$sender" 2>/dev/null
had=$(count)
echo accept >"$box/mode"
ctl "${smtp[@]}" mail >/dev/null 2>&1
is "a dead sender's mail is left alone while it may live" "$(state "$id") $(($(count) - had))" "waiting 0 0"
sql "UPDATE mail SET lease = now() - interval '1 second' WHERE id = $id"
ctl "${smtp[@]}" mail >/dev/null 2>&1
is "and taken over then" "$(state "$id") $(($(count) - had))" "sent 0 1"

# --- several at once --------------------------------------------------------------------------------------
had=$(count)
touch "$box/mark"
sql "WITH n AS (INSERT INTO notice (account, kind, arguments, shown) SELECT $mila, 'approved', ARRAY['title', 'No ' || g], true
	FROM generate_series(1, 60) g RETURNING id) INSERT INTO mail (notice) SELECT id FROM n"
pids=()
for i in 1 2 3; do
	ctl "${smtp[@]}" mail >/dev/null 2>&1 &
	pids+=($!)
done
wait "${pids[@]}"
is "three senders send sixty mails" "$(($(count) - had))" 60
is "each once" "$(for f in $(find "$box" -name '*.eml' -newer "$box/mark"); do grep -ih '^Message-ID' "$f"; done | sort -u | wc -l)" 60

# --- coming back ------------------------------------------------------------------------------------------
left=$(sql "SELECT message_id FROM mail WHERE state = 'sent' ORDER BY id DESC LIMIT 1")
report() {
	cat <<REPORT
From: MAILER-DAEMON@mx.test
To: bounce@portal.example
Subject: Undelivered Mail Returned to Sender
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="b"

--b
Content-Type: text/plain

It could not be delivered.
--b
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.test

Final-Recipient: rfc822; mila@test.example
Action: $1
Status: $2
Diagnostic-Code: smtp; 550 mailbox gone

--b
Content-Type: message/rfc822

From: portal@portal.example
Message-ID: <$3@portal.example>

text
--b--
REPORT
}
out=$(report delayed 4.4.1 "$left" | ctl mail bounce)
is "a delay changes nothing" "$? $(sql "SELECT count(*) FROM mail_refused")" "0 0"
out=$(report failed 5.1.1 guessed | ctl mail bounce 2>&1)
is "a forged report is refused" "$? $(sql "SELECT count(*) FROM mail_refused")" "1 0"
out=$(report failed 5.1.1 "$left" | ctl mail bounce)
is "one about our mail marks the address" "$? $(sql "SELECT address FROM mail_refused")" "0 mila@test.example"
out=$(echo nonsense | ctl mail bounce 2>&1)
is "what is no report is refused" $? 1
sql "DELETE FROM mail_refused"

# --- addresses and words that would do harm -------------------------------------------------------------
had=$(count)
id=$(sql "WITH n AS (INSERT INTO notice (kind, arguments, shown) VALUES ('closed', '{}', false) RETURNING id) INSERT INTO mail
	(notice, address, locale) SELECT id, E'a@test.example\r\nBcc: v@test.example', 'xx' FROM n RETURNING id" | head -n 1)
ctl "${smtp[@]}" mail >/dev/null 2>&1
is "an address with a line break is sent nothing" "$(state "$id") $(($(count) - had))" "dead 1 0"
id=$(tell "$mila" approved title $'x\nBcc: v@test.example')
ctl "${smtp[@]}" mail >/dev/null 2>&1
is "a line break in a title stays in the subject" "$(state "$id") $(read_mail "$(of mila)" "m['Subject'], m['Bcc']")" \
	"sent 0 ('Одобрено: x Bcc: v@test.example', None)"
id=$(sql "WITH n AS (INSERT INTO notice (kind, arguments, shown) VALUES ('closed', '{}', false) RETURNING id) INSERT INTO mail
	(notice, address, locale) SELECT id, 'почта@test.example', 'ru' FROM n RETURNING id" | head -n 1)
ctl "${smtp[@]}" mail >/dev/null 2>&1
is "an address in any script is" "$(state "$id")" "sent 0"

# --- wrong settings ---------------------------------------------------------------------------------------
out=$(ctl PORTAL_MAIL_FROM=nobody mail 2>&1)
is "a sender's address that is none is told" "$?" 2
has "in a sentence" "$out" "PORTAL_MAIL_FROM"
id=$(tell "$mila" approved title away)
out=$(ctl PORTAL_SMTP_URL=smtp://127.0.0.1:1 mail 2>&1)
is "a server that is not there: nothing is lost" "$? $(state "$id")" "1 waiting 0"

# --- without a server: files --------------------------------------------------------------------------------
sql "DELETE FROM mail"
rm -f "$PORTAL_DATA"/mail/*.eml
tell "$(account amal)" approved title "ملف" >/dev/null
release mailer
until_ok 60 sh -c "ls '$PORTAL_DATA'/mail/*-approved.eml" || fail "the portal's own sender writes it"
file=$(ls "$PORTAL_DATA"/mail/*-approved.eml)
is "as a mail that can be read" "$(read_mail "$file" "m['Subject'], m['To']")" "('تمت الموافقة: ملف', 'amal@test.example')"
has "whose links lead here" "$(read_mail "$file" "p['text/plain'].get_content()")" "/ar/account/listings/1"
matches "in its owner's folder only" "$(stat -c %a "$PORTAL_DATA/mail")" '^700$'
has "the start said where" "$(cat "$PORTAL_LOG" 2>/dev/null)" "mails are written to $PORTAL_DATA/mail"
sql "DELETE FROM mail; DELETE FROM notice; DELETE FROM account WHERE email LIKE '%@test.example'"
