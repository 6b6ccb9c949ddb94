/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Owns which fields there are and when they will do; what they make is offering_record.c's. */
#include "domain/offering_form.h"

#include <stdlib.h>
#include <string.h>

#include "base/date.h"
#include "base/utf8.h"
#include "domain/account.h"
#include "domain/offering.h"

#define COUNT(a) (sizeof(a) / sizeof((a)[0]))

enum { LINE = OFFERING_LINE_MAX, BODY = OFFERING_BODY_MAX };

/* clang-format off */
static const struct offering_field provider_fields[] = {
	{ "text", "language",       INPUT_LANGUAGE,  -1, 0, true },
	{ "text", "title",          INPUT_LINE,      -1, OFFERING_TITLE_MAX, true },
	{ "text", "reading",        INPUT_LINE,      -1, LINE, false },
	{ "text", "summary",        INPUT_LINE,      -1, OFFERING_SUMMARY_MAX, true },
	{ "text", "body",           INPUT_TEXT,      -1, BODY, false },
	{ NULL, "types",            INPUT_IDS,       VOCAB_PROVIDER_TYPE, 0, true },
	{ NULL, "country",          INPUT_COUNTRY,   -1, 0, true },
	{ NULL, "city",             INPUT_LINE,      -1, LINE, true },
	{ NULL, "website",          INPUT_URL,       -1, 500, false },
	{ NULL, "email",            INPUT_EMAIL,     -1, 254, false },
	{ NULL, "languages",        INPUT_LANGUAGES, -1, 0, true },
	{ "offering", "service",    INPUT_ID,        VOCAB_SERVICE, 0, true },
	{ "offering", "subjects",   INPUT_IDS,       VOCAB_SUBJECT, 0, true },
	{ "offering", "fee",        INPUT_ID,        VOCAB_FEE_MODEL, 0, true },
	{ "offering", "fee_from",   INPUT_NUMBER,    -1, OFFERING_FEE_MAX, false },
	{ "offering", "fee_to",     INPUT_NUMBER,    -1, OFFERING_FEE_MAX, false },
	{ "offering", "currency",   INPUT_CURRENCY,  -1, 0, false },
	{ "offering", "response_days", INPUT_NUMBER, -1, OFFERING_RESPONSE_MAX, false },
	{ "offering", "deliverables", INPUT_TEXT,    -1, 2000, false },
	{ "offering", "language",   INPUT_LANGUAGE,  -1, 0, false },
	{ "licence", "office",      INPUT_LINE,      -1, LINE, true },
	{ "licence", "country",     INPUT_COUNTRY,   -1, 0, false },
	{ "licence", "number",      INPUT_LINE,      -1, 100, true },
	{ "licence", "valid_from",  INPUT_DATE,      -1, 0, false },
	{ "licence", "valid_to",    INPUT_DATE,      -1, 0, false },
	{ "office", "city",         INPUT_LINE,      -1, LINE, true },
	{ "office", "country",      INPUT_COUNTRY,   -1, 0, true },
	{ "office", "address",      INPUT_LINE,      -1, LINE, false },
	{ NULL, "served",           INPUT_SERVED,    -1, 0, true },
	{ NULL, "conflict",         INPUT_ID,        VOCAB_CONFLICT, 0, true },
	{ NULL, "consents",         INPUT_IDS,       VOCAB_CONSENT, 0, false },
};

