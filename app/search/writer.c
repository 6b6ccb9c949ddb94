/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Owns what of a record goes into the index; layout.h says where. */
#include "search/writer.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/date.h"
#include "base/log.h"
#include "base/utf8.h"
#include "domain/offering.h"
#include "domain/standing.h"
#include "domain/fallback.h"
#include "locale/collate.h"
#include "search/analyse.h"
#include "search/label.h"
#include "search/layout.h"
#include "search/lexicon.h"
#include "search/number.h"
#include "search/names.h"
#include "search/plain.h"
#include "search/terms.h"
#include "search/whole.h"
#include "search/words.h"
#include "search/work.h"
#include "search/xdb.h"

enum { LOCALES_MAX = 64, SUMMARY_KEPT = 600 };

struct search_writer {
	struct xwriter *x;
	struct arena *arena; /* of the record at hand */
	struct terms *terms;
	struct buf facts, data, plain;
	char *locales[LOCALES_MAX];
	size_t nlocales;
	const char *today; /* in the arena */
	int64_t outbox;
};

static void
locales_join(char *const *locales, size_t n, struct buf *out)
{
	for (size_t i = 0; i < n; i++) {
		if (i > 0)
			buf_char(out, ' ');
		buf_str(out, locales[i]);
	}
}

static enum err
settings_write(struct search_writer *w, const char *locales)
{
	enum err err;

	if ((err = xdb_writer_metadata(
		 w->x, META_VERSION, LAYOUT_VERSION, strlen(LAYOUT_VERSION))) != ERR_OK)
		return (err);
	if ((err = xdb_writer_metadata(w->x, META_LOCALES, locales, strlen(locales))) != ERR_OK)
		return (err);
	return (search_writer_commit(w, 0));
}

static enum err
settings_check(struct search_writer *w, const char *locales)
{
	struct xdb *db = xdb_writer_db(w->x);
	struct buf version = { 0 }, have = { 0 }, outbox = { 0 };
	enum err err;

	if ((err = xdb_metadata(db, META_VERSION, &version)) != ERR_OK ||
	    (err = xdb_metadata(db, META_LOCALES, &have)) != ERR_OK ||
	    (err = xdb_metadata(db, META_OUTBOX, &outbox)) != ERR_OK)
		goto out;
	w->outbox = strtoll(buf_cstr(&outbox), NULL, 10);
	if (strcmp(buf_cstr(&version), LAYOUT_VERSION) != 0 ||
	    strcmp(buf_cstr(&have), locales) != 0) {
		log_event(LOG_LEVEL_WARN, "index.outdated", LOG_TEXT("version", buf_cstr(&version)),
		    LOG_TEXT("locales", buf_cstr(&have)));
		err = ERR_CORRUPT;
	}
out:
	buf_free(&outbox);
	buf_free(&have);
	buf_free(&version);
	return (err);
}

static void
add_order(struct search_writer *w, const char *tag)
{
	if ((w->locales[w->nlocales++] = strdup(tag)) == NULL)
		log_die("search: out of memory");
}

enum err
search_writer_open(const char *path, bool create, const char *const *locales, size_t nlocales,
    struct search_writer **ret_writer)
{
	struct search_writer *w;
	struct buf joined = { 0 };
	enum err err;

	if (nlocales > LOCALES_MAX / 2)
		return (ERR_TOOBIG);
	if ((w = calloc(1, sizeof(*w))) == NULL)
		log_die("search: out of memory");
	w->arena = arena_new();
	w->terms = terms_new();
	for (size_t i = 0; i < nlocales; i++) {
		add_order(w, locales[i]);
		if (collate_other(locales[i]) != NULL)
			add_order(w, collate_other(locales[i]));
	}
	locales_join(w->locales, w->nlocales, &joined);
	if ((err = xdb_writer_open(path, create, &w->x)) == ERR_OK)
		err = create ? settings_write(w, buf_cstr(&joined))
			     : settings_check(w, buf_cstr(&joined));
	buf_free(&joined);
	if (err != ERR_OK) {
		search_writer_close(w);
		return (err);
	}
	*ret_writer = w;
	return (ERR_OK);
}

