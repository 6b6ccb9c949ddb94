/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Owns the list of formats. */
#include "exchange/reader.h"

#include <string.h>

#include "exchange/content.h"
#include "exchange/jsonl.h"

static const struct reader readers[] = {
	{ "record", "the portal's own JSON, one object an entry, as in schema/content",
	    content_read },
	{ "jsonl", "law collections: articles.jsonl and laws.jsonl, also .zst", jsonl_read },
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
