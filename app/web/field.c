/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Owns what each kind of field admits, the words of its errors, and how it is shown. */
#include "web/field.h"

#include <stdlib.h>
#include <string.h>

#include "base/date.h"
#include "base/log.h"
#include "base/utf8.h"
#include "domain/account.h"
#include "locale/message.h"
#include "locale/region.h"
#include "locale/text.h"
#include "web/pages.h"

enum { LINE_MAX_ = 200, TEXT_MAX_ = 5000, CODE_MAX = 40, ROWS = 5 };

struct value {
	const char *text; /* what stands in the field, "" for nothing; of boxes unused */
	struct strings chosen;
	const char *error; /* a sentence, or NULL */
	const struct field_choice *choices;
	size_t nchoices;
	struct view *place; /* that shows it, NULL: the page itself */
};

struct fields {
	struct req *req;
	const struct field *decl;
	size_t n;
	struct value *values;
	const char *error; /* of the whole form */
	bool fixed;	   /* holds what the reader typed: defaults stay away */
	bool kept;
	bool wrong;
};

static bool
is_text(enum field_kind kind)
{
	return (kind <= FIELD_CODE || kind == FIELD_HIDDEN);
}

static bool
is_secret(enum field_kind kind)
{
	return (kind == FIELD_PASSWORD || kind == FIELD_NEW_PASSWORD || kind == FIELD_CODE);
}

static bool
has_choices(enum field_kind kind)
{
	return (kind == FIELD_SELECT || kind == FIELD_RADIO || kind == FIELD_BOXES);
}

static size_t
at(const struct fields *f, const char *name)
{
	for (size_t i = 0; i < f->n; i++) {
		if (strcmp(f->decl[i].name, name) == 0)
			return (i);
	}
	log_die("a form has no field of that name");
}

static void
choices_of_set(struct fields *f, size_t i)
{
	enum vocab set = f->decl[i].vocab;
	size_t n = vocab_size(set);
	struct field_choice *choices = arena_array(f->req->arena, struct field_choice, n);

	for (size_t c = 0; c < n; c++)
		choices[c] =
		    (struct field_choice){ vocab_id(set, (int)c), page_label(f->req, set, (int)c) };
	f->values[i].choices = choices;
	f->values[i].nchoices = n;
}

/* What params say of field i, unchecked. */
static void
take(struct fields *f, size_t i, const struct param *params, size_t n)
{
	struct value *v = &f->values[i];

	v->text = "";
	v->chosen = (struct strings){ arena_array(f->req->arena, const char *, n), 0 };
	for (size_t p = 0; p < n; p++) {
		if (strcmp(params[p].name, f->decl[i].name) != 0)
			continue;
		if (v->chosen.n == 0)
			v->text = params[p].value;
		if (params[p].value[0] != '\0')
			v->chosen.v[v->chosen.n++] = params[p].value;
	}
}

struct fields *
field_new(struct req *req, const struct field *decl, size_t n)
{
	struct fields *f = arena_alloc(req->arena, sizeof(*f));

	f->req = req;
	f->decl = decl;
	f->n = n;
	f->values = arena_array(req->arena, struct value, n);
	for (size_t i = 0; i < n; i++) {
		f->values[i].text = "";
		if (decl[i].has_vocab)
			choices_of_set(f, i);
		if (req->kept != NULL && !is_secret(decl[i].kind))
			take(f, i, req->kept, req->nkept);
	}
	f->kept = f->fixed = req->kept != NULL;
	return (f);
}

void
field_set(struct fields *f, const char *name, const char *value)
{
	struct value *v = &f->values[at(f, name)];

	if (f->fixed || value == NULL)
		return;
	v->text = value;
	v->chosen = (struct strings){ 0 };
	field_add(f, name, value);
}

void
field_set_int(struct fields *f, const char *name, int64_t value)
{
	field_set(f, name, arena_printf(f->req->arena, "%lld", (long long)value));
}

void
field_replace(struct fields *f, const char *name, const char *value)
{
	bool fixed = f->fixed;

	f->fixed = false;
	field_set(f, name, value);
	f->fixed = fixed;
}

void
field_add(struct fields *f, const char *name, const char *value)
{
	struct strings *s = &f->values[at(f, name)].chosen, more;

	if (f->fixed || value == NULL)
		return;
	more = (struct strings){ arena_array(f->req->arena, const char *, s->n + 1), s->n + 1 };
	if (s->n > 0)
		memcpy(more.v, s->v, s->n * sizeof(*s->v));
	more.v[s->n] = value;
	*s = more;
}

