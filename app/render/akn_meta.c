/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Owns what Akoma Ntoso documents say about themselves. */
#include "render/akn_meta.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "locale/locale.h"
#include "render/lawprint.h"

#define DAY_MAX 10 /* "YYYY-MM-DD" */

struct meta {
	struct xml *xml;
	struct arena *arena;
	const struct record *record;
	const struct law *law;
	const struct expression *x;
	const struct akn_editor *editor;
	const char *part; /* of the document: "main", "annex_1" */
	const char *work; /* FRBRuri */
};

/* --- names -------------------------------------------------------------------------------------
 */

/* Ours are ISO 3166-1 and "INT"; Akoma Ntoso writes them small. */
static const char *
country(const struct meta *m)
{
	const char *id = m->record->jurisdictions.n > 0 ? m->record->jurisdictions.v[0] : "INT";
	char *low = arena_strdup(m->arena, id);

	for (char *p = low; *p != '\0'; p++)
		*p = *p >= 'A' && *p <= 'Z' ? (char)(*p - 'A' + 'a') : *p;
	return (low);
}

static const char *
work_uri(const struct meta *m)
{
	return (arena_printf(m->arena, "/akn/%s/act/%s%s%s/%s", country(m),
	    vocab_id(VOCAB_LAW_TYPE, (int)m->law->type), m->law->date_enacted != NULL ? "/" : "",
	    m->law->date_enacted != NULL ? m->law->date_enacted : "", m->record->slug));
}

static const char *
expression_uri(const struct meta *m, const char *language, const char *version)
{
	return (arena_printf(m->arena, "%s/%s@%s", m->work, language_iso3(m->arena, language),
	    version != NULL ? version : ""));
}

/* Where a law stands in this portal, in no language. */
static const char *
portal_uri(const struct meta *m, const char *slug, const char *eid)
{
	return (arena_printf(m->arena, "%s/api/v1/laws/%s%s%s", m->editor->base, slug,
	    eid != NULL ? "/" : "", eid != NULL ? eid : ""));
}

/* --- identification ----------------------------------------------------------------------------
 */

static void
value(struct meta *m, const char *element, const char *v)
{
	if (v == NULL)
		return;
	xml_start(m->xml, element);
	xml_attribute(m->xml, "value", v);
	xml_stop(m->xml);
}

static void
reference(struct meta *m, const char *element, const char *href)
{
	xml_start(m->xml, element);
	xml_attribute(m->xml, "href", href);
	xml_stop(m->xml);
}

static void
names(struct meta *m, const char *uri)
{
	value(m, "FRBRthis", arena_printf(m->arena, "%s/!%s", uri, m->part));
	value(m, "FRBRuri", uri);
}

/* The schema wants a date; where we know none it is the day of the record, and says so. */
static void
date(struct meta *m, const char *day, const char *name)
{
	const char *record = m->record->updated != NULL ? m->record->updated : "1970-01-01";

	xml_start(m->xml, "FRBRdate");
	xml_attribute(m->xml, "date", day != NULL ? day : arena_strndup(m->arena, record, DAY_MAX));
	xml_attribute(m->xml, "name", day != NULL ? name : "record");
	xml_stop(m->xml);
}

static bool
is_translation(const struct meta *m)
{
	/* A digest is in our own words in any language. */
	return (m->x->source_language != NULL ||
		(!m->x->digest && m->law->original_language != NULL &&
		    strcmp(m->law->original_language, m->x->language) != 0));
}

/* Who answers for the text. */
static const char *
author(const struct meta *m)
{
	if (m->x->translator != NULL)
		return ("#tlc_translator");
	return (m->x->provenance == PROVENANCE_OFFICIAL && m->law->issuer != NULL ? "#tlc_issuer"
										  : "#tlc_portal");
}

static void
translation(struct meta *m)
{
	const char *from =
	    m->x->source_language != NULL ? m->x->source_language : m->law->original_language;

	if (!is_translation(m))
		return;
	xml_start(m->xml, "FRBRtranslation");
	xml_attribute(m->xml, "href", expression_uri(m, from, m->x->source_version));
	xml_attribute(m->xml, "fromLanguage", language_iso3(m->arena, from));
	xml_attribute(
	    m->xml, "authoritative", m->x->legal_value == LEGAL_AUTHORITATIVE ? "true" : "false");
	xml_attribute(m->xml, "by", author(m));
	xml_stop(m->xml);
}

