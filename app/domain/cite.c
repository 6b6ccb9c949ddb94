/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Owns how each language cites articles; names of laws are citename.c's.  Which law a name means is
 * the store's to say. */
#include "domain/cite.h"

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#include "domain/citename.h"
#include "domain/citescan.h"
#include "domain/eid.h"

enum { GAP_MAX = 120, LIST_MAX = 40 };

/* What a citation is about, as far as its own words say. */
enum whose { WHOSE_OPEN, WHOSE_OWN, WHOSE_NAMED, WHOSE_FOREIGN };

struct found {
	struct cite cite;
	enum whose whose;
	size_t tail; /* where its words end, with those that say whose it is */
};

/* Words are in lower case; a list ends with NULL. */
struct grammar {
	const char *language;
	const char *const *single;  /* before one number */
	const char *const *several; /* before a list of numbers */
	const char *const *join;    /* between the numbers of a list, and between citations */
	const char *const *parts;   /* of an article; what follows is their number */
	const char *const *own;	    /* behind the number: it is this law's */
	const char *const *own_before;
	const char *const *other; /* behind the number: it is another law's */
	const char *const *other_before;
	size_t (*name)(const char *s, size_t n, size_t at); /* end of a law's name at ${at}, or 0 */
	const char *const *gap; /* more that may stand between citations of the same law */
	bool name_first;	/* the name stands right behind the number, not behind "of" */
	bool bare;		/* without a word about the law it is this law's */
};

struct search {
	struct arena *arena;
	const char *s;
	size_t n;
	const struct grammar *g;
	struct found *v;
	size_t count, room;
};

/* --- what is found -------------------------------------------------------------------------------
 */

static const char *
eid_of(struct arena *arena, const char *s, size_t n)
{
	struct article a = { .number = arena_strndup(arena, s, n) };

	eid_assign(arena, &a, 1);
	return (strncmp(a.eid, "art_", strlen("art_")) == 0 ? a.eid : NULL);
}

static struct found *
add(struct search *f, size_t start, size_t end, const char *eid)
{
	if (f->count == f->room) {
		struct found *more = arena_array(f->arena, struct found, f->room * 2 + 8);

		if (f->count > 0)
			memcpy(more, f->v, f->count * sizeof(*more));
		f->v = more;
		f->room = f->room * 2 + 8;
	}
	f->v[f->count] = (struct found){ .cite = { start, end, eid, NULL }, .tail = end };
	return (&f->v[f->count++]);
}

/* --- Chinese: the law comes first
 * ----------------------------------------------------------------- */

static bool
chinese_numeral(uint32_t c)
{
	static const uint32_t numerals[] = { 0x4E00, 0x4E8C, 0x4E09, 0x56DB, 0x4E94, 0x516D, 0x4E03,
		0x516B, 0x4E5D, 0x5341, 0x767E, 0x5343, 0x96F6, 0x3007, 0x4E24 };

	for (size_t i = 0; i < sizeof(numerals) / sizeof(numerals[0]); i++) {
		if (c == numerals[i])
			return (true);
	}
	return (citescan_digit(c));
}

/* "第十一条" and its "之一", with ${unit} 条, or 0. */
static size_t
chinese_number(const char *s, size_t n, size_t at, const char *const *units)
{
	size_t len, start, end = 0;

	if ((at = citescan_literal(s, n, at, "第")) == 0)
		return (0);
	at = citescan_literal(s, n, at, "（") != 0 ? at + strlen("（") : at;
	for (start = at; chinese_numeral(citescan_code(s, n, at, &len)); at += len)
		;
	if (at == start)
		return (0);
	at = citescan_literal(s, n, at, "）") != 0 ? at + strlen("）") : at;
	for (; *units != NULL && end == 0; units++)
		end = citescan_literal(s, n, at, *units);
	if (end != 0 && (at = citescan_literal(s, n, end, "之")) != 0) {
		for (start = at; chinese_numeral(citescan_code(s, n, at, &len)); at += len)
			;
		if (at > start)
			end = at;
	}
	return (end);
}