static const struct offering_field listing_fields[] = {
	{ NULL, "direction",        INPUT_ID,        VOCAB_DIRECTION, 0, true },
	{ "text", "language",       INPUT_LANGUAGE,  -1, 0, true },
	{ "text", "title",          INPUT_LINE,      -1, OFFERING_TITLE_MAX, true },
	{ "text", "summary",        INPUT_LINE,      -1, OFFERING_SUMMARY_MAX, true },
	{ "text", "problem",        INPUT_TEXT,      -1, BODY, true },
	{ "text", "solution",       INPUT_TEXT,      -1, BODY, false },
	{ "text", "advantages",     INPUT_TEXT,      -1, BODY, false },
	{ "text", "terms",          INPUT_TEXT,      -1, BODY, false },
	{ NULL, "trl",              INPUT_NUMBER,    -1, 9, false },
	{ NULL, "ipc",              INPUT_IPC,       -1, LINE, true },
	{ NULL, "subjects",         INPUT_IDS,       VOCAB_SUBJECT, 0, false },
	{ NULL, "wanted",           INPUT_IDS,       VOCAB_WANTED, 0, true },
	{ NULL, "country",          INPUT_COUNTRY,   -1, 0, true },
	{ NULL, "countries",        INPUT_JURISDICTIONS, -1, 0, true },
	{ "right", "subject",       INPUT_ID,        VOCAB_SUBJECT, 0, true },
	{ "right", "status",        INPUT_ID,        VOCAB_IP_STATUS, 0, true },
	{ "right", "office",        INPUT_OFFICE,    -1, 0, false },
	{ "right", "number",        INPUT_LINE,      -1, 100, false },
	{ "right", "owner",         INPUT_LINE,      -1, LINE, false },
	{ "right", "url",           INPUT_URL,       -1, 500, false },
	{ NULL, "expires",          INPUT_DATE,      -1, 0, true },
	{ NULL, "anonymous",        INPUT_FLAG,      -1, 0, false },
};
/* clang-format on */

const struct offering_field *
offering_fields(enum kind kind, size_t *ret_n)
{
	*ret_n = kind == KIND_PROVIDER ? COUNT(provider_fields) : COUNT(listing_fields);
	return (kind == KIND_PROVIDER ? provider_fields : listing_fields);
}

const char *const *
offering_languages(size_t *ret_n)
{
	static const char *const tags[] = { "en", "zh-Hans", "zh-Hant", "ru", "pt", "hi", "ar",
		"fa", "id", "am", "es", "fr", "de", "ja", "ko", "it", "tr", "kk", "uz", "vi", "th",
		"ms", "bn", "ta", "ur", "sw", "af", "zu", "he" };

	*ret_n = COUNT(tags);
	return (tags);
}

const char *
offering_name(struct arena *arena, const struct offering_field *field, size_t row)
{
	if (field->group == NULL)
		return (field->name);
	return (arena_printf(arena, "%s.%zu.%s", field->group, row, field->name));
}

/* --- values ------------------------------------------------------------------------------------
 */

const char *
offering_get(const struct offering_values *values, const char *name)
{
	for (size_t i = 0; i < values->n; i++)
		if (values->v[i].value[0] != '\0' && strcmp(values->v[i].name, name) == 0)
			return (values->v[i].value);
	return (NULL);
}

bool
offering_has(const struct offering_values *values, const char *name, const char *value)
{
	for (size_t i = 0; i < values->n; i++)
		if (strcmp(values->v[i].value, value) == 0 && strcmp(values->v[i].name, name) == 0)
			return (true);
	return (false);
}

/* The number of the row of ${group} that ${name} stands in, 0 if in none. */
static size_t
row_of(const char *name, const char *group)
{
	size_t n = strlen(group);
	char *end;
	long row;

	if (strncmp(name, group, n) != 0 || name[n] != '.' || name[n + 1] < '1' ||
	    name[n + 1] > '9')
		return (0);
	row = strtol(name + n + 1, &end, 10);
	return (*end == '.' && row <= OFFERING_ROWS_MAX ? (size_t)row : 0);
}

size_t
offering_rows(const struct offering_values *values, const char *group)
{
	size_t last = 0, row;

	for (size_t i = 0; i < values->n; i++) {
		row = values->v[i].value[0] != '\0' ? row_of(values->v[i].name, group) : 0;
		if (row > last)
			last = row;
	}
	return (last);
}

