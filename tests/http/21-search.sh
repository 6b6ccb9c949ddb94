#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-or-later
# Searching as readers do: letters of every alphabet, names across scripts, help where nothing is found, and what is
# kept of it.
. "$(dirname "$0")/lib.sh"

json() {
	node tests/http/json.mjs "$tmp/body" "$@" 2>&1
}

ask() {
	direct "/$1/search" -G --data-urlencode "q=$2" "${@:3}"
}

# --- letters
direct /zh-Hans/laws/az/0
has "Chinese laws stand under letters" "$body" '<nav class="letters"'
has "and can be asked for by strokes" "$body" 'href="/zh-Hans/laws/az/0?order=stroke"'
direct "/zh-Hans/laws/az/0?order=stroke"
matches "then under numbers of strokes" "$body" 'order=stroke"[^>]*>[0-9]+ 画'
has "and back by pinyin" "$body" 'href="/zh-Hans/laws/az/0"'
direct "/ru/laws/az/0?order=stroke"
is "elsewhere that is no order" "$status" 200
hasnt "and stands in no address" "$body" order=stroke
direct /en/laws/az/500
is "a letter of another alphabet leads to the first" "$status $(header location)" "302 /en/laws/az/0"
# The letters together hold every entry.
direct "/api/v1/laws?limit=0"
total=$(json it.total)
for l in zh-Hans ru hi ar; do
	direct "/$l/laws/az/0"
	counts=$(sed -n '/<nav class="letters"/,/<\/nav>/p' <<<"$body" | grep -oE 'class="count">[^<]+' | cut -d'>' -f2 |
		sed 'y/٠١٢٣٤٥٦٧٨٩०१२३४५६७८९/01234567890123456789/')
	is "$l: every law under a letter" "$(paste -sd+ <<<"$counts" | bc)" "$total"
done

# --- facets: each count is what choosing that value would list, its own facet counted without its filter
is "counts of facets are what their values list" "$(node -e '
	const chosen = [["q", "patent"], ["kind", "law"], ["jurisdiction", "CN"], ["jurisdiction", "BR"]]
	const ask = async (p) => (await fetch(process.argv[1] + "/api/v1/search?limit=0&" + new URLSearchParams(p))).json()
	const main = async () => {
		const { facets } = await ask(chosen)
		for (const facet of ["kind", "jurisdiction", "subject", "language", "status"])
			for (const v of facets[facet].slice(0, 4)) {
				const { total } = await ask([...chosen.filter(([k]) => k !== facet), [facet, v.id]])
				if (total !== v.count) console.log(facet, v.id, v.count, total)
			}
	}
	main()' "$PORTAL_DIRECT" 2>&1)" ""
direct "/en/search?q=patent&kind=event&kind=law&ipc=H"
matches "a value that nothing has can still be taken back" "$body" '<span>H – Electricity</span> <span class="count">0</span>'

# --- suggestions without scripts
direct "/en/search/suggest?q=pat"
has "suggestions are a plain list, too" "$body" '>patent</a>'
direct "/zh-Hans/search/suggest?q=zhuanli"
has "Chinese is found by typing pinyin" "$body" '>专利</a>'
direct "/en/search/suggest?q=%3Cb%3E"
is "nothing begins so" "$status" 200
direct "/api/v1/suggest?q=zhuanl&locale=zh-Hans"
is "as the API has it" "$(json 'it.suggestions[0]')" 专利

# --- what is wrong with a query is said, the query stays, and there still is an answer
while IFS='|' read -r locale query said; do
	ask "$locale" "$query"
	is "$locale: $query is answered" "$status" 200
	has "with a word about it" "$body" "<p class=\"also\" role=\"status\">$said"
	has "and the query still in the box" "$body" "value=\"$(sed 's/"/\&quot;/g' <<<"$query")\""
	has "and something found" "$body" '<section class="results"'
