/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Owns which Akoma Ntoso documents are laws and what their <meta> says.  Versions 1.0 to 3.0 and
 * the drafts of 3.0 are read.  An <act> is taken; bills, judgments, debates, collections and
 * portions of acts are no laws that are in force as wholes, and are refused.
 *
 * A document is one expression of a work.  Each makes a record of its own, named after its
 * expression; the work's name is the key that brings them together.  Documents that the portal
 * wrote itself (render/akn.h) say of themselves all that there is to know.
 */
#include "exchange/akn.h"

#include <stdlib.h>
#include <string.h>

#include "base/date.h"
#include "base/log.h"
#include "exchange/aknbody.h"
#include "exchange/aknours.h"
#include "exchange/check.h"
#include "exchange/clean.h"
#include "exchange/files.h"
#include "exchange/idmap.h"
#include "exchange/lawrecord.h"
#include "exchange/lawtext.h"
#include "exchange/xmltree.h"

/* What the <meta> of a document says, as far as it can be believed. */
struct meta {
	const struct file *f;
	struct arena *arena;
	const struct xmlnode *doc, *meta, *work, *expression;
	struct lawfacts facts;
	const char *version;
	const char *repealed;
	bool translation;
	const char *from_language, *from_version, *translator;
	const char *work_uri, *uri;
};

static const char *
value(const struct meta *m, const struct xmlnode *parent, const char *element)
{
	return (
	    clean_some(m->arena, xmltree_attribute(xmltree_child(parent, element), NULL, "value")));
}

/* A whole day; a year alone says too little. */
static const char *
day(struct meta *m, const struct xmlnode *node, const char *what)
{
	const char *s = clean_some(m->arena, xmltree_attribute(node, NULL, "date"));

	if (s == NULL)
		return (NULL);
	if (date_valid(s))
		return (s);
	/* With a time behind it. */
	if (strlen(s) > 10 && s[10] == 'T' && date_valid(arena_strndup(m->arena, s, 10)))
		return (arena_strndup(m->arena, s, 10));
	if (strspn(s, "0123456789") != 4 || strlen(s) != 4)
		file_report(m->f, node->line, false, "the %s “%.40s” is no date; it was left out.",
		    what, s);
	return (NULL);
}

/* --- identification ----------------------------------------------------------------------------
 */

/* "za", "za-cpt", "PL"; "int" for what belongs to no country.  NULL for NULL. */
static const char *
country(struct meta *m, const char *s)
{
	char upper[3] = "";
	size_t n = s == NULL ? 0 : strcspn(s, "-");

	if (s == NULL)
		return (NULL);
	for (size_t i = 0; i < n && i < 2; i++)
		upper[i] = s[i] >= 'a' && s[i] <= 'z' ? (char)(s[i] - 'a' + 'A') : s[i];
	if (n == 3 && strcasecmp(s, "int") == 0)
		return ("INT");
	return (n == 2 ? check_jurisdiction(m->arena, upper) : NULL);
}

static const struct xmlnode *
find_element(const struct xmlnode *parent, const char *name)
{
	const struct xmlnode *found;

	if (parent == NULL)
		return (NULL);
	if (xmltree_is(parent, name))
		return (parent);
	for (const struct xmlnode *c = parent->first; c != NULL; c = c->next) {
		if ((found = find_element(c, name)) != NULL)
			return (found);
	}
	return (NULL);
}

/* The alias that is a title, the document's own words, or what its element is called. */
static const char *
find_title(struct meta *m)
{
	static const char *const elements[] = { "docTitle", "shortTitle", "longTitle" };
	const struct xmlnode *n;
	const char *s, *name;

	for (n = xmltree_child(m->work, "FRBRalias"); n != NULL; n = xmltree_next(n, "FRBRalias")) {
		s = clean_some(m->arena, xmltree_attribute(n, NULL, "value"));
		name = xmltree_attribute(n, NULL, "name");
		if (s != NULL && *s != '/' && strstr(s, "://") == NULL &&
		    (name == NULL || *name == '\0' || strcmp(name, "title") == 0 ||
			strcmp(name, "short title") == 0))
			return (s);
	}
	s = clean_some(m->arena, xmltree_attribute(m->doc, NULL, "name"));
	if (s != NULL && strchr(s, ' ') != NULL)
		return (s);
	for (size_t i = 0; i < sizeof(elements) / sizeof(elements[0]); i++) {
		if ((n = find_element(xmltree_child(m->doc, "preface"), elements[i])) == NULL)
			n = find_element(xmltree_child(m->doc, "coverPage"), elements[i]);
		if ((s = clean_some(m->arena, aknbody_words(m->arena, n))) != NULL)
			return (s);
	}
	return (NULL);
}

