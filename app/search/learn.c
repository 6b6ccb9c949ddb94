/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Owns the learning of a lexicon: IBM's first model of translation, trained in both directions for
 * each pair of languages and believed where both agree.
 */
#include "search/learn.h"

#include <math.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/log.h"
#include "base/utf8.h"
#include "locale/text.h"
#include "search/label.h"

enum {
	LANGUAGES_MAX = 32,
	TEXT_WORDS = 200,   /* of a sentence that are looked at */
	SEGMENT_WORDS = 60, /* a longer sentence teaches little and costs much */
	PARTS_MAX = 400,    /* paragraphs or sentences of one text */
	ROUNDS = 6,
	BEST = 4,	  /* translations kept of a word */
	COMMON_SHARE = 12 /* words in one of so many segments or more mean nothing by themselves */
};

/* What both directions must grant together, and one of several translations beside the best. */
static const double agreed = 0.02, beside_best = 0.2, surely = 8.0;

struct vocab_word {
	uint32_t key, nkey;	/* in the bytes */
	uint32_t shown, nshown; /* as the texts spell it, the first way that was met */
	uint32_t segments;
	uint32_t last; /* segment in which it was counted last */
	uint32_t side; /* and the text of it, counted from the first of all */
};

struct vocabulary {
	char language[4];
	struct vocab_word *v;
	size_t n, room;
	uint32_t *table;
	size_t mask;
	struct buf bytes;
};

/* The words of one segment in one language. */
struct side {
	uint32_t first;
	uint16_t n;
	uint8_t language;
	bool split; /* its sentences stand for themselves as well */
};

struct learn {
	struct vocabulary languages[LANGUAGES_MAX];
	size_t nlanguages;
	uint32_t *words;
	size_t nwords, words_room;
	struct side *sides;
	size_t nsides, sides_room;
	uint32_t ncut;	    /* texts that were cut into words, those that taught nothing as well */
	uint32_t *segments; /* first side of each */
	size_t nsegments, segments_room;
	struct buf text;
	struct arena *arena;
};

static void *
grow(void *v, size_t n, size_t *room, size_t size)
{
	if (n < *room)
		return (v);
	*room = *room == 0 ? 1024 : *room * 2;
	if ((v = reallocarray(v, *room, size)) == NULL)
		log_die("out of memory");
	return (v);
}

static void *
zeroed(size_t n, size_t size)
{
	void *p = calloc(n + 1, size);

	if (p == NULL)
		log_die("out of memory");
	return (p);
}

struct learn *
learn_new(void)
{
	struct learn *l = zeroed(1, sizeof(*l));

	l->arena = arena_new();
	return (l);
}

void
learn_free(struct learn *l)
{
	if (l == NULL)
		return;
	for (size_t i = 0; i < l->nlanguages; i++) {
		buf_free(&l->languages[i].bytes);
		free(l->languages[i].v);
		free(l->languages[i].table);
	}
	free(l->words);
	free(l->sides);
	free(l->segments);
	buf_free(&l->text);
	arena_free(l->arena);
	free(l);
}

/* --- words -------------------------------------------------------------------------------------
 */

static uint32_t
hash_bytes(const char *p, size_t n)
{
	uint32_t hash = 2166136261U;

	for (size_t i = 0; i < n; i++)
		hash = (hash ^ (unsigned char)p[i]) * 16777619U;
	return (hash ^ hash >> 15);
}

static size_t
vocab_slot(const struct vocabulary *v, const char *key, size_t n)
{
	size_t at;

	for (at = hash_bytes(key, n) & v->mask; v->table[at] != 0; at = (at + 1) & v->mask) {
		const struct vocab_word *w = &v->v[v->table[at] - 1];

		if (w->nkey == n && memcmp(v->bytes.data + w->key, key, n) == 0)
			break;
	}
	return (at);
}