void
search_writer_close(struct search_writer *w)
{
	if (w == NULL)
		return;
	xdb_writer_close(w->x);
	for (size_t i = 0; i < w->nlocales; i++)
		free(w->locales[i]);
	buf_free(&w->plain);
	buf_free(&w->data);
	buf_free(&w->facts);
	terms_free(w->terms);
	arena_free(w->arena);
	free(w);
}

enum err
search_writer_lexicon(
    struct search_writer *w, const char *mark, const struct learn_pair *pairs, size_t n)
{
	struct buf packed = { 0 };
	enum err err;

	lexicon_pack(pairs, n, &packed);
	err = xdb_writer_metadata(w->x, META_LEXICON, buf_cstr(&packed), packed.len);
	if (err == ERR_OK)
		err = xdb_writer_metadata(w->x, META_LEXICON_MARK, mark, strlen(mark));
	buf_free(&packed);
	return (err);
}

enum err
search_writer_commit(struct search_writer *w, int64_t outbox)
{
	char number[24];
	enum err err;

	(void)snprintf(number, sizeof(number), "%" PRId64, outbox);
	if ((err = xdb_writer_metadata(w->x, META_OUTBOX, number, strlen(number))) != ERR_OK ||
	    (err = xdb_writer_commit(w->x)) != ERR_OK)
		return (err);
	w->outbox = outbox;
	return (ERR_OK);
}

int64_t
search_writer_outbox(const struct search_writer *w)
{
	return (w->outbox);
}

/* --- spelling ----------------------------------------------------------------------------------
 */

struct spelling {
	struct xwriter *x;
	bool add;
	enum err err;
};

static int
spell_word(void *ctx, const struct word *word)
{
	struct spelling *s = ctx;

	/* Short words are near to too many others. */
	if (word->unit == WORD_LETTERS && word->nfull >= 4)
		s->err = xdb_writer_spelling(s->x, word->full, word->nfull, s->add);
	return (s->err != ERR_OK);
}

static enum err
spell(struct search_writer *w, const char *title, bool add)
{
	struct spelling s = { w->x, add, ERR_OK };

	words_each(title, strlen(title), spell_word, &s);
	return (s.err);
}

/* --- removing ----------------------------------------------------------------------------------
 */

static int
first_doc(void *ctx, uint32_t doc)
{
	*(uint32_t *)ctx = doc;
	return (1);
}

/* Takes back the words that the entry's titles gave to the spelling. */
static enum err
unspell(struct search_writer *w, const char *term)
{
	struct xdb *db = xdb_writer_db(w->x);
	struct work_data work;
	uint32_t doc = 0;
	enum err err;

	if ((err = xdb_each_posting(db, term, strlen(term), first_doc, &doc)) != ERR_OK || doc == 0)
		return (err);
	buf_clear(&w->data);
	if ((err = xdb_data(db, doc, &w->data)) != ERR_OK)
		return (err);
	if (!work_unpack(w->data.data, w->data.len, w->arena, &work))
		return (ERR_CORRUPT);
	for (size_t i = 0; i < work.ntexts && err == ERR_OK; i++)
		if (work.texts[i].title != NULL)
			err = spell(w, work.texts[i].title, false);
	for (size_t i = 0; i < work.nlabels && err == ERR_OK; i++)
		err = spell(w, work.labels[i].text, false);
	return (err);
}

enum err
search_writer_delete(struct search_writer *w, struct entry_id id)
{
	char term[24];
	enum err err;

	arena_reset(w->arena);
	(void)snprintf(term, sizeof(term), "%c%" PRId64, PREFIX_ENTRY, id.v);
	if ((err = unspell(w, term)) != ERR_OK)
		return (err);
	return (xdb_writer_delete(w->x, term, strlen(term)));
}