/* Past "第二款第（三）项", "、", "和", "或者" to the next article, or 0. */
static size_t
chinese_next(const char *s, size_t n, size_t at)
{
	static const char *const parts[] = { "款", "项", "目", "項", NULL };
	static const char *const joins[] = { "、", "和", "及", "以及", "或者", "或", "至", "到",
		"与", "，", NULL };
	size_t end, i;

	while ((end = chinese_number(s, n, at, parts)) != 0)
		at = end;
	for (i = 0; joins[i] != NULL; i++) {
		if ((end = citescan_literal(s, n, at, joins[i])) != 0 &&
		    citescan_literal(s, n, end, "第") != 0)
			return (end);
	}
	return (0);
}

/* The articles from ${at} on, of ${law}; returns where they end. */
static size_t
chinese_articles(struct search *f, size_t at, const char *law)
{
	static const char *const articles[] = { "条", "條", NULL };
	static const char *const any[] = { "条", "條", "款", "项", "目", "項", NULL };
	size_t end, next, start = at;

	for (next = at; next != 0; next = chinese_next(f->s, f->n, at)) {
		if ((end = chinese_number(f->s, f->n, next, articles)) != 0) {
			const char *eid = eid_of(f->arena, f->s + next, end - next);

			if (eid != NULL) {
				struct found *c = add(f, next, end, eid);

				c->cite.law = law;
				c->whose = law == NULL ? WHOSE_OWN : WHOSE_NAMED;
			}
		} else if (next == start || (end = chinese_number(f->s, f->n, next, any)) == 0) {
			break;
		}
		at = end;
	}
	return (at);
}

/* "《…》" with the marks of a title inside it. */
static size_t
chinese_title(const char *s, size_t n, size_t at)
{
	const char *close;
	size_t size, limit;

	if ((at = citescan_literal(s, n, at, "《")) == 0)
		return (0);
	limit = n - at < CITENAME_MAX ? n - at : CITENAME_MAX;
	if ((close = memmem(s + at, limit, "》", strlen("》"))) == NULL)
		return (0);
	size = (size_t)(close - (s + at));
	return (memchr(s + at, '\n', size) != NULL || size == 0 ? 0 : at + size);
}

static void
find_chinese(struct search *f)
{
	static const char *const own[] = { "本法", "本条例", "本規則", "本规则", "本规定", "本办法",
		"本解释", "本细则", "本实施细则", "本实施条例", "本章程", "本决定", "本公约",
		"本协定", "本條例", "本施行細則", "本細則", "本辦法", NULL };
	size_t at, end, i, size, len;

	for (at = 0; at < f->n; at += len) {
		(void)citescan_code(f->s, f->n, at, &len);
		if ((end = chinese_title(f->s, f->n, at)) != 0) {
			size = strlen("《");
			const char *law =
			    arena_strndup(f->arena, f->s + at + size, end - at - size);
			struct found *c = add(f, at, end + strlen("》"), NULL);

			c->cite.law = law;
			c->whose = WHOSE_NAMED;
			len = chinese_articles(f, end + strlen("》"), law) - at;
			continue;
		}
		for (i = 0, end = 0; own[i] != NULL && end == 0; i++)
			end = citescan_literal(f->s, f->n, at, own[i]);
		if (end != 0)
			len = chinese_articles(f, end, NULL) - at;
	}
}

/* --- languages that write the number behind a word
 * ------------------------------------------------ */

/* "(2)", "(a)" */
static size_t
bracket(const char *s, size_t n, size_t at)
{
	size_t limit = n - at < 12 ? n - at : 12, i;

	if (at >= n || s[at] != '(')
		return (0);
	for (i = 1; i < limit && s[at + i] != '('; i++) {
		if (s[at + i] == ')')
			return (at + i + 1);
	}
	return (0);
}