static void
identification(struct meta *m)
{
	const char *uri = expression_uri(m, m->x->language, m->x->version_date);

	xml_start(m->xml, "identification");
	xml_attribute(m->xml, "source", "#tlc_portal");
	xml_start(m->xml, "FRBRWork");
	names(m, m->work);
	xml_start(m->xml, "FRBRalias");
	xml_attribute(m->xml, "name", "title");
	xml_attribute(m->xml, "value", lawprint_title(m->record, m->x));
	xml_stop(m->xml);
	date(m, m->law->date_enacted, "Generation");
	reference(m, "FRBRauthor", m->law->issuer != NULL ? "#tlc_issuer" : "#tlc_portal");
	value(m, "FRBRcountry", country(m));
	value(m, "FRBRsubtype", vocab_id(VOCAB_LAW_TYPE, (int)m->law->type));
	value(m, "FRBRnumber", m->law->number);
	value(m, "FRBRname", m->record->slug);
	value(m, "FRBRprescriptive", m->law->type == LAW_POLICY ? "false" : "true");
	xml_stop(m->xml);

	xml_start(m->xml, "FRBRExpression");
	names(m, uri);
	date(m, m->x->version_date, "Generation");
	reference(m, "FRBRauthor", author(m));
	value(m, "FRBRauthoritative", m->x->legal_value == LEGAL_AUTHORITATIVE ? "true" : "false");
	xml_start(m->xml, "FRBRlanguage");
	xml_attribute(m->xml, "language", language_iso3(m->arena, m->x->language));
	xml_stop(m->xml);
	translation(m);
	xml_stop(m->xml);

	xml_start(m->xml, "FRBRManifestation");
	names(m, arena_printf(m->arena, "%s.xml", uri));
	date(m, NULL, NULL);
	reference(m, "FRBRauthor", "#tlc_portal");
	value(m, "FRBRformat", "application/akn+xml");
	xml_stop(m->xml);
	xml_stop(m->xml);
}

/* --- dates -------------------------------------------------------------------------------------
 */

static void
event(struct meta *m, const char *eid, const char *day, const char *type)
{
	if (day == NULL)
		return;
	xml_start(m->xml, "eventRef");
	xml_attribute(m->xml, "eId", eid);
	xml_attribute(m->xml, "date", day);
	xml_attribute(m->xml, "source", "#ref_work");
	xml_attribute(m->xml, "type", type);
	xml_stop(m->xml);
}

static int
by_text(const void *a, const void *b)
{
	return (strcmp(*(const char *const *)a, *(const char *const *)b));
}

/* The days of versions after the first, each once. */
static void
amendments(struct meta *m)
{
	const char **days = arena_array(m->arena, const char *, m->law->nexpressions + 1);
	size_t n = 0, told = 0;

	for (size_t i = 0; i < m->law->nexpressions; i++) {
		if (m->law->expressions[i].version_date != NULL)
			days[n++] = m->law->expressions[i].version_date;
	}
	if (m->law->date_amended != NULL)
		days[n++] = m->law->date_amended;
	qsort(days, n, sizeof(*days), by_text);
	for (size_t i = 0; i < n; i++) {
		if ((i > 0 && strcmp(days[i], days[i - 1]) == 0) ||
		    (m->law->date_enacted != NULL && strcmp(days[i], m->law->date_enacted) <= 0))
			continue;
		event(m, arena_printf(m->arena, "event_version_%zu", ++told), days[i],
		    i == 0 && m->law->date_enacted == NULL ? "generation" : "amendment");
	}
}

static bool
has_events(const struct meta *m)
{
	const struct law *l = m->law;

	return (l->date_enacted != NULL || l->date_in_force != NULL || l->date_amended != NULL ||
		l->date_repealed != NULL || m->x->version_date != NULL ||
		m->x->valid_from != NULL || m->x->valid_to != NULL);
}

static void
dates(struct meta *m)
{
	if (!has_events(m))
		return;
	xml_start(m->xml, "lifecycle");
	xml_attribute(m->xml, "source", "#tlc_portal");
	event(m, "event_enacted", m->law->date_enacted, "generation");
	event(m, "event_in_force", m->law->date_in_force, NULL);
	amendments(m);
	event(m, "event_valid_from", m->x->valid_from, NULL);
	event(m, "event_valid_to", m->x->valid_to, NULL);
	event(m, "event_repealed", m->law->date_repealed, "repeal");
	xml_stop(m->xml);
}

static void
relation_attributes(struct meta *m, const struct relation *r)
{
	xml_attribute(m->xml, "type", vocab_id(VOCAB_RELATION_TYPE, (int)r->type));
	xml_attribute(m->xml, "eid", r->eid);
	xml_attribute(m->xml, "target", r->target);
	xml_attribute(m->xml, "target_eid", r->target_eid);
	xml_attribute(m->xml, "date", r->date);
}

