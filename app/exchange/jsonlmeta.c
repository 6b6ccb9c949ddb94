/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Owns the reading of a law's line, and what can be believed of it. */
#include "exchange/jsonlmeta.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "exchange/check.h"
#include "exchange/clean.h"
#include "exchange/files.h"
#include "exchange/lawrecord.h"

void
jsonlplace_report(const struct jsonlplace *p, bool refused, const char *fmt, ...)
{
	char reason[512];
	va_list ap;

	va_start(ap, fmt);
	vsnprintf(reason, sizeof(reason), fmt, ap);
	va_end(ap);
	p->sink->report(p->sink->ctx, p->file, p->line, reason, refused);
}

const char *
jsonlplace_field(
    const struct jsonlplace *p, struct arena *arena, const struct flatjson *o, const char *name)
{
	const struct flatjson_field *f = flatjson_field(o, name);
	const char *s;

	if (f == NULL || f->is_null)
		return (NULL);
	if (f->value == NULL) {
		jsonlplace_report(p, false, "“%s” is no string; it was left out.", name);
		return (NULL);
	}
	s = clean_text(arena, f->value, f->size);
	return (*s == '\0' ? NULL : s);
}

/* The day of enactment from "date". */
static void
take_date(
    struct arena *arena, const struct flatjson *o, const struct jsonlplace *p, struct jsonlmeta *m)
{
	const char *text = flatjson_string(o, "date"), *date;

	if (text == NULL || *text == '\0')
		return;
	if ((date = check_date_loose(arena, text)) == NULL)
		jsonlplace_report(p, false, "“%.40s” is no date; it was left out.", text);
	else if (m->url != NULL && !check_url_year(m->url, date))
		jsonlplace_report(p, false,
		    "the date %s contradicts the year in %.120s; it was left out.", date, m->url);
	else
		m->enacted = date;
}

/*
 * The history of a law: "dates" are those of its adoption and amendments, and sometimes of its
 * force; the date in the name of its file ("path") is that of the version, and comes first.
 */
static void
take_dates(
    struct arena *arena, const struct flatjson *o, const struct jsonlplace *p, struct jsonlmeta *m)
{
	const char *path = flatjson_string(o, "path");
	const char *date, *text, *bracket;
	const struct flatjson_field *dates = flatjson_field(o, "dates");
	const char *dated = NULL;
	size_t i;

	for (i = 0; dates != NULL && i < dates->nitems; i++) {
		if ((text = dates->items[i]) == NULL ||
		    (date = check_date_loose(arena, text)) == NULL) {
			jsonlplace_report(p, false, "one of “dates” is no date; it was left out.");
			continue;
		}
		if (m->enacted == NULL || strcmp(date, m->enacted) < 0)
			m->enacted = date;
		if (m->version == NULL || strcmp(date, m->version) > 0)
			m->version = date;
	}
	if (path != NULL && (bracket = strrchr(path, '(')) != NULL &&
	    (text = arena_strndup(arena, bracket + 1, strcspn(bracket + 1, ")"))) != NULL)
		dated = check_date_loose(arena, text);
	if (dated == NULL)
		return;
	m->version = dated;
	if (m->enacted != NULL && strcmp(dated, m->enacted) < 0)
		m->enacted = dated;
	else if (m->enacted != NULL && strcmp(dated, m->enacted) > 0)
		m->amended = dated;
}

/*
 * A code that is kept in several files, a part in each: the folder bears the name of the law and
 * the file does not ("民法典/合同编.md" of 中华人民共和国民法典).
 */
static void
take_part(struct arena *arena, const char *path, struct jsonlmeta *m)
{
	const char *file, *dot, *folder;

	if (path == NULL || m->title == NULL || (file = strrchr(path, '/')) == NULL)
		return;
	for (folder = file; folder > path && folder[-1] != '/'; folder--)
		continue;
	m->folder = arena_strndup(arena, folder, (size_t)(file - folder));
	file++;
	dot = strrchr(file, '.');
	m->part =
	    arena_strndup(arena, file, dot == NULL ? strcspn(file, "(") : (size_t)(dot - file));
	if (*m->folder == '\0' || *m->part == '\0' || !files_ends_in(m->title, m->folder) ||
	    strstr(m->title, m->part) != NULL)
		m->part = m->folder = NULL;
	/* Later dates of a code that was never amended are those of its force. */
	else if (m->amended == NULL)
		m->version = m->enacted;
}

bool
jsonlmeta_take(struct arena *arena, const struct flatjson *o, const struct jsonlplace *p,
    struct jsonlmeta *ret)
{
	struct jsonlmeta m = { .line = p->line, .status = LAW_UNKNOWN };
	const char *status;
	int value;

	if ((m.id = jsonlplace_field(p, arena, o, "id")) == NULL) {
		jsonlplace_report(p, true, "the law has no “id”.");
		return (false);
	}
	m.title = jsonlplace_field(p, arena, o, "title");
	m.language = lawrecord_language(arena, flatjson_string(o, "lang"));
	m.country = check_jurisdiction(arena, flatjson_string(o, "country"));
	m.number = jsonlplace_field(p, arena, o, "number");
	m.url = jsonlplace_field(p, arena, o, "url");
	if (m.url != NULL && !check_url(m.url)) {
		jsonlplace_report(p, false, "“%.80s” is no web address; it was left out.", m.url);
		m.url = NULL;
	}
	if ((status = flatjson_string(o, "status")) != NULL) {
		if (vocab_value(VOCAB_LAW_STATUS, status, &value))
			m.status = (enum law_status)value;
		else
			jsonlplace_report(
			    p, false, "the status “%.40s” is not known; it was left out.", status);
	}
	take_date(arena, o, p, &m);
	take_dates(arena, o, p, &m);
	take_part(arena, flatjson_string(o, "path"), &m);
	*ret = m;
	return (true);
}

struct jsonlmeta
jsonlmeta_copy(struct arena *arena, const struct jsonlmeta *m)
{
	return ((struct jsonlmeta){
	    .id = arena_strdup(arena, m->id),
	    .language = arena_strdup(arena, m->language),
	    .country = arena_strdup(arena, m->country),
	    .title = arena_strdup(arena, m->title),
	    .number = arena_strdup(arena, m->number),
	    .url = arena_strdup(arena, m->url),
	    .enacted = arena_strdup(arena, m->enacted),
	    .amended = arena_strdup(arena, m->amended),
	    .version = arena_strdup(arena, m->version),
	    .part = arena_strdup(arena, m->part),
	    .folder = arena_strdup(arena, m->folder),
	    .status = m->status,
	    .line = m->line,
	});
}

static bool
same_day(const char *a, const char *b)
{
	return (a == b || (a != NULL && b != NULL && strcmp(a, b) == 0));
}

bool
jsonlmeta_same_work(const struct jsonlmeta *a, const struct jsonlmeta *b)
{
	return (a->part != NULL && b->part != NULL && strcmp(a->folder, b->folder) == 0 &&
		strcmp(a->title, b->title) == 0 && same_day(a->enacted, b->enacted));
}
