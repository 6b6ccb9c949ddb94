/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Out and in again: what is read from anywhere, written as Akoma Ntoso and read back is the same,
 * and so are laws as lines.  Over a text with all that there can be and, where they are at hand,
 * over the collections.
 */
#include "exchange_fixture.h"

#include "domain/division.h"
#include "domain/eid.h"
#include "exchange/jsonl_write.h"
#include "render/akn.h"

#define COUNT(a) (sizeof(a) / sizeof((a)[0]))

enum { ARTICLES_MAX = 2000 };

static const struct akn_editor editor = { "https://portal.example", "Portal" };
static const char data[] = "../shared/data";

/* --- the same ----------------------------------------------------------------------------------
 */

static void
same_text(const char *a, const char *b, const char *where, const char *member)
{
	if ((a == NULL) != (b == NULL) || (a != NULL && strcmp(a, b) != 0))
		fail_msg("%s: %s was “%.300s” and is “%.300s”", where, member,
		    a == NULL ? "(none)" : a, b == NULL ? "(none)" : b);
}

static void
same_number(size_t a, size_t b, const char *where, const char *member)
{
	if (a != b)
		fail_msg("%s: %s was %zu and is %zu", where, member, a, b);
}

static void
same_strings(
    const struct strings *a, const struct strings *b, const char *where, const char *member)
{
	same_number(a->n, b->n, where, member);
	for (size_t i = 0; i < a->n; i++)
		same_text(a->v[i], b->v[i], where, member);
}

static void
same_texts(const struct record *a, const struct record *b, const char *where)
{
	same_number(a->ntexts, b->ntexts, where, "texts");
	for (size_t i = 0; i < a->ntexts; i++) {
		same_text(a->texts[i].language, b->texts[i].language, where, "text.language");
		same_text(a->texts[i].title, b->texts[i].title, where, "text.title");
		same_text(a->texts[i].summary, b->texts[i].summary, where, "text.summary");
		same_text(a->texts[i].reading, b->texts[i].reading, where, "text.reading");
		same_text(a->texts[i].translator, b->texts[i].translator, where, "text.translator");
		same_text(a->texts[i].source_language, b->texts[i].source_language, where,
		    "text.source_language");
		same_number(
		    a->texts[i].provenance, b->texts[i].provenance, where, "text.provenance");
	}
}

static void
same_law(const struct law *a, const struct law *b, const char *where)
{
	same_number(a->type, b->type, where, "type");
	same_number(a->status, b->status, where, "status");
	same_text(a->number, b->number, where, "number");
	same_text(a->original_language, b->original_language, where, "original_language");
	same_text(a->original_title, b->original_title, where, "original_title");
	same_text(a->issuer, b->issuer, where, "issuer");
	same_text(a->date_enacted, b->date_enacted, where, "date_enacted");
	same_text(a->date_in_force, b->date_in_force, where, "date_in_force");
	same_text(a->date_amended, b->date_amended, where, "date_amended");
	same_text(a->date_repealed, b->date_repealed, where, "date_repealed");
	same_text(a->source_url, b->source_url, where, "source_url");
	same_text(a->work_key, b->work_key, where, "work_key");
	same_number(a->nrelations, b->nrelations, where, "relations");
	for (size_t i = 0; i < a->nrelations; i++) {
		same_number(a->relations[i].type, b->relations[i].type, where, "relation.type");
		same_text(a->relations[i].eid, b->relations[i].eid, where, "relation.eid");
		same_text(a->relations[i].target, b->relations[i].target, where, "relation.target");
		same_text(a->relations[i].target_eid, b->relations[i].target_eid, where,
		    "relation.target_eid");
		same_text(a->relations[i].date, b->relations[i].date, where, "relation.date");
	}
}

static void
same_record(const struct record *a, const struct record *b, const char *where)
{
	same_text(a->slug, b->slug, where, "slug");
	same_text(a->source, b->source, where, "source");
	same_text(a->source_id, b->source_id, where, "source_id");
	same_text(a->verified, b->verified, where, "verified");
	same_number(a->sample, b->sample, where, "sample");
	same_strings(&a->same_as, &b->same_as, where, "same_as");
	same_strings(&a->jurisdictions, &b->jurisdictions, where, "jurisdictions");
	same_number(a->nsubjects, b->nsubjects, where, "subjects");
	for (size_t i = 0; i < a->nsubjects; i++)
		same_number(a->subjects[i], b->subjects[i], where, "subject");
	same_texts(a, b, where);
	same_law(a->law, b->law, where);
}

