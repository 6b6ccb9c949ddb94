/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What was meant by a value that a field of the query does not have: "country:Brazl". */
#ifndef WEB_VALUE_NEAR_H
#define WEB_VALUE_NEAR_H

#include "web/req.h"

enum { VALUE_NEAR_MOST = 3 };

struct value_near {
	const char *name; /* of the value, in the reader's language */
	const char *q;	  /* the query with it */
};

/**
 * value_near(req, q, problem, ret): the values of the field's facet whose names in the reader's
 * language or in English are most like what was typed in ${q}, best first, at most VALUE_NEAR_MOST
 * into ${ret}; of countries and languages only those that something is listed under.  Returns how
 * many; 0 for problems of other kinds.  In the request's arena.
 */
size_t value_near(struct req *req, const char *q, const struct search_problem *problem,
    struct value_near ret[VALUE_NEAR_MOST]);

#endif
