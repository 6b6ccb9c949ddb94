/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The page of a law with its articles and the page of one article. */
#include <inttypes.h>
#include <string.h>
#include <time.h>

#include "base/date.h"
#include "locale/format.h"
#include "locale/message.h"
#include "render/json.h"
#include "render/markup.h"
#include "web/page_law.h"
#include "web/page_record.h"
#include "web/page_treaty.h"
#include "web/pages.h"

enum { CONTENTS_OPEN = 60, PARALLEL_MAX = 4, RELATIONS_TITLED = 20 };

/* The day of ?at=, or NULL. */
static const char *
wanted_day(const struct req *req)
{
	const char *at = req_query(req, "at");

	return (at == NULL || at[0] == '\0' ? NULL : at);
}

enum err
page_law_want(
    struct req *req, struct resp *resp, const char *const *language, struct entry_want *ret_want)
{
	const char *at = wanted_day(req);

	if (at != NULL && !date_valid(at)) {
		resp->problem_detail =
		    msg_format(req->locale, req->arena, "problem.bad_date", MSG_TEXT("value", at));
		return (ERR_INPUT);
	}
	ret_want->languages = language != NULL ? language : req->chain;
	ret_want->nlanguages = language != NULL ? 1 : req->nchain;
	ret_want->at = at;
	return (ERR_OK);
}

/* The expression whose articles are loaded, or NULL. */
static const struct expression *
loaded_expression(const struct record *law)
{
	size_t i;

	for (i = 0; i < law->law->nexpressions; i++) {
		const struct expression *e = &law->law->expressions[i];

		if (e->narticles > 0 && e->articles != NULL)
			return (e);
	}
	return (NULL);
}

/* "", "?text=ru", "?at=2019-01-01" or both: what stays in addresses within the law. */
static const char *
kept_query(struct req *req, const char *language)
{
	const char *at = wanted_day(req);
	const char *text = "";

	if (language != NULL)
		text = arena_printf(req->arena, "?text=%s", page_escape(req->arena, language));
	if (at == NULL)
		return (text);
	return (arena_printf(req->arena, "%s%cat=%s", text, text[0] == '\0' ? '?' : '&',
	    page_escape(req->arena, at)));
}

/* The box for ${expression}, or for the words about the law while there is none. */
static void
show_provenance(struct req *req, struct view *v, const struct record *law,
    const struct expression *expression, const struct text *text)
{
	struct page_provenance p = { .legal = -1 };

	if (expression != NULL) {
		p.provenance = expression->provenance;
		p.legal = (int)expression->legal_value;
		p.translator = expression->translator;
		p.source_url =
		    expression->source_url != NULL ? expression->source_url : law->law->source_url;
		if (expression->digest)
			view_show(v, "DIGEST");
		view_text(view_item(v, "EDITION"), "EDITION_TEXT",
		    expression->version_date != NULL
			? page_dated(req, "law.version", expression->version_date)
			: msg(req->locale, "law.version_unknown"));
	} else {
		p.provenance = text->provenance;
		p.translator = text->translator;
		p.source_language = text->source_language;
		p.source_url = law->law->source_url;
	}
	page_record_provenance(req, v, &p);
}

/* The title of the law for this reader; a law always has one. */
static const struct text *
title_of(struct req *req, const struct record *law)
{
	bool ignored;

	return (record_text(law, req->chain, req->nchain, &ignored));
}

/* What a reader copies to cite this: with the address that stays and the day on which it was seen.
 */
static void
fill_citation(struct req *req, struct view *v, const struct text *text,
    const struct expression *shown, const char *title, const char *path)
{
	const char *edition = shown == NULL
				  ? page_label(req, VOCAB_PROVENANCE, (int)text->provenance)
			      : shown->digest ? msg(req->locale, "law.digest_short")
			      : shown->version_date != NULL
				  ? page_dated(req, "law.version", shown->version_date)
				  : page_label(req, VOCAB_PROVENANCE, (int)shown->provenance);
	struct tm tm = { 0 };
	double today = 0;

	if (strptime(page_record_today(req), "%Y-%m-%d", &tm) != NULL)
		today = (double)timegm(&tm) * 1000;
	v = view_item(v, "CITE");
	view_text(v, "CITE_WORDS",
	    msg_format(req->locale, req->arena, "law.cite_words", MSG_TEXT("title", title),
		MSG_TEXT("edition", edition), MSG_TEXT("site", msg(req->locale, "site.name")),
		MSG_TEXT(
		    "address", arena_printf(req->arena, "%s%s", req->app->config.base_url, path)),
		MSG_DATE("when", today)));
}

