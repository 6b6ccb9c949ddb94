/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Owns how laws are said in schema.org's words.  The work is named by its address in the API, which
 * has no language; the page's node is the expression that it shows.  What a text is worth stands
 * where schema.org puts it, on the files that hold it (encoding).
 */
#include "render/legislation.h"

#include <string.h>

#include "locale/format.h"
#include "locale/message.h"
#include "render/json.h"
#include "render/markup.h"
#include "render/lawprint.h"

/* More would weigh on the page; the API has them all. */
enum { PARTS_MAX = 200 };

#define SCHEMA "https://schema.org/"

static void
put(json_t *o, const char *name, const char *text)
{
	if (text != NULL)
		json_object_set_new(o, name, json_string(text));
}

/* An array that would be empty is left out, one of one is its member. */
static void
put_some(json_t *o, const char *name, json_t *array)
{
	if (json_array_size(array) == 1)
		json_object_set(o, name, json_array_get(array, 0));
	else if (json_array_size(array) > 1)
		json_object_set(o, name, array);
	json_decref(array);
}

static json_t *
thing(const char *type, const char *name)
{
	return (json_pack("{s:s,s:s}", "@type", type, "name", name));
}

/* --- addresses ---------------------------------------------------------------------------------
 */

static const char *
work_id(struct arena *arena, const struct legislation *what, const char *slug)
{
	return (arena_printf(arena, "%s/api/v1/laws/%s", what->base, slug));
}

static const char *
page_of(struct arena *arena, const struct legislation *what, const char *slug, const char *rest)
{
	return (arena_printf(
	    arena, "%s/%s/laws/%s%s", what->base, locale_tag(what->locale), slug, rest));
}

static json_t *
other_law(struct arena *arena, const struct legislation *what, const char *slug, const char *eid)
{
	return (json_pack("{s:s,s:s,s:s}", "@type", "Legislation", "@id",
	    eid == NULL ? work_id(arena, what, slug)
			: arena_printf(arena, "%s/%s", work_id(arena, what, slug), eid),
	    "url", page_of(arena, what, slug, eid == NULL ? "" : arena_printf(arena, "/%s", eid))));
}

/* --- what it is --------------------------------------------------------------------------------
 */

static void
put_force(json_t *o, enum law_status status)
{
	static const char *const force[LAW_STATUS_COUNT] = {
		[LAW_IN_FORCE] = SCHEMA "InForce",
		[LAW_NOT_YET] = SCHEMA "NotInForce",
		[LAW_REPEALED] = SCHEMA "NotInForce",
	};

	put(o, "legislationLegalForce", force[status]);
}

static void
put_jurisdictions(
    json_t *o, struct arena *arena, const struct record *law, const struct legislation *what)
{
	json_t *places = json_array();

	for (size_t i = 0; i < law->jurisdictions.n; i++) {
		const char *id = law->jurisdictions.v[i];
		const char *name = format_jurisdiction(what->locale, arena, id);

		if (strcmp(id, "INT") == 0)
			json_array_append_new(places, json_string(name));
		else
			json_array_append_new(places, json_pack("{s:s,s:s,s:s}", "@type", "Country",
							  "name", name, "identifier", id));
	}
	put_some(o, "legislationJurisdiction", places);
}

static void
put_subjects(
    json_t *o, struct arena *arena, const struct record *law, const struct legislation *what)
{
	json_t *about = json_array();

	for (size_t i = 0; i < law->nsubjects; i++) {
		const char *id = vocab_id(VOCAB_SUBJECT, (int)law->subjects[i]);

		json_array_append_new(about,
		    json_pack("{s:s,s:s,s:s}", "@type", "DefinedTerm", "name",
			msg(what->locale, arena_printf(arena, "subject.%s", id)), "termCode", id));
	}
	put_some(o, "about", about);
}

static void
put_dates(json_t *o, struct arena *arena, const struct legislation *what, const struct law *law)
{
	const struct expression *x = what->text;

	put(o, "legislationDate", law->date_enacted);
	put(o, "legislationDateOfApplicability", law->date_in_force);
	if (x == NULL)
		return;
	put(o, "legislationDateVersion", x->version_date);
	if (x->valid_from != NULL)
		put(o, "temporalCoverage",
		    arena_printf(
			arena, "%s/%s", x->valid_from, x->valid_to != NULL ? x->valid_to : ".."));
}

/* --- other laws --------------------------------------------------------------------------------
 */

