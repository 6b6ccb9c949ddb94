/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Owns how fields of a profile or listing become fields of a form; what they may hold is
 * domain/offering_form.h's to say. */
#include "web/offering_form.h"

#include <stdlib.h>
#include <string.h>

#include "base/date.h"
#include "locale/format.h"
#include "locale/message.h"
#include "store/entry.h"
#include "web/page_offering.h"
#include "web/pages.h"

enum { GROUPS_MAX = 8 };

struct group {
	const char *name;
	size_t rows;
};

/* A field of the form and what it stands for. */
struct part {
	const struct offering_field *field;
	size_t row;	       /* 0: of no row */
	const char *canonical; /* "licence.2.number", "served.RU" */
};

struct offering_form {
	struct req *req;
	enum kind kind;
	struct field *decl;
	struct part *parts; /* beside decl; .field NULL: of the form itself */
	size_t n;
	struct group groups[GROUPS_MAX];
	size_t ngroups;
	struct fields *fields;
	struct strings jurisdictions;
};

/* --- names -------------------------------------------------------------------------------------
 */

/* Names of forms have neither dots nor capitals. */
static const char *
form_name(struct arena *arena, const char *canonical)
{
	char *name = arena_strdup(arena, canonical);

	for (char *p = name; *p != '\0'; p++)
		*p = *p == '.' || *p == '-' ? '_' : (char)(*p >= 'A' && *p <= 'Z' ? *p + 0x20 : *p);
	return (name);
}

static const char *
upper(struct arena *arena, const char *s)
{
	char *name = arena_strdup(arena, s);

	for (char *p = name; *p != '\0'; p++)
		if (*p >= 'a' && *p <= 'z')
			*p = (char)(*p - 0x20);
	return (name);
}

const char *
offering_form_label(const struct req *req, const struct offering_field *field)
{
	return (msg(req->locale,
	    field->group == NULL
		? arena_printf(req->arena, "offering_form.%s", field->name)
		: arena_printf(req->arena, "offering_form.%s_%s", field->group, field->name)));
}

/* --- rows --------------------------------------------------------------------------------------
 */

static size_t
rows_in(const struct param *params, size_t n, const char *group)
{
	size_t most = 0, len = strlen(group);

	for (size_t i = 0; i < n; i++) {
		const char *name = params[i].name;
		long row;

		if (strncmp(name, group, len) != 0 || name[len] != '_')
			continue;
		row = strtol(name + len + 1, NULL, 10);
		if (row >= 1 && row <= OFFERING_ROWS_MAX && (size_t)row > most)
			most = (size_t)row;
	}
	return (most);
}

bool
offering_form_adds(const struct req *req)
{
	return (req_form(req, "add") != NULL);
}

static size_t
rows_of(const struct req *req, const struct offering_values *values, const char *group)
{
	const char *add = req_form(req, "add");
	size_t rows = values != NULL ? offering_rows(values, group) : 0, sent;

	if ((sent = rows_in(req->form, req->nform, group)) > rows)
		rows = sent;
	if ((sent = rows_in(req->kept, req->nkept, group)) > rows)
		rows = sent;
	if (add != NULL && strcmp(add, group) == 0)
		rows++;
	if (rows == 0)
		rows = 1;
	return (rows > OFFERING_ROWS_MAX ? OFFERING_ROWS_MAX : rows);
}

/* --- declaring ---------------------------------------------------------------------------------
 */

