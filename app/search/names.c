/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Owns the sounds of names.  A word that is romanised in several ways ("Yandex", "Яндекс") gets one
 * key.  Where a script leaves the vowels out, the consonants alone are a second key.  Chinese
 * characters are kept two by two, so that a name of any length is found within a longer one.
 */
#include "search/names.h"

#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "locale/latin.h"
#include "locale/pinyin.h"
#include "search/layout.h"
#include "search/words.h"

enum {
	KEY_MAX = 48,
	KEY_LEAST = 3,
	SYLLABLES_MAX = 64,
	WORDS_MAX = 8, /* longer queries are no names */
	ALTERNATIVES = 8
};

/* In which letters the title is; the first byte of a term. */
enum side { FOREIGN = 'f', LATIN = 'l' };

/* --- keys --------------------------------------------------------------------------------------
 */

static bool
vowel(char c)
{
	return (c == 'a' || c == 'e' || c == 'i' || c == 'o' || c == 'u');
}

/* Spellings of one sound, the longer before the shorter. */
static size_t
one_sound(const char *p, char *to, size_t *ret_n)
{
	static const struct {
		const char *from, *to;
	} sounds[] = { { "shch", "sh" }, { "sch", "sh" }, { "tch", "ch" }, { "ph", "f" },
		{ "kh", "h" }, { "ck", "k" }, { "ch", "ch" }, { "ce", "se" }, { "ci", "si" },
		{ "cy", "si" }, { "ts", "s" }, { "tz", "s" }, { "c", "k" }, { "q", "k" },
		{ "x", "ks" }, { "w", "v" } };
	size_t n;

	for (size_t i = 0; i < sizeof(sounds) / sizeof(sounds[0]); i++) {
		n = strlen(sounds[i].from);
		if (strncmp(p, sounds[i].from, n) != 0)
			continue;
		*ret_n = strlen(sounds[i].to);
		memcpy(to, sounds[i].to, *ret_n);
		return (n);
	}
	*to = *p == 'y' ? 'i' : *p;
	*ret_n = 1;
	return (1);
}

/* The key of a word in lower-case ASCII into ${key} (KEY_MAX bytes); 0 if it is too short. */
static size_t
sound_key(const char *word, char *key)
{
	char sound[4];
	size_t n = 0, m, step;

	for (const char *p = word; *p != '\0' && n + sizeof(sound) < KEY_MAX; p += step) {
		/* A glide before a vowel is written by some and left out by others. */
		if ((*p == 'y' || (*p == 'i' && p > word)) && vowel(p[1])) {
			step = 1;
			continue;
		}
		step = one_sound(p, sound, &m);
		for (size_t i = 0; i < m; i++)
			if (n == 0 || key[n - 1] != sound[i])
				key[n++] = sound[i];
	}
	return (n < KEY_LEAST ? 0 : n);
}

/* The consonants of a key; letters that stand for vowels, too, or for each other count as one. */
static size_t
bone_key(const char *key, size_t size, char *bones)
{
	size_t n = 0;

	for (size_t i = 0; i < size; i++) {
		char c = key[i];

		if (vowel(c) || c == 'v' || (c == 'h' && i > 0))
			continue;
		c = c == 'j' ? 'g' : c == 'p' ? 'b' : c == 'z' ? 's' : c;
		bones[n++] = c;
	}
	return (n < KEY_LEAST ? 0 : n);
}

/* ${size} bytes of ${text} in Latin letters. */
static void
romanised(const char *text, size_t size, struct buf *out)
{
	struct buf word = { 0 };

	buf_clear(out);
	buf_add(&word, text, size);
	latin_name(out, buf_cstr(&word));
	buf_free(&word);
}

/* --- titles ------------------------------------------------------------------------------------
 */

struct job {
	struct terms *terms;
	const char *title;
	bool proper;
	uint32_t run; /* where ideographs began */
	struct buf latin;
};

static void
name_term(struct terms *t, enum side side, char mark, const char *key, size_t n)
{
	char term[KEY_MAX + 2];
	size_t lead = 0;

	if (n == 0 || n > KEY_MAX)
		return;
	term[lead++] = (char)side;
	if (mark != 0)
		term[lead++] = mark;
	memcpy(term + lead, key, n);
	terms_add(t, PREFIX_NAME, term, n + lead, WEIGHT_TITLE);
}

static void
add_word(struct job *job, enum side side, const char *latin)
{
	char key[KEY_MAX], bones[KEY_MAX];
	size_t n = sound_key(latin, key);

	name_term(job->terms, side, 0, key, n);
	if (job->proper)
		name_term(job->terms, side, '-', bones, bone_key(key, n, bones));
}

