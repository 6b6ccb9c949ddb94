/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Owns where candidates come from, how texts are compared for them, and the words of reasons. */
#include "web/match_part.h"

#include <stdlib.h>
#include <string.h>

#include "locale/format.h"
#include "locale/message.h"
#include "search/shared.h"
#include "store/match.h"
#include "web/page_results.h"
#include "web/pages.h"

enum {
	BY_WORDS = 30,	  /* candidates that a search for the title finds */
	CANDIDATES = 60,  /* in all */
	TITLE_WORDS = 300 /* bytes of a title that are searched for */
};

/* --- candidates --------------------------------------------------------------------------------
 */

/* Entries that a search for the listing's title finds, in whatever language. */
static size_t
by_words(struct req *req, struct search_index *index, const struct record *r, int64_t *ids)
{
	const char *kind = kind_id(KIND_LISTING);
	const struct text *t = &r->texts[0];
	struct search_query query = { .locale = t->language,
		.chain = &t->language,
		.nchain = 1,
		.expand = true,
		.limit = BY_WORDS };
	struct search_result result;
	size_t n = 0, size = strlen(t->title);

	/* Its signs are no questions. */
	query.q = arena_strndup(req->arena, t->title, size > TITLE_WORDS ? 0 : size);
	query.filter[FACET_KIND] = (struct strings){ &kind, 1 };
	if (query.q[0] == '\0' || search_run(index, req->arena, &query, &result) != ERR_OK)
		return (0);
	for (size_t i = 0; i < result.nhits; i++)
		if (result.hits[i].entry != r->id.v)
			ids[n++] = result.hits[i].entry;
	return (n);
}

/* --- comparing texts ---------------------------------------------------------------------------
 */

static const struct listing_text *
details(const struct record *r, const char *language)
{
	for (size_t i = 0; i < r->listing->ntexts; i++)
		if (strcmp(r->listing->texts[i].language, language) == 0)
			return (&r->listing->texts[i]);
	return (NULL);
}

/* All that a listing says in one language. */
static const char *
all_of(struct req *req, const struct record *r, const struct text *t)
{
	const struct listing_text *d = details(r, t->language);
	const char *parts[] = { t->title, t->summary, d != NULL ? d->problem : NULL,
		d != NULL ? d->solution : NULL, d != NULL ? d->advantages : NULL, t->body };
	struct buf b = { 0 };
	const char *all;

	for (size_t i = 0; i < sizeof(parts) / sizeof(parts[0]); i++) {
		if (parts[i] == NULL)
			continue;
		buf_str(&b, parts[i]);
		buf_str(&b, "\n");
	}
	all = arena_strdup(req->arena, buf_cstr(&b));
	buf_free(&b);
	return (all);
}

static const struct text *
text_in(const struct record *r, const char *language)
{
	for (size_t i = 0; i < r->ntexts; i++)
		if (strcmp(r->texts[i].language, language) == 0)
			return (&r->texts[i]);
	return (NULL);
}

/* The pair of language versions to compare, whose words the reasons quote: of one language, the
 * reader's if it can be; else what the reader sees of each. */
static void
choose_texts(const struct req *req, const struct record *a, const struct record *b,
    const struct text **ret_a, const struct text **ret_b)
{
	bool ignored;

	for (size_t i = 0; i < req->nchain + a->ntexts; i++) {
		const char *language =
		    i < req->nchain ? req->chain[i] : a->texts[i - req->nchain].language;

		*ret_a = text_in(a, language);
		*ret_b = text_in(b, language);
		if (*ret_a != NULL && *ret_b != NULL)
			return;
	}
	*ret_a = record_text(a, req->chain, req->nchain, &ignored);
	*ret_b = record_text(b, req->chain, req->nchain, &ignored);
}

struct cut {
	const struct text *of;
	struct shared_text *text;
};

static size_t
terms_of(struct req *req, struct search_index *index, const struct record *here, struct cut *cut,
    const struct record *there, struct match_term *terms)
{
	struct shared_thing things[MATCH_TERMS_MAX];
	struct shared_text *other;
	const struct text *a, *b;
	size_t n;

	choose_texts(req, here, there, &a, &b);
	if (a == NULL || b == NULL)
		return (0);
	/* The listing itself is cut once for all candidates of a language. */
	if (cut->of != a &&
	    shared_text(index, req->arena, a->language, all_of(req, here, a), &cut->text) != ERR_OK)
		return (0);
	cut->of = a;
	if (shared_text(index, req->arena, b->language, all_of(req, there, b), &other) != ERR_OK)
		return (0);
	n = shared_things(index, req->arena, cut->text, other, things, MATCH_TERMS_MAX);
	for (size_t i = 0; i < n; i++) {
		/* Another form of the same word tells the reader nothing. */
		bool form = things[i].term == NULL && strcmp(a->language, b->language) == 0;

		terms[i] = (struct match_term){ things[i].here,
			form ? things[i].here : things[i].there, things[i].weight };
	}
	return (n);
}

static int
by_fit(const void *a, const void *b)
{
	const struct match_found *x = a, *y = b;
	int order = match_order(&x->match, &y->match);

	return (order != 0 ? order : strcmp(x->record->slug, y->record->slug));
}

void
match_part_sort(struct match_found *found, size_t n)
{
	if (n > 1)
		qsort(found, n, sizeof(*found), by_fit);
}

enum err
match_part_listing(struct req *req, const struct record *listing, size_t limit,
    struct match_found **ret, size_t *ret_n)
{
	struct match_term terms[MATCH_TERMS_MAX];
	struct search_index *index;
	struct record **candidates;
	struct match_found *found;
	int64_t ids[BY_WORDS];
	struct cut cut = { 0 };
	size_t n, nids = 0, kept = 0;
	bool words;
	enum err err;