static void
declare(struct offering_form *form, const struct offering_field *f, size_t row,
    const char *canonical, const char *label)
{
	static const enum field_kind kinds[] = {
		[INPUT_LINE] = FIELD_LINE,
		[INPUT_TEXT] = FIELD_TEXT,
		[INPUT_ID] = FIELD_SELECT,
		[INPUT_IDS] = FIELD_BOXES,
		[INPUT_DATE] = FIELD_DATE,
		[INPUT_NUMBER] = FIELD_NUMBER,
		[INPUT_URL] = FIELD_URL,
		[INPUT_EMAIL] = FIELD_EMAIL,
		[INPUT_COUNTRY] = FIELD_SELECT,
		[INPUT_OFFICE] = FIELD_SELECT,
		[INPUT_CURRENCY] = FIELD_LINE,
		[INPUT_LANGUAGE] = FIELD_SELECT,
		[INPUT_LANGUAGES] = FIELD_BOXES,
		[INPUT_JURISDICTIONS] = FIELD_BOXES,
		[INPUT_SERVED] = FIELD_SELECT,
		[INPUT_IPC] = FIELD_LINE,
		[INPUT_FLAG] = FIELD_CHECK,
	};
	struct arena *arena = form->req->arena;
	struct field *d = &form->decl[form->n];
	const char *hint = arena_printf(arena, "offering_form.%s%s%s_hint",
	    f->group != NULL ? f->group : "", f->group != NULL ? "_" : "", f->name);

	form->parts[form->n++] = (struct part){ f, row, canonical };
	*d = (struct field){ .name = form_name(arena, canonical),
		.kind = kinds[f->input],
		.label_text = label,
		.max = f->max };
	/* Only where there is one row is what belongs to the first said again. */
	if (msg_has(form->req->locale, hint) && row <= 1 && f->input != INPUT_SERVED)
		d->hint_text = msg(form->req->locale, hint);
	if (row == 0)
		d->section = arena_printf(arena, "F_%s", upper(arena, f->name));
	if (f->input == INPUT_ID || f->input == INPUT_IDS) {
		d->has_vocab = true;
		d->vocab = (enum vocab)f->set;
		d->max = 0;
	}
	if (f->input == INPUT_NUMBER)
		d->min = 1;
	if (f->input == INPUT_CURRENCY)
		d->max = 3;
	if (f->input == INPUT_IPC)
		d->max = f->max;
}

static void
declare_all(struct offering_form *form, const struct offering_values *values)
{
	struct arena *arena = form->req->arena;
	const struct offering_field *fields;
	size_t n, end;

	fields = offering_fields(form->kind, &n);
	for (size_t i = 0; i < n; i = end) {
		const struct offering_field *f = &fields[i];
		struct group *g;

		end = i + 1;
		if (f->input == INPUT_SERVED) {
			for (size_t k = 0; k < form->jurisdictions.n; k++)
				declare(form, f, 0,
				    arena_printf(arena, "%s.%s", f->name, form->jurisdictions.v[k]),
				    format_jurisdiction(
					form->req->locale, arena, form->jurisdictions.v[k]));
			continue;
		}
		if (f->group == NULL) {
			declare(form, f, 0, f->name, offering_form_label(form->req, f));
			continue;
		}
		for (; end < n && fields[end].group != NULL &&
		       strcmp(fields[end].group, f->group) == 0;
		     end++)
			;
		g = &form->groups[form->ngroups++];
		g->name = f->group;
		g->rows = rows_of(form->req, values, f->group);
		for (size_t row = 1; row <= g->rows; row++)
			for (size_t k = i; k < end; k++)
				declare(form, &fields[k], row,
				    offering_name(arena, &fields[k], row),
				    offering_form_label(form->req, &fields[k]));
	}
}

/* --- choices -----------------------------------------------------------------------------------
 */

static const struct field_choice *
languages(struct req *req, size_t *ret_n)
{
	const char *const *tags = offering_languages(ret_n);
	struct field_choice *all = arena_array(req->arena, struct field_choice, *ret_n);

	for (size_t i = 0; i < *ret_n; i++)
		all[i] = (struct field_choice){ tags[i],
			format_language(req->locale, req->arena, tags[i]) };
	return (all);
}

/* Offices of the portal's countries and those that serve several, then of the others that receive
 * most filings. */
static const struct field_choice *
offices(struct req *req, const struct strings *jurisdictions, size_t *ret_n)
{
	static const char *const more[] = { "EA", "EP", "WO", "US", "JP", "KR", "DE", "GB", "FR",
		"KZ", "BY", "UZ", "SG", "MY", "TH", "VN", "TR", "NG", "KE" };
	const size_t nmore = sizeof(more) / sizeof(more[0]);
	struct field_choice *all =
	    arena_array(req->arena, struct field_choice, jurisdictions->n + nmore);
	size_t n = 0;

	for (size_t i = 0; i < jurisdictions->n; i++)
		if (strlen(jurisdictions->v[i]) == 2)
			all[n++] = (struct field_choice){ jurisdictions->v[i],
				page_offering_office(req, jurisdictions->v[i]) };
	for (size_t i = 0; i < nmore; i++)
		all[n++] = (struct field_choice){ more[i], page_offering_office(req, more[i]) };
	*ret_n = n;
	return (all);
}