/* Past "(2)(a)", ", § 2º, inciso IV" and the like. */
static size_t
skip_parts(const struct search *f, size_t at)
{
	const char *s = f->s;
	size_t n = f->n;

	for (;;) {
		size_t from = citescan_blanks(s, n, at), end, len;

		if ((end = bracket(s, n, from)) != 0) {
			at = end;
			continue;
		}
		if (from < n && s[from] == ',')
			from = citescan_blanks(s, n, from + 1);
		if ((end = citescan_any(s, n, from, f->g->join)) != 0)
			from = citescan_blanks(s, n, end);
		if ((end = citescan_any(s, n, from, f->g->parts)) == 0)
			return (at);
		/* The number of the part: digits, a letter, a Roman numeral, in brackets or marks.
		 */
		at = end;
		from = citescan_blanks(s, n, at);
		if ((end = bracket(s, n, from)) != 0 || (end = citescan_number(s, n, from)) != 0) {
			at = end;
			continue;
		}
		for (end = from, len = 0;
		     end < n && end < from + 8 &&
		     (memchr("IVXLCDM", s[end], 7) != NULL || s[end] == '"' ||
			 (s[end] >= 'a' && s[end] <= 'z' && end == from + len));
		     end++)
			len += s[end] == '"';
		if (end > from && !citescan_letter(s, n, end))
			at = end;
	}
}

/* Whose the article is, from the words behind it. */
static void
read_tail(struct search *f, struct found *c, size_t at)
{
	const char *s = f->s;
	size_t n = f->n, from, end, size;

	at = skip_parts(f, at);
	from = citescan_blanks(s, n, at);
	if (from < n && s[from] == ',')
		from = citescan_blanks(s, n, from + 1);
	c->tail = at;
	if ((end = citescan_any(s, n, from, f->g->own)) != 0) {
		c->whose = WHOSE_OWN;
		c->tail = end;
		return;
	}
	if ((end = citescan_any(s, n, from, f->g->other)) == 0)
		return;
	c->whose = WHOSE_FOREIGN;
	c->tail = end;
	if (f->g->name == NULL)
		return;
	if (!f->g->name_first)
		from = citescan_blanks(s, n, end);
	if ((end = f->g->name(s, n, from)) > from && (size = end - from) <= CITENAME_MAX) {
		c->cite.law = arena_strndup(f->arena, s + from, size);
		c->whose = WHOSE_NAMED;
		c->tail = end;
	}
}

/* The same from the words before it: "इस अधिनियम की धारा 3". */
static void
read_lead(const struct search *f, struct found *c, size_t start)
{
	const char *const *w;

	for (w = f->g->own_before; c->whose == WHOSE_OPEN && w != NULL && *w != NULL; w++) {
		size_t size = strlen(*w);

		if (start >= size && memcmp(f->s + start - size, *w, size) == 0)
			c->whose = WHOSE_OWN;
	}
	for (w = f->g->other_before; c->whose == WHOSE_OPEN && w != NULL && *w != NULL; w++) {
		size_t size = strlen(*w);

		if (start >= size && memcmp(f->s + start - size, *w, size) == 0)
			c->whose = WHOSE_FOREIGN;
	}
}

static size_t
open_number(const struct search *f, size_t at, size_t *ret_end)
{
	size_t from = citescan_blanks(f->s, f->n, at), end;
	bool round = from < f->n && f->s[from] == '(';

	if (round)
		from = citescan_blanks(f->s, f->n, from + 1);
	if ((end = citescan_number(f->s, f->n, from)) == 0)
		return (0);
	*ret_end = end;
	if (round) {
		end = citescan_blanks(f->s, f->n, end);
		return (end < f->n && f->s[end] == ')' ? end + 1 : 0);
	}
	return (end);
}

