/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Owns what becomes of the fields of a profile or a listing, and back. */
#include <stdlib.h>
#include <string.h>

#include "domain/offering.h"
#include "domain/offering_form.h"

/* --- from fields -------------------------------------------------------------------------------
 */

struct making {
	struct arena *arena;
	const struct offering_values *values;
	const struct offering_facts *facts;
	struct record *record;
};

static const char *
get(const struct making *m, const char *name)
{
	return (offering_get(m->values, name));
}

static const char *
in_row(const struct making *m, const char *group, size_t row, const char *name)
{
	return (get(m, arena_printf(m->arena, "%s.%zu.%s", group, row, name)));
}

static int64_t
number(const char *s)
{
	return (s != NULL ? strtoll(s, NULL, 10) : 0);
}

static int
id(const char *s, enum vocab set)
{
	int value = 0;

	(void)vocab_value(set, s, &value);
	return (value);
}

/* The members of ${set} that are values of ${name}, in the order of the set. */
static int *
ids(const struct making *m, const char *name, enum vocab set, size_t *ret_n)
{
	int *all = arena_array(m->arena, int, vocab_size(set));
	size_t n = 0;

	for (size_t i = 0; i < vocab_size(set); i++)
		if (offering_has(m->values, name, vocab_id(set, (int)i)))
			all[n++] = (int)i;
	*ret_n = n;
	return (all);
}

static struct strings
all(const struct making *m, const char *name)
{
	struct strings s = { arena_array(m->arena, const char *, m->values->n), 0 };

	for (size_t i = 0; i < m->values->n; i++)
		if (strcmp(m->values->v[i].name, name) == 0)
			s.v[s.n++] = m->values->v[i].value;
	return (s);
}

static void
make_texts(const struct making *m)
{
	struct record *r = m->record;
	size_t rows = offering_rows(m->values, "text");

	r->texts = arena_array(m->arena, struct text, rows);
	for (size_t row = 1; row <= rows; row++) {
		struct text *t = &r->texts[r->ntexts++];

		t->language = in_row(m, "text", row, "language");
		t->title = in_row(m, "text", row, "title");
		t->reading = in_row(m, "text", row, "reading");
		t->summary = in_row(m, "text", row, "summary");
		t->body = in_row(m, "text", row, "body");
		t->provenance = PROVENANCE_STAFF;
		t->state = STATE_PUBLISHED;
	}
}

static void
make_offerings(const struct making *m, struct provider *p)
{
	bool services[SERVICE_COUNT] = { false }, subjects[SUBJECT_COUNT] = { false };
	struct record *r = m->record;

	p->nofferings = offering_rows(m->values, "offering");
	p->offerings = arena_array(m->arena, struct offering, p->nofferings);
	for (size_t i = 0; i < p->nofferings; i++) {
		struct offering *o = &p->offerings[i];
		size_t row = i + 1;

		o->service = (enum service)id(in_row(m, "offering", row, "service"), VOCAB_SERVICE);
		o->subjects =
		    (enum subject *)ids(m, arena_printf(m->arena, "offering.%zu.subjects", row),
			VOCAB_SUBJECT, &o->nsubjects);
		o->fee = (enum fee_model)id(in_row(m, "offering", row, "fee"), VOCAB_FEE_MODEL);
		o->fee_from = number(in_row(m, "offering", row, "fee_from"));
		o->fee_to = number(in_row(m, "offering", row, "fee_to"));
		o->currency = in_row(m, "offering", row, "currency");
		o->response_days = (int)number(in_row(m, "offering", row, "response_days"));
		o->deliverables = in_row(m, "offering", row, "deliverables");
		o->language = in_row(m, "offering", row, "language");
		services[o->service] = true;
		for (size_t k = 0; k < o->nsubjects; k++)
			subjects[o->subjects[k]] = true;
	}
	/* What is looked for is what is offered. */
	p->services = arena_array(m->arena, enum service, SERVICE_COUNT);
	for (int s = 0; s < SERVICE_COUNT; s++)
		if (services[s])
			p->services[p->nservices++] = (enum service)s;
	r->subjects = arena_array(m->arena, enum subject, SUBJECT_COUNT);
	for (int s = 0; s < SUBJECT_COUNT; s++)
		if (subjects[s])
			r->subjects[r->nsubjects++] = (enum subject)s;
}

