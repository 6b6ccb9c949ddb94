-- SPDX-License-Identifier: GPL-2.0-or-later
-- What was searched for, without who did: a row a day, language and query, and what of its hits was opened.  Nothing
-- else is kept; store/searchlog.c writes it in batches and takes away what is old.
CREATE TABLE search_log (
	day date NOT NULL,
	locale text NOT NULL,
	channel text NOT NULL CHECK (channel IN ('page', 'api')),
	query text NOT NULL CHECK (char_length(query) BETWEEN 1 AND 100),
	searches bigint NOT NULL CHECK (searches > 0),
	hits bigint NOT NULL,       -- works, when it was last asked
	expansions text[] NOT NULL, -- terms of other languages, when it was last asked
	PRIMARY KEY (day, locale, channel, query)
);
CREATE TABLE search_click (
	day date NOT NULL,
	locale text NOT NULL,
	query text NOT NULL CHECK (char_length(query) BETWEEN 1 AND 100),
	target text NOT NULL CHECK (char_length(target) BETWEEN 1 AND 200), -- "laws/cn-patent-law/art_11"
	clicks bigint NOT NULL CHECK (clicks > 0),
	rank bigint NOT NULL, -- best place among the hits that it was opened from
	PRIMARY KEY (day, locale, query, target)
);
