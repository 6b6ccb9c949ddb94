/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What leaves render/: escaping by position, markup that is safe, templates that are refused, XML
 * and JSON. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>
#include <cmocka.h>

#include <jansson.h>
#include <libxml/parser.h>

#include "base/log.h"
#include "locale/message.h"
#include "render/atom.h"
#include "render/json.h"
#include "domain/diff.h"
#include "render/markup.h"
#include "render/view.h"

#define PRAGMA "{{%AUTOESCAPE context=\"HTML\"}}"

/* The bundles that were built with this program. */
static char bundles[512];

struct fixture {
	struct arena *arena;
	struct locales *locales;
	char dir[64];
};

static void
write_template(struct fixture *f, const char *name, const char *text)
{
	char path[128];
	FILE *file;

	snprintf(path, sizeof(path), "%s/%s", f->dir, name);
	assert_non_null(file = fopen(path, "w"));
	fputs(text, file);
	fclose(file);
}

static void
remove_templates(struct fixture *f)
{
	char command[128];

	snprintf(command, sizeof(command), "rm -f %s/*.html", f->dir);
	assert_int_equal(system(command), 0);
}

static int
setup(void **state)
{
	struct fixture *f = calloc(1, sizeof(*f));

	strcpy(f->dir, "/tmp/test-render.XXXXXX");
	assert_non_null(mkdtemp(f->dir));
	f->arena = arena_new();
	if (locales_load(bundles, &f->locales) != ERR_OK)
		return (-1);
	log_to(fopen("/dev/null", "w"));
	*state = f;
	return (0);
}

static int
teardown(void **state)
{
	struct fixture *f = *state;

	remove_templates(f);
	rmdir(f->dir);
	locales_free(f->locales);
	arena_free(f->arena);
	free(f);
	return (0);
}

/* Render ${text} as the only template, after ${fill}. */
static const char *
rendered(struct fixture *f, const char *text, void (*fill)(struct view *, struct arena *))
{
	struct templates *t = NULL;
	struct buf out = { 0 };
	struct view *v;
	const char *s;

	remove_templates(f);
	write_template(f, "page.html", text);
	assert_int_equal(templates_load(f->dir, f->locales, &t), ERR_OK);
	v = view_new(t, locales_find(f->locales, "en"), f->arena);
	fill(v, f->arena);
	assert_int_equal(view_render(v, "page.html", &out), ERR_OK);
	s = arena_strdup(f->arena, buf_cstr(&out));
	buf_free(&out);
	templates_free(t);
	return (s);
}

static void
fill_hostile(struct view *v, struct arena *arena)
{
	view_text(v, "TEXT", "<script>alert(1)</script>&\"'");
	view_text(v, "URL", "javascript:alert(1)");
	view_text(v, "GOOD", "https://example.org/?a=1&b=2");
	view_text(v, "Q", "a&b=c \"专");
	view_markup(v, "MARKUP", markup_paragraphs(arena, "one\n\n<two>"));
	view_text(v, "EMPTY", NULL);
}

static void
links_and_changes_are_marked(void **state)
{
	struct fixture *f = *state;
	static const struct markup_link links[] = { { 0, 3, "#a" }, { 2, 4, "overlaps" },
		{ 4, 7, "/en/b?c&d" }, { 6, 12, "over two lines" }, { 9, 12, "#\"" },
		{ 90, 99, "x" } };
	static const struct markup_diff_words words = { "removed: ", "added: ", " end", "ar",
		"rtl" };
	const char *text = "one <2>\n three\n\n";
	struct diff d = diff_text(f->arena, "keep this\nold end", "keep this\nnew <end>");

	assert_string_equal(markup_linked(f->arena, text, links, 6, "art_1").html,
	    "<p id=\"art_1__para_1\"><a href=\"#a\">one</a> <a "
	    "href=\"/en/b?c&amp;d\">&lt;2&gt;</a></p>\n"
	    "<p id=\"art_1__para_2\"> <a href=\"#&quot;\">thr</a>ee</p>\n");
	assert_int_equal(markup_linked(f->arena, NULL, NULL, 0, NULL).size, 0);
	assert_non_null(strstr(markup_diff(f->arena, &d, &words).html,
	    "<p>keep this</p>\n<p><del><span class=\"unseen\" lang=\"ar\" dir=\"rtl\">removed: "
	    "</span>old"));
	assert_non_null(strstr(markup_diff(f->arena, &d, &words).html, "&lt;"));
	d = diff_text(f->arena, "a", "a");
	assert_string_equal(markup_diff_line(f->arena, &d, &words).html, "a");
}

