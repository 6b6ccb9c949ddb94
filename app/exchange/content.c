/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Owns the walk over folders of entries, the fields that all kinds share, and the Markdown bodies
 * beside the files. The object of each kind is contentkind.c's.
 */
#include "exchange/content.h"

#include <jansson.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/buf.h"
#include "base/utf8.h"
#include "domain/slug.h"
#include "exchange/check.h"
#include "exchange/clean.h"
#include "exchange/contentkind.h"
#include "exchange/fields.h"
#include "exchange/files.h"
#include "exchange/lines.h"
#include "locale/locale.h"

#define COUNT(a) (sizeof(a) / sizeof((a)[0]))

struct reading {
	const struct reader_sink *sink;
	struct arena *arena;
	struct files entries; /* .json */
	struct files bodies;  /* SLUG.LANGUAGE.md */
	bool *taken;	      /* of each body */
	uint64_t done;
};

static void report(const struct reading *r, const char *file, long line, const char *fmt, ...)
    __attribute__((format(printf, 4, 5)));

static void
report(const struct reading *r, const char *file, long line, const char *fmt, ...)
{
	char *reason;
	va_list ap;

	va_start(ap, fmt);
	reason = arena_vprintf(r->arena, fmt, ap);
	va_end(ap);
	r->sink->report(r->sink->ctx, file, line, reason, true);
}

/* Collect the entries at ${path} and in the ${levels} of folders below it, and the bodies. */
static void
walk(struct reading *r, char *path, int levels)
{
	static const char *const endings[] = { ".json", ".md", NULL };
	struct files all = { 0 };

	files_find(r->arena, path, levels, endings, r->sink, &all);
	r->entries.v = arena_array(r->arena, char *, all.n);
	r->bodies.v = arena_array(r->arena, char *, all.n);
	r->entries.n = r->bodies.n = 0;
	r->entries.bytes = 0;
	for (size_t i = 0; i < all.n; i++) {
		if (files_ends_in(all.v[i], ".json")) {
			r->entries.v[r->entries.n++] = all.v[i];
			r->entries.bytes += lines_file_size(all.v[i]);
		} else if (!files_ends_in(all.v[i], "README.md")) {
			r->bodies.v[r->bodies.n++] = all.v[i];
		}
	}
}

/* Part number ${from_end} of ${path}, 0 being the last, without ".json". */
static const char *
part(struct arena *arena, const char *path, int from_end)
{
	const char *end = path + strlen(path), *start;

	if (from_end == 0)
		end -= strlen(".json");
	for (;;) {
		for (start = end; start > path && start[-1] != '/'; start--)
			continue;
		if (from_end-- == 0 || start == path)
			break;
		end = start - 1;
	}
	return (from_end >= 0 ? "" : arena_strndup(arena, start, (size_t)(end - start)));
}

/* The kind: the folder's where it has the name of one, and the one object of a kind that the entry
 * holds. */
static enum kind
take_kind(const struct object *o, const char *path)
{
	enum kind kind = KIND_COUNT, k;
	const char *folder = part(o->f->arena, path, 1);

	kind_from_plural(folder, &kind);
	for (k = 0; k < KIND_COUNT; k++) {
		if (json_object_get(o->json, kind_id(k)) == NULL)
			continue;
		if (kind != KIND_COUNT && kind != k) {
			fields_refuse(o->f, "the entry holds a “%s” but should be a %s.",
			    kind_id(k), kind_id(kind));
			return (kind);
		}
		kind = k;
	}
	if (kind == KIND_COUNT)
		fields_refuse(o->f,
		    "neither the folder nor an object named after a kind (“law”, “guide” …) "
		    "says what the entry is.");
	return (kind);
}

/* Bodies of ${r->slug} that stand beside ${path} as SLUG.LANGUAGE.md. */
static void
take_bodies(struct reading *rd, const struct object *o, const char *path, struct record *r)
{
	const char *slash = strrchr(path, '/');
	const char *stem = arena_printf(
	    o->f->arena, "%.*s%s.", slash == NULL ? 0 : (int)(slash - path) + 1, path, r->slug);
	const char *name, *tag;
	struct buf body = { 0 };
	size_t i, j;

	for (i = 0; i < rd->bodies.n && o->f->problem == NULL; i++) {
		name = rd->bodies.v[i];
		if (strncmp(name, stem, strlen(stem)) != 0)
			continue;
		tag = name + strlen(stem);
		tag = arena_strndup(o->f->arena, tag, strlen(tag) - strlen(".md"));
		rd->taken[i] = true;
		for (j = 0; j < r->ntexts && strcmp(r->texts[j].language, tag) != 0; j++)
			continue;
		buf_clear(&body);
		if (j == r->ntexts)
			fields_refuse(o->f, "%s.%s.md has no title: “texts.%s” is missing.",
			    r->slug, tag, tag);
		else if (r->texts[j].body != NULL)
			fields_refuse(o->f, "“texts.%s.body” and %s.%s.md are both there.", tag,
			    r->slug, tag);
		else if (r->kind == KIND_LAW)
			fields_refuse(o->f, "a law has no Markdown body, but there is %s.%s.md.",
			    r->slug, tag);
		else if (!files_slurp(name, rd->sink, &body))
			fields_refuse(o->f, "%s.%s.md could not be read.", r->slug, tag);
		else if (!utf8_valid(buf_cstr(&body), body.len) ||
			 memchr(buf_cstr(&body), 0, body.len) != NULL)
			fields_refuse(o->f, "%s.%s.md is not valid UTF-8.", r->slug, tag);
		else
			r->texts[j].body = clean_text(o->f->arena, buf_cstr(&body), body.len);
	}
	buf_free(&body);
}