static void
same_articles(const struct expression *a, const struct expression *b, const char *where)
{
	same_number(a->narticles, b->narticles, where, "articles");
	for (size_t i = 0; i < a->narticles; i++) {
		const struct article *x = &a->articles[i], *y = &b->articles[i];

		same_text(x->eid, y->eid, where, "article.eid");
		same_number(x->type, y->type, x->eid, "article.type");
		same_text(x->number, y->number, x->eid, "article.number");
		same_text(x->heading, y->heading, x->eid, "article.heading");
		same_text(x->body, y->body, x->eid, "article.body");
		same_text(x->source_id, y->source_id, x->eid, "article.source_id");
		same_number(x->division, y->division, x->eid, "article.division");
	}
}

static void
same_expression(const struct expression *a, const struct expression *b, const char *where)
{
	same_text(a->language, b->language, where, "language");
	same_text(a->version_date, b->version_date, where, "version_date");
	same_text(a->valid_from, b->valid_from, where, "valid_from");
	same_text(a->valid_to, b->valid_to, where, "valid_to");
	same_number(a->provenance, b->provenance, where, "provenance");
	same_number(a->legal_value, b->legal_value, where, "legal_value");
	same_text(a->translator, b->translator, where, "translator");
	same_text(a->source_url, b->source_url, where, "source_url");
	same_text(a->source, b->source, where, "source");
	same_text(a->source_id, b->source_id, where, "source_id");
	same_text(a->source_language, b->source_language, where, "source_language");
	same_text(a->source_version, b->source_version, where, "source_version");
	same_number(a->digest, b->digest, where, "digest");
	same_number(a->ndivisions, b->ndivisions, where, "divisions");
	for (size_t i = 0; i < a->ndivisions; i++) {
		const struct division *x = &a->divisions[i], *y = &b->divisions[i];

		same_text(x->eid, y->eid, where, "division.eid");
		same_number(x->type, y->type, x->eid, "division.type");
		same_text(x->number, y->number, x->eid, "division.number");
		same_text(x->heading, y->heading, x->eid, "division.heading");
		same_number(x->parent, y->parent, x->eid, "division.parent");
	}
	same_articles(a, b, where);
}

/* --- out and in --------------------------------------------------------------------------------
 */

/* What was read back last; one that a failed test left is dropped by the next. */
static struct got back;

/* ${law} as Akoma Ntoso and back: the same record with the one expression. */
static void
there_and_back(const struct record *law, const struct expression *x)
{
	struct buf out = { 0 };
	char name[256];

	akn_write(&out, law, x, &editor);
	snprintf(name, sizeof(name), "round/%s.xml", law->slug);
	fixture_bytes(name, buf_cstr(&out), out.len);
	buf_free(&out);
	got_free(&back);
	got_read(&back, "akn", name);
	if (back.nrecords != 1)
		fail_msg("%s: %s", law->slug, back.nreports > 0 ? back.reports[0] : "nothing");
	same_record(law, back.records[0], law->slug);
	same_expression(x, &back.records[0]->law->expressions[0], law->slug);
	got_free(&back);
	unlink(fixture_path(name));
}

struct walk {
	size_t nlaws, narticles, max;
};

static enum err
walk_record(void *ctx, struct arena *arena, struct record *r)
{
	struct walk *w = ctx;

	for (size_t i = 0; i < r->law->nexpressions; i++) {
		struct expression *x = &r->law->expressions[i];

		if (x->narticles == 0)
			continue;
		/* The store does so with what comes without a tree. */
		if (x->ndivisions == 0)
			division_build(arena, x);
		if (i == 0) {
			there_and_back(r, x);
			w->narticles += x->narticles;
		}
	}
	w->nlaws++;
	arena_free(arena);
	return (w->narticles >= w->max ? ERR_TOOBIG : ERR_OK);
}

static void
walk_report(void *ctx, const char *file, long line, const char *reason, bool refused)
{
	(void)ctx;
	(void)file;
	(void)line;
	(void)reason;
	(void)refused;
}

