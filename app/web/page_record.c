/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The parts that detail pages share.  The rows are the store's, the words the bundle's. */
#include <string.h>

#include "base/date.h"
#include "locale/format.h"
#include "locale/message.h"
#include "store/entry.h"
#include "web/page_record.h"
#include "web/pages.h"

enum { CITATIONS_TITLED = 12 };

enum err
page_record_load(struct req *req, struct resp *resp, enum kind kind, const struct entry_want *want,
    struct record **ret_record)
{
	struct record *record;
	enum err err;

	err = entry_by_slug(req->db, req->arena, kind, req_path(req, "slug"), want, &record);
	if (err == ERR_MOVED)
		page_record_moved(req, resp, record, "");
	else if (err == ERR_OK)
		*ret_record = record;
	return (err);
}

void
page_record_moved(struct req *req, struct resp *resp, const struct record *record, const char *rest)
{
	resp_redirect(req, resp, 301,
	    page_href(req, "/%s/%s%s", kind_plural(record->kind), record->slug, rest));
}

const char *
page_record_today(struct req *req)
{
	return (date_today(req->arena));
}

void
page_record_fallback(struct req *req, struct view *v, const char *wanted, const char *shown)
{
	if (wanted == NULL ? page_speaks(req, shown) : strcmp(wanted, shown) == 0)
		return;
	if (wanted == NULL)
		wanted = locale_tag(req->locale);
	view_text(view_item(v, "FALLBACK"), "FALLBACK_TEXT",
	    msg_format(req->locale, req->arena, "entry.fallback",
		MSG_TEXT("language", format_language(req->locale, req->arena, wanted)),
		MSG_TEXT("shown", format_language(req->locale, req->arena, shown))));
}

struct view *
page_record_provenance(struct req *req, struct view *v, const struct page_provenance *p)
{
	const char *id = vocab_id(VOCAB_PROVENANCE, (int)p->provenance);
	struct view *box = view_item(v, "PROVENANCE");

	view_text(box, "PROVENANCE_ID", id);
	view_text(box, "PROVENANCE_LABEL", page_label(req, VOCAB_PROVENANCE, (int)p->provenance));
	view_text(box, "PROVENANCE_NOTE",
	    msg(req->locale, arena_printf(req->arena, "provenance_note.%s", id)));
	if (p->legal >= 0) {
		struct view *legal = view_item(box, "LEGAL");

		id = vocab_id(VOCAB_LEGAL_VALUE, p->legal);
		view_text(legal, "LEGAL_ID", id);
		view_text(legal, "LEGAL_LABEL", page_label(req, VOCAB_LEGAL_VALUE, p->legal));
		view_text(legal, "LEGAL_NOTE",
		    msg(req->locale, arena_printf(req->arena, "legal_value_note.%s", id)));
	}
	if (p->translator != NULL)
		view_text(view_item(box, "MADE"), "MADE_TEXT",
		    msg_format(req->locale, req->arena, "provenance_note.translator",
			MSG_TEXT("name", p->translator)));
	if (p->source_language != NULL) {
		const char *from = format_language(req->locale, req->arena, p->source_language);

		view_text(view_item(box, "MADE"), "MADE_TEXT",
		    msg_format(req->locale, req->arena, "provenance_note.from",
			MSG_TEXT("language",
			    p->source_version == NULL
				? from
				: arena_printf(req->arena, "%s · %s", from,
				      page_dated(req, "law.version", p->source_version)))));
	}
	if (p->source_url != NULL)
		view_text(view_item(box, "SOURCE"), "SOURCE_HREF", p->source_url);
	return (box);
}

void
page_record_meta(struct req *req, struct view *v, const struct record *record)
{
	struct view *list;
	size_t i;

	list = record->jurisdictions.n > 0 ? view_item(v, "PLACES") : NULL;
	for (i = 0; i < record->jurisdictions.n; i++) {
		struct view *item = view_item(list, "PLACE");
		const char *id = record->jurisdictions.v[i];

		view_text(item, "PLACE_LABEL", format_jurisdiction(req->locale, req->arena, id));
		view_text(item, "PLACE_HREF",
		    page_href(req, "/jurisdictions/%s", page_escape(req->arena, id)));
	}
	list = record->nsubjects > 0 ? view_item(v, "SUBJECTS") : NULL;
	for (i = 0; i < record->nsubjects; i++) {
		struct view *item = view_item(list, "SUBJECT");

		view_text(item, "SUBJECT_LABEL",
		    page_label(req, VOCAB_SUBJECT, (int)record->subjects[i]));
		view_text(item, "SUBJECT_HREF",
		    page_href(
			req, "/subjects/%s", vocab_id(VOCAB_SUBJECT, (int)record->subjects[i])));
	}
	if (record->sample)
		view_show(v, "SAMPLE");
	if (record->verified != NULL)
		view_text(view_item(v, "DAY"), "DAY_TEXT",
		    page_dated(req, "entry.verified", record->verified));
	if (record->updated != NULL)
		view_text(view_item(v, "DAY"), "DAY_TEXT",
		    page_dated(req, "entry.updated", record->updated));
}

