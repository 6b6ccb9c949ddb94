/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Owns the only use of libxml2's XML parser: its events, its limits and ours. */
#include "exchange/xmltree.h"

#include <libxml/parser.h>
#include <stdio.h>
#include <string.h>

#include "base/buf.h"

enum { CHUNK = 64 * 1024 };

struct reading {
	struct arena *arena;
	xmlParserCtxtPtr ctxt;
	struct xmlnode *root, *open;
	struct buf text; /* between two tags */
	size_t depth, nodes;
	/* Names repeat: the last ones seen, by their pointer in libxml2's dictionary. */
	struct {
		const xmlChar *from;
		const char *copy;
	} names[256];
	const char *problem;
	long line;
};

static void
refuse(struct reading *r, const char *problem, long line)
{
	if (r->problem == NULL) {
		r->problem = problem;
		r->line = line;
	}
	xmlStopParser(r->ctxt);
}

static const char *
name(struct reading *r, const xmlChar *from)
{
	size_t i = ((size_t)from >> 3) % (sizeof(r->names) / sizeof(r->names[0]));

	if (from == NULL)
		return (NULL);
	if (r->names[i].from != from) {
		r->names[i].from = from;
		r->names[i].copy = arena_strdup(r->arena, (const char *)from);
	}
	return (r->names[i].copy);
}

static struct xmlnode *
add_node(struct reading *r)
{
	struct xmlnode *n = arena_alloc(r->arena, sizeof(*n));

	n->line = xmlSAX2GetLineNumber(r->ctxt);
	n->parent = r->open;
	if (r->open != NULL) {
		if (r->open->last != NULL)
			r->open->last->next = n;
		else
			r->open->first = n;
		r->open->last = n;
	}
	if (++r->nodes > XMLTREE_NODES)
		refuse(r, "it has more elements than any law", n->line);
	return (n);
}

static void
end_text(struct reading *r)
{
	if (r->text.len == 0)
		return;
	if (r->open != NULL)
		add_node(r)->text = arena_strndup(r->arena, r->text.data, r->text.len);
	buf_clear(&r->text);
}

static void
start_element(void *ctx, const xmlChar *local, const xmlChar *prefix, const xmlChar *uri,
    int nnamespaces, const xmlChar **namespaces, int nattributes, int ndefaulted,
    const xmlChar **attributes)
{
	struct reading *r = ctx;
	struct xmlnode *n;

	(void)prefix;
	(void)nnamespaces;
	(void)namespaces;
	(void)ndefaulted;
	if (r->problem != NULL)
		return;
	end_text(r);
	if (++r->depth > XMLTREE_DEPTH) {
		refuse(r, "it is nested too deeply", xmlSAX2GetLineNumber(r->ctxt));
		return;
	}
	n = add_node(r);
	n->ns = name(r, uri);
	n->name = name(r, local);
	n->attributes = arena_array(r->arena, struct xmlattribute, (size_t)nattributes);
	for (int i = 0; i < nattributes; i++) {
		const xmlChar **a = attributes + (ptrdiff_t)i * 5;

		n->attributes[n->nattributes++] = (struct xmlattribute){
			.ns = name(r, a[2]),
			.name = name(r, a[0]),
			.value = arena_strndup(r->arena, (const char *)a[3], (size_t)(a[4] - a[3])),
		};
	}
	if (r->root == NULL)
		r->root = n;
	r->open = n;
}

static void
end_element(void *ctx, const xmlChar *local, const xmlChar *prefix, const xmlChar *uri)
{
	struct reading *r = ctx;

	(void)local;
	(void)prefix;
	(void)uri;
	if (r->problem != NULL)
		return;
	end_text(r);
	r->depth--;
	if (r->open != NULL)
		r->open = r->open->parent;
}

static void
characters(void *ctx, const xmlChar *s, int n)
{
	struct reading *r = ctx;

	if (r->problem == NULL)
		buf_add(&r->text, (const char *)s, (size_t)n);
}

static void
doctype(void *ctx, const xmlChar *root, const xmlChar *external, const xmlChar *system)
{
	struct reading *r = ctx;

	(void)root;
	(void)external;
	(void)system;
	refuse(r, "it has a document type declaration, which laws do not need and bombs do",
	    xmlSAX2GetLineNumber(r->ctxt));
}

static void
hear_error(void *ctx, xmlErrorPtr error)
{
	struct reading *r = ctx;
	size_t n;

	if (error == NULL || error->level < XML_ERR_ERROR || r->problem != NULL ||
	    error->domain == XML_FROM_NAMESPACE)
		return;
	n = error->message == NULL ? 0 : strcspn(error->message, "\n");
	r->line = error->line;
	r->problem =
	    arena_printf(r->arena, "%.*s", n > 200 ? 200 : (int)n, n > 0 ? error->message : "");
}

const char *
xmltree_read(
    struct arena *arena, const char *xml, size_t n, struct xmlnode **ret_root, long *ret_line)
{
	struct reading r = { .arena = arena };
	xmlSAXHandler sax = { .initialized = XML_SAX2_MAGIC,
		.startElementNs = start_element,
		.endElementNs = end_element,
		.characters = characters,
		.ignorableWhitespace = characters,
		.cdataBlock = characters,
		.internalSubset = doctype,
		.externalSubset = doctype,
		.serror = hear_error };
	size_t at, piece;

	xmlInitParser();
	if ((r.ctxt = xmlCreatePushParserCtxt(&sax, &r, NULL, 0, NULL)) == NULL)
		return ("there is no memory for it");
	/* NOENT: else "&amp;" in an attribute arrives as "&#38;"; there are no entities but XML's
	 * own five, for they need a document type. */
	(void)xmlCtxtUseOptions(r.ctxt, XML_PARSE_NONET | XML_PARSE_IGNORE_ENC | XML_PARSE_NOENT);
	for (at = 0; at < n && r.problem == NULL; at += piece) {
		piece = n - at < CHUNK ? n - at : CHUNK;
		(void)xmlParseChunk(r.ctxt, xml + at, (int)piece, at + piece == n);
	}
	if (r.problem == NULL && (r.root == NULL || r.ctxt->wellFormed == 0)) {
		r.problem = n == 0 ? "it is empty" : "it is no well-formed XML";
		r.line = 1;
	}
	xmlFreeParserCtxt(r.ctxt);
	buf_free(&r.text);
	if (r.problem != NULL) {
		*ret_line = r.line > 0 ? r.line : 1;
		return (r.problem);
	}
	*ret_root = r.root;
	return (NULL);
}

bool
xmltree_is(const struct xmlnode *node, const char *name)
{
	return (node != NULL && node->name != NULL && strcmp(node->name, name) == 0);
}

struct xmlnode *
xmltree_child(const struct xmlnode *node, const char *name)
{
	struct xmlnode *n = node == NULL ? NULL : node->first;

	while (n != NULL && !xmltree_is(n, name))
		n = n->next;
	return (n);
}

struct xmlnode *
xmltree_next(const struct xmlnode *node, const char *name)
{
	struct xmlnode *n = node->next;

	while (n != NULL && !xmltree_is(n, name))
		n = n->next;
	return (n);
}

const char *
xmltree_attribute(const struct xmlnode *node, const char *ns, const char *name)
{
	for (size_t i = 0; node != NULL && i < node->nattributes; i++) {
		const struct xmlattribute *a = &node->attributes[i];

		if (strcmp(a->name, name) == 0 &&
		    (ns == NULL ? a->ns == NULL : a->ns != NULL && strcmp(a->ns, ns) == 0))
			return (a->value);
	}
	return (NULL);
}
