/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Two versions of a law, or of one article, compared. */
#include <inttypes.h>
#include <string.h>

#include "base/date.h"
#include "domain/diff.h"
#include "domain/diff_articles.h"
#include "locale/format.h"
#include "locale/message.h"
#include "render/markup.h"
#include "web/page_law.h"
#include "web/page_record.h"
#include "web/pages.h"

/* The two versions that ?diff= names. */
struct versions {
	const char *dates[2]; /* as asked for */
	struct expression *v[2];
	const char *address; /* canonical value of ?diff= */
};

/* "2008-12-27..2020-10-17" */
static enum err
read_dates(struct req *req, struct resp *resp, const char *value, struct versions *versions)
{
	const char *dots = strstr(value, "..");
	const char *bad = value;

	if (dots != NULL) {
		versions->dates[0] = arena_strndup(req->arena, value, (size_t)(dots - value));
		versions->dates[1] = dots + 2;
		if (!date_valid(versions->dates[0]))
			bad = versions->dates[0];
		else if (!date_valid(versions->dates[1]))
			bad = versions->dates[1];
		else
			return (ERR_OK);
	}
	resp->problem_detail =
	    msg_format(req->locale, req->arena, "problem.bad_date", MSG_TEXT("value", bad));
	return (ERR_INPUT);
}

/* The version of that date in ${language}, else the one that applied on that day. */
static const struct expression *
version_of(struct req *req, const struct law *law, const char *language, const char *date)
{
	for (size_t i = 0; i < law->nexpressions; i++) {
		const struct expression *e = &law->expressions[i];

		if (strcmp(e->language, language) == 0 && e->version_date != NULL &&
		    strcmp(e->version_date, date) == 0)
			return (e);
	}
	return (page_law_text(req, law, language, date));
}

static bool
both_in(struct req *req, const struct law_page *p, const char *language, struct versions *versions)
{
	for (int i = 0; i < 2; i++) {
		const struct expression *e = version_of(req, p->law, language, versions->dates[i]);

		if (e == NULL)
			return (false);
		versions->v[i] = arena_alloc(req->arena, sizeof(*e));
		*versions->v[i] = *e;
	}
	return (versions->v[0]->id.v != versions->v[1]->id.v);
}

/* In the language asked for, else the reader's, the original, or the first that has both. */
static bool
choose_versions(struct req *req, const struct law_page *p, struct versions *versions)
{
	const char *original = p->law->original_language;
	size_t i;

	if (p->ask.languages.n > 0)
		return (both_in(req, p, p->ask.languages.v[0], versions));
	if (p->shown != NULL && both_in(req, p, p->shown->language, versions))
		return (true);
	for (i = 0; i < req->nchain; i++) {
		if (both_in(req, p, req->chain[i], versions))
			return (true);
	}
	if (original != NULL && both_in(req, p, original, versions))
		return (true);
	for (i = 0; i < p->law->nexpressions; i++) {
		if (both_in(req, p, p->law->expressions[i].language, versions))
			return (true);
	}
	return (false);
}

static const char *
version_words(struct req *req, const struct expression *e)
{
	return (e->version_date != NULL ? page_dated(req, "law.version", e->version_date)
					: msg(req->locale, "law.version_unknown"));
}

/* The two versions as the ends of what is compared, each with the way to it. */
static void
fill_ends(struct req *req, struct view *v, const struct law_page *p,
    const struct versions *versions, const char *eid)
{
	for (int i = 0; i < 2; i++) {
		const struct expression *e = versions->v[i];
		struct view *end = view_item(v, i == 0 ? "BEFORE" : "AFTER");

		view_text(end, "END_TEXT", version_words(req, e));
		view_text(
		    end, "END_PROVENANCE", page_label(req, VOCAB_PROVENANCE, (int)e->provenance));
		view_text(
		    end, "END_LEGAL", page_label(req, VOCAB_LEGAL_VALUE, (int)e->legal_value));
		view_text(end, "END_HREF",
		    page_law_href(req, p->record->slug,
			&(struct law_address){ .eid = eid,
			    .text = e->language,
			    .at = e->valid_from != NULL ? e->valid_from : e->version_date }));
	}
}

static void
tag(struct view *row, const char *id, const char *words)
{
	struct view *item = view_item(row, "TAG");

	view_text(item, "TAG_ID", id);
	view_text(item, "TAG_WORDS", words);
}

