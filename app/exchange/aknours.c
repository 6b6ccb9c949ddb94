/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Owns the elements of the portal's own namespace, and how they become the record again. */
#include "exchange/aknours.h"

#include <string.h>

#include "base/date.h"
#include "domain/eid.h"
#include "domain/slug.h"
#include "exchange/aknbody.h"
#include "exchange/check.h"
#include "exchange/clean.h"
#include "locale/locale.h"

struct taking {
	struct arena *arena;
	const char *problem;
};

static bool
is_ours(const struct xmlnode *n, const char *name)
{
	return (xmltree_is(n, name) && n->ns != NULL && strcmp(n->ns, AKN_PORTAL) == 0);
}

static const struct xmlnode *
child(const struct xmlnode *parent, const char *name)
{
	const struct xmlnode *n = parent == NULL ? NULL : parent->first;

	while (n != NULL && !is_ours(n, name))
		n = n->next;
	return (n);
}

static size_t
count(const struct xmlnode *parent, const char *name)
{
	size_t n = 0;

	for (const struct xmlnode *c = parent->first; c != NULL; c = c->next)
		n += is_ours(c, name);
	return (n);
}

const struct xmlnode *
aknours_find(const struct xmlnode *doc)
{
	const struct xmlnode *meta = xmltree_child(doc, "meta");

	return (child(xmltree_child(meta, "proprietary"), "work") != NULL ? meta : NULL);
}

/* --- values ------------------------------------------------------------------------------------
 */

static const char *
text(struct taking *t, const struct xmlnode *n, const char *name)
{
	return (clean_some(t->arena, xmltree_attribute(n, NULL, name)));
}

static const char *
date(struct taking *t, const struct xmlnode *n, const char *name)
{
	const char *s = text(t, n, name);

	if (s != NULL && !date_valid(s))
		t->problem = arena_printf(t->arena, "“%.40s” (%s) is no date", s, name);
	return (s);
}

static const char *
language(struct taking *t, const struct xmlnode *n, const char *name)
{
	const char *s = text(t, n, name);

	if (s != NULL && !language_tag_valid(s))
		t->problem = arena_printf(t->arena, "“%.40s” (%s) is no language", s, name);
	return (s);
}

static int
id(struct taking *t, const struct xmlnode *n, const char *name, enum vocab set, int absent)
{
	const char *s = text(t, n, name);
	int value = absent;

	if (s != NULL && !vocab_value(set, s, &value))
		t->problem = arena_printf(t->arena, "“%.40s” (%s) is not known", s, name);
	return (value);
}

/* The text in an element as it stands. */
static const char *
content(struct taking *t, const struct xmlnode *n)
{
	return (n == NULL || n->first == NULL ? NULL : clean_some(t->arena, n->first->text));
}

static struct strings
contents(struct taking *t, const struct xmlnode *parent, const char *name)
{
	struct strings list = { .v = arena_array(t->arena, const char *, count(parent, name)) };
	const char *s;

	for (const struct xmlnode *c = parent->first; c != NULL; c = c->next) {
		if (is_ours(c, name) && (s = content(t, c)) != NULL)
			list.v[list.n++] = s;
	}
	return (list);
}

/* --- parts -------------------------------------------------------------------------------------
 */

static void
take_texts(struct taking *t, const struct xmlnode *work, struct record *r)
{
	struct text *to;

	r->texts = arena_array(t->arena, struct text, count(work, "text"));
	for (const struct xmlnode *c = work->first; c != NULL; c = c->next) {
		if (!is_ours(c, "text"))
			continue;
		to = &r->texts[r->ntexts++];
		to->language = language(t, c, "language");
		to->title = content(t, child(c, "title"));
		to->summary = content(t, child(c, "summary"));
		to->reading = text(t, c, "reading");
		to->translator = text(t, c, "translator");
		to->source_language = language(t, c, "source_language");
		to->provenance =
		    (enum provenance)id(t, c, "provenance", VOCAB_PROVENANCE, PROVENANCE_STAFF);
		if (to->language == NULL || to->title == NULL)
			t->problem = "a text has no language or no title";
	}
	if (r->ntexts == 0)
		t->problem = "it has no title";
}

static void
take_subjects(struct taking *t, const struct xmlnode *meta, struct record *r)
{
	const struct xmlnode *n = xmltree_child(meta, "classification");
	bool have[SUBJECT_COUNT] = { false };
	const char *s;
	int value;

	r->subjects = arena_array(t->arena, enum subject, SUBJECT_COUNT);
	for (n = xmltree_child(n, "keyword"); n != NULL; n = xmltree_next(n, "keyword")) {
		s = xmltree_attribute(n, NULL, "value");
		if (vocab_value(VOCAB_SUBJECT, s, &value) && !have[value]) {
			have[value] = true;
			r->subjects[r->nsubjects++] = (enum subject)value;
		}
	}
}

