/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Owns where words begin and end, and the stemmers.  ICU's dictionaries cut Chinese by context, so
 * a text and a query would be cut differently; here every boundary depends on the neighbouring
 * characters alone, and scripts without spaces give one unit a character.
 */
#include "search/words.h"

#include <libstemmer.h>
#include <stdbool.h>
#include <string.h>

#include "base/utf8.h"

enum { BREVE = 0x306 };

struct scan {
	const char *text;
	size_t size;
	int (*fn)(void *ctx, const struct word *word);
	void *ctx;
	struct word word;
	char light[WORD_MAX], full[WORD_MAX], pair[WORD_MAX];
	char before[WORD_MAX]; /* the ideograph right before */
	size_t nbefore, before_start;
};

static inline const struct fold *
peek(const struct scan *s, size_t at, size_t *ret_step, uint32_t *ret_c)
{
	uint32_t c = 0;

	if (at < s->size && (unsigned char)s->text[at] < 0x80) {
		*ret_step = 1;
		*ret_c = (unsigned char)s->text[at];
		return (fold_get(*ret_c));
	}
	if (at >= s->size) {
		*ret_step = 0;
		*ret_c = 0;
		return (fold_get(0));
	}
	if ((*ret_step = utf8_next(s->text + at, s->size - at, &c)) == 0) {
		*ret_step = 1;
		c = 0;
	}
	*ret_c = c;
	return (fold_get(c));
}

/* Most spellings are of one to three bytes. */
static inline void
copy(char *to, size_t *n, const char *from, size_t size)
{
	if (*n + size > WORD_MAX)
		return;
	for (size_t i = 0; i < size; i++)
		to[*n + i] = from[i];
	*n += size;
}

static inline void
append(struct scan *s, const struct fold *f)
{
	copy(s->light, &s->word.nlight, fold_light(f), f->nlight);
	copy(s->full, &s->word.nfull, fold_full(f), f->nfull);
}

/* Short i as two characters, which as one is another letter than i. */
static bool
short_i(struct scan *s)
{
	struct word *w = &s->word;

	if (w->nlight < 2 || w->nfull < 2 || memcmp(s->light + w->nlight - 2, "и", 2) != 0 ||
	    memcmp(s->full + w->nfull - 2, "и", 2) != 0)
		return (false);
	memcpy(s->light + w->nlight - 2, "й", 2);
	memcpy(s->full + w->nfull - 2, "й", 2);
	return (true);
}

static int
emit(struct scan *s)
{
	if (s->word.nfull == 0)
		return (0);
	s->word.position++;
	return (s->fn(s->ctx, &s->word));
}

/* Three digits and then none, as after a thousands sign. */
static bool
thousands(const struct scan *s, size_t at, size_t *ret_end)
{
	size_t step;
	uint32_t c;

	for (int i = 0; i < 3; i++) {
		if (peek(s, at, &step, &c)->class != FOLD_DIGIT)
			return (false);
		at += step;
	}
	switch (peek(s, at, &step, &c)->class) {
	case FOLD_DIGIT:
	case FOLD_LETTER:
		return (false);
	default:
		*ret_end = at;
		return (true);
	}
}

static size_t
number_tail(struct scan *s, size_t at)
{
	const struct fold *f;
	size_t step, end;
	uint32_t c;

	while (at < s->size) {
		(void)peek(s, at, &step, &c);
		if ((c != '.' && c != ',' && c != 0x66B && c != 0x66C) ||
		    !thousands(s, at + step, &end))
			break;
		for (at += step; at < end; at += step) {
			f = peek(s, at, &step, &c);
			append(s, f);
		}
		s->word.end = (uint32_t)at;
	}
	return (at);
}

/* "U.S.C." is one word. */
static size_t
acronym_tail(struct scan *s, size_t at)
{
	const struct fold *f;
	size_t dot, letter, step;
	uint32_t c;

	for (;;) {
		(void)peek(s, at, &dot, &c);
		if (c != '.')
			return (at);
		f = peek(s, at + dot, &letter, &c);
		if (f->class != FOLD_LETTER || f->script != s->word.script)
			return (at);
		switch (peek(s, at + dot + letter, &step, &c)->class) {
		case FOLD_LETTER:
		case FOLD_DIGIT:
			return (at);
		default:
			break;
		}
		append(s, f);
		at += dot + letter;
		s->word.end = (uint32_t)at;
	}
}

