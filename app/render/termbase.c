/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Owns the two forms in which the term base is given away. */
#include "render/termbase.h"

#include <stdbool.h>
#include <string.h>

#include "render/xml.h"

#define TBX  "urn:iso:std:iso:30042:ed-2"
#define SKOS "http://www.w3.org/2004/02/skos/core#"
#define RDF  "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
#define DCT  "http://purl.org/dc/terms/"

enum { LANGUAGES_MAX = 64 };

struct termbase {
	enum termbase_format format;
	struct xml *xml;
	struct arena *arena;
	const struct termbase_about *about;
};

static const char *const tbx_status[] = {
	[TERM_PREFERRED] = "preferredTerm-admn-sts",
	[TERM_ADMITTED] = "admittedTerm-admn-sts",
	[TERM_DEPRECATED] = "deprecatedTerm-admn-sts",
};

static void
attributed(
    struct xml *x, const char *name, const char *attribute, const char *value, const char *text)
{
	xml_start(x, name);
	xml_attribute(x, attribute, value);
	if (text != NULL)
		xml_text(x, text);
	xml_stop(x);
}

static const char *
address(const struct termbase *t, const struct record *r)
{
	return (arena_printf(t->arena, "%s/en/terms/%s", t->about->base_url, r->slug));
}

static void
begin_tbx(struct termbase *t, struct buf *out)
{
	struct xml *x = t->xml = xml_begin(out, "tbx", TBX);

	xml_attribute(x, "type", "TBX-Basic");
	xml_attribute(x, "style", "dca");
	xml_attribute(x, "xml:lang", "en");
	xml_start(x, "tbxHeader");
	xml_start(x, "fileDesc");
	xml_start(x, "titleStmt");
	xml_element(x, "title", t->about->title);
	xml_stop(x);
	xml_start(x, "sourceDesc");
	xml_element(x, "p", arena_printf(t->arena, "%s/en/terms", t->about->base_url));
	xml_stop(x);
	xml_stop(x);
	xml_stop(x);
	xml_start(x, "text");
	xml_start(x, "body");
}

static void
begin_skos(struct termbase *t, struct buf *out)
{
	struct xml *x = t->xml = xml_begin(out, "rdf:RDF", SKOS);

	xml_attribute(x, "xmlns:rdf", RDF);
	xml_attribute(x, "xmlns:dcterms", DCT);
	xml_start(x, "ConceptScheme");
	xml_attribute(x, "rdf:about", arena_printf(t->arena, "%s/en/terms", t->about->base_url));
	attributed(x, "dcterms:title", "xml:lang", "en", t->about->title);
	xml_stop(x);
}

struct termbase *
termbase_begin(enum termbase_format format, struct buf *out, struct arena *arena,
    const struct termbase_about *about)
{
	struct termbase *t = arena_alloc(arena, sizeof(*t));

	*t = (struct termbase){ .format = format, .arena = arena, .about = about };
	if (format == TERMBASE_TBX)
		begin_tbx(t, out);
	else
		begin_skos(t, out);
	return (t);
}

void
termbase_end(struct termbase *t)
{
	xml_end(t->xml);
}

static const char *
definition(const struct record *r, const char *language)
{
	for (size_t i = 0; i < r->ntexts; i++)
		if (r->texts[i].state == STATE_PUBLISHED &&
		    strcmp(r->texts[i].language, language) == 0)
			return (r->texts[i].summary);
	return (NULL);
}

/* Whether label ${i} is the first in its language, or, with ${text}, the first of that text there.
 */
static bool
first(const struct term *term, size_t i, bool text)
{
	for (size_t j = 0; j < i; j++)
		if (strcmp(term->labels[j].language, term->labels[i].language) == 0 &&
		    (!text || strcmp(term->labels[j].text, term->labels[i].text) == 0))
			return (false);
	return (true);
}

/* --- TBX ---------------------------------------------------------------------------------------
 */