/* One article that is not as it was. */
static void
fill_change(struct req *req, struct view *v, const struct law_page *p, const struct versions *vs,
    const struct diff_article *d, const struct markup_diff_words *words)
{
	static const char *const keys[] = { "law.diff_moved", "law.diff_changed", "law.diff_added",
		"law.diff_removed" };
	static const char *const ids[] = { "moved", "changed", "added", "removed" };
	const struct article *a = d->after != NULL ? d->after : d->before;
	const struct expression *x = d->after != NULL ? vs->v[1] : vs->v[0];
	const char *heading[2] = { d->before != NULL ? d->before->heading : NULL,
		d->after != NULL ? d->after->heading : NULL };
	const char *body[2] = { d->before != NULL ? d->before->body : NULL,
		d->after != NULL ? d->after->body : NULL };
	struct diff diff;
	struct view *row = view_item(v, "CHANGED");

	view_text(row, "EID", a->eid);
	view_text(row, "NUMBER", page_law_label(req, p->record, a, x->language));
	view_text(row, "ARTICLE_HREF",
	    page_law_href(req, p->record->slug,
		&(struct law_address){ .eid = a->eid,
		    .text = x->language,
		    .at = x->valid_from != NULL ? x->valid_from : x->version_date }));
	if (d->change != DIFF_UNCHANGED)
		tag(row, ids[d->change], msg(req->locale, keys[d->change]));
	if (d->moved)
		tag(row, ids[0], msg(req->locale, keys[0]));
	if (d->renumbered)
		tag(row, ids[0],
		    msg_format(req->locale, req->arena, "law.diff_formerly",
			MSG_TEXT("name",
			    page_law_label(req, p->record, d->before, vs->v[0]->language))));
	if (heading[0] != NULL || heading[1] != NULL) {
		diff = diff_text(req->arena, heading[0], heading[1]);
		view_markup(view_item(row, "HEADED"), "HEADING_DIFF",
		    markup_diff_line(req->arena, &diff, words));
	}
	diff = diff_text(req->arena, body[0], body[1]);
	view_markup(row, "BODY_DIFF", markup_diff(req->arena, &diff, words));
}

/* Whether the reader has nothing to see in it: the same words, in the same place. */
static bool
unchanged(const struct diff_article *d)
{
	return (d->change == DIFF_UNCHANGED && !d->moved);
}

/* Articles [from, to) that are as they were, folded. */
static void
fill_same(struct req *req, struct view *v, const struct law_page *p, const struct versions *vs,
    const struct diff_article *d, size_t n)
{
	struct view *row = view_item(v, "UNCHANGED");

	view_text(row, "SAME_COUNT",
	    msg_format(req->locale, req->arena, "law.diff_same", MSG_INT("count", (int64_t)n)));
	for (size_t i = 0; i < n; i++) {
		struct view *item = view_item(row, "SAME");
		const char *label = page_law_label(req, p->record, d[i].after, vs->v[1]->language);

		view_text(item, "SAME_HREF",
		    page_law_href(req, p->record->slug,
			&(struct law_address){
			    .eid = d[i].after->eid, .text = vs->v[1]->language }));
		view_text(item, "SAME_LABEL", label[0] != '\0' ? label : d[i].after->heading);
		if (d[i].renumbered)
			view_text(view_item(item, "SAME_FORMER"), "FORMER_LABEL",
			    msg_format(req->locale, req->arena, "law.diff_formerly",
				MSG_TEXT("name", page_law_label(req, p->record, d[i].before,
						     vs->v[0]->language))));
	}
}

static void
fill_counts(struct req *req, struct view *v, const struct diff_articles *d)
{
	static const char *const keys[] = { "law.diff_same", "law.diff_changes",
		"law.diff_additions", "law.diff_removals" };

	for (int i = DIFF_CHANGED; i <= DIFF_GONE; i++) {
		if (d->count[i] > 0)
			view_text(view_item(v, "COUNT"), "COUNT_TEXT",
			    msg_format(req->locale, req->arena, keys[i],
				MSG_INT("count", (int64_t)d->count[i])));
	}
}

static void
fill_diff(struct req *req, struct view *v, const struct law_page *p, const struct versions *vs,
    const struct diff_articles *d)
{
	const struct markup_diff_words words = {
		.removed = msg(req->locale, "law.diff_del"),
		.added = msg(req->locale, "law.diff_ins"),
		.end = msg(req->locale, "law.diff_end"),
		.language = locale_tag(req->locale),
		.dir = locale_dir(req->locale),
	};
	struct view *text = view_item(v, "DIFF");
	size_t i, n;

	view_text(text, "TEXT_LANG", vs->v[1]->language);
	view_text(text, "TEXT_DIR", language_dir(vs->v[1]->language));
	for (i = 0; i < d->n; i += n) {
		struct view *row = view_item(text, "ROW");

		for (n = 0; i + n < d->n && unchanged(&d->v[i + n]); n++)
			;
		if (n > 0) {
			fill_same(req, row, p, vs, &d->v[i], n);
			continue;
		}
		n = 1;
		fill_change(req, row, p, vs, &d->v[i], &words);
	}
}

