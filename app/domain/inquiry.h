/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The rules of a brokered inquiry: its states and who may move it from one to the next, what is
 * asked in every inquiry of a topic, what each side may see of the other, when a side is reminded
 * and when silence counts as no answer.  Nothing here reads a clock or a store.
 */
#ifndef DOMAIN_INQUIRY_H
#define DOMAIN_INQUIRY_H

#include <stdbool.h>
#include <stddef.h>

#include "domain/kind.h"
#include "domain/vocab.h"

enum inquiry_state {
	INQUIRY_NEW,
	INQUIRY_ACKNOWLEDGED,
	INQUIRY_TALKS,
	INQUIRY_CONTRACT,
	INQUIRY_LANDED,
	INQUIRY_DECLINED,
	INQUIRY_NO_ANSWER,
	INQUIRY_STATE_COUNT
};

/* Who wrote, and whom it is about; the clock moves what nobody answers. */
enum inquiry_side { INQUIRY_SENDER, INQUIRY_OWNER, INQUIRY_CLOCK, INQUIRY_SIDE_COUNT };

/* A service is asked for at a provider, interest is shown in a listing. */
enum inquiry_topic { INQUIRY_SERVICE, INQUIRY_INTEREST, INQUIRY_TOPIC_COUNT };

/**
 * Ids as in columns, addresses and bundles ("inquiry_state.talks"); the readers answer false, with
 * their result untouched, for any other word or NULL.  inquiry_topic_of: false for a kind that
 * cannot be asked about.
 */
const char *inquiry_state_id(enum inquiry_state state);
bool inquiry_state_from(const char *id, enum inquiry_state *ret);
const char *inquiry_side_id(enum inquiry_side side);
bool inquiry_side_from(const char *id, enum inquiry_side *ret);
const char *inquiry_topic_id(enum inquiry_topic topic);
bool inquiry_topic_from(const char *id, enum inquiry_topic *ret);
bool inquiry_topic_of(enum kind kind, enum inquiry_topic *ret);

/* What the rules need to know of an inquiry. */
struct inquiry_facts {
	enum inquiry_state state;
	enum inquiry_side closed_by; /* who declined; any value in other states */
	bool opened;		     /* both sides agreed to open contacts */
	bool blocked;		     /* staff stopped it after a report */
};

/**
 * inquiry_may(facts, side, to): whether ${side} may move the inquiry to ${to}.  A contract needs
 * open contacts; who declined may take it back, nobody else may; a landed one may only be set back
 * to the contract; a blocked one moves no more.
 */
bool inquiry_may(const struct inquiry_facts *facts, enum inquiry_side side, enum inquiry_state to);

/**
 * inquiry_may_write(facts): whether messages are taken.  inquiry_after_message(facts, side): the
 * state after a message of ${side}: an owner's answer acknowledges.
 * inquiry_open(state): whether it is still going on, for filters and figures.
 */
bool inquiry_may_write(const struct inquiry_facts *facts);
enum inquiry_state inquiry_after_message(const struct inquiry_facts *facts, enum inquiry_side side);
bool inquiry_open(enum inquiry_state state);

/* --- what a side sees of the other
 */

enum inquiry_view {
	INQUIRY_SEE_LITTLE,  /* country, type and size of the organisation, no more */
	INQUIRY_SEE_NAME,    /* and its name, which stands on the public page anyway */
	INQUIRY_SEE_CONTACT, /* and name, address and telephone as that side agreed to show them */
};

/**
 * inquiry_sees(viewer, anonymous, opened): what ${viewer} (sender or owner) sees of the other side;
 * ${anonymous}: the listing is published without its owner's name.
 */
enum inquiry_view inquiry_sees(enum inquiry_side viewer, bool anonymous, bool opened);

/* --- reminders
 */

enum inquiry_due { INQUIRY_DUE_NOTHING, INQUIRY_DUE_REMINDER, INQUIRY_DUE_NO_ANSWER };

/**
 * inquiry_due(state, days, reminders): what is due when the side whose turn it is has been silent
 * for ${days} whole days and was reminded ${reminders} times since.  An inquiry without answer is
 * brought to mind after 3, 7 and 14 days and given up after 21; talks and contracts every 30 days,
 * three times, and never given up.
 */
enum inquiry_due inquiry_due(enum inquiry_state state, int days, int reminders);

/* --- standard questions
 */

enum inquiry_answer {
	INQUIRY_CHOICE,	   /* one of .choices, "inquiry_choice.ID" */
	INQUIRY_MEMBER,	   /* one of .set */
	INQUIRY_MEMBERS,   /* several of .set */
	INQUIRY_COUNTRIES, /* several jurisdictions */
	INQUIRY_LANGUAGES, /* several languages of texts */
	INQUIRY_NUMBER,	   /* a whole number from 1 to INQUIRY_NUMBER_MAX */
};

/*
 * Answers are ids and numbers, so that each side reads them in its own language; all that needs
 * words is the message.
 */
struct inquiry_question {
	const char *id; /* "inquiry_question.ID" */
	enum inquiry_answer answer;
	bool required;
	enum vocab set;
	const char *const *choices;
	size_t nchoices;
};

enum {
	INQUIRY_QUESTIONS_MAX = 8,
	INQUIRY_MESSAGE_MAX = 4000, /* code points */
	INQUIRY_REASON_MAX = 1000,  /* of a report */
	INQUIRY_PHONE_MAX = 40,
	INQUIRY_NUMBER_MAX = 100000
};

/**
 * inquiry_questions(topic, ret_n): what is asked.  inquiry_question(topic, id): one of them, NULL
 * if it is none.
 */
const struct inquiry_question *inquiry_questions(enum inquiry_topic topic, size_t *ret_n);
const struct inquiry_question *inquiry_question(enum inquiry_topic topic, const char *id);

#endif