/* Adds the citation whose first word is at ${start} and ends at ${at}; returns where it ends. */
static size_t
read_citation(struct search *f, size_t start, size_t at, bool several)
{
	size_t first = f->count, from, end = 0, next, i;
	struct found *c;
	const char *eid;

	/* "the articles from 5 to 9" */
	if (several &&
	    (from = citescan_any(f->s, f->n, citescan_blanks(f->s, f->n, at), f->g->join)) != 0)
		at = from;
	if ((next = open_number(f, at, &end)) == 0) {
		/* "المادة الخامسة": a number in words, where eId reads it. */
		from = citescan_blanks(f->s, f->n, at);
		for (end = from; citescan_letter(f->s, f->n, end);) {
			size_t len;

			(void)citescan_code(f->s, f->n, end, &len);
			end += len;
		}
		if (end == from || strcmp(f->g->language, "ar") != 0)
			return (at);
		next = end;
		from = end;
	}
	/* Numbers are read by their own rules, without the word before them. */
	from = citescan_blanks(f->s, f->n, at);
	if (from < end && f->s[from] == '(')
		from++;
	if ((eid = eid_of(f->arena, f->s + from, end - from)) == NULL)
		return (at);
	add(f, start, next, eid);
	while (several && f->count - first < LIST_MAX) {
		size_t after = skip_parts(f, next), sep;

		from = citescan_blanks(f->s, f->n, after);
		if ((sep = citescan_any(f->s, f->n, from, f->g->join)) != 0)
			from = sep;
		else if (from < f->n && f->s[from] == ',')
			from++;
		else
			break;
		from = citescan_blanks(f->s, f->n, from);
		if ((sep = citescan_any(f->s, f->n, from, f->g->join)) != 0)
			from = citescan_blanks(f->s, f->n, sep);
		if ((next = open_number(f, from, &end)) == 0 ||
		    (eid = eid_of(f->arena, f->s + from, end - from)) == NULL) {
			next = after;
			break;
		}
		add(f, from, next, eid);
	}
	/* What is said of the last is said of all. */
	c = &f->v[f->count - 1];
	read_tail(f, c, next);
	read_lead(f, c, start);
	for (i = first; i + 1 < f->count; i++) {
		f->v[i].whose = c->whose;
		f->v[i].cite.law = c->cite.law;
	}
	return (c->tail);
}

/* Whether only words that join citations and name their parts stand between two of them. */
static bool
joined(const struct search *f, size_t at, size_t end)
{
	size_t step;

	if (end - at > GAP_MAX)
		return (false);
	while ((at = citescan_blanks(f->s, f->n, at)) < end) {
		if (f->s[at] == ',' || f->s[at] == '(' || f->s[at] == ')')
			step = at + 1;
		else if ((step = citescan_any(f->s, f->n, at, f->g->join)) == 0 &&
			 (step = citescan_any(f->s, f->n, at, f->g->parts)) == 0 &&
			 (step = citescan_any(f->s, f->n, at, f->g->gap)) == 0 &&
			 (step = citescan_number(f->s, f->n, at)) == 0)
			return (false);
		at = step;
	}
	return (true);
}

static void
find_worded(struct search *f)
{
	const char *notes;
	size_t at = 0, len, end, i;

	/* Editors' notes cite the laws that amended this one. */
	if ((notes = strstr(f->s, "\n[Footnote]")) != NULL)
		f->n = (size_t)(notes - f->s);
	while (at < f->n) {
		bool several = false;

		(void)citescan_code(f->s, f->n, at, &len);
		end = 0;
		if (citescan_begins(f->s, f->n, at) &&
		    (end = citescan_any(f->s, f->n, at, f->g->single)) == 0 &&
		    (end = citescan_any(f->s, f->n, at, f->g->several)) != 0)
			several = true;
		at = end != 0 ? read_citation(f, at, end, several) : at + len;
	}
	for (i = f->count; i-- > 1;) {
		struct found *c = &f->v[i - 1], *next = &f->v[i];

		if (c->whose == WHOSE_OPEN && joined(f, c->tail, next->cite.start)) {
			c->whose = next->whose;
			c->cite.law = next->cite.law;
		}
	}
	for (i = 0; i < f->count; i++) {
		if (f->v[i].whose == WHOSE_OPEN)
			f->v[i].whose = f->g->bare ? WHOSE_OWN : WHOSE_FOREIGN;
	}
}

/* --- the languages -------------------------------------------------------------------------------
 */

#define LIST(...) ((const char *const[]){ __VA_ARGS__, NULL })