static void
relations(struct meta *m)
{
	if (m->law->nrelations == 0)
		return;
	xml_start(m->xml, "analysis");
	xml_attribute(m->xml, "source", "#tlc_portal");
	xml_start(m->xml, "otherAnalysis");
	xml_attribute(m->xml, "source", "#tlc_portal");
	for (size_t i = 0; i < m->law->nrelations; i++) {
		xml_start(m->xml, "portal:relation");
		relation_attributes(m, &m->law->relations[i]);
		xml_stop(m->xml);
	}
	xml_stop(m->xml);
	xml_stop(m->xml);
}

static void
validity(struct meta *m)
{
	if (m->x->valid_from == NULL && m->x->valid_to == NULL)
		return;
	xml_start(m->xml, "temporalData");
	xml_attribute(m->xml, "source", "#tlc_portal");
	xml_start(m->xml, "temporalGroup");
	xml_attribute(m->xml, "eId", "period_valid");
	xml_start(m->xml, "timeInterval");
	xml_attribute(m->xml, "refersTo", "#tlc_in_force");
	xml_attribute(m->xml, "start", m->x->valid_from != NULL ? "#event_valid_from" : NULL);
	xml_attribute(m->xml, "end", m->x->valid_to != NULL ? "#event_valid_to" : NULL);
	xml_stop(m->xml);
	xml_stop(m->xml);
	xml_stop(m->xml);
}

/* --- subjects and references -------------------------------------------------------------------
 */

static void
subjects(struct meta *m)
{
	if (m->record->nsubjects == 0)
		return;
	xml_start(m->xml, "classification");
	xml_attribute(m->xml, "source", "#tlc_portal");
	for (size_t i = 0; i < m->record->nsubjects; i++) {
		const char *id = vocab_id(VOCAB_SUBJECT, (int)m->record->subjects[i]);

		xml_start(m->xml, "keyword");
		xml_attribute(m->xml, "value", id);
		xml_attribute(m->xml, "showAs", id);
		xml_attribute(m->xml, "dictionary", "#tlc_subjects");
		xml_stop(m->xml);
	}
	xml_stop(m->xml);
}

static void
top_level(struct meta *m, const char *element, const char *eid, const char *href, const char *show)
{
	xml_start(m->xml, element);
	xml_attribute(m->xml, "eId", eid);
	xml_attribute(m->xml, "href", href);
	xml_attribute(m->xml, "showAs", show);
	xml_stop(m->xml);
}

static void
references(struct meta *m)
{
	xml_start(m->xml, "references");
	xml_attribute(m->xml, "source", "#tlc_portal");
	top_level(m, "original", "ref_work", portal_uri(m, m->record->slug, NULL),
	    lawprint_title(m->record, m->x));
	for (size_t i = 0; i < m->law->nrelations; i++) {
		const struct relation *r = &m->law->relations[i];

		top_level(m, "activeRef", arena_printf(m->arena, "ref_%zu", i + 1),
		    portal_uri(m, r->target, r->target_eid), r->target);
	}
	for (size_t i = 0; i < m->law->nincoming; i++) {
		const struct relation *r = &m->law->incoming[i];

		top_level(m, "passiveRef", arena_printf(m->arena, "ref_by_%zu", i + 1),
		    portal_uri(m, r->target, r->eid), r->target);
	}
	top_level(m, "TLCOrganization", "tlc_portal", m->editor->base, m->editor->name);
	if (m->law->issuer != NULL)
		top_level(m, "TLCOrganization", "tlc_issuer",
		    arena_printf(m->arena, "/akn/ontology/organization/%s/issuer", country(m)),
		    m->law->issuer);
	if (m->x->translator != NULL)
		top_level(m, "TLCOrganization", "tlc_translator",
		    "/akn/ontology/organization/translator", m->x->translator);
	if (m->x->valid_from != NULL || m->x->valid_to != NULL)
		top_level(
		    m, "TLCConcept", "tlc_in_force", "/akn/ontology/concept/in_force", "in_force");
	if (m->record->nsubjects > 0)
		top_level(
		    m, "TLCConcept", "tlc_subjects", "/akn/ontology/concept/subject", "subject");
	xml_stop(m->xml);
}

/* --- what Akoma Ntoso has no place for ---------------------------------------------------------
 */

static void
words(struct meta *m)
{
	for (size_t i = 0; i < m->record->ntexts; i++) {
		const struct text *t = &m->record->texts[i];

		/* Words that wait beside a published entry are not for others. */
		if (m->record->state == STATE_PUBLISHED && t->state != STATE_PUBLISHED)
			continue;
		xml_start(m->xml, "portal:text");
		xml_attribute(m->xml, "language", t->language);
		xml_attribute(m->xml, "reading", t->reading);
		xml_attribute(m->xml, "provenance", vocab_id(VOCAB_PROVENANCE, (int)t->provenance));
		xml_attribute(m->xml, "translator", t->translator);
		xml_attribute(m->xml, "source_language", t->source_language);
		xml_element(m->xml, "portal:title", t->title);
		xml_element(m->xml, "portal:summary", t->summary);
		xml_stop(m->xml);
	}
}

