/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Owns the form of Brazilian laws as the Planalto publishes them: HTML in which what was repealed
 * or replaced stays, struck out; alone, or as "conteudo" of a JSON object with id nome titulo
 * dataPublicacao status url.  What is struck out is left out here, an article with the note of its
 * repeal.
 */
#include "exchange/brjson.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "exchange/check.h"
#include "exchange/clean.h"
#include "exchange/files.h"
#include "exchange/flatjson.h"
#include "exchange/htmltext.h"
#include "exchange/lawlines.h"
#include "exchange/lawrecord.h"
#include "exchange/marks.h"

enum { QUOTE_LINES_MAX = 400, EPIGRAPH_BYTES_MAX = 300 };

struct law_file {
	const struct file *f;
	struct arena *arena;
	struct lawfacts facts;
	struct lawline *lines;
	size_t n, room;
	size_t struck; /* blocks that were struck out wholly or partly */
};

static bool
begins(const char *s, const char *with)
{
	return (strncasecmp(s, with, strlen(with)) == 0);
}

/* --- the epigraph: "LEI Nº 9.279, DE 14 DE MAIO DE 1996" ---------------------------------------
 */

static const struct {
	const char *word; /* capitals of the other case are compared as they stand */
	const char *name;
} kinds[] = {
	{ "LEI COMPLEMENTAR", "Lei Complementar" },
	{ "LEI DELEGADA", "Lei Delegada" },
	{ "LEI", "Lei" },
	{ "DECRETO-LEI", "Decreto-Lei" },
	{ "DECRETO LEGISLATIVO", "Decreto Legislativo" },
	{ "DECRETO", "Decreto" },
	{ "MEDIDA PROVISÓRIA", "Medida Provisória" },
	{ "EMENDA CONSTITUCIONAL", "Emenda Constitucional" },
};

static int
month_number(const char *s)
{
	static const char *const months[] = { "janeiro", "fevereiro", "mar", "abril", "maio",
		"junho", "julho", "agosto", "setembro", "outubro", "novembro", "dezembro" };

	for (int i = 0; i < 12; i++) {
		if (begins(s, months[i]))
			return (i + 1);
	}
	return (0);
}

/* The day in "de 14 de maio de 1996"; NULL if there is none. */
static const char *
long_date(struct arena *arena, const char *s)
{
	const char *p;
	int day, month;

	for (p = s; (p = strcasestr(p, "de ")) != NULL; p += 3) {
		day = atoi(p + 3);
		p += 3 + strspn(p + 3, "0123456789");
		p += strspn(p, "\xc2\xba\xb0 o");
		if (day == 0 || !begins(p, "de ") || (month = month_number(p + 3)) == 0)
			continue;
		if ((p = strcasestr(p + 3, " de ")) == NULL)
			return (NULL);
		return (check_date_loose(
		    arena, arena_printf(arena, "%d-%d-%d", atoi(p + 4), month, day)));
	}
	return (NULL);
}

/* Number and date of the law, if ${s} is its epigraph. */
static bool
take_epigraph(struct law_file *l, const char *s)
{
	const char *p, *date, *end;
	size_t n;

	for (size_t i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++) {
		n = strlen(kinds[i].word);
		if (strncasecmp(s, kinds[i].word, n) != 0 || s[n] != ' ')
			continue;
		p = s + n + strspn(s + n, " ");
		if (*p != 'N' && *p != 'n')
			return (false);
		p += strcspn(p, "0123456789");
		end = p + strspn(p, "0123456789.");
		while (end > p && end[-1] == '.')
			end--;
		if (end == p || p - s > 40 || (date = long_date(l->arena, end)) == NULL)
			return (false);
		l->facts.number = arena_printf(
		    l->arena, "%s nº %.*s/%.4s", kinds[i].name, (int)(end - p), p, date);
		if (l->facts.enacted != NULL && strcmp(l->facts.enacted, date) != 0)
			file_report(l->f, 0, false,
			    "the date %s contradicts the law's own, %s, which was taken.",
			    l->facts.enacted, date);
		l->facts.enacted = date;
		return (true);
	}
	return (false);
}

/* --- lines -------------------------------------------------------------------------------------
 */

static void
add_line(struct law_file *l, const char *s, size_t n, const struct htmlblock *b)
{
	struct lawline *grown;

	while (n > 0 && *s == ' ') {
		s++;
		n--;
	}
	while (n > 0 && s[n - 1] == ' ')
		n--;
	if (n == 0)
		return;
	if (l->n == l->room) {
		l->room = l->room == 0 ? 256 : l->room * 2;
		grown = arena_array(l->arena, struct lawline, l->room);
		if (l->n > 0)
			memcpy(grown, l->lines, l->n * sizeof(*grown));
		l->lines = grown;
	}
	l->lines[l->n++] =
	    (struct lawline){ .text = arena_strndup(l->arena, s, n), .quoted = b->quoted };
}

