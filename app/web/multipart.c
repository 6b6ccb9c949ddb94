/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Owns the syntax of multipart bodies.  Whether a file is acceptable is its handler's affair. */
#include "web/multipart.h"

#include <string.h>
#include <strings.h>

#include "base/utf8.h"

enum { BOUNDARY_MAX = 70 }; /* RFC 2046 */

static bool
is_escape(const char *s, const char *end)
{
	return (s + 1 < end && s[0] == '\\' && (s[1] == '"' || s[1] == '\\'));
}

/*
 * The value of parameter ${name} in a header value like 'form-data; name="a"; filename="b"'; quoted
 * strings may hold backslash escapes, which browsers do not make but the grammar allows.  NULL if
 * it is absent or malformed.
 */
static const char *
parameter(struct arena *arena, const char *value, const char *end, const char *name)
{
	const char *s = value, *key, *start;
	size_t n, len, i;
	bool quoted;
	char *out;

	while (s < end) {
		if (*s++ != ';')
			continue;
		while (s < end && (*s == ' ' || *s == '\t'))
			s++;
		for (key = s; s < end && *s != '=' && *s != ';';)
			s++;
		if (s == end || *s == ';')
			continue;
		n = (size_t)(s++ - key);
		quoted = s < end && *s == '"';
		start = s += quoted;
		if (quoted) {
			for (; s < end && *s != '"'; s++)
				s += is_escape(s, end);
			if (s >= end)
				return (NULL);
		} else {
			while (s < end && *s != ';' && *s != ' ' && *s != '\t')
				s++;
		}
		/* Only what is wanted is copied: a head may name a thousand others. */
		if (strlen(name) == n && strncasecmp(key, name, n) == 0) {
			out = arena_alloc(arena, (size_t)(s - start) + 1);
			for (i = len = 0; i < (size_t)(s - start); i++) {
				i += quoted && is_escape(start + i, s);
				out[len++] = start[i];
			}
			return (
			    memchr(out, '\0', len) == NULL && utf8_valid(out, len) ? out : NULL);
		}
		s += quoted;
	}
	return (NULL);
}

/* The value of header ${name} among the lines of a part's head; ${*ret_end} is its end. */
static const char *
part_header(const char *head, const char *end, const char *name, const char **ret_end)
{
	const char *s, *eol;
	size_t n = strlen(name);

	for (s = head; s < end; s = eol + 2) {
		if ((eol = memmem(s, (size_t)(end - s), "\r\n", 2)) == NULL)
			eol = end;
		if ((size_t)(eol - s) > n && strncasecmp(s, name, n) == 0 && s[n] == ':') {
			*ret_end = eol;
			return (s + n + 1);
		}
		if (eol == end)
			break;
	}
	return (NULL);
}

static const char *
base_name(const char *filename)
{
	const char *s, *base = filename;

	for (s = filename; *s != '\0'; s++) {
		if (*s == '/' || *s == '\\')
			base = s + 1;
	}
	return (base);
}

static const char *
media_type(struct arena *arena, const char *head, const char *end)
{
	const char *value, *stop;

	if ((value = part_header(head, end, "Content-Type", &stop)) == NULL)
		return ("application/octet-stream");
	while (value < stop && *value == ' ')
		value++;
	if (value == stop || memchr(value, '\0', (size_t)(stop - value)) != NULL)
		return ("application/octet-stream");
	return (arena_strndup(arena, value, (size_t)(stop - value)));
}

static enum err
part(struct arena *arena, struct multipart *m, const char *head, const char *head_end,
    const char *data, size_t size, struct form_problem *ret_problem)
{
	const char *disposition, *stop, *name, *filename;
	struct upload *u;

	disposition = part_header(head, head_end, "Content-Disposition", &stop);
	name = disposition == NULL ? NULL : parameter(arena, disposition, stop, "name");
	if (name == NULL || strlen(name) > FORM_NAME_MAX) {
		ret_problem->key = "problem.bad_form";
		return (ERR_INPUT);
	}
	filename = parameter(arena, disposition, stop, "filename");
	if (filename != NULL) {
		u = &m->uploads[m->nuploads++];
		u->name = name;
		u->filename =
		    form_text(arena, base_name(filename), strlen(base_name(filename)), ret_problem);
		u->type = media_type(arena, head, head_end);
		u->data = data;
		u->size = size;
		return (u->filename == NULL ? ERR_INPUT : ERR_OK);
	}
	if (size > MULTIPART_FIELD_MAX) {
		ret_problem->key = "problem.bad_form";
		return (ERR_TOOBIG);
	}
	m->fields[m->nfields].name = form_text(arena, name, strlen(name), ret_problem);
	m->fields[m->nfields].value = form_text(arena, data, size, ret_problem);
	if (m->fields[m->nfields].name == NULL || m->fields[m->nfields].value == NULL)
		return (ERR_INPUT);
	m->nfields++;
	return (ERR_OK);
}

enum err
multipart_parse(struct arena *arena, const char *content_type, const char *body, size_t n,
    struct multipart *ret, struct form_problem *ret_problem)
{
	struct multipart m = { 0 };
	const char *boundary, *delimiter, *s, *end = body + n, *head_end, *next;
	enum err err;
	size_t dn, parts;

	ret_problem->key = "problem.bad_form";
	boundary = parameter(arena, content_type, content_type + strlen(content_type), "boundary");
	if (boundary == NULL || *boundary == '\0' || strlen(boundary) > BOUNDARY_MAX)
		return (ERR_INPUT);
	delimiter = arena_printf(arena, "\r\n--%s", boundary);
	dn = strlen(delimiter);

	/* The first delimiter may stand at the very beginning, without its line break. */
	if (n >= dn - 2 && memcmp(body, delimiter + 2, dn - 2) == 0)
		s = body + dn - 2;
	else if ((s = memmem(body, n, delimiter, dn)) != NULL)
		s += dn;
	else
		return (ERR_INPUT);

	m.fields = arena_array(arena, struct param, MULTIPART_PARTS_MAX);
	m.uploads = arena_array(arena, struct upload, MULTIPART_PARTS_MAX);
	for (parts = 0;; parts++) {
		if (end - s >= 2 && s[0] == '-' && s[1] == '-')
			break;
		if (end - s < 2 || s[0] != '\r' || s[1] != '\n')
			return (ERR_INPUT);
		if (parts == MULTIPART_PARTS_MAX)
			return (ERR_TOOBIG);
		/* The head's last line break may be the one that s stands on: a part without
		 * headers has no name. */
		head_end = memmem(s, (size_t)(end - s), "\r\n\r\n", 4);
		if (head_end == NULL)
			return (ERR_INPUT);
		if (head_end - s > MULTIPART_HEAD_MAX)
			return (ERR_TOOBIG);
		next = memmem(head_end + 2, (size_t)(end - head_end - 2), delimiter, dn);
		if (next == NULL || next < head_end + 4) {
			/* An empty value: its delimiter's line break is the head's second one. */
			if (next == NULL || next != head_end + 2)
				return (ERR_INPUT);
			err = part(arena, &m, s + 2, head_end, next, 0, ret_problem);
		} else {
			err = part(arena, &m, s + 2, head_end, head_end + 4,
			    (size_t)(next - head_end) - 4, ret_problem);
		}
		if (err != ERR_OK)
			return (err);
		s = next + dn;
	}
	*ret = m;
	return (ERR_OK);
}
