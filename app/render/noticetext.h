/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * What a notice says to its reader, in the reader's language: the same words for the mail and for
 * the message centre.  Plain text; markup is the templates'.
 */
#ifndef RENDER_NOTICETEXT_H
#define RENDER_NOTICETEXT_H

#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "domain/follow.h"
#include "domain/notice.h"
#include "locale/locale.h"

/* One line of a digest. */
struct noticetext_item {
	const char *title, *language, *dir;
	const char
	    *fallback;	  /* "In Russian": where it is not in the reader's language, else NULL */
	const char *part; /* "Article 11", or NULL */
	const char *what; /* "Corrected" */
	const char *kind; /* "Law" */
	const char *href; /* local, with locale; NULL: gone */
};

struct noticetext_group {
	const char *label;
	const char *href; /* what is followed: local, with locale */
	struct noticetext_item *items;
	size_t nitems;
	const char *more; /* "and 12 more", or NULL */
};

struct noticetext {
	const char *title;	   /* one line */
	const char *body;	   /* lines */
	const char *action, *href; /* both NULL: no button; href local, with locale */
	struct noticetext_group *groups;
	size_t ngroups;
};

/**
 * noticetext_make(l, arena, row): ${row} in the words of ${l}.
 * noticetext_followed(l, arena, target): what is followed, as its follower would call it; of a law
 * its slug, since its title is not known here.
 * noticetext_article(l, arena, places, eid): "Article 11" of "art_11" or "art_11_2"; NULL where the
 * eId has no number. noticetext_local(l, arena, path): ${path} (without locale) below /{locale}.
 */
struct noticetext noticetext_make(
    const struct locale *l, struct arena *arena, const struct notice_row *row);
const char *noticetext_followed(
    const struct locale *l, struct arena *arena, const struct follow_target *target);
const char *noticetext_article(
    const struct locale *l, struct arena *arena, const struct strings *places, const char *eid);
const char *noticetext_local(const struct locale *l, struct arena *arena, const char *path);

#endif
