#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-or-later
# Accounts as their owners and as strangers meet them: signing in and out, tokens of forms, second factor.
. "$(dirname -- "$0")/lib.sh"

# Links are read from the database: what is sent is forgotten there.
hold mailer

# --- signing in -----------------------------------------------------------------------------------------
page nobody /en/account
is "a stranger is led to the door" "$status $(header location)" "303 /en/account/sign-in?next=%2Fen%2Faccount"
person user ann --name "Ann O’Neil"
page ann /en/account/sign-in?next=%2Fru%2Faccount
has "the form has a token" "$body" 'name="csrf"'
submit ann "/en/account/sign-in?next=%2Fru%2Faccount" email=ANN@test.example "password=$password"
is "the right password leads on" "$status $(header location)" "303 /ru/account"
matches "the session's cookie is kept from scripts and other sites" "$headers" '^[Ss]et-[Cc]ookie: sid=[A-Za-z0-9_-]{43}; Path=/; Max-Age=[0-9]+; HttpOnly; SameSite=Lax$'
page ann /en/account
is "and then the account is there" "$status" 200
has "with its owner's name" "$body" "Ann O’Neil"
submit bob /en/account/sign-in email=ann@test.example password=wrong
is "a wrong password is refused" "$status" 422
has "in a summary" "$body" 'class="notice wrong summary"'
has "and the form comes back filled" "$body" 'value="ann@test.example"'
hasnt "but without the password" "$body" 'value="wrong"'
known=$body
submit bob /en/account/sign-in email=nobody@test.example password=wrong
is "an address that nobody has is refused in the same way" "$(sed 's/nobody@test/ann@test/; s/name="\(csrf\|once\)" value="[^"]*"//g' <<<"$body")" \
	"$(sed 's/name="\(csrf\|once\)" value="[^"]*"//g' <<<"$known")"

# --- tokens of forms --------------------------------------------------------------------------------------
page ann /en/account/sign-out -d csrf=wrong
is "a form without its token is refused" "$status" 403
csrf_page=$(page ann /en/account; hidden csrf)
page ann /en/account/sign-out -d "csrf=$csrf_page" -H 'Origin: https://elsewhere.example'
is "a form of another site is refused, even with the token" "$status" 403
page ann /en/account
is "and nothing happened" "$status" 200

# --- staff ------------------------------------------------------------------------------------------------
person staff sam
submit sam /en/account/sign-in email=sam@test.example "password=$password"
is "staff without a second factor are led to set it up" "$status $(header location)" \
	"303 /en/account/security/second-factor?next=%2Fen%2Faccount"
page sam /en/account
is "and get nowhere else" "$status $(header location)" "303 /en/account/security/second-factor?next=%2Fen%2Faccount"
page sam /en/account/security/second-factor
has "they see a QR code" "$body" '<svg class="qr"'
sign_in staff sue
page sue /en/account
is "with it they are in" "$status" 200

# --- signing out ------------------------------------------------------------------------------------------
push ann /en/account /en/account/sign-out
is "signing out leads home" "$status $(header location)" "303 /en/"
page ann /en/account
is "and the session is gone" "$status" 303

# --- sign-up ----------------------------------------------------------------------------------------------
submit new "/en/account/sign-up" email=new@test.example
is "signing up sends a mail" "$status $(header location)" "303 /en/account/sent"
path=$(mailed new@test.example confirm)
matches "with a link" "$path" '^/account/confirm/[A-Za-z0-9_-]{43}$'
page new "/zh-Hans$path"
is "the link leads to the rest of the form" "$status" 200
has "for the address that it was sent to" "$body" new@test.example
submit new "/zh-Hans$path" "name=$(printf '张\n伟')" country=CN time_zone=Asia/Shanghai password=short agree=1
is "what is wrong is refused" "$status" 422
has "a line break in a name" "$body" '姓名”只能是一行'
has "and a password that is too short" "$body" '新密码”过短：至少 10 个字符'
has "the rest is there again" "$body" '<option value="CN" selected>'
submit new "/zh-Hans$path" name=张伟 country=CN time_zone=Asia/Shanghai "password=$password" agree=1
is "what is right makes the account" "$status $(header location)" "303 /zh-Hans/account?done=made"
page new /zh-Hans/account
has "and its owner is signed in" "$body" 张伟
is "mails come in the language of the form" "$(sql "SELECT locale, time_zone, country FROM account WHERE email = 'new@test.example'")" "zh-Hans|Asia/Shanghai|CN"
page new "/zh-Hans$path"
is "the link is used up" "$status" 410
submit other "/en/account/sign-up" email=new@test.example
is "signing up with a known address is answered alike" "$status $(header location)" "303 /en/account/sent"
is "its owner is told" "$(mailed new@test.example email_known)" /account/sign-in

# --- reset --------------------------------------------------------------------------------------------------
submit lost /en/account/reset email=nobody-at-all@test.example
unknown="$status $(header location)"
is "no mail goes to an address that nobody has" "$(sql "SELECT count(*) FROM mail WHERE address = 'nobody-at-all@test.example'")" 0
submit lost /en/account/reset email=ann@test.example
is "the answer is the same for one that somebody has" "$status $(header location)" "$unknown"
first=$(mailed ann@test.example reset)
submit lost /en/account/reset email=ann@test.example
path=$(mailed ann@test.example reset)
isnt "a second link does not take the first one's place" "$path" "$first"
submit ann /en/account/sign-in email=ann@test.example "password=$password"
page lost "/en$first"
is "the first link is good" "$status" 200
submit lost "/en$first" "password=another long password"
is "a new password is taken" "$status $(header location)" "303 /en/account?done=password"
page lost /en/account
is "and lets in" "$status" 200
page ann /en/account
is "all other sessions are over" "$status" 303
page lost "/en$path"
is "and so are the other links" "$status" 410
submit ann /en/account/sign-in email=ann@test.example "password=$password"
is "the old password is refused" "$status" 422

# --- throttling -----------------------------------------------------------------------------------------------
person user victim
submit victim /en/account/sign-in email=victim@test.example "password=$password"
is "the owner of an account signs in" "$status" 303
for _ in 1 2 3 4 5 6 7 8 9 10; do
	submit thief /en/account/sign-in email=victim@test.example password=guess -H "X-Forwarded-For: 192.0.2.$RANDOM"
done
is "strangers are refused" "$status" 422
submit thief /en/account/sign-in email=victim@test.example "password=$password"
is "after ten guesses from anywhere nobody of them gets in, even with the password" "$status" 429
matches "and hears when" "$(header retry-after)" '^[0-9]+$'
submit thief /en/account/sign-in email=ghost@test.example password=guess
for _ in 1 2 3 4 5 6 7 8 9 10; do
	submit thief /en/account/sign-in email=ghost@test.example password=guess
done
is "it is the same for an address that nobody has" "$status" 429
push victim /en/account /en/account/sign-out
submit victim /en/account/sign-in email=victim@test.example "password=$password"
is "but the owner's browser is let in" "$status" 303
submit thief /en/account/reset email=victim@test.example
path=$(mailed victim@test.example reset)
submit elsewhere "/en$path" "password=the newest password"
is "and from elsewhere a link in a mail does" "$status" 303

# --- the ended session --------------------------------------------------------------------------------------------
sign_in user writer
page writer /en/account/organisations/new
csrf=$(hidden csrf) once=$(hidden once)
sql "DELETE FROM session WHERE account = (SELECT id FROM account WHERE email = 'writer@test.example')"
page writer /en/account/organisations/new -H "Origin: $PORTAL_DIRECT" --data-urlencode "name=A long name, «typed» with care" -d type=agency \
	-d country=ZA -d "csrf=$csrf" -d "once=$once"
is "what is sent after the session's end leads to the door" "$status" 303
next=$(header location)
matches "with a token for what was typed" "$next" '^/en/account/sign-in\?next=%2Fen%2Faccount%2Forganisations%2Fnew%3Fkept%3D[A-Za-z0-9_-]{43}&why=ended$'
page writer "$next"
has "which says that it is kept" "$body" 'has been kept'
submit writer "$next" email=writer@test.example "password=$password"
next=$(header location)
page writer "$next"
is "signing in leads back to the form" "$status" 200
has "in which everything stands again" "$body" 'value="A long name, «typed» with care"'
has "down to the choices" "$body" '<option value="ZA" selected>'
is "nothing was made yet" "$(sql "SELECT count(*) FROM organisation WHERE name LIKE 'A long name%'")" 0
csrf=$(hidden csrf) once=$(hidden once)
page writer "$next" -H "Origin: $PORTAL_DIRECT" -d name=Typed -d type=agency -d country=ZA -d "csrf=$csrf" -d "once=$once"
made=$(header location)
matches "sending it makes it" "$status $made" '^303 /en/account/organisations/[0-9]+\?done=organisation$'
page writer "$next" -H "Origin: $PORTAL_DIRECT" -d name=Typed -d type=agency -d country=ZA -d "csrf=$csrf" -d "once=$once"
is "sending it twice leads to the same" "$status $(header location)" "303 $made"
is "and makes nothing more" "$(sql "SELECT count(*) FROM organisation WHERE name = 'Typed'")" 1
for _ in 1 2 3 4; do
	page writer /en/account/organisations/new -H "Origin: $PORTAL_DIRECT" -d name=Fast -d type=agency -d country=ZA -d "csrf=$csrf" \
		-d "once=ZZZZZZZZZZZZZZZZZZZZZZZZZZZZZZZZZZZZZZZZZZZ" &
done
wait
is "four at once make one" "$(sql "SELECT count(*) FROM organisation WHERE name = 'Fast'")" 1

# --- organisations ------------------------------------------------------------------------------------------------
organisation=${made%%\?*}
page new "${organisation/en/zh-Hans}"
is "strangers learn nothing of an organisation" "$status" 404
submit writer "$organisation/invite" email=new@test.example role=editor
is "an administrator invites" "$status $(header location)" "303 $organisation?done=invited"
path=$(mailed new@test.example invited)
page ann "/en$path"
page writer "/en$path"
is "an invitation is of no use to others" "$status" 403
submit new "/zh-Hans$path"
is "whom it was sent to joins" "$status $(header location)" "303 ${organisation/en/zh-Hans}?done=joined"
page new "${organisation/en/zh-Hans}"
is "and sees the organisation" "$status" 200
page new "${organisation/en/zh-Hans}/edit"
is "but does not change it" "$status" 403
push writer "$organisation" "$organisation/leave"
is "the last administrator stays" "$status" 409
number=$(sql "SELECT id FROM account WHERE email = 'new@test.example'")
push writer "$organisation" "$organisation/members" account=$number role=admin
is "the role of a member is changed" "$status" 303
page writer "$organisation/edit"
revision=$(grep -oE 'name="revision" value="[0-9]+"' <<<"$body" | grep -oE '[0-9]+')
submit new "${organisation/en/zh-Hans}/edit" name=新名称 type=institute country=CN "revision=$revision"
is "it can be changed" "$status" 303
submit writer "$organisation/edit" name=Mine type=agency country=ZA "revision=$revision"
is "of two who change it at once the second is stopped" "$status" 409
has "is shown what the first wrote" "$body" 新名称
has "and keeps the own words" "$body" 'value="Mine"'
push writer "$organisation" "$organisation/leave"
is "who is not the last administrator may leave" "$status $(header location)" "303 /en/account/organisations?done=left"

# --- security, data, end --------------------------------------------------------------------------------------------
submit new /zh-Hans/account/security/email email=newer@test.example "password=$password"
is "a change of address sends a mail to the new one" "$status" 303
path=$(mailed newer@test.example email_confirm)
page writer "/en$path"
is "its link is of no use to others" "$status" 410
submit new "/zh-Hans$path"
is "it changes the address" "$status $(sql "SELECT email FROM account WHERE id = $number")" "303 newer@test.example"
is "and the old one is told" "$(sql "SELECT count(*) FROM mail m JOIN notice n ON n.id = m.notice WHERE n.kind = 'email_changed' AND m.address = 'new@test.example'")" 1
submit new /zh-Hans/account/profile name=张三 country=BR locale=pt-BR time_zone=America/Sao_Paulo
is "name, language and time zone can be changed" "$status" 303
submit new2 /en/account/sign-in email=newer@test.example "password=$password"
page new /zh-Hans/account/security
other=$(grep -oE 'name="session" value="[0-9]+"' <<<"$body" | grep -oE '[0-9]+')
push new /zh-Hans/account/security /zh-Hans/account/security session=$other
page new2 /en/account
is "a session can be ended from another" "$status" 303
page new /zh-Hans/account/data/export.json
is "one's data come as JSON" "$(header content-type)" application/json
is "and hold what was typed" "$(node -pe 'const d = JSON.parse(require("fs").readFileSync(process.argv[1])); [d.account.name, d.account.time_zone, d.organisations[0].role].join()' "$tmp/body")" \
	"张三,America/Sao_Paulo,admin"
submit new /zh-Hans/account/close "password=$password" sure=1
is "who alone administers what others need cannot close the account" "$status" "303"
is "nothing personal is left of a closed one" "$(sql "SELECT concat_ws(',', email, name, password, country) FROM account WHERE id = $number")" ""
is "nor elsewhere" "$(sql "SELECT (SELECT count(*) FROM session WHERE account = $number) + (SELECT count(*) FROM notice WHERE account = $number) + (SELECT count(*) FROM membership WHERE account = $number)")" 0
is "the audit keeps its number" "$(sql "SELECT count(*) FROM audit WHERE actor = 'account:$number' AND action = 'account.close'")" 1
page new /en/account
is "and the session is over" "$status" 303

# --- second factor ----------------------------------------------------------------------------------------------------
sign_in user two
page two /en/account/security/second-factor
secret=$(grep -oE '<code class="secret"[^>]*>[^<]*' <<<"$body" | sed 's/.*>//' | tr -d ' ')
old=$(grep sid "$tmp/two.jar" | awk '{ print $7 }')
code=$(oathtool --totp -b "$secret")
submit two /en/account/security/second-factor "code=$code"
recovery=$(grep -oE '<li><code>[a-z0-9-]*' <<<"$body" | head -n 1 | sed 's/.*>//')
isnt "the session's token changes with the privilege" "$(grep sid "$tmp/two.jar" | awk '{ print $7 }')" "$old"
direct /en/account -b "sid=$old"
is "and the old one is worth nothing" "$status" 303
submit three /en/account/sign-in email=two@test.example "password=$password"
is "signing in asks for the second factor" "$status $(header location)" "303 /en/account/second?next=%2Fen%2Faccount"
page three /en/account/profile
is "without it the account is closed" "$status $(header location)" "303 /en/account/second?next=%2Fen%2Faccount%2Fprofile"
submit three /en/account/second "code=$code"
is "a code that was used is refused" "$status" 422
submit three /en/account/second "code= ${recovery^^}"
is "a recovery code gets in" "$status $(header location)" "303 /en/account"
submit four /en/account/sign-in email=two@test.example "password=$password"
submit four /en/account/second "code=$recovery"
is "once" "$status" 422