void
page_record_language(struct req *req, struct view *v, const char *href, const char *language,
    const char *note, bool here)
{
	struct view *item = view_item(v, "VERSION");

	view_text(item, "VERSION_HREF", href);
	view_text(item, "VERSION_LANG", language);
	view_text(item, "VERSION_LABEL", format_language(req->locale, req->arena, language));
	if (note != NULL)
		view_text(view_item(item, "VERSION_MORE"), "VERSION_NOTE", note);
	if (here)
		view_show(item, "VERSION_HERE");
}

static struct view *
row(struct req *req, struct view *v, const char *key)
{
	struct view *item = view_item(v, "ROW");

	view_text(item, "ROW_LABEL", msg(req->locale, key));
	return (item);
}

void
page_record_row(struct req *req, struct view *v, const char *key, const char *text)
{
	if (text != NULL && text[0] != '\0')
		view_text(view_item(row(req, v, key), "ROW_PLAIN"), "ROW_TEXT", text);
}

void
page_record_row_words(
    struct req *req, struct view *v, const char *key, const char *text, const char *language)
{
	if (text != NULL && text[0] != '\0')
		page_words(view_item(row(req, v, key), "ROW_WORDS"), "ROW_TEXT", text, language);
}

void
page_record_row_link(
    struct req *req, struct view *v, const char *key, const char *href, const char *text)
{
	struct view *link;

	if (href == NULL || href[0] == '\0')
		return;
	link = view_item(row(req, v, key), "ROW_LINK");
	view_text(link, "ROW_HREF", href);
	view_text(link, "ROW_TEXT", text);
}

void
page_record_row_date(struct req *req, struct view *v, const char *key, const char *date)
{
	struct view *item;

	if (date == NULL)
		return;
	item = view_item(row(req, v, key), "ROW_DATE");
	view_text(item, "ROW_DAY", date);
	view_text(item, "ROW_TEXT", format_date(req->locale, req->arena, date, DATE_LONG));
}

const struct text *
page_record_law(struct req *req, const char *slug, const struct record **ret_law)
{
	const struct text *text;
	struct record *law;
	bool fallback;

	if (entry_by_slug(req->db, req->arena, KIND_LAW, slug, NULL, &law) != ERR_OK ||
	    (text = record_text(law, req->chain, req->nchain, &fallback)) == NULL)
		return (NULL);
	*ret_law = law;
	return (text);
}

const char *
page_record_cited(struct req *req, const struct record *law, const char *eid)
{
	const char *number = eid + strlen("art_");

	if (strcmp(eid, "preamble") == 0)
		return (page_article_label(req, &law->jurisdictions, NULL, NULL));
	if (strncmp(eid, "art_", strlen("art_")) != 0)
		return (NULL);
	return (page_article_label(req, &law->jurisdictions,
	    arena_strndup(req->arena, number, strcspn(number, "_")), NULL));
}

void
page_record_citations(
    struct req *req, struct view *v, const char *key, const struct citation *citations, size_t n)
{
	const struct record *law = NULL;
	const struct text *title = NULL;
	const char *article;
	struct view *list, *item;
	size_t i;

	if (n == 0)
		return;
	list = view_item(v, "CITATIONS");
	view_text(list, "CITATIONS_TITLE", msg(req->locale, key));
	for (i = 0; i < n; i++) {
		/* Citations of one law stand together, so one look-up serves them all. */
		if (i == 0 || strcmp(citations[i].law, citations[i - 1].law) != 0)
			title = i < CITATIONS_TITLED ? page_record_law(req, citations[i].law, &law)
						     : NULL;
		item = view_item(list, "CITATION");
		if (title == NULL) {
			view_text(
			    view_item(item, "CITATION_PLAIN"), "CITATION_SLUG", citations[i].law);
			continue;
		}
		item = view_item(item, "CITATION_LINK");
		page_words(item, "CITATION", title->title, title->language);
		if (citations[i].eid != NULL) {
			view_text(item, "CITATION_HREF",
			    page_href(req, "/laws/%s/%s", citations[i].law,
				page_escape(req->arena, citations[i].eid)));
			if ((article = page_record_cited(req, law, citations[i].eid)) != NULL)
				view_text(
				    view_item(item, "CITATION_AT"), "CITATION_ARTICLE", article);
		} else {
			view_text(
			    item, "CITATION_HREF", page_href(req, "/laws/%s", citations[i].law));
		}
	}
}
