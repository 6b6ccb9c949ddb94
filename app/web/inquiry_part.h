/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What the pages about inquiries say in the same way: sides, answers, messages and their fields. */
#ifndef WEB_INQUIRY_PART_H
#define WEB_INQUIRY_PART_H

#include "store/inquiry.h"
#include "web/field.h"
#include "web/req.h"

/* The three fields of a message, for the declaration of a form: text, language, and whether what
 * looks like a contact is held back.  They are shown in the section MESSAGE_FIELD. */
enum { INQUIRY_PART_FIELDS = 3 };
extern const struct field inquiry_part_fields[INQUIRY_PART_FIELDS];

/**
 * inquiry_part_prepare(req, f): choices and defaults of these fields.
 * inquiry_part_may_hold(req, f): whether there is anything in the text that could be held back.
 * inquiry_part_check(req, f, opened): after field_read: contacts in the text are pointed out unless
 * they are to be held back, or ${opened} contacts are open anyway; false if something is wrong.
 */
void inquiry_part_prepare(struct req *req, struct fields *f);
bool inquiry_part_may_hold(struct req *req, const struct fields *f);
bool inquiry_part_check(struct req *req, struct fields *f, bool opened);

/**
 * inquiry_part_languages(req, ret_n), inquiry_part_countries(req, ret, ret_n): what can be chosen,
 * labelled for the reader.
 */
const struct field_choice *inquiry_part_languages(struct req *req, size_t *ret_n);
MUSTCHECK enum err inquiry_part_countries(
    struct req *req, const struct field_choice **ret, size_t *ret_n);

/**
 * inquiry_part_who(req, party): "Enterprise, Brazil" or, where it may be seen, the name; one line.
 * inquiry_part_party(req, v, section, party): a round of ${section} with a row PARTY_ROW for each
 * thing known of it.
 * inquiry_part_answers(req, v, i): a row ANSWER_ROW for each standard question that was answered.
 * inquiry_part_text(req, v, i, m): the markers of a message: MESSAGE with its language and
 * direction, contacts masked for the side that may not see them.
 * inquiry_part_state(req, state), inquiry_part_topic(req, topic): labels.
 */
const char *inquiry_part_who(const struct req *req, const struct inquiry_party *party);
void inquiry_part_party(
    struct req *req, struct view *v, const char *section, const struct inquiry_party *party);
void inquiry_part_answers(struct req *req, struct view *v, const struct inquiry *i);
void inquiry_part_text(
    struct req *req, struct view *v, const struct inquiry *i, const struct inquiry_message *m);
const char *inquiry_part_state(const struct req *req, enum inquiry_state state);
const char *inquiry_part_topic(const struct req *req, enum inquiry_topic topic);

/**
 * inquiry_part_time(req, v, time): TIME_AT and TIME_TEXT of a UTC timestamp, in the reader's zone.
 */
void inquiry_part_time(struct req *req, struct view *v, const char *time);

#endif
