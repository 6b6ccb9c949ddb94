/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Owns the boxes beside the text of a law: standing, provenance, versions, relations, citation. */
#include <string.h>
#include <time.h>

#include "domain/standing.h"
#include "locale/format.h"
#include "locale/message.h"
#include "render/legislation.h"
#include "render/markup.h"
#include "store/entry.h"
#include "web/page_law.h"
#include "web/page_record.h"
#include "web/pages.h"

/* --- standing and provenance ---------------------------------------------------------------------
 */

/* Why it stands so, with the way to the law that did it. */
static void
fill_reason(struct req *req, struct view *v, const struct standing *s)
{
	static const char *const keys[] = {
		[STANDING_NOTHING] = NULL,
		[STANDING_SAID] = NULL,
		[STANDING_DATE_IN_FORCE] = "law.standing_in_force",
		[STANDING_DATE_ENACTED] = "law.standing_enacted",
		[STANDING_TEXT_BEGINS] = "law.standing_in_force",
		[STANDING_TEXT_ENDS] = "law.standing_ended",
		[STANDING_DATE_REPEALED] = "law.standing_repealed",
		[STANDING_REPEALED_BY] = "law.standing_repealed",
	};
	const char *key = keys[s->reason], *title = NULL;
	const struct record *law;
	const struct text *text;
	struct view *item;

	if (s->status == LAW_NOT_YET && s->reason != STANDING_DATE_ENACTED && key != NULL)
		key = "law.standing_not_yet";
	if (s->law != NULL && (text = page_record_law(req, s->law, &law)) != NULL)
		title = text->title;
	if (title != NULL) {
		item = view_item(v, "REASON_LAW");
		view_text(item, "REASON_HREF",
		    page_law_href(req, s->law, &(struct law_address){ .eid = NULL }));
		view_text(item, "REASON_TEXT",
		    s->date != NULL ? msg_format(req->locale, req->arena,
					  "law.standing_repealed_by_on", MSG_TEXT("law", title),
					  MSG_TEXT("when", format_date(req->locale, req->arena,
							       s->date, DATE_LONG)))
				    : msg_format(req->locale, req->arena,
					  "law.standing_repealed_by", MSG_TEXT("law", title)));
		return;
	}
	if (key != NULL && s->date != NULL)
		view_text(view_item(v, "REASON"), "REASON_TEXT", page_dated(req, key, s->date));
}

/* What another law did to this article alone. */
static void
fill_article_reason(struct req *req, struct view *v, const struct relation *r)
{
	const struct record *law;
	const struct text *title = page_record_law(req, r->target, &law);
	const char *key =
	    r->type == RELATION_REPEALS ? "law.standing_repealed_by" : "law.standing_amended_by";
	struct view *item;

	if (title == NULL)
		return;
	item = view_item(v, "REASON_LAW");
	view_text(item, "REASON_HREF",
	    page_law_href(req, r->target, &(struct law_address){ .eid = r->eid }));
	view_text(item, "REASON_TEXT",
	    msg_format(req->locale, req->arena, key, MSG_TEXT("law", title->title)));
}

void
page_law_standing(struct req *req, struct view *v, const struct law_page *p, const char *eid)
{
	const char *day = p->ask.at != NULL ? p->ask.at : page_record_today(req);
	const struct standing s = standing_of(p->law, day);
	const struct relation *r = eid == NULL ? NULL : standing_article(p->law, eid, day);
	struct view *item;

	view_text(v, "FORCE_ID", vocab_id(VOCAB_LAW_STATUS, (int)s.status));
	view_text(v, "FORCE_LABEL", page_label(req, VOCAB_LAW_STATUS, (int)s.status));
	fill_reason(req, v, &s);
	if (r != NULL)
		fill_article_reason(req, v, r);
	else if (s.amended && s.amended_date != NULL)
		view_text(view_item(v, "REASON"), "REASON_TEXT",
		    page_dated(req, "law.standing_amended", s.amended_date));
	if (p->ask.at == NULL || p->shown == NULL)
		return;
	item = view_item(v, "THEN");
	view_text(item, "THEN_TEXT", page_dated(req, "law.at_shown", p->ask.at));
	view_text(item, "NOW_HREF",
	    page_law_href(
		req, p->record->slug, &(struct law_address){ .eid = eid, .text = p->ask.text }));
}

static const char *
version_words(struct req *req, const struct expression *e)
{
	return (e->version_date != NULL ? page_dated(req, "law.version", e->version_date)
					: msg(req->locale, "law.version_unknown"));
}

