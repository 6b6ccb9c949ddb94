/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Owns the body of Akoma Ntoso documents: divisions, articles, paragraphs, attachments.  The
 * <meta> is akn_meta.c's. */
#include "render/akn.h"

#include <stdbool.h>
#include <string.h>

#include "render/akn_meta.h"
#include "render/lawprint.h"
#include "render/xml.h"

#define AKN "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"

enum { DEPTH_MAX = 32 };

struct writer {
	struct xml *xml;
	struct arena *arena;
	const struct expression *x;
	size_t open[DEPTH_MAX]; /* numbers of the divisions that are open, outermost first */
	size_t depth;
	size_t next; /* number of the next division that was not begun */
};

static const struct {
	const char *element, *name; /* name: of an hcontainer */
} division_elements[] = {
	[DIVISION_BOOK] = { "book", NULL },
	[DIVISION_PART] = { "part", NULL },
	[DIVISION_TITLE] = { "title", NULL },
	[DIVISION_CHAPTER] = { "chapter", NULL },
	[DIVISION_SECTION] = { "section", NULL },
	[DIVISION_SUBSECTION] = { "subsection", NULL },
	[DIVISION_ANNEX] = { "hcontainer", "annex" },
	[DIVISION_OTHER] = { "hcontainer", "division" },
};
_Static_assert(sizeof(division_elements) / sizeof(division_elements[0]) == DIVISION_TYPE_COUNT,
    "every division has an element");

/* --- articles ----------------------------------------------------------------------------------
 */

/* An eId says what its text is called where it comes from: "chp_1__sec_4" is a section. */
static const char *
article_element(const char *eid)
{
	static const struct {
		const char *prefix, *element;
	} known[] = { { "sec_", "section" }, { "rule_", "rule" }, { "cl_", "clause" },
		{ "clause_", "clause" }, { "point_", "point" } };
	const char *last = eid, *p;

	while ((p = strstr(last, "__")) != NULL)
		last = p + 2;
	for (size_t i = 0; i < sizeof(known) / sizeof(known[0]); i++) {
		if (strncmp(last, known[i].prefix, strlen(known[i].prefix)) == 0)
			return (known[i].element);
	}
	return ("article");
}

/* Whether a reader that folds white space would change ${line}. */
static bool
spaced(const char *line)
{
	size_t n = strlen(line);

	return (n > 0 && (line[0] == ' ' || line[n - 1] == ' ' || strchr(line, '\t') != NULL ||
			     strchr(line, '\r') != NULL || strstr(line, "  ") != NULL));
}

static void
write_line(struct writer *w, const char *line, const char *eid)
{
	xml_start(w->xml, "p");
	xml_attribute(w->xml, "eId", eid);
	if (spaced(line))
		xml_attribute(w->xml, "xml:space", "preserve");
	xml_text(w->xml, line);
	xml_stop(w->xml);
}

/* The lines of a body as paragraphs; an empty line is an empty <p> of the paragraph before.
 * ${bare}: <p> only. */
static void
write_body(struct writer *w, const struct article *a, bool bare)
{
	char *rest = arena_strdup(w->arena, a->body), *line;
	bool open = false;
	size_t n = 0;

	while ((line = strsep(&rest, "\n")) != NULL) {
		const char *eid = arena_printf(w->arena, "%s__para_%zu", a->eid, n + 1);

		if (bare) {
			write_line(w, line, line[0] != '\0' ? eid : NULL);
		} else {
			if (line[0] != '\0' || !open) {
				if (open) {
					xml_stop(w->xml);
					xml_stop(w->xml);
				}
				xml_start(w->xml, "paragraph");
				xml_attribute(w->xml, "eId", eid);
				xml_start(w->xml, "content");
				open = true;
			}
			write_line(w, line, NULL);
		}
		n += line[0] != '\0';
	}
	if (open) {
		xml_stop(w->xml);
		xml_stop(w->xml);
	}
}

static void
write_heads(struct writer *w, const char *number, const char *heading)
{
	xml_element(w->xml, "num", number);
	xml_element(w->xml, "heading", heading);
}

static void
write_article(struct writer *w, const struct article *a)
{
	xml_start(w->xml, a->type == ARTICLE_ARTICLE ? article_element(a->eid) : "hcontainer");
	if (a->type != ARTICLE_ARTICLE)
		xml_attribute(w->xml, "name", vocab_id(VOCAB_ARTICLE_TYPE, (int)a->type));
	xml_attribute(w->xml, "eId", a->eid);
	xml_attribute(w->xml, "portal:source_id", a->source_id);
	write_heads(w, a->number, a->heading);
	write_body(w, a, false);
	xml_stop(w->xml);
}

