/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Owns how the elements of Akoma Ntoso become divisions, articles and lines: which element is an
 * article depends on what it holds, for every country cuts its laws otherwise.
 */
#include "exchange/aknbody.h"

#include <string.h>

#include "domain/vocab.h"

/* --- elements ----------------------------------------------------------------------------------
 */

#define AMONG(node, list) among(node, list, sizeof(list) / sizeof((list)[0]))

static bool
among(const struct xmlnode *n, const char *const *list, size_t size)
{
	for (size_t i = 0; i < size && n->name != NULL; i++) {
		if (strcmp(n->name, list[i]) == 0)
			return (true);
	}
	return (false);
}

/* Elements that are always divisions. */
static const struct {
	const char *name;
	enum division_type type;
} divisions[] = {
	{ "book", DIVISION_BOOK },
	{ "tome", DIVISION_BOOK },
	{ "part", DIVISION_PART },
	{ "subpart", DIVISION_OTHER },
	{ "title", DIVISION_TITLE },
	{ "subtitle", DIVISION_OTHER },
	{ "chapter", DIVISION_CHAPTER },
	{ "subchapter", DIVISION_OTHER },
	{ "division", DIVISION_OTHER },
	{ "subdivision", DIVISION_OTHER },
};

/* Elements that are divisions where they hold articles, and articles where they don't. */
static const struct {
	const char *name;
	enum division_type type;
} either[] = {
	{ "section", DIVISION_SECTION },
	{ "subsection", DIVISION_SUBSECTION },
	{ "rule", DIVISION_OTHER },
	{ "clause", DIVISION_OTHER },
	{ "point", DIVISION_OTHER },
	{ "paragraph", DIVISION_OTHER },
	{ "level", DIVISION_OTHER },
	{ "hcontainer", DIVISION_OTHER },
	{ "transitional", DIVISION_OTHER },
};

/* Parts of an article that have a number and a text. */
static const char *const parts[] = { "section", "subsection", "paragraph", "subparagraph", "clause",
	"subclause", "level", "list", "sublist", "point", "indent", "alinea", "rule", "subrule",
	"proviso", "item", "hcontainer", "article", "transitional", "division", "chapter", "part",
	"title", "book", "subpart" };

/* Elements that stand on lines of their own. */
static const char *const lines[] = { "p", "heading", "subheading", "crossHeading", "li", "caption",
	"listIntroduction", "listWrapUp", "block", "longTitle", "docTitle", "blockContainer",
	"container", "formula", "recital", "citation", "tblock", "div", "signature", "location",
	"content", "intro", "wrapUp", "blockList", "ul", "ol", "quotedStructure",
	"embeddedStructure", "toc", "recitals", "citations", "table", "tr" };

/* What is no part of the text. */
static const char *const silent[] = { "meta", "toc", "del", "noteRef", "img", "marker", "tocItem",
	"componentRef", "coverPage" };

static const char *const whitespace = " \t\r\n";

/* --- lines -------------------------------------------------------------------------------------
 */

struct writer {
	struct lawtext *t;
	bool ours;
	struct buf line;
	bool space;	  /* white space waits to be written */
	bool fresh;	  /* nothing but numbers stands on the line */
	bool preserve;	  /* xml:space="preserve" */
	struct buf notes; /* of the article, a line each */
};

static void
end_line(struct writer *w)
{
	if (w->line.len > 0)
		lawtext_line(w->t, w->line.data, w->line.len);
	buf_clear(&w->line);
	w->space = false;
	w->fresh = false;
}

static void
add_text(struct writer *w, const char *s)
{
	for (; *s != '\0'; s++) {
		if (!w->preserve && strchr(whitespace, *s) != NULL) {
			w->space = true;
			continue;
		}
		if (w->space && w->line.len > 0)
			buf_char(&w->line, ' ');
		w->space = false;
		w->fresh = false;
		buf_char(&w->line, *s);
	}
}

static void write_nodes(struct writer *w, const struct xmlnode *parent);

/* A note stands behind its article, not in the middle of a sentence. */
static void
write_note(struct writer *w, const struct xmlnode *n)
{
	const char *marker = xmltree_attribute(n, NULL, "marker");
	const char *words = aknbody_words(w->t->arena, n);

	if (words == NULL)
		return;
	if (marker != NULL) {
		add_text(w, "[");
		add_text(w, marker);
		add_text(w, "]");
	}
	buf_printf(&w->notes, "[%s%s%s]\n", marker == NULL ? "" : marker, marker == NULL ? "" : " ",
	    words);
}

