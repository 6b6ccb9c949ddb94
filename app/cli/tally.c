/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Owns the counters and how they are laid out. */
#include "cli/tally.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/log.h"
#include "exchange/idmap.h"

enum { FILES_TOLD = 40 };

struct count {
	uint64_t entries, articles;
};

struct counts {
	const char *file;
	struct count fates[IMPORT_FATE_COUNT];
	uint64_t refused, noticed; /* by the reader */
};

struct tally {
	struct arena *names;
	struct idmap by_name;
	struct counts *files;
	size_t n, room;
	struct counts all;
};

static const struct {
	const char *word;
	enum import_fate fate;
} fates[] = { { "new", IMPORT_NEW }, { "changed", IMPORT_CHANGED }, { "unchanged", IMPORT_SAME },
	{ "refused", IMPORT_REFUSED } };

enum { FATES = sizeof(fates) / sizeof(fates[0]) };

struct tally *
tally_new(void)
{
	struct tally *t = calloc(1, sizeof(*t));

	if (t == NULL)
		log_die("out of memory");
	t->names = arena_new();
	return (t);
}

void
tally_free(struct tally *t)
{
	if (t == NULL)
		return;
	idmap_free(&t->by_name);
	free(t->files);
	arena_free(t->names);
	free(t);
}

static struct counts *
counts_of(struct tally *t, const char *file)
{
	size_t i;

	if (file == NULL)
		file = "";
	if (idmap_get(&t->by_name, file, &i))
		return (&t->files[i]);
	if (t->n == t->room) {
		t->room = t->room == 0 ? 64 : t->room * 2;
		if ((t->files = reallocarray(t->files, t->room, sizeof(*t->files))) == NULL)
			log_die("out of memory");
	}
	t->files[t->n] = (struct counts){ .file = arena_strdup(t->names, file) };
	idmap_put(&t->by_name, t->files[t->n].file, t->n);
	return (&t->files[t->n++]);
}

void
tally_record(struct tally *t, const char *file, enum import_fate fate, size_t articles)
{
	struct counts *both[] = { counts_of(t, file), &t->all };

	for (size_t i = 0; i < 2; i++) {
		both[i]->fates[fate].entries++;
		both[i]->fates[fate].articles += articles;
	}
}

void
tally_report(struct tally *t, const char *file, bool refused)
{
	struct counts *c = counts_of(t, file);

	if (refused) {
		c->refused++;
		t->all.refused++;
	} else {
		c->noticed++;
		t->all.noticed++;
	}
}

uint64_t
tally_kept(const struct tally *t)
{
	return (t->all.fates[IMPORT_NEW].articles + t->all.fates[IMPORT_CHANGED].articles +
		t->all.fates[IMPORT_SAME].articles);
}

uint64_t
tally_refused(const struct tally *t)
{
	return (t->all.refused + t->all.fates[IMPORT_REFUSED].entries);
}

static void
tell_file(const struct counts *c, FILE *to)
{
	const char *comma = "";

	fprintf(to, "%s: ", c->file);
	for (size_t i = 0; i < FATES; i++) {
		const struct count *f = &c->fates[fates[i].fate];

		if (f->entries == 0)
			continue;
		fprintf(to, "%s%lu %s (%lu articles)", comma, (unsigned long)f->entries,
		    fates[i].word, (unsigned long)f->articles);
		comma = ", ";
	}
	if (c->refused > 0) {
		fprintf(to, "%s%lu refused unread", comma, (unsigned long)c->refused);
		comma = ", ";
	}
	if (c->noticed > 0) {
		fprintf(to, "%s%lu notices", comma, (unsigned long)c->noticed);
		comma = ", ";
	}
	fprintf(to, "%s\n", *comma == '\0' ? "nothing" : "");
}

void
tally_tell(const struct tally *t, FILE *to)
{
	size_t passed = 0;

	for (size_t i = 0; i < t->n; i++) {
		const struct counts *c = &t->files[i];

		if (t->n <= FILES_TOLD || c->refused > 0 || c->fates[IMPORT_REFUSED].entries > 0)
			tell_file(c, to);
		else
			passed++;
	}
	if (passed > 0)
		fprintf(to, "%zu files of which nothing was refused\n", passed);
	fprintf(to, "%-10s %9s %9s\n", "", "entries", "articles");
	for (size_t i = 0; i < FATES; i++)
		fprintf(to, "%-10s %9lu %9lu\n", fates[i].word,
		    (unsigned long)t->all.fates[fates[i].fate].entries,
		    (unsigned long)t->all.fates[fates[i].fate].articles);
	fprintf(to, "%lu lines or files refused, %lu notices", (unsigned long)t->all.refused,
	    (unsigned long)t->all.noticed);
}