void
field_choices(struct fields *f, const char *name, const struct field_choice *choices, size_t n)
{
	size_t i = at(f, name);

	f->values[i].choices = choices;
	f->values[i].nchoices = n;
}

static void
regions(struct fields *f, const char *name, const struct region *r, size_t n)
{
	struct field_choice *choices = arena_array(f->req->arena, struct field_choice, n);

	for (size_t i = 0; i < n; i++)
		choices[i] = (struct field_choice){ r[i].id, r[i].name };
	field_choices(f, name, choices, n);
}

void
field_countries(struct fields *f, const char *name)
{
	size_t n;
	const struct region *r = region_countries(f->req->locale, &n);

	regions(f, name, r, n);
}

void
field_zones(struct fields *f, const char *name)
{
	size_t n;
	const struct region *r = region_zones(f->req->locale, &n);

	regions(f, name, r, n);
}

void
field_locales(struct fields *f, const char *name)
{
	size_t n = locales_count(f->req->app->locales);
	struct field_choice *choices = arena_array(f->req->arena, struct field_choice, n);

	for (size_t i = 0; i < n; i++) {
		const struct locale *l = locales_at(f->req->app->locales, i);

		choices[i] = (struct field_choice){ locale_tag(l), locale_native_name(l) };
	}
	field_choices(f, name, choices, n);
}

/* --- checking ----------------------------------------------------------------------------------
 */

void
field_error_text(struct fields *f, const char *name, const char *sentence)
{
	const char **error = name == NULL ? &f->error : &f->values[at(f, name)].error;

	f->wrong = true;
	if (*error == NULL)
		*error = sentence;
}

void
field_error(struct fields *f, const char *name, const char *key)
{
	field_error_text(f, name, msg(f->req->locale, key));
}

bool
field_wrong(const struct fields *f)
{
	return (f->wrong);
}

static const char *
label_of(const struct fields *f, const struct field *d)
{
	return (d->label_text != NULL ? d->label_text
		: d->label != NULL    ? msg(f->req->locale, d->label)
				      : "");
}

/* The message ${key} with the field's label as {field} and a number as {max}. */
static void
wrong(struct fields *f, size_t i, const char *key, int64_t number)
{
	field_error_text(f, f->decl[i].name,
	    msg_format(f->req->locale, f->req->arena, key,
		MSG_TEXT("field", label_of(f, &f->decl[i])), MSG_INT("max", number)));
}

/* Embeddings, overrides, isolates: they can turn what stands around them. */
static bool
has_bidi(const char *s)
{
	uint32_t c = 0;
	size_t n;

	for (; *s != '\0'; s += n) {
		n = utf8_next(s, strlen(s) > 4 ? 4 : strlen(s), &c);
		if (n == 0)
			return (true);
		if ((c >= 0x202a && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069))
			return (true);
	}
	return (false);
}

static bool
has_break(const char *s)
{
	return (strpbrk(s, "\n\r") != NULL || strstr(s, "\xe2\x80\xa8") != NULL ||
		strstr(s, "\xe2\x80\xa9") != NULL);
}

static void
check_email(struct fields *f, size_t i)
{
	char *s = arena_strdup(f->req->arena, f->values[i].text);

	for (char *p = s; *p != '\0'; p++)
		if (*p >= 'A' && *p <= 'Z')
			*p = (char)(*p - 'A' + 'a');
	f->values[i].text = s;
	if (!account_email_valid(s))
		wrong(f, i, "field.error.email", 0);
}

static void
check_url(struct fields *f, size_t i)
{
	const char *s = f->values[i].text, *host;
	size_t n;

	if (strstr(s, "://") == NULL)
		s = arena_printf(f->req->arena, "https://%s", s);
	if (strncmp(s, "https://", 8) == 0)
		host = s + 8;
	else if (strncmp(s, "http://", 7) == 0)
		host = s + 7;
	else
		host = "";
	n = strcspn(host, "/?#");
	if (n < 3 || memchr(host, '.', n) == NULL || memchr(host, '@', n) != NULL ||
	    host[0] == '.' || strpbrk(s, " \t\"<>\\^`{|}") != NULL)
		wrong(f, i, "field.error.url", 0);
	else
		f->values[i].text = s;
}

