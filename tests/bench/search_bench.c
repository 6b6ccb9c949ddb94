/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Times and judges search/ on collections of articles, one JSON object a line
 * ({"id","lang","country","title", "article","heading","body","law_id"}), laid straight into an
 * index without PostgreSQL.
 *
 *   search_bench build INDEX [PART/PARTS] FILE...
 *	FILE may be .zst, or a folder of entries such as schema/content/terms
 *   search_bench merge INDEX PART...
 *   search_bench time INDEX QUERIES.tsv ROUNDS
 *	lines of language, tab, query; EXPAND=1 also in other languages, which no peer does
 *   search_bench judge INDEX QUERIES.jsonl
 *	{"qid","lang","text","relevant"}: MRR@10 and recall@10 by language
 *   search_bench run INDEX QUERIES.jsonl
 *	the best hundred source ids of each question, one JSON line each
 */
#include <sys/resource.h>
#include <sys/stat.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <jansson.h>

#include "exchange/content.h"
#include "search/search.h"
#include "search/writer.h"

enum { ARTICLES_MAX = 20000, COMMIT_EVERY = 50000 };

static double
now(void)
{
	struct timespec t;

	(void)clock_gettime(CLOCK_MONOTONIC, &t);
	return ((double)t.tv_sec + (double)t.tv_nsec / 1e9);
}

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

static FILE *
open_lines(const char *path)
{
	size_t n = strlen(path);
	char command[4096];
	FILE *f;

	if (n > 4 && strcmp(path + n - 4, ".zst") == 0) {
		(void)snprintf(command, sizeof(command), "zstd -dcq '%s'", path);
		f = popen(command, "r");
	} else {
		f = fopen(path, "r");
	}
	if (f == NULL) {
		perror(path);
		exit(1);
	}
	return (f);
}

static void
close_lines(FILE *f, const char *path)
{
	size_t n = strlen(path);

	if (n > 4 && strcmp(path + n - 4, ".zst") == 0)
		(void)pclose(f);
	else
		(void)fclose(f);
}

static const char *
tag(const char *language)
{
	return (strcmp(language, "zh") == 0 ? "zh-Hans" : language);
}

static char *
field(struct arena *arena, json_t *o, const char *name)
{
	const char *s = json_string_value(json_object_get(o, name));

	return (s == NULL || *s == '\0' ? NULL : arena_strdup(arena, s));
}

/* --- building ----------------------------------------------------------------------------------
 */

struct build {
	struct search_writer *w;
	struct arena *arena;
	struct record r;
	struct law law;
	struct text text;
	struct expression expression;
	struct article *articles;
	const char *jurisdiction;
	char law_id[256];
	int64_t next, documents;
	double in_writer;
	unsigned part, parts;
};

static void
flush_law(struct build *b)
{
	double t = now();

	if (b->expression.narticles == 0)
		return;
	if (b->next % b->parts == b->part) {
		check(search_writer_put(b->w, &b->r), "put");
		b->documents += (int64_t)b->expression.narticles;
		if (b->documents / COMMIT_EVERY !=
		    (b->documents - (int64_t)b->expression.narticles) / COMMIT_EVERY)
			check(search_writer_commit(b->w, b->next), "commit");
	}
	b->expression.narticles = 0;
	b->in_writer += now() - t;
	arena_reset(b->arena);
}

static void
begin_law(struct build *b, json_t *o)
{
	const char *language = tag(json_string_value(json_object_get(o, "lang")));

	memset(&b->r, 0, sizeof(b->r));
	memset(&b->law, 0, sizeof(b->law));
	memset(&b->text, 0, sizeof(b->text));
	memset(&b->expression, 0, sizeof(b->expression));
	b->r.id.v = ++b->next;
	b->r.kind = KIND_LAW;
	b->r.slug = arena_printf(b->arena, "law-%d", (int)b->next);
	b->r.state = STATE_PUBLISHED;
	b->r.revision = 1;
	b->jurisdiction = field(b->arena, o, "country");
	b->r.jurisdictions = (struct strings){ &b->jurisdiction, b->jurisdiction != NULL };
	b->r.texts = &b->text;
	b->r.ntexts = 1;
	b->r.law = &b->law;
	b->text.language = arena_strdup(b->arena, language);
	b->text.title = field(b->arena, o, "title");
	b->text.state = STATE_PUBLISHED;
	b->law.status = LAW_UNKNOWN;
	b->law.original_language = b->text.language;
	b->law.date_enacted = arena_printf(b->arena, "%d-01-01", (int)(1950 + b->next % 75));
	b->law.expressions = &b->expression;
	b->law.nexpressions = 1;
	b->expression.id.v = b->next;
	b->expression.language = b->text.language;
	b->expression.articles = b->articles;
}

