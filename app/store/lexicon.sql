-- SPDX-License-Identifier: GPL-2.0-or-later
-- The lexicon: words and their translations.

-- name: LEXICON_CLEAR (origin text)
DELETE FROM lexicon WHERE origin = $1::text

-- name: LEXICON_COPY ()
COPY lexicon (origin, language, word, to_language, to_word, weight) FROM STDIN

-- name: LEXICON_MARK ()
SELECT coalesce(max(made)::text || ' ' || count(*)::text, '')::text FROM lexicon

-- The learnt ones first: they are what the portal's own texts say.
-- name: LEXICON_ALL ()
SELECT origin, language, word, to_language, to_word, weight::text FROM lexicon
 ORDER BY origin DESC, language, word, to_language, weight DESC, to_word
