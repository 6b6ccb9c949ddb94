# SPDX-License-Identifier: GPL-2.0-or-later
# shellcheck shell=bash
# What the HTTP suites share.  A suite is `#!/bin/bash`, then `. "$(dirname "$0")/lib.sh"`, then lines like
#   get /en/; is "home answers" "$status" 200; has "and says so" "$body" "<h1"
# `make test` starts one portal for all of them; a suite that is called alone gets its own.  Each must leave the portal
# as it found it.
set -u
export LC_ALL=C.UTF-8
cd -- "$(dirname -- "${BASH_SOURCE[0]}")/../.." || exit 1
if [ -z "${PORTAL_URL:-}" ]; then
	exec tests/with-portal "$PWD/tests/http/$(basename -- "$0")" "$@"
fi

tmp=$(mktemp -d /tmp/portal-http.XXXXXX)
failures=0
status='' headers='' body=''

finish() {
	local code=$?
	rm -f "$PORTAL_DATA"/run/hold.*
	rm -rf "$tmp"
	[ "$failures" -eq 0 ] || code=1
	exit "$code"
}
trap finish EXIT

# fetch URL [CURL-ARG…]: sets status, headers (without CR), body; the body's bytes also stand in $tmp/body.
fetch() {
	local url=$1
	shift
	: >"$tmp/body"
	: >"$tmp/headers"
	status=$(curl -sS --path-as-is -m 60 -o "$tmp/body" -D "$tmp/headers" -w '%{http_code}' "$@" -- "$url" \
		2>"$tmp/error") || status=000
	headers=$(tr -d '\r' <"$tmp/headers" 2>/dev/null)
	body=$(tr -d '\0' <"$tmp/body" 2>/dev/null)
}

# get PATH [CURL-ARG…]: through nginx.  direct PATH [CURL-ARG…]: Kore itself.
get() {
	local path=$1
	shift
	fetch "$PORTAL_URL$path" "$@"
}

direct() {
	local path=$1
	shift
	fetch "$PORTAL_DIRECT$path" "$@"
}

# header NAME: its value in the last answer, "" if it is not there; several are joined by ", ".
header() {
	printf '%s\n' "$headers" | awk -v name="$1" 'BEGIN { name = tolower(name) }
		{ i = index($0, ":") }
		i > 0 && tolower(substr($0, 1, i - 1)) == name {
			v = substr($0, i + 1); sub(/^[ \t]+/, "", v)
			out = out (out == "" ? "" : ", ") v
		}
		END { print out }'
}

pass() {
	printf 'ok - %s\n' "$1"
}

# fail NAME [LINE…]
fail() {
	failures=$((failures + 1))
	printf 'not ok - %s\n' "$1"
	shift
	[ $# -eq 0 ] || printf '    %s\n' "$@" | cut -c1-400
}

skip() {
	printf 'skip - %s\n' "$1"
}

# is NAME GOT WANTED; isnt NAME GOT UNWANTED
is() {
	if [ "$2" = "$3" ]; then pass "$1"; else fail "$1" "got:    $2" "wanted: $3"; fi
}

isnt() {
	if [ "$2" != "$3" ]; then pass "$1"; else fail "$1" "got what must not be: $2"; fi
}

# has NAME TEXT PART: PART stands in TEXT, as it is.  hasnt: the opposite.
has() {
	case $2 in
	*"$3"*) pass "$1" ;;
	*) fail "$1" "wanted: $3" "in:     ${2:0:600}" ;;
	esac
}

hasnt() {
	case $2 in
	*"$3"*) fail "$1" "must not stand there: $3" ;;
	*) pass "$1" ;;
	esac
}

# matches NAME TEXT REGEX: some line of TEXT matches the extended regular expression.
matches() {
	if grep -qE -- "$3" <<<"$2"; then pass "$1"; else fail "$1" "wanted: $3" "in:     ${2:0:600}"; fi
}

# until_ok SECONDS COMMAND…: repeat the command until it succeeds; 1 if it never does.
until_ok() {
	local i
	for ((i = $1 * 10; i > 0; i--)); do
		if "${@:2}" >/dev/null 2>&1; then return 0; fi
		sleep 0.1
	done
	return 1
}

# pid_of postgres|indexer|kore|nginx|supervisor
pid_of() {
	cat "$PORTAL_DATA/run/$1.pid"
}

# hold SERVICE: end it and keep it down until release SERVICE, which waits until it is up again.
hold() {
	touch "$PORTAL_DATA/run/hold.$1"
	until_ok 60 test ! -e "$PORTAL_DATA/run/$1.pid" || fail "$1 could not be stopped"
}