/* --- putting -----------------------------------------------------------------------------------
 */

static bool
published(const struct record *r, const struct text *t)
{
	return (r->state == STATE_PUBLISHED && t->state == STATE_PUBLISHED);
}

static void
add_language(struct strings *languages, const char *tag)
{
	for (size_t i = 0; i < languages->n; i++)
		if (strcmp(languages->v[i], tag) == 0)
			return;
	languages->v[languages->n++] = tag;
}

static uint64_t
ipc_sections(const struct strings *ipc)
{
	uint64_t bits = 0;

	for (size_t i = 0; i < ipc->n; i++)
		if (ipc->v[i][0] >= 'A' && ipc->v[i][0] <= 'H')
			bits |= UINT64_C(1) << (ipc->v[i][0] - 'A');
	return (bits);
}

static const char *
summary_kept(struct arena *arena, const struct text *t)
{
	struct buf plain = { 0 };
	const char *kept = NULL;

	if (t->summary != NULL)
		plain_add(&plain, t->summary);
	else if (t->body != NULL)
		plain_add(&plain, t->body);
	if (plain.len > 0)
		kept =
		    arena_strndup(arena, plain.data, utf8_cut(plain.data, plain.len, SUMMARY_KEPT));
	buf_free(&plain);
	return (kept);
}

static void
describe(const struct search_writer *w, const struct record *r, struct work_data *ret)
{
	struct work_data d = { .entry = r->id.v,
		.revision = r->revision,
		.kind = r->kind,
		.slug = r->slug,
		.source_id = r->source_id,
		.date = record_date(r),
		.sample = r->sample,
		.status = LAW_UNKNOWN,
		.jurisdictions = r->jurisdictions };
	size_t room = r->ntexts + (r->kind == KIND_LAW ? r->law->nexpressions : 0);

	for (size_t i = 0; i < r->nsubjects; i++)
		d.subjects |= UINT64_C(1) << r->subjects[i];
	d.texts = arena_array(w->arena, struct work_text, r->ntexts);
	d.languages.v = arena_array(w->arena, const char *, room);
	for (size_t i = 0; i < r->ntexts; i++) {
		const struct text *t = &r->texts[i];

		if (!published(r, t))
			continue;
		d.texts[d.ntexts++] = (struct work_text){ t->language, t->title,
			summary_kept(w->arena, t), t->reading, t->provenance };
		add_language(&d.languages, t->language);
	}
	switch (r->kind) {
	case KIND_LAW:
		d.status = standing_of(r->law, w->today).status;
		d.law_type = r->law->type;
		d.original = r->law->original_language;
		for (size_t i = 0; i < r->law->nexpressions; i++)
			if (standing_current(r->law, &r->law->expressions[i], w->today))
				add_language(&d.languages, r->law->expressions[i].language);
		break;
	case KIND_PROVIDER:
		for (size_t i = 0; i < r->provider->nservices; i++)
			d.services |= UINT64_C(1) << r->provider->services[i];
		for (size_t i = 0; i < r->provider->ntypes; i++)
			d.provider_types |= UINT64_C(1) << r->provider->types[i];
		d.stale = offering_age_profile(w->arena,
			      offering_last(r->verified, r->provider->confirmed),
			      w->today) >= AGE_DEMOTED;
		break;
	case KIND_LISTING:
		d.ipc = ipc_sections(&r->listing->ipc);
		d.directions = UINT64_C(1) << r->listing->direction;
		for (size_t i = 0; i < r->listing->nwanted; i++)
			d.wanted |= UINT64_C(1) << r->listing->wanted[i];
		for (size_t i = 0; i < r->listing->nrights; i++)
			d.ip_status |= UINT64_C(1) << r->listing->rights[i].status;
		d.stale =
		    offering_age_listing(w->arena, r->listing->expires, w->today) >= AGE_DEMOTED;
		break;
	case KIND_TERM:
		d.labels = arena_array(w->arena, struct work_label, r->term->nlabels);
		for (size_t i = 0; i < r->term->nlabels; i++)
			d.labels[d.nlabels++] = (struct work_label){ r->term->labels[i].language,
				r->term->labels[i].text, r->term->labels[i].status };
		break;
	case KIND_RESOURCE:
		d.query_pattern = r->resource->query_pattern;
		break;
	default:
		break;
	}
	*ret = d;
}