static bool
row_filled(const struct offering_values *values, const char *group, size_t row)
{
	for (size_t i = 0; i < values->n; i++)
		if (values->v[i].value[0] != '\0' && row_of(values->v[i].name, group) == row)
			return (true);
	return (false);
}

/* Where a field's name begins that has a value for each jurisdiction; NULL for another. */
static bool
is_named(const struct offering_field *f, const char *want, const char *name)
{
	size_t n;

	if (f->input != INPUT_SERVED)
		return (strcmp(want, name) == 0);
	n = strlen(f->name);
	return (
	    strncmp(name, f->name, n) == 0 && name[n] == '.' && strchr(name + n + 1, '.') == NULL);
}

static const char *
trimmed(struct arena *arena, const char *s)
{
	size_t n;

	s += strspn(s, " \t\r\n");
	for (n = strlen(s); n > 0 && strchr(" \t\r\n", s[n - 1]) != NULL; n--)
		;
	return (arena_strndup(arena, s, n));
}

/* Line ends as one character, whatever the browser sends. */
static const char *
lines(struct arena *arena, const char *s)
{
	char *out = arena_strdup(arena, s), *to = out;

	for (const char *p = s; *p != '\0'; p++)
		if (*p != '\r' || p[1] != '\n')
			*to++ = *p == '\r' ? '\n' : *p;
	*to = '\0';
	return (out);
}

static void
take(struct arena *arena, const struct offering_field *f, const struct offering_values *values,
    const char *from, const char *to, struct offering_values *out)
{
	for (size_t i = 0; i < values->n && out->n < OFFERING_VALUES_MAX; i++) {
		const char *value;

		if (!is_named(f, from, values->v[i].name))
			continue;
		value = trimmed(arena, lines(arena, values->v[i].value));
		if (value[0] == '\0' || offering_has(out, to, value))
			continue;
		out->v[out->n++] =
		    (struct offering_value){ f->input == INPUT_SERVED ? values->v[i].name : to,
			    value };
		if (f->input != INPUT_IDS && f->input != INPUT_LANGUAGES &&
		    f->input != INPUT_JURISDICTIONS && f->input != INPUT_SERVED)
			break;
	}
}

struct offering_values
offering_tidy(struct arena *arena, enum kind kind, const struct offering_values *values)
{
	struct offering_values out = {
		arena_array(arena, struct offering_value, OFFERING_VALUES_MAX), 0
	};
	const struct offering_field *fields;
	size_t n, end;

	fields = offering_fields(kind, &n);
	for (size_t i = 0; i < n; i = end) {
		const char *group = fields[i].group;
		size_t rows, to = 0;

		for (end = i + 1; end < n && group != NULL && fields[end].group != NULL &&
				  strcmp(fields[end].group, group) == 0;
		     end++)
			;
		if (group == NULL) {
			take(arena, &fields[i], values, fields[i].name, fields[i].name, &out);
			continue;
		}
		rows = offering_rows(values, group);
		for (size_t row = 1; row <= rows; row++) {
			size_t before = out.n;

			for (size_t k = i; k < end; k++)
				take(arena, &fields[k], values,
				    offering_name(arena, &fields[k], row),
				    offering_name(arena, &fields[k], to + 1), &out);
			to += out.n > before;
		}
	}
	return (out);
}

/* --- checks ------------------------------------------------------------------------------------
 */

struct check {
	struct arena *arena;
	const struct offering_values *values;
	const struct offering_known *known;
	bool whole;
	struct offering_problems problems;
};

static void
wrong(struct check *c, const char *name, const char *key, int64_t max)
{
	/* One sentence a field is enough. */
	for (size_t i = 0; i < c->problems.n; i++)
		if (strcmp(c->problems.v[i].name, name) == 0)
			return;
	if (c->problems.n < OFFERING_VALUES_MAX)
		c->problems.v[c->problems.n++] =
		    (struct offering_problem){ arena_strdup(c->arena, name), key, max };
}