/* "10" of South Africa's Act 10 of 2014; else the number as it stands. */
static const char *
find_number(struct meta *m)
{
	const char *number = value(m, m->work, "FRBRnumber");
	const char *date = xmltree_attribute(xmltree_child(m->work, "FRBRdate"), NULL, "date");

	if (number == NULL || m->facts.country == NULL || strcmp(m->facts.country, "ZA") != 0 ||
	    number[strspn(number, "0123456789")] != '\0' || date == NULL ||
	    strspn(date, "0123456789") != 4 || xmltree_child(m->work, "FRBRsubtype") != NULL)
		return (number);
	return (arena_printf(m->arena, "Act %s of %.4s", number, date));
}

static void
take_translation(struct meta *m)
{
	const struct xmlnode *t = xmltree_child(m->expression, "FRBRtranslation"), *n;
	const char *href, *at, *by;

	if (t == NULL)
		return;
	m->translation = true;
	m->from_language = lawrecord_language(m->arena, xmltree_attribute(t, NULL, "fromLanguage"));
	if ((href = xmltree_attribute(t, NULL, "href")) != NULL &&
	    (at = strchr(href, '@')) != NULL && strlen(at) > 10 &&
	    date_valid(arena_strndup(m->arena, at + 1, 10)))
		m->from_version = arena_strndup(m->arena, at + 1, 10);
	if ((by = xmltree_attribute(t, NULL, "by")) == NULL || *by != '#')
		return;
	n = xmltree_child(m->meta, "references");
	for (n = n == NULL ? NULL : n->first; n != NULL; n = n->next) {
		if (n->name != NULL && xmltree_attribute(n, NULL, "eId") != NULL &&
		    strcmp(xmltree_attribute(n, NULL, "eId"), by + 1) == 0)
			m->translator = clean_some(m->arena, xmltree_attribute(n, NULL, "showAs"));
	}
}

/* Events of the law's life: amendments, repeal. */
static void
take_lifecycle(struct meta *m)
{
	const struct xmlnode *n = xmltree_child(m->meta, "lifecycle");
	const char *type, *date, *refers;

	for (n = xmltree_child(n, "eventRef"); n != NULL; n = xmltree_next(n, "eventRef")) {
		type = xmltree_attribute(n, NULL, "type");
		refers = xmltree_attribute(n, NULL, "refersTo");
		if (type == NULL || (date = day(m, n, "event")) == NULL)
			continue;
		if (strcmp(type, "amendment") == 0 &&
		    (m->facts.amended == NULL || strcmp(date, m->facts.amended) > 0))
			m->facts.amended = date;
		else if (strcmp(type, "repeal") == 0)
			m->repealed = date;
		else if (refers != NULL && strcasestr(refers, "inForce") != NULL)
			m->facts.in_force = date;
	}
	if (m->repealed != NULL)
		m->facts.status = LAW_REPEALED;
}

static const struct reader_options *
options(const struct meta *m)
{
	static const struct reader_options none = { 0 };

	return (m->f->sink->options != NULL ? m->f->sink->options : &none);
}