static const struct grammar grammars[] = {
	{ .language = "en",
	    .single = LIST("section", "article"),
	    .several = LIST("sections", "articles"),
	    .join = LIST("and", "or", "to", "–", "-", "and/or"),
	    .parts = LIST("sub-section", "subsection", "sub-sections", "paragraph", "paragraphs",
		"clause", "clauses", "sub-clause", "point", "item"),
	    .gap = LIST("of", "the", "in", "under"),
	    .own = LIST("of this act", "of this law", "of this code", "of this ordinance",
		"of this chapter", "of this part", "of these regulations", "of these rules",
		"of this regulation", "of this decree", "of this decree-law", "of this convention",
		"of this agreement", "of this treaty", "of this protocol", "of this proclamation",
		"hereof"),
	    .other = LIST(
		"of the", "of that", "of such", "of its", "of an", "of a", "of", "ibid", "(w.e.f"),
	    .name = citename_english,
	    .bare = true },
	{ .language = "pt",
	    .single = LIST("art.", "artigo", "art"),
	    .several = LIST("arts.", "artigos"),
	    .join = LIST("e", "ou", "a", "–", "-", "até", "bem como"),
	    .parts = LIST("caput", "o caput", "§", "§§", "parágrafo único", "parágrafo", "inciso",
		"incisos", "alínea", "alíneas", "item"),
	    .gap = LIST("do", "no", "nos", "dos", "o", "na", "da"),
	    .own = LIST("desta lei", "deste código", "deste decreto", "desta lei complementar",
		"deste decreto-lei", "desta medida provisória", "desta constituição",
		"da presente lei", "deste regulamento", "deste acordo", "desta convenção",
		"deste tratado"),
	    .other = LIST("da", "do", "das", "dos", "de", ", da", "pela", "pelo", "dessa",
		"daquela", "desse", "daquele", "ambos do", "ambos da", "todos do", "todos da"),
	    .name = citename_portuguese,
	    .bare = true },
	{ .language = "ru",
	    .single = LIST(
		"статья", "статьи", "статье", "статью", "статьей", "статьёй", "статьею", "ст."),
	    .several = LIST("статей", "статьям", "статьями", "статьях", "ст.ст."),
	    .join = LIST("и", "или", "–", "-", "—", "по", "а также", "либо"),
	    .parts = LIST("пункт", "пункта", "пункте", "пунктом", "пунктами", "пунктах", "пункты",
		"подпункт", "подпункта", "подпункте", "подпунктом", "подпунктами", "подпунктах",
		"часть", "части", "частью", "частями", "частях", "абзац", "абзаца", "абзаце"),
	    .own = LIST("настоящего кодекса", "настоящего закона", "настоящего федерального закона",
		"настоящего положения", "настоящего соглашения", "настоящего договора",
		"настоящей конвенции", "настоящей инструкции", "настоящих правил",
		"настоящей статьи", "настоящего указа"),
	    .other = LIST("федерального", "закона", "кодекса", "конституции", "гражданского",
		"уголовного", "налогового", "арбитражного"),
	    .name = citename_russian,
	    .name_first = true,
	    .bare = false },
	{ .language = "hi",
	    .single = LIST("धारा", "अनुच्छेद"),
	    .several = LIST("धाराओं", "धाराएं", "अनुच्छेदों"),
	    .join = LIST("और", "या", "तथा", "से", "एवं"),
	    .parts = LIST("की उपधारा", "के खंड", "उपधारा", "खंड", "के उपखंड"),
	    .own_before = LIST("इस अधिनियम की ", "इस कानून की ", "इस क़ानून की ", "इस विधि की ",
		"इस विधि के ", "इस कानून के ", "इस अधिनियम के ", "इस संहिता की "),
	    .other_before = LIST(" की ", " के ", "संविधान के ", "संहिता की "),
	    .bare = true },
	{ .language = "ar",
	    .single = LIST("المادة", "مادة", "بالمادة", "للمادة", "والمادة", "فالمادة", "المادّة"),
	    .several = LIST("المادتين", "المادتان", "المواد", "بالمواد", "للمواد", "بالمادتين",
		"والمادتين", "والمواد"),
	    .join = LIST("و", "أو", "إلى", "الى", "،", "–", "-", "حتى", "من"),
	    .parts = LIST("الفقرة", "البند", "الفقرتين", "الفقرات", "بند", "فقرة"),
	    .own = LIST("من هذا القانون", "من هذا المرسوم بقانون", "من هذا النظام",
		"من هذه اللائحة", "من هذا القرار", "من هذا المرسوم", "من هذه الاتفاقية",
		"من هذا المرسوم بقانون الاتحادي", "من هذا التشريع", "منه"),
	    .other = LIST("من"),
	    .name = citename_arabic,
	    .bare = true },
	{ .language = "fa",
	    .single = LIST("ماده", "مادهٔ", "مادۀ"),
	    .several = LIST("مواد"),
	    .join = LIST("و", "یا", "تا", "،", "الی"),
	    .parts = LIST("بند", "تبصره"),
	    .own = LIST("این قانون", "این آیین‌نامه", "این آیین نامه", "همین قانون"),
	    .other = LIST("قانون", "آیین‌نامه", "آیین", "آن", "موافقتنامه", "کنوانسیون"),
	    .bare = true },
	{ .language = "id",
	    .single = LIST("pasal"),
	    .several = LIST("pasal-pasal"),
	    .join = LIST("dan", "atau", "sampai dengan", "serta"),
	    .parts = LIST("ayat", "huruf", "angka"),
	    .own = LIST("undang-undang ini", "peraturan ini", "peraturan pemerintah ini"),
	    .other = LIST("undang-undang", "peraturan", "kitab", "persetujuan", "konvensi"),
	    .name = citename_indonesian,
	    .name_first = true,
	    .bare = true },
};