static void
add_article(struct build *b, json_t *o)
{
	const char *law = json_string_value(json_object_get(o, "law_id"));
	const char *id = json_string_value(json_object_get(o, "id"));
	struct article *a;

	if (law == NULL)
		law = id;
	if (strcmp(law, b->law_id) != 0 || b->expression.narticles == ARTICLES_MAX) {
		flush_law(b);
		(void)snprintf(b->law_id, sizeof(b->law_id), "%s", law);
		begin_law(b, o);
	}
	a = &b->articles[b->expression.narticles++];
	memset(a, 0, sizeof(*a));
	a->eid = arena_printf(b->arena, "art_%zu", b->expression.narticles);
	a->number = field(b->arena, o, "article");
	a->heading = field(b->arena, o, "heading");
	a->body = field(b->arena, o, "body");
	a->source_id = arena_strdup(b->arena, id);
}

static enum err
add_entry(void *ctx, struct arena *arena, struct record *r)
{
	struct build *b = ctx;

	r->id.v = ++b->next;
	r->state = STATE_PUBLISHED;
	r->revision = 1;
	for (size_t i = 0; i < r->ntexts; i++)
		r->texts[i].state = STATE_PUBLISHED;
	if (b->next % b->parts == b->part)
		check(search_writer_put(b->w, r), "put");
	arena_free(arena);
	return (ERR_OK);
}

static void
refused(void *ctx, const char *file, long line, const char *reason, bool lost)
{
	(void)ctx;
	(void)lost;
	(void)fprintf(stderr, "%s:%ld: %s\n", file, line, reason);
}

static void
progressed(void *ctx, uint64_t done, uint64_t total)
{
	(void)ctx;
	(void)done;
	(void)total;
}

static void
add_entries(struct build *b, const char *path)
{
	struct reader_sink sink = {
		.ctx = b, .record = add_entry, .report = refused, .progress = progressed
	};

	check(content_read(path, &sink), path);
}

static int
build(int argc, char **argv)
{
	static const char *const locales[] = { "en", "zh-Hans", "ru", "pt-BR", "hi", "ar" };
	struct build b = { .parts = 1, .law_id = "" };
	struct rusage usage;
	double start = now();
	int at = 1;
	char *line = NULL;
	size_t room = 0;
	json_t *o;
	FILE *f;

	if (at < argc && sscanf(argv[at], "%u/%u", &b.part, &b.parts) == 2)
		at++;
	b.arena = arena_new();
	b.articles = calloc(ARTICLES_MAX, sizeof(*b.articles));
	check(search_writer_open(argv[0], true, locales, 6, &b.w), "create");
	for (; at < argc; at++) {
		struct stat st;

		if (stat(argv[at], &st) == 0 && S_ISDIR(st.st_mode)) {
			add_entries(&b, argv[at]);
			continue;
		}
		f = open_lines(argv[at]);
		while (getline(&line, &room, f) > 0) {
			if ((o = json_loads(line, 0, NULL)) == NULL)
				continue;
			add_article(&b, o);
			json_decref(o);
		}
		flush_law(&b);
		close_lines(f, argv[at]);
	}
	check(search_writer_commit(b.w, b.next), "commit");
	search_writer_close(b.w);
	(void)getrusage(RUSAGE_SELF, &usage);
	(void)printf(
	    "build\tdocuments %ld\twall %.1f s\tin writer %.1f s\tcpu %.1f s\tpeak %ld MB\n",
	    (long)b.documents, now() - start, b.in_writer,
	    (double)usage.ru_utime.tv_sec + (double)usage.ru_utime.tv_usec / 1e6 +
		(double)usage.ru_stime.tv_sec + (double)usage.ru_stime.tv_usec / 1e6,
	    usage.ru_maxrss / 1024);
	free(line);
	free(b.articles);
	arena_free(b.arena);
	return (0);
}

static int
merge(int argc, char **argv)
{
	const char *parts[16];
	double start = now();
	size_t n = 0;

	for (int i = 1; i < argc && n < 16; i++)
		parts[n++] = argv[i];
	check(search_merge(parts, n, argv[0]), "merge");
	(void)printf("merge\twall %.1f s\n", now() - start);
	return (0);
}

