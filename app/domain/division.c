/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Owns how printed headings become divisions; how numbers are read is eid.c's. */
#include "domain/division.h"

#include <stdio.h>
#include <string.h>

#include "base/buf.h"
#include "base/utf8.h"
#include "domain/eid.h"

#define COUNT(a) (sizeof(a) / sizeof((a)[0]))

enum { DEPTH_MAX = 16, RANK_NONE = 100 };

/* One heading taken apart.  A lower rank stands further out; articles have none. */
struct heading {
	enum division_type type;
	int rank;
	bool article;	     /* it names an article and no division */
	const char *numeral; /* where the number proper begins, NULL: it has none */
	size_t numeral_len;
	size_t number_len; /* of the printed number, from the start */
	const char *rest;  /* the heading proper; "" if there is none */
};

/* --- words -------------------------------------------------------------------------------------
 */

static uint32_t
peek(const char *p, size_t *ret_len)
{
	uint32_t c = 0;

	*ret_len = utf8_next(p, strnlen(p, 4), &c);
	if (*ret_len == 0 && *p != '\0')
		*ret_len = 1;
	return (c);
}

static bool
is_space(uint32_t c)
{
	return (c == ' ' || c == '\t' || c == 0xA0 || c == 0x3000 || (c >= 0x2000 && c <= 0x200A) ||
		c == 0x202F || c == 0x205F);
}

/* What may stand between the number and the heading. */
static bool
is_separator(uint32_t c)
{
	return (is_space(c) || c == '-' || c == '.' || c == ':' || c == ',' || c == 0x2013 ||
		c == 0x2014 || c == 0x2012 || c == 0x2010 || c == 0xFF1A || c == 0xFF0E ||
		c == 0x060C);
}

static const char *
skip_spaces(const char *p)
{
	size_t len;

	while (is_space(peek(p, &len)))
		p += len;
	return (p);
}

static const char *
skip_separators(const char *p)
{
	size_t len;

	while (is_separator(peek(p, &len)))
		p += len;
	return (p);
}

static const struct unit {
	const char *word;
	enum division_type type;
	int rank;
} units[] = {
	{ "book", DIVISION_BOOK, 10 },
	{ "livro", DIVISION_BOOK, 10 },
	{ "книга", DIVISION_BOOK, 10 },
	{ "الكتاب", DIVISION_BOOK, 10 },
	{ "كتاب", DIVISION_BOOK, 10 },
	{ "کتاب", DIVISION_BOOK, 10 },
	{ "buku", DIVISION_BOOK, 10 },
	{ "part", DIVISION_PART, 20 },
	{ "parte", DIVISION_PART, 20 },
	{ "часть", DIVISION_PART, 20 },
	{ "القسم", DIVISION_PART, 20 },
	{ "قسم", DIVISION_PART, 20 },
	{ "الجزء", DIVISION_PART, 20 },
	{ "بخش", DIVISION_PART, 20 },
	{ "भाग", DIVISION_PART, 20 },
	{ "ክፍል", DIVISION_PART, 20 },
	{ "title", DIVISION_TITLE, 30 },
	{ "título", DIVISION_TITLE, 30 },
	{ "раздел", DIVISION_TITLE, 30 },
	{ "الباب", DIVISION_TITLE, 30 },
	{ "باب", DIVISION_TITLE, 30 },
	{ "division", DIVISION_TITLE, 35 },
	{ "subtítulo", DIVISION_TITLE, 35 },
	{ "подраздел", DIVISION_TITLE, 35 },
	{ "chapter", DIVISION_CHAPTER, 40 },
	{ "capítulo", DIVISION_CHAPTER, 40 },
	{ "глава", DIVISION_CHAPTER, 40 },
	{ "الفصل", DIVISION_CHAPTER, 40 },
	{ "فصل", DIVISION_CHAPTER, 40 },
	{ "अध्याय", DIVISION_CHAPTER, 40 },
	{ "bab", DIVISION_CHAPTER, 40 },
	{ "ምዕራፍ", DIVISION_CHAPTER, 40 },
	{ "subchapter", DIVISION_CHAPTER, 45 },
	{ "section", DIVISION_SECTION, 50 },
	{ "seção", DIVISION_SECTION, 50 },
	{ "secção", DIVISION_SECTION, 50 },
	{ "параграф", DIVISION_SECTION, 50 },
	{ "§", DIVISION_SECTION, 50 },
	{ "الفرع", DIVISION_SECTION, 50 },
	{ "فرع", DIVISION_SECTION, 50 },
	{ "المبحث", DIVISION_SECTION, 50 },
	{ "مبحث", DIVISION_SECTION, 50 },
	{ "खंड", DIVISION_SECTION, 50 },
	{ "खण्ड", DIVISION_SECTION, 50 },
	{ "bagian", DIVISION_SECTION, 50 },
	{ "subsection", DIVISION_SUBSECTION, 60 },
	{ "subseção", DIVISION_SUBSECTION, 60 },
	{ "المطلب", DIVISION_SUBSECTION, 60 },
	{ "گفتار", DIVISION_SUBSECTION, 60 },
	{ "paragraf", DIVISION_SUBSECTION, 60 },
	{ "article", DIVISION_OTHER, RANK_NONE },
	{ "art", DIVISION_OTHER, RANK_NONE },
	{ "artigo", DIVISION_OTHER, RANK_NONE },
	{ "статья", DIVISION_OTHER, RANK_NONE },
	{ "المادة", DIVISION_OTHER, RANK_NONE },
	{ "ماده", DIVISION_OTHER, RANK_NONE },
	{ "अनुच्छेद", DIVISION_OTHER, RANK_NONE },
	{ "धारा", DIVISION_OTHER, RANK_NONE },
	{ "pasal", DIVISION_OTHER, RANK_NONE },
	{ "አንቀጽ", DIVISION_OTHER, RANK_NONE },
};

