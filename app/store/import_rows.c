/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Owns how a record is written in COPY's text format; the columns are named in import.sql. */
#include "store/import_rows.h"

#include <string.h>

#include "domain/lawkey.h"

/* --- columns -----------------------------------------------------------------------------------
 */

static void
escape(struct buf *b, const char *s)
{
	for (;;) {
		size_t n = strcspn(s, "\t\n\r\\");

		buf_add(b, s, n);
		s += n;
		switch (*s) {
		case '\0':
			return;
		case '\t':
			buf_str(b, "\\t");
			break;
		case '\n':
			buf_str(b, "\\n");
			break;
		case '\r':
			buf_str(b, "\\r");
			break;
		default:
			buf_str(b, "\\\\");
			break;
		}
		s++;
	}
}

static void
col_text(struct buf *b, const char *s)
{
	if (s != NULL)
		escape(b, s);
	else
		buf_str(b, "\\N");
	buf_char(b, '\t');
}

static void
col_id(struct buf *b, enum vocab set, int value)
{
	col_text(b, vocab_id(set, value));
}

static void
col_int(struct buf *b, int64_t v)
{
	buf_printf(b, "%lld\t", (long long)v);
}

/* 0: none. */
static void
col_number(struct buf *b, int64_t v)
{
	if (v != 0)
		col_int(b, v);
	else
		col_text(b, NULL);
}

static void
col_bool(struct buf *b, bool v)
{
	buf_str(b, v ? "t\t" : "f\t");
}

/* {"a","b"}, whose own escapes are then escaped for COPY. */
static void
col_array(struct buf *b, const char *const *v, size_t n)
{
	struct buf array = { 0 };

	buf_char(&array, '{');
	for (size_t i = 0; i < n; i++) {
		buf_str(&array, i > 0 ? ",\"" : "\"");
		for (const char *p = v[i]; *p != '\0'; p++) {
			if (*p == '"' || *p == '\\')
				buf_char(&array, '\\');
			buf_char(&array, *p);
		}
		buf_char(&array, '"');
	}
	buf_char(&array, '}');
	col_text(b, buf_cstr(&array));
	buf_free(&array);
}

/* The tab after the last column becomes the end of the line. */
static void
end_row(struct buf *b)
{
	b->data[b->len - 1] = '\n';
}

/* --- rows --------------------------------------------------------------------------------------
 */

bool
rows_alias(
    struct arena *arena, const char *same_as, const char **ret_source, const char **ret_source_id)
{
	const char *space = strchr(same_as, ' ');

	if (space == NULL || space == same_as || space[1] == '\0')
		return (false);
	*ret_source = arena_strndup(arena, same_as, (size_t)(space - same_as));
	*ret_source_id = space + 1;
	return (true);
}

static void
rows_aliases(struct rows *rows, const struct record *r, int64_t entry)
{
	struct buf *b = &rows->table[ROWS_ALIAS];

	for (size_t i = 0; i < r->same_as.n; i++) {
		const char *space = strchr(r->same_as.v[i], ' ');
		struct buf source = { 0 };

		buf_add(&source, r->same_as.v[i], (size_t)(space - r->same_as.v[i]));
		col_text(b, buf_cstr(&source));
		col_text(b, space + 1);
		col_int(b, entry);
		end_row(b);
		buf_free(&source);
	}
}

/* The text whose language follows ${last}; NULL at the end.  Formats list them as they please, and
 * that is no difference. */
static const struct text *
text_after(const struct record *r, const char *last)
{
	const struct text *next = NULL;

	for (size_t i = 0; i < r->ntexts; i++) {
		const struct text *t = &r->texts[i];

		if (strcmp(t->language, last) > 0 &&
		    (next == NULL || strcmp(t->language, next->language) < 0))
			next = t;
	}
	return (next);
}

void
rows_texts(struct rows *rows, const struct record *r, int64_t entry, enum state state)
{
	struct buf *b = &rows->table[ROWS_TEXT];

	for (const struct text *t = text_after(r, ""); t != NULL; t = text_after(r, t->language)) {
		col_int(b, entry);
		col_text(b, t->language);
		col_id(b, VOCAB_STATE, (int)state);
		col_text(b, t->title);
		col_text(b, t->summary);
		col_text(b, t->body);
		col_text(b, t->reading);
		col_id(b, VOCAB_PROVENANCE, (int)t->provenance);
		col_text(b, t->translator);
		col_text(b, t->source_language);
		col_number(b, t->source_revision);
		end_row(b);
	}
}

