/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Owns the ICU classes that have no usable C interface.  ICU itself reports errors by code and
 * throws nothing; the functions are noexcept all the same.
 */
#include "locale/icu.h"

#include <cstdio>
#include <cstring>
#include <new>

#include <unicode/alphaindex.h>
#include <unicode/bytestream.h>
#include <unicode/localematcher.h>
#include <unicode/messagepattern.h>
#include <unicode/msgfmt.h>
#include <unicode/normalizer2.h>
#include <unicode/plurrule.h>
#include <unicode/strenum.h>
#include <unicode/ustring.h>

extern "C" {
#include "base/buf.h"
}

using icu::Formattable;
using icu::Locale;
using icu::LocalPointer;
using icu::MessageFormat;
using icu::MessagePattern;
using icu::StringPiece;
using icu::UnicodeString;

struct icu_message {
	MessageFormat *format;
	/* What came of one date alone: many pages bear the same day. */
	mutable double day = 0;
	mutable char dated[128] = "";
};
struct icu_matcher {
	icu::LocaleMatcher *matcher;
};
struct icu_alphabet {
	icu::AlphabeticIndex::ImmutableIndex *index;
};

static Locale
locale_of(const char *tag)
{
	UErrorCode status = U_ZERO_ERROR;
	Locale l = Locale::forLanguageTag(tag, status);

	return (U_SUCCESS(status) ? l : Locale::getRoot());
}

static const char *
to_arena(struct arena *arena, const UnicodeString &s)
{
	/* At most three bytes a UTF-16 unit. */
	size_t room = (size_t)s.length() * 3 + 1;
	char *out = (char *)arena_alloc(arena, room);
	UErrorCode status = U_ZERO_ERROR;

	u_strToUTF8WithSub(
	    out, (int32_t)room, nullptr, s.getBuffer(), s.length(), 0xFFFD, nullptr, &status);
	return (out);
}

/* --- messages ------------------------------------------------------------------------------------
 */

struct check {
	const MessagePattern &pattern;
	const Locale &locale;
	struct icu_args *args;
	char *why;
	size_t why_size;
};

static bool
refuse(const struct check &c, const char *what, const char *about)
{
	snprintf(c.why, c.why_size, "%s: %s", what, about);
	return (false);
}

static bool
one_of(const UnicodeString &s, const char *const *words)
{
	for (; *words != nullptr; words++) {
		if (s == UnicodeString(*words, -1, US_INV))
			return (true);
	}
	return (false);
}

/* Record an argument.  An untyped use beside a typed one takes the type's kind. */
static bool
note_arg(const struct check &c, const char *name, bool typed, enum icu_kind kind)
{
	struct icu_args *a = c.args;

	for (size_t i = 0; i < a->n; i++) {
		if (strcmp(a->v[i].name, name) != 0)
			continue;
		if (typed && a->v[i].kind != ICU_TEXT && a->v[i].kind != kind)
			return (refuse(c, "the argument has two types", name));
		if (typed)
			a->v[i].kind = kind;
		return (true);
	}
	if (a->n == ICU_ARGS_MAX)
		return (refuse(c, "too many arguments", name));
	snprintf(a->v[a->n].name, ICU_NAME_MAX, "%s", name);
	a->v[a->n++].kind = kind;
	return (true);
}

/* Every category that the language has must be among the selectors of the plural whose name is part
 * ${name_at}. */
static bool
check_plural(
    const struct check &c, int32_t start, int32_t limit, UPluralType type, const char *name)
{
	UErrorCode status = U_ZERO_ERROR;
	LocalPointer<icu::PluralRules> rules(icu::PluralRules::forLocale(c.locale, type, status));
	const char *keyword;

	if (U_FAILURE(status))
		return (refuse(c, "no plural rules", u_errorName(status)));
	LocalPointer<icu::StringEnumeration> keywords(rules->getKeywords(status));
	while (U_SUCCESS(status) && (keyword = keywords->next(nullptr, status)) != nullptr) {
		bool found = false;

		for (int32_t i = start + 2; i < limit; i++) {
			const MessagePattern::Part &part = c.pattern.getPart(i);

			if (part.getType() == UMSGPAT_PART_TYPE_MSG_START)
				i = c.pattern.getLimitPartIndex(i);
			else if (part.getType() == UMSGPAT_PART_TYPE_ARG_SELECTOR &&
				 c.pattern.getSubstring(part) == UnicodeString(keyword, -1, US_INV))
				found = true;
		}
		if (!found) {
			snprintf(c.why, c.why_size, "the plural of %s lacks the category \"%s\"",
			    name, keyword);
			return (false);
		}
	}
	return (U_SUCCESS(status) || refuse(c, "no plural rules", u_errorName(status)));
}

