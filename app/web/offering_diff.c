/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Owns how values are named for people, and which fields are compared. */
#include "web/offering_diff.h"

#include <string.h>

#include "domain/diff.h"
#include "locale/format.h"
#include "locale/message.h"
#include "render/markup.h"
#include "web/offering_form.h"
#include "web/page_offering.h"
#include "web/pages.h"

/* A value as people read it. */
static const char *
shown(struct req *req, const struct offering_field *f, const char *value)
{
	int member;

	switch (f->input) {
	case INPUT_ID:
	case INPUT_IDS:
		return (vocab_value((enum vocab)f->set, value, &member)
			    ? page_label(req, (enum vocab)f->set, member)
			    : value);
	case INPUT_COUNTRY:
	case INPUT_JURISDICTIONS:
		return (format_jurisdiction(req->locale, req->arena, value));
	case INPUT_OFFICE:
		return (page_offering_office(req, value));
	case INPUT_LANGUAGE:
	case INPUT_LANGUAGES:
		return (format_language(req->locale, req->arena, value));
	case INPUT_FLAG:
		return (msg(req->locale, "site.yes"));
	case INPUT_DATE:
		return (format_date(req->locale, req->arena, value, DATE_LONG));
	default:
		return (value);
	}
}

static bool
is_of(const struct offering_field *f, const char *want, const char *name)
{
	size_t n = strlen(want);

	if (f->input == INPUT_SERVED)
		return (strncmp(name, want, n) == 0 && name[n] == '.');
	return (strcmp(name, want) == 0);
}

/* All values of a field as one text. */
static const char *
text_of(struct req *req, const struct offering_field *f, const struct offering_values *values,
    const char *name)
{
	const char **all = arena_array(req->arena, const char *, values->n + 1);
	size_t n = 0;

	for (size_t i = 0; i < values->n; i++) {
		const struct offering_value *v = &values->v[i];

		if (v->value[0] == '\0' || !is_of(f, name, v->name))
			continue;
		if (f->input == INPUT_SERVED)
			all[n++] = arena_printf(req->arena, "%s: %s",
			    format_jurisdiction(
				req->locale, req->arena, v->name + strlen(name) + 1),
			    msg(req->locale, strcmp(v->value, "partner") == 0 ? "offering.partner"
									      : "offering.direct"));
		else
			all[n++] = shown(req, f, v->value);
	}
	if (n <= 1)
		return (n == 0 ? "" : all[0]);
	return (format_list(req->locale, req->arena, all, n));
}

static bool
row(struct req *req, struct view **list, struct view *v, const struct offering_field *f, size_t n,
    const struct offering_values *before, const struct offering_values *after)
{
	const struct markup_diff_words words = { msg(req->locale, "law.diff_del"),
		msg(req->locale, "law.diff_ins"), msg(req->locale, "law.diff_end"),
		locale_tag(req->locale), language_dir(locale_tag(req->locale)) };
	const char *name = offering_name(req->arena, f, n);
	struct diff diff =
	    diff_text(req->arena, text_of(req, f, before, name), text_of(req, f, after, name));
	struct view *item;

	if (!diff.changed)
		return (false);
	if (*list == NULL)
		*list = view_item(v, "OFFERING_DIFF");
	item = view_item(*list, "DIFFERENCE");
	view_text(item, "DIFFERENCE_FIELD",
	    n == 0 ? offering_form_label(req, f)
		   : arena_printf(req->arena, "%s · %s",
			 msg_format(req->locale, req->arena,
			     arena_printf(req->arena, "offering_form.%s_row", f->group),
			     MSG_INT("number", (int64_t)n)),
			 offering_form_label(req, f)));
	view_markup(item, "DIFFERENCE_TEXT", markup_diff(req->arena, &diff, &words));
	return (true);
}

size_t
offering_diff(struct req *req, struct view *v, enum kind kind, const struct offering_values *before,
    const struct offering_values *after)
{
	const struct offering_field *fields;
	struct view *list = NULL;
	size_t n, changed = 0;

	fields = offering_fields(kind, &n);
	for (size_t i = 0; i < n; i++) {
		size_t rows = 0, more;

		if (fields[i].group == NULL) {
			changed += row(req, &list, v, &fields[i], 0, before, after);
			continue;
		}
		rows = offering_rows(before, fields[i].group);
		if ((more = offering_rows(after, fields[i].group)) > rows)
			rows = more;
		for (size_t r = 1; r <= rows; r++)
			changed += row(req, &list, v, &fields[i], r, before, after);
	}
	return (changed);
}
