/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What a form makes is a record, its fields again, a file that can be imported: nothing is lost on
 * the way; and files that people bring are what they say. */
#include "exchange_fixture.h"

#include <jansson.h>
#include <zlib.h>

#include "base/buf.h"
#include "domain/offering_form.h"
#include "exchange/attach.h"
#include "locale/format.h"
#include "render/offering_json.h"

static const struct offering_value profile[] = {
	{ "text.1.language", "ru" },
	{ "text.1.title", "Тихая гавань" },
	{ "text.1.summary", "Патентное агентство в Бразилии ведёт дела в Китае и России." },
	{ "text.2.language", "zh-Hans" },
	{ "text.2.title", "静港事务所" },
	{ "text.2.reading", "jing gang" },
	{ "text.2.summary", "巴西专利代理机构，办理中国和俄罗斯业务。" },
	{ "types", "agency" },
	{ "types", "law_firm" },
	{ "country", "BR" },
	{ "city", "São Paulo" },
	{ "website", "https://harbour.example" },
	{ "email", "office@harbour.example" },
	{ "languages", "pt" },
	{ "languages", "ru" },
	{ "offering.1.service", "agency" },
	{ "offering.1.subjects", "patents" },
	{ "offering.1.subjects", "designs" },
	{ "offering.1.fee", "staged" },
	{ "offering.1.fee_from", "5000" },
	{ "offering.1.fee_to", "20000" },
	{ "offering.1.currency", "CNY" },
	{ "offering.1.response_days", "3" },
	{ "offering.1.deliverables", "Отчёт\nс образцом" },
	{ "offering.1.language", "ru" },
	{ "licence.1.office", "INPI" },
	{ "licence.1.country", "BR" },
	{ "licence.1.number", "API 1" },
	{ "licence.1.valid_from", "2020-01-01" },
	{ "office.1.city", "São Paulo" },
	{ "office.1.country", "BR" },
	{ "served.BR", "direct" },
	{ "served.CN", "partner" },
	{ "conflict", "always" },
	{ "consents", "contact" },
};

static const struct offering_value listing[] = {
	{ "direction", "offer" },
	{ "text.1.language", "en" },
	{ "text.1.title", "Membrane" },
	{ "text.1.summary", "A licence is offered for a membrane that needs 30 % less energy." },
	{ "text.1.problem", "Desalination costs\nmuch energy." },
	{ "text.1.solution", "A membrane." },
	{ "text.1.advantages", "30 %" },
	{ "text.1.terms", "Exclusive." },
	{ "trl", "6" },
	{ "ipc", "C02F 1/44, B01D" },
	{ "subjects", "patents" },
	{ "wanted", "licence" },
	{ "wanted", "pledge" },
	{ "country", "BR" },
	{ "countries", "CN" },
	{ "countries", "RU" },
	{ "right.1.subject", "patents" },
	{ "right.1.status", "granted" },
	{ "right.1.office", "CN" },
	{ "right.1.number", "ZL 1" },
	{ "right.1.owner", "Owner" },
	{ "right.1.url", "https://register.example/1" },
	{ "expires", "2027-03-31" },
};

#define VALUES(v)                                                                                  \
	((struct offering_values){                                                                 \
	    (struct offering_value *)(uintptr_t)(v), sizeof(v) / sizeof((v)[0]) })

static const struct strings places = { (const char *[]){ "BR", "CN", "RU" }, 3 };
static const struct offering_known known = { format_currency_known, &places, "2026-11-26" };
static const struct offering_facts facts = {
	.slug = "x", .source = "portal", .source_id = "submission/1", .publisher = "Owner"
};

static void
assert_same(const struct offering_values *a, const struct offering_values *b)
{
	assert_int_equal(a->n, b->n);
	for (size_t i = 0; i < a->n; i++)
		assert_true(offering_has(b, a->v[i].name, a->v[i].value));
}

