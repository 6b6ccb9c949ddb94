#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-or-later
# Every role tries every action of every other role and is refused: the whole route table, as the program has it, against
# tests/http/roles.txt.  A route that has no line there fails.
. "$(dirname -- "$0")/lib.sh"

hold mailer
build=build/${BUILD:-release}
make -s BUILD="${BUILD:-release}" "$build/unit/test_web_routes" || fail "the list of routes"
"$build/unit/test_web_routes" list >"$tmp/routes"

for name in user member editor admin xmember xeditor xadmin asker; do sign_in user "r-$name"; done
sign_in staff r-staff
person staff r-half
submit r-half /en/account/sign-in email=r-half@test.example "password=$password"
: >"$tmp/r-anonymous.jar"

# Two organisations; what the first one owns, and an inquiry to it.
sql "INSERT INTO organisation (id, name, type, country) VALUES (900001, 'Own', 'agency', 'CN'), (900002, 'Other', 'agency', 'RU')"
for name in member editor admin; do
	sql "INSERT INTO membership (organisation, account, role) SELECT 900001, id, '$name' FROM account WHERE email = 'r-$name@test.example'"
	sql "INSERT INTO membership (organisation, account, role) SELECT 900002, id, '$name' FROM account WHERE email = 'r-x$name@test.example'"
done
sql "INSERT INTO submission (id, organisation, kind, title, fields) VALUES (900001, 900001, 'provider', 'P', '{}'),
	(900002, 900001, 'listing', 'L', '{}')"
sql "UPDATE submission SET state = 'review', submitted = now() WHERE id = 900001"
sql "INSERT INTO attachment (id, submission, name, type, size, sha256, data)
	VALUES (900001, 900002, 'a.png', 'image/png', 4, repeat('0', 64), '\\x89504e47')"
sql "INSERT INTO inquiry (id, kind, slug, title, title_language, topic, owner, anonymous, account, language)
	SELECT 900001, 'provider', 'x', 'P', 'en', (enum_first.v), 900001, false, a.id, 'en' FROM account a,
	(SELECT (regexp_match(pg_get_constraintdef(c.oid), '''([^'']+)'''))[1] AS v FROM pg_constraint c JOIN pg_type t ON t.oid = c.contypid
	  WHERE t.typname = 'inquiry_topic') enum_first WHERE a.email = 'r-asker@test.example'"
sql "INSERT INTO inquiry_report (id, inquiry, side, account, reason) SELECT 900001, 900001, 'owner', id, 'R' FROM account
	WHERE email = 'r-admin@test.example'"
sql "INSERT INTO notice (account, kind, arguments, shown) SELECT id, 'approved', ARRAY['title', 'T'], true FROM account
	WHERE email = 'r-member@test.example'"
entry=$(sql "SELECT id FROM entry WHERE kind = 'provider' AND owner IS NULL AND state = 'published' ORDER BY id LIMIT 1")
sql "INSERT INTO takeover (id, entry, organisation, message) VALUES (900001, ${entry:-0}, 900001, 'M')"

PASSWORD=$password NOTICE=$(sql "SELECT max(id) FROM notice WHERE kind = 'approved'") \
	SLUG=$(sql "SELECT slug FROM entry WHERE id = ${entry:-0}") node tests/http/roles.mjs "$tmp" >"$tmp/out" 2>&1 ||
	fail "roles.mjs" "$(tail -n 3 "$tmp/out")"
grep -E '^(ok|not ok|    )' "$tmp/out"
failures=$((failures + $(grep -c '^not ok' "$tmp/out" || true)))