/* Characters that change how what stands beside them is read, or are none. */
static const char *
characters(const char *s, bool several_lines)
{
	size_t n = strlen(s), len;
	uint32_t c;

	for (; n > 0; s += len, n -= len) {
		if ((len = utf8_next(s, n, &c)) == 0)
			return ("control");
		if (c == '\n' && !several_lines)
			return ("line_break");
		if ((c < 0x20 && c != '\n' && !(c == '\t' && several_lines)) ||
		    (c >= 0x7F && c < 0xA0) || c == 0x2028 || c == 0x2029 || c == 0xFEFF ||
		    c == 0xFFFE || c == 0xFFFF)
			return ("control");
		if ((c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069) || c == 0x200E ||
		    c == 0x200F || c == 0x61C)
			return ("bidi");
	}
	return (NULL);
}

static bool
is_number(const char *s, int max)
{
	size_t n = strlen(s);

	return (n > 0 && n <= 10 && strspn(s, "0123456789") == n && strtoll(s, NULL, 10) >= 1 &&
		strtoll(s, NULL, 10) <= max);
}

static bool
is_url(const char *s)
{
	const char *host = strncmp(s, "https://", 8) == 0  ? s + 8
			   : strncmp(s, "http://", 7) == 0 ? s + 7
							   : NULL;

	if (host == NULL || *host == '\0' || *host == '/')
		return (false);
	for (; *s != '\0'; s++)
		if ((unsigned char)*s <= ' ' || *s == '"' || *s == '<' || *s == '>')
			return (false);
	return (true);
}

static bool
is_language(const char *s)
{
	size_t n;
	const char *const *tags = offering_languages(&n);

	for (size_t i = 0; i < n; i++)
		if (strcmp(tags[i], s) == 0)
			return (true);
	return (false);
}

static bool
is_jurisdiction(const struct check *c, const char *s)
{
	for (size_t i = 0; i < c->known->jurisdictions->n; i++)
		if (strcmp(c->known->jurisdictions->v[i], s) == 0)
			return (true);
	return (false);
}

/* Every symbol of a list. */
static bool
is_ipc(struct arena *arena, const char *s)
{
	struct strings all = { 0 };
	char *copy = arena_strdup(arena, s), *item;

	while ((item = strsep(&copy, ",;\n")) != NULL) {
		const char *symbol = trimmed(arena, item);

		if (symbol[0] == '\0')
			continue;
		if (!offering_ipc(symbol))
			return (false);
		all.n++;
	}
	return (all.n > 0);
}

/* The key of what is wrong with the form of one value; NULL: nothing. */
static const char *
form(const struct check *c, const struct offering_field *f, const char *value)
{
	int ignored;

	switch (f->input) {
	case INPUT_ID:
	case INPUT_IDS:
		return (vocab_value((enum vocab)f->set, value, &ignored) ? NULL : "choice");
	case INPUT_LANGUAGE:
	case INPUT_LANGUAGES:
		return (is_language(value) ? NULL : "choice");
	case INPUT_JURISDICTIONS:
		return (is_jurisdiction(c, value) ? NULL : "choice");
	case INPUT_SERVED:
		return (strcmp(value, "direct") == 0 || strcmp(value, "partner") == 0 ? NULL
										      : "choice");
	case INPUT_FLAG:
		return (strcmp(value, "1") == 0 ? NULL : "choice");
	case INPUT_COUNTRY:
	case INPUT_OFFICE:
		return (offering_office(value) ? NULL : "choice");
	case INPUT_CURRENCY:
		return (c->known->currency(value) ? NULL : "currency");
	case INPUT_DATE:
		return (date_valid(value) ? NULL : "date");
	case INPUT_NUMBER:
		return (is_number(value, f->max) ? NULL : "number");
	case INPUT_URL:
		return (is_url(value) ? NULL : "url");
	case INPUT_EMAIL:
		return (account_email_valid(value) ? NULL : "email");
	case INPUT_IPC:
		return (is_ipc(c->arena, value) ? NULL : "ipc");
	case INPUT_LINE:
	case INPUT_TEXT:
		break;
	}
	return (NULL);
}

