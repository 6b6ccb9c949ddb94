/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The page of a law with its articles, or with one part of them, and the page of one article. */
#include <inttypes.h>
#include <string.h>

#include "base/date.h"
#include "domain/division.h"
#include "domain/eid.h"
#include "locale/format.h"
#include "locale/message.h"
#include "render/markup.h"
#include "web/page_beside.h"
#include "web/page_contents.h"
#include "web/page_law.h"
#include "web/page_links.h"
#include "web/page_reading.h"
#include "web/page_record.h"
#include "web/page_similar.h"
#include "web/page_treaty.h"
#include "web/pages.h"

/* --- what is asked for ---------------------------------------------------------------------------
 */

/* The value of a parameter, NULL for none or an empty one. */
static const char *
given(const struct req *req, const char *name)
{
	const char *value = req_query(req, name);

	return (value == NULL || value[0] == '\0' ? NULL : value);
}

/* "ru,zh-Hans", also of several parameters -> its tags; what is none is left out. */
static struct strings
languages_of(struct req *req)
{
	struct strings tags = { arena_array(req->arena, const char *, LAW_LANGUAGES_MAX), 0 };
	struct strings values = req_query_all(req, "text");

	for (size_t i = 0; i < values.n; i++) {
		const char *s = values.v[i];

		while (*s != '\0' && tags.n < LAW_LANGUAGES_MAX) {
			size_t n = strcspn(s, ","), k;
			const char *tag = arena_strndup(req->arena, s, n);

			for (k = 0; k < tags.n && strcmp(tags.v[k], tag) != 0; k++)
				;
			if (k == tags.n && language_tag_valid(tag))
				tags.v[tags.n++] = tag;
			s += n + (s[n] == ',');
		}
	}
	return (tags);
}

static enum err
check_day(struct req *req, struct resp *resp, const char *at)
{
	if (at == NULL || date_valid(at))
		return (ERR_OK);
	resp->problem_detail =
	    msg_format(req->locale, req->arena, "problem.bad_date", MSG_TEXT("value", at));
	return (ERR_INPUT);
}

enum err
page_law_want(
    struct req *req, struct resp *resp, const char *const *language, struct entry_want *ret_want)
{
	const char *at = given(req, "at");
	enum err err = check_day(req, resp, at);

	if (err == ERR_OK)
		*ret_want = (struct entry_want){
			.languages = language != NULL ? language : req->chain,
			.nlanguages = language != NULL ? 1 : req->nchain,
			.at = at,
		};
	return (err);
}

enum err
page_law_ask(struct req *req, struct resp *resp, struct law_ask *ret_ask)
{
	struct law_ask ask = {
		.languages = languages_of(req),
		.at = given(req, "at"),
		.part = given(req, "part"),
		.diff = given(req, "diff"),
		.print = req_query(req, "print"),
	};
	enum err err;

	if ((err = check_day(req, resp, ask.at)) != ERR_OK)
		return (err);
	for (size_t i = 0; i < ask.languages.n; i++)
		ask.text = arena_printf(req->arena, "%s%s%s", i > 0 ? ask.text : "",
		    i > 0 ? "," : "", ask.languages.v[i]);
	*ret_ask = ask;
	return (ERR_OK);
}

const char *
page_law_path(const struct req *req, const char *slug, const struct law_address *a)
{
	const struct {
		const char *name, *value;
	} parameters[] = { { "text", a->text }, { "at", a->at }, { "part", a->part },
		{ "diff", a->diff }, { "print", a->print } };
	const char *path = arena_printf(req->arena, "/laws/%s", slug);
	char mark = '?';

	if (a->eid != NULL)
		path = arena_printf(req->arena, "%s/%s", path, page_escape(req->arena, a->eid));
	for (size_t i = 0; i < sizeof(parameters) / sizeof(parameters[0]); i++) {
		const char *value = parameters[i].value, *comma;

		if (value == NULL)
			continue;
		path = arena_printf(req->arena, "%s%c%s=", path, mark, parameters[i].name);
		mark = '&';
		/* Commas are ours and stay as they are. */
		while ((comma = strchr(value, ',')) != NULL) {
			path = arena_printf(req->arena, "%s%s,", path,
			    page_escape(req->arena,
				arena_strndup(req->arena, value, (size_t)(comma - value))));
			value = comma + 1;
		}
		path = arena_printf(req->arena, "%s%s", path, page_escape(req->arena, value));
	}
	return (path);
}

