/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Owns the form of mails; the only user of GMime.  What they say is render/'s, sending is cli/'s.
 */
#include "exchange/mime.h"

#include <stdio.h>
#include <string.h>

#include <gmime/gmime.h>

#include "domain/mail.h"

enum {
	WORD_BYTES = 42,   /* 56 in base64, under the 75 of an encoded word */
	UNFOLDED_MAX = 60, /* a longer word makes a line too long */
};

static void
start(void)
{
	static bool started;

	if (!started)
		g_mime_init();
	started = true;
}

/* --- writing -----------------------------------------------------------------------------------
 */

static bool
plain_header(const char *s)
{
	for (; *s != '\0'; s++) {
		if ((unsigned char)*s < 0x20 || *s == 0x7f)
			return (false);
	}
	return (true);
}

static bool
ascii(const char *s)
{
	for (; *s != '\0'; s++) {
		if ((unsigned char)*s >= 0x80)
			return (false);
	}
	return (true);
}

/* Whether it can stand in a header as it is and be folded at its blanks. */
static bool
plain_words(const char *s)
{
	if (!ascii(s) || strstr(s, "=?") != NULL || *s == ' ' || *s == '\0')
		return (false);
	for (size_t n; *s != '\0'; s += n + (s[n] == ' ')) {
		if ((n = strcspn(s, " ")) > UNFOLDED_MAX)
			return (false);
	}
	return (true);
}

static GMimeObject *
text_part(const char *subtype, const char *text, const char *language)
{
	GMimeTextPart *part = g_mime_text_part_new_with_subtype(subtype);
	GMimeObject *object = GMIME_OBJECT(part);
	size_t high = 0, n = strlen(text);

	for (size_t i = 0; i < n; i++)
		high += (unsigned char)text[i] >= 0x80;
	g_mime_text_part_set_charset(part, "utf-8");
	g_mime_text_part_set_text(part, text);
	g_mime_part_set_content_encoding(GMIME_PART(part),
	    high > n / 6 ? GMIME_CONTENT_ENCODING_BASE64 : GMIME_CONTENT_ENCODING_QUOTEDPRINTABLE);
	g_mime_object_set_header(object, "Content-Language", language, NULL);
	return (object);
}

/* The same for the same mail, and in no text of ours. */
static void
set_boundary(GMimeMultipart *parts, const char *message_id)
{
	char boundary[70];

	snprintf(boundary, sizeof(boundary), "=_%.60s", message_id);
	g_mime_multipart_set_boundary(parts, boundary);
}

/*
 * ${s} as encoded words (RFC 2047), each of whole characters and on a line of its own.  GMime makes
 * one word of a text without spaces, however long, which the standard does not allow.
 */
static void
encode_words(struct buf *out, const char *s)
{
	size_t n = strlen(s);

	for (size_t at = 0, size; at < n; at += size) {
		char *word;

		size = n - at < WORD_BYTES ? n - at : WORD_BYTES;
		while (at + size < n && ((unsigned char)s[at + size] & 0xc0) == 0x80)
			size--;
		word = g_base64_encode((const unsigned char *)s + at, size);
		buf_printf(out, "%s=?UTF-8?B?%s?=", at == 0 ? " " : "\n ", word);
		g_free(word);
	}
}

/* Set the header that was added last as it will stand there. */
static void
set_raw(GMimeMessage *message, const char *raw)
{
	GMimeHeaderList *headers = g_mime_object_get_header_list(GMIME_OBJECT(message));

	g_mime_header_set_raw_value(
	    g_mime_header_list_get_header_at(headers, g_mime_header_list_get_count(headers) - 1),
	    raw);
}