static uint32_t
vocab_add(struct vocabulary *v, const char *key, size_t nkey, const char *shown, size_t nshown)
{
	struct vocab_word *w;
	size_t at;

	if (v->n * 2 >= v->mask) {
		v->mask = v->mask == 0 ? 4095 : v->mask * 2 + 1;
		free(v->table);
		v->table = zeroed(v->mask + 1, sizeof(*v->table));
		for (size_t i = 0; i < v->n; i++)
			v->table[vocab_slot(v, v->bytes.data + v->v[i].key, v->v[i].nkey)] =
			    (uint32_t)i + 1;
	}
	at = vocab_slot(v, key, nkey);
	if (v->table[at] != 0) {
		/*
		 * Small letters before the capitals of titles and beginnings.  Of two scripts, as
		 * Chinese has, the order of code points chooses neither.
		 */
		w = &v->v[v->table[at] - 1];
		if (w->nshown == nshown && strcmp(v->language, "zh") != 0 &&
		    memcmp(shown, v->bytes.data + w->shown, nshown) > 0)
			memcpy(v->bytes.data + w->shown, shown, nshown);
		return (v->table[at] - 1);
	}
	v->v = grow(v->v, v->n, &v->room, sizeof(*v->v));
	w = &v->v[v->n++];
	*w = (struct vocab_word){ .key = (uint32_t)v->bytes.len, .nkey = (uint32_t)nkey };
	buf_add(&v->bytes, key, nkey);
	w->shown = (uint32_t)v->bytes.len;
	w->nshown = (uint32_t)nshown;
	buf_add(&v->bytes, shown, nshown);
	w->last = w->side = UINT32_MAX;
	v->table[at] = (uint32_t)v->n;
	return ((uint32_t)v->n - 1);
}

static size_t
language_of(struct learn *l, const char *tag)
{
	size_t n = strcspn(tag, "-");

	if (n == 0 || n >= sizeof(l->languages[0].language))
		return (LANGUAGES_MAX);
	for (size_t i = 0; i < l->nlanguages; i++)
		if (strncmp(l->languages[i].language, tag, n) == 0 &&
		    l->languages[i].language[n] == '\0')
			return (i);
	if (l->nlanguages == LANGUAGES_MAX)
		return (LANGUAGES_MAX);
	memcpy(l->languages[l->nlanguages].language, tag, n);
	return (l->nlanguages++);
}

struct cut {
	struct learn *l;
	struct vocabulary *v;
	struct side *side;
};

static bool
all_digits(const char *key, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (key[i] < '0' || key[i] > '9')
			return (false);
	return (true);
}

static void
word(struct cut *c, const char *text, size_t size)
{
	struct learn *l = c->l;
	struct vocab_word *w;
	char key[LABEL_KEY];
	size_t n = label_key(c->v->language, text, size, key);
	uint32_t id;

	if (n == 0 || c->side->n == SEGMENT_WORDS || all_digits(key, n))
		return;
	id = vocab_add(c->v, key, n, text, size);
	w = &c->v->v[id];
	/* Two texts of one language in a segment, as in both scripts of Chinese, have their words
	 * each. */
	if (w->side == l->ncut)
		return;
	w->side = l->ncut;
	w->segments += w->last != (uint32_t)l->nsegments;
	w->last = (uint32_t)l->nsegments;
	l->words = grow(l->words, l->nwords, &l->words_room, sizeof(*l->words));
	l->words[l->nwords++] = id;
	c->side->n++;
}

bool
learn_same_word(const char *language, const char *a, const char *b)
{
	char x[LABEL_KEY], y[LABEL_KEY];
	size_t n = label_key(language, a, strlen(a), x);

	return (n > 0 && label_key(language, b, strlen(b), y) == n && memcmp(x, y, n) == 0);
}

/* --- segments ----------------------------------------------------------------------------------
 */

static void
segment(struct learn *l, const struct learn_text *texts, const size_t *sizes, const bool *split,
    size_t n)
{
	struct text_word words[TEXT_WORDS];
	size_t first = l->nsides, nwords;

	for (size_t i = 0; i < n; i++) {
		size_t language = language_of(l, texts[i].language);
		struct cut c = { .l = l };

		if (language == LANGUAGES_MAX || sizes[i] == 0)
			continue;
		l->sides = grow(l->sides, l->nsides, &l->sides_room, sizeof(*l->sides));
		c.side = &l->sides[l->nsides];
		*c.side = (struct side){ (uint32_t)l->nwords, 0, (uint8_t)language,
			split != NULL && split[i] };
		c.v = &l->languages[language];
		buf_clear(&l->text);
		buf_add(&l->text, texts[i].text, sizes[i]);
		nwords = text_words(l->text.data, words, TEXT_WORDS);
		for (size_t w = 0; w < nwords; w++)
			word(&c, l->text.data + words[w].start, words[w].end - words[w].start);
		l->ncut++;
		if (c.side->n > 0)
			l->nsides++;
	}
	if (l->nsides - first < 2) {
		l->nsides = first;
		return;
	}
	l->segments = grow(l->segments, l->nsegments, &l->segments_room, sizeof(*l->segments));
	l->segments[l->nsegments++] = (uint32_t)first;
}

