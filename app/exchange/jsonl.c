/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Owns the form of law collections: one JSON object a line, two files.
 *
 * laws.jsonl: id lang country title; number date dates[] path url status where the source has them.
 *
 * articles.jsonl: id lang title body; law_id country number article heading chapter where the
 * source has them.
 *
 * The articles of one law stand together, in document order.  An article without law_id belongs to
 * what its id begins with ("br:lpi:68" to br:lpi); one whose id ends in its language ("udhr:3:ru")
 * is one of several language versions, of which the first is the original.  Other fields are for
 * others and left alone.
 *
 * What is missing or not certain is left out and said; a line that can't be used is refused, the
 * rest goes on.  A collection is somebody's copy of official texts: provenance official, legal
 * value official, not authoritative.
 */
#include "exchange/jsonl.h"

#include <dirent.h>
#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/log.h"
#include "base/utf8.h"
#include "domain/division.h"
#include "domain/eid.h"
#include "exchange/check.h"
#include "exchange/clean.h"
#include "exchange/files.h"
#include "exchange/flatjson.h"
#include "exchange/idmap.h"
#include "exchange/jsonlmeta.h"
#include "exchange/lawrecord.h"
#include "exchange/lines.h"
#include "exchange/marks.h"

enum {
	LAW_BYTES_MAX = LINES_MAX,
	LANGUAGES_MAX = 64,
	PARTS_MAX = 64,
	TITLE_PAGE_MAX = 400,
	DATE_BYTES_MAX = 40
};

/* One language of the law whose articles are being read. */
struct version {
	const char *language;
	const char *title;
	size_t narticles;
};

struct collection {
	const struct reader_sink *sink;
	const char *source;
	char *laws;		/* path or NULL */
	char *articles;		/* path or NULL */
	uint64_t before, total; /* bytes of input: in the files before, in all */

	struct arena *kept;    /* what must outlive a law */
	struct arena *scratch; /* of the line at hand */
	struct flatjson object;
	struct jsonlmeta *meta;
	size_t nmeta, meta_room;
	struct idmap meta_by_id;
	struct idmap read; /* laws whose articles were read, by id */

	/* The law whose articles are being read; arena is NULL between laws. */
	struct arena *arena;
	struct jsonlmeta law;
	struct version version[LANGUAGES_MAX];
	size_t nversion;
	struct article *article;
	size_t *version_of; /* of each article */
	size_t narticle, article_room;
	struct idmap ids;

	/* The parts that it was put together of, by their first articles; none for most. */
	struct part {
		size_t first;
		long value; /* of the number of its first article */
		size_t order;
	} part[PARTS_MAX];
	size_t nparts;
	const char *part_id; /* of the part that is being read */
};

static void report(const struct collection *c, const char *file, long line, bool refused,
    const char *fmt, ...) __attribute__((format(printf, 5, 6)));

static void
report(const struct collection *c, const char *file, long line, bool refused, const char *fmt, ...)
{
	const struct jsonlplace p = { c->sink, file, line };
	char reason[512];
	va_list ap;

	va_start(ap, fmt);
	vsnprintf(reason, sizeof(reason), fmt, ap);
	va_end(ap);
	jsonlplace_report(&p, refused, "%s", reason);
}

static const char *
field(const struct collection *c, struct arena *arena, const struct flatjson *o, const char *name,
    const char *file, long line)
{
	return (jsonlplace_field(&(struct jsonlplace){ c->sink, file, line }, arena, o, name));
}

static bool
is_blank(const char *line, size_t n)
{
	while (n > 0 && (line[n - 1] == ' ' || line[n - 1] == '\t' || line[n - 1] == '\r'))
		n--;
	return (n == 0);
}

/* The next object of the file, which lives till the next call; NULL with ${*ret_err} ERR_OK for a
 * refused line. */