/* fields -> record -> fields, and record -> file -> record -> fields */
static void
round_trip(enum kind kind, struct offering_values values)
{
	struct got g = { 0 };
	struct arena *a = arena_new();
	struct offering_problems p = offering_check(a, kind, &values, &known, true);
	struct offering_values again;
	struct record *r;
	json_t *json;
	char *text;

	for (size_t i = 0; i < p.n; i++)
		fail_msg("%s: %s", p.v[i].name, p.v[i].key);
	r = offering_record(a, kind, &values, &facts);
	again = offering_values_of(a, r);
	assert_same(&values, &again);
	json = offering_json_file(r);
	text = json_dumps(json, 0);
	fixture_file(kind == KIND_PROVIDER ? "providers/x.json" : "listings/x.json", text);
	free(text);
	json_decref(json);
	assert_int_equal(
	    got_read(&g, "record", kind == KIND_PROVIDER ? "providers/x.json" : "listings/x.json"),
	    ERR_OK);
	if (g.nreports > 0)
		fail_msg("%s", g.reports[0]);
	assert_int_equal(g.nrecords, 1);
	assert_string_equal(g.records[0]->source_id, "submission/1");
	again = offering_values_of(a, g.records[0]);
	assert_same(&values, &again);
	got_free(&g);
	arena_free(a);
}

static void
nothing_is_lost(void **state)
{
	(void)state;
	round_trip(KIND_PROVIDER, VALUES(profile));
	round_trip(KIND_LISTING, VALUES(listing));
}

/* What is wrong with the listing if ${name} is ${value} instead. */
static const char *
problem(struct arena *a, const char *name, const char *value, bool whole)
{
	struct offering_value *v =
	    arena_array(a, struct offering_value, sizeof(listing) / sizeof(listing[0]) + 1);
	struct offering_values values = { v, 0 };
	struct offering_problems p;

	v[values.n++] = (struct offering_value){ name, value };
	for (size_t i = 0; i < sizeof(listing) / sizeof(listing[0]); i++)
		if (strcmp(listing[i].name, name) != 0)
			v[values.n++] = listing[i];
	p = offering_check(a, KIND_LISTING, &values, &known, whole);
	for (size_t i = 0; i < p.n; i++)
		if (strcmp(p.v[i].name, name) == 0)
			return (p.v[i].key);
	return (p.n > 0 ? p.v[0].name : "");
}

static void
mistakes_are_found(void **state)
{
	static const struct {
		const char *name, *value, *draft, *whole;
	} cases[] = {
		{ "text.1.title", "a\nb", "line_break", "line_break" },
		{ "text.1.title",
		    "a\xE2\x80\xAE"
		    "b",
		    "bidi", "bidi" },
		{ "text.1.problem", "a\x01", "control", "control" },
		{ "text.1.title", "", "", "required" },
		{ "direction", "sideways", "choice", "choice" },
		{ "wanted", "", "", "required_some" },
		{ "countries", "XX", "choice", "choice" },
		{ "ipc", "C02F1/44", "", "ipc" },
		{ "ipc", ", ;", "", "ipc" },
		{ "trl", "10", "", "number" },
		{ "trl", "9", "", "" },
		{ "expires", "2026-11-26", "", "date_past" },
		{ "expires", "2027-11-27", "", "date_far" },
		{ "expires", "2027-02-30", "", "date" },
		{ "right.1.url", "javascript:alert(1)", "", "url" },
		{ "right.1.number", "", "", "required" },
		{ "text.1.summary", "It needs 30 % less energy than all the other membranes.", "",
		    "summary_leans" },
	};
	struct arena *a = arena_new();

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		assert_string_equal(
		    problem(a, cases[i].name, cases[i].value, false), cases[i].draft);
		assert_string_equal(
		    problem(a, cases[i].name, cases[i].value, true), cases[i].whole);
	}
	arena_free(a);
}

static void
an_anonymous_one_names_nobody(void **state)
{
	struct arena *a = arena_new();
	struct offering_value v[sizeof(listing) / sizeof(listing[0]) + 1];
	const struct offering_values values = { v, sizeof(v) / sizeof(v[0]) };
	char *text;
	json_t *json;

	(void)state;
	memcpy(v, listing, sizeof(listing));
	v[values.n - 1] = (struct offering_value){ "anonymous", "1" };
	json = offering_json_file(offering_record(a, KIND_LISTING, &values, &facts));
	text = json_dumps(json, 0);
	assert_null(strstr(text, "Owner"));
	assert_null(strstr(text, "ZL 1"));
	assert_null(strstr(text, "register.example"));
	assert_non_null(strstr(text, "granted"));
	free(text);
	json_decref(json);
	arena_free(a);
}

/* --- files -------------------------------------------------------------------------------------
 */