const char *
page_law_href(const struct req *req, const char *slug, const struct law_address *address)
{
	return (page_href(req, "%s", page_law_path(req, slug, address)));
}

const struct expression *
page_law_text(struct req *req, const struct law *law, const char *language, const char *at)
{
	const struct expression *e;
	bool fallback;

	e = record_expression(
	    law, &language, 1, at != NULL ? at : page_record_today(req), at != NULL, &fallback);
	return (e != NULL && strcmp(e->language, language) == 0 ? e : NULL);
}

enum err
page_law_load(
    struct req *req, struct resp *resp, const struct law_ask *ask, struct law_page *ret_page)
{
	struct law_page p = { .ask = *ask };
	const struct expression *shown;
	struct record *record;
	bool ignored;
	enum err err;

	if ((err = page_record_load(req, resp, KIND_LAW, NULL, &record)) != ERR_OK)
		return (err);
	if ((p.title = record_text(record, req->chain, req->nchain, &ignored)) == NULL)
		return (ERR_NOTFOUND);
	p.record = record;
	p.law = record->law;
	shown = record_expression(p.law, ask->languages.n > 0 ? ask->languages.v : req->chain,
	    ask->languages.n > 0 ? 1 : req->nchain,
	    ask->at != NULL ? ask->at : page_record_today(req), ask->at != NULL, &ignored);
	if (shown != NULL) {
		p.shown = arena_alloc(req->arena, sizeof(*p.shown));
		*p.shown = *shown;
	}
	*ret_page = p;
	return (ERR_OK);
}

const char *
page_law_etag(struct req *req, const struct law_page *p, const char *what)
{
	return (page_etag(
	    req, arena_printf(req->arena, "%" PRId64 ".%" PRId64 " %" PRId64 " %s %s %s %s",
		     p->record->id.v, p->record->revision, p->shown == NULL ? 0 : p->shown->id.v,
		     p->title->language, p->ask.at != NULL ? p->ask.at : "", page_record_today(req),
		     what)));
}

struct view *
page_law_frame(
    struct req *req, const struct law_page *p, const char *title, const struct law_address *address)
{
	struct view *v = page_view(req,
	    title == NULL ? p->title->title
			  : arena_printf(req->arena, "%s, %s", p->title->title, title),
	    page_law_path(req, p->record->slug, address));
	const struct law_address home = { .text = address->eid != NULL ? address->text : NULL,
		.at = address->at };

	page_crumb(v, page_kinds(req, KIND_LAW), page_href(req, "/laws"));
	page_crumb(
	    v, p->title->title, title == NULL ? NULL : page_law_href(req, p->record->slug, &home));
	if (title != NULL)
		page_crumb(v, title, NULL);
	page_words(v, "TITLE", p->title->title, p->title->language);
	view_text(v, "LAW_HREF", page_href(req, "/laws/%s", p->record->slug));
	if (p->record->sample)
		view_show(v, "SAMPLE");
	return (v);
}

const char *
page_law_label(
    const struct req *req, const struct record *law, const struct article *a, const char *language)
{
	if (a->number != NULL || a->type == ARTICLE_PREAMBLE || a->heading == NULL)
		return (page_article_label(req, &law->jurisdictions, a->number, language));
	return ("");
}

/* --- the law -------------------------------------------------------------------------------------
 */

size_t
page_law_begins(const struct expression *x, const struct article *a, size_t *above)
{
	size_t next = 0, d;

	/* Divisions are numbered in document order: a later one has not been seen. */
	for (d = a->division; d > *above; d = x->divisions[d - 1].parent)
		next = d;
	if (next != 0)
		*above = next;
	return (next);
}

