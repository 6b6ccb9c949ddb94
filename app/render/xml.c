/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Owns the use of libxml2's writer. */
#include "render/xml.h"

#include <libxml/xmlwriter.h>

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "base/log.h"

/* libxml2 spells UTF-8 as unsigned char. */
#define XML(s) ((const xmlChar *)(s))

struct xml {
	xmlTextWriterPtr writer;
	struct buf part; /* of a value from which something had to be left out */
};

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

struct xml *
xml_begin(struct buf *out, const char *root, const char *ns)
{
	xmlOutputBufferPtr io = xmlOutputBufferCreateIO(write_buf, NULL, out, NULL);
	struct xml *x = calloc(1, sizeof(*x));

	if (io == NULL || x == NULL || (x->writer = xmlNewTextWriter(io)) == NULL)
		log_die("xml: out of memory");
	must(xmlTextWriterStartDocument(x->writer, NULL, "UTF-8", NULL));
	xml_start(x, root);
	xml_attribute(x, "xmlns", ns);
	return (x);
}

void
xml_end(struct xml *x)
{
	must(xmlTextWriterEndDocument(x->writer));
	xmlFreeTextWriter(x->writer);
	buf_free(&x->part);
	free(x);
}

void
xml_start(struct xml *x, const char *name)
{
	must(xmlTextWriterStartElement(x->writer, XML(name)));
}

void
xml_stop(struct xml *x)
{
	must(xmlTextWriterEndElement(x->writer));
}

/* What UTF-8 has and XML 1.0 has not: most control characters, U+FFFE and U+FFFF. */
static bool
unwritable(const char *s)
{
	return (((unsigned char)*s < 0x20 && strchr("\t\n\r", *s) == NULL) ||
		strncmp(s, "\xef\xbf\xbe", 3) == 0 || strncmp(s, "\xef\xbf\xbf", 3) == 0);
}

/* ${s} without the few characters that cannot be written; lives until the next call. */
static const char *
writable(struct xml *x, const char *s)
{
	const char *p = s;

	while (*p != '\0' && !unwritable(p))
		p++;
	if (*p == '\0')
		return (s);
	buf_clear(&x->part);
	for (p = s; *p != '\0';) {
		if (unwritable(p)) {
			p += (unsigned char)*p < 0x20 ? 1 : 3;
			continue;
		}
		buf_add(&x->part, p++, 1);
	}
	return (buf_cstr(&x->part));
}

void
xml_attribute(struct xml *x, const char *name, const char *value)
{
	if (value != NULL)
		must(xmlTextWriterWriteAttribute(x->writer, XML(name), XML(writable(x, value))));
}

void
xml_text(struct xml *x, const char *s)
{
	must(xmlTextWriterWriteString(x->writer, XML(writable(x, s))));
}

void
xml_element(struct xml *x, const char *name, const char *text)
{
	if (text == NULL)
		return;
	xml_start(x, name);
	xml_text(x, text);
	xml_stop(x);
}