static const unsigned char png[] = { 0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0x00, 0x00,
	0x00, 0x0d, 0x49, 0x48, 0x44, 0x52, 0x00, 0x00, 0x00, 0x02, 0x00, 0x00, 0x00, 0x02, 0x08,
	0x02, 0x00, 0x00, 0x00, 0xfd, 0xd4, 0x9a, 0x73, 0x00, 0x00, 0x00, 0x10, 0x49, 0x44, 0x41,
	0x54, 0x78, 0x9c, 0x63, 0xf8, 0xcf, 0xc0, 0x00, 0x44, 0x0c, 0x10, 0x0a, 0x00, 0x1f, 0xee,
	0x03, 0xfd, 0x8b, 0x5f, 0x14, 0xd4, 0x00, 0x00, 0x00, 0x00, 0x49, 0x45, 0x4e, 0x44, 0xae,
	0x42, 0x60, 0x82 };
static const char pdf[] =
    "%PDF-1.4\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n2 0 obj\n<< /Type /Pages "
    "/Count 0 /Kids [] >>\nendobj\ntrailer\n<< /Root 1 0 R >>\n%%EOF\n";

static enum attach
joined(const void *a, size_t na, const void *b, size_t nb)
{
	char *all = malloc(na + nb + 1);
	const char *type = NULL;
	enum attach found;

	assert_non_null(all);
	memcpy(all, a, na);
	memcpy(all + na, b, nb);
	found = attach_check(all, na + nb, &type);
	assert_int_equal(found == ATTACH_GOOD, type != NULL);
	free(all);
	return (found);
}

static enum attach
pdf_with(const char *dictionary)
{
	char text[2048];

	snprintf(text, sizeof(text),
	    "%%PDF-1.4\n1 0 obj\n<< /Type /Catalog %s >>\nendobj\ntrailer\n<< >>\n%%%%EOF\n",
	    dictionary);
	return (joined(text, strlen(text), "", 0));
}

/* A PDF whose one stream is ${n} zeros, or ${text}, packed. */
static enum attach
pdf_packed(const char *dictionary, const char *text, size_t n)
{
	unsigned char *plain = calloc(1, n), *packed = malloc(compressBound(n));
	uLongf size = compressBound(n);
	char head[200];
	struct buf all = { 0 };
	enum attach found;

	assert_non_null(plain);
	assert_non_null(packed);
	if (text != NULL)
		memcpy(plain, text, strlen(text));
	assert_int_equal(compress(packed, &size, plain, n), Z_OK);
	snprintf(head, sizeof(head), "%%PDF-1.4\n1 0 obj\n<< %s >>\nstream\n", dictionary);
	buf_str(&all, head);
	buf_add(&all, (const char *)packed, size);
	buf_str(&all, "\nendstream\nendobj\ntrailer\n<< >>\n%%EOF\n");
	found = joined(all.data, all.len, "", 0);
	buf_free(&all);
	free(packed);
	free(plain);
	return (found);
}

static void
files_are_what_they_say(void **state)
{
	static const char zip[] =
	    "PK\3\4 archive PK\1\2 PK\5\6\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0";
	const char *type = NULL;

	(void)state;
	assert_int_equal(attach_check(png, sizeof(png), &type), ATTACH_GOOD);
	assert_string_equal(type, "image/png");
	assert_string_equal(attach_ending(type), ".png");
	assert_int_equal(attach_check(pdf, strlen(pdf), &type), ATTACH_GOOD);
	assert_string_equal(type, "application/pdf");
	assert_int_equal(joined("", 0, "", 0), ATTACH_EMPTY);
	assert_int_equal(joined("<script>alert(1)</script>", 25, "", 0), ATTACH_TYPE);
	assert_int_equal(joined("GIF89a\1\0\1\0\0\0\0;", 14, "", 0), ATTACH_TYPE);
	assert_int_equal(joined(png, sizeof(png), pdf, strlen(pdf)), ATTACH_BROKEN);
	assert_int_equal(joined(png, sizeof(png), "x", 1), ATTACH_BROKEN);
	assert_int_equal(joined(png, sizeof(png) - 1, "", 0), ATTACH_BROKEN);
	assert_int_equal(joined(pdf, strlen(pdf), "<html>", 6), ATTACH_BROKEN);
	assert_int_equal(joined(pdf, strlen(pdf), zip, sizeof(zip) - 1), ATTACH_DOUBLE);
	for (size_t i = 8; i < sizeof(png); i++) {
		unsigned char bad[sizeof(png)];

		memcpy(bad, png, sizeof(png));
		bad[i] ^= 0x40;
		assert_int_not_equal(joined(bad, sizeof(bad), "", 0), ATTACH_GOOD);
	}
	assert_int_equal(pdf_with("/OpenAction << /S /JavaScript >>"), ATTACH_ACTIVE);
	assert_int_equal(pdf_with("/AA << /S /J#61vaScrip#74 >>"), ATTACH_ACTIVE);
	assert_int_equal(pdf_with("/Names << /EmbeddedFiles 3 0 R >>"), ATTACH_ACTIVE);
	assert_int_equal(pdf_with("/Encrypt 3 0 R"), ATTACH_LOCKED);
	assert_int_equal(pdf_with("/JavaScriptless true"), ATTACH_GOOD);
	assert_int_equal(pdf_packed("/Type /ObjStm", "<< /S /Launch >>", 100), ATTACH_ACTIVE);
	assert_int_equal(pdf_packed("/Type /Metadata", "plain", 100), ATTACH_GOOD);
	assert_int_equal(pdf_packed("/Type /Any", NULL, ATTACH_UNPACKED_MAX + 1), ATTACH_BOMB);
}

