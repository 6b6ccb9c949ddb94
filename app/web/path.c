/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Owns the canonical spelling of paths.  Which path means what: routes.c. */
#include "web/path.h"

#include <string.h>
#include <strings.h>

#include "base/percent.h"

/* "http://host/path" may stand in a request line; the host was checked elsewhere. */
static const char *
skip_authority(const char *raw)
{
	const char *slash;

	if (strncasecmp(raw, "http://", 7) != 0 && strncasecmp(raw, "https://", 8) != 0)
		return (raw);
	slash = strchr(strstr(raw, "://") + 3, '/');
	return (slash == NULL ? "/" : slash);
}

static bool
encoded_slash(const char *raw)
{
	for (; (raw = strchr(raw, '%')) != NULL; raw++) {
		if (strncasecmp(raw, "%2f", 3) == 0)
			return (true);
	}
	return (false);
}

static bool
has_control(const char *s)
{
	for (; *s != '\0'; s++) {
		if ((unsigned char)*s < 0x20 || *s == 0x7f)
			return (true);
	}
	return (false);
}

enum err
path_normalise(struct arena *arena, const char *raw, const char **ret_path, bool *ret_moved,
    struct form_problem *ret_problem)
{
	const char *decoded, *s, *end;
	char *bytes, *out;
	size_t n, len = 0, segments = 0, size;
	bool slash;

	raw = skip_authority(raw);
	n = strlen(raw);
	bytes = arena_alloc(arena, n + 1);
	if (!percent_decode(raw, n, false, bytes, &size)) {
		ret_problem->key = "problem.bad_percent";
		return (ERR_INPUT);
	}
	if ((decoded = form_text(arena, bytes, size, ret_problem)) == NULL)
		return (ERR_INPUT);
	if (*decoded != '/' || encoded_slash(raw) || has_control(decoded) ||
	    strchr(raw, '#') != NULL) {
		ret_problem->key = "error.400.text";
		return (ERR_INPUT);
	}

	size = strlen(decoded);
	out = arena_alloc(arena, size + 2);
	for (s = decoded; *s != '\0'; s = end) {
		while (*s == '/')
			s++;
		end = s + strcspn(s, "/");
		if (end == s || (end - s == 1 && *s == '.'))
			continue;
		if (end - s == 2 && s[0] == '.' && s[1] == '.') {
			while (len > 0 && out[--len] != '/')
				;
			segments -= segments > 0;
			continue;
		}
		out[len++] = '/';
		memcpy(out + len, s, (size_t)(end - s));
		len += (size_t)(end - s);
		segments++;
	}
	slash = size > 1 && decoded[size - 1] == '/';
	if (len == 0 || (segments == 1 && slash))
		out[len++] = '/';
	out[len] = '\0';
	*ret_moved = strcmp(out, decoded) != 0;
	*ret_path = out;
	return (ERR_OK);
}

const char *
path_encode(struct arena *arena, const char *location)
{
	size_t path = strcspn(location, "?");
	const char *encoded = percent_encode(arena, location, path, "/:@!$&'()*+,;=");

	if (location[path] == '\0')
		return (encoded);
	return (arena_printf(arena, "%s?%s", encoded,
	    percent_encode(
		arena, location + path + 1, strlen(location + path + 1), "/:@!$&'()*+,;=?%")));
}

const char *
path_escape(struct arena *arena, const char *s)
{
	return (percent_encode(arena, s, strlen(s), ""));
}
