/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Owns which one entry a query names by its address or number. */
#include "search/target.h"

#include <stdio.h>
#include <string.h>

#include "search/layout.h"
#include "search/whole.h"
#include "search/work.h"

enum { TERMS_MAX = TARGET_MOST * 2, ADDRESS_MAX = 256 };

/* --- what has the address or the number -------------------------------------------------------
 */

struct fitting {
	struct search_index *index;
	struct query *query;
	struct target *target;
	struct xquery *terms[TERMS_MAX];
	size_t nterms;
	bool over; /* too many fit */
};

bool
target_has(const struct target *t, uint32_t work)
{
	for (size_t i = 0; i < t->n; i++)
		if (t->works[i] == work)
			return (true);
	return (false);
}

static int
fit(void *ctx, uint32_t doc)
{
	struct fitting *f = ctx;
	const struct columns *c = &f->index->columns;

	if (doc >= c->ndocs || c->docs[doc].work == NO_WORK ||
	    target_has(f->target, c->docs[doc].work))
		return (0);
	if (f->target->n == TARGET_MOST)
		f->over = true;
	else
		f->target->works[f->target->n++] = c->docs[doc].work;
	return (f->over);
}

static int
add_term(struct fitting *f, const char *term, size_t size)
{
	struct xquery *x;

	if (f->nterms == TERMS_MAX) {
		f->over = true;
		return (1);
	}
	x = arena_alloc(f->query->arena, sizeof(*x));
	*x = (struct xquery){
		.op = XQ_TERM, .term = arena_strndup(f->query->arena, term, size), .size = size
	};
	f->terms[f->nterms++] = x;
	return (0);
}

/* What begins with the number is that number if nothing but a year follows. */
static int
number_term(void *ctx, const char *term, size_t size, uint32_t frequency)
{
	struct fitting *f = ctx;
	const size_t n = 1 + strlen(f->query->number.key);

	(void)frequency;
	if (size != n && (size != n + 5 || memchr(term + n + 1, ' ', 4) != NULL))
		return (0);
	return (add_term(f, term, size));
}

static enum err
fit_terms(struct fitting *f)
{
	enum err err = ERR_OK;

	for (size_t i = 0; i < f->nterms && err == ERR_OK && !f->over; i++)
		err = xdb_each_posting(f->index->db, f->terms[i]->term, f->terms[i]->size, fit, f);
	return (err);
}

/* The laws of the number, with its year or without one if they have none, or of any year. */
static enum err
fit_number(struct fitting *f)
{
	const struct number *number = &f->query->number;
	char term[1 + NUMBER_KEY + NUMBER_YEAR];
	enum err err;
	int n;

	if (number->year[0] == '\0') {
		n = snprintf(term, sizeof(term), "%c%s", PREFIX_NUMBER, number->key);
		if ((err = xdb_each_term(f->index->db, term, (size_t)n, number_term, f)) != ERR_OK)
			return (err);
		return (fit_terms(f));
	}
	n = snprintf(term, sizeof(term), "%c%s %s", PREFIX_NUMBER, number->key, number->year);
	(void)add_term(f, term, (size_t)n);
	if ((err = fit_terms(f)) != ERR_OK || f->target->n > 0)
		return (err);
	f->nterms = 0;
	(void)add_term(f, term, 1 + strlen(number->key));
	return (fit_terms(f));
}

static enum err
fit_address(struct fitting *f)
{
	char term[ADDRESS_MAX];
	int n = snprintf(term, sizeof(term), "%c%s", PREFIX_SLUG, f->query->slug);

	if (n < 0 || n >= (int)sizeof(term))
		return (ERR_OK);
	(void)add_term(f, term, (size_t)n);
	return (fit_terms(f));
}

/* --- which one is meant ------------------------------------------------------------------------
 */

struct of_work {
	const struct columns *columns;
	uint32_t work;
	bool found;
};

static int
of_work(void *ctx, uint32_t doc)
{
	struct of_work *o = ctx;

	o->found = doc < o->columns->ndocs && o->columns->docs[doc].work == o->work;
	return (o->found);
}

/* Which of the articles that ${query} may mean ${work} has; NULL: none. */
static enum err
article_of(
    struct search_index *index, const struct query *query, uint32_t work, const char **ret_eid)
{
	struct of_work o = { .columns = &index->columns, .work = work };
	char term[WHOLE_KEY + 8];
	enum err err = ERR_OK;

