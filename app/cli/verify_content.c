/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Owns what the starter content must be beyond what the reader of the format asks of each entry:
 * that what it points at is there, that it says everything in the languages of the portal, and
 * that nothing is there twice.
 */
#include "cli/verify_content.h"

#include <stdio.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "cli/command.h"
#include "domain/eid.h"
#include "exchange/check.h"
#include "exchange/content.h"
#include "render/markup.h"

/*
 * The languages that the term base speaks.  Every entry speaks the first SPOKEN of them; a guide
 * has its whole body in the first BODIES.
 */
static const char *const languages[] = { "en", "zh-Hans", "ru", "pt", "hi", "ar", "zh-Hant", "fa",
	"id", "am" };
enum { LANGUAGES = sizeof(languages) / sizeof(languages[0]), SPOKEN = 6, BODIES = 3 };

struct item {
	struct record *record;
	const char *file;
};

struct content {
	struct arena *arena;
	struct buf items;  /* struct item */
	struct buf arenas; /* struct arena *, of the records */
	struct buf said;   /* a line for each problem, told after the tables */
	const char *file;  /* that is being read */
	size_t problems;
};

static void problem(struct content *c, const char *file, const char *fmt, ...)
    __attribute__((format(printf, 3, 4)));

static void
problem(struct content *c, const char *file, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	buf_printf(&c->said, "%s: %s\n", file, arena_vprintf(c->arena, fmt, ap));
	va_end(ap);
	c->problems++;
}

static struct item *
items(const struct content *c, size_t *ret_n)
{
	*ret_n = c->items.len / sizeof(struct item);
	return ((struct item *)(void *)c->items.data);
}

static const struct record *
find(const struct content *c, enum kind kind, const char *slug)
{
	size_t n, i;
	const struct item *all = items(c, &n);

	for (i = 0; i < n; i++) {
		if (all[i].record->kind == kind && strcmp(all[i].record->slug, slug) == 0)
			return (all[i].record);
	}
	return (NULL);
}

static const struct text *
text_in(const struct record *r, const char *language)
{
	size_t i;

	for (i = 0; i < r->ntexts; i++) {
		if (strcmp(r->texts[i].language, language) == 0)
			return (&r->texts[i]);
	}
	return (NULL);
}

/* --- reading ------------------------------------------------------------------------------------
 */

static void
take_file(void *ctx, const char *file, long line)
{
	struct content *c = ctx;

	(void)line;
	c->file = arena_strdup(c->arena, file);
}

static enum err
take_record(void *ctx, struct arena *arena, struct record *record)
{
	struct content *c = ctx;
	const struct item item = { record, c->file };

	buf_add(&c->items, &item, sizeof(item));
	buf_add(&c->arenas, &arena, sizeof(arena));
	return (ERR_OK);
}

static void
take_report(void *ctx, const char *file, long line, const char *reason, bool refused)
{
	struct content *c = ctx;

	(void)refused;
	if (line > 0)
		problem(c, arena_printf(c->arena, "%s:%ld", file, line), "%s", reason);
	else
		problem(c, file, "%s", reason);
}

/* --- what one entry must be ----------------------------------------------------------------------
 */

/* A name that is not to be used says why. */
static void
check_labels(struct content *c, const struct item *item, const struct term *term)
{
	const char *slug = item->record->slug;

	for (size_t i = 0; i < term->nlabels; i++) {
		const struct term_label *l = &term->labels[i];

		if (l->status == TERM_DEPRECATED && l->note == NULL)
			problem(
			    c, item->file, "%s: “%s” is deprecated without a note.", slug, l->text);
	}
}

static void
check_languages(struct content *c, const struct item *item)
{
	const struct record *r = item->record;
	const struct text *t;
	size_t i, n = r->kind == KIND_TERM ? LANGUAGES : SPOKEN;

	for (i = 0; i < n; i++) {
		t = text_in(r, languages[i]);
		if (t == NULL || t->title == NULL)
			problem(c, item->file, "%s has no title in %s.", r->slug, languages[i]);
		else if (t->summary == NULL)
			problem(c, item->file, "%s has no summary in %s.", r->slug, languages[i]);
		else if (r->kind == KIND_GUIDE && i < BODIES && t->body == NULL)
			problem(c, item->file, "%s has no body in %s.", r->slug, languages[i]);
	}
}