/* Each two syllables that follow each other; ${ends} says where in ${latin} they end. */
static void
add_pairs(struct job *job, const char *latin, const size_t *ends, size_t n)
{
	for (size_t i = 1; i < n; i++) {
		size_t start = i < 2 ? 0 : ends[i - 2];

		name_term(job->terms, FOREIGN, 0, latin + start, ends[i] - start);
	}
}

/* Syllables with spaces between, or words of several. */
static void
add_syllables(struct job *job, const char *latin)
{
	size_t ends[SYLLABLES_MAX], n = 0, m, at = 0;
	char joined[SYLLABLES_MAX * 6 + 1], word[KEY_MAX];

	while (*latin != '\0') {
		size_t size = strcspn(latin, " ");

		if (size > 0 && size < sizeof(word) && at + size < sizeof(joined)) {
			memcpy(word, latin, size);
			word[size] = '\0';
			m = pinyin_split(word, ends + n, SYLLABLES_MAX - n);
			memcpy(joined + at, word, size);
			for (size_t i = n; i < n + m; i++)
				ends[i] += at;
			at += size;
			n += m;
			if (m == 0) {
				add_pairs(job, joined, ends, n);
				n = at = 0;
			}
		}
		latin += size;
		latin += *latin == ' ';
	}
	add_pairs(job, joined, ends, n);
}

static int
each_word(void *ctx, const struct word *w)
{
	struct job *job = ctx;
	char latin[WORD_MAX + 1];

	if (w->unit == WORD_IDEO) {
		if (w->npair == 0)
			job->run = w->start;
		if (!w->last)
			return (0);
		romanised(job->title + job->run, w->end - job->run, &job->latin);
		add_syllables(job, buf_cstr(&job->latin));
	} else if (w->unit == WORD_LETTERS && w->script == SCRIPT_LATIN) {
		memcpy(latin, w->full, w->nfull);
		latin[w->nfull] = '\0';
		add_word(job, LATIN, latin);
	} else if (w->unit == WORD_LETTERS) {
		romanised(job->title + w->start, w->end - w->start, &job->latin);
		add_word(job, FOREIGN, buf_cstr(&job->latin));
	}
	return (0);
}

void
names_add(struct terms *t, const char *title, const char *reading, bool proper)
{
	struct job job = { .terms = t, .title = title, .proper = proper };

	words_each(title, strlen(title), each_word, &job);
	if (reading != NULL) {
		romanised(reading, strlen(reading), &job.latin);
		add_syllables(&job, buf_cstr(&job.latin));
	}
	buf_free(&job.latin);
}

/* --- queries -----------------------------------------------------------------------------------
 */

struct ask {
	struct xdb *db;
	struct query *q;
	uint32_t crowd;					/* all documents */
	struct xquery *names[WORDS_MAX * ALTERNATIVES]; /* of all words */
	size_t nnames;
	struct xquery *mine[ALTERNATIVES]; /* of the word at hand */
	size_t nmine;
};

static struct xquery *
term(struct ask *a, const char *text, size_t size)
{
	struct xquery *x = arena_alloc(a->q->arena, sizeof(*x));

	x->op = XQ_TERM;
	x->term = arena_strndup(a->q->arena, text, size);
	x->size = size;
	x->crowd = a->crowd;
	return (x);
}

static void
found(struct ask *a, struct xquery *x)
{
	if (a->nmine < ALTERNATIVES && a->nnames < sizeof(a->names) / sizeof(a->names[0])) {
		a->mine[a->nmine++] = x;
		a->names[a->nnames++] = x;
	}
}

static struct xquery *
name_of(struct ask *a, enum side side, char mark, const char *key, size_t n)
{
	char text[KEY_MAX + 3] = { PREFIX_NAME, (char)side };
	size_t lead = 2;

	if (n == 0 || n > KEY_MAX)
		return (NULL);
	if (mark != 0)
		text[lead++] = mark;
	memcpy(text + lead, key, n);
	return (xdb_frequency(a->db, text, n + lead) > 0 ? term(a, text, n + lead) : NULL);
}

static void
ask_key(struct ask *a, enum side side, const char *latin)
{
	char key[KEY_MAX], bones[KEY_MAX];
	size_t n = sound_key(latin, key);
	struct xquery *x;

	if ((x = name_of(a, side, 0, key, n)) != NULL)
		found(a, x);
	if ((x = name_of(a, side, '-', bones, bone_key(key, n, bones))) != NULL)
		found(a, x);
}

