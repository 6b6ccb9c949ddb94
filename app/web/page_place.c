/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The pages of a country and of a subject.  Lists come from the index; what only PostgreSQL knows
 * (answers, offices, the profile) is left out while it is away.
 */
#include <string.h>

#include "locale/format.h"
#include "locale/message.h"
#include "store/entry.h"
#include "web/page_facts.h"
#include "web/page_overview.h"
#include "web/page_results.h"
#include "web/pages.h"

enum { RESOURCES_MAX = 100 };

/* The concept of the term base that says what a subject is. */
static const char *const concepts[SUBJECT_COUNT] = {
	[SUBJECT_PATENTS] = "patent-for-invention",
	[SUBJECT_UTILITY_MODELS] = "utility-model",
	[SUBJECT_DESIGNS] = "industrial-design",
	[SUBJECT_TRADE_MARKS] = "trade-mark",
	[SUBJECT_GEOGRAPHICAL_INDICATIONS] = "geographical-indication",
	[SUBJECT_COPYRIGHT] = "copyright",
	[SUBJECT_SOFTWARE] = "computer-program",
	[SUBJECT_TRADE_SECRETS] = "trade-secret",
	[SUBJECT_LAYOUT_DESIGNS] = "layout-design",
	[SUBJECT_PLANT_VARIETIES] = "plant-variety",
	[SUBJECT_COMPETITION] = "unfair-competition",
	[SUBJECT_CUSTOMS] = "border-measures",
	[SUBJECT_CONTRACTS] = "technology-transfer",
	[SUBJECT_ENFORCEMENT] = "infringement",
};

/* An entry by its slug in a section of its own, if it is there. */
static enum err
fill_entry(struct req *req, struct view *v, const char *section, enum kind kind, const char *slug)
{
	struct record **found;
	const struct text *text;
	bool fallback;
	enum err err;

	if ((err = entry_by_slugs(req->db, req->arena, kind, &slug, 1, &found)) != ERR_OK)
		return (err);
	if (found[0] == NULL ||
	    (text = record_text(found[0], req->chain, req->nchain, &fallback)) == NULL)
		return (ERR_OK);
	v = view_item(v, section);
	page_words(v, "TITLE", text->title, text->language);
	view_text(v, "TITLE_HREF", page_href(req, "/%s/%s", kind_plural(kind), slug));
	if (text->summary != NULL)
		page_words(view_item(v, "WORDS"), "SUMMARY", text->summary, text->language);
	return (ERR_OK);
}

/* Offices and registers with their own addresses; other sources are in the list of sources. */
static enum err
fill_offices(struct req *req, struct view *v, struct search_index *index, const char *id)
{
	const char *kind = kind_id(KIND_RESOURCE), **slugs;
	struct search_query query = { .q = "",
		.locale = locale_tag(req->locale),
		.chain = req->chain,
		.nchain = req->nchain,
		.sort = SORT_TITLE,
		.limit = RESOURCES_MAX };
	struct search_result result;
	struct view *list = NULL;
	struct record **found;
	size_t i;
	enum err err;

	query.filter[FACET_KIND] = (struct strings){ &kind, 1 };
	query.filter[FACET_JURISDICTION] = (struct strings){ &id, 1 };
	if ((err = search_run(index, req->arena, &query, &result)) != ERR_OK)
		return (err);
	slugs = arena_array(req->arena, const char *, result.nhits);
	for (i = 0; i < result.nhits; i++)
		slugs[i] = result.hits[i].slug;
	if ((err = entry_by_slugs(
		 req->db, req->arena, KIND_RESOURCE, slugs, result.nhits, &found)) != ERR_OK)
		return (err);
	for (i = 0; i < result.nhits; i++) {
		const struct search_hit *hit = &result.hits[i];
		const struct resource *resource;
		struct view *item;

		if (found[i] == NULL)
			continue;
		resource = found[i]->resource;
		if (resource->type != RESOURCE_OFFICE && resource->type != RESOURCE_REGISTER)
			continue;
		if (list == NULL)
			list = view_item(v, "OFFICES");
		item = view_item(list, "OFFICE");
		page_words(item, "TITLE", hit->title, hit->title_language);
		view_text(item, "TITLE_HREF", page_href(req, "/resources/%s", hit->slug));
		view_text(
		    item, "OFFICE_TYPE", page_label(req, VOCAB_RESOURCE_TYPE, (int)resource->type));
		if (resource->url != NULL)
			view_text(view_item(item, "OFFICE_SITE"), "OFFICE_URL", resource->url);
	}
	return (ERR_OK);
}

