/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Owns how a search runs: one pass over what matches, in which filters, grouping and counting go by
 * the columns, then the few documents that are shown are fetched.
 */
#include "search/search.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/log.h"
#include "base/utf8.h"
#include "search/expand.h"
#include "search/facet.h"
#include "search/flat.h"
#include "search/index.h"
#include "search/layout.h"
#include "search/names.h"
#include "search/order.h"
#include "search/phrase.h"
#include "search/place.h"
#include "search/rerank.h"
#include "search/snippet.h"
#include "search/spell.h"
#include "search/target.h"

enum {
	OFFSET_MAX = 10000,
	/* Below that, what has all words is too little, and any of them will do: of few words, of
	 * many. */
	FEW = 5,
	MANY_WORDS = 3,
	ENOUGH_OF_MANY = 20,
	EXACT_MAX = 10000, /* documents that are counted exactly whatever they are */
	TOP_SPARE = 200,
	CANDIDATES = 60, /* of a question that get a second look */
	/* below that, a word that no text has was perhaps misspelt: what was found has another */
	SPELT = 200,
	READ_MAX = 3000 /* texts that are read to see whether they have a quotation */
};

/* A term of another language counts that much beside the word that was typed. */
static const double expansion_weight = 0.7;

/* A text in the reader's own language that much more than another. */
static const double own_language = 1.2;

/* Before all others: what the address or number names that was typed in. */
static const double targeted = 1000;

/* Asked for articles, a guide or a term that much less than an article. */
static const double beside_articles = 0.6;

/* The entry that the whole query names that much more than what else has its words. */
static const double named_entry = 1.5;

/* What is shown of a work is in the reader's language unless that matches this much worse. */
static const double own_least = 0.1;

struct run {
	struct search_index *index;
	const struct search_query *sq;
	struct facet_filter filter;
	uint64_t own_languages;
	struct expand_named named;
	struct facet_counts *counts;
	uint32_t *touched; /* works */
	size_t ntouched;
	struct found *found; /* documents of GROUP_NONE */
	size_t nfound, room;
	uint32_t documents;
	const struct search_letter *letter; /* of a page of an A-Z, else NULL */
	bool question;			    /* asked by any of its words */
	struct target target;
	bool named_place, home; /* whose places these are, of the question or the reader */
	double place_weight;
	uint64_t places[JURISDICTIONS / 64];
};

static bool
wanted(const struct search_query *sq, int64_t entry)
{
	size_t low = 0, high = sq->nentries, middle;

	if (sq->entries == NULL)
		return (true);
	while (low < high) {
		middle = low + (high - low) / 2;
		if (sq->entries[middle] < entry)
			low = middle + 1;
		else
			high = middle;
	}
	return (low < sq->nentries && sq->entries[low] == entry);
}

static double
by_place(const struct run *r, const struct column_work *w)
{
	bool is = false;

	if (!r->named_place && !(r->home && w->kind == KIND_LAW))
		return (1);
	for (size_t i = 0; i < JURISDICTIONS / 64; i++)
		is = is || (w->jurisdictions[i] & r->places[i]) != 0;
	return (is ? r->place_weight : 1);
}

static struct index_touch *
touch(struct run *r, uint32_t work)
{
	struct index_touch *t = &r->index->touch[work];
	const struct column_work *w = &r->index->columns.works[work];

	if (t->run != r->index->run) {
		*t = (struct index_touch){ .run = r->index->run,
			.fail = wanted(r->sq, w->entry) ? facet_fail(&r->filter, w) : UINT16_MAX,
			.prior = order_prior(w) * by_place(r, w),
			.named = 1.0 };
		for (size_t i = 0; i < r->named.n; i++)
			if (r->index->columns.works[work].doc == r->named.v[i])
				t->named = named_entry;
		if (target_has(&r->target, work))
			t->named = targeted;
		r->touched[r->ntouched++] = work;
	}
	return (t);
}

