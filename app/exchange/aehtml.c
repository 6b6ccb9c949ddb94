/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Owns the form in which the Ministry of Justice of the United Arab Emirates publishes laws: HTML
 * whose classes say what a block is, in Arabic, each letter as the decimal number of its code point
 * ("x__1602___1575_…").  Notes of the publisher at the foot of the page are no part of the law.
 */
#include "exchange/aehtml.h"

#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/utf8.h"
#include "exchange/check.h"
#include "exchange/clean.h"
#include "exchange/files.h"
#include "exchange/htmltext.h"
#include "exchange/lawlines.h"
#include "exchange/lawrecord.h"
#include "exchange/marks.h"

enum part { TEXT, KIND, DATE, TITLE, HEADING, APART, NOTE };

/* Classes that mean more than a paragraph; ranks of headings that have no number. */
static const struct {
	const char *class;
	enum part part;
	int rank;
} classes[] = {
	{ "قانون", KIND, 0 },
	{ "تاريخ", DATE, 0 },
	{ "عنوانللقانون", TITLE, 0 },
	{ "الكتاب", HEADING, 10 },
	{ "القسم", HEADING, 20 },
	{ "الباب", HEADING, 30 },
	{ "الفصل", HEADING, 40 },
	{ "الفرع", HEADING, 50 },
	{ "المبحث", HEADING, 50 },
	{ "المطلب", HEADING, 60 },
	{ "صدر", APART, 0 },
	{ "الامضاء", APART, 0 },
	{ "نشر", APART, 0 },
	{ "footnote_text", NOTE, 0 },
};

/* Kinds of laws and how the collections shorten them in ids. */
static const struct {
	const char *begin, *id;
} kinds[] = {
	{ "مرسوم بقانون اتحادي", "fdl" },
	{ "قانون اتحادي", "fl" },
	{ "مرسوم اتحادي", "decree" },
	{ "قرار مجلس الوزراء", "cabinet" },
	{ "قرار وزاري", "ministerial" },
};

struct law_file {
	const struct file *f;
	struct arena *arena;
	struct lawfacts facts;
	struct lawline *lines;
	size_t n, room;
	const char *kind, *title;
};

/* "x__1602___1575_" as the letters that it stands for; other classes as they are. */
static const char *
class_name(struct arena *arena, const char *class)
{
	struct buf name = { 0 };
	const char *s;
	char utf8[4];
	char *end;
	unsigned long c;

	if (class == NULL)
		return ("");
	if (class[0] != 'x' || class[1] != '_')
		return (class);
	for (const char *p = class + 1; *p != '\0';) {
		if (*p >= '0' && *p <= '9') {
			c = strtoul(p, &end, 10);
			p = end;
			if (c < 0x110000)
				buf_add(&name, utf8, utf8_put((uint32_t)c, utf8));
		} else {
			p++;
		}
	}
	s = arena_strdup(arena, buf_cstr(&name));
	buf_free(&name);
	return (s);
}

/* The digits of any kind at or behind ${s} as a number; 0: none. */
static long
first_number(const char *s)
{
	s += strcspn(s, "0123456789");
	return (atol(s));
}

static void
add_line(struct law_file *l, struct lawline line)
{
	struct lawline *grown;

	if (l->n == l->room) {
		l->room = l->room == 0 ? 256 : l->room * 2;
		grown = arena_array(l->arena, struct lawline, l->room);
		if (l->n > 0)
			memcpy(grown, l->lines, l->n * sizeof(*grown));
		l->lines = grown;
	}
	l->lines[l->n++] = line;
}

/* Whether the block before was the number of a division, whose heading this one is. */
static bool
follows_number(struct law_file *l)
{
	struct mark m;

	return (l->n > 0 && marks_read(l->arena, "ar", l->lines[l->n - 1].text, &m) &&
		m.kind == MARK_DIVISION && *m.rest == '\0');
}

