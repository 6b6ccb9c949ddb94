/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The same articles in several texts of a law side by side. */
#ifndef DOMAIN_ALIGN_H
#define DOMAIN_ALIGN_H

#include <stddef.h>

#include "base/arena.h"
#include "domain/record.h"

struct align_row {
	const char *eid;
	const struct article **v; /* one for each text, NULL where it lacks the article */
};

struct align_rows {
	struct align_row *v;
	size_t n;
};

/**
 * align_articles(arena, texts, n):
 * A row for each eId in the loaded articles of ${n} expressions: in the order of the first text,
 * and what only others have behind what stands before it there.  Linear in the number of articles.
 */
struct align_rows align_articles(
    struct arena *arena, const struct expression *const *texts, size_t n);

#endif
