/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Following: a form that any page leads to by a plain link, so that pages which are the same for
 * all stay so, and the list of what is followed.  What can be followed is domain/follow.h's.
 */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "domain/fallback.h"
#include "domain/follow.h"
#include "locale/clock.h"
#include "locale/message.h"
#include "locale/text.h"
#include "render/noticetext.h"
#include "store/follow.h"
#include "web/field.h"
#include "web/notice_pages.h"
#include "web/pages.h"

enum { HOUR = 7, MONDAY = 1 };

static const struct field decl[] = {
	{ .name = "what", .kind = FIELD_HIDDEN, .max = FOLLOW_SPELLING_MAX },
	{ .name = "rhythm", .kind = FIELD_RADIO, .label = "follow.rhythm", .required = true },
};

enum { FIELDS = sizeof(decl) / sizeof(decl[0]) };

/* What is followed, and in which language that is said. */
struct label {
	const char *text, *language;
};

static struct label
label_of(const struct req *req, const struct follow_target *t, const struct follow *law)
{
	struct label label = { noticetext_followed(req->locale, req->arena, t),
		locale_tag(req->locale) };
	const char **have, *part = NULL;
	bool ignored;
	int at;

	if (t->type != FOLLOW_LAW && t->type != FOLLOW_ARTICLE)
		return (label);
	have = arena_array(req->arena, const char *, law->ntexts);
	for (size_t i = 0; i < law->ntexts; i++)
		have[i] = law->texts[i].language;
	at = fallback_choose(req->chain, req->nchain, have, law->ntexts, law->original, &ignored);
	if (at >= 0)
		label = (struct label){ law->texts[at].title, law->texts[at].language };
	if (t->type == FOLLOW_ARTICLE)
		part = noticetext_article(req->locale, req->arena, &law->jurisdictions, t->eid);
	if (part != NULL)
		label.text = arena_printf(req->arena, "%s · %s", label.text,
		    text_isolate(req->arena, part, language_dir(label.language)));
	return (label);
}

static int64_t
first_due(const struct req *req, enum follow_rhythm rhythm)
{
	return (clock_next(req->account->time_zone, (int64_t)time(NULL), HOUR,
	    rhythm == FOLLOW_WEEKLY ? MONDAY : 0));
}

static const struct field_choice *
rhythm_choices(const struct req *req)
{
	struct field_choice *choices =
	    arena_array(req->arena, struct field_choice, FOLLOW_RHYTHM_COUNT);

	for (int i = 0; i < FOLLOW_RHYTHM_COUNT; i++) {
		const char *id = follow_rhythm_id((enum follow_rhythm)i);

		choices[i] = (struct field_choice){ id,
			msg(req->locale, arena_printf(req->arena, "follow.%s", id)) };
	}
	return (choices);
}

static struct view *
page(struct req *req, const char *title, const char *path)
{
	struct view *v = page_view(req, title, path);

	view_show(v, "NOINDEX");
	page_crumb(v, msg(req->locale, "account.title"), page_href(req, "/account"));
	return (v);
}

/* --- something new -----------------------------------------------------------------------------
 */

static enum err
bad_target(struct req *req, struct resp *resp, enum err err)
{
	if (err == ERR_INPUT || err == ERR_TOOBIG || err == ERR_NOTFOUND) {
		resp->problem_detail = msg(req->locale, "follow.bad_target");
		return (ERR_NOTFOUND);
	}
	return (err);
}

/* The target of the form's address, and how it is called. */
static enum err
read_target(
    struct req *req, const char *what, struct follow_target *ret_target, struct label *ret_label)
{
	struct follow law = { 0 };
	enum err err;

	if (what == NULL)
		return (ERR_NOTFOUND);
	if ((err = follow_parse(req->arena, what, ret_target)) != ERR_OK)
		return (err);
	if ((ret_target->type == FOLLOW_LAW || ret_target->type == FOLLOW_ARTICLE) &&
	    (err = follow_law(req->db, req->arena, ret_target, &law)) != ERR_OK)
		return (err);
	*ret_label = label_of(req, ret_target, &law);
	return (ERR_OK);
}

static enum err
show_new(struct req *req, struct resp *resp, struct fields *f, const struct follow_target *target,
    struct label label)
{
	const char *title = msg_format(req->locale, req->arena, "follow.new_title",
	    MSG_TEXT("what", text_isolate(req->arena, label.text, locale_dir(req->locale))));
	struct view *v = page(req, title, NULL);

