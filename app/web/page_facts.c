/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Owns the order of the questions and how an answer is told; the answers themselves are the
 * store's. */
#include "web/page_facts.h"

#include <stdlib.h>
#include <string.h>

#include "locale/collate.h"
#include "locale/format.h"
#include "locale/message.h"
#include "store/entry.h"
#include "web/pages.h"

enum { FACTS_MAX = 1000, KEY_MAX = 64 };

/*
 * The questions in the order in which they are read, and for those whose answer is a length of
 * time the words for so much of it.  Others come after them by their ids.
 */
static const struct {
	const char *question, *unit;
} known[] = {
	{ "patent-term", "fact.years" },
	{ "utility-model-term", "fact.years" },
	{ "design-term", "fact.years" },
	{ "trademark-term", "fact.years" },
	{ "copyright-term", "fact.years" },
	{ "grace-period", "fact.months" },
	{ "pre-grant-opposition", NULL },
	{ "local-agent", NULL },
	{ "foreign-filing-clearance", NULL },
	{ "licence-recordal", NULL },
	{ "trademark-non-use", "fact.years" },
	{ "compulsory-licence-non-working", "fact.years" },
	{ "paris-member", NULL },
	{ "pct-member", NULL },
	{ "madrid-member", NULL },
	{ "hague-member", NULL },
	{ "berne-member", NULL },
	{ "trips-member", NULL },
	{ "budapest-member", NULL },
	{ "nice-member", NULL },
	{ "eapc-member", NULL },
	{ "upov-member", NULL },
	{ "wct-member", NULL },
	{ "wppt-member", NULL },
	{ "marrakesh-member", NULL },
};

static size_t
place_of(const char *question)
{
	size_t i;

	for (i = 0; i < sizeof(known) / sizeof(known[0]); i++)
		if (strcmp(known[i].question, question) == 0)
			break;
	return (i);
}

static int
by_question(const void *a, const void *b)
{
	const struct record *const *x = a, *const *y = b;
	size_t i = place_of((*x)->fact->question), j = place_of((*y)->fact->question);
	int order = i != j ? (i < j ? -1 : 1) : strcmp((*x)->fact->question, (*y)->fact->question);

	return (order != 0 ? order : strcmp((*x)->slug, (*y)->slug));
}

enum err
page_facts_load(
    struct req *req, enum search_facet facet, const char *id, struct page_facts *ret_facts)
{
	const char *kind = kind_id(KIND_FACT), **slugs;
	struct search_query query = { .q = "",
		.locale = locale_tag(req->locale),
		.chain = req->chain,
		.nchain = req->nchain,
		.sort = SORT_DATE,
		.limit = FACTS_MAX };
	struct search_result result;
	struct search_index *index;
	struct page_facts facts = { NULL, 0 };
	struct record **found;
	size_t i;
	enum err err;

	if (id != NULL)
		query.filter[facet] = (struct strings){ &id, 1 };
	query.filter[FACET_KIND] = (struct strings){ &kind, 1 };
	if ((err = req_search(req, &index)) != ERR_OK ||
	    (err = search_run(index, req->arena, &query, &result)) != ERR_OK)
		return (err);
	slugs = arena_array(req->arena, const char *, result.nhits);
	for (i = 0; i < result.nhits; i++)
		slugs[i] = result.hits[i].slug;
	if ((err = entry_by_slugs(req->db, req->arena, KIND_FACT, slugs, result.nhits, &found)) !=
	    ERR_OK)
		return (err);
	facts.records = arena_array(req->arena, struct record *, result.nhits);
	for (i = 0; i < result.nhits; i++) {
		/* NULL: withdrawn since the index was written. */
		if (found[i] != NULL && found[i]->fact->question != NULL)
			facts.records[facts.n++] = found[i];
	}
	qsort(facts.records, facts.n, sizeof(facts.records[0]), by_question);
	*ret_facts = facts;
	return (ERR_OK);
}

const char *
page_facts_answer(struct req *req, const struct fact *fact)
{
	const char *value = fact->value, *unit = NULL;
	size_t at;

	if (value == NULL || value[0] == '\0')
		return (NULL);
	if (fact->question != NULL &&
	    (at = place_of(fact->question)) < sizeof(known) / sizeof(known[0]))
		unit = known[at].unit;
	/* To "how long" neither is an answer: the text then says that there is no such right. */
	if (unit != NULL && value[strspn(value, "0123456789")] != '\0')
		return (NULL);
	if (strcmp(value, "yes") == 0)
		return (msg(req->locale, "site.yes"));
	if (strcmp(value, "no") == 0)
		return (msg(req->locale, "site.no"));
	if (strlen(value) > 9 || value[strspn(value, "0123456789")] != '\0')
		return (NULL);
	if (unit != NULL)
		return (msg_format(req->locale, req->arena, unit, MSG_INT("count", atoi(value))));
	return (format_number(req->locale, req->arena, atoi(value)));
}