/* The headings of divisions that begin with the article. */
static void
fill_headings(struct req *req, struct view *item, const struct law_page *p, size_t *above,
    const struct article *a)
{
	const struct expression *x = p->shown;
	size_t d;

	while ((d = page_law_begins(x, a, above)) != 0) {
		const struct division *division = &x->divisions[d - 1];
		struct view *h;

		h = view_item(item, "CHAPTER");
		view_text(h, "CHAPTER_EID", division->eid);
		view_text(h, "CHAPTER_WORDS", division_label(req->arena, division));
		view_text(h, "CHAPTER_HREF",
		    page_law_href(req, p->record->slug,
			&(struct law_address){
			    .text = p->ask.text, .at = p->ask.at, .part = division->eid }));
	}
}

static void
fill_articles(struct req *req, struct view *v, const struct law_page *p,
    const struct page_reading *r, const struct page_beside *beside)
{
	const struct expression *x = p->shown;
	const char *query = page_law_path(req, p->record->slug,
				&(struct law_address){ .text = p->ask.text, .at = p->ask.at }) +
			    strlen("/laws/") + strlen(p->record->slug);
	struct page_links *links = page_links_new(req, p->record, query);
	struct view *text = view_item(v, "TEXT");
	size_t above = 0, i;

	view_text(v, "LAW_QUERY", query);
	view_text(text, "TEXT_LANG", x->language);
	view_text(text, "TEXT_DIR", language_dir(x->language));
	for (i = 0; i < x->narticles; i++)
		page_links_article(links, x->articles[i].eid, i >= r->part.from && i < r->part.to);
	for (i = r->part.from; i < r->part.to; i++)
		(void)page_links_read(links, x->articles[i].body, x->language);
	page_links_resolve(links, NULL);
	for (i = r->part.from; i < r->part.to; i++) {
		const struct article *a = &x->articles[i];
		struct view *item = view_item(text, "ARTICLE");

		fill_headings(req, item, p, &above, a);
		/* A heading stands one level below that of its chapter, or of the law. */
		view_show(item, a->division != 0 ? "BELOW" : "ABOVE");
		view_text(item, "EID", a->eid);
		view_text(item, "NUMBER", page_law_label(req, p->record, a, x->language));
		if (a->heading != NULL)
			view_text(view_item(item, "NAMED"), "NAME", a->heading);
		view_markup(
		    item, "ARTICLE_BODY", page_links_markup(links, i - r->part.from, a->eid));
		page_beside_article(req, item, beside, 0, a->eid);
	}
}

/* The summary is read with the text: in the language that is asked for, if there is one. */
static const struct text *
summary_text(const struct law_page *p)
{
	const struct text *text;
	bool fallback;

	if (p->ask.languages.n == 0)
		return (p->title);
	text = record_text(p->record, p->ask.languages.v, 1, &fallback);
	return (text != NULL && !fallback && text->summary != NULL ? text : p->title);
}