static bool
has_article(const struct law *law, const char *eid)
{
	bool any = false;
	size_t i, j;

	for (i = 0; i < law->nexpressions; i++) {
		for (j = 0; j < law->expressions[i].narticles; j++) {
			any = true;
			if (strcmp(law->expressions[i].articles[j].eid, eid) == 0)
				return (true);
		}
	}
	/* Of a law whose text is imported later nothing can be told now. */
	return (!any && eid_valid(eid));
}

/* ${how}: what points there: "cites", "amends". */
static void
check_law(
    struct content *c, const struct item *item, const char *how, const char *slug, const char *eid)
{
	const struct record *law = find(c, KIND_LAW, slug);

	if (law == NULL)
		problem(c, item->file, "%s %s %s, but there is no such law.", item->record->slug,
		    how, slug);
	else if (eid != NULL && !has_article(law->law, eid))
		problem(c, item->file, "%s %s %s of %s, which has no such article.",
		    item->record->slug, how, eid, slug);
}

static void
check_citations(
    struct content *c, const struct item *item, const struct citation *citations, size_t n)
{
	size_t i;

	for (i = 0; i < n; i++)
		check_law(c, item, "cites", citations[i].law, citations[i].eid);
}

/* Pages that are no entries. */
static bool
is_page(struct arena *arena, const char *first, const char *second)
{
	static const char *const alone[] = { "", "search", "compare", "about", "sitemap" };
	enum kind kind;
	int subject;
	size_t i;

	if (strcmp(first, "jurisdictions") == 0)
		return (check_jurisdiction(arena, second) != NULL);
	if (strcmp(first, "subjects") == 0)
		return (vocab_value(VOCAB_SUBJECT, second, &subject));
	if (second[0] != '\0')
		return (false);
	for (i = 0; i < sizeof(alone) / sizeof(alone[0]); i++) {
		if (strcmp(alone[i], first) == 0)
			return (true);
	}
	return (kind_from_plural(first, &kind));
}

/*
 * A link in a body is relative to /{locale}/{plural}/{slug}: "../laws/int-pct" is right in every
 * language.
 */
static void
check_link(struct content *c, const struct item *item, const char *language, const char *href)
{
	const char *path = href, *part[3] = { "", "", "" }, *fragment = strchr(href, '#');
	const struct record *r = NULL;
	size_t n, i;
	enum kind kind;

	if (strncmp(href, "https://", 8) == 0 || strncmp(href, "http://", 7) == 0) {
		if (!check_url(href))
			problem(c, item->file, "%s (%s): “%s” is no address.", item->record->slug,
			    language, href);
		return;
	}
	if (strncmp(href, "mailto:", 7) == 0 || href[0] == '#')
		return;
	if (strncmp(path, "../", 3) != 0) {
		problem(c, item->file,
		    "%s (%s): the link “%s” should be like “../laws/int-pct”, relative to the "
		    "page.",
		    item->record->slug, language, href);
		return;
	}
	path += 3;
	for (i = 0; i < 3; i++) {
		n = strcspn(path, "/?#");
		part[i] = arena_strndup(c->arena, path, n);
		path += n;
		if (*path != '/')
			break;
		path++;
	}
	if (kind_from_plural(part[0], &kind) && part[1][0] != '\0' &&
	    (r = find(c, kind, part[1])) != NULL) {
		if (kind != KIND_LAW && part[2][0] != '\0')
			r = NULL;
		else if (kind == KIND_LAW && part[2][0] != '\0' && !has_article(r->law, part[2]))
			r = NULL;
		else if (kind == KIND_LAW && fragment != NULL && !has_article(r->law, fragment + 1))
			r = NULL;
	}
	if (r == NULL && (part[2][0] != '\0' || !is_page(c->arena, part[0], part[1])))
		problem(c, item->file, "%s (%s): the link “%s” leads nowhere.", item->record->slug,
		    language, href);
}