/* All pairs of the syllables of ${latin}. */
static void
ask_pairs(struct ask *a, const char *latin)
{
	size_t ends[SYLLABLES_MAX], n = pinyin_split(latin, ends, SYLLABLES_MAX);
	struct xquery *pairs[SYLLABLES_MAX];

	if (n < 2)
		return;
	for (size_t i = 1; i < n; i++) {
		size_t start = i < 2 ? 0 : ends[i - 2];

		pairs[i - 1] = name_of(a, FOREIGN, 0, latin + start, ends[i] - start);
		if (pairs[i - 1] == NULL)
			return;
	}
	found(a, query_tree(a->q->arena, XQ_AND, pairs, n - 1));
}

/* What stands for ${w} in titles of other scripts goes into ${a->mine}. */
static void
ask_word(struct ask *a, const struct query_word *w)
{
	struct buf latin = { 0 };

	a->nmine = 0;
	if (w->unit != WORD_LETTERS || w->nexact == 0)
		return;
	if (w->script == SCRIPT_LATIN) {
		ask_key(a, FOREIGN, w->exact);
		ask_pairs(a, w->exact);
		return;
	}
	romanised(w->typed, w->ntyped, &latin);
	ask_key(a, LATIN, buf_cstr(&latin));
	/* What nobody writes so may be written so in a third script. */
	if (xdb_frequency(a->db, w->exact, w->nexact) == 0)
		ask_key(a, FOREIGN, buf_cstr(&latin));
	buf_free(&latin);
}

/* The word itself, or one of its names. */
static struct xquery *
word_or_name(struct ask *a, const struct query_word *w)
{
	struct xquery *kids[ALTERNATIVES + QUERY_LANGUAGES + 1];
	size_t n = a->nmine;
	char stem[WORD_MAX + 1] = { PREFIX_STEM };

	memcpy(kids, a->mine, n * sizeof(kids[0]));
	kids[n++] = term(a, w->exact, w->nexact);
	for (size_t i = 0; i < w->nstems; i++) {
		memcpy(stem + 1, w->stems[i].term, w->stems[i].size);
		kids[n++] = term(a, stem, w->stems[i].size + 1);
	}
	return (query_tree(a->q->arena, XQ_OR, kids, n));
}

/* A name that was typed syllable by syllable: "Xia Men". */
static void
ask_joined(struct ask *a)
{
	char joined[SYLLABLES_MAX * 6 + 1];
	size_t ends[2], at = 0;

	for (size_t i = 0; i < a->q->nwords; i++) {
		const struct query_word *w = &a->q->words[i];

		if (w->script != SCRIPT_LATIN || at + w->nexact >= sizeof(joined) ||
		    pinyin_split(w->exact, ends, 2) != 1)
			return;
		memcpy(joined + at, w->exact, w->nexact);
		at += w->nexact;
		joined[at] = '\0';
	}
	a->nmine = 0;
	ask_pairs(a, joined);
}

struct xquery *
names_query(struct xdb *db, struct query *q)
{
	struct ask a = { .db = db, .q = q };
	struct xquery *all[WORDS_MAX + 1], *joined = NULL;
	size_t n = 1, words = 0;

	if (q->nwords == 0 || q->nwords > WORDS_MAX || q->ncrowds == QUERY_CROWDS)
		return (NULL);
	a.crowd = (uint32_t)q->ncrowds;
	for (size_t i = 0; i < q->nwords; i++) {
		const struct query_word *w = &q->words[i];

		if (w->minus || w->quoted)
			return (NULL);
		if (w->small || w->nexact == 0)
			continue;
		ask_word(&a, w);
		all[n++] = word_or_name(&a, w);
		words++;
	}
	all[0] = query_tree(q->arena, XQ_OR, a.names, a.nnames);
	if (words > 1) {
		/* One name at least, whose few titles are looked at before what is common. */
		if (all[0] != NULL)
			all[0] = query_tree(q->arena, XQ_AND, all, n);
		a.nnames = 0;
		ask_joined(&a);
		joined = query_tree(q->arena, XQ_OR, a.names, a.nnames);
	}
	if (all[0] == NULL && joined == NULL)
		return (NULL);
	q->crowds[q->ncrowds++] = "und";
	all[1] = joined;
	return (query_scale(q->arena, query_tree(q->arena, XQ_OR, all, 2), NAMES_WEIGHT));
}

size_t
names_latin(const char *text, char *out, size_t room)
{
	struct buf latin = { 0 };
	size_t n = 0;
	bool foreign = false;

	for (const char *p = text; *p != '\0'; p++)
		foreign = foreign || (unsigned char)*p >= 0xD0;
	if (foreign)
		latin_name(&latin, text);
	for (size_t i = 0; i < latin.len && n < room; i++)
		if (latin.data[i] != ' ')
			out[n++] = latin.data[i];
	buf_free(&latin);
	return (n);
}
