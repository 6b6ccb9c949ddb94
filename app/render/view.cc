/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The wrapper around ctemplate: templates prepared for each locale, and the dictionaries that fill
 * them. What markup may stand in a page is decided by the templates and by markup.c, not here.
 * The dictionaries are ours: to fill ctemplate's own took half the time of a page.
 */
#include <ctemplate/template.h>
#include <ctemplate/template_dictionary_interface.h>
#include <ctemplate/template_emitter.h>

#include <dirent.h>

#include <cinttypes>
#include <cstdarg>
#include <cstring>
#include <exception>
#include <fstream>
#include <map>
#include <memory>
#include <new>
#include <sstream>
#include <string>
#include <unordered_map>

/* Our headers are plain C. */
extern "C" {
#include "base/log.h"
#include "locale/message.h"
#include "render/view.h"
}

using ctemplate::Template;
using ctemplate::TemplateDictionaryInterface;
using ctemplate::TemplateString;

struct templates {
	/* "ru/law.html" -> template */
	std::unordered_map<std::string, std::unique_ptr<Template>> byname;
	uint64_t stamp = 0;
};

namespace {

/* A marker's name as it is compared: two names that meet in 64 bits are not to be expected. */
typedef uint64_t Id;

Id
id_of(const char *name, size_t n)
{
	Id id = UINT64_C(14695981039346656037);

	while (n-- > 0)
		id = (id ^ (unsigned char)*name++) * UINT64_C(1099511628211);
	return (id);
}

struct Value {
	Id id;
	const char *text;
	size_t size;
	Value *next;
};

struct Section {
	Id id;
	struct view *first, *last; /* its rounds */
	Section *next;
};

} /* namespace */

/* Lives in the arena with all that it points to, so nothing destroys it. */
struct view : public TemplateDictionaryInterface {
	const struct templates *templates;
	const struct locale *locale;
	struct arena *arena;
	const struct view *outer = NULL;
	struct view *next = NULL; /* round of the same section */
	Value *values = NULL;
	Section *sections = NULL;

	view(const struct templates *t, const struct locale *l, struct arena *a)
	    : templates(t), locale(l), arena(a)
	{
	}

	void set(const char *marker, const char *text, size_t size);
	Section *open(const char *name);
	struct view *add(const char *name);
	const Section *find(const TemplateString &name) const;

      protected:
	TemplateString GetValue(const TemplateString &marker) const override;
	bool IsHiddenSection(const TemplateString &name) const override;
	bool IsUnhiddenSection(const TemplateString &name) const override;
	Iterator *CreateSectionIterator(const TemplateString &name) const override;

	/* Parts are put in when a template is prepared; ctemplate never sees any. */
	bool IsHiddenTemplate(const TemplateString &) const override
	{
		return (true);
	}
	const char *GetIncludeTemplateName(const TemplateString &, int) const override
	{
		return (NULL);
	}
	Iterator *CreateTemplateIterator(const TemplateString &name) const override
	{
		return (CreateSectionIterator(name));
	}
	void DumpToString(std::string *, int) const override
	{
	}

	class Rounds : public Iterator {
	      public:
		explicit Rounds(const struct view *first) : at_(first)
		{
		}
		bool HasNext() const override
		{
			return (at_ != NULL);
		}
		const TemplateDictionaryInterface &Next() override
		{
			const struct view *v = at_;

			at_ = v->next;
			return (*v);
		}

	      private:
		const struct view *at_;
	};
};

namespace {

const char PRAGMA[] = "{{%AUTOESCAPE context=\"HTML\"}}";
const int DEPTH_MAX = 8; /* of parts within parts: more is a circle */

/* What a handler writes into while a template expands. */
class BufEmitter : public ctemplate::ExpandEmitter {
      public:
	explicit BufEmitter(struct buf *out) : out_(out)
	{
	}
	void Emit(char c) override
	{
		buf_char(out_, c);
	}
	void Emit(const std::string &s) override
	{
		buf_add(out_, s.data(), s.size());
	}
	void Emit(const char *s) override
	{
		buf_str(out_, s);
	}
	void Emit(const char *s, size_t n) override
	{
		buf_add(out_, s, n);
	}