static void
closed_term(struct search_writer *w, char prefix, const char *id)
{
	terms_add(w->terms, prefix, id, strlen(id), 0);
}

/* Terms that every document of the entry carries. */
static void
common_terms(struct search_writer *w, const struct record *r, char type, const char *language)
{
	char entry[24];
	int n = snprintf(entry, sizeof(entry), "%" PRId64, r->id.v);

	terms_clear(w->terms);
	terms_add(w->terms, PREFIX_ENTRY, entry, (size_t)n, 0);
	terms_add(w->terms, PREFIX_TYPE, &type, 1, 0);
	terms_add(w->terms, PREFIX_KIND, kind_id(r->kind), strlen(kind_id(r->kind)), 0);
	for (size_t i = 0; i < r->jurisdictions.n; i++)
		terms_add(w->terms, PREFIX_JURISDICTION, r->jurisdictions.v[i],
		    strlen(r->jurisdictions.v[i]), 0);
	for (size_t i = 0; i < r->nsubjects; i++)
		closed_term(w, PREFIX_SUBJECT, vocab_id(VOCAB_SUBJECT, (int)r->subjects[i]));
	if (r->kind == KIND_LAW)
		closed_term(w, PREFIX_STATUS,
		    vocab_id(VOCAB_LAW_STATUS, (int)standing_of(r->law, w->today).status));
	if (language != NULL)
		terms_add(w->terms, PREFIX_LANGUAGE, language, strlen(language), 0);
}

static void
suggestion_term(struct search_writer *w, const char *title)
{
	char folded[TITLE_TERM];
	size_t n = fold_string(title, strlen(title), folded, sizeof(folded));

	if (n > 0)
		terms_add(w->terms, PREFIX_TITLE, folded, n, 0);
	if ((n = names_latin(title, folded, READING_TERM)) > 0)
		terms_add(w->terms, PREFIX_READING, folded, n, 0);
}

static void
name_term(struct search_writer *w, const char *name, size_t size)
{
	char folded[TITLE_TERM];
	const size_t n = fold_string(name, size, folded, sizeof(folded));

	if (n > 0)
		terms_add(w->terms, PREFIX_TITLE, folded, n, 0);
}

/* What people call a law of that title: "专利法" of 中华人民共和国专利法, what stands behind a dash
 * or in quotation marks, and a law's name in brackets. */
static void
short_names(struct search_writer *w, const char *title)
{
	static const struct {
		const char *before, *behind;
	} marks[] = { { " – ", "" }, { "«", "»" }, { "《", "》" }, { "（", "法）" } };
	static const char china[] = "中华人民共和国";
	const char *from, *to;

	if (strncmp(title, china, strlen(china)) == 0)
		name_term(w, title + strlen(china), strlen(title + strlen(china)));
	for (size_t i = 0; i < sizeof(marks) / sizeof(marks[0]); i++) {
		if ((from = strstr(title, marks[i].before)) == NULL)
			continue;
		from += strlen(marks[i].before);
		to = marks[i].behind[0] == '\0' ? from + strlen(from)
						: strstr(from, marks[i].behind);
		/* 法 belongs to the name. */
		if (to != NULL)
			name_term(w, from,
			    (size_t)(to - from) +
				(strncmp(to, "法", strlen("法")) == 0 ? strlen("法") : 0));
	}
}