static void
check_links(struct content *c, const struct item *item, const struct text *t)
{
	struct arena *arena = arena_new();
	/* The links are those that readers get, so what they get is looked at. */
	const struct markup html = markup_markdown(arena, t->body);
	const char *p = html.html == NULL ? "" : arena_strndup(arena, html.html, html.size);

	while ((p = strstr(p, "<a href=\"")) != NULL) {
		size_t n = strcspn(p += strlen("<a href=\""), "\"");

		check_link(c, item, t->language, arena_strndup(arena, p, n));
		p += n;
	}
	arena_free(arena);
}

static void
check_entry(struct content *c, const struct item *item)
{
	const struct record *r = item->record;
	size_t i;

	check_languages(c, item);
	for (i = 0; i < r->ntexts; i++)
		check_links(c, item, &r->texts[i]);
	switch (r->kind) {
	case KIND_LAW:
		for (i = 0; i < r->law->nrelations; i++)
			check_law(c, item,
			    vocab_id(VOCAB_RELATION_TYPE, (int)r->law->relations[i].type),
			    r->law->relations[i].target, r->law->relations[i].target_eid);
		break;
	case KIND_GUIDE:
		check_citations(c, item, r->guide->citations, r->guide->ncitations);
		break;
	case KIND_TERM:
		check_labels(c, item, r->term);
		check_citations(c, item, r->term->citations, r->term->ncitations);
		break;
	case KIND_FACT:
		check_citations(c, item, r->fact->citations, r->fact->ncitations);
		break;
	case KIND_PROVIDER:
	case KIND_LISTING:
	case KIND_EVENT:
	case KIND_RESOURCE:
	case KIND_COUNT:
		break;
	}
}

/* --- what must not be there twice ----------------------------------------------------------------
 */

static void
check_pair(struct content *c, const struct item *a, const struct item *b)
{
	const struct record *x = a->record, *y = b->record;
	size_t i, j;

	if (x->kind != y->kind)
		return;
	if (strcmp(x->slug, y->slug) == 0)
		problem(c, b->file, "%s has the slug of an entry in %s.", y->slug, a->file);
	else if (x->kind == KIND_FACT && strcmp(x->fact->question, y->fact->question) == 0 &&
		 strcmp(x->jurisdictions.v[0], y->jurisdictions.v[0]) == 0)
		problem(c, b->file, "%s answers what %s answers, too.", y->slug, x->slug);
	for (i = 0; i < x->same_as.n; i++) {
		for (j = 0; j < y->same_as.n; j++) {
			if (strcmp(x->same_as.v[i], y->same_as.v[j]) == 0)
				problem(c, b->file, "%s is the same as “%s”, and so is %s.",
				    y->slug, y->same_as.v[j], x->slug);
		}
	}
}

/* The reader has seen to it that there are two words; the first is the name of a collection. */
static void
check_same_as(struct content *c, const struct item *item)
{
	size_t i, n;

	for (i = 0; i < item->record->same_as.n; i++) {
		const char *s = item->record->same_as.v[i];

		n = strspn(s, "abcdefghijklmnopqrstuvwxyz0123456789-_/");
		if (s[n] != ' ' || s[0] == '/' || s[n - 1] == '/')
			problem(c, item->file,
			    "%s: “%s” should be like “laws/cn cn:91aef043ee”, collection and id.",
			    item->record->slug, s);
	}
}

/* --- tables --------------------------------------------------------------------------------------
 */

static void
tell_languages(const struct content *c)
{
	size_t n, i, j, count[KIND_COUNT][LANGUAGES + 3] = { 0 };
	const struct item *all = items(c, &n);

	for (i = 0; i < n; i++) {
		const struct record *r = all[i].record;
		size_t *row = count[r->kind];

		for (j = 0; j < LANGUAGES; j++) {
			const struct text *t = text_in(r, languages[j]);

			row[j] += t != NULL && t->title != NULL && t->summary != NULL;
		}
		row[LANGUAGES]++;
		row[LANGUAGES + 1] += r->verified != NULL;
		for (j = 0; j < r->ntexts; j++)
			row[LANGUAGES + 2] += r->texts[j].body != NULL;
	}
	printf("%-12s %7s", "", "entries");
	for (j = 0; j < LANGUAGES; j++)
		printf(" %7s", languages[j]);
	printf(" %7s %7s\n", "bodies", "checked");
	for (i = 0; i < KIND_COUNT; i++) {
		printf("%-12s %7zu", kind_plural((enum kind)i), count[i][LANGUAGES]);
		for (j = 0; j < LANGUAGES; j++)
			printf(" %7zu", count[i][j]);
		printf(" %7zu %7zu\n", count[i][LANGUAGES + 2], count[i][LANGUAGES + 1]);
	}
}

