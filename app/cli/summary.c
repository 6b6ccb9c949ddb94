/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Owns what stands in a digest.  Laws and articles are asked of the publication log; everything
 * else is a search, which finds what anybody can find: of the entries with news, those that fit.
 */
#include "cli/summary.h"

#include <stdlib.h>
#include <string.h>

#include "base/log.h"
#include "domain/follow.h"
#include "locale/clock.h"
#include "search/search.h"
#include "store/follow.h"

enum {
	HOUR = 7, /* of the reader's day */
	MONDAY = 1,
	EACH = 15,   /* lines of one follow */
	LINES = 150, /* of a digest */
};

struct summary {
	const struct config *config;
	struct search_index *index;
};

struct summary *
summary_new(const struct config *config)
{
	struct summary *s = calloc(1, sizeof(*s));

	if (s == NULL)
		log_die("out of memory");
	s->config = config;
	return (s);
}

void
summary_free(struct summary *s)
{
	if (s == NULL)
		return;
	search_close(s->index);
	free(s);
}

static enum err
refresh(struct summary *s)
{
	if (s->index == NULL)
		return (search_open(s->config->index, &s->index));
	return (search_refresh(s->index));
}

/* A digest on its way. */
struct making {
	struct summary *s;
	struct db *db;
	struct arena *arena;
	struct follow_turn turn;
	struct follow_line *lines;
	size_t n, room;
	int64_t count; /* news, told one by one or not */
	int64_t *told; /* entries that stand in a line */
	size_t ntold;
};

static bool
is_told(const struct making *m, int64_t entry)
{
	for (size_t i = 0; i < m->ntold; i++) {
		if (m->told[i] == entry)
			return (true);
	}
	return (false);
}

/* Lines for ${total} news, of which ${n} are known; what stood under an earlier follow is left out.
 */
static void
add_lines(struct making *m, const struct follow *f, const char *eid, const struct follow_news *news,
    size_t n, int64_t total)
{
	int64_t known = 0, shown = 0;

	for (size_t i = 0; i < n; i++) {
		if (is_told(m, news[i].entry)) {
			total--;
			continue;
		}
		known++;
		if (shown == EACH || m->n + 1 >= m->room)
			continue;
		m->lines[m->n++] = (struct follow_line){
			.target = f->target, .eid = news[i].own ? eid : NULL, .news = news[i]
		};
		m->told[m->ntold++] = news[i].entry;
		shown++;
	}
	total = total < known ? known : total;
	m->count += total;
	if (total > shown && m->n < m->room)
		m->lines[m->n++] =
		    (struct follow_line){ .target = f->target, .more = total - shown };
}

static enum err
of_law(struct making *m, const struct follow *f, const struct follow_target *target,
    const char **ret_digest)
{
	struct follow_news *news;
	enum err err;
	size_t n;

	err = follow_turn_law(m->db, m->arena, &m->turn, f, target, &news, &n, ret_digest);
	if (err == ERR_OK)
		add_lines(m, f, target->eid, news, n, (int64_t)n);
	return (err);
}

/* --- searches ----------------------------------------------------------------------------------
 */

static void
add_filter(struct arena *arena, struct search_query *q, enum search_facet facet, const char *value)
{
	struct strings *s = &q->filter[facet];

	if (s->v == NULL)
		s->v = arena_array(arena, const char *, FOLLOW_VALUES_MAX + 1);
	s->v[s->n++] = value;
}

static struct search_query
query_of(struct arena *arena, const struct follow_turn *turn, const struct follow_target *target)
{
	struct search_query q = { .q = "",
		.locale = turn->locale,
		.chain = &turn->locale,
		.nchain = 1,
		.sort = SORT_DATE,
		.expand = true,
		.limit = EACH + 1 };

	if (target->is_list)
		add_filter(arena, &q, FACET_KIND, kind_id(target->kind));
	if (target->type == FOLLOW_JURISDICTION)
		add_filter(arena, &q, FACET_JURISDICTION, target->id);
	if (target->type == FOLLOW_SUBJECT)
		add_filter(arena, &q, FACET_SUBJECT, target->id);
	for (size_t i = 0; i < target->nvalues; i++) {
		const struct follow_value *v = &target->values[i];

		if (strcmp(v->name, "q") == 0)
			q.q = v->value;
		else if (strcmp(v->name, "year_from") == 0)
			q.year_from = atoi(v->value);
		else if (strcmp(v->name, "year_to") == 0)
			q.year_to = atoi(v->value);
		for (int facet = 0; facet < FACET_COUNT; facet++) {
			if (strcmp(search_facet_name((enum search_facet)facet), v->name) == 0)
				add_filter(arena, &q, (enum search_facet)facet, v->value);
		}
	}
	return (q);
}

