/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Key facts as pages show them: one answer, or questions and countries in a table. */
#ifndef WEB_PAGE_FACTS_H
#define WEB_PAGE_FACTS_H

#include "web/req.h"

struct page_facts {
	struct record *
	    *records; /* each with a question, in the order in which questions are read */
	size_t n;
};

/**
 * page_facts_load(req, facet, id, ret_facts): the published facts that have ${id} in ${facet}
 * (NULL: all of them).  The index says which they are; one round trip to PostgreSQL brings them.
 * ERR_INDEX, ERR_DB.
 */
MUSTCHECK enum err page_facts_load(
    struct req *req, enum search_facet facet, const char *id, struct page_facts *ret_facts);

/**
 * page_facts_answer(req, fact): what can be said in one word or number; NULL where only the text
 * of the fact says it.  page_facts_question(req, id): the question in the reader's language.
 * page_facts_treaty(question): whether it asks for membership of a treaty.
 */
const char *page_facts_answer(struct req *req, const struct fact *fact);
const char *page_facts_question(const struct req *req, const char *id);
bool page_facts_treaty(const char *question);

/**
 * page_facts_cell(req, v, record): ANSWER_CELL of ${v}: the answer of ${record} with its address,
 * its day and whether somebody has checked it; NULL: that there is none.
 */
void page_facts_cell(struct req *req, struct view *v, const struct record *record);

/**
 * page_facts_questions(req, facts), page_facts_places(req, facts): which there are, each once, in
 * the order of reading and of the reader's alphabet.
 * page_facts_table(req, v, facts, questions, places): a row for each of ${questions}, a column for
 * each of ${places}.
 */
struct strings page_facts_questions(struct req *req, const struct page_facts *facts);
struct strings page_facts_places(struct req *req, const struct page_facts *facts);
void page_facts_table(struct req *req, struct view *v, const struct page_facts *facts,
    const struct strings *questions, const struct strings *places);

#endif
