/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Atom, sitemap and OpenSearch documents. */
#include <string.h>

#include "base/arena.h"
#include "render/atom.h"
#include "render/xml.h"

#define ATOM	   "http://www.w3.org/2005/Atom"
#define SITEMAP	   "http://www.sitemaps.org/schemas/sitemap/0.9"
#define XHTML	   "http://www.w3.org/1999/xhtml"
#define OPENSEARCH "http://a9.com/-/spec/opensearch/1.1/"

/* A text in its own language.  Atom knows xml:lang; direction is a plain attribute, as feed readers
 * take it. */
static void
text(struct xml *w, const char *name, const char *s, const char *language, const char *dir)
{
	if (s == NULL)
		return;
	xml_start(w, name);
	xml_attribute(w, "xml:lang", language);
	xml_attribute(w, "dir", dir);
	xml_text(w, s);
	xml_stop(w);
}

static void
link_to(struct xml *w, const char *rel, const char *type, const char *href)
{
	if (href == NULL)
		return;
	xml_start(w, "link");
	xml_attribute(w, "rel", rel);
	xml_attribute(w, "type", type);
	xml_attribute(w, "href", href);
	xml_stop(w);
}

/* Atom wants a time; a bare day is its midnight. */
static void
when(struct xml *w, const char *name, const char *date)
{
	if (date == NULL)
		return;
	xml_start(w, name);
	xml_text(w, date);
	if (strchr(date, 'T') == NULL)
		xml_text(w, "T00:00:00Z");
	xml_stop(w);
}

static void
entry(struct xml *w, const struct atom_entry *e)
{
	xml_start(w, "entry");
	xml_element(w, "id", e->id);
	text(w, "title", e->title, e->language, e->dir);
	link_to(w, "alternate", "text/html", e->url);
	when(w, "published", e->published);
	when(w, "updated", e->updated);
	if (e->category != NULL) {
		xml_start(w, "category");
		xml_attribute(w, "term", e->category);
		xml_attribute(w, "label", e->category_label);
		xml_stop(w);
	}
	text(w, "summary", e->summary,
	    e->summary_language != NULL ? e->summary_language : e->language,
	    e->summary_dir != NULL ? e->summary_dir : e->dir);
	xml_element(w, "rights", e->rights);
	xml_stop(w);
}

void
atom_feed(struct buf *out, const struct atom_feed *feed)
{
	struct xml *w = xml_begin(out, "feed", ATOM);
	size_t i;

	xml_attribute(w, "xml:lang", feed->language);
	xml_attribute(w, "dir", feed->dir);
	xml_element(w, "id", feed->id);
	xml_element(w, "title", feed->title);
	xml_element(w, "subtitle", feed->subtitle);
	when(w, "updated", feed->updated);
	xml_start(w, "author");
	xml_element(w, "name", feed->author);
	xml_stop(w);
	link_to(w, "self", "application/atom+xml", feed->self);
	link_to(w, "alternate", "text/html", feed->alternate);
	link_to(w, "next", "application/atom+xml", feed->next);
	for (i = 0; i < feed->nentries; i++)
		entry(w, &feed->entries[i]);
	xml_end(w);
}

void
atom_sitemap(struct buf *out, const struct atom_page *pages, size_t n)
{
	struct xml *w = xml_begin(out, "urlset", SITEMAP);
	size_t i, j;

	xml_attribute(w, "xmlns:xhtml", XHTML);
	for (i = 0; i < n; i++) {
		xml_start(w, "url");
		xml_element(w, "loc", pages[i].url);
		xml_element(w, "lastmod", pages[i].updated);
		for (j = 0; j < pages[i].nalternates; j++) {
			xml_start(w, "xhtml:link");
			xml_attribute(w, "rel", "alternate");
			xml_attribute(w, "hreflang", pages[i].alternates[j].hreflang);
			xml_attribute(w, "href", pages[i].alternates[j].url);
			xml_stop(w);
		}
		xml_stop(w);
	}
	xml_end(w);
}

void
atom_sitemap_index(struct buf *out, const char *const *urls, size_t n)
{
	struct xml *w = xml_begin(out, "sitemapindex", SITEMAP);
	size_t i;

	for (i = 0; i < n; i++) {
		xml_start(w, "sitemap");
		xml_element(w, "loc", urls[i]);
		xml_stop(w);
	}
	xml_end(w);
}

static void
search_url(struct xml *w, struct arena *arena, const char *type, const char *base, const char *path)
{
	xml_start(w, "Url");
	xml_attribute(w, "type", type);
	xml_attribute(w, "template", arena_printf(arena, "%s%s", base, path));
	xml_stop(w);
}

void
atom_opensearch(struct buf *out, const char *language, const char *name, const char *description,
    const char *base)
{
	struct xml *w = xml_begin(out, "OpenSearchDescription", OPENSEARCH);
	struct arena *arena = arena_new();

	xml_element(w, "ShortName", name);
	xml_element(w, "Description", description);
	xml_element(w, "Language", language);
	xml_element(w, "InputEncoding", "UTF-8");
	xml_element(w, "OutputEncoding", "UTF-8");
	xml_start(w, "Image");
	xml_attribute(w, "type", "image/svg+xml");
	xml_text(w, arena_printf(arena, "%s/static/favicon.svg", base));
	xml_stop(w);
	search_url(w, arena, "text/html", base,
	    arena_printf(arena, "/%s/search?q={searchTerms}&page={startPage?}", language));
	search_url(w, arena, "application/atom+xml", base,
	    arena_printf(arena, "/feeds/%s/search.atom?q={searchTerms}", language));
	xml_end(w);
	arena_free(arena);
}
