/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Other people's XML as a tree, in bounded memory: no document type declaration, and with it no
 * entities of anybody's making; nothing is ever fetched; at most so deep and so many elements.
 */
#ifndef EXCHANGE_XMLTREE_H
#define EXCHANGE_XMLTREE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"

enum { XMLTREE_DEPTH = 200, XMLTREE_NODES = 2 * 1000 * 1000 };

struct xmlattribute {
	const char *ns; /* NULL: none, as most have */
	const char *name;
	const char *value;
};

/* An element, or a piece of text between tags. */
struct xmlnode {
	const char *ns;	  /* NULL: none, or text */
	const char *name; /* NULL: text */
	const char *text; /* of text, as it stands; NULL: an element */
	struct xmlattribute *attributes;
	size_t nattributes;
	long line;
	struct xmlnode *parent, *first, *last, *next;
};

/**
 * xmltree_read(arena, xml, n, ret_root, ret_line):
 * Take ${n} bytes of UTF-8 (whatever the declaration says) apart.  NULL if it went well; else a
 * phrase that says what is wrong, in ${arena}, with the line in ${*ret_line}.
 */
const char *xmltree_read(
    struct arena *arena, const char *xml, size_t n, struct xmlnode **ret_root, long *ret_line);

/**
 * xmltree_is(node, name): whether it is an element of that local name; false for NULL.
 * xmltree_child(node, name): its first child of that name, NULL: none; fine with NULL.
 * xmltree_next(node, name): the next element of that name behind it.
 * xmltree_attribute(node, ns, name): value of an attribute, NULL: none; fine with NULL.
 */
bool xmltree_is(const struct xmlnode *node, const char *name);
struct xmlnode *xmltree_child(const struct xmlnode *node, const char *name);
struct xmlnode *xmltree_next(const struct xmlnode *node, const char *name);
const char *xmltree_attribute(const struct xmlnode *node, const char *ns, const char *name);

#endif
