/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Owns how a mail is laid out.  What it says is noticetext.c's, how it is wrapped
 * exchange/mime.c's. */
#include "render/mailbody.h"

#include <string.h>

#include "locale/message.h"

static void
item(struct view *outer, const struct noticetext_item *i, const char *base_url)
{
	struct view *v = view_item(outer, "ITEM");

	view_text(v, "ITEM_TITLE", i->title);
	view_text(v, "ITEM_LANG", i->language);
	view_text(v, "ITEM_DIR", i->dir);
	view_text(v, "ITEM_WHAT", i->what);
	view_text(v, "ITEM_KIND", i->kind);
	if (i->href != NULL)
		view_printf(view_item(v, "ITEM_LINK"), "ITEM_HREF", "%s%s", base_url, i->href);
	else
		view_show(v, "ITEM_GONE");
	if (i->part != NULL)
		view_text(view_item(v, "ITEM_PART"), "ITEM_PART_TEXT", i->part);
	if (i->fallback != NULL)
		view_text(view_item(v, "ITEM_FALLBACK"), "ITEM_FALLBACK_TEXT", i->fallback);
}

void
mailbody_groups(struct view *v, const struct noticetext *text, const char *base_url)
{
	for (size_t i = 0; i < text->ngroups; i++) {
		const struct noticetext_group *g = &text->groups[i];
		struct view *group = view_item(v, "GROUP");

		view_text(group, "GROUP_LABEL", g->label);
		view_printf(group, "GROUP_HREF", "%s%s", base_url, g->href);
		for (size_t k = 0; k < g->nitems; k++)
			item(group, &g->items[k], base_url);
		if (g->more != NULL)
			view_text(view_item(group, "GROUP_MORE"), "GROUP_MORE_TEXT", g->more);
	}
}

static void
lines(struct view *v, struct arena *arena, const char *text)
{
	char *rest = arena_strdup(arena, text), *line;

	while ((line = strsep(&rest, "\n")) != NULL) {
		if (*line != '\0')
			view_text(view_item(v, "LINE"), "LINE_TEXT", line);
	}
}

enum err
mailbody_make(const struct templates *templates, const struct locale *l, struct arena *arena,
    const struct mailbody *body, struct noticetext *ret_text, struct buf *out_text,
    struct buf *out_html)
{
	struct noticetext text = noticetext_make(l, arena, body->notice);
	struct view *v = view_new(templates, l, arena), *part;
	enum err err;

	view_text(v, "TITLE", text.title);
	lines(v, arena, text.body);
	if (text.href != NULL) {
		part = view_item(v, "ACTION");
		view_text(part, "ACTION_LABEL", text.action);
		view_printf(part, "ACTION_HREF", "%s%s", body->base_url, text.href);
	}
	mailbody_groups(v, &text, body->base_url);
	view_printf(v, "SITE_HREF", "%s/%s/", body->base_url, locale_tag(l));
	view_text(v, "WHY", msg(l, body->account ? "message.why" : "message.why_address"));
	if (body->stop != NULL) {
		part = view_item(v, "STOP");
		view_printf(part, "STOP_HREF", "%s%s", body->base_url, body->stop);
		view_printf(part, "SETTINGS_HREF", "%s/%s/account/messages/mail", body->base_url,
		    locale_tag(l));
	}
	if ((err = view_render(v, "mail.txt", out_text)) != ERR_OK ||
	    (err = view_render(v, "mail.html", out_html)) != ERR_OK)
		return (err);
	*ret_text = text;
	return (ERR_OK);
}
