/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Owns how notices read.  Their words are the bundles'. */
#include "render/noticetext.h"

#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "domain/fallback.h"
#include "locale/format.h"
#include "locale/message.h"
#include "locale/text.h"
#include "render/lawprint.h"

const char *
noticetext_local(const struct locale *l, struct arena *arena, const char *path)
{
	return (arena_printf(arena, "/%s%s", locale_tag(l), path));
}

/* A key of the bundles in their words; what is none comes back as it is. */
static const char *
word(const struct locale *l, const char *key)
{
	return (strchr(key, '.') != NULL ? msg(l, key) : key);
}

/* --- sentences ---------------------------------------------------------------------------------
 */

static struct msg_arg
argument(const struct locale *l, struct arena *arena, enum notice_kind kind,
    const struct notice_argument *a)
{
	enum notice_argument_type type = NOTICE_TEXT;
	const char *name;

	for (size_t i = 0; (name = notice_argument_name(kind, i)) != NULL; i++) {
		if (strcmp(name, a->name) == 0)
			type = notice_argument_type(kind, i);
	}
	switch (type) {
	case NOTICE_NUMBER:
		return (MSG_INT(a->name, strtoll(a->value, NULL, 10)));
	case NOTICE_DATE:
		return (MSG_TEXT(a->name, format_date(l, arena, a->value, DATE_LONG)));
	case NOTICE_COUNTRY:
		return (MSG_TEXT(a->name, format_jurisdiction(l, arena, a->value)));
	case NOTICE_WORD:
		return (MSG_TEXT(a->name, word(l, a->value)));
	case NOTICE_TEXT:
		break;
	}
	return (MSG_TEXT(a->name, text_isolate(arena, a->value, locale_dir(l))));
}

static const char *
sentence(const struct locale *l, struct arena *arena, const struct notice_row *row, const char *key,
    int64_t count)
{
	struct msg_arg args[NOTICE_ARGUMENTS_MAX];
	size_t n = 0;

	key = arena_printf(arena, "notice.%s.%s", notice_kind_id(row->kind), key);
	while (n < NOTICE_ARGUMENTS_MAX && row->arguments[n].name != NULL) {
		args[n] = argument(l, arena, row->kind, &row->arguments[n]);
		/* What was told may have shrunk since. */
		if (row->kind == NOTICE_DIGEST && strcmp(args[n].name, "count") == 0)
			args[n] = MSG_INT("count", count);
		n++;
	}
	return (n == 0 ? msg(l, key) : msg_format_args(l, arena, key, args, n));
}

static const char *
one_line(struct arena *arena, const char *s)
{
	char *out = arena_strdup(arena, s);

	for (char *p = out; *p != '\0'; p++) {
		if (*p == '\n' || *p == '\r')
			*p = ' ';
	}
	return (out);
}

/* --- what was followed -------------------------------------------------------------------------
 */

/* The label of one filter of a search. */
static const char *
filter_label(const struct locale *l, struct arena *arena, const struct follow_value *v)
{
	const char *key;

	if (strcmp(v->name, "jurisdiction") == 0)
		return (format_jurisdiction(l, arena, v->value));
	if (strcmp(v->name, "language") == 0)
		return (format_language(l, arena, v->value));
	if (strcmp(v->name, "kind") == 0)
		key = arena_printf(arena, "kind_many.%s", v->value);
	else if (strcmp(v->name, "status") == 0)
		key = arena_printf(arena, "law_status.%s", v->value);
	else if (strcmp(v->name, "type") == 0)
		key = arena_printf(arena, "law_type.%s", v->value);
	else
		key = arena_printf(arena, "%s.%s", v->name, v->value);
	if (strcmp(v->name, "year_from") == 0)
		return (msg_format(l, arena, "follow.since", MSG_TEXT("year", v->value)));
	if (strcmp(v->name, "year_to") == 0)
		return (msg_format(l, arena, "follow.until", MSG_TEXT("year", v->value)));
	return (msg_has(l, key) ? msg(l, key) : v->value);
}

static const char *
also(struct arena *arena, const char *label, const char *more)
{
	return (label == NULL ? more : arena_printf(arena, "%s · %s", label, more));
}

static const char *
search_label(const struct locale *l, struct arena *arena, const struct follow_target *t)
{
	const char *q = follow_value(t, "q"), *label = NULL;

	if (t->is_list)
		label = msg(l, arena_printf(arena, "kind_many.%s", kind_id(t->kind)));
	if (q != NULL)
		label = also(arena, label,
		    msg_format(l, arena, "follow.words",
			MSG_TEXT("words", text_isolate(arena, q, locale_dir(l)))));
	for (size_t i = 0; i < t->nvalues; i++) {
		if (strcmp(t->values[i].name, "q") != 0)
			label = also(arena, label,
			    text_isolate(
				arena, filter_label(l, arena, &t->values[i]), locale_dir(l)));
	}
	return (label);
}

