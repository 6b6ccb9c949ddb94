/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Reading the index: search, lists, facets, snippets.  No PostgreSQL anywhere below this header:
 * all that a list or a result page shows comes from the index.  Lists are searches without words.
 */
#ifndef SEARCH_SEARCH_H
#define SEARCH_SEARCH_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/err.h"
#include "domain/kind.h"
#include "domain/record.h"
#include "domain/vocab.h"

struct search_index;

/**
 * search_open(path, ret_index):
 * Open the index at ${path} (a Xapian database or stub file) for reading.  ERR_INDEX if there is
 * none or it is damaged (logged).  One index a process; not for use by several threads at once.
 */
MUSTCHECK enum err search_open(const char *path, struct search_index **ret_index);
void search_close(struct search_index *index);

/**
 * search_refresh(index):
 * If the writer has committed since, or the index was swapped for another, read the new state from
 * now on.  Cheap when nothing moved (well under 20 us); call once a request.  A damaged or missing
 * index answers ERR_INDEX and the next call tries again.
 */
MUSTCHECK enum err search_refresh(struct search_index *index);

/**
 * search_revision(index): the revision read now, as cursors and ETags carry it: changes with every
 * commit and swap.
 */
uint64_t search_revision(const struct search_index *index);

enum search_sort { SORT_RELEVANCE, SORT_DATE, SORT_TITLE };
enum search_group { GROUP_WORK, GROUP_NONE };

/* Facets: a filter on one of them ORs its values, filters AND.  Values are ids. */
enum search_facet {
	FACET_KIND,
	FACET_JURISDICTION,
	FACET_SUBJECT,
	FACET_LANGUAGE, /* of the matching text */
	FACET_YEAR,
	FACET_STATUS,  /* of laws */
	FACET_TYPE,    /* of laws */
	FACET_SERVICE, /* of providers */
	FACET_IPC,     /* of listings, section letter */
	FACET_DIRECTION,
	FACET_WANTED,	     /* of listings */
	FACET_IP_STATUS,     /* of listings */
	FACET_PROVIDER_TYPE, /* of providers */
	FACET_COUNT
};

const char *search_facet_name(
    enum search_facet facet); /* "kind", "jurisdiction" … as in API and addresses */

struct search_query {
	const char *q;	    /* the reader's words, NFC UTF-8; NULL or "" for a list */
	const char *locale; /* interface locale ("pt-BR"): sorting by title, guess of the query's
			       language */
	const char *const
	    *chain; /* the reader's languages, best first: which title a work is listed under */
	size_t nchain;
	struct strings filter[FACET_COUNT]; /* wanted ids, empty: no filter; year: see below */
	int year_from, year_to;		    /* 0: open */
	enum search_sort sort;		    /* without words SORT_RELEVANCE means SORT_DATE */
	enum search_group group;
	bool expand;		/* across languages through the term base and the lexicon */
	const int64_t *entries; /* only these, ascending, and none that has but some of the
				   words; NULL: all */
	size_t nentries;
	struct strings expand_off; /* expansions switched off, as their .to is returned */
	bool facets;		   /* count them */
	bool snippets;
	size_t offset;
	size_t limit; /* 0: count only */
};

struct search_range {
	uint32_t start, end; /* code points in the snippet, end exclusive */
};

struct search_hit {
	const char
	    *id; /* of the index document: "e12.en", "a345" … stable while the thing is unchanged */
	int64_t entry;
	const char *source_id; /* of the article or else of the entry; NULL if it has none */
	enum kind kind;
	const char *slug;
	const char *eid;      /* of the article that matched best; NULL: the entry's own words */
	const char *article;  /* its number as printed, or NULL */
	const char *language; /* of title and snippet, for lang= */
	const char *title;    /* the entry's, in the reader's language by the fallback */
	const char *title_language;
	const char *heading; /* the article's, or NULL */
	const char *snippet; /* plain text */
	const struct search_range *highlights;
	size_t nhighlights;
	const struct search_range *heading_highlights; /* may be empty */
	size_t nheading_highlights;
	struct strings jurisdictions;
	struct strings subjects;
	const char *date;
	enum provenance provenance;
	enum law_status status; /* laws */
	bool sample;
	double score;
	uint32_t more_in_work; /* further matching documents of the same entry */
};

struct search_count {
	const char *id;
	uint32_t count;
};

struct search_expansion {
	const char *from, *to,
	    *language;	  /* word of the query, its translation, that one's language */
	const char *term; /* slug of the term; NULL: by the learnt lexicon */
	bool off;	  /* switched off by expand_off */
};

/* What in the words could not be taken as a sign; it was taken as words, so there is an answer. */
enum search_problem_code {
	PROBLEM_QUOTE,	       /* a quotation that does not end */
	PROBLEM_OPEN,	       /* a parenthesis that is not closed */
	PROBLEM_CLOSE,	       /* one that was not opened */
	PROBLEM_OPERATOR,      /* OR with nothing beside it */
	PROBLEM_FIELD,	       /* no field of that name; other: the nearest name */
	PROBLEM_VALUE,	       /* not a value of the field */
	PROBLEM_VALUE_MISSING, /* a field without value */
	PROBLEM_PREFIX,	       /* too few letters before the star */
	PROBLEM_ONLY_MINUS,    /* only words to leave out */
	PROBLEM_LONG,	       /* the rest was left out */
	PROBLEM_LOOSE,	       /* hardly anything has the quotation: its words were looked for */
	PROBLEM_COUNT
};

