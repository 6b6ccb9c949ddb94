/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Owns the weights of what fits. */
#include "domain/match.h"

#include <limits.h>
#include <string.h>

#define COUNT(a) (sizeof(a) / sizeof((a)[0]))

static const char *const whys[] = { "language", "direct", "partner", "service", "right",
	"no_language", "no_jurisdiction", "no_service", "no_right", "credit", "verified",
	"response", "class", "term", "stage", "country", "form" };
_Static_assert(COUNT(whys) == MATCH_WHY_COUNT, "whys");

enum {
	WEIGHT_JURISDICTION = 35,
	WEIGHT_LANGUAGE = 25,
	WEIGHT_SERVICE = 25,
	WEIGHT_RIGHT = 15,
	PARTNER_PERCENT = 60,
	WEIGHT_TERMS = 30,
	WEIGHT_ONE_TERM = 12, /* of the term base */
	TERMS_ALONE = 18,     /* points of terms without which there is no match but by class */
	WEIGHT_STAGE = 10,
	WEIGHT_COUNTRY = 10,
	WEIGHT_FORM = 10,
};

const char *
match_why_id(enum match_why why)
{
	return (whys[why]);
}

static struct match_reason *
add(struct match *m, enum match_why why, const char *id, int value, int points)
{
	struct match_reason *r;

	if (m->n == MATCH_REASONS_MAX)
		return (NULL);
	r = &m->reasons[m->n++];
	*r = (struct match_reason){ .why = why, .id = id, .value = value, .points = points };
	return (r);
}

static void
begin(struct arena *arena, struct match *m)
{
	*m =
	    (struct match){ .reasons = arena_array(arena, struct match_reason, MATCH_REASONS_MAX) };
}

static int
total(const struct match *m)
{
	int points = 0;

	for (size_t i = 0; i < m->n; i++)
		points += m->reasons[i].points;
	return (points > 100 ? 100 : points);
}

static const struct match_reason *
find(const struct match *m, enum match_why why)
{
	for (size_t i = 0; i < m->n; i++)
		if (m->reasons[i].why == why)
			return (&m->reasons[i]);
	return (NULL);
}

/* --- agencies ----------------------------------------------------------------------------------
 */

/* "pt" is spoken by who speaks "pt-BR", and "zh-Hans" by who speaks "zh". */
static bool
speaks(const struct strings *spoken, const char *wanted)
{
	for (size_t i = 0; i < spoken->n; i++) {
		size_t a = strlen(spoken->v[i]), b = strlen(wanted), n = a < b ? a : b;

		if (strncmp(spoken->v[i], wanted, n) == 0 &&
		    (a == b || (a > b ? spoken->v[i][n] : wanted[n]) == '-'))
			return (true);
	}
	return (false);
}

enum where { NOWHERE, THROUGH_PARTNERS, ITSELF };

static enum where
acts_in(const struct record *r, const char *jurisdiction)
{
	const struct provider *p = r->provider;

	for (size_t i = 0; i < p->nserved; i++)
		if (strcmp(p->served[i].jurisdiction, jurisdiction) == 0)
			return (p->served[i].partner ? THROUGH_PARTNERS : ITSELF);
	/* Who has not said it in detail acts where its entry says. */
	for (size_t i = 0; p->nserved == 0 && i < r->jurisdictions.n; i++)
		if (strcmp(r->jurisdictions.v[i], jurisdiction) == 0)
			return (ITSELF);
	return (NOWHERE);
}

static bool
serves(const struct provider *p, enum service service)
{
	for (size_t i = 0; i < p->nofferings; i++)
		if (p->offerings[i].service == service)
			return (true);
	for (size_t i = 0; i < p->nservices; i++)
		if (p->services[i] == service)
			return (true);
	return (false);
}

static bool
asked_for(const struct match_need *need, enum service service)
{
	for (size_t i = 0; i < need->nservices; i++)
		if (need->services[i] == service)
			return (true);
	return (need->nservices == 0);
}

/* Rights of the offerings that were asked for; who has not said it in detail has those of its
 * entry.
 */
static bool
knows(const struct record *r, const struct match_need *need, enum subject right)
{
	const struct provider *p = r->provider;
	bool said = false;

	for (size_t i = 0; i < p->nofferings; i++) {
		const struct offering *o = &p->offerings[i];

		said = said || o->nsubjects > 0;
		if (!asked_for(need, o->service))
			continue;
		for (size_t k = 0; k < o->nsubjects; k++)
			if (o->subjects[k] == right)
				return (true);
	}
	for (size_t i = 0; !said && i < r->nsubjects; i++)
		if (r->subjects[i] == right)
			return (true);
	return (false);
}

/* Points of thing ${i} of ${n} that together weigh ${weight} of ${asked}, after others that weigh
 * ${before}: counted from the whole, so that rounding loses none of the 100. */
static int
share(int before, int weight, int asked, size_t i, size_t n)
{
	int all = asked * (int)n, at = before * (int)n + weight * (int)i;

	return ((at + weight) * 100 / all - at * 100 / all);
}