static enum err
law_page(struct req *req, struct resp *resp, const struct law_ask *ask)
{
	const struct law_address address = { .text = ask->text, .at = ask->at, .part = ask->part };
	struct page_reading reading = { 0 };
	struct page_facts parties;
	struct page_beside *beside;
	const struct text *summary;
	struct law_page p;
	struct view *v;
	enum err err;

	if ((err = page_law_load(req, resp, ask, &p)) != ERR_OK)
		return (err == ERR_MOVED ? ERR_OK : err);
	if ((err = page_treaty_load(req, p.record, &parties)) != ERR_OK ||
	    (err = page_beside_load(req, &p, &p.shown, p.shown != NULL, NULL, &beside)) != ERR_OK)
		return (err);
	if (resp_not_modified(req, resp,
		page_law_etag(req, &p,
		    arena_printf(req->arena, "law %s %s %s", ask->part != NULL ? ask->part : "",
			page_treaty_stamp(req, &parties), page_beside_stamp(beside)))))
		return (ERR_OK);
	if (p.shown != NULL && (err = page_reading_load(req, &p, NULL, 0, &reading)) != ERR_OK)
		return (err);

	v = page_law_frame(req, &p, NULL, &address);
	view_text(v, "KIND_LABEL", page_label(req, VOCAB_LAW_TYPE, (int)p.law->type));
	page_law_standing(req, v, &p, NULL);
	if ((summary = summary_text(&p))->summary != NULL) {
		page_words(view_item(v, "SUMMARY"), "SUMMARY", summary->summary, summary->language);
		view_text(v, "DESCRIPTION", summary->summary);
	}
	page_record_fallback(req, v, ask->languages.n > 0 ? ask->languages.v[0] : NULL,
	    p.shown != NULL ? p.shown->language : summary->language);
	page_law_provenance(req, v, &p, NULL);
	page_record_meta(req, v, p.record);
	page_law_details(req, v, &p);
	page_law_versions(req, v, &p, NULL);
	page_beside_law(req, v, beside);
	page_treaty_parties(req, v, &parties);
	if (p.shown != NULL) {
		if (p.shown->narticles > 1)
			page_contents(req, v, &p,
			    &(struct page_contents){ .from = reading.part.from,
				.to = reading.part.to,
				.parts = reading.cut ? &reading.parts : NULL });
		page_reading_fill(req, v, &p, &reading);
		fill_articles(req, v, &p, &reading, beside);
		view_text(view_item(v, "PRINT"), "PRINT_HREF",
		    page_law_href(req, p.record->slug,
			&(struct law_address){ .text = ask->text, .at = ask->at, .print = "" }));
	} else {
		view_text(view_item(v, "NO_TEXT"), "NO_TEXT_WORDS",
		    msg(req->locale, ask->at != NULL ? "law.no_version" : "law.no_text"));
	}
	page_law_citation(req, v, &p, p.title->title, &address);
	page_law_exports(req, v, &p);
	page_similar(
	    req, v, KIND_LAW, p.record->id, p.title->language, p.title->title, p.title->summary);
	view_markup(view_item(v, "LD"), "LD_JSON", page_law_linked_data(req, &p, NULL, &address));
	page_follow(req, v, arena_printf(req->arena, "laws/%s", p.record->slug));
	return (page_send(req, resp, v, "law.html"));
}

enum err
page_law(struct req *req, struct resp *resp)
{
	struct law_ask ask;
	enum err err;

	if ((err = page_law_ask(req, resp, &ask)) != ERR_OK)
		return (err);
	if (ask.print != NULL)
		return (page_law_print(req, resp, &ask));
	if (ask.diff != NULL)
		return (page_law_diff(req, resp, &ask, NULL));
	if (ask.languages.n > 1)
		return (page_law_parallel(req, resp, &ask));
	return (law_page(req, resp, &ask));
}

/* --- one article ---------------------------------------------------------------------------------
 */

static void
neighbour(
    struct req *req, struct view *v, const char *section, const struct law_page *p, const char *eid)
{
	const char *label;
	struct view *item;

	if (eid == NULL)
		return;
	item = view_item(v, section);
	view_text(item, "NEAR_HREF",
	    page_law_href(req, p->record->slug,
		&(struct law_address){ .eid = eid, .text = p->ask.text, .at = p->ask.at }));
	if ((label = page_record_cited(req, p->record, eid)) != NULL)
		view_text(view_item(item, "NEAR_NAMED"), "NEAR_LABEL", label);
	else
		view_show(item, "NEAR_PLAIN");
}