/* 第二章: the unit follows the numeral; the longer before what it ends in. */
static const struct unit chinese_units[] = {
	{ "卷", DIVISION_BOOK, 10 },
	{ "编", DIVISION_PART, 20 },
	{ "編", DIVISION_PART, 20 },
	{ "篇", DIVISION_PART, 20 },
	{ "部分", DIVISION_PART, 20 },
	{ "分编", DIVISION_TITLE, 30 },
	{ "分編", DIVISION_TITLE, 30 },
	{ "章", DIVISION_CHAPTER, 40 },
	{ "节", DIVISION_SECTION, 50 },
	{ "節", DIVISION_SECTION, 50 },
	{ "目", DIVISION_SUBSECTION, 60 },
	{ "条", DIVISION_OTHER, RANK_NONE },
	{ "條", DIVISION_OTHER, RANK_NONE },
};

static const struct unit *
find_unit(const char *word)
{
	static const struct unit annex = { "", DIVISION_ANNEX, 5 };
	const char *end = eid_annex(word);

	if (end != NULL && *end == '\0')
		return (&annex);
	for (size_t i = 0; i < COUNT(units); i++) {
		if (strcmp(units[i].word, word) == 0)
			return (&units[i]);
	}
	return (NULL);
}

/* --- taking headings apart ---------------------------------------------------------------------
 */

/* 第二章, 附件1, 一、 */
static bool
parse_chinese(const char *s, struct heading *h)
{
	struct buf number = { 0 };
	const char *p, *end;

	if (strncmp(s, "第", strlen("第")) == 0) {
		p = skip_spaces(s + strlen("第"));
		end = eid_numeral(p, &number);
		buf_free(&number);
		if (end == p)
			return (false);
		h->numeral = p;
		h->numeral_len = (size_t)(end - p);
		end = skip_spaces(end);
		for (size_t i = 0; i < COUNT(chinese_units); i++) {
			size_t n = strlen(chinese_units[i].word);

			if (strncmp(end, chinese_units[i].word, n) != 0)
				continue;
			h->type = chinese_units[i].type;
			h->rank = chinese_units[i].rank;
			h->article = h->rank == RANK_NONE;
			h->number_len = (size_t)(end - s) + n;
			return (true);
		}
		return (false);
	}
	if ((unsigned char)s[0] >= 0xE3 && (p = eid_annex(s)) != NULL) {
		h->type = DIVISION_ANNEX;
		h->rank = 5;
		p = skip_spaces(p);
		end = eid_numeral(p, &number);
		buf_free(&number);
		if (end != p) {
			h->numeral = p;
			h->numeral_len = (size_t)(end - p);
			h->number_len = (size_t)(end - s);
		}
		return (true);
	}
	end = eid_numeral(s, &number);
	buf_free(&number);
	if (end != s && strncmp(end, "、", strlen("、")) == 0) {
		h->numeral = s;
		h->numeral_len = (size_t)(end - s);
		h->number_len = h->numeral_len + strlen("、");
		return (true);
	}
	return (false);
}

