/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Owns the search for the running portal's environment. */
#include "cli/join.h"

#include <grp.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/arena.h"

/* The program's own place, without its last ${n} parts; NULL if it has not so many. */
static const char *
above_program(struct arena *arena, int n)
{
	char at[PATH_MAX], *slash;
	ssize_t size = readlink("/proc/self/exe", at, sizeof(at) - 1);

	if (size <= 0)
		return (NULL);
	at[size] = '\0';
	for (; n > 0; n--) {
		if ((slash = strrchr(at, '/')) == NULL)
			return (NULL);
		*slash = '\0';
	}
	return (arena_strdup(arena, at));
}

static FILE *
find(struct arena *arena, const char **ret_path)
{
	const char *data = getenv("DATA"), *installed = above_program(arena, 2),
		   *checkout = above_program(arena, 3);
	const char *const paths[] = {
		installed == NULL ? NULL : arena_printf(arena, "%s/run/environment", installed),
		checkout == NULL ? NULL : arena_printf(arena, "%s/var/run/environment", checkout),
		"/etc/portal/environment",
	};
	FILE *f = NULL;

	if (data != NULL && *data != '\0') {
		*ret_path = arena_printf(arena, "%s/run/environment", data);
		return (fopen(*ret_path, "re"));
	}
	for (size_t i = 0; i < sizeof(paths) / sizeof(paths[0]) && f == NULL; i++) {
		if (paths[i] != NULL && (f = fopen(paths[i], "re")) != NULL)
			*ret_path = paths[i];
	}
	return (f);
}

static bool
become_owner(FILE *f)
{
	struct stat st;

	if (geteuid() != 0 || fstat(fileno(f), &st) == -1 || st.st_uid == 0)
		return (true);
	return (setgroups(0, NULL) == 0 && setgid(st.st_gid) == 0 && setuid(st.st_uid) == 0);
}

bool
join_instance(bool writes)
{
	char line[PATH_MAX + 64], *equals;
	struct arena *arena;
	const char *path;
	bool ok = true;
	FILE *f;

	if (getenv("PORTAL_DB") != NULL)
		return (true);
	arena = arena_new();
	if ((f = find(arena, &path)) == NULL) {
		arena_free(arena);
		fprintf(stderr,
		    "No running portal was found: start it with make run, and name its folder with "
		    "DATA=… if it is not var/.\n");
		return (false);
	}
	while (fgets(line, sizeof(line), f) != NULL) {
		line[strcspn(line, "\n")] = '\0';
		if (strncmp(line, "PORTAL_", 7) == 0 && (equals = strchr(line, '=')) != NULL) {
			*equals = '\0';
			setenv(line, equals + 1, 0);
		}
	}
	if (writes && !become_owner(f)) {
		fprintf(stderr, "This program could not change to the owner of %s.\n", path);
		ok = false;
	}
	fclose(f);
	arena_free(arena);
	return (ok);
}