/* Every law that the reader takes from ${path}, up to so many articles. */
static void
walk(const char *format, const char *path,
    enum err (*record)(void *, struct arena *, struct record *))
{
	struct walk w = { .max = ARTICLES_MAX };
	const struct reader_sink sink = { .ctx = &w, .record = record, .report = walk_report };
	char full[256];
	enum err err;

	snprintf(full, sizeof(full), "%s/%s", data, path);
	if (access(full, R_OK) != 0)
		skip();
	err = reader_find(format)->read(full, &sink);
	assert_true(err == ERR_OK || err == ERR_TOOBIG);
	assert_true(w.nlaws > 0);
}

/* As lines and back: the same articles, and the same lines again. */
static enum err
lines_record(void *ctx, struct arena *arena, struct record *r)
{
	struct buf laws = { 0 }, articles = { 0 }, again = { 0 }, again_articles = { 0 };
	struct walk *w = ctx;

	for (size_t i = 0; i < r->ntexts; i++)
		r->texts[i].state = STATE_PUBLISHED;
	for (size_t i = 0; i < r->law->nexpressions; i++)
		w->narticles += r->law->expressions[i].narticles;
	jsonl_write(&laws, &articles, arena, r, "2026-01-01");
	fixture_bytes("lines/laws.jsonl", buf_cstr(&laws), laws.len);
	fixture_bytes("lines/articles.jsonl", buf_cstr(&articles), articles.len);
	got_free(&back);
	got_read(&back, "jsonl", "lines");
	if (back.nrecords != 1 || back.nrefused > 0)
		fail_msg("%s: %s", r->slug, back.nreports > 0 ? back.reports[0] : "nothing");
	same_text(r->source_id, back.records[0]->source_id, r->slug, "source_id");
	same_text(
	    r->law->date_enacted, back.records[0]->law->date_enacted, r->slug, "date_enacted");
	same_number(
	    r->law->nexpressions, back.records[0]->law->nexpressions, r->slug, "expressions");
	for (size_t i = 0; i < r->law->nexpressions; i++) {
		const struct expression *a = &r->law->expressions[i];
		const struct expression *b = &back.records[0]->law->expressions[i];

		same_text(a->language, b->language, r->slug, "language");
		same_text(a->version_date, b->version_date, r->slug, "version_date");
		same_articles(a, b, r->slug);
	}
	for (size_t i = 0; i < back.records[0]->ntexts; i++)
		back.records[0]->texts[i].state = STATE_PUBLISHED;
	jsonl_write(&again, &again_articles, arena, back.records[0], "2026-01-01");
	assert_string_equal(buf_cstr(&articles), buf_cstr(&again_articles));
	got_free(&back);
	buf_free(&laws);
	buf_free(&articles);
	buf_free(&again);
	buf_free(&again_articles);
	w->nlaws++;
	arena_free(arena);
	return (w->narticles >= w->max ? ERR_TOOBIG : ERR_OK);
}

/* --- a text with all there can be --------------------------------------------------------------
 */

