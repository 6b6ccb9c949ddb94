/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Owns what counts as a sign.  People paste sentences with signs in them: a sign is one only where
 * no sentence would have it, between words and beside one.
 */
#include "search/syntax.h"

#include <string.h>

#include "base/utf8.h"
#include "search/fold.h"

enum {
	DEPTH_MAX = 16,
	PARTS_MAX = 128, /* of one AND or OR */
	PROBLEMS_MAX = 8,
	NAME_MAX = 64, /* bytes of a field's name */
	PREFIX_LEAST = 2
};

struct parse {
	struct arena *arena;
	const char *text;
	uint32_t size, at;
	int depth, unclosed;
	struct syntax_problems *problems;
};

/* Names of fields in the languages of the interface, as fold_string writes them. */
static const char *const names[FIELD_COUNT] = {
	[FIELD_TITLE] = "title titulo заголовок название 标题 题名 शीर्षक عنوان العنوان judul ርዕስ",
	[FIELD_ARTICLE] = "art article section artigo статья ст 条 条文 अनुच्छेद धारा ماده ماده "
			  "المادة pasal አንቀጽ",
	[FIELD_NUMBER] = "number no numero номер 编号 文号 संख्या رقم شماره nomor ቁጥር",
	[FIELD_JURISDICTION] = "country jurisdiction pais jurisdicao страна юрисдикция 国家 国别 "
			       "法域 देश دولة بلد كشور negara ሀገር",
	[FIELD_LANGUAGE] = "lang language idioma lingua язык 语言 语种 भाषा لغة زبان bahasa ቋንቋ",
	[FIELD_KIND] = "kind type tipo вид тип 类型 种类 प्रकार نوع jenis ዓይነት",
	[FIELD_YEAR] = "year ano год 年份 年 वर्ष سنة سال tahun ዓመት",
	[FIELD_SUBJECT] =
	    "subject topic assunto tema тема предмет 主题 领域 विषय موضوع الموضوع subjek",
	[FIELD_STATUS] =
	    "status situacao vigencia статус действие 状态 效力 स्थिति حالة الحالة وضعیت",
};

const char *
search_problem_id(enum search_problem_code code)
{
	static const char *const ids[] = { "quote", "open", "close", "operator", "field", "value",
		"value_missing", "prefix", "only_minus", "long", "loose" };

	_Static_assert(sizeof(ids) / sizeof(ids[0]) == PROBLEM_COUNT, "each has an id");
	return (ids[code]);
}

void
syntax_problem(struct arena *arena, struct syntax_problems *p, enum search_problem_code code,
    uint32_t start, uint32_t end, const char *other)
{
	if (p->n == PROBLEMS_MAX)
		return;
	if (p->v == NULL)
		p->v = arena_array(arena, struct search_problem, PROBLEMS_MAX);
	p->v[p->n++] = (struct search_problem){
		.code = code, .start = start, .end = end, .other = other, .facet = FACET_COUNT
	};
}

/* --- characters --------------------------------------------------------------------------------
 */

static uint32_t
peek(const struct parse *p, uint32_t at, uint32_t *ret_step)
{
	uint32_t c = 0;
	size_t step = at < p->size ? utf8_next(p->text + at, p->size - at, &c) : 0;

	*ret_step = step == 0 ? 1 : (uint32_t)step;
	return (step == 0 ? 0 : c);
}

static bool
is_space(uint32_t c)
{
	return (c == ' ' || (c >= 9 && c <= 13) || c == 0xA0 || c == 0x3000);
}

static bool
is_quote(uint32_t c)
{
	return (c == '"' || c == 0x201C || c == 0x201D || c == 0x201E);
}

static void
skip_spaces(struct parse *p)
{
	uint32_t step;

	while (p->at < p->size && is_space(peek(p, p->at, &step)))
		p->at += step;
}

