/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Writing an inquiry from a profile or a listing: standard questions, a message, on whose behalf.
 * Anybody may fill the form; sending it asks for signing in, and what was typed comes along.
 */
#include <inttypes.h>
#include <string.h>

#include "locale/message.h"
#include "store/inquiry.h"
#include "web/field.h"
#include "web/inquiry_pages.h"
#include "web/inquiry_part.h"
#include "web/page_record.h"
#include "web/pages.h"

enum { FIELDS_MAX = 1 + INQUIRY_QUESTIONS_MAX + INQUIRY_PART_FIELDS };

static const char myself[] = "self";

struct form {
	struct req *req;
	struct record *record;
	enum kind kind;
	enum inquiry_topic topic;
	struct inquiry_target target;
	struct inquiry_behalf *behalves;
	size_t nbehalves;
	struct field *decl;
	size_t ndecl;
	struct fields *fields;
};

/* --- the form ----------------------------------------------------------------------------------
 */

static const char *
question_name(const struct req *req, const struct inquiry_question *q)
{
	return (arena_printf(req->arena, "q_%s", q->id));
}

static struct field
question_field(const struct req *req, const struct inquiry_question *q)
{
	struct field d = { .name = question_name(req, q),
		.label = arena_printf(req->arena, "inquiry_question.%s", q->id),
		.required = q->required };

	switch (q->answer) {
	case INQUIRY_CHOICE:
		d.kind = FIELD_RADIO;
		break;
	case INQUIRY_MEMBER:
		d.kind = FIELD_SELECT;
		d.has_vocab = true;
		d.vocab = q->set;
		break;
	case INQUIRY_MEMBERS:
		d.kind = FIELD_BOXES;
		d.has_vocab = true;
		d.vocab = q->set;
		break;
	case INQUIRY_COUNTRIES:
	case INQUIRY_LANGUAGES:
		d.kind = FIELD_BOXES;
		break;
	case INQUIRY_NUMBER:
		d.kind = FIELD_NUMBER;
		d.min = 1;
		d.max = INQUIRY_NUMBER_MAX;
		break;
	}
	return (d);
}

static enum err
question_choices(struct form *f, const struct inquiry_question *q)
{
	const char *name = question_name(f->req, q);
	const struct field_choice *choices;
	struct field_choice *own;
	enum err err;
	size_t n;

	if (q->answer == INQUIRY_COUNTRIES) {
		if ((err = inquiry_part_countries(f->req, &choices, &n)) != ERR_OK)
			return (err);
		field_choices(f->fields, name, choices, n);
	} else if (q->answer == INQUIRY_LANGUAGES) {
		choices = inquiry_part_languages(f->req, &n);
		field_choices(f->fields, name, choices, n);
	} else if (q->answer == INQUIRY_CHOICE) {
		own = arena_array(f->req->arena, struct field_choice, q->nchoices);
		for (size_t i = 0; i < q->nchoices; i++)
			own[i] = (struct field_choice){ q->choices[i],
				msg(f->req->locale, arena_printf(f->req->arena, "inquiry_choice.%s",
							q->choices[i])) };
		field_choices(f->fields, name, own, q->nchoices);
	}
	return (ERR_OK);
}

/* What the profile or listing makes likely stands there at first. */
static void
preset(struct form *f)
{
	const struct record *r = f->record;

	if (f->kind == KIND_PROVIDER && r->provider->nservices == 1)
		field_set(
		    f->fields, "q_service", vocab_id(VOCAB_SERVICE, (int)r->provider->services[0]));
	if (r->jurisdictions.n == 1)
		field_set(f->fields, "q_where", r->jurisdictions.v[0]);
	if (f->kind == KIND_LISTING && r->listing->nwanted == 1)
		field_set(f->fields, "q_form", vocab_id(VOCAB_WANTED, (int)r->listing->wanted[0]));
	if (f->nbehalves > 0)
		field_set(f->fields, "behalf",
		    arena_printf(f->req->arena, "%" PRId64, f->behalves[0].organisation.v));
}

