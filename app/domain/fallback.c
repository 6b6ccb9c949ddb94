/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Owns the order in which language versions are tried for a reader. */
#include "domain/fallback.h"

#include <string.h>

/* Whether ${tag} is ${parent} or begins with it and a hyphen: "pt-BR" is within "pt". */
static bool
within(const char *tag, const char *parent)
{
	size_t n = strlen(parent);

	return (strncmp(tag, parent, n) == 0 && (tag[n] == '\0' || tag[n] == '-'));
}

static int
find_exact(const char *tag, size_t n, const char *const *have, size_t nhave)
{
	for (size_t i = 0; i < nhave; i++) {
		if (strncmp(have[i], tag, n) == 0 && have[i][n] == '\0')
			return ((int)i);
	}
	return (-1);
}

static int
find_within(const char *parent, const char *const *have, size_t nhave)
{
	for (size_t i = 0; i < nhave; i++) {
		if (within(have[i], parent))
			return ((int)i);
	}
	return (-1);
}

/* The tag itself, its parents, its own variants, and for Chinese the other script. */
static int
find(const char *tag, const char *const *have, size_t nhave)
{
	int found;

	for (size_t n = strlen(tag); n > 0;) {
		if ((found = find_exact(tag, n, have, nhave)) >= 0)
			return (found);
		while (n > 0 && tag[--n] != '-')
			;
	}
	if ((found = find_within(tag, have, nhave)) >= 0)
		return (found);
	if (within(tag, "zh"))
		return (find_within("zh", have, nhave));
	return (-1);
}

int
fallback_choose(const char *const *chain, size_t nchain, const char *const *have, size_t nhave,
    const char *original, bool *ret_fallback)
{
	int found = -1;

	if (nhave == 0)
		return (-1);
	for (size_t i = 0; i < nchain && found < 0; i++)
		found = find(chain[i], have, nhave);
	if (found < 0)
		found = find("en", have, nhave);
	if (found < 0 && original != NULL)
		found = find(original, have, nhave);
	if (found < 0)
		found = 0;
	*ret_fallback =
	    nchain == 0 || !(within(chain[0], have[found]) || within(have[found], chain[0]));
	return (found);
}