enum err
page_law_diff(struct req *req, struct resp *resp, const struct law_ask *ask, const char *eid)
{
	struct versions vs = { 0 };
	struct diff_articles d;
	struct law_page p;
	struct view *v;
	const char *title;
	enum err err;
	size_t i;

	if ((err = read_dates(req, resp, ask->diff, &vs)) != ERR_OK)
		return (err);
	if ((err = page_law_load(req, resp, ask, &p)) != ERR_OK)
		return (err == ERR_MOVED ? ERR_OK : err);
	if (!choose_versions(req, &p, &vs)) {
		resp->problem_detail = msg_format(req->locale, req->arena, "law.diff_missing",
		    MSG_TEXT("from", format_date(req->locale, req->arena, vs.dates[0], DATE_LONG)),
		    MSG_TEXT(
			"until", format_date(req->locale, req->arena, vs.dates[1], DATE_LONG)));
		return (ERR_NOTFOUND);
	}
	/* The older one is what was before, however it was asked. */
	if (vs.v[0]->version_date != NULL && vs.v[1]->version_date != NULL &&
	    strcmp(vs.v[0]->version_date, vs.v[1]->version_date) > 0) {
		struct expression *newer = vs.v[0];
		const char *date = vs.dates[0];

		vs.v[0] = vs.v[1];
		vs.v[1] = newer;
		vs.dates[0] = vs.dates[1];
		vs.dates[1] = date;
	}
	p.shown = vs.v[1];
	if (resp_not_modified(req, resp,
		page_law_etag(req, &p,
		    arena_printf(
			req->arena, "diff %" PRId64 " %s", vs.v[0]->id.v, eid != NULL ? eid : ""))))
		return (ERR_OK);
	if ((err = entry_articles(req->db, req->arena, vs.v, 2)) != ERR_OK)
		return (err);
	d = diff_articles(req->arena, vs.v[0]->articles, vs.v[0]->narticles, vs.v[1]->articles,
	    vs.v[1]->narticles);
	/* Of one article: what became of it, by its number after or before. */
	if (eid != NULL) {
		for (i = 0;
		     i < d.n && (d.v[i].after == NULL || strcmp(d.v[i].after->eid, eid) != 0); i++)
			;
		for (size_t k = 0; i == d.n && k < d.n; k++) {
			if (d.v[k].before != NULL && strcmp(d.v[k].before->eid, eid) == 0)
				i = k;
		}
		if (i == d.n)
			return (ERR_NOTFOUND);
		d.v += i;
		d.n = 1;
	}
	title = msg_format(req->locale, req->arena, "law.diff_title",
	    MSG_TEXT("from", format_date(req->locale, req->arena, vs.dates[0], DATE_LONG)),
	    MSG_TEXT("until", format_date(req->locale, req->arena, vs.dates[1], DATE_LONG)));
	vs.address = arena_printf(req->arena, "%s..%s", vs.dates[0], vs.dates[1]);
	v = page_law_frame(req, &p, title,
	    &(struct law_address){ .eid = eid, .text = ask->text, .diff = vs.address });
	view_text(v, "DIFF_TITLE", title);
	if (eid != NULL) {
		struct view *one = view_item(v, "ONE");

		view_text(one, "ONE_LABEL",
		    page_law_label(
			req, p.record, d.v[0].after != NULL ? d.v[0].after : d.v[0].before, NULL));
		view_text(one, "WHOLE_HREF",
		    page_law_href(req, p.record->slug,
			&(struct law_address){ .text = ask->text, .diff = vs.address }));
	} else {
		fill_counts(req, v, &d);
	}
	page_record_fallback(
	    req, v, ask->languages.n > 0 ? ask->languages.v[0] : NULL, vs.v[1]->language);
	fill_ends(req, v, &p, &vs, eid);
	if ((eid != NULL && unchanged(&d.v[0])) || (eid == NULL && d.count[DIFF_UNCHANGED] == d.n))
		view_show(v, "NO_CHANGE");
	fill_diff(req, v, &p, &vs, &d);
	return (page_send(req, resp, v, "diff.html"));
}
