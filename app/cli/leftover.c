/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Owns DATA/run/state and the ending of what nobody looks after any more. */
#include "cli/leftover.h"

#include <inttypes.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/buf.h"
#include "cli/proc.h"

/* Mark in ${in} the descendants of those already marked. */
static void
spread(const struct proc *all, bool *in, size_t n)
{
	bool more = true;
	size_t i, j;

	while (more) {
		more = false;
		for (i = 0; i < n; i++) {
			if (in[i])
				continue;
			for (j = 0; j < n && !in[i]; j++)
				if (in[j] && all[i].ppid == all[j].pid)
					more = in[i] = true;
		}
	}
}

void
leftover_record(const struct instance *in)
{
	static const char *path, *fresh;
	static uint64_t written;
	struct proc *all;
	struct buf b = { 0 };
	char boot[64];
	uint64_t hash = 14695981039346656037u;
	bool *ours;
	size_t i, n;
	FILE *f;
	bool bad;

	if (path == NULL) {
		path = instance_path(in, "run/state");
		fresh = instance_path(in, "run/state.new");
	}
	all = proc_all(&n);
	if (all == NULL || (ours = calloc(n, sizeof(*ours))) == NULL) {
		free(all);
		return;
	}
	proc_boot_id(boot, sizeof(boot));
	buf_printf(&b, "boot %s\nfolder %s\n", boot, in->folder);
	for (i = 0; i < n; i++)
		ours[i] = all[i].ppid == getpid();
	spread(all, ours, n);
	for (i = 0; i < n; i++)
		if (ours[i] && !all[i].zombie)
			buf_printf(&b, "process %d %" PRIu64 "\n", (int)all[i].pid, all[i].start);
	for (i = 0; i < b.len; i++)
		hash = (hash ^ (unsigned char)b.data[i]) * 1099511628211u;
	if (hash != written && (f = fopen(fresh, "we")) != NULL) {
		bad = fwrite(b.data, 1, b.len, f) != b.len;
		bad |= fclose(f) != 0;
		if (!bad && rename(fresh, path) == 0)
			written = hash;
	}
	buf_free(&b);
	free(ours);
	free(all);
}

struct state {
	bool same_boot;
	char folder[64];
	struct proc *procs; /* pid and start only */
	size_t n;
};

static void
state_read(const struct instance *in, struct state *st)
{
	FILE *f = fopen(instance_path(in, "run/state"), "re");
	char line[256], boot[64], word[64];
	struct proc *grown;
	int pid;
	uint64_t start;

	*st = (struct state){ 0 };
	if (f == NULL)
		return;
	proc_boot_id(boot, sizeof(boot));
	while (fgets(line, sizeof(line), f) != NULL) {
		if (sscanf(line, "boot %63s", word) == 1) {
			st->same_boot = strcmp(word, boot) == 0;
		} else if (sscanf(line, "folder %63s", word) == 1) {
			snprintf(st->folder, sizeof(st->folder), "%s", word);
		} else if (sscanf(line, "process %d %" SCNu64, &pid, &start) == 2) {
			if ((grown = realloc(st->procs, (st->n + 1) * sizeof(*grown))) == NULL)
				break;
			st->procs = grown;
			st->procs[st->n++] = (struct proc){ .pid = pid, .start = start };
		}
	}
	fclose(f);
}

/* Whether ${p} is one of the recorded run, or of a group whose recorded leader is gone. */
static bool
recorded(const struct state *st, const struct proc *p)
{
	struct proc leader;
	size_t i;

	for (i = 0; i < st->n; i++) {
		if (st->procs[i].pid == p->pid)
			return (st->procs[i].start == p->start);
		/* The kernel gives no pid out again while a group of that number lives. */
		if (st->procs[i].pid == p->pgrp && st->procs[i].start <= p->start &&
		    (!proc_get(p->pgrp, &leader) || leader.start == st->procs[i].start))
			return (true);
	}
	return (false);
}

/* Send ${sig} (0: none) to all leftovers; returns how many there are. */
static size_t
signal_all(const struct instance *in, const struct state *st, int sig)
{
	const char *pg = instance_path(in, "pg");
	struct proc *all;
	bool *ours;
	size_t i, n, found = 0;

	all = proc_all(&n);
	if (all == NULL || (ours = calloc(n, sizeof(*ours))) == NULL) {
		free(all);
		return (0);
	}
	for (i = 0; i < n; i++)
		ours[i] = !all[i].zombie && all[i].uid == getuid() &&
			  ((st->same_boot && recorded(st, &all[i])) ||
			      proc_is(all[i].pid, "postgres", pg));
	spread(all, ours, n);
	for (i = 0; i < n; i++) {
		if (!ours[i] || all[i].zombie || all[i].pid == getpid())
			continue;
		found++;
		if (sig != 0)
			kill(all[i].pid, sig);
	}
	free(ours);
	free(all);
	return (found);
}

size_t
leftover_sweep(const struct instance *in, unsigned grace)
{
	struct state st;
	size_t found;
	unsigned i;

	state_read(in, &st);
	for (i = 0; i < grace * 20 && signal_all(in, &st, 0) > 0; i++)
		usleep(50000);
	found = signal_all(in, &st, SIGKILL);
	for (i = 0; i < 100 && signal_all(in, &st, SIGKILL) > 0; i++)
		usleep(50000);
	if (strncmp(st.folder, "/tmp/portal-", 12) == 0 && strchr(st.folder + 12, '/') == NULL)
		instance_remove(st.folder);
	free(st.procs);
	unlink(instance_path(in, "run/environment"));
	unlink(instance_path(in, "run/state"));
	/* No server of this cluster lives: a pid file would only stop the next one if the pid is
	 * used again. */
	unlink(instance_path(in, "pg/postmaster.pid"));
	return (found);
}

void
leftover_orphans(const pid_t *keep, size_t n)
{
	struct proc *all;
	size_t i, j, count;

	all = proc_all(&count);
	for (i = 0; i < count; i++) {
		if (all[i].ppid != getpid() || all[i].zombie)
			continue;
		for (j = 0; j < n && keep[j] != all[i].pid; j++)
			;
		if (j == n)
			kill(all[i].pid, SIGKILL);
	}
	free(all);
}

void
leftover_group(pid_t pid)
{
	int i;

	for (i = 0; i < 500 && kill(-pid, SIGKILL) == 0; i++) {
		/* Those that were handed to us keep the group alive until they are reaped. */
		while (waitpid(-pid, NULL, WNOHANG) > 0)
			;
		usleep(10000);
	}
}

void
leftover_forget(const struct instance *in)
{
	unlink(instance_path(in, "run/environment"));
	unlink(instance_path(in, "run/state"));
	if (in->folder != NULL)
		instance_remove(in->folder);
}