/* "women's", "don't": what follows the apostrophe is grammar. */
static size_t
clitic_end(const struct scan *s, size_t at)
{
	const struct fold *f;
	size_t step, end;
	uint32_t c;
	int n = 0;

	(void)peek(s, at, &step, &c);
	if (c != '\'' && c != 0x2019)
		return (at);
	for (end = at + step; n < 3; n++, end += step) {
		f = peek(s, end, &step, &c);
		if (f->class != FOLD_LETTER || f->script != SCRIPT_LATIN)
			break;
	}
	return (n == 1 || n == 2 ? end : at);
}

/* The endings that Persian hangs on by a zero-width non-joiner, fully folded. */
static size_t
joined_end(const struct scan *s, size_t at)
{
	static const char *const endings[] = { "ها", "هاي", "هايي", "هايش", "تر", "ترين", "ام",
		"ات", "اش", "اند", "اي" };
	char ending[16];
	const struct fold *f;
	size_t step, end, n = 0;
	uint32_t c;

	(void)peek(s, at, &step, &c);
	if (c != 0x200C)
		return (at);
	for (end = at + step;; end += step) {
		f = peek(s, end, &step, &c);
		if (f->class != FOLD_LETTER || n + f->nfull >= sizeof(ending))
			break;
		memcpy(ending + n, fold_full(f), f->nfull);
		n += f->nfull;
	}
	if (f->class == FOLD_LETTER)
		return (at);
	for (size_t i = 0; i < sizeof(endings) / sizeof(endings[0]); i++)
		if (strlen(endings[i]) == n && memcmp(endings[i], ending, n) == 0)
			return (end);
	return (at);
}

static int
ideograph(struct scan *s, const struct fold *f, size_t at, size_t step)
{
	uint32_t c;
	int rc;

	s->word.unit = WORD_IDEO;
	s->word.script = SCRIPT_IDEO;
	s->word.start = (uint32_t)at;
	s->word.end = (uint32_t)(at + step);
	s->word.nlight = s->word.nfull = s->word.npair = 0;
	append(s, f);
	if (s->word.nfull == 0)
		return (0);
	do
		f = peek(s, at += step, &step, &c);
	while (f->class == FOLD_IGNORE);
	s->word.last = f->class != FOLD_IDEO;
	if (s->nbefore > 0 && s->nbefore + s->word.nfull <= WORD_MAX) {
		memcpy(s->pair, s->before, s->nbefore);
		memcpy(s->pair + s->nbefore, s->full, s->word.nfull);
		s->word.npair = s->nbefore + s->word.nfull;
		s->word.pair_start = (uint32_t)s->before_start;
	}
	rc = emit(s);
	s->word.npair = 0;
	memcpy(s->before, s->full, s->word.nfull);
	s->nbefore = s->word.nfull;
	s->before_start = s->word.start;
	return (rc);
}

void
words_each(const char *text, size_t size, int (*fn)(void *ctx, const struct word *word), void *ctx)
{
	struct scan s = { .text = text, .size = size, .fn = fn, .ctx = ctx };
	const struct fold *f;
	size_t at = 0, step, letters;
	bool digits;
	uint32_t c;

	s.word.light = s.light;
	s.word.full = s.full;
	s.word.pair = s.pair;
	while (at < size) {
		f = peek(&s, at, &step, &c);
		if (f->class == FOLD_IDEO) {
			if (ideograph(&s, f, at, step) != 0)
				return;
			at += step;
			continue;
		}
		if (f->class != FOLD_LETTER && f->class != FOLD_DIGIT) {
			if (f->class == FOLD_OTHER)
				s.nbefore = 0;
			at += step;
			continue;
		}
		s.nbefore = 0;
		s.word.start = (uint32_t)at;
		s.word.nlight = s.word.nfull = 0;
		s.word.script = (enum fold_script)f->script;
		digits = true;
		for (letters = 0;
		     f->class == FOLD_LETTER || f->class == FOLD_DIGIT || f->class == FOLD_IGNORE;
		     letters++) {
			if (c != BREVE || !short_i(&s))
				append(&s, f);
			if (f->class == FOLD_LETTER)
				digits = false;
			if (s.word.script == SCRIPT_OTHER)
				s.word.script = (enum fold_script)f->script;
			at += step;
			f = peek(&s, at, &step, &c);
			if (step == 0)
				break;
		}
		s.word.end = (uint32_t)at;
		s.word.unit = digits ? WORD_NUMBER : WORD_LETTERS;
		if (digits && letters <= 3)
			at = number_tail(&s, at);
		else if (!digits && letters == 1)
			at = acronym_tail(&s, at);
		if (!digits && s.word.script == SCRIPT_LATIN) {
			at = clitic_end(&s, at);
		} else if (!digits && s.word.script == SCRIPT_ARABIC) {
			at = joined_end(&s, at);
			s.word.end = (uint32_t)at;
		}
		if (emit(&s) != 0)
			return;
	}
}