struct parts {
	const char *v[PARTS_MAX];
	size_t size[PARTS_MAX], n;
};

static bool
ends_sentence(uint32_t c)
{
	return (c == 0x3002 || c == 0xFF01 || c == 0xFF1F || c == 0xFF1B || c == 0x0964 ||
		c == 0x061F || c == 0x061B || c == 0x1362 || c == '.' || c == '!' || c == '?' ||
		c == ';');
}

/* Full stops in numbers and abbreviations divide nothing: a space must follow. */
static void
sentences(const char *text, size_t size, struct parts *p)
{
	size_t at = 0, begin = 0, step;
	uint32_t c;

	p->n = 0;
	for (; at < size && p->n < PARTS_MAX; at += step) {
		if ((step = utf8_next(text + at, size - at, &c)) == 0)
			break;
		if (!ends_sentence(c) && c != '\n')
			continue;
		if (c < 0x80 && c != '\n' && at + 1 < size && text[at + 1] != ' ' &&
		    text[at + 1] != '\n')
			continue;
		if (at + step - begin > 3) {
			p->v[p->n] = text + begin;
			p->size[p->n++] = at + step - begin;
		}
		begin = at + step;
	}
	if (begin + 3 < size && p->n < PARTS_MAX) {
		p->v[p->n] = text + begin;
		p->size[p->n++] = size - begin;
	}
}

static void
paragraphs(const char *text, struct parts *p)
{
	p->n = 0;
	while (*text != '\0' && p->n < PARTS_MAX) {
		size_t n = strcspn(text, "\n");

		if (n > 0) {
			p->v[p->n] = text;
			p->size[p->n++] = n;
		}
		text += n + (text[n] == '\n');
	}
}

/* The number of parts that most of the texts have. */
static size_t
usual(const struct parts *p, size_t n)
{
	size_t best = 0, most = 0;

	for (size_t i = 0; i < n; i++) {
		size_t same = 0;

		for (size_t j = 0; j < n; j++)
			same += p[j].n == p[i].n;
		if (same > most) {
			most = same;
			best = p[i].n;
		}
	}
	return (most < 2 ? 0 : best);
}

static void
paragraph(struct learn *l, const struct learn_text *texts, const size_t *sizes, size_t n)
{
	struct parts *p = zeroed(n, sizeof(*p));
	struct learn_text *piece = zeroed(n, sizeof(*piece));
	size_t *size = zeroed(n, sizeof(*size)), m, split_n = 0, count;
	bool *split = zeroed(n, sizeof(*split));

	for (size_t i = 0; i < n; i++)
		sentences(texts[i].text, sizes[i], &p[i]);
	count = usual(p, n);
	for (size_t i = 0; i < n; i++) {
		split[i] = count > 1 && p[i].n == count;
		split_n += split[i];
	}
	for (size_t s = 0; s < count && split_n > 0; s++) {
		m = 0;
		for (size_t i = 0; i < n; i++) {
			if (!split[i])
				continue;
			piece[m].language = texts[i].language;
			piece[m].text = p[i].v[s];
			size[m++] = p[i].size[s];
		}
		segment(l, piece, size, NULL, m);
	}
	if (split_n < n)
		segment(l, texts, sizes, split, n);
	free(split);
	free(size);
	free(piece);
	free(p);
}

void
learn_same(struct learn *l, const struct learn_text *texts, size_t n)
{
	struct parts *p = zeroed(n, sizeof(*p));
	struct learn_text *piece = zeroed(n, sizeof(*piece));
	size_t *size = zeroed(n, sizeof(*size)), count;

	for (size_t i = 0; i < n; i++)
		paragraphs(texts[i].text, &p[i]);
	count = usual(p, n);
	for (size_t s = 0; s < count; s++) {
		size_t m = 0;

		for (size_t i = 0; i < n; i++) {
			if (p[i].n != count)
				continue;
			piece[m].language = texts[i].language;
			piece[m].text = p[i].v[s];
			size[m++] = p[i].size[s];
		}
		paragraph(l, piece, size, m);
	}
	free(size);
	free(piece);
	free(p);
}