/* The treaty that a fact is about, by its title where it is in the collection. */
static void
fill_treaty(struct req *req, struct view *v, const struct record *r, const struct record *treaty)
{
	const struct text *title, *words;
	bool fallback;

	if (treaty != NULL &&
	    (title = record_text(treaty, req->chain, req->nchain, &fallback)) != NULL) {
		struct view *item = view_item(v, "NAMED");

		page_words(item, "TITLE", title->title, title->language);
		view_text(item, "TITLE_HREF", page_href(req, "/laws/%s", treaty->slug));
	} else {
		view_text(view_item(v, "ASKED"), "QUESTION_WORDS",
		    page_facts_question(req, r->fact->question));
	}
	view_text(v, "FACT_HREF", page_href(req, "/facts/%s", r->slug));
	if (r->fact->since != NULL) {
		v = view_item(v, "SINCE");
		view_text(v, "DAY", r->fact->since);
		view_text(v, "DAY_TEXT", page_dated(req, "treaty.in_force", r->fact->since));
	} else if ((words = record_text(r, req->chain, req->nchain, &fallback)) != NULL) {
		page_words(view_item(v, "WORDS"), "SUMMARY",
		    words->summary != NULL ? words->summary : words->title, words->language);
	}
}

/* Answers about a country: the treaties that bind it, the others as pairs of question and answer.
 */
static enum err
fill_facts(struct req *req, struct view *v, const char *id)
{
	struct view *answers = NULL, *treaties = NULL, *item;
	struct record **joined, **laws;
	struct page_facts facts;
	const char **slugs;
	size_t n = 0, i;
	enum err err;

	if ((err = page_facts_load(req, FACET_JURISDICTION, id, &facts)) != ERR_OK)
		return (err);
	joined = arena_array(req->arena, struct record *, facts.n);
	slugs = arena_array(req->arena, const char *, facts.n);
	for (i = 0; i < facts.n; i++) {
		struct record *r = facts.records[i];

		if (!page_facts_treaty(r->fact->question)) {
			if (answers == NULL)
				answers = view_item(v, "FACTS");
			item = view_item(answers, "FACT");
			view_text(
			    item, "QUESTION_WORDS", page_facts_question(req, r->fact->question));
			page_facts_cell(req, item, r);
		} else if (r->fact->value != NULL && strcmp(r->fact->value, "yes") == 0) {
			slugs[n] = r->fact->ncitations > 0 ? r->fact->citations[0].law : "";
			joined[n++] = r;
		}
	}
	if ((err = entry_by_slugs(req->db, req->arena, KIND_LAW, slugs, n, &laws)) != ERR_OK)
		return (err);
	for (i = 0; i < n; i++) {
		if (treaties == NULL)
			treaties = view_item(v, "TREATIES");
		item = view_item(treaties, "TREATY");
		fill_treaty(req, item, joined[i], laws[i]);
		if (joined[i]->verified == NULL)
			view_show(item, "ANSWER_UNVERIFIED");
	}
	return (ERR_OK);
}

static enum err
fill_place(struct req *req, struct view *v, struct search_index *index, const char *id)
{
	char *slug = arena_printf(req->arena, "profile-%s", id), *p;
	enum err err;

	for (p = slug; *p != '\0'; p++)
		if (*p >= 'A' && *p <= 'Z')
			*p = (char)(*p - 'A' + 'a');
	if ((err = fill_entry(req, v, "PROFILE", KIND_GUIDE, slug)) != ERR_OK ||
	    (err = fill_offices(req, v, index, id)) != ERR_OK)
		return (err);
	return (fill_facts(req, v, id));
}

