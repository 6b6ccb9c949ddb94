/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Owns which terms a word gives: its spelling, its stem, for ideographs the pair with the one
 * before, and the legal number that it ends or begins. */
#include "search/analyse.h"

#include <string.h>

#include "search/whole.h"
#include "search/words.h"

struct job {
	const char *language;
	void (*fn)(void *ctx, const struct token *token);
	void *ctx;
	struct whole_scan wholes;
	uint32_t position;
};

static void
number(void *ctx, const struct whole *whole)
{
	const struct job *job = ctx;
	const struct token t = { whole->key, whole->size, TOKEN_WHOLE, job->position, whole->start,
		whole->end };

	job->fn(job->ctx, &t);
}

static int
each(void *ctx, const struct word *w)
{
	struct job *job = ctx;
	char stem[WORD_MAX];
	struct token t;

	job->position = w->position;
	whole_word(&job->wholes, w);
	t.term = w->full;
	t.size = w->nfull;
	t.class = w->unit == WORD_NUMBER ? TOKEN_NUMBER : TOKEN_EXACT;
	if (w->unit == WORD_IDEO && !w->last)
		t.class = TOKEN_PART;
	t.position = w->position;
	t.start = w->start;
	t.end = w->end;
	job->fn(job->ctx, &t);
	if (w->npair > 0) {
		t.term = w->pair;
		t.size = w->npair;
		t.class = TOKEN_GRAM;
		t.position = w->position - 1;
		t.start = w->pair_start;
		job->fn(job->ctx, &t);
	} else if ((t.size = words_stem(job->language, w, stem)) > 0) {
		t.term = stem;
		t.class = TOKEN_STEM;
		job->fn(job->ctx, &t);
	}
	return (0);
}

void
analyse(const char *language, const char *text, size_t size,
    void (*fn)(void *ctx, const struct token *token), void *ctx)
{
	struct job job = { .language = language, .fn = fn, .ctx = ctx };

	whole_begin(&job.wholes, text, size, number, &job);
	words_each(text, size, each, &job);
	whole_end(&job.wholes);
}