static enum err
add(struct search_writer *w, const struct xvalue *values, size_t nvalues, uint32_t *ret_doc)
{
	const struct xterm *terms;
	size_t nterms;

	terms = terms_all(w->terms, &nterms);
	return (xdb_writer_add(
	    w->x, terms, nterms, values, nvalues, w->data.data, w->data.len, ret_doc));
}

/* By which a law is found that is cited by its number, or called by it. */
static void
number_term(struct search_writer *w, const struct record *r)
{
	char key[NUMBER_KEY];
	size_t size = 0;

	if (r->kind != KIND_LAW)
		return;
	if (r->law->number != NULL)
		size = number_key(r->law->number, strlen(r->law->number), record_date(r), key);
	if (size > 0)
		terms_add(w->terms, PREFIX_NUMBER, key, size, 0);
	for (size_t i = 0; i < r->ntexts; i++) {
		const char *title = r->texts[i].title;

		if (title != NULL && published(r, &r->texts[i]) &&
		    (size = number_in_title(title, strlen(title), record_date(r), key)) > 0)
			terms_add(w->terms, PREFIX_NUMBER, key, size, 0);
	}
}

static enum err
put_work(
    struct search_writer *w, const struct record *r, const struct work_data *d, uint32_t *ret_doc)
{
	struct xvalue values[LOCALES_MAX + 1];
	char key[LABEL_KEY];
	size_t n = 0, size;
	enum err err = ERR_OK;

	common_terms(w, r, DOC_WORK, NULL);
	terms_add(w->terms, PREFIX_SLUG, r->slug, strlen(r->slug), 0);
	number_term(w, r);
	for (size_t i = 0; i < d->languages.n; i++)
		terms_add(
		    w->terms, PREFIX_LANGUAGE, d->languages.v[i], strlen(d->languages.v[i]), 0);
	for (size_t i = 0; i < d->ntexts && err == ERR_OK; i++) {
		if (d->texts[i].title == NULL)
			continue;
		suggestion_term(w, d->texts[i].title);
		if (r->kind == KIND_LAW)
			short_names(w, d->texts[i].title);
		err = spell(w, d->texts[i].title, true);
	}
	for (size_t i = 0; i < d->nlabels && err == ERR_OK; i++) {
		suggestion_term(w, d->labels[i].text);
		size = label_key(
		    d->labels[i].language, d->labels[i].text, strlen(d->labels[i].text), key);
		if (size > 0)
			terms_add(w->terms, PREFIX_LABEL, key, size, 0);
		err = spell(w, d->labels[i].text, true);
	}
	if (err != ERR_OK)
		return (err);
	buf_clear(&w->facts);
	buf_char(&w->facts, DOC_WORK);
	work_pack_facts(d, &w->facts);
	values[n++] = (struct xvalue){ SLOT_FACTS, w->facts.data, w->facts.len };
	for (size_t i = 0; i < w->nlocales; i++) {
		values[n].slot = (uint32_t)(SLOT_SORT + i);
		values[n].value = work_sort(d, w->locales[i], w->arena, &values[n].size);
		n += values[n].value != NULL;
	}
	buf_clear(&w->data);
	work_pack(d, &w->data);
	return (add(w, values, n, ret_doc));
}

static enum err
put_piece(
    struct search_writer *w, enum doc_type type, uint32_t distance, const struct work_piece *p)
{
	struct xvalue facts;
	uint32_t doc;
	size_t body = 0;

	buf_clear(&w->facts);
	buf_char(&w->facts, (char)type);
	pack_uint(&w->facts, distance);
	pack_str(&w->facts, p->language);
	facts = (struct xvalue){ SLOT_FACTS, w->facts.data, w->facts.len };
	if (p->body != NULL) {
		body = strlen(p->body);
		/* A whole character for each byte at most. */
		if (body > BODY_KEPT)
			for (body = BODY_KEPT; ((unsigned char)p->body[body] & 0xC0) == 0x80;
			     body--)
				;
	}
	buf_clear(&w->data);
	work_piece_pack(p, body, &w->data);
	return (add(w, &facts, 1, &doc));
}