static const struct flatjson *
next_object(struct collection *c, struct lines *in, const char *file, enum err *ret_err)
{
	const char *line;
	enum err err;
	size_t n;

	*ret_err = ERR_OK;
	if ((err = lines_next(in, &line, &n)) == ERR_TOOBIG) {
		report(c, file, lines_number(in), true, "the line is longer than 64 MiB.");
		return (NULL);
	} else if (err != ERR_OK) {
		if (err == ERR_CORRUPT)
			report(c, file, lines_number(in) + 1, true,
			    "the compressed data is damaged or ends early; nothing behind it was "
			    "read.");
		else if (err == ERR_IO)
			report(c, file, lines_number(in) + 1, true, "cannot be read on: %s.",
			    strerror(errno));
		*ret_err = err;
		return (NULL);
	}
	if (lines_number(in) % 1024 == 0 && c->sink->progress != NULL)
		c->sink->progress(c->sink->ctx, c->before + lines_done(in), c->total);
	if (is_blank(line, n))
		return (NULL);
	arena_reset(c->scratch);
	if (!utf8_valid(line, n)) {
		report(c, file, lines_number(in), true, "the line is not valid UTF-8.");
		return (NULL);
	}
	if (!flatjson_parse(c->scratch, line, n, &c->object)) {
		report(c, file, lines_number(in), true, "the line is not a JSON object: %s.",
		    c->object.problem);
		return (NULL);
	}
	return (&c->object);
}

static void
take_law(struct collection *c, const struct flatjson *o, const char *file, long line)
{
	struct jsonlmeta m;

	if (!jsonlmeta_take(c->kept, o, &(struct jsonlplace){ c->sink, file, line }, &m))
		return;
	if (!idmap_put(&c->meta_by_id, m.id, c->nmeta)) {
		report(c, file, line, true, "the id %.80s stands on another line already.", m.id);
		return;
	}
	if (c->nmeta == c->meta_room) {
		c->meta_room = c->meta_room == 0 ? 256 : c->meta_room * 2;
		c->meta = reallocarray(c->meta, c->meta_room, sizeof(*c->meta));
		if (c->meta == NULL)
			log_die("out of memory");
	}
	c->meta[c->nmeta++] = m;
}

static void
read_laws(struct collection *c)
{
	struct lines *in;
	enum err err;
	const struct flatjson *o;

	if ((err = lines_open(c->laws, &in)) != ERR_OK) {
		report(c, c->laws, 0, true, "cannot be opened: %s.", strerror(errno));
		return;
	}
	while (err == ERR_OK) {
		if ((o = next_object(c, in, c->laws, &err)) != NULL)
			take_law(c, o, c->laws, lines_number(in));
	}
	c->before += lines_file_size(c->laws);
	lines_close(in);
}

/* Make ${id} the law whose articles are being read. */
static void
begin_law(
    struct collection *c, const char *id, const struct flatjson *o, const char *file, long line)
{
	size_t i;

	c->arena = arena_new();
	c->narticle = c->nversion = c->nparts = 0;
	idmap_clear(&c->ids);
	if (idmap_get(&c->meta_by_id, id, &i)) {
		c->law = jsonlmeta_copy(c->arena, &c->meta[i]);
	} else {
		c->law =
		    (struct jsonlmeta){ .id = arena_strdup(c->arena, id), .status = LAW_UNKNOWN };
		if (c->laws != NULL)
			report(c, file, line, false,
			    "%.80s has no line among the laws; what is known is from its articles.",
			    id);
	}
	c->law.line = line;
	c->part_id = c->law.id;
	if (c->law.part != NULL)
		c->part[c->nparts++] = (struct part){ 0 };
	if (c->law.number == NULL)
		c->law.number = field(c, c->arena, o, "number", file, line);
	if (c->law.country == NULL)
		c->law.country = check_jurisdiction(c->arena, flatjson_string(o, "country"));
	idmap_put(&c->read, arena_strdup(c->kept, id), 0);
}

/* The texts of the law: its title in each language.  False if it has none. */
static bool
take_titles(struct collection *c, struct arena *arena, struct record *r)
{
	struct text *t;
	size_t i;

	r->texts = arena_array(arena, struct text, c->nversion + 1);
	if (c->nversion == 0)
		c->version[c->nversion++] = (struct version){ .language = c->law.language };
	/* The laws' own line knows better, in the language of the original. */
	if (c->law.title != NULL)
		c->version[0].title = c->law.title;
	for (i = 0; i < c->nversion; i++) {
		if (c->version[i].language == NULL || c->version[i].title == NULL)
			continue;
		t = &r->texts[r->ntexts++];
		t->language = c->version[i].language;
		t->title = c->version[i].title;
		t->provenance = i == 0 ? PROVENANCE_OFFICIAL : PROVENANCE_GOVERNMENT;
		if (i > 0)
			t->source_language = c->version[0].language;
	}
	return (r->ntexts > 0);
}

