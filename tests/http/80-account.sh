#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-or-later
# Accounts as their owners and as strangers meet them: signing in and out, tokens of forms, second factor.
. "$(dirname -- "$0")/lib.sh"

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