/* NULL, or what is missing. */
static const char *
take_meta(struct meta *m)
{
	const struct xmlnode *id;
	const char *tag;

	m->meta = xmltree_child(m->doc, "meta");
	id = xmltree_child(m->meta, "identification");
	m->work = xmltree_child(id, "FRBRWork");
	m->expression = xmltree_child(id, "FRBRExpression");
	m->facts.country = country(m, value(m, m->work, "FRBRcountry"));
	if (m->facts.country == NULL)
		m->facts.country = options(m)->jurisdiction;
	tag = xmltree_attribute(xmltree_child(m->expression, "FRBRlanguage"), NULL, "language");
	m->facts.language = lawrecord_language(m->arena, tag);
	if (m->facts.language == NULL)
		m->facts.language = options(m)->language;
	m->facts.title = find_title(m);
	if (m->facts.title == NULL)
		m->facts.title = options(m)->title;
	if (m->facts.language == NULL)
		return ("its language is not said (FRBRlanguage, or the option --language)");
	if (m->facts.title == NULL)
		return ("its title is not said (FRBRalias, docTitle, or the option --title)");
	if (m->facts.country == NULL)
		return ("its country is not said (FRBRcountry, or the option --jurisdiction)");
	m->facts.number = find_number(m);
	if (m->facts.number == NULL)
		m->facts.number = options(m)->number;
	m->facts.enacted = day(m, xmltree_child(m->work, "FRBRdate"), "date of the work");
	m->version = day(m, xmltree_child(m->expression, "FRBRdate"), "date of the expression");
	if (m->version == NULL)
		m->version = options(m)->date;
	m->facts.status = LAW_UNKNOWN;
	take_lifecycle(m);
	take_translation(m);
	m->work_uri = value(m, m->work, "FRBRuri");
	m->uri = value(m, m->expression, "FRBRuri");
	if (m->work_uri == NULL)
		m->work_uri = clean_some(m->arena, files_stem(m->arena, m->f->path));
	/* Two languages of a work must not have one name. */
	m->uri = arena_printf(m->arena, "%s/%s@%s", m->work_uri, m->facts.language,
	    m->version == NULL ? "" : m->version);
	return (NULL);
}

/* --- documents ---------------------------------------------------------------------------------
 */

static bool
known_namespace(const char *ns)
{
	static const char *const known[] = { "http://docs.oasis-open.org/legaldocml/ns/akn/",
		"http://www.akomantoso.org/" };

	for (size_t i = 0; i < sizeof(known) / sizeof(known[0]); i++) {
		if (ns != NULL && strncmp(ns, known[i], strlen(known[i])) == 0)
			return (true);
	}
	return (false);
}

/* Why a document of this type is not taken; NULL if it is. */
static const char *
why_no_law(const char *type)
{
	static const struct {
		const char *type, *why;
	} others[] = {
		{ "bill", "is a proposal and not in force" },
		{ "judgment", "decides a case" },
		{ "debate", "records what was said" },
		{ "debateReport", "records what was said" },
		{ "debateRecord", "records what was said" },
		{ "portion", "is a part of an act, not the whole" },
		{ "documentCollection", "gathers other documents" },
		{ "officialGazette", "gathers other documents" },
		{ "amendment", "proposes a change" },
		{ "amendmentList", "proposes changes" },
		{ "statement", "states a position" },
		{ "doc", "is of no type that says that it is a law" },
	};

	if (strcmp(type, "act") == 0)
		return (NULL);
	for (size_t i = 0; i < sizeof(others) / sizeof(others[0]); i++) {
		if (strcmp(others[i].type, type) == 0)
			return (others[i].why);
	}
	return ("is of no type that is known");
}

/* The record of a document that other people wrote. */
static struct record *
make_record(struct meta *m)
{
	struct arena *a = m->arena;
	struct record *r;
	struct law *law;

	m->facts.source = arena_strdup(a, m->f->source);
	m->facts.id = m->uri;
	m->facts.work_key = arena_printf(a, "%s %s", m->facts.country, m->work_uri);
	if (strcmp(m->facts.country, "CN") == 0 && !m->translation)
		m->facts.work_key = lawrecord_key(a, "CN", m->facts.title, NULL);
	r = lawrecord_new(a, &m->facts);
	law = r->law;
	law->date_repealed = m->repealed;
	if (m->translation) {
		r->texts[0].provenance = PROVENANCE_GOVERNMENT;
		r->texts[0].source_language = m->from_language;
		r->texts[0].translator = m->translator;
		law->original_language = m->from_language;
		law->original_title = NULL;
	}
	return (r);
}

static void
make_expression(struct meta *m, struct record *r, struct expression *x)
{
	x->version_date = m->version;
	if (m->translation) {
		x->provenance = PROVENANCE_GOVERNMENT;
		x->legal_value = LEGAL_UNOFFICIAL;
		x->translator = m->translator;
		x->source_language = m->from_language;
		x->source_version = m->from_version;
	}
	x->source = r->source;
	x->source_id = r->source_id;
}

/* --- documents of ours --------------------------------------------------------------------------
 */

enum { WAITING_MAX = 512, WAITING_BYTES_MAX = FILES_MAX };

