/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Atom, sitemap and OpenSearch documents, written by libxml2's writer so that nothing of ours has
 * to escape. */
#include <libxml/xmlwriter.h>

#include <stdbool.h>
#include <string.h>

#include "base/arena.h"
#include "base/log.h"
#include "render/atom.h"

/* libxml2 spells UTF-8 as unsigned char. */
#define XML(s) ((const xmlChar *)(s))

#define ATOM	   "http://www.w3.org/2005/Atom"
#define SITEMAP	   "http://www.sitemaps.org/schemas/sitemap/0.9"
#define XHTML	   "http://www.w3.org/1999/xhtml"
#define OPENSEARCH "http://a9.com/-/spec/opensearch/1.1/"

static int
write_buf(void *ctx, const char *p, int n)
{
	buf_add(ctx, p, (size_t)n);
	return (n);
}

/* libxml2 fails here only without memory. */
static void
must(int rc)
{
	if (rc < 0)
		log_die("xml: cannot be written");
}

static xmlTextWriterPtr
begin(struct buf *out, const char *root, const char *ns)
{
	xmlOutputBufferPtr io = xmlOutputBufferCreateIO(write_buf, NULL, out, NULL);
	xmlTextWriterPtr w = io == NULL ? NULL : xmlNewTextWriter(io);

	if (w == NULL)
		log_die("xml: out of memory");
	must(xmlTextWriterStartDocument(w, NULL, "UTF-8", NULL));
	must(xmlTextWriterStartElement(w, XML(root)));
	must(xmlTextWriterWriteAttribute(w, XML("xmlns"), XML(ns)));
	return (w);
}

static void
end(xmlTextWriterPtr w)
{
	must(xmlTextWriterEndDocument(w));
	xmlFreeTextWriter(w);
}

static void
start(xmlTextWriterPtr w, const char *name)
{
	must(xmlTextWriterStartElement(w, XML(name)));
}

static void
stop(xmlTextWriterPtr w)
{
	must(xmlTextWriterEndElement(w));
}

static void
attribute(xmlTextWriterPtr w, const char *name, const char *value)
{
	if (value != NULL)
		must(xmlTextWriterWriteAttribute(w, XML(name), XML(value)));
}

/* What UTF-8 has and XML 1.0 has not: most control characters, U+FFFE and U+FFFF. */
static bool
unwritable(const char *s)
{
	return (((unsigned char)*s < 0x20 && strchr("\t\n\r", *s) == NULL) ||
		strncmp(s, "\xef\xbf\xbe", 3) == 0 || strncmp(s, "\xef\xbf\xbf", 3) == 0);
}

/* Without the few characters that cannot be written. */
static void
characters(xmlTextWriterPtr w, const char *s)
{
	while (*s != '\0') {
		size_t n = 0;

		while (s[n] != '\0' && !unwritable(s + n))
			n++;
		if (n > 0) {
			char *part = (char *)xmlStrndup(XML(s), (int)n);

			if (part == NULL)
				log_die("xml: out of memory");
			must(xmlTextWriterWriteString(w, XML(part)));
			xmlFree(part);
		}
		s += n;
		if (*s != '\0')
			s += (unsigned char)*s < 0x20 ? 1 : 3;
	}
}

static void
element(xmlTextWriterPtr w, const char *name, const char *text)
{
	if (text == NULL)
		return;
	start(w, name);
	characters(w, text);
	stop(w);
}

/* A text in its own language.  Atom knows xml:lang; direction is a plain attribute, as feed readers
 * take it. */
static void
text(xmlTextWriterPtr w, const char *name, const char *s, const char *language, const char *dir)
{
	if (s == NULL)
		return;
	start(w, name);
	attribute(w, "xml:lang", language);
	attribute(w, "dir", dir);
	characters(w, s);
	stop(w);
}

static void
link_to(xmlTextWriterPtr w, const char *rel, const char *type, const char *href)
{
	if (href == NULL)
		return;
	start(w, "link");
	attribute(w, "rel", rel);
	attribute(w, "type", type);
	attribute(w, "href", href);
	stop(w);
}

