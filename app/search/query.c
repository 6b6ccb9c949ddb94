/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Owns how the reader's words become terms: what must match and what only adds weight. */
#include "search/query.h"

#include <inttypes.h>
#include <string.h>

#include "search/field.h"
#include "search/guess.h"
#include "search/layout.h"
#include "search/question.h"
#include "search/whole.h"

enum {
	SENTENCE_WORDS = 6,
	QUESTION_WORDS = 2,
	LABEL_WORDS = 3,
	PREFIX_MOST = 500,
	PARTS_MAX = 256,
	WHOLES_MAX = 16
};

/* --- parsing -----------------------------------------------------------------------------------
 */

struct parse {
	struct query *q;
	const char *text; /* whole */
	uint32_t base;	  /* where the words begin in it */
	bool minus, quoted, prefix, inside;
	struct whole_scan scan;
	struct whole wholes[WHOLES_MAX];
	size_t nwholes;
};

static const char *
stem_of(struct query *q, const char *language, const struct word *w, size_t *ret_n)
{
	char stem[WORD_MAX];

	*ret_n = words_stem(language, w, stem);
	return (*ret_n == 0 ? NULL : arena_strndup(q->arena, stem, *ret_n));
}

/* The four digits of a year that stands as two behind the slash of a law's number. */
static const char *
short_year(struct query *q, const struct query_word *w)
{
	const struct query_word *before = w - 1;

	if (w == q->words || w->nexact != 2 || w->start != before->end + 1 || w->typed[-1] != '/' ||
	    before->nexact == 0)
		return (NULL);
	for (size_t i = 0; i < before->nexact; i++)
		if (before->exact[i] < '0' || before->exact[i] > '9')
			return (NULL);
	if (w->exact[0] < '0' || w->exact[0] > '9' || w->exact[1] < '0' || w->exact[1] > '9')
		return (NULL);
	return (arena_printf(q->arena, "%s%s", w->exact[0] < '3' ? "20" : "19", w->exact));
}

static int
parse_word(void *ctx, const struct word *w)
{
	struct parse *p = ctx;
	struct query *q = p->q;
	struct query_word *x;
	const char *stem;
	size_t n, s;

	if (q->nwords == QUERY_WORDS)
		return (1);
	if (p->scan.fn != NULL)
		whole_word(&p->scan, w);
	x = &q->words[q->nwords++];
	x->unit = w->unit;
	x->script = w->script;
	x->start = p->base + w->start;
	x->end = p->base + w->end;
	x->typed = p->text + x->start;
	x->ntyped = w->end - w->start;
	x->run = w->npair > 0;
	x->minus = p->minus;
	x->quoted = p->quoted;
	x->prefix = p->prefix;
	x->inside = p->inside;
	x->small = !p->quoted && !p->prefix && question_small(w);
	x->unit_full = arena_strndup(q->arena, w->full, w->nfull);
	x->nunit_full = w->nfull;
	x->exact =
	    arena_strndup(q->arena, x->run ? w->pair : w->full, x->run ? w->npair : w->nfull);
	x->nexact = x->run ? w->npair : w->nfull;
	x->year = short_year(q, x);
	for (size_t i = 0; i < q->nlanguages; i++) {
		x->units[i] = arena_strndup(q->arena, w->full, w->nfull);
		if ((stem = stem_of(q, q->languages[i], w, &n)) == NULL)
			continue;
		x->units[i] = stem;
		for (s = 0; s < x->nstems; s++)
			if (x->stems[s].size == n && memcmp(x->stems[s].term, stem, n) == 0)
				break;
		if (s == x->nstems) {
			x->stems[x->nstems].term = stem;
			x->stems[x->nstems].language = words_language(q->languages[i], w->script);
			x->stems[x->nstems++].size = n;
		}
	}
	return (0);
}

/* Whether nothing is looked for in its place. */
static bool
silent(const struct query_word *w)
{
	return (w->small && w->whole == NULL);
}

