/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The page of one entry of any kind but laws: its words, its details, where they come from and what
 * they rest on. */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "domain/inquiry.h"
#include "locale/format.h"
#include "locale/message.h"
#include "render/markup.h"
#include "web/match_part.h"
#include "web/page_entry.h"
#include "web/page_facts.h"
#include "web/page_offering.h"
#include "web/page_record.h"
#include "web/page_results.h"
#include "web/page_similar.h"
#include "web/pages.h"

enum {
	OCCURS = 5, /* laws on the page of a term */
	FITS = 5    /* listings on the page of another */
};

static const char *
language_list(struct req *req, const struct strings *languages)
{
	const char **names = arena_array(req->arena, const char *, languages->n);
	size_t i;

	for (i = 0; i < languages->n; i++)
		names[i] = format_language(req->locale, req->arena, languages->v[i]);
	return (format_list(req->locale, req->arena, names, languages->n));
}

static const char *
country(struct req *req, const char *id)
{
	return (id == NULL ? NULL : format_jurisdiction(req->locale, req->arena, id));
}

/* The way to the site of what the page is about. */
static void
visit(struct view *v, const char *url)
{
	if (url != NULL)
		view_text(view_item(v, "VISIT"), "VISIT_HREF", url);
}

static void
fill_guide(struct req *req, struct view *v, const struct guide *guide)
{
	page_record_row(req, v, "guide.type", page_label(req, VOCAB_GUIDE_TYPE, (int)guide->type));
	page_record_row_date(req, v, "guide.date", guide->date);
	page_record_citations(req, v,
	    guide->type == GUIDE_INTERPRETATION ? "guide.interprets" : "entry.citations",
	    guide->citations, guide->ncitations);
}

static void
fill_event(struct req *req, struct view *v, const struct event *event)
{
	const char *last = event->ends != NULL ? event->ends : event->starts;

	page_record_row(req, v, "event.type", page_label(req, VOCAB_EVENT_TYPE, (int)event->type));
	if (event->ends == NULL || event->starts == NULL || strcmp(event->starts, event->ends) == 0)
		page_record_row_date(req, v, "event.when", last);
	else
		page_record_row(req, v, "event.when",
		    msg_format(req->locale, req->arena, "event.range",
			MSG_TEXT(
			    "from", format_date(req->locale, req->arena, event->starts, DATE_LONG)),
			MSG_TEXT(
			    "to", format_date(req->locale, req->arena, event->ends, DATE_LONG))));
	if (event->city != NULL && event->country != NULL)
		page_record_row(req, v, "event.place",
		    format_list(req->locale, req->arena,
			(const char *const[]){ event->city, country(req, event->country) }, 2));
	else
		page_record_row(req, v, "event.place",
		    event->city != NULL ? event->city : country(req, event->country));
	if (event->online)
		page_record_row(req, v, "event.online", msg(req->locale, "site.yes"));
	page_record_row_link(req, v, "event.url", event->url, event->url);
	visit(v, event->url);
	if (event->recurrence != NULL && strcmp(event->recurrence, "yearly") == 0)
		view_text(view_item(v, "DAY"), "DAY_TEXT", msg(req->locale, "event.yearly"));
	else if (last != NULL && strcmp(last, page_record_today(req)) < 0)
		view_text(view_item(v, "OVER"), "OVER_TEXT", msg(req->locale, "event.past"));
}

static void
fill_resource(struct req *req, struct view *v, const struct resource *resource, const char *path)
{
	const char *q = req_query(req, "q"), *url;

	page_record_row(
	    req, v, "resource.type", page_label(req, VOCAB_RESOURCE_TYPE, (int)resource->type));
	page_record_row_link(req, v, "resource.url", resource->url, resource->url);
	visit(v, resource->url);
	page_record_row(req, v, "resource.cost", page_label(req, VOCAB_COST, (int)resource->cost));
	page_record_row(req, v, "resource.languages", language_list(req, &resource->languages));
	if (resource->query_pattern != NULL) {
		struct view *there = view_item(v, "THERE");

		view_printf(there, "THERE_ACTION", "/%s%s", locale_tag(req->locale), path);
		if (q != NULL && q[0] != '\0' &&
		    (url = page_query_url(req, resource->query_pattern, q)) != NULL) {
			there = view_item(there, "THERE_LINK");
			view_text(there, "THERE_HREF", url);
			view_text(there, "THERE_WORDS", q);
		}
	}
}

