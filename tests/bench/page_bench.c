/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Answers one address many times as a worker does, but without Kore: to be run under
 * `valgrind --tool=callgrind` or `perf stat`, where it tells what a page costs on a busy machine
 * too. It takes its settings from the environment, such as a running instance's
 * DATA/run/environment.
 *
 *   page_bench TIMES /en/resources/patentscope [QUERY]
 */
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "base/log.h"
#include "web/metrics.h"
#include "web/pipeline.h"
#include "web/statics.h"

/* Of this process: neighbours on the machine change it less. */
static double
cpu(void)
{
	struct timespec t;

	(void)clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
	return ((double)t.tv_sec + (double)t.tv_nsec / 1e9);
}

static void
check(enum err err, const char *what)
{
	if (err == ERR_OK)
		return;
	(void)fprintf(stderr, "%s: %s\n", what, err_name(err));
	exit(1);
}

int
main(int argc, char **argv)
{
	struct incoming in = { .method = "GET" };
	struct answer answer = { 0 };
	struct app app = { 0 };
	struct arena *arena = arena_new();
	double start;
	long times, i;

	if (argc < 3 || (times = atol(argv[1])) < 1) {
		(void)fprintf(stderr, "usage: page_bench TIMES PATH [QUERY]\n");
		return (2);
	}
	in.path = argv[2];
	in.query = argc > 3 ? argv[3] : NULL;
	in.accept_language = "en-US,en;q=0.9";
	check(config_load(&app.config), "configuration");
	check(locales_load(app.config.bundles, &app.locales), app.config.bundles);
	check(templates_load(app.config.templates, app.locales, &app.templates),
	    app.config.templates);
	check(statics_load(app.config.statics, &app.statics), app.config.statics);
	check(metrics_new(&app.metrics), "metrics");
	check(search_open(app.config.index, &app.index), app.config.index);
	app.db = db_new(app.config.db, app.config.db_timeout_ms);
	log_to(fopen("/dev/null", "w"));
	/* The first answer connects, prepares and fills what is made once a process. */
	pipeline_run(&app, arena, &in, &answer);
	start = cpu();
	for (i = 0; i < times; i++) {
		arena_reset(arena);
		pipeline_run(&app, arena, &in, &answer);
		pipeline_log(&in, &answer, answer.resp.body.len, 100);
	}
	printf("%s: status %d, %zu bytes, %.1f us of CPU a request\n", in.path, answer.resp.status,
	    answer.resp.body.len, (cpu() - start) / (double)times * 1e6);
	buf_free(&answer.resp.body);
	arena_free(arena);
	db_free(app.db);
	search_close(app.index);
	return (0);
}