/* Where a word that begins at ${at} ends: at a space, a quote, or the end of its group. */
static uint32_t
token_end(const struct parse *p, uint32_t at)
{
	uint32_t step, c;
	int open = 0;

	for (; at < p->size; at += step) {
		c = peek(p, at, &step);
		if (is_space(c) || is_quote(c))
			break;
		if (c == '(')
			open++;
		if (c == ')' && open-- == 0 && p->depth > 0)
			break;
	}
	return (at);
}

/* --- fields ------------------------------------------------------------------------------------
 */

static size_t
distance(const char *a, size_t n, const char *b, size_t m)
{
	uint8_t row[NAME_MAX + 1], before, swap;

	if (n > NAME_MAX || m > NAME_MAX)
		return (NAME_MAX);
	for (size_t j = 0; j <= m; j++)
		row[j] = (uint8_t)j;
	for (size_t i = 1; i <= n; i++) {
		before = row[0];
		row[0] = (uint8_t)i;
		for (size_t j = 1; j <= m; j++) {
			swap = row[j];
			before += a[i - 1] != b[j - 1];
			if (before > row[j] + 1)
				before = row[j] + 1;
			if (before > row[j - 1] + 1)
				before = row[j - 1] + 1;
			row[j] = before;
			before = swap;
		}
	}
	return (row[m]);
}

/* The field of that name; *ret_near: the name that is nearest, if one is near. */
static bool
field_of(
    struct parse *p, uint32_t start, uint32_t end, enum syntax_field *ret, const char **ret_near)
{
	char folded[NAME_MAX];
	size_t n, m, d, least = 2;
	const char *name;

	*ret_near = NULL;
	n = fold_string(p->text + start, end - start, folded, sizeof(folded));
	for (size_t f = 0; n > 0 && f < FIELD_COUNT; f++) {
		for (name = names[f]; *name != '\0'; name += m + strspn(name + m, " ")) {
			char want[NAME_MAX];
			size_t size;

			m = strcspn(name, " ");
			size = fold_string(name, m, want, sizeof(want));
			d = distance(folded, n, want, size);
			if (d == 0) {
				*ret = (enum syntax_field)f;
				return (true);
			}
			if (n > 3 && d <= least) {
				least = d - 1;
				*ret_near = arena_strndup(p->arena, name, m);
			}
		}
	}
	return (false);
}

/* name:value, with the value right behind the colon; an address has slashes there. */
static bool
read_field(struct parse *p, struct syntax **ret)
{
	uint32_t at = p->at, step, c = 0, colon;
	enum syntax_field field;
	struct syntax *s;
	const char *near;

	for (; at < p->size && at - p->at < NAME_MAX; at += step) {
		c = peek(p, at, &step);
		if (fold_get(c)->class != FOLD_LETTER && fold_get(c)->class != FOLD_IDEO)
			break;
	}
	colon = at;
	if (at == p->at || at >= p->size || (c != ':' && c != 0xFF1A))
		return (false);
	at += step;
	c = peek(p, at, &step);
	if (!field_of(p, p->at, colon, &field, &near)) {
		if (near != NULL && at < p->size && !is_space(c) && c != '/' && c != ')')
			syntax_problem(p->arena, p->problems, PROBLEM_FIELD, p->at, colon, near);
		return (false);
	}
	if (at >= p->size || is_space(c) || c == ')') {
		syntax_problem(p->arena, p->problems, PROBLEM_VALUE_MISSING, p->at, at, NULL);
		return (false);
	}
	s = arena_alloc(p->arena, sizeof(*s));
	*s = (struct syntax){ .op = SYNTAX_FIELD, .field = field };
	if (is_quote(c)) {
		s->quoted = true;
		s->start = at += step;
		while (at < p->size && !is_quote(peek(p, at, &step)))
			at += step;
		s->end = at;
		if (at >= p->size)
			syntax_problem(
			    p->arena, p->problems, PROBLEM_QUOTE, s->start - 1, s->start, NULL);
		else
			at += step;
	} else {
		s->start = at;
		s->end = at = token_end(p, at);
	}
	p->at = at;
	*ret = s;
	return (true);
}

