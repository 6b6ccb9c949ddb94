/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Owns how rows become profiles of providers and listings; which columns a part has stands in
 * entry_record, schema/. */
#include <string.h>

#include "store/entry.h"
#include "store/entry_row.h"

static int *
next_ids(struct arena *arena, struct array *a, enum vocab set, size_t *ret_n)
{
	const struct strings ids = entry_row_next_strings(arena, a);
	int *values = arena_array(arena, int, ids.n);

	for (size_t i = 0; i < ids.n; i++)
		values[i] = entry_row_id(set, ids.v[i]);
	*ret_n = ids.n;
	return (values);
}

static void
read_offering(struct arena *arena, struct array *a, struct offering *o)
{
	o->service = (enum service)entry_row_next_id(arena, a, VOCAB_SERVICE);
	o->subjects = (enum subject *)next_ids(arena, a, VOCAB_SUBJECT, &o->nsubjects);
	o->fee = (enum fee_model)entry_row_next_id(arena, a, VOCAB_FEE_MODEL);
	o->fee_from = entry_row_next_int(arena, a);
	o->fee_to = entry_row_next_int(arena, a);
	o->currency = array_next(arena, a);
	o->response_days = (int)entry_row_next_int(arena, a);
	o->deliverables = array_next(arena, a);
	o->language = array_next(arena, a);
}

/* Which part a row is; what follows of the row is read by whoever knows it, ${*ret_rest} columns.
 */
static const char *
next_part(struct arena *arena, struct array *a, size_t *ret_rest)
{
	const char *part = array_next(arena, a);

	*ret_rest = a->columns - 1;
	return (part != NULL ? part : "");
}

static void
skip(struct arena *arena, struct array *a, size_t n)
{
	while (n-- > 0)
		(void)array_next(arena, a);
}

struct provider *
entry_offering_provider(struct arena *arena, struct array d, struct array parts)
{
	struct provider *p = arena_alloc(arena, sizeof(*p));
	size_t rest;

	p->city = array_next(arena, &d);
	p->country = array_next(arena, &d);
	p->website = array_next(arena, &d);
	p->email = array_next(arena, &d);
	p->languages = entry_row_next_strings(arena, &d);
	p->services = (enum service *)next_ids(arena, &d, VOCAB_SERVICE, &p->nservices);
	p->types = (enum provider_type *)next_ids(arena, &d, VOCAB_PROVIDER_TYPE, &p->ntypes);
	p->conflict = (enum conflict)entry_row_next_id(arena, &d, VOCAB_CONFLICT);
	p->consents = (enum consent *)next_ids(arena, &d, VOCAB_CONSENT, &p->nconsents);
	p->credit = (enum credit)entry_row_next_id(arena, &d, VOCAB_CREDIT);
	p->confirmed = array_next(arena, &d);

	p->licences = arena_array(arena, struct licence, parts.rows);
	p->offices = arena_array(arena, struct office, parts.rows);
	p->served = arena_array(arena, struct served, parts.rows);
	p->offerings = arena_array(arena, struct offering, parts.rows);
	for (size_t i = 0; i < parts.rows; i++) {
		const char *part = next_part(arena, &parts, &rest);

		if (strcmp(part, "licence") == 0) {
			struct licence *l = &p->licences[p->nlicences++];

			l->office = array_next(arena, &parts);
			l->country = array_next(arena, &parts);
			l->number = array_next(arena, &parts);
			l->valid_from = array_next(arena, &parts);
			l->valid_to = array_next(arena, &parts);
			rest -= 5;
		} else if (strcmp(part, "office") == 0) {
			struct office *o = &p->offices[p->noffices++];

			o->city = array_next(arena, &parts);
			o->country = array_next(arena, &parts);
			o->address = array_next(arena, &parts);
			rest -= 3;
		} else if (strcmp(part, "served") == 0) {
			struct served *s = &p->served[p->nserved++];

			s->jurisdiction = array_next(arena, &parts);
			s->partner = entry_row_next_bool(arena, &parts);
			rest -= 2;
		} else if (strcmp(part, "offering") == 0) {
			read_offering(arena, &parts, &p->offerings[p->nofferings++]);
			rest -= 9;
		}
		skip(arena, &parts, rest);
	}
	return (p);
}

static void
read_right(struct arena *arena, struct array *a, struct ip_right *right)
{
	right->subject = (enum subject)entry_row_next_id(arena, a, VOCAB_SUBJECT);
	right->number = array_next(arena, a);
	right->office = array_next(arena, a);
	right->status = (enum ip_status)entry_row_next_id(arena, a, VOCAB_IP_STATUS);
	right->owner = array_next(arena, a);
	right->url = array_next(arena, a);
	right->checked = array_next(arena, a);
}

struct listing *
entry_offering_listing(struct arena *arena, struct array d, struct array parts)
{
	struct listing *l = arena_alloc(arena, sizeof(*l));
	size_t rest;

	l->direction = (enum direction)entry_row_next_id(arena, &d, VOCAB_DIRECTION);
	l->trl = (int)entry_row_next_int(arena, &d);
	l->ipc = entry_row_next_strings(arena, &d);
	l->country = array_next(arena, &d);
	l->expires = array_next(arena, &d);
	l->anonymous = entry_row_next_bool(arena, &d);
	l->publisher = array_next(arena, &d);
	l->wanted = (enum wanted *)next_ids(arena, &d, VOCAB_WANTED, &l->nwanted);

	l->texts = arena_array(arena, struct listing_text, parts.rows);
	l->rights = arena_array(arena, struct ip_right, parts.rows);
	l->attachments = arena_array(arena, struct attachment, parts.rows);
	for (size_t i = 0; i < parts.rows; i++) {
		const char *part = next_part(arena, &parts, &rest);

		if (strcmp(part, "text") == 0) {
			struct listing_text *t = &l->texts[l->ntexts++];

			t->language = array_next(arena, &parts);
			t->problem = array_next(arena, &parts);
			t->solution = array_next(arena, &parts);
			t->advantages = array_next(arena, &parts);
			t->terms = array_next(arena, &parts);
			rest -= 5;
		} else if (strcmp(part, "right") == 0) {
			read_right(arena, &parts, &l->rights[l->nrights++]);
			rest -= 7;
		} else if (strcmp(part, "attachment") == 0) {
			struct attachment *a = &l->attachments[l->nattachments++];

			a->file = entry_row_next_int(arena, &parts);
			a->name = array_next(arena, &parts);
			a->type = array_next(arena, &parts);
			a->size = entry_row_next_int(arena, &parts);
			a->sha256 = array_next(arena, &parts);
			rest -= 5;
		}
		skip(arena, &parts, rest);
	}
	return (l);
}

enum err
entry_jurisdictions(struct db *db, struct arena *arena, struct strings *ret)
{
	PGresult *res;
	enum err err;

	if ((err = db_run(db, STMT_ENTRY_MEMBERS, NULL, &res)) != ERR_OK)
		return (err);
	ret->n = (size_t)PQntuples(res);
	ret->v = arena_array(arena, const char *, ret->n);
	for (size_t i = 0; i < ret->n; i++)
		ret->v[i] = row_text(arena, res, (int)i, 0);
	PQclear(res);
	return (ERR_OK);
}
