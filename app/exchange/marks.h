/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Lines of plain text that begin an article or a division, by the words and numerals that laws use
 * for it: 第十一条, Статья 1350, Art. 8º, धारा ३, Section 12, المادة الأولى, ماده ۵, Pasal 7.
 */
#ifndef EXCHANGE_MARKS_H
#define EXCHANGE_MARKS_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "domain/vocab.h"

enum mark_kind { MARK_NONE, MARK_ARTICLE, MARK_DIVISION };

struct mark {
	enum mark_kind kind;
	enum division_type division;
	int rank; /* of a division: outer ones have lower ranks; comparable in a language */
	const char *number; /* as printed: "第十一条", "Art. 8º", "CAPÍTULO II"; never NULL */
	const char *rest;   /* what follows it on the line, without what divides them; "" if nothing
			     */
	bool bare;  /* nothing but a number and a full stop, "12.": may be an item of a list */
	bool tight; /* nothing divides number and rest: may be a reference, "第五条…" */
};

/**
 * marks_known(language): whether there are rules for the language (zh ru pt en hi ar fa id, with
 * script or region).
 * marks_read(arena, language, line, ret): whether ${line}, without white space at its ends, begins
 * an article or a division; ${ret} is untouched if not.  Its strings live in ${arena}.
 */
bool marks_known(const char *language);
bool marks_read(struct arena *arena, const char *language, const char *line, struct mark *ret);

/**
 * marks_value(arena, number): the number that ${number} begins with, for comparing neighbours; 0 if
 * it has none that can be read.
 */
long marks_value(struct arena *arena, const char *number);

/**
 * marks_prose(line): whether ${line} ends as a sentence does, or goes on in the next line.
 */
bool marks_prose(const char *line);

#endif
