/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Bodies of multipart/form-data (RFC 7578): fields and files, bounded, nothing copied but names. */
#ifndef WEB_MULTIPART_H
#define WEB_MULTIPART_H

#include <stddef.h>

#include "base/arena.h"
#include "base/err.h"
#include "web/form.h"

enum {
	MULTIPART_PARTS_MAX = 128,
	MULTIPART_HEAD_MAX = 4096,	  /* bytes of one part's header */
	MULTIPART_FIELD_MAX = 256 * 1024, /* bytes of one field's value */
};

struct upload {
	const char *name; /* of the field */
	const char *
	    filename; /* as the reader's machine calls it, without folders; "" if none was chosen */
	const char *type; /* as claimed, or "application/octet-stream" */
	const char *data; /* points into the body */
	size_t size;
};

struct multipart {
	struct param *fields;
	size_t nfields;
	struct upload *uploads;
	size_t nuploads;
};

/**
 * multipart_parse(arena, content_type, body, n, ret, ret_problem):
 * Take ${n} bytes of ${body} apart by the boundary in ${content_type}.  Fields are valid NFC UTF-8
 * with their line breaks; uploads point into ${body}.  ERR_INPUT if the boundary is missing or
 * wrong, a part has no name, the end is missing or a field is not UTF-8; ERR_TOOBIG over the bounds
 * above; the problem's key is then set.
 */
MUSTCHECK enum err multipart_parse(struct arena *arena, const char *content_type, const char *body,
    size_t n, struct multipart *ret, struct form_problem *ret_problem);

#endif