bool
words_grammar(const char *p, size_t n)
{
	static const char signs[] =
	    "的了是什么哪谁吗呢何如怎为和与在有被之其这那些个多少几并且也都就而及或于";

	for (const char *s = signs; n == 3 && *s != '\0'; s += 3)
		if (memcmp(s, p, 3) == 0)
			return (true);
	return (false);
}

bool
words_among(const char *word, size_t n, const char *list)
{
	const char *p = list;
	size_t m;

	while (*p != '\0') {
		m = strcspn(p, " ");
		if (m == n && memcmp(p, word, n) == 0)
			return (true);
		p += m + (p[m] == ' ');
	}
	return (false);
}

bool
words_tagged(const char *tag, const char *language)
{
	size_t n = strlen(language);

	return (strncmp(tag, language, n) == 0 && (tag[n] == '\0' || tag[n] == '-'));
}

size_t
words_first(const char *p, size_t n)
{
	size_t i = 1;

	while (i < n && ((unsigned char)p[i] & 0xC0) == 0x80)
		i++;
	return (i < n ? i : n);
}

/* --- stems -------------------------------------------------------------------------------------
 */

struct rules {
	const char *language; /* primary subtag */
	const char *snowball; /* NULL: ours below */
	enum fold_script script;
	struct sb_stemmer *stemmer;
};

/* The first of a script stands for it where the language of the text has another script. */
static struct rules rules[] = {
	{ "en", "english", SCRIPT_LATIN, NULL },
	{ "ru", "russian", SCRIPT_CYRILLIC, NULL },
	{ "ar", NULL, SCRIPT_ARABIC, NULL },
	{ "hi", "hindi", SCRIPT_DEVANAGARI, NULL },
	{ "am", NULL, SCRIPT_ETHIOPIC, NULL },
	{ "pt", "portuguese", SCRIPT_LATIN, NULL },
	{ "id", "indonesian", SCRIPT_LATIN, NULL },
	{ "fa", NULL, SCRIPT_ARABIC, NULL },
	{ "es", "spanish", SCRIPT_LATIN, NULL },
	{ "fr", "french", SCRIPT_LATIN, NULL },
	{ "de", "german", SCRIPT_LATIN, NULL },
};

static struct rules *
rules_for(const char *language, enum fold_script script)
{
	struct rules *common = NULL;

	for (size_t i = 0; i < sizeof(rules) / sizeof(rules[0]); i++) {
		if (rules[i].script != script)
			continue;
		if (language != NULL && strncmp(language, rules[i].language, 2) == 0 &&
		    (language[2] == '\0' || language[2] == '-'))
			return (&rules[i]);
		if (common == NULL)
			common = &rules[i];
	}
	return (common);
}

/* With the number of bytes, which is asked for each word of a text. */
struct affix {
	const char *s;
	size_t n;
};
#define AFFIX(s)                                                                                   \
	{                                                                                          \
		s, sizeof(s) - 1                                                                   \
	}

static inline bool
ends_in(const char *word, size_t n, struct affix a, size_t leave)
{
	return (n >= a.n + leave && memcmp(word + n - a.n, a.s, a.n) == 0);
}

static bool
ends(const char *word, size_t n, const char *suffix, size_t leave)
{
	return (ends_in(word, n, (struct affix){ suffix, strlen(suffix) }, leave));
}

