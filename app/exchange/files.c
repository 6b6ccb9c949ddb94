/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Owns the walk over folders and the limits that hold for every file.  Does not look into them. */
#include "exchange/files.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/utf8.h"

enum { CHUNK = 64 * 1024 };

static void report(const struct reader_sink *sink, const char *path, long line, const char *fmt,
    ...) __attribute__((format(printf, 4, 5)));

static void
report(const struct reader_sink *sink, const char *path, long line, const char *fmt, ...)
{
	char reason[512];
	va_list ap;

	va_start(ap, fmt);
	vsnprintf(reason, sizeof(reason), fmt, ap);
	va_end(ap);
	sink->report(sink->ctx, path, line, reason, true);
}

static void
add(struct arena *arena, struct files *f, char *path, uint64_t bytes)
{
	char **grown;

	if (f->n == f->room) {
		f->room = f->room == 0 ? 64 : f->room * 2;
		grown = arena_array(arena, char *, f->room);
		if (f->n > 0)
			memcpy(grown, f->v, f->n * sizeof(*grown));
		f->v = grown;
	}
	f->v[f->n++] = path;
	f->bytes += bytes;
}

bool
files_ends_in(const char *s, const char *end)
{
	size_t n = strlen(s), k = strlen(end);

	return (n > k && strcmp(s + n - k, end) == 0);
}

static int
visible(const struct dirent *e)
{
	return (e->d_name[0] != '.');
}

void
files_find(struct arena *arena, char *path, int levels, const char *const *endings,
    const struct reader_sink *sink, struct files *ret)
{
	struct dirent **names;
	struct stat st;
	int found, i;

	if (stat(path, &st) == -1) {
		report(sink, path, 0, "cannot be read: %s.", strerror(errno));
	} else if (S_ISREG(st.st_mode)) {
		while (*endings != NULL && !files_ends_in(path, *endings))
			endings++;
		if (*endings != NULL)
			add(arena, ret, path, (uint64_t)st.st_size);
	} else if (S_ISDIR(st.st_mode) && levels > 0) {
		if ((found = scandir(path, &names, visible, alphasort)) < 0) {
			report(sink, path, 0, "cannot be read: %s.", strerror(errno));
			return;
		}
		for (i = 0; i < found; i++) {
			files_find(arena, arena_printf(arena, "%s/%s", path, names[i]->d_name),
			    levels - 1, endings, sink, ret);
			free(names[i]);
		}
		free(names);
	}
}

const char *
files_source(struct arena *arena, const char *path)
{
	char real[PATH_MAX], *cut;
	struct stat st;

	if (realpath(path, real) == NULL)
		return (arena_strdup(arena, path));
	if (stat(real, &st) == 0 && !S_ISDIR(st.st_mode) && (cut = strrchr(real, '/')) != NULL)
		*cut = '\0';
	if ((cut = strrchr(real, '/')) == NULL || cut == real)
		return (arena_strdup(arena, real));
	while (cut > real && cut[-1] != '/')
		cut--;
	return (arena_strdup(arena, cut));
}

const char *
files_stem(struct arena *arena, const char *path)
{
	const char *name = strrchr(path, '/'), *dot;

	name = name == NULL ? path : name + 1;
	dot = strrchr(name, '.');
	return (arena_strndup(
	    arena, name, dot == NULL || dot == name ? strlen(name) : (size_t)(dot - name)));
}

bool
files_slurp(const char *path, const struct reader_sink *sink, struct buf *to)
{
	struct stat st;
	ssize_t n;
	int fd;

	if ((fd = open(path, O_RDONLY | O_CLOEXEC)) == -1 || fstat(fd, &st) == -1) {
		report(sink, path, 0, "cannot be read: %s.", strerror(errno));
		if (fd != -1)
			close(fd);
		return (false);
	}
	/* What is known to be too large is not read at all. */
	n = 1;
	while (n > 0 && to->len <= FILES_MAX && st.st_size <= FILES_MAX) {
		do {
			n = read(fd, buf_reserve(to, CHUNK), CHUNK);
		} while (n == -1 && errno == EINTR);
		to->len += n > 0 ? (size_t)n : 0;
	}
	if (n == -1)
		report(sink, path, 0, "cannot be read: %s.", strerror(errno));
	else if (n > 0)
		report(sink, path, 0, "is larger than %d MiB.", FILES_MAX / 1024 / 1024);
	close(fd);
	return (n == 0);
}

