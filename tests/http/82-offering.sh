#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-or-later
# Profiles and listings from the first draft to what readers see, as their owner, another editor, strangers and staff
# meet them; and the bad input that forms and files bring.
. "$(dirname -- "$0")/lib.sh"

DATA=$PORTAL_DATA
export DATA
portalctl=build/${BUILD:-release}/portalctl
sql() {
	psql -X -qAt "$(sed -n 's/^PORTAL_DB=//p' "$PORTAL_DATA/run/environment")" -c "$1"
}
account() {
	sql "SELECT id FROM account WHERE email = '$1-$$@test.example'"
}
# searched PATH WORD: once the indexer has caught up.
searched() {
	local i
	for ((i = 0; i < 300; i++)); do
		direct "$1"
		case $body in *"$2"*) return 0 ;; esac
		sleep 0.1
	done
	return 1
}

for who in owner second member stranger; do sign_in user "$who-$$"; done
for who in warden insider; do sign_in staff "$who-$$"; done
org=$(sql "INSERT INTO organisation (name, type, country) VALUES ('Quiet Harbour $$', 'agency', 'BR') RETURNING id")
other=$(sql "INSERT INTO organisation (name, type, country) VALUES ('Other $$', 'enterprise', 'RU') RETURNING id")
sql "INSERT INTO membership (organisation, account, role) VALUES ($org, $(account owner), 'admin'),
	($org, $(account second), 'editor'), ($org, $(account member), 'member'), ($org, $(account insider), 'member'),
	($other, $(account stranger), 'admin')" >/dev/null

