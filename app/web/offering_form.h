/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The form of a profile or a listing: the fields of domain/offering_form.h as fields of
 * web/field.h, with rows that can be added without a script.
 */
#ifndef WEB_OFFERING_FORM_H
#define WEB_OFFERING_FORM_H

#include "domain/offering_form.h"
#include "web/field.h"
#include "web/req.h"

struct offering_form;

/**
 * offering_form_new(req, kind, values, organisations, n): the form with ${values} in it (NULL:
 * none), with as many rows as were sent or are filled, and one more where a button asked for it.
 * With
 * ${organisations} (n > 0) it asks for which of them the entry is.
 * offering_form_read(form): take what was sent; false if something of it is wrong.
 * offering_form_values(form): what was read, as it stood, rows with their gaps.
 * offering_form_adds(req): whether a button asked for one more row.
 */
struct offering_form *offering_form_new(struct req *req, enum kind kind,
    const struct offering_values *values, const struct field_choice *organisations, size_t n);
bool offering_form_read(struct offering_form *form);
struct offering_values offering_form_values(const struct offering_form *form);
bool offering_form_adds(const struct req *req);
struct fields *offering_form_fields(struct offering_form *form);

/**
 * offering_form_check(form, values, whole): put what offering_check says of ${values} beside the
 * fields; false if it says something.  ERR_DB: the jurisdictions could not be read.
 */
MUSTCHECK enum err offering_form_check(
    struct offering_form *form, const struct offering_values *values, bool whole, bool *ret_good);

/**
 * offering_form_show(form, v): fill ${v} for the template offering_form.html.
 * offering_form_label(req, field): what a field is called.
 */
void offering_form_show(struct offering_form *form, struct view *v);
const char *offering_form_label(const struct req *req, const struct offering_field *field);

#endif
