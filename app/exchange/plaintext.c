/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Owns the form of laws in plain text: a head of lines "name: value" up to an empty line, then the
 * text, whose articles and divisions exchange/marks.h knows by their words.
 *
 *	title: Патентный закон
 *	language: ru
 *	jurisdiction: RU
 *	number: № 3517-I
 *	date: 1992-09-23
 *	enacted: 1992-09-23
 *	url: https://…
 *	id: 3517-1
 *
 *	Статья 1. …
 *
 * "date" is the date of the version.  What the head does not say the options of the command line
 * do; a title that nobody says is the first line of the text.
 */
#include "exchange/plaintext.h"

#include <string.h>

#include "exchange/check.h"
#include "exchange/clean.h"
#include "exchange/files.h"
#include "exchange/lawlines.h"
#include "exchange/lawrecord.h"
#include "exchange/marks.h"

enum { TITLE_MAX = 600 };

enum field { TITLE, LANGUAGE, JURISDICTION, NUMBER, DATE, ENACTED, URL, ID, FIELDS };

static const char *const names[FIELDS] = {
	[TITLE] = "title",
	[LANGUAGE] = "language",
	[JURISDICTION] = "jurisdiction",
	[NUMBER] = "number",
	[DATE] = "date",
	[ENACTED] = "enacted",
	[URL] = "url",
	[ID] = "id",
};

struct law_file {
	const struct file *f;
	struct arena *arena;
	struct lawline *lines;
	size_t n;
	const char *fields[FIELDS];
	const char *problem;
	long problem_line;
};

static void refuse(struct law_file *l, long line, const char *fmt, ...)
    __attribute__((format(printf, 3, 4)));

static void
refuse(struct law_file *l, long line, const char *fmt, ...)
{
	va_list ap;

	if (l->problem != NULL)
		return;
	va_start(ap, fmt);
	l->problem = arena_vprintf(l->arena, fmt, ap);
	va_end(ap);
	l->problem_line = line;
}

/* "title: …"; FIELDS if the line is of another form. */
static enum field
head_field(const char *line, const char **ret_value)
{
	const char *colon = strchr(line, ':');

	for (int i = 0; colon != NULL && i < FIELDS; i++) {
		size_t n = strlen(names[i]);

		if ((size_t)(colon - line) == n && strncmp(line, names[i], n) == 0) {
			*ret_value = colon + 1 + strspn(colon + 1, " \t");
			return ((enum field)i);
		}
	}
	return (FIELDS);
}

/* Take the head off the lines. */
static void
take_head(struct law_file *l)
{
	const char *value;
	enum field field;
	size_t i = 0;

	while (i < l->n && l->lines[i].text[0] == '\0')
		i++;
	for (; i < l->n && (field = head_field(l->lines[i].text, &value)) != FIELDS; i++) {
		if (l->fields[field] != NULL)
			refuse(l, (long)i + 1, "“%s” stands twice in its head.", names[field]);
		else
			l->fields[field] = clean_some(l->arena, value);
		l->lines[i].text = "";
	}
}

static void
take_options(struct law_file *l)
{
	const struct reader_options *o = l->f->sink->options;

	if (o == NULL)
		return;
	const char *const values[FIELDS] = { [TITLE] = o->title,
		[LANGUAGE] = o->language,
		[JURISDICTION] = o->jurisdiction,
		[NUMBER] = o->number,
		[DATE] = o->date };
	for (int i = 0; i < FIELDS; i++) {
		if (l->fields[i] == NULL)
			l->fields[i] = clean_some(l->arena, values[i]);
	}
}

/* The first line of the text, where nobody says the title. */
static void
find_title(struct law_file *l)
{
	struct mark m;
	size_t i = 0;

	if (l->fields[TITLE] != NULL)
		return;
	while (i < l->n && clean_some(l->arena, l->lines[i].text) == NULL)
		i++;
	if (i == l->n)
		return;
	if (strlen(l->lines[i].text) > TITLE_MAX ||
	    marks_read(l->arena, l->fields[LANGUAGE], l->lines[i].text, &m)) {
		refuse(l, (long)i + 1,
		    "its title is not said: write “title: …” above the text or give --title.");
		return;
	}
	l->fields[TITLE] = clean_some(l->arena, l->lines[i].text);
	l->lines[i].text = "";
}