/* ${word}, once, to those in ${words}. */
static void
add_word(struct buf *words, const char *word)
{
	const char *const *v = (const char *const *)(const void *)words->data;
	size_t i;

	for (i = 0; i < words->len / sizeof(word); i++) {
		if (strcmp(v[i], word) == 0)
			return;
	}
	buf_add(words, &word, sizeof(word));
}

static const struct record *
answer(const struct content *c, const char *question, const char *place)
{
	size_t n, i;
	const struct item *all = items(c, &n);

	for (i = 0; i < n; i++) {
		const struct record *r = all[i].record;

		if (r->kind == KIND_FACT && strcmp(r->fact->question, question) == 0 &&
		    strcmp(r->jurisdictions.v[0], place) == 0)
			return (r);
	}
	return (NULL);
}

static void
tell_facts(const struct content *c)
{
	struct buf questions = { 0 }, places = { 0 };
	size_t n, i, j, nplaces, answered, checked, all_answered = 0, all_checked = 0;
	const struct item *all = items(c, &n);
	const char *const *question, *const *place;
	const struct record *r;

	for (i = 0; i < n; i++) {
		if (all[i].record->kind != KIND_FACT)
			continue;
		add_word(&questions, all[i].record->fact->question);
		add_word(&places, all[i].record->jurisdictions.v[0]);
	}
	question = (const char *const *)(const void *)questions.data;
	place = (const char *const *)(const void *)places.data;
	nplaces = places.len / sizeof(*place);
	printf("\n%-32s", "+ checked, o not yet, - none");
	for (j = 0; j < nplaces; j++)
		printf(" %3s", place[j]);
	printf(" answered checked\n");
	for (i = 0; i < questions.len / sizeof(*question); i++) {
		printf("%-32s", question[i]);
		for (j = 0, answered = checked = 0; j < nplaces; j++) {
			r = answer(c, question[i], place[j]);
			answered += r != NULL;
			checked += r != NULL && r->verified != NULL;
			printf(" %3s", r == NULL ? "-" : r->verified == NULL ? "o" : "+");
		}
		printf(" %8zu %7zu\n", answered, checked);
		all_answered += answered;
		all_checked += checked;
	}
	printf(
	    "%-32s %*s%8zu %7zu\n\n", "in all", (int)(nplaces * 4), "", all_answered, all_checked);
	buf_free(&questions);
	buf_free(&places);
}

int
verify_content(const char *path)
{
	struct content c = { .arena = arena_new() };
	const struct reader_sink sink = { &c, take_record, take_report, NULL, take_file, NULL };
	struct arena **arenas;
	struct item *all;
	size_t n, i, j;
	int code;

	if (content_read(path, &sink) != ERR_OK) {
		code = CLI_AWAY;
	} else {
		all = items(&c, &n);
		for (i = 0; i < n; i++) {
			check_entry(&c, &all[i]);
			check_same_as(&c, &all[i]);
			for (j = 0; j < i; j++)
				check_pair(&c, &all[j], &all[i]);
		}
		tell_languages(&c);
		tell_facts(&c);
		code = c.problems > 0 ? CLI_REFUSED : CLI_DONE;
		printf("verify: %zu entries, %zu problems\n", n, c.problems);
	}
	fflush(stdout);
	fputs(buf_cstr(&c.said), stderr);
	arenas = (struct arena **)(void *)c.arenas.data;
	for (i = 0; i < c.arenas.len / sizeof(*arenas); i++)
		arena_free(arenas[i]);
	buf_free(&c.arenas);
	buf_free(&c.items);
	buf_free(&c.said);
	arena_free(c.arena);
	return (code);
}