static void
seen(void *ctx, uint32_t doc, double weight)
{
	struct run *r = ctx;
	const struct columns *c = &r->index->columns;
	struct index_touch *t;
	const struct column_doc *d;
	uint64_t bit;

	if (doc >= c->ndocs || c->docs[doc].work == NO_WORK)
		return;
	d = &c->docs[doc];
	t = touch(r, d->work);
	bit = UINT64_C(1) << d->language;
	t->languages |= bit;
	if (t->fail == 0 && r->sq->group == GROUP_NONE)
		r->counts->languages[d->language]++;
	if ((r->filter.used & FACET_BIT(FACET_LANGUAGE)) && (r->filter.languages & bit) == 0)
		return;
	t->found++;
	/* Fields alone weigh nothing; the reader's language still comes first. */
	if (weight == 0)
		weight = 1;
	weight *= t->prior;
	if (r->sq->group == GROUP_NONE && d->type != DOC_ARTICLE)
		weight *= beside_articles;
	/* Of all its texts one by one, the reader wants the one that can be read. */
	if (r->sq->group != GROUP_NONE || (r->own_languages & bit) || t->named == targeted)
		weight *= t->named;
	if (r->own_languages & bit) {
		weight *= own_language;
		if (weight > t->best_own) {
			t->best_own = weight;
			t->own = doc;
		}
	}
	if (weight > t->best || t->found == 1) {
		t->best = weight;
		t->doc = doc;
	}
	if (t->fail != 0)
		return;
	r->documents++;
	if (r->sq->group != GROUP_NONE)
		return;
	if (r->nfound == r->room) {
		r->room = r->room * 2 + 1024;
		if ((r->found = reallocarray(r->found, r->room, sizeof(*r->found))) == NULL)
			log_die("search: out of memory");
	}
	r->found[r->nfound++] = (struct found){ weight, doc, d->work };
}

/* Where ${entry} stands in the order of titles; UINT32_MAX if it is gone, or stands under another
 * letter by now. */
static uint32_t
place_of(const struct run *r, const struct index_order *titles, int64_t entry)
{
	const struct columns *c = &r->index->columns;

	for (size_t i = 0; entry != 0 && i < c->nlive; i++)
		if (c->works[c->live[i]].entry == entry)
			return (titles->bucket[c->live[i]] == r->letter->position
				    ? titles->place[c->live[i]]
				    : UINT32_MAX);
	return (UINT32_MAX);
}

static bool
under_letter(const struct run *r, const struct index_order *titles, uint32_t work, uint32_t after,
    uint32_t before)
{
	uint32_t place = titles->place[work];

	return (place != UINT32_MAX && titles->bucket[work] == r->letter->position &&
		(after == UINT32_MAX || place > after) && place < before);
}

/* A list: each work counts as one document in each of its languages. */
static void
list_works(struct run *r, const struct index_order *titles)
{
	uint32_t after = place_of(r, titles, r->letter != NULL ? r->letter->after : 0);
	uint32_t before = place_of(r, titles, r->letter != NULL ? r->letter->before : 0);
	const struct columns *c = &r->index->columns;
	struct index_touch *t;
	uint64_t languages;

	for (size_t i = 0; i < c->nlive; i++) {
		if (r->letter != NULL && !under_letter(r, titles, c->live[i], after, before))
			continue;
		t = touch(r, c->live[i]);
		languages = c->works[c->live[i]].languages;
		t->languages = languages;
		t->doc = c->works[c->live[i]].doc;
		if ((r->filter.used & FACET_BIT(FACET_LANGUAGE)) &&
		    (r->filter.languages & languages) == 0)
			continue;
		t->found = 1;
		if (t->fail == 0)
			r->documents++;
	}
}

static void
reverse(struct found *v, size_t n)
{
	struct found swap;

	for (size_t i = 0; i < n / 2; i++) {
		swap = v[i];
		v[i] = v[n - 1 - i];
		v[n - 1 - i] = swap;
	}
}

/* --- hits --------------------------------------------------------------------------------------
 */

