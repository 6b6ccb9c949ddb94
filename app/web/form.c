/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Owns the decoding of urlencoded fields.  Knows nothing of what fields mean. */
#include "web/form.h"

#include <string.h>

#include "base/percent.h"
#include "base/utf8.h"
#include "locale/text.h"

const char *
form_text(struct arena *arena, const char *s, size_t n, struct form_problem *ret_problem)
{
	const char *nfc;
	size_t size;

	if (memchr(s, '\0', n) != NULL || !utf8_valid(s, n)) {
		ret_problem->key = "problem.bad_encoding";
		return (NULL);
	}
	nfc = text_nfc(arena, s, n, &size);
	return (arena_strndup(arena, nfc, size));
}

static const char *
decode(struct arena *arena, const char *s, size_t n, struct form_problem *ret_problem)
{
	char *out = arena_alloc(arena, n + 1);
	size_t len;

	if (!percent_decode(s, n, true, out, &len)) {
		ret_problem->key = "problem.bad_percent";
		return (NULL);
	}
	return (form_text(arena, out, len, ret_problem));
}

enum err
form_parse(struct arena *arena, const char *s, size_t n, struct param **ret_params, size_t *ret_n,
    struct form_problem *ret_problem)
{
	const char *end = s + n, *amp, *eq;
	struct param *params;
	size_t i, count = 0, pieces = 1;

	for (i = 0; i < n; i++)
		pieces += s[i] == '&';
	if (pieces > FORM_FIELDS_MAX)
		goto toobig;
	params = arena_array(arena, struct param, pieces);
	for (; s < end; s = amp + 1) {
		if ((amp = memchr(s, '&', (size_t)(end - s))) == NULL)
			amp = end;
		if (amp == s)
			continue;
		if ((eq = memchr(s, '=', (size_t)(amp - s))) == NULL)
			eq = amp;
		if (eq - s > FORM_NAME_MAX)
			goto toobig;
		params[count].name = decode(arena, s, (size_t)(eq - s), ret_problem);
		if (params[count].name == NULL)
			return (ERR_INPUT);
		params[count].value =
		    eq == amp ? "" : decode(arena, eq + 1, (size_t)(amp - eq - 1), ret_problem);
		if (params[count].value == NULL)
			return (ERR_INPUT);
		count++;
		if (amp == end)
			break;
	}
	*ret_params = params;
	*ret_n = count;
	return (ERR_OK);

toobig:
	ret_problem->key = "problem.bad_form";
	return (ERR_TOOBIG);
}
