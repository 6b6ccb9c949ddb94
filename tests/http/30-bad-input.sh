#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-or-later
# Whatever is wrong with a request has its status, one clear sentence in the reader's language, and no crash.
. "$(dirname "$0")/lib.sh"

workers() {
	pgrep -P "$(pid_of kore)" | sort | tr '\n' ' '
}
before=$(workers)

# refused STATUS LOCALE PATH SENTENCE [CURL-ARG…]: straight and through nginx.
refused() {
	direct "$3" "${@:5}"
	is "$3" "$status" "$1"
	has "is told in $2" "$body" "<html lang=\"$2\""
	has "in one sentence" "$body" "$4"
	is "and not kept" "$(header cache-control)" no-store
	get "$3" "${@:5}"
	is "the same through nginx" "$status" "$1"
}

refused 404 en /en/nothing "There is no page at this address"
refused 404 ru /ru/nothing "По этому адресу ничего нет"
refused 404 en /nothing "There is no page" -H "Accept-Language: en"
refused 404 hi /nothing "" -H "Accept-Language: hi"
refused 404 ar /xx/laws "xx" -H "Accept-Language: ar"
refused 404 pt-BR /pt-BR/laws/no-such-law ""
refused 404 zh-Hans /zh-Hans/laws/Not_A_Slug ""
refused 404 en /en/terms/cn-patent-law ""
refused 404 en /en/laws/cn-patent-law/art_99999 ""
refused 404 en /en/laws/az/zz ""
refused 404 en "/en/laws?page=10000" "" 
refused 400 ru "/ru/search?q=%zz" "процент"
refused 400 en "/en/search?q=%ff" "UTF-8"
refused 400 en "/en/search?q=a%00b" "UTF-8"
refused 400 en "/en/%ff" "" -H "Accept-Language: en"
refused 400 en "/en/%zz" "percent" -H "Accept-Language: en"
refused 400 en "/en/laws%2fcn-patent-law" "" -H "Accept-Language: en"
refused 400 ar "/ar/search?kind=nothing" ""
refused 400 en "/en/search?page=abc" ""
refused 400 hi "/hi/search?q=$(head -c 500 /dev/zero | tr '\0' a)" ""
refused 405 en /en/laws "" -X POST -d a=b
refused 405 pt-BR /pt-BR/laws "" -X DELETE
is "what it takes is told" "$(header allow)" "GET, HEAD"
refused 405 en /nothing "" -X PUT -d a=b -H "Accept-Language: en"
direct /en/search -X OPTIONS
is "OPTIONS" "$status" 405

direct "/en/search?q=$(head -c 3000 /dev/zero | tr '\0' a)"
is "an address of 3,000 bytes" "$status" 414
direct /en/ -H "X-Long: $(head -c 20000 /dev/zero | tr '\0' a)"
is "a head of 20,000 bytes" "$status" 431
args=()
for i in $(seq 30); do args+=(-H "X-$i: y"); done
direct /en/ "${args[@]}"
is "thirty header fields" "$status" 431
direct "/en/search?$(for i in $(seq 300); do printf '&a=%d' "$i"; done)"
is "three hundred parameters" "$status" 400
direct "/en/laws?utm_source=a&utm_medium=b&fbclid=c"
is "unknown parameters of a page are ignored" "$status" 200
hasnt "and not in its canonical address" "$(grep -o '<link rel="canonical"[^>]*' <<<"$body")" utm_
direct "/en/laws/az/1?page=2"
isnt "a page of the alphabet that is not there" "${status:0:1}" 5
direct /static/../kore.conf
isnt "no way out of the static files" "$status" 200
direct /static/%2e%2e/kore.conf
isnt "nor an encoded one" "$status" 200
direct /en/ -H "Cookie: locale=$(printf '\303\251'); a; =b; ;;"
is "an odd cookie" "$status" 200
direct /en/ -H "User-Agent: caf$(printf '\303\251')"
is "a header beyond ASCII" "$status" 200
direct "/en/search?q=<script>alert(1)</script>" -G
hasnt "nothing typed becomes markup" "$body" "<script>alert"
direct "/en/search" -G --data-urlencode "q=\"><img src=x onerror=alert(1)>"
hasnt "in no attribute either" "$body" "<img src=x"
is "no worker has died" "$(workers)" "$before"
