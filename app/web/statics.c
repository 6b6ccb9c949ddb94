/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Owns the table of files.  Names are looked up in it and never given to the file system, so none
 * can lead out. */
#include "web/statics.h"

#include <errno.h>
#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/log.h"
#include "web/fingerprint.h"

enum { TOTAL_MAX = 64 * 1024 * 1024, FILES_MAX = 4096 };

struct statics {
	struct arena *arena;
	struct static_file *files;
	size_t n, total;
};

static const struct {
	const char *ending, *type;
} types[] = {
	{ ".css", "text/css; charset=utf-8" },
	{ ".html", "text/html; charset=utf-8" },
	{ ".ico", "image/x-icon" },
	{ ".js", "text/javascript; charset=utf-8" },
	{ ".json", "application/json" },
	{ ".png", "image/png" },
	{ ".svg", "image/svg+xml" },
	{ ".txt", "text/plain; charset=utf-8" },
	{ ".webmanifest", "application/manifest+json" },
	{ ".webp", "image/webp" },
	{ ".woff2", "font/woff2" },
	{ ".xml", "application/xml" },
};

static const char *
media_type(const char *name)
{
	const char *dot = strrchr(name, '.');
	size_t i;

	for (i = 0; dot != NULL && i < sizeof(types) / sizeof(types[0]); i++) {
		if (strcmp(dot, types[i].ending) == 0)
			return (types[i].type);
	}
	return ("application/octet-stream");
}

/* nftw gives its callback no context. */
static struct statics *loading;
static size_t prefix;

static int
visit(const char *path, const struct stat *st, int flag, struct FTW *ftw)
{
	struct static_file *f;
	char *data;
	FILE *file;
	size_t size = (size_t)st->st_size;

	(void)ftw;
	if (flag != FTW_F || !S_ISREG(st->st_mode))
		return (flag == FTW_DNR || flag == FTW_NS ? EACCES : 0);
	if (loading->n == FILES_MAX || loading->total + size > TOTAL_MAX)
		return (EFBIG);
	if ((file = fopen(path, "re")) == NULL)
		return (errno);
	data = arena_alloc(loading->arena, size + 1);
	if (fread(data, 1, size, file) != size) {
		fclose(file);
		return (EIO);
	}
	fclose(file);
	f = &loading->files[loading->n++];
	f->name = arena_strdup(loading->arena, path + prefix);
	f->type = media_type(path);
	f->etag =
	    arena_printf(loading->arena, "%016llx", (unsigned long long)fingerprint_of(data, size));
	f->data = data;
	f->size = size;
	loading->total += size;
	return (0);
}

static int
by_name(const void *a, const void *b)
{
	return (
	    strcmp(((const struct static_file *)a)->name, ((const struct static_file *)b)->name));
}

enum err
statics_load(const char *dir, struct statics **ret_statics)
{
	struct statics *s = calloc(1, sizeof(*s));
	int error;

	if (s == NULL)
		log_die("out of memory");
	s->arena = arena_new();
	s->files = arena_array(s->arena, struct static_file, FILES_MAX);
	loading = s;
	prefix = strlen(dir) + 1;
	error = nftw(dir, visit, 16, FTW_PHYS);
	loading = NULL;
	if (error != 0) {
		log_event(LOG_LEVEL_ERROR, "static.load", LOG_TEXT("folder", dir),
		    LOG_TEXT("detail", strerror(error == -1 ? errno : error)));
		statics_free(s);
		return (ERR_IO);
	}
	qsort(s->files, s->n, sizeof(s->files[0]), by_name);
	*ret_statics = s;
	return (ERR_OK);
}

void
statics_free(struct statics *s)
{
	if (s == NULL)
		return;
	arena_free(s->arena);
	free(s);
}

const struct static_file *
statics_find(const struct statics *s, const char *name)
{
	struct static_file key = { .name = name };

	return (bsearch(&key, s->files, s->n, sizeof(s->files[0]), by_name));
}