static void
make_served(const struct making *m, struct provider *p)
{
	static const char prefix[] = "served.";
	struct record *r = m->record;

	p->served = arena_array(m->arena, struct served, m->values->n);
	r->jurisdictions.v = arena_array(m->arena, const char *, m->values->n);
	for (size_t i = 0; i < m->values->n; i++) {
		const struct offering_value *v = &m->values->v[i];
		const char *place = v->name + strlen(prefix);

		if (strncmp(v->name, prefix, strlen(prefix)) != 0)
			continue;
		p->served[p->nserved++] =
		    (struct served){ place, strcmp(v->value, "partner") == 0 };
		r->jurisdictions.v[r->jurisdictions.n++] = place;
	}
}

static void
make_provider(const struct making *m)
{
	struct provider *p = m->record->provider = arena_alloc(m->arena, sizeof(*p));

	p->city = get(m, "city");
	p->country = get(m, "country");
	p->website = get(m, "website");
	p->languages = all(m, "languages");
	p->types = (enum provider_type *)ids(m, "types", VOCAB_PROVIDER_TYPE, &p->ntypes);
	p->conflict = (enum conflict)id(get(m, "conflict"), VOCAB_CONFLICT);
	p->consents = (enum consent *)ids(m, "consents", VOCAB_CONSENT, &p->nconsents);
	if (offering_has(m->values, "consents", vocab_id(VOCAB_CONSENT, CONSENT_CONTACT)))
		p->email = get(m, "email");
	p->credit = m->facts->credit;
	p->confirmed = m->facts->confirmed;
	make_offerings(m, p);
	make_served(m, p);
	p->nlicences = offering_rows(m->values, "licence");
	p->licences = arena_array(m->arena, struct licence, p->nlicences);
	for (size_t i = 0; i < p->nlicences; i++)
		p->licences[i] = (struct licence){ in_row(m, "licence", i + 1, "office"),
			in_row(m, "licence", i + 1, "country"),
			in_row(m, "licence", i + 1, "number"),
			in_row(m, "licence", i + 1, "valid_from"),
			in_row(m, "licence", i + 1, "valid_to") };
	p->noffices = offering_rows(m->values, "office");
	p->offices = arena_array(m->arena, struct office, p->noffices);
	for (size_t i = 0; i < p->noffices; i++)
		p->offices[i] = (struct office){ in_row(m, "office", i + 1, "city"),
			in_row(m, "office", i + 1, "country"),
			in_row(m, "office", i + 1, "address") };
}

static struct strings
ipc(struct arena *arena, const char *s)
{
	struct strings out = { NULL, 0 };
	char *copy, *item;

	if (s == NULL)
		return (out);
	copy = arena_strdup(arena, s);
	out.v = arena_array(arena, const char *, strlen(s) / 2 + 1);
	while ((item = strsep(&copy, ",;\n")) != NULL) {
		size_t n, k;

		item += strspn(item, " \t");
		for (n = strlen(item); n > 0 && (item[n - 1] == ' ' || item[n - 1] == '\t'); n--)
			;
		item[n] = '\0';
		for (k = 0; k < out.n && strcmp(out.v[k], item) != 0; k++)
			;
		if (n > 0 && k == out.n)
			out.v[out.n++] = item;
	}
	return (out);
}

static void
make_rights(const struct making *m, struct listing *l)
{
	l->nrights = offering_rows(m->values, "right");
	l->rights = arena_array(m->arena, struct ip_right, l->nrights);
	for (size_t i = 0; i < l->nrights; i++) {
		struct ip_right *r = &l->rights[i];
		const char *number = in_row(m, "right", i + 1, "number");

		r->subject = (enum subject)id(in_row(m, "right", i + 1, "subject"), VOCAB_SUBJECT);
		r->status =
		    (enum ip_status)id(in_row(m, "right", i + 1, "status"), VOCAB_IP_STATUS);
		r->office = in_row(m, "right", i + 1, "office");
		for (size_t k = 0; k < m->facts->nchecks && number != NULL && r->office != NULL;
		     k++)
			if (strcmp(m->facts->checks[k].number, number) == 0 &&
			    strcmp(m->facts->checks[k].office, r->office) == 0)
				r->checked = m->facts->checks[k].checked;
		/* The number leads to the owner. */
		if (l->anonymous)
			continue;
		r->number = number;
		r->owner = in_row(m, "right", i + 1, "owner");
		r->url = in_row(m, "right", i + 1, "url");
	}
}

