/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Compiled bundles of any content: read, parsed, compared and filled without a fault. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "base/arena.h"
#include "locale/bundle.h"
#include "locale/words.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
ignore(void *ctx, const char *tag, const char *key, const char *why)
{
	(void)ctx;
	if (strlen(tag) + strlen(key) + strlen(why) == 0)
		abort();
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena *arena = arena_new();
	struct bundle bundle;
	struct words words;
	char path[64], why[BUNDLE_WHY_MAX];
	int fd = memfd_create("bundle", 0);

	if (fd < 0 || write(fd, data, size) != (ssize_t)size)
		abort();
	snprintf(path, sizeof(path), "/proc/self/fd/%d", fd);
	if (bundle_read(arena, path, &bundle, why) == ERR_OK) {
		words_new(arena, "ar", &bundle, &words, ignore, NULL);
		words_differ(&words, &words, "ar", ignore, NULL);
		words_incomplete(&words, &words, "ar", ignore, NULL);
		for (size_t i = 0; i < words.n; i++) {
			struct msg_arg arg = MSG_INT(words.v[i].args.v[0].name, (int64_t)size);

			if (words.v[i].message != NULL)
				icu_message_format(
				    words.v[i].message, arena, &arg, words.v[i].args.n > 0);
		}
		words_free(&words);
	}
	close(fd);
	arena_free(arena);
	return (0);
}
