/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Owns the rules; which words a summary must not begin with is a table of the portal's languages.
 */
#include "domain/offering.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/date.h"
#include "base/utf8.h"

/* --- fields ------------------------------------------------------------------------------------
 */

static bool
digit(char c)
{
	return (c >= '0' && c <= '9');
}

static bool
capital(char c)
{
	return (c >= 'A' && c <= 'Z');
}

/* ${*p} moves behind at least one digit and at most ${max}. */
static bool
digits(const char **p, int max)
{
	int n = 0;

	for (; n < max && digit(**p); n++)
		(*p)++;
	return (n > 0);
}

bool
offering_ipc(const char *s)
{
	if (*s < 'A' || *s > 'H')
		return (false);
	if (*++s == '\0')
		return (true);
	if (!digit(s[0]) || !digit(s[1]))
		return (false);
	if (*(s += 2) == '\0')
		return (true);
	if (!capital(*s))
		return (false);
	if (*++s == '\0')
		return (true);
	if (*s++ != ' ' || !digits(&s, 4))
		return (false);
	return (*s == '\0' || (*s++ == '/' && digits(&s, 6) && *s == '\0'));
}

bool
offering_office(const char *s)
{
	return (capital(s[0]) && capital(s[1]) && s[2] == '\0');
}

/* --- summaries ---------------------------------------------------------------------------------
 */

/* Lower case of Latin and Cyrillic letters; others have none that matters here. */
static uint32_t
fold(uint32_t c)
{
	if ((c >= 'A' && c <= 'Z') || (c >= 0xC0 && c <= 0xDE && c != 0xD7) ||
	    (c >= 0x410 && c <= 0x42F))
		return (c + 0x20);
	return (c == 0x401 ? 0x451 : c);
}

static bool
ideograph(uint32_t c)
{
	return ((c >= 0x3400 && c <= 0x9FFF) || (c >= 0x20000 && c <= 0x3FFFF));
}

/* Something that stands between words. */
static bool
between(uint32_t c)
{
	return (c <= ' ' || (c < 0x80 && strchr(",.;:!?()'\"-/", (int)c) != NULL) || c == 0xA0 ||
		(c >= 0x2000 && c <= 0x206F) || (c >= 0x3000 && c <= 0x3020) || c == 0xFF0C ||
		c == 0x60C || c == 0x61B || c == 0x964);
}

/* Whether ${s} begins with ${word}, which ends there unless it is written without spaces. */
static bool
begins(const char *s, const char *word)
{
	size_t ns = strlen(s), nw = strlen(word), n;
	uint32_t c = 0, w = 0;

	while (nw > 0) {
		if ((n = utf8_next(s, ns, &c)) == 0)
			return (false);
		s += n;
		ns -= n;
		if ((n = utf8_next(word, nw, &w)) == 0 || fold(c) != w)
			return (false);
		word += n;
		nw -= n;
	}
	return (ideograph(w) || utf8_next(s, ns, &c) == 0 || between(c));
}

static bool
leans(const char *summary)
{
	static const char *const words[] = { "it", "its", "this", "that", "these", "those", "they",
		"he", "she", "we", "our", "i", "my", "here", "и", "он", "она", "оно", "они", "это",
		"этот", "эта", "эти", "мы", "наш", "наша", "наше", "наши", "данный", "данная",
		"данное", "isto", "isso", "este", "esta", "estes", "estas", "ele", "ela", "eles",
		"elas", "nós", "nosso", "nossa", "它", "他们", "该", "此", "这", "本", "我们",
		"我司", "其", "यह", "ये", "वह", "वे", "इस", "इसका", "हम", "हमारा", "हमारी", "हमारे",
		"هذا", "هذه", "هو", "هي", "هم", "نحن", "إنه", "إنها", "لدينا", "ذلك", "تلك" };

	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++)
		if (begins(summary, words[i]))
			return (true);
	return (false);
}

/* Sentences that end before the end.  A full stop counts behind a word of three letters and before
 * a space, so that abbreviations and numbers do not. */
static bool
several_sentences(const char *s)
{
	size_t n = strlen(s), len;
	uint32_t c, next;
	int letters = 0;

	for (; n > 0; s += len, n -= len) {
		bool ends;

		if ((len = utf8_next(s, n, &c)) == 0)
			return (false);
		ends = c == '!' || c == '?' || c == 0x61F || c == 0x964 || c == 0x3002 ||
		       c == 0xFF01 || c == 0xFF1F || (c == '.' && letters >= 3);
		letters = between(c) ? 0 : letters + 1;
		if (!ends || utf8_next(s + len, n - len, &next) == 0)
			continue;
		if (c > 0x3000)
			return (!between(next) || s[len + 3] != '\0');
		if (next != ' ' || s[len + 1] == '\0')
			continue;
		if (c != '.' || capital(s[len + 1]) || (unsigned char)s[len + 1] >= 0x80)
			return (true);
	}
	return (false);
}

int
offering_summary_least(const char *summary)
{
	size_t n = strlen(summary), count = 0, dense = 0, len;
	uint32_t c;

	for (size_t i = 0; i < n; i += len, count++) {
		if ((len = utf8_next(summary + i, n - i, &c)) == 0)
			break;
		dense += ideograph(c);
	}
	return (dense * 2 > count ? OFFERING_SUMMARY_MIN_DENSE : OFFERING_SUMMARY_MIN);
}

enum offering_summary
offering_summary(const char *title, const char *summary)
{
	size_t count = utf8_count(summary, strlen(summary));

	if (count > OFFERING_SUMMARY_MAX)
		return (SUMMARY_LONG);
	if (title != NULL && offering_alike(title, summary) > 0.9)
		return (SUMMARY_TITLE);
	if (count < (size_t)offering_summary_least(summary))
		return (SUMMARY_SHORT);
	if (leans(summary))
		return (SUMMARY_LEANS);
	return (several_sentences(summary) ? SUMMARY_SENTENCES : SUMMARY_GOOD);
}