static void
words(struct search_writer *w, const char *language, const char *text, uint32_t weight)
{
	if (text != NULL)
		terms_text(w->terms, language, text, strlen(text), weight);
}

static void
title_token(void *ctx, const struct token *t)
{
	struct terms *terms = ctx;

	if (t->class != TOKEN_PART && t->class != TOKEN_WHOLE)
		terms_add(terms, PREFIX_IN_TITLE, t->term, t->size, 0);
}

/* The title, and for itself what title: asks. */
static void
title_words(struct search_writer *w, const char *language, const char *title)
{
	words(w, language, title, WEIGHT_TITLE);
	if (title != NULL)
		analyse(language, title, strlen(title), title_token, w->terms);
}

static void
plain_more(struct search_writer *w, const char *text)
{
	if (text == NULL)
		return;
	if (w->plain.len > 0)
		buf_char(&w->plain, '\n');
	plain_add(&w->plain, text);
}

/* What stands in other fields but is read with the text of that language. */
static void
provider_words(struct search_writer *w, const struct provider *p, const char *language)
{
	for (size_t i = 0; i < p->nofferings; i++)
		if (p->offerings[i].language != NULL &&
		    strcmp(p->offerings[i].language, language) == 0)
			plain_more(w, p->offerings[i].deliverables);
}

static void
listing_words(struct search_writer *w, const struct listing *l, const char *language)
{
	for (size_t i = 0; i < l->ntexts; i++) {
		const struct listing_text *t = &l->texts[i];

		if (strcmp(t->language, language) != 0)
			continue;
		plain_more(w, t->problem);
		plain_more(w, t->solution);
		plain_more(w, t->advantages);
		plain_more(w, t->terms);
	}
}

static enum err
put_text(struct search_writer *w, const struct record *r, const struct text *t, uint32_t distance)
{
	struct work_piece p = {
		.language = t->language, .source_id = r->source_id, .provenance = t->provenance
	};

	common_terms(w, r, DOC_TEXT, t->language);
	number_term(w, r);
	title_words(w, t->language, t->title);
	/* Terms have their names in every language already, facts have questions for titles. */
	if (t->title != NULL && r->kind != KIND_TERM && r->kind != KIND_FACT)
		names_add(w->terms, t->title, t->reading,
		    r->kind == KIND_PROVIDER || r->kind == KIND_RESOURCE);
	if (r->kind == KIND_TERM) {
		for (size_t i = 0; i < r->term->nlabels; i++)
			if (strcmp(r->term->labels[i].language, t->language) == 0 &&
			    (t->title == NULL || strcmp(r->term->labels[i].text, t->title) != 0))
				words(w, t->language, r->term->labels[i].text, WEIGHT_TITLE);
	}
	if (r->kind == KIND_LAW) {
		words(w, t->language, r->law->number, WEIGHT_HEADING);
		words(w, r->law->original_language, r->law->original_title, WEIGHT_HEADING);
	}
	if (r->kind == KIND_PROVIDER)
		words(w, t->language, r->provider->city, WEIGHT_HEADING);
	if (r->kind == KIND_EVENT)
		words(w, t->language, r->event->city, WEIGHT_HEADING);
	if (r->kind == KIND_LISTING)
		for (size_t i = 0; i < r->listing->ipc.n; i++)
			words(w, t->language, r->listing->ipc.v[i], WEIGHT_BODY);
	buf_clear(&w->plain);
	plain_more(w, t->summary);
	plain_more(w, t->body);
	if (r->kind == KIND_PROVIDER)
		provider_words(w, r->provider, t->language);
	if (r->kind == KIND_LISTING)
		listing_words(w, r->listing, t->language);
	if (w->plain.len > 0)
		p.body = w->plain.data;
	words(w, t->language, p.body, WEIGHT_BODY);
	return (put_piece(w, DOC_TEXT, distance, &p));
}