/* A text without numbers is a whole; before numbers it is the preamble. */
static void
take_types(struct expression *x)
{
	size_t numbered = 0;

	for (size_t i = 0; i < x->narticles; i++)
		numbered += x->articles[i].number != NULL;
	for (size_t i = 0; i < x->narticles; i++) {
		if (x->articles[i].number == NULL)
			x->articles[i].type =
			    i == 0 && numbered > 0 ? ARTICLE_PREAMBLE : ARTICLE_OTHER;
	}
}

static int
by_value(const void *a, const void *b)
{
	const struct part *x = a, *y = b;

	if (x->value != y->value)
		return (x->value < y->value ? -1 : 1);
	return (x->order < y->order ? -1 : 1);
}

/* Put the parts in the order of their articles. */
static void
sort_parts(struct collection *c)
{
	struct article *sorted;
	size_t n = 0, end;

	if (c->nparts < 2 || c->nversion != 1)
		return;
	for (size_t i = 0; i < c->nparts; i++) {
		c->part[i].order = i;
		if (c->part[i].first < c->narticle && c->article[c->part[i].first].number != NULL)
			c->part[i].value =
			    marks_value(c->arena, c->article[c->part[i].first].number);
	}
	qsort(c->part, c->nparts, sizeof(c->part[0]), by_value);
	sorted = arena_array(c->arena, struct article, c->narticle);
	for (size_t i = 0; i < c->nparts; i++) {
		end = c->narticle;
		for (size_t k = 0; k < c->nparts; k++) {
			if (c->part[k].order == c->part[i].order + 1)
				end = c->part[k].first;
		}
		for (size_t k = c->part[i].first; k < end; k++)
			sorted[n++] = c->article[k];
	}
	memcpy(c->article, sorted, n * sizeof(*sorted));
}

/* One expression a language, each with its articles in the order of the file. */
static void
take_expressions(struct collection *c, struct record *r)
{
	struct law *law = r->law;
	struct expression *x;
	size_t i, j;

	law->expressions = arena_array(c->arena, struct expression, c->nversion);
	for (j = 0; j < c->nversion; j++) {
		if (c->version[j].narticles == 0)
			continue;
		x = &law->expressions[law->nexpressions++];
		x->language = c->version[j].language;
		x->version_date = c->law.version;
		x->provenance = j == 0 ? PROVENANCE_OFFICIAL : PROVENANCE_GOVERNMENT;
		x->legal_value = j == 0 ? LEGAL_OFFICIAL : LEGAL_UNOFFICIAL;
		x->source_url = c->law.url;
		x->source = r->source;
		x->source_id = r->source_id;
		x->articles = arena_array(c->arena, struct article, c->version[j].narticles);
		for (i = 0; i < c->narticle; i++) {
			if (c->version_of[i] == j)
				x->articles[x->narticles++] = c->article[i];
		}
		take_types(x);
		eid_assign(c->arena, x->articles, x->narticles);
		division_build(c->arena, x);
	}
}

/*
 * What collections of one country know less well than the law itself.  Emirati dates are exact to
 * the month (the day is 1 throughout); the title page, where the law has one, says the day.
 */
static void
mend_facts(struct collection *c)
{
	struct jsonlmeta *m = &c->law;
	const char *said, *day;

	if (m->country == NULL || strcmp(m->country, "AE") != 0 || c->narticle == 0 ||
	    c->article[0].number != NULL || (said = strstr(c->article[0].body, "بتاريخ")) == NULL ||
	    said - c->article[0].body > TITLE_PAGE_MAX)
		return;
	day = check_date_slashes(
	    c->arena, arena_strndup(c->arena, said, strnlen(said, DATE_BYTES_MAX)));
	if (day != NULL && (m->enacted == NULL || strncmp(day, m->enacted, 7) == 0))
		m->enacted = day;
}

/* Hand the law that was collected to the sink; ${file} is where it is said to be wrong. */
static enum err
finish_law(struct collection *c, const char *file)
{
	struct arena *a = c->arena;
	struct jsonlmeta *m = &c->law;
	struct record titles = { 0 }, *r;

	if (a == NULL)
		return (ERR_OK);
	mend_facts(c);
	c->arena = NULL;
	if (!take_titles(c, a, &titles)) {
		report(c, file, m->line, true, "%.80s has no title in a known language.", m->id);
		arena_free(a);
		return (ERR_OK);
	}
	r = lawrecord_new(
	    a, &(struct lawfacts){
		   .source = arena_strdup(a, c->source),
		   .id = m->id,
		   .language = titles.texts[0].language,
		   .country = m->country,
		   .title = titles.texts[0].title,
		   .number = m->number != NULL ? m->number
					       : lawrecord_number(a, m->country, m->id, m->enacted),
		   .url = m->url,
		   .enacted = m->enacted,
		   .amended = m->amended,
		   .status = m->status,
		   .work_key = lawrecord_key(a, m->country, titles.texts[0].title, m->id),
	       });
	r->texts = titles.texts;
	r->ntexts = titles.ntexts;
	c->arena = a;
	sort_parts(c);
	take_expressions(c, r);
	c->arena = NULL;
	if (c->sink->file != NULL)
		c->sink->file(c->sink->ctx, file, m->line);
	return (c->sink->record(c->sink->ctx, a, r));
}