static int
ask(void *ctx, const struct word *w)
{
	bool *asks = ctx;

	*asks = question_word(w);
	return (*asks);
}

/* Two ideographs are about a word. */
static size_t
telling_words(const struct query *q)
{
	size_t words = 0, ideographs = 0;

	for (size_t i = 0; i < q->nwords; i++) {
		if (q->words[i].unit == WORD_IDEO)
			ideographs++;
		else if (!q->words[i].small)
			words++;
	}
	return (words + ideographs / 2);
}

static bool
asking(const struct query *q, const char *text, size_t size)
{
	bool asks = question_sign(text, size);

	if (!asks)
		words_each(text, size, ask, &asks);
	return (asks && telling_words(q) > QUESTION_WORDS);
}

static bool
last_of_run(const struct query *q, size_t i)
{
	return (i + 1 == q->nwords || !q->words[i + 1].run);
}

/* --- what the signs join --------------------------------------------------------------------
 */

static void
keep_whole(void *ctx, const struct whole *whole)
{
	struct parse *p = ctx;

	if (p->nwholes == WHOLES_MAX)
		return;
	p->wholes[p->nwholes] = *whole;
	p->wholes[p->nwholes++].key = arena_strndup(p->q->arena, whole->key, whole->size);
}

/* An ideograph that nothing stands before. */
static void
part_run(struct query_word *w)
{
	w->run = false;
	w->exact = w->unit_full;
	w->nexact = w->nunit_full;
}

/* Of a legal number the whole is wanted, and not its pieces. */
static void
take_wholes(struct parse *p, const struct query_part *part)
{
	for (size_t n = 0; n < p->nwholes; n++) {
		const struct whole *whole = &p->wholes[n];
		const char *key = whole->key;

		for (size_t i = part->from; i < part->to; i++) {
			struct query_word *w = &p->q->words[i];

			if (w->run && w->start == p->base + whole->end)
				part_run(w);
			if (w->start < p->base + whole->start || w->start >= p->base + whole->end)
				continue;
			part_run(w);
			w->nexact = w->nstems = 0;
			w->small = w->piece = true;
			w->whole = key;
			p->q->wholes = true;
			key = NULL;
		}
	}
}

static void
cut(struct parse *p, const struct syntax *s, struct query_part *part)
{
	const char *text = p->text + s->start;
	const size_t size = s->end - s->start;

	p->base = s->start;
	p->quoted = s->op == SYNTAX_PHRASE;
	p->prefix = s->op == SYNTAX_PREFIX;
	part->from = p->q->nwords;
	p->nwholes = 0;
	whole_begin(&p->scan, text, size, s->op == SYNTAX_WORDS ? keep_whole : NULL, p);
	words_each(text, size, parse_word, p);
	if (p->scan.fn != NULL)
		whole_end(&p->scan);
	part->to = p->q->nwords;
	take_wholes(p, part);
	if (part->to == QUERY_WORDS)
		syntax_problem(p->q->arena, &p->q->problems, PROBLEM_LONG, s->start, s->end, NULL);
	/* All but the last of a prefix are words. */
	for (size_t i = part->from; p->prefix && i + 1 < part->to; i++)
		p->q->words[i].prefix = false;
	if (s->op == SYNTAX_PHRASE && part->to - part->from > 1)
		p->q->phrases = true;
}