release() {
	rm -f "$PORTAL_DATA/run/hold.$1"
	until_ok 60 test -e "$PORTAL_DATA/run/$1.pid" || fail "$1 did not come up again"
	case $1 in
	kore | postgres) until_ok 60 curl -sf -o /dev/null "$PORTAL_DIRECT/readyz" || fail "$1 did not get ready again" ;;
	nginx) until_ok 60 curl -s -o /dev/null "$PORTAL_URL/healthz" || fail "$1 did not get ready again" ;;
	esac
}

# --- accounts -----------------------------------------------------------------------------------------
# A person is a name: its cookies stand in $tmp/NAME.jar, its address is NAME@test.example.  All go to Kore itself, where
# nginx does not count them.
password='a long password for tests'

# person ROLE NAME [ARG…]: an account of that role (user or staff), made by portalctl with the further arguments.
person() {
	printf '%s\n' "$password" | DATA=$PORTAL_DATA "build/${BUILD:-release}/portalctl" user add --role "$1" --password-stdin \
		"${@:3}" "$2@test.example" >"$tmp/user" 2>&1 || fail "portalctl user add $2" "$(cat "$tmp/user")"
}

# page NAME PATH [CURL-ARG…]: the page as that person sees it.
page() {
	fetch "$PORTAL_DIRECT$2" -b "$tmp/$1.jar" -c "$tmp/$1.jar" "${@:3}"
}

# hidden FIELD: the value of a hidden field of the page that was fetched last.
hidden() {
	grep -oE "name=\"$1\" value=\"[^\"]*\"" <<<"$body" | head -n 1 | sed 's/.*value="//; s/"$//'
}

# submit NAME PATH FIELD=VALUE…: fetch the page, then send its form to the same address.  -F FIELD=VALUE instead makes it
# multipart (then for every field), -H 'NAME: VALUE' adds a header.
submit() {
	local who=$1 path=$2 args=() csrf once multipart=0
	shift 2
	page "$who" "$path"
	csrf=$(hidden csrf) once=$(hidden once)
	while [ $# -gt 0 ]; do
		case $1 in
		-F)
			multipart=1
			args+=(-F "$2")
			shift
			;;
		-H)
			args+=(-H "$2")
			shift
			;;
		*) args+=(--data-urlencode "$1") ;;
		esac
		shift
	done
	if [ "$multipart" = 1 ]; then
		args+=(-F "csrf=$csrf" -F "once=$once")
	else
		args+=(--data-urlencode "csrf=$csrf" --data-urlencode "once=$once")
	fi
	page "$who" "$path" -H "Origin: $PORTAL_DIRECT" "${args[@]}"
}

# push NAME FORM-PATH PATH FIELD=VALUE…: a button on one page whose form goes to another address.
push() {
	local who=$1 target=$3
	page "$who" "$2"
	page "$who" "$target" -H "Origin: $PORTAL_DIRECT" --data-urlencode "csrf=$(hidden csrf)" \
		--data-urlencode "once=$(hidden once)" $(printf -- '--data-urlencode %s ' "${@:4}")
}

# sign_in ROLE [NAME]: a person of that role (user or staff) who is signed in; staff with a second factor.
sign_in() {
	local role=$1 name=${2:-$1} secret
	person "$role" "$name"
	submit "$name" /en/account/sign-in "email=$name@test.example" "password=$password"
	[ "$status" = 303 ] || fail "$name signs in" "status $status"
	[ "$role" = staff ] || return 0
	page "$name" /en/account/security/second-factor
	secret=$(grep -oE '<code class="secret"[^>]*>[^<]*' <<<"$body" | sed 's/.*>//' | tr -d ' ')
	submit "$name" /en/account/security/second-factor "code=$(oathtool --totp -b "$secret")"
	[ "$status" = 200 ] || fail "$name sets up a second factor" "status $status"
}

# sql QUERY: its rows from the portal's database, fields divided by "|".
sql() {
	psql -qAtX "$(sed -n 's/^PORTAL_DB=//p' "$PORTAL_DATA/run/environment" | head -n 1)" -c "$1"
}

# mailed ADDRESS KIND: the path (below the locale) of the link in the last mail of that kind to the address, before it goes
# out: what is sent forgets its secret, so the sender is to be held.
mailed() {
	sql "SELECT n.path FROM mail m JOIN notice n ON n.id = m.notice LEFT JOIN account a ON a.id = n.account
	      WHERE n.kind = '$2' AND coalesce(m.address, a.email) = '$1' ORDER BY m.id DESC LIMIT 1"
}
