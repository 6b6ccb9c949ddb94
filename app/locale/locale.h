/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The interface locales: one compiled ICU resource bundle each.  Loaded once a process; adding one
 * is a file in i18n/ and a restart.  ICU's default locale is set to "en", so that a missing bundle
 * never falls to the process's.
 */
#ifndef LOCALE_LOCALE_H
#define LOCALE_LOCALE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/err.h"

struct locale;
struct locales;

/**
 * locales_load(dir, ret_locales):
 * Read and check every NAME.res in ${dir}: patterns well formed, argument names and types as in en,
 * plural categories complete.  A bundle that fails, or is damaged, is left out and logged
 * (locale.refused, with key and reason); a key that it lacks comes from en.  ERR_IO if en itself is
 * missing or bad.
 */
MUSTCHECK enum err locales_load(const char *dir, struct locales **ret_locales);
void locales_free(struct locales *ls);

/**
 * locales_count(ls), locales_at(ls, i): all, in the order of the design (en zh-Hans ru pt-BR hi ar
 * …), others by tag. locales_find(ls, tag): the one whose BCP 47 tag is ${tag} exactly ("pt-BR"),
 * or NULL.
 */
size_t locales_count(const struct locales *ls);
const struct locale *locales_at(const struct locales *ls, size_t i);
const struct locale *locales_find(const struct locales *ls, const char *tag);

/**
 * locales_of(ls, language): the locale in the language of a text ("pt" is pt-BR's), or NULL.
 */
const struct locale *locales_of(const struct locales *ls, const char *language);

/**
 * locales_negotiate(ls, cookie, accept_language):
 * The locale for a reader who named none in the address: the cookie's if it is one of ours, else
 * the best match of the header by ICU's locale matching (zh-TW to zh-Hant where it exists else
 * zh-Hans, pt to pt-BR, ar-EG to ar, hi-Latn to hi); malformed ranges are skipped, q=0 is refused,
 * nothing fits: en.  Both may be NULL.
 */
const struct locale *locales_negotiate(
    const struct locales *ls, const char *cookie, const char *accept_language);

/**
 * locale_chain(l, arena, accept_language, ret_n):
 * The reader's languages, best first, for domain/fallback.h: the locale, its parents, then the
 * acceptable ones of the header in their order (NULL: none), each once.
 */
const char **locale_chain(
    const struct locale *l, struct arena *arena, const char *accept_language, size_t *ret_n);

/**
 * locale_tag(l) "pt-BR"; locale_dir(l) "ltr" or "rtl"; locale_native_name(l) "Português (Brasil)".
 */
const char *locale_tag(const struct locale *l);
const char *locale_dir(const struct locale *l);
const char *locale_native_name(const struct locale *l);

/**
 * language_dir(tag): "rtl" or "ltr" for a text in language ${tag}, by ICU's script data.
 * language_tag_valid(tag): whether it is a well-formed BCP 47 tag in canonical case.
 * language_iso3(arena, tag): with the language in three letters (ISO 639-2/T), as Akoma Ntoso has
 * it; a script stays unless it is the usual one of Chinese: "zh-Hans" is "zho", "zh-Hant"
 * "zho-Hant".
 */
const char *language_dir(const char *tag);
bool language_tag_valid(const char *tag);
const char *language_iso3(struct arena *arena, const char *tag);

#endif