/*
 * Records of one work that wait for more of their texts: the store takes what a record lacks for
 * removed.  The documents of a work stand side by side, for their names begin with its slug.
 */
struct waiting {
	struct record *records[WAITING_MAX];
	struct arena *arenas[WAITING_MAX];
	const char *paths[WAITING_MAX];
	size_t rooms[WAITING_MAX]; /* for expressions */
	size_t n, bytes;

	/* Expressions that were taken, and the files that they stand in. */
	struct arena *names;
	struct idmap seen;
	const char **files;
	size_t nfiles, file_room;
};

/* The file in which an expression of that name was taken before; NULL, and it is remembered, if
 * there is none. */
static const char *
seen_in(struct waiting *w, const char *uri, const char *path)
{
	const char **grown;
	size_t i;

	if (idmap_get(&w->seen, uri, &i))
		return (w->files[i]);
	if (w->nfiles == w->file_room) {
		w->file_room = w->file_room == 0 ? 64 : w->file_room * 2;
		grown = arena_array(w->names, const char *, w->file_room);
		if (w->nfiles > 0)
			memcpy(grown, w->files, w->nfiles * sizeof(*grown));
		w->files = grown;
	}
	w->files[w->nfiles] = arena_strdup(w->names, path);
	idmap_put(&w->seen, arena_strdup(w->names, uri), w->nfiles++);
	return (NULL);
}

static bool
same(const char *a, const char *b)
{
	return (a == b || (a != NULL && b != NULL && strcmp(a, b) == 0));
}

static enum err
hand_over(struct waiting *w, const struct reader_sink *sink)
{
	enum err err = ERR_OK;
	struct file f = { .sink = sink };

	for (size_t i = 0; i < w->n; i++) {
		f.path = w->paths[i];
		if (err == ERR_OK)
			err = file_take(&f, 1, w->arenas[i], w->records[i]);
		else
			arena_free(w->arenas[i]);
	}
	w->n = w->bytes = 0;
	return (err);
}

/* The waiting record that the text of ${r} belongs to; w->n if there is none. */
static size_t
find_waiting(const struct waiting *w, const struct record *r)
{
	size_t i = 0;

	while (i < w->n && !(same(w->records[i]->source, r->source) &&
			       same(w->records[i]->source_id, r->source_id)))
		i++;
	return (i);
}

static void
add_expression(struct waiting *w, size_t i, const struct expression *x)
{
	struct law *law = w->records[i]->law;
	struct expression *grown;

	if (law->nexpressions == w->rooms[i]) {
		w->rooms[i] = w->rooms[i] * 2;
		grown = arena_array(w->arenas[i], struct expression, w->rooms[i]);
		memcpy(grown, law->expressions, law->nexpressions * sizeof(*grown));
		law->expressions = grown;
	}
	law->expressions[law->nexpressions++] = *x;
}

static void
add_waiting(struct waiting *w, struct arena *arena, struct record *r, const char *path)
{
	w->records[w->n] = r;
	w->arenas[w->n] = arena;
	w->paths[w->n] = arena_strdup(arena, path);
	w->rooms[w->n++] = 1;
	w->bytes += arena_size(arena);
}

/* A text of another collection is added to its work, which must be there first. */
static void
add_work(struct waiting *w, const struct xmlnode *meta, const char *path)
{
	struct arena *arena = arena_new();
	struct record *r;

	(void)aknours_record(arena, meta, &r);
	r->law->nexpressions = 0;
	if (find_waiting(w, r) < w->n)
		arena_free(arena);
	else
		add_waiting(w, arena, r, path);
}