static void
make_listing(const struct making *m)
{
	struct listing *l = m->record->listing = arena_alloc(m->arena, sizeof(*l));
	struct record *r = m->record;
	size_t rows = offering_rows(m->values, "text");

	l->direction = (enum direction)id(get(m, "direction"), VOCAB_DIRECTION);
	l->trl = (int)number(get(m, "trl"));
	l->ipc = ipc(m->arena, get(m, "ipc"));
	l->country = get(m, "country");
	l->expires = m->facts->expires != NULL ? m->facts->expires : get(m, "expires");
	l->anonymous = get(m, "anonymous") != NULL;
	l->publisher = l->anonymous ? NULL : m->facts->publisher;
	l->wanted = (enum wanted *)ids(m, "wanted", VOCAB_WANTED, &l->nwanted);
	r->subjects = (enum subject *)ids(m, "subjects", VOCAB_SUBJECT, &r->nsubjects);
	r->jurisdictions = all(m, "countries");
	l->texts = arena_array(m->arena, struct listing_text, rows);
	for (size_t row = 1; row <= rows; row++)
		l->texts[l->ntexts++] = (struct listing_text){ in_row(m, "text", row, "language"),
			in_row(m, "text", row, "problem"), in_row(m, "text", row, "solution"),
			in_row(m, "text", row, "advantages"), in_row(m, "text", row, "terms") };
	make_rights(m, l);
	l->attachments = m->facts->attachments;
	l->nattachments = m->facts->nattachments;
}

struct record *
offering_record(struct arena *arena, enum kind kind, const struct offering_values *values,
    const struct offering_facts *facts)
{
	struct record *r = arena_alloc(arena, sizeof(*r));
	const struct making m = { arena, values, facts, r };

	r->kind = kind;
	r->slug = facts->slug;
	r->source = facts->source;
	r->source_id = facts->source_id;
	r->sample = facts->sample;
	r->verified = facts->verified;
	r->state = STATE_PUBLISHED;
	make_texts(&m);
	if (kind == KIND_PROVIDER)
		make_provider(&m);
	else
		make_listing(&m);
	return (r);
}

/* --- to fields ---------------------------------------------------------------------------------
 */

struct telling {
	struct arena *arena;
	struct offering_values out;
};

static void
put(struct telling *t, const char *name, const char *value)
{
	if (value != NULL && value[0] != '\0' && t->out.n < OFFERING_VALUES_MAX)
		t->out.v[t->out.n++] = (struct offering_value){ name, value };
}

static void
put_row(struct telling *t, const char *group, size_t i, const char *name, const char *value)
{
	if (i < OFFERING_ROWS_MAX)
		put(t, arena_printf(t->arena, "%s.%zu.%s", group, i + 1, name), value);
}

static const char *
digits(struct telling *t, int64_t n)
{
	return (n == 0 ? NULL : arena_printf(t->arena, "%lld", (long long)n));
}

static void
put_ids(struct telling *t, const char *name, enum vocab set, const int *values, size_t n)
{
	for (size_t i = 0; i < n; i++)
		put(t, name, vocab_id(set, values[i]));
}

static void
put_strings(struct telling *t, const char *name, const struct strings *s)
{
	for (size_t i = 0; i < s->n; i++)
		put(t, name, s->v[i]);
}