static enum err
fill_subject(struct req *req, struct view *v, int subject, const char *id)
{
	struct strings questions, places;
	struct page_facts facts;
	enum err err;

	if ((err = fill_entry(req, v, "CONCEPT", KIND_TERM, concepts[subject])) != ERR_OK ||
	    (err = page_facts_load(req, FACET_SUBJECT, id, &facts)) != ERR_OK)
		return (err);
	questions = page_facts_questions(req, &facts);
	places = page_facts_places(req, &facts);
	if (questions.n > 0)
		page_facts_table(req, view_item(v, "COMPARISON"), &facts, &questions, &places);
	return (ERR_OK);
}

/* The page of one value of ${facet}: a country (${subject} -1), or a subject. */
static enum err
value_page(struct req *req, struct resp *resp, enum search_facet facet, const char *id, int subject,
    const char *title, const char *label)
{
	const char *table = subject >= 0 ? "subjects" : "jurisdictions", *lead;
	const char *path = arena_printf(req->arena, "/%s/%s", table, page_escape(req->arena, id));
	struct search_result counts;
	struct search_index *index;
	struct view *v;
	bool done, away;
	int kind;
	enum err err;

	if ((err = page_overview_counts(req, resp, facet, id, path, &index, &counts, &done)) !=
		ERR_OK ||
	    done)
		return (err);
	if (counts.total == 0)
		return (ERR_NOTFOUND);
	v = page_view(req, title, path);
	page_crumb(v, msg(req->locale, arena_printf(req->arena, "%s.title", table)),
	    page_href(req, "/sitemap"));
	page_crumb(v, label, NULL);
	lead = msg_format(req->locale, req->arena, arena_printf(req->arena, "%s.lead", table),
	    MSG_TEXT("name", label));
	view_text(v, "LEAD", lead);
	view_text(v, "DESCRIPTION", lead);
	err = subject >= 0 ? fill_subject(req, v, subject, id) : fill_place(req, v, index, id);
	if ((away = err != ERR_OK)) {
		/* Half a page is better than none, but not one to be kept. */
		resp->etag = NULL;
		resp->no_store = true;
	}
	for (kind = 0; kind < KIND_COUNT; kind++) {
		/* Facts stand above as answers. */
		if (kind == KIND_FACT && !away)
			continue;
		if ((err = page_overview_list(req, v, index, facet, id, (enum kind)kind,
			 page_overview_count(&counts, FACET_KIND, kind_id((enum kind)kind)))) !=
		    ERR_OK)
			return (err);
	}
	if (subject >= 0)
		page_overview_places(req, v, &counts);
	else
		page_overview_subjects(req, v, &counts);
	page_atom(v, msg(req->locale, "list.feed"),
	    arena_printf(req->arena, "/feeds/%s/search.atom?%s=%s", locale_tag(req->locale),
		search_facet_name(facet), page_escape(req->arena, id)));
	page_follow(req, v, path + 1);
	return (page_send(req, resp, v, "overview.html"));
}

enum err
page_jurisdiction(struct req *req, struct resp *resp)
{
	const char *id = req_path(req, "id"), *name;

	if (id[strspn(id, "ABCDEFGHIJKLMNOPQRSTUVWXYZ")] != '\0')
		return (ERR_NOTFOUND);
	name = format_jurisdiction(req->locale, req->arena, id);
	return (value_page(req, resp, FACET_JURISDICTION, id, -1,
	    msg_format(req->locale, req->arena, "jurisdictions.of", MSG_TEXT("name", name)), name));
}

enum err
page_subject(struct req *req, struct resp *resp)
{
	const char *id = req_path(req, "id"), *name;
	int subject;

	if (!vocab_value(VOCAB_SUBJECT, id, &subject))
		return (ERR_NOTFOUND);
	name = page_label(req, VOCAB_SUBJECT, subject);
	return (value_page(req, resp, FACET_SUBJECT, id, subject, name, name));
}