const char *
noticetext_article(
    const struct locale *l, struct arena *arena, const struct strings *places, const char *eid)
{
	const char *number = eid + strlen("art_");

	if (strcmp(eid, "preamble") == 0)
		return (lawprint_label(l, arena, places, NULL));
	if (strncmp(eid, "art_", strlen("art_")) != 0)
		return (NULL);
	return (
	    lawprint_label(l, arena, places, arena_strndup(arena, number, strcspn(number, "_"))));
}

const char *
noticetext_followed(const struct locale *l, struct arena *arena, const struct follow_target *target)
{
	switch (target->type) {
	case FOLLOW_LAW:
	case FOLLOW_ARTICLE:
		return (target->slug);
	case FOLLOW_JURISDICTION:
		return (format_jurisdiction(l, arena, target->id));
	case FOLLOW_SUBJECT:
		return (msg(l, arena_printf(arena, "subject.%s", target->id)));
	case FOLLOW_SEARCH:
		break;
	}
	return (search_label(l, arena, target));
}

/* --- digests -----------------------------------------------------------------------------------
 */

static struct noticetext_item
item_text(const struct locale *l, struct arena *arena, const struct notice_item *item)
{
	struct noticetext_item out = { .title = item->slug, .language = "en", .dir = "ltr" };
	const char **have = arena_array(arena, const char *, item->ntexts), **chain;
	bool fallback = false;
	size_t nchain;
	int at;

	chain = locale_chain(l, arena, NULL, &nchain);
	for (size_t i = 0; i < item->ntexts; i++)
		have[i] = item->texts[i].language;
	at = fallback_choose(chain, nchain, have, item->ntexts, item->original, &fallback);
	if (at >= 0) {
		out.title = item->texts[at].title;
		out.language = item->texts[at].language;
		out.dir = language_dir(out.language);
		if (fallback)
			out.fallback = msg_format(l, arena, "follow.in_language",
			    MSG_TEXT("language", format_language(l, arena, out.language)));
	}
	if (item->eid != NULL)
		out.part = noticetext_article(l, arena, &item->jurisdictions, item->eid);
	out.what = msg(l, arena_printf(arena, "log.%s", item->action));
	out.kind = msg(l, arena_printf(arena, "kind_one.%s", kind_id(item->kind)));
	if (item->readable)
		out.href = noticetext_local(l, arena,
		    arena_printf(arena, "/%s/%s%s%s", kind_plural(item->kind), item->slug,
			item->eid != NULL ? "/" : "", item->eid != NULL ? item->eid : ""));
	return (out);
}

/* Laws stand under their own titles: one group for all that are followed. */
static bool
same_group(
    const struct follow_target *a, const struct follow_target *b, const char *x, const char *y)
{
	bool law = a->type == FOLLOW_LAW || a->type == FOLLOW_ARTICLE;

	if (law)
		return (b->type == FOLLOW_LAW || b->type == FOLLOW_ARTICLE);
	return (strcmp(x, y) == 0);
}

static int64_t
group_items(const struct locale *l, struct arena *arena, const struct notice_row *row,
    struct noticetext *out)
{
	struct noticetext_group *g = NULL;
	struct follow_target before = { 0 }, target;
	const char *spelling = NULL;
	int64_t count = 0;

	out->groups = arena_array(arena, struct noticetext_group, row->nitems);
	for (size_t i = 0; i < row->nitems; i++) {
		const struct notice_item *item = &row->items[i];

		if (follow_parse(arena, item->target, &target) != ERR_OK)
			continue;
		if (g == NULL || !same_group(&before, &target, spelling, item->target)) {
			bool law = target.type == FOLLOW_LAW || target.type == FOLLOW_ARTICLE;

			g = &out->groups[out->ngroups++];
			g->label = law ? msg(l, "follow.group_laws")
				       : noticetext_followed(l, arena, &target);
			g->href = noticetext_local(l, arena,
			    law ? "/account/follows" : arena_printf(arena, "/%s", item->target));
			g->items = arena_array(arena, struct noticetext_item, row->nitems);
			before = target;
			spelling = item->target;
		}
		if (strcmp(item->action, "more") == 0) {
			g->more = msg_format(l, arena, "follow.more", MSG_INT("count", item->more));
			count += item->more;
		} else {
			g->items[g->nitems++] = item_text(l, arena, item);
			count++;
		}
	}
	return (count);
}

struct noticetext
noticetext_make(const struct locale *l, struct arena *arena, const struct notice_row *row)
{
	const char *key = arena_printf(arena, "notice.%s.action", notice_kind_id(row->kind));
	struct noticetext out = { 0 };
	int64_t count = group_items(l, arena, row, &out);

	out.title = one_line(arena, sentence(l, arena, row, "title", count));
	out.body = sentence(l, arena, row, "body", count);
	if (row->path != NULL && msg_has(l, key)) {
		out.action = msg(l, key);
		out.href = noticetext_local(l, arena, row->path);
	}
	return (out);
}