/* Atom wants a time; a bare day is its midnight. */
static void
when(xmlTextWriterPtr w, const char *name, const char *date)
{
	if (date == NULL)
		return;
	start(w, name);
	characters(w, date);
	if (strchr(date, 'T') == NULL)
		characters(w, "T00:00:00Z");
	stop(w);
}

static void
entry(xmlTextWriterPtr w, const struct atom_entry *e)
{
	start(w, "entry");
	element(w, "id", e->id);
	text(w, "title", e->title, e->language, e->dir);
	link_to(w, "alternate", "text/html", e->url);
	when(w, "published", e->published);
	when(w, "updated", e->updated);
	if (e->category != NULL) {
		start(w, "category");
		attribute(w, "term", e->category);
		attribute(w, "label", e->category_label);
		stop(w);
	}
	text(w, "summary", e->summary,
	    e->summary_language != NULL ? e->summary_language : e->language,
	    e->summary_dir != NULL ? e->summary_dir : e->dir);
	element(w, "rights", e->rights);
	stop(w);
}

void
atom_feed(struct buf *out, const struct atom_feed *feed)
{
	xmlTextWriterPtr w = begin(out, "feed", ATOM);
	size_t i;

	attribute(w, "xml:lang", feed->language);
	attribute(w, "dir", feed->dir);
	element(w, "id", feed->id);
	element(w, "title", feed->title);
	element(w, "subtitle", feed->subtitle);
	when(w, "updated", feed->updated);
	start(w, "author");
	element(w, "name", feed->author);
	stop(w);
	link_to(w, "self", "application/atom+xml", feed->self);
	link_to(w, "alternate", "text/html", feed->alternate);
	link_to(w, "next", "application/atom+xml", feed->next);
	for (i = 0; i < feed->nentries; i++)
		entry(w, &feed->entries[i]);
	end(w);
}

void
atom_sitemap(struct buf *out, const struct atom_page *pages, size_t n)
{
	xmlTextWriterPtr w = begin(out, "urlset", SITEMAP);
	size_t i, j;

	attribute(w, "xmlns:xhtml", XHTML);
	for (i = 0; i < n; i++) {
		start(w, "url");
		element(w, "loc", pages[i].url);
		element(w, "lastmod", pages[i].updated);
		for (j = 0; j < pages[i].nalternates; j++) {
			start(w, "xhtml:link");
			attribute(w, "rel", "alternate");
			attribute(w, "hreflang", pages[i].alternates[j].hreflang);
			attribute(w, "href", pages[i].alternates[j].url);
			stop(w);
		}
		stop(w);
	}
	end(w);
}

void
atom_sitemap_index(struct buf *out, const char *const *urls, size_t n)
{
	xmlTextWriterPtr w = begin(out, "sitemapindex", SITEMAP);
	size_t i;

	for (i = 0; i < n; i++) {
		start(w, "sitemap");
		element(w, "loc", urls[i]);
		stop(w);
	}
	end(w);
}

static void
search_url(
    xmlTextWriterPtr w, struct arena *arena, const char *type, const char *base, const char *path)
{
	start(w, "Url");
	attribute(w, "type", type);
	attribute(w, "template", arena_printf(arena, "%s%s", base, path));
	stop(w);
}

void
atom_opensearch(struct buf *out, const char *language, const char *name, const char *description,
    const char *base)
{
	xmlTextWriterPtr w = begin(out, "OpenSearchDescription", OPENSEARCH);
	struct arena *arena = arena_new();

	element(w, "ShortName", name);
	element(w, "Description", description);
	element(w, "Language", language);
	element(w, "InputEncoding", "UTF-8");
	element(w, "OutputEncoding", "UTF-8");
	start(w, "Image");
	attribute(w, "type", "image/svg+xml");
	characters(w, arena_printf(arena, "%s/static/favicon.svg", base));
	stop(w);
	search_url(w, arena, "text/html", base,
	    arena_printf(arena, "/%s/search?q={searchTerms}&page={startPage?}", language));
	search_url(w, arena, "application/atom+xml", base,
	    arena_printf(arena, "/feeds/%s/search.atom?q={searchTerms}", language));
	end(w);
	arena_free(arena);
}