static void
work(struct meta *m)
{
	const struct record *r = m->record;
	const struct law *l = m->law;

	xml_start(m->xml, "portal:work");
	xml_attribute(m->xml, "slug", r->slug);
	xml_attribute(m->xml, "source", r->source);
	xml_attribute(m->xml, "source_id", r->source_id);
	xml_attribute(m->xml, "work_key", l->work_key);
	xml_attribute(m->xml, "type", vocab_id(VOCAB_LAW_TYPE, (int)l->type));
	xml_attribute(m->xml, "status", vocab_id(VOCAB_LAW_STATUS, (int)l->status));
	xml_attribute(m->xml, "number", l->number);
	xml_attribute(m->xml, "original_language", l->original_language);
	xml_attribute(m->xml, "original_title", l->original_title);
	xml_attribute(m->xml, "issuer", l->issuer);
	xml_attribute(m->xml, "date_enacted", l->date_enacted);
	xml_attribute(m->xml, "date_in_force", l->date_in_force);
	xml_attribute(m->xml, "date_amended", l->date_amended);
	xml_attribute(m->xml, "date_repealed", l->date_repealed);
	xml_attribute(m->xml, "source_url", l->source_url);
	xml_attribute(m->xml, "verified", r->verified);
	if (r->sample)
		xml_attribute(m->xml, "sample", "true");
	for (size_t i = 0; i < r->jurisdictions.n; i++)
		xml_element(m->xml, "portal:jurisdiction", r->jurisdictions.v[i]);
	for (size_t i = 0; i < r->same_as.n; i++)
		xml_element(m->xml, "portal:same_as", r->same_as.v[i]);
	words(m);
	xml_stop(m->xml);
}

static void
proprietary(struct meta *m)
{
	const struct expression *x = m->x;

	xml_start(m->xml, "proprietary");
	xml_attribute(m->xml, "source", "#tlc_portal");
	work(m);
	xml_start(m->xml, "portal:expression");
	xml_attribute(m->xml, "language", x->language);
	xml_attribute(m->xml, "version_date", x->version_date);
	/* What the store told from the versions is not to come back as if somebody had said it. */
	xml_attribute(m->xml, "valid_from", x->chained_from ? NULL : x->valid_from);
	xml_attribute(m->xml, "valid_to", x->chained_to ? NULL : x->valid_to);
	xml_attribute(m->xml, "provenance", vocab_id(VOCAB_PROVENANCE, (int)x->provenance));
	xml_attribute(m->xml, "legal_value", vocab_id(VOCAB_LEGAL_VALUE, (int)x->legal_value));
	xml_attribute(m->xml, "translator", x->translator);
	xml_attribute(m->xml, "source_url", x->source_url);
	xml_attribute(m->xml, "source", x->source);
	xml_attribute(m->xml, "source_id", x->source_id);
	xml_attribute(m->xml, "source_language", x->source_language);
	xml_attribute(m->xml, "source_version", x->source_version);
	if (x->digest)
		xml_attribute(m->xml, "digest", "true");
	xml_stop(m->xml);
	xml_stop(m->xml);
}

/* --- the whole ---------------------------------------------------------------------------------
 */

static struct meta
meta_of(struct xml *xml, struct arena *arena, const struct record *law, const struct expression *x,
    const struct akn_editor *editor, const char *part)
{
	struct meta m = { .xml = xml,
		.arena = arena,
		.record = law,
		.law = law->law,
		.x = x,
		.editor = editor,
		.part = part };

	m.work = work_uri(&m);
	return (m);
}

void
akn_meta(struct xml *xml, struct arena *arena, const struct record *law, const struct expression *x,
    const struct akn_editor *editor)
{
	struct meta m = meta_of(xml, arena, law, x, editor, "main");

	xml_start(xml, "meta");
	identification(&m);
	subjects(&m);
	dates(&m);
	relations(&m);
	validity(&m);
	references(&m);
	proprietary(&m);
	xml_stop(xml);
}

void
akn_meta_part(struct xml *xml, struct arena *arena, const struct record *law,
    const struct expression *x, const struct akn_editor *editor, const char *part)
{
	struct meta m = meta_of(xml, arena, law, x, editor, part);

	xml_start(xml, "meta");
	identification(&m);
	xml_stop(xml);
}