/* The laws that are named without an article. */
static void
find_names(struct search *f)
{
	static const char *const begin[] = { "lei", "decreto-lei", "lei complementar", NULL };
	size_t at, len, end, count = f->count, next = 0;

	if (strcmp(f->g->language, "pt") != 0)
		return;
	for (at = 0; at < f->n; at += len) {
		struct found *c;

		(void)citescan_code(f->s, f->n, at, &len);
		while (next < count && f->v[next].cite.end <= at)
			next++;
		if ((next < count && f->v[next].cite.start <= at) ||
		    !citescan_begins(f->s, f->n, at) || citescan_any(f->s, f->n, at, begin) == 0 ||
		    (end = citename_portuguese(f->s, f->n, at)) == 0)
			continue;
		c = add(f, at, end, NULL);
		c->cite.law = arena_strndup(f->arena, f->s + at, end - at);
		c->whose = WHOSE_NAMED;
		len = end - at;
	}
}

struct cites
cite_find(struct arena *arena, const char *text, const char *language)
{
	struct search f = { .arena = arena, .s = text, .n = text == NULL ? 0 : strlen(text) };
	struct cites out = { 0 };
	size_t base = strcspn(language, "-"), i, articles;

	if (f.n == 0)
		return (out);
	if (base == 2 && strncmp(language, "zh", 2) == 0) {
		find_chinese(&f);
		articles = f.count;
	} else {
		for (i = 0; i < sizeof(grammars) / sizeof(grammars[0]) && f.g == NULL; i++) {
			if (strlen(grammars[i].language) == base &&
			    strncmp(grammars[i].language, language, base) == 0)
				f.g = &grammars[i];
		}
		if (f.g == NULL)
			return (out);
		find_worded(&f);
		articles = f.count;
		find_names(&f);
	}
	/* Two rows, each in order: articles, then names. */
	out.v = arena_array(arena, struct cite, f.count);
	for (size_t a = 0, b = articles; a < articles || b < f.count;) {
		const struct found *c;

		if (b == f.count || (a < articles && f.v[a].cite.start < f.v[b].cite.start))
			c = &f.v[a++];
		else
			c = &f.v[b++];
		if (c->whose == WHOSE_OWN || c->whose == WHOSE_NAMED)
			out.v[out.n++] = c->cite;
	}
	return (out);
}