static void
add_qualities(const struct record *r, const struct match_need *need, struct match *m)
{
	const struct provider *p = r->provider;
	int days = 0;

	if (p->credit != CREDIT_NONE)
		add(m, MATCH_CREDIT, NULL, (int)p->credit, 0);
	for (size_t i = 0; i < p->nofferings; i++)
		if (asked_for(need, p->offerings[i].service) && p->offerings[i].response_days > 0 &&
		    (days == 0 || p->offerings[i].response_days < days))
			days = p->offerings[i].response_days;
	if (days > 0)
		add(m, MATCH_RESPONSE, NULL, days, 0);
	if (r->verified != NULL)
		add(m, MATCH_VERIFIED, r->verified, 0, 0);
}

void
match_agency(struct arena *arena, const struct match_need *need, const struct record *provider,
    struct match *ret)
{
	const struct strings *where = &need->jurisdictions, *tongues = &need->languages;
	int asked =
	    (where->n > 0 ? WEIGHT_JURISDICTION : 0) + (tongues->n > 0 ? WEIGHT_LANGUAGE : 0) +
	    (need->nservices > 0 ? WEIGHT_SERVICE : 0) + (need->nrights > 0 ? WEIGHT_RIGHT : 0);
	int before = 0;

	begin(arena, ret);
	for (size_t i = 0; i < where->n; i++) {
		enum where in = acts_in(provider, where->v[i]);
		int points = share(before, WEIGHT_JURISDICTION, asked, i, where->n);

		if (in == NOWHERE)
			add(ret, MATCH_NO_JURISDICTION, where->v[i], 0, 0);
		else if (in == ITSELF)
			add(ret, MATCH_DIRECT, where->v[i], 0, points);
		else
			add(ret, MATCH_PARTNER, where->v[i], 0, points * PARTNER_PERCENT / 100);
	}
	before += where->n > 0 ? WEIGHT_JURISDICTION : 0;
	for (size_t i = 0; i < need->nservices; i++) {
		bool has = serves(provider->provider, need->services[i]);

		add(ret, has ? MATCH_SERVICE : MATCH_NO_SERVICE, NULL, (int)need->services[i],
		    has ? share(before, WEIGHT_SERVICE, asked, i, need->nservices) : 0);
	}
	before += need->nservices > 0 ? WEIGHT_SERVICE : 0;
	for (size_t i = 0; i < need->nrights; i++) {
		bool has = knows(provider, need, need->rights[i]);

		add(ret, has ? MATCH_RIGHT : MATCH_NO_RIGHT, NULL, (int)need->rights[i],
		    has ? share(before, WEIGHT_RIGHT, asked, i, need->nrights) : 0);
	}
	before += need->nrights > 0 ? WEIGHT_RIGHT : 0;
	for (size_t i = 0; i < tongues->n; i++) {
		bool has = speaks(&provider->provider->languages, tongues->v[i]);

		add(ret, has ? MATCH_LANGUAGE : MATCH_NO_LANGUAGE, tongues->v[i], 0,
		    has ? share(before, WEIGHT_LANGUAGE, asked, i, tongues->n) : 0);
	}
	add_qualities(provider, need, ret);
	ret->percent = total(ret);
}

/* --- listings ----------------------------------------------------------------------------------
 */

/* The parts of "G06F 16/33": G06, F, 16, 33; empty where the symbol ends before. */
struct symbol {
	char class[4], subclass[2], group[8], subgroup[8];
};

static void
take(const char **s, const char *of, char *part, size_t room)
{
	size_t n = 0;

	*s += strspn(*s, " ");
	while (n + 1 < room && **s != '\0' && strchr(of, **s) != NULL)
		part[n++] = *(*s)++;
	part[n] = '\0';
}