static void
learn_articles(struct learn *l, const struct law *law)
{
	struct learn_text texts[LANGUAGES_MAX], heads[LANGUAGES_MAX];
	const struct expression *first = law->expressions;

	for (size_t i = 0; law->nexpressions > 1 && i < first->narticles; i++) {
		const struct article *a = &first->articles[i];
		size_t n = 0, h = 0;

		for (size_t e = 0; e < law->nexpressions && n < LANGUAGES_MAX; e++) {
			const struct expression *x = &law->expressions[e];

			for (size_t j = 0; j < x->narticles; j++) {
				if (strcmp(x->articles[j].eid, a->eid) != 0)
					continue;
				if (x->articles[j].body != NULL)
					texts[n++] =
					    (struct learn_text){ x->language, x->articles[j].body };
				if (x->articles[j].heading != NULL)
					heads[h++] = (struct learn_text){ x->language,
						x->articles[j].heading };
				break;
			}
		}
		learn_same(l, texts, n);
		learn_same(l, heads, h);
	}
}

/* Each other name with the preferred ones of the other languages. */
static void
learn_labels(struct learn *l, const struct term *t)
{
	struct learn_text texts[LANGUAGES_MAX];
	size_t n;

	for (size_t i = 0; i < t->nlabels; i++) {
		const struct term_label *own = &t->labels[i];

		if (own->status == TERM_DEPRECATED)
			continue;
		texts[0] = (struct learn_text){ own->language, own->text };
		n = 1;
		for (size_t j = 0; j < t->nlabels && n < LANGUAGES_MAX; j++) {
			const struct term_label *o = &t->labels[j];

			if (o->status == TERM_PREFERRED &&
			    strcspn(o->language, "-") == strcspn(own->language, "-") &&
			    strncmp(o->language, own->language, strcspn(own->language, "-")) == 0)
				continue;
			if (o->status == TERM_PREFERRED)
				texts[n++] = (struct learn_text){ o->language, o->text };
		}
		/* The preferred ones together are one of these. */
		if (own->status != TERM_PREFERRED || i == 0)
			learn_same(l, texts, n);
	}
}

void
learn_record(struct learn *l, const struct record *r)
{
	struct learn_text titles[LANGUAGES_MAX], summaries[LANGUAGES_MAX], bodies[LANGUAGES_MAX];
	size_t t = 0, s = 0, b = 0;

	for (size_t i = 0; i < r->ntexts && t < LANGUAGES_MAX; i++) {
		const struct text *x = &r->texts[i];

		if (x->state != STATE_PUBLISHED)
			continue;
		titles[t++] = (struct learn_text){ x->language, x->title };
		if (x->summary != NULL)
			summaries[s++] = (struct learn_text){ x->language, x->summary };
		if (x->body != NULL)
			bodies[b++] = (struct learn_text){ x->language, x->body };
	}
	if (r->kind != KIND_TERM)
		learn_same(l, titles, t);
	learn_same(l, summaries, s);
	learn_same(l, bodies, b);
	if (r->kind == KIND_LAW)
		learn_articles(l, r->law);
	if (r->kind == KIND_TERM)
		learn_labels(l, r->term);
}

/* --- the model ---------------------------------------------------------------------------------
 */

/* One pair of words that met in a segment. */
struct cell {
	uint32_t a, b;
	float ab, ba;	/* how likely a becomes b, and b a */
	float nab, nba; /* counts of this round */
	uint32_t together;
};

/* Two languages with all their segments. */
struct model {
	struct learn *l;
	size_t a, b; /* languages */
	struct cell *cells;
	size_t ncells, room;
	uint32_t *table;
	size_t mask;
	uint32_t *links; /* cells of a segment, row by row; 0: a word that is too common */
	size_t nlinks, links_room;
	uint32_t (*spans)[2]; /* number of words on either side */
	size_t nspans, spans_room;
	uint32_t *seen_a, *seen_b; /* segments of each word within this model */
	float *sum_a, *sum_b;
};