static void
take_relations(struct taking *t, const struct xmlnode *meta, struct law *law)
{
	const struct xmlnode *list =
	    xmltree_child(xmltree_child(meta, "analysis"), "otherAnalysis");
	struct relation *to;

	if (list == NULL)
		return;
	law->relations = arena_array(t->arena, struct relation, count(list, "relation"));
	for (const struct xmlnode *c = list->first; c != NULL; c = c->next) {
		if (!is_ours(c, "relation"))
			continue;
		to = &law->relations[law->nrelations++];
		to->type =
		    (enum relation_type)id(t, c, "type", VOCAB_RELATION_TYPE, RELATION_CITES);
		to->eid = text(t, c, "eid");
		to->target = text(t, c, "target");
		to->target_eid = text(t, c, "target_eid");
		to->date = date(t, c, "date");
		if (to->target == NULL || !slug_valid(to->target))
			t->problem = "a relation names no law";
	}
}

static void
take_law(struct taking *t, const struct xmlnode *work, struct law *law)
{
	law->type = (enum law_type)id(t, work, "type", VOCAB_LAW_TYPE, LAW_LAW);
	law->status = (enum law_status)id(t, work, "status", VOCAB_LAW_STATUS, LAW_UNKNOWN);
	law->number = text(t, work, "number");
	law->original_language = language(t, work, "original_language");
	law->original_title = text(t, work, "original_title");
	law->issuer = text(t, work, "issuer");
	law->date_enacted = date(t, work, "date_enacted");
	law->date_in_force = date(t, work, "date_in_force");
	law->date_amended = date(t, work, "date_amended");
	law->date_repealed = date(t, work, "date_repealed");
	law->source_url = text(t, work, "source_url");
	law->work_key = text(t, work, "work_key");
	if (law->source_url != NULL && !check_url(law->source_url))
		t->problem = "“source_url” is no web address";
}

static void
take_expression(struct taking *t, const struct xmlnode *n, struct expression *x)
{
	const char *digest = text(t, n, "digest");

	x->language = language(t, n, "language");
	x->version_date = date(t, n, "version_date");
	x->valid_from = date(t, n, "valid_from");
	x->valid_to = date(t, n, "valid_to");
	x->provenance = (enum provenance)id(t, n, "provenance", VOCAB_PROVENANCE, PROVENANCE_STAFF);
	x->legal_value =
	    (enum legal_value)id(t, n, "legal_value", VOCAB_LEGAL_VALUE, LEGAL_UNOFFICIAL);
	x->translator = text(t, n, "translator");
	x->source_url = text(t, n, "source_url");
	x->source = text(t, n, "source");
	x->source_id = text(t, n, "source_id");
	x->source_language = language(t, n, "source_language");
	x->source_version = date(t, n, "source_version");
	x->digest = digest != NULL && strcmp(digest, "true") == 0;
	if (x->language == NULL)
		t->problem = "its language is missing";
	if (x->source_url != NULL && !check_url(x->source_url))
		t->problem = "“source_url” is no web address";
}

static bool
same(const char *a, const char *b)
{
	return (a == b || (a != NULL && b != NULL && strcmp(a, b) == 0));
}

bool
aknours_own(const struct record *r)
{
	const struct expression *x = &r->law->expressions[0];

	return (x->source == NULL || x->source_id == NULL ||
		(same(x->source, r->source) && same(x->source_id, r->source_id)));
}

void
aknours_second(struct record *r)
{
	r->source = r->law->expressions[0].source;
	r->source_id = r->law->expressions[0].source_id;
	r->same_as.n = 0;
}

const char *
aknours_record(struct arena *arena, const struct xmlnode *meta, struct record **ret)
{
	struct taking t = { .arena = arena };
	const struct xmlnode *proprietary = xmltree_child(meta, "proprietary");
	const struct xmlnode *work = child(proprietary, "work");
	const struct xmlnode *expression = child(proprietary, "expression");
	struct record *r = arena_alloc(arena, sizeof(*r));
	struct expression *x = arena_alloc(arena, sizeof(*x));
	const char *sample = text(&t, work, "sample");

	if (expression == NULL)
		return ("it does not say which text it is");
	r->kind = KIND_LAW;
	r->slug = text(&t, work, "slug");
	r->source = text(&t, work, "source");
	r->source_id = text(&t, work, "source_id");
	r->verified = date(&t, work, "verified");
	r->sample = sample != NULL && strcmp(sample, "true") == 0;
	r->jurisdictions = contents(&t, work, "jurisdiction");
	r->same_as = contents(&t, work, "same_as");
	r->law = arena_alloc(arena, sizeof(*r->law));
	take_texts(&t, work, r);
	take_subjects(&t, meta, r);
	take_law(&t, work, r->law);
	take_relations(&t, meta, r->law);
	take_expression(&t, expression, x);
	r->law->expressions = x;
	r->law->nexpressions = 1;
	/* Nobody knows whether the other texts come, too. */
	r->law->partial = true;
	if (r->slug == NULL || !slug_valid(r->slug))
		t.problem = "its slug is missing";
	if ((r->source == NULL) != (r->source_id == NULL))
		t.problem = "of “source” and “source_id” one is missing";
	for (size_t i = 0; i < r->jurisdictions.n; i++) {
		if (check_jurisdiction(arena, r->jurisdictions.v[i]) == NULL)
			t.problem = "it names no jurisdiction";
	}
	*ret = r;
	return (t.problem);
}
