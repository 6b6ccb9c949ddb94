/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Owns what dates and relations say of a law on a day. */
#include "domain/standing.h"

#include <string.h>

/* Dates sort as they stand.  An unknown one is neither before nor after. */
static bool
passed(const char *date, const char *day)
{
	return (date != NULL && strcmp(date, day) <= 0);
}

static bool
to_come(const char *date, const char *day)
{
	return (date != NULL && strcmp(date, day) > 0);
}

static bool
later(const char *a, const char *b)
{
	return (a != NULL && (b == NULL || strcmp(a, b) > 0));
}

/* --- repeal ------------------------------------------------------------------------------------
 */

/* The first law that repeals all of this one by ${day}. */
static const struct relation *
repealing(const struct law *law, const char *day)
{
	const struct relation *first = NULL;

	for (size_t i = 0; i < law->nincoming; i++) {
		const struct relation *r = &law->incoming[i];

		if (r->type != RELATION_REPEALS || r->target_eid != NULL || to_come(r->date, day))
			continue;
		if (first == NULL || later(first->date, r->date))
			first = r;
	}
	return (first);
}

/* The day since which no text applies, NULL if one does or it isn't said of all. */
static const char *
texts_ended(const struct law *law, const char *day)
{
	const char *last = NULL;

	for (size_t i = 0; i < law->nexpressions; i++) {
		const struct expression *x = &law->expressions[i];

		if (x->digest || x->chained_to)
			continue;
		if (!passed(x->valid_to, day))
			return (NULL);
		if (later(x->valid_to, last))
			last = x->valid_to;
	}
	return (last);
}

static bool
is_repealed(const struct law *law, const char *day, struct standing *s)
{
	const struct relation *r = repealing(law, day);
	const char *ended = texts_ended(law, day);

	if (r != NULL) {
		s->reason = STANDING_REPEALED_BY;
		s->date = r->date != NULL		    ? r->date
			  : passed(law->date_repealed, day) ? law->date_repealed
							    : NULL;
		s->law = r->target;
	} else if (passed(law->date_repealed, day)) {
		s->reason = STANDING_DATE_REPEALED;
		s->date = law->date_repealed;
	} else if (ended != NULL) {
		s->reason = STANDING_TEXT_ENDS;
		s->date = ended;
	} else if (law->status == LAW_REPEALED && law->date_repealed == NULL) {
		s->reason = STANDING_SAID;
	} else {
		return (false);
	}
	s->status = LAW_REPEALED;
	return (true);
}

/* --- force -------------------------------------------------------------------------------------
 */

/* The first day on which a text applies by its own word. */
static const char *
texts_begin(const struct law *law)
{
	const char *first = NULL;

	for (size_t i = 0; i < law->nexpressions; i++) {
		const struct expression *x = &law->expressions[i];

		if (!x->digest && !x->chained_from && x->valid_from != NULL &&
		    (first == NULL || later(first, x->valid_from)))
			first = x->valid_from;
	}
	return (first);
}

static void
tell_force(const struct law *law, const char *day, struct standing *s)
{
	const char *begin = law->date_in_force, *texts = texts_begin(law);

	s->reason = STANDING_DATE_IN_FORCE;
	if (begin == NULL) {
		s->reason = STANDING_TEXT_BEGINS;
		begin = texts;
	}
	s->date = begin;
	if (begin != NULL) {
		s->status = passed(begin, day) ? LAW_IN_FORCE : LAW_NOT_YET;
	} else if (to_come(law->date_enacted, day)) {
		s->status = LAW_NOT_YET;
		s->reason = STANDING_DATE_ENACTED;
		s->date = law->date_enacted;
	} else if (law->status == LAW_IN_FORCE || law->status == LAW_NOT_YET ||
		   (law->status == LAW_REPEALED && law->date_repealed != NULL)) {
		/* Repealed only later, so in force before. */
		s->status = law->status == LAW_NOT_YET ? LAW_NOT_YET : LAW_IN_FORCE;
		s->reason = STANDING_SAID;
	} else {
		s->status = LAW_UNKNOWN;
		s->reason = STANDING_NOTHING;
	}
}

/* --- amendments --------------------------------------------------------------------------------
 */

