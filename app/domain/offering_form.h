/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * What an agency or an enterprise types about itself, field by field, and what becomes of it: the
 * fields of a profile and of a listing, whether what stands in them will do, and the record that it
 * makes.  A field is called "city" or, in the second row of a group, "licence.2.number"; a field
 * that may have several values occurs several times.
 */
#ifndef DOMAIN_OFFERING_FORM_H
#define DOMAIN_OFFERING_FORM_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "domain/record.h"

struct offering_value {
	const char *name, *value; /* valid NFC UTF-8 */
};
struct offering_values {
	struct offering_value *v;
	size_t n;
};

enum offering_input {
	INPUT_LINE,
	INPUT_TEXT,   /* several lines */
	INPUT_ID,     /* one of a closed set */
	INPUT_IDS,    /* some of a closed set */
	INPUT_DATE,   /* "YYYY-MM-DD" */
	INPUT_NUMBER, /* 1 to .max */
	INPUT_URL,
	INPUT_EMAIL,
	INPUT_COUNTRY,	     /* ISO 3166-1 alpha-2 */
	INPUT_OFFICE,	     /* WIPO ST.3 */
	INPUT_CURRENCY,	     /* ISO 4217 */
	INPUT_LANGUAGE,	     /* one of offering_languages */
	INPUT_LANGUAGES,     /* some of them */
	INPUT_JURISDICTIONS, /* some of those that the portal covers */
	INPUT_SERVED, /* for each of them "direct", "partner" or nothing; named "served.RU" */
	INPUT_IPC,    /* symbols, divided by commas, semicolons or line feeds */
	INPUT_FLAG,   /* "1" or nothing */
};

struct offering_field {
	const char *group; /* NULL: no row of anything */
	const char *name;
	enum offering_input input;
	int set;       /* of INPUT_ID and INPUT_IDS: enum vocab */
	int max;       /* code points, or the largest number */
	bool required; /* to be submitted; in a group: where anything of the row is filled */
};

enum { OFFERING_ROWS_MAX = 8, OFFERING_VALUES_MAX = 400 };

/**
 * offering_fields(kind, ret_n): the fields of a profile (KIND_PROVIDER) or a listing, in the order
 * of the form; those of a group stand together. offering_languages(ret_n): the languages that a
 * text may be in and that people speak. offering_name(arena, field, row): its name in row ${row},
 * from 1.
 */
const struct offering_field *offering_fields(enum kind kind, size_t *ret_n);
const char *const *offering_languages(size_t *ret_n);
const char *offering_name(struct arena *arena, const struct offering_field *field, size_t row);

/**
 * offering_get(values, name): the first value of that name, NULL if there is none or it is "".
 * offering_has(values, name, value): whether it is one of them.
 * offering_rows(values, group): the number of the last row of which anything is filled.
 */
const char *offering_get(const struct offering_values *values, const char *name);
bool offering_has(const struct offering_values *values, const char *name, const char *value);
size_t offering_rows(const struct offering_values *values, const char *group);

/**
 * offering_tidy(arena, kind, values): those of ${values} that are fields of ${kind}, trimmed, in
 * the order of the form, without empty ones, rows numbered without gaps.
 */
struct offering_values offering_tidy(
    struct arena *arena, enum kind kind, const struct offering_values *values);

/* What the world outside of domain/ knows. */
struct offering_known {
	bool (*currency)(const char *code);
	const struct strings *jurisdictions;
	const char *today;
};

/* What is wrong with a field; the sentence is the bundle's "offering_error.KEY" with {max}. */
struct offering_problem {
	const char *name;
	const char *key;
	int64_t max;
};
struct offering_problems {
	struct offering_problem *v;
	size_t n;
};

/**
 * offering_check(arena, kind, values, known, whole): what is wrong with ${values}: without ${whole}
 * only what cannot be kept even as a draft (length, control characters, line breaks where there may
 * be none, choices that there are not), with it also what is missing or does not fit together.
 */
struct offering_problems offering_check(struct arena *arena, enum kind kind,
    const struct offering_values *values, const struct offering_known *known, bool whole);

/* What belongs to the record but is not typed by its owner. */
struct offering_facts {
	const char *slug, *source, *source_id;
	const char *publisher; /* name of the organisation */
	bool sample;
	enum credit credit;
	const char *verified, *confirmed;
	const char *expires;	 /* of a listing, wins over the field */
	struct ip_right *checks; /* .office, .number and .checked of rights that staff looked up */
	size_t nchecks;
	struct attachment *attachments;
	size_t nattachments;
};

/**
 * offering_record(arena, kind, values, facts): the record that readers will see, of ${values} that
 * offering_check has nothing against; it borrows from both.  An anonymous listing holds nothing
 * that says whose it is; an address is in a profile only with consent. offering_values_of(arena,
 * record): the fields that make ${record}.
 */
struct record *offering_record(struct arena *arena, enum kind kind,
    const struct offering_values *values, const struct offering_facts *facts);
struct offering_values offering_values_of(struct arena *arena, const struct record *record);

#endif