/* NULL: there is nothing in it. */
static struct query_part *
take(struct parse *p, const struct syntax *s)
{
	struct query_part *part = arena_alloc(p->q->arena, sizeof(*part)), *kid;
	bool minus = p->minus, inside = p->inside;

	memset(part, 0, sizeof(*part));
	part->op = s->op;
	switch (s->op) {
	case SYNTAX_WORDS:
	case SYNTAX_PHRASE:
	case SYNTAX_PREFIX:
		cut(p, s, part);
		return (part->from < part->to ? part : NULL);
	case SYNTAX_FIELD:
		part->of = s->field;
		part->field = field_query(p->q, p->text, s);
		return (part->field != NULL ? part : NULL);
	case SYNTAX_NOT:
		p->minus = true;
		break;
	case SYNTAX_OR:
		p->inside = true;
		break;
	case SYNTAX_AND:
		break;
	}
	part->kids = arena_array(p->q->arena, struct query_part *, PARTS_MAX);
	for (size_t i = 0; i < s->nkids; i++) {
		if ((kid = take(p, s->kids[i])) == NULL)
			continue;
		/* A group that must be true, of things that must: the same without the group. */
		if (kid->op == SYNTAX_AND && s->op == SYNTAX_AND) {
			for (size_t k = 0; k < kid->nkids && part->nkids < PARTS_MAX; k++)
				part->kids[part->nkids++] = kid->kids[k];
		} else if (part->nkids < PARTS_MAX) {
			part->kids[part->nkids++] = kid;
		}
	}
	p->minus = minus;
	p->inside = inside;
	if (part->nkids == 1 && s->op != SYNTAX_NOT)
		return (part->kids[0]);
	return (part->nkids > 0 ? part : NULL);
}

/* The parts at the top, of which each must be true. */
static size_t
top(const struct query *q, struct query_part *const **ret)
{
	if (q->root == NULL)
		return (0);
	if (q->root->op != SYNTAX_AND) {
		*ret = &q->root;
		return (1);
	}
	*ret = q->root->kids;
	return (q->root->nkids);
}

/* Nothing but words to leave out: take them as words. */
static void
need_something(struct query *q, size_t size)
{
	struct query_part *const *kids = NULL;
	size_t n = top(q, &kids);

	if (q->year_from != 0 || q->year_to != 0)
		return;
	for (size_t i = 0; i < n; i++)
		if (kids[i]->op != SYNTAX_NOT)
			return;
	if (n == 0)
		return;
	for (size_t i = 0; i < n; i++)
		*kids[i] = *kids[i]->kids[0];
	for (size_t i = 0; i < q->nwords; i++)
		q->words[i].minus = false;
	syntax_problem(q->arena, &q->problems, PROBLEM_ONLY_MINUS, 0, (uint32_t)size, NULL);
}

static bool
no_signs(const struct query *q)
{
	struct query_part *const *kids = NULL;
	size_t n = top(q, &kids);

	for (size_t i = 0; i < n; i++)
		if (kids[i]->op != SYNTAX_WORDS && kids[i]->op != SYNTAX_PHRASE)
			return (false);
	return (true);
}

/* "/en/laws/lpi/art_68", also with the host before it. */
static bool
read_address(struct query *q, const char *text, size_t size)
{
	const char *p = text, *end = text + size, *host, *slash;
	const char *part[4];
	size_t length[4], n = 0;
	char plural[32];

	while (p < end && *p == ' ')
		p++;
	if ((host = memmem(p, (size_t)(end - p), "://", 3)) != NULL && host - p <= 5)
		p = memchr(host + 3, '/', (size_t)(end - host - 3));
	if (p == NULL || p == end || *p != '/')
		return (false);
	while (p < end && n < 4) {
		p++;
		for (slash = p; slash < end && strchr("/?# ", *slash) == NULL; slash++)
			;
		part[n] = p;
		length[n++] = (size_t)(slash - p);
		if (slash == end || *slash != '/')
			break;
		p = slash;
	}
	if (n < 3 || length[1] >= sizeof(plural) || length[2] == 0 || length[2] > 200)
		return (false);
	memcpy(plural, part[1], length[1]);
	plural[length[1]] = '\0';
	if (!kind_from_plural(plural, &q->kind))
		return (false);
	q->slug = arena_strndup(q->arena, part[2], length[2]);
	if (n == 4 && length[3] > 0)
		q->eid = arena_strndup(q->arena, part[3], length[3]);
	return (true);
}