/* --- divisions ---------------------------------------------------------------------------------
 */

static void
close_to(struct writer *w, size_t depth)
{
	while (w->depth > depth) {
		xml_stop(w->xml);
		w->depth--;
	}
}

/* How many of the open divisions stay open when ${division} (0: none) goes on. */
static size_t
depth_of(const struct writer *w, size_t division)
{
	size_t depth = w->depth;

	while (depth > 0 && w->open[depth - 1] != division)
		depth--;
	return (depth);
}

static void
begin_division(struct writer *w, size_t number)
{
	const struct division *d = &w->x->divisions[number - 1];

	close_to(w, depth_of(w, d->parent));
	if (w->depth == DEPTH_MAX)
		close_to(w, DEPTH_MAX - 1);
	xml_start(w->xml, division_elements[d->type].element);
	xml_attribute(w->xml, "name", division_elements[d->type].name);
	xml_attribute(w->xml, "eId", d->eid);
	write_heads(w, d->number, d->heading);
	w->open[w->depth++] = number;
}

/* Whether the next division hangs in one that is open and will be closed by keeping ${depth}. */
static bool
hangs_below(const struct writer *w, size_t depth)
{
	for (size_t i = depth; i < w->depth; i++) {
		if (w->open[i] == w->x->divisions[w->next - 1].parent)
			return (true);
	}
	return (false);
}

/* Articles [first, end) and the divisions above them, then those without articles below ${last}
 * (a number, exclusive). */
static void
write_tree(struct writer *w, size_t first, size_t end, size_t last)
{
	size_t base = w->depth, keep;

	for (size_t i = first; i < end; i++) {
		const struct article *a = &w->x->articles[i];

		for (; w->next <= a->division; w->next++)
			begin_division(w, w->next);
		keep = depth_of(w, a->division) > base ? depth_of(w, a->division) : base;
		while (w->next < last && hangs_below(w, keep))
			begin_division(w, w->next++);
		close_to(w, keep);
		write_article(w, a);
	}
	for (; w->next < last; w->next++)
		begin_division(w, w->next);
	close_to(w, base);
}

/* --- attachments -------------------------------------------------------------------------------
 */

/* The outermost division that holds number ${division}; 0 for none. */
static size_t
root_of(const struct expression *x, size_t division)
{
	while (division > 0 && x->divisions[division - 1].parent > 0)
		division = x->divisions[division - 1].parent;
	return (division);
}

static bool
is_annex(const struct expression *x, const struct article *a)
{
	size_t root = root_of(x, a->division);

	return (
	    root > 0 ? x->divisions[root - 1].type == DIVISION_ANNEX : a->type == ARTICLE_ANNEX);
}

/* The number of the first division behind ${root} that is not within it. */
static size_t
after_root(const struct expression *x, size_t root)
{
	size_t i = root + 1;

	while (i <= x->ndivisions && x->divisions[i - 1].parent > 0)
		i++;
	return (i);
}

/* One annex: a document of its own with the articles [first, end). */
static void
write_attachment(struct writer *w, const struct record *law, const struct akn_editor *editor,
    size_t number, size_t root, size_t first, size_t end)
{
	const struct article *a = first < end ? &w->x->articles[first] : NULL;
	const struct division *d = root > 0 ? &w->x->divisions[root - 1] : NULL;

	xml_start(w->xml, "attachment");
	xml_attribute(w->xml, "eId", d != NULL ? d->eid : a->eid);
	if (d == NULL)
		xml_attribute(w->xml, "portal:source_id", a->source_id);
	write_heads(w, d != NULL ? d->number : a->number, d != NULL ? d->heading : a->heading);
	xml_start(w->xml, "doc");
	xml_attribute(w->xml, "name", "annex");
	akn_meta_part(
	    w->xml, w->arena, law, w->x, editor, arena_printf(w->arena, "annex_%zu", number));
	xml_start(w->xml, "mainBody");
	if (d == NULL) {
		write_body(w, a, true);
	} else {
		w->open[w->depth++] = root;
		w->next = root + 1;
		write_tree(w, first, end, after_root(w->x, root));
		w->depth--;
		if (end == first && after_root(w->x, root) == root + 1)
			xml_element(w->xml, "p", "");
	}
	xml_stop(w->xml);
	xml_stop(w->xml);
	xml_stop(w->xml);
}