static void
check_text(struct fields *f, size_t i)
{
	const struct field *d = &f->decl[i];
	struct value *v = &f->values[i];
	int64_t max = d->max, n;

	if (d->kind != FIELD_PASSWORD && d->kind != FIELD_NEW_PASSWORD)
		v->text = text_clean(f->req->arena, v->text);
	n = (int64_t)utf8_count(v->text, strlen(v->text));
	if (max == 0)
		max = d->kind == FIELD_TEXT    ? TEXT_MAX_
		      : d->kind == FIELD_EMAIL ? ACCOUNT_EMAIL_MAX
		      : d->kind == FIELD_URL   ? ORGANISATION_WEBSITE_MAX
		      : d->kind == FIELD_CODE  ? CODE_MAX
		      : is_secret(d->kind)     ? ACCOUNT_PASSWORD_MAX
					       : LINE_MAX_;
	if (n == 0) {
		if (d->required)
			wrong(f, i, "field.error.required", 0);
		return;
	}
	if (n > max)
		wrong(f, i, "field.error.too_long", max);
	else if (n < d->min)
		wrong(f, i, "field.error.too_short", d->min);
	else if (d->kind == FIELD_NEW_PASSWORD && n < ACCOUNT_PASSWORD_MIN)
		wrong(f, i, "field.error.too_short", ACCOUNT_PASSWORD_MIN);
	else if (d->kind != FIELD_TEXT && has_break(v->text))
		wrong(f, i, "field.error.line_break", 0);
	else if (d->kind != FIELD_TEXT && has_bidi(v->text))
		wrong(f, i, "field.error.direction", 0);
	else if (d->kind == FIELD_EMAIL)
		check_email(f, i);
	else if (d->kind == FIELD_URL)
		check_url(f, i);
}

static bool
is_choice(const struct value *v, const char *id)
{
	for (size_t i = 0; i < v->nchoices; i++) {
		if (strcmp(v->choices[i].id, id) == 0)
			return (true);
	}
	return (false);
}

static void
check_choice(struct fields *f, size_t i)
{
	const struct field *d = &f->decl[i];
	struct value *v = &f->values[i];
	size_t n = 0;

	if (d->kind != FIELD_BOXES && v->chosen.n > 1)
		v->chosen.n = 1;
	for (size_t c = 0; c < v->chosen.n; c++) {
		bool twice = false;

		for (size_t o = 0; o < n; o++)
			twice = twice || strcmp(v->chosen.v[o], v->chosen.v[c]) == 0;
		if (!is_choice(v, v->chosen.v[c]))
			wrong(f, i, "field.error.choice", 0);
		else if (!twice)
			v->chosen.v[n++] = v->chosen.v[c];
	}
	v->chosen.n = n;
	v->text = n > 0 ? v->chosen.v[0] : "";
	if (n == 0 && d->required)
		wrong(f, i, "field.error.choose", 0);
	if (d->kind == FIELD_BOXES && d->max > 0 && (int64_t)n > d->max)
		wrong(f, i, "field.error.too_many", d->max);
}

/* Digits of any script, grouped or not, as ASCII; NULL for anything else. */
static const char *
ascii_number(struct arena *arena, const char *s)
{
	/* The first digit of each script that a locale of ours may write with. */
	static const uint32_t zero[] = { '0', 0x660, 0x6f0, 0x966, 0xff10 };
	char *out = arena_alloc(arena, strlen(s) + 1);
	size_t n = 0, size;
	uint32_t c = 0;

	for (; *s != '\0'; s += size) {
		bool digit = false;

		size = utf8_next(s, strlen(s) > 4 ? 4 : strlen(s), &c);
		if (size == 0)
			return (NULL);
		for (size_t z = 0; z < sizeof(zero) / sizeof(zero[0]) && !digit; z++) {
			digit = c >= zero[z] && c <= zero[z] + 9;
			if (digit)
				out[n++] = (char)('0' + (c - zero[z]));
		}
		if (!digit && n == 0 && c == '-')
			out[n++] = '-';
		/* A point or a comma may divide thousands in one language and begin decimals in the
		 * next: only what is a space in all of them is passed over. */
		else if (!digit && c != ' ' && c != 0xa0 && c != 0x202f)
			return (NULL);
	}
	return (n == 0 || n > 15 || (n == 1 && out[0] == '-') ? NULL : out);
}

