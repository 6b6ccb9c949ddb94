-- SPDX-License-Identifier: GPL-2.0-or-later
-- What people are told: notices, the mails that carry them, and what people asked to be told about.

-- One thing told to one account, or to an address that has none yet.  Its words are made when it is read or sent, in the
-- language that the receiver has then: kept are the kind (app/domain/notice.c) and its arguments, names and values in turn.
CREATE TABLE notice (
	id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
	account bigint REFERENCES account ON DELETE CASCADE,
	kind text NOT NULL CHECK (kind ~ '^[a-z]+(_[a-z]+)*$' AND length(kind) <= 40),
	arguments text[] NOT NULL DEFAULT '{}',
	path text CHECK (path ~ '^/[^/\\[:cntrl:]]' AND length(path) <= 2000),
	shown boolean NOT NULL, -- in the message centre
	made timestamptz NOT NULL DEFAULT now(),
	read timestamptz,
	CHECK (account IS NOT NULL OR NOT shown)
);
CREATE INDEX notice_centre ON notice (account, id DESC) WHERE shown;
CREATE INDEX notice_unread ON notice (account) WHERE shown AND read IS NULL;

-- The entries that a digest tells of, in groups by what was followed.
CREATE TABLE notice_item (
	notice bigint NOT NULL REFERENCES notice ON DELETE CASCADE,
	position integer NOT NULL,
	target text NOT NULL,      -- what was followed: the group
	entry bigint,              -- NULL: "and so many more" of the group
	kind kind,
	slug slug,                 -- as it was then
	eid text,
	action text NOT NULL,      -- of the publication log, or "more"
	titles text[] NOT NULL DEFAULT '{}', -- pairs of language and title, for an entry that is gone
	more bigint NOT NULL DEFAULT 0,
	PRIMARY KEY (notice, position)
);

-- The outbox of mail: a row a mail, written in the transaction of what it tells.  A sender claims a row for a while; a
-- row whose sender died is free again when its lease is over, and goes out with the same Message-ID.
CREATE TABLE mail (
	id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
	notice bigint NOT NULL UNIQUE REFERENCES notice ON DELETE CASCADE,
	address text CHECK (address <> ''), -- NULL: the account's when it is sent
	locale text CHECK (locale <> ''),   -- NULL: the account's
	state text NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'sent', 'dead', 'dropped')),
	made timestamptz NOT NULL DEFAULT now(),
	due timestamptz NOT NULL DEFAULT now(),
	tries bigint NOT NULL DEFAULT 0,
	claim text,
	lease timestamptz,
	message_id text NOT NULL UNIQUE DEFAULT replace(gen_random_uuid()::text, '-', ''),
	sent_to text,               -- to whom it went last, for a bounce that comes back
	problem text,               -- what the server said last
	done timestamptz,
	CHECK ((claim IS NULL) = (lease IS NULL)),
	CHECK ((state = 'waiting') = (done IS NULL))
);
CREATE INDEX mail_waiting ON mail (due, id) WHERE state = 'waiting';

-- Addresses that refused mail for good or sent it back: nothing goes there until its owner confirms it anew.
CREATE TABLE mail_refused (
	address text PRIMARY KEY,
	problem text NOT NULL,
	since timestamptz NOT NULL DEFAULT now()
);

-- Kinds of notices that an account does not want by mail; the message centre has them all the same.
CREATE TABLE notice_mute (
	account bigint NOT NULL REFERENCES account ON DELETE CASCADE,
	kind text NOT NULL,
	since timestamptz NOT NULL DEFAULT now(),
	PRIMARY KEY (account, kind)
);

-- What somebody wants to hear of: an address below the locale, in its canonical spelling (app/domain/follow.c).
CREATE TABLE follow (
	id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
	account bigint NOT NULL REFERENCES account ON DELETE CASCADE,
	target text NOT NULL CHECK (length(target) <= 2000),
	rhythm text NOT NULL CHECK (rhythm IN ('daily', 'weekly', 'off')),
	made timestamptz NOT NULL DEFAULT now(),
	told bigint NOT NULL,       -- rows of the publication log up to this one were told or came before
	digest text,                -- of the article's texts, when they were told last
	UNIQUE (account, target)
);

-- When the next digest of an account is made.
CREATE TABLE follow_clock (
	account bigint NOT NULL REFERENCES account ON DELETE CASCADE,
	rhythm text NOT NULL CHECK (rhythm IN ('daily', 'weekly')),
	due timestamptz NOT NULL,
	PRIMARY KEY (account, rhythm)
);
CREATE INDEX follow_clock_due ON follow_clock (due);

-- Who reads the publication log from a number on must not miss a smaller one that is committed later: numbers are given
-- under the lock of app/store/change.sql, which is held until commit.
CREATE FUNCTION publication_in_order() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	PERFORM pg_advisory_xact_lock(7034112);
	RETURN NULL;
END $$;
CREATE TRIGGER publication_in_order BEFORE INSERT ON publication
	FOR EACH STATEMENT EXECUTE FUNCTION publication_in_order();
