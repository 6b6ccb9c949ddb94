/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Owns the walks through PNG, JPEG, WebP and PDF, and is the only user of libmagic and zlib's
 * inflate. */
#include "exchange/attach.h"

#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <magic.h>
#include <zlib.h>

#include "base/log.h"

struct file {
	const unsigned char *p;
	size_t n;
};

const char *
attach_id(enum attach value)
{
	static const char *const ids[] = { "good", "empty", "big", "type", "broken", "double",
		"active", "locked", "bomb" };
	_Static_assert(sizeof(ids) / sizeof(ids[0]) == ATTACH_COUNT, "every outcome has its id");

	return (ids[value]);
}

static uint32_t
be32(const unsigned char *p)
{
	return ((uint32_t)p[0] << 24 | (uint32_t)p[1] << 16 | (uint32_t)p[2] << 8 | p[3]);
}

static uint32_t
be16(const unsigned char *p)
{
	return ((uint32_t)p[0] << 8 | p[1]);
}

static uint32_t
le32(const unsigned char *p)
{
	return ((uint32_t)p[3] << 24 | (uint32_t)p[2] << 16 | (uint32_t)p[1] << 8 | p[0]);
}

static uint32_t
le16(const unsigned char *p)
{
	return ((uint32_t)p[1] << 8 | p[0]);
}

static enum attach
sides(uint64_t width, uint64_t height)
{
	if (width == 0 || height == 0)
		return (ATTACH_BROKEN);
	if (width > ATTACH_SIDE_MAX || height > ATTACH_SIDE_MAX ||
	    width * height > ATTACH_PIXELS_MAX)
		return (ATTACH_BOMB);
	return (ATTACH_GOOD);
}

/* --- PNG ---------------------------------------------------------------------------------------
 */

static enum attach
check_png(const struct file *f)
{
	enum attach size = ATTACH_BROKEN;
	size_t at = 8;
	bool data = false;

	while (f->n - at >= 12) {
		const unsigned char *chunk = f->p + at;
		size_t len = be32(chunk);

		if (len > f->n - at - 12 ||
		    crc32(0, chunk + 4, (uInt)(len + 4)) != be32(chunk + 8 + len))
			return (ATTACH_BROKEN);
		if (at == 8) {
			if (memcmp(chunk + 4, "IHDR", 4) != 0 || len != 13)
				return (ATTACH_BROKEN);
			size = sides(be32(chunk + 8), be32(chunk + 12));
		}
		data = data || memcmp(chunk + 4, "IDAT", 4) == 0;
		at += len + 12;
		if (memcmp(chunk + 4, "IEND", 4) == 0)
			return (at != f->n || !data || len != 0 ? ATTACH_BROKEN : size);
	}
	return (ATTACH_BROKEN);
}

/* --- JPEG --------------------------------------------------------------------------------------
 */

static bool
is_frame(unsigned char marker)
{
	return (
	    marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC);
}

/* Behind the compressed data that begins at ${at}: where the next marker stands. */
static size_t
jpeg_data(const struct file *f, size_t at)
{
	for (; at + 1 < f->n; at++)
		if (f->p[at] == 0xFF && f->p[at + 1] != 0 &&
		    !(f->p[at + 1] >= 0xD0 && f->p[at + 1] <= 0xD7) && f->p[at + 1] != 0xFF)
			return (at);
	return (f->n);
}

static enum attach
check_jpeg(const struct file *f)
{
	enum attach size = ATTACH_BROKEN;
	size_t at = 2, len;
	bool data = false;

	while (f->n - at >= 2) {
		unsigned char marker = f->p[at + 1];

		if (f->p[at] != 0xFF)
			return (ATTACH_BROKEN);
		if (marker == 0xFF) {
			at++;
			continue;
		}
		if (marker == 0xD9)
			return (at + 2 != f->n || !data ? ATTACH_BROKEN : size);
		if (f->n - at < 4 || (len = be16(f->p + at + 2)) < 2 || len > f->n - at - 2)
			return (ATTACH_BROKEN);
		if (is_frame(marker)) {
			if (len < 8)
				return (ATTACH_BROKEN);
			size = sides(be16(f->p + at + 7), be16(f->p + at + 5));
		}
		at += 2 + len;
		if (marker == 0xDA) {
			data = true;
			at = jpeg_data(f, at);
		}
	}
	return (ATTACH_BROKEN);
}

/* --- WebP --------------------------------------------------------------------------------------
 */

static uint32_t
le24(const unsigned char *p)
{
	return ((uint32_t)p[2] << 16 | (uint32_t)p[1] << 8 | p[0]);
}