static void
values_are_escaped_by_where_they_stand(void **state)
{
	struct fixture *f = *state;

	assert_string_equal(
	    rendered(f,
		PRAGMA "<p title=\"{{TEXT}}\">{{TEXT}}</p><a href=\"{{URL}}\">x</a>"
		       "<a href=\"{{GOOD}}\">y</a><a href=\"/s?q={{Q:url_query_escape}}\">z</a>"
		       "{{MARKUP:none}}[{{EMPTY}}]",
		fill_hostile),
	    "<p title=\"&lt;script&gt;alert(1)&lt;/script&gt;&amp;&quot;&#39;\">"
	    "&lt;script&gt;alert(1)&lt;/script&gt;&amp;&quot;&#39;</p><a href=\"#\">x</a>"
	    "<a href=\"https://example.org/?a=1&amp;b=2\">y</a><a "
	    "href=\"/s?q=a%26b%3Dc+%22%E4%B8%93\">z</a>"
	    "<p>one</p>\n<p>&lt;two&gt;</p>\n[]");
}

static void
fill_items(struct view *v, struct arena *arena)
{
	(void)arena;
	view_text(v, "OUTER", "o");
	view_int(v, "N", INT64_C(-1234567));
	view_printf(v, "F", "%d/%s", 7, "<");
	for (int i = 0; i < 2; i++) {
		struct view *item = view_item(v, "ITEM");

		view_printf(item, "NAME", "n%d", i);
		if (i == 1)
			view_show(item, "LAST");
	}
}

static void
sections_repeat_and_see_outer_markers(void **state)
{
	assert_string_equal(
	    rendered(*state,
		PRAGMA "{{N}} {{F}} {{#ITEM}}{{NAME}}{{OUTER}}{{#LAST}}!{{/LAST}} {{/ITEM}}"
		       "{{#NONE}}never{{/NONE}}",
		fill_items),
	    "-1234567 7/&lt; n0o n1o! ");
}

static void
fill_nothing(struct view *v, struct arena *arena)
{
	(void)v;
	(void)arena;
}

static void
words_are_the_locales_own_and_escaped(void **state)
{
	struct fixture *f = *state;
	const struct locale *en = locales_find(f->locales, "en");
	const char *want =
	    arena_printf(f->arena, "<html lang=\"en\" dir=\"ltr\">%s", msg(en, "search.button"));

	assert_string_equal(
	    rendered(f, PRAGMA "<html lang=\"{{LOCALE}}\" dir=\"{{DIR}}\">{{t search.button}}",
		fill_nothing),
	    want);
}

static void
refused(struct fixture *f, const char *name, const char *text)
{
	struct templates *t = NULL;

	remove_templates(f);
	write_template(f, name, text);
	assert_int_equal(templates_load(f->dir, f->locales, &t), ERR_CORRUPT);
	assert_null(t);
}

static void
bad_templates_are_refused(void **state)
{
	struct fixture *f = *state;
	struct templates *t = NULL;

	refused(f, "a.html", "<p>{{TEXT}}</p>");
	refused(f, "a.html", PRAGMA "{{t no.such.key}}");
	refused(f, "a.html", PRAGMA "{{>NOWHERE}}");
	refused(f, "a.html", PRAGMA "{{>A}}");
	refused(f, "a.html", PRAGMA "{{#OPEN}} never closed");
	refused(f, "a.html", PRAGMA "{{TEXT");
	refused(f, "a.html", PRAGMA "<a href={{URL}}>unquoted</a>");
	remove_templates(f);
	assert_int_equal(templates_load(f->dir, f->locales, &t), ERR_IO);
	assert_int_equal(templates_load("/nowhere", f->locales, &t), ERR_IO);
	templates_free(NULL);
}

static void
an_unknown_template_leaves_the_buffer_as_it_was(void **state)
{
	struct fixture *f = *state;
	struct templates *t = NULL;
	struct buf out = { 0 };
	struct view *v;

	remove_templates(f);
	write_template(f, "page.html", PRAGMA "x");
	assert_int_equal(templates_load(f->dir, f->locales, &t), ERR_OK);
	assert_true(templates_stamp(t) != 0);
	buf_str(&out, "before");
	v = view_new(t, locales_find(f->locales, "en"), f->arena);
	assert_int_equal(view_render(v, "other.html", &out), ERR_INTERNAL);
	assert_string_equal(buf_cstr(&out), "before");
	buf_free(&out);
	templates_free(t);
}

