/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Files that people bring: whether they are what they may be, and nothing else besides.  Found by
 * content (libmagic) and by walking through the whole structure, so that a file that is two formats
 * at once, has something behind its end, unpacks into very much or acts by itself is refused.
 */
#ifndef EXCHANGE_ATTACH_H
#define EXCHANGE_ATTACH_H

#include <stddef.h>

enum {
	ATTACH_BYTES_MAX = 5 * 1024 * 1024,
	ATTACH_SIDE_MAX = 20000,		/* pixels */
	ATTACH_PIXELS_MAX = 80 * 1000 * 1000,	/* of a whole image */
	ATTACH_UNPACKED_MAX = 64 * 1024 * 1024, /* bytes of all streams of a PDF */
};

enum attach {
	ATTACH_GOOD,
	ATTACH_EMPTY,
	ATTACH_BIG,
	ATTACH_TYPE,   /* neither PDF nor PNG, JPEG or WebP */
	ATTACH_BROKEN, /* its structure does not hold, or something stands behind its end */
	ATTACH_DOUBLE, /* it is an archive, too */
	ATTACH_ACTIVE, /* a PDF with scripts, files or programs in it */
	ATTACH_LOCKED, /* an encrypted PDF: nobody can look into it */
	ATTACH_BOMB,   /* it unpacks into too much */
	ATTACH_COUNT
};

/**
 * attach_check(data, size, ret_type): what ${size} bytes of ${data} are; ${*ret_type} is the media
 * type of a good one.  attach_id(value): "good" … for message keys.
 * attach_ending(type): ".pdf" … of a good type.
 */
enum attach attach_check(const void *data, size_t size, const char **ret_type);
const char *attach_id(enum attach value);
const char *attach_ending(const char *type);

#endif
