/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * XML documents through libxml2's writer, so that nothing of ours has to escape.  Values are valid
 * UTF-8; the few characters that UTF-8 has and XML 1.0 has not are left out.  Nothing here fails:
 * without memory the process ends.  Private to render/.
 */
#ifndef RENDER_XML_H
#define RENDER_XML_H

#include "base/buf.h"

struct xml;

/**
 * xml_begin(out, root, ns): a document that is appended to ${out}, with its root element open,
 * whose default namespace is ${ns}.  xml_end(x): close what is open and free ${x}.
 */
struct xml *xml_begin(struct buf *out, const char *root, const char *ns);
void xml_end(struct xml *x);

/**
 * xml_start(x, name), xml_stop(x): open and close an element.
 * xml_attribute(x, name, value): on the element that was opened last, before its content; nothing
 * if ${value} is NULL.
 * xml_text(x, s): character data.
 * xml_element(x, name, text): a whole element; nothing if ${text} is NULL.
 */
void xml_start(struct xml *x, const char *name);
void xml_stop(struct xml *x);
void xml_attribute(struct xml *x, const char *name, const char *value);
void xml_text(struct xml *x, const char *s);
void xml_element(struct xml *x, const char *name, const char *text);

#endif