static struct strings
subject_ids(struct arena *arena, uint64_t bits)
{
	struct strings s = { arena_array(arena, const char *, SUBJECT_COUNT), 0 };

	for (int i = 0; i < SUBJECT_COUNT; i++)
		if (bits & UINT64_C(1) << i)
			s.v[s.n++] = vocab_id(VOCAB_SUBJECT, i);
	return (s);
}

static void
fill_work(struct arena *arena, const struct search_query *sq, const struct work_data *w,
    struct search_hit *h)
{
	const struct work_text *t = work_title(w, sq->chain, sq->nchain);

	h->entry = w->entry;
	h->source_id = w->source_id;
	h->kind = w->kind;
	h->slug = w->slug;
	h->jurisdictions = w->jurisdictions;
	h->subjects = subject_ids(arena, w->subjects);
	h->date = w->date;
	h->status = w->status;
	h->sample = w->sample;
	h->title = t != NULL ? t->title : w->slug;
	h->title_language = t != NULL ? t->language : "en";
	h->language = h->title_language;
	h->provenance = t != NULL ? t->provenance : PROVENANCE_STAFF;
	h->snippet = t != NULL ? t->summary : NULL;
	h->id = arena_printf(arena, "e%" PRId64, w->entry);
}

static void
fill_piece(struct arena *arena, const struct search_query *sq, const struct query *query,
    const struct work_piece *p, struct search_hit *h)
{
	const char *text = p->body;

	if (p->expression != 0)
		h->id = arena_printf(arena, "a%" PRId64 ".%s", p->expression, p->eid);
	else
		h->id = arena_printf(arena, "e%" PRId64 ".%s", h->entry, p->language);
	if (p->expression != 0 || p->source_id != NULL)
		h->source_id = p->source_id;
	h->eid = p->eid;
	h->article = p->number;
	h->language = p->language;
	h->heading = p->heading;
	h->provenance = p->provenance;
	h->snippet = NULL;
	if (!sq->snippets)
		return;
	if (p->heading != NULL)
		snippet_marks(arena, query, p->language, p->heading, &h->heading_highlights,
		    &h->nheading_highlights);
	if (text != NULL)
		snippet_make(
		    arena, query, p->language, text, &h->snippet, &h->highlights, &h->nhighlights);
}

/* Languages of texts in which the question may be put, as bits. */
static uint64_t
asked_languages(const struct run *r, const struct query *query)
{
	uint64_t bits = 0;

	for (size_t i = 0; i < query->nwords; i++)
		for (size_t l = 0; l < query->nlanguages; l++)
			bits |= facet_languages(&r->index->columns,
			    words_language(query->languages[l], query->words[i].script));
	return (bits);
}

/*
 * A text that was found in another language, of an entry that has one in the reader's: that one is
 * shown, unless texts in another language are what was asked for, or it has the words of the
 * question, which the reader's language does not write.
 */
static bool
shows_own(const struct run *r, const struct query *query, const struct work_piece *p,
    const struct search_hit *h)
{
	const uint64_t title = facet_languages(&r->index->columns, h->title_language);
	const uint64_t found = facet_languages(&r->index->columns, p->language);
	bool written = (found & asked_languages(r, query)) == 0;

	for (size_t i = 0; i < query->nwords; i++)
		if (strncmp(words_language(h->title_language, query->words[i].script),
			h->title_language, strcspn(h->title_language, "-")) == 0)
			written = true;

	return (written && r->sq->group == GROUP_WORK && p->expression == 0 &&
		(r->filter.used & FACET_BIT(FACET_LANGUAGE)) == 0 &&
		(title & r->own_languages) != 0 && strcmp(p->language, h->title_language) != 0);
}

static enum err
fill_hit(struct run *r, struct arena *arena, const struct query *query, const struct found *f,
    struct search_hit *h)
{
	const struct columns *c = &r->index->columns;
	struct buf data = { 0 };
	struct work_piece piece;
	struct work_data work;
	enum err err;