static const char *
etag(struct req *req, const struct record *law, const struct expression *shown, const char *what)
{
	return (
	    page_etag(req, arena_printf(req->arena, "%" PRId64 ".%" PRId64 " %" PRId64 " %s %s %s",
			       law->id.v, law->revision, shown == NULL ? 0 : shown->id.v, what,
			       kept_query(req, NULL), page_record_today(req))));
}

/* schema.org/Legislation, for search engines. */
static struct markup
linked_data(struct req *req, const struct record *law, const struct text *text,
    const struct expression *shown)
{
	static const char *const force[LAW_STATUS_COUNT] = { "https://schema.org/InForce",
		"https://schema.org/NotInForce", "https://schema.org/NotInForce", NULL };
	static const char *const value[LEGAL_COUNT] = {
		"https://schema.org/AuthoritativeLegalValue",
		"https://schema.org/OfficialLegalValue", "https://schema.org/UnofficialLegalValue"
	};
	const struct law *l = law->law;
	json_t *o = json_object(), *places = json_array();
	struct buf out = { 0 };
	struct markup m;
	size_t i;

	json_object_set_new(o, "@context", json_string("https://schema.org"));
	json_object_set_new(o, "@type", json_string("Legislation"));
	json_object_set_new(o, "@id",
	    json_string(arena_printf(req->arena, "%s/%s/laws/%s", req->app->config.base_url,
		locale_tag(req->locale), law->slug)));
	json_object_set_new(o, "name", json_string(text->title));
	if (text->summary != NULL)
		json_object_set_new(o, "description", json_string(text->summary));
	if (l->number != NULL)
		json_object_set_new(o, "legislationIdentifier", json_string(l->number));
	json_object_set_new(
	    o, "legislationType", json_string(vocab_id(VOCAB_LAW_TYPE, (int)l->type)));
	if (l->date_enacted != NULL)
		json_object_set_new(o, "legislationDate", json_string(l->date_enacted));
	if (l->issuer != NULL)
		json_object_set_new(o, "legislationPassedBy",
		    json_pack("{s:s,s:s}", "@type", "Organization", "name", l->issuer));
	if (force[l->status] != NULL)
		json_object_set_new(o, "legislationLegalForce", json_string(force[l->status]));
	for (i = 0; i < law->jurisdictions.n; i++)
		json_array_append_new(places, json_string(law->jurisdictions.v[i]));
	json_object_set_new(o, "legislationJurisdiction", places);
	json_object_set_new(
	    o, "inLanguage", json_string(shown != NULL ? shown->language : text->language));
	if (shown != NULL) {
		json_object_set_new(
		    o, "legislationLegalValue", json_string(value[shown->legal_value]));
		if (shown->version_date != NULL)
			json_object_set_new(
			    o, "legislationDateVersion", json_string(shown->version_date));
	}
	if (l->source_url != NULL)
		json_object_set_new(o, "sameAs", json_string(l->source_url));
	json_into(&out, o);
	json_decref(o);
	m = markup_json(req->arena, buf_cstr(&out));
	buf_free(&out);
	return (m);
}

static void
fill_details(struct req *req, struct view *v, const struct record *record, const struct text *text)
{
	const struct law *law = record->law;

	page_record_row(req, v, "law.type", page_label(req, VOCAB_LAW_TYPE, (int)law->type));
	page_record_row(req, v, "law.status", page_label(req, VOCAB_LAW_STATUS, (int)law->status));
	page_record_row_words(req, v, "law.number", law->number, law->original_language);
	if (law->original_title != NULL && strcmp(law->original_title, text->title) != 0)
		page_record_row_words(
		    req, v, "law.original_title", law->original_title, law->original_language);
	page_record_row_words(req, v, "law.issuer", law->issuer, law->original_language);
	if (law->original_language != NULL)
		page_record_row(req, v, "law.original_language",
		    format_language(req->locale, req->arena, law->original_language));
	page_record_row_date(req, v, "law.enacted", law->date_enacted);
	page_record_row_date(req, v, "law.in_force", law->date_in_force);
	page_record_row_date(req, v, "law.amended", law->date_amended);
	page_record_row_date(req, v, "law.repealed", law->date_repealed);
	page_record_row_link(req, v, "law.source", law->source_url, law->source_url);
}