/* What cannot even be kept as a draft. */
static bool
is_hard(const char *key)
{
	return (strcmp(key, "choice") == 0);
}

static void
check_value(struct check *c, const struct offering_field *f, const char *name, const char *value)
{
	bool words = f->input == INPUT_LINE || f->input == INPUT_TEXT || f->input == INPUT_IPC;
	int64_t max = words || f->input == INPUT_URL || f->input == INPUT_EMAIL ? f->max : 100;
	const char *key = characters(value, f->input == INPUT_TEXT || f->input == INPUT_IPC);

	if (key != NULL) {
		wrong(c, name, key, 0);
	} else if ((int64_t)utf8_count(value, strlen(value)) > max) {
		wrong(c, name, "too_long", max);
	} else if ((key = form(c, f, value)) != NULL && (c->whole || is_hard(key))) {
		wrong(c, name, key, f->max);
	}
}

/* All values of ${f} in row ${row}. */
static void
check_field(struct check *c, const struct offering_field *f, size_t row)
{
	const char *name = offering_name(c->arena, f, row);
	bool any = false;

	for (size_t i = 0; i < c->values->n; i++) {
		const struct offering_value *v = &c->values->v[i];

		if (!is_named(f, name, v->name) || v->value[0] == '\0')
			continue;
		if (f->input == INPUT_SERVED && !is_jurisdiction(c, v->name + strlen(f->name) + 1))
			wrong(c, name, "choice", 0);
		check_value(c, f, f->input == INPUT_SERVED ? name : v->name, v->value);
		any = true;
	}
	if (c->whole && f->required && !any)
		wrong(c, name,
		    f->input == INPUT_IDS || f->input == INPUT_LANGUAGES ||
			    f->input == INPUT_JURISDICTIONS || f->input == INPUT_SERVED
			? "required_some"
			: "required",
		    0);
}

static const char *
in_row(struct check *c, const char *group, size_t row, const char *name)
{
	return (offering_get(c->values, arena_printf(c->arena, "%s.%zu.%s", group, row, name)));
}

static void
wrong_in(
    struct check *c, const char *group, size_t row, const char *name, const char *key, int64_t max)
{
	wrong(c, arena_printf(c->arena, "%s.%zu.%s", group, row, name), key, max);
}

static void
check_texts(struct check *c)
{
	size_t rows = offering_rows(c->values, "text");
	const char *language, *title, *summary, *key;
	enum offering_summary s;

	if (rows == 0)
		wrong(c, "text.1.title", "required", 0);
	for (size_t row = 1; row <= rows; row++) {
		language = in_row(c, "text", row, "language");
		title = in_row(c, "text", row, "title");
		summary = in_row(c, "text", row, "summary");
		for (size_t k = 1; k < row && language != NULL; k++) {
			key = in_row(c, "text", k, "language");
			if (key != NULL && strcmp(key, language) == 0)
				wrong_in(c, "text", row, "language", "language_twice", 0);
		}
		if (title == NULL || summary == NULL ||
		    (s = offering_summary(title, summary)) == SUMMARY_GOOD)
			continue;
		wrong_in(c, "text", row, "summary",
		    s == SUMMARY_SHORT	 ? "summary_short"
		    : s == SUMMARY_LONG	 ? "too_long"
		    : s == SUMMARY_TITLE ? "summary_title"
		    : s == SUMMARY_LEANS ? "summary_leans"
					 : "summary_sentences",
		    s == SUMMARY_LONG ? OFFERING_SUMMARY_MAX : offering_summary_least(summary));
	}
}