static void
take_block(struct law_file *l, const struct htmlblock *b)
{
	const char *class = class_name(l->arena, b->class), *s, *end;
	struct lawline line = { 0 };
	enum part part = TEXT;
	struct mark m;
	int rank = 0;

	for (size_t i = 0; i < sizeof(classes) / sizeof(classes[0]); i++) {
		if (strcmp(class, classes[i].class) == 0) {
			part = classes[i].part;
			rank = classes[i].rank;
		}
	}
	if (part == NOTE)
		return;
	if (part == KIND && l->kind == NULL)
		l->kind = clean_some(l->arena, b->text);
	else if (part == TITLE && l->title == NULL)
		l->title = clean_some(l->arena, b->text);
	else if (part == DATE && l->facts.enacted == NULL)
		l->facts.enacted = check_date_slashes(l->arena, b->text);
	line.apart = part == APART;
	for (s = b->text; s != NULL; s = end == NULL ? NULL : end + 1) {
		end = strchr(s, '\n');
		line.text = arena_strndup(l->arena, s, end == NULL ? strlen(s) : (size_t)(end - s));
		line.rank = 0;
		if (part == HEADING && !follows_number(l) &&
		    !marks_read(l->arena, "ar", line.text, &m))
			line.rank = rank;
		add_line(l, line);
	}
}

/* Title, number and id from kind, number and year. */
static void
take_names(struct law_file *l)
{
	const char *stem = files_stem(l->arena, l->f->path), *id = NULL;
	long number;

	stem = clean_text(l->arena, stem, strlen(stem));
	if (l->kind != NULL) {
		l->facts.number = l->kind;
		if (strstr(l->kind, "لسنة") == NULL && l->facts.enacted != NULL)
			l->facts.number =
			    arena_printf(l->arena, "%s لسنة %.4s", l->kind, l->facts.enacted);
		l->facts.title = l->title == NULL
				     ? l->facts.number
				     : arena_printf(l->arena, "%s %s", l->facts.number, l->title);
		number = first_number(l->kind);
		for (size_t i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++) {
			if (id == NULL && number > 0 && l->facts.enacted != NULL &&
			    strncmp(l->kind, kinds[i].begin, strlen(kinds[i].begin)) == 0)
				id = arena_printf(l->arena, "ae:%s-%ld-%.4s", kinds[i].id, number,
				    l->facts.enacted);
		}
	} else {
		l->facts.title = l->title;
	}
	l->facts.id = id != NULL ? id : arena_printf(l->arena, "ae:%s", stem);
}

static enum err
read_law(const struct file *f)
{
	struct law_file l = { .f = f, .arena = arena_new(), .facts = { .status = LAW_UNKNOWN } };
	struct htmltext html;
	struct lawtext law;
	struct record *r;

	htmltext_read(l.arena, f->text, f->size, &html);
	for (size_t i = 0; i < html.n; i++)
		take_block(&l, &html.blocks[i]);
	take_names(&l);
	if (l.facts.title == NULL) {
		file_report(f, 0, true,
		    "nothing in it is marked as the title of a law: this is no page of this form.");
		arena_free(l.arena);
		return (ERR_OK);
	}
	l.facts.language = "ar";
	l.facts.country = "AE";
	l.facts.source = arena_strdup(l.arena, f->source);
	l.facts.work_key = lawrecord_key(l.arena, "AE", l.facts.title, l.facts.id);
	r = lawrecord_new(l.arena, &l.facts);
	lawtext_begin(&law, l.arena);
	(void)lawlines_read(&law, "ar", l.lines, l.n);
	lawtext_finish(&law, r->source_id, lawrecord_expression(l.arena, r, 1));
	return (file_take(f, 1, l.arena, r));
}

enum err
aehtml_read(const char *path, const struct reader_sink *sink)
{
	static const char *const endings[] = { ".html", ".htm", NULL };

	return (files_each(path, endings, sink, read_law, NULL));
}