static const char *const properties[] = {
	[RELATION_AMENDS] = "legislationAmends",
	[RELATION_REPEALS] = "legislationRepeals",
	[RELATION_IMPLEMENTS] = "legislationEnsuresImplementationOf",
	[RELATION_INTERPRETS] = "legislationApplies",
	[RELATION_CITES] = "citation",
	[RELATION_TRANSLATES] = "isBasedOn",
};
_Static_assert(sizeof(properties) / sizeof(properties[0]) == RELATION_TYPE_COUNT,
    "every relation has a property");

static void
put_relations(json_t *o, struct arena *arena, const struct law *law, const struct legislation *what)
{
	for (int type = 0; type < RELATION_TYPE_COUNT; type++) {
		json_t *others = json_array();

		for (size_t i = 0; i < law->nrelations; i++) {
			const struct relation *r = &law->relations[i];

			if ((int)r->type == type)
				json_array_append_new(
				    others, other_law(arena, what, r->target, r->target_eid));
		}
		put_some(o, properties[type], others);
	}
}

/* A text that was amended takes in what the law was and what amended it since. */
static void
put_consolidated(
    json_t *o, struct arena *arena, const struct record *record, const struct legislation *what)
{
	const struct law *law = record->law;
	const char *version = what->text->version_date;
	json_t *others = json_array();

	if (version != NULL && law->date_enacted != NULL &&
	    strcmp(version, law->date_enacted) > 0 && !what->text->digest) {
		json_array_append_new(others, other_law(arena, what, record->slug, NULL));
		for (size_t i = 0; i < law->nincoming; i++) {
			const struct relation *r = &law->incoming[i];

			if (r->type == RELATION_AMENDS && r->date != NULL &&
			    strcmp(r->date, version) <= 0)
				json_array_append_new(
				    others, other_law(arena, what, r->target, NULL));
		}
	}
	put_some(o, "legislationConsolidates", others);
}

/* --- languages ---------------------------------------------------------------------------------
 */

static const char *
text_page(struct arena *arena, const struct legislation *what, const struct record *law,
    const struct expression *x)
{
	return (page_of(arena, what, law->slug, arena_printf(arena, "?text=%s", x->language)));
}

static bool
is_original(const struct law *law, const struct expression *x)
{
	return (law->original_language != NULL && !x->digest &&
		strcmp(law->original_language, x->language) == 0);
}

/* Each other language once: the work that this one translates, or the translations of it. */
static void
put_languages(
    json_t *o, struct arena *arena, const struct record *record, const struct legislation *what)
{
	const struct law *law = record->law;
	json_t *translations = json_array(), *originals = json_array();

	for (size_t i = 0; i < law->nexpressions; i++) {
		const struct expression *x = &law->expressions[i];
		bool again = strcmp(x->language, what->text->language) == 0 || x->digest;

		for (size_t j = 0; j < i && !again; j++)
			again = strcmp(law->expressions[j].language, x->language) == 0 &&
				!law->expressions[j].digest;
		if (again)
			continue;
		json_array_append_new(is_original(law, x) ? originals : translations,
		    json_pack("{s:s,s:s,s:s,s:s}", "@type", "Legislation", "@id",
			text_page(arena, what, record, x), "name", lawprint_title(record, x),
			"inLanguage", x->language));
	}
	/* A digest is no translation, and none of it is. */
	if (what->text->digest) {
		json_decref(originals);
		json_decref(translations);
		return;
	}
	put_some(o, "translationOfWork", originals);
	if (is_original(law, what->text))
		put_some(o, "workTranslation", translations);
	else
		json_decref(translations);
}

/* The files that hold the text, with what it is worth. */
static void
put_files(json_t *o, struct arena *arena, const struct record *law, const struct legislation *what)
{
	static const char *const value[LEGAL_COUNT] = {
		[LEGAL_AUTHORITATIVE] = SCHEMA "AuthoritativeLegalValue",
		[LEGAL_OFFICIAL] = SCHEMA "OfficialLegalValue",
		[LEGAL_UNOFFICIAL] = SCHEMA "UnofficialLegalValue",
	};
	static const struct {
		const char *ending, *type;
	} files[] = { { "", "text/html" }, { ".xml", "application/akn+xml" },
		{ ".txt", "text/plain" } };
	const struct expression *x = what->text;
	json_t *encodings = json_array();

	for (size_t i = 0; i < sizeof(files) / sizeof(files[0]); i++)
		json_array_append_new(encodings,
		    json_pack("{s:s,s:s,s:s,s:s,s:s}", "@type", "LegislationObject",
			"encodingFormat", files[i].type, "contentUrl",
			page_of(arena, what, law->slug,
			    arena_printf(arena, "%s?text=%s", files[i].ending, x->language)),
			"inLanguage", x->language, "legislationLegalValue", value[x->legal_value]));
	put_some(o, "encoding", encodings);
}