static void
rows_law(struct rows *rows, const struct record *r, int64_t entry)
{
	const struct law *l = r->law;
	struct arena *arena = arena_new();
	struct buf *b = &rows->table[ROWS_LAW];

	col_int(b, entry);
	col_id(b, VOCAB_LAW_TYPE, (int)l->type);
	col_id(b, VOCAB_LAW_STATUS, (int)l->status);
	col_text(b, l->number);
	col_text(b, l->original_language);
	col_text(b, l->original_title);
	col_text(b, l->issuer);
	col_text(b, l->date_enacted);
	col_text(b, l->date_in_force);
	col_text(b, l->date_amended);
	col_text(b, l->date_repealed);
	col_text(b, l->source_url);
	col_text(b, l->work_key);
	col_text(b, lawkey_match(arena, r));
	end_row(b);
	arena_free(arena);
	b = &rows->table[ROWS_RELATION];
	for (size_t i = 0; i < l->nrelations; i++) {
		col_int(b, entry);
		col_int(b, (int64_t)i + 1);
		col_id(b, VOCAB_RELATION_TYPE, (int)l->relations[i].type);
		col_text(b, l->relations[i].eid);
		col_text(b, l->relations[i].target);
		col_text(b, l->relations[i].target_eid);
		col_text(b, l->relations[i].date);
		end_row(b);
	}
}

static void
rows_citations(struct rows *rows, const struct citation *c, size_t n, int64_t entry)
{
	struct buf *b = &rows->table[ROWS_CITATION];

	for (size_t i = 0; i < n; i++) {
		col_int(b, entry);
		col_int(b, (int64_t)i + 1);
		col_text(b, c[i].law);
		col_text(b, c[i].eid);
		end_row(b);
	}
}

static void
rows_guide(struct rows *rows, const struct guide *g, int64_t entry)
{
	struct buf *b = &rows->table[ROWS_GUIDE];

	col_int(b, entry);
	col_id(b, VOCAB_GUIDE_TYPE, (int)g->type);
	col_text(b, g->date);
	end_row(b);
	rows_citations(rows, g->citations, g->ncitations, entry);
}

/* The ids of ${n} members of ${set}. */
static void
col_ids(struct buf *b, enum vocab set, const int *values, size_t n)
{
	const char *ids[32];

	if (n > sizeof(ids) / sizeof(ids[0]))
		n = sizeof(ids) / sizeof(ids[0]);
	for (size_t i = 0; i < n; i++)
		ids[i] = vocab_id(set, values[i]);
	col_array(b, ids, n);
}

static void
rows_provider(struct rows *rows, const struct record *r, int64_t entry)
{
	const struct provider *p = r->provider;
	struct buf *b = &rows->table[ROWS_PROVIDER];

	col_int(b, entry);
	col_text(b, p->city);
	col_text(b, p->country);
	col_text(b, p->website);
	col_text(b, p->email);
	col_array(b, p->languages.v, p->languages.n);
	col_ids(b, VOCAB_SERVICE, (const int *)p->services, p->nservices);
	col_ids(b, VOCAB_PROVIDER_TYPE, (const int *)p->types, p->ntypes);
	col_id(b, VOCAB_CONFLICT, (int)p->conflict);
	col_ids(b, VOCAB_CONSENT, (const int *)p->consents, p->nconsents);
	col_id(b, VOCAB_CREDIT, (int)p->credit);
	col_text(b, p->confirmed);
	end_row(b);
	b = &rows->table[ROWS_LICENCE];
	for (size_t i = 0; i < p->nlicences; i++) {
		col_int(b, entry);
		col_int(b, (int64_t)i + 1);
		col_text(b, p->licences[i].office);
		col_text(b, p->licences[i].country);
		col_text(b, p->licences[i].number);
		col_text(b, p->licences[i].valid_from);
		col_text(b, p->licences[i].valid_to);
		end_row(b);
	}
	b = &rows->table[ROWS_OFFICE];
	for (size_t i = 0; i < p->noffices; i++) {
		col_int(b, entry);
		col_int(b, (int64_t)i + 1);
		col_text(b, p->offices[i].city);
		col_text(b, p->offices[i].country);
		col_text(b, p->offices[i].address);
		end_row(b);
	}
	b = &rows->table[ROWS_SERVED];
	for (size_t i = 0; i < p->nserved; i++) {
		col_int(b, entry);
		col_text(b, p->served[i].jurisdiction);
		col_bool(b, p->served[i].partner);
		end_row(b);
	}
	b = &rows->table[ROWS_OFFERING];
	for (size_t i = 0; i < p->nofferings; i++) {
		const struct offering *o = &p->offerings[i];

		col_int(b, entry);
		col_int(b, (int64_t)i + 1);
		col_id(b, VOCAB_SERVICE, (int)o->service);
		col_ids(b, VOCAB_SUBJECT, (const int *)o->subjects, o->nsubjects);
		col_id(b, VOCAB_FEE_MODEL, (int)o->fee);
		col_number(b, o->fee_from);
		col_number(b, o->fee_to);
		col_text(b, o->currency);
		col_number(b, o->response_days);
		col_text(b, o->deliverables);
		col_text(b, o->language);
		end_row(b);
	}
}