static void
our_templates_load_in_every_locale(void **state)
{
	struct fixture *f = *state;
	struct templates *t = NULL;

	assert_int_equal(templates_load("assets/templates", f->locales, &t), ERR_OK);
	for (size_t i = 0; i < locales_count(f->locales); i++) {
		const struct locale *l = locales_at(f->locales, i);
		struct buf out = { 0 };
		struct view *v = view_new(t, l, f->arena);

		assert_int_equal(view_render(v, "about.html", &out), ERR_OK);
		assert_non_null(
		    strstr(buf_cstr(&out), arena_printf(f->arena, "<html lang=\"%s\" dir=\"%s\">",
					       locale_tag(l), locale_dir(l))));
		assert_null(strstr(buf_cstr(&out), "{{"));
		buf_free(&out);
	}
	templates_free(t);
}

/* A detail page: its expansion should stay under 60 us; the limit here only catches an order of
 * magnitude. */
static void
a_detail_page_expands_fast(void **state)
{
	enum { ROUNDS = 2000 };
	struct fixture *f = *state;
	struct templates *t = NULL;
	struct buf out = { 0 };
	struct timespec from, to;
	double us;

	assert_int_equal(templates_load("assets/templates", f->locales, &t), ERR_OK);
	clock_gettime(CLOCK_MONOTONIC, &from);
	for (int i = 0; i < ROUNDS; i++) {
		struct view *v = view_new(t, locales_find(f->locales, "en"), f->arena);
		struct view *box;

		view_text(v, "PAGE_TITLE", "Patent information service");
		view_text(v, "TITLE", "Patent information service");
		view_text(v, "TITLE_LANG", "en");
		view_text(v, "TITLE_DIR", "ltr");
		view_show(v, "FINDER");
		view_show(v, "ALTERNATES");
		view_text(v, "BASE_URL", "http://127.0.0.1:8080");
		view_text(v, "PAGE_PATH", "/resources/some-source");
		for (int j = 0; j < 8; j++) {
			struct view *row = view_item(v, "ROW");

			view_text(row, "ROW_LABEL", "Languages of the site");
			view_text(
			    view_item(row, "ROW_PLAIN"), "ROW_TEXT", "English, Russian & Chinese");
		}
		box = view_item(v, "PROVENANCE");
		view_text(box, "PROVENANCE_LABEL", "Text by people");
		view_text(
		    box, "PROVENANCE_NOTE", "A sentence that says who made this text and why.");
		view_markup(view_item(v, "BODY"), "BODY_TEXT",
		    markup_paragraphs(f->arena, "One paragraph of text.\nAnd another one of it."));
		buf_clear(&out);
		assert_int_equal(view_render(v, "entry.html", &out), ERR_OK);
		arena_reset(f->arena);
	}
	clock_gettime(CLOCK_MONOTONIC, &to);
	us = ((double)(to.tv_sec - from.tv_sec) * 1e6 + (double)(to.tv_nsec - from.tv_nsec) / 1e3) /
	     ROUNDS;
	print_message("# a detail page of %zu bytes takes %.1f us\n", out.len, us);
	assert_true(us < 1000);
	buf_free(&out);
	templates_free(t);
}

static void
markdown_is_safe(void **state)
{
	struct fixture *f = *state;
	struct markup m;

	m = markup_markdown(
	    f->arena, "# Title\n\n<script>x</script>\n\n[a](javascript:alert(1)) **b** & c\n");
	assert_null(strstr(m.html, "<script"));
	assert_null(strstr(m.html, "javascript:"));
	assert_non_null(strstr(m.html, "<h2>Title</h2>"));
	assert_non_null(strstr(m.html, "<strong>b</strong> &amp; c"));
	assert_int_equal(m.size, strlen(m.html));
	assert_int_equal(markup_markdown(f->arena, NULL).size, 0);
	m = markup_markdown(
	    f->arena, "| Title | Term |\n| --- | --- |\n| *Patent* | 20 <b>years</b> |\n");
	assert_non_null(strstr(m.html, "<th>Term</th>"));
	assert_non_null(strstr(m.html, "<td><em>Patent</em></td>"));
	assert_null(strstr(m.html, "<b>"));
	assert_non_null(
	    strstr(markup_markdown(f->arena, "# a\n\n###### six").html, "<h6>six</h6>"));
	assert_string_equal(
	    markup_markdown(f->arena, "### b\n\n#### c").html, "<h2>b</h2>\n<h3>c</h3>\n");
}

