-- SPDX-License-Identifier: GPL-2.0-or-later
-- What every change of published entries does besides.  The lock's key is arbitrary; what matters is that every
-- transaction which adds rows to the outbox holds it until it has committed: numbers are then given in the order in
-- which they become visible.

-- name: CHANGE_LOCK ()
SELECT pg_advisory_xact_lock(7034112)

-- name: CHANGE_CLEAR_PAGES (entries bigint[])
DELETE FROM entry_page WHERE id = ANY ($1::bigint[])

-- name: CHANGE_PAGES (entries bigint[])
INSERT INTO entry_page SELECT * FROM entry_record WHERE id = ANY ($1::bigint[]) AND state = 'published'

-- name: CHANGE_OUTBOX (entries bigint[])
INSERT INTO outbox (entry) SELECT unnest($1::bigint[])

-- name: CHANGE_NOTIFY ()
NOTIFY outbox