/* --- the rest ----------------------------------------------------------------------------------
 */

static struct syntax *
leaf(struct parse *p, enum syntax_op op, uint32_t start, uint32_t end)
{
	struct syntax *s = arena_alloc(p->arena, sizeof(*s));

	*s = (struct syntax){ .op = op, .start = start, .end = end };
	return (s);
}

static struct syntax *
branch(struct parse *p, enum syntax_op op, struct syntax **kids, size_t n)
{
	struct syntax *s;

	if (n == 0 || (n == 1 && op != SYNTAX_NOT))
		return (n == 0 ? NULL : kids[0]);
	s = leaf(p, op, kids[0]->start, kids[n - 1]->end);
	s->kids = arena_array(p->arena, struct syntax *, n);
	memcpy(s->kids, kids, n * sizeof(*kids));
	s->nkids = n;
	return (s);
}

/* Whether a parenthesis that opens at ${at} is closed again, outside quotes. */
static bool
closes(const struct parse *p, uint32_t at)
{
	uint32_t step, c;
	bool quoted = false;
	int open = 0;

	for (; at < p->size; at += step) {
		c = peek(p, at, &step);
		if (is_quote(c))
			quoted = !quoted;
		else if (!quoted && c == '(')
			open++;
		else if (!quoted && c == ')' && --open == 0)
			return (true);
	}
	return (false);
}

static struct syntax *read_all(struct parse *p);

static bool
word_is(const struct parse *p, uint32_t at, uint32_t end, const char *word)
{
	return (end - at == strlen(word) && memcmp(p->text + at, word, end - at) == 0);
}

static bool
or_stands(const struct parse *p, uint32_t at, uint32_t end)
{
	static const char *const signs[] = { "OR", "|", "||", "OU", "ИЛИ" };

	for (size_t i = 0; i < sizeof(signs) / sizeof(signs[0]); i++)
		if (word_is(p, at, end, signs[i]))
			return (true);
	return (false);
}

/* "paten*" */
static bool
starred(struct parse *p, uint32_t start, uint32_t end)
{
	uint32_t step, n = 0;
	const struct fold *f;
	bool ideo = false;

	if (end - start < 2 || p->text[end - 1] != '*')
		return (false);
	for (uint32_t at = start; at < end - 1; at += step, n++) {
		f = fold_get(peek(p, at, &step));
		ideo = ideo || f->class == FOLD_IDEO;
		if (f->class == FOLD_OTHER)
			return (false);
	}
	if (n < PREFIX_LEAST && !ideo)
		syntax_problem(p->arena, p->problems, PROBLEM_PREFIX, start, end, NULL);
	return (n >= PREFIX_LEAST || ideo);
}

static struct syntax *
read_quoted(struct parse *p)
{
	uint32_t start, end, step;

	(void)peek(p, p->at, &step);
	start = end = p->at + step;
	while (end < p->size && !is_quote(peek(p, end, &step)))
		end += step;
	if (end >= p->size) {
		syntax_problem(p->arena, p->problems, PROBLEM_QUOTE, p->at, start, NULL);
		p->at = start;
		return (NULL);
	}
	p->at = end + step;
	return (start == end ? NULL : leaf(p, SYNTAX_PHRASE, start, end));
}