/* Where another text than the one shown may be cited: the way to it. */
static void
fill_citable(struct req *req, struct view *box, const struct law_page *p, const char *eid)
{
	const char *day = p->ask.at != NULL ? p->ask.at : page_record_today(req);
	const struct law *law = p->law;

	if (p->shown->legal_value == LEGAL_AUTHORITATIVE && !p->shown->digest)
		return;
	for (size_t i = 0; i < law->nexpressions; i++) {
		const struct expression *e = &law->expressions[i];
		struct view *item;

		if (e->legal_value != LEGAL_AUTHORITATIVE || e->digest ||
		    page_law_text(req, law, e->language, day) != e)
			continue;
		item = view_item(box, "CITABLE");
		view_text(item, "CITABLE_TEXT",
		    msg_format(req->locale, req->arena, "law.citable",
			MSG_TEXT(
			    "language", format_language(req->locale, req->arena, e->language))));
		view_text(item, "CITABLE_HREF",
		    page_law_href(req, p->record->slug,
			&(struct law_address){ .eid = eid, .text = e->language, .at = p->ask.at }));
		return;
	}
	view_show(box, "NOT_CITABLE");
}

void
page_law_provenance(struct req *req, struct view *v, const struct law_page *p, const char *eid)
{
	const struct expression *e = p->shown;
	struct page_provenance box = { .legal = -1 };

	if (e == NULL) {
		box.provenance = p->title->provenance;
		box.translator = p->title->translator;
		box.source_language = p->title->source_language;
		box.source_url = p->law->source_url;
		(void)page_record_provenance(req, v, &box);
		return;
	}
	box.provenance = e->provenance;
	box.legal = (int)e->legal_value;
	box.translator = e->translator;
	box.source_language = e->source_language;
	box.source_version = e->source_version;
	box.source_url = e->source_url != NULL ? e->source_url : p->law->source_url;
	if (e->digest)
		view_show(v, "DIGEST");
	v = page_record_provenance(req, v, &box);
	view_text(view_item(v, "EDITION"), "EDITION_TEXT", version_words(req, e));
	fill_citable(req, v, p, eid);
}

/* --- versions ------------------------------------------------------------------------------------
 */

/* A day on which that version is the one that applies: NULL if none can be named. */
static const char *
day_of(const struct expression *e)
{
	return (e->valid_from != NULL ? e->valid_from : e->version_date);
}

static void
fill_languages(struct req *req, struct view *v, const struct law_page *p, const char *eid)
{
	struct view *list = NULL, *choice = NULL;
	const struct law *law = p->law;
	size_t n = 0, i;

	for (i = 0; i < law->nexpressions; i++) {
		const struct expression *e = &law->expressions[i];

		if (page_law_text(req, law, e->language, p->ask.at) == e &&
		    (eid == NULL || e->articles != NULL))
			n++;
	}
	for (i = 0; i < law->nexpressions && n > 1; i++) {
		const struct expression *e = &law->expressions[i];
		bool here = p->shown != NULL && e->id.v == p->shown->id.v;
		struct view *item;

		/* Of one article: only where there is one of that eId. */
		if (page_law_text(req, law, e->language, p->ask.at) != e ||
		    (eid != NULL && e->articles == NULL))
			continue;
		if (list == NULL) {
			list = view_item(v, "VERSIONS");
			choice = view_item(list, "CHOICE");
			view_text(choice, "CHOICE_HREF",
			    page_law_href(
				req, p->record->slug, &(struct law_address){ .eid = eid }));
			if (p->ask.at != NULL)
				view_text(view_item(choice, "CHOICE_AT"), "CHOICE_DAY", p->ask.at);
		}
		page_record_language(req, list,
		    page_law_href(req, p->record->slug,
			&(struct law_address){ .eid = eid,
			    .text = e->language,
			    .at = p->ask.at,
			    .part = eid == NULL ? p->ask.part : NULL }),
		    e->language,
		    arena_printf(req->arena, "%s · %s",
			page_label(req, VOCAB_PROVENANCE, (int)e->provenance),
			page_label(req, VOCAB_LEGAL_VALUE, (int)e->legal_value)),
		    here);
		item = view_item(choice, "LANGUAGE");
		view_text(item, "LANGUAGE_TAG", e->language);
		view_text(
		    item, "LANGUAGE_LABEL", format_language(req->locale, req->arena, e->language));
		if (here || (law->original_language != NULL &&
				strcmp(e->language, law->original_language) == 0))
			view_show(item, "LANGUAGE_ON");
	}
}