const char *
offering_summary_id(enum offering_summary value)
{
	static const char *const ids[] = { "good", "short", "long", "title", "leans", "sentences" };
	_Static_assert(sizeof(ids) / sizeof(ids[0]) == SUMMARY_COUNT, "every outcome has its id");

	return (ids[value]);
}

/* --- likeness ----------------------------------------------------------------------------------
 */

static int
by_number(const void *a, const void *b)
{
	const uint64_t *x = a, *y = b;

	return (*x < *y ? -1 : *x > *y);
}

/* The pairs of neighbours of ${s}, sorted. */
static uint64_t *
pairs(const char *s, size_t *ret_n)
{
	size_t left = strlen(s), n = 0, len;
	uint64_t *v = calloc(left + 1, sizeof(*v));
	uint32_t last = 0, c;

	for (; v != NULL && left > 0; s += len, left -= len) {
		if ((len = utf8_next(s, left, &c)) == 0)
			break;
		if (between(c))
			continue;
		c = fold(c);
		if (last != 0)
			v[n++] = (uint64_t)last << 32 | c;
		last = c;
	}
	if (n > 1)
		qsort(v, n, sizeof(*v), by_number);
	*ret_n = n;
	return (v);
}

double
offering_alike(const char *a, const char *b)
{
	size_t na, nb, i = 0, k = 0, common = 0;
	uint64_t *pa = pairs(a, &na), *pb = pairs(b, &nb);

	while (pa != NULL && pb != NULL && i < na && k < nb) {
		if (pa[i] == pb[k]) {
			common++;
			i++;
			k++;
		} else if (pa[i] < pb[k]) {
			i++;
		} else {
			k++;
		}
	}
	free(pa);
	free(pb);
	return (na + nb == 0 ? 0 : 2.0 * (double)common / (double)(na + nb));
}

/* --- the way to the readers --------------------------------------------------------------------
 */

static const char *const state_ids[] = { "draft", "review", "returned", "approved", "withdrawn",
	"hidden" };
_Static_assert(
    sizeof(state_ids) / sizeof(state_ids[0]) == SUBMISSION_STATE_COUNT, "every state has its id");

const char *
submission_state_id(enum submission_state state)
{
	return (state_ids[state]);
}

bool
submission_state_value(const char *id, enum submission_state *ret_state)
{
	for (int i = 0; id != NULL && i < SUBMISSION_STATE_COUNT; i++) {
		if (strcmp(state_ids[i], id) == 0) {
			*ret_state = (enum submission_state)i;
			return (true);
		}
	}
	return (false);
}

bool
submission_after(enum submission_state state, bool public, enum submission_action action,
    enum submission_state *ret_state)
{
	enum submission_state after = state;
	bool possible = false;

	switch (action) {
	case SUBMISSION_SAVE:
		/* What staff are looking at, too: it must be submitted again then. */
		possible = true;
		after = SUBMISSION_DRAFT;
		break;
	case SUBMISSION_SUBMIT:
		possible = state != SUBMISSION_REVIEW;
		after = SUBMISSION_REVIEW;
		break;
	case SUBMISSION_RETURN:
		possible = state == SUBMISSION_REVIEW;
		after = SUBMISSION_RETURNED;
		break;
	case SUBMISSION_APPROVE:
		possible = state == SUBMISSION_REVIEW;
		after = SUBMISSION_APPROVED;
		break;
	case SUBMISSION_WITHDRAW:
		possible = public;
		after = SUBMISSION_WITHDRAWN;
		break;
	case SUBMISSION_DELETE:
		possible = !public && state != SUBMISSION_WITHDRAWN && state != SUBMISSION_HIDDEN;
		break;
	case SUBMISSION_CONFIRM:
		/* What is hidden comes back; a change that waits goes on waiting. */
		possible = public || state == SUBMISSION_HIDDEN;
		after = state == SUBMISSION_HIDDEN ? SUBMISSION_APPROVED : state;
		break;
	case SUBMISSION_HIDE:
		possible = public;
		after = state == SUBMISSION_APPROVED ? SUBMISSION_HIDDEN : state;
		break;
	case SUBMISSION_ACTION_COUNT:
		break;
	}
	if (possible)
		*ret_state = after;
	return (possible);
}

/* --- how long it stands ------------------------------------------------------------------------
 */

static enum offering_age
age(const char *today, const char *due, const char *demoted, const char *hidden)
{
	return (strcmp(today, hidden) >= 0    ? AGE_HIDDEN
		: strcmp(today, demoted) >= 0 ? AGE_DEMOTED
		: strcmp(today, due) >= 0     ? AGE_DUE
					      : AGE_FRESH);
}

enum offering_age
offering_age_profile(struct arena *arena, const char *last, const char *today)
{
	if (last == NULL)
		return (AGE_FRESH);
	return (age(today, date_later(arena, last, 11, 0), date_later(arena, last, 12, 0),
	    date_later(arena, last, 15, 0)));
}

enum offering_age
offering_age_listing(struct arena *arena, const char *expires, const char *today)
{
	if (expires == NULL)
		return (AGE_FRESH);
	return (age(today, date_later(arena, expires, 0, -30), date_later(arena, expires, 0, 1),
	    date_later(arena, expires, 0, 1)));
}

const char *
offering_renewed(struct arena *arena, const char *today)
{
	return (date_later(arena, today, 6, 0));
}

const char *
offering_last(const char *a, const char *b)
{
	if (a == NULL || b == NULL)
		return (a != NULL ? a : b);
	return (strcmp(a, b) >= 0 ? a : b);
}