/* "art_68" of the key "art 68", and "art_5-a" of "art 5a" where no dash was kept. */
static void
take_article(struct query *q, const char *key)
{
	const char *number = key + strlen("art "), *end = number + strspn(number, "0123456789");

	if (strncmp(key, "art ", strlen("art ")) != 0)
		return;
	q->articles[0] = arena_printf(q->arena, "art_%s", number);
	q->articles[1] = arena_printf(q->arena, "art_%.*s-%s", (int)(end - number), number, end);
}

/* The number of a law, and of an article of it if one stands beside. */
static void
take_number(struct parse *p, const char *text, size_t size)
{
	struct query *q = p->q;
	char *rest = arena_strndup(q->arena, text, size);
	size_t wholes = 0;

	for (size_t i = 0; i < q->nwords; i++) {
		if (!q->words[i].piece)
			continue;
		if (q->words[i].whole != NULL && wholes++ == 0)
			take_article(q, q->words[i].whole);
		memset(rest + q->words[i].start, ' ', q->words[i].end - q->words[i].start);
	}
	if (wholes > 1 || (wholes == 1 && q->articles[0] == NULL))
		return;
	number_read(rest, size, &q->number);
}

void
query_parse(struct arena *arena, const char *text, const char *locale, struct query *q)
{
	size_t size = strlen(text), whole = size;
	struct parse p = { .q = q, .text = text };
	struct syntax *syntax;
	bool telling = false;

	memset(q, 0, sizeof(*q));
	q->arena = arena;
	if (size > QUERY_BYTES) {
		for (size = QUERY_BYTES; ((unsigned char)text[size] & 0xC0) == 0x80; size--)
			;
		syntax_problem(
		    arena, &q->problems, PROBLEM_LONG, (uint32_t)size, (uint32_t)whole, NULL);
	}
	guess_languages(q, text, size, locale);
	if (read_address(q, text, size))
		return;
	if ((syntax = syntax_parse(arena, text, size, &q->problems)) != NULL)
		q->root = take(&p, syntax);
	need_something(q, size);
	if (no_signs(q)) {
		if (!(q->question = asking(q, text, size)))
			take_number(&p, text, size);
		/* Of a sentence one or two rare words tell more than all of them, which no text may
		 * have. */
		q->question = q->question || telling_words(q) > SENTENCE_WORDS;
	}
	for (size_t i = 0; i < q->nwords; i++)
		q->strict = q->strict || q->words[i].quoted;
	q->strict = !q->question && (q->strict || !no_signs(q));
	for (size_t i = 0; i < q->nwords; i++)
		telling = telling || (!silent(&q->words[i]) && !q->words[i].minus);
	for (size_t i = 0; i < q->nwords && !telling; i++)
		q->words[i].small = q->words[i].piece;
	/* An ideograph that begins a run is contained in the pair that follows. */
	for (size_t i = 0; i < q->nwords; i++)
		if (q->words[i].unit == WORD_IDEO && !q->words[i].run && !last_of_run(q, i))
			q->words[i].nexact = 0;
}

/* --- trees -------------------------------------------------------------------------------------
 */

struct xquery *
query_tree(struct arena *arena, enum xquery_op op, struct xquery **kids, size_t n)
{
	struct xquery *x;
	size_t m = 0;

	for (size_t i = 0; i < n; i++)
		if (kids[i] != NULL)
			kids[m++] = kids[i];
	if (m <= 1)
		return (m == 0 ? NULL : kids[0]);
	x = arena_alloc(arena, sizeof(*x));
	x->op = op;
	x->nkids = m;
	x->kids = arena_array(arena, struct xquery *, m);
	memcpy(x->kids, kids, m * sizeof(*kids));
	return (x);
}