/* "(Revogado pela Lei nº 14.195, de 2021)" and nothing else. */
static bool
only_note(const char *s)
{
	return (*s == '(' && s[strlen(s) - 1] == ')');
}

/* Whether the note that stands in ${b} is about an article that was struck out. */
static bool
notes_struck_article(struct law_file *l, const struct htmlblock *b)
{
	struct mark m;

	return (b->struck != NULL && only_note(b->text) &&
		marks_read(l->arena, "pt", b->struck, &m) && m.kind == MARK_ARTICLE);
}

static void
add_blocks(struct law_file *l, const struct htmltext *html)
{
	const char *s, *end;

	for (size_t i = 0; i < html->n; i++) {
		const struct htmlblock *b = &html->blocks[i];

		l->struck += b->struck != NULL;
		if (notes_struck_article(l, b))
			continue;
		for (s = b->text; s != NULL; s = end == NULL ? NULL : end + 1) {
			end = strchr(s, '\n');
			add_line(l, s, end == NULL ? strlen(s) : (size_t)(end - s), b);
		}
	}
}

/* Whether a quotation ends at the end of the line: with a mark, and "(NR)" behind it perhaps. */
static bool
ends_quote(const char *s)
{
	size_t n = strlen(s);

	if (n >= 4 && strcmp(s + n - 4, "(NR)") == 0)
		n -= 4;
	while (n > 0 && strchr(" .;", s[n - 1]) != NULL)
		n--;
	return ((n >= 1 && s[n - 1] == '"') || (n >= 3 && memcmp(s + n - 3, "”", 3) == 0));
}

static bool
begins_quote(const char *s)
{
	return (*s == '"' || strncmp(s, "“", strlen("“")) == 0);
}

/* Articles of other laws that this one amends are quoted, over many lines often. */
static void
find_quotes(struct law_file *l)
{
	size_t end, quoted = 0, marked = 0;
	struct mark m;

	/* Some pages stand in a <blockquote> as a whole. */
	for (size_t i = 0; i < l->n; i++) {
		if (!marks_read(l->arena, "pt", l->lines[i].text, &m) || m.kind != MARK_ARTICLE)
			continue;
		marked++;
		quoted += l->lines[i].quoted;
	}
	for (size_t i = 0; i < l->n && quoted * 2 > marked; i++)
		l->lines[i].quoted = false;
	for (size_t i = 0; i < l->n; i++) {
		if (!begins_quote(l->lines[i].text))
			continue;
		for (end = i; end < l->n && end - i < QUOTE_LINES_MAX; end++) {
			if (ends_quote(l->lines[end].text))
				break;
		}
		if (end == l->n || end - i == QUOTE_LINES_MAX)
			continue;
		for (; i < end; i++)
			l->lines[i].quoted = true;
		l->lines[end].quoted = true;
	}
}

/* "DISPOSIÇÕES PRELIMINARES" before the first title is a heading of its own. */
static void
find_headings(struct law_file *l)
{
	struct mark m;

	for (size_t i = 0; i + 1 < l->n; i++) {
		if (marks_read(l->arena, "pt", l->lines[i].text, &m))
			return;
		if (strncmp(l->lines[i].text, "DISPOSIÇÕES ", strlen("DISPOSIÇÕES ")) == 0 &&
		    marks_read(l->arena, "pt", l->lines[i + 1].text, &m) &&
		    m.kind == MARK_ARTICLE) {
			l->lines[i].rank = 30; /* as of a title */
			return;
		}
	}
}

/* What the site adds stands before the epigraph; date, signatures and notes stand behind the law.
 */
static void
find_ends(struct law_file *l)
{
	static const char *const places[] = { "Brasília", "Rio de Janeiro", "Petrópolis" };
	size_t from = 0;
	bool apart = false, place;

	for (size_t i = 0; i < l->n && from == 0; i++) {
		if (strlen(l->lines[i].text) <= EPIGRAPH_BYTES_MAX &&
		    take_epigraph(l, l->lines[i].text))
			from = i;
	}
	if (from > 0) {
		memmove(l->lines, l->lines + from, (l->n - from) * sizeof(*l->lines));
		l->n -= from;
	}
	for (size_t i = 0; i < l->n; i++) {
		place = false;
		for (size_t k = 0; k < sizeof(places) / sizeof(places[0]); k++) {
			size_t n = strlen(places[k]);

			place |= strncmp(l->lines[i].text, places[k], n) == 0 &&
				 l->lines[i].text[n] == ',' && !l->lines[i].quoted;
		}
		if (place || begins(l->lines[i].text, "Este texto não substitui o publicado"))
			apart = true;
		else if (begins(l->lines[i].text, "ANEXO"))
			apart = false;
		l->lines[i].apart = apart;
		if (apart && strcmp(l->lines[i].text, "*") == 0)
			l->lines[i].text = "";
	}
}

