/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Owns what can be said of a record without asking anybody. */
#include "domain/record.h"

#include <string.h>

#include "domain/fallback.h"

/* More language versions than there are languages in the portal; what is beyond is not considered.
 */
enum { TEXTS_MAX = 64 };

const struct text *
record_text(const struct record *r, const char *const *chain, size_t nchain, bool *ret_fallback)
{
	const char *have[TEXTS_MAX];
	size_t index[TEXTS_MAX], n = 0;
	const char *original = NULL;
	int chosen;

	for (size_t i = 0; i < r->ntexts && n < TEXTS_MAX; i++) {
		if (r->state == STATE_PUBLISHED && r->texts[i].state != STATE_PUBLISHED)
			continue;
		have[n] = r->texts[i].language;
		index[n++] = i;
	}
	if (r->kind == KIND_LAW && r->law != NULL)
		original = r->law->original_language;
	if ((chosen = fallback_choose(chain, nchain, have, n, original, ret_fallback)) < 0)
		return (NULL);
	return (&r->texts[index[chosen]]);
}

static bool
applies(const struct expression *x, const char *day)
{
	const char *from = x->valid_from != NULL ? x->valid_from : x->version_date;

	return ((from == NULL || strcmp(from, day) <= 0) &&
		(x->valid_to == NULL || strcmp(day, x->valid_to) < 0));
}

/* Whether ${a} is the better of two expressions in one language. */
static bool
better(const struct expression *a, const struct expression *b)
{
	const char *date_a = a->version_date != NULL ? a->version_date : "";
	const char *date_b = b->version_date != NULL ? b->version_date : "";
	int order;

	if (a->digest != b->digest)
		return (!a->digest);
	if ((order = strcmp(date_a, date_b)) != 0)
		return (order > 0);
	return (a->legal_value < b->legal_value);
}

const struct expression *
record_expression(const struct law *law, const char *const *chain, size_t nchain, const char *day,
    bool exact, bool *ret_fallback)
{
	const struct expression *best[TEXTS_MAX];
	const char *have[TEXTS_MAX];
	size_t n = 0, i;
	int chosen;

	for (size_t x = 0; x < law->nexpressions; x++) {
		const struct expression *e = &law->expressions[x];

		if (day != NULL && !applies(e, day))
			continue;
		for (i = 0; i < n && strcmp(have[i], e->language) != 0; i++)
			;
		if (i == TEXTS_MAX || (i < n && !better(e, best[i])))
			continue;
		have[i] = e->language;
		best[i] = e;
		n += i == n;
	}
	if (n == 0 && day != NULL && !exact)
		return (record_expression(law, chain, nchain, NULL, false, ret_fallback));
	chosen = fallback_choose(chain, nchain, have, n, law->original_language, ret_fallback);
	return (chosen < 0 ? NULL : best[chosen]);
}

const struct expression *
record_version(const struct law *law, const char *language, const char *date)
{
	const struct expression *best = NULL;
	bool best_named = false;

	for (size_t i = 0; i < law->nexpressions; i++) {
		const struct expression *x = &law->expressions[i];
		bool named = x->version_date != NULL && strcmp(x->version_date, date) == 0;

		if (strcmp(x->language, language) != 0 || (!named && !applies(x, date)))
			continue;
		if (best == NULL || named > best_named ||
		    (named == best_named && better(x, best))) {
			best = x;
			best_named = named;
		}
	}
	return (best);
}

const char *
record_date(const struct record *r)
{
	switch (r->kind) {
	case KIND_LAW:
		return (r->law != NULL ? r->law->date_enacted : NULL);
	case KIND_GUIDE:
		if (r->guide != NULL && r->guide->date != NULL)
			return (r->guide->date);
		break;
	case KIND_EVENT:
		return (r->event != NULL ? r->event->starts : NULL);
	case KIND_FACT:
		if (r->fact != NULL && r->fact->as_of != NULL)
			return (r->fact->as_of);
		break;
	default:
		break;
	}
	return (r->published_day);
}