	*ret_n = 0;
	if (listing->ntexts == 0)
		return (ERR_OK);
	words = req_search(req, &index) == ERR_OK;
	if (words)
		nids = by_words(req, index, listing, ids);
	if ((err = match_listings(
		 req->db, req->arena, listing, ids, nids, CANDIDATES, &candidates, &n)) != ERR_OK)
		return (err);
	found = arena_array(req->arena, struct match_found, n);
	for (size_t i = 0; i < n; i++) {
		size_t nterms = 0;

		if (words && candidates[i]->ntexts > 0)
			nterms = terms_of(req, index, listing, &cut, candidates[i], terms);
		found[kept].record = candidates[i];
		match_listing(
		    req->arena, listing, candidates[i], terms, nterms, &found[kept].match);
		kept += found[kept].match.percent > 0;
	}
	match_part_sort(found, kept);
	*ret = found;
	*ret_n = kept < limit ? kept : limit;
	return (ERR_OK);
}

/* --- words -------------------------------------------------------------------------------------
 */

bool
match_part_missing(const struct match_reason *r)
{
	return (r->why >= MATCH_NO_LANGUAGE && r->why <= MATCH_NO_RIGHT);
}

static const char *
name_of(const struct req *req, const struct match_reason *r)
{
	switch (r->why) {
	case MATCH_LANGUAGE:
	case MATCH_NO_LANGUAGE:
		return (format_language(req->locale, req->arena, r->id));
	case MATCH_DIRECT:
	case MATCH_PARTNER:
	case MATCH_NO_JURISDICTION:
	case MATCH_COUNTRY:
		return (format_jurisdiction(req->locale, req->arena, r->id));
	case MATCH_SERVICE:
	case MATCH_NO_SERVICE:
		return (page_label(req, VOCAB_SERVICE, r->value));
	case MATCH_RIGHT:
	case MATCH_NO_RIGHT:
		return (page_label(req, VOCAB_SUBJECT, r->value));
	case MATCH_CREDIT:
		return (page_label(req, VOCAB_CREDIT, r->value));
	case MATCH_FORM:
		return (page_label(req, VOCAB_WANTED, r->value));
	default:
		return ("");
	}
}

/* A word of another script must not turn the sentence around it. */
static const char *
isolated(const struct req *req, const char *s)
{
	return (arena_printf(req->arena, "\u2068%s\u2069", s));
}

const char *
match_part_reason(const struct req *req, const struct match_reason *r)
{
	const struct locale *l = req->locale;
	const char *key = arena_printf(req->arena, "match.%s", match_why_id(r->why));

	switch (r->why) {
	case MATCH_VERIFIED:
		return (page_dated(req, key, r->id));
	case MATCH_RESPONSE:
		return (msg_format(l, req->arena, key, MSG_INT("days", r->value)));
	case MATCH_CLASS:
		return (msg_format(l, req->arena, arena_printf(req->arena, "%s_%d", key, r->value),
		    MSG_TEXT("id", isolated(req, r->id))));
	case MATCH_TERM:
		if (strcmp(r->id, r->other) == 0)
			return (msg_format(l, req->arena, "match.term_same",
			    MSG_TEXT("here", isolated(req, r->id))));
		return (msg_format(l, req->arena, key, MSG_TEXT("here", isolated(req, r->id)),
		    MSG_TEXT("there", isolated(req, r->other))));
	case MATCH_STAGE:
		return (msg_format(
		    l, req->arena, key, MSG_INT("offer", r->value), MSG_INT("want", r->number)));
	default:
		return (msg_format(l, req->arena, key, MSG_TEXT("name", name_of(req, r))));
	}
}

void
match_part_show(struct req *req, struct view *v, const struct match_found *found)
{
	const struct record *r = found->record;
	const struct text *t;
	struct view *missing = NULL;
	bool ignored;

	t = record_text(r, req->chain, req->nchain, &ignored);
	page_words(v, "TITLE", t->title, t->language);
	view_text(v, "MATCH_HREF", page_href(req, "/%s/%s", kind_plural(r->kind), r->slug));
	if (t->summary != NULL)
		page_words(view_item(v, "MATCH_SUMMARY"), "SUMMARY", t->summary, t->language);
	view_text(v, "MATCH_PERCENT",
	    msg_format(req->locale, req->arena, "match.percent",
		MSG_DOUBLE("part", found->match.percent / 100.0)));
	view_int(v, "MATCH_VALUE", found->match.percent);
	if (r->sample)
		view_show(v, "MATCH_SAMPLE");
	view_text(v, "MATCH_PLACES", page_results_places(req, &r->jurisdictions));
	for (size_t i = 0; i < found->match.n; i++) {
		const struct match_reason *reason = &found->match.reasons[i];
		struct view *item;

		if (match_part_missing(reason)) {
			missing = missing != NULL ? missing : view_item(v, "MISSING");
			item = view_item(missing, "REASON");
		} else {
			item = view_item(v, "REASON");
		}
		view_text(item, "REASON_TEXT", match_part_reason(req, reason));
	}
}

enum err
match_part_fits(struct req *req, struct view *v, const struct record *listing, size_t limit)
{
	struct match_found *found;
	struct view *list;
	enum err err;
	size_t n;

	if ((err = match_part_listing(req, listing, limit, &found, &n)) != ERR_OK || n == 0)
		return (err);
	list = view_item(v, "FITS");
	view_text(list, "FITS_LEAD",
	    msg(req->locale, listing->listing->direction == DIRECTION_OFFER
				 ? "match.fits_offer"
				 : "match.fits_request"));
	for (size_t i = 0; i < n; i++)
		match_part_show(req, view_item(list, "MATCH"), &found[i]);
	return (ERR_OK);
}