	page_crumb(v, msg(req->locale, "follow.title"), page_href(req, "/account/follows"));
	page_crumb(v, title, NULL);
	view_text(v, "WHAT_HREF", page_href(req, "/%s", follow_spelling(req->arena, target)));
	page_words(v, "WHAT", label.text, label.language);
	return (field_page(f, resp, v, "follow_new.html"));
}

static struct fields *
new_fields(struct req *req)
{
	struct fields *f = field_new(req, decl, FIELDS);

	field_choices(f, "rhythm", rhythm_choices(req), FOLLOW_RHYTHM_COUNT);
	return (f);
}

enum err
page_follow_new(struct req *req, struct resp *resp)
{
	struct fields *f = new_fields(req);
	struct follow_target target;
	struct label label;
	const char *what;
	enum err err;

	field_set(f, "what", req_query(req, "what"));
	field_set(f, "rhythm", follow_rhythm_id(FOLLOW_WEEKLY));
	if ((what = field_text(f, "what")) == NULL)
		what = req_query(req, "what");
	if ((err = read_target(req, what, &target, &label)) != ERR_OK)
		return (bad_target(req, resp, err));
	return (show_new(req, resp, f, &target, label));
}

static enum err
done(struct req *req, struct resp *resp, const char *how, const char *spelling)
{
	resp_redirect(req, resp, 303,
	    page_href(req, "/account/follows?%s=%s", how, page_escape(req->arena, spelling)));
	return (ERR_OK);
}

enum err
page_follow_new_send(struct req *req, struct resp *resp)
{
	struct fields *f = new_fields(req);
	bool good = field_read(f), fresh;
	struct follow_target target;
	enum follow_rhythm rhythm;
	struct label label;
	enum err err;

	if ((err = read_target(req, field_text(f, "what"), &target, &label)) != ERR_OK)
		return (bad_target(req, resp, err));
	if (!good || !follow_rhythm_from_id(field_text(f, "rhythm"), &rhythm))
		return (show_new(req, resp, f, &target, label));
	err = follow_add(
	    req->db, req->arena, req->account->id, &target, rhythm, first_due(req, rhythm), &fresh);
	if (err == ERR_TOOBIG) {
		field_error_text(f, NULL,
		    msg_format(req->locale, req->arena, "follow.too_many",
			MSG_INT("max", FOLLOW_EACH_MAX)));
		return (show_new(req, resp, f, &target, label));
	}
	if (err != ERR_OK)
		return (bad_target(req, resp, err));
	return (done(req, resp, fresh ? "added" : "changed", follow_spelling(req->arena, &target)));
}

/* --- the list ----------------------------------------------------------------------------------
 */

/* What was just done, said of the thing it was done to. */
static void
said(struct req *req, struct view *v)
{
	static const char *const hows[] = { "added", "changed", "removed" };
	struct follow_target target;
	struct label label;
	const char *what;

	for (size_t i = 0; i < sizeof(hows) / sizeof(hows[0]); i++) {
		if ((what = req_query(req, hows[i])) == NULL ||
		    read_target(req, what, &target, &label) != ERR_OK)
			continue;
		view_text(view_item(v, "SAID"), "SAID_TEXT",
		    msg_format(req->locale, req->arena,
			arena_printf(req->arena, "follow.%s", hows[i]),
			MSG_TEXT("what",
			    text_isolate(req->arena, label.text, locale_dir(req->locale)))));
		return;
	}
}

static void
rhythms(struct req *req, struct view *item, const struct follow *f)
{
	const struct field_choice *choices = rhythm_choices(req);

	for (int i = 0; i < FOLLOW_RHYTHM_COUNT; i++) {
		struct view *choice = view_item(item, "RHYTHM");

		view_text(choice, "RHYTHM_ID", choices[i].id);
		view_text(choice, "RHYTHM_LABEL", choices[i].label);
		if (i == (int)f->rhythm)
			view_show(choice, "RHYTHM_HERE");
	}
}

static void
line(struct req *req, struct view *group, const struct follow *f, const struct follow_target *t)
{
	struct label label = label_of(req, t, f);
	const char *isolated = text_isolate(req->arena, label.text, locale_dir(req->locale));
	struct view *item = view_item(group, "FOLLOWED");

	view_int(item, "FOLLOW_ID", f->id);
	view_text(item, "WHAT_HREF", page_href(req, "/%s", f->target));
	page_words(item, "WHAT", label.text, label.language);
	view_text(item, "CHANGE_WHAT",
	    msg_format(req->locale, req->arena, "follow.change_what", MSG_TEXT("what", isolated)));
	view_text(item, "REMOVE_WHAT",
	    msg_format(req->locale, req->arena, "follow.remove_what", MSG_TEXT("what", isolated)));
	rhythms(req, item, f);
}