static enum attach
check_webp(const struct file *f)
{
	enum attach size = ATTACH_BROKEN;
	size_t at = 12, len;

	if (f->n < 20 || (size_t)le32(f->p + 4) + 8 != f->n)
		return (ATTACH_BROKEN);
	while (f->n - at >= 8) {
		const unsigned char *chunk = f->p + at, *body = chunk + 8;

		len = le32(chunk + 4);
		if (len > f->n - at - 8)
			return (ATTACH_BROKEN);
		if (memcmp(chunk, "VP8 ", 4) == 0 && len >= 10 && size == ATTACH_BROKEN)
			size = sides(le16(body + 6) & 0x3FFF, le16(body + 8) & 0x3FFF);
		else if (memcmp(chunk, "VP8L", 4) == 0 && len >= 5 && size == ATTACH_BROKEN)
			size = sides(
			    (le32(body + 1) & 0x3FFF) + 1, ((le32(body + 1) >> 14) & 0x3FFF) + 1);
		else if (memcmp(chunk, "VP8X", 4) == 0 && len >= 10)
			size = sides((uint64_t)le24(body + 4) + 1, (uint64_t)le24(body + 7) + 1);
		at += 8 + len + (len & 1);
		if (at > f->n)
			return (ATTACH_BROKEN);
	}
	return (at == f->n ? size : ATTACH_BROKEN);
}

/* --- PDF ---------------------------------------------------------------------------------------
 */

static bool
ends_name(unsigned char c)
{
	return (c <= ' ' || strchr("()<>[]{}/%", c) != NULL);
}

static int
hex(unsigned char c)
{
	return (c >= '0' && c <= '9'   ? c - '0'
		: c >= 'a' && c <= 'f' ? c - 'a' + 10
		: c >= 'A' && c <= 'F' ? c - 'A' + 10
				       : -1);
}

/* What the names in ${n} bytes lead to; "#4A" in a name is the character. */
static enum attach
names(const unsigned char *p, size_t n)
{
	static const char *const active[] = { "JavaScript", "JS", "Launch", "EmbeddedFile",
		"EmbeddedFiles", "RichMedia", "XFA", "SubmitForm", "ImportData", "GoToE" };
	char name[20];

	for (size_t i = 0; i < n; i++) {
		size_t len = 0, k = i + 1;

		if (p[i] != '/')
			continue;
		for (; k < n && !ends_name(p[k]) && len < sizeof(name) - 1; k++) {
			unsigned char c = p[k];

			if (c == '#' && k + 2 < n && hex(p[k + 1]) >= 0 && hex(p[k + 2]) >= 0) {
				c = (unsigned char)(hex(p[k + 1]) * 16 + hex(p[k + 2]));
				k += 2;
			}
			name[len++] = (char)c;
		}
		if (k < n && !ends_name(p[k]))
			continue;
		name[len] = '\0';
		if (strcmp(name, "Encrypt") == 0)
			return (ATTACH_LOCKED);
		for (size_t a = 0; a < sizeof(active) / sizeof(active[0]); a++)
			if (strcmp(name, active[a]) == 0)
				return (ATTACH_ACTIVE);
	}
	return (ATTACH_GOOD);
}

/* Unpack what begins at ${p}; ${look}: it holds objects, whose names count.  ${*total} grows. */
static enum attach
unpack(const unsigned char *p, size_t n, bool look, size_t *total)
{
	static unsigned char out[64 * 1024 + 32];
	enum attach found = ATTACH_GOOD;
	size_t kept = 0;
	z_stream z;
	int status;

	memset(&z, 0, sizeof(z));
	if (inflateInit(&z) != Z_OK)
		return (ATTACH_BROKEN);
	z.next_in = (unsigned char *)(uintptr_t)p;
	z.avail_in = (uInt)n;
	do {
		size_t got;

		z.next_out = out + kept;
		z.avail_out = (uInt)(sizeof(out) - kept);
		status = inflate(&z, Z_NO_FLUSH);
		got = sizeof(out) - kept - z.avail_out;
		*total += got;
		if (*total > ATTACH_UNPACKED_MAX) {
			found = ATTACH_BOMB;
			break;
		}
		if (look && (found = names(out, kept + got)) != ATTACH_GOOD)
			break;
		/* A name may run over the edge. */
		kept += got;
		if (kept > 32) {
			memmove(out, out + kept - 32, 32);
			kept = 32;
		}
		if (got == 0)
			break;
	} while (status == Z_OK);
	inflateEnd(&z);
	return (found);
}

static bool
within(const unsigned char *p, size_t n, const char *word)
{
	return (memmem(p, n, word, strlen(word)) != NULL);
}

