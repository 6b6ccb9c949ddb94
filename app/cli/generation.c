/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Owns the names of index folders and the locks beside them.  Does not look into an index. */
#include "cli/generation.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

static const char *
base_name(const char *path)
{
	const char *slash = strrchr(path, '/');

	return (slash == NULL ? path : slash + 1);
}

/* The folder that holds ${index}, with its final slash; "" for the working folder. */
static const char *
dir_name(struct arena *arena, const char *index)
{
	return (arena_strndup(arena, index, (size_t)(base_name(index) - index)));
}

/* The number of a generation, or of a part of one, called ${name}; 0 if it isn't one of ${index}'s.
 */
static unsigned long
number_of(const char *index, const char *name)
{
	const char *base = base_name(index);
	size_t n = strlen(base);
	unsigned long number;
	char *end;

	if (strncmp(name, base, n) != 0 || name[n] != '.' || name[n + 1] < '1' || name[n + 1] > '9')
		return (0);
	number = strtoul(name + n + 1, &end, 10);
	return (*end == '\0' || strncmp(end, "-part", 5) == 0 ? number : 0);
}

int
generation_lock(const char *index, const char *name, bool wait)
{
	struct arena *arena = arena_new();
	const char *path = arena_printf(arena, "%s.%s", index, name);
	int fd;

	if ((fd = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0644)) == -1) {
		fprintf(stderr, "%s can't be made: %s.\n", path, strerror(errno));
	} else if (flock(fd, wait ? LOCK_EX : LOCK_EX | LOCK_NB) == -1) {
		close(fd);
		fd = -1;
	}
	arena_free(arena);
	return (fd);
}

/* What a stub file names. */
static const char *
stub_folder(struct arena *arena, const char *index)
{
	const char *folder = NULL;
	char line[PATH_MAX], *name;
	FILE *f;

	if ((f = fopen(index, "re")) == NULL)
		return (NULL);
	while (folder == NULL && fgets(line, sizeof(line), f) != NULL) {
		line[strcspn(line, "\r\n")] = '\0';
		if (line[0] == '#' || (name = strchr(line, ' ')) == NULL)
			continue;
		name++;
		folder =
		    arena_printf(arena, "%s%s", *name == '/' ? "" : dir_name(arena, index), name);
	}
	fclose(f);
	return (folder);
}

const char *
generation_live(struct arena *arena, const char *index)
{
	const char *folder = index;
	char real[PATH_MAX];
	struct stat st;

	if (stat(index, &st) == -1 ||
	    (S_ISREG(st.st_mode) && (folder = stub_folder(arena, index)) == NULL) ||
	    realpath(folder, real) == NULL)
		return (NULL);
	return (arena_strdup(arena, real));
}

const char *
generation_next(struct arena *arena, const char *index)
{
	const char *dir = dir_name(arena, index);
	unsigned long number, last = 0;
	struct dirent *e;
	DIR *d;

	if ((d = opendir(*dir == '\0' ? "." : dir)) != NULL) {
		while ((e = readdir(d)) != NULL) {
			if ((number = number_of(index, e->d_name)) > last)
				last = number;
		}
		closedir(d);
	}
	return (arena_printf(arena, "%s.%lu", index, last + 1));
}

void
generation_sweep(const char *index, int age)
{
	struct arena *arena = arena_new();
	const char *dir = dir_name(arena, index), *live = generation_live(arena, index);
	struct dirent *e;
	struct stat st;
	DIR *d;

	/* The link or stub is as old as the last swap. */
	if (live == NULL || lstat(index, &st) == -1 || time(NULL) - st.st_mtime < age)
		goto out;
	if ((d = opendir(*dir == '\0' ? "." : dir)) == NULL)
		goto out;
	while ((e = readdir(d)) != NULL) {
		if (number_of(index, e->d_name) > 0 && strcmp(e->d_name, base_name(live)) != 0)
			generation_remove(arena_printf(arena, "%s%s", dir, e->d_name));
	}
	closedir(d);
out:
	arena_free(arena);
}

void
generation_remove(const char *folder)
{
	struct arena *arena = arena_new();
	struct dirent *e;
	DIR *d;

	if ((d = opendir(folder)) != NULL) {
		while ((e = readdir(d)) != NULL) {
			if (strcmp(e->d_name, ".") != 0 && strcmp(e->d_name, "..") != 0)
				unlink(arena_printf(arena, "%s/%s", folder, e->d_name));
		}
		closedir(d);
		rmdir(folder);
	}
	arena_free(arena);
}