struct xquery *
query_scale(struct arena *arena, struct xquery *kid, double factor)
{
	struct xquery *x;

	if (kid == NULL)
		return (NULL);
	x = arena_alloc(arena, sizeof(*x));
	x->op = XQ_SCALE;
	x->factor = factor;
	x->nkids = 1;
	x->kids = arena_array(arena, struct xquery *, 1);
	x->kids[0] = kid;
	return (x);
}

static size_t
needle_slot(
    const struct query_needles *set, const char *term, size_t size, size_t lead, char prefix)
{
	uint32_t hash = 2166136261U;
	size_t at;

	if (lead)
		hash = (hash ^ (unsigned char)prefix) * 16777619U;
	for (size_t i = 0; i < size; i++)
		hash = (hash ^ (unsigned char)term[i]) * 16777619U;
	for (at = (hash ^ hash >> 15) & set->mask; set->v[at] != NULL; at = (at + 1) & set->mask)
		if (set->size[at] == size + lead && (!lead || set->v[at][0] == prefix) &&
		    memcmp(set->v[at] + lead, term, size) == 0)
			break;
	return (at);
}

/* Of the first letter, since stemmers rarely touch it, and of the second byte after ASCII. */
static unsigned
beginning(const char *p, size_t n)
{
	unsigned h = (unsigned char)p[0];

	if (h >= 0x80)
		for (size_t i = 1; i < n && ((unsigned char)p[i] & 0xC0) == 0x80; i++)
			h = h * 31 + (unsigned char)p[i];
	return (h & 0xff);
}

static void
needle_add(struct query *q, const char *term, size_t size)
{
	struct query_needles *set = &q->needles, old = *set;
	size_t at, stem;
	unsigned b;

	if (set->n * 2 >= set->mask) {
		set->mask = set->mask == 0 ? 255 : set->mask * 2 + 1;
		set->v = arena_array(q->arena, const char *, set->mask + 1);
		set->size = arena_array(q->arena, uint32_t, set->mask + 1);
		for (size_t i = 0; old.v != NULL && i <= old.mask; i++) {
			if (old.v[i] == NULL)
				continue;
			at = needle_slot(set, old.v[i], old.size[i], 0, 0);
			set->v[at] = old.v[i];
			set->size[at] = old.size[i];
		}
	}
	at = needle_slot(set, term, size, 0, 0);
	if (set->v[at] == NULL) {
		set->v[at] = term;
		set->size[at] = (uint32_t)size;
		set->n++;
		stem = term[0] == PREFIX_STEM;
		b = beginning(term + stem, size - stem);
		if (stem)
			set->stem_begins[b / 64] |= UINT64_C(1) << (b % 64);
		else
			set->begins[b / 64] |= UINT64_C(1) << (b % 64);
	}
}

bool
query_may_stem(const struct query *q, const char *language, const struct word *w)
{
	unsigned b;

	/* Arabic, Amharic and Indonesian words are also cut at their beginning. */
	if (w->nfull == 0 || w->script == SCRIPT_ARABIC || w->script == SCRIPT_ETHIOPIC ||
	    words_tagged(language, "id"))
		return (true);
	b = beginning(w->full, w->nfull);
	return ((q->needles.stem_begins[b / 64] & UINT64_C(1) << (b % 64)) != 0);
}

bool
query_may_be(const struct query *q, const char *term, size_t size)
{
	unsigned b = beginning(term, size);

	return ((q->needles.begins[b / 64] & UINT64_C(1) << (b % 64)) != 0);
}

bool
query_needle(const struct query *q, char prefix, const char *term, size_t size)
{
	if (q->needles.n == 0)
		return (false);
	return (q->needles.v[needle_slot(&q->needles, term, size, prefix != 0, prefix)] != NULL);
}