/* Whether a date of a row comes before another of it. */
static void
check_order(struct check *c, const char *group, const char *from, const char *to, const char *key)
{
	for (size_t row = 1; row <= offering_rows(c->values, group); row++) {
		const char *a = in_row(c, group, row, from), *b = in_row(c, group, row, to);

		if (a != NULL && b != NULL &&
		    (strcmp(key, "date_order") == 0 ? strcmp(b, a) < 0
						    : strtoll(b, NULL, 10) < strtoll(a, NULL, 10)))
			wrong_in(c, group, row, to, key, 0);
	}
}

static void
check_provider(struct check *c)
{
	if (offering_rows(c->values, "offering") == 0)
		wrong(c, "offering.1.service", "required", 0);
	check_order(c, "licence", "valid_from", "valid_to", "date_order");
	check_order(c, "offering", "fee_from", "fee_to", "fee_order");
	for (size_t row = 1; row <= offering_rows(c->values, "offering"); row++) {
		if (in_row(c, "offering", row, "currency") == NULL &&
		    (in_row(c, "offering", row, "fee_from") != NULL ||
			in_row(c, "offering", row, "fee_to") != NULL))
			wrong_in(c, "offering", row, "currency", "currency_missing", 0);
		if (in_row(c, "offering", row, "deliverables") != NULL &&
		    in_row(c, "offering", row, "language") == NULL)
			wrong_in(c, "offering", row, "language", "required", 0);
	}
	if (offering_has(c->values, "consents", vocab_id(VOCAB_CONSENT, CONSENT_CONTACT)) &&
	    offering_get(c->values, "email") == NULL)
		wrong(c, "email", "email_missing", 0);
}

static void
check_listing(struct check *c)
{
	const char *expires = offering_get(c->values, "expires");
	bool offer =
	    offering_has(c->values, "direction", vocab_id(VOCAB_DIRECTION, (int)DIRECTION_OFFER));

	if (expires != NULL && date_valid(expires)) {
		if (strcmp(expires, c->known->today) <= 0)
			wrong(c, "expires", "date_past", 0);
		else if (strcmp(expires, date_later(c->arena, c->known->today, 12, 0)) > 0)
			wrong(c, "expires", "date_far", 0);
	}
	for (size_t row = 1; offer && row <= offering_rows(c->values, "text"); row++)
		if (in_row(c, "text", row, "solution") == NULL)
			wrong_in(c, "text", row, "solution", "required", 0);
	for (size_t row = 1; row <= offering_rows(c->values, "right"); row++) {
		const char *status = in_row(c, "right", row, "status");

		/* What is filed somewhere has a number there. */
		if (status == NULL ||
		    strcmp(status, vocab_id(VOCAB_IP_STATUS, (int)IP_SECRET)) == 0)
			continue;
		if (in_row(c, "right", row, "office") == NULL)
			wrong_in(c, "right", row, "office", "required", 0);
		if (in_row(c, "right", row, "number") == NULL)
			wrong_in(c, "right", row, "number", "required", 0);
	}
}

struct offering_problems
offering_check(struct arena *arena, enum kind kind, const struct offering_values *values,
    const struct offering_known *known, bool whole)
{
	struct check c = { arena, values, known, whole,
		{ arena_array(arena, struct offering_problem, OFFERING_VALUES_MAX), 0 } };
	const struct offering_field *fields;
	size_t n;

	fields = offering_fields(kind, &n);
	for (size_t i = 0; i < n; i++) {
		if (fields[i].group == NULL) {
			check_field(&c, &fields[i], 0);
			continue;
		}
		for (size_t row = 1; row <= offering_rows(values, fields[i].group); row++)
			if (row_filled(values, fields[i].group, row))
				check_field(&c, &fields[i], row);
	}
	if (whole) {
		check_texts(&c);
		if (kind == KIND_PROVIDER)
			check_provider(&c);
		else
			check_listing(&c);
	}
	return (c.problems);
}