static int
by_language(const void *a, const void *b)
{
	const struct term_label *x = *(const struct term_label *const *)a;
	const struct term_label *y = *(const struct term_label *const *)b;
	int order = strcmp(x->language, y->language);

	return (order != 0 ? order : (int)x->status - (int)y->status);
}

/* What the concept means, in the languages beside ${shown}: also in those that the site is not in.
 */
static void
fill_meanings(struct req *req, struct view *v, const struct record *record, const char *shown)
{
	struct view *list = NULL, *item;
	size_t i, n = 0;

	for (i = 0; i < record->ntexts; i++) {
		const struct text *text = &record->texts[i];

		if (text->summary == NULL || strcmp(text->language, shown) == 0)
			continue;
		if (n++ == 0)
			list = view_item(v, "MEANINGS");
		item = view_item(list, "MEANING");
		view_text(item, "MEANING_LANGUAGE",
		    format_language(req->locale, req->arena, text->language));
		page_words(item, "MEANING", text->summary, text->language);
	}
	if (n > 0)
		view_text(list, "MEANINGS_TITLE",
		    msg_format(
			req->locale, req->arena, "term.meanings", MSG_INT("count", (int64_t)n)));
}

static void
fill_term(struct req *req, struct view *v, const struct term *term)
{
	const struct term_label **sorted =
	    arena_array(req->arena, const struct term_label *, term->nlabels);
	struct view *table;
	size_t i;

	if (term->nlabels > 0) {
		table = view_item(v, "TERMS");
		for (i = 0; i < term->nlabels; i++)
			sorted[i] = &term->labels[i];
		qsort(sorted, term->nlabels, sizeof(*sorted), by_language);
		for (i = 0; i < term->nlabels; i++) {
			const struct term_label *label = sorted[i];
			struct view *item = view_item(table, "TERM");

			view_text(item, "TERM_LANGUAGE",
			    format_language(req->locale, req->arena, label->language));
			page_words(item, "TERM", label->text, label->language);
			view_text(item, "TERM_STATUS",
			    page_label(req, VOCAB_TERM_STATUS, (int)label->status));
			if (label->note != NULL)
				page_words(view_item(item, "NOTED"), "TERM_NOTE", label->note,
				    label->language);
			view_text(item, "TERM_HREF",
			    page_href(req, "/search?q=%s", page_escape(req->arena, label->text)));
		}
	}
	page_record_citations(req, v, "entry.citations", term->citations, term->ncitations);
}

static uint64_t
index_state(struct req *req)
{
	struct search_index *index;

	return (req_search(req, &index) == ERR_OK ? search_revision(index) : 0);
}

/* Articles of laws that name the concept, in whatever language. */
static enum err
fill_occurs(struct req *req, struct view *v, const char *title)
{
	const char *law = kind_id(KIND_LAW);
	struct search_query query = { .q = title,
		.locale = locale_tag(req->locale),
		.chain = req->chain,
		.nchain = req->nchain,
		.expand = true,
		.snippets = true,
		.limit = OCCURS };
	struct search_index *index;
	struct search_result result;
	struct view *list;
	enum err err;

	query.filter[FACET_KIND] = (struct strings){ &law, 1 };
	/* The page stands without them when the index is away. */
	if (req_search(req, &index) != ERR_OK)
		return (ERR_OK);
	if ((err = search_run(index, req->arena, &query, &result)) != ERR_OK)
		return (err);
	if (result.nhits == 0)
		return (ERR_OK);
	list = view_item(v, "OCCURS");
	for (size_t i = 0; i < result.nhits; i++)
		page_results_hit(req, list, &result.hits[i], false);
	view_text(list, "OCCURS_HREF",
	    page_href(req, "/search?kind=law&q=%s", page_escape(req->arena, title)));
	return (ERR_OK);
}