static uint32_t
cell_of(struct model *m, uint32_t a, uint32_t b)
{
	size_t at;

	if (m->ncells * 2 >= m->mask) {
		m->mask = m->mask == 0 ? 65535 : m->mask * 2 + 1;
		free(m->table);
		m->table = zeroed(m->mask + 1, sizeof(*m->table));
		for (size_t i = 0; i < m->ncells; i++) {
			at = (m->cells[i].a * 2654435761U ^ m->cells[i].b * 40503U) & m->mask;
			while (m->table[at] != 0)
				at = (at + 1) & m->mask;
			m->table[at] = (uint32_t)i + 1;
		}
	}
	for (at = (a * 2654435761U ^ b * 40503U) & m->mask; m->table[at] != 0;
	     at = (at + 1) & m->mask) {
		const struct cell *c = &m->cells[m->table[at] - 1];

		if (c->a == a && c->b == b)
			return (m->table[at] - 1);
	}
	m->cells = grow(m->cells, m->ncells, &m->room, sizeof(*m->cells));
	m->cells[m->ncells] = (struct cell){ a, b, 1, 1, 0, 0, 0 };
	m->table[at] = (uint32_t)++m->ncells;
	return ((uint32_t)m->ncells - 1);
}

/* Words that stand in every other sentence join whatever meets them. */
static size_t
telling(const struct model *m, size_t language, const struct side *s, uint32_t *out)
{
	const struct vocabulary *v = &m->l->languages[language];
	size_t n = 0;

	for (size_t i = 0; i < s->n; i++) {
		uint32_t w = m->l->words[s->first + i];

		if (v->v[w].segments * COMMON_SHARE < m->l->nsegments)
			out[n++] = w;
	}
	return (n);
}

static void
meet(struct model *m, const struct side *x, const struct side *y)
{
	uint32_t a[SEGMENT_WORDS], b[SEGMENT_WORDS];
	size_t na = telling(m, m->a, x, a), nb = telling(m, m->b, y, b);

	if (na == 0 || nb == 0)
		return;
	m->spans = grow(m->spans, m->nspans, &m->spans_room, sizeof(*m->spans));
	m->spans[m->nspans][0] = (uint32_t)na;
	m->spans[m->nspans++][1] = (uint32_t)nb;
	for (size_t i = 0; i < na; i++)
		m->seen_a[a[i]]++;
	for (size_t j = 0; j < nb; j++)
		m->seen_b[b[j]]++;
	for (size_t i = 0; i < na; i++) {
		for (size_t j = 0; j < nb; j++) {
			uint32_t c = cell_of(m, a[i], b[j]);

			m->cells[c].together++;
			m->links = grow(m->links, m->nlinks, &m->links_room, sizeof(*m->links));
			m->links[m->nlinks++] = c;
		}
	}
}

static void
gather(struct model *m)
{
	const struct learn *l = m->l;

	for (size_t s = 0; s < l->nsegments; s++) {
		size_t first = l->segments[s];
		size_t end = s + 1 < l->nsegments ? l->segments[s + 1] : l->nsides;

		for (size_t i = first; i < end; i++)
			for (size_t j = first; j < end; j++)
				if (l->sides[i].language == m->a && l->sides[j].language == m->b &&
				    !(l->sides[i].split && l->sides[j].split))
					meet(m, &l->sides[i], &l->sides[j]);
	}
}

/* One round of expectation in both directions; a word may also come from nothing. */
static void
expect(struct model *m)
{
	static const float nothing = 0.02F;
	size_t at = 0;

	for (size_t s = 0; s < m->nspans; s++) {
		size_t na = m->spans[s][0], nb = m->spans[s][1];

		for (size_t j = 0; j < nb; j++) {
			float all = nothing;

			for (size_t i = 0; i < na; i++)
				all += m->cells[m->links[at + i * nb + j]].ab;
			for (size_t i = 0; i < na; i++) {
				struct cell *c = &m->cells[m->links[at + i * nb + j]];

				c->nab += c->ab / all;
			}
		}
		for (size_t i = 0; i < na; i++) {
			float all = nothing;

			for (size_t j = 0; j < nb; j++)
				all += m->cells[m->links[at + i * nb + j]].ba;
			for (size_t j = 0; j < nb; j++) {
				struct cell *c = &m->cells[m->links[at + i * nb + j]];

				c->nba += c->ba / all;
			}
		}
		at += na * nb;
	}
}