/* Where the annexes begin: ${*ret_article}, and ${*ret_division} the number of the first of their
 * divisions; behind the last ones if there are none. */
static void
find_annexes(const struct expression *x, size_t first, size_t *ret_article, size_t *ret_division)
{
	size_t division = x->ndivisions + 1, article = x->narticles, root;

	for (size_t d = 1; d <= x->ndivisions; d = after_root(x, d)) {
		if (x->divisions[d - 1].type != DIVISION_ANNEX)
			division = x->ndivisions + 1;
		else if (division > x->ndivisions)
			division = d;
	}
	while (article > first && is_annex(x, &x->articles[article - 1]) &&
	       ((root = root_of(x, x->articles[article - 1].division)) == 0 || root >= division))
		article--;
	if (article == first)
		article = x->narticles; /* a body there must be */
	for (size_t i = 0; i < article; i++) {
		while (division <= x->ndivisions && division <= x->articles[i].division)
			division = after_root(x, division);
	}
	if (article < x->narticles && (root = root_of(x, x->articles[article].division)) > 0 &&
	    root < division) {
		article = x->narticles;
		division = x->ndivisions + 1;
	}
	*ret_article = article;
	*ret_division = division;
}

static void
write_attachments(struct writer *w, const struct record *law, const struct akn_editor *editor,
    size_t first, size_t division)
{
	const struct expression *x = w->x;
	size_t number = 0, end, root;

	if (first == x->narticles && division > x->ndivisions)
		return;
	xml_start(w->xml, "attachments");
	while (first < x->narticles || division <= x->ndivisions) {
		root = first < x->narticles ? root_of(x, x->articles[first].division) : division;
		end = first;
		/* Annexes without a text come before those with one. */
		if (root > 0 && division <= x->ndivisions && division < root)
			root = division;
		while (
		    end < x->narticles && root > 0 && root_of(x, x->articles[end].division) == root)
			end++;
		if (root > 0)
			division = after_root(x, root);
		else
			end = first + 1;
		write_attachment(w, law, editor, ++number, root, first, end);
		first = end;
	}
	xml_stop(w->xml);
}

/* --- the document ------------------------------------------------------------------------------
 */

/* A text that opens without number and heading, and is not all there is, is a preamble. */
static bool
opens_with_preamble(const struct expression *x)
{
	const struct article *a = x->articles;

	return (a->type == ARTICLE_PREAMBLE && a->division == 0 && a->number == NULL &&
		a->heading == NULL && x->narticles > 1 && !is_annex(x, &x->articles[1]));
}

static void
write_preface(struct writer *w, const char *title)
{
	xml_start(w->xml, "preface");
	xml_attribute(w->xml, "xml:lang", w->x->language);
	xml_start(w->xml, "longTitle");
	xml_start(w->xml, "p");
	xml_element(w->xml, "docTitle", title);
	xml_stop(w->xml);
	xml_stop(w->xml);
	xml_stop(w->xml);
}

void
akn_write(struct buf *out, const struct record *law, const struct expression *x,
    const struct akn_editor *editor)
{
	struct writer w = { .arena = arena_new(), .x = x, .next = 1 };
	size_t first = opens_with_preamble(x) ? 1 : 0, annex, division;

	w.xml = xml_begin(out, "akomaNtoso", AKN);
	xml_attribute(w.xml, "xmlns:portal", AKN_PORTAL);
	xml_start(w.xml, "act");
	xml_attribute(w.xml, "name", vocab_id(VOCAB_LAW_TYPE, (int)law->law->type));
	xml_attribute(w.xml, "contains",
	    x->version_date != NULL && law->law->date_enacted != NULL &&
		    strcmp(x->version_date, law->law->date_enacted) == 0
		? "originalVersion"
		: "singleVersion");
	akn_meta(w.xml, w.arena, law, x, editor);
	write_preface(&w, lawprint_title(law, x));
	if (first > 0) {
		xml_start(w.xml, "preamble");
		xml_attribute(w.xml, "eId", x->articles[0].eid);
		xml_attribute(w.xml, "portal:source_id", x->articles[0].source_id);
		xml_attribute(w.xml, "xml:lang", x->language);
		write_body(&w, &x->articles[0], true);
		xml_stop(w.xml);
	}
	find_annexes(x, first, &annex, &division);
	xml_start(w.xml, "body");
	xml_attribute(w.xml, "xml:lang", x->language);
	write_tree(&w, first, annex, division);
	xml_stop(w.xml);
	write_attachments(&w, law, editor, annex, division);
	xml_end(w.xml);
	arena_free(w.arena);
}
