/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Owns the list of formats. */
#include "exchange/reader.h"

#include <string.h>

#include "exchange/aehtml.h"
#include "exchange/akn.h"
#include "exchange/brjson.h"
#include "exchange/content.h"
#include "exchange/injson.h"
#include "exchange/jsonl.h"
#include "exchange/markdown.h"
#include "exchange/plaintext.h"

static const struct reader readers[] = {
	{ "record", "the portal's own JSON, one object an entry, as in schema/content",
	    content_read, false },
	{ "jsonl", "law collections: articles.jsonl and laws.jsonl, also .zst", jsonl_read, false },
	{ "akn", "Akoma Ntoso, one .xml file an expression, as portalctl export writes it",
	    akn_read, true },
	{ "markdown", "Chinese laws in Markdown, 专利法(2020-10-17).md", markdown_read, false },
	{ "br", "Brazilian laws: the Planalto's .html, or .json around it", brjson_read, false },
	{ "in", "Indian acts, .json files with provisions", injson_read, false },
	{ "ae", "Emirati laws, the Ministry of Justice's .html", aehtml_read, false },
	{ "text", "plain text of a law, .txt, its articles found by their words", plaintext_read,
	    true },
};

const struct reader *
reader_at(size_t i)
{
	return (i < sizeof(readers) / sizeof(readers[0]) ? &readers[i] : NULL);
}

const struct reader *
reader_find(const char *format)
{
	size_t i;

	for (i = 0; reader_at(i) != NULL; i++) {
		if (strcmp(reader_at(i)->format, format) == 0)
			return (reader_at(i));
	}
	return (NULL);
}