static const char *
group_key(enum follow_type type)
{
	switch (type) {
	case FOLLOW_LAW:
	case FOLLOW_ARTICLE:
		return ("follow.group_laws");
	case FOLLOW_JURISDICTION:
		return ("follow.places");
	case FOLLOW_SUBJECT:
		return ("follow.subjects");
	case FOLLOW_SEARCH:
		break;
	}
	return ("follow.searches");
}

static void
groups(struct req *req, struct view *v, const struct follow *follows, size_t n)
{
	static const enum follow_type order[] = { FOLLOW_LAW, FOLLOW_JURISDICTION, FOLLOW_SUBJECT,
		FOLLOW_SEARCH };

	for (size_t g = 0; g < sizeof(order) / sizeof(order[0]); g++) {
		const char *key = group_key(order[g]);
		struct view *group = NULL;

		for (size_t i = 0; i < n; i++) {
			struct follow_target t;

			if (follow_parse(req->arena, follows[i].target, &t) != ERR_OK ||
			    strcmp(group_key(t.type), key) != 0)
				continue;
			if (group == NULL) {
				group = view_item(v, "GROUP");
				view_text(group, "GROUP_LABEL", msg(req->locale, key));
			}
			line(req, group, &follows[i], &t);
		}
	}
}

static enum err
clocks(struct req *req, struct view *v)
{
	enum err err = ERR_OK;
	char when[32];
	int64_t due;

	for (int r = FOLLOW_DAILY; r <= FOLLOW_WEEKLY && err == ERR_OK; r++) {
		err =
		    follow_next(req->db, req->arena, req->account->id, (enum follow_rhythm)r, &due);
		if (err != ERR_OK || due == 0)
			continue;
		strftime(when, sizeof(when), "%Y-%m-%dT%H:%M:%SZ", gmtime(&(time_t){ due }));
		view_text(view_item(v, "CLOCK"), "CLOCK_TEXT",
		    msg_format(req->locale, req->arena, "follow.next",
			MSG_TEXT("when",
			    clock_show(req->locale, req->arena, req->account->time_zone, when))));
	}
	return (err);
}

enum err
page_follows(struct req *req, struct resp *resp)
{
	const char *title = msg(req->locale, "follow.title");
	struct follow *follows;
	struct view *v;
	enum err err;
	size_t n;

	err = follow_list(req->db, req->arena, req->account->id, &follows, &n);
	if (err != ERR_OK)
		return (err);
	v = page(req, title, "/account/follows");
	page_crumb(v, title, NULL);
	said(req, v);
	groups(req, v, follows, n);
	if (n == 0) {
		view_show(v, "NOTHING");
	} else {
		if ((err = clocks(req, v)) != ERR_OK)
			return (err);
		view_text(v, "ZONE",
		    msg_format(req->locale, req->arena, "follow.zone",
			MSG_TEXT("zone", req->account->time_zone)));
		view_show(v, "LISTED");
	}
	return (page_send(req, resp, v, "follows.html"));
}

enum err
page_follows_send(struct req *req, struct resp *resp)
{
	const char *id = req_form(req, "id"), *target;
	enum follow_rhythm rhythm;
	int64_t number;
	enum err err;

	if (id == NULL || *id == '\0' || strlen(id) > 18 || strspn(id, "0123456789") != strlen(id))
		return (ERR_INPUT);
	number = strtoll(id, NULL, 10);
	if (req_form(req, "remove") != NULL) {
		err = follow_remove(req->db, req->arena, req->account->id, number, &target);
		/* Gone already is what was wanted. */
		if (err == ERR_NOTFOUND) {
			resp_redirect(req, resp, 303, page_href(req, "/account/follows"));
			return (ERR_OK);
		}
		return (err != ERR_OK ? err : done(req, resp, "removed", target));
	}
	if (!follow_rhythm_from_id(req_form(req, "rhythm"), &rhythm)) {
		resp->problem_detail = msg(req->locale, "follow.bad_rhythm");
		return (ERR_INPUT);
	}
	err = follow_change(
	    req->db, req->arena, req->account->id, number, rhythm, first_due(req, rhythm), &target);
	return (err != ERR_OK ? err : done(req, resp, "changed", target));
}