static void
write_row(struct writer *w, const struct xmlnode *row)
{
	bool first = true;
	const char *words;

	end_line(w);
	for (const struct xmlnode *c = row->first; c != NULL; c = c->next) {
		if (!xmltree_is(c, "td") && !xmltree_is(c, "th"))
			continue;
		words = aknbody_words(w->t->arena, c);
		if (!first)
			buf_str(&w->line, " | ");
		buf_str(&w->line, words == NULL ? "" : words);
		first = false;
	}
	while (w->line.len > 0 && strchr(" |", w->line.data[w->line.len - 1]) != NULL)
		w->line.len--;
	end_line(w);
}

/* Number of an item, which the first line of its text follows. */
static void
write_number(struct writer *w, const struct xmlnode *n)
{
	const char *number = aknbody_words(w->t->arena, xmltree_child(n, "num"));

	if (!w->fresh)
		end_line(w);
	if (number != NULL) {
		add_text(w, number);
		w->space = true;
		w->fresh = true;
	}
}

static void
write_node(struct writer *w, const struct xmlnode *n)
{
	const char *quote, *name;
	bool before = w->preserve;

	if (n->text != NULL) {
		add_text(w, n->text);
		return;
	}
	if (AMONG(n, silent) || (n->ns != NULL && strcmp(n->ns, AKN_PORTAL) == 0))
		return;
	name = n->name;
	if (strcmp(name, "authorialNote") == 0) {
		write_note(w, n);
	} else if (strcmp(name, "tr") == 0) {
		write_row(w, n);
	} else if (strcmp(name, "eol") == 0 || strcmp(name, "br") == 0) {
		end_line(w);
	} else if (strcmp(name, "num") == 0) {
		/* Written by the element that it belongs to. */
	} else if (AMONG(n, parts)) {
		write_number(w, n);
		write_nodes(w, n);
		end_line(w);
	} else if (strcmp(name, "li") == 0) {
		end_line(w);
		add_text(w, "• ");
		w->fresh = true;
		write_nodes(w, n);
		end_line(w);
	} else if (AMONG(n, lines)) {
		/* The first line of an item goes on behind its number. */
		if (!w->fresh)
			end_line(w);
		quote = xmltree_attribute(n, NULL, "startQuote");
		add_text(w, quote == NULL ? "" : quote);
		quote = xmltree_attribute(n, "http://www.w3.org/XML/1998/namespace", "space");
		w->preserve = quote != NULL && strcmp(quote, "preserve") == 0;
		if (w->ours && strcmp(name, "p") == 0 && n->first == NULL)
			lawtext_line(w->t, "", 0);
		write_nodes(w, n);
		w->preserve = before;
		quote = xmltree_attribute(n, NULL, "endQuote");
		add_text(w, quote == NULL ? "" : quote);
		if (strcmp(name, "content") != 0 && strcmp(name, "intro") != 0)
			end_line(w);
	} else if (strcmp(name, "remark") == 0) {
		add_text(w, "[");
		write_nodes(w, n);
		w->space = false;
		add_text(w, "]");
	} else {
		quote = xmltree_attribute(n, NULL, "startQuote");
		add_text(w, quote == NULL ? "" : quote);
		write_nodes(w, n);
		quote = xmltree_attribute(n, NULL, "endQuote");
		add_text(w, quote == NULL ? "" : quote);
	}
}

static void
write_nodes(struct writer *w, const struct xmlnode *parent)
{
	for (const struct xmlnode *n = parent->first; n != NULL; n = n->next)
		write_node(w, n);
}

static void
collect(struct buf *to, bool *space, const struct xmlnode *n)
{
	if (n->text != NULL) {
		for (const char *s = n->text; *s != '\0'; s++) {
			if (strchr(whitespace, *s) != NULL) {
				*space = true;
				continue;
			}
			if (*space && to->len > 0)
				buf_char(to, ' ');
			*space = false;
			buf_char(to, *s);
		}
		return;
	}
	if (AMONG(n, silent))
		return;
	if (AMONG(n, lines) || AMONG(n, parts) || xmltree_is(n, "eol") || xmltree_is(n, "br"))
		*space = true;
	for (const struct xmlnode *c = n->first; c != NULL; c = c->next) {
		if (!xmltree_is(c, "authorialNote"))
			collect(to, space, c);
		if (xmltree_is(c, "num"))
			*space = true;
	}
	if (AMONG(n, lines) || AMONG(n, parts))
		*space = true;
}

const char *
aknbody_words(struct arena *arena, const struct xmlnode *node)
{
	struct buf words = { 0 };
	bool space = false;
	const char *s;

	if (node == NULL)
		return (NULL);
	for (const struct xmlnode *c = node->first; c != NULL; c = c->next)
		collect(&words, &space, c);
	s = words.len == 0 ? NULL : arena_strdup(arena, words.data);
	buf_free(&words);
	return (s);
}