static void
rows_listing(struct rows *rows, const struct record *r, int64_t entry)
{
	const struct listing *l = r->listing;
	struct buf *b = &rows->table[ROWS_LISTING];

	col_int(b, entry);
	col_id(b, VOCAB_DIRECTION, (int)l->direction);
	col_int(b, l->trl);
	col_array(b, l->ipc.v, l->ipc.n);
	col_text(b, l->country);
	col_text(b, l->expires);
	col_bool(b, l->anonymous);
	col_text(b, l->publisher);
	col_ids(b, VOCAB_WANTED, (const int *)l->wanted, l->nwanted);
	end_row(b);
	b = &rows->table[ROWS_LISTING_TEXT];
	for (size_t i = 0; i < l->ntexts; i++) {
		col_int(b, entry);
		col_text(b, l->texts[i].language);
		col_text(b, l->texts[i].problem);
		col_text(b, l->texts[i].solution);
		col_text(b, l->texts[i].advantages);
		col_text(b, l->texts[i].terms);
		end_row(b);
	}
	b = &rows->table[ROWS_RIGHT];
	for (size_t i = 0; i < l->nrights; i++) {
		const struct ip_right *right = &l->rights[i];

		col_int(b, entry);
		col_int(b, (int64_t)i + 1);
		col_id(b, VOCAB_SUBJECT, (int)right->subject);
		col_text(b, right->number);
		col_text(b, right->office);
		col_id(b, VOCAB_IP_STATUS, (int)right->status);
		col_text(b, right->owner);
		col_text(b, right->url);
		col_text(b, right->checked);
		end_row(b);
	}
	b = &rows->table[ROWS_ATTACHMENT];
	for (size_t i = 0; i < l->nattachments; i++) {
		const struct attachment *a = &l->attachments[i];

		col_int(b, entry);
		col_int(b, (int64_t)i + 1);
		col_int(b, a->file);
		col_text(b, a->name);
		col_text(b, a->type);
		col_int(b, a->size);
		col_text(b, a->sha256);
		end_row(b);
	}
}

static void
rows_event(struct rows *rows, const struct event *e, int64_t entry)
{
	struct buf *b = &rows->table[ROWS_EVENT];

	col_int(b, entry);
	col_id(b, VOCAB_EVENT_TYPE, (int)e->type);
	col_text(b, e->starts);
	col_text(b, e->ends);
	col_text(b, e->city);
	col_text(b, e->country);
	col_text(b, e->url);
	col_bool(b, e->online);
	col_text(b, e->recurrence);
	end_row(b);
}

static void
rows_resource(struct rows *rows, const struct resource *r, int64_t entry)
{
	struct buf *b = &rows->table[ROWS_RESOURCE];

	col_int(b, entry);
	col_id(b, VOCAB_RESOURCE_TYPE, (int)r->type);
	col_id(b, VOCAB_COST, (int)r->cost);
	col_text(b, r->url);
	col_text(b, r->query_pattern);
	col_array(b, r->languages.v, r->languages.n);
	end_row(b);
}

static void
rows_term(struct rows *rows, const struct term *t, int64_t entry)
{
	struct buf *b = &rows->table[ROWS_LABEL];

	for (size_t i = 0; i < t->nlabels; i++) {
		col_int(b, entry);
		col_int(b, (int64_t)i + 1);
		col_text(b, t->labels[i].language);
		col_text(b, t->labels[i].text);
		col_id(b, VOCAB_TERM_STATUS, (int)t->labels[i].status);
		col_text(b, t->labels[i].note);
		end_row(b);
	}
	rows_citations(rows, t->citations, t->ncitations, entry);
}

