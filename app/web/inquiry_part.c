/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Owns how an inquiry's sides, answers and messages are worded for a reader. */
#include "web/inquiry_part.h"

#include <stdlib.h>
#include <string.h>

#include "domain/contact.h"
#include "locale/clock.h"
#include "locale/format.h"
#include "locale/message.h"
#include "store/jurisdiction.h"
#include "web/pages.h"

/* Languages of texts; a message may be in any of them. */
static const char *const languages[] = { "en", "zh-Hans", "zh-Hant", "ru", "pt", "hi", "ar", "fa",
	"id", "am" };
enum { LANGUAGES = sizeof(languages) / sizeof(languages[0]) };

/* --- fields of a message -----------------------------------------------------------------------
 */

const struct field inquiry_part_fields[INQUIRY_PART_FIELDS] = {
	{ .name = "message",
	    .kind = FIELD_TEXT,
	    .label = "inquiry.message",
	    .section = "MESSAGE_FIELD",
	    .required = true,
	    .max = INQUIRY_MESSAGE_MAX,
	    .rows = 8 },
	{ .name = "hold", .kind = FIELD_CHECK, .label = "inquiry.hold", .section = "HOLD_FIELD" },
	{ .name = "message_language",
	    .kind = FIELD_SELECT,
	    .label = "inquiry.message_language",
	    .section = "LANGUAGE_FIELD",
	    .required = true },
};

const struct field_choice *
inquiry_part_languages(struct req *req, size_t *ret_n)
{
	struct field_choice *v = arena_array(req->arena, struct field_choice, LANGUAGES);

	for (size_t i = 0; i < LANGUAGES; i++)
		v[i] = (struct field_choice){ languages[i],
			format_language(req->locale, req->arena, languages[i]) };
	*ret_n = LANGUAGES;
	return (v);
}

enum err
inquiry_part_countries(struct req *req, const struct field_choice **ret, size_t *ret_n)
{
	struct field_choice *v;
	struct strings all;
	enum err err;

	if ((err = jurisdiction_countries(req->db, req->arena, &all)) != ERR_OK)
		return (err);
	v = arena_array(req->arena, struct field_choice, all.n);
	for (size_t i = 0; i < all.n; i++)
		v[i] = (struct field_choice){ all.v[i],
			format_jurisdiction(req->locale, req->arena, all.v[i]) };
	*ret = v;
	*ret_n = all.n;
	return (ERR_OK);
}

void
inquiry_part_prepare(struct req *req, struct fields *f)
{
	size_t n;
	const struct field_choice *choices = inquiry_part_languages(req, &n);

	field_choices(f, "message_language", choices, n);
	for (size_t i = 0; i < n; i++)
		if (page_speaks(req, choices[i].id))
			field_set(f, "message_language", choices[i].id);
}

/* "a@b.org, +1 234", each once. */
static const char *
parts_of(const struct req *req, const char *text, size_t *ret_n)
{
	struct contact *found;
	size_t n = contact_find(req->arena, text, &found), kept = 0;
	const char **parts = arena_array(req->arena, const char *, n);

	for (size_t i = 0; i < n; i++) {
		const char *part =
		    arena_strndup(req->arena, text + found[i].start, found[i].end - found[i].start);
		size_t k;

		for (k = 0; k < kept && strcmp(parts[k], part) != 0; k++)
			;
		if (k == kept)
			/* Isolated, so that its direction does not turn the sentence's. */
			parts[kept++] = part;
	}
	for (size_t i = 0; i < kept; i++)
		parts[i] = arena_printf(req->arena, "\u2068%s\u2069", parts[i]);
	*ret_n = kept;
	return (format_list(req->locale, req->arena, parts, kept));
}

bool
inquiry_part_may_hold(struct req *req, const struct fields *f)
{
	const char *text = field_text(f, "message");
	struct contact *ignored;

	return (text != NULL && contact_find(req->arena, text, &ignored) > 0);
}

bool
inquiry_part_check(struct req *req, struct fields *f, bool opened)
{
	const char *text = field_text(f, "message"), *parts;
	size_t n;

	if (text == NULL || opened || field_checked(f, "hold"))
		return (!field_wrong(f));
	parts = parts_of(req, text, &n);
	if (n > 0)
		field_error_text(f, "message",
		    arena_printf(req->arena, "%s %s",
			msg_format(req->locale, req->arena, "inquiry.found",
			    MSG_INT("count", (int64_t)n), MSG_TEXT("parts", parts)),
			msg(req->locale, "inquiry.found_hint")));
	return (!field_wrong(f));
}

/* --- labels ------------------------------------------------------------------------------------
 */

static const char *
label(const struct req *req, const char *table, const char *id)
{
	return (msg(req->locale, arena_printf(req->arena, "%s.%s", table, id)));
}

const char *
inquiry_part_state(const struct req *req, enum inquiry_state state)
{
	return (label(req, "inquiry_state", inquiry_state_id(state)));
}

const char *
inquiry_part_topic(const struct req *req, enum inquiry_topic topic)
{
	return (label(req, "inquiry_topic", inquiry_topic_id(topic)));
}

static const char *
type_label(const struct req *req, const struct inquiry_party *party)
{
	int type;

	if (party->staff)
		return (msg(req->locale, "inquiry.staff"));
	if (!vocab_value(VOCAB_ORGANISATION_TYPE, party->type, &type))
		return (msg(req->locale, "inquiry.person"));
	return (page_label(req, VOCAB_ORGANISATION_TYPE, type));
}