static void
fill_fact(struct req *req, struct view *v, const struct fact *fact)
{
	const char *value = page_facts_answer(req, fact);

	if (fact->question != NULL) {
		page_record_row(req, v, "fact.question", page_facts_question(req, fact->question));
		view_text(view_item(v, "COMPARE"), "COMPARE_HREF",
		    page_href(
			req, "/compare?question=%s", page_escape(req->arena, fact->question)));
	}
	if (value != NULL)
		view_text(view_item(v, "ANSWER"), "ANSWER_VALUE", value);
	if (fact->as_of != NULL)
		view_text(
		    view_item(v, "DAY"), "DAY_TEXT", page_dated(req, "fact.as_of", fact->as_of));
	page_record_citations(req, v, "entry.citations", fact->citations, fact->ncitations);
}

static void
fill_kind(struct req *req, struct view *v, const struct record *record, const char *path,
    const char *language)
{
	switch (record->kind) {
	case KIND_GUIDE:
		fill_guide(req, v, record->guide);
		break;
	case KIND_PROVIDER:
		page_offering_provider(req, v, record);
		break;
	case KIND_LISTING:
		page_offering_listing(req, v, record, language);
		break;
	case KIND_EVENT:
		fill_event(req, v, record->event);
		break;
	case KIND_RESOURCE:
		fill_resource(req, v, record->resource, path);
		break;
	case KIND_TERM:
		fill_meanings(req, v, record, language);
		fill_term(req, v, record->term);
		break;
	case KIND_FACT:
		fill_fact(req, v, record->fact);
		break;
	case KIND_LAW:
	case KIND_COUNT:
		break;
	}
}

/* The way to write to whom it is about, and what else fits. */
static enum err
fill_inquiry(struct req *req, struct view *v, const struct record *r)
{
	enum inquiry_topic topic;
	struct view *ask;

	if (!inquiry_topic_of(r->kind, &topic))
		return (ERR_OK);
	ask = view_item(v, topic == INQUIRY_SERVICE ? "ASK_PROVIDER" : "ASK_LISTING");
	view_text(ask, "ASK_HREF", page_href(req, "/%s/%s/inquire", kind_plural(r->kind), r->slug));
	return (topic == INQUIRY_INTEREST ? match_part_fits(req, v, r, FITS) : ERR_OK);
}

/* The language of ?text=, or NULL. */
static const char *
wanted_language(const struct req *req)
{
	const char *tag = req_query(req, "text");

	return (tag != NULL && language_tag_valid(tag) ? tag : NULL);
}

/* That language version where there is one; otherwise the reader's languages decide. */
static const struct text *
choose(struct req *req, const struct record *record)
{
	const char *wanted = wanted_language(req);
	bool ignored;
	size_t i;

	for (i = 0; wanted != NULL && i < record->ntexts; i++)
		if (strcmp(record->texts[i].language, wanted) == 0)
			return (&record->texts[i]);
	return (record_text(record, req->chain, req->nchain, &ignored));
}

static void
fill_versions(struct req *req, struct view *v, const struct record *record,
    const struct text *shown, const char *path)
{
	size_t i;
	struct view *list;

	if (record->ntexts < 2)
		return;
	list = view_item(v, "VERSIONS");
	for (i = 0; i < record->ntexts; i++) {
		const struct text *text = &record->texts[i];

		page_record_language(req, list,
		    page_href(req, "%s?text=%s", path, page_escape(req->arena, text->language)),
		    text->language, page_label(req, VOCAB_PROVENANCE, (int)text->provenance),
		    text == shown);
	}
}

