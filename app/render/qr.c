/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Owns the drawing of QR codes. */
#include "render/qr.h"

#include <string.h>

#include <qrencode.h>

#include "render/markup.h"

enum { QUIET = 4, TEXT_MAX = 1000 }; /* modules, bytes */

struct markup
qr_svg(struct arena *arena, const char *text, const char *label)
{
	struct buf b = { 0 };
	struct markup m = { 0 };
	QRcode *code;
	int size;

	if (strlen(text) > TEXT_MAX ||
	    (code = QRcode_encodeString(text, 0, QR_ECLEVEL_M, QR_MODE_8, 1)) == NULL)
		return (m);
	size = code->width + 2 * QUIET;
	buf_printf(
	    &b, "<svg class=\"qr\" viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"", size, size);
	buf_str(&b, markup_highlight(arena, label, NULL, 0).html);
	buf_printf(&b,
	    "\" shape-rendering=\"crispEdges\"><rect width=\"%d\" height=\"%d\" fill=\"#fff\"/>"
	    "<path fill=\"#000\" d=\"",
	    size, size);
	for (int y = 0; y < code->width; y++) {
		for (int x = 0, run; x < code->width; x += run) {
			const unsigned char *row = code->data + y * code->width;

			for (run = 1; x + run < code->width && (row[x + run] & 1) == (row[x] & 1);
			     run++)
				;
			if (row[x] & 1)
				buf_printf(&b, "M%d %dh%dv1h-%dz", x + QUIET, y + QUIET, run, run);
		}
	}
	buf_str(&b, "\"/></svg>");
	QRcode_free(code);
	m.size = b.len;
	m.html = arena_strndup(arena, buf_cstr(&b), b.len);
	buf_free(&b);
	return (m);
}
