/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Owns the transitions, the rhythm and the questions of inquiries. */
#include "domain/inquiry.h"

#include <string.h>

#define COUNT(a) (sizeof(a) / sizeof((a)[0]))

static const char *const states[] = { "new", "acknowledged", "talks", "contract", "landed",
	"declined", "no_answer" };
static const char *const sides[] = { "sender", "owner", "clock" };
static const char *const topics[] = { "service", "interest" };
_Static_assert(COUNT(states) == INQUIRY_STATE_COUNT, "states");
_Static_assert(COUNT(sides) == INQUIRY_SIDE_COUNT, "sides");
_Static_assert(COUNT(topics) == INQUIRY_TOPIC_COUNT, "topics");

static bool
find(const char *const *ids, size_t n, const char *id, size_t *ret)
{
	if (id == NULL)
		return (false);
	for (size_t i = 0; i < n; i++) {
		if (strcmp(ids[i], id) == 0) {
			*ret = i;
			return (true);
		}
	}
	return (false);
}

const char *
inquiry_state_id(enum inquiry_state state)
{
	return (states[state]);
}

bool
inquiry_state_from(const char *id, enum inquiry_state *ret)
{
	size_t i;

	if (!find(states, COUNT(states), id, &i))
		return (false);
	*ret = (enum inquiry_state)i;
	return (true);
}

const char *
inquiry_side_id(enum inquiry_side side)
{
	return (sides[side]);
}

bool
inquiry_side_from(const char *id, enum inquiry_side *ret)
{
	size_t i;

	if (!find(sides, COUNT(sides), id, &i))
		return (false);
	*ret = (enum inquiry_side)i;
	return (true);
}

const char *
inquiry_topic_id(enum inquiry_topic topic)
{
	return (topics[topic]);
}

bool
inquiry_topic_from(const char *id, enum inquiry_topic *ret)
{
	size_t i;

	if (!find(topics, COUNT(topics), id, &i))
		return (false);
	*ret = (enum inquiry_topic)i;
	return (true);
}

bool
inquiry_topic_of(enum kind kind, enum inquiry_topic *ret)
{
	if (kind != KIND_PROVIDER && kind != KIND_LISTING)
		return (false);
	*ret = kind == KIND_PROVIDER ? INQUIRY_SERVICE : INQUIRY_INTEREST;
	return (true);
}

/* --- moving ------------------------------------------------------------------------------------
 */

enum { SENDER = 1 << INQUIRY_SENDER, OWNER = 1 << INQUIRY_OWNER, CLOCK = 1 << INQUIRY_CLOCK };
enum { BOTH = SENDER | OWNER };

/* Who may move from the row's state to the column's. */
static const unsigned char moves[INQUIRY_STATE_COUNT][INQUIRY_STATE_COUNT] = {
	[INQUIRY_NEW] = { [INQUIRY_ACKNOWLEDGED] = OWNER,
	    [INQUIRY_TALKS] = OWNER,
	    [INQUIRY_DECLINED] = BOTH,
	    [INQUIRY_NO_ANSWER] = CLOCK },
	[INQUIRY_ACKNOWLEDGED] = { [INQUIRY_TALKS] = BOTH,
	    [INQUIRY_DECLINED] = BOTH,
	    [INQUIRY_NO_ANSWER] = CLOCK },
	[INQUIRY_TALKS] = { [INQUIRY_CONTRACT] = BOTH, [INQUIRY_DECLINED] = BOTH },
	[INQUIRY_CONTRACT] = { [INQUIRY_LANDED] = BOTH,
	    [INQUIRY_TALKS] = BOTH,
	    [INQUIRY_DECLINED] = BOTH },
	[INQUIRY_LANDED] = { [INQUIRY_CONTRACT] = BOTH },
	[INQUIRY_DECLINED] = { [INQUIRY_TALKS] = BOTH }, /* of these, who declined */
	[INQUIRY_NO_ANSWER] = { [INQUIRY_ACKNOWLEDGED] = OWNER,
	    [INQUIRY_TALKS] = OWNER,
	    [INQUIRY_DECLINED] = BOTH },
};

bool
inquiry_may(const struct inquiry_facts *facts, enum inquiry_side side, enum inquiry_state to)
{
	if (facts->blocked || (moves[facts->state][to] & (1 << side)) == 0)
		return (false);
	if (facts->state == INQUIRY_DECLINED && facts->closed_by != side)
		return (false);
	return (facts->opened || (to != INQUIRY_CONTRACT && to != INQUIRY_LANDED));
}

bool
inquiry_may_write(const struct inquiry_facts *facts)
{
	return (!facts->blocked && facts->state != INQUIRY_DECLINED);
}