static void
tell_amendments(const struct law *law, const char *day, struct standing *s)
{
	const char *first = law->date_enacted;

	if (passed(law->date_amended, day)) {
		s->amended = true;
		s->amended_date = law->date_amended;
	}
	for (size_t i = 0; first == NULL && i < law->nexpressions; i++) {
		const char *version = law->expressions[i].version_date;

		if (version != NULL && (first == NULL || later(first, version)))
			first = version;
	}
	for (size_t i = 0; i < law->nexpressions; i++) {
		const struct expression *x = &law->expressions[i];

		if (!x->digest && first != NULL && later(x->version_date, first) &&
		    passed(x->version_date, day) && later(x->version_date, s->amended_date)) {
			s->amended = true;
			s->amended_date = x->version_date;
		}
	}
	for (size_t i = 0; i < law->nincoming; i++) {
		const struct relation *r = &law->incoming[i];
		bool part = r->type == RELATION_REPEALS && r->target_eid != NULL;

		if ((r->type != RELATION_AMENDS && !part) || to_come(r->date, day))
			continue;
		s->amended = true;
		if (later(s->amended_date, r->date) || (r->date == NULL && s->amended_date != NULL))
			continue;
		s->amended_by = r->target;
		s->amended_date = r->date;
	}
}

struct standing
standing_of(const struct law *law, const char *day)
{
	struct standing s = { 0 };

	if (!is_repealed(law, day, &s))
		tell_force(law, day, &s);
	if (s.status == LAW_IN_FORCE)
		tell_amendments(law, day, &s);
	return (s);
}

const struct relation *
standing_article(const struct law *law, const char *eid, const char *day)
{
	const struct relation *last = NULL;

	for (size_t i = 0; i < law->nincoming; i++) {
		const struct relation *r = &law->incoming[i];

		if ((r->type != RELATION_AMENDS && r->type != RELATION_REPEALS) ||
		    r->target_eid == NULL || strcmp(r->target_eid, eid) != 0 ||
		    to_come(r->date, day))
			continue;
		if (last == NULL || !later(last->date, r->date))
			last = r;
	}
	return (last);
}

/* --- texts -------------------------------------------------------------------------------------
 */

/* Since when ${x} applies by its own date, NULL: not known. */
static const char *
begins(const struct expression *x)
{
	return (x->valid_from != NULL ? x->valid_from : x->version_date);
}

static bool
same_chain(const struct expression *a, const struct expression *b)
{
	return (a != b && a->digest == b->digest && strcmp(a->language, b->language) == 0);
}

void
standing_chain(struct law *law)
{
	for (size_t i = 0; i < law->nexpressions; i++) {
		struct expression *x = &law->expressions[i];
		bool first = true;

		if (x->valid_from != NULL || x->version_date == NULL)
			continue;
		for (size_t k = 0; k < law->nexpressions; k++) {
			const struct expression *o = &law->expressions[k];

			if (same_chain(x, o) && !later(o->version_date, x->version_date) &&
			    (o->version_date == NULL ||
				strcmp(o->version_date, x->version_date) != 0))
				first = false;
		}
		x->valid_from = x->version_date;
		if (first && later(law->date_in_force, x->version_date))
			x->valid_from = law->date_in_force;
		x->chained_from = true;
	}
	for (size_t i = 0; i < law->nexpressions; i++) {
		struct expression *x = &law->expressions[i];
		const char *next = NULL;

		if (x->valid_to != NULL)
			continue;
		for (size_t k = 0; k < law->nexpressions; k++) {
			const struct expression *o = &law->expressions[k];

			if (same_chain(x, o) && begins(o) != NULL && later(begins(o), begins(x)) &&
			    (next == NULL || later(next, begins(o))))
				next = begins(o);
		}
		if (next != NULL) {
			x->valid_to = next;
			x->chained_to = true;
		}
	}
}

static bool
applies(const struct expression *x, const char *day)
{
	return (!to_come(begins(x), day) && !passed(x->valid_to, day));
}

bool
standing_current(const struct law *law, const struct expression *x, const char *day)
{
	if (applies(x, day) || passed(x->valid_to, day))
		return (applies(x, day));
	for (size_t i = 0; i < law->nexpressions; i++) {
		if (same_chain(x, &law->expressions[i]) && applies(&law->expressions[i], day))
			return (false);
	}
	return (true);
}

const struct expression *
standing_source(const struct law *law, const struct expression *x, const char *day)
{
	const char *language =
	    x->source_language != NULL ? x->source_language : law->original_language;
	const struct expression *best = NULL;
	bool best_now = false;

	for (size_t i = 0; language != NULL && i < law->nexpressions; i++) {
		const struct expression *e = &law->expressions[i];
		bool now = applies(e, day);

		if (e == x || e->digest || strcmp(e->language, language) != 0)
			continue;
		if (best == NULL || now > best_now ||
		    (now == best_now && later(e->version_date, best->version_date))) {
			best = e;
			best_now = now;
		}
	}
	return (best);
}