/* "CAPÍTULO VII", "الباب الأول", "The First Schedule", "Часть первая", "Общая часть" */
static void
parse_words(const char *s, struct heading *h)
{
	char first[EID_WORD_MAX], second[EID_WORD_MAX];
	const char *start = s, *after = eid_word(s, first), *p, *end;
	struct buf number = { 0 };
	const struct unit *unit;

	if (strcmp(first, "the") == 0) {
		start = skip_spaces(after);
		after = eid_word(start, first);
	}
	p = skip_spaces(after);
	end = eid_word(p, second);
	if ((unit = find_unit(first)) != NULL) {
		const char *words = eid_ordinal(p, &number);

		if (words != NULL || eid_is_counter(second)) {
			h->numeral = p;
			h->numeral_len = (size_t)((words != NULL ? words : end) - p);
			h->number_len = (size_t)(p - s) + h->numeral_len;
		}
	} else if (eid_is_ordinal(first) && (unit = find_unit(second)) != NULL) {
		h->numeral = start;
		h->numeral_len = (size_t)(after - start);
		h->number_len = (size_t)(end - s);
	} else if (strcmp(second, "часть") == 0 && *skip_separators(end) == '\0') {
		unit = find_unit(second);
	}
	buf_free(&number);
	if (unit != NULL) {
		h->type = unit->type;
		h->rank = unit->rank;
		h->article = unit->rank == RANK_NONE && h->numeral != NULL;
	}
}

static struct heading
parse(const char *s)
{
	struct heading h = { .type = DIVISION_OTHER, .rank = RANK_NONE };

	if (!parse_chinese(s, &h)) {
		h = (struct heading){ .type = DIVISION_OTHER, .rank = RANK_NONE };
		parse_words(s, &h);
	}
	h.rest = h.number_len > 0 ? skip_separators(s + h.number_len) : s;
	return (h);
}

/* --- the tree ----------------------------------------------------------------------------------
 */

/* The divisions that the article before hung in, outermost first. */
struct open {
	const char *words; /* as they stand in the path */
	size_t number;	   /* among the divisions, from 1 */
	int rank;
	bool numbered;
};

struct tree {
	struct arena *arena;
	struct buf divisions; /* struct division */
	struct open open[DEPTH_MAX];
	size_t depth;
};

static void
push(struct tree *t, const char *words)
{
	const struct heading h = parse(words);
	struct division d = { .type = h.type };

	if (h.number_len > 0)
		d.number = arena_strndup(t->arena, words, h.number_len);
	if (*h.rest != '\0')
		d.heading = h.rest;
	d.parent = t->depth > 0 ? t->open[t->depth - 1].number : 0;
	buf_add(&t->divisions, &d, sizeof(d));
	t->open[t->depth++] =
	    (struct open){ words, t->divisions.len / sizeof(d), h.rank, h.number_len > 0 };
}

/* Close what ${words}, that begin a path and are not open, can't stand in. */
static void
make_room(struct tree *t, const char *words)
{
	const struct heading h = parse(words);

	/* 附则 and the like, without a number, end what was before; Portuguese "Das Provas" does
	 * not. */
	if (h.rank == RANK_NONE && h.number_len == 0 && (unsigned char)words[0] >= 0xE3)
		t->depth = 0;
	while (t->depth > 0 && t->open[t->depth - 1].rank >= h.rank)
		t->depth--;
}

static size_t
split(struct arena *arena, const char *path, const char *parts[DEPTH_MAX])
{
	size_t n = 0;

	for (const char *p = path; n < DEPTH_MAX;) {
		const char *end = strstr(p, " / ");
		size_t len = end != NULL ? (size_t)(end - p) : strlen(p);
		const char *words = skip_spaces(arena_strndup(arena, p, len));

		if (*words != '\0' && !(end == NULL && parse(words).article))
			parts[n++] = words;
		if (end == NULL)
			break;
		p = end + strlen(" / ");
	}
	return (n);
}

/* Open the divisions of ${path}, keeping those that are open already. */
static void
enter(struct tree *t, const char *path)
{
	const char *parts[DEPTH_MAX];
	size_t n = split(t->arena, path, parts), at = t->depth, k = 0;

	if (n == 0) {
		t->depth = 0;
		return;
	}
	while (at > 0 && strcmp(t->open[at - 1].words, parts[0]) != 0)
		at--;
	if (at > 0) {
		for (at--; k < n && at < t->depth && strcmp(t->open[at].words, parts[k]) == 0; k++)
			at++;
		t->depth = at;
	} else {
		make_room(t, parts[0]);
	}
	for (; k < n && t->depth < DEPTH_MAX; k++)
		push(t, parts[k]);
}

void
division_build(struct arena *arena, struct expression *x)
{
	struct tree t = { .arena = arena };
	const char *last = NULL;

	for (size_t i = 0; i < x->narticles; i++) {
		struct article *a = &x->articles[i];

		a->division = 0;
		if (a->chapter == NULL) {
			t.depth = 0;
			last = NULL;
			continue;
		}
		if (last == NULL || strcmp(last, a->chapter) != 0)
			enter(&t, last = a->chapter);
		if (t.depth > 0)
			a->division = t.open[t.depth - 1].number;
	}
	x->ndivisions = t.divisions.len / sizeof(*x->divisions);
	x->divisions = arena_array(arena, struct division, x->ndivisions);
	if (x->ndivisions > 0)
		memcpy(x->divisions, t.divisions.data, t.divisions.len);
	buf_free(&t.divisions);
	division_eids(arena, x);
}

