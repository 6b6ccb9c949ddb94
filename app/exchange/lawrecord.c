/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Owns what a law's record is made of before its text, and the names of works and languages. */
#include "exchange/lawrecord.h"

#include <string.h>
#include <strings.h>

#include "domain/slug.h"
#include "exchange/lawtitle.h"
#include "locale/locale.h"

struct record *
lawrecord_new(struct arena *arena, const struct lawfacts *f)
{
	struct record *r = arena_alloc(arena, sizeof(*r));
	struct law *law = arena_alloc(arena, sizeof(*law));
	size_t n;

	r->kind = KIND_LAW;
	r->source = f->source;
	r->source_id = f->id;
	/* Letters that an address can't show must not be lost for telling laws apart. */
	for (n = 0; f->id[n] > ' ' && f->id[n] <= '~'; n++)
		continue;
	r->slug = f->id[n] == '\0' ? slug_from_source(arena, f->id)
				   : slug_from_source_apart(arena, f->id);
	r->texts = arena_array(arena, struct text, 1);
	r->ntexts = 1;
	r->texts[0].language = f->language;
	r->texts[0].title = f->title;
	r->texts[0].provenance = PROVENANCE_OFFICIAL;
	r->jurisdictions.v = arena_array(arena, const char *, 1);
	r->jurisdictions.v[r->jurisdictions.n++] = f->country == NULL ? "INT" : f->country;
	r->subjects = lawtitle_subjects(arena, f->language, f->title, &r->nsubjects);
	r->law = law;
	law->type = lawtitle_type(f->language, f->title);
	if (f->country == NULL && law->type == LAW_LAW)
		law->type = LAW_TREATY;
	law->status = f->status;
	law->number = f->number;
	law->original_language = f->language;
	law->original_title = f->title;
	law->issuer = f->issuer;
	law->date_enacted = f->enacted;
	law->date_in_force = f->in_force;
	law->date_amended = f->amended;
	law->source_url = f->url;
	law->work_key = f->work_key;
	return (r);
}

struct expression *
lawrecord_expression(struct arena *arena, struct record *r, size_t max)
{
	struct expression *x;

	if (r->law->expressions == NULL)
		r->law->expressions = arena_array(arena, struct expression, max);
	x = &r->law->expressions[r->law->nexpressions++];
	x->language = r->texts[0].language;
	x->provenance = PROVENANCE_OFFICIAL;
	x->legal_value = LEGAL_OFFICIAL;
	x->source_url = r->law->source_url;
	x->source = r->source;
	x->source_id = r->source_id;
	return (x);
}

const char *
lawrecord_key(struct arena *arena, const char *country, const char *title, const char *id)
{
	const char *colon;
	char *key, *to;

	if (country != NULL && strcmp(country, "CN") == 0) {
		if (title == NULL)
			return (NULL);
		/* Spaces are set in titles as it pleases. */
		to = key = arena_printf(arena, "CN %s", title);
		to += strlen("CN ");
		for (const char *p = to; *p != '\0'; p++) {
			if (strncmp(p, "\xe3\x80\x80", 3) == 0)
				p += 2;
			else if (*p != ' ')
				*to++ = *p;
		}
		*to = '\0';
		return (key);
	}
	if (id == NULL)
		return (NULL);
	if (country == NULL)
		country = "INT";
	colon = strchr(id, ':');
	if (colon != NULL && (size_t)(colon - id) == strlen(country) &&
	    strncasecmp(id, country, strlen(country)) == 0)
		id = colon + 1;
	return (arena_printf(arena, "%s %s", country, id));
}

const char *
lawrecord_number(struct arena *arena, const char *country, const char *id, const char *enacted)
{
	static const char act[] = "in:act-";
	size_t n;

	if (country == NULL || strcmp(country, "IN") != 0 || enacted == NULL ||
	    strncmp(id, act, strlen(act)) != 0)
		return (NULL);
	id += strlen(act);
	n = strspn(id, "0123456789");
	if (n == 0 || id[n] != '-')
		return (NULL);
	return (arena_printf(arena, "Act No. %.*s of %.4s", (int)n, id, enacted));
}

const char *
lawrecord_language(struct arena *arena, const char *tag)
{
	static const char *const map[][2] = { { "zh", "zh-Hans" }, { "zh-CN", "zh-Hans" },
		{ "zh-TW", "zh-Hant" }, { "zh-HK", "zh-Hant" }, { "pt-BR", "pt" },
		{ "zho", "zh-Hans" }, { "chi", "zh-Hans" }, { "eng", "en" }, { "por", "pt" },
		{ "rus", "ru" }, { "hin", "hi" }, { "ara", "ar" }, { "fas", "fa" }, { "per", "fa" },
		{ "ind", "id" }, { "amh", "am" }, { "spa", "es" }, { "esp", "es" }, { "ita", "it" },
		{ "fra", "fr" }, { "fre", "fr" }, { "deu", "de" }, { "ger", "de" }, { "pol", "pl" },
		{ "afr", "af" }, { "swa", "sw" }, { "zul", "zu" }, { "xho", "xh" }, { "sot", "st" },
		{ "tsn", "tn" }, { "nso", "nso" }, { "ven", "ve" }, { "tso", "ts" },
		{ "ssw", "ss" }, { "nbl", "nr" }, { "urd", "ur" }, { "tam", "ta" }, { "tel", "te" },
		{ "mar", "mr" }, { "ben", "bn" }, { "guj", "gu" }, { "kan", "kn" }, { "mal", "ml" },
		{ "kaz", "kk" }, { "orm", "om" }, { "tir", "ti" }, { "jpn", "ja" },
		{ "kor", "ko" } };

	if (tag == NULL)
		return (NULL);
	for (size_t i = 0; i < sizeof(map) / sizeof(map[0]); i++) {
		if (strcmp(map[i][0], tag) == 0)
			return (map[i][1]);
	}
	return (language_tag_valid(tag) ? arena_strdup(arena, tag) : NULL);
}