static inline bool
begins_with(const char *word, size_t n, struct affix a, size_t leave)
{
	return (n >= a.n + leave && memcmp(word, a.s, a.n) == 0);
}

static bool
begins(const char *word, size_t n, const char *prefix, size_t leave)
{
	return (begins_with(word, n, (struct affix){ prefix, strlen(prefix) }, leave));
}

/*
 * Conjunction, article and the commonest endings, as Larkey's light10 takes them off.  Snowball's
 * Arabic also takes a lone ba for a preposition, and so the first letter from many nouns.  ${word}
 * is fully folded, a letter two bytes.
 */
static size_t
arabic(const char *word, size_t n, size_t *ret_skip)
{
	static const struct affix articles[] = { AFFIX("ال"), AFFIX("بال"), AFFIX("كال"),
		AFFIX("فال"), AFFIX("لل") };
	static const struct affix suffixes[] = { AFFIX("ها"), AFFIX("ان"), AFFIX("ات"), AFFIX("ون"),
		AFFIX("ين"), AFFIX("يه"), AFFIX("ه"), AFFIX("ي") };
	size_t skip = 0;

	if (begins(word, n, "و", 6))
		skip = 2;
	for (size_t i = 0; i < sizeof(articles) / sizeof(articles[0]); i++) {
		if (begins_with(word + skip, n - skip, articles[i], 4)) {
			skip += articles[i].n;
			break;
		}
	}
	for (size_t i = 0; i < sizeof(suffixes) / sizeof(suffixes[0]); i++)
		if (ends_in(word + skip, n - skip, suffixes[i], 4))
			n -= suffixes[i].n;
	*ret_skip = skip;
	return (n - skip);
}

/* Plural and comparison endings; ${word} is fully folded, so yeh is Arabic yeh. */
static size_t
persian(const char *word, size_t n)
{
	static const char *const suffixes[] = { "هايي", "هاي", "ها", "ترين", "تر" };

	for (size_t i = 0; i < sizeof(suffixes) / sizeof(suffixes[0]); i++)
		if (ends(word, n, suffixes[i], 4))
			return (n - strlen(suffixes[i]));
	return (n);
}

/* One preposition or article before and the commonest endings behind, as long as two letters are
 * left. */
static size_t
amharic(const char *word, size_t n, size_t *ret_skip)
{
	static const char *const prefixes[] = { "ስለ", "እንደ", "የ", "በ", "ለ", "ከ" };
	static const char *const suffixes[] = { "ዎች", "ዎቹ", "ን", "ም", "ው" };
	size_t skip = 0;

	for (size_t i = 0; i < sizeof(prefixes) / sizeof(prefixes[0]); i++) {
		if (n > strlen(prefixes[i]) + 6 &&
		    memcmp(word, prefixes[i], strlen(prefixes[i])) == 0) {
			skip = strlen(prefixes[i]);
			break;
		}
	}
	for (size_t i = 0; i < sizeof(suffixes) / sizeof(suffixes[0]); i++) {
		if (ends(word + skip, n - skip, suffixes[i], 6)) {
			n -= strlen(suffixes[i]);
			break;
		}
	}
	*ret_skip = skip;
	return (n - skip);
}

/* British spellings become American ones, since laws have either; what else changes does so on both
 * sides. */
static size_t
english(char *word, size_t n)
{
	static const struct {
		const char *from, *to;
	} begin[] = {
		{ "licenc", "licens" },
		{ "offenc", "offens" },
		{ "defenc", "defens" },
		{ "colour", "color" },
		{ "labour", "labor" },
		{ "favour", "favor" },
		{ "honour", "honor" },
		{ "behaviour", "behavior" },
		{ "endeavour", "endeavor" },
		{ "programme", "program" },
		{ "catalogue", "catalog" },
		{ "judgement", "judgment" },
		{ "centre", "center" },
	};
	static const char *const ise[] = { "ise", "ised", "ises", "ising", "iser", "isers",
		"isation", "isations" };
	size_t from, to;

	for (size_t i = 0; i < sizeof(begin) / sizeof(begin[0]); i++) {
		from = strlen(begin[i].from);
		to = strlen(begin[i].to);
		if (!begins(word, n, begin[i].from, 0))
			continue;
		memcpy(word, begin[i].to, to);
		memmove(word + to, word + from, n - from);
		return (n - from + to);
	}
	for (size_t i = 0; i < sizeof(ise) / sizeof(ise[0]); i++)
		if (ends(word, n, ise[i], 4))
			word[n - strlen(ise[i]) + 1] = 'z';
	return (n);
}

