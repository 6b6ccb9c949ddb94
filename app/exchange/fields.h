/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Taking a JSON object apart strictly.  Every function notes the first thing that is wrong with the
 * document and does nothing once something is noted, so that callers take all fields and look at
 * the end.
 */
#ifndef EXCHANGE_FIELDS_H
#define EXCHANGE_FIELDS_H

#include <jansson.h>
#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "domain/record.h"
#include "domain/vocab.h"

struct fields {
	struct arena *arena; /* where all results live */
	const char *problem; /* one sentence, or NULL */
};

/* An object with its place in the document: "law.expressions[2]", "" for the entry itself. */
struct object {
	struct fields *f;
	const json_t *json;
	const char *place;
};

void fields_refuse(struct fields *f, const char *fmt, ...) __attribute__((format(printf, 2, 3)));

/**
 * fields_only(o, known, n): refuse any field that is not among the ${n} ${known} ones, naming the
 * nearest.
 */
void fields_only(const struct object *o, const char *const *known, size_t n);
#define FIELDS_ONLY(o, ...)                                                                        \
	fields_only((o), (const char *const[]){ __VA_ARGS__ },                                     \
	    sizeof((const char *const[]){ __VA_ARGS__ }) / sizeof(const char *))

/**
 * fields_object(o, name): the object of that name; .json is NULL if it is absent.
 * fields_item(o, name, i): object number ${i} of the list of that name.
 * fields_count(o, name): members of the list of that name, 0 if it is absent.
 */
struct object fields_object(const struct object *o, const char *name);
struct object fields_item(const struct object *o, const char *name, size_t i);
size_t fields_count(const struct object *o, const char *name);

/**
 * fields_text(o, name): cleaned text (locale/text.h); NULL if it is absent.  An empty one is
 * refused. fields_need(o, name): the same, refused if absent. fields_bool(o, name): false if
 * absent.  fields_int(o, name, low, high): 0 if absent. fields_date(o, name), fields_url(o, name),
 * fields_word(o, name), fields_country(o, name), fields_language(o, name): text of that form; NULL
 * if absent.
 */
const char *fields_text(const struct object *o, const char *name);
const char *fields_need(const struct object *o, const char *name);
bool fields_bool(const struct object *o, const char *name);
int fields_int(const struct object *o, const char *name, int low, int high);
const char *fields_date(const struct object *o, const char *name);
const char *fields_url(const struct object *o, const char *name);
const char *fields_word(const struct object *o, const char *name);
const char *fields_country(const struct object *o, const char *name);
const char *fields_language(const struct object *o, const char *name);

/**
 * fields_id(o, name, set, absent): the member of ${set} that the id names; ${absent} if there is no
 * such field, which is refused where ${absent} is -1. fields_ids(o, name, set, ret_n): a list of
 * them, as ints, each once.
 */
int fields_id(const struct object *o, const char *name, enum vocab set, int absent);
int *fields_ids(const struct object *o, const char *name, enum vocab set, size_t *ret_n);

/**
 * fields_strings(o, name, valid, what): a list of texts that ${valid} accepts, each once; ${what}
 * names one of them in the refusal ("an IPC symbol").
 */
struct strings fields_strings(
    const struct object *o, const char *name, bool (*valid)(const char *), const char *what);
struct strings fields_languages(const struct object *o, const char *name); /* of tags */

#endif