	if ((err = index_work(r->index, arena, c->works[f->work].doc, &work)) != ERR_OK)
		return (err);
	fill_work(arena, r->sq, &work, h);
	h->score = f->weight;
	h->more_in_work = r->index->touch[f->work].found - 1;
	if (f->doc == c->works[f->work].doc)
		return (ERR_OK);
	if ((err = xdb_data(r->index->db, f->doc, &data)) == ERR_OK) {
		if (work_piece_unpack(data.data, data.len, arena, &piece)) {
			if (shows_own(r, query, &piece, h)) {
				piece.language = h->title_language;
				piece.heading = NULL;
				piece.body = h->snippet;
			}
			fill_piece(arena, r->sq, query, &piece, h);
		} else {
			log_event(LOG_LEVEL_ERROR, "index.damaged", LOG_INT("document", f->doc));
			err = ERR_INDEX;
		}
	}
	buf_free(&data);
	return (err);
}

/* --- a second look ---------------------------------------------------------------------------
 */

static const char *
title_of(const struct work_data *w, const char *language)
{
	for (size_t i = 0; i < w->ntexts; i++)
		if (strcmp(w->texts[i].language, language) == 0)
			return (w->texts[i].title);
	return (NULL);
}

/* The best candidates change places by what their text tells; the others stay behind them. */
static enum err
look_again(struct run *r, struct query *query, const struct order *order)
{
	size_t n = r->nfound < CANDIDATES ? r->nfound : CANDIDATES;
	struct arena *arena = query->arena;
	struct rerank *rerank = rerank_new(query, n);
	double *weights = arena_array(arena, double, n);
	struct buf data = { 0 };
	struct work_piece piece;
	struct work_data work;
	enum err err = ERR_OK;

	order_best(order, r->found, r->nfound, n);
	for (size_t i = 0; i < n && err == ERR_OK; i++) {
		const uint32_t about = r->index->columns.works[r->found[i].work].doc;

		buf_clear(&data);
		piece = (struct work_piece){ .language = "en" };
		if (r->found[i].doc != about &&
		    (err = xdb_data(r->index->db, r->found[i].doc, &data)) == ERR_OK &&
		    !work_piece_unpack(data.data, data.len, arena, &piece))
			err = ERR_INDEX;
		/* An article has its own heading; a title alone answers no question. */
		if (err == ERR_OK && piece.expression == 0 && piece.body != NULL &&
		    (err = index_work(r->index, arena, about, &work)) == ERR_OK)
			piece.heading = title_of(&work, piece.language);
		if (err == ERR_OK)
			rerank_add(rerank, r->found[i].work, r->found[i].weight, piece.language,
			    piece.heading, piece.body);
	}
	buf_free(&data);
	if (err != ERR_OK)
		return (err);
	rerank_finish(rerank, weights);
	for (size_t i = 0; i < n; i++)
		r->found[i].weight = weights[i];
	return (ERR_OK);
}

/* --- the whole ---------------------------------------------------------------------------------
 */

static void
begin(struct run *r, struct arena *arena)
{
	const struct columns *c = &r->index->columns;

	if (++r->index->run == 0) {
		memset(r->index->touch, 0, r->index->touch_room * sizeof(*r->index->touch));
		r->index->run = 1;
	}
	r->ntouched = r->nfound = 0;
	r->documents = 0;
	if (r->touched == NULL) {
		r->touched = arena_array(arena, uint32_t, c->nworks);
		r->counts = arena_alloc(arena, sizeof(*r->counts));
	} else {
		memset(r->counts, 0, sizeof(*r->counts));
	}
}

static void
count_crowds(const struct run *r, const struct query *query, uint32_t *crowds)
{
	for (size_t i = 0; i < query->ncrowds; i++)
		crowds[i] = columns_size(&r->index->columns, query->crowds[i]);
}

/* Documents that have all words of a quotation, until their texts have been read. */
struct unread {
	struct found *v;
	size_t n, room;
};

static void
note(void *ctx, uint32_t doc, double weight)
{
	struct unread *u = ctx;

	if (u->n == u->room) {
		u->room = u->room * 2 + 1024;
		if ((u->v = reallocarray(u->v, u->room, sizeof(*u->v))) == NULL)
			log_die("search: out of memory");
	}
	u->v[u->n++] = (struct found){ weight, doc, 0 };
}