/* --- articles ----------------------------------------------------------------------------------
 */

static json_t *
part(struct arena *arena, const struct record *law, const struct legislation *what,
    const struct article *a)
{
	const char *label = lawprint_label(what->locale, arena, &law->jurisdictions, a->number);
	json_t *o = json_object();

	put(o, "@type", "Legislation");
	put(o, "@id", arena_printf(arena, "%s/%s", work_id(arena, what, law->slug), a->eid));
	put(o, "url", page_of(arena, what, law->slug, arena_printf(arena, "/%s", a->eid)));
	put(o, "legislationIdentifier", a->eid);
	put(o, "name",
	    a->heading == NULL ? label : arena_printf(arena, "%s. %s", label, a->heading));
	return (o);
}

static void
put_parts(json_t *o, struct arena *arena, const struct record *law, const struct legislation *what)
{
	const struct expression *x = what->text;
	json_t *parts;

	if (x->narticles > PARTS_MAX)
		return;
	parts = json_array();
	for (size_t i = 0; i < x->narticles; i++)
		json_array_append_new(parts, part(arena, law, what, &x->articles[i]));
	put_some(o, "hasPart", parts);
}

/* --- the node ----------------------------------------------------------------------------------
 */

/* What holds for the law and for its parts. */
static void
put_common(json_t *o, struct arena *arena, const struct record *law, const struct text *words,
    const struct legislation *what)
{
	const struct expression *x = what->text;

	put(o, "url", what->address);
	put_force(o, what->status);
	put_jurisdictions(o, arena, law, what);
	put_dates(o, arena, what, law->law);
	put(o, "inLanguage", x != NULL ? x->language : words->language);
	if (x != NULL && x->translator != NULL)
		put(o, "creditText", x->translator);
	if (x != NULL && x->source_url != NULL)
		put(o, "isBasedOn", x->source_url);
	put(o, "dateModified", law->updated);
	json_object_set_new(o, "publisher",
	    json_pack(
		"{s:s,s:s,s:s}", "@type", "Organization", "name", what->site, "url", what->base));
}

static struct markup
written(struct arena *arena, json_t *o)
{
	struct buf out = { 0 };
	struct markup m;

	json_into(&out, o);
	json_decref(o);
	m = markup_json(arena, buf_cstr(&out));
	buf_free(&out);
	return (m);
}

struct markup
legislation_markup(struct arena *arena, const struct record *law, const struct text *words,
    const struct legislation *what)
{
	const struct law *l = law->law;
	json_t *o = json_object();

	put(o, "@context", "https://schema.org");
	put(o, "@type", "Legislation");
	put(o, "@id", what->address);
	put(o, "name", words->title);
	if (l->original_title != NULL && strcmp(l->original_title, words->title) != 0)
		put(o, "alternateName", l->original_title);
	put(o, "description", words->summary);
	json_object_set_new(o, "exampleOfWork", other_law(arena, what, law->slug, NULL));
	put(o, "legislationIdentifier", l->number != NULL ? l->number : law->slug);
	put(o, "legislationType", vocab_id(VOCAB_LAW_TYPE, (int)l->type));
	if (l->issuer != NULL)
		json_object_set_new(o, "legislationPassedBy", thing("Organization", l->issuer));
	put_common(o, arena, law, words, what);
	put(o, "datePublished", law->published);
	put_subjects(o, arena, law, what);
	put_relations(o, arena, l, what);
	put(o, "sameAs", l->source_url);
	if (what->text != NULL) {
		put_consolidated(o, arena, law, what);
		put_languages(o, arena, law, what);
		put_files(o, arena, law, what);
		put_parts(o, arena, law, what);
	}
	return (written(arena, o));
}

struct markup
legislation_article_markup(struct arena *arena, const struct record *law, const struct text *words,
    const struct legislation *what, const struct article *article)
{
	json_t *o = part(arena, law, what, article);
	json_t *whole = other_law(arena, what, law->slug, NULL);

	put(o, "@context", "https://schema.org");
	put(o, "@id", what->address);
	put_common(o, arena, law, words, what);
	put(whole, "name", words->title);
	put(whole, "legislationIdentifier", law->law->number);
	json_object_set_new(o, "isPartOf", whole);
	return (written(arena, o));
}