static enum err
behalf_choices(struct form *f)
{
	struct req *req = f->req;
	struct field_choice *choices;
	enum err err;

	if (req->account == NULL)
		return (ERR_OK);
	if ((err = inquiry_behalves(
		 req->db, req->arena, req->account->id, &f->behalves, &f->nbehalves)) != ERR_OK ||
	    f->nbehalves == 0)
		return (err);
	choices = arena_array(req->arena, struct field_choice, f->nbehalves + 1);
	for (size_t i = 0; i < f->nbehalves; i++)
		choices[i] = (struct field_choice){ arena_printf(req->arena, "%" PRId64,
							f->behalves[i].organisation.v),
			f->behalves[i].name };
	choices[f->nbehalves] = (struct field_choice){ myself, msg(req->locale, "inquiry.myself") };
	f->decl[f->ndecl++] = (struct field){ .name = "behalf",
		.kind = FIELD_SELECT,
		.label = "inquiry.behalf",
		.section = "BEHALF_FIELD",
		.required = true };
	f->fields = field_new(req, f->decl, f->ndecl);
	field_choices(f->fields, "behalf", choices, f->nbehalves + 1);
	return (ERR_OK);
}

static enum err
prepare(struct req *req, struct resp *resp, struct form *f)
{
	const struct inquiry_question *questions;
	size_t n;
	enum err err;

	memset(f, 0, sizeof(*f));
	f->req = req;
	if (!kind_from_plural(req_path(req, "plural"), &f->kind) ||
	    !inquiry_topic_of(f->kind, &f->topic))
		return (ERR_NOTFOUND);
	if ((err = page_record_load(req, resp, f->kind, NULL, &f->record)) != ERR_OK)
		return (err);
	if ((err = inquiry_target(req->db, req->arena, f->kind, f->record->slug,
		 req->account != NULL ? req->account->id : (struct account_id){ 0 }, &f->target)) !=
	    ERR_OK)
		return (err);
	f->decl = arena_array(req->arena, struct field, FIELDS_MAX);
	questions = inquiry_questions(f->topic, &n);
	for (size_t i = 0; i < n; i++)
		f->decl[f->ndecl++] = question_field(req, &questions[i]);
	for (size_t i = 0; i < INQUIRY_PART_FIELDS; i++)
		f->decl[f->ndecl++] = inquiry_part_fields[i];
	f->fields = field_new(req, f->decl, f->ndecl);
	/* The one more field that only who is signed in has. */
	if ((err = behalf_choices(f)) != ERR_OK)
		return (err);
	for (size_t i = 0; i < n; i++)
		if ((err = question_choices(f, &questions[i])) != ERR_OK)
			return (err);
	inquiry_part_prepare(req, f->fields);
	preset(f);
	return (ERR_OK);
}

static void
receiver(struct form *f, struct view *v)
{
	struct req *req = f->req;
	const struct listing *l = f->kind == KIND_LISTING ? f->record->listing : NULL;
	const char *words, *name = NULL;
	bool ignored;

	if (f->target.anonymous)
		words = msg(req->locale, "inquiry.to_hidden");
	else if (f->target.owner.v == 0)
		words = msg(req->locale, "inquiry.to_staff");
	else {
		name = l != NULL ? l->publisher
				 : record_text(f->record, req->chain, req->nchain, &ignored)->title;
		words = msg_format(req->locale, req->arena, "inquiry.to_owner",
		    MSG_TEXT("name", name != NULL ? name : f->target.name));
	}
	view_text(v, "RECEIVER", words);
	if (f->target.expired)
		view_show(v, "OVER");
	if (f->record->sample)
		view_show(v, "SAMPLE");
}

static enum err
show(struct form *f, struct resp *resp)
{
	struct req *req = f->req;
	const char *plural = kind_plural(f->kind), *title;
	const struct text *text;
	bool ignored;
	struct view *v;

	text = record_text(f->record, req->chain, req->nchain, &ignored);
	title =
	    msg_format(req->locale, req->arena, "inquiry.heading", MSG_TEXT("title", text->title));
	v = page_view(
	    req, title, arena_printf(req->arena, "/%s/%s/inquire", plural, f->record->slug));
	page_crumb(v, page_kinds(req, f->kind), page_href(req, "/%s", plural));
	page_crumb(v, text->title, page_href(req, "/%s/%s", plural, f->record->slug));
	page_crumb(v,
	    msg(req->locale,
		f->kind == KIND_LISTING ? "inquiry.ask_listing" : "inquiry.ask_provider"),
	    NULL);
	page_words(v, "TITLE", text->title, text->language);
	view_text(v, "TITLE_HREF", page_href(req, "/%s/%s", plural, f->record->slug));
	view_text(v, "TOPIC", inquiry_part_topic(req, f->topic));
	receiver(f, v);
	if (f->target.own) {
		view_show(v, "OWN");
	} else {
		struct view *form = view_item(v, "FORM");

		if (inquiry_part_may_hold(req, f->fields))
			view_show(form, "MAY_HOLD");
		field_show(f->fields, form);
	}
	if (field_wrong(f->fields))
		resp->status = 422;
	return (page_send(req, resp, v, "inquire.html"));
}

