-- SPDX-License-Identifier: GPL-2.0-or-later
-- The largest number that was ever trimmed from the outbox, so that it may become empty and still know its last.
CREATE TABLE outbox_mark (
	only_row boolean PRIMARY KEY DEFAULT true CHECK (only_row),
	trimmed bigint NOT NULL
);
INSERT INTO outbox_mark (trimmed) VALUES (0);
