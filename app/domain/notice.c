/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Owns the kinds of notices.  Their words are the bundles', their rows are store/notice.c's. */
#include "domain/notice.h"

#include <string.h>

#include "base/date.h"
#include "base/utf8.h"

/* How it reaches its reader. */
enum {
	MAILED = 1 << 0,
	MUTABLE = 1 << 1,
	SHOWN = 1 << 2,
	PROVES = 1 << 3,
	SECRET = MAILED,
	DUTY = MAILED | SHOWN,
	USUAL = MAILED | SHOWN | MUTABLE,
};

struct argument {
	const char *name;
	enum notice_argument_type type;
};

#define T(name)                                                                                    \
	{                                                                                          \
		name, NOTICE_TEXT                                                                  \
	}
#define D(name)                                                                                    \
	{                                                                                          \
		name, NOTICE_DATE                                                                  \
	}
#define N(name)                                                                                    \
	{                                                                                          \
		name, NOTICE_NUMBER                                                                \
	}
#define C(name)                                                                                    \
	{                                                                                          \
		name, NOTICE_COUNTRY                                                               \
	}
#define W(name)                                                                                    \
	{                                                                                          \
		name, NOTICE_WORD                                                                  \
	}

static const struct {
	const char *id;
	int ways;
	struct argument arguments[NOTICE_ARGUMENTS_MAX];
} kinds[] = {
	/* clang-format off */
	[NOTICE_CONFIRM]          = { "confirm", SECRET | PROVES, { { 0 } } },
	[NOTICE_RESET]            = { "reset", SECRET | PROVES, { { 0 } } },
	[NOTICE_EMAIL_CONFIRM]    = { "email_confirm", SECRET | PROVES, { { 0 } } },
	[NOTICE_EMAIL_CHANGED]    = { "email_changed", DUTY, { T("email") } },
	[NOTICE_EMAIL_KNOWN]      = { "email_known", SECRET, { { 0 } } },
	[NOTICE_INVITED]          = { "invited", SECRET, { T("organisation"), T("name") } },
	[NOTICE_SIGN_IN_NEW]      = { "sign_in_new", DUTY, { D("when"), T("browser") } },
	[NOTICE_CLOSED]           = { "closed", SECRET, { { 0 } } },
	[NOTICE_SUBMITTED]        = { "submitted", USUAL, { T("title"), T("organisation") } },
	[NOTICE_APPROVED]         = { "approved", USUAL, { T("title") } },
	[NOTICE_RETURNED]         = { "returned", USUAL, { T("title"), T("reason") } },
	[NOTICE_EXPIRING]         = { "expiring", USUAL, { T("title"), D("when") } },
	[NOTICE_VERIFY_DUE]       = { "verify_due", USUAL, { T("title"), D("when") } },
	[NOTICE_DEMOTED]          = { "demoted", USUAL, { T("title") } },
	[NOTICE_HIDDEN]           = { "hidden", USUAL, { T("title") } },
	[NOTICE_TAKEOVER_ASKED]   = { "takeover_asked", USUAL, { T("title"), T("organisation") } },
	[NOTICE_TAKEOVER_DECIDED] = { "takeover_decided", USUAL, { T("title"), W("decision"), T("reason") } },
	[NOTICE_INQUIRY_NEW]      = { "inquiry_new", USUAL, { T("title"), C("country") } },
	[NOTICE_INQUIRY_MESSAGE]  = { "inquiry_message", USUAL, { T("title") } },
	[NOTICE_INQUIRY_STATE]    = { "inquiry_state", USUAL, { T("title"), W("state") } },
	[NOTICE_CONTACT_ASKED]    = { "contact_asked", USUAL, { T("title") } },
	[NOTICE_CONTACT_OPENED]   = { "contact_opened", USUAL, { T("title"), T("name") } },
	[NOTICE_INQUIRY_REMINDER] = { "inquiry_reminder", USUAL, { T("title"), N("days") } },
	[NOTICE_ABUSE_REPORTED]   = { "abuse_reported", USUAL, { T("title"), T("reason") } },
	[NOTICE_DIGEST]           = { "digest", USUAL, { W("rhythm"), N("count") } },
	/* clang-format on */
};
_Static_assert(sizeof(kinds) / sizeof(kinds[0]) == NOTICE_KIND_COUNT, "every kind has its row");