static int
by_weight(const void *a, const void *b)
{
	const struct found *x = a, *y = b;

	if (x->weight != y->weight)
		return (x->weight > y->weight ? -1 : 1);
	return ((x->doc > y->doc) - (x->doc < y->doc));
}

/* Whether document ${doc} has the quotations of ${query} as they are. */
static enum err
holds(struct run *r, struct arena *scratch, struct query *query, uint32_t doc, bool *ret_holds)
{
	const struct columns *c = &r->index->columns;
	struct buf data = { 0 };
	struct work_piece piece;
	struct work_data work;
	const char *texts[4];
	enum err err;

	*ret_holds = false;
	if (doc >= c->ndocs || c->docs[doc].work == NO_WORK)
		return (ERR_OK);
	if ((err = xdb_data(r->index->db, doc, &data)) == ERR_OK &&
	    !work_piece_unpack(data.data, data.len, scratch, &piece))
		err = ERR_INDEX;
	buf_free(&data);
	if (err != ERR_OK ||
	    (err = index_work(r->index, scratch, c->works[c->docs[doc].work].doc, &work)) != ERR_OK)
		return (err);
	texts[0] = piece.heading;
	texts[1] = piece.body;
	texts[2] = title_of(&work, piece.language);
	texts[3] = piece.number;
	*ret_holds = phrase_holds(query, piece.language, texts, 4);
	return (ERR_OK);
}

/* As xdb_match, but for what the index does not know: the order of words. */
static enum err
match_reading(
    struct run *r, struct query *query, struct xquery *tree, const uint32_t *crowds, bool *ret_all)
{
	struct unread u = { 0 };
	struct arena *whole = query->arena, *scratch;
	bool stands;
	enum err err;

	err = xdb_match(
	    r->index->db, tree, crowds, query->ncrowds, UINT32_MAX, UINT32_MAX, note, &u, ret_all);
	if (u.n > READ_MAX) {
		qsort(u.v, u.n, sizeof(*u.v), by_weight);
		u.n = READ_MAX;
		*ret_all = false;
	}
	scratch = query->arena = arena_new();
	for (size_t i = 0; i < u.n && err == ERR_OK; i++) {
		if ((err = holds(r, scratch, query, u.v[i].doc, &stands)) == ERR_OK && stands)
			seen(r, u.v[i].doc, u.v[i].weight);
		arena_reset(scratch);
	}
	query->arena = whole;
	arena_free(scratch);
	free(u.v);
	return (err);
}

static enum err
match(struct run *r, struct arena *arena, struct query *query, struct xquery *tree, bool exact,
    bool *ret_all)
{
	uint32_t crowds[QUERY_CROWDS];
	uint32_t top = (uint32_t)(r->sq->offset + r->sq->limit) + TOP_SPARE;
	enum err err;
	bool done;

	begin(r, arena);
	*ret_all = true;
	tree = query_limit(query, tree);
	if (tree == NULL)
		return (ERR_OK);
	count_crowds(r, query, crowds);
	if (query->phrases)
		return (match_reading(r, query, tree, crowds, ret_all));
	err = flat_match(r->index->db, arena, tree, crowds, query->ncrowds, seen, r, &done);
	if (err != ERR_OK || done)
		return (err);
	err = xdb_match(r->index->db, tree, crowds, query->ncrowds, top,
	    exact ? UINT32_MAX : EXACT_MAX, seen, r, ret_all);
	/* The best documents may all be of a few works, too few for the page. */
	if (err != ERR_OK || *ret_all || r->ntouched >= r->sq->offset + r->sq->limit)
		return (err);
	begin(r, arena);
	return (xdb_match(
	    r->index->db, tree, crowds, query->ncrowds, top, UINT32_MAX, seen, r, ret_all));
}

static void
nothing(void *ctx, uint32_t doc, double weight)
{
	(void)doc;
	(void)weight;
	++*(uint32_t *)ctx;
}

