/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Any bytes as a file of the portal's own format: what is taken holds what the store relies on. */
#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/utf8.h"
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

static enum err
take(void *ctx, struct arena *arena, struct record *r)
{
	(void)ctx;
	need(slug_valid(r->slug) && r->source != NULL && r->source_id != NULL && r->ntexts > 0);
	for (size_t i = 0; i < r->ntexts; i++)
		need(language_tag_valid(r->texts[i].language) && *r->texts[i].title != '\0' &&
		     utf8_valid(r->texts[i].title, strlen(r->texts[i].title)) &&
		     r->texts[i].provenance < PROVENANCE_COUNT);
	for (size_t i = 0; i < r->nsubjects; i++)
		need(r->subjects[i] < SUBJECT_COUNT);
	if (r->kind == KIND_LAW) {
		need(r->law->type < LAW_TYPE_COUNT && r->law->status < LAW_STATUS_COUNT);
		for (size_t i = 0; i < r->law->nexpressions; i++)
			for (size_t j = 0; j < r->law->expressions[i].narticles; j++)
				need(r->law->expressions[i].articles[j].eid != NULL);
	}
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

static char folder[] = "/tmp/fuzz-record.XXXXXX";

static void
tidy(void)
{
	rmdir(folder);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const struct reader_sink sink = { NULL, take, hear, NULL, NULL, NULL };
	static char path[64];
	int fd;

	/* The reader goes by the name of the file, so it needs a real one. */
	if (path[0] == '\0') {
		need(mkdtemp(folder) != NULL && atexit(tidy) == 0);
		snprintf(path, sizeof(path), "%s/entry.json", folder);
	}
	fd = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0600);
	need(fd != -1 && write(fd, data, size) == (ssize_t)size);
	close(fd);
	need(reader_find("record")->read(path, &sink) == ERR_OK);
	unlink(path);
	return (0);
}