static uint32_t
crowd(struct query *q, const char *language)
{
	size_t i;

	for (i = 0; i < q->ncrowds; i++)
		if (strcmp(q->crowds[i], language) == 0)
			return ((uint32_t)i);
	if (i == QUERY_CROWDS)
		return (0);
	q->crowds[q->ncrowds++] = language;
	return ((uint32_t)i);
}

static struct xquery *
leaf(struct query *q, char prefix, const char *term, size_t size, const char *language)
{
	struct xquery *x;
	char *full;
	size_t lead = prefix != 0;

	if (size == 0)
		return (NULL);
	full = arena_alloc(q->arena, size + lead + 1);
	full[0] = prefix;
	memcpy(full + lead, term, size);
	x = arena_alloc(q->arena, sizeof(*x));
	x->op = XQ_TERM;
	x->term = full;
	x->size = size + lead;
	x->crowd = crowd(q, language);
	needle_add(q, full, size + lead);
	return (x);
}

/* How much a pair of ideographs tells in a question, by how many of the two are grammar. */
static double
pair_tells(const struct query_word *w)
{
	static const double tells[] = { 1, 0.5, 0.05 };
	const size_t n = words_first(w->exact, w->nexact);

	return (tells[words_grammar(w->exact, n) + words_grammar(w->exact + n, w->nexact - n)]);
}

/* What must match for ${w}. */
static struct xquery *
word_tree(struct query *q, const struct query_word *w)
{
	struct xquery *kids[QUERY_LANGUAGES + 1], *exact;
	size_t n = 0;

	if (w->whole != NULL)
		return (query_scale(q->arena,
		    leaf(q, PREFIX_WHOLE, w->whole, strlen(w->whole), "und"), QUERY_WHOLE));
	/* The sign for "and" between two titles: half of the texts have it. */
	if (q->question && w->unit == WORD_IDEO && !w->run && words_grammar(w->exact, w->nexact))
		return (NULL);
	exact = leaf(q, 0, w->exact, w->nexact, words_language(q->languages[0], w->script));
	/* An ideograph alone stands in the pairs that begin with it. */
	if (exact != NULL && w->unit == WORD_IDEO && !w->run)
		exact->op = XQ_PREFIX;
	if (exact != NULL && w->prefix && w->unit != WORD_IDEO) {
		exact->op = XQ_PREFIX;
		exact->most = PREFIX_MOST;
	}
	if (w->quoted || w->prefix)
		return (exact);
	if (w->year != NULL) {
		kids[n++] = exact;
		kids[n++] = leaf(
		    q, 0, w->year, strlen(w->year), words_language(q->languages[0], w->script));
		return (query_tree(q->arena, XQ_BEST, kids, n));
	}
	if (w->nstems == 0)
		return (q->question && w->unit == WORD_IDEO && w->run
			    ? query_scale(q->arena, exact, pair_tells(w))
			    : exact);
	for (size_t i = 0; i < w->nstems; i++)
		kids[n++] =
		    leaf(q, PREFIX_STEM, w->stems[i].term, w->stems[i].size, w->stems[i].language);
	if (q->stems_only)
		return (query_tree(q->arena, XQ_OR, kids, n));
	/* Spelt as it is in the text, a word is found whatever language it was taken for. */
	kids[n++] = query_scale(q->arena, exact, QUERY_EXACT);
	return (query_tree(q->arena, XQ_OR, kids, n));
}