static const struct field_choice *
places(struct req *req, const struct strings *jurisdictions, size_t *ret_n)
{
	struct field_choice *all = arena_array(req->arena, struct field_choice, jurisdictions->n);

	for (size_t i = 0; i < jurisdictions->n; i++)
		all[i] = (struct field_choice){ jurisdictions->v[i],
			format_jurisdiction(req->locale, req->arena, jurisdictions->v[i]) };
	*ret_n = jurisdictions->n;
	return (all);
}

static void
give_choices(struct offering_form *form)
{
	struct req *req = form->req;
	size_t nlanguages, noffices, nplaces;
	const struct field_choice *tongues = languages(req, &nlanguages),
				  *bureaus = offices(req, &form->jurisdictions, &noffices),
				  *here = places(req, &form->jurisdictions, &nplaces);
	struct field_choice *how = arena_array(req->arena, struct field_choice, 2);

	how[0] = (struct field_choice){ "direct", msg(req->locale, "offering.direct") };
	how[1] = (struct field_choice){ "partner", msg(req->locale, "offering.partner") };
	for (size_t i = 0; i < form->n; i++) {
		const char *name = form->decl[i].name;

		if (form->parts[i].field == NULL)
			continue;
		switch (form->parts[i].field->input) {
		case INPUT_LANGUAGE:
		case INPUT_LANGUAGES:
			field_choices(form->fields, name, tongues, nlanguages);
			break;
		case INPUT_OFFICE:
			field_choices(form->fields, name, bureaus, noffices);
			break;
		case INPUT_JURISDICTIONS:
			field_choices(form->fields, name, here, nplaces);
			break;
		case INPUT_SERVED:
			field_choices(form->fields, name, how, 2);
			break;
		case INPUT_COUNTRY:
			field_countries(form->fields, name);
			break;
		default:
			break;
		}
	}
}

/* --- the form ----------------------------------------------------------------------------------
 */

struct offering_form *
offering_form_new(struct req *req, enum kind kind, const struct offering_values *values,
    const struct field_choice *organisations, size_t n)
{
	struct offering_form *form = arena_alloc(req->arena, sizeof(*form));
	size_t most, places_n = 0;

	form->req = req;
	form->kind = kind;
	if (entry_jurisdictions(req->db, req->arena, &form->jurisdictions) != ERR_OK)
		form->jurisdictions = (struct strings){ NULL, 0 };
	(void)offering_fields(kind, &most);
	places_n = form->jurisdictions.n;
	form->decl = arena_array(req->arena, struct field, most * OFFERING_ROWS_MAX + places_n + 2);
	form->parts = arena_array(req->arena, struct part, most * OFFERING_ROWS_MAX + places_n + 2);
	form->decl[form->n++] = (struct field){ .name = "revision",
		.kind = FIELD_HIDDEN,
		.label = "offering_form.revision",
		.section = "HIDDEN_FIELD" };
	if (n > 1)
		form->decl[form->n++] = (struct field){ .name = "organisation",
			.kind = FIELD_SELECT,
			.label = "offering_form.organisation",
			.required = true,
			.section = "F_ORGANISATION" };
	declare_all(form, values);
	form->fields = field_new(req, form->decl, form->n);
	if (n > 1)
		field_choices(form->fields, "organisation", organisations, n);
	give_choices(form);
	for (size_t i = 0; values != NULL && i < form->n; i++) {
		const struct part *p = &form->parts[i];

		for (size_t k = 0; p->field != NULL && k < values->n; k++)
			if (strcmp(values->v[k].name, p->canonical) == 0)
				(form->decl[i].kind == FIELD_BOXES ? field_add : field_set)(
				    form->fields, form->decl[i].name, values->v[k].value);
	}
	return (form);
}

struct fields *
offering_form_fields(struct offering_form *form)
{
	return (form->fields);
}

bool
offering_form_read(struct offering_form *form)
{
	return (field_read(form->fields));
}

static void
add(struct offering_values *out, const char *name, const char *value)
{
	if (value != NULL && out->n < OFFERING_VALUES_MAX)
		out->v[out->n++] = (struct offering_value){ name, value };
}

