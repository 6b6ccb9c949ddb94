/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Owns what of a search may be kept, and the rows that wait to be written. */
#include "web/notebook.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/log.h"
#include "base/utf8.h"
#include "store/searchlog.h"

enum {
	QUERY_KEPT = 100, /* code points */
	TARGET_KEPT = 200,
	WAITING_MAX = 500, /* different searches or clicks */
	DIGITS_MAX = 8,	   /* in a row: more is a telephone number or an identity card */
	EVERY_MS = 2000,
	PAUSE_MS = 60 * 1000,
	PATIENCE_MS = 5 * 60 * 1000,
	TRIM_MS = 60 * 60 * 1000
};

struct notebook {
	struct arena *arena; /* of all that waits */
	struct searchlog_search searches[WAITING_MAX];
	struct searchlog_click clicks[WAITING_MAX];
	size_t nsearches, nclicks;
	uint64_t since, next, trim; /* ms: oldest that waits, when to write, when to trim */
};

struct notebook *
notebook_new(void)
{
	struct notebook *n = calloc(1, sizeof(*n));

	if (n == NULL)
		log_die("out of memory");
	n->arena = arena_new();
	return (n);
}

void
notebook_free(struct notebook *n)
{
	if (n == NULL)
		return;
	arena_free(n->arena);
	free(n);
}

/* The value of a digit of the scripts that our readers write, or -1. */
static int
digit(uint32_t c)
{
	static const uint32_t zeros[] = { '0', 0x660, 0x6F0, 0x966, 0xFF10 };

	for (size_t i = 0; i < sizeof(zeros) / sizeof(zeros[0]); i++)
		if (c >= zeros[i] && c < zeros[i] + 10)
			return ((int)(c - zeros[i]));
	return (-1);
}

/* Digits that belong together although signs stand between them: "+86 (592) 123-45-67". */
static bool
calls_somebody(const char *q)
{
	static const char between[] = " -()+.（）－＋";
	size_t size = strlen(q), step;
	uint32_t c;
	int digits = 0;

	for (size_t i = 0; i < size; i += step) {
		if ((step = utf8_next(q + i, size - i, &c)) == 0)
			return (false);
		if (digit(c) >= 0)
			digits++;
		else if (memmem(between, sizeof(between) - 1, q + i, step) == NULL)
			digits = 0;
		if (digits > DIGITS_MAX)
			return (true);
	}
	return (false);
}

/* Somebody is addressed as one addresses people.  A name without that looks like any other words.
 */
static bool
addresses_somebody(const char *q)
{
	static const char *const anywhere[] = { "先生", "女士", "小姐" };
	static const char *const begin[] = { "Mr", "Mr.", "Mrs", "Mrs.", "Ms", "Ms.", "Sr.", "Sra.",
		"г-н", "г-жа", "господин", "госпожа", "гражданин", "гражданка", "श्री", "श्रीमती",
		"السيد", "السيدة" };
	size_t n;

	for (size_t i = 0; i < sizeof(anywhere) / sizeof(anywhere[0]); i++)
		if (strstr(q, anywhere[i]) != NULL)
			return (true);
	for (; *q != '\0'; q += n + (q[n] == ' ')) {
		n = strcspn(q, " ");
		for (size_t i = 0; q[n] == ' ' && i < sizeof(begin) / sizeof(begin[0]); i++)
			if (strlen(begin[i]) == n && strncasecmp(q, begin[i], n) == 0)
				return (true);
	}
	return (false);
}

const char *
notebook_query(struct arena *arena, const char *q)
{
	char *kept = arena_strdup(arena, q), *to = kept;

	/* White space squeezed, none at the ends. */
	for (const char *p = kept; *p != '\0'; p++) {
		bool space = (unsigned char)*p <= ' ';

		if (!space)
			*to++ = *p;
		else if (to > kept && to[-1] != ' ')
			*to++ = ' ';
	}
	if (to > kept && to[-1] == ' ')
		to--;
	*to = '\0';
	kept[utf8_cut(kept, strlen(kept), QUERY_KEPT)] = '\0';
	if (*kept == '\0' || strchr(kept, '@') != NULL || strstr(kept, "＠") != NULL ||
	    calls_somebody(kept) || addresses_somebody(kept))
		return (NULL);
	return (kept);
}