static enum err
of_search(struct making *m, const struct follow *f, const struct follow_target *target)
{
	struct search_query q = query_of(m->arena, &m->turn, target);
	struct search_result result = { 0 };
	struct follow_news *news;
	int64_t *fresh, *hits;
	size_t n;
	enum err err;

	err = follow_turn_fresh(m->db, m->arena, &m->turn, f->told, &fresh, &n);
	if (err != ERR_OK || n == 0)
		return (err);
	q.entries = fresh;
	q.nentries = n;
	if ((err = search_run(m->s->index, m->arena, &q, &result)) != ERR_OK)
		return (err);
	hits = arena_array(m->arena, int64_t, result.nhits);
	for (size_t i = 0; i < result.nhits; i++)
		hits[i] = result.hits[i].entry;
	err = follow_turn_news(m->db, m->arena, &m->turn, f->told, hits, result.nhits, &news, &n);
	if (err == ERR_OK && n > 0)
		add_lines(m, f, NULL, news, n, result.total);
	return (err);
}

/* --- the whole ---------------------------------------------------------------------------------
 */

static enum err
fill(struct making *m, const char **digests)
{
	struct follow_target target;
	enum err err = ERR_OK;

	/* Laws first: what is said of a law is said under it. */
	for (int laws = 1; laws >= 0 && err == ERR_OK; laws--) {
		for (size_t i = 0; i < m->turn.nfollows && err == ERR_OK; i++) {
			const struct follow *f = &m->turn.follows[i];

			/* One that this version cannot read stays for another. */
			if (follow_parse(m->arena, f->target, &target) != ERR_OK ||
			    (target.type == FOLLOW_LAW || target.type == FOLLOW_ARTICLE) != laws)
				continue;
			err = laws ? of_law(m, f, &target, &digests[i]) : of_search(m, f, &target);
		}
	}
	return (err);
}

static enum err
make(struct making *m)
{
	const char **digests;
	enum err err;

	if ((err = follow_turn(m->db, m->arena, &m->turn)) != ERR_OK ||
	    (err = refresh(m->s)) != ERR_OK)
		return (err);
	m->room = LINES;
	m->lines = arena_array(m->arena, struct follow_line, m->room);
	m->told = arena_array(m->arena, int64_t, m->room);
	digests = arena_array(m->arena, const char *, m->turn.nfollows);
	if ((err = fill(m, digests)) != ERR_OK)
		return (err);
	return (follow_turn_end(m->db, m->arena, &m->turn, m->lines, m->n, m->count, digests,
	    clock_next(m->turn.time_zone, m->turn.now, HOUR,
		m->turn.rhythm == FOLLOW_WEEKLY ? MONDAY : 0)));
}

enum err
summary_make(struct summary *s, struct db *db, int64_t *ret_lines)
{
	struct making m = { .s = s, .db = db, .arena = arena_new() };
	enum err err;

	if ((err = db_begin(db)) == ERR_OK) {
		if ((err = make(&m)) == ERR_OK)
			err = db_commit(db);
		else
			db_rollback(db);
	}
	if (err == ERR_OK) {
		*ret_lines = (int64_t)m.n;
		log_event(LOG_LEVEL_INFO, "digest.made", LOG_INT("account", m.turn.account.v),
		    LOG_TEXT("rhythm", follow_rhythm_id(m.turn.rhythm)), LOG_INT("news", m.count));
	}
	arena_free(m.arena);
	return (err);
}