static enum err
article_page(struct req *req, struct resp *resp, const struct law_ask *ask, const char *eid)
{
	const struct law_address address = { .eid = eid, .text = ask->text, .at = ask->at };
	struct entry_want want;
	struct law_page p = { .ask = *ask };
	struct entry_article found;
	const struct article *a;
	struct expression shown, *texts;
	struct page_beside *beside;
	struct page_links *links;
	struct record *record;
	const char *label, *whole;
	struct view *v;
	bool ignored;
	enum err err;
	size_t i;

	if ((err = page_law_want(
		 req, resp, ask->languages.n > 0 ? ask->languages.v : NULL, &want)) != ERR_OK)
		return (err);
	err =
	    entry_article(req->db, req->arena, req_path(req, "slug"), eid, &want, &record, &found);
	if (err == ERR_MOVED) {
		page_record_moved(req, resp, record,
		    arena_printf(req->arena, "/%s", page_escape(req->arena, eid)));
		return (ERR_OK);
	}
	if (err != ERR_OK)
		return (err);
	p.record = record;
	p.law = record->law;
	p.title = record_text(record, req->chain, req->nchain, &ignored);
	if (p.title == NULL)
		return (ERR_NOTFOUND);
	shown = *found.expression;
	p.shown = &shown;
	a = found.article;
	texts = &shown;
	if ((err = page_beside_load(req, &p, &texts, 1, eid, &beside)) != ERR_OK)
		return (err);
	if (resp_not_modified(req, resp,
		page_law_etag(
		    req, &p, arena_printf(req->arena, "%s %s", eid, page_beside_stamp(beside)))))
		return (ERR_OK);

	label = page_law_label(req, p.record, a, NULL);
	if (label[0] == '\0')
		label = a->heading;
	v = page_law_frame(req, &p, label, &address);
	whole = page_law_href(req, record->slug,
	    &(struct law_address){
		.text = ask->text, .at = ask->at, .part = shown.stored > LAW_LARGE ? eid : NULL });
	view_text(v, "WHOLE_HREF", whole);
	view_text(v, "EID", eid);
	view_text(v, "NUMBER", page_law_label(req, p.record, a, shown.language));
	view_text(v, "TEXT_LANG", shown.language);
	view_text(v, "TEXT_DIR", language_dir(shown.language));
	if (a->heading != NULL)
		view_text(view_item(v, "NAMED"), "NAME", a->heading);
	for (i = 0; i < shown.ndivisions; i++) {
		struct view *item = view_item(v, "CHAPTER");

		view_text(item, "CHAPTER_WORDS", division_label(req->arena, &shown.divisions[i]));
		view_text(item, "CHAPTER_HREF",
		    page_law_href(req, record->slug,
			&(struct law_address){
			    .text = ask->text, .at = ask->at, .part = shown.divisions[i].eid }));
	}
	links = page_links_new(req, record,
	    page_law_path(
		req, record->slug, &(struct law_address){ .text = ask->text, .at = ask->at }) +
		strlen("/laws/") + strlen(record->slug));
	(void)page_links_read(links, a->body, shown.language);
	page_links_resolve(links, &shown);
	view_markup(v, "ARTICLE_BODY", page_links_markup(links, 0, a->eid));
	page_beside_article(req, v, beside, 0, eid);
	page_record_fallback(
	    req, v, ask->languages.n > 0 ? ask->languages.v[0] : NULL, shown.language);
	page_law_standing(req, v, &p, eid);
	page_law_provenance(req, v, &p, eid);
	page_law_versions(req, v, &p, eid);
	page_law_citation(
	    req, v, &p, arena_printf(req->arena, "%s, %s", p.title->title, label), &address);
	view_text(view_item(v, "PRINT"), "PRINT_HREF",
	    page_law_href(req, record->slug,
		&(struct law_address){ .text = ask->text, .at = ask->at, .print = eid }));
	if (record->verified != NULL)
		view_text(view_item(v, "DAY"), "DAY_TEXT",
		    page_dated(req, "entry.verified", record->verified));
	neighbour(req, v, "PREVIOUS", &p, found.previous);
	neighbour(req, v, "NEXT", &p, found.next);
	page_similar(req, v, KIND_LAW, record->id, shown.language, a->heading, a->body);
	view_markup(view_item(v, "LD"), "LD_JSON", page_law_linked_data(req, &p, a, &address));
	page_follow(req, v, arena_printf(req->arena, "laws/%s/%s", record->slug, eid));
	return (page_send(req, resp, v, "article.html"));
}

enum err
page_article(struct req *req, struct resp *resp)
{
	const char *eid = req_path(req, "eid");
	struct law_ask ask;
	enum err err;

	if ((err = page_law_ask(req, resp, &ask)) != ERR_OK)
		return (err);
	if (!eid_valid(eid))
		return (ERR_NOTFOUND);
	if (ask.diff != NULL)
		return (page_law_diff(req, resp, &ask, eid));
	if (ask.languages.n > 1)
		return (page_law_article_parallel(req, resp, &ask, eid));
	return (article_page(req, resp, &ask, eid));
}
