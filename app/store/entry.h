/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Loading entries with all that belongs to them. */
#ifndef STORE_ENTRY_H
#define STORE_ENTRY_H

#include "base/arena.h"
#include "domain/record.h"
#include "store/db.h"

/* What a reader wants of a law's texts. */
struct entry_want {
	const char *const *languages; /* the reader's chain: articles are loaded of the expression
					 chosen by fallback */
	size_t nlanguages;
	const char *at; /* "YYYY-MM-DD": of the version valid on that day; NULL: today */
};

/**
 * entry_by_slug(db, arena, kind, slug, want, ret_record):
 * The published entry of that kind and slug with its published texts.  Of a law all expressions are
 * listed, the articles are loaded of the one that record_expression chooses for ${want}: it is the
 * only one whose articles are not NULL.  ${want} may be NULL: no articles.  One round trip; three
 * for a law's divisions and articles, since the choice is domain/fallback.h's and not SQL's.
 * ERR_NOTFOUND; ERR_MOVED with a record that holds only kind and new slug; ERR_DB.
 */
MUSTCHECK enum err entry_by_slug(struct db *db, struct arena *arena, enum kind kind,
    const char *slug, const struct entry_want *want, struct record **ret_record);

/**
 * entry_by_slugs(db, arena, kind, slugs, n, ret_records):
 * The published entries of that kind with these slugs, without articles: ${*ret_records} has ${n}
 * members in the same order, NULL for a slug that nobody (any longer) has.  One round trip for all:
 * for titles of what is cited.
 */
MUSTCHECK enum err entry_by_slugs(struct db *db, struct arena *arena, enum kind kind,
    const char *const *slugs, size_t n, struct record ***ret_records);

/**
 * entry_citing(db, arena, kind, law, ret_records, ret_n):
 * The published entries of ${kind} (guide, term or fact) that rest on the law of slug ${law} or on
 * an article of it, in order of their slugs.  One round trip.
 */
MUSTCHECK enum err entry_citing(struct db *db, struct arena *arena, enum kind kind, const char *law,
    struct record ***ret_records, size_t *ret_n);

/**
 * entry_articles(db, arena, expressions, n): load the divisions and articles of these ${n}
 * expressions of loaded records, in two round trips: for side by side and for differences.
 * entry_outline(db, arena, expressions, n): the same without the articles' bodies, which stay NULL:
 * for a table of contents.
 */
MUSTCHECK enum err entry_articles(
    struct db *db, struct arena *arena, struct expression *const *expressions, size_t n);
MUSTCHECK enum err entry_outline(
    struct db *db, struct arena *arena, struct expression *const *expressions, size_t n);

/**
 * entry_division(db, arena, expressions, n, eid):
 * Load all divisions of these ${n} expressions, and of each the articles within the one called
 * ${eid}, those of its own divisions included; none in an expression that has no such division. Two
 * round trips whose cost is that of the articles within.  ERR_NOTFOUND if no expression has it.
 */
MUSTCHECK enum err entry_division(struct db *db, struct arena *arena,
    struct expression *const *expressions, size_t n, const char *eid);

/**
 * entry_named(db, arena, expressions, n, eids):
 * Load all divisions of these ${n} expressions, and of each the articles whose eIds are among
 * ${eids}.  Two round trips whose cost is that of these articles.
 */
MUSTCHECK enum err entry_named(struct db *db, struct arena *arena,
    struct expression *const *expressions, size_t n, const struct strings *eids);

/**
 * entry_jurisdictions(db, arena, ret): ids of the members that entries may be about, in their
 * order.
 */
MUSTCHECK enum err entry_jurisdictions(struct db *db, struct arena *arena, struct strings *ret);

/* One article of a law, in the expression that the reader sees. */
struct entry_article {
	const struct expression *expression;
	const struct article *article;
	const char *previous, *next; /* eIds of its neighbours, NULL at the ends */
	bool fallback;		     /* it is in another language than the reader's own */
};

/**
 * entry_article(db, arena, slug, eid, want, ret_record, ret_article):
 * The law with this one article, and the divisions above it, loaded in every expression that has
 * it;
 * ${*ret_article} is the one
 * that record_expression chooses among those.  Two round trips.  ERR_NOTFOUND also if no expression
 * has the article (at the wanted day); ERR_MOVED as above; ERR_DB.
 */