/* What must match for ${part}, which may be within OR; NULL: nothing, or everything. */
static struct xquery *
part_tree(struct query *q, const struct query_part *part)
{
	struct xquery *want[QUERY_WORDS * 2], *without[QUERY_WORDS], *pair[2], *x;
	size_t n = 0, m = 0;

	if (part->op == SYNTAX_FIELD)
		return (part->field);
	for (size_t i = part->from; i < part->to; i++)
		if (!silent(&q->words[i]) && n < QUERY_WORDS)
			want[n++] = word_tree(q, &q->words[i]);
	for (size_t i = 0; i < part->nkids; i++) {
		const struct query_part *kid = part->kids[i];
		const struct query_part *left = kid->op == SYNTAX_NOT ? kid->kids[0] : NULL;

		if (left == NULL) {
			x = part_tree(q, kid);
			if (x != NULL && n < QUERY_WORDS * 2)
				want[n++] = x;
		} else if (left->op != SYNTAX_PHRASE || left->to - left->from == 1) {
			x = part_tree(q, left);
			if (x != NULL && m < QUERY_WORDS)
				without[m++] = x;
		}
	}
	pair[0] = query_tree(q->arena, part->op == SYNTAX_OR ? XQ_OR : XQ_AND, want, n);
	if (pair[0] == NULL || m == 0)
		return (pair[0]);
	pair[1] = query_tree(q->arena, XQ_OR, without, m);
	return (query_tree(q->arena, XQ_NOT, pair, 2));
}

/* Of two values of one field either may be true, as in the facets; of two titles both must.  A
 * legal number is meant, whatever else is left of the question. */
struct xquery *
query_limit(struct query *q, struct xquery *tree)
{
	struct query_part *const *kids = NULL;
	struct xquery *of[FIELD_COUNT + QUERY_WORDS] = { NULL }, *without[QUERY_WORDS], *pair[2],
					*x;
	size_t n = top(q, &kids), k = 0, m = FIELD_COUNT;

	for (size_t i = 0; i < n; i++) {
		if (kids[i]->op == SYNTAX_FIELD) {
			pair[0] = of[kids[i]->of];
			pair[1] = kids[i]->field;
			of[kids[i]->of] = query_tree(
			    q->arena, kids[i]->of == FIELD_TITLE ? XQ_AND : XQ_OR, pair, 2);
		}
		if (kids[i]->op != SYNTAX_NOT || k == QUERY_WORDS)
			continue;
		const struct query_part *left = kids[i]->kids[0];

		/* A phrase is left out when the text has been read. */
		if ((left->op != SYNTAX_PHRASE || left->to - left->from == 1) &&
		    (x = part_tree(q, left)) != NULL)
			without[k++] = x;
	}
	for (size_t i = 0; q->wholes && !q->question && !q->loose && i < q->nwords; i++)
		if (q->words[i].whole != NULL && !q->words[i].minus && !q->words[i].inside)
			of[m++] = word_tree(q, &q->words[i]);
	pair[0] = tree;
	pair[1] = query_tree(q->arena, XQ_AND, of, m);
	if (tree == NULL) {
		/* Work documents are what lists are made of. */
		pair[0] = pair[1];
		pair[1] = pair[0] == NULL ? NULL : field_works(q);
		pair[0] = query_tree(q->arena, XQ_NOT, pair, 2);
	} else {
		pair[0] = query_tree(q->arena, XQ_FILTER, pair, 2);
	}
	pair[1] = pair[0] == NULL ? NULL : query_tree(q->arena, XQ_OR, without, k);
	return (query_tree(q->arena, XQ_NOT, pair, 2));
}

struct trees {
	struct xquery *must[QUERY_WORDS * 2], *want[QUERY_WORDS];
	size_t nmust, nwant;
};

static void
collect(struct query *q, struct trees *t, bool any)
{
	struct query_part *const *kids = NULL;
	struct xquery *x;
	size_t n = top(q, &kids);

	memset(t, 0, sizeof(*t));
	for (size_t i = 0; i < q->nwords; i++) {
		const struct query_word *w = &q->words[i];

		if (silent(w) || w->minus || w->inside || (x = word_tree(q, w)) == NULL)
			continue;
		if (any && !w->quoted && !w->prefix)
			t->want[t->nwant++] = x;
		else
			t->must[t->nmust++] = x;
	}
	for (size_t i = 0; i < n; i++)
		if (kids[i]->op == SYNTAX_OR && t->nmust < QUERY_WORDS * 2 &&
		    (x = part_tree(q, kids[i])) != NULL)
			t->must[t->nmust++] = x;
}