/* --- ids ---------------------------------------------------------------------------------------
 */

static const char *
prefix(enum division_type type)
{
	static const char *const prefixes[] = {
		[DIVISION_BOOK] = "book",
		[DIVISION_PART] = "part",
		[DIVISION_TITLE] = "title",
		[DIVISION_CHAPTER] = "chp",
		[DIVISION_SECTION] = "sec",
		[DIVISION_SUBSECTION] = "subsec",
		[DIVISION_ANNEX] = "att",
		[DIVISION_OTHER] = "hcontainer",
	};
	_Static_assert(COUNT(prefixes) == DIVISION_TYPE_COUNT, "every type has its prefix");

	return (prefixes[type]);
}

void
division_eids(struct arena *arena, struct expression *x)
{
	struct eids *taken = eids_new(arena, x->narticles + 2 * x->ndivisions);
	/* How many siblings of each type had no number. */
	unsigned(*unnumbered)[DIVISION_TYPE_COUNT] =
	    arena_calloc(arena, x->ndivisions + 1, sizeof(*unnumbered));
	struct buf eid = { 0 };

	for (size_t i = 0; i < x->narticles; i++) {
		if (x->articles[i].eid != NULL)
			(void)eids_take(taken, arena, x->articles[i].eid);
	}
	for (size_t i = 0; i < x->ndivisions; i++) {
		if (x->divisions[i].eid != NULL)
			(void)eids_take(taken, arena, x->divisions[i].eid);
	}
	for (size_t i = 0; i < x->ndivisions; i++) {
		struct division *d = &x->divisions[i];
		size_t before;

		if (d->eid != NULL)
			continue;
		buf_clear(&eid);
		if (d->parent > 0)
			buf_printf(&eid, "%s__", x->divisions[d->parent - 1].eid);
		buf_printf(&eid, "%s_", prefix(d->type));
		before = eid.len;
		if (d->number != NULL) {
			const struct heading h = parse(d->number);

			if (h.numeral != NULL)
				eid_counter(arena_strndup(arena, h.numeral, h.numeral_len), &eid);
			else
				eid_counter(d->number, &eid);
		}
		if (eid.len == before)
			buf_printf(&eid, "%u", ++unnumbered[d->parent][d->type]);
		if (eid.len > EID_MAX - 8)
			d->eid = eids_take(
			    taken, arena, arena_printf(arena, "%s_%zu", prefix(d->type), i + 1));
		else
			d->eid = eids_take(taken, arena, arena_strdup(arena, buf_cstr(&eid)));
	}
	buf_free(&eid);
}

/* --- walking -----------------------------------------------------------------------------------
 */

size_t
division_find(const struct expression *x, const char *eid)
{
	for (size_t i = 0; i < x->ndivisions; i++) {
		if (strcmp(x->divisions[i].eid, eid) == 0)
			return (i + 1);
	}
	return (0);
}

size_t
division_last(const struct expression *x, size_t number)
{
	size_t last = number;

	/* Subtrees stand together, each division after its parent. */
	while (last < x->ndivisions && x->divisions[last].parent >= number)
		last++;
	return (last);
}

/* --- back to headings --------------------------------------------------------------------------
 */

/* What stands between number and heading: nothing after 、, a space in Chinese, a full stop in
 * Latin and Cyrillic letters, else a colon. */
static const char *
between(const char *number)
{
	size_t n = strlen(number), len;
	uint32_t c = peek(number, &len);

	if (n >= strlen("、") && strcmp(number + n - strlen("、"), "、") == 0)
		return ("");
	if (c >= 0x2E80)
		return (" ");
	return (c < 0x0530 ? ". " : ": ");
}

const char *
division_label(struct arena *arena, const struct division *d)
{
	if (d->number == NULL || d->heading == NULL)
		return (d->number != NULL ? d->number : d->heading != NULL ? d->heading : "");
	return (arena_printf(arena, "%s%s%s", d->number, between(d->number), d->heading));
}

void
division_chapters(struct arena *arena, struct expression *x)
{
	const char **paths = arena_array(arena, const char *, x->ndivisions + 1);

	for (size_t i = 0; i < x->ndivisions; i++) {
		const struct division *d = &x->divisions[i];
		const char *label = division_label(arena, d);

		paths[i + 1] =
		    d->parent > 0 ? arena_printf(arena, "%s / %s", paths[d->parent], label) : label;
	}
	for (size_t i = 0; i < x->narticles; i++)
		x->articles[i].chapter = paths[x->articles[i].division];
}