void
file_report(const struct file *f, long line, bool refused, const char *fmt, ...)
{
	char reason[512];
	va_list ap;

	va_start(ap, fmt);
	vsnprintf(reason, sizeof(reason), fmt, ap);
	va_end(ap);
	f->sink->report(f->sink->ctx, f->path, line, reason, refused);
}

enum err
file_take(const struct file *f, long line, struct arena *arena, struct record *record)
{
	if (f->sink->file != NULL)
		f->sink->file(f->sink->ctx, f->path, line);
	return (f->sink->record(f->sink->ctx, arena, record));
}

/* The line of the first byte that no text has; 0: all is well. */
static long
bad_line(const char *s, size_t n, const char **ret_why)
{
	size_t good = 0, len;
	uint32_t c;
	long line = 1;

	if (utf8_valid(s, n) && memchr(s, '\0', n) == NULL)
		return (0);
	while (good < n && s[good] != '\0' && (len = utf8_next(s + good, n - good, &c)) > 0) {
		line += c == '\n';
		good += len;
	}
	*ret_why =
	    good < n && s[good] == '\0' ? "holds NUL, which no text does." : "is not valid UTF-8.";
	return (line);
}

static enum err
read_one(struct file *f, enum err (*read)(const struct file *f), uint64_t *done)
{
	struct buf text = { 0 };
	enum err err = ERR_OK;
	const char *why;
	long line;

	if (files_slurp(f->path, f->sink, &text)) {
		*done += text.len;
		if ((line = bad_line(buf_cstr(&text), text.len, &why)) > 0) {
			file_report(f, line, true, "%s", why);
		} else {
			f->text = buf_cstr(&text);
			f->size = text.len;
			if (strncmp(f->text, "\xef\xbb\xbf", 3) == 0) {
				f->text += 3;
				f->size -= 3;
			}
			err = read(f);
		}
	}
	buf_free(&text);
	return (err);
}

enum err
files_each(const char *path, const char *const *endings, const struct reader_sink *sink,
    enum err (*read)(const struct file *f), void *ctx)
{
	struct arena *arena = arena_new();
	char *root = arena_strdup(arena, path);
	struct files files = { 0 };
	struct file f = { .source = files_source(arena, path), .sink = sink, .ctx = ctx };
	enum err err = ERR_OK;
	uint64_t done = 0;
	struct stat st;

	while (strlen(root) > 1 && root[strlen(root) - 1] == '/')
		root[strlen(root) - 1] = '\0';
	files_find(arena, root, FILES_LEVELS, endings, sink, &files);
	/* A file that was named is read whatever it is called. */
	if (files.n == 0 && stat(root, &st) == 0 && S_ISREG(st.st_mode))
		add(arena, &files, root, (uint64_t)st.st_size);
	for (size_t i = 0; i < files.n && err == ERR_OK; i++) {
		f.path = files.v[i];
		err = read_one(&f, read, &done);
		if (sink->progress != NULL)
			sink->progress(
			    sink->ctx, done < files.bytes ? done : files.bytes, files.bytes);
	}
	if (err == ERR_OK && sink->progress != NULL)
		sink->progress(sink->ctx, files.bytes, files.bytes);
	if (err == ERR_OK && files.n == 0) {
		if (stat(root, &st) == 0)
			report(sink, path, 0, "there is no file here whose name ends in %s.",
			    endings[0]);
		err = ERR_NOTFOUND;
	}
	arena_free(arena);
	return (err);
}