static void
fill_versions(struct req *req, struct view *v, const struct record *law,
    const struct expression *shown, const char *rest)
{
	const char *today = page_record_today(req);
	struct view *list;
	size_t i;

	if (law->law->nexpressions < 2)
		return;
	list = view_item(v, "VERSIONS");
	for (i = 0; i < law->law->nexpressions; i++) {
		const struct expression *e = &law->law->expressions[i];
		const char *href = page_href(req, "/laws/%s%s?text=%s", law->slug, rest,
		    page_escape(req->arena, e->language));
		const char *note = page_label(req, VOCAB_PROVENANCE, (int)e->provenance);

		/* Of one article: only where there is one of that eId. */
		if (rest[0] != '\0' && e->articles == NULL)
			continue;
		/* A version that no longer applies is reached by a day on which it did. */
		if (e->valid_to != NULL && strcmp(e->valid_to, today) <= 0 &&
		    e->version_date != NULL)
			href = arena_printf(req->arena, "%s&at=%s", href, e->version_date);
		if (e->version_date != NULL)
			note = arena_printf(req->arena, "%s · %s", note,
			    format_date(req->locale, req->arena, e->version_date, DATE_MEDIUM));
		page_record_language(req, list, href, e->language, note, e == shown);
	}
}

/* The way to reading side by side: what is shown beside the original, or beside the first other
 * language. */
static void
fill_parallel(
    struct req *req, struct view *v, const struct record *law, const struct expression *shown)
{
	const char *original = law->law->original_language, *other = NULL;
	size_t i;

	for (i = 0; i < law->law->nexpressions; i++) {
		const char *language = law->law->expressions[i].language;

		if (strcmp(language, shown->language) == 0)
			continue;
		if (other == NULL || (original != NULL && strcmp(language, original) == 0))
			other = language;
	}
	if (other != NULL)
		view_text(view_item(v, "PARALLEL"), "PARALLEL_HREF",
		    page_href(req, "/laws/%s?text=%s,%s", law->slug,
			page_escape(req->arena, shown->language), page_escape(req->arena, other)));
}

static void
fill_relations(struct req *req, struct view *v, const struct law *law)
{
	struct view *list;
	size_t i;

	if (law->nrelations == 0)
		return;
	list = view_item(v, "RELATIONS");
	for (i = 0; i < law->nrelations; i++) {
		const struct relation *r = &law->relations[i];
		const char *language = NULL, *title = NULL;
		struct view *item = view_item(list, "RELATION");

		if (i < RELATIONS_TITLED)
			title = page_record_law_title(req, r->target, &language);
		view_text(
		    item, "RELATION_TYPE", page_label(req, VOCAB_RELATION_TYPE, (int)r->type));
		if (title == NULL) {
			view_text(view_item(item, "RELATION_PLAIN"), "RELATION_SLUG", r->target);
			continue;
		}
		item = view_item(item, "RELATION_LINK");
		page_words(item, "RELATION", title, language);
		view_text(item, "RELATION_HREF",
		    r->target_eid == NULL ? page_href(req, "/laws/%s", r->target)
					  : page_href(req, "/laws/%s/%s", r->target,
						page_escape(req->arena, r->target_eid)));
	}
}

/* What is new in the path of headings ${chapter} after that of the article before. */
static const char *
chapter_change(struct req *req, const char *before, const char *chapter)
{
	size_t same = 0, i;

	for (i = 0; before != NULL && before[i] == chapter[i]; i++) {
		if (strncmp(chapter + i, " / ", 3) == 0)
			same = i + 3;
		if (chapter[i] == '\0')
			break;
	}
	return (arena_strdup(req->arena, chapter + same));
}

static bool
same_text(const char *a, const char *b)
{
	return (a == b || (a != NULL && b != NULL && strcmp(a, b) == 0));
}

/* Contents and articles in one walk, so that even the largest code is one pass. */
static void
fill_articles(
    struct req *req, struct view *v, const struct record *law, const struct expression *shown)
{
	struct view *text = view_item(v, "TEXT");
	struct view *contents = shown->narticles > 1 ? view_item(v, "CONTENTS") : NULL;
	const char *chapter = NULL;
	bool below = false;
	size_t i;

