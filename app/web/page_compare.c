/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The comparison of countries: questions in rows, countries in columns, and the form that chooses.
 */
#include <inttypes.h>
#include <string.h>

#include "locale/format.h"
#include "locale/message.h"
#include "web/page_facts.h"
#include "web/pages.h"

static bool
among(const struct strings *list, const char *id)
{
	size_t i;

	for (i = 0; i < list->n; i++)
		if (strcmp(list->v[i], id) == 0)
			return (true);
	return (false);
}

/* What of ${all} the reader asked for; all of it if nothing that there is. */
static struct strings
chosen(struct req *req, const char *parameter, const struct strings *all)
{
	struct strings asked = req_query_all(req, parameter);
	struct strings out = { arena_array(req->arena, const char *, all->n), 0 };
	size_t i;

	for (i = 0; i < all->n; i++)
		if (among(&asked, all->v[i]))
			out.v[out.n++] = all->v[i];
	return (out.n > 0 ? out : *all);
}

/* The canonical query: names in the page's own order, nothing where nothing was left out. */
static const char *
add_query(struct req *req, const char *query, const char *parameter, const struct strings *some,
    const struct strings *all)
{
	size_t i;

	for (i = 0; some->n < all->n && i < some->n; i++)
		query = arena_printf(req->arena, "%s%c%s=%s", query, query[0] == '\0' ? '?' : '&',
		    parameter, page_escape(req->arena, some->v[i]));
	return (query);
}

static void
choice(struct view *v, const char *section, const char *id, const char *label, bool on)
{
	struct view *item = view_item(v, section);

	view_text(item, "CHOICE_ID", id);
	view_text(item, "CHOICE_LABEL", label);
	if (on)
		view_show(item, "CHOICE_ON");
}

static void
fill_form(struct req *req, struct view *v, const struct strings *questions,
    const struct strings *places, const struct strings *some_questions,
    const struct strings *some_places)
{
	size_t i;

	/* All is the same as none: then no box is ticked, and ticking two shows two. */
	for (i = 0; i < places->n; i++)
		choice(v, "PLACE_CHOICE", places->v[i],
		    format_jurisdiction(req->locale, req->arena, places->v[i]),
		    some_places->n < places->n && among(some_places, places->v[i]));
	for (i = 0; i < questions->n; i++)
		choice(v, "QUESTION_CHOICE", questions->v[i],
		    page_facts_question(req, questions->v[i]),
		    some_questions->n < questions->n && among(some_questions, questions->v[i]));
}

/* The values of a parameter as they came, for telling two requests apart. */
static const char *
asked(struct req *req, const char *parameter)
{
	struct strings values = req_query_all(req, parameter);
	const char *all = "";
	size_t i;

	for (i = 0; i < values.n; i++)
		all = arena_printf(req->arena, "%s %s=%s", all, parameter, values.v[i]);
	return (all);
}

enum err
page_compare(struct req *req, struct resp *resp)
{
	const char *title = msg(req->locale, "compare.title"), *query = "";
	struct strings questions, places, some_questions, some_places;
	struct search_index *index;
	struct page_facts facts;
	struct view *v;
	enum err err;

	if ((err = req_search(req, &index)) != ERR_OK)
		return (err);
	if (resp_not_modified(req, resp,
		page_etag(req,
		    arena_printf(req->arena, "/compare %s%s %" PRIu64, asked(req, "jurisdiction"),
			asked(req, "question"), search_revision(index)))))
		return (ERR_OK);
	if ((err = page_facts_load(req, FACET_KIND, NULL, &facts)) != ERR_OK)
		return (err);
	questions = page_facts_questions(req, &facts);
	places = page_facts_places(req, &facts);
	some_questions = chosen(req, "question", &questions);
	some_places = chosen(req, "jurisdiction", &places);
	query = add_query(req, query, "jurisdiction", &some_places, &places);
	query = add_query(req, query, "question", &some_questions, &questions);
	v = page_view(req, title, arena_printf(req->arena, "/compare%s", query));
	page_crumb(v, title, NULL);
	view_text(v, "DESCRIPTION", msg(req->locale, "compare.lead"));
	if (facts.n > 0)
		page_facts_table(
		    req, view_item(v, "COMPARISON"), &facts, &some_questions, &some_places);
	else
		view_show(v, "NOTHING");
	fill_form(req, v, &questions, &places, &some_questions, &some_places);
	if (query[0] != '\0')
		view_show(v, "CHOSEN");
	return (page_send(req, resp, v, "compare.html"));
}