/* What the portal wrote comes back with its white space. */
static const char *
exact(const struct writer *w, const struct xmlnode *node)
{
	if (node == NULL)
		return (NULL);
	if (w->ours && node->first != NULL && node->first->next == NULL &&
	    node->first->text != NULL)
		return (node->first->text);
	return (aknbody_words(w->t->arena, node));
}

/* --- divisions and articles --------------------------------------------------------------------
 */

static void write_tree(struct writer *w, const struct xmlnode *parent);

/* Whether an element holds articles, and is none therefore. */
static bool
holds_articles(const struct writer *w, const struct xmlnode *n)
{
	static const char *const articles[] = { "article", "section", "chapter", "part", "title",
		"book", "division" };
	bool text = false;

	for (const struct xmlnode *c = n->first; c != NULL; c = c->next) {
		if (AMONG(c, articles) || (xmltree_is(c, "hcontainer") && w->ours))
			return (true);
		text |= c->name != NULL && !xmltree_is(c, "num") && !xmltree_is(c, "heading");
	}
	/* A division of ours that holds nothing. */
	return (w->ours && !text && xmltree_is(n, "hcontainer"));
}

/* Whether ${n} is a division, and of what type. */
static bool
is_division(const struct writer *w, const struct xmlnode *n, enum division_type *ret)
{
	const char *name = xmltree_attribute(n, NULL, "name");

	for (size_t i = 0; i < sizeof(divisions) / sizeof(divisions[0]); i++) {
		if (xmltree_is(n, divisions[i].name)) {
			*ret = divisions[i].type;
			return (true);
		}
	}
	for (size_t i = 0; i < sizeof(either) / sizeof(either[0]); i++) {
		if (!xmltree_is(n, either[i].name) || !holds_articles(w, n))
			continue;
		*ret = name != NULL && strcmp(name, "annex") == 0 ? DIVISION_ANNEX : either[i].type;
		return (true);
	}
	return (false);
}

static bool
is_article(const struct xmlnode *n)
{
	if (xmltree_is(n, "article"))
		return (true);
	for (size_t i = 0; i < sizeof(either) / sizeof(either[0]); i++) {
		if (xmltree_is(n, either[i].name))
			return (true);
	}
	return (false);
}

/* Set the source id that a document of ours gives to the article that was begun last. */
static void
set_source_id(struct writer *w, const struct xmlnode *n)
{
	const char *id = xmltree_attribute(n, AKN_PORTAL, "source_id");

	if (w->ours && id != NULL)
		w->t->articles[w->t->narticles - 1].source_id = arena_strdup(w->t->arena, id);
}

static void
end_article(struct writer *w)
{
	char *rest, *line;

	end_line(w);
	if (w->notes.len > 0) {
		rest = arena_strdup(w->t->arena, w->notes.data);
		while ((line = strsep(&rest, "\n")) != NULL) {
			if (*line != '\0')
				lawtext_line(w->t, line, strlen(line));
		}
		buf_clear(&w->notes);
	}
	lawtext_end(w->t);
}

/* The children of an article; number and heading are taken already. */
static void
write_content(struct writer *w, const struct xmlnode *n)
{
	for (const struct xmlnode *c = n->first; c != NULL; c = c->next) {
		if (!xmltree_is(c, "num") && !xmltree_is(c, "heading"))
			write_node(w, c);
	}
	end_article(w);
}

static void
write_article(struct writer *w, const struct xmlnode *n)
{
	enum article_type type = ARTICLE_ARTICLE;
	const char *name = xmltree_attribute(n, NULL, "name");
	const char *number = exact(w, xmltree_child(n, "num"));
	int value;

	if (xmltree_is(n, "hcontainer")) {
		type = number == NULL ? ARTICLE_OTHER : ARTICLE_ARTICLE;
		if (vocab_value(VOCAB_ARTICLE_TYPE, name, &value))
			type = (enum article_type)value;
	}
	lawtext_article(w->t, type, xmltree_attribute(n, NULL, "eId"), number,
	    exact(w, xmltree_child(n, "heading")));
	set_source_id(w, n);
	write_content(w, n);
}

static void
write_division(struct writer *w, const struct xmlnode *n, enum division_type type)
{
	const char *heading = exact(w, xmltree_child(n, "heading"));
	const char *subheading = aknbody_words(w->t->arena, xmltree_child(n, "subheading"));

	if (subheading != NULL)
		heading = heading == NULL
			      ? subheading
			      : arena_printf(w->t->arena, "%s: %s", heading, subheading);
	lawtext_open(w->t, type, xmltree_attribute(n, NULL, "eId"),
	    exact(w, xmltree_child(n, "num")), heading);
	write_tree(w, n);
	lawtext_close(w->t);
}

