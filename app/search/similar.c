/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Owns what is like a text: its rarest words, asked for together.  The text is at hand, so nothing
 * of it is looked up in the index but how many documents have each word.
 */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "search/index.h"
#include "search/layout.h"
#include "search/terms.h"

enum {
	TEXT_READ = 4096, /* bytes */
	LOOKED_UP = 48,	  /* terms that are frequent in the text */
	ASKED = 10,	  /* of those, rare in the index */
	SEEN = 64	  /* documents that are weighed */
};

/* A term in more of the index than one of so many documents tells nothing. */
static const double common = 0.05;

struct pick {
	const struct xterm *term;
	double weight;
};

static int
by_weight(const void *a, const void *b)
{
	const struct pick *x = a, *y = b;

	if (x->weight != y->weight)
		return (x->weight > y->weight ? -1 : 1);
	return (strcmp(x->term->term, y->term->term));
}

/* Words without a stem of theirs, and stems: a word counts once.  No numbers, no short ones. */
static bool
telling(const struct xterm *t)
{
	const unsigned char *p = (const unsigned char *)t->term;

	if (*p == PREFIX_STEM)
		return (t->size > 4);
	/* Two ideographs, or a word of a script that is not stemmed. */
	return (*p >= 0xE1 && t->size >= 6);
}

/* The terms to be asked for, the most telling first. */
static size_t
pick_terms(struct search_index *index, struct terms *terms, struct pick *picks)
{
	size_t nterms, n = 0, m = 0;
	const struct xterm *all = terms_all(terms, &nterms);
	uint32_t documents = columns_size(&index->columns, "und"), found;
	struct pick *often = calloc(nterms + 1, sizeof(*often));

	for (size_t i = 0; often != NULL && i < nterms; i++)
		if (telling(&all[i]))
			often[n++] = (struct pick){ &all[i], all[i].count };
	if (n > 1)
		qsort(often, n, sizeof(*often), by_weight);
	for (size_t i = 0; i < n && i < LOOKED_UP; i++) {
		found = xdb_frequency(index->db, often[i].term->term, often[i].term->size);
		if (found < 2 || found > 2 + documents * common)
			continue;
		often[m] = often[i];
		often[m++].weight *= log((double)documents / found);
	}
	if (m > 1)
		qsort(often, m, sizeof(*often), by_weight);
	if (m > ASKED)
		m = ASKED;
	if (m > 0)
		memcpy(picks, often, m * sizeof(*picks));
	free(often);
	return (m);
}

struct like {
	uint32_t doc, work;
	double weight;
};

struct job {
	struct search_index *index;
	const struct search_like *what;
	struct like best[SEEN];
	size_t n;
};

/* The best document of each work, the best works first; the text's own work is left out. */
static void
seen(void *ctx, uint32_t doc, double weight)
{
	struct job *job = ctx;
	const struct columns *c = &job->index->columns;
	struct like x = { doc, 0, weight };
	size_t at;

	if (doc >= c->ndocs || c->docs[doc].work == NO_WORK)
		return;
	x.work = c->docs[doc].work;
	if (c->works[x.work].entry == job->what->entry ||
	    (job->what->kind != NULL && c->works[x.work].kind != *job->what->kind))
		return;
	for (at = 0; at < job->n && job->best[at].work != x.work; at++)
		;
	if (at < job->n) {
		if (job->best[at].weight >= weight)
			return;
	} else if (job->n < SEEN) {
		job->n++;
	} else if (job->best[--at].weight >= weight) {
		return;
	}
	for (; at > 0 && job->best[at - 1].weight < weight; at--)
		job->best[at] = job->best[at - 1];
	job->best[at] = x;
}

static enum err
fill(struct search_index *index, struct arena *arena, const struct search_like *what,
    const struct like *like, struct search_hit *h)
{
	struct buf data = { 0 };
	const struct work_text *t;
	struct work_piece piece;
	struct work_data w;
	enum err err;

	err = index_work(index, arena, index->columns.works[like->work].doc, &w);
	if (err != ERR_OK || (err = xdb_data(index->db, like->doc, &data)) != ERR_OK)
		return (err);
	if (work_piece_unpack(data.data, data.len, arena, &piece)) {
		t = work_title(&w, what->chain, what->nchain);
		*h = (struct search_hit){ .entry = w.entry,
			.kind = w.kind,
			.slug = w.slug,
			.eid = piece.eid,
			.article = piece.number,
			.heading = piece.heading,
			.language = piece.language,
			.title = t != NULL ? t->title : w.slug,
			.title_language = t != NULL ? t->language : "en",
			.jurisdictions = w.jurisdictions,
			.date = w.date,
			.provenance = PROVENANCE_STAFF,
			.score = like->weight };
	}
	buf_free(&data);
	return (ERR_OK);
}

static enum err
similar(struct search_index *index, struct arena *arena, const struct search_like *what,
    struct terms *terms, struct search_hit **ret, size_t *ret_n)
{
	struct xquery *leaves[ASKED];
	struct pick picks[ASKED];
	struct job job = { .index = index, .what = what };
	uint32_t crowd = columns_size(&index->columns, "und");
	struct search_hit *hits = arena_array(arena, struct search_hit, what->limit);
	size_t n = pick_terms(index, terms, picks);
	struct xquery *tree;
	bool all;
	enum err err;

	for (size_t i = 0; i < n; i++) {
		leaves[i] = arena_alloc(arena, sizeof(*leaves[i]));
		leaves[i]->op = XQ_TERM;
		leaves[i]->term = picks[i].term->term;
		leaves[i]->size = picks[i].term->size;
		leaves[i]->crowd = 0;
	}
	/* One word in common is chance. */
	if (n >= 3 && (tree = query_tree(arena, XQ_OR, leaves, n)) != NULL &&
	    (err = xdb_match(index->db, tree, &crowd, 1, SEEN, SEEN, seen, &job, &all)) != ERR_OK)
		return (err);
	*ret_n = job.n < what->limit ? job.n : what->limit;
	for (size_t i = 0; i < *ret_n; i++)
		if ((err = fill(index, arena, what, &job.best[i], &hits[i])) != ERR_OK)
			return (err);
	*ret = hits;
	return (ERR_OK);
}

enum err
search_similar(struct search_index *index, struct arena *arena, const struct search_like *what,
    struct search_hit **ret, size_t *ret_n)
{
	struct terms *terms = terms_new();
	enum err err = ERR_INDEX;

	if (what->title != NULL)
		terms_text(terms, what->language, what->title, strlen(what->title), WEIGHT_TITLE);
	if (what->text != NULL)
		terms_text(
		    terms, what->language, what->text, strnlen(what->text, TEXT_READ), WEIGHT_BODY);
	for (int tries = 0; tries < 3 && index->db != NULL; tries++) {
		err = similar(index, arena, what, terms, ret, ret_n);
		if (err == ERR_OK && xdb_overtaken(index->db))
			err = ERR_CONFLICT;
		if (err == ERR_OK || index_reload(index) != ERR_OK)
			break;
	}
	terms_free(terms);
	return (err == ERR_OK ? ERR_OK : ERR_INDEX);
}