/* One thing that can stand beside another; NULL if only signs were passed over. */
static struct syntax *
read_one(struct parse *p)
{
	struct syntax *s = NULL;
	uint32_t step, start = p->at, end, c = peek(p, p->at, &step);

	if (is_quote(c))
		return (read_quoted(p));
	if (c == '(' && p->depth < DEPTH_MAX && p->unclosed < DEPTH_MAX && closes(p, p->at)) {
		p->at++;
		p->depth++;
		s = read_all(p);
		p->depth--;
		if (p->at < p->size && p->text[p->at] == ')')
			p->at++;
		return (s);
	}
	if (c == '(') {
		p->unclosed++;
		syntax_problem(p->arena, p->problems, PROBLEM_OPEN, p->at, p->at + 1, NULL);
		p->at++;
		return (NULL);
	}
	if (read_field(p, &s))
		return (s);
	end = token_end(p, p->at);
	/* A closing parenthesis that nothing opened. */
	if (end == p->at) {
		p->at += step;
		return (NULL);
	}
	p->at = end;
	if (p->text[end - 1] == ')' && memchr(p->text + start, '(', end - start) == NULL)
		syntax_problem(p->arena, p->problems, PROBLEM_CLOSE, end - 1, end, NULL);
	if (starred(p, start, end))
		return (leaf(p, SYNTAX_PREFIX, start, end - 1));
	return (leaf(p, SYNTAX_WORDS, start, end));
}

/* Words side by side are one piece of text, as numbers and names may go over several. */
static size_t
join_words(struct syntax **v, size_t n)
{
	size_t m = 0;

	for (size_t i = 0; i < n; i++) {
		if (m > 0 && v[i]->op == SYNTAX_WORDS && v[m - 1]->op == SYNTAX_WORDS)
			v[m - 1]->end = v[i]->end;
		else
			v[m++] = v[i];
	}
	return (m);
}

/* Until the end of the group.  OR joins what stands right before and behind it. */
static struct syntax *
read_all(struct parse *p)
{
	struct syntax *v[PARTS_MAX], *either[PARTS_MAX], *one;
	size_t n = 0, neither;
	bool minus, or = false;
	uint32_t end, c, step, or_at = 0, or_end = 0;

	for (;;) {
		skip_spaces(p);
		if (p->at >= p->size || (p->depth > 0 && p->text[p->at] == ')'))
			break;
		end = token_end(p, p->at);
		if (or_stands(p, p->at, end)) {
			if (n == 0 || or)
				syntax_problem(
				    p->arena, p->problems, PROBLEM_OPERATOR, p->at, end, NULL);
			or = n > 0;
			or_at = p->at;
			or_end = p->at = end;
			continue;
		}
		if (word_is(p, p->at, end, "AND")) {
			p->at = end;
			continue;
		}
		c = peek(p, p->at + 1, &step);
		minus = p->text[p->at] == '-' && p->at + 1 < p->size && c != '-' && !is_space(c);
		p->at += minus;
		if ((one = read_one(p)) == NULL)
			continue;
		if (minus)
			one = branch(p, SYNTAX_NOT, &one, 1);
		if (or &&!minus && v[n - 1]->op != SYNTAX_NOT) {
			neither = 0;
			if (v[n - 1]->op == SYNTAX_OR && v[n - 1]->nkids < PARTS_MAX - 1) {
				neither = v[n - 1]->nkids;
				memcpy(either, v[n - 1]->kids, neither * sizeof(*either));
			} else {
				either[neither++] = v[n - 1];
			}
			either[neither++] = one;
			v[n - 1] = branch(p, SYNTAX_OR, either, neither);
		} else if (n < PARTS_MAX) {
			if (or)
				syntax_problem(
				    p->arena, p->problems, PROBLEM_OPERATOR, or_at, or_end, NULL);
			v[n++] = one;
		} else {
			p->at = p->size;
		}
		or = false;
	}
	if (or)
		syntax_problem(p->arena, p->problems, PROBLEM_OPERATOR, or_at, or_end, NULL);
	return (branch(p, SYNTAX_AND, v, join_words(v, n)));
}

struct syntax *
syntax_parse(struct arena *arena, const char *text, size_t size, struct syntax_problems *problems)
{
	struct parse p = {
		.arena = arena, .text = text, .size = (uint32_t)size, .problems = problems
	};

	return (read_all(&p));
}
