-- SPDX-License-Identifier: GPL-2.0-or-later
-- Words and what they are in another language: learnt from texts that say the same in several languages, or brought in
-- from dictionaries. The index carries a copy (an outbox row of entry 0 says that it changed).
CREATE TABLE lexicon (
	origin text NOT NULL CHECK (origin IN ('learnt', 'imported')),
	language text NOT NULL,
	word text NOT NULL,
	to_language text NOT NULL,
	to_word text NOT NULL,
	weight real NOT NULL CHECK (weight > 0 AND weight <= 1),
	made timestamptz NOT NULL DEFAULT now()
);