static const char *
joined(struct arena *arena, const struct search_result *result)
{
	const char *all = "";

	for (size_t i = 0; i < result->nexpansions; i++)
		if (!result->expansions[i].off)
			all = arena_printf(arena, "%s%s%s", all, *all == '\0' ? "" : "\n",
			    result->expansions[i].to);
	return (all);
}

void
notebook_search(
    struct req *req, const char *channel, const char *q, const struct search_result *result)
{
	struct notebook *n = req->app->notebook;
	const char *locale = locale_tag(req->locale);

	if (n == NULL || req->app->config.log_days == 0 ||
	    (q = notebook_query(req->arena, q)) == NULL)
		return;
	for (size_t i = 0; i < n->nsearches; i++) {
		struct searchlog_search *s = &n->searches[i];

		if (strcmp(s->query, q) == 0 && strcmp(s->locale, locale) == 0 &&
		    strcmp(s->channel, channel) == 0) {
			s->searches++;
			s->hits = result->total;
			return;
		}
	}
	if (n->nsearches < WAITING_MAX)
		n->searches[n->nsearches++] =
		    (struct searchlog_search){ .locale = arena_strdup(n->arena, locale),
			    .channel = channel,
			    .query = arena_strdup(n->arena, q),
			    .expansions = joined(n->arena, result),
			    .searches = 1,
			    .hits = result->total };
}

void
notebook_click(struct req *req, const char *q, const char *target, int64_t rank)
{
	struct notebook *n = req->app->notebook;
	const char *locale = locale_tag(req->locale);

	if (n == NULL || req->app->config.log_days == 0 || *target == '\0' ||
	    strlen(target) > TARGET_KEPT || (q = notebook_query(req->arena, q)) == NULL)
		return;
	for (size_t i = 0; i < n->nclicks; i++) {
		struct searchlog_click *c = &n->clicks[i];

		if (strcmp(c->query, q) == 0 && strcmp(c->target, target) == 0 &&
		    strcmp(c->locale, locale) == 0) {
			c->clicks++;
			return;
		}
	}
	if (n->nclicks < WAITING_MAX)
		n->clicks[n->nclicks++] =
		    (struct searchlog_click){ .locale = arena_strdup(n->arena, locale),
			    .query = arena_strdup(n->arena, q),
			    .target = arena_strdup(n->arena, target),
			    .clicks = 1,
			    .rank = rank };
}

static void
forget(struct notebook *n)
{
	n->nsearches = n->nclicks = 0;
	n->since = 0;
	arena_reset(n->arena);
}

void
notebook_write(struct notebook *n, struct db *db, int days, uint64_t now_ms)
{
	struct arena *arena;

	if ((n->nsearches == 0 && n->nclicks == 0) || now_ms < n->next)
		return;
	if (n->since == 0)
		n->since = now_ms;
	n->next = now_ms + EVERY_MS;
	arena = arena_new();
	if (searchlog_add(db, arena, n->searches, n->nsearches, n->clicks, n->nclicks) == ERR_OK) {
		forget(n);
		if (now_ms >= n->trim && searchlog_trim(db, arena, days) == ERR_OK)
			n->trim = now_ms + TRIM_MS;
	} else {
		n->next = now_ms + PAUSE_MS;
		if (now_ms - n->since >= PATIENCE_MS) {
			log_event(LOG_LEVEL_WARN, "searchlog.dropped",
			    LOG_INT("searches", n->nsearches), LOG_INT("clicks", n->nclicks));
			forget(n);
		}
	}
	arena_free(arena);
}