/* --- files -------------------------------------------------------------------------------------
 */

static enum err
take_law(struct law_file *l, const char *html, size_t n)
{
	struct htmltext text;
	struct lawtext law;
	struct record *r;

	htmltext_read(l->arena, html, n, &text);
	if (text.open_strike > 0)
		file_report(l->f, 0, false,
		    "a <strike> without an end was ignored: look at line %ld of the text.",
		    text.open_strike);
	add_blocks(l, &text);
	find_ends(l);
	find_quotes(l);
	find_headings(l);
	l->facts.language = "pt";
	l->facts.country = "BR";
	l->facts.source = arena_strdup(l->arena, l->f->source);
	if (l->facts.title == NULL)
		l->facts.title = l->facts.number;
	if (l->facts.title == NULL) {
		file_report(l->f, 0, true,
		    "it has neither “nome” nor an epigraph such as “LEI Nº 9.279, DE 14 DE MAIO DE "
		    "1996”.");
		arena_free(l->arena);
		return (ERR_OK);
	}
	l->facts.work_key = lawrecord_key(l->arena, "BR", l->facts.title, l->facts.id);
	r = lawrecord_new(l->arena, &l->facts);
	lawtext_begin(&law, l->arena);
	(void)lawlines_read(&law, "pt", l->lines, l->n);
	lawtext_end(&law);
	if (law.narticles == 0) {
		file_report(l->f, 0, true, "there is no text in it.");
		lawtext_free(&law);
		arena_free(l->arena);
		return (ERR_OK);
	}
	lawtext_finish(&law, r->source_id, lawrecord_expression(l->arena, r, 1));
	if (l->struck > 0)
		file_report(l->f, 0, false,
		    "what is struck out was left out: %zu passages that were repealed or replaced.",
		    l->struck);
	return (file_take(l->f, 1, l->arena, r));
}

static const char *
field(struct arena *arena, const struct flatjson *o, const char *name)
{
	return (clean_some(arena, flatjson_string(o, name)));
}

static enum err
read_json(struct law_file *l)
{
	struct arena *a = l->arena;
	struct flatjson *o = arena_alloc(a, sizeof(*o));
	const struct flatjson_field *content;
	const char *id, *date, *status;

	if (!flatjson_parse(a, l->f->text, l->f->size, o)) {
		file_report(l->f, 1, true, "is not one JSON object: %s.", o->problem);
		arena_free(a);
		return (ERR_OK);
	}
	content = flatjson_field(o, "conteudo");
	id = field(a, o, "id");
	if (id == NULL || content == NULL || content->value == NULL) {
		file_report(l->f, 1, true, "“%s” is missing: this is no law of this form.",
		    id == NULL ? "id" : "conteudo");
		arena_free(a);
		return (ERR_OK);
	}
	l->facts.id = arena_printf(a, "br:%s", id);
	l->facts.title = field(a, o, "nome");
	if ((date = field(a, o, "dataPublicacao")) != NULL &&
	    (l->facts.enacted = check_date_loose(a, date)) == NULL)
		file_report(l->f, 0, false, "“%.40s” is no date; it was left out.", date);
	if ((status = field(a, o, "status")) != NULL) {
		if (strcmp(status, "vigente") == 0)
			l->facts.status = LAW_IN_FORCE;
		else
			file_report(l->f, 0, false,
			    "the status “%.40s” was left out: such collections give it to laws in "
			    "force, too, of which a part was repealed.",
			    status);
	}
	l->facts.url = field(a, o, "url");
	if (l->facts.url != NULL && !check_url(l->facts.url)) {
		file_report(
		    l->f, 0, false, "“%.80s” is no web address; it was left out.", l->facts.url);
		l->facts.url = NULL;
	}
	return (take_law(l, content->value, content->size));
}

static enum err
read_file(const struct file *f)
{
	struct law_file l = { .f = f, .arena = arena_new(), .facts = { .status = LAW_UNKNOWN } };
	const char *stem;

	if (f->text[strspn(f->text, " \t\r\n")] != '<')
		return (read_json(&l));
	stem = files_stem(l.arena, f->path);
	l.facts.id = arena_printf(l.arena, "br:%s", clean_text(l.arena, stem, strlen(stem)));
	return (take_law(&l, f->text, f->size));
}

enum err
brjson_read(const char *path, const struct reader_sink *sink)
{
	static const char *const endings[] = { ".json", ".html", ".htm", NULL };

	return (files_each(path, endings, sink, read_file, NULL));
}
