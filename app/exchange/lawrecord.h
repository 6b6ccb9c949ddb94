/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What readers of laws know of a law as a whole, and the record that this makes. */
#ifndef EXCHANGE_LAWRECORD_H
#define EXCHANGE_LAWRECORD_H

#include "base/arena.h"
#include "domain/record.h"

/* NULL: not known.  All of it must live as long as the record. */
struct lawfacts {
	const char *source;   /* name of the collection */
	const char *id;	      /* there */
	const char *language; /* of the title and the text, BCP 47 */
	const char *country;  /* NULL: international */
	const char *title;
	const char *number;
	const char *issuer;
	const char *url;
	const char *enacted;
	const char *in_force;
	const char *amended;
	enum law_status status;
	const char *work_key;
};

/**
 * lawrecord_new(arena, facts):
 * The record of a law with its title in one language, without a text of the law; type and subjects
 * are read from the title.  Language and title must be there.
 */
struct record *lawrecord_new(struct arena *arena, const struct lawfacts *facts);

/**
 * lawrecord_expression(arena, r, max):
 * Add an expression in the language of the title to a record that will have at most ${max}: an
 * official text that is not authoritative, as copies of official texts are.
 */
struct expression *lawrecord_expression(struct arena *arena, struct record *r, size_t max);

/**
 * lawrecord_key(arena, country, title, id):
 * The key of a work (law.work_key).  Chinese laws bear the title in the original in all versions;
 * elsewhere the collections' ids name the law itself, without the country where it stands before
 * the colon: "CN 中华人民共和国专利法", "BR lpi", "IN act-39-1970", "AE fl-11-2021".  NULL if there
 * is nothing to make it of.
 */
const char *lawrecord_key(
    struct arena *arena, const char *country, const char *title, const char *id);

/**
 * lawrecord_number(arena, country, id, enacted): the number of an Indian act whose collections give
 * it in the id, "in:act-39-1970": "Act No. 39 of 1970", after the year of its enactment, for the
 * one in the id is that of its short title; NULL for others.
 */
const char *lawrecord_number(
    struct arena *arena, const char *country, const char *id, const char *enacted);

/**
 * lawrecord_language(arena, tag): our tag for one that collections use: "zh" is zh-Hans, "pt-BR"
 * pt, "por" pt, "eng" en; a copy of ${tag} if it is one already; NULL for NULL and what is none.
 */
const char *lawrecord_language(struct arena *arena, const char *tag);

#endif