static void
set_names(GMimeMessage *message, const struct mime *m)
{
	struct buf raw = { 0 };

	g_mime_message_add_mailbox(message, GMIME_ADDRESS_TYPE_FROM, m->from_name, m->from);
	if (!plain_words(m->from_name)) {
		encode_words(&raw, m->from_name);
		buf_printf(&raw, "\n <%s>\n", m->from);
		set_raw(message, buf_cstr(&raw));
	}
	g_mime_message_add_mailbox(message, GMIME_ADDRESS_TYPE_TO, NULL, m->to);
	/* GMime would encode it as words, which an address never is. */
	if (!ascii(m->to)) {
		buf_clear(&raw);
		buf_printf(&raw, " %s\n", m->to);
		set_raw(message, buf_cstr(&raw));
	}
	g_mime_message_set_subject(message, m->subject, "utf-8");
	if (!plain_words(m->subject)) {
		buf_clear(&raw);
		encode_words(&raw, m->subject);
		buf_char(&raw, '\n');
		set_raw(message, buf_cstr(&raw));
	}
	buf_free(&raw);
}

static GMimeMessage *
message_of(const struct mime *m)
{
	GMimeMessage *message = g_mime_message_new(FALSE);
	GMimeObject *object = GMIME_OBJECT(message), *part;
	GMimeMultipart *parts = g_mime_multipart_new_with_subtype("alternative");
	GDateTime *date = g_date_time_new_from_unix_utc(m->date);
	char id[400], unsubscribe[2100];

	set_names(message, m);
	g_mime_message_set_date(message, date);
	g_date_time_unref(date);
	snprintf(id, sizeof(id), "%s@%s", m->message_id, strchr(m->from, '@') + 1);
	g_mime_message_set_message_id(message, id);
	/* No machine is to answer it (RFC 3834). */
	g_mime_object_set_header(object, "Auto-Submitted", "auto-generated", NULL);
	if (m->unsubscribe != NULL) {
		snprintf(unsubscribe, sizeof(unsubscribe), "<%s>", m->unsubscribe);
		g_mime_object_set_header(object, "List-Unsubscribe", unsubscribe, NULL);
		g_mime_object_set_header(
		    object, "List-Unsubscribe-Post", "List-Unsubscribe=One-Click", NULL);
	}
	set_boundary(parts, m->message_id);
	part = text_part("plain", m->text, m->language);
	g_mime_multipart_add(parts, part);
	g_object_unref(part);
	part = text_part("html", m->html, m->language);
	g_mime_multipart_add(parts, part);
	g_object_unref(part);
	g_mime_message_set_mime_part(message, GMIME_OBJECT(parts));
	g_object_unref(parts);
	return (message);
}

enum err
mime_write(struct buf *out, const struct mime *m)
{
	GMimeFormatOptions *options;
	GMimeMessage *message;
	GMimeStream *stream;
	GByteArray *bytes;

	if (!mail_address_valid(m->from) || !mail_address_valid(m->to) ||
	    !plain_header(m->from_name) || !plain_header(m->subject) ||
	    !plain_header(m->message_id) || !plain_header(m->language) ||
	    (m->unsubscribe != NULL && !plain_header(m->unsubscribe)))
		return (ERR_INPUT);
	start();
	message = message_of(m);
	options = g_mime_format_options_new();
	g_mime_format_options_set_newline_format(options, GMIME_NEWLINE_FORMAT_DOS);
	stream = g_mime_stream_mem_new();
	g_mime_object_write_to_stream(GMIME_OBJECT(message), options, stream);
	bytes = g_mime_stream_mem_get_byte_array(GMIME_STREAM_MEM(stream));
	buf_add(out, bytes->data, bytes->len);
	g_object_unref(stream);
	g_mime_format_options_free(options);
	g_object_unref(message);
	return (ERR_OK);
}

/* --- reading reports ---------------------------------------------------------------------------
 */

struct report {
	struct arena *arena;
	struct mime_bounce bounce;
	const char *status, *diagnostic;
};