/* The versions of the shown language, newest first, each with the way to what it changed. */
static void
fill_dates(struct req *req, struct view *v, const struct law_page *p, const char *eid)
{
	struct view *box = view_item(v, "DATES"), *before = NULL, *item;
	const struct law *law = p->law;
	const struct expression *newer = NULL;

	view_text(box, "DATES_HREF",
	    page_law_href(req, p->record->slug, &(struct law_address){ .eid = eid }));
	view_text(box, "DATES_DAY", p->ask.at);
	if (p->ask.text != NULL)
		view_text(view_item(box, "DATES_TEXT"), "DATES_TAG", p->ask.text);
	for (size_t i = 0; p->shown != NULL && i < law->nexpressions; i++) {
		const struct expression *e = &law->expressions[i];

		if (strcmp(e->language, p->shown->language) != 0 || e->version_date == NULL ||
		    (eid != NULL && e->articles == NULL) || e->digest != p->shown->digest)
			continue;
		if (newer != NULL && strcmp(newer->version_date, e->version_date) > 0) {
			struct view *change = view_item(before, "CHANGE");

			view_text(change, "CHANGE_HREF",
			    page_law_href(req, p->record->slug,
				&(struct law_address){ .eid = eid,
				    .text = p->ask.text,
				    .diff = arena_printf(req->arena, "%s..%s", e->version_date,
					newer->version_date) }));
			view_text(change, "CHANGE_WORDS",
			    page_dated(req, "law.compare", e->version_date));
		}
		item = before = view_item(box, "DATED");
		newer = e;
		view_text(item, "DATED_TEXT", version_words(req, e));
		if (e->valid_from != NULL)
			view_text(view_item(item, "DATED_FROM"), "FROM_TEXT",
			    page_dated(req, "law.from", e->valid_from));
		if (e->valid_to != NULL)
			view_text(view_item(item, "DATED_TO"), "TO_TEXT",
			    page_dated(req, "law.until", e->valid_to));
		view_text(item, "DATED_HREF",
		    page_law_href(req, p->record->slug,
			&(struct law_address){ .eid = eid, .text = p->ask.text, .at = day_of(e) }));
		if (e->id.v == p->shown->id.v)
			view_show(item, "DATED_HERE");
	}
}

void
page_law_versions(struct req *req, struct view *v, const struct law_page *p, const char *eid)
{
	fill_languages(req, v, p, eid);
	fill_dates(req, v, p, eid);
}

/* --- citing it -----------------------------------------------------------------------------------
 */

void
page_law_citation(struct req *req, struct view *v, const struct law_page *p, const char *title,
    const struct law_address *address)
{
	const struct expression *e = p->shown;
	const char *edition =
	    e == NULL		      ? page_label(req, VOCAB_PROVENANCE, (int)p->title->provenance)
	    : e->digest		      ? msg(req->locale, "law.digest_short")
	    : e->version_date != NULL ? page_dated(req, "law.version", e->version_date)
				      : page_label(req, VOCAB_PROVENANCE, (int)e->provenance);
	struct tm tm = { 0 };
	double today = 0;

	if (strptime(page_record_today(req), "%Y-%m-%d", &tm) != NULL)
		today = (double)timegm(&tm) * 1000;
	/* A number that the title already tells is not told twice. */
	if (p->law->number != NULL && strstr(title, p->law->number) == NULL)
		edition = msg_format(req->locale, req->arena, "law.cite_edition",
		    MSG_TEXT("number", p->law->number), MSG_TEXT("edition", edition));
	v = view_item(v, "CITE");
	view_text(v, "CITE_WORDS",
	    msg_format(req->locale, req->arena, "law.cite_words", MSG_TEXT("title", title),
		MSG_TEXT("edition", edition), MSG_TEXT("site", msg(req->locale, "site.name")),
		MSG_TEXT("address", arena_printf(req->arena, "%s%s", req->app->config.base_url,
					page_law_href(req, p->record->slug, address))),
		MSG_DATE("when", today)));
}

/* --- details -------------------------------------------------------------------------------------
 */

void
page_law_details(struct req *req, struct view *v, const struct law_page *p)
{
	const struct law *law = p->law;

	page_record_row(req, v, "law.type", page_label(req, VOCAB_LAW_TYPE, (int)law->type));
	page_record_row(req, v, "law.status",
	    page_label(
		req, VOCAB_LAW_STATUS, (int)standing_of(law, page_record_today(req)).status));
	page_record_row_words(req, v, "law.number", law->number, law->original_language);
	if (law->original_title != NULL && strcmp(law->original_title, p->title->title) != 0)
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

/* schema.org/Legislation, for search engines. */
struct markup
page_law_linked_data(struct req *req, const struct law_page *p, const struct article *article,
    const struct law_address *address)
{
	const struct legislation what = { .base = req->app->config.base_url,
		.locale = req->locale,
		.site = msg(req->locale, "site.name"),
		.address = arena_printf(req->arena, "%s%s", req->app->config.base_url,
		    page_law_href(req, p->record->slug, address)),
		.text = p->shown,
		.status =
		    standing_of(p->law, p->ask.at != NULL ? p->ask.at : page_record_today(req))
			.status };

	return (article == NULL
		    ? legislation_markup(req->arena, p->record, p->title, &what)
		    : legislation_article_markup(req->arena, p->record, p->title, &what, article));
}

void
page_law_exports(struct req *req, struct view *v, const struct law_page *p)
{
	const char *query, *slug = p->record->slug;

	if (p->shown == NULL)
		return;
	v = view_item(v, "EXPORTS");
	query =
	    arena_printf(req->arena, "?text=%s%s%s", page_escape(req->arena, p->shown->language),
		p->ask.at != NULL ? "&at=" : "", page_escape(req->arena, p->ask.at));
	view_text(v, "AKN_HREF", page_href(req, "/laws/%s.xml%s", slug, query));
	view_text(v, "PLAIN_HREF", page_href(req, "/laws/%s.txt%s", slug, query));
	view_text(v, "JSON_HREF", arena_printf(req->arena, "/api/v1/laws/%s%s", slug, query));
}