static struct xquery *
join(struct query *q, struct trees *t)
{
	struct xquery *pair[2];

	/* Wanted words may match or not; without required ones, one of them must. */
	pair[0] = query_tree(q->arena, XQ_AND, t->must, t->nmust);
	pair[1] = query_tree(q->arena, XQ_OR, t->want, t->nwant);
	return (query_tree(q->arena, XQ_MAYBE, pair, 2));
}

struct xquery *
query_all(struct query *q)
{
	struct trees t;

	collect(q, &t, false);
	return (join(q, &t));
}

struct xquery *
query_any(struct query *q)
{
	struct trees t;

	collect(q, &t, true);
	if (t.nwant + t.nmust < 2 || t.nwant == 0)
		return (NULL);
	return (join(q, &t));
}

struct xquery *
query_entry(struct query *q, int64_t entry)
{
	struct xquery *pair[2];
	struct xquery *x = arena_alloc(q->arena, sizeof(*x));

	memset(x, 0, sizeof(*x));
	x->op = XQ_TERM;
	x->term = arena_printf(q->arena, "%c%" PRId64, PREFIX_ENTRY, entry);
	x->size = strlen(x->term);
	pair[0] = x;
	pair[1] = field_works(q);
	return (query_tree(q->arena, XQ_NOT, pair, 2));
}

/* --- labels -----------------------------------------------------------------------------------
 */

/* Terms of a query for a label become terms of ${q}. */
static void
adopt(struct query *q, const struct query *l, struct xquery *x)
{
	if (x == NULL)
		return;
	if (x->op == XQ_TERM || x->op == XQ_PREFIX) {
		x->crowd = crowd(q, l->crowds[x->crowd]);
		needle_add(q, x->term, x->size);
	}
	for (size_t i = 0; i < x->nkids; i++)
		adopt(q, l, x->kids[i]);
}

/* Any of the rarer half of the words, the more of the others the better. */
static struct xquery *
rarer_half(struct arena *arena, struct xdb *db, struct xquery *any)
{
	uint32_t *found = arena_array(arena, uint32_t, any->nkids), n;
	size_t half = (any->nkids + 1) / 2, at;
	struct xquery *pair[2], *kid;

	for (size_t i = 0; i < any->nkids; i++) {
		kid = any->kids[i];
		n = xdb_frequency(db, kid->term, kid->size);
		for (at = i; at > 0 && found[at - 1] > n; at--) {
			found[at] = found[at - 1];
			any->kids[at] = any->kids[at - 1];
		}
		found[at] = n;
		any->kids[at] = kid;
	}
	pair[0] = query_tree(arena, XQ_OR, any->kids, half);
	pair[1] = query_tree(arena, XQ_OR, any->kids + half, any->nkids - half);
	return (query_tree(arena, XQ_MAYBE, pair, 2));
}

struct xquery *
query_label(struct query *q, struct xdb *db, const char *language, const char *label)
{
	struct query *l = arena_alloc(q->arena, sizeof(*l));
	struct xquery *x, *any;
	struct parse p = { .q = l, .text = label };

	l->arena = q->arena;
	l->languages[0] = language;
	l->nlanguages = 1;
	l->stems_only = true;
	words_each(label, strlen(label), parse_word, &p);
	for (size_t i = 0; i < l->nwords; i++)
		if (l->words[i].unit == WORD_IDEO && !l->words[i].run && !last_of_run(l, i))
			l->words[i].nexact = 0;
	/* A court is not yet the competent court, but long names are rarely said in full. */
	if (telling_words(l) > LABEL_WORDS && (any = query_any(l)) != NULL && any->op == XQ_OR)
		x = rarer_half(l->arena, db, any);
	else
		x = query_all(l);
	adopt(q, l, x);
	return (x);
}
