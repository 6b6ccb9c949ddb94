/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What the tests of locale/ share: the compiled bundles, and folders of bundles made for one test.
 */
#ifndef TESTS_LOCALE_FIXTURE_H
#define TESTS_LOCALE_FIXTURE_H

#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "locale/locale.h"

static char bundles[4096]; /* folder of the bundles that this build has compiled */

/* The test stands in build/X/unit, its bundles in build/X/i18n. */
__attribute__((unused)) static void
find_bundles(void)
{
	ssize_t n = readlink("/proc/self/exe", bundles, sizeof(bundles) - 16);
	char *slash;

	assert_true(n > 0);
	bundles[n] = '\0';
	slash = strrchr(bundles, '/');
	snprintf(slash, 16, "/../i18n");
}

__attribute__((unused, format(printf, 1, 2))) static void
run(const char *fmt, ...)
{
	char command[8192];
	va_list ap;

	va_start(ap, fmt);
	vsnprintf(command, sizeof(command), fmt, ap);
	va_end(ap);
	if (system(command) != 0)
		fail_msg("%s", command);
}

/* A new empty folder; remove it with drop_dir. */
__attribute__((unused)) static const char *
make_dir(char *buf, size_t size)
{
	const char *tmp = getenv("TMPDIR");

	snprintf(buf, size, "%s/bundles.XXXXXX", tmp != NULL ? tmp : "/tmp");
	assert_non_null(mkdtemp(buf));
	return (buf);
}

__attribute__((unused)) static void
drop_dir(const char *dir)
{
	run("rm -rf '%s'", dir);
}

/* Compile ${body} as the bundle ${name} in ${dir}. */
__attribute__((unused)) static void
compile(const char *dir, const char *name, const char *body)
{
	char path[512];
	FILE *f;

	snprintf(path, sizeof(path), "%s/%s.txt", dir, name);
	assert_non_null(f = fopen(path, "w"));
	fprintf(f, "%s { %s }\n", name, body);
	assert_int_equal(fclose(f), 0);
	run("genrb -q -e UTF-8 -d '%s' '%s'", dir, path);
}

#endif