static struct symbol
parse(const char *s)
{
	static const char digits[] = "0123456789";
	static const char letters[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";
	struct symbol x;

	take(&s, letters, x.class, sizeof(x.class));
	take(&s, letters, x.subclass, sizeof(x.subclass));
	take(&s, digits, x.group, sizeof(x.group));
	s += strspn(s, " /");
	take(&s, digits, x.subgroup, sizeof(x.subgroup));
	return (x);
}

static bool
same(const char *a, const char *b)
{
	return (*a != '\0' && strcmp(a, b) == 0);
}

enum ipc_level
match_ipc(struct arena *arena, const char *a, const char *b, const char **ret_common)
{
	struct symbol x = parse(a), y = parse(b);

	if (!same(x.class, y.class) || strlen(x.class) < 3)
		return (IPC_NONE);
	*ret_common = arena_strdup(arena, x.class);
	if (!same(x.subclass, y.subclass))
		return (IPC_CLASS);
	*ret_common = arena_printf(arena, "%s%s", x.class, x.subclass);
	if (!same(x.group, y.group))
		return (IPC_SUBCLASS);
	if (!same(x.subgroup, y.subgroup)) {
		*ret_common = arena_printf(arena, "%s%s %s", x.class, x.subclass, x.group);
		return (IPC_GROUP);
	}
	*ret_common = arena_printf(arena, "%s%s %s/%s", x.class, x.subclass, x.group, x.subgroup);
	return (IPC_SUBGROUP);
}

static void
add_class(
    struct arena *arena, const struct listing *here, const struct listing *there, struct match *m)
{
	static const int points[] = { 0, 14, 26, 34, 40 };
	enum ipc_level best = IPC_NONE, level;
	const char *deepest = NULL, *common;

	for (size_t i = 0; i < here->ipc.n; i++)
		for (size_t k = 0; k < there->ipc.n; k++) {
			level = match_ipc(arena, here->ipc.v[i], there->ipc.v[k], &common);
			if (level <= best)
				continue;
			best = level;
			deepest = common;
		}
	if (best != IPC_NONE)
		add(m, MATCH_CLASS, deepest, (int)best, points[best]);
}

static void
add_terms(const struct match_term *terms, size_t n, struct match *m)
{
	int left = WEIGHT_TERMS;

	for (size_t i = 0; i < n && i < MATCH_TERMS_MAX; i++) {
		int points = (int)(WEIGHT_ONE_TERM * terms[i].weight + 0.5);
		struct match_reason *r;

		points = points > left ? left : points;
		left -= points;
		if ((r = add(m, MATCH_TERM, terms[i].here, 0, points)) != NULL)
			r->other = terms[i].there;
	}
}

/* What is offered is as far as it is wanted, or nearly so. */
static void
add_stage(const struct listing *here, const struct listing *there, struct match *m)
{
	const struct listing *offer = here->direction == DIRECTION_OFFER ? here : there;
	const struct listing *request = offer == here ? there : here;
	struct match_reason *r;
	int points;

	if (offer->trl == 0 || request->trl == 0 || offer->trl + 2 < request->trl)
		return;
	points = offer->trl >= request->trl ? WEIGHT_STAGE : WEIGHT_STAGE / 2;
	if ((r = add(m, MATCH_STAGE, NULL, offer->trl, points)) != NULL)
		r->number = request->trl;
}

static bool
among(const struct strings *countries, const char *country)
{
	for (size_t i = 0; i < countries->n; i++)
		if (strcmp(countries->v[i], country) == 0)
			return (true);
	return (false);
}

static bool
names(const struct record *r, const char *country)
{
	const char *seat = r->listing->country;

	return (among(&r->jurisdictions, country) || (seat != NULL && strcmp(seat, country) == 0));
}

static void
add_countries(const struct record *here, const struct record *there, struct match *m)
{
	const char *seat = here->listing->country;
	int left = WEIGHT_COUNTRY;

	for (size_t i = 0; i < here->jurisdictions.n; i++)
		if (names(there, here->jurisdictions.v[i])) {
			add(m, MATCH_COUNTRY, here->jurisdictions.v[i], 0, left);
			left = 0;
		}
	if (seat != NULL && !among(&here->jurisdictions, seat) && names(there, seat))
		add(m, MATCH_COUNTRY, seat, 0, left);
}

static void
add_forms(const struct listing *here, const struct listing *there, struct match *m)
{
	int left = WEIGHT_FORM;

	for (size_t i = 0; i < here->nwanted; i++)
		for (size_t k = 0; k < there->nwanted; k++)
			if (here->wanted[i] == there->wanted[k]) {
				add(m, MATCH_FORM, NULL, (int)here->wanted[i], left);
				left = 0;
			}
}

void
match_listing(struct arena *arena, const struct record *here, const struct record *there,
    const struct match_term *terms, size_t n, struct match *ret)
{
	begin(arena, ret);
	if (here->listing->direction == there->listing->direction)
		return;
	add_class(arena, here->listing, there->listing, ret);
	add_terms(terms, n, ret);
	if (find(ret, MATCH_CLASS) == NULL && total(ret) < TERMS_ALONE) {
		ret->n = 0;
		return;
	}
	add_stage(here->listing, there->listing, ret);
	add_countries(here, there, ret);
	add_forms(here->listing, there->listing, ret);
	ret->percent = total(ret);
}

/* --- order -------------------------------------------------------------------------------------
 */

/* The smaller the better; what is not said comes last. */
static int
quality(const struct match *m, enum match_why why)
{
	const struct match_reason *r = find(m, why);

	return (r == NULL ? INT_MAX : r->value);
}

int
match_order(const struct match *a, const struct match *b)
{
	static const enum match_why qualities[] = { MATCH_CREDIT, MATCH_RESPONSE };
	const struct match_reason *x, *y;

	if (a->percent != b->percent)
		return (b->percent - a->percent);
	for (size_t i = 0; i < COUNT(qualities); i++) {
		int p = quality(a, qualities[i]), q = quality(b, qualities[i]);

		if (p != q)
			return (p < q ? -1 : 1);
	}
	x = find(a, MATCH_VERIFIED);
	y = find(b, MATCH_VERIFIED);
	if (x == NULL || y == NULL)
		return ((x == NULL) - (y == NULL));
	return (strcmp(y->id, x->id));
}
