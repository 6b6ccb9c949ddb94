/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Names of kinds, subjects and states of laws, in the languages of the interface.  Inside search/
 * only. */
#ifndef SEARCH_FIELDNAME_H
#define SEARCH_FIELDNAME_H

#include <stddef.h>

#include "search/syntax.h"

/**
 * fieldname_id(field, value, size): the id of the value of ${field} that is called ${value}, as
 * fold_string writes it, in whatever language, or has that id; NULL if there is none, or ${field}
 * is none of FIELD_KIND, FIELD_SUBJECT and FIELD_STATUS.
 */
const char *fieldname_id(enum syntax_field field, const char *value, size_t size);

#endif
