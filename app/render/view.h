/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Filling templates.  Every value is escaped by where it stands (ctemplate's auto-escaping); raw
 * markup needs a struct markup, which only render/ makes.  Templates are in assets/templates and
 * are prepared once for each locale when they are loaded: {{t key}} becomes the locale's words,
 * {{LOCALE}}, {{LOCALE_NAME}} and {{DIR}} its tag, name and direction, and {{>NAME}} the text of
 * name.html (a part, which sees the markers of the page). {{#EACH_LOCALE}} repeats what it encloses
 * for every locale, with {{EACH_TAG}}, {{EACH_NAME}} and {{EACH_DIR}}, and {{#EACH_HERE}} around
 * what only the page's own locale gets.  A page costs no look-up for these. A marker's name is
 * upper case with underscores.
 * A *.txt is a plain text, for mail: nothing in it is escaped, and it has no parts.
 */
#ifndef RENDER_VIEW_H
#define RENDER_VIEW_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/err.h"
#include "locale/locale.h"

struct view;
struct templates;

/* Markup that is safe as it is; made only by render/markup.c.  Lives in an arena. */
struct markup {
	const char *html; /* NULL only if size is 0 */
	size_t size;
};

/**
 * templates_load(dir, locales, ret_templates): read every *.html and *.txt in ${dir}, once for each
 * locale.
 * ERR_CORRUPT if an *.html does not begin with the AUTOESCAPE pragma, does not parse, includes an
 * unknown part or names a key that en does not have; ERR_IO if the folder cannot be read (all
 * logged). templates_free(NULL) is fine.
 */
MUSTCHECK enum err templates_load(
    const char *dir, const struct locales *locales, struct templates **ret_templates);
void templates_free(struct templates *t);

/**
 * templates_stamp(t): a number that changes with any word or mark of any template, for ETags.
 */
uint64_t templates_stamp(const struct templates *t);

/**
 * view_new(t, locale, arena): an empty root view; it, the views of its items and all that they hold
 * live in ${arena}.
 */
struct view *view_new(const struct templates *t, const struct locale *l, struct arena *arena);

/**
 * Setters.  A NULL text leaves the marker empty.  view_text copies; markers that a template does
 * not have are ignored. view_show(v, "NAME") shows section {{#NAME}}..{{/NAME}} once; view_item(v,
 * "NAME") adds one round of it and returns its own view, in which the outer markers are seen too.
 */
void view_text(struct view *v, const char *marker, const char *text);
void view_int(
    struct view *v, const char *marker, int64_t n); /* plain ASCII digits, for attributes */
void view_printf(struct view *v, const char *marker, const char *fmt, ...)
    __attribute__((format(printf, 3, 4)));
void view_markup(struct view *v, const char *marker, struct markup m); /* marker carries :none */
void view_show(struct view *v, const char *section);
struct view *view_item(struct view *v, const char *section);

/**
 * view_render(v, template_name, out): append the page to ${out}.  ERR_INTERNAL, with nothing
 * appended, if the template is unknown or the expansion fails.
 */
MUSTCHECK enum err view_render(struct view *v, const char *template_name, struct buf *out);

#endif
