/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The fields of a form, declared once: what they are called, what they may hold, how they are
 *shown. A page that has a form goes like this, for GET and POST of one address (web/kept.h says why
 *one):
 *
 *	static const struct field decl[] = {
 *		{ .name = "name", .kind = FIELD_LINE, .label = "organisation.name", .required =
 *true, .max = ORGANISATION_NAME_MAX }, { .name = "type", .kind = FIELD_RADIO, .label =
 *"organisation.type", .required = true, FIELD_VOCAB(VOCAB_ORGANISATION_TYPE) },
 *	};
 *
 *	static enum err
 *	show(struct req *req, struct resp *resp, struct fields *f)
 *	{
 *		struct view *v = page_view(req, msg(req->locale, "organisation.new"), "/account/…");
 *
 *		return (field_page(f, resp, v, "organisation_form.html"));
 *	}
 *
 *	enum err
 *	page_organisation_new(struct req *req, struct resp *resp)	// GET
 *	{
 *		struct fields *f = field_new(req, decl, COUNT(decl));
 *
 *		field_set(f, "type", "enterprise");	// what stands in it at first
 *		return (show(req, resp, f));
 *	}
 *
 *	enum err
 *	page_organisation_create(struct req *req, struct resp *resp)	// POST
 *	{
 *		struct fields *f = field_new(req, decl, COUNT(decl));
 *
 *		if (!field_read(f))
 *			return (show(req, resp, f));	// 422, filled, each error at its field
 *		err = organisation_create(…, field_text(f, "name"), …);
 *		if (err == ERR_CONFLICT) {
 *			field_error(f, "name", "organisation.error_taken");
 *			return (show(req, resp, f));
 *		}
 *		resp_redirect(req, resp, 303, page_href(req, "/account/organisations/%lld", id));
 *		return (ERR_OK);
 *	}
 *
 * The template has, within <form method="post">:  {{>CSRF}} {{>FORM_ERRORS}}
 *{{#FIELD}}{{>FIELD}}{{/FIELD}} and a button.  A form with FIELD_FILE also needs
 *enctype="multipart/form-data".
 */
#ifndef WEB_FIELD_H
#define WEB_FIELD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "domain/vocab.h"
#include "web/req.h"

enum field_kind {
	FIELD_LINE,	    /* one line of text */
	FIELD_TEXT,	    /* several lines */
	FIELD_EMAIL,	    /* becomes lower case */
	FIELD_URL,	    /* http or https; "https://" is put before a bare host */
	FIELD_PASSWORD,	    /* as it was typed; never shown again */
	FIELD_NEW_PASSWORD, /* the same, at least ACCOUNT_PASSWORD_MIN code points */
	FIELD_CODE,	    /* a one-time or recovery code; never shown again */
	FIELD_SELECT,	    /* one of the choices, from a list that opens */
	FIELD_RADIO,	    /* one of the choices, all of them seen */
	FIELD_BOXES,	    /* any number of the choices */
	FIELD_CHECK,	    /* yes or no */
	FIELD_NUMBER,	    /* a whole number from min to max, in ASCII or the locale's digits */
	FIELD_DATE,	    /* a day, YYYY-MM-DD */
	FIELD_FILE,	    /* only shown here: uploads are in req->uploads */
	FIELD_HIDDEN,	    /* one line, not shown */
	FIELD_KIND_COUNT
};

struct field {
	const char *name; /* [a-z0-9_], unique in the form; its id on the page is "f-NAME" */
	enum field_kind kind;
	const char *label;	/* message key; a message LABEL_hint beside it becomes the hint */
	const char *label_text; /* in its place, when the words are not the bundles' */
	const char *hint_text;
	const char *section; /* section of the template that shows it; NULL: FIELD */
	bool required;
	/* Code points of a text (0: 200 for one line, 5000 for several), chosen boxes, or the
	 * largest number. */
	int64_t max;
	int64_t min; /* the smallest number; fewest code points of a text that is not empty */
	bool has_vocab;
	enum vocab vocab;	  /* the choices, if has_vocab */
	const char *autocomplete; /* HTML's token, or NULL */
	const char
	    *language; /* BCP 47 of what is to be written; NULL: whatever the reader writes */
	int rows;      /* of several lines; 0: 5 */
};
#define FIELD_VOCAB(v) .has_vocab = true, .vocab = (v)

struct field_choice {
	const char *id;
	const char *label;
};

struct fields;

/**
 * field_new(req, decl, n): the fields ${decl} (borrowed as long as the request lives), empty, or
 * with what was kept of the form when the session had ended: then the page says so.
 *
 * field_set(f, name, value), field_add: what stands in the field at first; NULL is nothing; add for
 * further boxes.  Neither changes what was kept or read; field_replace does.
 *
 * field_choices(f, name, choices, n): the choices, where they are not a closed set's (borrowed).
 * field_countries(f, name), field_zones, field_locales: all countries, time zones, locales of the
 * site.
 */
struct fields *field_new(struct req *req, const struct field *decl, size_t n);
void field_set(struct fields *f, const char *name, const char *value);
void field_set_int(struct fields *f, const char *name, int64_t value);
void field_replace(struct fields *f, const char *name, const char *value);
void field_add(struct fields *f, const char *name, const char *value);
void field_choices(
    struct fields *f, const char *name, const struct field_choice *choices, size_t n);
void field_countries(struct fields *f, const char *name);
void field_zones(struct fields *f, const char *name);
void field_locales(struct fields *f, const char *name);

/**
 * field_read(f): take the fields from the form that was sent and check them: NFC, ends trimmed,
 * control characters gone (text_clean); one line has no line breaks and no bidirectional controls;
 * lengths in code points; choices are among those declared.  true if nothing is wrong.
 */
bool field_read(struct fields *f);

/**
 * field_text(f, name): the value, NULL if it is empty.  field_all: of boxes.  field_chosen: the
 * number of the chosen member of the closed set, -1: none.  field_int: ${otherwise} if it is empty.
 * field_checked: of a check.  Asking for a name that was not declared is a defect (log_die).
 */
const char *field_text(const struct fields *f, const char *name);
struct strings field_all(const struct fields *f, const char *name);
int field_chosen(const struct fields *f, const char *name);
int64_t field_int(const struct fields *f, const char *name, int64_t otherwise);
bool field_checked(const struct fields *f, const char *name);

/**
 * field_error(f, name, key): the message ${key} as the error of ${name}, NULL: of the whole form.
 * field_error_text: the same with a sentence that is formatted already.  The first error of a field
 * stays.  field_wrong(f): there is one.
 */
void field_error(struct fields *f, const char *name, const char *key);
void field_error_text(struct fields *f, const char *name, const char *sentence);
bool field_wrong(const struct fields *f);

/**
 * field_show(f, v): put fields and errors into ${v}: a round of the field's section (FIELD) for
 * each, in the order of the declaration, and what the part FORM_ERRORS shows. field_page(f, resp,
 * v, template): the same, and send the page: 422 if something is wrong.  field_place(f, name,
 * item), before: the field goes into ${item}, a part of ${v} that is repeated, and not into ${v}
 * itself.
 */
void field_show(const struct fields *f, struct view *v);
void field_place(struct fields *f, const char *name, struct view *item);
MUSTCHECK enum err field_page(
    const struct fields *f, struct resp *resp, struct view *v, const char *template_name);

#endif