static void
tbx_term(struct xml *x, const struct term_label *l)
{
	xml_start(x, "termSec");
	xml_element(x, "term", l->text);
	attributed(x, "termNote", "type", "administrativeStatus", tbx_status[l->status]);
	xml_element(x, "note", l->note);
	xml_stop(x);
}

static void
tbx_language(struct xml *x, const struct record *r, const char *language)
{
	const char *means = definition(r, language);

	xml_start(x, "langSec");
	xml_attribute(x, "xml:lang", language);
	if (means != NULL)
		attributed(x, "descrip", "type", "definition", means);
	for (size_t i = 0; i < r->term->nlabels; i++)
		if (strcmp(r->term->labels[i].language, language) == 0 && first(r->term, i, true))
			tbx_term(x, &r->term->labels[i]);
	xml_stop(x);
}

static void
add_tbx(struct termbase *t, const struct record *r)
{
	struct xml *x = t->xml;

	xml_start(x, "conceptEntry");
	/* An XML name begins with a letter. */
	xml_attribute(x, "id", arena_printf(t->arena, "c-%s", r->slug));
	for (size_t i = 0; i < r->nsubjects; i++)
		attributed(x, "descrip", "type", "subjectField",
		    vocab_id(VOCAB_SUBJECT, (int)r->subjects[i]));
	xml_start(x, "xref");
	xml_attribute(x, "type", "externalCrossReference");
	xml_attribute(x, "target", address(t, r));
	xml_text(x, r->slug);
	xml_stop(x);
	for (size_t i = 0; i < r->term->nlabels; i++)
		if (first(r->term, i, false))
			tbx_language(x, r, r->term->labels[i].language);
	xml_stop(x);
}

/* --- SKOS --------------------------------------------------------------------------------------
 */

/* One preferred name a language, and no name twice: SKOS's own rules. */
static const char *
skos_label(const struct term *term, size_t i)
{
	if (term->labels[i].status == TERM_DEPRECATED)
		return ("hiddenLabel");
	if (term->labels[i].status == TERM_ADMITTED)
		return ("altLabel");
	for (size_t j = 0; j < i; j++)
		if (term->labels[j].status == TERM_PREFERRED &&
		    strcmp(term->labels[j].language, term->labels[i].language) == 0)
			return ("altLabel");
	return ("prefLabel");
}

static void
add_skos(struct termbase *t, const struct record *r)
{
	struct xml *x = t->xml;

	xml_start(x, "Concept");
	xml_attribute(x, "rdf:about", address(t, r));
	attributed(x, "inScheme", "rdf:resource",
	    arena_printf(t->arena, "%s/en/terms", t->about->base_url), NULL);
	attributed(x, "topConceptOf", "rdf:resource",
	    arena_printf(t->arena, "%s/en/terms", t->about->base_url), NULL);
	xml_element(x, "notation", r->slug);
	for (size_t i = 0; i < r->nsubjects; i++)
		xml_element(x, "dcterms:subject", vocab_id(VOCAB_SUBJECT, (int)r->subjects[i]));
	for (size_t i = 0; i < r->term->nlabels; i++)
		if (first(r->term, i, true))
			attributed(x, skos_label(r->term, i), "xml:lang",
			    r->term->labels[i].language, r->term->labels[i].text);
	for (size_t i = 0; i < r->ntexts; i++)
		if (r->texts[i].state == STATE_PUBLISHED && r->texts[i].summary != NULL)
			attributed(
			    x, "definition", "xml:lang", r->texts[i].language, r->texts[i].summary);
	for (size_t i = 0; i < r->term->nlabels; i++)
		if (r->term->labels[i].note != NULL)
			attributed(x, "note", "xml:lang", r->term->labels[i].language,
			    r->term->labels[i].note);
	xml_stop(x);
}

void
termbase_add(struct termbase *t, const struct record *record)
{
	if (record->term->nlabels == 0)
		return;
	if (t->format == TERMBASE_TBX)
		add_tbx(t, record);
	else
		add_skos(t, record);
}