/* The law that an article belongs to, in ${arena}; NULL if it names none. */
static const char *
law_of(struct arena *arena, const struct flatjson *o)
{
	const char *law = flatjson_string(o, "law_id");
	const char *id = flatjson_string(o, "id");
	const char *lang = flatjson_string(o, "lang");
	const char *last;
	size_t n;

	if (law != NULL && *law != '\0')
		return (arena_strdup(arena, law));
	if (id == NULL || (last = strrchr(id, ':')) == NULL)
		return (NULL);
	n = (size_t)(last - id);
	if (lang != NULL && strcmp(last + 1, lang) == 0) {
		while (n > 0 && id[n - 1] != ':')
			n--;
		n -= n > 0;
	}
	return (n > 0 ? arena_strndup(arena, id, n) : NULL);
}

/* The number of the language version that an article in ${tag} goes to; LANGUAGES_MAX if there are
 * too many. */
static size_t
version_for(
    struct collection *c, const char *tag, const struct flatjson *o, const char *file, long line)
{
	size_t i;

	for (i = 0; i < c->nversion; i++) {
		if (strcmp(c->version[i].language, tag) == 0)
			return (i);
	}
	if (i < LANGUAGES_MAX)
		c->version[c->nversion++] =
		    (struct version){ tag, field(c, c->arena, o, "title", file, line), 0 };
	return (i);
}

/* "A > B > C" and "A / B / C" say the same; below the part that is being read. */
static const char *
chapter_path(const struct collection *c, const char *chapter)
{
	char *copy, *mark;

	if (chapter != NULL && strstr(chapter, " > ") != NULL) {
		copy = arena_strdup(c->arena, chapter);
		for (mark = copy; (mark = strstr(mark, " > ")) != NULL;)
			mark[1] = '/';
		chapter = copy;
	}
	if (c->law.part == NULL)
		return (chapter);
	return (chapter == NULL ? c->law.part
				: arena_printf(c->arena, "%s / %s", c->law.part, chapter));
}

/* "الأولى- تعاريف": collections of the United Arab Emirates write headings behind numbers. */
static void
split_number(struct collection *c, struct article *art)
{
	struct mark m;

	if (art->number == NULL || art->heading != NULL || c->law.country == NULL ||
	    strcmp(c->law.country, "AE") != 0 || strpbrk(art->number, "-:") == NULL ||
	    !marks_read(c->arena, "ar", arena_printf(c->scratch, "المادة %s", art->number), &m) ||
	    m.kind != MARK_ARTICLE || *m.rest == '\0')
		return;
	art->heading = m.rest;
	art->number = m.number + strlen("المادة ");
}