static const char *
date(struct law_file *l, enum field field)
{
	const char *date;

	if (l->fields[field] == NULL)
		return (NULL);
	if ((date = check_date_loose(l->arena, l->fields[field])) == NULL)
		refuse(l, 1, "“%.40s” (%s) is no date: write YYYY-MM-DD.", l->fields[field],
		    names[field]);
	return (date);
}

static struct record *
take_facts(struct law_file *l, const char **ret_version)
{
	struct lawfacts facts = { .status = LAW_UNKNOWN };
	const char *stem = files_stem(l->arena, l->f->path), *id;

	facts.language = lawrecord_language(l->arena, l->fields[LANGUAGE]);
	if (l->fields[LANGUAGE] == NULL)
		refuse(l, 1,
		    "its language is not said: write “language: …” above the text or give "
		    "--language.");
	else if (facts.language == NULL)
		refuse(
		    l, 1, "“%.40s” is no language: write ru, zh-Hans, pt …", l->fields[LANGUAGE]);
	if (l->problem == NULL)
		find_title(l);
	if (l->problem == NULL && l->fields[TITLE] == NULL)
		refuse(l, 0, "there is no text in it.");
	facts.country = check_jurisdiction(l->arena, l->fields[JURISDICTION]);
	if (l->fields[JURISDICTION] == NULL)
		refuse(l, 1,
		    "its jurisdiction is not said: write “jurisdiction: …” above the text or give "
		    "--jurisdiction.");
	else if (facts.country == NULL)
		refuse(l, 1, "“%.40s” is no jurisdiction: write BR, RU, INT …",
		    l->fields[JURISDICTION]);
	*ret_version = date(l, DATE);
	facts.enacted = date(l, ENACTED);
	facts.url = l->fields[URL];
	if (facts.url != NULL && !check_url(facts.url))
		refuse(l, 1, "“%.80s” is no web address.", facts.url);
	if (l->problem != NULL)
		return (NULL);
	facts.title = l->fields[TITLE];
	facts.number = l->fields[NUMBER];
	facts.source = arena_strdup(l->arena, l->f->source);
	id = l->fields[ID] != NULL ? l->fields[ID] : clean_text(l->arena, stem, strlen(stem));
	facts.id = arena_printf(l->arena, "text:%s", id);
	facts.work_key = lawrecord_key(l->arena, facts.country, facts.title, id);
	if (strcmp(facts.country, "INT") == 0)
		facts.country = NULL;
	return (lawrecord_new(l->arena, &facts));
}

static enum err
read_law(const struct file *f)
{
	struct law_file l = { .f = f, .arena = arena_new() };
	struct expression *x;
	struct lawtext text;
	struct record *r;
	const char *version;
	size_t contents;

	l.lines = lawlines_split(l.arena, f->text, f->size, &l.n);
	take_head(&l);
	take_options(&l);
	if ((r = take_facts(&l, &version)) == NULL) {
		file_report(f, l.problem_line, true, "%s", l.problem);
		goto refused;
	}
	if (!marks_known(r->texts[0].language))
		file_report(f, 0, false,
		    "how articles begin in “%s” is not known; the text was kept as a whole.",
		    r->texts[0].language);
	lawtext_begin(&text, l.arena);
	contents = lawlines_read(&text, r->texts[0].language, l.lines, l.n);
	lawtext_end(&text);
	if (contents > 0)
		file_report(
		    f, 0, false, "a table of contents of %zu lines was left out.", contents);
	if (text.narticles == 0) {
		lawtext_free(&text);
		file_report(f, 0, true, "there is no text in it.");
		goto refused;
	}
	/* A text without articles is a whole, not the preamble of nothing. */
	if (text.narticles == 1 && text.articles[0].type == ARTICLE_PREAMBLE)
		text.articles[0].type = ARTICLE_OTHER;
	x = lawrecord_expression(l.arena, r, 1);
	x->version_date = version;
	lawtext_finish(&text, r->source_id, x);
	return (file_take(f, 1, l.arena, r));

refused:
	arena_free(l.arena);
	return (ERR_OK);
}

enum err
plaintext_read(const char *path, const struct reader_sink *sink)
{
	static const char *const endings[] = { ".txt", NULL };

	return (files_each(path, endings, sink, read_law, NULL));
}
