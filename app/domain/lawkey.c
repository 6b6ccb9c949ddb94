/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Owns what identifies a law besides its identifiers. */
#include "domain/lawkey.h"

#include <string.h>

#include "domain/eid.h"

bool
lawkey_number(const char *number, struct buf *out)
{
	const char *p = number, *end = number;

	while (*p != '\0' && (end = eid_digits(p, out)) == p)
		p++;
	if (*p == '\0')
		return (false);
	/* 9.279 and 9,279, but not 12.5 */
	while (*end == '.' || *end == ',') {
		size_t before = out->len;

		p = eid_digits(end + 1, out);
		if (out->len - before != 3) {
			out->len = before;
			out->data[before] = '\0';
			break;
		}
		end = p;
	}
	return (true);
}

/* What the law is called where it was made: the number, in China the title, which numbers of
 * promulgation do not stand for. */
static bool
name(const struct record *r, struct buf *out)
{
	const struct law *law = r->law;
	bool numbered = law->number != NULL && strcmp(r->jurisdictions.v[0], "CN") != 0;

	if (numbered && lawkey_number(law->number, out))
		return (true);
	if (law->original_title == NULL)
		return (false);
	buf_add(out, law->original_title, strlen(law->original_title));
	return (true);
}

const char *
lawkey_match(struct arena *arena, const struct record *r)
{
	struct buf out = { 0 };
	const char *key = NULL, *p;

	if (r->kind != KIND_LAW || r->law->date_enacted == NULL || r->jurisdictions.n != 1)
		return (NULL);
	if (name(r, &out)) {
		p = buf_cstr(&out);
		key = arena_printf(arena, "%s %s %s %s", r->jurisdictions.v[0],
		    vocab_id(VOCAB_LAW_TYPE, (int)r->law->type), p + strspn(p, "0"),
		    r->law->date_enacted);
	}
	buf_free(&out);
	return (key);
}

const char *
lawkey_version(const struct law *law)
{
	const char *last = NULL;

	for (size_t i = 0; i < law->nexpressions; i++) {
		const char *date = law->expressions[i].version_date;

		if (date != NULL && (last == NULL || strcmp(date, last) > 0))
			last = date;
	}
	if (law->nexpressions > 0)
		return (last);
	return (law->date_amended != NULL ? law->date_amended : law->date_enacted);
}

const char *
lawkey_language(const struct law *law)
{
	return (law->nexpressions > 0 ? law->expressions[0].language : law->original_language);
}