/* The left part of "<left@right>"; NULL if it is none. */
static const char *
left_of(struct arena *arena, const char *id)
{
	size_t n;

	if (id == NULL)
		return (NULL);
	id += strspn(id, " \t<");
	n = strcspn(id, "@");
	return (id[n] == '@' && n > 0 && n <= 200 ? arena_strndup(arena, id, n) : NULL);
}

static const char *
content_of(struct arena *arena, GMimePart *part)
{
	GMimeStream *stream = g_mime_stream_mem_new();
	GMimeDataWrapper *content = g_mime_part_get_content(part);
	GByteArray *bytes;
	const char *text;

	if (content != NULL)
		g_mime_data_wrapper_write_to_stream(content, stream);
	bytes = g_mime_stream_mem_get_byte_array(GMIME_STREAM_MEM(stream));
	text = bytes->len == 0 ? "" : arena_strndup(arena, (const char *)bytes->data, bytes->len);
	g_object_unref(stream);
	return (text);
}

/* The value of the field ${name} in lines "Name: value"; NULL if there is none. */
static const char *
field(struct arena *arena, const char *text, const char *name)
{
	size_t n = strlen(name);

	for (const char *line = text; *line != '\0';
	     line += strcspn(line, "\n"), line += *line == '\n') {
		const char *value = line + n + 1;

		if (strncasecmp(line, name, n) != 0 || line[n] != ':')
			continue;
		value += strspn(value, " \t");
		return (arena_strndup(arena, value, strcspn(value, "\r\n")));
	}
	return (NULL);
}

static void
read_part(GMimeObject *parent, GMimeObject *part, void *ctx)
{
	GMimeContentType *type = g_mime_object_get_content_type(part);
	struct report *r = ctx;
	const char *text, *action;

	(void)parent;
	if (GMIME_IS_MESSAGE_PART(part)) {
		GMimeMessage *original = g_mime_message_part_get_message(GMIME_MESSAGE_PART(part));

		if (original != NULL && r->bounce.message_id == NULL)
			r->bounce.message_id =
			    left_of(r->arena, g_mime_message_get_message_id(original));
		return;
	}
	if (!GMIME_IS_PART(part))
		return;
	if (g_mime_content_type_is_type(type, "message", "delivery-status") ||
	    g_mime_content_type_is_type(type, "message", "global-delivery-status")) {
		text = content_of(r->arena, GMIME_PART(part));
		action = field(r->arena, text, "Action");
		r->status = field(r->arena, text, "Status");
		r->diagnostic = field(r->arena, text, "Diagnostic-Code");
		r->bounce.final = action != NULL && strncasecmp(action, "failed", 6) == 0 &&
				  r->status != NULL && r->status[0] == '5';
	} else if (g_mime_content_type_is_type(type, "text", "rfc822-headers") &&
		   r->bounce.message_id == NULL) {
		text = content_of(r->arena, GMIME_PART(part));
		r->bounce.message_id = left_of(r->arena, field(r->arena, text, "Message-ID"));
	}
}

enum err
mime_bounce(struct arena *arena, const char *raw, size_t n, struct mime_bounce *ret_bounce)
{
	struct report r = { .arena = arena };
	GMimeMessage *message;
	GMimeStream *stream;
	GMimeParser *parser;

	start();
	stream = g_mime_stream_mem_new_with_buffer(raw, n);
	parser = g_mime_parser_new_with_stream(stream);
	message = g_mime_parser_construct_message(parser, NULL);
	if (message != NULL && g_mime_message_get_mime_part(message) != NULL)
		g_mime_message_foreach(message, read_part, &r);
	if (message != NULL)
		g_object_unref(message);
	g_object_unref(parser);
	g_object_unref(stream);
	if (r.status == NULL || r.bounce.message_id == NULL)
		return (ERR_INPUT);
	r.bounce.problem =
	    arena_printf(arena, "%.20s %.300s", r.status, r.diagnostic == NULL ? "" : r.diagnostic);
	*ret_bounce = r.bounce;
	return (ERR_OK);
}