static enum err
count_some(struct run *r, struct query *query, struct xquery *tree, uint32_t most, uint32_t *ret_n)
{
	uint32_t n = 0;
	bool all;
	enum err err;

	tree = query_limit(query, tree);
	if ((err = xdb_match(r->index->db, tree, NULL, 0, most, most, nothing, &n, &all)) == ERR_OK)
		*ret_n = n;
	return (err);
}

/*
 * So many documents with all words are not asked for any.  Of many words one or two may well be
 * missing from the text that answers best.
 */
static uint32_t
enough(const struct query *query)
{
	size_t halves = 0;

	for (size_t i = 0; i < query->nwords; i++)
		if (!query->words[i].small)
			halves += query->words[i].unit == WORD_IDEO ? 1 : 2;
	if (query->strict)
		return (1);
	return (halves >= 2 * MANY_WORDS ? ENOUGH_OF_MANY : FEW);
}

/* What is looked for beside the words as they were typed. */
struct beside {
	struct xquery *expansion, *names, *number;
};

static struct xquery *
with(struct arena *arena, struct xquery *tree, const struct beside *b)
{
	struct xquery *all[4] = { tree, query_scale(arena, b->expansion, expansion_weight),
		b->names, b->number };

	return (query_tree(arena, XQ_OR, all, 4));
}

/* What is left out as too weak must not be what a filter or another order would have shown. */
static bool
needs_all(const struct run *r)
{
	return (r->sq->sort != SORT_RELEVANCE || r->filter.used != 0);
}

static enum err
match_words(struct run *r, struct arena *arena, struct query *query, struct search_result *result,
    bool *ret_all)
{
	struct xquery *all = query_all(query), *any = query_any(query);
	struct beside beside = { NULL, r->sq->expand ? names_query(r->index->db, query) : NULL,
		r->target.tree };
	bool relax = query->question && any != NULL;
	uint32_t n = UINT32_MAX;
	enum err err;

	if (query->slug != NULL)
		return (match(r, arena, query,
		    query_entry(query,
			r->target.n == 0 ? 0 : r->index->columns.works[r->target.works[0]].entry),
		    true, ret_all));
	err = expand_query(r->index, query, r->sq, &beside.expansion, &r->named, result);
	if (err != ERR_OK)
		return (err);
	/* Who asks for news of some entries wants those that have what was asked for. */
	if (r->sq->entries != NULL)
		return (match(r, arena, query,
		    with(arena, query->question && any != NULL ? any : all, &beside), true,
		    ret_all));
	if (!relax && !query->strict && beside.expansion != NULL && any != NULL && all != NULL) {
		if ((err = count_some(r, query, all, enough(query), &n)) != ERR_OK)
			return (err);
		relax = n < enough(query);
	}
	if (!relax) {
		/* A common word, or its names in other languages, may be in half of all texts:
		 * beyond what is counted exactly, those that can't be among the best are passed
		 * over. */
		err = match(r, arena, query, with(arena, all, &beside), all == NULL || needs_all(r),
		    ret_all);
		if (err != ERR_OK)
			return (err);
		n = r->documents;
		relax = beside.expansion == NULL && any != NULL && n < enough(query);
	}
	if (!relax)
		return (ERR_OK);
	r->question = true;
	result->some_words = n < FEW;
	err = match(r, arena, query, with(arena, any, &beside), needs_all(r), ret_all);
	if (err != ERR_OK || r->documents >= (query->question ? FEW : 1))
		return (err);
	/* Not even what was quoted, or hardly: better something than nothing. */
	for (size_t i = 0; i < query->nwords; i++) {
		if (!query->words[i].quoted || query->words[i].minus)
			continue;
		query->words[i].quoted = false;
		syntax_problem(arena, &query->problems, PROBLEM_LOOSE, query->words[i].start,
		    query->words[i].end, NULL);
	}
	query->phrases = false;
	query->loose = true;
	return (
	    match(r, arena, query, with(arena, query_any(query), &beside), needs_all(r), ret_all));
}

