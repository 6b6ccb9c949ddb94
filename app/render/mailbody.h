/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A notice as a mail: its subject, its plain text and its HTML, from the templates mail.txt and
 * mail.html. */
#ifndef RENDER_MAILBODY_H
#define RENDER_MAILBODY_H

#include <stdbool.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/err.h"
#include "domain/notice.h"
#include "locale/locale.h"
#include "render/noticetext.h"
#include "render/view.h"

struct mailbody {
	const struct notice_row *notice;
	const char *base_url; /* before every address, no final slash */
	const char *stop;     /* local address that ends mails of this kind, NULL: there is none */
	bool account;	      /* the reader has one */
};

/**
 * mailbody_make(templates, l, arena, body, ret_text, out_text, out_html): append the two texts to
 * ${out_text} and ${out_html}, in the language of ${l}; ${*ret_text} is what they say, its title
 * the subject.
 */
MUSTCHECK enum err mailbody_make(const struct templates *templates, const struct locale *l,
    struct arena *arena, const struct mailbody *body, struct noticetext *ret_text,
    struct buf *out_text, struct buf *out_html);

/**
 * mailbody_groups(v, text, base_url): fill the sections GROUP and ITEM of ${v} with a digest's
 * lines; ${base_url} "" for a page of the site.
 */
void mailbody_groups(struct view *v, const struct noticetext *text, const char *base_url);

#endif