static void
add_article(struct collection *c, const struct flatjson *o, const char *file, long line)
{
	struct article art = { 0 };
	const char *tag;
	size_t version, room;

	if ((art.source_id = field(c, c->arena, o, "id", file, line)) == NULL) {
		report(c, file, line, true, "the article has no “id”.");
		return;
	}
	if ((art.body = field(c, c->arena, o, "body", file, line)) == NULL) {
		report(c, file, line, true, "%.80s has no “body”.", art.source_id);
		return;
	}
	if ((tag = lawrecord_language(c->arena, flatjson_string(o, "lang"))) == NULL &&
	    (tag = c->law.language) == NULL) {
		report(c, file, line, true, "%.80s has no language.", art.source_id);
		return;
	}
	if (!idmap_put(&c->ids, art.source_id, 0)) {
		report(c, file, line, true, "the id %.80s stands on another line already.",
		    art.source_id);
		return;
	}
	if ((version = version_for(c, tag, o, file, line)) == LANGUAGES_MAX) {
		report(c, file, line, true, "%.80s is in more than %d languages.", c->law.id,
		    LANGUAGES_MAX);
		return;
	}
	art.number = field(c, c->arena, o, "article", file, line);
	/* Collections write this word where a text begins without a number. */
	if (art.number != NULL && strcmp(art.number, "preamble") == 0)
		art.number = NULL;
	art.heading = field(c, c->arena, o, "heading", file, line);
	art.chapter = chapter_path(c, field(c, c->arena, o, "chapter", file, line));
	split_number(c, &art);
	if (strstr(art.body, "\xef\xbf\xbd") != NULL)
		report(c, file, line, false,
		    "%.80s holds U+FFFD, a character that was lost at its source.", art.source_id);
	if (c->narticle == c->article_room) {
		room = c->article_room == 0 ? 1024 : c->article_room * 2;
		c->article = reallocarray(c->article, room, sizeof(*c->article));
		c->version_of = reallocarray(c->version_of, room, sizeof(*c->version_of));
		if (c->article == NULL || c->version_of == NULL)
			log_die("out of memory");
		c->article_room = room;
	}
	c->version[version].narticles++;
	c->article[c->narticle] = art;
	c->version_of[c->narticle++] = version;
}

/* Whether law ${id} is another part of the work that is being read; if so, it is read on. */
static bool
next_part(struct collection *c, const char *id)
{
	const struct jsonlmeta *m;
	size_t i, seen;

	if (c->law.part == NULL || c->nparts == PARTS_MAX || !idmap_get(&c->meta_by_id, id, &i) ||
	    idmap_get(&c->read, id, &seen))
		return (false);
	m = &c->meta[i];
	if (!jsonlmeta_same_work(m, &c->law))
		return (false);
	c->law.part = arena_strdup(c->arena, m->part);
	c->part_id = arena_strdup(c->arena, m->id);
	c->part[c->nparts++].first = c->narticle;
	idmap_put(&c->read, arena_strdup(c->kept, id), 0);
	return (true);
}

static enum err
take_article(struct collection *c, const struct flatjson *o, const char *file, long line)
{
	const char *law = law_of(c->scratch, o);
	enum err err = ERR_OK;
	size_t seen;

	if (law == NULL) {
		report(c, file, line, true,
		    "the article names no law, neither in “law_id” nor in its “id”.");
	} else if (c->arena == NULL || (strcmp(law, c->part_id) != 0 && !next_part(c, law))) {
		if ((err = finish_law(c, file)) != ERR_OK)
			return (err);
		if (!idmap_get(&c->read, law, &seen))
			begin_law(c, law, o, file, line);
		else
			report(c, file, line, true,
			    "articles of other laws stand between this one and the others of "
			    "%.80s.",
			    law);
	}
	if (law == NULL || c->arena == NULL)
		return (ERR_OK);
	if (arena_size(c->arena) > LAW_BYTES_MAX)
		report(c, file, line, true,
		    "%.80s is larger than 64 MiB; this article was left out.", law);
	else
		add_article(c, o, file, line);
	return (ERR_OK);
}

/* What the sink answered; ${*ret_whole}: the file was read to its end. */
static enum err
read_articles(struct collection *c, bool *ret_whole)
{
	enum err err, sunk = ERR_OK;
	struct lines *in;
	const struct flatjson *o;

	if ((err = lines_open(c->articles, &in)) != ERR_OK) {
		report(c, c->articles, 0, true, "cannot be opened: %s.", strerror(errno));
		*ret_whole = false;
		return (ERR_OK);
	}
	while (err == ERR_OK && sunk == ERR_OK) {
		if ((o = next_object(c, in, c->articles, &err)) != NULL)
			sunk = take_article(c, o, c->articles, lines_number(in));
	}
	/* Half a law must not stand for the whole. */
	if (sunk == ERR_OK && err == ERR_NOTFOUND)
		sunk = finish_law(c, c->articles);
	else if (c->arena != NULL)
		report(c, c->articles, c->law.line, true, "%.80s is cut off and was not taken.",
		    c->law.id);
	c->before += lines_file_size(c->articles);
	lines_close(in);
	*ret_whole = err == ERR_NOTFOUND && sunk == ERR_OK;
	return (sunk);
}

/* Laws whose text the collection does not hold are known by name at least. */
static enum err
take_rest(struct collection *c)
{
	enum err err = ERR_OK;
	size_t i, seen;

	for (i = 0; i < c->nmeta && err == ERR_OK; i++) {
		if (idmap_get(&c->read, c->meta[i].id, &seen))
			continue;
		c->arena = arena_new();
		c->narticle = c->nversion = c->nparts = 0;
		c->law = jsonlmeta_copy(c->arena, &c->meta[i]);
		err = finish_law(c, c->laws);
	}
	return (err);
}