/* "source source_id" */
static bool
same_as(const char *s)
{
	const char *space = strchr(s, ' ');

	return (space != NULL && space > s && space[1] != '\0' && strchr(space + 1, ' ') == NULL);
}

static bool
jurisdiction(const char *s)
{
	return (strcmp(s, "INT") == 0 ||
		(s[0] >= 'A' && s[0] <= 'Z' && s[1] >= 'A' && s[1] <= 'Z' && s[2] == '\0'));
}

static void
take_shared(const struct object *o, struct record *r)
{
	int *subjects;
	size_t i;

	r->jurisdictions = fields_strings(
	    o, "jurisdictions", jurisdiction, "a country code of two capital letters or INT");
	subjects = fields_ids(o, "subjects", VOCAB_SUBJECT, &r->nsubjects);
	r->subjects = arena_array(o->f->arena, enum subject, r->nsubjects);
	for (i = 0; i < r->nsubjects; i++)
		r->subjects[i] = (enum subject)subjects[i];
	r->verified = fields_date(o, "verified");
	r->sample = fields_bool(o, "sample");
	r->same_as =
	    fields_strings(o, "same_as", same_as, "the name of a collection, a space and an id");
	if (r->kind == KIND_LAW && r->jurisdictions.n == 0)
		fields_refuse(o->f, "“jurisdictions” is missing: a law is somebody's.");
	if (r->kind == KIND_FACT && r->jurisdictions.n != 1)
		fields_refuse(o->f,
		    "“jurisdictions” must name one: a fact is an answer for one jurisdiction.");
}

static void
take_texts(const struct object *o, struct record *r)
{
	static const char *const known[] = { "title", "summary", "body", "reading", "provenance",
		"translator", "source_language" };
	const struct object texts = fields_object(o, "texts");
	struct object t;
	struct text *text;
	const char *tag;
	json_t *value;

	/* The labels of a term may add as many again. */
	r->texts = arena_array(o->f->arena, struct text, json_object_size(texts.json) + 1);
	if (texts.json == NULL)
		return;
	json_object_foreach((json_t *)(uintptr_t)texts.json, tag, value)
	{
		if (!language_tag_valid(tag)) {
			fields_refuse(o->f,
			    "“texts.%.40s”: that is no language tag such as en, zh-Hans or pt.",
			    tag);
			return;
		}
		t = fields_object(&texts, tag);
		fields_only(&t, known, COUNT(known));
		text = &r->texts[r->ntexts++];
		text->language = arena_strdup(o->f->arena, tag);
		text->title =
		    r->kind == KIND_TERM ? fields_text(&t, "title") : fields_need(&t, "title");
		text->summary = fields_text(&t, "summary");
		text->body = fields_text(&t, "body");
		text->reading = fields_text(&t, "reading");
		text->translator = fields_text(&t, "translator");
		text->source_language = fields_language(&t, "source_language");
		text->provenance = (enum provenance)fields_id(
		    &t, "provenance", VOCAB_PROVENANCE, PROVENANCE_STAFF);
		if (r->kind == KIND_LAW && text->body != NULL)
			fields_refuse(
			    o->f, "“%s.body”: a law's text stands in its expressions.", t.place);
	}
}

