/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Owns the words around figures about inquiries. */
#include "web/inquiry_figures.h"

#include "locale/format.h"
#include "locale/message.h"
#include "web/inquiry_part.h"

static void
figure(struct req *req, struct view *v, const char *key, const char *text)
{
	struct view *item = view_item(v, "FIGURE");

	view_text(item, "FIGURE_LABEL", msg(req->locale, key));
	view_text(item, "FIGURE_TEXT", text);
}

void
inquiry_figures_show(struct req *req, struct view *v, const struct inquiry_figures *figures)
{
	figure(req, v, "inquiry.figure_all", format_number(req->locale, req->arena, figures->all));
	figure(req, v, "inquiry.figure_answered",
	    format_number(req->locale, req->arena, figures->answered));
	figure(req, v, "inquiry.figure_opened",
	    format_number(req->locale, req->arena, figures->opened));
	if (figures->answer_hours >= 0)
		figure(req, v, "inquiry.figure_time",
		    msg_format(req->locale, req->arena, "inquiry.hours",
			MSG_INT("count", figures->answer_hours)));
	for (int s = 0; s < INQUIRY_STATE_COUNT; s++) {
		struct view *bar = view_item(v, "BAR");

		view_text(bar, "BAR_LABEL", inquiry_part_state(req, (enum inquiry_state)s));
		view_int(bar, "BAR_VALUE", figures->state[s]);
		view_int(bar, "BAR_MOST", figures->all > 0 ? figures->all : 1);
		view_text(
		    bar, "BAR_NUMBER", format_number(req->locale, req->arena, figures->state[s]));
	}
}