      private:
	struct buf *out_;
};

typedef std::map<std::string, std::string> Files;

void
complain(const char *event, const char *name, const char *locale, const char *why)
{
	const struct log_field fields[] = {
		{ "template", name, 0, 0 },
		{ "locale", locale, 0, 0 },
		{ "reason", why, 0, 0 },
	};

	log_fields(LOG_LEVEL_ERROR, event, fields, sizeof(fields) / sizeof(fields[0]));
}

std::string
escape(const char *s)
{
	std::string out;

	for (; *s != '\0'; s++) {
		switch (*s) {
		case '&':
			out += "&amp;";
			break;
		case '<':
			out += "&lt;";
			break;
		case '>':
			out += "&gt;";
			break;
		case '"':
			out += "&quot;";
			break;
		case '\'':
			out += "&#39;";
			break;
		case '{': /* so that no words of a bundle are read as a marker */
			out += "&#123;";
			break;
		default:
			out += *s;
		}
	}
	return (out);
}

/* "HEAD" -> "head.html" */
std::string
part_file(const std::string &marker)
{
	std::string file;

	for (char c : marker)
		file += (char)(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
	return (file + ".html");
}

void
replace_all(std::string &text, const std::string &what, const std::string &by)
{
	for (size_t at = 0; (at = text.find(what, at)) != std::string::npos; at += by.size())
		text.replace(at, what.size(), by);
}

/* ${text} for the locale ${each} in a page of the locale ${own}. */
std::string
round_for(std::string text, const struct locale *each, const struct locale *own)
{
	const std::string open = "{{#EACH_HERE}}", close = "{{/EACH_HERE}}";
	size_t from, to;

	while (each != own && (from = text.find(open)) != std::string::npos &&
	       (to = text.find(close, from)) != std::string::npos)
		text.erase(from, to + close.size() - from);
	replace_all(text, open, "");
	replace_all(text, close, "");
	replace_all(text, "{{EACH_TAG}}", locale_tag(each));
	replace_all(text, "{{EACH_DIR}}", locale_dir(each));
	replace_all(text, "{{EACH_NAME}}", escape(locale_native_name(each)));
	return (text);
}

bool
has_suffix(const std::string &name, const char *suffix)
{
	size_t n = strlen(suffix);

	return (name.size() > n && name.compare(name.size() - n, n, suffix) == 0);
}

/*
 * Append ${text} to ${out} with parts put in, words and constants of ${l} in place, and indentation
 * dropped; a ${plain} text is no markup, so nothing in it is escaped. On failure ${why} says what
 * is wrong.
 */
bool
prepare(const Files &files, const struct locales *ls, const struct locale *l, bool plain,
    const std::string &text, int depth, std::string &out, std::string &why)
{
	size_t pos = plain ? 0 : sizeof(PRAGMA) - 1;
	const struct locale *en = locales_find(ls, "en");

	if (text.compare(0, pos, PRAGMA, pos) != 0) {
		why = std::string("it does not begin with ") + PRAGMA;
		return (false);
	}
	if (depth > DEPTH_MAX) {
		why = "its parts include each other";
		return (false);
	}
	while (pos < text.size()) {
		size_t open = text.find("{{", pos), close;
		std::string marker;

		if (open == std::string::npos) {
			out.append(text, pos, std::string::npos);
			break;
		}
		out.append(text, pos, open - pos);
		if ((close = text.find("}}", open)) == std::string::npos) {
			why = "a marker is not closed";
			return (false);
		}
		marker = text.substr(open + 2, close - open - 2);
		pos = close + 2;
		if (marker.compare(0, 2, "t ") == 0) {
			std::string key = marker.substr(2);

			if (!msg_has(en, key.c_str())) {
				why = "en has no words for " + key;
				return (false);
			}
			if (plain && strstr(msg(l, key.c_str()), "{{") != NULL) {
				why = "a marker stands in the words for " + key;
				return (false);
			}
			out +=
			    plain ? std::string(msg(l, key.c_str())) : escape(msg(l, key.c_str()));
		} else if (plain && (marker[0] == '>' || marker == "#EACH_LOCALE")) {
			why = "a plain text has no parts and no EACH_LOCALE";
			return (false);
		} else if (marker == "#EACH_LOCALE") {
			const std::string end = "{{/EACH_LOCALE}}";

			if ((close = text.find(end, pos)) == std::string::npos) {
				why = "EACH_LOCALE is not closed";
				return (false);
			}
			for (size_t i = 0; i < locales_count(ls); i++)
				if (!prepare(files, ls, l, false,
					PRAGMA + round_for(text.substr(pos, close - pos),
						     locales_at(ls, i), l),
					depth + 1, out, why))
					return (false);
			pos = close + end.size();
		} else if (marker == "LOCALE") {
			out += locale_tag(l);
		} else if (marker == "LOCALE_NAME") {
			out += escape(locale_native_name(l));
		} else if (marker == "DIR") {
			out += locale_dir(l);
		} else if (marker[0] == '>') {
			Files::const_iterator part = files.find(part_file(marker.substr(1)));

			if (part == files.end()) {
				why = "there is no part " + marker.substr(1);
				return (false);
			}
			if (!prepare(files, ls, l, false, part->second, depth + 1, out, why)) {
				why = part->first + ": " + why;
				return (false);
			}
		} else {
			out.append(text, open, pos - open);
		}
	}
	return (true);
}

/* Lines without what indents them; the page is smaller by a tenth and no word runs into another. */
std::string
outdent(const std::string &text)
{
	std::string out;
	bool start = true;

	for (char c : text) {
		if (start && (c == ' ' || c == '\t' || c == '\n'))
			continue;
		start = c == '\n';
		out += c;
	}
	return (out);
}

bool
read_files(const char *dir, Files &files)
{
	DIR *d = opendir(dir);
	struct dirent *e;

	if (d == NULL)
		return (false);
	while ((e = readdir(d)) != NULL) {
		std::string name = e->d_name;
		std::stringstream text;

		if (name[0] == '.' || !(has_suffix(name, ".html") || has_suffix(name, ".txt")))
			continue;
		text << std::ifstream(std::string(dir) + "/" + name).rdbuf();
		files[name] = text.str();
	}
	closedir(d);
	return (!files.empty());
}

enum err
load(struct templates *t, const Files &files, const struct locales *ls)
{
	bool good = true;

	for (size_t i = 0; i < locales_count(ls); i++) {
		const struct locale *l = locales_at(ls, i);
		const char *tag = locale_tag(l);

		for (const Files::value_type &f : files) {
			std::string text, why;
			std::unique_ptr<Template> tpl;
			bool plain = has_suffix(f.first, ".txt");

			if (!prepare(files, ls, l, plain, f.second, 0, text, why)) {
				complain("template.refused", f.first.c_str(), tag, why.c_str());
				good = false;
				continue;
			}
			if (!plain)
				text = PRAGMA + outdent(text);
			tpl.reset(Template::StringToTemplate(text.data(), text.size(),
			    plain ? ctemplate::DO_NOT_STRIP : ctemplate::STRIP_BLANK_LINES));
			if (tpl == NULL || tpl->state() != ctemplate::TS_READY) {
				complain("template.refused", f.first.c_str(), tag,
				    "ctemplate cannot parse it");
				good = false;
				continue;
			}
			t->stamp = t->stamp * 31 + std::hash<std::string>()(text);
			t->byname[std::string(tag) + "/" + f.first] = std::move(tpl);
		}
	}
	return (good ? ERR_OK : ERR_CORRUPT);
}

} /* namespace */

enum err
templates_load(const char *dir, const struct locales *ls, struct templates **ret_templates)
{
	try {
		std::unique_ptr<struct templates> t(new struct templates);
		Files files;
		enum err err;

		if (!read_files(dir, files)) {
			complain("template.none", dir, NULL, "no *.html in this folder");
			return (ERR_IO);
		}
		if ((err = load(t.get(), files, ls)) != ERR_OK)
			return (err);
		*ret_templates = t.release();
		return (ERR_OK);
	} catch (const std::exception &e) {
		complain("template.load", NULL, NULL, e.what());
		return (ERR_INTERNAL);
	}
}

void
templates_free(struct templates *t)
{
	delete t;
}

uint64_t
templates_stamp(const struct templates *t)
{
	return (t->stamp);
}

/* What is set later is found first. */
void
view::set(const char *marker, const char *text, size_t size)
{
	Value *value = (Value *)arena_alloc(arena, sizeof(*value));

	*value = { id_of(marker, strlen(marker)), text, size, values };
	values = value;
}

Section *
view::open(const char *name)
{
	Id id = id_of(name, strlen(name));
	Section *s = sections;

	while (s != NULL && s->id != id)
		s = s->next;
	if (s == NULL) {
		s = (Section *)arena_alloc(arena, sizeof(*s));
		*s = { id, NULL, NULL, sections };
		sections = s;
	}
	return (s);
}

struct view *
view::add(const char *name)
{
	struct view *round =
	    new (arena_alloc(arena, sizeof(*round))) view(templates, locale, arena);
	Section *s = open(name);

	round->outer = this;
	if (s->last == NULL)
		s->first = round;
	else
		s->last->next = round;
	s->last = round;
	return (round);
}

const Section *
view::find(const TemplateString &name) const
{
	Id id = id_of(name.data(), name.size());

	for (const struct view *v = this; v != NULL; v = v->outer)
		for (const Section *s = v->sections; s != NULL; s = s->next)
			if (s->id == id)
				return (s);
	return (NULL);
}

TemplateString
view::GetValue(const TemplateString &marker) const
{
	Id id = id_of(marker.data(), marker.size());

	for (const struct view *v = this; v != NULL; v = v->outer)
		for (const Value *value = v->values; value != NULL; value = value->next)
			if (value->id == id)
				return (TemplateString(value->text, value->size));
	return (TemplateString("", 0));
}

bool
view::IsHiddenSection(const TemplateString &name) const
{
	return (find(name) == NULL);
}

bool
view::IsUnhiddenSection(const TemplateString &name) const
{
	return (find(name) != NULL);
}

TemplateDictionaryInterface::Iterator *
view::CreateSectionIterator(const TemplateString &name) const
{
	const Section *s = find(name);

	return (new Rounds(s == NULL ? NULL : s->first));
}

struct view *
view_new(const struct templates *t, const struct locale *l, struct arena *arena)
{
	return (new (arena_alloc(arena, sizeof(struct view))) view(t, l, arena));
}

void
view_text(struct view *v, const char *marker, const char *text)
{
	size_t n = text == NULL ? 0 : strlen(text);

	v->set(marker, n == 0 ? "" : arena_strndup(v->arena, text, n), n);
}

void
view_int(struct view *v, const char *marker, int64_t n)
{
	view_printf(v, marker, "%" PRId64, n);
}

void
view_printf(struct view *v, const char *marker, const char *fmt, ...)
{
	const char *text;
	va_list ap;

	va_start(ap, fmt);
	text = arena_vprintf(v->arena, fmt, ap);
	va_end(ap);
	v->set(marker, text, strlen(text));
}

void
view_markup(struct view *v, const char *marker, struct markup m)
{
	v->set(marker, m.html == NULL ? "" : m.html, m.size);
}

void
view_show(struct view *v, const char *section)
{
	if (v->open(section)->first == NULL)
		v->add(section);
}

struct view *
view_item(struct view *v, const char *section)
{
	return (v->add(section));
}

enum err
view_render(struct view *v, const char *template_name, struct buf *out)
{
	size_t before = out->len;

	try {
		std::unordered_map<std::string, std::unique_ptr<Template>>::const_iterator t;
		BufEmitter emitter(out);

		t = v->templates->byname.find(
		    std::string(locale_tag(v->locale)) + "/" + template_name);
		if (t != v->templates->byname.end() && t->second->Expand(&emitter, v))
			return (ERR_OK);
	} catch (const std::exception &) {
		/* told below, with the template's name */
	}
	complain("template.expand", template_name, locale_tag(v->locale), NULL);
	if (out->len > before) {
		out->len = before;
		out->data[before] = '\0';
	}
	return (ERR_INTERNAL);
}
