/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Owns the putting of one index in place of another. */
#include <sys/stat.h>

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/log.h"
#include "search/writer.h"

static enum err
failed(const char *what, const char *path)
{
	log_event(LOG_LEVEL_ERROR, "index.swap", LOG_TEXT("what", what), LOG_TEXT("path", path),
	    LOG_TEXT("detail", strerror(errno)));
	return (ERR_IO);
}

static enum err
write_stub(const char *path, const char *dir)
{
	FILE *f;
	int bad;

	if ((f = fopen(path, "w")) == NULL)
		return (failed("write", path));
	bad = fprintf(f, "auto %s\n", dir) < 0;
	bad |= fflush(f) != 0 || fsync(fileno(f)) != 0;
	bad |= fclose(f) != 0;
	return (bad ? failed("write", path) : ERR_OK);
}

enum err
search_swap(const char *path, const char *new_dir)
{
	char next[PATH_MAX], *dir = NULL;
	struct stat st;
	enum err err = ERR_OK;

	if (snprintf(next, sizeof(next), "%s.next", path) >= (int)sizeof(next))
		return (ERR_TOOBIG);
	if ((dir = realpath(new_dir, NULL)) == NULL)
		return (failed("find", new_dir));
	if (lstat(path, &st) != 0) {
		if (errno != ENOENT) {
			err = failed("look", path);
			goto out;
		}
		st.st_mode = S_IFLNK;
	}
	if (S_ISDIR(st.st_mode)) {
		if (renameat2(AT_FDCWD, dir, AT_FDCWD, path, RENAME_EXCHANGE) != 0)
			err = failed("exchange", path);
		goto out;
	}
	(void)unlink(next);
	if (S_ISREG(st.st_mode))
		err = write_stub(next, dir);
	else if (symlink(dir, next) != 0)
		err = failed("link", next);
	if (err == ERR_OK && rename(next, path) != 0)
		err = failed("rename", path);
out:
	free(dir);
	return (err);
}