/* {name, type, style}: a closed set, so that no translation can bring in a format with needs of its
 * own. */
static bool
check_simple(const struct check &c, int32_t start, int32_t limit, const char *name)
{
	static const char *const number_styles[] = { "integer", "percent", nullptr };
	static const char *const date_styles[] = { "short", "medium", "long", "full", nullptr };
	static const char *const dates[] = { "date", "time", nullptr };
	UnicodeString type = c.pattern.getSubstring(c.pattern.getPart(start + 2));
	UnicodeString style;
	bool is_date = one_of(type, dates);

	if (!is_date && type != UnicodeString("number", -1, US_INV))
		return (refuse(c, "the argument has an unknown type", name));
	if (start + 3 < limit) {
		style = c.pattern.getSubstring(c.pattern.getPart(start + 3));
		style.trim();
		if (!one_of(style, is_date ? date_styles : number_styles))
			return (refuse(c, "the argument has an unknown style", name));
	}
	return (note_arg(c, name, true, is_date ? ICU_DATE : ICU_NUMBER));
}

static bool
check_arg(const struct check &c, int32_t start)
{
	const MessagePattern::Part &part = c.pattern.getPart(start + 1);
	int32_t limit = c.pattern.getLimitPartIndex(start);
	UnicodeString name16 = c.pattern.getSubstring(part);
	char name[ICU_NAME_MAX];

	if (part.getType() != UMSGPAT_PART_TYPE_ARG_NAME)
		return (refuse(c, "an argument has a number instead of a name", "{0}"));
	for (int32_t i = 0; i < name16.length(); i++) {
		if (name16[i] <= ' ' || name16[i] > '~')
			return (refuse(c, "an argument has a strange name", "not ASCII"));
	}
	if (name16.length() >= ICU_NAME_MAX)
		return (refuse(c, "an argument has a strange name", "too long"));
	name16.extract(0, name16.length(), name, sizeof(name), US_INV);

	switch (c.pattern.getPart(start).getArgType()) {
	case UMSGPAT_ARG_TYPE_NONE:
		return (note_arg(c, name, false, ICU_TEXT));
	case UMSGPAT_ARG_TYPE_SIMPLE:
		return (check_simple(c, start, limit, name));
	case UMSGPAT_ARG_TYPE_PLURAL:
		return (note_arg(c, name, true, ICU_NUMBER) &&
			check_plural(c, start, limit, UPLURAL_TYPE_CARDINAL, name));
	case UMSGPAT_ARG_TYPE_SELECTORDINAL:
		return (note_arg(c, name, true, ICU_NUMBER) &&
			check_plural(c, start, limit, UPLURAL_TYPE_ORDINAL, name));
	case UMSGPAT_ARG_TYPE_SELECT:
		return (note_arg(c, name, true, ICU_TEXT));
	default:
		return (refuse(c, "the argument has an unknown type", name));
	}
}

static Formattable
formattable(const struct msg_arg *arg)
{
	switch (arg->type) {
	case MSG_TYPE_INT:
		return (Formattable((int64_t)arg->integer));
	case MSG_TYPE_DOUBLE:
		return (Formattable(arg->number));
	case MSG_TYPE_DATE:
		return (Formattable(arg->number, Formattable::kIsDate));
	case MSG_TYPE_TEXT:
		break;
	}
	return (Formattable(UnicodeString::fromUTF8(arg->text != nullptr ? arg->text : "")));
}

static UnicodeString
format(const MessageFormat &f, const struct msg_arg *args, size_t n, UErrorCode &status)
{
	UnicodeString names[ICU_ARGS_MAX], result;
	Formattable values[ICU_ARGS_MAX];

	if (n > ICU_ARGS_MAX) {
		status = U_ILLEGAL_ARGUMENT_ERROR;
		return (result);
	}
	for (size_t i = 0; i < n; i++) {
		names[i] = UnicodeString::fromUTF8(args[i].name);
		values[i] = formattable(&args[i]);
	}
	f.format(names, values, (int32_t)n, result, status);
	return (result);
}

