/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The XML that other programs read from us: Atom feeds (RFC 4287), sitemap.xml, opensearch.xml. */
#ifndef RENDER_ATOM_H
#define RENDER_ATOM_H

#include <stddef.h>

#include "base/buf.h"

/* Texts are valid UTF-8; addresses are absolute; times are "YYYY-MM-DDTHH:MM:SSZ" or a day
 * "YYYY-MM-DD". */
struct atom_entry {
	const char *id; /* a permanent address or tag: URI */
	const char *title;
	const char *summary;			    /* plain text, or NULL */
	const char *language, *dir;		    /* of title */
	const char *summary_language, *summary_dir; /* NULL: as the title */
	const char *url;
	const char *published; /* or NULL */
	const char *updated;
	const char *category; /* kind id, or NULL */
	const char *category_label;
	const char *rights; /* a notice such as "sample" or the provenance, or NULL; in the feed's
			       language */
};

struct atom_feed {
	const char *id;
	const char *title;
	const char *subtitle;	    /* or NULL */
	const char *language, *dir; /* of the feed's own words and of rights */
	const char *author;
	const char *updated;
	const char *self;      /* address of this feed */
	const char *alternate; /* the page that shows the same */
	const char *next;      /* further entries (RFC 5005), or NULL */
	const struct atom_entry *entries;
	size_t nentries;
};

/**
 * atom_feed(out, feed): append ${feed} as an Atom document to ${out}.  Serve as
 * application/atom+xml.
 */
void atom_feed(struct buf *out, const struct atom_feed *feed);

/* One page of the site in all its languages. */
struct atom_alternate {
	const char *hreflang, *url;
};
struct atom_page {
	const char *url;
	const char *updated; /* or NULL */
	const struct atom_alternate *alternates;
	size_t nalternates;
};

/**
 * atom_sitemap(out, pages, n): append a sitemap (sitemaps.org, at most 50,000 pages) with
 * xhtml:link alternates. atom_sitemap_index(out, urls, n): append the index of several.  Serve as
 * application/xml.
 */
void atom_sitemap(struct buf *out, const struct atom_page *pages, size_t n);
void atom_sitemap_index(struct buf *out, const char *const *urls, size_t n);

/**
 * atom_opensearch(out, language, name, description, base): append an OpenSearch 1.1 description of
 * the search at
 * ${base}/{locale}/search.  Serve as application/opensearchdescription+xml.
 */
void atom_opensearch(struct buf *out, const char *language, const char *name,
    const char *description, const char *base);

#endif
