/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Owns what can be followed and how it is spelt. */
#include "domain/follow.h"

#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/percent.h"
#include "base/utf8.h"
#include "domain/slug.h"
#include "domain/vocab.h"

enum { EID_MAX = 200 };

/* The parameters of searches and lists that say what is found. */
static const char *const narrowing[] = { "ipc", "jurisdiction", "kind", "language", "q", "service",
	"status", "subject", "type", "year", "year_from", "year_to" };

static bool
is_narrowing(const char *name)
{
	for (size_t i = 0; i < sizeof(narrowing) / sizeof(narrowing[0]); i++) {
		if (strcmp(narrowing[i], name) == 0)
			return (true);
	}
	return (false);
}

static bool
single_valued(const char *name)
{
	return (strcmp(name, "q") == 0 || strncmp(name, "year_", 5) == 0);
}

static bool
place_valid(const char *s)
{
	return (strcmp(s, "INT") == 0 ||
		(strlen(s) == 2 && strspn(s, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") == 2));
}

static bool
eid_valid(const char *s)
{
	size_t n = strlen(s);

	return (
	    n > 0 && n <= EID_MAX &&
	    strspn(s, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-.~") == n);
}

/* --- values ------------------------------------------------------------------------------------
 */

/* ${n} encoded bytes as text; NULL if they are none. */
static const char *
decode(struct arena *arena, const char *s, size_t n)
{
	char *out = arena_alloc(arena, n + 1);
	size_t len;

	if (!percent_decode(s, n, true, out, &len) || !utf8_valid(out, len))
		return (NULL);
	for (size_t i = 0; i < len; i++) {
		if ((unsigned char)out[i] < 0x20 || out[i] == 0x7f)
			return (NULL);
	}
	/* Blanks around words say nothing. */
	while (len > 0 && out[len - 1] == ' ')
		len--;
	out[len] = '\0';
	return (out + strspn(out, " "));
}

static int
by_name_and_value(const void *a, const void *b)
{
	const struct follow_value *x = a, *y = b;
	int c = strcmp(x->name, y->name);

	return (c != 0 ? c : strcmp(x->value, y->value));
}

static bool
value_valid(const char *name, const char *value)
{
	enum kind kind;
	int ignored;

	if (strcmp(name, "kind") == 0)
		return (kind_from_id(value, &kind));
	if (strcmp(name, "subject") == 0)
		return (vocab_value(VOCAB_SUBJECT, value, &ignored));
	if (strcmp(name, "status") == 0)
		return (vocab_value(VOCAB_LAW_STATUS, value, &ignored));
	if (strcmp(name, "type") == 0)
		return (vocab_value(VOCAB_LAW_TYPE, value, &ignored));
	if (strcmp(name, "service") == 0)
		return (vocab_value(VOCAB_SERVICE, value, &ignored));
	if (strncmp(name, "year", 4) == 0)
		return (strspn(value, "0123456789") == strlen(value) && strlen(value) <= 4);
	return (true);
}

static enum err
read_values(struct arena *arena, const char *query, struct follow_target *t)
{
	t->values = arena_array(arena, struct follow_value, FOLLOW_VALUES_MAX);
	while (*query != '\0') {
		size_t n = strcspn(query, "&"), name = strcspn(query, "=&");
		struct follow_value v;

		v.name = decode(arena, query, name);
		v.value = name < n ? decode(arena, query + name + 1, n - name - 1)
				   : arena_strdup(arena, "");
		query += n + (query[n] == '&');
		if (v.name == NULL || v.value == NULL)
			return (ERR_INPUT);
		if (!is_narrowing(v.name) || *v.value == '\0' ||
		    (t->is_list && strcmp(v.name, "kind") == 0) ||
		    (single_valued(v.name) && follow_value(t, v.name) != NULL))
			continue;
		if (!value_valid(v.name, v.value))
			return (ERR_INPUT);
		if (t->nvalues == FOLLOW_VALUES_MAX ||
		    utf8_count(v.value, strlen(v.value)) > FOLLOW_VALUE_MAX)
			return (ERR_TOOBIG);
		t->values[t->nvalues++] = v;
	}
	if (t->nvalues > 1)
		qsort(t->values, t->nvalues, sizeof(t->values[0]), by_name_and_value);
	for (size_t i = 1; i < t->nvalues;) {
		if (by_name_and_value(&t->values[i - 1], &t->values[i]) != 0) {
			i++;
			continue;
		}
		memmove(
		    &t->values[i], &t->values[i + 1], (t->nvalues - i - 1) * sizeof(t->values[0]));
		t->nvalues--;
	}
	return (ERR_OK);
}

/* --- addresses ---------------------------------------------------------------------------------
 */

static enum err
read_page(const char *first, const char *second, const char *third, struct follow_target *t)
{
	int subject;

	if (second == NULL)
		return (ERR_INPUT);
	if (strcmp(first, "laws") == 0 && slug_valid(second) &&
	    (third == NULL || eid_valid(third))) {
		t->type = third == NULL ? FOLLOW_LAW : FOLLOW_ARTICLE;
		t->kind = KIND_LAW;
		t->slug = second;
		t->eid = third;
		return (ERR_OK);
	}
	if (third != NULL)
		return (ERR_INPUT);
	if (strcmp(first, "jurisdictions") == 0 && place_valid(second)) {
		t->type = FOLLOW_JURISDICTION;
		t->id = second;
		return (ERR_OK);
	}
	if (strcmp(first, "subjects") == 0 && vocab_value(VOCAB_SUBJECT, second, &subject)) {
		t->type = FOLLOW_SUBJECT;
		t->id = second;
		return (ERR_OK);
	}
	return (ERR_INPUT);
}

enum err
follow_parse(struct arena *arena, const char *what, struct follow_target *ret_target)
{
	struct follow_target t = { 0 };
	const char *part[3] = { NULL, NULL, NULL }, *query;
	size_t path, n;
	enum err err;

	what += *what == '/';
	path = strcspn(what, "?");
	query = what[path] == '?' ? what + path + 1 : "";
	for (size_t i = 0, at = 0; at < path; i++, at += n + 1) {
		n = strcspn(what + at, "/?");
		if (i == 3 || (part[i] = decode(arena, what + at, n)) == NULL || *part[i] == '\0')
			return (ERR_INPUT);
	}
	if (part[0] == NULL)
		return (ERR_INPUT);
	t.is_list = part[1] == NULL && kind_from_plural(part[0], &t.kind);
	if (t.is_list || (part[1] == NULL && strcmp(part[0], "search") == 0)) {
		t.type = FOLLOW_SEARCH;
		if ((err = read_values(arena, query, &t)) != ERR_OK)
			return (err);
		/* All that there is would be no news. */
		if (!t.is_list && t.nvalues == 0)
			return (ERR_INPUT);
	} else if ((err = read_page(part[0], part[1], part[2], &t)) != ERR_OK) {
		return (err);
	}
	if (strlen(follow_spelling(arena, &t)) > FOLLOW_SPELLING_MAX)
		return (ERR_TOOBIG);
	*ret_target = t;
	return (ERR_OK);
}

static const char *
spell_search(struct arena *arena, const struct follow_target *t)
{
	struct buf out = { 0 };
	const char *s;

	buf_str(&out, t->is_list ? kind_plural(t->kind) : "search");
	for (size_t i = 0; i < t->nvalues; i++) {
		s = t->values[i].value;
		buf_printf(&out, "%c%s=%s", i == 0 ? '?' : '&', t->values[i].name,
		    percent_encode(arena, s, strlen(s), ""));
	}
	s = arena_strdup(arena, buf_cstr(&out));
	buf_free(&out);
	return (s);
}

const char *
follow_spelling(struct arena *arena, const struct follow_target *t)
{
	switch (t->type) {
	case FOLLOW_LAW:
		return (arena_printf(arena, "laws/%s", t->slug));
	case FOLLOW_ARTICLE:
		return (arena_printf(arena, "laws/%s/%s", t->slug, t->eid));
	case FOLLOW_JURISDICTION:
		return (arena_printf(arena, "jurisdictions/%s", t->id));
	case FOLLOW_SUBJECT:
		return (arena_printf(arena, "subjects/%s", t->id));
	case FOLLOW_SEARCH:
		break;
	}
	return (spell_search(arena, t));
}

const char *
follow_value(const struct follow_target *t, const char *name)
{
	for (size_t i = 0; i < t->nvalues; i++) {
		if (strcmp(t->values[i].name, name) == 0)
			return (t->values[i].value);
	}
	return (NULL);
}

/* --- rhythms -----------------------------------------------------------------------------------
 */

static const char *const rhythms[] = { "daily", "weekly", "off" };
_Static_assert(sizeof(rhythms) / sizeof(rhythms[0]) == FOLLOW_RHYTHM_COUNT, "rhythms");

const char *
follow_rhythm_id(enum follow_rhythm rhythm)
{
	return (rhythms[rhythm]);
}

bool
follow_rhythm_from_id(const char *id, enum follow_rhythm *ret_rhythm)
{
	for (size_t i = 0; id != NULL && i < FOLLOW_RHYTHM_COUNT; i++) {
		if (strcmp(rhythms[i], id) == 0) {
			*ret_rhythm = (enum follow_rhythm)i;
			return (true);
		}
	}
	return (false);
}