/* ICU shows a closing brace too many as it is; nobody means that. */
static bool
balanced(const UnicodeString &pattern)
{
	int32_t depth = 0;

	for (int32_t i = 0; i < pattern.length(); i++)
		depth += pattern[i] == '{' ? 1 : pattern[i] == '}' ? -1 : 0;
	return (depth == 0);
}

/* The pattern must also work: with one value of the right type for each argument. */
static bool
try_out(const struct check &c, const MessageFormat &f)
{
	struct msg_arg values[ICU_ARGS_MAX] = {};
	UErrorCode status = U_ZERO_ERROR;

	for (size_t i = 0; i < c.args->n; i++) {
		values[i].name = c.args->v[i].name;
		values[i].type = c.args->v[i].kind == ICU_TEXT	   ? MSG_TYPE_TEXT
				 : c.args->v[i].kind == ICU_NUMBER ? MSG_TYPE_INT
								   : MSG_TYPE_DATE;
		if (values[i].type == MSG_TYPE_TEXT)
			values[i].text = "x";
	}
	format(f, values, c.args->n, status);
	return (
	    U_SUCCESS(status) || refuse(c, "the pattern cannot be filled", u_errorName(status)));
}

extern "C" struct icu_message *
icu_message_new(
    const char *tag, const char *pattern, struct icu_args *ret_args, char *why, size_t why_size)
{
	UErrorCode status = U_ZERO_ERROR;
	UParseError at;
	Locale locale = locale_of(tag);
	MessagePattern parsed(status);
	struct check c = { parsed, locale, ret_args, why, why_size };

	ret_args->n = 0;
	if (strlen(pattern) > ICU_PATTERN_MAX)
		return (refuse(c, "the pattern is too long", "8192 bytes at most"), nullptr);
	UnicodeString text = UnicodeString::fromUTF8(pattern);
	if (!balanced(text))
		return (refuse(c, "the pattern is broken", "unbalanced braces"), nullptr);
	parsed.parse(text, &at, status);
	if (U_FAILURE(status))
		return (refuse(c, "the pattern is broken", u_errorName(status)), nullptr);
	for (int32_t i = 0; i < parsed.countParts(); i++) {
		if (parsed.getPartType(i) == UMSGPAT_PART_TYPE_ARG_START && !check_arg(c, i))
			return (nullptr);
	}

	/* Dates are Gregorian everywhere: laws are dated so. */
	locale.setKeywordValue("calendar", "gregorian", status);
	LocalPointer<MessageFormat> f(new MessageFormat(text, locale, at, status), status);
	if (U_FAILURE(status))
		return (refuse(c, "the pattern is broken", u_errorName(status)), nullptr);
	if (!try_out(c, *f))
		return (nullptr);
	struct icu_message *m = new (std::nothrow) icu_message;
	if (m != nullptr)
		m->format = f.orphan();
	return (m);
}

extern "C" void
icu_message_free(struct icu_message *m)
{
	if (m == nullptr)
		return;
	delete m->format;
	delete m;
}

extern "C" const char *
icu_message_format(
    const struct icu_message *m, struct arena *arena, const struct msg_arg *args, size_t n)
{
	bool dated = n == 1 && args[0].type == MSG_TYPE_DATE;
	UErrorCode status = U_ZERO_ERROR;
	const char *text;

	if (dated && m->dated[0] != '\0' && m->day == args[0].number)
		return (arena_strdup(arena, m->dated));
	UnicodeString s = format(*m->format, args, n, status);
	if (U_FAILURE(status))
		return (nullptr);
	text = to_arena(arena, s);
	if (dated && strlen(text) < sizeof(m->dated)) {
		snprintf(m->dated, sizeof(m->dated), "%s", text);
		m->day = args[0].number;
	}
	return (text);
}

/* --- matching ------------------------------------------------------------------------------------
 */