/* Each byte of a marker or a size counts, and so does what stands behind the end. */
static void
pictures_are_walked_through(void **state)
{
	static const unsigned char jpeg[] = { 0xff, 0xd8, 0xff, 0xc0, 0x00, 0x0b, 0x08, 0x00, 0x02,
		0x00, 0x03, 0x01, 0x01, 0x11, 0x00, 0xff, 0xda, 0x00, 0x08, 0x01, 0x01, 0x00, 0x00,
		0x3f, 0x00, 0x12, 0xff, 0x00, 0x34, 0xff, 0xd9 };
	static const unsigned char webp[] = { 'R', 'I', 'F', 'F', 18, 0, 0, 0, 'W', 'E', 'B', 'P',
		'V', 'P', '8', 'L', 5, 0, 0, 0, 0x2f, 0x02, 0x40, 0x00, 0x00, 0x00 };
	unsigned char bad[sizeof(jpeg)];
	const char *type = NULL;

	(void)state;
	assert_int_equal(attach_check(jpeg, sizeof(jpeg), &type), ATTACH_GOOD);
	assert_string_equal(type, "image/jpeg");
	assert_int_equal(joined(jpeg, sizeof(jpeg), "x", 1), ATTACH_BROKEN);
	assert_int_equal(joined(jpeg, sizeof(jpeg), pdf, strlen(pdf)), ATTACH_BROKEN);
	for (size_t n = 3; n < sizeof(jpeg); n++)
		assert_int_not_equal(joined(jpeg, n, "", 0), ATTACH_GOOD);
	memcpy(bad, jpeg, sizeof(jpeg));
	bad[5] = 0xff; /* a segment longer than what is left */
	assert_int_equal(joined(bad, sizeof(jpeg), "", 0), ATTACH_BROKEN);
	memcpy(bad, jpeg, sizeof(jpeg));
	bad[7] = bad[9] = 0xff; /* 65,282 by 65,283 pixels */
	assert_int_equal(joined(bad, sizeof(jpeg), "", 0), ATTACH_BOMB);

	assert_int_equal(attach_check(webp, sizeof(webp), &type), ATTACH_GOOD);
	assert_string_equal(type, "image/webp");
	assert_int_equal(joined(webp, sizeof(webp), "x", 1), ATTACH_BROKEN);
	for (size_t n = 12; n < sizeof(webp); n++)
		assert_int_not_equal(joined(webp, n, "", 0), ATTACH_GOOD);
	memcpy(bad, webp, sizeof(webp));
	bad[16] = 0xff;
	assert_int_equal(joined(bad, sizeof(webp), "", 0), ATTACH_BROKEN);
	memcpy(bad, webp, sizeof(webp));
	bad[22] = bad[23] = bad[24] = 0xff; /* as wide and high as can be written: 16,384 */
	bad[21] = 0xff;
	assert_int_equal(joined(bad, sizeof(webp), "", 0), ATTACH_BOMB);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(pictures_are_walked_through),
		cmocka_unit_test(nothing_is_lost),
		cmocka_unit_test(mistakes_are_found),
		cmocka_unit_test(an_anonymous_one_names_nobody),
		cmocka_unit_test(files_are_what_they_say),
	};

	return (cmocka_run_group_tests(tests, fixture_begin, fixture_end));
}