static enum err
read_collection(struct collection *c)
{
	enum err err = ERR_OK;
	bool whole = true;

	c->kept = arena_new();
	c->scratch = arena_new();
	if (c->laws != NULL)
		read_laws(c);
	if (c->articles != NULL)
		err = read_articles(c, &whole);
	/* A law that was not reached must not look as if it had no articles. */
	if (err == ERR_OK && whole)
		err = take_rest(c);
	arena_free(c->arena);
	free(c->meta);
	free(c->article);
	free(c->version_of);
	idmap_free(&c->meta_by_id);
	idmap_free(&c->read);
	idmap_free(&c->ids);
	arena_free(c->scratch);
	arena_free(c->kept);
	return (err);
}

/* The file ${stem}.jsonl or ${stem}.jsonl.zst in ${folder}, or NULL. */
static char *
find_file(struct arena *arena, const char *folder, const char *stem)
{
	static const char *const endings[] = { ".jsonl", ".jsonl.zst" };
	struct stat st;
	char *path;
	size_t i;

	for (i = 0; i < sizeof(endings) / sizeof(endings[0]); i++) {
		path = arena_printf(arena, "%s/%s%s", folder, stem, endings[i]);
		if (stat(path, &st) == 0 && S_ISREG(st.st_mode))
			return (path);
	}
	return (NULL);
}

static int
visible(const struct dirent *e)
{
	return (e->d_name[0] != '.');
}

/* What is to be read at ${path}: itself, or the folders in it.  The number of them; 0 if there is
 * nothing. */
static size_t
find_collections(struct arena *arena, const char *path, struct collection **ret)
{
	struct collection *v, one = { 0 };
	struct dirent **names;
	struct stat st;
	const char *folder, *slash;
	size_t n = 0;
	int found, i;

	if (stat(path, &st) == 0 && S_ISREG(st.st_mode)) {
		slash = strrchr(path, '/');
		folder =
		    slash == NULL ? "." : arena_strndup(arena, path, (size_t)(slash - path) + 1);
		one.articles = arena_strdup(arena, path);
		one.source = files_source(arena, folder);
		*ret = v = arena_array(arena, struct collection, 1);
		*v = one;
		return (1);
	}
	one.laws = find_file(arena, path, "laws");
	one.articles = find_file(arena, path, "articles");
	if (one.laws != NULL || one.articles != NULL) {
		one.source = files_source(arena, path);
		*ret = v = arena_array(arena, struct collection, 1);
		*v = one;
		return (1);
	}
	if ((found = scandir(path, &names, visible, alphasort)) < 0)
		return (0);
	*ret = v = arena_array(arena, struct collection, (size_t)found);
	for (i = 0; i < found; i++) {
		folder = arena_printf(arena, "%s/%s", path, names[i]->d_name);
		free(names[i]);
		v[n].laws = find_file(arena, folder, "laws");
		v[n].articles = find_file(arena, folder, "articles");
		if (v[n].laws == NULL && v[n].articles == NULL)
			continue;
		v[n++].source = files_source(arena, folder);
	}
	free(names);
	return (n);
}

enum err
jsonl_read(const char *path, const struct reader_sink *sink)
{
	struct arena *arena = arena_new();
	struct collection *v = NULL;
	uint64_t total = 0, before = 0;
	enum err err = ERR_OK;
	size_t i, n;

	if ((n = find_collections(arena, path, &v)) == 0) {
		sink->report(sink->ctx, path, 0,
		    "there is no articles.jsonl or laws.jsonl, plain or .zst, here or one folder "
		    "below.",
		    true);
		err = ERR_NOTFOUND;
	}
	for (i = 0; i < n; i++)
		total += (v[i].laws == NULL ? 0 : lines_file_size(v[i].laws)) +
			 (v[i].articles == NULL ? 0 : lines_file_size(v[i].articles));
	for (i = 0; i < n && err == ERR_OK; i++) {
		v[i].sink = sink;
		v[i].before = before;
		v[i].total = total;
		err = read_collection(&v[i]);
		before = v[i].before;
	}
	if (err == ERR_OK && sink->progress != NULL)
		sink->progress(sink->ctx, total, total);
	arena_free(arena);
	return (err);
}