extern "C" struct icu_matcher *
icu_matcher_new(const char *const *tags, size_t n)
{
	UErrorCode status = U_ZERO_ERROR;
	icu::LocaleMatcher::Builder builder;

	for (size_t i = 0; i < n; i++)
		builder.addSupportedLocale(locale_of(tags[i]));
	builder.setNoDefaultLocale();
	LocalPointer<icu::LocaleMatcher> built(
	    new icu::LocaleMatcher(builder.build(status)), status);
	struct icu_matcher *m = new (std::nothrow) icu_matcher;
	if (U_FAILURE(status) || m == nullptr) {
		delete m;
		return (nullptr);
	}
	m->matcher = built.orphan();
	return (m);
}

extern "C" void
icu_matcher_free(struct icu_matcher *m)
{
	if (m == nullptr)
		return;
	delete m->matcher;
	delete m;
}

extern "C" int
icu_matcher_best(const struct icu_matcher *m, const char *const *desired, size_t n)
{
	struct tags final : public Locale::Iterator {
		const char *const *next_, *const *end;

		tags(const char *const *v, size_t count) : next_(v), end(v + count)
		{
		}
		UBool hasNext() const override
		{
			return (next_ < end);
		}
		const Locale &next() override
		{
			current = locale_of(*next_++);
			return (current);
		}
		Locale current;
	} iterator(desired, n);
	UErrorCode status = U_ZERO_ERROR;

	if (n == 0)
		return (-1);
	icu::LocaleMatcher::Result r = m->matcher->getBestMatchResult(iterator, status);
	return (U_SUCCESS(status) ? r.getSupportedIndex() : -1);
}

/* --- alphabetic indexes --------------------------------------------------------------------------
 */

extern "C" struct icu_alphabet *
icu_alphabet_new(const char *tag)
{
	UErrorCode status = U_ZERO_ERROR;
	icu::AlphabeticIndex builder(locale_of(tag), status);

	builder.addLabels(Locale::getEnglish(), status);
	LocalPointer<icu::AlphabeticIndex::ImmutableIndex> index(
	    builder.buildImmutableIndex(status), status);
	if (U_FAILURE(status))
		return (nullptr);
	struct icu_alphabet *a = new (std::nothrow) icu_alphabet;
	if (a != nullptr)
		a->index = index.orphan();
	return (a);
}

extern "C" void
icu_alphabet_free(struct icu_alphabet *a)
{
	if (a == nullptr)
		return;
	delete a->index;
	delete a;
}

extern "C" uint32_t
icu_alphabet_bucket(const struct icu_alphabet *a, const char *text)
{
	UErrorCode status = U_ZERO_ERROR;
	int32_t bucket = a->index->getBucketIndex(UnicodeString::fromUTF8(text), status);

	return (U_SUCCESS(status) && bucket > 0 ? (uint32_t)bucket : 0);
}

extern "C" const char *
icu_alphabet_label(const struct icu_alphabet *a, struct arena *arena, uint32_t bucket)
{
	const icu::AlphabeticIndex::Bucket *b = a->index->getBucket((int32_t)bucket);

	return (b != nullptr ? to_arena(arena, b->getLabel()) : "");
}

extern "C" uint32_t
icu_alphabet_size(const struct icu_alphabet *a)
{
	return ((uint32_t)a->index->getBucketCount());
}

/* --- normal form ---------------------------------------------------------------------------------
 */

extern "C" const char *
icu_nfc(struct arena *arena, const char *s, size_t n, size_t *ret_size)
{
	struct sink final : public icu::ByteSink {
		struct buf out = {};

		~sink() override
		{
			buf_free(&out);
		}
		void Append(const char *bytes, int32_t count) override
		{
			buf_add(&out, bytes, (size_t)count);
		}
	} sink;
	UErrorCode status = U_ZERO_ERROR;
	const icu::Normalizer2 *nfc = icu::Normalizer2::getNFCInstance(status);
	StringPiece source(s, (int32_t)n);

	*ret_size = n;
	if (U_FAILURE(status) || n > INT32_MAX || nfc->isNormalizedUTF8(source, status))
		return (s);
	nfc->normalizeUTF8(0, source, sink, nullptr, status);
	if (U_FAILURE(status))
		return (s);
	*ret_size = sink.out.len;
	return (arena_strndup(arena, buf_cstr(&sink.out), sink.out.len));
}
