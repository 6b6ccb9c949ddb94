/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The supervisor: the order in which an instance comes up, what happens when a part of it dies, and
 * how all of it ends. A part that dies is cleaned up after and started again; one that keeps dying
 * ends the whole, so that there never is a half-dead site.  Where things lie is instance.c's, what
 * a killed run left is leftover.c's.
 */
#include "cli/serve.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <poll.h>
#include <signal.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/pidfd.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "cli/instance.h"
#include "cli/launch.h"
#include "cli/leftover.h"
#include "cli/probe.h"

enum {
	DEATHS = 5,	     /* so many deaths of one service … */
	DEATHS_SECONDS = 20, /* … in so many seconds end the whole */
	PROBE_SECONDS = 10,  /* between two questions whether Kore still answers */
	PROBES = 3,	     /* so many in a row without an answer, and it is started again */
	WATCHES = 4,
};

/* In the order of their start; they end in reverse. */
enum which { POSTGRES, INDEXER, MAILER, KORE, NGINX, SERVICES };

struct service {
	const char *name; /* as in messages and in DATA/run/hold.NAME */
	const char *log;  /* file in the data folder, NULL: our own output */
	int stop_signal;
	int stop_seconds;
	int start_seconds; /* for so long it may be silent after its start */
	pid_t pid;	   /* 0: not running */
	bool ready;
	double started;
	double again; /* not before this time */
	double died[DEATHS];
	unsigned deaths;
	int status;	 /* of the last death */
	unsigned silent; /* unanswered questions in a row */
};

struct serve {
	struct instance in;
	struct service services[SERVICES];
	const char *pg;			  /* data folder of PostgreSQL */
	const char *kore;		  /* Kore's socket */
	struct pollfd polls[1 + WATCHES]; /* signals, then watched processes */
	nfds_t npolls;
	pid_t step; /* a command that start waits for, 0: none */
	int step_status;
	const char *stopping; /* why, NULL: go on */
	bool running;	      /* up once: what dies is started again */
	bool failed;
	double since;
};

static int signal_pipe[2];

static double
now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return ((double)t.tv_sec + (double)t.tv_nsec / 1e9);
}

static void __attribute__((format(printf, 1, 2))) say(const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	printf("portal: ");
	vprintf(fmt, ap);
	putchar('\n');
	va_end(ap);
	fflush(stdout);
}

/* The first failure is the one that is told; what follows from it is not. */
static void __attribute__((format(printf, 2, 3))) fail(struct serve *s, const char *fmt, ...)
{
	va_list ap;

	if (!s->failed && s->stopping == NULL) {
		va_start(ap, fmt);
		fprintf(stderr, "portal: ");
		vfprintf(stderr, fmt, ap);
		fputc('\n', stderr);
		va_end(ap);
	}
	s->failed = true;
}

static void
on_signal(int sig)
{
	int saved = errno;
	char c = (char)sig;

	/* A full pipe already wakes us. */
	if (write(signal_pipe[1], &c, 1) == -1)
		errno = saved;
}

/* DATA/run/NAME.pid stands as long as the process lives: for maintainers and tests. */
static void
note_pid(const struct serve *s, const char *name, pid_t pid)
{
	char path[PATH_MAX + 64];
	FILE *f;

	snprintf(path, sizeof(path), "%s/run/%s.pid", s->in.data, name);
	if (pid == 0) {
		unlink(path);
	} else if ((f = fopen(path, "we")) != NULL) {
		fprintf(f, "%d\n", (int)pid);
		fclose(f);
	}
}

static const char *
how(int status)
{
	static char text[64];

	if (WIFSIGNALED(status))
		snprintf(text, sizeof(text), "killed by signal %d", WTERMSIG(status));
	else
		snprintf(text, sizeof(text), "exit code %d", WEXITSTATUS(status));
	return (text);
}