static void
rows_fact(struct rows *rows, const struct fact *f, int64_t entry)
{
	struct buf *b = &rows->table[ROWS_FACT];
	const char *reservations[RESERVATION_COUNT];
	size_t n = 0;

	for (size_t i = 0; i < f->nreservations && n < RESERVATION_COUNT; i++)
		reservations[n++] = vocab_id(VOCAB_RESERVATION, (int)f->reservations[i]);
	col_int(b, entry);
	col_text(b, f->question);
	col_text(b, f->value);
	col_text(b, f->as_of);
	col_text(b, f->signed_on);
	col_text(b, f->since);
	col_array(b, reservations, n);
	end_row(b);
	rows_citations(rows, f->citations, f->ncitations, entry);
}

void
rows_parts(struct rows *rows, const struct record *r, int64_t entry)
{
	rows_aliases(rows, r, entry);
	switch (r->kind) {
	case KIND_LAW:
		rows_law(rows, r, entry);
		break;
	case KIND_GUIDE:
		rows_guide(rows, r->guide, entry);
		break;
	case KIND_PROVIDER:
		rows_provider(rows, r, entry);
		break;
	case KIND_LISTING:
		rows_listing(rows, r, entry);
		break;
	case KIND_EVENT:
		rows_event(rows, r->event, entry);
		break;
	case KIND_RESOURCE:
		rows_resource(rows, r->resource, entry);
		break;
	case KIND_TERM:
		rows_term(rows, r->term, entry);
		break;
	case KIND_FACT:
		rows_fact(rows, r->fact, entry);
		break;
	case KIND_COUNT:
		break;
	}
}

void
rows_expression(struct rows *rows, const struct record *r, const struct expression *x,
    int64_t entry, int64_t id, enum state state, const char *digest)
{
	struct buf *b = &rows->table[ROWS_EXPRESSION];

	col_int(b, id);
	col_int(b, entry);
	col_text(b, x->language);
	col_text(b, x->version_date);
	col_id(b, VOCAB_STATE, (int)state);
	col_text(b, x->valid_from);
	col_text(b, x->valid_to);
	col_id(b, VOCAB_PROVENANCE, (int)x->provenance);
	col_id(b, VOCAB_LEGAL_VALUE, (int)x->legal_value);
	col_text(b, x->translator);
	col_text(b, x->source_url);
	col_text(b, x->source);
	col_text(b, x->source_id);
	col_text(b, x->source_language);
	col_text(b, x->source_version);
	col_bool(b, x->digest);
	col_int(b, (int64_t)x->narticles);
	col_text(b, r->source);
	col_text(b, r->source_id);
	col_text(b, digest);
	end_row(b);
	b = &rows->table[ROWS_DIVISION];
	for (size_t i = 0; i < x->ndivisions; i++) {
		const struct division *d = &x->divisions[i];

		col_int(b, id);
		col_int(b, (int64_t)i + 1);
		col_id(b, VOCAB_DIVISION_TYPE, (int)d->type);
		col_text(b, d->eid);
		col_text(b, d->number);
		col_text(b, d->heading);
		col_number(b, (int64_t)d->parent);
		end_row(b);
	}
	b = &rows->table[ROWS_ARTICLE];
	for (size_t i = 0; i < x->narticles; i++) {
		const struct article *a = &x->articles[i];

		col_int(b, id);
		col_int(b, (int64_t)i + 1);
		col_id(b, VOCAB_ARTICLE_TYPE, (int)a->type);
		col_text(b, a->eid);
		col_text(b, a->number);
		col_text(b, a->heading);
		col_number(b, (int64_t)a->division);
		col_text(b, a->body != NULL ? a->body : "");
		col_text(b, a->source_id);
		end_row(b);
	}
}

/* --- all together ------------------------------------------------------------------------------
 */