static void
synthetic(void **state)
{
	static struct text texts[] = {
		{ .language = "zh-Hans",
		    .title = "示例法 <&>",
		    .summary = "一。\n二。",
		    .reading = "shi li fa",
		    .provenance = PROVENANCE_OFFICIAL },
		{ .language = "ru",
		    .title = "Пример",
		    .provenance = PROVENANCE_STAFF,
		    .translator = "А. Б.",
		    .source_language = "zh-Hans" },
	};
	static const char *jurisdictions[] = { "CN" }, *same_as[] = { "laws/cn cn:1", "x y" };
	static enum subject subjects[] = { SUBJECT_PATENTS, SUBJECT_DESIGNS };
	static struct relation relations[] = {
		{ RELATION_IMPLEMENTS, "art_1", "cn-other", "art_2", "2001-01-01" },
		{ RELATION_CITES, NULL, "cn-third", NULL, NULL },
	};
	struct division divisions[] = {
		{ DIVISION_PART, NULL, "第一编", "总则", 0 },
		{ DIVISION_CHAPTER, NULL, "第一章", NULL, 1 },
		{ DIVISION_SECTION, NULL, NULL, "一般规定", 2 },
		{ DIVISION_PART, NULL, "第二编", NULL, 0 },
		{ DIVISION_OTHER, NULL, NULL, "其他", 4 },
		{ DIVISION_CHAPTER, NULL, "第九章", "（删去）", 4 },
		{ DIVISION_ANNEX, NULL, "附件一", "目录", 0 },
		{ DIVISION_CHAPTER, NULL, "A", NULL, 7 },
		{ DIVISION_ANNEX, NULL, "附件二", NULL, 0 },
	};
	struct article articles[] = {
		{ .type = ARTICLE_PREAMBLE, .body = "第一行\n\n第二行" },
		{ .number = "第一条",
		    .body = "一 <b>&\n\n二",
		    .division = 3,
		    .source_id = "cn:1:0" },
		{ .number = "第二条", .heading = "名称", .body = "缩进  的\t文本", .division = 2 },
		{ .number = "第三条", .body = "三", .division = 5 },
		{ .type = ARTICLE_OTHER, .body = "本法自公布之日起施行。" },
		{ .number = "1", .body = "附件", .division = 8 },
		{ .type = ARTICLE_ANNEX, .body = "附件二\n表", .division = 9 },
		{ .type = ARTICLE_ANNEX, .heading = "附表", .body = "表" },
	};
	struct expression x = { .language = "ru",
		.version_date = "2020-10-17",
		.valid_from = "2021-06-01",
		.valid_to = "2030-01-01",
		.provenance = PROVENANCE_MACHINE,
		.legal_value = LEGAL_UNOFFICIAL,
		.translator = "\"Kto-to\" & Co.",
		.source_url = "https://example.org/a?b=c&d=e",
		.source_language = "zh-Hans",
		.source_version = "2020-10-17",
		.articles = articles,
		.narticles = COUNT(articles),
		.divisions = divisions,
		.ndivisions = COUNT(divisions) };
	struct law law = { .type = LAW_REGULATION,
		.status = LAW_IN_FORCE,
		.number = "主席令第五十五号",
		.original_language = "zh-Hans",
		.original_title = "示例法 <&>",
		.issuer = "国务院",
		.date_enacted = "1984-03-12",
		.date_in_force = "1985-04-01",
		.date_amended = "2020-10-17",
		.date_repealed = "2030-01-01",
		.source_url = "https://example.org/",
		.work_key = "CN 示例法",
		.relations = relations,
		.nrelations = COUNT(relations),
		.expressions = &x,
		.nexpressions = 1 };
	struct record record = { .kind = KIND_LAW,
		.slug = "cn-example",
		.source = "laws/cn",
		.source_id = "cn:1<&\">",
		.verified = "2026-11-01",
		.texts = texts,
		.ntexts = COUNT(texts),
		.jurisdictions = { jurisdictions, COUNT(jurisdictions) },
		.same_as = { same_as, COUNT(same_as) },
		.subjects = subjects,
		.nsubjects = COUNT(subjects),
		.law = &law };
	struct arena *arena = arena_new();

	(void)state;
	x.source = record.source;
	x.source_id = record.source_id;
	eid_assign(arena, articles, COUNT(articles));
	division_eids(arena, &x);
	there_and_back(&record, &x);
	arena_free(arena);
}

static void
akn_documents(void **state)
{
	(void)state;
	walk("akn", "akn", walk_record);
}

static void
chinese(void **state)
{
	(void)state;
	walk("jsonl", "laws/cn", walk_record);
}

static void
brazilian(void **state)
{
	(void)state;
	walk("jsonl", "laws/br", walk_record);
}

static void
indian(void **state)
{
	(void)state;
	walk("jsonl", "laws/in", walk_record);
}

static void
emirati(void **state)
{
	(void)state;
	walk("jsonl", "laws/ae", walk_record);
}

static void
lines(void **state)
{
	(void)state;
	walk("jsonl", "laws/cn", lines_record);
}

static void
lines_in_many_languages(void **state)
{
	(void)state;
	walk("jsonl", "laws/udhr", lines_record);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(synthetic),
		cmocka_unit_test(akn_documents),
		cmocka_unit_test(chinese),
		cmocka_unit_test(brazilian),
		cmocka_unit_test(indian),
		cmocka_unit_test(emirati),
		cmocka_unit_test(lines),
		cmocka_unit_test(lines_in_many_languages),
	};

	return (cmocka_run_group_tests(tests, fixture_begin, fixture_end));
}
