/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Owns the form in which Chinese laws are collected as Markdown: "# title", lines of history that
 * begin with a date, "<!-- INFO END -->", divisions as headings, articles as paragraphs that begin
 * with their number.  The name of the file ends in the date of the version,
 * "专利法(2020-10-17).md".
 */
#include "exchange/markdown.h"

#include <string.h>

#include "exchange/check.h"
#include "exchange/clean.h"
#include "exchange/files.h"
#include "exchange/lawlines.h"
#include "exchange/lawrecord.h"

struct law_file {
	const struct file *f;
	struct arena *arena;
	struct lawline *lines;
	size_t n;
	struct lawfacts facts;
	const char *version;
	struct buf history;
};

/* The day that a line of the history begins with: "1984年3月12日", "1984-3-12"; NULL: none. */
static const char *
leading_date(struct arena *arena, const char *s)
{
	static const char *const marks[] = { "年", "月", "日" };
	char date[16] = "";
	size_t n, used = 0;

	for (size_t i = 0; i < 3; i++) {
		n = strspn(s, "0123456789");
		if (n == 0 || n > 4 || used + n + 2 > sizeof(date))
			return (NULL);
		if (i > 0)
			date[used++] = '-';
		memcpy(date + used, s, n);
		date[used += n] = '\0';
		s += n;
		if (strncmp(s, marks[i], strlen(marks[i])) == 0)
			s += strlen(marks[i]);
		else if (i < 2 && *s == '-')
			s++;
		else if (i < 2)
			return (NULL);
	}
	return (check_date_loose(arena, date));
}

/* The date in brackets that ends the name of the file; ${*ret_name} is the name without it. */
static const char *
name_date(struct arena *arena, const char *stem, const char **ret_name)
{
	const char *open = strrchr(stem, '('), *date;
	size_t n = strlen(stem);

	*ret_name = stem;
	if (open == NULL || open == stem || stem[n - 1] != ')')
		return (NULL);
	date =
	    check_date_loose(arena, arena_strndup(arena, open + 1, (size_t)(stem + n - 2 - open)));
	if (date != NULL)
		*ret_name = arena_strndup(arena, stem, (size_t)(open - stem));
	return (date);
}

/* Take away "<!-- … -->" and the stars of emphasis; a line that was nothing else is empty then. */
static const char *
bare(struct arena *arena, const char *s)
{
	const char *comment, *end;
	char *copy, *to;

	if ((comment = strstr(s, "<!--")) != NULL) {
		end = strstr(comment, "-->");
		return (bare(arena, arena_printf(arena, "%.*s%s", (int)(comment - s), s,
					end == NULL ? "" : end + 3)));
	}
	if (strstr(s, "**") == NULL)
		return (s);
	to = copy = arena_strdup(arena, s);
	for (const char *p = copy; *p != '\0'; p++) {
		if (p[0] == '*' && p[1] == '*')
			p++;
		else
			*to++ = *p;
	}
	*to = '\0';
	return (copy);
}

/* Title, history and levels; the lines that are the law are left, the others made empty. */
static void
take_head(struct law_file *l)
{
	bool head = true;
	const char *date;
	size_t info = 0;

	for (size_t i = 0; i < l->n && info == 0; i++) {
		if (strstr(l->lines[i].text, "<!-- INFO END -->") != NULL)
			info = i + 1;
	}
	for (size_t i = 0; i < l->n; i++) {
		struct lawline *line = &l->lines[i];
		const char *text = bare(l->arena, line->text);
		int level = (int)strspn(text, "#");

		if (level > 0 && text[level] == ' ') {
			text += level + strspn(text + level, " ");
			line->rank = 20 + level * 10; /* "##" is for chapters */
		}
		line->text = text;
		/* Until the mark that ends it, or, without one, while lines begin with a date. */
		if (level == 1 && l->facts.title == NULL) {
			l->facts.title = clean_some(l->arena, text);
			line->text = "";
			continue;
		}
		if (!head || *text == '\0')
			continue;
		date = leading_date(l->arena, text);
		head = i < info || (info == 0 && date != NULL);
		if (!head)
			continue;
		if (date != NULL &&
		    (l->facts.enacted == NULL || strcmp(date, l->facts.enacted) < 0))
			l->facts.enacted = date;
		if (date != NULL && (l->version == NULL || strcmp(date, l->version) > 0))
			l->version = date;
		buf_printf(&l->history, "%s%s", l->history.len > 0 ? "\n" : "", text);
		line->text = "";
		line->rank = 0;
	}
	for (size_t i = 0; i < l->n; i++) {
		if (strcmp(l->lines[i].text, "目录") == 0 ||
		    strcmp(l->lines[i].text, "目 录") == 0 ||
		    strcmp(l->lines[i].text, "目　录") == 0)
			l->lines[i] = (struct lawline){ .text = "" };
	}
}

static enum err
read_law(const struct file *f)
{
	struct law_file l = { .f = f, .arena = arena_new() };
	const char *stem, *name, *dated;
	struct expression *x;
	struct lawtext text;
	struct record *r;
	size_t contents;

	stem = files_stem(l.arena, f->path);
	dated = name_date(l.arena, stem, &name);
	l.lines = lawlines_split(l.arena, f->text, f->size, &l.n);
	take_head(&l);
	if (l.facts.title == NULL) {
		l.facts.title = clean_some(l.arena, name);
		file_report(f, 1, false, "there is no “# title”; the file's name is taken for it.");
	}
	if (l.facts.title == NULL) {
		file_report(f, 1, true, "neither the text nor the file's name is a title.");
		buf_free(&l.history);
		arena_free(l.arena);
		return (ERR_OK);
	}
	/* The file's name is exact; the last date of the history may be that of its force. */
	if (dated != NULL)
		l.version = dated;
	if (l.facts.enacted != NULL && dated != NULL && strcmp(dated, l.facts.enacted) > 0)
		l.facts.amended = dated;
	l.facts.source = arena_strdup(l.arena, f->source);
	l.facts.id = arena_printf(l.arena, "cn:%s", clean_text(l.arena, stem, strlen(stem)));
	l.facts.language = "zh-Hans";
	l.facts.country = "CN";
	l.facts.status = LAW_UNKNOWN;
	l.facts.work_key = lawrecord_key(l.arena, "CN", l.facts.title, NULL);
	r = lawrecord_new(l.arena, &l.facts);
	if (l.history.len > 0)
		r->texts[0].summary = clean_some(l.arena, l.history.data);
	buf_free(&l.history);
	x = lawrecord_expression(l.arena, r, 1);
	x->version_date = l.version;
	lawtext_begin(&text, l.arena);
	if ((contents = lawlines_read(&text, "zh", l.lines, l.n)) > 0)
		file_report(
		    f, 0, false, "a table of contents of %zu lines was left out.", contents);
	lawtext_finish(&text, r->source_id, x);
	if (x->narticles == 0) {
		file_report(f, 0, true, "there is no text in it.");
		arena_free(l.arena);
		return (ERR_OK);
	}
	return (file_take(f, 1, l.arena, r));
}

enum err
markdown_read(const char *path, const struct reader_sink *sink)
{
	static const char *const endings[] = { ".md", NULL };

	return (files_each(path, endings, sink, read_law, NULL));
}
