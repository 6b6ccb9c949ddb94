/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Owns the form in which acts of the India Code are collected as JSON: an object with id title
 * issued_date status url language and a list of provisions, each with section title content and
 * sometimes chapter.
 */
#include "exchange/injson.h"

#include <string.h>

#include "exchange/check.h"
#include "exchange/clean.h"
#include "exchange/files.h"
#include "exchange/flatjson.h"
#include "exchange/lawrecord.h"
#include "exchange/lawtext.h"

/* Clean text of a field; NULL if it is absent or empty. */
static const char *
field(struct arena *arena, const struct flatjson *o, const char *name)
{
	return (clean_some(arena, flatjson_string(o, name)));
}

/* "Chapter I - Preliminary" begins a division if it is another than before. */
static void
take_chapter(struct lawtext *t, const char *chapter, const char **before)
{
	const char *dash;

	if (chapter == *before ||
	    (chapter != NULL && *before != NULL && strcmp(chapter, *before) == 0))
		return;
	*before = chapter;
	if (chapter == NULL) {
		lawtext_close(t);
		return;
	}
	if ((dash = strstr(chapter, " - ")) != NULL)
		lawtext_division(t, DIVISION_CHAPTER, 1,
		    arena_strndup(t->arena, chapter, (size_t)(dash - chapter)), dash + 3);
	else
		lawtext_division(t, DIVISION_CHAPTER, 1, NULL, chapter);
}

static void
take_provisions(const struct file *f, const struct flatjson_field *list, struct lawtext *t)
{
	struct arena *scratch = arena_new();
	const char *before = NULL, *section, *content;
	struct flatjson *o = arena_alloc(t->arena, sizeof(*o));

	for (size_t i = 0; i < list->nitems; i++) {
		arena_reset(scratch);
		if (list->objects == NULL || list->objects[i].text == NULL ||
		    !flatjson_parse(scratch, list->objects[i].text, list->objects[i].size, o)) {
			file_report(
			    f, 0, true, "provision %zu is no object that can be read.", i + 1);
			continue;
		}
		section = field(t->arena, o, "section");
		content = field(t->arena, o, "content");
		if (content == NULL && field(scratch, o, "title") == NULL) {
			file_report(f, 0, true, "provision %zu (section %.40s) has no “content”.",
			    i + 1, section == NULL ? "without number" : section);
			continue;
		}
		take_chapter(t, field(t->arena, o, "chapter"), &before);
		lawtext_article(t, ARTICLE_ARTICLE, NULL, section, field(t->arena, o, "title"));
		if (content == NULL)
			file_report(f, 0, false,
			    "section %.40s has no “content”; its title stands for it.",
			    section == NULL ? "without number" : section);
		else
			lawtext_paragraph(t, content, strlen(content));
	}
	arena_free(scratch);
}

static enum err
take_act(const struct file *f, struct arena *arena, const struct flatjson *o)
{
	const struct flatjson_field *list = flatjson_field(o, "provisions");
	struct lawfacts facts = { .status = LAW_UNKNOWN, .country = "IN" };
	const char *id = field(arena, o, "id"), *date = field(arena, o, "issued_date");
	const char *status = field(arena, o, "status");
	struct lawtext text;
	struct record *r;
	int value;

	facts.title = field(arena, o, "title");
	facts.language = lawrecord_language(arena, flatjson_string(o, "language"));
	if (facts.language == NULL)
		facts.language = "en";
	if (id == NULL || facts.title == NULL || list == NULL || list->items == NULL) {
		file_report(f, 1, true, "“%s” is missing: this is no act of this form.",
		    id == NULL		  ? "id"
		    : facts.title == NULL ? "title"
					  : "provisions");
		arena_free(arena);
		return (ERR_OK);
	}
	if (date != NULL && (facts.enacted = check_date_loose(arena, date)) == NULL)
		file_report(f, 0, false, "“%.40s” is no date; it was left out.", date);
	if (status != NULL && vocab_value(VOCAB_LAW_STATUS, status, &value))
		facts.status = (enum law_status)value;
	else if (status != NULL)
		file_report(
		    f, 0, false, "the status “%.40s” is not known; it was left out.", status);
	facts.url = field(arena, o, "url");
	if (facts.url != NULL && !check_url(facts.url)) {
		file_report(f, 0, false, "“%.80s” is no web address; it was left out.", facts.url);
		facts.url = NULL;
	}
	facts.source = arena_strdup(arena, f->source);
	facts.id = arena_printf(arena, "in:%s", id);
	facts.number = lawrecord_number(arena, "IN", facts.id, facts.enacted);
	facts.work_key = lawrecord_key(arena, "IN", facts.title, facts.id);
	r = lawrecord_new(arena, &facts);
	lawtext_begin(&text, arena);
	take_provisions(f, list, &text);
	lawtext_end(&text);
	if (text.narticles > 0)
		lawtext_finish(&text, r->source_id, lawrecord_expression(arena, r, 1));
	else
		file_report(f, 0, false, "it has no sections; title and date are kept.");
	lawtext_free(&text);
	return (file_take(f, 1, arena, r));
}

static enum err
read_act(const struct file *f)
{
	struct arena *arena = arena_new();
	struct flatjson *o = arena_alloc(arena, sizeof(*o));

	if (flatjson_parse(arena, f->text, f->size, o))
		return (take_act(f, arena, o));
	file_report(f, 1, true, "is not one JSON object: %s.", o->problem);
	arena_free(arena);
	return (ERR_OK);
}

enum err
injson_read(const char *path, const struct reader_sink *sink)
{
	static const char *const endings[] = { ".json", NULL };

	return (files_each(path, endings, sink, read_act, NULL));
}