	*ret_eid = NULL;
	for (size_t i = 0; i < 2 && err == ERR_OK && *ret_eid == NULL; i++) {
		int n = snprintf(term, sizeof(term), "%c%s", PREFIX_ARTICLE, query->articles[i]);

		err = xdb_each_posting(index->db, term, (size_t)n, of_work, &o);
		if (o.found)
			*ret_eid = query->articles[i];
	}
	return (err);
}

static bool
is_of(const struct work_data *work, const char *country)
{
	for (size_t i = 0; i < work->jurisdictions.n; i++)
		if (strcmp(work->jurisdictions.v[i], country) == 0)
			return (true);
	return (false);
}

struct said {
	const struct query *query;
	const char *language;
	uint64_t words; /* of the query that were found, as bits */
};

_Static_assert(QUERY_WORDS <= 64, "each has a bit");

static int
said_word(void *ctx, const struct word *w)
{
	struct said *s = ctx;
	char stem[WORD_MAX];
	const size_t n = words_stem(s->language, w, stem);

	for (size_t i = 0; i < s->query->nwords; i++) {
		const struct query_word *q = &s->query->words[i];
		bool same =
		    q->nunit_full == w->nfull && memcmp(q->unit_full, w->full, w->nfull) == 0;

		for (size_t k = 0; k < q->nstems && n > 0; k++)
			same = same ||
			       (q->stems[k].size == n && memcmp(q->stems[k].term, stem, n) == 0);
		if (same)
			s->words |= UINT64_C(1) << i;
	}
	return (0);
}

/* Whether one of the titles has all words of ${query}: of decisions with one number the ministers'
 * is told from the government's. */
static bool
says(const struct query *query, const struct work_data *work)
{
	uint64_t all = 0;

	for (size_t i = 0; i < query->nwords; i++)
		if (query->words[i].unit != WORD_NUMBER && !query->words[i].small)
			all |= UINT64_C(1) << i;
	for (size_t i = 0; i < work->ntexts; i++) {
		struct said s = { query, work->texts[i].language, 0 };

		if (work->texts[i].title == NULL)
			continue;
		words_each(work->texts[i].title, strlen(work->texts[i].title), said_word, &s);
		if ((s.words & all) == all)
			return (true);
	}
	return (false);
}

/* Leaves in ${t} what may be meant, and in ${work} the last of it. */
static enum err
narrow(struct search_index *index, struct arena *arena, const struct query *query, struct target *t,
    struct work_data *work)
{
	struct work_data one, only;
	size_t n = 0, nsaying = 0;
	uint32_t saying = 0;
	enum err err;

	for (size_t i = 0; i < t->n; i++) {
		if ((err = index_work(index, arena, index->columns.works[t->works[i]].doc, &one)) !=
		    ERR_OK)
			return (err);
		if (query->slug != NULL
			? one.kind != query->kind
			: query->number.country != NULL && !is_of(&one, query->number.country))
			continue;
		t->works[n++] = t->works[i];
		*work = one;
		if (query->slug == NULL && says(query, &one)) {
			only = one;
			saying = t->works[i];
			nsaying++;
		}
	}
	t->n = n;
	if (nsaying == 1) {
		t->works[0] = saying;
		t->n = 1;
		*work = only;
	}
	return (ERR_OK);
}

enum err
target_find(
    struct search_index *index, struct arena *arena, struct query *query, struct target *ret)
{
	struct target t = { .n = 0 };
	struct fitting f = { .index = index, .query = query, .target = &t };
	struct search_target *one;
	const char *eid = query->eid;
	struct work_data work = { 0 };
	enum err err;

	if (query->slug == NULL && query->number.claim == NUMBER_NONE)
		return (ERR_OK);
	if ((err = query->slug != NULL ? fit_address(&f) : fit_number(&f)) != ERR_OK)
		return (err);
	if (f.over || t.n == 0)
		return (ERR_OK);
	if ((err = narrow(index, arena, query, &t, &work)) != ERR_OK)
		return (err);
	if (t.n > 0 && query->slug == NULL)
		t.tree = query_tree(query->arena, XQ_OR, f.terms, f.nterms);
	if (t.n == 1 && (query->slug != NULL || query->number.claim == NUMBER_SURE)) {
		if (query->articles[0] != NULL &&
		    (err = article_of(index, query, t.works[0], &eid)) != ERR_OK)
			return (err);
		if (query->articles[0] == NULL || eid != NULL) {
			one = arena_alloc(arena, sizeof(*one));
			*one = (struct search_target){ work.kind, work.slug, eid };
			t.one = one;
		}
	}
	*ret = t;
	return (ERR_OK);
}