const char *
page_facts_question(const struct req *req, const char *id)
{
	const char *key = arena_printf(req->arena, "question.%s", id);

	return (msg_has(req->locale, key) ? msg(req->locale, key) : id);
}

bool
page_facts_treaty(const char *question)
{
	size_t n = strlen(question), end = strlen("-member");

	return (n > end && strcmp(question + n - end, "-member") == 0);
}

void
page_facts_cell(struct req *req, struct view *v, const struct record *record)
{
	const struct text *text;
	const char *answer;
	bool fallback;

	if (record == NULL ||
	    (text = record_text(record, req->chain, req->nchain, &fallback)) == NULL) {
		view_show(v, "ANSWER_NONE");
		return;
	}
	v = view_item(v, "ANSWER_CELL");
	view_text(v, "ANSWER_HREF", page_href(req, "/facts/%s", record->slug));
	if ((answer = page_facts_answer(req, record->fact)) != NULL) {
		page_words(v, "ANSWER", answer, locale_tag(req->locale));
	} else {
		page_words(v, "ANSWER", text->summary != NULL ? text->summary : text->title,
		    text->language);
		view_show(v, "ANSWER_LONG");
	}
	if (record->fact->as_of != NULL) {
		struct view *dated = view_item(v, "ANSWER_DATED");

		view_text(dated, "ANSWER_DATE", record->fact->as_of);
		view_text(dated, "ANSWER_DAY",
		    format_date(req->locale, req->arena, record->fact->as_of, DATE_MEDIUM));
	}
	if (record->verified == NULL)
		view_show(v, "ANSWER_UNVERIFIED");
	if (record->sample)
		view_show(v, "ANSWER_SAMPLE");
}

struct strings
page_facts_questions(struct req *req, const struct page_facts *facts)
{
	struct strings out = { arena_array(req->arena, const char *, facts->n), 0 };
	size_t i;

	for (i = 0; i < facts->n; i++) {
		const char *question = facts->records[i]->fact->question;

		if (out.n == 0 || strcmp(out.v[out.n - 1], question) != 0)
			out.v[out.n++] = question;
	}
	return (out);
}

struct sorted_place {
	const char *id, *key;
	size_t size;
};

static int
by_key(const void *a, const void *b)
{
	const struct sorted_place *x = a, *y = b;
	int order = memcmp(x->key, y->key, x->size < y->size ? x->size : y->size);

	return (order != 0 ? order : x->size < y->size ? -1 : x->size > y->size);
}

struct strings
page_facts_places(struct req *req, const struct page_facts *facts)
{
	struct sorted_place *sorted = arena_array(req->arena, struct sorted_place, facts->n);
	struct strings out = { arena_array(req->arena, const char *, facts->n), 0 };
	size_t n = 0, i, j;

	for (i = 0; i < facts->n; i++) {
		const struct strings *ids = &facts->records[i]->jurisdictions;

		if (ids->n == 0)
			continue;
		for (j = 0; j < n && strcmp(sorted[j].id, ids->v[0]) != 0; j++)
			;
		if (j < n)
			continue;
		sorted[n].id = ids->v[0];
		sorted[n].key = collate_key(req->arena, locale_tag(req->locale),
		    format_jurisdiction(req->locale, req->arena, ids->v[0]), NULL, KEY_MAX,
		    &sorted[n].size);
		n++;
	}
	qsort(sorted, n, sizeof(sorted[0]), by_key);
	for (i = 0; i < n; i++)
		out.v[out.n++] = sorted[i].id;
	return (out);
}

static const struct record *
find(const struct page_facts *facts, const char *question, const char *place)
{
	size_t i;

	for (i = 0; i < facts->n; i++) {
		const struct record *r = facts->records[i];

		if (r->jurisdictions.n > 0 && strcmp(r->jurisdictions.v[0], place) == 0 &&
		    strcmp(r->fact->question, question) == 0)
			return (r);
	}
	return (NULL);
}

void
page_facts_table(struct req *req, struct view *v, const struct page_facts *facts,
    const struct strings *questions, const struct strings *places)
{
	const char **names = arena_array(req->arena, const char *, places->n);
	size_t i, j;

	for (j = 0; j < places->n; j++) {
		struct view *column = view_item(v, "PLACE");

		names[j] = format_jurisdiction(req->locale, req->arena, places->v[j]);
		view_text(column, "PLACE_NAME", names[j]);
		view_text(column, "PLACE_HREF",
		    page_href(req, "/jurisdictions/%s", page_escape(req->arena, places->v[j])));
	}
	for (i = 0; i < questions->n; i++) {
		struct view *row = view_item(v, "QUESTION");

		view_text(row, "QUESTION_WORDS", page_facts_question(req, questions->v[i]));
		for (j = 0; j < places->n; j++) {
			struct view *cell = view_item(row, "CELL");

			view_text(cell, "CELL_PLACE", names[j]);
			page_facts_cell(req, cell, find(facts, questions->v[i], places->v[j]));
		}
	}
}