# --- a draft
page "owner-$$" /en/account/listings
is "the owner has a list" "$status" 200
has "that is empty" "$body" "There is nothing here yet"
page "stranger-$$" /en/account/laws
is "laws are not written here" "$status" 404
submit "owner-$$" /en/account/listings/new "text_1_language=en" "text_1_title=Membrane $$"
is "a draft need not be complete" "$status" 303
edit=$(header location)
edit=${edit%%\?*}
made=("owner withdraw $edit")
id=${edit##*/}
page "owner-$$" "$edit"
has "it comes back as it was" "$body" "value=\"Membrane $$\""
has "as a draft" "$body" "state-draft"
direct "/en/listings/offer-$id"
is "readers see nothing of it" "$status" 404
for who in stranger member; do
	page "$who-$$" "$edit"
	is "nor does a $who" "$status" "$([ "$who" = member ] && echo 403 || echo 404)"
done

# save NAME FIELD=VALUE…: the edit form as it stands, with these fields.
save() {
	local who=$1
	page "$who" "$edit"
	submit "$who" "$edit" "revision=$(hidden revision)" "${@:2}"
}
expires=$(date -u -d '+150 days' +%F)
whole=("direction=offer" "text_1_language=en" "text_1_title=Membrane $$"
	"text_1_summary=A licence is offered for membrane $$ that desalinates sea water with 30 % less energy."
	"text_1_problem=Desalination costs much energy." "text_1_solution=A membrane of graphene."
	"text_1_advantages=30 % less energy, 12 months of test." "text_2_language=ar" "text_2_title=غشاء $$"
	"text_2_summary=يُعرض ترخيص لغشاء $$ يحلّي مياه البحر بطاقة أقل بثلاثين في المئة." "text_2_problem=التحلية مكلفة."
	"text_2_solution=غشاء." "trl=6" "ipc=C02F 1/44, B01D 61/00" "subjects=patents" "wanted=licence" "wanted=joint"
	"country=BR" "countries=CN" "countries=RU" "right_1_subject=patents" "right_1_status=granted" "right_1_office=CN"
	"right_1_number=ZL $$" "right_1_owner=Quiet Harbour $$" "right_1_url=https://register.example/$$" "expires=$expires")

# --- what a form refuses, with everything that was typed
save "owner-$$" "do=submit" "text_1_language=en" "text_1_title=Membrane $$" "text_1_summary=It saves energy, which is why everybody needs it now." \
	"ipc=nonsense" "expires=2020-01-01"
is "an incomplete one is not submitted" "$status" 422
has "a summary that leans on something is told" "$body" "begins with a word that means something said before"
has "with the error at its field" "$body" 'aria-describedby="h-text_1_summary e-text_1_summary"'
has "and the classes" "$body" "write IPC symbols"
has "and the day" "$body" "must lie in the future"
has "and what is missing" "$body" "is needed for submitting"
has "what was typed is there" "$body" "It saves energy, which is why"
save "owner-$$" "text_1_title=$(printf 'á%.0s' {1..151})"
is "a title that is too long" "$status" 422
has "is told how long it may be" "$body" "150"
has "and stays" "$body" "ááááá"
save "owner-$$" "text_1_title=two
lines"
is "a line break in one line" "$status" 422
save "owner-$$" "text_1_title=$(printf 'a\xe2\x80\xaeb\xe2\x80\xac')"
is "characters that turn the writing are refused" "$status" 422
has "which is told" "$body" "direction of writing"
save "owner-$$" "text_1_language=en" "text_1_title=$(printf 'Membrane\xe2\x80\xae %s' $$)"
is "or one that turns all that follows is left out" \
	"$(sql "SELECT count(*) FROM submission WHERE id = $id AND title = 'Membrane $$'")" 1
save "owner-$$" "direction=sideways"
is "a choice that there is not" "$status" 422
head -c 11000000 /dev/zero | tr '\0' 'x' >"$tmp/big"
page "owner-$$" "$edit" -H "Origin: $PORTAL_DIRECT" --data-binary "@$tmp/big"
is "ten megabytes in a field are too much" "$status" 413
head -c 300000 /dev/zero | tr '\0' 'x' >"$tmp/long"
page "owner-$$" "$edit"
page "owner-$$" "$edit" -H "Origin: $PORTAL_DIRECT" --data-urlencode "csrf=$(hidden csrf)" --data-urlencode "revision=$(hidden revision)" \
	--data-urlencode "text_1_problem@$tmp/long"
is "a long one comes back" "$status" 422
is "whole" "$(grep -c 'xxxxxxxxxx' "$tmp/body" | head -c 1)" 1
save "owner-$$" "add=text" "text_1_title=Membrane $$" "text_1_language=en"
is "a row is added without a script" "$status" 200
has "and nothing is lost" "$body" "value=\"Membrane $$\""
has "there is a second" "$body" 'name="text_2_title"'

# --- two editors
page "second-$$" "$edit"
stale=$(hidden revision)
save "owner-$$" "${whole[@]}"
is "the first saves" "$status" 303
submit "second-$$" "$edit" "revision=$stale" "text_1_language=en" "text_1_title=Membrane $$" "text_1_problem=Another problem altogether."
is "the second is not written over the first" "$status" 409
has "is told" "$body" "Somebody else saved this meanwhile"
has "sees the difference" "$body" "<del>"
has "keeps the own text" "$body" "Another problem altogether."
is "the first stands" "$(sql "SELECT 'Desalination costs much energy.' = ANY (fields) FROM submission WHERE id = $id")" t
save "second-$$" "${whole[@]}" "text_1_terms=Exclusive for five years."
is "and saves again" "$status" 303

# --- submitted
push "stranger-$$" /en/account "$edit" do=submit revision=1
is "a stranger cannot submit it" "$status" 404
save "owner-$$" "${whole[@]}" "do=submit" seen=1
is "the owner can" "$status" 303
has "and is told so" "$(header location)" "done=submitted"
direct "/en/listings/offer-$id"
is "readers do not see it before staff approved" "$status" 404
direct "/api/v1/listings/offer-$id"
is "nor do programs" "$status" 404
"$portalctl" publish --dry-run >"$tmp/said" 2>&1
hasnt "the command line does not publish it either" "$(cat "$tmp/said")" "offer-$id"
page "owner-$$" /en/desk
is "the desk is for staff" "$status" 403
page "warden-$$" /zh-Hans/desk
has "staff see that it waits" "$body" "/zh-Hans/desk/submissions/$id"
desk=/en/desk/submissions/$id
page "warden-$$" "$desk/preview"
is "as readers will see it" "$status" 200
has "with the owner" "$body" "Quiet Harbour $$"
has "and a note that it is none" "$body" "This is a preview"
page "insider-$$" "$desk"
has "those of the organisation do not decide" "$body" "somebody else must decide"
# decide NAME FIELD=VALUE…
decide() {
	local who=$1
	page "$who" "$desk"
	submit "$who" "$desk" "revision=$(hidden revision)" "submitted=$(hidden submitted)" "${@:2}"
}
push "insider-$$" /en/account "$desk" "do=approve" "revision=$(sql "SELECT revision FROM submission WHERE id = $id")" \
	"submitted=$(sql "SELECT to_char(submitted AT TIME ZONE 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.US\"Z\"') FROM submission WHERE id = $id")"
is "not even by force" "$status" 403
decide "warden-$$" "do=return"
is "returning needs a reason" "$status" 422
decide "warden-$$" "do=return" "reason=Name the pilot plant of $$."
is "with one it goes back" "$status" 303
page "owner-$$" "$edit"
has "where the owner reads it" "$body" "Name the pilot plant of $$."
page "warden-$$" "$desk"
old=$(hidden submitted)
save "owner-$$" "${whole[@]}" "do=submit" seen=1
page "warden-$$" "$desk"
submit "warden-$$" "$desk" "do=approve" "revision=$(hidden revision)" "submitted=$old"
is "what was not looked at is not approved" "$status" 409
decide "warden-$$" "do=approve"
is "what was looked at is" "$status" 303
direct "/en/listings/offer-$id"
is "readers see it now" "$status" 200
has "with its problem" "$body" "Desalination costs much energy."
has "its right" "$body" "ZL $$"
has "and its owner" "$body" "Quiet Harbour $$"
hasnt "and no word of drafts" "$body" "This is a preview"
direct "/ar/listings/offer-$id"
has "in Arabic, too" "$body" 'dir="rtl"'
has "in its own words" "$body" "التحلية مكلفة."
direct "/api/v1/listings/offer-$id"
has "programs read the form sought" "$body" '"wanted"'
searched "/en/listings?wanted=joint&ip_status=granted" "offer-$id"
is "it is found by form and status" $? 0
direct "/api/v1/listings?wanted=sideways"
is "a form that there is not is refused" "$status" 400

# --- registry, changes
decide "warden-$$" "do=check" "right=CN ZL $$" "note=in force"
is "staff record what the register says" "$status" 303
direct "/en/listings/offer-$id"
has "readers see that" "$body" "Looked up in the register by staff"
save "owner-$$" "text_1_problem=Changed and not approved yet." "${whole[@]}" "do=submit" seen=1
direct "/en/listings/offer-$id"
hasnt "a change waits" "$body" "Changed and not approved yet."
page "warden-$$" "$desk"
has "staff see what it changes" "$body" "Changed"
has "marked" "$body" "<ins>"
page "warden-$$" "$desk"
has "and every step" "$body" "submitted it"

# --- files
page "owner-$$" "$edit/files"
png=iVBORw0KGgoAAAANSUhEUgAAAAIAAAACCAIAAAD91JpzAAAAEElEQVR4nGP4z8AARAwQCgAf7gP9i18U1AAAAABJRU5ErkJggg==
base64 -d <<<"$png" >"$tmp/good.png"
printf '%%PDF-1.4\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n2 0 obj\n<< /Type /Pages /Count 0 /Kids [] >>\nendobj\ntrailer\n<< /Root 1 0 R >>\n%%%%EOF\n' >"$tmp/good.pdf"
# bring FILE NAME: as a file of the listing
bring() {
	submit "owner-$$" "$edit/files" -F "file=@$1;filename=$2"
}
bring "$tmp/good.png" '../../etc/plan "of" $$.png'
is "an image is taken" "$status" 303
bring "$tmp/good.pdf" "plan.pdf"
is "and a PDF" "$status" 303
bring "$tmp/good.pdf" "plan.pdf"
is "not twice" "$status" 422
has "which is told" "$body" "there already"
cat "$tmp/good.png" "$tmp/good.pdf" >"$tmp/both.png"
bring "$tmp/both.png" both.png
is "what is two things at once is refused" "$status" 422
has "with a sentence" "$body" "something else stands behind its end"
(printf 'PK\003\004' && cat "$tmp/good.pdf") >"$tmp/zip.pdf"
bring "$tmp/zip.pdf" zip.pdf
is "an archive is no document" "$status" 422
sed 's#/Type /Catalog#/Type /Catalog /OpenAction << /S /J\#61vaScript /JS (app.alert(1)) >>#' "$tmp/good.pdf" >"$tmp/active.pdf"
bring "$tmp/active.pdf" active.pdf
has "a PDF that acts is refused" "$body" "scripts, forms or other files"
printf '<script>alert(1)</script>' >"$tmp/page.png"
bring "$tmp/page.png" page.png
has "a page is no image, whatever it is called" "$body" "neither PDF nor PNG"
node -e 'const z = require("zlib"), b = z.deflateSync(Buffer.alloc(90e6)); process.stdout.write(Buffer.concat([
	Buffer.from("%PDF-1.4\n1 0 obj\n<< /Filter /FlateDecode /Length " + b.length + " >>\nstream\n"), b,
	Buffer.from("\nendstream\nendobj\ntrailer\n<< >>\n%%EOF\n")]))' >"$tmp/bomb.pdf"