static void
maximise(struct model *m)
{
	memset(m->sum_a, 0, m->l->languages[m->a].n * sizeof(*m->sum_a));
	memset(m->sum_b, 0, m->l->languages[m->b].n * sizeof(*m->sum_b));
	for (size_t i = 0; i < m->ncells; i++) {
		m->sum_a[m->cells[i].a] += m->cells[i].nab;
		m->sum_b[m->cells[i].b] += m->cells[i].nba;
	}
	for (size_t i = 0; i < m->ncells; i++) {
		struct cell *c = &m->cells[i];

		c->ab = c->nab / (m->sum_a[c->a] + 0.5F);
		c->ba = c->nba / (m->sum_b[c->b] + 0.5F);
		c->nab = c->nba = 0;
	}
}

static double
xlogx(double x, double all)
{
	return (x <= 0 ? 0 : x * log(x / all));
}

/* Dunning's log-likelihood ratio: how far from chance it is that they meet so often. */
static double
far_from_chance(const struct model *m, const struct cell *c)
{
	double n = (double)m->nspans, k = c->together, a = m->seen_a[c->a], b = m->seen_b[c->b];

	if (k * n <= a * b)
		return (0);
	return (2 * (xlogx(k, n) + xlogx(a - k, n) + xlogx(b - k, n) + xlogx(n - a - b + k, n) -
			xlogx(a, n) - xlogx(n - a, n) - xlogx(b, n) - xlogx(n - b, n)));
}

static double
trust(const struct model *m, const struct cell *c)
{
	if ((double)c->ab * c->ba < agreed || far_from_chance(m, c) < surely)
		return (0);
	return (sqrt((double)c->ab * c->ba));
}

struct choice {
	uint32_t from, to;
	double trust;
};

static int
by_trust(const void *x, const void *y)
{
	const struct choice *a = x, *b = y;

	if (a->from != b->from)
		return (a->from < b->from ? -1 : 1);
	if (a->trust != b->trust)
		return (a->trust > b->trust ? -1 : 1);
	return ((a->to > b->to) - (a->to < b->to));
}

static const char *
shown(struct learn *l, size_t language, uint32_t word_id)
{
	const struct vocabulary *v = &l->languages[language];

	return (arena_strndup(l->arena, v->bytes.data + v->v[word_id].shown, v->v[word_id].nshown));
}

static void
tell(struct learn *l, size_t from, size_t to, struct choice *v, size_t n,
    void (*fn)(void *ctx, const struct learn_pair *pair), void *ctx)
{
	size_t kept = 0, first = 0;

	qsort(v, n, sizeof(*v), by_trust);
	for (size_t i = 0; i < n; i++) {
		if (v[i].from != v[first].from) {
			first = i;
			kept = 0;
		}
		if (kept == BEST || v[i].trust < v[first].trust * beside_best)
			continue;
		kept++;
		fn(ctx,
		    &(struct learn_pair){ l->languages[from].language, shown(l, from, v[i].from),
			l->languages[to].language, shown(l, to, v[i].to), v[i].trust });
	}
}

void
learn_pairs(struct learn *l, void (*fn)(void *ctx, const struct learn_pair *pair), void *ctx)
{
	for (size_t a = 0; a < l->nlanguages; a++) {
		for (size_t b = a + 1; b < l->nlanguages; b++) {
			struct model m = { .l = l, .a = a, .b = b };
			struct choice *forth, *back;
			size_t n = 0;

			m.seen_a = zeroed(l->languages[a].n, sizeof(*m.seen_a));
			m.seen_b = zeroed(l->languages[b].n, sizeof(*m.seen_b));
			m.sum_a = zeroed(l->languages[a].n, sizeof(*m.sum_a));
			m.sum_b = zeroed(l->languages[b].n, sizeof(*m.sum_b));
			gather(&m);
			for (int round = 0; round < ROUNDS; round++) {
				expect(&m);
				maximise(&m);
			}
			forth = zeroed(m.ncells, sizeof(*forth));
			back = zeroed(m.ncells, sizeof(*back));
			for (size_t i = 0; i < m.ncells; i++) {
				double t = trust(&m, &m.cells[i]);

				if (t == 0)
					continue;
				forth[n] = (struct choice){ m.cells[i].a, m.cells[i].b, t };
				back[n++] = (struct choice){ m.cells[i].b, m.cells[i].a, t };
			}
			tell(l, a, b, forth, n, fn, ctx);
			tell(l, b, a, back, n, fn, ctx);
			free(back);
			free(forth);
			free(m.sum_b);
			free(m.sum_a);
			free(m.seen_b);
			free(m.seen_a);
			free(m.spans);
			free(m.links);
			free(m.table);
			free(m.cells);
		}
	}
}