/* The title of the law in the language of the expression, if it has one. */
static const char *
title_in(const struct record *r, const char *language)
{
	for (size_t i = 0; i < r->ntexts; i++)
		if (published(r, &r->texts[i]) && strcmp(r->texts[i].language, language) == 0)
			return (r->texts[i].title);
	if (r->law->original_language != NULL && strcmp(r->law->original_language, language) == 0)
		return (r->law->original_title);
	return (NULL);
}

/* Also without the number that tells it from others of its number. */
static void
article_term(struct search_writer *w, const char *eid)
{
	const char *again = eid == NULL ? NULL : strrchr(eid, '_');
	char key[WHOLE_KEY];
	size_t n;

	if (eid == NULL)
		return;
	terms_add(w->terms, PREFIX_ARTICLE, eid, strlen(eid), 0);
	if (again != NULL && memchr(eid, '_', (size_t)(again - eid)) != NULL)
		terms_add(w->terms, PREFIX_ARTICLE, eid, (size_t)(again - eid), 0);
	if ((n = whole_article(eid, key)) > 0)
		terms_add(w->terms, PREFIX_WHOLE, key, n, WEIGHT_OWN_NUMBER);
}

static enum err
put_article(struct search_writer *w, const struct record *r, const struct expression *e,
    const struct article *a, const char *title, uint32_t distance)
{
	struct work_piece p = { .language = e->language,
		.eid = a->eid,
		.number = a->number,
		.heading = a->heading,
		.source_id = a->source_id,
		.body = a->body,
		.expression = e->id.v,
		.provenance = e->provenance };
	enum doc_type type = e->digest ? DOC_DIGEST : DOC_ARTICLE;

	common_terms(w, r, type, e->language);
	title_words(w, e->language, title);
	article_term(w, a->eid);
	words(w, e->language, a->number, WEIGHT_BODY);
	words(w, e->language, a->heading, WEIGHT_HEADING);
	words(w, e->language, a->body, WEIGHT_BODY);
	return (put_piece(w, type, distance, &p));
}

static const char *
label_in(const struct term *term, const char *language)
{
	const char *text = NULL;

	for (size_t i = 0; i < term->nlabels; i++) {
		const struct term_label *l = &term->labels[i];

		if (strcmp(l->language, language) == 0 &&
		    (l->status == TERM_PREFERRED || (text == NULL && l->status == TERM_ADMITTED)))
			text = l->text;
	}
	return (text);
}

/* A term is titled by its names, and found in every language that it has one in. */
static const struct record *
titled(const struct search_writer *w, const struct record *r)
{
	struct record *t;
	const char *language;
	size_t j;

	if (r->kind != KIND_TERM)
		return (r);
	t = arena_alloc(w->arena, sizeof(*t));
	*t = *r;
	t->texts = arena_array(w->arena, struct text, r->ntexts + r->term->nlabels);
	for (size_t i = 0; i < r->ntexts; i++) {
		t->texts[i] = r->texts[i];
		if (t->texts[i].title == NULL)
			t->texts[i].title = label_in(r->term, r->texts[i].language);
	}
	for (size_t i = 0; i < r->term->nlabels; i++) {
		language = r->term->labels[i].language;
		for (j = 0; j < t->ntexts && strcmp(t->texts[j].language, language) != 0; j++)
			;
		if (j == t->ntexts && label_in(r->term, language) != NULL)
			t->texts[t->ntexts++] = (struct text){ .language = language,
				.title = label_in(r->term, language),
				.provenance = PROVENANCE_STAFF,
				.state = STATE_PUBLISHED };
	}
	return (t);
}