static void
buried(struct serve *s, struct service *sv, int status)
{
	const double t = now();
	pid_t keep[SERVICES + 1], dead = sv->pid;
	size_t i, n = 0;

	sv->pid = 0;
	sv->ready = false;
	sv->status = status;
	note_pid(s, sv->name, 0);
	/* Workers of a killed parent live on and hold its socket; PostgreSQL's have left its group,
	 * but came to us. */
	leftover_group(dead);
	for (i = 0; i < SERVICES; i++)
		keep[n++] = s->services[i].pid;
	keep[n++] = s->step;
	leftover_orphans(keep, n);
	if (!s->running || s->stopping != NULL || s->failed)
		return;

	if ((sv == &s->services[INDEXER] || sv == &s->services[MAILER]) &&
	    !s->services[POSTGRES].ready) {
		sv->again = t + 1;
		return;
	}
	if (sv == &s->services[INDEXER] && WIFEXITED(status) &&
	    WEXITSTATUS(status) == SERVE_REBUILD) {
		sv->again = t;
	} else {
		say("%s ended (%s); it is started again", sv->name, how(status));
		sv->again = sv->deaths == 0 || t - sv->started > DEATHS_SECONDS ? t : t + 0.5;
	}
	memmove(sv->died + 1, sv->died, sizeof(sv->died) - sizeof(sv->died[0]));
	sv->died[0] = t;
	if (++sv->deaths >= DEATHS && t - sv->died[DEATHS - 1] < DEATHS_SECONDS)
		fail(s, "%s died %d times within %d seconds, so everything is stopped%s%s.",
		    sv->name, DEATHS, DEATHS_SECONDS, sv->log != NULL ? "; see " : "",
		    sv->log != NULL ? instance_path(&s->in, sv->log) : "");
}

static void
reap(struct serve *s)
{
	int status, i;
	pid_t pid;

	while ((pid = waitpid(-1, &status, WNOHANG)) > 0) {
		if (pid == s->step) {
			leftover_group(pid);
			s->step = 0;
			s->step_status = status;
			continue;
		}
		for (i = 0; i < SERVICES; i++)
			if (s->services[i].pid == pid)
				buried(s, &s->services[i], status);
	}
}

/* Wait for at most ${seconds} for something to happen, and take note of it. */
static void
pump(struct serve *s, double seconds)
{
	char sigs[64];
	ssize_t n, i;
	nfds_t w;

	if (poll(s->polls, s->npolls, (int)(seconds * 1000)) > 0) {
		while ((n = read(signal_pipe[0], sigs, sizeof(sigs))) > 0)
			for (i = 0; i < n; i++)
				if (sigs[i] != SIGCHLD && s->stopping == NULL)
					s->stopping = "as asked";
		for (w = 1; w < s->npolls; w++)
			if (s->polls[w].revents != 0 && s->stopping == NULL)
				s->stopping = "because the command that started it is gone";
	}
	reap(s);
}

static bool
going(const struct serve *s)
{
	return (s->stopping == NULL && !s->failed);
}

/* Run a command to its end; its wait status, or -1 if everything is to stop. */
static int
step(struct serve *s, const struct launch *l)
{
	double end;

	if ((s->step = launch(l)) == -1) {
		s->step = 0;
		fail(s, "%s cannot be started: %s.", l->argv[0], strerror(errno));
		return (-1);
	}
	leftover_record(&s->in);
	while (s->step != 0 && going(s))
		pump(s, 1);
	if (s->step == 0)
		return (going(s) ? s->step_status : -1);
	kill(-s->step, SIGTERM);
	for (end = now() + 10; s->step != 0 && now() < end;)
		pump(s, 0.1);
	if (s->step != 0) {
		kill(-s->step, SIGKILL);
		while (s->step != 0)
			pump(s, 0.1);
	}
	return (-1);
}

/* One of our own commands, its output among ours. */
static int
command(struct serve *s, const char *a, const char *b, const char *c, const char *d)
{
	const char *argv[] = { s->in.program, a, b, c, d, NULL };

	return (step(
	    s, &(struct launch){ .argv = argv, .folder = s->in.folder, .death_signal = SIGKILL }));
}