#undef T
#undef D
#undef N
#undef C
#undef W

const char *
notice_kind_id(enum notice_kind kind)
{
	return (kinds[kind].id);
}

bool
notice_kind_from_id(const char *id, enum notice_kind *ret_kind)
{
	for (size_t i = 0; id != NULL && i < NOTICE_KIND_COUNT; i++) {
		if (strcmp(kinds[i].id, id) == 0) {
			*ret_kind = (enum notice_kind)i;
			return (true);
		}
	}
	return (false);
}

const char *
notice_argument_name(enum notice_kind kind, size_t i)
{
	return (i < NOTICE_ARGUMENTS_MAX ? kinds[kind].arguments[i].name : NULL);
}

enum notice_argument_type
notice_argument_type(enum notice_kind kind, size_t i)
{
	return (kinds[kind].arguments[i].type);
}

bool
notice_mails(enum notice_kind kind)
{
	return ((kinds[kind].ways & MAILED) != 0);
}

bool
notice_mutable(enum notice_kind kind)
{
	return ((kinds[kind].ways & MUTABLE) != 0);
}

bool
notice_shown(enum notice_kind kind)
{
	return ((kinds[kind].ways & SHOWN) != 0);
}

bool
notice_proves(enum notice_kind kind)
{
	return ((kinds[kind].ways & PROVES) != 0);
}

/* --- what a notice may hold --------------------------------------------------------------------
 */

static bool
digits(const char *s)
{
	size_t n = strspn(s, "0123456789");

	return (n > 0 && n <= 18 && s[n] == '\0');
}

static bool
key(const char *s)
{
	size_t n = strspn(s, "abcdefghijklmnopqrstuvwxyz0123456789_-.");

	return (n > 0 && n <= 100 && s[n] == '\0');
}

static bool
value_fits(enum notice_argument_type type, const char *s)
{
	size_t n = strlen(s);
	char day[11];

	if (!utf8_valid(s, n) || utf8_count(s, n) > NOTICE_VALUE_MAX)
		return (false);
	for (const char *p = s; *p != '\0'; p++) {
		if (((unsigned char)*p < 0x20 && *p != '\n') || *p == 0x7f)
			return (false);
	}
	switch (type) {
	case NOTICE_TEXT:
		return (true);
	case NOTICE_DATE:
		memcpy(day, s, n < 10 ? n : 10);
		day[n < 10 ? n : 10] = '\0';
		return (date_valid(day));
	case NOTICE_NUMBER:
		return (digits(s));
	case NOTICE_COUNTRY:
		return (strspn(s, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") == n && n >= 2 && n <= 3);
	case NOTICE_WORD:
		return (key(s));
	}
	return (false);
}

bool
notice_fits(enum notice_kind kind, const struct notice_argument *arguments, size_t n)
{
	bool have[NOTICE_ARGUMENTS_MAX] = { false };
	const char *name;
	size_t a;

	for (size_t i = 0; i < n; i++) {
		if (arguments[i].name == NULL)
			continue;
		for (a = 0; (name = notice_argument_name(kind, a)) != NULL; a++) {
			if (strcmp(name, arguments[i].name) == 0)
				break;
		}
		if (name == NULL || have[a] || arguments[i].value == NULL ||
		    !value_fits(notice_argument_type(kind, a), arguments[i].value))
			return (false);
		have[a] = true;
	}
	for (a = 0; notice_argument_name(kind, a) != NULL; a++) {
		if (!have[a])
			return (false);
	}
	return (true);
}

bool
notice_path_fits(const char *path)
{
	size_t n = strlen(path);

	if (n < 2 || n > NOTICE_PATH_MAX || path[0] != '/' || path[1] == '/')
		return (false);
	for (const char *p = path; *p != '\0'; p++) {
		if ((unsigned char)*p <= 0x20 || (unsigned char)*p >= 0x7f || *p == '\\')
			return (false);
	}
	return (true);
}
