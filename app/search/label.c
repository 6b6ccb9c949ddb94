/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Owns the keys of labels. */
#include "search/label.h"

#include <string.h>

#include "search/words.h"

struct job {
	const char *language;
	char *key;
	size_t n;
	int units;
};

static int
each(void *ctx, const struct word *w)
{
	struct job *job = ctx;
	char stem[WORD_MAX];
	size_t n = words_stem(job->language, w, stem);

	if (n == 0) {
		memcpy(stem, w->full, w->nfull);
		n = w->nfull;
	}
	if (++job->units > LABEL_UNITS || job->n + n + 1 > LABEL_KEY) {
		job->n = 0;
		return (1);
	}
	if (job->n > 0)
		job->key[job->n++] = ' ';
	memcpy(job->key + job->n, stem, n);
	job->n += n;
	return (0);
}

size_t
label_key(const char *language, const char *text, size_t size, char *key)
{
	struct job job = { language, key, 0, 0 };

	words_each(text, size, each, &job);
	return (job.n);
}