MUSTCHECK enum err entry_article(struct db *db, struct arena *arena, const char *slug,
    const char *eid, const struct entry_want *want, struct record **ret_record,
    struct entry_article *ret_article);

/* What a law says of another entry, or another of it. */
struct entry_link {
	bool outgoing;		 /* the law says it of the other; else the other of the law */
	enum relation_type type; /* guides of interpretation: interprets; other guides, facts and
				    terms: cites */
	const char *slug;	 /* of the other, as it is named; its present one is other->slug */
	const char *here;	 /* article of the law, NULL: the whole */
	const char *there;	 /* article of the other, if that is a law; NULL: the whole */
	const char *date;	 /* since when; of a guide its own date */
	const struct record *other; /* with titles, summaries and details, without bodies and lists;
				       NULL: not published (yet) */
};

/**
 * entry_links(db, arena, law, eid, ret, ret_n):
 * All relations of the loaded ${law}, those of other published laws that name it, and the published
 * guides, facts and terms that cite it; with ${eid} only what names that article.  Outgoing first,
 * then by kind, relation, latest first.  One round trip.
 */
MUSTCHECK enum err entry_links(struct db *db, struct arena *arena, const struct record *law,
    const char *eid, struct entry_link **ret, size_t *ret_n);

/* An article of a translation that has fallen behind. */
struct entry_outdated {
	enum {
		OUTDATED_CHANGED, /* the source of the article reads differently now */
		OUTDATED_GONE,	  /* it has no such article any more */
		OUTDATED_MISSING  /* it has a new article, which the translation lacks */
	} how;
	const char *eid;
	const struct article *then;	 /* what was translated; NULL for OUTDATED_MISSING */
	const struct article *now;	 /* what it reads now; NULL for OUTDATED_GONE */
	const struct expression *now_in; /* the text of now */
};

/**
 * entry_outdated(db, arena, law, x, day, eid, ret, ret_n):
 * The articles of the translation ${x} of the loaded ${law} that have fallen behind the source
 * which applies on ${day} (NULL: today), compared with the text that they were made from (its pin,
 * source_expression), in document order; with ${eid} that article alone.  None if ${x} has no pin:
 * nothing is known then.  One round trip, none if the source is still the pinned text.
 */
MUSTCHECK enum err entry_outdated(struct db *db, struct arena *arena, const struct law *law,
    const struct expression *x, const char *day, const char *eid, struct entry_outdated **ret,
    size_t *ret_n);

/**
 * entry_by_id(db, arena, id, ret_record): the entry whatever its state, with everything, articles
 * included; for the indexer and exports.  Of a published entry the texts that wait as drafts are
 * among .texts (see .state), the expressions that do are not.
 */
MUSTCHECK enum err entry_by_id(
    struct db *db, struct arena *arena, struct entry_id id, struct record **ret_record);

/**
 * entry_each(db, arena, after, limit, ret, ret_n): up to ${limit} published entries with id >
 * ${after}, in order of id, complete as entry_by_id gives them, but stopping early when their
 * articles pass 20,000, so that memory is bounded; a batch in a fixed number of round trips.  For
 * rebuilds.  ${*ret_n} 0: the end.
 */
MUSTCHECK enum err entry_each(struct db *db, struct arena *arena, struct entry_id after,
    size_t limit, struct record ***ret, size_t *ret_n);

/**
 * entry_all(db, fn, ctx): ${fn} for every published entry in order of id, until it fails: the error
 * is its own then.  A record lasts as long as the call.
 */
typedef enum err entry_all_fn(void *ctx, struct arena *arena, const struct record *r);
MUSTCHECK enum err entry_all(struct db *db, entry_all_fn *fn, void *ctx);

/**
 * entry_revisions(db, fn, ctx): id and revision of every published entry in order of id; for
 * `portalctl verify`.
 */
MUSTCHECK enum err entry_revisions(
    struct db *db, void (*fn)(void *ctx, struct entry_id id, int64_t revision), void *ctx);

#endif