static enum attach
check_pdf(const struct file *f)
{
	static const char end[] = "%%EOF", begin[] = "stream", stop[] = "endstream";
	size_t n = f->n, total = 0;
	enum attach found;

	while (n > 0 && strchr("\r\n \t", f->p[n - 1]) != NULL && f->p[n - 1] != '\0')
		n--;
	if (f->n - n > 16 || n < sizeof(end) ||
	    memcmp(f->p + n - strlen(end), end, strlen(end)) != 0)
		return (ATTACH_BROKEN);
	if ((found = names(f->p, f->n)) != ATTACH_GOOD)
		return (found);
	for (size_t at = 0; at < f->n;) {
		const unsigned char *s = memmem(f->p + at, f->n - at, begin, strlen(begin));
		size_t start, back;

		if (s == NULL)
			break;
		start = (size_t)(s - f->p) + strlen(begin);
		if (start >= strlen(stop) &&
		    memcmp(f->p + start - strlen(stop), stop, strlen(stop)) == 0) {
			at = start;
			continue;
		}
		back = start > 1024 ? start - 1024 : 0;
		while (start < f->n && (f->p[start] == '\r' || f->p[start] == '\n'))
			start++;
		/* What looks packed is unpacked, whatever its dictionary says. */
		if (f->n - start > 2 && (f->p[start] & 0x0F) == 8 &&
		    ((f->p[start] << 8) + f->p[start + 1]) % 31 == 0 &&
		    (found = unpack(f->p + start, f->n - start,
			 within(f->p + back, (size_t)(s - f->p) - back, "ObjStm"), &total)) !=
			ATTACH_GOOD)
			return (found);
		at = start;
	}
	return (ATTACH_GOOD);
}

/* --- all ---------------------------------------------------------------------------------------
 */

/* The end of a ZIP archive whose comment reaches to the end of the file, or anything of an archive
 * before its images or pages begin. */
static bool
is_archive(const struct file *f)
{
	static const unsigned char end[] = { 'P', 'K', 5, 6 }, member[] = { 'P', 'K', 3, 4 };
	size_t from = f->n > 65557 ? f->n - 65557 : 0;

	for (size_t at = from; at + 22 <= f->n; at++)
		if (memcmp(f->p + at, end, 4) == 0 && le16(f->p + at + 20) <= f->n - at - 22 &&
		    memmem(f->p, at, "PK\1\2", 4) != NULL)
			return (true);
	return (memmem(f->p, f->n < 1024 ? f->n : 1024, member, 4) != NULL);
}

static const struct {
	const char *type, *ending, *begin;
	size_t size;
	enum attach (*check)(const struct file *);
} types[] = {
	{ "application/pdf", ".pdf", "%PDF-", 5, check_pdf },
	{ "image/png", ".png", "\x89PNG\r\n\x1a\n", 8, check_png },
	{ "image/jpeg", ".jpg", "\xff\xd8\xff", 3, check_jpeg },
	{ "image/webp", ".webp", "RIFF", 4, check_webp },
};

/* What libmagic takes it for; the database is read once a process. */
static const char *
magic_type(const struct file *f)
{
	static magic_t magic;

	if (magic == NULL) {
		if ((magic = magic_open(MAGIC_MIME_TYPE)) == NULL || magic_load(magic, NULL) != 0) {
			log_event(LOG_LEVEL_ERROR, "attach.magic",
			    LOG_TEXT("why", magic != NULL ? magic_error(magic) : "no memory"));
			if (magic != NULL)
				magic_close(magic);
			magic = NULL;
			return (NULL);
		}
	}
	return (magic_buffer(magic, f->p, f->n));
}

enum attach
attach_check(const void *data, size_t size, const char **ret_type)
{
	const struct file f = { data, size };
	enum attach found;
	const char *type;

	if (size == 0)
		return (ATTACH_EMPTY);
	if (size > ATTACH_BYTES_MAX)
		return (ATTACH_BIG);
	if ((type = magic_type(&f)) == NULL)
		return (ATTACH_TYPE);
	for (size_t i = 0; i < sizeof(types) / sizeof(types[0]); i++) {
		if (strcmp(types[i].type, type) != 0)
			continue;
		/* Beginning elsewhere than at the beginning is for programs that look for it. */
		if (size < 16 || memcmp(data, types[i].begin, types[i].size) != 0)
			return (ATTACH_BROKEN);
		if (is_archive(&f))
			return (ATTACH_DOUBLE);
		if ((found = types[i].check(&f)) == ATTACH_GOOD)
			*ret_type = types[i].type;
		return (found);
	}
	return (ATTACH_TYPE);
}

const char *
attach_ending(const char *type)
{
	for (size_t i = 0; i < sizeof(types) / sizeof(types[0]); i++)
		if (strcmp(types[i].type, type) == 0)
			return (types[i].ending);
	return ("");
}