enum err
rows_copy(struct rows *rows, struct db *db)
{
	static const enum stmt copies[] = {
		[ROWS_ALIAS] = STMT_COPY_ALIAS,
		[ROWS_TEXT] = STMT_COPY_TEXT,
		[ROWS_LAW] = STMT_COPY_LAW,
		[ROWS_RELATION] = STMT_COPY_RELATION,
		[ROWS_GUIDE] = STMT_COPY_GUIDE,
		[ROWS_PROVIDER] = STMT_COPY_PROVIDER,
		[ROWS_LICENCE] = STMT_COPY_LICENCE,
		[ROWS_OFFICE] = STMT_COPY_OFFICE,
		[ROWS_SERVED] = STMT_COPY_SERVED,
		[ROWS_OFFERING] = STMT_COPY_OFFERING,
		[ROWS_LISTING] = STMT_COPY_LISTING,
		[ROWS_LISTING_TEXT] = STMT_COPY_LISTING_TEXT,
		[ROWS_RIGHT] = STMT_COPY_RIGHT,
		[ROWS_ATTACHMENT] = STMT_COPY_ATTACHMENT,
		[ROWS_EVENT] = STMT_COPY_EVENT,
		[ROWS_RESOURCE] = STMT_COPY_RESOURCE,
		[ROWS_LABEL] = STMT_COPY_LABEL,
		[ROWS_FACT] = STMT_COPY_FACT,
		[ROWS_CITATION] = STMT_COPY_CITATION,
		[ROWS_EXPRESSION] = STMT_COPY_EXPRESSION,
		[ROWS_DIVISION] = STMT_COPY_DIVISION,
		[ROWS_ARTICLE] = STMT_COPY_ARTICLE,
	};
	_Static_assert(
	    sizeof(copies) / sizeof(copies[0]) == ROWS_COUNT, "every table has its COPY");
	enum err err = ERR_OK;

	for (int t = 0; t < ROWS_COUNT; t++) {
		struct buf *b = &rows->table[t];

		if (err == ERR_OK && b->len > 0)
			err = db_copy(db, copies[t], b->data, b->len);
	}
	rows_clear(rows);
	return (err);
}

void
rows_clear(struct rows *rows)
{
	for (int t = 0; t < ROWS_COUNT; t++)
		buf_clear(&rows->table[t]);
}

void
rows_free(struct rows *rows)
{
	for (int t = 0; t < ROWS_COUNT; t++)
		buf_free(&rows->table[t]);
}

static bool
came_later(enum rows_table t)
{
	return ((t >= ROWS_LICENCE && t <= ROWS_OFFERING) ||
		(t >= ROWS_LISTING_TEXT && t <= ROWS_ATTACHMENT));
}

void
rows_digest(struct rows *scratch, const struct record *r, char out[DIGEST_TEXT])
{
	struct digest d;

	rows_texts(scratch, r, 0, STATE_DRAFT);
	rows_parts(scratch, r, 0);
	digest_begin(&d);
	digest_text(&d, kind_id(r->kind));
	digest_text(&d, r->source);
	digest_text(&d, r->source_id);
	digest_text(&d, r->verified);
	digest_int(&d, r->sample);
	digest_int(&d, (int64_t)r->jurisdictions.n);
	for (size_t i = 0; i < r->jurisdictions.n; i++)
		digest_text(&d, r->jurisdictions.v[i]);
	digest_int(&d, (int64_t)r->nsubjects);
	for (size_t i = 0; i < r->nsubjects; i++)
		digest_text(&d, vocab_id(VOCAB_SUBJECT, (int)r->subjects[i]));
	for (int t = 0; t < ROWS_COUNT; t++) {
		const struct buf *b = &scratch->table[t];

		/* Tables that came later say nothing of kinds that have no rows in them. */
		if (b->len > 0 || !came_later((enum rows_table)t))
			digest_bytes(&d, buf_cstr(&scratch->table[t]), b->len);
	}
	rows_clear(scratch);
	digest_end(&d, out);
}

void
rows_digest_expression(const struct expression *x, char out[DIGEST_TEXT])
{
	struct digest d;

	digest_begin(&d);
	digest_text(&d, x->language);
	digest_text(&d, x->version_date);
	digest_text(&d, x->valid_from);
	digest_text(&d, x->valid_to);
	digest_int(&d, (int64_t)x->provenance);
	digest_int(&d, (int64_t)x->legal_value);
	digest_text(&d, x->translator);
	digest_text(&d, x->source_url);
	digest_text(&d, x->source);
	digest_text(&d, x->source_id);
	digest_text(&d, x->source_language);
	digest_text(&d, x->source_version);
	digest_int(&d, x->digest);
	for (size_t i = 0; i < x->ndivisions; i++) {
		const struct division *v = &x->divisions[i];

		digest_int(&d, (int64_t)v->type);
		digest_text(&d, v->eid);
		digest_text(&d, v->number);
		digest_text(&d, v->heading);
		digest_int(&d, (int64_t)v->parent);
	}
	for (size_t i = 0; i < x->narticles; i++) {
		const struct article *a = &x->articles[i];

		digest_int(&d, (int64_t)a->type);
		digest_text(&d, a->eid);
		digest_text(&d, a->number);
		digest_text(&d, a->heading);
		digest_int(&d, (int64_t)a->division);
		digest_text(&d, a->body);
		digest_text(&d, a->source_id);
	}
	digest_end(&d, out);
}
