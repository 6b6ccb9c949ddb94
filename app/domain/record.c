/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Owns what can be said of a record without asking anybody. */
#include "domain/record.h"

#include "domain/fallback.h"

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
