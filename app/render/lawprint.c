/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Owns the look of laws in plain text. */
#include "render/lawprint.h"

#include <string.h>

#include "locale/format.h"
#include "locale/message.h"

const char *
lawprint_title(const struct record *law, const struct expression *x)
{
	for (size_t i = 0; i < law->ntexts; i++) {
		const struct text *t = &law->texts[i];

		/* Words that wait beside a published entry are not for others. */
		if ((law->state != STATE_PUBLISHED || t->state == STATE_PUBLISHED) &&
		    strcmp(t->language, x->language) == 0)
			return (t->title);
	}
	return (law->law->original_title != NULL ? law->law->original_title : law->slug);
}

const char *
lawprint_label(
    const struct locale *own, struct arena *arena, const struct strings *places, const char *number)
{
	const char *key = "law.article_number";

	if (number == NULL)
		return (own == NULL ? "" : msg(own, "law.preamble"));
	/* "11" alone needs a word before it; "第十一条" and "Art. 5º-A" have theirs. */
	if (own == NULL || number[strspn(number, "0123456789.-ABCDEFGHIJKLMNOPQRSTUVWXYZ")] != '\0')
		return (number);
	if (places->n == 1 && msg_has(own, arena_printf(arena, "%s_%s", key, places->v[0])))
		key = arena_printf(arena, "%s_%s", key, places->v[0]);
	return (msg_format(own, arena, key, MSG_TEXT("number", number)));
}

static void
line(struct buf *out, const char *s)
{
	if (s != NULL && *s != '\0')
		buf_printf(out, "%s\n", s);
}

static void
head(struct buf *out, struct arena *arena, const struct record *law, const struct expression *x,
    const struct locale *reader, const char *address)
{
	const char *source = x->source_url != NULL ? x->source_url : law->law->source_url;

	line(out, lawprint_title(law, x));
	line(out, law->law->number);
	line(out, x->version_date != NULL
		      ? format_dated(reader, arena, "law.version", x->version_date)
		      : msg(reader, "law.version_unknown"));
	line(out, arena_printf(arena, "%s · %s",
		      msg(reader, arena_printf(arena, "provenance.%s",
				      vocab_id(VOCAB_PROVENANCE, (int)x->provenance))),
		      msg(reader, arena_printf(arena, "legal_value.%s",
				      vocab_id(VOCAB_LEGAL_VALUE, (int)x->legal_value)))));
	line(out, x->translator);
	if (x->digest)
		line(out, msg(reader, "law.digest"));
	if (law->sample)
		line(out, msg(reader, "entry.sample"));
	if (source != NULL)
		line(out, arena_printf(arena, "%s: %s", msg(reader, "law.source"), source));
	line(out, address);
}

/* What is new in the path of headings ${chapter} after ${before}, a heading a line. */
static void
chapters(struct buf *out, const char *before, const char *chapter)
{
	size_t same = 0, n;

	for (size_t i = 0; before != NULL; i++) {
		bool end = chapter[i] == '\0' || strncmp(chapter + i, " / ", 3) == 0;

		if (end && (before[i] == '\0' || strncmp(before + i, " / ", 3) == 0))
			same = chapter[i] == '\0' ? i : i + 3;
		if (chapter[i] == '\0' || chapter[i] != before[i])
			break;
	}
	chapter += same;
	if (*chapter != '\0')
		buf_char(out, '\n');
	while (*chapter != '\0') {
		const char *slash = strstr(chapter, " / ");

		n = slash != NULL ? (size_t)(slash - chapter) : strlen(chapter);
		buf_add(out, chapter, n);
		buf_char(out, '\n');
		chapter += slash != NULL ? n + 3 : n;
	}
}

void
lawprint_write(struct buf *out, struct arena *arena, const struct record *law,
    const struct expression *x, const struct locale *reader, const struct locale *own,
    const char *address)
{
	const char *chapter = NULL;

	head(out, arena, law, x, reader, address);
	for (size_t i = 0; i < x->narticles; i++) {
		const struct article *a = &x->articles[i];

		if (a->chapter != NULL)
			chapters(out, chapter, a->chapter);
		chapter = a->chapter;
		buf_char(out, '\n');
		if (a->number != NULL || a->heading != NULL) {
			if (a->number != NULL)
				buf_str(out,
				    lawprint_label(own, arena, &law->jurisdictions, a->number));
			if (a->heading != NULL)
				buf_printf(out, "%s%s", a->number != NULL ? "  " : "", a->heading);
			buf_char(out, '\n');
		}
		line(out, a->body);
	}
}
