/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Owns the reading of files by lines and the only use of zstd.  Does not look into the lines. */
#include "exchange/lines.h"

#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include <zstd.h>

#include "base/buf.h"
#include "base/log.h"

enum { CHUNK = 256 * 1024 };

struct lines {
	int fd;
	ZSTD_DStream *zstd; /* NULL: plain text */
	char in[CHUNK];
	size_t in_len, in_pos;
	uint64_t read;
	size_t frame_rest; /* what zstd still expects of the current frame, 0: between frames */
	struct buf text;
	size_t start;	 /* of the next line in text */
	size_t searched; /* up to here no line feed was found */
	long number;
	bool eof;
	bool skipping; /* inside a line that is too long */
};

enum err
lines_open(const char *path, struct lines **ret_lines)
{
	struct lines *l;
	size_t n = strlen(path);
	int fd;

	if ((fd = open(path, O_RDONLY | O_CLOEXEC)) == -1)
		return (errno == ENOENT || errno == ENOTDIR ? ERR_NOTFOUND : ERR_IO);
	if ((l = calloc(1, sizeof(*l))) == NULL)
		log_die("out of memory");
	l->fd = fd;
	if (n > 4 && strcmp(path + n - 4, ".zst") == 0 && (l->zstd = ZSTD_createDStream()) == NULL)
		log_die("out of memory");
	*ret_lines = l;
	return (ERR_OK);
}

void
lines_close(struct lines *l)
{
	if (l == NULL)
		return;
	close(l->fd);
	ZSTD_freeDStream(l->zstd);
	buf_free(&l->text);
	free(l);
}

/* Read the next piece of the file into l->in. */
static enum err
read_more(struct lines *l)
{
	ssize_t n;

	do {
		n = read(l->fd, l->in, sizeof(l->in));
	} while (n == -1 && errno == EINTR);
	if (n == -1)
		return (ERR_IO);
	l->in_len = (size_t)n;
	l->in_pos = 0;
	l->read += (uint64_t)n;
	return (ERR_OK);
}

/* Add to l->text, or set l->eof. */
static enum err
fill(struct lines *l)
{
	ZSTD_inBuffer in;
	ZSTD_outBuffer out;
	enum err err;
	size_t rest;

	if (l->start > 0) {
		memmove(l->text.data, l->text.data + l->start, l->text.len - l->start);
		l->text.len -= l->start;
		l->searched -= l->start;
		l->start = 0;
	}
	if (l->in_pos == l->in_len) {
		if ((err = read_more(l)) != ERR_OK)
			return (err);
		if (l->in_len == 0) {
			l->eof = true;
			return (l->frame_rest == 0 ? ERR_OK : ERR_CORRUPT);
		}
	}
	if (l->zstd == NULL) {
		buf_add(&l->text, l->in + l->in_pos, l->in_len - l->in_pos);
		l->in_pos = l->in_len;
		return (ERR_OK);
	}
	in = (ZSTD_inBuffer){ l->in, l->in_len, l->in_pos };
	out = (ZSTD_outBuffer){ buf_reserve(&l->text, CHUNK), CHUNK, 0 };
	rest = ZSTD_decompressStream(l->zstd, &out, &in);
	l->in_pos = in.pos;
	l->text.len += out.pos;
	if (ZSTD_isError(rest)) {
		l->eof = true;
		return (ERR_CORRUPT);
	}
	l->frame_rest = rest;
	return (ERR_OK);
}

/* Hand out the ${n} bytes of text from start, which ${feed} bytes of line end follow. */
static enum err
hand_out(struct lines *l, size_t n, size_t feed, const char **ret_line, size_t *ret_size)
{
	const char *line = l->text.data + l->start;

	l->start += n + feed;
	l->searched = l->start;
	l->number++;
	if (l->skipping) {
		l->skipping = false;
		return (ERR_TOOBIG);
	}
	if (l->number == 1 && n >= 3 && memcmp(line, "\xef\xbb\xbf", 3) == 0) {
		line += 3;
		n -= 3;
	}
	if (n > 0 && line[n - 1] == '\r')
		n--;
	*ret_line = line;
	*ret_size = n;
	return (ERR_OK);
}

enum err
lines_next(struct lines *l, const char **ret_line, size_t *ret_size)
{
	const char *feed;
	enum err err;

	for (;;) {
		if (l->text.len > l->searched && (feed = memchr(l->text.data + l->searched, '\n',
						      l->text.len - l->searched)) != NULL)
			return (hand_out(
			    l, (size_t)(feed - (l->text.data + l->start)), 1, ret_line, ret_size));
		l->searched = l->text.len;
		if (l->text.len - l->start > LINES_MAX) {
			l->skipping = true;
			l->start = l->text.len;
		}
		if (l->eof) {
			if (l->text.len == l->start && !l->skipping)
				return (ERR_NOTFOUND);
			return (hand_out(l, l->text.len - l->start, 0, ret_line, ret_size));
		}
		if ((err = fill(l)) != ERR_OK)
			return (err);
	}
}

long
lines_number(const struct lines *l)
{
	return (l->number);
}

uint64_t
lines_done(const struct lines *l)
{
	return (l->read);
}

uint64_t
lines_file_size(const char *path)
{
	struct stat st;

	return (stat(path, &st) == 0 && S_ISREG(st.st_mode) ? (uint64_t)st.st_size : 0);
}
