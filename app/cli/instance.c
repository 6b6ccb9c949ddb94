/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Owns the layout of the data folder.  Starts no process: that is serve.c's. */
#include "cli/instance.h"

#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <inttypes.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <unistd.h>

#include "base/buf.h"

const char *
instance_path(const struct instance *in, const char *name)
{
	return (arena_printf(in->arena, "%s/%s", in->data, name));
}

static enum err
make_folder(const char *path)
{
	if (mkdir(path, 0700) == 0 || errno == EEXIST)
		return (ERR_OK);
	fprintf(stderr, "portal: the folder %s cannot be made: %s.\n", path, strerror(errno));
	return (ERR_IO);
}

enum err
instance_folders(struct instance *in)
{
	static const char *const names[] = { "run", "log", "nginx", "index" };
	char *folder = arena_strdup(in->arena, "/tmp/portal-XXXXXX");
	const char *link;
	enum err err;
	size_t i;

	for (i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		if ((err = make_folder(instance_path(in, names[i]))) != ERR_OK)
			return (err);
	if (mkdtemp(folder) == NULL) {
		fprintf(stderr, "portal: no folder for sockets can be made in /tmp: %s.\n",
		    strerror(errno));
		return (ERR_IO);
	}
	in->folder = folder;
	/* Kore's configuration knows no quotes: it reaches the data folder by this path without
	 * spaces. */
	link = arena_printf(in->arena, "%s/data", folder);
	if (symlink(in->data, link) == -1) {
		fprintf(stderr, "portal: %s cannot be made: %s.\n", link, strerror(errno));
		return (ERR_IO);
	}
	return (ERR_OK);
}

static enum err
read_file(const char *path, struct buf *b)
{
	FILE *f = fopen(path, "re");
	char part[16384];
	size_t n;
	int bad;

	if (f == NULL)
		return (ERR_IO);
	while ((n = fread(part, 1, sizeof(part), f)) > 0)
		buf_add(b, part, n);
	bad = ferror(f);
	fclose(f);
	return (bad ? ERR_IO : ERR_OK);
}

static enum err
write_file(const char *path, const char *text, size_t n)
{
	FILE *f = fopen(path, "we");
	int bad = 1;

	if (f != NULL) {
		bad = fwrite(text, 1, n, f) != n;
		bad |= fclose(f) != 0;
	}
	if (!bad)
		return (ERR_OK);
	fprintf(stderr, "portal: %s cannot be written: %s.\n", path, strerror(errno));
	return (ERR_IO);
}

/* Write ${to} from the installed template ${from}, in which @NAME@ stands for a value. */
static enum err
fill(const struct instance *in, const char *from, const char *to)
{
	const struct {
		const char *name, *value;
	} values[] = {
		{ "PORT", arena_printf(in->arena, "%d", in->port) },
		{ "FOLDER", in->folder },
		{ "WORKERS", getenv("PORTAL_WORKERS") != NULL ? getenv("PORTAL_WORKERS") : "8" },
		/* The line that only a test set-up has is a comment elsewhere. */
		{ "DIRECT", in->direct != 0 ? "" : "#" },
		{ "DIRECT_PORT", arena_printf(in->arena, "%d", in->direct) },
	};
	const size_t nvalues = sizeof(values) / sizeof(values[0]);
	struct buf raw = { 0 }, out = { 0 };
	const char *p, *at, *close, *path = instance_path(in, from);
	enum err err;
	size_t i;

	if ((err = read_file(path, &raw)) != ERR_OK) {
		fprintf(stderr, "portal: %s cannot be read: %s.\n", path, strerror(errno));
		goto out;
	}
	for (p = buf_cstr(&raw); (at = strchr(p, '@')) != NULL; p = close + 1) {
		buf_add(&out, p, (size_t)(at - p));
		if ((close = strchr(at + 1, '@')) == NULL) {
			p = at;
			break;
		}
		for (i = 0; i < nvalues; i++)
			if (strncmp(values[i].name, at + 1, (size_t)(close - at - 1)) == 0 &&
			    values[i].name[close - at - 1] == '\0')
				break;
		if (i < nvalues) {
			buf_str(&out, values[i].value);
		} else {
			buf_add(&out, at, (size_t)(close - at));
			close--;
		}
	}
	buf_str(&out, p);
	err = write_file(to, buf_cstr(&out), out.len);
out:
	buf_free(&out);
	buf_free(&raw);
	return (err);
}

enum err
instance_configure(const struct instance *in)
{
	enum err err;

	if ((err = fill(in, "conf/nginx.conf.in", instance_path(in, "conf/nginx.conf"))) != ERR_OK)
		return (err);
	return (fill(in, "conf/kore.conf.in", arena_printf(in->arena, "%s/kore.conf", in->folder)));
}

void
instance_environment(const struct instance *in)
{
	const struct {
		const char *name, *value;
	} values[] = {
		{ "PORTAL_DB",
		    arena_printf(in->arena, "host=%s dbname=portal user=portal", in->folder) },
		{ "PORTAL_INDEX", instance_path(in, "index/current") },
		{ "PORTAL_BUNDLES", instance_path(in, "bundles") },
		{ "PORTAL_TEMPLATES", instance_path(in, "templates") },
		{ "PORTAL_STATIC", instance_path(in, "static") },
		{ "PORTAL_SCHEMA", instance_path(in, "schema") },
		{ "PORTAL_CONTENT", instance_path(in, "schema/content") },
		{ "PORTAL_MAIL_FOLDER", instance_path(in, "mail") },
	};
	size_t i;

	for (i = 0; i < sizeof(values) / sizeof(values[0]); i++)
		setenv(values[i].name, values[i].value, 1);
	setenv("PORTAL_BASE_URL", arena_printf(in->arena, "http://127.0.0.1:%d", in->port), 0);
	/* The system's locale and PostgreSQL settings of the user have no say. */
	setenv("LC_ALL", "C.UTF-8", 1);
	unsetenv("PGHOST");
	unsetenv("PGPORT");
	unsetenv("PGOPTIONS");
	unsetenv("PGDATA");
}

enum err
instance_announce(const struct instance *in)
{
	struct buf out = { 0 };
	enum err err;
	char **v;

	for (v = environ; *v != NULL; v++)
		if (strncmp(*v, "PORTAL_", 7) == 0 && strchr(*v, '\n') == NULL)
			buf_printf(&out, "%s\n", *v);
	err = write_file(instance_path(in, "run/environment"), buf_cstr(&out), out.len);
	buf_free(&out);
	return (err);
}

bool
instance_room(const struct instance *in, unsigned mib)
{
	struct statvfs st;
	uint64_t left;

	if (statvfs(in->data, &st) == -1)
		return (true);
	left = (uint64_t)st.f_bavail * st.f_frsize >> 20;
	if (left >= mib)
		return (true);
	fprintf(stderr,
	    "portal: the disk is full: %" PRIu64 " MiB are left for %s, %u MiB are needed.\n", left,
	    in->data, mib);
	return (false);
}

static int
remove_one(const char *path, const struct stat *st, int type, struct FTW *ftw)
{
	(void)st;
	(void)ftw;
	if (type == FTW_DP)
		rmdir(path);
	else
		unlink(path);
	return (0);
}

void
instance_remove(const char *path)
{
	nftw(path, remove_one, 16, FTW_DEPTH | FTW_PHYS);
}

static uint64_t
mix(uint64_t hash, const void *p, size_t n)
{
	const unsigned char *c = p;

	/* FNV-1a: told apart must be versions of our own files, nobody forges them. */
	while (n-- > 0)
		hash = (hash ^ *c++) * UINT64_C(1099511628211);
	return (hash);
}

/* nftw has no context argument.  One file's hash is added to the others', so that their order does
 * not matter. */
static struct {
	uint64_t sum;
	size_t root;
} content;

static int
hash_one(const char *path, const struct stat *st, int type, struct FTW *ftw)
{
	struct buf b = { 0 };
	uint64_t hash = UINT64_C(14695981039346656037);

	(void)st;
	(void)ftw;
	if (type == FTW_F && read_file(path, &b) == ERR_OK) {
		hash = mix(hash, path + content.root, strlen(path + content.root) + 1);
		content.sum += mix(hash, buf_cstr(&b), b.len);
	}
	buf_free(&b);
	return (0);
}

uint64_t
instance_content_hash(const struct instance *in)
{
	const char *paths[] = { instance_path(in, "schema/content"), in->program };
	size_t i;

	content.sum = 1;
	for (i = 0; i < sizeof(paths) / sizeof(paths[0]); i++) {
		content.root = strlen(paths[i]);
		nftw(paths[i], hash_one, 16, FTW_PHYS);
	}
	return (content.sum);
}

uint64_t
instance_content_known(const struct instance *in)
{
	struct buf b = { 0 };
	uint64_t hash = 0;

	if (read_file(instance_path(in, "run/content"), &b) == ERR_OK)
		hash = strtoull(buf_cstr(&b), NULL, 16);
	buf_free(&b);
	return (hash);
}

void
instance_content_taken(const struct instance *in, uint64_t hash)
{
	const char *text = arena_printf(in->arena, "%" PRIx64 "\n", hash);

	/* Not recorded only means imported once more. */
	if (write_file(instance_path(in, "run/content"), text, strlen(text)) != ERR_OK)
		unlink(instance_path(in, "run/content"));
}