enum inquiry_state
inquiry_after_message(const struct inquiry_facts *facts, enum inquiry_side side)
{
	if (side == INQUIRY_OWNER &&
	    (facts->state == INQUIRY_NEW || facts->state == INQUIRY_NO_ANSWER))
		return (INQUIRY_ACKNOWLEDGED);
	return (facts->state);
}

bool
inquiry_open(enum inquiry_state state)
{
	return (state != INQUIRY_LANDED && state != INQUIRY_DECLINED && state != INQUIRY_NO_ANSWER);
}

enum inquiry_view
inquiry_sees(enum inquiry_side viewer, bool anonymous, bool opened)
{
	if (opened)
		return (INQUIRY_SEE_CONTACT);
	/* Who is asked stands on the page that the sender came from. */
	return (viewer == INQUIRY_SENDER && !anonymous ? INQUIRY_SEE_NAME : INQUIRY_SEE_LITTLE);
}

/* --- reminders ---------------------------------------------------------------------------------
 */

enum inquiry_due
inquiry_due(enum inquiry_state state, int days, int reminders)
{
	static const int unanswered[] = { 3, 7, 14 }, going_on[] = { 30, 60, 90 };
	const int no_answer = 21, n = (int)COUNT(unanswered);

	_Static_assert(COUNT(unanswered) == COUNT(going_on), "three reminders each");
	switch (state) {
	case INQUIRY_NEW:
	case INQUIRY_ACKNOWLEDGED:
		if (days >= no_answer)
			return (INQUIRY_DUE_NO_ANSWER);
		return (reminders < n && days >= unanswered[reminders] ? INQUIRY_DUE_REMINDER
								       : INQUIRY_DUE_NOTHING);
	case INQUIRY_TALKS:
	case INQUIRY_CONTRACT:
		return (reminders < n && days >= going_on[reminders] ? INQUIRY_DUE_REMINDER
								     : INQUIRY_DUE_NOTHING);
	case INQUIRY_LANDED:
	case INQUIRY_DECLINED:
	case INQUIRY_NO_ANSWER:
	case INQUIRY_STATE_COUNT:
		break;
	}
	return (INQUIRY_DUE_NOTHING);
}

/* --- questions ---------------------------------------------------------------------------------
 */

static const char *const begin_in[] = { "at_once", "month", "quarter", "later" };
static const char *const roles[] = { "user", "maker", "investor", "research", "intermediary" };

#define ONE_OF(v)  .answer = INQUIRY_MEMBER, .set = (v)
#define SOME_OF(v) .answer = INQUIRY_MEMBERS, .set = (v)
#define CHOICE(a)  .answer = INQUIRY_CHOICE, .choices = (a), .nchoices = COUNT(a)

static const struct inquiry_question service_questions[] = {
	{ .id = "service", ONE_OF(VOCAB_SERVICE), .required = true },
	{ .id = "rights", SOME_OF(VOCAB_SUBJECT) },
	{ .id = "where", .answer = INQUIRY_COUNTRIES, .required = true },
	{ .id = "languages", .answer = INQUIRY_LANGUAGES },
	{ .id = "cases", .answer = INQUIRY_NUMBER },
	{ .id = "begin", CHOICE(begin_in), .required = true },
	{ .id = "fee", ONE_OF(VOCAB_FEE_MODEL) },
};
static const struct inquiry_question interest_questions[] = {
	{ .id = "role", CHOICE(roles), .required = true },
	{ .id = "form", SOME_OF(VOCAB_WANTED), .required = true },
	{ .id = "where", .answer = INQUIRY_COUNTRIES, .required = true },
	{ .id = "languages", .answer = INQUIRY_LANGUAGES },
	{ .id = "begin", CHOICE(begin_in), .required = true },
};
#undef ONE_OF
#undef SOME_OF
#undef CHOICE
_Static_assert(COUNT(service_questions) <= INQUIRY_QUESTIONS_MAX &&
		   COUNT(interest_questions) <= INQUIRY_QUESTIONS_MAX,
    "forms have room for all questions");

const struct inquiry_question *
inquiry_questions(enum inquiry_topic topic, size_t *ret_n)
{
	*ret_n = topic == INQUIRY_SERVICE ? COUNT(service_questions) : COUNT(interest_questions);
	return (topic == INQUIRY_SERVICE ? service_questions : interest_questions);
}

const struct inquiry_question *
inquiry_question(enum inquiry_topic topic, const char *id)
{
	size_t n;
	const struct inquiry_question *all = inquiry_questions(topic, &n);

	for (size_t i = 0; i < n; i++)
		if (strcmp(all[i].id, id) == 0)
			return (&all[i]);
	return (NULL);
}