enum err
page_inquire(struct req *req, struct resp *resp)
{
	struct form f;
	enum err err;

	if ((err = prepare(req, resp, &f)) != ERR_OK)
		return (err == ERR_MOVED ? ERR_OK : err);
	return (show(&f, resp));
}

/* --- sending -----------------------------------------------------------------------------------
 */

static size_t
take_answers(const struct form *f, struct inquiry_value *ret, size_t room)
{
	size_t nquestions, n = 0;
	const struct inquiry_question *q = inquiry_questions(f->topic, &nquestions);

	for (size_t i = 0; i < nquestions; i++) {
		const char *name = question_name(f->req, &q[i]), *value;
		struct strings all;

		if (q[i].answer == INQUIRY_NUMBER) {
			int64_t number = field_int(f->fields, name, 0);

			if (number > 0 && n < room)
				ret[n++] = (struct inquiry_value){ q[i].id,
					arena_printf(f->req->arena, "%" PRId64, number) };
		} else if (q[i].answer == INQUIRY_CHOICE || q[i].answer == INQUIRY_MEMBER) {
			if ((value = field_text(f->fields, name)) != NULL && n < room)
				ret[n++] = (struct inquiry_value){ q[i].id, value };
		} else {
			all = field_all(f->fields, name);
			for (size_t k = 0; k < all.n && n < room; k++)
				ret[n++] = (struct inquiry_value){ q[i].id, all.v[k] };
		}
	}
	return (n);
}

/* The organisation that was chosen; 0 for oneself. */
static struct organisation_id
behalf(const struct form *f)
{
	const char *chosen = f->nbehalves > 0 ? field_text(f->fields, "behalf") : NULL;

	for (size_t i = 0; chosen != NULL && i < f->nbehalves; i++)
		if (strcmp(chosen, arena_printf(f->req->arena, "%" PRId64,
				       f->behalves[i].organisation.v)) == 0)
			return (f->behalves[i].organisation);
	return ((struct organisation_id){ 0 });
}

enum err
page_inquire_send(struct req *req, struct resp *resp)
{
	enum { ANSWERS_MAX = 128 };
	struct inquiry_value *answers = arena_array(req->arena, struct inquiry_value, ANSWERS_MAX);
	struct inquiry_new n = { .account = req->account->id, .answers = answers };
	struct inquiry_id id;
	struct form f;
	enum err err;

	if ((err = prepare(req, resp, &f)) != ERR_OK)
		return (err == ERR_MOVED ? ERR_OK : err);
	if (f.target.own)
		return (show(&f, resp));
	(void)field_read(f.fields);
	if (!inquiry_part_check(req, f.fields, false))
		return (show(&f, resp));
	n.kind = f.kind;
	n.slug = f.record->slug;
	n.organisation = behalf(&f);
	n.language = field_text(f.fields, "message_language");
	n.message = field_text(f.fields, "message");
	n.nanswers = take_answers(&f, answers, ANSWERS_MAX);
	err = inquiry_add(req->db, req->arena, &n, &id);
	if (err == ERR_TOOBIG)
		field_error(f.fields, NULL, "inquiry.too_many");
	else if (err == ERR_FORBIDDEN)
		field_error(f.fields, f.nbehalves > 0 ? "behalf" : NULL, "inquiry.problem_behalf");
	else if (err != ERR_OK)
		return (err);
	if (err != ERR_OK)
		return (show(&f, resp));
	resp_redirect(req, resp, 303, page_href(req, "/account/inquiries/%" PRId64, id.v));
	return (ERR_OK);
}