static void
start(struct serve *s, enum which which)
{
	struct service *sv = &s->services[which];
	const struct instance *in = &s->in;
	/* The few hundred bytes of a start stay in the arena until the end. */
	const char *postgres[] = { INSTANCE_PG_BIN "/postgres", "-D", s->pg, "-k", in->folder,
		NULL };
	const char *indexer[] = { in->program, "index", "--follow", NULL };
	const char *mailer[] = { in->program, "mail", "--follow", NULL };
	const char *kore[] = { "/usr/bin/kore", "-f", "-n", "-r", "-c",
		arena_printf(in->arena, "%s/kore.conf", in->folder), NULL };
	const char *nginx[] = { "/usr/sbin/nginx", "-p", instance_path(in, ""), "-c",
		"conf/nginx.conf", "-e", "stderr", NULL };
	const char *const *argv[SERVICES] = { postgres, indexer, mailer, kore, nginx };

	if (which == KORE)
		unlink(s->kore);
	sv->pid = launch(&(struct launch){ .argv = argv[which],
	    .folder = in->folder,
	    .log = sv->log != NULL ? instance_path(in, sv->log) : NULL,
	    .preload = which == KORE ? getenv("PORTAL_KORE_PRELOAD") : NULL,
	    /* Kore loops over the whole limit of files when a worker starts. */
	    .files = which == KORE ? 4096 : 0,
	    .death_signal = sv->stop_signal });
	sv->started = now();
	sv->ready = false;
	if (sv->pid == -1) {
		sv->pid = 0;
		sv->again = sv->started + 1;
	}
	note_pid(s, sv->name, sv->pid);
	leftover_record(in);
}

static bool
ready(const struct serve *s, enum which which)
{
	const struct service *sv = &s->services[which];

	switch (which) {
	case POSTGRES:
		return (probe_postgres(s->pg, sv->pid));
	case KORE:
		return (probe_kore(s->kore));
	case NGINX:
		return (probe_tcp(s->in.port));
	default:
		return (sv->pid != 0);
	}
}

/* The last line of a log, for a message. */
static const char *
last_line(const struct instance *in, const char *log)
{
	static char line[512], last[512];
	FILE *f = log != NULL ? fopen(instance_path(in, log), "re") : NULL;

	last[0] = '\0';
	while (f != NULL && fgets(line, sizeof(line), f) != NULL) {
		line[strcspn(line, "\n")] = '\0';
		if (line[0] != '\0')
			memcpy(last, line, sizeof(last));
	}
	if (f != NULL)
		fclose(f);
	return (last);
}

/* Start a service for the first time and wait until it answers. */
static bool
bring_up(struct serve *s, enum which which)
{
	struct service *sv = &s->services[which];
	const double begin = now();

	start(s, which);
	while (going(s) && sv->pid != 0 && !(sv->ready = ready(s, which)) &&
	       now() - begin < sv->start_seconds)
		pump(s, 0.02);
	if (!going(s))
		return (false);
	if (sv->pid == 0)
		fail(s, "%s ended while starting (%s). %s", sv->name, how(sv->status),
		    last_line(&s->in, sv->log));
	else if (!sv->ready)
		fail(s, "%s did not answer within %d seconds. %s", sv->name, sv->start_seconds,
		    last_line(&s->in, sv->log));
	else
		say("%s is ready (%.1f s)", sv->name, now() - begin);
	return (sv->ready);
}

/* End one service: asked first, forced if it does not listen. */
static void
end(struct serve *s, enum which which)
{
	struct service *sv = &s->services[which];
	const pid_t pid = sv->pid;
	const double until = now() + sv->stop_seconds;

	if (pid == 0)
		return;
	kill(pid, sv->stop_signal);
	while (sv->pid == pid && now() < until)
		pump(s, 0.05);
	if (sv->pid != pid)
		return;
	say("%s does not end by itself and is killed", sv->name);
	kill(-pid, SIGKILL);
	while (sv->pid == pid)
		pump(s, 0.05);
}