done <<'EOT'
en|patent (|The parenthesis is not closed
en|"patent|The quotation does not end
en|patent titel:term|There is no field “titel”. Did you mean “title”?
en|patent OR|“OR” needs a word on both sides
zh-Hans|专利 (|左括号没有闭合
zh-Hans|"专利|引号没有成对
ar|براءة (|القوس غير مغلق
EOT
# --- of a value that a field does not have, those are offered that are like it
while IFS='|' read -r locale query value corrected; do
	ask "$locale" "$query"
	has "$locale: $query stays in the box" "$body" "value=\"$(sed 's/"/\&quot;/g' <<<"$query")\""
	line=$(grep 'class="also" role="status"' <<<"$body")
	has "and $value is offered" "$line" ">$value</a>"
	href=$(sed -n "s/.*href=\"\([^\"]*\)\">$value<.*/\1/p" <<<"$line")
	get "${href:-/none}"
	has "whose link asks for it" "$body" "value=\"$(sed 's/"/\&quot;/g' <<<"$corrected")\""
	hasnt "which is understood" "$body" 'class="also" role="status"'
done <<'EOT'
en|country:Brazl patent|Brazil|country:Brazil patent
en|country:"Sauth Africa" patent|South Africa|country:"South Africa" patent
en|country:Sauth patent|South Africa|country:"South Africa" patent
zh-Hans|国家:巴四 专利|巴西|国家:巴西 专利
zh-Hans|country:Brazl 专利|巴西|country:巴西 专利
ru|страна:Бразилья патент|Бразилия|страна:Бразилия патент
ar|دولة:البرازل براءة|البرازيل|دولة:البرازيل براءة
hi|देश:ब्राज़ल पेटेंट|ब्राज़ील|देश:ब्राज़ील पेटेंट
en|kind:lawz patent|Laws|kind:Laws patent
pt-BR|tipo:guiass patente|Guias|tipo:Guias patente
en|language:russain patent|Russian|language:Russian patent
en|subject:patent term|Patents for inventions|subject:"Patents for inventions" term
ru|тема:патент срок|Патенты на изобретения|тема:"Патенты на изобретения" срок
en|status:repealedd law|Repealed|status:Repealed law
EOT
ask en "country:Atlantis patent"
hasnt "nothing is offered where nothing is like it" "$body" "Values like it"
direct "/api/v1/search?q=country:Brazl+patent"
is "the API has them too" "$(json 'it.warnings[0].near.map(v => v.label + "|" + v.q).join()')" "Brazil|country:Brazil patent"

# --- an address or the number of a law goes straight to it
while IFS='|' read -r locale query there; do
	ask "$locale" "$query"
	is "$locale: $query jumps" "$status $(header location)" "303 $there"
done <<EOT
en|9.279/1996|/en/laws/br-lei-9279-1996
pt-BR|Lei 9.279/96|/pt-BR/laws/br-lei-9279-1996
pt-BR|Lei 9.279|/pt-BR/laws/br-lei-9279-1996
ru|закон № 9279|/ru/laws/br-lei-9279-1996
pt-BR|L9279|/pt-BR/laws/br-lei-9279-1996
pt-BR|Lei nº 9.279, de 14 de maio de 1996|/pt-BR/laws/br-lei-9279-1996
zh-Hans|第9279号法律|/zh-Hans/laws/br-lei-9279-1996
zh-Hans|国务院令第331号|/zh-Hans/laws/cn-technology-import-export-regulations
ru|98-ФЗ|/ru/laws/ru-trade-secret-law
ru|Федеральный закон от 29.07.2004 № 98-ФЗ|/ru/laws/ru-trade-secret-law
en|Federal Law No. 98-FZ|/en/laws/ru-trade-secret-law
en|Act No. 57 of 1978|/en/laws/za-patents-act-1978
ar|م/27|/ar/laws/sa-patents-law
pt-BR|art. 68 da Lei 9.279/96|/pt-BR/laws/br-lei-9279-1996/art_68
zh-Hans|/en/laws/br-lei-9279-1996|/zh-Hans/laws/br-lei-9279-1996
ar|$PORTAL_URL/en/laws/br-lei-9279-1996/art_68|/ar/laws/br-lei-9279-1996/art_68
EOT
for query in 9279 2008 "Act 1970" 149-ФЗ; do
	ask en "$query"
	is "$query alone is no law's number" "$status" 200
done
ask en 9279
first=$(grep -oE '/en/laws/[a-z0-9-]+' <<<"${body#*class=\"results\"}" | head -n 1)
is "but the law that has it comes first" "$first" /en/laws/br-lei-9279-1996
ask en "9.279/1996" --data-urlencode "kind=law"
is "not where something is filtered" "$status" 200
ask en "/en/laws/no-such-law"
is "nor to what is not there" "$status" 200
ask ru "патент вид:Законы"
hasnt "kinds have their localised names" "$body" 'class="also" role="status"'

# --- where a hit's text is in another language than its title, the link leads to that text
ask en таможня
has "a summary that has the words is shown" "$body" '/en/laws/cn-customs-ip-regulations?text=ru"'
ask en "ترخيص إجباري"
hasnt "nothing is shown in Persian" "$body" '?text=fa"'

# --- nothing found
ask en qqzzxxyy
has "nothing found" "$body" 'Nothing was found'
has "the glossary is offered" "$body" 'href="/en/terms/az/0"'
has "and other sources with the words in their address" "$body" 'qqzzxxyy" rel="external nofollow"'
ask en patent --data-urlencode "kind=event" --data-urlencode "ipc=H"
has "filters that leave nothing are told apart" "$body" 'Without filters:'
ask ru 专利法实施细则的规定 --data-urlencode "language=am" --data-urlencode "expand=off"
has "and languages that were kept out are offered" "$body" 'На других языках:'
has "with their address" "$body" 'href="/ru/search?q=%E4%B8%93%E5%88%A9%E6%B3%95%E5%AE%9E%E6%96%BD%E7%BB%86%E5%88%99%E7%9A%84%E8%A7%84%E5%AE%9A" rel="nofollow">На других'
ask ar qqzzxxyy
has "in Arabic, too" "$body" 'المسرد'

# --- what is kept
for i in 1 2 3; do
	ask pt-BR "zzyyxx $i$i" -o /dev/null
	ask pt-BR "qwfpgj zxcvb" >/dev/null
done
ask pt-BR "fulano@example.org"
has "a hit tells when it is opened" "$(curl -s "$PORTAL_DIRECT/ru/search?q=%D0%BF%D0%B0%D1%82%D0%B5%D0%BD%D1%82")" \
	' ping="/ru/search/click?q=%D0%BF%D0%B0%D1%82%D0%B5%D0%BD%D1%82&amp;to='
click="/pt-BR/search/click?q=patente&to=laws/br-lei-de-propriedade-industrial&n=1"
direct "$click" -X POST -H "Content-Type: text/ping" -H "Origin: $PORTAL_URL" -d PING
is "opening a hit is noted" "$status" 204
direct "$click" -X POST -H "Origin: https://elsewhere.example" -H "Content-Length: 0"
is "not from elsewhere" "$status" 403
direct "/pt-BR/search/click?q=patente" -X POST -H "Origin: $PORTAL_URL" -H "Content-Length: 0"
is "nor half a note" "$status" 400
direct "$click"
is "nor by following a link" "$status" 405
# Each worker keeps a notebook of its own and writes it when its turn comes: that of the click may come after that of the search.
shown() {
	direct /pt-BR/about/search-log
	grep -q "qwfpgj zxcvb" <<<"$body"
}
opened() {
	direct /pt-BR/about/search-log
	grep -qE '[Pp]ortuguês.*</th><td class="number">[0-9]+</td><td class="number">[0-9]+</td><td class="number">[1-9]' <<<"$body"
}
until_ok 90 shown && pass "what was searched for stands in the log soon" || fail "what was searched for stands in the log soon"
until_ok 90 opened && pass "with the opened result" || fail "with the opened result" "${body:0:600}"
hasnt "not what one person searched for" "$body" zzyyxx
hasnt "nor addresses" "$body" fulano
gaps=$(DATA=$PORTAL_DATA build/release/portalctl log gaps 2>&1)
matches "the desk sees the gaps" "$gaps" "^pt-BR	[3-9]	[0-9-]{10}	qwfpgj zxcvb$"
hasnt "without addresses" "$gaps" fulano
for l in en zh-Hans ru hi ar; do
	direct "/$l/about/search-log"
	is "/$l/about/search-log" "$status" 200
done