/* Works or documents that pass all filters go into found; facets are counted on the way. */
static uint32_t
gather(struct run *r)
{
	const struct columns *c = &r->index->columns;
	bool works = r->sq->group == GROUP_WORK;
	uint32_t total = 0, n;

	if (works && r->room < r->ntouched) {
		r->room = r->ntouched;
		if ((r->found = reallocarray(r->found, r->room, sizeof(*r->found))) == NULL)
			log_die("search: out of memory");
	}
	for (size_t i = 0; i < r->ntouched; i++) {
		uint32_t work = r->touched[i];
		const struct index_touch *t = &r->index->touch[work];

		if (works && t->fail == 0)
			for (uint64_t bits = t->languages; bits != 0; bits &= bits - 1)
				r->counts->languages[__builtin_ctzll(bits)]++;
		if (t->found == 0)
			continue;
		n = works ? 1 : t->found;
		if (r->sq->facets)
			facet_add(r->counts, &c->works[work], t->fail, n);
		if (t->fail != 0)
			continue;
		total += n;
		if (works)
			r->found[r->nfound++] = (struct found){ t->best,
				t->best_own > t->best * own_least ? t->own : t->doc, work };
	}
	return (total);
}

/* From bytes to code points. */
static void
tell_problems(
    struct arena *arena, const struct query *query, const char *q, struct search_result *result)
{
	result->problems = query->problems.v;
	result->nproblems = query->problems.n;
	for (size_t i = 0; i < result->nproblems; i++) {
		struct search_problem *p = &result->problems[i];

		p->text = arena_strndup(arena, q + p->start, p->end - p->start);
		p->end = (uint32_t)utf8_count(q, p->end);
		p->start = (uint32_t)utf8_count(q, p->start);
	}
}

static enum err
run_once(struct run *r, struct arena *arena, struct search_result *ret_result)
{
	struct search_query within = *r->sq, *sq = &within;
	struct search_result result = { .total_is_exact = true };
	struct order order = { .sort = sq->sort,
		.backwards = r->letter != NULL && r->letter->before != 0,
		.columns = &r->index->columns };
	const struct index_order *titles = NULL;
	struct query *query = NULL;
	size_t top;
	enum err err;

	r->sq = sq;
	if (sq->q != NULL && sq->q[0] != '\0') {
		query = arena_alloc(arena, sizeof(*query));
		query_parse(arena, sq->q, sq->locale, query);
		if (sq->year_from < query->year_from)
			sq->year_from = query->year_from;
		if (query->year_to != 0 && (sq->year_to == 0 || sq->year_to > query->year_to))
			sq->year_to = query->year_to;
		/* Nothing but a year: a list. */
		if (query->root == NULL && query->slug == NULL && query->year_from != 0)
			sq->group = GROUP_WORK;
	}
	facet_filter_make(&r->index->columns, sq, &r->filter);
	if (sq->nchain > 0)
		r->own_languages = facet_languages(&r->index->columns, sq->chain[0]);
	if (order.sort == SORT_TITLE) {
		if ((err = index_order(r->index, sq->locale, &titles)) != ERR_OK)
			return (err);
		order.place = titles->place;
	}
	if (query != NULL && (err = target_find(r->index, arena, query, &r->target)) != ERR_OK)
		return (err);
	result.target = r->target.one;
	r->named_place = query != NULL && place_named(&r->index->columns, query, r->places);
	/* Of laws by name; what answers a question, or which article, its words tell. */
	r->home = query != NULL && !query->question && sq->group == GROUP_WORK && !r->named_place &&
		  sq->locale != NULL && place_home(&r->index->columns, sq->locale, r->places);
	r->place_weight = !r->named_place   ? HOME_WEIGHT
			  : query->question ? PLACE_ASKED_WEIGHT
					    : PLACE_WEIGHT;
	if (query != NULL && (query->root != NULL || query->year_from == 0)) {
		if ((err = match_words(r, arena, query, &result, &result.total_is_exact)) != ERR_OK)
			return (err);
	} else {
		begin(r, arena);
		list_works(r, titles);
		if (order.sort == SORT_RELEVANCE)
			order.sort = SORT_DATE;
	}
	result.total_articles = r->documents;
	result.total = gather(r);
	if (sq->facets)
		facet_result(r->counts, &r->index->columns, arena, &result);
	top = sq->offset + sq->limit;
	if (r->question && order.sort == SORT_RELEVANCE && r->nfound > 1 &&
	    (err = look_again(r, query, &order)) != ERR_OK)
		return (err);
	if (result.nexpansions > 0 && sq->sort == SORT_RELEVANCE &&
	    (r->filter.used & FACET_BIT(FACET_LANGUAGE)) == 0)
		order_turns(&order, r->found, r->nfound, top,
		    &(struct order_reader){ asked_languages(r, query), r->own_languages,
			sq->group == GROUP_WORK ? r->index->touch : NULL });
	else
		order_best(&order, r->found, r->nfound, top);
	if (order.backwards)
		reverse(r->found, r->nfound < top ? r->nfound : top);
	if (r->nfound > sq->offset) {
		result.nhits =
		    r->nfound - sq->offset < sq->limit ? r->nfound - sq->offset : sq->limit;
		result.hits = arena_array(arena, struct search_hit, result.nhits);
		for (size_t i = 0; i < result.nhits; i++)
			if ((err = fill_hit(r, arena, query, &r->found[sq->offset + i],
				 &result.hits[i])) != ERR_OK)
				return (err);
	}
	if (query != NULL && (result.total < SPELT || result.some_words))
		result.suggestion = spell_suggest(r->index, arena, sq->locale, query, sq->q,
		    result.total < FEW || result.some_words);
	if (query != NULL)
		tell_problems(arena, query, sq->q, &result);
	*ret_result = result;
	return (ERR_OK);
}