/* Divisions, articles, and what stands between them. */
static void
write_tree(struct writer *w, const struct xmlnode *parent)
{
	enum division_type type;
	const struct xmlnode *n;

	for (n = parent->first; n != NULL; n = n->next) {
		if (xmltree_is(n, "num") || xmltree_is(n, "heading") || xmltree_is(n, "subheading"))
			continue;
		if (is_division(w, n, &type)) {
			end_article(w);
			write_division(w, n, type);
		} else if (is_article(n)) {
			end_article(w);
			write_article(w, n);
		} else {
			write_node(w, n);
		}
	}
	end_article(w);
}

/* --- the parts of a document -------------------------------------------------------------------
 */

/* Whether there is any division or article in it. */
static bool
has_articles(const struct writer *w, const struct xmlnode *body)
{
	enum division_type type;

	for (const struct xmlnode *c = body->first; c != NULL; c = c->next) {
		if (c->name != NULL && (is_division(w, c, &type) || is_article(c)))
			return (true);
	}
	return (false);
}

static const struct xmlnode *
body_of(const struct xmlnode *doc)
{
	const struct xmlnode *body = xmltree_child(doc, "body");

	return (body != NULL ? body : xmltree_child(doc, "mainBody"));
}

static void
write_attachment(struct writer *w, const struct xmlnode *n)
{
	const struct xmlnode *doc = n->first, *body = NULL;
	const char *number = exact(w, xmltree_child(n, "num"));
	const char *heading = exact(w, xmltree_child(n, "heading"));
	const char *subheading = aknbody_words(w->t->arena, xmltree_child(n, "subheading"));
	const char *eid = xmltree_attribute(n, NULL, "eId");

	while (doc != NULL && (body = body_of(doc)) == NULL)
		doc = doc->next;
	if (body == NULL)
		return;
	if (subheading != NULL)
		heading = heading == NULL
			      ? subheading
			      : arena_printf(w->t->arena, "%s: %s", heading, subheading);
	if (has_articles(w, body)) {
		lawtext_open(w->t, DIVISION_ANNEX, eid, number, heading);
		write_tree(w, body);
		lawtext_close(w->t);
		return;
	}
	lawtext_article(w->t, ARTICLE_ANNEX, eid, number, heading);
	set_source_id(w, n);
	write_nodes(w, body);
	end_article(w);
}

/* All that comes before the body, as one article. */
static void
write_preamble(struct writer *w, const struct xmlnode *doc)
{
	const struct xmlnode *preface = xmltree_child(doc, "preface");
	const struct xmlnode *preamble = xmltree_child(doc, "preamble");

	/* The preface of our own documents holds nothing but the title. */
	if (w->ours)
		preface = NULL;
	if (preface == NULL && preamble == NULL)
		return;
	lawtext_article(w->t, ARTICLE_PREAMBLE,
	    preamble == NULL ? NULL : xmltree_attribute(preamble, NULL, "eId"), NULL, NULL);
	if (preamble != NULL)
		set_source_id(w, preamble);
	if (preface != NULL)
		write_nodes(w, preface);
	end_line(w);
	if (preamble != NULL)
		write_nodes(w, preamble);
	end_article(w);
	/* Not worth a word if there was none. */
	w->t->ndropped = 0;
}

void
aknbody_read(struct lawtext *t, const struct xmlnode *doc, bool ours)
{
	static const char *const lists[] = { "attachments", "annexes", "components" };
	struct writer w = { .t = t, .ours = ours };
	const struct xmlnode *conclusions = xmltree_child(doc, "conclusions"), *list;

	t->keep_empty = true;
	write_preamble(&w, doc);
	if (body_of(doc) != NULL)
		write_tree(&w, body_of(doc));
	if (conclusions != NULL) {
		lawtext_article(
		    t, ARTICLE_OTHER, xmltree_attribute(conclusions, NULL, "eId"), NULL, NULL);
		write_nodes(&w, conclusions);
		end_article(&w);
	}
	for (size_t i = 0; i < sizeof(lists) / sizeof(lists[0]); i++) {
		if ((list = xmltree_child(doc, lists[i])) == NULL)
			continue;
		for (const struct xmlnode *n = list->first; n != NULL; n = n->next) {
			if (n->name != NULL)
				write_attachment(&w, n);
		}
	}
	buf_free(&w.line);
	buf_free(&w.notes);
}