	view_text(text, "TEXT_LANG", shown->language);
	view_text(text, "TEXT_DIR", language_dir(shown->language));
	view_text(v, "ARTICLE_COUNT",
	    msg_format(req->locale, req->arena, "law.articles",
		MSG_INT("count", (int64_t)shown->narticles)));
	view_text(v, "LAW_HREF", page_href(req, "/laws/%s", law->slug));
	view_text(v, "LAW_QUERY",
	    kept_query(req, req_query(req, "text") != NULL ? shown->language : NULL));
	if (contents != NULL) {
		view_text(contents, "TEXT_LANG", shown->language);
		view_text(contents, "TEXT_DIR", language_dir(shown->language));
		if (shown->narticles <= CONTENTS_OPEN)
			view_show(contents, "CONTENTS_OPEN");
		/* Mere numbers stand side by side. */
		for (i = 0; i < shown->narticles && shown->articles[i].heading == NULL; i++)
			;
		if (i == shown->narticles)
			view_show(contents, "CONTENTS_SHORT");
	}
	for (i = 0; i < shown->narticles; i++) {
		const struct article *a = &shown->articles[i];
		const char *label = page_article_label(req, a->number, shown->language);
		struct view *item = view_item(text, "ARTICLE"), *entry = NULL;

		if (contents != NULL)
			entry = view_item(contents, "ENTRY");
		if (a->chapter != NULL && !same_text(a->chapter, chapter)) {
			const char *words = chapter_change(req, chapter, a->chapter);

			below = true;
			view_text(view_item(item, "CHAPTER"), "CHAPTER_WORDS", words);
			if (entry != NULL)
				view_text(view_item(entry, "CHAPTER"), "CHAPTER_WORDS", words);
		}
		chapter = a->chapter;
		/* A heading stands one level below that of its chapter, or of the law. */
		view_show(item, below ? "BELOW" : "ABOVE");
		view_text(item, "EID", a->eid);
		view_text(item, "NUMBER", label);
		if (a->heading != NULL)
			view_text(view_item(item, "NAMED"), "NAME", a->heading);
		view_markup(item, "ARTICLE_BODY", markup_paragraphs(req->arena, a->body));
		if (entry != NULL) {
			view_text(entry, "EID", a->eid);
			view_text(entry, "NUMBER", label);
			if (a->heading != NULL)
				view_text(view_item(entry, "NAMED"), "NAME", a->heading);
		}
	}
}

static enum err
law_page(struct req *req, struct resp *resp, const char *language)
{
	const struct expression *shown;
	const struct text *text;
	struct entry_want want;
	struct record *law;
	struct page_facts parties;
	struct view *v;
	const char *query;
	enum err err;

	if ((err = page_law_want(req, resp, language != NULL ? &language : NULL, &want)) !=
		ERR_OK ||
	    (err = page_record_load(req, resp, KIND_LAW, &want, &law)) != ERR_OK)
		return (err == ERR_MOVED ? ERR_OK : err);
	if ((text = title_of(req, law)) == NULL)
		return (ERR_NOTFOUND);
	if ((err = page_treaty_load(req, law, &parties)) != ERR_OK)
		return (err);
	shown = loaded_expression(law);
	if (resp_not_modified(req, resp,
		etag(req, law, shown,
		    arena_printf(
			req->arena, "%s %s", text->language, page_treaty_stamp(req, &parties)))))
		return (ERR_OK);

	query = kept_query(req, language != NULL && shown != NULL ? shown->language : NULL);
	v = page_view(req, text->title, arena_printf(req->arena, "/laws/%s%s", law->slug, query));
	page_crumb(v, page_kinds(req, KIND_LAW), page_href(req, "/laws"));
	page_crumb(v, text->title, NULL);
	page_words(v, "TITLE", text->title, text->language);
	view_text(v, "KIND_LABEL", page_label(req, VOCAB_LAW_TYPE, (int)law->law->type));
	view_text(v, "FORCE_ID", vocab_id(VOCAB_LAW_STATUS, (int)law->law->status));
	view_text(v, "FORCE_LABEL", page_label(req, VOCAB_LAW_STATUS, (int)law->law->status));
	if (text->summary != NULL) {
		page_words(view_item(v, "SUMMARY"), "SUMMARY", text->summary, text->language);
		view_text(v, "DESCRIPTION", text->summary);
	}
	page_record_fallback(req, v, language, shown != NULL ? shown->language : text->language);
	show_provenance(req, v, law, shown, text);
	page_record_meta(req, v, law);
	fill_details(req, v, law, text);
	fill_versions(req, v, law, shown, "");
	fill_relations(req, v, law->law);
	page_treaty_parties(req, v, &parties);
	if (shown != NULL) {
		fill_articles(req, v, law, shown);
		fill_parallel(req, v, law, shown);
	} else {
		view_text(view_item(v, "NO_TEXT"), "NO_TEXT_WORDS",
		    msg(req->locale, wanted_day(req) != NULL ? "law.no_version" : "law.no_text"));
	}
	fill_citation(
	    req, v, text, shown, text->title, page_href(req, "/laws/%s%s", law->slug, query));
	view_markup(view_item(v, "LD"), "LD_JSON", linked_data(req, law, text, shown));
	return (page_send(req, resp, v, "law.html"));
}