enum err
search_writer_put(struct search_writer *w, const struct record *r)
{
	struct work_data d;
	uint32_t doc, distance = 0;
	const char *title;
	enum err err;

	if ((err = search_writer_delete(w, r->id)) != ERR_OK || r->state != STATE_PUBLISHED)
		return (err);
	w->today = date_today(w->arena);
	r = titled(w, r);
	describe(w, r, &d);
	if ((err = put_work(w, r, &d, &doc)) != ERR_OK)
		return (err);
	for (size_t i = 0; i < r->ntexts; i++) {
		if (!published(r, &r->texts[i]))
			continue;
		if ((err = put_text(w, r, &r->texts[i], ++distance)) != ERR_OK)
			return (err);
	}
	if (r->kind != KIND_LAW)
		return (ERR_OK);
	for (size_t i = 0; i < r->law->nexpressions; i++) {
		const struct expression *e = &r->law->expressions[i];

		if (!standing_current(r->law, e, w->today))
			continue;
		title = title_in(r, e->language);
		for (size_t j = 0; j < e->narticles; j++) {
			if ((err = put_article(w, r, e, &e->articles[j], title, ++distance)) !=
			    ERR_OK)
				return (err);
		}
	}
	return (ERR_OK);
}

/* --- whole indexes -----------------------------------------------------------------------------
 */

enum err
search_merge(const char *const *parts, size_t n, const char *path)
{
	struct xdb *db;
	struct xwriter *x;
	struct buf outbox = { 0 };
	int64_t least = INT64_MAX, number;
	char text[24];
	enum err err;

	for (size_t i = 0; i < n; i++) {
		if ((err = xdb_open(parts[i], &db)) != ERR_OK)
			return (err);
		buf_clear(&outbox);
		err = xdb_metadata(db, META_OUTBOX, &outbox);
		xdb_close(db);
		number = strtoll(buf_cstr(&outbox), NULL, 10);
		if (number < least)
			least = number;
		if (err != ERR_OK) {
			buf_free(&outbox);
			return (err);
		}
	}
	buf_free(&outbox);
	if ((err = xdb_compact(parts, n, path)) != ERR_OK ||
	    (err = xdb_writer_open(path, false, &x)) != ERR_OK)
		return (err);
	(void)snprintf(text, sizeof(text), "%" PRId64, least);
	if ((err = xdb_writer_metadata(x, META_OUTBOX, text, strlen(text))) == ERR_OK)
		err = xdb_writer_commit(x);
	xdb_writer_close(x);
	return (err);
}

struct entries {
	struct arena *arena;
	struct {
		int64_t id, revision;
	} * v;
	size_t n, room;
};

static int
collect(void *ctx, uint32_t doc, const char *value, size_t size)
{
	struct entries *e = ctx;
	struct work_data d;

	(void)doc;
	if (size == 0 || value[0] != DOC_WORK)
		return (0);
	arena_reset(e->arena);
	if (!work_unpack(value + 1, size - 1, e->arena, &d))
		return (0);
	if (e->n == e->room) {
		e->room = e->room == 0 ? 1024 : e->room * 2;
		if ((e->v = reallocarray(e->v, e->room, sizeof(*e->v))) == NULL)
			log_die("search: out of memory");
	}
	e->v[e->n].id = d.entry;
	e->v[e->n++].revision = d.revision;
	return (0);
}

static int
by_id(const void *a, const void *b)
{
	int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;

	return ((x > y) - (x < y));
}

enum err
search_each_entry(
    const char *path, void (*fn)(void *ctx, struct entry_id id, int64_t revision), void *ctx)
{
	struct entries e = { 0 };
	struct xdb *db;
	enum err err;

	if ((err = xdb_open(path, &db)) != ERR_OK)
		return (err);
	e.arena = arena_new();
	err = xdb_each_value(db, SLOT_FACTS, 1, collect, &e);
	xdb_close(db);
	if (err == ERR_OK) {
		if (e.n > 0)
			qsort(e.v, e.n, sizeof(*e.v), by_id);
		for (size_t i = 0; i < e.n; i++)
			fn(ctx, (struct entry_id){ e.v[i].id }, e.v[i].revision);
	}
	arena_free(e.arena);
	free(e.v);
	return (err);
}