static bool
make_cluster(struct serve *s)
{
	const struct instance *in = &s->in;
	const char *fresh = instance_path(in, "pg.new"), *done = instance_path(in, "pg");
	const char *log = instance_path(in, "log/initdb.log"),
		   *sql = instance_path(in, "run/create.sql");
	const char *initdb[] = { INSTANCE_PG_BIN "/initdb", "-D", fresh, "-U", "portal", "-A",
		"trust", "-E", "UTF8", "--locale=C.UTF-8", "--no-instructions", NULL };
	/* Without a server, so that no half-made cluster is ever served. */
	const char *create[] = { INSTANCE_PG_BIN "/postgres", "--single", "-D", fresh, "postgres",
		NULL };
	const double begin = now();
	int status;
	FILE *f;

	if (access(done, F_OK) == 0)
		return (true);
	if (access(initdb[0], X_OK) == -1) {
		fail(s, "PostgreSQL 15 is not installed: there is no %s.", initdb[0]);
		return (false);
	}
	instance_remove(fresh);
	unlink(log);
	unlink(instance_path(in, "run/content"));
	if ((f = fopen(sql, "we")) != NULL) {
		fputs("CREATE DATABASE portal;\n", f);
		fclose(f);
	}
	status = step(s, &(struct launch){ .argv = initdb, .log = log, .death_signal = SIGKILL });
	if (status == 0)
		status = step(
		    s, &(struct launch){
			   .argv = create, .input = sql, .log = log, .death_signal = SIGKILL });
	unlink(sql);
	if (status == 0 && rename(fresh, done) == -1) {
		fail(s, "%s cannot be renamed: %s.", fresh, strerror(errno));
		status = -1;
	}
	if (status != 0) {
		fail(s, "the database could not be created (%s). %s", how(status),
		    last_line(in, "log/initdb.log"));
		instance_remove(fresh);
		return (false);
	}
	say("the database was created (%.1f s)", now() - begin);
	return (true);
}

/* Our settings replace what initdb wrote, at every start. */
static bool
configure_cluster(struct serve *s)
{
	static const char *const files[] = { "postgresql.conf", "pg_hba.conf" };
	const struct instance *in = &s->in;
	const char *from, *to;
	char buf[16384];
	size_t i, n = 0;
	FILE *f;
	bool ok;

	for (i = 0; i < sizeof(files) / sizeof(files[0]); i++) {
		from = arena_printf(in->arena, "%s/conf/%s", in->data, files[i]);
		to = arena_printf(in->arena, "%s/pg/%s", in->data, files[i]);
		ok = (f = fopen(from, "re")) != NULL;
		if (ok) {
			n = fread(buf, 1, sizeof(buf), f);
			ok = !ferror(f) && feof(f);
			fclose(f);
		}
		if (ok && (ok = (f = fopen(to, "we")) != NULL)) {
			ok = fwrite(buf, 1, n, f) == n;
			ok = fclose(f) == 0 && ok;
		}
		if (!ok) {
			fail(s, "%s cannot be copied to %s: %s.", from, to, strerror(errno));
			return (false);
		}
	}
	return (true);
}

/* Search goes on without a lexicon: nothing here keeps the portal from coming up. */
static bool
learn_lexicon(struct serve *s)
{
	const double begin = now();
	int status;

	if ((status = command(s, "lexicon", "learn", NULL, NULL)) == -1)
		return (false);
	if (status == 0)
		say("the lexicon is learnt (%.1f s)", now() - begin);
	else
		say("the lexicon could not be learnt (%s)", how(status));
	return (true);
}

static bool
load_content(struct serve *s)
{
	const struct instance *in = &s->in;
	const uint64_t hash = instance_content_hash(in);
	const double begin = now();
	int status;

	if (hash == instance_content_known(in)) {
		say("the starter content is unchanged");
		return (true);
	}
	status = command(s, "import", "record", "--publish", getenv("PORTAL_CONTENT"));
	if (status == -1)
		return (false);
	if (status == 0) {
		instance_content_taken(in, hash);
		say("the starter content is loaded (%.1f s)", now() - begin);
	} else if (WIFEXITED(status) && WEXITSTATUS(status) == 1) {
		say("some of the starter content was refused, as said above; the rest is loaded "
		    "(%.1f s)",
		    now() - begin);
	} else {
		fail(s, "the starter content could not be loaded (%s).", how(status));
		return (false);
	}
	return (learn_lexicon(s));
}