/* "ru,zh-Hans" -> its tags, those that are none left out */
static struct strings
wanted_languages(struct req *req)
{
	struct strings tags = { arena_array(req->arena, const char *, PARALLEL_MAX), 0 };
	const char *s = req_query(req, "text");

	while (s != NULL && *s != '\0' && tags.n < PARALLEL_MAX) {
		size_t n = strcspn(s, ",");
		const char *tag = arena_strndup(req->arena, s, n);

		if (language_tag_valid(tag))
			tags.v[tags.n++] = tag;
		s += n + (s[n] == ',');
	}
	return (tags);
}

enum err
page_law(struct req *req, struct resp *resp)
{
	struct strings tags = wanted_languages(req);

	if (tags.n > 1)
		return (page_law_parallel(req, resp, &tags));
	return (law_page(req, resp, tags.n == 1 ? tags.v[0] : NULL));
}

static void
neighbour(struct req *req, struct view *v, const char *section, const struct record *law,
    const char *eid, const char *query)
{
	const char *label;
	struct view *item;

	if (eid == NULL)
		return;
	item = view_item(v, section);
	view_text(item, "NEAR_HREF",
	    page_href(req, "/laws/%s/%s%s", law->slug, page_escape(req->arena, eid), query));
	if ((label = page_record_cited(req, eid)) != NULL)
		view_text(view_item(item, "NEAR_NAMED"), "NEAR_LABEL", label);
	else
		view_show(item, "NEAR_PLAIN");
}

enum err
page_article(struct req *req, struct resp *resp)
{
	const char *eid = req_path(req, "eid"), *label, *query, *path;
	struct strings tags = wanted_languages(req);
	struct entry_article found;
	const struct article *article;
	const struct expression *shown;
	const struct text *text;
	struct entry_want want;
	struct record *law;
	struct view *v;
	enum err err;

	path = arena_printf(req->arena, "/%s", page_escape(req->arena, eid));
	if ((err = page_law_want(req, resp, tags.n > 0 ? tags.v : NULL, &want)) != ERR_OK)
		return (err);
	err = entry_article(req->db, req->arena, req_path(req, "slug"), eid, &want, &law, &found);
	if (err == ERR_MOVED) {
		page_record_moved(req, resp, law, path);
		return (ERR_OK);
	}
	if (err != ERR_OK)
		return (err);
	if ((text = title_of(req, law)) == NULL)
		return (ERR_NOTFOUND);
	article = found.article;
	shown = found.expression;
	if (resp_not_modified(req, resp,
		etag(req, law, shown, arena_printf(req->arena, "%s %s", text->language, eid))))
		return (ERR_OK);

	query = kept_query(req, tags.n > 0 ? shown->language : NULL);
	label = page_article_label(req, article->number, NULL);
	v = page_view(req, arena_printf(req->arena, "%s, %s", text->title, label),
	    arena_printf(req->arena, "/laws/%s%s%s", law->slug, path, query));
	page_crumb(v, page_kinds(req, KIND_LAW), page_href(req, "/laws"));
	page_crumb(v, text->title, page_href(req, "/laws/%s%s", law->slug, query));
	page_crumb(v, label, NULL);
	page_words(v, "TITLE", text->title, text->language);
	view_text(v, "LAW_HREF", page_href(req, "/laws/%s", law->slug));
	view_text(v, "LAW_QUERY", query);
	view_text(v, "EID", article->eid);
	view_text(v, "NUMBER", page_article_label(req, article->number, shown->language));
	view_text(v, "TEXT_LANG", shown->language);
	view_text(v, "TEXT_DIR", language_dir(shown->language));
	if (article->heading != NULL)
		view_text(view_item(v, "NAMED"), "NAME", article->heading);
	if (article->chapter != NULL)
		view_text(view_item(v, "CHAPTER"), "CHAPTER_WORDS", article->chapter);
	view_markup(v, "ARTICLE_BODY", markup_paragraphs(req->arena, article->body));
	page_record_fallback(req, v, tags.n > 0 ? tags.v[0] : NULL, shown->language);
	show_provenance(req, v, law, shown, text);
	if (law->sample)
		view_show(v, "SAMPLE");
	fill_versions(req, v, law, shown, path);
	fill_citation(req, v, text, shown, arena_printf(req->arena, "%s, %s", text->title, label),
	    page_href(req, "/laws/%s%s%s", law->slug, path, query));
	if (law->verified != NULL)
		view_text(view_item(v, "DAY"), "DAY_TEXT",
		    page_dated(req, "entry.verified", law->verified));
	neighbour(req, v, "PREVIOUS", law, found.previous, query);
	neighbour(req, v, "NEXT", law, found.next, query);
	return (page_send(req, resp, v, "article.html"));
}