static enum err
take_ours(const struct file *f, const struct xmlnode *doc, const struct xmlnode *meta)
{
	struct waiting *w = f->ctx;
	struct arena *arena = arena_new();
	struct record *r;
	struct lawtext text;
	const char *why;
	enum err err = ERR_OK;
	size_t i, before;

	if ((why = aknours_record(arena, meta, &r)) != NULL) {
		file_report(f, meta->line, true, "what it says of itself is not whole: %s.", why);
		arena_free(arena);
		return (ERR_OK);
	}
	if (w->n > 0 && (!same(w->records[0]->slug, r->slug) || w->n + 2 > WAITING_MAX ||
			    w->bytes > WAITING_BYTES_MAX))
		err = hand_over(w, f->sink);
	if (!aknours_own(r)) {
		add_work(w, meta, f->path);
		aknours_second(r);
	}
	if ((i = find_waiting(w, r)) < w->n) {
		/* Once more, into the memory of the record that it joins. */
		arena_free(arena);
		arena = w->arenas[i];
		(void)aknours_record(arena, meta, &r);
	}
	before = arena_size(arena);
	lawtext_begin(&text, arena);
	aknbody_read(&text, doc, true);
	lawtext_end(&text);
	if (text.narticles == 0) {
		file_report(f, doc->line, true, "there is no text in it.");
		lawtext_free(&text);
		if (i == w->n)
			arena_free(arena);
		return (err);
	}
	lawtext_finish(&text, NULL, r->law->expressions);
	if (i < w->n) {
		add_expression(w, i, r->law->expressions);
		w->bytes += arena_size(arena) - before;
	} else {
		add_waiting(w, arena, r, f->path);
	}
	return (err);
}

/* --- files -------------------------------------------------------------------------------------
 */

static enum err
take_act(const struct file *f, const struct xmlnode *doc)
{
	struct arena *arena = arena_new();
	struct meta m = { .f = f, .arena = arena, .doc = doc };
	struct record *r;
	struct expression *x;
	struct lawtext text;
	const char *why;

	if ((why = take_meta(&m)) != NULL) {
		file_report(f, doc->line, true, "%s.", why);
		arena_free(arena);
		return (ERR_OK);
	}
	r = make_record(&m);
	x = lawrecord_expression(arena, r, 1);
	make_expression(&m, r, x);
	lawtext_begin(&text, arena);
	aknbody_read(&text, doc, false);
	lawtext_end(&text);
	if (text.narticles == 0) {
		file_report(f, doc->line, true, "there is no text in it.");
		lawtext_free(&text);
		arena_free(arena);
		return (ERR_OK);
	}
	if ((why = seen_in(f->ctx, m.uri, f->path)) != NULL) {
		file_report(
		    f, doc->line, true, "the text %.120s stands in %.200s already.", m.uri, why);
		lawtext_free(&text);
		arena_free(arena);
		return (ERR_OK);
	}
	if (text.ndropped > 0)
		file_report(f, doc->line, false, "%zu articles without any text were left out.",
		    text.ndropped);
	lawtext_finish(&text, r->source_id, x);
	return (file_take(f, doc->line, arena, r));
}

static enum err
read_file(const struct file *f)
{
	struct arena *scratch = arena_new();
	struct xmlnode *root;
	const struct xmlnode *doc, *ours;
	const char *problem, *type;
	enum err err = ERR_OK;
	long line;

	if ((problem = xmltree_read(scratch, f->text, f->size, &root, &line)) != NULL) {
		file_report(f, line, true, "is no XML that can be read: %s.", problem);
		goto out;
	}
	if (!xmltree_is(root, "akomaNtoso") || !known_namespace(root->ns)) {
		file_report(f, root->line, true,
		    "is no Akoma Ntoso: the outermost element is “%.40s” in the namespace “%.80s”.",
		    root->name, root->ns == NULL ? "" : root->ns);
		goto out;
	}
	for (doc = root->first; doc != NULL && doc->name == NULL; doc = doc->next)
		continue;
	type = doc == NULL ? "" : doc->name;
	if ((problem = why_no_law(type)) != NULL)
		file_report(f, doc == NULL ? root->line : doc->line, true,
		    "is no law: a document of type “%.40s” %s.", type, problem);
	else if ((ours = aknours_find(doc)) != NULL)
		err = take_ours(f, doc, ours);
	else
		err = take_act(f, doc);
out:
	arena_free(scratch);
	return (err);
}

enum err
akn_read(const char *path, const struct reader_sink *sink)
{
	static const char *const endings[] = { ".xml", ".akn", NULL };
	struct waiting *w = calloc(1, sizeof(*w));
	enum err err, last;

	if (w == NULL)
		log_die("out of memory");
	w->names = arena_new();
	err = files_each(path, endings, sink, read_file, w);
	last = err == ERR_OK ? hand_over(w, sink) : ERR_OK;
	for (size_t i = 0; i < w->n; i++)
		arena_free(w->arenas[i]);
	idmap_free(&w->seen);
	arena_free(w->names);
	free(w);
	return (err != ERR_OK ? err : last);
}