/* "quote", "open" …, as the API names them. */
const char *search_problem_id(enum search_problem_code code);

struct search_problem {
	enum search_problem_code code;
	uint32_t start, end;	 /* code points of q, end exclusive */
	const char *text;	 /* what stands there */
	const char *other;	 /* what was meant, perhaps, or NULL */
	enum search_facet facet; /* of PROBLEM_VALUE: that of the field; FACET_COUNT: it has none */
};

/**
 * search_takes(arena, facet, value): whether field:value takes ${value} for the field of ${facet}:
 * an id, or a name in a language that names are known in.
 */
bool search_takes(struct arena *arena, enum search_facet facet, const char *value);

/* The one thing that the words name: its address, or the number of a law. */
struct search_target {
	enum kind kind;
	const char *slug;
	const char *eid; /* of an article, or NULL; not looked up */
};

struct search_result {
	uint32_t total; /* works, or documents with GROUP_NONE */
	bool total_is_exact;
	uint32_t total_articles; /* matching articles and texts, before grouping */
	struct search_hit *hits;
	size_t nhits;
	struct search_count *
	    facets[FACET_COUNT]; /* most frequent first; the own facet counted without its filter */
	size_t nfacets[FACET_COUNT];
	struct search_expansion *expansions;
	size_t nexpansions;
	bool some_words; /* nothing has all of the words; what is listed has some */
	struct search_problem *problems;
	size_t nproblems;
	const struct search_target *target; /* it is the first hit; NULL: none */
	const char *suggestion;		    /* another spelling that would find more, or NULL */
};

/**
 * search_run(index, arena, query, ret_result):
 * Answer ${query}; all of the result lives in ${arena}.  Any valid UTF-8 may stand in q: "quoted
 * words" stand so in the text, -word is left out, a OR b, (groups), prefix*, field:value; what is
 * wrong with these is told in problems and searched as words.  ERR_INPUT: offset + limit over
 * 10,000.  ERR_INDEX: away or damaged, logged.  Never blocks on anything but the disk.
 */
MUSTCHECK enum err search_run(struct search_index *index, struct arena *arena,
    const struct search_query *query, struct search_result *ret_result);

/**
 * search_suggest(index, arena, locale, prefix, limit, ret, ret_n):
 * Titles and terms that begin like ${prefix}, for the help while typing; strings are ready to be
 * searched.
 */
MUSTCHECK enum err search_suggest(struct search_index *index, struct arena *arena,
    const char *locale, const char *prefix, size_t limit, const char ***ret, size_t *ret_n);

/* A source that can be searched by an address: {q} in its pattern is where the words go. */
struct search_source {
	const char *slug, *title, *title_language, *pattern;
};

/**
 * search_sources(index, arena, query, limit, ret, ret_n): sources of the jurisdictions that
 * ${query} filters by, or of any, at most ${limit}; those for treaties, which serve all countries,
 * first.
 */
MUSTCHECK enum err search_sources(struct search_index *index, struct arena *arena,
    const struct search_query *query, size_t limit, struct search_source **ret, size_t *ret_n);

/* A text to which others are like: what a page shows. */
struct search_like {
	const char *language, *title, *text; /* title and text may be NULL */
	int64_t entry;			     /* whose it is, itself left out */
	const enum kind *kind;		     /* of what is wanted, NULL: any */
	const char *const *chain;
	size_t nchain, limit;
};

/**
 * search_similar(index, arena, what, ret, ret_n): the entries whose texts or articles have the most
 * of the rare words of ${what}, each with the one that has most; without snippets and highlights.
 * Cheap enough for every page: about a millisecond.  ERR_INDEX as search_run.
 */
MUSTCHECK enum err search_similar(struct search_index *index, struct arena *arena,
    const struct search_like *what, struct search_hit **ret, size_t *ret_n);

/**
 * The A-Z of a kind: letters of an order with the number of entries under each, and the entries
 * under one letter from some entry on.  ${order} is a locale's tag, or another order of it as
 * collate_other names it.
 */
struct search_bucket {
	const char
	    *label; /* "Б", "अ" … as ICU's AlphabeticIndex names it; "…" for what is outside */
	uint32_t position; /* its number in addresses: /{locale}/{plural}/az/{position} */
	uint32_t count;
};
struct search_letter {
	enum kind kind;
	const char *order;
	uint32_t position;
	int64_t after, before; /* entries next to which the page ends or begins, 0: none */
	size_t limit;
};
MUSTCHECK enum err search_buckets(struct search_index *index, struct arena *arena, enum kind kind,
    const char *order, struct search_bucket **ret, size_t *ret_n);
MUSTCHECK enum err search_bucket(struct search_index *index, struct arena *arena,
    const struct search_letter *letter, struct search_result *ret_result);

#endif