static void
check_number(struct fields *f, size_t i)
{
	const struct field *d = &f->decl[i];
	struct value *v = &f->values[i];
	const char *ascii;
	int64_t n;

	v->text = text_clean(f->req->arena, v->text);
	if (v->text[0] == '\0') {
		if (d->required)
			wrong(f, i, "field.error.required", 0);
		return;
	}
	ascii = ascii_number(f->req->arena, v->text);
	n = ascii == NULL ? 0 : strtoll(ascii, NULL, 10);
	if (ascii == NULL || n < d->min || n > d->max)
		field_error_text(f, d->name,
		    msg_format(f->req->locale, f->req->arena, "field.error.number",
			MSG_TEXT("field", label_of(f, d)), MSG_INT("min", d->min),
			MSG_INT("max", d->max)));
	else
		v->text = ascii;
}

static void
check_date(struct fields *f, size_t i)
{
	struct value *v = &f->values[i];

	v->text = text_clean(f->req->arena, v->text);
	if (v->text[0] == '\0') {
		if (f->decl[i].required)
			wrong(f, i, "field.error.required", 0);
	} else if (!date_valid(v->text)) {
		wrong(f, i, "field.error.date", 0);
	}
}

bool
field_read(struct fields *f)
{
	f->fixed = true;
	for (size_t i = 0; i < f->n; i++) {
		enum field_kind kind = f->decl[i].kind;

		take(f, i, f->req->form, f->req->nform);
		if (is_text(kind))
			check_text(f, i);
		else if (has_choices(kind))
			check_choice(f, i);
		else if (kind == FIELD_NUMBER)
			check_number(f, i);
		else if (kind == FIELD_DATE)
			check_date(f, i);
		else if (kind == FIELD_CHECK && f->decl[i].required && f->values[i].text[0] == '\0')
			wrong(f, i, "field.error.check", 0);
	}
	return (!f->wrong);
}

/* --- values ------------------------------------------------------------------------------------
 */

const char *
field_text(const struct fields *f, const char *name)
{
	const char *text = f->values[at(f, name)].text;

	return (text[0] == '\0' ? NULL : text);
}

struct strings
field_all(const struct fields *f, const char *name)
{
	return (f->values[at(f, name)].chosen);
}

int
field_chosen(const struct fields *f, const char *name)
{
	size_t i = at(f, name);
	int value = -1;

	if (!f->decl[i].has_vocab || !vocab_value(f->decl[i].vocab, f->values[i].text, &value))
		return (-1);
	return (value);
}

int64_t
field_int(const struct fields *f, const char *name, int64_t otherwise)
{
	const char *text = field_text(f, name);

	return (text == NULL ? otherwise : strtoll(text, NULL, 10));
}

bool
field_checked(const struct fields *f, const char *name)
{
	return (field_text(f, name) != NULL);
}

/* --- showing -----------------------------------------------------------------------------------
 */

static void
show_choices(const struct fields *f, size_t i, struct view *v)
{
	const struct value *value = &f->values[i];

	for (size_t c = 0; c < value->nchoices; c++) {
		struct view *choice = view_item(v, "CHOICE");
		bool chosen = false;

		for (size_t o = 0; o < value->chosen.n; o++)
			chosen = chosen || strcmp(value->chosen.v[o], value->choices[c].id) == 0;
		view_text(choice, "CHOICE_ID", value->choices[c].id);
		view_text(choice, "CHOICE_LABEL", value->choices[c].label);
		/* The first has the id of the field itself, to which the summary leads. */
		if (c == 0)
			view_show(choice, "CHOICE_FIRST");
		else
			view_int(view_item(choice, "CHOICE_NEXT"), "CHOICE_NUMBER", (int64_t)c);
		if (chosen)
			view_show(choice, "CHOSEN");
	}
}