/* --- asking ------------------------------------------------------------------------------------
 */

static const char *
locale_of(const char *language)
{
	if (strcmp(language, "zh") == 0)
		return ("zh-Hans");
	return (strcmp(language, "pt") == 0 ? "pt-BR" : language);
}

static struct search_query
query_of(const char *q, const char *const *locale)
{
	return ((struct search_query){ .q = q,
	    .locale = *locale,
	    .chain = locale,
	    .nchain = 1,
	    .group = GROUP_WORK,
	    .expand = true,
	    .facets = true,
	    .snippets = true,
	    .limit = 10 });
}

static int
by_time(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;

	return ((x > y) - (x < y));
}

static int
time_queries(char **argv)
{
	struct search_index *index;
	struct search_result result;
	struct arena *arena = arena_new();
	char *lines[10000], *line = NULL, *text;
	double *times, *least, start, of, all, busy = 0;
	size_t n = 0, room = 0, hits = 0, empty = 0, rounds = (size_t)atoi(argv[2]);
	uint64_t total = 0;
	FILE *f = open_lines(argv[1]);

	while (getline(&line, &room, f) > 0 && n < 10000) {
		line[strcspn(line, "\n")] = '\0';
		lines[n++] = strdup(line);
	}
	close_lines(f, argv[1]);
	start = now();
	check(search_open(argv[0], &index), "open");
	(void)printf("open\t%.1f ms\n", (now() - start) * 1e3);
	times = calloc(n * (rounds + 1), sizeof(*times));
	least = calloc(n + 1, sizeof(*least));
	all = 0;
	for (size_t round = 0; round <= rounds; round++) {
		if (round == 1) {
			all = now();
			busy = cpu();
		}
		for (size_t i = 0; i < n; i++) {
			char language[16];
			const char *locale;
			struct search_query q;

			text = strchr(lines[i], '\t');
			(void)snprintf(
			    language, sizeof(language), "%.*s", (int)(text - lines[i]), lines[i]);
			locale = locale_of(language);
			q = query_of(text + 1, &locale);
			q.expand = getenv("EXPAND") != NULL;
			if (getenv("GROUP_NONE") != NULL)
				q.group = GROUP_NONE;
			if (getenv("NO_SNIPPETS") != NULL)
				q.snippets = false;
			start = now();
			of = cpu();
			check(search_refresh(index), "refresh");
			check(search_run(index, arena, &q, &result), "run");
			of = (cpu() - of) * 1e3;
			if (round > 0)
				times[(round - 1) * n + i] = (now() - start) * 1e3;
			if (round <= 1 || of < least[i])
				least[i] = of;
			if (round == rounds) {
				hits += result.nhits;
				total += result.total;
				empty += result.total == 0;
				if (getenv("VERBOSE") != NULL)
					(void)printf("%8.3f ms %7u works %7u articles  %s\n",
					    least[i], result.total, result.total_articles,
					    text + 1);
			}
			arena_reset(arena);
		}
	}
	all = now() - all;
	busy = cpu() - busy;
	qsort(times, n * rounds, sizeof(*times), by_time);
	qsort(least, n, sizeof(*least), by_time);
	(void)printf("time\tqueries %zu\t%.0f queries/s\t%.3f ms CPU\tp50 %.2f ms\tp99 %.2f "
		     "ms\tmost %.2f ms\thits %zu\ttotal %llu\t"
		     "empty %zu\tbest CPU p50 %.3f p99 %.3f most %.3f\n",
	    n * rounds, (double)(n * rounds) / all, busy * 1e3 / (double)(n * rounds),
	    times[n * rounds / 2], times[n * rounds * 99 / 100], times[n * rounds - 1], hits,
	    (unsigned long long)total, empty, least[n / 2], least[n * 99 / 100], least[n - 1]);
	search_close(index);
	arena_free(arena);
	return (0);
}

struct score {
	char language[16];
	double mrr, recall;
	size_t n;
};