/* Snowball gives "invenções" another stem than "invenção". */
static size_t
portuguese(char *word, size_t n)
{
	if (!ends(word, n, "ões", 2))
		return (n);
	memcpy(word + n - strlen("ões"), "ão", strlen("ão"));
	return (n - 1);
}

static size_t
refold(const char *p, size_t n, char *out)
{
	const struct fold *f;
	size_t i = 0, m = 0, step;
	uint32_t c;

	while (i < n && (step = utf8_next(p + i, n - i, &c)) > 0) {
		i += step;
		f = fold_get(c);
		if (m + f->nfull > WORD_MAX)
			break;
		memcpy(out + m, fold_full(f), f->nfull);
		m += f->nfull;
	}
	return (m);
}

/*
 * What Snowball made of a word.  Few words make up most of any text, and looking one up here takes
 * a tenth of the time.
 */
enum { KNOWN = 8192, KNOWN_BYTES = 28 };
static struct known {
	const struct rules *rules;
	uint8_t nword, nstem;
	char word[KNOWN_BYTES], stem[KNOWN_BYTES];
} known[KNOWN];

static struct known *
known_slot(const struct rules *r, const struct word *w)
{
	uint32_t hash = 2166136261U + (uint32_t)(r - rules);

	for (size_t i = 0; i < w->nlight; i++)
		hash = (hash ^ (unsigned char)w->light[i]) * 16777619U;
	return (&known[(hash ^ hash >> 15) % KNOWN]);
}

static size_t
snowball(struct rules *r, const struct word *word, char *out)
{
	const sb_symbol *stem;
	char light[WORD_MAX];
	size_t n = word->nlight;

	if (r->stemmer == NULL && (r->stemmer = sb_stemmer_new(r->snowball, NULL)) == NULL)
		return (0);
	memcpy(light, word->light, n);
	if (r->language[0] == 'p')
		n = portuguese(light, n);
	else if (r->language[0] == 'e' && r->language[1] == 'n')
		n = english(light, n);
	stem = sb_stemmer_stem(r->stemmer, (const sb_symbol *)light, (int)n);
	if (stem == NULL)
		return (0);
	n = refold((const char *)stem, (size_t)sb_stemmer_length(r->stemmer), out);
	if (n == 0) {
		memcpy(out, word->full, word->nfull);
		n = word->nfull;
	}
	return (n);
}

size_t
words_stem(const char *language, const struct word *word, char *out)
{
	struct rules *r;
	struct known *k;
	size_t n, skip = 0;

	if (word->unit != WORD_LETTERS || (r = rules_for(language, word->script)) == NULL)
		return (0);
	if (r->snowball == NULL) {
		if (r->script == SCRIPT_ETHIOPIC)
			n = amharic(word->full, word->nfull, &skip);
		else if (r->language[0] == 'a')
			n = arabic(word->full, word->nfull, &skip);
		else
			n = persian(word->full, word->nfull);
		memcpy(out, word->full + skip, n);
		return (n);
	}
	k = known_slot(r, word);
	if (k->rules == r && k->nword == word->nlight &&
	    memcmp(k->word, word->light, k->nword) == 0) {
		memcpy(out, k->stem, k->nstem);
		return (k->nstem);
	}
	n = snowball(r, word, out);
	if (word->nlight <= KNOWN_BYTES && n > 0 && n <= KNOWN_BYTES) {
		*k = (struct known){ r, (uint8_t)word->nlight, (uint8_t)n, "", "" };
		memcpy(k->word, word->light, word->nlight);
		memcpy(k->stem, out, n);
	}
	return (n);
}

const char *
words_language(const char *language, enum fold_script script)
{
	const struct rules *r = rules_for(language, script);

	if (script == SCRIPT_IDEO)
		return ("zh");
	return (r == NULL ? language : r->language);
}
