/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Owns the reading of /proc.  It never signals anybody. */
#include "cli/proc.h"

#include <dirent.h>
#include <fcntl.h>
#include <inttypes.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* Up to ${size} - 1 bytes of a small file, NUL-terminated; -1 if it cannot be read. */
static ssize_t
slurp(const char *path, char *buf, size_t size)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	ssize_t n;

	if (fd == -1)
		return (-1);
	n = read(fd, buf, size - 1);
	close(fd);
	if (n >= 0)
		buf[n] = '\0';
	return (n);
}

bool
proc_get(pid_t pid, struct proc *ret_proc)
{
	char path[64], text[1024], state;
	struct stat st;
	struct proc p = { .pid = pid };
	int ppid, pgrp;
	const char *rest;

	snprintf(path, sizeof(path), "/proc/%d", (int)pid);
	if (stat(path, &st) == -1)
		return (false);
	snprintf(path, sizeof(path), "/proc/%d/stat", (int)pid);
	/* The name stands in parentheses and may hold any of them, so fields are counted from the
	 * last one. */
	if (slurp(path, text, sizeof(text)) <= 0 || (rest = strrchr(text, ')')) == NULL)
		return (false);
	if (sscanf(rest + 1,
		" %c %d %d %*d %*d %*d %*u %*u %*u %*u %*u %*u %*u %*d %*d %*d %*d %*d %*d "
		"%" SCNu64,
		&state, &ppid, &pgrp, &p.start) != 4)
		return (false);
	p.ppid = ppid;
	p.pgrp = pgrp;
	p.uid = st.st_uid;
	p.zombie = state == 'Z' || state == 'X';
	*ret_proc = p;
	return (true);
}

struct proc *
proc_all(size_t *ret_n)
{
	struct proc *all = NULL, *grown;
	struct dirent *e;
	size_t n = 0, room = 0;
	long pid;
	char *end;
	DIR *d;

	*ret_n = 0;
	if ((d = opendir("/proc")) == NULL)
		return (NULL);
	while ((e = readdir(d)) != NULL) {
		pid = strtol(e->d_name, &end, 10);
		if (pid <= 0 || *end != '\0')
			continue;
		if (n == room) {
			room = room == 0 ? 256 : room * 2;
			if ((grown = realloc(all, room * sizeof(*all))) == NULL)
				break;
			all = grown;
		}
		if (proc_get((pid_t)pid, &all[n]))
			n++;
	}
	closedir(d);
	*ret_n = n;
	return (all);
}

void
proc_boot_id(char *buf, size_t size)
{
	if (slurp("/proc/sys/kernel/random/boot_id", buf, size) <= 0)
		buf[0] = '\0';
	buf[strcspn(buf, "\n")] = '\0';
}

static bool
link_read(pid_t pid, const char *name, char *target, size_t size)
{
	char link[64];
	ssize_t n;

	snprintf(link, sizeof(link), "/proc/%d/%s", (int)pid, name);
	if ((n = readlink(link, target, size - 1)) <= 0)
		return (false);
	target[n] = '\0';
	return (true);
}

bool
proc_is(pid_t pid, const char *program, const char *folder)
{
	char target[PATH_MAX];
	const char *name;

	if (!link_read(pid, "cwd", target, sizeof(target)) || strcmp(target, folder) != 0 ||
	    !link_read(pid, "exe", target, sizeof(target)) || (name = strrchr(target, '/')) == NULL)
		return (false);
	return (strcmp(name + 1, program) == 0);
}
