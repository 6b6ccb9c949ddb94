#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-or-later
# A new language is one file and a restart of the workers: nothing is compiled but the words themselves.
. "$(dirname "$0")/lib.sh"

bundles=$PORTAL_DATA/bundles
restart() {
	hold kore
	release kore
}

direct / -H "Accept-Language: de"
is "before: a reader of German gets English" "$(header location)" /en/
sed -e 's/^en {/de {/' -e 's/BRICS IP Service Portal/BRICS-Portal für geistiges Eigentum/' i18n/en.txt >"$tmp/de.txt"
genrb -q -e UTF-8 -d "$tmp" "$tmp/de.txt" && install -m 644 "$tmp/de.res" "$bundles/de.res"
# A file that is damaged must not take the others down.
head -c 1000 "$tmp/de.res" >"$bundles/fa.res"
chmod 644 "$bundles/fa.res"
restart

direct / -H "Accept-Language: de"
is "after: German" "$(header location)" /de/
direct /de/
is "the home page is there" "$status" 200
has "in German" "$body" '<html lang="de" dir="ltr"'
has "with its words" "$body" "BRICS-Portal für geistiges Eigentum"
direct /de/laws
is "so are the lists" "$status" 200
direct /en/
has "the other languages name it" "$body" 'hreflang="de"'
direct "/api/v1/search?q=patent&locale=de&limit=1"
is "the API has its labels" "$status $(header content-language)" "200 de"
direct /fa/
is "the damaged one is left out" "$status" 404

rm -f "$bundles/de.res" "$bundles/fa.res"
restart
direct /de/
is "taken away again" "$status" 404
direct /en/
is "and all is as before" "$status" 200