const char *
inquiry_part_who(const struct req *req, const struct inquiry_party *party)
{
	const char *words[2] = { party->name != NULL ? party->name : type_label(req, party) };
	size_t n = 1;

	if (party->country != NULL)
		words[n++] = format_jurisdiction(req->locale, req->arena, party->country);
	return (n == 1 ? words[0] : arena_printf(req->arena, "%s · %s", words[0], words[1]));
}

static void
row(struct req *req, struct view *v, const char *key, const char *text, bool plain)
{
	struct view *item;

	if (text == NULL)
		return;
	item = view_item(v, "PARTY_ROW");
	view_text(item, "PARTY_LABEL", msg(req->locale, key));
	view_text(view_item(item, plain ? "PARTY_PLAIN" : "PARTY_WORDS"), "PARTY_TEXT", text);
}

void
inquiry_part_party(
    struct req *req, struct view *v, const char *section, const struct inquiry_party *party)
{
	struct view *box = view_item(v, section), *item;
	int size;

	row(req, box, "inquiry.name", party->name, false);
	row(req, box, "inquiry.type", type_label(req, party), true);
	if (vocab_value(VOCAB_ORGANISATION_SIZE, party->size, &size))
		row(req, box, "inquiry.size", page_label(req, VOCAB_ORGANISATION_SIZE, size), true);
	if (party->country != NULL)
		row(req, box, "inquiry.country",
		    format_jurisdiction(req->locale, req->arena, party->country), true);
	row(req, box, "inquiry.contact_name", party->person, false);
	if (party->email != NULL) {
		item = view_item(box, "PARTY_ROW");
		view_text(item, "PARTY_LABEL", msg(req->locale, "inquiry.contact_email"));
		view_text(view_item(item, "PARTY_MAIL"), "PARTY_TEXT", party->email);
	}
	if (party->phone != NULL) {
		item = view_item(box, "PARTY_ROW");
		view_text(item, "PARTY_LABEL", msg(req->locale, "inquiry.contact_phone"));
		view_text(view_item(item, "PARTY_PHONE"), "PARTY_TEXT", party->phone);
	}
	if (party->website != NULL) {
		item = view_item(box, "PARTY_ROW");
		view_text(item, "PARTY_LABEL", msg(req->locale, "inquiry.website"));
		view_text(view_item(item, "PARTY_LINK"), "PARTY_TEXT", party->website);
	}
}

/* --- answers -----------------------------------------------------------------------------------
 */

static const char *
value_label(const struct req *req, const struct inquiry_question *q, const char *value)
{
	int member;

	switch (q->answer) {
	case INQUIRY_CHOICE:
		return (label(req, "inquiry_choice", value));
	case INQUIRY_MEMBER:
	case INQUIRY_MEMBERS:
		return (
		    vocab_value(q->set, value, &member) ? page_label(req, q->set, member) : value);
	case INQUIRY_COUNTRIES:
		return (format_jurisdiction(req->locale, req->arena, value));
	case INQUIRY_LANGUAGES:
		return (format_language(req->locale, req->arena, value));
	case INQUIRY_NUMBER:
		return (format_number(req->locale, req->arena, strtoll(value, NULL, 10)));
	}
	return (value);
}

void
inquiry_part_answers(struct req *req, struct view *v, const struct inquiry *i)
{
	const char **values = arena_array(req->arena, const char *, i->nanswers);
	size_t nquestions, n;
	const struct inquiry_question *q = inquiry_questions(i->topic, &nquestions);

	for (size_t k = 0; k < nquestions; k++) {
		struct view *item;

		n = 0;
		for (size_t a = 0; a < i->nanswers; a++)
			if (strcmp(i->answers[a].question, q[k].id) == 0)
				values[n++] = value_label(req, &q[k], i->answers[a].value);
		if (n == 0)
			continue;
		item = view_item(v, "ANSWER_ROW");
		view_text(item, "ANSWER_LABEL", label(req, "inquiry_question", q[k].id));
		view_text(item, "ANSWER_TEXT", format_list(req->locale, req->arena, values, n));
	}
}

/* --- messages ----------------------------------------------------------------------------------
 */

void
inquiry_part_text(
    struct req *req, struct view *v, const struct inquiry *i, const struct inquiry_message *m)
{
	const char *text = m->text, *parts;
	size_t n = 0;

	if (!i->facts.opened && m->side != i->side) {
		text = contact_mask(req->arena, text, msg(req->locale, "inquiry.held"));
	} else if (!i->facts.opened) {
		parts = parts_of(req, text, &n);
		if (n > 0)
			view_text(view_item(v, "HELD"), "HELD_TEXT",
			    msg_format(req->locale, req->arena, "inquiry.held_own",
				MSG_TEXT("parts", parts)));
	}
	page_words(v, "MESSAGE", text, m->language);
	view_text(v, "MESSAGE_LANGUAGE",
	    msg_format(req->locale, req->arena, "inquiry.in_language",
		MSG_TEXT("language", format_language(req->locale, req->arena, m->language))));
	inquiry_part_time(req, v, m->time);
}

void
inquiry_part_time(struct req *req, struct view *v, const char *time)
{
	view_text(v, "TIME_AT", time);
	/* Behind the seconds there may be a fraction, which only puts lines in order. */
	view_text(v, "TIME_TEXT",
	    clock_show(req->locale, req->arena, req->account->time_zone,
		arena_printf(req->arena, "%.19sZ", time)));
}