static bool
rebuild_index(struct serve *s, const char *why)
{
	const double begin = now();
	int status;

	say("the search index is built: %s", why);
	if ((status = command(s, "index", "rebuild", NULL, NULL)) == -1)
		return (false);
	if (status != 0) {
		fail(s, "the search index could not be built (%s).", how(status));
		return (false);
	}
	say("the search index is built (%.1f s)", now() - begin);
	return (true);
}

static bool
come_up(struct serve *s)
{
	double begin;
	int status;

	if (!make_cluster(s) || !configure_cluster(s) || !bring_up(s, POSTGRES))
		return (false);
	begin = now();
	if ((status = command(s, "migrate", NULL, NULL, NULL)) != 0) {
		if (status != -1)
			fail(s, "the database schema could not be brought up to date (%s).",
			    how(status));
		return (false);
	}
	say("the database schema is current (%.1f s)", now() - begin);
	if (!load_content(s))
		return (false);
	/* Better before than after "ready": meanwhile the search would be away. */
	if (!probe_index(getenv("PORTAL_INDEX")) &&
	    !rebuild_index(s, "there is none that this version can read"))
		return (false);
	return (
	    bring_up(s, INDEXER) && bring_up(s, MAILER) && bring_up(s, KORE) && bring_up(s, NGINX));
}

/* Whether somebody wants this service down: DATA/run/hold.NAME exists.  Tests of outages and
 * maintainers use it. */
static bool
held(const struct serve *s, enum which which)
{
	static const char *paths[SERVICES];

	if (paths[which] == NULL)
		paths[which] = arena_printf(
		    s->in.arena, "%s/run/hold.%s", s->in.data, s->services[which].name);
	return (access(paths[which], F_OK) == 0);
}

/* Kill a Kore that does not answer; its death is then noticed like any other. */
static void
probe(struct serve *s)
{
	struct service *kore = &s->services[KORE];

	if (kore->pid == 0 || !kore->ready) {
		kore->silent = 0;
		return;
	}
	kore->silent = probe_kore(s->kore) ? 0 : kore->silent + 1;
	if (kore->silent < PROBES)
		return;
	say("kore does not answer any more and is killed");
	kill(-kore->pid, SIGKILL);
	kore->silent = 0;
}

static void
stay_up(struct serve *s)
{
	struct service *sv;
	double looked = 0, probed = now();
	bool waiting;
	int i;

	s->running = true;
	while (going(s)) {
		waiting = false;
		for (i = 0; i < SERVICES && going(s); i++) {
			sv = &s->services[i];
			if (held(s, i)) {
				/* Ended by us, so nothing to be counted or told. */
				if (sv->pid != 0) {
					s->running = false;
					end(s, i);
					s->running = true;
				}
				continue;
			}
			if (sv->pid == 0 && now() >= sv->again &&
			    ((i != INDEXER && i != MAILER) || s->services[POSTGRES].ready)) {
				if (i == INDEXER && WIFEXITED(sv->status) &&
				    WEXITSTATUS(sv->status) == SERVE_REBUILD &&
				    !rebuild_index(s, "the one there cannot be used"))
					break;
				sv->status = 0;
				start(s, i);
			}
			if (sv->pid != 0 && !sv->ready && (sv->ready = ready(s, i)) &&
			    sv->deaths > 0)
				say("%s is ready again", sv->name);
			if (sv->pid != 0 && !sv->ready && now() - sv->started > sv->start_seconds)
				fail(s,
				    "%s did not answer within %d seconds, so everything is "
				    "stopped.",
				    sv->name, sv->start_seconds);
			waiting |= !sv->ready;
		}
		if (now() - looked >= 1) {
			looked = now();
			leftover_record(&s->in);
		}
		if (now() - probed >= PROBE_SECONDS) {
			probed = now();
			probe(s);
		}
		if (going(s))
			pump(s, waiting ? 0.05 : 1);
	}
}