static void
judge_line(struct search_index *index, struct arena *arena, json_t *o, struct score *s)
{
	const char *language = json_string_value(json_object_get(o, "lang"));
	const char *locale = locale_of(language);
	struct search_query q = query_of(json_string_value(json_object_get(o, "text")), &locale);
	struct search_result r;
	json_t *relevant = json_object_get(o, "relevant"), *id;
	size_t i, at, rank = 0, found = 0, want = json_array_size(relevant);
	double first = 0;

	q.group = GROUP_NONE;
	q.limit = 50;
	q.facets = q.snippets = false;
	check(search_run(index, arena, &q, &r), "run");
	/* The titles by themselves and the entries of the term base are not judged. */
	for (i = 0; i < r.nhits && rank < 10; i++) {
		if (r.hits[i].source_id == NULL || r.hits[i].kind != KIND_LAW)
			continue;
		rank++;
		json_array_foreach(relevant, at, id)
		{
			if (strcmp(json_string_value(id), r.hits[i].source_id) != 0)
				continue;
			found++;
			if (first == 0)
				first = 1.0 / (double)rank;
		}
	}
	if (getenv("EACH") != NULL)
		(void)printf("%s\t%s\t%.3f\t%.4f\n", language,
		    json_string_value(json_object_get(o, "qid")), first,
		    (double)found / (double)(want < 10 ? want : 10));
	s->mrr += first;
	s->recall += (double)found / (double)(want < 10 ? want : 10);
	s->n++;
}

static int
judge(char **argv)
{
	struct search_index *index;
	struct arena *arena = arena_new();
	struct score scores[32] = { 0 };
	double start = now(), mrr = 0;
	size_t n = 0, i, room = 0, all = 0;
	char *line = NULL;
	json_t *o;
	FILE *f = open_lines(argv[1]);

	check(search_open(argv[0], &index), "open");
	while (getline(&line, &room, f) > 0) {
		const char *language;

		if ((o = json_loads(line, 0, NULL)) == NULL)
			continue;
		language = json_string_value(json_object_get(o, "lang"));
		for (i = 0; i < n && strcmp(scores[i].language, language) != 0; i++)
			;
		if (i == n && n < 31)
			(void)snprintf(scores[n++].language, 16, "%s", language);
		judge_line(index, arena, o, &scores[i]);
		json_decref(o);
		arena_reset(arena);
	}
	start = now() - start;
	for (i = 0; i < n; i++) {
		(void)printf("%s %.4f/%.4f  ", scores[i].language,
		    scores[i].mrr / (double)scores[i].n, scores[i].recall / (double)scores[i].n);
		mrr += scores[i].mrr;
		all += scores[i].n;
	}
	(void)printf("all %.4f  %.0f queries/s\n", mrr / (double)all, (double)all / start);
	close_lines(f, argv[1]);
	search_close(index);
	arena_free(arena);
	free(line);
	return (0);
}

static int
run(char **argv)
{
	struct search_index *index;
	struct search_result r;
	struct arena *arena = arena_new();
	size_t room = 0;
	char *line = NULL;
	json_t *o, *out, *ids;
	FILE *f = open_lines(argv[1]);

	check(search_open(argv[0], &index), "open");
	while (getline(&line, &room, f) > 0) {
		struct search_query q;
		const char *locale;

		if ((o = json_loads(line, 0, NULL)) == NULL)
			continue;
		locale = locale_of(json_string_value(json_object_get(o, "lang")));
		q = query_of(json_string_value(json_object_get(o, "text")), &locale);
		q.group = GROUP_NONE;
		q.limit = 100;
		check(search_run(index, arena, &q, &r), "run");
		ids = json_array();
		for (size_t i = 0; i < r.nhits; i++)
			if (r.hits[i].source_id != NULL)
				(void)json_array_append_new(ids, json_string(r.hits[i].source_id));
		out = json_pack("{s:O,s:o}", "qid", json_object_get(o, "qid"), "ids", ids);
		(void)json_dumpf(out, stdout, JSON_COMPACT);
		(void)putchar('\n');
		json_decref(out);
		json_decref(o);
		arena_reset(arena);
	}
	close_lines(f, argv[1]);
	search_close(index);
	arena_free(arena);
	free(line);
	return (0);
}

int
main(int argc, char **argv)
{
	if (argc >= 4 && strcmp(argv[1], "build") == 0)
		return (build(argc - 2, argv + 2));
	if (argc >= 4 && strcmp(argv[1], "merge") == 0)
		return (merge(argc - 2, argv + 2));
	if (argc == 5 && strcmp(argv[1], "time") == 0)
		return (time_queries(argv + 2));
	if (argc == 4 && strcmp(argv[1], "judge") == 0)
		return (judge(argv + 2));
	if (argc == 4 && strcmp(argv[1], "run") == 0)
		return (run(argv + 2));
	(void)fprintf(stderr, "usage: search_bench build|merge|time|judge|run INDEX FILE...\n");
	return (2);
}