/* Everything that a page says of ${record}; ${path}: below /{locale}, of its other languages. */
static enum err
fill(struct req *req, struct view *v, const struct record *record, const struct text *text,
    const char *path)
{
	enum kind kind = record->kind;
	enum err err;

	page_crumb(v, page_kinds(req, kind), page_href(req, "/%s", kind_plural(kind)));
	page_crumb(v, text->title, NULL);
	view_text(v, "KIND_LABEL", page_kind(req, kind));
	page_words(v, "TITLE", text->title, text->language);
	if (text->summary != NULL) {
		page_words(view_item(v, "SUMMARY"), "SUMMARY", text->summary, text->language);
		view_text(v, "DESCRIPTION", text->summary);
	}
	if (text->body != NULL) {
		struct view *body = view_item(v, "BODY");

		view_text(body, "BODY_LANG", text->language);
		view_text(body, "BODY_DIR", language_dir(text->language));
		view_markup(body, "BODY_TEXT", markup_markdown(req->arena, text->body));
	}
	page_record_fallback(req, v, wanted_language(req), text->language);
	(void)page_record_provenance(req, v,
	    &(struct page_provenance){ .provenance = text->provenance,
		.legal = -1,
		.translator = text->translator,
		.source_language = text->source_language });
	page_record_meta(req, v, record);
	fill_kind(req, v, record, path, text->language);
	if (kind == KIND_TERM && (err = fill_occurs(req, v, text->title)) != ERR_OK)
		return (err);
	fill_versions(req, v, record, text, path);
	return (ERR_OK);
}

enum err
page_entry(struct req *req, struct resp *resp)
{
	const struct text *text;
	struct record *record;
	struct view *v;
	const char *path;
	enum kind kind;
	enum err err;

	if (!kind_from_plural(req_path(req, "plural"), &kind) || kind == KIND_LAW)
		return (ERR_NOTFOUND);
	err = page_record_load(req, resp, kind, NULL, &record);
	if (err != ERR_OK)
		return (err == ERR_MOVED ? ERR_OK : err);
	if ((text = choose(req, record)) == NULL)
		return (ERR_NOTFOUND);
	path = arena_printf(req->arena, "/%s/%s", kind_plural(kind), record->slug);
	/* The day counts because events pass and listings expire without a new revision, the index
	 * because a term lists laws. */
	if (resp_not_modified(req, resp,
		page_etag(
		    req, arena_printf(req->arena, "%" PRId64 ".%" PRId64 " %s %s %s %" PRIu64,
			     record->id.v, record->revision, text->language, page_record_today(req),
			     req_query(req, "q") != NULL ? req_query(req, "q") : "",
			     kind == KIND_TERM || kind == KIND_LISTING ? index_state(req) : 0))))
		return (ERR_OK);

	v = page_view(req, text->title, path);
	if ((err = fill(req, v, record, text, path)) != ERR_OK)
		return (err);
	if ((err = fill_inquiry(req, v, record)) != ERR_OK)
		return (err);
	page_similar(req, v, kind, record->id, text->language, text->title,
	    text->body != NULL ? text->body : text->summary);
	return (page_send(req, resp, v, "entry.html"));
}

enum err
page_entry_preview(
    struct req *req, struct resp *resp, const struct record *record, const char *back)
{
	const struct text *text = choose(req, record);
	struct view *v, *note;
	enum err err;

	if (text == NULL)
		return (ERR_NOTFOUND);
	v = page_view(req, text->title, NULL);
	view_show(v, "NOINDEX");
	note = view_item(v, "PREVIEW");
	view_text(note, "PREVIEW_BACK", page_href(req, "%s", back));
	if ((err = fill(req, v, record, text, arena_printf(req->arena, "%s/preview", back))) !=
	    ERR_OK)
		return (err);
	return (page_send(req, resp, v, "entry.html"));
}
