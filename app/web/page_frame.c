/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The frame around every page: head, navigation, language switcher, breadcrumbs; and the small
 * things that all pages say in the same way: addresses, labels, ETags.
 */
#include <inttypes.h>
#include <stdarg.h>
#include <string.h>

#include "base/log.h"
#include "base/percent.h"
#include "domain/follow.h"
#include "locale/format.h"
#include "locale/message.h"
#include "render/lawprint.h"
#include "web/kept.h"
#include "web/pages.h"
#include "web/statics.h"

const char *
page_escape(struct arena *arena, const char *s)
{
	return (s == NULL ? "" : percent_encode(arena, s, strlen(s), ""));
}

const char *
page_href(const struct req *req, const char *fmt, ...)
{
	const char *tag = locale_tag(req->locale), *rest;
	size_t n = strlen(tag), size;
	va_list ap;
	char *href;

	va_start(ap, fmt);
	rest = arena_vprintf(req->arena, fmt, ap);
	va_end(ap);
	size = strlen(rest) + 1;
	href = arena_alloc(req->arena, 1 + n + size);
	href[0] = '/';
	memcpy(href + 1, tag, n);
	memcpy(href + 1 + n, rest, size);
	return (href);
}

const char *
page_query_url(const struct req *req, const char *pattern, const char *q)
{
	const char *at = strstr(pattern, "{q}");

	if (at == NULL)
		return (NULL);
	return (arena_printf(req->arena, "%.*s%s%s", (int)(at - pattern), pattern,
	    page_escape(req->arena, q), at + strlen("{q}")));
}

/* FNV-1a: an ETag only has to change when what it covers does. */
static uint64_t
hash(uint64_t h, const char *s)
{
	do {
		h = (h ^ (unsigned char)*s) * UINT64_C(1099511628211);
	} while (*s++ != '\0');
	return (h);
}

const char *
page_etag(const struct req *req, const char *what)
{
	uint64_t h = UINT64_C(14695981039346656037) ^ templates_stamp(req->app->templates);
	size_t i;

	h = hash(h, what);
	h = hash(h, locale_tag(req->locale));
	for (i = 0; i < req->nchain; i++)
		h = hash(h, req->chain[i]);
	return (arena_printf(req->arena, "%016" PRIx64, h));
}

static const char *
label_of(const struct req *req, const char *table, const char *id)
{
	size_t n = strlen(table), size = strlen(id) + 1;
	char *key = arena_alloc(req->arena, n + 1 + size);

	memcpy(key, table, n);
	key[n] = '.';
	memcpy(key + n + 1, id, size);
	return (msg_has(req->locale, key) ? msg(req->locale, key) : id);
}

const char *
page_kind(const struct req *req, enum kind kind)
{
	return (label_of(req, "kind_one", kind_id(kind)));
}

const char *
page_kinds(const struct req *req, enum kind kind)
{
	return (label_of(req, "kind_many", kind_id(kind)));
}

const char *
page_label(const struct req *req, enum vocab set, int value)
{
	return (label_of(req, vocab_name(set), vocab_id(set, value)));
}

const char *
page_facet_label(const struct req *req, enum search_facet facet, const char *id)
{
	switch (facet) {
	case FACET_KIND:
		return (label_of(req, "kind_many", id));
	case FACET_JURISDICTION:
		return (format_jurisdiction(req->locale, req->arena, id));
	case FACET_SUBJECT:
		return (label_of(req, vocab_name(VOCAB_SUBJECT), id));
	case FACET_LANGUAGE:
		return (format_language(req->locale, req->arena, id));
	case FACET_STATUS:
		return (label_of(req, vocab_name(VOCAB_LAW_STATUS), id));
	case FACET_TYPE:
		return (label_of(req, vocab_name(VOCAB_LAW_TYPE), id));
	case FACET_SERVICE:
		return (label_of(req, vocab_name(VOCAB_SERVICE), id));
	case FACET_IPC:
		return (label_of(req, "ipc", id));
	case FACET_DIRECTION:
		return (label_of(req, vocab_name(VOCAB_DIRECTION), id));
	case FACET_WANTED:
		return (label_of(req, vocab_name(VOCAB_WANTED), id));
	case FACET_IP_STATUS:
		return (label_of(req, vocab_name(VOCAB_IP_STATUS), id));
	case FACET_PROVIDER_TYPE:
		return (label_of(req, vocab_name(VOCAB_PROVIDER_TYPE), id));
	case FACET_YEAR:
	case FACET_COUNT:
		break;
	}
	return (id);
}

const char *
page_article_label(
    const struct req *req, const struct strings *places, const char *number, const char *language)
{
	return (
	    lawprint_label(language == NULL ? req->locale : locales_of(req->app->locales, language),
		req->arena, places, number));
}

bool
page_speaks(const struct req *req, const char *language)
{
	const char *tag = locale_tag(req->locale);
	size_t n = strlen(language);

	/* "pt" is the language of a pt-BR page; zh-Hans is not that of a zh-Hant page. */
	return (strncmp(tag, language, n) == 0 && (tag[n] == '\0' || tag[n] == '-'));
}

const char *
page_dated(const struct req *req, const char *key, const char *date)
{
	return (format_dated(req->locale, req->arena, key, date));
}

void
page_follow(const struct req *req, struct view *v, const char *what)
{
	struct follow_target target;

	if (follow_parse(req->arena, what, &target) == ERR_OK)
		view_text(view_item(v, "FOLLOW"), "FOLLOW_HREF",
		    page_href(req, "/account/follows/new?what=%s",
			page_escape(req->arena, follow_spelling(req->arena, &target))));
}