static void
show_input(const struct fields *f, size_t i, struct view *v)
{
	static const struct {
		const char *section, *type;
		bool latin; /* runs from left to right in every language */
	} inputs[] = {
		[FIELD_LINE] = { "INPUT", "text", false },
		[FIELD_TEXT] = { "AREA", NULL, false },
		[FIELD_EMAIL] = { "INPUT", "email", true },
		[FIELD_URL] = { "INPUT", "text", true },
		[FIELD_PASSWORD] = { "INPUT", "password", true },
		[FIELD_NEW_PASSWORD] = { "INPUT", "password", true },
		[FIELD_CODE] = { "INPUT", "text", true },
		[FIELD_SELECT] = { "SELECT", NULL, false },
		[FIELD_RADIO] = { "RADIOS", NULL, false },
		[FIELD_BOXES] = { "BOXES", NULL, false },
		[FIELD_CHECK] = { "CHECK", NULL, false },
		[FIELD_NUMBER] = { "INPUT", "text", true },
		[FIELD_DATE] = { "INPUT", "date", true },
		[FIELD_FILE] = { "FILE", NULL, false },
		[FIELD_HIDDEN] = { "HIDDEN", NULL, false },
	};
	_Static_assert(
	    sizeof(inputs) / sizeof(inputs[0]) == FIELD_KIND_COUNT, "every kind has an input");
	const struct field *d = &f->decl[i];
	struct view *input = view_item(v, inputs[d->kind].section);

	view_text(input, "TYPE", inputs[d->kind].type);
	view_text(input, "TEXT_DIR", inputs[d->kind].latin ? "ltr" : "auto");
	view_text(input, "VALUE", is_secret(d->kind) ? "" : f->values[i].text);
	if (d->kind == FIELD_NUMBER || d->kind == FIELD_CODE)
		view_text(view_item(input, "MODE"), "INPUT_MODE",
		    d->kind == FIELD_NUMBER ? "numeric" : "text");
	if (d->autocomplete != NULL)
		view_text(view_item(input, "AUTO"), "AUTOCOMPLETE", d->autocomplete);
	if (d->language != NULL)
		view_text(view_item(input, "TONGUE"), "VALUE_LANG", d->language);
	if (d->required && d->kind != FIELD_BOXES && d->kind != FIELD_HIDDEN)
		view_show(input, "REQUIRED");
	if (d->kind == FIELD_TEXT)
		view_int(input, "ROWS", d->rows > 0 ? d->rows : ROWS);
	if (d->kind == FIELD_CHECK && f->values[i].text[0] != '\0')
		view_show(input, "CHECKED");
	show_choices(f, i, input);
}

static void
show_field(const struct fields *f, size_t i, struct view *v)
{
	const struct field *d = &f->decl[i];
	const struct value *value = &f->values[i];
	struct view *field = view_item(
	    value->place != NULL ? value->place : v, d->section != NULL ? d->section : "FIELD");
	const char *hint = d->hint_text, *key;

	if (hint == NULL && d->label != NULL) {
		key = arena_printf(f->req->arena, "%s_hint", d->label);
		if (msg_has(f->req->locale, key))
			hint = msg(f->req->locale, key);
	}
	view_text(field, "NAME", d->name);
	view_text(field, "LABEL", label_of(f, d));
	if (d->kind != FIELD_HIDDEN)
		field = view_item(field, "SHOWN");
	if (!d->required && d->kind != FIELD_CHECK && d->kind != FIELD_HIDDEN)
		view_show(field, "OPTIONAL");
	if (hint != NULL)
		view_text(view_item(field, "HINT"), "HINT_TEXT", hint);
	if (value->error != NULL)
		view_text(view_item(field, "WRONG"), "ERROR_TEXT", value->error);
	if (hint != NULL || value->error != NULL)
		view_show(field, "DESCRIBED");
	show_input(f, i, field);
}

void
field_place(struct fields *f, const char *name, struct view *item)
{
	f->values[at(f, name)].place = item;
}

void
field_show(const struct fields *f, struct view *v)
{
	struct view *errors;

	for (size_t i = 0; i < f->n; i++)
		show_field(f, i, v);
	if (f->kept)
		view_show(v, "FORM_KEPT");
	if (!f->wrong)
		return;
	errors = view_item(v, "FORM_WRONG");
	if (f->error != NULL)
		view_text(view_item(errors, "FORM_ERROR"), "ERROR_TEXT", f->error);
	for (size_t i = 0; i < f->n; i++) {
		struct view *error;

		if (f->values[i].error == NULL)
			continue;
		error = view_item(errors, "FIELD_ERROR");
		view_text(error, "ERROR_NAME", f->decl[i].name);
		view_text(error, "ERROR_TEXT", f->values[i].error);
	}
}

enum err
field_page(const struct fields *f, struct resp *resp, struct view *v, const char *template_name)
{
	field_show(f, v);
	if (f->wrong && resp->status == 200)
		resp->status = 422;
	return (page_send(f->req, resp, v, template_name));
}
