/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Any bytes as a file of law format FORMAT, which whoever includes this defines: what is taken is
 * whole, what is not is said. */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "base/date.h"
#include "base/utf8.h"
#include "domain/eid.h"
#include "domain/slug.h"
#include "exchange/reader.h"
#include "locale/locale.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
need(bool holds)
{
	if (!holds)
		abort();
}

static void
need_text(const char *s)
{
	need(s == NULL || (*s != '\0' && utf8_valid(s, strlen(s))));
}

static int
by_text(const void *a, const void *b)
{
	return (strcmp(*(const char *const *)a, *(const char *const *)b));
}

static void
need_expression(const struct expression *x)
{
	const char **eids = calloc(x->narticles + 1, sizeof(*eids));

	need(eids != NULL && x->narticles > 0 && language_tag_valid(x->language));
	need(x->version_date == NULL || date_valid(x->version_date));
	for (size_t i = 0; i < x->ndivisions; i++) {
		need(x->divisions[i].parent <= i && eid_valid(x->divisions[i].eid));
		need_text(x->divisions[i].number);
		need_text(x->divisions[i].heading);
	}
	for (size_t i = 0; i < x->narticles; i++) {
		const struct article *a = &x->articles[i];

		need(a->body != NULL && a->division <= x->ndivisions && eid_valid(a->eid));
		need(a->type >= 0 && a->type < ARTICLE_TYPE_COUNT);
		need_text(a->body);
		need_text(a->number);
		need_text(a->heading);
		need_text(a->source_id);
		eids[i] = a->eid;
	}
	qsort(eids, x->narticles, sizeof(*eids), by_text);
	for (size_t i = 1; i < x->narticles; i++)
		need(strcmp(eids[i - 1], eids[i]) != 0);
	free(eids);
}

static enum err
take(void *ctx, struct arena *arena, struct record *r)
{
	(void)ctx;
	need(r->kind == KIND_LAW && slug_valid(r->slug) && r->ntexts > 0);
	need((r->source == NULL) == (r->source_id == NULL));
	for (size_t i = 0; i < r->ntexts; i++) {
		need(r->texts[i].title != NULL && language_tag_valid(r->texts[i].language));
		need_text(r->texts[i].title);
		need_text(r->texts[i].summary);
	}
	need_text(r->law->number);
	need_text(r->law->work_key);
	need(r->law->date_enacted == NULL || date_valid(r->law->date_enacted));
	for (size_t i = 0; i < r->law->nexpressions; i++)
		need_expression(&r->law->expressions[i]);
	arena_free(arena);
	return (ERR_OK);
}

static void
hear(void *ctx, const char *file, long line, const char *reason, bool refused)
{
	(void)ctx;
	(void)refused;
	need(file != NULL && line >= 0 && *reason != '\0');
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const char *const languages[] = { NULL, "zh-Hans", "ru", "pt", "en", "hi", "ar",
		"fa", "id" };
	const struct reader_options said = { .language = languages[size % 9],
		.jurisdiction = "INT" };
	const struct reader_sink sink = { NULL, take, hear, NULL, NULL, &said };
	int fd = memfd_create("law", 0);
	char path[64];

	need(fd != -1 && write(fd, data, size) == (ssize_t)size);
	snprintf(path, sizeof(path), "/proc/self/fd/%d", fd);
	need(reader_find(FORMAT)->read(path, &sink) == ERR_OK);
	close(fd);
	return (0);
}