static void
tell_provider(struct telling *t, const struct record *r)
{
	const struct provider *p = r->provider;

	put_ids(t, "types", VOCAB_PROVIDER_TYPE, (const int *)p->types, p->ntypes);
	put(t, "country", p->country);
	put(t, "city", p->city);
	put(t, "website", p->website);
	put(t, "email", p->email);
	put_strings(t, "languages", &p->languages);
	for (size_t i = 0; i < p->nofferings; i++) {
		const struct offering *o = &p->offerings[i];

		put_row(t, "offering", i, "service", vocab_id(VOCAB_SERVICE, (int)o->service));
		put_ids(t, arena_printf(t->arena, "offering.%zu.subjects", i + 1), VOCAB_SUBJECT,
		    (const int *)o->subjects, o->nsubjects);
		put_row(t, "offering", i, "fee", vocab_id(VOCAB_FEE_MODEL, (int)o->fee));
		put_row(t, "offering", i, "fee_from", digits(t, o->fee_from));
		put_row(t, "offering", i, "fee_to", digits(t, o->fee_to));
		put_row(t, "offering", i, "currency", o->currency);
		put_row(t, "offering", i, "response_days", digits(t, o->response_days));
		put_row(t, "offering", i, "deliverables", o->deliverables);
		put_row(t, "offering", i, "language", o->language);
	}
	/* Profiles that staff made name services and rights only. */
	for (size_t i = 0; i < p->nservices && p->nofferings == 0; i++) {
		put_row(t, "offering", i, "service", vocab_id(VOCAB_SERVICE, (int)p->services[i]));
		put_ids(t, arena_printf(t->arena, "offering.%zu.subjects", i + 1), VOCAB_SUBJECT,
		    (const int *)r->subjects, i < OFFERING_ROWS_MAX ? r->nsubjects : 0);
		put_row(t, "offering", i, "fee", vocab_id(VOCAB_FEE_MODEL, (int)FEE_ON_REQUEST));
	}
	for (size_t i = 0; i < p->nlicences; i++) {
		put_row(t, "licence", i, "office", p->licences[i].office);
		put_row(t, "licence", i, "country", p->licences[i].country);
		put_row(t, "licence", i, "number", p->licences[i].number);
		put_row(t, "licence", i, "valid_from", p->licences[i].valid_from);
		put_row(t, "licence", i, "valid_to", p->licences[i].valid_to);
	}
	for (size_t i = 0; i < p->noffices; i++) {
		put_row(t, "office", i, "city", p->offices[i].city);
		put_row(t, "office", i, "country", p->offices[i].country);
		put_row(t, "office", i, "address", p->offices[i].address);
	}
	for (size_t i = 0; i < p->nserved; i++)
		put(t, arena_printf(t->arena, "served.%s", p->served[i].jurisdiction),
		    p->served[i].partner ? "partner" : "direct");
	for (size_t i = 0; i < r->jurisdictions.n && p->nserved == 0; i++)
		put(t, arena_printf(t->arena, "served.%s", r->jurisdictions.v[i]), "direct");
	put(t, "conflict", vocab_id(VOCAB_CONFLICT, (int)p->conflict));
	put_ids(t, "consents", VOCAB_CONSENT, (const int *)p->consents, p->nconsents);
}

static void
tell_listing(struct telling *t, const struct record *r)
{
	const struct listing *l = r->listing;
	const char *symbols = "";

	put(t, "direction", vocab_id(VOCAB_DIRECTION, (int)l->direction));
	put(t, "trl", digits(t, l->trl));
	for (size_t i = 0; i < l->ipc.n; i++)
		symbols = arena_printf(t->arena, "%s%s%s", symbols, i > 0 ? ", " : "", l->ipc.v[i]);
	put(t, "ipc", symbols);
	put_ids(t, "subjects", VOCAB_SUBJECT, (const int *)r->subjects, r->nsubjects);
	put_ids(t, "wanted", VOCAB_WANTED, (const int *)l->wanted, l->nwanted);
	put(t, "country", l->country);
	put_strings(t, "countries", &r->jurisdictions);
	for (size_t i = 0; i < l->nrights; i++) {
		put_row(
		    t, "right", i, "subject", vocab_id(VOCAB_SUBJECT, (int)l->rights[i].subject));
		put_row(
		    t, "right", i, "status", vocab_id(VOCAB_IP_STATUS, (int)l->rights[i].status));
		put_row(t, "right", i, "office", l->rights[i].office);
		put_row(t, "right", i, "number", l->rights[i].number);
		put_row(t, "right", i, "owner", l->rights[i].owner);
		put_row(t, "right", i, "url", l->rights[i].url);
	}
	put(t, "expires", l->expires);
	put(t, "anonymous", l->anonymous ? "1" : NULL);
}

struct offering_values
offering_values_of(struct arena *arena, const struct record *r)
{
	struct telling t = { arena,
		{ arena_array(arena, struct offering_value, OFFERING_VALUES_MAX), 0 } };

	for (size_t i = 0; i < r->ntexts; i++) {
		const struct text *text = &r->texts[i];

		put_row(&t, "text", i, "language", text->language);
		put_row(&t, "text", i, "title", text->title);
		put_row(&t, "text", i, "reading", text->reading);
		put_row(&t, "text", i, "summary", text->summary);
		put_row(&t, "text", i, "body", text->body);
		for (size_t k = 0; r->kind == KIND_LISTING && k < r->listing->ntexts; k++) {
			const struct listing_text *l = &r->listing->texts[k];

			if (strcmp(l->language, text->language) != 0)
				continue;
			put_row(&t, "text", i, "problem", l->problem);
			put_row(&t, "text", i, "solution", l->solution);
			put_row(&t, "text", i, "advantages", l->advantages);
			put_row(&t, "text", i, "terms", l->terms);
		}
	}
	if (r->kind == KIND_PROVIDER)
		tell_provider(&t, r);
	else
		tell_listing(&t, r);
	return (offering_tidy(arena, r->kind, &t.out));
}