/* One entry.  What is wrong with it is reported, with the slug where the file holds several. */
static enum err
take_entry(struct reading *rd, const char *path, const json_t *json, bool several)
{
	const char *known[] = { "slug", "jurisdictions", "subjects", "verified", "sample",
		"same_as", "texts", "source", "source_id", NULL };
	struct fields f = { .arena = arena_new() };
	const struct object o = { &f, json, "" };
	struct record *r = arena_alloc(f.arena, sizeof(*r));
	const char *name = part(f.arena, path, 0);

	if (!json_is_object(json))
		fields_refuse(&f, "an entry must be an object.");
	r->kind = f.problem == NULL ? take_kind(&o, path) : KIND_LAW;
	if (f.problem != NULL)
		goto refused;
	known[COUNT(known) - 1] = kind_id(r->kind);
	fields_only(&o, known, COUNT(known));

	r->slug = several ? fields_need(&o, "slug") : fields_text(&o, "slug");
	if (r->slug == NULL)
		r->slug = name;
	if (!slug_valid(r->slug))
		fields_refuse(&f,
		    "“%.80s” can't be a slug: a-z, 0-9 and single hyphens, at most %d, not “az”.",
		    r->slug, SLUG_MAX);
	else if (!several && strcmp(part(f.arena, path, 1), kind_plural(r->kind)) == 0 &&
		 strcmp(r->slug, name) != 0)
		fields_refuse(
		    &f, "the slug is “%s” but the file is called %s.json.", r->slug, name);
	r->source = fields_text(&o, "source");
	r->source_id = fields_text(&o, "source_id");
	if (r->source == NULL)
		r->source = "content";
	if (r->source_id == NULL)
		r->source_id = arena_printf(f.arena, "%s/%s", kind_plural(r->kind), r->slug);
	take_shared(&o, r);
	take_texts(&o, r);
	contentkind_take(&o, r);
	if (f.problem == NULL && r->ntexts == 0)
		fields_refuse(&f, "“texts” is missing: the entry has no title in any language.");
	take_bodies(rd, &o, path, r);
	if (f.problem != NULL)
		goto refused;
	return (rd->sink->record(rd->sink->ctx, f.arena, r));

refused:
	if (several && json_is_string(json_object_get(json, "slug")))
		report(rd, path, 0, "%.80s: %s", json_string_value(json_object_get(json, "slug")),
		    f.problem);
	else
		report(rd, path, 0, "%s", f.problem);
	arena_free(f.arena);
	return (ERR_OK);
}

static enum err
read_file(struct reading *rd, const char *path)
{
	struct buf text = { 0 };
	json_error_t error;
	enum err err = ERR_OK;
	json_t *json = NULL;
	size_t i;

	if (!files_slurp(path, rd->sink, &text))
		goto out;
	rd->done += text.len;
	if (rd->sink->file != NULL)
		rd->sink->file(rd->sink->ctx, path, 0);
	if (!utf8_valid(buf_cstr(&text), text.len)) {
		report(rd, path, 0, "is not valid UTF-8.");
	} else if ((json = json_loadb(buf_cstr(&text), text.len, JSON_REJECT_DUPLICATES, &error)) ==
		   NULL) {
		report(rd, path, error.line, "is not JSON: %s.", error.text);
	} else if (json_is_array(json)) {
		for (i = 0; i < json_array_size(json) && err == ERR_OK; i++)
			err = take_entry(rd, path, json_array_get(json, i), true);
	} else {
		err = take_entry(rd, path, json, false);
	}
	if (rd->sink->progress != NULL)
		rd->sink->progress(rd->sink->ctx, rd->done, rd->entries.bytes);
out:
	json_decref(json);
	buf_free(&text);
	return (err);
}

enum err
content_read(const char *path, const struct reader_sink *sink)
{
	struct reading r = { .sink = sink, .arena = arena_new() };
	/* A bare name gets its folder, so that it begins as the names of what stands beside it. */
	char *root = arena_printf(r.arena, "%s%s", strchr(path, '/') == NULL ? "./" : "", path);
	enum err err = ERR_OK;
	bool alone;
	struct stat st;
	size_t i;

	while (strlen(root) > 1 && root[strlen(root) - 1] == '/')
		root[strlen(root) - 1] = '\0';
	walk(&r, root, FILES_LEVELS);
	/* The bodies of a single file stand beside it, and those of others, too. */
	alone = r.entries.n == 1 && strcmp(r.entries.v[0], root) == 0;
	if (alone) {
		walk(&r, arena_strndup(r.arena, root, (size_t)(strrchr(root, '/') - root)), 1);
		r.entries = (struct files){ .n = 1, .bytes = lines_file_size(root) };
		r.entries.v = arena_array(r.arena, char *, 1);
		r.entries.v[0] = root;
	}
	r.taken = arena_array(r.arena, bool, r.bodies.n);
	for (i = 0; i < r.entries.n && err == ERR_OK; i++)
		err = read_file(&r, r.entries.v[i]);
	for (i = 0; i < r.bodies.n && err == ERR_OK; i++) {
		if (!r.taken[i] && !alone)
			report(
			    &r, r.bodies.v[i], 0, "there is no entry that this text belongs to.");
	}
	if (err == ERR_OK && r.entries.n == 0) {
		if (stat(root, &st) == 0)
			report(&r, path, 0, "there is no .json file to read.");
		err = ERR_NOTFOUND;
	}
	arena_free(r.arena);
	return (err);
}