void
page_words(struct view *v, const char *marker, const char *text, const char *language)
{
	char name[64];
	size_t n = strlen(marker);

	if (n + sizeof("_LANG") > sizeof(name))
		log_die("page_words: marker too long");
	if (language == NULL)
		language = "und";
	view_text(v, marker, text);
	memcpy(name, marker, n);
	memcpy(name + n, "_LANG", sizeof("_LANG"));
	view_text(v, name, language);
	memcpy(name + n, "_DIR", sizeof("_DIR"));
	view_text(v, name, language_dir(language));
}

void
page_crumb(struct view *v, const char *label, const char *href)
{
	struct view *crumb = view_item(v, "CRUMB");

	view_text(crumb, "CRUMB_LABEL", label);
	if (href != NULL)
		view_text(view_item(crumb, "CRUMB_LINK"), "CRUMB_HREF", href);
	else
		view_show(crumb, "CRUMB_HERE");
}

void
page_atom(struct view *v, const char *title, const char *href)
{
	struct view *atom = view_item(v, "ATOM");

	view_text(atom, "ATOM_TITLE", title);
	view_text(atom, "ATOM_HREF", href);
}

/* An error page switches to the same address in the other language if it has one, else to home. */
static const char *
path_of_request(const struct req *req)
{
	const char *tag = locale_tag(req->locale), *p;
	size_t n = strlen(tag);
	char *path;

	if (req->path == NULL || req->path[0] != '/' || strncmp(req->path + 1, tag, n) != 0 ||
	    req->path[1 + n] != '/')
		return ("/");
	path = arena_strdup(req->arena, "");
	for (p = req->path + 1 + n; *p == '/';) {
		size_t part = strcspn(++p, "/");

		path = arena_printf(req->arena, "%s/%s", path,
		    page_escape(req->arena, arena_strndup(req->arena, p, part)));
		p += part;
	}
	return (path);
}

/* The same page in every locale: for search engines with the whole address, for the reader's
 * switcher without. */
static void
alternates(struct req *req, struct view *v, const char *path)
{
	view_text(v, "PAGE_PATH", path != NULL ? path : path_of_request(req));
	if (path == NULL)
		return;
	view_show(v, "ALTERNATES");
	view_text(v, "BASE_URL", req->app->config.base_url);
	/* Only the root chooses a language by itself; elsewhere English is what everybody else
	 * gets. */
	view_printf(v, "DEFAULT_PATH", "%s%s", strcmp(path, "/") == 0 ? "" : "/en", path);
}

/* The address of a file that changes with its content, so that it may be kept for ever. */
static const char *
static_href(struct req *req, const char *name)
{
	const struct static_file *f =
	    req->app->statics == NULL ? NULL : statics_find(req->app->statics, name);

	return (f == NULL ? arena_printf(req->arena, "/static/%s", name)
			  : arena_printf(req->arena, "/static/%s?v=%s", name, f->etag));
}

/* "/laws/x?y" -> marks the entry of the navigation below which the page lies */
static void
navigation(struct view *v, const char *path)
{
	size_t kind;

	if (path != NULL && strncmp(path, "/compare", strlen("/compare")) == 0)
		view_show(v, "NAV_COMPARE");
	for (kind = 0; path != NULL && kind < KIND_COUNT; kind++) {
		const char *plural = kind_plural((enum kind)kind);
		size_t n = strlen(plural);

		if (strncmp(path + 1, plural, n) == 0 && strchr("/?", path[1 + n]) != NULL) {
			char name[32] = "NAV_";
			size_t i;

			for (i = 0; kind_id((enum kind)kind)[i] != '\0' && i < 20; i++)
				name[4 + i] = (char)(kind_id((enum kind)kind)[i] - 'a' + 'A');
			view_show(v, name);
		}
	}
}

struct view *
page_view(struct req *req, const char *title, const char *path)
{
	struct view *v = view_new(req->app->templates, req->locale, req->arena);
	const char *q = req_query(req, "q");
	const struct static_file *script;

	view_text(v, "PAGE_TITLE",
	    path != NULL && strcmp(path, "/") == 0
		? title
		: msg_format(req->locale, req->arena, "site.title", MSG_TEXT("page", title),
		      MSG_TEXT("site", msg(req->locale, "site.name"))));
	view_text(v, "HEADING", title);
	view_text(v, "QUERY", q);
	view_text(v, "DESCRIPTION", msg(req->locale, "site.description"));
	view_text(v, "STYLE_HREF", static_href(req, "portal.css"));
	script = req->app->statics == NULL ? NULL : statics_find(req->app->statics, "portal.js");
	view_text(v, "SCRIPT_STAMP", script == NULL ? NULL : script->etag);
	view_text(v, "ICON_HREF", static_href(req, "favicon.svg"));
	/* Home and error pages have their own search box; home needs no way back to itself. */
	if (path != NULL && strcmp(path, "/") != 0)
		view_show(v, "FINDER");
	if (path == NULL || strcmp(path, "/") != 0)
		view_show(v, "CRUMBS");
	if (path == NULL)
		view_show(v, "NOINDEX");
	alternates(req, v, path);
	navigation(v, path);
	/* For {{>CSRF}}. */
	if (!req->shared) {
		view_text(v, "CSRF_TOKEN", req_csrf(req));
		view_text(v, "CSRF_ONCE", kept_once(req));
	}
	return (v);
}

enum err
page_send(struct req *req, struct resp *resp, struct view *v, const char *template_name)
{
	enum err err = view_render(v, template_name, &resp->body);

	if (err != ERR_OK)
		return (err);
	resp_type(resp, "text/html; charset=utf-8");
	resp->content_language = locale_tag(req->locale);
	return (ERR_OK);
}
