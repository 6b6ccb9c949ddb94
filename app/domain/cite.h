/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Citations of articles and laws inside the text of a law: "本法第十一条", "《专利法》第五条",
 * "art. 68 da Lei nº 9.279", "section 84 of the Patents Act, 1970", "статья 1350 настоящего
 * Кодекса", "المادة (٥) من هذا القانون", "इस अधिनियम की धारा 3".  What is not certain is left out:
 * a link that leads to the wrong law is worse than none.
 */
#ifndef DOMAIN_CITE_H
#define DOMAIN_CITE_H

#include <stddef.h>

#include "base/arena.h"

struct cite {
	size_t start, end; /* bytes of the text: the article's words, or the name of a law */
	const char *eid;   /* of the article; NULL: the law as a whole */
	const char *law;   /* as the text names it; NULL: the law in which the text stands */
};

struct cites {
	struct cite *v; /* in order, without overlap */
	size_t n;
};

/**
 * cite_find(arena, text, language): the citations in ${text} (UTF-8; NULL is "") in ${language}
 * (BCP 47); none in a language whose law we cannot read.  A citation of the law itself always has
 * an eId, one that domain/eid.h gives to the same number.  Linear in the size of the text.
 */
struct cites cite_find(struct arena *arena, const char *text, const char *language);

#endif