struct offering_values
offering_form_values(const struct offering_form *form)
{
	struct arena *arena = form->req->arena;
	struct offering_values out = {
		arena_array(arena, struct offering_value, OFFERING_VALUES_MAX), 0
	};

	for (size_t i = 0; i < form->n; i++) {
		const struct part *p = &form->parts[i];
		const char *name = form->decl[i].name;
		struct strings boxes;

		if (p->field == NULL)
			continue;
		switch (form->decl[i].kind) {
		case FIELD_BOXES:
			boxes = field_all(form->fields, name);
			for (size_t k = 0; k < boxes.n; k++)
				add(&out, p->canonical, boxes.v[k]);
			break;
		case FIELD_CHECK:
			add(&out, p->canonical, field_checked(form->fields, name) ? "1" : NULL);
			break;
		case FIELD_NUMBER:
			if (field_text(form->fields, name) != NULL)
				add(&out, p->canonical,
				    arena_printf(arena, "%lld",
					(long long)field_int(form->fields, name, 0)));
			break;
		default:
			add(&out, p->canonical,
			    p->field->input == INPUT_CURRENCY &&
				    field_text(form->fields, name) != NULL
				? upper(arena, field_text(form->fields, name))
				: field_text(form->fields, name));
			break;
		}
	}
	return (out);
}

/* The field beside which a problem of ${name} stands. */
static const char *
field_of(const struct offering_form *form, const char *name)
{
	for (size_t i = 0; i < form->n; i++) {
		const struct part *p = &form->parts[i];

		if (p->field != NULL &&
		    (strcmp(p->canonical, name) == 0 ||
			(p->field->input == INPUT_SERVED && strcmp(p->field->name, name) == 0)))
			return (form->decl[i].name);
	}
	return (NULL);
}

static const char *
label_of(const struct offering_form *form, const char *name)
{
	for (size_t i = 0; i < form->n; i++)
		if (form->parts[i].field != NULL && strcmp(form->decl[i].name, name) == 0)
			return (offering_form_label(form->req, form->parts[i].field));
	return ("");
}

enum err
offering_form_check(
    struct offering_form *form, const struct offering_values *values, bool whole, bool *ret_good)
{
	struct req *req = form->req;
	const struct offering_known known = { format_currency_known, &form->jurisdictions,
		date_today(req->arena) };
	struct offering_problems problems;

	if (form->jurisdictions.n == 0)
		return (ERR_DB);
	problems = offering_check(req->arena, form->kind, values, &known, whole);
	for (size_t i = 0; i < problems.n; i++) {
		const struct offering_problem *p = &problems.v[i];
		const char *name = field_of(form, p->name);

		field_error_text(form->fields, name,
		    msg_format(req->locale, req->arena,
			arena_printf(req->arena, "offering_error.%s", p->key),
			MSG_TEXT("field", name != NULL ? label_of(form, name) : p->name),
			MSG_INT("max", p->max)));
	}
	*ret_good = problems.n == 0 && !field_wrong(form->fields);
	return (ERR_OK);
}

static void
place_row(struct offering_form *form, const char *group, size_t row, struct view *item)
{
	for (size_t i = 0; i < form->n; i++) {
		const struct part *p = &form->parts[i];

		if (p->row == row && strcmp(p->field->group, group) == 0)
			field_place(form->fields, form->decl[i].name, item);
	}
}

void
offering_form_show(struct offering_form *form, struct view *v)
{
	struct arena *arena = form->req->arena;

	for (size_t i = 0; i < form->n; i++) {
		const struct part *p = &form->parts[i];

		/* To save a draft nothing is needed; what is needed to submit it is told. */
		if (p->field != NULL && p->row <= 1)
			form->decl[i].required =
			    p->field->required && p->field->input != INPUT_SERVED &&
			    (p->row == 0 || strcmp(p->field->group, "text") == 0 ||
				strcmp(p->field->group, "offering") == 0);
	}
	for (size_t g = 0; g < form->ngroups; g++) {
		const char *name = upper(arena, form->groups[g].name);

		for (size_t row = 1; row <= form->groups[g].rows; row++) {
			struct view *item = view_item(v, arena_printf(arena, "ROW_%s", name));

			place_row(form, form->groups[g].name, row, item);
			view_text(item, "ROW_TITLE",
			    msg_format(form->req->locale, arena,
				arena_printf(arena, "offering_form.%s_row", form->groups[g].name),
				MSG_INT("number", (int64_t)row)));
		}
		if (form->groups[g].rows < OFFERING_ROWS_MAX)
			view_show(v, arena_printf(arena, "MORE_%s", name));
	}
	view_show(v, form->kind == KIND_PROVIDER ? "OF_PROVIDER" : "OF_LISTING");
	field_show(form->fields, v);
}