/* Runs it, again when the writer overtook us or the folder went away after a swap. */
static enum err
run_surely(struct run *from, struct arena *arena, struct search_result *ret_result)
{
	enum err err = ERR_INDEX;
	struct run r;

	for (int tries = 0; tries < 3; tries++) {
		if (from->index->db == NULL)
			return (ERR_INDEX);
		r = *from;
		err = run_once(&r, arena, ret_result);
		free(r.found);
		if (err == ERR_OK && !xdb_overtaken(from->index->db))
			return (ERR_OK);
		if (index_reload(from->index) != ERR_OK)
			return (ERR_INDEX);
	}
	return (err == ERR_OK || err == ERR_CONFLICT || err == ERR_NOTFOUND ? ERR_INDEX : err);
}

static bool
too_far(size_t offset, size_t limit)
{
	return (offset > OFFSET_MAX || limit > OFFSET_MAX || offset + limit > OFFSET_MAX);
}

enum err
search_run(struct search_index *index, struct arena *arena, const struct search_query *query,
    struct search_result *ret_result)
{
	struct search_query list = *query;
	struct run r = { .index = index, .sq = query };

	if (too_far(query->offset, query->limit))
		return (ERR_INPUT);
	if (query->q == NULL || query->q[0] == '\0') {
		/* A list has no documents but the works. */
		list.group = GROUP_WORK;
		r.sq = &list;
	}
	return (run_surely(&r, arena, ret_result));
}

enum err
search_bucket(struct search_index *index, struct arena *arena, const struct search_letter *letter,
    struct search_result *ret_result)
{
	const char *kinds[] = { kind_id(letter->kind) }, *end = strstr(letter->order, "-u-");
	const char *locale =
	    end == NULL ? letter->order
			: arena_strndup(arena, letter->order, (size_t)(end - letter->order));
	struct search_query list = { .locale = letter->order,
		.chain = &locale,
		.nchain = 1,
		.sort = SORT_TITLE,
		.group = GROUP_WORK,
		.limit = letter->limit };
	struct run r = { .index = index, .sq = &list, .letter = letter };

	if (too_far(0, letter->limit))
		return (ERR_INPUT);
	list.filter[FACET_KIND] = (struct strings){ kinds, 1 };
	return (run_surely(&r, arena, ret_result));
}