static void
highlights_count_code_points(void **state)
{
	struct fixture *f = *state;
	const uint32_t zh[][2] = { { 2, 4 }, { 6, 8 } };
	const uint32_t far[][2] = { { 1, 99 }, { 100, 120 } };
	const uint32_t bad[][2] = { { 3, 3 }, { 2, 3 }, { 0, 1 } };
	const uint32_t emoji[][2] = { { 1, 2 } };

	assert_string_equal(markup_highlight(f->arena, "第一专利<b>法律x", zh, 2).html,
	    "第一<mark>专利</mark>&lt;b<mark>&gt;法</mark>律x");
	assert_string_equal(
	    markup_highlight(f->arena, "a\"b", far, 2).html, "a<mark>&quot;b</mark>");
	assert_string_equal(markup_highlight(f->arena, "abcd", bad, 3).html, "ab<mark>c</mark>d");
	assert_string_equal(markup_highlight(f->arena, "a😀b", emoji, 1).html, "a<mark>😀</mark>b");
	assert_string_equal(markup_highlight(f->arena, "", emoji, 1).html, "");
	assert_string_equal(markup_highlight(f->arena, "plain", NULL, 0).html, "plain");
	assert_int_equal(markup_highlight(f->arena, NULL, NULL, 0).size, 0);
}

static void
json_cannot_end_its_script(void **state)
{
	struct fixture *f = *state;
	json_t *o = json_pack("{s:s,s:o}", "name", "</script><!--专利", "none", json_text(NULL));
	struct buf out = { 0 };

	json_into(&out, o);
	assert_string_equal(buf_cstr(&out), "{\"name\":\"</script><!--专利\",\"none\":null}");
	assert_string_equal(markup_json(f->arena, buf_cstr(&out)).html,
	    "{\"name\":\"\\u003c/script>\\u003c!--专利\",\"none\":null}");
	json_decref(o);
	buf_free(&out);
}

static bool
well_formed(const struct buf *b)
{
	xmlDocPtr doc = xmlReadMemory(b->data, (int)b->len, "x", NULL, XML_PARSE_NOERROR);

	xmlFreeDoc(doc);
	return (doc != NULL);
}

static void
feeds_are_well_formed(void **state)
{
	struct atom_entry entry = { .id = "tag:x,1",
		.title = "a <b> & \x01 \"حق\"\xef\xbf\xbe\xef\xbf\xbf",
		.language = "ar",
		.dir = "rtl",
		.url = "http://x/?a=1&b=2",
		.updated = "2026-01-02",
		.category = "law",
		.category_label = "Law" };
	struct atom_feed feed = { .id = "http://x/f",
		.title = "Feed",
		.language = "en",
		.dir = "ltr",
		.author = "Us",
		.updated = "2026-01-02T03:04:05Z",
		.self = "http://x/f",
		.alternate = "http://x/p",
		.entries = &entry,
		.nentries = 1 };
	struct atom_alternate alternate = { "ru", "http://x/ru/&" };
	struct atom_page page = { "http://x/en/", "2026-01-02", &alternate, 1 };
	const char *url = "http://x/sitemap/en/laws.xml";
	struct buf out = { 0 };

	(void)state;
	atom_feed(&out, &feed);
	assert_true(well_formed(&out));
	assert_non_null(strstr(out.data,
	    "<title xml:lang=\"ar\" dir=\"rtl\">a &lt;b&gt; &amp;  &quot;حق&quot;</title>"));
	assert_non_null(strstr(out.data, "<updated>2026-01-02T00:00:00Z</updated>"));
	buf_clear(&out);
	atom_sitemap(&out, &page, 1);
	assert_true(well_formed(&out));
	assert_non_null(strstr(out.data, "hreflang=\"ru\" href=\"http://x/ru/&amp;\""));
	buf_clear(&out);
	atom_sitemap_index(&out, &url, 1);
	assert_true(well_formed(&out));
	buf_clear(&out);
	atom_opensearch(&out, "ru", "Имя", "Описание", "http://x");
	assert_true(well_formed(&out));
	assert_non_null(strstr(out.data, "http://x/ru/search?q={searchTerms}"));
	buf_free(&out);
}

int
main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(values_are_escaped_by_where_they_stand),
		cmocka_unit_test(sections_repeat_and_see_outer_markers),
		cmocka_unit_test(words_are_the_locales_own_and_escaped),
		cmocka_unit_test(bad_templates_are_refused),
		cmocka_unit_test(an_unknown_template_leaves_the_buffer_as_it_was),
		cmocka_unit_test(our_templates_load_in_every_locale),
		cmocka_unit_test(a_detail_page_expands_fast),
		cmocka_unit_test(markdown_is_safe),
		cmocka_unit_test(highlights_count_code_points),
		cmocka_unit_test(links_and_changes_are_marked),
		cmocka_unit_test(json_cannot_end_its_script),
		cmocka_unit_test(feeds_are_well_formed),
	};

	(void)argc;
	snprintf(bundles, sizeof(bundles), "%.*s../i18n",
	    (int)(strrchr(argv[0], '/') + 1 - argv[0]), argv[0]);
	return (cmocka_run_group_tests(tests, setup, teardown));
}