bring "$tmp/bomb.pdf" bomb.pdf
has "what unpacks into 90 MB is refused" "$body" "unpacks into far too much"
node -e 'const c = require("zlib"), t = (n, d) => { const b = Buffer.concat([Buffer.from(n), d]), l = Buffer.alloc(4), e = Buffer.alloc(4);
	l.writeUInt32BE(d.length); let k = 0xffffffff; for (const x of b) { k ^= x; for (let i = 0; i < 8; i++) k = k & 1 ? (k >>> 1) ^ 0xedb88320 : k >>> 1; }
	e.writeUInt32BE((k ^ 0xffffffff) >>> 0); return Buffer.concat([l, b, e]); }
	const h = Buffer.alloc(13); h.writeUInt32BE(19000, 0); h.writeUInt32BE(19000, 4); h[8] = 8; h[9] = 2;
	process.stdout.write(Buffer.concat([Buffer.from("89504e470d0a1a0a", "hex"), t("IHDR", h), t("IDAT", c.deflateSync(Buffer.alloc(100))), t("IEND", Buffer.alloc(0))]))' >"$tmp/wide.png"
bring "$tmp/wide.png" wide.png
has "so is an image of 361 million pixels" "$body" "unpacks into far too much"
head -c 6000000 /dev/urandom >"$tmp/six"
bring "$tmp/six" six.pdf
has "what is larger than 5 MB is refused" "$body" "larger than 5 MB"
file=$(sql "SELECT id FROM attachment WHERE submission = $id AND name LIKE '%.png'")
direct "/files/$file"
is "a file is not public before its listing is approved" "$status" 404
page "stranger-$$" "/en/account/files/$file"
is "nor a stranger's to see" "$status" 404
page "owner-$$" "/en/account/files/$file"
is "the owner gets it" "$status" 200
save "owner-$$" "${whole[@]}" "do=submit" seen=1
decide "warden-$$" "do=approve"
direct "/files/$file"
is "then everybody does" "$status" 200
is "byte for byte" "$(sha256sum <"$tmp/body")" "$(sha256sum <"$tmp/good.png")"
is "as what it is" "$(header content-type)" "image/png"
is "not to be guessed" "$(header x-content-type-options)" nosniff
matches "to be kept, without folders in its name" "$(header content-disposition)" "^attachment; filename\*=UTF-8''plan[^/]*\.png$"
has "in a box" "$(header content-security-policy)" "sandbox"
direct "/en/listings/offer-$id"
has "the page leads to it" "$body" "/files/$file"
page "owner-$$" "$edit/files"
push "owner-$$" "$edit/files" "$edit/files/$file" x=1
is "it is taken off" "$status" 303
direct "/files/$file"
is "readers keep it until that is approved" "$status" 200
save "owner-$$" "${whole[@]}" "do=submit" seen=1
decide "warden-$$" "do=approve"
direct "/files/$file"
is "then it is gone" "$status" 404
is "from the database, too" "$(sql "SELECT count(*) FROM attachment WHERE id = $file")" 0