static void
go_down(struct serve *s)
{
	const double begin = now();
	int i;

	say("stopping %s", s->stopping != NULL ? s->stopping : "after a failure");
	s->running = false;
	for (i = SERVICES - 1; i >= 0; i--)
		end(s, i);
	leftover_orphans(NULL, 0);
	pump(s, 0);
	note_pid(s, "supervisor", 0);
	leftover_forget(&s->in);
	say("everything is stopped (%.1f s)", now() - begin);
}

/* One run a data folder: the lock is held as long as this process, or whoever gave us the
 * descriptor, lives. */
static bool
lock(const struct instance *in, int fd)
{
	if (fd == -1)
		fd = open(instance_path(in, "lock"), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
	if (fd == -1) {
		fprintf(
		    stderr, "portal: %s/lock cannot be opened: %s.\n", in->data, strerror(errno));
		return (false);
	}
	fcntl(fd, F_SETFD, FD_CLOEXEC);
	if (flock(fd, LOCK_EX | LOCK_NB) == 0)
		return (true);
	fprintf(stderr,
	    "portal: another run already serves from %s; stop it first or give another folder: "
	    "make run DATA=...\n",
	    in->data);
	return (false);
}

static bool
number(const char *text, long min, long max, int *ret)
{
	char *rest;
	long n = text != NULL ? strtol(text, &rest, 10) : -1;

	if (text == NULL || *text == '\0' || *rest != '\0' || n < min || n > max)
		return (false);
	*ret = (int)n;
	return (true);
}

static void
watch_signals(struct serve *s)
{
	static const int signals[] = { SIGTERM, SIGINT, SIGHUP, SIGCHLD };
	struct sigaction sa = { .sa_handler = on_signal, .sa_flags = SA_RESTART };
	size_t i;

	if (pipe2(signal_pipe, O_CLOEXEC | O_NONBLOCK) == -1)
		abort();
	for (i = 0; i < sizeof(signals) / sizeof(signals[0]); i++)
		sigaction(signals[i], &sa, NULL);
	signal(SIGPIPE, SIG_IGN);
	s->polls[0] = (struct pollfd){ .fd = signal_pipe[0], .events = POLLIN };
	s->npolls = 1;
}

static int
usage(const char *problem, const char *what)
{
	fprintf(stderr,
	    "portal: %s%s.\nUse: portalctl serve --data DIR [--port N] [--direct N] [--sweep]\n",
	    problem, what);
	return (2);
}

int
serve_main(int argc, char **argv)
{
	static struct serve s = {
		.services = {
			[POSTGRES] = { .name = "postgres", .log = "log/postgres.log",
			    .stop_signal = SIGINT, .stop_seconds = 30, .start_seconds = 600 },
			[INDEXER] = { .name = "indexer",
			    .stop_signal = SIGTERM, .stop_seconds = 10, .start_seconds = 60 },
			[MAILER] = { .name = "mailer",
			    .stop_signal = SIGTERM, .stop_seconds = 10, .start_seconds = 60 },
			[KORE] = { .name = "kore",
			    .stop_signal = SIGTERM, .stop_seconds = 5, .start_seconds = 60 },
			[NGINX] = { .name = "nginx", .log = "log/nginx.log",
			    .stop_signal = SIGTERM, .stop_seconds = 5, .start_seconds = 60 },
		},
	};
	const char *data = NULL, *value;
	char program[PATH_MAX], resolved[PATH_MAX];
	struct timespec wall;
	bool sweep = false;
	int i, fd = -1, watch;
	double since = 0;
	size_t found;
	ssize_t n;

	s.in.port = 8080;
	watch_signals(&s);
	for (i = 1; i < argc; i++) {
		if (strcmp(argv[i], "--sweep") == 0) {
			sweep = true;
			continue;
		}
		value = i + 1 < argc ? argv[i + 1] : NULL;
		if (strcmp(argv[i], "--data") == 0 && value != NULL) {
			data = value;
		} else if (strcmp(argv[i], "--port") == 0) {
			if (!number(value, 1, 65535, &s.in.port))
				return (usage("a port is a number from 1 to 65535, not ",
				    value != NULL ? value : "nothing"));
		} else if (strcmp(argv[i], "--direct") == 0) {
			if (!number(value, 1, 65535, &s.in.direct))
				return (usage("a port is a number from 1 to 65535, not ",
				    value != NULL ? value : "nothing"));
		} else if (strcmp(argv[i], "--lock") == 0 && number(value, 3, INT_MAX, &fd)) {
			;
		} else if (strcmp(argv[i], "--since") == 0 && value != NULL) {
			since = strtod(value, NULL);
		} else if (strcmp(argv[i], "--watch") == 0 && number(value, 1, INT_MAX, &watch)) {
			if (s.npolls == 1 + WATCHES)
				return (usage("too many of ", argv[i]));
			s.polls[s.npolls].events = POLLIN;
			s.polls[s.npolls].fd = pidfd_open(watch, 0);
			if (s.polls[s.npolls++].fd == -1 && errno == ESRCH) {
				fprintf(stderr, "portal: the command that started it is gone.\n");
				return (1);
			}
		} else {
			return (usage("unknown or incomplete option ", argv[i]));
		}
		i++;
	}
	if (data == NULL)
		return (usage("--data is missing", ""));
	if (getuid() == 0) {
		fprintf(stderr,
		    "portal: PostgreSQL refuses to run as root; `make run` changes to the "
		    "user portal by itself.\n");
		return (1);
	}
	if (realpath(data, resolved) == NULL) {
		fprintf(
		    stderr, "portal: the folder %s cannot be used: %s.\n", data, strerror(errno));
		return (1);
	}
	if ((n = readlink("/proc/self/exe", program, sizeof(program) - 1)) <= 0)
		return (1);
	program[n] = '\0';
	umask(077);
	s.in.arena = arena_new();
	s.in.data = resolved;
	s.in.program = program;
	clock_gettime(CLOCK_REALTIME, &wall);
	s.since =
	    now() - (since > 0 ? (double)wall.tv_sec + (double)wall.tv_nsec / 1e9 - since : 0);

	if (!lock(&s.in, fd))
		return (1);
	found = leftover_sweep(&s.in, sweep ? 10 : 0);
	note_pid(&s, "supervisor", 0);
	for (i = 0; i < SERVICES; i++)
		note_pid(&s, s.services[i].name, 0);
	if (sweep)
		return (0);
	if (found > 0)
		say("what a killed run had left was removed");
	if (!probe_free(s.in.port) || (s.in.direct != 0 && !probe_free(s.in.direct)) ||
	    !instance_room(&s.in, access(instance_path(&s.in, "pg"), F_OK) == 0 ? 64 : 300))
		return (1);
	/* Grandchildren whose parent died come to us, not to init, so that they can be ended. */
	prctl(PR_SET_CHILD_SUBREAPER, 1);
	if (instance_folders(&s.in) != ERR_OK || instance_configure(&s.in) != ERR_OK) {
		if (s.in.folder != NULL)
			leftover_forget(&s.in);
		return (1);
	}
	instance_environment(&s.in);
	s.pg = instance_path(&s.in, "pg");
	s.kore = arena_printf(s.in.arena, "%s/kore.sock", s.in.folder);
	if (instance_announce(&s.in) != ERR_OK) {
		leftover_forget(&s.in);
		return (1);
	}
	note_pid(&s, "supervisor", getpid());

	if (come_up(&s)) {
		if (getenv("PORTAL_SMTP_URL") == NULL)
			say("no mail server is set (PORTAL_SMTP_URL): mails are written to %s",
			    getenv("PORTAL_MAIL_FOLDER"));
		say("ready at http://127.0.0.1:%d/ (%.1f s); Ctrl-C stops it", s.in.port,
		    now() - s.since);
		stay_up(&s);
	}
	go_down(&s);
	arena_free(s.in.arena);
	return (s.failed ? 1 : 0);
}