# --- nothing says whose an anonymous one is
submit "owner-$$" /en/account/listings/new "text_1_language=en" "text_1_title=Nameless seal $$"
edit=$(header location)
edit=${edit%%\?*}
made+=("owner withdraw $edit")
id=${edit##*/}
desk=/en/desk/submissions/$id
nameless=("text_1_title=Nameless seal $$" "text_1_summary=Nameless owner of a seal $$ for pumps looks for a licensee in several countries."
	"right_1_number=ZL-N-$$" "anonymous=1" "${whole[@]/text_2_*/x=}")
save "owner-$$" "${nameless[@]}" "do=submit" seen=1
decide "warden-$$" "do=approve"
for path in "/en/listings/offer-$id" "/api/v1/listings/offer-$id" "/en/log" "/feeds/en/listings.atom" "/feeds/en/log.atom" "/api/v1/log"; do
	direct "$path"
	is "$path answers" "$status" 200
	hasnt "$path says no owner" "$body" "Quiet Harbour $$"
	hasnt "$path says no number" "$body" "ZL-N-$$"
done
direct "/en/listings/offer-$id"
has "it says that it is anonymous" "$body" "Published anonymously"

# --- what is there already is pointed out
searched "/en/search?q=Nameless+seal+$$" "offer-$id"
submit "stranger-$$" /en/account/listings/new "text_1_language=en" "text_1_title=Nameless seal $$"
edit=$(header location)
edit=${edit%%\?*}
made+=("stranger delete $edit")
save "stranger-$$" "${nameless[@]}" "do=submit"
is "a twin is not submitted at once" "$status" 200
has "the other is shown" "$body" "/en/listings/offer-$id"
push "stranger-$$" "$edit" "$edit/act" "do=submit" "revision=$(hidden revision)" "seen=1"
is "it can be, after a look" "$status" 303

# --- a profile
submit "owner-$$" /ru/account/providers/new "text_1_language=ru" "text_1_title=Тихая гавань $$"
edit=$(header location)
edit=${edit%%\?*}
edit=/en${edit#/ru}
id=${edit##*/}
desk=/en/desk/submissions/$id
profile=("text_1_language=ru" "text_1_title=Тихая гавань $$" "text_1_summary=Патентное агентство $$ в Бразилии ведёт дела в Китае и России."
	"text_2_language=zh-Hans" "text_2_title=静港事务所$$" "text_2_reading=jing gang" "text_2_summary=巴西专利代理机构$$，办理中国和俄罗斯业务。"
	"types=agency" "types=law_firm" "country=BR" "city=São Paulo" "email=secret-$$@harbour.example" "languages=pt" "languages=ru"
	"offering_1_service=agency" "offering_1_subjects=patents" "offering_1_fee=staged" "offering_1_fee_from=5000" "offering_1_fee_to=20000"
	"offering_1_currency=cny" "offering_1_response_days=3" "offering_2_service=risk" "offering_2_subjects=trade-marks" "offering_2_fee=hourly"
	"licence_1_office=INPI" "licence_1_country=BR" "licence_1_number=API $$" "licence_1_valid_from=2020-01-01"
	"office_1_city=São Paulo" "office_1_country=BR" "served_br=direct" "served_cn=partner" "conflict=always")
save "owner-$$" "offering_1_currency=XXQ" "offering_2_fee_from=10" "licence_1_valid_to=2019-01-01" "${profile[@]}" "do=submit"
is "a currency that there is not" "$status" 422
has "is told" "$body" "not a currency of ISO 4217"
has "a fee without one" "$body" "is missing, though there is a fee"
has "and a licence that ends before it begins" "$body" "comes before the first day"
save "owner-$$" "${profile[@]}" "do=submit" seen=1
is "a profile is submitted" "$status" 303
decide "warden-$$" "do=approve"
is "and approved" "$status" 303
decide "warden-$$" "do=assess" "credit=a_plus" "verified=1"
is "staff give a class" "$status" 303
direct "/zh-Hans/providers/provider-$id"
is "readers see it" "$status" 200
has "by its Chinese name" "$body" "静港事务所$$"
has "with its class" "$body" "A+ 级"
matches "its fee in the reader's way" "$body" "5,000.*20,000"
has "the licence" "$body" "API $$"
hasnt "and no address without consent" "$body" "secret-$$@harbour.example"
direct "/api/v1/providers/provider-$id"
hasnt "not for programs either" "$body" "secret-$$@harbour.example"
searched "/en/providers?provider_type=law_firm&service=risk" "provider-$id"
is "it is found by kind and service" $? 0
push "stranger-$$" /en/account "/en/account/providers/$id/act" do=withdraw
is "a stranger cannot take it back" "$status" 404
push "owner-$$" "$edit" "$edit/act" do=confirm
is "its owner confirms it" "$status" 303
push "owner-$$" "$edit" "$edit/act" do=withdraw
direct "/en/providers/provider-$id"
is "and takes it back" "$status" 410

# --- a profile that staff made
mkdir -p "$tmp/in/providers"
cat >"$tmp/in/providers/taken-$$.json" <<END
{"slug": "taken-$$", "jurisdictions": ["CN"], "subjects": ["patents"], "texts": {"en": {"title": "Taken $$"}},
 "provider": {"country": "CN", "city": "Xiamen", "languages": ["en"], "services": ["agency", "search"]}}
END
"$portalctl" import record --publish "$tmp/in" >"$tmp/said" 2>&1 || fail "the profile comes in" "$(cat "$tmp/said")"
submit "member-$$" "/en/account/take/taken-$$" "organisation=$org" "message=Ours."
is "a member cannot ask for it" "$status" 422
submit "owner-$$" "/en/account/take/taken-$$" "organisation=$org" "message=We have been in Xiamen since 1999."
is "an administrator can" "$status" 303
submit "owner-$$" "/en/account/take/taken-$$" "organisation=$org" "message=Again."
is "once" "$status" 422
page "insider-$$" /en/desk
take=$(grep -oE '/en/desk/takeovers/[0-9]+' <<<"$body" | tail -n 1)
push "insider-$$" /en/account "$take" do=grant
is "staff of the organisation do not decide" "$status" 403
submit "warden-$$" "$take" do=grant
is "others do" "$status" 303
is "it belongs to the organisation" "$(sql "SELECT owner FROM entry WHERE slug = 'taken-$$'")" "$org"
page "owner-$$" /en/account/providers
has "which finds it in its list" "$body" "Taken $$"
sed -i "s/Taken $$/Overwritten $$/" "$tmp/in/providers/taken-$$.json"
"$portalctl" import record --publish "$tmp/in" >"$tmp/said" 2>&1
direct "/en/providers/taken-$$"
has "an import leaves it alone from now on" "$body" "Taken $$"

# --- the portal as it was
for which in "${made[@]}"; do
	read -r who act edit <<<"$which"
	push "$who-$$" "$edit" "$edit/act" "do=$act"
done
"$portalctl" withdraw providers "taken-$$" --reason "end of test" >"$tmp/said" 2>&1
is "nothing stays for readers or staff" "$(sql "SELECT (SELECT count(*) FROM entry WHERE state = 'published' AND owner IN ($org, $other)) +
	(SELECT count(*) FROM submission WHERE state = 'review' AND organisation IN ($org, $other))")" 0
